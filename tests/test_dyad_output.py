"""Dyads as they are handed on: the contract, CSV, the table of 80 columns, and charts in which missing is no zero."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest

from onrecord.cli.dyad_table import dyad_text
from onrecord.cli.schema import Contract, schema_text
from onrecord.export.dyad_chart import PIXELS, dyad_png, dyad_svg, vega_lite
from onrecord.export.dyad_csv import COLUMNS, dyad_csv
from onrecord.measure.dyad import Dyad
from onrecord.measure.dyads import Told, count, gather
from onrecord.measure.rows import EventRow, Party
from onrecord.measure.sides import side_of

DOCS = Path(__file__).parent.parent / "docs"
MONDAY = date(2026, 2, 2)
SIDES = (side_of("USA"), side_of("IRN"))


def strike(day: int, event: str, quad: str = "material conflict") -> EventRow:
    return EventRow(
        report="r1", outlet=None, event=event, claim=None, type="ASSAULT", mode=None, quad=quad, score=-9.0,
        factuality="happened", day=MONDAY + timedelta(days=day), day_from="told", actors=(Party("USA", ("MIL",)),),
        recipients=(Party("IRN", ()),), mutual=False, place_country=None, lat=None, lon=None,
    )  # fmt: skip


def dyad(days: int = 6, **given: Any) -> Dyad:
    """Two events on the first day, zero on the second, no report on the third and fourth, a later one on the last."""
    rows = [strike(0, "e1"), strike(0, "e2", "verbal conflict"), strike(days - 1, "e3")]
    reports = [Told(MONDAY, rows), *(Told(MONDAY + timedelta(days=day), []) for day in range(1, days - 1))]
    kept = [report for report in reports if report.published not in (MONDAY + timedelta(2), MONDAY + timedelta(3))]
    return count(gather(kept, SIDES, ("happened",)), SIDES, "day", factuality=("happened",), **given)


STATES = ["counted", "zero", "missing", "missing", "zero", "told_later"]


# -- the contract ------------------------------------------------------------------------------------------------------


def test_a_dyad_fits_its_schema_and_comes_back() -> None:
    schema = json.loads(schema_text(Contract.DYAD))
    jsonschema.Draft202012Validator.check_schema(schema)
    found = dyad()
    assert [period.state for period in found.directions[0].periods] == STATES
    whole = json.loads(found.to_json())
    jsonschema.validate(whole, schema, jsonschema.Draft202012Validator)
    assert whole["schema"] == "onrecord-dyad/1"
    assert Dyad.model_validate(whole) == found
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**whole, "schema": "onrecord-dyad/9"}, schema)


def test_the_published_schema_is_current() -> None:
    hint = "write it again: .venv/bin/onrecord schema dyad > docs/dyad.schema.json"
    assert (DOCS / "dyad.schema.json").read_text("utf-8") == schema_text(Contract.DYAD), hint


def test_every_field_and_column_is_documented_and_no_other() -> None:
    text = (DOCS / "measures.md").read_text("utf-8")
    schema = json.loads(schema_text(Contract.DYAD))
    for name, part in {"Dyad": schema, **schema["$defs"]}.items():
        block = text.split(f"### {name}\n")[1].split("\n#")[0]
        assert set(re.findall(r"^\| `(\w+)`", block, re.MULTILINE)) == set(part["properties"]), name
    block = text.split("## CSV\n")[1].split("\n## ")[0]
    assert dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", block, re.MULTILINE)) == COLUMNS


# -- CSV ---------------------------------------------------------------------------------------------------------------


def test_csv_has_a_row_for_each_direction_and_period_and_tells_zero_from_missing() -> None:
    rows = list(csv.DictReader(io.StringIO(dyad_csv(dyad()), newline="")))
    assert list(rows[0]) == list(COLUMNS)
    assert [row["state"] for row in rows[:6]] == STATES
    assert [row["total"] for row in rows[:6]] == ["2", "0", "", "", "0", "1"]
    assert (rows[0]["verbal_conflict"], rows[0]["material_conflict_share"], rows[0]["events"]) == ("1", "0.5", "2")
    assert {(row["actor"], row["recipient"]) for row in rows} == {("USA", "IRN"), ("IRN", "USA")}


# -- table -------------------------------------------------------------------------------------------------------------


def test_the_table_fits_80_columns_and_says_what_is_missing() -> None:
    text = dyad_text(dyad())
    assert max(map(len, text.splitlines())) <= 80
    assert "United States (USA) → Iran (IRN) 3 events" in text
    there = text.split("Iran (IRN) → United States")[0]
    assert re.search(r"^2026-02-02 +0 +0 +1 +1 +2 +100% +1$", there, re.MULTILINE)
    assert re.search(r"^2026-02-04…02-05 +no reports", there, re.MULTILINE)
    assert re.search(r"^2026-02-07 +0 +0 +0 +1 +1 +100% +later$", there, re.MULTILINE)
    assert re.search(r"^2026-02-03 +0 +0 +0 +0 +0 +– +1$", there, re.MULTILINE)


def test_the_table_tells_a_long_run_of_zeros_in_one_line() -> None:
    text = dyad_text(dyad(40))
    assert re.search(r"no such event in \d\d days with \d\d reports", text)
    assert max(map(len, text.splitlines())) <= 80


def test_the_table_says_what_was_not_counted() -> None:
    text = dyad_text(dyad(first=MONDAY + timedelta(days=1)))
    assert "2 outside of these days" in " ".join(text.split())


# -- charts ------------------------------------------------------------------------------------------------------------


def layers(found: Dyad) -> list[tuple[list[dict[str, Any]], ...]]:
    """For each panel, the rows that its bands, bars and marks are drawn from."""
    spec = vega_lite(found)
    whole = []
    for panel in spec["vconcat"]:
        data = [layer["data"] for layer in panel["layer"]]
        whole.append(tuple(item.get("values", spec.get("datasets", {}).get(item.get("name"))) for item in data))
    return whole


def test_missing_is_a_band_zero_a_ring_and_a_count_a_bar() -> None:
    bands, bars, marks = layers(dyad())[0]
    # Two missing days in a row are one band.
    assert len(bands) == 1
    assert bands[0]["to"] - bands[0]["from"] == 2 * 86_400_000
    assert sorted((bar["what"], bar["low"], bar["high"]) for bar in bars) == [
        ("material conflict", 0, 1), ("material conflict", 1, 2), ("verbal conflict", 0, 1),
    ]  # fmt: skip
    assert [mark["what"] for mark in marks] == ["zero", "zero", "told later only"]
    middle = bands[0]["from"], bands[0]["to"]
    assert not any(middle[0] <= mark["from"] < middle[1] for mark in marks)


def test_a_chart_fits_a_phone_and_tells_what_it_shows() -> None:
    svg = dyad_svg(dyad())
    root = ElementTree.fromstring(svg)
    assert float(root.attrib["width"]) <= 360
    words = " ".join(root.itertext())
    for told in ("United States → Iran: 3", "Iran → United States: 0", "no reports", "zero", "material conflict"):
        assert told in words
    assert "happened" in words


def test_a_png_has_three_pixels_for_one() -> None:
    png = dyad_png(dyad())
    assert png.startswith(b"\x89PNG")
    assert 300 * PIXELS < int.from_bytes(png[16:20]) <= 360 * PIXELS


def test_a_chart_of_nothing_but_zeros_and_one_of_a_single_day_are_drawn() -> None:
    quiet = count(gather([Told(MONDAY, [])], SIDES, ("happened",)), SIDES, "day")
    assert "United States → Iran: 0" in " ".join(ElementTree.fromstring(dyad_svg(quiet)).itertext())


def test_the_same_dyad_gives_the_same_picture() -> None:
    assert dyad_svg(dyad()) == dyad_svg(dyad())
