"""Attitudes that are told inside a quotation: which of them are statements beside it."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.rule_words import rule_words
from onrecord.reading.statements.finished import Finished
from onrecord.record import Form

_SPEAKERS = frozenset({"i", "we"})
_ANYBODY = rule_words("own_words.anybody")
# How sure an attitude is that its own speaker tells in the first person: annotators differ on it.
OF_ONESELF = 0.55


def without_self_credits(
    finished: list[Finished], forms: Sequence[Form], nests: Sequence[int | None]
) -> list[Finished]:
    """Drop attitudes in a quotation that credit nothing to anybody else.

    '"We want to win and you know it," the captain said': the quotation is what is credited, and the captain's already;
    what is wanted in it is no second statement of the captain's, what "you" are said to know is nobody's. A thought
    with a clause of its own stays ("I think that it failed"), for it tells how sure the speaker is.
    """
    return [
        item
        for item, nest in zip(finished, nests, strict=True)
        if nest is None or forms[nest] != "direct" or not _is_empty(item)
    ]


def tells_of_oneself(item: Finished, outer: Form | None) -> bool:
    """Whether somebody tells in a quotation what he himself thinks ('"I think it failed," she said')."""
    return outer == "direct" and _is_attitude(item) and _source_word(item) in _SPEAKERS


def _is_empty(item: Finished) -> bool:
    if not _is_attitude(item):
        return False
    word = _source_word(item)
    return word in _ANYBODY or (word in _SPEAKERS and item.draft.frame not in ("clause", "adjective clause"))


def _is_attitude(item: Finished) -> bool:
    return item.draft.cue_class is not None and item.draft.cue_class.entry.act == "believe"


def _source_word(item: Finished) -> str:
    """The head of the source ("nobody" in "nobody in Beirut")."""
    head = item.draft.source_head
    return item.draft.passage.lower[head] if head is not None else ""
