"""What a first user gets wrong ends in one sentence that says what to do, and does nothing else."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import onrecord
from archives import made_report
from onrecord.errors import WrongQuestion
from onrecord_process import COMMAND, environment, one_sentence
from onrecord_process import run_here as run


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive without a report."""
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    onrecord.Archive(path).close()
    return path


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["list", "--limit", "many"], "give a whole number"),
        (["read", "a.txt", "--min-confidence", "high"], "give a number"),
        (["read", "a.txt", "--format", "tabel"], "'tabel' is not one of 'table'"),
        (["read"], "Missing argument 'PATH|URL|-'"),
        (["reed"], "did you mean"),
        (["list", "--outlett", "Quill"], "No such option"),
        (["actors", "merg"], "'merge'"),
    ],
)
def test_what_is_not_understood_is_told_in_one_sentence(args: list[str], told: str) -> None:
    done = run(*args)
    assert (done.returncode, done.stdout) == (2, "")
    assert one_sentence(done.stderr), done.stderr
    assert told in done.stderr
    assert "--help tells what fits." in done.stderr
    assert "Input should be" not in done.stderr
    assert "Value error" not in done.stderr


def test_help_speaks_of_no_types_of_the_language_and_cuts_nothing_off() -> None:
    for args in ([], ["read"], ["find"], ["schema"], ["actors"], ["actors", "merge"], ["codebook"]):
        done = run(*args, "--help")
        assert done.returncode == 0
        for words in ("<bool>", "<str>", "list[", "......", "[[", "...\n  "):
            assert words not in done.stdout, (args, words)


def test_the_package_runs_as_a_module() -> None:
    done = subprocess.run([sys.executable, "-m", "onrecord", "--version"], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stdout.startswith("onrecord ")


@pytest.mark.parametrize("command", [["list"], ["stories"], ["find"], ["actors", "list"], ["timeline", "Holm"]])
@pytest.mark.parametrize("limit", ["0", "-1"])
def test_a_limit_below_one_is_wrong_use(command: list[str], limit: str, empty: Path) -> None:
    done = run(*command, "--limit", limit, "--archive", empty)
    assert (done.returncode, done.stdout) == (2, "")
    assert one_sentence(done.stderr)
    assert "give a number from 1 up" in done.stderr


def test_a_filter_by_day_is_told_by_its_option(empty: Path) -> None:
    done = run("find", "--from", "friday", "--archive", empty)
    assert done.returncode == 2
    assert done.stderr.startswith("--from friday is not a day; write it as YYYY-MM-DD")


@pytest.mark.parametrize(
    ("args", "name"),
    [
        (["export"], "events.xlsx"),
        (["dyad", "USA", "IRN"], "chart.pdf"),
        (["read", "report.txt"], "report.docx"),
        (["compare", "report.txt", "report.txt"], "both.pdf"),
        (["story", "report.txt"], "story.pdf"),
    ],
)
def test_nothing_is_written_under_the_name_of_another_format(
    args: list[str], name: str, empty: Path, tmp_path: Path
) -> None:
    (tmp_path / "report.txt").write_text("The minister resigned on Monday.\n", "utf-8")
    onrecord.Archive(tmp_path / "onrecord.db").close()
    done = run(*args, "--output", name, cwd=tmp_path)
    assert done.returncode == 2
    assert one_sentence(done.stderr), done.stderr
    assert Path(name).suffix in done.stderr
    assert "--format" in done.stderr
    assert not (tmp_path / name).exists()


def test_a_database_given_as_records_is_told_once(empty: Path, tmp_path: Path) -> None:
    done = run("export", empty)
    assert done.returncode == 1
    assert "give it with --archive" in done.stderr
    assert len(done.stderr.splitlines()) == 2
    new = tmp_path / "new.db"
    done = run("restore", empty, "--archive", new)
    assert done.returncode == 1
    assert "onrecord export --format archive" in done.stderr
    assert len(done.stderr.splitlines()) == 2
    assert not new.exists()


def test_an_id_that_is_none_is_no_missing_file_only(empty: Path) -> None:
    done = run("story", "y1", "--archive", empty)
    assert done.returncode == 1
    assert one_sentence(done.stderr)
    assert "onrecord stories" in done.stderr


def test_a_table_whose_reader_has_gone_ends_as_all_else_does() -> None:
    process = subprocess.Popen(
        [*COMMAND, "codebook", "show"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    assert process.wait(60) == 141


# -- in Python ---------------------------------------------------------------------------------------------------------


def test_what_is_no_text_is_a_type_error_in_words() -> None:
    with pytest.raises(TypeError, match="decode bytes first"):
        onrecord.report_from_text(b"The minister resigned.")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="put this one into a list"):
        onrecord.read_many("The minister resigned.")


def test_a_day_may_be_a_date_or_a_moment() -> None:
    text = "The minister resigned on Monday."
    assert onrecord.report_from_text(text, published=date(2026, 2, 3)).published == "2026-02-03"
    moment = datetime(2026, 2, 3, 14, 30, tzinfo=UTC)
    assert onrecord.report_from_text(text, published=moment).published == "2026-02-03T14:30:00+00:00"


def test_an_archive_refuses_what_would_only_find_nothing(empty: Path) -> None:
    with onrecord.Archive(empty) as archive:
        for wrong in (
            {"since": "friday"},
            {"since": "2026-03-02", "until": "2026-03-01"},
            {"event": "THREATN"},
            {"factuality": "hapened"},
            {"limit": 0},
        ):
            with pytest.raises(WrongQuestion):
                archive.find("toll", **wrong)
        with pytest.raises(WrongQuestion, match="2026-13-01"):
            archive.list(since="2026-13-01")
        with pytest.raises(WrongQuestion):
            archive.stories(limit=-1)
        assert list(archive.find("toll", event="threaten", since=date(2026, 3, 1))) == []
        assert repr(archive) == f"Archive({str(empty)!r})"


def test_days_may_be_dates_in_all_questions(tmp_path: Path) -> None:
    with onrecord.Archive(tmp_path / "days.db") as archive:
        archive.add_reports([made_report("threat")])
        assert len(archive.list(since=date(2026, 3, 9), until=date(2026, 3, 9))) == 1
        assert len(archive.list(since=date(2026, 3, 10))) == 0
        assert archive.stories(since=date(2026, 3, 9), least=1)


def test_a_removed_report_is_told_of_by_the_beginning_of_its_id_too(tmp_path: Path) -> None:
    with onrecord.Archive(tmp_path / "removed.db") as archive:
        archive.add_reports([made_report("threat")])
        report = archive.list()[0].id
        archive.remove(report, why="court order")
    for given in (report, report[:6]):
        done = run("show", given, "--archive", tmp_path / "removed.db")
        assert done.returncode == 2
        assert f"The report {report} was removed on " in done.stderr
        assert "(court order)" in done.stderr


def test_dir_shows_what_is_offered() -> None:
    assert dir(onrecord) == sorted(onrecord.__all__)
