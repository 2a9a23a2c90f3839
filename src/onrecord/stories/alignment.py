"""Which sentence of one report is which of the other: by shared words, whatever the order, split or merged.

Words weigh by what they tell: function words little, names and numbers more, and a word less the more sentences have
it. The best pairs are taken first, one to one; what is left joins a sentence that has a partner already when that
covers it (a sentence was split or merged), or fills a gap between neighbours that are aligned.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from onrecord.stories.folding import Folded, FoldedSentence

# A pair of sentences is one sentence when its shared weight is this share of both together (Dice), or of the shorter.
_ALIKE = 0.42
# A weaker pair needs this many words that tell something: two sentences with one subject share three.
_SURELY_ALIKE = 0.6
_SHARED_WORDS = 4
_COVERED, _CONTAINED_ALIKE = 0.72, 0.25
# Between two aligned neighbours less is enough; so much less that function words alone never do.
_ALIKE_IN_GAP = 0.36
_LEADS_ALIKE = 0.28
# A sentence joins another that has a partner with this share of its words, if so many of them tell something.
_JOINED = 0.4
_JOINED_WORDS = 4
# Reports of which so much is aligned are related; then so much is enough for what is left.
_RELATED_PAIRS = 3
_RELATED = 0.4
_LOOSE = 0.33
_LOOSE_FEW = 0.38
_LIGHT = 0.12
_SHORT = 3
# Where one report tells the other anew, a sentence in the same place needs no more than this.
_FOLLOWING = 0.5
_TOLD_ANEW = 0.65
_ALIKE_IN_PLACE = 0.1
# ... and where it does not, so much, where nothing else is left there.
_ALONE = 0.2
# A sentence of so many words is brief: what it shares can't be much.
_BRIEF = 14


@dataclass(slots=True)
class Pair:
    """Two aligned sentences, by their numbers in the bodies; `score` is Dice's, 0 to 1."""

    a: int
    b: int
    score: float
    moved: bool = False


@dataclass(slots=True)
class Group:
    """Sentences that are aligned with each other: mostly one and one, more where they were split or merged."""

    a: list[int]
    b: list[int]
    score: float
    moved: bool = False


@dataclass(slots=True)
class Alignment:
    """The bodies of two reports, sentence by sentence."""

    a: list[FoldedSentence]
    b: list[FoldedSentence]
    pairs: list[Pair]
    groups: list[Group]
    alone_a: list[int]
    alone_b: list[int]
    weight_a: list[float] = field(default_factory=list)
    weight_b: list[float] = field(default_factory=list)


class Side:
    """The sentences of one report, with their stems counted: the same whatever report it is aligned with."""

    def __init__(self, folded: Folded) -> None:
        self.folded = folded
        self.sentences = folded.body
        self.bags = [Counter(folded.roots[sentence.first : sentence.end]) for sentence in self.sentences]
        self.sizes = [sentence.end - sentence.first for sentence in self.sentences]
        self.light = {root for root, light in zip(folded.roots, folded.light, strict=True) if light}
        self.heavy = {
            root for root, kind in zip(folded.roots, folded.kinds, strict=True) if kind in ("name", "number", "date")
        }

    def forms(self, number: int) -> list[str]:
        """The words of a sentence, in their order."""
        sentence = self.sentences[number]
        return self.folded.forms[sentence.first : sentence.end]


def align(a: Folded, b: Folded) -> Alignment:
    """Align the sentences of two reports' bodies."""
    return align_sides(Side(a), Side(b))


def align_sides(a: Side, b: Side) -> Alignment:
    """The same of reports that are made ready; with many others, each has to be only once."""
    return _Aligner(a, b).align()


class _Aligner:
    def __init__(self, a: Side, b: Side) -> None:
        self.a, self.b = a, b
        spread: Counter[str] = Counter()
        for bag in [*a.bags, *b.bags]:
            spread.update(bag.keys())
        light, heavy = a.light | b.light, a.heavy | b.heavy
        self.weight = {
            stem: (_LIGHT if stem in light else 1.25 if stem in heavy else 1.0)
            / (1 + 0.35 * math.log(count / 2) if count > 2 else 1.0)
            for stem, count in spread.items()
        }
        self.light = light
        self.telling_a = [bag.keys() - light for bag in a.bags]
        self.telling_b = [bag.keys() - light for bag in b.bags]
        self.total_a = [self._sum(bag) for bag in a.bags]
        self.total_b = [self._sum(bag) for bag in b.bags]
        self.shared: dict[tuple[int, int], float] = {}

    def _sum(self, bag: Counter[str]) -> float:
        weight = self.weight
        return sum([weight[stem] * count for stem, count in bag.items()])

    def align(self) -> Alignment:
        self._count_shared()
        pairs = self._one_to_one()
        self._lead(pairs)
        self._attach(pairs)
        self._fill_gaps(pairs)
        self._join_runs(pairs)
        self._loosely(pairs)
        self._follow(pairs)
        pairs.sort(key=lambda pair: (pair.a, pair.b))
        _mark_moved(pairs, self.total_a)
        groups = _groups(pairs)
        taken_a, taken_b = {pair.a for pair in pairs}, {pair.b for pair in pairs}
        return Alignment(
            self.a.sentences,
            self.b.sentences,
            pairs,
            groups,
            [n for n in range(len(self.a.sentences)) if n not in taken_a],
            [n for n in range(len(self.b.sentences)) if n not in taken_b],
            self.total_a,
            self.total_b,
        )

    def _lead(self, pairs: list[Pair]) -> None:
        """The two leads, where neither has a partner: of related reports they tell one piece of news.

        "A convoy has reached the town, the ministry said." -> "Aid got to the town on Friday for the first time."
        """
        if not pairs or not self.a.bags or not self.b.bags or any(pair.a == 0 or pair.b == 0 for pair in pairs):
            return
        if self._dice(0, 0) >= _LEADS_ALIKE and self._heavy_shared(0, 0) >= _SHARED_WORDS - 1:
            pairs.append(Pair(0, 0, round(self._dice(0, 0), 4)))

    def _loosely(self, pairs: list[Pair]) -> None:
        """Of what is left between reports that are related anyway: the likest, one to one.

        "She said the trucks had been held up at a checkpoint for two days." -> "The 60 trucks, loaded with food, had
        waited two days at a checkpoint, according to the minister."
        """
        share = max(
            len({pair.a for pair in pairs}) / max(len(self.a.bags), 1),
            len({pair.b for pair in pairs}) / max(len(self.b.bags), 1),
        )
        if len(pairs) < _RELATED_PAIRS or share < _RELATED:
            return
        taken_a, taken_b = {pair.a for pair in pairs}, {pair.b for pair in pairs}
        ranked = sorted(
            (-self._dice(a, b), a, b)
            for a, b in self.shared
            if a not in taken_a and b not in taken_b and self._heavy_shared(a, b) >= 2
        )
        chain = {(pair.a, pair.b) for pair in pairs}
        last = len(self.a.bags) - 1, len(self.b.bags) - 1
        for negative, a, b in ranked:
            shared = self._heavy_shared(a, b)
            covered = self.shared[a, b] / max(min(self.total_a[a], self.total_b[b]), 1e-9)
            enough = shared >= _SHARED_WORDS or (shared >= _SHARED_WORDS - 1 and -negative >= _LOOSE_FEW)
            beside = (a - 1, b - 1) in chain or (a + 1, b + 1) in chain or (a, b) == last
            enough = enough or (beside and -negative >= _LOOSE_FEW) or covered >= _COVERED
            if -negative >= _LOOSE and enough and a not in taken_a and b not in taken_b:
                pairs.append(Pair(a, b, round(-negative, 4)))
                taken_a.add(a)
                taken_b.add(b)

    def _follow(self, pairs: list[Pair]) -> None:
        """Where one report tells the other anew in its order: of what is left between two aligned sentences, what
        shares a word or stands there alone on both sides.

        "Nobody had fought back." -> "The crew put up no fight." shares nothing, but stands between the same two facts.
        """
        pairs.sort(key=lambda pair: (pair.a, pair.b))
        _mark_moved(pairs, self.total_a)
        chain = [pair for pair in pairs if not pair.moved]
        if len(chain) < 4:
            return
        share = max(len({p.a for p in chain}) / len(self.a.bags), len({p.b for p in chain}) / len(self.b.bags))
        if share < _FOLLOWING:
            return
        anew = median(pair.score for pair in chain) < _TOLD_ANEW
        taken_a, taken_b = {pair.a for pair in pairs}, {pair.b for pair in pairs}
        ends = [(-1, -1), *((pair.a, pair.b) for pair in chain), (len(self.a.bags), len(self.b.bags))]
        for (first_a, first_b), (last_a, last_b) in pairwise(ends):
            left_a = [n for n in range(first_a + 1, last_a) if n not in taken_a]
            left_b = [n for n in range(first_b + 1, last_b) if n not in taken_b]
            inside = first_a >= 0 and last_a < len(self.a.bags)
            if not anew:
                # "Most clinics are without roofs, the committee found." -> "Most of the clinics still lack roofs."
                alone = inside and len(left_a) == len(left_b) == 1
                if alone and self._dice(left_a[0], left_b[0]) >= _ALONE and self._heavy_shared(left_a[0], left_b[0]):
                    pairs.append(Pair(left_a[0], left_b[0], round(self._dice(left_a[0], left_b[0]), 4)))
                continue
            if inside and len(left_a) == len(left_b) == 1:
                pairs.append(Pair(left_a[0], left_b[0], round(self._dice(left_a[0], left_b[0]), 4)))
                continue
            self._pair_in_place(pairs, left_a, left_b, 1 if inside and first_b >= 0 else 2)
        if anew:
            self._join_neighbours(pairs)

    def _join_neighbours(self, pairs: list[Pair]) -> None:
        """Of what is still left: a sentence that shares two words with its neighbour's partner, which told both."""
        of_a: dict[int, int] = {pair.a: pair.b for pair in pairs}
        of_b: dict[int, int] = {pair.b: pair.a for pair in pairs}
        for b in range(len(self.b.bags)):
            near = [of_b[n] for n in (b - 1, b + 1) if n in of_b] if b not in of_b else []
            found = max(near, key=lambda a: self._heavy_shared(a, b), default=None)
            if found is not None and self._heavy_shared(found, b) >= 2:
                pairs.append(Pair(found, b, round(self._dice(found, b), 4)))
        for a in range(len(self.a.bags)):
            near = [of_a[n] for n in (a - 1, a + 1) if n in of_a] if a not in of_a else []
            found = max(near, key=lambda b: self._heavy_shared(a, b), default=None)
            if found is not None and self._heavy_shared(a, found) >= 2:
                pairs.append(Pair(a, found, round(self._dice(a, found), 4)))

    def _pair_in_place(self, pairs: list[Pair], left_a: list[int], left_b: list[int], words: int) -> None:
        """The likest of some sentences that stand in one place of their reports, in their order, with so many words in
        common at least."""
        choices = sorted((-self._dice(a, b), a, b) for a in left_a for b in left_b if self._heavy_shared(a, b) >= words)
        if not choices or -choices[0][0] < _ALIKE_IN_PLACE:
            return
        dice, a, b = choices[0]
        pairs.append(Pair(a, b, round(-dice, 4)))
        self._pair_in_place(pairs, [n for n in left_a if n < a], [n for n in left_b if n < b], words)
        self._pair_in_place(pairs, [n for n in left_a if n > a], [n for n in left_b if n > b], words)

    def _join_runs(self, pairs: list[Pair]) -> None:
        """Of what is left: a sentence whose words stand in a row in another ("Nobody was hurt, the port said.")."""
        taken_a, taken_b = {pair.a for pair in pairs}, {pair.b for pair in pairs}
        for a, b in sorted(self.shared):
            if a not in taken_a and b not in taken_b and self._is_run(a, b):
                pairs.append(Pair(a, b, round(self._dice(a, b), 4)))
                taken_a.add(a)
                taken_b.add(b)

    def _is_run(self, a: int, b: int) -> bool:
        short, long = sorted((self.a.forms(a), self.b.forms(b)), key=len)
        if len(short) <= _SHORT or self._heavy_shared(a, b) < 2:
            return False
        return any(long[n : n + len(short)] == short for n in range(len(long) - len(short) + 1))

    def _count_shared(self) -> None:
        """The shared weight of every two sentences that share a word which is not light."""
        holders: dict[str, list[int]] = defaultdict(list)
        for number, telling in enumerate(self.telling_b):
            for stem in telling:
                holders[stem].append(number)
        weight = self.weight
        for number, bag in enumerate(self.a.bags):
            others = {other for stem in self.telling_a[number] for other in holders.get(stem, ())}
            ours = [(stem, count, weight[stem]) for stem, count in bag.items()]
            for other in sorted(others):
                theirs = self.b.bags[other]
                # No generators here and below: these sums are the most of what an alignment takes.
                self.shared[number, other] = sum(
                    [
                        weighs * (count if count == 1 else min(count, theirs[stem]))
                        for stem, count, weighs in ours
                        if stem in theirs
                    ]
                )

    def _dice(self, a: int, b: int) -> float:
        whole = self.total_a[a] + self.total_b[b]
        return 2 * self.shared.get((a, b), 0.0) / whole if whole else 0.0

    def _place(self, a: int, b: int) -> float:
        """How near two sentences stand to the same place of their reports, 0 to 1."""
        return 1 - abs(a / max(len(self.a.bags) - 1, 1) - b / max(len(self.b.bags) - 1, 1))

    def _is_short(self, a: int, b: int) -> bool:
        return min(self.a.sizes[a], self.b.sizes[b]) <= _SHORT

    def _one_to_one(self) -> list[Pair]:
        ranked = []
        for (a, b), shared in self.shared.items():
            dice = self._dice(a, b)
            if dice < _CONTAINED_ALIKE:
                continue
            covered = shared / max(min(self.total_a[a], self.total_b[b]), 1e-9)
            needed = 0.8 if self._is_short(a, b) else _ALIKE
            contained = covered >= _COVERED and not self._is_short(a, b) and shared >= 2
            if dice < _SURELY_ALIKE and self._heavy_shared(a, b) < _SHARED_WORDS and not self._more_than_subject(a, b):
                continue
            if dice >= needed or contained:
                ranked.append((-(dice + 0.06 * self._place(a, b)), a, b, dice))
        ranked.sort()
        taken_a: set[int] = set()
        taken_b: set[int] = set()
        pairs = []
        for _, a, b, dice in ranked:
            if a not in taken_a and b not in taken_b:
                taken_a.add(a)
                taken_b.add(b)
                pairs.append(Pair(a, b, round(dice, 4)))
        return pairs

    def _attach(self, pairs: list[Pair]) -> None:
        """A sentence without a partner joins one that has it, where what is not yet covered there covers it."""
        partner_b: dict[int, list[int]] = defaultdict(list)
        partner_a: dict[int, list[int]] = defaultdict(list)
        for pair in pairs:
            partner_b[pair.b].append(pair.a)
            partner_a[pair.a].append(pair.b)
        for number, bag in enumerate(self.a.bags):
            if number in partner_a:
                continue
            near = [b for b in partner_b if self._heavy_shared(number, b) >= 2]
            host = self._host(bag, near, self.b.bags, partner_b, self.a.bags) if near else None
            if host is not None:
                pairs.append(Pair(number, host, round(self._dice(number, host), 4)))
                partner_a[number].append(host)
                partner_b[host].append(number)
        for number, bag in enumerate(self.b.bags):
            if number in partner_b:
                continue
            near = [a for a in partner_a if self._heavy_shared(a, number) >= 2]
            host = self._host(bag, near, self.a.bags, partner_a, self.b.bags) if near else None
            if host is not None:
                pairs.append(Pair(host, number, round(self._dice(host, number), 4)))
                partner_b[number].append(host)
                partner_a[host].append(number)

    def _host(
        self,
        bag: Counter[str],
        near: list[int],
        hosts: list[Counter[str]],
        partners: dict[int, list[int]],
        own: list[Counter[str]],
    ) -> int | None:
        """The sentence with a partner that a sentence without one joins, of those that share two words with it."""
        total = self._sum(bag)
        best: int | None = None
        best_share = 0.55
        if bag.total() <= _SHORT or not total:
            return None
        for host in sorted(near):
            left = hosts[host].copy()
            for partner in partners[host]:
                left -= own[partner]
            common = bag & left
            share = self._sum(common) / total
            telling = sum(1 for stem in common if stem not in self.light)
            if telling >= _JOINED_WORDS and share > _JOINED:
                # A long sentence that took in a shorter one and more ("…, which burned 80 homes and killed two").
                share = max(share, best_share + 0.001)
            if share > best_share and telling >= 2:
                best, best_share = host, share
        return best

    def _fill_gaps(self, pairs: list[Pair]) -> None:
        """Between aligned neighbours, the likest of what is left; "She left" alone would never be enough."""
        of_a = {pair.a: pair.b for pair in pairs}
        taken_b = {pair.b for pair in pairs}
        for a in range(len(self.a.bags)):
            if a in of_a:
                continue
            before = max((of_a[n] for n in range(a) if n in of_a), default=-1) if a else -1
            before = of_a.get(a - 1, before)
            after = next((of_a[n] for n in range(a + 1, len(self.a.bags)) if n in of_a), len(self.b.bags))
            choices = [
                (self._dice(a, b), -b)
                for b in range(before + 1, after)
                if b not in taken_b and not self._is_short(a, b) and self._heavy_shared(a, b) >= _SHARED_WORDS
            ]
            if not choices and (b := self._beside_pair(a, of_a, taken_b)) is not None:
                choices = [(_ALIKE_IN_GAP, -b)]
            if choices and max(choices)[0] >= _ALIKE_IN_GAP:
                dice, negative = max(choices)
                pairs.append(Pair(a, -negative, round(dice, 4)))
                of_a[a] = -negative
                taken_b.add(-negative)

    def _beside_pair(self, a: int, of_a: dict[int, int], taken_b: set[int]) -> int | None:
        """The sentence next to an aligned one, in the same paragraph on both sides, if two words are shared."""
        for step in (1, -1):
            b = of_a.get(a + step, -2) - step
            if not 0 <= b < len(self.b.bags) or b in taken_b or self._heavy_shared(a, b) < 2:
                continue
            here = self.a.sentences[a].paragraph == self.a.sentences[a + step].paragraph
            there = self.b.sentences[b].paragraph == self.b.sentences[b + step].paragraph
            if here and there and self._dice(a, b) >= 0.22:
                return b
        return None

    def _more_than_subject(self, a: int, b: int) -> bool:
        """Whether two short sentences share words at more than one place: one subject alone makes them not one."""
        if max(self.a.sizes[a], self.b.sizes[b]) > _BRIEF or self._heavy_shared(a, b) < 2:
            return False
        return self._broken(self.a, a, self.b.bags[b]) or self._broken(self.b, b, self.a.bags[a])

    def _broken(self, side: Side, number: int, other: Counter[str]) -> bool:
        """Whether the shared words of a sentence stand in two runs or more, or in one that is not its beginning."""
        sentence = side.sentences[number]
        telling = [root for root in side.folded.roots[sentence.first : sentence.end] if root not in self.light]
        shared = [root in other for root in telling]
        runs = [n for n, yes in enumerate(shared) if yes and (n == 0 or not shared[n - 1])]
        return len(runs) >= 2 or (len(runs) == 1 and runs[0] > 0 and sum(shared) >= 3)

    def _heavy_shared(self, a: int, b: int) -> int:
        return len(self.telling_a[a] & self.telling_b[b])


def _mark_moved(pairs: list[Pair], weights: list[float]) -> None:
    """A pair has moved when it is not in the heaviest run of pairs that stand in one order on both sides."""
    best: list[float] = []
    before: list[int] = []
    for n, pair in enumerate(pairs):
        best.append(weights[pair.a])
        before.append(-1)
        for m in range(n):
            if pairs[m].b <= pair.b and pairs[m].a <= pair.a and best[m] + weights[pair.a] > best[n] + 1e-9:
                best[n], before[n] = best[m] + weights[pair.a], m
    at = max(range(len(pairs)), key=lambda n: best[n], default=-1)
    stay = set()
    while at >= 0:
        stay.add(at)
        at = before[at]
    for n, pair in enumerate(pairs):
        pair.moved = n not in stay


def _groups(pairs: list[Pair]) -> list[Group]:
    """Pairs that share a sentence, joined."""
    groups: list[Group] = []
    of_a: dict[int, Group] = {}
    of_b: dict[int, Group] = {}
    for pair in pairs:
        one, other = of_a.get(pair.a), of_b.get(pair.b)
        if one is not None and other is not None and one is not other:
            one.a, one.b = sorted({*one.a, *other.a}), sorted({*one.b, *other.b})
            one.score = max(one.score, other.score)
            groups = [group for group in groups if group is not other]
            target = one
        else:
            target = one or other or Group([], [], 0.0)
            if one is None and other is None:
                groups.append(target)
        target.a = sorted({*target.a, pair.a})
        target.b = sorted({*target.b, pair.b})
        target.score = max(target.score, pair.score)
        target.moved = target.moved or pair.moved
        of_a.update(dict.fromkeys(target.a, target))
        of_b.update(dict.fromkeys(target.b, target))
    return sorted(groups, key=lambda group: (group.a[0], group.b[0]))
