"""What another archive gave out, taken in: reports with the same bytes, times and records, tombstones, corrections.

Nothing is read anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from onrecord.archive import telling
from onrecord.archive.adding import (
    Outcome,
    Prepared,
    PreparedRecord,
    Times,
    keep_records,
    prepare,
    prepare_record,
    store,
)
from onrecord.archive.corrections import Correction, take_over
from onrecord.archive.counting import take_turn
from onrecord.archive.database import Database
from onrecord.archive.reading_back import Kept, Tombstone
from onrecord.archive.schema import reports, tombstones
from onrecord.archive.taking_in import Added, AddTotals
from onrecord.codebook.loader import Codebook
from onrecord.intake.report import Anatomy, Report

_Others = list[tuple[PreparedRecord, datetime]]


# What an archive gives out.
Item = Kept | Tombstone | Correction


@dataclass(slots=True)
class RestoreTotals(AddTotals):
    """How many reports came in, how many tombstones and corrections that were not here, and how many reports stay here
    that were removed there."""

    tombstones: int = 0
    corrections: int = 0
    stayed: int = 0


def restore(
    database: Database, given: Iterable[Item], codebook: Codebook, on_each: Callable[[Added], None] | None
) -> RestoreTotals:
    """Store what was kept, each in a transaction of its own; what is here is left alone.

    A tombstone keeps its report out from then on; a report that is here already stays.
    """
    totals = RestoreTotals()
    found: list[Correction] = []
    for kept in given:
        if isinstance(kept, Correction):
            found.append(kept)
            continue
        if isinstance(kept, Tombstone):
            new = database.write(lambda connection, stone=kept: _bury(connection, stone))  # type: ignore[misc]
            totals.tombstones += new is True
            totals.stayed += new is None
            continue
        prepared = _prepare_kept(kept, codebook)
        others = [
            (prepare_record(one.record, codebook), one.made)
            for place, one in enumerate(kept.records)
            if place != kept.current
        ]

        def store_all(
            connection: Connection, kept: Kept = kept, prepared: Prepared = prepared, others: _Others = others
        ) -> Outcome:
            return _store(connection, kept, prepared, others)

        one = Added(kept.name or kept.id, database.write(store_all), kept.id)
        totals.count(one)
        if on_each is not None:
            on_each(one)
        telling.link_all(database)
    if found:
        totals.corrections = database.write(lambda connection: take_over(connection, found))
    return totals


def _bury(connection: Connection, stone: Tombstone) -> bool | None:
    """Keep a tombstone; False where it is here already, None where the report itself is."""
    take_turn(connection)
    if connection.scalar(select(reports.c.number).where(reports.c.id == stone.report)) is not None:
        return None
    if connection.scalar(select(tombstones.c.report).where(tombstones.c.report == stone.report)) is not None:
        return False
    connection.execute(insert(tombstones), asdict(stone))
    return True


def _prepare_kept(kept: Kept, codebook: Codebook) -> Prepared:
    record = kept.record
    part = record.report
    report = Report(
        text=part.text,
        sha256=kept.sha256,
        anatomy=Anatomy([]),
        uri=part.uri,
        external_id=part.external_id,
        published=part.published,
        site=kept.outlet,
        name=kept.name,
        raw=kept.raw,
        kind=kept.kind,  # type: ignore[arg-type]
    )
    return prepare(report, record, codebook)


def _store(connection: Connection, kept: Kept, prepared: Prepared, others: _Others) -> Outcome:
    """Store a kept report: its current record, which is searched, and the others beside it."""
    made = kept.records[kept.current].made
    [outcome] = store(connection, [prepared], Times(kept.added, made))
    if outcome == "added":
        number = connection.scalars(select(reports.c.number).where(reports.c.id == kept.id)).one()
        for other, when in others:
            keep_records(connection, [(number, other)], when)
    return outcome
