"""Whom a reaction is aimed at, where its own clause does not say: "Delhi demanded their release", "Iran refused"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.event_draft import EventDraft
from onrecord.reading.joining import Placed
from onrecord.reading.participants import Filled
from onrecord.reading.rule_words import rule_words
from onrecord.reading.who import ActorIndex

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
_RETALIATING = rule_words("answering.retaliating")
# "threatened to shell the port": whom the deed in a threat, demand or promise falls upon is meant by the words too.
_WITH_CONTENT = frozenset({"THREATEN"})
# "the raid was denounced by Oslo", "Oslo welcomed the arrest": the reaction is to what its object tells.
_ABOUT_DEEDS = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
# "demanded the sacking of the governor": of his superior, whoever that is, and not of who did the deed before.
_OF_SUPERIORS = rule_words("answering.of_superiors")
_FORCES = frozenset({"COP", "MIL"})
_FORCED = frozenset({"ASSAULT", "COERCE"})
_REAL = frozenset({"happened", "ongoing"})
# So many events back at most stands what a reaction answers.
_BACK = 3


def answer(groups: Sequence[list[Placed]], actors: ActorIndex) -> None:
    """Give reactions without a recipient the actors of what they answer, in place.

    Of the event that their object names ("denounced the strike"), else only of the event told last before them, in the
    same sentence or the one before, and never one of their own country. A threat is aimed at whom its content would
    fall upon.
    """
    told = sorted((item for group in groups for item in group if not item.draft.headline), key=lambda item: item.offset)
    home = {id(item): group for group in groups for item in group}
    for number, item in enumerate(told):
        draft = item.draft
        if draft.recipients:
            continue
        before, after = told[max(0, number - _BACK) : number], told[number + 1 : number + 4]
        draft.recipients = _of_force(draft, [*reversed(before), *after], actors)
        if draft.recipients or not draft.actors:
            continue
        draft.recipients = _of_object(draft, [*after, *reversed(before)], home, actors) or _of_content(
            draft, before, after, actors
        )
        if not draft.recipients:
            draft.recipients = _of_answered(draft, before, after, actors)


def _of_content(
    draft: EventDraft, before: Sequence[Placed], after: Sequence[Placed], actors: ActorIndex
) -> list[Filled]:
    """A threat is aimed at whom its deed would fall upon, and the deed at whom the threat is aimed at."""
    if draft.type in _WITH_CONTENT:
        return _others(_content_falls_on(draft, after), draft, actors)
    if draft.type in _HOSTILE or draft.type == "PROTEST":
        for other in (item.draft for item in reversed(before)):
            same = {actor for actor, _ in other.actors} & {actor for actor, _ in draft.actors}
            threat = other.type == "THREATEN" and other.sentence == draft.sentence and other.passage == draft.passage
            if threat and same and draft.factuality not in _REAL:
                return _others(other.recipients, draft, actors)
    return []


def _of_answered(
    draft: EventDraft, before: Sequence[Placed], after: Sequence[Placed], actors: ActorIndex
) -> list[Filled]:
    """Who did what a reaction answers: "soldiers seized the boats; Oslo demanded their release"."""
    kinds = _HOSTILE if draft.lemma in _RETALIATING else _ANSWERS.get(draft.type)
    if kinds is None or (draft.type == "REQUEST" and draft.lemma in _OF_SUPERIORS):
        return []
    for other in (item.draft for item in reversed(before)):
        if not _near(draft, other) and not (draft.back and draft.passage == other.passage):
            break
        if draft.inside == other.head and draft.passage == other.passage and draft.type == "REJECT":
            # "accused the party of blocking the bill": what it is accused of is not aimed at who accuses it
            continue
        if other.type in kinds and other.actors and other.factuality in _REAL:
            return _others(other.actors, draft, actors)
    for other in (item.draft for item in after):
        if draft.type == "REJECT" and other.type == "REQUEST" and other.sentence == draft.sentence:
            return _others(other.actors, draft, actors)
    return []


def _of_object(
    draft: EventDraft, around: Sequence[Placed], home: dict[int, list[Placed]], actors: ActorIndex
) -> list[Filled]:
    """Who did what the object of a reaction tells: "Oslo denounced the strike", which is told of before."""
    if draft.type not in _ABOUT_DEEDS or draft.target is None:
        return []
    for item in around:
        other = item.draft
        if other.passage != draft.passage or draft.target not in (other.head, *other.merged):
            continue
        for member in home[id(item)]:
            if member.draft.actors:
                return _others(member.draft.actors, draft, actors)
    return []


def _of_force(draft: EventDraft, around: Sequence[Placed], actors: ActorIndex) -> list[Filled]:
    """Whom police and soldiers move against: the crowd of a protest in the same sentence or right before it ("marched
    through the port, and police fired tear gas")."""
    if draft.type not in _FORCED or not draft.actors or (draft.target is not None and draft.type == "COERCE"):
        return []
    if not any(actors.sector_of(actor) in _FORCES for actor, _ in draft.actors):
        return []
    for other in (item.draft for item in around):
        same = other.passage == draft.passage and other.sentence == draft.sentence
        if other.type == "COERCE" and same and other.recipients and other.actors and draft.type == "ASSAULT":
            return _strangers(other.recipients, draft)
        if other.type == "PROTEST" and (same or _near(draft, other)) and other.factuality in _REAL:
            return _strangers(other.actors, draft)
    return []


def _content_falls_on(draft: EventDraft, following: Sequence[Placed]) -> list[Filled]:
    """The recipients of the unreal event that stands behind a threat in its sentence."""
    for item in following:
        other = item.draft
        if other.sentence == draft.sentence and other.factuality in ("possible", "conditional", "planned"):
            return other.recipients
    return []


def _near(draft: EventDraft, before: EventDraft) -> bool:
    return draft.passage == before.passage and draft.sentence[0] - before.sentence[1] < 3


def _strangers(found: list[Filled], draft: EventDraft) -> list[Filled]:
    """Those who are not actors of the event themselves; they may be of the same country."""
    own = {actor for actor, _ in draft.actors}
    return [item for item in found if item[0] not in own]


def _others(found: list[Filled], draft: EventDraft, actors: ActorIndex) -> list[Filled]:
    own = {actor for actor, _ in draft.actors}
    lands = {actors.country_of(actor) for actor in own} - {None}
    return [item for item in found if item[0] not in own and actors.country_of(item[0]) not in lands]
