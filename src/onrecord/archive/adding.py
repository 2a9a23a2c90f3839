"""Reports into the archive: prepared outside of any transaction, stored whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from sqlalchemy import Connection, insert, select, update

from onrecord.archive.corrections import active_corrections
from onrecord.archive.days import iso_day
from onrecord.archive.linking import Print, keep_print, print_of
from onrecord.archive.naming import insert_new, number_names, upsert
from onrecord.archive.packing import pack, sha256_of
from onrecord.archive.rows import TABLES, Rows, rows_of
from onrecord.archive.schema import METADATA, blobs, records, reports, tombstones
from onrecord.codebook.loader import Codebook
from onrecord.intake.report import Report
from onrecord.record import Record

# added; known: it was there already, nothing is changed; removed: it was taken out and stays out.
Outcome = Literal["added", "known", "removed"]


@dataclass(slots=True)
class Prepared:
    """A report with its record, ready to be stored: what takes time is done."""

    id: str
    sha256: str
    size: int
    raw: bytes
    external_id: str | None
    uri: str | None
    name: str | None
    kind: str | None
    outlet: str | None
    headline: str | None
    published: str | None
    record: PreparedRecord


@dataclass(slots=True)
class PreparedRecord:
    """A record as it is stored, with its rows and its print."""

    onrecord: str
    model: str
    codebook: str
    sha256: str
    data: bytes
    rows: Rows
    print: Print


def prepare(report: Report, record: Record, codebook: Codebook) -> Prepared:
    """Make ready what was read of a report."""
    return Prepared(
        id=record.report.id,
        sha256=report.sha256,
        size=len(report.raw),
        raw=pack(report.raw),
        external_id=report.external_id,
        uri=report.uri,
        name=_storable(report.name),
        kind=report.kind,
        outlet=report.site,
        headline=headline_of(record),
        published=report.published,
        record=prepare_record(record, codebook),
    )


def prepare_record(record: Record, codebook: Codebook) -> PreparedRecord:
    """Make a record ready."""
    data = record.to_json().encode()
    made_by = record.made_by
    return PreparedRecord(
        onrecord=made_by.onrecord,
        model=made_by.model,
        codebook=made_by.codebook,
        sha256=sha256_of(data),
        data=pack(data),
        rows=rows_of(record),
        print=print_of(record, codebook),
    )


def headline_of(record: Record) -> str | None:
    """The headline in one line, where the report has one."""
    span = record.report.headline
    return " ".join(record.words(span).split()) if span else None


def _storable(name: str | None) -> str | None:
    """A file's name as text that every database takes."""
    return name.encode("utf-8", "replace").decode().replace("\0", "\ufffd") if name else None


def outcome_of(connection: Connection, report: str) -> Outcome | None:
    """`known` or `removed` for a report that was here before; None for a new one."""
    if connection.scalar(select(reports.c.number).where(reports.c.id == report)) is not None:
        return "known"
    if connection.scalar(select(tombstones.c.report).where(tombstones.c.report == report)) is not None:
        return "removed"
    return None


def store(
    connection: Connection, prepared: Prepared, added: datetime | None = None, made: datetime | None = None
) -> Outcome:
    """Store a report with its record, within the transaction that the caller has begun.

    `added` and `made` are the times of adding and of the record's making; now, unless they are given.
    """
    if before := outcome_of(connection, prepared.id):
        return before
    added = added or datetime.now(UTC)
    insert_new(
        connection, blobs, [{"sha256": prepared.sha256, "size": prepared.size, "data": prepared.raw}], by="sha256"
    )
    query = upsert(connection, reports).on_conflict_do_nothing(index_elements=["id"]).returning(reports.c.number)
    values = {
        "id": prepared.id,
        "sha256": prepared.sha256,
        "external_id": prepared.external_id,
        "uri": prepared.uri,
        "name": prepared.name,
        "kind": prepared.kind,
        "outlet": prepared.outlet,
        "headline": prepared.headline,
        "published": prepared.published,
        "day": iso_day(prepared.published),
        "added": added,
    }
    number = connection.execute(query, values).scalar()
    if number is None:
        return "known"
    store_record(connection, number, prepared.id, prepared.record, made or added)
    return "added"


def store_record(
    connection: Connection,
    number: int,
    report: str,
    prepared: PreparedRecord,
    made: datetime | None = None,
    *,
    before: int | None = None,
) -> int:
    """Store a record beside those that the report has, and make it the current one; gives its number.

    The rows of the record before must have been taken out. `before` is the number of the same record, where it was
    kept already.
    """
    record = keep_record(connection, number, prepared, made) if before is None else before
    connection.execute(update(reports).where(reports.c.number == number).values(record=record))
    store_rows(connection, number, report, prepared.rows)
    keep_print(connection, number, prepared.print)
    return record


def keep_record(connection: Connection, number: int, prepared: PreparedRecord, made: datetime | None = None) -> int:
    """Store the bare record, without making it the current one."""
    values = {
        "report": number,
        "onrecord": prepared.onrecord,
        "model": prepared.model,
        "codebook": prepared.codebook,
        "made": made or datetime.now(UTC),
        "sha256": prepared.sha256,
        "data": prepared.data,
    }
    return int(connection.execute(insert(records).returning(records.c.number), values).scalar_one())


def store_rows(connection: Connection, number: int, report: str, rows: Rows) -> None:
    """Store the searched rows of a report's current record, with the corrections that hold for its actors."""
    corrections = active_corrections(connection)
    whose = corrections.of_report(report, rows.names)
    numbers = number_names(connection, {**rows.names, **whose.names})
    who = {key: numbers[into] for key, into in whose.keys.items()}
    placed = rows.place(number, numbers, who)
    for table in TABLES:
        if found := placed.get(table):
            connection.execute(insert(METADATA.tables[table]), found)
