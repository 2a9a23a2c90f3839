"""Event rows -> dyads: distinct events between two actors, by direction, period and quad class.

Distinct: rows with the same claim are one event, however many reports tell it; a row without a claim is one by itself.
Directed: an event counts for a direction where one of its actors belongs to the first side and one of its recipients to
the second. PLOVER lists all sides of a meeting or a fight as actors, without a recipient; such a mutual event counts
for both directions, as the dyadic tradition (WEIS, CAMEO) expands it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from onrecord import __version__
from onrecord.errors import NothingToCount
from onrecord.garbage import search_waits
from onrecord.measure.dyad import (
    QUADS,
    By,
    Counts,
    Direction,
    Dyad,
    DyadMadeBy,
    Left,
    Period,
    Quad,
    Reports,
    Shares,
    State,
)
from onrecord.measure.periods import Stretch, period_of, stretches
from onrecord.measure.rows import EventRow, Party, day_of_publication, rows_of
from onrecord.measure.sides import Side
from onrecord.record import Factuality, Record

REAL: tuple[Factuality, ...] = ("happened", "ongoing")
# Without --from and --to, events this near to the days of publication belong to what is covered: reports tell of the
# days before them. An event of 1979 in a report of today does not open forty years of empty periods.
REACH = timedelta(days=7)
_FIELDS = {quad: quad.replace(" ", "_") for quad in QUADS}
_SHARED = (*_FIELDS.values(), "total")
# Most periods of most dyads are zeros.
_NONE = Counts(**dict.fromkeys(_FIELDS.values(), 0), total=0)
_NO_SHARES = Shares(**dict.fromkeys(_FIELDS.values(), 0.0), total=0.0)


class Happening(NamedTuple):
    """One distinct event of a direction."""

    day: date | None
    by_publication: bool
    quad: Quad
    mutual: bool


@dataclass(slots=True)
class Gathered:
    """What a dyad is counted from; made of reports by `gather`, or by an archive from its tables.

    `happenings` are the distinct events of each direction, alike ones with their number. `reports` are numbers of
    reports by day of publication, `events` numbers of distinct events of anybody, with a wanted factuality, by day.
    """

    happenings: dict[tuple[Side, Side], Counter[Happening]] = field(default_factory=dict)
    reports: Counter[date] = field(default_factory=Counter)
    events: Counter[date] = field(default_factory=Counter)
    reports_total: int = 0


class Told(NamedTuple):
    """What a measure needs of one report: its day of publication, and its event rows."""

    published: date | None
    rows: list[EventRow]


def told(records: Iterable[Record], claims: Mapping[str, dict[str, str]] | None = None) -> Iterator[Told]:
    """What is told by records, each report once: one that comes again (copied lines, read twice) is passed over.

    `claims` are the ids of claims by the id of the report, and of its event.
    """
    seen: set[str] = set()
    for record in records:
        report = record.report
        if report.id not in seen:
            seen.add(report.id)
            rows = rows_of(record, claims=claims.get(report.id) if claims else None)
            yield Told(day_of_publication(report.published), rows)


def gather(
    reports: Iterable[Told], sides: tuple[Side, Side], factuality: Collection[Factuality], *, struck: bool = False
) -> Gathered:
    """Go through reports once, and keep what the dyad of two sides needs."""
    found = Gathered()
    kept: list[EventRow] = []
    linked: dict[str, list[EventRow]] = {}
    for published, rows in reports:
        found.reports_total += 1
        if published:
            found.reports[published] += 1
        for row in rows:
            if row.claim is not None:
                linked.setdefault(row.claim, []).append(row)
            elif row.factuality in factuality:
                kept += _kept(found, [row], [row], sides, struck)
    for tellings in linked.values():
        if wanted := [row for row in tellings if row.factuality in factuality]:
            kept += _kept(found, tellings, wanted, sides, struck)
    found.happenings = {way: _happenings(kept, *way, factuality, struck=struck) for way in ways(sides)}
    return found


def _kept(
    found: Gathered, tellings: list[EventRow], wanted: list[EventRow], sides: tuple[Side, Side], struck: bool
) -> list[EventRow]:
    """Count a distinct event, and give its tellings where a wanted one belongs to the dyad.

    They are all its tellings, whatever their factuality, so that its day is the same whoever asks.
    """
    if day := day_of(tellings)[0]:
        found.events[day] += 1
    if any(between(row, one, other, struck=struck) for row in wanted for one, other in ways(sides)):
        return tellings
    return []


def between(row: EventRow, actor: Side, recipient: Side, *, struck: bool = False) -> bool:
    """Whether an event was done by one side to the other, or by both to one another.

    `struck`: violence and coercion in a country count as done to it where no country of a recipient is known.
    """
    place = row.struck_country if struck else None
    return _between(row.actors, row.recipients, row.mutual, place, actor, recipient)


# The parties of thousands of events are a few dozen.
@lru_cache(maxsize=4096)
def _between(
    actors: tuple[Party, ...],
    recipients: tuple[Party, ...],
    mutual: bool,
    place: str | None,
    actor: Side,
    recipient: Side,
) -> bool:
    if mutual:
        # Two parties are needed: one envoy of both sides meets nobody.
        return any(actor.means(one) and recipient.means(other) for one in actors for other in actors if one != other)
    if not any(actor.means(party) for party in actors):
        return False
    if any(recipient.means(party) for party in recipients):
        return True
    if place is None or any(party.country for party in recipients):
        return False
    return recipient.means(Party(place, ()))


def day_of(rows: Sequence[EventRow]) -> tuple[date | None, bool]:
    """The day of an event by all its tellings, and whether it is one of publication.

    The day told most often, of several the earliest; where none is told, the day of the first publication, which is
    nearest to what happened.
    """
    if len(rows) == 1:
        return rows[0].day, rows[0].day_from != "told"
    told = Counter(row.day for row in rows if row.day and row.day_from == "told")
    if told:
        most = max(told.values())
        return min(day for day, times in told.items() if times == most), False
    return min((row.day for row in rows if row.day), default=None), True


@search_waits()
def count(
    found: Gathered,
    sides: tuple[Side, Side],
    by: By,
    *,
    first: date | None = None,
    last: date | None = None,
    factuality: Sequence[Factuality] = REAL,
    struck: bool = False,
) -> Dyad:
    """The dyad of what was gathered, from the first to the last day, both included.

    Without them the periods run from the first to the last day of publication, and on to the dyad's events up to a
    week before and after. Raises NothingToCount where no report has a day and none is given.
    """
    days = [event.day for events in found.happenings.values() for event in events if event.day]
    first, last = _range(found, days, first, last)
    periods = list(stretches(first, last, by))
    reports, events = _by_period(found.reports, by, first, last), _by_period(found.events, by, first, last)
    return Dyad(
        made_by=DyadMadeBy(onrecord=__version__),
        actor=sides[0].code,
        recipient=sides[1].code,
        by=by,
        first=first.isoformat(),
        last=last.isoformat(),
        factuality=list(factuality),
        struck=struck,
        reports=Reports(total=found.reports_total, undated=found.reports_total - found.reports.total()),
        directions=[
            _direction(one, other, found.happenings[one, other], periods, by, reports, events)
            for one, other in ways(sides)
        ],
    )


def ways(sides: tuple[Side, Side]) -> list[tuple[Side, Side]]:
    """Both directions; a side with itself has one."""
    one, other = sides
    return [(one, other)] if one == other else [(one, other), (other, one)]


def _happenings(
    rows: Iterable[EventRow], actor: Side, recipient: Side, factuality: Collection[Factuality], *, struck: bool
) -> Counter[Happening]:
    """The distinct events of one direction."""
    events: dict[str | tuple[str, str], list[EventRow]] = {}
    for row in rows:
        events.setdefault(row.claim if row.claim is not None else (row.report, row.event), []).append(row)
    found: Counter[Happening] = Counter()
    for tellings in events.values():
        wanted = [row for row in tellings if row.quad in QUADS and row.factuality in factuality]
        mine = [row for row in wanted if between(row, actor, recipient, struck=struck)]
        if mine:
            quad = main_quad(Counter(row.quad for row in mine))
            found[Happening(*day_of(tellings), quad, any(row.mutual for row in mine))] += 1
    return found


def main_quad(quads: Mapping[Any, int]) -> Quad:
    """The quad class that most tellings give to an event; of several the first in PLOVER's order."""
    return max(QUADS, key=lambda name: quads.get(name, 0))


def _range(found: Gathered, days: Collection[date], first: date | None, last: date | None) -> tuple[date, date]:
    if (first is None or last is None) and not found.reports:
        what = "None of these reports has a day of publication" if found.reports_total else "There are no reports"
        raise NothingToCount(f"{what}, so there are no periods to count in; give reports with one, or --from and --to.")
    if first is None:
        begin = min(found.reports)
        reach = begin - min(REACH, begin - date.min)
        first = min([begin, *(day for day in days if reach <= day)])
    if last is None:
        end = max(found.reports)
        reach = end + min(REACH, date.max - end)
        last = max([end, *(day for day in days if day <= reach)])
    if first > last:
        raise NothingToCount(f"The first day, {first}, is after the last, {last}; give --from and --to in their order.")
    return first, last


def _by_period(days: Counter[date], by: By, first: date, last: date) -> Counter[str]:
    found: Counter[str] = Counter()
    for day, number in days.items():
        if first <= day <= last:
            found[period_of(day, by)] += number
    return found


def _direction(
    actor: Side,
    recipient: Side,
    happenings: Counter[Happening],
    periods: Sequence[Stretch],
    by: By,
    reports: Counter[str],
    events: Counter[str],
) -> Direction:
    first, last = periods[0].begin, periods[-1].end
    inside: Counter[Happening] = Counter()
    tallies: dict[str, Counter[Quad]] = {}
    quads: Counter[Quad] = Counter()
    for event, number in happenings.items():
        if event.day and first <= event.day <= last:
            inside[event] = number
            quads[event.quad] += number
            tallies.setdefault(period_of(event.day, by), Counter())[event.quad] += number
    undated = sum(number for event, number in happenings.items() if event.day is None)
    return Direction(
        actor=actor.code,
        recipient=recipient.code,
        counts=_counts(quads),
        mutual=sum(number for event, number in inside.items() if event.mutual),
        dated_by_publication=sum(number for event, number in inside.items() if event.by_publication),
        left=Left(undated=undated, outside=happenings.total() - undated - inside.total()),
        periods=[
            _period(stretch, tallies.get(stretch.name), reports[stretch.name], events[stretch.name])
            for stretch in periods
        ],
    )


def _period(stretch: Stretch, tally: Counter[Quad] | None, reports: int, events: int) -> Period:
    counts = _counts(tally) if tally else _NONE
    # Later reports may tell of a day that none is from; where they tell nothing of these two, nothing is known.
    some: State = "counted" if reports else "told_later"
    none: State = "zero" if reports else "missing"
    state = some if counts.total else none
    known = state != "missing"
    return Period(
        period=stretch.name,
        begin=stretch.begin.isoformat(),
        end=stretch.end.isoformat(),
        state=state,
        reports=reports,
        events=events,
        counts=counts if known else None,
        shares=_shares(counts, events) if known and events else None,
    )


def _counts(tally: Counter[Quad]) -> Counts:
    return Counts(**{field: tally[quad] for quad, field in _FIELDS.items()}, total=tally.total())


def _shares(counts: Counts, events: int) -> Shares:
    if not counts.total:
        return _NO_SHARES
    return Shares(**{name: round(getattr(counts, name) / events, 4) for name in _SHARED})
