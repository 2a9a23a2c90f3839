"""What names of sources show: a person behind a title or an age, a paper by its name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.codebook.world import RoleSense
from onrecord.language.parsed import Passage
from onrecord.reading.who import ActorIndex
from onrecord.record import SourceKind

# Nouns of agents, known by their endings where no list has them ("the glassblower said", "a physicist").
PEOPLE_ENDINGS = ("er", "or", "ist", "ian", "ee", "man", "woman", "boy", "girl", "smith", "wright", "herd", "maid")
# Plurals that stay a class when they are definite ("the protesters"), unlike "the owners" and "their lawyers".
_PERSONS = ("people", "insider", "office", "group", "title")
_ARTICLES = frozenset({"Der", "Die", "Das", "Il", "Les", "Het"})
EITHER = frozenset("contractor operator developer broker publisher miner".split())
# Plurals that name the people of a party, and what stands before them in the names of parties.
_CAMPS = frozenset("democrats republicans conservatives liberals socialists greens tories".split())
_PARTY_NAMES = frozenset("christian social liberal free lib new young progressive national sweden swedish".split())
_ONCE = frozenset({"former", "ex", "retired"})


@dataclass(slots=True)
class NamedSources:
    """Answers about the names of sources, over one report."""

    nouns_of: Mapping[str, frozenset[str]]
    actors: ActorIndex
    roles: Mapping[str, RoleSense]
    surnames: frozenset[str] = frozenset()

    def role(self, p: Passage, head: int) -> RoleSense | None:
        """The role that a noun names ("skipper"), None for a thing that stands for its crew."""
        role = self.roles.get(p.lemma[head]) or self.roles.get(p.lower[head])
        return role if role is not None and not role.thing else None

    def is_person(self, p: Passage, head: int) -> bool:
        """Whether a noun names people rather than a body or a thing."""
        lemma, lower, nouns = p.lemma[head], p.lower[head], self.nouns_of
        if lemma.endswith("owner") or (lemma in EITHER and any(p.lower[kid] in _ONCE for kid in p.kids(head, "amod"))):
            # "a former contractor" was somebody there.
            return True
        if lemma in nouns["organisation"] or lemma in nouns["document"]:
            return False
        if any(lemma in nouns[name] or lower in nouns[name] for name in _PERSONS):
            return True
        role = self.role(p, head)
        return role.kind == "person" if role is not None else lemma.endswith(PEOPLE_ENDINGS)

    def _name_between_commas(self, p: Passage, head: int) -> bool:
        """ "Tavares's widow, Sônia, ...": a capital between commas behind one person is the name, whatever the tagger
        makes of it."""
        name = head + 2
        if p.tag[head] != "NN" or p.words[head + 1 : name] != [","] or not p.words[name : name + 1]:
            return False
        end = next((i for i in range(name + 1, min(name + 4, len(p))) if p.words[i] == ","), None)
        inner = range(name, end) if end is not None else range(0)
        foreign = all(p.words[i][0].isupper() and p.pos[i] in ("PROPN", "X", "NOUN", "ADJ") for i in inner)
        return bool(inner) and foreign and p.ent[name] not in ("GPE", "DATE", "NORP", "ORG", "TIME")

    def _camp(self, p: Passage, head: int) -> SourceKind | None:
        """ "Senate Democrats", "some Ohio Republicans" are a camp within a party, "two Democrats" are people; "the
        Christian Democrats" are a party."""
        if p.lower[head] not in _CAMPS or p.tag[head] not in ("NNPS", "NNS", "NNP"):
            return None
        if any(p.lower[kid] in _PARTY_NAMES for kid in p.kids(head, "compound", "amod", "nmod")):
            return "named_organisation"
        counted = any(p.dep[kid] == "nummod" or p.lower[kid] in ("several", "both") for kid in p.children[head])
        return "unnamed_people" if counted else "group"

    def _is_called(self, p: Passage, head: int) -> bool:
        """ "a Colorado lawyer named Phil Eck"."""
        if p.tag[head] != "NN" or not self.is_person(p, head):
            return False
        return any(
            p.lower[kid] in ("named", "called") and any(p.pos[name] == "PROPN" for name in p.kids(kid, "oprd", "dobj"))
            for kid in p.kids(head, "acl")
        )

    def _is_mistaken(self, p: Passage, head: int) -> bool:
        """ "An usher said": the tagger takes a rare noun behind an article for a name."""
        return p.words[head][0].islower() and p.ent[head] == "" and p.child(head, "det") is not None

    def _in_long_name(self, p: Passage, head: int) -> bool:
        """ "Reporters Without Borders": a noun inside a name of several words."""
        first, end, _ = p.entities[p.ent_of[head]]
        return end - first > 2

    def _is_media_name(self, p: Passage, head: int, cue: str) -> bool:
        """A name that says so ("the daily Al-Sharq", "Channel 9", "the Anadolu news agency"), or that reports."""
        nouns = self.nouns_of
        if p.lower[head] == "media":
            return True
        named = p.words[head][0].isupper()
        if named and p.lower[head] in nouns["media_name"]:
            actor = self.actors.at(p, head)
            if actor is None or p.child(head, "det") is not None:
                return True
        first = p.subtree[head][0]
        if named and first < head and p.words[first] in _ARTICLES and p.ent[head] != "GPE":
            # "Der Merkurbote said", "Il Corriere Ligure reported": a foreign article begins a paper's name.
            return all(p.pos[i] == "PROPN" or p.words[i][0].isupper() for i in range(first, head + 1))
        around = [kid for kid in p.children[head] if p.dep[kid] in ("compound", "nmod", "appos", "amod")]
        before = range(p.subtree[head][0], head)
        if named and any(
            p.lemma[i] in nouns["media"] and p.words[i].islower() and p.head[i] >= head
            for i in [*before, *p.kids(head, "appos")]
        ):
            return True
        owned = p.child(head, "poss") is not None and p.lemma[head] == "service"
        if (
            p.lemma[head] in ("agency", "service")
            and not owned
            and (
                any(p.lower[kid] in ("news", "press") for kid in around)
                or (cue[:6] == "report" and any(p.pos[kid] == "PROPN" for kid in around))
            )
        ):
            return True
        # "Yeni Gün reported that ...": a bare name that reports a clause is a paper, unless known for something else.
        return cue == "report clause" and named and p.pos[head] == "PROPN" and self._is_unknown(p, head)

    def _is_journal(self, p: Passage, head: int) -> bool:
        actor = self.actors.at(p, head)
        return actor is not None and self.actors.sector_of(actor) == "JRN"

    def _is_unknown(self, p: Passage, head: int) -> bool:
        actor = self.actors.at(p, head)
        if p.child(head, "det", "poss", "appos", "relcl") is not None or self._titled(p, head):
            return False
        if actor is None:
            return True
        known = self.actors.country_of(actor) is not None or self.actors.sector_of(actor) not in (None, "JRN")
        return not known and (self.actors.kind_of(actor) != "person" or p.child(head, "compound") is None)

    def _is_bare_name(self, p: Passage, head: int) -> bool:
        if p.pos[head] != "PROPN" or p.child(head, "det", "poss") is not None or p.ent[head] == "GPE":
            return False
        return p.ent[head] != "ORG" or self._is_name_of_two(p, head)

    def _is_name_of_two(self, p: Passage, head: int) -> bool:
        """ "His adviser, Lloyd Garrity, ...": two capitals between a person's post and a comma are the person, though
        they look like a firm's name."""
        first, end, _ = p.entities[p.ent_of[head]]
        bodies = self.nouns_of["organisation"] | self.nouns_of["media_name"]
        return (
            end - first == 2
            and p.words[first - 1] == ","
            and all(p.pos[i] == "PROPN" and p.words[i].isalpha() and p.words[i][1:].islower() for i in (first, head))
            and p.lower[head] not in bodies
        )

    def _titled(self, p: Passage, head: int) -> bool:
        """Whether a title or an office stands before a name ("Commissioner Chinedu Obi")."""
        for kid in p.kids(head, "compound", "nmod", "amod"):
            lower = p.lower[kid].rstrip(".")
            if lower in self.nouns_of["office"] or lower in self.nouns_of["title"] or lower in self.nouns_of["people"]:
                return True
        return False

    def _has_age(self, p: Passage, head: int) -> bool:
        """ "Sela Quint, 34, ...": a number between commas is an age."""
        end = head + 1
        return (
            end + 1 < len(p)
            and p.words[end] == ","
            and p.words[end + 1].isdigit()
            and 1 < len(p.words[end + 1]) < 3
            and (end + 2 >= len(p) or p.pos[end + 2] == "PUNCT")
        )

    def _behind_role(self, p: Passage, head: int) -> bool:
        """ "police commander Oskar Roy": a common noun of people right before a name makes it a person's."""
        entity = p.ent_of[head]
        first = p.entities[entity][0] if entity >= 0 else head
        while first > 0 and p.pos[first - 1] == "PROPN" and p.head[first - 1] == head:
            first -= 1
        before = first - 1
        role = before >= 0 and p.tag[before] == "NN" and p.words[before].islower() and p.head[before] == head
        # "the opposition Unity Party" is a body's name behind the noun of a body.
        own = p.lemma[before] in self.nouns_of["people"] or p.lemma[before] not in self.nouns_of["group"]
        return role and own and self.is_person(p, before)
