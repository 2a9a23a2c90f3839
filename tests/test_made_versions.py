"""Versions made by program say rightly what was changed in them; how well compare names it is no matter here."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import pytest

from onrecord.language.models import load_model
from onrecord.reader import Reader

EVALUATION = Path(__file__).parents[1] / "evaluation"

PUMPS = """The Lorne Pump Company said it would close its plant in Portugal on Friday.
The plant has 1,400 workers and makes pumps for ships.
Ada Holm, the deputy minister of trade, said that the talks with the owners had failed.
"We must find a buyer before the winter comes, and all of us will help," said Per Olsen.
The union said that 300 workers were told to leave on March 3.
The company plans to sell its office near Rotterdam.
Police arrested two men outside the gate on Monday."""
BRIDGES = """The old bridge over the Ashe has 12 arches of grey stone.
The mayor of Vellin said that the bridge was closed for repairs.
Officials said that lorries had used it for years.
Traders asked the council for help.
The bridge was built by a family of masons from Lorne.
Two engineers warned that one arch could fall."""


@pytest.fixture(scope="module")
def made() -> Any:
    """The generator, with its folder on the path as `python evaluation` has it."""
    sys.path.insert(0, str(EVALUATION))
    from made_versions import base, making, part_edits, score, version

    yield type("Made", (), {"base": base, "making": making, "parts": part_edits, "score": score, "version": version})
    sys.path.remove(str(EVALUATION))


@pytest.fixture(scope="module")
def bases(made: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    corpus = tmp_path_factory.mktemp("corpus") / "reports.jsonl"
    lines = [
        {"id": str(number), "headline": "News", "published": "2026-03-06", "text": text}
        for number, text in enumerate((PUMPS, BRIDGES))
    ]
    corpus.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    reader = Reader.open()
    return made.base.bases_of(corpus, Reader(made.base.ParseOnce(load_model()), reader.codebook))


def all_edits(made: Any, bases: Any) -> list[Any]:
    return [
        edit
        for kind, make in made.making.SENTENCE_EDITS.items()
        for base in bases
        for number in range(len(base.sentences))
        if (edit := make(base, number, Random(kind))) is not None
    ]


def without(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + text[end:]
    return " ".join(text.split())


def test_a_quotation_over_two_lines_is_one_sentence_and_its_blanks_are_gone(made: Any) -> None:
    lines = ['" We will stay, ', 'come what may, " said Ada Holm.', "Nobody came."]
    assert made.base.sentences_of(lines) == ['"We will stay, come what may," said Ada Holm.', "Nobody came."]


@pytest.mark.parametrize(
    ("kind", "changed"),
    [
        ("number_changed", {("1,400", "3,000"), ("300", "460"), ("12", "16"), ("two", "five")}),
        ("weekday_changed", {("Friday", "Thursday"), ("Monday", "Sunday")}),
        ("date_changed", {("March 3", "March 5")}),
        ("condition_added", None),
        ("negation_changed", None),
        ("quotation_altered", None),
    ],
)
def test_an_edit_changes_the_words_that_it_names(made: Any, bases: Any, kind: str, changed: set[Any] | None) -> None:
    edits = [edit for edit in all_edits(made, bases) if edit.kind == kind]
    assert edits
    for edit in edits:
        (expected,) = edit.changes
        assert edit.a != edit.b
        if changed is not None:
            ((a,), (b,)) = expected.a, expected.b
            assert (edit.a[slice(*a)], edit.b[slice(*b)]) in changed
            assert without(edit.a, expected.a) == without(edit.b, expected.b)


def test_every_edit_names_words_on_one_side_at_least(made: Any, bases: Any) -> None:
    edits = all_edits(made, bases)
    assert len({edit.kind for edit in edits}) >= 14
    for edit in edits:
        for change in edit.changes:
            assert change.a or change.b
            assert all(0 <= start < end <= len(edit.a) for start, end in change.a)
            assert all(0 <= start < end <= len(edit.b) for start, end in change.b)


def test_exchanging_the_sides_twice_gives_the_edit_again(made: Any, bases: Any) -> None:
    for edit in all_edits(made, bases):
        turned = edit.exchanged()
        if turned is not None and edit.kind not in ("condition_added", "hedge_added"):
            assert turned.exchanged() == edit


def test_an_attribution_that_is_dropped_leaves_a_sentence(made: Any, bases: Any) -> None:
    new = {edit.b for edit in all_edits(made, bases) if edit.kind == "attribution_dropped"}
    assert "The bridge was closed for repairs." in new
    assert "The Lorne Pump Company would close its plant in Portugal on Friday." in new


def test_what_is_inserted_dropped_or_moved_stands_where_the_version_says(made: Any, bases: Any) -> None:
    pool = made.parts.pool_of(bases)
    kinds = Counter[str]()
    for version in made.making.changed(bases, pool, 40, 3, Counter()):
        for change in version.expected:
            kinds[change.code] += 1
            a = [version.a[slice(*span)] for span in change.a]
            b = [version.b[slice(*span)] for span in change.b]
            assert all(words.strip() for words in a + b)
            if change.code.endswith("_dropped") and not b:
                assert all(words not in version.b for words in a)
            if change.code.endswith("_added") and not a:
                assert all(words not in version.a for words in b)
    assert {"claim_added", "background_added", "section_added", "commentators_added", "credit_added"} <= set(kinds)


def test_a_copy_is_its_report_but_for_style_and_a_cut(made: Any, bases: Any) -> None:
    for version in made.making.copies(bases, 12):
        assert version.expected == []
        assert version.lineage == "copy"
        kept = version.a[: version.tolerated_a[0][0]] if version.tolerated_a else version.a
        assert kept.split()[-1].strip('."”') in version.b


def test_the_same_seed_makes_the_same_versions(made: Any, bases: Any) -> None:
    pool = made.parts.pool_of(bases)
    first = list(made.making.changed(bases, pool, 10, 2, Counter()))
    assert first == list(made.making.changed(bases, pool, 10, 2, Counter()))


def test_a_change_counts_once_and_one_that_is_not_there_counts_against(made: Any, bases: Any) -> None:
    base = bases[0]
    reader = Reader.open()
    text = base.text.replace("300 workers", "460 workers")
    start = base.text.index("300")
    expected = made.version.Expected("number_changed", [(start, start + 3)], [(start, start + 3)])
    version = made.version.Version("one", base.text, text, "2026-03-06", "2026-03-06", [expected], "rewrite")
    counts = made.score.Counts()
    (scored,) = made.score.scored([version], reader, counts)
    assert counts.recall("number_changed") == 1.0
    twice = scored.comparison.model_copy(update={"changes": scored.comparison.changes * 2})
    again = made.score.Counts()
    made.score.score_one(version, scored.a, scored.b, twice, again)
    assert again.precision("number_changed") == 0.5
