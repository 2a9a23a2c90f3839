"""What a desk does to an agency's copy leaves a copy, whatever its house style; one fact that is touched does not."""

from __future__ import annotations

import pytest

from onrecord import Reader, Record, report_from_text
from onrecord.stories.compare import compare
from onrecord.stories.comparison import Comparison
from onrecord.stories.folding import folded

DISPATCH = """BRENNA, March 4 (Northline) - A coach with 38 people left the freeway near Brenna at 6:50 a.m. and hit the
windshield of a parked truck, police said.

The bus stopped 6 meters from a gasoline station. Two archeologists from Łomża were treated for burns, a hospital said.

Inspector Karl Müller said the center of the town would stay closed until 9 p.m.

The repairs would cost $2.5 million, he added.

"We heard the brakes and then nothing," said Ana Doležal, an attorney who lives in an apartment beside the road.

The field where the bus came to rest covers 4 hectares. Temperatures had fallen to 3 degrees Celsius in the night.
"""
DESK = {
    "British words": [
        ("freeway", "motorway"),
        ("windshield", "windscreen"),
        ("truck", "lorry"),
        ("gasoline", "petrol"),
    ],
    "British spelling": [("meters", "metres"), ("archeologists", "archaeologists"), ("center", "centre")],
    "the season's and the law's words": [("an attorney", "a lawyer"), ("an apartment", "a flat")],
    "times of day": [("at 6:50 a.m.", "at 06.50"), ("until 9 p.m.", "until 21.00")],
    "military times": [("at 6:50 a.m.", "at 0650 hrs"), ("until 9 p.m.", "until 2100 hrs")],
    "units": [("6 meters", "6m"), ("4 hectares", "4ha"), ("3 degrees Celsius", "3C")],
    "currency": [("$2.5 million", "USD 2.5m")],
    "currency in words": [("$2.5 million", "2.5 million dollars")],
    "no accents": [("Łomża", "Lomza"), ("Müller", "Muller"), ("Doležal", "Dolezal")],
    "umlauts in two letters": [("Müller", "Mueller")],
    "numbers in words": [
        ("38 people", "thirty-eight people"),
        ("6 meters", "six metres"),
        ("4 hectares", "four hectares"),
    ],
    "marks of quotation": [('"We heard', "‘We heard"), ('nothing,"', "nothing,’")],
    "another time zone": [("at 6:50 a.m.", "at 6:50 a.m. (0550 GMT)")],
    "the line of an update": [
        ("BRENNA, March 4 (Northline) - ", "(Adds inspector, cost)\n\nBRENNA, March 4 (Northline) - ")
    ],
    "what a page counts": [("BRENNA, March 4 (Northline) - ", "3 min read\n\n")],
    "one word for another": [("stay closed", "stay shut")],
}
FACTS = {
    "a number": [("38 people", "36 people")],
    "a currency": [("$2.5 million", "€2.5 million")],
    "a scale": [("$2.5 million", "$2.5 billion")],
    "the half of the day": [("6:50 a.m.", "6:50 p.m.")],
    "a unit": [("6 meters", "6 miles")],
    "a name": [("Karl Müller", "Karl Möllner")],
    "a negation": [("were treated", "were not treated")],
    "a fate": [("were treated for burns", "died of burns")],
    "a modal": [("would stay closed", "could stay closed")],
    "the contrary": [("closed", "open")],
}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.open()


def _record(reader: Reader, text: str, day: str) -> Record:
    return next(reader.records([report_from_text(text, published=day)]))


def _made(reader: Reader, edits: list[tuple[str, str]]) -> Comparison:
    other = DISPATCH
    for one, two in edits:
        assert one in other
        other = other.replace(one, two)
    return compare(_record(reader, DISPATCH, "2026-03-04"), _record(reader, other, "2026-03-05"))


@pytest.mark.parametrize("style", DESK)
def test_a_desk_s_style_leaves_a_copy(reader: Reader, style: str) -> None:
    found = _made(reader, DESK[style])
    assert found.lineage.kind == "copy"
    assert {change.code for change in found.changes} <= {"credit_dropped"}


def test_all_of_a_british_desk_at_once_leaves_a_copy(reader: Reader) -> None:
    names = ("British words", "British spelling", "the season's and the law's words", "times of day", "no accents")
    assert _made(reader, [edit for name in names for edit in DESK[name]]).lineage.kind == "copy"


def test_a_title_said_again_and_letters_behind_a_name_leave_a_copy(reader: Reader) -> None:
    """A desk that gives them throughout; a title that nobody had before is a fact."""
    told = (
        "BRENNA, March 4 (Northline) - A patrol found the yacht Corvina adrift off Brenna on Wednesday, Commander Jo "
        "Hale said.\n\nHale said that nobody was aboard and that the table was laid for three. The harbour has been "
        "searched by divers since noon, and the owner's brother was told at his home.\n\nThe region's deputy Olga Finn "
        "thanked the crew. She said that the search would go on until the weekend."
    )
    style = told.replace("\n\nHale said", "\n\nCommander Hale said").replace("Olga Finn", "Olga Finn MP")
    fact = told.replace("\n\nHale said", "\n\nCaptain Hale said")
    found = [
        compare(_record(reader, told, "2026-03-04"), _record(reader, other, "2026-03-05")).lineage.kind
        for other in (style, fact)
    ]
    assert found == ["copy", "rewrite"]


@pytest.mark.parametrize("fact", FACTS)
def test_one_fact_that_is_touched_makes_no_copy(reader: Reader, fact: str) -> None:
    assert _made(reader, FACTS[fact]).lineage.kind == "rewrite"


def test_the_month_the_season_and_the_quarter_are_facts(reader: Reader) -> None:
    tail = "\n\nThe road had been mended in {}, and again in the {} quarter of {}.\n"
    for one, two in (
        (("March 2019", "first", "2021"), ("March 2016", "first", "2021")),
        (("March 2019", "first", "2021"), ("March 2019", "third", "2021")),
        (("March 2019", "first", "2021"), ("Slavno", "first", "2021")),
    ):
        a, b = DISPATCH + tail.format(*one), DISPATCH + tail.format(*two)
        found = compare(_record(reader, a, "2026-03-04"), _record(reader, b, "2026-03-05"))
        assert found.lineage.kind == "rewrite", two


def test_a_prefix_that_turns_a_word_round_is_no_slip(reader: Reader) -> None:
    tail = "\n\nThe region has long been known for its high {} and for its quarries.\n"
    a, b = DISPATCH + tail.format("employment"), DISPATCH + tail.format("unemployment")
    found = compare(_record(reader, a, "2026-03-04"), _record(reader, b, "2026-03-05"))
    assert found.lineage.kind == "rewrite"


@pytest.mark.parametrize(
    "line",
    [
        "Share | Print | Save",
        "(Updates with inspector's comment)",
        "Ana Ruiz stands beside the coach on Wednesday. Photo: Northline/Tom Hale",
        "Additional reporting by Paula Quist in Lorne.",
        "This story has been edited by the staff of The Harbour Post.",
        "More follows.",
        "Comments (12)",
        "\u201cA long night\u201d",
    ],
)
@pytest.mark.parametrize("place", [1, 3, -1])
def test_lines_of_a_page_anywhere_leave_a_copy(reader: Reader, line: str, place: int) -> None:
    paragraphs = DISPATCH.strip().split("\n\n")
    paragraphs.insert(place if place > 0 else len(paragraphs), line)
    found = compare(_record(reader, DISPATCH, "2026-03-04"), _record(reader, "\n\n".join(paragraphs), "2026-03-05"))
    assert found.lineage.kind == "copy"


def _changed(reader: Reader, one: str, two: str) -> set[str]:
    a, b = (f"{DISPATCH}\n{words}\n" for words in (one, two))
    b = b.replace("police said.", "police in the district said.").replace("The repairs would cost", "Repairs will cost")
    found = compare(_record(reader, a, "2026-03-04"), _record(reader, b, "2026-03-05"))
    return {change.code for change in found.changes}


def test_a_source_s_country_in_another_form_is_no_other_source(reader: Reader) -> None:
    told = "Slovak police said that the driver had slept for two hours at most."
    assert "source_replaced" not in _changed(reader, told, told.replace("Slovak police", "Police in Slovakia"))


def test_a_source_that_could_be_any_official_is_dropped_not_replaced(reader: Reader) -> None:
    told = "Prosecutors said that the driver had slept for two hours at most."
    found = _changed(reader, told, told.replace("Prosecutors", "Officials"))
    assert "source_dropped" in found
    assert "source_replaced" not in found


def test_a_share_in_percent_and_in_words_is_one_number(reader: Reader) -> None:
    told = "Some 10% of the coaches on the road failed a check of their brakes last year, the hospital said."
    assert "number_changed" not in _changed(
        reader, told, told.replace("Some 10%", "Some a tenth").replace("Some a", "A")
    )
    assert "number_changed" in _changed(reader, told, told.replace("Some 10%", "A fifth"))


@pytest.mark.parametrize(
    ("one", "other"), [("cost 5 million EUR.", "cost 5 million euros."), ("It was 30 C.", "It was 30 degrees.")]
)
def test_a_unit_behind_its_number_is_one_in_letters_and_in_words(reader: Reader, one: str, other: str) -> None:
    forms = [folded(_record(reader, f"The bridge at Brenna {text}", "2026-03-04")).forms for text in (one, other)]
    assert forms[0][-1] in forms[1][-1]
    assert forms[0][-1] not in ("eur", "c")


FERRY = """VLORA, March 3 (Northline) - A ferry with 212 people on board hit a pier in the Albanian port of Vlora on
Tuesday morning, the Defense Ministry said.

The ship had come from the United Kingdom's south coast and was making about 9 knots when she struck the concrete.

Repairs would cost some 3.5 million euros, opposition lawmaker Genc Hoxha said.

The pier will be closed for at least two weeks. Ships will be sent to Durres, 120 km to the north.
"""
FERRY_DESK = {
    "a name of the country": [("the United Kingdom's", "Britain's")],
    "the office's head": [("the Defense Ministry", "the Ministry of Defence")],
    "the day as the desk sees it": [("on\nTuesday morning", "yesterday morning")],
    "desk words": [("on board", "aboard"), ("lawmaker", "MP")],
    "a closing line for what is cut": [
        ("Ships will be sent to Durres, 120 km to the north.", "It is the town's pride.")
    ],
}


@pytest.mark.parametrize("style", FERRY_DESK)
def test_more_of_what_desks_do_leaves_a_copy(reader: Reader, style: str) -> None:
    text = FERRY
    for old, new in FERRY_DESK[style]:
        assert old in text
        text = text.replace(old, new)
    day = "2026-03-04" if "yesterday" in text else "2026-03-03"
    text = text.replace("March 3", "March 4") if day == "2026-03-04" else text
    assert compare(_record(reader, FERRY, "2026-03-03"), _record(reader, text, day)).lineage.kind == "copy"


def test_another_country_and_another_ministry_make_no_copy(reader: Reader) -> None:
    for old, new in (("the United Kingdom's", "Ireland's"), ("the Defense Ministry", "the Ministry of Transport")):
        other = FERRY.replace(old, new)
        found = compare(_record(reader, FERRY, "2026-03-03"), _record(reader, other, "2026-03-03"))
        assert found.lineage.kind == "rewrite"
