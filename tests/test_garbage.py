"""Python's search for garbage waits while a question is answered, so that no answer takes its time."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from archives import made_report
from onrecord.archive.archive import Archive
from onrecord.garbage import search_waits
from onrecord.measure.archived import gather_archive
from onrecord.measure.dyads import REAL, count
from onrecord.measure.sides import side_of
from onrecord.reader import Reader


@contextmanager
def searches() -> Iterator[list[int]]:
    """The generations that are searched while this is open; one is searched as soon as anything is made."""
    found: list[int] = []

    def note(phase: str, about: dict[str, int]) -> None:
        if phase == "start":
            found.append(about["generation"])

    thresholds = gc.get_threshold()
    gc.callbacks.append(note)
    gc.set_threshold(1, 1, 1)
    try:
        yield found
    finally:
        gc.set_threshold(*thresholds)
        gc.callbacks.remove(note)


def test_no_search_while_a_dyad_is_counted_or_words_are_found(remembering: Reader, tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db") as archive:
        archive._reader = remembering
        archive.add_reports([made_report("talks"), made_report("again"), made_report("threat")])
        sides = side_of("NOR"), side_of("CHL")
        # With a search at each new object hundreds would be seen; what is left are those between the parts.
        with searches() as during:
            found = gather_archive(archive, sides, REAL)
            counted = count(found, sides, "day")
            hits = archive.find("quota")
        assert counted.directions[0].counts.total
        assert hits
        assert len(during) < 60, len(during)


def test_the_search_goes_on_as_it_was_before() -> None:
    with search_waits():
        assert not gc.isenabled()
        with search_waits():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(KeyError), search_waits():
        raise KeyError
    assert gc.isenabled()
    gc.disable()
    try:
        with search_waits():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
