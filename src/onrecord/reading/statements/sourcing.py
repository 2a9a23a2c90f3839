"""Whom a statement is credited to: what kind of source, how many, on what condition, to whom and by what medium."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.codebook.cues import Cues
from onrecord.codebook.world import RoleSense
from onrecord.language.parsed import Passage
from onrecord.reading.statements.draft import Draft
from onrecord.reading.statements.named_sources import PEOPLE_ENDINGS
from onrecord.reading.statements.source_counts import count_of
from onrecord.reading.statements.source_kinds import SourceKinds
from onrecord.reading.statements.told_to import ToldTo
from onrecord.reading.who import ActorIndex
from onrecord.record import SourceKind, Span

_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART"})
_SPEAKING_PRONOUNS = frozenset(
    "he she they we i you who whom it both others many some several few one someone everyone nobody another all most "
    "those neither none each either".split()
)
# Acts by which people speak one by one, and nouns of people who speak as a body all the same.
_SPEAKING_ACTS = frozenset({"say", "claim", "suggest", "deny", "admit", "confirm", "decline"})
_CLASSES = frozenset(
    "activist advocate campaigner critic supporter opponent backer protester demonstrator striker rebel militant "
    "insurgent separatist settler voter trader investor economist teacher student farmer fan consumer exporter "
    "organizer organiser parent conservationist environmentalist historian scientist researcher fighter hundred "
    "thousand third quarter percent half democrat republican conservative liberal party union country state government "
    "nation side people community family market power".split()
)


@dataclass(slots=True)
class Sourcing:
    """Answers about sources, over one report."""

    cues: Cues
    actors: ActorIndex
    roles: Mapping[str, RoleSense]
    surnames: frozenset[str] = frozenset()
    _speaking: frozenset[str] = field(init=False)
    _kinds: SourceKinds = field(init=False)
    _told_to: ToldTo = field(init=False)

    def __post_init__(self) -> None:
        self._speaking = self.cues.speaking
        self._kinds = SourceKinds(self.cues.nouns_of, self.actors, self.roles, self.surnames)
        self._told_to = ToldTo(self.cues.nouns_of, self.cues.speech, self.speaks, self._kinds.owner)

    def speaks(self, p: Passage, head: int) -> bool:
        """Whether a noun phrase can be a source: a name, a person's pronoun, a noun of people, bodies or documents."""
        if p.ent[head] in _NAMES or (p.ent[head] == "ORDINAL" and p.dep[head] in ("nsubj", "nsubjpass")):
            return True
        if p.tag[head] == "CD" and p.ent[head] == "CARDINAL" and p.dep[head] == "nsubj" and p.lower[head].isalpha():
            # "At least six now regret it"
            return True
        if p.tag[head] == "PRP$":
            return p.lower[head] != "its" or self.actors.at(p, head) is not None
        if p.pos[head] == "PRON" or p.tag[head] in ("WP", "WDT"):
            return p.lower[head] in _SPEAKING_PRONOUNS or p.tag[head] in ("WP", "WDT")
        if p.lemma[head] in self._speaking or p.lower[head] in self._speaking or p.pos[head] == "PROPN":
            return True
        if p.pos[head] == "NOUN" and p.lemma[head].endswith(PEOPLE_ENDINGS):
            return True
        return self._kinds.role(p, head) is not None or self.actors.at(p, head) is not None

    def kind(self, draft: Draft) -> SourceKind | None:
        """The kind of a draft's source; None where a pronoun is left open or the noun tells nothing."""
        if draft.source_head is None:
            return "none"
        p, head = draft.passage, draft.source_head
        cue = p.lemma[draft.anchor]
        kind = self._kinds.kind(p, head, f"{cue} clause" if draft.frame == "clause" else cue)
        if kind != "named_person" and p.pos[head] != "PRON" and self._ends_in_name(draft):
            return "named_person"
        shows = draft.cue_class is not None and draft.cue_class.entry.act == "show"
        if shows and kind == "unnamed_people" and p.pos[head] == "NOUN" and not self._kinds.is_person(p, head):
            # "the collapse showed that ...": a thing, whatever kind of source that makes it
            return None
        if kind == "group" and self._spoke_singly(draft, head):
            return "unnamed_people"
        return kind

    def _spoke_singly(self, draft: Draft, head: int) -> bool:
        """ "Drivers said the road was closed": some of them did; but "drivers oppose the toll" as a class, and
        "protesters" are one whatever they do."""
        p, cue = draft.passage, draft.cue_class
        if cue is None or p.tag[head] != "NNS" or p.lemma[head] in _CLASSES or p.child(head, "det", "poss") is not None:
            return False
        return cue.entry.act in _SPEAKING_ACTS and p.lemma[head].isalpha()

    def _ends_in_name(self, draft: Draft) -> bool:
        """ "The council's commissioner, Ana Ruiz": a person's name behind a comma closes the source, whatever the
        parser made of it."""
        p = draft.passage
        if draft.source is None:
            return False
        first, end = draft.source
        entity = p.ent_of[end - 1]
        head = draft.source_head
        if head is not None and self._kinds.is_person(p, head) and p.pos[end - 1] == "PROPN":
            begin = end - 1
            while begin > first and p.pos[begin - 1] == "PROPN":
                begin -= 1
            return head < begin - 1 and p.words[begin - 1] == "," and p.ent[begin] not in ("ORG", "GPE")
        if entity < 0 or p.entities[entity][2] != "PERSON" or p.entities[entity][1] != end:
            return False
        title = p.entities[entity][0] - 2
        if title > first and p.pos[title] == "NOUN" and p.words[title + 1] == "," and self._kinds.is_person(p, title):
            # "The Council of Europe's commissioner, Ana Ruiz": read as the council's name
            return True
        if head is not None and p.lemma[head] in self.cues.nouns_of["organisation"]:
            # "the largest party, Nova Vala": a body's name, though it looks like a person's.
            return False
        begin = p.entities[entity][0]
        return begin - 1 > first and p.words[begin - 1] == ","

    def kind_at(self, p: Passage, head: int) -> SourceKind | None:
        """The kind that a noun phrase would have as a source."""
        return self._kinds.kind(p, head)

    def count_at(self, p: Passage, head: int, kind: SourceKind | None) -> int | None:
        """How many people a noun phrase would be as a source."""
        return count_of(p, head, p.subtree[head], kind, self.actors)

    def count(self, draft: Draft, kind: SourceKind | None) -> int | None:
        """How many people speak, where the words tell; None for bodies, documents and plurals without a number."""
        if draft.source_head is None:
            return None
        return count_of(draft.passage, draft.source_head, draft.source, kind, self.actors)

    def addressee_and_medium(
        self, draft: Draft, content: set[int], condition: Sequence[Span] = ()
    ) -> tuple[Span | None, Span | None]:
        """Whom it was said to, and how; `content` are tokens of what was said, `condition` one of anonymity."""
        addressee, medium = self._told_to.find(draft, content)
        p = draft.passage
        if addressee is None and condition and p.start <= condition[0][0] < p.start + len(p.text):
            addressee = self._told_to.in_condition(p, condition[0])
        return addressee, medium
