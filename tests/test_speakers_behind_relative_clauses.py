"""Statements whose speaker stands before a relative clause or a participle that hides the main verb."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.record import Record

Read = Callable[..., Record]


@pytest.mark.parametrize(
    ("text", "source", "content", "condition", "reason"),
    [
        (
            "Two people briefed on the plan, who spoke on condition of anonymity because it is not public, said it "
            "would cost $2 billion.",
            "Two people briefed on the plan",
            "it would cost $2 billion",
            "who spoke on condition of anonymity",
            "because it is not public",
        ),
        (
            "Two people briefed on the plan, who spoke on condition of anonymity, said it would cost $2 billion.",
            "Two people briefed on the plan",
            "it would cost $2 billion",
            "who spoke on condition of anonymity",
            "",
        ),
        (
            "Three aides who were not allowed to speak publicly about the talks and asked not to be named said it was "
            "over.",
            "Three aides",
            "it was over",
            "asked not to be named",
            "were not allowed to speak publicly about the talks",
        ),
        (
            "An analyst who has relatives in the country and for that reason cannot be identified said the army would "
            "strike.",
            "An analyst",
            "the army would strike",
            "cannot be identified",
            "has relatives in the country",
        ),
        (
            "A person briefed on the call, speaking on condition of anonymity, told reporters the governor was angry.",
            "A person briefed on the call",
            "the governor was angry",
            "speaking on condition of anonymity",
            "",
        ),
    ],
)
def test_who_speaks_is_found_before_what_is_added_about_him(
    read: Read, text: str, source: str, content: str, condition: str, reason: str
) -> None:
    record = read(text)
    (one,) = record.statements
    found = (one.source, one.content, one.condition, one.condition_reason)
    assert [" ".join(map(record.words, spans)) for spans in found] == [source, content, condition, reason]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "Both men spoke on condition of anonymity: the sale was held in private. They said the price had fallen.",
            "the sale was held in private",
        ),
        (
            "Two officials, who were not allowed to brief the press and so declined to be named, said it was dead.",
            "were not allowed to brief the press",
        ),
        (
            "An aide insisted on anonymity to discuss personnel matters and said the mood was grim.",
            "to discuss personnel matters",
        ),
    ],
)
def test_a_reason_ends_where_the_sentence_goes_on(read: Read, text: str, reason: str) -> None:
    record = read(text)
    assert [" ".join(map(record.words, one.condition_reason)) for one in record.statements] == [reason]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "But the lawyer acting for the guard, who has denied it, said that the gate was shut.",
            "the lawyer acting for the guard",
            "the gate was shut",
        ),
        (
            '"We call upon the towns to help," said the commissioner responsible for aid, Luis Michaud.',
            "the commissioner responsible for aid, Luis Michaud",
            '"We call upon the towns to help,"',
        ),
        (
            "The Journal reported Friday, citing people close to the talks, that the firms were near a deal.",
            "people close to the talks",
            "the firms were near a deal",
        ),
        (
            'Mr. Hale wrote that the press was "dishonest," adding, "They will pay."',
            "Mr. Hale",
            '"They will pay."',
        ),
        ("Mrs. Hale accused Mr. Trask of hoarding cash and called on him to resign.", "Mrs. Hale", "to resign"),
    ],
)
def test_who_speaks_is_found_though_the_parser_gives_his_words_to_others(
    read: Read, text: str, source: str, content: str
) -> None:
    record = read(text)
    told = [
        (" ".join(map(record.words, one.source)), " ".join(map(record.words, one.content))) for one in record.statements
    ]
    assert (source, content) in told


def test_what_is_expected_to_be_announced_has_not_been_announced(read: Read) -> None:
    (one,) = read("Mr. Cole is expected to announce his bid next week.").statements
    assert one.act == "believe"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "The plant will close in May, the owner said, unless a buyer is found.",
            "The plant will close in May unless a buyer is found",
        ),
        ("The plant will close in May, the owner said, as she left the room.", "The plant will close in May"),
        ("The union called for the gates to stay open.", "the gates to stay open"),
    ],
)
def test_a_content_ends_with_its_own_ground_or_limit(read: Read, text: str, content: str) -> None:
    record = read(text)
    assert [" ".join(map(record.words, one.content)) for one in record.statements] == [content]
