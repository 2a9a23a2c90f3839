"""How far two annotators agree on events: both had only the texts and the guidelines.

`python evaluation/agreement.py` scores the second annotation of each set under gold/agreement as if it were a record,
by the very matching by which onrecord is scored (own_events.py): F of types (micro, macro), of actors and of recipients
(spans overlap) among matched events, accuracy of factuality and F of "not a fact" on these. The first annotation is the
gold of the set. Only figures are printed, never texts.

A record may hold several mentions of an event or an actor; an annotator names one trigger and one phrase. Nothing is
parsed here: sentences end at punctuation and at line ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import spacy
from spacy.pipeline import Sentencizer

from gold_files import Gold, GoldError, load
from own_events import EventCounts, Span, score_events

GOLD = Path(__file__).parent / "gold"
SETS = {"events sealed": (GOLD / "events" / "sealed.jsonl", GOLD / "agreement" / "sealed-events.jsonl")}
SPLITTER = Sentencizer(punct_chars=[*Sentencizer.default_punct_chars, "\n"])
TOKENS = spacy.blank("en")


@dataclass(frozen=True)
class Telling:
    """Where an annotated event is told; shaped as a record's mention of an event."""

    trigger: Sequence[Span]
    sentence: Span


@dataclass(frozen=True)
class Words:
    """A piece of a participant's phrase; shaped as a record's mention of an actor."""

    span: Span


@dataclass(frozen=True)
class Participant:
    """An annotated participant; shaped as a record's. `actor` is the id of its actor."""

    actor: str
    span: Span


@dataclass(frozen=True)
class Actor:
    """The phrase of one participant, shaped as a record's actor."""

    id: str
    mentions: list[Words]


@dataclass(frozen=True)
class AnnotatedEvent:
    """An event of the second annotator, shaped as a record's."""

    type: str
    factuality: str
    mentions: list[Telling]
    actors: list[Participant]
    recipients: list[Participant]


@dataclass
class Annotation:
    """All that the second annotator saw in one text, in the shape of a record as far as the scoring looks at it."""

    events: list[AnnotatedEvent] = field(default_factory=list)
    actors: list[Actor] = field(default_factory=list)


def annotation_of(gold: Gold) -> Annotation:
    """A text's gold in the shape of a record."""
    sentences = [(sentence.start_char, sentence.end_char) for sentence in SPLITTER(TOKENS(gold.text)).sents]
    annotation = Annotation()

    def participants(items: Sequence[dict[str, Any]]) -> Iterator[Participant]:
        for item in items:
            actor = Actor(f"a{len(annotation.actors)}", [Words(span) for span in item["spans"]])
            annotation.actors.append(actor)
            yield Participant(actor.id, item["spans"][0])

    for event in gold.events:
        start = event["trigger"][0][0]
        sentence = next((low, high) for low, high in sentences if low <= start < high)
        actors, recipients = list(participants(event["actors"])), list(participants(event["recipients"]))
        told = [Telling(event["trigger"], sentence)]
        annotation.events.append(AnnotatedEvent(event["type"], event["factuality"], told, actors, recipients))
    return annotation


def compare(first: Sequence[Gold], second: Sequence[Gold]) -> EventCounts:
    """Counts over the second's texts, the first's events as gold. Raises GoldError where the texts are not the same."""
    by_id, counts = {gold.id: gold for gold in first}, EventCounts()
    for other in second:
        gold = by_id.get(other.id)
        if gold is None or gold.text != other.text or "events" not in gold.complete & other.complete:
            raise GoldError(f"{other.id}: not the same text with all its events in both annotations")
        score_events(gold, annotation_of(other), counts)
    return counts


if __name__ == "__main__":
    for name, (one, two) in SETS.items():
        texts = load(two)
        result = compare(load(one), texts)
        print(f"{name}: {len(texts)} texts; events: first {result.gold}, second {result.found}, matched {result.right}")
        for measure, value in result.figures().items():
            if measure != "events per gold event":
                print(f"  {measure:22s} {value:.3f}")
