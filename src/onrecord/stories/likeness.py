"""How alike the pieces of a story are, and which hang together: sparse, so that large stories take minutes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord.stories.tellings import Piece

# So many pieces are compared by hand, more by matrices.
_FEW = 400
# Rows of the product that are worked out at a time.
_ROWS = 512
# A name of so much weight in both pieces is one of few claims.
_TELLING_NAME = 0.3
# A component with more pieces is parted where it hangs together least, so that clustering it stays possible.
_MOST, _STEP = 4_000, 0.05


def components(pairs: Mapping[tuple[int, int], float], numbers: Iterable[int], least: float) -> Iterator[list[int]]:
    """The numbers in groups that pairs of at least such a likeness join, in order."""
    members = list(numbers)
    inside = set(members)
    home = {number: number for number in members}

    def head(number: int) -> int:
        while home[number] != number:
            home[number] = home[home[number]]
            number = home[number]
        return number

    for (one, other), value in pairs.items():
        if value >= least - 1e-9 and one in inside and other in inside:
            first, second = sorted((head(one), head(other)))
            home[second] = first
    groups: dict[int, list[int]] = defaultdict(list)
    for number in members:
        groups[head(number)].append(number)
    for group in groups.values():
        if len(group) > _MOST and least < 1:
            yield from components(pairs, group, least + _STEP)
        else:
            yield group


def cosines(pieces: Sequence[Piece], least: float) -> Iterator[tuple[int, int, float, float]]:
    """For pairs of pieces whose bags have a cosine of at least `least`: both numbers, the cosine, and how much of it is
    of words that say something, neither names nor numbers, days or countries. In the order of both numbers."""
    return _by_hand(pieces, least) if len(pieces) <= _FEW else _by_matrix(pieces, least)


def _by_hand(pieces: Sequence[Piece], least: float) -> Iterator[tuple[int, int, float, float]]:
    """Of few pieces, by the words that lead from each to the later ones: matrices would take longer to set up."""
    holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
    found: list[list[tuple[int, float]]] = []
    for number in range(len(pieces) - 1, -1, -1):
        sums: dict[int, float] = {}
        for stem, weight in pieces[number].bag.items():
            others = holders[stem]
            for other, value in others:
                sums[other] = sums.get(other, 0.0) + weight * value
            others.append((number, weight))
        found.append(sorted((other, value) for other, value in sums.items() if value >= least))
    for number, near in enumerate(reversed(found)):
        if near:
            piece = pieces[number]
            words = [(stem, weight) for stem, weight in piece.bag.items() if _says(stem, piece)]
            for other, value in near:
                beside = pieces[other]
                shared = (
                    weight * beside.bag[stem] for stem, weight in words if stem in beside.bag and _says(stem, beside)
                )
                yield number, other, value, sum(shared, 0.0)


def cosine(one: Piece, other: Piece) -> float:
    """How alike the words of two pieces are: about 1 at most, as their bags are of about length one."""
    return product(one.bag, other.bag)


def product(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The product of two bags of weighted words: their cosine, where both are of length one."""
    return sum([weight * other.get(stem, 0.0) for stem, weight in one.items()])


def things_in_common(one: Piece, other: Piece) -> int:
    """How many different things two pieces share: words of the one that say the same as a word of the other.

    Names are none of them.
    """
    taken: set[str] = set()
    count = 0
    for features in sorted(one.things, key=len):
        shared = features & other.features
        if shared and not shared & taken:
            count += 1
        taken |= shared
    # "Oduya cleared her desk", "Harbour master Lena Oduya resigned": a name that few pieces have
    named = count and any(
        min(one.bag.get(name, 0.0), other.bag.get(name, 0.0)) >= _TELLING_NAME for name in one.names & other.names
    )
    # "the trial was set for 14 September", "the trial is to begin on September 14"
    return count + bool(named) + any(key[0] == "@" and key in other.bag for key in one.bag)


def _says(stem: str, piece: Piece) -> bool:
    """Whether a stem says something in a piece: it is no number, day, country or name."""
    return stem[0] not in "#@=" and stem not in piece.names


def _by_matrix(pieces: Sequence[Piece], least: float) -> Iterator[tuple[int, int, float, float]]:
    import numpy
    from scipy.sparse import csr_matrix

    columns = {stem: at for at, stem in enumerate(sorted({stem for piece in pieces for stem in piece.bag}))}
    rows, places, values, said = [], [], [], []
    for number, piece in enumerate(pieces):
        for stem, weight in piece.bag.items():
            rows.append(number)
            places.append(columns[stem])
            values.append(weight)
            said.append(weight if _says(stem, piece) else 0.0)
    shape = (len(pieces), len(columns))
    bags = csr_matrix((numpy.array(values), (rows, places)), shape=shape)
    words = csr_matrix((numpy.array(said), (rows, places)), shape=shape)
    turned, words_turned = bags.T.tocsc(), words.T.tocsc()
    for begin in range(0, len(pieces), _ROWS):
        near = (bags[begin : begin + _ROWS] @ turned).tocoo()
        keep = (near.data >= least) & (near.col > near.row + begin)
        told = (words[begin : begin + _ROWS] @ words_turned).toarray()
        for row, col, value in sorted(
            zip(near.row[keep].tolist(), near.col[keep].tolist(), near.data[keep].tolist(), strict=True)
        ):
            yield begin + row, col, value, float(told[row, col])


def by_piece(pairs: Mapping[tuple[int, int], float]) -> dict[int, list[tuple[int, float]]]:
    """For each number that comes first in a pair, the other numbers with their likeness."""
    found: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for (one, other), value in pairs.items():
        found[one].append((other, value))
    return found
