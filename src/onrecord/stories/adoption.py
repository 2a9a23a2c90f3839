"""Claims along the lineage: what a rewrite tells in other words is what the report that it was made from tells.

A desk that tells a dispatch anew leaves few words of a clause ("the bridge was shut for repairs", "nobody crosses while
the welders are at it"). Between strangers so little says nothing; of a rewrite it is known that its facts are those of
its parent, so that the clause of the parent that is likest is its own, unless it is added matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from onrecord.stories.circle import same_root
from onrecord.stories.likeness import cosine
from onrecord.stories.same_claim import Likelihood
from onrecord.stories.sources import SourceReader
from onrecord.stories.tellings import Piece

# Two clauses that are each other's likest (cosine), and a clause that has its likest in the parent.
_MUTUAL, _ONE_WAY = 0.07, 0.2
# Where their sentences are not aligned, all else must not speak against it more than so (a logit): "I have never signed
# anything for my family" is no telling of "it was signed on 30 October".
_LEAST = -2.0
# What a rewrite credits to somebody whom its parent never cites is added matter, unless it is alike to this degree.
_OF_ANOTHER = 0.4


def adopt(
    claims: Sequence[list[Piece]],
    parents: Mapping[int, int],
    aligned: Mapping[tuple[int, int], set[tuple[int, int]]],
    readers: Sequence[SourceReader],
) -> list[list[Piece]]:
    """Join what rewrites alone tell with the claims of their parents; `parents` by report number, `aligned` as for
    `link_claims`, `readers` for each report."""
    likelihood = Likelihood([piece for claim in claims for piece in claim])
    home = {id(piece): number for number, claim in enumerate(claims) for piece in claim}
    pieces: dict[int, list[Piece]] = defaultdict(list)
    for claim in claims:
        for piece in claim:
            if piece.answers is None:
                pieces[piece.report].append(piece)
    joined = [list(claim) for claim in claims]
    children: dict[int, list[int]] = defaultdict(list)
    for child, parent_of in sorted(parents.items()):
        children[parent_of].append(child)
    for child in sorted(parents):
        family = _descendants(child, children)
        for piece in sorted(pieces[child], key=lambda piece: piece.span):
            number = home[id(piece)]
            if not {other.report for other in joined[number]} <= family:
                continue
            found = _likest(piece, pieces[parents[child]])
            if found is None:
                continue
            parent, near = found
            back = _likest(parent, pieces[child])
            if near < (_MUTUAL if back is not None and back[0] is piece else _ONE_WAY):
                continue
            if not _are_aligned(piece, parent, aligned) and likelihood.above(piece, parent, _LEAST) is None:
                continue
            if near < _OF_ANOTHER and _is_added(piece, readers[child], readers[parents[child]]):
                continue
            goal = home[id(parent)]
            for other in joined[number]:
                home[id(other)] = goal
            joined[goal] += joined[number]
            joined[number] = []
    for claim in joined:
        claim.sort(key=lambda piece: (piece.report, piece.sentence, piece.span))
    return [claim for claim in joined if claim]


def _is_added(piece: Piece, own: SourceReader, parents: SourceReader) -> bool:
    """Whether a clause is credited to somebody with a name whom the parent does not cite: "the chamber said that it had
    warned in May" is no telling of "cracks had been reported, an engineer said"."""
    root = own.root(piece.statement)
    return (
        piece.statement is not None
        and root.kind in ("person", "office", "document")
        and not any(same_root(root, other) for other in parents.roots.values())
    )


def _are_aligned(piece: Piece, parent: Piece, aligned: Mapping[tuple[int, int], set[tuple[int, int]]]) -> bool:
    first, second = sorted((piece, parent), key=lambda one: one.report)
    return (first.sentence, second.sentence) in aligned.get((first.report, second.report), ())


def _descendants(number: int, children: Mapping[int, Sequence[int]]) -> set[int]:
    """A report and all that were made from it."""
    found, ahead = {number}, [number]
    while ahead:
        for child in children.get(ahead.pop(), ()):
            if child not in found:
                found.add(child)
                ahead.append(child)
    return found


def _likest(piece: Piece, others: Sequence[Piece]) -> tuple[Piece, float] | None:
    best: tuple[Piece, float] | None = None
    for other in others:
        near = round(cosine(piece, other), 6)
        if near > 0 and (best is None or near > best[1]):
            best = (other, near)
    return best
