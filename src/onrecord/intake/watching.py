"""Feeds over time: what is new in them since the last look, with the page of each new entry fetched and read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from onrecord.errors import EmptyReport, MissingReport, RefusedAddress, ReportError, UnreadableReport, WrongFeedState
from onrecord.intake.feed import Entry, Feed, parse_feed, report_of
from onrecord.intake.feed_state import FeedState
from onrecord.intake.fetching import Answer, ask, failure
from onrecord.intake.formats import TYPES, Skipped, kind_of, reports_in
from onrecord.intake.given import Given
from onrecord.intake.pace import Pace, back_off, retry_after, spread
from onrecord.intake.report import Report

MOST_TRIES = 5
# Entries that have left a feed are remembered for as long as these many newer ones, for feeds bring old ones back.
MOST_REMEMBERED = 2_000
# A page that an entry leads to is an article; a feed, a table or an archive is none.
_PAGES = frozenset({"html", "pdf", "text"})
_FEED_TYPES = "application/atom+xml,application/rss+xml,application/xml;q=0.9,text/xml;q=0.9,*/*;q=0.5"


@dataclass(slots=True)
class Memory:
    """What is remembered of a feed; times are in seconds since 1970.

    `pending` are the entries whose page could not be had yet; `due` is when the feed is asked again, and 0 before the
    first time; `gone` is set when the server says that there will be no feed any more.
    """

    etag: str | None = None
    modified: str | None = None
    seen: list[str] = field(default_factory=list)
    pending: dict[str, dict[str, Any]] = field(default_factory=dict)
    failures: int = 0
    due: float = 0.0
    gone: bool = False

    @classmethod
    def of(cls, state: dict[str, Any] | None) -> Memory:
        """The memory that was kept; what a newer or older onrecord kept besides is left out."""
        known = {name: value for name, value in (state or {}).items() if name in cls.__slots__}
        memory, new = cls(**known), cls()
        for name in ("seen", "pending", "failures", "due", "gone"):
            if not isinstance(getattr(memory, name), (type(getattr(new, name)), int)):
                raise WrongFeedState(f"What is remembered of a feed is damaged in '{name}'; give another --state.")
        return memory

    def state(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Found:
    """Something that a look at a feed brought: a report, or what could not be read.

    Call `keep` when it is safely where it belongs: from then on it is not brought again, whatever happens. `no_feed`
    says that the feed itself could not be read.
    """

    item: Report | Skipped
    keep: Callable[[], None]
    no_feed: bool = False


class Watcher:
    """Looks at feeds. `every` is the interval in seconds; `pace` has the clock."""

    def __init__(self, state: FeedState, pace: Pace, *, every: float = 900.0, allow_private: bool = False) -> None:
        self.state, self.pace, self.every, self.allow_private = state, pace, every, allow_private

    def due(self, feed: str) -> float | None:
        """When a feed is to be looked at, in seconds since 1970; None for one that is gone for good."""
        memory = self._memory(feed)
        return None if memory.gone else memory.due

    def backs_off(self, feed: str) -> bool:
        """Whether a feed failed, and is left alone for now."""
        memory = self._memory(feed)
        return memory.failures > 0 and memory.due > self.pace.clock()

    def look(self, feed: str) -> Iterator[Found]:
        """Ask for a feed and bring what is new. What was kept before is not brought again.

        A feed that can't be read brings one Skipped, and is asked again later each time. Where all that a look brought
        was kept, the feed is not even sent again as long as it stays the same.
        """
        memory = self._memory(feed)
        try:
            answer = self._ask_for_feed(feed, memory)
            parsed = parse_feed(answer.data, feed, answer.uri) if answer.status == 200 else None
        except ReportError as error:
            self._failed(feed, memory, error)
            yield Found(Skipped(feed, error), _nothing, no_feed=True)
            return
        kept: list[bool] = []
        brought = 0
        for entry in self._new_entries(memory, parsed):
            item = self._read(entry, feed, parsed, memory)
            if item is not None:
                brought += 1
                yield Found(item, self._keeper(feed, memory, entry, kept))
        if parsed is not None and parsed.fault:
            yield Found(Skipped(feed, UnreadableReport(f"{feed} {parsed.fault}.")), _nothing)
        self._succeeded(feed, memory, answer, parsed, whole=len(kept) == brought)

    def _memory(self, feed: str) -> Memory:
        return Memory.of(self.state.watch_state(feed))

    def _ask_for_feed(self, feed: str, memory: Memory) -> Answer:
        """The feed, or the word that it is the same (304). Raises ReportError."""
        headers = {"Accept": _FEED_TYPES}
        if memory.etag:
            headers["If-None-Match"] = memory.etag
        if memory.modified:
            headers["If-Modified-Since"] = memory.modified
        answer = self._ask(feed, headers)
        if answer.status == 410:
            memory.gone = True
            raise MissingReport(f"{feed} is gone for good (status 410) and is not asked again; take it off your list.")
        if answer.status not in (200, 304):
            raise _Refused(str(failure(feed, answer.status)), retry_after(_after(answer), self.pace.clock()))
        if answer.status == 200 and not answer.data.strip():
            raise EmptyReport(f"{feed} is empty; check that it is a feed's address.")
        if answer.status == 200 and kind_of(answer.data, "") == "html":
            raise UnreadableReport(f"{feed} is a page and no feed; give the address of its RSS or Atom feed.")
        return answer

    def _ask(self, uri: str, headers: dict[str, str] | None = None) -> Answer:
        if not self.pace.turn(uri):
            raise MissingReport(f"{uri} is not asked now, for its server wants to be left alone; try it later.")
        pause = None
        try:
            answer = ask(uri, headers=headers, allow_private=self.allow_private)
            pause = retry_after(_after(answer), self.pace.clock())
        finally:
            self.pace.asked(uri, pause)
        return answer

    def _new_entries(self, memory: Memory, parsed: Feed | None) -> Iterator[Entry]:
        """Those that wait for their page, oldest first, and those that were never seen, in the feed's order."""
        waiting = dict(memory.pending)
        for state in waiting.values():
            yield Entry(**state["entry"])
        seen = set(memory.seen) | set(waiting)
        for entry in parsed.entries if parsed is not None else ():
            if (key := _key(entry)) not in seen:
                seen.add(key)
                yield entry

    def _read(self, entry: Entry, feed: str, parsed: Feed | None, memory: Memory) -> Report | Skipped | None:
        """The report of an entry: of its page, or else of what the feed has of it. None where its page has to wait."""
        name = f"{feed}, entry {entry.link or entry.id or entry.number}"
        whole = parsed or Feed(None, [], None)
        if entry.link is None:
            return _own(entry, whole, name)
        try:
            answer = self._ask(entry.link)
            if answer.status != 200:
                raise _for_now(entry.link, answer.status)
        except MissingReport as error:
            if entry.text is not None:
                return _own(entry, whole, name)
            return self._later(feed, memory, entry, error)
        except ReportError as error:
            return _own(entry, whole, name) if entry.text is not None else Skipped(name, error)
        return _of_page(entry, answer) or _own(entry, whole, name)

    def _later(self, feed: str, memory: Memory, entry: Entry, error: ReportError) -> Skipped | None:
        """Keep an entry for the next look; after some looks its page is given up."""
        key = _key(entry)
        tries = memory.pending.get(key, {}).get("tries", 0) + 1
        if tries >= MOST_TRIES or (isinstance(error, _Gone)):
            return Skipped(entry.link or feed, error)
        memory.pending[key] = {"entry": {name: getattr(entry, name) for name in Entry.__slots__}, "tries": tries}
        self.state.keep_watch_state(feed, memory.state())
        return None

    def _keeper(self, feed: str, memory: Memory, entry: Entry, kept: list[bool]) -> Callable[[], None]:
        def keep() -> None:
            memory.pending.pop(_key(entry), None)
            memory.seen.append(_key(entry))
            kept.append(True)
            self.state.keep_watch_state(feed, memory.state())

        return keep

    def _succeeded(self, feed: str, memory: Memory, answer: Answer, parsed: Feed | None, *, whole: bool) -> None:
        if answer.status == 200 and whole:
            # Only now: had they been kept before, a stop in between would lose the entries that were not read yet.
            memory.etag = answer.headers.get("etag")
            memory.modified = answer.headers.get("last-modified")
        if parsed is not None:
            now = {_key(entry) for entry in parsed.entries}
            others = [key for key in memory.seen if key not in now]
            memory.seen = others[-MOST_REMEMBERED:] + [key for key in memory.seen if key in now]
        memory.failures = 0
        memory.due = self.pace.clock() + self.every + spread(feed, self.every)
        self.state.keep_watch_state(feed, memory.state())

    def _failed(self, feed: str, memory: Memory, error: ReportError) -> None:
        if isinstance(error, RefusedAddress):
            # Nobody was asked: with --allow-private the next look goes ahead.
            memory.due = self.pace.clock() + self.every
        else:
            memory.failures += 1
            wanted = error.pause if isinstance(error, _Refused) else None
            memory.due = self.pace.clock() + max(back_off(self.every, memory.failures), wanted or 0.0)
        self.state.keep_watch_state(feed, memory.state())


class _Refused(UnreadableReport):
    """A status that brings no feed, with the pause that the server asks for, in seconds."""

    def __init__(self, sentence: str, pause: float | None) -> None:
        super().__init__(sentence)
        self.pause = pause


class _Gone(MissingReport):
    """A page that will not come, however often it is asked for."""


def _for_now(uri: str, status: int) -> ReportError:
    """The error for a page's status: a busy or broken server's page is asked for again."""
    error = failure(uri, status)
    if status == 429 or status >= 500:
        return MissingReport(str(error))
    return _Gone(str(error))


def _after(answer: Answer) -> str | None:
    return answer.headers.get("retry-after") if answer.status in (429, 503) else None


def _nothing() -> None:
    """What is not remembered needs no keeping."""


def _key(entry: Entry) -> str:
    """What an entry is known by: its id, its page, or else its words."""
    if own := entry.id or entry.link:
        return own
    words = f"{entry.title}\n{entry.text}"
    return "sha256:" + hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _own(entry: Entry, feed: Feed, name: str) -> Report | Skipped:
    """The report of what the feed itself has of an entry."""
    try:
        report = report_of(entry, feed, name, Given(name))
    except ReportError as error:
        return Skipped(name, error)
    report.name = name
    return report


def _of_page(entry: Entry, answer: Answer) -> Report | Skipped | None:
    """The report of an entry's page; None where the page has no article, and the feed has."""
    kind = TYPES.get(answer.content_type) or kind_of(answer.data, answer.uri)
    if kind not in _PAGES:
        error = UnreadableReport(f"{answer.uri} is no page of a report; give it to onrecord read by itself.")
        return None if entry.text is not None else Skipped(answer.uri, error)
    item = next(reports_in(answer.data, name=answer.uri, uri=answer.uri, kind=kind))
    if isinstance(item, Skipped):
        return None if entry.text is not None else item
    if item.published is None and entry.published is not None:
        # The page alone would not give the day again.
        item.published, item.published_from, item.kind = entry.published, "metadata", None
    return item
