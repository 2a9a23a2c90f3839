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
            "Both men spoke on condition of anonymity: the auction was held in private. They said the price had fallen.",
            "the auction was held in private",
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
