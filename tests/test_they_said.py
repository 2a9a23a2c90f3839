"""Who "they" are that speak behind what they say: not those who are told of in it."""

from __future__ import annotations

import pytest

from onrecord.intake.plain import report_from_text
from onrecord.reader import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.open()


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Police said two boats had sunk. Fishermen had thrown flares at a patrol, they said.", "Police"),
        ("Rescuers found two boats on Monday, officials said. The hikers had left the path, they said.", "officials"),
        ("The hikers left the path. They said they had been lost.", "hikers"),
    ],
)
def test_they_are_not_whom_their_words_tell_of(reader: Reader, text: str, speaker: str) -> None:
    [record] = reader.records([report_from_text(text)])
    names = {actor.id: actor.name for actor in record.actors}
    last = max(record.statements, key=lambda statement: statement.cue[0])
    assert [names[actor] for actor in last.source_actors] == [speaker]


def test_nobody_is_chosen_where_only_those_told_of_are_named(reader: Reader) -> None:
    [record] = reader.records([report_from_text("The hikers left the path, they said.")])
    assert record.statements[0].source_actors == []
