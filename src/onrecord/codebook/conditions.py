"""The words that conditions of anonymity are made of, from conditions.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from onrecord.codebook.loader import Codebook, Entry


class ConditionWords(Entry):
    """Lemmas or word forms of one part of a condition."""

    lemmas: list[str]


@dataclass(slots=True, frozen=True)
class Conditions:
    """The parts of a condition; conditions.yaml tells what each is."""

    sure: frozenset[str]
    naming: frozenset[str]
    identity: frozenset[str]
    seeking: frozenset[str]
    speaking: frozenset[str]
    condition: frozenset[str]
    permission: frozenset[str]
    because: frozenset[str]


@lru_cache(maxsize=8)
def conditions_of(codebook: Codebook) -> Conditions:
    """Compile a codebook's words of anonymity; once a codebook."""
    table = codebook.table("conditions", ConditionWords)
    return Conditions(**{name: frozenset(table[name].lemmas) for name in Conditions.__dataclass_fields__})
