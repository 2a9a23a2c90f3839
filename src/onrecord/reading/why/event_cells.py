"""Why an event's cells are what they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from onrecord.codebook.event_patterns import Pattern
from onrecord.codebook.events import event_book
from onrecord.codebook.loader import Codebook
from onrecord.language.parsed import Passage
from onrecord.reading.event_draft import EventDraft
from onrecord.reading.read import Reading
from onrecord.reading.why.actor_cells import actor_line
from onrecord.reading.why.entries import event_files, event_line, short_pattern, shown_file, table_entry
from onrecord.reading.why.words import underlined, words_of
from onrecord.record import Event, Participant, Span

_TIME_FROM = {
    "event": "it hangs on the trigger",
    "sentence": "it stands in the event's own clause",
    "statement": "it is the time of the statement that is the event",
    "report": "the event goes on now, in the reporter's words, so that the report's day holds",
}
# Factuality, and the acts around an event that can have made it that.
_ACTS = {"denied": ("deny",), "possible": ("ask", "urge", "threaten")}
_TABLES = {
    "VERB": ("verb_class",), "AUX": ("auxiliary_class", "verb_class"), "NOUN": ("noun_class",),
    "PROPN": ("noun_class",),
    "ADJ": ("adjective_class",), "ADV": ("adverb_class", "conjunction_class"), "PART": ("adverb_class",),
    "SCONJ": ("conjunction_class",), "DET": ("determiner_class",), "ADP": ("preposition_class", "conjunction_class"),
}  # fmt: skip


@dataclass(slots=True)
class EventCells:
    """Explains one event by the draft that leads it."""

    reading: Reading
    codebook: Codebook
    item: Event
    draft: EventDraft

    def lines(self, field: str | None) -> list[str]:
        """What is known of a field, or of the whole event."""
        explainers: dict[str, Callable[[], list[str]]] = {
            "id": self._id, "type": self._type, "mode": self._mode, "contexts": self._contexts, "quad": self._score,
            "score": self._score, "trigger": self._type, "sentence": self._sentence, "actors": self._actors,
            "recipients": self._recipients, "time": self._time, "time_from": self._time, "place": self._place,
            "factuality": self._factuality, "statement": self._statement, "performed_by": self._performed,
            "counts": self._counts, "mentions": self._mentions, "confidence": self._confidence, "rule": self._type,
        }  # fmt: skip
        marks = [
            (self._spans(self.item.actors), "a"),
            (self._spans(self.item.recipients), "r"),
            (self.item.trigger, "^"),
        ]
        if field is None:
            parts = [
                self._type,
                self._factuality,
                self._statement,
                self._actors,
                self._recipients,
                self._time,
                self._place,
            ]
            return [
                *underlined(self.reading.parsed, marks),
                "(^ trigger, a actor, r recipient)",
                *(line for part in parts for line in part()),
            ]
        return [*underlined(self.reading.parsed, self._marks(field, marks)), *explainers[field]()]

    def _marks(self, field: str, marks: list[tuple[list[Span], str]]) -> list[tuple[list[Span], str]]:
        if field in ("actors", "recipients"):
            return [(self._spans(getattr(self.item, field)), field[0]), marks[2]]
        if field == "counts":
            return [([count.span for count in self.item.counts], "#"), marks[2]]
        if field in ("time", "time_from"):
            return [([time.span for time in self.reading.record.times if time.id == self.item.time], "-"), marks[2]]
        if field == "place":
            return [
                ([place.span for place in self.reading.record.places if place.id == self.item.place], "-"),
                marks[2],
            ]
        return [marks[2]]

    def _spans(self, items: list[Participant]) -> list[Span]:
        return [item.span for item in items]

    def _text(self, spans: list[Span]) -> str:
        return words_of(self.reading.record.report.text, spans)

    @property
    def _p(self) -> Passage:
        return self.reading.parsed.passages[self.draft.passage]

    @property
    def _pattern(self) -> str | None:
        """The pattern as the codebook writes it."""
        first = self.draft.reasons[0] if self.draft.reasons else ""
        return first.removeprefix("pattern '").removesuffix("'") if first.startswith("pattern '") else None

    def _id(self) -> list[str]:
        return ["The id is made of the trigger's first character and the type, so that it stays."]

    # -- the type ------------------------------------------------------------------------------------------------

    def _type(self) -> list[str]:
        kind = event_book(self.codebook).types[self.item.type]
        pattern = self._pattern
        where = event_line(self.codebook, self.item.type, pattern) if pattern else None
        shown = ": ".join(part for part in (where, self._short_pattern) if part)
        lines = [
            f"Type {self.item.type} ({kind.about.rstrip('.')}): {self._text(self.item.trigger)} fits the pattern",
            f"  {shown}",
        ]
        others = [self._short(text) for text in self.draft.others if text != f"{self.item.type}: {pattern}"]
        if others:
            lines.append("Patterns that fitted too, but ask for less: " + "; ".join(dict.fromkeys(others)) + ".")
        types = self._other_types(self.draft.others)
        lemma = self._p.lemma[self.draft.head]
        if types:
            lines.append(f"Other types that “{lemma}” can be, whose patterns did not fit: {'; '.join(types)}.")
        if not others and not types:
            lines.append(f"The codebook has no other type for “{lemma}”.")
        return lines

    def _short(self, pattern: str) -> str:
        """A pattern with the alternatives that the sentence has."""
        first, end = self._p.sentences[self._p.sentence_of[self.draft.head]]
        return short_pattern(pattern, {*self._p.lemma[first:end], *self._p.lower[first:end]})

    @property
    def _short_pattern(self) -> str:
        return self._short(self._pattern) if self._pattern else self.item.rule

    def _other_types(self, fitted: list[str]) -> list[str]:
        """One pattern of each other type that the trigger's lemma can be."""
        book, p = event_book(self.codebook), self._p
        table: dict[str, list[Pattern]] = book.verbs if p.pos[self.draft.head] in ("VERB", "AUX") else book.nouns
        told = {self.item.type, *(text.partition(":")[0] for text in fitted)}
        found: dict[str, str] = {}
        for pattern in table.get(p.lemma[self.draft.head], ()):
            if pattern.type not in told:
                found.setdefault(pattern.type, f"{pattern.type} (“{self._short(pattern.text)}”)")
        return list(found.values())[:5]

    def _mode(self) -> list[str]:
        kind = event_book(self.codebook).types[self.item.type]
        if self.item.mode is None:
            some = ", ".join(kind.modes) or "none"
            return [f"No mode: no word of the event's clause selects one; {self.item.type} has {some}."]
        mode = kind.modes[self.item.mode]
        first, end = self._p.sentences[self._p.sentence_of[self.draft.head]]
        words = [self._p.words[token] for token in range(first, end) if self._p.lemma[token] in mode.words]
        how = (
            f"selected by “{'”, “'.join(dict.fromkeys(words))}”"
            if words
            else "given by the pattern itself, or by another mention"
        )
        return [f"Mode {self.item.mode}: {how}.", *self._type()[1:2]]

    def _contexts(self) -> list[str]:
        if not self.item.contexts:
            return ["No context: no word of the sentence is in codebook/contexts.yaml."]
        book, p = event_book(self.codebook), self._p
        first, end = p.sentences[p.sentence_of[self.draft.head]]
        lines = []
        for name in self.item.contexts:
            words = [
                p.words[token] for token in range(first, end) if name in book.context_words.get(p.lemma[token], ())
            ]
            lines.append(f"{name}: by {', '.join(f'“{word}”' for word in dict.fromkeys(words))} in the sentence.")
            lines.append(f"  {table_entry(self.codebook, 'contexts', name, *(word.lower() for word in words))}")
        return lines

    def _score(self) -> list[str]:
        files = event_files(self.codebook, self.item.type)
        where = shown_file(files[0]) if files else f"{self.item.type}.yaml"
        mode = f", with the mode {self.item.mode}" if self.item.mode else ""
        return [
            f"Quad “{self.item.quad}” and score {self.item.score:g} are those of {self.item.type}{mode} in {where}."
        ]

    def _sentence(self) -> list[str]:
        return ["The sentence of the first mention in the body; a headline's only where there is no other."]

    # -- who and whom --------------------------------------------------------------------------------------------

    def _people(self, items: list[Participant], what: str, slot: str) -> list[str]:
        if not items:
            return [f"No {what}: nothing in slot {slot} of the pattern is an actor."]
        lines = [f"{self._text([item.span])} is {actor_line(self.reading, item.actor)}" for item in items]
        return [f"{what.capitalize()}s, from slot {slot} of “{self._short_pattern}”:", *(f"  {line}" for line in lines)]

    def _actors(self) -> list[str]:
        return self._people(self.item.actors, "actor", "A")

    def _recipients(self) -> list[str]:
        pattern = self._pattern or ""
        if not self.item.recipients and pattern.count("A") > 1 and "R" not in pattern:
            return ["No recipient: in this pattern both sides are actors."]
        return self._people(self.item.recipients, "recipient", "R")

    # -- when and where ------------------------------------------------------------------------------------------

    def _time(self) -> list[str]:
        found = next((time for time in self.reading.record.times if time.id == self.item.time), None)
        if found is None:
            return ["No time: none hangs on the trigger or stands in its own clause."]
        how = _TIME_FROM.get(self.item.time_from or "", "")
        shown = f"{found.id} {self._text([found.span])} ({found.value or 'open'})"
        return [f"Time {shown}, because {how} (why {found.id} tells of its value)."]

    def _place(self) -> list[str]:
        record = self.reading.record
        found = next((place for place in record.places if place.id == self.item.place), None)
        if found is None:
            start, end = self.item.sentence
            near = [place for place in record.places if start <= place.span[0] < end]
            shown = ", ".join(f"{place.id} {self._text([place.span])} ({place.use})" for place in near)
            return [
                "No place: none hangs on the trigger or stands in its own clause"
                + (f"; in the sentence are {shown}." if near else ".")
            ]
        return [f"Place {found.id} {self._text([found.span])} hangs on the trigger, or is the first in its own clause."]

    # -- how it is told ------------------------------------------------------------------------------------------

    def _factuality(self) -> list[str]:
        value = self.item.factuality or "undecided (null)"
        reasons = self.draft.reasons[1:]
        told = "; ".join(reasons) if reasons else "nothing around the trigger says otherwise"
        lines = [f"Factuality {value}: {told}."]
        statement = next((item for item in self.reading.record.statements if item.id == self.item.statement), None)
        if statement is not None and statement.act in _ACTS.get(value, ()):
            lines.append(f"It is told in {statement.id}, whose act is “{statement.act}”.")
        lines += [f"  {entry}" for reason in reasons for entry in self._marker(reason)]
        return lines

    def _marker(self, reason: str) -> list[str]:
        """The entry of factuality.yaml that a reason's word is in, by its part of speech here."""
        word = reason.partition("'")[2].rpartition("'")[0]
        p, book = self._p, event_book(self.codebook)
        first, end = p.sentences[p.sentence_of[self.draft.head]]
        for token in range(first, end):
            if p.words[token].lower() != word.lower():
                continue
            for table in _TABLES.get(p.pos[token], ()):
                for form in (p.lemma[token], p.lower[token]):
                    name = getattr(book, table).get(form)
                    entry = table_entry(self.codebook, "factuality", name, form) if name else None
                    if entry:
                        return [entry]
        return []

    def _statement(self) -> list[str]:
        found = next((item for item in self.reading.record.statements if item.id == self.item.statement), None)
        if found is None:
            return ["In the reporter's own words: the trigger stands in no statement's content."]
        source = self._text(found.source) if found.source else "no source"
        return [f"On the word of {found.id} ({source}): its content holds the trigger."]

    def _performed(self) -> list[str]:
        found = next((item for item in self.reading.record.statements if item.id == self.item.performed_by), None)
        if found is None:
            return ["It is not done by saying: the trigger is no statement's cue, or the type is no speech act."]
        trigger, cue = self._text(self.item.trigger), self._text(found.cue)
        return [f"It is done by saying {found.id}: the trigger {trigger} is its cue {cue}."]

    def _counts(self) -> list[str]:
        if not self.item.counts:
            return ["No number of people hangs on the trigger, its subject or its object."]
        lines = []
        for count in self.item.counts:
            number = count.number if count.number is not None else f"{count.min or '?'} to {count.max or '?'}"
            whose = f"the figure of {count.statement}" if count.statement else "the reporter's own figure"
            lines.append(f"{count.of} {number}: {self._text([count.span])}, {whose}.")
        return lines

    def _mentions(self) -> list[str]:
        count = len(self.item.mentions)
        lines = [f"Told in {count} {'place' if count == 1 else 'places'}; the first in the body decides:"]
        for mention in self.item.mentions:
            told = f"in {mention.statement}" if mention.statement else "in the reporter's words"
            value = mention.factuality or "undecided"
            lines.append(f"  {mention.trigger[0][0]:>6} {self._text(mention.trigger)}, {value}, {told}")
        if len(self.item.mentions) > 1:
            lines.append(
                "They are of one type, their triggers are related, and actors, times and places do not differ."
            )
        return lines

    def _confidence(self) -> list[str]:
        p = self._p
        parts = [f"the pattern “{self._short_pattern}”"]
        parts.append("an actor fills it" if self.item.actors else "no actor fills it")
        parts.append("a recipient fills it" if self.item.recipients else "no recipient fills it")
        if p.pos[self.draft.head] not in ("VERB", "AUX"):
            parts.append("the trigger is a noun, which is less sure than a verb")
        return [f"Confidence {self.item.confidence:g}: {'; '.join(parts)}. A pattern that asks for more is surer."]
