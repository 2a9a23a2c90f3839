"""The one report that a command works on, out of a path that may hold several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.cli.ending import WrongUse

if TYPE_CHECKING:
    from onrecord.intake.report import Report


def one_report(path: str, published: str | None, number: int | None, option: str = "--number") -> Report:
    """The report of a path, or the one with this number of several.

    `option` is what the number is given with, for the message. Raises ReportError, WrongUse.
    """
    from onrecord.intake.formats import Skipped
    from onrecord.intake.line_by_line import stream_source
    from onrecord.intake.sources import find_sources

    several = False
    count = 0
    first: Report | None = None
    for source in find_sources([path]):
        for found in stream_source(source, published=published):
            count += 1
            if number is None and isinstance(found, Skipped):
                raise found.error
            if number is None and count == 2:
                several = True
                break
            if count == (number or 1):
                if isinstance(found, Skipped):
                    raise found.error
                first = found
                if number is not None:
                    return found
    if several:
        raise WrongUse(f"There are several reports in {path}; say which with {option}, as in {option} 1.")
    if first is None:
        raise WrongUse(f"There are only {count} reports in {path}; give {option} from 1 to {count}.")
    return first
