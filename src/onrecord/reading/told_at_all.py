"""Whether a match is told at all: who must be there, who is no actor of public affairs, and what nobody did.

A pattern that fits is not yet an event: "the firm released a telephone" frees nobody, "snow closed the schools" is
nobody's deed, and "she was hurt when a crane fell" is an accident.
"""

from __future__ import annotations

from onrecord.codebook.events import EventBook
from onrecord.language.parsed import Passage
from onrecord.reading.clauses import is_passive, measured, with_conjuncts
from onrecord.reading.no_deed import NoDeed
from onrecord.reading.participants import Filled
from onrecord.reading.private_affairs import PrivateAffairs
from onrecord.reading.rule_words import rule_words
from onrecord.reading.told_alone import is_told_alone
from onrecord.reading.trigger_match import Match
from onrecord.reading.who import ActorIndex
from onrecord.record import Span

# Types that are done with words: without anybody who says them there is no event.
_VERBAL_TYPES = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
# What commentators say in these is an opinion, and no act: "analysts criticised the deal".
_OPINIONS = frozenset({"SUPPORT", "ACCUSE", "REJECT", "REQUEST", "THREATEN"})
_TRADING = frozenset({"AGREE", "COOPERATE", "AID", "CONSULT", "MOBILIZE"})
_COMMENTATORS = rule_words("told_at_all.commentators")
# "police were bussed in", "homes were razed": the words tell of a deed though nobody is named.
_TOLD_ALONE = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"})
# What companies do to each other or by themselves in these is public all the same: suits, strikes, raids.
_PUBLIC_ANYHOW = frozenset({"ASSAULT", "PROTEST", "ACCUSE", "COERCE", "SANCTION"})
# Without anybody who does them these may be what an accident did; a warning of a flood threatens nobody.
_ENDURED = frozenset({"ASSAULT", "COERCE", "SANCTION"})
# "the software blocks access to harmful sites"
_TOOLS = rule_words("told_at_all.tools")
_CAUSING = rule_words("told_at_all.causing")
_WITH_OFF = rule_words("told_at_all.with_off")
_DECLARING = rule_words("told_at_all.declaring")
_PRIVATE = frozenset({None, "BUS", "CVL", "EDU", "JRN", "LAB"})
_IN_OFFICE = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "PTY", "OPP", "REB", "REL", "ELI"})
_AFTER = rule_words("told_at_all.after")
_PRONOUNS = rule_words("told_at_all.pronouns")
# Bodies of people that the actors leave open ("the two governments"), and people told of without a name.
_PEOPLE = rule_words("told_at_all.people")


class Telling:
    """Judges the matches of one passage."""

    def __init__(self, passage: Passage, book: EventBook, actors: ActorIndex, *, disaster: bool = False) -> None:
        """`disaster` says that the report tells of one."""
        self.passage = passage
        self.book = book
        self.actors = actors
        self.disaster = disaster
        self.works = frozenset(book.classes["works"].words) if "works" in book.classes else frozenset()
        self.private = PrivateAffairs(passage, actors)
        self.no_deed = NoDeed(passage, actors)

    def is_told(self, match: Match, is_noun: bool, does: list[Filled], undergoes: list[Filled]) -> bool:
        """Whether a match tells an event of those who fill its slots; where not, a laxer pattern may."""
        passage, pattern = self.passage, match.pattern
        if pattern.needs_actor and not does:
            return False
        if pattern.type == "PROTEST" and passage.lemma[match.head] == "protest" and does and self._are_states(does):
            # "Beijing protested against the sale": a state protests in words
            return False
        if (
            pattern.type == "REQUEST"
            and pattern.clause is not None
            and pattern.clause.must
            and match.clause is not None
        ):
            asked = passage.child(match.clause, "nsubj", "nsubjpass")
            if asked is not None and passage.lower[asked] in ("we", "i"):
                # "said: we must address the underlying problem" asks nobody else
                return False
        if pattern.type == "PROTEST" and self._are_firms(does):
            # "upheld Boeing's protest": a company objects in writing
            return False
        if does and pattern.type in _OPINIONS and all(self._is_private(actor, span) for actor, span in does):
            return False
        ships = pattern.type == "MOBILIZE" and pattern.subject_nouns is not None
        if pattern.type in _TRADING and not ships and self.are_companies([*does, *undergoes]):
            # what a pattern names as armed ("the carrier steamed into the Gulf") is no firm
            return False
        dull = pattern.type in ("COERCE", "ASSAULT") or (pattern.type == "SANCTION" and pattern.mode == "expel")
        if dull and self._are_firms(does) and not self._are_public(undergoes):
            # "the chain closed its salad bars", "the carmaker fired its designer", "raided its rival for engineers"
            return False
        if (
            pattern.type == "ASSAULT"
            and passage.lemma[match.head] == "beat"
            and self._is_contest(match, does, undergoes)
        ):
            return False
        if pattern.type not in _PUBLIC_ANYHOW and self._is_business(does, undergoes):
            return False
        if self.private.is_private(match, is_noun, does, undergoes):
            return False
        if self.no_deed.is_no_deed(match, is_noun, does, undergoes):
            return False
        return self._complete(match, is_noun, does, undergoes) and not self._is_mishap(match, does)

    def _complete(self, match: Match, is_noun: bool, does: list[Filled], undergoes: list[Filled]) -> bool:
        """Whether those are there whom the pattern asks for ("R!"), and at least one is somebody whom something is
        known of."""
        pattern = match.pattern
        known_does = any(self._is_somebody(actor, span) for actor, span in does) or self._present(match.slots["A"])
        if pattern.type in _VERBAL_TYPES and not is_noun:
            known_does = known_does or any(self.passage.lower[token] == "it" for token in match.slots["A"])
        known_undergoes = any(self._is_somebody(actor, span) for actor, span in undergoes)
        known_undergoes = known_undergoes or self._present(match.slots["R"]) or self._is_call(match, does)
        if pattern.type in _VERBAL_TYPES and not is_noun:
            # who is asked or accused is somebody, though "it" may be open: "asked it to send monitors"
            known_undergoes = known_undergoes or any(self.passage.lower[token] == "it" for token in match.slots["R"])
        named = pattern.object_nouns is not None and "*" not in pattern.object_nouns
        if (does or undergoes) and not known_does and not known_undergoes and not (named and not is_noun):
            return False
        if (
            pattern.type == "RETREAT"
            and pattern.mode == "release"
            and not self._frees_people(match, is_noun, undergoes)
        ):
            return False
        needs = pattern.object_needs_actor or any(prep.required and prep.slot for prep in pattern.preps)
        if pattern.both:
            # "the government is fighting to": a mutual act needs two sides, or a plural that is both of them
            phrased = pattern.object_nouns is not None or any(prep.nouns for prep in pattern.preps)
            alone = len(does) < 2 and not is_noun and not phrased and pattern.clause is None
            if alone and len(match.slots["A"]) > 1:
                alone = not (known_does and self._present(match.slots["A"][1:]))
            return not alone or (pattern.object_slot is None and self._plural_subject(match))
        if needs and pattern.object_slot == "A":
            return known_does
        return known_undergoes or not needs

    def _frees_people(self, match: Match, is_noun: bool, undergoes: list[Filled]) -> bool:
        """Whether it is people who come free, where the pattern leaves open what is released: a telephone, a report,
        an album are not."""
        pattern = match.pattern
        if is_noun:
            return not undergoes or any(self.actors.kind_of(actor) in ("person", "group") for actor, _ in undergoes)
        if pattern.object_nouns is not None or not pattern.object_needs_actor:
            return True
        if undergoes and all(self.actors.kind_of(actor) == "organisation" for actor, _ in undergoes):
            # "in a statement the ministry released"
            return False
        held = [token for slot in match.slots["R"] for token in with_conjuncts(self.passage, slot)]
        held += [measured(self.passage, token) for token in held]
        return self._present(held) or any(self.is_people(token) for token in held)

    def _is_call(self, match: Match, does: list[Filled]) -> bool:
        """Whether somebody in office comes to a town, which receives him though it is only where he is: "the premier
        landed in Yangon"."""
        if match.pattern.type != "CONSULT" or match.pattern.both:
            return False
        official = any(self.actors.sector_of(actor) in _IN_OFFICE for actor, _ in does)
        return official and any(self.passage.ent[token] == "GPE" for token in match.slots["R"])

    def _is_mishap(self, match: Match, does: list[Filled]) -> bool:
        """Whether nobody did it: "snow closed the schools", "two were injured when a crane fell"."""
        passage, book = self.passage, self.book
        if any(passage.lemma[token] in book.forces for token in match.slots["A"]):
            return True
        pattern = match.pattern
        if self.disaster and (
            # "it has claimed 488 lives", a state of emergency over the flu
            (pattern.type == "ASSAULT" and [passage.lower[token] for token in match.slots["A"]] == ["it"])
            or (pattern.type == "COERCE" and pattern.mode == "martial-law" and passage.lemma[match.head] in _DECLARING)
        ):
            return True
        warning = pattern.type == "THREATEN" and passage.lemma[match.head] in ("warn", "warning", "caution")
        if pattern.type == "SANCTION" and pattern.mode != "expel":
            return False
        if not warning and (pattern.type not in _ENDURED or does):
            return False
        first, end = passage.sentences[passage.sentence_of[match.head]]
        words = passage.lemma[first:end]
        if not self.disaster and not any(word in book.mishaps for word in words):
            return False
        own = {passage.lemma[token] for token in match.tokens}
        return not any(word in book.violence and word not in own for word in words)

    def _present(self, tokens: list[int]) -> bool:
        """Whether somebody stands in a slot though the actors leave open who: "they", "the two governments"."""
        passage = self.passage
        return any(
            passage.lower[token] in _PRONOUNS or passage.lemma[token] in _PEOPLE or self._is_spared(token)
            for token in tokens
        )

    def _is_spared(self, token: int) -> bool:
        """ "Nobody has been arrested": what was not done to anybody; "nobody should be jailed for a poem" tells of no
        deed at all."""
        passage = self.passage
        if passage.lower[token] != "nobody" or passage.dep[token] != "nsubjpass":
            return False
        return not any(passage.tag[kid] == "MD" for kid in passage.children[passage.head[token]])

    def _is_somebody(self, actor: str, span: Span) -> bool:
        """Whether more is known than that a name stands there: a country, a sector, or that it is no product ("the
        iPhone")."""
        if self.actors.country_of(actor) is not None or self.actors.sector_of(actor) is not None:
            return True
        if self.actors.kind_of(actor) in ("person", "group", "organisation"):
            return True
        token = self.passage.token_at(span[1] - 1)
        return token is not None and self.passage.ent[token] in ("PERSON", "NORP", "GPE")

    def _are_states(self, does: list[Filled]) -> bool:
        return all(
            self.actors.kind_of(actor) == "country" or self.actors.sector_of(actor) == "GOV" for actor, _ in does
        )

    def are_companies(self, people: list[Filled]) -> bool:
        """Whether only companies take part: PLOVER leaves out what they agree, buy and pay among themselves."""
        return bool(people) and all(
            self.actors.sector_of(actor) == "BUS" or self.actors.country_of(actor) == "MNC" for actor, _ in people
        )

    def _are_firms(self, people: list[Filled]) -> bool:
        """Whether only firms take part, and nobody who works or trades there."""
        return self.are_companies(people) and all(self.actors.kind_of(actor) == "organisation" for actor, _ in people)

    def _are_public(self, people: list[Filled]) -> bool:
        """Whether a state or somebody with an office is among them."""
        return any(
            self.actors.kind_of(actor) == "country" or self.actors.sector_of(actor) not in _PRIVATE
            for actor, _ in people
        )

    def _is_contest(self, match: Match, does: list[Filled], undergoes: list[Filled]) -> bool:
        """Whether "beat" tells of a match or a vote: two people by name, or whole teams, parties and countries."""
        if len(match.tokens) > 1:
            return False
        kinds = {self.actors.kind_of(actor) for actor, _ in undergoes}
        if "person" in kinds:
            return bool(does) and all(self.actors.kind_of(actor) == "person" for actor, _ in does)
        return "group" not in kinds and bool(kinds)

    def is_people(self, token: int) -> bool:
        """Whether a noun names people, and no boat or building."""
        actor = self.actors.take(self.passage, token)
        people = actor is not None and self.actors.kind_of(actor) in ("person", "group")
        return people and not self.actors.is_thing(self.passage, token)

    def _is_business(self, does: list[Filled], undergoes: list[Filled]) -> bool:
        """Whether a company acts alone, upon its products or upon nobody: "the firm released a telephone".

        Others than companies in it, be it only people without a name, make it an event.
        """
        if (does or not undergoes) and not self.are_companies(does):
            return False
        return all(
            self.actors.kind_of(actor) in ("unknown", "organisation")
            and (self.actors.sector_of(actor) in (None, "BUS") and self.actors.country_of(actor) in (None, "MNC"))
            for actor, _ in undergoes
        )

    def _is_private(self, actor: str, span: Span) -> bool:
        """Whether somebody comments without public office: analysts, scholars, journalists, passers-by."""
        token = self.passage.token_at(span[1] - 1)
        if token is not None and self.passage.lemma[token] in _COMMENTATORS:
            # "UN experts" speak for the body
            return not any(self.passage.lower[kid] in ("un", "u.n.") for kid in self.passage.children[token])
        return self.actors.kind_of(actor) == "person" and self.actors.sector_of(actor) in ("EDU", "JRN")

    def _plural_subject(self, match: Match) -> bool:
        passage = self.passage
        return any(
            passage.tag[token] in ("NNS", "NNPS") or passage.lower[token] in ("we", "they")
            for token in match.slots["A"]
        )

    def is_weak(self, match: Match, is_noun: bool, does: list[Filled], undergoes: list[Filled]) -> bool:
        """Whether too little is said for an event of its own: a generic or background mention, nobody who takes
        part."""
        pattern = match.pattern
        if not is_noun:
            # "It urged the authorities": what urges or threatens is somebody, though we don't know whom "it" means
            said = bool(does) or self._present(match.slots["A"]) or is_passive(self.passage, match.head)
            # "faces charges of graft": the subject undergoes it as that of a passive does
            said = said or (pattern.subject == "R" and bool(undergoes))
            said = said or any(self.passage.lower[token] == "it" for token in match.slots["A"])
            if pattern.type in _VERBAL_TYPES and not said:
                return True
            if does or undergoes or pattern.alone or self._present(match.slots["A"]) or self._present(match.slots["R"]):
                return False
            if pattern.strictness >= 4 and any(
                self.passage.tag[token] in ("NNS", "NNP", "NNPS") for token in match.slots["A"]
            ):
                return False
            # "farmland was seized", "the curfew was lifted": the words themselves tell of a deed though nobody is named
            if pattern.type == "MOBILIZE" and self.passage.dep[match.head] == "acl":
                # "the troops stationed in Chad" only says which ones
                return True
            named = pattern.subject_nouns is not None or pattern.object_nouns is not None
            named = named and not any(self.passage.lemma[token] in _TOOLS for token in match.slots["A"])
            return not named or not (pattern.type in _TOLD_ALONE or self._alone(match))
        if pattern.alone or does or undergoes or self._present(match.slots["A"]) or self._present(match.slots["R"]):
            generic = not does and not undergoes and match.light is None and self._generic(match.head)
            generic = generic and not self._is_caused(match.head)
            if pattern.type == "ACCUSE" and undergoes and match.light is not None:
                # "the trial of the colonel opened"
                return generic
            # "a bomb threat emptied the school": only the modifier that the pattern asks for makes it one
            named = pattern.alone and bool(pattern.only)
            return generic or (pattern.type in _VERBAL_TYPES and not does and not match.told_in and not named)
        if match.told_in or self._presupposed(match.head):
            return False
        if self.names_works(match):
            return False
        if match.object is not None and pattern.type not in _VERBAL_TYPES:
            # "the return of prisoners of war", "the ramming of a boat": the noun has its object, as a verb would
            return False
        return match.light is None or match.light_verb is None or match.light_verb.subject != "event"

    def names_works(self, match: Match) -> bool:
        """Whether a nominal says what was struck or shut, though not whose it is: "condemned the attack on the
        country's airport"."""
        hostile = match.pattern.type in _TOLD_ALONE
        return hostile and any(self.passage.lemma[token] in self.works for token in match.slots["R"])

    def _is_caused(self, noun: int) -> bool:
        """Whether something brings a nominal event about: "set off protests", "sparked riots"."""
        passage = self.passage
        verb = passage.head[noun]
        if passage.dep[noun] != "dobj" or passage.lemma[verb] not in _CAUSING:
            return False
        return passage.lemma[verb] not in _WITH_OFF or any(
            passage.lower[kid] == "off" for kid in passage.children[verb]
        )

    def _alone(self, match: Match) -> bool:
        return not self.disaster and is_told_alone(self.passage, match)

    def _presupposed(self, noun: int) -> bool:
        """Whether the sentence takes a nominal for known to have happened: "after two nights of rioting", "despite a
        series of raids"."""
        passage = self.passage
        for _ in range(3):
            prep = passage.head[noun]
            if passage.dep[noun] != "pobj":
                return False
            if passage.lower[prep] in _AFTER:
                return True
            if passage.lower[prep] != "of":
                return False
            noun = passage.head[prep]
        return False

    def _generic(self, noun: int) -> bool:
        """A bare plural or mass noun with nothing around it ("shelling is a crime")."""
        passage = self.passage
        return not any(
            passage.dep[kid] in ("det", "nummod", "poss", "amod", "compound", "prep") for kid in passage.children[noun]
        )
