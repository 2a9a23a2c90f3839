"""Which place a name means: the codebook's countries and regions, GeoNames' settlements, and the report around the
name.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from math import asin, cos, log10, radians, sin, sqrt
from typing import Literal
from weakref import WeakKeyDictionary

from pydantic import Field

from onrecord.codebook.loader import Codebook, Entry
from onrecord.codebook.world import first_piece, world_of
from onrecord.reading.gazetteer import Settlement, gazetteer
from onrecord.record import PlaceKind


class Region(Entry):
    """A province, a region, a sea or a building of `regions.yaml`; `shared` marks a name that is first another
    place's.
    """

    country: str | None = None
    kind: Literal["province", "region", "facility"] = "province"
    at: tuple[float, float]
    names: list[str] = Field(default_factory=list)
    shared: bool = False


@dataclass(slots=True, frozen=True)
class Toponym:
    """A place that a name can mean. `country` is ISO 3166 alpha-3; `capital` whether it is the seat of a government;
    `alias` whether the name looked up is not its main one."""

    name: str
    kind: PlaceKind
    country: str | None
    lat: float | None
    lon: float | None
    geonameid: int | None = None
    shared: bool = False
    capital: bool = False
    population: int = 0
    alias: bool = False


@dataclass(slots=True)
class Names:
    """The names of countries, regions and capitals: by first token, the longest first, and all in lower case."""

    by_first: dict[str, list[tuple[str, list[Toponym]]]] = field(default_factory=dict)
    lower: dict[str, list[Toponym]] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)  # "iranian" -> IRN
    alpha3: dict[str, str] = field(default_factory=dict)  # IR -> IRN
    alpha2: dict[str, str] = field(default_factory=dict)
    city_country: dict[str, str] = field(default_factory=dict)  # best-known cities and capitals, in lower case
    capitals: set[str] = field(default_factory=set)


_NAMES: WeakKeyDictionary[Codebook, Names] = WeakKeyDictionary()


def names_of(codebook: Codebook) -> Names:
    """The compiled place names of a codebook."""
    names = _NAMES.get(codebook)
    if names is None:
        names = _NAMES[codebook] = _compile(codebook)
    return names


def _compile(codebook: Codebook) -> Names:
    names, world = Names(), world_of(codebook)
    exact: dict[str, list[Toponym]] = {}
    for code, country in world.countries.items():
        toponym = Toponym(country.name, "country", code, country.lat, country.lon)
        for name in (country.name, *country.names):
            exact.setdefault(name.removeprefix("the "), []).append(toponym)
        if country.iso2:
            names.alpha3.setdefault(country.iso2, code)
            names.alpha2[code] = country.iso2
        for word in (*country.adjectives, *country.demonyms):
            names.people.setdefault(word.lower(), code)
            names.people.setdefault(f"{word.lower()}s", code)
        for name in country.capitals:
            names.city_country.setdefault(name.lower(), code)
            names.capitals.add(name.lower())
        for name in country.cities:
            names.city_country.setdefault(name.lower(), code)
    for key, region in codebook.table("regions", Region).items():
        shown = key.split(" (")[0]
        toponym = Toponym(shown, region.kind, region.country, region.at[0], region.at[1], shared=region.shared)
        for name in dict.fromkeys((shown, *region.names)):
            known = exact.setdefault(name, [])
            if region.shared or not any(item.kind == "country" for item in known):
                known.append(toponym)
    for code, country in world.countries.items():
        for name in country.regions:
            exact.setdefault(name, [Toponym(name, "province", code, None, None)])
    # Cities that everybody knows are found even where the tagger overlooks them; "Mexico City" must not be cut to
    # "Mexico".
    for country in world.countries.values():
        for name in (*country.capitals, *country.cities):
            exact.setdefault(name, [])
    for name, toponyms in exact.items():
        names.lower.setdefault(name.lower(), []).extend(toponyms)
        names.by_first.setdefault(first_piece(name), []).append((name, toponyms))
    for forms in names.by_first.values():
        forms.sort(key=lambda item: (-len(item[0]), item[0]))
    return names


def distance(one: Toponym, other: Toponym) -> float:
    """Kilometres between two places, on a sphere; infinite where a point isn't known."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return float("inf")
    north, south = radians(one.lat), radians(other.lat)
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(radians(other.lon - one.lon) / 2) ** 2
    return 12742 * asin(min(1.0, sqrt(half)))


@dataclass(slots=True)
class Around:
    """The places of a report that speak for a reading of an ambiguous name."""

    countries: Counter[str] = field(default_factory=Counter)
    regions: list[Toponym] = field(default_factory=list)


def settlements(name: str, names: Names) -> list[Toponym]:
    """The settlements that a name can mean, the largest first."""
    found = gazetteer().find(name)
    if not found and name.endswith(" City"):
        found = gazetteer().find(name.removesuffix(" City"))
    return [_toponym(item, names, name) for item in found[:40]]


def _toponym(item: Settlement, names: Names, name: str) -> Toponym:
    code = names.alpha3.get(item.country)
    # A lesser name of a smaller town seldom is what is meant: it counts as a tenth of the town. Of a great city it is
    # the English one ("Geneva" for Genève).
    population = item.population if item.exact or item.population > 150_000 else item.population // 10
    capital = name.lower() in names.capitals and names.city_country.get(name.lower()) == code
    return Toponym(
        item.name,
        "settlement",
        code,
        item.lat,
        item.lon,
        item.geonameid,
        capital=capital,
        population=population,
        alias=not item.exact,
    )


def choose(
    candidates: list[Toponym], around: Around, within: Toponym | None, known_in: str | None
) -> tuple[Toponym, float] | None:
    """The candidate that fits best, and its score: by what it is said to lie in ("Paris, Texas"), else by
    population, by the countries and regions of the report, and by being a city that everybody knows.
    """
    if any(
        not place.alias and place.kind == "settlement" and around.countries[place.country or ""] for place in candidates
    ):
        # "Turan" in a report on Tuva is its own Turan, not a larger town elsewhere with that lesser name.
        candidates = [place for place in candidates if not place.alias or place.capital or place.country == known_in]
    best: tuple[float, int, Toponym] | None = None
    sizes = sorted((place.population for place in candidates), reverse=True)
    outshines = bool(sizes) and sizes[0] > 100_000 and (len(sizes) < 2 or sizes[0] >= 8 * sizes[1])
    largest = next((place for place in candidates if outshines and place.population == sizes[0]), None)
    for order, candidate in enumerate(candidates):
        score = _fit(candidate, around, within, known_in)
        if candidate is largest:
            score += 1.5  # a name that one city outshines: "Geneva" is in Switzerland even in a report on Illinois
        if best is None or score > best[0]:
            best = (score, -order, candidate)
    return (best[2], best[0]) if best is not None else None


def _fit(candidate: Toponym, around: Around, within: Toponym | None, known_in: str | None) -> float:
    score = log10(max(candidate.population, 300))
    if within is not None:
        if within.kind == "country" and within.country == candidate.country:
            score += 6
        elif within.kind == "country":
            score -= 3
        else:
            far = distance(candidate, within)
            score += 6 if far < 1300 and within.country in (candidate.country, None) else -2
            score -= min(far, 2000) / 400
    if candidate.country is not None and around.countries:
        share = around.countries[candidate.country] / max(around.countries.values())
        score += (1.5 + share) if share else 0
    if candidate.capital:
        score += 1.5
    elif known_in is not None and candidate.country == known_in and candidate.population > 30_000:
        score += 1.2
    if candidate.kind == "settlement" and around.regions:
        nearest = min(distance(candidate, region) for region in around.regions)
        score += 1 if nearest < 250 else 0.5 if nearest < 500 else 0
    if candidate.kind in {"country", "province"}:
        score += 3.5 if candidate.kind == "country" else 2.5
        near = min(
            (distance(candidate, region) for region in around.regions if region.country == candidate.country),
            default=9e9,
        )
        score += 1 if near < 1500 else 0
    return score
