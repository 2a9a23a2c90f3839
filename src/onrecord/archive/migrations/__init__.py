"""The versions of the archive's tables, by Alembic; an archive is brought to the newest one as it is opened."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from onrecord.archive.database import Database
from onrecord.errors import NewerArchive, NoArchive

# The newest version, so that Alembic is only loaded where there is something to do.
NEWEST = "0004"
# Two that open a new archive at once: the second waits.
_LOCK = 7_203_551


def bring_up_to_date(database: Database) -> None:
    """Make the tables, or bring them to the newest version. Raises NewerArchive, NoArchive, ArchiveError."""
    with database.reading() as connection:
        version = _version(connection, database.shown)
    if version != NEWEST:
        database.write(lambda connection: _upgrade(connection, database.shown))


def _version(connection: Connection, shown: str) -> str | None:
    tables = inspect(connection).get_table_names()
    if "alembic_version" not in tables:
        if tables and "reports" in tables:
            raise NoArchive(f"{shown} holds tables of another program; give another address with --archive.")
        return None
    version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if version is not None and not (str(version).isdigit() and str(version) <= NEWEST):
        raise NewerArchive(
            f"The archive {shown} was made by a newer onrecord (its tables have version {version}, this onrecord knows "
            f"them up to {NEWEST}); install the newer onrecord."
        )
    return version


def _upgrade(connection: Connection, shown: str) -> None:
    from alembic import command
    from alembic.config import Config

    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    if _version(connection, shown) == NEWEST:
        return
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
