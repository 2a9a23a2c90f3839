"""What the comparison of reports knows of words, from the codebook, compiled once a codebook."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from onrecord.codebook.loader import Codebook, Entry, open_codebook


class HouseStyle(Entry):
    """Spellings of one thing, as outlets choose them."""

    forms: list[str]


class FoldingWords(Entry):
    """A list of words that the comparison treats alike."""

    words: list[str]


class Boilerplate(Entry):
    """Regular expressions of what a site puts around a report."""

    starts: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()


class EvidenceKind(Entry):
    """The message of one kind of evidence for a lineage; it has fields in braces."""

    message: str


@dataclass(slots=True)
class FoldingTable:
    """How words are folded: several words to one (`phrases`, by their first word), one to one (`spellings`)."""

    phrases: dict[str, list[tuple[tuple[str, ...], str]]]
    spellings: dict[str, str]
    capitals: dict[str, str]
    function: frozenset[str]
    auxiliary: frozenset[str]
    base: dict[str, str]
    boilerplate: re.Pattern[str]


def pieces(words: str) -> tuple[str, ...]:
    """The words of a form in a list, in lower case; the dots of abbreviations are gone ("U.S." is "us")."""
    return tuple(piece.replace(".", "").lower() for piece in re.split(r"[\s-]+", words) if piece)


@lru_cache(maxsize=8)
def folding_of(codebook: Codebook | None = None) -> FoldingTable:
    """Compile a codebook's folding; our own codebook where none is given. Raises CodebookError."""
    book = codebook or open_codebook(None)
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    spellings: dict[str, str] = {}
    capitals: dict[str, str] = {}
    for name, entry in book.table("house_style", HouseStyle).items():
        for form in entry.forms:
            parts = pieces(form)
            letters = form.replace(".", "")
            if len(parts) > 1:
                phrases.setdefault(parts[0], []).append((parts, name))
            elif letters.isupper():
                # "us" is a pronoun, "US" a country; "U.S." is the country in any case.
                capitals[letters] = name
            else:
                spellings[parts[0]] = name
    for forms in phrases.values():
        forms.sort(key=lambda item: -len(item[0]))
    words = book.table("folding", FoldingWords)
    base = {}
    for line in words["irregular"].words:
        first, *others = line.split()
        base.update(dict.fromkeys(others, first))
    return FoldingTable(
        phrases,
        spellings,
        capitals,
        frozenset(words["function"].words),
        frozenset(words["auxiliary"].words),
        base,
        _boilerplate(book),
    )


def _boilerplate(book: Codebook) -> re.Pattern[str]:
    patterns = []
    for entry in book.table("boilerplate", Boilerplate).values():
        patterns += [rf"^\W*(?:{pattern})" for pattern in entry.starts]
        patterns += [f"(?:{pattern})" for pattern in entry.holds]
    return re.compile("|".join(patterns) or r"(?!)", re.IGNORECASE)


@lru_cache(maxsize=8)
def evidence_kinds(codebook: Codebook | None = None) -> dict[str, EvidenceKind]:
    """The kinds of evidence by code. Raises CodebookError."""
    return (codebook or open_codebook(None)).table("evidence", EvidenceKind)
