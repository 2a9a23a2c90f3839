"""Whose word stands behind what reporters tell in their own words, and who made a report from which by its sources."""

from __future__ import annotations

import pytest

from onrecord.intake.plain import report_from_text
from onrecord.reader import Reader
from onrecord.stories.circle import Circle
from onrecord.stories.outlets import House, media_key
from onrecord.stories.sources import SourceReader
from onrecord.stories.voices import main_voice, speaking
from story_reading import Told, tell

QUILL = """Dike breaks at Morna

MORNA, May 3 (Quill) - The dike at Morna broke on Sunday night and water ran into 80 houses, dike warden Ole Brandt told
Quill.

The breach is 40 metres wide, Brandt said. "We heard it crack at 11:20 p.m., and then the field was gone," he said.

Three cows drowned, according to the dike office. The mayor's office said schools would stay shut until Thursday.

Brandt said that a mole had dug under the wall for years. The dike was built in 1911.
"""
HERALD = """Wall of water swallows 80 homes

By Herald staff

Eighty homes stood under water after the dike at Morna gave way on Sunday night. The gap is 40 metres wide.

"We heard it crack at 11:20 p.m., and then the field was gone," said warden Ole Brandt.

A mole is to blame: it had dug under the wall for years. Three cows were lost.
"""
RADIO = """Voices from the meadow

Radio Fenn, 4 May

Lisa Holm was milking when the dike broke behind her barn. "I saw the lamps go out, one house after another," the farmer
told Radio Fenn. "It was half past ten."

Her neighbour Karl Dunn says that the sluice keeper had phoned him an hour before.

Schools are shut until Thursday.
"""
DIGEST = """The week in short

The Karsk Post

Quill reported that the dike at Morna broke. The insurer Fenn Mutual said it expected 200 claims. Minister Ada Rook said
on Tuesday that the state would pay. Bishop Nils Oster said that bells would ring on Friday.
"""


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.open()


@pytest.fixture(scope="module")
def dike(reader: Reader) -> Told:
    return tell(
        reader,
        quill=(QUILL, "2026-05-04T06:00", "Quill"),
        herald=(HERALD, "2026-05-04T11:00", "The Herald"),
        radio=(RADIO, "2026-05-04T12:00", "Radio Fenn"),
        post=(DIGEST, "2026-05-06T08:00", "The Karsk Post"),
    )


def _reader_of(reader: Reader, text: str) -> SourceReader:
    record = next(reader.records([report_from_text(text)]))
    circle = Circle({media_key("Vale Radio"): "Vale Radio"}, reader.codebook)
    circle.learn(record)
    return SourceReader(0, record, House("Vale Radio", None), circle)


def _voice(reader: Reader, text: str, words: str) -> str | None:
    source = _reader_of(reader, text)
    at = text.index(words)
    root = speaking(source, (at, at + len(words)))
    return root.name if root is not None else None


def test_who_is_credited_goes_on_to_the_end_of_the_paragraph(reader: Reader) -> None:
    text = "The zoo is shut until May, director Ada Holm said. The keepers are on leave.\n\nTwo storks came back.\n"
    assert _voice(reader, text, "The keepers are on leave") == "Ada Holm"
    assert _voice(reader, text, "Two storks came back") is None


def test_a_paragraph_of_two_speakers_goes_on_with_neither(reader: Reader) -> None:
    text = "The zoo is shut, director Ada Holm said. It was cold, Mayor Ivo Brand said. The keepers are on leave.\n"
    assert _voice(reader, text, "The keepers are on leave") is None


def test_the_lead_rests_on_who_is_credited_behind_it(reader: Reader) -> None:
    text = (
        'Four snakes have left the zoo of Fenn by the front gate.\n\n"I counted them twice," director Ada Holm said.\n'
    )
    assert _voice(reader, text, "Four snakes have left") == "Ada Holm"


def test_who_has_no_name_vouches_for_no_more_than_he_is_credited_with(reader: Reader) -> None:
    text = "The zoo is shut until May, an official said. The keepers are on leave.\n\nTwo storks came back.\n"
    assert _voice(reader, text, "The keepers are on leave") is None


def test_who_puts_a_number_on_it_is_its_source(reader: Reader) -> None:
    text = "It rained for a week.\n\nThe fire brigade puts the loss at 40 barns.\n\nNobody was hurt, Ada Holm said.\n"
    assert _voice(reader, text, "The fire brigade puts the loss at 40 barns") == "fire brigade"


def test_who_did_not_answer_has_said_nothing(reader: Reader) -> None:
    text = "The brewery did not answer our questions. The flags are at half mast.\n"
    assert _voice(reader, text, "The flags are at half mast") is None


def test_what_a_report_takes_for_known_is_told_by_its_first_voice(reader: Reader) -> None:
    text = "Lisa Holm was milking when the dike broke.\n\nThe lamps went out, the farmer Lisa Holm said.\n"
    source = _reader_of(reader, text)
    root = main_voice(source, (0, 10))
    assert root is not None
    assert root.name == "Lisa Holm"


def test_a_report_without_a_source_of_its_own_is_a_rewrite(dike: Told) -> None:
    assert dike.parent("herald") == ("quill", "rewrite")


def test_a_report_that_cites_another_beside_its_own_sources_takes_a_passage_at_most(dike: Told) -> None:
    assert dike.parent("post")[1] in ("partial_reuse", "independent")
    assert dike.parent("radio") == (None, "independent")


def test_a_rewrite_in_quite_other_words_tells_the_same_claim(dike: Told) -> None:
    told = {dike.names[telling.report] for telling in dike.claim("a mole had dug under the wall").told_by}
    assert {"quill", "herald"} <= told


def test_what_a_reporter_tells_in_his_own_words_adds_no_origin_to_an_office_s(dike: Told) -> None:
    claim = dike.claim("Schools are shut until Thursday")
    assert claim.origin_count == 1
    assert {dike.names[report] for report in claim.origins[0].reports} >= {"quill", "radio"}


def test_the_hour_of_the_happening_is_found_in_any_words(dike: Told) -> None:
    found = [one for one in dike.story.contradictions if one.code == "date"]
    assert [sorted(value.value for value in one.values) for one in found] == [["11:20 p.m.", "half past ten"]]
    assert found[0].message.startswith("The times of day differ")


def test_one_value_in_two_forms_is_told_once(reader: Reader) -> None:
    herald = HERALD.replace("at 11:20 p.m.", "at twenty past eleven")
    told = tell(
        reader,
        quill=(QUILL, "2026-05-04T06:00", "Quill"),
        herald=(herald, "2026-05-04T11:00", "The Herald"),
        radio=(RADIO, "2026-05-04T12:00", "Radio Fenn"),
    )
    found = next(one for one in told.story.contradictions if one.code == "date")
    values = {value.value: {told.names[report] for report in value.reports} for value in found.values}
    assert values == {"11:20 p.m.": {"quill", "herald"}, "half past ten": {"radio"}}


def test_what_no_group_claimed_tells_nothing_by_itself(reader: Reader) -> None:
    text = "MORNA, May 3 (Quill) - Masked men blew up the dike at Morna on Sunday, police said.\n\n{}\n"
    none = "No group claimed the attack on the dike."
    told = tell(
        reader,
        a=(text.format(none), "2026-05-04T06:00", "Quill"),
        b=(text.format(none + " Two ducks drowned."), "2026-05-04T09:00", "The Herald"),
    )
    assert not any(claim.says == "The attack on the dike" for claim in told.story.claims)
