"""`onrecord reread`: kept reports read again with today's onrecord, model and codebook."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.archive_output import DEFAULT_ARCHIVE, ArchiveOption, open_archive
from onrecord.cli.ending import SOME_SKIPPED, ends_well, say
from onrecord.cli.read import DEFAULT_MODEL


@ends_well
def reread(
    ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="ID", help="The reports; all unless given.", show_default=False),
    ] = None,
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    model: Annotated[
        str, typer.Option(metavar="NAME", help="An installed spaCy pipeline for English.")
    ] = DEFAULT_MODEL,
    codebook: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Your own codebook folder, laid over ours.", show_default=False)
    ] = None,
) -> None:
    """Read reports of the archive again from their bytes; the new record is kept beside the old one.

    Reports whose current record was made by the same onrecord, model and codebook are passed over.
    """
    with open_archive(archive, model=model, codebook=codebook) as opened:
        done = opened.reread(ids or None, on_each=say)
    say(f"{done.new} read again, {done.same} are as this onrecord reads them, {done.skipped} could not be read.")
    if done.skipped:
        raise typer.Exit(SOME_SKIPPED)
