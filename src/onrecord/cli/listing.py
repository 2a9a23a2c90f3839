"""`onrecord list`: the reports of an archive."""

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

    from onrecord.archive.reading_back import ReportLine


@ends_well
def list_(
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    since: SinceOption = None,
    until: UntilOption = None,
    outlet: Annotated[
        str | None,
        typer.Option(metavar="WORDS", help="Only reports whose outlet or address holds this.", show_default=False),
    ] = None,
    limit: Annotated[int | None, typer.Option(metavar="N", help="At most so many.", show_default=False)] = None,
    format: FormatOption = None,
) -> None:
    """List the reports of an archive, the latest first."""
    first, last = days(since, until)
    with open_archive(archive) as opened:
        found = opened.list(since=first, until=last, outlet=outlet, limit=limit)
    write_lines(found, format, show_report, nothing="No report fits.")


def show_report(line: ReportLine, console: Console) -> None:
    """A report in two lines."""
    from rich.text import Text

    from onrecord.cli.blocks import print_line, print_parts
    from onrecord.codebook.problems import counted

    head = Text(f"{(line.published or 'no day')[:10]:10}  ", "dim")
    print_line(console, head.append(short(line.headline or "(no headline)", 150), "bold"), 0, 12)
    parts = [line.id, short(line.outlet or line.uri or line.name, 60)]
    parts.append(f"{counted(line.statements, 'statement')}, {counted(line.events, 'event')}")
    if line.lineage and line.made_from:
        parts.append(f"{line.lineage.replace('_', ' ')} of {line.made_from}")
    print_parts(console, parts, 12)
