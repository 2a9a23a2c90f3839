"""Sources read line by line: a JSON Lines file of any size, or a pipe that goes on, is never held in memory whole."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Iterator
from typing import BinaryIO

from onrecord.errors import EmptyReport, ReportError, UnreadableReport
from onrecord.intake.english import check_english
from onrecord.intake.formats import Skipped, kind_of, reports_in
from onrecord.intake.json_lines import read_line
from onrecord.intake.report import Report
from onrecord.intake.sources import Source, read_source

_LOOK = 65_536


def stream_source(source: Source | Skipped, *, published: str | None = None) -> Iterator[Report | Skipped]:
    """As `sources.read_source`, but JSON Lines come as they are read. Raises WrongDate only."""
    if isinstance(source, Skipped) or source.uri is not None or not (source.path is None or source.path.is_file()):
        # An address is read whole; a missing file or a folder gets its sentence there.
        yield from read_source(source, published=published)
        return
    try:
        if source.path is None:
            yield from _stream(sys.stdin.buffer, source.name, published)
        else:
            with open(source.path, "rb", buffering=_LOOK) as stream:
                yield from _stream(stream, source.name, published)
    except OSError as error:
        why = error.strerror or str(error)
        yield Skipped(
            source.name, UnreadableReport(f"{source.name} can't be read ({why}); check that you may read it.")
        )


def _stream(stream: BinaryIO, name: str, published: str | None) -> Iterator[Report | Skipped]:
    peek = getattr(stream, "peek", None)
    head: bytes = peek(_LOOK)[:_LOOK] if peek is not None else b""
    # By its name and by its first bytes too: a PDF called feed.jsonl gets its own sentence.
    if kind_of(head, name) == "jsonl" and kind_of(head, "") == "jsonl":
        yield from _lines(stream, name, published)
    else:
        yield from reports_in(stream.read(), name=name, published=published)


def _lines(stream: BinaryIO, name: str, published: str | None) -> Iterator[Report | Skipped]:
    found = False
    for number, raw in enumerate(stream, 1):
        line = (raw.removeprefix(codecs.BOM_UTF8) if number == 1 else raw).rstrip(b"\r\n")
        if not line.strip():
            continue
        found = True
        where = f"{name}, line {number}"
        try:
            report = read_line(line, where, None, published)
            check_english(report.text, where)
        except ReportError as error:
            yield Skipped(where, error)
        else:
            report.name = where
            yield report
    if not found:
        yield Skipped(name, EmptyReport(f"{name} is empty; give a file with the report's text in it."))
