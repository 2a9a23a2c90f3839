"""Show words of a report in their sentence, underlined."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.language.parsed import ParsedReport
from onrecord.record import Span

WIDTH = 76
_MOST_LINES = 6
Mark = tuple[Sequence[Span], str]


def words_of(text: str, spans: Sequence[Span], longest: int = 70) -> str:
    """The words of spans in quotation marks, pieces joined by dots, cut in the middle where they are long."""
    pieces = " … ".join(" ".join(text[start:end].split()) for start, end in spans)
    if len(pieces) > longest:
        half = longest // 2 - 1
        # At whole words, where there are any.
        head = pieces[: half + 1].rpartition(" ")[0] or pieces[:half]
        tail = pieces[-half - 1 :].partition(" ")[2] or pieces[-half:]
        pieces = f"{head.rstrip(' …')} … {tail.lstrip(' …')}"
    return f"“{pieces}”"


def underlined(parsed: ParsedReport, marks: Sequence[Mark]) -> list[str]:
    """The sentences that hold the marked spans, wrapped, each line with the marks below it.

    A mark is (spans, sign). Where two marks cover a character the later one is shown. Of a long piece the middle lines
    are left out.
    """
    spans = [span for group, _ in marks for span in group]
    if not spans:
        return []
    text = parsed.text
    lines: list[tuple[str, str]] = []
    for start, end in _contexts(parsed, spans):
        signs = [" "] * (end - start)
        for group, sign in marks:
            for first, last in group:
                for at in range(max(first, start), min(last, end)):
                    signs[at - start] = sign
        shown = "".join(letter if letter.isprintable() else " " for letter in text[start:end])
        lines += _wrapped(shown, "".join(signs))
    return _shortened(lines)


def _contexts(parsed: ParsedReport, spans: Sequence[Span]) -> list[Span]:
    """The sentences (or lines, where nothing is parsed) that hold the spans, in text order, neighbours joined."""
    found = sorted({piece for span in spans for piece in _around(parsed, span)})
    joined: list[Span] = []
    for start, end in found:
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _around(parsed: ParsedReport, span: Span) -> list[Span]:
    passage = parsed.passage_at(span[0])
    if passage is None:
        text = parsed.text
        end = text.find("\n", span[1])
        return [(text.rfind("\n", 0, span[0]) + 1, len(text) if end < 0 else end)]
    whole = [passage.span(first, last) for first, last in passage.sentences]
    return [piece for piece in whole if piece[0] < span[1] and span[0] < piece[1]]


def _wrapped(text: str, signs: str) -> list[tuple[str, str]]:
    lines, at = [], 0
    while at < len(text):
        end = at + WIDTH
        if end < len(text):
            space = text.rfind(" ", at + 1, end)
            end = space + 1 if space > at else end
        line = text[at:end].rstrip()
        if line:
            lines.append((line, signs[at : at + len(line)].rstrip()))
        at = end
    return lines


def _shortened(lines: list[tuple[str, str]]) -> list[str]:
    """At most a few lines: the first and the last ones of what is marked."""
    while lines and not lines[0][1] and len(lines) > _MOST_LINES:
        lines.pop(0)
    while lines and not lines[-1][1] and len(lines) > _MOST_LINES:
        lines.pop()
    half = _MOST_LINES // 2
    cut = [*lines[:half], ("…", ""), *lines[-half:]] if len(lines) > _MOST_LINES else lines
    return [part for line, sign in cut for part in ((line, sign) if sign else (line,))]
