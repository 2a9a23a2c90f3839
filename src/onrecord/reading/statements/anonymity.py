"""Conditions of anonymity and their reasons: where they are told, and for which statements they hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.codebook.conditions import Conditions
from onrecord.language.parsed import Passage
from onrecord.record import SourceKind, Span

# Whom a condition can be about; a named source does not ask for anonymity. None is a source whose kind is open.
HIDDEN: tuple[SourceKind | None, ...] = ("unnamed_people", "unnamed_organisation", "group", None)
# A reason begins so many tokens after its condition at most ("spoke on condition of anonymity on Friday because ...").
_GAP = 8


@dataclass(slots=True)
class Told:
    """A condition told in a sentence, its reason, or both (a reason can stand alone: "who was not authorized to
    speak")."""

    passage: int
    sentence: int
    condition: Span | None
    reason: Span | None
    noun: str | None

    @property
    def span(self) -> Span:
        """The condition, or the reason where it stands alone."""
        found = self.condition or self.reason
        assert found is not None, "a Told has one of both"
        return found


@dataclass(slots=True)
class Sourced:
    """What this module needs of a statement: where source and cue stand, its source's kind and actor."""

    passage: int
    sentence: int
    source: Span | None
    cue: Span
    kind: SourceKind | None
    actor: str | None
    noun: str | None
    definite: bool
    part: bool


def find_told(passages: Sequence[Passage], words: Conditions) -> list[Told]:
    """Every condition of anonymity in a report, in text order; one a sentence."""
    found: list[Told] = []
    for p in passages:
        told: dict[int, tuple[int, int] | None] = {}
        for token, lower in enumerate(p.lower):
            number = p.sentence_of[token]
            if told.get(number) is None and _is_sign(p, token, lower, words):
                told[number] = _condition(p, token, words)
            elif lower in words.permission and number not in told and _forbidden(p, token):
                told[number] = None
        for number, tokens in told.items():
            reason = _reason(p, tokens, words) if tokens is not None else _not_permitted(p, number, None, words)
            if tokens is not None:
                found.append(Told(p.number, number, p.span(*tokens), reason, _asker(p, tokens[0])))
            elif reason is not None:
                found.append(Told(p.number, number, None, reason, None))
    return found


def _forbidden(p: Passage, token: int) -> bool:
    """ "not authorized to speak": said of somebody who speaks all the same; in a clause or aside on the source."""
    speaks = any(p.lemma[kid] in _SPEAKING for kid in p.kids(token, "xcomp", "ccomp", "advcl"))
    negated = any(p.dep[kid] == "neg" or p.lower[kid] == "not" for kid in p.children[token])
    return speaks and negated and p.dep[token] in ("relcl", "acl", "amod", "appos", "advcl", "conj")


_SPEAKING = frozenset(
    {"speak", "talk", "comment", "discuss", "brief", "disclose", "address", "give", "share", "reveal"}
)


def _is_sign(p: Passage, token: int, lower: str, words: Conditions) -> bool:
    """Whether a word can be about a source's name."""
    if lower in words.sure:
        # "background" and "attribution" only behind their preposition ("on background", "not for attribution").
        return lower.startswith(("anonym", "pseudo", "unattr")) or (
            token > 0 and p.lower[token - 1] in ("on", "deep", "for", "without")
        )
    if lower in words.identity:
        return any(
            p.dep[kid] == "poss" or p.lower[kid] in ("first", "last", "given", "full", "family")
            for kid in p.children[token]
        )
    return lower in words.naming and p.pos[token] in ("VERB", "ADJ", "AUX")


def _condition(p: Passage, sign: int, words: Conditions) -> tuple[int, int] | None:
    """The tokens of the condition that a sign stands in, None where it is none.

    Read on the surface, from the sign to the left up to a comma: a verb of seeking ("asked not to be named") or
    speaking ("spoke on
    condition of anonymity"), or the noun of a condition. A word of naming alone is none ("the suspect was named"): it
    takes a
    negation or a refusal.
    """
    left = _reach_left(p, sign, words)
    run = range(left, sign + 1)
    sure = p.lower[sign] in words.sure
    refused = any(p.lower[i] in _NOT or p.lemma[i] in _REFUSING for i in run) or p.lower[sign] in (
        "withheld",
        "secret",
        "anonymous",
    )
    seekers = [
        i
        for i in run
        if (p.lemma[i] in words.seeking or p.lower[i] in words.seeking) and p.pos[i] in ("VERB", "ADJ", "AUX")
    ]
    # "told the paper on condition of anonymity that …": a verb with its content behind the condition is no part of it.
    speakers = [
        i
        for i in run
        if p.lemma[i] in words.speaking
        and p.pos[i] == "VERB"
        and not any(p.dep[kid] == "ccomp" and kid > sign for kid in p.children[i])
    ]
    nouns = [i for i in run if p.lemma[i] in words.condition and p.pos[i] == "NOUN"]
    end = _cut_at_reason(p, sign, words)
    only_first = False
    if not sure:
        refused = refused or any(
            p.lower[i] in ("withheld", "left", "secret", "out") or p.lower[i] in _NOT for i in range(sign, end)
        )
        only_first = p.lower[sign] in words.identity and any(p.lower[i] == "only" for i in run)
        if not (refused or only_first) or not (
            seekers or speakers or nouns or only_first or _is_whose(p, sign) or _kept_back(p, sign)
        ):
            return None
    anchors = seekers + speakers + nouns
    if anchors:
        first = min(anchors)
    elif _is_whose(p, sign) or _kept_back(p, sign):
        first = min(kid for kid in p.children[sign] if kid < sign)
    else:
        first = sign if only_first else max(left, sign - 1)
    return _with_relative(p, first, left), end


_NOT = frozenset({"not", "n't", "neither", "never", "nor"})
_HIDING = frozenset({"protect", "hide", "conceal", "shield"})
_REFUSING = frozenset(
    {"decline", "refuse", "withhold", "unwilling", "reluctant", "prefer", "insist", "request", "demand"}
)
_LONGEST = 16


def _reach_left(p: Passage, sign: int, words: Conditions) -> int:
    """The first token of the run before a sign that no comma, quotation mark or joined clause cuts off.

    "was not authorized to speak and asked not to be named": an "and" cuts where a verb of the condition stands behind
    it.
    """
    first = p.sentences[p.sentence_of[sign]][0]
    token = sign
    while token > first and sign - token < _LONGEST:
        before = token - 1
        if p.words[before] in {",", ";", ":", "–", "—", "("} or p.tag[before] in ("``", "''"):
            break
        governed = any(
            p.lemma[i] in words.seeking or p.lemma[i] in words.speaking or p.lower[i] == "whose"
            for i in range(token, sign)
        )
        if p.lower[before] in ("and", "but") and governed:
            break
        token = before
    return token


def _is_whose(p: Passage, sign: int) -> bool:
    return any(p.lower[kid] == "whose" for kid in p.children[sign])


def _kept_back(p: Passage, sign: int) -> bool:
    """ "who can not be identified", "who is not being named"; but "the victims could not be identified" is no
    condition."""
    return p.tag[sign] == "VBN" and p.dep[sign] == "relcl" and any(p.dep[kid] == "neg" for kid in p.children[sign])


def _with_relative(p: Passage, first: int, left: int) -> int:
    """Take in what leads to the verb: its auxiliaries and negation, "who", "both of whom", "only on"."""
    while first > left and (
        p.dep[first - 1] in ("aux", "neg", "auxpass")
        or p.tag[first - 1] in ("WP", "WDT")
        or p.lower[first - 1] in _LEADS
        or (p.lower[first - 1] in ("both", "all", "of") and p.lower[first] in ("of", "whom"))
    ):
        first -= 1
    return first


_LEADS = frozenset(
    {"on", "under", "the", "only", "strict", "also", "whom", "who", "was", "were", "would", "to", "in", "whose"}
)


def _cut_at_reason(p: Passage, sign: int, words: Conditions) -> int:
    """Where a condition ends: before its reason, or with punctuation; anonymity itself ends it at once."""
    if p.lower[sign] in words.sure:
        return sign + 1
    end = p.sentences[p.sentence_of[sign]][1]
    for token in range(sign + 1, end):
        if p.dep[token] == "ROOT" or (
            p.dep[p.head[token]] == "ROOT" and p.head[token] > sign and p.dep[token] in _VERB_PARTS
        ):
            # The sentence goes on with its own verb ("... who asked that his name be left out | said").
            end = token
            break
        opens = _opens_reason(p, token, words)
        if opens or p.words[token] in {",", ";", "–", "—", ":", "."} or p.tag[token] in ("``", "''"):
            end = token
            break
        if (
            p.lower[sign] in words.naming
            and p.tag[token] in ("VBD", "VBZ", "VBP")
            and p.dep[token] not in ("aux", "auxpass")
        ):
            end = token
            break
    while end > sign + 1 and p.pos[end - 1] in ("PUNCT", "SPACE", "CCONJ"):
        end -= 1
    return end


_VERB_PARTS = frozenset({"aux", "auxpass", "neg", "advmod"})


def _opens_reason(p: Passage, token: int, words: Conditions) -> bool:
    """Whether a reason begins here; some prepositions do so only with the right word behind them ("in line with")."""
    lower, after = p.lower[token], p.lower[token + 1] if token + 1 < len(p) else ""
    if lower == "in":
        return after in ("order", "line", "keeping", "accordance", "view")
    if lower == "out":
        return after == "of"
    if lower == "to" and after in ("be", "remain", "stay", "get"):
        return False
    return (lower in words.because or p.lemma[token] in words.because) and p.tag[token] in (
        "IN", "VBG", "TO", "VBN", "RB", "JJ", "VBD",
    )  # fmt: skip


def _asker(p: Passage, first: int) -> str | None:
    """The lemma of who asks, where a noun does ("The diplomats asked not to be named")."""
    for above in [first, *p.ancestors(first)]:
        subject = p.child(above, "nsubj", "nsubjpass")
        if subject is not None:
            return p.lemma[subject] if p.pos[subject] == "NOUN" else None
    return None


def _reason(p: Passage, condition: tuple[int, int], words: Conditions) -> Span | None:
    """The clause that says why: behind the condition, or in another clause of the sentence ("was not authorized
    to")."""
    end = p.sentences[p.sentence_of[condition[0]]][1]
    for token in range(condition[1], min(end, condition[1] + _GAP)):
        if p.tag[token] in ("''", "``") or p.words[token] in {";", ":"}:
            break
        if _opens_reason(p, token, words):
            return _clause_at(p, token)
        # A comma may stand between them, a new finite verb may not.
        if p.pos[token] in ("VERB", "AUX") and p.tag[token] in ("VBD", "VBZ", "VBP"):
            break
    return _not_permitted(p, p.sentence_of[condition[0]], condition, words)


def _not_permitted(p: Passage, sentence: int, condition: tuple[int, int] | None, words: Conditions) -> Span | None:
    """ "was not authorized to speak publicly": a reason, before or behind the condition or with none."""
    for token in range(*p.sentences[sentence]):
        if p.lower[token] not in words.permission or not any(
            p.dep[kid] == "neg" or p.lower[kid] == "not" for kid in p.children[token]
        ):
            continue
        if condition is not None and condition[0] <= token < condition[1]:
            continue
        first = min([token, *(kid for kid in p.children[token] if kid < token and p.lower[kid] in _PERMISSION_LEADS)])
        before_root = [i for i in range(token + 1, p.subtree[token][1]) if p.words[i] in {",", ")", "–", "—"}]
        stop = min([p.subtree[token][1], *before_root])
        if condition is not None and token < condition[0]:
            stop = min(stop, condition[0])
        while stop > token + 1 and (p.pos[stop - 1] in ("PUNCT", "SPACE", "CCONJ") or p.tag[stop - 1] == "WP"):
            stop -= 1
        return p.span(first, stop)
    return None


_PERMISSION_LEADS = frozenset("was were is are been being had has not n't".split())


def _clause_at(p: Passage, first: int) -> Span | None:
    """The largest phrase of the parse that begins at a token, up to a comma or bracket: behind it the report goes
    on."""
    end = p.subtree[first][1]
    for above in p.ancestors(first):
        if p.subtree[above][0] < first:
            break
        end = max(end, p.subtree[above][1])
    for token in range(first + 2, end):
        if p.words[token] in {",", ")", ";", "–", "—"} or p.dep[token] == "ROOT":
            end = token
            break
    while end > first + 1 and p.pos[end - 1] in ("PUNCT", "SPACE"):
        end -= 1
    return p.span(first, end)


def holders(told: Told, statements: Sequence[Sourced]) -> list[int]:
    """The statements (by index) that a condition holds for.

    It is the source that asks: the nearest hidden source in the sentence, else the last one before it ("The officials
    spoke on
    condition of anonymity."); and with it all statements of the same actor.
    """
    inside = [
        i
        for i, item in enumerate(statements)
        if item.passage == told.passage and item.sentence == told.sentence and item.kind in HIDDEN
    ]
    inside = [i for i in inside if not _within(statements[i].cue, told.span)]
    if inside:
        nearest = min(inside, key=lambda i: _distance(statements[i].source or statements[i].cue, told.span))
    else:
        before = [i for i, item in enumerate(statements) if item.kind in HIDDEN[:2] and item.cue[0] < told.span[0]]
        asking = [i for i in before if told.noun is not None and statements[i].noun == told.noun]
        near = [i for i in before if told.passage - statements[i].passage <= 1]
        if not asking and not near:
            return []
        nearest = max(asking or near, key=lambda i: statements[i].cue[0])
    return sorted({nearest, *_same_source(nearest, statements)})


def _is_office(item: Sourced) -> bool:
    """ "The envoy said, asking for anonymity": an office without a name, which the condition now hides."""
    return item.kind == "named_person" and item.noun is not None


def _same_source(chosen: int, statements: Sequence[Sourced]) -> list[int]:
    """The other statements of a hidden source: of the same actor; "two mediators ... the mediators" where no others
    are brought in;
    and what a part of them says ("two of them", "the third").
    """
    actor, noun = statements[chosen].actor, statements[chosen].noun
    brought_in = [item for item in statements if item.noun == noun and not item.definite and item.kind in HIDDEN]
    same: list[int] = []
    last = False
    for i, item in enumerate(statements):
        if item.kind not in HIDDEN:
            last = last and item.part
            continue
        if item.part and last and i > chosen:
            same.append(i)
            continue
        named_alike = noun is not None and item.noun == noun and len(brought_in) <= 1
        last = i == chosen or (actor is not None and item.actor == actor) or named_alike
        if last:
            same.append(i)
    return same


def _within(span: Span, outer: Span) -> bool:
    return outer[0] <= span[0] and span[1] <= outer[1]


def _distance(span: Span, other: Span) -> int:
    return max(0, other[0] - span[1], span[0] - other[1])


def cut_out(span: Span, hole: Span, text: str) -> list[Span]:
    """What is left of a content when a condition that the parse hung into it is taken out; nothing of it where
    nothing is left."""
    if hole[1] <= span[0] or span[1] <= hole[0]:
        return [span]
    kept = []
    for start, stop in ((span[0], min(span[1], hole[0])), (max(span[0], hole[1]), span[1])):
        words = text[start:stop]
        lead = len(words) - len(words.lstrip(" ,.;"))
        trimmed = words.strip(" ,;")
        if re.search(r"\w{2}", trimmed) and not re.fullmatch(r"\W*(?:who|and|but|that)\W*", trimmed):
            kept.append((start + lead, start + len(words.rstrip(" ,;"))))
    return [piece for piece in kept if piece[1] > piece[0]]
