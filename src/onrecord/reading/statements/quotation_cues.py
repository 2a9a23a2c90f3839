"""The verb that a quotation belongs to, where the parser did not tie them: beside it, before a colon, behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.codebook.cues import Cue, Cues
from onrecord.language.parsed import Passage
from onrecord.reading.statements.clauses import is_negated, is_passive, source_range, subject_of, subtree_tokens
from onrecord.reading.statements.draft import Draft, word_count
from onrecord.reading.statements.quotations import Quotation
from onrecord.reading.statements.repairs import Speaks

_ENDS = frozenset(".!?,;…—–")
_STOPS = frozenset(".!?")
_PERSONS = frozenset({"he", "she", "they", "i", "we", "who"})
# So many words between a cue and its quotation at most ("said on Sunday in a statement posted on its website: ...").
_REACH = 18


@dataclass(slots=True)
class QuotationCues:
    """Finds the cue of a quotation; `drafts` grows where a quotation shows one."""

    passages: Sequence[Passage]
    cues: Cues
    speaks: Speaks
    drafts: list[Draft]

    def _at(self, p: Passage, verb: int, quotation: Quotation) -> Draft | None:
        """The draft of a verb; a new one where it has none."""
        there = next((draft for draft in self.drafts if draft.passage is p and draft.anchor == verb), None)
        return there or self._new(p, verb, quotation)

    def _is_complete(self, quotation: Quotation) -> bool:
        """Whether it is a sentence or more, rather than some quoted words in the reporter's sentence."""
        p = self.passages[quotation.passage]
        if quotation.continues or quotation.runs_on:
            return True
        inner = quotation.last - 2 if quotation.closed else quotation.last - 1
        ends = p.words[inner][-1] in _ENDS or (quotation.last < len(p) and p.words[quotation.last][0] in _ENDS)
        begins = p.words[min(quotation.first + 1, len(p) - 1)][0].isupper()
        if ends:
            return begins or self._words(quotation) > 5
        # Words that each begin with a capital are a title ("The Long March Home"), no utterance.
        words = [word for word in p.words[quotation.first + 1 : quotation.last - 1] if word[0].isalpha()]
        return begins and len(words) > 3 and not all(word[0].isupper() or len(word) < 4 for word in words)

    def _is_title(self, quotation: Quotation) -> bool:
        """'appearing on CBN's "State of the Nation," the senator said ...': words that each begin with a capital,
        behind a preposition, an article or an owner, name a broadcast, a book or a song."""
        p, first = self.passages[quotation.passage], quotation.first
        if first == 0 or not quotation.closed or p.pos[first - 1] not in ("ADP", "DET", "PART", "NUM"):
            return False
        words = [word for word in p.words[first + 1 : quotation.last - 1] if word[0].isalpha()]
        return len(words) > 1 and all(word[0].isupper() or len(word) < 4 for word in words) and words[0][0].isupper()

    def _words(self, quotation: Quotation) -> int:
        return word_count(self.passages[quotation.passage], quotation.first, quotation.last)

    def _give_quoted(self, p: Passage, draft: Draft, quotation: Quotation) -> None:
        """'The daily quotes the minister: "It is over."': the minister says it, the daily is the medium."""
        obj = p.child(draft.anchor, "dobj")
        if p.lemma[draft.anchor] not in ("quote", "cite") or draft.source is None or obj is None:
            return
        if draft.anchor < obj < quotation.first and p.words[quotation.first - 1] == ":" and self.speaks(p, obj):
            draft.medium = draft.source
            draft.source, draft.source_head = source_range(p, obj, draft.anchor), obj

    def _speech(self, p: Passage, token: int, colon: bool = False, behind: bool = False) -> Cue | None:
        """The class by which a verb has a quotation for its content; `colon` and `behind` tell how it stands to it."""
        if p.tag[token][:1] != "V" or p.pos[token] not in ("VERB", "AUX"):
            return None
        for cue in self.cues.verb_classes(p.lemma[token]):
            if cue.entry.particle is not None and not any(
                p.lower[kid] == cue.entry.particle for kid in p.kids(token, "prt", "advmod")
            ):
                continue
            if cue.entry.open and p.tag[token] == "VBG" and p.dep[token] != "advcl":
                # "called podcasting “radio”": an -ing form between a verb and the quotation is a thing.
                continue
            if cue.entry.speech or (colon and cue.entry.colon) or (behind and cue.entry.beside):
                return cue
        return None

    def _verb_after(self, p: Passage, quotation: Quotation) -> int | None:
        """The verb of a clause that begins right behind the quotation: '..." he asked', '..." said Ann Lee'."""
        start = quotation.last
        while start < len(p) and p.pos[start] in ("PUNCT", "SPACE") and p.words[start] in {",", " ", "–", "—"}:
            start += 1
        if start >= len(p):
            return None
        ended = quotation.closed and p.words[quotation.last - 2][-1:] in _STOPS
        for token in range(start, min(start + 12, len(p))):
            if p.tag[token] == "``" or p.words[token] in {".", ";", ":"}:
                break
            if self._speech(p, token, behind=True) is None:
                continue
            if p.lemma[token] in ("quote", "cite"):
                # '"...," the paper quoted her aide as saying': the saying has it
                saying = next((kid for prep in p.kids(token, "prep") for kid in p.kids(prep, "pcomp")), None)
                if saying is not None:
                    return saying
            if ended and p.words[start][0].isupper() and (token == start or self._has_own(p, token)):
                # '"... a lie." The paper reports that he left', '"... a lie." Asked whether he would go, ...', '"... a
                # lie." Doctors are telling people to stay': a sentence of its own, which says something else.
                return None
            subject = subject_of(p, token)
            begin = token if subject is None else min(token, p.subtree[subject][0])
            if begin < start and subject is not None and subject >= start:
                # What was said may hang on the speaker ('"I will sue," the actor, Ann Lee, threatened').
                begin = min(token, subject, *(kid for kid in p.children[subject] if kid >= start))
            if begin == start or token == start:
                return token
            if p.pos[start] in ("ADV", "CCONJ") and begin == start + 1:
                return token
            if subject is not None and start < begin <= subject < token and self._is_one_name(p, start, token):
                # '"...," Colts defensive back Andre Bell said': the parser loses the words before the name.
                return token
        return None

    def _is_one_name(self, p: Passage, start: int, verb: int) -> bool:
        """Whether nothing but what a name and its titles are made of stands before a verb."""
        return all(p.pos[i] in ("PROPN", "NOUN", "ADJ", "DET", "NUM") or p.dep[i] == "prt" for i in range(start, verb))

    def _has_own(self, p: Passage, verb: int) -> bool:
        """Whether a verb behind a quotation has something else to say, or is none of speaking."""
        cue = self._speech(p, verb)
        own = {"ccomp", "xcomp", "acl", "pcomp"}
        if cue is not None and not cue.entry.addressee:
            # '"... a lie." The woman pointed out a death': an object, where nobody is told
            own.add("dobj")
        return (cue is not None and cue.entry.open) or any(kid > verb and p.dep[kid] in own for kid in p.children[verb])

    def _verb_before(self, p: Passage, quotation: Quotation) -> int | None:
        """The verb of the clause that leads to the quotation: 'He said: "..."', 'Chen expressed concern: "..."'."""
        at = quotation.first - 1
        colon = False
        steps = 0
        if at > 0 and p.pos[at] in ("ADP", "DET", "ADJ", "NUM") and p.words[quotation.first + 1][:1].islower():
            # 'papers with a history of "threats and plans"': what a preposition governs is named, not said.
            return None
        while at >= 0 and steps < _REACH:
            word = p.words[at]
            if word in {".", "?", "!", ";"} or p.tag[at] in ("''", "``"):
                return None
            colon = colon or word == ":"
            if self._speech(p, at, colon) is not None and (colon or self._leads(p, at, quotation.first)):
                return at
            steps += 1
            at -= 1
        return self._over_colon(p, quotation) if colon else None

    def _over_colon(self, p: Passage, quotation: Quotation) -> int | None:
        """'She set one goal: "No leaks."': before a colon and an utterance anything that somebody does leads to it."""
        root = next((i for i in range(*p.sentences[p.sentence_of[quotation.first - 1]]) if p.dep[i] == "ROOT"), None)
        if root is None or root > quotation.first or p.words[quotation.first - 1] != ":":
            return None
        head = subject_of(p, root)
        person = head is not None and (p.ent[head] == "PERSON" or p.lower[head] in _PERSONS)
        return root if person and self._is_complete(quotation) else None

    def _leads(self, p: Passage, verb: int, first: int) -> bool:
        """Whether only what belongs to the verb stands between it and the quotation."""
        own = subtree_tokens(p, verb)
        return all(
            token in own or p.pos[token] in ("PUNCT", "SPACE", "SCONJ", "ADP", "DET")
            for token in range(verb + 1, first)
        )

    def _new(self, p: Passage, verb: int, quotation: Quotation) -> Draft | None:
        cue = self._speech(p, verb, colon=True, behind=True)
        if cue is None and self._over_colon(p, quotation) == verb:
            cue = next((one for one in self.cues.verb_classes("offer") if one.entry.colon), None)
        head = subject_of(p, verb)
        if head is not None and quotation.passage == p.number and quotation.first <= head < quotation.last:
            # '"No comment," said a spokesman': the parser finds two subjects.
            head = next((kid for kid in p.kids(verb, "nsubj") if kid > verb and kid >= quotation.last), None)
        if cue is not None and quotation.passage == p.number and quotation.last <= verb:
            head = self._inverted(p, verb, quotation) if head is None else head
        if cue is None or (head is None and not is_passive(p, verb)):
            return None
        if cue.entry.open and (head is None or is_passive(p, verb) or not self.speaks(p, head)):
            return None
        draft = Draft(
            passage=p,
            anchor=verb,
            cue=[verb],
            source=source_range(p, head, verb) if head is not None else None,
            source_head=head,
            content=[],
            kind="clause",
            cue_class=cue,
            frame="quote",
            negated=is_negated(p, verb),
            addressee=self._asked(p, verb, cue, quotation),
        )
        self.drafts.append(draft)
        return draft

    def _inverted(self, p: Passage, verb: int, quotation: Quotation) -> int | None:
        """'"Read the bill!" shouted a man': who speaks stands where an object would."""
        if verb - quotation.last > 1 or p.tag[verb] not in ("VBD", "VBZ", "VBP"):
            return None
        behind = next((kid for kid in p.kids(verb, "dobj", "attr", "npadvmod") if kid > verb), None)
        if behind is None or not self.speaks(p, behind):
            return None
        between = range(verb + 1, p.subtree[behind][0])
        if len(between) > 3 or any(p.pos[i] not in ("ADP", "PROPN", "NOUN", "ADV") for i in between):
            # '"...", promised on Sunday the minister'
            return None
        return behind

    def _asked(self, p: Passage, verb: int, cue: Cue, quotation: Quotation) -> tuple[int, int] | None:
        """'"Why?" one of them asked the paper.'"""
        told = p.child(verb, "dobj", "dative") if cue.entry.addressee else None
        if told is None or told < verb or quotation.first <= told < quotation.last or not self.speaks(p, told):
            return None
        return source_range(p, told, verb)
