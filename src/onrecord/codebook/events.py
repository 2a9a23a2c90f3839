"""Event types, contexts, light verbs and the words of factuality: schema, check and the compiled lookup.

Each type is a file `events/TYPE.yaml`; `docs/codebook.md` tells how to write one. The notation of the patterns is
read by `event_patterns.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from pydantic import Field, field_validator

from onrecord.codebook.event_patterns import Pattern, PatternError, parse_pattern
from onrecord.codebook.loader import Codebook, Entry
from onrecord.codebook.word_classes import ClassError, WordClass, words_of
from onrecord.errors import CodebookError

_HYPHENED = re.compile(r"\w+(?:-\w+)+")
Quad = Literal["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]


class Mode(Entry):
    """A mode: its score, and the words in the event's own clause that select it."""

    score: float | None = None
    words: list[str] = Field(default=[])


class Line(Entry):
    """A pattern with more to say.

    `mode` is the mode that it selects; `not` are lemmas that rule it out as subject, object or modifier; `only` are
    modifiers of which the noun needs one ("hunger strike"); `with` are lemmas of which one must stand in the sentence
    ("the strike" with "dockers"); `alone` lets a noun count with nobody named; `weight` from
    0 to 1 ranks it behind others.
    """

    pattern: str
    mode: str | None = None
    ruled_out: list[str] = Field(default=[], alias="not")
    only: list[str] = Field(default=[])
    company: list[str] = Field(default=[], alias="with")
    alone: bool = False
    weight: float = Field(default=1.0, gt=0, le=1)


class EventType(Entry):
    """One type of event, as its YAML file tells it."""

    about: str
    quad: Quad
    score: float
    decision: str | None = None
    modes: dict[str, Mode] = Field(default={})
    ruled_out: list[str] = Field(default=[], alias="not")
    verbs: list[str | Line] = Field(default=[])
    nouns: list[str | Line] = Field(default=[])

    @field_validator("verbs", "nouns")
    @classmethod
    def _readable(cls, lines: list[str | Line]) -> list[str | Line]:
        for line in lines:
            parse_pattern("", line if isinstance(line, str) else line.pattern)
        return lines


class Context(Entry):
    """One of PLOVER's contexts and the lemmas that indicate it."""

    about: str
    words: list[str]


class LightVerb(Entry):
    """Verbs that carry a nominal event, and what their subject is in it."""

    subject: Literal["A", "R", "event"]
    verbs: list[str]
    object: Literal["A", "R"] | None = None
    factuality: str | None = None


class FactualityWords(Entry):
    """Words that give what they govern a factuality."""

    about: str
    verbs: list[str] = Field(default=[])
    nouns: list[str] = Field(default=[])
    adjectives: list[str] = Field(default=[])
    adverbs: list[str] = Field(default=[])
    auxiliaries: list[str] = Field(default=[])
    conjunctions: list[str] = Field(default=[])
    determiners: list[str] = Field(default=[])
    prepositions: list[str] = Field(default=[])


class WholeReport(Entry):
    """When a whole report is told in a world: so many different words of it, and their share of all its words."""

    needed: int = Field(ge=1)
    share: float = Field(gt=0, lt=1)


class Elsewhere(Entry):
    """A world in which the words of events mean something else ("beat", "strike", "rally"): the words that show it.

    `needed` different ones in a sentence show that it tells no event (None: no sentence does by itself).
    """

    about: str
    words: list[str]
    needed: int | None = Field(default=None, ge=1)
    report: WholeReport | None = None


class Mishaps(Entry):
    """Words of what harms without anybody who does it: forces of nature, accidents."""

    about: str
    words: list[str]


class State(Entry):
    """Participles that tell an event of the noun that they stand before, and its part in it."""

    type: str
    mode: str | None = None
    side: Literal["A", "R"]
    of: Literal["people", "anything"] = "people"
    words: list[str] = Field(min_length=1)


class Idioms(Entry):
    """Fixed phrases whose words tell of no event, in lower case."""

    about: str
    phrases: list[str]


@dataclass(slots=True)
class VerbPatterns:
    """The patterns of one verb, the strictest first.

    Most ask for words beside the verb, a noun or a particle: only those whose words stand in the sentence (`by_word`),
    and those that ask for none (`free`), need a try. Both hold places in `patterns`; `needs` are, for each pattern, the
    sets of words of which the sentence must hold one each.
    """

    lemma: str
    patterns: list[Pattern]
    free: list[int] = field(default_factory=list)
    by_word: dict[str, list[int]] = field(default_factory=dict)
    needs: list[tuple[frozenset[str], ...]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Sort the patterns into the two lists."""
        for place, pattern in enumerate(self.patterns):
            needs = self._asked_for(pattern)
            self.needs.append(needs[1:])
            if not needs:
                self.free.append(place)
            else:
                for word in sorted(needs[0]):
                    self.by_word.setdefault(word, []).append(place)

    def _asked_for(self, pattern: Pattern) -> tuple[frozenset[str], ...]:
        """Sets of words of which a pattern needs one each in the sentence, the smallest first."""
        particles = [particle for word, particle in pattern.heads if word == self.lemma]
        wanted = [pattern.object_nouns, pattern.subject_nouns, pattern.company or None]
        wanted += [prep.nouns for prep in pattern.preps if prep.required]
        if None not in particles:
            wanted.append(frozenset(particle for particle in particles if particle))
        return tuple(sorted((words for words in wanted if words and "*" not in words), key=len))

    def possible(self, words: set[str]) -> list[Pattern]:
        """The patterns worth a try in a sentence with these lemmas and word forms, the strictest first."""
        asking = self.by_word.keys() & words
        if not asking:
            return [self.patterns[place] for place in self.free]
        places = {place for word in asking for place in self.by_word[word] if self._is_there(place, words)}
        return [self.patterns[place] for place in sorted(places.union(self.free))]

    def _is_there(self, place: int, words: set[str]) -> bool:
        return not any(needed.isdisjoint(words) for needed in self.needs[place])


@dataclass(slots=True)
class EventBook:
    """All that the event reader looks up, by lemma; `asked` are the words that any verb's pattern needs beside it,
    `compounds` those that may stand with a hyphen, each with whether it is a noun only."""

    types: dict[str, EventType]
    users: frozenset[str] = frozenset()
    classes: dict[str, WordClass] = field(default_factory=dict)
    compounds: dict[str, bool] = field(default_factory=dict)
    verbs: dict[str, list[Pattern]] = field(default_factory=dict)
    nouns: dict[str, list[Pattern]] = field(default_factory=dict)
    by_verb: dict[str, VerbPatterns] = field(default_factory=dict)
    asked: frozenset[str] = frozenset()
    context_words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    mode_words: dict[str, dict[str, str]] = field(default_factory=dict)
    light: dict[tuple[str, str | None], LightVerb] = field(default_factory=dict)
    factuality: dict[str, FactualityWords] = field(default_factory=dict)
    elsewhere: dict[str, tuple[str, ...]] = field(default_factory=dict)
    elsewhere_needs: dict[str, int] = field(default_factory=dict)
    elsewhere_reports: dict[str, WholeReport] = field(default_factory=dict)
    states: dict[str, State] = field(default_factory=dict)
    forces: frozenset[str] = frozenset()
    mishaps: frozenset[str] = frozenset()
    violence: frozenset[str] = frozenset()
    idioms: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    verb_class: dict[str, str] = field(default_factory=dict)
    noun_class: dict[str, str] = field(default_factory=dict)
    adjective_class: dict[str, str] = field(default_factory=dict)
    adverb_class: dict[str, str] = field(default_factory=dict)
    auxiliary_class: dict[str, str] = field(default_factory=dict)
    conjunction_class: dict[str, str] = field(default_factory=dict)
    determiner_class: dict[str, str] = field(default_factory=dict)
    preposition_class: dict[str, str] = field(default_factory=dict)


def _compile(name: str, kind: EventType, book: EventBook) -> None:
    for noun, lines in ((False, kind.verbs), (True, kind.nouns)):
        table = book.nouns if noun else book.verbs
        for entry in lines:
            line = entry if isinstance(entry, Line) else Line(pattern=entry)
            try:
                pattern = parse_pattern(name, line.pattern, noun, book.classes)
                pattern.ruled_out = words_of((*line.ruled_out, *kind.ruled_out), book.classes)
                pattern.only, pattern.company = words_of(line.only, book.classes), words_of(line.company, book.classes)
            except (PatternError, ClassError) as error:
                raise CodebookError(f"{name}.yaml: {error}.") from error
            if line.mode is not None and line.mode not in kind.modes:
                raise CodebookError(
                    f"{name}.yaml, pattern '{line.pattern}': there is no mode '{line.mode}' in this type."
                )
            pattern.mode, pattern.alone, pattern.weight = line.mode, line.alone, line.weight
            pattern.rank = pattern.strictness * pattern.weight
            for lemma in dict.fromkeys(head for head, _ in pattern.heads):
                table.setdefault(lemma, []).append(pattern)


def _words_of(kind: EventType) -> dict[str, str]:
    found: dict[str, str] = {}
    for mode, entry in kind.modes.items():
        for word in entry.words:
            found.setdefault(word, mode)
    return found


def _hyphened(types: dict[str, EventType], classes: dict[str, WordClass]) -> set[str]:
    """The words with hyphens that any pattern asks for: the tokenizer cuts them."""
    found = {word for entry in classes.values() for word in entry.words if _HYPHENED.fullmatch(word)}
    for kind in types.values():
        for line in (*kind.verbs, *kind.nouns):
            words = [line] if isinstance(line, str) else [line.pattern, *line.ruled_out, *line.only, *line.company]
            for word in words:
                found.update(_HYPHENED.findall(word))
        found.update(*(_HYPHENED.findall(" ".join(mode.words)) for mode in kind.modes.values()))
    return found


@lru_cache(maxsize=8)
def event_book(codebook: Codebook) -> EventBook:
    """Compile a codebook's events into dicts by lemma, once a codebook. Raises CodebookError, which names file and
    line."""
    types = codebook.folder("events", EventType)
    book = EventBook(types, codebook.users("events"), codebook.table("word_classes", WordClass))
    for name, kind in types.items():
        _compile(name, kind, book)
        book.mode_words[name] = _words_of(kind)
    for table in (book.verbs, book.nouns):
        for patterns in table.values():
            # of two that ask for the same, a user's type goes before ours
            patterns.sort(key=lambda p: (-p.strictness, p.type not in book.users, p.type, p.text))
    book.by_verb = {lemma: VerbPatterns(lemma, patterns) for lemma, patterns in book.verbs.items()}
    compounds = _hyphened(types, book.classes).union(word for word in (*book.nouns, *book.verbs) if len(word) > 5)
    book.compounds = {word: word in book.nouns and word not in book.verbs for word in sorted(compounds)}
    book.asked = frozenset(word for patterns in book.by_verb.values() for word in patterns.by_word).union(
        *(needed for patterns in book.by_verb.values() for needs in patterns.needs for needed in needs)
    )
    contexts: dict[str, list[str]] = {}
    for name, context in codebook.table("contexts", Context).items():
        for word in context.words:
            contexts.setdefault(word, []).append(name)
    book.context_words = {word: tuple(names) for word, names in contexts.items()}
    worlds: dict[str, list[str]] = {}
    for name, world in codebook.table("elsewhere", Elsewhere).items():
        if world.needed is not None:
            book.elsewhere_needs[name] = world.needed
        if world.report is not None:
            book.elsewhere_reports[name] = world.report
        for word in world.words:
            worlds.setdefault(word, []).append(name)
    book.elsewhere = {word: tuple(names) for word, names in worlds.items()}
    for state in codebook.table("states", State).values():
        # a user's type of the name may be without our modes, or without any pattern
        if state.type in types:
            known = state.mode if state.mode in types[state.type].modes else None
            book.states.update(dict.fromkeys(state.words, state.model_copy(update={"mode": known})))
    mishaps = codebook.table("mishaps", Mishaps)
    book.forces = frozenset(mishaps["forces"].words)
    hits = {lemma for lemma, patterns in book.nouns.items() if any(one.type == "ASSAULT" for one in patterns)}
    hits |= set(book.mode_words.get("ASSAULT", ()))
    book.violence = frozenset(hits).difference(mishaps["accidents"].words, mishaps["neutral"].words)
    book.mishaps = book.forces | frozenset(mishaps["accidents"].words)
    for idioms in codebook.table("idioms", Idioms).values():
        for phrase in idioms.phrases:
            book.idioms.setdefault(phrase.split()[0], []).append(tuple(phrase.split()))
    for light in codebook.table("light_verbs", LightVerb).values():
        for verb in light.verbs:
            lemma, _, particle = verb.partition("_")
            book.light[(lemma, particle or None)] = light
    book.factuality = codebook.table("factuality", FactualityWords)
    for name, words in book.factuality.items():
        for target, source in (
            (book.verb_class, words.verbs), (book.noun_class, words.nouns), (book.adjective_class, words.adjectives),
            (book.adverb_class, words.adverbs), (book.auxiliary_class, words.auxiliaries),
            (book.conjunction_class, words.conjunctions), (book.determiner_class, words.determiners),
            (book.preposition_class, words.prepositions),
        ):  # fmt: skip
            for word in source:
                target.setdefault(word, name)
    return book
