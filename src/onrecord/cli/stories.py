"""`onrecord stories`: the stories of an archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.archive_output import (
    DEFAULT_ARCHIVE,
    ArchiveOption,
    FormatOption,
    SinceOption,
    UntilOption,
    days,
    open_archive,
    short,
    write_lines,
)
from onrecord.cli.ending import ends_well

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.archive.storylines import StoryLine


@ends_well
def stories(
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    since: SinceOption = None,
    until: UntilOption = None,
    single: Annotated[bool, typer.Option("--single", help="Stories of one report too.")] = False,
    limit: Annotated[int | None, typer.Option(metavar="N", help="At most so many.", show_default=False)] = None,
    format: FormatOption = None,
) -> None:
    """List the stories of an archive, the latest first; onrecord story ID tells one."""
    first, last = days(since, until)
    with open_archive(archive) as opened:
        found = opened.stories(since=first, until=last, least=1 if single else 2, limit=limit)
    write_lines(found, format, _show, nothing="No story fits; --single lists those of one report too.")


def _show(line: StoryLine, console: Console) -> None:
    from rich.text import Text

    from onrecord.cli.blocks import print_line, print_parts
    from onrecord.codebook.problems import counted

    head = Text(f"{(line.until or 'no day')[:10]:10}  ", "dim")
    print_line(console, head.append(short(line.label or "(no headline)", 150), "bold"), 0, 12)
    parts = [line.id, counted(line.reports, "report")]
    if line.begin and line.until and line.begin[:10] != line.until[:10]:
        parts.append(f"from {line.begin[:10]}")
    if line.claims:
        parts.append(counted(line.claims, "claim"))
    if line.contradictions:
        parts.append(counted(line.contradictions, "contradiction"))
    print_parts(console, parts, 12)
