"""What is known of an input from outside its bytes: what the user says of it, and where it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from onrecord.errors import WrongColumns

# The fields of a report that a table's column can give; JSON Lines has the same.
FIELDS = ("text", "id", "published", "uri", "headline")
_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Given:
    """`name` is what messages call the input, `uri` its address, `published` the user's argument.

    `columns` maps fields to a table's columns, for CSV and Parquet.
    """

    name: str
    uri: str | None = None
    published: str | None = None
    columns: Mapping[str, str] = field(default_factory=lambda: _NONE)


def columns_from(words: str | None) -> Mapping[str, str]:
    """The mapping that `text=body,published=date` means. Raises WrongColumns."""
    columns: dict[str, str] = {}
    for pair in (words or "").split(","):
        if not pair.strip():
            continue
        name, sign, column = (part.strip() for part in pair.partition("="))
        if not sign or not column:
            raise WrongColumns(f"'{pair.strip()}' names no column; write --columns text=body,published=date.")
        if name not in FIELDS:
            raise WrongColumns(f"'{name}' is no field of a report; --columns takes {', '.join(FIELDS)}.")
        if name in columns:
            raise WrongColumns(f"--columns gives {name} twice; give it one column.")
        columns[name] = column
    if columns and "text" not in columns:
        columns["text"] = "text"
    return MappingProxyType(columns)
