"""The dyad: who did how much of what to whom, period by period, as the JSON contract `onrecord-dyad/1`.

Days are ISO 8601 and inclusive. Fields may be added, never renamed.
"""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import ConfigDict, Field

from onrecord.record import Factuality, Part

By = Literal["day", "week", "month"]
State = Literal["counted", "zero", "told_later", "missing"]
Quad = Literal["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]

QUADS: tuple[Quad, ...] = get_args(Quad)


class DyadMadeBy(Part):
    """What counted."""

    onrecord: str


class Counts(Part):
    """Numbers of distinct events by PLOVER's quad classes, and of all four together."""

    model_config = ConfigDict(frozen=True)

    verbal_cooperation: int
    material_cooperation: int
    verbal_conflict: int
    material_conflict: int
    total: int


class Shares(Part):
    """The same as shares of all events of the period, 0 to 1, rounded to four digits."""

    model_config = ConfigDict(frozen=True)

    verbal_cooperation: float
    material_cooperation: float
    verbal_conflict: float
    material_conflict: float
    total: float


class Period(Part):
    """A day, week or month of a direction.

    `counts` is null where nothing can be known, which is not zero; `shares` is null there too, and where there is no
    event of anybody.
    """

    period: str
    begin: str
    end: str
    state: State
    reports: int
    events: int
    counts: Counts | None
    shares: Shares | None


class Left(Part):
    """Distinct events of a direction that stand in no period."""

    undated: int
    outside: int


class Direction(Part):
    """What one side did to the other."""

    actor: str
    recipient: str
    counts: Counts
    mutual: int
    dated_by_publication: int
    left: Left
    periods: list[Period]


class Reports(Part):
    """How many reports were looked at; those without a day of publication cover no period."""

    total: int
    undated: int


class Dyad(Part):
    """Directed counts of distinct events between two actors."""

    schema_: Literal["onrecord-dyad/1"] = Field(default="onrecord-dyad/1", alias="schema")
    made_by: DyadMadeBy
    actor: str
    recipient: str
    by: By
    first: str
    last: str
    factuality: list[Factuality]
    struck: bool
    reports: Reports
    directions: list[Direction]

    def to_json(self, indent: int | None = None) -> str:
        """The dyad as JSON text, in the contract's names; `indent` in spaces, None for one line."""
        return self.model_dump_json(by_alias=True, indent=indent)
