"""Statements whose cue is a verb: "said that ...", "accused X of ...", "vowed to ...", "is expected to ..."."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.codebook.cues import Cue, Cues
from onrecord.language.parsed import Passage
from onrecord.reading.rule_words import rule_words
from onrecord.reading.statements.clause_frames import Content
from onrecord.reading.statements.clauses import (
    agent_of,
    is_negated,
    is_passive,
    source_range,
    subject_of,
    subtree_tokens,
)
from onrecord.reading.statements.draft import Draft, runs
from onrecord.reading.statements.frames import RANK, Frames
from onrecord.reading.statements.not_said import (
    is_ability,
    is_anybodys,
    is_appointment,
    is_demanded,
    is_handed_on,
    is_put_to_somebody,
    is_still_to_come,
    is_without,
)
from onrecord.reading.statements.relatives import antecedent_of
from onrecord.reading.statements.repairs import Repairs, Speaks

# What "it" does as somebody rather than as an empty subject ("it appealed for help").
_ACTS_OF_IT = frozenset("accuse deny decline admit urge ask promise threaten warn announce".split())
_SELVES = frozenset({"himself", "herself", "itself", "themselves", "myself", "ourselves"})
_THEM = frozenset({"him", "her", "them", "us", "me", "you"})
# Verbs that a refusal to speak may be told by, behind "would not".
_KEPT = frozenset("discuss name identify disclose specify".split())
_REFUSED = rule_words("verb_cues.refused")
_ASKING = frozenset("ask wonder question press know inquire enquire".split())
_ISSUING = rule_words("verb_cues.issuing")
_COURTS = frozenset("court judge tribunal jury justice magistrate".split())
# What stands between a document and its participle ("a letter on Friday to the two ministries | urging ...").
_WITHIN_PHRASES = frozenset("ADP PROPN NUM DET NOUN ADJ ADV CCONJ".split())


@dataclass(slots=True)
class VerbFinder:
    """Finds the verb cues of one passage; `speaks` tells whether a noun phrase can be a source."""

    p: Passage
    cues: Cues
    speaks: Speaks

    def find(self) -> Iterable[Draft]:
        """All drafts with a verb as cue, in text order; quotations are added later."""
        p = self.p
        Repairs(p, self.cues, self.speaks).make()
        for token, lemma in enumerate(p.lemma):
            if p.tag[token][:1] == "V" and p.dep[token] not in ("amod", "aux", "auxpass"):
                classes = self.cues.verbs.get(lemma)
                if classes is None and p.child(token, "ccomp") is None:
                    # A verb that no class lists is a cue by its clause alone.
                    continue
                draft = self._draft(token, classes or self.cues.verb_classes(lemma))
                if draft is not None:
                    yield draft

    def _is_left_open(self, verb: int) -> bool:
        """ "asked whether he would endorse her", "was asked if he regretted it": the question credits him with
        nothing."""
        p = self.p
        marks = {p.lower[mark] for mark in p.kids(verb, "mark")}
        if "whether" in marks:
            return True
        return "if" in marks and p.lemma[p.head[verb]] in _ASKING and p.dep[verb] in ("ccomp", "advcl")

    def _draft(self, verb: int, classes: list[Cue]) -> Draft | None:
        p = self.p
        if self._is_left_open(verb):
            return None
        if p.dep[verb] == "acl" and p.tag[verb] == "VBN" and self._is_of_medium(verb):
            return None
        if is_without(p, verb) or is_handed_on(p, verb):
            return None
        if p.lemma[verb] == "swear" and is_passive(p, verb):
            # "was sworn in"
            return None
        negated, passive, lemma = is_negated(p, verb), is_passive(p, verb), p.lemma[verb]
        best: tuple[int, Cue, Content] | None = None
        frames = Frames(p, self.cues)
        for cue in classes:
            if (cue.entry.negated and not negated) or (cue.entry.only_passive and not passive):
                continue
            if cue.entry.act == "say" and p.lemma[verb] in ("cite", "quote") and self._as_saying(verb):
                # "The paper quoted an aide as saying that ...": the paper's content is the quoting, the aide's what
                # was said.
                obj = p.child(verb, "dobj")
                if passive or obj is None or "object" not in cue.plain:
                    continue
                tokens = {token for kid in (obj, *p.kids(verb, "prep")) for token in range(*p.subtree[kid])}
                best = (0, cue, ({token for token in tokens if token >= p.subtree[obj][0]}, "phrase", "object"))
                break
            if (cue.entry.particle and self._particle(verb, cue.entry.particle) is None) or (
                (cue.entry.would and not self._would(verb)) or (cue.entry.progressive and p.tag[verb] != "VBG")
            ):
                continue
            if cue.entry.act == "decline" and cue.entry.negated and lemma in _KEPT and not self._would(verb):
                # "never discussed the order" tells what was not done, "would not discuss it" that somebody kept silent.
                continue
            content = frames.content(verb, cue, passive)
            if content is not None:
                rank = RANK.index(content[2]) - (10 if cue.entry.negated or cue.entry.particle else 0)
                if best is None or rank < best[0]:
                    best = (rank, cue, content)
        if best is None:
            return None
        return self._with_source(verb, best[1], best[2], negated, passive)

    def _particle(self, verb: int, particle: str) -> int | None:
        """The particle of a verb, which the tagger may take for an adverb ("pushed back against the charge")."""
        p = self.p
        return next(
            (kid for kid in p.kids(verb, "prt", "advmod", "prep") if p.lower[kid] == particle and 0 < kid - verb < 4),
            None,
        )

    def _would(self, verb: int) -> bool:
        return any(self.p.tag[kid] == "MD" for kid in self.p.kids(verb, "aux"))

    def _is_of_medium(self, participle: int) -> bool:
        """ "claimed in a video posted online that ...": the participle only tells where the medium is."""
        p = self.p
        noun = p.head[participle]
        prep = p.head[noun]
        return (
            p.lemma[noun] in self.cues.nouns_of["medium"]
            and p.dep[noun] == "pobj"
            and p.lemma[p.head[prep]] in self.cues.speech
            and p.child(p.head[prep], "ccomp") is None
        )

    def _as_saying(self, verb: int) -> bool:
        """ "cited firefighters as saying": the saying is the statement, the citing only leads to it."""
        p = self.p
        return any(p.lower[prep] == "as" and p.child(prep, "pcomp") is not None for prep in p.kids(verb, "prep"))

    def _with_source(self, verb: int, cue: Cue, content: Content, negated: bool, passive: bool) -> Draft | None:
        p = self.p
        tokens, kind, frame = self._of_things(verb, cue, content, passive)
        if all(p.tag[token] in ("WDT", "WP") for token in tokens) or is_demanded(p, verb):
            return None
        head = None if cue.entry.none else (agent_of(p, verb) if passive else self._whoever(verb))
        if head is not None and p.lemma[verb] == "hear" and p.lemma[head] in self.cues.nouns_of["hearing"]:
            # "The court heard that ...": a hearing is where it was said, not who said it.
            return self._heard(verb, head, cue, content)
        document = None if passive or head is None else self._issued(verb, head)
        if document is not None:
            document, head = head, document
        if passive and head is None and cue.entry.negated:
            head = p.child(verb, "nsubjpass")
        if head is not None and (head in tokens or p.dep[head] == "expl"):
            head = None
        if head is None and not cue.entry.none and not (passive and cue.entry.passive):
            return None
        if head is None and passive and frame == "clause" and not self._is_impersonal(verb, tokens):
            return None
        if head is None and passive and frame == "object" and (negated or cue.entry.act == "announce"):
            # "Details were not disclosed", "the result was announced" credit nothing to anybody.
            return None
        if head is not None and frame == "object" and cue.entry.act == "deny" and p.lemma[head] in _COURTS:
            # "The court dismissed the appeal" decides; "rejected the argument that ..." answers.
            obj = p.child(verb, "dobj")
            if obj is None or p.lemma[obj] not in self.cues.nouns_of["told_thing"]:
                return None
        if frame == "object" and not cue.entry.particle and not passive and p.child(verb, "prt") == verb + 1:
            # "backed off the plan", "called off the strike": another verb than the listed one
            return None
        cites = head is not None and p.lemma[verb] in ("cite", "quote") and p.lower[head] == "it"
        if head is not None and not cites and not self._fits(self._whole_word(verb, head), cue, frame):
            return None
        if head is not None and p.lower[head] == "that" and verb == head + 1 and p.words[verb + 1 : verb + 2] == [","]:
            # "That said, we are different": a way of turning
            return None
        if head is not None and p.lower[head] == "you" and max(tokens) < verb and p.tag[verb] in ("VBP", "VB"):
            # "You have to live, you know?": a way of speaking
            return None
        if head is not None and (is_anybodys(p, verb, head) or is_ability(p, verb, head)):
            return None
        if is_still_to_come(p, verb, cue, frame, self.cues):
            return None
        if is_put_to_somebody(p, verb, self.cues) or is_appointment(p, verb, cue, passive, self.cues):
            return None
        if cue.entry.act == "decline" and frame == "to" and not self._of_speech(verb):
            # "refused to cross the line" is a deed.
            return None
        span = source_range(p, head, verb) if head is not None else None
        if span is not None and head is not None:
            taken = sorted(token for token in range(*span) if token in tokens and token > head)
            if passive and taken:
                span = (span[0], taken[0])
            tokens -= set(range(*span))
        if not tokens:
            return None
        return Draft(
            passage=p,
            anchor=verb,
            cue=self._cue_tokens(verb, cue, frame),
            source=span,
            source_head=head,
            content=[(p.number, first, end) for first, end in runs(tokens)],
            kind="clause" if kind == "clause" else "phrase",
            cue_class=cue,
            frame=frame,
            negated=negated,
            passive=passive,
            addressee=self._addressee(verb, cue, tokens, passive),
            medium=source_range(p, document, verb) if document is not None else None,
        )

    def _issued(self, verb: int, document: int) -> int | None:
        """Who issued a document that says something: "The family released a statement thanking the jurors"."""
        p = self.p
        if self._document_before(verb) != document or p.dep[document] != "dobj":
            return None
        above = p.head[document]
        issuer = subject_of(p, above) if p.lemma[above] in _ISSUING and not is_passive(p, above) else None
        if issuer is None or not self.speaks(p, issuer):
            return None
        return antecedent_of(p, issuer, self.cues, self.speaks)

    def _whoever(self, verb: int) -> int | None:
        """The subject; of "who" and "which" whom they stand for: in "said Ann Lee, who believes that ..." Ann Lee."""
        p = self.p
        head = self._document_before(verb) or subject_of(p, verb)
        if head is not None and p.lower[head] in _SELVES:
            # "found himself explaining why ..."
            head = subject_of(p, p.head[verb])
        if head is None or p.tag[head] not in ("WP", "WDT"):
            return head
        nearer = [kid for kid in p.kids(verb, "nsubj") if head < kid < verb]
        if nearer:
            # "ships that it said had carried arms": the pronoun belongs to the other verb.
            return nearer[-1]
        return antecedent_of(p, head, self.cues, self.speaks)

    def _of_things(self, verb: int, cue: Cue, content: Content, passive: bool) -> Content:
        """ "ordered the slaughter of 600 monkeys to prevent an outbreak", "called for efforts to end it": what
        cannot be spoken to is what was called for."""
        p = self.p
        tokens, _, frame = content
        if not cue.entry.addressee and frame != "prep-to":
            return content
        if frame == "object-to" and not passive:
            hearer = p.child(verb, "dobj", "dative")
        elif frame == "prep-to":
            preps = [prep for prep in p.kids(verb, "prep") if p.lower[prep] in cue.to_preps]
            hearer = p.child(preps[0], "pobj") if preps else None
        else:
            return content
        if hearer is None or hearer in tokens or p.lemma[hearer] not in self.cues.nouns_of["deed"]:
            return content
        return tokens | subtree_tokens(p, hearer), "phrase", "object" if frame == "object-to" else "prep"

    def _document_before(self, verb: int) -> int | None:
        """ "aired a film on Sunday claiming that ...", "issued a report saying ...": with no comma before it the
        participle is the document's."""
        p = self.p
        if p.tag[verb] != "VBG" or verb < 2 or p.words[verb - 1] == "," or p.child(verb, "aux", "nsubj") is not None:
            return None
        above = next((i for i in p.ancestors(verb) if p.pos[i] == "VERB"), None)
        if above is None or above > verb or p.dep[verb] not in ("advcl", "acl", "xcomp"):
            return None
        obj = p.child(above, "dobj")
        if obj is None or not above < obj < verb:
            return None
        nouns = self.cues.nouns_of
        told = any(p.lemma[obj] in nouns[concept] for concept in ("document", "statement_document", "medium"))
        near = all(p.pos[i] in _WITHIN_PHRASES for i in range(obj + 1, verb))
        return obj if told and near else None

    def _whole_word(self, verb: int, head: int) -> int:
        """ "co-leader": the last part of a word that the tokenizer split says who it is."""
        p = self.p
        if p.words[head + 1 : head + 2] != ["-"]:
            return head
        return next((kid for kid in p.kids(verb, "nsubj") if kid == head + 2), head)

    def _of_speech(self, verb: int) -> bool:
        """Whether what somebody refuses is to speak ("to comment", "to be drawn")."""
        p = self.p
        deeds = p.kids(verb, "xcomp", "advcl", "acl")
        if not deeds:
            return True
        return any(p.lemma[kid] in _REFUSED for kid in deeds) and not any(
            p.lower[prep] == "with" for kid in deeds for prep in p.kids(kid, "prep")
        )

    def _is_impersonal(self, verb: int, content: set[int]) -> bool:
        """ "It was reported that ...", "... , it was reported"; not "the town has been forgotten"."""
        subject = self.p.child(verb, "nsubjpass")
        return subject is None or self.p.lower[subject] in ("it", "there") or min(content) > verb

    def _heard(self, verb: int, hearing: int, cue: Cue, content: Content) -> Draft:
        p = self.p
        pieces = [(p.number, first, end) for first, end in runs(content[0])]
        addressee = source_range(p, hearing, verb)
        told = next(iter(self.cues.verb_classes("tell")), cue)
        return Draft(p, verb, [verb], None, None, pieces, "clause", told, content[2], addressee=addressee)

    def _fits(self, head: int, cue: Cue, frame: str) -> bool:
        """Whether a noun phrase can be the source: anything may "say that", but only somebody "backs the plan"."""
        p = self.p
        if p.ent[head] in ("MONEY", "QUANTITY"):
            # "needs $2 million to support the clinics"
            return False
        if cue.entry.document:
            return p.lemma[head] in self.cues.nouns_of["document"] or p.lemma[head] in self.cues.nouns_of["media"]
        if cue.entry.open:
            return self.speaks(p, head) and p.lower[head] not in ("it", "that", "which")
        if p.lower[head] in ("this", "there") or (p.lower[head] == "it" and frame in ("object", "prep")):
            return frame == "clause" or (self.speaks(p, head) and cue.entry.act in _ACTS_OF_IT)
        if self.speaks(p, head):
            return True
        # Whoever or whatever "says that" or "reckons that" is a source; the nouns of speakers are an open class.
        attitude = cue.entry.act in ("believe", "promise", "ask", "urge")
        return frame == "clause" and (not attitude or p.pos[head] == "NOUN")

    def _cue_tokens(self, verb: int, cue: Cue, frame: str) -> list[int]:
        p = self.p
        tokens = [verb]
        if cue.entry.prep_in_cue and frame in ("prep", "prep-to"):
            preps = cue.preps if frame == "prep" else cue.to_preps
            tokens += [kid for kid in p.kids(verb, "prep") if p.lower[kid] in preps and kid > verb][:1]
        if cue.entry.particle:
            particle = self._particle(verb, cue.entry.particle)
            tokens += [particle] if particle is not None else []
        if cue.entry.negated:
            tokens += [kid for kid in p.children[verb] if p.dep[kid] in ("aux", "neg", "auxpass")]
        return sorted(tokens)

    def _with_place(self, verb: int, end: int, content: set[int]) -> int:
        """ "told residents | of the valley that ...", "a dinner | for donors": a phrase between the hearer and what was
        said belongs to the hearer, though the parser hangs it on the verb."""
        p = self.p
        if end >= len(p) or p.lower[end] not in ("in", "of", "at", "from", "for") or p.head[end] != verb:
            return end
        noun = p.child(end, "pobj")
        last = p.subtree[end][1]
        following = min((token for token in content if token >= end), default=-1)
        near = last == following or (last + 1 == following and p.lower[last] in ("that", "to"))
        if noun is None or not near or p.ent[noun] in ("DATE", "TIME") or p.lemma[noun] in self.cues.nouns_of["medium"]:
            return end
        return last

    def _addressee(self, verb: int, cue: Cue, content: set[int], passive: bool) -> tuple[int, int] | None:
        p = self.p
        for prep in p.kids(verb, "prep"):
            # "called on the governor to resign": whom the call goes to.
            target = p.child(prep, "pobj")
            dated = target is not None and p.ent[target] in ("DATE", "TIME")
            if (
                p.lower[prep] in cue.to_preps
                and target is not None
                and target not in content
                and prep > verb
                and not dated
            ):
                return source_range(p, target, verb)
        promised = cue.entry.act == "promise" and (p.child(verb, "dobj") or -1) > verb
        asked = passive and cue.entry.act == "ask" and p.dep[verb] in ("advcl", "acl", "amod", "ccomp")
        if asked and p.child(verb, "nsubjpass") is None and p.pos[p.head[verb]] in ("VERB", "AUX"):
            # "Asked whether it would open, the minister replied ...": who replies was asked.
            answers = p.child(p.head[verb], "nsubj")
            if answers is None or answers in content or not self.speaks(p, answers):
                return None
            return source_range(p, answers, p.head[verb])
        threatened = cue.object_preps and cue.entry.act in ("ask", "threaten")
        if cue.entry.addressee or threatened or promised:
            for kid in p.kids(verb, *(("nsubjpass",) if passive else ("dative", "dobj"))):
                somebody = not promised or self.speaks(p, kid) or p.lower[kid] in _THEM
                somebody = somebody and p.lemma[kid] not in ("question", "forgiveness", "favour", "favor")
                if kid not in content and p.pos[kid] != "X" and somebody:
                    # "warned the minister | of a flood": the parser may hang the content on whom it was said to.
                    first, end = source_range(p, kid, verb)
                    end = min([end, *(token for token in content if kid < token < end)])
                    return first, self._with_place(verb, end, content)
            for clause in p.kids(verb, "ccomp"):
                subject = p.child(clause, "nsubj")
                if subject is not None and clause in content and subject not in content:
                    return source_range(p, subject, verb)
        return None
