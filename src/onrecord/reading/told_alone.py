"""Passives that tell a public act and leave out who did it: "the curfew was lifted", "a deal was reached in Doha"."""

from __future__ import annotations

from onrecord.language.parsed import Passage
from onrecord.reading.rule_words import rule_words
from onrecord.reading.trigger_match import Match
from onrecord.record import Factuality

_TOLD_ALONE = frozenset({"AGREE", "SUPPORT", "CONCEDE", "CONSULT", "REJECT", "RETREAT", "SANCTION", "MOBILIZE"})
_SESSIONS = rule_words("told_alone.sessions")
_TEXTS = rule_words("told_alone.texts")
_BILLS = rule_words("told_alone.bills")
_OPEN = frozenset({"conditional", "possible"})
_WEAK_IF_UNTRUE = _TOLD_ALONE - {"MOBILIZE"}
_WEAK_IF_OPEN = _TOLD_ALONE - {"MOBILIZE", "SANCTION", "RETREAT"}
_NAMED_ALONE = {"REJECT": _BILLS, "CONSULT": _SESSIONS, "SUPPORT": _TEXTS}


def is_told_alone(passage: Passage, match: Match) -> bool:
    """Whether a passive tells what was done to its subject, the pattern's own noun, though nobody is named: "the motion
    has been voted down". Not of "ambulances were sent", "the talks were put off": by whomever, for whatever reason."""
    noun, kind = match.object, match.pattern.type
    if noun is None:
        return False
    if kind == "AGREE" and passage.dep[match.head] == "acl" and passage.head[match.head] == noun:
        # "under an accord reached in October"
        return passage.tag[match.head] == "VBN" and match.pattern.subject != "R"
    if passage.dep[noun] != "nsubjpass" or passage.head[noun] != match.head:
        return False
    if kind not in _TOLD_ALONE or passage.lemma[noun] not in _NAMED_ALONE.get(kind, {passage.lemma[noun]}):
        return False
    return match.pattern.subject != "R" and passage.child(match.head, "auxpass") is not None


def is_nothing(passage: Passage, match: Match, value: Factuality) -> bool:
    """Whether such a passive tells of no act: "no date was fixed", "if the dispute is settled"."""
    kinds = _WEAK_IF_UNTRUE if value == "not_happened" else _WEAK_IF_OPEN if value in _OPEN else frozenset()
    return match.pattern.type in kinds and is_told_alone(passage, match)
