"""The words that made versions are edited with, from words.yaml."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def words() -> dict[str, Any]:
    """All lists of words.yaml."""
    loaded: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "words.yaml").read_text("utf-8"))
    return loaded


def past_of(verb: str) -> str:
    """The past tense of a verb: of words.yaml where it is irregular, else regular."""
    irregular: dict[str, str] = words()["past"]
    if verb in irregular:
        return irregular[verb]
    if verb.endswith("e"):
        return verb + "d"
    if len(verb) > 2 and verb[-1] == "y" and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    if re.search(r"^[^aeiou]*[aeiou][bdgmnprt]$", verb):
        return verb + verb[-1] + "ed"
    return verb + "ed"
