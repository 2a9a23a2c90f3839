"""Reports into the archive: prepared outside of any transaction, stored whole or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Connection, Table, bindparam, insert, select, update

from onrecord.archive.corrections import active_corrections
from onrecord.archive.counting import count_new
from onrecord.archive.days import iso_day
from onrecord.archive.full_text import index_sentences
from onrecord.archive.linking import Print, keep_prints, print_of
from onrecord.archive.naming import insert_new, insert_rows, number_names
from onrecord.archive.packing import pack, sha256_of
from onrecord.archive.rows import TABLES, Rows, rows_of
from onrecord.archive.schema import METADATA, blobs, records, reports, tombstones
from onrecord.codebook.loader import Codebook
from onrecord.garbage import search_waits
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


@search_waits()
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
    return _outcomes(connection, [report]).get(report)


def _outcomes(connection: Connection, ids: list[str]) -> dict[str, Outcome]:
    """Those of the reports that were here before."""
    found: dict[str, Outcome] = {}
    for name in connection.scalars(select(tombstones.c.report).where(tombstones.c.report.in_(ids))):
        found[name] = "removed"
    for name in connection.scalars(select(reports.c.id).where(reports.c.id.in_(ids))):
        found[name] = "known"
    return found


@dataclass(slots=True)
class Times:
    """When a report was added and its record made, where it is not now."""

    added: datetime
    made: datetime


@search_waits()
def store(connection: Connection, given: Sequence[Prepared], times: Times | None = None) -> list[Outcome]:
    """Store reports with their records, within the transaction that the caller has begun.

    Gives what became of each; of two with the same id the second is `known`.
    """
    before = _outcomes(connection, [prepared.id for prepared in given])
    new = {prepared.id: prepared for prepared in given if prepared.id not in before}
    if new:
        now = datetime.now(UTC)
        _store_new(connection, list(new.values()), times or Times(now, now))
    outcomes: list[Outcome] = []
    for prepared in given:
        outcomes.append("added" if new.pop(prepared.id, None) else before.get(prepared.id, "known"))
    return outcomes


def _store_new(connection: Connection, new: list[Prepared], times: Times) -> None:
    bytes_ = {one.sha256: {"sha256": one.sha256, "size": one.size, "data": one.raw} for one in new}
    insert_new(connection, blobs, list(bytes_.values()), by="sha256")
    numbers = _numbers(
        connection,
        reports,
        [
            {
                "id": one.id,
                "sha256": one.sha256,
                "external_id": one.external_id,
                "uri": one.uri,
                "name": one.name,
                "kind": one.kind,
                "outlet": one.outlet,
                "headline": one.headline,
                "published": one.published,
                "day": iso_day(one.published),
                "added": times.added,
            }
            for one in new
        ],
    )
    parts = [(number, one.id, one.record) for number, one in zip(numbers, new, strict=True)]
    kept = keep_records(connection, [(number, record) for number, _, record in parts], times.made)
    use_records(connection, list(zip(parts, kept, strict=True)))


def _numbers(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> list[int]:
    """Insert rows, and give their numbers in the same order."""
    query = insert(table).returning(table.c.number, sort_by_parameter_order=True)
    return [int(number) for number in connection.scalars(query, rows)]


def keep_records(
    connection: Connection, given: Sequence[tuple[int, PreparedRecord]], made: datetime | None = None
) -> list[int]:
    """Store bare records of reports (by number), without using them yet; gives their numbers."""
    rows = [
        {
            "report": number,
            "onrecord": record.onrecord,
            "model": record.model,
            "codebook": record.codebook,
            "made": made or datetime.now(UTC),
            "sha256": record.sha256,
            "data": record.data,
        }
        for number, record in given
    ]
    return _numbers(connection, records, rows)


def use_records(connection: Connection, given: Sequence[tuple[tuple[int, str, PreparedRecord], int]]) -> None:
    """Make records the current ones of their reports, and search by them from now on.

    Each is ((the report's number, its id, the record made ready), the record's number). The rows of records that were
    current before must have been taken out.
    """
    current = [{"row": number, "now": record} for (number, _, _), record in given]
    connection.execute(
        update(reports).where(reports.c.number == bindparam("row")).values(record=bindparam("now")), current
    )
    _store_rows(connection, [(number, name, prepared.rows) for (number, name, prepared), _ in given])
    keep_prints(connection, [(number, prepared.print) for (number, _, prepared), _ in given])


def _store_rows(connection: Connection, given: Sequence[tuple[int, str, Rows]]) -> None:
    """Store the searched rows of reports, with the corrections that hold for their actors."""
    corrections = active_corrections(connection)
    whose = {number: corrections.of_report(name, rows.names) for number, name, rows in given}
    wanted: dict[str, str] = {}
    for number, _, rows in given:
        wanted |= {**whose[number].names, **rows.names, **wanted}
    numbers = number_names(connection, wanted)
    placed: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for number, _, rows in given:
        who = {key: numbers[into] for key, into in whose[number].keys.items()}
        for table, found in rows.place(number, numbers, who).items():
            placed[table] += found
    for table in TABLES:
        insert_rows(connection, METADATA.tables[table], placed[table])
    index_sentences(connection, [number for number, _, _ in given])
    count_new(connection, placed["events"])
