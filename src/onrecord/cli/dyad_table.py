"""A dyad on the terminal, 80 columns wide: a block for each direction, a line for each period.

Runs of periods without a report, or without an event, are one line each; they are told apart in words.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import groupby

from rich.console import Console
from rich.text import Text

from onrecord.cli.blocks import print_line
from onrecord.export.wording import FACTUALITY_WORDS, SECTOR_WORDS, country_words
from onrecord.measure.dyad import QUADS, By, Direction, Dyad, Period

_HEADS = ("verbal", "material", "verbal", "material", "all", "share", "reports")
_ABOVE = ("cooperation", "", "conflict", "", "", "", "")
_WIDTHS = (8, 9, 9, 9, 7, 8, 9)
_FIRST = 21
_STYLES = ("cyan", "blue", "yellow", "red", "bold", "", "dim")
# Longer runs are told in one line; a single period or two keep their own.
_RUN = 3


def dyad_text(dyad: Dyad) -> str:
    """The table as plain text of 80 columns."""
    out = io.StringIO()
    print_dyad(dyad, Console(file=out, width=80, highlight=False, color_system=None))
    return out.getvalue()


def print_dyad(dyad: Dyad, console: Console) -> None:
    """Print a dyad; no line is wider than 80 columns."""
    told = " or ".join(FACTUALITY_WORDS[name][1] for name in dyad.factuality)
    head = f"Distinct events by {dyad.by} from {dyad.first} to {dyad.last}, told as {told}; {_reports(dyad)}."
    print_line(console, Text(head, "dim"))
    for direction in dyad.directions:
        _print_direction(direction, dyad, console)


def _reports(dyad: Dyad) -> str:
    total = f"{dyad.reports.total:,} {'report' if dyad.reports.total == 1 else 'reports'}"
    return f"{total}, {dyad.reports.undated:,} without a day" if dyad.reports.undated else total


def side_words(code: str) -> str:
    """A side in words, with its code: "United States (USA)", "Iran, military (IRN:MIL)"."""
    country, _, sector = code.partition(":")
    name = country_words(country) or country
    return f"{name}{f', {SECTOR_WORDS.get(sector, sector)}' if sector else ''} ({code})"


def _print_direction(direction: Direction, dyad: Dyad, console: Console) -> None:
    console.print()
    number = direction.counts.total
    title = Text(f"{side_words(direction.actor)} → {side_words(direction.recipient)} ", "bold")
    print_line(console, title.append(f"{number:,} {'event' if number == 1 else 'events'}", "dim"))
    print_line(console, Text("─" * 80, "dim"))
    if number or any(period.state != "missing" for period in direction.periods):
        _print_row(console, "", _ABOVE, dim=True)
        _print_row(console, dyad.by, _HEADS, dim=True)
    for line in _lines(direction, dyad.by):
        console.print(line, soft_wrap=True)
    for note in _notes(direction):
        print_line(console, Text(note, "dim"))


def _print_row(console: Console, first: str, cells: tuple[str, ...], *, dim: bool = False) -> None:
    if any(cells):
        console.print(_row(first, cells, dim=dim), soft_wrap=True)


def _row(first: str, cells: tuple[str, ...], *, dim: bool = False) -> Text:
    line = Text(f"{first:<{_FIRST}}", "dim" if dim else "")
    for cell, width, style in zip(cells, _WIDTHS, _STYLES, strict=True):
        line.append(f"{cell:>{width}}", "dim" if dim or cell == "0" else style)
    line.rstrip()
    return line


def _lines(direction: Direction, by: By) -> Iterator[Text]:
    for state, group in groupby(direction.periods, key=lambda period: period.state):
        run = list(group)
        if state == "missing":
            yield Text(f"{_names(run):<{_FIRST}}  no reports: nothing is known", "dim italic")
        elif state == "zero" and len(run) > _RUN:
            reports = sum(period.reports for period in run)
            yield Text(f"{_names(run):<{_FIRST}}  no such event in {len(run)} {by}s with {reports:,} reports", "dim")
        else:
            yield from map(_period, run)


def _names(run: list[Period]) -> str:
    first, last = run[0].period, run[-1].period
    # The first and the last of a run: "2026-02-03…02-09", "2026-W06…W09".
    return first if first == last else f"{first}…{last[5:] if first[:4] == last[:4] else last}"


def _period(period: Period) -> Text:
    assert period.counts is not None
    counts = period.counts
    numbers = [getattr(counts, quad.replace(" ", "_")) for quad in QUADS]
    share = f"{period.shares.total:.0%}" if period.shares else "–"
    reports = f"{period.reports:,}" if period.reports else "later"
    return _row(period.period, (*(f"{number:,}" for number in numbers), f"{counts.total:,}", share, reports))


def _notes(direction: Direction) -> Iterator[str]:
    if direction.mutual:
        yield f"{direction.mutual:,} of them mutual (talks, agreements, clashes), counted both ways."
    if direction.dated_by_publication:
        yield f"{direction.dated_by_publication:,} of them dated by publication, for no day is told."
    if direction.left.undated or direction.left.outside:
        yield (
            f"Not counted: {direction.left.undated:,} told without a day or of a longer time, "
            f"{direction.left.outside:,} outside of these days (--from, --to)."
        )
