"""Where `read` writes: standard output, one file, or a folder with a page for each report."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol, TextIO

from onrecord.cli.ending import CantWrite, WrongUse
from onrecord.intake.formats import Skipped
from onrecord.intake.sources import Source
from onrecord.record import Record


class Output(Protocol):
    """Takes records one after the other. `many` is false where the place holds one only."""

    many: bool
    to_terminal: bool

    def write(self, record: Record, name: str) -> None:
        """Write a record; `name` is what its report is called."""
        ...

    def close(self) -> None:
        """Finish what was written."""
        ...


def open_output(format: str, path: Path | None, *, inputs: Sequence[Source | Skipped]) -> Output:
    """The output for a format. A file is made when the first record comes, so that a run without any overwrites nothing.

    Raises WrongUse where the path does not fit, CantWrite where nothing can be written there.
    """
    if path is None or str(path) == "-":
        return _Stream(format, None)
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
    return _Stream(format, path)


def _is_folder(path: Path) -> bool:
    return path.is_dir() or not path.suffix


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _cant(path: Path | str, error: OSError) -> CantWrite:
    return CantWrite(f"{path} can't be written ({error.strerror or error}); make room, or give another --output.")


class _Stream:
    """All records in one file, or on standard output."""

    def __init__(self, format: str, path: Path | None) -> None:
        self.format, self.path = format, path
        self.many = format not in ("json", "html")
        self.to_terminal = path is None and sys.stdout.isatty()
        self._file: TextIO | None = None
        self._console: Any = None

    def write(self, record: Record, name: str) -> None:
        try:
            first = self._file is None
            file = self._file or self._open()
            if self.format == "table":
                self._print_table(record, name, file)
            else:
                file.write(_text(self.format, record, first=first))
            if self.path is None:
                # What reads the pipe gets each record when it is there.
                file.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise _cant(self.path or "standard output", error) from error

    def _open(self) -> TextIO:
        # csv brings its own line ends.
        self._file = sys.stdout if self.path is None else open(self.path, "w", encoding="utf-8", newline="")  # noqa: SIM115
        return self._file

    def _print_table(self, record: Record, name: str, file: TextIO) -> None:
        from rich.console import Console

        from onrecord.cli.table import print_table

        if self._console is None:
            self._console = Console(file=file, highlight=False, soft_wrap=False)
        print_table(record, self._console)

    def close(self) -> None:
        if self._file is None or self.path is None:
            return
        try:
            self._file.close()
        except OSError as error:
            raise _cant(self.path, error) from error


class _Folder:
    """A page for each report, named after it."""

    many = True
    to_terminal = False

    def __init__(self, path: Path) -> None:
        self.path = path
        self.taken: dict[str, int] = {}

    def write(self, record: Record, name: str) -> None:
        page = self.path / f"{self._name(name)}.html"
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            page.write_text(_text("html", record, first=True), encoding="utf-8")
        except OSError as error:
            raise _cant(page, error) from error

    def _name(self, name: str) -> str:
        """A file name from a report's name: "news/feed.jsonl, line 3" -> "feed-3"; a second of the same gets a number."""
        file, _, line = name.partition(", line ")
        stem = re.sub(r"[^\w.-]+", "-", Path(file.rstrip("/")).stem).strip("-.")[:80] or "report"
        stem = f"{stem}-{line}" if line else stem
        self.taken[stem] = self.taken.get(stem, 0) + 1
        return stem if self.taken[stem] == 1 else f"{stem}-{self.taken[stem]}"

    def close(self) -> None:
        return


def _text(format: str, record: Record, *, first: bool) -> str:
    """A record in a format; `first` where it opens the file (CSV has its head there)."""
    if format == "jsonl":
        from onrecord.export.jsonl import write_line

        return write_line(record)
    if format == "json":
        from onrecord.export.record_json import write_json

        return write_json(record)
    raise NotImplementedError(format)
