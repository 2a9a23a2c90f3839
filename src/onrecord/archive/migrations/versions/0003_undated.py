"""Reports without a day, found without a look at the prints of all: before, that took longer the larger the archive."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index; the database fills it from what is there."""
    op.create_index(
        "ix_prints_undated",
        "prints",
        ["report"],
        unique=False,
        sqlite_where=sa.text("day < 0"),
        postgresql_where=sa.text("day < 0"),
    )
