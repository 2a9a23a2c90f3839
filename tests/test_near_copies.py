"""Near copies are found among many reports, and what is only about the same is not."""

from __future__ import annotations

import random

from onrecord.stories.near_copies import CopyIndex

TEXT = (
    "The harbour of Eland was closed on Monday after a crane fell across the northern quay, the port office said. Two"
    " dockers were taken to hospital. The office said that ships would be sent to Marholm until the quay was clear,"
    " which could take a week. The crane had last been looked over in March, according to the labour inspectorate."
)
OTHER = (
    "Dockers in Eland went on strike on Tuesday over the fall of a crane on the northern quay. Their union said that"
    " the port office had been warned of rust. The labour inspectorate has begun an inquiry."
)


def test_a_copy_with_another_frame_and_a_cut_is_found() -> None:
    index = CopyIndex()
    assert index.add_text("wire", TEXT) == []
    cut = "Eland Echo | News\n\n" + TEXT.replace("Monday", "5 May").rsplit(". ", 1)[0] + "."
    assert index.add_text("copy", cut) == ["wire"]


def test_a_report_of_the_same_in_other_words_is_no_near_copy() -> None:
    index = CopyIndex()
    index.add_text("wire", TEXT)
    assert index.add_text("own", OTHER) == []


def test_case_and_punctuation_make_no_difference() -> None:
    index = CopyIndex()
    index.add_text("wire", TEXT)
    assert index.add_text("shouted", TEXT.upper().replace(",", " –")) == ["wire"]


def test_the_state_can_be_kept_and_is_small() -> None:
    index = CopyIndex()
    index.add_text("wire", TEXT)
    again = CopyIndex.restore(index.state())
    assert again.add_text("copy", TEXT + " More follows.") == ["wire"]
    assert len(index.state()[0][1]) == 504


def test_empty_texts_are_no_copies_of_each_other() -> None:
    index = CopyIndex()
    assert index.add_text("a", "...") == []
    assert index.add_text("b", "---") == []


def test_one_copy_is_found_among_many_reports() -> None:
    chance = random.Random(3)
    words = [f"w{number}" for number in range(3000)]
    index = CopyIndex()
    for number in range(300):
        index.add_text(f"r{number}", " ".join(chance.choices(words, k=120)))
    index.add_text("wire", TEXT)
    assert index.add_text("copy", TEXT.replace("Two", "Three")) == ["wire"]
