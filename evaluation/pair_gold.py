"""Read and check the gold of pairs and stories: words copied from the reports become spans.

`python evaluation/pair_gold.py PATH…` checks every folder with a `gold.json` under the paths and names each error;
STORY_GUIDELINES.md tells the format. Scorers use `load_pairs` and `load_stories`.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from gold_files import GoldError, Span, spans_of

Spans = tuple[Span, ...]


def codes_of(guidelines: Path) -> frozenset[str]:
    """The codes of changes: the first cells of the guidelines' table."""
    cells = re.findall(r"^\| ([a-z_, ]+) \|", guidelines.read_text("utf-8"), re.MULTILINE)
    return frozenset(code for cell in cells for code in cell.split(", ")) - {"code"}


CODES = codes_of(Path(__file__).with_name("STORY_GUIDELINES.md"))
LINEAGES = frozenset({"copy", "rewrite", "partial_reuse", "independent"})
DIRECTIONS = frozenset({"a_to_b", "b_to_a"})
CONTRADICTIONS = frozenset({"number", "date", "place", "actor", "factuality"})
ONLY_B = frozenset(f"{what}_added" for what in "condition claim background section commentators credit".split())
ONLY_A = frozenset(f"{what}_dropped" for what in "condition claim background section credit".split())


@dataclass(frozen=True)
class Change:
    """One change of a pair; a side without words has no spans."""

    code: str
    a: Spans
    b: Spans


@dataclass(frozen=True)
class PairGold:
    """Two reports, what they have to do with each other, and the changes from `a` to `b`."""

    id: str
    a: str
    b: str
    published_a: str | None
    published_b: str | None
    lineage: str
    direction: str | None
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Link:
    """Where a report comes from; `source` is None where it was made from no other report of the story."""

    report: str
    source: str | None
    kind: str


@dataclass(frozen=True)
class Origin:
    """The first-hand source at the root of a claim, with the reports that go back to it."""

    name: str
    by_way_of: tuple[str, ...]
    reports: tuple[str, ...]


@dataclass(frozen=True)
class Claim:
    """One thing that reports of a story tell; `told_by` has the spans in each."""

    id: str
    says: str
    told_by: dict[str, Spans]
    origins: tuple[Origin, ...]
    origin_count: int
    not_shown_different: int


@dataclass(frozen=True)
class Contradiction:
    """Values of one claim that can't both be right, each with the reports that give it."""

    claim: str
    code: str
    values: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class StoryGold:
    """The reports of a story by id, with its gold."""

    id: str
    texts: dict[str, str]
    published: dict[str, str]
    outlets: dict[str, str]
    lineage: tuple[Link, ...]
    versions: tuple[tuple[str, ...], ...]
    claims: tuple[Claim, ...]
    contradictions: tuple[Contradiction, ...]


class _Errors:
    """Collects what is wrong, so that one run names everything."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def unless(self, right: bool, error: str) -> None:
        if not right:
            self.found.append(error)

    def spans(self, text: str, words: Any, where: str) -> Spans:
        try:
            return tuple(spans_of(text, words))
        except GoldError as error:
            self.found.append(f"{where}: {error}")
            return ()

    def one_of(self, value: Any, allowed: Iterable[str], where: str) -> None:
        self.unless(value in (known := sorted(allowed)), f"{where} is {value!r}; it is one of {', '.join(known)}")

    def day(self, value: str | None, where: str) -> None:
        try:
            datetime.fromisoformat(value or "2000-01-01")
        except ValueError:
            self.found.append(f"{where} is {value!r}, no date")


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def _change(raw: dict[str, Any], a: str, b: str, where: str, errors: _Errors) -> Change:
    code = raw["code"]
    errors.one_of(code, CODES, f"{where}: code")
    change = Change(
        code, errors.spans(a, raw["a"], f"{where} {code}: a"), errors.spans(b, raw["b"], f"{where} {code}: b")
    )
    errors.unless(
        (raw["a"] is None) == (code in ONLY_B), f"{where} {code}: a is null for what is added, and only there"
    )
    errors.unless(
        (raw["b"] is None) == (code in ONLY_A), f"{where} {code}: b is null for what is dropped, and only there"
    )
    return change


def _pair(folder: Path, errors: _Errors) -> PairGold:
    raw = json.loads(_text(folder / "gold.json"))
    a, b = _text(folder / "a.txt"), _text(folder / "b.txt")
    lineage, direction, published = raw["lineage"], raw["direction"], raw["published"]
    errors.one_of(lineage, LINEAGES, "lineage")
    if direction is not None:
        errors.one_of(direction, DIRECTIONS, "direction")
    for side in "ab":
        errors.day(published[side], f"published {side}")
    changes = tuple(_change(item, a, b, f"change {n}", errors) for n, item in enumerate(raw["changes"], 1))
    errors.unless(len(set(changes)) == len(changes), "a change is listed twice")
    errors.unless(
        lineage != "independent" or not (changes or direction), "independent reports have no changes and no direction"
    )
    return PairGold(raw["id"], a, b, published["a"], published["b"], lineage, direction, changes)


def _claim(raw: dict[str, Any], texts: dict[str, str], errors: _Errors) -> Claim:
    where = f"claim {raw['id']}"
    told_by: dict[str, Spans] = {}
    for item in raw["told_by"]:
        report = item["report"]
        errors.one_of(report, texts, f"{where}: report")
        errors.unless(report not in told_by, f"{where}: report {report} is listed twice")
        told_by[report] = errors.spans(texts.get(report, ""), item["text"], f"{where} report {report}")
        errors.unless(bool(item["text"]), f"{where} report {report}: no words")
    origins = tuple(Origin(o["name"], tuple(o["by_way_of"]), tuple(o["reports"])) for o in raw["origins"])
    reached = {report for origin in origins for report in origin.reports}
    errors.unless(reached == set(told_by), f"{where}: origins have {sorted(reached)}, told by {sorted(told_by)}")
    count, further = raw["origin_count"], raw["not_shown_different"]
    errors.unless(count + further == len(origins), f"{where}: {count} and {further} origins, but {len(origins)} listed")
    return Claim(raw["id"], raw["says"], told_by, origins, count, further)


def _contradiction(raw: dict[str, Any], claims: dict[str, Claim], errors: _Errors) -> Contradiction:
    where = f"contradiction {raw['claim']}"
    errors.one_of(raw["claim"], claims, f"{where}: claim")
    errors.one_of(raw["code"], CONTRADICTIONS, f"{where}: code")
    values = tuple((item["value"], tuple(item["reports"])) for item in raw["values"])
    errors.unless(len(values) > 1, f"{where}: one value")
    if claim := claims.get(raw["claim"]):
        for report in (report for _, reports in values for report in reports):
            errors.one_of(report, claim.told_by, f"{where}: report")
    return Contradiction(raw["claim"], raw["code"], values)


def _story(folder: Path, errors: _Errors) -> StoryGold:
    raw = json.loads(_text(folder / "gold.json"))
    texts = {path.stem: _text(path) for path in sorted(folder.glob("*.txt"))}
    for name in ("published", "outlets"):
        errors.unless(set(raw[name]) == set(texts), f"{name} has {sorted(raw[name])}, the reports are {sorted(texts)}")
    for report, day in raw["published"].items():
        errors.day(day, f"published {report}")
    lineage = tuple(Link(item["report"], item["from"], item["kind"]) for item in raw["lineage"])
    for link in lineage:
        errors.one_of(link.report, texts, "lineage: report")
        errors.one_of(link.kind, LINEAGES, f"lineage {link.report}: kind")
        errors.unless(
            (link.source is None) == (link.kind == "independent"), f"lineage {link.report}: from None is independent"
        )
        if link.source is not None:
            errors.one_of(link.source, set(texts) - {link.report}, f"lineage {link.report}: from")
    errors.unless({link.report for link in lineage} == set(texts), "lineage does not tell of every report")
    versions = tuple(tuple(group) for group in raw["versions"])
    for report in (report for group in versions for report in group):
        errors.one_of(report, texts, "versions: report")
    claims = tuple(_claim(item, texts, errors) for item in raw["claims"])
    by_id = {claim.id: claim for claim in claims}
    errors.unless(len(by_id) == len(claims), "two claims have one id")
    contradictions = tuple(_contradiction(item, by_id, errors) for item in raw["contradictions"])
    return StoryGold(raw["id"], texts, raw["published"], raw["outlets"], lineage, versions, claims, contradictions)


def _folders(path: Path) -> list[Path]:
    return sorted(gold.parent for gold in path.rglob("gold.json"))


def _read[T](folder: Path, read: Callable[[Path, _Errors], T]) -> tuple[T | None, list[str]]:
    errors = _Errors()
    result = None
    try:
        result = read(folder, errors)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        errors.found.append(repr(error))
    return result, [f"{folder.parent.name}/{folder.name}: {error}" for error in errors.found]


def _load[T](path: Path, read: Callable[[Path, _Errors], T]) -> list[T]:
    results = []
    for folder in _folders(path):
        result, errors = _read(folder, read)
        if errors or result is None:
            raise GoldError("\n".join(errors))
        results.append(result)
    return results


def load_pairs(path: Path) -> list[PairGold]:
    """All pairs under `path`, in the order of the folders' names. Raises GoldError with the first folder's errors."""
    return _load(path, _pair)


def load_stories(path: Path) -> list[StoryGold]:
    """All stories under `path`, in the order of the folders' names. Raises GoldError with the first folder's errors."""
    return _load(path, _story)


def check(path: Path) -> list[str]:
    """The errors of all pairs and stories under `path`, a line each."""
    folders = _folders(path)
    errors = [] if folders else [f"{path}: no gold.json"]
    ids: dict[str, str] = {}
    for folder in folders:
        is_pair = (folder / "a.txt").exists() or (folder / "b.txt").exists()
        result, found = _read(folder, _pair) if is_pair else _read(folder, _story)
        errors += found
        if result is not None and (before := ids.setdefault(result.id, folder.name)) != folder.name:
            errors.append(f"{folder.parent.name}/{folder.name}: its id {result.id} is that of {before}")
    return errors


if __name__ == "__main__":
    problems = [error for name in sys.argv[1:] for error in check(Path(name))]
    print("\n".join(problems) or "no errors")
    sys.exit(bool(problems))
