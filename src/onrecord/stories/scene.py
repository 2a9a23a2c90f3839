"""All that the changes between two reports are told from: the words, the passages, the paired statements and events."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from onrecord.codebook.comparing import ChangeWords
from onrecord.record import Actor, Event, Span, Statement
from onrecord.stories.alignment import Alignment
from onrecord.stories.folding import Folded
from onrecord.stories.passages import Passage

_QUOTES = frozenset("\"'“”‘’")

Side = Literal["a", "b"]


@dataclass(slots=True)
class Draft:
    """A change as it is found: spans in both reports, the ids that it is about, what fills its message.

    `key` tells two findings of one change: the same number changed in the lead and again further down.
    """

    code: str
    a: list[Span]
    b: list[Span]
    about: tuple[str | None, str | None] = (None, None)
    fields: dict[str, str] = field(default_factory=dict)
    key: tuple[str, ...] = ()


@dataclass(slots=True)
class StatementPair:
    """A statement of A and the same of B; `score` is how much of their contents they share."""

    a: Statement
    b: Statement
    score: float


@dataclass(slots=True)
class EventPair:
    """An event of A and the same of B."""

    a: Event
    b: Event


class OneSide:
    """One report with its parts at hand."""

    def __init__(self, folded: Folded) -> None:
        self.folded = folded
        self.record = folded.record
        self.text = folded.record.report.text
        self.actors = {actor.id: actor for actor in self.record.actors}
        self.times = {time.id: time for time in self.record.times}
        self.statements = {statement.id: statement for statement in self.record.statements}

    def words(self, spans: Sequence[Span]) -> list[int]:
        """The numbers of the words in some spans, in text order."""
        return sorted({n for span in spans for n in self.folded.words_in(span)})

    def stems(self, words: Iterable[int]) -> set[str]:
        """The stems of words that tell something; function words are left out."""
        return {self.folded.stems[n] for n in words if not self.folded.light[n]}

    def roots(self, words: Iterable[int]) -> set[str]:
        """What the words that tell something are aligned by: synonyms are one."""
        return {self.folded.roots[n] for n in words if not self.folded.light[n]}

    def titled(self) -> list[tuple[Span, Span]]:
        """The parts with a title: title and body, in text order; with headings that intake took for text."""
        report = self.record.report
        found = [(section.title, section.body) for section in report.sections if section.title]
        headings = [sentence.span for sentence in self.folded.sentences if sentence.kind == "heading"]
        stops = sorted([title[0] for title, _ in found] + [span[0] for span in headings] + [len(self.text)])
        for span in headings:
            found.append((span, (span[1], next(stop for stop in stops if stop > span[0]))))
        return sorted(found)

    def shown(self, spans: Sequence[Span], limit: int = 90) -> str:
        """The words of some spans between quotation marks, shortened; "nothing" for none."""
        if not spans:
            return "nothing"
        words = " … ".join(" ".join(self.text[start:end].split()) for start, end in spans)
        if words[0] in _QUOTES and words[-1] in _QUOTES:
            words = words[1:-1]
        if len(words) > limit:
            words = words[: limit - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
        return f"“{words}”"

    def actors_in(self, span: Span) -> list[Actor]:
        """The actors who are mentioned inside a span."""
        return [
            actor
            for actor in self.record.actors
            if any(span[0] <= m.span[0] and m.span[1] <= span[1] for m in actor.mentions)
        ]

    def covering(self, words: Sequence[int]) -> Span:
        """The characters from the first to the last of some words."""
        return self.folded.span(words[0], words[-1] + 1)

    def spans(self, words: Sequence[int]) -> list[Span]:
        """The characters of some words, one span for each run of neighbours."""
        out: list[Span] = []
        before = -2
        for n in words:
            span = self.folded.span(n, n + 1)
            if n == before + 1 and out:
                out[-1] = (out[-1][0], max(span[1], out[-1][1]))
            else:
                out.append(span)
            before = n
        return out


@dataclass(slots=True)
class Scene:
    """Two reports and what is aligned of them."""

    a: OneSide
    b: OneSide
    alignment: Alignment
    passages: list[Passage]
    statements: list[StatementPair]
    events: list[EventPair]
    words: ChangeWords
    passage_of_a: dict[int, Passage] = field(default_factory=dict)
    passage_of_b: dict[int, Passage] = field(default_factory=dict)

    def side(self, side: Side) -> OneSide:
        """One of the two reports."""
        return self.a if side == "a" else self.b

    def is_word(self, name: str, word: str) -> bool:
        """Whether a folded word is in a list of the codebook."""
        return word in self.words.words[name]
