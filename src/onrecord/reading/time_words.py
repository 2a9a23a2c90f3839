"""The wording of times: finds time expressions in a passage and says of which kind they are, without fixing them.

A token that can stand in a time expression ("Friday", "weeks", "2019") triggers a few patterns, which are tried
only from the words before it that may belong to it ("late last", "the first half of the"). So plain text costs one
look-up a token.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from onrecord.codebook.loader import Codebook, Entry
from onrecord.language.parsed import Passage
from onrecord.reading.word_sets import word_set

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ), 1
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon", "tuesday tues tue", "wednesday wed", "thursday thurs thu", "friday fri", "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}  # fmt: skip
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
NUMBERS: dict[str, float] = {word: number for number, word in enumerate(_SMALL.split())}
_TEN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = {word: ten for ten, word in enumerate(_TEN_WORDS.split(), 2)}
NUMBERS |= {word: ten * 10 for word, ten in _TENS.items()}
NUMBERS |= {f"{word}-{_SMALL.split()[unit]}": ten * 10 + unit for word, ten in _TENS.items() for unit in range(1, 10)}
NUMBERS |= {"a": 1, "an": 1, "hundred": 100, "a hundred": 100, "a dozen": 12, "half a": 0.5, "a half": 0.5}
# "couple" is two in "a couple of years", but nobody means it: it stays vague, as "few" does.
VAGUE = word_set("few several many some couple dozens hundreds number recent countless")
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
ORDINALS = {word: number for number, word in enumerate(_ORDINALS.split(), 1)} | {"twenty-first": 21}
DECADES = {f"{stem}ies": ten * 10 for stem, ten in zip("twent thirt fort fift sixt sevent eight "
                                                       "ninet".split(), range(2, 10), strict=True)}  # fmt: skip

_MON = (
    r"(?-i:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|Jun\.|July?|Jul\.|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)(?![A-Za-z])"
)
_WD = r"(?-i:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)(?:day|DAY))"
_WD_SHORT = r"(?-i:(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?)"
_PART = r"(?:morning|afternoon|evening|night|noon|lunchtime|dawn|midnight)"
_UNIT = (
    r"(?:seconds?|minutes?|hours?|days?|weeks?|weekends?|fortnights?|months?|quarters?|years?|decades?"
    r"|centur(?:y|ies)|nights?)"
)
_NUM = (
    r"(?:half an?|an? half|(?:a )?(?:few|couple(?: of)?|dozen|hundred|number of)|(?:the )?several|many|some"
    r"|dozens of|hundreds of"
    r"|\d{1,3}(?:\.\d)?(?: ?½)?|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three"
    r"|four|five|six|seven|eight|nine))?"
    rf"|{'|'.join(sorted(_SMALL.split()[1:], key=len, reverse=True))}|an?)"
)
_EDGE = (
    r"(?:(?:very )?(?P<edge>early|late|mid|earlier|later|(?:end|start|beginning|middle|first half|second half)(?= of))"
    r"(?: of| on| in)?(?: the)?[\s-]+)?(?:the )?"
)
_EDGE_ALONE = _EDGE.removesuffix(r"(?:the )?")
_REL = (
    r"(?P<rel>this past|this coming|the past|the last|the coming|the following|the next|the previous"
    r"|the same|the current|last|next|this|that|past|coming|same|previous|following|current)"
)
_YEAR_AFTER = r"(?:(?:,|,? of)? (?P<relyear>last|this|next|that|the same|the previous|the following) year\b)?"
_YEAR = r"(?:,? ?(?:of )?(?P<year>[12]\d{3})\b(?![-–]\d|,\d))?"


def _compiled(*patterns: tuple[str, str]) -> list[tuple[str, re.Pattern[str]]]:
    # A blank in a pattern stands for any white space, so that a line break within a paragraph does no harm.
    return [(kind, re.compile(body.replace(" ", r"\s+"), re.IGNORECASE)) for kind, body in patterns]


_ZONE = r"(?P<zone>local time|GMT|UTC|E[SD]?T|C[SE]?T|P[SD]?T|IST|BST|CEST)\b(?!\s?[+-]\d)"

_DATE = _compiled(
    ("date", rf"(?:(?P<wd>{_WD}|{_WD_SHORT})(?: (?P<part>{_PART}))?,?(?: the)? )?(?:(?P<edge>early"
             rf"|late) (?:on )?)?(?P<mon>{_MON}) (?:the )?"
             r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\d%]|[:.,]\d|\s?(?:percent|per cent|million|billion))"
             r"(?:\s?[-–—]\s?(?P<day2>\d{1,2})(?:st|nd|rd|th)?(?![\d:%]))?" + _YEAR + _YEAR_AFTER),
    ("date", rf"(?:(?P<wd>{_WD}|{_WD_SHORT})(?: (?P<part>{_PART}))?,? )?(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
             rf"(?:\s?[-–—]\s?(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)?(?: of)?[\s-]+(?P<mon>{_MON})"
             + _YEAR + _YEAR_AFTER),
    ("month", rf"{_EDGE}(?:(?P<rel>last|next|this past|this coming|this|that|the previous"
              rf"|the following) )?(?P<mon>{_MON})" + _YEAR + _YEAR_AFTER),
)  # fmt: skip
_WEEKDAY = [*_DATE[:2], *_compiled(
    ("weekday", rf"(?:(?P<any>an?) )?(?:(?P<edge>early|late|mid)[\s-]+(?:on )?)?(?:(?P<rel>last|next|this past"
                rf"|this coming|the following|the next|the previous|this|that|the same|every|each) )?"
                rf"(?P<wd>{_WD})(?P<plural>s)?\b(?: (?P<part>{_PART}s?))?(?:,?(?: of)? (?P<week>last|next"
                rf"|this) week\b)?(?P<plus> week\b)?"),
)]  # fmt: skip
_UNITS = _compiled(
    ("ago", rf"\[?(?P<num>{_NUM})\]?[\s-]+(?:more )?(?P<unit>{_UNIT}) (?P<way>ago|earlier|later|from now|back"
            rf"|previously|hence|afterwards?)\b"),
    ("ago", rf"(?P<num>{_NUM})[\s-]+(?P<unit>{_UNIT}) (?P<way>before|after|prior)(?=\s*(?:[,.;:!?)\"”]|$))"),
    ("span", rf"(?:the )?(?P<rel>last|past|next|coming|previous|preceding|following|first"
             rf"|final)[\s-]+(?P<num>(?:few|several|couple of|dozen)"
             rf"|{_NUM})[\s-]+(?P<unit>{_UNIT})\b(?P<whole>(?= of\b))?"),
    ("recent", r"(?:the )?(?:most )?recent (?P<unit>hours|days|weeks|months|years|decades)\b"),
    ("coming", r"(?:the )?coming (?P<unit>hours|days|weeks|months|years|decades)\b"),
    ("beside", r"the (?P<unit>day|night|weekend|week|month|year|decade) (?P<way>before last|after next|before"
               r"|after|earlier|later)\b(?! (?:the|an?|his|her|its|their|our|my|he|she|they|it|we|i|this|that"
               r"|(?-i:[A-Z])\w*|\w+ing)\b)"),
    ("edge_of", r"(?:the )?(?P<edge>end|start|beginning|middle) of (?:the (?P<rel2>current |following |next "
                r"|previous )?|(?P<rel>this|last|next|that) )(?P<unit>week|month|year|decade|century)\b"),
    ("edge_of", r"(?P<unit>year|month|week)(?:['’]s|[\s-])\s?(?P<edge>end)\b"),
    ("century", r"(?:(?:the )?(?P<edge>early|late|mid)[\s-]+)?(?:the )?(?P<nth>\d{1,2}(?:st|nd|rd|th)"
                r"|" + "|".join(sorted(ORDINALS, key=len, reverse=True)) + r")[\s-]+(?P<unit>century)\b"),
    ("quarter", r"(?:the )?(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th)[\s-]+(?P<unit>quarter"
                r"|half)(?: of (?:(?P<year>[12]\d{3})|(?P<rel>this|last|next|the) (?:fiscal |financial )?year)"
                r"| (?P<year_>[12]\d{3}))\b"),
    ("set", rf"(?P<every>every|each)(?: other)?(?: (?P<num>{_NUM}))? (?P<unit>{_UNIT}|{_PART}|spring|summer"
            rf"|autumn|fall|winter)\b"),
    ("set", r"(?P<every>once|twice) (?:an?|every|each) (?P<unit>hour|day|week|month|year)\b"),
    ("unit", rf"{_EDGE_ALONE}{_REL} (?P<unit>weekend|fortnight|week|month|quarter|year|decade|century|day|night"
             rf"|morning|afternoon|evening|spring|summer|autumn|fall|winter)s?\b(?![\s-]+(?:olympic|paralympic"
             rf"|old|long)| of (?-i:[A-Z]))"),
    ("weekend", r"the (?P<unit>weekend)\b"),
    ("season", rf"{_EDGE}(?P<unit>spring|summer|autumn|fall|winter)(?:,? (?:of )?(?P<year>[12]\d{{3}})"
               rf"| of (?P<rel>last|this|next) year)\b"),
    ("season", r"(?<=in\x20)(?:the )?(?:(?P<edge>early|late|mid)[\s-]+)?(?P<unit>spring|summer|autumn"
               r"|winter)(?=\s*(?:[,.;)]|$| of\b| when\b))"),
    ("duration", rf"(?P<num>{_NUM})[\s-]+(?:and a half )?(?:consecutive |straight |full |long "
                 rf"|whole )?(?P<unit>{_UNIT})(?:[\s-]long)?\b(?![\s-]+(?:old|olds|of age)\b)"),
)  # fmt: skip
_DEICTIC = _compiled(
    ("deictic", rf"(?:(?P<edge>early|late|earlier|later) )?(?P<day>the day before yesterday"
                rf"|the day after tomorrow|yesterday|today|tomorrow)(?: (?P<part>{_PART}))?\b"),
    ("deictic", r"(?P<day>tonight|overnight)\b"),
    ("deictic", rf"(?P<day>this|last) (?P<part>{_PART})\b"),
)  # fmt: skip
_YEARS = _compiled(
    ("iso", r"(?P<year>[12]\d{3})[-/.](?P<month>0[1-9]|1[0-2])[-/.](?P<day>[0-3]\d)(?!\d)"),
    ("slash", r"(?P<one>\d{1,2})[/.](?P<two>\d{1,2})[/.](?P<year>[12]\d{3})(?!\d)"),
    ("season", rf"{_EDGE}(?P<unit>spring|summer|autumn|fall|winter)(?:,? (?:of )?(?P<year>[12]\d{{3}}))\b"),
    ("quarter", r"Q(?P<nth>[1-4])[\s,]+(?P<year>[12]\d{3})\b"),
    ("decade", rf"{_EDGE}(?:(?P<decade>[12]\d\d0)['’]?s|['’](?P<short>\d0)s)\b"),
    ("years", r"(?P<year>(?:19|20)\d\d)[/–-](?P<two>\d\d)(?![\d-])"),
    ("year", rf"{_EDGE}(?:fiscal (?:year )?|FY\s?)?(?P<year>[12]\d{{3}})(?!\d|[.,:]\d|[-–]year)"),
)  # fmt: skip
_CLOCK = _compiled(
    ("clock", r"(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?(?:\s?[-–]\s?\d{1,2}(?:[:.][0-5]\d)?)?"
              r"\s?(?P<half>[ap])\.?\s?m\b\.?(?:,? \(?" + _ZONE + r"\)?)?"),
    ("clock", r"(?P<hour>[01]?\d|2[0-4])[:.](?P<minute>[0-5]\d)(?::[0-5]\d)?\s?(?:hours "
              r"|hrs )?\(?(?P<zone>local time|GMT|UTC|E[SD]?T|C[SE]?T|P[SD]?T|IST|BST|CEST)\b(?!\s?[+-]\d)\)?"),
    ("clock", r"(?<=at\x20)(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?![\d:.])"),
    ("clock", r"(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d) (?P<zone>GMT|UTC|hours|hrs|local time)\b"),
    ("clock", rf"(?P<hour>\d{{1,2}}|{'|'.join(_SMALL.split()[1:13])}) (?P<clock>o['’]clock)"),
)  # fmt: skip
_NINE_ELEVEN = _compiled(("nine_eleven", r"(?P<day>9/11|September 11(?= attacks))"))
_NTH_DAY = _compiled(
    ("nth_day", r"(?<=on\x20)the (?P<day>\d{1,2})(?:st|nd|rd|th)(?: of (?:the|this) month)?(?=\s*(?:[,.;)]|$|and\b))"),
)
_DECADE_WORDS = _compiled(
    ("decade", rf"{_EDGE}(?P<word>{'|'.join(DECADES)})\b"),
    ("decade", rf"{_EDGE}(?:['’]?(?P<short>\d0)['’]?s)\b"),
)  # fmt: skip
_NOON = _compiled(("clock", r"(?P<word>midday|noon|midnight|dawn|dusk|sunrise|sunset)"))

Group = list[tuple[str, re.Pattern[str]]]
_TRIGGERS: dict[str, Group] = {
    **dict.fromkeys(MONTHS, _DATE),
    **{f"{name}.": _DATE for name in MONTHS},
    **dict.fromkeys(WEEKDAYS, _WEEKDAY),
    **{f"{name}.": _WEEKDAY for name in WEEKDAYS},
    **{f"{name}s": _WEEKDAY for name in WEEKDAYS if name.endswith("day")},
    **dict.fromkeys("second seconds minute minutes hour hours day days week weeks weekend weekends fortnight "
                    "month months quarter " "half year years decade decades century centuries spring summer "
                                            "autumn fall winter".split(), _UNITS),
    **{word: [*_DEICTIC, *_UNITS] for word in ("night", "nights", "morning", "afternoon", "evening")},
    **dict.fromkeys(("yesterday", "today", "tomorrow", "tonight", "overnight"), _DEICTIC),
    **dict.fromkeys(DECADES, _DECADE_WORDS),
    **dict.fromkeys(("midday", "noon", "midnight", "dawn", "dusk", "sunrise", "sunset"), _NOON),
    **dict.fromkeys(("am", "pm", "a.m.", "p.m.", "a.m", "p.m", "o'clock", "o’clock", "gmt", "utc", "hrs"), _CLOCK),
    "9/11": _NINE_ELEVEN,
}  # fmt: skip
# Words that may stand before the trigger inside an expression.
_BEFORE = (
    word_set(
        "the a an of on in early late mid earlier later end start beginning middle first second third fourth "
        "half last next "
        "this that past coming same previous following preceding current recent most every each once twice few several "
        "couple number many some dozen dozens hundred hundreds final very consecutive straight full long whole "
        "more other "
        "fiscal year day before after and [ ] st nd rd th - – — , / ' ’ q fy local time o morning afternoon "
        "evening night "
        "spring summer autumn fall winter week"
    )
    | NUMBERS.keys()
    | ORDINALS.keys()
    | MONTHS.keys()
    | WEEKDAYS.keys()
    | {f"{name}." for name in (*MONTHS, *WEEKDAYS)}
)
_FARTHEST = 7


class CalendarName(Entry):
    """A named feast or age of `calendar.yaml`: its kind and the forms it is written in."""

    kind: Literal["holiday", "era"]
    forms: list[str]


@dataclass(slots=True)
class Expression:
    """A time as it is worded: characters of the passage's text, the kind of wording, the trigger token, the parts."""

    start: int
    end: int
    kind: str
    token: int
    parts: dict[str, str | None]


@lru_cache(maxsize=4)
def _names_of(codebook: Codebook) -> dict[str, list[tuple[list[str], str]]]:
    """First word of a named time -> its words and its kind, longest first."""
    names: dict[str, list[tuple[list[str], str]]] = {}
    for entry in codebook.table("calendar", CalendarName).values():
        for form in entry.forms:
            words = form.replace("'s", " 's").replace("’s", " ’s").replace("-", " - ").split()
            names.setdefault(words[0].lower(), []).append((words, entry.kind))
    for forms in names.values():
        forms.sort(key=lambda item: -len(item[0]))
    return names


def _named(passage: Passage, token: int, forms: list[tuple[list[str], str]]) -> Expression | None:
    for words, kind in forms:
        if passage.words[token : token + len(words)] == words:
            last = token + len(words) - 1
            start, end = passage.begins[token] - passage.start, passage.ends[last] - passage.start
            return Expression(start, end, kind, token, {})
    return None


def _left_edge(passage: Passage, token: int) -> int:
    lowest = max(passage.sentences[passage.sentence_of[token]][0], token - _FARTHEST)
    while token > lowest and (passage.lower[token - 1] in _BEFORE or passage.words[token - 1][:1].isdigit()):
        token -= 1
    return token


def _longest(text: str, starts: list[int], trigger: int, group: Group) -> tuple[str, re.Match[str]] | None:
    """The first match from the left that covers the trigger; of several patterns the first in the group."""
    for start in starts:
        for kind, pattern in group:
            match = pattern.match(text, start)
            if match is not None and match.end() > trigger:
                return kind, match
    return None


# How a token with a figure begins ("3", "'90s").
_FIGURES = frozenset("0123456789'’")


def _digits(word: str) -> Group:
    """The patterns for a token that begins with a digit (or an apostrophe and a digit)."""
    if word == "9/11":
        return _NINE_ELEVEN
    if ":" in word or word[-1] in "mM":
        return _CLOCK
    plain = word.rstrip("s'’")
    if len(plain) >= 4 and plain[:4].isdigit() and plain[0] in "12":
        return _YEARS if len(plain) > 4 or not word.isdigit() else _FOUR_DIGITS
    if word[-1] in "thdrn" and word[0] in "123" and word[:-2].isdigit():
        return _NTH_DAY
    if word.endswith("0s") and len(plain) == 2:
        return _DECADE_WORDS
    return _SLASHED if "/" in word or word.count(".") == 2 else []


_FOUR_DIGITS: Group = [*_YEARS, _CLOCK[3]]
_SLASHED: Group = [_YEARS[1]]


def find(passage: Passage, codebook: Codebook, allowed: Callable[[Passage, Expression], bool]) -> list[Expression]:
    """The time expressions of a passage in text order, none inside another; `allowed` throws out what only looks
    like one.
    """
    names = _names_of(codebook)
    found: list[Expression] = []
    base, text, begins, lower = passage.start, passage.text, passage.begins, passage.lower
    end = -1
    for token, word in enumerate(lower):
        if word not in names and word not in _TRIGGERS and word[0] not in _FIGURES:
            continue
        group = _TRIGGERS.get(word)
        if group is None and word[0] in _FIGURES and (word[0].isdigit() or word[1:2].isdigit()):
            group = _digits(word)
        trigger = begins[token] - base
        if trigger < end:
            continue
        expression = _named(passage, token, names[word]) if word in names else None
        if expression is None and group:
            first = _left_edge(passage, token)
            starts = [begins[index] - base for index in range(first, token + 1) if begins[index] - base >= end]
            hit = _longest(text, starts, trigger, group)
            if hit is not None:
                expression = Expression(hit[1].start(), hit[1].end(), hit[0], token, hit[1].groupdict())
        if expression is not None and allowed(passage, expression):
            found.append(expression)
            end = expression.end
    return found


def find_date(text: str) -> Expression | None:
    """The date in a dateline's words ("Feb. 3", "3 February 2026", "Tuesday"), None where there is none."""
    tidy = re.sub(r"[A-Z]{4,}", lambda match: match.group().title(), text)
    for group in (_DATE[:2], _YEARS[:1], _WEEKDAY[2:], _DATE[2:]):
        for kind, pattern in group:
            match = pattern.search(tidy)
            if match is not None and match.end() > match.start():
                return Expression(match.start(), match.end(), kind, -1, match.groupdict())
    return None


def number_of(words: str) -> float | None:
    """The number that words tell ("two", "20", "half a"), None for a vague one ("a few")."""
    words = " ".join(words.lower().replace("½", ".5").split())
    if words in NUMBERS:
        return NUMBERS[words]
    try:
        return float(words)
    except ValueError:
        return None
