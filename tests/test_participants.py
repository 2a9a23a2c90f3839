"""Who does it and who undergoes it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from event_reading import read
from onrecord.language.parsed import ParsedReport


@pytest.mark.parametrize(
    ("kind", "who", "whom", "sentence"),
    [
        ("ACCUSE", ["FRA", "ITA"], ["HUN"], "France and Italy condemned Hungary."),
        ("ASSAULT", ["TUR"], ["SYR"], "Syrian soldiers were attacked by Turkish troops."),
        ("ASSAULT", ["ISR"], ["LBN"], "Israel's strike on Lebanon killed nobody."),
        ("SANCTION", ["USA"], ["IRN"], "US sanctions against Iran hurt traders."),
        ("CONSULT", ["CHN", "IND"], [], "China and India held talks in Geneva."),
        ("CONSULT", ["CHN", "IND"], [], "Talks between China and India began on Monday."),
        ("CONSULT", ["CHN", "IND"], [], "The Chinese president met his Indian counterpart."),
        ("CONSULT", ["TUR"], ["GRC"], "The Turkish foreign minister visited Greece."),
        ("REJECT", ["IRN"], ["DEU"], "Iran rejected a German proposal."),
        ("REQUEST", ["EGY"], ["ISR"], "Egypt urged Israel to open the crossing."),
        ("REQUEST", ["EGY"], ["ISR"], "Egypt demanded that Israel open the crossing."),
        ("THREATEN", ["PRK"], ["KOR"], "North Korea threatened to attack South Korea."),
        ("COERCE", ["TUR"], ["SYR"], "Syrian refugees arrested by Turkish police were sent home."),
        ("AID", ["SWE"], ["SDN"], "Sweden sent food and medicine to Sudan."),
        ("ASSAULT", ["RUS"], ["UKR"], "Russian forces, which shelled Ukraine, moved on."),
        ("SANCTION", ["ESP"], ["RUS"], "Spain said it had expelled two Russian diplomats."),
    ],
)
def test_actors_and_recipients(
    parsed: Callable[..., ParsedReport], kind: str, who: list[str], whom: list[str], sentence: str
) -> None:
    result = read(parsed, sentence)
    event = next(event for event in result.events if event.type == kind)
    assert (result.who(event), result.whom(event)) == (who, whom)


def test_control_gives_the_subject_of_the_infinitive(parsed: Callable[..., ParsedReport]) -> None:
    result = read(parsed, "Ethiopia agreed to withdraw its troops from Somalia.")
    retreat = result.one("RETREAT")
    assert result.who(retreat) == ["ETH"]
    assert retreat.factuality == "planned"


def test_a_passive_without_agent_has_no_actor(parsed: Callable[..., ParsedReport]) -> None:
    event = read(parsed, "Three Polish soldiers were killed on Sunday.").one("ASSAULT")
    assert event.actors == []


def test_a_thing_is_no_recipient(parsed: Callable[..., ParsedReport]) -> None:
    event = read(parsed, "Rebels attacked a warehouse.").one("ASSAULT")
    assert event.recipients == []


def test_the_seat_of_an_institution_stands_for_it(parsed: Callable[..., ParsedReport]) -> None:
    event = read(parsed, "Rebels attacked a police station in Kenya.").one("ASSAULT")
    assert [item.span for item in event.recipients]


def test_a_town_near_which_something_happens_undergoes_nothing(parsed: Callable[..., ParsedReport]) -> None:
    event = read(parsed, "Kenyan soldiers killed two rebels near Kismayo.").one("ASSAULT")
    assert len(event.recipients) == 1


def test_a_threat_is_aimed_at_whom_its_content_would_fall_upon(parsed: Callable[..., ParsedReport]) -> None:
    result = read(parsed, "Iraq threatened to close the border with Syria.")
    assert result.whom(result.one("THREATEN")) == ["SYR"]


def test_what_is_asked_for_is_not_asked_of_those_it_frees(parsed: Callable[..., ParsedReport]) -> None:
    result = read(parsed, "Sweden called for the release of the Kenyan journalists.")
    assert result.whom(result.one("REQUEST")) == []
