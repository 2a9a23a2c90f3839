"""Statements: who said what, found by verbs, nouns, adjectives and prepositions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.record import Record, Statement

Read = Callable[..., Record]


def told(record: Record, statement: Statement) -> tuple[str, str, str]:
    """Source, cue and content in words, pieces joined by a bar."""
    return (
        "|".join(record.words(span) for span in statement.source),
        "|".join(record.words(span) for span in statement.cue),
        "|".join(record.words(span) for span in statement.content),
    )


def all_told(record: Record) -> list[tuple[str, str, str]]:
    return [told(record, statement) for statement in record.statements]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A clause after, before and around its cue.
        ("The minister said that the bridge was closed.", ("The minister", "said", "the bridge was closed")),
        ("The bridge was closed, two officials said.", ("two officials", "said", "The bridge was closed")),
        (
            "The bridge, two officials said, was closed on Friday.",
            ("two officials", "said", "The bridge|was closed on Friday"),
        ),
        # The addressee is no content.
        ("The minister told reporters the talks had failed.", ("The minister", "told", "the talks had failed")),
        # No verb of speaking.
        (
            "Rights groups accused the army of shelling a school.",
            ("Rights groups", "accused", "the army of shelling a school"),
        ),
        ("The opposition criticized the plan.", ("The opposition", "criticized", "the plan")),
        ("The union wants to leave the alliance.", ("The union", "wants", "to leave the alliance")),
        ("The army denied the accusation.", ("The army", "denied", "the accusation")),
        ("The mayor denied taking bribes.", ("The mayor", "denied", "taking bribes")),
        ("Critics called the plan a disaster.", ("Critics", "called", "the plan a disaster")),
        ("The bishop called for an end to the strike.", ("The bishop", "called for", "an end to the strike")),
        # Prepositions.
        (
            "According to two people familiar with the matter, the raid failed.",
            ("two people familiar with the matter", "According to", "the raid failed"),
        ),
        ("In her view, the law is unfair.", ("her", "In|view", "the law is unfair")),
        # Nouns and adjectives.
        ("His claim that the vote was rigged drew laughter.", ("His", "claim", "the vote was rigged")),
        ("The bank is confident that prices will fall.", ("The bank", "confident", "prices will fall")),
    ],
)
def test_the_statement_is_found_with_its_edges(read: Read, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in all_told(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "The two ministers signed the treaty in Vienna.",
        "Heavy rain hit the coast on Monday.",
        "The show starts at eight.",
        "The so-called reform passed without a vote.",
    ],
)
def test_plain_telling_gives_no_statement(read: Read, text: str) -> None:
    assert all_told(read(text)) == []


def test_a_passive_claim_has_rightly_no_source(read: Read) -> None:
    record = read("It is believed that the ship sank in April.")
    assert told(record, record.statements[0]) == ("", "believed", "the ship sank in April")
    assert record.statements[0].source_kind == "none"


def test_a_passive_with_an_infinitive_has_subject_and_predicate_as_content(read: Read) -> None:
    record = read("The prime minister is expected to resign.")
    assert told(record, record.statements[0]) == ("", "expected", "The prime minister|to resign")


def test_a_question_put_to_the_speaker_is_not_the_speakers(read: Read) -> None:
    record = read("Asked whether he would resign, Smith said no decision had been made.")
    assert ("Smith", "said", "no decision had been made") in all_told(record)
    asked = next(item for item in record.statements if item.act == "ask")
    assert asked.source == []


def test_the_person_who_told_of_a_call_keeps_the_words(read: Read) -> None:
    record = read("The senator told Fox News that the deal was dead, a person familiar with the call said.")
    outer = next(item for item in record.statements if record.words(item.cue[0]) == "said")
    inner = next(item for item in record.statements if record.words(item.cue[0]) == "told")
    assert record.words(outer.source[0]) == "a person familiar with the call"
    assert inner.within == outer.id
    assert record.words(inner.addressee[0]) == "Fox News"


def test_nests_of_three_are_kept_apart(read: Read) -> None:
    record = read("Reuters reported that two officials said the minister had denied the charge.")
    by_cue = {record.words(item.cue[0]): item for item in record.statements}
    assert by_cue["reported"].within is None
    assert by_cue["said"].within == by_cue["reported"].id
    assert by_cue["denied"].within == by_cue["said"].id


def test_coordinated_verbs_of_speaking_keep_their_own_contents(read: Read) -> None:
    record = read("The junta said six rebels had died and denied that civilians were there.")
    assert all_told(record) == [
        ("The junta", "said", "six rebels had died"),
        ("The junta", "denied", "civilians were there"),
    ]


def test_a_participle_has_the_subject_of_its_verb(read: Read) -> None:
    record = read("The company apologized on Sunday, adding that the plant would stay closed.")
    assert ("The company", "adding", "the plant would stay closed") in all_told(record)


def test_the_dateline_is_no_content(read: Read) -> None:
    record = read("GENEVA, March 4 (Agence Lumière) - The raid failed on Monday, the ministry said in a statement.")
    assert all_told(record) == [("the ministry", "said", "The raid failed on Monday")]


def test_ids_stand_for_place_and_cue(read: Read) -> None:
    record = read("The minister said that the bridge was closed.")
    assert record.statements[0].id == "s13-said"


@pytest.mark.parametrize(
    ("text", "act", "strength"),
    [
        ("The palace confirmed that the king was ill.", "confirm", "strong"),
        ("The rebels claimed that they had taken the town.", "claim", "weak"),
        ("The governor admitted that the dam was unsafe.", "admit", "strong"),
        ("The general warned that any attack would be answered.", "warn", "strong"),
        ("The union threatened to close the port.", "threaten", "strong"),
        ("The president promised to rebuild the school.", "promise", "strong"),
        ("The envoy urged both sides to stop.", "urge", "strong"),
        ("A poll showed that most voters were undecided.", "show", "neutral"),
        ("The ministry declined to comment.", "decline", "neutral"),
        ("The company did not immediately respond to a request for comment.", "decline", "neutral"),
    ],
)
def test_the_cue_gives_act_and_strength(read: Read, text: str, act: str, strength: str) -> None:
    statement = read(text).statements[0]
    assert (statement.act, statement.strength) == (act, strength)


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "A clerk, asked about the archive, said the files had gone.",
            "A clerk",
            "the files had gone",
        ),
        (
            "A former steward (he would rather not be named) reckons the club has lost its way.",
            "A former steward",
            "the club has lost its way",
        ),
    ],
)
def test_a_source_before_an_aside_is_found(read: Read, text: str, source: str, content: str) -> None:
    record = read(text)
    found = {(record.words(item.source[0]), record.words(item.content[0])) for item in record.statements if item.source}
    assert (source, content) in found


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "Cholera, the agency warned in its weekly bulletin, could reach three more towns.",
            "the agency",
            ["Cholera", "could reach three more towns"],
        ),
        (
            "The valley, mused Ana Ruiz, a hydrologist of the old school, had been dying for a century.",
            "Ana Ruiz, a hydrologist of the old school",
            ["The valley", "had been dying for a century"],
        ),
        (
            "The rebels threatened to kill the hostage, a priest who begged not to be named told our reporter.",
            "a priest",
            ["The rebels threatened to kill the hostage"],
        ),
        ("Officials warned of smoke in the tunnel.", "Officials", ["of smoke in the tunnel"]),
    ],
)
def test_a_reporting_clause_is_found_wherever_it_stands(read: Read, text: str, source: str, content: list[str]) -> None:
    record = read(text)
    found = [
        (record.words(item.source[0]), [record.words(span) for span in item.content])
        for item in record.statements
        if item.source
    ]
    assert (source, content) in found


def test_who_is_cited_says_it_too_inside_the_citing_statement(read: Read) -> None:
    record = read("The Harbour Herald, citing two pilots, reported that the channel had silted up.")
    outer, inner = sorted(record.statements, key=lambda item: record.words(item.cue[0]) == "citing")
    assert record.words(inner.source[0]) == "two pilots"
    assert (inner.content, inner.within) == (outer.content, outer.id)


def test_who_quotes_somebody_as_saying_holds_the_saying(read: Read) -> None:
    record = read("The Harbour Herald quoted a pilot as saying that the channel had silted up.")
    said = next(item for item in record.statements if record.words(item.cue[0]) == "saying")
    quoted = next(item for item in record.statements if record.words(item.cue[0]) == "quoted")
    assert (record.words(said.source[0]), said.within) == ("a pilot", quoted.id)


@pytest.mark.parametrize(
    "text",
    [
        "The bank had no comment on the merger.",
        "The bank offered no comment on the merger.",
        "The bank would not be drawn on the merger.",
        "The bank declined to comment on the merger.",
        "The bank has not commented on the merger.",
        "The bank did not respond to questions about the merger.",
    ],
)
def test_silence_is_a_statement_of_its_own_kind(read: Read, text: str) -> None:
    (statement,) = read(text).statements
    assert (statement.act, statement.source_kind) == ("decline", "named_organisation")


def test_wanting_to_know_is_one_question(read: Read) -> None:
    (statement,) = read("The court sought to know why no case had been filed.").statements
    assert (statement.act, statement.content_kind) == ("ask", "clause")


def test_according_to_behind_a_comma_covers_the_sentence(read: Read) -> None:
    record = read("The office recommended that the tender be cancelled, according to a copy of the audit.")
    according = next(item for item in record.statements if item.rule == "according to")
    office = next(item for item in record.statements if item.rule != "according to")
    assert record.words(according.content[0]) == "The office recommended that the tender be cancelled"
    assert record.words(office.content[0]) == "the tender be cancelled"


def test_what_a_quotation_says_ends_with_it(read: Read) -> None:
    record = read('"They laughed at us," one of the nurses said.')
    (statement,) = record.statements
    assert record.words(statement.cue[0]) == "said"


def test_two_clauses_at_a_semicolon_have_their_own_sources(read: Read) -> None:
    record = read("Parents fear longer rides; the district has pledged that no child will wait.")
    pledged = next(item for item in record.statements if record.words(item.cue[0]) == "pledged")
    assert [record.words(span) for span in pledged.content] == ["no child will wait"]


def test_a_content_behind_the_day_or_the_medium_is_found(read: Read) -> None:
    record = read("A bank warned savers by text message of delays. An agency warned on Monday of a downgrade.")
    assert [record.words(item.content[0]) for item in record.statements] == ["of delays", "of a downgrade"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A clause of saying set into a relative clause: its noun belongs to what was said.
        (
            "The port held two tankers that the navy said had carried weapons.",
            ("the navy", "said", "two tankers|had carried weapons"),
        ),
        # What a relative clause calls its noun, and "what it called".
        (
            "The bank raised fees, a move that the mayor, Ana Ruiz, described as reckless.",
            ("the mayor, Ana Ruiz", "described", "a move|as reckless"),
        ),
        ("The union rejected what it called blackmail.", ("it", "called", "blackmail")),
        ("The minister called that “nonsense”.", ("The minister", "called", "“nonsense”")),
        # A verb before its subject closes the sentence.
        (
            "Only one voter in nine can name the mayor, finds a survey.",
            ("a survey", "finds", "Only one voter in nine can name the mayor"),
        ),
        # "for" opens an infinitive clause.
        ("The petition calls for the trees to stay.", ("The petition", "calls", "the trees to stay")),
        ("Parents want the school saved.", ("Parents", "want", "the school saved")),
        # Behind an infinitive the other finite verb has the same source.
        (
            "The leaflets told people to leave the town and threatened those who stayed.",
            ("The leaflets", "threatened", "those who stayed"),
        ),
        # Whoever "who" stands for said it.
        ("It was dull, said Ann Lee, who believes that prices will fall.", ("Ann Lee", "believes", "prices will fall")),
    ],
)
def test_statements_in_relative_and_inverted_clauses_are_found(
    read: Read, text: str, expected: tuple[str, str, str]
) -> None:
    assert expected in all_told(read(text))


def test_what_somebody_else_says_behind_an_insertion_is_not_of_it(read: Read) -> None:
    record = read("Twenty people were held, police said, while organisers spoke of more than sixty.")
    said = next(item for item in record.statements if record.words(item.cue[0]) == "said")
    assert [record.words(span) for span in said.content] == ["Twenty people were held"]


def test_who_answers_a_question_was_asked_it(read: Read) -> None:
    record = read("Asked whether the pool would open, the mayor said it would.")
    asked = next(item for item in record.statements if item.act == "ask")
    assert [record.words(span) for span in asked.addressee] == ["the mayor"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Her answer to the panel was that nobody had told her.", ("Her", "answer", "nobody had told her")),
        ("Calls for his resignation grew louder.", ("", "Calls", "for his resignation")),
        (
            "The testimony of a guard that the gate was open helped her.",
            ("a guard", "testimony", "the gate was open"),
        ),
        (
            "By the ministry's own admission, half of the buses have no brakes.",
            ("the ministry's", "By|admission", "half of the buses have no brakes"),
        ),
        (
            "As the treaty puts it, an attack on one is an attack on all.",
            ("the treaty", "puts", "an attack on one is an attack on all"),
        ),
        ("The wall is said to be haunted.", ("", "said", "The wall|to be haunted")),
        ("The pilot is presumed dead.", ("", "presumed", "The pilot|dead")),
        (
            "The bill has been criticised as an attack on the press.",
            ("", "criticised", "The bill|as an attack on the press"),
        ),
        ("Voters have been promised a referendum.", ("", "promised", "a referendum")),
        (
            "The union rejected the suggestion that it had lied.",
            ("The union", "rejected", "the suggestion that it had lied"),
        ),
        (
            "Dock workers threaten a strike unless wages rise.",
            ("Dock workers", "threaten", "a strike unless wages rise"),
        ),
        (
            "A leaflet dropped from the air told residents to leave.",
            ("A leaflet dropped from the air", "told", "to leave"),
        ),
        (
            "The deal is dead, said an official briefed on the talks.",
            ("an official briefed on the talks", "said", "The deal is dead"),
        ),
    ],
)
def test_statements_of_nouns_passives_and_garden_paths_are_found(
    read: Read, text: str, expected: tuple[str, str, str]
) -> None:
    assert expected in all_told(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "Drivers refused to cross the picket line.",
        "The court dismissed the appeal.",
        "Armed men attacked four barges.",
        "The result was announced on Monday.",
    ],
)
def test_deeds_are_no_statements(read: Read, text: str) -> None:
    assert not read(text).statements


def test_a_quotation_without_a_cue_goes_on_with_the_sentence_before(read: Read) -> None:
    record = read('The captain said that a woman had collapsed. "Nobody came to help us in the night."')
    (statement,) = record.statements
    assert len(statement.content) == 2


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The minister called the report a lie.", "deny"),
        ("The union called the fee a scandal.", "accuse"),
        ("The envoy described the talks as useful.", "say"),
        ("Warsaw sees the base as a threat.", "believe"),
        ("The mayor welcomed the plan.", "believe"),
        ("The union did not rule out a strike.", "suggest"),
        ("Nokia would neither confirm nor deny the report.", "decline"),
        ("The church is said to be haunted.", "say"),
    ],
)
def test_what_something_is_called_and_how_it_is_put_tells_the_act(read: Read, text: str, act: str) -> None:
    assert act in {statement.act for statement in read(text).statements}
