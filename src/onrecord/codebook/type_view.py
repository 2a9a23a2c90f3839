"""One event type as the codebook tells it: its patterns by kind, each with the line that it stands on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from onrecord.codebook.event_patterns import Pattern, parse_pattern
from onrecord.codebook.events import EventType, LightVerb, Line
from onrecord.codebook.loader import BUILT_IN, Codebook
from onrecord.codebook.yaml_lines import lines_of

# The kinds of patterns, in the order in which they are shown.
KINDS = ("verbs", "verb + object", "verb + preposition", "verb + clause", "nouns")
_SUBJECTS = {
    "A": "their subject is the actor",
    "R": "their subject is the recipient",
    "event": "their subject is the event",
}


@dataclass(slots=True, frozen=True)
class PatternView:
    """A pattern as it is written; `more` is what the file says beside it ("mode: phone", "not: flu")."""

    text: str
    line: int | None
    more: str


@dataclass(slots=True, frozen=True)
class LightView:
    """Verbs that carry the nouns of any type, with the file of their entry."""

    name: str
    about: str
    verbs: tuple[str, ...]
    file: str


@dataclass(slots=True, frozen=True)
class TypeView:
    """A type, the file that it comes from, and its patterns by kind (of KINDS, those that it has)."""

    name: str
    kind: EventType
    file: str
    overrides: bool
    patterns: dict[str, list[PatternView]]


def called(path: Path) -> str:
    """How a file of the codebook is called: "codebook/events/AID.yaml" for ours, its path for a user's."""
    return f"codebook/{path.relative_to(BUILT_IN).as_posix()}" if path.is_relative_to(BUILT_IN) else str(path)


def types_of(codebook: Codebook) -> dict[str, EventType]:
    """The types by name, in the alphabet's order. Raises CodebookError."""
    types = codebook.folder("events", EventType)
    return {name: types[name] for name in sorted(types)}


def file_of(codebook: Codebook, name: str) -> Path:
    """The file that a type comes from: the user's goes before ours."""
    paths = [root / "events" / f"{name}.yaml" for root in reversed(codebook.roots)]
    return next(path for path in paths if path.is_file())


def view_type(codebook: Codebook, name: str) -> TypeView:
    """A type of the codebook. Raises CodebookError, and KeyError where there is no such type."""
    kind = types_of(codebook)[name]
    path = file_of(codebook, name)
    lines = lines_of(path)
    patterns: dict[str, list[PatternView]] = {group: [] for group in KINDS}
    for field, written in (("verbs", kind.verbs), ("nouns", kind.nouns)):
        for number, entry in enumerate(written):
            line = entry if isinstance(entry, Line) else Line(pattern=entry)
            noun = field == "nouns"
            group = "nouns" if noun else _group(parse_pattern(name, line.pattern))
            patterns[group].append(PatternView(line.pattern, lines.get((field, number)), _more(line)))
    shown = {group: views for group, views in patterns.items() if views}
    overrides = not path.is_relative_to(BUILT_IN) and (BUILT_IN / "events" / path.name).is_file()
    return TypeView(name, kind, called(path), overrides, shown)


def light_verbs(codebook: Codebook) -> list[LightView]:
    """The verbs that carry nouns of any type ("carried out strikes"). Raises CodebookError."""
    views = []
    for name, entry in codebook.table("light_verbs", LightVerb).items():
        files = [root / "light_verbs.yaml" for root in reversed(codebook.roots)]
        path = next((path for path in files if (name,) in lines_of(path)), files[-1])
        about = _SUBJECTS[entry.subject]
        if entry.object is not None:
            about += f", their object the {'actor' if entry.object == 'A' else 'recipient'}"
        if entry.factuality is not None:
            about += f"; what they carry is {entry.factuality.replace('_', ' ')}"
        views.append(LightView(name, about, tuple(entry.verbs), called(path)))
    return views


def _group(pattern: Pattern) -> str:
    if pattern.clause is not None:
        return "verb + clause"
    if pattern.object_nouns is not None:
        return "verb + object"
    return "verb + preposition" if any(prep.slot is None for prep in pattern.preps) else "verbs"


def _more(line: Line) -> str:
    parts = [f"mode: {line.mode}"] if line.mode else []
    for name, words in (("not", line.ruled_out), ("only", line.only), ("with", line.company)):
        parts += [f"{name}: {', '.join(words)}"] if words else []
    parts += ["alone"] if line.alone else []
    parts += [f"weight: {line.weight:g}"] if line.weight != 1 else []
    return "; ".join(parts)
