"""Pages from the net: http and https only, from machines on the open net, within limits of size, time and redirects."""

from __future__ import annotations

import contextlib
import re
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from http.client import HTTPException
from urllib.parse import urljoin

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import DecodeError, HTTPError, LocationParseError, SSLError
from urllib3.response import BaseHTTPResponse
from urllib3.util import Url, parse_url

from onrecord import __version__
from onrecord.errors import MissingReport, RefusedAddress, ReportError, UnreadableReport
from onrecord.intake.addresses import addresses_of
from onrecord.intake.limits import megabytes

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ACCEPT = "text/html,application/xhtml+xml,application/atom+xml,application/rss+xml,text/plain;q=0.9,*/*;q=0.5"
_PIECE = 65_536
# What may hold a report; a sender who does not know says octet-stream, or nothing.
_TAKEN = re.compile(
    r"text/(?!css|javascript|ecmascript)[\w.+-]+|application/(?:[\w.-]+\+)?xml|application/(?:x-)?(?:ndjson|jsonl|json"
    r"|json-lines|jsonlines|pdf|gzip|zip|zip-compressed|octet-stream|warc|warc-fields|parquet|csv|unknown)"
    r"|application/vnd\.apache\.parquet|binary/octet-stream",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a page is taken: its size unpacked, in bytes; the time for all of it, in seconds; redirects."""

    size: int = 20_000_000
    seconds: float = 30.0
    redirects: int = 5


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered in the end: `uri` is where redirects led to; header names are in small letters.

    `data` is unpacked, and empty for any status but 200.
    """

    uri: str
    status: int
    headers: Mapping[str, str]
    data: bytes = b""

    @property
    def content_type(self) -> str:
        """The type without its parameters, in small letters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


def fetch(uri: str, *, allow_private: bool = False, limits: Limits = LIMITS) -> Answer:
    """A page. Raises RefusedAddress, MissingReport, UnreadableReport: one sentence for each way that it can fail."""
    answer = ask(uri, allow_private=allow_private, limits=limits)
    if answer.status != 200:
        raise failure(uri, answer.status)
    return answer


def failure(uri: str, status: int) -> ReportError:
    """The error for a status that brings no page."""
    if status in (404, 410):
        return MissingReport(f"There is no page at {uri} (status {status}); check the address.")
    if status == 429 or status >= 500:
        return UnreadableReport(f"{uri} answers with status {status}, so its server is busy or broken; try it later.")
    return UnreadableReport(
        f"{uri} answers with status {status}; open it in a browser, save the page, and give the file."
    )


def ask(
    uri: str, *, headers: Mapping[str, str] | None = None, allow_private: bool = False, limits: Limits = LIMITS
) -> Answer:
    """Ask for a page, following redirects; every step is checked before it is connected to.

    No proxy is used, for it would do the look-up of names in our place. Raises as `fetch`, but for no status.
    """
    deadline = time.monotonic() + limits.seconds
    here = uri
    for _ in range(limits.redirects + 1):
        url = _checked(here, uri)
        answer = _one_step(uri, url, dict(headers or {}), allow_private, limits, deadline)
        target = answer.headers.get("location")
        if answer.status not in _REDIRECTS or not target:
            return Answer(here, answer.status, answer.headers, answer.data)
        here = urljoin(here, target)
    raise UnreadableReport(
        f"{uri} leads on more than {limits.redirects} times; open it in a browser, and give the address it ends at."
    )


def _checked(here: str, uri: str) -> Url:
    """The address in its parts. Raises RefusedAddress for another scheme, a password, or what is no address."""
    moved = here != uri
    try:
        url = parse_url(here)
    except (LocationParseError, ValueError) as error:
        words = "leads to what is no address" if moved else "is no complete address"
        raise MissingReport(f"{uri} {words}; check it, or save the page and give the file.") from error
    if url.scheme not in ("http", "https"):
        words = "leads away from http and https" if moved else "is no http or https address"
        raise RefusedAddress(f"{uri} {words}; save the page and give the file.")
    if not url.host:
        raise MissingReport(f"{uri} is no complete address; write it as https://site/page.")
    if url.auth:
        words = "leads to an address with a name and password" if moved else "holds a name and password"
        raise RefusedAddress(f"{uri} {words}, which are never sent; save the page and give the file.")
    return url


def _one_step(
    uri: str, url: Url, headers: dict[str, str], allow_private: bool, limits: Limits, deadline: float
) -> Answer:
    """Ask one server once. All that the network can do wrong becomes one sentence here."""
    host = (url.host or "").strip("[]")
    port = url.port or (443 if url.scheme == "https" else 80)
    addresses = addresses_of(host, port, uri, allow_private=allow_private, seconds=deadline - time.monotonic())
    late = threading.Event()
    try:
        with _connected(url, host, port, addresses, deadline) as connection, _watched(connection, deadline, late):
            connection.request("GET", url.request_uri, headers=_headers(url, headers), preload_content=False)
            response = connection.getresponse()
            named = {name.lower(): value for name, value in response.headers.items()}
            data = _body(uri, response, named, limits) if response.status == 200 else b""
    except ReportError:
        raise
    except TimeoutError as error:
        raise _too_slow(uri, limits) from error
    except (ssl.SSLError, SSLError) as error:
        if late.is_set():
            raise _too_slow(uri, limits) from error
        raise UnreadableReport(
            f"{uri} can't be trusted, for {host} has no valid certificate; open it in a browser, and save the page."
        ) from error
    except DecodeError as error:
        raise UnreadableReport(f"{uri} is packed in a damaged way; save the page and give the file.") from error
    except (HTTPError, HTTPException, OSError, ValueError) as error:
        if late.is_set() or time.monotonic() >= deadline:
            raise _too_slow(uri, limits) from error
        raise MissingReport(f"{uri} can't be reached, or breaks off; check the address and the network.") from error
    if late.is_set():
        # The connection was ended by us, which looks like the end of the page.
        raise _too_slow(uri, limits)
    return Answer(uri, response.status, named, data)


def _headers(url: Url, headers: dict[str, str]) -> dict[str, str]:
    # The connection goes to a number, and so does not know the name to ask for.
    name = url.host if url.port is None else f"{url.host}:{url.port}"
    ours = {"Host": str(name), "User-Agent": f"onrecord/{__version__}", "Accept": _ACCEPT, "Accept-Encoding": "gzip"}
    return {**ours, **headers}


@cache
def _trust() -> ssl.SSLContext:
    import certifi

    context = ssl.create_default_context()
    # Some systems have no certificates where Python looks for them.
    context.load_verify_locations(certifi.where())
    return context


@contextmanager
def _connected(url: Url, host: str, port: int, addresses: list[str], deadline: float) -> Iterator[HTTPConnection]:
    """A connection to the first of the checked addresses that answers; never to what the name may lead to now."""
    last: Exception = OSError("no address")
    for address in addresses:
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        connection: HTTPConnection
        if url.scheme == "https":
            # The certificate is checked against the name, which it is asked for too.
            connection = HTTPSConnection(address, port, timeout=left, server_hostname=host, ssl_context=_trust())
        else:
            connection = HTTPConnection(address, port, timeout=left)
        try:
            connection.connect()
        except (HTTPError, OSError) as error:
            connection.close()
            last = error
            continue
        try:
            yield connection
        finally:
            connection.close()
        return
    raise last


@contextmanager
def _watched(connection: HTTPConnection, deadline: float, late: threading.Event) -> Iterator[None]:
    """End the connection at the deadline: a server that sends a byte now and then never lets a socket time out."""
    sock = connection.sock

    def end() -> None:
        late.set()
        # As a plain socket: to end TLS in due form would wait for the other side.
        with contextlib.suppress(OSError, ValueError):
            socket.socket.shutdown(sock, socket.SHUT_RDWR)

    timer = threading.Timer(max(deadline - time.monotonic(), 0.001), end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _body(uri: str, response: BaseHTTPResponse, headers: Mapping[str, str], limits: Limits) -> bytes:
    """The page unpacked. Raises UnreadableReport for a type that is no report's, and beyond the limit of size."""
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind and not _TAKEN.fullmatch(kind):
        shown = "".join(letter for letter in kind[:60] if letter.isprintable())
        raise UnreadableReport(f"{uri} is of the type {shown}, and no report; give the address of the report's page.")
    too_large = UnreadableReport(
        f"{uri} is larger than {megabytes(limits.size)}; download it, and give the file or the report alone."
    )
    stated = headers.get("content-length", "")
    if stated.isdecimal() and len(stated) < 20 and int(stated) > limits.size:
        raise too_large
    pieces, size = [], 0
    while piece := response.read(_PIECE, decode_content=True):
        size += len(piece)
        if size > limits.size:
            raise too_large
        pieces.append(piece)
    return b"".join(pieces)


def _too_slow(uri: str, limits: Limits) -> MissingReport:
    return MissingReport(f"{uri} does not answer in full within {limits.seconds:g} seconds; try it later.")
