"""Shared by all tests: the model is loaded once, and short sentences become parsed reports."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest

import onrecord
from onrecord.intake.report import Anatomy, AnatomySegment, Report
from onrecord.language.models import load_model
from onrecord.language.parse import parse
from onrecord.language.parsed import ParsedReport
from onrecord.reader import Reader
from onrecord.record import Record


@pytest.fixture(scope="session")
def parsed() -> Callable[..., ParsedReport]:
    """A function that parses paragraphs of plain text, with no anatomy to be found."""
    nlp = load_model()

    def of(*paragraphs: str, published: str | None = None) -> ParsedReport:
        text = "\n".join(paragraphs)
        segments, start = [], 0
        for paragraph in paragraphs:
            segments.append(AnatomySegment("paragraph", start, start + len(paragraph)))
            start += len(paragraph) + 1
        report = Report(
            text,
            hashlib.sha256(text.encode()).hexdigest(),
            Anatomy(segments),
            published=published,
            published_from="argument" if published else "none",
        )
        return next(iter(parse([report], nlp)))

    return of


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server of the tests' own; the test is skipped where none is installed."""
    from postgresql_server import server

    with server() as address:
        yield address


@pytest.fixture(scope="session")
def postgresql_database(postgresql: str) -> str:
    """The address of the database that tests have one after the other."""
    from archives import new_database

    return new_database(postgresql, "tests")


@pytest.fixture(params=["sqlite", "postgresql"])
def archive_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a new archive, once in each database."""
    if request.param == "sqlite":
        return str(tmp_path / "archive.db")
    from archives import emptied

    return emptied(request.getfixturevalue("postgresql_database"))


@pytest.fixture(scope="session")
def remembering() -> Reader:
    """A reader for archives; each report is read once for all tests."""
    from archives import RememberingReader

    return cast("Reader", RememberingReader(Reader.open()))


@pytest.fixture(scope="session")
def read() -> Callable[..., Record]:
    """A function that reads a text into its record, as a user would."""
    return onrecord.read
