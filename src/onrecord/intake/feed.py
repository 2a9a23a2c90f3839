"""RSS and Atom: the entries of a feed; those with the whole article become reports, the others name their page."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any, BinaryIO
from urllib.parse import urljoin
from xml.sax import SAXException

import feedparser

from onrecord.errors import EmptyReport, ReportError, UnreadableReport
from onrecord.intake.fragment import paragraphs_of
from onrecord.intake.given import Given
from onrecord.intake.json_lines import line_from, read_line
from onrecord.intake.limits import read_whole
from onrecord.intake.plain import decode
from onrecord.intake.published import date_from_metadata
from onrecord.intake.report import Report

LARGEST_FEED_BYTES = 50_000_000
# A summary has one or two sentences; what is sent as one and has more words than this, in paragraphs, is the article.
_ARTICLE_WORDS = 150
_ARTICLE_PARAGRAPHS = 3
# How a text ends that goes on elsewhere: "… [...]", "Read more", "Continue reading the main story".
_GOES_ON = re.compile(
    r"(?:\[?(?:\.\.\.|…)\]?|\b(?:read|see|view) (?:more|the full (?:story|article))|\bcontinue reading\b.{0,80}"
    r"|\bread on\b|\bfull story\b)[\s.:»→>\]]*$",
    re.I,
)
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]{0,1000}\[", re.I)
_END = re.compile(rb"</(?:[\w.-]+:)?(?:item|entry)\s*>", re.I)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: `text` is the whole article, one paragraph a line, or None where the feed has a summary of it only."""

    number: int
    id: str | None
    link: str | None
    title: str | None
    published: str | None
    text: str | None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's entries in its order, its name, and what is wrong with it, as the end of a sentence."""

    title: str | None
    entries: list[Entry]
    fault: str | None


def read(stream: BinaryIO, given: Given) -> Iterator[tuple[str, Report | ReportError]]:
    """The reports of a feed's entries, each with its name ("feed.xml, entry 3").

    An entry that has only a summary gives an error that names its page.
    Raises EmptyReport, UnreadableReport, WrongDate.
    """
    feed = parse_feed(read_whole(stream, given.name, LARGEST_FEED_BYTES), given.name, given.uri)
    for entry in feed.entries:
        where = f"{given.name}, entry {entry.number}"
        try:
            yield where, report_of(entry, feed, where, given)
        except ReportError as error:
            yield where, error
    if feed.fault:
        yield given.name, UnreadableReport(f"{given.name} {feed.fault}.")
    elif not feed.entries:
        raise EmptyReport(f"{given.name} is a feed with no entries; give it again when there is news.")


def report_of(entry: Entry, feed: Feed, where: str, given: Given) -> Report:
    """Make a report of an entry. Its raw bytes are the entry as a line of JSON Lines.

    Raises EmptyReport where the feed has only a summary of it.
    """
    if entry.text is None:
        page = f"give its page, {entry.link}" if entry.link else "give the article's text"
        raise EmptyReport(f"{where} has only a summary, and no article; {page}.")
    fields = {
        "text": entry.text, "id": entry.id, "published": entry.published, "uri": entry.link, "headline": entry.title,
    }  # fmt: skip
    report = read_line(line_from(fields), where, given.uri, given.published)
    report.site = feed.title
    return report


def parse_feed(data: bytes, name: str, uri: str | None = None) -> Feed:
    """A feed's bytes -> its entries. Nothing is fetched, and no entity of its own is expanded.

    Raises EmptyReport, UnreadableReport where it is no feed.
    """
    if not data.strip():
        raise EmptyReport(f"{name} is empty; give a feed.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = re.sub(rb"""(<\?xml[^>]{0,100}?)encoding=["'][\w-]+["']""", rb"\1", decode(data, name).encode(), count=1)
    if (doctype := _DOCTYPE.search(data)) and b"<!ENTITY" in data[doctype.start() :].upper():
        raise UnreadableReport(
            f"{name} defines XML entities of its own, which are never expanded; give a feed without them."
        )
    # As a stream: feedparser takes a string of bytes for an address or a file's name first.
    headers = {"content-location": uri} if uri else {}
    try:
        parsed = feedparser.parse(io.BytesIO(data), response_headers=headers)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, LookupError, AssertionError) as error:
        raise UnreadableReport(f"{name} is a feed that can't be taken apart; give its pages instead.") from error
    entries = [_entry(number, entry, uri) for number, entry in enumerate(parsed.entries, 1)]
    fault = _fault(parsed)
    if not parsed.version and not entries:
        raise UnreadableReport(f"{name} is neither RSS nor Atom; give a feed, or the report as text or HTML.")
    if fault:
        # Of an entry that is cut off, the half that is there looks like a whole.
        entries = entries[: len(_END.findall(data))]
        whole = "only its one whole entry is" if len(entries) == 1 else f"only its {len(entries)} whole entries are"
        fault = f"{fault}, and {whole if entries else 'no entry is'} read; give it again when it is mended"
    return Feed(_words(parsed.feed.get("title")), entries, fault)


def _fault(parsed: Any) -> str | None:
    error = parsed.get("bozo_exception")
    if not parsed.bozo or not isinstance(error, SAXException):
        # A wrong statement of the encoding or the type harms nothing.
        return None
    line = getattr(error, "getLineNumber", lambda: None)()
    return f"is malformed XML, from line {line} on" if line else "is malformed XML"


def _entry(number: int, entry: Any, uri: str | None) -> Entry:
    link = entry.get("link") or None
    if link and uri:
        link = urljoin(uri, link)
    return Entry(
        number,
        entry.get("id") or None,
        link if link and link.lower().startswith(("http://", "https://")) else None,
        _words(entry.get("title")),
        _published(entry),
        _article(entry),
    )


def _words(html: str | None) -> str | None:
    return " ".join(paragraphs_of(html)) or None if html else None


def _published(entry: Any) -> str | None:
    """The time of publication in the zone that the feed gives it in: "on Tuesday" is the day where it was written."""
    for key in ("published", "updated"):
        stated = (entry.get(key) or "").strip()
        if not stated:
            continue
        if iso := date_from_metadata(stated) if stated[:4].isdecimal() else None:
            return iso
        try:
            return parsedate_to_datetime(stated).isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            if iso := date_from_metadata(stated):
                return iso
    return None


def _article(entry: Any) -> str | None:
    """The whole article, where the entry has it: its content, or a summary that is as long as one."""
    for part in entry.get("content") or ():
        if (text := _text(part)) and not _GOES_ON.search(text):
            return text
    text = _text(entry.get("summary_detail") or {})
    paragraphs = text.count("\n") + 1
    long = len(text.split()) >= _ARTICLE_WORDS and paragraphs >= _ARTICLE_PARAGRAPHS
    return text if long and not _GOES_ON.search(text) else None


def _text(part: Any) -> str:
    value = part.get("value") or ""
    if part.get("type") == "text/plain":
        return str(value).strip()
    return "\n".join(paragraphs_of(value))
