"""Runs of words that two reports share, and what of each they cover."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress

from onrecord.stories.folding import Folded

# Shorter runs are shared by any two reports of one happening ("the prime minister said that").
RUN = 4


@dataclass(slots=True)
class Runs:
    """What two reports share in runs of at least four words.

    `of_a`, `of_b` are shares of all words of the body, `own_a`, `own_b` of those outside quotation marks: a quoted
    statement reaches several outlets from its speaker. `longest` is the longest run outside quotation marks:
    (its first word in A, its first word in B, its length).
    """

    of_a: float
    of_b: float
    own_a: float
    own_b: float
    longest: tuple[int, int, int]


def shared_runs(a: Folded, b: Folded) -> Runs:
    """Compare the bodies of two reports by runs of folded words."""
    words_a, words_b = a.body_words(), b.body_words()
    at_a, at_b = _places(a), _places(b)
    covered_a, covered_b = bytearray(len(words_a)), bytearray(len(words_b))
    longest = (0, 0, 0)
    lengths: dict[int, int] = {}
    before = -1
    shared = [(n, other) for run, places in at_a.items() if (other := at_b.get(run)) for n in places]
    for n, places in sorted(shared):
        if n > before + 1:
            lengths = {}
        before = n
        now: dict[int, int] = {}
        for place in places:
            covered_b[place : place + RUN] = b"\1" * RUN
            now[place] = lengths.get(place - 1, RUN - 1) + 1
            own = not (a.quoted[words_a[n]] or a.quoted[words_a[n + RUN - 1]])
            if own and now[place] > longest[2]:
                first = n + RUN - now[place]
                longest = (words_a[first], words_b[place + RUN - now[place]], now[place])
        covered_a[n : n + RUN] = b"\1" * RUN
        lengths = now
    own_a, own_b = ([not folded.quoted[n] for n in words] for folded, words in ((a, words_a), (b, words_b)))
    return Runs(_whole(covered_a), _whole(covered_b), _share(covered_a, own_a), _share(covered_b, own_b), longest)


def _places(folded: Folded) -> dict[tuple[str, ...], list[int]]:
    """The places of a body's runs of words, by their words; kept with the report, as it is compared with many."""
    if not folded.runs:
        forms = [folded.forms[n] for n in folded.body_words()]
        for n, run in enumerate(zip(*(forms[n:] for n in range(RUN)), strict=False)):
            folded.runs.setdefault(run, []).append(n)
    return folded.runs


def _whole(covered: bytearray) -> float:
    return covered.count(1) / len(covered) if covered else 0.0


def _share(covered: bytearray, counted: Sequence[bool]) -> float:
    whole = counted.count(True)
    return sum(compress(covered, counted)) / whole if whole else 0.0
