"""Numbers, days and weekdays that differ between aligned sentences, and the day of the dateline."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

from onrecord.record import Record, Time
from onrecord.stories.folding import Folded
from onrecord.stories.passages import Passage, Region
from onrecord.stories.quantities import same_quantity
from onrecord.stories.scene import Draft, Scene

# Words of a dateline that name no place.
_MONTHS = {
    name.lower() for name in (*calendar.month_name, *calendar.month_abbr, *calendar.day_name, *calendar.day_abbr)
}
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
# Shares that differ less are one: "a third" and "33 percent".
_SAME_SHARE = 0.006
# "last Friday" and "Friday" are one day to whoever reads it.
_BESIDE_WEEKDAY = frozenset({"on", "last", "next", "this", "the", "past", "coming"})


def figures(scene: Scene) -> Iterator[Draft]:
    """number_changed, date_changed, weekday_changed."""
    if dateline := _dateline(scene):
        yield dateline
    for passage in scene.passages:
        yield from _numbers(scene, passage)
        yield from _dates(scene, passage)


# -- numbers -------------------------------------------------------------------------------------------------


def _numbers(scene: Scene, passage: Passage) -> Iterator[Draft]:
    a, b = scene.a.folded, scene.b.folded
    gone = [n for n in passage.a if a.kinds[n] == "number" and n in passage.gone and not a.quoted[n]]
    come = [n for n in passage.b if b.kinds[n] == "number" and n in passage.come and not b.quoted[n]]
    taken: set[int] = set()
    for n in gone:
        region = region_of(passage, n)
        choices = [
            (-score, m) for m in come if m not in taken and (score := _same_thing(scene, passage, n, m, region)) >= 2
        ]
        if choices:
            m = min(choices)[1]
            taken.add(m)
            yield number_draft(scene, n, m)
        elif region is not None and (one := _article(scene, passage, region, n, forward=True)) is not None:
            yield Draft("number_changed", [_with_unit(a, n)], [_with_unit(b, one)], key=("number", a.forms[n], "a"))
        elif region is not None and (vague := _vague(scene, region, come)) is not None:
            yield number_draft(scene, n, vague)
    for m in come:
        here = next((r for r in passage.regions if m in r.b), None)
        if (
            m not in taken
            and here is not None
            and (one := _article(scene, passage, here, m, forward=False)) is not None
        ):
            yield Draft("number_changed", [_with_unit(a, one)], [_with_unit(b, m)], key=("number", "a", b.forms[m]))


def _article(scene: Scene, passage: Passage, region: Region, n: int, *, forward: bool) -> int | None:
    """ "two months" -> "a month": the article in the number's very place, before the same word."""
    side, other = (scene.a.folded, scene.b.folded) if forward else (scene.b.folded, scene.a.folded)
    mine, theirs = (region.a, region.b) if forward else (region.b, region.a)
    match = passage.match if forward else passage.back
    for m in theirs:
        if other.forms[m] not in ("a", "an") or side.forms[n].startswith(("#~", "#1")) or n + 1 >= len(side.stems):
            continue
        if n == mine[-1] and match.get(n + 1) == m + 1:
            return m
        if m + 1 < len(other.stems) and other.stems[m + 1] == side.stems[n + 1] and m + 1 in theirs:
            return m
    return None


def number_draft(scene: Scene, n: int, m: int) -> Draft:
    """A number of A that became another in B."""
    a, b = scene.a.folded, scene.b.folded
    return Draft("number_changed", [_with_unit(a, n)], [_with_unit(b, m)], key=("number", a.forms[n], b.forms[m]))


def _with_unit(folded: Folded, n: int) -> tuple[int, int]:
    """The number with the word after it: "14 sailors" tells more than "14"."""
    end = n + 1
    if end < len(folded.forms) and not folded.light[end] and folded.kinds[end] == "":
        between = folded.record.report.text[folded.ends[n] : folded.begins[end]]
        # The currency of "$5 million" is folded behind its number, though it stands before it.
        if folded.begins[end] >= folded.ends[n] and between.strip(" -\u00a0") == "":
            return (folded.begins[n], folded.ends[end])
    return folded.span(n, n + 1)


def region_of(passage: Passage, n: int) -> Region | None:
    """The region of a passage that holds a word of A."""
    return next((region for region in passage.regions if n in region.a), None)


def _same_thing(scene: Scene, passage: Passage, n: int, m: int, region: Region | None) -> int:
    """How much speaks for two numbers to count the same thing; two is enough."""
    a, b = scene.a.folded, scene.b.folded
    share_a, share_b = _share(a, n), _share(b, m)
    if share_a is not None and share_b is not None and abs(share_a - share_b) < _SAME_SHARE:
        # "10%" and "a tenth"
        return 0
    if same_quantity(a, n, b, m):
        # "12 miles" and "19 km"
        return 0
    if a.forms[n].endswith("rd") != b.forms[m].endswith("rd"):
        return 0
    if (":" in a.forms[n]) != (":" in b.forms[m]):
        # "at 18:00", "at six": a time of day is no other count.
        return 0
    ours, theirs = _counted(a, passage.a, n), _counted(b, passage.b, m)
    score = 2 * _are_one_thing(ours, theirs)
    if region is not None and m in region.b:
        ordinal = a.forms[n].endswith("rd")
        numbers_a = [x for x in region.a if a.kinds[x] == "number" and a.forms[x].endswith("rd") == ordinal]
        numbers_b = [x for x in region.b if b.kinds[x] == "number" and b.forms[x].endswith("rd") == ordinal]
        # "two boats and 14 men" -> "three ships with 18 sailors": as many numbers, in their order.
        if (len(numbers_a) == len(numbers_b) and numbers_a.index(n) == numbers_b.index(m)) or (
            len(region.a) <= 3 and len(region.b) <= 3
        ):
            score += 2
    before_a, before_b = passage.match.get(n - 1), m - 1
    score += before_a is not None and before_a == before_b
    # "one of the men" -> "two of the men": "one" is a number only where it stands in the very place of one.
    if "#1" in (a.forms[n], b.forms[m]) and not (region is not None and m in region.b and len(region.b) <= 3):
        return 0
    return score


def _share(folded: Folded, n: int) -> float | None:
    """A share of one: "10%", "a tenth", "two thirds", "half"; None for any other number."""
    form, after = folded.forms[n], folded.forms[n + 1] if n + 1 < len(folded.forms) else ""
    if after == "percent" and (match := re.fullmatch(r"#(\d+(?:\.\d+)?)", form)):
        return float(match[1]) / 100
    if (match := re.fullmatch(r"#(\d+)rd", form)) and n and folded.forms[n - 1] in ("a", "one", "#1"):
        return 1 / int(match[1]) if int(match[1]) else None
    if (match := re.fullmatch(r"#(0\.\d+)", form)) and after != "percent":
        return float(match[1])
    return None


def _counted(folded: Folded, words: list[int], n: int) -> list[str]:
    """The stems of what a number counts: the next word that tells something, with a plural that follows it: "six tank
    trucks"."""
    at = words.index(n)
    for number, other in enumerate(words[at + 1 : at + 5], at + 1):
        if not folded.light[other] and folded.kinds[other] not in ("number", "date"):
            then = words[number + 1] if number + 1 < len(words) else None
            noun = then is not None and not folded.light[then] and not folded.kinds[then]
            beside = (
                noun and then is not None and folded.record.report.text[folded.ends[other] : folded.begins[then]] == " "
            )
            if (
                beside
                and then is not None
                and folded.forms[then].endswith("s")
                and not folded.forms[other].endswith("s")
            ):
                return [folded.stems[other], folded.stems[then]]
            return [folded.stems[other]]
    return []


def _are_one_thing(ours: list[str], theirs: list[str]) -> bool:
    """Whether two numbers count one thing: not "six tank trucks" and "eleven tank wagons"."""
    if len(ours) == len(theirs):
        return bool(ours) and ours == theirs
    return bool(ours and theirs) and not set(ours).isdisjoint(theirs)


def _vague(scene: Scene, region: Region, come: list[int]) -> int | None:
    """ "14 sailors" -> "several sailors"."""
    if any(m in region.b for m in come) or len(region.b) > 3 or len(region.a) > 3:
        return None
    return next((m for m in region.b if scene.is_word("vague_numbers", scene.b.folded.forms[m])), None)


# -- days ----------------------------------------------------------------------------------------------------


def _dates(scene: Scene, passage: Passage) -> Iterator[Draft]:
    a, b = scene.a.folded, scene.b.folded
    gone = [n for n in passage.a if n in passage.gone and _day_word(scene, a, n) and not a.quoted[n]]
    come = [n for n in passage.b if n in passage.come and _day_word(scene, b, n) and not b.quoted[n]]
    for n in list(gone):
        region = region_of(passage, n)
        inside = [m for m in come if region is not None and m in region.b]
        choices = inside or (come if len(gone) == 1 and len(come) == 1 else [])
        if not choices:
            continue
        m = choices[0]
        come.remove(m)
        if not may_be_same_day(a, n, b, m):
            weekdays = _weekday(a, n) is not None and _weekday(b, m) is not None
            code = "weekday_changed" if weekdays else "date_changed"
            yield Draft(code, [a.span(n, n + 1)], [b.span(m, m + 1)], key=(code, a.forms[n], b.forms[m]))


def _day_word(scene: Scene, folded: Folded, n: int) -> bool:
    return folded.kinds[n] == "date" or scene.is_word("weekdays", folded.forms[n])


def _weekday(folded: Folded, n: int) -> str | None:
    """The weekday where a time expression is nothing else ("last Friday"), in lower case."""
    printed = re.sub(r"['’]s\b", "", folded.record.words(folded.span(n, n + 1)).lower())
    words = re.findall(r"\w+", printed)
    left = [word for word in words if word not in _BESIDE_WEEKDAY]
    return left[0] if len(left) == 1 and left[0] in _DAYS else None


def may_be_same_day(a: Folded, n: int, b: Folded, m: int) -> bool:
    """Whether two time expressions can mean one day: the wider may hold the other; open ones are given the benefit."""
    ours, theirs = _weekday(a, n), _weekday(b, m)
    if a.printed(n) == b.printed(m) or (ours and ours == theirs):
        # "on Monday" kept in a report of another week is the rewriter's slip, not a change of words.
        return True
    one, two = a.dates.get(n), b.dates.get(m)
    if one is None or two is None:
        return not (ours and theirs)
    return _compatible(one, two, ours, theirs)


def _compatible(one: Time, two: Time, ours: str | None, theirs: str | None) -> bool:
    first, second = _days(one.value or ""), _days(two.value or "")
    if first and second:
        return first[0] <= second[1] and second[0] <= first[1]
    day = next((days[0] for days in (first, second) if days and days[0] == days[1]), None)
    open_value = (two if first else one).value or ""
    if day is not None and (match := re.match(r"XXXX-(\d\d)-(\d\d)$", open_value)):
        return (day.month, day.day) == (int(match[1]), int(match[2]))
    if day is not None and (ours or theirs):
        return _DAYS[day.weekday()] == (theirs if first else ours)
    if ours and theirs:
        return ours == theirs
    both = [re.match(r"XXXX-(\d\d)-(\d\d)$", time.value or "") for time in (one, two)]
    return not (both[0] and both[1])


def _days(value: str) -> tuple[date, date] | None:
    """The first and last day of a TIMEX3 value that names a day, week, month or year."""
    value = value.split("T")[0]
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            day = date.fromisoformat(value)
            return day, day
        if match := re.fullmatch(r"(\d{4})-(\d\d)", value):
            first = date(int(match[1]), int(match[2]), 1)
            return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
            first = date.fromisocalendar(int(match[1]), int(match[2]), 6 if match[3] else 1)
            return first, date.fromisocalendar(int(match[1]), int(match[2]), 7)
        if re.fullmatch(r"\d{4}", value):
            return date(int(value), 1, 1), date(int(value), 12, 31)
    except ValueError:
        return None
    return None


def _dateline(scene: Scene) -> Draft | None:
    ours, theirs = _dateline_time(scene.a.record), _dateline_time(scene.b.record)
    if ours is None or theirs is None:
        return None
    # The day at the head of a newspaper, or of another bureau, is no dateline of the same dispatch.
    if not _dateline_places(scene.a.record) & _dateline_places(scene.b.record):
        return None
    # The year is often open on one side.
    if (ours.value or "")[-5:] == (theirs.value or "")[-5:]:
        return None
    return Draft("date_changed", [ours.span], [theirs.span], key=("dateline",))


def _dateline_places(record: Record) -> set[str]:
    """The places of a dateline, by their first words: "Davao City" is written as "Davao" too."""
    line = record.report.dateline
    words = record.words(line.span).lower() if line else ""
    return set(re.findall(r"[^\W\d_]{3,}", words.split("(")[0])) - _MONTHS


def _dateline_time(record: Record) -> Time | None:
    line = record.report.dateline
    time = next((time for time in record.times if line and time.id == line.time), None)
    return time if time and re.fullmatch(r"(\d{4}|XXXX)-\d\d-\d\d", time.value or "") else None
