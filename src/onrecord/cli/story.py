"""`onrecord story`: many reports in, stories out: what was made from what, what is claimed, and on whose word."""

from __future__ import annotations

import os
import re
import sys
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from onrecord.cli.archive_output import DEFAULT_ARCHIVE, ArchiveOption, open_archive
from onrecord.cli.ending import CantWrite, WrongUse, ends_well
from onrecord.cli.formats import format_by_name
from onrecord.cli.read import DEFAULT_MODEL, AllowPrivate, Columns, Intake, Run
from onrecord.errors import MissingReport

if TYPE_CHECKING:
    from onrecord.intake.formats import Skipped
    from onrecord.intake.sources import Source
    from onrecord.record import Record
    from onrecord.stories.story import Story


class StoryFormat(StrEnum):
    """The output formats of `story`."""

    TABLE = "table"
    JSON = "json"
    HTML = "html"


# The id of a story (y) or of a report (r) of the archive, or the beginning of one.
_ID = re.compile(r"[yr][0-9a-f]{3,16}")
_BY_SUFFIX = {
    ".json": StoryFormat.JSON,
    ".html": StoryFormat.HTML,
    ".htm": StoryFormat.HTML,
    ".txt": StoryFormat.TABLE,
}


@ends_well
def story(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="REPORTS|ID",
            help="Files (text, HTML, JSON Lines), folders, globs, http(s) addresses; - is standard input. Or the id of "
            "a story or report of the archive, or its beginning.",
            show_default=False,
        ),
    ],
    format: Annotated[
        StoryFormat | None,
        typer.Option(
            "--format",
            "-f",
            help="How the stories are written. Default: by --output's name, else table on a terminal, json in a pipe.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write to this file, not to standard output.", show_default=False),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help="Day of publication, as 2026-02-03. Holds for all reports given; leave it out where they have dates.",
            show_default=False,
        ),
    ] = None,
    columns: Columns = None,
    allow_private: AllowPrivate = False,
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    single: Annotated[bool, typer.Option("--single", help="Show stories of one report too.")] = False,
    model: Annotated[
        str, typer.Option(metavar="NAME", help="An installed spaCy pipeline for English.")
    ] = DEFAULT_MODEL,
    codebook: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Your own codebook folder, laid over ours.", show_default=False)
    ] = None,
) -> None:
    """Group reports into stories, and tell of each which reports were made from which, and on whose word it stands.

    Stories of one report are left out where there is one of several, unless --single is given. With the id of a story
    or of a report, as onrecord stories and onrecord list show it, that story of the archive is told.

    Exit codes as for read: 0 all were read, 1 nothing could be, 2 wrong use, 3 some were skipped.
    """
    from onrecord.codebook.loader import open_codebook
    from onrecord.intake.given import columns_from
    from onrecord.intake.published import iso_date
    from onrecord.intake.sources import find_sources

    published = iso_date(published) if published is not None else None
    mapping = columns_from(columns)
    book = open_codebook(str(codebook) if codebook is not None else None)
    chosen = format or _format_for(output)
    if len(paths) == 1 and _ID.fullmatch(paths[0]) and not Path(paths[0]).exists():
        _check(output, [])
        with open_archive(archive, model=model, codebook=codebook) as opened:
            _write(chosen, [opened.story(paths[0])], list(opened.story_records(paths[0])), output)
        return
    if len(paths) == 1 and re.fullmatch(r"\w+", paths[0]) and not Path(paths[0]).exists():
        raise MissingReport(
            f"There is no file {paths[0]}, and it is no id either; onrecord stories and onrecord list show the ids, of "
            "which four letters are enough where no other begins so."
        )
    sources = find_sources(paths)
    _check(output, sources)
    run = Run(sources, Intake(published, mapping, allow_private), model, codebook, 0.0)
    records = _read(run)
    if records:
        from onrecord.stories.gather import tell_stories

        told = tell_stories(records, codebook=book)
        several = [one for one in told if len(one.reports) > 1]
        _write(chosen, told if single or not several else several, records, output)
    if code := run.exit_code():
        raise typer.Exit(code)


def _format_for(output: Path | None) -> StoryFormat:
    in_file = output is not None and str(output) != "-"
    default = StoryFormat.TABLE if sys.stdout.isatty() and not in_file else StoryFormat.JSON
    return format_by_name(output, _BY_SUFFIX, default)


def _check(output: Path | None, sources: list[Source | Skipped]) -> None:
    """What can't be written is told before anything is read."""
    if output is None or str(output) == "-":
        return
    if output.is_dir():
        raise WrongUse(f"--output {output} is a folder; give a file's name.")
    if not output.parent.is_dir():
        raise WrongUse(f"There is no folder {output.parent} for --output; make it first, or give another.")
    for source in sources:
        path = getattr(source, "path", None)
        if path is not None and output.exists() and output.samefile(path):
            raise WrongUse(f"--output {output} is one of the reports to be read; give another name.")
    if not os.access(output if output.exists() else output.parent, os.W_OK):
        raise CantWrite(f"{output} can't be written; check that you may write there, or give another --output.")


def _read(run: Run) -> list[Record]:
    from onrecord.cli.progress import progress

    records = []
    with progress(len(run.sources), to_terminal=False) as show:
        for _, record in run.records(run.reports()):
            run.done += 1
            show(run.done, run.sources_done)
            records.append(record)
    return records


def _write(chosen: StoryFormat, told: list[Story], records: list[Record], output: Path | None) -> None:
    if output is None or str(output) == "-":
        _put(chosen, told, records, sys.stdout)
        return
    try:
        with open(output, "w", encoding="utf-8", newline="") as file:
            _put(chosen, told, records, file)
    except OSError as error:
        why = error.strerror or error
        raise CantWrite(f"{output} can't be written ({why}); make room, or give another --output.") from error


def _put(chosen: StoryFormat, told: list[Story], records: list[Record], file: IO[str]) -> None:
    if chosen is StoryFormat.TABLE:
        from onrecord.cli.blocks import terminal
        from onrecord.cli.story_table import print_stories

        print_stories(told, terminal(file))
    elif chosen is StoryFormat.JSON:
        from onrecord.stories.story import Stories

        print(Stories(stories=told).to_json(indent=2), file=file)
    else:
        from onrecord.export.story_page import write_story_page

        print(write_story_page(told, records), file=file)
