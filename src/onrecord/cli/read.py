"""`onrecord read`: reports in, records out, one after the other."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from enum import StrEnum
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from onrecord.cli.ending import ALL_READ, NOTHING_DONE, SOME_SKIPPED, WrongUse, ends_well, say
from onrecord.cli.formats import format_by_name
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from onrecord.cli.output import Output
    from onrecord.intake.formats import Skipped
    from onrecord.intake.report import Report
    from onrecord.intake.sources import Source
    from onrecord.reader import Reader
    from onrecord.record import Record

DEFAULT_MODEL = "en_core_web_md"


class Format(StrEnum):
    """The output formats of `read`."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    HTML = "html"


Columns = Annotated[
    str | None,
    typer.Option(
        metavar="FIELD=COLUMN,...",
        help="Columns of CSV and Parquet that give text, id, published, uri, headline: text=body,published=date.",
        show_default=False,
    ),
]
AllowPrivate = Annotated[
    bool,
    typer.Option(
        "--allow-private", help="Fetch addresses of this machine and its own network too.", show_default=False
    ),
]

# By the name of --output, where no --format is given.
_BY_SUFFIX = {
    ".json": Format.JSON, ".jsonl": Format.JSONL, ".ndjson": Format.JSONL, ".csv": Format.CSV,
    ".html": Format.HTML, ".htm": Format.HTML, ".txt": Format.TABLE,
}  # fmt: skip
_ONE_RECORD = frozenset({Format.JSON, Format.HTML})


@ends_well
def read(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH|URL|-",
            help="Files (text, HTML, PDF, JSON Lines, CSV, Parquet, feeds, WARC; packed as .gz or .zip too), folders, "
            "globs, http(s) addresses; - is standard input.",
            show_default=False,
        ),
    ],
    format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            help="How the record is written. Default: by --output's name, else table on a terminal, jsonl in a pipe.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="Write to this file, not to standard output; html of several reports needs a folder: a page for each.",
            show_default=False,
        ),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help='Day of publication, as 2026-02-03; fixes "on Friday". Holds for all reports given.',
            show_default=False,
        ),
    ] = None,
    columns: Columns = None,
    allow_private: AllowPrivate = False,
    model: Annotated[
        str, typer.Option(metavar="NAME", help="An installed spaCy pipeline for English.")
    ] = DEFAULT_MODEL,
    codebook: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Your own codebook folder, laid over ours.", show_default=False)
    ] = None,
    min_confidence: Annotated[
        float, typer.Option(metavar="P", help="Hide statements and events with a confidence below P, 0 to 1.")
    ] = 0.0,
) -> None:
    """Read reports, and print the record of each.

    A report that can't be read is named on standard error and skipped; the others are read.

    Exit codes: 0 all were read, 1 nothing could be, 2 wrong use, 3 some were skipped.
    """
    from onrecord.cli.output import open_output
    from onrecord.codebook.loader import open_codebook
    from onrecord.intake.given import columns_from
    from onrecord.intake.published import iso_date
    from onrecord.intake.sources import find_sources

    if published is not None:
        published = iso_date(published)
    intake = Intake(published, columns_from(columns), allow_private)
    if not 0 <= min_confidence <= 1:
        raise WrongUse(f"--min-confidence {min_confidence:g} is out of range; give a number from 0 to 1, as in 0.5.")
    if codebook is not None:
        open_codebook(str(codebook))
    sources = find_sources(paths)
    chosen = format or _format_for(output)
    out = open_output(chosen.value, output, inputs=sources)
    run = Run(sources, intake, model, codebook, min_confidence)
    reports = run.reports()
    if chosen in _ONE_RECORD and not out.many:
        reports = _only_one(reports, chosen)
    run.write(reports, out)
    code = run.exit_code()
    if code:
        raise typer.Exit(code)


def _format_for(output: Path | None) -> Format:
    in_file = output is not None and str(output) != "-"
    default = Format.TABLE if sys.stdout.isatty() and not in_file else Format.JSONL
    return format_by_name(output, _BY_SUFFIX, default)


def _only_one(reports: Iterator[Report], format: Format) -> Iterator[Report]:
    """The reports, where there is no more than one; two are looked for before any is parsed."""
    first = list(islice(reports, 2))
    if len(first) < 2:
        return iter(first)
    if format is Format.HTML:
        raise WrongUse(
            "There are several reports, and a page holds one; give a folder with --output to get a page each."
        )
    raise WrongUse("There are several reports, and --format json prints one record; use --format jsonl.")


class Intake(NamedTuple):
    """What the user says about all sources: the day, the columns of tables, whether private addresses are fetched."""

    published: str | None = None
    columns: Mapping[str, str] = MappingProxyType({})
    allow_private: bool = False


class Run:
    """One run over the sources: what was read and skipped, and the reader, which is opened for the first report."""

    def __init__(
        self, sources: list[Source | Skipped], intake: Intake, model: str, codebook: Path | None, floor: float
    ) -> None:
        self.sources, self.intake, self.model, self.codebook, self.floor = sources, intake, model, codebook, floor
        self.done = self.skipped = self.sources_done = 0
        self.last: Report | None = None

    def reports(self) -> Iterator[Report]:
        """The reports that intake can read, in order; the others are named on stderr as they come."""
        from onrecord.intake.formats import Skipped
        from onrecord.intake.sources import stream_source

        for source in self.sources:
            for found in stream_source(source, **self.intake._asdict()):
                if isinstance(found, Skipped):
                    self._skip(str(found))
                else:
                    yield found
            self.sources_done += 1

    def _skip(self, sentence: str) -> None:
        self.skipped += 1
        say(f"Skipped: {sentence}" if len(self.sources) > 1 or self.done else sentence)

    def _noted(self, reports: Iterator[Report]) -> Iterator[Report]:
        for report in reports:
            self.last = report
            yield report

    def records(self, reports: Iterator[Report]) -> Iterator[tuple[Report, Record]]:
        """The records, in order. A report that a reader fails on is named and skipped, and the next one is read."""
        first = next(reports, None)
        if first is None:
            return
        reader = self._reader()
        left = self._noted(chain([first], reports))
        while True:
            # A generator that raised is spent; a new one goes on with the reports that are left.
            records = reader.records(left)
            self.last = None
            try:
                for record in records:
                    assert self.last is not None
                    yield self.last, record
                return
            except OnrecordError:
                raise
            except Exception as error:
                self._failed(error)
            left = self._noted(reports)

    def _failed(self, error: Exception) -> None:
        """A fault of ours in one report of a million must not end the run, nor be hidden."""
        name = self.last.name if self.last is not None and self.last.name else "A report"
        what = " ".join(f"{type(error).__name__}: {error}".split())
        self._skip(f"{name} could not be read for a fault in onrecord ({what}); please tell us, with the report.")

    def _reader(self) -> Reader:
        from onrecord.reader import Reader

        return Reader.open(self.model, self.codebook)

    def write(self, reports: Iterator[Report], out: Output) -> None:
        """Read and write, with a progress bar where it helps."""
        from onrecord.cli.confidence import at_least
        from onrecord.cli.progress import progress

        with progress(len(self.sources), to_terminal=out.to_terminal) as show:

            def named() -> Iterator[tuple[Record, str]]:
                for report, record in self.records(reports):
                    self.done += 1
                    show(self.done, self.sources_done)
                    yield at_least(record, self.floor), report.name or record.report.id

            out.write(named())

    def exit_code(self) -> int:
        """The exit code; with it goes a last line on stderr where something was skipped."""
        if not self.skipped:
            return ALL_READ if self.done else NOTHING_DONE
        if self.done or self.skipped > 1:
            say(f"{self.done} {'report' if self.done == 1 else 'reports'} read, {self.skipped} skipped.")
        return SOME_SKIPPED if self.done else NOTHING_DONE
