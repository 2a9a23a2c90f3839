"""Records as Parquet: one file a table (`export.tables`), written as the records come.

Types are the same whatever the records hold, also where a table is empty, so that files of many runs read as one.
Each column's meaning stands in the file as its description. pyarrow is needed, and is imported here only.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

from onrecord.errors import PartMissing
from onrecord.export.table_rows import View
from onrecord.export.tables import TABLES, ColumnType, Table
from onrecord.record import Record

try:
    import pyarrow as pa
    import pyarrow.parquet as pq
except ImportError as error:
    raise PartMissing("Parquet needs the package pyarrow; install it with pip install pyarrow.") from error

# Rows and characters that are gathered before a row group is written: a group of whole texts must fit into memory.
GROUP_ROWS = 20_000
GROUP_CHARACTERS = 30_000_000

_SPAN = pa.struct([pa.field("start", pa.int32(), False), pa.field("end", pa.int32(), False)])
_TYPES: dict[ColumnType, Any] = {
    "text": pa.string(),
    "texts": pa.list_(pa.string()),
    "whole number": pa.int64(),
    "number": pa.float64(),
    "day": pa.date32(),
    "span": _SPAN,
    "spans": pa.list_(_SPAN),
}


def schema_of(table: Table) -> Any:
    """The Arrow schema of a table; each field's description is the column's meaning."""
    fields = [pa.field(c.name, _TYPES[c.type], metadata={"description": c.meaning}) for c in table.columns]
    return pa.schema(fields, metadata={"onrecord": f"onrecord/1 {table.name}"})


def write_tables(records: Iterable[Record], paths: dict[str, Path], *, plover: bool = False) -> int:
    """Write tables, named as in `TABLES`, to a file each, and return how many records they were made of.

    The files stand under their names when all are whole; a run that fails leaves what was there before. `plover`: with
    PLOVER's view of events. Raises OSError.
    """
    with ExitStack() as opened:
        writers = [opened.enter_context(_Writer(TABLES[name], path)) for name, path in paths.items()]
        number = 0
        for record in records:
            number += 1
            view = View(record, plover=plover)
            for writer in writers:
                writer.add(view)
        for writer in writers:
            writer.finish()
    return number


def folder_paths(folder: Path, names: Collection[str] = tuple(TABLES)) -> dict[str, Path]:
    """The file of each table in a folder."""
    return {name: folder / f"{name}.parquet" for name in names}


class _Writer:
    """Writes one table beside its name, and moves it there when it is whole."""

    def __init__(self, table: Table, path: Path) -> None:
        self.table, self.path = table, path
        self.part = path.with_name(f".{path.name}.{os.getpid()}.part")
        self.schema = schema_of(table)
        self.rows: list[dict[str, Any]] = []
        self.characters = 0

    def __enter__(self) -> _Writer:
        self.writer = pq.ParquetWriter(str(self.part), self.schema, compression="zstd")
        return self

    def add(self, view: View) -> None:
        """Add a record's rows; a group is written where enough have come."""
        self.rows += self.table.rows(view)
        if self.table.name == "reports":
            self.characters += len(view.record.report.text)
        if len(self.rows) >= GROUP_ROWS or self.characters >= GROUP_CHARACTERS:
            self._write()

    def _write(self) -> None:
        if self.rows:
            self.writer.write_table(pa.Table.from_pylist(self.rows, schema=self.schema))
        self.rows, self.characters = [], 0

    def finish(self) -> None:
        """Write what is left, and put the file under its name."""
        self._write()
        self.writer.close()
        self.part.replace(self.path)

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self.writer.close()
        self.part.unlink(missing_ok=True)
