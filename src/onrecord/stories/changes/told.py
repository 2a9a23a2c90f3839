"""How an event is told: planned, feared or denied in one report and done in the other."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.record import Factuality
from onrecord.stories.folding import Folded
from onrecord.stories.passages import Passage
from onrecord.stories.scene import Draft, EventPair, Scene

_DONE = frozenset({"happened", "ongoing"})
_NEAR = 4
_WORDS = {
    "happened": "done", "ongoing": "going on", "planned": "planned", "possible": "possible",
    "conditional": "conditional", "denied": "denied", "not_happened": "not done",
}  # fmt: skip


def told(scene: Scene) -> Iterator[Draft]:
    """factuality_changed."""
    for pair in scene.events:
        if (draft := _event(scene, pair)) is not None:
            yield draft
    for passage in scene.passages:
        yield from _verbs(scene, passage)
        yield from _written_alike(scene, passage)


def _event(scene: Scene, pair: EventPair) -> Draft | None:
    one, two = pair.a.factuality, pair.b.factuality
    if one is None or two is None or (one in _DONE) == (two in _DONE):
        return None
    words_a, words_b = scene.a.words(pair.a.trigger), scene.b.words(pair.b.trigger)
    passage = scene.passage_of_a.get(words_a[0]) if words_a else None
    if passage is None or not words_b or words_b[0] not in passage.b:
        return None
    # The same words are told the same way; what was read differently of them is the reader's doing.
    near_a = _near(scene.a.folded, passage.a, words_a) & passage.gone
    near_b = _near(scene.b.folded, passage.b, words_b) & passage.come
    if not near_a and not near_b:
        return None
    return _draft(scene, words_a, words_b, one, two, (pair.a.id, pair.b.id))


def _near(folded: Folded, words: list[int], trigger: list[int]) -> set[int]:
    """The words that tell how a trigger is told: those just before it in its clause, itself, and the next."""
    near = {n for n in words if trigger[0] <= n <= trigger[-1] + 1}
    for n in range(trigger[0] - 1, trigger[0] - _NEAR - 1, -1):
        if n < words[0] or folded.forms[n] in ("and", "but", "or"):
            break
        if any(char in ",;:.!?" for char in folded.record.report.text[folded.ends[n] : folded.begins[n + 1]]):
            break
        near.add(n)
    return near


def _draft(
    scene: Scene,
    words_a: list[int],
    words_b: list[int],
    one: Factuality,
    two: Factuality,
    about: tuple[str | None, str | None],
) -> Draft:
    span_a, span_b = scene.a.covering(words_a), scene.b.covering(words_b)
    fields = {"a_told": _WORDS[one], "b_told": _WORDS[two]}
    return Draft(
        "factuality_changed", [span_a], [span_b], about, fields, key=("factuality", *map(str, (*about, span_a, span_b)))
    )


def _verbs(scene: Scene, passage: Passage) -> Iterator[Draft]:
    """ "plans to visit" -> "visited", for verbs of any kind: the same verb, bare after a verb of wanting, and past."""
    a, b = scene.a.folded, scene.b.folded
    for region in passage.regions:
        for n in region.a:
            if a.light[n] or a.quoted[n] or n not in passage.gone:
                continue
            for m in region.b:
                if m not in passage.come or b.stems[m] != a.stems[n] or b.quoted[m]:
                    continue
                unreal_a, unreal_b = _unreal(scene, a, passage.a, n), _unreal(scene, b, passage.b, m)
                if unreal_a and not unreal_b and _past(b.forms[m], a.forms[n]):
                    yield _draft(scene, _with_before(passage.a, n), [m], "planned", "happened", (None, None))
                elif unreal_b and not unreal_a and _past(a.forms[n], b.forms[m]):
                    yield _draft(scene, [n], _with_before(passage.b, m), "happened", "planned", (None, None))


def _written_alike(scene: Scene, passage: Passage) -> Iterator[Draft]:
    """ "plans to cut" -> "cut": the infinitive and the past are one word, and only what stands before it differs."""
    a, b = scene.a.folded, scene.b.folded
    for n, m in passage.match.items():
        if not scene.is_word("unchanged_past", a.forms[n]) or a.quoted[n]:
            continue
        unreal_a, unreal_b = _unreal(scene, a, passage.a, n), _unreal(scene, b, passage.b, m)
        if unreal_a and not unreal_b and n - 1 in passage.gone:
            yield _draft(scene, _with_before(passage.a, n), [m], "planned", "happened", (None, None))
        elif unreal_b and not unreal_a and m - 1 in passage.come:
            yield _draft(scene, [n], _with_before(passage.b, m), "happened", "planned", (None, None))


def _unreal(scene: Scene, folded: Folded, words: list[int], n: int) -> bool:
    """Whether a verb stands behind "plans to", "will" or the like."""
    before = [folded.stems[x] for x in words if n - 3 <= x < n]
    led = "to" in before[-2:] or "will" in before or "would" in before
    return led and any(scene.is_word("unreal", stem) for stem in before)


def _past(past: str, bare: str) -> bool:
    """Whether one form is the past of the other: another form of the same stem that is no -s or -ing form."""
    return past != bare and not past.endswith(("ing", "s")) and not bare.endswith(("ed", "ing"))


def _with_before(words: list[int], n: int) -> list[int]:
    return [x for x in words if n - 2 <= x <= n]
