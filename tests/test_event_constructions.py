"""Who takes part in an event that a construction tells and no slot: passives, nominal events, accusers, who asks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import onrecord
from event_reading import read
from onrecord.language.parsed import ParsedReport


@pytest.mark.parametrize(
    ("kind", "who", "sentence"),
    [
        (
            "CONSULT",
            ["FRA", "POL"],
            "Speaking after talks with France's president, the Polish premier praised Moldova.",
        ),
        ("CONSULT", ["IRN", "SAU"], "Saudi Arabia turned down a meeting with Iranian officials."),
        ("CONSULT", ["TUR"], "Turkey's president, on a visit to Georgia, praised Armenia."),
        ("CONSULT", ["CHN"], "The Chinese foreign minister said during a trip to Chad that Paris would pay."),
        ("CONSULT", ["BRA", "VEN"], "Venezuela moved its tanks after a call from Brazil's foreign minister."),
        ("AID", ["RWA"], "Rwanda, accused by Burundi of sheltering coup plotters, closed the border."),
        ("AID", ["TUR"], "Rohingya refugees were being given rice, soap and sheeting by the Turkish army."),
        ("CONSULT", ["FJI", "TON"], "The premiers of Fiji and Tonga conferred by video link on Wednesday."),
        ("REJECT", ["ISR"], "Israel's rejection of the inquiry surprised Chad."),
        ("CONSULT", ["DEU"], "The patriarch of Georgia ignored the visiting German minister."),
        ("REQUEST", ["PER"], "The minister ignored calls for an inquiry by Peru's unions."),
        ("AID", ["GHA"], "Ghana was the first country to send doctors to Liberia."),
        ("ACCUSE", ["PER"], "A bid by Peru to sue Chile has failed."),
        ("REQUEST", ["RWA"], "France rejected an appeal from Kigali."),
    ],
)
def test_who_does_it(parsed: Callable[..., ParsedReport], kind: str, who: list[str], sentence: str) -> None:
    result = read(parsed, sentence)
    event = next(event for event in result.events if event.type == kind)
    assert result.who(event) == who


@pytest.mark.parametrize(
    ("kind", "whom", "sentence"),
    [
        ("REQUEST", ["ARM", "AZE"], "The ministers of Armenia and Azerbaijan met at the urging of France."),
        ("REQUEST", ["FRA"], "Armenia appealed to France for help with refugees."),
        ("REQUEST", ["PER"], "Chile sought the extradition of a banker from Peru."),
        ("AGREE", ["KEN"], "Sudan's generals accepted an invitation from Nairobi."),
        ("AGREE", ["GRC"], "Turkey is ready to open the crossing if Greece takes down the wall."),
        ("AGREE", ["ARG"], "Peru will pay, its finance minister promised Argentine bankers."),
        ("ACCUSE", [], "Chad has taken the dispute to a tribunal."),
        ("SUPPORT", ["VEN"], "Chile has recognised the Venezuelan opposition leader as president."),
        ("REJECT", ["UNO"], "Israel barred a United Nations envoy from entering the country."),
    ],
)
def test_whom_it_goes_to(parsed: Callable[..., ParsedReport], kind: str, whom: list[str], sentence: str) -> None:
    result = read(parsed, sentence)
    event = next(event for event in result.events if event.type == kind)
    assert result.whom(event) == whom


@pytest.mark.parametrize(
    "sentence",
    [
        "Chad's president rejected calls for Sudan's army to leave.",
        "Japan repeated its call for Sudan to free the nurses.",
    ],
)
def test_who_is_to_do_what_is_called_for_is_asked(parsed: Callable[..., ParsedReport], sentence: str) -> None:
    result = read(parsed, sentence)
    assert result.whom(result.one("REQUEST")) == ["SDN"]


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("CONCEDE", "The curfew was lifted on Monday."),
        ("AGREE", "A deal was reached in Doha on Sunday."),
        ("SUPPORT", "The treaty was signed in Rome in May."),
        ("REJECT", "The motion was voted down."),
        ("ACCUSE", "The former finance minister goes on trial in Maputo next month."),
    ],
)
def test_a_passive_tells_what_was_done_without_naming_who(
    parsed: Callable[..., ParsedReport], kind: str, sentence: str
) -> None:
    assert read(parsed, sentence).types() == [kind]


@pytest.mark.parametrize("sentence", ["No date was fixed.", "The talks were put off."])
def test_nobody_did_anything(parsed: Callable[..., ParsedReport], sentence: str) -> None:
    assert read(parsed, sentence).types() == []


def test_what_is_asked_for_is_help_to_come(parsed: Callable[..., ParsedReport]) -> None:
    result = read(parsed, "Namibia has asked Angola for helicopters.")
    aid = result.one("AID")
    assert (result.who(aid), result.whom(aid), aid.factuality) == (["AGO"], ["NAM"], "possible")


def test_who_is_lobbied_would_give_it(parsed: Callable[..., ParsedReport]) -> None:
    result = read(parsed, "Uganda is lobbying Qatar for a bailout.")
    aid = result.one("AID")
    assert (result.who(aid), result.whom(aid), aid.factuality) == (["QAT"], ["UGA"], "possible")


def test_what_a_promise_names_is_help_to_come(parsed: Callable[..., ParsedReport]) -> None:
    result = read(parsed, "The Philippines welcomed a Japanese promise of ten patrol boats.")
    aid = result.one("AID")
    assert (result.who(aid), result.whom(aid), aid.factuality) == (["JPN"], ["PHL"], "planned")


def test_what_a_crowd_marches_for_is_its_protest(parsed: Callable[..., ParsedReport]) -> None:
    assert read(parsed, "Residents marched to parliament to demand more nurses.").types() == ["PROTEST"]


@pytest.mark.parametrize(
    ("factuality", "kind", "sentence"),
    [
        ("not_happened", "RETREAT", "Angola has no intention of pulling its troops out of Cabinda."),
        ("conditional", "AID", "Any country that shelters the fugitive will be treated as an enemy."),
        ("possible", "AID", "Britain's treasury refused to say whether it had lent Iceland money."),
        ("possible", "SUPPORT", "Lithuania would neither confirm nor deny that it had recognised Taiwan."),
        ("ongoing", "AID", "Refugees from Burma were being fed by the Turkish Red Crescent."),
        ("ongoing", "CONSULT", "Talks between the rebels and Chad's government have begun in Doha."),
        ("happened", "CONSULT", "Iraq has not said what was decided at Thursday's meeting with Iran."),
        ("happened", "REQUEST", "The talks were postponed at Syria's request."),
        ("planned", "CONSULT", "Indian and Thai officials meet from Wednesday in Goa."),
        ("not_happened", "CONSULT", "The visit of Chad's premier to Niger fell through."),
        ("planned", "CONSULT", "Zambia's president visits China next week."),
        ("ongoing", "CONSULT", "China's premier, on a tour of Peru, promised Chile a loan."),
        ("happened", "ASSAULT", "Saudi warplanes stopped bombing Hodeidah at noon."),
        ("happened", "AID", "Ghana was one of the first states to send doctors to Liberia."),
        ("happened", "PROTEST", "Officials denied that the army had shot at farmers demonstrating against a sale."),
    ],
)
def test_factuality_by_construction(
    parsed: Callable[..., ParsedReport], factuality: str, kind: str, sentence: str
) -> None:
    event = next(event for event in read(parsed, sentence).events if event.type == kind)
    assert event.factuality == factuality


@pytest.mark.parametrize(
    "sentence",
    [
        "Indian and Thai warships held exercises off Phuket.",
        "Police from seven countries broke up a ring of car thieves.",
        "Iraq and Jordan inaugurated a power line.",
        "The Rwandan and Ugandan armies have been training side by side.",
        "Chad and Niger have linked their power grids.",
        "Thailand handed over two suspected arms dealers to Cambodia.",
    ],
)
def test_what_several_states_do_is_joint(parsed: Callable[..., ParsedReport], sentence: str) -> None:
    assert read(parsed, sentence).types() == ["COOPERATE"]


def test_what_one_state_does_is_not_joint(parsed: Callable[..., ParsedReport]) -> None:
    assert read(parsed, "Indian warships held exercises off Goa.").types() == ["MOBILIZE"]


@pytest.mark.parametrize(
    "sentence",
    [
        "A Norwegian ship plucked 60 Eritreans from a sinking boat.",
        "Jordan has taken in 60,000 Syrians since March.",
        "Spain gave Mali a credit line for fuel.",
        "Canadian instructors are teaching Ukrainian pilots.",
        "Lorries carrying flour for Gaza crossed at Kerem Shalom.",
    ],
)
def test_help_in_other_words(parsed: Callable[..., ParsedReport], sentence: str) -> None:
    assert read(parsed, sentence).types() == ["AID"]


def test_a_passive_demand_is_not_made_of_its_subject(parsed: Callable[..., ParsedReport]) -> None:
    result = read(parsed, "Sweden's foreign minister demanded that Eritrean journalists be freed.")
    assert result.whom(result.one("REQUEST")) == []


def test_the_opposition_is_no_refusal(parsed: Callable[..., ParsedReport]) -> None:
    assert read(parsed, "Nepal's opposition has 40 seats.").types() == []


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("SUPPORT", "Angola's president won praise from the IMF."),
        ("ACCUSE", "Finland's prime minister said Russia was behind the cut cable."),
        ("ACCUSE", "The Danish prime minister said the move was unacceptable."),
        ("CONCEDE", "Nurses in Harare went back to work on Monday."),
        ("CONCEDE", "The bishop said he was sorry for the delay."),
        ("CONSULT", "Mali's foreign minister flew into Algeria on Monday."),
        ("CONSULT", "Donors gathered in Montreal for the annual forum."),
        ("REJECT", "Bulgaria said no to the idea."),
        ("REJECT", "Guatemala's bishops distanced themselves from the pact."),
        ("AGREE", "Sierra Leone said it would abide by the ruling."),
        ("CONCEDE", "Prague withdrew its objection to the tunnel."),
        ("COOPERATE", "Armenia let Georgian inspectors use its radar."),
        ("ACCUSE", "Egypt's state press has been attacking the Qatari emir for weeks."),
        ("AID", "Rwanda set aside land for 2,000 Congolese."),
        ("REJECT", "The Maltese government would have none of the plan."),
        ("REJECT", "Mongolia tore up the mining accord with Canada."),
        ("REJECT", "Syria's delegates stormed out of the hall."),
        ("AGREE", "Ukraine and Poland split the difference on quotas."),
        ("AGREE", "Serbia cleared the way for a vote in the north."),
        ("CONSULT", "Bangladesh's army chief landed in Yangon on Tuesday."),
        ("CONSULT", "India's foreign secretary is due in Dhaka on Friday."),
        ("SUPPORT", "Spain made common cause with Portugal over water."),
        ("SUPPORT", "The Japanese emperor laid a wreath at the Filipino war memorial."),
        ("CONCEDE", "Kenya's government thought better of the bread tax."),
        ("CONCEDE", "The generals put the new press law on ice."),
        ("COOPERATE", "Interpol tipped off the Thai police about a shipment."),
        ("AID", "The Netherlands pays the wages of Malian teachers."),
        ("REQUEST", "A letter from Kigali demanded that Kampala close the camp."),
        ("REQUEST", "Libya leaned on Tunisia to shut the camps."),
        ("ACCUSE", "The police in Recife came in for criticism from the church."),
        ("AID", "Since June, 500 Burundians have found refuge in Rwanda."),
    ],
)
def test_agency_words(parsed: Callable[..., ParsedReport], kind: str, sentence: str) -> None:
    assert read(parsed, sentence).types() == [kind]


def test_two_concessions_side_by_side_are_two(parsed: Callable[..., ParsedReport]) -> None:
    result = read(parsed, "Mali's army has lifted the curfew and reopened the border with Niger.")
    assert result.types() == ["CONCEDE", "CONCEDE"]


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("RETREAT", "The leaders of Armenia and Chad spoke by phone about the return of prisoners of war."),
        ("ASSAULT", "Vietnam complained to China over the ramming of a fishing boat."),
        ("ASSAULT", "The council condemned the attack on the country's main airport."),
        ("COERCE", "Amnesty urged Kenya to halt the forced return of Somali refugees."),
        ("AGREE", "India and Nepal sell each other electricity under an accord reached in October."),
        ("ACCUSE", "Slovakia refused to extradite a Ukrainian banker wanted on fraud charges."),
        ("CONSULT", "At the summit in Abuja, West African leaders lifted the sanctions."),
    ],
)
def test_a_noun_with_its_object_is_told_though_nobody_is_named(kind: str, sentence: str) -> None:
    assert kind in [event.type for event in onrecord.read(sentence).events]


def test_a_deed_that_answers_another_stays_a_second_one() -> None:
    told = onrecord.read("Israeli jets bombed a workshop in response to rocket fire from Gaza.").events
    assert [event.type for event in told] == ["ASSAULT", "ASSAULT"]


@pytest.mark.parametrize(
    ("kind", "who", "sentence"),
    [
        ("COERCE", ["TUN"], "The arrest of a singer by Tunisian police drew crowds on Thursday."),
        ("ASSAULT", ["LBN"], "Rocket fire from Lebanon wounded a farmer in Metula."),
    ],
)
def test_who_does_a_nominal_event_stands_behind_whom_it_befalls(
    parsed: Callable[..., ParsedReport], kind: str, who: list[str], sentence: str
) -> None:
    result = read(parsed, sentence)
    assert result.who(result.one(kind)) == who


def test_numbers_stand_for_people_who_march_or_are_hurt(parsed: Callable[..., ParsedReport]) -> None:
    assert read(parsed, "Thousands rallied in Tbilisi on Friday.").one("PROTEST").actors
    assert read(parsed, "Police opened fire in Cairo, killing one person and arresting 12.").one("COERCE").recipients
    assert not read(parsed, "Nairobi asked for police, and Kenya sent 400.").types().count("ASSAULT")
