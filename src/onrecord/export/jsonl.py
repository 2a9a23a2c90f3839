"""Records as JSON Lines: one record a line, in the order given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.record import Record


def write_line(record: Record) -> str:
    """One record as one line of JSON that ends with a line break."""
    return record.to_json() + "\n"


def line_pieces(records: Iterable[Record]) -> Iterator[str]:
    """One line a record."""
    for record in records:
        yield write_line(record)
