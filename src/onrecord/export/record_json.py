"""The record as JSON, indented: the contract `onrecord/1`, for one record a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.record import Record


def write_json(record: Record) -> str:
    """One record as indented JSON that ends with a line break."""
    return record.to_json(indent=2) + "\n"


def json_pieces(records: Iterable[Record]) -> Iterator[str]:
    """As `write_json`, one piece a record; more than one record in a file is no JSON, use JSON Lines for them."""
    for record in records:
        yield write_json(record)
