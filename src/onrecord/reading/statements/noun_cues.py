"""Statements whose cue is a noun: "his claim that ...", "warnings from the army of ...", "took aim at ..."."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.codebook.cues import OPEN, Cue, Cues
from onrecord.language.parsed import Passage
from onrecord.reading.rule_words import rule_words
from onrecord.reading.statements.clauses import is_negated, source_range, subject_of, subtree_tokens
from onrecord.reading.statements.draft import Draft, runs
from onrecord.reading.statements.naming import antecedent_tokens
from onrecord.reading.statements.repairs import Speaks

LIGHT = rule_words("noun_cues.light")
_UNOWNED = rule_words("noun_cues.unowned")
# Of these the singular is as much nobody's ("mounting criticism of the deal").
_MASSES = frozenset({"criticism", "speculation", "concern", "talk", "gossip"})
_OWNING = frozenset({"from", "by", "among"})
_SPOKEN = frozenset("testimony statement evidence account claim word remark warning assurance complaint".split())
_OWNERS = frozenset("opposition government police army official union expert analyst".split())
_RECEIVING = frozenset("draw win receive earn get face meet elicit prompt spark provoke attract trigger gain".split())
_PASSED_ON = frozenset({"make", "repeat", "spread", "face", "hear", "echo", "share"})


@dataclass(slots=True)
class NounCues:
    """Finds the cues of one passage that are nouns; `speaks` tells whether a noun phrase can be a source."""

    p: Passage
    cues: Cues
    speaks: Speaks

    def _draft(
        self, anchor: int, cue: list[int], head: int | None, tokens: set[int], kind: str, entry: Cue | None, frame: str
    ) -> Draft | None:
        p = self.p
        span = source_range(p, head, anchor) if head is not None else None
        if span is not None and head is not None:
            # "concern among parents about asbestos": the parser hangs the content on whose it is.
            after = [token for token in tokens if head < token < span[1]]
            if after and frame.startswith("noun"):
                end = min(after)
                while end - 1 > head and p.pos[end - 1] in ("ADP", "PUNCT"):
                    end -= 1
                span = (span[0], end)
            tokens -= set(range(*span))
        tokens -= set(cue)
        if not any(p.words[token][0].isalnum() for token in tokens):
            return None
        return Draft(
            passage=p,
            anchor=anchor,
            cue=cue,
            source=span,
            source_head=head,
            content=[(p.number, first, end) for first, end in runs(tokens)],
            kind="clause" if kind == "clause" else "phrase",
            cue_class=entry,
            frame=frame,
            negated=is_negated(p, anchor),
        )

    def _may_credit(self, noun: int) -> bool:
        """A listed noun, or any with a possessor and a "that" clause ("his conviction that ...")."""
        p = self.p
        if p.lemma[noun] in self.cues.nouns:
            return True
        people = any(p.lemma[noun] in self.cues.nouns_of[name] for name in ("people", "group", "office"))
        return OPEN in self.cues.nouns and not people and p.child(noun, "poss") is not None

    def _noun(self, noun: int) -> Draft | None:
        if self.p.dep[noun] == "pobj" and self.p.lower[self.p.head[noun]] in ("in", "on", "during", "at"):
            # "told reporters in a statement that ...": the clause is what was told; see `adopted`.
            return None
        if self.p.lower[noun] == "talks":
            # "talks of peace" are held, "talk of a raid" is heard.
            return None
        for cue in self.cues.nouns.get(self.p.lemma[noun]) or self.cues.nouns[OPEN]:
            if cue.entry.negated and not any(self.p.lower[kid] == "no" for kid in self.p.kids(noun, "det")):
                continue
            found = self._noun_content(noun, cue)
            if found is None:
                continue
            tokens, kind, frame = self._without_asides(noun, found[0]), found[1], found[2]
            tokens -= self._main_clause(noun, tokens)
            head, verb = self._noun_source(noun, tokens)
            if (cue.entry.light and verb is None) or (cue.entry.owned and (head is None or verb is not None)):
                continue
            if head is None and frame == "clause":
                # "says it is broke and fears that ...": the tagger takes the second verb for a noun
                head = self._shared_subject(noun)
            many = self.p.tag[noun] in ("NNS", "VBZ") or self.p.lemma[noun] in _MASSES
            bare_plural = many and self.p.child(noun, "det", "nummod") is None
            if (
                head is None
                and frame != "clause"
                and not (bare_plural and frame == "prep" and self.p.lemma[noun] in _UNOWNED)
            ):
                continue
            if (
                head is None
                and self.p.dep[noun] == "nsubj"
                and self.p.lemma[self.p.head[noun]] == "be"
                and "that" not in (self.p.lower[noun + 1 : noun + 2])
            ):
                # "The answer is that ...": nobody's, and so the reporter's.
                continue
            if head is not None and not self.speaks(self.p, head):
                continue
            anchor_cue = [noun] if verb is None else sorted([verb, noun])
            if cue.entry.negated:
                anchor_cue = sorted({*anchor_cue, *self.p.kids(noun, "det")})
            draft = self._draft(noun, anchor_cue, head, tokens, kind, cue, f"noun {frame}")
            if draft is not None:
                return draft
        return None

    def _main_clause(self, noun: int, tokens: set[int]) -> set[int]:
        """ "Fears that the tax would hurt farmers | led the panel to delay it", "his praise for the general | alarmed
        allies": where the noun is the head of its sentence, the main verb is read into what it governs."""
        p = self.p
        if p.dep[noun] != "ROOT":
            return set()
        end = max(tokens)
        for token in sorted(tokens):
            above = p.head[token]
            subject = p.child(token, "nsubj")
            bare = p.dep[token] == "ccomp" and p.tag[token] == "VBD" and p.child(token, "mark", "aux") is None
            if bare and above in tokens and subject is not None and p.subtree[subject][0] == above + 1:
                return set(range(token, end + 1))
            if p.dep[token] == "pobj" and len(p.kids(above, "pobj")) > 1 and token == p.kids(above, "pobj")[1]:
                return set(range(p.subtree[token][0], end + 1))
            object_behind = p.tag[token] in ("VBN", "VBD") and p.child(token, "dobj") is not None
            if p.dep[token] == "acl" and object_behind and p.words[token - 1] != ",":
                return set(range(token, end + 1))
        return set()

    def _shared_subject(self, noun: int) -> int | None:
        """Who does what a plural behind "and" tells, where it can be the second verb of a clause in the present."""
        p = self.p
        if p.tag[noun] != "NNS" or p.lower[noun - 1] != "and" or p.child(noun, "det", "amod", "compound") is not None:
            return None
        first = p.sentences[p.sentence_of[noun]][0]
        verb = next((i for i in range(first, noun) if p.tag[i] == "VBZ" and p.dep[i] == "ROOT"), None)
        return subject_of(p, verb) if verb is not None else None

    def _noun_content(self, noun: int, cue: Cue) -> tuple[set[int], str, str] | None:
        p = self.p
        if "received" in cue.plain:
            return self._received(noun)
        if p.dep[noun] == "nsubj" and p.lemma[p.head[noun]] == "be" and "clause" in cue.plain:
            # "Her answer was that nobody had told her."
            for kid in p.kids(p.head[noun], "ccomp"):
                if kid > noun and any(p.lower[mark] == "that" for mark in p.kids(kid, "mark")):
                    return subtree_tokens(p, kid), "clause", "clause"
        hung = self._hung_on_light_verb(noun) if cue.entry.light else []
        for kid in [*p.kids(noun, "acl", "ccomp", "relcl", "advcl"), *hung, *self._hung_on_source(noun)]:
            marks = [p.lower[mark] for mark in p.kids(kid, "mark")]
            if (
                "clause" in cue.plain
                and kid > noun
                and not self._has_gap(kid)
                # "made the case a vote would wreck the talks"
                and (
                    "that" in marks
                    or (cue.entry.light and not marks and p.child(kid, "nsubj", "nsubjpass") is not None)
                )
            ):
                return self._before_main_verb(noun, subtree_tokens(p, kid)), "clause", "clause"
            if (
                "for" in cue.preps
                and "for" in marks
                and kid > noun
                and any(p.lower[aux] == "to" for aux in p.kids(kid, "aux"))
            ):
                # "calls for the mayor to resign"
                return subtree_tokens(p, kid), "clause", "prep"
            if (
                "to" in cue.plain
                and kid > noun
                and p.dep[kid] == "acl"
                and any(p.lower[aux] == "to" for aux in p.kids(kid, "aux"))
            ):
                return self._before_main_verb(noun, subtree_tokens(p, kid)), "clause", "to"
        among = [kid for prep in self._owning_preps(noun) if p.lower[prep] in _OWNING for kid in p.kids(prep, "pobj")]
        preps = [*p.kids(noun, "prep"), *(prep for host in among for prep in p.kids(host, "prep"))]
        if cue.entry.light and p.dep[noun] == "dobj":
            # "took aim | at the bank", "cast doubt | on the count": hung on the light verb
            preps += [kid for kid in p.kids(p.head[noun], "prep") if kid == noun + 1]
        if p.dep[noun] == "nsubjpass" and p.lemma[p.head[noun]] in LIGHT:
            # "Doubts were raised about the witness."
            preps += p.kids(p.head[noun], "prep")
        for kid in preps:
            if p.lower[kid] in cue.preps and kid > noun:
                objects = p.kids(kid, "pobj", "pcomp") or [
                    # "Calls for his resignation grew": the tagger takes "calls" for a verb.
                    other
                    for other in p.kids(p.head[noun], "nsubj")
                    if p.subtree[other][0] == kid + 1
                ]
                if objects:
                    return subtree_tokens(p, *objects) | {kid}, "phrase", "prep"
        return None

    def _without_asides(self, noun: int, tokens: set[int]) -> set[int]:
        """ "His promise to bring back jobs, which won him the state, ...", "the claim that wells were sunk, daring him
        to name ten": behind a comma the reporter goes on, or the one who speaks of the claim."""
        p = self.p
        for token in sorted(tokens):
            if token < noun or token - 1 not in tokens or p.words[token - 1] != "," or self._is_quoted(noun, token):
                continue
            if p.tag[token] in ("WDT", "WP") or (p.tag[token] == "VBG" and p.lemma[token] in self.cues.verbs):
                return {i for i in tokens if i < token - 1}
        return tokens

    def _is_quoted(self, noun: int, token: int) -> bool:
        """Whether a quotation that began behind a noun is still open at a token."""
        return sum(self.p.tag[i] in ("``", "''") for i in range(noun, token)) % 2 == 1

    def _received(self, noun: int) -> tuple[set[int], str, str] | None:
        """ "The remarks drew criticism from both parties": what somebody says something of is the verb's subject."""
        p = self.p
        verb = p.head[noun]
        subject = p.child(verb, "nsubj")
        if p.dep[noun] != "dobj" or p.lemma[verb] not in _RECEIVING or subject is None:
            return None
        if not any(p.lower[prep] in ("from", "by", "among") for prep in self._owning_preps(noun)):
            return None
        if p.tag[subject] in ("WDT", "WP") and p.dep[verb] == "relcl":
            return antecedent_tokens(p, verb, subject), "phrase", "received"
        return subtree_tokens(p, subject), "phrase", "received"

    def _has_gap(self, clause: int) -> bool:
        """ "an allegation that the nominee denied": the noun is what is denied, not what is alleged."""
        p = self.p
        judges = any(
            cue.entry.act in ("deny", "accuse") and "object" in cue.plain and cue.entry.particle is None
            for cue in self.cues.verbs.get(p.lemma[clause], ())
        )
        return (judges or p.lemma[clause] in _PASSED_ON) and p.child(
            clause, "dobj", "ccomp", "xcomp", "nsubjpass", "oprd", "attr"
        ) is None

    def _before_main_verb(self, noun: int, tokens: set[int]) -> set[int]:
        """ "Rumours that the dam had burst | sent people uphill": where the parser finds no main verb behind the noun,
        the last verb without a subject of its own is it."""
        p = self.p
        if p.dep[noun] != "ROOT":
            return tokens
        verbs = [i for i in sorted(tokens) if p.pos[i] == "VERB"]
        for i, verb in enumerate(verbs[1:], 1):
            between = range(verbs[i - 1] + 1, verb)
            joined = any(p.pos[k] in ("AUX", "CCONJ", "SCONJ", "PUNCT", "PART", "PRON") for k in between)
            if (
                p.tag[verb] in ("VBD", "VBZ", "VBN")
                and not joined
                and not any(p.dep[k] in ("nsubj", "nsubjpass") for k in between)
            ):
                return {token for token in tokens if token < verb}
        return tokens

    def _owning_preps(self, noun: int) -> list[int]:
        """The prepositions of a noun, and one right behind it that the parser hung on the verb ("ignored warnings |
        from its chemists")."""
        p = self.p
        loose = [kid for kid in p.kids(p.head[noun], "prep") if kid == noun + 1 and p.lower[kid] in _OWNING]
        return [*p.kids(noun, "prep"), *loose]

    def _hung_on_light_verb(self, noun: int) -> list[int]:
        """ "made the case a vote would wreck the talks", "made the point, to scattered boos, that ...": the parser
        hangs the clause on the verb."""
        p = self.p
        if p.dep[noun] != "dobj" or p.lemma[p.head[noun]] not in LIGHT:
            return []
        return [
            kid
            for kid in p.kids(p.head[noun], "ccomp")
            if kid > noun and p.child(kid, "nsubj", "nsubjpass") is not None
        ]

    def _hung_on_source(self, noun: int) -> list[int]:
        """ "warnings from two generals that the army was weak": the parser hangs the clause on whose warnings they
        are; with a subject of its own it is no relative clause."""
        p = self.p
        return [
            kid
            for prep in p.kids(noun, "prep")
            if p.lower[prep] in ("from", "by", "of", "in")
            for host in p.kids(prep, "pobj")
            for kid in p.kids(host, "relcl", "acl")
            if p.child(kid, "nsubj", "nsubjpass") is not None
            and any(p.lower[mark] == "that" and p.dep[mark] == "mark" for mark in p.children[kid])
        ]

    def _noun_source(self, noun: int, content: set[int]) -> tuple[int | None, int | None]:
        """Whose word it is, and the light verb where that gives it."""
        p = self.p
        possessor = p.child(noun, "poss")
        if possessor is not None:
            return possessor, None
        for kid in self._owning_preps(noun):
            if p.lower[kid] in _OWNING and kid not in content:
                return p.child(kid, "pobj"), None
            host = p.child(kid, "pobj")
            if host is None or kid in content:
                continue
            if p.lower[kid] == "of" and self.speaks(p, host) and p.lemma[noun] in _SPOKEN:
                # "the testimony of a guard that the gate was open"
                return host, None
            if p.lower[kid] == "in" and p.lemma[noun] in ("report", "story", "article") and p.ent[host] == "ORG":
                # "a report in the Morning Star that ..."
                return host, None
        owner = next((kid for kid in p.kids(noun, "compound", "amod") if p.lower[kid] in _OWNERS), None)
        if owner is not None:
            # "opposition claims of fraud"
            return owner, None
        verb = p.head[noun]
        if p.dep[noun] == "pobj" and p.lower[verb] in ("of", "under") and p.lemma[p.head[verb]] == "be":
            # "are of the view that", "is under the impression that"
            return subject_of(p, p.head[verb]), None
        if p.dep[noun] == "pobj" and p.lower[verb] == "into" and p.lemma[p.head[verb]] == "launch":
            # "launched into a tirade about ..."
            return subject_of(p, p.head[verb]), p.head[verb]
        if p.dep[noun] in ("dobj", "attr") and p.pos[verb] in ("VERB", "AUX") and p.lemma[verb] in LIGHT:
            head = subject_of(p, verb)
            if head is not None and p.dep[head] != "expl":
                return head, verb
        return None, None
