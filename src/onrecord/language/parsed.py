"""The parsed text that readers work on: plain lists, so that no reader touches spaCy.

Looking up a list is several times faster than a spaCy token's attribute, and a reader can be tried on any parse.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from onrecord.intake.report import Report
from onrecord.record import SegmentKind, Span


@dataclass(slots=True)
class Passage:
    """One segment, parsed by itself. Index `i` is a token of the passage; offsets count in the report's text.

    `ent` holds the entity label of a token or "", `ent_of` the number of its entity in `entities` or -1 (both after
    the repair of names); `head[i] == i` marks a root; `subtree[i]` is the half-open token range under `i` (the
    outermost tokens, so that it also covers what a non-projective arc leaves out).
    """

    number: int
    kind: SegmentKind
    start: int
    text: str
    words: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    begins: list[int]
    ends: list[int]
    children: list[list[int]]
    subtree: list[tuple[int, int]]
    sentence_of: list[int]
    sentences: list[tuple[int, int]]
    ent: list[str]
    ent_of: list[int]
    entities: list[tuple[int, int, str]]

    def __len__(self) -> int:
        """The number of tokens."""
        return len(self.words)

    def span(self, first: int, end: int) -> Span:
        """The characters in the report from token `first` to before token `end`."""
        return (self.begins[first], self.ends[end - 1])

    def token_at(self, offset: int) -> int | None:
        """The token that covers a character of the report, None in white space or outside."""
        token = bisect_right(self.ends, offset)
        return token if token < len(self.begins) and self.begins[token] <= offset else None

    def child(self, token: int, *deps: str) -> int | None:
        """The first child with one of these dependency labels."""
        dep = self.dep
        for kid in self.children[token]:
            if dep[kid] in deps:
                return kid
        return None

    def kids(self, token: int, *deps: str) -> list[int]:
        """All children with one of these dependency labels, in text order."""
        dep = self.dep
        return [kid for kid in self.children[token] if dep[kid] in deps]

    def is_infinitive(self, verb: int) -> bool:
        """Whether a verb stands with "to"; before words that are nouns too the tagger takes it for a preposition
        ("called on them to march")."""
        tag, lower, dep = self.tag, self.lower, self.dep
        return any(tag[kid] == "TO" or (lower[kid] == "to" and dep[kid] == "aux") for kid in self.children[verb])

    def ancestors(self, token: int) -> list[int]:
        """The heads above a token, nearest first."""
        chain, head = [], self.head
        while (above := head[token]) != token:
            chain.append(above)
            token = above
        return chain

    def phrase(self, token: int) -> str:
        """The words under a token, as they stand."""
        first, end = self.subtree[token]
        return self.text[self.begins[first] - self.start : self.ends[end - 1] - self.start]


@dataclass(slots=True)
class ParsedReport:
    """A report with its passages; only segments that hold sentences are parsed (headline, paragraph, caption,
    notice)."""

    report: Report
    passages: list[Passage] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The report's text."""
        return self.report.text

    def passage_at(self, offset: int) -> Passage | None:
        """The passage that covers a character of the report's text."""
        for passage in self.passages:
            if passage.start <= offset < passage.start + len(passage.text):
                return passage
        return None
