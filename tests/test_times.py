"""Times: what is found, what it means, and what stays open."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.codebook.loader import open_codebook
from onrecord.intake.report import AnatomyDateline
from onrecord.language.parsed import ParsedReport
from onrecord.reading.times import needs_published, published_from_dateline, read_times, weekday_conflicts
from onrecord.record import Time

Parsed = Callable[..., ParsedReport]
TUESDAY = "2026-02-03"


def times(parsed: Parsed, *paragraphs: str, published: str | None = TUESDAY) -> dict[str, Time]:
    report = parsed(*paragraphs, published=published)
    return {report.text[slice(*time.span)]: time for time in read_times(report, open_codebook())}


@pytest.mark.parametrize(
    ("sentence", "words", "value"),
    [
        ("The generals met on Friday.", "Friday", "2026-01-30"),
        ("The generals will meet on Friday.", "Friday", "2026-02-06"),
        ("The army said the generals met on Tuesday.", "Tuesday", "2026-02-03"),
        ("The court is scheduled to rule on Thursday.", "Thursday", "2026-02-05"),
        ("A vote due on Monday was put off.", "Monday", "2026-02-09"),
        ("Troops left the town last Tuesday.", "last Tuesday", "2026-01-27"),
        ("Rebels shelled the port on Sunday night.", "Sunday night", "2026-02-01TNI"),
        ("The minister resigned yesterday.", "yesterday", "2026-02-02"),
        ("He threatened to close the port if they were not released by Friday.", "Friday", "2026-02-06"),
        ("The union called a strike for Friday.", "Friday", "2026-02-06"),
        ("An expected announcement on Friday was put off.", "Friday", "2026-02-06"),
        ("The team had left the town by Friday.", "Friday", "2026-01-30"),
        ("The envoy will arrive tomorrow morning.", "tomorrow morning", "2026-02-04TMO"),
        ("He was arrested on January 28.", "January 28", "2026-01-28"),
        ("He was arrested on 28 December.", "28 December", "2025-12-28"),
        ("The treaty will lapse on Dec. 12.", "Dec. 12", "2026-12-12"),
        ("The base was closed in March.", "March", "2025-03"),
        ("The base will be closed in March.", "March", "2026-03"),
        ("The talks broke down in March 2019.", "March 2019", "2019-03"),
        ("The talks broke down last month.", "last month", "2026-01"),
        ("Prices rose last year.", "last year", "2025"),
        ("The bank failed three years ago.", "three years ago", "2023"),
        ("Two soldiers died two days ago.", "two days ago", "2026-02-01"),
        ("It was founded in the 1990s.", "the 1990s", "199X"),
        ("The temple dates from the 12th century.", "the 12th century", "11XX"),
        ("Exports fell in the third quarter of 2024.", "the third quarter of 2024", "2024-Q3"),
        ("He won the 2012 election.", "2012", "2012"),
        ("The siege lasted for three weeks.", "three weeks", "P3W"),
        ("The shelling began at 5 p.m. on Sunday.", "5 p.m. on Sunday", "2026-02-01T17:00"),
        ("The guards change every day.", "every day", "P1D"),
        ("They fled on the 14th.", "the 14th", "2026-01-14"),
    ],
)
def test_a_time_is_fixed_against_the_day_of_publication(parsed: Parsed, sentence: str, words: str, value: str) -> None:
    found = times(parsed, sentence)
    assert words in found
    assert found[words].value == value


@pytest.mark.parametrize(
    "sentence",
    [
        "A 20-year-old man was held.",
        "The rebels may attack the port.",
        "Theresa May met the envoy.",
        "The team won 3-2 in the final.",
        "Some 2000 troops crossed the river.",
        "Officials second the motion.",
        "He told the Sunday Times about it.",
        "The prize is worth $2000.",
    ],
)
def test_numbers_ages_modals_and_names_are_no_times(parsed: Parsed, sentence: str) -> None:
    assert times(parsed, sentence) == {}


def test_a_week_has_its_first_and_last_day(parsed: Parsed) -> None:
    week = times(parsed, "Protests began last week.")["last week"]
    assert (week.value, week.begin, week.end) == ("2026-W05", "2026-01-26", "2026-02-01")


def test_vague_times_get_bounds_and_no_guess(parsed: Parsed) -> None:
    found = times(parsed, "Clashes broke out earlier this month, and again in recent days.")
    assert (found["earlier this month"].not_before, found["earlier this month"].not_after) == (
        "2026-02-01",
        "2026-02-03",
    )
    assert found["recent days"].value == "PAST_REF"
    assert found["recent days"].not_after == "2026-02-03"


def test_a_range_gives_both_its_ends(parsed: Parsed) -> None:
    found = times(parsed, "The festival ran from January 10 to January 20.", "He has led the party since 2019.")
    assert (found["January 10"].begin, found["January 10"].end) == ("2026-01-10", "2026-01-20")
    assert (found["2019"].begin, found["2019"].end) == ("2019-01-01", None)


def test_a_narrative_time_hangs_on_the_day_told_last(parsed: Parsed) -> None:
    found = times(parsed, "The ship sank on May 3, 2011. Two days later the captain was arrested.")
    assert (found["Two days later"].value, found["Two days later"].anchor) == ("2011-05-05", "text")


def test_without_a_year_times_stay_open_and_publication_would_fix_them(parsed: Parsed) -> None:
    report = parsed("The generals met on Friday, after talks on March 4 and in 2019.")
    found = read_times(report, open_codebook())
    assert [time.value for time in found] == ["XXXX-WXX-5", "XXXX-03-04", "2019"]
    assert all(time.anchor == "none" for time in found)
    assert len(needs_published(found, report.text)) == 2


def test_holidays_and_wars_stay_open(parsed: Parsed) -> None:
    found = times(parsed, "He was wounded during the Iraq War and came home before Christmas.")
    assert {words: time.value for words, time in found.items()} == {"Iraq War": None, "Christmas": None}


def test_a_weekday_that_does_not_fit_its_date_is_told(parsed: Parsed) -> None:
    report = parsed("They met on Friday, January 29, and on Friday, January 30.", published=TUESDAY)
    conflicts = weekday_conflicts(report, read_times(report, open_codebook()))
    assert [report.text[slice(*span)] for span, _ in conflicts] == ["Friday, January 29"]
    assert "Thursday" in conflicts[0][1]


def test_the_datelines_date_is_read_and_gets_the_year_of_publication(parsed: Parsed) -> None:
    report = parsed("CAIRO, Feb 1 (Agency) - The talks were held on Saturday.", published=TUESDAY)
    report.report.anatomy.dateline = AnatomyDateline(0, 23, [(0, 5)], (7, 12), "Agency")
    first = read_times(report, open_codebook())[0]
    assert (first.id, first.span, first.value, first.anchor) == ("t1", (7, 12), "2026-02-01", "published")


def test_a_complete_dateline_fixes_the_report() -> None:
    assert published_from_dateline("Feb. 3, 2026") == "2026-02-03"
    assert published_from_dateline("Feb. 3") is None
    assert published_from_dateline("Dec 30", "2026-01-02") == "2025-12-30"
    assert published_from_dateline("3 FEBRUARY", "2026") == "2026-02-03"


def test_a_report_with_a_complete_dateline_needs_no_publication(parsed: Parsed) -> None:
    report = parsed("Feb. 3, 2026 - The talks were held on Friday.")
    report.report.anatomy.dateline = AnatomyDateline(0, 15, [], (0, 12), None)
    friday = read_times(report, open_codebook())[-1]
    assert (friday.value, friday.anchor) == ("2026-01-30", "dateline")


def test_the_following_day_is_not_reckoned_from_publication(parsed: Parsed) -> None:
    found = times(parsed, "The vote was held on January 4. Talks resumed the following day, and ended the next day.")
    assert found["the following day"].value == "2026-01-05"
    assert found["the next day"].value == "2026-01-06"
    assert found["the next day"].anchor == "text"
