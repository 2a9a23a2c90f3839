"""`onrecord codebook`: the commands for whoever writes a codebook of their own."""

from __future__ import annotations

import typer

from onrecord.cli.codebook_check import check
from onrecord.cli.codebook_show import show
from onrecord.cli.usage import Command

_HELP = "Check a codebook folder of your own, and look at the types of events."
codebook = typer.Typer(name="codebook", help=_HELP, short_help=_HELP, no_args_is_help=True, rich_markup_mode=None)
codebook.command(cls=Command)(check)
codebook.command(cls=Command)(show)
