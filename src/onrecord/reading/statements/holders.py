"""For which statements a condition of anonymity holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.reading.statements.anonymity import Told
from onrecord.record import SourceKind, Span

# Whom a condition can be about; a named source does not ask for anonymity. None is a source whose kind is open.
HIDDEN: tuple[SourceKind | None, ...] = ("unnamed_people", "unnamed_organisation", "group", None)

# So many characters between a source and the condition that goes with it: a comma and a space.
_COMMA = 2
# Who says something, told by no more than that ("The person was not permitted to speak publicly.").
_SPEAKERS = frozenset("person source official people speaker".split())
_SOME = frozenset("none neither both all most some pair duo trio couple two three".split())


@dataclass(slots=True)
class Sourced:
    """What this module needs of a statement: where source and cue stand, its source's kind and actor.

    `noun` is the lemma of the source's head where that is a noun, `part` tells a part of a group brought in before.
    """

    passage: int
    sentence: int
    anchor: int
    source: Span | None
    cue: Span
    kind: SourceKind | None
    actor: str | None
    noun: str | None
    definite: bool
    part: bool
    single: bool
    first_name: bool = False


def holders(told: Told, statements: Sequence[Sourced], actor: str | None) -> list[int]:
    """The statements (by index) that a condition holds for.

    It is the source that asks: whose subject the condition has, or whose cue it hangs on; `actor` is who that is,
    where known. Else the nearest hidden source in the sentence, else the last one before it ("The officials spoke on
    condition of anonymity."); and with it all statements of the same source.
    """
    inside = [i for i, item in enumerate(statements) if _beside(item, told)]
    direct = [i for i in inside if _is_direct(statements[i], told)]
    if direct:
        asked = [i for i in direct if statements[i].kind in HIDDEN or statements[i].kind == "named_person"]
        # "Police declined to give his name" hides somebody else's name; of a named source it holds here only.
        hidden = [i for i in asked if statements[i].kind in HIDDEN or _is_office(statements[i])]
        return sorted({*asked, *_with_same_source(hidden, statements)})
    p, subject = told.passage, told.subject
    pronoun = (
        subject is None
        or told.loose
        or p.lower[subject] in _SOME
        or p.pos[subject] in ("PRON", "DET", "NUM")
        or p.tag[subject] == "PRP$"
    )
    hidden = [i for i in inside if statements[i].kind in HIDDEN]
    if told.condition is None and subject is not None and not told.loose and p.pos[subject] == "NOUN":
        # "prisoners who are not allowed to speak to their lawyers": a ban is a reason only of whoever speaks.
        if inside or p.lemma[subject] not in _SPEAKERS or p.dep[subject][:5] != "nsubj":
            return []
        pronoun = True
    if told.condition is not None and subject is not None and p.pos[subject] == "NOUN" and not told.loose:
        whose = told.passage.tag[_first_token(told)] == "WP$"
        if whose and inside and not any(item.noun == p.lemma[subject] for item in statements):
            # "suspects a second man, whose name is blacked out": of somebody who says nothing.
            return []
    if hidden and not told.strict and pronoun:
        nearest = min(hidden, key=lambda i: _distance(statements[i].source or statements[i].cue, told.span))
        return _with_same_source([nearest], statements)
    if subject is None and len(inside) == 1 and statements[inside[0]].kind == "named_person" and not told.strict:
        # "Nurse Ama K. - we agreed not to print her surname - says ..."
        return inside
    # "The officials spoke on condition of anonymity." is told of whoever was quoted, a relative clause of its noun.
    alone = not inside or (
        subject is not None and p.dep[p.head[subject]] in ("ROOT", "conj") and _is_inside(p.head[subject], told)
    )
    noun = None if pronoun or subject is None else p.lemma[subject]
    alike = [i for i, item in enumerate(statements) if noun is not None and item.noun == noun]
    if not alone and not pronoun:
        return _with_same_source([i for i in alike if i in inside and statements[i].kind in HIDDEN][:1], statements)
    # Who is named elsewhere may have spoken off the record once, but not here.
    # "She asked that her name not be used because she fears arrest": asking and fearing are no statements of theirs.
    own = {i for i, item in enumerate(statements) if _is_of_condition(item, told)}
    alike = [i for i in alike if i not in own]
    found = [
        i
        for i, item in enumerate(statements)
        if i not in own and actor is not None and item.actor == actor and _may_hide(item)
    ]
    if not found and subject is not None and p.pos[subject] == "NOUN" and actor is not None:
        # "The envoy spoke on condition of anonymity. ..., he said": an office told without its name.
        found = [i for i, item in enumerate(statements) if item.actor == actor and item.noun is None and item.single]
    found = found or [i for i in alike if statements[i].kind in HIDDEN[:2] or _is_office(statements[i])]
    if not found and (pronoun or not told.strict):
        found = [
            i
            for i, item in enumerate(statements)
            if item.cue[0] < told.span[0]
            and (item.kind in HIDDEN[:2] or item.first_name)
            and p.number - item.passage <= 1
        ]
    if not found:
        found = _said_next(told, statements)
    if not found:
        return []
    before = [i for i in found if statements[i].cue[0] < told.span[0]]
    chosen = max(before, key=lambda i: statements[i].cue[0]) if before else found[0]
    if statements[chosen].part and subject is not None and p.lower[subject] in ("both", "all", "they"):
        # "Two nurses said ... 'No,' said one of them. Both asked not to be named."
        chosen = max((i for i in before if not statements[i].part), default=chosen)
    return _with_same_source([chosen], statements)


def _first_token(told: Told) -> int:
    return told.passage.token_at(told.span[0]) or 0


def _is_inside(token: int, told: Told) -> bool:
    return told.span[0] <= told.passage.begins[token] < told.span[1]


def _said_next(told: Told, statements: Sequence[Sourced]) -> list[int]:
    """ "The banker spoke on condition that he not be named. He said the loan was bad.": the next one, of a pronoun."""
    number = told.passage.number
    after = [
        i
        for i, item in enumerate(statements)
        if item.cue[0] > told.span[1] and (item.passage, item.sentence) != (number, told.sentence)
    ]
    if not after:
        return []
    item = statements[after[0]]
    near = item.passage == number and item.sentence - told.sentence == 1
    return after[:1] if near and item.noun is None and item.kind in HIDDEN else []


def _is_of_condition(item: Sourced, told: Told) -> bool:
    """Whether a cue stands in the condition or its reason."""
    if item.passage != told.passage.number:
        return False
    return any(_within(item.cue, span) for span in (told.condition, told.reason) if span is not None)


def _beside(item: Sourced, told: Told) -> bool:
    if item.passage != told.passage.number or item.sentence != told.sentence:
        return False
    return not any(_within(item.cue, span) for span in (told.condition, told.reason) if span is not None)


def _is_direct(item: Sourced, told: Told) -> bool:
    """Whether a statement's source is the condition's subject, or its cue what the condition hangs on."""
    if told.governor is not None and item.anchor == told.governor:
        return True
    if told.subject is None or item.source is None:
        return False
    start = told.passage.begins[told.subject]
    # Right behind a source ("said a second official, who asked ...") it is that source's, whatever the parser says.
    return item.source[0] <= start < item.source[1] or 0 <= told.span[0] - item.source[1] <= _COMMA


def _may_hide(item: Sourced) -> bool:
    """Whether a source can keep its name back: one that is unnamed, or has a first name only ("Nadia said ... She asked
    that her surname not be used")."""
    return item.kind in HIDDEN or item.first_name


def _is_office(item: Sourced) -> bool:
    """ "The envoy said, asking for anonymity": an office without a name, which the condition now hides."""
    return item.kind == "named_person" and item.noun is not None


def _with_same_source(chosen: Sequence[int], statements: Sequence[Sourced]) -> list[int]:
    """The chosen ones, and the other statements of their sources."""
    return sorted({i for one in chosen for i in (one, *_same_source(one, statements))})


def _same_source(chosen: int, statements: Sequence[Sourced]) -> list[int]:
    """The other statements of a hidden source: of the same actor; "two mediators ... the mediators", with nobody of
    the kind brought in between; and what a part of them says ("two of them", "the third").
    """
    actor, threads = statements[chosen].actor, _threads(statements)
    same: list[int] = []
    thread = _brought_in(chosen, statements, threads)
    last = False
    for i, item in enumerate(statements):
        if item.kind == "none":
            continue
        if not _may_hide(item) and not _is_office(item):
            last = last and item.part
            continue
        if item.part and last and i > chosen:
            same.append(i)
            continue
        last = threads[i] in (threads[chosen], thread) or (actor is not None and item.actor == actor)
        if last:
            same.append(i)
    return same


def _brought_in(chosen: int, statements: Sequence[Sourced], threads: Sequence[int]) -> int:
    """The thread in which somebody was brought in who is now told by another noun: "One of them noted ... 'Yes,' the
    envoy said, asking for anonymity": the last single hidden source before, in this paragraph or the one before.
    """
    item = statements[chosen]
    if not (item.definite and item.single and item.noun is not None and threads[chosen] == chosen):
        return threads[chosen]
    for i in range(chosen - 1, -1, -1):
        other = statements[i]
        if item.passage - other.passage > 1:
            break
        if other.kind == "unnamed_people" and other.single and not other.definite:
            return threads[i]
        if other.kind in ("named_person", "unnamed_people"):
            break
    return threads[chosen]


def _threads(statements: Sequence[Sourced]) -> list[int]:
    """For each statement the first one of its source, told by nouns: "the official" is the last official brought in,
    "a third official" is a new one."""
    threads: list[int] = []
    last: dict[str, int] = {}
    for i, item in enumerate(statements):
        hidden = item.kind in HIDDEN or _is_office(item)
        thread = last.get(item.noun, i) if item.noun is not None and item.definite and hidden else i
        if item.noun is not None and hidden:
            last[item.noun] = thread
        threads.append(thread)
    return threads


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
