"""Near copies among many reports: MinHash bands (Broder 1997; Leskovec and others, Mining of Massive Datasets, ch. 3).

Each report is compared only with those that fall into one bucket with it, so that finding the copies among n reports
takes time that grows like n. What is found are candidates for `lineage`, which looks at the words themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha1
from typing import Any

from onrecord.record import Record
from onrecord.stories.words import body_text, tokens

# Three words in a row: unrelated reports share less than one in a hundred, a rewrite keeps one in four.
_RUN = 3
# 42 bands of 3: two reports that share half of their runs meet in one bucket with a chance of .997, those that share a
# third with .80, those that share one in a hundred with less than one in ten thousand.
_BANDS, _ROWS = 42, 3
# What is less alike than this is no near copy, whatever buckets it shares: Jaccard's measure, 0 to 1, as estimated.
_ALIKE = 0.15


def runs_of_words(text: str) -> set[bytes]:
    """All runs of three words of a text, folded; one run of all where there are fewer."""
    return runs_in([word for word, _ in tokens(text)])


def runs_in(words: Sequence[str]) -> set[bytes]:
    """The same of a text's stems in order."""
    if len(words) < _RUN:
        return {" ".join(words).encode()} if words else set()
    return {f"{one} {two} {three}".encode() for one, two, three in zip(words, words[1:], words[2:], strict=False)}


@lru_cache(maxsize=1)
def _permutations() -> Any:
    """What each fingerprint is made by, drawn once: the library would draw it for each report anew."""
    from datasketch import MinHash

    return MinHash(num_perm=_BANDS * _ROWS, seed=1, scheme="affine32").permutations


def _bands() -> Any:
    from datasketch import MinHashLSH

    return MinHashLSH(num_perm=_BANDS * _ROWS, params=(_BANDS, _ROWS))


@dataclass(slots=True)
class CopyIndex:
    """Finds the near copies of each report as it arrives. `state()` is what an archive keeps (504 bytes a report)."""

    _bands: Any = field(default_factory=_bands, init=False)
    _prints: dict[str, Any] = field(default_factory=dict, init=False)

    def add(self, record: Record) -> list[str]:
        """Take a report in; gives the ids of those before it that are nearly alike, sorted."""
        return self.add_text(record.report.id, body_text(record))

    def add_text(self, name: str, text: str) -> list[str]:
        """As `add`, for a bare text under an id. A report that is already there is left alone."""
        runs = runs_of_words(text)
        if not runs or name in self._prints:
            return []
        print_ = self.print_of(runs)
        near = [other for other in self._bands.query(print_) if print_.jaccard(self._prints[other]) >= _ALIKE]
        self._place(name, print_)
        return sorted(near)

    def state(self) -> list[tuple[str, bytes]]:
        """The id and the fingerprint of each report, sorted."""
        return [(name, self._prints[name].hashvalues.tobytes()) for name in sorted(self._prints)]

    @classmethod
    def restore(cls, state: Sequence[tuple[str, bytes]]) -> CopyIndex:
        """The index that a `state()` was taken of."""
        import numpy

        index = cls()
        for name, values in state:
            index._place(name, cls._print(numpy.frombuffer(values, dtype=numpy.uint32)))
        return index

    @classmethod
    def print_of(cls, runs: Collection[bytes]) -> Any:
        """The fingerprint (a MinHash) of a text's runs of words."""
        import numpy

        # The library's own hash function is called for each run, which takes longer than all that it is called for.
        hashes = b"".join([sha1(run, usedforsecurity=False).digest()[:4] for run in runs])
        made = cls._print()
        made.update_batch(numpy.frombuffer(hashes, dtype="<u4").tolist())
        return made

    @staticmethod
    def _print(values: Any = None) -> Any:
        from datasketch import MinHash

        # The scheme is named, since the library's default could change and old fingerprints would fit no more.
        return MinHash(
            num_perm=_BANDS * _ROWS,
            seed=1,
            scheme="affine32",
            hashfunc=int,
            hashvalues=values,
            permutations=_permutations(),
        )

    def _place(self, name: str, print_: Any) -> None:
        self._bands.insert(name, print_, check_duplication=False)
        self._prints[name] = print_
