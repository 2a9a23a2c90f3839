"""An archive whole, for another archive: a line of JSON for each report, with bytes, times and all records, for each
tombstone, and for each correction.

What is made from the records (stories, links, counts) is left out: the other archive makes it anew.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from typing import BinaryIO, Literal

from pydantic import AwareDatetime, ConfigDict, Field, ValidationError

from onrecord.archive.corrections import Correction, Verb
from onrecord.archive.reading_back import Kept, KeptRecord, Tombstone
from onrecord.archive.restoring import Item
from onrecord.errors import NoRecord
from onrecord.record import Part, Record


class _Made(Part):
    """A record with the moment when it was made, and the hash of its JSON."""

    made: datetime
    sha256: str
    record: Record


class _Form(Part):
    """A line, which says by its schema what it holds."""

    model_config = ConfigDict(populate_by_name=True)


class _Line(_Form):
    """A report; `raw` are its bytes in base64, `current` is the place of the record in use."""

    schema_: Literal["onrecord-kept/1"] = Field(default="onrecord-kept/1", alias="schema")
    id: str
    sha256: str
    raw: str
    name: str | None
    kind: str | None
    outlet: str | None
    added: datetime
    current: int = Field(ge=0)
    records: list[_Made] = Field(min_length=1)


class _TombstoneLine(_Form):
    """A report that was removed."""

    schema_: Literal["onrecord-tombstone/1"] = Field(default="onrecord-tombstone/1", alias="schema")
    report: str
    sha256: str
    added: AwareDatetime
    removed: AwareDatetime
    why: str


class _CorrectionLine(_Form):
    """A correction of actors; `number` is the one that it has in the archive that gave it."""

    schema_: Literal["onrecord-correction/1"] = Field(default="onrecord-correction/1", alias="schema")
    number: int
    verb: Verb
    name: str
    into: str
    report: str | None
    made: AwareDatetime
    undone: AwareDatetime | None


# The lines that are no reports: their form, and what is made of them.
_OTHERS: dict[str, tuple[type[_Form], Callable[..., Tombstone | Correction]]] = {
    "onrecord-tombstone/1": (_TombstoneLine, Tombstone),
    "onrecord-correction/1": (_CorrectionLine, Correction),
}


def kept_pieces(given: Iterable[Item]) -> Iterator[str]:
    """The lines of what an archive gives out, one at a time."""
    for kept in given:
        if isinstance(kept, Tombstone | Correction):
            form = _TombstoneLine if isinstance(kept, Tombstone) else _CorrectionLine
            yield form(**asdict(kept)).model_dump_json(by_alias=True) + "\n"
            continue
        line = _Line(
            id=kept.id,
            sha256=kept.sha256,
            raw=base64.b64encode(kept.raw).decode("ascii"),
            name=kept.name,
            kind=kept.kind,
            outlet=kept.outlet,
            added=kept.added,
            current=kept.current,
            records=[_Made(made=one.made, sha256=_hash(one.record), record=one.record) for one in kept.records],
        )
        yield line.model_dump_json(by_alias=True) + "\n"


def kept_in(lines: BinaryIO, name: str) -> Iterator[Item | NoRecord]:
    """What the lines of a file hold, in its order; a line that holds nothing comes as the error that says why.

    `name` is what messages call the file. Nothing is read ahead.
    """
    for number, line in enumerate(lines, 1):
        if b"\0" in line:
            # A database, or what is packed: one sentence for the file.
            yield NoRecord(f"{name} is no text; write the archive out first with onrecord export --format archive.")
            return
        if line.strip():
            yield _other(line) or _kept(line, f"{name}, line {number}")


def _other(data: bytes) -> Tombstone | Correction | None:
    """The tombstone or correction that a line holds; None for any other line."""
    for schema, (form, made) in _OTHERS.items():
        if schema.encode() in data[:60]:
            try:
                return made(**form.model_validate_json(data).model_dump(exclude={"schema_"}))
            except ValidationError:
                return None
    return None


def _kept(data: bytes, where: str) -> Kept | NoRecord:
    try:
        line = _Line.model_validate_json(data)
        raw = base64.b64decode(line.raw, validate=True)
    except (ValidationError, binascii.Error):
        return NoRecord(f"{where} is no report of an archive; give what onrecord export --format archive wrote.")
    whole = hashlib.sha256(raw).hexdigest() == line.sha256
    whole = whole and all(_hash(made.record) == made.sha256 for made in line.records)
    reports = {(made.record.report.id, made.record.report.sha256) for made in line.records}
    if not whole or reports != {(line.id, line.sha256)} or line.current >= len(line.records):
        return NoRecord(
            f"{where} has been changed since it was written: its bytes, its hash and its records don't fit."
        )
    if any(made.tzinfo is None for made in (line.added, *(one.made for one in line.records))):
        return NoRecord(f"{where} has a time without a zone; give what onrecord export --format archive wrote.")
    return Kept(
        id=line.id,
        sha256=line.sha256,
        raw=raw,
        name=line.name,
        kind=line.kind,
        outlet=line.outlet,
        added=line.added,
        records=[KeptRecord(one.made, one.record) for one in line.records],
        current=line.current,
    )


def _hash(record: Record) -> str:
    return hashlib.sha256(record.to_json().encode()).hexdigest()
