"""Formats and sources: plain text, HTML, JSON Lines; files, folders, globs, addresses; dates of publication."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import WrongDate
from onrecord.intake.formats import Skipped, kind_of, report_from_bytes, report_from_text, reports_in
from onrecord.intake.published import complete_date, date_from_metadata, iso_date
from onrecord.intake.report import Report
from onrecord.intake.sources import Source, find_sources, read_sources

EXAMPLES = Path(__file__).parents[1] / "examples"
LEAD = "The harbour board said on Friday that the old pier would be closed for a month."


def only(data: bytes, name: str = "a.txt", **more: str) -> Report:
    (report,) = report_from_bytes(data, name=name, **more)  # type: ignore[arg-type]
    return report


@pytest.mark.parametrize(
    "text", [f"{LEAD}\r\nMore.\rAnd more.\n", f"  {LEAD}\t\n\n", "Één “pier” — İstanbul.\u200b\u2028x"]
)
def test_plain_text_is_kept_character_for_character(text: str) -> None:
    data = text.encode()
    report = only(data)
    assert report.text == text
    assert report.sha256 == hashlib.sha256(data).hexdigest()
    assert report.text_offset == 0
    assert report.replaced == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
def test_encodings_by_mark_and_windows_text(encoding: str) -> None:
    data = LEAD.replace("old", "“old”").encode(encoding)
    if encoding == "utf-16-le":
        data = b"\xff\xfe" + data
    report = only(data)
    assert report.text == LEAD.replace("old", "“old”")
    assert report.sha256 == hashlib.sha256(data).hexdigest()


def test_nul_and_lone_surrogates_are_replaced_one_for_one() -> None:
    report = report_from_text("a\0\0b\ud800c", headline="H\udfffh")
    assert report.text == "H\ufffdh\n\na\ufffd\ufffdb\ufffdc"
    assert report.replaced == [(1, 2), (6, 8), (9, 10)]
    assert report.text_offset == 5


def test_headline_given_apart_goes_before_the_text() -> None:
    report = report_from_text(
        LEAD, headline="Pier closed", published="2026-03-04", uri="https://a.example/b", external_id="7"
    )
    assert report.text == f"Pier closed\n\n{LEAD}"
    assert report.text[report.text_offset :] == LEAD
    assert report.anatomy.headline == (0, 11)
    assert (report.published, report.published_from) == ("2026-03-04", "argument")
    assert (report.uri, report.external_id) == ("https://a.example/b", "7")
    assert report.sha256 == hashlib.sha256(LEAD.encode()).hexdigest()


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.characters(codec=None, categories=None)), st.none() | st.text())
def test_any_python_string_makes_a_report(text: str, headline: str | None) -> None:
    report = report_from_text(text, headline=headline)
    assert len(report.text) == report.text_offset + len(text)
    report.text.encode("utf-8")
    assert "\0" not in report.text


@settings(max_examples=200, deadline=None)
@given(st.binary(), st.sampled_from(["a", "a.txt", "a.html", "a.jsonl"]))
def test_any_bytes_give_reports_or_sentences(data: bytes, name: str) -> None:
    for found in reports_in(data, name=name):
        if isinstance(found, Skipped):
            assert str(found).startswith(name)


def test_complete_dateline_gives_the_day_of_publication() -> None:
    full = report_from_text(f"Geneva, 4 March 2026 (Agency) - {LEAD}")
    assert (full.published, full.published_from) == ("2026-03-04", "dateline")
    open_year = report_from_text(f"GENEVA, March 4 (Agency) - {LEAD}")
    assert (open_year.published, open_year.published_from) == (None, "none")


def test_json_lines_with_all_fields() -> None:
    line = {
        "id": 17,
        "text": LEAD,
        "published": "2026-03-04T10:00:00Z",
        "uri": "https://a.example",
        "headline": "Pier closed",
    }
    data = (json.dumps(line) + "\n\n" + json.dumps({"text": LEAD}) + "\r\n").encode()
    first, second = report_from_bytes(data, name="feed.jsonl")
    assert first.external_id == "17"
    assert (first.published, first.published_from) == ("2026-03-04T10:00:00Z", "metadata")
    assert first.uri == "https://a.example"
    assert first.text == f"Pier closed\n\n{LEAD}"
    assert first.text_offset == 13
    assert first.name == "feed.jsonl, line 1"
    assert first.sha256 == hashlib.sha256(json.dumps(line).encode()).hexdigest()
    assert (second.text, second.published_from, second.name) == (LEAD, "none", "feed.jsonl, line 3")


def test_argument_goes_before_the_line_s_own_date() -> None:
    data = json.dumps({"text": LEAD, "published": "2026-03-04"}).encode()
    report = only(data, "a.jsonl", published="2026-03-05")
    assert (report.published, report.published_from) == ("2026-03-05", "argument")


def test_bad_lines_are_named_and_the_others_read() -> None:
    lines = [
        *(b'{"text": "A pier is shut."}', b"{oops", b'{"text": 3}', b'{"text": "  "}', b'["x"]', b'\xff{"text": "x"}'),
        *(b'{"text": "x", "published": "soon"}', b'{"text": "x", "uri": 4}', b'{"text": "It is open."}'),
    ]
    found = list(reports_in(b"\n".join(lines), name="feed.jsonl"))
    assert [isinstance(item, Report) for item in found] == [True, *[False] * 7, True]
    for number, item in enumerate(found, 1):
        assert item.name == f"feed.jsonl, line {number}"
        if isinstance(item, Skipped):
            assert str(item).startswith(f"feed.jsonl, line {number} ")


def test_page_is_read_without_its_frame() -> None:
    report = only((EXAMPLES / "page.html").read_bytes(), "page.html")
    headline = "Fishermen block Parnu pier to protest against detention of crews"
    assert report.text.startswith(f"{headline}\n\n")
    assert report.anatomy.headline == (0, len(headline))
    assert report.text.count(headline) == 1
    assert (report.published, report.published_from) == ("2026-03-11", "metadata")
    assert report.site == "The Tidewater Chronicle"
    assert report.uri == "https://tidewater-chronicle.example/2026/03/fishermen-block-parnu-pier"
    for frame in ("cookies", "Sea boots", "Storm warning", "Privacy", "adverts"):
        assert frame not in report.text
    assert [title and report.text[slice(*title)] for title, _ in report.anatomy.sections] == [
        None,
        "A ban that nobody wants",
    ]


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"<!DOCTYPE html><html>", "a", "html"),
        (b"\xef\xbb\xbf  <html>", "a.txt", "html"),
        (b"Text", "a.htm", "html"),
        (b'{"text": "x"}', "a", "jsonl"),
        (b'{"text": "x"}', "a.txt", "text"),
        (b"Text", "a.ndjson", "jsonl"),
        (b"Text", "a", "text"),
        (b"{Editor's note}", "a", "text"),
    ],
)
def test_format_is_chosen_by_name_and_first_bytes(data: bytes, name: str, kind: str) -> None:
    assert kind_of(data, name) == kind


@pytest.mark.parametrize(
    ("given", "iso"),
    [
        ("2026-02-03", "2026-02-03"),
        (" 2026-02-03 ", "2026-02-03"),
        ("2026-02-03T14:30", "2026-02-03T14:30"),
        ("2026-02-03 14:30:05Z", "2026-02-03T14:30:05Z"),
        ("2026-02-03T14:30:05.123+0200", "2026-02-03T14:30:05+02:00"),
        ("2026-02-03T14:30 UTC", "2026-02-03T14:30Z"),
    ],
)
def test_dates_become_iso_8601(given: str, iso: str) -> None:
    assert iso_date(given) == iso


@pytest.mark.parametrize(
    "given",
    [
        "",
        "soon",
        "2026-02-30",
        "2026-13-01",
        "03/02/2026",
        "2026",
        "2026-2-3",
        "2026-02-03T25:00",
        "٢٠٢٦-٠٢-٠٣",
        "\n\0",
    ],
)
def test_nonsense_is_a_wrong_date(given: str) -> None:
    with pytest.raises(WrongDate, match="YYYY-MM-DD"):
        iso_date(given)


def test_dates_in_words() -> None:
    assert complete_date("GENEVA, 4 March 2026 -") == "2026-03-04"
    assert complete_date("Friday, Sept. 4, 2026") == "2026-09-04"
    assert complete_date("Feb 3") is None
    assert complete_date("03/04/2026") is None
    assert complete_date("February 30, 2026") is None
    assert date_from_metadata("March 4, 2026") == "2026-03-04"
    assert date_from_metadata("yesterday") is None


def test_folder_is_read_sorted_and_only_known_suffixes(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "a.txt", "sub/c.html", "x.png", ".hidden.txt", "README.md"):
        (tmp_path / name).write_text(LEAD)
    found = find_sources([str(tmp_path)])
    assert [Path(source.name).name for source in found] == ["a.txt", "b.txt", "c.html"]


def test_globs_files_and_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "[x].txt"):
        (tmp_path / name).write_text(LEAD)
    found = find_sources([str(tmp_path / "[ab].txt"), str(tmp_path / "[x].txt"), "-"])
    assert [Path(source.name).name for source in found] == ["a.txt", "b.txt", "[x].txt", "standard input"]


def test_all_examples_are_read() -> None:
    found = list(read_sources([EXAMPLES]))
    assert all(isinstance(item, Report) for item in found), [str(item) for item in found if isinstance(item, Skipped)]
    assert len(found) == 9
    for report in found:
        assert isinstance(report, Report)
        assert report.anatomy.headline is not None
        assert report.anatomy.sections


def test_verbatim_copy_has_the_dispatch_s_paragraphs() -> None:
    def paragraphs(name: str) -> list[str]:
        report = only((EXAMPLES / name).read_bytes(), name)
        return [report.text[part.start : part.end] for part in report.anatomy.segments if part.kind == "paragraph"]

    assert paragraphs("wire-dispatch.txt") == paragraphs("verbatim-copy.txt")


class _Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "file:///etc/hostname")
            self.end_headers()
            return
        if self.path == "/missing":
            self.send_error(404)
            return
        if self.path == "/broken":
            self.send_error(503)
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.end_headers()
        self.wfile.write(LEAD.encode())

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_address_is_fetched_and_kept_as_uri(site: str) -> None:
    (report,) = read_sources([f"{site}/report"], allow_private=True)
    assert isinstance(report, Report)
    assert (report.text, report.uri) == (LEAD, f"{site}/report")


@pytest.mark.parametrize(("path", "words"), [("/missing", "404"), ("/broken", "503"), ("/away", "leads away")])
def test_address_that_fails_gives_a_sentence(site: str, path: str, words: str) -> None:
    (found,) = read_sources([site + path], allow_private=True)
    assert isinstance(found, Skipped)
    assert words in str(found)


def test_source_reads_its_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x")
    stream, kind = Source("a.txt", path).open()
    with stream:
        assert (stream.read(), kind) == (b"x", None)
