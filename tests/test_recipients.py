"""Whom an event is aimed at where no slot of a pattern says so, and who only seems to undergo it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from event_reading import read
from onrecord.language.parsed import ParsedReport


@pytest.mark.parametrize(
    ("kind", "whom", "sentence"),
    [
        ("SANCTION", ["MLI"], "Togo withdrew its ambassador from Bamako."),
        ("SUPPORT", ["AFG"], "Portugal reopened its embassy in Kabul."),
        ("REQUEST", ["KEN"], "Kenya's interior ministry rejected a petition by herders."),
        ("AGREE", ["PER"], "Peru turned down Chile's offer to mediate."),
        ("AGREE", ["UKR"], "Poland has agreed to let Ukrainian inspectors visit its mines."),
        ("ACCUSE", ["VNM"], "Filipino fishermen complained of being chased away by Vietnamese patrol boats."),
        ("ACCUSE", ["PER"], "Prosecutors are investigating whether two Peruvian ministers took bribes."),
        ("ACCUSE", ["KGZ"], "Latvia's foreign ministry handed the Kyrgyz ambassador a note of protest."),
        ("REQUEST", ["KEN"], "The commission sent a notice to Kenya's police chief and asked for a report."),
        ("ACCUSE", ["PER"], "Prosecutors opened an inquiry into claims that Peruvian soldiers hid two graves."),
        ("THREATEN", ["PER"], "The miners threatened to march unless Peru's government pays them."),
        ("COOPERATE", ["TLS"], "Manila sold three corvettes to East Timor."),
        ("ASSAULT", ["EGY"], "The Houthis have fired two rockets at Egypt since May."),
        ("CONSULT", ["MAR"], "Morocco's king received the Greek prime minister."),
    ],
)
def test_whom_it_is_aimed_at(parsed: Callable[..., ParsedReport], kind: str, whom: list[str], sentence: str) -> None:
    result = read(parsed, sentence)
    event = next(event for event in result.events if event.type == kind)
    assert result.whom(event) == whom


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("SUPPORT", "Estonia and Latvia voiced solidarity."),
        ("SUPPORT", "Cameroon and Chad signed a pact against cattle rustlers."),
        ("CONCEDE", "Lesotho's army chief voiced regret over the deaths of two herders."),
        ("REJECT", "A Chadian minister accused the governing Agrarians of blocking the bill."),
        ("MOBILIZE", "Chad massed tanks along the Sudanese border."),
        ("MOBILIZE", "Soldiers have been deployed in the port of Beira."),
        ("PROTEST", "Students protested outside the palace."),
        ("RETREAT", "The army pulled its soldiers out of northern Mali."),
        ("REJECT", "Spain refused to extradite a Moroccan blogger."),
        ("THREATEN", "The army would respond to any incursion with full force, Ecuador's defence minister warned."),
        ("ACCUSE", "The bishop condemned the killing of two Kenyan nurses."),
    ],
)
def test_who_only_seems_to_undergo_it(parsed: Callable[..., ParsedReport], kind: str, sentence: str) -> None:
    event = next(event for event in read(parsed, sentence).events if event.type == kind)
    assert event.recipients == []


def test_who_receives_a_visitor_is_the_host(parsed: Callable[..., ParsedReport]) -> None:
    result = read(parsed, "Morocco's king received the Greek prime minister.")
    assert result.who(result.one("CONSULT")) == ["GRC"]


@pytest.mark.parametrize(
    ("kind", "whom", "sentence"),
    [
        # an object pronoun never means the subject of its own verb
        ("ACCUSE", ["RUS"], "Portugal froze the assets of a Russian bank on Monday, accusing it of fraud."),
        ("ASSAULT", ["KEN"], "Police detained 38 Kenyan herders. Soldiers had beaten 31 of them by midday."),
        # who did what the object of a reaction tells
        ("ACCUSE", ["TUR"], "Turkish jets struck a clinic in Syria. Norway denounced the strike as a war crime."),
        # police move against the crowd told of right before
        ("ASSAULT", ["PER"], "Peruvian farmers blocked the road until police fired tear gas."),
        # who turns an offer down is whom it was made to, whatever else the offer names
        ("AGREE", ["PER"], "Peru turned down Chile's offer to mediate in its dispute with Bolivia."),
        # talks are with somebody, the capital is only where they are
        (
            "CONSULT",
            ["VNM"],
            "The Irish foreign minister will travel to Hanoi for talks with her Vietnamese counterpart.",
        ),
        # the deed of a threat falls upon whom the threat is aimed at
        ("PROTEST", ["PER"], "The miners threatened to march unless Peru's government pays them."),
    ],
)
def test_whom_the_words_around_it_tell(
    parsed: Callable[..., ParsedReport], kind: str, whom: list[str], sentence: str
) -> None:
    result = read(parsed, sentence)
    event = [event for event in result.events if event.type == kind][-1]
    assert result.whom(event) == whom


@pytest.mark.parametrize(
    ("sentence", "whom"),
    [
        ("Rebels shelled a grain terminal in Ghana.", ["GHA"]),
        ("A truck bomb exploded in a market in Ghana, killing two Kenyan cooks.", ["KEN"]),
    ],
)
def test_a_works_that_is_struck_stands_for_who_runs_it(
    parsed: Callable[..., ParsedReport], sentence: str, whom: list[str]
) -> None:
    result = read(parsed, sentence)
    assert result.whom(result.one("ASSAULT")) == whom


def test_a_capital_and_its_country_are_one_actor(parsed: Callable[..., ParsedReport]) -> None:
    result = read(parsed, "Latvia recalled its envoy on Monday. Riga condemned Belarus.")
    (recall,) = (event for event in result.events if event.type == "SANCTION")
    (accuse,) = (event for event in result.events if event.type == "ACCUSE")
    assert recall.actors[0].actor == accuse.actors[0].actor
