"""Aligned sentences word by word: what is the same, what has come, what has gone, what only stands elsewhere."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from rapidfuzz.distance import Indel

from onrecord.stories.alignment import Alignment
from onrecord.stories.folding import Folded


@dataclass(slots=True)
class Region:
    """Words of A that stand in the place of words of B; one side may be empty. Numbers of words in the reports."""

    a: list[int]
    b: list[int]


@dataclass(slots=True)
class Passage:
    """Aligned sentences with their words (numbers in the reports).

    `regions` are the places where the two differ; `match` leads from a word of A to the same word of B, wherever in the
    passage it stands; `gone` and `come` are the words without a match. `score` is the likeness of the sentences.
    """

    a: list[int]
    b: list[int]
    score: float
    kind: str = "body"
    regions: list[Region] = field(default_factory=list)
    match: dict[int, int] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    come: set[int] = field(default_factory=set)

    @property
    def back(self) -> dict[int, int]:
        """From a word of B to the same word of A."""
        return {b: a for a, b in self.match.items()}


def passages(a: Folded, b: Folded, alignment: Alignment) -> list[Passage]:
    """The aligned sentences of two reports, compared word by word, in A's order."""
    found = []
    for group in alignment.groups:
        words_a = [n for s in group.a for n in range(alignment.a[s].first, alignment.a[s].end)]
        words_b = [n for s in group.b for n in range(alignment.b[s].first, alignment.b[s].end)]
        found.append(compared(a, b, words_a, words_b, group.score))
    return found


def compared(a: Folded, b: Folded, words_a: list[int], words_b: list[int], score: float, kind: str = "body") -> Passage:
    """Compare the words of two passages."""
    passage = Passage(words_a, words_b, score, kind)
    forms_a, forms_b = forms_beside(a, words_a, b, words_b)
    codes = Indel.opcodes(forms_a, forms_b)
    blocks = [
        (words_a[code.src_start : code.src_end], words_b[code.dest_start : code.dest_end], code.tag == "equal")
        for code in codes
    ]
    blocks = _without_stray_matches(a, blocks)
    _join(passage, blocks)
    _match_moved(passage, dict(zip(words_a, forms_a, strict=True)), dict(zip(words_b, forms_b, strict=True)))
    passage.gone = {n for n in words_a if n not in passage.match}
    passage.come = set(words_b) - set(passage.match.values())
    return passage


def forms_beside(a: Folded, words_a: list[int], b: Folded, words_b: list[int]) -> list[list[str]]:
    """The forms of words as two reports' passages are compared: days that are printed alike are one ("today" in a
    dispatch and in its copy of the next morning), else a day is the day that it means."""
    # A day that only one side was read as ("today" in a broken sentence) is a word like any other on both.
    if a.dates.keys().isdisjoint(words_a) and b.dates.keys().isdisjoint(words_b):
        return [[a.forms[n] for n in words_a], [b.forms[n] for n in words_b]]
    printed_a, printed_b = _as_printed(a, words_a), _as_printed(b, words_b)
    both = set(printed_a) & set(printed_b)
    return [
        [text if text in both else folded.forms[n] for n, text in zip(words, printed, strict=True)]
        for folded, words, printed in ((a, words_a, printed_a), (b, words_b, printed_b))
    ]


def _as_printed(folded: Folded, words: list[int]) -> list[str]:
    """The forms of words, days as they are printed."""
    forms, kinds = folded.forms, folded.kinds
    return [forms[n] if kinds[n] != "date" else folded.printed(n) for n in words]


_Block = tuple[list[int], list[int], bool]


def _without_stray_matches(a: Folded, blocks: list[_Block]) -> list[_Block]:
    """A "the" or "of" that two different clauses happen to share is no match: it would tear one change into two."""
    kept: list[_Block] = []
    for number, (ours, theirs, equal) in enumerate(blocks):
        if equal and 0 < number < len(blocks) - 1 and len(ours) <= 2 and all(a.light[n] for n in ours):
            before = sum(len(x) + len(y) for x, y in _run(blocks, number, -1))
            after = sum(len(x) + len(y) for x, y in _run(blocks, number, 1))
            if min(before, after) >= 2 + len(ours) and before + after >= 8 * len(ours):
                kept.append((ours, theirs, False))
                continue
        kept.append((ours, theirs, equal))
    return kept


def _run(blocks: list[_Block], at: int, step: int) -> list[tuple[list[int], list[int]]]:
    """The blocks of difference on one side of a block."""
    found = []
    at += step
    while 0 <= at < len(blocks) and not blocks[at][2]:
        found.append((blocks[at][0], blocks[at][1]))
        at += step
    return found


def _join(passage: Passage, blocks: list[_Block]) -> None:
    region: Region | None = None
    for ours, theirs, equal in blocks:
        if equal:
            passage.match.update(zip(ours, theirs, strict=True))
            region = None
            continue
        if region is None:
            region = Region([], [])
            passage.regions.append(region)
        region.a += ours
        region.b += theirs


def _match_moved(passage: Passage, forms_a: dict[int, str], forms_b: dict[int, str]) -> None:
    """Words that stand in another place of the passage ("Police said on Monday …", "… police said on Monday")."""
    left: dict[str, list[int]] = defaultdict(list)
    taken = set(passage.match.values())
    for n in passage.b:
        if n not in taken:
            left[forms_b[n]].append(n)
    for n in passage.a:
        if n not in passage.match and left.get(forms_a[n]):
            passage.match[n] = left[forms_a[n]].pop(0)
