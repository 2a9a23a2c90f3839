"""`onrecord compare`: two reports in, what happened to the one on its way to the other out."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from onrecord.cli.ending import CantWrite, WrongUse, ends_well
from onrecord.cli.formats import format_by_name
from onrecord.cli.one_report import one_report
from onrecord.cli.read import DEFAULT_MODEL, AllowPrivate, Columns

if TYPE_CHECKING:
    from onrecord.record import Record
    from onrecord.stories.comparison import Comparison


class CompareFormat(StrEnum):
    """The output formats of `compare`."""

    TABLE = "table"
    JSON = "json"
    HTML = "html"


# By the name of --output, where no --format is given.
_BY_SUFFIX = {
    ".json": CompareFormat.JSON,
    ".html": CompareFormat.HTML,
    ".htm": CompareFormat.HTML,
    ".txt": CompareFormat.TABLE,
}


@ends_well
def compare(
    a: Annotated[
        str, typer.Argument(metavar="A", help="The older report, or the one to start from.", show_default=False)
    ],
    b: Annotated[str, typer.Argument(metavar="B", help="The other report.", show_default=False)],
    format: Annotated[
        CompareFormat | None,
        typer.Option(
            "--format",
            "-f",
            help="How it is written. Default: by --output's name, else table on a terminal, json in a pipe.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write to this file, not to standard output.", show_default=False),
    ] = None,
    all_changes: Annotated[bool, typer.Option("--all", help="Also show changes of style.")] = False,
    published_a: Annotated[
        str | None, typer.Option(metavar="DATE", help="Day of publication of A, as 2026-02-03.", show_default=False)
    ] = None,
    published_b: Annotated[
        str | None, typer.Option(metavar="DATE", help="Day of publication of B.", show_default=False)
    ] = None,
    number_a: Annotated[
        int | None, typer.Option(metavar="N", help="Which report of several in A, from 1.", show_default=False)
    ] = None,
    number_b: Annotated[
        int | None, typer.Option(metavar="N", help="Which report of several in B, from 1.", show_default=False)
    ] = None,
    columns: Columns = None,
    allow_private: AllowPrivate = False,
    model: Annotated[
        str, typer.Option(metavar="NAME", help="An installed spaCy pipeline for English.")
    ] = DEFAULT_MODEL,
    codebook: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Your own codebook folder, laid over ours.", show_default=False)
    ] = None,
) -> None:
    """Compare two reports: which was made from which, and what was kept, changed, dropped and added on the way."""
    from onrecord.codebook.loader import open_codebook
    from onrecord.intake.published import iso_date
    from onrecord.reader import Reader
    from onrecord.stories.compare import compare as compared

    days = [iso_date(day) if day is not None else None for day in (published_a, published_b)]
    open_codebook(str(codebook) if codebook is not None else None)
    if output is not None and str(output) != "-":
        _check_output(output, (a, b))
    first = one_report(a, days[0], number_a, "--number-a", columns=columns, allow_private=allow_private)
    second = one_report(b, days[1], number_b, "--number-b", columns=columns, allow_private=allow_private)
    one, two = Reader.open(model, codebook).records([first, second])
    _write(compared(one, two, style=all_changes, codebook=codebook), one, two, _format_for(format, output), output)


def _format_for(format: CompareFormat | None, output: Path | None) -> CompareFormat:
    if format is not None:
        return format
    in_file = output is not None and str(output) != "-"
    default = CompareFormat.TABLE if sys.stdout.isatty() and not in_file else CompareFormat.JSON
    return format_by_name(output, _BY_SUFFIX, default)


def _check_output(output: Path, inputs: tuple[str, str]) -> None:
    if output.is_dir():
        raise WrongUse(f"--output {output} is a folder; give a file's name.")
    if not output.parent.is_dir():
        raise WrongUse(f"There is no folder {output.parent} for --output; make it first, or give another.")
    if any(Path(path).exists() and output.exists() and output.samefile(path) for path in inputs):
        raise WrongUse(f"--output {output} is one of the reports to be compared; give another name.")


def _write(comparison: Comparison, a: Record, b: Record, format: CompareFormat, output: Path | None) -> None:
    if output is None or str(output) == "-":
        _print(comparison, a, b, format)
        return
    try:
        with open(output, "w", encoding="utf-8", newline="") as file:
            if format is CompareFormat.TABLE:
                _table(comparison, a, b, file)
            else:
                file.write(_text(comparison, a, b, format))
    except OSError as error:
        why = error.strerror or error
        raise CantWrite(f"{output} can't be written ({why}); make room, or give another --output.") from error


def _print(comparison: Comparison, a: Record, b: Record, format: CompareFormat) -> None:
    if format is CompareFormat.TABLE:
        _table(comparison, a, b, sys.stdout)
    else:
        sys.stdout.write(_text(comparison, a, b, format))


def _text(comparison: Comparison, a: Record, b: Record, format: CompareFormat) -> str:
    if format is CompareFormat.JSON:
        return comparison.to_json(indent=2) + "\n"
    from onrecord.export.comparison_page import write_comparison

    return write_comparison(comparison, a, b)


def _table(comparison: Comparison, a: Record, b: Record, file: IO[str]) -> None:
    from onrecord.cli.blocks import terminal
    from onrecord.cli.comparison_table import print_comparison

    print_comparison(comparison, a, b, terminal(file))
