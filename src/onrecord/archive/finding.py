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
    column,
    func,
    literal,
    literal_column,
    or_,
    select,
    table,
    text,
    union,
)

from onrecord.archive.corrections import who_with
from onrecord.archive.rows import name_key
from onrecord.archive.schema import actors, events, participants, places, reports, sentences, sources, statements

_UNNAMED = ("unnamed_people", "unnamed_organisation")
_ASKED = re.compile(r'"([^"]*)"|(\S+)')
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# Words that stand in nearly every sentence: PostgreSQL leaves them out of its index, so we leave them out of questions.
_COMMON = frozenset("a an and are as at be by for from in is it of on or that the to was were with".split())
# Where nothing but words is asked for, so many of the best sentences are looked at for each hit that is wanted.
_SENTENCES_A_HIT = 4


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
        return not any((self.source, self.actor, self.since, self.until, self.place, self.unnamed))

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


def find(connection: Connection, question: Question, limit: int) -> list[Hit]:
    """The hits in the order of how well they fit; without words the latest first."""
    terms = terms_of(question.words)
    if question.words.strip() and not terms:
        return []
    chosen = _Filters(connection, question)
    if chosen.impossible:
        return []
    hits = _hits(connection, _events(chosen), events, terms, question, limit)
    if not question.only_events:
        hits += _hits(connection, _statements(chosen), statements, terms, question, limit)
    if terms:
        hits.sort(key=lambda hit: (-round(hit.score, 9), hit.report, hit.span, hit.what, hit.id))
    else:
        hits.sort(key=lambda hit: (hit.report, hit.span, hit.what, hit.id))
        hits.sort(key=lambda hit: hit.day or "", reverse=True)
    return hits[:limit]


def terms_of(words: str) -> list[list[str]]:
    """The terms that are asked for; a term of several words is a phrase."""
    asked = []
    for match in _ASKED.finditer(words):
        phrase = _WORD.findall((match[1] or match[2] or "").lower())
        if phrase:
            asked.append(phrase)
    telling = [term for term in asked if len(term) > 1 or term[0] not in _COMMON]
    return telling or asked


# -- what is chosen ----------------------------------------------------------------------------------------------------


class _Filters:
    """The conditions on statements and on events; `impossible` where a name is in no report."""

    def __init__(self, connection: Connection, question: Question) -> None:
        self.question = question
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
        by_name = select(places.c.number).where(places.c.key == name_key(self.question.place))
        if self.country is None:
            return [where.in_(by_name)]
        return [where.in_(union(by_name, select(places.c.number).where(places.c.country == self.country)))]

    def of_day(self, day: ColumnElement[Any]) -> list[ColumnElement[bool]]:
        found = []
        if self.question.since:
            found.append(day >= self.question.since)
        if self.question.until:
            found.append(day <= self.question.until)
        return found


def _credited_to(names: Iterable[int]) -> Select[Any]:
    return (
        select(sources.c.statement)
        .join(actors, actors.c.number == sources.c.actor)
        .where(actors.c.who.in_(list(names)))
    )


def _taken_part_in(names: Iterable[int]) -> Select[Any]:
    return (
        select(participants.c.event)
        .join(actors, actors.c.number == participants.c.actor)
        .where(actors.c.who.in_(list(names)))
    )


_NOTHING = literal(None)
_REPORT = [
    reports.c.id.label("report"), reports.c.headline, reports.c.published, reports.c.outlet, reports.c.uri,
    sentences.c.text.label("sentence"), sentences.c.begin, sentences.c.until,
]  # fmt: skip


def _statements(chosen: _Filters) -> Select[Any]:
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
            conditions.append(item.number.in_(_credited_to(names)))
    return query.where(*conditions)


_OF_EVENTS = ("type", "mode", "factuality", "actors", "recipients", "trigger")


def _events(chosen: _Filters) -> Select[Any]:
    item, question = events.c, chosen.question
    query = select(
        literal("event").label("what"), item.id, *_REPORT, statements.c.source, statements.c.source_kind,
        statements.c.cue, _NOTHING.label("content"), *(item[name] for name in _OF_EVENTS), item.day, item.day_from,
        places.c.name.label("place"), item.claim, item.confidence,
    ).select_from(_around(events).outerjoin(statements, statements.c.number == item.told_by))  # fmt: skip
    conditions = [*chosen.of_day(item.day), *chosen.of_place(item.place)]
    if question.event:
        conditions.append(item.type == question.event.upper())
    if question.factuality:
        conditions.append(item.factuality == question.factuality)
    if question.unnamed:
        conditions.append(statements.c.source_kind.in_(_UNNAMED))
    if chosen.source:
        conditions.append(item.told_by.in_(_credited_to(chosen.source)))
    if chosen.actor:
        involved = item.number.in_(_taken_part_in(chosen.actor))
        conditions.append(or_(involved, item.told_by.in_(_credited_to(chosen.actor))))
    return query.where(*conditions)


def _around(items: Any) -> FromClause:
    """The items with their sentence, report and place."""
    joined: FromClause = items.join(sentences, sentences.c.number == items.c.sentence)
    joined = joined.join(reports, reports.c.number == items.c.report)
    return joined.outerjoin(places, places.c.number == items.c.place)


# -- words -------------------------------------------------------------------------------------------------------------

_INDEX = table("sentences_index", column("rowid"), column("rank"))


def _hits(
    connection: Connection, query: Select[Any], items: Any, terms: list[list[str]], question: Question, limit: int
) -> list[Hit]:
    if not terms:
        latest = query.add_columns(literal(0.0).label("score"))
        latest = latest.order_by(items.c.day.desc().nulls_last(), items.c.number.desc()).limit(limit)
    else:
        most = _SENTENCES_A_HIT * limit if question.only_words and not question.only_events else None
        best = _best_sqlite(terms, most) if connection.dialect.name == "sqlite" else _best_postgresql(terms, most)
        latest = query.join(best, best.c.number == items.c.sentence).add_columns(best.c.score.label("score"))
        latest = latest.order_by(best.c.score.desc(), items.c.number).limit(limit)
    found = []
    for row in connection.execute(latest).mappings():
        values = dict(row)
        span = (values.pop("begin"), values.pop("until"))
        found.append(Hit(**values, span=span))
    return found


def _best_sqlite(terms: list[list[str]], most: int | None) -> Any:
    """The sentences that hold all terms, with BM25's score turned round: SQLite's is the lower the better."""
    match = " ".join('"' + " ".join(term).replace('"', "") + '"' for term in terms)
    query = select(_INDEX.c.rowid.label("number"), (-_INDEX.c.rank).label("score")).where(
        text("sentences_index MATCH :asked").bindparams(asked=match)
    )
    if most is not None:
        query = query.order_by(_INDEX.c.rank).limit(most)
    return query.subquery("best")


def _best_postgresql(terms: list[list[str]], most: int | None) -> Any:
    asked: Any = None
    for term in terms:
        part = func.phraseto_tsquery(literal_column("'english'::regconfig"), " ".join(term))
        asked = part if asked is None else asked.op("&&")(part)
    words: ColumnElement[Any] = literal_column("sentences.words")
    # The second argument of the norm: a sentence's length counts, as it does in BM25.
    score = func.ts_rank(words, asked, 1)
    query = select(sentences.c.number.label("number"), score.label("score")).where(words.op("@@")(asked))
    if most is not None:
        query = query.order_by(score.desc()).limit(most)
    return query.subquery("best")
