"""The two sides of a dyad: a code as a user gives it, and the parties of events that it means."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from onrecord.errors import NoSuchActor
from onrecord.measure.rows import Party


@dataclass(slots=True, frozen=True)
class Side:
    """A country or PLOVER's code in its place (`USA`, `IGO`), with or without a sector (`USA:GOV`)."""

    country: str
    sector: str | None

    @property
    def code(self) -> str:
        """As it is written."""
        return f"{self.country}:{self.sector}" if self.sector else self.country

    def means(self, party: Party) -> bool:
        """Whether a party belongs to the side. A country without a sector means all its parties; one with a sector
        only those of which the record tells that sector, not the bare name of the country."""
        return party.country == self.country and (self.sector is None or self.sector in party.sectors)


def side_of(code: str) -> Side:
    """The side that a code means; capitals do not matter. Raises NoSuchActor for a code that is none."""
    country, colon, sector = code.strip().upper().partition(":")
    countries, sectors = _known()
    if country not in countries:
        meant = _named(code.strip().partition(":")[0])
        raise NoSuchActor(
            f"'{_shown(code)}' is no actor; "
            + (f"for that country give {meant}." if meant else "give a country's code of three letters, as in USA, ")
            + ("" if meant else "or one of PLOVER's: EUR, IGO, IMG, ISM, MNC, NGO, UNO.")
        )
    if colon and sector not in sectors:
        raise NoSuchActor(f"'{_shown(code)}' has no sector of PLOVER; give one of {', '.join(sorted(sectors))}.")
    return Side(country, sector or None)


def _shown(code: str) -> str:
    return "".join(char if char.isprintable() else "\ufffd" for char in code[:40])


@lru_cache(maxsize=1)
def _known() -> tuple[frozenset[str], frozenset[str]]:
    from onrecord.codebook.loader import open_codebook
    from onrecord.codebook.world import NON_STATES, SECTORS, Country

    return frozenset({*open_codebook(None).table("countries", Country), *NON_STATES}), SECTORS


def _named(name: str) -> str | None:
    """The code of a country that is given by its name, as in "Iran"."""
    from onrecord.codebook.loader import open_codebook
    from onrecord.codebook.world import Country

    wanted = name.casefold()
    for code, country in open_codebook(None).table("countries", Country).items():
        if wanted in {known.casefold() for known in (country.name, *country.names)}:
            return code
    return None
