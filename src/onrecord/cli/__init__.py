"""The command line: one module a command. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

import gc
import sys
from typing import Annotated

import typer

from onrecord import __version__
from onrecord.cli.actors import actors
from onrecord.cli.add import add
from onrecord.cli.check import check
from onrecord.cli.codebook import codebook
from onrecord.cli.compare import compare
from onrecord.cli.dyad import dyad
from onrecord.cli.export import export
from onrecord.cli.find import find
from onrecord.cli.listing import list_
from onrecord.cli.read import read
from onrecord.cli.remove import remove
from onrecord.cli.reread import reread
from onrecord.cli.restore import restore
from onrecord.cli.schema import schema
from onrecord.cli.show import show
from onrecord.cli.stories import stories
from onrecord.cli.story import story
from onrecord.cli.timeline import timeline
from onrecord.cli.usage import Command, Group
from onrecord.cli.watch import watch
from onrecord.cli.why import why

app = typer.Typer(
    name="onrecord",
    help="Reads news reports and keeps the record: who did and said what to whom, when, where, and on whose word.",
    cls=Group,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"onrecord {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Options that go before a command."""


_OF_REPORTS = (read, watch, compare, why, story)
_OF_ARCHIVES = (add, find, list_, show, stories, timeline, reread, remove, check, export, restore, dyad)
for _command in (*_OF_REPORTS, *_OF_ARCHIVES, schema):
    app.command(_command.__name__.rstrip("_"), cls=Command)(_command)
app.add_typer(actors)
app.add_typer(codebook)


# A model, a codebook and records are made of many objects that live long; by default the collector would go through
# them again and again, at every 700 new ones.
_NEW_OBJECTS = 20_000


def main() -> None:
    """Run the command line; the entry point `onrecord`."""
    gc.set_threshold(_NEW_OBJECTS, *gc.get_threshold()[1:])
    for stream in (sys.stdout, sys.stderr):
        # A report's text goes out whatever the terminal's encoding is said to be.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    app()
