"""Actors: who is named or meant, with country and sector, roles and affiliations."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.codebook.loader import open_codebook
from onrecord.language.parsed import ParsedReport
from onrecord.reading.actors import Actors, read_actors
from onrecord.record import Actor

Parse = Callable[..., ParsedReport]


def read(parsed: Parse, *paragraphs: str) -> tuple[ParsedReport, Actors]:
    report = parsed(*paragraphs)
    return report, read_actors(report, open_codebook())


def named(actors: Actors, name: str) -> Actor:
    return next(actor for actor in actors.to_record() if actor.name == name)


def taken(report: ParsedReport, actors: Actors, word: str, passage: int = 0) -> str | None:
    part = report.passages[passage]
    return actors.take(part, part.words.index(word))


@pytest.mark.parametrize(
    ("sentence", "word", "country", "sector"),
    [
        ("Two US officials confirmed the talks.", "officials", "USA", "GOV"),
        ("Iranian leadership cautioned against an attack.", "leadership", "IRN", "GOV"),
        ("The Israeli air force bombed the port.", "force", "ISR", "MIL"),
        ("Kurdish rebels attacked the post.", "rebels", None, "REB"),
        ("Protesters blocked the bridge.", "Protesters", None, "CVL"),
        ("Masked gunmen opened fire.", "gunmen", None, "UAF"),
        ("It sold the port to Madrid-based private equity firm Almira Capital Management.", "Management", "ESP", "BUS"),
        ("Security forces in Guinea shot at the crowd.", "forces", "GIN", "MIL"),
        ("Jordan's King Abdullah arrived.", "Abdullah", "JOR", "GOV"),
        ("UN peacekeepers left the town.", "peacekeepers", "UNO", "MIL"),
        ("Hamas militants freed two captives.", "militants", "PSE", "REB"),
        ("The Taliban closed the school.", "Taliban", "AFG", "REB"),
        ("The Kremlin denied the report.", "Kremlin", "RUS", "GOV"),
        ("Tehran rejected the offer.", "Tehran", "IRN", "GOV"),
        ("Iran rejected the offer.", "Iran", "IRN", None),
        ("Hundreds of Egyptian farmers marched.", "farmers", "EGY", "AGR"),
        ("Vietnamese-led forces took the village.", "forces", "VNM", "MIL"),
        ("An anti-Syria journalist was killed.", "journalist", None, "JRN"),
        ("A former French minister died.", "minister", "FRA", "ELI"),
        ("A newspaper based in Beirut was closed.", "newspaper", "LBN", "JRN"),
    ],
)
def test_country_and_sector(parsed: Parse, sentence: str, word: str, country: str | None, sector: str | None) -> None:
    report, actors = read(parsed, sentence + " Chad and Peru looked on.")
    actor = taken(report, actors, word)
    assert actor is not None
    assert (actors.country_of(actor), actors.sector_of(actor)) == (country, sector)


def test_an_opposition_party_is_a_party_of_the_opposition(parsed: Parse) -> None:
    report, actors = read(parsed, "The Nepalese opposition party boycotted the vote.")
    actor = taken(report, actors, "party")
    assert actor is not None
    assert actors.sector_of(actor) == "PTY"
    assert actors.other_sectors_of(actor) == ["OPP"]


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("The airline bought twelve Airbus jets in Peru and Chad.", "jets"),
        ("The talks ended on Friday.", "talks"),
        ("They were kept by force.", "force"),
        ("It was raining.", "It"),
    ],
)
def test_things_and_ideas_are_no_actors(parsed: Parse, sentence: str, word: str) -> None:
    report, actors = read(parsed, sentence)
    assert taken(report, actors, word) is None


def test_surname_title_and_full_name_are_one_person(parsed: Parse) -> None:
    _, actors = read(
        parsed,
        "The talks involved his Israeli counterpart, Chief of Staff Eyal Zamir.",
        "General Zamir left on Sunday.",
    )
    zamir = named(actors, "Eyal Zamir")
    assert (zamir.kind, zamir.country, zamir.sector) == ("person", "ISR", "MIL")
    assert "Chief of Staff" in [role.text for role in zamir.roles]
    assert len([mention for mention in zamir.mentions if mention.kind == "name"]) == 2


def test_a_title_gives_role_and_span(parsed: Parse) -> None:
    report, actors = read(
        parsed, "Israeli Defence Minister Israel Katz spoke. A statement from Katz's office followed."
    )
    katz = named(actors, "Israel Katz")
    assert (katz.country, katz.sector) == ("ISR", "GOV")
    role = katz.roles[0]
    assert role.text == report.text[role.span[0] : role.span[1]] == "Israeli Defence Minister"
    assert len(katz.mentions) == 2


def test_an_apposition_gives_role_and_affiliation(parsed: Parse) -> None:
    _, actors = read(
        parsed, '"It is prudent," said Dr. Anya Sharma, a senior fellow at the Center for Strategic Studies.'
    )
    sharma, center = named(actors, "Anya Sharma"), named(actors, "Center for Strategic Studies")
    assert sharma.sector == "EDU"
    assert sharma.affiliations == [center.id]
    assert sharma.roles[0].text == "senior fellow at the Center for Strategic Studies"


def test_an_acronym_in_brackets_is_the_organisation(parsed: Parse) -> None:
    _, actors = read(parsed, "The Lake Research Council (LRC) warned of floods.", "The LRC asked for money.")
    council = named(actors, "Lake Research Council")
    assert len(council.mentions) == 3


def test_the_president_of_a_report_about_one_country(parsed: Parse) -> None:
    _, one = read(parsed, "Vice-President Moody Awuor resigned. Kenya held elections.")
    _, two = read(parsed, "Vice-President Moody Awuor resigned. Kenya and Uganda held elections.")
    assert named(one, "Moody Awuor").country == "KEN"
    assert named(two, "Moody Awuor").country is None


def test_he_means_the_one_man_before(parsed: Parse) -> None:
    report, actors = read(parsed, "President Juan Soto of Peru arrived on Monday. He met farmers.")
    assert actors.at(report.passages[0], report.passages[0].words.index("He")) == named(actors, "Juan Soto").id


def test_he_stays_open_with_two_men_and_names_both(parsed: Parse) -> None:
    report, actors = read(parsed, "Juan Soto and Peter Lang arrived on Monday. He met farmers.")
    passage = report.passages[0]
    token = passage.words.index("He")
    assert actors.at(passage, token) is None
    assert actors.take(passage, token) is None
    assert {actors.name_of(actor) for actor in actors.candidates(passage, token)} == {"Juan Soto", "Peter Lang"}


def test_a_pronoun_in_a_fronted_phrase_looks_ahead(parsed: Parse) -> None:
    report, actors = read(
        parsed,
        "President Donald Trump waited.",
        "Upon his return from Washington, General Eyal Zamir briefed the press.",
    )
    passage = report.passages[1]
    assert actors.at(passage, passage.words.index("his")) == named(actors, "Eyal Zamir").id


def test_the_minister_is_the_only_minister(parsed: Parse) -> None:
    report, actors = read(parsed, "French Defence Minister Paul Roche spoke to Peter Lang.", "The minister left early.")
    passage = report.passages[1]
    actor = actors.at(passage, passage.words.index("minister"))
    assert actor == named(actors, "Paul Roche").id
    assert "only one of that role" in actors.reasons(str(actor))


def test_the_minister_is_open_with_two_ministers(parsed: Parse) -> None:
    report, actors = read(
        parsed, "French Defence Minister Paul Roche met British Foreign Minister Ann Hill.", "The minister left early."
    )
    passage = report.passages[1]
    assert actors.at(passage, passage.words.index("minister")) is None


def test_the_two_allies_are_both_states(parsed: Parse) -> None:
    report, actors = read(parsed, "The United States and Israel met. Analysts saw an alignment between the two allies.")
    passage = report.passages[0]
    token = passage.words.index("allies")
    assert [actors.country_of(actor) for actor in actors.all_at(passage, token)] == ["USA", "ISR"]
    assert actors.at(passage, token) is None


def test_officials_of_two_countries_are_one_actor_each(parsed: Parse) -> None:
    report, actors = read(parsed, "Hungarian and Romanian officials agreed on a plan.")
    passage = report.passages[0]
    found = actors.all_at(passage, passage.words.index("officials"))
    assert [actors.country_of(actor) for actor in found] == ["HUN", "ROU"]


def test_a_mere_place_is_no_mention(parsed: Parse) -> None:
    report, actors = read(parsed, "Protesters marched in Iran.")
    passage = report.passages[0]
    token = passage.words.index("Iran")
    assert actors.at(passage, token) is None
    actor = actors.take(passage, token)
    assert actor is not None
    assert actors.kind_of(actor) == "country"


def test_ids_follow_the_first_mention_and_spans_give_the_words(parsed: Parse) -> None:
    report, actors = read(parsed, "Iran warned Israel.", "Israeli troops crossed the border.")
    record = actors.to_record()
    assert [actor.id for actor in record] == [f"a{number}" for number in range(1, len(record) + 1)]
    assert [actor.name for actor in record[:2]] == ["Iran", "Israel"]
    for actor in record:
        for mention in actor.mentions:
            assert report.text[mention.span[0] : mention.span[1]].strip()


def test_reading_twice_gives_the_same(parsed: Parse) -> None:
    paragraphs = ("Iran warned Israel.", "Israeli troops and Hamas fighters clashed; they withdrew.")
    first, second = read(parsed, *paragraphs)[1], read(parsed, *paragraphs)[1]
    assert first.to_record() == second.to_record()


def meant(parsed: Parse, paragraph: str, word: str) -> str | None:
    """The name of the actor that the last of these words in the paragraph means."""
    report, actors = read(parsed, paragraph)
    part = report.passages[0]
    token = max(number for number, other in enumerate(part.words) if other == word)
    actor = actors.at(part, token)
    return actors.name_of(actor) if actor is not None else None


@pytest.mark.parametrize(
    ("paragraph", "word", "name"),
    [
        ('Pedro Salas walked in. "A gardener does not run," he told reporters.', "he", "Pedro Salas"),
        ("Governor Pedro Salas said no. The navy would promote the admiral, he added.", "he", "Pedro Salas"),
        ("The navy left. The league met in May. It asked the elders to wait.", "It", "league"),
        ("The soldiers of Chad left. Peru recalled its envoy.", "its", "Peru"),
        ("The ministry said it would wait.", "it", "ministry"),
        ("The road was closed. It rained.", "It", None),
    ],
)
def test_whom_a_pronoun_takes_up(parsed: Parse, paragraph: str, word: str, name: str | None) -> None:
    assert meant(parsed, paragraph, word) == name


def test_the_officials_are_those_of_the_sentence_before(parsed: Parse) -> None:
    report, actors = read(parsed, "Three Peruvian officials resigned. The officials gave no reason.")
    assert taken(report, actors, "officials") == actors.at(
        report.passages[0], max(i for i, word in enumerate(report.passages[0].words) if word == "officials")
    )


def test_whose_brother_is_not_the_one_who_has_him(parsed: Parse) -> None:
    _, actors = read(parsed, "Rosa Quispe, whose younger cousin, Pedro Quispe, was among the winners, wept.")
    rosa = named(actors, "Rosa Quispe")
    assert all(role.text != "younger cousin" for role in rosa.roles)
    assert len(rosa.mentions) == 1


@pytest.mark.parametrize(
    "sentence",
    ["Voters want the smugglers brought to justice.", "Neither side gave way.", "The ferry on the Zorpal river sank."],
)
def test_idioms_and_rivers_are_nobody(parsed: Parse, sentence: str) -> None:
    _, actors = read(parsed, sentence)
    assert not [actor for actor in actors.to_record() if actor.name in ("justice", "side", "Zorpal")]
