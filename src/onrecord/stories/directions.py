"""Which of two related reports was made from which: by credits, notes of editing, time, and what one has more of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from onrecord.record import Record, Span, Statement
from onrecord.stories.comparison import Direction
from onrecord.stories.folding import Folded
from onrecord.stories.runs import Runs

_UPDATE = re.compile(
    r"^\W*(update \d|corrected|correction|refile|updated?:|wrapup)|\bcorrects?\b.{0,60}\bparagraph", re.I
)
_PROVIDED = re.compile(r"(?:provided|supplied|distributed|syndicated) by (?:the )?([A-Z][\w.]*(?: [A-Z][\w.]*){0,3})")
_EDITED = re.compile(r"\b(edit|adapt|rewrit|rewrote|updat|correct|revis|abridg|shorten|compil|condens|translat)", re.I)
# Without any of these in lower case, neither `_UPDATE` nor `_EARLIER` finds anything.
_NOTED = ("updat", "correct", "refile", "wrapup", "earlier version of this")
_EARLIER = re.compile(r"earlier version of this (story|article|report)", re.I)


@dataclass(slots=True)
class Sign:
    """One thing that speaks for a direction: `weight` above 0 for A to B; `fields` fill the message."""

    code: str
    weight: float
    fields: dict[str, str]
    a: list[Span] = field(default_factory=list)
    b: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class _Names:
    """Who a report is by (`own`), and whom it credits (`credited`), in lower case, with the words."""

    own: dict[str, Span]
    credited: dict[str, Span]


@dataclass(slots=True)
class _Read:
    """What one report shows by itself of where it is from: it is the same whatever report it is compared with.

    `notes` are the places that tell of editing or of an earlier version.
    """

    record: Record
    names: _Names
    addressees: dict[str, Span]
    notes: list[Span]


def _read(folded: Folded) -> _Read:
    found = folded.signs
    if not isinstance(found, _Read):
        record = folded.record
        found = folded.signs = _Read(record, _names(record), _addressees(record), _notes(record))
    return found


def direction(a: Folded, b: Folded, runs: Runs) -> tuple[Direction | None, list[Sign]]:
    """The direction between two reports of which one was made from the other, and what speaks for it."""
    one, two = _read(a), _read(b)
    signs = [*_by_credit(one, two), *_by_notes(one, two)]
    further = (_by_own_outlet(one, two), _by_time(a.record, b.record), _by_conditions(a.record, b.record))
    signs += [sign for sign in further if sign is not None]
    if contained := _by_containment(runs):
        signs.append(contained)
    total = sum(sign.weight for sign in signs)
    if abs(total) >= 0.5:
        return ("a_to_b" if total > 0 else "b_to_a"), [sign for sign in signs if sign.weight * total > 0]
    common = _common_credit(one, two)
    return ("common_source", [common]) if common else (None, [])


def _sides(weight: float) -> dict[str, str]:
    return {"earlier": "A", "later": "B"} if weight > 0 else {"earlier": "B", "later": "A"}


def _names(record: Record) -> _Names:
    report = record.report
    own: dict[str, Span] = {}
    credited: dict[str, Span] = {}
    if report.dateline and report.dateline.agency:
        own[_key(report.dateline.agency)] = report.dateline.span
    for credit in report.credits:
        if credit.role != "note":
            for name in credit.names:
                credited.setdefault(_key(name), credit.span)
    for statement in record.statements:
        for span in _media(statement):
            credited.setdefault(_key(record.words(span)), span)
    for match in _PROVIDED.finditer(report.text):
        # A site that shows the agency's dispatch keeps the agency's sign: who provided it is not who shows it.
        own.pop(_key(match[1]), None)
        credited[_key(match[1])] = match.span(1)
    return _Names(own, credited)


def _media(statement: Statement) -> Iterator[Span]:
    """To whom it was said ("told Northline"), and a medium that is itself the source ("Northline reported")."""
    yield from statement.addressee
    if statement.source_kind == "media":
        yield from statement.source


def _key(name: str) -> str:
    return re.sub(r"^the\s+|['’]s$|[^\w\s&]", "", name.strip().lower()).strip()


def _by_credit(a: _Read, b: _Read) -> Iterator[Sign]:
    names_a, names_b = a.names, b.names
    for own, other, weight in ((names_a, names_b, 3.0), (names_b, names_a, -3.0)):
        for name, span in own.own.items():
            there = next((key for key in other.credited if _names_it(key, name)), None)
            if there is not None and name not in other.own:
                spans = ([span], [other.credited[there]])
                one, two = spans if weight > 0 else spans[::-1]
                text = (a if weight > 0 else b).record.words(span)
                yield Sign("credit", weight, {"name": _shown(name, text), **_sides(weight)}, one, two)


def _names_it(words: str, name: str) -> bool:
    """ "the foreign agency Northline" names Northline."""
    return f" {name} " in f" {words} "


def _by_own_outlet(a: _Read, b: _Read) -> Sign | None:
    """Both have "told The Ledger", and one of them carries another's sign: the other is the Ledger's own."""
    names_a, names_b = a.names, b.names
    told_a, told_b = a.addressees, b.addressees
    for name, span in told_a.items():
        there = next((key for key in told_b if _names_it(key, name) or _names_it(name, key)), None)
        if there is None or bool(names_a.own) == bool(names_b.own) or name in names_a.own or name in names_b.own:
            continue
        weight = 2.0 if names_b.own else -2.0
        return Sign("credit", weight, {"name": name.title(), **_sides(weight)}, [span], [told_b[there]])
    return None


def _addressees(record: Record) -> dict[str, Span]:
    """To which outlets something was said: addressees with a name."""
    return {
        _key(record.words(span)): span
        for statement in record.statements
        for span in statement.addressee
        if any(word[0].isupper() for word in record.words(span).split() if word.lower() != "the")
    }


def _shown(name: str, words: str) -> str:
    """The name as the report writes it."""
    match = re.search(re.escape(name), words, re.I)
    return match[0] if match else name.title()


def _notes(record: Record) -> list[Span]:
    """Where a report says that it was edited, or that there is an earlier version of it."""
    spans = [
        credit.span
        for credit in record.report.credits
        if credit.role == "note" and _EDITED.search(record.words(credit.span))
    ]
    lower = record.report.text.lower()
    if not any(sign in lower for sign in _NOTED):
        return spans
    for segment in record.report.segments:
        words = record.words(segment.span)
        if segment.kind in ("headline", "paragraph", "notice") and (_UPDATE.search(words) or _EARLIER.search(words)):
            spans.append(segment.span)
    return spans


def _by_notes(a: _Read, b: _Read) -> Iterator[Sign]:
    for read, weight in ((b, 2.0), (a, -2.0)):
        if spans := read.notes:
            words = read.record.words(spans[0])
            sides = ([], spans[:1]) if weight > 0 else (spans[:1], [])
            yield Sign("edit_note", weight, {"words": " ".join(words.split())[:80], **_sides(weight)}, *sides)


def _by_time(a: Record, b: Record) -> Sign | None:
    one, two = a.report.published, b.report.published
    if one and two:
        # A day says nothing against a time of the same day.
        size = 10 if len(one) == 10 or len(two) == 10 else 16
        if one[:size] != two[:size]:
            # Nothing is made from what comes later: this outweighs all else.
            weight = 8.0 if one[:size] < two[:size] else -8.0
            first, second = sorted([one[:size], two[:size]])
            return Sign("published", weight, {"first": first, "second": second, **_sides(weight)})
    days = [_dateline_day(record) for record in (a, b)]
    if days[0] and days[1] and days[0][0] != days[1][0] and len(days[0][0]) == len(days[1][0]):
        weight = 2.5 if days[0][0] < days[1][0] else -2.5
        return Sign("dateline", weight, _sides(weight), [days[0][1]], [days[1][1]])
    return None


def _dateline_day(record: Record) -> tuple[str, Span] | None:
    """The day of the dateline, without its year: a report is seldom rewritten a year later."""
    line = record.report.dateline
    time = next((time for time in record.times if line and time.id == line.time), None)
    if time is None or time.value is None or not re.fullmatch(r"(\d{4}|XXXX)-\d\d-\d\d", time.value):
        return None
    return time.value[5:], time.span


def _by_conditions(a: Record, b: Record) -> Sign | None:
    """A rewriter leaves out the condition of anonymity and the reporters; hardly anyone puts them in."""
    counts = []
    for record in (a, b):
        conditions = sum(1 for statement in record.statements if statement.condition)
        people = sum(1 for credit in record.report.credits if credit.role != "note")
        agency = bool(record.report.dateline and record.report.dateline.agency)
        counts.append(bool(conditions) + bool(people) + agency)
    if counts[0] == counts[1]:
        return None
    weight = 0.5 if counts[0] > counts[1] else -0.5
    return Sign("conditions", weight, _sides(weight))


def _by_containment(runs: Runs) -> Sign | None:
    if max(runs.of_a, runs.of_b) < 0.6 or abs(runs.of_a - runs.of_b) < 0.2:
        return None
    weight = 1.0 if runs.of_b > runs.of_a else -1.0
    return Sign("containment", weight, _sides(weight))


def _common_credit(a: _Read, b: _Read) -> Sign | None:
    names_a, names_b = a.names, b.names
    for name, span in names_a.credited.items():
        if name in names_b.credited and name not in names_a.own and name not in names_b.own:
            other = names_b.credited[name]
            return Sign("common_credit", 0.0, {"name": _shown(name, a.record.words(span))}, [span], [other])
    return None
