"""`onrecord add`: reports into an archive."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.archive_output import DEFAULT_ARCHIVE, ArchiveOption, LineFormat, format_or_default, open_archive
from onrecord.cli.ending import ALL_READ, NOTHING_DONE, SOME_SKIPPED, ends_well, say
from onrecord.cli.read import DEFAULT_MODEL, AllowPrivate, Columns

if TYPE_CHECKING:
    from onrecord.archive.taking_in import Added, AddTotals


@ends_well
def add(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE",
            help="Files, folders, globs, http(s) addresses, as read takes them; - is standard input.",
            show_default=False,
        ),
    ],
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    format: Annotated[
        LineFormat | None,
        typer.Option(
            "--format",
            "-f",
            help="How it is told what became of each report. Default: table on a terminal, jsonl in a pipe.",
            show_default=False,
        ),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Day of publication, as for read, for all reports.", show_default=False),
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
    """Add reports to an archive: they are read, linked to what is there, and found again.

    A report that is there already is passed over, so that an add that was ended can be run again.

    Exit codes as for read: 0 all are in the archive, 1 nothing could be read, 2 wrong use, 3 some were skipped.
    """
    from onrecord.codebook.problems import counted
    from onrecord.intake.given import columns_from

    mapping = columns_from(columns)
    chosen = format_or_default(format)
    lines: list[dict[str, object]] = []

    stored = 0

    def told(one: Added) -> None:
        nonlocal stored
        stored += one.outcome == "added"
        if one.why is not None:
            say(f"Skipped: {one.why}")
        line: dict[str, object] = {"outcome": one.outcome or "skipped", "report": one.report, "name": one.name}
        if chosen is LineFormat.JSONL:
            print(json.dumps(line, ensure_ascii=False), flush=True)
        elif chosen is LineFormat.JSON:
            lines.append(line)
        elif one.outcome is not None:
            print(f"{one.outcome:7}  {one.report}  {_end(one.name, 52)}", flush=True)

    with open_archive(archive, model=model, codebook=codebook, new=True) as opened:
        try:
            totals = opened.add(
                sources, published=published, columns=mapping, allow_private=allow_private, on_each=told
            )
        except KeyboardInterrupt:
            say(f"Ended before the end: {counted(stored, 'report')} stored, which stay; run it again for the rest.")
            raise
        if chosen is LineFormat.JSON:
            print(json.dumps(lines, ensure_ascii=False, indent=2))
        say(_summary(totals, opened.address))
    if code := _exit_code(totals):
        raise typer.Exit(code)


def _end(name: str, most: int) -> str:
    """The end of a name, which tells more than its beginning."""
    return name if len(name) <= most else "…" + name[1 - most :]


def _summary(totals: AddTotals, address: str) -> str:
    parts = [f"{totals.added} {'report' if totals.added == 1 else 'reports'} added to {address}"]
    if totals.known:
        parts.append(f"{totals.known} there already")
    if totals.removed:
        parts.append(f"{totals.removed} removed before, and left out")
    if totals.skipped:
        parts.append(f"{totals.skipped} skipped")
    return ", ".join(parts) + "."


def _exit_code(totals: AddTotals) -> int:
    there = totals.added + totals.known + totals.removed
    if not totals.skipped:
        return ALL_READ if there else NOTHING_DONE
    return SOME_SKIPPED if there else NOTHING_DONE
