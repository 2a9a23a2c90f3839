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
# A reason begins so many characters after its condition at most ("spoke on condition of anonymity on Friday because ...").
_GAP = 30


@dataclass(slots=True)
class Told:
    """A condition told in a sentence, and its reason where one is given."""

    passage: int
    sentence: int
    condition: Span
    reason: Span | None
    noun: str | None


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


def find_told(passages: Sequence[Passage], conditions: Conditions) -> list[Told]:
    """Every condition of anonymity in a report, in text order."""
    found = []
    for p in passages:
        if conditions.condition.search(p.text) is None:
            continue
        for number, (first, end) in enumerate(p.sentences):
            begin, stop = p.span(first, end)
            text = p.text[begin - p.start : stop - p.start]
            match = conditions.condition.search(text)
            if match is not None:
                condition = (begin + match.start(), begin + match.end())
                reason = _reason(p, begin, text, match, conditions)
                found.append(Told(p.number, number, condition, reason, _asker(p, condition[0])))
    return found


def _asker(p: Passage, offset: int) -> str | None:
    """The lemma of who asks, where a noun does ("The diplomats asked not to be named")."""
    token = p.token_at(offset)
    for above in [] if token is None else [token, *p.ancestors(token)]:
        subject = p.child(above, "nsubj")
        if subject is not None:
            return p.lemma[subject] if p.pos[subject] == "NOUN" else None
    return None


def _reason(p: Passage, begin: int, text: str, condition: re.Match[str], conditions: Conditions) -> Span | None:
    """The clause that says why: right behind the condition, or before it ("was not authorized to speak and asked not to be named")."""
    start = conditions.reason.search(text, condition.end())
    if start is not None and start.start() - condition.end() <= _GAP:
        return _clause_at(p, begin + start.start())
    before = [
        match
        for match in conditions.reason.finditer(text, 0, condition.start())
        if " not " in match.group() or "lack" in match.group()
    ]
    if before and condition.start() - before[-1].end() < 80:
        span = _clause_at(p, begin + before[-1].start())
        return (span[0], min(span[1], _joint(text, condition.start()) + begin)) if span else None
    return None


def _joint(text: str, at: int) -> int:
    """Where the words before a position end, without the "and" or comma that joins."""
    return len(re.sub(r"(?:\s*,)?\s*(?:and|but)?\s*(?:who)?\s*$", "", text[:at]))


def _clause_at(p: Passage, offset: int) -> Span | None:
    """The largest phrase of the parse that begins at a character and does not reach over its sentence's main clause."""
    first = p.token_at(offset)
    if first is None:
        return None
    end = p.subtree[first][1]
    for above in p.ancestors(first):
        if p.subtree[above][0] < first:
            # "was not authorized to ...": the words begin inside their clause, which gives the end all the same.
            if p.pos[first] in ("AUX", "VERB") and p.pos[above] == "VERB" and p.head[first] == above:
                end = max(end, p.subtree[above][1])
            break
        end = max(end, p.subtree[above][1])
    while end > first + 1 and p.pos[end - 1] in ("PUNCT", "SPACE"):
        end -= 1
    return p.span(first, end)


def holders(told: Told, statements: Sequence[Sourced]) -> list[int]:
    """The statements (by index) that a condition holds for.

    It is the source that asks: the nearest hidden source in the sentence, else the last one before it ("The officials spoke on
    condition of anonymity."); and with it all statements of the same actor.
    """
    inside = [
        i
        for i, item in enumerate(statements)
        if item.passage == told.passage and item.sentence == told.sentence and item.kind in HIDDEN
    ]
    inside = [i for i in inside if not _within(statements[i].cue, told.condition)]
    if inside:
        nearest = min(inside, key=lambda i: _distance(statements[i].source or statements[i].cue, told.condition))
    else:
        before = [i for i, item in enumerate(statements) if item.kind in HIDDEN[:2] and item.cue[0] < told.condition[0]]
        asking = [i for i in before if told.noun is not None and statements[i].noun == told.noun]
        near = [i for i in before if told.passage - statements[i].passage <= 1]
        if not asking and not near:
            return []
        nearest = max(asking or near, key=lambda i: statements[i].cue[0])
    return sorted({nearest, *_same_source(nearest, statements)})


def _same_source(chosen: int, statements: Sequence[Sourced]) -> list[int]:
    """The other statements of a hidden source: of the same actor, or "two mediators ... the mediators" where no others are brought in."""
    actor, noun = statements[chosen].actor, statements[chosen].noun
    brought_in = [item for item in statements if item.noun == noun and not item.definite and item.kind in HIDDEN]
    return [
        i
        for i, item in enumerate(statements)
        if item.kind in HIDDEN
        and (
            (actor is not None and item.actor == actor)
            or (noun is not None and item.noun == noun and len(brought_in) <= 1)
        )
    ]


def _within(span: Span, outer: Span) -> bool:
    return outer[0] <= span[0] and span[1] <= outer[1]


def _distance(span: Span, other: Span) -> int:
    return max(0, other[0] - span[1], span[0] - other[1])


def cut_out(span: Span, hole: Span, text: str) -> list[Span]:
    """What is left of a content when a condition that the parse hung into it is taken out; nothing of it where nothing is left."""
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
