"""Where the clause stands that a verb credits: "said that ...", "said in a note that ...", "..., officials said"."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.codebook.cues import Cue
from onrecord.reading.statements.clauses import TERMS, is_negated, subtree_tokens
from onrecord.reading.statements.insertions import (
    contrasts,
    inserted_before,
    inserted_in_relative,
    parenthetical,
    postposed,
)
from onrecord.reading.statements.objects import ObjectFrames

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# What a frame yields: the content's tokens, its kind, the frame's name.
Content = tuple[set[int], str, str]
# How a medium's phrase begins: "in a note", "on their website"; "in the letters of Keats" is none.
_NOMINATIVE = frozenset("i he she it they we there".split())

# What joins a ground or a limit to what was said before its cue.
_GROUNDS = frozenset({"because", "unless", "if", "until", "lest"})


@dataclass(slots=True)
class ClauseFrames(ObjectFrames):
    """Finds the clause that a verb cue governs, whatever the parser hung it on."""

    def _clause(self, verb: int, cue: Cue) -> set[int]:
        p = self.p
        heads = [
            kid
            for kid in p.kids(verb, "ccomp")
            if self._is_finite(kid) or p.child(kid, "mark") is not None or self._is_closed_by(verb, kid)
        ]
        # "said on the understanding that nobody would know": the terms are no content.
        terms = [kid for kid in heads if verb < kid and p.lower[p.subtree[kid][0] - 1] in TERMS]
        heads = [kid for kid in heads if kid not in terms]
        # "said on condition they not be named that the talks had failed": what was said hangs on the terms.
        hung = [kid for kid in p.kids(terms[0], "ccomp") if kid > terms[0]] if terms and not heads else []
        heads += [kid for kid in hung if any(p.lower[mark] == "that" for mark in p.kids(kid, "mark"))]
        # "Parents fear X; the district says Y": what stands before a semicolon is said by somebody else.
        heads = [kid for kid in heads if kid > verb or ";" not in p.words[kid:verb]]
        if cue.entry.act == "believe":
            # "had not yet decided how it would work", "knows who did it": nobody is told to think anything
            wanted = p.dep[verb] == "xcomp" and p.lemma[p.head[verb]] in ("want", "seek", "demand")
            subject = p.child(verb, "nsubj")
            # "I know what it costs" tells what the speaker thinks of it.
            told = subject is not None and p.pos[subject] == "PRON" and p.tag[subject] == "PRP"
            heads = [kid for kid in heads if wanted or (told and not is_negated(p, verb)) or not self._asks(kid)]
        if any(kid > verb for kid in heads) and any(
            p.lower[p.subtree[kid][0] - 1] in ("and", "but") for kid in p.kids(verb, "nsubj") if p.subtree[kid][0]
        ):
            # "Five saw a boat, and a sixth said it sank": what stands before the "and" is somebody else's.
            heads = [kid for kid in heads if kid > verb]
        hearer = p.child(verb, "dobj", "dative") if cue.entry.addressee else None
        if (
            hearer is not None
            and hearer > verb
            and any(self._has_to(kid) for kid in p.kids(verb, "xcomp") if kid > hearer)
        ):
            # "She was so good, the academy asked her to do it again": asked is what follows, but for a quotation
            heads = [kid for kid in heads if kid > verb or any(p.tag[i] == "''" for i in range(kid, verb))]
        if cue.entry.none:
            # "Cholera may appear if the wells are not cleaned": a condition, nothing that seems so
            heads = [kid for kid in heads if not any(p.lower[mark] == "if" for mark in p.kids(kid, "mark"))]
        if p.lemma[verb] == "hold" and p.child(verb, "prep", "prt") is not None:
            # "hold onto those products"
            return set()
        if cue.entry.open:
            # A verb that no class lists credits a clause only with "that" ("averred that no money was lost").
            heads = [kid for kid in heads if any(p.lower[mark] == "that" for mark in p.kids(kid, "mark"))]
            return self._following(verb, heads) if heads and heads[0] > verb else set()
        if not heads:
            # "asked if he would go": the parser takes "if" for a condition; after a verb of asking it is none.
            heads = [
                kid
                for kid in p.kids(verb, "advcl")
                if kid > verb
                and any(
                    p.lower[mark] == "whether"
                    or (p.lower[mark] == "if" and cue.entry.act == "ask" and p.lemma[verb] != "press")
                    for mark in p.kids(kid, "mark")
                )
            ]
        inserted = inserted_before(p, verb, heads) or inserted_in_relative(p, verb)
        if inserted:
            return inserted
        heads = heads or self._adopted(verb, cue)
        if heads:
            return self._fronted(verb, heads, cue) or self._following(verb, heads)
        if cue.entry.speech or p.dep[verb] in ("parataxis", "advcl"):
            return parenthetical(p, verb, cue, self.cues) or postposed(p, verb)
        return postposed(p, verb)

    def _is_closed_by(self, verb: int, head: int) -> bool:
        """ "A clean win on all counts, the union said.": before a comma and a closing saying anything was said."""
        p = self.p
        subject = p.child(verb, "nsubj")
        if (
            subject is None
            or not head < subject < verb
            or p.dep[verb] != "ROOT"
            or p.lemma[verb] not in self.cues.speech
        ):
            return False
        first = p.subtree[subject][0]
        return p.words[first - 1] == "," and head < first - 1 and p.child(verb, "dobj", "xcomp") is None

    def _asks(self, clause: int) -> bool:
        """Whether a clause leaves open what it is about ("who did it", "whether to go")."""
        first = self.p.subtree[clause][0]
        return self.p.tag[first] in ("WRB", "WP") or self.p.lower[first] == "whether"

    def _adopted(self, verb: int, cue: Cue) -> list[int]:
        """A "that" clause that the parser hung on a noun of medium or addressee ("said in a statement that ...")."""
        p = self.p
        objects = p.kids(verb, "dobj", "dative")
        nouns = [
            *objects,
            *(kid for prep in p.kids(verb, "prep") for kid in p.kids(prep, "pobj")),
        ]
        nouns = [noun for noun in nouns if p.lemma[noun] not in TERMS]
        # "rejected the suggestion that X": the object's own clause is what was suggested.
        nouns = [noun for noun in nouns if cue.entry.addressee or noun not in objects or not self._takes_clause(noun)]
        if cue.entry.speech and self._says_nothing_else(verb):
            # "said on a call with commissioners that hospitals could fill": who says something has something to say
            for noun in [*nouns, *self._further_down(verb)]:
                for kid in p.kids(noun, "relcl"):
                    subject = p.child(kid, "nsubj", "nsubjpass", "expl")
                    if p.lower[p.subtree[kid][0]] == "that" and subject is not None and p.lower[subject] != "that":
                        return [kid]
        # "said in response to the attack that ...": hung on a noun further down, which takes no such clause itself.
        for noun in self._further_down(verb):
            for kid in p.kids(noun, "relcl"):
                joined = any(p.lower[mark] == "that" and p.dep[mark] == "mark" for mark in p.children[kid])
                # "an email to members that the paper obtained": with no object of its own it is a relative clause.
                whole = p.child(kid, "dobj", "attr", "acomp", "ccomp", "xcomp", "nsubjpass", "expl") is not None
                if joined and whole and p.child(kid, "nsubj", "nsubjpass", "expl") is not None:
                    return [kid]
        for noun in nouns:
            # "claimed in a video posted online that his men ...": hung on the medium's participle.
            posted = [kid for kid in p.kids(noun, "acl") if p.tag[kid] == "VBN" and p.child(kid, "agent") is None]
            for kid in [*p.kids(noun, "acl", "relcl", "ccomp"), *(c for one in posted for c in p.kids(one, "ccomp"))]:
                subject = p.child(kid, "nsubj", "nsubjpass")
                # In a true relative clause "that" is an argument; here it only joins, and the clause has its own
                # subject.
                if (
                    any(p.lower[mark] == "that" and p.dep[mark] == "mark" for mark in p.children[kid])
                    and subject is not None
                ):
                    return [kid]
                # "claimed in a message the group shot down a drone": with subject and object of its own it is no
                # relative.
                # "told the inquiry they had been ignored": nor with a pronoun for its subject.
                whole = p.child(kid, "dobj", "attr", "acomp", "ccomp") is not None
                told = noun in objects and cue.entry.addressee and p.child(kid, "expl") is not None
                if noun in objects and cue.entry.addressee and subject is not None and p.lower[subject] in _NOMINATIVE:
                    told = self._is_finite(kid)
                if told:
                    return [kid]
                heard = any(p.lower[prep] == "to" and noun in p.kids(prep, "pobj") for prep in p.kids(verb, "prep"))
                if (
                    heard
                    and p.lower[p.subtree[kid][0]] == "that"
                    and subject is not None
                    and p.lower[subject] in _NOMINATIVE
                ):
                    # "suggested to the head that he take a rest"
                    return [kid]
                medium = p.lemma[noun] in self.cues.nouns_of["medium"] and kid > noun
                # "announced during a forum that he had set up": the pronoun is the object
                medium = medium and not any(p.lower[i] in ("that", "which") for i in p.kids(kid, "dobj"))
                if medium and whole and subject is not None and p.tag[subject] not in ("WP", "WDT"):
                    return [kid]
        return []

    def _says_nothing_else(self, verb: int) -> bool:
        """Whether a verb of saying opens its sentence with its subject, and has no object, clause or quotation."""
        p = self.p
        first, end = p.sentences[p.sentence_of[verb]]
        subject = p.child(verb, "nsubj")
        if subject is None or p.dep[verb] != "ROOT" or p.subtree[subject][0] != first:
            return False
        quoted = any(p.tag[i] in ("``", "''") for i in range(first, end))
        return not quoted and p.child(verb, "ccomp", "xcomp", "dobj", "acomp", "advcl") is None

    def _takes_clause(self, noun: int) -> bool:
        """Whether a noun may have a "that" clause of its own ("the claim that ..."; not "an attack")."""
        return any("clause" in cue.plain and not cue.entry.light for cue in self.cues.nouns.get(self.p.lemma[noun], ()))

    def _further_down(self, verb: int) -> list[int]:
        """The nouns under the prepositional phrases of a verb, below those that it governs itself."""
        p = self.p
        found: list[int] = []
        preps = [
            inner for prep in p.kids(verb, "prep") for noun in p.kids(prep, "pobj") for inner in p.kids(noun, "prep")
        ]
        while preps:
            nouns = p.kids(preps.pop(), "pobj")
            found += [noun for noun in nouns if not self._takes_clause(noun)]
            preps += [prep for noun in nouns for prep in p.kids(noun, "prep")]
        return sorted(found)

    def _following(self, verb: int, heads: list[int]) -> set[int]:
        p = self.p
        if max(heads) < verb and (p.child(verb, "dobj") or -1) > verb:
            return set()
        tokens = subtree_tokens(p, *heads) - contrasts(p, heads, self.cues)
        mark = next((mark for mark in p.kids(heads[0], "mark") if p.lower[mark] == "that"), None)
        if mark is not None and mark > verb + 1 and p.words[mark - 1] == ",":
            # "told the paper, in confidence and only after he had left, that ...": the aside is no content.
            tokens = {token for token in tokens if token >= mark}
        elif mark is not None and mark > verb and p.lower[mark - 1] == "only":
            # "said only that talks would go on"
            tokens.discard(mark - 1)
        # "He said X would fail and that Y was ready", "he said X fell and Y rose": the second clause hangs on the
        # verb of
        # speaking, but with no comma before "and" it is part of what was said.
        for kid in p.kids(verb, "conj"):
            goes_on = any(p.lower[mark] == "that" for mark in p.kids(kid, "mark")) or (
                kid > max(tokens)
                and p.child(kid, "nsubj", "nsubjpass") is not None
                and p.words[max(tokens) + 1] == "and"
            )
            if goes_on:
                tokens |= subtree_tokens(p, kid)
        tokens = self._before_other(verb, tokens)
        tokens |= self._conditions_of(verb, tokens)
        # "Analysts suggest X will hold, should talks fail": an inverted condition limits what is said, not the saying.
        for kid in p.kids(verb, "advcl", "ccomp"):
            opening = [i for i in range(*p.subtree[kid]) if p.pos[i] not in ("PUNCT", "SPACE")][:1]
            if kid > max(tokens) and opening and p.lower[opening[0]] in ("should", "were", "had"):
                tokens |= subtree_tokens(p, kid)
        return tokens

    def _before_other(self, verb: int, tokens: set[int]) -> set[int]:
        """ "Two said it was dead; a third said it slept": behind a semicolon somebody else says something."""
        p = self.p
        stop = next((token for token in sorted(tokens) if p.words[token] == ";" and token > verb), None)
        if stop is None or any(p.tag[token] in ("``", "''") for token in tokens if token < stop):
            return tokens
        behind = [token for token in tokens if token > stop]
        others = [i for i in behind if p.lemma[i] in self.cues.speech and p.child(i, "nsubj") is not None]
        return (
            {token for token in tokens if token < stop}
            if any(p.child(i, "nsubj") in behind for i in others)
            else tokens
        )

    def _fronted(self, verb: int, heads: list[int], cue: Cue) -> set[int]:
        """Content before its cue ("The raid failed, officials said"): all of the sentence up to the cue's clause."""
        p = self.p
        if p.dep[verb] != "ROOT" or max(heads) > verb:
            return set()
        # "A says X; the army denied the report": a verb with an object of its own does not take up the clause before
        # it.
        if not cue.entry.addressee and (p.child(verb, "dobj") or -1) > verb:
            return set()
        tokens = subtree_tokens(p, *heads)
        own = sorted(subtree_tokens(p, verb) - tokens)
        last = max(tokens)
        core = [token for token in own if token > last or token >= verb]
        start = min([token for token in core if p.pos[token] not in ("PUNCT", "SPACE")], default=verb)
        sentence = p.sentences[p.sentence_of[verb]][0]
        if start <= last or start <= sentence:
            return set()
        told = set(range(sentence, start))
        for kid in p.kids(verb, "conj"):
            # "Two were hurt, she said, and both were sent home": a clause of its own goes on with what was said, unless
            # somebody says something in it.
            joined = p.subtree[kid][0]
            goes_on = p.child(kid, "nsubj", "nsubjpass", "expl") is not None and p.lemma[kid] not in self.cues.speech
            if goes_on and joined > 1 and p.words[joined - 1] in ("and", "but") and p.words[joined - 2] == ",":
                told |= subtree_tokens(p, kid)
        for kid in p.kids(verb, "advcl"):
            # "It will close, the owner said, unless a buyer is found": a ground or a limit of what was said; but "...,
            # she said, as she left" tells how it was said.
            begin = p.subtree[kid][0]
            limits = {p.lower[mark] for mark in p.kids(kid, "mark")} & _GROUNDS
            if kid > verb and limits and begin > verb and p.words[begin - 1] == ",":
                told |= subtree_tokens(p, kid)
        return told

    def _is_finite(self, head: int) -> bool:
        p = self.p
        if p.tag[head] == "VBN" and p.child(head, "nsubj") is not None:
            # "said the roof leaked": the tagger takes many a past tense for a participle; with a subject it is none.
            return True
        if p.tag[head] in ("NNS", "NN") and p.child(head, "nsubj") is not None and p.child(head, "dobj") is not None:
            # "say that figure flatters them", "found half of them support it": a present tense that looks like a noun
            return True
        return p.tag[head] in FINITE or any(
            p.dep[kid] in ("aux", "auxpass", "cop") and p.tag[kid] in FINITE for kid in p.children[head]
        )

    def _has_to(self, head: int) -> bool:
        p = self.p
        return any(p.lower[kid] == "to" and p.dep[kid] == "aux" for kid in p.children[head])
