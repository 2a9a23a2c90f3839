"""What users put right about actors: two names are one actor, or one name is two.

A correction never changes a record. It changes whom the archive counts an actor of a record as, now and for all records
that come later, until it is undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from sqlalchemy import ColumnElement, Connection, and_, func, insert, or_, select, update

from onrecord.archive.naming import name_numbers, names_with, number_names
from onrecord.archive.rows import name_key
from onrecord.archive.schema import actors, corrections, names, reports
from onrecord.errors import NotInArchive

Verb = Literal["merge", "split"]


@dataclass(slots=True)
class Correction:
    """One correction: actors called `name` count as `into`; a split holds for one report only."""

    number: int
    verb: Verb
    name: str
    into: str
    report: str | None
    made: datetime
    undone: datetime | None


@dataclass(slots=True)
class Whose:
    """For one report: the keys of names and those they count as, and the names of the latter."""

    keys: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Active:
    """The corrections that hold now."""

    merges: dict[str, tuple[str, str]] = field(default_factory=dict)
    splits: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    def of_report(self, report: str, keys: Iterable[str]) -> Whose:
        """Whom names of a report count as, where they don't count as themselves."""
        whose = Whose()
        if not self.merges and not self.splits:
            return whose
        for key in keys:
            into, name = self._resolved(report, key)
            if into != key:
                whose.keys[key] = into
                whose.names[into] = name
        return whose

    def _resolved(self, report: str, key: str) -> tuple[str, str]:
        into, name = self.splits.get((key, report), (key, ""))
        seen = {into}
        while into in self.merges:
            into, name = self.merges[into]
            if into in seen:
                break
            seen.add(into)
        return into, name


def active_corrections(connection: Connection) -> Active:
    """The corrections that are not undone; of two on the same name the later one holds."""
    active = Active()
    query = select(corrections).where(corrections.c.undone.is_(None)).order_by(corrections.c.number)
    for row in connection.execute(query):
        if row.report is not None:
            active.splits[row.key, row.report] = (row.into_key, row.into_name)
        else:
            active.merges[row.key] = (row.into_key, row.into_name)
    return active


def who_with(connection: Connection, words: str) -> list[int]:
    """The numbers of those who have a name that holds all these words, or are counted as one who has."""
    numbers = names_with(connection, words)
    active = active_corrections(connection)
    if not numbers or not (active.merges or active.splits):
        return numbers
    keys = set(connection.scalars(select(names.c.key).where(names.c.number.in_(numbers))))
    into = {active.of_report("", [key]).keys.get(key, key) for key in keys}
    for key, report in active.splits:
        if key in keys:
            into |= set(active.of_report(report, [key]).keys.values())
    return sorted({*numbers, *name_numbers(connection, into - keys).values()})


def all_corrections(connection: Connection) -> list[Correction]:
    """All corrections in their order, those too that were undone."""
    return [
        Correction(row.number, row.verb, row.name, row.into_name, row.report, row.made, row.undone)
        for row in connection.execute(select(corrections).order_by(corrections.c.number))
    ]


def merge(connection: Connection, name: str, into: str) -> int:
    """Count all actors called `name` as `into`; gives the correction's number. Raises NotInArchive."""
    key, into_key = name_key(name), name_key(into)
    _must_be_known(connection, key, name)
    if key == into_key:
        raise NotInArchive(f"{name} and {into} are one name already; give two different ones.")
    whose = active_corrections(connection).of_report("", [into_key])
    if whose.keys.get(into_key) == key:
        raise NotInArchive(f"{into} is counted as {name} already; undo that first, with onrecord actors undo.")
    return _keep(connection, "merge", name, key, into, into_key, None)


def split(connection: Connection, name: str, into: str, report: str) -> int:
    """In one report, count the actor called `name` as another one, called `into`. Raises NotInArchive."""
    key, into_key = name_key(name), name_key(into)
    there = (
        select(actors.c.number)
        .join(reports, reports.c.number == actors.c.report)
        .join(names, names.c.number == actors.c.name)
        .where(reports.c.id == report, names.c.key == key)
    )
    if connection.scalar(there.limit(1)) is None:
        raise NotInArchive(f"There is no actor called {name} in {report}; onrecord show {report} lists its actors.")
    if key == into_key:
        raise NotInArchive(f"{name} and {into} are one name; give the other actor another, as in '{name} (the elder)'.")
    return _keep(connection, "split", name, key, into, into_key, report)


def undo(connection: Connection, number: int) -> None:
    """Take a correction back. Raises NotInArchive."""
    row = connection.execute(select(corrections).where(corrections.c.number == number)).one_or_none()
    if row is None:
        raise NotInArchive(f"There is no correction {number}; onrecord actors corrections lists them.")
    if row.undone is not None:
        raise NotInArchive(f"Correction {number} was undone already, on {row.undone:%Y-%m-%d}.")
    now = datetime.now(UTC)
    connection.execute(update(corrections).where(corrections.c.number == number).values(undone=now))
    _apply(connection)


def take_over(connection: Connection, given: Sequence[Correction]) -> int:
    """Take in corrections of another archive, behind those of this one; gives how many were not here already."""
    here = {_what(one) for one in all_corrections(connection)}
    new = [one for one in given if _what(one) not in here]
    if new:
        rows = [
            {
                "verb": one.verb,
                "name": one.name,
                "key": name_key(one.name),
                "into_name": one.into,
                "into_key": name_key(one.into),
                "report": one.report,
                "made": one.made,
                "undone": one.undone,
            }
            for one in new
        ]
        connection.execute(insert(corrections), rows)
        _apply(connection)
    return len(new)


def _what(one: Correction) -> tuple[object, ...]:
    """What makes a correction the same one in two archives: all but its number, and whether it was undone since."""
    return one.verb, one.name, one.into, one.report, one.made


def _must_be_known(connection: Connection, key: str, name: str) -> None:
    if connection.scalar(select(names.c.number).where(names.c.key == key)) is None:
        raise NotInArchive(f"There is no actor called {name} in the archive; onrecord actors list shows whom there is.")


def _keep(connection: Connection, verb: Verb, name: str, key: str, into: str, into_key: str, report: str | None) -> int:
    values = {
        "verb": verb,
        "name": name,
        "key": key,
        "into_name": into,
        "into_key": into_key,
        "report": report,
        "made": datetime.now(UTC),
    }
    number = connection.execute(insert(corrections).returning(corrections.c.number), values).scalar_one()
    _apply(connection)
    return int(number)


def _apply(connection: Connection) -> None:
    """Count every actor anew whom a correction, present or past, has to do with."""
    rows = connection.execute(select(corrections)).all()
    touched = {row.key for row in rows} | {row.into_key for row in rows}
    active = active_corrections(connection)
    targets = {row.into_key: row.into_name for row in rows if row.undone is None}
    numbers = number_names(connection, targets) | name_numbers(connection, touched)
    for key in sorted(touched & set(numbers)):
        # First as merges have it in all reports, then what splits have otherwise in single ones.
        into = active.of_report("", [key]).keys.get(key, key)
        connection.execute(update(actors).where(named(numbers[key])).values(who=numbers[into]))
    for key, report in active.splits:
        into = active.of_report(report, [key]).keys.get(key, key)
        one = select(reports.c.number).where(reports.c.id == report).scalar_subquery()
        query = update(actors).where(actors.c.name == numbers[key], actors.c.report == one)
        connection.execute(query.values(who=numbers[into]))


def named(number: int | ColumnElement[int]) -> ColumnElement[bool]:
    """Of actors: whether the record names them so, asked in a way that both indexes of names answer."""
    same = and_(actors.c.who == number, actors.c.name == number)
    return or_(same, and_(actors.c.name == number, actors.c.name != actors.c.who))


@dataclass(slots=True)
class ActorLine:
    """An actor as the archive counts it: the name, the names it has in reports, and how often it stands there."""

    name: str
    also: list[str]
    kinds: list[str]
    countries: list[str]
    reports: int


def list_actors(connection: Connection, keys: Iterable[int] | None, limit: int) -> list[ActorLine]:
    """The actors in most reports first; `keys` are the numbers of names to choose from, None for all."""
    how_many = func.count(actors.c.report.distinct())
    query = select(actors.c.who, how_many.label("reports")).group_by(actors.c.who)
    if keys is not None:
        query = query.where(actors.c.who.in_(list(keys)))
    chosen = connection.execute(query.order_by(how_many.desc(), actors.c.who).limit(limit)).all()
    lines = []
    for who, count in chosen:
        name = connection.scalar(select(names.c.name).where(names.c.number == who)) or ""
        parts = connection.execute(
            select(names.c.name, actors.c.kind, actors.c.country)
            .join(names, names.c.number == actors.c.name)
            .where(actors.c.who == who)
            .distinct()
        ).all()
        lines.append(
            ActorLine(
                name,
                sorted({row.name for row in parts} - {name}),
                sorted({row.kind for row in parts}),
                sorted({row.country for row in parts if row.country}),
                count,
            )
        )
    return lines
