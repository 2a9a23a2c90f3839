"""Which reports of a large story are compared in full: those that share what few others have.

In a story of thousands of reports each has hundreds of copies and rewrites; it needs its likeliest parents only.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from onrecord.stories.folding import Folded
from onrecord.stories.outlets import House, media_key

# A story of so many reports is compared pair by pair.
EVERY_PAIR = 60
# Of a larger one each report is compared with so many that share most of its runs, names, numbers and rare words ...
_NEAREST = 16
# ... and with the last so many earlier reports of each outlet that it names.
_CREDITED = 3
# Of the reports that have a run or a word only the first so many are looked at: the original is among them, its
# thousandth copy is no better parent.
_HOLDERS = 40
_RUN = 4


def pairs_to_compare(parts: Sequence[Folded], houses: Sequence[House]) -> list[tuple[int, int]]:
    """The pairs (i, j), i < j, of reports in order of time that are compared in full."""
    size = len(parts)
    if size <= EVERY_PAIR:
        return [(one, other) for one in range(size) for other in range(one + 1, size)]
    held = _frequencies(parts)
    first: dict[str, list[int]] = defaultdict(list)
    shown: dict[str, list[int]] = defaultdict(list)
    pairs: set[tuple[int, int]] = set()
    for number, folded in enumerate(parts):
        shared: Counter[int] = Counter()
        features = set(_features(folded))
        for feature in features:
            weight = math.log(1 + size / held[feature])
            for other in first[feature]:
                shared[other] += weight  # type: ignore[assignment]
        nearest = sorted(shared, key=lambda other: (-round(shared[other], 6), other))[:_NEAREST]
        pairs.update((other, number) for other in nearest)
        low = folded.record.report.text.lower()
        for name, holders in shown.items():
            if name in low:
                pairs.update((other, number) for other in holders[-_CREDITED:])
        for feature in features:
            if len(first[feature]) < _HOLDERS:
                first[feature].append(number)
        for house in {media_key(name) for name in (houses[number].outlet, houses[number].agency) if name}:
            shown[house].append(number)
    return sorted(pairs)


def _frequencies(parts: Sequence[Folded]) -> Counter[str]:
    held: Counter[str] = Counter()
    for folded in parts:
        held.update(set(_features(folded)))
    return held


def _features(folded: Folded) -> Iterator[str]:
    """Runs of words, and the words that say something."""
    for sentence in folded.body:
        stems = folded.stems[sentence.first : sentence.end]
        for at in range(len(stems) - _RUN + 1):
            yield " ".join(stems[at : at + _RUN])
        for word in range(sentence.first, sentence.end):
            if not folded.light[word]:
                yield folded.roots[word]
