"""Edits of facts: number, date, weekday, place, person, title. Each takes a sentence and gives an edit, or None."""

from __future__ import annotations

import re
from random import Random

from made_versions.base import Base, Sentence
from made_versions.version import Edit, edit_of
from made_versions.words import words
from onrecord.record import Span

WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = "January February March April May June July August September October November December".split()
_SMALL = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
# A number that counts or measures: a sum, a share, or a number before what is counted; never a part of a name ("737").
_NUMBER = re.compile(
    r"(?<=[$£€])\s?(\d[\d,]*(?:\.\d+)?)"
    r"|(?<![\w.,$£€#-])(\d[\d,]*(?:\.\d+)?)(?=\s?%| percent| per cent| million| billion| [a-z]{3,})"
)
_COUNTED = re.compile(r"\b(two|three|four|five|six|seven|eight|nine|ten)(?= [a-z]{4,})")


def _times(sentence: Sentence) -> list[Span]:
    return [span for time in sentence.times if (span := sentence.here(time.span))]


def _hits(spans: list[Span], start: int, end: int) -> bool:
    return any(span[0] < end and start < span[1] for span in spans)


def other_number(number: str) -> str:
    """A number of the same look that means something else: 4,300 becomes 5,900."""
    whole, dot, rest = number.replace(",", "").partition(".")
    value = int(whole)
    value += max(1, round(value * 0.37)) if value < 10 or not number.endswith("00") else 10 ** (len(whole) - 2) * 16
    text = f"{value:,}" if "," in number or value > 99_999 else str(value)
    return text + dot + rest


def number(base: Base, at: int, rng: Random) -> Edit | None:
    """Another number of the same thing."""
    sentence = base.sentences[at]
    times = _times(sentence)
    found: list[tuple[int, int, str]] = []
    for match in _NUMBER.finditer(sentence.text):
        group = 1 if match[1] else 2
        before = sentence.text[: match.start(group)].split()
        named = bool(before) and match[2] is not None and len(before) > 1 and before[-1] != before[-1].lower()
        year = match[group].isdigit() and 1700 < int(match[group]) < 2030
        if not named and not year:
            found.append((match.start(group), match.end(group), other_number(match[group])))
    for match in _COUNTED.finditer(sentence.text):
        new = _SMALL[(_SMALL.index(match[1]) + 3) % len(_SMALL)]
        found.append((match.start(), match.end(), new))
    free = [one for one in found if not _hits(times, *one[:2]) and not sentence.quoted(*one[:2])]
    return edit_of("number_changed", at, sentence.text, [rng.choice(free)]) if free else None


def _other_date(words_: str) -> str | None:
    day = re.fullmatch(rf"({'|'.join(MONTHS)}) (\d{{1,2}})(,? \d{{4}})?", words_)
    if day:
        number_ = int(day[2])
        return f"{day[1]} {number_ + 2 if number_ < 27 else number_ - 3}{day[3] or ''}"
    day = re.fullmatch(rf"(\d{{1,2}}) ({'|'.join(MONTHS)})( \d{{4}})?", words_)
    if day:
        number_ = int(day[1])
        return f"{number_ + 2 if number_ < 27 else number_ - 3} {day[2]}{day[3] or ''}"
    if words_ in MONTHS and words_ != "May":
        return MONTHS[(MONTHS.index(words_) + 9) % 12]
    if re.fullmatch(r"(19|20)\d\d", words_):
        return str(int(words_) - 2)
    others = {"today": "yesterday", "yesterday": "today", "last year": "last month", "last month": "last year"}
    others |= {"last week": "last month", "next year": "next month", "next month": "next year", "tomorrow": "next week"}
    return others.get(words_)


def date(base: Base, at: int, rng: Random) -> Edit | None:
    """Another day, month or year."""
    sentence = base.sentences[at]
    found = []
    for time in sentence.times:
        span = sentence.here(time.span)
        if span and time.type == "DATE" and not sentence.quoted(*span):
            new = _other_date(sentence.text[span[0] : span[1]])
            if new:
                found.append((*span, new))
    return edit_of("date_changed", at, sentence.text, [rng.choice(found)]) if found else None


def weekday(base: Base, at: int, rng: Random) -> Edit | None:
    """Another weekday."""
    sentence = base.sentences[at]
    spans = [span for span in _times(sentence) if not sentence.quoted(*span)]
    found = [
        (span[0] + match.start(), span[0] + match.end(), WEEKDAYS[(WEEKDAYS.index(match[0]) + 6) % 7])
        for span in spans
        for match in re.finditer("|".join(WEEKDAYS), sentence.text[span[0] : span[1]])
    ]
    return edit_of("weekday_changed", at, sentence.text, [rng.choice(found)]) if len(found) == 1 else None


def place(base: Base, at: int, rng: Random) -> Edit | None:
    """Another place of the same kind, after "in", "at", "near" or "outside"."""
    sentence = base.sentences[at]
    lists: dict[str, list[str]] = words()["places"]
    found = []
    for one in sentence.places:
        span = sentence.here(one.span)
        if span is None or one.kind not in lists or one.use != "location" or sentence.quoted(*span):
            continue
        before, after = sentence.text[: span[0]], sentence.text[span[1] :]
        # "in Toulouse, France" would become a place in the wrong country, "in Ontario's north" another name.
        if not re.search(r"\b(in|near|outside|at)( the)? $", before) or re.match(r"(,| and) [A-Z]|['’-]| [A-Z]", after):
            continue
        start = span[0] - 4 if before.endswith(" the ") else span[0]
        new = rng.choice([name for name in lists[one.kind] if name not in base.text])
        found.append((start, span[1], new))
    return edit_of("place_changed", at, sentence.text, [rng.choice(found)]) if found else None


_BEFORE_NAMES = frozenset(
    "Analyst President Minister Chancellor Executive CEO Chairman Senator Secretary Spokesman Spokeswoman".split()
)


def persons_of(base: Base, sentence: Sentence) -> list[Span]:
    """Full names of persons that the report names in this sentence only, and once."""
    found = []
    # Whose words are quoted anywhere: another name moves the quotation, too.
    quoted = {name for one in base.record.statements if one.form != "indirect" for name in one.source_actors}
    for actor in base.record.actors:
        if actor.kind != "person" or actor.id in quoted:
            continue
        for mention in actor.mentions:
            span = sentence.here(mention.span)
            if span is None or mention.kind != "name" or sentence.quoted(*span):
                continue
            name = re.search(r"[A-Z][\w.'’-]+ (?:[A-Z]\. )?[A-Z][\w'’-]+$", sentence.text[span[0] : span[1]])
            if name is None or base.text.count(name[0].split()[-1]) != 1 or re.search(r"\b(St|Jr)\b", name[0]):
                continue
            start = span[0] + name.start()
            # A longer name, or one that the reader took for a person's: "Anna Maria Holm Jr.", "Server Block (SB)".
            before = re.search(r"\b([A-Z][\w.]*) $", sentence.text[:start])
            if (before and before[1] not in _BEFORE_NAMES) or re.match(r" ?[A-Z(]|\.\.", sentence.text[span[1] :]):
                continue
            found.append((start, span[1]))
    return sorted(set(found))


def new_name(base: Base, rng: Random) -> str:
    """An invented name that the report does not have."""
    names = [name for names in words()["names"].values() for name in names]
    return rng.choice([name for name in names if not any(word in base.text for word in name.split())])


def person(base: Base, at: int, rng: Random) -> Edit | None:
    """Another person does, says or undergoes it; who spoke a quotation is left to `quotation_moved`."""
    sentence = base.sentences[at]
    if any(statement.form != "indirect" for statement in sentence.statements):
        return None
    found = persons_of(base, sentence)
    if not found:
        return None
    return edit_of("person_changed", at, sentence.text, [(*rng.choice(found), new_name(base, rng))])


def title(base: Base, at: int, rng: Random) -> Edit | None:
    """Another title or function of the same person."""
    sentence = base.sentences[at]
    names = [
        span
        for actor in base.record.actors
        if actor.kind == "person"
        for mention in actor.mentions
        if mention.kind == "name" and (span := sentence.here(mention.span))
    ]
    found = []
    for old, new in words()["titles"]:
        for match in re.finditer(rf"(?<![\w-]){re.escape(old)}(?![\w-])", sentence.text):
            # A title belongs to a name that it stands before, or behind within a few words: "Kalns, the chairman".
            near = any(
                -1 <= name[0] - match.end() <= 1
                or (
                    0 < match.start() - name[1] < 40
                    and sentence.text[name[1]] == ","
                    and "," not in sentence.text[name[1] + 1 : match.start()]
                )
                for name in names
            ) or any(name[0] <= match.start() and match.end() < name[1] for name in names)
            compound = re.search(
                r"(vice|deputy|lieutenant|chief executive|general|prime|foreign)[ -]$",
                sentence.text[: match.start()],
                re.I,
            )
            if near and not compound and not sentence.quoted(*match.span()):
                found.append((*match.span(), new))
    if not found:
        return None
    longest = max(one[1] - one[0] for one in found)
    return edit_of("title_changed", at, sentence.text, [next(one for one in found if one[1] - one[0] == longest)])
