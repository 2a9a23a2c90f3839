"""The words of a report as stories compare them: stems with weights, names above the rest."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from onrecord.codebook.loader import Codebook
from onrecord.codebook.word_counts import report_shares
from onrecord.record import Record, SegmentKind

_TOKEN = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_POSSESSIVE = re.compile(r"['’]s\b")
# What outlets put around a report says nothing of the happening.
_FRAME: frozenset[SegmentKind] = frozenset({"byline", "credit", "notice"})
# The headline and the first words of the lead tell the news; further down stands background that stories share.
_LEAD_WORDS, _LEAD_WEIGHT = 25, 3.0
# Whom and where a story is about tells two happenings of one kind apart: two earthquakes, two arrests.
_NAME_WEIGHT = 2.5
# So many words are remembered with their weights.
_MOST_KNOWN = 50_000


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A lower-case word without the s of plural or third person ("parties" -> "party", "boats" -> "boat")."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith("es") and word[-3] in "sxzh":
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us")):
        return word[:-1]
    return word


def tokens(text: str) -> list[tuple[str, bool]]:
    """The stems of a text in order, each with whether it is written with a capital."""
    return [(stem(word.lower()), word[0].isupper()) for word in _TOKEN.findall(_POSSESSIVE.sub("", text))]


def body_text(record: Record) -> str:
    """The text of a report without bylines, credits and notices."""
    spans = [segment.span for segment in record.report.segments if segment.kind not in _FRAME]
    return "\n".join(record.words(span) for span in spans)


class Weights:
    """How much each word tells: the rarer in news, the more.

    The shares are the codebook's, counted once, and not those of the reports at hand: so a word's weight never changes
    when reports arrive, and five reports of one happening don't make its words look common.
    """

    def __init__(self, codebook: Codebook) -> None:
        """Take the counts from a codebook. Raises CodebookError."""
        self._shares: Mapping[str, float]
        self._shares, self._unseen = report_shares(codebook)
        self._known: dict[str, float] = {}

    def of(self, word: str) -> float:
        """The weight of a stem, as the logarithm of one over the share of reports that it stands in."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            found = self._known[word] = -math.log(self._shares.get(word, self._unseen))
        return found

    def vector(self, text: str) -> dict[str, float]:
        """The words of a report's text as a vector of length one; a word said again counts less each time."""
        return self.vector_of(tokens(text))

    def vector_of(self, words: Iterable[tuple[str, bool]]) -> dict[str, float]:
        """The same of a text's stems in order, each with whether it is written with a capital."""
        counts: dict[str, float] = {}
        capital: dict[str, int] = {}
        for place, (word, upper) in enumerate(words):
            counts[word] = counts.get(word, 0.0) + (_LEAD_WEIGHT if place < _LEAD_WORDS else 1.0)
            capital[word] = capital.get(word, 0) + (1 if upper else -1)
        weight_of = self.of
        vector = {
            word: count / (count + 1) * weight_of(word) * (_NAME_WEIGHT if capital[word] > 0 else 1.0)
            for word, count in counts.items()
        }
        length = math.sqrt(sum(weight * weight for weight in vector.values()))
        return {word: weight / length for word, weight in vector.items() if weight > 0} if length else {}
