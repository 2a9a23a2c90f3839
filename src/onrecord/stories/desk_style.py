"""Whether two places of a report and its copy are the same but for a desk's style: spelling, words, times, measures."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from onrecord.codebook.comparing import desk_words, pieces
from onrecord.stories.folding import Folded

_UNITS = frozenset(
    "kilometre kilometres metre metres centimetre centimetres millimetre mile miles yard yards foot feet inch inches"
    " acre acres hectare square_kilometres square_metres square_miles nautical_miles tonne tonnes ton tons kilogram"
    " kilograms pound pounds ounce ounces litre litres gallon gallons barrel barrels degrees c f fahrenheit celsius"
    " dollar euro rupee yen rouble franc kmh mph square us about around gmt utc cet cest est edt et bst local time"
    " million billion".split()
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae", "ß": "ss"})
_STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
# A name from another script, as outlets spell it: "Zelenskyy" and "Zelenskiy", "Kharkov" and "Harkov", "al-Qaeda".
_SOUNDS = (
    (re.compile(r"^(?:al|el)[ -]?(?=[a-z]{4})"), ""),
    (re.compile(r"kh"), "h"), (re.compile(r"gh"), "g"), (re.compile(r"dh"), "d"), (re.compile(r"q"), "k"),
    (re.compile(r"ou|oo"), "u"), (re.compile(r"ee|iy|yy|ij|y"), "i"), (re.compile(r"ks"), "x"),
    (re.compile(r"ae|ai"), "e"), (re.compile(r"(.)\1"), r"\1"), (re.compile(r"ii$"), "i"), (re.compile(r"[ '’ʼ-]"), ""),
)  # fmt: skip
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h]?([0-5]\d))?(?:([ap])m)?(?:h|hrs|hours|oclock)?$")


def same_style(a: Folded, ours: list[int], b: Folded, theirs: list[int]) -> bool:
    """Whether words of one report and those in their place in the other differ in a desk's style only."""
    return (
        _same_letters(a, ours, b, theirs)
        or _is_conversion(a, ours, b, theirs)
        or (bool(ours and theirs) and (same_desk_words(a, ours, b, theirs) or _same_clock(a, ours, b, theirs)))
    )


def same_desk_words(a: Folded, ours: list[int], b: Folded, theirs: list[int]) -> bool:
    """Words that a desk puts for others: "autumn" and "fall", "Calif." and "California"."""
    words = desk_words()
    return bool(words.get(_printed(a, ours), frozenset()) & words.get(_printed(b, theirs), frozenset()))


def same_name(a: Folded, ours: list[int], b: Folded, theirs: list[int]) -> bool:
    """A name from another script in two spellings; nothing else: "Petrov" is not "Petrova"."""
    one, two = _sound("".join(_letters(a, ours))), _sound("".join(_letters(b, theirs)))
    return len(one) > 3 and one == two


def _text_of(folded: Folded, words: list[int]) -> list[str]:
    text = folded.record.report.text
    return [text[folded.begins[n] : folded.ends[n]] for n in words]


def _printed(folded: Folded, words: list[int]) -> tuple[str, ...]:
    return tuple(part for word in _text_of(folded, words) for part in pieces(word.replace("’", "'")))


def _letters(folded: Folded, words: list[int]) -> str:
    printed = "".join(_text_of(folded, words))
    return "".join(char for char in printed.casefold() if char.isalnum())


def _bare(letters: str) -> str:
    plain = unicodedata.normalize("NFKD", letters.translate(_STROKES))
    return "".join(char for char in plain if not unicodedata.combining(char))


def _same_letters(a: Folded, ours: list[int], b: Folded, theirs: list[int]) -> bool:
    """ "health care" and "healthcare", "re-open" and "reopen", "Müller" and "Mueller"; and a day that only one reading
    knew for one."""
    if "".join(a.forms[n] for n in ours) == "".join(b.forms[m] for m in theirs):
        return True
    if not ours or not theirs:
        return False
    one, two = _letters(a, ours), _letters(b, theirs)
    return bool(one and two) and bool(
        {one, _bare(one), _bare(one.translate(_UMLAUTS))} & {two, _bare(two), _bare(two.translate(_UMLAUTS))}
    )


@lru_cache(maxsize=10_000)
def _sound(name: str) -> str:
    name = _bare(name)
    for pattern, instead in _SOUNDS:
        name = pattern.sub(instead, name)
    return name


def _same_clock(a: Folded, ours: list[int], b: Folded, theirs: list[int]) -> bool:
    """ "6:50 a.m." and "06.50", "9 p.m." and "21.00", "2100 hrs"; noon or midnight apart is another time, if told."""
    one, two = _clock(a, ours), _clock(b, theirs)
    if one is None or two is None:
        return False
    apart = abs(one[0] - two[0])
    return apart == 0 or (apart == 720 and (not one[1] or not two[1]) and min(one[0], two[0]) < 720)


def _clock(folded: Folded, words: list[int]) -> tuple[int, bool] | None:
    """A time of day in minutes, and whether the half of the day is told."""
    characters = (char for word in _text_of(folded, words) for char in word.casefold())
    printed = "".join(char for char in characters if char.isalnum() or char in ".:")
    match = _CLOCK.match(re.sub(r"([ap])\.m\.?$", r"\1m", printed))
    if match is None or int(match[1]) > 24 or not (match[2] or match[3]):
        return None
    hour = int(match[1])
    if match[3]:
        hour = hour % 12 + (12 if match[3] == "p" else 0)
    return hour * 60 + int(match[2] or 0), bool(match[3]) or hour > 12 or match[1][0] == "0"


def _is_conversion(a: Folded, ours: list[int], b: Folded, theirs: list[int]) -> bool:
    """ "9 miles (14 km)" and "14 kilometres", "at 6:50 (0350 GMT)": a measure told once or twice; one of the two stands
    in brackets."""
    if bool(ours) == bool(theirs):
        return False
    folded, words = (a, ours) if ours else (b, theirs)
    text = folded.record.report.text
    if not all(folded.kinds[n] == "number" or folded.forms[n] in _UNITS for n in words):
        return False
    before, after = text[: folded.begins[words[0]]][-4:], text[folded.ends[words[-1]] :][:4]
    return any(char in "()[]," for char in before + after) and any(folded.kinds[n] == "number" for n in words)
