"""How much the verb of saying says: cues that say more, or less, than the other report's."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.record import Statement
from onrecord.stories.scene import Draft, OneSide, Scene, StatementPair


def cues(scene: Scene) -> Iterator[Draft]:
    """cue_strengthened, cue_weakened."""
    for pair in scene.statements:
        if (draft := _cue(scene, pair)) is not None:
            yield draft
    yield from _verbs_of_saying(scene)


def _cue(scene: Scene, pair: StatementPair) -> Draft | None:
    if not pair.a.cue or not pair.b.cue:
        return None
    # "We believe …" is the speaker's own word.
    if any(scene.a.folded.quoted[n] for n in scene.a.words(pair.a.cue)):
        return None
    if any(scene.b.folded.quoted[n] for n in scene.b.words(pair.b.cue)):
        return None
    ours, theirs = _cue_words(scene.a, pair.a), _cue_words(scene.b, pair.b)
    if set(ours) & set(theirs):
        return None
    if ("document" in (pair.a.source_kind, pair.b.source_kind)) and "accord" in (*ours, *theirs):
        # "the figures show", "according to the figures"
        return None
    difference = _ranked(scene, ours, theirs)
    if not difference:
        return None
    code = "cue_strengthened" if difference > 0 else "cue_weakened"
    key = (code, " ".join(ours), " ".join(theirs), pair.a.id)
    return Draft(code, pair.a.cue, pair.b.cue, (pair.a.id, pair.b.id), key=key)


def _verbs_of_saying(scene: Scene) -> Iterator[Draft]:
    """ "the mayor asked people to leave" -> "the mayor ordered people to leave": one verb in the very place of another,
    whether it was read as a statement or not."""
    a, b = scene.a.folded, scene.b.folded
    for passage in scene.passages:
        for region in passage.regions:
            ours = [n for n in region.a if n in passage.gone and not a.light[n]]
            theirs = [m for m in region.b if m in passage.come and not b.light[m]]
            if len(ours) != 1 or len(theirs) != 1 or len(region.a) > 2 or len(region.b) > 2:
                continue
            n, m = ours[0], theirs[0]
            if a.quoted[n] or b.quoted[m] or passage.match.get(region.a[0] - 1) != region.b[0] - 1:
                continue
            difference = _ranked(scene, [a.stems[n]], [b.stems[m]])
            if difference and not a.kinds[n] and not b.kinds[m]:
                code = "cue_strengthened" if difference > 0 else "cue_weakened"
                yield Draft(code, [a.span(n, n + 1)], [b.span(m, m + 1)], key=(code, a.stems[n], b.stems[m], str(n)))


def _cue_words(side: OneSide, statement: Statement) -> list[str]:
    """The stems and the forms of a cue's words, so that either can be looked up."""
    words = side.words(statement.cue)
    return [side.folded.stems[n] for n in words if side.folded.stems[n] not in ("be", "hav", "to", "that", "do")]


def _ranked(scene: Scene, ours: list[str], theirs: list[str]) -> int:
    """How many ranks the second cue stands above the first, in the scale that shows it; 0 where none has both."""
    for scale in scene.words.scales.values():
        one = next((scale[word] for word in ours if word in scale), None)
        two = next((scale[word] for word in theirs if word in scale), None)
        if one is not None and two is not None:
            return two - one
    return 0
