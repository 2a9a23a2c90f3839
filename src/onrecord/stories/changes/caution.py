"""Hedges and negations that have come or gone, where what they stand with is still there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.stories.folding import Folded
from onrecord.stories.passages import Passage, Region
from onrecord.stories.scene import Draft, OneSide, Scene

# Within each of these a word of one kind may stand for another: "may close" says no more than "will possibly close".
_OF_NUMBERS = frozenset({"rough", "least", "most", "share"})
_PREFIXES = ("un", "non", "in", "dis", "im", "il", "ir")


@dataclass(slots=True)
class _Hedge:
    kind: str
    words: list[int]


def caution(scene: Scene) -> Iterator[Draft]:
    """hedge_dropped, hedge_added, negation_changed; words inside quotation marks are the speaker's."""
    for passage in scene.passages:
        yield from _hedges(scene, passage)
        yield from _negations(scene, passage)


# -- hedges --------------------------------------------------------------------------------------------------


def _hedges(scene: Scene, passage: Passage) -> Iterator[Draft]:
    ours = _hedges_in(scene, scene.a.folded, passage.a)
    theirs = _hedges_in(scene, scene.b.folded, passage.b)
    back = passage.back
    left_a = [hedge for hedge in ours if not all(n in passage.match for n in hedge.words)]
    left_b = [hedge for hedge in theirs if not all(n in back for n in hedge.words)]
    left_a = [hedge for hedge in left_a if not _as_can(scene, passage, hedge)]
    for hedge in list(left_a):
        other = next((x for x in left_b if _exchangeable(hedge, x)), None)
        if other is not None:
            left_a.remove(hedge)
            left_b.remove(other)
    for hedge in left_a:
        if (found := _still_there(scene.a, scene.b, passage, passage.match, hedge, "a")) is not None:
            span_a, span_b = _spans(scene.a, scene.b, hedge, found)
            yield Draft("hedge_dropped", [span_a], [span_b], key=("hedge", scene.a.folded.forms[hedge.words[0]]))
    for hedge in left_b:
        if (found := _still_there(scene.b, scene.a, passage, back, hedge, "b")) is not None:
            span_b, span_a = _spans(scene.b, scene.a, hedge, found)
            yield Draft("hedge_added", [span_a], [span_b], key=("hedge", scene.b.folded.forms[hedge.words[0]]))


def _as_can(scene: Scene, passage: Passage, hedge: _Hedge) -> bool:
    """ "may make exceptions" -> "can make exceptions": a permission, no doubt."""
    region = _region(passage, hedge.words[0], "a")
    return hedge.kind == "modal" and region is not None and any(scene.b.folded.forms[m] == "can" for m in region.b)


def _hedges_in(scene: Scene, folded: Folded, words: list[int]) -> list[_Hedge]:
    found: list[_Hedge] = []
    at = 0
    while at < len(words):
        hedge = None if folded.quoted[words[at]] else _hedge_at(scene, folded, words, at)
        if hedge is not None:
            found.append(hedge)
            at += len(hedge.words)
        else:
            at += 1
    return found


def _hedge_at(scene: Scene, folded: Folded, words: list[int], at: int) -> _Hedge | None:
    for parts, kind, before_number in scene.words.hedges.get(folded.forms[words[at]], ()):
        inside = words[at : at + len(parts)]
        if tuple(folded.forms[n] for n in inside) != parts:
            continue
        after = words[at + len(parts) : at + len(parts) + 1]
        if before_number and not (after and folded.kinds[after[0]] == "number"):
            continue
        if parts == ("may",) and folded.kinds[words[at]] == "name":
            continue
        return _Hedge(kind, inside)
    return None


def _exchangeable(one: _Hedge, two: _Hedge) -> bool:
    return (one.kind in _OF_NUMBERS) == (two.kind in _OF_NUMBERS)


def _still_there(
    side: OneSide, other: OneSide, passage: Passage, match: dict[int, int], hedge: _Hedge, which: str
) -> list[int] | None:
    """The words of the other side that stand there without the hedge; None where the whole clause is gone."""
    folded = side.folded
    words = passage.a if which == "a" else passage.b
    at = words.index(hedge.words[-1])
    follow = [n for n in words[at + 1 : at + 6] if not folded.light[n] or folded.forms[n] in ("be", "have")][:2]
    region = _region(passage, hedge.words[0], which)
    theirs = (region.b if which == "a" else region.a) if region else []
    if hedge.kind in _OF_NUMBERS:
        # "nearly 40" -> "50": the figure is another, the caution is gone all the same.
        numbers = [m for m in theirs if other.folded.kinds[m] == "number"]
        if follow and folded.kinds[follow[0]] == "number" and numbers:
            return numbers[:1]
    for n in follow[:1]:
        if n in match:
            return [match[n]]
        same = [m for m in theirs if other.folded.stems[m] == folded.stems[n]]
        if same:
            return same[:1]
    # "could trigger a war" -> "will spark a war": the verb is another, what follows is the same.
    tight = region is not None and len(region.a) <= 4 and len(region.b) <= 4
    if tight and any(not other.folded.light[m] for m in theirs) and hedge.kind == "modal":
        return theirs
    return None


def _region(passage: Passage, n: int, which: str) -> Region | None:
    return next((r for r in passage.regions if n in (r.a if which == "a" else r.b)), None)


def _spans(side: OneSide, other: OneSide, hedge: _Hedge, found: list[int]) -> tuple[tuple[int, int], tuple[int, int]]:
    """The hedge with the word after it, and what stands for both on the other side, with its auxiliary."""
    folded = side.folded
    last = hedge.words[-1]
    end = last + 1 if last + 1 < len(folded.forms) and _adjacent(folded, last) else last
    there = other.folded
    first = found[0]
    if first > 0 and there.forms[first - 1] in ("will", "would", "has", "have", "had", "is", "are", "was", "were"):
        first -= 1
    return folded.span(hedge.words[0], end + 1), there.span(first, found[-1] + 1)


def _adjacent(folded: Folded, n: int) -> bool:
    return "\n" not in folded.record.report.text[folded.ends[n] : folded.begins[n + 1]]


# -- negations -----------------------------------------------------------------------------------------------


def _negations(scene: Scene, passage: Passage) -> Iterator[Draft]:
    gone = _negations_of(scene, scene.a, passage.a, passage.gone)
    come = _negations_of(scene, scene.b, passage.b, passage.come)
    if len(gone) == len(come) and not _turned(scene, passage):
        return
    back = passage.back
    if len(gone) > len(come):
        for n in gone:
            draft = _negation(scene, scene.a, scene.b, passage, passage.match, n, "a")
            if draft is not None:
                yield draft
                return
    elif len(come) > len(gone):
        for n in come:
            draft = _negation(scene, scene.b, scene.a, passage, back, n, "b")
            if draft is not None:
                yield draft
                return
    if turned := _turned(scene, passage):
        n, m = turned
        a, b = scene.a.folded, scene.b.folded
        what = "came in" if len(b.forms[m]) > len(a.forms[n]) else "is gone"
        yield Draft(
            "negation_changed", [a.span(n, n + 1)], [b.span(m, m + 1)], fields={"what": what}, key=("negation",)
        )


def _negations_of(scene: Scene, side: OneSide, words: list[int], changed: set[int]) -> list[int]:
    folded = side.folded
    return [
        n
        for n in words
        if n in changed
        and scene.is_word("negations", folded.forms[n])
        and not folded.quoted[n]
        and not (n + 1 < len(folded.forms) and folded.forms[n + 1] in ("only", "longer", "least"))
    ]


def _negation(
    scene: Scene, side: OneSide, other: OneSide, passage: Passage, match: dict[int, int], n: int, which: str
) -> Draft | None:
    """A negation whose word is still there, with nothing contrary in its place ("did not answer" -> "declined to")."""
    folded = side.folded
    words = passage.a if which == "a" else passage.b
    at = words.index(n)
    follow = next((m for m in words[at + 1 : at + 5] if not folded.light[m]), None)
    if follow is None:
        # "He was not": nothing after it to hold on to; the verb before it must be there.
        follow = next((m for m in reversed(words[max(at - 2, 0) : at])), None)
    region = _region(passage, n, which)
    theirs = (region.b if which == "a" else region.a) if region else []
    target = match.get(follow) if follow is not None else None
    if target is None and follow is not None:
        target = next((m for m in theirs if other.folded.stems[m] == folded.stems[follow]), None)
    if target is None:
        return None
    changed = passage.come if which == "a" else passage.gone
    near = [m for m in (passage.b if which == "a" else passage.a) if m in changed and abs(m - target) <= 8]
    if any(scene.is_word("contrary", other.folded.forms[m]) for m in near):
        return None
    span = folded.span(n, max(n, follow or n) + 1) if (follow or n) >= n else folded.span(n, n + 1)
    there = other.folded.span(target, target + 1)
    spans = ([span], [there]) if which == "a" else ([there], [span])
    what = "is gone" if which == "a" else "came in"
    return Draft("negation_changed", *spans, fields={"what": what}, key=("negation",))


def _turned(scene: Scene, passage: Passage) -> tuple[int, int] | None:
    """ "armed" -> "unarmed", in one place and with no "not" on either side."""
    a, b = scene.a.folded, scene.b.folded
    for region in passage.regions:
        if len(region.a) > 3 or len(region.b) > 3:
            continue
        forms = [a.forms[n] for n in region.a] + [b.forms[m] for m in region.b]
        if any(scene.is_word("negations", form) for form in forms):
            continue
        for n in region.a:
            for m in region.b:
                short, long = sorted((a.forms[n], b.forms[m]), key=len)
                if len(short) > 3 and any(long == prefix + short for prefix in _PREFIXES) and not a.quoted[n]:
                    return n, m
    return None
