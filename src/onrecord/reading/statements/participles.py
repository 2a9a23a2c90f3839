"""What a participle in the passive says something of: "a plan favoured by ...", "Denounced by ..., the measure ..."."""

from __future__ import annotations

from onrecord.language.parsed import Passage
from onrecord.reading.statements.clauses import agent_of, subtree_tokens


def undergoer(p: Passage, verb: int) -> set[int]:
    """The tokens of what undergoes a participle that has no subject of its own; empty where nothing does.

    Behind a noun it is the noun ("the deal, hailed by the state as a triumph"). At the head of a sentence, before a
    comma, it is the subject of the main clause ("Denounced by the bishop, the measure passed").
    """
    if p.tag[verb] not in ("VBN", "VBD") or p.child(verb, "nsubj", "nsubjpass", "aux", "auxpass") is not None:
        return set()
    above = p.head[verb]
    if p.dep[verb] == "acl" and p.pos[above] in ("NOUN", "PROPN", "PRON") and above < verb:
        tokens = {token for token in subtree_tokens(p, above) if token < p.subtree[verb][0]}
        return {token for token in tokens if token != max(tokens) or p.pos[token] != "PUNCT"}
    subject = p.child(above, "nsubj", "nsubjpass")
    if opens_sentence(p, verb) and p.dep[verb] == "advcl" and subject is not None and subject > verb:
        return subtree_tokens(p, subject)
    return set()


def credited_undergoer(p: Passage, verb: int) -> set[int]:
    """The undergoer of a participle whose doer is named ("by ...")."""
    return undergoer(p, verb) if agent_of(p, verb) is not None else set()


def told_of(p: Passage, verb: int) -> set[int]:
    """The undergoer of a participle that credits something to somebody, or to nobody at the head of a sentence ("Once
    regarded as ...")."""
    return credited_undergoer(p, verb) or (undergoer(p, verb) if opens_sentence(p, verb) else set())


def opens_sentence(p: Passage, token: int) -> bool:
    """Whether nothing but adverbs stands before a word in its sentence ("Once considered ...", "Wary of ...")."""
    first = p.sentences[p.sentence_of[token]][0]
    return all(p.pos[i] in ("ADV", "PUNCT", "SPACE") for i in range(first, token))
