"""Average linkage by hand: the same clusters, merges and labels as scipy's, ties and all."""

from __future__ import annotations

import random

import pytest
from scipy.cluster.hierarchy import fcluster, linkage

from onrecord.stories.linkage import FEW, average_linkage, flat_clusters


def distances(chance: random.Random, size: int) -> list[float]:
    """Distances of which many are alike, so that the order of ties matters."""
    usual = (1.0, 1.0, 0.6, 0.5, 0.3)
    return [
        chance.choice([*usual, round(chance.random(), chance.choice((1, 2, 6)))]) for _ in range(size * (size - 1) // 2)
    ]


@pytest.mark.parametrize("size", [2, 3, 4, 5, 8, 12, 20, FEW])
def test_clusters_and_their_labels_are_scipys(size: int) -> None:
    chance = random.Random(size)
    for _ in range(60):
        given = distances(chance, size)
        most = chance.choice((0.3, 0.5, 0.6, 0.8))
        expected = fcluster(linkage(given, "average"), most, "distance")
        assert flat_clusters(given, size, most) == [int(label) for label in expected]


@pytest.mark.parametrize("size", [2, 3, 7, FEW, FEW + 3])
def test_merges_are_scipys(size: int) -> None:
    chance = random.Random(size)
    for _ in range(40):
        given = distances(chance, size)
        expected = [(int(one), int(other), float(apart)) for one, other, apart, _ in linkage(given, "average")]
        assert average_linkage(given, size) == expected
