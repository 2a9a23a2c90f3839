"""Archives that can't be opened or written, each with one sentence that says what to do, and nothing lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import event, text

import onrecord.archive.migrations as migrations
from archives import TEXTS, back_to_version_3, by_id, made_report, write_lines
from onrecord.archive.archive import Archive
from onrecord.archive.database import Database, archive_url
from onrecord.archive.schema import METADATA
from onrecord.errors import ArchiveUnwritable, NewerArchive, NoArchive
from onrecord_process import one_sentence, run, run_here


def add_all(url: str) -> None:
    with Archive(url) as archive:
        archive.add_reports([made_report(name) for name in TEXTS])


def test_the_migrations_make_the_tables_of_the_schema(archive_url: str) -> None:
    with Archive(archive_url) as archive, archive._database.reading() as connection:

        def ours(_thing: object, name: str | None, kind: str, _reflected: bool, _to: object) -> bool:
            # The full-text index is made by the migration alone.
            return not (kind == "table" and name and "_index" in name) and name not in (
                "words",
                "ix_sentences_words",
                "ix_names_words",
            )

        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_object": ours, "target_metadata": METADATA}
        )
        assert compare_metadata(context, METADATA) == []


def test_the_newest_version_is_the_last_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    assert ScriptDirectory.from_config(config).get_heads() == [migrations.NEWEST]


def test_an_archive_of_an_older_onrecord_is_brought_up_to_date_and_added_to(archive_url: str) -> None:
    with Archive(archive_url) as archive:
        archive.add_reports([made_report("talks")])
        archive._database.write(back_to_version_3)
    with Archive(archive_url) as archive:
        archive.add_reports([made_report("threat")])
        assert {hit.headline for hit in archive.find("ministers met")} == {"Envoys of Norway and Chile meet in Geneva"}
        assert {hit.headline for hit in archive.find("close the port")} == {"Peru threatens to close harbour"}
        assert [line.name for line in archive.actors("ibarra")] == ["Raul Ibarra"]
        assert archive.check().problems == []


def test_an_archive_of_a_newer_onrecord_is_refused_and_left_alone(archive_url: str) -> None:
    with Archive(archive_url) as archive:
        archive._database.write(
            lambda connection: connection.execute(text("UPDATE alembic_version SET version_num = '0099'"))
        )
    with pytest.raises(NewerArchive, match="install the newer onrecord") as caught:
        Archive(archive_url)
    assert one_sentence(str(caught.value))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("mysql://host/db", "is no address of an archive"),
        ("sqlite://", "is no address of an archive"),
        ("postgresql+psycopg://someone:secret@127.0.0.1:1/none", "can't be reached"),
        ("no/such/folder/a.db", "no folder"),
        (".", "is a folder"),
    ],
)
def test_a_wrong_address_is_told_in_one_sentence_without_the_password(given: str, words: str) -> None:
    with pytest.raises(NoArchive, match=words) as caught:
        Archive(given)
    assert one_sentence(str(caught.value))
    assert "secret" not in str(caught.value)


def test_what_is_no_archive_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("These are notes, and no database of any kind.\n" * 200, "utf-8")
    before = path.read_bytes()
    with pytest.raises(NoArchive, match="no archive of onrecord"):
        Archive(path)
    assert path.read_bytes() == before
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE reports (id)")
    with pytest.raises(NoArchive, match="tables of another program"):
        Archive(other)


def test_commands_that_look_make_no_archive(tmp_path: Path) -> None:
    done = run("list", "--archive", tmp_path / "none.db")
    assert done.returncode == 2
    assert one_sentence(done.stderr)
    assert "onrecord add" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_ends_in_one_sentence_loses_nothing_and_can_be_gone_on_from(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    with Archive(path) as archive:
        archive.add_reports([made_report("talks")])
        before = by_id(list(archive.records()))
        pages = 0

        def no_room(connection: sqlite3.Connection, _: object) -> None:
            connection.execute(f"PRAGMA max_page_count={pages}")

        with archive._database.reading() as connection:
            pages = int(connection.scalar(text("PRAGMA page_count")) or 0)
        archive._database.engine.dispose()
        event.listen(archive._database.engine, "connect", no_room)
        with pytest.raises(ArchiveUnwritable, match="no room left") as caught:
            archive.add(write_lines(tmp_path / "feed.jsonl", 40))
        assert one_sentence(str(caught.value))
        assert before.items() <= by_id(list(archive.records())).items()
    with Archive(path) as archive:
        assert archive.check().problems == []
        archive.add(tmp_path / "feed.jsonl")
        assert len(archive.list()) == 41
        assert archive.check().problems == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if (
        os.geteuid() != 0
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], capture_output=True, check=False
        ).returncode
    ):
        pytest.skip("a small disk can't be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=False)


def test_a_disk_that_fills_up_ends_in_one_sentence(small_disk: Path, tmp_path: Path) -> None:
    feed = write_lines(tmp_path / "feed.jsonl", 200)
    done = run_here("add", feed, "--archive", small_disk / "archive.db")
    assert done.returncode == 1
    message = [line for line in done.stderr.splitlines() if "no room left" in line]
    assert len(message) == 1, done.stderr
    assert "Traceback" not in done.stderr
    for part in small_disk.iterdir():
        shutil.copy(part, tmp_path)
    with Archive(tmp_path / "archive.db") as archive:
        archive.add(feed)
        assert len(archive.list()) == 200
        assert archive.check().problems == []


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """A folder with an archive that can't be written to."""
    folder = tmp_path / "fixed"
    folder.mkdir()
    if os.geteuid() != 0:
        add_all(str(folder / "archive.db"))
        folder.chmod(0o555)
        yield folder
        folder.chmod(0o755)
        return
    # Root may write anywhere but on a disk that nobody can write to.
    mount = ["mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a read-only disk can't be mounted here")
    try:
        add_all(str(folder / "archive.db"))
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=False)


def test_a_read_only_folder_is_read_and_not_written(read_only: Path) -> None:
    path = read_only / "archive.db"
    listed = run_here("list", "--archive", path)
    assert listed.returncode == 0, listed.stderr
    assert len(listed.stdout.splitlines()) == 4
    assert run_here("find", "quota", "--archive", path).stdout
    assert run_here("stories", "--single", "--archive", path).stdout
    assert run_here("check", "--archive", path).returncode == 0
    changed = run_here("actors", "merge", "Norway", "Chile", "--archive", path)
    assert changed.returncode == 1
    assert one_sentence(changed.stderr)
    assert "can't be written" in changed.stderr
    for archive in (path, read_only / "new.db"):
        added = run_here("add", "-", "--archive", archive, stdin="Rebels attacked Oslo on Monday, police said.")
        assert added.returncode == 1
        assert one_sentence(added.stderr)
        assert "can't be written" in added.stderr


def test_a_damaged_file_is_told_of(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    add_all(str(path))
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 40_000] = os.urandom(40_000)
    path.write_bytes(data)
    done = run("check", "--archive", path)
    assert done.returncode == 1
    assert "damaged" in done.stdout + done.stderr or "changed" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_an_address_is_a_path_or_a_url(tmp_path: Path) -> None:
    assert archive_url(tmp_path / "a b%.db").database == str(tmp_path / "a b%.db")
    assert archive_url("postgresql://u@h/d").drivername == "postgresql+psycopg"
    odd = tmp_path / "odd ? #name%20.db"
    Database(archive_url(odd)).engine.connect().close()
    assert odd.exists()


def test_no_question_of_linking_looks_at_the_words_of_all_reports(archive_url: str) -> None:
    """What is asked for each report must not take longer the more there are: before, reports without a day were looked
    for among all prints."""
    with Archive(archive_url) as archive:
        if not archive._database.is_sqlite:
            pytest.skip("PostgreSQL may look at a small table as a whole")
        asked: list[tuple[str, object]] = []

        def note(_connection: object, _cursor: object, words: str, values: object, *_: object) -> None:
            if words.startswith(("SELECT", "\nSELECT")):
                asked.append((words, values))

        event.listen(archive._database.engine, "before_cursor_execute", note)
        archive.add_reports([made_report(name) for name in TEXTS])
        event.remove(archive._database.engine, "before_cursor_execute", note)
        with archive._database.reading() as connection:
            for words, values in asked:
                plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}", values).all()  # type: ignore[arg-type]
                scanned = [row[3] for row in plan if row[3].startswith("SCAN prints") and "INDEX" not in row[3]]
                assert not scanned, words
