"""Anatomy: headline, sections, captions, notices, paragraphs and hard wraps."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.intake.anatomy import cut
from onrecord.intake.report import Anatomy

LEAD = "The harbour board said on Friday that the old pier would be closed for a month."
MORE = "Nobody was hurt when the ship struck it, the police said. The captain was at home by noon."
SEED = Path(__file__).parents[2] / "shared" / "seed" / "pentagon-talks.txt"


def kinds(text: str) -> list[str]:
    return [segment.kind for segment in cut(text).segments]


def pieces(text: str) -> list[tuple[str, str]]:
    return [(segment.kind, text[segment.start : segment.end]) for segment in cut(text).segments]


def assert_valid(text: str, anatomy: Anatomy) -> None:
    """Segments are ordered, apart, inside the text, and hold all that is not white space."""
    position = 0
    for segment in anatomy.segments:
        assert position <= segment.start < segment.end <= len(text)
        assert not text[position : segment.start].strip()
        assert not text[segment.start].isspace()
        assert not text[segment.end - 1].isspace()
        position = segment.end
    assert not text[position:].strip()
    spans = [anatomy.headline] if anatomy.headline else []
    for title, body in anatomy.sections:
        spans += [body, *([title] if title else [])]
    spans += [(credit.start, credit.end) for credit in anatomy.credits]
    if anatomy.dateline:
        spans += [(anatomy.dateline.start, anatomy.dateline.end), *anatomy.dateline.places]
    assert all(0 <= start <= end <= len(text) for start, end in spans)


def test_headline_is_the_short_first_line_without_a_stop() -> None:
    assert kinds(f"Old pier to be closed for a month\n{LEAD}\n{MORE}") == ["headline", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    "headline", ["Will the old pier ever open again?", "Old pier closed by order of the U.S.", "Shut!"]
)
def test_headline_may_end_with_a_mark_of_its_own(headline: str) -> None:
    text = f"{headline}\n\n{LEAD}\n{MORE}"
    anatomy = cut(text)
    assert anatomy.headline == (0, len(headline))


@pytest.mark.parametrize(
    "text",
    [
        LEAD,
        f"{LEAD}\n{MORE}",
        f"{LEAD}\n\n{MORE}",
        "A pier. It is old.\n" + MORE,
        "Pier closed",
        "- Pier closed\n" + MORE,
    ],
)
def test_text_without_a_headline_keeps_its_first_sentence(text: str) -> None:
    anatomy = cut(text)
    assert anatomy.headline is None
    assert anatomy.segments[0].kind == "paragraph"
    assert anatomy.segments[0].start == 0


def test_headline_given_apart_is_the_headline() -> None:
    headline = "Pier closed. Nobody hurt."
    text = f"{headline}\n\n{LEAD}"
    anatomy = cut(text, (0, len(headline)))
    assert anatomy.headline == (0, len(headline))
    assert [segment.kind for segment in anatomy.segments] == ["headline", "paragraph"]


def test_headline_repeated_in_the_text_is_no_paragraph() -> None:
    text = f"Pier closed\n\nPier closed\n{LEAD}"
    assert [segment.kind for segment in cut(text, (0, 11)).segments] == ["headline", "headline", "paragraph"]


def test_wire_slug_and_correction_are_notices() -> None:
    text = f"UPDATE 2-Pier closed for a month\n(Corrects paragraph 3 to say month, not week)\nRIGA, March 4 - {LEAD}"
    assert pieces(text)[:3] == [
        ("notice", "UPDATE 2-"),
        ("headline", "Pier closed for a month"),
        ("notice", "(Corrects paragraph 3 to say month, not week)"),
    ]
    assert kinds(f"CORRECTED-Pier closed\n{LEAD}") == ["notice", "headline", "paragraph"]


@pytest.mark.parametrize(
    "notice",
    [
        "Editor's note: This story was changed to add a comment from the board.",
        "Correction: An earlier version of this story gave the wrong day.",
        "An earlier version of this story gave the wrong day.",
        "Our Standards: The Trust Principles.",
        "Read more: The ship that struck the pier",
    ],
)
def test_notice_at_the_end(notice: str) -> None:
    assert kinds(f"{LEAD}\n{MORE}\n{notice}") == ["paragraph", "paragraph", "notice"]


def test_link_to_share_above_short_paragraphs_makes_no_list_of_them() -> None:
    headline = "Harbour closed"
    text = f"{headline}\n\nShare this article\n\nThe harbour closed on Monday, police said.\n\nNobody was hurt there."
    anatomy = cut(text, (0, len(headline)))
    assert [segment.kind for segment in anatomy.segments] == ["headline", "notice", "paragraph", "paragraph"]


def test_deck_between_headline_and_byline_is_no_paragraph() -> None:
    text = f"Pier closed\nThe board says that it has no money, and that the state must pay.\nBy Jane Doe\n{LEAD}"
    assert kinds(text) == ["headline", "headline", "byline", "paragraph"]


@pytest.mark.parametrize(
    "caption",
    [
        "The old pier in spring. Image: Jane Doe.",
        "FILE PHOTO: The old pier in spring. REUTERS/Jane Doe/File Photo",
        "(Photo: Jane Doe)",
        "Photo by Jane Doe",
        "[Photo/Xinhua]",
        "The captain (left) with the mayor",
    ],
)
def test_caption_between_paragraphs(caption: str) -> None:
    assert kinds(f"{LEAD}\n\n{caption}\n\n{MORE}") == ["paragraph", "caption", "paragraph"]


@pytest.mark.parametrize(
    "title", ["Expert & Public Reaction:", "Background", "## What next", "What happens now", "WHAT NEXT"]
)
def test_section_title_opens_a_section(title: str) -> None:
    text = f"{LEAD}\n{MORE}\n{title}\n{MORE}\n{LEAD}"
    anatomy = cut(text)
    assert [segment.kind for segment in anatomy.segments].count("section_title") == 1
    (none, before), (named, after) = anatomy.sections
    assert none is None
    assert named is not None
    assert text[slice(*named)] == title.strip(":# ")
    assert text[slice(*before)] == f"{LEAD}\n{MORE}"
    assert text[slice(*after)] == f"{MORE}\n{LEAD}"


@pytest.mark.parametrize(
    "line",
    [
        "He said:",
        "The statement read:",
        '"No comment"',
        "It was cold.",
        "Why did you choose that pier?",
        "Riga, 4 March 2026",
    ],
)
def test_short_line_that_is_no_title(line: str) -> None:
    assert "section_title" not in kinds(f"{LEAD}\n{line}\n{MORE}")


def test_questions_of_an_interview_are_paragraphs() -> None:
    text = "\n".join(f"{MORE}\nWho built it?" for _ in range(4)) + f"\n{MORE}"
    assert set(kinds(text)) == {"paragraph"}


def test_list_of_sources_at_the_end_is_a_notice() -> None:
    text = f"{LEAD}\n{MORE}\nSources\n“Pier shut” — The Gull, March 4\n“Ship strikes pier” — The Tern, March 3"
    assert kinds(text) == ["paragraph", "paragraph", "notice", "notice", "notice"]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "Pier closed for a month\n\n"
        "RIGA, March 4 (Agency) - The harbour board said on Friday that the\n"
        "old pier would be closed for a month, after a ship had struck it in\n"
        "the night. Nobody was hurt, the police said.\n"
        "\n"
        "The captain was at home by noon. He told the board that he had seen\n"
        "no light.\n"
    )
    assert pieces(text) == [
        ("headline", "Pier closed for a month"),
        ("dateline", "RIGA, March 4 (Agency) -"),
        ("paragraph", text[text.index("The harbour") : text.index("\n\nThe captain")]),
        ("paragraph", text[text.index("The captain") :].strip()),
    ]


def test_one_sentence_a_line_is_one_paragraph_a_line() -> None:
    text = "The pier is closed.\nA ship struck it in the night.\nNobody was hurt.\nThe captain is at home."
    assert kinds(text) == ["paragraph"] * 4


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\u2028", "\r\n\r\n"])
def test_all_line_ends_are_taken(end: str) -> None:
    text = end.join(["Pier closed", LEAD, MORE]) + end
    assert kinds(text) == ["headline", "paragraph", "paragraph"]
    assert_valid(text, cut(text))


def test_very_long_line_is_one_paragraph() -> None:
    text = "The board met and met and met. " * 5000
    assert kinds(text) == ["paragraph"]


def test_html_like_text_keeps_its_titles() -> None:
    text = f"Pier closed\nBy Jane Doe\n{LEAD}\nA pier that nobody wants\n{MORE}"
    assert kinds(text) == ["headline", "byline", "paragraph", "section_title", "paragraph"]


def test_empty_text_has_no_segments() -> None:
    assert cut("") == Anatomy([])
    assert cut(" \n\t\r\n").segments == []


FRAME_WORDS = st.sampled_from(
    [
        *(
            "By Jane Doe",
            "(Reporting by A B in C; Editing by D)",
            "RIGA, March 4 (AP) -",
            "Sources",
            "Image: X.",
            "## T",
        ),
        *(
            "UPDATE 1-",
            "Editor's note:",
            "A:",
            "Who?",
            "© 2026",
            "Feb 3 –",
            "(",
            ")",
            "-",
            "*",
            ".",
            "\n",
            "\n\n",
            "\r\n",
        ),
        *("Published: March 4, 2026", "(Corrects x)", "Background", "he said", " ", LEAD, "\u2028", "\ud800", "\x00"),
        *("ﬁ", "İ", "ǅ", "\u200b", "(  )", "/TASS/", "[Photo/X]", "Jane Doe in Cairo contributed to this report", "—"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.lists(FRAME_WORDS, max_size=14).map("".join), st.lists(FRAME_WORDS).map("\n".join)))
def test_any_string_gives_valid_segments(text: str) -> None:
    assert_valid(text, cut(text))


@settings(max_examples=150, deadline=None)
@given(st.lists(FRAME_WORDS, min_size=1, max_size=5).map("".join), st.lists(FRAME_WORDS, max_size=8).map("\n".join))
def test_any_headline_given_apart_gives_valid_segments(headline: str, body: str) -> None:
    headline = headline.strip()
    text = f"{headline}\n\n{body}"
    anatomy = cut(text, (0, len(headline)))
    assert_valid(text, anatomy)
    assert not headline or any(segment.kind == "headline" for segment in anatomy.segments)


def test_importing_intake_does_not_load_trafilatura() -> None:
    heavy = "('trafilatura', 'py3langid', 'spacy')"
    code = f"import sys, onrecord.intake.sources; print([name for name in sys.modules if name in {heavy}])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.skipif(not SEED.is_file(), reason="the shared model report is not here")
def test_model_report() -> None:
    text = SEED.read_text("utf-8")
    anatomy = cut(text)
    assert anatomy.dateline is not None
    assert [text[slice(*place)] for place in anatomy.dateline.places] == ["WASHINGTON", "JERUSALEM"]
    assert [title and text[slice(*title)] for title, _ in anatomy.sections] == [None, "Expert & Public Reaction"]
    assert [(credit.role, credit.names, credit.place) for credit in anatomy.credits] == [
        ("reporting", ["Phil Stewart"], None),
        ("additional_reporting", ["Maayan Lubell"], "Jerusalem"),
        ("note", [], None),
    ]
