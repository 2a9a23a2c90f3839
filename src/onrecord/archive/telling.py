"""Stories told anew when their reports have changed: lineage, claims, origins, contradictions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, select, text, update

from onrecord.archive.counting import link_events, take_turn
from onrecord.archive.database import Database
from onrecord.archive.linking import link_new, top_words
from onrecord.archive.packing import pack, record_of, unpack
from onrecord.archive.schema import BEHIND, events, records, reports, stories, unlinked
from onrecord.codebook.loader import Codebook
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


def tell_changed(database: Database, codebook: Codebook, most: int | None = TOLD_AT_ONCE) -> int:
    """Tell stories of two to `most` reports (None: of any number) that have changed since; gives their number."""
    told = 0
    behind = select(stories.c.id).where(text(BEHIND))
    if most is not None:
        behind = behind.where(stories.c.reports <= most)
    with database.reading() as connection:
        # Sorted here: SQLite would walk all stories by their ids, where the index leads to these few.
        names = sorted(connection.scalars(behind))
    for name in names:
        told += tell(database, name, codebook) is not None
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
        members = connection.execute(
            select(reports.c.number, reports.c.id, reports.c.outlet, records.c.data)
            .join(records, records.c.number == reports.c.record)
            .where(reports.c.story == name)
            .order_by(reports.c.id)
        ).all()
        words = top_words(connection, [row.number for row in members])
    # Outside of any transaction: nobody has to wait for the telling.
    from onrecord.stories.gather import tell_story

    outlets = {row.id: row.outlet for row in members if row.outlet}
    story = tell_story([record_of(row.data) for row in members], outlets=outlets, codebook=codebook, words=words)
    if not database.read_only:
        database.write(lambda connection: _keep(connection, name, head.version, members, story))
    return story


def _keep(connection: Connection, name: str, version: int, members: Sequence[Any], story: Story) -> None:
    """Write a telling down, if the story is still the one that was told."""
    take_turn(connection)
    now = connection.scalar(select(stories.c.version).where(stories.c.id == name))
    if now != version:
        return
    connection.execute(
        update(stories)
        .where(stories.c.id == name)
        .values(
            told=version,
            label=story.label,
            begin=story.begin,
            until=story.end,
            claims=len(story.claims),
            contradictions=len(story.contradictions),
            data=pack(story.model_dump_json(by_alias=True).encode()),
        )
    )
    number_of = {row.id: row.number for row in members}
    versions = {report.id: report.version_of for report in story.reports}
    connection.execute(
        update(reports)
        .where(reports.c.number == bindparam("row"))
        .values(
            lineage=bindparam("new_lineage"), made_from=bindparam("new_source"), version_of=bindparam("new_earlier")
        ),
        [
            {
                "row": number_of[line.report],
                "new_lineage": line.kind,
                "new_source": line.from_,
                "new_earlier": versions.get(line.report),
            }
            for line in story.lineage
        ],
    )
    said = {
        (number_of[telling.report], telling.event): f"{name}:{claim.id}"
        for claim in story.claims
        for telling in claim.told_by
        if telling.event is not None
    }
    own = select(events.c.number, events.c.report, events.c.id).where(events.c.report.in_(list(number_of.values())))
    link_events(connection, {row.number: said.get((row.report, row.id)) for row in connection.execute(own)})
