"""The figures on PLOVER's gold records don't fall below their floors; skipped where the gold is not present."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "evaluation"))

import plover_gold

FLOORS = {
    "type": 0.72,
    "actor country": 0.80,
    "recipient country": 0.70,
    "actor country+sector": 0.67,
    "recipient country+sector": 0.55,
}


@pytest.mark.skipif(not (plover_gold.GOLD / "events" / "plover_gold.json").is_file(), reason="the gold is not present")
def test_figures_stay_above_their_floors() -> None:
    figures = plover_gold.score("all")
    for name, floor in FLOORS.items():
        assert figures[name] >= floor, (name, figures[name])
    assert figures["per gold event"] <= 1.3
