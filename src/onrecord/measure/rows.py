"""Event rows: a record's events with all that is counted and mapped, flat, and without the text.

The archive keeps the same columns in its tables, so that a measure takes rows from records and from a database alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from onrecord.codebook.directions import STRIKING, is_mutual
from onrecord.record import Event, Factuality, Participant, Place, Record, Time

# From the words of the report, or the day of publication in their place.
DayFrom = Literal["told", "published"]
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T.*)?")


class Party(NamedTuple):
    """An actor as it is counted: its country or PLOVER's code in its place, None where unknown, and its sectors."""

    country: str | None
    sectors: tuple[str, ...]


@dataclass(slots=True, frozen=True)
class EventRow:
    """One event of one report.

    `claim` is the id of the claim that the event is a telling of, where stories have been made; events of several
    reports with the same claim are one happening. `day` is None where the words fix no single day. `mutual`: its actors
    do it to one another; PLOVER lists them all as actors, and names no recipient. Latitude and longitude are in
    degrees, north and east positive; the score is PLOVER's, -10 to 10.
    """

    report: str
    outlet: str | None
    event: str
    claim: str | None
    type: str
    mode: str | None
    quad: str
    score: float
    factuality: Factuality | None
    day: date | None
    day_from: DayFrom | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    mutual: bool
    place_country: str | None
    lat: float | None
    lon: float | None

    @property
    def struck_country(self) -> str | None:
        """The country in which violence or coercion happens, None for other types.

        PLOVER takes it for the recipient's where no country of a recipient is known ("a car bomb exploded in Baghdad").
        """
        return self.place_country if self.type in STRIKING else None


def rows_of(record: Record, *, outlet: str | None = None, claims: dict[str, str] | None = None) -> list[EventRow]:
    """The event rows of a record, in its order.

    `outlet` is who shows the report, where the caller knows it; else the host of its address. `claims` gives the
    claim's id for an event's id.
    """
    report = record.report
    shown = outlet or outlet_of(report.uri)
    published = day_of_publication(report.published)
    parties = {actor.id: Party(actor.country, _sectors(actor.sector, actor.other_sectors)) for actor in record.actors}
    times = {time.id: time for time in record.times}
    places = {place.id: place for place in record.places}
    found = []
    for event in record.events:
        day, day_from = _day(event, times, published)
        place = places.get(event.place) if event.place else None
        actors, recipients = _side(event.actors, parties), _side(event.recipients, parties)
        found.append(
            EventRow(
                report=report.id,
                outlet=shown,
                event=event.id,
                claim=claims.get(event.id) if claims else None,
                type=event.type,
                mode=event.mode,
                quad=event.quad,
                score=event.score,
                factuality=event.factuality,
                day=day,
                day_from=day_from,
                actors=actors,
                recipients=recipients,
                mutual=_is_mutual(event, actors, recipients),
                place_country=place.country if place else None,
                lat=_degrees(place, "lat"),
                lon=_degrees(place, "lon"),
            )
        )
    return found


def outlet_of(uri: str | None) -> str | None:
    """The host of an address without "www.", None where there is none."""
    try:
        host = urlsplit(uri or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def day_of_publication(published: str | None) -> date | None:
    """The day of an ISO 8601 date or time as it is written, in its own time zone; None where it is none."""
    return _iso_day(published)


def told_day(time: Time) -> date | None:
    """The one day that a time expression stands for; None for stretches of more than a day, and where it is open."""
    if day := _iso_day(time.value):
        return day
    for first, last in ((time.begin, time.end), (time.not_before, time.not_after)):
        if first and last and first[:10] == last[:10]:
            return _iso_day(first)
    return None


def _day(event: Event, times: dict[str, Time], published: date | None) -> tuple[date | None, DayFrom | None]:
    """The day of an event, and what it is from.

    News tells most events without a day, and means its own; so the day of publication stands in where no time is told,
    or one that dates nothing ("for three hours", "now"). What is told as another time ("in 1979", "recently") has no
    day rather than a wrong one.
    """
    time = times.get(event.time) if event.time else None
    if time is not None:
        if (day := told_day(time)) is not None:
            return day, "told"
        dates_nothing = time.value == "PRESENT_REF" or (time.type == "DURATION" and not (time.begin or time.end))
        if not dates_nothing:
            return None, None
    return (published, "published") if published else (None, None)


def _iso_day(value: str | None) -> date | None:
    match = _DAY.fullmatch(value or "")
    if not match:
        return None
    try:
        return date.fromisoformat(match.group(1))
    except ValueError:
        return None


def _sectors(first: str | None, others: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*([first] if first else []), *others]))


def _side(participants: Iterable[Participant], parties: dict[str, Party]) -> tuple[Party, ...]:
    """The parties of one side, each once."""
    return tuple(dict.fromkeys(parties[item.actor] for item in participants if item.actor in parties))


def _is_mutual(event: Event, actors: tuple[Party, ...], recipients: tuple[Party, ...]) -> bool:
    trigger = min((start for start, _ in event.trigger), default=0)
    return is_mutual(
        event.type,
        several_actors=len(actors) > 1,
        recipients=bool(recipients),
        both_sides=len({item.span[0] < trigger for item in event.actors}) == 2,
    )


def _degrees(place: Place | None, name: Literal["lat", "lon"]) -> float | None:
    return getattr(place, name) if place is not None and place.lat is not None and place.lon is not None else None
