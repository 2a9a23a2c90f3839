"""Where an event is told to have happened, told apart from where those are who act, and from other events' places."""

from __future__ import annotations

import pytest

from onrecord.intake.plain import report_from_text
from onrecord.reader import Reader


def place_of(reader: Reader, text: str, kind: str) -> str | None:
    """The name of the place of the first event of a type."""
    record = next(iter(reader.records([report_from_text(text, published="2026-03-02")])))
    event = next(event for event in record.events if event.type == kind)
    return next((place.name for place in record.places if place.id == event.place), None)


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        # a site that bears the name of where it lies
        ("The army deployed tanks in the streets of Conakry on Sunday.", "MOBILIZE", "Conakry"),
        ("Gunmen abducted two nurses from a clinic in Nigeria's Zamfara state on Friday.", "ASSAULT", "Zamfara"),
        ("Rebels shelled a market in Omdurman, killing 20 people, doctors said.", "ASSAULT", "Omdurman"),
        # who undergoes it or does it, by where they live
        ("The mayor of Guayaquil was shot dead by two men on Tuesday.", "ASSAULT", "Guayaquil"),
        # the occasion at which it is said; where a court sits
        ("At a news conference in Warsaw, the opposition accused the state broadcaster of lying.", "ACCUSE", "Warsaw"),
        ("A court in Dakar sentenced the editor to six months in jail.", "SANCTION", "Dakar"),
        # the way there is the place of visits, marches and what is brought
        ("Peru's president flew to Santiago on Sunday for talks with her counterpart.", "CONSULT", "Santiago"),
        ("France flew food and tents to northern Madagascar on Monday.", "AID", "Madagascar"),
        # names that no table knows, where the words say that they are a place's
        ("Soldiers opened fire in the village of Morikhal on Monday, killing six people.", "ASSAULT", "Morikhal"),
        ("Armed youths attacked four barges on the Sobat river on Saturday night.", "ASSAULT", "Sobat river"),
    ],
)
def test_an_event_has_the_place_that_its_words_name(text: str, kind: str, place: str, remembering: Reader) -> None:
    found = place_of(remembering, text, kind)
    assert found is not None
    assert place in found


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        # where an office sits is not where it asks or recognises
        ("Coup leaders in Niamey have lifted the curfew.", "CONCEDE"),
        ("Seventeen African states have recognised the new administration in Comoros.", "SUPPORT"),
        # another event's
        ("Tunisia's interior minister resigned on Monday, a week after riots in Sfax.", "RETREAT"),
        # whose they are, where they come from, for whom it is meant
        ("The foreign ministers of Armenia and Azerbaijan spoke by telephone on Sunday.", "CONSULT"),
        ("The World Bank pledged a $340 million credit to Nepal for rural roads.", "AID"),
    ],
)
def test_a_place_of_somebody_or_of_something_else_is_not_the_events(text: str, kind: str, remembering: Reader) -> None:
    assert place_of(remembering, text, kind) is None


def test_a_town_is_one_whatever_the_tagger_takes_it_for(remembering: Reader) -> None:
    record = next(
        iter(remembering.records([report_from_text("Eighty tonnes of tea were impounded at Rotterdam on Monday.")]))
    )
    assert [(place.name, place.country) for place in record.places] == [("Rotterdam", "NLD")]
