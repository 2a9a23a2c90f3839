"""Load the codebook: YAML data with a checked schema, our own and a user's folder over it.

A *table* is one YAML file `NAME.yaml`, a mapping whose every value is checked by a schema. A *folder* is `NAME/`, one
file an
entry, the file's name being the entry's key. In a user's folder (`--codebook DIR`) the same paths add entries, or
replace
those of the same key whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from onrecord.errors import CodebookError

BUILT_IN = Path(__file__).parent / "data"
ONTOLOGY = "plover-0.8"
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Entry(BaseModel):
    """Base of all schemas of codebook entries: a misspelt field is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _read(path: Path) -> dict[str, Any]:
    try:
        data = yaml.load(path.read_text("utf-8"), Loader=_LOADER)
    except (yaml.YAMLError, ValueError) as error:
        # ValueError: bytes that are no UTF-8, and dates that the calendar does not have.
        why = str(error).splitlines()[0]
        raise CodebookError(
            f"{path.name} is no valid YAML: {why}; `onrecord codebook check` shows the line."
        ) from error
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise CodebookError(f"{path.name} holds a list or a word where a mapping of entries is needed.")
    return data


def _checked[E: Entry](path: Path, key: str, value: Any, schema: type[E]) -> E:
    try:
        return schema.model_validate(value)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise CodebookError(f"{path.name}, entry '{key}', field '{where}': {first['msg']}.") from error


class Codebook:
    """The ontology and the word lists, our own with a user's over them."""

    def __init__(self, folder: Path | None = None) -> None:
        """Open the built-in codebook, with the user's `folder` over it. Raises CodebookError where there is no such
        folder."""
        if folder is not None and not folder.is_dir():
            raise CodebookError(
                f"There is no codebook folder '{folder}'; give a folder with YAML files, or leave --codebook out."
            )
        self.roots = [BUILT_IN] if folder is None else [BUILT_IN, folder]
        self._tables: dict[tuple[str, type[Entry]], dict[str, Any]] = {}

    @cached_property
    def version(self) -> str:
        """The ontology's name and a hash over every file ("plover-0.8 sha256:1f…"), taken once."""
        digest = hashlib.sha256()
        for root in self.roots:
            for path in sorted(root.rglob("*.yaml")):
                digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
        return f"{ONTOLOGY} sha256:{digest.hexdigest()[:16]}"

    def table[E: Entry](self, name: str, schema: type[E]) -> dict[str, E]:
        """The entries of `NAME.yaml`, by key, in the order of the files. Raises CodebookError."""
        return self._load((name, schema), [(root / f"{name}.yaml", None) for root in self.roots])

    def folder[E: Entry](self, name: str, schema: type[E]) -> dict[str, E]:
        """The entries of the folder `NAME/`, one a file, by the file's name. Raises CodebookError."""
        files = [(path, path.stem) for root in self.roots for path in sorted((root / name).glob("*.yaml"))]
        return self._load((name, schema), files)

    def users(self, name: str) -> frozenset[str]:
        """The entries of the folder `NAME/` that come from the user's codebook, by the files' names."""
        return frozenset(path.stem for root in self.roots[1:] for path in (root / name).glob("*.yaml"))

    def _load[E: Entry](self, key: tuple[str, type[E]], files: Sequence[tuple[Path, str | None]]) -> dict[str, E]:
        if key not in self._tables:
            entries: dict[str, E] = {}
            for path, entry in files:
                if not path.is_file():
                    continue
                data = _read(path)
                for name, value in data.items() if entry is None else [(entry, data)]:
                    entries[str(name)] = _checked(path, str(name), value, key[1])
            self._tables[key] = entries
        return self._tables[key]


@lru_cache(maxsize=8)
def open_codebook(folder: str | None = None) -> Codebook:
    """The codebook with a user's folder over it; each is opened once a process. Raises CodebookError."""
    return Codebook(Path(folder) if folder is not None else None)
