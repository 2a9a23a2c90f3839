"""Whom a statement is credited to: what kind of source, how many, on what condition, to whom and by what medium."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from onrecord.codebook.cues import Cues
from onrecord.codebook.world import RoleSense
from onrecord.language.parsed import Passage
from onrecord.reading.statements.draft import Draft
from onrecord.reading.who import ActorIndex
from onrecord.record import SourceKind, Span

_NUMBERS = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}
_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART"})
_SPEAKING_PRONOUNS = frozenset(
    "he she they we i you who whom it both others many some several few one someone everyone nobody another all most "
    "those".split()
)
_PERSONAL = frozenset("he she they we i you it who which that him her them his their its my our your".split())
_MEDIUM_PREPS = frozenset("in on via through during at by over".split())
_OCCASIONS = frozenset("conference briefing hearing rally session meeting debate forum summit".split())
_PLATFORMS = frozenset(
    "x twitter facebook telegram instagram youtube tiktok truth weibo whatsapp threads bluesky".split()
)
_CONCEPTS = ("document", "statement_document", "media", "organisation", "group", "people", "insider", "office")
# Bodies that are known without a name or an article ("police said").
_KNOWN_BODIES = frozenset("police authority parliament congress customs government army military".split())
# Shares of those who were asked ("two thirds want early elections").
_FRACTIONS = frozenset("percent % third half quarter majority most hundred thousand dozen".split())
# Nouns of agents, known by their endings where no list has them ("the glassblower said", "a physicist").
_PEOPLE_ENDINGS = ("er", "or", "ist", "ian", "ee", "man", "woman")
# Singular words that name a body of people as a class.
_COLLECTIVE = frozenset(
    "opposition public crowd majority minority community lobby most half nobody none everybody everyone no-one".split()
)


@dataclass(slots=True)
class Sourcing:
    """Answers about sources, over one report."""

    cues: Cues
    actors: ActorIndex
    roles: Mapping[str, RoleSense]
    _speaking: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self._speaking = frozenset().union(*(self.cues.nouns_of[name] for name in _CONCEPTS))

    def speaks(self, p: Passage, head: int) -> bool:
        """Whether a noun phrase can be a source: a name, a person's pronoun, a noun of people, bodies or documents."""
        if p.ent[head] in _NAMES:
            return True
        if p.tag[head] == "PRP$":
            return p.lower[head] != "its"
        if p.pos[head] == "PRON" or p.tag[head] in ("WP", "WDT"):
            return p.lower[head] in _SPEAKING_PRONOUNS or p.tag[head] in ("WP", "WDT")
        if p.lemma[head] in self._speaking or p.lower[head] in self._speaking or p.pos[head] == "PROPN":
            return True
        if self._role(p, head) is not None or (p.pos[head] == "NOUN" and p.lemma[head].endswith(_PEOPLE_ENDINGS)):
            return True
        return self.actors.at(p, head) is not None

    def _role(self, p: Passage, head: int) -> RoleSense | None:
        """The role that a noun names ("skipper"), None for a thing that stands for its crew."""
        role = self.roles.get(p.lemma[head]) or self.roles.get(p.lower[head])
        return role if role is not None and not role.thing else None

    # -- kind ----------------------------------------------------------------------------------------------------

    def kind(self, draft: Draft) -> SourceKind | None:
        """The kind of a draft's source; None where a pronoun is left open or the noun tells nothing."""
        if draft.source_head is None:
            return "none"
        return self._kind(draft.passage, draft.source_head)

    def _kind(self, p: Passage, head: int) -> SourceKind | None:
        lemma, lower = p.lemma[head], p.lower[head]
        nouns = self.cues.nouns_of
        if p.tag[head] in ("WP", "WDT", "WP$"):
            clause = next((above for above in p.ancestors(head) if p.dep[above] == "relcl"), None)
            return self._kind(p, p.head[clause]) if clause is not None else None
        if p.pos[head] == "PRON" and lower in _PERSONAL:
            return self._kind_of_actor(p, head)
        partitive = self._partitive(p, head)
        if partitive is not None:
            kind = self._kind_of_noun(p, partitive)
            return (
                "unnamed_people"
                if kind in ("group", "named_person")
                else "unnamed_organisation"
                if kind == "named_organisation"
                else kind
            )
        is_name = p.ent[head] != "" and p.pos[head] == "PROPN"
        if not is_name and any(p.ent[kid] == "PERSON" for kid in p.kids(head, "appos")):
            return "named_person"
        if lemma in nouns["statement_document"] and p.pos[head] == "NOUN":
            owner = self._owner(p, head)
            if owner is not None:
                kind = self._kind(p, owner)
                return "named_organisation" if kind in (None, "none") else kind
            return "document"
        if p.ent[head] == "PERSON":
            return "named_person"
        if p.pos[head] == "PROPN":
            return self._kind_of_name(p, head)
        return self._kind_of_noun(p, head)

    def _partitive(self, p: Passage, head: int) -> int | None:
        """The noun in "one of the bidders", "some of them"."""
        if p.lower[head] not in _NUMBERS and p.lower[head] not in (
            "some",
            "several",
            "both",
            "many",
            "another",
            "another",
            "none",
        ):
            return None
        of = next((kid for kid in p.kids(head, "prep") if p.lower[kid] == "of"), None)
        noun = p.child(of, "pobj") if of is not None else None
        return noun if noun is not None and p.pos[noun] == "NOUN" else None

    def _kind_of_name(self, p: Passage, head: int) -> SourceKind:
        actor = self.actors.at(p, head)
        if actor is not None and self.actors.kind_of(actor) == "person":
            return "named_person"
        if actor is not None and self.actors.sector_of(actor) == "JRN" and self.actors.country_of(actor) != "NGO":
            return "media"
        first, end = p.subtree[head]
        words = {p.lower[i] for i in range(first, end) if p.head[i] == head or i == head}
        media = self.cues.nouns_of["media_name"] | self.cues.nouns_of["media"]
        return "media" if words & media else "named_organisation"

    def _kind_of_noun(self, p: Passage, head: int) -> SourceKind | None:
        lemma, lower, nouns = p.lemma[head], p.lower[head], self.cues.nouns_of
        plural = p.tag[head] in ("NNS", "NNPS")
        definite, counted = self._definite(p, head), self._counted(p, head)
        if lemma in nouns["document"] or (lemma == "paper" and plural):
            return "document"
        if lemma in _FRACTIONS:
            return "group"
        if lemma in nouns["media"] or (lemma == "paper" and definite):
            return "media"
        if lemma in nouns["organisation"] and not (lemma in nouns["group"] and plural):
            if lemma in _KNOWN_BODIES and not self._indefinite(p, head):
                return "named_organisation"
            has_name = any(p.ent[kid] in _NAMES or p.pos[kid] == "PROPN" for kid in range(p.subtree[head][0], head))
            return (
                "named_organisation"
                if (has_name and not self._indefinite(p, head)) or definite
                else "unnamed_organisation"
            )
        if lemma in nouns["office"] and definite and not plural:
            return "named_person"
        if (
            lemma in nouns["people"]
            or lower in nouns["people"]
            or lemma in nouns["insider"]
            or lemma in nouns["office"]
        ) and not plural:
            return self._kind_of_actor(p, head) if definite else "unnamed_people"
        if lemma in nouns["insider"] or counted:
            return "unnamed_people" if lemma not in nouns["organisation"] else "unnamed_organisation"
        if lemma in nouns["group"] or lemma in nouns["people"] or lower in nouns["group"]:
            if plural or lower in _COLLECTIVE or lemma in _COLLECTIVE:
                return "group"
            return self._kind_of_actor(p, head) if definite else "unnamed_people"
        role = self._role(p, head)
        if role is not None and role.kind == "organisation":
            return "named_organisation" if definite else "unnamed_organisation"
        if role is not None or lemma.endswith(_PEOPLE_ENDINGS):
            if plural or (role is not None and role.kind == "group"):
                return "group"
            return self._kind_of_actor(p, head) if definite else "unnamed_people"
        actor = self.actors.at(p, head)
        if actor is None:
            return None
        if plural and self.actors.kind_of(actor) in ("group", "person"):
            return "group"
        return self._kind_of_actor(p, head)

    def _kind_of_actor(self, p: Passage, head: int) -> SourceKind | None:
        """The kind of whom a pronoun or "the minister" stands for; None where that is open."""
        actor = self.actors.at(p, head)
        if actor is None:
            return None if p.pos[head] == "PRON" else "unnamed_people"
        named, kind = self.actors.is_named(actor), self.actors.kind_of(actor)
        if self.actors.sector_of(actor) == "JRN" and kind == "organisation" and self.actors.country_of(actor) != "NGO":
            return "media"
        if kind == "person":
            return "named_person" if named else self._kind_of_words(self.actors.name_of(actor), "unnamed_people")
        if kind in ("organisation", "country"):
            return (
                "named_organisation"
                if named or kind == "country" or self._definite(p, head)
                else "unnamed_organisation"
            )
        if kind == "group" and p.lower[head] == "it":
            return "named_organisation"
        if kind == "group":
            return self._kind_of_words(self.actors.name_of(actor), "group")
        return None if p.pos[head] == "PRON" else "unnamed_people"

    def _kind_of_words(self, name: str, otherwise: SourceKind) -> SourceKind:
        """The kind of an actor that is known by a phrase only ("two US officials", "the governor")."""
        words = name.lower().split()
        singular = [word[:-1] if word.endswith("s") else word for word in words]
        if words and words[0] == "the" and any(word in self.cues.nouns_of["office"] for word in words):
            return "named_person"
        if words and (words[0] in _NUMBERS or words[0] in ("a", "an") or words[0].isdigit()):
            return "unnamed_people"
        return (
            "unnamed_people"
            if any(word in self.cues.nouns_of["insider"] or word == "people" for word in singular + words)
            else otherwise
        )

    def _owner(self, p: Passage, head: int) -> int | None:
        """Whose statement it is: "a statement from Katz's office", "the ministry's statement", "a Kremlin
        statement"."""
        possessor = p.child(head, "poss")
        if possessor is not None:
            return possessor
        for kid in p.kids(head, "prep", "agent", "acl"):
            if p.lower[kid] in ("from", "by", "of"):
                return p.child(kid, "pobj")
            if p.dep[kid] == "acl":
                for by in p.kids(kid, "agent", "prep"):
                    if p.lower[by] in ("by", "from"):
                        return p.child(by, "pobj")
        return next(
            (kid for kid in p.kids(head, "compound", "nmod", "amod") if p.ent[kid] in ("ORG", "PERSON", "GPE", "FAC")),
            None,
        )

    def _indefinite(self, p: Passage, head: int) -> bool:
        return p.lower[p.subtree[head][0]] in ("a", "an", "one", "another", "some")

    def _definite(self, p: Passage, head: int) -> bool:
        """ "the ministry", "its embassy"; but "a taxpayers' group" is not."""
        return not self._indefinite(p, head) and any(
            (p.dep[kid] == "det" and p.lower[kid] in ("the", "this", "that", "these", "those")) or p.dep[kid] == "poss"
            for kid in p.children[head]
        )

    def _counted(self, p: Passage, head: int) -> bool:
        """Whether a number or "several" counts the people."""
        return any(p.dep[kid] == "nummod" or p.lower[kid] in ("several", "both", "some") for kid in p.children[head])

    # -- how many --------------------------------------------------------------------------------------------------

    def count(self, draft: Draft, kind: SourceKind | None) -> int | None:
        """How many people speak, where the words tell; None for bodies, documents and plurals without a number."""
        p, head = draft.passage, draft.source_head
        if head is None or kind not in ("named_person", "unnamed_people", "unnamed_organisation", "group"):
            return None
        if p.tag[head] in ("WP", "WDT") and p.dep[p.head[head]] == "relcl":
            head = p.head[p.head[head]]
        total = 0
        for item in self._coordinated(p, head):
            one = self._count_one(p, item, kind)
            if one is None:
                return None
            total += one
        return total

    def _coordinated(self, p: Passage, head: int) -> list[int]:
        items = [head]
        for item in items:
            items += p.kids(item, "conj")
        return items

    def _count_one(self, p: Passage, head: int, kind: SourceKind) -> int | None:
        for kid in p.kids(head, "nummod", "det"):
            word = p.lower[kid]
            if word in _NUMBERS:
                return _NUMBERS[word]
            if word.isdigit() and p.dep[kid] == "nummod" and p.tag[head] in ("NNS", "NNPS"):
                return int(word) if len(word) < 4 else None
        if p.lower[head] in _NUMBERS and p.pos[head] in ("NUM", "NOUN", "PRON"):
            return _NUMBERS[p.lower[head]]
        if p.tag[head] in ("NNS", "NNPS") or p.lower[head] in (
            "they",
            "them",
            "we",
            "people",
            "others",
            "many",
            "some",
            "police",
            "both",
        ):
            return 2 if p.lower[head] == "both" or any(p.lower[kid] == "both" for kid in p.children[head]) else None
        return 1 if kind in ("named_person", "unnamed_people") else None

    # -- addressee and medium --------------------------------------------------------------------------------------

    def addressee_and_medium(self, draft: Draft, content: set[int]) -> tuple[Span | None, Span | None]:
        """Whom it was said to, and how: "told a news conference" is how, "told Reuters" whom."""
        p = draft.passage
        addressee = medium = None
        if draft.addressee is not None and draft.addressee != draft.source:
            span = p.span(*draft.addressee)
            head = self._head_in(p, draft.addressee)
            if p.lemma[head] in _OCCASIONS:
                medium = span
            else:
                addressee = span
        verb = draft.anchor
        if draft.cue_class is None:
            return addressee, medium
        if p.pos[verb] not in ("VERB", "AUX"):
            verb = p.head[verb]
        preps = p.kids(verb, "prep", "dative", "agent")
        if p.dep[verb] == "conj" and p.child(verb, "nsubj") is None:
            # "said in a bulletin that ... and denied that ...": what was said is joined, the medium is told once.
            preps += p.kids(p.head[verb], "prep", "dative")
        preps += [prep for obj in p.kids(verb, "dobj") for prep in p.kids(obj, "prep")]
        preps += [prep for clause in p.kids(verb, "xcomp") for prep in p.kids(clause, "prep")]
        for prep in preps:
            noun = p.child(prep, "pobj")
            if noun is None or prep in content or noun in content:
                continue
            span = self._core(p, noun)
            if (
                addressee is None
                and p.lower[prep] == "to"
                and p.head[prep] in (verb, p.head[verb])
                and self._can_hear(p, noun)
            ):
                addressee = span
            elif medium is None and p.lower[prep] in _MEDIUM_PREPS and self._is_medium(p, noun, p.lower[prep]):
                medium = span
        return addressee, medium if medium is not None else self._medium_source(draft)

    def _core(self, p: Passage, head: int) -> Span:
        """A noun with what belongs to it ("a message on Facebook", "a memo seen by the agency"), without a date or an
        added clause ("a text message | that the deadline would be missed").
        """
        first, end = p.subtree[head]
        for token in range(head + 1, end):
            joins = p.words[token] in {",", ";", ":", "–", "—", "("} or p.tag[token] in ("``", "WP", "WDT")
            if joins or p.lower[token] == "that" or p.ent[token] in ("DATE", "TIME"):
                end = token
                break
        while end > head + 1 and p.pos[end - 1] in ("PUNCT", "SPACE", "ADP"):
            end -= 1
        return p.span(first, end)

    def _medium_source(self, draft: Draft) -> Span | None:
        """ "A statement from the ministry said": the statement is the medium, where it is somebody's."""
        p, head = draft.passage, draft.source_head
        if (
            head is None
            or p.lemma[head] not in self.cues.nouns_of["statement_document"]
            or self._owner(p, head) is None
        ):
            return None
        first = min([head, *p.kids(head, "det", "amod", "compound")])
        return p.span(first, head + 1)

    def _head_in(self, p: Passage, tokens: tuple[int, int]) -> int:
        return next((i for i in range(*tokens) if not tokens[0] <= p.head[i] < tokens[1] or p.head[i] == i), tokens[0])

    def _can_hear(self, p: Passage, head: int) -> bool:
        if p.ent[head] in ("PERSON", "ORG", "GPE", "NORP") or p.lower[head] in ("him", "her", "them", "us", "me"):
            return True
        return p.lemma[head] in self.cues.nouns_of["addressee"] or p.lemma[head] in self.cues.nouns_of["people"]

    def _is_medium(self, p: Passage, head: int, prep: str) -> bool:
        if p.lower[head] in _PLATFORMS:
            return prep in ("on", "via", "in", "through")
        return p.lemma[head] in self.cues.nouns_of["medium"] and p.lower[head] not in ("terms", "notes")
