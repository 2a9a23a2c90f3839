"""Where `export` and `dyad` take records from: an archive, files of records, or standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from onrecord.cli.ending import ALL_READ, NOTHING_DONE, SOME_SKIPPED, WrongUse, say
from onrecord.errors import MissingReport, UnreadableReport

if TYPE_CHECKING:
    from onrecord.archive.archive import Archive
    from onrecord.archive.restoring import Item
    from onrecord.record import Record

RecordsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="RECORDS|-",
        help="Files of records, as read --format jsonl writes them; - is standard input. Without them: the archive.",
        show_default=False,
    ),
]
ArchiveOption = Annotated[
    str | None,
    typer.Option(
        "--archive",
        "-a",
        metavar="URL",
        help="The archive: a file, or postgresql+psycopg://user@host/database. Default: onrecord.db.",
        show_default=False,
    ),
]


@contextmanager
def open_records(paths: list[str] | None, archive: str | None) -> Iterator[Records]:
    """The records of the files that are named, else of the archive. Raises WrongUse, MissingReport, ArchiveError."""
    if paths:
        if archive is not None:
            raise WrongUse("Records come from files or from an archive; leave out --archive, or the files.")
        yield RecordFiles(paths)
        return
    from onrecord.archive.archive import Archive
    from onrecord.archive.database import DEFAULT_ARCHIVE

    with Archive(archive or DEFAULT_ARCHIVE, must_exist=True) as opened:
        yield ArchivedRecords(opened)


class ArchivedRecords:
    """The current records of an archive, in the order of adding."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.done = 0

    def __iter__(self) -> Iterator[Record]:
        """The records, a few hundred at a time."""
        for record in self.archive.records():
            self.done += 1
            yield record

    def whole(self) -> Iterator[Item]:
        """All that the archive gives to another: tombstones, all that is kept of each report, corrections."""
        from onrecord.archive.reading_back import Kept

        for item in self.archive.whole():
            self.done += isinstance(item, Kept)
            yield item

    def holds(self, path: Path) -> bool:
        """Whether a path is the archive's own file."""
        own = Path(self.archive.address)
        return path.exists() and own.exists() and own.samefile(path)

    def exit_code(self) -> int:
        """The exit code, with a sentence on stderr where the archive is empty."""
        if not self.done:
            say("There is no report in the archive; add some with onrecord add.")
        return ALL_READ if self.done else NOTHING_DONE


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


Records = RecordFiles | ArchivedRecords
