"""Datelines: "WASHINGTON/JERUSALEM, Feb 3 –", "PARIS (AFP) -", "MOSCOW. March 4. INTERFAX -", "Friday, July 21, 2017".

The words before a dash (or a colon, or an agency's bracket) are a dateline if nothing is left of them once date and
agency are taken out but place names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from onrecord.intake.lines import ends_sentence
from onrecord.intake.published import MONTH
from onrecord.intake.report import AnatomyDateline
from onrecord.intake.words import frame_words
from onrecord.record import Span

_WINDOW = 170
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_SHORT_DAY = r"(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\.?"
_YEAR = r"(?:,?\s+\d{4})?"
_DATE = re.compile(
    rf"(?<!\w)(?:(?:{_WEEKDAY}|{_SHORT_DAY}),?\s+)?"
    rf"(?:{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?{_YEAR}|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}{_YEAR}"
    rf"|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}})(?!\w)|(?<!\w){_WEEKDAY}(?!\w)",
    re.IGNORECASE | re.ASCII,
)
# A clock time beside the date: "| 5:03pm", "at 14:30 GMT", "(1430 GMT)".
_CLOCK = (
    r"(?:at\s+|@\s*)?(?:\d{1,2}\s?[:.]\s?\d{2}(?:\s?:\d{2})?|\d{1,2}(?=\s?[ap]\.?m))\s*(?:[ap]\.?\s?m\.?)?\s*"
    r"(?:\(?(?:[A-Z]{2,5}|local time)\)?)?"
)
_DATE_LINE = re.compile(
    rf"(?P<label>(?:(?:First|Originally|Date)\s+)?(?:Published|Posted|Filed|Issued|Created|Released?|Date)"
    rf"(?:\s+(?:on|at))?\s*:?\s*)?"
    rf"(?:{_CLOCK}[\s,|•·/–—-]+)?(?P<date>{_DATE.pattern})[\s,|•·/–—-]*(?:{_CLOCK})?\W*"
    # "18 September 2013 Last updated at 13:59 GMT"
    rf"(?:(?:last\s+)?(?:updated|modified)\b.{{0,40}})?",
    re.IGNORECASE,
)
_TERMINATOR = re.compile(
    r"(?:(?<=\s)|(?<=[)\]./]))[-–—―−_]{1,3}(?=[\s\w\"“‘'(\[]|$)"
    r"|(?<=\w)(?:--|[-–—―])(?=\s|$)"
    r"|:(?=\s|$)"
    r"|(?<=[)\]/])\.?(?=\s+[\"“‘']?[^\W\d_a-z])|(?<=[)\]])(?=[A-Z])"
)
_AGENCY = re.compile(r"\(\s*([^()\d,;][^(),;]{1,38}?)\s*\)|(?<![^\s.,)])/\s?([A-Z][\w .&-]{1,25}?)\s?/(?!\w)")
_IN_BRACKETS = re.compile(r"\(\s*([^()]{5,30})\s*\)")
_SEPARATOR = re.compile(r"[,/;|\[\]]|\s[-–]\s|(?<=[^\W\d_]{3})\.(?=\s|$)|\s(?:and|AND|&)\s")
_UPPER_NEXT = re.compile(r"\s*[\"“‘'«(\[]*\s*(\S+)")
_NO_AGENCY = re.compile(
    r"(?:adds?|corrects?|updates?|recasts?|refiles?|repeats?|reporting|additional|writing|editing|photo|image|file|video"
    r"|left|right|pictured|see|note)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Prefix:
    """What stands before a terminator, taken apart."""

    places: list[Span] = field(default_factory=list)
    date: Span | None = None
    agency: str | None = None
    caps: bool = False
    bracketed: bool = False


def _is_place(words: str) -> bool:
    """Whether a chunk can be a place's name by its letters: one to five words that begin with capitals."""
    parts = words.split()
    if not 1 <= len(parts) <= 5 or len(words) > 45:
        return False
    for number, part in enumerate(parts):
        bare = part.strip(".’'")
        if not bare or not all(letter.isalpha() or letter in "-–.'’ʼ`" or not letter.isascii() for letter in bare):
            return False
        lead = next((letter for letter in bare if letter.isalpha()), "")
        if not lead or lead.islower():
            if number and part.lower() in frame_words("place_particles"):
                continue
            # "al-Hasakah", "el-Fasher"
            head, _, tail = bare.partition("-")
            if head.lower() not in frame_words("place_particles") or not tail[:1].isupper():
                return False
    return parts[0].lower().strip(".") not in frame_words("not_places")


def _is_caps(words: str) -> bool:
    letters = [letter for letter in words if letter.isalpha()]
    return len(letters) >= 2 and all(not letter.islower() for letter in letters)


def _take_apart(text: str, start: int, end: int) -> _Prefix | None:
    """Read `text[start:end]` as places, date and agency; None if anything else is left of it."""
    found = _Prefix()
    rest = text[start:end]
    if match := _IN_BRACKETS.search(rest):
        inner = _DATE.fullmatch(match[1].strip())
        if inner:
            found.date = (start + match.start(1), start + match.end(1))
            rest = _blank(rest, match.start(), match.end())
    if match := _AGENCY.search(rest):
        agency = (match[1] or match[2]).strip()
        if not agency:
            return None
        named = not agency[0].islower() or agency in frame_words("agencies")
        if not named or _NO_AGENCY.match(agency) or len(agency.split()) > 4:
            return None
        found.agency = agency
        rest = _blank(rest, match.start(), match.end())
    if "(" in rest or ")" in rest:
        return None
    if found.date is None and (match := _DATE.search(rest)):
        found.date = (start + match.start(), start + match.end())
        rest = _blank(rest, match.start(), match.end(), ",")
    found.bracketed = rest.lstrip().startswith("[")
    return found if _read_places(text, start, rest, found) else None


def _blank(words: str, start: int, end: int, by: str = " ") -> str:
    return words[:start] + by * (end - start) + words[end:]


def _read_places(text: str, start: int, rest: str, found: _Prefix) -> bool:
    """Read the chunks between the separators as places or agencies; False if one is neither."""
    position = 0
    bounds = [match.span() for match in _SEPARATOR.finditer(rest)] + [(len(rest), len(rest))]
    if len(bounds) > 48:
        return False
    for stop, after in bounds:
        chunk = rest[position:stop]
        bare = chunk.strip(" \t\r\n.,\u00a0")
        if bare:
            if (
                bare.lower() in frame_words("agencies")
                and found.agency is None
                and (found.places or found.date or _is_caps(bare))
            ):
                found.agency = bare
            elif _is_place(bare):
                begin = start + position + chunk.index(bare)
                # A stop that belongs to the name: "Washington, D.C."
                tail = begin + len(bare)
                if "." in bare and text[tail : tail + 1] == ".":
                    tail += 1
                if not found.places:
                    found.caps = _is_caps(bare)
                # "ABOARD AIR FORCE ONE" and "ON THE BORDER" name no place on a map.
                if not bare.upper().startswith(("ABOARD ", "ON THE ", "ON BOARD ")):
                    found.places.append((begin, tail))
            else:
                return False
        position = after
    return len(found.places) <= 6


def _next_is_upper(text: str, after: int, end: int) -> bool:
    """Whether the text goes on as a sentence begins (a capital, a figure, or a name such as "iPhone")."""
    match = _UPPER_NEXT.match(text, after, end)
    if match is None:
        return True
    word = match[1]
    return not word[0].islower() or word != word.lower()


def _accepts(text: str, start: int, mark: re.Match[str], end: int, found: _Prefix) -> bool:
    """Whether the evidence is enough for a dateline."""
    after = mark.end()
    upper = _next_is_upper(text, after, end)
    kind = mark.group().strip()
    if not kind or kind == ".":
        if found.bracketed and found.caps and not found.date:
            return True
        return found.agency is not None and bool(found.places) and (found.date is not None or found.caps)
    if found.places and found.agency:
        return upper or found.caps
    if found.places and found.date:
        return upper or found.caps
    if not found.places:
        # "Feb 1 (Agency) -", "(Reuters) -"; a date alone needs a new sentence after it.
        if found.agency:
            return upper and kind != ":"
        return found.date is not None and upper and kind != ":" and _says_enough(text, after, end)
    return upper and _says_enough(text, after, end) and _bare_place(text, start, mark, end, found)


def _says_enough(text: str, after: int, end: int) -> bool:
    return end - after >= 40 and ends_sentence(text, after, end)


def _bare_place(text: str, start: int, mark: re.Match[str], end: int, found: _Prefix) -> bool:
    """A place with neither date nor agency: "BEIRUT: …", "KYIV, Ukraine — …", "Tehran – Iran's army said …"."""
    first = text[found.places[0][0] : found.places[0][1]]
    letters = sum(letter.isalpha() for letter in first)
    label = text[start : mark.start()].strip()
    if mark.group() == ":":
        # A label that comes again is a speaker: "JONES: I think so."
        return (
            found.caps
            and letters >= 4
            and first.split()[0] not in frame_words("labels")
            and text.count(f"{label}:") == 1
        )
    if found.caps:
        return letters >= 3 and first.split()[0] not in frame_words("labels")
    # "Ukraine – Russia's neighbour – said …": a second dash makes the first one a parenthesis.
    if re.search(r"\s[-–—]{1,2}\s", text[mark.end() : min(end, mark.end() + 140)]):
        return False
    return len(first.split()) <= 3 and mark.group() in ("–", "—", "-", "--") and text[mark.start() - 1].isspace()


def dateline_at(text: str, start: int, end: int) -> AnatomyDateline | None:
    """The dateline that the paragraph `[start, end)` begins with, None where it begins with none.

    It ends after its dash, colon or bracket; the words of the paragraph follow.
    """
    lead = text[start]
    if not (lead.isupper() or lead.istitle() or lead in "([/" or lead.isdecimal() or lead.isalpha()):
        return None
    limit = min(end, start + _WINDOW)
    for number, mark in enumerate(_TERMINATOR.finditer(text, start + 2, limit)):
        if number >= 6:
            return None
        found = _take_apart(text, start, mark.start())
        if found and (found.places or found.date or found.agency) and _accepts(text, start, mark, end, found):
            return AnatomyDateline(start, mark.end(), found.places, found.date, found.agency)
    return None


def date_line(text: str, start: int, end: int) -> AnatomyDateline | None:
    """A line of its own that only says when (and where): "Friday, July 21, 2017", "Geneva, 4 March 2026"."""
    if end - start > 110:
        return None
    if match := _DATE_LINE.fullmatch(text, start, end):
        if not re.search(r"\d", match["date"]):
            return None
        return AnatomyDateline(start, end, [], match.span("date"), None)
    # "Published 3 March 2026, updated 4 March 2026"
    if (match := _DATE_LINE.match(text, start, end)) and match["label"] and match["date"]:
        return AnatomyDateline(start, end, [], match.span("date"), None)
    tail = end
    while tail > start and (text[tail - 1].isspace() or text[tail - 1] in "-–—:"):
        tail -= 1
    found = _take_apart(text, start, tail) if tail > start else None
    if found is None or not found.places:
        return None
    if (found.agency and found.caps) or (found.date and re.search(r"\d", text[slice(*found.date)])):
        return AnatomyDateline(start, end, found.places, found.date, found.agency)
    return None


_TRAILING_DATE = re.compile(rf"(?<=\s){_WEEKDAY},\s+(?:{MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{MONTH}),?\s+\d{{4}}$", re.ASCII)


def trailing_date(text: str, start: int, end: int) -> Span | None:
    """A full date that was run into the end of a headline: "Talks resume in Geneva Sunday, May 28, 2006"."""
    match = _TRAILING_DATE.search(text, max(start, end - 40), end)
    return match.span() if match and match.start() - start > 10 else None
