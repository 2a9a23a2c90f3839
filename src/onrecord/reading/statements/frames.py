"""The frames of verb cues: where the content of "said that ...", "accused X of ...", "vowed to ..." stands in the
parse."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.codebook.cues import Cue
from onrecord.reading.statements.clause_frames import ClauseFrames, Content
from onrecord.reading.statements.clauses import agent_of, subtree_tokens
from onrecord.reading.statements.insertions import (
    others_words,
)
from onrecord.reading.statements.naming import antecedent_tokens, named, relative_object
from onrecord.reading.statements.participles import told_of

# The frames, the one that says most about a statement first.
RANK = (
    "clause",
    "object-to",
    "to",
    "object-prep",
    "prep-to",
    "small",
    "name",
    "gerund",
    "plea",
    "state",
    "prep",
    "object",
)


# Verbs that say to whom before they say what ("apologised to patients for the wait").
# Words that stand for a whole content, by themselves or behind "the".
_SHORT = frozenset({"otherwise", "so", "no", "yes"})
_SHORT_WITH_THE = frozenset({"same", "opposite", "contrary", "reverse"})
# What opens what somebody is called, where "as" may also be "while": quotation mark, article, owner.
_NAMED_AS = frozenset({"``", "DT", "PRP$"})
_OF_DEEDS = frozenset({"accuse", "suspect", "warn", "inform", "notify"})
_SAID_TO = frozenset("apologise apologize complain protest appeal plead".split())


def _is_put_to(cue: Cue) -> bool:
    """Whether what undergoes a verb hears what is said ("Asked about the vote, she ...")."""
    return cue.entry.addressee or cue.entry.act in ("ask", "urge", "warn", "threaten")


@dataclass(slots=True)
class Frames(ClauseFrames):
    """Finds the content of a verb cue in one passage; each frame gives tokens, or none where it does not fit."""

    def content(self, verb: int, cue: Cue, passive: bool) -> Content | None:
        """The content by the first frame of the cue's class that fits, None where none does."""
        found = self._by_frame(verb, cue, passive)
        if found is not None and cue.entry.told and not self._of_words(found[0]):
            return None
        if found is not None and cue.entry.policy and not self._of_policy(found[0]):
            return None
        if found is None or "," not in self.p.words:
            return found
        tokens = found[0] - others_words(self.p, verb, found[0], self.cues)
        return (tokens, found[1], found[2]) if tokens else None

    def _by_frame(self, verb: int, cue: Cue, passive: bool) -> Content | None:
        p = self.p
        if "clause" in cue.plain and (tokens := self._clause(verb, cue)):
            return tokens, "clause", "clause"
        if "object-to" in cue.plain and (tokens := self._object_to(verb, cue, passive)):
            return tokens, "clause", "object-to"
        if "small" in cue.plain and (tokens := self._small(verb)):
            return tokens, "phrase", "small"
        if "to" in cue.plain and (tokens := self._to(verb, cue, passive)):
            return tokens, "clause", "to"
        if cue.object_preps and (tokens := self._object_prep(verb, cue, passive)):
            return tokens, self._kind_behind(verb, tokens), "object-prep"
        if cue.to_preps and (tokens := self._prep_to(verb, cue)):
            return tokens, "clause", "prep-to"
        if "name" in cue.plain and (tokens := named(p, verb, passive)) and self._may_name(verb, tokens):
            return tokens, "phrase", "name"
        if "gerund" in cue.plain and (tokens := self._gerund(verb)):
            return tokens, "clause", "gerund"
        if "plea" in cue.plain and (tokens := self._plea(verb)):
            return tokens, "phrase", "plea"
        if "state" in cue.plain and passive and (tokens := self._state(verb)):
            return tokens, "clause", "state"
        if cue.preps and (tokens := self._prep(verb, cue)):
            return tokens, self._kind_behind(verb, tokens), "prep"
        if "object" in cue.plain and (tokens := self._object(verb, cue, passive)):
            return tokens, "phrase", "object"
        if cue.entry.speech and not passive and (tokens := self._in_short(verb)):
            return tokens, "phrase", "clause"
        return None

    def _of_words(self, content: set[int]) -> bool:
        """ "stood by the claim", "stood by its figures"; "stood by the door" credits nothing."""
        p = self.p
        head = next((i for i in sorted(content) if p.head[i] not in content and p.pos[i] in ("NOUN", "PRON")), None)
        if head is None:
            return False
        return (
            p.lemma[head] in self.cues.nouns_of["told_thing"]
            or p.lower[head] == "it"
            or p.child(head, "poss") is not None
        )

    def _of_policy(self, content: set[int]) -> bool:
        """ "attacked her record on taxes"; "attacked her car" says nothing."""
        p = self.p
        head = next((i for i in sorted(content) if p.head[i] not in content and p.pos[i] == "NOUN"), None)
        return head is not None and p.lemma[head] in self.cues.nouns_of["policy"]

    def _in_short(self, verb: int) -> set[int]:
        """ "His aides say otherwise", "she said no", "his colleague believes the opposite": a word for a content."""
        p = self.p
        for kid in p.children[verb]:
            if kid < verb or p.dep[kid] not in ("dobj", "advmod", "intj", "attr", "acomp"):
                continue
            if p.lower[kid] in _SHORT or (p.lower[kid] in _SHORT_WITH_THE and p.child(kid, "det") is not None):
                return subtree_tokens(p, kid)
        return set()

    def _may_name(self, verb: int, tokens: set[int]) -> bool:
        """ "found the vote “fair”" judges; "found the man asleep" only sees."""
        return self.p.lemma[verb] != "find" or any(self.p.tag[token] in ("``", "''") for token in tokens)

    def _kind_behind(self, verb: int, tokens: set[int]) -> str:
        """ "would not be drawn on whether he had read it": a clause, though a preposition governs it."""
        p = self.p
        clause = any(
            kid in tokens and self._is_finite(kid) for prep in p.kids(verb, "prep") for kid in p.kids(prep, "pcomp")
        )
        return "clause" if clause else "phrase"

    def _to(self, verb: int, cue: Cue, passive: bool) -> set[int]:
        p = self.p
        nouns = [noun for prep in p.kids(verb, "prep") for noun in p.kids(prep, "pobj")]
        # "threatened in a speech on Thursday to close the border": the infinitive is often hung on the noun before it.
        hung = [kid for noun in nouns for kid in p.kids(noun, "acl", "relcl") if self._has_to(kid)]
        # "threatened, in a message sent to reporters, to attack": behind an aside it looks like a purpose.
        hung += [kid for kid in p.kids(verb, "advcl") if self._has_to(kid) and kid > verb and nouns and verb < nouns[0]]
        for kid in p.kids(verb, "xcomp") or hung:
            obj = p.child(verb, "dobj")
            if kid > verb and (self._has_to(kid) or p.pos[kid] in ("ADJ", "NOUN")) and (obj is None or obj < verb):
                tokens = subtree_tokens(p, kid) - {i for i in p.kids(kid, "dobj") if i < verb and p.tag[i] == "WDT"}
                tokens |= self._fronted_object(verb, kid)
                subject = (
                    self._passive_subject(verb) if passive else (p.child(verb, "nsubj") if cue.entry.none else None)
                )
                if subject is None and passive:
                    return set()
                if cue.entry.none and not self._has_to(kid):
                    return set()
                tokens = self._with_next(verb, tokens) - self._medium_inside(kid)
                tokens -= self._added_clauses(tokens) if cue.entry.act == "decline" else set()
                tokens |= self._conditions_of(verb, tokens)
                return tokens | (self._whoever(verb, subject) if subject is not None else set())
        # "offered to host talks": the tagger takes many a verb behind "to" for a noun; the particle gives it away.
        particle = next(
            (kid for kid in p.kids(verb, "dative", "prep") if p.pos[kid] == "PART" and kid == verb + 1), None
        )
        noun = p.child(particle, "pobj") if particle is not None and not passive else None
        if particle is None or noun is None or p.child(verb, "dobj") is not None or p.child(noun, "det") is not None:
            return set()
        if p.tag[verb] == "VBN" and p.child(verb, "aux") is None:
            # "an actor known to film audiences"
            return set()
        return subtree_tokens(p, particle)

    def _fronted_object(self, verb: int, deed: int) -> set[int]:
        """ "a step that her partner vowed to fight": what is to be fought stands before the clause."""
        p = self.p
        relative = next((i for host in (deed, verb) for i in p.kids(host, "dobj") if i < verb), None)
        if p.dep[verb] != "relcl" or relative is None or p.tag[relative] != "WDT":
            return set()
        return antecedent_tokens(p, verb, relative) - {relative}

    def _small(self, verb: int) -> set[int]:
        """A clause with no finite verb: "wants the library saved", "sees output unchanged"."""
        p = self.p
        for kid in p.kids(verb, "ccomp"):
            if (
                kid > verb
                and (not self._is_finite(kid) or self._is_participle(kid))
                and not self._has_to(kid)
                and p.child(kid, "nsubj", "nsubjpass") is not None
            ):
                return subtree_tokens(p, kid)
        return set()

    def _is_participle(self, verb: int) -> bool:
        """ "want the library saved": a past form with no object, joining word or auxiliary."""
        return self.p.tag[verb] in ("VBD", "VBN") and self.p.child(verb, "mark", "dobj", "aux", "auxpass") is None

    def _passive_subject(self, verb: int) -> int | None:
        """A passive's subject, also of the second of two ("is estimated to be old and is said to be haunted")."""
        p = self.p
        own = p.child(verb, "nsubjpass")
        if own is None and p.dep[verb] == "conj" and p.child(verb, "nsubj") is None:
            return p.child(p.head[verb], "nsubjpass")
        return own

    def _plea(self, verb: int) -> set[int]:
        """ "pleaded not guilty", "pleaded guilty to fraud", "pleaded no contest"."""
        p = self.p
        word = next((i for i in range(verb + 1, min(verb + 4, len(p))) if p.lower[i] in ("guilty", "contest")), None)
        if word is None:
            return set()
        return self._with_next(verb, set(range(verb + 1, max(word + 1, p.subtree[word][1]))))

    def _state(self, verb: int) -> set[int]:
        """Passives with no infinitive: "The climbers are feared dead", "a second round is expected in May"."""
        p = self.p
        subject = self._passive_subject(verb)
        rest = [kid for kid in p.kids(verb, "oprd", "acomp", "prep", "advmod", "xcomp") if kid > verb]
        if subject is None or not rest or p.dep[verb] in ("acl", "relcl") or p.lemma[verb] == "know":
            # "is known for its wines" tells no belief
            return set()
        return subtree_tokens(p, *rest) | self._whoever(verb, subject)

    def _whoever(self, verb: int, subject: int) -> set[int]:
        """A passive's subject; of "which" what it stands for ("the order, which is believed to be large")."""
        if self.p.tag[subject] in ("WDT", "WP") and self.p.dep[verb] == "relcl":
            return antecedent_tokens(self.p, verb, subject) or {subject}
        return subtree_tokens(self.p, subject)

    def _object_to(self, verb: int, cue: Cue, passive: bool) -> set[int]:
        p = self.p
        for kid in p.children[verb]:
            if kid < verb or p.dep[kid] not in ("xcomp", "ccomp", "advcl", "acl") or not self._has_to(kid):
                continue
            if p.child(kid, "nsubj") is not None and p.dep[kid] == "ccomp":
                return self._without_addressee(kid, subtree_tokens(p, kid), cue)
            obj = p.child(verb, "dobj", "dative", "nsubjpass") or (self._passive_subject(verb) if passive else None)
            if obj is not None and (passive or p.dep[obj] != "nsubjpass"):
                told = subtree_tokens(p, kid)
                return told if cue.entry.addressee else told | self._whoever(verb, obj)
        obj = p.child(verb, "dobj")
        if obj is not None:
            # "urged the army to leave", "urged the king in an open letter to resign": the infinitive is often hung on
            # a noun.
            media = [noun for prep in [*p.kids(verb, "prep"), *p.kids(obj, "prep")] for noun in p.kids(prep, "pobj")]
            media = [noun for noun in media if p.lemma[noun] in self.cues.nouns_of["medium"]]
            for noun in (obj, *media):
                for kid in p.kids(noun, "acl", "relcl"):
                    if self._has_to(kid):
                        told = subtree_tokens(p, kid)
                        return told if cue.entry.addressee else told | subtree_tokens(p, obj)
        return set()

    def _as_quoted(self, verb: int, obj: int, cue: Cue) -> set[int]:
        """'likened the refugees to "termites in a barn"': quotation marks hide from the parser what the preposition
        governs."""
        p = self.p
        prep = p.subtree[obj][1]
        if prep + 1 >= len(p) or p.lower[prep] not in cue.object_preps or p.tag[prep + 1] != "``" or obj < verb:
            return set()
        end = p.sentences[p.sentence_of[verb]][1]
        close = next((i for i in range(prep + 2, min(len(p), end + 1)) if p.tag[i] == "''"), None)
        first = prep if _is_put_to(cue) else p.subtree[obj][0]
        return set(range(first, close + 1)) if close is not None else set()

    def _without_addressee(self, clause: int, tokens: set[int], cue: Cue) -> set[int]:
        """ "urged both sides to stop": whom it was said to is no content, though the parser makes it the clause's
        subject."""
        subject = self.p.child(clause, "nsubj")
        if cue.entry.addressee and subject is not None:
            return tokens - subtree_tokens(self.p, subject)
        return tokens

    def _object_prep(self, verb: int, cue: Cue, passive: bool) -> set[int]:
        p = self.p
        obj = p.child(verb, "nsubjpass") if passive else p.child(verb, "dobj")
        quoted = self._as_quoted(verb, obj, cue) if obj is not None and not passive else set()
        if quoted:
            return quoted
        if passive and obj is None and not _is_put_to(cue) and (whom := told_of(p, verb)):
            hosts = [host for host in (verb, agent_of(p, verb)) if host is not None]
            preps = [kid for host in hosts for kid in p.kids(host, "prep") if p.lower[kid] in cue.object_preps]
            agent = agent_of(p, verb)
            # "Denounced by the bishop as a stain": what it is called may hang on who calls it
            by = subtree_tokens(p, p.head[agent]) if agent is not None else set()
            told = subtree_tokens(p, *preps[:1])
            told -= by if agent is not None and p.head[agent] in told else set()
            return (whom | told) - (by - told) if preps and preps[0] > verb else set()
        relative = None if passive else relative_object(p, verb, obj)
        if relative is None and obj is None and not passive and p.dep[verb] == "relcl":
            # "an effort the chairwoman described as a start", with no pronoun between
            subject = p.child(verb, "nsubj")
            bare = subject is not None and p.tag[subject] not in ("WP", "WDT") and p.head[verb] < p.subtree[subject][0]
            relative = p.subtree[subject][0] if bare and subject is not None else None
        obj = relative if obj is None else obj
        if obj is None:
            # 'described as "baseless" the suggestion that he is ill': the object behind what it is called
            swapped = [kid for kid in p.kids(verb, "prep") if p.lower[kid] == "as" and len(p.kids(kid, "pobj")) == 2]
            return subtree_tokens(p, *swapped) if swapped and "as" in cue.object_preps and not passive else set()
        preps = [kid for kid in p.kids(verb, "prep", "dative") if p.lower[kid] in cue.object_preps and kid > verb]
        # "Latvia holds two boats as row over waters deepens": in headlines "as" is a time.
        preps = [kid for kid in preps if p.kind != "headline" or p.lower[kid] != "as" or p.tag[kid + 1] in _NAMED_AS]
        # "asked the minister on Monday": the day of asking is no topic; "at 14" may look like one.
        days = [
            kid for kid in preps if any(p.ent[n] in ("DATE", "TIME") and p.tag[n] != "CD" for n in p.kids(kid, "pobj"))
        ]
        preps = [kid for kid in preps if kid not in days]
        preps = preps or [kid for kid in self._hung_on_adjuncts(verb) if p.lower[kid] in cue.object_preps]
        # "regards the matter as closed": the parser makes a clause of it.
        preps = preps or [
            kid
            for kid in p.kids(verb, "advcl")
            if kid > obj
            and any(p.lower[mark] in cue.object_preps and mark < kid for mark in p.kids(kid, "mark"))
            and p.child(kid, "nsubj", "nsubjpass") is None
        ]
        agent = agent_of(p, verb) if passive else None
        # "was accused by a court of filming": the parser hangs "of" on the court.
        hosts = [obj] if agent is None else [obj, agent]
        inside = [
            kid
            for host in hosts
            for kid in p.kids(host, "prep")
            # "condemned by leaders of both parties": whose leaders they are
            if p.lower[kid] in cue.object_preps
            and (host != agent or p.lower[kid] != "of" or p.lemma[verb] in _OF_DEEDS)
        ]
        if not inside and "as" in cue.object_preps:
            # "described reports of a rift as fiction": hung on the last noun of the object
            last = range(obj + 1, p.subtree[obj][1])
            inside = [i for i in last if p.lower[i] == "as" and p.dep[i] == "prep" and p.child(i, "pobj") is not None]
        if not preps and not inside:
            return set()
        spoken = cue.entry.addressee or cue.entry.act in ("ask", "threaten")
        # "warned the prime minister of a shortage", "asked Berlin for two batteries": the object is whom it was said
        # to.
        told = subtree_tokens(p, *(preps or inside)[:1])
        if preps and p.lemma[verb] == "put":
            # "put support for the bill | among women | at 40 percent": hung on the verb
            told |= subtree_tokens(p, *(i for i in p.kids(verb, "prep") if obj < i < preps[0] and not self._aside(i)))
        if cue.entry.act in ("accuse", "warn", "ask", "urge"):
            told = self._with_next(verb, told)
        told -= self._added_clauses(told)
        for prep in (preps or inside)[:1] if "as" in cue.object_preps else ():
            # "dismissed it as a stunt in a statement": the parser hangs the medium on what it was called
            told -= {token for noun in p.kids(prep, "pobj") for token in self._medium_inside(noun)}
        if agent is not None and agent in told:
            # 'condemned as "fantasy" | by Rwanda': hung on what it was called
            told -= subtree_tokens(p, p.head[agent])
        if relative is not None:
            # "a move that Ann Lee described as premature"
            return told if p.lower[relative] == "what" else told | antecedent_tokens(p, verb, relative)
        return told if spoken else told | subtree_tokens(p, obj)

    def _aside(self, prep: int) -> bool:
        """A phrase that tells when or how something was said."""
        p = self.p
        nouns = p.kids(prep, "pobj")
        return any(p.ent[i] in ("DATE", "TIME") or p.lemma[i] in self.cues.nouns_of["medium"] for i in nouns)

    def _hung_on_adjuncts(self, verb: int) -> list[int]:
        """Prepositions that the parser hung on the day or the medium of a saying ("warned on Monday of a downgrade",
        "warned savers by text message of delays")."""
        p = self.p
        return [
            prep
            for first in p.kids(verb, "prep")
            for noun in p.kids(first, "pobj")
            if first > verb
            and (
                p.ent[noun] in ("DATE", "TIME")
                or p.lemma[noun] in self.cues.nouns_of["medium"]
                # "apologised to patients for the wait"
                or (p.lower[first] == "to" and p.lemma[verb] in _SAID_TO)
            )
            for prep in p.kids(noun, "prep")
            if not any(p.ent[kid] in ("DATE", "TIME") for kid in p.kids(prep, "pobj"))
        ]

    def _prep_to(self, verb: int, cue: Cue) -> set[int]:
        p = self.p
        for prep in p.kids(verb, "prep"):
            if p.lower[prep] in cue.to_preps:
                target = p.child(prep, "pobj")
                for kid in [
                    *p.kids(verb, "xcomp", "advcl", "ccomp"),
                    *(p.kids(target, "acl", "relcl") if target else []),
                ]:
                    if target is not None and kid > target and self._has_to(kid):
                        return subtree_tokens(p, kid)
                    told = p.child(kid, "nsubj")
                    put_to = target is None and told is not None and prep < told < kid and p.lower[prep] != "for"
                    if put_to and told is not None and self._has_to(kid):
                        # "called on him to apologize": the parser makes whom it was put to the subject
                        return subtree_tokens(p, kid) - subtree_tokens(p, told)
        for kid in p.kids(verb, "xcomp", "advcl", "ccomp"):
            # "called on him to resign": or takes the preposition for what opens the clause
            opener = next((mark for mark in p.kids(kid, "mark") if p.lower[mark] in cue.to_preps - {"for"}), None)
            told = p.child(kid, "nsubj")
            if opener == verb + 1 and told is not None and told < kid and self._has_to(kid):
                return subtree_tokens(p, kid) - subtree_tokens(p, told) - {opener}
        return set()

    def _gerund(self, verb: int) -> set[int]:
        p = self.p
        for kid in p.kids(verb, "xcomp", "ccomp", "pcomp", "dobj"):
            perfect = p.tag[kid] == "VBN" and any(p.tag[aux] == "VBG" for aux in p.kids(kid, "aux", "auxpass"))
            if kid > verb and p.pos[kid] == "VERB" and (p.tag[kid] == "VBG" or perfect):
                return subtree_tokens(p, kid)
        return set()

    def _prep(self, verb: int, cue: Cue) -> set[int]:
        p = self.p
        if p.child(verb, "dobj") is not None:
            return set()
        for kid in p.kids(verb, "advcl", "ccomp", "xcomp"):
            # "calls for | the limes to stay": the parser takes "for" for the mark of a clause.
            mark = p.child(kid, "mark")
            if mark is not None and mark > verb and p.lower[mark] in cue.preps and self._has_to(kid):
                return subtree_tokens(p, kid) - {mark}
        # "pushed back against the charge": hung on the particle
        of_particle = [
            prep for kid in p.kids(verb, "advmod", "prt") if cue.entry.particle for prep in p.kids(kid, "prep")
        ]
        for prep in p.kids(verb, "prep") + of_particle + self._hung_on_adjuncts(verb):
            if prep > verb and p.lower[prep] in cue.preps:
                for kid in p.kids(prep, "pobj", "pcomp"):
                    # "called for | an end": the preposition belongs to the cue; "warned | of fuel": it opens the
                    # content.
                    tokens = subtree_tokens(p, kid) if cue.entry.prep_in_cue else subtree_tokens(p, prep)
                    return self._with_next(verb, tokens) - self._medium_inside(kid)
        return set()
