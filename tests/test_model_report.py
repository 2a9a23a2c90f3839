"""The model report, read end to end: every row of the issue that built the first way through.

The report lies outside the project, in shared/seed, and is not copied into it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pytest

import onrecord
from onrecord.record import Actor, Event, Record, Statement

SHARED = Path(os.environ.get("ONRECORD_SHARED", Path(__file__).parents[2] / "shared"))
REPORT = SHARED / "seed" / "pentagon-talks.txt"

pytestmark = pytest.mark.skipif(not REPORT.exists(), reason="the model report is not in this checkout (shared/seed)")


@pytest.fixture(scope="module")
def text() -> str:
    return REPORT.read_bytes().decode()


@pytest.fixture(scope="module")
def record(text: str) -> Record:
    return onrecord.read(text, published="2026-02-03")


def actor(record: Record, name: str) -> Actor:
    return next(item for item in record.actors if name in item.name)


def by(record: Record, words: str) -> Statement:
    return next(item for item in record.statements if any(words in record.words(span) for span in item.source))


def content(record: Record, statement: Statement) -> str:
    return " ".join(record.words(span) for span in statement.content)


def names(record: Record, participants: Iterable[object]) -> str:
    return " ".join(a.name for item in participants for a in record.actors if a.id == item.actor)  # type: ignore[attr-defined]


def told(record: Record, event: Event) -> str:
    return " ".join(record.words(span) for span in event.trigger)


def events(record: Record, kind: str) -> list[Event]:
    return [event for event in record.events if event.type == kind]


def test_dateline_gives_two_places_and_the_day(record: Record) -> None:
    line = record.report.dateline
    assert line is not None
    places = {place.id: (place.name, place.country) for place in record.places}
    assert [places[place] for place in line.places] == [("Washington", "USA"), ("Jerusalem", "ISR")]
    assert next(time.value for time in record.times if time.id == line.time) == "2026-02-03"


def test_one_titled_section_and_the_body_before_it(record: Record) -> None:
    titles = [record.words(section.title) if section.title else None for section in record.report.sections]
    assert titles == [None, "Expert & Public Reaction"]


def test_credits_have_names_roles_and_place(record: Record) -> None:
    credits = [(credit.role, credit.names, credit.place) for credit in record.report.credits]
    assert credits[:2] == [
        ("reporting", ["Phil Stewart"], None),
        ("additional_reporting", ["Maayan Lubell"], "Jerusalem"),
    ]
    assert credits[2][0] == "note"
    assert record.words(record.report.credits[2].span).strip("()") == "Edited for context and analysis"


@pytest.mark.parametrize(
    ("name", "kind", "country", "sector", "role"),
    [
        ("Dan Caine", "person", "USA", "MIL", "Chairman of the Joint Chiefs"),
        ("Eyal Zamir", "person", "ISR", "MIL", "Chief of Staff"),
        ("Donald Trump", "person", "USA", "GOV", "President"),
        ("Israel Katz", "person", "ISR", "GOV", "Defence Minister"),
        ("Iranian leadership", None, "IRN", "GOV", None),
        ("two US officials", None, "USA", "GOV", None),
        ("Sharma", "person", None, None, "senior fellow"),
        ("Reynolds", "person", None, None, "former intelligence analyst"),
        ("Chen", "person", None, None, "political science student"),
        ("Cohen", "person", None, None, "veteran and security consultant"),
    ],
)
def test_actors_have_country_sector_and_role(
    record: Record, name: str, kind: str | None, country: str | None, sector: str | None, role: str | None
) -> None:
    found = actor(record, name)
    assert kind is None or found.kind == kind
    assert country is None or (found.country, found.sector) == (country, sector)
    assert role is None or any(role in item.text for item in found.roles)


@pytest.mark.parametrize(
    ("name", "where"), [("Sharma", "Center for Strategic Studies"), ("Chen", "Georgetown University")]
)
def test_commentators_are_placed_where_the_report_places_them(record: Record, name: str, where: str) -> None:
    placed = [item.name for item in record.actors if item.id in actor(record, name).affiliations]
    assert placed == [where]


def test_katz_and_zamir_are_one_actor_each(record: Record) -> None:
    for name in ("Katz", "Zamir"):
        assert len([item for item in record.actors if name in item.name]) == 1


def test_weekdays_are_fixed_by_the_day_of_publication(record: Record) -> None:
    values = [(record.words(time.span).removeprefix("on "), time.value) for time in record.times]
    assert values.count(("Friday", "2026-01-30")) == 1
    assert values.count(("Sunday", "2026-02-01")) == 2


def test_the_officials_are_two_unnamed_people_who_told_reuters(record: Record) -> None:
    officials = by(record, "two US officials")
    assert (officials.source_kind, officials.source_count, officials.within) == ("unnamed_people", 2, None)
    assert [record.words(span) for span in officials.addressee] == ["Reuters"]
    assert "convened for undisclosed talks at the Pentagon" in content(record, officials)
    assert (officials.act, officials.strength, officials.condition) == ("confirm", "strong", [])


def test_the_iranian_leadership_warns(record: Record) -> None:
    warning = by(record, "Iranian leadership")
    assert warning.act == "warn"
    assert content(record, warning) == "any US attack could trigger a broader regional conflict"


def test_the_statement_of_an_office_is_mixed(record: Record) -> None:
    office = by(record, "A statement from Katz's office")
    assert (office.form, office.source_kind) == ("mixed", "named_organisation")
    assert content(record, office).startswith("the meeting focused on")
    assert "operational readiness for any possible scenario" in content(record, office)


def test_analysts_have_no_name_and_no_number(record: Record) -> None:
    analysts = by(record, "Analysts")
    assert (analysts.act, analysts.source_kind, analysts.source_count) == ("suggest", "unnamed_people", None)
    assert content(record, analysts).startswith("the coordination signals")


@pytest.mark.parametrize(
    ("name", "pieces", "sentences", "stance"),
    [
        ("Sharma", 2, 2, "supports"),
        ("Reynolds", 1, 4, "opposes"),
        ("Chen", 1, 4, "concerned"),
        ("Cohen", 1, 3, "mixed"),
    ],
)
def test_each_commentator_has_one_direct_statement_and_a_stance(
    record: Record, name: str, pieces: int, sentences: int, stance: str
) -> None:
    own = [item for item in record.statements if item.source_actors == [actor(record, name).id] and item.within is None]
    assert len(own) == 1
    assert (own[0].form, len(own[0].content)) == ("direct", pieces)
    assert sum(content(record, own[0]).count(mark) for mark in ".?!") >= sentences - 1
    assert own[0].stance is not None
    assert own[0].stance.label == stance


def test_the_talks_are_a_meeting_of_caine_and_zamir_in_the_officials_words(record: Record) -> None:
    talks = next(event for event in events(record, "CONSULT") if "Pentagon" in record.words(event.sentence))
    who = names(record, [*talks.actors, *talks.recipients])
    assert "Dan Caine" in who
    assert "Eyal Zamir" in who
    assert next(time.value for time in record.times if time.id == talks.time) == "2026-01-30"
    assert next(place.name for place in record.places if place.id == talks.place) == "Pentagon"
    assert (talks.factuality, talks.statement) == ("happened", by(record, "two US officials").id)


def test_the_buildup_is_told_in_the_reporters_words(record: Record) -> None:
    buildup = events(record, "MOBILIZE")[0]
    assert "United States" in names(record, buildup.actors)
    assert next(place.name for place in record.places if place.id == buildup.place) == "Middle East"
    assert buildup.factuality in ("happened", "ongoing")
    assert buildup.statement is None


def test_trump_threatens_iran_and_iran_the_united_states(record: Record) -> None:
    threats = [
        (names(record, event.actors), names(record, event.recipients), event) for event in events(record, "THREATEN")
    ]
    assert any("Trump" in actors and "Iran" in recipients for actors, recipients, _ in threats)
    back = next(event for actors, recipients, event in threats if "Iran" in actors and "United States" in recipients)
    assert next(time.value for time in record.times if time.id == back.time) == "2026-02-01"
    assert back.performed_by == by(record, "Iranian leadership").id


def test_zamir_and_katz_consult(record: Record) -> None:
    assert any(
        "Zamir" in (who := names(record, [*event.actors, *event.recipients])) and "Katz" in who
        for event in events(record, "CONSULT")
    )


def test_what_is_feared_remembered_or_asked_did_not_happen(record: Record) -> None:
    real = [event for event in record.events if event.factuality in ("happened", "ongoing", None)]
    for words in ("any US attack", "hostilities", "Iraq War", "deter Iran", "regime change", "endless conflict"):
        start = record.report.text.index(words)
        inside = [event for event in real if any(start <= a < start + len(words) for a, _ in event.trigger)]
        assert not inside, (words, [told(record, event) for event in inside])


def test_commentators_opinions_are_no_events_that_happened(record: Record) -> None:
    section = record.report.sections[-1].body
    happened = [
        event
        for event in record.events
        if section[0] <= event.trigger[0][0] < section[1] and event.factuality == "happened"
    ]
    assert [told(record, event) for event in happened] == []


def test_findings_name_sources_note_and_section(record: Record) -> None:
    found = {finding.code: finding for finding in record.findings}
    unnamed = [finding for finding in record.findings if finding.code in ("unnamed_source", "vague_source")]
    assert any("officials" in finding.message and "no reason" in finding.message for finding in unnamed)
    assert any("Analysts" in finding.message for finding in unnamed)
    assert "Edited for context" in found["edit_note"].message
    assert "Expert & Public Reaction" in found["section_added"].message
    assert "headline_asserts" in found
    assert "date_open" not in found


def test_with_no_publication_date_the_year_is_open(text: str) -> None:
    record = onrecord.read(text)
    assert record.report.published is None
    assert "date_open" in {finding.code for finding in record.findings}
    assert all(time.value is None or "X" in time.value for time in record.times if "day" in record.words(time.span))
