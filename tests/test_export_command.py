"""`onrecord export` and `onrecord dyad` as processes: formats, exit codes, and one sentence for each bad input."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import hand_made
from onrecord import report_from_text
from onrecord.archive.archive import Archive
from onrecord.record import Record
from onrecord_process import one_sentence, run


def record(number: int = 1) -> Record:
    made = hand_made.record()
    made.report.id = f"r{number}"
    made.actors[2].country = "USA"
    return made


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "records.jsonl"
    path.write_text("".join(record(number).to_json() + "\n" for number in (1, 2)), "utf-8")
    return path


# -- export ------------------------------------------------------------------------------------------------------------


def test_records_come_out_as_they_went_in(records: Path) -> None:
    done = run("export", records)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == records.read_text("utf-8")


def test_standard_input_and_several_files(records: Path) -> None:
    done = run("export", "-", records, "--format", "jsonl", stdin=record(9).to_json())
    assert [json.loads(line)["report"]["id"] for line in done.stdout.splitlines()] == ["r9", "r1", "r2"]


def test_an_indented_record_is_taken_too(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_text(record().to_json(indent=2), "utf-8")
    assert json.loads(run("export", path).stdout) == json.loads(record().to_json())


def test_the_name_of_the_output_chooses_the_format(records: Path, tmp_path: Path) -> None:
    for name, start in (("a.csv", "report,"), ("a.geojson", '{"type": "Feat'), ("a.jsonld", '{"@context"')):
        assert run("export", records, "--output", tmp_path / name).returncode == 0
        assert (tmp_path / name).read_text("utf-8").startswith(start)


def test_parquet_is_a_folder_of_six_tables_or_one_file(records: Path, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "tables"
    assert run("export", records, "--format", "parquet", "--output", folder).returncode == 0
    assert len(list(folder.iterdir())) == 6
    assert pq.read_table(folder / "reports.parquet").num_rows == 2
    one = tmp_path / "events.parquet"
    assert run("export", records, "--table", "events", "--output", one).returncode == 0
    assert pq.read_table(one).num_rows == 10


def test_plover_s_view_is_an_option(records: Path) -> None:
    def kinds(*options: str) -> set[str]:
        done = run("export", records, "--format", "csv", *options)
        assert done.returncode == 0
        return {row["type"] for row in csv.DictReader(io.StringIO(done.stdout, newline="")) if row["row"] == "event"}

    assert "MOBILIZE" in kinds()
    assert "MOBILIZE" not in kinds("--plover")


@pytest.mark.parametrize(
    ("options", "hint"),
    [
        (["--format", "jsonl", "--plover"], "csv, parquet, geojson"),
        (["--format", "csv", "--table", "events"], "--format parquet"),
        (["--format", "parquet"], "--output"),
        (["--format", "parquet", "--output", "a.parquet"], "--table"),
        (["--table", "events", "--output", "no/such/a.parquet"], "no folder"),
        (["--format", "csv", "--output", "no/such/a.csv"], "no folder"),
        (["--format", "jsonl", "--output", "records.jsonl"], "another name"),
    ],
)
def test_what_does_not_fit_is_one_sentence(records: Path, options: list[str], hint: str) -> None:
    before = records.read_bytes()
    done = run("export", records.name, *options, cwd=records.parent)
    assert (done.returncode, done.stdout) == (2, "")
    assert one_sentence(done.stderr)
    assert hint in done.stderr
    assert records.read_bytes() == before


def test_what_is_no_record_is_named_and_the_rest_goes_on(records: Path) -> None:
    newer = record(3).to_json().replace("onrecord/1", "onrecord/9")
    lines = ["{broken", '{"text": "A report."}', "[1]", newer, record(4).to_json().replace('"quad"', '"quod"')]
    with records.open("a", encoding="utf-8") as file:
        file.write("\n".join([*lines, "", record(5).to_json()]) + "\n")
    done = run("export", records, "--format", "jsonl")
    assert done.returncode == 3
    assert [json.loads(line)["report"]["id"] for line in done.stdout.splitlines()] == ["r1", "r2", "r5"]
    messages = done.stderr.splitlines()
    assert messages[-1] == "3 records taken, 5 skipped."
    for number, (message, hint) in enumerate(
        zip(messages, ["not JSON", "onrecord read", "onrecord read", "onrecord/9", "events.0.quad"], strict=False), 3
    ):
        assert message.startswith(f"Skipped: {records}, line {number} is no record (")
        assert hint in message


def test_nothing_to_write_writes_nothing(tmp_path: Path) -> None:
    empty, output = tmp_path / "empty.jsonl", tmp_path / "out.csv"
    empty.write_text("\n", "utf-8")
    output.write_text("kept", "utf-8")
    for options in (["--output", output], ["--format", "parquet", "--output", tmp_path / "tables"]):
        done = run("export", empty, *options)
        assert done.returncode == 1
        assert one_sentence(done.stderr)
    assert output.read_text("utf-8") == "kept"
    assert not (tmp_path / "tables").exists()


def test_a_missing_file_and_a_folder_are_one_sentence(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "none.jsonl", 1), (tmp_path, 2)):
        done = run("export", path)
        assert (done.returncode, done.stdout) == (code, "")
        assert one_sentence(done.stderr)


# -- dyad --------------------------------------------------------------------------------------------------------------


def test_a_dyad_in_each_format(records: Path, tmp_path: Path) -> None:
    asked = ["dyad", "DEU", "usa", records, "--by", "day"]
    table = run(*asked)
    assert table.returncode == 0
    assert "Germany (DEU) → United States (USA) 2 events" in table.stdout
    whole = json.loads(run(*asked, "--format", "json").stdout)
    assert whole["directions"][0]["counts"]["verbal_conflict"] == 2
    rows = list(csv.DictReader(io.StringIO(run(*asked, "--format", "csv").stdout, newline="")))
    assert rows[0]["total"] == "2"
    for name, start in (("a.svg", b"<svg"), ("a.png", b"\x89PNG"), ("a.json", b"{"), ("a.csv", b"actor,")):
        assert run(*asked, "--output", tmp_path / name).returncode == 0
        assert (tmp_path / name).read_bytes().startswith(start)


def test_a_dyad_counts_what_is_asked_for(records: Path) -> None:
    def counts(*options: str) -> int:
        done = run("dyad", "DEU", "USA", records, "--format", "json", *options)
        assert done.returncode == 0
        return int(json.loads(done.stdout)["directions"][0]["counts"]["total"])

    assert counts("--from", "2026-05-01", "--to", "2026-05-31") == 2
    assert counts("--from", "2026-06-01", "--to", "2026-06-30") == 0
    assert counts("--factuality", "planned") == 0


@pytest.mark.parametrize(
    ("options", "hint"),
    [
        (["Germany", "USA"], "give DEU"),
        (["DEU", "XXX"], "three letters"),
        (["DEU", "USA", "--from", "May"], "YYYY-MM-DD"),
        (["DEU", "USA", "--from", "2026-05-09", "--to", "2026-05-01"], "in their order"),
        (["DEU", "USA", "--output", "records.jsonl"], "another name"),
        (["DEU", "USA", "--output", "no/such/a.csv"], "folder"),
    ],
)
def test_a_dyad_that_does_not_fit_is_one_sentence(records: Path, options: list[str], hint: str) -> None:
    done = run("dyad", *options[:2], records.name, *options[2:], cwd=records.parent)
    assert (done.returncode, done.stdout) == (2, "")
    assert one_sentence(done.stderr)
    assert hint in done.stderr


def test_an_archive_is_exported_and_counted(tmp_path: Path) -> None:
    with Archive(tmp_path / "onrecord.db") as archive:
        text = "Estonian police arrested a Latvian sailor on Monday. Latvia condemned Estonia."
        archive.add_reports([report_from_text(text, published="2026-03-11", uri="https://quill.example/1")])
        [whole] = archive.records()
    done = run("export", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, whole.to_json() + "\n")
    assert run("export", "--archive", tmp_path / "onrecord.db", "-f", "csv").stdout.count(",event,") == len(
        whole.events
    )
    counted = json.loads(run("dyad", "EST", "LVA", "--format", "json", cwd=tmp_path).stdout)
    assert counted["directions"][0]["counts"]["material_conflict"] == 1
    assert counted["reports"]["total"] == 1


def test_an_archive_that_is_not_there_or_empty_is_one_sentence(tmp_path: Path, records: Path) -> None:
    for command in (["export"], ["dyad", "EST", "LVA"]):
        done = run(*command, "--archive", tmp_path / "none.db")
        assert (done.returncode, done.stdout) == (2, "")
        assert one_sentence(done.stderr)
        both = run(*command, records, "--archive", tmp_path / "none.db")
        assert both.returncode == 2
        assert "leave out --archive" in both.stderr
        Archive(tmp_path / f"{command[0]}.db").close()
        empty = run(*command, "--archive", tmp_path / f"{command[0]}.db")
        assert (empty.returncode, empty.stdout) == (1, "")
        assert one_sentence(empty.stderr)


def test_the_archive_is_never_the_output(tmp_path: Path) -> None:
    path = tmp_path / "onrecord.db"
    Archive(path).close()
    before = path.read_bytes()
    done = run("export", "--format", "jsonl", "--output", path, cwd=tmp_path)
    assert done.returncode == 2
    assert "another name" in done.stderr
    assert path.read_bytes() == before


def test_a_dyad_of_no_record_is_one_sentence(tmp_path: Path) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.write_text("", "utf-8")
    done = run("dyad", "DEU", "USA", empty)
    assert (done.returncode, done.stdout) == (1, "")
    assert one_sentence(done.stderr)


def test_a_closed_pipe_and_a_full_disk_end_quietly(records: Path) -> None:
    if Path("/dev/full").exists():
        for command in (["export", records, "--format", "csv"], ["dyad", "DEU", "USA", records, "--format", "csv"]):
            done = run(*command, "--output", "/dev/full")
            assert done.returncode == 1
            assert one_sentence(done.stderr)
