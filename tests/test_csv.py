"""The CSV: one row a statement or event, the columns of the docs, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import hand_made
from onrecord.export import FORMATS
from onrecord.export.csv_rows import COLUMNS, write_rows
from onrecord.record import Record


def rows(*records: Record) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(write_rows(records), newline="")))


def test_each_statement_and_event_is_one_row() -> None:
    record = hand_made.record()
    found = rows(record)
    assert sorted(row["id"] for row in found) == sorted(part.id for part in [*record.statements, *record.events])
    assert all(list(row) == list(COLUMNS) and None not in row.values() for row in found)


def test_who_said_what_to_whom() -> None:
    row = next(row for row in rows(hand_made.record()) if row["id"] == "s1-told")
    assert (row["row"], row["who"], row["cue"], row["whom"]) == ("statement", "Two port officials", "told", "Quill on")
    assert row["what"] == "the minister had threatened to bomb the harbour of Westria"
    assert (row["source_kind"], row["source_count"], row["time_value"]) == ("unnamed_people", "2", "2026-05-04")


def test_who_did_what_to_whom_and_on_whose_word() -> None:
    row = next(row for row in rows(hand_made.record()) if row["id"] == "e1-THREATEN")
    assert (row["type"], row["factuality"], row["what"]) == ("THREATEN", "happened", "threatened")
    assert (row["who_actors"], row["who_countries"], row["who_sectors"]) == ("Ada Roth", "DEU", "GOV")
    assert (row["whom_actors"], row["told_by"], row["lat"]) == ("Westria", "Two port officials", "-3.5")


def test_undecided_is_an_empty_cell() -> None:
    row = next(row for row in rows(hand_made.record()) if row["id"] == "e4-COERCE")
    assert row["factuality"] == ""


def test_many_records_have_one_header() -> None:
    text = FORMATS["csv"].text(hand_made.record())
    both = "".join(FORMATS["csv"].pieces([hand_made.record(), hand_made.record()]))
    assert both.count("report,external_id") == 1
    assert len(both.splitlines()) == 2 * len(text.splitlines()) - 1


def test_words_that_look_like_a_formula_are_kept_from_running() -> None:
    record = hand_made.record()
    record.report.text = record.report.text.replace("Two port officials", "=HYPERLINK(1,2)+33")
    row = next(row for row in rows(record) if row["id"] == "s1-told")
    assert row["who"] == "'=HYPERLINK(1,2)+33"
    assert next(row for row in rows(record) if row["row"] == "event")["score"] == "-4.0"


def test_the_docs_tell_of_every_column() -> None:
    docs = (Path(__file__).parent.parent / "docs" / "csv.md").read_text("utf-8")
    assert dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", docs, re.MULTILINE)) == COLUMNS
