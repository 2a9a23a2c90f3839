"""Countries, organisations, persons, role nouns and titles: schemas of the tables, and the lookups that readers need.

The tables are under `data/`; they are read when first asked for, and compiled once a codebook.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Literal
from weakref import WeakKeyDictionary

from pydantic import Field

from onrecord.codebook.loader import Codebook, Entry

RoleKind = Literal["person", "group", "organisation"]
Gender = Literal["m", "f"]
NameKind = Literal["country", "adjective", "people", "government", "region", "city", "organisation", "person"]
# Codes that PLOVER has in the place of a country.
NON_STATES = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
# PLOVER's sectors; `export.wording.SECTOR_WORDS` says what each means.
SECTORS = frozenset(
    "AGR BUS COP CRM CVL EDU ELI GOV JRN JUD LAB LEG MED MIL OPP PRE PRM PTY REB REF REL SOC SPY UAF UNK".split()
)


class Country(Entry):
    """A country, a dependency (`of` its state) or a partially recognised entity (`of`, with the sector PRE).

    `at` is a point near the middle, latitude and longitude in degrees. `metonyms` are names that stand for the
    government or a part of it, with the sector.
    """

    name: str
    iso2: str | None = None
    of: str | None = None
    sector: str | None = None
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    at: tuple[float, float]
    cities: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    metonyms: dict[str, str] = Field(default_factory=dict)

    @property
    def lat(self) -> float:
        """Latitude in degrees of a point near the middle."""
        return self.at[0]

    @property
    def lon(self) -> float:
        """Longitude in degrees of a point near the middle."""
        return self.at[1]


class RoleNouns(Entry):
    """Role nouns of one sector.

    `weak`: the noun takes the sector of what it belongs to, `sector` only without that. `thing`: it names a machine,
    which acts only where a state's is meant ("Israeli helicopters"). `target`: it names a building, which never
    acts, but stands for the institution whose seat it is where something is done to it ("bombed a police station").
    """

    nouns: list[str]
    sector: str | None = None
    others: tuple[str, ...] = ()
    kind: RoleKind
    gender: Gender | None = None
    weak: bool = False
    thing: bool = False
    target: bool = False


class Organisation(Entry):
    """An organisation: country or one of PLOVER's non-state codes, sector, and its other names.

    `shared` are names that bodies of other countries bear too ("Senate"); they mean this one only where the report
    says so.
    """

    country: str | None = None
    sector: str | None = None
    others: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()


class Titles(Entry):
    """Titles before a name. `role`: the title is an office or rank, and belongs to the roles of the actor."""

    titles: list[str]
    sector: str | None = None
    gender: Gender | None = None
    role: bool = True


class Person(Entry):
    """A well-known head of state, of government or of the armed forces; `gender` is m unless given."""

    country: str
    sector: str | None = None
    others: tuple[str, ...] = ()
    gender: Gender = "m"
    names: tuple[str, ...] = ()


@dataclass(slots=True, frozen=True)
class Known:
    """What a name of the codebook stands for. `key` joins all names of one thing; a `shared` name stands for it only
    where the report says so."""

    kind: NameKind
    key: str
    name: str
    country: str | None
    sector: str | None
    others: tuple[str, ...] = ()
    gender: str | None = None
    shared: bool = False


@dataclass(slots=True, frozen=True)
class RoleSense:
    """What a role noun says of whom it names."""

    noun: str
    sector: str | None
    kind: RoleKind
    gender: str | None
    weak: bool
    others: tuple[str, ...] = ()
    thing: bool = False
    target: bool = False


@dataclass(slots=True, frozen=True)
class TitleSense:
    """What a title before a name says."""

    sector: str | None
    gender: str | None
    role: bool


_PIECE = re.compile(r"[^\W_]+(?:\.[^\W_]+)*\.?|'s|[^\w\s]")


def first_piece(name: str) -> str:
    """The first token of a name as the parser would cut it, in lower case ("al" of "al-Qaeda")."""
    match = _PIECE.match(name)
    return match.group().lower() if match else name.lower()


@dataclass(slots=True)
class World:
    """The compiled lookups.

    `names` maps a name in lower case to what it stands for; `longest` maps the first token of a name to the most
    tokens that a name with it has, `seconds` to the first letters of the second tokens. `acronyms` holds the short
    ones that count only in capitals ("US", "WHO"; "GAO" is
    no town in Mali).
    `role_starts` and `role_ends` hold the first and the last words of the role nouns of several words; `title_words`
    holds the last words of the titles; `surnames` maps the last word of the persons' names to their keys.
    """

    countries: dict[str, Country]
    organisations: dict[str, Organisation]
    persons: dict[str, Person]
    names: dict[str, Known] = field(default_factory=dict)
    acronyms: dict[str, Known] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, set[str]] = field(default_factory=dict)
    roles: dict[str, RoleSense] = field(default_factory=dict)
    role_starts: set[str] = field(default_factory=set)
    role_ends: set[str] = field(default_factory=set)
    titles: dict[str, TitleSense] = field(default_factory=dict)
    title_words: set[str] = field(default_factory=set)
    surnames: dict[str, list[str]] = field(default_factory=dict)

    def known(self, name: str) -> Known | None:
        """What a name stands for, as it is written in a text; None for an unknown name."""
        found = self.acronyms.get(name)
        if found is not None or (len(name) <= 3 and name.isupper()):
            return found
        return self.names.get(name.lower())

    def code(self, country: str) -> str:
        """The code that an entry of the countries table is counted with (its own, or that of the state it is `of`)."""
        entry = self.countries.get(country)
        return entry.of if entry and entry.of else country

    def _add(self, name: str, known: Known) -> None:
        lowered = name.lower().replace("’", "'")
        if name.isupper() and len(name) <= 5 and "." not in name:
            if name in self.acronyms:
                return
            self.acronyms[name] = known
        elif lowered in self.names:
            return
        else:
            self.names[lowered] = known
        first = first_piece(lowered)
        pieces = _PIECE.findall(lowered)
        if self.longest.get(first, 0) < len(pieces) + 1:
            self.longest[first] = len(pieces) + 1
        if len(pieces) > 1:
            self.seconds.setdefault(first, set()).add(pieces[1][0])


def _people(adjective: str) -> str | None:
    """The plural that names the people ("Iranians"); None where the adjective does it itself ("Chinese")."""
    if adjective.endswith(("s", "sh", "ese", "z", "French", "Dutch")):
        return None
    return adjective + "s"


def _add_countries(world: World) -> None:
    # Every country's own name goes first: "Georgia" is the country before it is the state.
    for key, entry in world.countries.items():
        known = Known("country", key, entry.name, world.code(key), None, (entry.sector,) if entry.sector else ())
        for name in (entry.name, *entry.names):
            world._add(name, known)
    for key, entry in world.countries.items():
        code, others = world.code(key), (entry.sector,) if entry.sector else ()
        for name in entry.adjectives:
            world._add(name, Known("adjective", key, entry.name, code, None, others))
            people = _people(name)
            if people:
                world._add(people, Known("people", key, entry.name, code, "CVL", others))
        for name in entry.demonyms:
            world._add(name, Known("people", key, entry.name, code, "CVL", others))
        for name in entry.capitals:
            world._add(name, Known("government", key, entry.name, code, "GOV", others))
    for key, entry in world.countries.items():
        code = world.code(key)
        for name, sector in entry.metonyms.items():
            world._add(name, Known("organisation", name, name, code, sector))
    for key, entry in world.countries.items():
        code = world.code(key)
        for name in entry.regions:
            world._add(name, Known("region", name, name, code, None))
        for name in entry.cities:
            world._add(name, Known("city", name, name, code, None))


def _add_roles(world: World, codebook: Codebook) -> None:
    for group in codebook.table("role_nouns", RoleNouns).values():
        for noun in group.nouns:
            sense = RoleSense(
                noun, group.sector, group.kind, group.gender, group.weak, group.others, group.thing, group.target
            )
            world.roles.setdefault(noun, sense)
            # The parser may cut at a hyphen or not.
            for pieces in (noun.split(), noun.replace("-", " - ").split()):
                if len(pieces) > 1:
                    world.role_starts.add(pieces[0])
                    world.role_ends.add(pieces[-1])
    for title in codebook.table("titles", Titles).values():
        for name in title.titles:
            lowered = name.lower()
            world.titles.setdefault(lowered, TitleSense(title.sector, title.gender, title.role))
            world.title_words.add(lowered.rsplit(" ", 1)[-1])


def _compile(codebook: Codebook) -> World:
    world = World(
        codebook.table("countries", Country),
        codebook.table("organisations", Organisation),
        codebook.table("persons", Person),
    )
    _add_countries(world)
    for key, entry in world.organisations.items():
        known = Known("organisation", key, key, entry.country, entry.sector, entry.others)
        for name in (key, *entry.names):
            world._add(name, known)
        for name in entry.shared:
            world._add(name, replace(known, shared=True))
    for key, person in world.persons.items():
        known = Known("person", key, key, person.country, person.sector, person.others, person.gender)
        for name in (key, *person.names):
            world._add(name, known)
        world.surnames.setdefault(key.rsplit(" ", 1)[-1].lower(), []).append(key)
    _add_roles(world, codebook)
    return world


_COMPILED: WeakKeyDictionary[Codebook, World] = WeakKeyDictionary()


def world_of(codebook: Codebook) -> World:
    """The compiled world of a codebook; the tables are read at the first call. Raises CodebookError."""
    world = _COMPILED.get(codebook)
    if world is None:
        world = _COMPILED[codebook] = _compile(codebook)
    return world
