"""Distinct events, counted as they come and go, so that a dyad is answered without a look at all events.

A distinct event is a claim of a story, however many reports tell it, or an event that no claim links. `dyad_events` has
its day beside each of its tellings, and `event_days` how many there are on each day. Both are changed in the
transaction that changes `events`, and can be made anew from them at any time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import batched, groupby
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, select, text, update

from onrecord.archive.naming import insert_rows, upsert
from onrecord.archive.rows import Row, direction_rows, parts_of
from onrecord.archive.schema import dyad_events, event_days, events, places

# What an event is told as, as a power of two; what several tellings say of one event is their sum, each once.
TOLD_AS = {
    "happened": 1,
    "ongoing": 2,
    "planned": 4,
    "possible": 8,
    "conditional": 16,
    "denied": 32,
    "not_happened": 64,
}
# So many values are asked for, and so many rows are taken, at a time.
_AT_ONCE, _ROWS_AT_ONCE = 500, 20_000
_LOCK = 7_203_552


def take_turn(connection: Connection) -> None:
    """Wait for others who link, tell or remove reports, until the transaction's end: they would count past each other.

    In SQLite every writer waits for its turn anyway.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


class Telling(NamedTuple):
    """What is counted of one event of one report."""

    number: int
    claim: str | None
    day: str | None
    day_from: str | None
    factuality: str | None


class Standing(NamedTuple):
    """What `dyad_events` has of the distinct event that a telling belongs to."""

    claim: str | None
    day: str | None
    day_from: str | None


_Days = Counter[tuple[str, int]]
_COLUMNS = tuple(events.c[name] for name in Telling._fields)


# -- changes -----------------------------------------------------------------------------------------------------------


def count_new(connection: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
    """Count events that were added just now (rows of `events`), which nothing links yet."""
    _add_days(connection, _days_of([Telling(*(row[name] for name in Telling._fields))] for row in rows))


def uncount(connection: Connection, report: int) -> None:
    """Count the events of a report no longer, before they are taken out."""
    first, last = parts_of(report)
    own = _tellings(connection, events.c.number.between(first, last))
    link_events(connection, dict.fromkeys((telling.number for telling in own), None))
    days = _days_of([telling] for telling in own)
    _add_days(connection, Counter({key: -number for key, number in days.items()}))


def unlink_reports(connection: Connection, reports: Iterable[int]) -> None:
    """Link the events of some reports to no claim."""
    numbers: list[int] = []
    for some in batched(reports, _AT_ONCE):
        query = select(events.c.number).where(events.c.report.in_(some), events.c.claim.is_not(None))
        numbers += connection.scalars(query)
    link_events(connection, dict.fromkeys(numbers, None))


def link_events(connection: Connection, claims: Mapping[int, str | None]) -> None:
    """Say of events (by number) which claim they tell, None for none, and count what is distinct now."""
    held: dict[int, Telling] = {}
    for some in batched(claims, _AT_ONCE):
        held.update((one.number, one) for one in _tellings(connection, events.c.number.in_(some)))
    changed = {number: claims[number] for number, one in held.items() if one.claim != claims[number]}
    if not changed:
        return
    affected = {held[number].claim for number in changed} | set(changed.values())
    held = {number: held[number] for number in changed}
    for some_claims in batched(sorted(filter(None, affected)), _AT_ONCE):
        held.update((one.number, one) for one in _tellings(connection, events.c.claim.in_(some_claims)))
    now = [one._replace(claim=changed.get(one.number, one.claim)) for one in held.values()]
    before, after = _distinct(held.values()), _distinct(now)
    connection.execute(
        update(events).where(events.c.number == bindparam("row")).values(claim=bindparam("said")),
        [{"row": number, "said": claim} for number, claim in sorted(changed.items())],
    )
    stood, stand = _standings(before), _standings(after)
    moved = [
        {"row": number, **{f"new_{name}": value for name, value in standing._asdict().items()}}
        for number, standing in sorted(stand.items())
        if standing != stood[number]
    ]
    if moved:
        values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in Standing._fields}
        connection.execute(update(dyad_events).where(dyad_events.c.event == bindparam("row")).values(values), moved)
    days = _days_of(after)
    days.subtract(_days_of(before))
    _add_days(connection, days)


def _tellings(connection: Connection, condition: ColumnElement[bool]) -> list[Telling]:
    return [Telling(*row) for row in connection.execute(select(*_COLUMNS).where(condition))]


def _distinct(tellings: Iterable[Telling]) -> list[list[Telling]]:
    """The tellings of each distinct event."""
    found: dict[str | int, list[Telling]] = defaultdict(list)
    for telling in tellings:
        found[telling.number if telling.claim is None else telling.claim].append(telling)
    return list(found.values())


def _standings(distinct: Iterable[list[Telling]]) -> dict[int, Standing]:
    found: dict[int, Standing] = {}
    for tellings in distinct:
        standing = standing_of(tellings)
        found.update((telling.number, standing) for telling in tellings)
    return found


def standing_of(tellings: Sequence[Telling]) -> Standing:
    """The claim and the day of a distinct event, by all its tellings.

    The day told most often, of several the earliest; where none is told, that of the first publication.
    """
    if len(tellings) == 1:
        return Standing(*tellings[0][1:4])
    told = Counter(one.day for one in tellings if one.day and one.day_from == "told")
    if told:
        most = max(told.values())
        return Standing(tellings[0].claim, min(day for day, number in told.items() if number == most), "told")
    day = min((one.day for one in tellings if one.day), default=None)
    return Standing(tellings[0].claim, day, "published" if day else None)


def _days_of(distinct: Iterable[Sequence[Telling]]) -> _Days:
    """How many distinct events there are, by day and by what they are told as; those without either are left out."""
    found: _Days = Counter()
    for tellings in distinct:
        day = standing_of(tellings).day
        told_as = 0
        for telling in tellings:
            told_as |= TOLD_AS.get(telling.factuality or "", 0)
        if day and told_as:
            found[day, told_as] += 1
    return found


def _add_days(connection: Connection, days: _Days) -> None:
    """Add to the sums of days, or take away."""
    # In order, so that two who add at once don't wait for each other in a circle.
    rows = [
        {"day": day, "told_as": told_as, "events": number} for (day, told_as), number in sorted(days.items()) if number
    ]
    if not rows:
        return
    query = upsert(connection, event_days)
    sums = {"events": event_days.c.events + query.excluded.events}
    connection.execute(query.on_conflict_do_update(index_elements=["day", "told_as"], set_=sums), rows)
    if min(days.values()) < 0:
        connection.execute(delete(event_days).where(event_days.c.events == 0))


def days_with(connection: Connection, factuality: Iterable[str]) -> list[tuple[str, int]]:
    """How many distinct events that are told as one of these each day has."""
    wanted = sum(TOLD_AS[one] for one in set(factuality))
    item = event_days.c
    query = select(item.day, func.sum(item.events)).where(item.told_as.op("&")(wanted) != 0).group_by(item.day)
    return [(day, int(number)) for day, number in connection.execute(query).all()]


# -- all of them -------------------------------------------------------------------------------------------------------


def count_anew(connection: Connection) -> None:
    """Make all that is counted anew from the events."""
    take_turn(connection)
    connection.execute(delete(dyad_events))
    connection.execute(delete(event_days))
    for rows, _ in _expected(connection):
        insert_rows(connection, dyad_events, rows)
    _add_days(connection, _all_days(connection))


def miscounted(connection: Connection) -> tuple[int, int]:
    """How many events are not in dyads as they should be, and how many days have wrong sums."""
    wrong = 0
    names = [column.name for column in dyad_events.c]
    for rows, (first, last) in _expected(connection):
        expected: dict[int, set[tuple[Any, ...]]] = defaultdict(set)
        for row in rows:
            expected[row["event"]].add(tuple(row[name] for name in names))
        kept: dict[int, set[tuple[Any, ...]]] = defaultdict(set)
        for there in connection.execute(select(dyad_events).where(dyad_events.c.event.between(first, last))):
            kept[there.event].add(tuple(there))
        wrong += sum(expected[number] != kept[number] for number in expected.keys() | kept.keys())
    days = _all_days(connection)
    item = event_days.c
    sums = {
        (day, told_as): number
        for day, told_as, number in connection.execute(select(item.day, item.told_as, item.events))
    }
    return wrong, len(
        {day for day, told_as in days.keys() | sums.keys() if days[day, told_as] != sums.get((day, told_as), 0)}
    )


def _expected(connection: Connection) -> Iterator[tuple[list[Row], tuple[int, int]]]:
    """The rows of `dyad_events` as the events have them, some at a time, with the first and last number of an event."""
    standings = {tellings[0].claim: standing_of(tellings) for tellings in _linked(connection)}
    item = events.c
    names = (
        "number",
        "type",
        "quad",
        "factuality",
        "actor_codes",
        "recipient_codes",
        "triggered_between",
        *Standing._fields,
    )
    query = select(*(item[name] for name in names), places.c.country.label("place_country"))
    query = query.outerjoin(places, places.c.number == item.place).order_by(item.number).limit(_ROWS_AT_ONCE)
    last = -1
    while found := connection.execute(query.where(item.number > last)).mappings().all():
        rows: list[Row] = []
        for event in found:
            standing = standings.get(event["claim"]) or Standing(*(event[name] for name in Standing._fields))
            rows += direction_rows({**event, **standing._asdict()}, event["place_country"])
        first, last = last + 1, found[-1]["number"]
        yield rows, (first, last)


def _linked(connection: Connection) -> Iterator[list[Telling]]:
    """The tellings of each claim."""
    query = select(*_COLUMNS).where(events.c.claim.is_not(None)).order_by(events.c.claim)
    for _, rows in groupby(map(Telling._make, connection.execute(query)), key=lambda one: one.claim):
        yield list(rows)


def _all_days(connection: Connection) -> _Days:
    item = events.c
    alone = select(item.day, item.factuality, func.count()).where(item.claim.is_(None), item.day.is_not(None))
    found = _days_of(_linked(connection))
    for day, factuality, number in connection.execute(alone.group_by(item.day, item.factuality)):
        if told_as := TOLD_AS.get(factuality or "", 0):
            found[day, told_as] += number
    return found
