"""Conditions of anonymity that are left out or come in."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.record import Span, Statement
from onrecord.stories.changes.sourcing import bare, source_head
from onrecord.stories.pairing import same_source
from onrecord.stories.scene import Draft, OneSide, Scene


def conditions(scene: Scene) -> Iterator[Draft]:
    """condition_dropped, condition_added."""
    yield from _conditions(scene, "a")
    yield from _conditions(scene, "b")


def _conditions(scene: Scene, which: str) -> Iterator[Draft]:
    """A condition of anonymity that is left out (seen from A) or comes in (from B), though its source stays."""
    side, other = (scene.a, scene.b) if which == "a" else (scene.b, scene.a)
    partner = {pair.a.id: pair.b for pair in scene.statements}
    if which == "b":
        partner = {pair.b.id: pair.a for pair in scene.statements}
    seen: dict[tuple[Span, ...], list[Statement]] = {}
    for statement in side.record.statements:
        if statement.condition:
            seen.setdefault(tuple(statement.condition), []).append(statement)
    for condition, statements in seen.items():
        kept = [(item, partner[item.id]) for item in statements if item.id in partner]
        if any(there.condition for _, there in kept):
            continue
        first = kept[0] if kept else None
        if first is None:
            # The statement itself may stand there in the reporter's words, or its source with another statement.
            where = _same_source_elsewhere(side, statements, other)
            if where is None and which == "a" and any(bare(scene, item, forward=True) for item in statements):
                about_a = (statements[0].id, None)
                yield Draft("condition_dropped", list(condition), [], about_a, key=("condition", str(condition)))
            if where is None or where.condition:
                continue
            first = (statements[0], where)
        if _has_condition(other, first[1]):
            continue
        mine, theirs = list(condition), first[1].source or first[1].cue
        about = (first[0].id, first[1].id)
        if which == "a":
            yield Draft("condition_dropped", mine, theirs, about, key=("condition", *map(str, condition)))
        else:
            yield Draft(
                "condition_added", theirs, mine, (about[1], about[0]), key=("condition in", *map(str, condition))
            )


def _same_source_elsewhere(side: OneSide, statements: list[Statement], other: OneSide) -> Statement | None:
    for item in statements:
        for there in other.record.statements:
            if same_source(side, item, other, there):
                return there
    return None


def _has_condition(side: OneSide, statement: Statement) -> bool:
    """Whether any statement of the same source carries a condition."""
    head = source_head(side, statement)
    return any(
        item.condition and (same_source(side, item, side, statement) or (head and head == source_head(side, item)))
        for item in side.record.statements
    )
