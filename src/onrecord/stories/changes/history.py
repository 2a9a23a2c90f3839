"""Whether a sentence tells news, or how things are and were long before: by its days and its first verb."""

from __future__ import annotations

import re
from datetime import date

from onrecord.codebook.comparing import change_words, is_past
from onrecord.stories.folding import Folded, FoldedSentence
from onrecord.stories.scene import OneSide

# In days before the report: what is older is history, what is not is news.
_LONG_AGO = 50
_THESE_DAYS = 14
_BACKGROUND = 5
# "has built four bridges in the last fifteen years", "have traded since Soviet times": no deed of these days.
_LONG_SPAN = re.compile(
    r"\b(?:(?:in|over|for|during|within) the (?:last|past) (?:\w+ ){0,2}(?:years|decades|centuries)"
    r"|for (?:\w+ ){0,2}(?:years|decades|centuries|generations)|in recent (?:years|decades)"
    r"|since (?:the \w+ (?:times|days|era)|\w+ times|independence|the war|the 1\d{3}s|1\d{3}))\b"
)
# "is one of the poorest", "has six tram lines", "has no port": what a thing is or has.
_IS = frozenset({"a", "an", "the", "one", "home", "among", "part"})
_HAS = frozenset({"a", "an", "no", "its", "their"})


def _days_before(side: OneSide, sentence: FoldedSentence) -> list[int]:
    """How many days before the report the days lie that a sentence names; below 0 for days to come."""
    published = side.record.report.published
    days = []
    for n in range(sentence.first, sentence.end):
        time = side.folded.dates.get(n)
        value = (time.value or "") if time else ""
        if published and re.fullmatch(r"\d{4}-\d\d-\d\d.*", value):
            days.append((date.fromisoformat(published[:10]) - date.fromisoformat(value[:10])).days)
        elif re.match(r"XXXX-WXX-\d", value):
            days.append(0)
        elif published and (match := re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-W\d\d)?", value)):
            if not match[2] and match[1] == published[:4]:
                # "the third ship to be held in Cyprus this year": no day of these days
                continue
            months = (int(published[:4]) - int(match[1])) * 12
            months += int(published[5:7]) - int(match[2]) if match[2] else 0
            days.append(30 * months)
    return days


def is_history(side: OneSide, sentence: FoldedSentence) -> bool:
    """Whether a sentence tells of what was long before ("In 2019 the two fell out over …")."""
    days = _days_before(side, sentence)
    return bool(days) and min(days) >= _LONG_AGO


def is_news(side: OneSide, sentence: FoldedSentence) -> bool:
    """Whether a sentence with no event of the codebook's types tells of these days all the same."""
    days = _days_before(side, sentence)
    if days:
        return min(days) <= _THESE_DAYS and max(days) < _LONG_AGO
    span = sentence.span
    return any(time.type == "TIME" and span[0] <= time.span[0] < span[1] for time in side.record.times)


def is_standing(side: OneSide, sentence: FoldedSentence) -> bool:
    """Whether a sentence without a day tells how things are, or have been for long: "Linz has six tram lines", "Ghana
    is a producer of cocoa", "The two have traded power since Soviet times"; not "Two are in hospital"."""
    folded = side.folded
    if _days_before(side, sentence) or is_news(side, sentence):
        return False
    for n in range(sentence.first + 1, sentence.end - 1):
        form, then = folded.forms[n], folded.forms[n + 1]
        if form in ("is", "are"):
            return then in _IS or folded.kinds[n + 1] == "name"
        if form in ("has", "have"):
            if then in _HAS or (folded.kinds[n + 1] == "number" and _is_thing(folded, n + 2, sentence.end)):
                return True
            return _LONG_SPAN.search(side.text, *sentence.span) is not None
        if form in ("was", "were", "will", "had") or (is_past(form) and not folded.kinds[n]):
            return False
    return False


def _is_thing(folded: Folded, n: int, end: int) -> bool:
    """Whether a noun stands at a place: "six tram lines", not "two dead"."""
    return n < end and folded.forms[n] not in ("dead", "injured", "wounded", "missing", "people")


def is_deed(side: OneSide, sentence: FoldedSentence) -> bool:
    """Whether a sentence tells of a deed and of no day: its first verb is in the past ("Villagers lit candles") or of
    what is to come; background stands in the present ("The village lives from fishing") or has a year."""
    folded, words = side.folded, change_words(None).words
    inside = range(sentence.first, sentence.end)
    if _days_before(side, sentence) or any(folded.dates[n].value for n in inside if n in folded.dates):
        return False
    for n in range(sentence.first + 1, sentence.end):
        form = folded.forms[n]
        if form in ("was", "were"):
            # "The spa was closed", but "the spa was known for its mud".
            after = folded.forms[n + 1] if n + 1 < sentence.end else ""
            if after.endswith("ly") and n + 2 < sentence.end:
                after = folded.forms[n + 2]
            return after.endswith("ed") and after not in words["participles_of_state"]
        if form == "will" or (form in ("due", "expected") and folded.forms[n + 1 : n + 2] == ["to"]):
            return True
        if form in words["states_of_things"]:
            return False
        past = (form.endswith("ed") and len(form) > 4) or is_past(form)
        following = folded.forms[n + 1] if n + 1 < sentence.end else ""
        # "the songs sold there", "a house built by monks": a participle, no deed.
        participle = form in words["participles_of_state"] or not following or following in words["behind_participles"]
        if past and not folded.kinds[n] and not participle and folded.forms[n - 1] not in words["before_no_verb"]:
            return True
    return False


def is_background(side: OneSide, sentence: FoldedSentence) -> bool:
    """Whether a sentence tells something that can be checked: a name, a number or a day, and some words more."""
    words = range(sentence.first, sentence.end)
    kinds = {side.folded.kinds[n] for n in words if side.folded.forms[n] != "#1"}
    # "eBay", "iPlayer": a capital inside a word is a name's, wherever it stands.
    inside = any(char.isupper() for n in words for char in side.text[side.folded.begins[n] + 1 : side.folded.ends[n]])
    named = inside or bool(kinds & {"name", "number", "date"})
    return len(words) >= _BACKGROUND and named
