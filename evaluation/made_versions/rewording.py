"""Rewording by rules: house style, synonyms, the order of clauses. An editor would name none of it a change."""

from __future__ import annotations

import re
from datetime import date
from random import Random

from made_versions.base import Base
from made_versions.fact_edits import MONTHS, WEEKDAYS
from made_versions.sourcing_edits import opening
from made_versions.version import replaced
from made_versions.words import words
from onrecord.record import Span

_SHORT = ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."]


def _exchanged(text: str, pairs: list[list[str]], quotes: list[Span], rng: Random, share: float) -> str:
    pieces: list[tuple[int, int, str]] = []
    for old, new in pairs:
        for match in re.finditer(
            rf"(?<![\w.-])(?<!press )(?<!\bis )(?<!\bare )(?<!\bwas ){re.escape(old)}(?![\w-]| ?[$£€]| of America)",
            text,
        ):
            inside = any(quote[0] < match.end() and match.start() < quote[1] for quote in quotes)
            taken = any(piece[0] < match.end() and match.start() < piece[1] for piece in pieces)
            if not inside and not taken and rng.random() < share:
                pieces.append((*match.span(), new))
    new_text = replaced(text, pieces)[0]
    if new_text == text:
        return text
    # The article follows its noun: "a car", "an automobile".
    new_text = re.sub(r"\b([Aa]) (?=automobile)", r"\1n ", new_text)
    return re.sub(r"\b([Aa])n (?=car\b)", r"\1 ", new_text)


def _both_ways(pairs: list[list[str]]) -> list[list[str]]:
    return [turned for pair in pairs for turned in (pair, pair[::-1])]


def house_style(text: str, quotes: list[Span], rng: Random, share: float = 0.8) -> str:
    """Another outlet's spellings, outside quotations; nothing else. A decimal share keeps its "%"."""
    new = _exchanged(text, _both_ways(words()["house_style"]), quotes, rng, share)
    return re.sub(r"(?<=\d) %", "%", re.sub(r"(?<=\d)(per cent|percent)", r" \1", new))


def synonyms(text: str, quotes: list[Span], rng: Random, share: float = 0.7) -> str:
    """Words for words of the same meaning, outside quotations."""
    return _exchanged(text, [*words()["one_way"], *_both_ways(words()["synonyms"])], quotes, rng, share)


def _attribution_last(base: Base, at: int) -> str | None:
    """ "The union said sales fell." -> "Sales fell, the union said." """
    sentence = base.sentences[at]
    parts = opening(sentence)
    if parts is None or sentence.quotes:
        return None
    statement, source, cue, content = parts
    if not statement.rule.endswith(" clause"):
        return None
    words_ = sentence.text[content[0] : content[1]].rstrip(".")
    name = sentence.text[source[0] : source[1]]
    if name.split()[0] in ("The", "A", "An", "He", "She", "It", "They", "Two", "Some", "Several", "One"):
        name = name[0].lower() + name[1:]
    return f"{words_[0].upper()}{words_[1:]}, {name} {sentence.text[cue[0] : cue[1]]}."


def _time_last(text: str) -> str | None:
    """ "On Friday, the bank closed." -> "The bank closed on Friday." """
    times = "|".join([*WEEKDAYS, rf"(?:{'|'.join(MONTHS)}) \d+", r"(?:19|20)\d\d"])
    match = re.fullmatch(rf"(On|In) ({times}), ([^,;:\"]+)\.", text)
    if match is None:
        return None
    return f"{match[3][0].upper()}{match[3][1:]} {match[1].lower()} {match[2]}."


def _same_day(base: Base, at: int) -> tuple[int, int, str] | None:
    """ "on Friday" -> "on Jan. 30", where both are the same day."""
    sentence = base.sentences[at]
    for time in sentence.times:
        span = sentence.here(time.span)
        if span and sentence.text[span[0] : span[1]] in WEEKDAYS and re.fullmatch(r"\d{4}-\d\d-\d\d", time.value or ""):
            day = date.fromisoformat(time.value or "")
            if sentence.text[: span[0]].endswith("on ") and not sentence.quoted(*span):
                return (*span, f"{_SHORT[day.month - 1]} {day.day}")
    return None


def reworded(base: Base, at: int, rng: Random, share: float = 0.7) -> str:
    """A sentence of the base after all rules that fit, each by chance; the same text where none does."""
    sentence = base.sentences[at]
    text, quotes = sentence.text, sentence.quotes
    turned = _attribution_last(base, at) or _time_last(text)
    day = _same_day(base, at)
    if turned and rng.random() < share:
        text, quotes = turned, []
    elif day and rng.random() < share:
        text = replaced(text, [day])[0]
        return text
    text = synonyms(text, quotes, rng, share)
    # The first rule may have moved the quotations.
    if text == sentence.text:
        text = house_style(text, quotes, rng, share)
    return text
