"""Whether an event is told as happened, ongoing, planned, possible, conditional, denied or not happened.

We walk up from the trigger to the root of its sentence. At each clause its own tense, modals, negation and conjunction
speak first, then the word that governs it (words in `codebook/data/factuality.yaml`). Below, an unreal value stays.
"""

from __future__ import annotations

from onrecord.reading.clauses import VERBAL
from onrecord.reading.factuality_clause import PROVIDED, REAL, VALUE
from onrecord.reading.factuality_nouns import NounReader
from onrecord.reading.rule_words import rule_words
from onrecord.record import Factuality

# "told to leave" is asked for, "told that he left" is told: of a finite clause these say nothing.
_TELLING = frozenset(
    {"tell", "warn", "insist", "remind", "mean", "suggest", "appear", "seem", "see", "help", "announce", "agree"}
)
_INTO = frozenset({"to", "for", "of", "on", "from", "against", "about", "at"})
# "decided at the meeting", "postponed at their request": what stands behind "at" is only aimed at after these.
_AIMING = rule_words("factuality.aiming")
# "would not say whether it had sent arms": it is left open.
_SAYING = rule_words("factuality.saying")
_JOURNEYS = rule_words("factuality.journeys")
_OPEN = frozenset({"any", "anyone", "anybody", "whoever", "anything"})
_BEGINNING = rule_words("factuality.beginning")
_TRIES = rule_words("factuality.tries")
_CHARGING = rule_words("factuality.charging")
_BACKING = rule_words("factuality.backing")
_DEFINITE = frozenset({"the", "this", "these", "that", "those"})
_CONTINUING = frozenset({"continue", "keep", "remain", "carry"})
# "dismissed as untrue a report that ...", "reports that ... are false": what is reported is denied.
_REPORTS = rule_words("factuality.reports")
# "after the talks": a nominal event that stands beside a clause is not touched by what the clause says of itself.
# "demanded that the army stop shelling", "if the strike goes on": what is to stop or go on is already there.
_STOPPING = rule_words("factuality.stopping")
_LASTING = rule_words("factuality.lasting")
# "protests at the jailing of a colleague": what people react to has happened.
_REACTING = rule_words("factuality.reacting")
# "vowed revenge for the killing", "a response to the raid": whatever comes of it, the killing has happened.
_ANSWERING = rule_words("factuality.answering")
_DECIDING = rule_words("factuality.deciding")
_PROBING = rule_words("factuality.probing")
_TOLD_WITHIN = frozenset({"ccomp", "acl", "relcl", "advcl", "pcomp"})
_TAKING_PLACE = rule_words("factuality.taking_place")
_TO_WHAT = frozenset({"at", "against", "about"})
_ADJUNCT = frozenset({"after", "following", "since", "during", "amid", "over", "despite", "because"})

# A group of rules has nothing to say of a governing word: the next one is asked.
_NEXT = "next"


class FactualityReader(NounReader):
    """Reads the factuality of triggers of one passage, with the reasons in words."""

    def read(
        self, head: int, light: int | None = None, light_factuality: str | None = None, refusal: bool = False
    ) -> tuple[Factuality, list[str]]:
        """The factuality of the event with this trigger head; `light` is the verb that carries a nominal event.

        A `refusal` is done by the very words "will not": modal and negation of its own clause do not count.
        """
        passage = self.passage
        reasons: list[str] = []
        first, end = passage.sentences[passage.sentence_of[head]]
        value: Factuality = "happened"
        if passage.pos[head] not in VERBAL:
            value = self._noun(head, reasons)
        if light_factuality in ("planned", "not_happened") and value in REAL:
            value = "planned" if light_factuality == "planned" else "not_happened"
            reasons.append(f"carried by '{passage.words[light]}'" if light is not None else "carried")
        node, beside, within = head, -1, False
        for _ in range(12):
            if refusal and node == head:
                if self._under_if(node):
                    value = "conditional"
            elif node == beside:
                pass
            elif passage.pos[node] in VERBAL or passage.dep[node] in ("xcomp", "ccomp", "advcl", "acl", "relcl"):
                own = self._clause(node, reasons)
                if own == "happened" and node == head and self._tells_state(head):
                    own = "ongoing"
                elif own == "not_happened" and node != light and self._is_subject(head, node):
                    # "the raid yielded nothing": a raid it was
                    own = "happened"
                elif own == "ongoing" and within:
                    # "is looking at how the rebels burned it": the looking goes on
                    own = "happened"
                value = _combined(value, own)
            above = passage.head[node]
            if above == node:
                break
            if passage.dep[node] == "ccomp" and passage.lemma[above] in _SAYING and self._is_left_open(node):
                reasons.append("whether it is so is left open")
                return "possible", reasons
            if passage.dep[node] == "conj" and self._stands_alone(node):
                # "was not satisfied and demanded": a finite verb does not share the negation before it
                beside = above
            given = self._governor(node, above, reasons) if above != light or light_factuality is None else None
            if given == "planned" and passage.dep[node] in ("ccomp", "xcomp", "pcomp") and self._asks_whether(node):
                # "to decide whether to suspend the pact": it is open
                given = "possible"
            if given == "stop":
                break
            if given == "presupposed":
                value = "ongoing" if value in REAL else value
                break
            if given is not None:
                value = _governed(value, given)
            within = within or passage.dep[node] in _TOLD_WITHIN
            node = above
        if value in REAL and passage.words[end - 1 :] and self._question(first, end):
            reasons.append("in a question")
            value = "possible"
        return value, reasons

    def _is_subject(self, noun: int, verb: int) -> bool:
        """Whether a definite nominal event is the subject of a verb, which then tells of what it did."""
        passage = self.passage
        if passage.pos[noun] in VERBAL or passage.head[noun] != verb or passage.dep[noun] != "nsubj":
            return False
        if passage.lemma[verb] in _TAKING_PLACE:
            return False
        return any(passage.dep[kid] in ("det", "poss") for kid in passage.children[noun])

    def _asks_whether(self, clause: int) -> bool:
        passage = self.passage
        return any(passage.lower[kid] == "whether" for kid in passage.children[clause])

    def _is_left_open(self, clause: int) -> bool:
        """ "would not say if it had lent them money" """
        passage = self.passage
        return any(passage.lower[kid] in ("whether", "if") and kid < clause for kid in passage.children[clause])

    def _stands_alone(self, verb: int) -> bool:
        """Whether a coordinated verb is finite by itself, or has an auxiliary or a subject of its own."""
        passage = self.passage
        if passage.tag[verb] in ("VBD", "VBZ", "VBP"):
            return True
        return any(
            passage.dep[kid] in ("nsubj", "nsubjpass") or (passage.dep[kid] == "aux" and passage.tag[kid] == "MD")
            for kid in passage.children[verb]
        )

    def _governor(self, node: int, above: int, reasons: list[str]) -> Factuality | str | None:
        """What the governing word does to what it governs; "stop" where it says nothing of what hangs on it."""
        for rules in (self._by_construction, self._by_outcome, self._by_phase, self._by_report, self._by_relation):
            given = rules(node, above, reasons)
            if given != _NEXT:
                return given
        return self._by_class(node, above, reasons)

    def _by_construction(self, node: int, above: int, reasons: list[str]) -> Factuality | str | None:
        """Constructions that say by themselves that something has not come about, or only under a condition."""
        passage, dep = self.passage, self.passage.dep[node]
        word, lower = passage.words[above], passage.lower[above]
        if lower in PROVIDED and dep == "ccomp":
            reasons.append(f"under '{word}'")
            return "conditional"
        if dep == "ccomp" and node < above and any(passage.words[token] == ";" for token in range(node, above)):
            # "they were detained; Delhi demanded their release": two sentences that the parser made one
            return "stop"
        of_what = dep in ("pcomp", "pobj") and lower in ("of", "in") and self._has_no(passage.head[above])
        if of_what or (dep == "acl" and self._has_no(above)):
            # "has no plans to close", "no intention of leaving", "no interest in talks"
            reasons.append(f"no '{word}'")
            return "not_happened"
        if self._is_deed_of_order(node, above):
            # "charged with ordering the killing of": what was ordered is what they answer for
            return None
        voted = dep in ("xcomp", "advcl") and passage.lemma[above] == "vote" and self._is_past(above)
        if voted and passage.lemma[node] in _BACKING:
            # "voted to endorse the pact": the vote endorses it
            return "stop"
        if dep in ("xcomp", "ccomp", "acl") and self._is_yet_to(node, above):
            reasons.append("'yet to'")
            return "not_happened"
        if lower == "failing" and any(passage.lower[kid] == "which" for kid in passage.children[node]):
            reasons.append("'failing which'")
            return "conditional"
        return _NEXT

    def _by_outcome(self, node: int, above: int, reasons: list[str]) -> Factuality | str | None:
        """Clauses that are told for themselves whatever governs them, and tries that failed."""
        passage, dep = self.passage, self.passage.dep[node]
        if dep in ("ccomp", "pcomp", "csubj") and self._is_indirect_question(node):
            # "did not deliver what it had pledged", "declined to say how many it had seized": it did
            return "stop"
        if passage.lower[above] == "going" and dep == "xcomp" and passage.child(above, "aux") is not None:
            reasons.append("'going to'")
            return "planned"
        only = any(kid < node and passage.lower[kid] == "only" for kid in passage.children[node])
        if only and dep in ("advcl", "xcomp"):
            # "climbed down, only to be shot at": an outcome, and no purpose
            return "stop"
        if dep in ("acl", "prep") and passage.lemma[above] in _TRIES and self._has_failed(above):
            reasons.append(f"the '{passage.words[above]}' failed")
            return "not_happened"
        if dep in ("acl", "relcl") and self._is_first(above):
            # "the first to resign", "the first states to send doctors"
            return "stop"
        return _NEXT

    def _by_phase(self, node: int, above: int, reasons: list[str]) -> Factuality | str | None:
        """Verbs of beginning, going on and stopping, and those that take what they govern for granted."""
        passage, dep = self.passage, self.passage.dep[node]
        lemma, tag, word = passage.lemma[above], passage.tag[above], passage.words[above]
        begun = lemma in _BEGINNING and dep == "xcomp" and tag == "VBN"
        if begun and any(passage.tag[aux] in ("VBZ", "VBP") for aux in passage.kids(above, "aux")):
            # "has begun arming the militias"
            reasons.append(f"under '{word}'")
            return "ongoing"
        if dep == "dobj" and lemma == "avenge":
            return "stop"
        if self._is_presupposed(node, above):
            reasons.append(f"'{word}' takes it for granted")
            return "presupposed"
        if lemma in _STOPPING and dep == "xcomp" and passage.tag[node] == "VBG" and self._is_past(above):
            # "stopped shelling the port": until then they did
            return "stop"
        if lemma in _CONTINUING and dep in ("xcomp", "ccomp") and tag in ("VBZ", "VBP", "VBD"):
            reasons.append(f"under '{word}'")
            return "ongoing"
        return _NEXT

    def _by_report(self, node: int, above: int, reasons: list[str]) -> Factuality | str | None:
        """Reports of what is governed that are denied, or looked into."""
        passage, dep = self.passage, self.passage.dep[node]
        if passage.lemma[above] not in _REPORTS or dep not in ("acl", "relcl", "ccomp", "prep"):
            return _NEXT
        if self._is_dismissed(above):
            reasons.append(f"'{passage.words[above]}' is denied")
            return "denied"
        if passage.dep[above] == "dobj" and passage.lemma[passage.head[above]] in _PROBING:
            # "is investigating reports that rebels burned a village"
            reasons.append(f"'{passage.words[above]}' is looked into")
            return "possible"
        return _NEXT

    def _by_relation(self, node: int, above: int, reasons: list[str]) -> Factuality | str | None:
        """What the grammatical relation to the governing word lets through."""
        passage, dep = self.passage, self.passage.dep[node]
        if passage.pos[above] == "ADP" or passage.dep[above] in ("prep", "agent"):
            return self._preposition(node, above, reasons)
        if passage.pos[node] == "ADP" and dep in ("prep", "agent"):
            return self._by_adjunct(node, above, reasons)
        infinitive = any(passage.tag[kid] == "TO" for kid in passage.children[node])
        if dep == "advcl" and not infinitive:
            # "killing 12", "after it attacked": stands beside the main clause and is told for itself
            kids = passage.children[node]
            if any(passage.dep[kid] == "mark" for kid in kids):
                return "stop"
            # "nobody was surprised when the minister resigned"
            return "stop" if self._is_past(node) and any(passage.tag[kid] == "WRB" for kid in kids) else None
        if dep in ("relcl", "acl") and self._is_of_anybody(node, above):
            # "any state that shelters him will be treated as an enemy"
            reasons.append(f"of '{passage.words[above]}', whoever that be")
            return "conditional"
        if dep in ("relcl", "appos"):
            return "stop"
        if dep == "advcl" and self._class_of(above) not in ("possible", "promised"):
            # "blocked roads to protest": a purpose stays one whatever the verb does to its object
            return None
        if dep == "acl" and not infinitive and passage.child(node, "nsubj", "nsubjpass") is None:
            # "the agreement reached in May" is told for itself; "the demand that the government free them" is what is
            # demanded
            return "stop"
        if dep == "nsubj":
            return self._by_predicate(node, above, reasons)
        return None if dep in ("conj", "poss", "parataxis") else _NEXT

    def _by_adjunct(self, node: int, above: int, reasons: list[str]) -> Factuality | str | None:
        """What a governing word does to a phrase with a preposition: "after the talks", "by the rebels"."""
        passage = self.passage
        if passage.lower[node] in _ADJUNCT:
            if passage.lower[node] == "during" and self._is_to_come(above):
                reasons.append("during what is to come")
                return "planned"
            return "stop"
        return None if passage.pos[above] in VERBAL and passage.dep[node] == "agent" else _NEXT

    def _by_predicate(self, node: int, above: int, reasons: list[str]) -> Factuality | None:
        """What a verb says of the nominal event that is its subject."""
        passage = self.passage
        if passage.lemma[above] == "fall" and passage.lower[above + 1 : above + 2] == ["through"]:
            reasons.append("it fell through")
            return "not_happened"
        if passage.pos[node] == "NOUN" and self._is_under_way(above):
            reasons.append(f"under '{passage.words[above]}'")
            return "ongoing"
        return None

    def _is_of_anybody(self, clause: int, noun: int) -> bool:
        passage = self.passage
        if any(passage.tag[kid] == "TO" for kid in passage.children[clause]):
            return False
        return passage.lower[noun] in _OPEN or any(passage.lower[kid] in _OPEN for kid in passage.children[noun])

    def _is_deed_of_order(self, node: int, above: int) -> bool:
        passage = self.passage
        if passage.lemma[above] not in ("order", "plan", "arrange") or passage.dep[above] != "pcomp":
            return False
        charged = passage.head[passage.head[above]]
        return passage.lemma[charged] in _CHARGING and passage.dep[node] == "dobj"

    def _is_indirect_question(self, clause: int) -> bool:
        """Whether a clause opens with "what", "why", "how many": it asks for one thing and grants the rest."""
        passage = self.passage
        first = passage.subtree[clause][0]
        return any(passage.tag[token] in ("WP", "WRB", "WDT") for token in range(first, min(first + 2, clause)))

    def _is_to_come(self, verb: int) -> bool:
        """ "will be on duty during the summit": the summit is to come too."""
        passage = self.passage
        return any(passage.lower[aux] in ("will", "'ll", "shall") for aux in passage.kids(verb, "aux"))

    def _is_presupposed(self, node: int, above: int) -> bool:
        """Whether the governing verb takes the event for granted: what is to stop, or whether it goes on."""
        passage, dep = self.passage, self.passage.dep[node]
        if passage.pos[above] not in VERBAL:
            return False
        definite = any(passage.lower[kid] in _DEFINITE or passage.dep[kid] == "poss" for kid in passage.children[node])
        if passage.lemma[above] in _STOPPING and (dep == "xcomp" or (dep == "dobj" and definite)):
            return self._is_unreal(above)
        return dep == "nsubj" and definite and passage.lemma[above] in _LASTING and self._is_unreal(above)

    def _is_unreal(self, verb: int) -> bool:
        """Whether a verb is under a condition, a modal or an infinitive, or is what somebody asks for."""
        passage = self.passage
        if self._clause(verb, []) in ("conditional", "possible", "planned"):
            return True
        above = passage.head[verb]
        return passage.dep[verb] in ("ccomp", "xcomp") and self._class_of(above) == "possible"

    def _is_yet_to(self, node: int, above: int) -> bool:
        """ "have yet to ratify it" """
        passage = self.passage
        return passage.lemma[above] in ("have", "be") and any(
            passage.lower[kid] in ("yet", "still") for kid in (*passage.children[above], *passage.children[node])
        )

    def _by_class(self, node: int, above: int, reasons: list[str]) -> Factuality | None:
        name = self._class_of(above)
        if name is None or name not in VALUE or self._says_nothing(node, above):
            return None
        if name == "denied" and self._is_not_denied(above):
            reasons.append(f"'{self.passage.words[above]}' is negated")
            return "possible"
        if (
            self.passage.lemma[above] in _TELLING
            and (
                self.passage.tag[node] != "VB"
                or any(self.passage.tag[kid] == "MD" for kid in self.passage.children[node])
            )
            and self.passage.dep[node] == "ccomp"
            and not any(self.passage.tag[kid] == "TO" for kid in self.passage.children[node])
        ):
            return None
        if (
            self.passage.dep[node] in ("advmod", "npadvmod", "nsubj", "prep")
            and self.passage.pos[above] in VERBAL
            and (self.passage.dep[node] != "prep" or self.passage.lower[node] not in _INTO)
        ):
            return None
        reasons.append(f"under '{self.passage.words[above]}'")
        return VALUE[name]

    def _is_not_denied(self, verb: int) -> bool:
        """ "neither confirmed nor denied that it had paid" """
        passage = self.passage
        first = passage.head[verb] if passage.dep[verb] == "conj" else verb
        return any(
            passage.lower[kid] in ("neither", "nor", "not", "n't", "never")
            for host in (verb, first)
            for kid in passage.children[host]
        )

    def _says_nothing(self, node: int, above: int) -> bool:
        """ "due to the strike" names a cause, "set sanctions" sets them; with a verb "due to" and "set to" tell of a
        plan."""
        passage = self.passage
        if passage.lower[above] == "due":
            return passage.pos[node] == "ADP" and passage.lower[node] == "to"
        if passage.lower[node] == "at" and passage.dep[node] == "prep" and passage.lemma[above] not in _AIMING:
            return True
        return passage.lemma[above] == "set" and passage.dep[node] not in ("xcomp", "ccomp", "advcl")

    def _preposition(self, node: int, above: int, reasons: list[str]) -> Factuality | str | None:
        passage = self.passage
        word = passage.lower[above]
        if word == "on" and passage.lemma[node] in _JOURNEYS:
            # "on a tour of Asia, the premier promised": the tour is going on
            return "presupposed"
        if word in _ADJUNCT:
            if word == "during" and self._is_to_come(passage.head[above]):
                reasons.append("during what is to come")
                return "planned"
            return "stop"
        name = self.book.preposition_class.get(word)
        over = passage.head[above]
        if word == "before" and passage.pos[over] in VERBAL and self._is_past(over):
            # "two days before the attack he left": told from behind it
            return "stop"
        if word in _TO_WHAT and passage.lemma[over] in _REACTING:
            return "stop"
        if word in ("for", "to") and passage.lemma[over] in _ANSWERING:
            return "stop"
        if (word == "of" and passage.lower[over] == "short") or (
            word == "against" and passage.lemma[over] in _DECIDING
        ):
            # "stopped short of arresting him", "decided against sanctions"
            reasons.append(f"'{passage.words[over]} {word}'")
            return "not_happened"
        if name == "possible" and self._class_of(over) not in ("promised", "possible", "denied", "not_happened"):
            if (
                word == "for"
                and passage.pos[over] in VERBAL
                and self.book.verb_class.get(passage.lemma[over]) == "happened"
            ):
                return None
            return None
        if name in VALUE and name != "possible":
            reasons.append(f"after '{word}'")
            return VALUE[name]
        return None


def _combined(value: Factuality, own: Factuality) -> Factuality:
    """The event's value so far with what a clause above or around it says of itself: the less real one stays."""
    if value in REAL:
        return own if own != "happened" else value
    if own == "conditional" and value in ("planned", "possible"):
        return own
    return value


def _governed(value: Factuality, given: Factuality | str) -> Factuality:
    """What a governing word makes of a value: it overrides a plain or planned one, and a denial overrides all."""
    if given == "denied" and value != "not_happened":
        return "denied"
    if given == "ongoing":
        return "ongoing" if value == "happened" else value
    if value in REAL or (value == "planned" and given in ("possible", "not_happened", "conditional")):
        return given  # type: ignore[return-value]
    if value == "possible" and given in ("planned", "not_happened"):
        return "planned" if given == "planned" else "not_happened"
    return value
