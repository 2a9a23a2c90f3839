"""The archive as programs open it: with the verbs of the rooms below it, which count and write what it holds."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.archive.archive import Archive as _Archive
from onrecord.archive.asking import asked_days
from onrecord.record import Factuality

if TYPE_CHECKING:
    from onrecord.archive.taking_in import Added, AddTotals
    from onrecord.intake.formats import Skipped
    from onrecord.intake.report import Report
    from onrecord.measure.dyad import By, Dyad


class Archive(_Archive):
    """An archive: reports with their records, kept and searched; `url` is a file, or postgresql+psycopg://...

    Its arguments and most of its verbs are those of the archive's own room.
    """

    def dyad(
        self,
        actor: str,
        recipient: str,
        *,
        by: By = "week",
        since: str | date | None = None,
        until: str | date | None = None,
        factuality: Sequence[Factuality] = ("happened", "ongoing"),
        struck: bool = False,
    ) -> Dyad:
        """Count the distinct events between two actors, as `onrecord dyad` does.

        Actors are codes, as in "USA" or "USA:MIL"; `since` and `until` are days, both included; `struck`: violence in a
        country counts as done to it where no country of a recipient is known. Raises NoSuchActor, NothingToCount,
        WrongQuestion.
        """
        from onrecord.measure.archived import gather_archive
        from onrecord.measure.dyads import count
        from onrecord.measure.sides import side_of

        sides = side_of(actor), side_of(recipient)
        found = gather_archive(self, sides, factuality, struck=struck)
        days = [date.fromisoformat(day) if day else None for day in asked_days(since, until)]
        return count(found, sides, by, first=days[0], last=days[1], factuality=factuality, struck=struck)

    def watch(
        self,
        feeds: Iterable[str],
        *,
        allow_private: bool = False,
        on_each: Callable[[Added], None] | None = None,
    ) -> AddTotals:
        """Look at feeds once and add what is new, as `onrecord watch --once` does; call it again for another look.

        What was added before is not fetched again, and feeds that are gone, or failed a short while ago, are passed
        over. What could not be read comes to `on_each` with its reason, and is counted as skipped.
        """
        import time

        from onrecord.intake.pace import Pace
        from onrecord.intake.watching import Found, Watcher

        watcher = Watcher(self, Pace(time.time, time.sleep), allow_private=allow_private)
        taken: list[Found] = []

        def items() -> Iterator[Report | Skipped]:
            for feed in feeds:
                if watcher.due(feed) is None or watcher.backs_off(feed):
                    continue
                for found in watcher.look(feed):
                    taken.append(found)
                    yield found.item

        totals = self.add_reports(items(), on_each=on_each)
        for found in taken:
            found.keep()
        return totals

    def export(
        self,
        path: str | os.PathLike[str],
        *,
        format: str,
        plover: bool = False,
        ids: Iterable[str] | None = None,
    ) -> None:
        """Write the current records to a file; for `parquet` the tables to a folder. Raises ValueError, OSError.

        `format` is csv, parquet, jsonl, jsonld, geojson, or archive (all that is kept, for `restore`); `plover` shows
        events as PLOVER would code them, in csv, parquet and geojson; `ids` are those of the reports, all unless given.
        """
        from onrecord.export import FORMATS
        from onrecord.export.kept_lines import kept_pieces

        if format == "parquet":
            from onrecord.export.parquet import folder_paths, write_tables

            Path(path).mkdir(parents=True, exist_ok=True)
            write_tables(self.records(ids), folder_paths(Path(path)), plover=plover)
            return
        if format != "archive" and (format not in FORMATS or not FORMATS[format].many):
            raise ValueError(f"There is no export to {format}; give csv, parquet, jsonl, jsonld, geojson or archive.")
        whole = self.whole() if ids is None else self.kept(ids)
        pieces = kept_pieces(whole) if format == "archive" else None
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.writelines(pieces or FORMATS[format].pieces(self.records(ids), plover=plover))
