"""Bytes -> reports: chooses the format, refuses what is none; a new format is one new module and one entry here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from onrecord.errors import EmptyReport, ReportError, UnreadableReport
from onrecord.intake.english import check_english
from onrecord.intake.json_lines import read_json_lines
from onrecord.intake.plain import read_plain, report_from_text
from onrecord.intake.report import Kind, Report

__all__ = ["SUFFIXES", "Kind", "Skipped", "kind_of", "report_from_bytes", "report_from_text", "reports_in"]

SUFFIXES: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_JSON_OBJECT = re.compile(rb"\s*\{\s*(?:\"|\}|$)")
# What a file begins with that is no text, and what to do with it.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "is a PDF and not text; extract its text first, for instance with pdftotext, and give that"),
    (b"\x89PNG", "is an image; give the report's text"),
    (b"\xff\xd8\xff", "is an image; give the report's text"),
    (b"GIF8", "is an image; give the report's text"),
    (b"II*\x00", "is an image; give the report's text"),
    (b"MM\x00*", "is an image; give the report's text"),
    (b"PK\x03\x04", "is a zip archive or an office document; unpack it, or save it as text"),
    (b"\xd0\xcf\x11\xe0", "is an office document; save it as text"),
    (b"{\\rtf", "is an RTF document; save it as text"),
    (b"\x1f\x8b", "is compressed with gzip; unpack it first"),
    (b"BZh", "is compressed with bzip2; unpack it first"),
    (b"\xfd7zXZ", "is compressed with xz; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "is compressed with zstd; unpack it first"),
    (b"7z\xbc\xaf", "is a 7z archive; unpack it first"),
    (b"Rar!", "is a RAR archive; unpack it first"),
    (b"PAR1", "is a Parquet file; write its rows as JSON Lines"),
    (b"SQLite format 3\x00", "is a database; write its rows as JSON Lines"),
    (b"\x7fELF", "is a program; give the report's text"),
    (b"OggS", "is a recording; give its transcript"),
    (b"ID3", "is a recording; give its transcript"),
)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A report that could not be read: what it is called, and why, in one sentence that says what to do."""

    name: str
    error: ReportError

    def __str__(self) -> str:
        """The sentence."""
        return str(self.error)


def kind_of(data: bytes, name: str) -> Kind:
    """The format of a file by its name and, where that says nothing, by its first bytes."""
    if _HTML.match(data[:2000].removeprefix(b"\xef\xbb\xbf")):
        return "html"
    if known := SUFFIXES.get(PurePath(name).suffix.lower()):
        return known
    return "jsonl" if _JSON_OBJECT.match(data[:200].removeprefix(b"\xef\xbb\xbf")) else "text"


def _refuse(data: bytes, name: str) -> None:
    """Raise for what is no text at all, naming what it is."""
    if not data.strip():
        raise EmptyReport(f"{name} is empty; give a file with the report's text in it.")
    head = data[:1024].lstrip()
    for magic, what in _MAGIC:
        if head.startswith(magic) or data.startswith(magic):
            raise UnreadableReport(f"{name} {what}.")
    if data[:4] == b"RIFF" or data[4:8] == b"ftyp":
        raise UnreadableReport(f"{name} is a picture, a recording or a film; give the report's text.")


def _one(read: Callable[..., Report]) -> Callable[..., Iterator[tuple[str, Report | ReportError]]]:
    """A reader of one report in the form of a reader of many."""

    def many(
        data: bytes, *, name: str, uri: str | None, published: str | None
    ) -> Iterator[tuple[str, Report | ReportError]]:
        yield name, read(data, name=name, uri=uri, published=published)

    return many


def _reader(kind: Kind) -> Callable[..., Iterator[tuple[str, Report | ReportError]]]:
    if kind == "jsonl":
        return read_json_lines
    if kind == "html":
        from onrecord.intake.html import read_html

        return _one(read_html)
    return _one(read_plain)


def reports_in(
    data: bytes, *, name: str, uri: str | None = None, published: str | None = None, kind: Kind | None = None
) -> Iterator[Report | Skipped]:
    """The reports in a file's bytes, in order; what can't be read comes as a Skipped in its place.

    `name` is for messages, and its suffix helps to choose the format; `kind` overrides the choice. `published` is the
    user's argument. Raises WrongDate when it is no date, and nothing else.
    """
    try:
        _refuse(data, name)
        for where, found in _reader(kind or kind_of(data, name))(data, name=name, uri=uri, published=published):
            if isinstance(found, ReportError):
                yield Skipped(where, found)
                continue
            try:
                check_english(found.text, where)
            except ReportError as error:
                yield Skipped(where, error)
                continue
            found.name = where
            yield found
    except ReportError as error:
        yield Skipped(name, error)


def report_from_bytes(
    data: bytes, *, name: str, uri: str | None = None, published: str | None = None, kind: Kind | None = None
) -> list[Report]:
    """As `reports_in`, but the first report that can't be read raises its error."""
    reports = []
    for found in reports_in(data, name=name, uri=uri, published=published, kind=kind):
        if isinstance(found, Skipped):
            raise found.error
        reports.append(found)
    return reports
