"""Score `compare` on made versions: precision and recall by code of change, and the lineages told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

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
