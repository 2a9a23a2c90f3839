"""The words that conditions of anonymity are made of, from conditions.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from onrecord.codebook.loader import Codebook, Entry


class ConditionWords(Entry):
    """Lemmas, word forms or phrases of one part of a condition."""

    lemmas: list[str]


@dataclass(slots=True, frozen=True)
class Conditions:
    """The parts of a condition; conditions.yaml tells what each is. `phrases` are looked up by their last word."""

    sure: frozenset[str]
    naming: frozenset[str]
    credit: frozenset[str]
    identity: frozenset[str]
    particulars: frozenset[str]
    seeking: frozenset[str]
    speaking: frozenset[str]
    condition: frozenset[str]
    hiding: frozenset[str]
    only: frozenset[str]
    permission: frozenset[str]
    leave: frozenset[str]
    barred: frozenset[str]
    because: frozenset[str]
    grounds: frozenset[str]
    phrases: dict[str, list[tuple[str, ...]]]
    signs: frozenset[str]


@lru_cache(maxsize=8)
def conditions_of(codebook: Codebook) -> Conditions:
    """Compile a codebook's words of anonymity; once a codebook."""
    table = codebook.table("conditions", ConditionWords)
    words = {name: frozenset(table[name].lemmas) for name in Conditions.__dataclass_fields__ if name in table}
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(words.pop("phrases"), key=lambda phrase: (-len(phrase), phrase)):
        phrases.setdefault(phrase.split()[-1], []).append(tuple(phrase.split()))
    signs = frozenset().union(
        *(words[name] for name in ("sure", "naming", "credit", "identity", "particulars", "permission")), phrases
    )
    return Conditions(**words, phrases=phrases, signs=signs)
