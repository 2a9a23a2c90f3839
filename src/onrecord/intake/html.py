"""HTML: a page's bytes -> Report, with the title, date and site that the page states."""

from __future__ import annotations

import hashlib
import logging
from typing import Any

from onrecord.errors import EmptyReport, UnreadableReport
from onrecord.intake.plain import report_from_text
from onrecord.intake.published import date_from_metadata
from onrecord.intake.report import Report

# Only dates that the page states as its own are taken (no guess from the text or the footer), and the day of the
# reading must not decide which are believed.
_DATES = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}


def read_html(data: bytes, *, name: str, uri: str | None = None, published: str | None = None) -> Report:
    """Make a report of a page: trafilatura takes out the article's paragraphs and leaves navigation and adverts.

    `report.text` is the page's title, a blank line and the paragraphs, one a line. `published` is an argument, and goes
    before the page's own date. Raises EmptyReport, UnreadableReport, WrongDate.
    """
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
