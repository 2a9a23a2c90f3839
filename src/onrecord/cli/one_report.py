"""The one report that a command works on, out of a path that may hold several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.cli.ending import WrongUse

if TYPE_CHECKING:
    from onrecord.intake.report import Report


def one_report(
    path: str,
    published: str | None,
    number: int | None,
    option: str = "--number",
    *,
    columns: str | None = None,
    allow_private: bool = False,
) -> Report:
    """The report of a path, or the one with this number of several.

    `option` is what the number is given with, for the message. Raises ReportError, WrongUse, WrongColumns.
    """
    from onrecord.intake.formats import Skipped
    from onrecord.intake.given import columns_from
    from onrecord.intake.sources import read_sources

    first: Report | None = None
    count = 0
    for found in read_sources(
        [path], published=published, columns=columns_from(columns), allow_private=allow_private
    ):  # fmt: skip
        count += 1
        if number is None and isinstance(found, Skipped):
            raise found.error
        if number is None and count == 2:
            raise WrongUse(f"There are several reports in {path}; say which with {option}, as in {option} 1.")
        if count == (number or 1):
            if isinstance(found, Skipped):
                raise found.error
            first = found
            if number is not None:
                return found
    if first is None:
        raise WrongUse(f"There are only {count} reports in {path}; give {option} from 1 to {count}.")
    return first
