"""The day that an event or a statement is counted and found under."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Literal

from onrecord.record import Record, Time

# From the words of the report, or the day of publication in their place.
DayFrom = Literal["told", "published"]
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T.*)?")


@lru_cache(maxsize=4096)
def iso_day(value: str | None) -> str | None:
    """The day of an ISO 8601 date or time as it is written, in its own time zone; None where it is none."""
    match = _DAY.fullmatch(value or "")
    if not match:
        return None
    try:
        return date.fromisoformat(match.group(1)).isoformat()
    except ValueError:
        return None


def told_days(time: Time) -> tuple[str | None, str | None]:
    """The first and the last day that a time expression stands for, each None where it is open."""
    if day := iso_day(time.value):
        return day, day
    return iso_day(time.begin) or iso_day(time.not_before), iso_day(time.end) or iso_day(time.not_after)


def day_of(name: str | None, times: dict[str, Time], record: Record) -> tuple[str | None, DayFrom | None]:
    """The day of what is told with the time `name`, and what it is from.

    News tells most events without a day, and means its own; so the day of publication stands in where no time is told,
    or one that dates nothing ("for three hours", "now"). What is told as a stretch ("in 1979") has no day rather than a
    wrong one.
    """
    time = times.get(name) if name else None
    if time is not None:
        first, last = told_days(time)
        if first is not None and first == last:
            return first, "told"
        dates_nothing = time.value == "PRESENT_REF" or (time.type == "DURATION" and not (time.begin or time.end))
        if not dates_nothing:
            return None, None
    published = iso_day(record.report.published)
    return (published, "published") if published else (None, None)
