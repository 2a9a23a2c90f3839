"""The comparison of two reports: lineage and direction, the alignment of sentences, the contract, the model case."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import onrecord
from onrecord import Reader, Record, report_from_text
from onrecord.cli.schema import Contract, schema_text
from onrecord.stories.alignment import align
from onrecord.stories.compare import compare
from onrecord.stories.comparison import Comparison
from onrecord.stories.folding import folded
from onrecord.stories.lineage import lineage

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
SEED = ROOT.parent / "shared" / "seed" / "pentagon-talks.txt"
FEW = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
PARAGRAPHS = [
    "A fire broke out in the tannery of Veldhoek on Monday night and destroyed two of its five halls, the mayor said.",
    "The owner, Henk Dorst, had been warned twice that the sprinklers did not work, according to the fire brigade.",
    "Some 60 families had to leave their homes because of the smoke, and a school stayed closed on Tuesday.",
    '"We could taste it in the kitchen," said Mia Kroes, who lives across the canal from the tannery.',
    "The tannery employs 140 people and has stood beside the canal since 1911.",
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.open()


def _record(reader: Reader, text: str, published: str | None = None) -> Record:
    return next(reader.records([report_from_text(text, published=published)]))


def _example(reader: Reader, name: str) -> Record:
    day = "2026-03-11" if name == "correction" else "2026-03-10"
    return _record(reader, (EXAMPLES / f"{name}.txt").read_bytes().decode("utf-8"), day)


def _text(*numbers: int, head: str = "VELDHOEK, May 6 (Northline) - ", tail: str = "") -> str:
    return head + "\n\n".join(PARAGRAPHS[n] for n in numbers) + tail


def _compared(reader: Reader, a: str, b: str, days: tuple[str | None, str | None] = (None, None)) -> Comparison:
    return compare(_record(reader, a, days[0]), _record(reader, b, days[1]))


# -- lineage -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b", "kind", "way"),
    [
        ("wire-dispatch", "verbatim-copy", "copy", "a_to_b"),
        ("verbatim-copy", "wire-dispatch", "copy", "b_to_a"),
        ("wire-dispatch", "rewrite", "rewrite", "a_to_b"),
        ("rewrite", "wire-dispatch", "rewrite", "b_to_a"),
        ("wire-dispatch", "correction", "rewrite", "a_to_b"),
        ("wire-dispatch", "independent", "independent", None),
        ("rewrite", "independent", "independent", None),
    ],
)
def test_the_examples_are_what_their_readme_says(reader: Reader, a: str, b: str, kind: str, way: str | None) -> None:
    found = compare(_example(reader, a), _example(reader, b))
    assert (found.lineage.kind, found.lineage.direction) == (kind, way)
    if kind == "independent":
        assert found.changes == []


def test_a_cut_at_the_end_and_what_a_site_puts_around_leave_a_copy(reader: Reader) -> None:
    whole = _text(0, 1, 2, 3, 4)
    site = "Home | News | Sport\n\n" + _text(0, 1, 2, head="VELDHOEK — ") + "\n\nRead next: Ten canals\n© 2026 The Lock"
    assert _compared(reader, whole, site).lineage.kind == "copy"


def test_a_paragraph_left_out_in_the_middle_makes_a_rewrite(reader: Reader) -> None:
    assert _compared(reader, _text(0, 1, 2, 3, 4), _text(0, 1, 3, 4)).lineage.kind == "rewrite"


def test_one_fact_that_is_touched_makes_a_rewrite(reader: Reader) -> None:
    touched = _text(0, 1, 2, 3, 4).replace("140 people", "410 people")
    assert _compared(reader, _text(0, 1, 2, 3, 4), touched).lineage.kind == "rewrite"


def test_a_passage_in_a_report_of_its_own_is_partial_reuse(reader: Reader) -> None:
    own = (
        "Insurers have counted the worst spring in ten years.\n\nHail in the south broke the glass of four hundred"
        " hothouses, and growers want help from the state.\n\nA cold store in Assen lost its cooling for a weekend; the"
        " tulips in it were thrown away.\n\n" + PARAGRAPHS[0] + "\n\nThe premium for a small workshop has doubled in"
        " two years, brokers complain, and some find no insurer at all.\n\nNext week the ministry wants to hear both"
        " sides."
    )
    found = _compared(reader, _text(0, 1, 2, 3, 4), own)
    assert found.lineage.kind == "partial_reuse"
    assert not {change.code for change in found.changes} & {"claim_added", "claim_dropped", "background_added"}


def test_reports_that_share_quotations_only_are_independent(reader: Reader) -> None:
    quote = '"We will not sell the ferries, and we will not close the line before every island has a bridge,"'
    a = f"Minister Ola Berg spoke in the chamber. {quote} Berg said. The opposition left the hall."
    b = f"In Bergen the plan drew a shrug. {quote} the minister told lawmakers, but few on the quay had listened."
    found = _compared(reader, a, b)
    assert found.lineage.kind == "independent"
    assert found.lineage.shares.of_a_in_b > 0.4


def test_what_is_published_later_is_made_from_what_is_earlier(reader: Reader) -> None:
    a, b = _text(0, 1, 2, 3, head=""), _text(0, 2, 3, head="")
    assert _compared(reader, a, b, ("2026-05-06", "2026-05-08")).lineage.direction == "a_to_b"
    assert _compared(reader, a, b, ("2026-05-08", "2026-05-06")).lineage.direction == "b_to_a"


def test_a_credit_shows_the_way_where_no_date_does(reader: Reader) -> None:
    wire = "VELDHOEK (Northline) - " + _text(0, 1, 2, head="") + " The owner told Northline he was sorry."
    other = _text(0, 2, head="") + " The owner told Northline he was sorry. The canal stank."
    found = _compared(reader, other, wire)
    assert found.lineage.direction == "b_to_a"
    assert "credit" in {item.code for item in found.lineage.evidence}


RETOLD = [
    "Two of the tannery's five halls in Veldhoek are ash after a blaze on Monday night, by the mayor's account.",
    "Firefighters say Henk Dorst was warned twice: his sprinklers did not work.",
    "The smoke drove about 60 families from their homes. Pupils of one school had Tuesday off.",
    "Across the canal lives Mia Kroes, who could taste it in her kitchen.",
    "Since 1911 the works has stood there, and it pays the wages of 140 people.",
]


def test_a_report_told_anew_sentence_by_sentence_in_one_order_is_a_rewrite(reader: Reader) -> None:
    found = _compared(reader, _text(0, 1, 2, 3, 4), "\n\n".join(RETOLD)).lineage
    assert found.kind == "rewrite"


def test_a_passage_told_anew_inside_a_report_of_its_own_is_partial_reuse(reader: Reader) -> None:
    own = [
        "I have walked my dog past the locks every morning for nine years and never met a minister there.",
        "This week I met three, each with an umbrella that somebody else had to hold.",
        "Nobody asked them why the library closes at noon or where the swimming pool went.",
        "My neighbour thinks that they were lost, and offered to draw them a map.",
        "She has a talent for maps, as anybody can tell who has seen her kitchen wall.",
        "Next week the dog and I shall try the other bank.",
    ]
    found = _compared(reader, _text(0, 1, 2, 3, 4), "\n\n".join([*own[:3], *RETOLD[:3], *own[3:]])).lineage
    assert found.kind == "partial_reuse"


def test_house_style_of_money_and_lines_of_the_site_leave_a_copy(reader: Reader) -> None:
    loss = "\n\nThe loss is put at about {} and the smoke was measured at 9 {} below the bridge."
    wire = _text(0, 1, 2, tail=loss.format("$3 million", "degrees"))
    site = _text(0, 1, 2, head="", tail=loss.format("US$3 million", "degrees Celsius"))
    site += "\n\nYou are reading the voice of the valley. Tides and markets at eight."
    found = _compared(reader, wire, site, ("2026-05-06", "2026-05-07"))
    assert found.lineage.kind == "copy"
    assert {change.code for change in found.changes} <= {"credit_dropped"}


@pytest.mark.parametrize("made", ["capitals", "title", "picture", "speech", "roughly"])
def test_what_desks_do_to_a_copy_leaves_a_copy_without_changes(reader: Reader, made: str) -> None:
    text = _text(0, 1, 2, 3, 4)
    first, second = PARAGRAPHS[0], PARAGRAPHS[1]
    other = {
        "capitals": text.upper(),
        "title": text.replace(second, f"'A long night'\n\n{second}"),
        "picture": text.replace(second, f"Photo: The tannery of Veldhoek on Tuesday. Credit: Handout\n\n{second}"),
        "speech": text.replace(", the mayor said.", ", said the mayor.").replace("said Mia Kroes", "Mia Kroes said"),
        "roughly": text.replace("Some 60", "About 60").replace(first, first.replace("on Monday", "Monday")),
    }[made]
    found = _compared(reader, text, other, ("2026-05-06", "2026-05-06"))
    assert found.lineage.kind == "copy"
    assert not [change.code for change in found.changes]


def test_a_toll_that_rose_is_told_wherever_it_stands(reader: Reader) -> None:
    one = _text(0, 1) + "\n\nRescuers have found seven bodies in the yard behind the boiler house.\n\n" + PARAGRAPHS[2]
    two = _text(0, 1, 2) + "\n\nNine people are now known to have died in the tannery, and two more are in hospital."
    found = _compared(reader, one, two, ("2026-05-06", "2026-05-07"))
    assert "number_changed" in {change.code for change in found.changes}


def test_lineage_is_the_same_from_both_sides(reader: Reader) -> None:
    names = ["wire-dispatch", "rewrite", "correction", "independent"]
    sides = [folded(_example(reader, name)) for name in names]
    turned = {"a_to_b": "b_to_a", "b_to_a": "a_to_b", "common_source": "common_source", None: None}
    for one in sides:
        for two in sides:
            here, there = lineage(one, two), lineage(two, one)
            assert here.kind == there.kind
            assert turned[here.direction] == there.direction
            assert here.shares.of_a_in_b == there.shares.of_b_in_a


# -- alignment -----------------------------------------------------------------------------------------------


def test_a_sentence_that_was_split_has_two_partners(reader: Reader) -> None:
    one = _record(reader, PARAGRAPHS[2])
    two = _record(
        reader, "Some 60 families had to leave their homes because of the smoke. A school stayed closed on Tuesday."
    )
    found = align(folded(one), folded(two))
    assert [(group.a, group.b) for group in found.groups] == [([0], [0, 1])]


def test_sentences_that_moved_find_each_other(reader: Reader) -> None:
    found = _compared(reader, _text(0, 1, 2, 3, 4), _text(3, 0, 1, 2, 4))
    assert {pair.relation for pair in found.sentences} == {"kept"}
    assert [pair.moved for pair in found.sentences].count(True) == 1


def test_a_subject_in_common_makes_no_pair(reader: Reader) -> None:
    a, b = "The ministry of health rejected the report.", "The ministry of health will move to a new house in June."
    assert align(folded(_record(reader, a)), folded(_record(reader, b))).groups == []


def test_words_are_folded_but_the_spans_are_the_report_s(reader: Reader) -> None:
    record = _record(reader, "The U.S. de\u00adfense chief wasn’t in Pärnu on 6 May 2026 with twenty-one aides.")
    found = folded(record)
    assert found.forms == [
        "the", "united_states", "defence", "chief", "was", "not", "in", "parnu", "on", "@2026-05-06",
        "with", "#21", "aides",
    ]  # fmt: skip
    assert record.words(found.span(2, 3)) == "de\u00adfense"
    assert record.words(found.span(9, 10)) == "6 May 2026"


# -- the contract --------------------------------------------------------------------------------------------


def _check(found: Comparison, a: Record, b: Record) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(found.to_json())
    texts = {"a": a.report.text, "b": b.report.text}
    for part in [*whole["changes"], *whole["lineage"]["evidence"]]:
        for side, text in texts.items():
            for start, end in part[side]:
                assert 0 <= start < end <= len(text)
    for side, record in (("a", a), ("b", b)):
        spans = [tuple(pair[side]) for pair in whole["sentences"] if pair[side]]
        assert set(spans) <= set(record.report.sentences)
        assert [pair[side] for pair in whole["statements"] if pair[side]] != [] or not record.statements
        known = {item.id for item in [*record.statements, *record.events]} | {None}
        assert {change["about"][side] for change in whole["changes"]} <= known
    names = [change["id"] for change in whole["changes"]]
    assert len(names) == len(set(names))
    return whole


def test_a_real_comparison_fits_the_schema(reader: Reader) -> None:
    schema = json.loads(schema_text(Contract.COMPARISON))
    jsonschema.Draft202012Validator.check_schema(schema)
    a, b = _example(reader, "wire-dispatch"), _example(reader, "rewrite")
    whole = _check(compare(a, b, style=True), a, b)
    assert whole["schema"] == "onrecord-comparison/1"
    jsonschema.validate(whole, schema, jsonschema.Draft202012Validator)


def test_the_same_records_give_the_same_bytes(reader: Reader) -> None:
    a, b = _example(reader, "wire-dispatch"), _example(reader, "rewrite")
    assert compare(a, b).to_json() == compare(Record.model_validate_json(a.to_json()), b).to_json()


def test_style_is_told_only_when_asked_for(reader: Reader) -> None:
    a, b = _example(reader, "wire-dispatch"), _example(reader, "rewrite")
    plain, full = compare(a, b), compare(a, b, style=True)
    assert {change.severity for change in plain.changes} == {"warning", "check", "note"}
    assert {change.code for change in full.changes if change.severity == "style"} >= {"headline_changed", "reworded"}


def test_a_report_compared_with_itself_has_no_change(reader: Reader) -> None:
    for path in sorted(EXAMPLES.glob("*.txt")):
        record = _example(reader, path.stem)
        found = compare(record, record)
        assert found.changes == []
        assert found.lineage.kind == "copy"
        assert {pair.relation for pair in found.sentences} == {"kept"}


@FEW
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_strings_are_compared(reader: Reader, one: str, two: str) -> None:
    a, b = _record(reader, one), _record(reader, two)
    compare(a, b, style=True).to_json()


@FEW
@given(st.permutations(range(5)), st.integers(0, 4), st.sampled_from(["", "\u200b", "\ud800", "“", "\r\n"]))
def test_any_shuffle_of_a_report_is_compared(reader: Reader, order: list[int], cut: int, odd: str) -> None:
    a, b = _record(reader, _text(0, 1, 2, 3, 4)), _record(reader, _text(*order[: 5 - cut], tail=odd))
    _check(compare(a, b, style=True), a, b)


def test_compare_is_public() -> None:
    a, b = onrecord.read(PARAGRAPHS[0]), onrecord.read(PARAGRAPHS[0].replace("two", "three"))
    assert [change.code for change in onrecord.compare(a, b).changes] == ["number_changed"]


# -- the model case ------------------------------------------------------------------------------------------


@pytest.mark.skipif(not SEED.exists(), reason="the model case is not part of the project; it stands in ../shared/seed")
def test_the_model_case_names_its_five_changes(reader: Reader) -> None:
    wire = (ROOT / "tests" / "data" / "pentagon-wire.txt").read_bytes().decode("utf-8")
    a, b = _record(reader, wire, "2026-02-01"), _record(reader, SEED.read_bytes().decode("utf-8"), "2026-02-03")
    found = compare(a, b)
    assert (found.lineage.kind, found.lineage.direction) == ("rewrite", "a_to_b")
    named = {change.code: change for change in found.changes}
    assert _words(a, named["cue_strengthened"].a) == "told"
    assert _words(b, named["cue_strengthened"].b) == "confirmed"
    assert "anonymity" in _words(a, named["condition_dropped"].a)
    assert (_words(a, named["date_changed"].a), _words(b, named["date_changed"].b)) == ("Feb 1", "Feb 3")
    added = [change for change in found.changes if change.code == "claim_added"]
    assert any(
        _words(b, change.b).startswith("Analysts suggest") and "without a name" in change.message for change in added
    )
    assert _words(b, named["section_added"].b) == "Expert & Public Reaction"
    assert len(named["commentators_added"].b) == 4


def test_the_rewrite_of_the_examples_names_what_happened_to_it(reader: Reader) -> None:
    a, b = _example(reader, "wire-dispatch"), _example(reader, "rewrite")
    found = {(change.code, _words(a, change.a)[:14], _words(b, change.b)[:14]) for change in compare(a, b).changes}
    assert {
        ("number_changed", "14 crew", "18 crew"),
        ("cue_strengthened", "told", "confirmed"),
        ("condition_dropped", "spoke on condi", "Latvian offici"),
        ("attribution_dropped", "a spokeswoman ", "foreign minist"),
        ("section_added", "", "Expert Reactio"),
        ("claim_dropped", "The third said", ""),
        ("claim_added", "", "Observers fear"),
    } <= found


def _words(record: Record, spans: list[tuple[int, int]]) -> str:
    return " … ".join(record.words(span) for span in spans)
