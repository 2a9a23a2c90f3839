"""Average linkage of a few things: scipy's algorithm, order of ties and labels, without what it costs to call it.

A story has a hundred small groups of pieces that may tell the same; for groups of two to a dozen the calls of
`scipy.cluster.hierarchy` take fifty times what the clustering itself does.
"""

from __future__ import annotations

from collections.abc import Sequence

# Groups of more are left to scipy.
FEW = 33

Merge = tuple[int, int, float]


def flat_clusters(distances: Sequence[float], size: int, most: float) -> list[int]:
    """A label, from 1, for each of `size` things: clusters by average linkage, cut above the distance `most`.

    `distances` are those of all pairs as `scipy.spatial.distance.pdist` orders them.
    """
    if size == 2:
        return [1, 1] if distances[0] <= most else [1, 2]
    if size <= FEW:
        return _labels(average_linkage(distances, size), size, most)
    from scipy.cluster.hierarchy import fcluster, linkage

    return [int(label) for label in fcluster(linkage(distances, "average"), most, "distance")]


def average_linkage(distances: Sequence[float], size: int) -> list[Merge]:
    """The merges of `size` things, the nearest first: two clusters (things, or `size` + the number of a merge), the
    lower number first, and how far they are apart."""
    if size <= FEW:
        return _numbered(_merges(distances, size), size)
    from scipy.cluster.hierarchy import linkage

    return [(int(one), int(other), float(apart)) for one, other, apart, _ in linkage(distances, "average")]


def _merges(distances: Sequence[float], size: int) -> list[Merge]:
    """The merges, the nearest first; a cluster goes by its last thing.

    After F. Murtagh, "A survey of recent advances in hierarchical clustering algorithms" (1983): a chain of nearest
    neighbours is followed until two are each other's.
    """
    far = [[0.0] * size for _ in range(size)]
    place = 0
    for one in range(size):
        for other in range(one + 1, size):
            far[one][other] = far[other][one] = distances[place]
            place += 1
    counts = dict.fromkeys(range(size), 1)
    chain: list[int] = []
    found: list[Merge] = []
    while len(counts) > 1:
        if not chain:
            chain.append(next(iter(counts)))
        while True:
            last = chain[-1]
            before = chain[-2] if len(chain) > 1 else -1
            near, least = before, far[last][before] if before >= 0 else float("inf")
            for other in counts:
                if other != last and far[last][other] < least:
                    near, least = other, far[last][other]
            if near == before:
                break
            chain.append(near)
        del chain[-2:]
        one, other = sorted((last, near))
        ours, theirs = counts.pop(one), counts[other]
        counts[other] = ours + theirs
        for third in counts:
            if third != other:
                apart = (ours * far[one][third] + theirs * far[other][third]) / (ours + theirs)
                far[other][third] = far[third][other] = apart
        found.append((one, other, least))
    return sorted(found, key=lambda merge: merge[2])


def _numbered(merges: Sequence[Merge], size: int) -> list[Merge]:
    """Merges of things as merges of clusters, the lower number first."""
    cluster = list(range(size))
    members = {number: [number] for number in range(size)}
    found = []
    for number, (one, other, apart) in enumerate(merges, size):
        first, second = sorted((cluster[one], cluster[other]))
        members[number] = [*members.pop(first), *members.pop(second)]
        for thing in members[number]:
            cluster[thing] = number
        found.append((first, second, apart))
    return found


def _labels(merges: Sequence[Merge], size: int, most: float) -> list[int]:
    """The labels of the things, as scipy numbers them: from the last merge down, the first side first; a single thing
    after the clusters on its side."""
    labels = [0] * size
    count = 0

    def visit(cluster: int, inside: bool) -> None:
        nonlocal count
        first, second, apart = merges[cluster - size]
        if not inside and apart <= most:
            inside = True
            count += 1
        for side in (first, second):
            if side >= size:
                visit(side, inside)
        for side in (first, second):
            if side < size:
                count += not inside
                labels[side] = count

    visit(2 * size - 2, inside=False)
    return labels
