"""Lines -> units: a unit is what an editor would call a line of the frame or a paragraph, hard wraps joined."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile("[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Longest line that a hard-wrapped text can have; mail and wire feeds wrap at 64 to 80 columns.
_WIDEST_WRAP = 110
_CLOSING = "\"'”’»)]}*_"
_BULLET = re.compile(r"(?:[-–—•·*▪◦‣●■]|\d{1,2}[.)])\s")
_FRAME_START = re.compile(
    r"\((?:reporting|additional|writing|editing|corrects|adds|updates|recasts)\b"
    r"|(?:reporting|additional reporting|editing|writing) by\b|(?:(?-i:By|BY)|photo by) (?-i:[A-Z])"
    r"|(?:image|photo|file photo):|©|#",
    re.IGNORECASE,
)
_STARTS_DATELINE = re.compile(r"[A-Z][A-Z'’./ -]{2,40}(?:,[^.–—]{2,40})?(?:\([^()]{2,30}\))?\s*(?:[-–—]{1,2}\s|$)")


@dataclass(slots=True)
class Unit:
    """A frame line or paragraph, trimmed of white space: `[start, end)` in the text."""

    start: int
    end: int
    after_blank: bool


def ends_sentence(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` ends with a sentence's final mark, quotation marks and brackets set aside."""
    while end > start and (text[end - 1] in _CLOSING or text[end - 1].isspace()):
        end -= 1
    return end > start and text[end - 1] in ".!?…‽"


def is_bullet(words: str) -> bool:
    """Whether a line is an item of a list ("- Talks resume on Friday", "2. Water is scarce")."""
    return _BULLET.match(words) is not None


def _continues(text: str, start: int, end: int) -> bool:
    """Whether a line begins in the middle of a sentence: in lower case, and not as a name does ("eBay")."""
    if not text[start].islower():
        return False
    word = text[start : min(end, start + 30)].split(None, 1)[0]
    return word == word.lower()


def _lines(text: str) -> list[Unit]:
    """All lines that hold something, trimmed, each with whether a blank line stands before it."""
    lines: list[Unit] = []
    last_end = 0
    for match in _LINE.finditer(text):
        raw = match.group()
        bare = raw.strip()
        if not bare:
            continue
        start = match.start() + raw.index(bare[0])
        gap = text[last_end:start]
        blank = gap != "\n" and (not lines or len(_BREAK.findall(gap)) > 1)
        lines.append(Unit(start, start + len(bare), blank))
        last_end = start + len(bare)
    return lines


def _wrap_width(text: str, lines: list[Unit]) -> int:
    """The column that the text was hard-wrapped at, 0 where it was not.

    In wrapped prose most lines break in mid-sentence and go on in lower case; where a line is a paragraph, hardly any.
    """
    lengths = sorted(line.end - line.start for line in lines)
    width = lengths[int(0.97 * (len(lengths) - 1))] if lengths else 0
    if not 30 <= width <= _WIDEST_WRAP:
        return 0
    breaks = middle = 0
    for above, line in pairwise(lines):
        if line.after_blank:
            continue
        breaks += 1
        long_enough = above.end - above.start >= 0.6 * width
        if long_enough and _continues(text, line.start, line.end) and not ends_sentence(text, above.start, above.end):
            middle += 1
    return width if breaks and middle >= 0.35 * breaks else 0


def _title_like(words: str) -> bool:
    """Whether most longer words begin with a capital, as in "Border Talks Resume After Flood"."""
    longer = [word for word in words.split() if len(word) > 3]
    return len(longer) >= 2 and sum(word[0].isupper() for word in longer) >= 0.75 * len(longer)


def _joins(text: str, above: Unit, line: Unit, width: int, first: bool) -> bool:
    """Whether `line` goes on with the paragraph of the line above it."""
    length = above.end - above.start
    opening = text[line.start : min(line.end, line.start + 120)]
    if line.after_blank or _FRAME_START.match(opening) or is_bullet(opening):
        return False
    open_end = not ends_sentence(text, above.start, above.end)
    lower = _continues(text, line.start, line.end)
    if not width:
        # A stray break in mid-sentence, as left by a page's links: "the ministry\nsaid on Friday".
        return lower and open_end and length >= 40 and text[above.end - 1] != ":"
    if lower and open_end:
        return True
    if _STARTS_DATELINE.match(opening) or (first and open_end and _title_like(text[above.start : above.end])):
        return False
    indented = text[max(line.start - 2, 0) : line.start].isspace() and line.start >= 2 and text[line.start - 1] in " \t"
    if indented and not (above.start and text[above.start - 1] in " \t"):
        return False
    if open_end:
        return length >= 0.7 * width
    # A greedy wrap broke here only if the next word had no room left on the line.
    word = len(opening.split(None, 1)[0])
    return length + 1 + word > width


def units(text: str) -> list[Unit]:
    """Cut a text into its units, in order; every character that is not white space lies in one."""
    lines = _lines(text)
    width = _wrap_width(text, lines)
    joined: list[Unit] = []
    above: Unit | None = None
    for line in lines:
        if above is not None and _joins(text, above, line, width, len(joined) == 1):
            joined[-1].end = line.end
        else:
            joined.append(Unit(line.start, line.end, line.after_blank))
        above = line
    return joined
