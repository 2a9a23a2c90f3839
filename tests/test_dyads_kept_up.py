"""What an archive counts as reports come and go is what a recount finds, whatever was done to it."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator
from datetime import date

import pytest
from sqlalchemy import Connection, delete, insert, select, text, update

from archives import back_to_version_3
from onrecord import Archive, Reader, Record, Report, report_from_text
from onrecord.archive import migrations
from onrecord.archive.counting import TOLD_AS
from onrecord.archive.schema import dyad_events, event_days, events
from onrecord.measure.archived import gather_archive
from onrecord.measure.dyads import REAL, Gathered, gather, told
from onrecord.measure.sides import side_of
from onrecord.record import Factuality

TEXTS = (
    "Iranian troops attacked an American convoy near Basra on Monday. The United States condemned Iran. American and "
    "Iranian envoys met in Geneva on Sunday, and a bomb exploded in Tehran.",
    "The United States condemned Iran after its troops attacked an American convoy near Basra on Monday, officials "
    "said. American envoys may meet Iranian diplomats in Geneva.",
    "An American convoy was attacked by Iranian troops near Basra on Sunday. Iran denied that it attacked the convoy.",
    "Iranian police clashed with Iranian protesters in Shiraz on Tuesday. Iran threatened to expel American diplomats.",
    "American troops attacked a depot in Iran on Friday. Iraq agreed to host Iranian and American envoys.",
)
SIDES = [("USA", "IRN"), ("IRN", "USA"), ("IRN", "IRN"), ("IRN:MIL", "USA"), ("IRN:COP", "IRN:OPP"), ("IRQ", "IRN")]
OTHERS: tuple[Factuality, ...] = ("planned", "denied", "possible", "not_happened")


def made(number: int, *, mirror: int = 0) -> Report:
    return report_from_text(
        TEXTS[number], published=f"2026-03-{10 + number + mirror}", uri=f"https://outlet{mirror}.example/{number}"
    )


@pytest.fixture(scope="module")
def reader(remembering: Reader) -> Reader:
    return remembering


@pytest.fixture
def archive(archive_url: str, reader: Reader) -> Iterator[Archive]:
    with Archive(archive_url) as opened:
        opened._reader = reader
        opened.add_reports([made(number) for number in range(5)] + [made(number, mirror=1) for number in range(3)])
        yield opened


def recounted(archive: Archive, codes: tuple[str, str], factuality: tuple[Factuality, ...], struck: bool) -> Gathered:
    """The dyad counted from the records, with the claims that the stories give now."""
    claims: dict[str, dict[str, str]] = {}
    for line in archive.stories(least=2):
        for claim in archive.story(line.id).claims:
            for telling in claim.told_by:
                if telling.event is not None:
                    claims.setdefault(telling.report, {})[telling.event] = f"{line.id}:{claim.id}"
    sides = side_of(codes[0]), side_of(codes[1])
    return gather(told(archive.records(), claims), sides, factuality, struck=struck)


def must_be_right(archive: Archive) -> None:
    """All dyads are those of a recount, and `check` says so too."""
    some = 0
    for codes in SIDES:
        sides = side_of(codes[0]), side_of(codes[1])
        for factuality in (REAL, OTHERS):
            for struck in (False, True):
                mine = gather_archive(archive, sides, factuality, struck=struck)
                assert mine == recounted(archive, codes, factuality, struck), (codes, factuality, struck)
                some += sum(number.total() for number in mine.happenings.values())
    assert some
    assert archive.check().problems == []


def test_after_adding_in_several_runs(archive: Archive) -> None:
    must_be_right(archive)
    archive.add_reports([made(number, mirror=2) for number in range(5)])
    must_be_right(archive)


def test_copies_are_one_event_also_among_all_events(archive: Archive) -> None:
    def of_anybody() -> int:
        return gather_archive(archive, (side_of("USA"), side_of("IRN")), REAL).events.total()

    before = of_anybody()
    copies = [made(number, mirror=2) for number in range(3)]
    archive.add_reports(copies)
    told = [event for record in archive.records([report.id for report in copies]) for event in record.events]
    # Not each telling is found again in the copies; those that are count once.
    assert len(told) > 5
    assert of_anybody() - before < len(told) / 3


def test_after_removing(archive: Archive) -> None:
    for report in (made(0), made(1, mirror=1), made(3)):
        archive.remove(report.id, why="asked for")
        must_be_right(archive)


class OtherReader:
    """Reads as a newer onrecord might: one event less in each report, and others told as planned."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.nlp, self.codebook = reader, reader.nlp, copy.copy(reader.codebook)
        self.codebook.__dict__["version"] = "another"

    def records(self, reports: Iterable[Report]) -> Iterator[Record]:
        for record in self.reader.records(reports):
            record.made_by.codebook = "another"
            record.events = record.events[1:]
            for event in record.events[::2]:
                event.factuality = "planned"
            yield record


def test_after_reading_again(archive: Archive, reader: Reader) -> None:
    archive._reader = OtherReader(reader)  # type: ignore[assignment]
    assert archive.reread([made(0).id, made(4).id]).new == 2
    must_be_right(archive)
    assert archive.reread().new == 6
    must_be_right(archive)


def test_after_corrections_of_actors(archive: Archive) -> None:
    merged = archive.merge_actors("Iran", "Iraq")
    must_be_right(archive)
    split = archive.split_actor("United States", "Other States", made(0).id)
    must_be_right(archive)
    for number in (merged, split):
        archive.undo_correction(number)
    must_be_right(archive)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda connection: connection.execute(update(dyad_events).values(day="2026-01-01")),
        lambda connection: connection.execute(delete(dyad_events).where(dyad_events.c.actor == "USA")),
        lambda connection: connection.execute(update(event_days).values(events=event_days.c.events + 1)),
        lambda connection: connection.execute(insert(event_days), {"day": "2026-01-01", "told_as": 1, "events": 3}),
        lambda connection: connection.execute(update(events).values(factuality="denied")),
    ],
)
def test_check_tells_of_wrong_counts_and_mends_them(archive: Archive, spoil: Callable[[Connection], None]) -> None:
    archive._database.write(spoil)
    [problem] = archive.check().problems
    assert "What dyads are counted from is not as the events are" in problem
    assert "onrecord check --mend" in problem
    assert archive.check(mend=True).problems == []


def test_an_archive_of_the_first_version_is_counted_when_it_is_opened(archive: Archive, archive_url: str) -> None:
    sides = side_of("USA"), side_of("IRN")
    before = gather_archive(archive, sides, REAL)

    def back_to_the_first(connection: Connection) -> None:
        back_to_version_3(connection)
        for words in (
            "DROP TABLE dyad_events",
            "DROP TABLE event_days",
            "DROP INDEX ix_events_claim",
            "DROP INDEX ix_stories_behind",
            "DROP INDEX ix_prints_undated",
            "CREATE TABLE country_pairs (one VARCHAR, other VARCHAR, event BIGINT)",
            "UPDATE alembic_version SET version_num = '0001'",
        ):
            connection.execute(text(words))

    archive._database.write(back_to_the_first)
    archive.close()
    with Archive(archive_url) as opened:
        assert gather_archive(opened, sides, REAL) == before
        assert opened.check().problems == []
        with opened._database.reading() as connection:
            version = connection.scalar(text("SELECT version_num FROM alembic_version"))
        assert version == migrations.NEWEST


def test_what_an_event_can_be_told_as_is_what_the_record_knows() -> None:
    from typing import get_args

    assert set(TOLD_AS) == set(get_args(Factuality))
    assert len({*TOLD_AS.values()}) == len(TOLD_AS)
    assert all(value.bit_count() == 1 for value in TOLD_AS.values())


def test_the_day_of_a_linked_event_is_that_of_all_its_tellings(archive: Archive) -> None:
    with archive._database.reading() as connection:
        linked = connection.execute(select(dyad_events).where(dyad_events.c.claim.is_not(None))).all()
    days: dict[str, set[str | None]] = {}
    for row in linked:
        days.setdefault(row.claim, set()).add(row.day)
    assert days
    assert all(len(some) == 1 for some in days.values())
    assert all(date.fromisoformat(day) for [day] in days.values() if day)
