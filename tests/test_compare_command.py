"""`onrecord compare` as a process, its table at any width, and its page, also in a real browser."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

import chromium
from onrecord import Reader, Record, compare, report_from_text
from onrecord.cli.comparison_table import print_comparison
from onrecord.export.comparison_page import write_comparison
from onrecord_process import one_sentence, run

WIRE = (
    "Dam near Orsk is safe, ministry says\n\nORSK, May 4 (Northline) - A dam near Orsk has a crack of 3 metres, two"
    " engineers told Northline on Monday, speaking on condition of anonymity because they feared for their jobs.\n\n"
    "The ministry said the crack could be closed within a week. It did not order anyone to leave.\n"
)
REWRITE = (
    "Cracked dam <b>threatens</b> Orsk\n\nORSK, May 5 - A dam near Orsk has a crack of 8 metres, two engineers"
    " confirmed to Northline on Monday.\n\nThe ministry said the crack will be closed within a week. It did not order"
    ' anyone to leave.\n\nVoices from the valley:\n"I sleep badly," said Ana Petrova, a retired teacher.\n'
)


@pytest.fixture(scope="module")
def records() -> list[Record]:
    reports = [report_from_text(WIRE, published="2026-05-04"), report_from_text(REWRITE, published="2026-05-05")]
    return list(Reader.open().records(reports))


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    one, two = tmp_path / "wire.txt", tmp_path / "rewrite.txt"
    one.write_text(WIRE, "utf-8")
    two.write_text(REWRITE, "utf-8")
    return one, two


# -- the command ---------------------------------------------------------------------------------------------


def test_a_pipe_gets_json(files: tuple[Path, Path]) -> None:
    done = run("compare", *files, "--published-a", "2026-05-04", "--published-b", "2026-05-05")
    assert done.returncode == 0, done.stderr
    whole = json.loads(done.stdout)
    assert whole["schema"] == "onrecord-comparison/1"
    assert whole["a"]["published"] == "2026-05-04"
    assert {change["code"] for change in whole["changes"]} >= {
        "number_changed",
        "condition_dropped",
        "cue_strengthened",
        "hedge_dropped",
        "section_added",
        "commentators_added",
    }


def test_the_output_s_name_decides_the_format_and_style_is_asked_for(files: tuple[Path, Path], tmp_path: Path) -> None:
    page, table = tmp_path / "out.html", tmp_path / "out.txt"
    assert run("compare", *files, "-o", page).returncode == 0
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert run("compare", *files, "--all", "-o", table).returncode == 0
    assert "Style, headline changed" in " ".join(table.read_text("utf-8").split())


def test_one_of_several_is_asked_for_by_its_number(files: tuple[Path, Path], tmp_path: Path) -> None:
    feed = tmp_path / "feed.jsonl"
    lines = [json.dumps({"id": str(n), "text": text}) for n, text in enumerate((WIRE, REWRITE))]
    feed.write_text("\n".join(lines), "utf-8")
    done = run("compare", files[0], feed)
    assert done.returncode == 2
    assert "--number-b" in done.stderr
    assert one_sentence(done.stderr)
    assert json.loads(run("compare", files[0], feed, "--number-b", "2").stdout)["b"]["external_id"] == "1"


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["missing.txt", "rewrite.txt"], 1, "missing.txt"),
        (["wire.txt", "rewrite.txt", "--published-a", "someday"], 2, "someday"),
        (["wire.txt", "rewrite.txt", "--output", "no/such/page.html"], 2, "folder"),
        (["wire.txt", "rewrite.txt", "--output", "wire.txt"], 2, "one of the reports"),
        (["wire.txt", "rewrite.txt", "--codebook", "nowhere"], 2, "nowhere"),
    ],
)
def test_wrong_use_is_told_in_one_sentence(files: tuple[Path, Path], args: list[str], code: int, words: str) -> None:
    folder = files[0].parent
    done = run(
        "compare", *(folder / arg if arg.endswith((".txt", ".html")) or arg == "nowhere" else arg for arg in args)
    )
    assert done.returncode == code
    assert words in done.stderr
    assert one_sentence(done.stderr)


# -- the table -----------------------------------------------------------------------------------------------


def _table(records: list[Record], width: int) -> str:
    out = io.StringIO()
    print_comparison(compare(*records), *records, Console(file=out, width=width, highlight=False))
    return out.getvalue()


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_no_line_is_wider_than_the_terminal(records: list[Record], width: int) -> None:
    assert max(len(line) for line in _table(records, width).splitlines()) <= width


def test_the_table_tells_lineage_changes_and_sentences(records: list[Record]) -> None:
    text = " ".join(_table(records, 80).split())
    assert "B is a rewrite of A." in text
    assert "! Warning, number changed: “3 metres” became “8 metres”." in text
    assert "SENTENCE BY SENTENCE" in text
    assert text.index("! Warning") < text.index("? Check")


# -- the page ------------------------------------------------------------------------------------------------


def test_the_page_is_whole_and_escapes_the_reports(records: list[Record]) -> None:
    page = write_comparison(compare(*records, style=True), *records)
    assert "<b>threatens</b>" not in page
    assert "&lt;b&gt;threatens" in page
    assert "http://" not in page
    assert "https://" not in page
    assert page == write_comparison(compare(*records, style=True), *records)


def test_every_link_of_the_page_leads_somewhere(records: list[Record]) -> None:
    import re

    page = write_comparison(compare(*records), *records)
    ids = set(re.findall(r'id="([^"]+)"', page))
    assert len(ids) == len(re.findall(r' id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= ids


def test_both_reports_stand_on_the_page_whole(records: list[Record]) -> None:
    import re

    page = write_comparison(compare(*records), *records)
    shown = " ".join(re.sub(r"<a class=\"chip[^>]*>\d+</a>|<[^>]+>", "", page.split('class="sides"')[1]).split())
    for words in ("speaking on condition of anonymity", "will be closed within a week", "I sleep badly", "Voices from"):
        assert words in shown


@pytest.fixture(scope="module")
def browser() -> Iterator[chromium.Browser]:
    if chromium.FOUND is None:
        pytest.skip("no Chromium is installed")
    with chromium.Browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory, records: list[Record]) -> Path:
    path = tmp_path_factory.mktemp("page") / "comparison.html"
    path.write_text(write_comparison(compare(*records), *records), "utf-8")
    return path


@pytest.mark.parametrize("size", [(320, 640), (390, 844), (1024, 768), (1440, 900)])
@pytest.mark.parametrize("script", [True, False])
def test_nothing_scrolls_sideways(browser: chromium.Browser, page: Path, size: tuple[int, int], script: bool) -> None:
    browser.open(page, *size, script=script)
    assert browser.ask("document.documentElement.scrollWidth") <= size[0]


def test_the_page_asks_for_nothing_and_breaks_no_policy(browser: chromium.Browser, page: Path) -> None:
    browser.open(page, 1280, 900)
    assert [url for url in browser.requests if not url.startswith(("about:", "data:"))] == [page.as_uri()]
    assert browser.errors == []
    assert browser.ask("document.querySelector('.fold').hidden") is False


def test_a_change_leads_to_its_words(browser: chromium.Browser, page: Path) -> None:
    browser.open(page, 1280, 900)
    browser.ask("document.querySelector('.links a').click()")
    assert browser.ask("document.querySelectorAll('.row.lit').length") == 1
    assert browser.ask("document.querySelector('.row.lit').getBoundingClientRect().top") < 900


def test_the_reports_stand_beside_each_other_on_a_desktop_and_below_on_a_phone(
    browser: chromium.Browser, page: Path
) -> None:
    where = "document.querySelector('.changed .{}').getBoundingClientRect().{}"
    browser.open(page, 1280, 900)
    assert browser.ask(where.format("a", "right")) <= browser.ask(where.format("b", "left"))
    browser.open(page, 390, 844)
    assert browser.ask(where.format("a", "bottom")) <= browser.ask(where.format("b", "top"))


def test_what_is_the_same_can_be_hidden(browser: chromium.Browser, page: Path) -> None:
    browser.open(page, 1280, 900)
    kept = "document.querySelector('.row.kept').offsetHeight"
    assert browser.ask(kept) > 0
    browser.ask("document.getElementById('fold').click()")
    assert browser.ask(kept) == 0
