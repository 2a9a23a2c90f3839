"""What the tests of the archive share: made reports that need no model, and archives in both databases."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from sqlalchemy import Connection, create_engine, text

from onrecord.intake.plain import report_from_text
from onrecord.intake.report import Report
from onrecord.reader import Reader
from onrecord.record import Record

TEXTS = {
    "talks": """Envoys of Norway and Chile meet in Geneva

GENEVA, March 4, 2026 (Quill) - The foreign ministers of Norway and Chile met in Geneva on Tuesday, two diplomats said
on condition of anonymity.

"We made progress on the fishing quota," said Norwegian Foreign Minister Astrid Holm.
""",
    "again": """Norway and Chile talk in Geneva

The foreign ministers of Norway and Chile met in Geneva on Tuesday, two diplomats told Quill.

Norwegian Foreign Minister Astrid Holm said: "We made progress on the fishing quota."
""",
    "threat": """Peru threatens to close harbour

LIMA, March 9, 2026 (Quill) - Peru threatened to close the port of Callao to Bolivian trucks if the toll is not paid,
a ministry said on Monday.

"Nobody passes for free," said Transport Minister Raul Ibarra.
""",
    "denial": """Bolivia denies toll debt

LA PAZ, March 10, 2026 - Bolivia denied that it owes any toll. Bolivian soldiers did not attack the customs post at
Desaguadero, Defence Minister Eva Quispe said.
""",
}


def made_report(name: str, *, uri: str | None = None) -> Report:
    """One of the invented reports."""
    report = report_from_text(TEXTS[name], uri=uri or f"https://{name}.example/1")
    report.name = f"{name}.txt"
    return report


def write_lines(path: Path, count: int, *, start: int = 0) -> Path:
    """A JSON Lines file of short reports, all different."""
    towns = "Oslo Lima Quito Riga Bern Rome Cairo Delhi Tunis Kiev".split()
    with open(path, "w", encoding="utf-8") as file:
        for number in range(start, start + count):
            town, other = towns[number % 10], towns[(number // 10 + 3) % 10]
            line = {
                "id": str(number),
                "published": f"2026-03-{1 + number % 28:02d}",
                "text": f"Envoy number {number} of {town} met officials in {other} on Monday, a spokesman said.",
            }
            file.write(json.dumps(line) + "\n")
    return path


def new_database(server: str, name: str) -> str:
    """The address of a new, empty database on a server."""
    _run(f"{server}/postgres", f'CREATE DATABASE "{name}"')
    return f"{server}/{name}"


def emptied(url: str) -> str:
    """A database of ours without any tables; a new one would take the server a second to make and to take away."""
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
    _run(url, f"{others} AND pid <> pg_backend_pid()", "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
    return url


def back_to_version_3(connection: Connection) -> None:
    """Make an archive as version 3 left it: triggers index each new row, and all names of actors are indexed."""
    older = [
        "DROP INDEX ix_actors_renamed",
        "CREATE INDEX ix_actors_name ON actors (name)",
        "UPDATE alembic_version SET version_num = '0003'",
    ]
    if connection.dialect.name == "sqlite":
        older += [
            f"CREATE TRIGGER {table}_added AFTER INSERT ON {table} BEGIN "
            f"INSERT INTO {table}_index(rowid, {column}) VALUES (new.number, new.{column}); END"
            for table, column in (("sentences", "text"), ("names", "key"))
        ]
    for statement in older:
        connection.execute(text(statement))


def _run(url: str, *statements: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


class RememberingReader:
    """A reader that reads each report once, however many tests ask for it; it stands where an archive's reader does."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.nlp, self.codebook = reader, reader.nlp, reader.codebook
        self._known: dict[tuple[str, str, str | None], str] = {}

    def records(self, reports: Iterable[Report]) -> Iterator[Record]:
        """The records of reports, each a new one."""
        for report in reports:
            key = (report.id, report.text, report.published)
            if key not in self._known:
                [record] = self.reader.records([report])
                self._known[key] = record.to_json()
            yield Record.model_validate_json(self._known[key])


def by_id(records: list[Record]) -> dict[str, str]:
    """Records as JSON by their report's id."""
    return {record.report.id: record.to_json() for record in records}
