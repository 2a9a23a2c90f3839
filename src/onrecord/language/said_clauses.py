"""Mend the clause behind a verb of saying, and a saying at the end of a sentence, where the words leave no other
reading.

English leaves out "that" and tells past tense and participle by the same word, so that a parser takes "said the rule
excluded scientists" for the saying of a rule. A verb that takes no object decides such cases.
"""

from __future__ import annotations

from collections.abc import Container

from onrecord.language.parse import edges
from onrecord.language.parsed import Passage

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_RELATIVE = frozenset({"WDT", "WP"})
_NAMING = frozenset({"NOUN", "PROPN", "PRON"})


def mend_said_clauses(p: Passage, speech: Container[str], cues: Container[str]) -> None:
    """Mend, in place, what the parser made of clauses with no "that" and of closing sayings.

    `speech` holds the lemmas of speaking, `cues` all that credit something to somebody.
    """
    moved = _mend_plurals(p, cues)
    moved = _mend_asked(p) or moved
    for verb, tag in enumerate(p.tag):
        if tag not in _FINITE or p.lemma[verb] not in cues:
            continue
        moved = _mend_said_to(p, verb) or moved
        moved = _mend_object(p, verb, speech) or moved
        moved = _mend_participle(p, verb) or moved
        moved = _mend_free_relative(p, verb) or moved
        if p.lemma[verb] in speech:
            moved = _mend_final_subject(p, verb) or moved
    for verb, tag in enumerate(p.tag):
        if tag == "VBP" and p.dep[verb] == "nsubj" and p.lemma[verb] in cues:
            moved = _mend_noun_reading(p, verb) or moved
    if moved:
        p.children, p.subtree = edges(p.head)


def _mend_said_to(p: Passage, verb: int) -> bool:
    """ "A man, said to be the father, has caught it": a participle in an aside, no saying of the man's."""
    noun = p.child(verb, "nsubj")
    told = next((kid for kid in p.kids(verb, "ccomp") if kid > verb), None)
    if noun is None or told is None or p.tag[verb] != "VBD" or p.lower[verb + 1] != "to" or p.dep[verb] != "ROOT":
        return False
    if p.words[verb - 1] != "," or p.child(told, "nsubj", "nsubjpass", "expl", "mark") is not None:
        return False
    if p.words[p.subtree[told][0] - 1] != ",":
        return False
    for kid in list(p.children[verb]):
        if kid > told or kid == noun:
            p.head[kid] = told
    p.head[told], p.dep[told] = told, "ROOT"
    p.head[verb], p.dep[verb], p.tag[verb] = noun, "acl", "VBN"
    return True


def _mend_asked(p: Passage) -> bool:
    """ "Asked if he had been paid, the referee shrugged": the participle belongs to the clause behind the comma, and
    "if" to the asking."""
    moved = False
    for verb, _ in p.sentences:
        if p.dep[verb] != "ROOT" or p.tag[verb] not in ("VBN", "VBD") or p.lemma[verb] not in _ASKING:
            continue
        main = next((kid for kid in p.kids(verb, "ccomp", "conj") if p.child(kid, "nsubj") is not None), None)
        subject = p.child(main, "nsubj") if main is not None else None
        if main is None or subject is None or subject < verb or p.words[p.subtree[subject][0] - 1] != ",":
            continue
        for kid in list(p.children[main]):
            if kid < subject and p.dep[kid] in ("advcl", "prep"):
                p.head[kid] = verb
                p.dep[kid] = "ccomp" if p.dep[kid] == "advcl" else p.dep[kid]
        for kid in list(p.children[verb]):
            if kid > main:
                p.head[kid] = main
        p.head[main], p.dep[main] = main, "ROOT"
        p.head[verb], p.dep[verb], p.tag[verb] = main, "advcl", "VBN"
        moved = True
    return moved


def _mend_plurals(p: Passage, cues: Container[str]) -> bool:
    """ "The memo states that ...", "The ad claims, without a source, that ...": the verb looks like a plural, and its
    subject like the first part of a compound."""
    moved = False
    for first, end in p.sentences:
        verb = next((i for i in range(first + 1, end) if p.dep[i] == "ROOT"), first)
        noun = verb - 1
        if verb == first or p.tag[verb] not in ("NNS", "VBZ") or p.dep[noun] != "compound" or p.head[noun] != verb:
            continue
        lemma = p.lemma[verb]
        clause = next((kid for kid in p.kids(verb, "ccomp", "acl", "relcl") if kid > verb), None)
        if lemma not in cues or p.child(verb, "nsubj") is not None or clause is None:
            continue
        if not any(p.lower[mark] == "that" for mark in p.kids(clause, "mark")) or p.tag[noun] != "NN":
            continue
        for kid in p.children[verb]:
            if kid < noun:
                p.head[kid] = noun
        p.tag[verb], p.pos[verb], p.dep[noun] = "VBZ", "VERB", "nsubj"
        p.dep[clause] = "ccomp"
        moved = True
    return moved


def _mend_object(p: Passage, verb: int, speech: Container[str]) -> bool:
    """ "The army said a drone called in at dawn hit two boats", "She said the rule excluded them": saying has no
    object with a participle; the noun is the subject of what was said."""
    noun = p.child(verb, "dobj")
    if p.lemma[verb] not in _NO_OBJECT or p.lemma[verb] not in speech or noun is None or noun < verb:
        return False
    if p.child(verb, "ccomp") is not None or p.subtree[noun][0] != verb + 1:
        return False
    told = next((kid for kid in p.kids(noun, "acl") if p.tag[kid] in ("VBN", "VBD") and kid > noun), None)
    if told is None or p.words[told - 1] == "," or p.child(told, "agent") is not None:
        return False
    for kid in list(p.children[verb]):
        if (
            kid > told
            and p.dep[kid] in ("prep", "advcl", "npadvmod", "advmod", "conj", "cc")
            and p.words[kid - 1] != ","
        ):
            p.head[kid] = told
    p.head[told], p.dep[told], p.tag[told] = verb, "ccomp", "VBD"
    p.head[noun], p.dep[noun] = told, "nsubj"
    return True


_ASKING = frozenset({"ask", "press", "question", "quiz"})
# Verbs of speaking that take nothing but a clause, a quotation or a word for one.
_NO_OBJECT = frozenset("say argue insist contend maintain state add warn joke remark conclude complain".split())


def _mend_participle(p: Passage, verb: int) -> bool:
    """ "A study found the drug reduced deaths": the parser makes an adjective of the second verb and gives the first
    one two subjects."""
    subjects = p.kids(verb, "nsubj")
    if len(subjects) != 2 or not subjects[0] < verb < subjects[1]:
        return False
    noun, told = subjects[1], subjects[1] + 1
    obj = p.head[told] if told < len(p) else verb
    if p.subtree[noun] != (verb + 1, told) or p.tag[told : told + 1] != ["VBN"] or p.dep[told] != "amod":
        return False
    if p.head[obj] != verb or p.dep[obj] != "dobj":
        return False
    for kid in list(p.children[verb]):
        if kid > told and p.dep[kid] in ("prep", "dobj", "advcl", "npadvmod"):
            p.head[kid] = told
    p.head[told], p.dep[told], p.tag[told] = verb, "ccomp", "VBD"
    p.head[noun] = told
    return True


def _mend_free_relative(p: Passage, verb: int) -> bool:
    """ "the objections of what officials said were most of the comments": the verb behind the saying belongs to
    "what", though the parser hangs it on the sentence."""
    subjects = p.kids(verb, "nsubj")
    follows = verb + 1
    if len(subjects) != 2 or p.lower[subjects[0]] != "what" or follows >= len(p) or not subjects[1] < verb:
        return False
    if p.tag[follows] not in (*_FINITE, "MD"):
        return False
    told = follows
    while p.dep[told] in ("aux", "auxpass") and p.head[told] > told:
        told = p.head[told]
    if verb < p.head[told] or p.child(told, "nsubj", "nsubjpass", "expl") is not None or p.head[told] == verb:
        return False
    p.head[told], p.dep[told] = verb, "ccomp"
    p.head[subjects[0]] = told
    return True


def _mend_noun_reading(p: Passage, verb: int) -> bool:
    """ "a step that critics claim would have gutted the law": the tagger knows "claim" for a verb, the parser makes a
    compound noun of it, for two verbs with no "that" between are rare."""
    critics, told = verb - 1, p.head[verb]
    while p.dep[told] in ("aux", "auxpass"):
        told = p.head[told]
    if critics < 2 or p.tag[critics] not in ("NNS", "NNPS"):
        return False
    if p.dep[critics] not in ("compound", "nsubj") or p.head[critics] not in (verb, told):
        return False
    relative = min(p.subtree[verb][0], p.subtree[critics][0]) - 1
    if p.dep[told] != "relcl" or told < verb or relative < 1:
        return False
    if p.tag[relative] not in _RELATIVE and p.lower[relative] != "that":
        return False
    noun = p.head[told]
    for kid in p.children[verb]:
        if kid < critics:
            p.head[kid] = critics
    p.pos[verb] = "VERB"
    p.head[verb], p.dep[verb] = noun, "relcl"
    p.head[critics], p.dep[critics] = verb, "nsubj"
    p.head[told], p.dep[told] = verb, "ccomp"
    p.head[relative], p.dep[relative] = told, "nsubj"
    return True


def _mend_final_subject(p: Passage, verb: int) -> bool:
    """ "... was hit by a car, cops and family said.", "..., said Vanore.": who speaks at the end of a sentence, where
    the parser joins the names to a noun before the comma or knows none for a name."""
    first, end = p.sentences[p.sentence_of[verb]]
    if p.dep[verb] != "ROOT" or p.child(verb, "nsubj", "nsubjpass", "expl") is not None:
        return False
    said = p.kids(verb, "ccomp")
    if not said or said[-1] > verb:
        return False
    if p.words[verb - 1] == ",":
        name = verb + 1
        if (
            p.dep[name : name + 1] == ["advmod"]
            and p.words[name][:1].isupper()
            and p.words[name + 1 : name + 2] == ["."]
        ):
            p.pos[name], p.tag[name], p.dep[name] = "PROPN", "NNP", "nsubj"
            return True
        return False
    if p.pos[verb + 1 : verb + 2] not in (["PUNCT"], ["PROPN"], ["NOUN"]) or verb + 4 < end:
        return False
    comma = next((i for i in range(verb - 1, max(first, verb - 8), -1) if p.words[i] == ","), None)
    if comma is None or any(p.pos[i] not in (*_NAMING, "DET", "ADJ", "CCONJ", "NUM") for i in range(comma + 1, verb)):
        return False
    head = next((i for i in range(comma + 1, verb) if p.pos[i] in _NAMING and p.head[i] <= comma), None)
    if head is None:
        return False
    p.head[head], p.dep[head] = verb, "nsubj"
    return True
