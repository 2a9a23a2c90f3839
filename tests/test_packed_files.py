"""gzip and zip files: their files as reports, and bombs, damage and passwords told in one sentence."""

from __future__ import annotations

import gzip
import io
import json
import resource
import zipfile
from pathlib import Path

import pytest

from made_files import TEXT, page, pdf, rss, warc_record
from onrecord.intake.formats import Skipped, reports_in
from onrecord.intake.report import Report
from onrecord.intake.sources import read_sources


def zipped(*files: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return out.getvalue()


def found(data: bytes, name: str) -> list[Report | Skipped]:
    return list(reports_in(data, name=name))


def lines(*texts: str) -> bytes:
    return "".join(json.dumps({"text": text}) + "\n" for text in texts).encode()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt.gz", TEXT.encode()),
        ("a.html.gz", page()),
        ("a.jsonl.gz", lines(TEXT)),
        ("a.csv.gz", f'text\n"{TEXT.replace(chr(34), chr(34) * 2)}"\n'.encode()),
        ("a.pdf.gz", pdf([TEXT.splitlines()[0]])),
        ("standard input", page()),
    ],
)
def test_gzip_is_unpacked(name: str, data: bytes) -> None:
    (report,) = found(gzip.compress(data), name)
    assert isinstance(report, Report), str(report)
    assert report.raw == data or report.kind == "jsonl"


def test_a_zip_s_files_are_reports_named_after_it() -> None:
    data = zipped(
        ("b.txt", TEXT.encode()), ("sub/a.jsonl", lines(TEXT, TEXT)), ("x.png", b"\x89PNG"), (".hidden.txt", b"x"),
        ("__MACOSX/b.txt", b"x"), ("crawl.warc.gz", gzip.compress(warc_record(page()))), ("c.pdf", b"no pdf"),
    )  # fmt: skip
    items = found(data, "news.zip")
    assert [item.name for item in items] == [
        "news.zip, b.txt",
        "news.zip, sub/a.jsonl, line 1",
        "news.zip, sub/a.jsonl, line 2",
        "news.zip, crawl.warc.gz, record 1",
        "news.zip, c.pdf",
    ]
    assert [isinstance(item, Report) for item in items] == [True, True, True, True, False]


def test_packed_files_in_folders_are_found(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines(TEXT)))
    (tmp_path / "b.zip").write_bytes(zipped(("b.txt", TEXT.encode())))
    (tmp_path / "c.xml").write_bytes(rss())
    assert [type(item) for item in read_sources([tmp_path])] == [Report, Report, Skipped]


def test_a_gzip_bomb_is_stopped_without_filling_the_memory() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for name, body in (("a.txt.gz", b"The pier. " * 12_000_000), ("a.jsonl.gz", lines("The pier. " * 20_000) * 600)):
        packed = gzip.compress(body, 1)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        del body
        last = None
        for last in reports_in(packed, name=name):  # noqa: B007
            pass
        assert isinstance(last, Skipped)
        assert "unpacks to more than" in str(last) or "is larger than" in str(last)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 400_000


def test_a_zip_bomb_is_stopped_once_for_all_its_files() -> None:
    bomb = zipped(
        ("a.txt", TEXT.encode()), *((f"{n}.txt", bytes(60_000_000)) for n in range(3)), ("z.txt", TEXT.encode())
    )
    items = found(bomb, "news.zip")
    assert [type(item) for item in items] == [Report, Skipped]
    assert str(items[1]).startswith("news.zip unpacks to more than")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (zipped(("a.txt", TEXT.encode()))[:-30], "cut-off or damaged zip"),
        (zipped(("x.png", b"\x89PNG")), "no file of a kind"),
        (zipped(), "no file of a kind"),
        (zipped(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>")), "office document"),
        (zipped(("in.zip", zipped(("a.txt", b"x")))), "packed twice"),
        (zipped(("a.txt.gz", gzip.compress(gzip.compress(b"x")))), "packed twice"),
    ],
)
def test_a_zip_that_can_t_be_read_gets_one_sentence(data: bytes, words: str) -> None:
    (item,) = found(data, "news.zip")
    assert words in str(item)
    assert str(item).startswith("news.zip")
    assert str(item).endswith(".")


def test_an_encrypted_file_in_a_zip_is_named_and_the_others_read() -> None:
    data = bytearray(zipped(("a.txt", TEXT.encode()), ("b.txt", TEXT.encode())))
    place = data.index(b"PK\x01\x02") + 8
    data[place] |= 1
    items = found(bytes(data), "news.zip")
    assert [type(item) for item in items] == [Skipped, Report]
    assert "news.zip, a.txt is encrypted" in str(items[0])


def test_a_damaged_file_in_a_zip_is_named_and_the_others_read() -> None:
    data = bytearray(zipped(("a.txt", TEXT.encode()), ("b.txt", TEXT.encode())))
    data[60:90] = bytes(30)
    items = found(bytes(data), "news.zip")
    assert [type(item) for item in items] == [Skipped, Report]
    assert "damaged" in str(items[0])


def test_a_cut_off_gzip_gives_its_good_lines_and_one_sentence() -> None:
    texts = [f"Pier number {number} is shut, said {number * 7919 % 1000} people." for number in range(3_000)]
    items = found(gzip.compress(lines(*texts))[:-200], "feed.jsonl.gz")
    good = [item for item in items if isinstance(item, Report)]
    assert [report.text for report in good] == texts[: len(good)]
    assert len(good) > 2_700
    assert [str(item) for item in items if isinstance(item, Skipped)] == [
        "feed.jsonl.gz is cut off or damaged; copy or download it again."
    ]
