"""What stands around the text: credits and the agency's sign; and the order of the paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.record import Record, Span
from onrecord.stories.scene import Draft, OneSide, Scene

_PROVIDED = re.compile(r"\b(?:provided|supplied|distributed|syndicated) by (?:the )?([A-Z][\w.&-]*(?: [A-Z][\w.&-]*)*)")


def credits(scene: Scene) -> Iterator[Draft]:
    """credit_dropped, credit_added: the agency's sign and the reporters, each once."""
    yield from _compared(scene.a, scene.b, "credit_dropped")
    for draft in _compared(scene.b, scene.a, "credit_added"):
        yield Draft("credit_added", draft.b, draft.a, key=draft.key)


def _compared(side: OneSide, other: OneSide, code: str) -> Iterator[Draft]:
    """What one report credits and the other does not."""
    theirs = _names(other.record)
    agency = _agency(side.record)
    if agency is not None and _key(agency[0]) not in theirs:
        yield Draft(code, [agency[1]], [], key=(code, "agency"))
    ours = _reporters(side.record)
    lost = [(name, span) for name, span in ours if _key(name) not in theirs]
    if lost and len({_key(name) for name, _ in lost}) == len({_key(name) for name, _ in ours}):
        spans = list(dict.fromkeys(_segment(side.record, span) for _, span in lost))
        yield Draft(code, spans, [], key=(code, "reporters"))


def _agency(record: Record) -> tuple[str, Span] | None:
    line = record.report.dateline
    if line is None or not line.agency:
        return None
    at = record.report.text.find(line.agency, line.span[0], line.span[1])
    span = (at, at + len(line.agency)) if at >= 0 else line.span
    return line.agency, span


def _reporters(record: Record) -> list[tuple[str, Span]]:
    return [(name, credit.span) for credit in record.report.credits if credit.role != "note" for name in credit.names]


def _segment(record: Record, span: Span) -> Span:
    """The line that a credit stands in."""
    return next((s.span for s in record.report.segments if s.span[0] <= span[0] and span[1] <= s.span[1]), span)


def _names(record: Record) -> set[str]:
    """All whom a report gives credit to around its text."""
    names = {_key(name) for name, _ in _reporters(record)}
    agency = _agency(record)
    if agency is not None:
        names.add(_key(agency[0]))
    for segment in record.report.segments:
        if segment.kind in ("notice", "credit"):
            names.update(_key(match[1]) for match in _PROVIDED.finditer(record.words(segment.span)))
    return names


def _key(name: str) -> str:
    return re.sub(r"[^\w ]", "", name.lower()).strip()


def order(scene: Scene) -> Iterator[Draft]:
    """order_changed: paragraphs whose sentences have all moved, told once."""
    found = scene.alignment
    moved_a: dict[int, list[bool]] = {}
    for pair in found.pairs:
        moved_a.setdefault(found.a[pair.a].paragraph, []).append(pair.moved)
    paragraphs = [number for number, moved in moved_a.items() if all(moved)]
    pairs = [pair for pair in found.pairs if found.a[pair.a].paragraph in paragraphs]
    # A sentence that was moved inside its paragraph, or into the next, has not changed the report's order.
    pairs = [pair for pair in pairs if pair.score >= 0.5]
    if not pairs:
        return
    spans_a = [found.a[pair.a].span for pair in pairs]
    spans_b = [found.b[pair.b].span for pair in pairs]
    yield Draft("order_changed", spans_a, spans_b, key=("order",))


def headline(scene: Scene) -> Iterator[Draft]:
    """headline_changed, a change of style: what a headline asserts is told by the record's findings."""
    ours, theirs = scene.a.record.report.headline, scene.b.record.report.headline
    if ours is None or theirs is None:
        return
    forms_a = [scene.a.folded.forms[n] for n in scene.a.folded.words_in(ours)]
    forms_b = [scene.b.folded.forms[n] for n in scene.b.folded.words_in(theirs)]
    if forms_a != forms_b:
        yield Draft("headline_changed", [ours], [theirs], key=("headline",))


def boilerplate(scene: Scene) -> Iterator[Draft]:
    """boilerplate_changed: what a site puts around the report and the other has not."""
    lines = [
        {_line(side, s.first, s.end): s.span for s in side.folded.sentences if s.kind == "boilerplate"}
        for side in (scene.a, scene.b)
    ]
    for words, span in lines[0].items():
        if words not in lines[1]:
            yield Draft("boilerplate_changed", [span], [], fields={"words": scene.a.shown([span])})
    for words, span in lines[1].items():
        if words not in lines[0]:
            yield Draft("boilerplate_changed", [], [span], fields={"words": scene.b.shown([span])})


def _line(side: OneSide, first: int, end: int) -> str:
    return " ".join(side.folded.forms[first:end])
