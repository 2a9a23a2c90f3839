"""Which event a sentence tells: verbs, verbs with a noun, nominal events, and what is no event."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from event_reading import read
from onrecord.language.parsed import ParsedReport


@pytest.mark.parametrize(
    ("kind", "mode", "sentence"),
    [
        ("AGREE", None, "Kenya agreed to reopen the border with Uganda."),
        ("AGREE", None, "Chile and Peru reached an agreement on fishing rights."),
        ("CONSULT", None, "The French president met the German chancellor in Berlin."),
        ("CONSULT", "visit", "The Turkish foreign minister visited Greece on Monday."),
        ("CONSULT", "phone", "The Japanese prime minister telephoned the Indian president."),
        ("SUPPORT", None, "Brazil praised Mexico."),
        ("SUPPORT", None, "Norway and Iceland signed a treaty."),
        ("CONCEDE", None, "The Bolivian government lifted the curfew."),
        ("COOPERATE", None, "Russia shared intelligence with Serbia."),
        ("AID", None, "Sweden sent food to Sudan."),
        ("RETREAT", "withdraw", "Ethiopia withdrew its troops from Somalia."),
        ("RETREAT", "release", "Rebels released three Polish hostages."),
        ("RETREAT", "resign", "The Danish defence minister resigned on Friday."),
        ("REQUEST", "yield", "Egypt called on Israel to release the prisoners."),
        ("ACCUSE", "disapprove", "Poland condemned Belarus."),
        ("ACCUSE", "allege", "Ukraine accused Russia of lying."),
        ("REJECT", None, "Iran rejected an American offer."),
        ("THREATEN", "violence", "North Korea threatened to attack South Korea."),
        ("PROTEST", "demo", "Thousands of students demonstrated against the government."),
        ("SANCTION", "discontinue", "Canada imposed sanctions on Belarus."),
        ("SANCTION", "expel", "Spain expelled two Russian diplomats."),
        ("MOBILIZE", "troops", "India deployed troops along the border with China."),
        ("COERCE", "arrest", "Police arrested 12 opposition activists."),
        ("COERCE", "curfew", "The army imposed a curfew in the capital."),
        ("ASSAULT", "firearms", "Gunmen shot two Kenyan policemen."),
        ("ASSAULT", None, "Rebels attacked the town."),
    ],
)
def test_verbs_tell_the_type_and_mode(
    parsed: Callable[..., ParsedReport], kind: str, mode: str | None, sentence: str
) -> None:
    event = read(parsed, sentence).one(kind)
    assert event.mode == mode
    assert event.factuality == "happened"


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("CONSULT", "Talks between Egypt and Sudan ended on Friday."),
        ("ASSAULT", "An Israeli airstrike on Gaza destroyed a house."),
        ("COERCE", "A police crackdown on students continued in Minsk."),
        ("ASSAULT", "The town came under fire from Syrian forces."),
        ("RETREAT", "The withdrawal of French troops from Mali began in May."),
        ("PROTEST", "Workers continued their hunger strike."),
    ],
)
def test_nouns_and_light_verbs_tell_events(parsed: Callable[..., ParsedReport], kind: str, sentence: str) -> None:
    assert kind in read(parsed, sentence).types()


@pytest.mark.parametrize(
    "sentence",
    [
        "The boy died after an attack of flu.",
        "The defence minister of Norway spoke on television.",
        "She studied the support of families in rural areas.",
        "The company demonstrated its new phone.",
        "War is a crime.",
        "He remembers the Iraq War.",
        "The earthquake killed 40 people.",
        "The minister said that the weather was fine.",
    ],
)
def test_background_titles_and_speech_are_no_events(parsed: Callable[..., ParsedReport], sentence: str) -> None:
    assert read(parsed, sentence).types() == []


def test_one_sentence_that_names_a_happening_twice_gives_one_event(parsed: Callable[..., ParsedReport]) -> None:
    result = read(parsed, "At least 12 people were killed in an Israeli airstrike on Gaza on Friday.")
    event = result.one("ASSAULT")
    assert event.mode == "aerial"
    assert result.who(event) == ["ISR"]
    assert [(count.of, count.number, count.min) for count in event.counts] == [("dead", None, 12)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Gunmen killed 12 soldiers.", ("dead", 12, 12, 12)),
        ("Between 10 and 12 soldiers were killed by rebels.", ("dead", None, 10, 12)),
        ("Police arrested dozens of protesters.", ("arrested", None, 24, None)),
        ("The Kenyan navy detained two boats with nine fishermen.", ("arrested", 9, 9, 9)),
        ("Kenyan police arrested several hundred protesters.", ("arrested", None, 200, None)),
        ("Rebels wounded more than three hundred Turkish soldiers.", ("injured", None, 300, None)),
        ("Up to 5,000 Greek workers demonstrated in Athens.", ("participants", None, None, 5000)),
    ],
)
def test_counts_have_number_and_range(
    parsed: Callable[..., ParsedReport], sentence: str, expected: tuple[str, int | None, int | None, int | None]
) -> None:
    counts = [
        (count.of, count.number, count.min, count.max)
        for event in read(parsed, sentence).events
        for count in event.counts
    ]
    assert expected in counts


def test_things_are_not_counted_as_people(parsed: Callable[..., ParsedReport]) -> None:
    event = read(parsed, "The Kenyan navy detained two boats.").one("COERCE")
    assert event.counts == []


def test_a_particle_makes_another_verb(parsed: Callable[..., ParsedReport]) -> None:
    result = read(parsed, "Raiders carried off forty tonnes of grain from Chad.")
    assert result.types() == ["COERCE"]
