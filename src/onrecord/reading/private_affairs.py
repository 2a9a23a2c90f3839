"""What private people say and do among themselves, which PLOVER leaves out: only acts with a public side are coded.

Whoever is killed, held, charged, convicted or on the street is told of, whoever they are. What is said, agreed, given
and conceded needs more: a state, an office, a party, an armed group, an organisation, or people as a body ("residents
demanded"). One person of whom nothing public is known is not enough: "she met her agent", "he thanked a friend".
"""

from __future__ import annotations

from onrecord.language.parsed import Passage
from onrecord.reading.clauses import is_passive
from onrecord.reading.event_draft import EventDraft
from onrecord.reading.participants import Filled
from onrecord.reading.rule_words import rule_words
from onrecord.reading.trigger_match import Match
from onrecord.reading.who import ActorIndex

# Who has no public part as one person; crowds of them have in what is said (_SAID).
_PRIVATE = frozenset({None, "BUS", "CVL", "EDU", "JRN", "MED", "AGR"})
_OUTLAWS = frozenset({"CRM", "UAF"})
_POLITICS = frozenset({"GOV", "LEG", "MIL", "PTY", "OPP", "REB", "SPY", "ELI", "PRM"})
_ALLIANCES = frozenset({"IGO", "UNO", "EUR"})
# The share of a report's events in which politics have a part, from which on it is told of them.
_MUCH = 0.35
# "people managed to leave the office"
_ROOMS = rule_words("private_affairs.rooms")
_SAID = frozenset({"REQUEST", "ACCUSE", "REJECT", "SUPPORT", "CONCEDE"})
_DONE = frozenset({"CONSULT", "COOPERATE", "AGREE", "AID", "RETREAT"})
_TOGETHER = frozenset({"CONSULT", "COOPERATE"})
_KEPT_MODES = frozenset({"allege", "investigate", "release"})
# Confessions and surrenders concern the courts and the police, be it of one person.
_TO_COURTS = rule_words("private_affairs.to_courts")
_SERVICES = rule_words("private_affairs.services")
_NAMED = frozenset({"oprd", "attr", "ccomp", "xcomp", "acomp"})
_PUT_TO_DEATH = rule_words("private_affairs.put_to_death")
_HOLDING = rule_words("private_affairs.holding")


def is_private_one(actors: ActorIndex, actor: str) -> bool:
    """Whether nothing public is known of one person: a name alone, a customer, a player, a patient."""
    if actors.kind_of(actor) not in ("person", "unknown"):
        return False
    sector = actors.sector_of(actor)
    return sector in _PRIVATE and (sector is not None or actors.country_of(actor) is None)


def is_private_crowd(actors: ActorIndex, actor: str) -> bool:
    """Whether people are told of as customers, patients, players, and as no body of a country ("Greek Cypriots")."""
    sector = actors.sector_of(actor)
    return (
        actors.kind_of(actor) == "group"
        and sector is not None
        and sector in _PRIVATE
        and actors.country_of(actor) is None
    )


def without_private(drafts: list[EventDraft], actors: ActorIndex) -> list[EventDraft]:
    """The drafts of a report without what private people say and do among themselves: "the singer met her agent".

    Where politics have a part in much of what is told, a name of which nothing is known may well be a politician's:
    there all are kept.
    """
    told = [draft for draft in drafts if not draft.weak]
    political = sum(
        any(_is_political(actors, actor) for actor, _ in (*draft.actors, *draft.recipients)) for draft in told
    )
    if political >= _MUCH * len(told):
        return drafts
    return [draft for draft in drafts if not _is_among_people(draft, actors)]


def _is_political(actors: ActorIndex, actor: str) -> bool:
    if actors.kind_of(actor) == "country" or actors.sector_of(actor) in _POLITICS:
        return True
    return actors.country_of(actor) in _ALLIANCES


def _is_among_people(draft: EventDraft, actors: ActorIndex) -> bool:
    """Whether only private people take part, and courts and police have none in it."""
    if draft.type not in _SAID | _DONE or not draft.actors or draft.mode in _KEPT_MODES:
        return False
    if any(word in _TO_COURTS for word in draft.rule.split(".")[-1].split()):
        return False
    does = [actor for actor, _ in draft.actors]
    undergoes = [actor for actor, _ in draft.recipients]
    if draft.type in _TOGETHER:
        # a crowd of customers, patients or players meets nobody either: "tourists visited the clinic"
        return all(is_private_one(actors, actor) or is_private_crowd(actors, actor) for actor in does + undergoes)
    return all(is_private_one(actors, actor) for actor in does) and all(
        is_private_one(actors, actor) or is_private_crowd(actors, actor) for actor in undergoes
    )


class PrivateAffairs:
    """Judges the matches of one passage."""

    def __init__(self, passage: Passage, actors: ActorIndex) -> None:
        self.passage = passage
        self.actors = actors

    def is_private(self, match: Match, is_noun: bool, does: list[Filled], undergoes: list[Filled]) -> bool:
        """Whether a match tells nothing of public concern."""
        kind = match.pattern.type
        return (
            (kind in ("CONSULT", "REQUEST") and not is_noun and self._is_calling(match, does))
            or (kind == "SANCTION" and match.pattern.mode == "expel" and self._is_escape(match, undergoes))
            or (kind == "AID" and not is_noun and self._helps_nobody(match, does, undergoes))
            or (kind == "RETREAT" and self._gives_up_nothing(match, does, undergoes))
            or (kind == "ASSAULT" and not is_noun and self._kills_nobody(match, undergoes))
            or (kind == "COERCE" and not is_noun and self._holds_nobody(match, does, undergoes))
        )

    def _is_calling(self, match: Match, does: list[Filled]) -> bool:
        """Whether "call" names somebody ("they called him Slim") or fetches a service ("police were called")."""
        passage, verb = self.passage, match.head
        if passage.lemma[verb] != "call":
            return False
        if match.pattern.type == "CONSULT" and any(
            passage.dep[kid] in _NAMED and kid > verb for kid in passage.children[verb]
        ):
            return True
        if match.pattern.type == "CONSULT" and is_passive(passage, verb) and not does:
            return True
        called = any(passage.lemma[token] in _SERVICES for token in match.slots["R"])
        return called and len(match.tokens) == 1 and (not does or all(is_private_one(self.actors, a) for a, _ in does))

    def _is_escape(self, match: Match, undergoes: list[Filled]) -> bool:
        """Whether whoever flees is driven out by nobody: robbers, one private person, guests who "managed to
        escape"."""
        if self.passage.lemma[match.head] not in ("flee", "escape"):
            return False
        if any(self.actors.sector_of(actor) in _OUTLAWS for actor, _ in undergoes):
            return True
        if not undergoes:
            return False
        if all(is_private_one(self.actors, actor) for actor, _ in undergoes):
            return True
        plain = match.pattern.object_nouns is None and not any(prep.nouns for prep in match.pattern.preps)
        return (
            plain
            and self.passage.lemma[match.head] == "escape"
            and all(is_private_crowd(self.actors, actor) for actor, _ in undergoes)
        )

    def _helps_nobody(self, match: Match, does: list[Filled], undergoes: list[Filled]) -> bool:
        """Whether "help" only tells what something was good for: "helped determine the cause", "helped her win"."""
        if self.passage.lemma[match.head] != "help" or match.pattern.clause is None or match.clause is None:
            return False
        if any(not is_private_one(self.actors, actor) for actor, _ in does):
            return False
        helped = self.passage.child(match.clause, "nsubj", "nsubjpass") is not None
        if not undergoes and (helped or self.passage.child(match.head, "dobj") is not None):
            # "they would help it to guard its shoals": somebody is helped, though it is open who
            return False
        return all(is_private_one(self.actors, actor) for actor, _ in undergoes)

    def _gives_up_nothing(self, match: Match, does: list[Filled], undergoes: list[Filled]) -> bool:
        """Whether whoever leaves, lets in or stops has no ground, office or arms to give up: "people managed to leave
        the office", "the referee stopped the fight", "officers allowed them to leave"."""
        mode, passage = match.pattern.mode, self.passage
        if mode == "release" or any(passage.lower[token] in _TO_COURTS for token in match.tokens):
            return False
        if passage.lemma[match.head] == "surrender":
            return False
        if mode == "resign" and passage.lemma[match.head] == "leave" and match.object is not None:
            rooms = passage.lemma[match.object] in _ROOMS
            return (
                rooms
                and bool(does)
                and all(
                    self.actors.kind_of(actor) == "group"
                    and self.actors.sector_of(actor) in _PRIVATE
                    and self.actors.country_of(actor) is None
                    for actor, _ in does
                )
            )
        if mode in ("withdraw", "ceasefire") and does:
            return all(
                is_private_one(self.actors, actor)
                or is_private_crowd(self.actors, actor)
                or (mode == "withdraw" and self.actors.sector_of(actor) in ("CRM", "LAB"))
                for actor, _ in does
            )
        if mode == "access" and does and passage.lemma[match.head] in ("allow", "let", "permit"):
            weak = all(is_private_one(self.actors, a) or self.actors.sector_of(a) in ("COP", "LAB") for a, _ in does)
            return weak and all(
                is_private_one(self.actors, a) or is_private_crowd(self.actors, a) for a, _ in undergoes
            )
        return False

    def _kills_nobody(self, match: Match, undergoes: list[Filled]) -> bool:
        """Whether "hang" and "execute" have nobody to die: "they were hanging out", "hanged himself", "executed a
        turn"."""
        passage, verb = self.passage, match.head
        if passage.lemma[verb] not in _PUT_TO_DEATH or len(match.tokens) > 1:
            return False
        if any(passage.lower[kid] in ("himself", "herself", "themselves", "itself") for kid in passage.children[verb]):
            return True
        if is_passive(passage, verb) or undergoes:
            return False
        return not any(passage.lower[token] in ("him", "her", "them", "me", "us") for token in match.slots["R"])

    def _holds_nobody(self, match: Match, does: list[Filled], undergoes: list[Filled]) -> bool:
        """Whether nobody is held or shut out by anybody in power: "picked up the signal", "I question him"."""
        passage, pattern = self.passage, match.pattern
        if pattern.mode == "arrest" and passage.lemma[match.head] in _HOLDING:
            if undergoes and all(self.actors.kind_of(actor) in ("organisation", "unknown") for actor, _ in undergoes):
                return True
            active = not is_passive(passage, match.head) and passage.dep[match.head] not in ("acl", "amod")
            return active and bool(does) and all(is_private_one(self.actors, actor) for actor, _ in does)
        if pattern.mode in ("censor", None) and does:
            return all(
                is_private_one(self.actors, actor)
                or is_private_crowd(self.actors, actor)
                or self.actors.sector_of(actor) == "LAB"
                for actor, _ in does
            )
        return False
