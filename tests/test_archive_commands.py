"""The commands on an archive: what they print, for people and for programs, and their exit codes.

They run in this process; other tests run commands as processes of their own (`test_cli.py`, `test_archive_opening.py`).
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archives import TEXTS
from onrecord_process import one_sentence
from onrecord_process import run_here as run

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the four reports."""
    folder = tmp_path_factory.mktemp("archive")
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    done = run("add", folder / "*.txt", "--archive", folder / "archive.db")
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["outcome"] for line in lines] == ["added"] * 4
    assert one_sentence(done.stderr)
    assert done.stderr.startswith("4 reports added to ")
    return folder / "archive.db"


def lines_of(*args: str | Path, archive: Path) -> list[dict[str, object]]:
    done = run(*args, "--archive", archive)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def table_of(*args: str | Path, archive: Path, code: int = 0) -> str:
    """What people see on a terminal of 100 columns."""
    done = run(*args, "--archive", archive, "--format", "table")
    assert done.returncode == code, done.stderr
    assert max(map(len, done.stdout.splitlines())) <= 100
    return done.stdout


def test_adding_again_adds_nothing(archive: Path) -> None:
    done = run("add", archive.parent / "talks.txt", "--archive", archive, "--format", "table")
    assert done.returncode == 0
    assert done.stdout.startswith("known ")
    assert "0 reports added" in done.stderr
    assert "1 there already" in done.stderr


def test_add_names_what_it_skips_and_goes_on(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("", "utf-8")
    (tmp_path / "talks.txt").write_text(TEXTS["talks"], "utf-8")
    done = run("add", tmp_path, "--archive", tmp_path / "a.db")
    assert done.returncode == 3
    assert [json.loads(line)["outcome"] for line in done.stdout.splitlines()] == ["skipped", "added"]
    assert "Skipped: " in done.stderr
    assert "empty.txt is empty" in done.stderr
    alone = run("add", tmp_path / "empty.txt", "--archive", tmp_path / "a.db")
    assert alone.returncode == 1


def test_list_and_show(archive: Path) -> None:
    listed = lines_of("list", archive=archive)
    assert len(listed) == 4
    assert len(lines_of("list", "--from", "2026-03-09", "--limit", "1", archive=archive)) == 1
    assert "Peru threatens to close harbour" in table_of("list", archive=archive)
    assert json.loads(run("list", "--archive", archive, "--format", "json").stdout) == listed
    name = str(listed[0]["id"])
    record = json.loads(run("show", name[:8], "--archive", archive).stdout)
    assert record["schema"] == "onrecord/1"
    assert record["report"]["id"] == name
    shown = table_of("show", name, archive=archive)
    assert "unchanged since it was added" in " ".join(shown.split())
    assert run("show", name, "--archive", archive, "--format", "bytes").stdout in TEXTS.values()
    for wrong in (("show", "r00000000"), ("show", name, "--record", "2")):
        done = run(*wrong, "--archive", archive)
        assert done.returncode == 2
        assert one_sentence(done.stderr)


def test_find(archive: Path) -> None:
    hits = lines_of("find", "fishing quota", archive=archive)
    assert {hit["what"] for hit in hits} == {"statement"}
    assert all("quota" in str(hit["sentence"]) for hit in hits)
    assert lines_of("find", "--event", "threaten", "--actor", "Peru", "--factuality", "happened", archive=archive)
    assert lines_of("find", "--unnamed", "--source", "diplomats", "--place", "Geneva", archive=archive)
    shown = table_of("find", "toll", archive=archive)
    assert "Peru" in shown
    assert table_of("find", "xylophone", archive=archive).startswith("Nothing fits")
    for wrong in (("--factuality", "perhaps"), ("--from", "yesterday")):
        done = run("find", *wrong, "--archive", archive)
        assert done.returncode == 2
        assert one_sentence(done.stderr)


def test_words_need_no_quotation_marks(archive: Path) -> None:
    """The shell gives words one by one; in quotation marks of their own they are a phrase."""
    loose = lines_of("find", "quota", "progress", archive=archive)
    assert loose == lines_of("find", "quota progress", archive=archive)
    assert loose
    assert lines_of("find", '"progress quota"', archive=archive) == []
    assert lines_of("timeline", "raul", "ibarra", archive=archive) == lines_of(
        "timeline", "raul ibarra", archive=archive
    )


def test_stories_story_and_timeline(archive: Path) -> None:
    [line] = lines_of("stories", archive=archive)
    assert line["reports"] == 2
    assert len(lines_of("stories", "--single", archive=archive)) == 3
    told = json.loads(run("story", str(line["id"]), "--archive", archive).stdout)
    assert [story["id"] for story in told["stories"]] == [line["id"]]
    report = told["stories"][0]["reports"][0]["id"]
    assert json.loads(run("story", report, "--archive", archive).stdout) == told
    assert (
        run("story", str(line["id"]), "--archive", archive, "--format", "html").stdout.lower().startswith("<!doctype")
    )
    assert "2 reports" in table_of("stories", archive=archive)
    assert lines_of("timeline", "Norway", archive=archive)
    assert "CONSULT" in table_of("timeline", "Norway", archive=archive)
    for wrong in (("story", "y0000000000000000"), ("timeline", "Atlantis")):
        done = run(*wrong, "--archive", archive)
        assert done.returncode == 2
        assert one_sentence(done.stderr)


def test_actors_are_merged_split_and_undone(archive: Path) -> None:
    listed = lines_of("actors", "list", "Holm", archive=archive)
    assert [line["name"] for line in listed] == ["Astrid Holm"]
    assert run("actors", "merge", "Astrid Holm", "A. Holm", "--archive", archive).returncode == 0
    assert next(line["name"] for line in lines_of("actors", "list", "Holm", archive=archive)) == "A. Holm"
    [correction] = lines_of("actors", "corrections", archive=archive)
    assert "merge" in table_of("actors", "corrections", archive=archive)
    assert run("actors", "undo", str(correction["number"]), "--archive", archive).returncode == 0
    assert [line["name"] for line in lines_of("actors", "list", "Holm", archive=archive)] == ["Astrid Holm"]
    report = str(lines_of("find", "quota", archive=archive)[0]["report"])
    split = run("actors", "split", "Astrid Holm", "Holm the younger", "--report", report, "--archive", archive)
    assert split.returncode == 0
    assert "Holm the younger" in table_of("actors", "list", archive=archive)
    wrong = run("actors", "merge", "Nobody", "Somebody", "--archive", archive)
    assert wrong.returncode == 2
    assert one_sentence(wrong.stderr)


def test_reread_check_and_remove(tmp_path: Path) -> None:
    (tmp_path / "talks.txt").write_text(TEXTS["talks"], "utf-8")
    path = tmp_path / "a.db"
    name = json.loads(run("add", tmp_path / "talks.txt", "--archive", path).stdout)["report"]
    assert "0 read again, 1 are as" in run("reread", "--archive", path).stderr
    checked = run("check", "--archive", path, "--format", "table")
    assert checked.returncode == 0
    assert "unchanged since they were added" in checked.stdout
    assert json.loads(run("check", "--archive", path).stdout) == {"reports": 1, "records": 1, "problems": []}
    assert run("remove", name, "--archive", path).returncode == 2
    assert run("remove", name, "--why", "court order", "--archive", path).returncode == 0
    assert run("list", "--archive", path).stdout == ""
    again = run("add", tmp_path / "talks.txt", "--archive", path)
    assert "1 removed before, and left out" in again.stderr


def test_the_examples_make_a_story(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    assert run("add", EXAMPLES / "*.txt", EXAMPLES / "*.jsonl", EXAMPLES / "*.html", "--archive", path).returncode == 0
    stories = lines_of("stories", archive=path)
    assert stories
    shown = run("story", str(stories[0]["id"]), "--archive", path, "--format", "table")
    assert shown.returncode == 0
    assert "WHICH REPORT WAS MADE FROM WHICH" in shown.stdout


def test_what_can_never_fit_is_told(archive: Path) -> None:
    for command in (("find", "quota"), ("list",), ("stories",), ("timeline", "Holm")):
        done = run(*command, "--from", "2026-03-12", "--to", "2026-03-01", "--archive", archive)
        assert done.returncode == 2
        assert "2026-03-12, is after the last, 2026-03-01" in done.stderr
        assert one_sentence(done.stderr)
    done = run("find", "--event", "THREATEM", "--archive", archive)
    assert done.returncode == 2
    assert "'THREATEM' is no type of events" in done.stderr
    assert one_sentence(done.stderr)
    assert run("find", "--event", "threaten", "--to", "2001-01-01", "--archive", archive).returncode == 0
