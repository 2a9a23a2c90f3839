"""`onrecord remove`: a report out of the archive, for good."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.archive_output import DEFAULT_ARCHIVE, ArchiveOption, open_archive
from onrecord.cli.ending import WrongUse, ends_well, say


@ends_well
def remove(
    report: Annotated[
        str, typer.Argument(metavar="ID", help="The report's id, or the beginning of it.", show_default=False)
    ],
    why: Annotated[str, typer.Option("--why", metavar="WORDS", help="The reason, which is kept.", show_default=False)],
    archive: ArchiveOption = DEFAULT_ARCHIVE,
) -> None:
    """Take a report out for legal reasons: its bytes, text, records and all that was made of them.

    Its id, hash, times and the reason stay, and it can't be added again.
    """
    if not why.strip():
        raise WrongUse("Give the reason with --why, as in --why 'court order of 3 May'.")
    with open_archive(archive) as opened:
        done = opened.remove(report, why=why.strip())
    say(f"{done.report} is removed; its id, hash, times and the reason stay.")
    if done.same_bytes:
        others = ", ".join(done.same_bytes)
        say(f"The same bytes stay under other addresses; remove these too if they must go: {others}.")
