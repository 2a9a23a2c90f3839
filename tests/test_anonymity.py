"""Conditions of anonymity: in what words, where they stand, and for whose statements they hold."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.record import Record, Span

Read = Callable[..., Record]


def words(record: Record, spans: list[Span]) -> str:
    return " ".join(record.words(span) for span in spans)


@pytest.mark.parametrize(
    ("text", "condition", "reason"),
    [
        ("The minister will resign, an aide told the Courier off the record.", "off the record", ""),
        (
            "Officials, granted anonymity so they could speak candidly, said the talks had failed.",
            "granted anonymity",
            "so they could speak candidly",
        ),
        (
            "One mother, whose name has been changed to protect her identity, said she had no milk.",
            "whose name has been changed",
            "to protect her identity",
        ),
        ("One worker, unwilling to be named, said wages were late.", "unwilling to be named", ""),
        (
            "A woman living nearby, who gave her name only as Ida, described a flash.",
            "who gave her name only as Ida",
            "",
        ),
        (
            "Nurses at the ward, using pseudonyms because they fear reprisals, said beds were short.",
            "using pseudonyms",
            "because they fear reprisals",
        ),
        ("The vote will fail, a senior envoy said under Chatham House rules.", "under Chatham House rules", ""),
        (
            "Two judges, neither of whom would be named, said the ruling was rushed.",
            "neither of whom would be named",
            "",
        ),
        (
            "A driver, on condition his name be left out, said the brakes had gone.",
            "on condition his name be left out",
            "",
        ),
        (
            "The survivors, their names withheld for their protection, said the boat had sunk at dawn.",
            "their names withheld",
            "for their protection",
        ),
        (
            "A broker, who did not want to be named discussing clients, said the price was fixed.",
            "who did not want to be named",
            "discussing clients",
        ),
        (
            '"He hit me," said the boy, who cannot be named for legal reasons.',
            "who cannot be named",
            "for legal reasons",
        ),
        (
            "A clerk (she asked not to be quoted by name, her contract being up for renewal) said the files had gone.",
            "asked not to be quoted by name",
            "her contract being up for renewal",
        ),
        (
            "The author of the audit, whom we are not naming because she still works there, said the sums were wrong.",
            "whom we are not naming",
            "because she still works there",
        ),
    ],
)
def test_conditions_are_read_in_many_wordings(read: Read, text: str, condition: str, reason: str) -> None:
    record = read(text)
    found = {(words(record, item.condition), words(record, item.condition_reason)) for item in record.statements}
    assert (condition, reason) in found


def test_a_paper_that_keeps_a_name_back_tells_the_condition_of_its_source(read: Read) -> None:
    record = read("A lobbyist said the senator slept. The Herald agreed not to name him because he fears his boss.")
    (statement,) = record.statements
    assert words(record, statement.condition) == "agreed not to name him"


def test_a_condition_told_before_the_statement_holds_for_it(read: Read) -> None:
    record = read("The official was given anonymity because the findings are not public. He said the pump had failed.")
    (statement,) = record.statements
    assert words(record, statement.condition) == "was given anonymity"


@pytest.mark.parametrize(
    "reason",
    ["was not authorised to speak publicly", "had no permission to speak", "was barred from talking to reporters"],
)
def test_a_ban_on_speaking_is_the_reason_beside_a_condition(read: Read, reason: str) -> None:
    record = read(f"A doctor, who {reason} and requested anonymity, said the ward was full.")
    (statement,) = record.statements
    assert words(record, statement.condition_reason) == reason


def test_a_condition_holds_for_those_brought_in_before_and_not_for_others_of_their_kind(read: Read) -> None:
    record = read(
        "Two officials said the post was closed.\n\nThe officials, who asked not to be named, said troops had come. "
        "A third official said it would reopen."
    )
    assert [words(record, item.condition) for item in record.statements] == ["who asked not to be named"] * 2 + [""]
    assert [item.source_count for item in record.statements] == [2, 2, 1]


def test_a_reason_may_stand_before_its_condition(read: Read) -> None:
    record = read("Two engineers said the dam was unsafe. Citing company policy, both asked not to be named.")
    (statement,) = record.statements
    assert words(record, statement.condition_reason) == "Citing company policy"


@pytest.mark.parametrize(
    "text",
    [
        "Officials said the dam was safe. Police refused to give the driver's name.",
        "Officials said the dam was safe. The victims could not be identified.",
        "Officials said an anonymous letter had warned of the leak.",
        "Officials said there was a rise in confidence.",
    ],
)
def test_a_name_that_somebody_else_keeps_back_is_no_condition(read: Read, text: str) -> None:
    assert [item.condition for item in read(text).statements if item.condition] == []


def test_a_ban_on_speaking_to_somebody_is_no_reason(read: Read) -> None:
    record = read("The prisoners, who were not allowed to speak to their lawyers, said the cells had flooded.")
    assert record.statements[-1].condition_reason == []


def test_a_source_that_gives_a_first_name_only_stays_named(read: Read) -> None:
    record = read('"We fled at night," said Ahmed, who gave only his first name.')
    (statement,) = [item for item in record.statements if record.words(item.cue[0]) == "said"]
    assert (statement.source_kind, words(record, statement.condition)) == (
        "named_person",
        "who gave only his first name",
    )


def test_the_asking_in_a_condition_is_no_statement(read: Read) -> None:
    record = read("A clerk, who begged not to be named because she fears her boss, said the files had gone.")
    assert [record.words(item.cue[0]) for item in record.statements] == ["said"]


@pytest.mark.parametrize(
    ("text", "condition", "reason"),
    [
        (
            "“He was taken,” said a baker, whose name the Herald is withholding for security reasons.",
            "whose name the Herald is withholding",
            "for security reasons",
        ),
        ("A minister, speaking privately, said the plan was dead.", "speaking privately", ""),
        (
            "A spokesman, who in line with army rules did not give his name, confirmed the arrest.",
            "did not give his name",
            "in line with army rules",
        ),
        (
            "A clerk, whom we are calling Marie to protect her family, said the files were burned.",
            "whom we are calling Marie",
            "to protect her family",
        ),
        (
            "The guard, who asked not to be named because he, like others here, feared for his job, said it was shut.",
            "who asked not to be named",
            "because he, like others here, feared for his job",
        ),
        (
            "A student, fearing arrest and asking that her surname not be printed, said the gates were shut.",
            "asking that her surname not be printed",
            "fearing arrest",
        ),
    ],
)
def test_a_condition_is_found_in_whatever_words_it_is_told(read: Read, text: str, condition: str, reason: str) -> None:
    record = read(text)
    statement = record.statements[-1]
    assert " ".join(record.words(span) for span in statement.condition) == condition
    assert " ".join(record.words(span) for span in statement.condition_reason) == reason


def test_the_condition_of_an_envoy_holds_for_whoever_was_brought_in_before(read: Read) -> None:
    record = read(
        "One of them noted that the bridge was gone. “They will cross,” the envoy said, asking for anonymity."
    )
    assert all(statement.condition for statement in record.statements)
    assert {statement.source_kind for statement in record.statements} == {"unnamed_people"}


@pytest.mark.parametrize(
    "text",
    [
        "Rosa, a cleaner at the bank, said the vault was open. She asked that her surname not be used because "
        "she fears dismissal.",
        "Nadia told the Herald that the ward was closed. She gave only her first name because she works there.",
    ],
)
def test_who_has_a_first_name_only_may_keep_the_other_back(read: Read, text: str) -> None:
    (statement,) = read(text).statements
    assert statement.source_kind == "named_person"
    assert statement.condition
    assert statement.condition_reason


def test_the_condition_of_a_body_of_people_is_found_by_its_noun(read: Read) -> None:
    record = read(
        "Farmers in the delta say the seed was bad. The farmers asked not to be named because they owe money."
    )
    (statement,) = record.statements
    assert statement.condition


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        (
            "It will go, two of them said on the strict understanding that nobody would learn who they were.",
            "on the strict understanding that nobody would learn who they were",
        ),
        (
            "The firm's finance chief, who spoke only on a not-for-attribution basis, said it had stopped shipping.",
            "who spoke only on a not-for-attribution basis",
        ),
        (
            '"I have never seen such waste," a consultant told us. (She has asked us to protect her identity.)',
            "has asked us to protect her identity",
        ),
        # What looks like one and is none.
        ("A trader, who did not ask for anonymity, said two cargoes had been turned away.", ""),
        ("Mr Kamp insisted that his client had no role in the attacks. He told the Herald that it was a lie.", ""),
        ("His lawyers said they had left out the names because of confidentiality clauses.", ""),
    ],
)
def test_terms_that_speakers_set(read: Read, text: str, condition: str) -> None:
    found = {words(read(text), one.condition) for one in read(text).statements}
    assert condition in found
    assert condition or found == {""}


def test_whom_the_condition_tells_was_spoken_to(read: Read) -> None:
    record = read('"He won\'t," said a former ally, who spoke to the Herald only on condition that he not be named.')
    assert words(record, record.statements[0].addressee) == "the Herald"


def test_to_leave_somebody_else_unnamed_is_no_condition(read: Read) -> None:
    (said, *_) = read("Without naming the company, Senator Parr said a plant had known of the spill.").statements
    assert said.condition == []
