"""A pattern of the codebook that fits the parse, and the parts of patterns that verbs and nouns share."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.codebook.event_patterns import ANYTHING, Pattern, PrepSlot
from onrecord.codebook.events import EventBook, LightVerb
from onrecord.language.parsed import Passage
from onrecord.reading.clauses import VERBAL, measured

_MUST = frozenset({"must", "should", "ought"})
# "helped Chad put out the fires": their infinitive has no "to".
_BARE = frozenset({"let", "help"})
_LANDS = frozenset({"GPE", "NORP"})
_INFINITIVES = frozenset({"xcomp", "ccomp", "advcl", "acl", "relcl"})


@dataclass(slots=True)
class Match:
    """A pattern that fits: its head token, all tokens of the trigger, and the head tokens that fill its slots.

    `told_in` says that a noun stands in the trigger of a demand, promise or refusal ("demanded the release").
    """

    pattern: Pattern
    head: int
    tokens: list[int]
    slots: dict[str, list[int]] = field(default_factory=lambda: {"A": [], "R": []})
    object: int | None = None
    clause: int | None = None
    light: int | None = None
    light_verb: LightVerb | None = None
    told_in: bool = False

    def put(self, slot: str | None, token: int | None) -> None:
        """Add a token to a slot; nothing where either is missing."""
        if slot is not None and token is not None and token not in self.slots[slot]:
            self.slots[slot].append(token)


_PARTICLES = frozenset({"prt", "advmod", "acomp", "oprd", "dobj"})
_FILLING = frozenset({"dobj", "prt", "oprd", "dative", "prep", "xcomp", "ccomp"})


def particle_of(passage: Passage, verb: int, word: str) -> int | None:
    """The token of a verb's particle; the parser calls it prt, advmod or prep."""
    for kid in passage.children[verb]:
        if passage.lower[kid] == word and (passage.dep[kid] in _PARTICLES or kid == verb + 1):
            return kid
        if kid < verb:
            # "in a statement she called the loss terrible" is not "call in"
            continue
        if passage.lower[kid] == word and passage.dep[kid] == "prep" and not _is_complete(passage, verb, kid):
            return kid
    if verb + 1 < len(passage) and passage.lower[verb + 1] == word and passage.dep[verb + 1] == "prt":
        return verb + 1
    return None


def _is_complete(passage: Passage, verb: int, prep: int) -> bool:
    """Whether a verb has its object or its particle before a preposition, which then is none: "bring down the
    government in Lima" is not "bring in"; "called Thursday on donors" is "call on"."""
    if passage.child(prep, "pobj") is None:
        return False
    before = [kid for kid in passage.children[verb] if verb < kid < prep]
    return passage.lower[prep - 1] == "to" or any(passage.dep[kid] in _FILLING for kid in before)


def inverted(passage: Passage, subject: int) -> bool:
    """Whether "should" stands before a subject: "should hostilities intensify" is a condition. The parser hangs it
    on the noun."""
    return any(passage.lower[kid] == "should" and kid < subject for kid in passage.children[subject])


def has_lemma(passage: Passage, token: int, lemmas: frozenset[str]) -> bool:
    """Whether a token is one of the lemmas, or anything where `*` is asked for."""
    return lemmas is ANYTHING or "*" in lemmas or passage.lemma[token] in lemmas or passage.lower[token] in lemmas


# Prepositions that name a side wherever they hang.
_FAR = frozenset({"against", "between"})
_CONDITIONS = frozenset({"if", "unless", "any", "anyone", "whoever", "anybody"})
_CONSEQUENCE = frozenset({"will", "would", "could", "may", "might", "'ll", "shall"})


class PatternParts:
    """Fits clauses and prepositional phrases of patterns on one passage."""

    def __init__(self, passage: Passage, book: EventBook) -> None:
        self.passage = passage
        self.book = book
        # Many patterns ask for the clauses of the same word.
        self.clauses: dict[int, list[tuple[int, str]]] = {}
        self.predicates: dict[int, list[int]] = {}
        self.far = _FAR.intersection(passage.lower)

    def _clause(self, match: Match, anchors: list[int], undergoes: int | None) -> bool:
        passage, clause = self.passage, match.pattern.clause
        assert clause is not None
        places = anchors + self._predicates_of(anchors[0])
        if undergoes is not None and undergoes > match.head:
            places.append(undergoes)
        for place in dict.fromkeys(places):
            for kid, kind in self._clauses_of(place):
                if kind != clause.kind:
                    continue
                if clause.verbs is not None and not self._says(kid, clause.verbs):
                    continue
                if clause.must and not self._must(kid):
                    continue
                if clause.would and not self._would(kid):
                    continue
                match.clause = kid
                if clause.subject is not None:
                    match.put(clause.subject, passage.child(kid, "nsubj", "nsubjpass"))
                return True
        return False

    def _predicates_of(self, head: int) -> list[int]:
        """What stands under a trigger and may have its clause: "is *ready* to sign", "called on *Iran* to stop"."""
        found = self.predicates.get(head)
        if found is None:
            passage, found = self.passage, []
            for kid in passage.children[head]:
                if passage.dep[kid] in ("acomp", "attr", "oprd", "dative"):
                    found.append(kid)
                elif passage.dep[kid] == "prep":
                    found += passage.kids(kid, "pobj")
            self.predicates[head] = found
        return found

    def _clauses_of(self, place: int) -> list[tuple[int, str]]:
        """The heads of the clauses under a token, with the kind of each ("to" or "that")."""
        found = self.clauses.get(place)
        if found is None:
            passage, found = self.passage, []
            for kid in passage.children[place]:
                if passage.is_infinitive(kid) or (passage.lemma[place] in _BARE and passage.tag[kid] in ("VB", "VBP")):
                    # "let the monitors inspect"; "decided whether to send" decides nothing yet
                    if passage.dep[kid] in _INFINITIVES and not any(
                        passage.lower[mark] == "whether" for mark in passage.children[kid]
                    ):
                        found.append((kid, "to"))
                elif passage.pos[kid] in VERBAL and (passage.dep[kid] == "ccomp" or self._is_told(kid)):
                    found.append((kid, "that"))
            self.clauses[place] = found
        return found

    def _is_told(self, kid: int) -> bool:
        """Whether what the parser takes for a relative clause is told: "warned reporters that they face arrest".

        Its "that" is no part of it, and it has a subject of its own.
        """
        passage = self.passage
        if passage.dep[kid] != "relcl":
            return False
        mark = passage.child(kid, "mark")
        return mark is not None and passage.lower[mark] == "that" and passage.child(kid, "nsubj") is not None

    def _says(self, kid: int, verbs: frozenset[str]) -> bool:
        passage = self.passage
        if passage.lemma[kid] in verbs:
            return True
        for other in passage.children[kid]:
            if passage.dep[other] in ("conj", "xcomp", "ccomp", "csubj") and passage.lemma[other] in verbs:
                return True
            if passage.dep[other] in ("dobj", "nsubj", "attr", "acomp", "prep") and passage.lemma[other] in verbs:
                return True
        return False

    def _must(self, kid: int) -> bool:
        passage = self.passage
        for aux in passage.children[kid]:
            if passage.dep[aux] == "aux" and passage.lower[aux] in _MUST:
                return not any(passage.dep[no] == "neg" for no in passage.children[kid]) or passage.lower[aux] == "must"
            if passage.dep[aux] == "xcomp" and passage.lemma[kid] in ("have", "need"):
                return True
        be = passage.child(kid, "auxpass")
        if be is not None and passage.lower[be] == "be" and passage.child(kid, "aux") is None:
            # "recommended that he be dismissed"
            return True
        # the subjunctive: "proposed that Iran stop", not "suggested that Iran stopped"
        if passage.tag[kid] != "VB" or passage.child(kid, "aux", "auxpass") is not None:
            return False
        subject = passage.child(kid, "nsubj", "nsubjpass")
        return subject is not None and not inverted(passage, subject)

    def _would(self, kid: int) -> bool:
        """A consequence: a modal of the future, and a condition in the same sentence."""
        passage = self.passage
        if not any(passage.dep[aux] == "aux" and passage.lower[aux] in _CONSEQUENCE for aux in passage.children[kid]):
            return False
        first, end = passage.sentences[passage.sentence_of[kid]]
        if any(passage.lower[token] in _CONDITIONS for token in range(first, end)):
            return True
        # "warned that those who blocked roads would be tried": the relative clause is the condition
        subject = passage.child(kid, "nsubj", "nsubjpass")
        return subject is not None and passage.child(subject, "relcl", "acl") is not None

    def _prep(self, match: Match, prep: PrepSlot, anchors: list[int]) -> bool:
        passage, filled = self.passage, False
        for anchor in anchors:
            for kid in passage.children[anchor]:
                if passage.lower[kid] == "out" and "from" in prep.preps and prep.slot is not None:
                    # "pulled out of Beirut", "drove them out of the town"
                    inner = passage.child(kid, "prep")
                    match.put(prep.slot, passage.child(inner, "pobj") if inner is not None else None)
                    continue
                if passage.lower[kid] not in prep.preps:
                    if passage.dep[kid] == "dative" and prep.slot and "to" in prep.preps and passage.pos[kid] != "ADP":
                        match.put(prep.slot, kid)
                        filled = True
                    continue
                if passage.dep[kid] not in ("prep", "agent", "dative", "prt", "advmod"):
                    continue
                if passage.dep[kid] == "agent" and prep.slot == "R":
                    # "was welcomed by Finland": the agent of a passive acts
                    continue
                target = passage.child(kid, "pobj")
                if target is None:
                    if (
                        prep.slot is None
                        and (prep.nouns is None or "*" in prep.nouns)
                        and passage.child(kid, "pcomp") is not None
                    ):
                        filled = True
                    elif prep.nouns is not None and (deed := passage.child(kid, "pcomp")) is not None:
                        # "barred them from entering"
                        filled = passage.lemma[deed] in prep.nouns
                    continue
                if prep.slot is None and prep.nouns is None and passage.ent[target] in ("DATE", "TIME"):
                    # "called a strike for Sunday" calls for nothing
                    continue
                if prep.slot is not None:
                    match.put(prep.slot, target)
                    filled = True
                elif prep.nouns is None or any(
                    has_lemma(passage, item, prep.nouns) for item in (target, measured(passage, target))
                ):
                    match.object = match.object if match.object is not None else target
                    if prep.nouns is not None:
                        match.tokens.append(target)
                        anchors.append(target)
                    filled = True
                    break
            if filled and prep.slot is None:
                break
        if not filled and prep.slot is not None:
            filled = self._deeper(match, prep, anchors)
        return filled or not prep.required

    def _deeper(self, match: Match, prep: PrepSlot, anchors: list[int]) -> bool:
        """Fill a slot from a phrase that the parser hangs on the one before it: "lodged a complaint with the court
        *against Peru*", "talks were held in Oslo *between Mali and Niger*"."""
        passage, far = self.passage, prep.preps & self.far
        if not far:
            return False
        for anchor in anchors:
            for kid in passage.kids(anchor, "prep"):
                target = passage.child(kid, "pobj")
                for inner in passage.kids(target, "prep") if target is not None and target > anchor else ():
                    if passage.lower[inner] in far:
                        match.put(prep.slot, passage.child(inner, "pobj"))
                        return True
        return False

    def _ruled_out(self, match: Match, does: int | None, undergoes: int | None) -> bool:
        passage, pattern = self.passage, match.pattern
        if pattern.only and not self._has_modifier(match):
            return True
        if pattern.company and not self._in_company(match.head, pattern.company):
            return True
        bad = pattern.ruled_out
        if not bad:
            return False
        if match.clause is not None and passage.lemma[match.clause] in bad:
            # "declined to comment", "was not authorised to speak"
            return True
        for token in (does, undergoes, match.object):
            if token is None:
                continue
            if passage.lemma[token] in bad or passage.lower[token] in bad:
                return True
            for kid in passage.children[token]:
                if passage.dep[kid] in ("compound", "amod") and passage.lemma[kid] in bad:
                    return True
                if passage.lower[kid] in ("of", "against", "on") and any(
                    passage.lemma[of] in bad for of in passage.children[kid]
                ):
                    return True
        return False

    def _has_modifier(self, match: Match) -> bool:
        """Whether the event's noun has one of the modifiers that its pattern asks for: "a *joint* exercise"."""
        passage, only = self.passage, match.pattern.only
        noun = match.object if match.object is not None and passage.pos[match.head] in VERBAL else match.head
        first = passage.subtree[noun][0]
        if any(
            (passage.lemma[token] in only or passage.lower[token] in only)
            for token in range(max(first, noun - 6), noun)
        ):
            return True
        return "joint" in only and bool(match.slots["A"]) and self._is_of_two_lands(match.slots["A"][0])

    def _is_of_two_lands(self, token: int) -> bool:
        """Whether those who do it are of several states, so that it is joint without the word: "Indian and Thai ships
        held exercises", "police from seven countries broke up a ring"."""
        passage = self.passage
        if passage.ent[token] == "GPE":
            return any(passage.ent[kid] == "GPE" for kid in passage.kids(token, "conj"))
        for kid in passage.children[token]:
            if passage.ent[kid] in _LANDS and any(passage.ent[one] in _LANDS for one in passage.kids(kid, "conj")):
                return True
            if passage.lower[kid] in ("from", "of"):
                states = passage.child(kid, "pobj")
                if states is not None and (
                    passage.lower[states] in ("countries", "nations", "states")
                    or (
                        passage.ent[states] == "GPE"
                        and any(passage.ent[one] == "GPE" for one in passage.kids(states, "conj"))
                    )
                ):
                    return True
        return False

    def _in_company(self, head: int, words: frozenset[str]) -> bool:
        passage = self.passage
        first, end = passage.sentences[passage.sentence_of[head]]
        return any(passage.lemma[token] in words for token in range(first, end))
