"""Score `compare` on made versions: precision and recall by code of change, and the lineages told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from made_versions.base import ParseOnce, bases_of
from made_versions.making import made
from made_versions.version import Expected, Version
from onrecord.intake.plain import report_from_text
from onrecord.reader import Reader
from onrecord.record import Record, Span
from onrecord.stories.compare import compare
from onrecord.stories.comparison import Change, Comparison

CODES = frozenset(
    "number_changed date_changed weekday_changed place_changed person_changed title_changed source_dropped "
    "source_replaced source_added attribution_dropped condition_dropped condition_added cue_strengthened cue_weakened "
    "hedge_dropped hedge_added negation_changed factuality_changed quotation_altered quotation_cut quotation_moved "
    "claim_added claim_dropped background_added background_dropped section_added section_dropped commentators_added "
    "credit_dropped credit_added order_changed".split()
)
# What is told in a part that is cut or lent may be named or not: how many claims it holds is not known here.
_TOLD = frozenset(
    "claim_added claim_dropped background_added background_dropped commentators_added quotation_cut".split()
)


@dataclass(slots=True)
class Counts:
    """What is expected, found and right, by code; lineages by (expected, found); directions (right, all)."""

    expected: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    lineages: Counter[tuple[str, str]] = field(default_factory=Counter)
    directions: list[int] = field(default_factory=lambda: [0, 0])
    in_copies: list[int] = field(default_factory=lambda: [0, 0])

    def precision(self, code: str) -> float:
        """The share of the changes named by this code that are right; 1 where none is named."""
        return self.right[code] / self.found[code] if self.found[code] else 1.0

    def recall(self, code: str) -> float:
        """The share of the expected changes that are named."""
        return self.named[code] / self.expected[code] if self.expected[code] else 1.0

    def told(self, kind: str) -> float:
        """The share of versions of this lineage that are taken for it."""
        of = {found: count for (expected, found), count in self.lineages.items() if expected == kind}
        return of.get(kind, 0) / sum(of.values()) if of else 1.0


def _touches(one: Iterable[Span], two: Iterable[Span]) -> bool:
    two = list(two)
    return any(a[0] < b[1] and b[0] < a[1] for a in one for b in two)


def shows(expected: Expected, change: Change, shift_a: int = 0, shift_b: int = 0) -> bool:
    """Whether a named change is the expected one: the same code, and common characters on one side at least."""
    a = [(span[0] + shift_a, span[1] + shift_a) for span in expected.a]
    b = [(span[0] + shift_b, span[1] + shift_b) for span in expected.b]
    return change.code == expected.code and (_touches(a, change.a) or _touches(b, change.b))


@dataclass(slots=True)
class Scored:
    """A version with its comparison: what was missed, and what was named without being there."""

    version: Version
    a: Record
    b: Record
    comparison: Comparison
    missed: list[Expected]
    extra: list[Change]


def _tolerated(version: Version, change: Change, shift_a: int, shift_b: int) -> bool:
    if change.code not in _TOLD:
        return False
    a = [(span[0] + shift_a, span[1] + shift_a) for span in version.tolerated_a]
    b = [(span[0] + shift_b, span[1] + shift_b) for span in version.tolerated_b]
    return _touches(a, change.a) or _touches(b, change.b)


def score_one(version: Version, a: Record, b: Record, comparison: Comparison, counts: Counts) -> Scored:
    """Match named with expected changes, one to one, and add them to the counts."""
    shifts = a.report.text_offset, b.report.text_offset
    free = [
        change
        for change in comparison.changes
        if change.severity != "style" and change.code in CODES and not _tolerated(version, change, *shifts)
    ]
    missed = []
    if version.named:
        for expected in version.expected:
            counts.expected[expected.code] += 1
            match = next((change for change in free if shows(expected, change, *shifts)), None)
            if match is None:
                missed.append(expected)
                continue
            counts.named[expected.code] += 1
            counts.right[expected.code] += 1
            counts.found[expected.code] += 1
            free.remove(match)
        counts.found.update(change.code for change in free)
    if version.lineage is not None:
        counts.lineages[version.lineage, comparison.lineage.kind] += 1
    if version.lineage in ("copy", "independent") and not version.kinds:
        counts.in_copies[0] += bool(free)
        counts.in_copies[1] += 1
    if version.direction is not None:
        counts.directions[0] += comparison.lineage.direction == version.direction
        counts.directions[1] += 1
    return Scored(version, a, b, comparison, missed, free)


LINEAGES = ("copy", "rewrite", "partial_reuse", "independent")


def table(counts: Counts) -> str:
    """The counts as they are printed."""
    lines = ["  code                  expected  found  precision  recall"]
    for code in sorted(CODES):
        figures = f"{counts.precision(code):9.3f}  {counts.recall(code):6.3f}"
        lines.append(f"  {code:20s} {counts.expected[code]:9d} {counts.found[code]:6d}  {figures}")
    right, found = counts.right.total(), counts.found.total()
    lines.append(
        f"  {'all':20s} {counts.expected.total():9d} {found:6d}  {right / max(found, 1):9.3f}"
        f"  {counts.named.total() / max(counts.expected.total(), 1):6.3f}"
    )
    lines.append("  lineage        " + "".join(f"{name:>15s}" for name in LINEAGES))
    for name in LINEAGES:
        row = "".join(f"{counts.lineages[name, found]:15d}" for found in LINEAGES)
        lines.append(f"  {name:15s}{row}")
    lines.append(f"  direction {counts.directions[0]} of {counts.directions[1]}")
    lines.append(f"  copies and independent pairs with a change: {counts.in_copies[0]} of {counts.in_copies[1]}")
    return "\n".join(lines)


def figures_of(counts: Counts) -> dict[str, float]:
    """The figures by name, 0 to 1."""
    found, expected = counts.found.total(), counts.expected.total()
    figures = {
        "changes precision": counts.right.total() / max(found, 1),
        "changes recall": counts.named.total() / max(expected, 1),
    }
    for code in sorted(CODES):
        figures[f"{code} precision"] = counts.precision(code)
        figures[f"{code} recall"] = counts.recall(code)
    for name in LINEAGES:
        figures[f"{name} told"] = counts.told(name)
    figures["direction"] = counts.directions[0] / max(counts.directions[1], 1)
    figures["unchanged left alone"] = 1 - counts.in_copies[0] / max(counts.in_copies[1], 1)
    return figures


def score(corpus: Path, reader: Reader) -> Counts:
    """Make all versions of a corpus, compare and count them."""
    reader = Reader(ParseOnce(reader.nlp), reader.codebook)
    counts = Counts()
    for _ in scored(list(made(bases_of(corpus, reader))), reader, counts):
        pass
    return counts


def scored(versions: Sequence[Version], reader: Reader, counts: Counts) -> Iterator[Scored]:
    """Read both texts of each version, compare and score them."""
    for version in versions:
        reports = [
            report_from_text(text, published=published, headline=headline)
            for text, published, headline in (
                (version.a, version.published_a, version.headline_a),
                (version.b, version.published_b, version.headline_b),
            )
        ]
        a, b = reader.records(reports)
        yield score_one(version, a, b, compare(a, b), counts)
