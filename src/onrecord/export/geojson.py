"""Events on the map: one GeoJSON FeatureCollection (RFC 7946), a point for each event with a place.

Positions are longitude, latitude (WGS 84). Properties are flat, so that a GIS shows them as a table: several things in
one are parted by "; ". Events without a place, or with one whose coordinates are not known, are no features; how many
they are stands in the foreign member `onrecord`, at the end.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.export.table_rows import View, event_rows
from onrecord.measure.rows import outlet_of
from onrecord.record import Event, Record

PROPERTIES: dict[str, str] = {
    "report": "the report's id",
    "event": "the event's id, unique in its report",
    "headline": "the report's headline",
    "published": "when the report was published, ISO 8601",
    "uri": "the address that the report came from",
    "outlet": "the host of the address",
    "type": "PLOVER type, or one of your own codebook's",
    "mode": "PLOVER mode",
    "contexts": "PLOVER contexts",
    "quad": "verbal or material, cooperation or conflict",
    "quad_code": "PLOVER's number of the quad, 1 to 4",
    "score": "PLOVER score, -10 to 10",
    "factuality": "happened, ongoing, planned, possible, conditional, denied or not_happened",
    "actors": "names of the actors",
    "actor_countries": "their countries, each once",
    "recipients": "names of the recipients",
    "recipient_countries": "their countries, each once",
    "day": "the day it is counted on, ISO 8601",
    "day_from": "told (by the words) or published (the day of publication in its place)",
    "time": "the words of the time",
    "place": "the name of the place",
    "place_kind": "settlement, country, province, region, facility or other: how much the point stands for",
    "place_country": "its country",
    "geonameid": "its number in GeoNames",
    "told_by": "on whose word; empty in the report's own words",
    "told_by_kind": "kind of that source",
    "counts": "numbers, each as kind=number or kind=min-max",
    "sentence": "the sentence that tells it",
    "confidence": "0 to 1",
}


def feature_pieces(records: Iterable[Record], *, plover: bool = False) -> Iterator[str]:
    """The collection, the features of one record a piece; `plover`: with PLOVER's view of events."""
    yield '{"type": "FeatureCollection",\n"features": ['
    shown = without_place = without_coordinates = 0
    for record in records:
        view = View(record, plover=plover)
        lines = []
        for event, row in zip(view.record.events, event_rows(view), strict=True):
            if row["lat"] is not None:
                lines.append(_line(_feature(event, row, view)))
            elif row["place"] is None:
                without_place += 1
            else:
                without_coordinates += 1
        if lines:
            yield ("," if shown else "") + "\n" + ",\n".join(lines)
        shown += len(lines)
    left = {
        "plover": plover,
        "features": shown,
        "events_without_place": without_place,
        "events_without_coordinates": without_coordinates,
    }
    yield f'\n],\n"onrecord": {_line(left)}}}\n'


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _feature(event: Event, row: dict[str, Any], view: View) -> dict[str, Any]:
    report = view.record.report
    counts = []
    for count in event.counts:
        bounds = ["" if bound is None else str(bound) for bound in (count.min, count.max)]
        counts.append(f"{count.of}={'-'.join(bounds) if count.number is None else count.number}")
    known = row | {
        "headline": view.say.headline() if report.headline else None,
        "published": report.published,
        "uri": report.uri,
        "outlet": outlet_of(report.uri),
        "actors": [actor.name for actor, _ in view.actors(event.actors)],
        "recipients": [actor.name for actor, _ in view.actors(event.recipients)],
        "day": row["day"].isoformat() if row["day"] else None,
        "counts": counts,
        "sentence": view.words([event.sentence]),
    }
    return {
        "type": "Feature",
        "id": f"{report.id}/{event.id}",
        "geometry": {"type": "Point", "coordinates": [row["lon"], row["lat"]]},
        "properties": {name: _flat(known[name]) for name in PROPERTIES},
    }


def _flat(value: object) -> object:
    return ("; ".join(map(str, value)) or None) if isinstance(value, list) else value
