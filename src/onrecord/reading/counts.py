"""The numbers that an event is told with: dead, injured, arrested, displaced, participants, with their ranges."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from onrecord.language.parsed import Passage
from onrecord.record import CountOf, Span

_WORDS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen "
        "eighteen nineteen twenty".split()
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "a": 1, "an": 1}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
# A vague plural gives a floor and no number: dozens are at least two dozen.
VAGUE = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "millions": 2_000_000, "tens": 20}
_SEVERAL = frozenset({"several", "few", "many"})
_AT_LEAST = frozenset(
    {"at least", "more than", "over", "no fewer than", "no less than", "upwards of", "as many as at least"}
)
_AT_MOST = frozenset({"up to", "at most", "as many as", "fewer than", "less than", "no more than", "under"})
_NUMBER = re.compile(r"^\d{1,3}(?:[,.]\d{3})+$|^\d+(?:\.\d+)?$")
_VERBS_OF: dict[CountOf, str] = {
    "dead": "kill die slay murder massacre execute drown perish behead assassinate slaughter",
    "injured": "injure wound hurt maim",
    "arrested": "arrest detain jail imprison apprehend capture round",
    "displaced": "displace evacuate flee uproot evict",
    "participants": "demonstrate protest march rally gather riot strike attend participate parade",
}
_OF_VERB: dict[str, CountOf] = {verb: of for of, verbs in _VERBS_OF.items() for verb in verbs.split()}
_OF_NOUN: dict[str, CountOf] = {
    "dead": "dead", "death": "dead", "fatality": "dead", "injured": "injured", "wounded": "injured",
    "injury": "injured",
    "arrest": "arrested", "protester": "participants", "demonstrator": "participants", "marcher": "participants",
}  # fmt: skip
_WITH = frozenset({"with", "carrying", "of"})
_PEOPLE_OUT = frozenset(
    {"hour", "day", "week", "month", "year", "minute", "time", "dollar", "percent", "kilometer", "mile", "kilometre"}
)


@dataclass(slots=True)
class CountDraft:
    """A number with its range and its words; `token` is the token of the number."""

    of: CountOf
    number: int | None
    low: int | None
    high: int | None
    span: Span
    token: int


def number_of(words: list[str]) -> int | None:
    """The value of number words ("12", "1,200", "two dozen", "three hundred"); None where they are no number."""
    total, current, seen = 0, 0.0, False
    for word in words:
        word = word.lower()
        if _NUMBER.match(word):
            current, seen = float(word.replace(",", "")), True
        elif word in _WORDS:
            current, seen = current + _WORDS[word], True
        elif word == "dozen":
            current, seen = (current or 1) * 12, True
        elif word in _SCALES:
            current, seen = (current or 1) * _SCALES[word], True
            if _SCALES[word] >= 1000:
                total, current = total + int(current), 0.0
        elif "-" in word and all(part in _WORDS for part in word.split("-")):
            current, seen = current + sum(_WORDS[part] for part in word.split("-")), True
        elif word not in ("and",):
            return None
    return total + int(current) if seen else None


def _range(passage: Passage, first: int, end: int, value: int | None) -> tuple[int | None, int | None, int | None, int]:
    """(number, min, max, first token with the words of the range) of the number in tokens [first, end)."""
    if (
        first >= 2
        and value is not None
        and passage.lower[first - 1] in ("and", "to")
        and passage.pos[first - 2] == "NUM"
    ):
        low = number_of([passage.lower[first - 2]])
        if low is not None and low < value:
            begin = first - 3 if first >= 3 and passage.lower[first - 3] in ("between", "from") else first - 2
            return None, low, value, begin
    for size in (3, 2, 1):
        if first >= size:
            before = " ".join(passage.lower[first - size : first])
            if before in _AT_LEAST:
                return None, value, None, first - size
            if before in _AT_MOST:
                return None, None, value, first - size
    return value, value, value, first


def _count(passage: Passage, of: CountOf, number: int) -> CountDraft | None:
    """The count whose number word is the token `number`."""
    first = end = number
    end += 1
    while first > 0 and passage.pos[first - 1] == "NUM" and passage.head[first - 1] in (number, first):
        first -= 1
    while end < len(passage) and passage.lower[end] in (*_SCALES, "dozen"):
        end += 1
    if passage.lower[number] in VAGUE:
        return CountDraft(of, None, VAGUE[passage.lower[number]], None, passage.span(number, number + 1), number)
    if end + 1 < len(passage) and passage.lower[end] in ("and", "to", "or") and passage.pos[end + 1] == "NUM":
        # "between 10 and 12": the upper number is what the range is read from
        first, end = end + 1, end + 2
    value = number_of(passage.words[first:end])
    if value is None:
        return None
    if first > 0 and passage.lower[first - 1] in _SEVERAL and passage.lower[first] in _SCALES:
        # "several hundred": two hundred at the least
        return CountDraft(of, None, 2 * value, None, passage.span(first - 1, end), number)
    exact, low, high, begin = _range(passage, first, end, value)
    return CountDraft(of, exact, low, high, passage.span(begin, end), number)


def _numbers_at(passage: Passage, noun: int) -> int | None:
    """The number that counts a noun, or the noun where it is itself a number ("killed 12", "dozens of people")."""
    for kid in passage.children[noun]:
        if passage.dep[kid] in ("nummod", "amod", "compound") and passage.pos[kid] == "NUM":
            return kid
    if passage.pos[noun] == "NUM" or passage.lower[noun] in VAGUE:
        return noun
    return None


def _aboard(passage: Passage, heads: list[int]) -> list[int]:
    """Who is with a thing: the crew in "detained two boats with 14 crew members"."""
    return [
        target
        for head in heads
        for kid in passage.children[head]
        if passage.dep[kid] == "prep" and passage.lower[kid] in _WITH
        for target in passage.kids(kid, "pobj")
    ]


def counts_at(
    passage: Passage,
    trigger: int,
    subject: int | None,
    target: int | None,
    event_type: str,
    is_people: Callable[[int], bool],
) -> list[CountDraft]:
    """The counts of an event: of whom it kills, hurts, arrests, drives out, or of those who take part.

    `is_people` tells whether a noun names people: "detained two boats with 14 men" arrests fourteen, and not two.
    """
    found: list[CountDraft] = []
    lemma = passage.lemma[trigger]
    of = _OF_VERB.get(lemma)
    intransitive = lemma in ("die", "flee", "perish", "drown") or of == "participants"
    counted = subject if intransitive else target
    if of is not None and counted is not None:
        heads = [counted, *passage.kids(counted, "conj")]
        if not any(is_people(head) or passage.pos[head] == "NUM" or passage.lower[head] in VAGUE for head in heads):
            heads = _aboard(passage, [*heads, trigger])
            heads = [head for head in heads if is_people(head)]
        for head in heads:
            number = _numbers_at(passage, head)
            if number is not None and passage.lemma[head] not in _PEOPLE_OUT:
                draft = _count(passage, of, number)
                if draft is not None:
                    found.append(draft)
    elif event_type == "PROTEST" and subject is not None:
        number = _numbers_at(passage, subject)
        draft = _count(passage, "participants", number) if number is not None else None
        if draft is not None:
            found.append(draft)
    for kid in passage.children[trigger]:
        inner = _OF_NOUN.get(passage.lemma[kid])
        if inner is not None:
            number = _numbers_at(passage, kid)
            draft = _count(passage, inner, number) if number is not None else None
            if draft is not None:
                found.append(draft)
    return found
