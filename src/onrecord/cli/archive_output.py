"""What the commands on an archive share: where it is, and how lines go out as a table, JSON or JSON Lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict, is_dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli.ending import WrongUse

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.archive.archive import Archive

DEFAULT_ARCHIVE = "onrecord.db"

ArchiveOption = Annotated[
    str,
    typer.Option(
        "--archive", "-a", metavar="URL", help="The archive: a file, or postgresql+psycopg://user@host/database."
    ),
]
SinceOption = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help="From this day on, as 2026-02-03.", show_default=False)
]
UntilOption = Annotated[
    str | None, typer.Option("--to", metavar="DATE", help="Up to this day, which is included.", show_default=False)
]


class LineFormat(StrEnum):
    """The output formats of lists."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"


FormatOption = Annotated[
    LineFormat | None,
    typer.Option(
        "--format",
        "-f",
        help="How it is written. Default: table on a terminal, jsonl in a pipe.",
        show_default=False,
    ),
]


def open_archive(url: str, *, model: str | None = None, codebook: Path | None = None, new: bool = False) -> Archive:
    """Open the archive that a command is for; `new`: make it where there is none. Raises ArchiveError."""
    from onrecord.archive.archive import Archive
    from onrecord.cli.read import DEFAULT_MODEL

    return Archive(url, model=model or DEFAULT_MODEL, codebook=codebook, must_exist=not new)


def days(since: str | None, until: str | None) -> tuple[str | None, str | None]:
    """The first and the last day that were given. Raises WrongUse, also where they are the wrong way round."""
    first, last = _day(since, "--from"), _day(until, "--to")
    if first and last and first > last:
        raise WrongUse(f"The first day, {first}, is after the last, {last}; give --from and --to in their order.")
    return first, last


def _day(given: str | None, option: str) -> str | None:
    from onrecord.errors import WrongDate
    from onrecord.intake.published import iso_date

    if given is None:
        return None
    try:
        return iso_date(given)[:10]
    except WrongDate:
        raise WrongUse(f"{option} {given[:40]} is not a day; write it as YYYY-MM-DD, as in 2026-02-03.") from None


def format_or_default(format: LineFormat | None) -> LineFormat:
    """The format that was asked for, or the one that fits where the output goes."""
    return format or (LineFormat.TABLE if sys.stdout.isatty() else LineFormat.JSONL)


def as_json(item: Any) -> Any:
    """A line as plain values: moments in ISO 8601."""
    values = asdict(item) if is_dataclass(item) and not isinstance(item, type) else item
    return {key: value.isoformat() if isinstance(value, datetime) else value for key, value in values.items()}


def write_lines[T](
    items: Iterable[T], format: LineFormat | None, show: Callable[[T, Console], None], *, nothing: str
) -> None:
    """Write lines in the format chosen; `show` prints one for people, `nothing` is said where there is none."""
    chosen = format_or_default(format)
    if chosen is LineFormat.JSONL:
        for item in items:
            print(json.dumps(as_json(item), ensure_ascii=False))
    elif chosen is LineFormat.JSON:
        print(json.dumps([as_json(item) for item in items], ensure_ascii=False, indent=2))
    else:
        from onrecord.cli.blocks import terminal

        console = terminal()
        count = 0
        for count, item in enumerate(items, 1):  # noqa: B007
            show(item, console)
        if not count:
            console.print(nothing)


def short(words: str | None, most: int) -> str:
    """Words in one line that shows nothing odd, shortened."""
    from onrecord.export.wording import harmless, shortened

    return shortened(harmless(" ".join((words or "").split())), most)
