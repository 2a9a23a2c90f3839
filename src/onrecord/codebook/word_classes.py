"""Classes of words that many patterns share: `<forces>` in a pattern stands for every lemma of that entry.

"A <stopping> <ties> with R" is one line for "broke off relations with", "froze contacts with", and a few hundred more.
The entries of `word_classes.yaml` are lists of lemmas; those of verbs may have particles ("cut_off").
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping

from pydantic import Field, field_validator

from onrecord.codebook.loader import Entry

_CLASS = re.compile(r"<([^<>\s]*)>")
_LEMMA = re.compile(r"[^\W\d_][\w'./&-]*", re.UNICODE)


class ClassError(ValueError):
    """A class that is not there; the message says so in words."""


class WordClass(Entry):
    """Lemmas that patterns use alike; `about` says what they have in common."""

    about: str
    words: list[str] = Field(min_length=1)

    @field_validator("words")
    @classmethod
    def _lemmas(cls, words: list[str]) -> list[str]:
        wrong = [word for word in words if not _LEMMA.fullmatch(word) or word != word.lower()]
        if wrong:
            raise ValueError(f"'{wrong[0]}' is no lemma in small letters (a particle is joined by an underscore)")
        twice = sorted({word for word in words if words.count(word) > 1})
        if twice:
            raise ValueError(f"'{twice[0]}' stands there twice")
        return words


def with_classes(text: str, classes: Mapping[str, WordClass] | None) -> str:
    """A pattern with the words of its classes written out; without `classes` each counts as a lemma of its own.

    Raises ClassError where there is no such class.
    """
    if "<" not in text:
        return text
    return _CLASS.sub(lambda found: "|".join(_words(found[1], classes)), text)


def words_of(items: Iterable[str], classes: Mapping[str, WordClass]) -> frozenset[str]:
    """A list of lemmas and classes as one set of lemmas. Raises ClassError."""
    return frozenset(
        word for item in items for word in (_words(item[1:-1], classes) if item.startswith("<") else (item,))
    )


def _words(name: str, classes: Mapping[str, WordClass] | None) -> list[str]:
    if classes is None:
        return [name]
    entry = classes.get(name)
    if entry is None:
        near = difflib.get_close_matches(name, list(classes), 1)
        hint = f"did you mean <{near[0]}>?" if near else "the classes stand in word_classes.yaml"
        raise ClassError(f"there is no class of words <{name}>; {hint}")
    return entry.words
