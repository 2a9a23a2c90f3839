"""Where reports come from: files, folders, globs, standard input and addresses."""

from __future__ import annotations

import glob
import io
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO
from urllib.parse import urlsplit

from onrecord.errors import MissingReport, ReportError, UnreadableReport
from onrecord.intake.formats import SUFFIXES, TYPES, Kind, Skipped, is_known, reports_of
from onrecord.intake.given import Given
from onrecord.intake.published import iso_date
from onrecord.intake.report import Report
from onrecord.intake.unpacking import PACKED_SUFFIXES

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_NO_COLUMNS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to read: a file, standard input, or an address; `name` is what messages call it."""

    name: str
    path: Path | None = None
    uri: str | None = None

    def open(self, *, allow_private: bool = False) -> tuple[BinaryIO, Kind | None]:
        """The bytes as a stream, and the format where the sender states it. Raises ReportError."""
        if self.uri is not None:
            from onrecord.intake.fetching import fetch

            page = fetch(self.uri, allow_private=allow_private)
            return io.BytesIO(page.data), TYPES.get(page.content_type)
        if self.path is None:
            return sys.stdin.buffer, None
        try:
            return self.path.open("rb"), None
        except (FileNotFoundError, NotADirectoryError, ValueError) as error:
            # ValueError: a path with a NUL in it
            raise MissingReport(f"There is no file {_shown(self.name)}; check the path.") from error
        except IsADirectoryError as error:
            raise UnreadableReport(f"{self.name} is a folder; give the files in it.") from error
        except OSError as error:
            raise UnreadableReport(f"{self.name} can't be opened; check that you may read it.") from error


def find_sources(given: Iterable[str | os.PathLike[str]]) -> list[Source | Skipped]:
    """What the user gave, as single sources in order: folders and globs are opened out, sorted; nothing is read yet.

    `-` is standard input; http and https addresses are taken, other schemes are refused.
    """
    return [source for item in given for source in _expand(os.fspath(item))]


def _expand(item: str) -> list[Source | Skipped]:
    if item == "-":
        return [Source("standard input")]
    if scheme := _SCHEME.match(item):
        return [_address(item, scheme[1].lower())]
    path = Path(item)
    try:
        if path.is_dir():
            return _folder(item, path)
        if path.exists() or not glob.has_magic(item):
            return [Source(item, path)]
        matches = sorted(glob.glob(item, recursive=True))
    except (OSError, ValueError):
        return [Skipped(item, MissingReport(f"There is no file {_shown(item)}; check the path."))]
    found = [Source(match, Path(match)) for match in matches if not os.path.isdir(match)]
    return list(found) or [Skipped(item, MissingReport(f"No file fits {item}; check the pattern."))]


def _shown(item: str) -> str:
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in item[:200])


def _address(item: str, scheme: str) -> Source | Skipped:
    if scheme not in ("http", "https"):
        return Skipped(
            item, UnreadableReport(f"{item} is no http or https address; save the report and give the file's path.")
        )
    try:
        host = urlsplit(item).hostname
    except ValueError:
        host = None
    if not host or any(letter.isspace() for letter in item):
        return Skipped(item, MissingReport(f"{_shown(item)} is no complete address; write it as https://site/page."))
    return Source(item, uri=item)


def _folder(item: str, path: Path) -> list[Source | Skipped]:
    """The files with known suffixes under a folder, hidden ones left out."""
    found: list[Source | Skipped] = []
    for root, folders, files in os.walk(path):
        folders[:] = sorted(folder for folder in folders if not folder.startswith("."))
        for file in sorted(files):
            if not file.startswith(".") and is_known(file):
                where = os.path.join(root, file)
                found.append(Source(where, Path(where)))
    known = ", ".join((*SUFFIXES, *PACKED_SUFFIXES))
    return found or [
        Skipped(item, MissingReport(f"There is no report in the folder {item}; it needs files in {known}."))
    ]


def stream_source(
    source: Source | Skipped,
    *,
    published: str | None = None,
    columns: Mapping[str, str] = _NO_COLUMNS,
    allow_private: bool = False,
) -> Iterator[Report | Skipped]:
    """The reports of one source as they are read; what can't be read comes as a Skipped in its place.

    JSON Lines, tables and web archives of any size, and pipes that go on, are never held in memory whole. `columns`
    maps fields to the columns of tables (`given.columns_from`); `allow_private` lets addresses of this machine and
    its network be fetched. Raises WrongDate only.
    """
    if isinstance(source, Skipped):
        yield source
        return
    try:
        stream, kind = source.open(allow_private=allow_private)
    except ReportError as error:
        yield Skipped(source.name, error)
        return
    try:
        yield from reports_of(stream, Given(source.name, source.uri, published, columns), kind=kind)
    finally:
        if source.path is not None:
            stream.close()


def read_sources(
    given: Iterable[str | os.PathLike[str]],
    *,
    published: str | None = None,
    columns: Mapping[str, str] = _NO_COLUMNS,
    allow_private: bool = False,
) -> Iterator[Report | Skipped]:
    """The reports of all that the user gave, in order. Raises WrongDate before anything is read."""
    if published:
        iso_date(published)
    for source in find_sources(given):
        yield from stream_source(source, published=published, columns=columns, allow_private=allow_private)
