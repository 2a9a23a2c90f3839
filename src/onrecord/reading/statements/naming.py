"""What somebody or something is called: "called the plan a farce", "an offer that the union called an insult"."""

from __future__ import annotations

from onrecord.language.parsed import Passage
from onrecord.reading.statements.clauses import subtree_tokens
from onrecord.reading.statements.participles import told_of

_RELATIVE = frozenset({"WDT", "WP"})
_POINTING = frozenset("that this it them those these him her such".split())
_LONGEST_QUOTED = 20


def named(p: Passage, verb: int, passive: bool) -> set[int]:
    """Who or what is named, and as what; without "what" in "what he called a farce"."""
    predicate = p.child(verb, "oprd", "attr")
    obj = p.child(verb, "nsubjpass") if passive else p.child(verb, "dobj")
    if passive and obj is None and predicate is not None and predicate > verb:
        whom = told_of(p, verb)
        return whom | subtree_tokens(p, predicate) if whom else set()
    if passive:
        return (
            subtree_tokens(p, obj, predicate)
            if obj is not None and predicate is not None and predicate > verb
            else set()
        )
    first = p.child(verb, "dative")
    if first is not None and obj is not None and first == verb + 1 < obj and p.lemma[verb] != "find":
        # "branded her a traitor": the parser takes it for something given to her
        return subtree_tokens(p, first, obj)
    subjects = [kid for kid in p.kids(verb, "nsubj") if kid > verb]
    if subjects and obj is not None and obj > subjects[0]:
        # "judge the caucuses a success": the parser takes the first of the two for a subject
        return subtree_tokens(p, subjects[0], obj)
    twice = [kid for kid in p.kids(verb, "oprd", "attr") if kid > verb]
    if obj is None and len(twice) == 2:
        # "called the finding a whitewash": the parser may take both for what it is called
        return subtree_tokens(p, *twice)
    after = p.subtree[obj][1] if obj is not None and obj > verb else len(p)
    if predicate is None and after < len(p) and p.tag[after] in ("JJ", "JJR", "VBN") and p.pos[after] != "VERB":
        # "termed the strike illegal and ordered ...": hung on a noun further on
        return subtree_tokens(p, obj) | {after} if obj is not None else set()
    quoted = obj is not None and obj > verb and any(p.tag[i] == "``" for i in range(p.subtree[obj][0] + 1, obj))
    if quoted and obj is not None and p.pos[p.subtree[obj][0]] == "DET":
        # 'labelled the story "fan fiction"': read as one noun phrase
        return subtree_tokens(p, obj)
    tokens = _predicate(p, verb, predicate, obj)
    if not tokens:
        small = p.child(verb, "ccomp")
        finite = (
            small is not None and p.tag[small] in ("VBD", "VBZ", "VBP", "MD") and p.child(small, "mark") is not None
        )
        whole = small is not None and small > verb and not finite and p.child(small, "nsubj") is not None
        return subtree_tokens(p, small) if whole and small is not None else set()
    if obj is not None and obj > verb:
        return tokens | subtree_tokens(p, obj)
    if obj is not None and p.lower[obj] == "what":
        return tokens
    relative = relative_object(p, verb, obj)
    if relative is not None:
        antecedent = antecedent_tokens(p, verb, relative)
        return tokens | antecedent if antecedent else set()
    # "called that “a farce”": the parser takes "that" for a conjunction.
    after = verb + 1
    if p.pos[after] == "DET" and after == min(tokens) and len(tokens) > 2:
        # "called the ruling weak": the parser takes "ruling" for an attribute of "weak".
        return tokens
    return tokens | {after} if after <= min(tokens) and p.lower[after] in _POINTING else set()


def _predicate(p: Passage, verb: int, predicate: int | None, obj: int | None) -> set[int]:
    """The words behind the verb that name it; quoted words behind the object do whatever the parser makes of them."""
    if predicate is None and obj is not None and obj < verb:
        # "which the mayor called a triumph": the parser finds two objects.
        predicate = next((kid for kid in p.kids(verb, "dobj") if kid > verb), None)
    if predicate is not None and predicate > verb:
        return subtree_tokens(p, predicate)
    start = verb + 1 if obj is None or obj < verb else obj + 1
    for opening in (start, start + 1):
        if obj is not None and opening < len(p) and p.tag[opening] == "``":
            end = min(len(p), opening + _LONGEST_QUOTED)
            closing = next((i for i in range(opening + 1, end) if p.tag[i] == "''" or p.words[i] in '”"'), None)
            return set(range(opening, closing + 1)) if closing is not None else set()
    return set()


def relative_object(p: Passage, verb: int, obj: int | None) -> int | None:
    """The relative pronoun that is the object of a verb, also where the parser took it for a conjunction ("a claim that
    X called absurd")."""
    if obj is not None:
        return obj if obj < verb and (p.tag[obj] in _RELATIVE or p.lower[obj] == "that") else None
    if p.dep[verb] not in ("relcl", "acl", "ccomp"):
        return None
    first = p.subtree[verb][0]
    return first if first < verb and p.lower[first] in ("that", "which") else None


def antecedent_tokens(p: Passage, verb: int, relative: int) -> set[int]:
    """The noun phrase that a relative clause with this verb belongs to, as far as it stands before the clause."""
    noun = p.head[verb]
    if p.dep[verb] not in ("relcl", "acl") or noun >= relative or p.pos[noun] not in ("NOUN", "PROPN", "PRON"):
        noun = relative - 1
        while noun > 0 and p.pos[noun] == "PUNCT":
            noun -= 1
        if p.pos[noun] not in ("NOUN", "PROPN", "PRON"):
            return set()
    while p.dep[noun] == "conj" and p.pos[p.head[noun]] in ("NOUN", "PROPN"):
        noun = p.head[noun]
    return {token for token in subtree_tokens(p, noun) if token < relative}
