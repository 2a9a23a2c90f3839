"""Fetching: what is refused before a byte is sent, the limits, and one sentence for each way that it can fail."""

from __future__ import annotations

import gzip
import ipaddress
import shutil
import socket
import ssl
import subprocess
import time
import tracemalloc
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from made_files import HEADLINE, TEXT, page, pdf, rss
from onrecord.errors import MissingReport, RefusedAddress, ReportError, UnreadableReport
from onrecord.intake import addresses, fetching
from onrecord.intake.addresses import is_open
from onrecord.intake.fetching import Limits, ask, fetch
from onrecord.intake.formats import Skipped
from onrecord.intake.report import Report
from onrecord.intake.sources import read_sources
from web_server import Site, serving

HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def refusal(uri: str, **more: Any) -> str:
    """The sentence that a fetch ends with."""
    with pytest.raises(ReportError) as caught:
        fetch(uri, **more)
    message = str(caught.value)
    assert message.endswith(".")
    assert "\n" not in message
    assert ". " not in message.replace(uri, "it")
    return message


# -- whom --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.9.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "192.0.0.8", "198.18.0.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "192.0.2.1",
        "::", "::1", "fe80::1", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "ff0e::1", "2001:db8::1", "100::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::7f00:1",
        "64:ff9b::a00:1", "2002:7f00:1::", "2002:c0a8:101::1", "64:ff9b:1::1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_on_the_open_net(address: str) -> None:
    assert not is_open(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_addresses_on_the_open_net(address: str) -> None:
    assert is_open(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "127.1", "0", "[::1]",
        "[::ffff:127.0.0.1]", "[0:0:0:0:0:ffff:7f00:1]", "LOCALHOST", "localhost.", "%6c%6f%63alhost", "①②⑦.0.0.1",
    ],
)  # fmt: skip
def test_this_machine_is_refused_however_it_is_spelt(site: Site, host: str) -> None:
    site.pages["/"] = (200, HTML, page())
    message = refusal(f"http://{host}:{site.port}/")
    assert "private or reserved" in message or "no address of" in message or "no complete address" in message
    assert not site.asked


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "127.1"])
def test_this_machine_is_asked_where_the_user_says_so(site: Site, host: str) -> None:
    site.pages["/"] = (200, HTML, page())
    assert fetch(f"http://{host}:{site.port}/", allow_private=True).data == page()


def test_a_name_with_one_private_address_among_others_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(2, 1, 6, "", ("93.184.216.34", 80)), (2, 1, 6, "", ("10.0.0.7", 80))]
    monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda *_, **__: rows)
    assert "news.example leads to 10.0.0.7, a private" in refusal("http://news.example/")


def test_a_name_that_changes_its_mind_gains_nothing(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: open when it is checked, private when it is connected to."""
    answers = iter(["93.184.216.34", "127.0.0.1"])
    real, tried = socket.getaddrinfo, []

    def look_up(host: str, port: int, *args: Any, **more: Any) -> Any:
        if host == "news.example":
            return [(2, 1, 6, "", (next(answers), port))]
        return real(host, port, *args, **more)

    def connect(address: tuple[str, int], *args: Any, **more: Any) -> Any:
        tried.append(address)
        raise OSError("no net in a test")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr("urllib3.util.connection.create_connection", connect)
    assert "can't be reached" in refusal(f"http://news.example:{site.port}/")
    assert tried == [("93.184.216.34", site.port)]
    assert next(answers) == "127.0.0.1", "the name was looked up once more"


def test_the_server_is_asked_by_its_name(site: Site) -> None:
    site.pages["/a?b=c"] = (200, HTML, page())
    fetch(f"http://localhost:{site.port}/a?b=c#part", allow_private=True)
    ((path, headers),) = site.asked
    assert (path, headers["host"]) == ("/a?b=c", f"localhost:{site.port}")
    assert headers["user-agent"].startswith("onrecord/")


@pytest.mark.parametrize("uri", ["ftp://a.example/", "file:///etc/hostname", "gopher://a.example", "data:text/plain,x"])
def test_other_schemes_are_refused(uri: str) -> None:
    assert "no http or https address" in refusal(uri)


def test_an_address_with_a_password_is_refused(site: Site) -> None:
    assert "name and password" in refusal(f"http://anna:secret@127.0.0.1:{site.port}/", allow_private=True)
    assert not site.asked


# -- redirects ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(site: Site, status: int) -> None:
    site.pages["/old"] = (status, {"Location": "/new"}, b"")
    site.pages["/new"] = (200, HTML, page())
    answer = fetch(f"{site.address}/old", allow_private=True)
    assert (answer.uri, answer.data) == (f"{site.address}/new", page())


def test_a_redirect_to_a_private_address_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page on the open net leads to a machine of the reader's own."""
    monkeypatch.setattr(addresses, "is_open", lambda address: str(address) == "127.0.0.1")
    site.pages["/"] = (302, {"Location": f"http://127.0.0.2:{site.port}/secret"}, b"")
    assert "private or reserved" in refusal(f"{site.address}/")
    assert site.paths() == ["/"]


@pytest.mark.parametrize(
    "target", ["file:///etc/hostname", "ftp://a.example/", "gopher://127.0.0.1/", "javascript:alert(1)"]
)
def test_a_redirect_to_another_scheme_is_refused(site: Site, target: str) -> None:
    site.pages["/"] = (302, {"Location": target}, b"")
    assert "leads away from http and https" in refusal(f"{site.address}/", allow_private=True)


def test_redirects_in_a_circle_end(site: Site) -> None:
    site.pages["/"] = (302, {"Location": "/"}, b"")
    assert "leads on more than 5 times" in refusal(f"{site.address}/", allow_private=True)
    assert len(site.asked) == 6


# -- limits ------------------------------------------------------------------------------------------------------------


def test_a_page_beyond_the_size_is_refused_before_it_is_read(site: Site) -> None:
    site.pages["/"] = (200, {**HTML, "Content-Length": "99999999999"}, b"<html>")
    assert "larger than 20 MB" in refusal(f"{site.address}/", allow_private=True)


def test_an_endless_body_is_stopped(site: Site) -> None:
    sent = [0]

    def endless(handler: BaseHTTPRequestHandler) -> None:
        site.send(handler, (200, HTML, b"<html>"))
        while True:
            sent[0] += handler.wfile.write(b"The pier is shut. " * 5_000)

    site.pages["/"] = endless
    assert "larger than 1 MB" in refusal(f"{site.address}/", allow_private=True, limits=Limits(size=1_000_000))
    assert sent[0] < 20_000_000


def test_a_gzip_bomb_is_stopped(site: Site) -> None:
    bomb = gzip.compress(bytes(200_000_000), 9)
    site.pages["/"] = (200, {**HTML, "Content-Encoding": "gzip"}, bomb)
    tracemalloc.start()
    assert "larger than 20 MB" in refusal(f"{site.address}/", allow_private=True)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    # What is unpacked stays near the limit; unpacked whole, the bomb has 200 MB.
    assert most < 100_000_000


@pytest.mark.parametrize("part", ["body", "headers", "nothing"])
def test_a_slow_server_is_given_up_within_the_time(site: Site, part: str) -> None:
    """A byte now and then keeps a socket from timing out; the time for all of it does not ask."""

    def slow(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n" if part != "nothing" else b"")
        handler.wfile.write(b"\r\n" if part == "body" else b"")
        for _ in range(200):
            time.sleep(0.1)
            handler.wfile.write({"body": b"x", "headers": b"X-Slow: y\r\n", "nothing": b""}[part])
            handler.wfile.flush()
        answered.set()

    answered = Event()
    site.pages["/"] = slow
    message = refusal(f"{site.address}/", allow_private=True, limits=Limits(seconds=0.8))
    assert "does not answer in full within 0.8 seconds" in message
    assert not answered.is_set()


def test_the_time_is_for_all_redirects_together(site: Site) -> None:
    def slow(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(0.4)
        site.send(handler, (302, {"Location": handler.path + "x"}, b""))

    for number in range(6):
        site.pages["/" + "x" * number] = slow
    assert "within 1 seconds" in refusal(f"{site.address}/", allow_private=True, limits=Limits(seconds=1))


def test_a_look_up_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody answers the look-up before it was given up: one that is waited for would wait for ever."""
    given_up = Event()
    monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda *_, **__: given_up.wait() and [])
    assert "no address of news.example" in refusal("http://news.example/", limits=Limits(seconds=0.3))
    given_up.set()


# -- what --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kind", ["image/png", "video/mp4", "application/javascript", "text/css", "application/x-msdownload"]
)
def test_types_that_are_no_report_are_refused_unread(site: Site, kind: str) -> None:
    site.pages["/"] = (200, {"Content-Type": kind}, b"x")
    assert f"of the type {kind}, and no report" in refusal(f"{site.address}/", allow_private=True)


@pytest.mark.parametrize(
    ("status", "error", "words"),
    [
        (404, MissingReport, "no page"), (410, MissingReport, "no page"), (403, UnreadableReport, "status 403"),
        (429, UnreadableReport, "try it later"), (500, UnreadableReport, "try it later"),
        (204, UnreadableReport, "status 204"), (304, UnreadableReport, "status 304"),
    ],
)  # fmt: skip
def test_statuses_that_bring_no_page(site: Site, status: int, error: type[ReportError], words: str) -> None:
    site.pages["/"] = (status, {}, b"")
    with pytest.raises(error, match=words):
        fetch(f"{site.address}/", allow_private=True)


def test_a_body_that_breaks_off_is_told(site: Site) -> None:
    site.pages["/"] = (200, {**HTML, "Content-Length": "5000"}, b"<html><p>Half of it")
    assert "breaks off" in refusal(f"{site.address}/", allow_private=True)


def test_damaged_packing_is_told(site: Site) -> None:
    site.pages["/"] = (200, {**HTML, "Content-Encoding": "gzip"}, b"not gzip")
    assert "packed in a damaged way" in refusal(f"{site.address}/", allow_private=True)


def test_what_speaks_no_http_is_told(site: Site) -> None:
    site.pages["/"] = lambda handler: handler.wfile.write(b"220 mail.example ready\r\n")
    assert "can't be reached" in refusal(f"{site.address}/", allow_private=True)


def test_a_server_without_a_valid_certificate_is_told(site: Site) -> None:
    message = refusal(f"https://127.0.0.1:{site.port}/", allow_private=True)
    assert "certificate" in message or "can't be reached" in message


def test_nobody_there_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    assert "can't be reached" in refusal(f"http://127.0.0.1:{port}/", allow_private=True)


def test_the_caller_s_headers_are_sent_and_a_304_is_an_answer(site: Site) -> None:
    site.pages["/"] = (304, {"ETag": '"b"'}, b"")
    answer = ask(f"{site.address}/", headers={"If-None-Match": '"a"'}, allow_private=True)
    assert (answer.status, answer.headers["etag"]) == (304, '"b"')
    assert site.asked[0][1]["if-none-match"] == '"a"'


# -- as sources --------------------------------------------------------------------------------------------------------


def test_formats_from_the_net_are_told_by_type_and_bytes(site: Site) -> None:
    site.pages |= {
        "/a": (200, HTML, page()),
        "/b": (200, {"Content-Type": "application/pdf"}, pdf(TEXT.splitlines())),
        "/c": (200, {"Content-Type": "application/octet-stream"}, pdf(TEXT.splitlines())),
        "/d": (200, {"Content-Type": "text/plain"}, TEXT.encode()),
        "/e": (200, {}, gzip.compress(page())),
        "/f": (200, {"Content-Type": "application/rss+xml"}, rss()),
    }
    found = list(read_sources([f"{site.address}/{name}" for name in "abcdef"], allow_private=True))
    assert [type(item) for item in found] == [Report] * 5 + [Skipped]
    first = found[0]
    assert isinstance(first, Report)
    assert (first.text, first.uri) == (f"{HEADLINE}\n\n{TEXT}", f"{site.address}/a")


def test_a_refused_address_is_skipped_and_the_others_read(site: Site) -> None:
    site.pages["/"] = (200, HTML, page())
    found = list(read_sources([f"{site.address}/"]))
    assert isinstance(found[0], Skipped)
    assert isinstance(found[0].error, RefusedAddress)
    assert "--allow-private" in str(found[0])


# -- https ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for localhost, and its key, in one file."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    path = tmp_path / "both.pem"
    made = subprocess.run(
        (
            "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost "
            "-addext subjectAltName=DNS:localhost -keyout - -out -"
        ).split(),
        capture_output=True,
        check=True,
    )
    path.write_bytes(made.stdout)
    return path


def test_https_is_read_by_name_though_the_connection_goes_to_a_number(
    site: Site, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate)
    site.server.socket = server.wrap_socket(site.server.socket, server_side=True)
    site.pages["/"] = (200, HTML, page())
    assert "no valid certificate" in refusal(f"https://localhost:{site.port}/", allow_private=True)
    trusting = ssl.create_default_context(cafile=str(certificate))
    monkeypatch.setattr(fetching, "_trust", lambda: trusting)
    assert fetch(f"https://localhost:{site.port}/", allow_private=True).data == page()
    # The certificate is for the name; the number alone, which the name leads to, is not enough.
    assert "no valid certificate" in refusal(f"https://127.0.0.1:{site.port}/", allow_private=True)
