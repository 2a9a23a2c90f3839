"""Mends of the parse that decide who says what: participles and second verbs that the parser hangs too low."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from onrecord.codebook.cues import Cue, Cues
from onrecord.language.parse import edges
from onrecord.language.parsed import Passage
from onrecord.reading.statements.clauses import is_negated, subject_of

_AGAIN = frozenset({"it", "he", "she", "they", "we", "i"})
# What somebody goes on with in a participle ("..., arguing that it was unfair").
_SAID_BESIDE = frozenset("add argue cite note call reject blame accuse insist warn say describe point".split())
# ... whoever else is told of in what was said.
_GOING_ON = frozenset({"add", "cite", "note"})
Speaks = Callable[[Passage, int], bool]


@dataclass(slots=True)
class Repairs:
    """Mends one passage; `speaks` tells whether a noun phrase can be a source."""

    p: Passage
    cues: Cues
    speaks: Speaks

    def make(self) -> None:
        """Hang verbs where they belong, in place."""
        p = self.p
        # Each looks at what the one before has moved.
        if self._mend_small():
            p.children, p.subtree = edges(p.head)
        if self._free_second_verbs():
            p.children, p.subtree = edges(p.head)
        if self._free_participles():
            p.children, p.subtree = edges(p.head)

    def _mend_small(self) -> bool:
        """ "released a letter on Tuesday accusing the mayor": the day governs nothing; "promised voters a cut": the
        first of two objects hears it."""
        p = self.p
        moved = False
        for token, dep in enumerate(p.dep):
            if dep == "pcomp" and p.tag[token] == "VBG" and p.lemma[token] in self.cues.verbs:
                prep = p.head[token]
                day = p.child(prep, "pobj")
                above = p.head[prep]
                if day is not None and day < token and p.ent[day] in ("DATE", "TIME") and p.pos[above] == "NOUN":
                    p.head[token], p.dep[token] = above, "acl"
                    moved = True
            elif dep == "ccomp" and p.tag[token] in ("VBD", "VBN") and p.words[token - 1] == ",":
                # "granted anonymity" is no word that somebody else had with him
                classes = self.cues.verbs.get(p.lemma[token], ())
                if any(cue.entry.passive and cue.entry.act in ("ask", "accuse", "urge", "warn") for cue in classes):
                    moved |= self._set_aside(token)
            elif dep == "dobj" and p.pos[p.head[token]] == "VERB" and token > p.head[token]:
                verb = p.head[token]
                both = [kid for kid in p.kids(verb, "dobj") if kid > verb]
                promised = any(cue.entry.act == "promise" for cue in self.cues.verbs.get(p.lemma[verb], ()))
                if promised and len(both) == 2 and token == both[0] and p.subtree[both[1]][0] == p.subtree[token][1]:
                    p.dep[token] = "dative"
        return moved

    def _set_aside(self, token: int) -> bool:
        """ "Mr. Lee, asked if he would run, said no": a past form between commas right behind its subject is an aside
        on the subject of the verb that follows."""
        p = self.p
        verb, subject = p.head[token], self.p.child(token, "nsubj")
        if subject is None or subject + 2 != token or verb < token or p.child(verb, "nsubj", "nsubjpass") is not None:
            return False
        if p.words[p.subtree[token][1] : p.subtree[token][1] + 1] != [","] or p.tag[verb] not in ("VBD", "VBZ", "VBP"):
            return False
        p.head[subject], p.dep[subject] = verb, "nsubj"
        p.head[token], p.dep[token], p.tag[token] = subject, "acl", "VBN"
        return True

    def _free_participles(self) -> bool:
        """Hang "saying ...", "blaming ..." on the verb of saying where nothing inside what was said could say it.

        "The ministry said the talks had failed, blaming the rebels": talks blame nobody, so the ministry does; the
        parser hangs the participle on the nearest verb or noun.
        """
        p = self.p
        moved = False
        for token, tag in enumerate(p.tag):
            if tag != "VBG" or p.lemma[token] not in self.cues.verbs or token < 4:
                continue
            # 'until it gave “a real number,” arguing that ...': behind words that were quoted
            behind_quote = p.words[token - 2] == "," and p.tag[token - 1] == "''"
            if p.words[token - 1] != "," and not behind_quote:
                continue
            if p.dep[token] not in ("advcl", "acl", "xcomp", "conj", "prep", "pcomp"):
                continue
            above = [p.head[token], *p.ancestors(p.head[token])]
            hosts = [i for i in above if p.pos[i] in ("VERB", "AUX")]
            said = next((i for i in hosts[1:] if p.lemma[i] in self.cues.speech and i < hosts[0]), None)
            if said is None or p.dep[hosts[0]] not in ("ccomp", "conj"):
                continue
            inner = [p.child(host, "expl") or subject_of(p, host) for host in hosts[: hosts.index(said)]]
            # "The bank said it would close them, blaming the rent": the pronoun is the bank itself.
            inner = [head for head in inner if head is None or p.lower[head] not in _AGAIN]
            # 'wrote that the press was dishonest, adding, "They will pay"': who adds goes on with what he said himself.
            goes_on = behind_quote or (p.lemma[token] == "add" and p.lemma[hosts[0]] not in self.cues.speech)
            # "said the rebels would withdraw, adding that ...", "ruled that the state could not ask, rejecting ...":
            # who is told to do something some day does not say something beside it.
            goes_on |= p.lemma[token] in _GOING_ON
            goes_on |= p.lemma[token] in _SAID_BESIDE and any(p.tag[aux] == "MD" for aux in p.kids(hosts[0], "aux"))
            if not goes_on and any(head is None or self.speaks(p, head) for head in inner):
                continue
            if subject_of(p, said) is None:
                continue
            p.head[token], p.dep[token] = said, "advcl"
            moved = True
        return moved

    def _free_second_verbs(self) -> bool:
        """Hang a second verb of crediting on the speaker's own where nothing inside what was said could say it.

        "She said it was unknown but has stated that ...": what is unknown states nothing, so she does.
        """
        p = self.p
        moved = False
        for token, dep in enumerate(p.dep):
            if dep != "conj" or p.lemma[token] not in self.cues.verbs or p.pos[token] != "VERB":
                continue
            if p.tag[token] == "VBG" and p.tag[p.head[token]] != "VBG" and p.child(token, "aux") is None:
                moved |= self._join_participle(token)
                continue
            if p.tag[token] == "VB" and p.child(token, "aux") is None:
                continue
            first, said = p.head[token], p.head[p.head[token]]
            inserted = next((kid for kid in p.kids(first, "parataxis") if first < kid < token), said)
            if first < inserted < token and self._goes_on(token, inserted):
                p.head[token] = inserted
                moved = True
                continue
            if p.dep[first] != "ccomp" or p.lemma[said] not in self.cues.verbs or not said < first < token:
                continue
            if self._is_speakers(token, first, said):
                p.head[token] = said
                for kid in p.kids(first, "cc"):
                    if first < kid < token:
                        p.head[kid] = said
                moved = True
        return moved

    def _goes_on(self, token: int, said: int) -> bool:
        """ "The law was unfair, she said, but added that it could be mended": the second verb of saying is hers."""
        p = self.p
        said_again = p.lemma[token] in self.cues.speech and p.lemma[said] in self.cues.speech
        alone = p.child(token, "nsubj", "nsubjpass", "expl", "aux", "auxpass") is None
        return (
            said_again and alone and p.child(said, "nsubj") is not None and p.child(token, "ccomp", "dobj") is not None
        )

    def _join_participle(self, token: int) -> bool:
        """ "saying that she had missed two hearings and noting that she had voted for it": a participle goes with a
        participle."""
        p = self.p
        first = p.head[token]
        above = p.head[first]
        if p.dep[first] != "ccomp" or p.tag[above] != "VBG" or p.lemma[above] not in self.cues.verbs or above > first:
            return False
        p.head[token] = above
        return True

    def _is_speakers(self, token: int, first: int, said: int) -> bool:
        """Whether a second verb inside what was said is the speaker's."""
        p = self.p
        if p.child(token, "nsubj", "nsubjpass", "expl", "auxpass") is not None or not p.children[token]:
            return False
        inner = p.child(first, "expl", "nsubj", "nsubjpass")
        speaker = subject_of(p, said)
        joined = next((kid for kid in p.kids(first, "cc") if first < kid < token), None)
        if inner is None or speaker is None or joined is None or p.lower[speaker] == "it":
            return False
        classes = self.cues.verbs[p.lemma[token]]
        if all(cue.entry.colon for cue in classes):
            return False
        if (
            p.dep[inner] == "expl"
            or p.lower[inner] in ("there", "nobody", "nothing", "none")
            or p.lower[inner + 1] == "else"
        ):
            # "said no one else had seen the box and could not recall it": nobody could say so
            return True
        if p.lower[joined] == "but" and p.lemma[token] in ("decline", "refuse") and p.child(token, "xcomp") is not None:
            # "said Paris would go ahead, but declined to give details"
            return True
        active = p.tag[token] in ("VBD", "VBZ", "VBP") or (p.tag[token] == "VBN" and p.child(token, "dobj") is not None)
        said_of = p.lemma[inner] in self.cues.nouns_of["document"] and p.lemma[first] == "be"
        if active and (said_of or not self.speaks(p, inner)) and p.tag[inner] not in ("WP", "WDT"):
            # "said the vote was unfair and called for a new one": a vote calls for nothing, so the speaker does, as he
            # does who "said the ad was false and accused her of lying"
            return any(self._by_itself(cue) for cue in classes) and self._is_of_somebody(token)
        modal = p.child(token, "aux")
        if (
            modal is not None
            and not is_negated(p, token)
            and p.lower[modal] in (p.lower[i] for i in p.kids(first, "aux"))
        ):
            # "said it would attack and would respond": two deeds of one kind
            return False
        apart = p.words[joined - 1] == "," or p.lower[joined] == "but" or is_negated(p, token)
        if p.lower[inner] in _AGAIN:
            # "said it was short, and pleaded with them", "... and did not rule out more": the pronoun's second verb
            # is the speaker's; and the present behind a past ("said they were troubled by it and want him to testify")
            finite = [first, *p.kids(first, "aux", "auxpass")]
            if p.tag[token] in ("VBP", "VBZ") and any(p.tag[i] == "VBD" for i in finite):
                return True
            return p.lemma[token] in self.cues.speech and apart
        # "he believes the town needs it but wants a vote": a contrast with what was said before
        return p.lower[joined] == "but" and p.tag[token] == p.tag[said] and p.lemma[first] not in self.cues.verbs

    def _by_itself(self, cue: Cue) -> bool:
        """Whether the verb alone credits, without a particle, a "not" or a quotation beside it."""
        entry = cue.entry
        return not (entry.colon or entry.beside or entry.particle or entry.negated or entry.told or entry.policy)

    def _is_of_somebody(self, verb: int) -> bool:
        """Whether a verb has what only somebody gives it: an object, a clause, a preposition of its frames."""
        p = self.p
        preps = {prep for cue in self.cues.verbs[p.lemma[verb]] for prep in cue.preps | cue.to_preps | cue.object_preps}
        shows = any(cue.entry.act == "show" for cue in self.cues.verbs[p.lemma[verb]])
        return not shows and (
            p.child(verb, "ccomp", "dobj") is not None or any(p.lower[prep] in preps for prep in p.kids(verb, "prep"))
        )
