"""The page in a real browser: it fits a phone and a desktop, and clicks lead from words to cards and back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import chromium
import hand_made
from onrecord.export.page import write_page

pytestmark = pytest.mark.skipif(chromium.FOUND is None, reason="no Chromium is installed")
PHONE, DESKTOP = (390, 844), (1440, 900)


@pytest.fixture(scope="module")
def browser() -> Iterator[chromium.Browser]:
    with chromium.Browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "record.html"
    path.write_text(write_page(hand_made.record()), "utf-8", newline="")
    return path


@pytest.mark.parametrize("size", [(320, 640), PHONE, (760, 900), (1024, 768), DESKTOP, (2400, 1200)])
@pytest.mark.parametrize("script", [True, False])
def test_nothing_scrolls_sideways(browser: chromium.Browser, page: Path, size: tuple[int, int], script: bool) -> None:
    browser.open(page, *size, script=script)
    assert browser.ask("document.documentElement.scrollWidth") <= size[0]
    assert browser.ask("document.querySelector('#report').getBoundingClientRect().width") > 250


def test_it_asks_for_nothing_and_breaks_no_policy(browser: chromium.Browser, page: Path) -> None:
    browser.open(page, *DESKTOP)
    assert [url for url in browser.requests if not url.startswith(("about:", "data:"))] == [page.as_uri()]
    assert browser.errors == []
    assert browser.ask("document.documentElement.className") == "js"


def test_the_browser_keeps_the_text_as_it_is(browser: chromium.Browser, page: Path) -> None:
    browser.open(page, *DESKTOP)
    assert browser.ask("document.getElementById('report').textContent") == hand_made.TEXT


def test_the_text_stands_in_the_middle_of_a_desktop(browser: chromium.Browser, page: Path) -> None:
    browser.open(page, *DESKTOP)
    left, middle, right = (
        browser.ask(f"document.querySelector('{name}').getBoundingClientRect().left")
        for name in ("#said", "#text", "#done")
    )
    assert left < middle < right


def test_a_cell_flashes_its_words(browser: chromium.Browser, page: Path) -> None:
    browser.open(page, *DESKTOP)
    browser.ask("document.querySelector('#card-s1-told h3 a').click()")
    assert (
        browser.ask("[...document.querySelectorAll('.lit')].map(n => n.textContent).join('')") == "Two port officials"
    )
    assert browser.ask("location.hash").startswith("#w")


def test_a_marked_word_opens_its_card(browser: chromium.Browser, page: Path) -> None:
    browser.open(page, *DESKTOP)
    browser.ask("document.querySelector('#report a[href=\"#card-e2-ASSAULT\"]').click()")
    assert browser.ask("document.activeElement.id") == "card-e2-ASSAULT"
    assert browser.ask("document.getElementById('card-e2-ASSAULT').classList.contains('current')")


def test_the_address_alone_leads_to_a_card(browser: chromium.Browser, page: Path) -> None:
    browser.open(page, *DESKTOP, hash="#card-s4-said")
    assert browser.ask("document.querySelector('.current').id") == "card-s4-said"


def test_on_a_phone_the_record_is_a_sheet_that_leaves_the_words_in_view(browser: chromium.Browser, page: Path) -> None:
    browser.open(page, *PHONE)
    assert browser.ask("getComputedStyle(document.getElementById('record')).visibility") == "hidden"
    browser.ask("document.querySelector('#report a[href=\"#card-s4-said\"]').click()")
    assert browser.ask("document.body.dataset.sheet") == "said"
    top = browser.ask("document.getElementById('record').getBoundingClientRect().top")
    words = browser.ask("document.querySelector('.on').getBoundingClientRect().bottom")
    card = browser.ask("document.getElementById('card-s4-said').getBoundingClientRect().top")
    assert 0 < words < top < card < PHONE[1]
    browser.ask("document.querySelector('.close').click()")
    assert browser.ask("document.body.hasAttribute('data-sheet')") is False


def test_without_its_script_a_phone_shows_the_record_below_the_text(browser: chromium.Browser, page: Path) -> None:
    browser.open(page, *PHONE, script=False)
    text = browser.ask("document.getElementById('text').getBoundingClientRect().bottom")
    assert browser.ask("document.getElementById('said').getBoundingClientRect().top") >= text
    assert browser.ask("getComputedStyle(document.getElementById('said')).visibility") == "visible"


@pytest.mark.parametrize("dark", [False, True])
def test_words_stand_out_from_their_ground(browser: chromium.Browser, page: Path, dark: bool) -> None:
    """WCAG AA asks for a contrast of 4.5; a ground is the nearest that is painted."""
    browser.open(page, *DESKTOP, dark=dark)
    worst = browser.ask("""(() => {
      const rgb = c => c.match(/[\\d.]+/g).map(Number);
      const part = v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
      const lum = c => { const [r, g, b] = rgb(c).map(part);
                         return .2126 * r + .7152 * g + .0722 * b; };
      let worst = [99, ''];
      for (const node of document.querySelectorAll('body *')) {
        if (!node.textContent.trim() || !node.getClientRects().length || node.closest('svg, .skip')) continue;
        let at = node, ground;
        while (at && ((ground = getComputedStyle(at).backgroundColor).endsWith(', 0)'))) at = at.parentElement;
        const [a, b] = [lum(getComputedStyle(node).color), lum(ground)].sort((x, y) => y - x);
        const contrast = (a + .05) / (b + .05);
        if (contrast < worst[0]) worst = [contrast, node.className + ': ' + node.textContent.slice(0, 40)];
      }
      return worst;
    })()""")
    assert worst[0] >= 4.5, worst
