"""Whom a reaction is aimed at, where its own clause does not say: "Delhi demanded their release", "Iran refused"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.event_draft import EventDraft
from onrecord.reading.joining import Placed
from onrecord.reading.participants import Filled
from onrecord.reading.who import ActorIndex
from onrecord.reading.word_sets import word_set

_HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "THREATEN"})
# What a reaction of each type answers: a refusal and a promise answer a request, a condemnation answers a deed.
_ANSWERS: dict[str, frozenset[str]] = {
    "REJECT": frozenset({"REQUEST", "ACCUSE", "AGREE", "THREATEN"}),
    "AGREE": frozenset({"REQUEST"}),
    "ACCUSE": _HOSTILE,
    "REQUEST": _HOSTILE,
    "THREATEN": _HOSTILE,
    "SUPPORT": frozenset({"AGREE", "SANCTION", "ACCUSE", "RETREAT", "AID", "COERCE", "CONCEDE"}),
}
# "Paris might respond in kind", "vowed to retaliate": the deed falls upon those who did the one before.
_RETALIATING = word_set(
    "retaliate respond answer avenge reciprocate hit_back strike_back retaliation response revenge reprisal"
)
# "threatened to shell the port": whom the deed in a threat, demand or promise falls upon is meant by the words too.
_WITH_CONTENT = frozenset({"THREATEN"})


def answer(groups: Sequence[list[Placed]], actors: ActorIndex) -> None:
    """Give reactions without a recipient the actors of what they answer, in place.

    Only of the event told last before them, in the same sentence or the one before, and never one of their own country.
    A threat is aimed at whom its content would fall upon.
    """
    told = sorted((item for group in groups for item in group if not item.draft.headline), key=lambda item: item.offset)
    for number, item in enumerate(told):
        draft = item.draft
        if draft.recipients or not draft.actors:
            continue
        if draft.type in _WITH_CONTENT:
            draft.recipients = _others(_content_falls_on(draft, told[number + 1 : number + 4]), draft, actors)
            if draft.recipients:
                continue
        kinds = _HOSTILE if draft.lemma in _RETALIATING else _ANSWERS.get(draft.type)
        if kinds is None:
            continue
        for other in reversed(told[max(0, number - 3) : number]):
            if not _near(draft, other.draft):
                break
            if other.draft.type in kinds and other.draft.actors and other.draft.factuality in ("happened", "ongoing"):
                draft.recipients = _others(other.draft.actors, draft, actors)
                break


def _content_falls_on(draft: EventDraft, following: Sequence[Placed]) -> list[Filled]:
    """The recipients of the unreal event that stands behind a threat in its sentence."""
    for item in following:
        other = item.draft
        if other.sentence == draft.sentence and other.factuality in ("possible", "conditional", "planned"):
            return other.recipients
    return []


def _near(draft: EventDraft, before: EventDraft) -> bool:
    return draft.passage == before.passage and draft.sentence[0] - before.sentence[1] < 3


def _others(found: list[Filled], draft: EventDraft, actors: ActorIndex) -> list[Filled]:
    own = {actor for actor, _ in draft.actors}
    lands = {actors.country_of(actor) for actor in own} - {None}
    return [item for item in found if item[0] not in own and actors.country_of(item[0]) not in lands]
