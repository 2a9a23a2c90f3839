"""Places: which names are places, which place they mean, and what they are used for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.codebook.loader import open_codebook
from onrecord.intake.report import AnatomyDateline
from onrecord.language.parsed import ParsedReport
from onrecord.reading.gazetteer import Gazetteer
from onrecord.reading.places import read_places
from onrecord.record import Place

Parsed = Callable[..., ParsedReport]


def places(parsed: Parsed, *paragraphs: str) -> dict[str, Place]:
    report = parsed(*paragraphs)
    return {report.text[slice(*place.span)]: place for place in read_places(report, open_codebook())}


@pytest.mark.parametrize(
    ("sentence", "words", "use"),
    [
        ("Tehran warned that any attack would be answered.", "Tehran", "government"),
        ("Officials met in Tehran on Sunday.", "Tehran", "location"),
        ("The dispute between Washington and Tehran deepened.", "Tehran", "government"),
        ("A Baghdad police chief was killed.", "Baghdad", "modifier"),
        ("The troops arrived from Poland.", "Poland", "location"),
        ("US-led forces withdrew.", "US", "modifier"),
        ("Rebels captured Goma after heavy fighting.", "Goma", "location"),
        ("The Kremlin rejected the offer.", "Kremlin", "government"),
    ],
)
def test_a_place_is_told_from_the_government_that_bears_its_name(
    parsed: Parsed, sentence: str, words: str, use: str
) -> None:
    assert places(parsed, sentence)[words].use == use


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Israel Katz briefed the cabinet.", "Israel"),
        ("Paris Hilton visited the set.", "Paris"),
        ("The University of Manchester published the study.", "Manchester"),
        ("Israeli troops crossed the border.", "Israeli"),
        ("West Nile virus was found in birds.", "West Nile"),
    ],
)
def test_people_bodies_adjectives_and_diseases_are_no_places(parsed: Parsed, sentence: str, name: str) -> None:
    assert name not in places(parsed, sentence)


def test_a_country_has_its_code_and_a_point(parsed: Parsed) -> None:
    iraq = places(parsed, "A bomb exploded in Iraq.")["Iraq"]
    assert (iraq.kind, iraq.country) == ("country", "IRQ")
    assert iraq.lat == pytest.approx(33, abs=2)


def test_containment_decides_an_ambiguous_name(parsed: Parsed) -> None:
    texas = places(parsed, "A fire broke out in Paris, Texas.")["Paris"]
    ontario = places(parsed, "A man was shot in London, Ontario.")["London"]
    assert (texas.country, ontario.country) == ("USA", "CAN")
    assert texas.lat == pytest.approx(33.7, abs=0.5)


def test_the_largest_town_is_meant_where_nothing_else_tells(parsed: Parsed) -> None:
    paris = places(parsed, "Thousands marched in Paris.")["Paris"]
    assert (paris.country, paris.kind) == ("FRA", "settlement")
    assert paris.geonameid is not None


def test_the_reports_country_decides_between_towns(parsed: Parsed) -> None:
    found = places(parsed, "Canada sent help.", "The Canadian army flew tents to Hamilton.")
    assert found["Hamilton"].country == "CAN"


def test_a_shared_name_is_the_state_in_a_list_of_states(parsed: Parsed) -> None:
    found = places(parsed, "Cases were found in Alabama, Georgia and Florida.")
    assert (found["Georgia"].country, found["Georgia"].kind) == ("USA", "province")
    assert places(parsed, "Georgia accused Russia of spying.")["Georgia"].country == "GEO"


def test_a_two_word_city_is_not_cut_to_the_country(parsed: Parsed) -> None:
    found = places(parsed, "Schools in Mexico City were closed.")
    assert found["Mexico City"].kind == "settlement"
    assert "Mexico" not in found


def test_a_small_town_in_a_country_that_is_never_named_stays_open(parsed: Parsed) -> None:
    found = places(parsed, "Police in Peru searched the village of Zorpaltu.")
    assert "Zorpaltu" not in found or found["Zorpaltu"].lat is None


def test_the_datelines_places_come_first_as_locations(parsed: Parsed) -> None:
    report = parsed("WASHINGTON/JERUSALEM, Feb 3 - The generals met.")
    report.report.anatomy.dateline = AnatomyDateline(0, 30, [(0, 10), (11, 20)], (22, 27), None)
    found = read_places(report, open_codebook())[:2]
    assert [(place.id, place.name, place.country, place.use) for place in found] == [
        ("p1", "Washington", "USA", "location"),
        ("p2", "Jerusalem", "ISR", "location"),
    ]
    assert all(place.lat is not None for place in found)


def test_the_gazetteer_is_read_only_when_a_town_is_asked_for() -> None:
    lookup = Gazetteer()
    assert not lookup.loaded
    assert lookup.find("Kiev")[0].name == "Kyiv"
    assert lookup.loaded
    assert lookup.find("Zorpaltu") == ()


def test_a_town_tells_which_bearer_of_a_shared_name_is_meant(parsed: Parsed) -> None:
    found = read_places(parsed("They met in Tbilisi, Georgia.", "They met near Atlanta, Georgia."), open_codebook())
    assert [place.country for place in found] == ["GEO", "GEO", "USA", "USA"]


def test_a_country_named_next_vetoes_a_town_of_another_country(parsed: Parsed) -> None:
    report = parsed("TARMA, Chile, May 4 - The nurses waited.")
    report.report.anatomy.dateline = AnatomyDateline(0, 19, [(0, 5), (7, 12)], (14, 19), None)
    tarma = read_places(report, open_codebook())[0]
    assert (tarma.country, tarma.lat, tarma.geonameid) == ("CHL", None, None)


def test_a_lesser_name_of_a_large_town_gives_way_to_a_towns_own_name(parsed: Parsed) -> None:
    found = places(parsed, "Romania opened a museum in Amara. Iraq lent coins to Romania.")
    assert (found["Amara"].name, found["Amara"].country) == ("Amara", "ROU")
