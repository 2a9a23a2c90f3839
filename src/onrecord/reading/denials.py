"""Denials of what somebody else said before: "Villagers said soldiers burned the mill; the junta denied it"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.reading.joining import Placed
from onrecord.reading.who import ActorIndex
from onrecord.record import Statement

# What stands for the words before: a pronoun, or "the allegation", "any such claims".
_ANAPHOR = re.compile(
    r"(?:it|that|this|them|so|wrongdoing|responsibility|any (?:role|part|involvement)|"
    r"(?:(?:the|these|those|any|such|that|this|all|both|its|their)\s+)*"
    r"(?:allegation|accusation|claim|charge|report|account|story|assertion|suggestion|accusal)s?)\W*",
    re.IGNORECASE,
)
# A denial reaches the sentence before it: so many characters between them at most.
_NEAR = 3
_REAL = frozenset({"happened", "ongoing"})


def deny(placed: Sequence[Placed], statements: Sequence[Statement], text: str, actors: ActorIndex) -> None:
    """Mark as denied, in place, what one source tells and the one who is to have done it denies right afterwards.

    Only what stands in somebody's mouth: what the reporter tells in their own words stays as told.
    """
    for statement in statements:
        if statement.act != "deny" or not statement.content or not _points_back(statement, text):
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
    return any(actor in deniers or actors.country_of(actor) in lands for actor, _ in does)
