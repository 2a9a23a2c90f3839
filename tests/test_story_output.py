"""Stories go out as table, JSON and page; the command line reads what `read` reads."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from rich.console import Console

from onrecord.cli.story_table import print_stories
from onrecord.export.story_page import write_story_page
from onrecord.reader import Reader
from onrecord_process import run
from story_reading import COPY, CORRECTION, OWN, REWRITE, WIRE, Told, tell

MARKUP = WIRE.replace("Mila Toren", "<b>Mila</b> Toren & Sons <script>alert(1)</script>")


@pytest.fixture(scope="module")
def dam() -> Told:
    return tell(
        Reader.open(),
        wire=(MARKUP, "2026-04-07T12:00", "Quill"),
        copy=(COPY.replace(WIRE, MARKUP), "2026-04-07T12:30", "The <i>Valley</i> Times"),
        rewrite=(REWRITE, "2026-04-07T18:00", None),
        correction=(CORRECTION, None, "Quill"),
        own=(OWN, "2026-04-08T07:00", "Radio Orlava"),
    )


def test_the_page_shows_tree_claims_contradictions_and_reports(dam: Told) -> None:
    page = write_story_page([dam.story], dam.records)
    for words in ("How the reports hang together", "contradict each other", "on whose word", "The reports", "<svg"):
        assert words in page
    assert page.count('<li class="row') == len(dam.story.reports)


def test_the_page_runs_and_loads_nothing(dam: Told) -> None:
    page = write_story_page([dam.story], dam.records)
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert not re.search(r'(?:src|href)="(?!#|data:)', page)


def test_what_reports_say_can_be_no_markup(dam: Told) -> None:
    page = write_story_page([dam.story], dam.records)
    assert "<b>Mila" not in page
    assert "<i>Valley" not in page
    assert "&lt;i&gt;Valley&lt;/i&gt; Times" in page


def test_links_on_the_page_lead_somewhere_and_ids_are_given_once(dam: Told) -> None:
    page = write_story_page([dam.story, dam.story], dam.records)
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_the_text_of_each_report_is_whole_on_the_page(dam: Told) -> None:
    page = write_story_page([dam.story], dam.records)
    texts = [re.sub(r"<[^>]+>", "", text) for text in re.findall(r'<div class="text">(.*?)</div>', page, re.DOTALL)]
    assert any("The gates had been left shut for eleven hours although the lake was rising" in text for text in texts)
    assert len(texts) == len(dam.story.reports)


def test_the_table_names_parents_origins_and_contradictions(dam: Told) -> None:
    console = Console(width=100, record=True, file=open("/dev/null", "w"))  # noqa: SIM115
    print_stories([dam.story], console)
    text = console.export_text()
    assert "[copy of Quill]" in text
    assert "[correction or update of Quill]" in text
    assert "The numbers differ" in text
    assert "rests on one origin" in text


def test_json_lines_in_stories_out(tmp_path: Path) -> None:
    lines = [
        json.dumps({"text": text, "id": name, "published": "2026-04-07"})
        for name, text in (
            ("wire", WIRE),
            ("copy", COPY),
            ("other", "The bank of Norway raised its key rate on Monday."),
        )
    ]
    (tmp_path / "feed.jsonl").write_text("\n".join(lines), "utf-8")
    done = run("story", "feed.jsonl", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["schema"] == "onrecord-stories/1"
    assert [len(story["reports"]) for story in found["stories"]] == [2]
    page = run("story", "feed.jsonl", "--output", "out.html", "--single", cwd=tmp_path)
    assert page.returncode == 0, page.stderr
    assert "2 stories" in (tmp_path / "out.html").read_text("utf-8")


def test_wrong_use_ends_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WIRE, "utf-8")
    for arguments in (["a.txt", "--output", "no/where.json"], ["a.txt", "--output", "a.txt"], ["a.txt", "-f", "csv"]):
        done = run("story", *arguments, cwd=tmp_path)
        assert done.returncode == 2, arguments
        assert "Traceback" not in done.stderr
    assert run("story", "missing.txt", cwd=tmp_path).returncode == 1
