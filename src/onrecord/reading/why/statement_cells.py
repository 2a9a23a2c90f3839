"""Why a statement's cells are what they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from onrecord.codebook.conditions import ConditionWords
from onrecord.codebook.cues import CueCount, cues_of
from onrecord.codebook.loader import Codebook
from onrecord.language.parsed import Passage
from onrecord.reading.read import Reading
from onrecord.reading.statements.draft import Draft
from onrecord.reading.why.actor_cells import actor_line
from onrecord.reading.why.entries import table_entry
from onrecord.reading.why.words import underlined, words_of
from onrecord.record import Span, Statement

_FRAMES = {
    "clause": "the clause that is the object of “{cue}” (“said that …”), or the one that “{cue}” is set into",
    "quote": "the quotation beside “{cue}”",
    "to": "the infinitive after “{cue}” (“vowed to …”)",
    "object-to": "the object of “{cue}” and its infinitive (“urged both sides to …”)",
    "object-prep": "the object of “{cue}” and its prepositional phrase (“accused X of …”)",
    "prep-to": "the phrase after “{cue}” and its infinitive (“called on X to …”)",
    "name": "the object of “{cue}” and what it is called (“called the plan a disaster”)",
    "gerund": "the -ing clause after “{cue}” (“denied taking …”)",
    "prep": "the phrase after the preposition of “{cue}” (“called for …”)",
    "object": "the object of “{cue}” (“confirmed the deal”)",
    "according to": "the clause that “{cue}” is set into",
    "per": "the clause that “{cue}” is set into",
    "in view of": "the clause that “{cue}” is set into",
}
_SOURCE_DEPS = {
    "nsubj": "the subject of “{cue}”", "csubj": "the subject of “{cue}”",
    "nsubjpass": "the subject of the passive “{cue}”",
    "agent": "after “by”", "poss": "the possessor of “{cue}”", "pobj": "after the preposition “{above}”",
    "relcl": "what the relative clause of “{cue}” belongs to", "conj": "joined to “{above}” by “and” or “or”",
}  # fmt: skip
# Lists of codebook/sourcing.yaml that say nothing of who speaks.
_OTHER_LISTS = frozenset({"medium", "addressee", "condition_words"})
_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART"})
_PERSONAL = frozenset("he she they we i you it who which that him her them".split())


@dataclass(slots=True)
class StatementCells:
    """Explains one statement by the draft that it came from."""

    reading: Reading
    codebook: Codebook
    item: Statement
    draft: Draft

    def lines(self, field: str | None) -> list[str]:
        """What is known of a field, or of the whole statement."""
        explainers: dict[str, Callable[[], list[str]]] = {
            "id": self._id, "source": self._source, "cue": self._cue, "content": self._content, "form": self._form,
            "content_kind": self._content_kind, "act": self._act, "strength": self._strength,
            "source_actors": self._source_actors, "source_kind": self._source_kind, "source_count": self._source_count,
            "condition": self._condition, "condition_reason": self._condition, "addressee": self._addressee,
            "medium": self._medium, "time": self._time, "place": self._place, "within": self._within,
            "stance": self._stance, "confidence": self._confidence, "rule": self._cue,
        }  # fmt: skip
        if field is not None:
            spans = getattr(self.item, field)
            if isinstance(spans, list) and spans and not isinstance(spans[0], str):
                return [*underlined(self.reading.parsed, [(spans, "^")]), *explainers[field]()]
            return [
                *underlined(self.reading.parsed, [(self.item.source, "s"), (self.item.cue, "^")]),
                *explainers[field](),
            ]
        marks = [(self.item.content, "-"), (self.item.source, "s"), (self.item.cue, "^")]
        parts = [self._cue, self._content, self._source_kind, self._source_actors, self._within, self._confidence]
        return [
            *underlined(self.reading.parsed, marks),
            "(^ cue, s source, - content)",
            *(line for part in parts for line in part()),
        ]

    # -- words ---------------------------------------------------------------------------------------------------

    def _text(self, spans: list[Span]) -> str:
        return words_of(self.reading.record.report.text, spans)

    @property
    def _p(self) -> Passage:
        return self.draft.passage

    @property
    def _cue_words(self) -> str:
        return self._text(self.item.cue).strip("“”")

    @property
    def _head(self) -> int | None:
        """The head of the source; of "who" in a relative clause what it stands for."""
        p, head = self._p, self.draft.source_head
        if head is not None and p.tag[head] in ("WP", "WDT") and p.dep[p.head[head]] == "relcl":
            return p.head[p.head[head]]
        return head

    def _id(self) -> list[str]:
        return [f"The id is made of the cue's first character ({self.item.cue[0][0]}) and its words, so that it stays."]

    def _source(self) -> list[str]:
        head, p = self.draft.source_head, self._p
        if head is None or not self.item.source:
            how = "the cue is passive and names nobody" if self.draft.passive else f"“{self._cue_words}” names nobody"
            return [f"No source: {how}."]
        told = _SOURCE_DEPS.get(p.dep[head], "found beside “{cue}”")
        told = told.format(cue=self._cue_words, above=p.words[p.head[head]])
        more = "An added clause or a condition of anonymity after a comma is cut off."
        return [f"The source is the noun phrase of “{p.words[head]}”: {told}. {more}"]

    # -- the cue and what hangs on its class ---------------------------------------------------------------------

    def _entry(self) -> str | None:
        cue = self.draft.cue_class
        if cue is None:
            return None
        table, _, key = cue.name.partition(".")
        return table_entry(self.codebook, table, key, self._p.lemma[self.draft.anchor])

    def _others(self) -> list[str]:
        """The other classes that the cue's lemma is in."""
        cue, p = self.draft.cue_class, self._p
        if cue is None:
            return []
        cues, lemma = cues_of(self.codebook), p.lemma[self.draft.anchor]
        found = [other for table in (cues.verbs, cues.nouns, cues.adjectives) for other in table.get(lemma, ())]
        return [
            f"{other.name} (act {other.entry.act}; {', '.join(other.entry.frames)})"
            for other in found
            if other.name != cue.name
        ]

    def _cue(self) -> list[str]:
        entry, lemma = self._entry(), self._p.lemma[self.draft.anchor]
        if entry is None:
            return [f"Rule: {self.item.rule}; the cue needs no codebook entry."]
        lines = [f"Rule: “{lemma}” is a cue of {self.draft.rule.split()[0]}, frame “{self.draft.frame}”.", f"  {entry}"]
        others = self._others()
        if others:
            lines.append(f"Also possible for “{lemma}”, but their frames did not fit as well: {'; '.join(others)}.")
        return lines

    def _frame(self) -> str:
        frame = self.draft.frame
        if frame not in _FRAMES:
            frame = frame.split()[-1]
        return _FRAMES.get(frame, f"what the frame “{self.draft.frame}” gives").format(cue=self._cue_words)

    def _content(self) -> list[str]:
        lines = [f"Content: {self._frame()}."]
        if self.draft.quoted_words:
            lines.append(
                f"{self.draft.quoted_words} words of it stand in quotation marks that were given to this statement."
            )
        return lines

    def _content_kind(self) -> list[str]:
        return [f"{self.item.content_kind}, by the frame “{self.draft.frame}”: {self._frame()}."]

    def _form(self) -> list[str]:
        text, quotations = self.reading.record.report.text, self.reading.statements.quotations
        total = quoted = 0
        for start, end in self.item.content:
            for match in re.finditer(r"\w+", text[start:end]):
                total += 1
                quoted += any(q.start <= start + match.start() < q.end for q in quotations)
        rule = (
            "direct is all words, indirect none, mixed some; a cue that is itself inside a quotation makes it indirect"
        )
        return [f"{self.item.form}: {quoted} of the {total} words of the content stand in quotation marks ({rule})."]

    def _act(self) -> list[str]:
        cue = self.draft.cue_class
        if cue is None:
            return ["say: the cue has no class of its own."]
        lines = [f"{self.item.act}: the act of {cue.name}."]
        if self.item.act != cue.entry.act:
            lines = [f"{self.item.act}: {cue.name} is “{cue.entry.act}”, but here it is negated, and keeps silent."]
        entry = self._entry()
        lines += [f"  {entry}"] if entry else []
        others = self._others()
        return lines + ([f"Other classes of the word: {'; '.join(others)}."] if others else [])

    def _strength(self) -> list[str]:
        cue = self.draft.cue_class
        if cue is None:
            return ["neutral: the cue has no class of its own."]
        entry = self._entry()
        return [
            f"{self.item.strength}: the strength of {cue.name} (claimed is weak, said neutral, confirmed strong).",
            f"  {entry}",
        ]

    # -- the source ----------------------------------------------------------------------------------------------

    def _source_actors(self) -> list[str]:
        actors, p, head = self.reading.actors, self._p, self._head
        if head is None:
            return ["No actor: there is no source."]
        found = [actor_line(self.reading, name) for name in self.item.source_actors]
        lines = [f"“{p.words[head]}” is {line}" for line in found] or [f"“{p.words[head]}” was joined to no actor."]
        rule = actors.link(p, head)
        if rule is not None and found:
            lines.append(f"“{p.words[head]}” means {rule}.")
        others = [name for name in actors.candidates(p, head) if name not in self.item.source_actors]
        if others:
            lines.append(
                "Others that it could mean: " + "; ".join(f"{actors.name_of(name)} ({name})" for name in others) + "."
            )
        elif actors.candidates(p, head):
            lines.append("Nobody else in reach fits in number and gender.")
        if not found and others:
            lines.append("None was chosen, because more than one fits.")
        return lines

    def _source_kind(self) -> list[str]:
        head, p, kind = self._head, self._p, self.item.source_kind
        shown = kind or "undecided (null)"
        if head is None:
            return [f"Source kind {shown}: no source is named."]
        why = [f"the head of the source is “{p.words[head]}”"]
        actors, actor = self.reading.actors, self.reading.actors.at(p, head)
        nouns = cues_of(self.codebook).nouns_of
        lists = [
            name for name, words in nouns.items() if name not in _OTHER_LISTS and words & {p.lemma[head], p.lower[head]}
        ]
        if p.lower[head] in _PERSONAL and p.pos[head] == "PRON":
            why.append("a pronoun, which has the kind of whom it means" if actor else "a pronoun that was left open")
        elif p.ent[head] in _NAMES:
            why.append(f"a name ({p.ent[head]})")
        if lists:
            why.append(f"“{p.lemma[head]}” is in {' and '.join(lists)} of codebook/sourcing.yaml")
        elif p.ent[head] not in _NAMES and p.pos[head] != "PRON":
            why.append(f"“{p.lemma[head]}” is in none of the lists of codebook/sourcing.yaml")
        owner = self._owner(head) if "statement_document" in lists else None
        if owner is not None:
            why.append(f"it is the statement of “{p.phrase(owner)}”, which gives the kind")
        if lists and self._is_definite(head):
            why.append("it is definite, so that it can mean somebody who was told of before")
        if actor is not None:
            named = "named" if actors.is_named(actor) else "never named"
            why.append(f"it means {actors.name_of(actor)} ({actor}, {actors.kind_of(actor)}, {named} in the report)")
        return [f"Source kind {shown}: {'; '.join(why)}."]

    def _is_definite(self, head: int) -> bool:
        p = self._p
        return any(
            p.dep[kid] == "poss" or p.lower[kid] in ("the", "this", "that", "these", "those")
            for kid in p.children[head]
        )

    def _owner(self, head: int) -> int | None:
        """Whose statement a statement is: its possessor, or who stands after "from" or "by"."""
        p = self._p
        after = (p.child(kid, "pobj") for kid in p.kids(head, "prep", "agent") if p.lower[kid] in ("from", "by", "of"))
        return p.child(head, "poss") or next((owner for owner in after if owner is not None), None)

    def _source_count(self) -> list[str]:
        head, p, count = self._head, self._p, self.item.source_count
        if head is None or self.item.source_kind not in ("named_person", "unnamed_people", "group"):
            return [f"No count: only people are counted, and the source kind is {self.item.source_kind}."]
        numbers = [
            p.words[kid] for kid in p.kids(head, "nummod", "det") if p.tag[kid] == "CD" or p.lower[kid] == "both"
        ]
        if numbers:
            return [f"{count}: the number “{numbers[0]}” before “{p.words[head]}”."]
        if count is None:
            return [f"No count: “{p.words[head]}” is a plural, or a group, without a number."]
        joined = len(p.kids(head, "conj"))
        return [f"{count}: “{p.words[head]}” is one person" + (f", joined with {joined} more." if joined else ".")]

    def _condition(self) -> list[str]:
        if not self.item.condition:
            held = "; a finding says so" if self.item.source_kind == "unnamed_people" else ""
            return [f"No words of anonymity (codebook/conditions.yaml) are told of this source{held}."]
        lines = [f"The condition is {self._text(self.item.condition)}.", *self._signs(self.item.condition)]
        if not self.item.condition_reason:
            return [*lines, "No reason is given right after it."]
        return [
            *lines,
            f"The reason is {self._text(self.item.condition_reason)}.",
            *self._signs(self.item.condition_reason),
        ]

    def _signs(self, spans: list[Span]) -> list[str]:
        """The words in spans that are in a list of conditions.yaml, with the list."""
        table = self.codebook.table("conditions", ConditionWords)
        lines = []
        for passage in self.reading.parsed.passages:
            for token, begin in enumerate(passage.begins):
                if not any(start <= begin < end for start, end in spans):
                    continue
                forms = {passage.lower[token], passage.lemma[token]}
                lists = [name for name, words in table.items() if forms.intersection(words.lemmas)]
                if lists:
                    lines.append(f"  “{passage.words[token]}” is in {', '.join(lists)} of codebook/conditions.yaml")
        return lines

    def _addressee(self) -> list[str]:
        if not self.item.addressee:
            return [
                f"Nobody: “{self._cue_words}” has no object that can be spoken to, and no “to” phrase that can hear."
            ]
        how = "the object of the cue" if self.draft.addressee is not None else "after “to”, and can hear"
        named = "a name, or a noun of the list addressee of codebook/sourcing.yaml"
        return [f"{self._text(self.item.addressee)} is {how}: {named}."]

    def _medium(self) -> list[str]:
        if not self.item.medium:
            return [
                "None: no phrase with in, on, via or at beside the cue has a noun of the list medium (sourcing.yaml)."
            ]
        listed = "a noun of the list medium of codebook/sourcing.yaml, or a platform"
        return [f"{self._text(self.item.medium)} is how it was said: {listed}."]

    # -- around it -----------------------------------------------------------------------------------------------

    def _time(self) -> list[str]:
        found = next((time for time in self.reading.record.times if time.id == self.item.time), None)
        if found is None:
            return ["None: no time hangs on the cue; times inside the content belong to what is told."]
        shown = f"{found.id} {self._text([found.span])} ({found.value or 'open'})"
        return [f"{shown} hangs on the cue “{self._cue_words}”, outside content and source."]

    def _place(self) -> list[str]:
        found = next((place for place in self.reading.record.places if place.id == self.item.place), None)
        if found is None:
            return ["None: no place hangs on the cue; places inside the content belong to what is told."]
        return [
            f"{found.id} {self._text([found.span])} hangs on the cue “{self._cue_words}”, outside content and source."
        ]

    def _within(self) -> list[str]:
        outer = next((other for other in self.reading.record.statements if other.id == self.item.within), None)
        if outer is None:
            return ["Within nothing: the cue stands in no other statement's content, so the report itself tells it."]
        return [f"Within {outer.id}: its content {self._text(outer.content)} holds the cue “{self._cue_words}”."]

    def _stance(self) -> list[str]:
        stance = self.item.stance
        if stance is None:
            return ["None: this is no quoted reaction that a stance was read of (experimental)."]
        evidence = self._text(stance.evidence) if stance.evidence else "no single words"
        return [f"{stance.label} (experimental, confidence {stance.confidence:g}), by {evidence}."]

    def _confidence(self) -> list[str]:
        lemma = self._p.lemma[self.draft.anchor]
        counts = self.codebook.table("cue_counts", CueCount)
        pos = {"noun": "NOUN", "adjective": "ADJ"}.get(self.draft.frame.split()[0], "VERB")
        count = counts.get(f"{lemma}/{pos}")
        if self.draft.cue_class is None:
            prior = "the cue is fixed wording"
        elif count is None:
            prior = f"“{lemma}” was not counted in codebook/cue_counts.yaml"
        else:
            prior = f"“{lemma}” is a cue in {count.cue:,} of {count.all:,} occurrences (codebook/cue_counts.yaml)"
        source = (
            "no source is named"
            if self.draft.source_head is None
            else f"source kind {self.item.source_kind or 'undecided'}"
        )
        how = f"frame “{self.draft.frame}”; form {self.item.form}"
        return [f"Confidence {self.item.confidence:g}: {prior}; {how}; {source}."]
