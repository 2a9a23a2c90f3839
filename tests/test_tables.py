"""CSV and Parquet: rows as reports, columns as the user maps them, and tables that can't be read."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest

from made_files import HEADLINE, PARAGRAPHS, TEXT
from onrecord.errors import WrongColumns
from onrecord.intake.formats import Skipped, report_from_bytes
from onrecord.intake.given import columns_from
from onrecord.intake.report import Report
from onrecord.intake.sources import read_sources

ROWS: list[Mapping[str, Any]] = [
    {"key": 7, "body": TEXT, "date": "2026-03-06", "title": HEADLINE, "link": "https://tidewater.example/pier"},
    {"key": 8, "body": PARAGRAPHS[1], "date": "March 7, 2026", "title": "", "link": None},
]
MAPPING = "text=body,id=key,published=date,headline=title,uri=link"


def csv_of(rows: list[Mapping[str, Any]], delimiter: str = ",") -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def parquet_of(rows: list[Mapping[str, Any]]) -> bytes:
    out = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), out)
    return out.getvalue()


def found(path: Path, columns: str | None = None) -> list[Report | Skipped]:
    return list(read_sources([path], columns=columns_from(columns)))


def reports(path: Path, columns: str | None = None) -> list[Report]:
    items = found(path, columns)
    assert all(isinstance(item, Report) for item in items), [str(item) for item in items]
    return items  # type: ignore[return-value]


@pytest.mark.parametrize(("name", "made"), [("table.csv", csv_of), ("table.parquet", parquet_of)])
def test_columns_are_mapped(tmp_path: Path, name: str, made: Any) -> None:
    (tmp_path / name).write_bytes(made(ROWS))
    first, second = reports(tmp_path / name, MAPPING)
    assert first.text == f"{HEADLINE}\n\n{TEXT}"
    assert first.anatomy.headline == (0, len(HEADLINE))
    assert (first.external_id, first.uri) == ("7", "https://tidewater.example/pier")
    assert (first.published, first.published_from) == ("2026-03-06", "metadata")
    assert (second.text, second.published, second.uri) == (PARAGRAPHS[1], "2026-03-07", None)
    assert second.name == f"{tmp_path / name}, row {3 if name.endswith('csv') else 2}"


def test_the_same_row_is_the_same_report_whatever_table_it_stands_in(tmp_path: Path) -> None:
    rows = [{**ROWS[0], "key": "7"}]
    (tmp_path / "a.csv").write_bytes(csv_of(rows))
    (tmp_path / "b.parquet").write_bytes(parquet_of(rows))
    one, other = reports(tmp_path / "a.csv", MAPPING)[0], reports(tmp_path / "b.parquet", MAPPING)[0]
    assert (one.sha256, one.raw) == (other.sha256, other.raw)
    (again,) = report_from_bytes(one.raw, name="again", kind="jsonl")
    assert (again.text, again.sha256, again.published) == (one.text, one.sha256, one.published)


def test_columns_with_the_fields_names_need_no_mapping(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(csv_of([{"other": 1, "text": TEXT, "published": "2026-03-06"}]))
    (report,) = reports(tmp_path / "a.csv")
    assert (report.text, report.published) == (TEXT, "2026-03-06")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_delimiters_and_encodings_of_spreadsheets(tmp_path: Path, delimiter: str, encoding: str) -> None:
    text = "“The pier is shut,” said Åsa Berg; nobody, she said, had been hurt."
    data = csv_of([{"nr": "1", "text": text}], delimiter).decode().encode(encoding)
    (tmp_path / "a.csv").write_bytes(data)
    assert [report.text for report in reports(tmp_path / "a.csv")] == [text]


def test_a_cell_may_hold_line_ends_and_quotation_marks(tmp_path: Path) -> None:
    text = 'The board met.\r\n"We are shut," it said.\n\nThat was all.'
    (tmp_path / "a.csv").write_bytes(csv_of([{"text": text, "id": "1"}, {"text": TEXT, "id": "2"}]))
    assert [report.text for report in reports(tmp_path / "a.csv")] == [text, TEXT]


def test_a_stray_quotation_mark_loses_one_row(tmp_path: Path) -> None:
    lines = ["id,text", "1,The pier is shut.", '2,"The pier is open.', "3,The ferry is late.", "4,The quay is wet."]
    (tmp_path / "a.csv").write_text("\n".join(lines) + "\n")
    items = found(tmp_path / "a.csv")
    assert [type(item) for item in items] == [Report, Skipped, Report, Report]
    assert "row 3 opens a quotation mark" in str(items[1])
    assert [item.external_id for item in items if isinstance(item, Report)] == ["1", "3", "4"]


def test_bad_rows_are_named_and_the_others_read(tmp_path: Path) -> None:
    lines = [
        "id,text,published",
        "1,A pier is shut.,2026-03-06",
        "2,too,many,cells",
        "3,,2026-03-06",
        "4,Shut.,soon",
        "",
    ]
    (tmp_path / "a.csv").write_text("\n".join([*lines, "5,A ferry is late.,"]))
    items = found(tmp_path / "a.csv")
    assert [type(item) for item in items] == [Report, Skipped, Skipped, Skipped, Report]
    for item, words in zip(items[1:4], ("4 cells under 3 columns", "no words", "no date"), strict=True):
        assert words in str(item)


@pytest.mark.parametrize(("name", "made"), [("table.csv", csv_of), ("table.parquet", parquet_of)])
@pytest.mark.parametrize("columns", [None, "text=boddy,published=date", "text=body,published=day"])
def test_a_wrong_column_names_those_there_are(tmp_path: Path, name: str, made: Any, columns: str | None) -> None:
    (tmp_path / name).write_bytes(made(ROWS))
    (item,) = found(tmp_path / name, columns)
    message = str(item)
    assert "key, body, date, title, link" in message
    assert "--columns" in message
    assert message.endswith(".")


@pytest.mark.parametrize("words", ["body", "txt=body", "text=", "text=a,text=b"])
def test_a_mapping_that_can_t_be_understood_is_wrong_use(words: str) -> None:
    with pytest.raises(WrongColumns):
        columns_from(words)


def test_two_columns_of_one_name_are_not_guessed_between(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text,text\na,b\n")
    (item,) = found(tmp_path / "a.csv")
    assert "two columns 'text'" in str(item)


def test_dates_and_times_of_parquet(tmp_path: Path) -> None:
    rows = [
        {"text": TEXT, "published": datetime.datetime(2026, 3, 6, 9, 30, tzinfo=datetime.UTC)},
        {"text": TEXT, "published": None},
    ]
    (tmp_path / "a.parquet").write_bytes(parquet_of(rows))
    assert [report.published for report in reports(tmp_path / "a.parquet")] == ["2026-03-06T09:30:00+00:00", None]


@pytest.mark.parametrize("cut", [10, 500, -10])
def test_a_cut_off_parquet_file_gets_one_sentence(tmp_path: Path, cut: int) -> None:
    (tmp_path / "a.parquet").write_bytes(parquet_of(ROWS)[:cut])
    (item,) = found(tmp_path / "a.parquet", MAPPING)
    assert "damaged Parquet file" in str(item)


def test_a_column_of_numbers_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(parquet_of([{"text": 3.5}, {"text": 4.5}]))
    assert ["no text" in str(item) for item in found(tmp_path / "a.parquet")] == [True, True]


def test_a_csv_file_of_any_size_is_read_row_by_row() -> None:
    from onrecord.intake.formats import reports_of
    from onrecord.intake.given import Given

    class Endless(io.RawIOBase):
        """A pipe that goes on."""

        rows = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            line = b"text\n" if not self.rows else b'"The pier, number %d, is shut."\n' % self.rows
            self.rows += 1
            buffer[: len(line)] = line
            return len(line)

    stream = Endless()
    found = reports_of(stream, Given("table.csv"))  # type: ignore[arg-type]
    for number in range(1, 50):
        report = next(found)
        assert isinstance(report, Report)
        assert f"number {number}," in report.text
    assert stream.rows < 100


def test_a_line_beyond_the_limit_is_named_and_the_others_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.intake import csv_file, limits

    monkeypatch.setattr(limits, "LARGEST_LINE_BYTES", 5_000)
    monkeypatch.setattr(csv_file, "LARGEST_LINE_BYTES", 5_000)
    (tmp_path / "a.csv").write_text(f"text\nThe pier is shut.\n{'x' * 9_000}\nThe ferry is late.\n")
    long = json.dumps({"text": "x" * 9_000})
    (tmp_path / "b.jsonl").write_text(f'{{"text": "The pier is shut."}}\n{long}\n{{"text": "The ferry is late."}}\n')
    for name in ("a.csv", "b.jsonl"):
        items = found(tmp_path / name)
        assert [type(item) for item in items] == [Report, Skipped, Report]
        assert "longer than" in str(items[1])
