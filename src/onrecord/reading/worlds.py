"""Worlds in which the words of events mean something else: sport, markets, business, books and films.

A sentence that is full of the words of a match tells no event ("beat two Ethiopians"). A report that is told in such a
world tells only events in which somebody with a public part takes part: "the ministry sued the maker" is one, "the
maker released a telephone" is none. The words are the codebook's (`elsewhere.yaml`).
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.codebook.events import EventBook
from onrecord.language.parsed import ParsedReport
from onrecord.reading.event_draft import EventDraft
from onrecord.reading.who import ActorIndex

# A report with so many different words of mishaps, and such a share of them, is told of one.
_DIFFERENT, _HARM_SHARE = 2, 0.008
_ALLIANCES = frozenset({"IGO", "UNO", "EUR"})
# Sectors without a public part: companies, and people as customers, players, authors.
_PRIVATE = frozenset({None, "BUS", "CVL", "EDU", "JRN"})
# What people of any sector do or suffer in these is public where it is told of them: strikes, killings, arrests.
_BODILY = frozenset({"ASSAULT", "COERCE", "PROTEST"})
_OF_WORKERS = frozenset({"PROTEST", "COERCE", "ASSAULT", "ACCUSE"})
_HARM = frozenset({"dead", "injured", "arrested", "displaced", "participants"})


@dataclass(slots=True)
class Worlds:
    """Where a report is told: its world as a whole, None for the world of public affairs, and sentences by passage;
    whether it tells of a `disaster` that nobody did."""

    report: str | None
    sentences: dict[int, frozenset[int]]
    disaster: bool


def worlds_of(parsed: ParsedReport, book: EventBook) -> Worlds:
    """The world of a report and the sentences, by number of their passage, that tell no event in any case."""
    seen: dict[str, set[str]] = {}
    counts: dict[str, int] = {}
    total = 0
    sentences: dict[int, frozenset[int]] = {}
    table, mishaps = book.elsewhere, book.mishaps
    harm: list[str] = []
    for passage in parsed.passages:
        total += len(passage)
        here: dict[tuple[int, str], set[str]] = {}
        for token, lemma in enumerate(passage.lemma):
            if lemma in mishaps:
                harm.append(lemma)
            if lemma not in table:
                continue
            for world in table[lemma]:
                seen.setdefault(world, set()).add(lemma)
                counts[world] = counts.get(world, 0) + 1
                here.setdefault((passage.sentence_of[token], world), set()).add(lemma)
        needs = book.elsewhere_needs
        sentences[passage.number] = frozenset(
            sentence for (sentence, world), words in here.items() if world in needs and len(words) >= needs[world]
        )
    fitting = [
        (counts[name] / total, name)
        for name, need in book.elsewhere_reports.items()
        if name in seen and len(seen[name]) >= need.needed and counts[name] >= need.share * total
    ]
    disaster = len(set(harm)) >= _DIFFERENT and len(harm) >= _HARM_SHARE * total
    return Worlds(max(fitting)[1] if fitting else None, sentences, disaster)


def is_public(draft: EventDraft, actors: ActorIndex) -> bool:
    """Whether an event concerns the public in a report of a private world: a state, an office, a party, an armed group
    takes part, or people are hurt, held or on the street."""
    people = [actor for actor, _ in (*draft.actors, *draft.recipients)]
    for actor in people:
        if actors.kind_of(actor) == "country" or actors.country_of(actor) in _ALLIANCES:
            return True
        sector = actors.sector_of(actor)
        if sector == "LAB" and actors.kind_of(actor) == "group" and draft.type not in _OF_WORKERS:
            # "thanked the employees", but "the workers walked out"
            continue
        if sector not in _PRIVATE:
            return True
    return draft.type in _BODILY and any(count.of in _HARM for count in draft.counts)
