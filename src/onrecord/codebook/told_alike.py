"""What news tells in many words (told_alike.yaml), compiled for folded words: stems and phrases of stems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.codebook.comparing import folding_of, spelling_of, stem_of
from onrecord.codebook.loader import Codebook, Entry, open_codebook


class ToldAlike(Entry):
    """One thing with the words that tell it; `person`: words for people, as what they are counted; `light`: also words
    of grammar tell it ("might")."""

    words: tuple[str, ...]
    phrases: tuple[str, ...] = ()
    person: bool = False
    light: bool = False


# What stands for "*" in a phrase are three words at most, with one of grammar.
_WIDE = 5


@dataclass(slots=True)
class Concepts:
    """The names of what words tell: by stem, and by phrases under their first stem."""

    of_stem: Mapping[str, tuple[str, ...]]
    phrases: Mapping[str, Sequence[tuple[tuple[str, ...], str]]]
    people: frozenset[str]
    light: frozenset[str]

    def at(self, stems: Sequence[str], light: Sequence[bool], place: int) -> tuple[set[str], int]:
        """The concepts that the word at a place tells, or the phrase that begins there, and how many words it takes."""
        found = {
            name: length
            for phrase, name in self.phrases.get(stems[place], ())
            if (length := _length(phrase, stems, light, place))
        }
        if found:
            return set(found), max(found.values())
        names = set(self.of_stem.get(stems[place], ()))
        return (names & self.light if light[place] else names), 1


def _length(phrase: tuple[str, ...], stems: Sequence[str], light: Sequence[bool], place: int) -> int:
    """How many words a phrase takes from a place on; 0 where it does not stand there. One light word may be between,
    and for "*" one to three of any kind: "cost six policemen their lives"."""
    at, wide = place, False
    for word in phrase[1:]:
        if word == "*":
            wide = True
            continue
        if wide:
            near = [n for n in range(at + 1, min(at + _WIDE, len(stems))) if stems[n] == word]
            if not near:
                return 0
            at, wide = near[0], False
        elif at + 1 < len(stems) and stems[at + 1] == word:
            at += 1
        elif at + 2 < len(stems) and light[at + 1] and stems[at + 2] == word:
            at += 2
        else:
            return 0
    return at + 1 - place


@lru_cache(maxsize=8)
def concepts_of(codebook: Codebook | None = None) -> Concepts:
    """Compile a codebook's list; our own where none is given. Raises CodebookError."""
    table = folding_of(codebook)

    def stem(word: str) -> str:
        return stem_of(spelling_of(word), table)

    of_stem: dict[str, list[str]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    people, grammar = set(), set()
    for name, entry in (codebook or open_codebook(None)).table("told_alike", ToldAlike).items():
        for word in entry.words:
            parts = tuple(stem(part) for part in word.replace("-", " ").split())
            if len(parts) > 1:
                phrases.setdefault(parts[0], []).append((parts, name))
                continue
            # "shot" is a form of "shoot", "shots" is not; "policemen" is the plural of "policeman"
            men = (stem(f"{word[:-2]}en"),) if word.endswith("man") else ()
            for one in dict.fromkeys((parts[0], stem(f"{word}s"), *men)):
                if name not in of_stem.setdefault(one, []):
                    of_stem[one].append(name)
        for phrase in entry.phrases:
            parts = tuple(part if part == "*" else stem(part) for part in phrase.split())
            phrases.setdefault(parts[0], []).append((parts, name))
        if entry.person:
            people.add(name)
        if entry.light:
            grammar.add(name)
    names = {word: tuple(found) for word, found in of_stem.items()}
    return Concepts(names, phrases, frozenset(people), frozenset(grammar))
