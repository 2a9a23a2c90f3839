"""Places: every place name of a report with its coordinates, told apart from people and organisations that bear it.

Names come from two sides: the codebook's countries and regions are looked up wherever they stand, and what the tagger
takes for a place is looked up among GeoNames' settlements. What a name means is decided by the report: what it is said
to lie in, the countries and regions told of, population.
"""

from __future__ import annotations

import re

from onrecord.codebook.loader import Codebook
from onrecord.language.parsed import ParsedReport
from onrecord.reading.place_choice import resolve
from onrecord.reading.place_mentions import Gathered, Named, names_in, note_names
from onrecord.reading.place_names import Around, Toponym, choose, names_of, settlements
from onrecord.reading.place_use import use_of
from onrecord.record import Place, PlaceUse


def read_places(parsed: ParsedReport, codebook: Codebook) -> list[Place]:
    """The places of a report in text order, `p1` first: those of all passages and the places of the dateline."""
    report = Gathered(names_of(codebook))
    dateline = _of_dateline(parsed, report)
    for passage in parsed.passages:
        note_names(passage, report)
    named = [item for passage in parsed.passages for item in names_in(passage, report)]
    for item in named:
        _note_around(item.toponyms, report.around, 1)
    resolve(named, report)
    found = [(span, _place(span, toponym, None, "location")) for span, toponym in dateline]
    for item in named:
        if item.meant is not None or item.kind is not None:
            span = item.passage.span(item.first, item.end)
            acts = (
                item.meant is not None
                and (item.meant.capital or item.meant.kind in {"country", "facility"})
                and item.kind is None
            )
            use = use_of(item.passage, item.first, item.end, acts)
            found.append((span, _place(span, item.meant, item, use)))
    found.sort(key=lambda pair: pair[0])
    places = [place for _, place in found]
    for number, place in enumerate(places, 1):
        place.id = f"p{number}"
    return places


def _place(span: tuple[int, int], toponym: Toponym | None, item: Named | None, use: PlaceUse) -> Place:
    kind = (item.kind if item is not None else None) or (toponym.kind if toponym else "other")
    same = toponym is not None and kind == toponym.kind
    return Place(
        id="",
        span=span,
        name=toponym.name if toponym is not None and (same or item is None) else item.words if item is not None else "",
        kind=kind,
        country=toponym.country if toponym else None,
        lat=round(toponym.lat, 4) if toponym and toponym.lat is not None else None,
        lon=round(toponym.lon, 4) if toponym and toponym.lon is not None else None,
        geonameid=toponym.geonameid if toponym is not None and same else None,
        use=use,
    )


def _note_around(toponyms: list[Toponym], around: Around, weight: int) -> None:
    if len(toponyms) == 1:
        toponym = toponyms[0]
        if toponym.country is not None:
            around.countries[toponym.country] += weight
        if (
            toponym.kind in {"province", "region", "settlement"}
            and toponym.lat is not None
            and toponym.country is not None
        ):
            around.regions.append(toponym)


def _of_dateline(parsed: ParsedReport, report: Gathered) -> list[tuple[tuple[int, int], Toponym | None]]:
    """The dateline's places: they stand in capitals, and speak for their country ("PARIS, Texas" is decided by what
    follows).
    """
    dateline = parsed.report.anatomy.dateline
    if dateline is None:
        return []
    found: list[tuple[tuple[int, int], Toponym | None]] = []
    within: Toponym | None = None
    for first, end in reversed(dateline.places):
        words = " ".join(parsed.text[first:end].split()).rstrip(".,")
        known = report.names.lower.get(words.lower(), [])
        if words.isupper() and len(words) > 3:
            words = re.sub(r"\w+", lambda match: match.group().capitalize(), words)
        candidates = [*known, *settlements(words, report.names)]
        hit = choose(candidates, report.around, within, report.names.city_country.get(words.lower()))
        toponym = hit[0] if hit else None
        country = within.country if within is not None and within.kind == "country" else None
        if country is not None and toponym is not None and toponym.country != country:
            # "KOLPA, Ghana" with a Kolpa in another country only: better no point than a wrong one
            toponym = Toponym(words, "settlement", country, None, None)
        within = (
            toponym
            if toponym is not None and toponym.kind != "settlement" and parsed.text[end : end + 1] != "/"
            else None
        )
        if toponym is not None:
            _note_around([toponym], report.around, 3)
            report.decided.setdefault(words, toponym)
        found.append(((first, end), toponym))
    return found[::-1]
