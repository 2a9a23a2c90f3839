"""WARC, packed or not: the responses of a web archive that are news pages."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, BinaryIO, Literal

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from onrecord.errors import EmptyReport, ReportError, UnreadableReport
from onrecord.intake.given import Given
from onrecord.intake.html import read_html
from onrecord.intake.limits import buffered, megabytes
from onrecord.intake.report import Report

LARGEST_PAGE_BYTES = 20_000_000
_PAGES = ("text/html", "application/xhtml+xml")
# An article has at least two paragraphs of whole sentences, and consists of them; a front page is teasers and labels,
# and a log-in page one sentence.
_PARAGRAPH_WORDS = 10
_ARTICLE_PARAGRAPHS = 2
_ARTICLE_WORDS = 50
_SENTENCE_ENDS = (".", "!", "?", '."', '!"', '?"', ".”", "!”", "?”", ".’", ".'", ".)")


def read(stream: BinaryIO, given: Given) -> Iterator[tuple[str, Report | ReportError]]:
    """The news pages of a web archive as they are read, each with its name ("crawl.warc.gz, record 7", from 1).

    Answers of other types, errors, and pages that are no articles are passed over; a page that can't be read gives its
    error. Of a cut-off archive the pages before the cut are read. Raises EmptyReport, UnreadableReport, WrongDate.
    """
    number = pages = articles = 0
    for number, record in _records(stream, given.name):
        where = f"{given.name}, record {number}"
        try:
            page = _page(record, where)
            if page is None:
                continue
            pages += 1
            report = read_html(page, name=where, uri=_header(record, "WARC-Target-URI"), published=given.published)
        except EmptyReport:
            continue
        except ReportError as error:
            articles += 1
            yield where, error
            continue
        if is_article(report):
            articles += 1
            yield where, report
    if not articles:
        raise EmptyReport(
            f"{given.name} holds no news page among its {number} records and {pages} pages; give a crawl of articles."
        )


def is_article(report: Report) -> bool:
    """Whether a page's text is an article and no front page, list or form: by its length and its whole sentences."""
    lines = report.text[report.text_offset :].splitlines()
    whole = [len(words) for line in lines if len(words := line.split()) >= _PARAGRAPH_WORDS and _ends(line)]
    count = sum(len(line.split()) for line in lines)
    return len(whole) >= _ARTICLE_PARAGRAPHS and sum(whole) >= max(_ARTICLE_WORDS, count / 2)


def _ends(line: str) -> bool:
    return line.rstrip().endswith(_SENTENCE_ENDS)


def _records(stream: BinaryIO, name: str) -> Iterator[tuple[int, Any]]:
    """The whole records with their numbers. Raises UnreadableReport where the archive is damaged or ends too soon."""
    number = 0
    opened = buffered(stream)
    # Written by hand or by old tools, with plain line ends.
    loose = opened.peek().startswith(b"WARC/") and b"\r\n" not in opened.peek()[:200]
    try:
        for record in ArchiveIterator(
            _Told(opened),
            record_types=WarcRecordType.any_type,
            parse_http=False,
            quirks_mode=loose,
            stream_detect=False,
        ):
            number += 1
            size = record.content_length
            if _header(record, "Content-Length") is None:
                raise _cut_off(name, number)
            if record.record_type == WarcRecordType.response and size <= LARGEST_PAGE_BYTES:
                record.freeze()
                if record.content_length < size:
                    raise _cut_off(name, number)
                yield number, record
            else:
                if record.record_type == WarcRecordType.response:
                    yield number, record
                if record.reader.consume() < size:
                    raise _cut_off(name, number)
    except ReportError:
        raise
    except BaseException as error:
        # A panic in fastwarc's Rust comes as no Exception.
        if not isinstance(error, OSError | ValueError) and type(error).__name__ != "PanicException":
            raise
        raise UnreadableReport(
            f"{name} is damaged after record {number}, and only the pages before that are read; download it again."
        ) from error


def _cut_off(name: str, number: int) -> UnreadableReport:
    return UnreadableReport(
        f"{name} is cut off in record {number}, and only the pages before it are read; download it again."
    )


class _Told(io.RawIOBase):
    """A stream that can tell how far it was read, as fastwarc wants it to, and a pipe can't."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self.stream, self.count = stream, 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        # What was read before a fault must not be lost with the fault.
        piece = self.stream.read1(size)
        self.count += len(piece)
        return piece

    def tell(self) -> int:
        return self.count


def _header(record: Any, name: str) -> str | None:
    value = record.headers.get(name)
    return str(value) if value else None


def _page(record: Any, where: str) -> bytes | None:
    """The page in a response, its packing undone; None for what is no page. Raises UnreadableReport."""
    if not record.is_frozen:
        # Larger than any page; a film, most likely, and passed over unless it says that it is a page.
        return None
    block = record.reader.read(record.content_length)
    try:
        answer = _answer(block, "all")
    except OSError:
        # Some crawlers keep the header that says how an answer was packed, but not the packing.
        try:
            answer = _answer(block, "none")
        except OSError:
            return None
        if answer is not None and b"<" not in answer[:1000]:
            raise UnreadableReport(f"{where} is a page packed in a damaged way; fetch the page again.") from None
    if answer is not None and len(answer) > LARGEST_PAGE_BYTES:
        raise UnreadableReport(f"{where} is a page of more than {megabytes(LARGEST_PAGE_BYTES)}; give its text.")
    return answer


def _answer(block: bytes, decode: Literal["all", "none"]) -> bytes | None:
    """The body of an HTTP answer that brings a page, up to one byte over the limit. Raises OSError."""
    # Parsed apart from the archive, whose reader does not outlive a damaged answer.
    head = f"WARC/1.1\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n"
    record = WarcRecord.from_bytes(head.encode() + block + b"\r\n\r\n")
    record.parse_http(auto_decode=decode, quirks_mode=True)
    if record.http_headers is None or record.http_headers.status_code != 200:
        return None
    if (record.http_content_type or "").lower() not in _PAGES:
        return None
    return bytes(record.reader.read(LARGEST_PAGE_BYTES + 1))
