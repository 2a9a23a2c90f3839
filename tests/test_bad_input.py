"""Bad input: each gets one sentence that names it and says what to do; the others are read."""

from __future__ import annotations

import gzip
import os
import sys
from pathlib import Path

import pytest

from onrecord.errors import EmptyReport, MissingReport, NotEnglish, ReportError, UnreadableReport, WrongDate
from onrecord.intake.formats import Skipped, report_from_bytes
from onrecord.intake.report import Report
from onrecord.intake.sources import read_sources

GERMAN = (
    "Die Hafenbehörde teilte am Freitag mit, dass der alte Steg für einen Monat gesperrt bleibt. Ein Schiff hatte ihn "
    "in der Nacht gerammt, wie es weiter hieß. Die Reparatur soll eine halbe Million Euro kosten. "
    "Verletzt wurde niemand, sagte die Polizei. Der Kapitän war gegen Mittag wieder zu Hause."
)
RUSSIAN = (
    "Портовые власти сообщили в пятницу, что старый причал будет закрыт на месяц. Ночью в него врезалось судно. " * 3
)
ENGLISH = "The harbour board said on Friday that the old pier would be closed for a month. Nobody was hurt."


def assert_one_sentence(message: str) -> None:
    assert message.endswith(".")
    assert "\n" not in message
    assert ". " not in message, "more than one sentence"
    assert len(message) < 240
    assert any(
        word in message
        for word in (
            "give",
            "save",
            "check",
            "write",
            "unpack",
            "put",
            "needs",
            "copy",
            "download",
            "install",
            "try",
            "say",
        )
    )


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (b"", EmptyReport, "empty"),
        (b" \n\t\r\n", EmptyReport, "empty"),
        (b"\xef\xbb\xbf", EmptyReport, "no words"),
        (b"--- *** ---\n", EmptyReport, "no words"),
        (b"%PDF-1.7\n1 0 obj <<>>", UnreadableReport, "PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), UnreadableReport, "image"),
        (b"\xff\xd8\xff\xe0" + bytes(50), UnreadableReport, "image"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", UnreadableReport, "picture"),
        (b"PK\x03\x04\x14\x00" + bytes(50), UnreadableReport, "zip"),
        (gzip.compress(b"text" * 100, mtime=0)[:-12], UnreadableReport, "cut off"),
        (gzip.compress(gzip.compress(b"text", mtime=0), mtime=0), UnreadableReport, "packed twice"),
        (b"{\\rtf1\\ansi text}", UnreadableReport, "RTF"),
        (bytes(range(256)) * 10, UnreadableReport, "binary"),
        (bytes([0x80 + i * 7 % 128 for i in range(500)]), UnreadableReport, "encoding"),
        (b"\xff\xfea\x00b\x00\x00\xd8c", UnreadableReport, "damaged"),
        (GERMAN.encode(), NotEnglish, "'de'"),
        (RUSSIAN.encode(), NotEnglish, "'ru'"),
    ],
)
def test_bytes_that_are_no_report(data: bytes, error: type[ReportError], words: str) -> None:
    with pytest.raises(error) as caught:
        report_from_bytes(data, name="report.txt")
    assert words in str(caught.value)
    assert str(caught.value).startswith("report.txt")
    assert_one_sentence(str(caught.value).replace("report.txt", "it"))


@pytest.mark.parametrize("html", [b"<html><body></body></html>", b"<html><script>var a = 1;</script></html>"])
def test_page_without_a_report(html: bytes) -> None:
    with pytest.raises(ReportError) as caught:
        report_from_bytes(html, name="page.html")
    assert_one_sentence(str(caught.value).replace("page.html", "it"))


@pytest.mark.parametrize("tags", [b"<div>", b"<b>", b"<ul><li>", b"<div></x></y>", b"<table><tr><td>"])
def test_a_page_nested_too_deep_is_refused_for_its_text_would_be_cut_off(tags: bytes, tmp_path: Path) -> None:
    html = b"<html><body><p>" + ENGLISH.encode() + b"</p>" + tags * 100_000 + ENGLISH.encode() + b"</body></html>"
    (tmp_path / "a.html").write_bytes(html)
    (tmp_path / "b.txt").write_text(ENGLISH)
    deep, other = read_sources([tmp_path])
    assert isinstance(other, Report)
    assert isinstance(deep, Skipped)
    assert "one within the other" in str(deep)
    assert_one_sentence(str(deep).replace(str(tmp_path), "").replace("a.html", "it"))


def test_a_page_with_many_open_paragraphs_is_not_deep() -> None:
    html = b"<html><body><article>" + b"<p>The board met again on Monday, and shut another pier." * 400 + b"</article>"
    (report,) = report_from_bytes(html, name="page.html")
    assert "shut another pier" in report.text


def test_a_missing_package_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from onrecord.intake import formats

    formats._reader.cache_clear()
    monkeypatch.setitem(sys.modules, "pypdf", None)
    monkeypatch.delitem(sys.modules, "onrecord.intake.pdf", raising=False)
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    (found,) = read_sources([tmp_path])
    assert "pip install 'onrecord[formats]'" in str(found)


@pytest.mark.parametrize("text", ["Tehran.", "Jürgen Müller, Köln", "KYIV ODESA LVIV", ENGLISH])
def test_short_texts_pass_as_english(text: str) -> None:
    assert report_from_bytes(text.encode(), name="a.txt")


def test_missing_files_folders_and_patterns(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    given = [str(tmp_path / "no.txt"), str(tmp_path / "empty"), str(tmp_path / "*.txt"), "a\0b.txt"]
    found = list(read_sources(given))
    assert len(found) == 4
    for item in found:
        assert isinstance(item, Skipped)
        assert isinstance(item.error, MissingReport)
        assert_one_sentence(str(item).replace(str(tmp_path), "folder").replace(".txt", "").replace(".text,", ""))


@pytest.mark.parametrize(
    "address", ["ftp://a.example/x", "file:///etc/hostname", "gopher://a.example", "http://", "https://a b.example"]
)
def test_addresses_that_are_refused(address: str) -> None:
    (found,) = read_sources([address])
    assert isinstance(found, Skipped)
    assert_one_sentence(str(found).replace(address, "it"))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every file")
def test_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ENGLISH)
    path.chmod(0)
    (found,) = read_sources([path])
    assert isinstance(found, Skipped)
    assert "may read" in str(found)


def test_bad_report_in_a_batch_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ENGLISH)
    (tmp_path / "b.txt").write_bytes(b"%PDF-1.4")
    (tmp_path / "c.txt").write_text(ENGLISH)
    found = list(read_sources([tmp_path]))
    assert [type(item) for item in found] == [Report, Skipped, Report]
    assert "b.txt" in str(found[1])


def test_wrong_published_is_told_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(WrongDate) as caught:
        list(read_sources([tmp_path / "no.txt"], published="3 Feb"))
    assert "'3 Feb'" in str(caught.value)
    assert_one_sentence(str(caught.value))
