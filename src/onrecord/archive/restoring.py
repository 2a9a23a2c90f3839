"""Kept reports taken in again, as another archive gave them: the same bytes, times and records; nothing is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from sqlalchemy import Connection, select

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
from onrecord.archive.database import Database
from onrecord.archive.reading_back import Kept
from onrecord.archive.schema import reports
from onrecord.archive.taking_in import Added, AddTotals
from onrecord.codebook.loader import Codebook
from onrecord.intake.report import Anatomy, Report

_Others = list[tuple[PreparedRecord, datetime]]


def restore(
    database: Database, given: Iterable[Kept], codebook: Codebook, on_each: Callable[[Added], None] | None
) -> AddTotals:
    """Store kept reports, each in a transaction of its own; those that are here are left alone."""
    totals = AddTotals()
    for kept in given:
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
    return totals


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
