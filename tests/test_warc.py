"""Web archives: news pages as reports, other answers passed over, cut-off and damaged archives."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest

from made_files import HEADLINE, PARAGRAPHS, TEXT, page, warc_record
from onrecord.intake.formats import Skipped, kind_of, reports_in, reports_of
from onrecord.intake.given import Given
from onrecord.intake.report import Report

FRONT = page("The Chronicle", tuple(f"Story number {number}: more on page {number}" for number in range(30)))
OTHERS = (
    warc_record(b"GIF89a" + bytes(40), headers=("Content-Type: image/gif",)),
    warc_record(page("Not found"), status="404 Not Found"),
    warc_record(FRONT, "https://tidewater.example/"),
    warc_record(b"<html><body><p>Log in to read on.</p></body></html>"),
    warc_record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
)


def numbered(number: int) -> bytes:
    return warc_record(page(f"{HEADLINE}, part {number}"), f"https://tidewater.example/{number}", number=number)


def packed(*records: bytes) -> bytes:
    return b"".join(gzip.compress(record) for record in records)


def found(data: bytes, name: str = "crawl.warc.gz") -> list[Report | Skipped]:
    return list(reports_in(data, name=name))


@pytest.mark.parametrize("pack", [packed, lambda *records: b"".join(records)])
def test_news_pages_are_reports_and_the_rest_is_passed_over(pack: object) -> None:
    items = found(pack(OTHERS[0], numbered(1), *OTHERS[1:], numbered(2)))  # type: ignore[operator]
    assert [type(item) for item in items] == [Report, Report], [str(item) for item in items]
    first = items[0]
    assert isinstance(first, Report)
    assert first.text == f"{HEADLINE}, part 1\n\n{TEXT}"
    assert (first.uri, first.published) == ("https://tidewater.example/1", "2026-03-06")
    assert (first.name, first.kind) == ("crawl.warc.gz, record 2", "html")
    assert first.raw == page(f"{HEADLINE}, part 1")


@pytest.mark.parametrize("data", [warc_record(page()), packed(warc_record(page()))])
def test_a_web_archive_is_told_by_its_bytes(data: bytes) -> None:
    (item,) = found(data, "standard input")
    assert isinstance(item, Report)


def test_a_pipe_that_can_t_be_searched_is_read() -> None:
    class Pipe(io.RawIOBase):
        def __init__(self, data: bytes) -> None:
            self.data = io.BytesIO(data)

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            return self.data.readinto(buffer)

    items = list(reports_of(Pipe(packed(numbered(1), numbered(2))), Given("standard input")))  # type: ignore[arg-type]
    assert [type(item) for item in items] == [Report, Report]


@pytest.mark.parametrize(
    ("headers", "pack"),
    [
        (("Content-Encoding: gzip",), gzip.compress),
        (("Transfer-Encoding: chunked",), lambda body: b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)),
        # Kept by crawlers that undo the packing.
        (("Content-Encoding: gzip",), lambda body: body),
        (("Transfer-Encoding: chunked",), lambda body: body),
    ],
)
def test_the_packing_of_an_answer_is_undone(headers: tuple[str, ...], pack: object) -> None:
    data = warc_record(pack(page()), headers=("Content-Type: text/html", *headers))  # type: ignore[operator]
    (item,) = found(data)
    assert isinstance(item, Report), str(item)
    assert item.raw == page()


@pytest.mark.parametrize("pack", [packed, lambda *records: b"".join(records)])
@pytest.mark.parametrize("cut", [20, 300, 600])
def test_a_cut_off_archive_gives_its_good_pages_and_one_sentence(pack: object, cut: int) -> None:
    whole = pack(numbered(1), numbered(2))  # type: ignore[operator]
    start = len(pack(numbered(1)))  # type: ignore[operator]
    items = found(whole[: start + cut])
    assert isinstance(items[0], Report)
    assert [type(item) for item in items] == [Report, Skipped]
    message = str(items[1])
    assert message.startswith("crawl.warc.gz is ")
    assert "download it again" in message
    assert message.count(". ") == 0


def test_a_cut_in_a_record_that_is_no_page_is_told_too() -> None:
    whole = numbered(1) + warc_record(bytes(9_000), headers=("Content-Type: image/gif",))
    items = found(whole[:-5_000])
    assert [type(item) for item in items] == [Report, Skipped]


def test_damage_in_the_middle_is_told() -> None:
    items = found(numbered(1) + b"rubbish\r\n\r\n" + numbered(2))
    assert isinstance(items[0], Report)
    assert "damaged after record 1" in str(items[-1])


def test_an_archive_without_news_says_so() -> None:
    (item,) = found(b"".join(OTHERS))
    assert "no news page" in str(item)


def test_what_is_only_called_a_web_archive_gets_one_sentence() -> None:
    (item,) = found(b"Just words, and no archive.", "crawl.warc")
    assert "damaged" in str(item)


def test_a_page_that_unpacks_to_more_than_a_page_is_refused_and_the_rest_read() -> None:
    bomb = warc_record(gzip.compress(bytes(60_000_000)), headers=("Content-Type: text/html", "Content-Encoding: gzip"))
    items = found(bomb + numbered(2))
    assert [type(item) for item in items] == [Skipped, Report]
    assert "more than 20 MB" in str(items[0])


def test_a_page_nested_too_deep_is_named_and_the_rest_read() -> None:
    deep = warc_record(page().replace(b"<article>", b"<article>" + b"<div>" * 100_000))
    items = found(deep + numbered(2))
    assert [type(item) for item in items] == [Skipped, Report]
    assert "one within the other" in str(items[0])


def test_an_archive_with_plain_line_ends_is_read() -> None:
    body = page() + b"<!-- -->"
    head = b"HTTP/1.1 200 OK\nContent-Type: text/html\n\n"
    data = b"WARC/1.0\nWARC-Type: response\nContent-Type: application/http\nContent-Length: %d\n\n%s%s\n\n" % (
        len(head) + len(body),
        head,
        body,
    )
    (item,) = found(data)
    assert isinstance(item, Report), str(item)


def test_a_front_page_is_no_article(tmp_path: Path) -> None:
    from onrecord.intake.html import read_html
    from onrecord.intake.warc import is_article

    assert is_article(read_html(page(), name="a"))
    assert not is_article(read_html(FRONT, name="b"))
    assert not is_article(read_html(page("Log in", (PARAGRAPHS[0],)), name="c"))


def test_the_first_bytes_tell_the_kind() -> None:
    assert kind_of(b"WARC/1.1\r\n", "a.txt") == "warc"
