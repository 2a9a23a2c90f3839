"""Which statement and which event of one report is which of the other."""

from __future__ import annotations

from collections import Counter

from onrecord.codebook.loader import open_codebook
from onrecord.codebook.world import world_of
from onrecord.record import Actor, Event, Statement
from onrecord.stories.passages import Passage
from onrecord.stories.scene import EventPair, OneSide, StatementPair

_ENOUGH = 0.5
_ENOUGH_IN_PASSAGE = 0.3


def pair_statements(a: OneSide, b: OneSide, of_a: dict[int, Passage]) -> list[StatementPair]:
    """Pair statements by what was said; by who said it where that does not decide. One to one, the likest first."""
    ours, theirs = _in_body(a), _in_body(b)
    bags_a = {statement.id: _bag(a, statement) for statement in ours}
    bags_b = {statement.id: _bag(b, statement) for statement in theirs}
    ranked = []
    for one in ours:
        beside = _beside(a, one, of_a)
        for two in theirs:
            score = _alike(bags_a[one.id], bags_b[two.id])
            together = bool(beside & set(b.words([*two.content, *two.cue])))
            # "The mayor alleged that it had sunk", "it went down, the mayor disclosed": one sentence, one speaker.
            shared = bags_a[one.id] & bags_b[two.id]
            anew = together and one.cue and two.cue and bool(shared) and same_source(a, one, b, two)
            if score < (0.0 if anew else _ENOUGH_IN_PASSAGE if together else _ENOUGH):
                continue
            few = min(bags_a[one.id].total(), bags_b[two.id].total()) < 2
            if few and not same_source(a, one, b, two) and not _word_for_word(a, one, b, two):
                # "denied the charges": one word that both say makes them not one.
                continue
            nested = (one.within is None) == (two.within is None)
            bonus = 0.15 * together + 0.1 * same_source(a, one, b, two) + 0.1 * nested
            ranked.append((-(score + bonus), one.content[0] if one.content else (0, 0), two.id, one, two, score))
    ranked.sort(key=lambda item: item[:3])
    taken_a: set[str] = set()
    taken_b: set[str] = set()
    pairs = []
    for *_, one, two, score in ranked:
        if one.id not in taken_a and two.id not in taken_b:
            taken_a.add(one.id)
            taken_b.add(two.id)
            pairs.append(StatementPair(one, two, score))
    return sorted(pairs, key=lambda pair: pair.a.cue[:1] or pair.a.content[:1])


def _word_for_word(a: OneSide, one: Statement, b: OneSide, two: Statement) -> bool:
    """ "Both said they would appeal" -> "Their lawyer said they would appeal": the same clause."""
    ours, theirs = a.words(one.content), b.words(two.content)
    return len(ours) >= 3 and [a.folded.forms[n] for n in ours] == [b.folded.forms[m] for m in theirs]


def _in_body(side: OneSide) -> list[Statement]:
    """The statements that the text tells; headlines are not compared."""
    headline = side.record.report.headline
    return [
        statement
        for statement in side.record.statements
        if headline is None or not any(span[0] < headline[1] for span in [*statement.cue, *statement.content])
    ]


def _beside(side: OneSide, statement: Statement, of_a: dict[int, Passage]) -> set[int]:
    """The words of B that are aligned with the sentences of a statement of A."""
    return {other for n in side.words([*statement.content, *statement.cue]) if n in of_a for other in of_a[n].b}


def _bag(side: OneSide, statement: Statement) -> Counter[str]:
    """The roots of a content's words; function words only where nothing else is said."""
    words = side.words(statement.content)
    telling = [n for n in words if not side.folded.light[n]]
    return Counter(side.folded.roots[n] for n in telling or words)


def _alike(one: Counter[str], two: Counter[str]) -> float:
    """The shared words against the mean of both, half and half with the shorter: one may be the other cut."""
    if not one or not two:
        return 0.0
    shared, ours, theirs = (one & two).total(), one.total(), two.total()
    if shared < min(2, ours, theirs):
        return 0.0
    return 0.5 * (2 * shared / (ours + theirs)) + 0.5 * shared / min(ours, theirs)


def names_of(side: OneSide, statement: Statement) -> set[str]:
    """The last names of the persons, and the names of the bodies, that a statement is credited to; in lower case."""
    names = set()
    for actor in (side.actors[name] for name in statement.source_actors if name in side.actors):
        words = [word for word in actor.name.lower().split() if word]
        # "the lawyer of the company" is no name by whose last word two lawyers would be one.
        if words and (actor.kind != "person" or _is_named(actor)):
            names.add(words[-1] if actor.kind == "person" else " ".join(words))
    return names


def _persons_of(side: OneSide, statement: Statement) -> set[str]:
    """The last names of the persons alone."""
    actors = [side.actors[name] for name in statement.source_actors if name in side.actors]
    return {actor.name.lower().split()[-1] for actor in actors if actor.kind == "person" and _is_named(actor)}


def _is_named(actor: Actor) -> bool:
    return bool(actor.name.split()) and any(mention.kind == "name" for mention in actor.mentions)


def same_source(a: OneSide, one: Statement, b: OneSide, two: Statement) -> bool:
    """Whether two statements are credited to one name or in the same words."""
    persons_a, persons_b = _persons_of(a, one), _persons_of(b, two)
    if persons_a and persons_b:
        # "the company's lawyer, Ada Holm": her company makes her no other lawyer's equal.
        return bool(persons_a & persons_b)
    if names_of(a, one) & names_of(b, two):
        return True
    ours, theirs = a.stems(a.words(one.source)), b.stems(b.words(two.source))
    return bool(ours) and ours == theirs


def pair_events(a: OneSide, b: OneSide, of_a: dict[int, Passage]) -> list[EventPair]:
    """Pair events by their place in aligned sentences, then by type, trigger and participants anywhere."""
    ranked = []
    for one in a.record.events:
        for two in b.record.events:
            score = _event_score(a, one, b, two, of_a)
            if score > 0:
                ranked.append((-score, one.trigger[0] if one.trigger else (0, 0), two.id, one, two))
    ranked.sort(key=lambda item: item[:3])
    taken_a: set[str] = set()
    taken_b: set[str] = set()
    pairs = []
    for *_, one, two in ranked:
        if one.id not in taken_a and two.id not in taken_b:
            taken_a.add(one.id)
            taken_b.add(two.id)
            pairs.append(EventPair(one, two))
    return sorted(pairs, key=lambda pair: pair.a.trigger[:1])


def _event_score(a: OneSide, one: Event, b: OneSide, two: Event, of_a: dict[int, Passage]) -> float:
    words_a, words_b = a.words(one.trigger), b.words(two.trigger)
    if not words_a or not words_b:
        return 0.0
    passage = of_a.get(words_a[0])
    together = passage is not None and words_b[0] in passage.b
    stems = a.stems(words_a) & b.stems(words_b)
    people = _people(a, one) & _people(b, two)
    if together and passage is not None:
        if any(passage.match.get(n) in words_b for n in words_a):
            return 3.0 + (one.type == two.type)
        if one.type == two.type:
            return 2.0 + bool(stems) + 0.5 * len(people)
        return 1.2 if stems else 0.0
    if one.type == two.type and stems and people:
        return 1.0 + 0.2 * len(people)
    return 0.0


def _people(side: OneSide, event: Event) -> set[str]:
    names = set()
    for part in [*event.actors, *event.recipients]:
        actor = side.actors.get(part.actor)
        if actor is not None:
            names.add(actor.name.lower().split()[-1] if actor.name else "")
    return names - {""}


def source_roots(side: OneSide, statement: Statement) -> set[str]:
    """The roots of a source's words; countries in any form of their name: "Slovak police", "police in Slovakia"."""
    found: set[str] = set()
    for n in side.words(statement.source):
        text = side.text[side.folded.begins[n] : side.folded.ends[n]]
        known = (
            world_of(open_codebook()).known(text.removesuffix("’s").removesuffix("'s")) if text[:1].isupper() else None
        )
        if known is not None and known.country and known.kind in ("country", "adjective", "people"):
            found.add(f"={known.country}")
        else:
            found |= side.roots([n])
    return found
