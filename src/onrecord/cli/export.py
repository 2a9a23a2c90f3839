"""`onrecord export`: the records of an archive or of files, in another format."""

from __future__ import annotations

import sys
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.ending import WrongUse, ends_well
from onrecord.cli.formats import format_by_name
from onrecord.cli.records import ArchivedRecords, ArchiveOption, Records, RecordsArgument, open_records


class ExportFormat(StrEnum):
    """The formats of `export`."""

    CSV = "csv"
    PARQUET = "parquet"
    JSONL = "jsonl"
    JSONLD = "jsonld"
    GEOJSON = "geojson"
    ARCHIVE = "archive"


class TableName(StrEnum):
    """The tables of Parquet; the names of `export.tables.TABLES`."""

    REPORTS = "reports"
    STATEMENTS = "statements"
    EVENTS = "events"
    PARTICIPANTS = "participants"
    COUNTS = "counts"
    FINDINGS = "findings"


# By the name of --output, where no --format is given.
_BY_SUFFIX = {
    ".csv": ExportFormat.CSV, ".parquet": ExportFormat.PARQUET, ".jsonl": ExportFormat.JSONL,
    ".ndjson": ExportFormat.JSONL, ".jsonld": ExportFormat.JSONLD, ".geojson": ExportFormat.GEOJSON,
}  # fmt: skip
_WITH_PLOVER = (ExportFormat.CSV, ExportFormat.PARQUET, ExportFormat.GEOJSON)


@ends_well
def export(
    paths: RecordsArgument = None,
    format: Annotated[
        ExportFormat | None,
        typer.Option("--format", "-f", help="Default: by --output's name, else jsonl.", show_default=False),
    ] = None,
    plover: Annotated[
        bool, typer.Option("--plover", help="Events as PLOVER would code them, for csv, parquet and geojson.")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="Write to this file, not to standard output; parquet needs a folder, or a file with --table.",
            show_default=False,
        ),
    ] = None,
    table: Annotated[
        TableName | None, typer.Option("--table", help="Only this table of parquet, as one file.", show_default=False)
    ] = None,
    archive: ArchiveOption = None,
) -> None:
    """Write records in another format: csv, parquet, jsonl, jsonld or geojson; or an archive whole, for restore.

    What is no record is named on standard error and skipped; the others are written.

    Exit codes: 0 all were written, 1 nothing could be, 2 wrong use, 3 some were skipped.
    """

    chosen = format or format_by_name(output, _BY_SUFFIX, ExportFormat.JSONL)
    if plover and chosen not in _WITH_PLOVER:
        raise WrongUse(f"--plover is for {', '.join(_WITH_PLOVER)}; {chosen} holds the whole record.")
    if table and chosen is not ExportFormat.PARQUET:
        raise WrongUse("--table is for --format parquet; leave it out, or give that format.")
    with open_records(paths, archive) as records:
        if output is not None and records.holds(output):
            raise WrongUse(f"--output {output} is where the records come from; give another name.")
        if chosen is ExportFormat.PARQUET:
            _write_parquet(records, output, table, plover)
        elif chosen is ExportFormat.ARCHIVE:
            _write_kept(records, output)
        else:
            _write_text(records, chosen, output, plover)
        code = records.exit_code()
    if code:
        raise typer.Exit(code)


def _write_text(records: Records, chosen: ExportFormat, output: Path | None, plover: bool) -> None:
    from onrecord.cli.output import open_output

    open_output(chosen.value, output, inputs=[], plover=plover).write((record, record.report.id) for record in records)


def _write_kept(records: Records, output: Path | None) -> None:
    """Each report as the archive keeps it, with its bytes and all its records."""
    from onrecord.cli.output import told
    from onrecord.export.kept_lines import kept_pieces

    if not isinstance(records, ArchivedRecords):
        raise WrongUse("--format archive is for an archive, whose reports it holds whole; leave the files out.")
    if output is not None and str(output) != "-" and (output.is_dir() or not output.parent.is_dir()):
        raise WrongUse(f"--output {output} is a folder, or lies in none; give a file's name in one that exists.")
    pieces = kept_pieces(records.whole())
    if output is None or str(output) == "-":
        sys.stdout.writelines(pieces)
        return
    with told(output), open(output, "w", encoding="utf-8", newline="") as file:
        file.writelines(pieces)


def _write_parquet(records: Records, output: Path | None, table: TableName | None, plover: bool) -> None:
    if output is None or str(output) == "-":
        raise WrongUse("Parquet does not go to standard output; give a folder with --output, or a file and --table.")
    if table is None and (output.is_file() or output.suffix):
        raise WrongUse(
            f"--output {output} is one file, and there are six tables; give a folder, or say --table events."
        )
    if table is not None and output.is_dir():
        raise WrongUse(f"--output {output} is a folder; give a file's name for --table {table}.")
    if table is not None and not output.parent.is_dir():
        raise WrongUse(f"There is no folder {output.parent} for --output; make it first, or give another.")
    from onrecord.cli.output import told
    from onrecord.export.parquet import folder_paths, write_tables

    given = iter(records)
    first = next(given, None)
    if first is None:
        return
    with told(output):
        if table is None:
            output.mkdir(parents=True, exist_ok=True)
        paths = {table.value: output} if table else folder_paths(output)
        write_tables(chain([first], given), paths, plover=plover)
