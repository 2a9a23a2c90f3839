"""Numbers as words and figures, read to one value: "fourteen", "14", "two dozen", "1.5 million"."""

from __future__ import annotations

import re
from collections.abc import Sequence

_UNITS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * number for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_SCALES = {
    "hundred": 100, "dozen": 12, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "lakh": 10**5, "lakhs": 10**5, "crore": 10**7, "crores": 10**7,
}  # fmt: skip
_SHORT_SCALES = {"bn": 10**9, "mn": 10**6, "tn": 10**12, "m": 10**6, "k": 1_000}
_ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
        " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
}
_VAGUE = frozenset({"dozens", "hundreds", "thousands", "millions", "billions", "scores"})
_BEGINS = frozenset({*_UNITS, *_TENS, *_ORDINALS, *_VAGUE, "a", "an", "half", "twice"})
_FIGURES = re.compile(r"\d[\d,]*(?:\.\d+)?$")
_CLOCK = re.compile(r"(\d{1,2})[:.](\d\d)$")
# "06.50", "at 21.00": a time of day by a full stop, where nothing behind it is measured by it.
_DOTTED_CLOCK = re.compile(r"([01]?\d|2[0-4])\.([0-5]\d)$")
_BEFORE_CLOCKS = frozenset({"at", "since", "until", "till", "before", "after"})
_MEASURED = frozenset(
    "percent per pct % points point million billion trillion mn bn m metres meters km kilometres kilometers miles feet"
    " cm kg tonnes tons litres seconds minutes hours euros dollars pounds a against to".split()
)
_HALF_DAY = re.compile(r"(\d{1,2})(?:[:.](\d\d))?\s?([ap])\.?m\.?$")
_ORDINAL_FIGURES = re.compile(r"(\d+)(?:st|nd|rd|th)$")
_FIGURES_WITH_SCALE = re.compile(r"(\d[\d,]*(?:\.\d+)?)(bn|mn|tn|m|k)$")
_SPACED = re.compile(r"\d{1,3}(?:\s\d{3})+$")


def _figures(word: str) -> float | None:
    if _SPACED.match(word):
        return float("".join(word.split()))
    if _FIGURES.match(word):
        return float(word.replace(",", ""))
    return None


def _shown(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")


def begins_number(word: str) -> bool:
    """Whether a number may begin at a word (lower case), by itself or with those that follow."""
    return word[:1].isdigit() or word in _BEGINS


def number_at(words: Sequence[str], at: int, *, money: bool = False) -> tuple[str, int] | None:
    """The number that begins at a word (lower case): its folded form and how many words it takes; None where none does.

    "5m" is five million where it is `money`, else a length or nothing.
    A number is folded to "#14", an ordinal to "#3rd", a vague one ("dozens") to "#~dozens", a time of day to "#18:40".
    """
    word = words[at]
    if match := _HALF_DAY.match(word):
        hour = int(match[1]) % 12 + (12 if match[3] == "p" else 0)
        return f"#{hour}:{match[2] or '00'}", 1
    if word == "twice":
        return "#2", 1
    if part := _fraction(words, at):
        return part
    if word in _ORDINALS:
        return f"#{_ORDINALS[word]}rd", 1
    if match := _ORDINAL_FIGURES.match(word):
        return f"#{match[1]}rd", 1
    if word in _VAGUE:
        return f"#~{word}", 1
    if (match := _FIGURES_WITH_SCALE.match(word)) and (money or match[2] not in ("m", "k")):
        return f"#{_shown(float(match[1].replace(',', '')) * _SHORT_SCALES[match[2]])}", 1
    if ":" in word and (match := _CLOCK.match(word)):
        return f"#{int(match[1])}:{match[2]}", 1
    if match := _DOTTED_CLOCK.match(word):
        after, before = words[at + 1] if at + 1 < len(words) else "", words[at - 1] if at else ""
        told = before in _BEFORE_CLOCKS and after not in _MEASURED
        if (len(match[1]) == 2 and match[1][0] == "0") or after in ("hrs", "hours", "gmt", "utc", "cet") or told:
            return f"#{int(match[1])}:{match[2]}", 1
    return _cardinal(words, at)


def _fraction(words: Sequence[str], at: int) -> tuple[str, int] | None:
    """ "half of the sum", "a third of", "two thirds of": a part of something, to its share of one."""
    word = words[at]
    after = words[at + 1] if at + 1 < len(words) else ""
    if word == "half" and after in ("of", "the", "its", "their", "his", "her"):
        return "#0.5", 1
    if word == "half" and after in ("a", "an") and (scale := _SCALES.get("".join(words[at + 2 : at + 3]))):
        # "half a million people", "half a dozen boats"
        return f"#{_shown(scale / 2)}", 3
    whole = {"third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
    counted = 1 if word in ("a", "one") else _UNITS.get(word, 0)
    part = whole.get(after.removesuffix("s"))
    if not counted or part is None or words[at + 2 : at + 3] != ["of"]:
        return None
    return f"#{_shown(counted / part)}", 2


def _cardinal(words: Sequence[str], at: int) -> tuple[str, int] | None:
    """ "two hundred and five thousand": groups below a thousand, each with its scale."""
    total, group, end = 0.0, None, at
    article = words[at] in {"a", "an"}
    if article:
        if at + 1 >= len(words) or words[at + 1] not in _SCALES:
            return None
        group, end = 1.0, at + 1
    while end < len(words):
        word = words[end]
        value = _figures(word)
        if value is not None:
            if group is not None:
                break
            group = value
        elif word in _UNITS or word in _TENS:
            small = float(_UNITS.get(word, _TENS.get(word, 0)))
            if group is not None and not (group % 100 == 0 or (group % 10 == 0 and group % 100 >= 20 and small < 10)):
                break
            group = (group or 0.0) + small
        elif (word in _SCALES or word in ("bn", "mn", "tn")) and group is not None:
            scale = _SCALES.get(word) or _SHORT_SCALES[word]
            group *= scale
            if scale >= 1_000:
                total, group = total + group, 0.0
        elif word == "and" and group and group % 100 == 0 and end + 1 < len(words) and _small(words[end + 1]):
            pass
        else:
            break
        end += 1
    if group is None:
        return None
    return f"#{_shown(total + group)}", end - at


def _small(word: str) -> bool:
    return word in _UNITS or word in _TENS
