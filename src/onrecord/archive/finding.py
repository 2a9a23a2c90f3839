"""Find statements and events by words and by what is known of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Table,
    func,
    literal,
    or_,
    select,
    union,
)

from onrecord.archive.corrections import who_with
from onrecord.archive.ranking import Wording, among, terms_of
from onrecord.archive.rows import name_key
from onrecord.archive.schema import PARTS, actors, events, participants, places, reports, sentences, sources, statements
from onrecord.garbage import search_waits

_UNNAMED = ("unnamed_people", "unnamed_organisation")
# Of words that stand in more sentences than this, only the latest of these are ranked: scoring all sentences with
# "government" in a large archive would take longer than anybody waits, and tell nothing.
_MOST_RANKED = 2_000
# Where more is asked for than such words, the latest sentences that fit are looked for, until there are so many.
_ENOUGH = 200
# The best sentences are looked at first: so many for each hit that is wanted, then more at a time.
_SENTENCES_A_HIT = 4
_MOST_AT_ONCE = 4_000


@dataclass(slots=True, frozen=True)
class Question:
    """What is looked for; None and empty ask for nothing.

    `words`: all of them in one sentence, in any form ("threatened" finds "threatens"); in quotation marks next to each
    other. `source`: whom a statement is credited to; `actor`: who is in it, as source, actor or recipient; both by the
    words of a name. `event`: a type; `place`: a place's name, a country's name or its code of three letters; `since`
    and `until`: days, `YYYY-MM-DD`, both included; `unnamed`: only what rests on a source without a name.
    """

    words: str = ""
    source: str | None = None
    actor: str | None = None
    event: str | None = None
    factuality: str | None = None
    since: str | None = None
    until: str | None = None
    place: str | None = None
    unnamed: bool = False

    @property
    def only_words(self) -> bool:
        """Whether nothing but words is asked for."""
        return not (self.only_events or self.has_few or any((self.since, self.until, self.unnamed)))

    @property
    def has_few(self) -> bool:
        """Whether something is asked for that few items may have, and that is looked up by an index."""
        return any((self.source, self.actor, self.place))

    @property
    def only_events(self) -> bool:
        """Whether only events can fit."""
        return bool(self.event or self.factuality)


@dataclass(slots=True)
class Hit:
    """A statement or an event that fits, with its sentence and its report.

    `score` orders the hits: the higher the better, 0 where no words were asked for; it means nothing by itself.
    """

    what: Literal["statement", "event"]
    id: str
    report: str
    headline: str | None
    published: str | None
    outlet: str | None
    uri: str | None
    sentence: str
    span: tuple[int, int]
    source: str | None
    source_kind: str | None
    cue: str | None
    content: str | None
    type: str | None
    mode: str | None
    factuality: str | None
    actors: str | None
    recipients: str | None
    trigger: str | None
    day: str | None
    day_from: str | None
    place: str | None
    claim: str | None
    confidence: float
    score: float


@search_waits()
def find(connection: Connection, question: Question, limit: int) -> list[Hit]:
    """The hits in the order of how well they fit; without words the latest first."""
    terms = terms_of(question.words)
    if question.words.strip() and not terms:
        return []
    chosen = _Filters(connection, question)
    if chosen.impossible:
        return []
    if terms:
        wording = Wording(connection, terms)
        numbers = wording.sentences(_MOST_RANKED if question.only_words else None)
        if len(numbers) > _MOST_RANKED:
            numbers = _fitting(connection, chosen, numbers, max(_ENOUGH, _SENTENCES_A_HIT * limit))
        return _best(connection, _queries(chosen), wording.ranked(numbers), limit)
    hits = [hit for query in _queries(chosen) for hit in _latest(connection, query, limit)]
    hits.sort(key=_place)
    hits.sort(key=lambda hit: hit.day or "", reverse=True)
    return hits[:limit]


# -- what is chosen ----------------------------------------------------------------------------------------------------


class _Filters:
    """The conditions on statements and on events; `impossible` where a name is in no report."""

    def __init__(self, connection: Connection, question: Question) -> None:
        self.question = question
        # Whether the words choose the sentences, and the rest is looked up for these.
        self.by_words = bool(question.words.strip())
        self.impossible = False
        self.source = self._who(connection, question.source)
        self.actor = self._who(connection, question.actor)
        self.country = self._country(connection, question.place)

    def _who(self, connection: Connection, name: str | None) -> list[int]:
        if not name:
            return []
        numbers = who_with(connection, name)
        self.impossible = self.impossible or not numbers
        return numbers

    def _country(self, connection: Connection, place: str | None) -> str | None:
        """The code of the country that a place's name is, or that it stands for."""
        if not place:
            return None
        if re.fullmatch(r"[A-Z]{3}", place):
            return place
        query = select(places.c.country).where(places.c.key == name_key(place), places.c.kind == "country").limit(1)
        return connection.scalar(query)

    def of_place(self, where: ColumnElement[Any]) -> list[ColumnElement[bool]]:
        """The place itself, or any in the country."""
        if not self.question.place:
            return []
        key = name_key(self.question.place)
        if self.by_words:
            found = [_hidden(places.c.key) == key]
            found += [_hidden(places.c.country) == self.country] if self.country else []
            return [or_(*found)]
        by_name = select(places.c.number).where(places.c.key == key)
        if self.country is None:
            return [where.in_(by_name)]
        return [where.in_(union(by_name, select(places.c.number).where(places.c.country == self.country)))]

    def of_day(self, day: ColumnElement[Any]) -> list[ColumnElement[bool]]:
        """The days that were asked for."""
        found = []
        if self.question.since:
            found.append(self.plain(day) >= self.question.since)
        if self.question.until:
            found.append(self.plain(day) <= self.question.until)
        return found

    def plain(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        """A column to compare with; not by its index where the words have chosen the sentences already."""
        return _hidden(column) if self.by_words else column

    def credited_to(self, statement: ColumnElement[Any], names: Iterable[int]) -> ColumnElement[bool]:
        """Whether a statement has one of them as its source."""
        query = (
            select(sources.c.statement)
            .join(actors, actors.c.number == sources.c.actor)
            .where(actors.c.who.in_(list(names)))
        )
        return query.where(sources.c.statement == statement).exists() if self.by_words else statement.in_(query)

    def takes_part(self, event: ColumnElement[Any], names: Iterable[int]) -> ColumnElement[bool]:
        """Whether one of them is actor or recipient of an event."""
        query = (
            select(participants.c.event)
            .join(actors, actors.c.number == participants.c.actor)
            .where(actors.c.who.in_(list(names)))
        )
        return query.where(participants.c.event == event).exists() if self.by_words else event.in_(query)


def _hidden(column: ColumnElement[Any]) -> ColumnElement[Any]:
    return column.concat("")


_NOTHING = literal(None)
_REPORT = [
    reports.c.id.label("report"), reports.c.headline, reports.c.published, reports.c.outlet, reports.c.uri,
    sentences.c.text.label("sentence"), sentences.c.begin, sentences.c.until,
]  # fmt: skip


def _statements(chosen: _Filters) -> _Query:
    item = statements.c
    query = select(
        literal("statement").label("what"), item.id, *_REPORT, item.source, item.source_kind, item.cue, item.content,
        *(_NOTHING.label(name) for name in _OF_EVENTS), item.day, item.day_from, places.c.name.label("place"),
        _NOTHING.label("claim"), item.confidence,
    ).select_from(_around(statements))  # fmt: skip
    conditions = [*chosen.of_day(item.day), *chosen.of_place(item.place)]
    if chosen.question.unnamed:
        conditions.append(item.source_kind.in_(_UNNAMED))
    for names in (chosen.source, chosen.actor):
        if names:
            conditions.append(chosen.credited_to(item.number, names))
    return _Query(query.where(*conditions), statements, _fitting_sentences(chosen, statements, conditions))


@dataclass(slots=True)
class _Query:
    """A query for statements or for events, the table that it is on, and the sentences alone of what fits."""

    query: Select[Any]
    items: Table
    fitting: Select[Any]


_OF_EVENTS = ("type", "mode", "factuality", "actors", "recipients", "trigger")


def _events(chosen: _Filters) -> _Query:
    item, question = events.c, chosen.question
    query = select(
        literal("event").label("what"), item.id, *_REPORT, statements.c.source, statements.c.source_kind,
        statements.c.cue, _NOTHING.label("content"), *(item[name] for name in _OF_EVENTS), item.day, item.day_from,
        places.c.name.label("place"), item.claim, item.confidence,
    ).select_from(_around(events).outerjoin(statements, statements.c.number == item.told_by))  # fmt: skip
    conditions = [*chosen.of_day(item.day), *chosen.of_place(item.place)]
    if question.event:
        conditions.append(chosen.plain(item.type) == question.event.upper())
    if question.factuality:
        conditions.append(item.factuality == question.factuality)
    if question.unnamed:
        conditions.append(statements.c.source_kind.in_(_UNNAMED))
    if chosen.source:
        conditions.append(chosen.credited_to(item.told_by, chosen.source))
    if chosen.actor:
        involved = chosen.takes_part(item.number, chosen.actor)
        conditions.append(or_(involved, chosen.credited_to(item.told_by, chosen.actor)))
    return _Query(query.where(*conditions), events, _fitting_sentences(chosen, events, conditions))


def _fitting_sentences(chosen: _Filters, items: Table, conditions: list[ColumnElement[bool]]) -> Select[Any]:
    """The sentences of the items that fit, with no table that the conditions don't ask for."""
    joined: FromClause = items
    if items is events and chosen.question.unnamed:
        joined = joined.join(statements, statements.c.number == items.c.told_by)
    if chosen.question.place:
        joined = joined.join(places, places.c.number == items.c.place)
    return select(items.c.sentence).select_from(joined).where(*conditions)


def _around(items: Any) -> FromClause:
    """The items with their sentence, report and place."""
    joined: FromClause = items.join(sentences, sentences.c.number == items.c.sentence)
    joined = joined.join(reports, reports.c.number == items.c.report)
    return joined.outerjoin(places, places.c.number == items.c.place)


def _queries(chosen: _Filters) -> list[_Query]:
    return [_events(chosen)] if chosen.question.only_events else [_events(chosen), _statements(chosen)]


# -- hits, by words or by day ---------------------------------------------------------------------------------------


def _place(hit: Hit) -> tuple[object, ...]:
    return (hit.report, hit.span, hit.what, hit.id)


def _latest(connection: Connection, asked: _Query, limit: int) -> list[Hit]:
    item = asked.items.c
    query = asked.query.order_by(item.day.desc().nulls_last(), item.number.desc()).limit(limit)
    return [_hit(row, 0.0) for row in connection.execute(query).mappings()]


def _fitting(connection: Connection, chosen: _Filters, numbers: list[int], enough: int) -> list[int]:
    """Of many sentences, by number, the latest first, those with an item that fits; no further than to `enough`."""
    if chosen.question.has_few and (few := _few(connection, chosen)) is not None:
        return [number for number in numbers if number in few][:_MOST_RANKED]
    if chosen.question.until:
        # What reports of later days tell of these comes last.
        last = select(func.max(reports.c.number)).where(reports.c.day <= chosen.question.until)
        number = (connection.scalar(last) or 0) + 1 << PARTS
        numbers = [one for one in numbers if one < number] + [one for one in numbers if one >= number]
    found: list[int] = []
    start, size = 0, 2 * _ENOUGH
    while start < len(numbers) and len(found) < enough:
        there: set[int] = set()
        for asked in _queries(chosen):
            fits = asked.fitting.where(among(connection, asked.items.c.sentence, numbers[start : start + size]))
            there.update(connection.scalars(fits).all())
        found += there
        start, size = start + size, min(2 * size, _MOST_AT_ONCE)
    return found


def _few(connection: Connection, chosen: _Filters) -> set[int] | None:
    """The sentences of all items that fit, whatever their words; None where these are many."""
    chosen.by_words = False
    found: set[int] = set()
    for asked in _queries(chosen):
        some = connection.scalars(asked.fitting.limit(_MOST_RANKED)).all()
        found.update(some)
        if len(some) == _MOST_RANKED:
            break
    chosen.by_words = True
    return found if len(found) < _MOST_RANKED else None


def _best(connection: Connection, queries: list[_Query], ranked: list[tuple[int, float]], limit: int) -> list[Hit]:
    """The hits in the best sentences; further ones are looked at only where these are not enough."""
    hits: list[Hit] = []
    start, size = 0, _SENTENCES_A_HIT * limit
    while start < len(ranked) and len(hits) < limit:
        scores = dict(ranked[start : start + size])
        for asked in queries:
            query = asked.query.add_columns(asked.items.c.sentence.label("where"))
            query = query.where(asked.items.c.sentence.in_(list(scores)))
            for row in connection.execute(query).mappings():
                hits.append(_hit(row, scores[row["where"]]))
        start += size
        size = min(4 * size, _MOST_AT_ONCE)
    hits.sort(key=lambda hit: (-round(hit.score, 9), *_place(hit)))
    return hits[:limit]


def _hit(row: Any, score: float) -> Hit:
    values = dict(row)
    values.pop("where", None)
    span = (values.pop("begin"), values.pop("until"))
    return Hit(**values, span=span, score=score)
