"""Python's search for garbage waits while work is done that leaves none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def search_waits() -> Iterator[None]:
    """While this is open, or a function runs that it decorates, Python does not search for objects in circles.

    What we make of reports and rows goes by itself when nobody holds it any more. Yet each ten thousand of new objects
    let Python walk through all that the process holds; with a language model among it that takes a twentieth of a
    second. It is made up for at the end, over what is new only. Of several threads the first one to end lets the search
    begin again; where the caller has turned it off, it stays off.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
