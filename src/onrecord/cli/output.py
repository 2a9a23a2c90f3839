"""Where `read` writes: standard output, one file, or a folder with a page for each report."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Protocol, TextIO

from onrecord.cli.ending import CantWrite, WrongUse
from onrecord.export import FORMATS
from onrecord.intake.formats import Skipped
from onrecord.intake.sources import Source
from onrecord.record import Record

# A record, and what its report is called.
Named = tuple[Record, str]


class Output(Protocol):
    """Takes records one after the other. `many` is false where the place holds one only."""

    many: bool
    to_terminal: bool

    def write(self, records: Iterator[Named]) -> None:
        """Write records as they come. Raises CantWrite, BrokenPipeError."""
        ...


def open_output(format: str, path: Path | None, *, inputs: Sequence[Source | Skipped], plover: bool = False) -> Output:
    """The output for a format. A file is made with the first record, so that a run without any overwrites nothing.

    `plover`: with PLOVER's view of events, for formats that have it. Raises WrongUse where the path does not fit,
    CantWrite where nothing can be written there.
    """
    if path is None or str(path) == "-":
        return _Stream(format, None, plover)
    if format == "html" and _is_folder(path):
        return _Folder(path)
    if path.is_dir():
        raise WrongUse(f"--output {path} is a folder; give a file's name, or --format html for a page of each report.")
    if any(isinstance(source, Source) and source.path is not None and _same(source.path, path) for source in inputs):
        raise WrongUse(f"--output {path} is one of the reports to be read; give another name.")
    if not path.parent.is_dir():
        raise WrongUse(f"There is no folder {path.parent} for --output; make it first, or give another.")
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise CantWrite(f"{path} can't be written; check that you may write there, or give another --output.")
    return _Stream(format, path, plover)


def _is_folder(path: Path) -> bool:
    return path.is_dir() or not path.suffix


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


class _Stream:
    """All records in one file, or on standard output."""

    def __init__(self, format: str, path: Path | None, plover: bool) -> None:
        self.format, self.path, self.plover = format, path, plover
        self.many = format == "table" or FORMATS[format].many
        self.to_terminal = path is None and sys.stdout.isatty()

    def write(self, records: Iterator[Named]) -> None:
        first = next(records, None)
        if first is None:
            return
        whole = (record for record, _ in chain([first], records))
        if self.path is None:
            self._write(whole, sys.stdout)
            return
        with told(self.path), open(self.path, "w", encoding="utf-8", newline="") as file:
            self._write(whole, file)

    def _write(self, records: Iterator[Record], file: TextIO) -> None:
        where = self.path or "standard output"
        if self.format == "table":
            self._print_tables(records, file)
            return
        for piece in FORMATS[self.format].pieces(records, plover=self.plover):
            with told(where):
                file.write(piece)
                if self.path is None:
                    # What reads the pipe gets each record when it is there.
                    file.flush()

    def _print_tables(self, records: Iterator[Record], file: TextIO) -> None:
        from onrecord.cli.blocks import terminal
        from onrecord.cli.table import print_table

        console = terminal(file)
        for number, record in enumerate(records):
            with told(self.path or "standard output"):
                if number:
                    console.print()
                print_table(record, console)
                file.flush()


@contextmanager
def told(where: Path | str) -> Iterator[None]:
    """Turn an error of the system into one sentence that names the output; a closed pipe is no error of ours."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        why = error.strerror or error
        raise CantWrite(f"{where} can't be written ({why}); make room, or give another --output.") from error


class _Folder:
    """A page for each report, named after it."""

    many = True
    to_terminal = False

    def __init__(self, path: Path) -> None:
        self.path = path
        self.taken: dict[str, int] = {}

    def write(self, records: Iterator[Named]) -> None:
        for record, name in records:
            page = self.path / f"{self._name(name)}{FORMATS['html'].suffix}"
            with told(page):
                self.path.mkdir(parents=True, exist_ok=True)
                page.write_text(FORMATS["html"].text(record), encoding="utf-8")

    def _name(self, name: str) -> str:
        """A page's name from a report's: "news/feed.jsonl, line 3" -> "feed-3"; a second of the same gets a number."""
        file, _, line = name.partition(", line ")
        stem = re.sub(r"[^\w.-]+", "-", Path(file.rstrip("/")).stem).strip("-.")[:80] or "report"
        stem = f"{stem}-{line}" if line else stem
        self.taken[stem] = self.taken.get(stem, 0) + 1
        return stem if self.taken[stem] == 1 else f"{stem}-{self.taken[stem]}"
