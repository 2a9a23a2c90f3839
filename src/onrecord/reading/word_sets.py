"""Word lists inside the code: the closed classes of a rule (prepositions, auxiliaries), written as one string."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """The words of a string as a set."""
    return frozenset(words.split())
