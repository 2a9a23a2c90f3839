"""Titles and wrapped lines on the terminal, for the commands that print for people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, NoReturn

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

# Lines of more than a hundred characters are hard to read, however wide the terminal is.
_WIDEST = 110


class _Terminal(Console):
    def on_broken_pipe(self) -> NoReturn:
        """Rich would end the run with code 1; commands tell of a reader who has gone in one way (`ends_well`)."""
        raise BrokenPipeError


def terminal(file: IO[str] | None = None) -> Console:
    """The terminal, or what stands in its place; words of reports are printed as they are, whatever signs they hold."""
    return _Terminal(file=file, highlight=False, markup=False, emoji=False)


def line_width(console: Console) -> int:
    """How many columns a line may have."""
    return max(20, min(console.width, _WIDEST))


def print_line(console: Console, text: Text, indent: int = 0, hang: int = 0) -> None:
    """Print text wrapped at words, `indent` blanks in; what does not fit the first line goes `hang` blanks further."""
    for number, line in enumerate(text.wrap(console, max(line_width(console) - indent - hang, 10))):
        line.rstrip()
        console.print(Text(" " * (indent + (hang if number else 0))).append_text(line), soft_wrap=True)


def print_parts(console: Console, parts: Iterable[str | None], indent: int = 0) -> None:
    """Print what is told of a thing, part by part, dim; a line ends between two parts where it can."""
    most = max(line_width(console) - indent, 10)
    line = ""
    for part in filter(None, parts):
        longer = f"{line} · {part}" if line else part
        if line and cell_len(longer) > most:
            print_line(console, Text(line, "dim"), indent)
            longer = part
        line = longer
    if line:
        print_line(console, Text(line, "dim"), indent)


def print_title(console: Console, words: str, count: int) -> None:
    """Print the title of a part, with how many things stand in it, and a rule."""
    console.print()
    print_line(console, Text(f"{words.upper()} ", "bold").append(f"({count})", "dim"))
    print_line(console, Text("─" * min(line_width(console), 80), "dim"))
