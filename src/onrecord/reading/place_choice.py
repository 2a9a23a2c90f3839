"""Deciding what each place name of a report means, from the names around it (Leidner, Toponym Resolution in Text,
2007).
"""

from __future__ import annotations

from onrecord.reading.place_mentions import DIVISIONS, INSIDE, Gathered, Named, located
from onrecord.reading.place_names import Around, Names, Toponym, choose, distance, settlements

_LIES_IN = frozenset(
    (
        ",",
        "(",
        "of",
        "in",
        ", in",
        "in the",
        ", in the",
        *(f"in {side}ern" for side in ("north", "south", "east", "west")),
    )
)


def resolve(named: list[Named], report: Gathered) -> None:
    """Decide what each name means; the same name means the same all through a report unless it is told where it
    lies.
    """
    settle: list[tuple[Named, Toponym | None]] = []
    for number, item in enumerate(named):
        if len(item.toponyms) > 1 or (item.toponyms and item.toponyms[0].shared):
            before = named[number - 1] if number else None
            after = named[number + 1] if number + 1 < len(named) else None
            _as_province(item, before, after)
            _as_holder(item, before, report)
    for number, item in enumerate(named):
        within = _within(item, named[number + 1] if number + 1 < len(named) else None)
        if len(item.toponyms) == 1:
            item.meant = _settled_or_region(item, report, within)
        else:
            settle.append((item, within))
    for item, within in sorted(settle, key=lambda pair: pair[1] is None):
        if item.kind == "facility":
            continue
        if within is None and item.words in report.decided:
            item.meant = report.decided[item.words]
        else:
            item.meant = _decide(item, report, within)
            if within is not None or item.words not in report.decided:
                report.decided[item.words] = item.meant
        if item.meant is None and item.kind is None:
            item.kind = "other"
    _drop_unknown(named)


def _drop_unknown(named: list[Named]) -> None:
    """A name that no table knows is a place only where the words say so ("in Saldowo", "the Gondra district", in a
    list of places).
    """
    for number, item in enumerate(named):
        if item.meant is not None or item.kind not in {"other", "region"}:
            continue
        before = named[number - 1] if number else None
        listed = before is not None and before.passage is item.passage and before.meant is not None and (
            " ".join(item.passage.lower[before.end : item.first]) in {",", "and", ", and"}
        )  # fmt: skip
        waters = item.kind == "region" and not item.words.isupper()
        divided = item.end < len(item.passage) and item.passage.lower[item.end] in DIVISIONS
        if not (listed or waters or divided or located(item.passage, item.first, INSIDE)):
            item.kind = None


def _settled_or_region(item: Named, report: Gathered, within: Toponym | None) -> Toponym:
    """A region's name may be a town's that is told with another place behind it: "Victoria, British Columbia"."""
    toponym = item.toponyms[0]
    if toponym.shared and item.kind != "province":
        hit = choose([toponym, *settlements(item.words, report.names)], report.around, within, None)
        return hit[0] if hit is not None else toponym
    if (
        within is None
        or toponym.kind in {"country", "facility"}
        or (within.country == toponym.country and within.kind == "country")
    ):
        return toponym
    # In a list of provinces ("Kansas, Kentucky and Maine") the next one holds nothing: only a large town is thought of.
    large = [place for place in settlements(item.words, report.names) if place.population > 50_000]
    hit = choose(large, report.around, within, None)
    return hit[0] if hit is not None and hit[1] > 8 else toponym


def _as_province(item: Named, before: Named | None, after: Named | None) -> None:
    """Read a shared name as the province: "Buffalo, New York", "Oregon, Washington and Idaho", "the state of
    Washington".
    """
    passage, provinces = item.passage, [place for place in item.toponyms if place.kind == "province"]
    if not provinces:
        return
    lower = passage.lower
    told = lower[max(0, item.first - 2) : item.first] == ["state", "of"] or (
        item.end < len(passage)
        and lower[item.end] in {"state", "governor", "gov.", "senator", "sen.", "legislature", "lawmakers", "attorney"}
    )
    for other in (before, after):
        if other is None or other.passage is not passage:
            continue
        left, right = (other, item) if other is before else (item, other)
        gap = " ".join(lower[left.end : right.first])
        listed = (
            gap in {",", "and", ", and", "or"} and len(other.toponyms) == 1 and other.toponyms[0].kind == "province"
        )
        told = told or (listed and other.toponyms[0].country == provinces[0].country)
    if told:
        item.toponyms, item.kind = provinces, "province"


def _as_holder(item: Named, before: Named | None, report: Gathered) -> None:
    """Read a shared name by the town before its comma: "Buffalo, New York" (no city), "Tbilisi, Georgia" (no state)."""
    passage = item.passage
    if before is None or before.passage is not passage or before.toponyms or item.kind is not None:
        return
    if passage.lower[before.end : item.first] != [","]:
        return
    towns, known_in = settlements(before.words, report.names), report.names.city_country.get(before.words.lower())
    scored = [
        (hit[1], -order)
        for order, holder in enumerate(item.toponyms)
        if (hit := choose(towns, Around(), holder, known_in))
    ]
    if scored:
        holder = item.toponyms[-max(scored)[1]]
        item.toponyms, item.kind = [holder], holder.kind if holder.kind == "province" else None


def _within(item: Named, after: Named | None) -> Toponym | None:
    """The place that a name is said to lie in: the next name behind a comma ("Paris, Texas"), or after "in" ("Pandi
    in Bulacan").
    """
    if after is None or after.passage is not item.passage or not after.toponyms:
        return None
    gap = " ".join(item.passage.words[item.end : after.first]).lower()
    if gap in _LIES_IN:
        first, last = after.toponyms[0], after.toponyms[-1]
        return first if last.kind == "country" else last
    return None


def _base(words: str) -> str:
    """The name without its division: "Kandahar province" -> "Kandahar"."""
    parts = words.split()
    return " ".join(parts[:-1]) if len(parts) > 1 and parts[-1].lower() in DIVISIONS else words


def _decide(item: Named, report: Gathered, within: Toponym | None) -> Toponym | None:
    if item.kind == "region":
        return None
    words = _base(item.words)
    candidates = [*item.toponyms, *_candidates(words, report.names)]
    known_in = report.names.city_country.get(words.lower())
    hit = choose(candidates, report.around, within, known_in)
    if hit is None or not _believable(item, hit[0], report.around, within, known_in):
        if within is not None and within.country is not None and item.kind in {None, "province"}:
            return Toponym(item.words, item.kind or "settlement", within.country, None, None)
        return None
    return hit[0]


def _candidates(words: str, names: Names) -> list[Toponym]:
    """The settlements of a name; without its last words where the whole is none ("Pingliang city", "Seoul City
    Hall").
    """
    while True:
        found = settlements(words, names)
        if (
            found
            or " " not in words
            or words.rsplit(" ", 1)[1].lower() not in {"city", "hall", "council", "town", "suburb", "area"}
        ):
            return found
        words = words.rsplit(" ", 1)[0]


def _believable(item: Named, toponym: Toponym, around: Around, within: Toponym | None, known_in: str | None) -> bool:
    """Whether a settlement can be what is meant: a hamlet in a country that the report never names is not.

    A county is no town: its namesake gives its point only where it lies in the province that is told with it.
    """
    if toponym.kind != "settlement":
        return True
    if within is not None:
        near = distance(toponym, within)
        reach = 400 if item.kind == "province" else 1300
        fits = within.country in (toponym.country, None) and (within.kind == "country" or near < reach)
        return fits or (toponym.population > 300_000 and within.kind == "country")
    if item.words.endswith(("County", "county")):
        return False
    if toponym.country is not None and (around.countries[toponym.country] or toponym.country == known_in):
        return True
    return toponym.population > (100_000 if around.countries else 15_000)
