"""Persons: which names are one person's, and what stands before a name."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.codebook.world import Known, World
from onrecord.language.parsed import ParsedReport, Passage
from onrecord.reading.mentions import rank
from onrecord.reading.phrases import (
    FORMER,
    OFFICES,
    Phrase,
    describes,
    name_at,
    role_at,
    take_modifier,
    take_name,
    words,
)

_GLUE = frozenset({"of", "for", "the", "and", "to"})


class Register:
    """All persons' full names of a report, so that a surname finds its person even before the full name stands."""

    def __init__(self, parsed: ParsedReport, world: World) -> None:
        """Collect the names of more than one word."""
        self.world = world
        self.full: dict[str, str] = {}
        self.by_last: dict[str, list[str]] = {}
        self.by_first: dict[str, list[str]] = {}
        for passage in parsed.passages:
            for first, end, label in passage.entities:
                if label == "PERSON" and end - first > 1:
                    self._add(words(passage, first, end))

    def _add(self, name: str) -> None:
        if name.lower() in self.full:
            return
        parts = name.split()
        if len(parts) < 2:
            # tokens without a space between them ("Abdul-Aziz") are one name
            return
        last = parts[-1].lower()
        for other in self.by_last.get(last, []):
            if _same(parts, other.split()):
                self.full[name.lower()] = other
                return
        self.full[name.lower()] = name
        self.by_last.setdefault(last, []).append(name)
        self.by_first.setdefault(parts[0].lower(), []).append(name)

    def entry(self, name: str) -> str:
        """The full name that a name stands for; the name itself where the report has no other."""
        lowered = name.lower()
        if lowered in self.full:
            return self.full[lowered]
        for index in (self.by_last, self.by_first):
            found = index.get(lowered, [])
            if len(found) == 1:
                return found[0]
        ends = [full for full in self.full.values() if full.lower().endswith(" " + lowered)]
        return ends[0] if len(set(ends)) == 1 else name

    def known(self, entry: str, text: str, *, titled: bool) -> Known | None:
        """The codebook's person: by the full name, or by a surname with a title where all of that surname agree."""
        known = self.world.known(entry)
        if known is not None and known.kind == "person":
            return known
        if " " in entry or not titled:
            return None
        keys = self.world.surnames.get(entry.lower(), [])
        found = [self.world.persons[key] for key in keys]
        if not found or len({(person.country, person.sector) for person in found}) != 1:
            return None
        person = found[0]
        return Known("person", keys[0], keys[0], person.country, person.sector, (), person.gender)


def _same(parts: list[str], others: list[str]) -> bool:
    """Whether two full names with one surname can be one person's ("Recep Tayyip Erdogan", "Tayyip Erdogan")."""
    mine, theirs = parts[:-1], others[:-1]
    if set(mine) & set(theirs):
        return True
    return mine[0][0] == theirs[0][0] and (len(mine[0].rstrip(".")) == 1 or len(theirs[0].rstrip(".")) == 1)


@dataclass(slots=True)
class Title:
    """What stands before a name: the tokens of the role, what it says, a token of the organisation in it."""

    role_span: tuple[int, int] | None = None
    country: str | None = None
    sector: str | None = None
    others: list[str] = field(default_factory=list)
    gender: str | None = None
    nouns: list[str] = field(default_factory=list)
    affiliation: int | None = None
    why: str = ""


def _run_before(world: World, passage: Passage, first: int) -> int:
    """The first token of the run of nouns and adjectives that leads up to a name."""
    start = first
    low = passage.sentences[passage.sentence_of[first]][0]
    while start > low:
        token = start - 1
        pos, lower = passage.pos[token], passage.lower[token]
        plain = pos in ("NOUN", "PROPN", "ADJ") or lower in FORMER or lower in ("'s", "'", "’s")
        mark = passage.words[token] in "-." and token > low
        # "Minister of Defence X": the little words count between a role noun and what follows.
        glue = (
            lower in _GLUE
            and start < first
            and token > low
            and (passage.lemma[token - 1] in world.roles or passage.lower[token - 1] in _GLUE)
        )
        if plain or mark or glue:
            start = token
        else:
            break
    while start < first and (passage.lower[start] in _GLUE or passage.words[start] in ("-", ".", "'s", "'", "’s")):
        start += 1
    return start


def titles_before(world: World, passage: Passage, first: int) -> Title | None:
    """Read what leads up to a person's name ("Israeli Defence Minister Israel Katz"); None where there is no title."""
    start = _run_before(world, passage, first)
    if start == first:
        return None
    role, role_first = None, first
    for token in range(first - 1, start - 1, -1):
        sense, sense_first = role_at(world, passage, token, start)
        if sense is not None and sense.kind == "person":
            # "Secretary of State": the noun before "of" is the office, not "state".
            if role is None or (token + 1 < len(passage) and passage.lower[token + 1] in ("of", "for")):
                role, role_first = sense, sense_first
            if role is not None and passage.lower[sense_first - 1] not in _GLUE:
                break
        elif role is None and passage.lower[token] not in _GLUE and passage.pos[token] not in ("NOUN", "PROPN"):
            break
    title = None
    for size in (3, 2, 1):
        if title is None and first - size >= start:
            title = world.titles.get(words(passage, first - size, first).lower())
    if role is None and title is None:
        return None
    result = Title()
    if title is not None:
        result.gender = title.gender
        result.sector = title.sector
    phrase = Phrase(first - 1, start, first, role)
    if role is not None:
        phrase.sector = role.sector
        result.gender = result.gender or role.gender
        result.nouns.append(rank(role.noun))
    elif title is not None:
        phrase.sector = title.sector
        result.nouns.append(passage.lower[first - 1].rstrip("."))
    for token in range(first - 1, start - 1, -1):
        if passage.lower[token] in FORMER:
            phrase.former = True
        if (role is not None and token >= role_first) or not describes(passage, token):
            continue
        if passage.ent[token] == "ORG" and result.affiliation is None:
            result.affiliation = token
        known = name_at(world, passage, token)
        if known is not None and known.country is not None:
            if phrase.country is None:
                take_name(phrase, known, token)
        else:
            modifier = world.roles.get(passage.lemma[token]) if passage.pos[token] != "VERB" else None
            if modifier is not None and modifier.sector is not None and role is not None:
                take_modifier(phrase, modifier)
    result.country, result.why = phrase.country, phrase.why
    result.sector, result.others = phrase.sector, phrase.others
    if phrase.former and result.sector in OFFICES:
        result.others, result.sector = [*result.others, result.sector], "ELI"
    if role is not None and role.weak and result.country is None and result.sector == role.sector:
        result.sector = None
    if role is not None or (title is not None and title.role):
        begin = start
        for token in range(start, first):
            if passage.lower[token] in ("'s", "'", "’s"):
                begin = token + 1
        result.role_span = (begin, first)
    return result
