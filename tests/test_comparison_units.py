"""A value in another unit, a short name in brackets and a phrase turned round leave a copy; another value does not."""

from __future__ import annotations

import pytest

from onrecord import Reader, Record, report_from_text
from onrecord.stories.compare import compare
from onrecord.stories.comparison import Comparison
from onrecord.stories.folding import folded

DISPATCH = """TARVA, May 6 (Northline) - The central bank of Tarva raised its main rate by 75 basis points on Wednesday.

Governor Ilse Brandt said about a quarter of the country's 120,000 farmers could not repay what they owed.

The Rural Credit Council asked for a delay. The council's members met at half past nine in a treaty hall 12 miles
outside the capital, where 310 millimeters of rain had fallen within days.

A loan of 40 pages, which the bank printed on Monday, costs 25 billion tarvas a year, an aide said.

"We are not a charity," Brandt told a news conference before she left.

The number of farms has halved since 1998.
"""
DESK = {
    "points of a percentage": [("75 basis points", "0.75 percentage points")],
    "lakh and crore": [("120,000 farmers", "1.2 lakh farmers"), ("25 billion", "2,500 crore")],
    "a share in percent": [("a quarter of", "25 percent of")],
    "one in so many": [("a quarter of", "one in four of")],
    "miles in kilometres, rounded": [("12 miles", "19 km")],
    "millimetres in centimetres": [("310 millimeters", "31 centimetres")],
    "the hour in figures": [("half past nine", "9.30am")],
    "a short name": [("Credit Council asked", "Credit Council (RCC) asked"), ("The council's", "The RCC's")],
    "a phrase turned round": [("A loan of 40 pages", "A 40-page loan")],
    "a place at the head": [("TARVA, May 6 (Northline) - The", "Tarva: The")],
    "desk words": [("a news conference", "a press conference"), ("a year", "annually")],
    "a title above the text": [
        (
            "TARVA, May 6 (Northline) - ",
            'Money\n\n"Not a charity": bank turns farmers away\n\n6 May 2026, 4.10 p.m.\n\n',
        )
    ],
}
FACTS = {
    "other points": [("75 basis points", "7.5 percentage points")],
    "another share": [("a quarter of", "15 percent of")],
    "another distance": [("12 miles", "29 km")],
    "another depth": [("310 millimeters", "41 centimetres")],
    "another hour": [("half past nine", "8.30am")],
    "another scale": [("120,000 farmers", "1.2 crore farmers")],
    "another length of a paper": [("A loan of 40 pages", "A 60-page loan")],
    "another body": [("The council's", "The LCC's")],
}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.open()


def _record(reader: Reader, text: str) -> Record:
    return next(reader.records([report_from_text(text, published="2026-05-06")]))


def _made(reader: Reader, edits: list[tuple[str, str]]) -> Comparison:
    other = DISPATCH
    for one, two in edits:
        assert one in other
        other = other.replace(one, two)
    return compare(_record(reader, DISPATCH), _record(reader, other))


@pytest.mark.parametrize("style", DESK)
def test_a_value_in_another_unit_and_a_desk_s_turns_leave_a_copy(reader: Reader, style: str) -> None:
    found = _made(reader, DESK[style])
    assert found.lineage.kind == "copy"
    assert {change.code for change in found.changes} <= {"credit_dropped"}


@pytest.mark.parametrize("fact", FACTS)
def test_another_value_makes_no_copy(reader: Reader, fact: str) -> None:
    assert _made(reader, FACTS[fact]).lineage.kind == "rewrite"


def test_a_value_in_another_unit_is_no_change_in_a_rewrite_either(reader: Reader) -> None:
    edits = [("12 miles", "19 km"), ("310 millimeters", "31 cm"), ("The number of farms has halved since 1998.", "")]
    told = _made(reader, [*edits, ("raised its main rate", "yesterday put up its key rate sharply")])
    assert "number_changed" not in {change.code for change in told.changes}
    other = _made(reader, [("12 miles", "29 km"), ("raised its main rate", "yesterday put up its key rate sharply")])
    assert "number_changed" in {change.code for change in other.changes}


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("half a million people", "#500000"),
        ("3 lakh people", "#300000"),
        ("half of the people", "#0.5"),
        ("wells worth Sh340m", "#340000000"),
        ("wells worth KSh1,200", "#1200"),
        ("twice", "#2"),
    ],
)
def test_halves_and_indian_scales_are_numbers(reader: Reader, words: str, value: str) -> None:
    assert value in folded(_record(reader, f"The flood at Tarva has moved {words} since May.")).forms
