"""The words of stance, compiled from stance.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from onrecord.codebook.loader import Codebook, Entry
from onrecord.errors import CodebookError

Attitude = Literal["supports", "opposes", "concerned", "doubts"]
ATTITUDES: tuple[Attitude, ...] = ("supports", "opposes", "concerned", "doubts")


class AttitudeWords(Entry):
    """The words and phrases of one attitude."""

    words: list[str]
    phrases: list[str]


@dataclass(slots=True, frozen=True)
class Attitudes:
    """Attitude by lemma; phrases by their first word."""

    words: dict[str, Attitude]
    phrases: dict[str, list[tuple[tuple[str, ...], Attitude]]]


@lru_cache(maxsize=8)
def attitudes_of(codebook: Codebook) -> Attitudes:
    """Compile a codebook's stance words; once a codebook. Raises CodebookError for an attitude that is none."""
    words: dict[str, Attitude] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Attitude]]] = {}
    for name, entry in codebook.table("stance", AttitudeWords).items():
        attitude = next((known for known in ATTITUDES if known == name), None)
        if attitude is None:
            raise CodebookError(f"stance.yaml, entry '{name}': the attitudes are {', '.join(ATTITUDES)}.")
        words.update(dict.fromkeys(entry.words, attitude))
        for phrase in entry.phrases:
            parts = tuple(phrase.split())
            phrases.setdefault(parts[0], []).append((parts, attitude))
    return Attitudes(words, phrases)
