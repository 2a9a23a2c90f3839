"""What kind of source a noun phrase names: a person, an office, a body, a document, a class of people."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.language.parsed import Passage
from onrecord.reading.rule_words import rule_words
from onrecord.reading.statements.named_sources import EITHER, PEOPLE_ENDINGS, NamedSources
from onrecord.record import SourceKind

NUMBERS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(),
        1,
    )
}
# Nouns that count people, where "of" and a plural follow ("a pair of aides") or alone ("the couple"); 0: no number.
QUANTITIES = {
    "pair": 2, "couple": 2, "duo": 2, "twosome": 2, "trio": 3, "threesome": 3, "quartet": 4, "quintet": 5, "dozen": 12,
    "handful": 0, "number": 0, "group": 0, "string": 0, "host": 0, "score": 0, "crowd": 0, "gang": 0, "lot": 0,
    "team": 0, "bunch": 0, "majority": 0, "minority": 0,
}  # fmt: skip
_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART"})
_PERSONAL = frozenset("he she they we i you it who which that him her them his their its my our your".split())
# Bodies that are known without a name or an article ("police said").
_KNOWN_BODIES = frozenset("police authority parliament congress customs government army military".split())
# Shares of those who were asked ("two thirds want early elections").
_FRACTIONS = frozenset("percent % third half quarter majority most hundred thousand dozen minority tenth fifth".split())
# Singular words that name a body of people as a class.
_COLLECTIVE = frozenset(
    "opposition public crowd majority minority community lobby most half nobody none everybody everyone no-one "
    "neither right left".split()
)
_SIDES = frozenset(
    "protester demonstrator rebel militant insurgent separatist critic supporter opponent activist campaigner voter "
    "striker settler fighter hardliner moderate republican democrat conservative liberal child fan farmer fisherman "
    "worker side ally power state country party people passenger student pupil prisoner detainee refugee migrant "
    "public trader investor market consumer user viewer reader shareholder pensioner".split()
)
# Classes of people that stay classes with a "some" before them.
_CLASSES = frozenset(
    "economist critic democrat republican conservative liberal voter supporter opponent activist".split()
)
_FOLLOWERS = frozenset(
    "supporter backer campaigner member family fan opponent critic activist union rival defender loyalist".split()
)
_PRIVATE_OFFICES = rule_words("source_kinds.private_offices")
_PRIVATE_BODIES = rule_words("source_kinds.private_bodies")
_ASSISTING = frozenset({"press", "private", "financial", "then"})
# What stands before "paper" where it is no newspaper.
_PAPERS = frozenset("cabinet white green policy position working discussion briefing research strategy".split())
_NAMED_STUDIES = frozenset("poll survey report study barometer audit".split())
_PARTITIVES = frozenset("some several both many another none neither all most few each any either half".split())
_NOBODY = frozenset({"nobody", "none", "neither", "everyone", "everybody", "no-one"})
_LEADING = frozenset("chief head managing lord harbour harbor first supreme presiding".split())
_ACCESS = frozenset("familiar close briefed involved present privy knowledgeable aware".split())
_STANDING = frozenset("senior leading top key prominent opposition party industry establishment influential".split())
# Endings of nouns that name no people.
_ABSTRACT = (
    "tion",
    "sion",
    "ment",
    "ness",
    "ity",
    "ism",
    "ance",
    "ence",
    "ing",
    "age",
    "cy",
    "ship",
    "hood",
    "ure",
    "th",
)
_GENERALS = frozenset(
    "attorney secretary director surgeon solicitor auditor governor prosecutor inspector comptroller postmaster".split()
)
# Heads of names of posts ("the Block Development Officer").
_OFFICERS = frozenset(
    "officer official spokesman spokeswoman spokesperson adviser advisor aide prosecutor inspector attorney engineer "
    "manager professor".split()
)
_SIDE_BY_SIDE = frozenset({"partner", "rival", "ally", "employer", "predecessor", "competitor"})
_DEFINITE = frozenset("the this that these those both".split())
_STATES = frozenset({"country", "state", "nation", "neighbour", "neighbor", "republic"})
_KIN = frozenset({"family", "household", "kin"})


@dataclass(slots=True)
class SourceKinds(NamedSources):
    """Answers about the kinds of sources, over one report."""

    def kind(self, p: Passage, head: int, cue: str = "") -> SourceKind | None:
        """The kind of a source with this head, after a cue's lemma; None where a pronoun is left open or the noun
        tells nothing."""
        if p.tag[head] in ("WP", "WDT", "WP$"):
            clause = next((above for above in p.ancestors(head) if p.dep[above] == "relcl"), None)
            return self.kind(p, p.head[clause], cue) if clause is not None else None
        if p.pos[head] == "PRON" and p.lower[head] in _PERSONAL:
            return self._kind_of_actor(p, head)
        kind = self._kind_of_parts(p, head) or self._kind_of_phrase(p, head, cue)
        counted = any(p.child(kid, "nummod") is not None for kid in p.kids(head, "conj"))
        # "the school's principal and two parents": with somebody beside it, the office is no name.
        return "unnamed_people" if kind == "named_person" and p.pos[head] == "NOUN" and counted else kind

    def _kind_of_phrase(self, p: Passage, head: int, cue: str) -> SourceKind | None:
        is_name = p.ent[head] != "" and p.pos[head] == "PROPN"
        appositions = p.kids(head, "appos")
        if any(self._is_called(p, kid) for kid in (head, *appositions)):
            return "named_person"
        if p.lemma[head] in _SIDE_BY_SIDE and any(p.ent[kid] == "ORG" or p.child(kid, "det") for kid in appositions):
            # "her coalition partner, the League"
            return "named_organisation"
        plural_papers = p.lemma[head] == "paper" and p.tag[head] == "NNS"
        if p.lemma[head] == "paper" and any(p.lower[kid] in _PAPERS for kid in p.kids(head, "compound", "amod")):
            return "document"
        if p.lemma[head] == "page" and any(p.lower[kid] in ("editorial", "front") for kid in p.children[head]):
            # "the paper's editorial page"
            return "media"
        if p.lemma[head] in self.nouns_of["media"] and p.pos[head] == "NOUN" and not plural_papers:
            # "the website Meduza": whatever kind of name the parser takes it for.
            return "media"
        body = not is_name and self._is_body(p, head) and not self.is_person(p, head)
        if body and p.lemma[head].endswith("er") and any(p.ent[kid] == "PERSON" for kid in appositions):
            # "the pollster, Ann Lee"
            return "named_person"
        if not is_name and not body and any(p.ent[kid] == "PERSON" for kid in appositions):
            return "named_person"
        if self._is_media_name(p, head, cue):
            return "media"
        if p.pos[head] == "PROPN" and any(
            p.lower[kid] == "agency" and p.lower[kid - 1] in ("news", "press")
            for kid in p.kids(head, "compound")
            if kid
        ):
            # "the news agency PAP"
            return "media"
        agency = p.lemma[head] in ("agency", "service", "portal")
        if agency and any(self._is_journal(p, kid) for kid in appositions):
            # "the agency TASS"
            return "media"
        if not is_name and self.is_person(p, head) and any(self._is_bare_name(p, kid) for kid in appositions):
            return "named_person"
        if not is_name and self.is_person(p, head) and self._name_between_commas(p, head):
            return "named_person"
        if p.lemma[head] in self.nouns_of["statement_document"] and p.pos[head] == "NOUN":
            owner = self.owner(p, head)
            if owner is not None:
                kind = self.kind(p, owner)
                return "named_organisation" if kind in (None, "none") else kind
            return "document"
        if p.pos[head] == "PROPN" and p.lower[head] in _NAMED_STUDIES and p.child(head, "det") is not None:
            # "the Keystone Poll"
            return "document"
        if p.ent[head] == "PERSON":
            return "named_person"
        if (p.pos[head] == "PROPN" and not self._is_mistaken(p, head)) or (
            p.ent[head] == "ORG" and p.words[head][0].isupper() and self._in_long_name(p, head)
        ):
            return self._kind_of_name(p, head)
        return self._kind_of_noun(p, head)

    # -- parts and quantities --------------------------------------------------------------------------------------

    def _kind_of_parts(self, p: Passage, head: int) -> SourceKind | None:
        """ "one of the bidders", "some of them", "a pair of aides", "one in five voters"; None where it is no part."""
        lower = p.lower[head]
        if lower in _NOBODY or any(p.lower[kid] in ("no", "neither") for kid in p.kids(head, "det")):
            return "group"
        if lower in NUMBERS and any(self._is_bare_name(p, kid) for kid in p.kids(head, "appos")):
            # "one of them, Ana Ruiz"
            return "named_person"
        noun = self._partitive(p, head)
        if noun is None:
            if p.lemma[head] in QUANTITIES and QUANTITIES[p.lemma[head]] in (2, 3) and self._definite(p, head):
                return "unnamed_people"
            shared = p.tag[head] in ("NNS", "NNPS") and any(
                p.lower[kid] == "in" or "in" in (p.lower[i] for i in range(*p.subtree[kid]))
                for kid in p.kids(head, "nummod")
            )
            return "group" if shared else None
        if any(self._is_body(p, kid) for kid in p.kids(head, "appos")):
            # "one of the bidders, a packaging firm"
            return "unnamed_organisation"
        if p.lemma[head] in _FRACTIONS - {"dozen"}:
            return "group"
        if p.pos[noun] not in ("NOUN", "PROPN"):
            return "unnamed_people"
        kind = self._kind_of_noun(p, noun)
        if kind in ("group", "named_person", None):
            return "unnamed_people"
        return "unnamed_organisation" if kind == "named_organisation" else kind

    def _partitive(self, p: Passage, head: int) -> int | None:
        """The noun in "one of the bidders", "a pair of aides"."""
        quantity = p.lemma[head] in QUANTITIES
        if p.lower[head] not in NUMBERS and p.lower[head] not in _PARTITIVES and not quantity:
            return None
        of = next((kid for kid in p.kids(head, "prep") if p.lower[kid] == "of"), None)
        noun = p.child(of, "pobj") if of is not None else None
        if noun is None or (quantity and (p.tag[noun] not in ("NNS", "NNPS") or not self.is_person(p, noun))):
            return None
        return noun

    # -- names -----------------------------------------------------------------------------------------------------

    def _kind_of_name(self, p: Passage, head: int) -> SourceKind:
        actor = self.actors.at(p, head)
        lower, indefinite = p.lower[head], self._indefinite(p, head)
        if lower in self.surnames and p.child(head, "det", "compound", "poss") is None:
            # "Sela Quint, who heads the port, ... Quint said": a surname alone, whatever kind of name it looks like.
            return "named_person"
        if lower == "opposition":
            return "group"
        if lower in ("republican", "democrat", "conservative") and self._definite(p, head):
            return "named_person"
        if p.ent[head] == "NORP" and p.tag[head] in ("NNP", "NN") and lower[-1] != "s" and self._definite(p, head):
            # "the Republican"
            return "named_person"
        if (camp := self._camp(p, head)) is not None:
            return camp
        class_name = p.tag[head] in ("NNPS", "NNS") and (
            p.ent[head] == "NORP" or (lower[:-1] in self.nouns_of["group"] or lower[:-1] in self.roles)
        )
        if (
            class_name
            and not (p.ent[head] == "ORG" and self._in_long_name(p, head))
            and p.child(head, "compound") is None
        ):
            return "unnamed_people" if self._counted(p, head) else "group"
        if indefinite and p.ent[head] not in ("FAC", "WORK_OF_ART") and p.child(head, "amod", "compound") is not None:
            return "unnamed_people" if not self._is_body(p, head) else "unnamed_organisation"
        if actor is not None and self.actors.kind_of(actor) == "person":
            return "named_person"
        held = lower in self.nouns_of["office"] or lower in self.nouns_of["title"]
        held = held or (lower in self.nouns_of["people"] and lower != "guard" and p.ent[head] != "ORG")
        if held and self._definite(p, head):
            # "the Chief Minister", "His Excellency the Minister of Housing"
            return "named_person"
        if (self._titled(p, head) and p.ent[head] not in ("ORG", "GPE")) or lower in _OFFICERS:
            return "named_person"
        if self._behind_role(p, head) or self._has_age(p, head):
            return "named_person"
        if any(self.is_person(p, kid) and p.tag[kid] in ("NN", "NNP") for kid in p.kids(head, "appos")):
            # "Salem Aqeel, the deputy governor"
            return "named_person"
        if lower in ("committee", "council", "federation", "union", "commission", "association", "ministry"):
            # "the Committee for Free Media"
            return "named_organisation"
        if actor is not None and self.actors.sector_of(actor) == "JRN" and self.actors.country_of(actor) != "NGO":
            return "media"
        first, end = p.subtree[head]
        words = {p.lower[i] for i in range(first, end) if p.head[i] == head or i == head}
        media = self.nouns_of["media_name"] | self.nouns_of["media"]
        return "media" if words & media else "named_organisation"

    # -- nouns -----------------------------------------------------------------------------------------------------

    def _is_body(self, p: Passage, head: int) -> bool:
        role = self.role(p, head)
        return p.lemma[head] in self.nouns_of["organisation"] or (role is not None and role.kind == "organisation")

    def _kind_of_noun(self, p: Passage, head: int) -> SourceKind | None:
        lemma, lower, nouns = p.lemma[head], p.lower[head], self.nouns_of
        plural = p.tag[head] in ("NNS", "NNPS")
        definite = self._definite(p, head)
        if plural and lemma in ("party", "side", "tribe"):
            return "group"
        if self._is_figure(p, head):
            return "unnamed_people" if plural or not definite else self._kind_of_actor(p, head)
        if lemma in nouns["document"] or (lemma == "paper" and plural):
            return "document"
        if lemma in _FRACTIONS:
            # "The third said": the last of three who were told of
            one = lower == "third" and p.child(head, "det") is not None and p.child(head, "prep") is None
            return "unnamed_people" if one else "group"
        if lemma in nouns["media"] or (lemma == "paper" and definite):
            return "media"
        if lemma in _STATES and not lemma.startswith("neighbo"):
            # "The country promised further aid."
            return "group" if plural else "named_organisation" if definite else "unnamed_organisation"
        if lemma in _KIN and definite:
            return "unnamed_people"
        if (self.is_person(p, head) and lemma in EITHER) or lemma.endswith("owner"):
            return self._kind_of_people(p, head, plural, definite)
        if lemma in nouns["organisation"] and plural and lemma.endswith(("er", "or")) and not definite:
            # "Developers argue", "Exporters warned": a trade as a class
            return "unnamed_people" if self._counted(p, head) else "group"
        if lemma in ("government", "union") and plural and definite:
            # "The two governments said"
            return "named_organisation"
        if lemma in nouns["organisation"] and not (lemma in nouns["group"] and plural):
            return self._kind_of_body(p, head, definite)
        if self._is_office(p, head) and definite and (not plural or self._of_states(p, head)):
            return "unnamed_people" if self._is_private(p, head) else "named_person"
        if lower in _COLLECTIVE or lemma in _COLLECTIVE:
            return "group"
        listed = any(lemma in nouns[name] for name in ("people", "insider", "office", "group"))
        if listed or lower in nouns["people"] or lower in nouns["group"]:
            return self._kind_of_people(p, head, plural, definite)
        role = self.role(p, head)
        if role is not None and role.kind == "organisation":
            return "named_organisation" if definite else "unnamed_organisation"
        if role is not None and role.kind == "group" and not plural:
            return "group"
        if role is not None or lemma.endswith(PEOPLE_ENDINGS) or self._counted(p, head):
            return self._kind_of_people(p, head, plural, definite)
        actor = self.actors.at(p, head)
        if actor is None:
            # The nouns of people are an open class, those of things that speak are not: "a pallbearer said".
            unknown = p.pos[head] in ("NOUN", "PROPN") and not lemma.endswith(_ABSTRACT) and not plural
            return "unnamed_people" if unknown and p.child(head, "det", "poss") is not None else None
        if plural and self.actors.kind_of(actor) in ("group", "person"):
            return self._kind_of_people(p, head, plural, definite)
        return self._kind_of_actor(p, head)

    def _kind_of_body(self, p: Passage, head: int, definite: bool) -> SourceKind:
        if p.lemma[head] in _KNOWN_BODIES and not self._indefinite(p, head):
            return "named_organisation"
        for kid in p.kids(head, "appos"):
            # "her former employer, a private school"
            if self._is_body(p, kid) and self._indefinite(p, kid):
                return "unnamed_organisation"
        has_name = any(p.ent[kid] in _NAMES or p.pos[kid] == "PROPN" for kid in range(p.subtree[head][0], head))
        named = (has_name and not self._indefinite(p, head)) or definite
        return "named_organisation" if named else "unnamed_organisation"

    def _kind_of_people(self, p: Passage, head: int, plural: bool, definite: bool) -> SourceKind | None:
        """Single people are unnamed ("a clerk"), and so are counted, close or definite ones ("two clerks", "the
        owners", "their lawyers"); a bare plural is a class ("teachers"), unless it tells who was there ("witnesses").
        """
        lemma = p.lemma[head]
        if not plural and p.lower[head] not in ("people", "police", "staff"):
            return self._kind_of_actor(p, head) if definite else "unnamed_people"
        followers = lemma in _FOLLOWERS and p.child(head, "poss") is not None and not self._counted(p, head)
        if followers:
            return "group"
        if lemma in self.nouns_of["insider"] or self._counted(p, head) or self._is_close(p, head):
            # "Some economists fear it": a part of a class, whom nobody has counted
            vague = lemma in _CLASSES and any(p.lower[kid] == "some" for kid in p.children[head])
            return "group" if vague and p.child(head, "nummod") is None else "unnamed_people"
        # "their lawyers" are some people, "its backers" and "victims' families" a class.
        owned = p.child(head, "poss") is not None and lemma not in _FOLLOWERS
        return "unnamed_people" if owned or (definite and lemma not in _SIDES) else "group"

    def _is_close(self, p: Passage, head: int) -> bool:
        """ "people familiar with the talks", "diplomats at the mission": they speak of what they know themselves."""
        return any(
            p.lower[kid] in _ACCESS or (p.dep[kid] == "prep" and p.lower[kid] in ("at", "with"))
            for kid in p.children[head]
            if kid > head
        )

    def _is_figure(self, p: Passage, head: int) -> bool:
        """ "a senior figure in the party"; but "official figures" are a document."""
        return p.lemma[head] == "figure" and any(p.lower[kid] in _STANDING for kid in p.kids(head, "amod", "compound"))

    def _of_states(self, p: Passage, head: int) -> bool:
        """ "the foreign ministers of Chad and Niger", "of the two countries": each is known by his office."""
        of = [p.child(kid, "pobj") for kid in p.kids(head, "prep") if p.lower[kid] == "of"]
        return any(kid is not None and (p.ent[kid] == "GPE" or p.lemma[kid] in _STATES) for kid in of)

    def _is_private(self, p: Passage, head: int) -> bool:
        """ "the airline's chief executive", "the founder": an office that the public does not know its holder by, as it
        does "the governor"."""
        if p.lemma[head] in _PRIVATE_OFFICES or p.lower[head - 1] in _ASSISTING:
            return True
        of = [p.child(kid, "pobj") for kid in p.kids(head, "prep") if p.lower[kid] in ("of", "at")]
        return any(kid is not None and p.lemma[kid] in _PRIVATE_BODIES for kid in [p.child(head, "poss"), *of])

    def _is_office(self, p: Passage, head: int) -> bool:
        """ "the governor", "the attorney general": an office that one person holds."""
        if p.lemma[head] in self.nouns_of["office"]:
            return True
        if head == 0:
            return False
        before = p.lower[head - 1]
        if p.lemma[head] in ("adviser", "advisor"):
            # "the national security adviser"
            return before == "security"
        if p.lemma[head] == "general":
            return before in _GENERALS
        # "the head teacher", "the chief constable": one of their kind.
        return before == "chief" or (before in _LEADING and p.lemma[head] not in self.nouns_of["insider"])

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
            known = named or kind == "country" or self._definite(p, head)
            return "named_organisation" if known else "unnamed_organisation"
        if kind == "group" and p.lower[head] == "it":
            return "named_organisation"
        if kind == "group":
            return self._kind_of_words(self.actors.name_of(actor), "group")
        return None if p.pos[head] == "PRON" else "unnamed_people"

    def _kind_of_words(self, name: str, otherwise: SourceKind) -> SourceKind:
        """The kind of an actor that is known by a phrase only ("two US officials", "the governor")."""
        words = name.lower().split()
        if not words:
            return otherwise
        if words[0] in NUMBERS or words[0] in ("a", "an", "one", "another", "both") or words[0].isdigit():
            return "unnamed_people"
        head = re.split(r" (?:of|in|for|at|from|to|with|who)\b", " " + name.lower())[0].split()
        office = bool(head) and head[-1] in self.nouns_of["office"]
        if office and otherwise == "unnamed_people":
            return "named_person"
        singular = [word[:-1] if word.endswith("s") else word for word in words]
        known = any(word in self.nouns_of["insider"] or word == "people" for word in singular + words)
        return "unnamed_people" if known else otherwise

    # -- articles and owners ---------------------------------------------------------------------------------------

    def owner(self, p: Passage, head: int) -> int | None:
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
            (p.dep[kid] == "det" and p.lower[kid] in _DEFINITE)
            or (p.dep[kid] == "poss" and not self._is_sort(p, head, kid))
            for kid in p.children[head]
        )

    def _is_sort(self, p: Passage, head: int, possessor: int) -> bool:
        """ "Teachers' unions", "women's groups": the bare plural tells what sort they are, not whose."""
        return p.tag[head] == "NNS" and p.tag[possessor] == "NNS" and p.child(possessor, "det", "poss") is None

    def _counted(self, p: Passage, head: int) -> bool:
        """Whether a number or "several" counts the people."""
        return any(p.dep[kid] == "nummod" or p.lower[kid] in ("several", "both", "some") for kid in p.children[head])
