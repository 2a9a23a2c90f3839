"""How fast servers are asked: a pause between two requests to one host, and what the host itself asks for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

BETWEEN_SECONDS = 2.0
# A host that wants a longer pause than this is left alone until the next round.
LONGEST_WAIT_SECONDS = 60.0
LONGEST_BACK_OFF_SECONDS = 86_400.0


class Pace:
    """When each host may be asked again, by a clock of seconds since 1970 and a way to wait."""

    def __init__(
        self, clock: Callable[[], float], wait: Callable[[float], None], between: float = BETWEEN_SECONDS
    ) -> None:
        self.clock, self.wait, self.between = clock, wait, between
        self.free: dict[str, float] = {}

    def turn(self, uri: str) -> bool:
        """Wait until the host of an address may be asked; False where that is too long to wait for."""
        left = self.free.get(_host(uri), 0.0) - self.clock()
        if left > LONGEST_WAIT_SECONDS:
            return False
        if left > 0:
            self.wait(left)
        return True

    def asked(self, uri: str, pause: float | None = None) -> None:
        """Note that a host was asked just now, and the pause that it wants, in seconds."""
        self.free[_host(uri)] = self.clock() + max(self.between, min(pause or 0.0, LONGEST_BACK_OFF_SECONDS))


def _host(uri: str) -> str:
    return urlsplit(uri).netloc.lower()


def retry_after(header: str | None, now: float) -> float | None:
    """The seconds that a server wants to be left alone, out of `Retry-After`: seconds or a date (RFC 9110, 10.2.3)."""
    words = (header or "").strip()
    if words.isascii() and words.isdigit():
        return min(float(words[:9]), LONGEST_BACK_OFF_SECONDS)
    try:
        date = parsedate_to_datetime(words)
    except (ValueError, TypeError, IndexError):
        return None
    date = date.replace(tzinfo=UTC) if date.tzinfo is None else date
    return min(max(date.timestamp() - now, 0.0), LONGEST_BACK_OFF_SECONDS)


def back_off(every: float, failures: int) -> float:
    """The seconds until a feed is asked again that failed so many times in a row: doubled each time, a day at most."""
    return min(every * 2.0 ** min(failures, 20), max(LONGEST_BACK_OFF_SECONDS, every))


def spread(feed: str, every: float) -> float:
    """A share of a tenth of the interval, the same for a feed each time, so that many feeds aren't asked at once."""
    share = int.from_bytes(hashlib.sha256(feed.encode("utf-8", "replace")).digest()[:4]) / 2**32
    return every / 10 * share
