"""The archive's first tables."""

import sqlalchemy as sa
from alembic import op

from onrecord.archive.schema import Moment

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Full text. In SQLite the index has no text of its own: triggers keep it as the tables are, and what is deleted there
# is taken out of the index by the words it had. The stems are Porter's, as PostgreSQL's are (Snowball's English).
_SQLITE_INDEX = (
    "CREATE VIRTUAL TABLE {table}_index USING fts5({column}, content='{table}', content_rowid='number', "
    "tokenize='{tokens}')",
    "CREATE TRIGGER {table}_added AFTER INSERT ON {table} BEGIN "
    "INSERT INTO {table}_index(rowid, {column}) VALUES (new.number, new.{column}); END",
    "CREATE TRIGGER {table}_removed AFTER DELETE ON {table} BEGIN "
    "INSERT INTO {table}_index({table}_index, rowid, {column}) VALUES ('delete', old.number, old.{column}); END",
)
_POSTGRESQL_INDEX = (
    "ALTER TABLE {table} ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('{language}', {column})) STORED",
    "CREATE INDEX ix_{table}_words ON {table} USING gin (words)",
)


def _add_full_text() -> None:
    folding = "unicode61 remove_diacritics 2"
    wanted = _SQLITE_INDEX if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL_INDEX
    for table, column, tokens, language in (
        ("sentences", "text", f"porter {folding}", "english"),
        ("names", "key", folding, "simple"),
    ):
        for statement in wanted:
            op.execute(statement.format(table=table, column=column, tokens=tokens, language=language))


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "blobs",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_blobs")),
    )
    op.create_table(
        "corrections",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("into_name", sa.Text(), nullable=False),
        sa.Column("into_key", sa.Text(), nullable=False),
        sa.Column("report", sa.String(), nullable=True),
        sa.Column("made", Moment(), nullable=False),
        sa.Column("undone", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_corrections")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_corrections_key"), "corrections", ["key"], unique=False)
    op.create_table(
        "feeds",
        sa.Column("feed", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("feed", name=op.f("pk_feeds")),
    )
    op.create_table(
        "names",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_names")),
        sa.UniqueConstraint("key", name=op.f("uq_names_key")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "stories",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("begin", sa.String(), nullable=True),
        sa.Column("until", sa.String(), nullable=True),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("contradictions", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stories")),
    )
    op.create_index("ix_stories_until", "stories", ["until"], unique=False)
    op.create_table(
        "tombstones",
        sa.Column("report", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("added", Moment(), nullable=False),
        sa.Column("removed", Moment(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("report", name=op.f("pk_tombstones")),
    )
    op.create_table(
        "reports",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=True),
        sa.Column("uri", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("headline", sa.Text(), nullable=True),
        sa.Column("published", sa.String(), nullable=True),
        sa.Column("day", sa.String(), nullable=True),
        sa.Column("added", Moment(), nullable=False),
        sa.Column("record", sa.Integer(), nullable=True),
        sa.Column("story", sa.String(), nullable=True),
        sa.Column("lineage", sa.String(), nullable=True),
        sa.Column("made_from", sa.String(), nullable=True),
        sa.Column("version_of", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["sha256"], ["blobs.sha256"], name=op.f("fk_reports_sha256")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_reports")),
        sa.UniqueConstraint("id", name=op.f("uq_reports_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_reports_day"), "reports", ["day"], unique=False)
    op.create_index(op.f("ix_reports_sha256"), "reports", ["sha256"], unique=False)
    op.create_index(op.f("ix_reports_story"), "reports", ["story"], unique=False)
    op.create_table(
        "actors",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.Integer(), nullable=False),
        sa.Column("who", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("sector", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["name"], ["names.number"], name=op.f("fk_actors_name")),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name=op.f("fk_actors_report"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["who"], ["names.number"], name=op.f("fk_actors_who")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_actors")),
    )
    op.create_index(op.f("ix_actors_name"), "actors", ["name"], unique=False)
    op.create_index(op.f("ix_actors_report"), "actors", ["report"], unique=False)
    op.create_index(op.f("ix_actors_who"), "actors", ["who"], unique=False)
    op.create_table(
        "copy_bands",
        sa.Column("band", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name=op.f("fk_copy_bands_report"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("band", "report", name=op.f("pk_copy_bands")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_copy_bands_report", "copy_bands", ["report"], unique=False)
    op.create_table(
        "near_copies",
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("other", sa.Integer(), nullable=False),
        sa.Column("alike", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["other"], ["reports.number"], name=op.f("fk_near_copies_other"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name=op.f("fk_near_copies_report"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report", "other", name=op.f("pk_near_copies")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_near_copies_other", "near_copies", ["other"], unique=False)
    op.create_table(
        "places",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("use", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name=op.f("fk_places_report"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_places")),
    )
    op.create_index(op.f("ix_places_country"), "places", ["country"], unique=False)
    op.create_index(op.f("ix_places_key"), "places", ["key"], unique=False)
    op.create_index(op.f("ix_places_report"), "places", ["report"], unique=False)
    op.create_table(
        "prints",
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("day", sa.Float(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("minhash", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name=op.f("fk_prints_report"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report", name=op.f("pk_prints")),
    )
    op.create_table(
        "records",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("onrecord", sa.String(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("codebook", sa.String(), nullable=False),
        sa.Column("made", Moment(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name=op.f("fk_records_report"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_records")),
        sa.UniqueConstraint(
            "report", "onrecord", "model", "codebook", name=op.f("uq_records_report_onrecord_model_codebook")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "sentences",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("begin", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name=op.f("fk_sentences_report"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_sentences")),
    )
    op.create_index(op.f("ix_sentences_report"), "sentences", ["report"], unique=False)
    op.create_table(
        "story_keys",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Float(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name=op.f("fk_story_keys_report"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", "day", "report", name=op.f("pk_story_keys")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_story_keys_report", "story_keys", ["report"], unique=False)
    op.create_table(
        "story_links",
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("other", sa.Integer(), nullable=False),
        sa.Column("alike", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["other"], ["reports.number"], name=op.f("fk_story_links_other"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name=op.f("fk_story_links_report"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report", "other", name=op.f("pk_story_links")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_story_links_other", "story_links", ["other"], unique=False)
    op.create_table(
        "times",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=True),
        sa.Column("day", sa.String(), nullable=True),
        sa.Column("last_day", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name=op.f("fk_times_report"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_times")),
    )
    op.create_index(op.f("ix_times_report"), "times", ["report"], unique=False)
    op.create_table(
        "unlinked",
        sa.Column("report", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name=op.f("fk_unlinked_report"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report", name=op.f("pk_unlinked")),
    )
    op.create_table(
        "statements",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("sentence", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("act", sa.String(), nullable=True),
        sa.Column("strength", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("source_kind", sa.String(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("cue", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("day", sa.String(), nullable=True),
        sa.Column("day_from", sa.String(), nullable=True),
        sa.Column("place", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["place"], ["places.number"], name=op.f("fk_statements_place"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name=op.f("fk_statements_report"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["sentence"], ["sentences.number"], name=op.f("fk_statements_sentence"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_statements")),
    )
    op.create_index(op.f("ix_statements_place"), "statements", ["place"], unique=False)
    op.create_index(op.f("ix_statements_report"), "statements", ["report"], unique=False)
    op.create_index(op.f("ix_statements_sentence"), "statements", ["sentence"], unique=False)
    op.create_table(
        "events",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("sentence", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("told_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=True),
        sa.Column("quad", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("factuality", sa.String(), nullable=True),
        sa.Column("trigger", sa.Text(), nullable=False),
        sa.Column("actors", sa.Text(), nullable=False),
        sa.Column("recipients", sa.Text(), nullable=False),
        sa.Column("actor_codes", sa.Text(), nullable=False),
        sa.Column("recipient_codes", sa.Text(), nullable=False),
        sa.Column("triggered_between", sa.Boolean(), nullable=False),
        sa.Column("day", sa.String(), nullable=True),
        sa.Column("day_from", sa.String(), nullable=True),
        sa.Column("place", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("claim", sa.String(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["place"], ["places.number"], name=op.f("fk_events_place"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name=op.f("fk_events_report"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["sentence"], ["sentences.number"], name=op.f("fk_events_sentence"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["told_by"], ["statements.number"], name=op.f("fk_events_told_by"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_events")),
    )
    op.create_index("ix_events_day", "events", ["day"], unique=False)
    op.create_index(op.f("ix_events_place"), "events", ["place"], unique=False)
    op.create_index(op.f("ix_events_report"), "events", ["report"], unique=False)
    op.create_index(op.f("ix_events_sentence"), "events", ["sentence"], unique=False)
    op.create_index(op.f("ix_events_told_by"), "events", ["told_by"], unique=False)
    op.create_index("ix_events_type_day", "events", ["type", "day"], unique=False)
    op.create_table(
        "sources",
        sa.Column("actor", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("statement", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["actors.number"], name=op.f("fk_sources_actor"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["statement"], ["statements.number"], name=op.f("fk_sources_statement"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("actor", "statement", name=op.f("pk_sources")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_sources_statement", "sources", ["statement"], unique=False)
    op.create_table(
        "country_pairs",
        sa.Column("one", sa.String(), nullable=False),
        sa.Column("other", sa.String(), nullable=False),
        sa.Column("event", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.number"], name=op.f("fk_country_pairs_event"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("one", "other", "event", name=op.f("pk_country_pairs")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_country_pairs_event", "country_pairs", ["event"], unique=False)
    op.create_table(
        "participants",
        sa.Column("actor", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("event", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["actors.number"], name=op.f("fk_participants_actor"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["event"], ["events.number"], name=op.f("fk_participants_event"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("actor", "event", "side", name=op.f("pk_participants")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_participants_event", "participants", ["event"], unique=False)
    _add_full_text()
