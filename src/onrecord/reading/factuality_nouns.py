"""What the words around a nominal event say of it: what stands before it, and what it is the subject or object of."""

from __future__ import annotations

from onrecord.reading.factuality_clause import VALUE, ClauseReader
from onrecord.reading.rule_words import rule_words
from onrecord.record import Factuality

_BEGINNING = rule_words("factuality.beginning")
_DISMISSING = rule_words("factuality_nouns.dismissing")
_FAILING = rule_words("factuality_nouns.failing")
_FOILING = rule_words("factuality_nouns.foiling")
_GOING_ON = rule_words("factuality_nouns.going_on")
_PLANS = rule_words("factuality_nouns.plans")
_UNTRUE = rule_words("factuality_nouns.untrue")


class NounReader(ClauseReader):
    """Reads what is said of the nouns of one passage that name an event, an attempt, a plan or a report."""

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
            if name in VALUE:
                reasons.append(f"'{passage.words[kid]}' before it")
                return VALUE[name]
        return "happened"

    def _is_under_way(self, verb: int) -> bool:
        """Whether a nominal event is told to go on: "patrols have begun", "talks are under way", "the siege
        continues"."""
        passage, lemma = self.passage, self.passage.lemma[verb]
        if lemma in _BEGINNING:
            return any(
                passage.lemma[kid] == "have" and passage.tag[kid] in ("VBZ", "VBP") for kid in passage.kids(verb, "aux")
            )
        if lemma in _GOING_ON:
            return not any(passage.tag[kid] in ("MD", "TO") for kid in passage.kids(verb, "aux"))
        if lemma != "be" or passage.tag[verb] not in ("VBZ", "VBP", "VBD"):
            return False
        return any(
            passage.lower[kid] == "underway"
            or (
                passage.lower[kid] in ("under", "in")
                and any(passage.lower[way] in ("way", "progress") for way in passage.children[kid])
            )
            for kid in passage.children[verb]
        )

    def _has_no(self, noun: int) -> bool:
        """ "has no plans to close": there is no such plan."""
        passage = self.passage
        none = any(passage.lower[kid] in ("no", "any", "neither") for kid in passage.children[noun])
        if not none or passage.lemma[noun] not in _PLANS:
            return False
        if any(passage.lower[kid] == "no" for kid in passage.children[noun]):
            return True
        return any(passage.dep[kid] == "neg" for kid in passage.children[passage.head[noun]])

    def _has_failed(self, noun: int) -> bool:
        """Whether an attempt is the subject of "failed" or the object of "foiled"."""
        passage = self.passage
        verb, dep = passage.head[noun], passage.dep[noun]
        if dep == "nsubj":
            return passage.lemma[verb] in _FAILING
        return dep in ("dobj", "nsubjpass") and passage.lemma[verb] in _FOILING

    def is_announced(self, noun: int) -> bool:
        """Whether a nominal event is what somebody announces: "announced a package of military aid" - it is to come."""
        passage = self.passage
        for _ in range(3):
            above, dep = passage.head[noun], passage.dep[noun]
            if dep == "dobj":
                return passage.lemma[above] in ("announce", "unveil")
            if dep != "pobj" or passage.lower[above] != "of":
                return False
            noun = passage.head[above]
        return False

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
