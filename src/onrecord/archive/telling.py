"""Stories told anew when their reports have changed: lineage, claims, origins, contradictions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any

from sqlalchemy import Connection, bindparam, select, text, update

from onrecord.archive.counting import link_events, take_turn
from onrecord.archive.database import Database
from onrecord.archive.linking import link_new, top_words
from onrecord.archive.packing import pack, record_of, unpack
from onrecord.archive.schema import BEHIND, events, records, reports, stories, unlinked
from onrecord.codebook.loader import Codebook
from onrecord.garbage import search_waits
from onrecord.stories.story import Story


def link_all(database: Database) -> int:
    """Sort all reports into stories that are in none yet; gives their number."""
    linked = 0
    with database.reading() as connection:
        # Whoever only looks does not wait for a writer's turn.
        if connection.scalar(select(unlinked.c.report).limit(1)) is None:
            return 0
    while some := database.write(link_new):
        linked += some
    return linked


# As reports arrive, stories of up to so many reports are told anew at once: the work grows with the square of their
# number. Larger ones are told when somebody looks at them.
TOLD_AT_ONCE = 12
# So many stories are told between two transactions.
_TOLD_TOGETHER = 16


def tell_changed(database: Database, codebook: Codebook, most: int | None = TOLD_AT_ONCE) -> int:
    """Tell stories of two to `most` reports (None: of any number) that have changed since; gives their number."""
    told = 0
    behind = select(stories.c.id).where(text(BEHIND))
    if most is not None:
        behind = behind.where(stories.c.reports <= most)
    with database.reading() as connection:
        # Sorted here: SQLite would walk all stories by their ids, where the index leads to these few.
        names = sorted(connection.scalars(behind))
    for some in batched(names, _TOLD_TOGETHER):
        told += len(_tell(database, some, codebook))
    return told


def tell(database: Database, name: str, codebook: Codebook) -> Story | None:
    """The story as it is now, told anew where its reports have changed; None where it has gone meanwhile.

    What was told anew is kept, unless the archive can't be written to.
    """
    with database.reading() as connection:
        head = connection.execute(select(stories).where(stories.c.id == name)).one_or_none()
    if head is None:
        return None
    if head.told == head.version and head.data is not None:
        return Story.model_validate_json(unpack(head.data))
    return next(iter(_tell(database, [name], codebook)), None)


@dataclass(slots=True)
class _Told:
    """A story as it is told; `version` is that of its reports, `members` their rows."""

    name: str
    version: int
    members: list[Any]
    story: Story


@search_waits()
def _tell(database: Database, names: Sequence[str], codebook: Codebook) -> list[Story]:
    """Tell some stories and keep what is told: together, as each transaction costs as much as a small story."""
    with database.reading() as connection:
        query = select(stories.c.id, stories.c.version).where(stories.c.id.in_(names))
        versions = {row.id: row.version for row in connection.execute(query)}
        members: dict[str, list[Any]] = {name: [] for name in names if name in versions}
        query = (
            select(reports.c.number, reports.c.id, reports.c.outlet, reports.c.story, records.c.data)
            .join(records, records.c.number == reports.c.record)
            .where(reports.c.story.in_(members))
            .order_by(reports.c.id)
        )
        for row in connection.execute(query):
            members[row.story].append(row)
        words = top_words(connection, [[row.number for row in rows] for rows in members.values()])
    # Outside of any transaction: nobody has to wait for the telling.
    from onrecord.stories.gather import tell_story

    told = []
    for (name, rows), top in zip(members.items(), words, strict=True):
        outlets = {row.id: row.outlet for row in rows if row.outlet}
        story = tell_story([record_of(row.data) for row in rows], outlets=outlets, codebook=codebook, words=top)
        told.append(_Told(name, versions[name], rows, story))
    if told and not database.read_only:
        database.write(lambda connection: _keep(connection, told))
    return [one.story for one in told]


def _keep(connection: Connection, told: Sequence[_Told]) -> None:
    """Write tellings down, those of stories that are still as they were told."""
    take_turn(connection)
    query = select(stories.c.id, stories.c.version).where(stories.c.id.in_([one.name for one in told]))
    now = {row.id: row.version for row in connection.execute(query)}
    told = [one for one in told if now.get(one.name) == one.version]
    if not told:
        return
    shown = ("told", "label", "begin", "until", "claims", "contradictions", "data")
    connection.execute(
        update(stories)
        .where(stories.c.id == bindparam("row"))
        .values({name: bindparam(f"new_{name}") for name in shown}),
        [
            {
                "row": one.name,
                "new_told": one.version,
                "new_label": one.story.label,
                "new_begin": one.story.begin,
                "new_until": one.story.end,
                "new_claims": len(one.story.claims),
                "new_contradictions": len(one.story.contradictions),
                "new_data": pack(one.story.model_dump_json(by_alias=True).encode()),
            }
            for one in told
        ],
    )
    _keep_lineage(connection, told)
    said = {
        (telling.report, telling.event): f"{one.name}:{claim.id}"
        for one in told
        for claim in one.story.claims
        for telling in claim.told_by
        if telling.event is not None
    }
    ids = {row.number: row.id for one in told for row in one.members}
    own = select(events.c.number, events.c.report, events.c.id).where(events.c.report.in_(ids))
    link_events(connection, {row.number: said.get((ids[row.report], row.id)) for row in connection.execute(own)})


def _keep_lineage(connection: Connection, told: Sequence[_Told]) -> None:
    """Say of each report what it was made from, and which earlier report it is a version of."""
    rows = []
    for one in told:
        number_of = {row.id: row.number for row in one.members}
        versions = {report.id: report.version_of for report in one.story.reports}
        rows += [
            {
                "row": number_of[line.report],
                "new_lineage": line.kind,
                "new_source": line.from_,
                "new_earlier": versions.get(line.report),
            }
            for line in one.story.lineage
        ]
    connection.execute(
        update(reports)
        .where(reports.c.number == bindparam("row"))
        .values(
            lineage=bindparam("new_lineage"), made_from=bindparam("new_source"), version_of=bindparam("new_earlier")
        ),
        rows,
    )
