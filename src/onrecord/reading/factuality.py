"""Whether an event is told as happened, ongoing, planned, possible, conditional, denied or not happened.

We walk up from the trigger to the root of its sentence. At each clause its own tense, modals, negation and conjunction
speak first, then the word that governs it (words in `codebook/data/factuality.yaml`). Below, an unreal value stays.
"""

from __future__ import annotations

from onrecord.codebook.events import EventBook
from onrecord.language.parsed import Passage
from onrecord.reading.clauses import VERBAL
from onrecord.reading.word_sets import word_set
from onrecord.record import Factuality

_VALUE: dict[str, Factuality] = {
    "promised": "planned", "possible": "possible", "conditional": "conditional", "not_happened": "not_happened",
    "denied": "denied",
}  # fmt: skip
# "told to leave" is asked for, "told that he left" is told: of a finite clause these say nothing.
_TELLING = frozenset(
    {"tell", "warn", "insist", "remind", "mean", "suggest", "appear", "seem", "see", "help", "announce", "agree"}
)
_INTO = frozenset({"to", "for", "of", "on", "from", "against", "about", "at"})
# "provided parliament approves" is a preposition for the parser, "should they do so" a complement.
_IF_DEPS = frozenset({"advcl", "prep", "ccomp"})
_REAL = frozenset({"happened", "ongoing"})
_DEFINITE = frozenset({"the", "this", "these", "that", "those"})
_PROVIDED = frozenset({"provided", "providing", "assuming", "supposing"})
_CONTINUING = frozenset({"continue", "keep", "remain", "carry"})
# "dismissed as untrue a report that ...", "reports that ... are false": what is reported is denied.
_REPORTS = word_set("report claim allegation accusation suggestion rumour rumor charge assertion story")
_DISMISSING = word_set("dismiss reject refute deny dispute rubbish")
_UNTRUE = word_set("false untrue baseless unfounded wrong fabricated groundless fake nonsense")
# "after the talks": a nominal event that stands beside a clause is not touched by what the clause says of itself.
# "demanded that the army stop shelling", "if the strike goes on": what is to stop or go on is already there.
_STOPPING = word_set("stop cease end halt suspend quit discontinue lift curb")
_LASTING = word_set("continue go persist last drag hold lapse expire end collapse")
# "protests at the jailing of a colleague": what people react to has happened.
_REACTING = word_set("protest anger outrage fury demonstrate rally march condemnation shock dismay indignation uproar")
_TO_WHAT = frozenset({"at", "against", "about"})
_ADJUNCT = frozenset({"after", "following", "since", "during", "amid", "over", "despite", "because"})


class FactualityReader:
    """Reads the factuality of triggers of one passage, with the reasons in words."""

    def __init__(self, passage: Passage, book: EventBook) -> None:
        self.passage = passage
        self.book = book

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
        if light_factuality in ("planned", "not_happened") and value in _REAL:
            value = "planned" if light_factuality == "planned" else "not_happened"
            reasons.append(f"carried by '{passage.words[light]}'" if light is not None else "carried")
        node, beside = head, -1
        for _ in range(12):
            if (refusal and node == head) or node == beside:
                pass
            elif passage.pos[node] in VERBAL or passage.dep[node] in ("xcomp", "ccomp", "advcl", "acl", "relcl"):
                own = self._clause(node, reasons)
                value = _combined(value, own)
            above = passage.head[node]
            if above == node:
                break
            if passage.dep[node] == "conj" and self._stands_alone(node):
                # "was not satisfied and demanded": a finite verb does not share the negation before it
                beside = above
            given = self._governor(node, above, reasons) if above != light or light_factuality is None else None
            if given == "stop":
                break
            if given == "presupposed":
                value = "ongoing" if value in _REAL else value
                break
            if given is not None:
                value = _governed(value, given)
            node = above
        if value in _REAL and passage.words[end - 1 :] and self._question(first, end):
            reasons.append("in a question")
            value = "possible"
        return value, reasons

    def _stands_alone(self, verb: int) -> bool:
        """Whether a coordinated verb is finite by itself, or has an auxiliary or a subject of its own."""
        passage = self.passage
        if passage.tag[verb] in ("VBD", "VBZ", "VBP"):
            return True
        return any(
            passage.dep[kid] in ("nsubj", "nsubjpass") or (passage.dep[kid] == "aux" and passage.tag[kid] == "MD")
            for kid in passage.children[verb]
        )

    def _question(self, first: int, end: int) -> bool:
        return any(self.passage.words[token] == "?" for token in range(max(first, end - 2), end))

    def _noun(self, head: int, reasons: list[str]) -> Factuality:
        """What stands before a nominal event: "any attack", "no attack", "a possible attack"."""
        passage, book = self.passage, self.book
        for kid in passage.children[head]:
            word = passage.lower[kid]
            if kid > head:
                continue
            name = book.determiner_class.get(word) if passage.dep[kid] in ("det", "neg", "advmod") else None
            if name is None and passage.dep[kid] in ("amod", "compound", "nmod"):
                name = book.adjective_class.get(word)
            if name in _VALUE:
                reasons.append(f"'{passage.words[kid]}' before it")
                return _VALUE[name]
        return "happened"

    def _clause(self, verb: int, reasons: list[str]) -> Factuality:
        """Tense, modals, negation and conjunction of one clause."""
        passage, book = self.passage, self.book
        value: Factuality = "happened"
        modal, infinitive, conditional, being, have = "", False, False, False, False
        present = passage.tag[verb] in ("VBZ", "VBP")
        finite = passage.tag[verb] in ("VBZ", "VBP", "VBD")
        negated = False
        kids = passage.children[verb]
        for kid in kids:
            dep, word = passage.dep[kid], passage.lower[kid]
            if dep == "neg" or (
                dep in ("advmod", "preconj", "cc") and kid < verb and book.adverb_class.get(word) == "not_happened"
            ):
                negated = True
            elif dep in ("aux", "auxpass"):
                if passage.tag[kid] == "TO":
                    infinitive = True
                elif passage.tag[kid] == "MD":
                    modal = word
                    subject = passage.child(verb, "nsubj", "nsubjpass")
                    if (
                        word == "should"
                        and subject is not None
                        and kid < subject
                        and not self._question(*passage.sentences[passage.sentence_of[verb]])
                    ):
                        conditional = True
                else:
                    finite = True
                    lemma = passage.lemma[kid]
                    if lemma in ("be", "'s") and dep == "aux":
                        being = True
                    have = have or lemma == "have"
                    if passage.tag[kid] in ("VBZ", "VBP"):
                        present = True
                    elif passage.tag[kid] == "VBD" and lemma != "have":
                        present = False
            elif dep == "mark" or (dep == "advmod" and passage.tag[kid] == "WRB"):
                name = book.conjunction_class.get(word)
                if name in _VALUE:
                    reasons.append(f"under '{word}'")
                    if name == "conditional":
                        conditional = True
                    else:
                        value = _VALUE[name]
            elif dep == "advcl" and self._is_if(kid):
                conditional = conditional or (modal != "") or not finite
            elif dep == "nsubj" and any(passage.lower[aux] == "should" and aux < kid for aux in passage.children[kid]):
                conditional = True
            elif dep in ("nsubj", "nsubjpass", "dobj") and self._is_nobody(kid):
                # "no rally was forbidden", "fired no rockets", "nobody was hurt"
                negated = True
        if modal in ("would", "'d") and not have:
            if self._under_if(verb):
                conditional = True
            elif value == "happened":
                reasons.append("'would'")
                value = "planned"
        elif modal in ("would", "'d", "could", "might", "should") and have:
            reasons.append(f"'{modal} have'")
            value = "not_happened" if modal != "might" else "possible"
        elif modal:
            name = book.auxiliary_class.get(modal)
            if name in _VALUE and value == "happened":
                reasons.append(f"'{modal}'")
                value = _VALUE[name]
            if self._under_if(verb):
                conditional = True
        if conditional:
            reasons.append("under a condition")
            return "conditional"
        if negated and value in _REAL | {"planned"}:
            reasons.append("negated")
            return "not_happened"
        if infinitive and value == "happened":
            return self._infinitive(verb, reasons)
        if (
            value == "happened"
            and present
            and passage.tag[verb] in ("VBZ", "VBP")
            and any(passage.dep[kid] == "mark" and passage.lower[kid] in ("as", "while") for kid in kids)
        ):
            # "as delegations hold talks"
            return "ongoing"
        if value == "happened" and have and present and any(passage.lower[kid] == "since" for kid in kids):
            # "have struck since Monday"
            return "ongoing"
        if value == "happened" and being and passage.tag[verb] == "VBG" and (present or passage.dep[verb] == "ccomp"):
            # "is shelling", and in reported speech "said it was shelling"
            return "ongoing"
        if value == "happened" and self._imperative(verb, kids, finite, infinitive, modal):
            reasons.append("an imperative")
            return "possible"
        return value

    def _is_nobody(self, noun: int) -> bool:
        passage = self.passage
        if passage.lower[noun] in ("none", "nobody", "no-one", "neither", "nothing"):
            return True
        if any(
            # "no shot was fired", "not a single shot was fired"
            passage.dep[kid] in ("det", "neg") and passage.lower[kid] in ("no", "neither", "not")
            for kid in passage.children[noun]
        ):
            return True
        return passage.dep[noun] == "conj" and self._is_nobody(passage.head[noun])

    def _infinitive(self, verb: int, reasons: list[str]) -> Factuality:
        """An infinitive says by itself that something is meant to be: a purpose, a plan, "is to meet"."""
        passage = self.passage
        above, dep = passage.head[verb], passage.dep[verb]
        if (
            dep in ("xcomp", "ccomp")
            and above != verb
            and passage.lemma[above] == "be"
            and passage.child(above, "acomp", "attr") is None
        ):
            reasons.append("'is to'")
            return "planned"
        if dep == "ROOT":
            # a headline's future: "Minister to visit Cairo"
            reasons.append("an infinitive as the main verb")
            return "planned"
        if dep in ("xcomp", "ccomp", "oprd", "acl", "relcl", "conj"):
            return (
                "happened"
                if dep in ("xcomp", "ccomp", "oprd") and self._class_of(above) is not None
                else "possible"
                if dep != "conj"
                else "happened"
            )
        if dep == "advcl":
            reasons.append("a purpose")
            return "possible"
        return "possible"

    def _imperative(self, verb: int, kids: list[int], finite: bool, infinitive: bool, modal: str) -> bool:
        passage = self.passage
        return (
            passage.tag[verb] == "VB"
            and passage.dep[verb] == "ROOT"
            and not (finite or infinitive or modal)
            and all(passage.dep[kid] not in ("nsubj", "nsubjpass") for kid in kids)
        )

    def _is_if(self, clause: int) -> bool:
        passage = self.passage
        if passage.lower[clause] in _PROVIDED:
            return True
        subject = passage.child(clause, "nsubj", "nsubjpass")
        for kid in passage.children[clause]:
            if (
                passage.dep[kid] in ("mark", "advmod")
                and self.book.conjunction_class.get(passage.lower[kid]) == "conditional"
            ):
                return True
            if passage.lower[kid] == "should" and passage.dep[kid] == "aux" and subject is not None and kid < subject:
                return True
        # "Were the Kurds to hold another vote, Baghdad would close the airport"
        return passage.lower[clause] == "were" and subject is not None and clause < subject

    def _under_if(self, verb: int) -> bool:
        """Whether an if-clause hangs on the verb, on one that it is coordinated with, or on an "any attack" as its
        subject."""
        passage = self.passage
        subject = passage.child(verb, "nsubj", "nsubjpass")
        if subject is not None and any(
            self.book.determiner_class.get(passage.lower[kid]) == "conditional" for kid in passage.children[subject]
        ):
            return True
        if self._if_beside(verb):
            return True
        node = verb
        for _ in range(3):
            if any(passage.dep[kid] in _IF_DEPS and self._is_if(kid) for kid in passage.children[node]):
                return True
            if passage.dep[node] != "conj" or passage.child(node, "nsubj", "nsubjpass") is not None:
                # "A will join if ..., and B will send": the condition is not B's
                break
            node = passage.head[node]
        return False

    def _if_beside(self, verb: int) -> bool:
        """An if-clause that the parser hung on the verb of saying: "will break it off if ..., he warned"."""
        passage = self.passage
        above = passage.head[verb]
        if passage.dep[verb] != "ccomp" or above == verb:
            return False
        return any(passage.dep[kid] == "advcl" and self._is_if(kid) for kid in passage.children[above])

    def _class_of(self, token: int) -> str | None:
        """The class of a governing word; a verb with a particle ("call off") before the bare one."""
        passage, book = self.passage, self.book
        lemma = passage.lemma[token]
        if passage.pos[token] in VERBAL:
            for kid in passage.children[token]:
                if passage.dep[kid] == "prt":
                    found = book.verb_class.get(f"{lemma}_{passage.lower[kid]}")
                    if found is not None:
                        return found
            return book.verb_class.get(lemma)
        if passage.pos[token] in ("NOUN", "PROPN"):
            return book.noun_class.get(lemma)
        if passage.pos[token] == "ADJ":
            return book.adjective_class.get(lemma)
        return None

    def _governor(self, node: int, above: int, reasons: list[str]) -> Factuality | str | None:
        """What the governing word does to what it governs; "stop" where it says nothing of what hangs on it."""
        passage, dep = self.passage, self.passage.dep[node]
        if passage.lower[above] in _PROVIDED and dep == "ccomp":
            reasons.append(f"under '{passage.words[above]}'")
            return "conditional"
        if dep == "ccomp" and node < above and any(passage.words[token] == ";" for token in range(node, above)):
            # "they were detained; Delhi demanded their release": two sentences that the parser made one
            return "stop"
        if dep in ("xcomp", "ccomp", "acl") and self._is_yet_to(node, above):
            reasons.append("'yet to'")
            return "not_happened"
        if passage.lower[above] == "failing" and any(passage.lower[kid] == "which" for kid in passage.children[node]):
            reasons.append("'failing which'")
            return "conditional"
        if dep in ("ccomp", "pcomp") and any(
            passage.tag[kid] == "WP" and passage.dep[kid] in ("dobj", "nsubj") for kid in passage.children[node]
        ):
            # "did not deliver what it had pledged": the pledge was made
            return "stop"
        if self._is_presupposed(node, above):
            reasons.append(f"'{passage.words[above]}' takes it for granted")
            return "presupposed"
        if (
            passage.lemma[above] in _CONTINUING
            and dep in ("xcomp", "ccomp")
            and passage.tag[above] in ("VBZ", "VBP", "VBD")
        ):
            reasons.append(f"under '{passage.words[above]}'")
            return "ongoing"
        if passage.lemma[above] in _REPORTS and dep in ("acl", "relcl", "ccomp", "prep") and self._is_dismissed(above):
            reasons.append(f"'{passage.words[above]}' is denied")
            return "denied"
        if passage.pos[above] == "ADP" or passage.dep[above] in ("prep", "agent"):
            return self._preposition(node, above, reasons)
        if passage.pos[node] == "ADP" and dep in ("prep", "agent"):
            if passage.lower[node] in _ADJUNCT:
                return "stop"
            if passage.pos[above] in VERBAL and dep == "agent":
                return None
            return self._by_class(node, above, reasons)
        if dep in ("advcl",) and not any(passage.tag[kid] == "TO" for kid in passage.children[node]):
            # "killing 12", "after it attacked": stands beside the main clause and is told for itself
            return "stop" if any(passage.dep[kid] == "mark" for kid in passage.children[node]) else None
        if dep in ("relcl", "appos"):
            return "stop"
        if dep == "advcl" and self._class_of(above) not in ("possible", "promised"):
            # "blocked roads to protest": a purpose stays one whatever the verb does to its object
            return None
        if dep == "acl" and not any(passage.tag[kid] == "TO" for kid in passage.children[node]):
            # "the demand that the government free them" is what is demanded; "the agreement reached in May" is told
            # for itself
            return self._by_class(node, above, reasons) if self.passage.child(node, "nsubj", "nsubjpass") else "stop"
        if dep in ("conj", "nsubj", "poss", "parataxis"):
            if (
                dep == "nsubj"
                and passage.pos[above] in VERBAL
                and self._class_of(above) in ("promised", "possible", None)
            ):
                return None
            return None
        return self._by_class(node, above, reasons)

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
            passage.lower[kid] == "yet" for kid in (*passage.children[above], *passage.children[node])
        )

    def _is_dismissed(self, noun: int) -> bool:
        """Whether a report or claim is the object of "dismissed" or the subject of "is false"."""
        passage = self.passage
        verb = passage.head[noun]
        if passage.dep[noun] == "pobj" and passage.lower[verb] == "as":
            # "dismissed as untrue a report that": the parser takes the report for the object of "as"
            verb = passage.head[verb]
            return passage.lemma[verb] in _DISMISSING
        if passage.dep[noun] in ("dobj", "nsubjpass") and passage.lemma[verb] in _DISMISSING:
            return True
        return passage.dep[noun] == "nsubj" and any(passage.lemma[kid] in _UNTRUE for kid in passage.children[verb])

    def _by_class(self, node: int, above: int, reasons: list[str]) -> Factuality | None:
        name = self._class_of(above)
        if name is None or name not in _VALUE:
            return None
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
        return _VALUE[name]

    def _preposition(self, node: int, above: int, reasons: list[str]) -> Factuality | str | None:
        passage = self.passage
        word = passage.lower[above]
        if word in _ADJUNCT:
            return "stop"
        name = self.book.preposition_class.get(word)
        over = passage.head[above]
        if word in _TO_WHAT and passage.lemma[over] in _REACTING:
            return "stop"
        if name == "possible" and self._class_of(over) not in ("promised", "possible", "denied", "not_happened"):
            if (
                word == "for"
                and passage.pos[over] in VERBAL
                and self.book.verb_class.get(passage.lemma[over]) == "happened"
            ):
                return None
            return None
        if name in _VALUE and name != "possible":
            reasons.append(f"after '{word}'")
            return _VALUE[name]
        return None


def _combined(value: Factuality, own: Factuality) -> Factuality:
    """The event's value so far with what a clause above or around it says of itself: the less real one stays."""
    if value in _REAL:
        return own if own != "happened" else value
    if own == "conditional" and value == "planned":
        return own
    return value


def _governed(value: Factuality, given: Factuality | str) -> Factuality:
    """What a governing word makes of a value: it overrides a plain or planned one, and a denial overrides all."""
    if given == "denied" and value != "not_happened":
        return "denied"
    if given == "ongoing":
        return "ongoing" if value == "happened" else value
    if value in _REAL or (value == "planned" and given in ("possible", "not_happened", "conditional")):
        return given  # type: ignore[return-value]
    if value == "possible" and given in ("planned", "not_happened"):
        return "planned" if given == "planned" else "not_happened"
    return value
