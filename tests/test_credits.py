"""Bylines and credits: roles, names and places."""

from __future__ import annotations

import pytest

from onrecord.intake.anatomy import cut
from onrecord.intake.credits import byline, read_credits

BODY = "The old pier is closed, the board said on Friday.\nNobody was hurt when it was struck, the police said.\n"


def credits_of(line: str) -> list[tuple[str, list[str], str | None, str]]:
    text = BODY + line
    anatomy = cut(text)
    assert anatomy.segments[-1].kind == "credit", anatomy.segments
    return [(credit.role, credit.names, credit.place, text[credit.start : credit.end]) for credit in anatomy.credits]


def test_credits_between_semicolons_have_roles_names_and_place() -> None:
    line = "(Reporting by Ann Roe; Additional reporting by Bo Lund in Oslo; Writing by Cy Poe; Edited for length)"
    assert credits_of(line) == [
        ("reporting", ["Ann Roe"], None, "Reporting by Ann Roe"),
        ("additional_reporting", ["Bo Lund"], "Oslo", "Additional reporting by Bo Lund in Oslo"),
        ("writing", ["Cy Poe"], None, "Writing by Cy Poe"),
        ("note", [], None, "Edited for length"),
    ]


def test_each_place_takes_the_names_before_it() -> None:
    found = credits_of("Reporting by Ann Roe and Bo Lund in Oslo, Cy Poe in Rome; Editing by Di Ames and Ed Ball")
    assert [(role, names, place) for role, names, place, _ in found] == [
        ("reporting", ["Ann Roe", "Bo Lund"], "Oslo"),
        ("reporting", ["Cy Poe"], "Rome"),
        ("editing", ["Di Ames", "Ed Ball"], None),
    ]


def test_two_jobs_in_one_clause_are_two_credits() -> None:
    assert [(role, names) for role, names, _, _ in credits_of("(Writing and editing by Ann Roe)")] == [
        ("writing", ["Ann Roe"]),
        ("editing", ["Ann Roe"]),
    ]


def test_clauses_joined_by_and_are_told_apart() -> None:
    found = credits_of("Reporting by Ann Roe and editing by Bo Lund.")
    assert [(role, names, words) for role, names, _, words in found] == [
        ("reporting", ["Ann Roe"], "Reporting by Ann Roe"),
        ("editing", ["Bo Lund"], "editing by Bo Lund"),
    ]


@pytest.mark.parametrize(
    ("line", "role", "names", "place"),
    [
        ("— With assistance from Ann Roe and Bo Lund", "additional_reporting", ["Ann Roe", "Bo Lund"], None),
        ("Agency writer Ann Roe in Oslo contributed to this report.", "additional_reporting", ["Ann Roe"], "Oslo"),
        ("Ann Roe reported from Oslo.", "reporting", ["Ann Roe"], "Oslo"),
        ("© 2026 Agency", "note", [], None),
        ("(This report was edited for clarity)", "note", [], None),
        ("Reporting by Maria de la Cruz", "reporting", ["Maria de la Cruz"], None),
        ("Reporting by Ann Roe Jr.", "reporting", ["Ann Roe Jr."], None),
    ],
)
def test_other_forms_of_credit(line: str, role: str, names: list[str], place: str | None) -> None:
    assert [(found[0], found[1], found[2]) for found in credits_of(line)] == [(role, names, place)]


def test_credit_at_the_end_of_a_paragraph_is_cut_off() -> None:
    text = BODY + '"It is cracked," he said. (Editing by Ann Roe)'
    anatomy = cut(text)
    last = anatomy.segments[-2:]
    assert [(segment.kind, text[segment.start : segment.end]) for segment in last] == [
        ("paragraph", '"It is cracked," he said.'),
        ("credit", "(Editing by Ann Roe)"),
    ]


def test_reporting_by_in_the_body_is_no_credit() -> None:
    text = "Reporting by the radio suggested that the pier would open again.\nNobody in the town believed it on Friday."
    anatomy = cut(text)
    assert [segment.kind for segment in anatomy.segments] == ["paragraph", "paragraph"]
    assert anatomy.credits == []


@pytest.mark.parametrize(
    ("line", "names", "place"),
    [
        ("By Jane Doe", ["Jane Doe"], None),
        ("By JANE DOE and JOHN ROE in Cairo", ["JANE DOE", "JOHN ROE"], "Cairo"),
        ("By Jane Doe, Associated Press", ["Jane Doe"], None),
        ("By Jane Doe | Staff Writer", ["Jane Doe"], None),
        ("By Peter O. Kamau", ["Peter O. Kamau"], None),
        ("By Agency Staff", [], None),
        ("Jane Doe, Cairo", ["Jane Doe"], "Cairo"),
    ],
)
def test_byline_under_the_headline(line: str, names: list[str], place: str | None) -> None:
    text = f"Old pier to be closed\n{line}\n{BODY}"
    anatomy = cut(text)
    assert [segment.kind for segment in anatomy.segments][:3] == ["headline", "byline", "paragraph"]
    credit = anatomy.credits[0]
    assert (credit.role, credit.names, credit.place) == ("reporting", names, place)


def test_name_alone_is_a_byline_only_above_a_date() -> None:
    dated = cut(f"Old pier to be closed\nJane Doe\nMarch 4, 2026\n{BODY}")
    assert [segment.kind for segment in dated.segments][:3] == ["headline", "byline", "dateline"]
    alone = cut(f"Old pier to be closed\nJane Doe\n{BODY}")
    assert all(segment.kind != "byline" for segment in alone.segments)


@pytest.mark.parametrize(
    "text", ["By Monday, the army had left.", "By the time he came, it was over", "By all accounts Jane was there"]
)
def test_sentence_with_by_is_no_byline(text: str) -> None:
    assert byline(text, 0, len(text)) is None


def test_spans_of_credits_lie_in_their_segment() -> None:
    text = "(Reporting by A B; Editing by C D)"
    assert all(0 <= credit.start < credit.end <= len(text) for credit in read_credits(text, 0, len(text)))
