"""Read kept reports again with a newer onrecord, model or codebook: a new record beside the old one."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from onrecord.archive.adding import PreparedRecord, headline_of, keep_records, prepare_record, use_records
from onrecord.archive.counting import take_turn
from onrecord.archive.days import iso_day
from onrecord.archive.linking import drop_print, note_changes
from onrecord.archive.reading_back import Kept
from onrecord.archive.removing import drop_rows
from onrecord.archive.schema import records, reports
from onrecord.codebook.loader import Codebook
from onrecord.intake.formats import reports_in
from onrecord.intake.plain import report_from_text
from onrecord.intake.report import Report
from onrecord.record import MadeBy, Record


def report_again(kept: Kept) -> Report:
    """The report as intake makes it today from the kept bytes; from the kept text where bytes alone are not enough."""
    part = kept.record.report
    given = part.published if part.published_from == "argument" else None
    if kept.kind is not None:
        name = kept.name or kept.id
        for found in reports_in(kept.raw, name=name, uri=part.uri, published=given, kind=kept.kind):  # type: ignore[arg-type]
            if isinstance(found, Report) and found.id == kept.id:
                return found
    text, offset = part.text, part.text_offset
    stated = part.published if part.published_from in ("argument", "metadata") else None
    report = report_from_text(
        text[offset:],
        published=stated,
        published_from=part.published_from,
        uri=part.uri,
        external_id=part.external_id,
        headline=text[: offset - 2] if offset else None,
        sha256=part.sha256,
    )
    report.raw, report.name = kept.raw, kept.name
    return report


def is_made_by(connection: Connection, number: int, made_by: MadeBy) -> bool:
    """Whether the report has a record that was made by the same onrecord, model and codebook, and it is the current."""
    query = (
        select(records.c.number)
        .join(reports, reports.c.record == records.c.number)
        .where(
            reports.c.number == number,
            records.c.onrecord == made_by.onrecord,
            records.c.model == made_by.model,
            records.c.codebook == made_by.codebook,
        )
    )
    return connection.scalar(query) is not None


@dataclass(slots=True)
class Reread:
    """How many reports got a new record, had one of today's already, or could not be read."""

    new: int = 0
    same: int = 0
    skipped: int = 0


def prepare_again(record: Record, codebook: Codebook) -> tuple[PreparedRecord, dict[str, str | None]]:
    """The new record made ready, and what the list of reports shows of it."""
    published = record.report.published
    shown = {"headline": headline_of(record), "published": published, "day": iso_day(published)}
    return prepare_record(record, codebook), shown


def store_again(
    connection: Connection, number: int, made_by: MadeBy, prepared: PreparedRecord, shown: dict[str, str | None]
) -> bool:
    """Store a new record beside the old ones, make it the current one, and search by it from now on.

    False where the report has gone meanwhile, or another process has read it again.
    """
    take_turn(connection)
    row = connection.execute(select(reports).where(reports.c.number == number)).one_or_none()
    if row is None or is_made_by(connection, number, made_by):
        return False
    drop_print(connection, number)
    drop_rows(connection, number)
    before = connection.scalar(
        select(records.c.number).where(
            records.c.report == number,
            records.c.onrecord == made_by.onrecord,
            records.c.model == made_by.model,
            records.c.codebook == made_by.codebook,
        )
    )
    connection.execute(update(reports).where(reports.c.number == number).values(**shown))
    if before is None:
        [before] = keep_records(connection, [(number, prepared)])
    use_records(connection, [((number, row.id, prepared), before)])
    if row.story is not None:
        note_changes(connection, [row.story])
    return True
