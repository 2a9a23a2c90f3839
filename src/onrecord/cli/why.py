"""`onrecord why`: what a cell of a record rests on."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.ending import ends_well
from onrecord.cli.one_report import one_report
from onrecord.cli.read import DEFAULT_MODEL, AllowPrivate, Columns


@ends_well
def why(
    path: Annotated[
        str, typer.Argument(metavar="PATH|URL|-", help="The report, as given to read.", show_default=False)
    ],
    cell: Annotated[
        str | None,
        typer.Argument(
            metavar="CELL",
            help="An id of the record (s412-said, e183-CONSULT, a3, t2, p1), a finding's code, or report; "
            "with a field, as s412-said.source_kind. Without it all cells are listed.",
            show_default=False,
        ),
    ] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Day of publication, as given to read.", show_default=False)
    ] = None,
    columns: Columns = None,
    allow_private: AllowPrivate = False,
    model: Annotated[
        str, typer.Option(metavar="NAME", help="An installed spaCy pipeline for English.")
    ] = DEFAULT_MODEL,
    codebook: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Your own codebook folder, laid over ours.", show_default=False)
    ] = None,
    number: Annotated[
        int | None,
        typer.Option(
            "--number", "-n", metavar="N", help="Which report of several, counted from 1.", show_default=False
        ),
    ] = None,
) -> None:
    """Tell why a cell of the record is what it is: the words, the rule or codebook entry, what else was possible."""
    from onrecord.codebook.loader import open_codebook
    from onrecord.intake.published import iso_date
    from onrecord.reader import Reader
    from onrecord.reading.why import cells, explain

    if published is not None:
        published = iso_date(published)
    book = open_codebook(str(codebook) if codebook is not None else None)
    report = one_report(path, published, number, columns=columns, allow_private=allow_private)
    reading = next(Reader.open(model, codebook).readings([report]))
    lines = cells(reading.record) if cell is None else explain(reading, book, cell)
    print("\n".join(piece for line in lines for piece in _wrapped(line)))


def _wrapped(line: str) -> list[str]:
    """A line for a terminal of 80 columns; the report's words and the marks below them are shorter, and stay."""
    indent = line[: len(line) - len(line.lstrip())] + "  "
    return textwrap.wrap(line, 80, subsequent_indent=indent, break_on_hyphens=False) if len(line) > 80 else [line]
