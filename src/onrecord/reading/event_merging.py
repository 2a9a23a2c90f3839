"""One happening that one sentence names twice is one draft: "killed 12 in an attack", "an attack killed 12"."""

from __future__ import annotations

from onrecord.language.parsed import Passage
from onrecord.reading.event_draft import EventDraft
from onrecord.reading.participants import united
from onrecord.reading.rule_words import rule_words

_ANSWERING = rule_words("event_merging.answering")
_HELPING = frozenset({"help", "assist"})
_APART = frozenset({"CONCEDE", "AID", "SUPPORT", "COOPERATE", "RETREAT", "REJECT"})


def _verb_chain(passage: Passage, token: int) -> list[int]:
    return [token, *passage.ancestors(token)]


def merged_in_sentence(passage: Passage, drafts: list[EventDraft]) -> list[EventDraft]:
    """One happening that one sentence names twice is one draft: "killed 12 in an attack", "an attack killed 12"."""
    kept: list[EventDraft] = []
    for draft in drafts:
        if draft.type == "REQUEST" and _is_cry_of_protest(passage, kept, draft):
            continue
        if draft.type == "COERCE" and _is_aim_of_force(passage, kept, draft):
            continue
        host = next((other for other in kept if _same_in_sentence(passage, other, draft)), None)
        if host is None:
            kept.append(draft)
            continue
        _absorb(host, draft, passage)
    heads = {draft.clause: draft for draft in kept if draft.clause is not None}
    for draft in kept:
        for above in passage.ancestors(draft.head):
            over = heads.get(above) or heads.get(draft.head)
            if over is not None and over is not draft:
                draft.inside = over.head
                break
        else:
            draft.inside = _accused_of(passage, kept, draft)
    return kept


def _accused_of(passage: Passage, kept: list[EventDraft], draft: EventDraft) -> int | None:
    """The head of the accusation in which a deed is named: "accused them of *blocking* the bill"."""
    prep = passage.head[draft.head]
    if passage.dep[draft.head] != "pcomp" or passage.dep[prep] != "prep":
        return None
    over = passage.head[prep]
    return next((other.head for other in kept if other.type == "ACCUSE" and over in other.trigger), None)


def _is_cry_of_protest(passage: Passage, kept: list[EventDraft], draft: EventDraft) -> bool:
    """ "marched to demand more nurses": what a crowd wants is its protest, and no request of its own."""
    host = _purposeful(passage, kept, draft)
    if host is None or host.type != "PROTEST":
        return False
    host.recipients = host.recipients or draft.recipients
    return True


def _is_aim_of_force(passage: Passage, kept: list[EventDraft], draft: EventDraft) -> bool:
    """ "fired tear gas to disperse the crowd": what force against a crowd is for is no second deed."""
    host = _purposeful(passage, kept, draft)
    if host is None or host.mode != "crowd-control" or not passage.is_infinitive(draft.head):
        return False
    host.recipients = host.recipients or draft.recipients
    return True


def _purposeful(passage: Passage, kept: list[EventDraft], draft: EventDraft) -> EventDraft | None:
    """The deed whose purpose another may be, by the clause that it stands in; None where it stands in none."""
    if passage.dep[draft.head] not in ("advcl", "xcomp"):
        return None
    return next((other for other in kept if other.head == passage.head[draft.head]), None)


def _same_in_sentence(passage: Passage, one: EventDraft, two: EventDraft) -> bool:
    if one.type != two.type or passage.sentence_of[one.head] != passage.sentence_of[two.head]:
        return False
    if one.clause is not None and two.head > one.head and one.clause in _verb_chain(passage, two.head) and not two.weak:
        return one.type == "CONSULT"
    first, second = sorted((one.head, two.head))
    if passage.dep[second] == "conj" and "summon" in (one.lemma, two.lemma) and one.lemma != two.lemma:
        # "condemned the strike and summoned the envoy": words, and a deed of a ministry
        return False
    if passage.dep[second] == "conj" and one.mode != two.mode and one.type != "ASSAULT" and one.mode and two.mode:
        # "searched the office and detained the editor" are two
        return False
    if _have_own_objects(passage, one, two, first, second):
        return False
    if one.type == "COERCE" and one.mode != two.mode and one.mode and two.mode and passage.head[second] == first:
        # "raided a plant in Omaha, detaining 76 workers": the search and the arrests are two
        return passage.child(second, "dobj") is None
    if _answers(passage, first, second) or _answers(passage, second, first):
        return False
    if one.type == "AID" and passage.lemma[first] in _HELPING and passage.head[second] == first:
        # "helped rebuild schools": the help is the rebuilding
        return True
    linked = first in passage.ancestors(second) or second in passage.ancestors(first)
    shared = bool(set(_verb_chain(passage, one.head)[:2]) & set(_verb_chain(passage, two.head)[:2]))
    if not linked and not shared:
        return False
    names_one, names_two = {a for a, _ in one.actors}, {a for a, _ in two.actors}
    if names_one and names_two and not names_one & names_two and one.type != "CONSULT":
        hit_one, hit_two = {a for a, _ in one.recipients}, {a for a, _ in two.recipients}
        return bool(hit_one and hit_one & hit_two)
    if passage.dep[two.head] == "advcl" and one.head == passage.head[two.head] and one.type == "PROTEST":
        # "blocked roads to protest against": the purpose is the happening itself
        return True
    real = {"happened", "ongoing"}
    return (one.factuality in real) == (two.factuality in real) or one.weak or two.weak


def _answers(passage: Passage, above: int, below: int) -> bool:
    """Whether one deed answers another: "bombed a workshop *in response to* rocket fire"."""
    chain = passage.ancestors(below)
    if above not in chain:
        return False
    return any(passage.lemma[token] in _ANSWERING for token in chain[: list(chain).index(above)])


def _have_own_objects(passage: Passage, one: EventDraft, two: EventDraft, first: int, second: int) -> bool:
    """ "lifted the curfew and reopened the border", "praised Chad and thanked Mali": two deeds, each with an object of
    its own."""
    if one.type not in _APART or passage.dep[second] != "conj" or passage.head[second] != first:
        return False
    if passage.pos[first] != "VERB" or passage.pos[second] != "VERB":
        return False
    return (
        passage.child(first, "dobj", "nsubjpass") is not None and passage.child(second, "dobj", "nsubjpass") is not None
    )


def _absorb(host: EventDraft, draft: EventDraft, passage: Passage) -> None:
    """Take over what the second naming adds; the stronger one gives the trigger."""
    if host.weak and not draft.weak:
        host.head, host.trigger, host.rule, host.lemma = draft.head, draft.trigger, draft.rule, draft.lemma
        host.weak, host.factuality, host.confidence = False, draft.factuality, draft.confidence
    known = {actor for actor, _ in (*host.actors, *host.recipients)}
    if not host.actors:
        host.actors = [item for item in draft.actors if item[0] not in {actor for actor, _ in host.recipients}]
        known |= {actor for actor, _ in host.actors}
    if not host.recipients or draft.type == "ASSAULT":
        host.recipients = united(host.recipients, [item for item in draft.recipients if item[0] not in known])
    if host.mode is None:
        host.mode = draft.mode
    host.counts += [count for count in draft.counts if all(count.token != other.token for other in host.counts)]
    host.merged.append(draft.head)
