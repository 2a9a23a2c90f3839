"""Reports taken in one after the other: read outside of any transaction, stored some at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.archive import telling
from onrecord.archive.adding import Outcome, Prepared, outcome_of, prepare, store
from onrecord.archive.database import Database
from onrecord.errors import OnrecordError
from onrecord.intake.formats import Skipped
from onrecord.intake.report import Report

if TYPE_CHECKING:
    from onrecord.reader import Reader

# So many reports are stored in one transaction, or those of so many seconds: a kill loses the reading of no more. A
# page of an index that several of them change is written once: of 16 at a time each costs a quarter more.
_BATCH_REPORTS, _BATCH_SECONDS = 64, 5.0
# Stories that have changed are told anew after so many new reports, and at the end.
_TELL_EVERY = 2048


@dataclass(slots=True)
class Added:
    """What became of one report that was to be added: `report` is its id, None where it can't be read (`why` says)."""

    name: str
    outcome: Outcome | None
    report: str | None
    why: str | None = None


@dataclass(slots=True)
class AddTotals:
    """How many reports were added, were known already, were removed before and stay out, or can't be read."""

    added: int = 0
    known: int = 0
    removed: int = 0
    skipped: int = 0

    def count(self, one: Added) -> None:
        """Count one report."""
        kind = one.outcome or "skipped"
        setattr(self, kind, getattr(self, kind) + 1)


@dataclass(slots=True)
class _Batch:
    """Reports that are read and not yet stored."""

    ready: list[tuple[Report, Prepared]] = field(default_factory=list)
    since: float = 0.0

    def put(self, report: Report, prepared: Prepared) -> None:
        if not self.ready:
            self.since = time.monotonic()
        self.ready.append((report, prepared))

    @property
    def is_full(self) -> bool:
        return len(self.ready) >= _BATCH_REPORTS or time.monotonic() - self.since >= _BATCH_SECONDS


class TakingIn:
    """One run of adding; the reader is asked for when a report is new."""

    def __init__(
        self, database: Database, reader: Callable[[], Reader], on_each: Callable[[Added], None] | None
    ) -> None:
        self.database, self.reader, self.on_each = database, reader, on_each
        self.totals = AddTotals()
        self.batch = _Batch()
        self.told_at = 0

    def take(self, given: Iterable[Report | Skipped]) -> None:
        """Take reports in; the last ones are stored by `flush`."""
        for report in given:
            if isinstance(report, Skipped):
                self._tell(Added(report.name, None, None, str(report)))
            else:
                self._read(report)
            if self.batch.ready and self.batch.is_full:
                self.flush()
            if self.totals.added - self.told_at >= _TELL_EVERY:
                self.told_at = self.totals.added
                telling.tell_changed(self.database, self.reader().codebook)

    def flush(self) -> None:
        """Store what was read, in one transaction, and sort it into stories in another."""
        ready, self.batch.ready = self.batch.ready, []
        if not ready:
            return
        outcomes = self.database.write(lambda connection: store(connection, [prepared for _, prepared in ready]))
        telling.link_all(self.database)
        for (report, prepared), outcome in zip(ready, outcomes, strict=True):
            self._tell(Added(report.name or prepared.id, outcome, prepared.id))

    def _read(self, report: Report) -> None:
        """Read a report into the batch, if it is new."""
        name = report.name or report.id
        with self.database.reading() as connection:
            before = outcome_of(connection, report.id)
        if before is None and any(other.id == report.id for _, other in self.batch.ready):
            before = "known"
        if before is not None:
            self._tell(Added(name, before, report.id))
            return
        reader = self.reader()
        try:
            [record] = reader.records([report])
        except OnrecordError:
            raise
        except Exception as error:
            # A fault of ours in one report of a million must not end the run, nor be hidden.
            what = " ".join(f"{type(error).__name__}: {error}".split())
            why = f"{name} could not be read for a fault in onrecord ({what}); please tell us, with the report."
            self._tell(Added(name, None, None, why))
            return
        self.batch.put(report, prepare(report, record, reader.codebook))

    def _tell(self, one: Added) -> None:
        self.totals.count(one)
        if self.on_each is not None:
            self.on_each(one)
