"""The archive: reports and their records in SQLite or PostgreSQL, kept and searched. `Archive` is the way in."""
