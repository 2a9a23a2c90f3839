"""What fixing a time needs: the setting that it is reckoned from, the meaning it gets, and the steps all kinds
share.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from onrecord.reading.calendar import extent, week_value
from onrecord.reading.time_words import VAGUE, number_of
from onrecord.record import TimeAnchor, TimeType

PART_CODES = {
    "morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "lunchtime": "MI", "dawn": "MO",
    "sunrise": "MO", "dusk": "EV", "sunset": "EV", "noon": "12:00", "midday": "12:00", "midnight": "24:00",
}  # fmt: skip
UNIT_CODES = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "night": "D", "week": "W", "weekend": "W", "fortnight": "2W",
    "month": "M", "quarter": "3M", "year": "Y", "decade": "0Y", "century": "00Y",
}  # fmt: skip
SEASON_CODES = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}


BACK = frozenset(("last", "previous", "the previous", "this past", "the last", "the past", "past"))


AHEAD = frozenset(("next", "the next", "the following", "following", "this coming", "the coming", "coming"))


NARRATIVE = frozenset(
    ("the following", "following", "the next", "the previous", "previous", "the same", "same", "that")
)


@dataclass(slots=True)
class Fixed:
    """What a time expression means: the fields of the contract, days as dates."""

    type: TimeType = "DATE"
    value: str | None = None
    begin: date | None = None
    end: date | None = None
    not_before: date | None = None
    not_after: date | None = None
    anchor: TimeAnchor = "none"


@dataclass(slots=True)
class Setting:
    """What times are reckoned from: the reference day and where it is from, and the days told so far."""

    reference: date | None
    anchor: TimeAnchor
    told: list[tuple[str, date]] = field(default_factory=list)

    def last_told(self, *grains: str) -> date | None:
        """The day that was told last, as exactly as one of these grains ("day", "month", "year")."""
        for grain, day in reversed(self.told):
            if grain in grains:
                return day
        return None

    def note(self, fixed: Fixed) -> None:
        """Remember a time that later ones may hang on ("two days earlier")."""
        value = fixed.value or ""
        covered = extent(value)
        if covered is not None and fixed.type in {"DATE", "TIME"}:
            grain = "day" if covered[0] == covered[1] else "month" if re.match(r"\d{4}-(\d\d|W\d\d)", value) else "year"
            self.told.append((grain, covered[0]))
            del self.told[:-12]


Way = Callable[[], int]


class Parts:
    """The parts of an expression, "" for what isn't there, in lower case with single blanks."""

    def __init__(self, parts: dict[str, str | None]) -> None:
        self.parts = parts

    def __getitem__(self, name: str) -> str:
        words = self.parts.get(name)
        return " ".join(words.lower().split()) if words else ""


def edged(fixed: Fixed, edge: str, reference: date | None) -> Fixed:
    """Narrow a value by "early", "late last", "the end of": bounds, or the very day for an end or a start.

    "late September" is taken as its second half, "earlier this week" as the days up to the reference.
    """
    covered = extent(fixed.value)
    if not edge or covered is None:
        return fixed
    first, last = covered
    days = (last - first).days
    if edge in {"end", "start", "beginning"}:
        day = last if edge == "end" else first
        fixed.value = day.isoformat()
        return fixed
    if days == 0:
        return fixed
    share = {
        "early": (0, 0.5),
        "late": (0.5, 1),
        "mid": (0.25, 0.75),
        "middle": (0.25, 0.75),
        "first half": (0, 0.5),
        "second half": (0.5, 1),
    }
    if edge in share:
        fixed.not_before = first + timedelta(days=int(days * share[edge][0]))
        fixed.not_after = first + timedelta(days=round(days * share[edge][1]))
    elif reference is not None and first <= reference <= last:
        fixed.not_before, fixed.not_after = (first, reference) if edge == "earlier" else (reference, last)
    return fixed


def parted(fixed: Fixed, part: str) -> Fixed:
    """Give the value the part of the day that is told with it ("Monday morning")."""
    part = part.rstrip("s")
    if part and fixed.value is not None:
        fixed.type, fixed.value = "TIME", f"{fixed.value}T{PART_CODES[part]}"
    elif part:
        fixed.type = "TIME"
    return fixed


def singular(unit: str) -> str:
    """The unit in the singular; a night counts as a day."""
    unit = "century" if unit == "centuries" else unit.rstrip("s")
    return "day" if unit == "night" else unit


def is_vague(words: str) -> bool:
    """Whether a number is none ("a few")."""
    return any(word in VAGUE for word in words.split())


def of_unit(day: date, unit: str) -> str | None:
    """The week, month, year ... that a day is in."""
    if unit in {"day", "night", "morning", "afternoon", "evening"}:
        return day.isoformat()
    if unit in {"week", "fortnight"}:
        return week_value(day)
    if unit == "weekend":
        return f"{week_value(day)}-WE"
    if unit == "month":
        return f"{day.year:04d}-{day.month:02d}"
    if unit == "quarter":
        return f"{day.year:04d}-Q{(day.month + 2) // 3}"
    return {"year": f"{day.year:04d}", "decade": f"{day.year // 10:03d}X", "century": f"{day.year // 100:02d}XX"}.get(
        unit
    )


def duration_value(words: str, unit: str) -> str | None:
    """The TIMEX3 value of a length of time, X for a number that is not told."""
    number, code = number_of(words), UNIT_CODES.get(unit)
    if code is None:
        return None
    head = "PT" if unit in {"hour", "minute", "second"} else "P"
    if number is None or is_vague(words):
        return f"{head}X{code.lstrip('230') or code}" if unit not in {"decade", "century"} else None
    if unit == "decade":
        return f"P{number * 10:g}Y"
    if unit == "century":
        return f"P{number * 100:g}Y"
    factor = int(code[:-1] or 1)
    return f"{head}{number * factor:g}{code[-1]}"


def season_value(day: date, unit: str, rel: str, way: Way) -> str:
    """The season meant, seen from a day."""
    code = SEASON_CODES[unit]
    candidates = [f"{year:04d}-{code}" for year in range(day.year - 2, day.year + 2)]
    spans = [(value, extent(value)) for value in candidates]
    if rel in BACK:
        return [value for value, span in spans if span and span[1] < day][-1]
    if rel in AHEAD:
        return next((value for value, span in spans if span and span[0] > day), candidates[-1])
    return next((value for value, span in spans if span and span[0] <= day <= span[1]), f"{day.year:04d}-{code}")
