"""Conditions of anonymity that have come or gone in words, where the reader tied them to no statement."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.stories.scene import Draft, OneSide, Scene


def unread_conditions(scene: Scene) -> Iterator[Draft]:
    """ "an aide, who asked not to be named, said" -> "an aide said", told by the words themselves."""
    for passage in scene.passages:
        for region in passage.regions:
            ours = [n for n in region.a if n in passage.gone]
            theirs = [n for n in region.b if n in passage.come]
            in_a, in_b = _is_condition(scene, scene.a, ours), _is_condition(scene, scene.b, theirs)
            if in_a and not in_b and not _is_read(scene.a, ours):
                span = scene.a.covering(ours)
                yield Draft("condition_dropped", [span], [], key=("unread condition", str(span)))
            elif in_b and not in_a and not _is_read(scene.b, theirs):
                span = scene.b.covering(theirs)
                yield Draft("condition_added", [], [span], key=("unread condition", str(span)))


def _is_condition(scene: Scene, side: OneSide, words: list[int]) -> bool:
    """Whether words withhold a name: "anonymity" by itself, "named" only with a "not" or "declined"."""
    forms = [side.folded.forms[n] for n in words if not side.folded.quoted[n]]
    if any(scene.is_word("anonymity", form) for form in forms):
        return True
    withheld = any(scene.is_word("negations", form) or scene.is_word("contrary", form) for form in forms)
    return withheld and any(scene.is_word("naming", form) for form in forms)


def _is_read(side: OneSide, words: list[int]) -> bool:
    read = side.words([span for statement in side.record.statements for span in statement.condition])
    return bool(set(read) & set(words))
