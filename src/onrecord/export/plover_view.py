"""PLOVER's view of a record's events, for scorers and exports.

The record keeps the type that the words name, with a factuality; PLOVER has neither future nor negated events. Its
manual says:
- a cooperative action in the future (CONSULT, SUPPORT, COOPERATE, AID) is AGREE, mutual for meetings;
- an announced retreat is CONCEDE;
- what is refused or fails (an agreement, aid, a retreat, a concession) is REJECT;
- coercion, violence, sanctions, mobilization or protest that is announced is THREATEN;
- a coder returns the single event and no second one for what it is about: what stands in the content of another event
  ("agreed to withdraw", "threatened to strike") is not told apart.
Everything else that did not happen is dropped.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.codebook.directions import STRIKING
from onrecord.record import Event, Participant, Place, Record

REAL = frozenset({"happened", "ongoing"})
TO_AGREE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
TO_THREATEN = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
TO_REJECT = frozenset({"REJECT", "AGREE", "AID", "RETREAT", "CONCEDE", "COOPERATE"})
# Types whose trigger has a content: an unreal event behind one of them in its sentence is what it is about.
_ABOUT = frozenset({"AGREE", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "MOBILIZE", "CONSULT"})
_TOLD_WITH = {
    "REQUEST": frozenset({"PROTEST"}), "ACCUSE": frozenset({"PROTEST", "SANCTION"}), "MOBILIZE": frozenset({"ASSAULT"}),
}  # fmt: skip
SCORES = {"AGREE": 2.5, "CONCEDE": 4.5, "THREATEN": -3.5, "REJECT": -2.0}
QUADS = {
    "AGREE": "verbal cooperation",
    "CONCEDE": "verbal cooperation",
    "THREATEN": "verbal conflict",
    "REJECT": "verbal conflict",
}


def projected_type(event: Event) -> str | None:
    """The type that PLOVER gives an event, None where it has no such event."""
    if event.factuality is None or event.factuality in REAL:
        return event.type
    if event.factuality == "planned":
        if event.type in TO_AGREE:
            return "AGREE"
        if event.type == "RETREAT":
            return "CONCEDE"
        if event.type in TO_THREATEN:
            return "THREATEN"
        return event.type if event.type in ("AGREE", "CONCEDE") else None
    if event.factuality == "not_happened" and event.type in TO_REJECT:
        return "REJECT"
    return None


def as_plover(record: Record) -> Record:
    """The record with PLOVER's view of its events; the rest, and the record given, are as they were."""
    return record.model_copy(update={"events": plover_view(record.events)})


def plover_view(events: Sequence[Event]) -> list[Event]:
    """The events as PLOVER would code them, in text order; the record's own are left as they are."""
    found: list[Event] = []
    for event in events:
        if _is_content(event, events) or _is_background(event, events):
            continue
        kind = projected_type(event)
        if kind is None or _belongs(event, events):
            continue
        if kind != event.type:
            changes: dict[str, object] = {"type": kind, "mode": None, "quad": QUADS[kind], "score": SCORES[kind]}
            if event.type == "CONSULT":
                changes |= {"actors": _both(event), "recipients": []}
            event = event.model_copy(update=changes)
        found.append(event)
    return found


def struck_country(event: Event, places: Sequence[Place]) -> str | None:
    """The country in which violence or coercion happens; PLOVER takes it for the recipient's where nobody is named who
    undergoes it ("a car bomb exploded in Baghdad"). None for other types, and without a place."""
    if event.type not in STRIKING or event.place is None:
        return None
    return next((place.country for place in places if place.id == event.place), None)


def recipient_countries(known: Sequence[str | None], struck: str | None) -> list[str | None]:
    """The countries of an event's recipients as PLOVER has them: where none is known, that of the place of violence or
    coercion (`struck`) is that of each; where nobody is named, it stands alone."""
    if struck is None or any(known):
        return list(known)
    return [struck] * max(len(known), 1)


def _is_content(event: Event, events: Sequence[Event]) -> bool:
    """Whether an event is what another of its sentence is about: unreal behind it, or what the accused are accused
    of."""
    start, mine = event.trigger[0][0], {item.actor for item in event.actors}
    unreal = event.factuality is not None and event.factuality not in REAL
    for other in events:
        if other.sentence != event.sentence or other.trigger[0][0] >= start or other.type not in _ABOUT:
            continue
        if unreal:
            return True
        if other.type == "ACCUSE" and mine and mine <= {item.actor for item in other.recipients}:
            return True
    return False


def _is_background(event: Event, events: Sequence[Event]) -> bool:
    """Whether a noun only names an event where a verb tells another: "apologised for the shelling"."""
    if "nouns." not in event.rule:
        return False
    return any(
        other is not event
        and "verbs." in other.rule
        and any(other.sentence == mention.sentence for mention in event.mentions)
        for other in events
    )


def _belongs(event: Event, events: Sequence[Event]) -> bool:
    """Whether the manual tells an event together with another one of its sentence.

    What a protest demands is not coded apart; troops that move to an assault are the assault; an accusation that
    ends in a conviction is the conviction.
    """
    over = _TOLD_WITH.get(event.type)
    if over is None:
        return False
    mine = {item.actor for item in event.actors}
    theirs = {item.actor for item in event.recipients}
    for other in events:
        if other.type not in over or other.sentence != event.sentence or (other.factuality or "happened") not in REAL:
            continue
        who, whom = {item.actor for item in other.actors}, {item.actor for item in other.recipients}
        if (mine & who) or (not mine and theirs & whom):
            return True
    return False


def _both(event: Event) -> list[Participant]:
    return [*event.actors, *event.recipients]
