"""Records back from JSON: what `read --format jsonl` or `json` wrote, one record after the other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from pydantic import ValidationError

from onrecord.errors import NoRecord
from onrecord.record import Record


def records_in(lines: BinaryIO, name: str) -> Iterator[Record | NoRecord]:
    """The records of a file, in its order; a line that is none comes as the error that says why, and the rest goes on.

    `lines` holds JSON Lines, or one record as indented JSON; `name` is what messages call it. Nothing is read ahead.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        if b"\0" in line:
            # One sentence for a file that is no text, not one for each piece between two line ends.
            archive = "an archive; give it with --archive" if line.startswith(b"SQLite format 3") else "no text"
            yield NoRecord(f"{name} is {archive}, or give what onrecord read --format jsonl wrote.")
            return
        if number == 1 and line.strip() == b"{":
            yield _record(b"".join(chain([line], lines)), name)
            return
        yield _record(line, f"{name}, line {number}")


def _record(data: bytes, where: str) -> Record | NoRecord:
    try:
        return Record.model_validate_json(data)
    except ValidationError as error:
        return NoRecord(f"{where} is no record ({_why(data, error)}).")


def _why(data: bytes, error: ValidationError) -> str:
    try:
        given = json.loads(data)
    except (ValueError, RecursionError):
        return "it is not JSON; give what onrecord read --format jsonl wrote"
    schema = given.get("schema") if isinstance(given, dict) else None
    if schema is None:
        return "it has no schema onrecord/1; make records with onrecord read --format jsonl, and give those"
    if schema != "onrecord/1":
        return f"its schema is {str(schema)[:40]}, and this onrecord reads onrecord/1; take an onrecord that knows it"
    first = error.errors(include_url=False, include_input=False)[0]
    field = ".".join(str(part) for part in first["loc"])
    return f"{field}: {first['msg'].lower()}; make it again with onrecord read --format jsonl"
