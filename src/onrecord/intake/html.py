"""HTML: a page's bytes -> Report, with the title, date and site that the page states."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, BinaryIO

from onrecord.errors import EmptyReport, ReportError, UnreadableReport
from onrecord.intake.given import Given
from onrecord.intake.limits import read_whole
from onrecord.intake.plain import report_from_text
from onrecord.intake.published import date_from_metadata
from onrecord.intake.report import Report

# Only dates that the page states as its own are taken (no guess from the text or the footer), and the day of the
# reading must not decide which are believed.
_DATES = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}


# Pages with fewer open elements than this, by a count that errs upwards, need no closer look.
_SURELY_FLAT = 100
_TAG = re.compile(rb"<(/?)([a-zA-Z][\w:-]*)[^<>]*?(/?)>")
_VOID = frozenset(b"br img hr input meta link area base col embed source track wbr".split())


def read(stream: BinaryIO, given: Given) -> Iterator[tuple[str, Report | ReportError]]:
    """The one report of a page. Raises EmptyReport, UnreadableReport, WrongDate."""
    data = read_whole(stream, given.name)
    yield given.name, read_html(data, name=given.name, uri=given.uri, published=given.published)


def read_html(data: bytes, *, name: str, uri: str | None = None, published: str | None = None) -> Report:
    """Make a report of a page: trafilatura takes out the article's paragraphs and leaves navigation and adverts.

    `report.text` is the page's title, a blank line and the paragraphs, one a line. `published` is an argument, and goes
    before the page's own date. Raises EmptyReport, UnreadableReport, WrongDate.
    """
    if _too_deep(data):
        raise UnreadableReport(
            f"{name} has more than 250 elements one within the other, and would not be read to its end; "
            "save its text and give that file."
        )
    page = _extract(data, name, uri)
    text = (page.text or "").strip() if page is not None else ""
    if not any(letter.isalnum() for letter in text):
        raise EmptyReport(f"{name} is a page with no article text; save the report's text and give that file.")
    title = _title(page)
    if title and text.startswith(title):
        rest = text[len(title) :]
        if rest[:1] in ("", "\n"):
            text = rest.lstrip("\n")
    if not text:
        title, text = "", title
    date = published or date_from_metadata(page.date)
    report = report_from_text(
        text,
        published=date,
        published_from="argument" if published else "metadata",
        uri=uri or page.url,
        headline=title,
        sha256=hashlib.sha256(data).hexdigest(),
    )
    report.site = page.sitename
    report.raw, report.kind = data, "html"
    return report


def _too_deep(data: bytes) -> bool:
    """Whether libxml2 would stop for the depth of the page: it does so without a word, and the rest would be lost."""
    if _open_elements(data) <= _SURELY_FLAT:
        return False
    from lxml import etree

    parser = etree.HTMLParser()
    # What can't be parsed at all gets its own sentence.
    with contextlib.suppress(etree.LxmlError, ValueError):
        etree.fromstring(data, parser=parser)
    return any("depth" in error.message for error in parser.error_log)


def _open_elements(data: bytes) -> int:
    """The most elements that are open at once; a closing tag counts for its own name only, so that none hides depth."""
    counts: Counter[bytes] = Counter()
    now = most = 0
    for closing, name, empty in _TAG.findall(data):
        if empty or (name := name.lower()) in _VOID:
            continue
        if not closing:
            counts[name] += 1
            now += 1
            most = max(most, now)
        elif counts[name]:
            counts[name] -= 1
            now -= 1
    return most


def _extract(data: bytes, name: str, uri: str | None) -> Any:
    import trafilatura

    # trafilatura logs what we say in our own words.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        return trafilatura.bare_extraction(
            data,
            url=uri,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params=dict(_DATES),
        )
    except (ValueError, TypeError, AttributeError, RecursionError, LookupError) as error:
        raise UnreadableReport(
            f"{name} is a page that can't be taken apart; save its text and give that file."
        ) from error


def _title(page: Any) -> str:
    """The page's title without the site's name behind it ("Talks resume | The Daily")."""
    title = " ".join((page.title or "").split())
    site = page.sitename or ""
    for dash in (" | ", " - ", " – ", " — "):
        if site and title.endswith(dash + site):
            title = title[: -len(dash + site)]
    return title
