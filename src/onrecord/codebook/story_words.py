"""The lists of story_words.yaml: words by which the reports of a story are cut and compared."""

from __future__ import annotations

from functools import lru_cache

from onrecord.codebook.loader import Entry, open_codebook


class StoryWords(Entry):
    """A list of words, in lower case."""

    words: list[str]


@lru_cache(maxsize=32)
def story_words(name: str) -> frozenset[str]:
    """The words of a list of our own codebook. Raises KeyError for an unknown list, CodebookError."""
    return frozenset(open_codebook(None).table("story_words", StoryWords)[name].words)
