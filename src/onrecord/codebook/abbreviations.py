"""The abbreviations that a tokenizer should take for one word each."""

from __future__ import annotations

from pydantic import Field

from onrecord.codebook.loader import Codebook, Entry


class Abbreviations(Entry):
    """Words of one kind, each with its full stop (see the head of abbreviations.yaml)."""

    words: list[str] = Field(min_length=1)


def abbreviations_of(codebook: Codebook) -> list[str]:
    """All abbreviations of a codebook, in the order of its files. Raises CodebookError."""
    return [word for entry in codebook.table("abbreviations", Abbreviations).values() for word in entry.words]
