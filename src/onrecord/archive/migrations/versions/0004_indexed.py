"""Adding costs less: new rows are put into the full-text index together (`full_text`), no longer one by one by
triggers; and of the actors' own names only those are indexed that corrections have changed, as the others are found by
what they count as."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Drop the triggers, and make the smaller index in place of the large one."""
    if op.get_bind().dialect.name == "sqlite":
        for table in ("sentences", "names"):
            op.execute(f"DROP TRIGGER {table}_added")
    op.drop_index("ix_actors_name", "actors")
    op.create_index(
        "ix_actors_renamed",
        "actors",
        ["name"],
        unique=False,
        sqlite_where=sa.text("name <> who"),
        postgresql_where=sa.text("name <> who"),
    )
