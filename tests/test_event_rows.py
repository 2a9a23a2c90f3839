"""Event rows: which day an event is counted on, who its sides are, and where it is."""

from __future__ import annotations

from datetime import date

import pytest

import hand_made
from onrecord.measure.rows import EventRow, Party, outlet_of, rows_of
from onrecord.record import Participant, Record, Time


def row_of(record: Record, event: str) -> EventRow:
    return next(row for row in rows_of(record) if row.event == event)


def dated(**given: str) -> EventRow:
    """The row of an event that is told with this time; the report was published on 4 May 2026."""
    record = hand_made.record()
    empty = dict.fromkeys(("value", "begin", "end", "not_before", "not_after"))
    time = {"id": "t1", "span": (0, 1), "type": "DATE", "anchor": "published", **empty, **given}
    record.times[0] = Time.model_validate(time)
    return row_of(record, "e1-THREATEN")


def test_a_row_tells_who_did_what_to_whom() -> None:
    row = row_of(hand_made.record(), "e1-THREATEN")
    assert (row.report, row.type, row.quad, row.factuality) == ("r1", "THREATEN", "verbal conflict", "happened")
    assert row.actors == (Party("DEU", ("GOV",)),)
    assert row.recipients == (Party(None, ()),)
    assert (row.lat, row.lon) == (-3.5, 12.25)


def test_each_party_stands_once_on_its_side() -> None:
    record = hand_made.record()
    record.events[0].actors *= 2
    assert len(row_of(record, "e1-THREATEN").actors) == 1


@pytest.mark.parametrize(
    "given",
    [
        {"value": "2026-05-02"},
        {"value": "2026-05-02TEV"},
        {"begin": "2026-05-02", "end": "2026-05-02"},
        {"not_before": "2026-05-02T00:00", "not_after": "2026-05-02T12:00"},
    ],
)
def test_a_day_that_the_words_fix_is_the_event_s(given: dict[str, str]) -> None:
    row = dated(**given)
    assert (row.day, row.day_from) == (date(2026, 5, 2), "told")


@pytest.mark.parametrize(
    "given",
    [
        {"value": "1979"},
        {"value": "2026-04"},
        {"value": "PAST_REF"},
        {"value": "2026-02-30"},
        {"begin": "2026-05-01", "end": "2026-05-03"},
        {"type": "DURATION", "value": "P3D", "begin": "2026-05-01", "end": "2026-05-03"},
    ],
)
def test_another_time_than_a_day_gives_no_day_rather_than_that_of_publication(given: dict[str, str]) -> None:
    row = dated(**given)
    assert (row.day, row.day_from) == (None, None)


@pytest.mark.parametrize("given", [{"value": "PRESENT_REF"}, {"type": "DURATION", "value": "PT3H"}])
def test_a_time_that_dates_nothing_leaves_the_day_of_publication(given: dict[str, str]) -> None:
    row = dated(**given)
    assert (row.day, row.day_from) == (date(2026, 5, 4), "published")


def test_without_a_time_the_day_of_publication_stands_in_and_says_so() -> None:
    record = hand_made.record()
    record.report.published = "2026-05-04T23:30-05:00"
    row = row_of(record, "e2-ASSAULT")
    assert (row.day, row.day_from) == (date(2026, 5, 4), "published")
    record.report.published = None
    assert row_of(record, "e2-ASSAULT").day is None


def test_the_outlet_is_the_host_unless_the_caller_knows_better() -> None:
    assert outlet_of("https://www.news.example/talks") == "news.example"
    assert outlet_of("http://[broken") is None
    assert outlet_of("talks.txt") is None
    record = hand_made.record()
    assert rows_of(record)[0].outlet is None
    assert rows_of(record, outlet="The Quill")[0].outlet == "The Quill"


def test_claims_are_given_by_event() -> None:
    rows = rows_of(hand_made.record(), claims={"e2-ASSAULT": "c1"})
    assert {row.event: row.claim for row in rows}["e2-ASSAULT"] == "c1"
    assert {row.event: row.claim for row in rows}["e1-THREATEN"] is None


def test_a_place_of_violence_tells_who_was_struck() -> None:
    record = hand_made.record()
    record.places[0].country = "IRQ"
    for event in record.events:
        event.place = "p1"
    assert row_of(record, "e2-ASSAULT").struck_country == "IRQ"
    assert row_of(record, "e1-THREATEN").struck_country is None


def clash(kind: str, *starts: int) -> bool:
    """Whether an event with actors at these places, and its trigger at 100, is mutual."""
    record = hand_made.record()
    actors = [Participant(actor=f"a{number}", span=(start, start + 1)) for number, start in enumerate(starts, 1)]
    record.events = [hand_made.event("e", kind, (100, 105), actors=actors)]
    return rows_of(record)[0].mutual


def test_those_who_meet_meet_one_another() -> None:
    assert clash("CONSULT", 80, 90)
    assert clash("CONSULT", 80, 120)
    assert not clash("CONSULT", 80)
    assert not clash("DEMAND", 80, 120)


def test_those_on_both_sides_of_a_blow_strike_one_another_and_those_on_one_side_somebody_else() -> None:
    assert clash("ASSAULT", 80, 120)
    assert not clash("ASSAULT", 80, 90)
    assert not clash("ASSAULT", 120, 130)


def test_what_has_a_recipient_is_not_mutual() -> None:
    record = hand_made.record()
    both = [Participant(actor="a1", span=(0, 1)), Participant(actor="a2", span=(2, 3))]
    record.events = [hand_made.event("e", "CONSULT", (100, 105), actors=both, recipients=both[:1])]
    assert not rows_of(record)[0].mutual
