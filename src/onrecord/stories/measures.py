"""What can be measured in a report's words: how many, how long, how far, at what time of day, and whose kin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from onrecord.codebook.story_words import story_words
from onrecord.record import Span
from onrecord.stories.folding import Folded
from onrecord.stories.numbers import number_at

MeasureKind = Literal["count", "duration", "distance", "clock", "kin"]

_FIGURE = re.compile(r"#(\d+(?:\.\d+)?)$")
_AT_LEAST = re.compile(r"(?:at least|more than|over|no fewer than|no less than|not less than|upwards? of)\s*$", re.I)
_AT_MOST = re.compile(r"(?:up to|at most|fewer than|less than|under|as many as|no more than)\s*$", re.I)
_ABOUT = re.compile(
    r"(?:about|around|some|nearly|almost|roughly|approximately|close to|(?:shortly|just) (?:before|after|past))\s*$",
    re.I,
)
_NEAR = 0.15
# Lengths and times that differ less are one in other units.
_ROUNDED = 0.05
_HOURS = {"second": 1 / 3600, "minute": 1 / 60, "hour": 1, "day": 24, "week": 168, "month": 730, "year": 8766}
_KILOMETRES = {
    "mile": 1.609, "kilometre": 1, "kilometer": 1, "km": 1, "metre": 0.001, "meter": 0.001, "yard": 0.000914,
    "foot": 0.000305, "feet": 0.000305,
}  # fmt: skip
_NAUTICAL = 1.852
_UNIT = re.compile(r"^[\s-]*(nautical\s+)?(" + "|".join([*_HOURS, *_KILOMETRES]) + r")s?\b", re.I)
_A_UNIT = re.compile(
    r"\b(half an|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve)\s+(?:and a half\s+)?"
    r"(second|minute|hour|day|week|month|year)s?\b",
    re.I,
)
_FORTNIGHT = re.compile(r"\b(?:a|one|two)\s+fortnights?\b", re.I)
_NO_LENGTH = re.compile(r"^\s*(?:ago|earlier|later|old\b|before\b|after\b|-\s*old)", re.I)
_NO_ONE = re.compile(r"\s+(?:of those|more time|to|who|that|another|thing|day|which)\b|[.,;:)”\"]", re.I)
# "120 miles an hour", "$100 million a year": a rate; "a second quake"; "one day" is some day.
_RATE_BEFORE = re.compile(
    r"(?:\b(?:[kmbt]illion|miles?|km|kilomet(?:er|re)s?|times|dollars|euros|percent|cents?)|\d)\s+$", re.I
)
_SOME_DAY = re.compile(r"\b(?:for|in|within|after|only|just|lasted|took|last|than)\s+$", re.I)
# What is no number of things: "mother of 12", "No. 5", "the 12200 block", "29-of-34", and parts of numbers and times
# that a text has set apart ("1: 30 p.m.", "6. 4").
_NO_COUNT_BEFORE = re.compile(
    r"(?:\b(?:mother|father|mom|mum|dad|parent|grandmother|grandfather) of|\bno\.|#|\bpage|\bsection|\barticle|\broute"
    r"|\bversion|\bchannel|\bflight|\broom|\bhighway"
    r"|\d(?:[.:]| ?[-–/]) ?|\d\s*-?of-?)\s*$",
    re.I,
)
_NO_COUNT_BEHIND = re.compile(
    r"^(?:\s+block\b|\s*-?\s*years?\s*-?\s*olds?\b| ?[:/] ?\d| [-–] \d|\. \d|\s*-?of-?\s*\d)", re.I
)
_CLOCK = re.compile(
    r"\b(?:(?:at|from|since|until|by|around|about|before|after|shortly (?:before|after))\s+)?"
    r"(?:(?P<h>\d{1,2})[:.](?P<m>\d\d)(?![\d%])|(?P<bare>\d{1,2})(?=\s*(?:[ap]\.?m\b|o['’]clock)))"
    r"\s*(?:(?P<half>[ap])\.?\s?m\b\.?|o['’]clock)?",
    re.I,
)
_HOUR_WORDS = "one two three four five six seven eight nine ten eleven twelve".split()
_SPOKEN = re.compile(
    r"\b(?:(?P<part>a quarter|half|five|ten|twenty|twenty-five|[a-z]+(?=\s+minutes?))"
    r"(?:\s+minutes?)?\s+(?P<way>past|to|after|before)\s+)?"
    rf"(?P<hour>{'|'.join(_HOUR_WORDS)}|\d{{1,2}}|noon|midnight)(?P<clock>\s+o['’]clock|(?=\s+in\s+the\s+(?:morning|afternoon|evening)\b|\s+at\s+night\b))?(?!\w)",
    re.I,
)
# "The wall fell at nine.", "it was about two when the bells rang": an hour, where nothing is counted by it.
_AT_HOUR = re.compile(
    r"\b(?:at|at about|at around|was about|was around|shortly before|shortly after|just before|just after|just past) $",
    re.I,
)
_HOUR_ENDS = re.compile(r"[.,;](?!\d)|[\"”’']|\s+when\b|\s*$")
_COUNTS_AT = re.compile(r"\b(?:number|toll|deaths?|dead|count|total|puts?|price|age|record)\b[^.;]*$", re.I)
# What each of them needs at least, in lower case.
# "at 4.30 on Saturday morning", not "at 4.30 percent".
_DOT_HOUR = re.compile(r"\s*(?:(?:on|in the|this|that|yesterday|today|local)\b)")
_ANY_CLOCK = re.compile(r"\d[:.]\d\d|\d\s*(?:[ap]\.?m|o['’]clock)")
_ANY_SPOKEN = re.compile(r"(?:quarter|half|five|ten|twenty|minutes?)(?: minutes)?\s+(?:past|to|after|before)\s")
_CLOCK_WORDS = ("clock", "noon", "night", "morning", "evening")
_MINUTES = {"a quarter": 15, "half": 30, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}
_HALF_DAY = re.compile(r"^\s*,?\s*(?:on \w+ |in the |at |this |that )?(morning|afternoon|evening|night)", re.I)
_ZONE = re.compile(r"^\s*\(?(GMT|UTC|CET|CEST|EST|EDT|ET|BST|local time)\b")
# Times of day differ from so many minutes on.
CLOCK_APART = 10
_KIN = re.compile(r"\b(?:\w+['’]s?|his|her|their|an?)\s+(?:\w+\s+)?(KIN)\b")


@dataclass(slots=True)
class Measure:
    """A value in a report's words; `low` and `high` bound it (hours, kilometres, minutes of the day, or a number).

    `half` of a clock: whether before or after noon is told. `text` of kin: the relation.
    """

    kind: MeasureKind
    span: Span
    low: float
    high: float
    shown: str
    word: int
    half: bool = True


def measures_in(folded: Folded, words: list[int]) -> Iterator[Measure]:
    """All measures in some words of a report (their numbers, in order)."""
    if not words:
        return
    text = folded.record.report.text
    span = (folded.begins[words[0]], folded.ends[words[-1]])
    told = _told_in(text)
    clocks = list(_clocks(text, span, told)) if told.clock or told.spoken else []
    taken = [clock.span for clock in clocks]
    yield from clocks
    for found in (*_lengths(text, span, folded, words, told), *_counts(folded, words)):
        if not any(found.span[0] < end and start < found.span[1] for start, end in taken):
            taken.append(found.span)
            yield found
    if told.kin:
        yield from _kin(text, span)


def _bounds(value: float, before: str) -> tuple[float, float, str]:
    if _AT_LEAST.search(before):
        return value, float("inf"), "at least "
    if _AT_MOST.search(before):
        return 0.0, value, "up to "
    if _ABOUT.search(before):
        return (1 - _NEAR) * value, (1 + _NEAR) * value, "about "
    return value, value, ""


def _counts(folded: Folded, words: list[int]) -> Iterator[Measure]:
    text = folded.record.report.text
    for word in words:
        match = _FIGURE.match(folded.forms[word]) if folded.kinds[word] == "number" else None
        if match is None:
            continue
        value = float(match.group(1))
        before, behind = text[max(0, folded.begins[word] - 20) : folded.begins[word]], text[folded.ends[word] :][:20]
        if _NO_COUNT_BEFORE.search(before) or _NO_COUNT_BEHIND.match(behind):
            continue
        if value == 1 and _NO_ONE.match(behind):
            # "one of those missing" is no count of them, nor "one more time", "the second one to hit the island"
            continue
        low, high, how = _bounds(value, before)
        shown = f"{value:,.0f}" if value == int(value) else f"{value:,}"
        yield Measure("count", folded.span(word, word + 1), low, high, how + shown, word)


def _lengths(text: str, span: Span, folded: Folded, words: list[int], told: _Told) -> Iterator[Measure]:
    """Durations and distances: a number, or "a", with a unit of time or length."""
    places: list[tuple[int, int, float]] = []
    for word in words:
        match = _FIGURE.match(folded.forms[word]) if folded.kinds[word] == "number" else None
        if match is not None:
            places.append((folded.begins[word], folded.ends[word], float(match.group(1))))
    for match in _A_UNIT.finditer(text, span[0], span[1]) if told.unit else ():
        number = match.group(1).lower()
        value = 0.5 if number == "half an" else 1.0 if number in ("a", "an") else _spoken_number(number)
        if "half" in match.group(0).lower() and number != "half an":
            value += 0.5
        places.append((match.start(1), match.end(1), value))
    for match in _FORTNIGHT.finditer(text, span[0], span[1]) if told.fortnight else ():
        at = folded.words_in(match.span())
        hours = 2 * _HOURS["week"]
        yield Measure("duration", match.span(), hours, hours, match.group(), at[0] if at else words[0])
    seen: set[int] = set()
    for start, end, value in places:
        unit = _UNIT.match(text[end : end + 30])
        if unit is None or start in seen:
            continue
        seen.add(start)
        name = unit.group(2).lower()
        whole = (start, end + unit.end())
        low, high, how = _bounds(value, text[max(0, start - 20) : start])
        shown = how + " ".join(text[whole[0] : whole[1]].split())
        at = folded.words_in(whole)
        if name in _HOURS:
            if _NO_LENGTH.match(text[whole[1] :]) or _is_no_length(text, whole):
                continue
            factor = _HOURS[name]
            yield Measure("duration", whole, low * factor, high * factor, shown, at[0] if at else words[0])
        else:
            factor = _NAUTICAL if unit.group(1) else _KILOMETRES[name]
            yield Measure("distance", whole, low * factor, high * factor, shown, at[0] if at else words[0])


def _is_no_length(text: str, span: Span) -> bool:
    """Whether a number with a unit of time tells a rate, an ordinal or some day."""
    shown, before = text[slice(*span)].lower(), text[max(0, span[0] - 20) : span[0]]
    if shown.startswith(("a ", "an ")) and _RATE_BEFORE.search(before):
        return True
    return shown == "a second" or (shown == "one day" and not _SOME_DAY.search(before))


def _spoken_number(word: str) -> float:
    found = number_at([word], 0)
    return float(found[0][1:]) if found else 1.0


def _clocks(text: str, span: Span, told_at_all: _Told) -> Iterator[Measure]:
    for match in _CLOCK.finditer(text, span[0], span[1]) if told_at_all.clock else ():
        hour, minute = int(match.group("h") or match.group("bare")), int(match.group("m") or 0)
        half = (match.group("half") or "").lower()
        told = half or match.group("bare") or ":" in match.group(0)
        if hour > 24 or minute > 59:
            continue
        if not told and not (
            _AT_HOUR.search(text[max(0, match.start("h") - 20) : match.start("h")])
            and _DOT_HOUR.match(text, match.end())
        ):
            continue
        start = match.start("h") if match.group("h") else match.start("bare")
        yield _clock(text, (start, match.end()), hour, minute, half)
    if not told_at_all.spoken or re.search(r"\bstill\b", text[span[0] : span[1]], re.I):
        # "It was still burning at noon" tells no time of anything.
        return
    for match in _SPOKEN.finditer(text, span[0], span[1]):
        hour_word = match.group("hour").lower()
        part = match.group("part")
        told = (part and match.group("way")) or match.group("clock") is not None or hour_word in ("noon", "midnight")
        if not told and not _is_at_hour(text, match):
            continue
        if hour_word in ("noon", "midnight"):
            hour, half = (12, "p") if hour_word == "noon" else (0, "a")
        else:
            hour = _HOUR_WORDS.index(hour_word) + 1 if hour_word in _HOUR_WORDS else int(hour_word)
            half = ""
        if re.search(r"\bby\s*$", text[max(0, match.start() - 4) : match.start()]):
            continue
        minute = int(_MINUTES.get(part.lower(), 0) or _spoken_number(part.lower())) if part else 0
        if match.group("way") and match.group("way").lower() in ("to", "before"):
            hour, minute = hour - 1, 60 - minute
        yield _clock(text, match.span(), hour, minute, half)


def _is_at_hour(text: str, match: re.Match[str]) -> bool:
    """Whether a bare number is an hour: "at seven.", not "at 29", "the number of dead stood at seven"."""
    before = text[max(0, match.start() - 60) : match.start()]
    hour = match.group("hour").lower()
    small = hour in _HOUR_WORDS or (hour.isdigit() and 1 <= int(hour) <= 12)
    ends = _HOUR_ENDS.match(text, match.end())
    return bool(small and ends and _AT_HOUR.search(before) and not _COUNTS_AT.search(before))


def _clock(text: str, span: Span, hour: int, minute: int, half: str) -> Measure:
    told = _HALF_DAY.match(text[span[1] : span[1] + 30])
    if not half and told:
        # "3:40 on Monday morning"
        half = "a" if told.group(1).lower() == "morning" else "p"
    if half == "p" and hour < 12:
        hour += 12
    if half == "a" and hour == 12:
        hour = 0
    known = bool(half) or hour > 12
    minutes = float((hour * 60 + minute) % 1440)
    before = text[max(0, span[0] - 20) : span[0]]
    wide = 15.0 if _ABOUT.search(before) else 0.0
    shown = ("about " if wide else "") + " ".join(text[span[0] : span[1]].split())
    zone = _ZONE.match(text[span[1] :])
    return Measure("clock", span, minutes - wide, minutes + wide, shown + (f" {zone[1]}" if zone else ""), -1, known)


@lru_cache(maxsize=1)
def _kin_pattern() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = "|".join(sorted(story_words("kin"), key=len, reverse=True))
    return re.compile(_KIN.pattern.replace("KIN", words), re.I), re.compile(rf"(?:{words})\b")


@dataclass(slots=True)
class _Told:
    """What a report's text may hold of measures: most hold no time of day and no kin, and need not be searched for them
    piece by piece."""

    clock: bool
    spoken: bool
    unit: bool
    fortnight: bool
    kin: bool


@lru_cache(maxsize=64)
def _told_in(text: str) -> _Told:
    lower = text.lower()
    spoken = any(word in lower for word in _CLOCK_WORDS) or _ANY_SPOKEN.search(lower) is not None
    return _Told(
        _ANY_CLOCK.search(lower) is not None,
        spoken,
        any(unit in lower for unit in _HOURS),
        "fortnight" in lower,
        _kin_pattern()[1].search(lower) is not None,
    )


def _kin(text: str, span: Span) -> Iterator[Measure]:
    for match in _kin_pattern()[0].finditer(text, span[0], span[1]):
        if not re.match(r"-in-law", text[match.end(1) :]):
            yield Measure("kin", match.span(1), 0.0, 0.0, match.group(1).lower(), -1)


def is_one_value(one: Measure, other: Measure) -> bool:
    """Whether two measures of one thing tell the same value, exactly or about: "at least 12" and "12", "about five"."""
    if one.kind == "kin":
        return one.shown == other.shown
    if one.kind == "clock":
        return not apart(one, other)
    first, second = _core(one), _core(other)
    near = 0.0 if one.kind == "count" else _ROUNDED * max(first, second)
    return abs(first - second) <= near and one.shown.startswith("up to ") == other.shown.startswith("up to ")


def _core(measure: Measure) -> float:
    """The number that a measure names, whatever it says of how exact it is."""
    if measure.high == float("inf"):
        return measure.low
    return measure.high if measure.low == 0 else (measure.low + measure.high) / 2


def apart(one: Measure, other: Measure) -> bool:
    """Whether two measures of one thing can't both be right."""
    if one.kind == "kin":
        return one.shown != other.shown
    if one.kind == "clock":
        between = abs((one.low + one.high) / 2 - (other.low + other.high) / 2)
        around = 1440.0 if one.half and other.half else 720.0
        between = min(between % around, around - between % around)
        return between - (one.high - one.low + other.high - other.low) / 2 > CLOCK_APART
    if one.kind in ("duration", "distance"):
        small, large = sorted((one, other), key=lambda measure: measure.high)
        return small.high * (1 + _ROUNDED) < large.low
    return one.high < other.low or other.high < one.low
