"""Who was made from whom within a story: the likeliest parent of each report, so that the reports form trees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.record import Record
from onrecord.stories.comparison import Lineage
from onrecord.stories.outlets import House, media_key

_KIND_ORDER = {"copy": 2, "rewrite": 1, "partial_reuse": 0}
# Shares this near to each other don't tell two possible parents apart; the earlier is taken then.
_NEAR = 0.04
# A parent that the report credits goes before one that has a few words more in common with it.
_CREDIT = 0.1
# Two reports that both credit a third are likelier made from that than one from the other.
_SIBLING = 0.3


@dataclass(slots=True)
class Descent:
    """What a report was made from: `parent` by its number; shares of the words of each in the other, 0 to 1."""

    parent: int | None
    kind: str
    of_child: float
    of_parent: float
    confidence: float


@dataclass(slots=True)
class _Edge:
    parent: int
    child: int
    kind: str
    of_child: float
    of_parent: float
    confidence: float
    closeness: float
    turned: bool


def time_order(records: Sequence[Record]) -> list[int]:
    """The numbers of the reports in order of publication; those without a date last.

    Of the same time, an agency's own dispatches (with a dateline that signs them) come first, then by id.
    """

    def place(number: int) -> tuple[str, bool, bool, str]:
        report = records[number].report
        signed = report.dateline is not None and report.dateline.agency is not None
        shown = any(credit.role == "note" for credit in report.credits)
        return (report.published or "9999", not signed, shown, report.id)

    return sorted(range(len(records)), key=place)


def find_descents(
    records: Sequence[Record], houses: Sequence[House], lineages: Mapping[tuple[int, int], Lineage]
) -> list[Descent]:
    """The descent of each report, given the lineage of every pair (i, j) with i < j, reports in order of time.

    The likeliest edges are taken first, each report one parent at most, never in a circle.
    """
    edges = [edge for pair, lineage in sorted(lineages.items()) for edge in _edges(records, houses, pair, lineage)]
    best: dict[int, list[_Edge]] = {}
    for edge in edges:
        best.setdefault(edge.child, []).append(edge)
    chosen: dict[int, _Edge] = {}
    for edge in sorted(edges, key=lambda e: (e.turned, -_rank(e, best[e.child]), -e.closeness, e.parent, e.child)):
        if edge.child not in chosen and not _leads_to(chosen, edge.parent, edge.child):
            chosen[edge.child] = edge
    surest = _surest_independence(len(records), lineages)
    return [
        Descent(edge.parent, edge.kind, edge.of_child, edge.of_parent, edge.confidence)
        if (edge := chosen.get(number))
        else Descent(None, "independent", 0.0, 0.0, surest[number])
        for number in range(len(records))
    ]


def _edges(
    records: Sequence[Record], houses: Sequence[House], pair: tuple[int, int], lineage: Lineage
) -> list[_Edge]:
    """The way round in which the one was made from the other; both where nothing tells, the earlier given first."""
    if lineage.kind == "independent":
        return []
    one, other = pair
    of_one, of_other = lineage.shares.of_a_in_b, lineage.shares.of_b_in_a
    edges = []
    dated = records[one].report.published and records[other].report.published
    forth = lineage.direction == "a_to_b" or (lineage.direction != "b_to_a" and bool(dated))
    back = lineage.direction == "b_to_a"
    for parent, child, of_parent, of_child, likely in (
        (one, other, of_one, of_other, forth),
        (other, one, of_other, of_one, back),
    ):
        if likely or (not forth and not back):
            closeness = max(of_child, of_parent * 0.8) + _KIND_ORDER[lineage.kind]
            closeness += _CREDIT * _credits(houses[child], houses[parent])
            closeness -= _SIBLING * (lineage.direction == "common_source")
            turned = not likely and parent > child
            edges.append(
                _Edge(parent, child, lineage.kind, of_child, of_parent, lineage.confidence, closeness, turned)
            )
    return edges


def _credits(child: House, parent: House) -> bool:
    """Whether the child carries the sign of the parent's house, or is of that house itself."""
    signs = {media_key(name) for name in (child.agency, child.outlet) if name}
    return parent.outlet is not None and media_key(parent.outlet) in signs


def _rank(edge: _Edge, others: Sequence[_Edge]) -> float:
    """The closeness, or that of the closest edge of the child where this one is nearly as close: then time decides."""
    most = max(other.closeness for other in others)
    return most if most - edge.closeness <= _NEAR else edge.closeness


def _leads_to(chosen: Mapping[int, _Edge], number: int, goal: int) -> bool:
    """Whether `goal` is among the forebears of `number`, or is it."""
    while number != goal:
        if number not in chosen:
            return False
        number = chosen[number].parent
    return True


def _surest_independence(count: int, lineages: Mapping[tuple[int, int], Lineage]) -> list[float]:
    """For each report the least of the confidences that it is independent of another; 1 where it is alone."""
    least = [1.0] * count
    for pair, lineage in lineages.items():
        for number in pair:
            least[number] = min(least[number], lineage.confidence)
    return least
