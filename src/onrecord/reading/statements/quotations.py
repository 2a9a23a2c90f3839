"""Find quotations by their marks, over paragraphs, whatever the kind of mark and however many are missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.language.parsed import ParsedReport, Passage

# Single marks count only where they can't be apostrophes: see `_single_marks`.
_MARK = re.compile(r"[\"“”„‟«»〝〞＂″❝❞]|``|''|[‘’‚‛‹›'`´]")
_ALWAYS_OPENS = frozenset("“„〝❝``")
_ALWAYS_CLOSES = frozenset("”〞❞")
_SINGLE_OPENS = re.compile(r"(?<![\w’'])[‘‚‹'`](?=[\w\"“(\[…])")
_SINGLE_CLOSES = re.compile(r"(?<=[\w.,!?…;\]\)])[’›'´](?!\w)")
# Paragraphs that one quotation may run over without a mark.
_LONGEST_RUN = 6
_SINGLE = frozenset("‘’‚‛‹›'`´")
_OPENING_CONTEXT = frozenset(" \t\n\r\u00a0([{-–—/:,;\u200b")


@dataclass(slots=True)
class Quotation:
    """One pair of marks in one passage: offsets in the report, and token range, marks included.

    `runs_on` is set where the paragraph ends inside the quotation and the next one goes on with it (as newspapers set
    quotations
    of several paragraphs: each opens, only the last closes). `closed` is false where a closing mark is missing.
    """

    passage: int
    start: int
    end: int
    first: int
    last: int
    closed: bool = True
    runs_on: bool = False
    continues: bool = False

    @property
    def tokens(self) -> range:
        """The tokens from the opening mark to the closing one."""
        return range(self.first, self.last)


def _opens(text: str, at: int, mark: str, inside: str) -> bool:
    """Whether a mark opens: by its shape, else by the space before and after it; `inside` is the mark that is open,
    or ""."""
    if mark in _ALWAYS_OPENS and not (mark == "“" and inside == "„"):
        return True
    if mark == "”" and inside == "" and (at == 0 or text[at - 1] in _OPENING_CONTEXT):
        # Swedish and Finnish set the same mark on both sides: ”Hej”.
        return at + 1 < len(text) and not text[at + 1].isspace()
    if mark in _ALWAYS_CLOSES or mark == "''" or (mark == "“" and inside == "„"):
        return False
    before = text[at - 1] if at else " "
    after = text[at + len(mark)] if at + len(mark) < len(text) else " "
    if at and not text[at + len(mark) :].strip():
        # nothing is left that it could open: '... a home run. "'
        return False
    space_before, space_after = before in _OPENING_CONTEXT, after.isspace()
    if space_before and not space_after:
        # "he said,"It works" and quotations set without a space: inside one, a comma before the mark belongs to it.
        return not (inside and before in ",;:-–—")
    if space_after and not space_before:
        return False
    return inside == ""


def _single_marks(text: str) -> list[tuple[int, int, bool]]:
    """Pairs of single marks that are quotations: opened after a space, closed before no letter, where no apostrophe
    can stand.

    "the workers' union": a plural's apostrophe looks like a closing mark; one behind punctuation is taken before it.
    """
    marks, at = [], 0
    while (opening := _SINGLE_OPENS.search(text, at)) is not None:
        closings = [match.start() for match in _SINGLE_CLOSES.finditer(text, opening.end() + 1)]
        nearest = next((close for close in closings if text[close - 1] in ".,!?;…"), None)
        following = _SINGLE_OPENS.search(text, opening.end())
        limit = following.start() if following is not None else len(text)
        before_next = [close for close in closings if close < limit]
        close = nearest if nearest is not None and nearest < limit else (before_next[0] if before_next else None)
        if close is None:
            at = opening.end()
            continue
        inner = text[opening.end() : close]
        if " " in inner or inner[-1:] in ".,!?":
            marks += [(opening.start(), opening.end(), True), (close, close + 1, False)]
        at = close + 1
    return marks


def _marks(text: str, within: bool = False) -> list[tuple[int, int, bool]]:
    """(start, end, opens) of every quotation mark of a paragraph; `within` where one is open already."""
    found, inside = [], '"' if within else ""
    for match in _MARK.finditer(text):
        mark = match.group()
        if mark in _SINGLE:
            continue
        at = match.start()
        # Inches and minutes (5'10", 2") are digits before a straight mark with nothing open.
        if mark in {'"', "″"} and at and text[at - 1].isdigit() and not inside:
            continue
        opens = _opens(text, at, mark, inside)
        inside = mark if opens else ""
        found.append((at, match.end(), opens))
    return found or _single_marks(text)


def quoted_spans(text: str, within: bool = False) -> list[tuple[int, int, bool]]:
    """(start, end, closed) of the quotations of one paragraph, marks included; `within` where one is open already."""
    pairs: list[tuple[int, int, bool]] = []
    opened: int | None = len(text) - len(text.lstrip()) if within else None
    for start, end, opens in _marks(text, within):
        if opens and opened is not None:
            # A second opening mark: the first was never closed; it ends with its sentence.
            pairs.append((opened, _sentence_end(text, opened, start), False))
            opened = start
        elif opens:
            opened = start
        elif opened is not None:
            pairs.append((opened, end, True))
            opened = None
    if opened is not None:
        pairs.append((opened, len(text.rstrip()), False))
    return pairs


def _closes_first(text: str) -> bool:
    """Whether a paragraph's first mark closes: it goes on with a quotation and does not open again."""
    marks = _marks(text, within=True)
    return bool(marks) and not marks[0][2]


def _ends_at(following: Sequence[Passage]) -> int | None:
    """How many paragraphs further on a quotation ends that was left open; None where it is never closed.

    It runs over paragraphs without any mark up to one whose first mark closes ("We waited. / Nobody came," she said).
    """
    for number, passage in enumerate(following[:_LONGEST_RUN]):
        if passage.kind != "paragraph":
            return None
        if _closes_first(passage.text):
            return number
        if _marks(passage.text):
            return None
    return None


def _sentence_end(text: str, start: int, limit: int) -> int:
    stop = re.search(r"[.!?](?=\s|$)", text[start:limit])
    return start + stop.end() if stop else len(text[:limit].rstrip())


def _token_range(passage: Passage, start: int, end: int) -> tuple[int, int] | None:
    first = next((i for i in range(len(passage)) if passage.ends[i] > start), None)
    if first is None:
        return None
    last = first
    while last < len(passage) and passage.begins[last] < end:
        last += 1
    return (first, last) if last > first else None


def find_quotations(parsed: ParsedReport) -> list[Quotation]:
    """All quotations of the paragraphs of a report, in text order."""
    quotations: list[Quotation] = []
    open_before: Quotation | None = None
    to_go: int | None = None
    quotable = [passage for passage in parsed.passages if passage.kind in ("paragraph", "headline")]
    for number, passage in enumerate(quotable):
        within = to_go is not None and passage.kind == "paragraph"
        of_passage = []
        for start, end, closed in _spans(passage, within, whole=within and to_go != 0):
            tokens = _token_range(passage, passage.start + start, passage.start + end)
            if tokens is None or end - start < 3:
                continue
            of_passage.append(
                Quotation(passage.number, passage.start + start, passage.start + end, *tokens, closed=closed)
            )
        if passage.kind == "paragraph":
            _link(passage, of_passage, open_before)
            last = of_passage[-1] if of_passage else None
            at_end = last is not None and last.end == passage.start + len(passage.text.rstrip())
            open_before = last if last is not None and not last.closed and at_end else None
            to_go = _ends_at(quotable[number + 1 :]) if open_before is not None else None
        quotations += of_passage
    return quotations


def _spans(passage: Passage, within: bool, whole: bool) -> list[tuple[int, int, bool]]:
    """The quotations of one paragraph; all of it where it stands inside one (`whole`)."""
    if whole:
        text = passage.text
        return [(len(text) - len(text.lstrip()), len(text.rstrip()), False)]
    return quoted_spans(passage.text, within)


def _link(passage: Passage, quotations: list[Quotation], open_before: Quotation | None) -> None:
    """Join the first quotation of a paragraph to one that the paragraph before left open."""
    if open_before is None or not quotations:
        return
    lead = len(passage.text) - len(passage.text.lstrip())
    if quotations[0].start == passage.start + lead:
        open_before.runs_on = True
        quotations[0].continues = True
