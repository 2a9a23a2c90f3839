"""The tables of the archive, the same in SQLite and PostgreSQL; `migrations/` makes them, and a test compares the two.

A record is kept whole (`records.data`); the columns beside it are what is searched, and are made from it. Rows of
`sentences`, `statements`, `events`, `actors`, `places`, `participants`, `sources` and `dyad_events` are those of the
report's current record. Moments are aware and in UTC; days are `YYYY-MM-DD`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept as ISO 8601 text in UTC, which sorts as time does and is alike in both databases."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """To text. Raises ValueError for a moment without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment without a time zone can't be kept.")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """From text."""
        return None if value is None else datetime.fromisoformat(value)


# In SQLite only an INTEGER key is the row's own number.
_Number = BigInteger().with_variant(Integer, "sqlite")

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


# A part of a report has the number `report << PARTS | place in the record`: nothing has to be asked of the database
# when parts refer to each other, and the parts of a report lie side by side.
PARTS = 20


def _part_number() -> Column[int]:
    return Column("number", _Number, primary_key=True, autoincrement=False)


def _of_report(*, primary_key: bool = False) -> Column[int]:
    """The report that a row belongs to, and goes with."""
    return Column("report", ForeignKey("reports.number", ondelete="CASCADE"), primary_key=primary_key, nullable=False)


def _of(target: str, name: str, *, nullable: bool = False, primary_key: bool = False) -> Column[int]:
    column = f"{target}.number"
    return Column(name, ForeignKey(column, ondelete="CASCADE"), nullable=nullable, primary_key=primary_key)


# Raw bytes, compressed, once for all reports that have the same.
blobs = Table(
    "blobs",
    METADATA,
    Column("sha256", String, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

reports = Table(
    "reports",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("sha256", ForeignKey("blobs.sha256"), nullable=False, index=True),
    Column("external_id", Text),
    Column("uri", Text),
    Column("name", Text),  # what messages called it as it was added
    Column("kind", String),  # the format that the bytes are read in; None where only the text is kept
    Column("outlet", Text),
    Column("headline", Text),
    Column("published", String),
    Column("day", String, index=True),
    Column("added", Moment, nullable=False),
    Column("record", Integer),  # the number of the current record
    Column("story", String, index=True),
    Column("lineage", String),  # copy, rewrite, partial_reuse, independent; None while the story is not told
    Column("made_from", String),
    Column("version_of", String),
    sqlite_autoincrement=True,
)

# Reports that are stored but not yet linked to the others.
unlinked = Table("unlinked", METADATA, _of_report(primary_key=True))

records = Table(
    "records",
    METADATA,
    Column("number", Integer, primary_key=True),
    _of_report(),
    Column("onrecord", String, nullable=False),
    Column("model", String, nullable=False),
    Column("codebook", String, nullable=False),
    Column("made", Moment, nullable=False),
    Column("sha256", String, nullable=False),
    Column("data", LargeBinary, nullable=False),
    UniqueConstraint("report", "onrecord", "model", "codebook"),
    sqlite_autoincrement=True,
)

tombstones = Table(
    "tombstones",
    METADATA,
    Column("report", String, primary_key=True),
    Column("sha256", String, nullable=False),
    Column("added", Moment, nullable=False),
    Column("removed", Moment, nullable=False),
    Column("why", Text, nullable=False),
)

# The stretches of text that statements and events stand in; searched as full text.
sentences = Table(
    "sentences",
    METADATA,
    _part_number(),
    Column("report", ForeignKey("reports.number", ondelete="CASCADE"), nullable=False, index=True),
    Column("begin", Integer, nullable=False),
    Column("until", Integer, nullable=False),
    Column("text", Text, nullable=False),
)

# The names of actors in all records, and those that corrections give; searched by their words.
names = Table(
    "names",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    sqlite_autoincrement=True,
)

RENAMED = "name <> who"

actors = Table(
    "actors",
    METADATA,
    _part_number(),
    Column("report", ForeignKey("reports.number", ondelete="CASCADE"), nullable=False, index=True),
    Column("id", String, nullable=False),
    Column("name", ForeignKey("names.number"), nullable=False),  # as the record has it
    Column("who", ForeignKey("names.number"), nullable=False, index=True),  # as corrections have it
    Column("kind", String, nullable=False),
    Column("country", String),
    Column("sector", String),
    # All other names are found by `who`: see `corrections.named`.
    Index("ix_actors_renamed", "name", sqlite_where=text(RENAMED), postgresql_where=text(RENAMED)),
)

places = Table(
    "places",
    METADATA,
    _part_number(),
    Column("report", ForeignKey("reports.number", ondelete="CASCADE"), nullable=False, index=True),
    Column("id", String, nullable=False),
    Column("key", Text, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("kind", String, nullable=False),
    Column("country", String, index=True),
    Column("lat", Float),
    Column("lon", Float),
    Column("use", String, nullable=False),
)

times = Table(
    "times",
    METADATA,
    _part_number(),
    Column("report", ForeignKey("reports.number", ondelete="CASCADE"), nullable=False, index=True),
    Column("id", String, nullable=False),
    Column("type", String, nullable=False),
    Column("value", String),
    Column("day", String),
    Column("last_day", String),
)

statements = Table(
    "statements",
    METADATA,
    _part_number(),
    Column("report", ForeignKey("reports.number", ondelete="CASCADE"), nullable=False, index=True),
    Column("id", String, nullable=False),
    Column("sentence", ForeignKey("sentences.number", ondelete="CASCADE"), nullable=False, index=True),
    Column("act", String),
    Column("strength", String, nullable=False),
    Column("form", String, nullable=False),
    Column("source_kind", String),
    Column("source", Text, nullable=False),
    Column("cue", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("day", String),
    Column("day_from", String),  # told, published
    Column("place", ForeignKey("places.number", ondelete="CASCADE"), index=True),
    Column("confidence", Float, nullable=False),
)

events = Table(
    "events",
    METADATA,
    _part_number(),
    Column("report", ForeignKey("reports.number", ondelete="CASCADE"), nullable=False, index=True),
    Column("id", String, nullable=False),
    Column("sentence", ForeignKey("sentences.number", ondelete="CASCADE"), nullable=False, index=True),
    Column("told_by", ForeignKey("statements.number", ondelete="CASCADE"), index=True),
    Column("type", String, nullable=False),
    Column("mode", String),
    Column("quad", String, nullable=False),
    Column("score", Float, nullable=False),
    Column("factuality", String),
    Column("trigger", Text, nullable=False),
    Column("actors", Text, nullable=False),  # as the report words them
    Column("recipients", Text, nullable=False),
    Column("actor_codes", Text, nullable=False),  # "USA GOV;UNO": each one's country or PLOVER's code, and its sectors
    Column("recipient_codes", Text, nullable=False),
    Column("triggered_between", Boolean, nullable=False),  # actors stand on both sides of the trigger
    Column("day", String),
    Column("day_from", String),  # told, published
    Column("place", ForeignKey("places.number", ondelete="CASCADE"), index=True),
    Column("claim", String),  # the claim of its story that it tells
    Column("confidence", Float, nullable=False),
    Index("ix_events_type_day", "type", "day"),
    Index("ix_events_day", "day"),
    Index(
        "ix_events_claim", "claim", sqlite_where=text("claim IS NOT NULL"), postgresql_where=text("claim IS NOT NULL")
    ),
)

participants = Table(
    "participants",
    METADATA,
    _of("actors", "actor", primary_key=True),
    _of("events", "event", primary_key=True),
    Column("side", String, primary_key=True),  # actor, recipient
    Index("ix_participants_event", "event"),
    sqlite_with_rowid=False,
)

# Whom a statement is credited to.
sources = Table(
    "sources",
    METADATA,
    _of("actors", "actor", primary_key=True),
    _of("statements", "statement", primary_key=True),
    Index("ix_sources_statement", "statement"),
    sqlite_with_rowid=False,
)

# An event from one country (or PLOVER's code in its place) to another, once for each direction that it is counted in,
# with all that a dyad is counted from: the events of two countries lie side by side. Day and claim are those of the
# distinct event, by all its tellings.
dyad_events = Table(
    "dyad_events",
    METADATA,
    Column("actor", String, primary_key=True),
    Column("recipient", String, primary_key=True),
    _of("events", "event", primary_key=True),
    Column("quad", String, nullable=False),
    Column("factuality", String),
    Column("mutual", Boolean, nullable=False),  # they did it to one another
    Column("struck", Boolean, nullable=False),  # the recipient is only the country where it happened
    Column("actor_sectors", String, nullable=False),  # "GOV MIL;COP": of each of its parties
    Column("recipient_sectors", String, nullable=False),
    Column("claim", String),
    Column("day", String),
    Column("day_from", String),  # told, published
    Index("ix_dyad_events_event", "event"),
    sqlite_with_rowid=False,
)

# How many distinct events of anybody there are on a day, by what they are told as: a sum of `counting.TOLD_AS`.
event_days = Table(
    "event_days",
    METADATA,
    Column("day", String, primary_key=True),
    Column("told_as", Integer, primary_key=True, autoincrement=False),
    Column("events", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# What users put right about actors; the records stay as they are.
corrections = Table(
    "corrections",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("verb", String, nullable=False),  # merge, split
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=False, index=True),
    Column("into_name", Text, nullable=False),
    Column("into_key", Text, nullable=False),
    Column("report", String),  # the id of the only report that a split holds for
    Column("made", Moment, nullable=False),
    Column("undone", Moment),
    sqlite_autoincrement=True,
)

# -- stories: what hangs together, on disk --------------------------------------------------------------------------

# The words of a report as stories weigh them, and its fingerprint for near copies.
UNDATED = "day < 0"

prints = Table(
    "prints",
    METADATA,
    _of_report(primary_key=True),
    Column("day", Float, nullable=False),  # days since year 1; -1: undated
    Column("words", LargeBinary, nullable=False),
    Column("minhash", LargeBinary),
    # Whether there are any without a day is asked for each report that is linked.
    Index("ix_prints_undated", "report", sqlite_where=text(UNDATED), postgresql_where=text(UNDATED)),
)

# The weightiest words of each report lead to those it may be like.
story_keys = Table(
    "story_keys",
    METADATA,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Float, primary_key=True),
    _of_report(primary_key=True),
    Column("weight", Float, nullable=False),
    Index("ix_story_keys_report", "report"),
    sqlite_with_rowid=False,
)

copy_bands = Table(
    "copy_bands",
    METADATA,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    _of_report(primary_key=True),
    Index("ix_copy_bands_report", "report"),
    sqlite_with_rowid=False,
)

story_links = Table(
    "story_links",
    METADATA,
    _of_report(primary_key=True),
    Column("other", ForeignKey("reports.number", ondelete="CASCADE"), primary_key=True),
    Column("alike", Float, nullable=False),
    Index("ix_story_links_other", "other"),
    sqlite_with_rowid=False,
)

near_copies = Table(
    "near_copies",
    METADATA,
    _of_report(primary_key=True),
    Column("other", ForeignKey("reports.number", ondelete="CASCADE"), primary_key=True),
    Column("alike", Float, nullable=False),
    Index("ix_near_copies_other", "other"),
    sqlite_with_rowid=False,
)

BEHIND = "told < version AND reports > 1"

stories = Table(
    "stories",
    METADATA,
    Column("id", String, primary_key=True),
    Column("version", Integer, nullable=False),  # counts the changes of its reports
    Column("told", Integer, nullable=False),  # the version that data is of, 0 for none
    Column("reports", Integer, nullable=False),
    Column("begin", String),
    Column("until", String),
    Column("label", Text, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("contradictions", Integer, nullable=False),
    Column("data", LargeBinary),
    Index("ix_stories_until", "until"),
    # Those that have changed since they were told.
    Index("ix_stories_behind", "reports", sqlite_where=text(BEHIND), postgresql_where=text(BEHIND)),
)

# What `watch` remembers of a feed.
feeds = Table(
    "feeds",
    METADATA,
    Column("feed", Text, primary_key=True),
    Column("state", Text, nullable=False),
)

__all__ = [
    "BEHIND", "METADATA", "RENAMED", "UNDATED", "Moment", "actors", "blobs", "copy_bands", "corrections", "dyad_events",
    "event_days", "events", "feeds", "names", "near_copies", "participants", "places", "prints", "records", "reports",
    "sentences", "sources", "statements", "stories", "story_keys", "story_links", "times", "tombstones", "unlinked",
]  # fmt: skip
