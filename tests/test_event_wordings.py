"""Families of wordings that tell an event: hyphens, particles, idioms, and verbs that the parser mistakes."""

from __future__ import annotations

import pytest

import onrecord


def told(sentence: str) -> list[tuple[str, str | None]]:
    return [(event.type, event.factuality) for event in onrecord.read(sentence).events]


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("PROTEST", "Students held a sit-in at the university in Lagos."),
        ("PROTEST", "A walk-out by teachers began on Monday."),
        ("RETREAT", "A cease-fire between the army and the rebels began at dawn."),
        ("MOBILIZE", "The army of Chad ordered a call-up of reservists."),
        ("ASSAULT", "Soldiers gang-raped women in the camp, the rapporteur said."),
    ],
)
def test_words_with_a_hyphen_are_one_word(kind: str, sentence: str) -> None:
    assert kind in [found for found, _ in told(sentence)]


def test_a_hyphen_between_numbers_or_names_joins_nothing() -> None:
    assert told("The talks-table in Lagos has 4-5 legs.") == []


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        # "break_off" stands beside "break" in one list
        ("SANCTION", "Mali broke off diplomatic ties with Togo."),
        ("RETREAT", "The guerrillas handed over their rifles to the monitors."),
        ("MOBILIZE", "The United States is flying in batteries for the base."),
    ],
)
def test_a_verb_with_its_particle_goes_before_the_bare_verb(kind: str, sentence: str) -> None:
    assert kind in [found for found, _ in told(sentence)]


def test_a_preposition_behind_the_object_is_no_particle() -> None:
    assert "COERCE" not in [kind for kind, _ in told("The party brought down the government in Jerusalem.")]


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("MOBILIZE", "South Korea scrambled fighter jets after two planes entered its zone."),
        ("ASSAULT", "The envoy said soldiers gang-raped women in Kivu."),
    ],
)
def test_a_main_verb_taken_for_a_participle_tells(kind: str, sentence: str) -> None:
    assert kind in [found for found, _ in told(sentence)]


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("ASSAULT", "A bomber drove a lorry packed with explosives into the gates of the academy."),
        ("ASSAULT", "The rebels put the village to the torch."),
        ("ASSAULT", "A nuclear scientist died in a hail of bullets outside Tehran."),
        ("ASSAULT", "Armed men made off with 40 schoolgirls in Zamfara state."),
        ("ASSAULT", "Fighters of the army drove the militants out of Manbij."),
        ("COERCE", "The authorities in Minsk pulled the plug on the independent broadcaster."),
        ("COERCE", "Prosecutors in Cairo slapped a travel ban on the activist."),
        ("COERCE", "Zambian police cordoned off the opposition's headquarters."),
        ("COERCE", "The army threw a cordon around the palace in Libreville."),
        ("COERCE", "A raid on the home of the editor yielded three laptops."),
        ("SANCTION", "The judge sent the banker to prison for seven years."),
        ("SANCTION", "A jury found the former president guilty of smuggling."),
        ("SANCTION", "The prime minister of Malta sacked his interior minister."),
        ("SANCTION", "The union suspended the voting rights of Hungary."),
        ("MOBILIZE", "Armoured vehicles rumbled into central Harare."),
        ("MOBILIZE", "Police in riot gear lined the avenue outside parliament."),
        ("MOBILIZE", "Police commandos were bussed into Kisumu."),
        ("PROTEST", "Prisoners in Ofer have refused food since Monday."),
        ("PROTEST", "Textile workers in Dhaka laid down their tools."),
        ("THREATEN", "The rebels gave the government a week to free their comrades."),
        ("THREATEN", "The union said it would call a strike unless wages rose."),
        ("THREATEN", "Belgrade said it reserved the right to send its forces."),
        ("THREATEN", "Nigeria announced that it would withdraw its delegation unless Chad held elections."),
        ("RETREAT", "The guns fell silent along the line at midnight."),
        ("RETREAT", "The general gave himself up to the tribunal."),
        ("RETREAT", "The rebels let the mayor go after three weeks."),
        ("ASSAULT", "Rockets were fired from southern Lebanon at northern Israel."),
        ("ASSAULT", "Russian forces hammered Kharkiv with glide bombs."),
        ("COERCE", "Twelve Uyghurs are held at a detention centre in Bangkok."),
        ("COERCE", "A cyberattack knocked out the websites of the Estonian parliament."),
        ("SANCTION", "Germany stopped issuing visas to Russian tourists."),
        ("MOBILIZE", "Chinese aircraft flew 18 sorties near Taiwan."),
        ("PROTEST", "The arrest of the mayor set off protests in Izmir."),
        ("THREATEN", "The Kremlin said it would respond in kind if Western troops entered Ukraine."),
        ("RETREAT", "The last Russian soldiers left Nagorno-Karabakh."),
    ],
)
def test_idioms_tell_events(kind: str, sentence: str) -> None:
    assert kind in [found for found, _ in told(sentence)]


@pytest.mark.parametrize(
    ("factuality", "kind", "sentence"),
    [
        ("happened", "ASSAULT", "Iran vowed revenge for the killing of its general."),
        ("happened", "COERCE", "The raid on the home of the editor yielded nothing."),
        ("happened", "RETREAT", "Nobody was surprised when the minister of Mali resigned."),
        ("happened", "ASSAULT", "The guerrillas blew up the pipeline for the third time."),
        ("ongoing", "PROTEST", "Detainees at the camp are on hunger strike."),
        ("ongoing", "COERCE", "The former president remains under house arrest."),
        ("ongoing", "MOBILIZE", "The frigate Tromp is being readied for the Red Sea."),
        ("planned", "MOBILIZE", "Chad said 800 soldiers would be sent to the region by the end of July."),
        ("possible", "ASSAULT", "The UN is investigating reports that rebels burned a village in Ituri."),
        ("denied", "COERCE", "Authorities in Harare deny having detained the activist."),
        ("not_happened", "COERCE", "Police stopped short of arresting the governor."),
        ("not_happened", "SANCTION", "The EU decided against imposing sanctions on Serbia."),
        ("conditional", "PROTEST", "Should fuel prices rise again, truckers in Ecuador will block the highways."),
        ("not_happened", "PROTEST", "Organisers in Lima cancelled a march against crime."),
        ("happened", "MOBILIZE", "The deployment of 2,000 marines to Los Angeles angered the governor."),
        ("not_happened", "CONSULT", "A meeting of the two presidents did not take place."),
    ],
)
def test_what_is_taken_for_granted_and_what_goes_on(factuality: str, kind: str, sentence: str) -> None:
    assert (kind, factuality) in told(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Scientists bombarded the sample with X-rays.",
        "The striker fired home from 20 metres.",
        "The airline grounded three planes for maintenance.",
        "The minister resigned himself to a long winter.",
        "A late rally lifted the Nikkei above 40,000 points.",
        "The senator launched her campaign for the presidency.",
        "The fire destroyed 40 houses in the Greek village.",
        "The new phone will hit stores in March, the firm said.",
    ],
)
def test_idioms_that_tell_none(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        # tests, alerts and deployments without soldiers
        "Further tests are being carried out to establish the strain of the virus.",
        "The ministry raised the bird flu risk level.",
        "Fifteen thousand extra medical staff were deployed at the airports.",
        # germs, animals and food
        "H5N1 has killed two women in Egypt this week.",
        "Local teams have started slaughtering 6,500 hogs at a farm in Pandi.",
        "The packages hold shelled pistachios.",
        # products, reports and schools are released and admitted otherwise than prisoners
        "The company will release the telephone in June.",
        "More than 6,000 people were admitted to hospitals on Monday.",
        # figures of speech
        "The mayor came under fire from critics.",
        "The scandal took its toll on the minister.",
        "Many key roads are flooded.",
        "The chain closed its salad bars.",
        "The regulator upheld Boeing's protest.",
        "The announcement came at an event held in a convention centre in Lima.",
        "The soldiers stationed in Chad are homesick.",
        "The company was hit by a fall in demand for its tractors.",
        "The singer was shot to fame by a television show.",
        "Doctors used a new weapon against malaria in Mali.",
        "Liverpool stormed back to beat Milan on penalties.",
        "The carmaker fired its chief designer.",
        "The software blocks access to harmful sites.",
        "Climbers retreated from the summit as a storm approached.",
        "Researchers deployed sensors along the glacier.",
        "Fans booed the referee after the match.",
        "The children are trained to prevent accidents.",
    ],
)
def test_what_only_sounds_like_an_event(sentence: str) -> None:
    kinds = {"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST", "THREATEN", "RETREAT"}
    assert [kind for kind, _ in told(sentence) if kind in kinds] == []


def test_fire_from_soldiers_is_no_criticism() -> None:
    assert ("ASSAULT", "happened") in told("The convoy came under fire from rebels near Gao.")


def test_a_warning_of_a_flood_threatens_nobody() -> None:
    assert told("The United Nations warned that thousands could be hit by flooding in Kenya.") == []


def test_what_we_must_do_asks_nobody_else() -> None:
    assert "REQUEST" not in [kind for kind, _ in told("The minister said that we must address the problem.")]
    assert "REQUEST" in [kind for kind, _ in told("The minister said that Iran must address the problem.")]


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("SANCTION", "Jordan gave the Syrian envoy two days to get out."),
        ("SANCTION", "Ecuador revoked the asylum of the publisher."),
        ("COOPERATE", "Belgian and Dutch detectives raided a farm in a coordinated operation."),
        ("COOPERATE", "Iraq has begun pumping crude to Jordan."),
        ("AID", "A Spanish trawler picked up 60 Senegalese migrants off Tenerife."),
        ("ASSAULT", "Rebels wrested the airfield at Kidal from the army."),
        ("CONCEDE", "The government tore up its plan for a toll after the strike."),
        ("RETREAT", "Kurdish fighters slipped out of Ras al-Ain after days of fighting."),
        ("PROTEST", "Fishermen dumped mackerel and hung a banner outside the ministry against the quota."),
        ("MOBILIZE", "North Korea let off two missiles into the sea."),
        ("THREATEN", "The envoy gave the villagers a week to remove the barricades."),
        ("ACCUSE", "The Kremlin rubbished the report as a fabrication."),
        ("REJECT", "Parliament in Lima sent back the pact that the governor had signed."),
        ("AGREE", "Negotiators for both sides emerged with a draft accord on water."),
        ("SUPPORT", "The Sejm waved through the loan to Ukraine."),
        ("REQUEST", "The nurses' union wants the minister sacked."),
    ],
)
def test_a_verb_of_a_kind_with_a_noun_of_a_kind_tells_an_event(kind: str, sentence: str) -> None:
    assert kind in [found for found, _ in told(sentence)]


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("THREATEN", "The nurses' union said it would march on Friday unless the arrears were paid."),
        ("REJECT", "The Taliban failed to show up for talks in Tashkent."),
        ("RETREAT", "A ceasefire between Armenia and Azerbaijan went into effect at dawn."),
        ("PROTEST", "Youths battled police in Belfast."),
        ("ASSAULT", "A Kenyan gunboat sank a Somali dhow off Kismayo."),
        ("SANCTION", "The government of Chad told a UN coordinator to leave the country."),
        ("SUPPORT", "Thousands of Serbs turned out to cheer the Chinese president."),
    ],
)
def test_more_ways_in_which_agencies_tell_it(kind: str, sentence: str) -> None:
    assert kind in [found for found, _ in told(sentence)]


def test_plain_talk_and_a_ride_to_hospital_are_no_events() -> None:
    assert told("Friends should talk.") == []
    assert told("The king was taken to hospital with a lung infection.") == []


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("COERCE", "Police raided three warehouses in Mombasa."),
        ("COERCE", "Officers took the radio station in Gulu off the air."),
        ("ASSAULT", "The army cleared rebel positions near Goma."),
        ("SANCTION", "Canada placed the group on its list of terrorist entities."),
        ("SANCTION", "The White House froze $2 billion in grants to a university in Ohio."),
        ("MOBILIZE", "The rebels advanced on Uvira on Friday."),
        ("PROTEST", "Police and protesters scuffled outside the congress in Lima."),
        ("CONSULT", "The Polish president called his Czech counterpart on Monday."),
        ("REJECT", "A federal judge blocked the administration's asylum ban."),
        ("THREATEN", "Doctors in Ghana issued a strike notice on Wednesday."),
        ("ACCUSE", "Delhi called the step childish."),
        ("AID", "Aid trucks entered Gaza for the first time in weeks."),
        ("CONCEDE", "The White House withdrew the nominee on Friday."),
        ("COOPERATE", "Mexico transferred four cartel figures to the United States."),
    ],
)
def test_wordings_of_agencies_tell_their_type(kind: str, sentence: str) -> None:
    assert kind in [found for found, _ in told(sentence)]
