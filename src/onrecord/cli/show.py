"""`onrecord show`: one report of an archive, with all that is kept of it."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.archive_output import DEFAULT_ARCHIVE, ArchiveOption, open_archive, short
from onrecord.cli.ending import WrongUse, ends_well

if TYPE_CHECKING:
    from onrecord.archive.reading_back import Kept


class ShowFormat(StrEnum):
    """The output formats of `show`."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    BYTES = "bytes"


@ends_well
def show(
    report: Annotated[
        str, typer.Argument(metavar="ID", help="The report's id, or the beginning of it.", show_default=False)
    ],
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    format: Annotated[
        ShowFormat | None,
        typer.Option(
            "--format",
            "-f",
            help="json or jsonl: the record; bytes: what was added, byte for byte. Default: table on a terminal, "
            "json in a pipe.",
            show_default=False,
        ),
    ] = None,
    record: Annotated[
        int | None,
        typer.Option(metavar="N", help="Which of the report's records, counted from 1; the current one unless given."),
    ] = None,
) -> None:
    """Show a report: where it is from, whether it is unchanged since it was added, and its record."""
    with open_archive(archive) as opened:
        kept = opened.show(report)
    if record is not None and not 1 <= record <= len(kept.records):
        raise WrongUse(f"Report {kept.id} has {len(kept.records)} records; give --record from 1 to that.")
    chosen = format or (ShowFormat.TABLE if sys.stdout.isatty() else ShowFormat.JSON)
    place = kept.current if record is None else record - 1
    if chosen is ShowFormat.BYTES:
        sys.stdout.buffer.write(kept.raw)
    elif chosen is ShowFormat.TABLE:
        _print(kept, place)
    else:
        print(kept.records[place].record.to_json(indent=2 if chosen is ShowFormat.JSON else None))


def _print(kept: Kept, place: int) -> None:
    from rich.text import Text

    from onrecord.archive.packing import sha256_of
    from onrecord.cli.blocks import print_line, terminal
    from onrecord.cli.table import print_table

    console = terminal()
    same = sha256_of(kept.raw) == kept.sha256
    state = "unchanged since it was added" if same else "NOT as it was added; run onrecord check"
    lines = [
        f"{kept.id} · added {kept.added:%Y-%m-%d %H:%M} UTC from {short(kept.name or 'Python', 60)}",
        f"{len(kept.raw):,d} bytes, SHA-256 {kept.sha256}: {state}",
    ]
    if kept.story:
        lines.append(f"Story {kept.story}")
    if kept.near_copies:
        lines.append("Nearly the same: " + ", ".join(kept.near_copies[:5]) + ("…" if len(kept.near_copies) > 5 else ""))
    made = kept.records[place]
    by = made.record.made_by
    which = f"Record {place + 1} of {len(kept.records)}, " if len(kept.records) > 1 else "Record "
    lines.append(f"{which}made {made.made:%Y-%m-%d} by onrecord {by.onrecord}, {by.model}, {by.codebook}")
    for line in lines:
        print_line(console, Text(line, "dim"), 0, 2)
    console.print()
    print_table(made.record, console)
