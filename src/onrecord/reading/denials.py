"""Denials of what somebody else said before: "Villagers said soldiers burned the mill; the junta denied it"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.reading.joining import Placed, related
from onrecord.reading.who import ActorIndex
from onrecord.record import Statement

# What stands for the words before: a pronoun, or "the allegation", "any such claims".
_ANAPHOR = re.compile(
    r"(?:it|that|this|them|so|wrongdoing|responsibility|any (?:role|part|involvement)|"
    r"(?:(?:the|an?|these|those|any|such|that|this|all|both|its|their)\s+)*"
    r"(?:allegation|accusation|claim|charge|report|account|story|assertion|suggestion|accusal)s?)\W*",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]+")
# Two words of one stem begin alike: "threatened", "threat". A denial that names the deed reaches so many characters.
_STEM, _REACH, _PARAGRAPHS = 5, 1500, 3
# A denial reaches the sentence before it: so many characters between them at most.
_NEAR = 3
_FORCES = frozenset({"COP", "MIL", "SPY"})
_SPEAKING_FOR = _FORCES | {"GOV"}
_REAL = frozenset({"happened", "ongoing"})


def deny(placed: Sequence[Placed], statements: Sequence[Statement], text: str, actors: ActorIndex) -> None:
    """Mark as denied, in place, what one source tells and the one who is to have done it denies right afterwards.

    Only what stands in somebody's mouth: what the reporter tells in their own words stays as told.
    """
    for statement in statements:
        if statement.act != "deny" or not statement.content:
            continue
        if not _points_back(statement, text):
            _deny_named(placed, statement, text, actors)
            continue
        for item in placed:
            draft = item.draft
            if item.statement in (None, statement.id) or draft.factuality not in _REAL:
                continue
            gap = statement.cue[0][0] - draft.sentence[1]
            before = draft.sentence[0] < statement.cue[0][0] and gap < _NEAR + _subject_length(statement)
            if before and item.offset < statement.cue[0][0] and _is_own(draft.actors, statement, actors):
                draft.factuality = "denied"
                draft.reasons.append("denied right afterwards by who is to have done it")


def _deny_named(placed: Sequence[Placed], statement: Statement, text: str, actors: ActorIndex) -> None:
    """Mark the deed that a denial names again: "He said guards had boarded two boats. ... Oslo denied that any boat was
    boarded"."""
    words = {word for start, end in statement.content for word in _WORD.findall(text[start:end].lower())}
    stems = {word[:_STEM] for word in words if len(word) >= _STEM}
    again = {item.draft.lemma for item in placed if item.statement == statement.id}
    here = next((item.draft.passage for item in placed if item.statement == statement.id), None)
    start = statement.cue[0][0]
    for item in placed:
        draft = item.draft
        if item.statement in (None, statement.id) or draft.factuality not in _REAL or item.offset >= start:
            continue
        if start - item.offset > _REACH or (here is not None and here - draft.passage > _PARAGRAPHS):
            continue
        word = text[item.offset : item.offset + _STEM].lower()
        told = (
            word in stems
            or draft.lemma[:_STEM] in stems
            or any(other == draft.lemma or (related(other, draft.lemma) and here == draft.passage) for other in again)
        )
        if told and draft.actors and _is_own(draft.actors, statement, actors):
            draft.factuality = "denied"
            draft.reasons.append("denied in so many words by who is to have done it")


def _points_back(statement: Statement, text: str) -> bool:
    start, end = statement.content[0]
    return len(statement.content) == 1 and _ANAPHOR.fullmatch(text[start:end]) is not None


def _subject_length(statement: Statement) -> int:
    """Characters from the beginning of the denial to its cue."""
    before = [span for span in statement.source if span[0] < statement.cue[0][0]]
    return statement.cue[0][0] - before[0][0] if before else 0


def _is_own(does: Sequence[tuple[str, object]], statement: Statement, actors: ActorIndex) -> bool:
    """Whether who denies is who is to have done it, or speaks for the same country; nobody named can be anybody."""
    if not does:
        return True
    deniers = set(statement.source_actors)
    lands = {actors.country_of(actor) for actor in deniers} - {None}
    if any(actor in deniers or actors.country_of(actor) in lands for actor, _ in does):
        return True
    # "officers fired at the crowd, a claim that a police spokeswoman denied": the force speaks for its people
    for_force = any(actors.sector_of(actor) in _SPEAKING_FOR for actor in deniers)
    return for_force and any(
        actors.sector_of(actor) in _FORCES and actors.country_of(actor) is None for actor, _ in does
    )
