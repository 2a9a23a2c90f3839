"""Which reports hang together, kept on disk: words and fingerprints of each, links between those that are alike.

What is alike, and where a story ends, is decided by `stories`; here is only what leads to the few reports that a new
one has to be compared with, so that the hundred thousandth report costs about what the thousandth does.
"""

from __future__ import annotations

import hashlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, text, update

from onrecord.archive.counting import take_turn, unlink_reports
from onrecord.archive.naming import insert_new, insert_rows, upsert
from onrecord.archive.schema import copy_bands, near_copies, prints, reports, stories, story_keys, story_links, unlinked
from onrecord.codebook.loader import Codebook
from onrecord.record import Record
from onrecord.stories.grouping import _KEYS as KEYS
from onrecord.stories.grouping import _LINK as LINK
from onrecord.stories.grouping import _MOST_DAYS as MOST_DAYS
from onrecord.stories.grouping import ReportWords, _day, cohesive_groups, likeness
from onrecord.stories.near_copies import _ALIKE as NEAR_COPY
from onrecord.stories.near_copies import _ROWS as ROWS
from onrecord.stories.near_copies import CopyIndex, runs_of_words
from onrecord.stories.words import Weights, body_text

UNDATED = -1.0
# A new report is compared with so many others, those first that share most of what tells most.
_MOST_CANDIDATES = 40
# Of the likeness that a link asks for, the weightiest words must give this much; the others add little.
_LEAST_SHARED = 0.6 * LINK
# Reports that hang together are clustered anew as a whole up to this number; of more, the stories next to the new one.
_MOST_CLUSTERED = 32
# To a story of more reports than that a new one is added where it is as alike as reports of one story usually are.
_JOINS = 0.3


@dataclass(slots=True)
class Print:
    """What is kept of a report's words: the vector, its weightiest words as numbers, and the bands of its copies."""

    day: float
    words: bytes
    minhash: bytes | None
    keys: list[tuple[int, float]]
    bands: list[int]


def print_of(record: Record, codebook: Codebook) -> Print:
    """Make the print of a report."""
    body = body_text(record)
    vector = _weights(codebook).vector(body)
    minhash = None
    if runs := runs_of_words(body):
        made = CopyIndex._print()
        made.update_batch(runs)
        minhash = made.hashvalues.tobytes()
    day = _day(record.report.published)
    keys = [(_number(word.encode()), vector[word]) for word in _heaviest(vector)]
    return Print(
        UNDATED if day is None else day, _pack(vector), minhash, sorted(dict(keys).items()), _bands(minhash or b"")
    )


@lru_cache(maxsize=8)
def _weights(codebook: Codebook) -> Weights:
    return Weights(codebook)


def _heaviest(vector: dict[str, float]) -> list[str]:
    return sorted(vector, key=lambda word: (-vector[word], word))[:KEYS]


def _number(data: bytes) -> int:
    """A number of 64 bits for a word or a band."""
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big", signed=True)


def _bands(minhash: bytes) -> list[int]:
    width = 4 * ROWS
    return sorted({_number(b"%d:" % at + minhash[at : at + width]) for at in range(0, len(minhash), width)})


def _pack(vector: dict[str, float]) -> bytes:
    return "\n".join(vector).encode() + b"\0" + array("d", vector.values()).tobytes()


def _unpack(data: bytes) -> dict[str, float]:
    words, _, weights = data.partition(b"\0")
    return dict(zip(words.decode().split("\n"), array("d", weights), strict=True)) if words else {}


def keep_prints(connection: Connection, given: Sequence[tuple[int, Print]]) -> None:
    """Store the prints of reports, and note that these are still to be linked."""
    rows = [{"report": number, "day": made.day, "words": made.words, "minhash": made.minhash} for number, made in given]
    insert_rows(connection, prints, rows)
    keys = [
        {"key": key, "day": made.day, "report": number, "weight": weight}
        for number, made in given
        for key, weight in made.keys
    ]
    insert_rows(connection, story_keys, keys)
    bands = [{"band": band, "report": number} for number, made in given for band in made.bands]
    insert_rows(connection, copy_bands, bands)
    insert_new(connection, unlinked, [{"report": number} for number, _ in given], by="report")


def drop_print(connection: Connection, report: int) -> None:
    """Take a report's print and links out."""
    for table in (prints, story_keys, copy_bands, story_links, near_copies, unlinked):
        connection.execute(delete(table).where(table.c.report == report))
    for table in (story_links, near_copies):
        connection.execute(delete(table).where(table.c.other == report))


def link_new(connection: Connection, most: int = 64) -> int:
    """Link reports that are still to be linked, at most so many, and sort them into stories; gives their number.

    Only one process at a time does so: two that link at once would not see each other's reports.
    """
    take_turn(connection)
    numbers = connection.scalars(select(unlinked.c.report).order_by(unlinked.c.report).limit(most)).all()
    if not numbers:
        return 0
    undated = connection.scalar(select(prints.c.report).where(prints.c.day == UNDATED).limit(1)) is not None
    for row in connection.execute(select(prints).where(prints.c.report.in_(numbers)).order_by(prints.c.report)).all():
        _link(connection, row, undated=undated)
    _sort(connection, numbers)
    connection.execute(delete(unlinked).where(unlinked.c.report.in_(numbers)))
    return len(numbers)


# -- links -------------------------------------------------------------------------------------------------------------


def _link(connection: Connection, row: Any, *, undated: bool) -> None:
    """Link a report (a row of `prints`) to those that are like it; `undated`: whether any report has no day."""
    vector = _unpack(row.words)
    own = ReportWords("", None if row.day == UNDATED else row.day, vector)
    keys = [(_number(word.encode()), vector[word]) for word in _heaviest(vector)]
    found = []
    for other in _loaded(connection, _candidates(connection, row.report, keys, row.day, undated=undated)):
        alike = likeness(own, other.words)
        if alike >= LINK:
            found.append((other.number, alike))
    _keep_both_ways(connection, story_links, row.report, found)
    if row.minhash:
        _keep_both_ways(connection, near_copies, row.report, _near(connection, row.report, row.minhash))


def _keep_both_ways(connection: Connection, table: Any, number: int, found: list[tuple[int, float]]) -> None:
    pairs = [(number, other, alike) for other, alike in found] + [(other, number, alike) for other, alike in found]
    if pairs:
        # A link that is there already is as it was: neither report has changed since.
        rows = [{"report": one, "other": other, "alike": alike} for one, other, alike in pairs]
        connection.execute(upsert(connection, table).on_conflict_do_nothing(), rows)


_MINE = " UNION ALL ".join(
    f"SELECT CAST(:key{n} AS BIGINT) AS mine, CAST(:weight{n} AS DOUBLE PRECISION) AS weighs" for n in range(KEYS)
)
_SHARING = """
SELECT story_keys.report AS report, sum(weight * weighs) AS shared
FROM ({mine}) AS own CROSS JOIN story_keys
WHERE story_keys."key" = mine AND {days} AND story_keys.report <> :number
GROUP BY story_keys.report HAVING sum(weight * weighs) >= :least
ORDER BY shared DESC, report LIMIT :most
"""
_ANY_DAY = text(_SHARING.format(mine=_MINE, days="1 = 1"))
_NEAR_DAYS = text(_SHARING.format(mine=_MINE, days="day BETWEEN :first AND :last"))


def _candidates(
    connection: Connection, number: int, keys: list[tuple[int, float]], day: float, *, undated: bool
) -> list[int]:
    """The reports that share most of the words that tell most, within the days that a story can span."""
    # A word of no weight stands in for those that a short report lacks.
    padded = keys + [(0, 0.0)] * (KEYS - len(keys))
    asked: dict[str, Any] = {"number": number, "least": _LEAST_SHARED, "most": _MOST_CANDIDATES}
    for place, (key, weight) in enumerate(padded):
        asked[f"key{place}"], asked[f"weight{place}"] = key, weight
    if day == UNDATED:
        found = connection.execute(_ANY_DAY, asked).all()
    else:
        near = {**asked, "first": day - MOST_DAYS, "last": day + MOST_DAYS}
        found = list(connection.execute(_NEAR_DAYS, near))
        if undated:
            found += connection.execute(_NEAR_DAYS, {**asked, "first": UNDATED, "last": UNDATED}).all()
    best = sorted(found, key=lambda row: (-row.shared, row.report))
    return [row.report for row in best[:_MOST_CANDIDATES]]


@dataclass(slots=True)
class _Loaded:
    number: int
    story: str | None
    words: ReportWords


def _loaded(connection: Connection, numbers: Iterable[int]) -> list[_Loaded]:
    """The words of reports, in the order of their ids."""
    wanted = list(numbers)
    if not wanted:
        return []
    query = (
        select(prints.c.report, reports.c.id, reports.c.story, prints.c.day, prints.c.words)
        .join(reports, reports.c.number == prints.c.report)
        .where(prints.c.report.in_(wanted))
        .order_by(reports.c.id)
    )
    return [
        _Loaded(row.report, row.story, ReportWords(row.id, None if row.day == UNDATED else row.day, _unpack(row.words)))
        for row in connection.execute(query)
    ]


def _near(connection: Connection, number: int, minhash: bytes) -> list[tuple[int, float]]:
    """The reports that are nearly alike, each with how alike it is (Jaccard's measure, as estimated by MinHash)."""
    import numpy

    met = connection.scalars(
        select(copy_bands.c.report)
        .where(copy_bands.c.band.in_(_bands(minhash)), copy_bands.c.report != number)
        .group_by(copy_bands.c.report)
        .order_by(func.count().desc(), copy_bands.c.report)
        .limit(_MOST_CANDIDATES)
    ).all()
    if not met:
        return []
    own = numpy.frombuffer(minhash, dtype=numpy.uint32)
    found = []
    for report, other in connection.execute(
        select(prints.c.report, prints.c.minhash).where(prints.c.report.in_(met)).order_by(prints.c.report)
    ):
        alike = float((own == numpy.frombuffer(other, dtype=numpy.uint32)).mean())
        if alike >= NEAR_COPY:
            found.append((report, round(alike, 4)))
    return found


# -- stories -----------------------------------------------------------------------------------------------------------


def _sort(connection: Connection, numbers: Sequence[int]) -> None:
    """Sort reports and those that hang together with them into stories."""
    linked = set(connection.scalars(select(story_links.c.report).where(story_links.c.report.in_(numbers)).distinct()))
    alone = [number for number in numbers if number not in linked]
    if alone:
        _keep_alone(connection, alone)
    seen: set[int] = set(alone)
    for number in numbers:
        if number in seen:
            continue
        together = _together(connection, number) or _next_to(connection, number)
        seen.update(together)
        loaded = _loaded(connection, together)
        ids = [one.words.id for one in loaded]
        few = 1 < len(ids) <= _MOST_CLUSTERED + 1
        groups = cohesive_groups(ids, [one.words for one in loaded]) if few else [ids]
        _keep_groups(connection, loaded, groups)


def _keep_alone(connection: Connection, numbers: list[int]) -> None:
    """Give each report that is like no other a story of its own."""
    query = select(reports.c.number, reports.c.id, reports.c.story).where(reports.c.number.in_(numbers))
    rows = connection.execute(query).all()
    new = [row for row in rows if row.story != story_id([row.id])]
    if not new:
        return
    unlink_reports(connection, [row.number for row in new if row.story is not None])
    connection.execute(
        update(reports).where(reports.c.number == bindparam("row")).values(story=bindparam("to")),
        [{"row": row.number, "to": story_id([row.id])} for row in new],
    )
    note_changes(connection, [name for row in new for name in (row.story, story_id([row.id])) if name])


def _together(connection: Connection, number: int) -> set[int] | None:
    """All reports that hang together with one by links; None where they are too many to be clustered as a whole."""
    seen, edge = {number}, [number]
    while edge:
        query = select(story_links.c.other).where(story_links.c.report.in_(edge)).distinct()
        edge = [other for other in connection.scalars(query) if other not in seen]
        seen.update(edge)
        if len(seen) > _MOST_CLUSTERED:
            return None
    return seen


def _next_to(connection: Connection, number: int) -> set[int]:
    """A report with the whole stories next to it, those of the strongest links first."""
    query = (
        select(reports.c.story, func.max(story_links.c.alike))
        .join(reports, reports.c.number == story_links.c.other)
        .where(story_links.c.report == number, reports.c.story.is_not(None))
        .group_by(reports.c.story)
        .order_by(func.max(story_links.c.alike).desc(), reports.c.story)
    )
    own = connection.scalar(select(reports.c.story).where(reports.c.number == number))
    taken = {number, *_members(connection, own)} if own else {number}
    for place, (story, alike) in enumerate(connection.execute(query).all()):
        members = _members(connection, story)
        if len(taken | members) <= _MOST_CLUSTERED:
            taken |= members
        elif place == 0 and alike >= _JOINS:
            return taken | members
    return taken


def _members(connection: Connection, story: str) -> set[int]:
    return set(connection.scalars(select(reports.c.number).where(reports.c.story == story)))


def _keep_groups(connection: Connection, loaded: list[_Loaded], groups: list[list[str]]) -> None:
    """Write down which report is in which story, and which stories have changed."""
    before: dict[str, set[str]] = defaultdict(set)
    for one in loaded:
        if one.story is not None:
            before[one.story].add(one.words.id)
    after = {story_id(group): set(group) for group in groups}
    number_of = {one.words.id: one.number for one in loaded}
    moved = [
        {"row": number_of[name], "to": story}
        for story, names in after.items()
        for name in names
        if name not in before.get(story, ())
    ]
    if moved:
        connection.execute(
            update(reports).where(reports.c.number == bindparam("row")).values(story=bindparam("to")), moved
        )
    unlink_reports(connection, _parted(loaded, after))
    gone = [story for story in before if story not in after]
    if gone:
        connection.execute(delete(stories).where(stories.c.id.in_(gone)))
    note_changes(connection, [story for story, names in after.items() if before.get(story) != names])


def _parted(loaded: list[_Loaded], after: dict[str, set[str]]) -> list[int]:
    """The reports that were in one story with some that are now in another, and those that are alone: what they tell is
    no claim of several reports any more.

    Where all go on together, or others join them, the claims hold until the story is told anew.
    """
    goes_to: dict[str, set[str]] = defaultdict(set)
    story_of = {name: story for story, names in after.items() for name in names}
    for one in loaded:
        goes_to[one.story or ""].add(story_of[one.words.id])
    return [
        one.number
        for one in loaded
        if one.story is not None and (len(goes_to[one.story]) > 1 or len(after[story_of[one.words.id]]) == 1)
    ]


def story_id(names: Iterable[str]) -> str:
    """The id of the story of some reports, as `stories` gives it."""
    return f"y{min(names)[1:]}"


def note_changes(connection: Connection, names: Sequence[str]) -> None:
    """Write down what the list shows of stories, and that they have to be told anew; those without reports go."""
    if not names:
        return
    members: dict[str, list[Any]] = defaultdict(list)
    query = select(reports.c.story, reports.c.published, reports.c.headline).where(reports.c.story.in_(names))
    for row in connection.execute(query.order_by(reports.c.published.is_(None), reports.c.published, reports.c.id)):
        members[row.story].append(row)
    versions = select(stories.c.id, stories.c.version).where(stories.c.id.in_(names))
    before = {row.id: row.version for row in connection.execute(versions)}
    connection.execute(delete(stories).where(stories.c.id.in_(names)))
    rows = [_story_row(story, before.get(story, 0) + 1, found) for story, found in members.items()]
    if rows:
        connection.execute(insert(stories), rows)


def _story_row(story: str, version: int, members: Sequence[Any]) -> dict[str, Any]:
    times = [row.published for row in members if row.published]
    return {
        "id": story,
        "version": version,
        "told": 0,
        "reports": len(members),
        "begin": times[0] if times else None,
        "until": times[-1] if times else None,
        "label": next((row.headline for row in members if row.headline), ""),
        "claims": 0,
        "contradictions": 0,
        "data": None,
    }


def top_words(connection: Connection, numbers: Sequence[int], most: int = 8) -> list[str]:
    """The words that tell most of some reports, the weightiest first."""
    sums: dict[str, float] = defaultdict(float)
    for one in _loaded(connection, numbers):
        for word, weight in one.words.words.items():
            sums[word] += weight
    return sorted(sums, key=lambda word: (-round(sums[word], 6), word))[:most]
