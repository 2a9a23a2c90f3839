"""`onrecord codebook check`: what is wrong with a codebook folder, and what it adds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.ending import WRONG_USE, ends_well

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.codebook.problems import FolderCheck, Problem

_SIGNS = {"error": ("!", "bold red"), "note": ("i", "cyan")}


@ends_well
def check(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder, as you would give it to --codebook.", show_default=False)
    ],
) -> None:
    """Tell all that is wrong with a codebook folder, and what it adds to our codebook.

    Exit codes: 0 it can be used (notes don't count), 2 it can't, or there is no such folder.
    """

    from onrecord.cli.blocks import terminal
    from onrecord.codebook.check import check_folder
    from onrecord.codebook.loader import Entry
    from onrecord.intake.words import FrameWords
    from onrecord.reading.place_names import Region
    from onrecord.reading.rule_words import RuleWords
    from onrecord.reading.time_words import CalendarName

    further: dict[str, type[Entry]] = {
        "regions": Region,
        "calendar": CalendarName,
        "frame_words": FrameWords,
        "rule_words": RuleWords,
    }
    found = check_folder(folder, further)
    _print(found, str(folder), terminal())
    if not found.usable:
        raise typer.Exit(WRONG_USE)


def _print(found: FolderCheck, folder: str, console: Console) -> None:
    from rich.text import Text

    from onrecord.cli.blocks import print_line, print_title
    from onrecord.codebook.problems import counted
    from onrecord.export.wording import harmless

    if found.additions:
        print_title(console, "What it adds", len(found.additions))
        for words in found.additions:
            print_line(console, Text(" + ", "green").append(harmless(words)), hang=3)
    for title, problems in (("Notes", found.notes), ("Errors", found.errors)):
        if problems:
            print_title(console, title, len(problems))
            for problem in problems:
                _print_problem(problem, console)
    console.print()
    notes = f", {counted(len(found.notes), 'note')}" if found.notes else ""
    if found.usable:
        end = f"No errors{notes}. To read with it: onrecord read FILE --codebook {folder}"
    else:
        end = f"{counted(len(found.errors), 'error')}{notes}. Mend what is under ERRORS, and check again."
    print_line(console, Text(harmless(end), "bold"))


def _print_problem(problem: Problem, console: Console) -> None:
    from rich.text import Text

    from onrecord.cli.blocks import print_line
    from onrecord.export.wording import harmless

    sign, style = _SIGNS[problem.severity]
    place = "the folder" if problem.file == "." else problem.file + (f":{problem.line}" if problem.line else "")
    parts = [place]
    if problem.entry is not None and problem.file != f"events/{problem.entry}.yaml":
        parts.append(f"entry '{problem.entry}'")
    if problem.field is not None:
        parts.append(f"field '{problem.field}'")
    print_line(console, Text(f" {sign} ", style).append(harmless(", ".join(parts)), "bold"), hang=3)
    print_line(console, Text(harmless(problem.message[:1].upper() + problem.message[1:])), 5)
