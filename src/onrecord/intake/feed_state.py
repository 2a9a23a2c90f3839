"""What `watch` remembers of each feed between two runs: a small protocol, and a JSON file that keeps it."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import IO, Any, Protocol

from onrecord.errors import WrongFeedState

SCHEMA = "onrecord-feeds/1"


class FeedState(Protocol):
    """Keeps a JSON object by a feed's address; what was kept is there after a stop at any moment."""

    def watch_state(self, feed: str) -> dict[str, Any] | None:
        """What is remembered of a feed; None for a new one."""
        ...

    def keep_watch_state(self, feed: str, state: dict[str, Any]) -> None:
        """Remember it, in place of what was remembered before."""
        ...


class JsonFeedState:
    """The state of all feeds in one JSON file, which is written anew and put in place at once.

    Raises WrongFeedState where the file is no such state, can't be written, or is used by another watch.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = self._locked()
        self._feeds = self._read()

    def close(self) -> None:
        """Let another watch use the file."""
        if self._lock is not None:
            self._lock.close()

    def watch_state(self, feed: str) -> dict[str, Any] | None:
        """What is remembered of a feed; None for a new one."""
        return self._feeds.get(feed)

    def keep_watch_state(self, feed: str, state: dict[str, Any]) -> None:
        """Remember it. Raises WrongFeedState where the file can't be written."""
        self._feeds[feed] = state
        whole = json.dumps({"schema": SCHEMA, "feeds": self._feeds}, ensure_ascii=False, indent=1, sort_keys=True)
        new = self.path.with_name(self.path.name + ".new")
        try:
            with open(new, "w", encoding="utf-8", errors="backslashreplace") as file:
                file.write(whole + "\n")
                file.flush()
                os.fsync(file.fileno())
            os.replace(new, self.path)
        except OSError as error:
            with contextlib.suppress(OSError):
                new.unlink()
            raise self._unwritable(error) from error

    def _read(self) -> dict[str, dict[str, Any]]:
        try:
            words = self.path.read_text("utf-8")
        except FileNotFoundError:
            return {}
        except (OSError, UnicodeDecodeError) as error:
            raise self._no_state() from error
        try:
            whole = json.loads(words)
        except (ValueError, RecursionError) as error:
            raise self._no_state() from error
        feeds = whole.get("feeds") if isinstance(whole, dict) and whole.get("schema") == SCHEMA else None
        if not isinstance(feeds, dict) or not all(isinstance(state, dict) for state in feeds.values()):
            raise self._no_state()
        return feeds

    def _locked(self) -> IO[str] | None:
        """A lock beside the file, for the file itself is another one each time that it is written."""
        try:
            lock = open(self.path.with_name(self.path.name + ".lock"), "w")  # noqa: SIM115 (held until close)
        except OSError as error:
            raise self._unwritable(error) from error
        try:
            import fcntl
        except ImportError:
            return lock
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            lock.close()
            raise WrongFeedState(
                f"{self.path} is used by another onrecord watch; end that one, or give another --state."
            ) from error
        return lock

    def _no_state(self) -> WrongFeedState:
        return WrongFeedState(f"{self.path} is no state of onrecord watch; give another --state, or move it away.")

    def _unwritable(self, error: OSError) -> WrongFeedState:
        return WrongFeedState(
            f"{self.path} can't be written ({error.strerror or error}); make room, or give another --state."
        )
