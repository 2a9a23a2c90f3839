"""`onrecord restore`: reports that another archive gave out, taken in whole."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from onrecord.cli.archive_output import DEFAULT_ARCHIVE, ArchiveOption, open_archive
from onrecord.cli.ending import ALL_READ, NOTHING_DONE, SOME_SKIPPED, ends_well, say
from onrecord.errors import MissingReport

if TYPE_CHECKING:
    from onrecord.archive.restoring import Item


@ends_well
def restore(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE",
            help="What export --format archive wrote; - is standard input.",
            show_default=False,
        ),
    ],
    archive: ArchiveOption = DEFAULT_ARCHIVE,
) -> None:
    """Take in another archive whole: the same bytes, times of adding and records; nothing is read anew.

    What is there already is passed over. Corrections of actors come with the reports, and what was removed stays out.

    Exit codes: 0 all are in the archive, 1 nothing could be taken, 2 wrong use, 3 some were skipped.
    """
    for name in files:
        if name != "-" and not Path(name).is_file():
            raise MissingReport(f"There is no file {name}; give one that onrecord export --format archive wrote.")
    skipped = 0

    def given() -> Iterator[Item]:
        nonlocal skipped
        from onrecord.errors import NoRecord
        from onrecord.export.kept_lines import kept_in

        for name in files:
            with ExitStack() as opened:
                lines: BinaryIO = sys.stdin.buffer if name == "-" else opened.enter_context(open(name, "rb"))
                for found in kept_in(lines, "standard input" if name == "-" else name):
                    if isinstance(found, NoRecord):
                        skipped += 1
                        say(f"Skipped: {found}")
                    else:
                        yield found

    items = given()
    first = next(items, None)
    if first is None:
        # No archive is made for nothing.
        say("There is no report in what was given; write one out with onrecord export --format archive.")
        raise typer.Exit(NOTHING_DONE)
    with open_archive(archive, new=True) as opened:
        totals = opened.restore(chain([first], items))
        there = totals.added + totals.known + totals.removed
        say(
            f"{totals.added} {'report' if totals.added == 1 else 'reports'} restored to {opened.address}, "
            f"{totals.known} there already, {totals.removed} removed before and left out, {skipped} skipped."
        )
        if totals.corrections or totals.tombstones:
            say(f"Corrections of actors that came with them: {totals.corrections}; removals: {totals.tombstones}.")
        if totals.stayed:
            say(f"Removed there, but not here: {totals.stayed}; they stay here unless onrecord remove takes them out.")
    code = ALL_READ if there and not skipped else SOME_SKIPPED if there else NOTHING_DONE
    if code:
        raise typer.Exit(code)
