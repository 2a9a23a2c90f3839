"""The full-text index of sentences and of names: its words are those of the tables, which have the text.

PostgreSQL makes its index from a column by itself. In SQLite what is new is indexed here, all rows of a batch in one
statement: by a trigger, row by row, it took six times as long. What is deleted from a table goes from the index by a
trigger, with the words that it had.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, Table, insert, literal_column, select, table, text

from onrecord.archive.schema import names, sentences

# The column that is searched, by the name of its table.
_SEARCHED = {"sentences": "text", "names": "key"}
INDEXED = tuple(_SEARCHED)


def index_sentences(connection: Connection, new: Iterable[int]) -> None:
    """Index the sentences of reports (by number) that had none before."""
    _index(connection, sentences, sentences.c.report.in_(list(new)))


def index_names(connection: Connection, above: int) -> None:
    """Index the names whose numbers are larger."""
    _index(connection, names, names.c.number > above)


def _index(connection: Connection, of: Table, new: ColumnElement[bool]) -> None:
    if connection.dialect.name != "sqlite":
        return
    searched = _SEARCHED[of.name]
    index = table(f"{of.name}_index", literal_column("rowid"), literal_column(searched))
    rows = select(of.c.number, of.c[searched]).where(new)
    connection.execute(insert(index).from_select(["rowid", searched], rows))


def make_anew(connection: Connection) -> None:
    """Make the index anew from the tables."""
    _command(connection, "'rebuild'")


def forget_deleted(connection: Connection) -> None:
    """Write the index anew, where deleted words stay otherwise."""
    _command(connection, "'optimize'")


def check_index(connection: Connection, name: str) -> None:
    """Compare the index of a table with the table. Raises DatabaseError, or ArchiveDamaged from `Database.write`."""
    connection.execute(text(f"INSERT INTO {name}_index({name}_index, rank) VALUES ('integrity-check', 1)"))


def _command(connection: Connection, command: str) -> None:
    if connection.dialect.name == "sqlite":
        for name in INDEXED:
            connection.execute(text(f"INSERT INTO {name}_index({name}_index) VALUES ({command})"))
