"""What a dyad is counted from, out of an archive: sums and rows that it keeps for that, and no record is read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, cast

from sqlalchemy import Connection, false, func, select

from onrecord.archive.counting import days_with
from onrecord.archive.reading_back import KeptEvent, days_covered
from onrecord.archive.schema import dyad_events, reports
from onrecord.codebook.directions import is_mutual
from onrecord.garbage import search_waits
from onrecord.measure.dyad import QUADS, Quad
from onrecord.measure.dyads import Gathered, Happening, main_quad, ways
from onrecord.measure.rows import EventRow, Party, outlet_of
from onrecord.measure.sides import Side
from onrecord.record import Factuality

if TYPE_CHECKING:
    from onrecord.archive.archive import Archive


@search_waits()
def gather_archive(
    archive: Archive, sides: tuple[Side, Side], factuality: Collection[Factuality], *, struck: bool = False
) -> Gathered:
    """What the dyad of two sides needs of an archive, all as of one moment.

    Stories that have changed are told first, so that copies are one event. Raises ArchiveError.
    """
    archive.tell_stories()
    # The archive's own way to a connection: one state for all questions, which its public verbs do not give.
    with archive._database.reading() as connection:
        return Gathered(
            happenings={way: _happenings(connection, *way, factuality, struck=struck) for way in ways(sides)},
            reports=Counter({date.fromisoformat(day): number for day, number in days_covered(connection)}),
            events=Counter({date.fromisoformat(day): number for day, number in days_with(connection, factuality)}),
            reports_total=connection.scalar(select(func.count()).select_from(reports)) or 0,
        )


def _happenings(
    connection: Connection, actor: Side, recipient: Side, factuality: Collection[Factuality], *, struck: bool
) -> Counter[Happening]:
    """The distinct events of one direction."""
    item = dyad_events.c
    kinds = [item.claim, item.day, item.day_from, item.quad, item.mutual]
    narrowed = actor.sector is not None or recipient.sector is not None
    if narrowed:
        kinds += [item.actor_sectors, item.recipient_sectors]
    query = select(*kinds, func.count()).where(
        item.actor == actor.country,
        item.recipient == recipient.country,
        item.factuality.in_(list(factuality)),
        item.quad.in_(QUADS),
    )
    if not struck:
        query = query.where(item.struck == false())
    found: Counter[Happening] = Counter()
    linked: dict[str, list[Any]] = defaultdict(list)
    for row in connection.execute(query.group_by(*kinds)).all():
        claim, day, day_from, quad, mutual, *sectors, number = row
        if narrowed and not _fit(actor, recipient, *sectors, mutual=mutual):
            continue
        if claim is None:
            found[Happening(_day(day), day_from != "told", quad, mutual)] += number
        else:
            linked[claim].append((day, day_from, quad, mutual, number))
    for tellings in linked.values():
        day, day_from, quad, mutual, _ = tellings[0]
        if len(tellings) > 1:
            quads: Counter[Quad] = Counter()
            for _, _, one, _, number in tellings:
                quads[one] += number
            quad, mutual = main_quad(quads), any(telling[3] for telling in tellings)
        found[Happening(_day(day), day_from != "told", quad, mutual)] += 1
    return found


@lru_cache(maxsize=4096)
def _fit(actor: Side, recipient: Side, actor_sectors: str, recipient_sectors: str, *, mutual: bool) -> bool:
    """Whether parties of both countries, with these sectors each, belong to the sides."""
    mine = _places(actor.sector, actor_sectors)
    theirs = _places(recipient.sector, recipient_sectors)
    if mutual and actor.country == recipient.country:
        # Both are the same parties: two of them are needed.
        return any(one != other for one in mine for other in theirs)
    return bool(mine and theirs)


def _places(sector: str | None, sectors: str) -> list[int]:
    parties = [party.split() for party in sectors.split(";")]
    return [place for place, party in enumerate(parties) if sector is None or sector in party]


def row_of(event: KeptEvent) -> EventRow:
    """An event that an archive keeps, as it is counted."""
    actors = tuple(Party(*party) for party in event.actors)
    recipients = tuple(Party(*party) for party in event.recipients)
    return EventRow(
        report=event.report,
        outlet=event.outlet or outlet_of(event.uri),
        event=event.event,
        claim=event.claim,
        type=event.type,
        mode=event.mode,
        quad=event.quad,
        score=event.score,
        factuality=cast("Factuality | None", event.factuality),
        day=_day(event.day),
        day_from=cast('Literal["told", "published"] | None', event.day_from),
        actors=actors,
        recipients=recipients,
        mutual=is_mutual(
            event.type, several_actors=len(actors) > 1, recipients=bool(recipients), both_sides=event.both_sides
        ),
        place_country=event.place_country,
        lat=event.lat,
        lon=event.lon,
    )


@lru_cache(maxsize=4096)
def _day(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None
