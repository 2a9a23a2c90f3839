"""What can be wrong with a codebook folder, and what it adds: the words that `onrecord codebook check` prints."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal


@dataclass(slots=True, frozen=True)
class Problem:
    """One thing to mend (an error) or to know (a note).

    `file` is the path within the folder; `line` counts from 1, None where it holds for the whole file; `entry` and
    `field` say where in the file; `message` is a sentence that says what to write instead.
    """

    severity: Literal["error", "note"]
    file: str
    message: str
    line: int | None = None
    entry: str | None = None
    field: str | None = None


@dataclass(slots=True)
class FolderCheck:
    """What is wrong with a folder, and a sentence for each file that adds something; `usable` without errors."""

    problems: list[Problem] = field(default_factory=list)
    additions: list[str] = field(default_factory=list)

    @property
    def errors(self) -> list[Problem]:
        """The problems that must be mended."""
        return [problem for problem in self.problems if problem.severity == "error"]

    @property
    def notes(self) -> list[Problem]:
        """The problems that may be meant."""
        return [problem for problem in self.problems if problem.severity == "note"]

    @property
    def usable(self) -> bool:
        """Whether reports can be read with the folder."""
        return not self.errors


def near(word: str, known: Iterable[str], most: int = 3, alike: float = 0.6) -> list[str]:
    """The known words that one may have meant, the nearest first; capitals do not count, `alike` goes from 0 to 1."""
    by_lower = {name.lower(): name for name in known}
    return [by_lower[name] for name in difflib.get_close_matches(word.lower(), by_lower, n=most, cutoff=alike)]


def meant(word: str, known: Iterable[str]) -> str:
    """ "; did you mean 'verbs'?", or nothing where no known word is near."""
    found = near(word, known, 1)
    return f"; did you mean '{found[0]}'?" if found else ""


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """ "1 pattern", "3 patterns", "2 entries"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def listed(names: Iterable[str], most: int = 8) -> str:
    """ "a, b, c", with "and 4 more" where there are many."""
    words = list(names)
    more = f" and {len(words) - most} more" if len(words) > most else ""
    return ", ".join(words[:most]) + more


def sentence(words: str) -> str:
    """The words with a full stop, unless they end like a sentence already."""
    return words if words.endswith(("?", ".", "!")) else words + "."
