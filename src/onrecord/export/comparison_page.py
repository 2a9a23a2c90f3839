"""The comparison as one page of HTML: the verdict, the named changes, and both reports side by side.

The page is one file with its style and script inside; its content security policy lets nothing else run or load. It
works without the script: every change is a link to its words, every marked word a link to its change.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from onrecord.export.comparison_wording import (
    CHANGE_SEVERITIES,
    RELATIONS,
    called,
    code_words,
    gravest_first,
    relation_counts,
    verdict,
)
from onrecord.export.marked_text import shown
from onrecord.export.page import policy_hash
from onrecord.export.wording import day_words, shortened
from onrecord.record import Record, Span
from onrecord.stories.alignment import align
from onrecord.stories.comparison import Change, Comparison, SentencePair
from onrecord.stories.folding import folded
from onrecord.stories.passages import passages
from onrecord.stories.scene import OneSide

if TYPE_CHECKING:
    from jinja2 import Template

_FRAME_HEAD = (("headline", "Headline"), ("byline", "Byline"), ("dateline", "Dateline"))


@dataclass(slots=True)
class ChangeCard:
    """A change as the page shows it; strings that end in `_html` are safe."""

    number: int
    severity: str
    sign: str
    name: str
    code: str
    message_html: str
    links_html: str


@dataclass(slots=True)
class Row:
    """Sentences of A beside what became of them in B; `*_html` are safe."""

    kind: str
    label: str
    a_html: str
    b_html: str
    moved: bool = False
    numbers: list[int] = field(default_factory=list)


@dataclass(slots=True)
class ReportCard:
    """One of the two reports at the head of the page."""

    name: str
    title_html: str
    about: list[str]
    share: int
    share_words: str


@dataclass(slots=True)
class _Mark:
    """A piece of text to be marked: by the numbers of changes, or as words that only this side has."""

    span: Span
    number: int | None


def write_comparison(comparison: Comparison, a: Record, b: Record) -> str:
    """A comparison of two records as a page of HTML that needs no other file and asks for none."""
    template, style, script = _parts()
    return template.render(
        page=_Page(comparison, a, b),
        style=style,
        script=script,
        style_hash=policy_hash(style),
        script_hash=policy_hash(script),
        severities=CHANGE_SEVERITIES,
    )


@lru_cache(maxsize=1)
def _parts() -> tuple[Template, str, str]:
    from jinja2 import Environment, StrictUndefined

    folder = files("onrecord.export").joinpath("templates")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(folder.joinpath("comparison.html").read_text("utf-8"))
    style = folder.joinpath("comparison.css").read_text("utf-8")
    return template, style, folder.joinpath("comparison.js").read_text("utf-8")


class _Page:
    """What the template asks for."""

    def __init__(self, comparison: Comparison, a: Record, b: Record) -> None:
        self.comparison, self.a, self.b = comparison, a, b
        self.verdict = verdict(comparison)
        self.lineage = comparison.lineage
        self.evidence = [shown(item.message, odd=True) for item in comparison.lineage.evidence]
        ordered = gravest_first(comparison.changes)
        self.numbers = {change.id: number for number, change in enumerate(ordered, 1)}
        self.changes = [self._card(change) for change in ordered]
        self.named = [card for card in self.changes if card.severity in ("warning", "check")]
        self.minor = [card for card in self.changes if card.severity not in ("warning", "check")]
        self.reports = [self._report("A", a), self._report("B", b)]
        counts = relation_counts(comparison)
        self.counts = [(relation, counts[relation], *RELATIONS[relation]) for relation in RELATIONS if counts[relation]]
        self.sides = {"a": OneSide(folded(a)), "b": OneSide(folded(b))}
        self.marks_a = self._marks("a")
        self.marks_b = self._marks("b")
        self.placed: set[tuple[str, int]] = set()
        self.rows = [*self._frame(), *self._sentences(), *self._credits()]
        self.title = f"{shortened(called(a), 60)} / {shortened(called(b), 60)}"

    # -- the head --------------------------------------------------------------------------------------------

    def _report(self, name: str, record: Record) -> ReportCard:
        report = record.report
        published = day_words(report.published)
        side = self.comparison.a if name == "A" else self.comparison.b
        about = [f"Published {published}" if published else "Day of publication not known", f"{side.words} words"]
        if report.uri:
            about.append(urlsplit(report.uri).netloc or report.uri)
        shares = self.lineage.shares
        share = shares.of_a_in_b if name == "A" else shares.of_b_in_a
        other = "B" if name == "A" else "A"
        words = f"of {name}'s words stand in {other} word for word"
        return ReportCard(name, shown(called(record), odd=True), about, round(100 * share), words)

    def _card(self, change: Change) -> ChangeCard:
        sign, name, _ = CHANGE_SEVERITIES[change.severity]
        number = self.numbers[change.id]
        links = []
        for side, spans, record in (("a", change.a, self.a), ("b", change.b, self.b)):
            if spans:
                words = shown(shortened(" ".join(record.words(spans[0]).split()), 90), odd=True)
                more = f" ({len(spans)} places)" if len(spans) > 1 else ""
                links.append(f'<a href="#{side}{number}" title="{words}">see {side.upper()}{more}</a>')
        return ChangeCard(
            number,
            change.severity,
            sign,
            name,
            code_words(change.code),
            shown(change.message, odd=True),
            " ".join(links),
        )

    # -- marks -----------------------------------------------------------------------------------------------

    def _marks(self, side: str) -> list[_Mark]:
        """The words of the changes, and the words in aligned sentences that the other side has not."""
        marks = []
        for change in self.comparison.changes:
            spans = change.a if side == "a" else change.b
            marks += [_Mark(span, self.numbers[change.id]) for span in spans]
        one, two = self.sides["a"].folded, self.sides["b"].folded
        for passage in passages(one, two, align(one, two)):
            mine, words = (one, sorted(passage.gone)) if side == "a" else (two, sorted(passage.come))
            for n in words:
                if marks and marks[-1].number is None and n and mine.span(n - 1, n)[1] == marks[-1].span[1]:
                    marks[-1].span = (marks[-1].span[0], max(mine.ends[n], marks[-1].span[1]))
                else:
                    marks.append(_Mark(mine.span(n, n + 1), None))
        return marks

    def _text(self, side: str, span: Span, *, lone: bool = False) -> tuple[str, list[int]]:
        """The text of a span with its marks as HTML, and the numbers of the changes that are in it."""
        record = self.a if side == "a" else self.b
        marks = [mark for mark in (self.marks_a if side == "a" else self.marks_b) if _overlap(mark.span, span)]
        whole = [m for m in marks if m.number is not None and _covers(m.span, span)]
        inner = [m for m in marks if m not in whole and not (lone and m.number is None)]
        out = [self._chip(side, mark.number) for mark in whole if mark.number is not None]
        numbers = [mark.number for mark in marks if mark.number is not None]
        cuts = sorted({*span, *(min(max(x, span[0]), span[1]) for mark in inner for x in mark.span)})
        for start, end in pairwise(cuts):
            here = [mark for mark in inner if mark.span[0] <= start and end <= mark.span[1]]
            out.append(self._piece(side, record.words((start, end)), here, end))
        return "".join(out), numbers

    def _piece(self, side: str, words: str, marks: Sequence[_Mark], end: int) -> str:
        html = shown(words, odd=True)
        if any(mark.number is None for mark in marks) and words.strip():
            html = f"<del>{html}</del>" if side == "a" else f"<ins>{html}</ins>"
        named = [mark for mark in marks if mark.number is not None]
        if named:
            html = f"<mark>{html}</mark>"
        # The number stands once, after the last of its words.
        return html + "".join(self._chip(side, m.number) for m in named if m.number is not None and m.span[1] == end)

    def _chip(self, side: str, number: int) -> str:
        card = self.changes[number - 1]
        place = f' id="{side}{number}"' if (side, number) not in self.placed else ""
        self.placed.add((side, number))
        about = shown(f"{card.name}, {card.code}")
        return f'<a class="chip {card.severity}"{place} href="#c{number}" title="{about}">{number}</a>'

    # -- rows ------------------------------------------------------------------------------------------------

    def _frame(self) -> list[Row]:
        rows = []
        for kind, label in _FRAME_HEAD:
            ours, theirs = ([s.span for s in r.report.segments if s.kind == kind] for r in (self.a, self.b))
            if ours or theirs:
                rows.append(self._row("frame", label, ours, theirs))
        return rows

    def _credits(self) -> list[Row]:
        ours, theirs = ([s.span for s in r.report.segments if s.kind == "credit"] for r in (self.a, self.b))
        rows = [self._row("frame", "Credits", ours, theirs)] if ours or theirs else []
        around = [
            [sentence.span for sentence in self.sides[side].folded.sentences if sentence.kind == "boilerplate"]
            for side in ("a", "b")
        ]
        return [*rows, self._row("frame", "Around it", *around)] if any(around) else rows

    def _row(self, kind: str, label: str, ours: Iterable[Span], theirs: Iterable[Span], *, moved: bool = False) -> Row:
        sides: list[str] = []
        numbers: list[int] = []
        for side, spans in (("a", list(ours)), ("b", list(theirs))):
            pieces = []
            for span in spans:
                html, found = self._text(side, span, lone=kind in ("dropped", "added", "frame"))
                pieces.append(f"<p>{html}</p>")
                numbers += found
            sides.append("".join(pieces))
        return Row(kind, label, sides[0], sides[1], moved, sorted(set(numbers)))

    def _sentences(self) -> list[Row]:
        """A row for each group of sentences that belong together, with the titles of sections before theirs."""
        rows: list[Row] = []
        titles = {"a": self.sides["a"].titled(), "b": self.sides["b"].titled()}
        for pairs in _grouped(self.comparison.sentences):
            ours = list(dict.fromkeys(pair.a for pair in pairs if pair.a))
            theirs = list(dict.fromkeys(pair.b for pair in pairs if pair.b))
            rows += self._section_rows(titles, ours, theirs)
            relation = pairs[0].relation
            moved = any(pair.moved for pair in pairs)
            rows.append(self._row(relation, RELATIONS[relation][0], ours, theirs, moved=moved))
        return rows

    def _section_rows(
        self, titles: dict[str, list[tuple[Span, Span]]], ours: list[Span], theirs: list[Span]
    ) -> list[Row]:
        rows = []
        for side, spans in (("a", ours), ("b", theirs)):
            while titles[side] and spans and titles[side][0][1][0] <= spans[0][0]:
                title, _ = titles[side].pop(0)
                html, numbers = self._text(side, title)
                html = f"<p><b>{html}</b></p>"
                kind = "dropped" if side == "a" else "added"
                label = "section in A" if side == "a" else "section in B"
                rows.append(Row(kind, label, html if side == "a" else "", html if side == "b" else "", False, numbers))
        return rows


def _overlap(one: Span, two: Span) -> bool:
    return one[0] < two[1] and two[0] < one[1]


def _covers(one: Span, two: Span) -> bool:
    """Whether a mark covers nearly all of a text: it is then marked as a whole."""
    return min(one[1], two[1]) - max(one[0], two[0]) >= 0.8 * (two[1] - two[0])


def _grouped(pairs: Sequence[SentencePair]) -> list[list[SentencePair]]:
    """Pairs that share a sentence stand in one row."""
    groups: list[list[SentencePair]] = []
    for pair in pairs:
        home = next(
            (
                group
                for group in groups
                if any((pair.a and pair.a == other.a) or (pair.b and pair.b == other.b) for other in group)
            ),
            None,
        )
        if home is None:
            groups.append([pair])
        else:
            home.append(pair)
    return groups
