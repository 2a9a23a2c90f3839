"""What tells no event though its words do: private affairs, games, traffic, services, naming, and things."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from event_reading import read
from onrecord.language.parsed import ParsedReport


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        # private people among themselves
        ("CONSULT", "Marlene Ostrow met her agent in a hotel on Sunday."),
        ("SUPPORT", "Marlene Ostrow thanked a neighbour."),
        ("AGREE", "Marlene Ostrow agreed to sing again."),
        ("REQUEST", "Marlene Ostrow asked her husband to wait."),
        ("CONSULT", "Three tourists visited the clinic."),
        # naming and services
        ("CONSULT", "Friends called Ostrow the queen of the harbour."),
        ("REQUEST", "Firefighters were called to a bakery in the old town."),
        ("ACCUSE", "In a note, Minister Osei called the loss terrible."),
        # nobody is driven out, gives up ground or lets in
        ("SANCTION", "The robbers fled on a motorbike."),
        ("RETREAT", "Twelve guests managed to leave the office."),
        ("RETREAT", "The referee stopped the fight in the ninth round."),
        ("RETREAT", "The midfielder turned the ball over twice."),
        ("RETREAT", "The ministry said so in a statement released by the Health Board."),
        # nobody is attacked
        ("ASSAULT", "Boys were hanging around at the kiosk."),
        ("ASSAULT", "Rosa Lindqvist was hurt in the match against Lyon."),
        ("ASSAULT", "No one was hurt."),
        ("ASSAULT", "A car hit a woman in Elm Street."),
        ("ASSAULT", "The song captured the mood of a generation."),
        # nobody is helped or held
        ("AID", "The man was armed with a knife."),
        ("AID", "A patient was admitted to the clinic."),
        ("AID", "Her brother helped determine the price."),
        ("COERCE", "A tanker picked up the signal of the Aurora."),
        ("COERCE", "Internet services were disrupted by a damaged cable."),
        ("COOPERATE", "The record is shared by two swimmers."),
        ("REQUEST", "Police told the tenants to stay indoors."),
    ],
)
def test_tells_no_such_event(parsed: Callable[..., ParsedReport], kind: str, sentence: str) -> None:
    assert kind not in read(parsed, sentence).types()


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("CONSULT", "Chad's president met the Turkish foreign minister."),
        ("SUPPORT", "Kenya's president thanked Ghana."),
        ("CONCEDE", "Marlene Ostrow pleaded guilty to fraud."),
        ("COERCE", "Police arrested Marlene Ostrow on Sunday."),
        ("ASSAULT", "Gunmen killed Marlene Ostrow."),
        ("ASSAULT", "Iran hanged two men."),
        ("REQUEST", "Residents demanded that the mayor resign."),
        ("SANCTION", "Thousands of refugees fled to Chad."),
        ("RETREAT", "The rebels retreated from the town."),
        ("RETREAT", "Police released two journalists."),
        ("AID", "Libya armed the rebels."),
        ("AID", "Chad was glad of ten boats that would help it to guard its shoals."),
        ("AID", "Turkey helped Chad to put out the fires."),
        ("COERCE", "Police picked up two activists."),
        ("RETREAT", "Burundi allowed the inspectors to enter."),
    ],
)
def test_still_tells(parsed: Callable[..., ParsedReport], kind: str, sentence: str) -> None:
    assert kind in read(parsed, sentence).types()


def test_names_of_politics_are_kept(parsed: Callable[..., ParsedReport]) -> None:
    """In a report of politics a name of which nothing is known may be a politician's."""
    result = read(parsed, "Chad accused Kenya of fraud. Anton Weil rejected the plan. Ghana sent troops to Togo.")
    assert "REJECT" in result.types()


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        # the nature of things, asked of nobody
        ("REQUEST", '"The border should be a bridge and not a wall," Foreign Minister Osei told reporters.'),
        # what only says who somebody is
        ("ACCUSE", "Senegal expelled two diplomats who were suspected of fraud."),
        # the gerund tells the deed
        ("ASSAULT", "Kenya retaliated by closing its airspace."),
        # a claim turned down in words
        ("REJECT", "The Russian embassy dismissed the suggestion as nonsense."),
        ("ACCUSE", 'A government spokesman called the claim "shameful".'),
        ("CONCEDE", "Minister Osei conceded that the harvest was late."),
    ],
)
def test_words_that_only_colour_a_fact_tell_none(parsed: Callable[..., ParsedReport], kind: str, sentence: str) -> None:
    assert kind not in read(parsed, sentence).types()
