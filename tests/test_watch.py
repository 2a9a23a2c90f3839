"""`onrecord watch` against a real server: what is new, the pace, the state, and each way that a feed can fail."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path
from typing import Any

import pytest

import onrecord
from made_files import ARTICLE, HEADLINE, PARAGRAPHS, TEXT, item, page, rss
from onrecord.errors import WrongFeedState
from onrecord.intake import addresses
from onrecord.intake.feed_state import JsonFeedState
from onrecord.intake.formats import Skipped
from onrecord.intake.pace import Pace, back_off, retry_after, spread
from onrecord.intake.report import Report
from onrecord.intake.watching import Found, Watcher
from onrecord_process import COMMAND, environment, heed_interrupts, run
from web_server import Site, serving

HTML = {"Content-Type": "text/html; charset=utf-8"}
RSS = {"Content-Type": "application/rss+xml"}
MINUTE = 60.0


class Time:
    """A clock that goes on only when somebody waits."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0
        self.waits: list[float] = []

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def clock() -> Time:
    return Time()


@pytest.fixture
def watcher(clock: Time, tmp_path: Path) -> Watcher:
    return watcher_of(clock, tmp_path)


def watcher_of(clock: Time, folder: Path) -> Watcher:
    state = JsonFeedState(folder / "feeds.json")
    state.close()
    return Watcher(state, Pace(lambda: clock.now, clock.wait), every=15 * MINUTE, allow_private=True)


def with_pages(site: Site, *numbers: int, **headers: str) -> str:
    """A feed whose entries have pages; gives its address."""
    items = [item(f"id-{number}", link=f"{site.address}/{number}") for number in numbers]
    site.pages["/feed"] = (200, RSS | headers, rss(*items))
    for number in numbers:
        site.pages.setdefault(f"/{number}", (200, HTML, page(f"{HEADLINE}, part {number}")))
    return f"{site.address}/feed"


def looked(watcher: Watcher, feed: str, keep: bool = True) -> list[Report | Skipped]:
    found = []
    for one in watcher.look(feed):
        found.append(one.item)
        if keep:
            one.keep()
    return found


def titles(items: list[Report | Skipped]) -> list[str]:
    return [one.text.split("\n")[0] if isinstance(one, Report) else f"Skipped: {one}" for one in items]


def last_asked(site: Site) -> dict[str, str]:
    return site.asked[-1][1]


# -- what is new -------------------------------------------------------------------------------------------------------


def test_the_pages_of_new_entries_are_read_once(site: Site, watcher: Watcher) -> None:
    feed = with_pages(site, 1, 2)
    first, second = looked(watcher, feed)
    assert isinstance(first, Report)
    assert first.text == f"{HEADLINE}, part 1\n\n{TEXT}"
    assert (first.uri, first.published, first.kind) == (f"{site.address}/1", "2026-03-06", "html")
    assert titles([second]) == [f"{HEADLINE}, part 2"]
    with_pages(site, 1, 2, 3)
    assert titles(looked(watcher, feed)) == [f"{HEADLINE}, part 3"]
    assert site.paths() == ["/feed", "/1", "/2", "/feed", "/3"]


def test_the_feed_s_date_stands_where_the_page_has_none(site: Site, watcher: Watcher) -> None:
    feed = with_pages(site, 1)
    site.pages["/1"] = (200, HTML, page(published=""))
    (report,) = looked(watcher, feed)
    assert isinstance(report, Report)
    assert (report.published, report.published_from) == ("2026-03-06T09:30:00+00:00", "metadata")
    assert report.kind is None, "the bytes alone would not give the day again"


def test_an_unchanged_feed_is_not_sent_again(site: Site, watcher: Watcher) -> None:
    feed = with_pages(site, 1, **{"ETag": '"one"', "Last-Modified": "Fri, 06 Mar 2026 09:30:00 GMT"})
    assert len(looked(watcher, feed)) == 1
    site.pages["/feed"] = (304, {}, b"")
    assert looked(watcher, feed) == []
    assert last_asked(site)["if-none-match"] == '"one"'
    assert last_asked(site)["if-modified-since"] == "Fri, 06 Mar 2026 09:30:00 GMT"


def test_what_was_not_kept_is_brought_again_even_where_the_feed_is_the_same(
    site: Site, clock: Time, tmp_path: Path
) -> None:
    """A stop in the middle: the first entry was kept, the second was not."""
    feed = with_pages(site, 1, 2, ETag='"one"')
    look = watcher_of(clock, tmp_path).look(feed)
    next(look).keep()
    next(look)
    del look
    again = watcher_of(clock, tmp_path)
    assert titles(looked(again, feed)) == [f"{HEADLINE}, part 2"]
    assert "if-none-match" not in site.asked[3][1], "the server could have said that nothing is new"
    assert looked(watcher_of(clock, tmp_path), feed) == []
    assert last_asked(site)["if-none-match"] == '"one"'


def test_an_entry_with_the_article_needs_no_page(site: Site, watcher: Watcher) -> None:
    site.pages["/feed"] = (200, RSS, rss(item("a", link=None, content=ARTICLE)))
    site.pages["/feed2"] = (200, RSS, rss(item("b", link=f"{site.address}/gone", content=ARTICLE)))
    for feed in ("/feed", "/feed2"):
        (report,) = looked(watcher, site.address + feed)
        assert isinstance(report, Report), str(report)
        assert (report.text, report.kind) == (f"{HEADLINE}\n\n{TEXT}", "jsonl")


def test_an_entry_that_has_left_the_feed_and_comes_back_is_not_new(site: Site, watcher: Watcher) -> None:
    feed = with_pages(site, 1)
    looked(watcher, feed)
    with_pages(site, 2)
    looked(watcher, feed)
    with_pages(site, 1, 2)
    assert looked(watcher, feed) == []


def test_entries_without_id_and_link_are_told_apart_by_their_words(site: Site, watcher: Watcher) -> None:
    one, other = (f"<item><description>{'&lt;p&gt;' + text + '&lt;/p&gt;'}</description></item>" for text in
                  ("".join(f"{p}&lt;/p&gt;&lt;p&gt;" for p in PARAGRAPHS * n) for n in (3, 4)))  # fmt: skip
    site.pages["/feed"] = (200, RSS, rss(one))
    assert len(looked(watcher, f"{site.address}/feed")) == 1
    site.pages["/feed"] = (200, RSS, rss(other, one))
    assert len(looked(watcher, f"{site.address}/feed")) == 1


# -- pages that fail ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((404, {}, b""), "no page"),
        ((403, {}, b""), "status 403"),
        ((200, {"Content-Type": "image/png"}, b"x"), "no report"),
        ((200, HTML, b"<html><body></body></html>"), "no article text"),
        ((200, RSS, rss()), "no page of a report"),
        ((302, {"Location": "file:///etc/hostname"}, b""), "leads away"),
    ],
)
def test_a_page_that_will_not_come_is_told_once_and_the_others_read(
    site: Site, watcher: Watcher, answer: Any, words: str
) -> None:
    feed = with_pages(site, 1, 2)
    site.pages["/1"] = answer
    bad, good = looked(watcher, feed)
    assert isinstance(bad, Skipped)
    assert words in str(bad)
    assert isinstance(good, Report)
    assert looked(watcher, feed) == []


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_page_that_can_t_be_had_now_is_asked_for_again(site: Site, watcher: Watcher, status: int) -> None:
    feed = with_pages(site, 1, 2, ETag='"one"')
    site.pages["/1"] = [(status, {}, b""), (200, HTML, page(f"{HEADLINE}, part 1"))]
    assert titles(looked(watcher, feed)) == [f"{HEADLINE}, part 2"]
    site.pages["/feed"] = (304, {}, b"")
    assert titles(looked(watcher, feed)) == [f"{HEADLINE}, part 1"]
    assert looked(watcher, feed) == []


def test_a_page_that_never_comes_is_given_up_in_one_sentence(site: Site, watcher: Watcher) -> None:
    feed = with_pages(site, 1)
    site.pages["/1"] = (500, {}, b"")
    told = [str(one) for _ in range(8) for one in looked(watcher, feed)]
    assert len(told) == 1
    assert "status 500" in told[0]
    assert site.paths().count("/1") == 5


def test_a_page_on_a_private_machine_is_refused(site: Site, watcher: Watcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "is_open", lambda address: str(address) == "127.0.0.1")
    watcher.allow_private = False
    feed = with_pages(site, 1, 2)
    site.pages["/1"] = (302, {"Location": f"http://127.0.0.2:{site.port}/secret"}, b"")
    site.pages["/2"] = (200, HTML, page())
    refused, good = looked(watcher, feed)
    assert "private or reserved" in str(refused)
    assert isinstance(good, Report)
    assert "/secret" not in site.paths()


def test_a_feed_on_this_machine_is_refused_without_the_option(site: Site, watcher: Watcher) -> None:
    watcher.allow_private = False
    feed = with_pages(site, 1)
    (refused,) = looked(watcher, feed)
    assert "--allow-private" in str(refused)
    assert not site.asked
    # Whoever does as the sentence says is not told to wait.
    watcher.allow_private = True
    assert not watcher.backs_off(feed)
    assert len(looked(watcher, feed)) == 1
    assert site.asked


# -- feeds that fail ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((404, {}, b""), "status 404"),
        ((500, {}, b""), "status 500"),
        ((200, HTML, page()), "is a page and no feed"),
        ((200, RSS, b""), "is empty"),
        ((200, RSS, b"<?xml version='1.0'?><a/>"), "neither RSS nor Atom"),
        ((200, RSS, b"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'b'>]><rss>&a;</rss>"), "XML entities"),
        ((302, {"Location": "/feed"}, b""), "leads on more than"),
        ((200, {**RSS, "Content-Length": "4000000000"}, b"<rss>"), "larger than"),
    ],
)
def test_a_feed_that_can_t_be_read_is_told_and_backed_off_from(
    site: Site, watcher: Watcher, clock: Time, answer: Any, words: str
) -> None:
    feed = f"{site.address}/feed"
    site.pages["/feed"] = answer
    pauses = []
    for _ in range(4):
        (one,) = list(watcher.look(feed))
        assert one.no_feed
        assert words in str(one.item)
        pauses.append((watcher.due(feed) or 0) - clock.now)
    assert [round(pause / MINUTE) for pause in pauses] == [30, 60, 120, 240]
    assert watcher.backs_off(feed)
    with_pages(site, 1)
    assert len(looked(watcher, feed)) == 1
    assert not watcher.backs_off(feed)


def test_a_malformed_feed_gives_its_whole_entries_and_one_sentence(site: Site, watcher: Watcher) -> None:
    feed = with_pages(site, 1, 2)
    status, headers, data = site.pages["/feed"]  # type: ignore[misc]
    site.pages["/feed"] = (status, headers, data[: data.index(b"id-2")])  # type: ignore[index]
    good, told = looked(watcher, feed)
    assert isinstance(good, Report)
    assert "malformed XML" in str(told)


def test_a_feed_that_is_gone_is_asked_no_more(site: Site, watcher: Watcher) -> None:
    site.pages["/feed"] = (410, {}, b"")
    (told,) = looked(watcher, f"{site.address}/feed")
    assert "gone for good" in str(told)
    assert watcher.due(f"{site.address}/feed") is None


def test_a_slow_and_an_endless_feed_are_given_up(site: Site, watcher: Watcher, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.intake import watching
    from onrecord.intake.fetching import Limits, ask

    limits = Limits(size=1_000_000, seconds=0.6)
    monkeypatch.setattr(watching, "ask", lambda uri, **more: ask(uri, limits=limits, **more))

    def dripping(handler: Any) -> None:
        site.send(handler, (200, RSS, b"<rss>"))
        for _ in range(100):
            time.sleep(0.05)
            handler.wfile.write(b" ")
            handler.wfile.flush()

    def endless(handler: Any) -> None:
        site.send(handler, (200, RSS, b"<rss>"))
        while True:
            handler.wfile.write(b" " * 100_000)

    site.pages |= {"/slow": dripping, "/endless": endless}
    assert "does not answer in full" in str(looked(watcher, f"{site.address}/slow")[0])
    assert "larger than 1 MB" in str(looked(watcher, f"{site.address}/endless")[0])


# -- the pace ----------------------------------------------------------------------------------------------------------


def test_there_is_a_pause_between_two_requests_to_a_host(site: Site, watcher: Watcher, clock: Time) -> None:
    looked(watcher, with_pages(site, 1, 2, 3))
    assert clock.waits == [2.0, 2.0, 2.0]


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_a_server_that_wants_to_be_left_alone_is(site: Site, watcher: Watcher, clock: Time, form: str) -> None:
    feed = f"{site.address}/feed"
    wanted = "7200" if form == "seconds" else formatdate(clock.now + 7200, usegmt=True)
    site.pages["/feed"] = (429, {"Retry-After": wanted}, b"")
    (told,) = looked(watcher, feed)
    assert "status 429" in str(told)
    assert (watcher.due(feed) or 0) - clock.now == pytest.approx(7200, abs=1)
    (again,) = looked(watcher, feed)
    assert "wants to be left alone" in str(again)
    assert site.paths() == ["/feed"], "it was asked in spite of its wish"


def test_pages_of_a_host_that_asks_for_a_pause_wait_for_the_next_look(
    site: Site, watcher: Watcher, clock: Time
) -> None:
    feed = with_pages(site, 1, 2)
    site.pages["/1"] = [(503, {"Retry-After": "600"}, b""), (200, HTML, page(f"{HEADLINE}, part 1"))]
    assert looked(watcher, feed) == []
    assert site.paths() == ["/feed", "/1"]
    clock.now += 700
    assert titles(looked(watcher, feed)) == [f"{HEADLINE}, part 1", f"{HEADLINE}, part 2"]


def test_short_pauses_are_waited_for(site: Site, watcher: Watcher, clock: Time) -> None:
    feed = with_pages(site, 1, 2)
    site.pages["/1"] = (429, {"Retry-After": "30"}, b"")
    assert titles(looked(watcher, feed)) == [f"{HEADLINE}, part 2"]
    assert 30.0 in clock.waits


def test_feeds_are_spread_over_time_always_in_the_same_way() -> None:
    spreads = [spread(f"https://a.example/{number}", 900) for number in range(200)]
    assert spreads == [spread(f"https://a.example/{number}", 900) for number in range(200)]
    assert 0 <= min(spreads) < 10
    assert 80 < max(spreads) <= 90


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("120", 120), ("0", 0), (None, None), ("soon", None), ("-5", None), ("9" * 40, 86_400), ("١٢", None),
     ("Thu, 01 Jan 1970 00:10:00 GMT", 500), ("Thu, 01 Jan 1970 00:00:10 GMT", 0)],
)  # fmt: skip
def test_retry_after_is_seconds_or_a_date(header: str | None, seconds: float | None) -> None:
    assert retry_after(header, 100.0) == seconds


def test_backing_off_ends_at_a_day() -> None:
    assert back_off(900, 1) == 1800
    assert back_off(900, 50) == 86_400


# -- the state ---------------------------------------------------------------------------------------------------------


def test_the_state_is_there_after_a_stop(tmp_path: Path) -> None:
    path = tmp_path / "feeds.json"
    state = JsonFeedState(path)
    state.keep_watch_state("https://a.example/feed", {"etag": '"x"'})
    state.close()
    again = JsonFeedState(path)
    assert again.watch_state("https://a.example/feed") == {"etag": '"x"'}
    assert again.watch_state("https://b.example/feed") is None
    assert json.loads(path.read_text("utf-8"))["schema"] == "onrecord-feeds/1"


@pytest.mark.parametrize(
    "words", ["", "no json", "[]", '{"schema": "other/1"}', '{"schema": "onrecord-feeds/1", "feeds": 3}']
)
def test_a_file_that_is_no_state_is_left_as_it_is(tmp_path: Path, words: str) -> None:
    path = tmp_path / "feeds.json"
    path.write_text(words)
    with pytest.raises(WrongFeedState, match=r"no state of onrecord watch; give another --state"):
        JsonFeedState(path)
    assert path.read_text() == words


def test_two_watches_do_not_share_a_state(tmp_path: Path) -> None:
    first = JsonFeedState(tmp_path / "feeds.json")
    with pytest.raises(WrongFeedState, match="another onrecord watch"):
        JsonFeedState(tmp_path / "feeds.json")
    first.close()
    JsonFeedState(tmp_path / "feeds.json").close()


def test_a_state_that_can_t_be_written_is_told_before_anything_is_fetched(tmp_path: Path) -> None:
    with pytest.raises(WrongFeedState, match="can't be written"):
        JsonFeedState(tmp_path / "no" / "folder" / "feeds.json")


def test_a_full_disk_leaves_the_old_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state = JsonFeedState(tmp_path / "feeds.json")
    state.keep_watch_state("a", {"etag": "1"})

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WrongFeedState, match="No space left on device"):
        state.keep_watch_state("a", {"etag": "2"})
    state.close()
    assert JsonFeedState(tmp_path / "feeds.json").watch_state("a") == {"etag": "1"}
    assert sorted(os.listdir(tmp_path)) == ["feeds.json", "feeds.json.lock"]


def test_found_is_told_apart_from_a_feed_that_failed(site: Site, watcher: Watcher) -> None:
    founds: list[Found] = list(watcher.look(with_pages(site, 1)))
    assert [one.no_feed for one in founds] == [False]


def test_an_archive_adds_what_is_new_in_feeds_once(site: Site, archive_url: str) -> None:
    feed, bad = with_pages(site, 1, 2), f"{site.address}/nothing"
    why: list[str | None] = []
    with onrecord.Archive(archive_url) as archive:
        first = archive.watch([feed, bad], allow_private=True, on_each=lambda one: why.append(one.why))
        assert (first.added, first.skipped) == (2, 1)
        assert sum("status 404" in (reason or "") for reason in why) == 1
        with_pages(site, 1, 2, 3)
        assert archive.watch([feed], allow_private=True).added == 1
        assert [record.report.uri[-2:] for record in archive.records() if record.report.uri] == ["/1", "/2", "/3"]


# -- the command -------------------------------------------------------------------------------------------------------


def test_watch_once_appends_records_and_remembers(site: Site, tmp_path: Path) -> None:
    feed = with_pages(site, 1, 2)
    out, state = tmp_path / "records.jsonl", tmp_path / "feeds.json"
    args = ("watch", feed, "--once", "--allow-private", "--state", state, "--output", out)
    done = run(*args)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "2 new reports from 1 of 1 feeds, 0 skipped.\n"
    records = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [record["report"]["uri"] for record in records] == [f"{site.address}/1", f"{site.address}/2"]
    assert all(record["statements"] for record in records)
    with_pages(site, 1, 2, 3)
    # A run that was killed while it wrote left half a record, which was not kept and comes again.
    with open(out, "a", encoding="utf-8") as file:
        file.write('{"schema":"onrecord/1","made_by":')
    assert run(*args).returncode == 0
    records = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [record["report"]["uri"][-2:] for record in records] == ["/1", "/2", "/3"]


def test_watch_once_names_what_it_could_not_read(site: Site, tmp_path: Path) -> None:
    good, bad = with_pages(site, 1), f"{site.address}/nothing"
    (tmp_path / "list.txt").write_text(f"# our feeds\n{good}\n\n{bad}\n{good}\n")
    args = ("watch", tmp_path / "list.txt", "--once", "--allow-private", "--state", tmp_path / "feeds.json")
    done = run(*args)
    assert done.returncode == 3
    assert len(done.stdout.splitlines()) == 1
    assert f"Skipped: There is no page at {bad} (status 404); check the address.\n" in done.stderr
    assert done.stderr.endswith("1 new report from 1 of 2 feeds, 1 skipped.\n")
    again = run(*args)
    assert again.returncode == 3
    assert "failed and is left alone for now" in again.stderr
    assert run("watch", bad, "--once", "--allow-private", "--state", tmp_path / "other.json").returncode == 1


@pytest.mark.parametrize(
    "args",
    [
        ("no-such-file.txt",), ("ftp://a.example/feed",), ("https://a.example/feed", "--every", "0"),
        ("https://a.example/feed", "--state", "no/such/folder/feeds.json"),
    ],
)  # fmt: skip
def test_wrong_use_is_one_sentence(args: tuple[str, ...], tmp_path: Path) -> None:
    done = run("watch", "--once", "--state", tmp_path / "feeds.json", *args)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1


def test_a_watch_goes_on_until_it_is_ended(site: Site, tmp_path: Path) -> None:
    feed = with_pages(site, 1)
    process = subprocess.Popen(
        [*COMMAND, "watch", feed, "--allow-private", "--state", str(tmp_path / "feeds.json")],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(), text=True, preexec_fn=heed_interrupts,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["report"]["uri"] == f"{site.address}/1"
        time.sleep(0.3)
        assert process.poll() is None
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 130
        assert "Traceback" not in errors
    finally:
        process.kill()
        process.wait()


# -- into an archive ---------------------------------------------------------------------------------------------------


def test_watch_adds_to_an_archive_which_keeps_the_state(site: Site, tmp_path: Path) -> None:
    feed = with_pages(site, 1, 2, ETag='"one"')
    site.pages["/nothing"] = (404, {}, b"")
    archive = tmp_path / "news.db"
    args = ("watch", feed, f"{site.address}/nothing", "--once", "--allow-private", "--archive", archive)
    done = run(*args)
    assert done.returncode == 3
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(line["outcome"], line["name"]) for line in told] == [
        ("added", f"{site.address}/1"),
        ("added", f"{site.address}/2"),
    ]
    assert done.stderr.splitlines()[-1] == "2 new reports from 1 of 2 feeds, 1 skipped."
    listed = [json.loads(line) for line in run("list", "--archive", archive).stdout.splitlines()]
    assert sorted(line["uri"] for line in listed) == [f"{site.address}/1", f"{site.address}/2"]
    with_pages(site, 1, 2, 3)
    again = run(*args)
    assert [json.loads(line)["name"] for line in again.stdout.splitlines()] == [f"{site.address}/3"]
    assert site.paths().count("/1") == 1


def test_reports_that_were_stored_but_not_kept_are_there_once(site: Site, clock: Time, tmp_path: Path) -> None:
    """A kill after the archive stored them, and before the feed's state was kept."""
    from onrecord import Archive
    from onrecord.cli.watch import _IntoArchive

    feed = with_pages(site, 1, 2)
    with Archive(tmp_path / "news.db") as archive:
        watcher = Watcher(archive, Pace(lambda: clock.now, clock.wait), allow_private=True)
        archive.add_reports(found.item for found in watcher.look(feed))
        assert len(archive.list()) == 2
        told: list[str] = []
        assert _IntoArchive(archive).take(watcher.look(feed), told.append) == 0
        assert len(archive.list()) == 2
        assert (looked(watcher, feed), told) == ([], [])


@pytest.mark.parametrize("option", [("--state", "feeds.json"), ("--output", "out.jsonl")])
def test_an_archive_goes_with_neither_state_nor_output(option: tuple[str, str], tmp_path: Path) -> None:
    done = run("watch", "https://a.example/feed", "--once", "--archive", tmp_path / "a.db", *option)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
