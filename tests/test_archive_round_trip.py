"""What one archive gives another takes, whatever the databases: the same bytes, times, records and stories."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import onrecord
from archives import TEXTS, by_id, made_report
from onrecord.archive.archive import Archive
from onrecord.export.kept_lines import kept_pieces
from onrecord.reader import Reader
from onrecord_process import one_sentence
from onrecord_process import run_here as run


def whole(archive: Archive) -> list[object]:
    """All that is kept, in a form that can be compared."""
    return [
        [
            (kept.id, kept.raw, kept.name, kept.kind, kept.outlet, kept.added, kept.current, kept.story),
            [(one.made, one.record.to_json()) for one in kept.records],
        ]
        for kept in archive.kept()
    ]


def there_and_back(first: Archive, second: Archive, third: Archive) -> None:
    totals = second.restore(first.kept())
    assert totals.added == len(TEXTS)
    assert whole(second) == whole(first)
    assert second.stories(least=1) == first.stories(least=1)
    assert second.find("quota") == first.find("quota") or len(second.find("quota")) == len(first.find("quota"))
    assert second.restore(first.kept()).known == len(TEXTS)
    third.restore(second.kept())
    assert whole(third) == whole(first)
    assert by_id(list(third.records())) == by_id(list(first.records()))
    assert second.check().problems == third.check().problems == []


def test_from_one_database_to_the_other_and_back(archive_url: str, tmp_path: Path, remembering: Reader) -> None:
    codebook = tmp_path / "codebook"
    codebook.mkdir()
    (codebook / "titles.yaml").write_text("{}\n", "utf-8")
    with Archive(tmp_path / "first.db") as first:
        first._reader = remembering
        first.add_reports([made_report(name) for name in TEXTS])
    with Archive(tmp_path / "first.db", codebook=codebook) as first:
        first.reread([made_report("talks").id])
        second, third = Archive(archive_url, codebook=codebook), Archive(tmp_path / "third.db", codebook=codebook)
        with second, third:
            there_and_back(first, second, third)


def test_corrections_and_removals_come_with_the_reports(archive_url: str, tmp_path: Path, remembering: Reader) -> None:
    with Archive(tmp_path / "first.db") as first:
        first._reader = remembering
        first.add_reports([made_report(name) for name in TEXTS])
        first.merge_actors("Astrid Holm", "A. Holm")
        first.undo_correction(first.split_actor("Raul Ibarra", "Raul Ibarra (elder)", made_report("threat").id))
        first.remove(made_report("denial").id, why="court order")
        (tmp_path / "all.jsonl").write_text("".join(kept_pieces(first.whole())), "utf-8")
        before = whole(first), first.corrections(), first.removed(), first.actors("holm")
    done = run("restore", tmp_path / "all.jsonl", "--archive", archive_url)
    assert done.returncode == 0, done.stderr
    assert "Corrections of actors that came with them: 2; removals: 1." in done.stderr
    with Archive(archive_url) as second:
        second._reader = remembering
        assert (whole(second), second.corrections(), second.removed(), second.actors("holm")) == before
        # A report that was taken out can't come in again by this way either.
        assert second.add_reports([made_report("denial")]).removed == 1
        assert second.check().problems == []
    again = run("restore", tmp_path / "all.jsonl", "--archive", archive_url)
    assert "Corrections" not in again.stderr


def test_a_report_that_was_removed_elsewhere_stays_here_and_is_told_of(tmp_path: Path, remembering: Reader) -> None:
    with Archive(tmp_path / "first.db") as first, Archive(tmp_path / "second.db") as second:
        for one in (first, second):
            one._reader = remembering
            one.add_reports([made_report("talks"), made_report("denial")])
        first.remove(made_report("denial").id, why="court order")
        (tmp_path / "all.jsonl").write_text("".join(kept_pieces(first.whole())), "utf-8")
    done = run("restore", tmp_path / "all.jsonl", "--archive", tmp_path / "second.db")
    assert done.returncode == 0
    assert "Removed there, but not here: 1;" in done.stderr
    with Archive(tmp_path / "second.db") as second:
        assert len(second.list()) == 2


def test_an_exported_archive_is_restored_in_the_other_database(
    archive_url: str, tmp_path: Path, remembering: Reader
) -> None:
    with Archive(tmp_path / "first.db") as first:
        first._reader = remembering
        first.add_reports([made_report(name) for name in TEXTS])
        before = whole(first)
    file = tmp_path / "all.jsonl"
    exported = run("export", "--format", "archive", "--output", file, "--archive", tmp_path / "first.db")
    assert exported.returncode == 0, exported.stderr
    restored = run("restore", file, "--archive", archive_url)
    assert restored.returncode == 0, restored.stderr
    assert one_sentence(restored.stderr)
    with Archive(archive_url) as second:
        assert whole(second) == before
        assert second.check().problems == []
        assert len(second.stories()) == 1
    assert "4 there already" in run("restore", file, "--archive", archive_url).stderr


@pytest.mark.parametrize(
    "change",
    [
        lambda line: line[: len(line) // 2],
        lambda line: line.replace('"raw":"R', '"raw":"S'),
        lambda line: line.replace("Geneva", "Vienna"),
        lambda line: '{"schema": "onrecord/1"}',
        lambda line: "\udcff",
    ],
)
def test_what_was_changed_on_the_way_is_named_and_skipped(
    change: Callable[[str], str], tmp_path: Path, remembering: Reader
) -> None:
    with Archive(tmp_path / "first.db") as first:
        first._reader = remembering
        first.add_reports([made_report("talks"), made_report("threat")])
        lines = list(kept_pieces(first.kept()))
    lines[0] = change(lines[0].rstrip("\n")) + "\n"
    (tmp_path / "all.jsonl").write_bytes("".join(lines).encode("utf-8", "surrogateescape"))
    done = run("restore", tmp_path / "all.jsonl", "--archive", tmp_path / "second.db")
    assert done.returncode == 3
    told = done.stderr.splitlines()
    assert told[0].startswith("Skipped: ")
    assert one_sentence(told[0])
    assert told[1].startswith("1 report restored")


def test_programs_have_the_measures_and_exports_too(tmp_path: Path, remembering: Reader) -> None:
    with onrecord.Archive(tmp_path / "first.db") as archive:
        archive._reader = remembering
        archive.add_reports([made_report(name) for name in TEXTS])
        found = archive.dyad("PER", "BOL", by="day", since="2026-03-01", until="2026-03-31")
        assert (found.actor, found.recipient, found.directions[0].counts.total) == ("PER", "BOL", 1)
        for form in ("csv", "jsonl", "jsonld", "geojson", "archive"):
            archive.export(tmp_path / f"out.{form}", format=form)
            assert (tmp_path / f"out.{form}").stat().st_size > 100
        archive.export(tmp_path / "tables", format="parquet", plover=True)
        assert len(list((tmp_path / "tables").iterdir())) == 6
        with pytest.raises(ValueError, match="no export to xml"):
            archive.export(tmp_path / "x", format="xml")
