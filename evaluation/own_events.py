"""Score records against the project's own gold: events, their participants and their factuality."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from gold_files import Gold
from onrecord.record import Event
from statement_scores import f_score

FACTS = frozenset({"happened", "ongoing"})
Span = tuple[int, int]


@dataclass
class EventCounts:
    """Counts over texts."""

    gold: int = 0
    found: int = 0
    right: int = 0
    actors: list[int] = field(default_factory=lambda: [0, 0, 0])
    recipients: list[int] = field(default_factory=lambda: [0, 0, 0])
    factuality: list[int] = field(default_factory=lambda: [0, 0])
    unreal: list[int] = field(default_factory=lambda: [0, 0, 0])
    places: list[int] = field(default_factory=lambda: [0, 0, 0])
    dates: list[int] = field(default_factory=lambda: [0, 0, 0])
    by_type: dict[str, list[int]] = field(default_factory=dict)
    confusions: Counter[tuple[str, str]] = field(default_factory=Counter)

    def figures(self) -> dict[str, float]:
        """Type F; among events of the right type the F of participants, places and dates, the accuracy of factuality,
        and F of "not a fact"."""
        macro = [f_score(*counts)[2] for counts in self.by_type.values() if counts[1]]
        return {
            "event type F": f_score(self.right, self.gold, self.found)[2],
            "event type macro F": sum(macro) / len(macro) if macro else 0.0,
            "actor F": f_score(*self.actors)[2],
            "recipient F": f_score(*self.recipients)[2],
            "factuality accuracy": self.factuality[0] / self.factuality[1] if self.factuality[1] else 0.0,
            "not a fact F": f_score(*self.unreal)[2],
            "place F": f_score(*self.places)[2],
            "date F": f_score(*self.dates)[2],
            "events per gold event": self.found / self.gold if self.gold else 0.0,
        }


def _overlaps(one: Sequence[Span], two: Sequence[Span]) -> bool:
    return any(a[0] < b[1] and b[0] < a[1] for a in one for b in two)


def _sentence_holds(event: Event, trigger: Sequence[Span]) -> bool:
    return any(mention.sentence[0] <= trigger[0][0] < mention.sentence[1] for mention in event.mentions)


def match_events(gold: Sequence[dict[str, Any]], events: Sequence[Event]) -> list[tuple[int, int]]:
    """Pairs of the same type: first those whose trigger words overlap, then those told in the same sentence."""
    pairs: list[tuple[int, int]] = []
    free_gold, free = set(range(len(gold))), set(range(len(events)))
    for by_words in (True, False):
        for g in sorted(free_gold):
            for f in sorted(free):
                trigger = gold[g]["trigger"]
                near = (
                    any(_overlaps(trigger, mention.trigger) for mention in events[f].mentions)
                    if by_words
                    else _sentence_holds(events[f], trigger)
                )
                if gold[g]["type"] == events[f].type and near:
                    pairs.append((g, f))
                    free_gold.discard(g)
                    free.discard(f)
                    break
    return sorted(pairs)


def _participants(
    counts: list[int], gold: Sequence[dict[str, Any]], found: Sequence[Any], names: dict[str, list[Span]]
) -> None:
    """Right, gold, found: a participant is right where its words, or a mention of the same actor, overlap the
    gold's."""
    counts[1] += len(gold)
    counts[2] += len(found)
    free = list(found)
    for item in gold:
        hit = next((one for one in free if _overlaps(item["spans"], [one.span, *names.get(one.actor, [])])), None)
        if hit is not None:
            free.remove(hit)
            counts[0] += 1


def _place(counts: list[int], gold: Sequence[Span], event: Event, record: Any) -> None:
    """Right, gold, found: a place is right where its name, or a mention of the same place, overlaps the gold's."""
    told = next((place for place in record.places if place.id == event.place), None)
    counts[1] += bool(gold)
    counts[2] += told is not None
    if told is not None:
        same = [place.span for place in record.places if place.id == told.id or place.name == told.name]
        counts[0] += _overlaps(gold, same)


def _date(counts: list[int], gold: str | None, event: Event, record: Any) -> None:
    """Right, gold, found: a date is right where it is the same day, month or year, whatever the hour; the report's own
    day counts for nothing."""
    told = next((time.value for time in record.times if time.id == event.time and event.time_from != "report"), None)
    counts[0] += gold is not None and told is not None and (told == gold or told.startswith(f"{gold}T"))
    counts[1] += gold is not None
    counts[2] += told is not None


def score_events(gold: Gold, record: Any, counts: EventCounts) -> list[tuple[int, int]]:
    """Add one text to the counts; gives the matched pairs."""
    pairs = match_events(gold.events, record.events)
    names = {actor.id: [mention.span for mention in actor.mentions] for actor in record.actors}
    counts.gold += len(gold.events)
    counts.found += len(record.events)
    counts.right += len(pairs)
    for item in gold.events:
        counts.by_type.setdefault(item["type"], [0, 0, 0])[1] += 1
    for event in record.events:
        counts.by_type.setdefault(event.type, [0, 0, 0])[2] += 1
    for g, f in pairs:
        item, event = gold.events[g], record.events[f]
        counts.by_type[event.type][0] += 1
        _participants(counts.actors, item["actors"], event.actors, names)
        _participants(counts.recipients, item["recipients"], event.recipients, names)
        _place(counts.places, item["place"], event, record)
        _date(counts.dates, item.get("date"), event, record)
        counts.factuality[0] += item["factuality"] == event.factuality
        counts.factuality[1] += 1
        counts.confusions[(item["factuality"], str(event.factuality))] += 1
        unreal, told_unreal = item["factuality"] not in FACTS, event.factuality not in FACTS
        counts.unreal[0] += unreal and told_unreal
        counts.unreal[1] += unreal
        counts.unreal[2] += told_unreal
    return pairs
