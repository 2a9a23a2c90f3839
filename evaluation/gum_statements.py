"""Score statements on GUM's news and interviews, through the clausal profile (see statement_scores.clausal_profile)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from onrecord.intake.plain import report_from_text
from onrecord.language.parsed import ParsedReport
from onrecord.reader import Reader
from own_gold import same_source
from recall_tables import RecallTables
from statement_scores import Side, Tally, clausal_profile, tally


def _sides(items: list[dict[str, Any]]) -> list[Side]:
    return [
        Side(*([tuple(span) for span in item[name]] for name in ("content", "cue", "source")), item["source_head"])  # type: ignore[misc]
        for item in items
    ]


def _same_head(parsed: ParsedReport, gold: Side, found: Side) -> bool:
    """GUM gives the head's offset itself."""
    if gold.source and found.source and any(a <= (gold.source_head or 0) < b for a, b in found.source):
        return True
    return same_source(parsed, gold, found)


def score(path: Path, reader: Reader, recall: RecallTables) -> list[Tally]:
    """One tally a report; adds its gold to `recall`."""
    tallies = []
    for item in json.loads(path.read_text("utf-8")):
        reading = next(reader.readings([report_from_text(item["text"])]))
        kept = clausal_profile(reading.record.statements)
        found = [Side(one.content, one.cue, one.source) for one in kept]
        gold = _sides(item["attrs"])
        counts, matches = tally(item["text"], gold, found, lambda a, b, p=reading.parsed: _same_head(p, a, b))  # type: ignore[misc]
        recall.add(reading.parsed, gold, matches)
        tallies.append(counts)
    return tallies
