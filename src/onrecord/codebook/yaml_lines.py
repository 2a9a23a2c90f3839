"""Read a YAML file together with the lines that its parts stand on, so that a mistake can be shown where it is.

The loader of the codebook keeps values only, for speed; this slower way is for whoever writes a codebook.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Keys and list positions from the top of a file to a value.
Place = tuple[str | int, ...]


class UnreadableYaml(ValueError):
    """A file is no YAML; the message says why, `line` where (None: unknown)."""

    def __init__(self, message: str, line: int | None) -> None:
        super().__init__(message)
        self.line = line


@dataclass(slots=True)
class YamlFile:
    """A file's data. `lines` gives the line of each key or list item, counted from 1; `twice` the keys that stand
    twice in one mapping (the first is lost), with both lines."""

    data: Any
    lines: dict[Place, int] = field(default_factory=dict)
    twice: list[tuple[Place, int, int]] = field(default_factory=list)

    def line(self, *place: str | int) -> int | None:
        """The line of a place, or of the nearest thing around it that has one."""
        for length in range(len(place), 0, -1):
            if place[:length] in self.lines:
                return self.lines[place[:length]]
        return None


def read_yaml(path: Path) -> YamlFile:
    """Read one file. Raises UnreadableYaml."""
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise UnreadableYaml("there are bytes that are no UTF-8; save the file as UTF-8", line) from error
    except OSError as error:
        raise UnreadableYaml(f"the file can't be read ({error.strerror or error})", None) from error
    try:
        loader = _LOADER(text)
        node = loader.get_single_node()
        data = loader.construct_document(node) if node is not None else None
    except yaml.MarkedYAMLError as error:
        raise _unreadable(error, text) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise UnreadableYaml(" ".join(str(error).split()), None) from error
    found = YamlFile(data)
    _walk(node, (), found, set())
    return found


def _unreadable(error: yaml.MarkedYAMLError, text: str) -> UnreadableYaml:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark is not None else None
    why = error.problem or "it can't be understood"
    if error.context_mark is not None and error.context and line != error.context_mark.line + 1:
        # An open bracket or quotation mark is noticed lines after it.
        why += f", {error.context} that begins in line {error.context_mark.line + 1}"
    lines = text.splitlines()
    words = lines[line - 1].strip() if line is not None and 0 < line <= len(lines) else ""
    if "mapping values are not allowed" in why:
        why = "a colon followed by a blank stands inside plain words; put the words in quotation marks"
    elif line is not None and words and "\t" in lines[line - 1] and "cannot start any token" in why:
        why = "a tab stands where blanks are needed; indent with blanks"
    return UnreadableYaml(f"{why} (at: {words[:60]})" if words else why, line)


def _walk(node: Any, place: Place, found: YamlFile, above: set[int]) -> None:
    # An alias may lead back to what it stands in.
    if node is None or id(node) in above:
        return
    above = above | {id(node)}
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = (*place, str(key.value))
            line = key.start_mark.line + 1
            if inner in found.lines and key.value != "<<":
                found.twice.append((inner, found.lines[inner], line))
            found.lines[inner] = line
            _walk(value, inner, found, above)
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            found.lines[(*place, number)] = value.start_mark.line + 1
            _walk(value, (*place, number), found, above)


@lru_cache(maxsize=64)
def lines_of(path: Path) -> dict[Place, int]:
    """The lines of a file that is known to be readable; empty where it is not."""
    try:
        return read_yaml(path).lines
    except UnreadableYaml:
        return {}
