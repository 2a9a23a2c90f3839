"""What a dyad is counted from, out of an archive: a few queries, and no record is read.

A linked event is a claim of a story; its day is decided by all its tellings, as in `dyads`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import batched
from typing import TYPE_CHECKING, Literal, cast

from sqlalchemy import Connection, func, select

from onrecord.archive.reading_back import KeptEvent, days_covered, kept_events
from onrecord.archive.schema import events, reports
from onrecord.measure.dyads import Gathered, between, ways
from onrecord.measure.rows import EventRow, Party, is_mutual, outlet_of
from onrecord.measure.sides import Side
from onrecord.record import Factuality

if TYPE_CHECKING:
    from onrecord.archive.archive import Archive

# Databases take a limited number of values in one question.
_AT_ONCE = 500


def gather_archive(
    archive: Archive, sides: tuple[Side, Side], factuality: Collection[Factuality], *, struck: bool = False
) -> Gathered:
    """What the dyad of two sides needs of an archive, all as of one moment. Raises ArchiveError."""
    # The archive's own way to a connection: one state for all questions, which its public verbs do not give.
    with archive._database.reading() as connection:
        kept = kept_events(connection, between=(sides[0].country, sides[1].country))
        wanted = [
            row
            for row in map(row_of, kept)
            if row.factuality in factuality
            and any(between(row, one, other, struck=struck) for one, other in ways(sides))
        ]
        return Gathered(
            rows=[*wanted, *_other_tellings(connection, wanted)],
            reports=Counter({date.fromisoformat(day): number for day, number in days_covered(connection)}),
            events=_events_by_day(connection, factuality),
            reports_total=connection.scalar(select(func.count()).select_from(reports)) or 0,
        )


def _other_tellings(connection: Connection, rows: Iterable[EventRow]) -> Iterator[EventRow]:
    """The other tellings of the claims of rows, for their days alone: without sides they belong to no dyad."""
    rows = list(rows)
    known = {(row.report, row.event) for row in rows}
    claims = sorted({row.claim for row in rows if row.claim is not None})
    item = events.c
    columns = (reports.c.id.label("report"), item.id, item.claim, item.type, item.quad, item.day, item.day_from)
    for some in batched(claims, _AT_ONCE):
        # A claim is named after its story, by which the database finds it.
        stories = sorted({claim.rpartition(":")[0] for claim in some})
        query = select(*columns).join(reports, reports.c.number == item.report)
        query = query.where(reports.c.story.in_(stories), item.claim.in_(some)).order_by(item.number)
        for row in connection.execute(query):
            if (row.report, row.id) not in known:
                yield EventRow(
                    report=row.report, outlet=None, event=row.id, claim=row.claim, type=row.type, mode=None,
                    quad=row.quad, score=0.0, factuality=None, day=_day(row.day), day_from=row.day_from, actors=(),
                    recipients=(), mutual=False, place_country=None, lat=None, lon=None,
                )  # fmt: skip


def _events_by_day(connection: Connection, factuality: Collection[Factuality]) -> Counter[date]:
    """Distinct events of anybody with a wanted factuality, by day."""
    item = events.c
    alone = select(item.day, func.count()).where(item.claim.is_(None), item.day.is_not(None))
    alone = alone.where(item.factuality.in_(list(factuality))).group_by(item.day)
    found = Counter({date.fromisoformat(day): number for day, number in connection.execute(alone)})
    linked = select(item.claim, item.day, item.day_from, item.factuality).where(item.claim.is_not(None))
    tellings: dict[str, list[tuple[str | None, str | None]]] = defaultdict(list)
    wanted = set()
    for claim, day, day_from, told_as in connection.execute(linked):
        tellings[claim].append((day, day_from))
        if told_as in factuality:
            wanted.add(claim)
    days = Counter(_day_of(tellings[claim]) for claim in wanted)
    for day, number in days.items():
        if day is not None:
            found[date.fromisoformat(day)] += number
    return found


def _day_of(tellings: Collection[tuple[str | None, str | None]]) -> str | None:
    """As `dyads.day_of`, of the days of tellings with what they are from."""
    told = Counter(day for day, day_from in tellings if day and day_from == "told")
    if told:
        most = max(told.values())
        return min(day for day, number in told.items() if number == most)
    return min((day for day, _ in tellings if day), default=None)


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
