"""Statements in the wordings of political reports: clauses with no "that", participles, openings, nouns, quotations."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.record import Record

Read = Callable[..., Record]
Told = tuple[str, str, str]


def all_told(record: Record) -> list[Told]:
    """Source, cue and content of each statement in words, pieces joined by a bar."""
    return [
        (
            "|".join(map(record.words, one.source)),
            "|".join(map(record.words, one.cue)),
            "|".join(map(record.words, one.content)),
        )
        for one in record.statements
    ]


CLAUSES: list[tuple[str, Told]] = [
    # Past tense or participle: a verb that takes no object decides.
    (
        "Rangers said a hiker called 911 to report the fire.",
        ("Rangers", "said", "a hiker called 911 to report the fire"),
    ),
    (
        "A trial found the vaccine reduced infections by half.",
        ("A trial", "found", "the vaccine reduced infections by half"),
    ),
    (
        "A Harris poll found 40 percent of Iowans support the tax.",
        ("A Harris poll", "found", "40 percent of Iowans support the tax"),
    ),
    # A plural that is a verb.
    (
        "The memo states in its second line that no member of the staff is to leave.",
        ("The memo", "states", "no member of the staff is to leave"),
    ),
    # Who speaks at the end of a sentence.
    (
        "Two boys were hit by a van, neighbors and police said.",
        ("neighbors and police", "said", "Two boys were hit by a van"),
    ),
    # How somebody gets the floor.
    ("He went on to say that the levy would rise.", ("He", "say", "the levy would rise")),
    ("She took to Facebook to denounce the verdict.", ("She", "denounce", "the verdict")),
    ("Republicans were quick to note that turnout had fallen.", ("Republicans", "note", "turnout had fallen")),
    # Relative clauses with a speaker between.
    (
        "It was a deal that critics claim would have cost millions.",
        ("critics", "claim", "a deal|would have cost millions"),
    ),
    # The clause of a call with several people.
    (
        "The coroner said on a conference call with county supervisors that hospitals in Modesto could close by June.",
        ("The coroner", "said", "hospitals in Modesto could close by June"),
    ),
    # A perfect tense around which the content stands.
    (
        "If elected, Ms. Ortega has promised, she will sell the plane.",
        ("Ms. Ortega", "promised", "If elected|she will sell the plane"),
    ),
    # A rank with a full stop ends no sentence.
    (
        "The suspect fled on foot, Police Sgt. Ann Barlow said.",
        ("Police Sgt. Ann Barlow", "said", "The suspect fled on foot"),
    ),
    # A source is not what stands behind the comma.
    ("According to Reuters, traffic in ports can double.", ("Reuters", "According to", "traffic in ports can double")),
]

PHRASES: list[tuple[str, Told]] = [
    # Participles with their doer, behind a noun and at the head of a sentence.
    (
        "The treaty, hailed by the ministry as a triumph, covers whales.",
        ("the ministry", "hailed", "The treaty|as a triumph"),
    ),
    ("A rule favored by ranchers was dropped.", ("ranchers", "favored", "A rule")),
    ("Once considered a long shot, Mayor Hale now leads.", ("", "considered", "a long shot|Mayor Hale")),
    ("The visit, which an aide confirmed, lasted an hour.", ("an aide", "confirmed", "The visit")),
    # Attitudes that open a sentence.
    ("Wary of a strike, the airline hired more pilots.", ("the airline", "Wary", "a strike")),
    ("Angered by the veto, the union called a rally.", ("the union", "Angered", "the veto")),
    # What a deed drew.
    ("The remarks drew sharp criticism from veterans.", ("veterans", "criticism", "The remarks")),
    # Nouns with an owner.
    ("The county's readiness to sell the hospital is known.", ("The county's", "readiness", "to sell the hospital")),
    (
        "The endorsement of Mr. Pell by the nurses' union surprised many.",
        ("the nurses' union", "endorsement", "of Mr. Pell"),
    ),
    (
        "Rep. Dana Cole delivered a scathing critique of the bank.",
        ("Rep. Dana Cole", "delivered|critique", "of the bank"),
    ),
    # The object with what belongs to it.
    ("He opposes taxes without exceptions.", ("He", "opposes", "taxes without exceptions")),
    ('She likened the bill to "a barn on fire."', ("She", "likened", 'the bill to "a barn on fire."')),
    ("The driver pleaded not guilty in May.", ("The driver", "pleaded", "not guilty")),
    ("To critics, the bridge is a waste.", ("critics", "To", "the bridge is a waste")),
    # Who puts a document out says what it says.
    (
        "The family released a statement thanking the nurses for their care.",
        ("The family", "thanking", "the nurses for their care"),
    ),
]

QUOTATIONS: list[tuple[str, Told]] = [
    ('"Sign the bill!" shouted a woman.', ("a woman", "shouted", '"Sign the bill!"')),
    (
        '"This is a beginning," the senator began, before the lights failed.',
        ("the senator", "began", '"This is a beginning,"'),
    ),
    ('"They ran," the Ledger quoted witness Omar Dill as saying.', ("witness Omar Dill", "saying", '"They ran,"')),
    ('Mr. Crane set one goal: "No leaks and no surprises."', ("Mr. Crane", "set", '"No leaks and no surprises."')),
    (
        '"It was a love letter to the banks." - Celia Moreno, a Democrat',
        ("Celia Moreno, a Democrat", "-", '"It was a love letter to the banks."'),
    ),
]


@pytest.mark.parametrize(("text", "expected"), CLAUSES + PHRASES + QUOTATIONS)
def test_what_is_credited_and_to_whom(read: Read, text: str, expected: Told) -> None:
    assert expected in all_told(read(text))


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        # A question leaves open what it is about.
        ("Asked whether he would endorse her, the mayor laughed.", "endorse"),
        # Who is said to be something says nothing.
        ("A man, said to be the father, has also caught the virus.", "said"),
        # Nobody in particular.
        ("It is an honor to welcome her.", "welcome"),
        ("You can tell whether the browser is old.", "tell"),
        # A relative pronoun that is the object of its verb.
        ("The deal was announced during a forum that the president had set up to show his country off.", "announced"),
    ],
)
def test_what_credits_nothing(read: Read, text: str, cue: str) -> None:
    assert cue not in [told[1] for told in all_told(read(text))]


def test_a_quotation_is_not_taken_by_the_next_sentence(read: Read) -> None:
    text = 'The mayor said in a release, "The best thing is to stay home." Doctors are telling people to rest.'
    told = all_told(read(text))
    assert ("The mayor", "said", '"The best thing is to stay home."') in told
    assert ("Doctors", "telling", "to rest") in told


def test_a_paragraph_of_quotation_goes_on_with_who_spoke_before(read: Read) -> None:
    record = read('The man was alive, pilot Jim Corey told the Herald.\n\n"He was cold and he had lost his hat."')
    assert all_told(record) == [
        ("pilot Jim Corey", "told", 'The man was alive|"He was cold and he had lost his hat."'),
    ]


def test_a_line_that_ends_with_a_colon_leads_to_the_next(read: Read) -> None:
    record = read('The founder, Hugh Dale, said:\n\n"She was a remarkable lady and a friend."')
    assert all_told(record) == [("The founder, Hugh Dale", "said", '"She was a remarkable lady and a friend."')]


def test_what_stands_behind_a_promise_is_the_reporters(read: Read) -> None:
    told = all_told(read("His promise to bring back coal, which won him the state, is remembered."))
    assert ("His", "promise", "to bring back coal") in told


def test_who_issues_a_document_is_the_source_and_the_document_the_medium(read: Read) -> None:
    record = read("The family released a statement thanking the nurses for their care.")
    (one,) = record.statements
    assert [record.words(span) for span in one.medium] == ["a statement"]
    assert one.act == "say"
