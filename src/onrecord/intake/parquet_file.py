"""Parquet: one report a row."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any, BinaryIO

import pyarrow
import pyarrow.parquet

from onrecord.errors import EmptyReport, ReportError, UnreadableReport
from onrecord.intake.given import Given
from onrecord.intake.limits import seekable
from onrecord.intake.report import Report
from onrecord.intake.table_rows import fields_of, report_of

# Reports are long: a few rows at a time, so that a table of any size takes little memory.
_ROWS = 64
_DAMAGED = (pyarrow.ArrowException, OSError, ValueError, MemoryError)


def read(stream: BinaryIO, given: Given) -> Iterator[tuple[str, Report | ReportError]]:
    """The reports of a table's rows as they are read, each with its name ("table.parquet, row 3", from 1).

    A bad row gives its error instead. Raises EmptyReport, UnreadableReport, WrongDate.
    """
    try:
        table = pyarrow.parquet.ParquetFile(seekable(stream, given.name))
    except _DAMAGED as error:
        raise UnreadableReport(f"{given.name} is a cut-off or damaged Parquet file; copy it again.") from error
    places = fields_of(table.schema_arrow.names, given)
    number = 0
    for row in _rows(table, list(dict.fromkeys(places.values())), given.name):
        number += 1
        where = f"{given.name}, row {number}"
        try:
            fields = {field: _cell(row[column], field, where) for field, column in places.items()}
            yield where, report_of(fields, where, given)
        except ReportError as error:
            yield where, error
    if not number:
        raise EmptyReport(f"{given.name} has no rows; give a table with a report in each row.")


def _rows(table: Any, columns: list[str], name: str) -> Iterator[dict[str, Any]]:
    batches = table.iter_batches(batch_size=_ROWS, columns=columns, use_threads=False)
    while True:
        try:
            batch = next(batches, None)
            rows = batch.to_pylist() if batch is not None else None
        except _DAMAGED as error:
            raise UnreadableReport(
                f"{name} is damaged, so that the rows from here on can't be read; copy it again."
            ) from error
        if rows is None:
            return
        yield from rows


def _cell(value: object, field: str, where: str) -> object:
    """A cell as JSON Lines has it. Raises UnreadableReport for a type that the field can't have."""
    if isinstance(value, datetime.datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if value is None or isinstance(value, str) or (isinstance(value, int) and field == "id"):
        return value
    raise UnreadableReport(f"{where} has a {field} that is no text; name a column of text with --columns {field}=NAME.")
