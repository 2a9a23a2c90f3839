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


def test_a_participle_tells_what_somebody_is_in(parsed: Callable[..., ParsedReport]) -> None:
    told = read(parsed, "Mali would expel the envoy unless the detained Kenyan engineers were released.")
    held = told.one("COERCE")
    assert (held.factuality, told.whom(held)) == ("ongoing", ["KEN"])


def test_who_is_told_as_held_again_was_arrested_once(parsed: Callable[..., ParsedReport]) -> None:
    told = read(parsed, "Police in Kenya arrested a journalist. The detained journalist works for a daily.")
    assert told.types() == ["COERCE"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Two people were injured when scaffolding collapsed in Nepal.",
        "Heavy snow closed schools in Norway.",
        "Twelve people were killed when a plane crashed in Chad.",
    ],
)
def test_nobody_does_what_nature_and_accidents_do(parsed: Callable[..., ParsedReport], sentence: str) -> None:
    assert read(parsed, sentence).types() == []


def test_what_a_sentence_takes_for_known_happened(parsed: Callable[..., ParsedReport]) -> None:
    told = read(parsed, "Lebanon's cabinet met after two nights of rioting.")
    assert told.one("PROTEST").factuality == "happened"


def test_deeds_side_by_side_are_two(parsed: Callable[..., ParsedReport]) -> None:
    told = read(parsed, "Kenyan police searched the office and detained the editor.")
    assert told.types() == ["COERCE", "COERCE"]


@pytest.mark.parametrize(
    ("sentence", "types"),
    [
        ("Norway's parliament ratified the fishing treaty with Iceland.", ["SUPPORT"]),
        ("Norway lifted the sanctions against Belarus.", ["RETREAT"]),
    ],
)
def test_what_is_approved_or_lifted_is_not_told_anew(
    parsed: Callable[..., ParsedReport], sentence: str, types: list[str]
) -> None:
    assert read(parsed, sentence).types() == types


@pytest.mark.parametrize(
    "sentence",
    [
        "The government of Kenya warned that anyone who blocked highways would be tried.",
        "Kenya's labour minister warned that factories that stayed closed would lose their licences.",
    ],
)
def test_a_relative_clause_can_be_the_condition_of_a_threat(parsed: Callable[..., ParsedReport], sentence: str) -> None:
    assert "THREATEN" in read(parsed, sentence).types()


def test_a_refusal_stands_beside_what_is_not_done(parsed: Callable[..., ParsedReport]) -> None:
    told = read(parsed, "Kenya will not send troops to Haiti.")
    assert (told.one("REJECT").factuality, told.one("MOBILIZE").factuality) == ("happened", "not_happened")


def test_boats_are_seized_and_their_crews_are_counted(parsed: Callable[..., ParsedReport]) -> None:
    told = read(parsed, "Latvia's coast guard detained two Estonian fishing boats with 14 crew members.")
    assert [(count.of, count.number) for count in told.one("COERCE").counts] == [("arrested", 14)]
