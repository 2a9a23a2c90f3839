"""Read and check the project's own gold: words copied from a text become spans.

`python evaluation/gold_files.py PATH…` checks files and folders and names each error; GUIDELINES.md tells the format.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Span = tuple[int, int]

ACTS = frozenset(
    "say confirm claim suggest announce admit deny decline accuse ask urge warn threaten promise believe show".split()
)
SOURCE_KINDS = frozenset(
    "named_person named_organisation unnamed_people unnamed_organisation document media group none".split()
)
TYPES = frozenset(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT".split()
)
FACTUALITIES = frozenset("happened ongoing planned possible conditional denied not_happened".split())
SECTORS = frozenset(
    "GOV MIL COP SPY JUD LEG PTY OPP REB PRM UAF CRM CVL BUS MED EDU JRN REL LAB REF AGR ELI SOC UNK PRE".split()
)
SPAN_FIELDS = ("source", "cue", "content", "condition", "condition_reason", "addressee", "medium")


class GoldError(ValueError):
    """A gold file says something that its text or the guidelines don't allow."""


@dataclass(frozen=True)
class Gold:
    """One text with its gold; every `S` of the guidelines is a list of spans."""

    id: str
    text: str
    published: str | None
    statements: list[dict[str, Any]]
    events: list[dict[str, Any]]
    complete: frozenset[str] = field(default=frozenset({"statements", "events"}))


def spans_of(text: str, words: Any) -> list[Span]:
    """The spans that a string, a {"text", "nth"} or a list of them means in `text`; [] for None."""
    if words is None:
        return []
    if isinstance(words, list):
        return [span for item in words for span in spans_of(text, item)]
    wanted, nth = (words["text"], int(words.get("nth", 1))) if isinstance(words, dict) else (words, 1)
    start = -1
    for _ in range(nth):
        start = text.find(wanted, start + 1)
        if start < 0:
            raise GoldError(f"not in the text (occurrence {nth}): {wanted!r}")
    return [(start, start + len(wanted))]


def _choice(value: Any, allowed: frozenset[str], what: str) -> None:
    if value not in allowed:
        raise GoldError(f"{what} is {value!r}; it is one of {', '.join(sorted(allowed))}")


def _statement(text: str, raw: dict[str, Any], ids: set[str]) -> dict[str, Any]:
    _choice(raw["act"], ACTS, "act")
    _choice(raw["source_kind"], SOURCE_KINDS, "source_kind")
    _choice(raw["form"], frozenset({"direct", "indirect", "mixed"}), "form")
    _choice(raw["content_kind"], frozenset({"clause", "phrase"}), "content_kind")
    if raw.get("within") is not None:
        _choice(raw["within"], frozenset(ids), "within")
    spans = {name: spans_of(text, raw.get(name)) for name in SPAN_FIELDS}
    if not spans["cue"] or not spans["content"]:
        raise GoldError("a statement needs cue and content")
    return {**raw, **spans}


def _participant(text: str, raw: dict[str, Any]) -> dict[str, Any]:
    if raw.get("sector") is not None:
        _choice(raw["sector"], SECTORS, "sector")
    return {**raw, "spans": spans_of(text, raw["text"])}


def _event(text: str, raw: dict[str, Any], ids: set[str]) -> dict[str, Any]:
    _choice(raw["type"], TYPES, "type")
    _choice(raw["factuality"], FACTUALITIES, "factuality")
    if raw.get("statement") is not None:
        _choice(raw["statement"], frozenset(ids), "statement")
    return {
        **raw,
        "trigger": spans_of(text, raw["trigger"]),
        "place": spans_of(text, raw.get("place")),
        "actors": [_participant(text, actor) for actor in raw.get("actors", [])],
        "recipients": [_participant(text, actor) for actor in raw.get("recipients", [])],
    }


def gold_of(raw: dict[str, Any], text: str) -> Gold:
    """Turn one JSON object of gold into spans. Raises GoldError, with the item's id in front."""
    ids = {item["id"] for item in raw.get("statements", [])}

    def each(name: str, convert: Any) -> list[dict[str, Any]]:
        items = []
        for item in raw.get(name, []):
            try:
                items.append(convert(text, item, ids))
            except (GoldError, KeyError, TypeError) as error:
                raise GoldError(f"{raw.get('id')} {item.get('id')}: {error!r}") from error
        return items

    return Gold(
        raw["id"],
        text,
        raw.get("published"),
        each("statements", _statement),
        each("events", _event),
        frozenset(raw.get("complete", ["statements", "events"])),
    )


def _raw_items(path: Path) -> Iterator[tuple[str, dict[str, Any], str]]:
    if path.is_dir():
        for child in sorted(path.iterdir()):
            if child.suffix in {".json", ".jsonl"}:
                yield from _raw_items(child)
    elif path.suffix == ".jsonl":
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line.strip():
                raw = json.loads(line)
                yield f"{path.name}:{number}", raw, raw["text"]
    else:
        yield path.name, json.loads(path.read_text("utf-8")), path.with_suffix(".txt").read_bytes().decode("utf-8")


def load(path: Path) -> list[Gold]:
    """All gold of a file or a folder, in the order of names and lines. Raises GoldError."""
    return [gold_of(raw, text) for _, raw, text in _raw_items(path)]


def check(path: Path) -> list[str]:
    """The errors of a file or folder, a sentence each."""
    errors = []
    for where, raw, text in _raw_items(path):
        try:
            gold_of(raw, text)
        except (GoldError, KeyError) as error:
            errors.append(f"{where}: {error}")
    return errors


if __name__ == "__main__":
    found = [error for name in sys.argv[1:] for error in check(Path(name))]
    print("\n".join(found) or "no errors")
    sys.exit(bool(found))
