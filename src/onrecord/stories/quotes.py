"""Where words stand between quotation marks, by the marks alone."""

from __future__ import annotations

import re

from onrecord.record import Span

_DOUBLE = re.compile(r"[\"“”„«»‟＂]|``|''")
_SINGLE_OPEN = re.compile(r"(?<![\w])[‘'](?=\w)")
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?…])[’'](?!\w)")


def quoted_spans(text: str, within: Span) -> list[Span]:
    """The spans inside quotation marks in one paragraph, without the marks; one that never closes goes to its end."""
    start, end = within
    marks = list(_DOUBLE.finditer(text, start, end))
    if not marks:
        return _single(text, within)
    spans: list[Span] = []
    opened: int | None = None
    for mark in marks:
        if opened is None:
            if mark[0] in {"”", "''"}:
                continue
            opened = mark.end()
        elif mark[0] in {"“", "„", "``"}:
            opened = mark.end()
        else:
            spans.append((opened, mark.start()))
            opened = None
    if opened is not None:
        spans.append((opened, end))
    return [span for span in spans if span[0] < span[1]]


def _single(text: str, within: Span) -> list[Span]:
    """British quotations; an apostrophe closes one only where an opening mark stands before it."""
    spans: list[Span] = []
    at, end = within
    while opening := _SINGLE_OPEN.search(text, at, end):
        closing = list(_SINGLE_CLOSE.finditer(text, opening.end(), end))
        # "'It is the officials' fault,' she said": the mark after a comma or full stop closes first.
        close = next((mark for mark in closing if text[mark.start() - 1] in ".,!?…"), closing[0] if closing else None)
        if close is None:
            break
        spans.append((opening.end(), close.start()))
        at = close.end()
    return spans
