"""Verbs as triggers: the strictest verb pattern that fits, with its object, its clause and its prepositions."""

from __future__ import annotations

from onrecord.codebook.event_patterns import Pattern
from onrecord.codebook.events import EventBook
from onrecord.language.parsed import Passage
from onrecord.reading.clauses import VERBAL, logical, measured, with_conjuncts
from onrecord.reading.trigger_match import Match, PatternParts, has_lemma, particle_of

_SELF = frozenset({"himself", "herself", "itself", "themselves"})
_WILL = frozenset({"will", "would", "wo", "'ll", "'d"})
_TURNING = frozenset({"off", "away", "back"})
# "handed over their rifles", "gave up the town" give nobody anything.
_GIVING = frozenset({"give", "hand", "turn"})
_OTHER_WITH = {"take": frozenset({"up"}), "back": frozenset({"down", "out"})}
_GIVING_UP = _TURNING | {"over", "up", "in"}
_COMPLEMENTS = frozenset({"dobj", "attr", "acomp", "oprd", "dative", "nsubjpass"})
_PLAIN = frozenset({"advmod", "ccomp", "npadvmod", "intj"})
_NUMBERS = frozenset({"ten", "hundred", "thousand", "million", "dozen", "score"})
# After so many fits a pattern that asks for less can't win.
_ENOUGH = 4


class VerbMatcher(PatternParts):
    """Tries the codebook's verb patterns on one passage."""

    def __init__(self, passage: Passage, book: EventBook) -> None:
        super().__init__(passage, book)
        self.words: dict[int, set[str]] = {}

    def verb(self, verb: int) -> list[Match]:
        """The verb patterns that fit at a token, the strictest first; empty where none does."""
        patterns = self.book.by_verb.get(self.passage.lemma[verb])
        if patterns is None:
            return []
        possible = patterns.possible(self._words_around(verb))
        if not possible:
            return []
        roles = logical(self.passage, verb)
        found: list[Match] = []
        for pattern in possible:
            if len(found) > _ENOUGH and pattern.strictness < found[0].pattern.rank and not pattern.negated:
                # a refusal stands beside what does not happen, however many fit that: "would not attend the talks"
                continue
            match = self._try_verb(verb, pattern, roles)
            if match is not None:
                found.append(match)
        found.sort(key=lambda match: -match.pattern.rank)
        return found

    def _words_around(self, verb: int) -> set[str]:
        """The lemmas and word forms of a verb's sentence, as far as any pattern asks for them."""
        passage = self.passage
        sentence = passage.sentence_of[verb]
        words = self.words.get(sentence)
        if words is None:
            first, end = passage.sentences[sentence]
            words = {*passage.lemma[first:end], *passage.lower[first:end]} & self.book.asked
            self.words[sentence] = words
        return words

    def _try_verb(self, verb: int, pattern: Pattern, roles: tuple[int | None, int | None, bool]) -> Match | None:
        passage = self.passage
        tokens = [verb]
        particles = [particle for head, particle in pattern.heads if head == passage.lemma[verb]]
        bare = None in particles
        for particle in particles:
            at = particle_of(passage, verb, particle) if particle is not None else None
            if at is not None and (not bare or self._is_particle(at, pattern)):
                # goes before the bare verb: "broke off ties" is "break_off", where "break" stands beside it
                tokens.append(at)
                break
        else:
            if not bare or self._is_other_verb(verb):
                return None
        match = Match(pattern, verb, tokens)
        does, undergoes, passive = roles
        if undergoes is None and len(tokens) > 1 and (tokens[1] == verb + 1 or passage.dep[tokens[1]] != "prep"):
            # "switched off the internet": the parser takes the particle for a preposition; not "will take off in Lima"
            undergoes = passage.child(tokens[1], "pobj")
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

    def _is_particle(self, at: int, pattern: Pattern) -> bool:
        """Whether what may be a preposition belongs to the verb: "flew in batteries", but "flew in the afternoon"."""
        passage = self.passage
        if passage.dep[at] != "prep":
            return True
        target = passage.child(at, "pobj")
        nouns = pattern.object_nouns
        if target is None or nouns is None or "*" in nouns:
            return target is None
        return has_lemma(passage, target, nouns)

    def _is_other_verb(self, verb: int) -> bool:
        """Whether a particle makes another verb of it: "carried off the grain" is not "carried the grain"."""
        passage = self.passage
        particles = passage.kids(verb, "prt")
        if not particles:
            return False
        turning = _GIVING_UP if passage.lemma[verb] in _GIVING else _TURNING
        # "took up positions" takes nothing from anybody, "backed down" backs nobody
        turning = turning | _OTHER_WITH.get(passage.lemma[verb], frozenset())
        return any(passage.lower[kid] in turning for kid in particles)

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
                if other is None and passage.dep[noun] == "ccomp":
                    # "found the former minister guilty": the parser makes a clause of them
                    other = passage.child(noun, "nsubj", "nsubjpass")
                if other is None:
                    return pattern.object_optional
                match.put(pattern.object_slot, self._through_dative(other))
            return True
        if pattern.object_slot is not None:
            target = undergoes
            if target is None and (pattern.clause is not None or passage.lemma[verb] == "help"):
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
        if passive and passage.child(verb, "dobj") is not None:
            # "the convoy was given assurances": its subject gets what its object names
            heads = [kid for kid in heads if passage.dep[kid] != "nsubjpass"]
        elif undergoes is not None and undergoes not in heads:
            heads.append(undergoes)
        for head in heads:
            for item in with_conjuncts(passage, head):
                inner = measured(passage, item)
                if "*" in nouns:
                    if passage.dep[item] != "dative":
                        return item
                    continue
                for candidate in (inner,) if inner != item and passage.lemma[item] in _NUMBERS else (item, inner):
                    # "gave thousands of refugees rice" gives no thousands
                    if has_lemma(passage, candidate, nouns):
                        return candidate
                for kid in passage.children[item]:
                    if kid > item and passage.dep[kid] in ("amod", "dobj") and has_lemma(passage, kid, nouns):
                        # "held Tehran responsible", "called the raid an outrage": the parser hangs it on the object
                        return kid
                for kid in passage.kids(item, "nmod"):
                    if passage.child(kid, "conj") is not None and has_lemma(passage, kid, nouns):
                        # "gave rice, soap and sheeting": the parser takes all but the last for modifiers
                        return kid
                if passage.ent[item] in ("DATE", "TIME"):
                    # "staged mass demonstrations Saturday": the parser takes the day for the head of the object
                    for kid in passage.children[item]:
                        if passage.dep[kid] in ("compound", "nmod") and has_lemma(passage, kid, nouns):
                            return kid
        for kid in passage.children[verb]:
            # "set him free", "find guilty": the parser also takes the adjective for an adverb
            plain = passage.dep[kid] in _PLAIN and passage.pos[kid] in ("ADJ", "NOUN", "ADV", "INTJ")
            if plain and passage.lower[kid] == "home" and passage.lemma[verb] == "send":
                # "sent home four diplomats" gives them no home
                continue
            gerund = passage.dep[kid] in ("xcomp", "ccomp", "pcomp") and passage.tag[kid] == "VBG"
            if (plain or gerund) and "*" not in nouns and has_lemma(passage, kid, nouns):
                return kid
        return None

    def _clause_subject(self, verb: int) -> int | None:
        passage = self.passage
        for kid in passage.children[verb]:
            if passage.dep[kid] in ("ccomp", "xcomp", "advcl"):
                subject = passage.child(kid, "nsubj", "nsubjpass")
                bare = passage.lemma[verb] in ("help", "let") and passage.tag[kid] in ("VB", "VBP")
                if subject is not None and (bare or any(passage.tag[aux] == "TO" for aux in passage.children[kid])):
                    return subject
        return None
