"""Score event types and participants on the PLOVER gold records, in PLOVER's view.

`python evaluation/plover_gold.py [--half odd|even|all] [--errors]` reads $ONRECORD_GOLD (default
../shared/gold)/events/plover_gold.json. Each text was coded for one event mostly, so that a right second event
counts as wrong here. The texts at odd places are for development; those at even places are only scored.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

from onrecord.export.plover_view import plover_view, struck_country
from onrecord.intake.report import Anatomy, AnatomySegment, Report
from onrecord.reader import Reader
from onrecord.record import Event, Record

GOLD = Path(os.environ.get("ONRECORD_GOLD", Path(__file__).parents[2] / "shared" / "gold"))
# Types, actors and recipients with their country, and with country and sector.
FOLDED = {"UNO": "IGO", "EUR": "IGO"}
MEASURES = ("type", "actor country", "recipient country", "actor country+sector", "recipient country+sector")


class Tally:
    """Counts of hits, predictions and gold, and the micro figures made of them."""

    def __init__(self) -> None:
        self.hits = self.predicted = self.gold = 0

    def add(self, predicted: set[Any], gold: set[Any]) -> None:
        self.hits += len(predicted & gold)
        self.predicted += len(predicted)
        self.gold += len(gold)

    @property
    def figures(self) -> tuple[float, float, float]:
        precision = self.hits / self.predicted if self.predicted else 0.0
        recall = self.hits / self.gold if self.gold else 0.0
        return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _gold_sets(events: list[dict[str, Any]], fold: bool = True) -> dict[str, set[Any]]:
    sets: dict[str, set[Any]] = {name: set() for name in MEASURES}
    for event in events:
        sets["type"].add(event["type"])
        for side, name in (("actors", "actor"), ("recipients", "recipient")):
            for actor in event[side]:
                if actor["country"] is not None:
                    country = _folded(actor["country"]) if fold else actor["country"]
                    sets[f"{name} country"].add(country)
                    sets[f"{name} country+sector"].add((country, actor["sector"]))
    return sets


def _folded(country: str) -> str:
    """The gold was coded with IGO for the United Nations and the European Union, where PLOVER now has codes of their
    own."""
    return FOLDED.get(country, country)


def _read(text: str) -> Report:
    return Report(text, hashlib.sha256(text.encode()).hexdigest(), Anatomy([AnatomySegment("paragraph", 0, len(text))]))


def _predicted(record: Record, events: list[Event], fold: bool = True) -> dict[str, set[Any]]:
    sets: dict[str, set[Any]] = {name: set() for name in MEASURES}
    actors = {actor.id: actor for actor in record.actors}
    for event in events:
        sets["type"].add(event.type)
        for items, name in ((event.actors, "actor"), (event.recipients, "recipient")):
            known = [(actors[item.actor].country, actors[item.actor].sector) for item in items]
            if name == "recipient" and not any(country for country, _ in known):
                known.append((struck_country(event, record.places), None))
            for country, sector in known:
                country = _folded(country) if country is not None and fold else country
                if country is not None:
                    sets[f"{name} country"].add(country)
                    sets[f"{name} country+sector"].add((country, sector))
    return sets


def score(half: str = "all", errors: bool = False) -> dict[str, float]:
    """The figures over one half or all of the texts, by name; prints them."""
    records = json.loads((GOLD / "events" / "plover_gold.json").read_text("utf-8"))
    chosen = [(index, item) for index, item in enumerate(records) if half == "all" or index % 2 == (half == "odd")]
    tallies = {name: Tally() for name in MEASURES}
    unfolded = {name: Tally() for name in MEASURES[1:]}
    by_type: dict[str, Tally] = {}
    events_predicted = events_gold = 0
    readings = Reader.open().readings(_read(item["text"]) for _, item in chosen)
    for (index, item), reading in zip(chosen, readings, strict=True):
        events = plover_view(reading.record.events)
        predicted, gold = _predicted(reading.record, events), _gold_sets(item["events"])
        raw, raw_gold = _predicted(reading.record, events, fold=False), _gold_sets(item["events"], fold=False)
        for name, tally in unfolded.items():
            tally.add(raw[name], raw_gold[name])
        events_predicted += len(events)
        events_gold += len(item["events"])
        for name in MEASURES:
            tallies[name].add(predicted[name], gold[name])
        for kind in predicted["type"] | gold["type"]:
            by_type.setdefault(kind, Tally()).add(predicted["type"] & {kind}, gold["type"] & {kind})
        if errors and (predicted["type"] != gold["type"] or any(predicted[n] != gold[n] for n in MEASURES[1:3])):
            _explain(index, item, events, reading.actors, predicted, gold)
    figures = {name: tally.figures[2] for name, tally in tallies.items()}
    figures |= {f"{name}, unfolded": tally.figures[2] for name, tally in unfolded.items()}
    for name, tally in tallies.items():
        print(f"{name:26s} P {tally.figures[0]:.3f}  R {tally.figures[1]:.3f}  F {tally.figures[2]:.3f}")
    for name, tally in unfolded.items():
        print(f"{name + ', UNO and EUR not taken for IGO':60s} F {tally.figures[2]:.3f}")
    for kind, tally in sorted(by_type.items()):
        print(
            f"  {kind:10s} P {tally.figures[0]:.2f} R {tally.figures[1]:.2f} F {tally.figures[2]:.2f} gold {tally.gold}"
        )
    figures["type macro"] = sum(tally.figures[2] for tally in by_type.values()) / len(by_type)
    figures["per gold event"] = events_predicted / events_gold
    print(
        f"macro F of types {figures['type macro']:.3f}; "
        f"{figures['per gold event']:.2f} predicted events for one of the gold"
    )
    return figures


def _explain(index: int, item: dict[str, Any], events: list[Any], actors: Any, predicted: Any, gold: Any) -> None:
    print(index, item["text"].strip()[:400])
    for event in item["events"]:
        sides = [[f"{a['text']}[{a['country']}]" for a in event[side]] for side in ("actors", "recipients")]
        print("   gold", event["type"], *sides)
    for event in events:
        sides = [
            [f"{actors.name_of(i.actor)}[{actors.country_of(i.actor)}]" for i in items]
            for items in (event.actors, event.recipients)
        ]
        print("   ours", event.type, event.factuality, *sides, event.rule)
    flaws = [name for name in MEASURES[:3] if predicted[name] != gold[name]]
    print("   differs in", Counter(flaws).most_common())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("odd", "even", "all"), default="all")
    parser.add_argument("--errors", action="store_true", help="print the texts that differ (development half only)")
    arguments = parser.parse_args()
    if arguments.errors and arguments.half != "odd":
        parser.error("errors are shown for the odd half only; the other half is only scored")
    score(arguments.half, arguments.errors)


if __name__ == "__main__":
    main()
