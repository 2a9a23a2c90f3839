"""Rows of tables, CSV's and Parquet's alike: which column gives which field, and a row -> Report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from onrecord.errors import UnreadableReport
from onrecord.intake.given import FIELDS, Given
from onrecord.intake.json_lines import line_from, read_line
from onrecord.intake.report import Report

_MOST_SHOWN = 20


def fields_of(columns: Sequence[str], given: Given) -> Mapping[str, str]:
    """The fields that a table gives, each with its column: as the user says, or the columns that are named as fields.

    Raises UnreadableReport, naming the columns that there are, where one is missing or there is no text.
    """
    if given.columns:
        for field, column in given.columns.items():
            if column not in columns:
                raise _missing(column, field, columns, given.name)
        chosen = given.columns
    else:
        chosen = {field: field for field in FIELDS if field in columns}
        if "text" not in chosen:
            raise _missing("text", "text", columns, given.name)
    for column in chosen.values():
        if list(columns).count(column) > 1:
            raise UnreadableReport(f"{given.name} has two columns '{column}'; give each column a name of its own.")
    return chosen


def _missing(column: str, field: str, columns: Sequence[str], name: str) -> UnreadableReport:
    there = ", ".join(_shown(one) for one in columns[:_MOST_SHOWN]) + (", …" if len(columns) > _MOST_SHOWN else "")
    return UnreadableReport(
        f"{name} has no column '{_shown(column)}', only: {there or 'none'}; "
        f"say which one to read, as in --columns {field}=NAME."
    )


def _shown(name: str) -> str:
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in name[:40])


def report_of(row: Mapping[str, Any], where: str, given: Given) -> Report:
    """Make a report of a row's fields. Its raw bytes are the row as a line of JSON Lines, whatever table it came from.

    Raises EmptyReport, UnreadableReport, WrongDate.
    """
    filled = {field: value for field, value in row.items() if value not in (None, "")}
    filled.setdefault("text", "")
    return read_line(line_from(filled), where, given.uri, given.published)
