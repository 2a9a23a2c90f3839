"""Look the archive over: is everything as it was added, and does the database hold together?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import DatabaseError

from onrecord.archive.counting import count_anew, miscounted
from onrecord.archive.database import Database
from onrecord.archive.full_text import INDEXED, check_index, make_anew
from onrecord.archive.packing import sha256_of, unpack
from onrecord.archive.reading_back import report_numbers
from onrecord.archive.schema import METADATA, blobs, records, reports, sentences, unlinked
from onrecord.errors import ArchiveDamaged


@dataclass(slots=True)
class Checked:
    """What was looked at, and what is wrong, in sentences."""

    reports: int
    records: int
    problems: list[str]


def check(database: Database, *, mend: bool = False) -> Checked:
    """Look everything over: hashes of bytes and records, references, the full-text index, what dyads are counted from,
    the database's file. `mend`: make first anew what is made from other rows.
    """
    if mend:
        database.write(_mend)
    problems = list(_database_problems(database))
    count = made = 0
    for numbers in report_numbers(database):
        with database.reading() as connection:
            found, records_here = _report_problems(connection, numbers)
        problems += found
        count += len(numbers)
        made += records_here
    return Checked(count, made, problems)


def _mend(connection: Connection) -> None:
    """Make the full-text index and the counts of dyads anew."""
    make_anew(connection)
    count_anew(connection)


def _report_problems(connection: Connection, numbers: list[int]) -> tuple[list[str], int]:
    problems = []
    query = (
        select(reports.c.id, reports.c.sha256, reports.c.record, blobs.c.size, blobs.c.data)
        .join(blobs, blobs.c.sha256 == reports.c.sha256, isouter=True)
        .where(reports.c.number.in_(numbers))
    )
    current = {}
    for row in connection.execute(query):
        current[row.id] = row.record
        if row.data is None:
            problems.append(f"The bytes of report {row.id} are missing.")
        elif (fault := _fault(row.data, row.sha256)) is not None:
            problems.append(f"The bytes of report {row.id} {fault} since it was added.")
    made: dict[int, str] = {}
    of_records = (
        select(records.c.number, reports.c.id, records.c.sha256, records.c.data)
        .join(reports, reports.c.number == records.c.report)
        .where(records.c.report.in_(numbers))
    )
    for number, report, sha256, data in connection.execute(of_records):
        made[number] = report
        if (fault := _fault(data, sha256)) is not None:
            problems.append(f"A record of report {report} {fault} since it was made.")
    problems += [
        f"Report {report} has no current record; run onrecord reread."
        for report, record in current.items()
        if made.get(record) != report
    ]
    return problems, len(made)


def _fault(data: bytes, sha256: str) -> str | None:
    try:
        return None if sha256_of(unpack(data)) == sha256 else "have changed"
    except ArchiveDamaged:
        return "can't be unpacked and have changed"


def _database_problems(database: Database) -> Iterator[str]:
    if database.is_sqlite:
        yield from _sqlite_problems(database)
    with database.reading() as connection:
        yield from _lost_rows(connection)
        events, days = miscounted(connection)
        if events or days:
            yield (
                f"What dyads are counted from is not as the events are ({events:,} events, the sums of {days:,} days); "
                "run onrecord check --mend."
            )
        waiting = connection.scalar(select(func.count()).select_from(unlinked))
        if waiting:
            yield f"{waiting} reports are not sorted into stories yet; run onrecord stories, or add, to finish."


def _sqlite_problems(database: Database) -> Iterator[str]:
    with database.reading() as connection:
        for (words,) in connection.execute(text("PRAGMA integrity_check(20)")):
            if words != "ok":
                yield f"The database's file is damaged: {words}."
        for row in connection.execute(text("PRAGMA foreign_key_check")).all()[:20]:
            yield f"A row of {row[0]} refers to a row of {row[2]} that is not there."
    if database.read_only:
        return
    for table in INDEXED:
        try:
            database.write(lambda connection, table=table: check_index(connection, table))  # type: ignore[misc]
        except (ArchiveDamaged, DatabaseError):
            yield f"The full-text index of {table} is not as the {table} are; run onrecord check --mend."


def _lost_rows(connection: Connection) -> Iterator[str]:
    """Reports without rows of their own, and rows without a report, which references alone don't show."""
    for name in ("sentences", "actors", "places", "times", "statements", "events", "prints"):
        table = METADATA.tables[name]
        lost = connection.scalar(
            select(func.count())
            .select_from(table.outerjoin(reports, reports.c.number == table.c.report))
            .where(reports.c.number.is_(None))
        )
        if lost:
            yield f"{lost} rows of {name} belong to no report."
    if connection.dialect.name == "postgresql":
        words = "words IS DISTINCT FROM to_tsvector('english', text)"
        lost = connection.scalar(select(func.count()).select_from(sentences).where(text(words)))
        if lost:
            yield f"The full-text index of {lost} sentences is not as the sentences are."
