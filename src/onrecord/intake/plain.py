"""Plain text: bytes or a Python string -> Report; the text stays as it is, character for character."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from onrecord.errors import EmptyReport, ReportError, UnreadableReport
from onrecord.intake.anatomy import cut
from onrecord.intake.given import Given
from onrecord.intake.limits import read_whole
from onrecord.intake.published import complete_date, iso_date
from onrecord.intake.report import Anatomy, Report
from onrecord.record import PublishedFrom, Span

# What neither SQLite's text functions, PostgreSQL nor UTF-8 takes.
_REFUSED = re.compile("[\x00\ud800-\udfff]+")
# The longer mark first: UTF-32's begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes(sorted({*range(32), 127} - {9, 10, 11, 12, 13, 27, 133}))
_MOST_CONTROLS = 0.02


def decode(data: bytes, name: str) -> str:
    """Text from bytes: by byte order mark (which is no part of the text), as UTF-8, or else as Windows-1252.

    Windows-1252 takes almost any bytes, so that it is only tried where the bytes look like text. Raises
    UnreadableReport for anything else.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise UnreadableReport(
                    f"{name} begins as {encoding.upper()} text but is damaged after that; save it again as UTF-8."
                ) from error
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > _MOST_CONTROLS * len(data):
        raise UnreadableReport(f"{name} is binary data of no known kind; give a text, HTML, PDF or JSON Lines file.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    plain = sum(byte < 128 for byte in data[:100_000])
    if controls == 0 and plain >= 0.7 * len(data[:100_000]):
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            pass
    raise UnreadableReport(f"{name} is in an unknown character encoding; save it as UTF-8.")


def read_plain(data: bytes, *, name: str, uri: str | None = None, published: str | None = None) -> Report:
    """Make a report of a text file's bytes; `published` is an argument.

    Raises EmptyReport, UnreadableReport, WrongDate.
    """
    text = decode(data, name)
    if not any(letter.isalnum() for letter in text):
        raise EmptyReport(f"{name} holds no words; give a file with the report's text in it.")
    report = report_from_text(text, published=published, uri=uri, sha256=hashlib.sha256(data).hexdigest())
    report.raw, report.kind = data, "text"
    return report


def read(stream: BinaryIO, given: Given) -> Iterator[tuple[str, Report | ReportError]]:
    """The one report of a text file. Raises EmptyReport, UnreadableReport, WrongDate."""
    data = read_whole(stream, given.name)
    if not data.strip():
        raise EmptyReport(f"{given.name} is empty; give a file with the report's text in it.")
    yield given.name, read_plain(data, name=given.name, uri=given.uri, published=given.published)


def report_from_text(
    text: str,
    *,
    published: str | date | None = None,
    uri: str | None = None,
    external_id: str | None = None,
    headline: str | None = None,
    published_from: PublishedFrom = "argument",
    sha256: str | None = None,
) -> Report:
    """Make a report of a string.

    Any Python string is taken: NUL and lone surrogates are replaced one for one by U+FFFD and noted in `replaced`.
    A `headline` given apart goes before the text with a blank line. `published` is an ISO 8601 date or time, or a
    `date`, and `published_from` says where it is from; without one, a dateline with day, month and year gives it.
    `sha256` is of the raw bytes; without it, of the text's UTF-8 bytes (not of headline or date).
    Raises WrongDate when `published` is no date, TypeError when `text` is no string.
    """
    if not isinstance(text, str):
        raise TypeError(f"The text of a report is a str, not {type(text).__name__}; decode bytes first.")
    raw = b""
    if sha256 is None:
        raw = text.encode("utf-8", "surrogatepass")
        sha256 = hashlib.sha256(raw).hexdigest()
    headline = (headline or "").strip()
    offset = 0
    if headline:
        offset = len(headline) + 2
        text = f"{headline}\n\n{text}"
    replaced: list[Span] = [match.span() for match in _REFUSED.finditer(text)]
    if replaced:
        text = _REFUSED.sub(lambda match: "\ufffd" * len(match.group()), text)
    day = iso_date(published) if published else None
    anatomy = cut(text, (0, len(headline)) if headline else None)
    if day is None and (day := _dateline_date(text, anatomy)):
        published_from = "dateline"
    return Report(
        text=text,
        sha256=sha256,
        anatomy=anatomy,
        text_offset=offset,
        uri=uri,
        external_id=external_id,
        published=day,
        published_from=published_from if day else "none",
        replaced=replaced,
        raw=raw,
    )


def _dateline_date(text: str, anatomy: Anatomy) -> str | None:
    """The first complete date in a dateline ("Geneva, 4 March 2026"), None where the year is left open ("Feb 3")."""
    for segment in anatomy.segments:
        if segment.kind == "dateline" and (date := complete_date(text[segment.start : segment.end])):
            return date
    return None
