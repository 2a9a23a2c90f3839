"""An add that is killed, and two at the same time: every report is in the archive once, and readers never wait."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from archives import by_id, write_lines
from onrecord.archive import taking_in
from onrecord.archive.archive import Archive
from onrecord.reader import Reader

REPORTS, BATCH = 40, 8


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several transactions for these few reports."""
    monkeypatch.setattr(taking_in, "_BATCH_REPORTS", BATCH)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.open()


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_lines(tmp_path_factory.mktemp("lines") / "feed.jsonl", REPORTS)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory, lines: Path, reader: Reader) -> dict[str, object]:
    """What an archive holds that was filled without a break, and how long that took."""
    # The first run warms the reader up, the second is timed.
    for number in range(2):
        path = tmp_path_factory.mktemp("whole") / f"{number}.db"
        start = time.monotonic()
        add(str(path), lines, reader)
        spent = time.monotonic() - start
    with Archive(path) as archive:
        return {"records": by_id(list(archive.records())), "stories": stories_of(archive), "seconds": spent}


def add(url: str, path: Path, reader: Reader) -> None:
    with Archive(url) as archive:
        archive._reader = reader
        archive.add(path)


def stories_of(archive: Archive) -> list[tuple[str, int]]:
    return sorted((line.id, line.reports) for line in archive.stories(least=1))


def in_a_process(work: Callable[[], None]) -> int:
    """Do work in a forked process, which has the model loaded; gives its id."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:
            os._exit(1)
        os._exit(0)
    return child


def check_whole(url: str, expected: dict[str, object], reader: Reader) -> None:
    with Archive(url) as archive:
        assert by_id(list(archive.records())) == expected["records"]
        assert stories_of(archive) == expected["stories"]
        assert archive.check().problems == []


def kill_and_finish(url: str, lines: Path, reader: Reader, expected: dict[str, object], chance: random.Random) -> bool:
    """Kill an add at a random moment, look whether what is there is whole, and add again; whether the kill struck."""
    child = in_a_process(lambda: add(url, lines, reader))
    seconds = expected["seconds"]
    assert isinstance(seconds, float)
    time.sleep(chance.uniform(0, seconds))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with Archive(url) as archive:
        whole = expected["records"]
        assert isinstance(whole, dict)
        there = by_id(list(archive.records()))
        assert there.items() <= whole.items()
        problems = [problem for problem in archive.check().problems if "not sorted into stories yet" not in problem]
        assert problems == []
    add(url, lines, reader)
    check_whole(url, expected, reader)
    return os.WIFSIGNALED(status)


@pytest.mark.parametrize("seed", range(5))
def test_an_add_killed_at_any_moment_and_run_again_has_every_report_once(
    seed: int, archive_url: str, lines: Path, reader: Reader, expected: dict[str, object]
) -> None:
    kill_and_finish(archive_url, lines, reader, expected, random.Random(seed))


@pytest.mark.slow
def test_killed_at_fifty_random_moments(
    tmp_path: Path, lines: Path, reader: Reader, expected: dict[str, object]
) -> None:
    chance = random.Random(50)
    struck = tries = 0
    # A kill that came when all was done is none.
    while struck < 50:
        tries += 1
        assert tries < 200
        struck += kill_and_finish(str(tmp_path / f"{tries}.db"), lines, reader, expected, chance)


@pytest.fixture
def look(archive_url: str) -> Iterator[Callable[[], None]]:
    """A function that looks into the archive as a reader does."""
    with Archive(archive_url) as archive:

        def look() -> None:
            count = len(archive.list())
            assert len(archive.find("envoy", limit=5)) in (0, 5) or count < 5

        yield look


def test_two_adds_at_once_both_finish_and_readers_never_wait(
    archive_url: str, lines: Path, reader: Reader, expected: dict[str, object], look: Callable[[], None]
) -> None:
    children = {in_a_process(lambda: add(archive_url, lines, reader)) for _ in range(2)}
    looks = 0
    statuses = []
    while children:
        look()
        looks += 1
        child, status = os.waitpid(-1, os.WNOHANG)
        if child in children:
            children.remove(child)
            statuses.append(os.waitstatus_to_exitcode(status))
    assert statuses == [0, 0]
    # A reader that waited until an add let go of the archive would look about once for each batch of the two.
    assert looks > 4 * REPORTS / BATCH
    check_whole(archive_url, expected, reader)


def test_a_reader_sees_the_archive_while_somebody_writes(archive_url: str, lines: Path, reader: Reader) -> None:
    add(archive_url, lines, reader)
    with Archive(archive_url) as archive, Archive(archive_url) as writer:

        def look_while_writing(connection: object) -> int:
            from sqlalchemy import text

            connection.execute(text("UPDATE reports SET outlet = 'changed'"))  # type: ignore[attr-defined]
            lines = archive.list()
            assert {line.outlet for line in lines} == {None}
            return len(lines)

        assert writer._database.write(look_while_writing) == REPORTS
        assert {line.outlet for line in archive.list()} == {"changed"}
