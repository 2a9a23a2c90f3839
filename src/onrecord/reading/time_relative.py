"""Fixing times that are told by their distance: "two days ago", "last week", "the end of the year", "for three
months".
"""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.reading.calendar import add_units, monday, week_value
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
    duration_value,
    edged,
    is_vague,
    of_unit,
    parted,
    season_value,
    singular,
)
from onrecord.reading.time_words import number_of
from onrecord.record import TimeAnchor


def _step(day: date, count: float, unit: str, sign: int) -> str:
    """The value of a day `count` units off, as exact as the unit: a day, a week, a month, a year."""
    other = add_units(day, sign * count, unit)
    if unit == "day":
        return other.isoformat()
    if unit in {"week", "fortnight"}:
        return week_value(other)
    return f"{other.year:04d}-{other.month:02d}" if unit in {"month", "quarter"} else f"{other.year:04d}"


def ago(parts: Parts, setting: Setting, way: Way) -> Fixed:
    """ "Two days ago" from the reference, "two days earlier" from the day told last."""
    unit, words, number = singular(parts["unit"]), parts["num"], number_of(parts["num"])
    told = parts["way"] in {"earlier", "later", "before", "after", "afterward", "afterwards", "prior", "previously"}
    sign = 1 if parts["way"] in {"later", "after", "afterward", "afterwards", "from now", "hence"} else -1
    grains = (
        ("day",)
        if unit in {"day", "week", "fortnight", "weekend", "hour", "minute", "second"}
        else ("day", "month", "year")
    )
    day = setting.last_told(*grains) if told else setting.reference
    anchor: TimeAnchor = "text" if told else setting.anchor
    if day is None:
        return Fixed("TIME" if unit in {"hour", "minute", "second"} else "DATE")
    if unit in {"hour", "minute", "second"}:
        if told:
            return Fixed("TIME")
        return _hours_off(day, number if unit == "hour" else 0, sign, anchor)
    if is_vague(words) or number is None or unit == "century":
        fixed = Fixed("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", anchor=anchor)
        if sign < 0:
            fixed.not_after = day
        else:
            fixed.not_before = day
        return fixed
    return Fixed("DATE", _step(day, number, "week" if unit == "weekend" else unit, sign), anchor=anchor)


def _hours_off(day: date, hours: float | None, sign: int, anchor: TimeAnchor) -> Fixed:
    # The hour of publication is seldom known: the day, or the days that it may have been.
    other = add_units(day, sign * -(-(hours or 0) // 24), "day")
    first, last = sorted((day, other))
    return Fixed("TIME", None, not_before=first, not_after=last, anchor=anchor)


def span(parts: Parts, setting: Setting, way: Way) -> Fixed:
    """ "The last three weeks": a stretch that ends or begins at the reference."""
    rel, unit, number = parts["rel"], singular(parts["unit"]), number_of(parts["num"])
    fixed = Fixed("DURATION", duration_value(parts["num"], unit))
    day = setting.reference
    if day is None or rel in {"first", "final", "following", "previous", "preceding"} or unit in {"minute", "second"}:
        return fixed
    if parts["whole"] or (rel == "next" and way() < 0):
        return fixed  # "the last months of her life", "he sat there for the next 30 hours"
    fixed.anchor = setting.anchor
    sign = -1 if rel in {"last", "past"} else 1
    far = None
    if number is not None and not is_vague(parts["num"]):
        far = add_units(
            day,
            sign * (number / 24 if unit == "hour" else number),
            "day" if unit == "hour" else "week" if unit == "weekend" else unit,
        )
    fixed.not_before, fixed.not_after = (far, day) if sign < 0 else (day, far)
    return fixed


# "recent days" reaches no farther back than this.
_RECENT = {
    "hour": ("day", 1),
    "day": ("month", 1),
    "week": ("month", 3),
    "month": ("year", 1),
    "year": ("year", 10),
    "decade": ("decade", 5),
}


def recent(parts: Parts, setting: Setting, way: Way) -> Fixed:
    """ "In recent days": bounds only."""
    fixed = Fixed("DATE", "PAST_REF", anchor=setting.anchor)
    if setting.reference is not None:
        unit, count = _RECENT[singular(parts["unit"])]
        fixed.not_before, fixed.not_after = add_units(setting.reference, -count, unit), setting.reference
    return fixed


def coming(parts: Parts, setting: Setting, way: Way) -> Fixed:
    """ "In the coming weeks": it begins at the reference."""
    return Fixed("DATE", "FUTURE_REF", not_before=setting.reference, anchor=setting.anchor)


def duration(parts: Parts, setting: Setting, way: Way) -> Fixed:
    """ "For three months": a length without a place in time."""
    return Fixed("DURATION", duration_value(parts["num"], singular(parts["unit"])))


def recurring(parts: Parts, setting: Setting, way: Way) -> Fixed:
    """ "Every week", "each summer"."""
    unit = singular(parts["unit"])
    if unit in SEASON_CODES:
        return Fixed("SET", f"XXXX-{SEASON_CODES[unit]}")
    if unit in PART_CODES:
        return Fixed("SET", f"XXXX-XX-XXT{PART_CODES[unit]}")
    return Fixed("SET", duration_value(parts["num"] or "one", unit))


def unit(parts: Parts, setting: Setting, way: Way) -> Fixed:
    """ "Last week", "this year", "that night", "the following month"."""
    rel, unit = parts["rel"], parts["unit"].rstrip("s")
    grains = ("day",) if unit not in {"month", "quarter", "year", "decade", "century"} else ("day", "month", "year")
    narrative = rel in NARRATIVE
    day = setting.last_told(*grains) if narrative else setting.reference
    anchor: TimeAnchor = "text" if narrative else setting.anchor
    if (
        narrative
        and day is None
        and unit in {"year", "month", "week", "decade"}
        and rel not in {"that", "the same", "same"}
    ):
        day, anchor = setting.reference, setting.anchor
    if day is None:
        return Fixed("TIME" if unit in PART_CODES else "DATE")
    step = -1 if rel in BACK else 1 if rel in AHEAD else 0
    if unit in SEASON_CODES:
        return edged(Fixed("DATE", season_value(day, unit, rel, way), anchor=anchor), parts["edge"], setting.reference)
    if rel in {"the past", "the last"} and unit not in {"century", "weekend", "night"}:
        return Fixed(
            "DURATION", duration_value("one", unit), not_before=add_units(day, -1, unit), not_after=day, anchor=anchor
        )
    if unit == "weekend":
        value: str | None = _weekend(day, rel, way)
    else:
        step_unit = unit if unit in {"week", "fortnight", "month", "quarter", "year", "decade", "century"} else "day"
        base = day.replace(day=1) if step_unit in {"month", "quarter"} else day
        value = of_unit(add_units(base, step, step_unit), unit)
    if unit in {"morning", "afternoon", "evening", "night"}:
        return parted(Fixed("DATE", value, anchor=anchor), unit)
    return edged(Fixed("DATE", value, anchor=anchor), parts["edge"], setting.reference)


def _weekend(day: date, rel: str, way: Way) -> str:
    """The weekend meant, seen from a day: the last one in a past clause, the coming one ahead."""
    saturday = monday(day) + timedelta(days=5)
    if rel in AHEAD:
        saturday += timedelta(days=7 if rel == "next" else 0)
    elif rel in BACK or (day < saturday and way() <= 0):
        saturday -= timedelta(days=7)
    return f"{week_value(saturday)}-WE"


def beside(parts: Parts, setting: Setting, way: Way) -> Fixed:
    """ "The day before", "the week before last"."""
    unit, how = singular(parts["unit"]), parts["way"]
    if how in {"before last", "after next"}:
        day, anchor, count = setting.reference, setting.anchor, 2
    else:
        grains = ("day",) if unit in {"day", "week", "weekend"} else ("day", "month", "year")
        day, anchor, count = setting.last_told(*grains), "text", 1
        if day is None and unit in {"year", "month"}:
            day, anchor = setting.reference, setting.anchor
    if day is None:
        return Fixed()
    sign = 1 if how.startswith(("after", "later")) else -1
    base = day.replace(day=1) if unit == "month" else day
    return Fixed(
        "DATE", of_unit(add_units(base, sign * count, "week" if unit == "weekend" else unit), unit), anchor=anchor
    )


def edge_of(parts: Parts, setting: Setting, way: Way) -> Fixed:
    """ "The end of the month", "year end"."""
    rel, unit = (parts["rel"] or parts["rel2"]), parts["unit"]
    day, anchor = setting.reference, setting.anchor
    if rel in NARRATIVE:
        told = setting.last_told("day", "month", "year")
        day, anchor = (told, "text") if told else (None, "none")
    if day is None:
        return Fixed()
    step = -1 if rel in BACK else 1 if rel in AHEAD else 0
    base = day.replace(day=1) if unit == "month" else day
    return edged(
        Fixed("DATE", of_unit(add_units(base, step, unit), unit), anchor=anchor), parts["edge"], setting.reference
    )


def weekend(parts: Parts, setting: Setting, way: Way) -> Fixed:
    """ "Over the weekend": the last one, or the coming one where the clause looks ahead."""
    if setting.reference is None:
        return Fixed("DATE", "XXXX-WXX-WE")
    return Fixed("DATE", _weekend(setting.reference, "the", way), anchor=setting.anchor)
