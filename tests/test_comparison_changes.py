"""Each named change, in invented reports: what is found, and what is no change."""

from __future__ import annotations

import pytest

from onrecord import Reader, report_from_text
from onrecord.stories.compare import compare
from onrecord.stories.comparison import Comparison

FIRST = (
    "Storm closes harbour of Liepaja\n"
    "\n"
    "LIEPAJA, Latvia, May 4 (Northline) - A storm damaged the harbour of Liepaja on Sunday night and sank"
    " two tugs, the port authority said on Monday.\n"
    "\n"
    '"The wind came from nowhere, and it took the roof of the cold store," harbour master Ilze Kalna told'
    ' reporters. "We were lucky that nobody stood below."\n'
    "\n"
    "About 40 trawlers could be stuck for a week, a person at the coast guard said, speaking on condition"
    " of anonymity because the survey was not finished. The coast guard declined to comment.\n"
    "\n"
    "Deputy Transport Minister Andris Veits said the quay was not insured. He plans to visit the port on "
    "Thursday.\n"
    "\n"
    "Fishermen accused the port authority of ignoring three warnings. The union of dock workers said it "
    "would strike on Friday.\n"
    "\n"
    "Police detained a crane driver in Ventspils, a spokesman said. The port handled 7 million tonnes of "
    "goods last year.\n"
    "\n"
    "(Reporting by Marta Ozola; Editing by Tom Ardley)\n"
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.open()


def _compared(reader: Reader, a: str, b: str, published: tuple[str, str] = ("2026-05-04", "2026-05-05")) -> Comparison:
    one, two = reader.records([report_from_text(t, published=day) for t, day in zip((a, b), published, strict=True)])
    return compare(one, two)


def _changed(text: str, *swaps: tuple[str, str]) -> str:
    for old, new in swaps:
        assert old in text, old
        text = text.replace(old, new)
    return text


# One change in an otherwise equal report: (what is replaced, by what, the code, a word of A's span, a word of B's).
ONE_CHANGE = [
    ("The port handled", "The port is said to have handled", "hedge_added", "handled", "is said to"),
    ("sank two tugs", "sank three tugs", "number_changed", "two", "three"),
    ("About 40 trawlers", "About 60 trawlers", "number_changed", "40", "60"),
    ("May 4 (North", "May 5 (North", "date_changed", "May 4", "May 5"),
    ("on Sunday night", "on Saturday night", "weekday_changed", "Sunday", "Saturday"),
    ("on Thursday", "on May 11", "date_changed", "Thursday", "May 11"),
    ("crane driver in Ventspils", "crane driver in Riga", "place_changed", "Ventspils", "Riga"),
    ("the coast guard said, sp", "the navy said, sp", "source_replaced", "coast guard", "navy"),
    ("Deputy Transport Minister", "Transport Minister", "title_changed", "Deputy", "Transport"),
    ("the port authority said on Monday", "it was said on Monday", "source_dropped", "authority", "it was said"),
    (", the port authority said on Monday", "", "attribution_dropped", "authority", "damaged"),
    (
        "last year.",
        "last year, according to a report by the Ministry of Transport.",
        "source_added",
        "handled",
        "report",
    ),
    (
        ", speaking on condition of anonymity because the survey was not finished",
        "",
        "condition_dropped",
        "anonymity",
        "coast guard",
    ),
    (
        "Ventspils, a spokesman said.",
        "Ventspils, a spokesman said, speaking on condition of anonymity.",
        "condition_added",
        "",
        "condition of anonymity",
    ),
    ("dock workers said it", "dock workers confirmed it", "cue_strengthened", "said", "confirmed"),
    ("Veits said the", "Veits admitted the", "cue_strengthened", "said", "admitted"),
    ("Veits said the", "Veits claimed the", "cue_weakened", "said", "claimed"),
    ("could be stuck", "will be stuck", "hedge_dropped", "could", "will"),
    ("About 40 trawlers", "Forty trawlers", "hedge_dropped", "About", "Forty"),
    ("and sank two tugs", "and possibly sank two tugs", "hedge_added", "sank", "possibly"),
    ("was not insured", "was insured", "negation_changed", "not", "insured"),
    ("was not insured", "was uninsured", "", "", ""),
    ("He plans to visit", "He visited", "factuality_changed", "visit", "visited"),
    ("took the roof of the cold store", "tore off the roof of the cold store", "quotation_altered", "took", "tore"),
    (' "We were lucky that nobody stood below."', "", "quotation_cut", "lucky", "wind"),
    ("harbour master Ilze Kalna", "Mayor Uldis Sesks", "quotation_moved", "Kalna", "Sesks"),
    (" The coast guard declined to comment.", "", "claim_dropped", "declined", ""),
    (
        "strike on Friday.",
        "strike on Friday. Insurers warned on Monday that premiums would double.",
        "claim_added",
        "",
        "premiums",
    ),
    (" The port handled 7 million tonnes of goods last year.", "", "background_dropped", "7 million", ""),
    (
        "goods last year.",
        "goods last year. Liepaja was a closed naval base until 1994.",
        "background_added",
        "",
        "naval base",
    ),
    (
        "\n(Reporting by",
        "\nVoices from the pier:\n\"It sounded like a train,\" said Olga Birzina, a retired teacher.\n"
        "\"They should have moved the tugs,\" said Karl Muiznieks, a baker.\n\n(Reporting by",
        "section_added",
        "",
        "Voices from the pier",
    ),
    (
        "strike on Friday.",
        'strike on Friday.\n\n"The coast will see more of this," said Lars Brand, a professor of climate in Malmo.',
        "commentators_added",
        "",
        "Lars Brand",
    ),
    (" (Northline)", "", "credit_dropped", "Northline", ""),
    ("\n(Reporting by Marta Ozola; Editing by Tom Ardley)\n", "\n", "credit_dropped", "Ozola", ""),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "word_a", "word_b"), ONE_CHANGE)
def test_one_change_has_one_name(reader: Reader, old: str, new: str, code: str, word_a: str, word_b: str) -> None:
    second = _changed(FIRST, (old, new))
    found = _compared(reader, FIRST, second)
    named = {change.code for change in found.changes} - {"commentators_added" if code == "section_added" else ""}
    assert named == ({code} if code else set()), [change.message for change in found.changes]
    for change in found.changes:
        if change.code == code:
            assert word_a in " ".join(FIRST[start:end] for start, end in change.a)
            assert word_b in " ".join(second[start:end] for start, end in change.b)


@pytest.mark.parametrize(("old", "new", "code", "word_a", "word_b"), ONE_CHANGE[:33])
def test_seen_the_other_way_round_it_has_the_contrary_name(
    reader: Reader, old: str, new: str, code: str, word_a: str, word_b: str
) -> None:
    contrary = {
        "source_dropped": "", "attribution_dropped": "source_added", "source_added": "attribution_dropped",
        "condition_dropped": "condition_added", "condition_added": "condition_dropped",
        "cue_strengthened": "cue_weakened", "cue_weakened": "cue_strengthened", "hedge_dropped": "hedge_added",
        "hedge_added": "hedge_dropped", "claim_dropped": "claim_added", "claim_added": "claim_dropped",
        "background_dropped": "background_added", "background_added": "background_dropped",
        "section_added": "section_dropped", "quotation_cut": "", "commentators_added": "claim_dropped",
        "credit_dropped": "credit_added",
    }  # fmt: skip
    wanted = contrary.get(code, code)
    if not wanted:
        return
    found = _compared(reader, _changed(FIRST, (old, new)), FIRST, ("2026-05-05", "2026-05-06"))
    assert wanted in {change.code for change in found.changes}


NO_CHANGE = [
    [("About 40", "About forty"), ("two tugs", "2 tugs")],
    [("on Monday.", "on May 4.")],
    [("the port authority said on Monday.", "according to the port authority.")],
    [("told reporters", "said")],
    [("damaged", "harmed"), ("warnings", "alerts")],
    [("tonnes of goods last year", "tonnes of goods in 2025")],
    [
        (
            "A storm damaged the harbour of Liepaja on Sunday night and sank two tugs, the port authority said on"
            " Monday.",
            "The port authority said on Monday that a storm damaged the harbour of Liepaja and sank two tugs on Sunday"
            " night.",
        )
    ],
    [('"The wind', "“The wind"), ('cold store,"', "cold store,”")],
    [("not insured", "n\u00adot insu\u200bred")],
    [("said the quay was not insured", "said the quay wasn't insured")],
    [
        (
            "Police detained a crane driver in Ventspils, a spokesman said.",
            "A spokesman said police held a crane driver in Ventspils.",
        )
    ],
]  # fmt: skip


@pytest.mark.parametrize("swaps", NO_CHANGE)
def test_style_is_no_change(reader: Reader, swaps: list[tuple[str, str]]) -> None:
    found = _compared(reader, FIRST, _changed(FIRST, *swaps), ("2026-05-04", "2026-05-04"))
    assert [change.message for change in found.changes] == []


def test_a_moved_paragraph_is_a_change_of_order_and_nothing_else(reader: Reader) -> None:
    moved = FIRST[FIRST.index("Police detained") : FIRST.index("(Reporting")]
    second = _changed(FIRST, (moved, "")).replace('"The wind', moved.strip() + '\n\n"The wind')
    found = _compared(reader, FIRST, second)
    assert {change.code for change in found.changes} == {"order_changed"}
    assert any(pair.moved for pair in found.sentences)


def test_the_same_change_in_two_places_is_told_once(reader: Reader) -> None:
    a = FIRST.replace("two tugs", "12 tugs").replace("three warnings", "12 tugs and warnings")
    b = a.replace("12 tugs", "15 tugs")
    numbers = [change for change in _compared(reader, a, b).changes if change.code == "number_changed"]
    assert len(numbers) == 1
    assert len(numbers[0].a) == len(numbers[0].b) == 2


def test_people_who_comment_in_a_section_of_their_own_are_two_changes(reader: Reader) -> None:
    second = _changed(FIRST, next(row for row in ONE_CHANGE if row[2] == "section_added")[:2])
    codes = [change.code for change in _compared(reader, FIRST, second).changes]
    assert sorted(codes) == ["commentators_added", "section_added"]


PIER = (
    "KARSK, May 4 (Northline) - A freighter was stopped off Karsk on Monday and its cargo seized, police said.\n\n"
    "The captain and 17 crew remain on board and are not under arrest, police said.\n\n"
    "The men do not hold Norwegian passports, the mayor said.\n\n"
    "The vote on the new quay had been orderly, an observer of the league said.\n\n"
    "Governor Ada Brand said she would ask for a new survey of the pier.\n\n"
    "The agency put the value of the cargo at four million euros.\n"
)


@pytest.mark.parametrize(
    ("old", "new", "code", "word"),
    [
        ("are not under arrest", "are under arrest", "negation_changed", "arrest"),
        ("do not hold Norwegian", "have Norwegian", "negation_changed", "Norwegian"),
        ("had been orderly, an observer of the league said", "was orderly", "attribution_dropped", "orderly"),
    ],
)
def test_what_is_gone_beside_other_words(reader: Reader, old: str, new: str, code: str, word: str) -> None:
    found = _compared(reader, PIER, _changed(PIER, (old, new)))
    spans = [
        _changed(PIER, (old, new))[slice(*span)] for change in found.changes if change.code == code for span in change.b
    ]
    assert any(word in span for span in spans)


def test_what_one_says_in_the_same_place_in_other_words_is_no_other_claim(reader: Reader) -> None:
    other = _changed(PIER, ("she would ask for a new survey of the pier", "she wanted it looked at again by engineers"))
    found = _compared(reader, PIER, other)
    assert not {"claim_added", "claim_dropped"} & {change.code for change in found.changes}


def test_a_number_of_a_list_is_no_negation(reader: Reader) -> None:
    one = _changed(PIER, ("The agency put", "The agency, the world's third-largest, put"))
    two = _changed(PIER, ("The agency put", "The agency, the world's No. 3, put"))
    assert "negation_changed" not in {change.code for change in _compared(reader, one, two).changes}


def test_a_claim_in_other_words_anywhere_is_neither_dropped_nor_added(reader: Reader) -> None:
    old = "Police detained a crane driver in Ventspils, a spokesman said. "
    new = 'They struck a deal for "a better quay".\n\nIn Ventspils the man at the lever is in custody.'
    other = FIRST.replace(old, "").replace("\n\n(Reporting", f"\n\n{new}\n\n(Reporting")
    found = _compared(reader, FIRST, other)
    told = [change for change in found.changes if change.code in ("claim_dropped", "claim_added", "background_added")]
    words = [FIRST[start:end] for change in told for start, end in change.a]
    assert not any("crane driver" in one for one in words)
    added = [other[start:end] for change in told for start, end in change.b]
    assert any("struck a deal" in one for one in added)
    assert not any("custody" in one for one in added)


@pytest.mark.parametrize(
    "words",
    [
        "Liepaja has six berths for tankers.",
        "Latvia is one of the smallest members of the European Union.",
        "The two ports have traded timber since Soviet times.",
    ],
)
def test_how_things_are_or_have_long_been_is_background(reader: Reader, words: str) -> None:
    found = _compared(reader, FIRST, FIRST.replace("Police detained", f"{words}\n\nPolice detained"))
    assert [change.code for change in found.changes if change.severity != "style"] == ["background_added"]


def test_no_more_than_and_warned_against_turn_nothing_round(reader: Reader) -> None:
    old = FIRST.replace("The quay", "He told fishermen not to use the quay. The quay").replace(
        "He plans to visit", "He told crews not to drink the water, of which 60 litres are allowed. He plans to visit"
    )
    new = old.replace("told crews not to drink", "warned crews against drinking").replace(
        "60 litres", "no more than 60 litres"
    )
    assert "negation_changed" not in {change.code for change in _compared(reader, old, new).changes}
