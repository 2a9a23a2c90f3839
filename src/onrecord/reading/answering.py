"""Whom a reaction is aimed at, where its own clause does not say: "Delhi demanded their release", "Iran refused"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.event_draft import EventDraft
from onrecord.reading.joining import Placed
from onrecord.reading.participants import Filled
from onrecord.reading.who import ActorIndex

_HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "THREATEN"})
# What a reaction of each type answers: a refusal and a promise answer a request, a condemnation answers a deed.
_ANSWERS: dict[str, frozenset[str]] = {
    "REJECT": frozenset({"REQUEST"}),
    "AGREE": frozenset({"REQUEST"}),
    "ACCUSE": _HOSTILE,
    "REQUEST": _HOSTILE,
    "THREATEN": _HOSTILE,
}


def answer(groups: Sequence[list[Placed]], actors: ActorIndex) -> None:
    """Give reactions without a recipient the actors of what they answer, in place.

    Only of the event told last before them, in the same sentence or the one before, and never one of their own country.
    """
    told = sorted((item for group in groups for item in group if not item.draft.headline), key=lambda item: item.offset)
    for number, item in enumerate(told):
        draft = item.draft
        kinds = _ANSWERS.get(draft.type)
        if kinds is None or draft.recipients or not draft.actors:
            continue
        for other in reversed(told[max(0, number - 3) : number]):
            if not _near(draft, other.draft):
                break
            if other.draft.type in kinds and other.draft.actors and other.draft.factuality in ("happened", "ongoing"):
                draft.recipients = _others(other.draft.actors, draft, actors)
                break


def _near(draft: EventDraft, before: EventDraft) -> bool:
    return draft.passage == before.passage and draft.sentence[0] - before.sentence[1] < 3


def _others(found: list[Filled], draft: EventDraft, actors: ActorIndex) -> list[Filled]:
    own = {actor for actor, _ in draft.actors}
    lands = {actors.country_of(actor) for actor in own} - {None}
    return [item for item in found if item[0] not in own and actors.country_of(item[0]) not in lands]
