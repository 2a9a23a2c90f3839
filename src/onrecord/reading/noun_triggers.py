"""Nouns as triggers: nominal events, and the light verbs that carry them."""

from __future__ import annotations

from onrecord.codebook.events import LightVerb
from onrecord.reading.clauses import VERBAL, is_passive, logical, measured, surface_subject
from onrecord.reading.trigger_match import Match, PatternParts

_UNEVENTFUL = frozenset({"EVENT", "ORG", "FAC", "PERSON", "WORK_OF_ART", "LAW", "PRODUCT"})
# So many readings of a noun are tried.
_ENOUGH = 3


class NounMatcher(PatternParts):
    """Tries the codebook's noun patterns on one passage."""

    def noun(self, noun: int) -> list[Match]:
        """The noun patterns that fit at a token, the strictest first, with the verb that carries them; a few suffice
        where the strictest asks for somebody who is not there ("Israel's rejection of the inquiry")."""
        passage = self.passage
        lemma = passage.lemma[noun]
        patterns = self.book.nouns.get(lemma)
        if patterns is None and passage.pos[noun] == "PROPN":
            patterns = self.book.nouns.get(lemma.removesuffix("s"))
        if patterns is None or self._no_event(noun):
            return []
        found: list[Match] = []
        for pattern in patterns:
            match = Match(pattern, noun, [noun])
            if pattern.clause is not None and not self._clause(match, [noun], None):
                continue
            # what stands behind a noun of the phrase may name the recipient: "a raid on the home *of the editor*"
            anchors = [noun]
            if pattern.object_nouns is not None or not all(self._prep(match, prep, anchors) for prep in pattern.preps):
                continue
            if self._ruled_out(match, noun, None):
                continue
            self._carrier(match)
            if pattern.both and match.light is not None and not match.slots["A"]:
                self._sides_of_carrier(match)
            found.append(match)
            if len(found) == _ENOUGH:
                break
        return found

    def _sides_of_carrier(self, match: Match) -> None:
        """The sides of a mutual event that hang on its verb: "talks were held in Oslo between Mali and Niger"."""
        passage = self.passage
        hosts = [match.light] if match.light is not None else []
        hosts += [
            target for verb in hosts for prep in passage.kids(verb, "prep") for target in passage.kids(prep, "pobj")
        ]
        for host in hosts:
            for prep in passage.kids(host, "prep"):
                if passage.lower[prep] == "between":
                    match.put("A", passage.child(prep, "pobj"))

    def _no_event(self, noun: int) -> bool:
        """A noun that modifies another ("strike force", "peace talks team") or is part of a name is no event."""
        passage = self.passage
        number = passage.ent_of[noun]
        if number >= 0 and passage.entities[number][2] in _UNEVENTFUL and passage.kind != "headline":
            return True
        if passage.ent[noun] in ("DATE", "TIME") and passage.words[noun] != "march":
            # the month of March, which the model also sees in "a march against crime"
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
