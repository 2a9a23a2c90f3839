"""Stories: which reports tell of one happening, by words, names and time.

Reports are fed one at a time. Two reports whose words are alike are linked; reports that hang together by links are
clustered by average linkage, and the tree is cut where the two sides are less alike than each is in itself. A cut is a
function of the set of reports, so that the order in which they came does not matter, and a later report may re-link
earlier ones. Only the reports that a new one hangs together with are clustered again.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from onrecord.codebook.loader import Codebook, open_codebook
from onrecord.record import Record
from onrecord.stories.linkage import average_linkage
from onrecord.stories.words import Weights, body_text

# Two reports less alike than this (cosine, 0 to 1) are not linked. No merge that the other two settings allow is lost.
_LINK = 0.15
# Two groups are one story where the mean likeness between them is at least this share of the likeness within them ...
# The setting that matters most; evaluation/ecbplus.py shows what others give.
COHESION = 0.68
# ... which for a small group is not known well: it is taken as if so many more pairs were as alike as this.
_USUAL, _USUAL_PAIRS = 0.3, 6
# The likeness of two dated reports halves with so many days between them, after the first few.
_FREE_DAYS, _HALF_DAYS = 3.0, 14.0
# Reports so many days apart can't be linked any more, however alike.
_MOST_DAYS = _FREE_DAYS - _HALF_DAYS * math.log2(_LINK)
# Linked reports nearly always share one of the words that tell most: those lead to the reports to compare with.
_KEYS = 30


@dataclass(slots=True)
class ReportWords:
    """What the index keeps of a report: its id, its day as a number (None: undated) and its vector of words."""

    id: str
    day: float | None
    words: dict[str, float]


@dataclass(slots=True)
class StoryIndex:
    """Groups reports into stories as they arrive; `state()` is what an archive keeps, `restore` opens it again."""

    codebook: Codebook = field(default_factory=open_codebook)
    _weights: Weights = field(init=False)
    _reports: dict[str, ReportWords] = field(default_factory=dict, init=False)
    _links: dict[str, dict[str, float]] = field(default_factory=dict, init=False)
    _by_word: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list), init=False)
    _groups: dict[str, list[list[str]]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self._weights = Weights(self.codebook)

    def add(self, record: Record) -> bool:
        """Take a report in; a report that is already there (same id) is left alone, and False is given."""
        if record.report.id in self._reports:
            return False
        words = self._weights.vector(body_text(record))
        self._place(ReportWords(record.report.id, _day(record.report.published), words))
        return True

    def stories(self) -> list[list[str]]:
        """The stories as sorted lists of report ids, sorted; each report is in one of them."""
        stories: list[list[str]] = []
        seen: set[str] = set()
        for name in sorted(self._reports):
            if name in seen:
                continue
            parts = self._linked(name)
            seen.update(parts)
            stories += self._cluster(parts)
        return sorted(stories)

    def story_of(self, name: str) -> list[str]:
        """The sorted ids of the reports that tell of the same happening as report `name`, itself among them."""
        return next(story for story in self._cluster(self._linked(name)) if name in story)

    def top_words(self, names: Iterable[str], most: int = 8) -> list[str]:
        """The words that tell most of a story, the weightiest first."""
        sums: dict[str, float] = defaultdict(float)
        for name in sorted(names):
            for word, weight in self._reports[name].words.items():
                sums[word] += weight
        return sorted(sums, key=lambda word: (-round(sums[word], 6), word))[:most]

    def state(self) -> list[dict[str, Any]]:
        """What has to be kept of each report, as plain values that JSON can hold."""
        return [asdict(self._reports[name]) for name in sorted(self._reports)]

    @classmethod
    def restore(cls, state: Sequence[dict[str, Any]], codebook: Codebook | None = None) -> StoryIndex:
        """The index that a `state()` was taken of."""
        index = cls(codebook or open_codebook())
        for kept in state:
            index._place(ReportWords(**kept))
        return index

    def _place(self, new: ReportWords) -> None:
        """Link a report to those that are like it."""
        links: dict[str, float] = {}
        keys = sorted(new.words, key=lambda word: (-new.words[word], word))[:_KEYS]
        for name in sorted({name for word in keys for name in self._by_word.get(word, ())}):
            alike = likeness(new, self._reports[name])
            if alike >= _LINK:
                links[name] = alike
        self._reports[new.id] = new
        self._links[new.id] = links
        for name, alike in links.items():
            self._links[name][new.id] = alike
        for word in keys:
            self._by_word[word].append(new.id)

    def _linked(self, name: str) -> list[str]:
        """All reports that hang together with one by links, sorted."""
        seen, open_ = {name}, [name]
        while open_:
            for other in self._links[open_.pop()]:
                if other not in seen:
                    seen.add(other)
                    open_.append(other)
        return sorted(seen)

    def _cluster(self, names: list[str]) -> list[list[str]]:
        if len(names) == 1:
            return [names]
        key = "\n".join(names)
        kept = self._groups.get(names[0])
        if kept is None or "\n".join(sorted(name for group in kept for name in group)) != key:
            kept = cohesive_groups(names, [self._reports[name] for name in names])
            self._groups[names[0]] = kept
        return kept


def likeness(one: ReportWords, other: ReportWords) -> float:
    """How alike two reports are, 0 to 1: the cosine of their words, less for each day between two dated reports."""
    if one.day is not None and other.day is not None:
        apart = abs(one.day - other.day)
        if apart > _MOST_DAYS:
            return 0.0
        decay = 0.5 ** (max(0.0, apart - _FREE_DAYS) / _HALF_DAYS)
    else:
        decay = 1.0
    few, many = one.words, other.words
    if (len(many), other.id) < (len(few), one.id):
        few, many = many, few
    # No generator: each report that arrives is compared with up to forty.
    cosine = sum([weight * many[word] for word, weight in few.items() if word in many])
    # Rounded, so that the order of a sum can't turn a tie.
    return float(round(cosine * decay, 6))


def _day(published: str | None) -> float | None:
    """A date or time as days since year 1; None for none."""
    if published is None:
        return None
    moment = datetime.fromisoformat(published)
    return moment.toordinal() + (moment.hour * 60 + moment.minute) / 1440


def cohesive_groups(names: Sequence[str], reports: Sequence[ReportWords]) -> list[list[str]]:
    """Cluster reports by average linkage, and cut the tree where two groups are less alike than each is in itself.

    A fixed threshold for the likeness of two groups would split stories told in long, varied reports and join those
    told in short ones; the likeness within a group is what to measure it by.
    """
    size = len(reports)
    distances = [1 - likeness(reports[a], reports[b]) for a in range(size) for b in range(a + 1, size)]
    groups: list[list[int]] = [[index] for index in range(size)]
    within: list[tuple[float, int]] = [(0.0, 0)] * size  # sum and number of the likenesses of pairs
    whole = [True] * size
    done: list[list[int]] = []
    for one, other, distance in average_linkage(distances, size):
        alike, pairs = 1.0 - distance, len(groups[one]) * len(groups[other])
        usual = math.sqrt(_within(within[one]) * _within(within[other]))
        joined = whole[one] and whole[other] and alike >= max(_LINK, COHESION * usual)
        if not joined:
            done += [groups[side] for side in (one, other) if whole[side]]
        groups.append(sorted(groups[one] + groups[other]))
        within.append((within[one][0] + within[other][0] + alike * pairs, within[one][1] + within[other][1] + pairs))
        whole.append(joined)
    if whole[-1]:
        done.append(groups[-1])
    return sorted([names[index] for index in group] for group in done)


def _within(known: tuple[float, int]) -> float:
    return (known[0] + _USUAL * _USUAL_PAIRS) / (known[1] + _USUAL_PAIRS)
