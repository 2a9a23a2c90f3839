"""Who does what in a clause: logical subject and object of a verb, through passives, control, relatives and
coordination."""

from __future__ import annotations

from onrecord.language.parsed import Passage

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
CLAUSES = frozenset({"xcomp", "ccomp", "advcl", "acl", "relcl", "pcomp"})
VERBAL = frozenset({"VERB", "AUX"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
# "promised Iran to withdraw": the subject withdraws; after all other verbs the object does ("urged Iran to withdraw").
_SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "use", "pledge", "take", "need", "join", "visit"})
# "accused Iran of attacking", "kept them from leaving": what follows the preposition is done by the object.
_OBJECT_OF_PREP = frozenset(
    "accuse suspect charge blame ban prevent stop bar condemn criticize criticise keep discourage convict acquit "
    "fault denounce "
    "prohibit block deter dissuade punish sanction jail arrest praise thank imprison detain try sentence".split()
)
# "beat some of them"
_SOME = frozenset({"some", "many", "most", "several", "few", "all", "both", "none", "any", "each"})
# "appealed to donors to rebuild", "called on Iran to stop": who is asked does it.
_ASKING = frozenset({"appeal", "call", "plead", "prevail", "count", "rely", "shout", "signal"})
# "the US led coalition", "UN brokered talks": participles, though they stand without their hyphen.
_BACKING = frozenset(
    "lead back run hold control own base sponsor fund broker make build dominate train mediate".split()
)
# "the first to sign": who did it.
_FIRSTS = frozenset({"first", "last", "second", "third", "only", "latest"})
_NEVER_PASSIVE = frozenset(
    "confer arrive depart travel march operate collaborate cooperate apologise apologize complain parley huddle clash "
    "converge retreat resign".split()
)
# Nouns that only measure another: "a series of attacks", "a round of talks".
MEASURES = frozenset(
    "series round number string wave spate set group kind type form lot couple handful part session barrage dozen "
    "hundred "
    "thousand score majority act campaign day week month hour history volley flurry pair ten third quarter half "
    "percent kg ton tonne worth convoy column "
    "side truckload planeload shipload amount lot number total rash surge flood string crowd member thousands tens "
    "hundreds dozens batch consignment load boatload busload trainload tranche package raft slew array host swarm "
    "cluster fleet stream torrent".split()
)


def is_passive(passage: Passage, verb: int) -> bool:
    """Whether the surface subject of a verb undergoes it ("was arrested", "soldiers killed in")."""
    if passage.tag[verb] != "VBN" and passage.tag[verb] != "VBD":
        return False
    if passage.lemma[verb] in _NEVER_PASSIVE:
        # "The ministers of Fiji and Tonga conferred", where the parser takes it for a participle
        return False
    has_have = False
    for kid in passage.children[verb]:
        dep = passage.dep[kid]
        if dep in ("nsubjpass", "auxpass", "agent"):
            return True
        if dep == "aux" and passage.lemma[kid] in ("have", "'ve", "'s"):
            has_have = True
        if dep == "nsubj":
            return False
    if passage.tag[verb] != "VBN" or has_have:
        return False
    dep = passage.dep[verb]
    if dep == "conj":
        return not passage.kids(verb, "dobj") and is_passive(passage, passage.head[verb])
    return dep in ("acl", "advcl", "xcomp", "relcl", "pcomp", "amod", "oprd", "ccomp")


def surface_subject(passage: Passage, verb: int, depth: int = 0) -> int | None:
    """The token that stands as a verb's subject, inherited where the clause has none of its own."""
    for kid in passage.children[verb]:
        if passage.dep[kid] in ("nsubj", "nsubjpass"):
            return _antecedent(passage, verb, kid)
    if depth > 6 or passage.head[verb] == verb:
        return None
    dep, head = passage.dep[verb], passage.head[verb]
    if dep == "conj":
        if passage.pos[head] in VERBAL or passage.dep[head] in CLAUSES:
            return surface_subject(passage, head, depth + 1)
        return None
    if dep in ("acl", "relcl"):
        if passage.is_infinitive(verb):
            if passage.lower[head] in _FIRSTS or any(passage.lower[kid] in _FIRSTS for kid in passage.children[head]):
                return _who_is_first(passage, head, depth)
            return _of_noun(passage, head, depth)
        return head
    if dep == "xcomp" or (dep == "ccomp" and passage.is_infinitive(verb)):
        asked = _asked(passage, verb, head)
        if asked is not None:
            return asked
        target = passage.child(head, "dobj")
        if target is not None and target < verb and passage.lemma[head] not in _SUBJECT_CONTROL:
            return target
        return surface_subject(passage, _verb_over(passage, head), depth + 1)
    if dep == "advcl":
        asked = _asked(passage, verb, head)
        return asked if asked is not None else surface_subject(passage, _verb_over(passage, head), depth + 1)
    if dep == "pcomp":
        over = passage.head[head]
        if passage.pos[over] in VERBAL:
            if passage.lemma[over] in _OBJECT_OF_PREP:
                return logical(passage, over, depth + 1)[1]
            return surface_subject(passage, over, depth + 1)
        accusing = passage.head[passage.head[over]]
        if passage.dep[passage.head[over]] == "agent" and passage.lemma[accusing] in _OBJECT_OF_PREP:
            # "Mali, accused by its neighbour of arming rebels", where the parser hangs "of" on the accuser
            return logical(passage, accusing, depth + 1)[1]
        if passage.dep[over] == "dobj" and passage.lemma[passage.head[over]] in _OBJECT_OF_PREP:
            # "accused the guards of boarding", where the parser hangs "of" on the guards
            return over
        return _of_noun(passage, over, depth)
    if dep in ("oprd", "acomp", "auxpass", "aux", "amod") and passage.pos[head] in VERBAL:
        return surface_subject(passage, head, depth + 1)
    return None


def _who_is_first(passage: Passage, noun: int, depth: int) -> int | None:
    """Who does it in "Ghana, one of the first states to send doctors", "Chad was the last to sign"."""
    if passage.dep[noun] == "pobj" and passage.lower[passage.head[noun]] == "of":
        noun = passage.head[passage.head[noun]]
    if passage.dep[noun] == "appos":
        return passage.head[noun]
    if passage.dep[noun] == "attr":
        return surface_subject(passage, passage.head[noun], depth + 1)
    return noun


def _asked(passage: Passage, verb: int, head: int) -> int | None:
    """Whom a call goes to, who is to do what follows: "called on the president to step down"."""
    if passage.lemma[head] not in _ASKING or not passage.is_infinitive(verb):
        return None
    for kid in passage.children[head]:
        if kid < verb and passage.dep[kid] in ("prep", "dative") and passage.lower[kid] in ("to", "on", "upon", "with"):
            target = passage.child(kid, "pobj")
            if target is not None and passage.ent[target] not in ("DATE", "TIME"):
                return target
    return None


def _verb_over(passage: Passage, token: int) -> int:
    """The verb that an adjective or noun predicate hangs on ("is ready to": "is"), or the token itself."""
    if passage.pos[token] not in VERBAL and passage.dep[token] in ("acomp", "attr", "oprd", "dobj", "pobj"):
        over = passage.head[token]
        if passage.dep[token] == "pobj":
            over = passage.head[over]
        return over
    return token


def _of_noun(passage: Passage, noun: int, depth: int) -> int | None:
    """Who has the plan, threat or offer: its possessor ("a bid by Chad to join"), else the subject of its verb ("issued
    an order to withdraw")."""
    owner = passage.child(noun, "poss")
    if owner is not None:
        return owner
    for kid in passage.children[noun]:
        if passage.lower[kid] == "by" and passage.dep[kid] in ("prep", "agent"):
            return passage.child(kid, "pobj")
    over = passage.head[noun]
    if passage.dep[noun] == "pobj":
        over = passage.head[over]
    if passage.pos[over] in VERBAL and passage.dep[noun] in ("dobj", "pobj", "attr"):
        return surface_subject(passage, over, depth + 1)
    return None


def _antecedent(passage: Passage, verb: int, subject: int) -> int:
    if passage.lower[subject] in _RELATIVE:
        clause, steps = verb, 0
        while passage.dep[clause] == "conj" and steps < 4:
            clause, steps = passage.head[clause], steps + 1
        if passage.dep[clause] in ("relcl", "acl") and passage.head[clause] != clause:
            return passage.head[clause]
    return subject


def agent(passage: Passage, verb: int) -> int | None:
    """The object of a passive's "by"."""
    for kid in passage.children[verb]:
        if passage.dep[kid] == "agent" or (passage.lower[kid] == "by" and passage.dep[kid] == "prep"):
            does = passage.child(kid, "pobj")
            if does is None or passage.ent[does] not in ("DATE", "TIME"):
                # "will be sent by the end of July" has nobody who sends
                return does
    given = passage.child(verb, "dobj")
    for kid in passage.children[given] if given is not None else ():
        if passage.lower[kid] == "by" and passage.dep[kid] == "prep":
            # "were given rice by the Red Crescent", where the parser hangs "by" on the rice
            return passage.child(kid, "pobj")
    return None


def swallowed(passage: Passage, verb: int) -> int | None:
    """The subject of a main verb that the parser took for a participle before its object: "Taiwan scrambled fighter
    jets" with "jets" as the root, "said soldiers flogged women" with "women" as what is said.

    None for real participles ("the US led coalition"): there some other verb is the sentence's.
    """
    over = passage.head[verb]
    if passage.dep[verb] != "amod" or passage.tag[verb] not in ("VBN", "VBD") or over < verb:
        return None
    said = passage.dep[over] == "dobj" and passage.lemma[passage.head[over]] == "say"
    # two subjects of one verb: "Taiwan scrambled jets after two planes entered its zone"
    second = passage.dep[over] == "nsubj" and len(passage.kids(passage.head[over], "nsubj")) > 1
    if not (said or second or passage.dep[over] == "ROOT") or passage.pos[over] in VERBAL or passage.kids(over, "cop"):
        return None
    # "India scrambled fighter jets": the parser hangs the name on the participle
    before = [kid for kid in passage.children[over] if kid < verb] or passage.kids(verb, "npadvmod")
    subject = before[-1] if before else None
    if subject is None or passage.lemma[verb] in _BACKING:
        return None
    if passage.dep[subject] not in ("nmod", "compound", "npadvmod"):
        return None
    beside = passage.subtree[verb][0] if passage.head[subject] != verb else verb
    if passage.subtree[subject][1] != beside:
        return None
    plain = passage.tag[subject] in ("NNS", "NNPS", "NNP") or passage.ent[subject] in ("GPE", "ORG", "NORP")
    return subject if plain else None


def logical(passage: Passage, verb: int, depth: int = 0) -> tuple[int | None, int | None, bool]:
    """(who does it, who undergoes it, whether it is passive) as head tokens; None where the clause does not say."""
    subject = swallowed(passage, verb) if passage.dep[verb] == "amod" else None
    if subject is not None:
        return subject, _named_after(passage, verb), False
    if is_passive(passage, verb):
        undergoes = surface_subject(passage, verb, depth)
        does = agent(passage, verb)
        if does is None and passage.dep[verb] == "conj" and is_passive(passage, passage.head[verb]):
            does = agent(passage, passage.head[verb])
        return does, undergoes, True
    target = passage.child(verb, "dobj")
    if target is None and passage.dep[verb] in ("amod", "compound"):
        target = _named_after(passage, verb)
    if target is None:
        target = _shared_object(passage, verb)
    elif passage.lower[target] in _RELATIVE and passage.dep[verb] == "relcl":
        target = passage.head[verb]
    if target is None and passage.dep[verb] == "relcl":
        # "the soldiers (whom) they killed": no relative pronoun stands as the subject, and no object of its own
        own = passage.child(verb, "nsubj")
        if own is not None and passage.lower[own] not in _RELATIVE:
            target = passage.head[verb]
    return surface_subject(passage, verb, depth), target, False


def _named_after(passage: Passage, verb: int) -> int:
    """The name that a verb was taken for a modifier of: "General Zamir briefed Defence Minister Israel Katz" has
    Katz as its root."""
    node = verb
    while passage.dep[node] in ("amod", "compound", "nmod") and passage.head[node] > node:
        node = passage.head[node]
    return node


def _shared_object(passage: Passage, verb: int) -> int | None:
    """The object of the next verb where both share it ("killed or wounded three soldiers")."""
    for kid in passage.kids(verb, "conj"):
        if passage.pos[kid] == "VERB" and kid - verb <= 3 and passage.child(kid, "nsubj", "nsubjpass") is None:
            return passage.child(kid, "dobj")
    return None


def with_conjuncts(passage: Passage, token: int) -> list[int]:
    """A noun and all that is coordinated with it, in text order."""
    found, stack = [], [token]
    while stack:
        current = stack.pop()
        found.append(current)
        stack.extend(
            kid for kid in passage.children[current] if passage.dep[kid] == "conj" and passage.pos[kid] not in VERBAL
        )
    return sorted(found)


def measured(passage: Passage, noun: int) -> int:
    """The noun that is meant by a measure: of "a series of attacks" the attacks."""
    if passage.lemma[noun] in MEASURES or passage.pos[noun] == "NUM" or passage.lower[noun] in _SOME:
        for kid in passage.children[noun]:
            if passage.lower[kid] == "of":
                inner = passage.child(kid, "pobj")
                if inner is not None:
                    return inner
    return noun
