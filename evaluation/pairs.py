"""Score `compare` on the gold of pairs: lineage, direction, and named changes by code.

A change found is right when the gold has one of the same code whose words it touches on a side where both give words;
each gold change counts once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pair_gold
from onrecord.intake.plain import report_from_text
from onrecord.reader import Reader
from onrecord.stories.compare import compare
from onrecord.stories.comparison import Comparison
from pair_gold import PairGold


@dataclass(slots=True)
class PairCounts:
    """What is counted over all pairs."""

    pairs: int = 0
    lineage: int = 0
    direction: int = 0
    right: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, gold: PairGold, comparison: Comparison) -> None:
        """Count one pair."""
        self.pairs += 1
        self.lineage += comparison.lineage.kind == gold.lineage
        self.kinds[gold.lineage, comparison.lineage.kind] += 1
        # A common source says of neither report that it was made from the other.
        way = comparison.lineage.direction
        self.direction += (None if way == "common_source" else way) == gold.direction
        self.gold.update(change.code for change in gold.changes)
        self.found.update(change.code for change in comparison.changes)
        self.right.update(change.code for change, _ in matches(gold, comparison))

    def figures(self, name: str) -> dict[str, float]:
        """The figures by name: shares and F, 0 to 1."""
        right, gold, found = self.right.total(), self.gold.total(), self.found.total()
        return {
            f"{name} lineage": self.lineage / max(self.pairs, 1),
            f"{name} direction": self.direction / max(self.pairs, 1),
            f"{name} changes precision": right / max(found, 1),
            f"{name} changes recall": right / max(gold, 1),
            f"{name} changes F": 2 * right / max(gold + found, 1),
        }

    def confusion(self) -> list[str]:
        """A table of the lineages: a line for each in the gold, a column for each that was found."""
        names = sorted(pair_gold.LINEAGES)
        lines = ["  gold \\ found        " + " ".join(f"{name:>13s}" for name in names)]
        for gold in names:
            lines.append(f"  {gold:20s} " + " ".join(f"{self.kinds[gold, found]:13d}" for found in names))
        return lines

    def by_code(self) -> list[str]:
        """A line for each code: right, in the gold, found."""
        codes = sorted(set(self.gold) | set(self.found))
        return [
            f"  {code:20s} {self.right[code]:3d} of {self.gold[code]:3d}, {self.found[code]:3d} found" for code in codes
        ]


def _touches(ours: Iterable[Sequence[int]], theirs: Iterable[Sequence[int]]) -> bool:
    them = list(theirs)
    return any(one[0] < two[1] and two[0] < one[1] for one in ours for two in them)


def matches(gold: PairGold, comparison: Comparison) -> list[tuple[pair_gold.Change, str]]:
    """The gold changes that were found, each with the id of the change."""
    left = list(comparison.changes)
    found = []
    for change in gold.changes:
        for other in left:
            if other.code == change.code and (_touches(change.a, other.a) or _touches(change.b, other.b)):
                left.remove(other)
                found.append((change, other.id))
                break
    return found


def compared(gold: PairGold, reader: Reader) -> Comparison:
    """Read both reports of a pair and compare them."""
    one = report_from_text(gold.a, published=gold.published_a)
    two = report_from_text(gold.b, published=gold.published_b)
    first, second = reader.records([one, two])
    return compare(first, second)


def score(folder: Path, reader: Reader) -> PairCounts:
    """Count all pairs of a folder."""
    counts = PairCounts()
    for gold in pair_gold.load_pairs(folder):
        counts.add(gold, compared(gold, reader))
    return counts
