"""`onrecord timeline`: what an actor did and what was done to it, over all reports of an archive."""

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

    from onrecord.archive.storylines import Moment


@ends_well
def timeline(
    actor: Annotated[list[str], typer.Argument(metavar="ACTOR", help="Words of the actor's name.", show_default=False)],
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    since: SinceOption = None,
    until: UntilOption = None,
    limit: Annotated[int | None, typer.Option(metavar="N", help="At most so many.", show_default=False)] = None,
    format: FormatOption = None,
) -> None:
    """Tell by day what an actor did and what was done to it; tellings of one happening stand together."""
    first, last = days(since, until)
    with open_archive(archive) as opened:
        found = opened.timeline(" ".join(actor), since=first, until=last, limit=limit)
    when = " in these days" if first or last else ""
    write_lines(found, format, _show, nothing=f"No event is told of them{when}.")


def _show(moment: Moment, console: Console) -> None:
    from rich.text import Text

    from onrecord.cli.blocks import print_line, print_parts
    from onrecord.export.wording import FACTUALITY_WORDS

    sign, word, _ = FACTUALITY_WORDS.get(moment.factuality, (" ", "undecided", ""))  # type: ignore[arg-type]
    head = Text(f"{moment.day or 'no day':10}  ", "dim").append(f"{sign} ")
    head.append(short(moment.actors, 70) or "somebody not told", "bold")
    if moment.recipients:
        head.append(f" → {short(moment.recipients, 70)}", "bold")
    head.append(f"  {moment.type}{f' {moment.mode}' if moment.mode else ''}", "cyan")
    print_line(console, head.append(f": {short(moment.trigger, 40)}  [{word}]"), 0, 14)
    whose = "; ".join(short(name, 50) or "own words" for name in moment.whose[:4])
    count = len(moment.reports)
    parts = [
        short(moment.place, 30),
        f"told by {count} {'report' if count == 1 else 'reports'}",
        f"on the word of: {whose}",
    ]
    if moment.day_from == "published":
        parts.append("the day is that of publication")
    print_parts(console, parts, 14)
