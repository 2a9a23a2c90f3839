"""Fit and try the weights by which `stories/same_claim.py` tells whether two pieces tell the same claim.

`python evaluation/claim_weights.py`: a logistic regression over the pairs of pieces of reports that were not made from
each other, in the development stories, with told_alike.yaml and without it. Two pieces tell the same where half of each
is in a telling of one claim of the gold, or half of that in it. Each story is scored with the weights of the others.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
from scipy.optimize import minimize

from onrecord.reader import Reader
from onrecord.stories import gather
from onrecord.stories.same_claim import Likelihood, weights
from onrecord.stories.tellings import Piece
from own_stories import read_records
from pair_gold import StoryGold, load_stories

STORIES = Path(__file__).parent / "gold" / "stories"
# Pairs that are less alike (cosine) are never asked for.
LEAST = 0.1
PENALTY = 3.0
NAMES = ("cosine", "sentences", "things", "rare", "number", "numbers", "credited", "apart")
Array = Any


def _told(piece: Piece, report: str, gold: StoryGold) -> set[str]:
    """The claims of the gold that a piece tells."""
    begin, end = piece.span
    return {
        claim.id
        for claim in gold.claims
        for start, until in claim.told_by.get(report, ())
        if min(until, end) - max(start, begin) >= 0.5 * min(until - start, end - begin)
    }


def pairs_of(teller: Any, gold: StoryGold, names: dict[str, str]) -> list[tuple[list[float], bool]]:
    """What is known of each pair of pieces of strange reports of which one is in the gold, and whether they are one."""
    pieces = teller.pieces
    told = [_told(piece, names[teller.ids[piece.report]], gold) for piece in pieces]
    likelihood = Likelihood(pieces)
    head = list(range(len(teller.ids)))
    for number in head:
        while teller.descents[head[number]].kind in ("copy", "rewrite"):
            head[number] = teller.descents[head[number]].parent
    return [
        (likelihood.evidence(one, other), bool(told[a] & told[b]))
        for a, one in enumerate(pieces)
        for b, other in enumerate(pieces[a + 1 :], a + 1)
        if head[one.report] != head[other.report] and (told[a] or told[b])
    ]


def fit(known: Array, same: Array) -> Array:
    """The weights of a logistic regression with a small penalty on their squares; the base is the last."""
    mean, spread = known.mean(0), known.std(0) + 1e-9
    scaled = np.c_[(known - mean) / spread, np.ones(len(known))]

    def loss(weight: Array) -> tuple[float, Array]:
        logit = scaled @ weight
        slope = scaled.T @ (1 / (1 + np.exp(-logit)) - same)
        slope[:-1] += 2 * PENALTY * weight[:-1]
        return np.logaddexp(0, -logit * (2 * same - 1)).sum() + PENALTY * weight[:-1] @ weight[:-1], slope

    found = minimize(loss, np.zeros(scaled.shape[1]), jac=True, method="L-BFGS-B").x
    raw = found[:-1] / spread
    return np.append(raw, found[-1] - raw @ mean)


def scores(logit: Array, same: Array) -> tuple[float, float, float]:
    """Mean precision over all thresholds, and precision and recall where the logit is above 0."""
    order = np.argsort(-logit)
    precision = np.cumsum(same[order]) / np.arange(1, len(order) + 1)
    above = logit > 0
    return (
        float((precision * same[order]).sum() / same.sum()),
        float(same[above].mean()),
        float(same[above].sum() / same.sum()),
    )


def main() -> None:
    """Print the weights in force, those that are fitted, and how well they do on stories left out."""
    reader = Reader.open()
    rows: list[tuple[str, bool, list[float], bool]] = []
    for path in sorted(STORIES.glob("development*")):
        for gold in load_stories(path):
            records, names, outlets = read_records(gold, reader)
            for known in (True, False):
                words = gather.word_concepts if known else lambda part, codebook: {}
                with mock.patch.object(gather, "word_concepts", words):
                    teller = gather.teller_of(records, outlets=outlets, codebook=reader.codebook)
                rows += [(gold.id, known, evidence, same) for evidence, same in pairs_of(teller, gold, names)]
    story = np.array([row[0] for row in rows])
    listed = np.array([row[1] for row in rows])
    known, same = np.array([row[2] for row in rows]), np.array([row[3] for row in rows], float)
    print("in force  ", dict(zip((*NAMES, "base"), weights(), strict=True)))
    print("fitted    ", dict(zip((*NAMES, "base"), fit(known, same).round(2).tolist(), strict=True)))
    logit = np.zeros(len(rows))
    for name in np.unique(story):
        out = story == name
        weight = fit(known[~out], same[~out])
        logit[out] = np.c_[known[out], np.ones(out.sum())] @ weight
    logit[known[:, 0] < LEAST] = -99.0
    for label, rows_of in (("with told_alike.yaml", listed), ("without it", ~listed)):
        for what, logits in (("all", logit), ("cosine alone", known[:, 0] - 0.4)):
            mean, precision, recall = scores(logits[rows_of], same[rows_of])
            print(f"{label:22s} {what:14s} mean precision {mean:.3f}; P {precision:.3f}, R {recall:.3f}")


if __name__ == "__main__":
    main()
