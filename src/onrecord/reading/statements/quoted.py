"""Give each quotation to the statement whose words it holds, over sentences and paragraphs; find cues that only a
quotation shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.language.parsed import Passage
from onrecord.reading.statements.clauses import source_range
from onrecord.reading.statements.draft import Draft, Piece, word_count
from onrecord.reading.statements.quotation_cues import QuotationCues
from onrecord.reading.statements.quotations import Quotation

_SPEAKERS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_DASHES = frozenset({"-", "–", "—", "--"})
# So many words between a cue and its quotation at most ("said on Sunday in a statement posted on its website: ...").
_REACH = 18
_SCARE = 3
# So many words between two quotations of one saying at most ('"...," said Ann, who had been there. "..."').
_BETWEEN = 40


def _runs(quotations: Sequence[Quotation]) -> list[list[Quotation]]:
    """Quotations with those that go on with them over the next paragraphs."""
    runs: list[list[Quotation]] = []
    for quotation in quotations:
        if quotation.continues and runs:
            runs[-1].append(quotation)
        else:
            runs.append([quotation])
    return runs


@dataclass(slots=True)
class QuotationGiver(QuotationCues):
    """Assigns the quotations of a report's paragraphs to drafts."""

    orphans: list[Quotation]

    def give(self, quotations: list[Quotation]) -> None:
        """Assign every quotation; what nobody is found for is kept in `orphans`."""
        quotations = [quotation for quotation in quotations if not self._is_title(quotation)]
        self._free_sources(quotations)
        before: tuple[Quotation, Draft] | None = None
        for run in _runs(quotations):
            draft = self._owner(run[0], before)
            if draft is None and len(run) > 1:
                # '"We waited. / Nobody came," she said': who speaks stands behind the last of the paragraphs
                draft = self._owner(run[-1], None)
            if draft is None:
                draft = self._next_line(run[-1]) or self._line_before(run[0]) or self._signed(run[-1])
            if draft is None:
                if self._is_complete(run[0]) and sum(map(self._words, run)) > _SCARE:
                    self.orphans.append(run[0])
                continue
            for quotation in run:
                self._extend(draft, quotation)
            before = (run[-1], draft)

    def _free_sources(self, quotations: list[Quotation]) -> None:
        """'"Enough!" shouted a man', '"My client," said the lawyer, "will sue"': the parser takes the quotation for the
        subject; who speaks stands behind the verb."""
        by_end = {(quotation.passage, quotation.last): quotation for quotation in quotations}
        for draft in self.drafts:
            p, head = draft.passage, draft.source_head
            before = draft.anchor - 1 if p.words[draft.anchor - 1] == "," else draft.anchor
            quotation = by_end.get((p.number, before))
            if head is None or quotation is None or not quotation.first < head < quotation.last or draft.passive:
                continue
            behind = [kid for kid in p.children[draft.anchor] if kid > draft.anchor and p.pos[kid] in _SPEAKERS]
            speaker = next((kid for kid in behind if p.subtree[kid][0] == draft.anchor + 1), None)
            if speaker is not None and self.speaks(p, speaker):
                media = self.cues.nouns_of["medium"]
                told = [kid for kid in p.kids(speaker, "prep") if any(p.lemma[n] in media for n in p.kids(kid, "pobj"))]
                first, end = source_range(p, speaker, draft.anchor)
                draft.source, draft.source_head = (first, min([end, *told])), speaker
                draft.content, draft.frame = [(p.number, quotation.first, quotation.last)], "quote"

    # -- whose is it ---------------------------------------------------------------------------------------------

    def _owner(self, quotation: Quotation, before: tuple[Quotation, Draft] | None) -> Draft | None:
        p = self.passages[quotation.passage]
        overlapping = self._overlapping(quotation)
        whole = (
            overlapping is not None
            and overlapping.cue_class is not None
            and overlapping.cue_class.entry.speech
            and all(quotation.first <= first and end <= quotation.last for _, first, end in overlapping.content)
            and p.child(overlapping.anchor, "dobj") is None
        )
        if overlapping is not None and overlapping.anchor < quotation.first and not whole:
            verb = self._verb_after(p, quotation)
            after = self._at(p, verb, quotation) if verb is not None else None
            if after is not None and self._is_spliced(p, after, quotation):
                return after
        if overlapping is not None:
            return self._led_inside(p, quotation, overlapping) or overlapping
        if not self._is_complete(quotation) and self._words(quotation) <= _SCARE:
            return None
        beside = self._beside(p, quotation)
        if beside is not None:
            return beside
        if before is not None and self._goes_on(p, quotation, before[0]):
            return before[1]
        return self._said_before(p, quotation)

    def _said_before(self, p: Passage, quotation: Quotation) -> Draft | None:
        """'The captain said a woman had collapsed. "Nobody came."': a quotation with no cue goes on with what its
        speaker said in the sentence before."""
        number = p.sentence_of[quotation.first]
        first = p.sentences[number][0]
        if quotation.first - first > 1 or not self._is_complete(quotation):
            return None
        if word_count(p, quotation.last, p.sentences[p.sentence_of[quotation.last - 1]][1]):
            return None
        if number == 0:
            # A paragraph that is all quotation goes on with the one before it.
            if p.number == 0 or quotation.runs_on or word_count(p, quotation.last, len(p)):
                return None
            p = self.passages[p.number - 1]
            if p.kind != "paragraph":
                return None
            number = len(p.sentences)
        start, end = p.sentences[number - 1]
        said = [
            draft
            for draft in self.drafts
            if draft.passage is p
            and start <= draft.anchor < end
            and p.dep[draft.anchor] == "ROOT"
            and draft.cue_class is not None
            and draft.cue_class.entry.speech
            and draft.kind == "clause"
            and draft.source_head is not None
        ]
        return said[0] if len(said) == 1 else None

    def _overlapping(self, quotation: Quotation) -> Draft | None:
        """The innermost draft whose content shares words with the quotation and whose cue stands outside it."""
        best: Draft | None = None
        size = 0
        for draft in self.drafts:
            if draft.passage.number != quotation.passage:
                continue
            if quotation.first <= draft.anchor < quotation.last:
                if self._is_complete(quotation):
                    self._keep_inside(draft, quotation)
                continue
            for number, first, end in draft.content:
                if number == quotation.passage and first < quotation.last and quotation.first < end:
                    width = sum(piece[2] - piece[1] for piece in draft.content)
                    if best is None or width < size:
                        best, size = draft, width
                    break
        return best

    def _led_inside(self, p: Passage, quotation: Quotation, outer: Draft) -> Draft | None:
        """'According to Ann, she ran up and said, "Stop!"': a verb of saying right before a quotation has it for its
        content, inside what somebody else tells."""
        verb = quotation.first - 2
        if verb < 1 or p.words[verb + 1] not in {",", ":"} or not self._is_complete(quotation):
            return None
        if verb == outer.anchor or self._speech(p, verb) is None or self._new_sentence(p, quotation) is False:
            return None
        inner = self._at(p, verb, quotation)
        if inner is not None:
            self._extend(outer, quotation)
        return inner

    @staticmethod
    def _new_sentence(p: Passage, quotation: Quotation) -> bool:
        """Whether the quotation begins as a sentence does."""
        inner = p.words[min(quotation.first + 1, len(p) - 1)]
        return inner[:1].isupper() or inner[:1] in "[.…("

    def _keep_inside(self, draft: Draft, quotation: Quotation) -> None:
        """What is said in a quotation ends with it: '"They laughed," she said' gives the laughing no content."""
        number = quotation.passage
        if any(piece[0] != number for piece in draft.content):
            return
        low, high = quotation.first + 1, quotation.last - quotation.closed
        draft.content = [
            (number, max(first, low), min(end, high)) for _, first, end in draft.content if first < high and low < end
        ]

    def _goes_on(self, p: Passage, quotation: Quotation, last: Quotation) -> bool:
        """Whether a quotation that begins a sentence goes on with the one before: same paragraph, or a paragraph that
        is all quotation."""
        starts = (
            quotation.first == 0
            or p.words[quotation.first - 1] in {".", "?", "!", '"', "”", "''"}
            or p.tag[quotation.first - 1] == "''"
        )
        if not starts or not self._is_complete(quotation):
            return False
        if quotation.passage == last.passage:
            between = p.words[last.last : quotation.first]
            return (
                word_count(p, last.last, quotation.first) <= _BETWEEN
                and sum(word in {".", "?", "!"} for word in between) <= 1
            )
        whole = quotation.first <= 1 and word_count(p, quotation.last, len(p)) == 0
        return (
            quotation.passage == last.passage + 1
            and whole
            and word_count(self.passages[last.passage], last.last, len(self.passages[last.passage])) <= _REACH
        )

    def _next_line(self, quotation: Quotation) -> Draft | None:
        """'"It hurts." / said Ann Lee.': a line break has come between the quotation and its cue."""
        number = quotation.passage + 1
        if number >= len(self.passages) or quotation.last < len(self.passages[quotation.passage]):
            return None
        p = self.passages[number]
        if p.kind != "paragraph" or not p.words[0].islower() or self._speech(p, 0) is None or len(p) > _REACH:
            return None
        if any(draft.passage is p for draft in self.drafts):
            return None
        return self._new(p, 0, quotation)

    def _signed(self, quotation: Quotation) -> Draft | None:
        """'"A budget is a love letter." - Celia Montoya, a lawmaker': the dash credits it to the name behind it."""
        p = self.passages[quotation.passage]
        dash = quotation.last
        if dash + 1 >= len(p) or p.words[dash] not in _DASHES or not self._is_complete(quotation):
            return None
        end = p.sentences[p.sentence_of[dash + 1]][1]
        if end < len(p) or any(p.pos[i] in ("VERB", "AUX") for i in range(dash + 1, end)):
            return None
        head = next((i for i in range(dash + 1, end) if p.pos[i] == "PROPN" and p.dep[i] != "compound"), None)
        if head is None or p.pos[dash + 1] != "PROPN":
            return None
        while p.pos[end - 1] == "PUNCT":
            end -= 1
        draft = Draft(p, dash, [dash], (dash + 1, end), head, [], "clause", None, "quote")
        self.drafts.append(draft)
        return draft

    def _line_before(self, quotation: Quotation) -> Draft | None:
        """'The founder, Ann Lee, said: / "She was remarkable."': a paragraph that ends with a colon leads to the
        quotation of the next one."""
        number = quotation.passage - 1
        if number < 0 or quotation.first > 0 or not self._is_complete(quotation):
            return None
        p = self.passages[number]
        if p.kind != "paragraph" or p.words[-1] != ":":
            return None
        first = p.sentences[-1][0]
        for verb in range(len(p) - 2, max(first, len(p) - _REACH) - 1, -1):
            if p.tag[verb] in ("''", "``"):
                return None
            if self._speech(p, verb, colon=True) is not None:
                return self._at(p, verb, quotation)
        return None

    def _beside(self, p: Passage, quotation: Quotation) -> Draft | None:
        verb = self._verb_after(p, quotation)
        if verb is None:
            verb = self._verb_before(p, quotation)
        if verb is None:
            return None
        draft = self._at(p, verb, quotation)
        if draft is not None:
            self._give_quoted(p, draft, quotation)
        return draft

    def _is_spliced(self, p: Passage, draft: Draft, quotation: Quotation) -> bool:
        """'Lee described how she found it, "It was crunchy," she continued': two clauses of saying with a comma
        between; the second has the quotation alone."""
        if draft.passage is not p or draft.anchor < quotation.last or not self._is_complete(quotation):
            return False
        led = quotation.first > 1 and self._speech(p, quotation.first - 2) is not None
        if p.words[quotation.first - 1] != "," or not self._new_sentence(p, quotation) or led:
            return False
        number = p.sentence_of[quotation.first]
        return any(
            other.passage is p
            and p.sentence_of[other.anchor] == number
            and other.anchor < quotation.first
            and other.cue_class is not None
            and other.source is not None
            for other in self.drafts
        )

    def _end_before(self, p: Passage, owner: Draft, quotation: Quotation) -> None:
        """Take a quotation that has found its speaker out of what others in its sentence say before it."""
        for other in self.drafts:
            if other is not owner and other.passage is p and other.anchor < quotation.first:
                other.content = [
                    (number, a, min(b, quotation.first) if number == p.number else b)
                    for number, a, b in other.content
                    if number != p.number or a < quotation.first
                ]

    @staticmethod
    def _tells(p: Passage, piece: Piece) -> bool:
        """Whether a piece can be what was said: it has a finite verb, or quotation marks."""
        return any(p.tag[token] in ("VBD", "VBZ", "VBP", "MD", "``", "''") for token in range(piece[1], piece[2]))

    # -- taking it in --------------------------------------------------------------------------------------------

    def _extend(self, draft: Draft, quotation: Quotation) -> None:
        """Make the quotation part of the content; what it overlaps grows to hold it whole, but never the cue or the
        source."""
        p = self.passages[quotation.passage]
        draft.quoted_words += self._words(quotation)
        if p.words[quotation.first - 1] == ":" and quotation.first and draft.kind == "phrase" and draft.passage is p:
            # 'expressed concern: "..."': the quotation is the content, the object only says what kind of words it
            # holds.
            draft.content, draft.frame = [], "quote"
        first, end = quotation.first, quotation.last
        if draft.passage.number == quotation.passage and first <= draft.anchor < end:
            return
        if (
            draft.passage is p
            and draft.anchor < first
            and p.words[first - 1] in {",", ":"}
            and self._is_complete(quotation)
        ):
            # 'During his speech, he said, "I would ..."': the adjunct before the clause of saying belongs to it.
            draft.content = [piece for piece in draft.content if piece[1] > draft.anchor or self._tells(p, piece)]
        if self._is_spliced(p, draft, quotation):
            draft.content = [piece for piece in draft.content if piece[0] != p.number]
            self._end_before(p, draft, quotation)
        pieces: list[Piece] = []
        for number, a, b in draft.content:
            if number == quotation.passage and a <= end and first <= b:
                gap = range(min(a, first), max(b, end))
                if not any(token in gap for token in draft.cue):
                    first, end = min(a, first), max(b, end)
                    continue
            pieces.append((number, a, b))
        if draft.source is not None and draft.passage is p:
            if first < draft.source[1] <= end and draft.source[0] >= quotation.last:
                end = draft.source[0]
            elif first <= draft.source[0] < end and draft.source[1] <= quotation.first:
                first = draft.source[1]
        pieces.append((quotation.passage, first, end))
        draft.content = sorted(pieces)
        if self._is_complete(quotation):
            draft.kind = "clause"
