"""Dyads: distinct events between two actors, both ways, by period; zero told from missing."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import hand_made
from onrecord.errors import NoSuchActor, NothingToCount
from onrecord.measure.dyad import QUADS, By, Direction, Dyad, Period
from onrecord.measure.dyads import REAL, Told, count, gather, told
from onrecord.measure.rows import EventRow, Party
from onrecord.measure.sides import side_of

MONDAY = date(2026, 2, 2)
US, IRAN, UN = Party("USA", ("GOV",)), Party("IRN", ()), Party("UNO", ())
SIDES = (side_of("USA"), side_of("IRN"))


def row(day: int | None = 0, **changed: Any) -> EventRow:
    """The USA strikes Iran, so many days after Monday 2 February 2026."""
    whole: dict[str, Any] = {
        "report": "r1", "outlet": None, "event": "e1", "claim": None, "type": "ASSAULT", "mode": None,
        "quad": "material conflict", "score": -9.0, "factuality": "happened",
        "day": None if day is None else MONDAY + timedelta(days=day), "day_from": None if day is None else "told",
        "actors": (US,), "recipients": (IRAN,), "mutual": False, "place_country": None, "lat": None, "lon": None,
    }  # fmt: skip
    return EventRow(**(whole | changed))


def report(day: int | None, *rows: EventRow) -> Told:
    return Told(None if day is None else MONDAY + timedelta(days=day), list(rows))


def dyad(*reports: Told, by: By = "day", sides: Any = SIDES, struck: bool = False, **given: Any) -> Dyad:
    factuality = given.pop("factuality", REAL)
    found = gather(reports, sides, factuality, struck=struck)
    return count(found, sides, by, factuality=factuality, struck=struck, **given)


def there(found: Dyad) -> Direction:
    return found.directions[0]


def back(found: Dyad) -> Direction:
    return found.directions[1]


def total(direction: Direction) -> int:
    return direction.counts.total


# -- whose events ------------------------------------------------------------------------------------------------------


def test_a_direction_counts_what_one_side_did_to_the_other() -> None:
    found = dyad(report(0, row()))
    assert (there(found).actor, there(found).recipient, total(there(found))) == ("USA", "IRN", 1)
    assert (back(found).actor, back(found).recipient, total(back(found))) == ("IRN", "USA", 0)
    assert there(found).counts.material_conflict == 1


def test_others_events_count_among_all_events_only() -> None:
    found = dyad(report(0, row(), row(event="e2", recipients=(UN,)), row(event="e3", actors=())))
    [period] = there(found).periods
    assert (total(there(found)), period.events) == (1, 3)
    assert period.shares is not None
    assert period.shares.material_conflict == pytest.approx(1 / 3, abs=1e-4)


def test_a_mutual_event_counts_both_ways_and_is_told_as_such() -> None:
    talks = row(type="CONSULT", quad="verbal cooperation", actors=(US, IRAN), recipients=(), mutual=True)
    found = dyad(report(0, talks))
    for direction in found.directions:
        assert (direction.counts.verbal_cooperation, direction.mutual) == (1, 1)
    assert there(found).periods[0].events == 1


def test_two_who_act_together_do_nothing_to_one_another() -> None:
    found = dyad(report(0, row(actors=(US, IRAN), recipients=(UN,)), row(event="e2", actors=(US, IRAN), recipients=())))
    assert total(there(found)) == total(back(found)) == 0


def test_a_sector_narrows_a_side() -> None:
    army = Party("USA", ("MIL", "GOV"))
    rows = [row(event="e1"), row(event="e2", actors=(army,)), row(event="e3", actors=(Party("USA", ()),))]
    for code, expected in (("USA", 3), ("usa:gov", 2), ("USA:MIL", 1), ("USA:REB", 0)):
        assert total(there(dyad(report(0, *rows), sides=(side_of(code), side_of("IRN"))))) == expected


def test_a_country_with_itself_has_one_direction() -> None:
    found = dyad(report(0, row(actors=(Party("IRN", ("COP",)),))), sides=(side_of("IRN"), side_of("IRN")))
    assert [total(direction) for direction in found.directions] == [1]


def test_violence_in_a_country_is_done_to_it_only_where_asked_and_nobody_else_is_known() -> None:
    nobody, town = row(recipients=(), place_country="IRN"), row(event="e2", recipients=(Party(None, ()),))
    elsewhere = row(event="e3", recipients=(UN,), place_country="IRN")
    spoken = row(event="e4", type="THREATEN", recipients=(), place_country="IRN")
    reports = report(0, nobody, town, elsewhere, spoken)
    assert total(there(dyad(reports))) == 0
    assert total(there(dyad(reports, struck=True))) == 1


@pytest.mark.parametrize(
    ("code", "hint"), [("Iran", "IRN"), ("XYZ", "USA"), ("", "UNO"), ("USA:", "GOV"), ("USA:GOVT", "GOV")]
)
def test_a_code_that_is_none_is_an_error_with_a_hint(code: str, hint: str) -> None:
    with pytest.raises(NoSuchActor, match=hint):
        side_of(code)


# -- distinct events ---------------------------------------------------------------------------------------------------


def test_a_claim_told_by_many_reports_is_one_event() -> None:
    found = dyad(*[report(0, row(report=f"r{number}", claim="c1")) for number in range(5)])
    assert (total(there(found)), there(found).periods[0].events) == (1, 1)


def test_events_without_a_claim_are_one_each() -> None:
    assert total(there(dyad(report(0, row(), row(event="e2")), report(0, row(report="r2"))))) == 3


def test_a_claim_belongs_to_the_dyad_if_one_report_tells_both_sides() -> None:
    found = dyad(report(0, row(report="r1", claim="c1", actors=())), report(0, row(report="r2", claim="c1")))
    assert total(there(found)) == 1


def test_a_claim_has_the_day_told_most_often_also_by_reports_that_name_no_side() -> None:
    apart = [row(1, report=f"r{number}", claim="c1", actors=()) for number in range(2)]
    found = dyad(report(0, row(0, claim="c1"), *apart), report(1))
    assert [period.events for period in there(found).periods] == [0, 1]
    assert [period.state for period in there(found).periods] == ["zero", "counted"]


def test_a_day_of_publication_gives_way_to_a_told_one_and_else_the_first_counts() -> None:
    copies = [row(day, report=f"r{day}", claim="c1", day_from="published") for day in (3, 2, 3)]
    reports = [report(day) for day in range(4)]
    late = dyad(report(3, *copies), *reports)
    assert [period.state for period in there(late).periods] == ["zero", "zero", "counted", "zero"]
    assert there(late).dated_by_publication == 1
    told_once = dyad(report(3, *copies, row(1, report="r9", claim="c1")), *reports)
    assert [period.state for period in there(told_once).periods] == ["zero", "counted", "zero", "zero"]
    assert there(told_once).dated_by_publication == 0


def test_a_report_that_comes_again_counts_once() -> None:
    record = hand_made.record()
    assert len(list(told([record, record]))) == 1


def test_only_what_is_told_as_real_counts_unless_asked_otherwise() -> None:
    rows = [row(event=f"e{number}", factuality=told) for number, told in enumerate(["happened", "ongoing", "planned"])]
    rows += [row(event="e8", factuality="denied"), row(event="e9", factuality=None)]
    found = dyad(report(0, *rows))
    assert (total(there(found)), there(found).periods[0].events) == (2, 2)
    assert total(there(dyad(report(0, *rows), factuality=("planned",)))) == 1


# -- periods -----------------------------------------------------------------------------------------------------------


def states(*reports: Told, **given: Any) -> list[str]:
    return [period.state for period in there(dyad(*reports, **given)).periods]


def test_zero_is_told_from_missing() -> None:
    found = there(dyad(report(0, row()), report(1), report(3)))
    assert [period.state for period in found.periods] == ["counted", "zero", "missing", "zero"]
    zero, missing = found.periods[1:3]
    assert zero.counts is not None
    assert zero.counts.total == 0
    assert missing.counts is None
    assert missing.shares is None


def test_a_day_without_a_report_of_its_own_may_be_told_later() -> None:
    found = dyad(report(0), report(2, row(1)))
    assert [period.state for period in there(found).periods] == ["zero", "told_later", "zero"]
    assert [period.state for period in back(found).periods] == ["zero", "missing", "zero"]


def test_the_periods_reach_back_a_week_before_the_first_report_and_no_further() -> None:
    assert dyad(report(0, row(-3))).first == "2026-01-30"
    found = dyad(report(0, row(-3000)))
    assert found.first == "2026-02-02"
    assert there(found).left.outside == 1


def test_events_without_a_day_are_counted_apart() -> None:
    found = there(dyad(report(0, row(None))))
    assert (found.counts.total, found.left.undated) == (0, 1)


def test_weeks_are_iso_weeks_and_months_are_months() -> None:
    whole = {"first": date(2025, 12, 28), "last": date(2026, 2, 1)}
    weeks = there(dyad(report(0), by="week", **whole)).periods
    assert (weeks[0].period, weeks[0].begin, weeks[0].end) == ("2025-W52", "2025-12-28", "2025-12-28")
    assert (weeks[1].period, weeks[1].begin, weeks[1].end) == ("2026-W01", "2025-12-29", "2026-01-04")
    months = there(dyad(report(0), by="month", **whole)).periods
    assert [(month.period, month.end) for month in months] == [
        ("2025-12", "2025-12-31"), ("2026-01", "2026-01-31"), ("2026-02", "2026-02-01"),
    ]  # fmt: skip


@pytest.mark.parametrize("by", ["day", "week", "month"])
def test_the_ends_of_the_calendar_are_no_end_of_ours(by: By) -> None:
    assert states(report(0), by=by, first=date(1, 1, 1), last=date(1, 1, 2))[-1] == "missing"
    assert states(report(0), by=by, first=date(9999, 12, 30), last=date.max)[-1] == "missing"


def test_without_any_day_there_is_one_sentence() -> None:
    with pytest.raises(NothingToCount, match="no reports"):
        dyad()
    with pytest.raises(NothingToCount, match="--from and --to"):
        dyad(report(None, row()))
    with pytest.raises(NothingToCount, match="after the last"):
        dyad(report(0), first=MONDAY, last=MONDAY - timedelta(days=1))


def test_reports_without_a_day_are_counted_and_cover_nothing() -> None:
    found = dyad(report(0), report(None, row(0)))
    assert (found.reports.total, found.reports.undated) == (2, 1)
    assert there(found).periods[0].reports == 1


# -- whatever is told --------------------------------------------------------------------------------------------------

parties = st.sampled_from([US, IRAN, UN, Party("USA", ("MIL",)), Party(None, ())])
sides_of_rows = st.lists(parties, max_size=2, unique=True).map(tuple)
rows = st.builds(
    row,
    day=st.none() | st.integers(-20, 60),
    event=st.integers(0, 999).map(str),
    claim=st.none() | st.sampled_from(["c1", "c2", "c3"]),
    quad=st.sampled_from(QUADS),
    factuality=st.sampled_from(["happened", "ongoing", "denied", None]),
    actors=sides_of_rows,
    recipients=sides_of_rows,
    mutual=st.booleans(),
)
one_report = st.builds(
    Told, st.none() | st.integers(0, 40).map(lambda day: MONDAY + timedelta(days=day)), st.lists(rows)
)
many = st.lists(one_report, max_size=6).map(lambda found: [*found, report(0)]).map(lambda found: _ids_apart(found))


def _ids_apart(reports: list[Told]) -> list[Told]:
    """The reports with ids of their own, as real ones have."""
    return [
        Told(day, [replace(item, report=f"r{number}", event=f"e{at}") for at, item in enumerate(got)])
        for number, (day, got) in enumerate(reports)
    ]


def _sums(periods: list[Period]) -> Counter[str]:
    found: Counter[str] = Counter()
    for period in periods:
        found.update({"reports": period.reports, "events": period.events})
        found.update(period.counts.model_dump() if period.counts else {})
    return found


@settings(max_examples=150, deadline=None)
@given(many)
def test_sums_by_week_and_by_month_equal_sums_by_day(reports: list[Told]) -> None:
    days, weeks, months = (dyad(*reports, by=by) for by in ("day", "week", "month"))
    for one, two, three in zip(days.directions, weeks.directions, months.directions, strict=True):
        assert +_sums(one.periods) == +_sums(two.periods) == +_sums(three.periods)
        assert one.counts == two.counts == three.counts
        assert one.left == two.left == three.left
        assert sum(period.counts.total for period in one.periods if period.counts) == one.counts.total


@settings(max_examples=150, deadline=None)
@given(many, st.sampled_from(["day", "week", "month"]))
def test_the_other_way_round_is_the_other_direction(reports: list[Told], by: By) -> None:
    one, other = dyad(*reports, by=by), dyad(*reports, by=by, sides=SIDES[::-1])
    assert one.directions == other.directions[::-1]


@settings(max_examples=150, deadline=None)
@given(many, st.sampled_from(["day", "week", "month"]), st.randoms(use_true_random=False))
def test_the_order_of_reports_does_not_matter(reports: list[Told], by: By, random: Any) -> None:
    mixed = list(reports)
    random.shuffle(mixed)
    assert dyad(*reports, by=by) == dyad(*mixed, by=by)


@settings(max_examples=150, deadline=None)
@given(many, st.sampled_from(["day", "week", "month"]))
def test_no_period_is_left_out_and_none_counts_more_than_all_events(reports: list[Told], by: By) -> None:
    found = dyad(*reports, by=by)
    for direction in found.directions:
        ends = [date.fromisoformat(period.end) for period in direction.periods]
        begins = [date.fromisoformat(period.begin) for period in direction.periods]
        assert (begins[0].isoformat(), ends[-1].isoformat()) == (found.first, found.last)
        assert [end + timedelta(days=1) for end in ends[:-1]] == begins[1:]
        for period in direction.periods:
            counts = period.counts
            assert (counts is None) == (period.state == "missing")
            if counts:
                assert counts.total <= period.events
                assert counts.total == sum(getattr(counts, quad.replace(" ", "_")) for quad in QUADS)
                assert (period.reports > 0) == (period.state in ("counted", "zero"))


@settings(max_examples=100, deadline=None)
@given(many)
def test_copies_of_a_report_with_linked_events_change_no_count_of_events(reports: list[Told]) -> None:
    linked = [
        Told(day, [replace(item, claim=item.claim or f"{item.report}/{item.event}") for item in got])
        for day, got in reports
    ]
    copied = [Told(day, [replace(item, report=f"{item.report}-copy") for item in got]) for day, got in linked]
    one, two = dyad(*linked), dyad(*linked, *copied)
    assert [direction.counts for direction in one.directions] == [direction.counts for direction in two.directions]
