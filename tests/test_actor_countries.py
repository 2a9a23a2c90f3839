"""The country of whoever acts for a state without saying for which: its place, its teller, the dateline; or open."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.codebook.loader import open_codebook
from onrecord.intake.plain import report_from_text
from onrecord.language.models import load_model
from onrecord.language.parse import parse
from onrecord.reading.actors import Actors
from onrecord.reading.read import read_parsed
from onrecord.record import Actor, Record

OTHERS = "\n\nChad and Nepal looked on. Chad and Nepal waited. Chad and Nepal said nothing.\n"


@pytest.fixture(scope="module")
def record() -> Callable[[str], tuple[Record, Actors]]:
    nlp = load_model()

    def of(text: str) -> tuple[Record, Actors]:
        reading = read_parsed(next(iter(parse([report_from_text(text)], nlp))), open_codebook(), "")
        return reading.record, reading.actors

    return of


Read = Callable[[str], tuple[Record, Actors]]


def called(record: Record, words: str) -> Actor:
    """The actor with a mention of these words."""
    return next(
        actor for actor in record.actors if any(words in record.words(mention.span) for mention in actor.mentions)
    )


@pytest.mark.parametrize(
    ("sentence", "words", "country", "why"),
    [
        ("Four drivers were held by the police in the morning near Nairobi.", "police", "KEN", "Nairobi"),
        ("In Lima, Interior Minister Raul Vega resigned.", "Raul Vega", "PER", "Lima"),
        ("In Senegal's north the harvest failed. The mayor of a village wept.", "mayor", "SEN", "sentence before"),
        ("Peru's president said the army would stay.", "army", "PER", "speaks of their own state"),
        ("An aide to Bolivian President Rosa Quispe said the government would wait.", "government", "BOL", "own state"),
        ("Peru's tax ministry closed. A ministry official wept.", "ministry official", "PER", "the ministry before"),
    ],
)
def test_the_place_or_the_teller_gives_the_country(
    record: Read, sentence: str, words: str, country: str, why: str
) -> None:
    found, actors = record(sentence + OTHERS)
    actor = called(found, words)
    assert actor.country == country
    assert why in actors.reasons(actor.id)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        # ministers travel, and two countries fit
        ("The finance minister told Chad's envoys in Nairobi that talks went well.", "finance minister"),
        ("Police clashed with marchers in Nairobi and in Lima.", "Police"),
        ("Peru's president said Bolivia was calm and the army would stay.", "army"),
        ("A Western diplomat was doubtful in Nairobi.", "Western diplomat"),
        ("The two presidents met in Geneva.", "presidents"),
    ],
)
def test_the_country_stays_open_where_two_fit(record: Read, sentence: str, words: str) -> None:
    found, _ = record(sentence + OTHERS)
    assert called(found, words).country is None


def test_the_dateline_gives_the_country_of_officials_at_home(record: Read) -> None:
    found, actors = record(
        "LIMA, Peru, May 4 (Quill) - The army left the valley.\n\nPrime Minister Ana Rojas thanked Chad." + OTHERS
    )
    assert called(found, "army").country == "PER"
    rojas = called(found, "Ana Rojas")
    assert rojas.country == "PER"
    assert "the dateline's country" in actors.reasons(rojas.id)


def test_a_dateline_abroad_gives_nobody_a_country(record: Read) -> None:
    found, _ = record("NAIROBI, May 4 (Quill) - Nepal's rebels and Chad watched as the army left the valley." + OTHERS)
    assert called(found, "army").country is None


def test_what_the_report_says_later_replaces_what_was_inferred(record: Read) -> None:
    found, actors = record(
        "LIMA, Peru, May 4 (Quill) - Trade Minister Ana Rojas left.\n\nBolivian Trade Minister Ana Rojas wept." + OTHERS
    )
    rojas = called(found, "Ana Rojas")
    assert rojas.country == "BOL"
    assert "inferred" not in actors.reasons(rojas.id)


def test_the_governments_of_two_states_are_two_actors(record: Read) -> None:
    found, _ = record(
        "Peruvian Prime Minister Ana Rojas said the government would wait.\n\n"
        "A spokesman for the Bolivian government disagreed." + OTHERS
    )
    assert called(found, "government").country == "PER"
    assert called(found, "Bolivian government").country == "BOL"


def test_ministers_of_the_two_countries_are_those_of_the_two_that_were_named(record: Read) -> None:
    found, _ = record(
        "Peru lent a museum coins from Bolivia.\n\nThe trade ministers of the two countries met on Monday."
    )
    ministers = [actor.country for actor in found.actors if "ministers" in actor.name]
    assert sorted(country or "" for country in ministers) == ["BOL", "PER"]
    meeting = next(event for event in found.events if event.type == "CONSULT")
    assert len(meeting.actors) == 2


@pytest.mark.parametrize(
    ("sentence", "country"),
    [
        ("Chile's Senate rejected the bill.", "CHL"),
        ("The US Senate rejected the bill.", "USA"),
        ("The Philippine Senate rejected the bill.", "PHL"),
        ("The Senate rejected the bill.", None),
    ],
)
def test_a_bare_senate_is_of_the_country_that_the_words_give(record: Read, sentence: str, country: str | None) -> None:
    found, _ = record(sentence + OTHERS)
    assert called(found, "Senate").country == country


def test_a_bare_congress_is_american_in_an_american_report(record: Read) -> None:
    found, _ = record("Congress passed the budget. US farmers cheered. The White House was pleased.")
    assert called(found, "Congress").country == "USA"


def test_the_commission_is_the_european_one_after_its_full_name(record: Read) -> None:
    found, _ = record("The European Commission fined a brewer.\n\nBritain had asked the Commission to wait.")
    assert len([actor for actor in found.actors if "Commission" in actor.name]) == 1


def test_a_whole_sort_is_not_its_one_named_member(record: Read) -> None:
    found, _ = record("Airbus opened a plant. Guests left the hotel. The bank closed.\n\nThe company was pleased.")
    airbus = called(found, "Airbus")
    words = [found.words(mention.span) for mention in airbus.mentions]
    assert not [word for word in words if "hotel" in word or "bank" in word]
    assert any("company" in word for word in words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Energy Secretary Rick Moss visited Poland.", "Rick Moss"),
        ("The government imposed sanctions on Mali.", "government"),
        ("Treasury Secretary Anne Wells met her French counterpart.", "Anne Wells"),
    ],
)
def test_whom_somebody_deals_with_is_not_their_own_country(record: Read, text: str, words: str) -> None:
    found, _ = record(text)
    assert called(found, words).country is None


def test_a_court_judges_at_home(record: Read) -> None:
    found, _ = record("A special court cleared the Greek treasurer of all charges.")
    assert called(found, "court").country == "GRC"
