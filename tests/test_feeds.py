"""RSS and Atom: whole entries as reports, summaries named, malformed feeds and XML bombs."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from made_files import ARTICLE, HEADLINE, PARAGRAPHS, TEXT, item, rss
from onrecord.intake.feed import parse_feed
from onrecord.intake.formats import Skipped, kind_of, report_from_bytes, reports_in
from onrecord.intake.report import Report

ATOM = (
    '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Chronicle</title>'
    "<entry><id>tag:tidewater.example,2026:1</id><title>{title}</title>"
    '<link rel="alternate" href="https://tidewater.example/pier"/><published>2026-03-06T09:30:00+02:00</published>'
    '<content type="html">{content}</content></entry></feed>'
).format(title=HEADLINE, content=ARTICLE.replace("<", "&lt;"))


def found(data: bytes, name: str = "feed.xml") -> list[Report | Skipped]:
    return list(reports_in(data, name=name, uri="https://tidewater.example/feed"))


def report(data: bytes) -> Report:
    (only,) = found(data)
    assert isinstance(only, Report), str(only)
    return only


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_atom_with_content_is_a_report(encoding: str) -> None:
    entry = report(ATOM.encode(encoding))
    assert entry.text == f"{HEADLINE}\n\n{TEXT}"
    assert (entry.uri, entry.external_id) == ("https://tidewater.example/pier", "tag:tidewater.example,2026:1")
    assert (entry.published, entry.published_from) == ("2026-03-06T09:30:00+02:00", "metadata")
    assert entry.site == "The Chronicle"


def test_rss_with_content_is_a_report_and_raw_reads_again() -> None:
    entry = report(rss(item(content=ARTICLE, title="Old pier &amp; quay")))
    assert entry.text == f"Old pier & quay\n\n{TEXT}"
    assert (entry.external_id, entry.published) == ("pier-1", "2026-03-06T09:30:00+00:00")
    assert entry.name == "feed.xml, entry 1"
    (again,) = report_from_bytes(entry.raw, name="again", kind="jsonl")
    assert (again.text, again.sha256, again.uri) == (entry.text, entry.sha256, entry.uri)


def test_the_zone_that_a_feed_gives_is_kept() -> None:
    late = datetime(2026, 3, 3, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    assert report(rss(item(content=ARTICLE, when=late))).published == "2026-03-03T23:30:00-05:00"


def test_an_entry_with_only_a_summary_names_its_page() -> None:
    whole, short = found(rss(item(content=ARTICLE), item("2", link="/quay")))
    assert isinstance(whole, Report)
    assert str(short) == (
        "feed.xml, entry 2 has only a summary, and no article; give its page, https://tidewater.example/quay."
    )


@pytest.mark.parametrize("end", ["…", "[...]", "Read more", "Continue reading the main story", "See the full story »"])
def test_a_content_that_goes_on_elsewhere_is_a_summary(end: str) -> None:
    (only,) = found(rss(item(content=f"<p>{PARAGRAPHS[0]}</p><p>{end}</p>")))
    assert "only a summary" in str(only)


def test_a_long_description_is_the_article() -> None:
    long = "".join(f"&lt;p&gt;{paragraph}&lt;/p&gt;" for paragraph in PARAGRAPHS * 3)
    assert report(rss(item(summary=long))).text.startswith(f"{HEADLINE}\n\n{TEXT}")


@pytest.mark.parametrize(
    ("data", "name"), [(rss(), "a.txt"), (ATOM.encode(), "-"), (b"<?xml version='1.0'?><a/>", "-")]
)
def test_a_feed_is_told_by_its_bytes(data: bytes, name: str) -> None:
    assert kind_of(data, name) == "feed"


def test_a_cut_off_feed_gives_its_whole_entries_and_one_sentence() -> None:
    data = rss(item("1", content=ARTICLE), item("2", content=ARTICLE), item("3", content=ARTICLE))
    items = found(data[: data.index(b'<guid isPermaLink="false">3<') + 600])
    assert [type(one) for one in items] == [Report, Report, Skipped]
    assert str(items[2]).startswith("feed.xml is malformed XML, from line ")
    assert "2 whole entries are read" in str(items[2])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<?xml version='1.0'?><note>Hello</note>", "neither RSS nor Atom"),
        (rss(), "no entries"),
        (b"   ", "empty"),
        (b"Just words.", "neither RSS nor Atom"),
    ],
)
def test_what_is_no_feed_gets_one_sentence(data: bytes, words: str) -> None:
    (only,) = found(data)
    assert words in str(only)
    assert str(only).endswith(".")


def test_an_xml_bomb_is_refused_unopened() -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{levels}]><rss version="2.0"><channel><item>'
    bomb += "<title>&l11;</title></item></channel></rss>"
    for data in (bomb.encode(), bomb.encode("utf-16")):
        (only,) = found(data)
        assert "XML entities of its own" in str(only)


def test_an_external_entity_is_not_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the hidden words")
    outside = f'<!DOCTYPE rss SYSTEM "{secret.as_uri()}">'
    inside = f'<!DOCTYPE rss [<!ENTITY % all SYSTEM "{secret.as_uri()}"> %all;]>'
    for doctype in (outside, inside):
        feed = rss(item(content=ARTICLE)).replace(b"\n<rss", doctype.encode() + b"<rss", 1)
        for one in found(feed):
            assert "hidden" not in (one.text if isinstance(one, Report) else str(one))


def test_deep_nesting_of_tags_and_of_html_does_no_harm() -> None:
    deep = "<div>" * 100_000
    entry = report(rss(item(content=deep + ARTICLE)))
    assert entry.text == f"{HEADLINE}\n\n{TEXT}"
    assert report(rss("<a>" * 100_000 + "</a>" * 100_000 + item(content=ARTICLE))).text == entry.text


def test_a_feed_that_names_a_file_opens_none(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(rss(item(content=ARTICLE)))
    (only,) = found(str(path).encode())
    assert "neither RSS nor Atom" in str(only)


def test_an_entry_without_date_or_link_is_read() -> None:
    entry = report(rss(item(content=ARTICLE, link=None, when=None)))
    assert (entry.published, entry.published_from) == (None, "none")


def test_links_are_addresses_of_pages_only() -> None:
    feed = parse_feed(rss(item(link="javascript:alert(1)")), "feed.xml")
    assert feed.entries[0].link is None
