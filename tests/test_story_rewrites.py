"""What rewrites and updates tell, whose word a source that is introduced speaks, and at what hour it happened."""

from __future__ import annotations

import pytest

from onrecord.reader import Reader
from story_reading import Told, tell

QUILL = """Roof of swimming hall falls in, seven hurt

LORNE, March 2 (Quill) - The roof of the swimming hall of Lorne fell in at 6:40 a.m. on Monday and hurt seven swimmers,
the town's fire brigade said.

Fire chief Greta Amsel said snow had lain a metre high on the roof. "We are lucky that the school class came late,"
Amsel said.

A builder who worked on the hall told Quill that rust in the girders had been reported to the town in autumn. He spoke
on condition of anonymity because he feared for his job.

The town, which owns the hall, did not answer questions.
"""
UPDATE = (
    QUILL.replace("Roof of", "UPDATE 1-Roof of")
    .replace("LORNE, March", "(Adds chamber, prosecutor)\n\nLORNE, March")
    .replace(
        "The town, which owns the hall, did not answer questions.",
        "The Chamber of Builders said it had warned the town of flat roofs in 2019.\n\nProsecutors opened an inquiry.",
    )
)
TABLOID = """Splash of horror!

A rotten roof crashed on early birds in the pool of sleepy Lorne and left seven swimmers in bandages.

"We are lucky that the school class came late," shuddered fire chief Greta Amsel. The snow was a metre high up there.

And the town hall bosses were told of the rust in the girders in autumn!
"""
VOICE = """The whistle that nobody heard

By Nils Farrow, The Lorne Voice

Cashier Rosa Lindt was counting coins when the glass began to sing. "It was seven o'clock, I had just heard the bell,"
she says.

A clerk of the building office said the girders had been painted in May. Olaf Brink, who swims every day, pulled two
women out of the water. "I saw the sky," said Brink. The clerk said that the hall had cost nine million crowns.
"""


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.open()


@pytest.fixture(scope="module")
def hall(reader: Reader) -> Told:
    return tell(
        reader,
        quill=(QUILL, "2026-03-02T08:00", "Quill"),
        update=(UPDATE, "2026-03-02T15:00", "Quill"),
        tabloid=(TABLOID, "2026-03-03T06:00", "The Daily Splash"),
        voice=(VOICE, "2026-03-03T07:00", "The Lorne Voice"),
    )


def test_who_comes_in_with_an_update_is_no_origin_of_what_it_said_before(hall: Told) -> None:
    rust = hall.claim("rust in the girders")
    assert [origin.name for origin in rust.origins] == ["builder"]


def test_who_does_not_answer_tells_no_claim(hall: Told) -> None:
    words = [claim.says for claim in hall.story.claims]
    assert not any("did not answer" in says for says in words)


def test_a_tabloid_with_nobody_s_word_but_the_dispatch_s_is_its_rewrite(hall: Told) -> None:
    assert hall.parent("tabloid") == ("quill", "rewrite")
    assert hall.parent("voice") == (None, "independent")


def test_the_clerk_is_the_one_who_was_introduced_not_who_was_named_last(hall: Told) -> None:
    assert [origin.name for origin in hall.claim("nine million crowns").origins] == ["clerk of the building office"]


def test_the_hour_of_the_happening_is_one_detail_in_whatever_words(hall: Told) -> None:
    found = next(one for one in hall.story.contradictions if one.code == "date")
    values = {value.value: {hall.names[report] for report in value.reports} for value in found.values}
    assert {"6:40 a.m.", "seven o'clock"} <= {value.removeprefix("about ") for value in values}
    assert {"voice"} in values.values()
