"""Whose words they are: quotations stay with their speakers, and what others say stays out of a content."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.record import Record

Read = Callable[..., Record]
Told = tuple[str, str, str]


def all_told(record: Record) -> list[Told]:
    """Source, cue and content of each statement in words, pieces joined by a bar."""
    return [
        tuple("|".join(record.words(span) for span in spans) for spans in (one.source, one.cue, one.content))  # type: ignore[misc]
        for one in record.statements
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A sentence of its own behind a quotation does not take it.
        (
            '"He is the culprit," Mr Clay told the Courier. "That is a lousy premise. It is likely that he cracked." '
            "The Herald reports that Ivens had been treated within the last month.",
            [
                ("Mr Clay", "told", '"He is the culprit,"|"That is a lousy premise. It is likely that he cracked."'),
                ("The Herald", "reports", "Ivens had been treated within the last month"),
            ],
        ),
        # Two clauses of saying with a comma between: the second has the quotation.
        (
            'Lorne described how she found the ring, "Suddenly something shone in the mud," she continued.',
            [("she", "continued", '"Suddenly something shone in the mud,"')],
        ),
        # An adjunct before the clause of saying is no content.
        (
            'During her speech, she said, "We would have taken that deal at once."',
            [("she", "said", '"We would have taken that deal at once."')],
        ),
        # A quotation is nobody's name.
        ('"Enough!" shouted a man.', [("a man", "shouted", '"Enough!"')]),
        (
            '"My client," said the singer\'s lawyer, "will sue anyone who prints that photograph."',
            [("the singer's lawyer", "said", '"My client,"|"will sue anyone who prints that photograph."')],
        ),
        # A paper that quotes somebody is the medium.
        (
            'The Harbour Post quotes Interior Minister Vano Merab: "This is a tragic accident."',
            [("Interior Minister Vano Merab", "quotes", '"This is a tragic accident."')],
        ),
        # What a preposition governs is named, not said.
        ('Dole gave the court papers with a history of "threats and plans."', []),
        # A letter that an editor changed does not break the parse.
        (
            'He claimed that "[i]f it is good enough, it is good for us" and "[s]ome people will hear of it."',
            [("He", "claimed", '"[i]f it is good enough, it is good for us" and "[s]ome people will hear of it."')],
        ),
    ],
)
def test_quotations_stay_with_their_speakers(read: Read, text: str, expected: list[Told]) -> None:
    assert all_told(read(text)) == expected


def test_a_quotation_inside_what_somebody_tells_is_a_statement_of_its_own(read: Read) -> None:
    record = read('According to Devina Lord, 20, she ran up to her and said, "Don\'t eat it! Look, there is a nail."')
    outer, inner = record.statements
    assert inner.within == outer.id
    assert record.words(inner.content[0]) == '"Don\'t eat it! Look, there is a nail."'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What is blamed, claimed or added behind a comma is the speaker's, where nothing inside could say it.
        (
            "The ministry said the talks had failed, blaming the other side for the collapse.",
            [
                ("The ministry", "said", "the talks had failed"),
                ("The ministry", "blaming", "the other side for the collapse"),
            ],
        ),
        (
            "She said that it was unknown where he caught it but has stated that it came from outside.",
            [("She", "said", "it was unknown where he caught it"), ("She", "stated", "it came from outside")],
        ),
        # What others say of a claim is no part of it.
        (
            "Brand maintained that nobody would lose coverage, a claim that the audit office has flatly contradicted.",
            [
                ("Brand", "maintained", "nobody would lose coverage"),
                ("the audit office", "contradicted", "a claim"),
            ],
        ),
        (
            "Two leaders argued caps were unfair, and several of them said on Thursday that nobody had asked them.",
            [
                ("Two leaders", "argued", "caps were unfair"),
                ("several of them", "said", "nobody had asked them"),
            ],
        ),
        # A noun of claiming with a relative clause holds no claim.
        (
            "He faced an allegation that the nominee, Doug Pall, flatly denied.",
            [("the nominee, Doug Pall", "denied", "an allegation")],
        ),
        # One of several deeds is no reporting clause.
        (
            "He blasted the bill, mocked its sponsor as weak, and likened it to a tax.",
            [
                ("He", "blasted", "the bill"),
                ("He", "mocked", "its sponsor as weak"),
                ("He", "likened", "it to a tax"),
            ],
        ),
        ("She spat it out, warned other guests to stop eating, and left.", []),
        # What is asked of somebody has not been said by him.
        (
            "The leadership has recommended that members reject the offer.",
            [("The leadership", "recommended", "members reject the offer")],
        ),
        # Two verbs of one subject share it, though the first is passive.
        (
            "The centre was notified by parents of the cases, but stated that they were few.",
            [("The centre", "stated", "they were few")],
        ),
        ("That said, we are quite different from them.", []),
        ("It is interesting to note that the firm has added such rules.", []),
        ("It's worrying to see prices rise like this.", []),
    ],
)
def test_each_has_its_own_words(read: Read, text: str, expected: list[Told]) -> None:
    found = all_told(read(text))
    assert [one for one in found if one in expected] == expected
    assert expected or found == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Clint took aim at the bank's record on loans.", ("Clint", "took aim", "at the bank's record on loans")),
        ("She made the case that the law was a failure.", ("She", "made|case", "the law was a failure")),
        ("He made clear that he would not resign.", ("He", "made clear", "he would not resign")),
        ("She pushed back against the charge.", ("She", "pushed back", "against the charge")),
        ("The senator brushed off the criticism.", ("The senator", "brushed off", "the criticism")),
        ("His aides say otherwise.", ("His aides", "say", "otherwise")),
        ("He would like to see the law repealed.", ("He", "like", "to see the law repealed")),
        ("Leaders of the union are open to a deal.", ("Leaders of the union", "open", "a deal")),
        (
            "The Irish government disapproves of the takeover.",
            ("The Irish government", "disapproves of", "the takeover"),
        ),
        ("The summit will reportedly move to Doha.", ("", "reportedly", "The summit will|move to Doha")),
        ("SEN. RUIZ: We will all be there next week.", ("SEN. RUIZ", ":", "We will all be there next week")),
        (
            "Landings fell by 40 per cent, official data show.",
            ("official data", "show", "Landings fell by 40 per cent"),
        ),
        (
            'A statement from the office described as "baseless" the suggestion that he is ill.',
            ("A statement from the office", "described", 'as "baseless" the suggestion that he is ill'),
        ),
        (
            "The station aired a documentary on Sunday claiming that the trawler had been towing a cutter.",
            ("a documentary", "claiming", "the trawler had been towing a cutter"),
        ),
        (
            "The envoy said in response to the attack that relief workers faced more danger.",
            ("The envoy", "said", "relief workers faced more danger"),
        ),
        (
            "According to a spokeswoman from the chain, Joan Redfern, food handlers are not required to wear gloves.",
            (
                "a spokeswoman from the chain, Joan Redfern",
                "According to",
                "food handlers are not required to wear gloves",
            ),
        ),
        # What is called for or ordered cannot be spoken to.
        (
            "The agency called for renewed efforts to combat the disease.",
            ("The agency", "called for", "renewed efforts to combat the disease"),
        ),
    ],
)
def test_further_ways_of_crediting(read: Read, text: str, expected: Told) -> None:
    assert expected in all_told(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "The list may grow as the inquiry continues.",
        "The clinics need $2 million to support the ministry.",
        "They hold onto those products for now.",
        "Cholera may appear if the wells are not cleaned.",
        "The allegedly stolen car was found on Monday.",
    ],
)
def test_what_credits_nothing_to_anybody(read: Read, text: str) -> None:
    assert all_told(read(text)) == []


def test_a_pronoun_means_the_speaker_of_the_nearest_sentence(read: Read) -> None:
    record = read(
        "The ministry said the road was open. The union said it was shut. The airline said on Monday that flights were "
        "late. It said passengers would be paid."
    )
    assert record.statements[-1].source_kind == "named_organisation"
    assert record.statements[-1].source_actors == record.statements[-2].source_actors
