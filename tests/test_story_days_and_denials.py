"""Days that differ, what there was none of, and who only mentions what happened while asking for something."""

from __future__ import annotations

import pytest

from onrecord.reader import Reader
from story_reading import Told, tell

QUILL = """Bridge at Orm gives way, four dead

ORM, May 12 (Quill) - A bridge at the town of Orm collapsed on Monday evening and killed four people, Mayor Ada Rusk
said.

An earthquake had shaken the pillars of the bridge, the road office said in a statement.

The repair contract was signed on 4 March and runs until 2031, Rusk said.
"""
RADIO = """The night the bridge went

Radio Fenn

Ferryman Karl Dunn saw the lamps go out one by one. The bridge at Orm collapsed on Sunday evening and killed four
people, Dunn told Radio Fenn.

The observatory in Tarn said it had recorded no earthquake at the bridge of Orm.

The repair contract was signed on 9 March, according to the town's register.
"""
LEFT = """Party wants minister to go

TARN, May 13 (Harbour News) - The Green Front demanded the resignation of Transport Minister Nils Oster on Wednesday,
two days after the bridge at Orm collapsed and killed four people.
"""


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.open()


@pytest.fixture(scope="module")
def bridge(reader: Reader) -> Told:
    return tell(
        reader,
        quill=(QUILL, "2026-05-12T08:00", "Quill"),
        radio=(RADIO, "2026-05-12T12:00", "Radio Fenn"),
        left=(LEFT, "2026-05-13T10:00", "Harbour News"),
    )


def _values(told: Told, code: str) -> list[dict[str, set[str]]]:
    return [
        {value.value: {told.names[report] for report in value.reports} for value in found.values}
        for found in told.story.contradictions
        if found.code == code
    ]


def test_the_evening_of_another_day_is_another_day(bridge: Told) -> None:
    assert {"Monday": {"quill"}, "Sunday": {"radio"}} in _values(bridge, "date")


def test_days_are_told_apart_whatever_the_reader_took_the_deed_for(bridge: Told) -> None:
    assert {"2026-03-04": {"quill"}, "2026-03-09": {"radio"}} in _values(bridge, "date")


def test_that_there_was_none_of_it_denies_it(bridge: Told) -> None:
    assert {"denied": {"radio"}, "happened": {"quill"}} in _values(bridge, "factuality")


def test_who_demands_something_after_a_happening_is_no_source_of_it(bridge: Told) -> None:
    claim = bridge.claim("killed four people")
    assert not any("Green Front" in origin.name for origin in claim.origins)
    assert not any("left" in reports for values in _values(bridge, "date") for reports in values.values())


MILLS = """Bran closes mills

TARN, June 2 (Quill) - The flour maker Bran will close two of its five mills, manager Ada Holm said on Tuesday.

The interior ministry said it knew nothing of threats. Four drivers were beaten at the gate shortly before, ministry
spokesman Ivo Kern said.
"""
VALLEY = """Whose mill is next?

The Valley Voice

Three mills will close, said Karl Dunn, who speaks for the millers of Bran. "It was just before six when the letter
came," he said.
"""


@pytest.fixture(scope="module")
def mills(reader: Reader) -> Told:
    return tell(
        reader,
        quill=(MILLS, "2026-06-02T08:00", "Quill"),
        valley=(VALLEY, "2026-06-02T12:00", "The Valley Voice"),
    )


def test_a_part_is_compared_with_a_part_not_with_the_whole(mills: Told) -> None:
    assert {"2": {"quill"}, "3": {"valley"}} in _values(mills, "number")
    assert not any("5" in values for values in _values(mills, "number"))


def test_a_ministry_s_spokesman_speaks_for_the_ministry_that_was_named(mills: Told) -> None:
    assert [origin.name for origin in mills.claim("Four drivers").origins] == ["interior ministry"]
