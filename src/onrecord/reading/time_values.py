"""Fixing times: from the wording, the day of publication and what was told before to a TIMEX3 value and its bounds."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from onrecord.reading import time_relative
from onrecord.reading.calendar import add_months, day_of, extent, monday, month_end, safe_date, weekday_near, year_near
from onrecord.reading.time_setting import (
    AHEAD,
    BACK,
    NARRATIVE,
    PART_CODES,
    SEASON_CODES,
    Fixed,
    Parts,
    Setting,
    Way,
    edged,
    parted,
)
from onrecord.reading.time_words import DECADES, MONTHS, NUMBERS, ORDINALS, WEEKDAYS, Expression
from onrecord.record import TimeAnchor, TimeType


def fix(expression: Expression, setting: Setting, way: Way) -> Fixed:
    """What the expression means; `way()` tells whether its clause looks back (-1) or ahead (1), 0 where nothing
    tells.
    """
    fixed = _FIXERS[expression.kind](Parts(expression.parts), setting, way)
    covered = extent(fixed.value)
    if (
        fixed.begin is None
        and fixed.end is None
        and covered
        and covered[0] != covered[1]
        and not re.match(r"\d{4}(-\d\d)?$", fixed.value or "")
    ):
        fixed.begin, fixed.end = covered
    return fixed


def _year_of(parts: Parts, setting: Setting) -> tuple[int | None, TimeAnchor]:
    """The year that the words give, in figures or as "last year"; (None, "none") where they give none."""
    if parts["year"]:
        return int(parts["year"]), "none"
    words = parts["relyear"]
    if not words:
        return None, "none"
    if words in {"that", "the same", "the previous", "the following"}:
        told = setting.last_told("day", "month", "year")
        step = {"the previous": -1, "the following": 1}.get(words, 0)
        return (told.year + step, "text") if told else (None, "none")
    if setting.reference is None:
        return None, "none"
    return setting.reference.year + {"last": -1, "this": 0, "next": 1}[words], setting.anchor


def _date(parts: Parts, setting: Setting, way: Way) -> Fixed:
    month, day = MONTHS[parts["mon"].rstrip(".")], int(parts["day"])
    year, anchor = _year_of(parts, setting)
    if not 1 <= day <= 31:
        return Fixed()
    if year is None and not parts["relyear"] and setting.reference is not None:
        year, anchor = year_near(setting.reference, month, day, way()), setting.anchor
    stem = f"{year:04d}" if year is not None else "XXXX"
    if parts["day2"]:
        last = int(parts["day2"])
        fixed = Fixed("DURATION", f"P{last - day + 1}D" if last > day else None, anchor=anchor)
        if year is not None:
            fixed.begin, fixed.end = safe_date(year, month, day), safe_date(year, month, last)
        return fixed
    return parted(Fixed("DATE", f"{stem}-{month:02d}-{day:02d}", anchor=anchor), parts["part"])


def _month(parts: Parts, setting: Setting, way: Way) -> Fixed:
    month = MONTHS[parts["mon"].rstrip(".")]
    year, anchor = _year_of(parts, setting)
    reference, rel = setting.reference, parts["rel"]
    if rel in {"that", "the previous", "the following"}:
        reference = setting.last_told("day", "month") or reference
    if year is None and not parts["relyear"] and reference is not None:
        anchor = setting.anchor if reference is setting.reference else "text"
        looks = -1 if rel in BACK else 1 if rel in AHEAD else way()
        year = reference.year if rel == "this" else year_near(reference, month, None, looks)
        # "last March", said in March, is a year back; "next March" a year ahead.
        if month == reference.month and year == reference.year and rel in {"last", "next"}:
            year += 1 if rel == "next" else -1
    stem = f"{year:04d}" if year is not None else "XXXX"
    return edged(Fixed("DATE", f"{stem}-{month:02d}", anchor=anchor), parts["edge"], reference)


def _weekday(parts: Parts, setting: Setting, way: Way) -> Fixed:
    number = WEEKDAYS[parts["wd"].rstrip(".")]
    if parts["plural"] or parts["rel"] in {"every", "each"} or parts["part"].endswith("s"):
        return Fixed("SET", f"XXXX-WXX-{number + 1}")
    rel, reference, anchor = parts["rel"], setting.reference, setting.anchor
    if parts["any"]:
        return parted(Fixed("DATE", f"XXXX-WXX-{number + 1}"), parts["part"])  # "on a Monday": any of them
    if rel in NARRATIVE - {"the next"} or (rel == "the next" and setting.last_told("day")):
        reference, anchor = setting.last_told("day"), "text"
    if reference is None:
        return parted(Fixed("DATE", f"XXXX-WXX-{number + 1}"), parts["part"])
    if parts["plus"]:  # "Monday week"
        day = weekday_near(reference, number, 1) + timedelta(days=7)
    elif parts["week"]:
        day = monday(reference) + timedelta(days=number + {"last": -7, "this": 0, "next": 7}[parts["week"]])
    elif rel == "next" and anchor != "text":
        day = monday(reference) + timedelta(days=number + 7)
    elif rel in AHEAD:
        day = weekday_near(reference + timedelta(days=1), number, 1)
    elif rel in BACK:
        day = weekday_near(reference - timedelta(days=1), number, -1)
    elif rel == "this":
        day = weekday_near(reference, number, way() or 1)
    else:
        day = weekday_near(reference, number, way() or -1)
    return parted(Fixed("DATE", day.isoformat(), anchor=anchor), parts["part"])


def _century(parts: Parts, setting: Setting, way: Way) -> Fixed:
    digits = re.match(r"\d+", parts["nth"])
    number = int(digits.group()) if digits else ORDINALS[parts["nth"]]
    if not 1 <= number <= 30:
        return Fixed()
    return edged(Fixed("DATE", f"{number - 1:02d}XX"), parts["edge"], None)


def _quarter(parts: Parts, setting: Setting, way: Way) -> Fixed:
    nth = parts["nth"][:1] if parts["nth"][:1].isdigit() else str(ORDINALS[parts["nth"]])
    year, anchor = parts["year"] or parts["year_"], "none"
    code = "H" if parts["unit"] == "half" else "Q"
    if not year:
        if setting.reference is None:
            return Fixed("DATE", f"XXXX-{code}{nth}")
        year, anchor = f"{setting.reference.year + {'last': -1, 'next': 1}.get(parts['rel'], 0):04d}", setting.anchor
    return Fixed("DATE", f"{year}-{code}{nth}", anchor=anchor)  # type: ignore[arg-type]


def _season(parts: Parts, setting: Setting, way: Way) -> Fixed:
    code, year, reference = SEASON_CODES[parts["unit"]], parts["year"], setting.reference
    if year:
        return edged(Fixed("DATE", f"{year}-{code}"), parts["edge"], reference)
    if parts["rel"] and reference is not None:
        value = f"{reference.year + {'last': -1, 'this': 0, 'next': 1}[parts['rel']]:04d}-{code}"
        return edged(Fixed("DATE", value, anchor=setting.anchor), parts["edge"], reference)
    return Fixed("DATE", f"XXXX-{code}")


def _deictic(parts: Parts, setting: Setting, way: Way) -> Fixed:
    day, word, part = setting.reference, parts["day"], parts["part"]
    if word in {"tonight", "this", "last"} or part:
        kind: TimeType = "TIME"
    else:
        kind = "TIME" if word == "overnight" else "DATE"
    if day is None:
        return Fixed(kind)
    if word == "overnight":
        # The night before the report, or the one after it: which, only the clause tells.
        ahead = way() > 0
        first, last = (day, day + timedelta(days=1)) if ahead else (day - timedelta(days=1), day)
        return Fixed("TIME", None, not_before=first, not_after=last, anchor=setting.anchor)
    if word == "today" and not part and not parts["edge"] and parts["now"]:
        return Fixed("DATE", "PRESENT_REF")
    steps = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2, "last": -1}
    if word == "tonight":
        part = "night"
    return parted(Fixed("DATE", (day + timedelta(days=steps.get(word, 0))).isoformat(), anchor=setting.anchor), part)


def _iso(parts: Parts, setting: Setting, way: Way) -> Fixed:
    day = day_of(f"{parts['year']}-{parts['month']}-{parts['day']}")
    return Fixed("DATE", day.isoformat() if day else parts["year"])


def _slash(parts: Parts, setting: Setting, way: Way) -> Fixed:
    one, two, year = int(parts["one"]), int(parts["two"]), int(parts["year"])
    if one == two or one > 12 or two > 12:
        day = safe_date(year, min(one, two), max(one, two))
        return Fixed("DATE", day.isoformat() if day else f"{year:04d}")
    return Fixed("DATE", f"{year:04d}")  # 03/04 is March 4 or 3 April: only the year is sure


def _decade(parts: Parts, setting: Setting, way: Way) -> Fixed:
    if parts["decade"]:
        value = f"{parts['decade'][:3]}X"
    else:
        ten = int(parts["short"]) if parts["short"] else DECADES[parts["word"]]
        this = setting.reference.year if setting.reference else 2025
        value = f"{19 if ten > this % 100 else 20}{ten // 10}X"
    return edged(Fixed("DATE", value), parts["edge"], setting.reference)


def _years(parts: Parts, setting: Setting, way: Way) -> Fixed:
    first = int(parts["year"])
    last = first - first % 100 + int(parts["two"])
    if last <= first:
        return Fixed("DATE", f"{first:04d}")
    return Fixed("DURATION", f"P{last - first + 1}Y", begin=date(first, 1, 1), end=date(last, 12, 31))


def _year(parts: Parts, setting: Setting, way: Way) -> Fixed:
    return edged(Fixed("DATE", parts["year"]), parts["edge"], setting.reference)


def _clock(parts: Parts, setting: Setting, way: Way) -> Fixed:
    if parts["word"]:
        return Fixed("TIME", f"T{PART_CODES[parts['word']]}")
    hour = int(parts["hour"]) if parts["hour"].isdigit() else int(NUMBERS[parts["hour"]])
    if parts["clock"]:
        return Fixed("TIME", None)  # nine o'clock: morning or evening
    if parts["half"]:
        hour = hour % 12 + (12 if parts["half"] == "p" else 0)
    zone = "Z" if parts["zone"] in {"gmt", "utc"} else ""
    return Fixed("TIME", f"T{hour:02d}:{parts['minute'] or '00'}{zone}") if hour <= 24 else Fixed("TIME")


def _nine_eleven(parts: Parts, setting: Setting, way: Way) -> Fixed:
    return Fixed("DATE", "2001-09-11")


def _nth_day(parts: Parts, setting: Setting, way: Way) -> Fixed:
    number, reference = int(parts["day"]), setting.reference
    if reference is None or not 1 <= number <= 31:
        return Fixed("DATE", f"XXXX-XX-{number:02d}" if 1 <= number <= 31 else None)
    looks = way() or -1
    for months in range(0, 4):
        base = add_months(reference.replace(day=1), looks * months)
        if number <= month_end(base.year, base.month).day:
            day = base.replace(day=number)
            if (day - reference).days * looks >= 0:
                return Fixed("DATE", day.isoformat(), anchor=setting.anchor)
    return Fixed("DATE", f"XXXX-XX-{number:02d}")


def _open(parts: Parts, setting: Setting, way: Way) -> Fixed:
    return Fixed("DATE", None)


_FIXERS: dict[str, Callable[[Parts, Setting, Way], Fixed]] = {
    "date": _date, "month": _month, "weekday": _weekday, "ago": time_relative.ago, "span": time_relative.span,
    "recent": time_relative.recent, "coming": time_relative.coming, "beside": time_relative.beside, "edge_of":
    time_relative.edge_of, "century": _century, "quarter": _quarter, "set": time_relative.recurring, "unit":
    time_relative.unit, "weekend": time_relative.weekend, "season": _season, "duration": time_relative.duration,
    "deictic": _deictic, "iso": _iso, "slash": _slash, "decade": _decade, "years": _years, "year": _year, "clock":
    _clock, "nine_eleven": _nine_eleven, "nth_day": _nth_day, "holiday": _open, "era": _open,
}  # fmt: skip
