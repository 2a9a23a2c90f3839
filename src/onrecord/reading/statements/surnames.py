"""The surnames that a report brings in: the last words of full names of people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.language.parsed import Passage

_CONCEPTS = ("people", "office", "title", "insider")


def surnames(passages: Sequence[Passage], nouns_of: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Surnames in lower case, of whoever is told by an office or as somebody: "the spokeswoman, Sela Quint".

    A model of names takes many a surname that stands alone for a company or a place. What is also the last word of a
    body's name ("the Quint Group") is left out only where it stands so itself.
    """
    people = frozenset().union(*(nouns_of[name] for name in _CONCEPTS))
    found: set[str] = set()
    for p in passages:
        for last in range(1, len(p)):
            if p.pos[last] != "PROPN" or p.pos[last - 1] != "PROPN" or p.head[last - 1] != last or "." in p.words[last]:
                continue
            if last + 1 < len(p) and p.pos[last + 1] == "PROPN":
                continue
            first = last - 1
            while first > 0 and p.pos[first - 1] == "PROPN" and p.head[first - 1] == last:
                first -= 1
            if p.ent[last] == "PERSON" or _is_told_as_person(p, first, last, people):
                found.add(p.lower[last])
    return frozenset(found)


def _is_told_as_person(p: Passage, first: int, last: int, people: frozenset[str]) -> bool:
    """ "the spokeswoman, Sela Quint", "commander Oskar Roy"; not "the minister of the Sela Group"."""
    before = first - 1
    if before < 1:
        return False
    if p.words[before] == ",":
        noun = p.head[last]
        if p.dep[last] != "appos" or noun >= first:
            return False
        # The parser hangs the name on the nearest noun: "the head of the mission in Kyiv, Ann Lee".
        above = [noun, *p.ancestors(noun)][:5]
        return any(p.lemma[token] in people and p.pos[token] == "NOUN" for token in above)
    return p.words[before].islower() and p.tag[before] == "NN" and p.lemma[before] in people and p.head[before] == last
