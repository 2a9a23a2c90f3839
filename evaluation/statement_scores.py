"""Score statements: exact, half, source and end to end, as the issue on statements defines them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

Span = tuple[int, int]


@dataclass
class Side:
    """One attribution, of the gold or of a record: spans, and what it is tabled by."""

    content: list[Span]
    cue: list[Span]
    source: list[Span]
    source_head: int | None = None
    labels: dict[str, Any] = field(default_factory=dict)


@dataclass
class Tally:
    """Counts of one report."""

    gold: int = 0
    found: int = 0
    exact: int = 0
    half: int = 0
    with_source: int = 0
    right_source: int = 0
    end_to_end: int = 0


def content_tokens(text: str, spans: Iterable[Span]) -> list[int]:
    """Offsets of the word tokens in spans, one leading "that" dropped."""
    tokens = [span[0] + m.start() for span in sorted(spans) for m in re.finditer(r"\w+", text[span[0] : span[1]])]
    if tokens and re.match(r"that\b", text[tokens[0] :], re.I):
        tokens = tokens[1:]
    return tokens


def match(text: str, gold: Sequence[Side], found: Sequence[Side]) -> list[tuple[int, int, float]]:
    """One-to-one matching, greedy by overlap: (gold, found, share of the longer side)."""
    gold_tokens = [set(content_tokens(text, side.content)) for side in gold]
    found_tokens = [set(content_tokens(text, side.content)) for side in found]
    pairs = []
    for g, a in enumerate(gold_tokens):
        for f, b in enumerate(found_tokens):
            common = len(a & b)
            if common:
                # Of equal overlaps the one with the same cue is the same statement.
                same_cue = any(x[0] < y[1] and y[0] < x[1] for x in gold[g].cue for y in found[f].cue)
                pairs.append((common / max(len(a), len(b)), same_cue, -g, -f))
    pairs.sort(reverse=True)
    used_gold: set[int] = set()
    used_found: set[int] = set()
    matches = []
    for share, _, g, f in pairs:
        if -g not in used_gold and -f not in used_found:
            used_gold.add(-g)
            used_found.add(-f)
            matches.append((-g, -f, share))
    return matches


SameHead = Callable[[Side, Side], bool]


def tally(
    text: str, gold: Sequence[Side], found: Sequence[Side], same_head: SameHead
) -> tuple[Tally, list[tuple[int, int, float, bool]]]:
    """Score one report; also the matches that count (gold, found, share, source right)."""
    result = Tally(gold=len(gold), found=len(found))
    kept = []
    for g, f, share in match(text, gold, found):
        if share < 0.5:
            continue
        result.half += 1
        result.exact += share == 1.0
        right = same_head(gold[g], found[f])
        if gold[g].source:
            result.with_source += 1
            result.right_source += right
        result.end_to_end += right
        kept.append((g, f, share, right))
    return result, kept


def f_score(right: int, gold: int, found: int) -> tuple[float, float, float]:
    precision, recall = right / found if found else 0.0, right / gold if gold else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def total(tallies: Iterable[Tally]) -> Tally:
    summed = Tally()
    for item in tallies:
        for name in vars(summed):
            setattr(summed, name, getattr(summed, name) + getattr(item, name))
    return summed


def interval(tallies: Sequence[Tally], measure: Callable[[Tally], float], rounds: int = 1000) -> tuple[float, float]:
    """The 95% bootstrap interval of a measure over reports (seeded: the same figures every time)."""
    rng = random.Random(0)
    values = sorted(measure(total(rng.choices(tallies, k=len(tallies)))) for _ in range(rounds))
    return values[int(0.025 * rounds)], values[int(0.975 * rounds)]


MEASURES: dict[str, Callable[[Tally], float]] = {
    "exact F": lambda t: f_score(t.exact, t.gold, t.found)[2],
    "half F": lambda t: f_score(t.half, t.gold, t.found)[2],
    "source": lambda t: t.right_source / t.with_source if t.with_source else 0.0,
    "end to end F": lambda t: f_score(t.end_to_end, t.gold, t.found)[2],
}


# Frames whose content is an infinitive or a gerund: GUM's discourse trees do not cut these off.
# "reportedly" is no clause of its own to GUM, which ties clauses to clauses.
_UNCUT = (" object-to", " to", " prep-to", " gerund", " adverb")


def _is_uncut(rule: str) -> bool:
    return rule.endswith(_UNCUT) and rule != "according to"


def clausal_profile(statements: Sequence[Any], floor: float = 0.5) -> list[Any]:
    """GUM's view of a record: finite clauses and quotations, confident ones, each with its first piece only where
    pieces are quotations.

    GUM cuts a quotation that is split by its cue ('"A," he said. "B."') into units, and ties the cue to the first.
    """
    kept = []
    for statement in statements:
        if statement.content_kind != "clause" or statement.confidence < floor or _is_uncut(statement.rule):
            continue
        if statement.form == "direct":
            statement = statement.model_copy(update={"content": statement.content[:1]})
        kept.append(statement)
    return kept
