"""The page: it needs nothing from outside, no report can harm it, and every cell leads to its words and back."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hand_made
from onrecord.export import FORMATS
from onrecord.export.marked_text import card_id, words_id
from onrecord.export.page import write_page
from onrecord.record import MadeBy, Record, ReportPart, Segment

_VOID = {"meta", "link", "br", "hr", "img", "rect"}


class Tree(HTMLParser):
    """Reads a page, refusing what is not well nested."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str]]] = []
        self.ids: list[str] = []
        self.links: list[tuple[str, bool]] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.seen = ""
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append((tag, given))
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a" and "href" in given:
            self.links.append((given["href"], self._in_report()))
        if tag not in _VOID:
            self.open.append((tag, given))

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if self._in_report():
            self.text += data
        self.seen += data

    def _in_report(self) -> bool:
        return any(given.get("id") == "report" for _, given in self.open)


@pytest.fixture(scope="module")
def page() -> str:
    return write_page(hand_made.record())


@pytest.fixture(scope="module")
def tree(page: str) -> Tree:
    return Tree(page)


def test_the_text_column_is_the_reports_text(tree: Tree) -> None:
    assert tree.text == hand_made.TEXT


def test_nothing_is_asked_of_the_net(page: str, tree: Tree) -> None:
    assert "http:" not in page
    assert "https:" not in page
    assert "@import" not in page
    assert "url(" not in page
    for tag, attributes in tree.tags:
        assert tag not in {"img", "iframe", "object", "embed", "base", "form"}
        assert "src" not in attributes
        assert "style" not in attributes
        assert not any(name.startswith("on") for name in attributes)
        if "href" in attributes:
            assert attributes["href"].startswith("#") or (tag, attributes["href"]) == ("link", "data:,")


def test_the_policy_allows_only_the_pages_own_script(page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    assert "default-src 'none'" in policy[1]
    assert "unsafe-inline" not in policy[1]
    assert len(re.findall("<script", page)) == 1


def test_markup_in_a_report_is_only_text(page: str) -> None:
    assert "<script>alert" not in page
    assert "<b>closed" not in page
    assert "<i>why" not in page
    assert 'href="javascript' not in page


def test_ids_are_there_once_and_every_link_has_its_goal(tree: Tree) -> None:
    assert len(tree.ids) == len(set(tree.ids))
    for href, _ in tree.links:
        assert href[1:] in tree.ids, href


def test_every_statement_and_event_links_both_ways(tree: Tree) -> None:
    record = hand_made.record()
    from_text = {href for href, inside in tree.links if inside}
    from_cards = {href for href, inside in tree.links if not inside}
    for part in [*record.statements, *record.events]:
        assert card_id(part.id) in tree.ids
        assert f"#{card_id(part.id)}" in from_text, part.id
    for statement in record.statements:
        for span in [*statement.source[:1], *statement.content[:1], *statement.cue[:1]]:
            assert f"#{words_id(span)}" in from_cards
    for event in record.events:
        assert f"#{words_id(event.trigger[0])}" in from_cards


def test_a_pronoun_shows_whom_it_means(tree: Tree) -> None:
    assert "she (Ada Roth)" in tree.seen
    assert "the minister (Ada Roth)" in tree.seen


def test_characters_that_turn_words_around_are_fenced_and_named(page: str) -> None:
    assert '<span class="odd" data-mark="U+202E">\u202e</span>' in page
    assert page.count("\u202e") == page.count('data-mark="U+202E">\u202e')


def test_findings_stand_on_top_the_gravest_first(page: str) -> None:
    places = [page.index(words) for words in ("The text turns words around.", "Two port officials are not", "A note.")]
    assert places == sorted(places)
    assert places[-1] < page.index('id="report"')
    assert "Look at the letters one by one." in page


def test_each_factuality_is_told_in_words(tree: Tree) -> None:
    for words in ("planned", "possible", "did not happen", "undecided", "conditional"):
        assert words in tree.seen


def test_a_day_is_written_out(tree: Tree) -> None:
    assert "Mon 4 May 2026" in tree.seen


def test_the_same_record_gives_the_same_page(page: str) -> None:
    assert FORMATS["html"].text(hand_made.record()) == page


def bare(text: str, segments: list[Segment]) -> Record:
    report = ReportPart(
        id="r", external_id=None, uri=None, sha256="0", text=text, text_offset=0, language="en", headline=None,
        dateline=None, published=None, published_from="none", segments=segments, sections=[], credits=[],
    )  # fmt: skip
    return Record(
        made_by=MadeBy(onrecord="0", model="m", codebook="c"),
        report=report, actors=[], times=[], places=[], statements=[], events=[], findings=[],
    )  # fmt: skip


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60), st.data())
def test_any_text_and_any_spans_come_through(text: str, data: st.DataObject) -> None:
    border = st.integers(0, len(text))
    cut = data.draw(border)
    segments = [Segment(kind="headline", span=(0, cut)), Segment(kind="paragraph", span=(cut, len(text)))]
    record = bare(text, segments)
    spans = st.tuples(border, border).map(lambda pair: (min(pair), max(pair)))
    for number in range(3):
        given_spans = {name: [data.draw(spans)] for name in ("source", "cue", "content")}
        record.statements.append(hand_made.statement(f"s{number}", **given_spans))
        record.events.append(hand_made.event(f"e{number}-ASSAULT", "ASSAULT", data.draw(spans)))
    tree = Tree(write_page(record))
    assert tree.text == text
    assert len(tree.ids) == len(set(tree.ids))


def test_an_empty_record_is_still_a_page() -> None:
    tree = Tree(write_page(bare("", [])))
    assert "Nothing in this report is credited to anybody." in tree.seen
