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
    line = " ".join(line.split())
    if len(line) <= _LONGEST:
        return line
    at = next((match.start() for word in keep if (match := re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", line))), 0)
    if at < _LONGEST - 20:
        return line[:_LONGEST].rstrip() + " …"
    return f"{line[:70].rstrip()} … {line[at - 20 : at + 50].strip()} …"


def table_entry(codebook: Codebook, table: str, key: str, *keep: str) -> str | None:
    """Where an entry of a table stands and its text: "codebook/titles.yaml:7: military: {…}"; the user's goes before ours.

    `keep` are words that are shown of a long line. None where there is no such entry.
    """
    head = re.compile(rf"""["']?{re.escape(key)}["']?\s*:""")
    for root in reversed(codebook.roots):
        path = root / f"{table}.yaml"
        for number, line in enumerate(_lines(path), 1):
            if head.match(line):
                return f"{shown_file(path)}:{number}: {_short(line, *keep)}"
    return None


def event_line(codebook: Codebook, kind: str, pattern: str) -> str | None:
    """Where a pattern of an event type stands: "codebook/events/CONSULT.yaml:17: - A meet (with) A"."""
    for path in event_files(codebook, kind):
        for number, line in enumerate(_lines(path), 1):
            written = line.strip().removeprefix("- ").strip()
            if written.strip("'\"") == pattern or re.search(rf"pattern:\s*['\"]?{re.escape(pattern)}['\"]?\s*[,}}]", line):
                return f"{shown_file(path)}:{number}: {_short(written)}"
    return None


def event_files(codebook: Codebook, kind: str) -> list[Path]:
    """The files that tell of an event type; the one that counts first."""
    paths = [root / "events" / f"{kind}.yaml" for root in reversed(codebook.roots)]
    return [path for path in paths if path.is_file()]
