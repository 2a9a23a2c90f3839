"""What one archive gives another takes, whatever the databases: the same bytes, times, records and stories."""

from __future__ import annotations

from pathlib import Path

from archives import TEXTS, by_id, made_report
from onrecord.archive.archive import Archive
from onrecord.reader import Reader


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
