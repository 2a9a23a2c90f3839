"""`make evaluate`: score onrecord on all gold that is present, print the tables, compare with the pinned floors.

The outside gold is read from ONRECORD_GOLD (default ../shared/gold), our own from evaluation/gold. Of sealed gold
only figures are
printed. `--only NAME` scores one set; `--pin` writes higher floors where all figures stand above them (a floor is
lowered by hand only).
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import yaml

from gold_files import load
from gum_statements import score as score_gum
from onrecord.intake.plain import report_from_text
from onrecord.reader import Reader
from own_events import EventCounts, score_events
from own_gold import LabelCounts, score_statements
from statement_scores import MEASURES, Tally, f_score, interval, total

HERE = Path(__file__).parent
GOLD = Path(os.environ.get("ONRECORD_GOLD", HERE.parents[1] / "shared" / "gold"))
CORPUS = Path(os.environ.get("ONRECORD_CORPORA", GOLD.parent / "corpora")) / "wikinews.jsonl"
FLOORS = HERE / "floors.yaml"
Figures = dict[str, float]
# A floor stands this much below the figure it was pinned at: another machine's arithmetic may turn a parse or two.
_MARGIN = 0.015


def _print_tallies(name: str, tallies: Sequence[Tally]) -> Figures:
    summed = total(tallies)
    precision, recall, _ = f_score(summed.half, summed.gold, summed.found)
    print(f"\n{name}: {summed.gold} in the gold, {summed.found} found; half P {precision:.3f}, R {recall:.3f}")
    figures = {}
    for measure, compute in MEASURES.items():
        low, high = interval(tallies, compute)
        figures[f"{name} {measure}"] = compute(summed)
        print(f"  {measure:14s} {compute(summed):.3f}   [{low:.3f}, {high:.3f}]")
    return figures


def gum(reader: Reader) -> Figures:
    """Statements of GUM's reports and interviews."""
    figures: Figures = {}
    for name in ("gum_news", "gum_interview"):
        figures |= _print_tallies(name, score_gum(GOLD / "statements" / f"{name}.json", reader))
    return figures


def _own(name: str, path: Path, reader: Reader) -> Figures:
    tallies: list[Tally] = []
    labels, events = LabelCounts(), EventCounts()
    sure: list[tuple[float, bool]] = []
    for gold in load(path):
        reading = next(reader.readings([report_from_text(gold.text, published=gold.published)]))
        if "statements" in gold.complete:
            counts, _, found, matches = score_statements(gold, reading.parsed, reading.record.statements, labels)
            tallies.append(counts)
            right = {f for _, f, _, whole in matches if whole}
            sure += [(side.labels["confidence"], index in right) for index, side in enumerate(found)]
        if "events" in gold.complete:
            score_events(gold, reading.record, events)
    figures: Figures = {}
    if tallies:
        figures |= _print_tallies(name, tallies)
        for label, (_, _, value) in labels.table().items():
            figures[f"{name} {label}"] = value
            print(f"  {label:18s} {value:.3f}   ({labels.gold[label]} in the gold)")
        _print_calibration(sure)
    if events.gold:
        print(f"\n{name} events: {events.gold} in the gold, {events.found} found")
        for measure, value in events.figures().items():
            figures[f"{name} {measure}"] = value
            print(f"  {measure:22s} {value:.3f}")
    return figures


def _print_calibration(sure: Sequence[tuple[float, bool]]) -> None:
    """What share of the statements near each confidence is right, end to end."""
    print("  confidence near    right of found")
    for low in (0.0, 0.5, 0.6, 0.7, 0.8, 0.9):
        high = low + 0.1 if low else 0.5
        near = [right for value, right in sure if low <= value < high + (low == 0.9) * 0.1]
        if near:
            print(f"  {low:.1f} to {high:.1f}         {sum(near) / len(near):.2f} of {len(near)}")


def own(half: str) -> Callable[[Reader], Figures]:
    """The project's own gold, one half."""

    def score(reader: Reader) -> Figures:
        gold = HERE / "gold"
        figures = _own(f"wire {half}", gold / "wire" / half, reader)
        for path in sorted((gold / "sourcing").glob(f"{half}*.jsonl")):
            figures |= _own(f"sourcing {path.stem}", path, reader)
        return figures | _own(f"events {half}", gold / "events" / f"{half}.jsonl", reader)

    return score


def plover(_: Reader) -> Figures:
    """PLOVER's gold records, in PLOVER's view."""
    from plover_gold import score

    print("\nplover_gold")
    return {f"plover_gold {name}": value for name, value in score().items()}


def dates(_: Reader) -> Figures:
    """GUM's dated time expressions."""
    from gum_dates import score

    figures = {f"gum_dates {name}": value for name, value in score().items()}
    print("\ngum_dates\n" + "\n".join(f"  {name:28s} {value:.3f}" for name, value in figures.items()))
    return figures


def places(_: Reader) -> Figures:
    """GeoVirus' toponyms."""
    from geovirus import score

    figures = {f"geovirus {name}": value for name, value in score().items() if not name.startswith("n_")}
    print("\ngeovirus\n" + "\n".join(f"  {name:28s} {value:.3f}" for name, value in figures.items()))
    return figures


def pairs(half: str) -> Callable[[Reader], Figures]:
    """Our own gold of pairs, one half: lineage, direction and named changes."""

    def score(reader: Reader) -> Figures:
        from pairs import score as score_pairs

        counts = score_pairs(HERE / "gold" / "pairs" / half, reader)
        name = f"pairs {half}"
        figures = counts.figures(name)
        changes = f"{counts.gold.total()} changes in the gold, {counts.found.total()} found"
        print(f"\n{name}: {counts.pairs} pairs, {changes}")
        print("\n".join(f"  {key.removeprefix(name + ' '):20s} {value:.3f}" for key, value in figures.items()))
        print("\n".join(counts.by_code()))
        return figures

    return score


def made_versions(reader: Reader) -> Figures:
    """Versions made by program from reports of the corpora, with known changes."""
    from made_versions.score import figures_of, score, table

    counts = score(CORPUS, reader)
    print("\nmade_versions\n" + table(counts))
    return {f"made_versions {name}": value for name, value in figures_of(counts).items()}


SETS: dict[str, tuple[Callable[[Reader], Figures], Path]] = {
    "gum": (gum, GOLD / "statements"),
    "development": (own("development"), HERE / "gold"),
    "sealed": (own("sealed"), HERE / "gold"),
    "pairs": (pairs("development"), HERE / "gold" / "pairs" / "development"),
    "pairs_sealed": (pairs("sealed"), HERE / "gold" / "pairs" / "sealed"),
    "plover_gold": (plover, GOLD / "events"),
    "gum_dates": (dates, GOLD / "times"),
    "geovirus": (places, GOLD / "places"),
    "made_versions": (made_versions, CORPUS),
}


def below_floor(figures: Figures, floors: Figures) -> list[str]:
    """A line for each figure below its floor. A figure that counts too much of something ("per gold") has a ceiling
    instead."""
    lines = []
    for name, floor in floors.items():
        if name not in figures:
            continue
        too_high = "per gold" in name and figures[name] > floor
        if too_high or ("per gold" not in name and figures[name] < floor):
            lines.append(f"{name}: {figures[name]:.3f}, pinned at {floor:.3f}")
    return lines


def measure(names: Sequence[str]) -> Figures:
    """Score the named sets whose gold is present; says which is not."""
    reader = Reader.open()
    figures: Figures = {}
    for name in names:
        compute, path = SETS[name]
        if path.exists():
            figures |= compute(reader)
        else:
            print(f"\n{name}: skipped, there is no gold in this checkout's ONRECORD_GOLD")
    return figures


def main() -> int:
    """Score, print, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", action="append", choices=SETS, help="score this set only")
    parser.add_argument(
        "--pin", action="store_true", help="raise the floors to just below the figures; never lowers one"
    )
    arguments = parser.parse_args()
    figures = measure(arguments.only or list(SETS))
    floors: Figures = yaml.safe_load(FLOORS.read_text("utf-8")) or {} if FLOORS.exists() else {}
    low = below_floor(figures, floors)
    print(
        "\n"
        + ("\n".join(["Below the pinned floors:", *low]) if low else "All figures stand at or above the pinned floors.")
    )
    if arguments.pin and not low:
        for name, value in figures.items():
            if "per gold" in name:
                floors[name] = min(floors.get(name, 9.0), round(value + 0.05, 2))
            else:
                floors[name] = max(floors.get(name, 0.0), max(0.0, int((value - _MARGIN) * 100) / 100))
        head = "# Pinned floors of `make evaluate`; lowering one needs a reason in the commit's message.\n"
        FLOORS.write_text(head + yaml.safe_dump(floors, sort_keys=True, allow_unicode=True), "utf-8")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
