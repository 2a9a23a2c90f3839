"""The format that a command writes, by the name of its output."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from onrecord.cli.ending import WrongUse


def format_by_name[F](output: Path | None, known: Mapping[str, F], default: F) -> F:
    """The format that the name of --output asks for; `default` where the name has no ending, or there is no file.

    Raises WrongUse for the ending of another format: a table in a file called events.xlsx opens nowhere.
    """
    if output is None or str(output) == "-" or not output.suffix or output.is_dir():
        return default
    found = known.get(output.suffix.lower())
    if found is None:
        raise WrongUse(
            f"{output.suffix} is no format of this command; give --output another name, in {', '.join(known)}, "
            "or say with --format what to write."
        )
    return found
