"""Titles and wrapped lines on the terminal, for the commands that print for people."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

# Lines of more than a hundred characters are hard to read, however wide the terminal is.
_WIDEST = 110


def line_width(console: Console) -> int:
    """How many columns a line may have."""
    return max(20, min(console.width, _WIDEST))


def print_line(console: Console, text: Text, indent: int = 0, hang: int = 0) -> None:
    """Print text wrapped at words, `indent` blanks in; what does not fit the first line goes `hang` blanks further."""
    for number, line in enumerate(text.wrap(console, max(line_width(console) - indent - hang, 10))):
        line.rstrip()
        console.print(Text(" " * (indent + (hang if number else 0))).append_text(line), soft_wrap=True)


def print_title(console: Console, words: str, count: int) -> None:
    """Print the title of a part, with how many things stand in it, and a rule."""
    console.print()
    print_line(console, Text(f"{words.upper()} ", "bold").append(f"({count})", "dim"))
    print_line(console, Text("─" * min(line_width(console), 80), "dim"))
