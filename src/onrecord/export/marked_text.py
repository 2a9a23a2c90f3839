"""The report's text as HTML, with the words of the record marked in it.

Statements and events overlap and nest, so the text is cut at every border of every span: each piece is one flat
element, and no element has to cross another. The text content of the whole is the report's text, character for
character.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise
from typing import Literal

from onrecord.export.wording import BIDI, FACTUALITY_WORDS, code_point, findings_by_severity, is_odd
from onrecord.record import Event, Record, Segment, Span, Statement

# What a mark is, in the order in which it decides where a piece of text leads to: the shortest words first.
Kind = Literal["trigger", "cue", "source", "detail", "content", "participant", "other", "finding"]
_LEADS: tuple[Kind, ...] = ("trigger", "cue", "source")
_BLOCKS = {"headline": "h2", "section_title": "h3"}


@dataclass(slots=True, frozen=True)
class Mark:
    """Words that belong to a cell of the record; `owner` is the id of the card."""

    start: int
    end: int
    kind: Kind
    owner: str | None
    look: str


@dataclass(slots=True)
class Piece:
    """A stretch of text between two borders, with the marks on it."""

    start: int
    end: int
    marks: list[Mark]
    lead: str | None = None


def _start(piece: Piece) -> int:
    return piece.start


@dataclass(slots=True)
class MarkedText:
    """The text column, and which cards had no words of their own to be reached from (they got a sign of their own)."""

    html: str
    signs: list[str] = field(default_factory=list)


def card_id(owner: str) -> str:
    """The anchor of the card of a statement, event, actor or finding."""
    return "card-" + "".join(c if c.isascii() and (c.isalnum() or c in "-_") else f".{ord(c):x}" for c in owner)


def words_id(span: Span) -> str:
    """The anchor of the words of a span."""
    return f"w{span[0]}-{span[1]}"


def shown(text: str, *, odd: bool = False) -> str:
    """Text escaped for HTML. Characters that disorder the text are fenced in and shown by their code point;
    with `odd`, those that are only invisible too. A carriage return is written so that no parser swallows it.
    """
    plain = escape(text)
    if plain.isascii() and plain.isprintable():
        return plain
    out = []
    for char in plain:
        if char == "\r":
            out.append("&#13;")
        elif char in BIDI or ((odd or char < " " or char == "\x7f") and (is_odd(char) or char == "\ufffd")):
            out.append(f'<span class="odd" data-mark="{code_point(char)}">{char}</span>')
        else:
            out.append(char)
    return "".join(out)


def mark_text(record: Record) -> MarkedText:
    """The text column of a record as HTML."""
    return _Column(record).build()


def _statement_marks(statement: Statement) -> Iterator[Mark]:
    owner, kind = statement.id, statement.source_kind
    unnamed = " anon" if kind in {"unnamed_people", "unnamed_organisation", "none"} else ""
    for start, end in statement.content:
        yield Mark(start, end, "content", owner, f"said {statement.form}" + (" inner" if statement.within else ""))
    for start, end in statement.source:
        yield Mark(start, end, "source", owner, "src" + unnamed)
    for start, end in statement.cue:
        yield Mark(start, end, "cue", owner, "cue")
    for spans in (statement.addressee, statement.medium, statement.condition, statement.condition_reason):
        for start, end in spans:
            yield Mark(start, end, "detail", owner, "det")


def _event_marks(event: Event) -> Iterator[Mark]:
    for start, end in event.trigger:
        yield Mark(start, end, "trigger", event.id, f"evt f-{event.factuality or 'open'}")
    for participant in [*event.actors, *event.recipients]:
        yield Mark(*participant.span, "participant", event.id, "")
    for count in event.counts:
        yield Mark(*count.span, "participant", event.id, "")
    for mention in event.mentions:
        for span in mention.trigger:
            if span not in event.trigger:
                yield Mark(*span, "trigger", event.id, f"evt again f-{mention.factuality or 'open'}")


def _all_marks(record: Record) -> Iterator[Mark]:
    for statement in record.statements:
        yield from _statement_marks(statement)
        if statement.stance:
            for start, end in statement.stance.evidence:
                yield Mark(start, end, "other", None, "")
    for event in record.events:
        yield from _event_marks(event)
    for actor in record.actors:
        for span in [m.span for m in actor.mentions] + [r.span for r in actor.roles]:
            yield Mark(*span, "other", None, "")
    for span in [time.span for time in record.times] + [place.span for place in record.places]:
        yield Mark(*span, "other", None, "")
    for number, finding in enumerate(findings_by_severity(record), 1):
        for span in finding.spans:
            yield Mark(*span, "finding", f"finding-{number}", f"fnd {finding.severity}")


class _Column:
    """Builds the text column of one record."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.text = record.report.text
        size = len(self.text)
        self.marks = [m for m in _all_marks(record) if 0 <= m.start < m.end <= size]
        self.anchors: dict[int, list[str]] = {}
        for span in sorted({(m.start, m.end) for m in self.marks}):
            self.anchors.setdefault(span[0], []).append(words_id(span))
        self.signs: dict[int, list[str]] = {}
        self.labels = {s.id: "statement" for s in record.statements} | {e.id: "event" for e in record.events}
        self.last_trigger: dict[int, Mark] = {}
        self.refs: dict[int, list[int]] = {}

    def build(self) -> MarkedText:
        pieces = self._cut()
        alone = self._lead(pieces)
        self._note_ends()
        return MarkedText("".join(self._blocks(pieces)), alone)

    def _cut(self) -> list[Piece]:
        """Cut the text at all borders, those of segments as well."""
        borders = {0, len(self.text)}
        begin: dict[int, list[Mark]] = {}
        for mark in self.marks:
            borders.update((mark.start, mark.end))
            begin.setdefault(mark.start, []).append(mark)
        for segment in self.record.report.segments:
            borders.update(segment.span)
        cuts = sorted(border for border in borders if 0 <= border <= len(self.text))
        pieces, active = [], list[Mark]()
        for start, end in pairwise(cuts):
            active = [mark for mark in active if mark.end > start] + begin.get(start, [])
            pieces.append(Piece(start, end, sorted(active, key=lambda m: m.end - m.start)))
        return pieces

    def _lead(self, pieces: list[Piece]) -> list[str]:
        """Give each piece the card that it leads to, and each card a piece; return the cards that need a sign."""
        reached: dict[str, int] = {}
        for piece in pieces:
            owner = next((m.owner for kind in _LEADS for m in piece.marks if m.kind == kind and m.owner), None)
            if owner:
                piece.lead = owner
                reached[owner] = reached.get(owner, 0) + 1
        alone = []
        for owner in self.labels:
            if owner in reached:
                continue
            own = [p for p in pieces if any(m.owner == owner and m.kind != "finding" for m in p.marks)]
            free = next((p for p in own if p.lead is None and self.text[p.start : p.end].strip()), None)
            if free:
                free.lead = owner
            elif own:
                self.signs.setdefault(own[0].start, []).append(owner)
                alone.append(owner)
        return alone

    def _note_ends(self) -> None:
        """Where an event's trigger ends stands the sign of its factuality; where a finding's words end, its number."""
        for mark in self.marks:
            if mark.kind == "trigger":
                self.last_trigger[mark.end] = mark
            elif mark.kind == "finding" and mark.owner:
                numbers = self.refs.setdefault(mark.end, [])
                number = int(mark.owner.removeprefix("finding-"))
                if number not in numbers:
                    numbers.append(number)

    def _blocks(self, pieces: list[Piece]) -> Iterator[str]:
        """The blocks of the text with what stands between them; a dateline runs into the paragraph after it."""
        at = 0
        segments = [s for s in self.record.report.segments if s.span[1] > s.span[0]]
        index = 0
        while index < len(segments):
            run = [segments[index]]
            while run[-1].kind == "dateline" and index + len(run) < len(segments):
                after = segments[index + len(run)]
                if after.kind != "paragraph" or "\n" in self.text[run[-1].span[1] : after.span[0]]:
                    break
                run.append(after)
            index += len(run)
            yield from self._between(at, run[0].span[0], pieces)
            yield from self._block(run, pieces)
            at = run[-1].span[1]
        yield from self._between(at, len(self.text), pieces)

    def _between(self, start: int, end: int, pieces: list[Piece]) -> Iterator[str]:
        """What no segment holds: white space stays as it is, other words get a block of their own."""
        if start >= end:
            return
        inner = self._inline(start, end, pieces)
        yield inner if not self.text[start:end].strip() else f'<p class="paragraph">{inner}</p>'

    def _block(self, run: list[Segment], pieces: list[Piece]) -> Iterator[str]:
        kind = run[-1].kind
        tag = _BLOCKS.get(kind, "p")
        inner, at = [], run[0].span[0]
        for segment in run:
            start, end = segment.span
            inner.append(self._inline(at, start, pieces))
            words = self._inline(start, end, pieces)
            inner.append(f'<span class="dateline">{words}</span>' if segment.kind == "dateline" else words)
            at = end
        yield f'<{tag} class="{kind}">{"".join(inner)}</{tag}>'

    def _inline(self, start: int, end: int, pieces: list[Piece]) -> str:
        low = bisect_left(pieces, start, key=_start)
        high = bisect_left(pieces, end, key=_start)
        return "".join(self._piece(piece) for piece in pieces[low:high])

    def _piece(self, piece: Piece) -> str:
        anchors = "".join(f'<i id="{name}"></i>' for name in self.anchors.get(piece.start, ()))
        signs = "".join(
            f'<a class="sign" href="#{card_id(owner)}" aria-label="{self.labels[owner]}"></a>'
            for owner in self.signs.get(piece.start, ())
        )
        odd = any(mark.kind == "finding" for mark in piece.marks)
        inner = shown(self.text[piece.start : piece.end], odd=odd)
        if not piece.marks:
            return anchors + signs + inner
        return anchors + signs + self._element(piece, inner) + self._after(piece)

    def _element(self, piece: Piece, inner: str) -> str:
        looks = " ".join(dict.fromkeys(word for mark in piece.marks for word in mark.look.split()))
        owners = dict.fromkeys(mark.owner for mark in piece.marks if mark.owner and mark.kind != "finding")
        of = " ".join(card_id(owner) for owner in owners)
        about = f' data-of="{of}"' if of else ""
        where = f'data-s="{piece.start}" data-e="{piece.end}"'
        css = f"p {looks}".rstrip()
        if piece.lead is None:
            return f'<span class="{css}" {where}{about}>{inner}</span>'
        return f'<a class="{css}" href="#{card_id(piece.lead)}" {where}{about}>{inner}</a>'

    def _after(self, piece: Piece) -> str:
        """The sign of factuality and the numbers of findings, which are no part of the text."""
        out = ""
        trigger = self.last_trigger.get(piece.end)
        if trigger and " f-happened" not in trigger.look:
            name = trigger.look.rsplit("f-", 1)[1]
            sign, word, _ = next(v for k, v in FACTUALITY_WORDS.items() if (k or "open") == name)
            out += f'<span class="fact" data-mark="{sign}" title="{word}"></span>'
        for number in sorted(self.refs.get(piece.end, ())):
            goal = card_id(f"finding-{number}")
            out += f'<a class="ref" href="#{goal}" aria-label="Finding {number}" data-mark="{number}"></a>'
        return out
