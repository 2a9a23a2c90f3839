"""What only looks like a time: numbers, ages, scores, modal "may", people called April, newspapers called after a
day.
"""

from __future__ import annotations

import re

from onrecord.language.parsed import Passage
from onrecord.reading.time_words import MONTHS, Expression
from onrecord.reading.word_sets import word_set

_PAPERS = word_set("Times Telegraph Mail Mirror Express Herald Post Star People Sun Tribune Independent Age")
_TODAY_NAMES = word_set("USA Russia India Christianity Psychology Sports Pakistan Palestine Turkish Physics Africa")
_YEAR_PREPOSITIONS = word_set(
    "in since of by until till from to before after during through circa between around for early late mid and "
    "or over under till "
    "summer spring autumn fall winter"
)
_MEASURES = word_set(
    "percent % per kilometers kilometres km miles meters metres feet ft tons tonnes pounds dollars euros yen "
    "yuan rupees degrees mw "
    "kilowatts megawatts gmt hours hrs cc rpm bc volts watts calories acres hectares grams kg lbs people"
)
_DURATION_OPENERS = word_set(
    "for in within over nearly almost about than least just under after lasted spent took half"
)
_ERA_OPENERS = word_set("during since before after in until through throughout of from")


def is_time(passage: Passage, expression: Expression) -> bool:
    """Whether an expression of time words is told as a time there."""
    first = passage.token_at(passage.start + expression.start)
    if first is None:
        return False
    test = _TESTS.get(expression.kind)
    return test is None or test(passage, expression, first)


def _before(passage: Passage, token: int) -> str:
    return passage.lower[token - 1] if token > 0 else ""


def _after(passage: Passage, expression: Expression) -> int | None:
    """The first token behind the expression in its sentence, None where there is none."""
    token = expression.token
    end = passage.sentences[passage.sentence_of[token]][1]
    while token < end and passage.begins[token] - passage.start < expression.end:
        token += 1
    return token if token < end else None


def _date(passage: Passage, expression: Expression, first: int) -> bool:
    return not (passage.lower[expression.token] == "may" and passage.pos[expression.token] == "AUX")


def _month(passage: Passage, expression: Expression, first: int) -> bool:
    token, parts = expression.token, expression.parts
    word = passage.lower[token].rstrip(".")
    if parts.get("year") or parts.get("relyear"):
        return True
    if passage.ent[token] in {"PERSON", "ORG", "FAC", "PRODUCT"} and _joined_name(passage, token):
        return False
    if passage.pos[token] in {"AUX", "VERB"} and word in {"may", "march", "mar"}:
        return False
    if word == "may" and passage.tag[token] not in {"NNP", "NN", "NNPS"}:
        return False
    if passage.lower[first] == "the" and not (parts.get("edge") or parts.get("rel")):
        expression.start = passage.begins[token] - passage.start  # "the November ceasefire"
    if word in {"march", "may", "jan", "mar", "dec", "sep", "oct", "jun", "jul"}:
        # "March" may be a protest ("the Women's March") and "Jan" a man: a sign of time is needed.
        return (
            passage.ent[token] == "DATE"
            or _before(passage, first) in _YEAR_PREPOSITIONS
            or bool(parts.get("edge") or parts.get("rel"))
        )
    return True


def _joined_name(passage: Passage, token: int) -> bool:
    """Whether the month stands beside another capitalised word in one entity: "Theresa May", "April Jones"."""
    number = passage.ent_of[token]
    if number < 0:
        return False
    first, end, _ = passage.entities[number]
    return any(
        passage.words[index][:1].isupper() and passage.lower[index].rstrip(".") not in MONTHS
        for index in range(first, end)
    )


def _weekday(passage: Passage, expression: Expression, first: int) -> bool:
    after = _after(passage, expression)
    if after is not None and passage.words[after] in _PAPERS and passage.pos[after] == "PROPN":
        return False
    if expression.parts.get("any") and after is not None and passage.pos[after] in {"NOUN", "ADJ"}:
        # "a Wednesday briefing" is one that was held, "on a Wednesday" may be any.
        expression.parts["any"] = None
        expression.start = passage.begins[expression.token] - passage.start
    part = expression.parts.get("part")
    if (
        part
        and part[0].isupper()
        and after is not None
        and passage.words[after][:1].isupper()
        and not passage.words[after].isupper()
    ):
        return False  # "Saturday Night Live"
    token = expression.token
    return not (
        passage.ent[token] == "PERSON" or (passage.ent[token] == "ORG" and passage.lower[token - 1] == "sheffield")
    )


def _year(passage: Passage, expression: Expression, first: int) -> bool:
    token, year = expression.token, int(expression.parts["year"] or 0)
    before = _before(passage, first)
    if before in {
        "$",
        "£",
        "€",
        "¥",
        "no",
        "no.",
        "number",
        "#",
        "page",
        "room",
        "flight",
        "highway",
        "route",
        "boeing",
        "article",
        "section",
    }:
        return False
    if passage.ent[token] in {"MONEY", "PERCENT", "QUANTITY", "ORDINAL"}:
        return False
    if (
        token > 0
        and passage.begins[token] == passage.ends[token - 1]
        and before not in {"(", "[", "-", "–", "—", "/", '"', "“", "‘", "'", "mid-"}
    ):
        return False
    after = _after(passage, expression)
    if after is not None:
        if passage.lower[after] in _MEASURES:
            return False
        if (
            passage.tag[after] in {"NNS", "JJ"}
            and passage.ent[token] == "CARDINAL"
            and before not in {"the", "this", "'s", "’s", "in", "since"}
        ):
            return False
        if passage.lower[after] in {"year", "years"} or (
            passage.lower[after] == "-" and passage.lower[min(after + 1, len(passage) - 1)] == "year"
        ):
            return False
    if expression.parts.get("edge") and after is not None and passage.pos[after] in {"NOUN", "PROPN"}:
        expression.parts["edge"] = None  # "the start of the 2014 games" is no start of a year
    if expression.parts.get("edge"):
        return True
    if passage.lower[first] == "the":
        expression.start = passage.begins[token] - passage.start
    if 1900 <= year <= 2099:
        return (
            passage.ent[token] != "CARDINAL"
            or before in _YEAR_PREPOSITIONS | {"the", "a", "(", "'s"}
            or not _counts(passage, token)
        )
    return passage.ent[token] == "DATE" and (before in _YEAR_PREPOSITIONS or before == "(")


def _counts(passage: Passage, token: int) -> bool:
    """Whether the number counts a plural noun: "2000 troops"."""
    head = passage.head[token]
    return passage.dep[token] == "nummod" and passage.tag[head] == "NNS" and head > token


def _duration(passage: Passage, expression: Expression, first: int) -> bool:
    words = (expression.parts.get("num") or "").lower()
    unit = (expression.parts.get("unit") or "").lower()
    before = _before(passage, first)
    text = passage.text[expression.start : expression.end].lower()
    if unit == "second" and "-" not in text:
        return False
    if unit in {"quarter", "quarters"}:
        return False
    if words in {"a", "an"} and before not in _DURATION_OPENERS:
        return False
    if words == "one" and unit == "day" and before not in _DURATION_OPENERS:
        return False
    # "aged three months", "US$5 million a year", "three times a week"
    return before not in {"aged", "age", "$", "times"} and not re.search(r"\bper$", before)


def _ago(passage: Passage, expression: Expression, first: int) -> bool:
    return (expression.parts.get("unit") or "").lower() not in {"quarter", "quarters"}


def _unit(passage: Passage, expression: Expression, first: int) -> bool:
    rel, unit = (expression.parts.get("rel") or "").lower(), (expression.parts.get("unit") or "").lower()
    if unit == "fall" and passage.pos[expression.token] == "VERB":
        return False
    # "that year", "the current day": but "that night" as in "found that night vision ..." has a determiner for a mark.
    return not (rel == "that" and first < len(passage) and passage.dep[first] == "mark") and rel not in {
        "same",
        "following",
        "current",
        "coming",
        "previous",
    }


def _deictic(passage: Passage, expression: Expression, first: int) -> bool:
    token = expression.token
    if passage.words[token] == "Today" and token > 0 and passage.words[token - 1] in _TODAY_NAMES:
        return False
    if passage.lower[token] == "today" and _nowadays(passage, token):
        expression.parts["now"] = "now"
    return (
        passage.ent[token] not in {"ORG", "WORK_OF_ART"}
        or not passage.words[token][:1].isupper()
        or token == passage.sentences[passage.sentence_of[token]][0]
    )


def _nowadays(passage: Passage, token: int) -> bool:
    """Whether "today" stands for these times: in a simple present ("more magicians work today than ever before")."""
    if passage.dep[token] not in {"npadvmod", "advmod"}:
        return False  # "today's plan is ambitious", "today is a great day"
    while passage.head[token] != token:
        token = passage.head[token]
        if passage.pos[token] in {"VERB", "AUX"}:
            kids = passage.children[token]
            if any(passage.dep[kid] in {"aux", "auxpass"} for kid in kids):
                return False
            ahead = any(passage.dep[kid] in {"xcomp", "ccomp"} for kid in kids)
            return passage.tag[token] in {"VBZ", "VBP"} and not ahead and passage.kind != "headline"
    return False


def _decade(passage: Passage, expression: Expression, first: int) -> bool:
    if expression.parts.get("decade"):
        return True
    before = passage.lower[max(0, first - 3) : first]
    if {"his", "her", "their", "my", "our", "aged", "age", "your"} & set(before):
        return False
    # "temperatures in the 80s": two figures without an apostrophe need the tagger's word for it.
    return (
        not expression.parts.get("short")
        or "'" in passage.text[expression.start : expression.start + 6]
        or "’" in passage.text[expression.start : expression.start + 6]
        or passage.ent[expression.token] == "DATE"
    )


def _clock(passage: Passage, expression: Expression, first: int) -> bool:
    if expression.parts.get("word"):
        return passage.ent[first] in {"", "TIME", "DATE"} and not passage.words[first][:1].isupper()
    return True


def _era(passage: Passage, expression: Expression, first: int) -> bool:
    before = passage.lower[max(0, first - 2) : first]
    return bool(_ERA_OPENERS & set(before))


def _holiday(passage: Passage, expression: Expression, first: int) -> bool:
    return passage.ent[first] not in {"PERSON", "GPE", "FAC", "ORG", "LOC"}


_TESTS = {
    "date": _date,
    "month": _month, "weekday": _weekday, "year": _year, "duration": _duration, "ago": _ago, "unit": _unit,
    "deictic": _deictic,
    "decade": _decade, "clock": _clock, "era": _era, "holiday": _holiday,
}  # fmt: skip
