"""Verbs of saying and thinking that credit nothing to anybody: what is asked of somebody, what anybody could say."""

from __future__ import annotations

from onrecord.codebook.cues import Cue, Cues
from onrecord.language.parsed import Passage
from onrecord.reading.rule_words import rule_words

_MANDATING = rule_words("not_said.mandating")
_APPOINTED = rule_words("not_said.appointed")
_STIRRING = rule_words("not_said.stirring")
_PUT_TO = frozenset({"ask", "urge", "warn"})


def is_demanded(p: Passage, verb: int) -> bool:
    """ "recommended that members reject the offer": what is asked of somebody has not been said."""
    if p.dep[verb] != "ccomp" or p.tag[verb] not in ("VB", "VBP") or p.child(verb, "aux", "auxpass") is not None:
        return False
    if not any(p.lower[mark] == "that" for mark in p.kids(verb, "mark")):
        return False
    return p.lemma[p.head[verb]] in _MANDATING


def is_anybodys(p: Passage, verb: int, head: int) -> bool:
    """ "It is interesting to note that ...", "it is fair to say that ...", "it is an honor to welcome her": nobody in
    particular says it."""
    if p.dep[verb] in ("acl", "relcl") and p.dep[head] == "attr" and p.tag[verb] == "VB":
        return p.lemma[p.head[head]] == "be" and any(p.lower[i] == "it" for i in p.kids(p.head[head], "nsubj"))
    # "it's worrying to see", where the parser takes the adjective for a verb; "it is hoping to see" is somebody's hope
    stirring = p.tag[p.head[verb]] == "VBG" and p.lower[p.head[verb]] in _STIRRING
    return (
        p.lower[head] == "it"
        and p.dep[verb] in ("xcomp", "ccomp", "advcl")
        and p.is_infinitive(verb)
        and (p.lemma[p.head[verb]] == "be" or stirring)
    )


def is_ability(p: Passage, verb: int, head: int) -> bool:
    """ "You can tell whether it is open": who can find out something says nothing."""
    can = any(p.lower[kid] in ("can", "could") for kid in p.kids(verb, "aux"))
    hears = p.child(verb, "dobj", "dative") is not None
    return p.lemma[verb] == "tell" and can and p.lower[head] in ("you", "one", "we", "i") and not hears


def is_put_to_somebody(p: Passage, verb: int, cues: Cues) -> bool:
    """ "told supporters to expect a long night", "urged ministers to reject the ban": an attitude that somebody is told
    to take is not yet his, nor has he said what he is asked to say."""
    above = p.head[verb]
    if p.dep[verb] not in ("xcomp", "ccomp", "acl") or not p.is_infinitive(verb):
        return False
    if p.dep[above] == "dobj" and p.dep[verb] == "acl":
        above = p.head[above]
    heard = p.child(above, "dobj", "dative", "nsubjpass") is not None or p.child(verb, "nsubj") is not None
    return heard and any(other.entry.act in _PUT_TO for other in cues.verbs.get(p.lemma[above], ()))


def is_still_to_come(p: Passage, verb: int, cue: Cue, frame: str, cues: Cues) -> bool:
    """ "is expected to announce his bid", "hopes to name a deputy": what is only wished or foreseen is not yet said."""
    if cue.entry.act not in ("announce", "say") or frame != "object" or p.dep[verb] != "xcomp":
        return False
    above = cues.verbs.get(p.lemma[p.head[verb]], ())
    return p.is_infinitive(verb) and any(other.entry.act in ("believe", "threaten") for other in above)


def is_appointment(p: Passage, verb: int, cue: Cue, passive: bool, cues: Cues) -> bool:
    """ "The Senate confirmed the nominee": puts somebody into a post, and confirms no word."""
    if cue.entry.act != "confirm" or p.child(verb, "ccomp") is not None:
        return False
    obj = p.child(verb, "nsubjpass") if passive else p.child(verb, "dobj")
    return obj is not None and (p.lower[obj] in _APPOINTED or p.lemma[obj] in _APPOINTED or p.ent[obj] == "PERSON")


def is_handed_on(p: Passage, verb: int) -> bool:
    """ "shared its findings with Washington": what is given to somebody is no view that two have in common."""
    return p.lemma[verb] == "share" and any(p.lower[prep] == "with" for prep in p.kids(verb, "prep"))


def is_without(p: Passage, verb: int) -> bool:
    """ "reported, without citing a source, that ...": what is not done credits nothing."""
    above = p.head[verb]
    return p.dep[verb] == "pcomp" and p.lower[above] == "without" and p.lemma[verb] in ("cite", "quote", "name")
