"""What stands around the text: credits and the agency's sign; and the order of the paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.record import Record, Span
from onrecord.stories.folding import FoldedSentence, is_furniture
from onrecord.stories.scene import Draft, OneSide, Scene


def credits(scene: Scene) -> Iterator[Draft]:
    """credit_dropped, credit_added: the agency's sign and the reporters, each once."""
    yield from _compared(scene.a, scene.b, "credit_dropped")
    for draft in _compared(scene.b, scene.a, "credit_added"):
        yield Draft("credit_added", draft.b, draft.a, key=draft.key)


def _compared(side: OneSide, other: OneSide, code: str) -> Iterator[Draft]:
    """What one report credits and the other does not."""
    theirs = _names(other.record)
    agency = _agency(side.record)
    if agency is not None and _key(agency[0]) not in theirs and not _stays(other.record, agency[0]):
        yield Draft(code, [agency[1]], [], key=(code, "agency"))
    ours = _reporters(side.record)
    lost = [(name, span) for name, span in ours if _key(name) not in theirs and not _stays(other.record, name)]
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
    return names


def _stays(record: Record, name: str) -> bool:
    """Whether a sign stands on in another form: in a byline, a credit or a line of its own ("With Northline")."""
    for segment in record.report.segments:
        words = record.words(segment.span).strip()
        around = (
            segment.kind in ("notice", "credit", "byline", "dateline") or is_furniture(words) or len(words.split()) <= 4
        )
        if around and f" {_key(name)} " in f" {_key(words)} ":
            return True
    return False


def _key(name: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", name.lower()).split())


# Of looser likenesses none tells where a paragraph went.
_MOVED = 0.45


def order(scene: Scene) -> Iterator[Draft]:
    """order_changed: the paragraphs that have moved, told once; where two have changed places, both."""
    home = _homes(scene)
    moved = [number for number, (_, _, stays) in home.items() if not stays]
    # Two neighbours that changed places have both moved as far.
    for number in list(moved):
        for other in home:
            if other not in moved and _changed_places(home, number, other):
                moved.append(other)
    if not moved:
        return
    found = scene.alignment
    spans_a = [_first_words(scene.a, [s for s in found.a if s.paragraph == number]) for number in sorted(moved)]
    spans_b = [
        _first_words(scene.b, [s for s in found.b if s.paragraph == home[number][0]]) for number in sorted(moved)
    ]
    yield Draft("order_changed", spans_a, list(dict.fromkeys(spans_b)), key=("order",))


def _homes(scene: Scene) -> dict[int, tuple[int, int, bool]]:
    """For each paragraph of A the paragraph of B that most of it went to, with the rank of A's, and whether it stays.

    As many paragraphs as can be stay in their order; of two choices the one whose paragraphs are longer.
    """
    found = scene.alignment
    shares: dict[int, dict[int, float]] = {}
    for pair in found.pairs:
        if pair.score >= _MOVED:
            there = shares.setdefault(found.a[pair.a].paragraph, {})
            number = found.b[pair.b].paragraph
            there[number] = there.get(number, 0.0) + found.weight_a[pair.a] * pair.score
    rows = [
        (number, max(there, key=lambda n: (there[n], -n)), sum(there.values()))
        for number, there in sorted(shares.items())
    ]
    best = [(1.0 + row[2] / 1000) for row in rows]
    before = [-1] * len(rows)
    for n in range(len(rows)):
        for m in range(n):
            if rows[m][1] <= rows[n][1] and best[m] + 1.0 + rows[n][2] / 1000 > best[n]:
                best[n], before[n] = best[m] + 1.0 + rows[n][2] / 1000, m
    at = max(range(len(rows)), key=lambda n: best[n], default=-1)
    stay = set()
    while at >= 0:
        stay.add(at)
        at = before[at]
    return {row[0]: (row[1], n, n in stay) for n, row in enumerate(rows)}


def _changed_places(home: dict[int, tuple[int, int, bool]], one: int, two: int) -> bool:
    """Whether two paragraphs that were neighbours stand in the other order, with nothing else aligned between them."""
    if abs(home[one][1] - home[two][1]) != 1:
        return False
    first, second = sorted((one, two))
    between = [number for number, (there, _, _) in home.items() if home[second][0] < there < home[first][0]]
    return home[first][0] > home[second][0] and not between


def _first_words(side: OneSide, sentences: list[FoldedSentence]) -> Span:
    return sentences[0].span


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
