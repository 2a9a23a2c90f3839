"""A version in the making: sentences of both sides by key, and the changes with the words that show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from made_versions.base import Base
from onrecord.record import Span

# Which code a change has when A and B are exchanged; codes that are missing can't be exchanged.
REVERSED = {
    "number_changed": "number_changed",
    "date_changed": "date_changed",
    "weekday_changed": "weekday_changed",
    "place_changed": "place_changed",
    "person_changed": "person_changed",
    "title_changed": "title_changed",
    "source_replaced": "source_replaced",
    "condition_added": "condition_dropped",
    "cue_strengthened": "cue_weakened",
    "cue_weakened": "cue_strengthened",
    "hedge_added": "hedge_dropped",
    "negation_changed": "negation_changed",
    "factuality_changed": "factuality_changed",
    "quotation_altered": "quotation_altered",
    "quotation_moved": "quotation_moved",
    "claim_dropped": "claim_added",
    "background_dropped": "background_added",
    "credit_added": "credit_dropped",
    "section_added": "section_dropped",
}


@dataclass(slots=True)
class Expected:
    """A change that is known: its code, and the words that show it on either side (empty where there are none)."""

    code: str
    a: list[Span]
    b: list[Span]


@dataclass(slots=True)
class Edit:
    """One sentence in A's words and in B's, with changes whose spans are counted in these."""

    kind: str
    sentence: int
    a: str
    b: str
    changes: list[Expected]

    def exchanged(self) -> Edit | None:
        """A's and B's side exchanged; None where a change has no reverse."""
        if not all(change.code in REVERSED for change in self.changes):
            return None
        changes = [Expected(REVERSED[change.code], change.b, change.a) for change in self.changes]
        return Edit(REVERSED[self.kind], self.sentence, self.b, self.a, changes)


def replaced(text: str, pieces: Sequence[tuple[int, int, str]]) -> tuple[str, list[Span]]:
    """A text with pieces replaced, and where the new words stand."""
    out, spans, at, length = [], [], 0, 0
    for start, end, new in sorted(pieces):
        out += [text[at:start], new]
        length += start - at
        spans.append((length, length + len(new)))
        length += len(new)
        at = end
    return "".join([*out, text[at:]]), spans


def edit_of(kind: str, number: int, text: str, pieces: Sequence[tuple[int, int, str]]) -> Edit:
    """An edit that replaces pieces of a sentence, all of them one change."""
    new, spans = replaced(text, pieces)
    a = [(start, end) for start, end, _ in sorted(pieces) if end > start]
    return Edit(kind, number, text, new, [Expected(kind, a, [span for span in spans if span[1] > span[0]])])


Key = int | str


@dataclass(slots=True)
class _Mark:
    code: str
    a: list[tuple[Key, Span]]
    b: list[tuple[Key, Span]]


@dataclass(slots=True)
class Version:
    """Two texts, the changes between them, and what their lineage is.

    `lineage` is None where the guidelines leave it open; `tolerated` are spans of A and of B in which changes of what
    is told (claims, background) may be named, but need not be.
    """

    name: str
    a: str
    b: str
    published_a: str | None
    published_b: str | None
    expected: list[Expected]
    lineage: str | None
    kinds: list[str] = field(default_factory=list)
    direction: str | None = None
    headline_a: str | None = None
    headline_b: str | None = None
    tolerated_a: list[Span] = field(default_factory=list)
    tolerated_b: list[Span] = field(default_factory=list)
    named: bool = True


class Draft:
    """Both sides of a version as paragraphs of keys; a key is a sentence's number or the name of what is inserted."""

    def __init__(self, base: Base) -> None:
        self.base = base
        self.a: list[list[Key]] = [list(paragraph) for paragraph in base.paragraphs]
        self.b: list[list[Key]] = [list(paragraph) for paragraph in base.paragraphs]
        self.text_a: dict[Key, str] = {number: sentence.text for number, sentence in enumerate(base.sentences)}
        self.text_b: dict[Key, str] = dict(self.text_a)
        self.marks: list[_Mark] = []
        self.touched: set[int] = set()
        self.kinds: list[str] = []

    def apply(self, edit: Edit) -> None:
        """Put an edit of one sentence in."""
        self.text_a[edit.sentence], self.text_b[edit.sentence] = edit.a, edit.b
        self.touched.add(edit.sentence)
        self.kinds.append(edit.kind)
        for change in edit.changes:
            self.mark(
                change.code,
                [(edit.sentence, span) for span in change.a],
                [(edit.sentence, span) for span in change.b],
            )

    def mark(self, code: str, a: Sequence[tuple[Key, Span]], b: Sequence[tuple[Key, Span]]) -> None:
        """Say that a change shows in these words of these sentences."""
        self.marks.append(_Mark(code, list(a), list(b)))

    def whole(self, side: str, keys: Sequence[Key]) -> list[tuple[Key, Span]]:
        """All words of sentences."""
        texts = self.text_a if side == "a" else self.text_b
        return [(key, (0, len(texts[key]))) for key in keys]

    def insert(self, side: str, place: int, paragraphs: Sequence[Sequence[str]], name: str) -> list[Key]:
        """Insert paragraphs into one side before paragraph `place`; returns their keys."""
        keys: list[Key] = []
        texts, order = (self.text_a, self.a) if side == "a" else (self.text_b, self.b)
        new: list[list[Key]] = []
        for number, paragraph in enumerate(paragraphs):
            new.append([f"{name} {number} {at}" for at in range(len(paragraph))])
            texts.update(zip(new[-1], paragraph, strict=True))
            keys += new[-1]
        order[place:place] = new
        return keys

    def drop(self, side: str, numbers: Sequence[int]) -> None:
        """Leave sentences out of one side."""
        order = self.a if side == "a" else self.b
        order[:] = [kept for paragraph in order if (kept := [key for key in paragraph if key not in numbers])]
        self.touched.update(numbers)

    def finish(self, name: str, lineage: str | None, **more: str | None) -> Version:
        """Put the texts together and count the changes' spans in them."""
        a, starts_a = _joined(self.a, self.text_a)
        b, starts_b = _joined(self.b, self.text_b)
        expected = [
            Expected(
                mark.code,
                [(starts_a[key] + span[0], starts_a[key] + span[1]) for key, span in mark.a],
                [(starts_b[key] + span[0], starts_b[key] + span[1]) for key, span in mark.b],
            )
            for mark in self.marks
        ]
        published = self.base.published
        return Version(name, a, b, published, published, expected, lineage, list(self.kinds), **more)  # type: ignore[arg-type]


def _joined(paragraphs: Sequence[Sequence[Key]], texts: dict[Key, str]) -> tuple[str, dict[Key, int]]:
    starts: dict[Key, int] = {}
    out: list[str] = []
    at = 0
    for paragraph in paragraphs:
        for key in paragraph:
            starts[key] = at
            at += len(texts[key]) + 1
        out.append(" ".join(texts[key] for key in paragraph))
        at += 1
    return "\n\n".join(out), starts
