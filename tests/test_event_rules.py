"""What is an event and what is none: denials, commentators, companies, sport, and what is told inside another event."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from event_reading import read
from onrecord.language.parsed import ParsedReport


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministry declined to comment.",
        "The minister dismissed the allegation.",
        "Analysts criticised the deal.",
        "Kenya's runner beat two Ethiopians in a sprint to win the marathon.",
        "Locusts invaded the cotton fields of Kazakhstan.",
        "The official was not authorized to speak publicly.",
        "The president was killed by a heart attack.",
        "Kenya raised its prices in order to please the banks.",
        "Asked about the match, the Kenyan president laughed.",
    ],
)
def test_no_event(parsed: Callable[..., ParsedReport], sentence: str) -> None:
    assert read(parsed, sentence).types() == []


@pytest.mark.parametrize(
    ("expected", "sentence"),
    [
        ({"REQUEST": "happened", "RETREAT": "possible"}, "Norway demanded the release of the sailors."),
        ({"REJECT": "happened", "CONSULT": "not_happened"}, "Denmark ruled out talks with Russia."),
        ({"AGREE": "happened", "AID": "planned"}, "France promised 6 million euros to Haiti."),
        ({"PROTEST": "planned"}, "The miners' union called a strike for Sunday."),
        (
            {"PROTEST": "not_happened", "CONCEDE": "happened"},
            "The miners' union called off the hunger strike in Kiruna.",
        ),
    ],
)
def test_what_is_demanded_refused_or_promised_is_an_event_too(
    parsed: Callable[..., ParsedReport], expected: dict[str, str], sentence: str
) -> None:
    found = {event.type: event.factuality for event in read(parsed, sentence).events}
    assert {kind: found.get(kind) for kind in expected} == expected


def test_a_reaction_takes_the_one_it_answers(parsed: Callable[..., ParsedReport]) -> None:
    result = read(parsed, "Morocco had asked Spain for the records. Spain refused.")
    assert result.whom(result.one("REJECT")) == ["MAR"]


def test_a_town_where_it_happens_is_no_recipient(parsed: Callable[..., ParsedReport]) -> None:
    result = read(parsed, "Nigeria lifted the curfew in Lagos.")
    assert result.whom(result.one("CONCEDE")) == []


def test_past_denial_in_somebodys_mouth(parsed: Callable[..., ParsedReport]) -> None:
    draft = read(parsed, "Rwandan soldiers did not attack Burundian villages, Rwanda said.").drafts[0]
    assert (draft.factuality, draft.disclaimed) == ("not_happened", True)


BUSINESS = (
    "The carmaker Velda released its first electric sedan. The company demanded lower prices from suppliers. "
    "Chief executive Mara Quist thanked customers. Shareholders approved the merger with the truck maker Orlo. "
    "Sales and revenue rose in the quarter. "
)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", []),
        ("Belgium's government sued the carmaker.", ["ACCUSE"]),
        ("Police arrested 40 workers at the plant.", ["COERCE"]),
    ],
)
def test_a_report_on_business_tells_only_what_concerns_the_public(
    parsed: Callable[..., ParsedReport], more: str, expected: list[str]
) -> None:
    assert read(parsed, BUSINESS + more).types() == expected


def test_the_words_of_business_alone_do_not_make_a_report_private(parsed: Callable[..., ParsedReport]) -> None:
    told = read(parsed, "Strikers at the Velda plant demanded higher pay. The union called the merger an insult.")
    assert "REQUEST" in told.types()
