"""`make evaluate`: score onrecord on all gold that is present, print the tables, compare with the pinned floors.

The outside gold is read from ONRECORD_GOLD (default ../shared/gold), our own from evaluation/gold. Of sealed gold
only figures are
printed. `--only NAME` scores one set; `--pin` writes higher floors where all figures stand above them, and those of new
figures; `--lower NAME --reason "..."` is the only way down.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from gold_files import load
from gum_statements import score as score_gum
from onrecord.intake.plain import report_from_text
from onrecord.reader import Reader
from own_events import EventCounts, score_events
from own_gold import LabelCounts, score_statements
from pinned import Figures, FloorsError, below_floor, lower, may_lower, pin, read_floors, write_floors
from recall_tables import RecallTables
from statement_scores import MEASURES, Tally, f_score, interval, total

HERE = Path(__file__).parent
GOLD = Path(os.environ.get("ONRECORD_GOLD", HERE.parents[1] / "shared" / "gold"))
CORPUS = Path(os.environ.get("ONRECORD_CORPORA", GOLD.parent / "corpora")) / "wikinews.jsonl"
FLOORS = HERE / "floors.yaml"


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
        recall = RecallTables()
        figures |= _print_tallies(name, score_gum(GOLD / "statements" / f"{name}.json", reader, recall))
        print("\n".join(recall.lines()))
    return figures


def _own(name: str, path: Path, reader: Reader) -> Figures:
    tallies: list[Tally] = []
    labels, events, recall = LabelCounts(), EventCounts(), RecallTables()
    sure: list[tuple[float, bool]] = []
    for gold in load(path):
        reading = next(reader.readings([report_from_text(gold.text, published=gold.published)]))
        if "statements" in gold.complete:
            counts, expected, found, matches = score_statements(gold, reading.parsed, reading.record.statements, labels)
            tallies.append(counts)
            recall.add(reading.parsed, expected, matches)
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
        print("\n".join(recall.lines()))
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
        figures: Figures = {}
        for folder in ("wire", "sourcing", "events"):
            for path in sorted((gold / folder).glob(f"{half}*")):
                figures |= _own(f"{folder} {path.stem}", path, reader)
        return figures

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


def ecbplus(reader: Reader) -> Figures:
    """ECB+'s reports grouped into stories."""
    from ecbplus import score

    print("\necbplus")
    figures = {f"ecbplus {name}": value for name, value in score(GOLD / "stories" / ECBPLUS, reader).items()}
    print("\n".join(f"  {name:46s} {value:.3f}" for name, value in figures.items()))
    return figures


def own_stories(half: str) -> Callable[[Reader], Figures]:
    """The project's own stories of one folder."""

    def score(reader: Reader) -> Figures:
        from own_stories import score as score_stories

        path = HERE / "gold" / "stories" / half
        figures = {f"stories {half} {name}": value for name, value in score_stories(path, reader).items()}
        print(f"\nstories {half}")
        print("\n".join(f"  {name:46s} {value:.3f}" for name, value in figures.items()))
        return figures

    return score


def pairs(*halves: str) -> Callable[[Reader], Figures]:
    """Our own gold of pairs, some folders of it, each under its own name: lineage, direction and named changes."""

    def score(reader: Reader) -> Figures:
        from pairs import score as score_pairs

        figures: Figures = {}
        for half in halves:
            counts = score_pairs(HERE / "gold" / "pairs" / half, reader)
            name = f"pairs {half}"
            figures |= (ours := counts.figures(name))
            changes = f"{counts.gold.total()} changes in the gold, {counts.found.total()} found"
            print(f"\n{name}: {counts.pairs} pairs, {changes}")
            print("\n".join(f"  {key.removeprefix(name + ' '):20s} {value:.3f}" for key, value in ours.items()))
            print("\n".join([*counts.confusion(), *counts.by_code()]))
        return figures

    return score


def factuality(reader: Reader) -> Figures:
    """MEANTIME's facts; printed only: its notion of a fact differs from ours too much for floors."""
    from meantime import report

    report(reader)
    return {}


ECBPLUS = "ecbplus_topics_1_35.jsonl"


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
    "pairs": (
        pairs("development", *(f"development-{number}" for number in range(2, 8))),
        HERE / "gold" / "pairs" / "development",
    ),
    "pairs_sealed": (pairs("sealed", "sealed-2", "sealed-3", "sealed-4"), HERE / "gold" / "pairs" / "sealed"),
    "plover_gold": (plover, GOLD / "events"),
    "gum_dates": (dates, GOLD / "times"),
    "geovirus": (places, GOLD / "places"),
    "ecbplus": (ecbplus, GOLD / "stories" / ECBPLUS),
    "stories": (own_stories("development"), HERE / "gold" / "stories" / "development"),
    "stories_2": (own_stories("development-2"), HERE / "gold" / "stories" / "development-2"),
    "stories_3": (own_stories("development-3"), HERE / "gold" / "stories" / "development-3"),
    "stories_4": (own_stories("development-4"), HERE / "gold" / "stories" / "development-4"),
    "stories_5": (own_stories("development-5"), HERE / "gold" / "stories" / "development-5"),
    "stories_6": (own_stories("development-6"), HERE / "gold" / "stories" / "development-6"),
    "stories_7": (own_stories("development-7"), HERE / "gold" / "stories" / "development-7"),
    "stories_sealed": (own_stories("sealed"), HERE / "gold" / "stories" / "sealed"),
    "stories_sealed_2": (own_stories("sealed-2"), HERE / "gold" / "stories" / "sealed-2"),
    "stories_sealed_3": (own_stories("sealed-3"), HERE / "gold" / "stories" / "sealed-3"),
    "stories_sealed_4": (own_stories("sealed-4"), HERE / "gold" / "stories" / "sealed-4"),
    "meantime": (factuality, GOLD / "factuality"),
    "made_versions": (made_versions, CORPUS),
}


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


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", action="append", choices=SETS, help="score this set only")
    parser.add_argument(
        "--pin", action="store_true", help="raise the floors to just below the figures; never lowers one"
    )
    parser.add_argument(
        "--lower", action="append", metavar="NAME", default=[], help="set this floor to just below today's figure"
    )
    parser.add_argument("--reason", help="why it is lowered; kept in floors.yaml")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Score, print, compare with the floors, and change those that are asked for. Gives the exit code."""
    given = _arguments(arguments)
    try:
        floors = read_floors(FLOORS)
        if floors.edited and (given.pin or given.lower):
            raise FloorsError(floors.edits()[0])
        if given.reason and not given.lower:
            raise FloorsError("--reason goes with --lower NAME; say which floor is lowered.")
        for name in given.lower:
            may_lower(floors, name, given.reason)
        figures = measure(given.only or list(SETS))
        for name in given.lower:
            lower(floors, name, figures, given.reason)
    except FloorsError as error:
        print(error, file=sys.stderr)
        return 2
    low = below_floor(figures, floors.values)
    ends = ["Below the pinned floors:", *low] if low else ["All figures stand at or above the pinned floors."]
    print("\n" + "\n".join([*ends, *floors.edits()]))
    if given.pin and not low:
        pin(floors, figures)
    if given.lower or (given.pin and not low):
        write_floors(floors, FLOORS)
        return 1 if low else 0
    return 1 if low or floors.edits() else 0


if __name__ == "__main__":
    sys.exit(main())
