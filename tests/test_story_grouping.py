"""Reports are grouped into stories by words, names and time, whatever the order in which they come."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import permutations

import pytest

from onrecord.record import Record
from onrecord.stories.grouping import StoryIndex

FERRY = [
    "Ferry runs aground off Gotland\n\nVISBY, May 3 - The ferry Vesterhav ran aground off Gotland with 212 passengers"
    " on board, the Swedish coast guard said. Nobody was hurt.",
    "Passengers taken off stranded ferry\n\nAll 212 passengers of the ferry Vesterhav, which had run aground near"
    " Gotland, were taken to Visby by boat, the coast guard said.",
    "The captain of the Vesterhav told police that the rudder had failed before the ferry ran aground off Gotland.",
]
OTHER_FERRY = [
    "Ferry runs aground off Crete\n\nHERAKLION, May 3 - The ferry Minoa ran aground off Crete with 95 passengers"
    " on board, the Greek coast guard said. Nobody was hurt.",
    "The Greek coast guard said that the passengers of the ferry Minoa, aground off Crete, were safe in Heraklion.",
]
BANK = ["The central bank of Norway raised its key rate by a quarter point to 4.75 percent, and the crown rose."]


def _stories(records: list[Record]) -> list[list[str]]:
    index = StoryIndex()
    for record in records:
        index.add(record)
    return index.stories()


@pytest.fixture(scope="module")
def records(read: Callable[..., Record]) -> list[Record]:
    return [read(text) for text in [*FERRY, *OTHER_FERRY, *BANK]]


def test_two_happenings_of_one_kind_are_two_stories(records: list[Record]) -> None:
    ids = [record.report.id for record in records]
    assert _stories(records) == sorted([sorted(ids[:3]), sorted(ids[3:5]), ids[5:]])


def test_any_order_gives_the_same_stories(records: list[Record]) -> None:
    assert len({json.dumps(_stories(list(order))) for order in permutations(records[:5])}) == 1


def test_a_later_report_can_join_two_stories_or_part_them(records: list[Record]) -> None:
    index = StoryIndex()
    for record in records:
        index.add(record)
        index.stories()
    assert index.stories() == _stories(records)
    assert index.story_of(records[0].report.id) == sorted(record.report.id for record in records[:3])


def test_the_state_of_an_index_can_be_kept_as_json(records: list[Record]) -> None:
    index = StoryIndex()
    for record in records[:4]:
        index.add(record)
    again = StoryIndex.restore(json.loads(json.dumps(index.state())))
    again.add(records[4])
    again.add(records[5])
    assert again.stories() == _stories(records)


def test_a_report_given_twice_is_taken_once(records: list[Record]) -> None:
    index = StoryIndex()
    assert index.add(records[0])
    assert not index.add(records[0])
    assert index.stories() == [[records[0].report.id]]


def test_the_same_words_half_a_year_later_are_another_story(read: Callable[..., Record]) -> None:
    first = read(FERRY[0], published="2026-05-03")
    assert len(_stories([first, read(FERRY[1], published="2026-05-05")])) == 1
    assert len(_stories([first, read(FERRY[1], published="2026-11-05")])) == 2
    assert len(_stories([first, read(FERRY[1])])) == 1, "a report without a date is near to all"


def test_names_tell_more_than_other_words(records: list[Record]) -> None:
    index = StoryIndex()
    for record in records:
        index.add(record)
    assert {"vesterhav", "gotland", "ferry"} <= set(index.top_words([record.report.id for record in records[:3]], 5))


def test_a_report_without_words_is_a_story_of_its_own(read: Callable[..., Record], records: list[Record]) -> None:
    empty = read("...")
    assert [empty.report.id] in _stories([empty, *records])
