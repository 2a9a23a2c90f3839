"""Lists of stories, and what happened to an actor over all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from onrecord.archive.corrections import who_with
from onrecord.archive.schema import actors, events, participants, places, reports, statements, stories
from onrecord.errors import NotInArchive


@dataclass(slots=True)
class StoryLine:
    """A story as the list shows it. `claims` and `contradictions` are those of its last telling."""

    id: str
    label: str
    reports: int
    begin: str | None
    until: str | None
    claims: int
    contradictions: int


def list_stories(
    connection: Connection, *, since: str | None, until: str | None, least: int, limit: int | None
) -> list[StoryLine]:
    """The stories of at least so many reports that have a report in the days given, the latest first."""
    item = stories.c
    query = select(*(item[name] for name in StoryLine.__dataclass_fields__)).where(item.reports >= least)
    if since:
        query = query.where(item.until >= since)
    if until:
        # Times sort after their day's bare date.
        query = query.where(item.begin < f"{until}~")
    query = query.order_by(item.until.desc().nulls_last(), item.reports.desc(), item.id).limit(limit)
    return [StoryLine(**row) for row in connection.execute(query).mappings()]


@dataclass(slots=True)
class Moment:
    """What is told of an actor under one day: a happening with the reports that tell it.

    `day_from` is `told` or `published`. `whose` are the sources it is credited to, "" for the reports' own words.
    """

    day: str | None
    day_from: str | None
    type: str
    mode: str | None
    factuality: str | None
    actors: str
    recipients: str
    trigger: str
    place: str | None
    claim: str | None
    whose: list[str] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)
    events: list[tuple[str, str]] = field(default_factory=list)


def timeline(
    connection: Connection, actor: str, *, since: str | None, until: str | None, limit: int | None
) -> list[Moment]:
    """The moments in the order of days; what has no day comes last. Raises NotInArchive."""
    numbers = who_with(connection, actor)
    if not numbers:
        raise NotInArchive(
            f"There is no actor called {actor} in the archive; onrecord actors list shows whom there is."
        )
    item = events.c
    involved = (
        select(participants.c.event)
        .join(actors, actors.c.number == participants.c.actor)
        .where(actors.c.who.in_(numbers))
    )
    query = (
        select(
            item.id, item.claim, item.type, item.mode, item.factuality, item.actors, item.recipients, item.trigger,
            item.day, item.day_from, reports.c.id.label("report"), places.c.name.label("place"), statements.c.source,
        )
        .join(reports, reports.c.number == item.report)
        .outerjoin(statements, statements.c.number == item.told_by)
        .outerjoin(places, places.c.number == item.place)
        .where(item.number.in_(involved))
        .order_by(item.day.nulls_last(), reports.c.published.nulls_last(), item.number)
    )  # fmt: skip
    if since:
        query = query.where(item.day >= since)
    if until:
        query = query.where(item.day <= until)
    tellings: dict[str, list[Any]] = {}
    for row in connection.execute(query):
        tellings.setdefault(row.claim or f"{row.report} {row.id}", []).append(row)
    moments = [_moment(rows) for rows in tellings.values()]
    moments.sort(key=lambda moment: (moment.day is None, moment.day or ""))
    return moments[:limit]


def _moment(rows: Sequence[Any]) -> Moment:
    """One happening from the events that tell it: the day that most tell, a told one first."""
    told = [row for row in rows if row.day_from == "told"] or rows
    day = Counter(row.day for row in told).most_common(1)[0][0]
    first = next(row for row in told if row.day == day)
    return Moment(
        day=day,
        day_from=first.day_from,
        type=first.type,
        mode=first.mode,
        factuality=first.factuality,
        actors=first.actors,
        recipients=first.recipients,
        trigger=first.trigger,
        place=first.place,
        claim=first.claim,
        whose=list(dict.fromkeys(row.source or "" for row in rows)),
        reports=list(dict.fromkeys(row.report for row in rows)),
        events=[(row.report, row.id) for row in rows],
    )
