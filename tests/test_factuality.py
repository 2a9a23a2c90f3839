"""Whether an event is told as happened, ongoing, planned, possible, conditional, denied or not happened."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import onrecord
from event_reading import read
from onrecord.language.parsed import ParsedReport
from onrecord.record import Factuality


@pytest.mark.parametrize(
    ("kind", "expected", "sentence"),
    [
        ("ASSAULT", "happened", "Russia attacked Ukraine."),
        ("ASSAULT", "happened", "Russia has attacked Ukraine."),
        ("ASSAULT", "ongoing", "Russia is attacking Ukraine."),
        ("ASSAULT", "planned", "Russia will attack Ukraine."),
        ("ASSAULT", "possible", "Russia may attack Ukraine."),
        ("ASSAULT", "possible", "Russia threatened to attack Ukraine."),
        ("ASSAULT", "conditional", "If Russia attacks Ukraine, prices will rise."),
        ("ASSAULT", "conditional", "Any Russian attack on Ukraine would raise prices."),
        ("ASSAULT", "not_happened", "Russia did not attack Ukraine."),
        ("ASSAULT", "not_happened", "Russia refused to attack Ukraine."),
        ("ASSAULT", "denied", "Russia denied that it attacked Ukraine."),
        ("ASSAULT", "denied", "Russia denied attacking Ukraine."),
        ("ASSAULT", "possible", "Did Russia attack Ukraine?"),
        ("ASSAULT", "possible", "Poland fears a possible Russian attack on Ukraine."),
        ("CONSULT", "planned", "Egypt and Sudan plan to hold talks in May."),
        ("CONSULT", "planned", "Egypt and Sudan are to hold talks in May."),
        ("CONSULT", "planned", "Egypt and Sudan agreed to hold talks in May."),
        ("REJECT", "happened", "Egypt and Sudan cancelled planned talks."),
        ("CONSULT", "not_happened", "Egypt and Sudan did not hold talks."),
        ("SANCTION", "possible", "Canada is considering sanctions against Belarus."),
        ("RETREAT", "not_happened", "Ethiopia failed to withdraw its troops from Somalia."),
        ("RETREAT", "possible", "Kenya urged Ethiopia to withdraw its troops from Somalia."),
        ("ASSAULT", "happened", "Poland condemned the Russian attack on Ukraine."),
        ("ASSAULT", "happened", "Prices will rise after the Russian attack on Ukraine."),
        ("THREATEN", "happened", "Russia threatened to attack Ukraine."),
        ("AID", "not_happened", "Syria said it would not accept any more refugees."),
        ("COERCE", "conditional", "Should Poland protest, Belarus would close the border."),
        ("COERCE", "conditional", "Were Poland to protest, Belarus would close the border."),
        ("COERCE", "conditional", "Belarus will close the border provided parliament agrees."),
        ("ASSAULT", "denied", "Belarus dismissed as untrue a report that its police had beaten demonstrators."),
        ("ASSAULT", "ongoing", "Egypt demanded that Israel stop shelling the town."),
        ("ASSAULT", "ongoing", "If the bombardment of Ukraine goes on, Poland will leave."),
        ("AID", "happened", "Norway did not say what Sweden had donated to Sudan."),
        ("PROTEST", "ongoing", "Students have demonstrated in Belgrade since Monday."),
        ("COERCE", "happened", "Students marched to protest at the jailing of a Serbian journalist."),
        ("AGREE", "happened", "Kenya turned down a Chinese offer."),
        ("ASSAULT", "happened", "Workers blocked the road until Kenyan police fired tear gas at them."),
        ("CONSULT", "planned", "The Kenyan president visits Uganda on Thursday."),
        ("ASSAULT", "ongoing", "Syria has begun to bombard Lebanon."),
        ("ASSAULT", "not_happened", "A bid to kill the Iraqi president failed."),
        ("COERCE", "happened", "Chad declined to say why it had detained the Kenyan pilots."),
        ("CONSULT", "planned", "The Kenyan president is going to visit Uganda."),
        ("ASSAULT", "happened", "Prices rose due to the Russian attack on Ukraine."),
    ],
)  # fmt: skip
def test_factuality(parsed: Callable[..., ParsedReport], kind: str, expected: Factuality, sentence: str) -> None:
    result = read(parsed, sentence)
    found = [event.factuality for event in result.events if event.type == kind]
    assert found == [expected]


def test_a_denial_reaches_back_to_what_somebody_else_said() -> None:
    record = onrecord.read("Villagers said that Sudanese soldiers burned down the mill; Sudan denied it.")
    assert [event.factuality for event in record.events if event.type == "ASSAULT"] == ["denied"]


def test_a_denial_does_not_touch_what_the_reporter_tells() -> None:
    record = onrecord.read("Sudanese soldiers burned down the mill on Monday. Sudan denied it.")
    assert [event.factuality for event in record.events if event.type == "ASSAULT"] == ["happened"]


@pytest.mark.parametrize(
    ("kind", "value", "sentence"),
    [
        ("REQUEST", "happened", "Kenya's interior minister rejected calls to resign."),
        ("RETREAT", "not_happened", "Kenya's interior minister rejected calls to resign."),
        ("CONSULT", "not_happened", "Kenya's president ruled out any talks with the rebels."),
        ("SANCTION", "not_happened", "Peru has no plans to close its embassy in Bamako."),
        ("SUPPORT", "happened", "The Irish parliament voted on Monday to recognise Palestine."),
        ("COERCE", "ongoing", "Togo has cut off internet access in Kara since the demonstrations began."),
        ("PROTEST", "ongoing", "Togolese farmers blocked the highway for a third day."),
        ("CONSULT", "ongoing", "Greek and Turkish ministers were meeting in Oslo on Monday."),
        ("AID", "planned", "Portugal announced a package of military assistance for Ukraine."),
        ("CONSULT", "planned", "Some 3,000 officers will be on duty during the leaders' meeting in Riga."),
        ("COERCE", "conditional", "Chad's president threatened to dissolve parliament if lawmakers back the strike."),
        ("ASSAULT", "possible", "The rebels warned on Monday that Kenyan soldiers would be attacked."),
        ("ASSAULT", "happened", "Prosecutors charged the general with ordering the killing of 11 cadets in 2023."),
        ("ASSAULT", "happened", "Gunmen have kidnapped 40 pupils in Zamfara since January."),
        (
            "SANCTION",
            "conditional",
            "Peru's minister said Lima would expel the envoy unless the two jailed pilots were freed.",
        ),
        ("AGREE", "not_happened", "A Uzbek official said the two sides had not yet agreed on the rate."),
        ("AID", "not_happened", "Mexico has not granted the judge asylum, the foreign ministry said."),
        ("SANCTION", "possible", "EU ministers are to decide whether to suspend the pact with Georgia."),
    ],
)
def test_more_that_the_words_around_an_event_tell(kind: str, value: str, sentence: str) -> None:
    events = [event for event in onrecord.read(sentence, published="2026-03-04").events if event.type == kind]
    assert events, sentence
    assert events[0].factuality == value


def test_a_denial_that_names_the_deed_again_reaches_back() -> None:
    told = onrecord.read(
        "Kenya accused Somali guards of boarding two trawlers. Somalia's envoy denied that any vessel was boarded."
    )
    assert next(event.factuality for event in told.events if event.type == "COERCE") == "denied"
