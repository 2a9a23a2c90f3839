"""What is asked for or promised as a thing is an event to come: "asked Luanda for troops", "a promise of patrol boats".

The verb or noun tells the request or the promise; the help itself has no word of doing, only its goods. Who is asked
would give it, and who asks would have it; who promises would give it too.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.language.parsed import Passage
from onrecord.reading.clauses import measured
from onrecord.reading.event_draft import EventDraft
from onrecord.reading.participants import Filled
from onrecord.reading.rule_words import rule_words
from onrecord.record import Factuality

_GOODS = rule_words("asked_aid.goods")
# "sought a loan", "requested helicopters": what is asked for is their object.
_SEEKING = rule_words("asked_aid.seeking")
_OFFERING = rule_words("asked_aid.offering")


def with_aid_asked_for(passage: Passage, drafts: list[EventDraft]) -> list[EventDraft]:
    """The drafts of a passage with the help that its requests and promises name; both sides are filled in where such
    help is told already ("asked for help")."""
    known = {draft.head: draft for draft in drafts}
    added: list[EventDraft] = []
    for draft in drafts:
        goods = _goods(passage, draft)
        if goods is None or not (draft.actors or draft.recipients):
            continue
        gives, gains = draft.actors, draft.recipients
        if draft.type == "REQUEST":
            gives, gains = gains, gives
        told = known.get(goods)
        if told is None:
            added.append(_to_come(passage, draft, goods, gives, gains))
        elif told.type == "AID":
            if told.weak:
                # "lobbied lenders for a bailout": a noun with nobody in it is told by who asks
                told.weak, told.factuality = False, "possible"
            told.actors = told.actors or [item for item in gives if item not in told.recipients]
            told.recipients = told.recipients or [item for item in gains if item not in told.actors]
    return sorted([*drafts, *added], key=lambda each: each.head) if added else drafts


def _goods(passage: Passage, draft: EventDraft) -> int | None:
    """The noun of what is asked for or promised, None where that is no help."""
    nominal = passage.pos[draft.head] == "NOUN"
    if draft.type == "REQUEST":
        word = "for"
    elif draft.type == "AGREE" and nominal:
        word = "of"
    else:
        return None
    for kid in passage.children[draft.head]:
        target: int | None = None
        if passage.dep[kid] == "prep" and passage.lower[kid] == word:
            target = passage.child(kid, "pobj")
        elif passage.dep[kid] == "dobj" and passage.lemma[draft.head] in _SEEKING:
            target = kid
        if target is None:
            continue
        noun = measured(passage, target)
        if passage.lemma[noun] in _GOODS and passage.ent[noun] not in ("ORG", "PERSON"):
            return noun
    return None


def _to_come(passage: Passage, draft: EventDraft, goods: int, gives: list[Filled], gains: list[Filled]) -> EventDraft:
    value: Factuality = "possible"
    if draft.type == "AGREE" and draft.factuality == "happened" and passage.lemma[draft.head] not in _OFFERING:
        value = "planned"
    return replace(
        draft,
        head=goods,
        trigger=[goods],
        type="AID",
        mode=None,
        actors=list(gives),
        recipients=list(gains),
        factuality=value,
        counts=[],
        rule=f"{draft.rule} for {passage.lemma[goods]}",
        lemma=passage.lemma[goods],
        reasons=[f"help that '{passage.words[draft.head]}' names"],
        others=[],
        clause=None,
        merged=[],
        disclaimed=False,
        target=None,
        back=False,
        definite=False,
    )
