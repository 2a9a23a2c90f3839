"""The evaluation's recall tables: each statement of the gold is counted in the right group."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from onrecord.language.parsed import ParsedReport

EVALUATION = Path(__file__).parents[1] / "evaluation"


@pytest.fixture(scope="module")
def tables() -> Iterator[ModuleType]:
    sys.path.insert(0, str(EVALUATION))
    import recall_tables

    yield recall_tables
    sys.path.remove(str(EVALUATION))


def side(tables: ModuleType, text: str, content: str, cue: str, source: str, **labels: Any) -> Any:
    spans = [[(text.index(words), text.index(words) + len(words))] if words else [] for words in (content, cue, source)]
    return tables.Side(*spans, labels=labels)


@pytest.mark.parametrize(
    ("text", "cue", "kind"),
    [
        ("Berg said the talks had failed.", "said", "verb of speech"),
        ("Berg did not say why the talks had failed.", "did not say", "verb of speech"),
        ("Berg thinks the talks had failed.", "thinks", "other verb"),
        ("The talks had failed, according to Berg.", "according to", "according to, preposition"),
        ("Berg repeated his claim that the talks had failed.", "claim", "noun"),
        ("Berg was critical of the talks that had failed.", "critical of", "adjective or other"),
        ("The talks had failed.", "", "none"),
    ],
)
def test_cues_are_told_apart(
    tables: ModuleType, parsed: Callable[..., ParsedReport], text: str, cue: str, kind: str
) -> None:
    assert tables.cue_kind(parsed(text), side(tables, text, "talks", cue, "")) == kind


@pytest.mark.parametrize(
    ("content", "form"),
    [("We will stay", "direct"), ("they would stay", "indirect"), ('they would "stay"', "mixed")],
)
def test_without_a_label_quotation_marks_tell_the_form(tables: ModuleType, content: str, form: str) -> None:
    text = '"We will stay," Berg said. Holm said they would stay, and Ruiz that they would "stay" too.'
    assert tables.form_of(text, side(tables, text, content, "", "")) == form
    assert tables.form_of(text, side(tables, text, content, "", "", form="mixed")) == "mixed"


@pytest.mark.parametrize(
    ("source", "kind"),
    [("Anna Berg", "name"), ("two officials", "common noun"), ("She", "pronoun"), ("", "none")],
)
def test_without_a_label_the_part_of_speech_tells_the_source(
    tables: ModuleType, parsed: Callable[..., ParsedReport], source: str, kind: str
) -> None:
    text = "Anna Berg and two officials said so. She said so again."
    assert tables.source_kind(parsed(text), side(tables, text, "so", "said", source)) == kind
    labelled = side(tables, text, "so", "said", source, source_kind="group")
    assert tables.source_kind(parsed(text), labelled) == "group"


def test_recall_counts_found_and_right_of_all(tables: ModuleType, parsed: Callable[..., ParsedReport]) -> None:
    text = "Anna Berg said the talks had failed."
    gold = [side(tables, text, "the talks had failed", "said", "Anna Berg")] * 4
    counted = tables.RecallTables()
    counted.add(parsed(text), gold, [(0, 0, 1.0, True), (2, 1, 0.6, False)])
    assert counted.counts["cue"] == {"verb of speech": [4, 2, 1]}
    assert any("verb of speech" in line and "0.50" in line and "0.25   of 4" in line for line in counted.lines())
