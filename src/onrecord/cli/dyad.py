"""`onrecord dyad`: who did how much of what to whom, period by period."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from onrecord.cli.ending import WrongUse, ends_well

if TYPE_CHECKING:
    from onrecord.cli.records import RecordFiles
    from onrecord.measure.dyad import Dyad
    from onrecord.record import Factuality


class Period(StrEnum):
    """What `--by` takes."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class DyadFormat(StrEnum):
    """The formats of `dyad`."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    SVG = "svg"
    PNG = "png"


class ToldAs(StrEnum):
    """What `--factuality` takes; the words of the record."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"
    DENIED = "denied"
    NOT_HAPPENED = "not_happened"


# By the name of --output, where no --format is given.
_BY_SUFFIX = {f".{form}": form for form in DyadFormat if form is not DyadFormat.TABLE}


@ends_well
def dyad(
    actor: Annotated[
        str,
        typer.Argument(
            metavar="ACTOR",
            help="A country's code, as USA, or IGO, UNO, EUR, NGO, ISM, IMG, MNC; with a sector, as USA:MIL.",
            show_default=False,
        ),
    ],
    recipient: Annotated[
        str, typer.Argument(metavar="RECIPIENT", help="The other side, in the same way.", show_default=False)
    ],
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="RECORDS|-...",
            help="Files of records, as read --format jsonl writes them; - is standard input.",
            show_default=False,
        ),
    ],
    by: Annotated[Period, typer.Option("--by", help="How long a period is; weeks are ISO weeks.")] = Period.WEEK,
    format: Annotated[
        DyadFormat | None,
        typer.Option("--format", "-f", help="Default: by --output's name, else table.", show_default=False),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write to this file, not to standard output.", show_default=False),
    ] = None,
    factuality: Annotated[
        list[ToldAs] | None,
        typer.Option(
            "--factuality",
            help="Count what is told as this; more than once for several. Default: happened and ongoing.",
            show_default=False,
        ),
    ] = None,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="The first day, as 2026-02-03.", show_default=False)
    ] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DATE", help="The last day.", show_default=False)] = None,
    struck: Annotated[
        bool,
        typer.Option(
            "--struck",
            help="Count violence and coercion in a country as done to it where no country of a recipient is known.",
        ),
    ] = False,
) -> None:
    """Count the distinct events between two actors, both ways, by quad class and period.

    A period without any report is missing, and never shown as zero.
    """
    from onrecord.cli.records import RecordFiles
    from onrecord.measure.dyads import REAL, count, gather, told
    from onrecord.measure.sides import side_of

    chosen = format or (_BY_SUFFIX.get(output.suffix.lower()) if output else None) or DyadFormat.TABLE
    if chosen is DyadFormat.PNG and output is None and sys.stdout.isatty():
        raise WrongUse("A PNG is no text; give a file with --output.")
    sides = side_of(actor), side_of(recipient)
    wanted = cast("Sequence[Factuality]", list(dict.fromkeys(item.value for item in factuality or []))) or REAL
    days = _day(first, "--from"), _day(last, "--to")
    records = RecordFiles(paths)
    found = gather(told(records), sides, wanted, struck=struck)
    if not records.done:
        raise typer.Exit(records.exit_code())
    counted = count(found, sides, by.value, first=days[0], last=days[1], factuality=wanted, struck=struck)
    _write(counted, chosen, output, records)
    code = records.exit_code()
    if code:
        raise typer.Exit(code)


def _day(given: str | None, option: str) -> date | None:
    if given is None:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise WrongUse(f"{option} {given[:40]} is not a day; write it as YYYY-MM-DD, as in 2026-02-03.") from None


def _write(counted: Dyad, chosen: DyadFormat, output: Path | None, records: RecordFiles) -> None:
    from onrecord.cli.output import told

    if output is not None and str(output) != "-":
        if records.holds(output):
            raise WrongUse(f"--output {output} is one of the files of records; give another name.")
        if output.is_dir() or not output.parent.is_dir():
            raise WrongUse(f"--output {output} is a folder, or lies in none; give a file's name in one that exists.")
        with told(output):
            output.write_bytes(_bytes(counted, chosen))
        return
    if chosen is DyadFormat.TABLE:
        from rich.console import Console

        from onrecord.cli.dyad_table import print_dyad

        print_dyad(counted, Console(highlight=False))
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(_bytes(counted, chosen))


def _bytes(counted: Dyad, chosen: DyadFormat) -> bytes:
    """The whole file."""
    if chosen is DyadFormat.JSON:
        return (counted.to_json(indent=2) + "\n").encode()
    if chosen is DyadFormat.CSV:
        from onrecord.export.dyad_csv import dyad_csv

        return dyad_csv(counted).encode()
    if chosen is DyadFormat.TABLE:
        from onrecord.cli.dyad_table import dyad_text

        return dyad_text(counted).encode()
    from onrecord.export.dyad_chart import dyad_png, dyad_svg

    return dyad_png(counted) if chosen is DyadFormat.PNG else dyad_svg(counted).encode()
