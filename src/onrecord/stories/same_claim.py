"""How likely two pieces of different reports tell the same claim, from more than their words.

Two reporters who saw the same thing share few words, but more: news puts what matters first, so that a claim stands at
like places; the sentence around it tells of the same; and it is what is counted, or what somebody is quoted with, that
is told by all. "Boulders had fallen onto the line" and "falling rocks had caused the accident, the railway said".

The weights are those of a logistic regression over the pairs of pieces of reports that were not made from each other in
the development stories, with told_alike.yaml and without it, so that words it does not know are no surprise
(`python evaluation/claim_weights.py` fits and tries them on stories left out). Word vectors and WordNet were tried as
further evidence and added nothing.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from onrecord.stories.likeness import cosine, product, things_in_common
from onrecord.stories.tellings import Piece

# What speaks for one claim, in units of the logit: the cosine of the pieces and of their sentences (0 to 1), each thing
# that both tell, and how much of all that they tell that is, the rarer in the story the more (0 to 1); a number in
# common, a number in each but none in common, somebody's word in both; how far apart they stand in their reports (0 to
# 1) speaks against it.
_COSINE, _SENTENCES, _THING, _RARE, _NUMBER, _NUMBERS, _CREDITED, _APART = 1.8, 2.6, 0.35, 2.4, 2.0, 0.7, 0.4, -1.65
_BASE = -3.4
# "One of its crew", "one of them in intensive care": that word counts nothing.
_NO_NUMBER = frozenset({"#1"})


class Likelihood:
    """Tells how likely two of the given pieces, all of one story, tell the same claim."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._of_sentence: dict[tuple[int, int], list[Piece]] = defaultdict(list)
        self._length: dict[int, int] = defaultdict(int)
        for piece in pieces:
            self._of_sentence[piece.report, piece.sentence].append(piece)
            self._length[piece.report] = max(self._length[piece.report], piece.sentence + 1)
        self._bags: dict[tuple[int, int], dict[str, float]] = {}
        self._numbers: dict[int, frozenset[str]] = {}
        self._pieces = pieces
        self._things: dict[int, float] = {}
        self._weights: dict[str, float] | None = None

    def evidence(self, one: Piece, other: Piece) -> list[float]:
        """What the weights but for the base are for, in the order in which `weights` gives them."""
        ours, theirs = self._numbers_of(one), self._numbers_of(other)
        return [
            cosine(one, other),
            product(self._bag(one), self._bag(other)),
            float(things_in_common(one, other)),
            self._rare_in_common(one, other),
            float(bool(ours & theirs)),
            float(bool(ours and theirs) and not ours & theirs),
            float(one.statement is not None and other.statement is not None),
            abs(self._place(one) - self._place(other)),
        ]

    def above(self, one: Piece, other: Piece, least: float) -> float | None:
        """The logit that two pieces tell the same: above 0 it is likelier than not. None where it is not above `least`,
        which is seen without the dearer evidence most times."""
        ours, theirs = self._numbers_of(one), self._numbers_of(other)
        told = _BASE + _COSINE * cosine(one, other) + _APART * abs(self._place(one) - self._place(other))
        if ours and theirs:
            told += _NUMBER if ours & theirs else _NUMBERS
        if one.statement is not None and other.statement is not None:
            told += _CREDITED
        most = _THING * (min(len(one.things), len(other.things)) + 2) + _RARE
        if told + _SENTENCES + most <= least:
            return None
        told += _SENTENCES * product(self._bag(one), self._bag(other))
        if told + most <= least:
            return None
        told += _THING * things_in_common(one, other) + _RARE * self._rare_in_common(one, other)
        return told if told > least else None

    def _rare_in_common(self, one: Piece, other: Piece) -> float:
        """How much of what two pieces tell they have in common, 0 to 1: a thing that few pieces of a report tell ("the
        treasurer resigned", "gave up his post") counts more than what the whole story is about."""
        weight = self._rarity()
        taken: set[str] = set()
        shared = 0.0
        theirs = other.features
        for features in sorted(one.things, key=len):
            if common := features & theirs:
                if not common & taken:
                    shared += max([weight[name] for name in common])
                taken |= common
        if not shared:
            return 0.0
        whole = self._told(one) * self._told(other)
        return shared / whole**0.5 if whole else 0.0

    def _told(self, piece: Piece) -> float:
        """The weight of all things that a piece tells."""
        if (found := self._things.get(id(piece))) is None:
            weight = self._rarity()
            found = self._things[id(piece)] = sum([max(weight[name] for name in thing) for thing in piece.things])
        return found

    def _rarity(self) -> Mapping[str, float]:
        """For each thing its weight: the fewer pieces of a report tell it, of those reports that do, the higher."""
        if self._weights is None:
            holding: dict[str, Counter[int]] = defaultdict(Counter)
            for piece in self._pieces:
                for name in piece.features:
                    holding[name][piece.report] += 1
            usual = len(self._pieces) / max(1, len(self._length))
            self._weights = {name: math.log(1 + usual * len(held) / held.total()) for name, held in holding.items()}
        return self._weights

    def _place(self, piece: Piece) -> float:
        return piece.sentence / self._length[piece.report]

    def _numbers_of(self, piece: Piece) -> frozenset[str]:
        if (found := self._numbers.get(id(piece))) is None:
            found = self._numbers[id(piece)] = numbers_of(piece)
        return found

    def _bag(self, piece: Piece) -> dict[str, float]:
        """The words of a whole sentence, as a vector of length one."""
        key = (piece.report, piece.sentence)
        if (found := self._bags.get(key)) is None:
            found = {}
            for part in self._of_sentence[key]:
                for stem, weight in part.bag.items():
                    found[stem] = found.get(stem, 0.0) + weight
            length = sum(weight * weight for weight in found.values()) ** 0.5
            found = self._bags[key] = {stem: weight / length for stem, weight in found.items()}
        return found


def numbers_of(piece: Piece) -> frozenset[str]:
    """The numbers that a piece tells, as they are folded."""
    return frozenset(stem for stem in piece.bag if stem[0] == "#") - _NO_NUMBER


def weights() -> list[float]:
    """The weights in force in the order of `evidence`, and the base as the last."""
    return [_COSINE, _SENTENCES, _THING, _RARE, _NUMBER, _NUMBERS, _CREDITED, _APART, _BASE]
