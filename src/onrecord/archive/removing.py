"""Take a report out for good: bytes, text, records and all that was made of them; a tombstone stays."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, exists, insert, select, text

from onrecord.archive.corrections import named
from onrecord.archive.counting import take_turn, uncount, unlink_reports
from onrecord.archive.database import Database
from onrecord.archive.full_text import forget_deleted
from onrecord.archive.linking import drop_print, note_changes
from onrecord.archive.naming import insert_new
from onrecord.archive.rows import TABLES, parts_of
from onrecord.archive.schema import METADATA, actors, blobs, corrections, names, records, reports, tombstones, unlinked


@dataclass(slots=True)
class Removed:
    """What was removed. `same_bytes` are the reports that hold the same bytes under another address: they stay."""

    report: str
    same_bytes: list[str] = field(default_factory=list)


def remove(database: Database, number: int, why: str) -> Removed:
    """Remove a report, and free the room that it took so that its words can't be read from the file either."""
    done = database.write(lambda connection: _remove(connection, number, why))
    if database.is_sqlite:
        _wipe(database)
    return done


def _remove(connection: Connection, number: int, why: str) -> Removed:
    take_turn(connection)
    row = connection.execute(select(reports).where(reports.c.number == number)).one()
    used = set(connection.scalars(select(actors.c.name).where(actors.c.report == number)))
    used |= set(connection.scalars(select(actors.c.who).where(actors.c.report == number)))
    drop_print(connection, number)
    drop_rows(connection, number)
    connection.execute(delete(records).where(records.c.report == number))
    connection.execute(delete(reports).where(reports.c.number == number))
    same = list(connection.scalars(select(reports.c.id).where(reports.c.sha256 == row.sha256).order_by(reports.c.id)))
    if not same:
        connection.execute(delete(blobs).where(blobs.c.sha256 == row.sha256))
    _drop_names(connection, used)
    connection.execute(
        insert(tombstones),
        {"report": row.id, "sha256": row.sha256, "added": row.added, "removed": datetime.now(UTC), "why": why},
    )
    if row.story is not None:
        # The story quotes the report; it is told anew without it, by those that are left.
        left = connection.scalars(select(reports.c.number).where(reports.c.story == row.story)).all()
        note_changes(connection, [row.story])
        if left:
            unlink_reports(connection, left)
            insert_new(connection, unlinked, [{"report": other} for other in left], by="report")
    return Removed(row.id, same)


def drop_rows(connection: Connection, number: int) -> None:
    """Take the searched rows of a report out, and count its events no longer."""
    uncount(connection, number)
    first, last = parts_of(number)
    for name in reversed(TABLES):
        table = METADATA.tables[name]
        part = next(name for name in ("number", "event", "statement") if name in table.c)
        connection.execute(delete(table).where(table.c[part].between(first, last)))


def _drop_names(connection: Connection, used: set[int]) -> None:
    """Take out the names that no other report has, and no correction gives."""
    given = select(corrections.c.into_key).where(corrections.c.undone.is_(None))
    connection.execute(
        delete(names).where(
            names.c.number.in_(used),
            ~exists().where(named(names.c.number)),
            ~exists().where(actors.c.who == names.c.number),
            names.c.key.not_in(given),
        )
    )


def _wipe(database: Database) -> None:
    """Write the full-text index anew, where deleted words stay otherwise, and empty the write-ahead file."""

    database.write(forget_deleted)
    with database.clear_errors(), database.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
