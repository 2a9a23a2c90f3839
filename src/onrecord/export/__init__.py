"""Records -> what is shown or handed on: one module a format.

A new format of text is one new module with a function from records to pieces of text, and one line in `FORMATS`.
Parquet is no text, and several files: see `parquet`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from onrecord.record import Record

Writer = Callable[..., Iterator[str]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the module and function that write it, the suffix of its files, and its media type.

    `many`: whether one file holds many records; where it is False, each record needs a file of its own.
    `plover`: whether it can show PLOVER's view of events.
    """

    name: str
    module: str
    function: str
    suffix: str
    media_type: str
    many: bool
    plover: bool = False

    def pieces(self, records: Iterable[Record], *, plover: bool = False) -> Iterator[str]:
        """The pieces of text that make up the file, in order; records are taken one at a time."""
        write = cast(Writer, getattr(import_module(f"onrecord.export.{self.module}"), self.function))
        return write(records, plover=plover) if self.plover else write(records)

    def text(self, record: Record) -> str:
        """One record as the whole text of a file."""
        return "".join(self.pieces([record]))


FORMATS: dict[str, Format] = {
    form.name: form
    for form in (
        Format("json", "record_json", "json_pieces", ".json", "application/json", many=False),
        Format("jsonl", "jsonl", "line_pieces", ".jsonl", "application/jsonl", many=True),
        Format("csv", "csv_rows", "row_pieces", ".csv", "text/csv", many=True, plover=True),
        Format("geojson", "geojson", "feature_pieces", ".geojson", "application/geo+json", many=True, plover=True),
        Format("jsonld", "jsonld", "graph_pieces", ".jsonld", "application/ld+json", many=True),
        Format("html", "page", "page_pieces", ".html", "text/html", many=False),
    )
}
