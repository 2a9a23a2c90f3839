"""A statement while it is being found: token ranges of passages, turned into spans at the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.codebook.cues import Cue
from onrecord.language.parsed import Passage

# A piece is (passage number, first token, end token).
Piece = tuple[int, int, int]
_EDGE = frozenset({"PUNCT", "SPACE"})
_QUOTE_TAGS = frozenset({"``", "''"})


@dataclass(slots=True)
class Draft:
    """Something credited to somebody, as token ranges.

    `anchor` is the token of the cue that the rule hangs on; `source` a token range with `source_head` its head (both
    None where
    no source is named); `frame` names how the content was found. `outer` is the statement that cites this one.
    """

    passage: Passage
    anchor: int
    cue: list[int]
    source: tuple[int, int] | None
    source_head: int | None
    content: list[Piece]
    kind: Literal["clause", "phrase"]
    cue_class: Cue | None
    frame: str
    negated: bool = False
    passive: bool = False
    addressee: tuple[int, int] | None = None
    medium: tuple[int, int] | None = None
    quoted_words: int = 0
    outer: Draft | None = None

    @property
    def rule(self) -> str:
        """The codebook entry and the frame that found it ("cues_verbs.say clause")."""
        return f"{self.cue_class.name} {self.frame}" if self.cue_class else self.frame


def runs(tokens: set[int]) -> list[tuple[int, int]]:
    """Token numbers as contiguous half-open ranges, in order."""
    ranges: list[tuple[int, int]] = []
    for token in sorted(tokens):
        if ranges and ranges[-1][1] == token:
            ranges[-1] = (ranges[-1][0], token + 1)
        else:
            ranges.append((token, token + 1))
    return ranges


def trim(passage: Passage, first: int, end: int, that: bool = True) -> tuple[int, int] | None:
    """Drop punctuation, a joining word and (with `that`) a leading "that" from the edges; quotation marks stay. None
    if nothing is left."""
    while first < end and _loose(passage, first, that):
        first += 1
    while end > first and passage.dep[end - 1] == "cc" and passage.pos[end - 1] == "CCONJ":
        end -= 1
    while (
        end > first
        and passage.pos[end - 1] in _EDGE
        and passage.tag[end - 1] not in _QUOTE_TAGS
        and not _bracket(passage, first, end)
    ):
        end -= 1
    return (first, end) if end > first else None


def _loose(passage: Passage, token: int, that: bool) -> bool:
    if passage.pos[token] in _EDGE:
        return passage.tag[token] not in _QUOTE_TAGS and passage.words[token] not in "([$#"
    return (
        that
        and passage.lower[token] == "that"
        and passage.dep[token] in ("mark", "dobj", "det", "pobj")
        and passage.pos[token] in ("SCONJ", "PRON")
        and (passage.pos[token] == "SCONJ" or passage.tag[token] == "WDT")
    )


def _bracket(passage: Passage, first: int, end: int) -> bool:
    """Whether a closing bracket at the edge has its opening one inside."""
    return passage.words[end - 1] in ")]" and any(passage.words[i] in "([" for i in range(first, end - 1))


def word_count(passage: Passage, first: int, end: int) -> int:
    """The number of tokens that are words or numbers."""
    return sum([word[0].isalnum() for word in passage.words[first:end]])
