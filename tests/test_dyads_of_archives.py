"""Dyads of an archive: the same figures as of its records with the same links, copies counted once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from archives import new_database
from onrecord import report_from_text
from onrecord.archive.archive import Archive
from onrecord.measure.archived import gather_archive
from onrecord.measure.dyad import By, Dyad
from onrecord.measure.dyads import REAL, count, gather, told
from onrecord.measure.rows import rows_of
from onrecord.measure.sides import side_of
from onrecord.record import Factuality

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.txt"))
MORE = (
    "Iranian troops attacked an American convoy near Basra on Monday. The United States condemned Iran.",
    "American and Iranian envoys met in Geneva on Sunday. A bomb exploded in Tehran.",
    "Norwegian troops clashed with Chilean soldiers.",
)
SIDES = [("EST", "LVA"), ("USA", "IRN"), ("IRN", "IRN"), ("NOR", "CHL"), ("LVA:GOV", "EST")]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def archive(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    url = str(tmp_path_factory.mktemp("archive") / "onrecord.db")
    if request.param == "postgresql":
        url = new_database(request.getfixturevalue("postgresql"), "dyads")
    with Archive(url) as made:
        made._reader = request.getfixturevalue("remembering")
        texts = [path.read_text("utf-8") for path in EXAMPLES] + list(MORE)
        # A second outlet shows each of the examples word for word.
        reports = [
            report_from_text(text, published="2026-03-11", uri=f"https://a.example/{text[:9]}") for text in texts
        ]
        reports += [report_from_text(text, published="2026-03-12", uri="https://b.example/x") for text in texts[:5]]
        reports.append(report_from_text("Iran attacked Iraq.", uri="https://c.example/undated"))
        made.add_reports(reports)
        yield made


def test_an_event_is_counted_as_its_record_has_it(archive: Archive) -> None:
    from onrecord.measure.archived import row_of

    kept = {(row.report, row.event): row for row in map(row_of, archive.events())}
    for record in archive.records():
        for row in rows_of(record):
            theirs = kept.pop((row.report, row.event))
            assert theirs.day == row.day, row
            assert (theirs.day_from, theirs.actors, theirs.recipients) == (row.day_from, row.actors, row.recipients)
            assert (theirs.type, theirs.quad, theirs.factuality) == (row.type, row.quad, row.factuality)
            assert (theirs.place_country, theirs.lat, theirs.struck_country) == (
                row.place_country, row.lat, row.struck_country,
            )  # fmt: skip
            # Parties that are alike stand once, so that two of one side are no two sides.
            assert theirs.mutual == (row.mutual and len(row.actors) > 1)
    assert not kept


@pytest.mark.parametrize("by", ["day", "week", "month"])
@pytest.mark.parametrize("codes", SIDES)
@pytest.mark.parametrize("struck", [False, True])
@pytest.mark.parametrize("factuality", [REAL, ("planned", "denied", "conditional")])
def test_an_archive_counts_what_its_records_count_with_the_same_links(
    archive: Archive, by: By, codes: tuple[str, str], struck: bool, factuality: tuple[Factuality, ...]
) -> None:
    sides = side_of(codes[0]), side_of(codes[1])
    claims: dict[str, dict[str, str]] = {}
    for event in archive.events():
        if event.claim:
            claims.setdefault(event.report, {})[event.event] = event.claim
    mine = gather_archive(archive, sides, factuality, struck=struck)
    theirs = gather(told(archive.records(), claims), sides, factuality, struck=struck)
    assert mine.events == theirs.events
    assert mine.reports == theirs.reports

    def counted(found: object) -> Dyad:
        return count(found, sides, by, factuality=factuality, struck=struck)  # type: ignore[arg-type]

    assert counted(mine) == counted(theirs)


def test_copies_of_a_report_are_one_event(archive: Archive) -> None:
    sides = side_of("LVA"), side_of("EST")
    linked = count(gather_archive(archive, sides, REAL), sides, "month").directions[0].counts.total
    alone = count(gather(told(archive.records()), sides, REAL), sides, "month").directions[0].counts.total
    assert 0 < linked < alone


def test_a_mutual_event_and_an_undated_report_are_found(archive: Archive) -> None:
    sides = side_of("USA"), side_of("IRN")
    found = count(gather_archive(archive, sides, REAL), sides, "day", first=date(2026, 3, 1), last=date(2026, 3, 31))
    assert found.directions[0].mutual == found.directions[1].mutual == 1
    assert found.reports.undated == 1
    assert found.directions[1].counts.material_conflict == 1
