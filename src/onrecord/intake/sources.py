"""Where reports come from: files, folders, globs, standard input and addresses."""

from __future__ import annotations

import glob
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from onrecord.errors import MissingReport, ReportError, UnreadableReport
from onrecord.intake.formats import SUFFIXES, Kind, Skipped, reports_in
from onrecord.intake.published import iso_date
from onrecord.intake.report import Report

TIMEOUT_SECONDS = 20.0
LARGEST_PAGE_BYTES = 20_000_000
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_TYPES: dict[str, Kind] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/x-ndjson": "jsonl",
    "application/jsonl": "jsonl",
}


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to read: a file, standard input, or an address; `name` is what messages call it."""

    name: str
    path: Path | None = None
    uri: str | None = None

    def read(self) -> tuple[bytes, Kind | None]:
        """The bytes, and the format where the sender states it. Raises MissingReport, UnreadableReport."""
        if self.uri is not None:
            return _fetch(self.uri)
        if self.path is None:
            return sys.stdin.buffer.read(), None
        try:
            return self.path.read_bytes(), None
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
            if not file.startswith(".") and os.path.splitext(file)[1].lower() in SUFFIXES:
                where = os.path.join(root, file)
                found.append(Source(where, Path(where)))
    known = ", ".join(SUFFIXES)
    return found or [
        Skipped(item, MissingReport(f"There is no report in the folder {item}; it needs files in {known}."))
    ]


class _HttpOnly(HTTPRedirectHandler):
    """Follows redirects to http and https only."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: object, newurl: str
    ) -> Request | None:
        if urlsplit(newurl).scheme not in ("http", "https"):
            raise UnreadableReport(f"{req.full_url} leads away from http and https; save the page and give the file.")
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def _fetch(uri: str) -> tuple[bytes, Kind | None]:
    """A page's bytes and format, within the limits of time and size."""
    request = Request(uri, headers={"User-Agent": "onrecord", "Accept": "text/html,text/plain;q=0.9,*/*;q=0.5"})
    try:
        with build_opener(_HttpOnly).open(request, timeout=TIMEOUT_SECONDS) as answer:
            data: bytes = answer.read(LARGEST_PAGE_BYTES + 1)
            kind = _TYPES.get(answer.headers.get_content_type())
    except HTTPError as error:
        if error.code in (404, 410):
            raise MissingReport(f"There is no page at {uri} (status {error.code}); check the address.") from error
        if 300 <= error.code < 400:
            raise UnreadableReport(
                f"{uri} leads away from http and https, or in a circle; save the page and give the file."
            ) from error
        raise UnreadableReport(
            f"{uri} answers with status {error.code}; open it in a browser, save the page, and give the file."
        ) from error
    except TimeoutError as error:
        raise _too_slow(uri) from error
    except (URLError, HTTPException, OSError, ValueError) as error:
        if isinstance(error, URLError) and isinstance(error.reason, TimeoutError):
            raise _too_slow(uri) from error
        raise MissingReport(f"{uri} can't be reached; check the address and the network.") from error
    if len(data) > LARGEST_PAGE_BYTES:
        raise UnreadableReport(
            f"{uri} is larger than {LARGEST_PAGE_BYTES // 1_000_000} MB; save the report alone and give the file."
        )
    return data, kind


def _too_slow(uri: str) -> MissingReport:
    return MissingReport(f"{uri} does not answer within {TIMEOUT_SECONDS:.0f} seconds; try again later.")


def read_source(source: Source | Skipped, *, published: str | None = None) -> Iterator[Report | Skipped]:
    """The reports of one source; what can't be read comes as a Skipped in its place. Raises WrongDate only."""
    if isinstance(source, Skipped):
        yield source
        return
    try:
        data, kind = source.read()
    except ReportError as error:
        yield Skipped(source.name, error)
        return
    yield from reports_in(data, name=source.name, uri=source.uri, published=published, kind=kind)


def read_sources(
    given: Iterable[str | os.PathLike[str]], *, published: str | None = None
) -> Iterator[Report | Skipped]:
    """The reports of all that the user gave, in order. Raises WrongDate before anything is read."""
    if published:
        iso_date(published)
    for source in find_sources(given):
        yield from read_source(source, published=published)
