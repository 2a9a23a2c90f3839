"""The bad sources of a bad day, together: one sentence for each, the rest is read, nothing is lost, exit code 3."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from made_files import ARTICLE, PARAGRAPHS, TEXT, item, page, pdf, rss, warc_record
from onrecord_process import run, run_here


def zip_of(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    feed = rss(item("1", content=ARTICLE), item("2", content=ARTICLE))
    bomb = b"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><rss>&b;</rss>"
    crawl = b"".join(
        gzip.compress(warc_record(page(f"Pier {number} closed"), f"https://tidewater.example/{number}"))
        for number in range(3)
    )
    files = {
        "a-good.txt": TEXT.encode(),
        "b-crawl.warc.gz": crawl[:-200],
        "c-feed.xml": feed[: feed.rindex(b"</item>")],
        "d-table.csv": b"title,body\nPier,The pier is shut.\n",
        "e-secret.pdf": pdf([PARAGRAPHS[0][:60]], encrypt="secret"),
        "f-bomb.xml": bomb,
        "g-deep.html": page().replace(b"<article>", b"<article>" + b"<div>" * 100_000),
        "h-bomb.zip": zip_of("a.txt", bytes(80_000_000)),
        "i-cut.zip": zip_of("a.txt", TEXT.encode())[:-20],
        "j-empty.csv": b"",
        "k-cut.parquet": b"PAR1" + bytes(60),
        "l-lines.jsonl": (json.dumps({"text": TEXT}) + "\n{oops\n" + json.dumps({"text": TEXT}) + "\n").encode(),
        "z-good.txt": TEXT.encode(),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


def test_each_is_told_in_one_sentence_and_the_rest_is_read(folder: Path) -> None:
    done = run("read", folder)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    *told, last = done.stderr.splitlines()
    names = [line.removeprefix("Skipped: ").removeprefix(str(folder) + "/").split(" ")[0].rstrip(",") for line in told]
    assert names == [
        "b-crawl.warc.gz", "c-feed.xml", "d-table.csv", "e-secret.pdf", "f-bomb.xml", "g-deep.html", "h-bomb.zip",
        "i-cut.zip", "j-empty.csv", "k-cut.parquet", "l-lines.jsonl",
    ]  # fmt: skip
    assert all(line.endswith(".") and ". " not in line.replace(str(folder), "") for line in told), told
    assert last == "7 reports read, 11 skipped."
    read = [json.loads(line)["report"]["text"].split("\n")[0] for line in done.stdout.splitlines()]
    assert read == [PARAGRAPHS[0], "Pier 0 closed", "Pier 1 closed", "Old pier at Orsund closed", *[PARAGRAPHS[0]] * 3]


def test_an_archive_takes_the_rest_and_adding_again_changes_nothing(folder: Path, tmp_path_factory: Any) -> None:
    path = tmp_path_factory.mktemp("archive") / "a.db"
    done = run_here("add", folder, "--archive", path)
    assert done.returncode == 3
    *told, last = done.stderr.splitlines()
    assert len(told) == 11
    assert all(line.startswith("Skipped: ") and line.endswith(".") for line in told), told
    # The same text under no address is one report.
    assert last == f"5 reports added to {path}, 2 there already, 11 skipped."
    outcomes = [json.loads(line)["outcome"] for line in done.stdout.splitlines()]
    assert (outcomes.count("added"), outcomes.count("known"), outcomes.count("skipped")) == (5, 2, 11)
    again = run_here("add", folder, "--archive", path)
    assert again.stderr.splitlines()[-1] == f"0 reports added to {path}, 7 there already, 11 skipped."
    assert len(run_here("list", "--archive", path).stdout.splitlines()) == 5
    assert json.loads(run_here("check", "--archive", path).stdout)["problems"] == []


def test_columns_are_given_on_the_command_line(folder: Path) -> None:
    done = run("read", folder / "d-table.csv", "--columns", "text=body,headline=title")
    assert done.returncode == 0
    assert json.loads(done.stdout)["report"]["text"] == "Pier\n\nThe pier is shut."
    wrong = run("read", folder / "d-table.csv", "--columns", "txt=body")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr == "'txt' is no field of a report; --columns takes text, id, published, uri, headline.\n"
    why = run("why", folder / "d-table.csv", "--columns", "text=body", "report")
    assert why.returncode == 0


@pytest.mark.parametrize("data", [page(), pdf(PARAGRAPHS[0].split(" on ")), gzip.compress(TEXT.encode(), mtime=0)])
def test_standard_input_is_told_by_its_bytes(data: bytes) -> None:
    done = run("read", "-", stdin=data)
    assert (done.returncode, done.stderr) == (0, "")
    assert "harbour board" in json.loads(done.stdout)["report"]["text"]


def test_a_table_on_standard_input_is_told_by_the_columns() -> None:
    done = run("read", "-", "--columns", "text=body", stdin="nr,body\n1,The pier is shut.\n")
    assert json.loads(done.stdout)["report"]["text"] == "The pier is shut."
