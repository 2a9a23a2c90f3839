"""How the parts of a comparison are called on the terminal and on the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from onrecord.record import Record, Span
from onrecord.stories.comparison import Change, ChangeSeverity, Comparison, Direction, LineageKind, Relation

CHANGE_SEVERITIES: dict[ChangeSeverity, tuple[str, str, str]] = {
    # severity: (sign, name, what it means)
    "warning": ("!", "Warning", "what is told has become another, or more certain than it was"),
    "check": ("?", "Check", "asks for somebody's judgement"),
    "note": ("i", "Note", "worth knowing"),
    "style": ("~", "Style", "the same in other words"),
}
RELATIONS: dict[Relation, tuple[str, str]] = {
    # relation: (word, what it means)
    "kept": ("kept", "the same words"),
    "reworded": ("reworded", "other words, no change that has a name"),
    "changed": ("changed", "something that has a name has changed"),
    "dropped": ("only in A", "left out of B"),
    "added": ("only in B", "not in A"),
}
_KINDS: dict[LineageKind, str] = {
    "copy": "the same text",
    "rewrite": "one was made from the other",
    "partial_reuse": "one takes over a passage of the other",
    "independent": "neither was made from the other",
}
_MADE: dict[LineageKind, str] = {"copy": "a copy of", "rewrite": "a rewrite of", "partial_reuse": "partly made from"}


def verdict(comparison: Comparison) -> str:
    """The lineage in one sentence: "B is a rewrite of A."."""
    kind = comparison.lineage.kind
    way: Direction | None = comparison.lineage.direction
    if kind == "independent":
        return "A and B are independent reports: neither was made from the other."
    if way == "a_to_b":
        return f"B is {_MADE[kind]} A."
    if way == "b_to_a":
        return f"A is {_MADE[kind]} B."
    if way == "common_source":
        return f"A and B go back to a third report ({_KINDS[kind]})."
    return f"A and B: {_KINDS[kind]}; which came first is not shown."


def relation_counts(comparison: Comparison) -> Counter[Relation]:
    """How many sentences were kept, reworded, changed, dropped and added; one that was split counts once."""
    counts: Counter[Relation] = Counter()
    seen: set[tuple[bool, Span | None]] = set()
    for pair in comparison.sentences:
        sentence = (pair.a is None, pair.a or pair.b)
        if sentence not in seen:
            seen.add(sentence)
            counts[pair.relation] += 1
    return counts


def code_words(code: str) -> str:
    """A code as words: "number changed"."""
    return code.replace("_", " ")


def gravest_first(changes: Sequence[Change]) -> list[Change]:
    """The changes, warnings first; in the text's order within a severity."""
    order = list(CHANGE_SEVERITIES)
    return sorted(changes, key=lambda change: order.index(change.severity))


def called(record: Record) -> str:
    """What to call a report: its headline, else its first words."""
    report = record.report
    words = " ".join((record.words(report.headline) if report.headline else report.text[:90]).split())
    return words or "(no text)"
