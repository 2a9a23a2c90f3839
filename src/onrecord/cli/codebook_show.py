"""`onrecord codebook show`: one type of events, or the list of all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.ending import WrongUse, ends_well

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from onrecord.codebook.loader import Codebook
    from onrecord.codebook.type_view import TypeView

# Line numbers stand before patterns, in a column of this width.
_NUMBERS = 6


@ends_well
def show(
    type: Annotated[
        str | None,
        typer.Argument(metavar="TYPE", help="A type of events, as CONSULT. Without it all are listed."),
    ] = None,
    codebook: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Your own codebook folder, laid over ours.", show_default=False)
    ] = None,
) -> None:
    """Show a type of events: what it means, its score and modes, and its patterns with the file they come from."""
    from onrecord.cli.blocks import terminal
    from onrecord.codebook.loader import open_codebook
    from onrecord.codebook.problems import listed, near
    from onrecord.codebook.type_view import types_of, view_type

    book = open_codebook(str(codebook) if codebook is not None else None)
    types = types_of(book)
    console = terminal()
    if type is None:
        _list_types(book, console)
        return
    name = next((known for known in types if known.lower() == type.lower()), None)
    if name is None:
        found = near(type, types)
        hint = (
            f"near it are {listed(found)}; all are listed by: onrecord codebook show."
            if found
            else (f"the types are {listed(types, 99)}.")
        )
        raise WrongUse(f"There is no type '{type}'; {hint}")
    _print_type(view_type(book, name), book, console)


def _list_types(book: Codebook, console: Console) -> None:
    from rich.text import Text

    from onrecord.cli.blocks import line_width
    from onrecord.codebook.type_view import called, file_of, types_of
    from onrecord.export.wording import harmless, shortened

    types = types_of(book)
    widest = max(len(name) for name in types)
    for name, kind in types.items():
        file = called(file_of(book, name))
        line = Text(f"{name:<{widest}} ", "bold cyan").append(f"{kind.score:>5g}  {kind.quad:<20}  ")
        yours = "" if file.startswith("codebook/") else f"  [{file}]"
        room = line_width(console) - len(line) - len(yours)
        line.append(shortened(harmless(kind.about), max(room, 20))).append(harmless(yours), "dim")
        console.print(line, soft_wrap=True)


def _print_type(view: TypeView, book: Codebook, console: Console) -> None:
    from rich.text import Text

    from onrecord.cli.blocks import print_line, print_title
    from onrecord.codebook.type_view import light_verbs
    from onrecord.export.wording import harmless

    kind = view.kind
    head = Text(view.name, "bold cyan").append(f"  {kind.quad}, score {kind.score:g}", "bold")
    print_line(console, head)
    print_line(console, Text(harmless(kind.about)))
    where = f"In place of ours: {harmless(view.file)}" if view.overrides else harmless(view.file)
    print_line(console, Text(where, "dim"))
    if kind.decision:
        print_line(console, Text("Decision: ", "dim").append(harmless(kind.decision)))
    if kind.ruled_out:
        print_line(console, Text("Never with: ", "dim").append(harmless(", ".join(kind.ruled_out))))
    if kind.modes:
        print_title(console, "Modes", len(kind.modes))
        for mode, entry in kind.modes.items():
            score = kind.score if entry.score is None else entry.score
            line = Text(f"{mode} ", "cyan").append(f"{score:g}")
            if entry.words:
                line.append(f"  {harmless(', '.join(entry.words))}", "dim")
            print_line(console, line, 2, 4)
    for group, patterns in view.patterns.items():
        print_title(console, group, len(patterns))
        for pattern in patterns:
            number = f":{pattern.line} " if pattern.line is not None else ""
            line = Text(harmless(pattern.text))
            if pattern.more:
                line.append(f"  [{harmless(pattern.more)}]", "dim")
            _print_pattern(console, f"{number:>{_NUMBERS}}", line)
    if "nouns" in view.patterns:
        print_title(console, "Light verbs, for the nouns of all types", len(lights := light_verbs(book)))
        for light in lights:
            print_line(console, Text(f"{light.name}: ", "cyan").append(f"{light.about} ({light.file})", "dim"), 2, 2)
            print_line(console, Text(harmless(", ".join(light.verbs))), 4)


def _print_pattern(console: Console, number: str, line: Text) -> None:
    """A pattern with its line number; one too long is broken after a blank or a bar, which both part its words."""
    from rich.text import Text

    from onrecord.cli.blocks import line_width

    room = line_width(console) - _NUMBERS - 2
    first = True
    while first or len(line):
        cut = len(line)
        if cut > room:
            plain = line.plain
            cut = max(plain.rfind(mark, 0, room) for mark in " |") + 1 or room
        console.print(
            Text(number if first else " " * (_NUMBERS + 2), "dim").append_text(_trimmed(line[:cut])), soft_wrap=True
        )
        line, first = line[cut:], False


def _trimmed(line: Text) -> Text:
    line.rstrip()
    return line
