"""The names of actors, each kept once under a number of its own, and searched by their words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import batched
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table, func, select, text
from sqlalchemy.dialects import postgresql, sqlite

from onrecord.archive.full_text import index_names
from onrecord.archive.rows import name_key
from onrecord.archive.schema import names

# SQLite takes 32,766 values a statement.
_AT_ONCE = 10_000
_WORD = re.compile(r"[^\W_]+")


def number_names(connection: Connection, wanted: dict[str, str]) -> dict[str, int]:
    """The numbers of names (name by key); new ones are added."""
    found = name_numbers(connection, wanted)
    # In order, so that two who add the same names don't wait for each other in a circle.
    missing = sorted(set(wanted) - set(found))
    if missing:
        before = connection.scalar(select(func.max(names.c.number))) or 0
        insert_new(connection, names, [{"key": key, "name": wanted[key]} for key in missing], by="key")
        index_names(connection, above=before)
        found |= name_numbers(connection, missing)
    return found


def name_numbers(connection: Connection, keys: Iterable[str]) -> dict[str, int]:
    """The numbers of the names that are there, by their keys.

    Some hundreds are asked for with each few reports: straight at the driver, as in `insert_rows`.
    """
    found: dict[str, int] = {}
    key = connection.dialect.identifier_preparer.quote("key")
    for some in batched(keys, _AT_ONCE):
        marks = ", ".join([_mark(connection)] * len(some))
        rows = connection.exec_driver_sql(f"SELECT {key}, number FROM names WHERE {key} IN ({marks})", some)
        found.update(tuple(row) for row in rows.all())
    return found


def names_with(connection: Connection, words: str, most: int = 2_000) -> list[int]:
    """The numbers of the names that hold all these words, the shortest names first."""
    wanted = _WORD.findall(name_key(words))
    if not wanted:
        return []
    if connection.dialect.name == "sqlite":
        condition = "number IN (SELECT rowid FROM names_index WHERE names_index MATCH :words)"
        value = " ".join(f'"{word}"' for word in wanted)
    else:
        condition = "words @@ plainto_tsquery('simple', :words)"
        value = " ".join(wanted)
    query = text(f"SELECT number FROM names WHERE {condition} ORDER BY length(key), number LIMIT :most")
    return list(connection.scalars(query, {"words": value, "most": most}))


def upsert(connection: Connection, table: Table) -> Any:
    """An insert in the words of the database at hand, which can be told what to do about rows that are there."""
    return (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(table)


def _mark(connection: Connection) -> str:
    """What stands for a value in the driver's statements."""
    return "%s" if connection.dialect.paramstyle in ("pyformat", "format") else "?"


def insert_rows(connection: Connection, table: Table, rows: list[dict[str, Any]], *, unless: str = "") -> None:
    """Add many rows, all with the columns of the first, whose values the database takes as they are.

    The statement goes to the driver at once: SQLAlchemy's preparation of each row would cost as much as the adding.
    Those that are there by the column `unless` are left alone.
    """
    if not rows:
        return
    columns = list(rows[0])
    mark = _mark(connection)
    quote = connection.dialect.identifier_preparer.quote
    sql = (
        f"INSERT INTO {quote(table.name)} ({', '.join(map(quote, columns))}) "
        f"VALUES ({', '.join([mark] * len(columns))})"
    )
    if unless:
        sql += f" ON CONFLICT ({quote(unless)}) DO NOTHING"
    values: Any = itemgetter(*columns) if len(columns) > 1 else lambda row: (row[columns[0]],)
    connection.exec_driver_sql(sql, list(map(values, rows)))


def insert_new(connection: Connection, table: Table, rows: list[dict[str, Any]], *, by: str) -> None:
    """Add rows, and leave those alone that are there by the column `by`."""
    insert_rows(connection, table, rows, unless=by)
