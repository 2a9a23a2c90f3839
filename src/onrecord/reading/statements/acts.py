"""What a statement does: the act of its cue, as negation, naming and a refusal to speak change it."""

from __future__ import annotations

from onrecord.codebook.cues import Cues
from onrecord.reading.statements.draft import Draft
from onrecord.record import Act, Form, SourceKind

# Negated, these give no content: "would not say whether ..." tells that somebody kept silent.
_SILENT = frozenset({"say", "confirm", "announce", "suggest", "show"})
_KEEPS_SILENT = frozenset(
    "say confirm comment elaborate specify identify provide disclose reveal clarify explain discuss name state".split()
)
_EXCLUDES = frozenset({"rule", "exclude", "preclude", "discount"})
# Of people these say, of documents they show.
_SHOWS = frozenset("suggest find record chronicle detail indicate reveal".split())
_COUNTS = frozenset("poll survey figure datum data census statistic tally count".split())
_THINKS = frozenset("see regard view consider deem judge".split())
_NAMES = frozenset({"call", "brand", "dub", "label", "term", "denounce", "slam", "condemn", "blast"})
_DESCRIBES = frozenset(
    "describe characterize characterise portray depict cast paint qualify frame pronounce declare assess rate".split()
)


def act_of(draft: Draft, form: Form, kind: SourceKind | None, cues: Cues) -> Act | None:
    """The act of a statement; "say" where only a colon or a preposition credits it."""
    if draft.cue_class is None and draft.frame == "according to" and draft.source_head is not None:
        # "according to a poll": it shows; a memo says
        return "show" if draft.passage.lemma[draft.source_head] in _COUNTS else "say"
    if draft.cue_class is None:
        return "believe" if draft.frame == "in view of" and not _in_words(draft) else "say"
    act = draft.cue_class.entry.act
    lemma = draft.passage.lemma[draft.anchor]
    if draft.negated and act in _SILENT and lemma in _KEEPS_SILENT and form == "indirect":
        return "decline"
    if draft.negated and lemma in _EXCLUDES:
        # "did not rule out a curfew"
        return "suggest"
    if kind == "document" and act in ("say", "suggest", "announce") and lemma in _SHOWS:
        return "show"
    if lemma == "read" and draft.frame == "quote":
        return "say"
    if draft.negated and lemma == "deny":
        # "would neither confirm nor deny the report"
        return "decline"
    if draft.frame in ("name", "object-prep") and act == "say" and lemma in _THINKS:
        return "believe"
    if lemma in ("liken", "compare") and act == "say":
        # "likened the plan to a Ponzi scheme": in news a comparison is meant to hurt, unless its words are good ones.
        return _of_naming(draft, "denounce", cues)
    if draft.frame == "object-prep" and lemma == "name":
        return "announce"
    if draft.frame in ("name", "object-prep") and (lemma in _NAMES or lemma in _DESCRIBES) and act == "say":
        return _of_naming(draft, lemma, cues)
    return act


def _in_words(draft: Draft) -> bool:
    """ "In the words of one diplomat" quotes; "in his view" tells what he thinks."""
    return any(draft.passage.lower[token] in ("word", "words") for token in draft.cue)


def _of_naming(draft: Draft, lemma: str, cues: Cues) -> Act:
    """ "called the report nonsense" denies, "called the fee a scandal" accuses, "called the talks useful" says so.

    Without a word that tells, whoever calls something by a common noun or a quoted word mostly blames it ("called the
    fee “a stain”"), and whoever describes it does not.
    """
    p = draft.passage
    tokens = [token for number, a, b in draft.content if number == p.number for token in range(a, b)]
    named = [token for token in tokens if token > draft.anchor]
    said = {word for token in named for word in (p.lemma[token], p.lower[token])}
    nouns = cues.nouns_of
    if said & nouns["untrue"] and (said & nouns["told_thing"] or _points_back(draft, tokens)):
        return "deny"
    if draft.passive and draft.source_head is None and lemma in _DESCRIBES:
        return "say"
    if said & nouns["bad"] or said & nouns["untrue"]:
        return "accuse"
    best = any(p.tag[token] in ("JJS", "RBS") for token in named)
    if said & nouns["good"] or best or lemma not in _NAMES:
        # "called it the hottest thing in radio"
        return "say"
    quoted = any(p.tag[token] in ("``", "''") or p.words[token] in '“”"' for token in named)
    # "called the group Talahib" gives it its name.
    return "accuse" if quoted or not any(p.pos[token] == "PROPN" for token in named[-2:]) else "say"


def _points_back(draft: Draft, tokens: list[int]) -> bool:
    """Whether what is named is "this" or "that": what was said before."""
    p, after = draft.passage, draft.anchor + 1
    antecedent = {p.lemma[token] for token in tokens if token < draft.anchor}
    things = {"claim", "allegation", "accusation", "charge", "report", "suggestion", "rumour", "rumor"}
    return bool(antecedent & things) or (after < len(p) and p.lower[after] in ("it", "this", "that", "them"))
