"""Reports of one story tell the same in other words, and name one source in other ways."""

from __future__ import annotations

import pytest

from onrecord.reader import Reader
from onrecord.stories.story import Claim
from story_reading import Told, tell

WIRE = """KARSK, May 2 (Quill) - Eleven miners were rescued from a pit near Karsk on Saturday, the mining office said.

The roof gave way at 4:10 a.m., spokesman Ivo Brand told Quill. The men had been below ground for 19 hours, he said.
"""
OTHER = """NORBY, May 2 (Amber) - Police in Karsk said on Saturday that 13 miners had been pulled from the pit.

"It was half past five when the roof collapsed," said shift leader Tom Hall, who got out by himself.

The rescue lasted 26 hours, according to police.
"""


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.open()


@pytest.fixture(scope="module")
def pit(reader: Reader) -> Told:
    return tell(reader, wire=(WIRE, "2026-05-02T08:00", "Quill"), other=(OTHER, "2026-05-02T19:00", "Amber"))


def _values(told: Told, code: str) -> list[dict[str, set[str]]]:
    return [
        {value.value: {told.names[report] for report in value.reports} for value in found.values}
        for found in told.story.contradictions
        if found.code == code
    ]


def _with_words(told: Told, words: str) -> list[Claim]:
    texts = {record.report.id: record.report.text for record in told.records}
    return [
        claim
        for claim in told.story.claims
        if any(words in texts[telling.report][slice(*telling.span)] for telling in claim.told_by)
    ]


def test_how_many_were_saved_contradicts_in_quite_other_words(pit: Told) -> None:
    assert {"11": {"wire"}, "13": {"other"}} in _values(pit, "number")


def test_times_of_day_in_words_and_figures_contradict(pit: Told) -> None:
    assert _values(pit, "date") == [{"4:10 a.m.": {"wire"}, "half past five": {"other"}}]


def test_a_spokesman_without_his_office_speaks_for_the_one_before(pit: Told) -> None:
    origins = {
        origin.name for claim in pit.story.claims for origin in claim.origins if pit.names[origin.reports[0]] == "wire"
    }
    assert origins == {"mining office"}


def test_two_reports_that_say_it_in_other_words_are_two_origins_of_one_claim(reader: Reader) -> None:
    first = "KARSK, May 2 (Quill) - Four sailors are missing after the ferry sank off Karsk, the coastguard said."
    second = "NORBY, May 2 (Amber) - Shipowner Olaf Stern said that four of the ferry's crew were unaccounted for."
    told = tell(reader, a=(first, "2026-05-02T08:00", "Quill"), b=(second, "2026-05-02T09:00", "Amber"))
    (claim,) = _with_words(told, "unaccounted for")
    assert {told.names[telling.report] for telling in claim.told_by} == {"a", "b"}
    assert claim.origin_count == 2


def test_a_detail_names_its_claim(reader: Reader) -> None:
    first = (
        "KARSK, May 2 (Quill) - A coach with 31 people on board fell into the Orla on Saturday and nine of them died,"
        " police said."
    )
    second = (
        "KARSK, May 2 (Amber) - Nine people died when a coach fell into the river Orla on Saturday, the mayor said.\n\n"
        "There were 34 people on board, said driver Tom Hall."
    )
    told = tell(reader, a=(first, "2026-05-02T08:00", "Quill"), b=(second, "2026-05-02T09:00", "Amber"))
    assert {"31": {"a"}, "34": {"b"}} in _values(told, "number")
    ids = {claim.id for claim in told.story.claims}
    details = [claim for claim in told.story.claims if claim.detail_of]
    assert details
    assert all(claim.detail_of in ids and claim.detail_of != claim.id for claim in details)


def test_a_diplomat_may_speak_for_the_ministry_but_a_docker_not(reader: Reader) -> None:
    ministry = "NORBY, May 2 (Amber) - Norway has offered to mediate in the port row, Norway's foreign ministry said."
    diplomat = "KARSK, May 2 (Quill) - Norway has offered to mediate in the port row, a diplomat told Quill."
    docker = "KARSK, May 2 (Quill) - Norway has offered to mediate in the port row, a docker told Quill."
    counts = []
    for unnamed in (diplomat, docker):
        told = tell(reader, a=(unnamed, "2026-05-02T08:00", "Quill"), b=(ministry, "2026-05-02T09:00", "Amber"))
        claim = told.claim("mediate")
        counts.append((claim.origin_count, claim.not_shown_different))
    assert counts == [(1, 1), (2, 0)]


def test_a_country_that_says_is_its_office_that_tells_the_claim(reader: Reader) -> None:
    first = "KARSK, May 2 (Quill) - Six guards were wounded at the border post, Estonia's interior ministry said."
    second = "NORBY, May 2 (Amber) - Estonia said that six guards had been wounded at the border post."
    told = tell(reader, a=(first, "2026-05-02T08:00", "Quill"), b=(second, "2026-05-02T09:00", "Amber"))
    claim = told.claim("guards")
    assert claim.origin_count == 1


def test_kin_that_differ_contradict(reader: Reader) -> None:
    first = "KARSK, May 2 (Quill) - Mayor Anna Lind's brother owns the sawmill Norda, the land register shows."
    second = "NORBY, May 2 (Amber) - The sawmill Norda belongs to a cousin of Mayor Anna Lind, lawyer Tom Hall said."
    told = tell(reader, a=(first, "2026-05-02T08:00", "Quill"), b=(second, "2026-05-02T09:00", "Amber"))
    assert _values(told, "actor") == [{"brother": {"a"}, "cousin": {"b"}}]


def test_about_300_and_310_can_both_be_right(reader: Reader) -> None:
    first = (
        "KARSK, May 2 (Quill) - About 300 villagers were moved to a school after the flood at Karsk, the mayor said."
    )
    second = "NORBY, May 2 (Amber) - After the flood at Karsk 310 villagers were moved to a school, police said."
    told = tell(reader, a=(first, "2026-05-02T08:00", "Quill"), b=(second, "2026-05-02T09:00", "Amber"))
    assert _values(told, "number") == []


def test_who_denies_what_another_tells_contradicts_it(reader: Reader) -> None:
    wire = (
        "KARSK, May 2 (Quill) - A pump in the Karsk pit had been out of order for a week, two miners told Quill.\n\n"
        "The pit's owner, the company Karbo, denied this.\n"
    )
    other = "NORBY, May 3 (Amber) - A pump in the Karsk pit had been broken for days, a foreman told Amber.\n"
    told = tell(reader, a=(wire, "2026-05-02T08:00", "Quill"), b=(other, "2026-05-03T08:00", "Amber"))
    assert {"denied": {"a"}, "happened": {"a", "b"}} in _values(told, "factuality")


def test_depths_that_differ_contradict(reader: Reader) -> None:
    first = "KARSK, May 2 (Quill) - The water came at a depth of 730 metres, police said.\n"
    second = "NORBY, May 2 (Amber) - The flood ran into the Karsk pit 650 metres down, the mayor said.\n"
    told = tell(reader, a=(first, "2026-05-02T08:00", "Quill"), b=(second, "2026-05-02T09:00", "Amber"))
    assert {"730 metres": {"a"}, "650 metres": {"b"}} in _values(told, "number")


def test_which_side_opened_fire_contradicts(reader: Reader) -> None:
    first = "KARSK, May 2 (Quill) - Estonian guards opened fire on a patrol first, the ministry in Riga said.\n"
    second = "NORBY, May 2 (Amber) - Latvian guards opened fire on a patrol first, the ministry in Tallinn said.\n"
    told = tell(reader, a=(first, "2026-05-02T08:00", "Quill"), b=(second, "2026-05-02T09:00", "Amber"))
    assert {"Estonian guards": {"a"}, "Latvian guards": {"b"}} in _values(told, "actor")


def test_what_is_put_between_a_subject_and_its_verb_begins_no_claim(reader: Reader) -> None:
    text = "NORBY, May 2 (Amber) - The two towns, both members of the league and the union, have argued over water.\n"
    told = tell(reader, one=(text, "2026-05-02T08:00", "Amber"))
    text_of = told.records[0].report.text
    spans = [text_of[slice(*telling.span)] for claim in told.story.claims for telling in claim.told_by]
    assert any("two towns" in span and "argued over water" in span for span in spans)
    assert not any(span.startswith("union") for span in spans)


def test_how_many_a_boat_may_carry_is_not_how_many_were_on_it(reader: Reader) -> None:
    first = (
        "KARSK, May 2 (Quill) - The ferry Orla sank at Karsk. She was licensed to carry 80 passengers, police said.\n"
    )
    second = "NORBY, May 2 (Amber) - The ferry Orla sank with more than 150 people on board, the owner said.\n"
    told = tell(reader, a=(first, "2026-05-02T08:00", "Quill"), b=(second, "2026-05-02T09:00", "Amber"))
    assert _values(told, "number") == []


def test_a_number_that_another_word_counts_is_of_the_dead(reader: Reader) -> None:
    first = "KARSK, May 2 (Quill) - At least 23 people drowned in Lake Orla on Monday, the mayor said.\n"
    second = (
        "NORBY, May 2 (Amber) - The ministry put the number of people who died in Lake Orla on Monday at 29, "
        "a spokeswoman said.\n"
    )
    third = "VALE, May 2 (Vale Radio) - Twenty-one policemen drowned in Lake Orla, a fisherman said.\n"
    told = tell(
        reader,
        a=(first, "2026-05-02T08:00", "Quill"),
        b=(second, "2026-05-02T09:00", "Amber"),
        c=(third, "2026-05-02T09:30", "Vale Radio"),
    )
    values = {value for found in _values(told, "number") for value in found}
    assert {"at least 23", "21"} <= values


def test_numbers_of_the_same_sort_in_other_roles_do_not_contradict(reader: Reader) -> None:
    first = (
        "KARSK, May 2 (Quill) - Guards stopped two boats off Karsk on Sunday, the ministry said.\n\n"
        "About 60 boats fish in the gulf in spring.\n"
    )
    second = "NORBY, May 2 (Amber) - Only one boat lay under guard in the port of Karsk, the harbour master said.\n"
    told = tell(reader, a=(first, "2026-05-02T08:00", "Quill"), b=(second, "2026-05-02T09:00", "Amber"))
    assert not any("about 60" in found for found in _values(told, "number"))


def test_ages_rates_points_and_parts_of_times_are_no_numbers_of_things(reader: Reader) -> None:
    first = "The index lost 25 points on Monday. A 36-year-old mother of two drove 120 miles an hour, police said.\n"
    second = "The index lost 53 points on Monday. A 23-year-old mother of four drove 90 miles an hour, police said.\n"
    told = tell(reader, a=(first, "2026-05-02T08:00", "Quill"), b=(second, "2026-05-02T09:00", "Amber"))
    assert {value for found in _values(told, "number") for value in found} <= {"120 miles", "90 miles"}


def test_what_each_report_tells_of_its_own_day_does_not_contradict(reader: Reader) -> None:
    first = "Share prices on the Karsk exchange fell sharply today after the bank of Norby closed its doors.\n"
    second = "Share prices on the Karsk exchange fell sharply again today after the bank of Norby closed its doors.\n"
    told = tell(reader, a=(first, "2026-05-04T18:00", "Quill"), b=(second, "2026-05-05T18:00", "Amber"))
    assert _values(told, "date") == []
