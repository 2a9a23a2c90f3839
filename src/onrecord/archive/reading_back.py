"""What the archive holds of a report, given out again: lines of the list, records, bytes, events to be counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select

from onrecord.archive.database import Database
from onrecord.archive.packing import record_of, unpack
from onrecord.archive.rows import parties_of
from onrecord.archive.schema import (
    blobs,
    dyad_events,
    events,
    near_copies,
    places,
    records,
    reports,
    statements,
    stories,
    tombstones,
)
from onrecord.errors import NotInArchive
from onrecord.record import Record

# So many reports are taken at a time; between two takes nobody's transaction is open.
_AT_ONCE = 200


@dataclass(slots=True)
class ReportLine:
    """A report as the list shows it; times are ISO 8601, `added` aware and in UTC."""

    id: str
    published: str | None
    headline: str | None
    outlet: str | None
    uri: str | None
    external_id: str | None
    name: str | None
    added: datetime
    statements: int
    events: int
    story: str | None
    lineage: str | None
    made_from: str | None


def list_reports(
    connection: Connection,
    *,
    since: str | None = None,
    until: str | None = None,
    outlet: str | None = None,
    limit: int | None = None,
) -> list[ReportLine]:
    """The reports by day, the latest first; `since` and `until` are days, both included."""
    count = {
        items.name: select(func.count()).where(items.c.report == reports.c.number).scalar_subquery().label(items.name)
        for items in (statements, events)
    }
    of_report = [column for column in reports.c if column.name in ReportLine.__dataclass_fields__]
    query = select(*of_report, *count.values())
    if since:
        query = query.where(reports.c.day >= since)
    if until:
        query = query.where(reports.c.day <= until)
    if outlet:
        like = f"%{_escaped(outlet.lower())}%"
        query = query.where(
            or_(func.lower(reports.c.outlet).like(like, escape="\\"), func.lower(reports.c.uri).like(like, escape="\\"))
        )
    query = query.order_by(reports.c.day.desc().nulls_last(), reports.c.number.desc()).limit(limit)
    return [ReportLine(**row) for row in connection.execute(query).mappings()]


def report_number(connection: Connection, given: str) -> tuple[int, str]:
    """The number and the whole id of the report that `given` begins the id of. Raises NotInArchive."""
    query = select(reports.c.number, reports.c.id).where(reports.c.id.like(f"{_escaped(given)}%", escape="\\"))
    found = connection.execute(query.order_by(reports.c.id).limit(3)).all()
    exact = [row for row in found if row.id == given]
    if exact or len(found) == 1:
        row = (exact or found)[0]
        return row.number, row.id
    if found:
        raise NotInArchive(
            f"Several reports have an id that begins with {given}; give more of it, as in {found[0].id}."
        )
    begins = tombstones.c.report.like(f"{_escaped(given)}%", escape="\\")
    gone = connection.execute(select(tombstones).where(begins).limit(2)).all()
    if len(gone) == 1:
        raise NotInArchive(f"The report {gone[0].report} was removed on {gone[0].removed:%Y-%m-%d} ({gone[0].why}).")
    raise NotInArchive(f"There is no report {given} in the archive; onrecord list shows the ids.")


def story_name(connection: Connection, given: str) -> str:
    """The id of the story that `given` begins the id of, or that the report of that id is in. Raises NotInArchive."""
    if given.startswith("r"):
        number, _ = report_number(connection, given)
        story = connection.scalar(select(reports.c.story).where(reports.c.number == number))
        if story is not None:
            return str(story)
    query = select(stories.c.id).where(stories.c.id.like(f"{_escaped(given)}%", escape="\\")).order_by(stories.c.id)
    found = list(connection.scalars(query.limit(2)))
    if len(found) == 1 or given in found:
        return given if given in found else found[0]
    if found:
        raise NotInArchive(f"Several stories have an id that begins with {given}; give more of it, as in {found[0]}.")
    raise NotInArchive(f"There is no story {given} in the archive; onrecord stories shows the ids.")


def _escaped(given: str) -> str:
    return given.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


@dataclass(slots=True)
class Tombstone:
    """What stays of a report that was removed: its id, the hash of its bytes, the times, and why."""

    report: str
    sha256: str
    added: datetime
    removed: datetime
    why: str


def removed_reports(connection: Connection) -> list[Tombstone]:
    """The reports that were removed, in the order of removing."""
    query = select(tombstones).order_by(tombstones.c.removed, tombstones.c.report)
    return [Tombstone(**row._mapping) for row in connection.execute(query)]


@dataclass(slots=True)
class KeptRecord:
    """A record that the archive keeps, and when it was made."""

    made: datetime
    record: Record


@dataclass(slots=True)
class Kept:
    """All that the archive keeps of a report: its bytes, and its records in their order.

    `current` is the place of the record in use; `story` and `near_copies` (ids) are made from the records.
    """

    id: str
    sha256: str
    raw: bytes
    name: str | None
    kind: str | None
    outlet: str | None
    added: datetime
    records: list[KeptRecord]
    current: int
    story: str | None = None
    near_copies: list[str] | None = None

    @property
    def record(self) -> Record:
        """The current record."""
        return self.records[self.current].record


def kept(connection: Connection, number: int) -> Kept:
    """All that is kept of the report numbered `number`."""
    row = connection.execute(
        select(reports, blobs.c.data).join(blobs, blobs.c.sha256 == reports.c.sha256).where(reports.c.number == number)
    ).one()
    of_report = select(records).where(records.c.report == number)
    made = connection.execute(of_report.order_by(records.c.made, records.c.number)).all()
    near = connection.scalars(
        select(reports.c.id)
        .join(near_copies, near_copies.c.other == reports.c.number)
        .where(near_copies.c.report == number)
        .order_by(near_copies.c.alike.desc(), reports.c.id)
    ).all()
    return Kept(
        id=row.id,
        sha256=row.sha256,
        raw=unpack(row.data),
        name=row.name,
        kind=row.kind,
        outlet=row.outlet,
        added=row.added,
        records=[KeptRecord(one.made, record_of(one.data)) for one in made],
        current=next(place for place, one in enumerate(made) if one.number == row.record),
        story=row.story,
        near_copies=list(near),
    )


def report_numbers(database: Database) -> Iterator[list[int]]:
    """The numbers of all reports in the order of adding, some at a time; those added meanwhile are among them."""
    last = 0
    while True:
        with database.reading() as connection:
            query = select(reports.c.number).where(reports.c.number > last).order_by(reports.c.number).limit(_AT_ONCE)
            numbers = list(connection.scalars(query))
        if not numbers:
            return
        yield numbers
        last = numbers[-1]


def current_records(connection: Connection, numbers: Iterable[int]) -> list[Record]:
    """The current records of reports, in the order of adding."""
    query = (
        select(records.c.data)
        .join(reports, reports.c.record == records.c.number)
        .where(reports.c.number.in_(list(numbers)))
        .order_by(reports.c.number)
    )
    return [record_of(data) for data in connection.scalars(query)]


@dataclass(slots=True, frozen=True)
class KeptEvent:
    """An event with what is counted and mapped, without its words.

    `actors` and `recipients` are (country or PLOVER's code in its place, sectors) of each; `day` is ISO 8601 and
    `day_from` says whether the report tells it or was published then; `claim` is the claim of its story that it tells,
    None where the story has one report only. `both_sides`: actors stand on both sides of the trigger.
    """

    report: str
    outlet: str | None
    uri: str | None
    event: str
    claim: str | None
    type: str
    mode: str | None
    quad: str
    score: float
    factuality: str | None
    day: str | None
    day_from: str | None
    actors: tuple[tuple[str | None, tuple[str, ...]], ...]
    recipients: tuple[tuple[str | None, tuple[str, ...]], ...]
    both_sides: bool
    place_country: str | None
    lat: float | None
    lon: float | None


def kept_events(
    connection: Connection,
    *,
    between: tuple[str, str] | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Iterator[KeptEvent]:
    """Events in the order of adding; `between` are the codes of two countries of which one did it to the other."""
    item = events.c
    query = (
        select(
            reports.c.id.label("report"), reports.c.outlet, reports.c.uri, item.id.label("event"), item.claim,
            item.type, item.mode, item.quad, item.score, item.factuality, item.day, item.day_from,
            item.actor_codes, item.recipient_codes, item.triggered_between,
            places.c.country.label("place_country"), places.c.lat, places.c.lon,
        )
        .join(reports, reports.c.number == item.report)
        .outerjoin(places, places.c.number == item.place)
    )  # fmt: skip
    if between:
        ways = [
            and_(dyad_events.c.actor == one, dyad_events.c.recipient == other)
            for one, other in (between, between[::-1])
        ]
        query = query.where(item.number.in_(select(dyad_events.c.event).where(or_(*ways))))
    if since:
        query = query.where(item.day >= since)
    if until:
        query = query.where(item.day <= until)
    for row in connection.execute(query.order_by(item.number)).mappings():
        values: dict[str, Any] = dict(row)
        values["actors"] = parties_of(values.pop("actor_codes"))
        values["recipients"] = parties_of(values.pop("recipient_codes"))
        values["both_sides"] = values.pop("triggered_between")
        yield KeptEvent(**values)


def days_covered(connection: Connection, outlet: str | None = None) -> list[tuple[str, int]]:
    """How many reports were published on each day that has any, in the order of days."""
    query = select(reports.c.day, func.count()).where(reports.c.day.is_not(None))
    if outlet:
        query = query.where(reports.c.outlet == outlet)
    return [
        (day, count) for day, count in connection.execute(query.group_by(reports.c.day).order_by(reports.c.day)).all()
    ]
