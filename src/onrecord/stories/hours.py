"""At what hour the story's happening was: of the times of day that a report tells, the one that is its hour.

A report seldom tells more than one hour of what happened, and in words that need not name it: "The dog barked before
the wall fell, the miller said. 'It was nine o'clock.'"
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Protocol

from onrecord.stories.folding import Folded
from onrecord.stories.measures import Measure
from onrecord.stories.tellings import Piece

# Hours of what is to come, goes on, or is somebody's statement: "from noon", "until nine", "said at six".
_OTHER = re.compile(
    r"\b(?:(?:as of|from|until|till|by|before|after|since|between|every|daily at)\s+(?:about\s+)?"
    r"|(?:said|says|told \w+|added)\s+(?:at|around|about)\s+"
    r"|(?:statement|media|bulletin|news|conference|briefing|newscast|will)\b[^.;:]{0,30})$",
    re.IGNORECASE,
)
_IT_WAS = re.compile(r"\bit (?:was|must have been)\b|\bthe time\b", re.IGNORECASE)


class Timed(Protocol):
    """A detail that may be a time of day."""

    piece: Piece
    measure: Measure

    @property
    def things(self) -> set[str]:
        """What the words around it tell."""


def happening_of(pieces: Sequence[Piece], happenings: set[str]) -> set[str]:
    """What happened in the story, in the names of told_alike.yaml: what half of the reports tell at least."""
    told: dict[str, set[int]] = defaultdict(set)
    reports = {piece.report for piece in pieces}
    for piece in pieces:
        for name in piece.features & happenings:
            told[name].add(piece.report)
    return {name for name, held in told.items() if len(held) >= 2 and 2 * len(held) >= len(reports)}


def main_hours(
    details: Sequence[Timed], parts: Sequence[Folded], happening: set[str], before: Mapping[int, set[str]]
) -> tuple[set[int], set[int], set[int]]:
    """The ids of the details that tell the hour of the happening, one a report at most; of those that tell another; and
    of those of the first that do so by what stands beside them, not only as their report's single hour.

    `before` gives for each detail (by its id) what the sentence before its own tells.
    """
    by_report: dict[int, list[Timed]] = defaultdict(list)
    for detail in details:
        if detail.measure.kind == "clock":
            by_report[detail.piece.report].append(detail)
    chosen: set[int] = set()
    others: set[int] = set()
    beside: set[int] = set()
    for report, told in sorted(by_report.items()):
        text = parts[report].record.report.text
        ranked = []
        for detail in told:
            start = detail.measure.span[0]
            lead = text[max(0, start - 60) : start]
            if _OTHER.search(lead) and not _IT_WAS.search(lead):
                others.add(id(detail))
                continue
            here = bool(detail.things & happening)
            near = bool(before.get(id(detail), set()) & happening) or bool(_IT_WAS.search(lead))
            ranked.append((2 * here + near, -start, detail))
        best = max(ranked, key=lambda item: item[:2], default=None)
        if best is not None and (best[0] or len(ranked) == 1):
            chosen.add(id(best[2]))
            if best[0]:
                beside.add(id(best[2]))
    return chosen, others, beside
