"""GeoJSON: what RFC 7946 wants, flat properties, and the events without a point counted."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import hand_made
from onrecord.export import FORMATS
from onrecord.export.geojson import PROPERTIES
from onrecord.record import Count, Record


def collection(*records: Record, plover: bool = False) -> dict[str, Any]:
    return json.loads("".join(FORMATS["geojson"].pieces(records, plover=plover)))  # type: ignore[no-any-return]


def test_an_event_with_a_place_is_a_point_longitude_first() -> None:
    [feature] = collection(hand_made.record())["features"]
    assert feature["type"] == "Feature"
    assert feature["id"] == "r1/e1-THREATEN"
    assert feature["geometry"] == {"type": "Point", "coordinates": [12.25, -3.5]}


def test_properties_are_flat_and_the_same_for_all() -> None:
    record = hand_made.record()
    record.events[1].place = "p1"
    record.events[1].counts = [
        Count(of="dead", number=2, min=None, max=None, span=(0, 1), statement=None),
        Count(of="injured", number=None, min=10, max=None, span=(0, 1), statement=None),
    ]
    first, second = (feature["properties"] for feature in collection(record)["features"])
    assert list(first) == list(second) == list(PROPERTIES)
    for value in [*first.values(), *second.values()]:
        assert not isinstance(value, (list, dict))
    assert (first["actors"], first["recipients"], first["day"], first["told_by"]) == (
        "Ada Roth", "Westria", "2026-05-04", "Two port officials",
    )  # fmt: skip
    assert second["counts"] == "dead=2; injured=10-"
    assert second["contexts"] is None


def test_events_without_a_point_are_counted_in_a_member_of_our_own() -> None:
    record = hand_made.record()
    record.places[0].lat = record.places[0].lon = None
    whole = collection(record, hand_made.record())
    assert whole["type"] == "FeatureCollection"
    assert whole["onrecord"] == {
        "plover": False,
        "features": 1,
        "events_without_place": 8,
        "events_without_coordinates": 1,
    }


def test_no_record_and_no_event_are_a_collection_too() -> None:
    assert collection()["features"] == []
    bare = hand_made.record().model_copy(update={"events": []})
    assert len(collection(bare, hand_made.record(), bare, hand_made.record())["features"]) == 2


def test_plover_s_view_maps_its_events_and_whom_they_struck() -> None:
    record = hand_made.record()
    record.places[0].country = "IRQ"
    for event in record.events:
        event.place = "p1"
    record.events[1].factuality, record.events[1].recipients, record.events[1].sentence = "happened", [], (0, 5)
    mine, theirs = collection(record), collection(record, plover=True)
    assert len(mine["features"]) == 5
    types = [feature["properties"]["type"] for feature in theirs["features"]]
    assert "MOBILIZE" not in types
    struck = next(feature["properties"] for feature in theirs["features"] if feature["id"].endswith("e2-ASSAULT"))
    assert struck["recipient_countries"] == "IRQ"
    assert theirs["onrecord"]["plover"] is True


def test_the_docs_tell_of_every_property() -> None:
    docs = (Path(__file__).parent.parent / "docs" / "exports.md").read_text("utf-8")
    part = docs.split("## GeoJSON")[1].split("\n## ")[0]
    assert dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", part, re.MULTILINE)) == PROPERTIES
