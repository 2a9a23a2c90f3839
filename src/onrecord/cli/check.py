"""`onrecord check`: is the archive as it was added, and does it hold together?"""

from __future__ import annotations

import json
from typing import Annotated

import typer

from onrecord.cli.archive_output import (
    DEFAULT_ARCHIVE,
    ArchiveOption,
    FormatOption,
    LineFormat,
    as_json,
    format_or_default,
    open_archive,
)
from onrecord.cli.ending import NOTHING_DONE, ends_well


@ends_well
def check(
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    format: FormatOption = None,
    mend: Annotated[
        bool, typer.Option("--mend", help="First make the full-text index and the counts of dyads anew.")
    ] = False,
) -> None:
    """Look the archive over: the hashes of all bytes and records, the references, the full-text index, the counts of
    dyads, the database.

    Exit code 0 where all is well, 1 where anything is wrong.
    """
    with open_archive(archive) as opened:
        found = opened.check(mend=mend)
    if format_or_default(format) is LineFormat.TABLE:
        for problem in found.problems:
            print(problem)
        if not found.problems:
            print(f"{found.reports} reports with {found.records} records, unchanged since they were added.")
    else:
        indent = 2 if format is LineFormat.JSON else None
        print(json.dumps(as_json(found), ensure_ascii=False, indent=indent))
    if found.problems:
        raise typer.Exit(NOTHING_DONE)
