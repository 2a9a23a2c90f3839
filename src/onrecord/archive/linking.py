"""Which reports hang together, kept on disk: words and fingerprints of each, links between those that are alike.

What is alike, and where a story ends, is decided by `stories`; here is only what leads to the few reports that a new
one has to be compared with, so that the hundred thousandth report costs about what the thousandth does.
"""

from __future__ import annotations

import hashlib
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import batched
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, delete, func, insert, select, text, update

from onrecord.archive.counting import take_turn, unlink_reports
from onrecord.archive.naming import insert_new, insert_rows, upsert
from onrecord.archive.schema import UNDATED as WITHOUT_DAY
from onrecord.archive.schema import copy_bands, near_copies, prints, reports, stories, story_keys, story_links, unlinked
from onrecord.codebook.loader import Codebook
from onrecord.garbage import search_waits
from onrecord.record import Record
from onrecord.stories.grouping import _KEYS as KEYS
from onrecord.stories.grouping import _LINK as LINK
from onrecord.stories.grouping import _MOST_DAYS as MOST_DAYS
from onrecord.stories.grouping import ReportWords, _day, cohesive_groups, likeness
from onrecord.stories.near_copies import _ALIKE as NEAR_COPY
from onrecord.stories.near_copies import _ROWS as ROWS
from onrecord.stories.near_copies import CopyIndex, runs_in
from onrecord.stories.words import Weights, body_text, tokens

UNDATED = -1.0
# So many reports are asked for at a time.
_AT_ONCE = 500
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
    words = tokens(body_text(record))
    vector = _weights(codebook).vector_of(words)
    runs = runs_in([word for word, _ in words])
    minhash = CopyIndex.print_of(runs).hashvalues.tobytes() if runs else None
    day = _day(record.report.published)
    keys = [(_number(word.encode()), vector[word]) for word in _heaviest(vector)]
    return Print(
        UNDATED if day is None else day, _pack(vector), minhash, sorted(dict(keys).items()), _bands(minhash or b"")
    )


@lru_cache(maxsize=8)
def _weights(codebook: Codebook) -> Weights:
    return Weights(codebook)


def _heaviest(vector: dict[str, float]) -> list[str]:
    # Sorted twice: of equal weights those first that stand first in the alphabet, without a key for each word.
    return sorted(sorted(vector), key=vector.__getitem__, reverse=True)[:KEYS]


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


@search_waits()
def link_new(connection: Connection, most: int = 64) -> int:
    """Link reports that are still to be linked, at most so many, and sort them into stories; gives their number.

    Only one process at a time does so: two that link at once would not see each other's reports.
    """
    take_turn(connection)
    numbers = connection.scalars(select(unlinked.c.report).order_by(unlinked.c.report).limit(most)).all()
    if not numbers:
        return 0
    known = _Words(connection)
    _link(connection, numbers, known)
    _sort(connection, numbers, known)
    connection.execute(delete(unlinked).where(unlinked.c.report.in_(numbers)))
    return len(numbers)


# -- links -------------------------------------------------------------------------------------------------------------


class _Words:
    """The words of reports, each taken from the archive once while some are linked."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[int, ReportWords] = {}

    def load(self, numbers: Iterable[int]) -> None:
        """Take in those of some reports that are not known yet."""
        for some in batched(sorted(set(numbers) - self._known.keys()), _AT_ONCE):
            query = select(prints.c.report, reports.c.id, prints.c.day, prints.c.words)
            query = query.join(reports, reports.c.number == prints.c.report).where(prints.c.report.in_(some))
            for number, name, day, words in self._connection.execute(query):
                self._known[number] = ReportWords(name, None if day == UNDATED else day, _unpack(words))

    def __getitem__(self, number: int) -> ReportWords:
        return self._known[number]

    def __contains__(self, number: int) -> bool:
        return number in self._known


def _link(connection: Connection, numbers: Sequence[int], known: _Words) -> None:
    """Link reports to those that are like them, be they new or not."""
    candidates = _candidates(connection, numbers)
    known.load([*numbers, *(other for others in candidates.values() for other in others)])
    found = [
        (number, other, alike)
        for number in numbers
        for other in candidates[number]
        if other in known and (alike := likeness(known[number], known[other])) >= LINK
    ]
    _keep_both_ways(connection, story_links, found)
    _keep_both_ways(connection, near_copies, _near(connection, numbers))


def _keep_both_ways(connection: Connection, table: Any, found: list[tuple[int, int, float]]) -> None:
    alike = {pair: value for one, other, value in found for pair in ((one, other), (other, one))}
    if alike:
        # A link that is there already is as it was: neither report has changed since.
        rows = [{"report": one, "other": other, "alike": value} for (one, other), value in sorted(alike.items())]
        connection.execute(upsert(connection, table).on_conflict_do_nothing(), rows)


# From the weightiest words of reports to others that have them. The cross join keeps SQLite to this way round.
_SHARING = """
SELECT report, other, shared FROM (
    SELECT report, other, shared, row_number() OVER (PARTITION BY report ORDER BY shared DESC, other) AS place FROM (
        SELECT own.report AS report, others.report AS other, sum(own.weight * others.weight) AS shared
        FROM story_keys AS own CROSS JOIN story_keys AS others
        WHERE own.report IN :numbers AND others."key" = own."key" AND {days} AND others.report <> own.report
        GROUP BY own.report, others.report HAVING sum(own.weight * others.weight) >= :least
    ) AS sharing
) AS ranked WHERE place <= :most
"""
_NUMBERS: BindParameter[Any] = bindparam("numbers", expanding=True)
_NEAR_DAYS = text(_SHARING.format(days="others.day BETWEEN own.day - :reach AND own.day + :reach")).bindparams(_NUMBERS)
_NO_DAY = text(_SHARING.format(days="others.day < 0")).bindparams(_NUMBERS)
_ANY_DAY = text(_SHARING.format(days="1 = 1")).bindparams(_NUMBERS)


def _candidates(connection: Connection, numbers: Sequence[int]) -> dict[int, list[int]]:
    """For each report those that share most of the words that tell most, within the days that a story can span."""
    query = select(prints.c.report, prints.c.day).where(prints.c.report.in_(numbers))
    days = {row.report: row.day for row in connection.execute(query)}
    dated = [number for number in numbers if days[number] != UNDATED]
    undated = [number for number in numbers if days[number] == UNDATED]
    asked = [(_NEAR_DAYS, {"reach": MOST_DAYS}, dated), (_ANY_DAY, {}, undated)]
    if connection.scalar(select(prints.c.report).where(text(WITHOUT_DAY)).limit(1)) is not None:
        asked.append((_NO_DAY, {}, dated))
    sharing: dict[int, list[tuple[float, int]]] = {number: [] for number in numbers}
    for sharing_words, reach, some in asked:
        values = {"numbers": some, "least": _LEAST_SHARED, "most": _MOST_CANDIDATES, **reach}
        for report, other, shared in connection.execute(sharing_words, values) if some else ():
            sharing[report].append((-shared, other))
    return {number: [other for _, other in sorted(found)[:_MOST_CANDIDATES]] for number, found in sharing.items()}


_MEETING = text("""
SELECT report, other FROM (
    SELECT report, other, row_number() OVER (PARTITION BY report ORDER BY met DESC, other) AS place FROM (
        SELECT own.report AS report, others.report AS other, count(*) AS met
        FROM copy_bands AS own CROSS JOIN copy_bands AS others
        WHERE own.report IN :numbers AND others.band = own.band AND others.report <> own.report
        GROUP BY own.report, others.report
    ) AS meeting
) AS ranked WHERE place <= :most ORDER BY report, other
""").bindparams(_NUMBERS)


def _near(connection: Connection, numbers: Sequence[int]) -> list[tuple[int, int, float]]:
    """The pairs of reports that are nearly alike, each with how alike (Jaccard's measure, as estimated by MinHash)."""
    import numpy

    met = connection.execute(_MEETING, {"numbers": numbers, "most": _MOST_CANDIDATES}).all()
    if not met:
        return []
    signs: dict[int, Any] = {}
    for some in batched(sorted({number for pair in met for number in pair}), _AT_ONCE):
        query = select(prints.c.report, prints.c.minhash).where(prints.c.report.in_(some))
        for report, minhash in connection.execute(query):
            signs[report] = numpy.frombuffer(minhash, dtype=numpy.uint32)
    found = []
    for report, other in met:
        alike = float((signs[report] == signs[other]).mean())
        if alike >= NEAR_COPY:
            found.append((report, other, round(alike, 4)))
    return found


# -- stories -----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Loaded:
    number: int
    story: str | None
    words: ReportWords


def _sort(connection: Connection, numbers: Sequence[int], known: _Words) -> None:
    """Sort reports and those that hang together with them into stories."""
    linked = set(connection.scalars(select(story_links.c.report).where(story_links.c.report.in_(numbers)).distinct()))
    if alone := [number for number in numbers if number not in linked]:
        _keep_alone(connection, alone)
    crowds = _crowds(connection, sorted(linked))
    _regroup(connection, [crowd for crowd in crowds if len(crowd) <= _MOST_CLUSTERED], known)
    large = {number for crowd in crowds if len(crowd) > _MOST_CLUSTERED for number in crowd}
    seen: set[int] = set()
    for number in numbers:
        if number in large and number not in seen:
            together = _next_to(connection, number)
            seen.update(together)
            _regroup(connection, [together], known)


def _regroup(connection: Connection, crowds: Sequence[Collection[int]], known: _Words) -> None:
    """Group the reports of each crowd anew; one that is too large for that is one story."""
    numbers = sorted(number for crowd in crowds for number in crowd)
    known.load(numbers)
    loaded: dict[int, _Loaded] = {}
    for some in batched(numbers, _AT_ONCE):
        query = select(reports.c.number, reports.c.story).where(reports.c.number.in_(some))
        loaded |= {row.number: _Loaded(row.number, row.story, known[row.number]) for row in connection.execute(query)}
    groups: list[list[str]] = []
    for crowd in crowds:
        words = sorted((known[number] for number in crowd), key=lambda one: one.id)
        ids = [one.id for one in words]
        few = 1 < len(ids) <= _MOST_CLUSTERED + 1
        groups += cohesive_groups(ids, words) if few else [ids]
    if groups:
        _keep_groups(connection, list(loaded.values()), groups)


def _crowds(connection: Connection, numbers: Sequence[int]) -> list[set[int]]:
    """Reports with all that hang together with them by links; a crowd that is too large to be grouped as a whole is not
    followed further."""
    crowd_of: dict[int, set[int]] = {number: {number} for number in numbers}
    edge = list(numbers)
    while edge:
        new: set[int] = set()
        for some in batched(edge, _AT_ONCE):
            query = select(story_links.c.report, story_links.c.other).where(story_links.c.report.in_(some))
            for report, other in connection.execute(query):
                if other not in crowd_of:
                    crowd_of[other] = {other}
                    new.add(other)
                small, large = sorted((crowd_of[report], crowd_of[other]), key=len)
                if small is not large:
                    large |= small
                    crowd_of.update(dict.fromkeys(small, large))
        edge = sorted(number for number in new if len(crowd_of[number]) <= _MOST_CLUSTERED)
    return list({id(crowd): crowd for crowd in crowd_of.values()}.values())


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


def top_words(connection: Connection, groups: Sequence[Sequence[int]], most: int = 8) -> list[list[str]]:
    """The words that tell most of the reports of each of some stories, the weightiest first."""
    known = _Words(connection)
    known.load(number for numbers in groups for number in numbers)
    found = []
    for numbers in groups:
        sums: dict[str, float] = defaultdict(float)
        for one in sorted((known[number] for number in numbers), key=lambda one: one.id):
            for word, weight in one.words.items():
                sums[word] += weight
        found.append(sorted(sums, key=lambda word: (-round(sums[word], 6), word))[:most])
    return found
