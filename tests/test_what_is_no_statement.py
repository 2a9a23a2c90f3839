"""What looks like a statement and credits nothing to anybody: attitudes in quotations, demands, appointments."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.record import Record

Read = Callable[..., Record]


def cues(record: Record) -> list[str]:
    return [" ".join(map(record.words, one.cue)) for one in record.statements]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We want to finish the bridge and nobody expects a delay," the engineer said.', ["said"]),
        ('"You know they want our seats," Senator Hale said.', ["said"]),
        ('"Ms. Brandt wants to finish the bridge," the engineer said.', ["wants", "said"]),
        ("The engineer wants to finish the bridge.", ["wants"]),
    ],
)
def test_a_wish_inside_a_quotation_is_a_statement_only_of_somebody_else(
    read: Read, text: str, expected: list[str]
) -> None:
    assert cues(read(text)) == expected


def test_what_a_speaker_thinks_in_his_own_quotation_is_told_with_half_the_confidence(read: Read) -> None:
    inner, outer = read('"I think the bridge will hold," the engineer said.').statements
    assert inner.within == outer.id
    assert inner.confidence <= 0.55 < outer.confidence
    (alone,) = read("The engineer thinks the bridge will hold.").statements
    assert alone.confidence > 0.6


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He told supporters to expect a long night.", ["told"]),
        ("The union urged ministers to back the ban.", ["urged"]),
        ("The Senate confirmed the nominee.", []),
        ("The ministry confirmed the deal.", ["confirmed"]),
        ("The paper said, without citing a source, that the mine had closed.", ["said"]),
        ("The paper shared the recording with Berlin.", []),
        ("The minister shares her worry.", ["shares"]),
        ("Ms. Brandt is seeking a second term.", []),
        ("The council agreed to lend the boats.", []),
        ("The council agreed that the boats were old.", ["agreed"]),
        ("The captain is ready to sail.", []),
    ],
)
def test_deeds_and_what_is_asked_of_somebody_are_no_statements(read: Read, text: str, expected: list[str]) -> None:
    assert cues(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Mr. Pine seemed to endorse the toll.", "Mr. Pine", "seemed to endorse", "the toll"),
        ("She appeared to blame her own party.", "She", "appeared to blame", "her own party"),
    ],
)
def test_a_seeming_attitude_is_one_statement_of_whoever_seems_to_have_it(
    read: Read, text: str, source: str, cue: str, content: str
) -> None:
    record = read(text)
    (one,) = record.statements
    assert [" ".join(map(record.words, spans)) for spans in (one.source, one.cue, one.content)] == [
        source,
        cue,
        content,
    ]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The bishop, Ana Ruiz, has offered to host talks.", "The bishop, Ana Ruiz", "to host talks"),
        ("Few believe it.", "Few", "it"),
        ("The driver likes the new route.", "The driver", "the new route"),
        ("The chairwoman is considering closing the plant.", "The chairwoman", "closing the plant"),
        ("The senator refused to endorse the nominee.", "The senator", "to endorse the nominee"),
    ],
)
def test_attitudes_that_news_tell_by_rarer_verbs(read: Read, text: str, source: str, content: str) -> None:
    record = read(text)
    (one,) = record.statements
    assert (record.words(one.source[0]), record.words(one.content[0])) == (source, content)


def test_the_title_of_a_broadcast_is_nothing_that_was_said(read: Read) -> None:
    record = read('Mr. Cole, appearing on CBN\'s "State of the Nation," said the deal was dead.')
    (one,) = record.statements
    assert [record.words(span) for span in one.content] == ["the deal was dead"]
