"""Find the triggers of events: verbs and nouns of the codebook whose pattern fits the parse around them."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.codebook.event_patterns import ANYTHING, Pattern, PrepSlot
from onrecord.codebook.events import EventBook, LightVerb
from onrecord.language.parsed import Passage
from onrecord.reading.clauses import VERBAL, is_passive, logical, measured, surface_subject, with_conjuncts

_MUST = frozenset({"must", "should", "ought"})
_SELF = frozenset({"himself", "herself", "itself", "themselves"})
_WILL = frozenset({"will", "would", "wo", "'ll", "'d"})
_COMPLEMENTS = frozenset({"dobj", "attr", "acomp", "oprd", "dative", "nsubjpass"})
_INFINITIVES = frozenset({"xcomp", "ccomp", "advcl", "acl", "relcl"})
_UNEVENTFUL = frozenset({"EVENT", "ORG", "FAC", "PERSON", "WORK_OF_ART", "LAW", "PRODUCT"})


@dataclass(slots=True)
class Match:
    """A pattern that fits: its head token, all tokens of the trigger, and the head tokens that fill its slots.

    `weak` is a noun without any participant: it may be a mention of another event, but makes none by itself.
    """

    pattern: Pattern
    head: int
    tokens: list[int]
    slots: dict[str, list[int]] = field(default_factory=lambda: {"A": [], "R": []})
    object: int | None = None
    clause: int | None = None
    light: int | None = None
    light_verb: LightVerb | None = None
    others: list[Pattern] = field(default_factory=list)

    def put(self, slot: str | None, token: int | None) -> None:
        """Add a token to a slot; nothing where either is missing."""
        if slot is not None and token is not None and token not in self.slots[slot]:
            self.slots[slot].append(token)


def particle_of(passage: Passage, verb: int, word: str) -> int | None:
    """The token of a verb's particle; the parser calls it prt, advmod or prep."""
    for kid in passage.children[verb]:
        if passage.lower[kid] == word and (
            passage.dep[kid] in ("prt", "advmod", "prep", "acomp", "oprd", "dobj") or kid == verb + 1
        ):
            return kid
    if verb + 1 < len(passage) and passage.lower[verb + 1] == word and passage.dep[verb + 1] == "prt":
        return verb + 1
    return None


def inverted(passage: Passage, subject: int) -> bool:
    """Whether "should" stands before a subject: "should hostilities intensify" is a condition. The parser hangs it
    on the noun."""
    return any(passage.lower[kid] == "should" and kid < subject for kid in passage.children[subject])


def has_lemma(passage: Passage, token: int, lemmas: frozenset[str]) -> bool:
    """Whether a token is one of the lemmas, or anything where `*` is asked for."""
    return lemmas is ANYTHING or "*" in lemmas or passage.lemma[token] in lemmas or passage.lower[token] in lemmas


class Matcher:
    """Tries the codebook's patterns on one passage."""

    def __init__(self, passage: Passage, book: EventBook) -> None:
        self.passage = passage
        self.book = book

    def verb(self, verb: int) -> Match | None:
        """The strictest verb pattern that fits at a token, with the others that did."""
        patterns = self.book.verbs.get(self.passage.lemma[verb])
        if patterns is None:
            return None
        roles = logical(self.passage, verb)
        best: Match | None = None
        for pattern in patterns:
            if (
                best is not None
                and best.pattern.strictness * best.pattern.weight >= pattern.strictness
                and len(best.others) > 3
            ):
                break
            found = self._try_verb(verb, pattern, roles)
            if found is None:
                continue
            if best is None:
                best = found
            elif _rank(pattern) > _rank(best.pattern):
                found.others = [best.pattern, *best.others]
                best = found
            else:
                best.others.append(pattern)
        return best

    def _try_verb(self, verb: int, pattern: Pattern, roles: tuple[int | None, int | None, bool]) -> Match | None:
        passage = self.passage
        tokens = [verb]
        for head, particle in pattern.heads:
            if head != passage.lemma[verb]:
                continue
            if particle is None:
                break
            at = particle_of(passage, verb, particle)
            if at is not None:
                tokens.append(at)
                break
        else:
            return None
        match = Match(pattern, verb, tokens)
        does, undergoes, passive = roles
        if pattern.subject_nouns is not None and not self._is_one_of(does, pattern.subject_nouns):
            return None
        if pattern.negated and not self._refuses(verb):
            return None
        if not self._object(match, undergoes, passive):
            return None
        anchors = [verb, *tokens[1:], *([match.object] if match.object is not None else [])]
        if pattern.clause is not None and not self._clause(match, anchors, undergoes):
            return None
        for prep in pattern.preps:
            if not self._prep(match, prep, anchors):
                return None
        if does is not None:
            match.put(pattern.subject, does)
        if self._ruled_out(match, does, undergoes):
            return None
        return match

    def _is_one_of(self, token: int | None, nouns: frozenset[str]) -> bool:
        if token is None:
            return False
        passage = self.passage
        return passage.lemma[token] in nouns or passage.lemma[measured(passage, token)] in nouns

    def _refuses(self, verb: int) -> bool:
        """Whether a verb is said with "will not" or "would not"."""
        passage = self.passage
        kids = passage.children[verb]
        return any(passage.dep[kid] == "neg" for kid in kids) and any(passage.lower[kid] in _WILL for kid in kids)

    def _object(self, match: Match, undergoes: int | None, passive: bool) -> bool:
        """Fit the object: the slot's phrase, or one of the nouns among the verb's complements."""
        passage, pattern, verb = self.passage, match.pattern, match.head
        if pattern.object_nouns is not None:
            noun = self._noun_complement(verb, pattern.object_nouns, undergoes, passive)
            if noun is None:
                return False
            match.object = noun
            match.tokens.append(noun)
            if pattern.object_slot is not None:
                other = passage.child(verb, "dative")
                if other is None or other == noun:
                    other = undergoes if undergoes != noun else None
                if other is None:
                    return pattern.object_optional
                match.put(pattern.object_slot, self._through_dative(other))
            return True
        if pattern.object_slot is not None:
            target = undergoes
            if target is None and pattern.clause is not None:
                target = self._clause_subject(verb)
            if target is None:
                return pattern.object_optional
            if passage.pos[target] in VERBAL and passage.dep[target] in ("ccomp", "xcomp"):
                return pattern.object_optional
            match.put(pattern.object_slot, target)
            match.object = target
            return True
        # A pattern without an object is intransitive: "demonstrated in Berlin", not "demonstrated the phone".
        if pattern.clause is not None or passage.lemma[verb] == "be":
            return True
        return undergoes is None or passage.ent[undergoes] in ("DATE", "TIME") or passage.lower[undergoes] in _SELF

    def _through_dative(self, token: int) -> int:
        if self.passage.pos[token] == "ADP":
            inner = self.passage.child(token, "pobj")
            return inner if inner is not None else token
        return token

    def _noun_complement(self, verb: int, nouns: frozenset[str], undergoes: int | None, passive: bool) -> int | None:
        passage = self.passage
        heads = [kid for kid in passage.children[verb] if passage.dep[kid] in _COMPLEMENTS and (kid > verb or passive)]
        if undergoes is not None and undergoes not in heads:
            heads.append(undergoes)
        for head in heads:
            for item in with_conjuncts(passage, head):
                inner = measured(passage, item)
                if "*" in nouns:
                    if passage.dep[item] != "dative":
                        return item
                    continue
                for candidate in (item, inner):
                    if has_lemma(passage, candidate, nouns):
                        return candidate
                if passage.ent[item] in ("DATE", "TIME"):
                    # "staged mass demonstrations Saturday": the parser takes the day for the head of the object
                    for kid in passage.children[item]:
                        if passage.dep[kid] in ("compound", "nmod") and has_lemma(passage, kid, nouns):
                            return kid
        for kid in passage.children[verb]:
            # "set him free", "find guilty": the parser also takes the adjective for an adverb
            plain = passage.dep[kid] in ("advmod", "ccomp", "npadvmod") and passage.pos[kid] in ("ADJ", "NOUN", "ADV")
            if plain and has_lemma(passage, kid, nouns) and "*" not in nouns:
                return kid
        return None

    def _clause_subject(self, verb: int) -> int | None:
        passage = self.passage
        for kid in passage.children[verb]:
            if passage.dep[kid] in ("ccomp", "xcomp", "advcl"):
                subject = passage.child(kid, "nsubj", "nsubjpass")
                if subject is not None and any(passage.tag[aux] == "TO" for aux in passage.children[kid]):
                    return subject
        return None

    def _clause(self, match: Match, anchors: list[int], undergoes: int | None) -> bool:
        passage, clause = self.passage, match.pattern.clause
        assert clause is not None
        places = list(anchors)
        for anchor in anchors[:1]:
            for kid in passage.children[anchor]:
                if passage.dep[kid] in ("acomp", "attr", "oprd", "dative"):
                    places.append(kid)
                if passage.dep[kid] == "prep":
                    places += passage.kids(kid, "pobj")
        if undergoes is not None and undergoes > match.head:
            places.append(undergoes)
        for place in dict.fromkeys(places):
            for kid in passage.children[place]:
                if not self._is_clause(kid, clause.kind):
                    continue
                if clause.verbs is not None and not self._says(kid, clause.verbs):
                    continue
                if clause.must and not self._must(kid):
                    continue
                match.clause = kid
                if clause.subject is not None:
                    match.put(clause.subject, passage.child(kid, "nsubj", "nsubjpass"))
                return True
        return False

    def _is_clause(self, kid: int, kind: str) -> bool:
        passage = self.passage
        infinitive = any(passage.tag[aux] == "TO" for aux in passage.children[kid])
        if kind == "to":
            return infinitive and passage.dep[kid] in _INFINITIVES
        return not infinitive and passage.dep[kid] == "ccomp" and passage.pos[kid] in VERBAL

    def _says(self, kid: int, verbs: frozenset[str]) -> bool:
        passage = self.passage
        if passage.lemma[kid] in verbs:
            return True
        for other in passage.children[kid]:
            if passage.dep[other] in ("conj", "xcomp", "ccomp", "csubj") and passage.lemma[other] in verbs:
                return True
            if passage.dep[other] in ("dobj", "nsubj", "attr") and passage.lemma[other] in verbs:
                return True
        return False

    def _must(self, kid: int) -> bool:
        passage = self.passage
        for aux in passage.children[kid]:
            if passage.dep[aux] == "aux" and passage.lower[aux] in _MUST:
                return True
            if passage.dep[aux] == "xcomp" and passage.lemma[kid] in ("have", "need"):
                return True
        # the subjunctive: "proposed that Iran stop", not "suggested that Iran stopped"
        if passage.tag[kid] != "VB" or any(passage.tag[aux] == "MD" for aux in passage.children[kid]):
            return False
        subject = passage.child(kid, "nsubj", "nsubjpass")
        return subject is not None and not inverted(passage, subject)

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
        return filled or not prep.required

    def _ruled_out(self, match: Match, does: int | None, undergoes: int | None) -> bool:
        bad = match.pattern.ruled_out
        if not bad:
            return False
        passage = self.passage
        for token in (does, undergoes, match.object):
            if token is None:
                continue
            if passage.lemma[token] in bad:
                return True
            for kid in passage.children[token]:
                if passage.dep[kid] in ("compound", "amod") and passage.lemma[kid] in bad:
                    return True
                if passage.lower[kid] == "of" and any(passage.lemma[of] in bad for of in passage.children[kid]):
                    return True
        return False

    def noun(self, noun: int) -> Match | None:
        """The strictest noun pattern that fits at a token, with the verb that carries it."""
        passage = self.passage
        lemma = passage.lemma[noun]
        patterns = self.book.nouns.get(lemma)
        if patterns is None and passage.pos[noun] == "PROPN":
            patterns = self.book.nouns.get(lemma.removesuffix("s"))
        if patterns is None or self._no_event(noun):
            return None
        best: Match | None = None
        for pattern in patterns:
            match = Match(pattern, noun, [noun])
            if pattern.clause is not None and not self._clause(match, [noun], None):
                continue
            if pattern.object_nouns is not None or not all(self._prep(match, prep, [noun]) for prep in pattern.preps):
                continue
            if self._ruled_out(match, noun, None):
                continue
            if pattern.only and not any(
                passage.lemma[kid] in pattern.only or passage.lower[kid] in pattern.only
                for kid in passage.children[noun]
            ):
                continue
            if best is None:
                best = match
            else:
                best.others.append(pattern)
        if best is not None:
            self._carrier(best)
        return best

    def _no_event(self, noun: int) -> bool:
        """A noun that modifies another ("strike force", "peace talks team") or is part of a name is no event."""
        passage = self.passage
        number = passage.ent_of[noun]
        if number >= 0 and passage.entities[number][2] in _UNEVENTFUL and passage.kind != "headline":
            return True
        return passage.dep[noun] in ("compound", "amod", "nmod", "poss") and not (
            passage.dep[noun] == "poss" or passage.head[noun] < noun
        )

    def _carrier(self, match: Match) -> None:
        """Find the light verb over a nominal event and put its subject into its slot."""
        passage, noun = self.passage, match.head
        top = noun
        while passage.dep[top] == "conj" or (
            passage.dep[top] == "pobj"
            and passage.lower[passage.head[top]] == "of"
            and measured(passage, passage.head[passage.head[top]]) == top
        ):
            top = passage.head[top] if passage.dep[top] == "conj" else passage.head[passage.head[top]]
        verb = passage.head[top]
        if passage.dep[top] == "pobj":
            verb = passage.head[verb]
        if passage.pos[verb] not in VERBAL:
            return
        light = self._light(verb)
        if light is None:
            if passage.dep[top] == "pobj":
                match.light = None
            return
        passive = is_passive(passage, verb)
        stands_as_object = passage.dep[top] in ("dobj", "nsubjpass") or (
            passage.dep[top] == "pobj" and passage.lower[passage.head[top]] in ("in", "under", "on", "into")
        )
        if passage.dep[verb] in ("acl", "relcl") and passage.head[verb] == top:
            stands_as_object = True
        if light.subject == "event":
            if light.object is not None and passage.dep[top] == "nsubj":
                match.put(light.object, passage.child(verb, "dobj"))
            if passage.dep[top] == "nsubj" or (passage.dep[top] == "nsubjpass" and passive):
                match.light, match.light_verb = verb, light
            return
        if not stands_as_object:
            return
        match.light, match.light_verb = verb, light
        subject = logical(passage, verb)[0] if passive else surface_subject(passage, verb)
        if subject is not None and subject != top:
            match.put(light.subject, subject)

    def _light(self, verb: int) -> LightVerb | None:
        passage, table = self.passage, self.book.light
        lemma = passage.lemma[verb]
        for kid in passage.children[verb]:
            if passage.dep[kid] in ("prt", "prep", "advmod"):
                found = table.get((lemma, passage.lower[kid]))
                if found is not None:
                    return found
        return table.get((lemma, None))


def _rank(pattern: Pattern) -> float:
    return pattern.strictness * pattern.weight


def _mend_lemmas(passage: Passage, book: EventBook) -> None:
    """The lemmatizer takes "staged" for a form of "stag": a verb's lemma gets its -e where only so the codebook
    knows it."""
    verbs = book.verbs
    for token, tag in enumerate(passage.tag):
        if (tag == "VBD" or tag == "VBN" or tag == "VBG") and passage.lemma[token] not in verbs:
            longer = passage.lemma[token] + "e"
            if longer in verbs:
                passage.lemma[token] = longer


def find_triggers(passage: Passage, book: EventBook) -> list[Match]:
    """All triggers of a passage in text order; a token that belongs to one trigger starts no other."""
    _mend_lemmas(passage, book)
    matcher = Matcher(passage, book)
    found: list[Match] = []
    taken: set[int] = set()
    for token, pos in enumerate(passage.pos):
        if (
            pos == "VERB"
            or (
                pos == "AUX" and passage.lemma[token] in ("be", "have") and passage.dep[token] not in ("aux", "auxpass")
            )
        ) and (
            passage.dep[token] != "amod"
            or (passage.tag[token] in ("VBD", "VBZ") and passage.child(token, "nsubj") is not None)
        ):
            match = matcher.verb(token)
            if match is not None:
                found.append(match)
                taken.update(match.tokens)
    for token, pos in enumerate(passage.pos):
        if (pos == "NOUN" or pos == "PROPN") and token not in taken:
            match = matcher.noun(token)
            if match is not None:
                found.append(match)
    found.sort(key=lambda match: (match.head, match.tokens))
    return found
