"""Score places on gold/places/geovirus.json: found (overlap) F, and the share that is right of what was found.

`python evaluation/geovirus.py [--show]`; the folder of the gold is $ONRECORD_GOLD (default ../shared/gold). The
gold's points are rounded centroids: a settlement is right within 161 km (100 miles), a country or province by its
name (or a point within its reach, for a province). The gold marks toponyms whatever their use, but no buildings:
facilities aren't counted as found.
"""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from gum_dates import around, f_of, report_of
from onrecord.codebook.loader import open_codebook
from onrecord.codebook.world import world_of
from onrecord.language.models import load_model
from onrecord.language.parse import parse
from onrecord.reading.places import read_places
from onrecord.record import Place

GOLD = Path(os.environ.get("ONRECORD_GOLD", "../shared/gold")) / "places" / "geovirus.json"
NEAR = 161.0


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The distance of two points on a sphere."""
    north, south = radians(a[0]), radians(b[0])
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(radians(b[1] - a[1]) / 2) ** 2
    return 12742 * asin(min(1.0, sqrt(half)))


def country_of(gold: dict[str, Any], names: dict[str, str]) -> str | None:
    """The country's code where the gold's page is a country's."""
    page = unquote(gold["page"].rsplit("/", 1)[-1]).replace("_", " ").lower()
    return names.get(page) or names.get(page.removeprefix("the "))


def score(show: bool = False) -> dict[str, float]:
    """The figures by name; prints each miss where `show`."""
    texts = json.loads(GOLD.read_text("utf-8"))
    nlp, codebook = load_model(), open_codebook()
    names = {
        name.lower(): code
        for code, entry in world_of(codebook).countries.items()
        for name in (entry.name, *entry.names)
    }
    names |= {"georgia (country)": "GEO", "republic of ireland": "IRL", "republic of china": "TWN", "the gambia": "GMB"}
    counts: Counter[str] = Counter()
    for text, parsed in zip(texts, parse((report_of(t["text"], None) for t in texts), nlp), strict=True):
        places = [place for place in read_places(parsed, codebook) if place.kind != "facility"]
        free = list(places)
        for gold in sorted(text["places"], key=lambda item: item["start"]):
            hit = next((p for p in free if p.span[0] < gold["end"] and gold["start"] < p.span[1]), None)
            counts["gold"] += 1
            words = around(text["text"], gold["start"], gold["end"])
            if hit is None:
                if show:
                    print("MISS", text["id"], words)
                continue
            free.remove(hit)
            counts["found"] += 1
            code = country_of(gold, names)
            near = (
                hit.lat is not None
                and hit.lon is not None
                and kilometres((hit.lat, hit.lon), (gold["lat"], gold["lon"])) <= NEAR
            )
            kind = "country" if code else "settlement" if hit.kind == "settlement" or hit.kind == "other" else "area"
            counts[kind] += 1
            fits = (hit.kind == "country" and hit.country == code) if code else near
            if kind == "area" and not fits:
                fits = area_fits(gold, hit)
            counts[f"right_{kind}"] += fits
            if show and not fits:
                print("WRONG", kind, text["id"], words, gold, hit.model_dump(exclude={"id", "span"}))
        counts["places"] += len(places)
        if show:
            for place in free:
                print("EXTRA", text["id"], around(text["text"], *place.span), place.kind, place.use)
    precision, recall, found = f_of(counts["found"], counts["places"], counts["gold"])
    shares = {
        f"right_{kind}": counts[f"right_{kind}"] / max(1, counts[kind]) for kind in ("settlement", "country", "area")
    }
    sizes = {f"n_{kind}": float(counts[kind]) for kind in ("settlement", "country", "area")}
    return {"found_precision": precision, "found_recall": recall, "found_f": found, **shares, **sizes}


def area_fits(gold: dict[str, Any], hit: Place) -> bool:
    """A province or region is right by its name: our name stands in the gold's page or the other way round."""
    page = unquote(gold["page"].rsplit("/", 1)[-1]).replace("_", " ").lower()
    name = hit.name.lower()
    return (
        (name in page or page in name)
        and hit.lat is not None
        and (hit.country is None or hit.country != "GEO" or "country" in page)
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--show", action="store_true")
    for name, figure in score(parser.parse_args().show).items():
        print(f"{name}: {figure:.3f}")
