"""The database: opened by address, its errors in one sentence each, and writing that waits its turn."""

from __future__ import annotations

import os
import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, NoSuchModuleError

from onrecord.errors import ArchiveBusy, ArchiveDamaged, ArchiveError, ArchiveUnwritable, NoArchive

DEFAULT_ARCHIVE = "onrecord.db"
# SQLite waits so long for another writer by itself; then we try again, up to the second figure.
_BUSY_MILLISECONDS = 20_000
_PATIENCE_SECONDS = 300.0
_MOST_CLASHES = 5
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.]*://")
# Where another writer was first, in both databases' words.
_TAKE_TURNS = ("database is locked", "database table is locked", "deadlock detected", "could not serialize access")


def archive_url(given: str | os.PathLike[str]) -> URL:
    """The address of an archive: a path is a SQLite file. Raises NoArchive for what is neither."""
    words = os.fspath(given)
    if not _SCHEME.match(words):
        return URL.create("sqlite", database=words)
    try:
        url = make_url(words)
        kind = url.get_backend_name()
        # "postgresql://" means the driver that we have.
        if kind in ("postgresql", "postgres"):
            url = url.set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError, NoSuchModuleError) as error:
        raise _no_address(words) from error
    if kind not in ("sqlite", "postgresql", "postgres") or (kind == "sqlite" and not url.database):
        raise _no_address(words)
    return url


def _no_address(words: str) -> NoArchive:
    shown = re.sub(r"//[^@/]*@", "//…@", words)
    return NoArchive(
        f"{shown} is no address of an archive; give a file's path, or postgresql+psycopg://user@host/database."
    )


class Database:
    """An open database. `shown` is its address without a password."""

    def __init__(self, url: URL, *, must_exist: bool = False) -> None:
        self.url = url
        self.is_sqlite = url.get_backend_name() == "sqlite"
        self.shown = str(url.database) if self.is_sqlite else url.render_as_string(hide_password=True)
        self.read_only = False
        self.engine = self._sqlite(must_exist) if self.is_sqlite else self._postgresql()

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()

    # -- opening ---------------------------------------------------------------------------------------------------

    def _sqlite(self, must_exist: bool) -> Engine:
        path = Path(str(self.url.database))
        if not path.exists():
            if must_exist:
                raise NoArchive(f"There is no archive {self.shown}; make one with onrecord add, or give --archive.")
            if not path.parent.is_dir():
                raise NoArchive(f"There is no folder {path.parent} for the archive; make it first, or give another.")
            if not os.access(path.parent, os.W_OK):
                raise _unwritable(self.shown)
        elif path.is_dir():
            raise NoArchive(f"{self.shown} is a folder; give the archive's file, as in {path / DEFAULT_ARCHIVE}.")
        else:
            self.read_only = not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
        # A file that nobody can write to is read without the files that writers and readers share.
        options = "mode=ro&immutable=1" if self.read_only else "mode=rwc"
        address = f"{path.absolute().as_uri()}?{options}"

        def connect() -> sqlite3.Connection:
            # Transactions are begun by us (below), so that a writer takes its turn before it looks.
            return sqlite3.connect(
                address,
                uri=True,
                timeout=_BUSY_MILLISECONDS / 1000,
                isolation_level=None,
                check_same_thread=False,
                cached_statements=512,
            )

        engine = create_engine("sqlite://", creator=connect, poolclass=_pool())
        event.listen(engine, "connect", self._settings)
        event.listen(engine, "begin", _begin)
        return engine

    def _settings(self, connection: sqlite3.Connection, _: object) -> None:
        run = connection.execute
        run(f"PRAGMA busy_timeout={_BUSY_MILLISECONDS}")
        if not self.read_only:
            # Readers and the writer don't wait for each other.
            run("PRAGMA journal_mode=WAL")
            # Pages that are changed again and again go to the file once: every 40 MB, in a large archive (where a batch
            # changes thousands of pages of the indexes) every 200 MB, and at the end.
            pages = run("PRAGMA page_count").fetchone()[0]
            run(f"PRAGMA wal_autocheckpoint={max(10_000, min(50_000, pages // 16))}")
        run("PRAGMA synchronous=NORMAL")
        run("PRAGMA foreign_keys=ON")
        # What is removed is overwritten with zeros.
        run("PRAGMA secure_delete=ON")
        run("PRAGMA temp_store=MEMORY")
        run("PRAGMA cache_size=-262144")
        run("PRAGMA mmap_size=4294967296")

    def _postgresql(self) -> Engine:
        try:
            engine = create_engine(self.url, pool_pre_ping=True)
        except ModuleNotFoundError as error:
            raise NoArchive(
                "An archive in PostgreSQL needs psycopg; install it with: pip install 'onrecord[postgres]'."
            ) from error
        event.listen(engine, "connect", _settings_postgresql)
        return engine

    def must_be_writable(self) -> None:
        """Raises ArchiveUnwritable where nothing can be written, before any work is done in vain."""
        if self.read_only:
            raise _unwritable(self.shown)

    # -- reading and writing ---------------------------------------------------------------------------------------

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the archive, and blocks nobody. Raises ArchiveError."""
        with self.clear_errors(), self.engine.connect() as connection, connection.begin():
            yield connection

    def write[T](self, work: Callable[[Connection], T]) -> T:
        """Do `work` in one transaction: all of it or nothing is kept. Where another writer is first, it waits and tries
        again, so that `work` may be called several times. Raises ArchiveError.
        """
        self.must_be_writable()
        end = time.monotonic() + _PATIENCE_SECONDS
        pause, clashes = 0.02, 0
        while True:
            try:
                with self.engine.connect() as connection:
                    connection = connection.execution_options(onrecord_writes=True)
                    with connection.begin():
                        return work(connection)
            except DBAPIError as error:
                clashes += isinstance(error, IntegrityError)
                if not _take_turns(error) or clashes > _MOST_CLASHES or time.monotonic() > end:
                    raise self._told(error) from error
            time.sleep(pause)
            pause = min(2 * pause, 1.0)

    @contextmanager
    def clear_errors(self) -> Iterator[None]:
        """Errors of the database come out as one sentence each."""
        try:
            yield
        except DBAPIError as error:
            raise self._told(error) from error

    def _told(self, error: DBAPIError) -> ArchiveError:
        """What happened, in a sentence that says what to do."""
        words = " ".join(str(error.orig or error).split())
        return _told_sqlite(self.shown, words) if self.is_sqlite else _told_postgresql(self.shown, words, error.orig)


def _pool() -> Any:
    from sqlalchemy.pool import QueuePool

    return QueuePool


def _settings_postgresql(connection: Any, _: object) -> None:
    # To compile our questions takes longer than to answer them.
    with connection.cursor() as cursor:
        cursor.execute("SET jit = off")
    connection.commit()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("onrecord_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _take_turns(error: DBAPIError) -> bool:
    # Two that add the same report or name at once: the second finds it there when it tries again.
    return isinstance(error, IntegrityError) or _any_of(str(error.orig))


def _unwritable(shown: str) -> ArchiveUnwritable:
    return ArchiveUnwritable(
        f"The archive {shown} can't be written to; check that you may write to it and to its folder, or give another "
        "with --archive."
    )


def _no_room(shown: str) -> ArchiveUnwritable:
    return ArchiveUnwritable(
        f"There is no room left for the archive {shown}; make room and run the same command again: what was added "
        "before is kept."
    )


def _told_sqlite(shown: str, words: str) -> ArchiveError:
    if "is full" in words or "disk I/O error" in words:
        return _no_room(shown)
    if "readonly" in words or "unable to open" in words or "attempt to write" in words:
        return _unwritable(shown)
    if "not a database" in words:
        return NoArchive(f"{shown} is no archive of onrecord; give another file with --archive.")
    if "malformed" in words:
        return ArchiveDamaged(
            f"The archive {shown} is damaged; run onrecord check to see what, and go back to a copy of it."
        )
    if "locked" in words:
        return ArchiveBusy(f"Another program writes to the archive {shown} and does not end; try again when it has.")
    return ArchiveError(f"The archive {shown} fails ({words}); run onrecord check, and tell us if it finds nothing.")


def _told_postgresql(shown: str, words: str, original: BaseException | None) -> ArchiveError:
    state = getattr(original, "sqlstate", None) or ""
    if state.startswith("53") or "No space left" in words:
        return _no_room(shown)
    if state in ("42501", "25006"):
        return ArchiveUnwritable(f"The archive {shown} can't be written to ({words}); ask for the right to.")
    if not state or state.startswith(("08", "28", "3D", "57")):
        return NoArchive(
            f"The archive {shown} can't be reached ({words[:200]}); check the address and the user, and that the "
            "server runs."
        )
    if _any_of(words):
        return ArchiveBusy(f"Other programs write to the archive {shown} and don't end; try again when they have.")
    return ArchiveError(f"The archive {shown} fails ({words[:300]}); run onrecord check, and tell us.")


def _any_of(words: str) -> bool:
    return any(part in words for part in _TAKE_TURNS)
