"""Where `export` and `dyad` take records from: files of them, or standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from onrecord.cli.ending import ALL_READ, NOTHING_DONE, SOME_SKIPPED, WrongUse, say
from onrecord.errors import MissingReport, UnreadableReport

if TYPE_CHECKING:
    from onrecord.record import Record


class RecordFiles:
    """Files of records in the order given; what is no record is named on stderr and passed over."""

    def __init__(self, paths: list[str]) -> None:
        for path in paths:
            if path == "-" and sys.stdin.isatty():
                raise WrongUse("Standard input is a terminal; give a file of records, or pipe them in.")
            if path != "-" and not Path(path).exists():
                raise MissingReport(f"There is no {path}; give a file that onrecord read --format jsonl wrote.")
            if path != "-" and Path(path).is_dir():
                raise WrongUse(f"{path} is a folder; give its files of records, as in {path}/*.jsonl.")
        self.paths = paths
        self.done = self.skipped = 0

    def __iter__(self) -> Iterator[Record]:
        """The records, one at a time."""
        from onrecord.errors import NoRecord
        from onrecord.record_lines import records_in

        for path in self.paths:
            with ExitStack() as opened:
                try:
                    lines: BinaryIO = sys.stdin.buffer if path == "-" else opened.enter_context(open(path, "rb"))
                except OSError as error:
                    raise UnreadableReport(
                        f"{path} can't be read ({error.strerror}); check its permissions."
                    ) from error
                for found in records_in(lines, "standard input" if path == "-" else path):
                    if isinstance(found, NoRecord):
                        self.skipped += 1
                        say(f"Skipped: {found}")
                    else:
                        self.done += 1
                        yield found

    def holds(self, path: Path) -> bool:
        """Whether a path is one of the files."""
        return any(name != "-" and path.exists() and Path(name).samefile(path) for name in self.paths)

    def exit_code(self) -> int:
        """The exit code; with it goes a last line on stderr where something was passed over."""
        if not self.skipped:
            if not self.done:
                say("There is no record in what was given; make some with onrecord read --format jsonl.")
            return ALL_READ if self.done else NOTHING_DONE
        say(f"{self.done} {'record' if self.done == 1 else 'records'} taken, {self.skipped} skipped.")
        return SOME_SKIPPED if self.done else NOTHING_DONE
