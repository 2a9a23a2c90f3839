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

from onrecord_process import one_sentence

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
    floors = evaluation.read_floors(evaluation.FLOORS).values
    figures = evaluation.measure([name])
    assert set(figures) <= set(floors), "a figure without a floor: pin it with `python evaluation --pin`"
    assert evaluation.below_floor(figures, floors) == []


def test_no_floor_was_edited_by_hand(evaluation: ModuleType) -> None:
    assert evaluation.read_floors(evaluation.FLOORS).edits() == []


def test_a_figure_below_its_floor_is_named(evaluation: ModuleType) -> None:
    assert evaluation.below_floor({"x half F": 0.5}, {"x half F": 0.6}) == ["x half F: 0.500, pinned at 0.600"]
    assert evaluation.below_floor({"x half F": 0.7}, {"x half F": 0.6}) == []


def test_too_many_events_break_a_ceiling(evaluation: ModuleType) -> None:
    assert evaluation.below_floor({"x events per gold event": 2.0}, {"x events per gold event": 1.3}) != []


# -- changing the floors -----------------------------------------------------------------------------------------------


@pytest.fixture
def floors(evaluation: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A floors file of our own with two floors, and a measuring that gives the figures of `figures`."""
    path = tmp_path / "floors.yaml"
    pinned = evaluation.read_floors(path)
    pinned.values = {"x half F": 0.8, "x events per gold event": 1.2}
    evaluation.write_floors(pinned, path)
    monkeypatch.setattr(evaluation, "FLOORS", path)
    monkeypatch.setattr(evaluation, "measure", lambda names: dict(FIGURES))
    return path


FIGURES = {"x half F": 0.755, "x events per gold event": 1.1, "x new": 0.5}


def test_lowering_without_a_reason_is_refused_in_one_sentence(
    evaluation: ModuleType, floors: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evaluation, "measure", lambda names: pytest.fail("measured before it was refused"))
    before = floors.read_text("utf-8")
    for arguments in (["--lower", "x half F"], ["--lower", "x half F", "--reason", " "]):
        assert evaluation.main(arguments) == 2
        told = capsys.readouterr()
        assert told.out == ""
        assert one_sentence(told.err)
        assert "--reason" in told.err
    assert floors.read_text("utf-8") == before


def test_lowering_sets_the_floor_just_below_and_keeps_the_reason(evaluation: ModuleType, floors: Path) -> None:
    assert evaluation.main(["--lower", "x half F", "--reason", "Gold was\n mended."]) == 0
    pinned = evaluation.read_floors(floors)
    assert pinned.values == {"x half F": 0.74, "x events per gold event": 1.2}
    assert pinned.lowered == [{"name": "x half F", "from": 0.8, "to": 0.74, "reason": "Gold was mended."}]
    assert pinned.edits() == []


@pytest.mark.parametrize(
    ("name", "says"), [("x half", "near it are x half F"), ("x events per gold event", "nothing is lowered")]
)
def test_what_cant_be_lowered_is_told_in_one_sentence(
    evaluation: ModuleType, floors: Path, capsys: pytest.CaptureFixture[str], name: str, says: str
) -> None:
    before = floors.read_text("utf-8")
    assert evaluation.main(["--lower", name, "--reason", "so"]) == 2
    told = capsys.readouterr().err
    assert one_sentence(told)
    assert says in told
    assert floors.read_text("utf-8") == before


@pytest.mark.parametrize(
    ("written", "by_hand"),
    [("x half F: 0.8", "x half F: 0.7"), ("to: 0.74", "to: 0.79"), ("reason: Mended.", "reason: Never mind.")],
)
def test_an_edit_by_hand_is_noticed_and_names_the_flag(
    evaluation: ModuleType, floors: Path, capsys: pytest.CaptureFixture[str], written: str, by_hand: str
) -> None:
    if "half" not in written:
        assert evaluation.main(["--lower", "x half F", "--reason", "Mended."]) == 0
    text = floors.read_text("utf-8")
    assert written in text
    floors.write_text(text.replace(written, by_hand), "utf-8")
    (sentence,) = evaluation.read_floors(floors).edits()
    assert "'x half F'" in sentence
    assert '--lower "x half F" --reason' in sentence
    assert evaluation.main(["--pin"]) == 2
    assert one_sentence(capsys.readouterr().err)
    assert evaluation.main([]) == 1


def test_taking_out_a_reason_is_noticed(evaluation: ModuleType, floors: Path) -> None:
    assert evaluation.main(["--lower", "x half F", "--reason", "Mended."]) == 0
    floors.write_text(floors.read_text("utf-8").partition("lowered:")[0], "utf-8")
    assert len(evaluation.read_floors(floors).edits()) == 1


def test_pinning_raises_and_adds_but_never_lowers(evaluation: ModuleType, floors: Path) -> None:
    before = floors.read_text("utf-8")
    assert evaluation.main(["--pin"]) == 1
    assert floors.read_text("utf-8") == before, "a figure is below its floor: nothing is pinned"
    pinned = evaluation.read_floors(floors)
    evaluation.pin(pinned, {"x half F": 0.7, "x events per gold event": 1.0, "x new": 0.5})
    assert pinned.values == {"x half F": 0.8, "x events per gold event": 1.05, "x new": 0.48}


def test_a_floor_without_a_mark_asks_to_be_pinned(evaluation: ModuleType, floors: Path) -> None:
    evaluation.main(["--lower", "x half F", "--reason", "Mended."])
    floors.write_text("x new: 0.4\n" + floors.read_text("utf-8"), "utf-8")
    (sentence,) = evaluation.read_floors(floors).edits()
    assert "--pin" in sentence
    assert evaluation.main(["--pin"]) == 0
    pinned = evaluation.read_floors(floors)
    assert pinned.edits() == []
    assert pinned.values["x new"] == 0.48


def test_a_floor_that_stands_twice_after_a_merge_is_told(evaluation: ModuleType, floors: Path) -> None:
    line = next(line for line in floors.read_text("utf-8").splitlines() if line.startswith("x half"))
    floors.write_text(floors.read_text("utf-8") + line + "\n", "utf-8")
    with pytest.raises(evaluation.FloorsError, match="stands twice"):
        evaluation.read_floors(floors)
