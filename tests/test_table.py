"""The terminal view: no line is too wide, the who is never lost, and nothing in a report can steer the terminal."""

from __future__ import annotations

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

import hand_made
from onrecord.cli.table import print_table
from onrecord.record import Record


def printed(record: Record, width: int = 80, *, colour: bool = False) -> str:
    out = io.StringIO()
    print_table(
        record,
        Console(
            file=out, width=width, highlight=False, force_terminal=colour, color_system="standard" if colour else None
        ),
    )
    return out.getvalue()


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    record = hand_made.record()
    record.report.uri = "x" * 300
    for line in printed(record, width).splitlines():
        assert cell_len(line) <= width
        assert line == line.rstrip()


@pytest.mark.parametrize("width", [60, 80, 200])
def test_who_and_what_are_there_at_every_width(width: int) -> None:
    text = " ".join(printed(hand_made.record(), width).split())
    for words in ("Two port officials → Quill", "she (Ada Roth)", "the minister (Ada Roth) → Westria", "THREATEN"):
        assert words in text
    for heading in ("WHO SAID WHAT (7)", "WHO DID WHAT TO WHOM (5)", "ON WHOSE WORD (3)", "WHAT TO LOOK AT (3)"):
        assert heading in text


def test_who_speaks_several_times_is_one_source() -> None:
    text = " ".join(printed(hand_made.record()).split())
    assert "1 named people and offices the minister (Ada Roth) (3)" in text


def test_factuality_and_whose_word_are_told_without_colour() -> None:
    text = printed(hand_made.record())
    assert "\x1b" not in text
    for words in ("[planned]", "[possible]", "[did not happen]", "as told by: Two port officials", "! Warning"):
        assert words in text


def test_colour_changes_no_word() -> None:
    import re

    coloured = printed(hand_made.record(), colour=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == printed(hand_made.record())


def test_a_long_content_ends_with_an_ellipsis_and_keeps_who_said_it() -> None:
    record = hand_made.record()
    record.report.text += "word " * 400
    record.statements[0].content = [(len(hand_made.TEXT), len(record.report.text))]
    lines = printed(record).splitlines()
    at = next(number for number, line in enumerate(lines) if "Two port officials →" in line)
    assert lines[at + 3].endswith("…")


def test_no_character_of_a_report_acts_on_the_terminal() -> None:
    record = hand_made.record()
    record.report.text = record.report.text.replace("Two port", "T\x1b[2J\x9bxx").replace("Analysts", "[red]x[/")
    text = printed(record)
    assert "\x1b" not in text
    assert "\x9b" not in text
    assert "<U+001B>" in text
    assert "\u202e" not in text
    assert "[red]x[/" in text
