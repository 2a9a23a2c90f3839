"""`onrecord find`: statements and events of an archive, by words and by what is known of them."""

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

    from onrecord.archive.finding import Hit


@ends_well
def find(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="WORDS",
            help='Words that one sentence holds, in any form; "in quotation marks": next to each other.',
            show_default=False,
        ),
    ] = None,
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    source: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Whom it is credited to, by words of the name.", show_default=False),
    ] = None,
    actor: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who is in it, as source, actor or recipient.", show_default=False),
    ] = None,
    event: Annotated[
        str | None, typer.Option(metavar="TYPE", help="Only events of this type, as THREATEN.", show_default=False)
    ] = None,
    factuality: Annotated[
        str | None,
        typer.Option(metavar="F", help="Only events told so: happened, planned, denied …", show_default=False),
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    place: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Where: a place, a country or its code (IRN).", show_default=False),
    ] = None,
    unnamed: Annotated[bool, typer.Option("--unnamed", help="Only what rests on a source without a name.")] = False,
    limit: Annotated[int, typer.Option(metavar="N", help="At most so many.")] = 20,
    format: FormatOption = None,
) -> None:
    """Find statements and events, with their sentence and report; the best first, without words the latest first."""
    first, last = days(since, until)
    with open_archive(archive) as opened:
        hits = opened.find(
            " ".join(words or ()),
            limit=limit,
            source=source,
            actor=actor,
            event=event,
            factuality=factuality,
            since=first,
            until=last,
            place=place,
            unnamed=unnamed,
        )
    write_lines(hits, format, _show, nothing="Nothing fits; ask with fewer words or without a filter.")


def _show(hit: Hit, console: Console) -> None:
    """A hit in a block: who and what, the sentence, the report."""
    from rich.text import Text

    from onrecord.cli.blocks import line_width, print_line, print_parts
    from onrecord.export.wording import FACTUALITY_WORDS, SOURCE_KINDS

    whose = short(hit.source, 80) or "no source"
    if hit.what == "statement":
        kind = SOURCE_KINDS.get(hit.source_kind, "") if hit.source_kind else ""  # type: ignore[call-overload]
        head = Text(whose, "bold").append(f"  [{kind}] " if kind else " ", "cyan").append(short(hit.cue, 40), "italic")
    else:
        head = Text(short(hit.actors, 80) or "somebody not told", "bold")
        if hit.recipients:
            head.append(f" → {short(hit.recipients, 80)}", "bold")
        word = FACTUALITY_WORDS.get(hit.factuality, ("", "", ""))[1]  # type: ignore[arg-type]
        head.append(f"  {hit.type}{f' {hit.mode}' if hit.mode else ''}", "cyan").append(f"  [{word}]")
        head.append(f"  as told by {whose}" if hit.source else "  in the report's own words", "dim")
    print_line(console, head, 0, 2)
    print_line(console, Text(short(hit.sentence, 3 * line_width(console))), 4)
    when = f"{hit.day}{' (published)' if hit.day_from == 'published' else ''}" if hit.day else ""
    parts = [short(hit.headline, 70), when, short(hit.place, 30), short(hit.outlet, 30), hit.report, hit.id]
    print_parts(console, parts, 4)
    console.print()
