"""Times: every time expression of a report with its TIMEX3 value, fixed against the day of publication where it can be.

The scheme is TIMEX3 (Pustejovsky et al., TimeML 1.2; the values follow the ISO-TimeML guidelines). Relative times
hang on `report.published`, else on a complete dateline (anchor "dateline"); narrative ones ("two days earlier") on
the day told last (anchor "text"). Where no year is to be had the value keeps its X's and the anchor is "none".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from onrecord.codebook.loader import Codebook
from onrecord.intake.report import Report
from onrecord.language.parsed import ParsedReport, Passage
from onrecord.reading.calendar import day_of, extent, safe_date
from onrecord.reading.tense import direction
from onrecord.reading.time_filter import is_time
from onrecord.reading.time_setting import Fixed, Setting
from onrecord.reading.time_values import fix
from onrecord.reading.time_words import MONTHS, WEEKDAYS, Expression, find, find_date
from onrecord.record import Span, Time

_JOINT = re.compile(
    r",?\s+(?:(?:on|at|around|about|just before|just after|shortly before|shortly after|by)\s+)?$", re.IGNORECASE
)
_LINK = re.compile(r"\s*(?:,?\s*(?:to|through|until|till|and|up to)\s+(?:the\s+)?|[-–—]\s*)$", re.IGNORECASE)
_WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(slots=True)
class _Found:
    """A time on its way to the record: its span in the report, what it means, and the words before it."""

    start: int
    end: int
    kind: str
    fixed: Fixed
    year_told: bool


def published_from_dateline(dateline: str, published: str | None = None) -> str | None:
    """The ISO date of a dateline's words ("Feb. 3, 2026"), None where it has no day or no year.

    `published` is an ISO date or time, or a bare year, known from elsewhere: it gives the year to a dateline
    without one (the year that brings the dateline nearest to it). The contract's order: an argument wins over
    metadata, metadata over a complete dateline; so call it without `published` to ask whether the dateline is complete.
    """
    expression = find_date(dateline)
    if expression is None or expression.kind not in {"date", "iso"}:
        return None
    reference = day_of(published) or day_of(f"{published}-07-01" if published else None)
    bare_year = reference is not None and published is not None and len(published) == 4
    fixed = fix(expression, Setting(None if bare_year else reference, "published"), lambda: 0)
    value = fixed.value or ""
    if bare_year and value.startswith("XXXX"):
        value = f"{published}{value[4:]}"
    return value if day_of(value) is not None else None


def _setting(report: Report) -> Setting:
    day = day_of(report.published)
    if day is not None and 100 < day.year < 9900:
        return Setting(day, "dateline" if report.published_from == "dateline" else "published")
    day, dateline = None, report.anatomy.dateline
    if dateline is not None and dateline.date is not None:
        day = day_of(published_from_dateline(report.text[slice(*dateline.date)]))
    return Setting(day, "dateline" if day is not None else "none")


def read_times(parsed: ParsedReport, codebook: Codebook) -> list[Time]:
    """The times of a report in text order, `t1` first: those of all passages and the date of the dateline."""
    report = parsed.report
    setting = _setting(report)
    found = _of_dateline(report, setting)
    for passage in parsed.passages:
        found.extend(_of_passage(passage, codebook, setting))
    found.sort(key=lambda item: (item.start, item.end))
    return [_time(f"t{number}", item) for number, item in enumerate(found, 1)]


def _of_dateline(report: Report, setting: Setting) -> list[_Found]:
    dateline = report.anatomy.dateline
    if dateline is None or dateline.date is None:
        return []
    first, end = dateline.date
    expression = find_date(report.text[first:end])
    if expression is None:
        return []
    fixed = fix(expression, setting, lambda: 0)
    if (day_of(fixed.value) is not None and expression.parts.get("year")) or setting.anchor == "none":
        fixed.anchor = "none"
    setting.note(fixed)
    return [_Found(first + expression.start, first + expression.end, expression.kind, fixed, True)]


def _of_passage(passage: Passage, codebook: Codebook, setting: Setting) -> list[_Found]:
    found: list[_Found] = []
    expressions = find(passage, codebook, is_time)
    for number, expression in enumerate(expressions):
        _lend_year(passage, expression, expressions[number + 1 : number + 2])
        fixed = fix(expression, setting, lambda token=expression.token: direction(passage, token))  # type: ignore[misc]
        _carry_year(passage, expression, expressions[number - 1] if number else None, found, fixed)
        item = _Found(expression.start, expression.end, expression.kind, fixed, bool(expression.parts.get("year")))
        if found and _merge(passage, found[-1], item):
            setting.note(found[-1].fixed)
            continue
        if passage.kind != "headline":
            setting.note(fixed)
        found.append(item)
    _ranges(passage, found, setting.reference)
    for item in found:
        item.start += passage.start
        item.end += passage.start
    return found


def _gap(passage: Passage, left: int, right: int) -> str:
    return passage.text[left:right]


def _lend_year(passage: Passage, expression: Expression, after: list[Expression]) -> None:
    """The year of a range's end holds for its start: "January 23 to March 9, 2014"."""
    if (
        expression.kind in {"date", "month"}
        and not expression.parts.get("year")
        and not expression.parts.get("relyear")
        and after
    ):
        year = after[0].parts.get("year") if after[0].kind == expression.kind else None
        if year and _LINK.fullmatch(_gap(passage, expression.end, after[0].start)):
            expression.parts["year"] = year


def _carry_year(
    passage: Passage, expression: Expression, before: Expression | None, found: list[_Found], fixed: Fixed
) -> None:
    """A date without a year goes with the full date told just before in its sentence: "on May 3, 2011, and again on
    May 9".
    """
    if expression.kind not in {"date", "month"} or expression.parts.get("year") or before is None or not found:
        return
    same = passage.sentence_of[expression.token] == passage.sentence_of[before.token] if before.token >= 0 else False
    value, told = fixed.value or "", found[-1].fixed.value or ""
    if same and found[-1].year_told and before.kind in {"date", "month"} and value[4:5] == "-" and told[:4].isdigit():
        covered = extent(told[:4] + value[4:])
        previous = extent(told)
        if covered and previous and covered[0] >= previous[0] and value[:4] != told[:4]:
            fixed.value, fixed.anchor = told[:4] + value[4:], "text"


def _merge(passage: Passage, left: _Found, right: _Found) -> bool:
    """Join a clock time and the day beside it into one: "5 p.m. on Sunday", "Friday at 17:00". True where it was
    done.
    """
    if (left.kind == "clock") == (right.kind == "clock") or not _JOINT.fullmatch(_gap(passage, left.end, right.start)):
        return False
    clock, day = (left, right) if left.kind == "clock" else (right, left)
    value = day.fixed.value or ""
    if day.kind not in {"weekday", "date", "deictic", "iso", "nth_day"} or day.fixed.type not in {"DATE", "TIME"}:
        return False
    if value and clock.fixed.value:
        day.fixed.value = value.split("T")[0] + clock.fixed.value
    day.fixed.type = "TIME"
    left.end, left.fixed, left.kind = right.end, day.fixed, day.kind
    left.year_told = left.year_told or right.year_told
    return True


_SINCE = re.compile(r"\bsince(?: at least| early| late)?(?: the)?\s*$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|between|during|over|for)?(?: the)?\s*$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|through|up to)(?: the| at least)?\s*$", re.IGNORECASE)


def _ranges(passage: Passage, found: list[_Found], reference: date | None) -> None:
    """Give begin and end to times after "since", "until" and to both ends of "from ... to ...", "between ... and
    ...".
    """
    for number, item in enumerate(found):
        before = passage.text[max(0, item.start - 24) : item.start]
        covered = extent(item.fixed.value)
        if covered is None or item.fixed.type not in {"DATE", "TIME"}:
            continue
        if _SINCE.search(before):
            item.fixed.begin, item.fixed.end = covered[0], None
        elif number + 1 < len(found) and _is_range(passage, before, item, found[number + 1]):
            other = extent(found[number + 1].fixed.value)
            if other is not None and covered[0] <= other[1]:
                item.fixed.begin, item.fixed.end = covered[0], other[1]
                found[number + 1].fixed.begin, found[number + 1].fixed.end = covered[0], other[1]
        elif _UNTIL.search(before) and not (item.fixed.begin and item.fixed.begin != covered[0]):
            item.fixed.begin, item.fixed.end = None, covered[1]


def _is_range(passage: Passage, before: str, left: _Found, right: _Found) -> bool:
    link = _LINK.fullmatch(_gap(passage, left.end, right.start))
    if link is None or right.fixed.type not in {"DATE", "TIME"}:
        return False
    words = before.lower().split()
    opened = words[-1] if words and words[-1] != "the" else words[-2] if len(words) > 1 else ""
    if "and" in link.group().lower():
        return opened == "between"
    return (
        link.group().strip() in {"-", "–", "—"}
        or opened in {"from", "running", "between"}
        or "through" in link.group().lower()
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _time(name: str, item: _Found) -> Time:
    fixed = item.fixed
    return Time(
        id=name,
        span=(item.start, item.end),
        type=fixed.type,
        value=fixed.value,
        begin=_iso(fixed.begin),
        end=_iso(fixed.end),
        not_before=_iso(fixed.not_before),
        not_after=_iso(fixed.not_after),
        anchor=fixed.anchor,
    )


def needs_published(times: list[Time], text: str) -> list[Time]:
    """The times of `text` that stay open but would be fixed by the day of publication ("on Friday", "last month",
    "Feb 3").
    """
    return [time for time in times if time.anchor == "none" and _open_without_published(time, text)]


def _open_without_published(time: Time, text: str) -> bool:
    if time.type in {"SET", "DURATION"}:
        return False
    if time.value is not None:
        return time.value.startswith("XXXX-") and not time.value.endswith(("SP", "SU", "FA", "WI"))
    words = text[slice(*time.span)].lower()
    return bool(
        re.search(
            r"\b(?:yesterday|today|tomorrow|tonight|overnight|this|last|next|ago|coming|end of|year['’]s end)\b", words
        )
    )


def weekday_conflicts(parsed: ParsedReport, times: list[Time]) -> list[tuple[Span, str]]:
    """Where a weekday and a date don't fit each other, or the calendar has no such day: the span and one sentence
    on it.

    Without a year (neither in the words nor by `published`) a weekday can't be checked, and nothing is said.
    """
    conflicts = []
    text = parsed.text
    for number, time in enumerate(times):
        value = (time.value or "").split("T")[0]
        if not re.fullmatch(r"(?:\d{4}|XXXX)-\d\d-\d\d", value):
            continue
        words = " ".join(text[slice(*time.span)].split())
        day = day_of(value)
        if day is None:
            year = int(value[:4]) if value[0] != "X" else 2000
            if safe_date(year, int(value[5:7]), int(value[8:])) is None:
                conflicts.append((time.span, f"“{words}”: the calendar has no such day."))
            continue
        named = _weekday_named(text, time, times[number - 1] if number else None)
        if named is not None and named[0] != day.weekday():
            is_day, told = _WEEKDAY_NAMES[day.weekday()], _WEEKDAY_NAMES[named[0]]
            conflicts.append((named[1], f"{value} is a {is_day}, not a {told}."))
    return conflicts


def _weekday_named(text: str, time: Time, before: Time | None) -> tuple[int, Span] | None:
    """The weekday told with a date, in the same expression or in front of a bracket: "Sunday night (March 4)"."""
    words = text[slice(*time.span)].lower()
    if not any(month in words for month in MONTHS) and not re.match(r"\d{4}-", words):
        return None
    first = re.match(r"[a-z]+", words)
    if first and first.group() in WEEKDAYS:
        return WEEKDAYS[first.group()], time.span
    if before is not None and text[before.span[1] : time.span[0]].strip() in {"(", ",", "-", "–"}:
        weekday = re.match(r"[a-z]+", text[slice(*before.span)].lower())
        if weekday and weekday.group() in WEEKDAYS and before.span[1] - before.span[0] < 20:
            return WEEKDAYS[weekday.group()], (before.span[0], time.span[1])
    return None
