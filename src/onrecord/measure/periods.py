"""Days, weeks and months: the periods between two days, in order and without a gap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from onrecord.measure.dyad import By

ONE_DAY = timedelta(days=1)


@dataclass(slots=True, frozen=True)
class Stretch:
    """A period with its first and last day; at the ends of a range it is cut to the days that belong to the range."""

    name: str
    begin: date
    end: date


@lru_cache(maxsize=8192)
def period_of(day: date, by: By) -> str:
    """The period that a day falls into: 2026-02-03, 2026-W06 (ISO 8601, from Monday to Sunday) or 2026-02."""
    if by == "day":
        return day.isoformat()
    if by == "week":
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}"
    return f"{day.year:04}-{day.month:02}"


def stretches(first: date, last: date, by: By) -> Iterator[Stretch]:
    """All periods from the first to the last day, both included."""
    begin = first
    while begin <= last:
        end = min(_last_day(begin, by), last)
        yield Stretch(period_of(begin, by), begin, end)
        if end == date.max:
            return
        begin = end + ONE_DAY


def _last_day(day: date, by: By) -> date:
    if by == "day":
        return day
    if by == "week":
        # The calendar ends on a Friday, 31 December 9999.
        return day + min(timedelta(days=7 - day.isoweekday()), date.max - day)
    if (day.year, day.month) == (date.max.year, date.max.month):
        return date.max
    return date(day.year + day.month // 12, day.month % 12 + 1, 1) - ONE_DAY
