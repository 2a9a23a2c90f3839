"""A dyad as CSV: one row for each direction and period."""

from __future__ import annotations

import csv
import io

from onrecord.measure.dyad import QUADS, Dyad

_NAMES = [*(quad.replace(" ", "_") for quad in QUADS), "total"]
_OF = {name: f"distinct events of {quad}" for name, quad in zip(_NAMES, QUADS, strict=False)}

# `docs/measures.md` is made of it.
COLUMNS: dict[str, str] = {
    "actor": "who did it: a country or PLOVER's code, with a sector where one was asked for",
    "recipient": "to whom",
    "period": "the day (2026-02-03), ISO week (2026-W06) or month (2026-02)",
    "begin": "its first day; cut to the range that was asked for",
    "end": "its last day",
    "state": "counted, zero, told_later or missing",
    "reports": "reports published in it",
    "events": "distinct events of anybody dated in it",
    **{name: f"{_OF[name]}; empty where missing" for name in _NAMES[:-1]},
    "total": "distinct events of all four; empty where missing",
    **{f"{name}_share": f"{name} as a share of events, 0 to 1" for name in _NAMES},
}


def dyad_csv(dyad: Dyad) -> str:
    """The rows with their header."""
    out = io.StringIO(newline="")
    rows = csv.DictWriter(out, list(COLUMNS), lineterminator="\n")
    rows.writeheader()
    for direction in dyad.directions:
        for period in direction.periods:
            row: dict[str, object] = {"actor": direction.actor, "recipient": direction.recipient}
            row |= period.model_dump(exclude={"counts", "shares"})
            row |= period.counts.model_dump() if period.counts else {}
            if period.shares:
                row |= {f"{name}_share": share for name, share in period.shares.model_dump().items()}
            rows.writerow(row)
    return out.getvalue()
