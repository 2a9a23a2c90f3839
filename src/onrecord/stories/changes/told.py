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
        yield from _begun(scene, passage)
        yield from _weighed(scene, passage)


def _event(scene: Scene, pair: EventPair) -> Draft | None:
    one, two = pair.a.factuality, pair.b.factuality
    if one is None or two is None or (one in _DONE) == (two in _DONE):
        return None
    words_a, words_b = scene.a.words(pair.a.trigger), scene.b.words(pair.b.trigger)
    passage = scene.passage_of_a.get(words_a[0]) if words_a else None
    if passage is None or not words_b or words_b[0] not in passage.b:
        return None
    if "not_happened" in (one, two) and _negated(scene, passage):
        return None
    # The same words are told the same way; what was read differently of them is the reader's doing.
    near_a = _near(scene.a.folded, passage.a, words_a) & passage.gone
    near_b = _near(scene.b.folded, passage.b, words_b) & passage.come
    if not near_a and not near_b:
        return None
    unreal_a, unreal_b = _says_unreal(scene, scene.a.folded, near_a), _says_unreal(scene, scene.b.folded, near_b)
    if (one in _DONE and not unreal_b) or (two in _DONE and not unreal_a):
        # No word that came or went tells it: it was read in two ways.
        return None
    return _draft(scene, words_a, words_b, one, two, (pair.a.id, pair.b.id))


def _says_unreal(scene: Scene, folded: Folded, words: set[int]) -> bool:
    """Whether a word that differs tells of what is not, or not yet: "plans", "will", "might", "not", "denied"."""
    return any(
        scene.is_word("unreal", folded.stems[n])
        or scene.is_word("negations", folded.forms[n])
        or scene.is_word("contrary", folded.forms[n])
        or folded.forms[n] in scene.words.hedges
        or folded.stems[n] in ("threat", "fear", "risk", "to")
        for n in words
    )


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


def _negated(scene: Scene, passage: Passage) -> bool:
    """Whether a "not" has come or gone, which is told as such, however far from the event's own words it stands."""
    forms = [scene.a.folded.forms[n] for n in passage.gone] + [scene.b.folded.forms[n] for n in passage.come]
    return any(scene.is_word("negations", form) for form in forms)


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
                if _is_denied(scene, a, passage.a, n) and _is_denied(scene, b, passage.b, m):
                    # "declined to give details" -> "gave no details"
                    continue
                if (unreal_a and _is_rule(scene, a, passage.a, n, b.forms[m])) or (
                    unreal_b and _is_rule(scene, b, passage.b, m, a.forms[n])
                ):
                    # "pupils will have to hand in their phones" -> "everybody hands in the phone"
                    continue
                if unreal_a and not unreal_b and _done(b, passage.b, m, a.forms[n]):
                    yield _draft(scene, _with_before(passage.a, n), [m], "planned", "happened", (None, None))
                elif unreal_b and not unreal_a and _done(a, passage.a, n, b.forms[m]):
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


def _begun(scene: Scene, passage: Passage) -> Iterator[Draft]:
    """ "trucks began to cross" -> "trucks were due to cross": one infinitive, behind what is done and what is not."""
    a, b = scene.a.folded, scene.b.folded
    for n, m in passage.match.items():
        if min(n, m) < 2 or a.forms[n - 1] != "to" or b.forms[m - 1] != "to" or a.quoted[n] or a.light[n]:
            continue
        done_a, done_b = scene.is_word("begun", a.stems[n - 2]), scene.is_word("begun", b.stems[m - 2])
        if done_a and scene.is_word("unreal", b.stems[m - 2]):
            yield _draft(
                scene, _with_before(passage.a, n), _with_before(passage.b, m), "happened", "planned", (None, None)
            )
        elif done_b and scene.is_word("unreal", a.stems[n - 2]):
            yield _draft(
                scene, _with_before(passage.a, n), _with_before(passage.b, m), "planned", "happened", (None, None)
            )


def _weighed(scene: Scene, passage: Passage) -> Iterator[Draft]:
    """ "is weighing sanctions" -> "has decided to impose sanctions", in one place of the sentences."""
    a, b = scene.a.folded, scene.b.folded
    for region in passage.regions:
        ours = [n for n in region.a if n in passage.gone and not a.quoted[n]]
        theirs = [m for m in region.b if m in passage.come and not b.quoted[m]]
        for first, second in (("weighing", "decided"), ("decided", "weighing")):
            one = [n for n in ours if scene.is_word(first, a.stems[n])]
            two = [m for m in theirs if scene.is_word(second, b.stems[m])]
            if one and two and first == "weighing":
                yield _draft(scene, one[:1], two[:1], "possible", "planned", (None, None))
            elif one and two:
                yield _draft(scene, one[:1], two[:1], "planned", "possible", (None, None))


def _unreal(scene: Scene, folded: Folded, words: list[int], n: int) -> bool:
    """Whether a verb stands behind "plans to", "will" or the like."""
    before = [folded.stems[x] for x in words if n - 3 <= x < n]
    if before[-2:] == ["be", "to"]:
        # "is to meet"
        return True
    led = "to" in before[-2:] or "will" in before or "would" in before
    return led and any(scene.is_word("unreal", stem) for stem in before)


def _done(folded: Folded, words: list[int], n: int, bare: str) -> bool:
    """Whether a verb is told as done or going on: another form of the same stem than the bare one ("plans to test" ->
    "tested", "tests"), with nothing before it that makes a noun of it ("the tests")."""
    form = folded.forms[n]
    if form == bare or form.endswith("ing") or bare.endswith(("ed", "ing")):
        return False
    before = folded.forms[n - 1] if n - 1 in words else ""
    return not form.endswith("s") or not (folded.light[n - 1] or before == "")


def _is_rule(scene: Scene, folded: Folded, words: list[int], n: int, there: str) -> bool:
    """Whether a verb behind nothing but "will" or "have to" stands for one in the present: a rule that is told."""
    before = [folded.stems[x] for x in words if n - 3 <= x < n]
    planned = [stem for stem in before if scene.is_word("unreal", stem) and stem not in ("will", "would")]
    return there.endswith("s") and not planned


def _is_denied(scene: Scene, folded: Folded, words: list[int], n: int) -> bool:
    """Whether a "no", or a verb that holds one ("declined to"), stands just beside a verb."""
    near = [m for m in words if n - 2 <= m <= n + 1]
    return any(scene.is_word("negations", folded.forms[m]) or scene.is_word("contrary", folded.forms[m]) for m in near)


def _with_before(words: list[int], n: int) -> list[int]:
    return [x for x in words if n - 2 <= x <= n]
