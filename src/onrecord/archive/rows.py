"""A record -> the rows that are searched. The rows can be made from the record again at any time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from onrecord.archive.days import DayFrom, day_of, told_days
from onrecord.archive.schema import PARTS
from onrecord.codebook.directions import PartyCodes, directions
from onrecord.record import Event, Participant, Record, Span, Statement

Row = dict[str, Any]


def name_key(name: str) -> str:
    """A name as it is compared: folded, without a possessive at its end."""
    folded = " ".join(name.replace("’", "'").casefold().split())
    return folded.removesuffix("'s").removeprefix("the ") or folded


def parts_of(report: int) -> tuple[int, int]:
    """The first and the last number that a part of the report numbered `report` can have."""
    return report << PARTS, (report + 1 << PARTS) - 1


@dataclass(slots=True)
class Rows:
    """The rows of one record by table; numbers are those in the report. `place` gives them the report's."""

    names: dict[str, str] = field(default_factory=dict)
    tables: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))

    def place(self, report: int, name_numbers: dict[str, int], who: dict[str, int]) -> dict[str, list[Row]]:
        """The rows with the numbers that they have in the archive.

        `name_numbers` are those of the names' keys, and `who` those that corrections give in their place.
        """
        base = report << PARTS
        placed: dict[str, list[Row]] = {}
        for table, rows in self.tables.items():
            # The rows stay as they are: a transaction that clashed with another's is tried again.
            whose = {} if table in _WITHOUT_REPORT else {"report": report}
            made = placed[table] = [row | whose for row in rows]
            for column in _REFERENCES[table]:
                for new in made:
                    if new[column] is not None:
                        new[column] += base
        for new in placed.get("actors", ()):
            key = new.pop("key")
            new["name"] = name_numbers[key]
            new["who"] = who.get(key, name_numbers[key])
        return placed


# The order is that of adding: a row comes after those that it refers to.
_REFERENCES: dict[str, tuple[str, ...]] = {
    "sentences": ("number",),
    "actors": ("number",),
    "places": ("number",),
    "times": ("number",),
    "statements": ("number", "sentence", "place"),
    "events": ("number", "sentence", "told_by", "place"),
    "sources": ("actor", "statement"),
    "participants": ("actor", "event"),
    "dyad_events": ("event",),
}
TABLES = tuple(_REFERENCES)
_WITHOUT_REPORT = frozenset({"sources", "participants", "dyad_events"})


def rows_of(record: Record) -> Rows:
    """The rows of a record."""
    return _Maker(record).rows


class _Maker:
    """Makes the rows of one record."""

    def __init__(self, record: Record) -> None:
        self.record, self.rows = record, Rows()
        self.times = {time.id: time for time in record.times}
        self.actors = {actor.id: number for number, actor in enumerate(record.actors)}
        self.places = {place.id: number for number, place in enumerate(record.places)}
        self.statements = {statement.id: number for number, statement in enumerate(record.statements)}
        self.sentences: dict[Span, int] = {}
        self._add_parts()
        for number, statement in enumerate(record.statements):
            self._add_statement(number, statement)
        for number, event in enumerate(record.events):
            self._add_event(number, event)

    def _add_parts(self) -> None:
        tables = self.rows.tables
        for number, actor in enumerate(self.record.actors):
            key = name_key(actor.name)
            self.rows.names.setdefault(key, " ".join(actor.name.split()))
            tables["actors"].append(
                {
                    "number": number,
                    "id": actor.id,
                    "key": key,
                    "kind": actor.kind,
                    "country": actor.country,
                    "sector": actor.sector,
                }
            )
        for number, place in enumerate(self.record.places):
            tables["places"].append(
                {
                    "number": number,
                    "id": place.id,
                    "key": name_key(place.name),
                    "name": place.name,
                    "kind": place.kind,
                    "country": place.country,
                    "lat": place.lat,
                    "lon": place.lon,
                    "use": place.use,
                }
            )
        for number, time in enumerate(self.record.times):
            first, last = told_days(time)
            tables["times"].append(
                {
                    "number": number,
                    "id": time.id,
                    "type": time.type,
                    "value": time.value,
                    "day": first,
                    "last_day": last,
                }
            )

    def _sentence(self, spans: Sequence[Span]) -> int:
        """The number of the sentence or sentences that spans stand in."""
        begin, until = min([span[0] for span in spans]), max([span[1] for span in spans])
        for start, end in self.record.report.sentences:
            if start < until and begin < end:
                begin, until = min(begin, start), max(until, end)
        number = self.sentences.setdefault((begin, until), len(self.sentences))
        if number == len(self.rows.tables["sentences"]):
            text = self.record.report.text[begin:until]
            self.rows.tables["sentences"].append({"number": number, "begin": begin, "until": until, "text": text})
        return number

    def _words(self, spans: Sequence[Span]) -> str:
        # No generator: most have one span, and a record has hundreds of them.
        return " … ".join([" ".join(self.record.words(span).split()) for span in spans])

    def _day(self, time: str | None) -> tuple[str | None, DayFrom | None]:
        return day_of(time, self.times, self.record)

    def _add_statement(self, number: int, statement: Statement) -> None:
        spans = [*statement.source, *statement.cue, *statement.content]
        day, day_from = self._day(statement.time)
        self.rows.tables["statements"].append(
            {
                "number": number,
                "id": statement.id,
                "sentence": self._sentence(spans or [(0, 0)]),
                "act": statement.act,
                "strength": statement.strength,
                "form": statement.form,
                "source_kind": statement.source_kind,
                "source": self._words(statement.source),
                "cue": self._words(statement.cue),
                "content": self._words(statement.content),
                "day": day,
                "day_from": day_from,
                "place": self.places.get(statement.place or ""),
                "confidence": statement.confidence,
            }
        )
        for actor in dict.fromkeys(statement.source_actors):
            if actor in self.actors:
                self.rows.tables["sources"].append({"actor": self.actors[actor], "statement": number})

    def _add_event(self, number: int, event: Event) -> None:
        day, day_from = self._day(event.time)
        place = self.places.get(event.place or "")
        trigger = min(start for start, _ in event.trigger) if event.trigger else 0
        row: Row = {
            "number": number,
            "id": event.id,
            "sentence": self._sentence([event.sentence]),
            "told_by": self.statements.get(event.statement or ""),
            "type": event.type,
            "mode": event.mode,
            "quad": event.quad,
            "score": event.score,
            "factuality": event.factuality,
            "trigger": self._words(event.trigger),
            "actors": self._named(event.actors),
            "recipients": self._named(event.recipients),
            "actor_codes": self._codes(event.actors),
            "recipient_codes": self._codes(event.recipients),
            "triggered_between": len({item.span[0] < trigger for item in event.actors}) == 2,
            "day": day,
            "day_from": day_from,
            "place": place,
            "claim": None,
            "confidence": event.confidence,
        }
        self.rows.tables["events"].append(row)
        for side, participants in (("actor", event.actors), ("recipient", event.recipients)):
            for actor in dict.fromkeys(item.actor for item in participants):
                if actor in self.actors:
                    self.rows.tables["participants"].append(
                        {"actor": self.actors[actor], "event": number, "side": side}
                    )
        country = self.record.places[place].country if place is not None else None
        self.rows.tables["dyad_events"] += direction_rows(row, country)

    def _named(self, participants: Sequence[Participant]) -> str:
        """The participants as the report names them there."""
        return ", ".join(dict.fromkeys(self._words([item.span]) for item in participants))

    def _codes(self, participants: Sequence[Participant]) -> str:
        """ "USA GOV;IRN MIL": country and sectors of each, "-" for an unknown country; each once."""
        return ";".join(
            dict.fromkeys(
                " ".join(dict.fromkeys([actor.country or "-", *filter(None, [actor.sector]), *actor.other_sectors]))
                for item in participants
                if item.actor in self.actors
                for actor in [self.record.actors[self.actors[item.actor]]]
            )
        )


def direction_rows(event: Mapping[str, Any], place_country: str | None) -> list[Row]:
    """The rows of `dyad_events` for a row of `events`, and the country of the place where it happened."""
    found = directions(
        event["type"],
        parties_of(event["actor_codes"]),
        parties_of(event["recipient_codes"]),
        both_sides=event["triggered_between"],
        place=place_country,
    )
    rest = {name: event[name] for name in ("quad", "factuality", "claim", "day", "day_from")}
    return [{**direction._asdict(), "event": event["number"], **rest} for direction in found]


@lru_cache(maxsize=4096)
def parties_of(codes: str) -> tuple[PartyCodes, ...]:
    """The parties of codes as `events` keeps them, "USA GOV;-": each one's country, None where unknown, and sectors."""
    parties = []
    for part in codes.split(";") if codes else ():
        country, *sectors = part.split(" ")
        parties.append((None if country == "-" else country, tuple(sectors)))
    return tuple(parties)
