"""One happening told twice is one event; two happenings are two. Statements, times and places are attached."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from event_reading import read
from onrecord.codebook.loader import open_codebook
from onrecord.export.plover_view import plover_view
from onrecord.language.parsed import ParsedReport
from onrecord.reading.actors import read_actors
from onrecord.reading.event_frame import finish_events
from onrecord.reading.events import read_events
from onrecord.reading.read import read_parsed
from onrecord.record import Place, Statement, Time


def statement(text: str, cue: str, content: str, act: str) -> Statement:
    def span(words: str) -> tuple[int, int]:
        return (text.index(words), text.index(words) + len(words))

    return Statement(
        id="s1", source=[], cue=[span(cue)], content=[span(content)], form="indirect", content_kind="clause", act=act,  # type: ignore[arg-type]
        strength="neutral", source_actors=[], source_kind=None, source_count=None, condition=[], condition_reason=[],
        addressee=[], medium=[], time=None, place=None, within=None, stance=None, confidence=0.9, rule="test",
    )  # fmt: skip


def test_a_definite_nominal_is_a_mention_of_the_event_before(parsed: Callable[..., ParsedReport]) -> None:
    result = read(
        parsed,
        "Egypt and Sudan held talks in Geneva on Friday.",
        "The meeting lasted two hours. The talks were secret.",
    )
    event = result.one("CONSULT")
    assert len(event.mentions) == 3
    assert result.parsed.text[slice(*event.trigger[0])].startswith("held")


def test_the_count_of_victims_joins_the_attack_told_right_before(parsed: Callable[..., ParsedReport]) -> None:
    result = read(parsed, "Gunmen stormed a bank in Lima on Monday. Two guards were wounded, police said.")
    assert result.types().count("ASSAULT") == 1


def test_a_denial_of_an_attack_joins_it(parsed: Callable[..., ParsedReport]) -> None:
    result = read(parsed, "A herder was shot dead by Togolese soldiers. Lome denied that its army had opened fire.")
    assert result.types().count("ASSAULT") == 1


def test_attacks_of_two_sides_stay_two_events(parsed: Callable[..., ParsedReport]) -> None:
    result = read(parsed, "Russia attacked Ukraine.", "Israel attacked Lebanon.")
    assert result.types() == ["ASSAULT", "ASSAULT"]


def test_a_planned_and_a_past_meeting_stay_two_events(parsed: Callable[..., ParsedReport]) -> None:
    result = read(parsed, "Egypt and Sudan held talks on Friday.", "Egypt and Sudan will hold talks next month.")
    assert [event.factuality for event in result.events] == ["happened", "planned"]


def test_ids_are_made_of_offset_and_type_and_are_unique(parsed: Callable[..., ParsedReport]) -> None:
    result = read(parsed, "Russia attacked Ukraine and condemned Poland.")
    assert [event.id for event in result.events] == ["e7-ASSAULT", "e28-ACCUSE"]


def test_what_is_denied_is_told_by_the_denial(parsed: Callable[..., ParsedReport]) -> None:
    text = "Russia denied that its troops attacked Ukraine."
    report = parsed(text)
    codebook = open_codebook()
    actors = read_actors(report, codebook)
    told = statement(text, "denied", "its troops attacked Ukraine", "deny")
    events = finish_events(read_events(report, codebook, actors), report, codebook, actors, [told])
    assault = next(event for event in events if event.type == "ASSAULT")
    assert (assault.statement, assault.factuality) == ("s1", "denied")
    assert [event.type for event in events] == ["ASSAULT"], "a denial is no event of its own"


def test_a_speech_act_is_a_statement_and_an_event(parsed: Callable[..., ParsedReport]) -> None:
    text = "Russia accused Ukraine of attacking Crimea."
    report = parsed(text)
    codebook = open_codebook()
    actors = read_actors(report, codebook)
    told = statement(text, "accused", "Ukraine of attacking Crimea", "accuse")
    events = finish_events(read_events(report, codebook, actors), report, codebook, actors, [told])
    accuse = next(event for event in events if event.type == "ACCUSE")
    assert (accuse.performed_by, accuse.statement) == ("s1", None)


def test_time_and_place_hang_on_the_trigger_and_not_on_the_saying(parsed: Callable[..., ParsedReport]) -> None:
    text = "The army said on Sunday that rebels attacked Kenyan soldiers in Garissa on Friday."
    report = parsed(text)
    codebook = open_codebook()
    actors = read_actors(report, codebook)

    def time(name: str, words: str) -> Time:
        start = text.index(words)
        return Time(
            id=name, span=(start, start + len(words)), type="DATE",
            value="2026-01-30" if name == "t2" else "2026-02-01",
            begin=None, end=None, not_before=None, not_after=None, anchor="published",
        )  # fmt: skip

    start = text.index("Garissa")
    place = Place(
        id="p1",
        span=(start, start + 7),
        name="Garissa",
        kind="settlement",
        country="KEN",
        lat=None,
        lon=None,
        geonameid=None,
        use="location",
    )
    drafts = read_events(report, codebook, actors)
    events = finish_events(drafts, report, codebook, actors, [], [time("t1", "Sunday"), time("t2", "Friday")], [place])
    assault = next(event for event in events if event.type == "ASSAULT")
    assert (assault.time, assault.time_from, assault.place) == ("t2", "event", "p1")


def test_plover_view_projects_plans_and_drops_what_did_not_happen(parsed: Callable[..., ParsedReport]) -> None:
    def view(sentence: str) -> list[str]:
        return [event.type for event in plover_view(read(parsed, sentence).events)]

    assert view("The Turkish foreign minister will visit Greece.") == ["AGREE"]
    assert view("Ethiopia will withdraw its troops from Somalia.") == ["CONCEDE"]
    assert view("Russia will attack Ukraine.") == ["THREATEN"]
    assert view("Russia did not attack Ukraine.") == []
    assert view("Ethiopia agreed to withdraw its troops from Somalia.") == ["AGREE"]


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("Upon his return from Lima, General Rojas briefed Bolivia's defence minister.", None),
        ("General Rojas met envoys from Chad in Lima.", "Lima"),
        ("Russia withdrew its troops from Lima.", "Lima"),
        ("Twelve people were killed when a bomb exploded on a bus near Lima.", "Lima"),
    ],
)
def test_where_somebody_comes_from_is_not_where_it_happened(
    parsed: Callable[..., ParsedReport], text: str, town: str | None
) -> None:
    record = read_parsed(parsed(text), open_codebook(), "").record
    places = {place.id: place.name for place in record.places}
    assert [places.get(event.place or "") for event in record.events] == [town]


def test_sanctions_of_two_kinds_and_of_two_years_are_not_one(parsed: Callable[..., ParsedReport]) -> None:
    record = read_parsed(
        parsed(
            "Japan imposed sanctions on five Belarusian companies on Wednesday and expelled two Belarusian diplomats.",
            "Japan last expelled foreign diplomats in April 2022.",
            published="2026-04-22",
        ),
        open_codebook(),
        "",
    ).record
    told = [(event.mode, len(event.mentions)) for event in record.events if event.type == "SANCTION"]
    assert told == [("discontinue", 1), ("expel", 1), ("expel", 1)]


def test_the_strike_after_an_air_strike_is_no_stoppage(parsed: Callable[..., ParsedReport]) -> None:
    result = read(
        parsed,
        "An Israeli air strike killed two farmers near Tyre on Sunday.",
        "The strike hit a tea shop shortly after dawn.",
    )
    assert "PROTEST" not in result.types()
    assert len(result.one("ASSAULT").mentions) == 2


def test_the_strike_of_workers_stays_one(parsed: Callable[..., ParsedReport]) -> None:
    result = read(parsed, "Dockers in Chile began a strike on Sunday.", "The strike closed three ports.")
    assert "PROTEST" in result.types()


def test_a_visit_without_a_host_is_the_meeting_told_later(parsed: Callable[..., ParsedReport]) -> None:
    result = read(
        parsed,
        "Japanese Prime Minister Kenji Morita began a tour of Central Asia on Thursday.",
        "Morita met Kazakh President Daniyar Seitkali at the palace.",
    )
    assert result.who(result.one("CONSULT")) == ["JPN", "KAZ"]


def test_a_search_and_its_arrests_are_two(parsed: Callable[..., ParsedReport]) -> None:
    result = read(parsed, "Police raided a plant in Omaha, detaining 76 workers.")
    assert result.types().count("COERCE") == 2
