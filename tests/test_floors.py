"""Accuracy does not fall: every figure of `make evaluate` stands at or above its pinned floor.

Our own gold is always here; the outside gold only where ONRECORD_GOLD (default ../shared/gold) is.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
import yaml

EVALUATION = Path(__file__).parents[1] / "evaluation"


@pytest.fixture(scope="module")
def evaluation() -> Iterator[ModuleType]:
    """The evaluation as `python evaluation` runs it: its folder on the path."""
    sys.path.insert(0, str(EVALUATION))
    spec = importlib.util.spec_from_file_location("onrecord_evaluation", EVALUATION / "__main__.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["onrecord_evaluation"] = module
    spec.loader.exec_module(module)
    yield module
    sys.path.remove(str(EVALUATION))


@pytest.mark.parametrize(
    "name", ["gum", "development", "sealed", "plover_gold", "gum_dates", "geovirus", "made_versions"]
)
def test_no_figure_is_below_its_floor(evaluation: ModuleType, name: str) -> None:
    if not evaluation.SETS[name][1].exists():
        pytest.skip(f"the gold of {name} is not in this checkout (ONRECORD_GOLD)")
    floors = yaml.safe_load(evaluation.FLOORS.read_text("utf-8"))
    figures = evaluation.measure([name])
    assert set(figures) <= set(floors), "a figure without a floor: pin it with `python evaluation --pin`"
    assert evaluation.below_floor(figures, floors) == []


def test_a_figure_below_its_floor_is_named(evaluation: ModuleType) -> None:
    assert evaluation.below_floor({"x half F": 0.5}, {"x half F": 0.6}) == ["x half F: 0.500, pinned at 0.600"]
    assert evaluation.below_floor({"x half F": 0.7}, {"x half F": 0.6}) == []


def test_too_many_events_break_a_ceiling(evaluation: ModuleType) -> None:
    assert evaluation.below_floor({"x events per gold event": 2.0}, {"x events per gold event": 1.3}) != []
