"""The pinned floors in floors.yaml: read, checked for edits by hand, raised, and lowered for a reason.

Each floor stands on a line of its own, `NAME: VALUE MARK`. The mark is made of the name, the value and the reasons for
which it was lowered, so that a line that was changed by hand no longer fits its mark; lines of two branches merge
without one knowing of the other. This is no lock: it sees to it that a floor is lowered with a reason, or not
unnoticed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

Figures = dict[str, float]
# A floor stands this much below the figure it was pinned at: another machine's arithmetic may turn a parse or two.
_MARGIN = 0.015
_CEILING_MARGIN = 0.05
_HEAD = """\
# Pinned floors of `make evaluate`, each with the mark of the tool that wrote it. Don't edit: `python evaluation --pin`
# raises floors and adds those of new figures; `python evaluation --lower NAME --reason "..."` lowers one.
"""


class FloorsError(Exception):
    """What can't be done with the floors, in one sentence."""


@dataclass(slots=True)
class Floors:
    """The floors by figure, why some were lowered, and which lines the tool did not write as they stand."""

    values: Figures = field(default_factory=dict)
    lowered: list[dict[str, Any]] = field(default_factory=list)
    edited: list[str] = field(default_factory=list)
    unmarked: list[str] = field(default_factory=list)

    def mark(self, name: str) -> str:
        """The mark that belongs to a floor as it stands."""
        reasons = [item for item in self.lowered if item.get("name") == name]
        made_of = json.dumps([name, round(self.values[name], 4), reasons], sort_keys=True)
        return hashlib.sha256(made_of.encode()).hexdigest()[:6]

    def edits(self) -> list[str]:
        """A sentence for each line that was changed or added by hand."""
        sentences = [
            f"The floor '{name}' ({self.values[name]:g}) or the reason for it was edited by hand; put it back, and "
            f'lower it with: python evaluation --lower "{name}" --reason "...".'
            for name in self.edited
        ]
        return sentences + [
            f"The floor '{name}' ({self.values[name]:g}) has no mark of the tool; a new figure is pinned with: "
            "python evaluation --pin."
            for name in self.unmarked
        ]


def is_ceiling(name: str) -> bool:
    """Whether a figure counts too much of something, so that less is better."""
    return "per gold" in name


def read_floors(path: Path) -> Floors:
    """Read the file; an empty set of floors where there is none. Raises FloorsError for a line that is no floor."""
    text = path.read_text("utf-8") if path.exists() else ""
    data = yaml.safe_load(text) or {}
    floors = Floors(lowered=list(data.pop("lowered", None) or []))
    marks: dict[str, str] = {}
    for name, written in data.items():
        value, _, marks[name] = str(written).partition(" ")
        try:
            floors.values[name] = float(value)
        except ValueError as error:
            told = f"{path.name}: '{name}: {written}' is no floor; take the line out and run: python evaluation --pin."
            raise FloorsError(told) from error
    names = [key.value for key, _ in (yaml.compose(text).value if data else ())]
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            raise FloorsError(f"{path.name}: the floor '{name}' stands twice, as after a merge; keep the higher line.")
    for name, mark in marks.items():
        if not mark:
            floors.unmarked.append(name)
        elif mark != floors.mark(name):
            floors.edited.append(name)
    floors.edited += [item["name"] for item in floors.lowered if item["name"] not in floors.values]
    return floors


def write_floors(floors: Floors, path: Path) -> None:
    """Write all floors, each with its mark, and below them why some were lowered."""
    lines = {name: f"{floors.values[name]:g} {floors.mark(name)}" for name in sorted(floors.values)}
    text = _HEAD + yaml.safe_dump(lines, sort_keys=True, allow_unicode=True, width=1000)
    if floors.lowered:
        text += yaml.safe_dump({"lowered": floors.lowered}, sort_keys=False, allow_unicode=True, width=110)
    path.write_text(text, "utf-8")


def below_floor(figures: Figures, floors: Mapping[str, float]) -> list[str]:
    """A line for each figure below its floor, or above its ceiling."""
    lines = []
    for name, floor in floors.items():
        figure = figures.get(name, floor)
        if figure > floor if is_ceiling(name) else figure < floor:
            lines.append(f"{name}: {figure:.3f}, pinned at {floor:.3f}")
    return lines


def _near(name: str, figure: float) -> float:
    """The floor just below a figure, or the ceiling just above it."""
    if is_ceiling(name):
        return round(figure + _CEILING_MARGIN, 2)
    return max(0.0, int((figure - _MARGIN) * 100) / 100)


def pin(floors: Floors, figures: Figures) -> None:
    """Raise the floors to just below the figures, and add those of new figures; none is lowered."""
    for name, figure in figures.items():
        near = _near(name, figure)
        known = floors.values.get(name, near)
        floors.values[name] = min(known, near) if is_ceiling(name) else max(known, near)


def may_lower(floors: Floors, name: str, reason: str | None) -> None:
    """Refuse, before anything is measured, what can't be lowered. Raises FloorsError."""
    if not (reason or "").strip():
        raise FloorsError(f"Lowering '{name}' needs a reason: add --reason \"...\" with what became worse, and why.")
    if name not in floors.values:
        close = get_close_matches(name, floors.values, n=3)
        hint = f"near it are {', '.join(close)}" if close else "evaluation/floors.yaml lists all"
        raise FloorsError(f"There is no floor '{name}'; {hint}.")


def lower(floors: Floors, name: str, figures: Figures, reason: str) -> None:
    """Set a floor to just below today's figure, and keep why. Raises FloorsError where there is nothing to lower."""
    may_lower(floors, name, reason)
    if name not in figures:
        raise FloorsError(f"'{name}' was not measured; name its set with --only, or leave --only out.")
    if not below_floor(figures, {name: floors.values[name]}):
        figure, floor = figures[name], floors.values[name]
        raise FloorsError(f"'{name}' stands at {figure:.3f}, not below its floor of {floor:g}; nothing is lowered.")
    new = _near(name, figures[name])
    change = {"name": name, "from": floors.values[name], "to": new, "reason": " ".join(reason.split())}
    floors.lowered.append(change)
    floors.values[name] = new
