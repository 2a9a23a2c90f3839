"""The progress bar of long runs: on stderr, and only where it disturbs nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress(total: int, *, to_terminal: bool) -> Iterator[Callable[[int, int], None]]:
    """Give a function that is told (reports read, sources done) and shows it, of `total` sources.

    A bar is shown on a terminal only, and while the records themselves go elsewhere.
    """
    if to_terminal or not sys.stderr.isatty():
        yield lambda read, done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    # stdout is not redirected: the records go there.
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("reading", total=total)
        yield lambda read, done: bar.update(task, completed=done, description=f"{read:,} reports read, files")
