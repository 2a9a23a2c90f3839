"""Parquet: six tables with documented columns and the same types whatever the records hold."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import hand_made
from onrecord.export.parquet import folder_paths, write_tables
from onrecord.export.tables import TABLES
from onrecord.export.wording import Wording
from onrecord.measure.rows import outlet_of
from onrecord.record import Count, Participant, Record

DOCS = Path(__file__).parent.parent / "docs" / "exports.md"


def tables(folder: Path, *records: Record, plover: bool = False) -> dict[str, list[dict[str, Any]]]:
    """The rows of all tables, as a reader gets them."""
    write_tables(records, folder_paths(folder), plover=plover)
    return {name: pq.read_table(folder / f"{name}.parquet").to_pylist() for name in TABLES}


def bombed() -> Record:
    """The record with a bombing in Iraq, of which nobody is known who underwent it."""
    record = hand_made.record()
    record.places[0].country = "IRQ"
    record.events[1].factuality, record.events[1].place, record.events[1].sentence = "happened", "p1", (0, 5)
    return record


def test_each_part_of_a_record_is_a_row_of_its_table(tmp_path: Path) -> None:
    record = hand_made.record()
    found = tables(tmp_path, record)
    assert [row["report"] for row in found["reports"]] == ["r1"]
    assert [row["statement"] for row in found["statements"]] == [item.id for item in record.statements]
    assert [row["event"] for row in found["events"]] == [item.id for item in record.events]
    assert [row["code"] for row in found["findings"]] == [item.code for item in record.findings]
    sides = [(row["event"], row["role"], row["name"]) for row in found["participants"]]
    assert sides == [
        ("e1-THREATEN", "actor", "Ada Roth"), ("e1-THREATEN", "recipient", "Westria"),
        ("e2-ASSAULT", "recipient", "Westria"),
    ]  # fmt: skip


def test_spans_lead_to_the_words_beside_them(tmp_path: Path) -> None:
    found = tables(tmp_path, hand_made.record())
    text = found["reports"][0]["text"]
    assert text == hand_made.TEXT
    row = next(row for row in found["statements"] if row["statement"] == "s1-told")
    [span] = row["content_spans"]
    assert text[span["start"] : span["end"]] == row["content"]
    assert found["participants"][0]["words"] == text[slice(*found["participants"][0]["span"].values())]


def test_who_told_an_event_and_when_it_was(tmp_path: Path) -> None:
    row = tables(tmp_path, hand_made.record())["events"][0]
    assert (row["told_by"], row["told_by_kind"]) == ("Two port officials", "unnamed_people")
    assert (row["day"], row["day_from"], row["time"]) == (date(2026, 5, 4), "told", "Monday")
    assert (row["quad"], row["quad_code"], row["actor_countries"], row["recipient_countries"]) == (
        "verbal conflict", 3, ["DEU"], [],
    )  # fmt: skip


def test_numbers_keep_whose_they_are(tmp_path: Path) -> None:
    record = hand_made.record()
    record.events[1].counts = [
        Count(of="dead", number=None, min=3, max=5, span=hand_made.at("bomb"), statement="s1-told")
    ]
    [row] = tables(tmp_path, record)["counts"]
    assert (row["of"], row["number"], row["min"], row["max"], row["told_by"]) == (
        "dead", None, 3, 5, "Two port officials",
    )  # fmt: skip


def test_undecided_is_null(tmp_path: Path) -> None:
    row = next(row for row in tables(tmp_path, hand_made.record())["events"] if row["event"] == "e4-COERCE")
    assert row["factuality"] is None
    assert row["lat"] is None


def test_types_do_not_depend_on_what_the_records_hold(tmp_path: Path) -> None:
    full, empty = tmp_path / "full", tmp_path / "empty"
    bare = hand_made.record()
    bare.report.headline = bare.report.uri = bare.report.published = None
    bare = bare.model_copy(update={"statements": [], "events": [], "findings": [], "times": [], "places": []})
    for folder, record in ((full, hand_made.record()), (empty, bare)):
        folder.mkdir()
        write_tables([record], folder_paths(folder))
    for name in TABLES:
        one, other = (pq.read_schema(folder / f"{name}.parquet") for folder in (full, empty))
        assert one.equals(other, check_metadata=True)
        assert one.field(0).type == pa.string()
    assert pq.read_table([full / "events.parquet", empty / "events.parquet"]).num_rows == 5


def test_every_row_has_every_column_and_no_other() -> None:
    from onrecord.export.table_rows import View

    record = bombed()
    record.events[0].counts = [Count(of="dead", number=1, min=None, max=None, span=(0, 1), statement=None)]
    for name, table in TABLES.items():
        for row in table.rows(View(record)):
            assert set(row) <= {column.name for column in table.columns}, name
            if name != "participants":
                assert set(row) == {column.name for column in table.columns}, name


def test_groups_of_rows_are_written_on_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.export.parquet.GROUP_ROWS", 7)
    assert write_tables([hand_made.record()] * 9, folder_paths(tmp_path)) == 9
    events = pq.ParquetFile(tmp_path / "events.parquet")
    assert events.metadata.num_rows == 45
    assert events.metadata.num_row_groups > 3


def test_a_run_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    write_tables([hand_made.record()], folder_paths(tmp_path))
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def broken() -> Any:
        yield hand_made.record()
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_tables(broken(), folder_paths(tmp_path))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_plover_s_type_stands_beside_the_record_s(tmp_path: Path) -> None:
    found = {row["event"]: row for row in tables(tmp_path, bombed())["events"]}
    assert found["e2-ASSAULT"]["plover_type"] == "ASSAULT"
    # A possible mobilization is no event of PLOVER's.
    assert (found["e3-MOBILIZE"]["type"], found["e3-MOBILIZE"]["plover_type"]) == ("MOBILIZE", None)


def test_plover_s_view_has_its_events_alone(tmp_path: Path) -> None:
    record = hand_made.record()
    record.events[1].sentence = (0, 5)
    record.events[1].mentions = []
    found = tables(tmp_path, record, plover=True)
    kept = {row["event"]: row for row in found["events"]}
    assert "e3-MOBILIZE" not in kept
    # Planned violence is a threat.
    assert (kept["e2-ASSAULT"]["type"], kept["e2-ASSAULT"]["quad_code"]) == ("THREATEN", 3)
    assert found["reports"][0]["events"] == len(kept)
    assert {row["event"] for row in found["participants"]} <= set(kept)


def test_in_plover_s_view_the_country_struck_is_the_recipient_s(tmp_path: Path) -> None:
    record = bombed()
    (tmp_path / "named").mkdir()
    named = [
        row for row in tables(tmp_path / "named", record, plover=True)["participants"] if row["event"] == "e2-ASSAULT"
    ]
    assert [(row["name"], row["country"]) for row in named] == [("Westria", "IRQ")]
    record.events[1].recipients = []
    found = tables(tmp_path, record, plover=True)
    alone = [row for row in found["participants"] if row["event"] == "e2-ASSAULT"]
    assert [(row["role"], row["actor"], row["country"]) for row in alone] == [("recipient", None, "IRQ")]
    assert next(row for row in found["events"] if row["event"] == "e2-ASSAULT")["recipient_countries"] == ["IRQ"]
    (tmp_path / "own").mkdir()
    assert all(row["country"] != "IRQ" for row in tables(tmp_path / "own", record)["participants"])


def test_a_recipient_whose_country_is_known_is_who_was_struck(tmp_path: Path) -> None:
    record = bombed()
    record.events[1].recipients = [Participant(actor="a1", span=(0, 1)), Participant(actor="a3", span=(2, 3))]
    rows = tables(tmp_path, record, plover=True)["participants"]
    assert [row["country"] for row in rows if row["event"] == "e2-ASSAULT"] == ["DEU", None]


def test_the_docs_tell_of_every_column_with_its_type() -> None:
    documented: dict[str, list[tuple[str, str, str]]] = {}
    for line in DOCS.read_text("utf-8").splitlines():
        if heading := re.fullmatch(r"### (\w+)", line):
            documented[heading[1]] = rows = []
        elif cells := re.fullmatch(r"\| `(\w+)` \| ([\w ]+) \| (.+) \|", line):
            rows.append((cells[1], cells[2], cells[3]))
    expected = {name: [(c.name, c.type, c.meaning) for c in table.columns] for name, table in TABLES.items()}
    assert {name: documented.get(name) for name in expected} == expected


def test_outlets_and_words_are_those_of_the_other_exports(tmp_path: Path) -> None:
    record = hand_made.record()
    record.report.uri = "https://www.quill.example/a"
    row = tables(tmp_path, record)["reports"][0]
    assert (row["outlet"], row["headline"]) == (outlet_of(record.report.uri), Wording(record).headline())
