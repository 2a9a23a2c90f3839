"""Score records against the project's own gold: statements with their sourcing labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from gold_files import Gold
from onrecord.language.parsed import ParsedReport, Passage
from statement_scores import Side, Tally, f_score, tally

JOINED = frozenset({"compound", "flat", "appos", "nmod"})
LABELS = ("act", "source_kind", "source_count", "form", "content_kind")
SPAN_LABELS = ("condition", "condition_reason", "addressee", "medium")


def head_token(parsed: ParsedReport, spans: Sequence[tuple[int, int]]) -> tuple[Passage, int] | None:
    """The syntactic head of a phrase: the token whose own head stands outside."""
    for start, end in spans:
        passage = parsed.passage_at(start)
        if passage is None:
            return None
        tokens = [i for i in range(len(passage)) if passage.begins[i] >= start and passage.ends[i] <= end]
        inside = set(tokens)
        for token in tokens:
            if passage.pos[token] not in ("PUNCT", "SPACE", "DET") and (
                passage.head[token] not in inside or passage.head[token] == token
            ):
                return passage, token
        if tokens:
            return passage, tokens[-1]
    return None


def same_source(parsed: ParsedReport, gold: Side, found: Side) -> bool:
    """The same head, or heads joined by compound, flat or apposition; rightly none where the gold has none."""
    if not gold.source or not found.source:
        return not gold.source and not found.source
    one, two = head_token(parsed, gold.source), head_token(parsed, found.source)
    if one is None or two is None or one[0] is not two[0]:
        return False
    p, a, b = one[0], one[1], two[1]
    if a == b:
        return True
    for low, high in ((a, b), (b, a)):
        token = low
        while p.dep[token] in JOINED and p.head[token] != token:
            token = p.head[token]
            if token == high:
                return True
    return False


def sides(items: Iterable[Any], labels: bool = True) -> list[Side]:
    """Statements of a record or of gold (dicts) as sides."""
    out = []
    for item in items:
        get = item.get if isinstance(item, dict) else lambda name, item=item: getattr(item, name)
        tags = (
            {name: get(name) for name in (*LABELS, *SPAN_LABELS, "within", "id", "rule", "confidence")}
            if labels
            else {}
        )
        out.append(Side(get("content"), get("cue"), get("source"), labels=tags))
    return out


class LabelCounts:
    """Right, gold and found counts of each label's non-null values, over matched and unmatched statements."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.gold: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.confusions: Counter[tuple[str, Any, Any]] = Counter()

    def add(self, text: str, gold: Side, found: Side) -> None:
        """Count one matched pair."""
        for name in LABELS:
            a, b = gold.labels.get(name), found.labels.get(name)
            self.gold[name] += a is not None
            self.found[name] += b is not None
            self.right[name] += a is not None and a == b
            if a != b:
                self.confusions[(name, a, b)] += 1
        for name in SPAN_LABELS:
            a, b = gold.labels.get(name) or [], found.labels.get(name) or []
            self.gold[name] += bool(a)
            self.found[name] += bool(b)
            # Half of the longer side, as for contents.
            if a and b:
                common = sum(max(0, min(x[1], y[1]) - max(x[0], y[0])) for x in a for y in b)
                longer = max(sum(y - x for x, y in a), sum(y - x for x, y in b))
                self.right[name] += common >= 0.5 * longer
        self.gold["within"] += gold.labels.get("within") is not None
        self.found["within"] += found.labels.get("within") is not None
        self.right["within"] += gold.labels.get("within") is not None and found.labels.get("within") is not None

    def table(self) -> dict[str, tuple[float, float, float]]:
        """Precision, recall and F by label."""
        return {
            name: f_score(self.right[name], self.gold[name], self.found[name])
            for name in (*LABELS, *SPAN_LABELS, "within")
        }


def score_statements(
    gold: Gold, parsed: ParsedReport, statements: Sequence[Any], labels: LabelCounts
) -> tuple[Tally, list[Side], list[Side], list[tuple[int, int, float, bool]]]:
    """Score one text's statements; adds its matched labels to `labels`."""
    expected, found = sides(gold.statements), sides(statements)
    counts, matches = tally(gold.text, expected, found, lambda a, b: same_source(parsed, a, b))
    for g, f, _, _ in matches:
        labels.add(gold.text, expected[g], found[f])
    return counts, expected, found, matches
