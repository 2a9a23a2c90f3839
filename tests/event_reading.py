"""Shared by the tests of events: read sentences and look at what came out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from onrecord.codebook.loader import open_codebook
from onrecord.language.parsed import ParsedReport
from onrecord.reading.actors import Actors, read_actors
from onrecord.reading.event_frame import finish_events
from onrecord.reading.events import EventDraft, read_events
from onrecord.record import Event


@dataclass
class Read:
    parsed: ParsedReport
    actors: Actors
    drafts: list[EventDraft]
    events: list[Event]

    def one(self, kind: str) -> Event:
        found = [event for event in self.events if event.type == kind]
        assert len(found) == 1, [(event.type, event.rule) for event in self.events]
        return found[0]

    def types(self) -> list[str]:
        return [event.type for event in self.events]

    def who(self, event: Event) -> list[str]:
        return sorted(str(self.actors.country_of(item.actor)) for item in event.actors)

    def whom(self, event: Event) -> list[str]:
        return sorted(str(self.actors.country_of(item.actor)) for item in event.recipients)


def read(parsed: Callable[..., ParsedReport], *paragraphs: str) -> Read:
    report = parsed(*paragraphs)
    codebook = open_codebook()
    actors = read_actors(report, codebook)
    drafts = read_events(report, codebook, actors)
    return Read(report, actors, drafts, finish_events(drafts, report, codebook, actors))
