"""Lines that a site puts around a report are found in any case, and none is passed over for the sake of speed."""

from __future__ import annotations

import pytest

from onrecord.codebook.comparing import _openings, folding_of


@pytest.mark.parametrize(
    "line",
    [
        "ALL RIGHTS RESERVED",
        "© 2026 The Harbour Post",
        "Our newsletter, straight to your Inbox",
        "File photo of the old pier",
        "Photograph by Ada Holm",
        "(Getty Images)",
        "Have a news tip?",
        "This story was provided by Northline.",
        "Email our newsroom",
    ],
)
def test_a_line_of_the_site_is_found_where_the_report_is_searched_as_a_whole(line: str) -> None:
    frame = folding_of(None).boilerplate
    around = ["The old pier was shut on Friday.", line, "Nobody was hurt."]
    assert frame.in_any(around)
    assert frame.fits(line, held=frame.in_any(around))


def test_a_report_without_such_lines_is_not_searched_sentence_by_sentence() -> None:
    assert not folding_of(None).boilerplate.in_any(["The old pier was shut on Friday.", "Nobody was hurt."])


@pytest.mark.parametrize(
    ("pattern", "openings"),
    [
        ("(photo|picture) by [a-z]", ["photo by [a-z]", "picture by [a-z]"]),
        (r"\b(file|archive) (photo|image)\b", [r"file (photo|image)\b", r"archive (photo|image)\b"]),
        (r"\(?(getty)\b", [r"getty\b"]),
        ("click here", ["click here"]),
        # What may stand there in two ways, or not at all, stays as it is.
        ("(our|free)? news", ["(our|free)? news"]),
        ("(our|free) news|(see|read) more", ["(our|free) news|(see|read) more"]),
    ],
)
def test_a_pattern_is_looked_for_by_the_plain_words_it_begins_with(pattern: str, openings: list[str]) -> None:
    assert _openings(pattern) == openings
