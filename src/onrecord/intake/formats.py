"""Bytes -> reports: chooses the format, refuses what is none; a new format is one new module and one entry here."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pathlib import PurePath
from typing import BinaryIO, Protocol, cast

from onrecord.errors import EmptyReport, PartMissing, ReportError, UnreadableReport
from onrecord.intake.english import check_english
from onrecord.intake.given import Given
from onrecord.intake.limits import buffered
from onrecord.intake.plain import report_from_text
from onrecord.intake.report import Kind, Report
from onrecord.intake.unpacking import PACKED_SUFFIXES, is_packed, unpacked

__all__ = [
    "SUFFIXES", "TYPES", "Kind", "Skipped", "is_known", "kind_of", "report_from_bytes", "report_from_text",
    "reports_in", "reports_of",
]  # fmt: skip

Found = Iterator[tuple[str, Report | ReportError]]


class Reader(Protocol):
    """A format module's `read`: the reports of a stream, each with its name; what can't be read gives its error."""

    def __call__(self, stream: BinaryIO, given: Given) -> Found:
        """Read. Raises ReportError where nothing more can be read, WrongDate where the user's date is none."""
        ...


@dataclass(frozen=True, slots=True)
class _Format:
    """One format: where its reader is, and what tells it: the name's end, the sender's word, the first bytes.

    `sure` first bytes go before the name; `needs` is a package that may be missing.
    """

    kind: Kind
    module: str
    suffixes: tuple[str, ...]
    types: tuple[str, ...] = ()
    sure: re.Pattern[bytes] | None = None
    needs: str | None = None


_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_FEED = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<\?xml-stylesheet[^>]{0,500}>\s*)*(?:<!--.{0,800}?-->\s*)*"
    rb"(?:<!doctype\s+rss\b[^>\[]*>\s*)?<(?:rss|feed|[\w.-]+:feed|rdf:rdf)[\s>]",
    re.I | re.S,
)
_JSON_OBJECT = re.compile(rb"\s*\{\s*(?:\"|\}|$)")
_XML = re.compile(rb"\s*<(?:\?xml|!doctype)\b", re.I)

_FORMATS = (
    _Format("pdf", "pdf", (".pdf",), ("application/pdf",), re.compile(rb"\s{0,100}%PDF-"), "pypdf"),
    _Format(
        "parquet", "parquet_file", (".parquet", ".pq"), ("application/vnd.apache.parquet",), re.compile(rb"PAR1"),
        "pyarrow",
    ),
    _Format("warc", "warc", (".warc",), ("application/warc",), re.compile(rb"WARC/\d"), "fastwarc"),
    _Format("html", "html", (".html", ".htm", ".xhtml"), ("text/html", "application/xhtml+xml"), _HTML),
    _Format(
        "feed", "feed", (".rss", ".atom", ".xml", ".rdf"),
        ("application/rss+xml", "application/atom+xml", "application/rdf+xml"), _FEED, "feedparser",
    ),
    _Format("csv", "csv_file", (".csv", ".tsv"), ("text/csv", "text/tab-separated-values")),
    _Format("jsonl", "json_lines", (".jsonl", ".ndjson"), ("application/x-ndjson", "application/jsonl")),
    _Format("text", "plain", (".txt", ".text")),
)  # fmt: skip

_BY_KIND = {form.kind: form for form in _FORMATS}
SUFFIXES: dict[str, Kind] = {suffix: form.kind for form in reversed(_FORMATS) for suffix in form.suffixes}
# Plain text is left out: much is sent as text/plain that is something else.
TYPES: dict[str, Kind] = {name: form.kind for form in _FORMATS for name in form.types}

# What a file begins with that is no report, and what to do with it.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "is an image; give the report's text"),
    (b"\xff\xd8\xff", "is an image; give the report's text"),
    (b"GIF8", "is an image; give the report's text"),
    (b"II*\x00", "is an image; give the report's text"),
    (b"MM\x00*", "is an image; give the report's text"),
    (b"\xd0\xcf\x11\xe0", "is an office document; save it as text"),
    (b"{\\rtf", "is an RTF document; save it as text"),
    (b"BZh", "is compressed with bzip2; unpack it first"),
    (b"\xfd7zXZ", "is compressed with xz; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "is compressed with zstd; unpack it first"),
    (b"7z\xbc\xaf", "is a 7z archive; unpack it first"),
    (b"Rar!", "is a RAR archive; unpack it first"),
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


def is_known(name: str) -> bool:
    """Whether a file's name ends as a format's does, packed (`feed.jsonl.gz`) or not."""
    path = PurePath(name.lower())
    return path.suffix in SUFFIXES or path.suffix in PACKED_SUFFIXES


def kind_of(data: bytes, name: str, *, table: bool = False) -> Kind:
    """The format of a file by its first bytes where they leave no doubt, else by its name, else by its first bytes.

    `table` says that the user has named columns, so that what is nothing else is CSV.
    """
    head = _as_ascii(data[:4000])
    for form in _FORMATS:
        if form.sure is not None and form.sure.match(head):
            return form.kind
    if known := SUFFIXES.get(PurePath(name.lower()).suffix):
        return known
    if _JSON_OBJECT.match(head[:200]):
        return "jsonl"
    if _XML.match(head):
        return "feed"
    return "csv" if table else "text"


def _as_ascii(head: bytes) -> bytes:
    """The first bytes without a byte order mark; UTF-16 as far as it is ASCII, so that its tags can be seen."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace").encode("ascii", "replace")
    return head.removeprefix(b"\xef\xbb\xbf")


def _refuse(head: bytes, name: str) -> None:
    """Raise for what is no text at all, naming what it is."""
    if not head:
        raise EmptyReport(f"{name} is empty; give a file with the report's text in it.")
    stripped = head[:1024].lstrip()
    for magic, what in _MAGIC:
        if stripped.startswith(magic) or head.startswith(magic):
            raise UnreadableReport(f"{name} {what}.")
    if head[:4] == b"RIFF" or head[4:8] == b"ftyp":
        raise UnreadableReport(f"{name} is a picture, a recording or a film; give the report's text.")


@cache
def _reader(kind: Kind) -> Reader:
    module = import_module(f"onrecord.intake.{_BY_KIND[kind].module}")
    return cast(Reader, module.read)


def _open_reader(kind: Kind, name: str) -> Reader:
    try:
        return _reader(kind)
    except ModuleNotFoundError as error:
        needs = _BY_KIND[kind].needs
        if needs is None or (error.name or "").partition(".")[0] != needs:
            raise
        raise PartMissing(
            f"{name} needs the package {needs} to be read; install it with: pip install 'onrecord[formats]'."
        ) from error


def reports_of(stream: BinaryIO, given: Given, *, kind: Kind | None = None) -> Iterator[Report | Skipped]:
    """The reports in a stream, in order, as they are read; what can't be read comes as a Skipped in its place.

    The stream is unpacked where it is a zip or gzip file; `kind` goes before what the name and the bytes say.
    Raises WrongDate when the user's date is none, and nothing else.
    """
    try:
        yield from _unpacked(buffered(stream), given, kind, ("zip", "gzip"))
    except ReportError as error:
        yield Skipped(given.name, error)
    except OSError as error:
        why = error.strerror or str(error)
        yield Skipped(given.name, UnreadableReport(f"{given.name} can't be read ({why}); check that you may read it."))


def _unpacked(
    stream: io.BufferedReader, given: Given, kind: Kind | None, allowed: tuple[str, ...]
) -> Iterator[Report | Skipped]:
    """The reports of a stream that may be packed: a zip of gzip files is taken, a deeper packing is refused."""
    packed = is_packed(stream.peek())
    if packed is None:
        yield from _plain(stream, given, kind)
        return
    if packed not in allowed:
        raise UnreadableReport(f"{given.name} is packed twice; unpack it first.")
    for name, inner in unpacked(stream, given.name, is_known):
        try:
            if isinstance(inner, ReportError):
                raise inner
            where = replace(given, name=name)
            yield from _unpacked(inner, where, None, ("gzip",) if packed == "zip" else ())
        except ReportError as error:
            yield Skipped(name, error)


def _plain(stream: io.BufferedReader, given: Given, kind: Kind | None) -> Iterator[Report | Skipped]:
    head = stream.peek()
    _refuse(head, given.name)
    if kind is None:
        kind = kind_of(head, _unpacked_name(given.name), table=bool(given.columns))
    for where, found in _open_reader(kind, given.name)(stream, given):
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


def _unpacked_name(name: str) -> str:
    path = PurePath(name)
    return name[: -len(path.suffix)] if path.suffix.lower() == ".gz" else name


def reports_in(
    data: bytes, *, name: str, uri: str | None = None, published: str | None = None, kind: Kind | None = None
) -> Iterator[Report | Skipped]:
    """As `reports_of`, for a file's bytes. Raises WrongDate when `published` is no date, and nothing else."""
    yield from reports_of(io.BytesIO(data), Given(name, uri, published), kind=kind)


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
