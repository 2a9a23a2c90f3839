"""The wordings of anonymity, compiled from conditions.yaml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pydantic import model_validator

from onrecord.codebook.loader import Codebook, Entry


class Wording(Entry):
    """A regular expression for a condition of anonymity, or for its reason."""

    condition: str | None = None
    reason: str | None = None

    @model_validator(mode="after")
    def _one(self) -> Wording:
        if (self.condition is None) == (self.reason is None):
            raise ValueError("give either 'condition' or 'reason'")
        for pattern in (self.condition, self.reason):
            if pattern is not None:
                re.compile(pattern)
        return self


@dataclass(slots=True, frozen=True)
class Conditions:
    """One pattern for all conditions, one for all reasons."""

    condition: re.Pattern[str]
    reason: re.Pattern[str]


@lru_cache(maxsize=8)
def conditions_of(codebook: Codebook) -> Conditions:
    """Compile a codebook's wordings; once a codebook."""
    entries = codebook.table("conditions", Wording).values()
    conditions = [entry.condition for entry in entries if entry.condition]
    reasons = [entry.reason for entry in entries if entry.reason]
    return Conditions(re.compile("|".join(conditions), re.I), re.compile("|".join(reasons), re.I))
