"""What one speaker says in the same place of both reports in words of quite another kind: told anew, not another claim.

"None of the six had offered any resistance, the superintendent said." -> "The crew did not put up a fight, he added."
shares no word, but stands between the same two facts, on the same person's word.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from onrecord.codebook.loader import open_codebook
from onrecord.record import Statement
from onrecord.stories.concepts import WordConcepts, word_concepts
from onrecord.stories.folding import FoldedSentence
from onrecord.stories.pairing import same_source
from onrecord.stories.scene import OneSide, Scene

# Reports of which fewer sentences are aligned in one order don't say where a place of the one is in the other.
_CHAIN = 3
# Two sentences without a partner tell one thing in other words where they share so many things, and so large a share of
# what the briefer tells; a thing is a word, a name, a number or a day, or what told_alike.yaml knows in many words.
_THINGS, _SHARE = 2, 0.5

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
    _in_other_words(scene, lone_a - ours, lone_b - theirs, ours, theirs)
    return ours, theirs


def _in_other_words(scene: Scene, lone_a: set[int], lone_b: set[int], ours: set[int], theirs: set[int]) -> None:
    """Add what is told in the words of told_alike.yaml, the likest first: "The hearing is to be held behind closed
    doors" -> "A court will decide in the absence of the public"."""
    if not lone_a or not lone_b:
        return
    book = open_codebook()
    known = [word_concepts(side.folded, book) for side in (scene.a, scene.b)]
    things_a = {n: _things(scene.a, scene.alignment.a[n], known[0]) for n in lone_a}
    things_b = {m: _things(scene.b, scene.alignment.b[m], known[1]) for m in lone_b}
    ranked = []
    for n, one in things_a.items():
        for m, two in things_b.items():
            shared, told = _shared(one, two)
            least = min(len(one), len(two))
            if told and shared >= _THINGS and shared >= _SHARE * least:
                ranked.append((-shared / least, n, m))
    for _, n, m in sorted(ranked):
        if n not in ours and m not in theirs:
            ours.add(n)
            theirs.add(m)


def _things(side: OneSide, sentence: FoldedSentence, concepts: WordConcepts) -> list[tuple[bool, frozenset[str]]]:
    """What the words of a sentence tell, each whether it is more than a name, with the names of the thing."""
    folded = side.folded
    return [
        (folded.kinds[n] != "name", frozenset({folded.roots[n], *concepts.get(n, ())}))
        for n in range(sentence.first, sentence.end)
        if not folded.light[n]
    ]


def _shared(one: list[tuple[bool, frozenset[str]]], two: list[tuple[bool, frozenset[str]]]) -> tuple[int, bool]:
    """How many things two sentences share, and whether one of them is more than a name."""
    left = list(two)
    count, told = 0, False
    for says, thing in one:
        match = next((other for other in left if thing & other[1]), None)
        if match is not None:
            left.remove(match)
            count += 1
            told = told or (says and match[0])
    return count, told


def _paraphrasable(side: OneSide, statement: Statement | None) -> Statement | None:
    """A statement that is told in the reporter's words: a quotation is the same or another."""
    if statement is None or statement.form != "indirect" or statement.source_kind in ("none", None):
        return None
    return None if any(side.folded.quoted[n] for n in side.words(statement.content)) else statement
