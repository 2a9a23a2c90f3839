"""`onrecord watch`: feeds looked at again and again, each new entry's page fetched and read."""

from __future__ import annotations

import io
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO, cast

import typer

from onrecord.cli.archive_output import open_archive
from onrecord.cli.ending import ALL_READ, NOTHING_DONE, SOME_SKIPPED, CantWrite, WrongUse, ends_well, say
from onrecord.cli.read import DEFAULT_MODEL, AllowPrivate
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from onrecord.archive.archive import Archive
    from onrecord.archive.taking_in import Added
    from onrecord.intake.feed_state import FeedState
    from onrecord.intake.formats import Skipped
    from onrecord.intake.report import Report
    from onrecord.intake.watching import Found, Watcher
    from onrecord.reader import Reader

DEFAULT_STATE = Path("onrecord-feeds.json")


@ends_well
def watch(
    feeds: Annotated[
        list[str],
        typer.Argument(
            metavar="FEED",
            help="Addresses of RSS and Atom feeds, or files with an address on each line.",
            show_default=False,
        ),
    ],
    once: Annotated[
        bool, typer.Option("--once", help="Look at each feed once and end, as for cron.", show_default=False)
    ] = False,
    every: Annotated[float, typer.Option(metavar="MINUTES", help="How often a feed is looked at.")] = 15.0,
    state: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help=f"Where it is kept what was read, so that a stop loses nothing. Default: {DEFAULT_STATE}.",
            show_default=False,
        ),
    ] = None,
    archive: Annotated[
        str | None,
        typer.Option(
            "--archive",
            "-a",
            metavar="URL",
            help="Add the reports to this archive, which keeps the state too.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Append the records to this file, not to standard output.",
            show_default=False,
        ),
    ] = None,
    allow_private: AllowPrivate = False,
    model: Annotated[
        str, typer.Option(metavar="NAME", help="An installed spaCy pipeline for English.")
    ] = DEFAULT_MODEL,
    codebook: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Your own codebook folder, laid over ours.", show_default=False)
    ] = None,
) -> None:
    """Watch feeds: read each new entry's page, and print its record as a line of JSON, or add it to an archive.

    What was read is kept in --state, or in the archive, and not read again. Ends with Ctrl-C; with --once after one
    look.

    Exit codes with --once: 0 all feeds were read, 1 none could be, 2 wrong use, 3 something was skipped.
    """
    from onrecord.codebook.loader import open_codebook
    from onrecord.intake.pace import Pace
    from onrecord.intake.watching import Watcher

    if not 1 <= every <= 10_080:
        raise WrongUse(f"--every {every:g} is out of range; give minutes from 1 to 10080, as in --every 15.")
    addresses = list(_addresses(feeds))
    if codebook is not None:
        open_codebook(str(codebook))
    with ExitStack() as stack:
        kept, out = _places(stack, archive, state, output, model, codebook)
        pace = Pace(time.time, time.sleep)
        run = _Run(addresses, Watcher(kept, pace, every=every * 60, allow_private=allow_private), out)
        code = run.once() if once else run.on_and_on()
    if code:
        raise typer.Exit(code)


def _places(
    stack: ExitStack, archive: str | None, state: Path | None, output: Path | None, model: str, codebook: Path | None
) -> tuple[FeedState, _Records | _IntoArchive]:
    """Where it is kept what was read, and where reports go; both are closed with the stack. Raises WrongUse."""
    if archive is None:
        from onrecord.intake.feed_state import JsonFeedState

        kept = stack.enter_context(closing(JsonFeedState(state or DEFAULT_STATE)))
        return kept, stack.enter_context(closing(_Records(output, model, codebook)))
    if state is not None or output is not None:
        raise WrongUse("--archive keeps records and state itself; leave out --state and --output.")
    opened = stack.enter_context(open_archive(archive, model=model, codebook=codebook, new=True))
    return opened, _IntoArchive(opened)


def _addresses(given: list[str]) -> Iterator[str]:
    """The feeds' addresses in order, each once; those in files too. Raises WrongUse."""
    seen = set()
    for item in given:
        for address in [item] if "://" in item else _lines(item):
            if not address.lower().startswith(("http://", "https://")):
                raise WrongUse(f"{address} is no http or https address; give a feed's address, or a file of them.")
            if address not in seen:
                seen.add(address)
                yield address


def _lines(item: str) -> list[str]:
    try:
        lines = [line.strip() for line in Path(item).read_text("utf-8").splitlines()]
    except (OSError, ValueError) as error:
        raise WrongUse(f"There is no file {item} with addresses in it; give a feed's address, or a file.") from error
    found = [line for line in lines if line and not line.startswith("#")]
    if not found:
        raise WrongUse(f"{item} holds no address; write a feed's address on each line.")
    return found


class _Records:
    """Where records go, one line each; a line is safely out before `write` returns."""

    def __init__(self, path: Path | None, model: str, codebook: Path | None) -> None:
        self.path, self.model, self.codebook = path, model, codebook
        self.reader: Reader | None = None
        try:
            self.file = _at_its_end(path) if path is not None else sys.stdout
        except OSError as error:
            raise CantWrite(
                f"{path} can't be written ({error.strerror or error}); check that you may write there."
            ) from error

    def take(self, brought: Iterator[Found], skip: Callable[[str], None]) -> int:
        """Read and write the reports, each kept when its line is out; gives how many."""
        count = 0
        for found in brought:
            try:
                self._write(cast("Report", found.item))
                count += 1
            except (OnrecordError, OSError):
                raise
            except Exception as error:
                # A fault of ours in one report must not end the watch, nor be hidden.
                what = " ".join(f"{type(error).__name__}: {error}".split())
                skip(f"{found.item.name} could not be read for a fault in onrecord ({what}); please tell us.")
            found.keep()
        return count

    def _write(self, report: Report) -> None:
        """Read a report and write its record. Raises CantWrite, BrokenPipeError, and what a reader raises."""
        if self.reader is None:
            from onrecord.reader import Reader

            self.reader = Reader.open(self.model, self.codebook)
        from onrecord.export import FORMATS

        line = "".join(FORMATS["jsonl"].pieces(self.reader.records([report])))
        try:
            self.file.write(line)
            self.file.flush()
            if self.path is not None:
                os.fsync(self.file.fileno())
        except BrokenPipeError:
            raise
        except OSError as error:
            where = self.path or "standard output"
            raise CantWrite(f"{where} can't be written ({error.strerror or error}); make room.") from error

    def close(self) -> None:
        """Close a file of ours."""
        if self.path is not None:
            self.file.close()


class _IntoArchive:
    """The archive, as a place for reports; what became of each is told in a line of JSON."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive

    def take(self, brought: Iterator[Found], skip: Callable[[str], None]) -> int:
        """Add the reports of one look, which are kept when all are stored; gives how many are new."""
        taken: list[Found] = []

        def reports() -> Iterator[Report | Skipped]:
            for found in brought:
                taken.append(found)
                yield found.item

        def told(one: Added) -> None:
            if one.why is not None:
                skip(one.why)
            line = {"outcome": one.outcome or "skipped", "report": one.report, "name": one.name}
            print(json.dumps(line, ensure_ascii=False), flush=True)

        totals = self.archive.add_reports(reports(), on_each=told)
        for found in taken:
            found.keep()
        return totals.added


def _at_its_end(path: Path) -> TextIO:
    """A file to append lines to. Half a record at its end, of a run that was killed while it wrote, is taken away."""
    file = open(path, "a+b")  # noqa: SIM115 (closed by _Records)
    size = file.seek(0, os.SEEK_END)
    start = size
    tail = b""
    while start and b"\n" not in tail:
        start = max(start - 65_536, 0)
        file.seek(start)
        tail = file.read(size - start)
    rest = tail.rpartition(b"\n")[2]
    if rest.startswith(b'{"schema"') and not rest.endswith(b"}"):
        file.truncate(size - len(rest))
    elif rest:
        file.write(b"\n")
    file.seek(0, os.SEEK_END)
    return io.TextIOWrapper(file, encoding="utf-8", newline="")


class _Run:
    """One run: what was read, skipped, and which feeds could be looked at."""

    def __init__(self, feeds: list[str], watcher: Watcher, out: _Records | _IntoArchive) -> None:
        self.feeds, self.watcher, self.out = feeds, watcher, out
        self.read = self.skipped = self.looked = 0

    def once(self) -> int:
        """Look at each feed, but for those that failed and are left alone. Gives the exit code."""
        for feed in self.feeds:
            if self.watcher.due(feed) is None:
                self._skip(f"{feed} is gone for good and is not asked; take it off your list.")
            elif self.watcher.backs_off(feed):
                self._skip(f"{feed} failed and is left alone for now; try it later.")
            else:
                self._look(feed)
        new = "1 new report" if self.read == 1 else f"{self.read} new reports"
        say(f"{new} from {self.looked} of {len(self.feeds)} feeds, {self.skipped} skipped.")
        if not self.skipped:
            return ALL_READ
        return SOME_SKIPPED if self.looked else NOTHING_DONE

    def on_and_on(self) -> int:
        """Look at each feed when it is due, until somebody ends it or no feed is left."""
        clock = self.watcher.pace.clock
        while dues := {feed: due for feed in self.feeds if (due := self.watcher.due(feed)) is not None}:
            feed = min(dues, key=dues.__getitem__)
            if (left := dues[feed] - clock()) > 0:
                self.watcher.pace.wait(left)
            self._look(feed)
        say("All feeds are gone for good; give others.")
        return NOTHING_DONE

    def _look(self, feed: str) -> None:
        """Look at a feed: the reports go where they belong, what can't be read is told."""
        from onrecord.intake.formats import Skipped

        could = True

        def reports() -> Iterator[Found]:
            nonlocal could
            for found in self.watcher.look(feed):
                could = could and not found.no_feed
                if not isinstance(found.item, Skipped):
                    yield found
                    continue
                self._skip(str(found.item))
                found.keep()

        self.read += self.out.take(reports(), self._skip)
        self.looked += could

    def _skip(self, sentence: str) -> None:
        self.skipped += 1
        say(f"Skipped: {sentence}")
