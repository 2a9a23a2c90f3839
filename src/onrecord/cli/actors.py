"""`onrecord actors`: who is in the reports of an archive, and corrections of whom names stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.archive_output import (
    DEFAULT_ARCHIVE,
    ArchiveOption,
    FormatOption,
    open_archive,
    short,
    write_lines,
)
from onrecord.cli.ending import ends_well, say
from onrecord.cli.usage import Command

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.archive.corrections import ActorLine, Correction

_HELP = "List the actors of an archive, and put right whom names stand for."
actors = typer.Typer(
    name="actors",
    help=_HELP,
    short_help=_HELP,
    no_args_is_help=True,
    rich_markup_mode=None,
)


@actors.command("list", cls=Command)
@ends_well
def list_actors(
    words: Annotated[
        str | None,
        typer.Argument(metavar="WORDS", help="Only actors with these words in a name.", show_default=False),
    ] = None,
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    limit: Annotated[int, typer.Option(metavar="N", help="At most so many.")] = 50,
    format: FormatOption = None,
) -> None:
    """List the actors, those in most reports first."""
    with open_archive(archive) as opened:
        found = opened.actors(words, limit=limit)
    write_lines(found, format, _show_actor, nothing="No actor fits.")


@actors.command("merge", cls=Command)
@ends_well
def merge(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, as the list shows it.", show_default=False)],
    into: Annotated[
        str, typer.Argument(metavar="OTHER", help="The name to count it under from now on.", show_default=False)
    ],
    archive: ArchiveOption = DEFAULT_ARCHIVE,
) -> None:
    """Count two names as one actor. No record is changed; the correction holds for reports to come too."""
    with open_archive(archive) as opened:
        number = opened.merge_actors(name, into)
    say(f"{name} is counted as {into} (correction {number}); onrecord actors undo {number} takes it back.")


@actors.command("split", cls=Command)
@ends_well
def split(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name, as the report has it.", show_default=False)],
    into: Annotated[
        str, typer.Argument(metavar="OTHER", help="The name to count it under in that report.", show_default=False)
    ],
    report: Annotated[
        str, typer.Option("--report", metavar="ID", help="The report that means somebody else.", show_default=False)
    ],
    archive: ArchiveOption = DEFAULT_ARCHIVE,
) -> None:
    """Count a name in one report as another actor: two people who are called alike. No record is changed."""
    with open_archive(archive) as opened:
        number = opened.split_actor(name, into, report)
    say(f"In {report} {name} is counted as {into} (correction {number}); onrecord actors undo {number} takes it back.")


@actors.command("undo", cls=Command)
@ends_well
def undo(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="The number of the correction.", show_default=False)],
    archive: ArchiveOption = DEFAULT_ARCHIVE,
) -> None:
    """Take a correction back."""
    with open_archive(archive) as opened:
        opened.undo_correction(number)
    say(f"Correction {number} is taken back.")


@actors.command("corrections", cls=Command)
@ends_well
def corrections(archive: ArchiveOption = DEFAULT_ARCHIVE, format: FormatOption = None) -> None:
    """List all corrections, those too that were taken back."""
    with open_archive(archive) as opened:
        found = opened.corrections()
    write_lines(found, format, _show_correction, nothing="There are no corrections.")


def _show_actor(line: ActorLine, console: Console) -> None:
    from rich.text import Text

    from onrecord.cli.blocks import print_line

    text = Text(f"{line.reports:>6}  ", "dim").append(short(line.name, 100), "bold")
    kinds = [kind for kind in line.kinds if kind != "unknown" or len(line.kinds) == 1]
    about = ", ".join([*kinds, *line.countries])
    print_line(console, text.append(f"  {about}", "cyan"), 0, 8)
    if line.also:
        print_line(console, Text("also as " + "; ".join(short(name, 60) for name in line.also[:8]), "dim"), 8)


def _show_correction(line: Correction, console: Console) -> None:
    from rich.text import Text

    from onrecord.cli.blocks import print_line

    where = f" in {line.report}" if line.report else ""
    state = f"; taken back on {line.undone:%Y-%m-%d}" if line.undone else ""
    words = f"{line.verb}: {short(line.name, 60)} is {short(line.into, 60)}{where} (since {line.made:%Y-%m-%d}{state})"
    print_line(console, Text(f"{line.number:>4}  ", "dim").append(words), 0, 6)
