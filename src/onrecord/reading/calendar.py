"""The reckoning of days: TIMEX3 values, their extents, and steps from one date to another.

Values follow TIMEX3 (TimeML 1.2): 2026, 2026-02, 2026-02-03, 2026-W05, 2026-W05-WE, 2026-SU, 2026-Q1, 202X, 20XX for a
century, XXXX where the year is not known. Weeks are ISO weeks, Monday to Sunday.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d{2})(?:-(?P<day>\d{2}))?|W(?P<week>\d{2})(?P<weekend>-WE)?"
    r"|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)))?(?:T.*)?$|(?P<decade>\d{3})X$"
    r"|(?P<century>\d{2})XX$"
)


def day_of(text: str | None) -> date | None:
    """The day of an ISO 8601 date or time, None where it has none or is none."""
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def safe_date(year: int, month: int, day: int) -> date | None:
    """The date, None where the calendar has no such day (February 30)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """The same day of the month that many months later; the month's last day where it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = max(1, min(9999, index // 12)), index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def add_units(day: date, count: float, unit: str) -> date:
    """A step of `count` days, weeks, months, years, decades or centuries (negative: back)."""
    try:
        if unit in {"day", "week", "fortnight"}:
            return day + timedelta(days=round(count * {"day": 1, "week": 7, "fortnight": 14}[unit]))
        months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
        return add_months(day, round(count * months))
    except OverflowError:
        return day


def week_value(day: date) -> str:
    """The ISO week that a day is in, as a TIMEX3 value."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def monday(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def extent(value: str | None) -> tuple[date, date] | None:
    """The first and the last day that a value covers, None where it isn't fixed."""
    match = _VALUE.match(value) if value else None
    if match is None:
        return None
    try:
        return _covered(match)
    except ValueError:
        return None


def _covered(match: re.Match[str]) -> tuple[date, date]:
    if match["decade"]:
        return date(int(match["decade"]) * 10, 1, 1), date(int(match["decade"]) * 10 + 9, 12, 31)
    if match["century"]:
        return date(int(match["century"]) * 100 or 1, 1, 1), date(int(match["century"]) * 100 + 99, 12, 31)
    year = int(match["year"])
    if match["day"]:
        day = date(year, int(match["month"]), int(match["day"]))
        return day, day
    if match["month"]:
        return date(year, int(match["month"]), 1), month_end(year, int(match["month"]))
    if match["week"]:
        first = date.fromisocalendar(year, int(match["week"]), 1)
        return (first + timedelta(days=5) if match["weekend"] else first), first + timedelta(days=6)
    for name, months in (("quarter", 3), ("half", 6)):
        if match[name]:
            last = int(match[name]) * months
            return date(year, last - months + 1, 1), month_end(year, last)
    if match["season"]:
        first = date(year, SEASONS[match["season"]], 1)
        last_month = add_months(first, 2)
        return first, month_end(last_month.year, last_month.month)
    return date(year, 1, 1), date(year, 12, 31)


def weekday_near(reference: date, weekday: int, direction: int) -> date:
    """The weekday (Monday is 0) on or before the reference, or on or after it where `direction` is positive."""
    if direction > 0:
        return reference + timedelta(days=(weekday - reference.weekday()) % 7)
    return reference - timedelta(days=(reference.weekday() - weekday) % 7)


def year_near(reference: date, month: int, day: int | None, direction: int) -> int:
    """The year of a month (and day) told without one, seen from the reference.

    `direction` is -1 for a past tense, 1 for a future one, 0 where nothing tells: then the nearest is taken. A past
    that lies nearly a year back beside a future within a month is taken for the near one (a report that is dated a
    day late).
    """
    candidates = []
    for year in (reference.year - 1, reference.year, reference.year + 1):
        if day is None:
            gap = (year - reference.year) * 365 + (month - reference.month) * 30
        else:
            other = safe_date(year, month, day)
            if other is None:
                other = month_end(year, month)
            gap = (other - reference).days
        candidates.append((year, gap))
    near = min(candidates, key=lambda item: abs(item[1]))
    if direction == 0:
        return near[0]
    sided = [item for item in candidates if item[1] * direction >= 0]
    chosen = min(sided, key=lambda item: abs(item[1])) if sided else near
    return near[0] if abs(chosen[1]) > 335 and abs(near[1]) < 30 else chosen[0]
