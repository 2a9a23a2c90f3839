"""The command line as a process: formats, exit codes, and each bad input with one sentence that says what to do."""

from __future__ import annotations

import csv
import http.server
import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord_process import COMMAND, environment, heed_interrupts, one_sentence, run

TALKS = (
    "Envoys meet in Geneva\n\n"
    "GENEVA, March 4, 2026 - The foreign ministers of Norway and Chile met there on Tuesday, two diplomats said.\n\n"
    '"We made progress," said Norwegian Foreign Minister Astrid Holm.\n'
)
GERMAN = (
    "Der Minister sagte am Dienstag, dass die Verhandlungen in Genf ohne Ergebnis beendet worden seien, und dass beide "
    "Seiten sich in der kommenden Woche wieder treffen wollten, um über die Fischerei und die Grenze zu sprechen. "
    "Niemand wollte sich dazu weiter äußern, auch nicht der Sprecher der Regierung, der am Abend vor die Presse trat."
)


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    path = tmp_path / "talks.txt"
    path.write_text(TALKS, "utf-8")
    return path


# -- starting ----------------------------------------------------------------------------------------------------------


def test_help_loads_neither_the_model_nor_spacy_nor_pydantic() -> None:
    program = (
        "import sys\n"
        "sys.argv = ['onrecord', '--help']\n"
        "from onrecord.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print([name for name in ('spacy', 'pydantic', 'trafilatura', 'numpy') if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip().splitlines()[-1] == "[]"
    assert "read" in done.stdout
    assert "why" in done.stdout


def test_version() -> None:
    assert run("--version").stdout == "onrecord 0.1.0\n"


# -- formats -----------------------------------------------------------------------------------------------------------


def test_a_pipe_gets_one_line_of_json_a_record(talks: Path) -> None:
    done = run("read", talks, talks)
    assert done.returncode == 0
    assert done.stderr == ""
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [record["schema"] for record in records] == ["onrecord/1", "onrecord/1"]
    assert records[0] == records[1]
    assert records[0]["report"]["text"] == TALKS


def test_json_is_one_indented_record(talks: Path) -> None:
    done = run("read", talks, "--format", "json")
    assert json.loads(done.stdout)["report"]["published"] == "2026-03-04"
    assert done.stdout.startswith("{\n")


def test_json_of_several_reports_is_refused_before_any_is_read(talks: Path) -> None:
    done = run("read", talks, talks, "--format", "json")
    assert (done.returncode, done.stdout) == (2, "")
    assert one_sentence(done.stderr)
    assert "--format jsonl" in done.stderr


def test_table_names_who_spoke_and_fits_the_terminal(talks: Path) -> None:
    done = run("read", talks, "--format", "table")
    assert done.returncode == 0
    assert "Holm" in done.stdout
    assert "\x1b[" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_csv_has_one_head_and_the_rows_of_all_reports(talks: Path) -> None:
    done = run("read", talks, talks, "--format", "csv")
    rows = list(csv.reader(io.StringIO(done.stdout)))
    assert len({len(row) for row in rows}) == 1
    assert rows.count(rows[0]) == 1
    assert len(rows) >= 5
    assert rows[1 : 1 + len(rows) // 2] == rows[1 + len(rows) // 2 :]


def test_html_is_one_page_with_the_text(talks: Path) -> None:
    done = run("read", talks, "--format", "html")
    assert done.stdout.lower().startswith("<!doctype html>")
    assert "made progress" in done.stdout


def test_the_name_of_the_output_chooses_the_format(talks: Path, tmp_path: Path) -> None:
    for name, start in (("a.json", "{\n"), ("a.jsonl", '{"'), ("a.html", "<!")):
        assert run("read", talks, "-o", tmp_path / name).returncode == 0
        assert (tmp_path / name).read_text("utf-8").startswith(start)


def test_html_of_several_reports_makes_a_page_each_in_a_folder(talks: Path, tmp_path: Path) -> None:
    lines = tmp_path / "feed.jsonl"
    lines.write_text("".join(json.dumps({"text": TALKS}) + "\n" for _ in range(2)), "utf-8")
    done = run("read", talks, lines, "--format", "html", "--output", tmp_path / "pages")
    assert done.returncode == 0
    assert sorted(os.listdir(tmp_path / "pages")) == ["feed-1.html", "feed-2.html", "talks.html"]


def test_html_of_several_reports_without_a_folder_says_so(talks: Path) -> None:
    done = run("read", talks, talks, "--format", "html")
    assert (done.returncode, done.stdout) == (2, "")
    assert one_sentence(done.stderr)
    assert "--output" in done.stderr


def test_published_fixes_a_weekday(tmp_path: Path) -> None:
    path = tmp_path / "open.txt"
    path.write_text("The ministers met in Oslo on Friday, officials said.", "utf-8")
    opened = json.loads(run("read", path).stdout)["times"][0]
    fixed = json.loads(run("read", path, "--published", "2026-02-03").stdout)["times"][0]
    assert (opened["anchor"], fixed["anchor"], fixed["value"]) == ("none", "published", "2026-01-30")


def test_min_confidence_hides_and_leaves_no_dangling_id(talks: Path) -> None:
    whole = json.loads(run("read", talks).stdout)
    cut = json.loads(run("read", talks, "--min-confidence", "0.94").stdout)
    assert len(cut["statements"]) + len(cut["events"]) < len(whole["statements"]) + len(whole["events"])
    ids = {item["id"] for item in cut["statements"]}
    for event in cut["events"]:
        assert event["confidence"] >= 0.94
        assert {event["statement"], event["performed_by"]} - {None} <= ids


# -- where reports come from -------------------------------------------------------------------------------------------


def test_standard_input(talks: Path) -> None:
    done = run("read", "-", stdin=TALKS)
    assert json.loads(done.stdout)["report"]["sha256"] == json.loads(run("read", talks).stdout)["report"]["sha256"]


def test_folders_and_globs(talks: Path, tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "again.txt").write_text(TALKS, "utf-8")
    (tmp_path / "more" / "picture.png").write_bytes(b"\x89PNG")
    assert len(run("read", tmp_path).stdout.splitlines()) == 2
    assert len(run("read", f"{tmp_path}/**/*.txt").stdout.splitlines()) == 2


def test_lines_go_out_before_the_pipe_ends() -> None:
    process = subprocess.Popen(
        [*COMMAND, "read", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment(), text=True
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(json.dumps({"text": TALKS, "id": "first"}) + "\n" + " " * 70_000 + "\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["report"]["external_id"] == "first"
        process.stdin.write(json.dumps({"text": TALKS, "id": "second"}) + "\n")
        process.stdin.close()
        assert json.loads(process.stdout.readline())["report"]["external_id"] == "second"
        assert process.wait(60) == 0
    finally:
        process.kill()


@pytest.fixture
def site() -> Iterator[str]:
    """A web server on loopback with one page."""

    class Pages(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = self.path == "/talks"
            body = f"<html><body><article><h1>Talks</h1><p>{TALKS * 3}</p></article></body></html>".encode()
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body if found else b"")

        def log_message(self, *_: object) -> None:
            return

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_an_address_is_read_and_a_missing_page_named(site: str) -> None:
    done = run("read", "--allow-private", f"{site}/talks", f"{site}/nothing")
    assert done.returncode == 3
    assert json.loads(done.stdout)["report"]["uri"] == f"{site}/talks"
    assert "404" in done.stderr


# -- bad input: one sentence that says what to do ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("missing.txt", None, "There is no file"),
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("rubbish.txt", bytes(range(256)) * 40, "binary"),
        ("paper.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "PDF"),
        ("german.txt", GERMAN.encode(), "not in English"),
        ("broken.jsonl", b'{"text": "The ministers met.', "not valid JSON"),
        ("textless.jsonl", b'{"headline": "Talks"}\n', '"text"'),
        ("empty.jsonl", b"\n\n", "empty"),
        ("page.html", b"<html><body></body></html>", "no article text"),
    ],
)
def test_a_report_that_cannot_be_read_is_told_in_one_sentence(
    tmp_path: Path, name: str, data: bytes | None, says: str
) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    done = run("read", path)
    assert (done.returncode, done.stdout) == (1, "")
    assert one_sentence(done.stderr), done.stderr
    assert says in done.stderr
    assert name in done.stderr


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--published", "last Friday"], "YYYY-MM-DD"),
        (["--published", "2026-02-30"], "YYYY-MM-DD"),
        (["--model", "no_such_model"], "not installed"),
        (["--codebook", "no/such/folder"], "There is no codebook folder"),
        (["--min-confidence", "7"], "from 0 to 1"),
        (["--min-confidence", "nan"], "from 0 to 1"),
        (["--output", "no/such/folder/out.json"], "There is no folder"),
    ],
)
def test_a_wrong_option_is_told_in_one_sentence(talks: Path, options: list[str], says: str) -> None:
    done = run("read", talks, *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert one_sentence(done.stderr), done.stderr
    assert says in done.stderr


def test_a_broken_codebook_names_file_and_entry(talks: Path, tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "titles.yaml").write_text("mister: {titels: [Mr]}\n", "utf-8")
    done = run("read", talks, "--codebook", tmp_path / "book")
    assert done.returncode == 2
    assert one_sentence(done.stderr)
    assert "titles.yaml" in done.stderr
    assert "mister" in done.stderr


def test_an_unknown_option_is_wrong_use(talks: Path) -> None:
    assert run("read", talks, "--fromat", "json").returncode == 2
    assert run("read").returncode == 2
    assert run("read", talks, "--format", "xml").returncode == 2


def test_in_a_batch_the_bad_one_is_named_and_the_others_are_read(talks: Path, tmp_path: Path) -> None:
    lines = tmp_path / "feed.jsonl"
    good = json.dumps({"text": TALKS, "id": "good"})
    lines.write_text(f"{good}\nnot json\n{good}\n", "utf-8")
    (tmp_path / "bad.txt").write_bytes(b"")
    done = run("read", tmp_path / "bad.txt", talks, lines, tmp_path / "gone.txt")
    assert done.returncode == 3
    assert [json.loads(line)["report"]["external_id"] for line in done.stdout.splitlines()] == [None, "good", "good"]
    skipped = done.stderr.splitlines()
    assert len(skipped) == 4
    assert "bad.txt" in skipped[0]
    assert "feed.jsonl, line 2" in skipped[1]
    assert "gone.txt" in skipped[2]
    assert skipped[3] == "3 reports read, 3 skipped."


def test_nothing_read_of_several_is_exit_code_1(tmp_path: Path) -> None:
    done = run("read", tmp_path / "one.txt", tmp_path / "two.txt")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[-1] == "0 reports read, 2 skipped."


# -- output ------------------------------------------------------------------------------------------------------------


def test_an_output_is_left_alone_when_nothing_could_be_read(tmp_path: Path) -> None:
    kept = tmp_path / "kept.jsonl"
    kept.write_text("old\n", "utf-8")
    assert run("read", tmp_path / "gone.txt", "--output", kept).returncode == 1
    assert kept.read_text("utf-8") == "old\n"


def test_a_report_is_never_overwritten_by_its_record(talks: Path) -> None:
    done = run("read", talks, "--output", talks)
    assert done.returncode == 2
    assert one_sentence(done.stderr)
    assert talks.read_text("utf-8") == TALKS


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here to stand for a full disk")
@pytest.mark.parametrize("format", ["jsonl", "json", "csv", "html", "table"])
def test_a_full_disk_is_told_in_one_sentence(talks: Path, format: str) -> None:
    done = run("read", talks, "--format", format, "--output", "/dev/full")
    assert done.returncode == 1
    assert one_sentence(done.stderr), done.stderr
    assert "can't be written" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here to stand for a full disk")
def test_a_full_disk_behind_standard_output_too(talks: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*COMMAND, "read", str(talks)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env=environment(),
            check=False,
        )
    assert done.returncode == 1
    assert one_sentence(done.stderr), done.stderr


def test_a_closed_pipe_ends_quietly(talks: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, "read", *[str(talks)] * 20], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(60) == 141
    process.stderr.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for a child")
def test_ctrl_c_ends_quietly() -> None:
    process = subprocess.Popen(
        [*COMMAND, "read", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        preexec_fn=heed_interrupts,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps({"text": TALKS}).encode() + b"\n" + b" " * 70_000 + b"\n")
    process.stdin.flush()
    process.stdout.readline()
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert errors == b""


# -- why and schema ----------------------------------------------------------------------------------------------------


def test_why_lists_the_cells_and_tells_of_one(talks: Path) -> None:
    listed = run("why", talks)
    assert listed.returncode == 0
    cell = next(line.split()[0] for line in listed.stdout.splitlines() if line.startswith("s") and "Holm" in line)
    told = run("why", talks, f"{cell}.source_kind")
    assert told.returncode == 0
    assert "named_person" in told.stdout
    assert max(map(len, told.stdout.splitlines())) <= 80


def test_why_of_an_unknown_cell_names_those_that_there_are(talks: Path) -> None:
    done = run("why", talks, "s1-nothing")
    assert (done.returncode, done.stdout) == (2, "")
    assert one_sentence(done.stderr)
    assert "-said" in done.stderr


def test_why_of_a_file_with_several_reports_asks_which(tmp_path: Path) -> None:
    lines = tmp_path / "feed.jsonl"
    lines.write_text("".join(json.dumps({"text": TALKS, "id": name}) + "\n" for name in "ab"), "utf-8")
    asked = run("why", lines)
    assert asked.returncode == 2
    assert "--number" in asked.stderr
    assert run("why", lines, "--number", "2").returncode == 0
    assert run("why", lines, "--number", "3").returncode == 2


def test_why_of_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    done = run("why", tmp_path / "gone.txt", "a1")
    assert (done.returncode, done.stdout) == (1, "")
    assert one_sentence(done.stderr)


def test_schema_is_json() -> None:
    assert json.loads(run("schema").stdout)["title"] == "Record"


# -- a fault of ours ---------------------------------------------------------------------------------------------------


def test_a_reader_that_fails_on_one_report_loses_only_that_one(
    talks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from typer.testing import CliRunner

    from onrecord import reader
    from onrecord.cli import app

    read_parsed = reader.read_parsed

    def failing(parsed: Any, *rest: Any) -> Any:
        if "Oslo" in parsed.text:
            raise KeyError("a fault")
        return read_parsed(parsed, *rest)

    monkeypatch.setattr(reader, "read_parsed", failing)
    bad = tmp_path / "oslo.txt"
    bad.write_text("The envoys met in Oslo.", "utf-8")
    out = tmp_path / "out.jsonl"
    done = CliRunner().invoke(app, ["read", str(talks), str(bad), str(bad), str(talks), "--output", str(out)])
    assert done.exit_code == 3
    assert len(out.read_text("utf-8").splitlines()) == 2
    assert done.stderr.count("oslo.txt could not be read for a fault in onrecord (KeyError: 'a fault')") == 2
    assert "2 reports read, 2 skipped." in done.stderr
