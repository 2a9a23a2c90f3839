"""The contract of the record: its JSON Schema, spans inside the text, ids that lead somewhere, the same bytes again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from onrecord import Reader, Record, report_from_text
from onrecord.cli.schema import schema_text

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.txt"))
FEW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
ODD = [
    "“",
    "”",
    '"',
    "'",
    "«",
    "»",
    "\u200b",
    "\u00ad",
    "\u202e",
    "\x00",
    "\ud800",
    "\r\n",
    "\n\n",
    "\t",
    "é",
    "e\u0301",
    "😀",
]
WORDS = [
    "The", "minister", "Israel Katz", "two US officials", "said", "told Reuters", "that", "denied", "according to",
    "attacked", "troops", "the talks", "on Friday", "Feb 3", "in Paris", "(Reporting by Ann Lee)", "if",
    "WASHINGTON, Feb 3 (Reuters) -", "will", "not", "who", "he", "Reactions:", ".", ",", "?", ":", "12", "and", "to",
    "speaking on condition of anonymity",
]  # fmt: skip


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.open()


def _record(reader: Reader, text: str, published: str | None = None) -> Record:
    return next(reader.records([report_from_text(text, published=published)]))


def _spans(part: Any, name: str = "") -> Iterator[tuple[str, list[int]]]:
    """Every span of a record as JSON, with the name of its field: a pair of whole numbers."""
    if isinstance(part, dict):
        for key, value in part.items():
            yield from _spans(value, key)
    elif isinstance(part, list):
        if len(part) == 2 and all(type(item) is int for item in part):
            yield name, part
        else:
            for item in part:
                yield from _spans(item, name)


def _check(record: Record) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(record.to_json())
    text = whole["report"]["text"]
    for name, (start, end) in _spans({key: value for key, value in whole.items() if key != "made_by"}):
        assert 0 <= start <= end <= len(text), (name, start, end)
        assert start < end or name == "body", (name, start, end)
    _check_ids(whole)
    _check_words(whole)
    return whole


def _check_ids(whole: dict[str, Any]) -> None:
    """Every id leads somewhere, and none is given twice."""
    ids = {kind: [item["id"] for item in whole[kind]] for kind in ("actors", "times", "places", "statements", "events")}
    for kind, names in ids.items():
        assert len(names) == len(set(names)), kind
    actors, times, places = set(ids["actors"]), {*ids["times"], None}, {*ids["places"], None}
    statements = {*ids["statements"], None}
    for item in whole["statements"]:
        assert set(item["source_actors"]) <= actors
        assert item["within"] in statements
        assert item["time"] in times
        assert item["place"] in places
    for item in whole["events"]:
        assert {part["actor"] for part in item["actors"] + item["recipients"]} <= actors
        assert {
            item["statement"],
            item["performed_by"],
            *(count["statement"] for count in item["counts"]),
        } <= statements
        assert item["time"] in times
        assert item["place"] in places
        assert (item["time"] is None) == (item["time_from"] is None)
    known = {name for names in ids.values() for name in names} | {None, whole["report"]["id"]}
    assert {item["about"] for item in whole["findings"]} <= known


def _check_words(whole: dict[str, Any]) -> None:
    """What is given as words too is what stands in the span."""
    text = whole["report"]["text"]
    for actor in whole["actors"]:
        for role in actor["roles"]:
            start, end = role["span"]
            assert role["text"].split() == text[start:end].split()


def test_a_real_record_fits_the_schema(reader: Reader) -> None:
    schema = json.loads(schema_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    for path in EXAMPLES:
        whole = _check(_record(reader, path.read_text("utf-8"), "2026-03-10"))
        assert whole["statements"]
        assert whole["events"]
        jsonschema.validate(whole, schema, jsonschema.Draft202012Validator)


def test_the_schema_refuses_what_is_no_record(reader: Reader) -> None:
    schema = json.loads(schema_text())
    whole = json.loads(_record(reader, "The envoys met in Oslo, officials said.").to_json())
    for wrong in (
        {**whole, "extra": 1},
        {**whole, "schema": "onrecord/9"},
        {key: whole[key] for key in list(whole)[1:-1]},
    ):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema)


def test_a_record_comes_back_from_its_json(reader: Reader) -> None:
    record = _record(reader, EXAMPLES[0].read_text("utf-8"))
    assert Record.model_validate_json(record.to_json()) == record


def test_the_same_text_gives_the_same_bytes_with_other_reports_in_between(reader: Reader) -> None:
    texts = [path.read_text("utf-8") for path in EXAMPLES]
    one = [_record(reader, text).to_json() for text in texts]
    many = [record.to_json() for record in reader.records([report_from_text(text) for text in texts[::-1]])]
    assert one == many[::-1]


@FEW
@given(st.text(max_size=300))
@example("")
@example("\x00\ud800")
@example("\u202e\u200b")
@example('"""""')
@example("“He said “it” ‘is’ so.")
@example("a" * 30_000)
@example("By\n\n-\n\n(Reporting by )")
def test_any_string_is_read(reader: Reader, text: str) -> None:
    whole = _check(_record(reader, text))
    assert len(whole["report"]["text"]) == len(text)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(WORDS + ODD), max_size=60))
def test_any_salad_of_news_words_and_odd_marks_is_read_the_same_twice(reader: Reader, words: list[str]) -> None:
    text = " ".join(words)
    first = _record(reader, text)
    _check(first)
    assert _record(reader, text).to_json() == first.to_json()


@FEW
@given(st.sampled_from(EXAMPLES), st.integers(0, 2_000), st.sampled_from(ODD))
def test_a_report_with_something_odd_anywhere_is_read(reader: Reader, path: Path, at: int, odd: str) -> None:
    text = path.read_text("utf-8")
    at %= len(text)
    _check(_record(reader, text[:at] + odd + text[at:], "2026-03-10"))
