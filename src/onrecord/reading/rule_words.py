"""The words that rules of events and statements ask for, out of the codebook (`rule_words.yaml`)."""

from __future__ import annotations

from functools import cache

from pydantic import Field, field_validator

from onrecord.codebook.loader import Entry, open_codebook


class RuleWords(Entry):
    """The words of one rule; `about` says what they have in common, or gives the rule's example."""

    about: str
    words: list[str] = Field(min_length=1)

    @field_validator("words")
    @classmethod
    def _each_once(cls, words: list[str]) -> list[str]:
        twice = sorted({word for word in words if words.count(word) > 1})
        if twice:
            raise ValueError(f"'{twice[0]}' stands there twice")
        if wrong := [word for word in words if word != word.lower() or not word.strip()]:
            raise ValueError(f"'{wrong[0]}' is no word in small letters")
        return words


@cache
def rule_words(name: str) -> frozenset[str]:
    """One of the lists by its key ("no_deed.played"). Raises KeyError for one that there is not."""
    return frozenset(open_codebook().table("rule_words", RuleWords)[name].words)
