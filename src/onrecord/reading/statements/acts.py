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
_SHOWS = frozenset("find record chronicle detail indicate reveal conclude put".split())
_OF_NOUN: dict[str, Act] = {
    "word": "say", "words": "say", "account": "say", "admission": "admit", "version": "claim", "telling": "claim",
}  # fmt: skip
_COUNTS = frozenset("poll polling survey figure datum data census statistic tally count number".split())
_THINKS = frozenset("see regard view consider deem judge".split())
_NAMES = frozenset({"call", "brand", "dub", "label", "term", "denounce", "slam", "condemn", "blast"})
_DESCRIBES = frozenset(
    "describe characterize characterise portray depict cast paint qualify frame pronounce declare assess rate".split()
)


def act_of(draft: Draft, form: Form, kind: SourceKind | None, cues: Cues) -> Act | None:
    """The act of a statement; "say" where only a colon or a preposition credits it."""
    if draft.cue_class is None and draft.frame == "according to" and draft.source_head is not None:
        # "according to a poll": it shows; a memo says
        return "show" if _is_count(draft) else "say"
    if draft.cue_class is None:
        return _of_view(draft) if draft.frame == "in view of" else "say"
    act = draft.cue_class.entry.act
    lemma = draft.passage.lemma[draft.anchor]
    if draft.negated and act in _SILENT and lemma in _KEEPS_SILENT and form == "indirect":
        return "decline"
    if draft.negated and lemma in _EXCLUDES:
        # "did not rule out a curfew"
        return "suggest"
    if kind == "document" and (lemma in _SHOWS or (lemma == "suggest" and _is_count(draft))):
        # "The report found", "a poll puts her at 40"; a memo suggests, figures that suggest show
        return "show" if act in ("say", "suggest", "announce", "believe") else act
    if act == "deny" and draft.frame == "object-prep" and _is_of_person(draft):
        # "dismissed her as a career politician"
        return "accuse"
    if draft.negated and lemma == "dispute":
        # "did not dispute the account"
        return "admit"
    if draft.frame == "plea":
        return "deny" if any(draft.passage.lower[token] == "not" for token in _tokens(draft)) else "admit"
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


def _of_view(draft: Draft) -> Act:
    """ "In the words of one diplomat", "by his account" say; "by his own admission" admits, "in his view" tells what he
    thinks."""
    return next((_OF_NOUN[word] for token in draft.cue if (word := draft.passage.lower[token]) in _OF_NOUN), "believe")


def _is_of_person(draft: Draft) -> bool:
    """Whether it is somebody, and nothing that was said, that a verb of rejecting is about."""
    p = draft.passage
    head = next((i for i in _tokens(draft) if p.head[i] == draft.anchor and p.dep[i] in ("dobj", "nsubjpass")), None)
    return head is not None and (p.ent[head] == "PERSON" or p.lower[head] in ("him", "her"))


def _is_count(draft: Draft) -> bool:
    return draft.source_head is not None and draft.passage.lemma[draft.source_head] in _COUNTS


def _tokens(draft: Draft) -> list[int]:
    """The words of a content in the cue's own passage."""
    return [token for number, a, b in draft.content if number == draft.passage.number for token in range(a, b)]


def _of_naming(draft: Draft, lemma: str, cues: Cues) -> Act:
    """ "called the report nonsense" denies, "called the fee a scandal" accuses, "called the talks useful" says so.

    Without a word that tells, whoever calls something by a common noun or a quoted word mostly blames it ("called the
    fee “a stain”"), and whoever describes it does not.
    """
    p = draft.passage
    tokens = _tokens(draft)
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
