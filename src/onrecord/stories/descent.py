"""Who was made from whom within a story: the likeliest parent of each report, so that the reports form trees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.record import Record
from onrecord.stories.comparison import LineageKind
from onrecord.stories.folding import Folded
from onrecord.stories.kinship import Kin, closeness
from onrecord.stories.outlets import House, media_key

# Shares this near to each other don't tell two possible parents apart; the earlier is taken then.
_NEAR = 0.005
# A parent whose sign the report carries goes before one that has a few words more in common with it.
_CREDIT = 0.1
# Two reports that both credit a third are likelier made from that than one from the other.
_SIBLING = 0.3
# A passage that is taken over says less of who the parent is than a whole report that is told again.
_KIND = {"copy": 1.0, "rewrite": 0.05, "partial_reuse": 0.0}


@dataclass(slots=True)
class Descent:
    """What a report was made from: `parent` by its number; shares of the words of each in the other, 0 to 1."""

    parent: int | None
    kind: LineageKind
    of_child: float
    of_parent: float
    confidence: float


@dataclass(slots=True)
class _Edge:
    parent: int
    child: int
    kind: LineageKind
    of_child: float
    of_parent: float
    confidence: float
    close: float


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
    parts: Sequence[Folded], houses: Sequence[House], kin: Mapping[tuple[int, int], Kin]
) -> list[Descent]:
    """The descent of each report, given the kin of every pair (i, j) with i < j, reports in order of time.

    The closest edges are taken first, each report one parent at most, never in a circle.
    """
    edges = [edge for pair, found in sorted(kin.items()) for edge in _edges(parts, houses, pair, found)]
    edges = _without_copies(_without_weak(edges, kin))
    most: dict[int, float] = {}
    for edge in edges:
        most[edge.child] = max(most.get(edge.child, 0.0), edge.close)

    def rank(edge: _Edge) -> tuple[float, int, int]:
        # Of parents that are nearly as close the earliest is taken.
        near = most[edge.child] if most[edge.child] - edge.close <= _NEAR else edge.close
        return (-near, edge.parent, edge.child)

    chosen: dict[int, _Edge] = {}
    for edge in sorted(edges, key=rank):
        if edge.child not in chosen and not _leads_to(chosen, edge.parent, edge.child):
            chosen[edge.child] = edge
    surest = _surest_independence(len(parts), kin)
    found = []
    for number in range(len(parts)):
        if (made := chosen.get(number)) is None:
            found.append(Descent(None, "independent", 0.0, 0.0, surest[number]))
        else:
            kind = _kind_in_family(made, chosen, kin)
            found.append(Descent(made.parent, kind, made.of_child, made.of_parent, made.confidence))
    return found


def _without_weak(edges: Sequence[_Edge], kin: Mapping[tuple[int, int], Kin]) -> list[_Edge]:
    """Leave out weak edges between reports that nothing else ties together."""

    def is_weak(edge: _Edge) -> bool:
        return kin[min(edge.parent, edge.child), max(edge.parent, edge.child)].weak

    family: dict[int, int] = {}

    def head(number: int) -> int:
        while family.get(number, number) != number:
            number = family[number]
        return number

    for edge in edges:
        if not is_weak(edge):
            family[head(edge.child)] = head(edge.parent)
    return [edge for edge in edges if not is_weak(edge) or head(edge.parent) == head(edge.child)]


def _without_copies(edges: Sequence[_Edge]) -> list[_Edge]:
    """Leave out a copy as a parent where its original would do as well."""
    original = {edge.child: edge.parent for edge in edges if edge.kind == "copy"}
    close = {(edge.parent, edge.child): edge.close - _KIND[edge.kind] for edge in edges}

    def is_needed(edge: _Edge) -> bool:
        first = close.get((original.get(edge.parent, -1), edge.child))
        return first is None or first < edge.close - _KIND[edge.kind] - _NEAR

    return [edge for edge in edges if is_needed(edge)]


def _edges(parts: Sequence[Folded], houses: Sequence[House], pair: tuple[int, int], kin: Kin) -> list[_Edge]:
    """The way round in which the one was made from the other; the earlier given is the parent where nothing tells."""
    if kin.kind == "independent":
        return []
    first, second = pair
    turned = kin.direction == "b_to_a"
    parent, child = (second, first) if turned else (first, second)
    of_parent, of_child = (kin.of_second, kin.of_first) if turned else (kin.of_first, kin.of_second)
    close = closeness(parts[child], parts[parent]) + _KIND[kin.kind]
    close += _CREDIT * _carries_sign(houses[child], houses[parent])
    close -= _SIBLING * (kin.direction == "common_source")
    return [_Edge(parent, child, kin.kind, of_child, of_parent, kin.confidence, round(close, 4))]


def _kind_in_family(edge: _Edge, chosen: Mapping[int, _Edge], kin: Mapping[tuple[int, int], Kin]) -> LineageKind:
    """A rewrite of a rewrite may have more in common with the first report: the strongest word of the line counts."""
    if edge.kind != "partial_reuse":
        return edge.kind
    at = edge.parent
    while at in chosen:
        at = chosen[at].parent
        pair = (min(at, edge.child), max(at, edge.child))
        # Of a large story not every pair was compared.
        if pair in kin and kin[pair].kind in ("copy", "rewrite"):
            return "rewrite"
    return edge.kind


def _carries_sign(child: House, parent: House) -> bool:
    """Whether the child carries the sign of the parent's house, or is of that house itself."""
    signs = {media_key(name) for name in (child.agency, child.outlet) if name}
    return parent.outlet is not None and media_key(parent.outlet) in signs


def _leads_to(chosen: Mapping[int, _Edge], number: int, goal: int) -> bool:
    """Whether `goal` is among the forebears of `number`, or is it."""
    while number != goal:
        if number not in chosen:
            return False
        number = chosen[number].parent
    return True


def _surest_independence(count: int, kin: Mapping[tuple[int, int], Kin]) -> list[float]:
    """For each report the least of the confidences that it is independent of another; 1 where it is alone."""
    least = [1.0] * count
    for pair, found in kin.items():
        if found.kind == "independent":
            for number in pair:
                least[number] = min(least[number], found.confidence)
    return least
