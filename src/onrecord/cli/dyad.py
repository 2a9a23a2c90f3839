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
from onrecord.cli.formats import format_by_name
from onrecord.cli.records import ArchivedRecords, ArchiveOption, Records, RecordsArgument, open_records

if TYPE_CHECKING:
    from onrecord.measure.dyad import Dyad
    from onrecord.measure.dyads import Gathered
    from onrecord.measure.sides import Side
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
_BY_SUFFIX = {f".{form}": form for form in DyadFormat if form is not DyadFormat.TABLE} | {".txt": DyadFormat.TABLE}


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
    paths: RecordsArgument = None,
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
    archive: ArchiveOption = None,
) -> None:
    """Count the distinct events between two actors, both ways, by quad class and period.

    A period without any report is missing, and never shown as zero.
    """
    from onrecord.measure.dyads import REAL, count
    from onrecord.measure.sides import side_of

    chosen = format or format_by_name(output, _BY_SUFFIX, DyadFormat.TABLE)
    if chosen is DyadFormat.PNG and output is None and sys.stdout.isatty():
        raise WrongUse("A PNG is no text; give a file with --output.")
    sides = side_of(actor), side_of(recipient)
    wanted = cast("Sequence[Factuality]", list(dict.fromkeys(item.value for item in factuality or []))) or REAL
    days = _day(first, "--from"), _day(last, "--to")
    with open_records(paths, archive) as records:
        if output is not None and records.holds(output):
            raise WrongUse(f"--output {output} is where the records come from; give another name.")
        found = _gathered(records, sides, wanted, struck)
        if found.reports_total:
            first_day, last_day = days
            counted = count(found, sides, by.value, first=first_day, last=last_day, factuality=wanted, struck=struck)
            _write(counted, chosen, output)
        code = records.exit_code()
    if code:
        raise typer.Exit(code)


def _gathered(records: Records, sides: tuple[Side, Side], wanted: Sequence[Factuality], struck: bool) -> Gathered:
    if isinstance(records, ArchivedRecords):
        from onrecord.measure.archived import gather_archive

        found = gather_archive(records.archive, sides, wanted, struck=struck)
        records.done = found.reports_total
        return found
    from onrecord.measure.dyads import gather, told

    return gather(told(records), sides, wanted, struck=struck)


def _day(given: str | None, option: str) -> date | None:
    if given is None:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise WrongUse(f"{option} {given[:40]} is not a day; write it as YYYY-MM-DD, as in 2026-02-03.") from None


def _write(counted: Dyad, chosen: DyadFormat, output: Path | None) -> None:
    from onrecord.cli.output import told

    if output is not None and str(output) != "-":
        if output.is_dir() or not output.parent.is_dir():
            raise WrongUse(f"--output {output} is a folder, or lies in none; give a file's name in one that exists.")
        with told(output):
            output.write_bytes(_bytes(counted, chosen))
        return
    if chosen is DyadFormat.TABLE:
        from onrecord.cli.blocks import terminal
        from onrecord.cli.dyad_table import print_dyad

        print_dyad(counted, terminal())
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
