"""Find the codebook's entries again as they are written, with file and line, for whoever wants to change one."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from onrecord.codebook.loader import BUILT_IN, Codebook

_LONGEST = 160


def shown_file(path: Path) -> str:
    """How a codebook file is called: "codebook/cues_verbs.yaml" for ours, its path for a user's."""
    return f"codebook/{path.relative_to(BUILT_IN).as_posix()}" if path.is_relative_to(BUILT_IN) else str(path)


@lru_cache(maxsize=64)
def _lines(path: Path) -> tuple[str, ...]:
    try:
        return tuple(path.read_text("utf-8").splitlines())
    except (OSError, UnicodeDecodeError):
        return ()


def _short(line: str, *keep: str) -> str:
    """A line cut to a readable length, around the word that it is shown for."""
    line = " ".join(line.split()).removesuffix(":")
    if len(line) <= _LONGEST:
        return line
    at = next(
        (match.start() for word in keep if (match := re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", line))), 0
    )
    if at < _LONGEST - 20:
        return line[:_LONGEST].rstrip() + " …"
    return f"{line[:70].rstrip()} … {line[at - 20 : at + 50].strip()} …"


def table_entry(codebook: Codebook, table: str, key: str, *keep: str) -> str | None:
    """Where an entry stands and its text: "codebook/titles.yaml:7: military: {…}"; the user's goes before ours.

    `keep` are words for whose sake it is shown: of a long line the part around one, of an entry of several lines the
    line with one. None where there is no such entry.
    """
    head = re.compile(rf"""["']?{re.escape(key)}["']?\s*:""")
    for root in reversed(codebook.roots):
        path = root / f"{table}.yaml"
        lines = _lines(path)
        for number, line in enumerate(lines, 1):
            if head.match(line):
                at, text = _line_with(lines, number, keep) if line.rstrip().endswith(":") else (number, line)
                name = f"{key}: " if at != number else ""
                return f"{shown_file(path)}:{at}: {name}{_short(text, *keep)}"
    return None


def _line_with(lines: tuple[str, ...], number: int, keep: tuple[str, ...]) -> tuple[int, str]:
    """The line of an entry of several lines that holds one of the words; the entry's first line where none does."""
    for at in range(number, len(lines)):
        if lines[at].strip() and not lines[at][0].isspace():
            break
        if any(re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", lines[at]) for word in keep):
            return at + 1, lines[at]
    return number, lines[number - 1]


def short_pattern(pattern: str, words: set[str]) -> str:
    """An event pattern with only those of its alternatives that are among `words`; of the others two, and dots."""
    pieces = []
    for piece in pattern.split():
        parts = piece.strip("()").split("|")
        if len(parts) > 3:
            fitting = [part for part in parts if part.partition("_")[0] in words]
            shown = "|".join([*(fitting or parts[:2]), "…"])
            piece = f"({shown})" if piece.startswith("(") else shown
        pieces.append(piece)
    return " ".join(pieces)


def event_line(codebook: Codebook, kind: str, pattern: str) -> str | None:
    """Where a pattern of an event type stands: "codebook/events/CONSULT.yaml:17"."""
    for path in event_files(codebook, kind):
        for number, line in enumerate(_lines(path), 1):
            written = line.strip().removeprefix("- ").strip()
            if written.strip("'\"") == pattern or re.search(
                rf"pattern:\s*['\"]?{re.escape(pattern)}['\"]?\s*[,}}]", line
            ):
                return f"{shown_file(path)}:{number}"
    return None


def event_files(codebook: Codebook, kind: str) -> list[Path]:
    """The files that tell of an event type; the one that counts first."""
    paths = [root / "events" / f"{kind}.yaml" for root in reversed(codebook.roots)]
    return [path for path in paths if path.is_file()]
