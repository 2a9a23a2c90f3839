"""How common words are in news, from word_counts.yaml: in how many reports each stands."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from pydantic import Field

from onrecord.codebook.loader import Codebook, Entry

# What a word that is not in the list counts as: it stood in fewer reports than any listed one.
_UNSEEN = 2.5


class WordCount(Entry):
    """Words (stems, in lower case) that stand in `reports` of the `of` reports that were counted."""

    reports: int = Field(gt=0)
    of: int = Field(gt=0)
    words: list[str]


@lru_cache(maxsize=8)
def report_shares(codebook: Codebook) -> tuple[Mapping[str, float], float]:
    """The share of reports that each word stands in, 0 to 1, and the share to take for all other words.

    Raises CodebookError.
    """
    entries = codebook.table("word_counts", WordCount)
    shares = {word: min(1.0, entry.reports / entry.of) for entry in entries.values() for word in entry.words}
    most = max((entry.of for entry in entries.values()), default=1)
    return shares, min(1.0, _UNSEEN / most)
