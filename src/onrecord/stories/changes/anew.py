"""What one speaker says in the same place of both reports in words of quite another kind: told anew, not another claim.

"None of the six had offered any resistance, the superintendent said." -> "The crew did not put up a fight, he added."
shares no word, but stands between the same two facts, on the same person's word.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from onrecord.record import Statement
from onrecord.stories.folding import FoldedSentence
from onrecord.stories.pairing import same_source
from onrecord.stories.scene import OneSide, Scene

# Reports of which fewer sentences are aligned in one order don't say where a place of the one is in the other.
_CHAIN = 3

StatementOf = Callable[[OneSide, FoldedSentence], Statement | None]


def told_anew(scene: Scene, statement_of: StatementOf) -> tuple[set[int], set[int]]:
    """The numbers of the sentences that are told anew, in A and in B."""
    found = scene.alignment
    chain = sorted((pair.a, pair.b) for pair in found.pairs if not pair.moved)
    if len(chain) < _CHAIN:
        return set(), set()
    lone_a, lone_b = set(found.alone_a), set(found.alone_b)
    ours: set[int] = set()
    theirs: set[int] = set()
    for (first_a, first_b), (last_a, last_b) in pairwise([(-1, -1), *chain, (len(found.a), len(found.b))]):
        left = [n for n in range(first_a + 1, last_a) if n in lone_a]
        right = [m for m in range(first_b + 1, last_b) if m in lone_b]
        for n in left:
            one = _paraphrasable(scene.a, statement_of(scene.a, found.a[n]))
            for m in right:
                two = _paraphrasable(scene.b, statement_of(scene.b, found.b[m]))
                if m not in theirs and one and two and same_source(scene.a, one, scene.b, two):
                    ours.add(n)
                    theirs.add(m)
                    break
    return ours, theirs


def _paraphrasable(side: OneSide, statement: Statement | None) -> Statement | None:
    """A statement that is told in the reporter's words: a quotation is the same or another."""
    if statement is None or statement.form != "indirect" or statement.source_kind in ("none", None):
        return None
    return None if any(side.folded.quoted[n] for n in side.words(statement.content)) else statement
