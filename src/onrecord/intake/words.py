"""The word lists that a report's frame is told by, out of the codebook (`frame_words.yaml`)."""

from __future__ import annotations

from functools import cache

from onrecord.codebook.loader import Entry, open_codebook


class FrameWords(Entry):
    """A list of words, split at white space."""

    words: str


@cache
def frame_words(name: str) -> frozenset[str]:
    """One of the lists by its key ("agencies", "offices", …). Raises KeyError for one that there is not."""
    return frozenset(open_codebook().table("frame_words", FrameWords)[name].words.split())
