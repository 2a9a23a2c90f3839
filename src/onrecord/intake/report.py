"""The report as intake hands it on: its text, where it came from, and its anatomy."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Literal

from onrecord.record import CreditRole, PublishedFrom, SegmentKind, Span

# The formats that intake reads.
Kind = Literal["text", "html", "jsonl"]


@dataclass(slots=True)
class AnatomySegment:
    """A cut of the text; `body` is false for what stands in a headline, a credit or another frame."""

    kind: SegmentKind
    start: int
    end: int


@dataclass(slots=True)
class AnatomyCredit:
    """A credit at the end or a byline, as read by anatomy."""

    start: int
    end: int
    role: CreditRole
    names: list[str]
    place: str | None


@dataclass(slots=True)
class AnatomyDateline:
    """The dateline: the whole, each place name, the date's words and the agency."""

    start: int
    end: int
    places: list[Span]
    date: Span | None
    agency: str | None


@dataclass(slots=True)
class Anatomy:
    """The segments of a report in text order (they don't overlap) and what they hold.

    A section is (title span or None, body span). A lead paragraph that begins with a dateline is two segments:
    the dateline and the paragraph after it.
    """

    segments: list[AnatomySegment]
    headline: Span | None = None
    dateline: AnatomyDateline | None = None
    sections: list[tuple[Span | None, Span]] = field(default_factory=list)
    credits: list[AnatomyCredit] = field(default_factory=list)


@dataclass(slots=True)
class Report:
    """One published text, ready to be parsed.

    `text` is what all spans refer to; `sha256` is of the raw bytes; `published` is an ISO 8601 date or time.
    `replaced` names characters that no database takes (NUL, lone surrogates): each was replaced, one for one.
    `name` is what messages call it ("talks.txt", "feed.jsonl, line 3"); it is no part of the record.
    `raw` are the bytes that `sha256` is of, and `kind` the format in which they alone can be read again; None where
    they can't be (a headline or an address came from elsewhere). Both are for the archive, and no part of the record.
    """

    text: str
    sha256: str
    anatomy: Anatomy
    text_offset: int = 0
    uri: str | None = None
    external_id: str | None = None
    published: str | None = None
    published_from: PublishedFrom = "none"
    site: str | None = None
    replaced: list[Span] = field(default_factory=list)
    name: str | None = None
    raw: bytes = b""
    kind: Kind | None = None

    @property
    def id(self) -> str:
        """The report's id in its record: its bytes, and where they came from."""
        where = "\n".join([self.sha256, self.uri or "", self.external_id or ""])
        return "r" + hashlib.sha256(where.encode("utf-8", "replace")).hexdigest()[:16]
