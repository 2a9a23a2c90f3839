"""Idioms of agencies that tell an event, the neighbouring wordings that tell none, and phrases that name no state."""

from __future__ import annotations

import pytest

import onrecord
from onrecord.record import Event, Record


def told(sentence: str) -> list[str]:
    return [event.type for event in onrecord.read(sentence).events]


def one(sentence: str, kind: str) -> tuple[Record, Event]:
    record = onrecord.read(sentence)
    found = [event for event in record.events if event.type == kind]
    assert len(found) == 1, [(event.type, event.rule) for event in record.events]
    return record, found[0]


def words(record: Record, event: Event, side: str) -> list[str]:
    return sorted(record.report.text[slice(*item.span)] for item in getattr(event, side))


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("ACCUSE", "The senate in Abuja rounded on the navy over the lost fuel."),
        ("ACCUSE", "The bank in Asuncion is under investigation by Brazilian prosecutors."),
        ("ACCUSE", "Opposition deputies tabled a no-confidence motion against the finance minister."),
        ("ACCUSE", "Nairobi held Kampala responsible for the raid on the ferry."),
        ("AGREE", "Guatemala and Belize inched closer to a deal on the border."),
        ("AGREE", "The foreign ministers of Chad and Niger settled their row over the wells."),
        ("SUPPORT", "Lawmakers in Suva gave the green light to the fishing pact."),
        ("SUPPORT", "The African Union readmitted Sudan on Friday."),
        ("SUPPORT", "Kenya and Somalia are to exchange ambassadors."),
        ("CONCEDE", "The governor gave way to the dockers on Monday."),
        ("COOPERATE", "Zambia and Malawi will map the lake jointly."),
        ("AID", "The navy of Oman hauled six sailors from the sea after the storm."),
        ("RETREAT", "The Burmese junta handed power to a civilian council."),
        ("RETREAT", "Canada eased its sanctions on Belarus."),
        ("REQUEST", "Haiti pleaded for Kenyan police."),
        ("REJECT", "Malta denied the crew entry to the port."),
        ("THREATEN", "The miners' union gave Lima an ultimatum."),
        ("THREATEN", "Bogota promised Caracas a crushing response."),
        ("PROTEST", "Farmers besieged the prefecture in Lille with tractors."),
        ("SANCTION", "The rebels of Chad stormed out of the talks in Doha."),
        ("SANCTION", "Nepal declared the envoy of Qatar persona non grata."),
        ("MOBILIZE", "Gendarmes were out in force in Conakry."),
        ("MOBILIZE", "The militia took up positions around the airport of Tripoli."),
        ("MOBILIZE", "A mutiny in the barracks of Ouagadougou began on Sunday."),
        ("COERCE", "The general seized power in Niger."),
    ],
)
def test_idioms_tell_their_event(kind: str, sentence: str) -> None:
    assert kind in told(sentence)


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("CONSULT", "Anyone with information is asked to call the police."),
        ("CONSULT", "The chancellor called the Greek rescue critical for Europe."),
        ("SUPPORT", "Lawmakers in Harare backed down over the levy."),
        ("ASSAULT", "The militia took up positions around the airport of Tripoli."),
        ("COERCE", "Nine soldiers of the mission took up posts at the bridge."),
        ("REJECT", "The rebels of Chad stormed out of the talks in Doha."),
        ("MOBILIZE", "A cruise ship passed through the Gulf of Aden."),
        ("CONCEDE", "Canada eased its sanctions on Belarus."),
    ],
)
def test_neighbouring_wordings_tell_another_event_or_none(kind: str, sentence: str) -> None:
    assert kind not in told(sentence)


@pytest.mark.parametrize(
    ("kind", "whom", "sentence"),
    [
        ("REQUEST", "capitals", "Mediators urged both capitals to open the border."),
        ("REQUEST", "four states", "Washington pressed four states to send troops."),
        ("REQUEST", "rival camps", "The UN called on the rival camps to stop firing."),
        ("AID", "displaced", "The Red Crescent fed the displaced in Goma."),
        ("COERCE", "anyone", "The police of Baku arrested anyone who joined the march."),
        ("CONSULT", "Damascus", "A Turkish delegation is in Damascus to discuss the border."),
        ("CONSULT", "Ankara", "Mali's president touched down in Ankara on Sunday."),
    ],
)
def test_open_phrases_and_host_cities_are_recipients(kind: str, whom: str, sentence: str) -> None:
    record, event = one(sentence, kind)
    assert whom in words(record, event, "recipients")


@pytest.mark.parametrize(
    ("kind", "who", "sentence"),
    [
        ("RETREAT", ["Kenyan troops"], "The withdrawal of Kenyan troops from Haiti began on Monday."),
        ("RETREAT", ["police chief"], "The resignation of the police chief was announced on Monday."),
        ("CONSULT", ["Egypt", "Sudan"], "Talks on the dam were held in Nairobi between Egypt and Sudan."),
        ("MOBILIZE", ["India"], "India scrambled fighter jets after two planes strayed over the glacier."),
        ("RETREAT", ["Myanmar's junta"], "Myanmar's junta freed 3,000 prisoners."),
    ],
)
def test_who_goes_meets_or_is_swallowed_by_the_parse_acts(kind: str, who: list[str], sentence: str) -> None:
    record, event = one(sentence, kind)
    assert words(record, event, "actors") == who


def test_a_city_where_both_sides_meet_receives_nobody() -> None:
    _, event = one("Iran and Iraq held talks in Muscat.", "CONSULT")
    assert event.recipients == []


def test_a_withdrawn_bill_goes_nowhere_by_itself() -> None:
    assert "RETREAT" not in told("The withdrawal of the bill was announced on Monday.")


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("AID", "Norway is keeping Malawi afloat with cheap loans."),
        ("COOPERATE", "Oman allowed a French frigate to refuel in Salalah."),
        ("THREATEN", "Quito hinted at leaving the Andean court."),
        ("CONCEDE", "The university in Dakar took back the expelled students."),
        ("COERCE", "The secret police of Minsk bugged the flat of the bishop."),
        ("RETREAT", "Gunmen abandoned their hideout near Dori on Sunday."),
        ("MOBILIZE", "Ankara ordered a snap inspection of its fleet."),
    ],
)
def test_more_idioms_tell_their_event(kind: str, sentence: str) -> None:
    assert kind in told(sentence)


def test_a_rescued_deal_is_no_aid() -> None:
    assert "AID" not in told("Oman had rescued the deal with a telephone call to both sides.")
