"""What one clause says of its event by itself: tense, modals, negation, conjunctions and conditions."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.codebook.events import EventBook
from onrecord.language.parsed import Passage
from onrecord.reading.clauses import VERBAL
from onrecord.reading.rule_words import rule_words
from onrecord.record import Factuality

VALUE: dict[str, Factuality] = {
    "promised": "planned", "possible": "possible", "conditional": "conditional", "not_happened": "not_happened",
    "denied": "denied",
}  # fmt: skip
# "provided parliament approves" is a preposition for the parser, "should they do so" a complement.
_IF_DEPS = frozenset({"advcl", "prep", "ccomp"})
REAL = frozenset({"happened", "ongoing"})
_UNTIL = frozenset({"until", "till", "before"})
_DAYS = rule_words("factuality_clause.days")
_VOICING = rule_words("factuality_clause.voicing")
# "summoned him to complain", "telephoned to thank the king": what is said is done by the deed.
_SPEAKING_UP = rule_words("factuality_clause.speaking_up")
_SAID = rule_words("factuality_clause.said")
# "the first to resign", "the only one to sign": who did it, not what is to be done.
_FIRSTS = rule_words("factuality_clause.firsts")
_SINCE = frozenset({"since", "until"})
# "asked whether", "urged him to leave if": what is asked for is open by itself.
_ASKED = rule_words("factuality_clause.asked")
_STAYING = rule_words("factuality_clause.staying")
_REACH = 25
_IN_STATE = frozenset({"on", "under", "behind", "in"})
_STRETCHES = frozenset({"day", "night", "week", "month", "year"})
# "have shot 40 people since January": each is over at once, however many there are.
_AT_ONCE = rule_words("factuality_clause.at_once")
_ORDINALS = rule_words("factuality_clause.ordinals")
PROVIDED = frozenset({"provided", "providing", "assuming", "supposing"})


# "would have signed": it did not; "might have" leaves it open.
_UNREAL = frozenset({"would", "'d", "could", "might", "should"})


@dataclass(slots=True)
class _Form:
    """What stands around the verb of a clause. `value` is what a conjunction or a modal makes of it."""

    present: bool
    finite: bool
    value: Factuality = "happened"
    modal: str = ""
    infinitive: bool = False
    conditional: bool = False
    negated: bool = False
    # Forms of "be", of "have", and "being" among the auxiliaries.
    being: bool = False
    have: bool = False
    undergone: bool = False


class ClauseReader:
    """Reads what clauses of one passage say of the events in them."""

    def __init__(self, passage: Passage, book: EventBook) -> None:
        self.passage = passage
        self.book = book

    def _question(self, first: int, end: int) -> bool:
        return any(self.passage.words[token] == "?" for token in range(max(first, end - 2), end))

    def _clause(self, verb: int, reasons: list[str]) -> Factuality:
        """Tense, modals, negation and conjunction of one clause."""
        form = self._form(verb, reasons)
        self._weigh_modal(verb, form, reasons)
        if form.conditional:
            reasons.append("under a condition")
            return "conditional"
        if form.negated and form.value in REAL | {"planned"}:
            reasons.append("negated")
            return "not_happened"
        if form.infinitive and self._if_over(verb):
            reasons.append("under a condition")
            return "conditional"
        if form.value != "happened":
            return form.value
        return self._infinitive(verb, reasons) if form.infinitive else self._by_tense(verb, form, reasons)

    def _form(self, verb: int, reasons: list[str]) -> _Form:
        """What stands around the verb of a clause."""
        passage, adverbs = self.passage, self.book.adverb_class
        tag = passage.tag[verb]
        form = _Form(present=tag in ("VBZ", "VBP"), finite=tag in ("VBZ", "VBP", "VBD"))
        for kid in passage.children[verb]:
            dep, word = passage.dep[kid], passage.lower[kid]
            adverb = dep in ("advmod", "preconj", "cc") and kid < verb
            if dep == "neg" or (adverb and adverbs.get(word) == "not_happened"):
                form.negated = True
            elif dep in ("aux", "auxpass"):
                self._take_auxiliary(verb, kid, form)
            elif dep == "mark" or (dep == "advmod" and passage.tag[kid] == "WRB"):
                self._take_conjunction(verb, word, form, reasons)
            elif dep == "advcl" and self._is_if(kid):
                form.conditional = form.conditional or form.modal != "" or not form.finite or form.present
            elif dep == "nsubj" and any(passage.lower[aux] == "should" and aux < kid for aux in passage.children[kid]):
                form.conditional = True
            elif dep in ("nsubj", "nsubjpass", "dobj") and self._is_nobody(kid):
                # "no rally was forbidden", "fired no rockets", "nobody was hurt"
                form.negated = True
        return form

    def _take_auxiliary(self, verb: int, aux: int, form: _Form) -> None:
        passage, word, lemma = self.passage, self.passage.lower[aux], self.passage.lemma[aux]
        if passage.tag[aux] == "TO":
            form.infinitive = True
        elif passage.tag[aux] == "MD":
            form.modal = word
            subject = passage.child(verb, "nsubj", "nsubjpass")
            if word == "should" and subject is not None and aux < subject:
                # "should fuel prices rise", and not "should they leave?"
                form.conditional |= not self._question(*passage.sentences[passage.sentence_of[verb]])
        else:
            form.finite = True
            form.being |= (lemma in ("be", "'s") and passage.dep[aux] == "aux") or word == "being"
            form.have |= lemma == "have"
            # "were being fed by nuns"
            form.undergone |= word == "being"
            if passage.tag[aux] in ("VBZ", "VBP"):
                form.present = True
            elif passage.tag[aux] == "VBD" and lemma != "have":
                form.present = False

    def _take_conjunction(self, verb: int, word: str, form: _Form, reasons: list[str]) -> None:
        name = self.book.conjunction_class.get(word)
        if name not in VALUE or (word in _UNTIL and self._is_past(verb)):
            # "blocked the road until police fired": it came to that
            return
        reasons.append(f"under '{word}'")
        if name == "conditional":
            form.conditional = True
        else:
            form.value = VALUE[name]

    def _weigh_modal(self, verb: int, form: _Form, reasons: list[str]) -> None:
        """What the modal makes of a clause: "will", "could", "would have"."""
        modal = form.modal
        if not modal:
            return
        if modal in ("will", "would", "'ll", "'d") and self._has_unless(verb):
            form.conditional = True
        if form.have and modal in _UNREAL:
            reasons.append(f"'{modal} have'")
            form.value = "not_happened" if modal != "might" else "possible"
            return
        wish = modal in ("would", "'d")
        name = "promised" if wish else self.book.auxiliary_class.get(modal)
        under_if = self._under_if(verb)
        if name in VALUE and form.value == "happened" and not (wish and under_if):
            reasons.append(f"'{'would' if wish else modal}'")
            form.value = VALUE[name]
        form.conditional |= under_if

    def _by_tense(self, verb: int, form: _Form, reasons: list[str]) -> Factuality:
        """What tense and aspect tell of a clause that nothing else bears on: it happened, goes on, or is to come."""
        passage, kids = self.passage, self.passage.children[verb]
        tensed = passage.tag[verb] in ("VBZ", "VBP")
        if tensed and form.present and any(self._is_mark(kid, "as", "while") for kid in kids):
            # "as delegations hold talks"
            return "ongoing"
        if self._is_scheduled(verb):
            reasons.append("a present tense with a day to come")
            return "planned"
        lasting = form.have and form.present and passage.lemma[verb] not in _AT_ONCE
        if (lasting and self._lasts(verb, _SINCE)) or self._is_nth_day(verb):
            # "have struck since Monday", "have been cut since the vote began", "have been suspended until Friday"
            return "ongoing"
        # "is shelling", "are being held"
        passive = form.being and any(passage.lower[kid] == "being" for kid in passage.kids(verb, "auxpass"))
        held = passive or (form.undergone and form.finite)
        under_way = (form.being and passage.tag[verb] == "VBG") or held
        if under_way and (form.present or passage.dep[verb] == "ccomp" or self._is_main_line(verb)):
            # "is shelling", "were meeting on Wednesday"; with "when" it is only the scene of something else
            return "ongoing"
        if self._is_imperative(verb, form):
            reasons.append("an imperative")
            return "possible"
        return "happened"

    def _is_mark(self, token: int, *words: str) -> bool:
        return self.passage.dep[token] == "mark" and self.passage.lower[token] in words

    def _tells_state(self, verb: int) -> bool:
        """Whether a trigger in the present tense tells of a state: "remains in custody", "are on strike"."""
        passage = self.passage
        if passage.tag[verb] not in ("VBZ", "VBP") or passage.kind == "headline":
            return False
        if passage.lemma[verb] in _STAYING:
            return True
        return passage.lemma[verb] == "be" and any(passage.lower[kid] in _IN_STATE for kid in passage.children[verb])

    def _lasts(self, verb: int, words: frozenset[str]) -> bool:
        """Whether a clause goes on since or until something: "since Monday", "since the vote began"."""
        passage = self.passage
        for kid in passage.children[verb]:
            if passage.lower[kid] in words:
                return True
            if passage.dep[kid] == "advcl" and any(passage.lower[mark] == "since" for mark in passage.children[kid]):
                return True
        return False

    def _is_nth_day(self, verb: int) -> bool:
        """ "blocked the road for a third day": it goes on."""
        passage = self.passage
        for kid in passage.children[verb]:
            if passage.lower[kid] == "for" and passage.dep[kid] == "prep":
                span = passage.child(kid, "pobj")
                if span is not None and passage.lemma[span] in _STRETCHES:
                    return any(passage.lower[each] in _ORDINALS for each in passage.children[span])
        return False

    def _is_main_line(self, verb: int) -> bool:
        """Whether a past progressive is what the sentence tells, and no scene of another ("were meeting when")."""
        passage = self.passage
        return passage.dep[verb] == "ROOT" and not any(
            passage.dep[kid] == "advcl"
            and any(passage.lower[mark] in ("when", "as", "while", "before", "until") for mark in passage.children[kid])
            for kid in passage.children[verb]
        )

    def _is_past(self, verb: int) -> bool:
        """Whether a clause is told in a finite past tense."""
        passage = self.passage
        auxiliaries = passage.kids(verb, "aux", "auxpass")
        return all(passage.tag[aux] == "VBD" for aux in auxiliaries) and (
            bool(auxiliaries) or passage.tag[verb] == "VBD"
        )

    def _is_scheduled(self, verb: int) -> bool:
        """Whether a simple present tells of a day to come: "the minister flies to Rome on Thursday". Not in headlines,
        where it is the past, and not of "every" day."""
        passage = self.passage
        if passage.tag[verb] not in ("VBZ", "VBP") or passage.kind == "headline":
            return False
        if passage.dep[verb] not in ("ROOT", "conj", "ccomp") or passage.kids(verb, "aux", "auxpass", "mark"):
            return False
        for kid in passage.children[verb]:
            over = passage.lower[kid] in ("on", "from") and passage.dep[kid] == "prep"
            day = passage.child(kid, "pobj") if over else kid
            if day is None or passage.ent[day] not in ("DATE", "TIME"):
                continue
            if passage.lower[day] in _DAYS or any(passage.lower[each] == "next" for each in passage.children[day]):
                return not any(passage.lower[each] in ("every", "each") for each in passage.children[day])
        return False

    def _is_nobody(self, noun: int) -> bool:
        passage = self.passage
        if passage.lower[noun] in ("none", "nobody", "no-one", "neither", "nothing"):
            return True
        if any(
            # "no shot was fired", "not a single shot was fired"
            passage.dep[kid] in ("det", "neg", "preconj") and passage.lower[kid] in ("no", "neither", "not")
            for kid in passage.children[noun]
        ):
            return True
        return passage.dep[noun] == "conj" and self._is_nobody(passage.head[noun])

    def _is_first(self, noun: int) -> bool:
        """ "the first to resign", "the last states to sign" """
        passage = self.passage
        return passage.lower[noun] in _FIRSTS or any(
            passage.lower[kid] in _FIRSTS and kid < noun for kid in passage.children[noun]
        )

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
        if dep in ("acl", "relcl") and self._is_first(above):
            return "happened"
        if dep in ("xcomp", "ccomp", "oprd", "acl", "relcl", "conj"):
            return (
                "happened"
                if dep in ("xcomp", "ccomp", "oprd") and self._class_of(above) is not None
                else "possible"
                if dep != "conj"
                else "happened"
            )
        if dep == "advcl" and passage.lemma[verb] in _VOICING and self._is_past(above):
            # "summoned the envoy to protest", "gathered to denounce": the deed itself says it
            return "happened"
        if (
            dep in ("advcl", "xcomp")
            and passage.lemma[verb] in _SAID
            and passage.lemma[above] in _SPEAKING_UP
            and self._is_past(above)
        ):
            return "happened"
        if dep == "advcl":
            reasons.append("a purpose")
            return "possible"
        return "possible"

    def _is_imperative(self, verb: int, form: _Form) -> bool:
        passage = self.passage
        return (
            passage.tag[verb] == "VB"
            and passage.dep[verb] == "ROOT"
            and not (form.finite or form.modal)
            and passage.child(verb, "nsubj", "nsubjpass") is None
        )

    def _has_unless(self, verb: int) -> bool:
        """Whether "unless" follows a modal in its sentence, whatever the parser hangs it on: "would expel him unless
        the two jailed engineers were released"."""
        passage = self.passage
        end = passage.sentences[passage.sentence_of[verb]][1]
        for token in range(verb + 1, min(end, verb + _REACH)):
            if passage.lower[token] == "unless":
                return True
            if passage.words[token] == ";" or (passage.tag[token] == "MD" and passage.head[token] != verb):
                return False
        return False

    def _is_if(self, clause: int) -> bool:
        passage = self.passage
        if passage.lower[clause] in PROVIDED:
            return True
        if passage.lower[passage.subtree[clause][0]] == "should" and passage.subtree[clause][0] < clause:
            # "should fuel prices rise", whatever the parser hangs it on
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
        if passage.lower[clause] != "were":
            return False
        inner = passage.child(clause, "advcl", "xcomp")
        if subject is None and inner is not None:
            subject = passage.child(inner, "nsubj")
        return subject is not None and clause < subject

    def _under_if(self, verb: int) -> bool:
        """Whether an if-clause hangs on the verb, on one that it is coordinated with, or on an "any attack" as its
        subject."""
        passage = self.passage
        subject = passage.child(verb, "nsubj", "nsubjpass")
        if subject is not None and any(
            self.book.determiner_class.get(passage.lower[kid]) == "conditional" for kid in passage.children[subject]
        ):
            return True
        if self._if_beside(verb) or self._if_behind(verb):
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

    def _if_behind(self, verb: int) -> bool:
        """An if-clause behind the last of several verbs that share a modal: "would be seized and burned if they
        sailed"."""
        passage = self.passage
        for kid in passage.kids(verb, "conj"):
            if passage.pos[kid] in VERBAL and not any(passage.tag[aux] == "MD" for aux in passage.kids(kid, "aux")):
                if any(passage.dep[each] in _IF_DEPS and self._is_if(each) for each in passage.children[kid]):
                    return True
                if self._if_behind(kid):
                    return True
        return False

    def _if_over(self, verb: int) -> bool:
        """An if-clause that belongs to an infinitive but hangs on what governs it: "threatened to strike unless ...",
        "would be ready to mediate if ...", "to march and to strike if ..."."""
        passage = self.passage
        if self._if_behind(verb):
            return True
        node = verb
        for _ in range(3):
            above = passage.head[node]
            if above == node or passage.dep[node] not in ("xcomp", "ccomp", "acl", "acomp", "conj", "dobj", "attr"):
                return False
            open_yet = passage.dep[node] in ("acomp", "attr", "dobj", "conj") or (
                self._class_of(above) in ("promised", "possible") and passage.lemma[above] not in _ASKED
            )
            if not open_yet:
                return False
            if any(
                passage.dep[kid] == "advcl" and (kid > verb or kid < above) and self._is_if(kid)
                for kid in passage.children[above]
            ):
                return True
            node = above
        return False

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
            if passage.dep[token] == "ROOT" and passage.child(token, "nsubj") is not None:
                # "authorities in Harare deny having detained him", where the tagger sees a noun
                return book.verb_class.get(lemma)
            return book.noun_class.get(lemma)
        if passage.pos[token] == "ADJ":
            return book.adjective_class.get(lemma)
        return None
