"""Find the triggers of events: verbs and nouns of the codebook whose pattern fits the parse around them."""

from __future__ import annotations

from onrecord.codebook.events import EventBook
from onrecord.language.parsed import Passage
from onrecord.reading.clauses import swallowed
from onrecord.reading.noun_triggers import NounMatcher
from onrecord.reading.trigger_match import Match
from onrecord.reading.verb_triggers import VerbMatcher

# Types whose object can be an event of its own: "demanded the release", "vetoed the aid package", "promised talks".
# "agreed on a truce" is the agreement itself, and "reached an accord" no second event.
_AGREEING = frozenset({"agree", "reach", "accept", "sign", "strike", "conclude", "accede", "consent"})
# What is approved, and what is lifted, is not told anew: "ratified the treaty", "eased the sanctions".
_ENDED: dict[str | None, frozenset[str]] = {
    "SUPPORT": frozenset({"AGREE"}), "CONCEDE": frozenset({"SANCTION", "COERCE", "RETREAT", "ACCUSE", "ASSAULT"}),
    "REJECT": frozenset({"AGREE"}),
}  # fmt: skip
# "welcomed a promise of boats", "spurned the offer": what was promised or offered is told here.
_OPEN: dict[str | None, frozenset[str]] = {
    "SUPPORT": frozenset({"promise", "pledge", "offer", "vow"}), "CONCEDE": frozenset(), "REJECT": frozenset({"offer"}),
}  # fmt: skip
_TELLING = frozenset({"REQUEST", "AGREE", "THREATEN", "REJECT", "CONCEDE", "SUPPORT", "ACCUSE"})


def find_triggers(passage: Passage, book: EventBook) -> list[list[Match]]:
    """What can be read at each trigger of a passage, the strictest first, in text order.

    A token that belongs to one trigger starts no other, unless it names what is demanded, promised or refused.
    """
    verbs, nouns = VerbMatcher(passage, book), NounMatcher(passage, book)
    found: list[list[Match]] = []
    taken: dict[int, str] = {}
    idle = _in_idioms(passage, book)
    for token, pos in enumerate(passage.pos):
        if (pos == "VERB" or pos == "AUX") and token not in idle and _can_trigger(passage, token):
            matches = verbs.verb(token)
            if matches:
                found.append(matches)
                for other in matches[0].tokens:
                    taken[other] = matches[0].pattern.type
                about = matches[0].object
                if about is not None and about not in taken and matches[0].pattern.type in _TELLING:
                    taken[about] = matches[0].pattern.type
    for token, pos in enumerate(passage.pos):
        if (pos == "NOUN" or pos == "PROPN") and token not in idle:
            over = taken.get(token)
            if over is not None and (over not in _TELLING or passage.lemma[passage.head[token]] in _AGREEING):
                continue
            matches = nouns.noun(token)
            if over is not None:
                open_yet = passage.lemma[token] in _OPEN.get(over, ())
                ended = () if open_yet else _ENDED.get(over, ())
                matches = [each for each in matches if each.pattern.type != over and each.pattern.type not in ended]
                for match in matches:
                    match.told_in = True
            if matches:
                found.append(matches)
    found.sort(key=lambda matches: (matches[0].head, matches[0].tokens))
    return found


def _in_idioms(passage: Passage, book: EventBook) -> set[int]:
    """The tokens of fixed phrases that tell of no event: "in order to", "heart attack"."""
    lower, found = passage.lower, set[int]()
    for token, word in enumerate(lower):
        if word not in book.idioms:
            continue
        for phrase in book.idioms[word]:
            if tuple(lower[token : token + len(phrase)]) == phrase:
                found.update(range(token, token + len(phrase)))
    return found


def _can_trigger(passage: Passage, token: int) -> bool:
    """Full verbs; "be" and "have" where they are no auxiliaries; of modifiers only what the parser took for one."""
    if passage.pos[token] == "AUX" and (
        passage.lemma[token] not in ("be", "have") or passage.dep[token] in ("aux", "auxpass")
    ):
        return False
    if passage.dep[token] != "amod":
        return True
    if passage.tag[token] in ("VBD", "VBZ") and passage.child(token, "nsubj") is not None:
        return True
    return swallowed(passage, token) is not None
