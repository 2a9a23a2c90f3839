"""What the command line tells of itself: plain help, and one sentence for an option or argument that does not fit."""

from __future__ import annotations

import re
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from onrecord.cli.ending import WRONG_USE, say

# The base of all errors that the parsing of a command line ends in; typer has no public name for it.
_NotUnderstood: type[Exception] = typer.BadParameter.__mro__[2]

# Words of the library that checks values, and ours for them.
_OUR_WORDS = (
    (re.compile(r"Value error, "), ""),
    (re.compile(r"Input should be a valid integer\b.*"), "give a whole number"),
    (re.compile(r"Input should be a valid number\b.*"), "give a number"),
    (re.compile(r"\. Did you mean "), "; did you mean "),
)


class Command(TyperCommand):
    """A command whose help names its arguments without the types of the programming language."""

    def get_short_help_str(self, limit: int = 0) -> str:
        """What a list of commands tells of one: the first paragraph of its description, whole."""
        return " ".join((self.help or "").split("\n\n")[0].split())

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the arguments, then the options."""
        for kind in ("argument", "option"):
            of_kind = [param for param in self.get_params(ctx) if param.param_type_name == kind]
            rows = [row for row in (param.get_help_record(ctx) for param in of_kind) if row]
            if kind == "argument":
                rows = [(re.sub(r" <.*>$", "", name), help) for name, help in rows]
            if rows:
                with formatter.section(f"{kind.capitalize()}s"):
                    formatter.write_dl(rows)


class Group(TyperGroup):
    """A group of commands; what can't be understood ends in one sentence, as every other error does."""

    def main(self, *args: Any, **named: Any) -> Any:
        """Run a command; its exit code is raised, as SystemExit."""
        if not named.get("standalone_mode", True):
            return super().main(*args, **named)
        try:
            code = super().main(*args, **{**named, "standalone_mode": False})
        except _NotUnderstood as error:
            if type(error).__name__ == "NoArgsIsHelpError":
                error.show()  # type: ignore[attr-defined]
            else:
                say(_sentence(error))
            raise SystemExit(WRONG_USE) from None
        raise SystemExit(code if isinstance(code, int) else 0)


def _sentence(error: Any) -> str:
    message = error.format_message().strip().rstrip(".")
    for theirs, ours in _OUR_WORDS:
        message = theirs.sub(ours, message)
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "onrecord"
    return f"{message}{'' if message.endswith('?') else ';'} {path} --help tells what fits."
