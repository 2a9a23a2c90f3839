"""PDF: the text of a report's pages, its lines put together into paragraphs."""

from __future__ import annotations

import hashlib
import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import BinaryIO

import pypdf

from onrecord.errors import EmptyReport, ReportError, UnreadableReport
from onrecord.intake.given import Given
from onrecord.intake.limits import read_whole
from onrecord.intake.plain import report_from_text
from onrecord.intake.report import Report

MOST_PAGES = 2_000
# A line was ended on purpose where the next word would have fitted. Letters differ in width, so that a line counts as
# full from this share of the page's widest lines on.
_FULL = 0.88
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[-–—\s]*", re.I)
_SENTENCE_END = re.compile(r"[.!?:][\"'”’)\]]*$")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]$")


def read(stream: BinaryIO, given: Given) -> Iterator[tuple[str, Report | ReportError]]:
    """The one report of a PDF. Raises EmptyReport, UnreadableReport, WrongDate.

    `report.text` is the text of its pages, a paragraph a line, without page numbers and running heads. The dates that
    a PDF states are of the file, and are not taken for the day of publication.
    """
    data = read_whole(stream, given.name)
    paragraphs = _paragraphs(_pages(data, given.name))
    text = "\n".join(paragraphs)
    if not any(letter.isalnum() for letter in text):
        raise EmptyReport(
            f"{given.name} is a PDF with pictures of pages and no text; have its text recognised (OCR) and give that."
        )
    report = report_from_text(
        text, published=given.published, uri=given.uri, sha256=hashlib.sha256(data).hexdigest()
    )  # fmt: skip
    report.raw, report.kind = data, "pdf"
    yield given.name, report


def _pages(data: bytes, name: str) -> list[list[str]]:
    """The lines of each page. Raises UnreadableReport."""
    # pypdf logs what we say in our own words.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    number = 0
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not _opens(reader):
            raise UnreadableReport(f"{name} is encrypted; save a copy of it without the password and give that.")
        count = len(reader.pages)
        if count > MOST_PAGES:
            raise UnreadableReport(f"{name} has more than {MOST_PAGES:,} pages; give the pages of the report alone.")
        pages = []
        for number, page in enumerate(reader.pages, 1):  # noqa: B007 (the error names the page)
            pages.append(page.extract_text().splitlines())
    except ReportError:
        raise
    except Exception as error:
        # pypdf promises no class of errors for broken files; a report with a page left out would be worse than none.
        where = f"is damaged on page {number}" if number else "is a cut-off or damaged PDF"
        raise UnreadableReport(f"{name} {where}; save it again, or give its text.") from error
    if not pages:
        raise UnreadableReport(f"{name} is a PDF without pages; save it again, or give its text.")
    return pages


def _opens(reader: pypdf.PdfReader) -> bool:
    """Whether an encrypted file opens without a password, as those do that only forbid printing."""
    try:
        return bool(reader.decrypt(""))
    except (pypdf.errors.PyPdfError, pypdf.errors.DependencyError, ValueError, TypeError, NotImplementedError):
        return False


def _paragraphs(pages: list[list[str]]) -> list[str]:
    """The paragraphs of all pages; one that runs on to the next page is put together."""
    found: list[str] = []
    for lines in _without_frame(pages):
        here = _joined(lines)
        if found and here and not _SENTENCE_END.search(found[-1]) and here[0][:1].islower():
            found[-1] = _glued(found[-1], here.pop(0))
        found.extend(here)
    return found


def _without_frame(pages: list[list[str]]) -> list[list[str]]:
    """The pages without page numbers, and without the first or last line that comes again on page after page."""
    stripped = [[" ".join(line.split()) for line in lines] for lines in pages]
    filled = [[line for line in lines if line] for lines in stripped]
    frame = Counter(
        re.sub(r"\d+", "#", line)
        for lines in filled
        if len(lines) > 2
        for line in {lines[0], lines[-1]}
    )  # fmt: skip
    running = {line for line, count in frame.items() if count >= 3 and count > len(pages) / 2}
    kept = []
    for lines in stripped:
        while lines and not lines[-1]:
            lines.pop()
        while lines and not lines[0]:
            lines.pop(0)
        for _ in range(2):
            for end in (0, -1):
                if len(lines) > 1 and (
                    _PAGE_NUMBER.fullmatch(lines[end]) or re.sub(r"\d+", "#", lines[end]) in running
                ):
                    lines.pop(end)
        kept.append(lines)
    return kept


def _joined(lines: list[str]) -> list[str]:
    """The paragraphs of a page: lines that were broken only because they were full are put together."""
    widths = sorted(len(line) for line in lines if line)
    widest = widths[int(len(widths) * 0.9)] if widths else 0
    found: list[str] = []
    goes_on = False
    for line, following in pairwise([*lines, ""]):
        if not line:
            goes_on = False
            continue
        if goes_on:
            found[-1] = _glued(found[-1], line)
        else:
            found.append(line)
        first = following.split(" ", 1)[0]
        goes_on = bool(following) and len(line) + 1 + len(first) > _FULL * widest
    return found


def _glued(one: str, other: str) -> str:
    """Two lines as one; a hyphen at the break goes where a word was broken ("minis-", "ter")."""
    if _HYPHEN.search(one) and other[:1].islower():
        return one[:-1] + other
    return f"{one} {other}"
