"""Whose words a second verb, a participle, a relative clause or an aside are, and where they end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.record import Record

Read = Callable[..., Record]
Told = tuple[str, str, str]


def all_told(record: Record) -> list[Told]:
    return [
        (
            "|".join(map(record.words, one.source)),
            "|".join(map(record.words, one.cue)),
            "|".join(map(record.words, one.content)),
        )
        for one in record.statements
    ]


TOLD: list[tuple[str, list[Told]]] = [
    # A second verb that nothing inside what was said could do.
    (
        "The governor said the vote was unfair and called for a new one.",
        [
            ("The governor", "said", "the vote was unfair"),
            ("The governor", "called for", "a new one"),
        ],
    ),
    (
        "The judge confirmed that the drone had been lost but disputed the account of the crew.",
        [
            ("The judge", "confirmed", "the drone had been lost"),
            ("The judge", "disputed", "the account of the crew"),
        ],
    ),
    (
        "He said the ad was false and accused Ms. Lane of lying.",
        [("He", "said", "the ad was false"), ("He", "accused", "Ms. Lane of lying")],
    ),
    (
        "She says the issue is complicated and will take time.",
        [("She", "says", "the issue is complicated and will take time")],
    ),
    (
        "The law was unfair, she said, but added that it could be mended.",
        [("she", "said", "The law was unfair"), ("she", "added", "it could be mended")],
    ),
    # Participles.
    (
        "Ms. Lane said she would not bring up the bill until the mayor gave “a real number,” arguing that members "
        "could not vote blind.",
        [
            ("Ms. Lane", "said", "she would not bring up the bill until the mayor gave “a real number,”"),
            ("Ms. Lane", "arguing", "members could not vote blind"),
        ],
    ),
    (
        "The mayors released a letter on Tuesday accusing the authors of greed.",
        [("The mayors", "accusing", "the authors of greed")],
    ),
    # Relative clauses.
    (
        "Mr. Cole, the majority whip, who had promised colleagues a vote, was silent.",
        [("Mr. Cole, the majority whip", "promised", "a vote")],
    ),
    (
        "It is a step that her partner has vowed to fight.",
        [("her partner", "vowed", "a step|to fight")],
    ),
    ("The senator, who has been critical of the war, voted no.", [("The senator", "critical", "the war")]),
    # Asides.
    (
        "Mr. Cole, asked if he would run, said no.",
        [("", "asked", "if he would run"), ("Mr. Cole", "said", "no")],
    ),
    (
        "The mayor, accused of graft by the governor, resigned.",
        [("the governor", "accused", "The mayor|of graft")],
    ),
    # A subject that opens the report.
    ("Experts are divided over whether the law will work.", [("Experts", "divided", "whether the law will work")]),
    # Where the words end.
    (
        'He told a host that he would not resign "in any event," a remark that surprised his party.',
        [("He", "told", 'he would not resign "in any event,"')],
    ),
    (
        "The company confirmed that two members had been raided, though it would not name them.",
        [
            ("The company", "confirmed", "two members had been raided"),
            ("it", "would not name", "them"),
        ],
    ),
    (
        "Fears that the tax would hurt farmers led the panel to delay it.",
        [("", "Fears", "the tax would hurt farmers")],
    ),
    ("She said only that talks would go on.", [("She", "said", "talks would go on")]),
    # Objects.
    ("He attacked her record on taxes.", [("He", "attacked", "her record on taxes")]),
    ("He branded her a traitor.", [("He", "branded", "her a traitor")]),
    (
        "The poll put support for the bill among women at 40 percent.",
        [("The poll", "put", "support for the bill among women at 40 percent")],
    ),
    ("She informed Congress of the sale.", [("She", "informed", "of the sale")]),
    ("He raised the possibility of a recount.", [("He", "raised|possibility", "of a recount")]),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_whose_words_they_are_and_where_they_end(read: Read, text: str, expected: list[Told]) -> None:
    assert all_told(read(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        # Another verb than the listed one.
        "She backed off the plan.",
        # A deed.
        "He attacked her car with a hammer.",
        "The court dismissed the appeal.",
    ],
)
def test_deeds_and_other_verbs_credit_nothing(read: Read, text: str) -> None:
    assert read(text).statements == []


def test_what_somebody_is_asked_to_say_he_has_not_said(read: Read) -> None:
    assert [cue for _, cue, _ in all_told(read("Ms. Lane urged the Senate to reject the claim."))] == ["urged"]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Business groups praised the bill.", "say"),
        ("The court ruled that the map was illegal.", "announce"),
        ("Aides played down the dispute.", "deny"),
        ("The dealer pleaded not guilty.", "deny"),
        ("The dealer pleaded guilty to fraud.", "admit"),
        ("A survey puts Mr. Cole at 44 percent.", "show"),
        ("The ministry puts the damage at $3 million.", "believe"),
        ("By his own admission, he slept through the vote.", "admit"),
        ("By her account, the talks went well.", "say"),
        ("The memo suggests the ministers knew of it.", "suggest"),
        ("The data suggest turnout fell.", "show"),
        ("The aide did not dispute the account.", "admit"),
        ("Mr. Hale dismissed her as a career politician.", "accuse"),
        ("Ms. Doyle defended her vote.", "claim"),
    ],
)
def test_acts_follow_the_cue_and_what_it_is_about(read: Read, text: str, act: str) -> None:
    assert read(text).statements[0].act == act


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Senate Democrats oppose the bill.", "group"),
        ("Some Ohio Republicans oppose the bill.", "group"),
        ("Two House Democrats oppose the bill.", "unnamed_people"),
        ("The Christian Democrats oppose the bill.", "named_organisation"),
        ("Women's groups oppose the bill.", "unnamed_organisation"),
        ("Both campaigns declined to comment.", "named_organisation"),
        ("The comptroller general opposes the bill.", "named_person"),
        ("The national security adviser opposes the bill.", "named_person"),
        ("A Colorado lawyer named Phil Eck opposes the bill.", "named_person"),
        ("His security adviser, Lloyd Garrity, opposes the bill.", "named_person"),
        ("Her coalition partner, the League, opposes the bill.", "named_organisation"),
    ],
)
def test_kinds_of_sources_in_politics(read: Read, text: str, kind: str) -> None:
    assert read(text).statements[0].source_kind == kind


def test_a_medium_told_once_holds_for_the_second_verb(read: Read) -> None:
    record = read("In a tweet, Mr. Cole compared the rules to a prison and mocked the mayor as a nurse.")
    assert [[record.words(span) for span in one.medium] for one in record.statements] == [["a tweet"], ["a tweet"]]
