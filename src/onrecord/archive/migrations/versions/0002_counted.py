"""What dyads are counted from, beside the events; before, a dyad looked at all events."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, and fill them from the events that are there."""
    op.create_table(
        "dyad_events",
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("event", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("quad", sa.String(), nullable=False),
        sa.Column("factuality", sa.String(), nullable=True),
        sa.Column("mutual", sa.Boolean(), nullable=False),
        sa.Column("struck", sa.Boolean(), nullable=False),
        sa.Column("actor_sectors", sa.String(), nullable=False),
        sa.Column("recipient_sectors", sa.String(), nullable=False),
        sa.Column("claim", sa.String(), nullable=True),
        sa.Column("day", sa.String(), nullable=True),
        sa.Column("day_from", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["event"], ["events.number"], name=op.f("fk_dyad_events_event"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("actor", "recipient", "event", name=op.f("pk_dyad_events")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_dyad_events_event", "dyad_events", ["event"], unique=False)
    op.create_table(
        "event_days",
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("told_as", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "told_as", name=op.f("pk_event_days")),
        sqlite_with_rowid=False,
    )
    for name, table, column, condition in (
        ("ix_events_claim", "events", "claim", "claim IS NOT NULL"),
        ("ix_stories_behind", "stories", "reports", "told < version AND reports > 1"),
    ):
        op.create_index(
            name, table, [column], sqlite_where=sa.text(condition), postgresql_where=sa.text(condition), unique=False
        )
    op.drop_table("country_pairs")
    if op.get_bind().scalar(sa.text("SELECT 1 FROM events LIMIT 1")) is not None:
        from onrecord.archive.counting import count_anew

        count_anew(op.get_bind())
