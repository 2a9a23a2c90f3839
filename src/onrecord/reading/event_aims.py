"""Whom the words of an event only seem to be aimed at: places, forces that are sent, victims of what is condemned.

Each type of event takes its recipients differently: troops are moved somewhere, and against somebody only where the
words say so; a withdrawal has none, a release has those who come free.
"""

from __future__ import annotations

from onrecord.language.parsed import Passage
from onrecord.reading.clauses import VERBAL, agent, is_passive, logical
from onrecord.reading.participants import Filled, fill
from onrecord.reading.rule_words import rule_words
from onrecord.reading.trigger_match import Match
from onrecord.reading.who import ActorIndex

_PLACE_NAMES = frozenset({"GPE", "LOC", "FAC"})
# Types whose recipients can be a town by itself; those by which a town abroad stands for its country.
_WITH_PLACES = frozenset({"CONSULT", "SUPPORT"})
_ACROSS_BORDERS = frozenset({"THREATEN", "COERCE", "SANCTION", "COOPERATE"})
_MOVING = frozenset({"PROTEST", "MOBILIZE", "RETREAT", "THREATEN"})
_OPPOSING = frozenset({"against", "toward", "towards"})
_OBJECTS = frozenset({"dobj", "nsubjpass", "dative"})
# "freed three nurses", "let the monitors in", "handed its arms to the peacekeepers": somebody gains by these.
_RELEASING = rule_words("event_aims.releasing")
_RELEASES = rule_words("event_aims.releases")
# A crowd gathers outside these; what it wants it wants from somebody else.
_MERE_BUILDINGS = rule_words("event_aims.mere_buildings")
# "refused to extradite the banker": the refusal is aimed at who asked for him, and he only undergoes the deed.
_HANDED_OVER = rule_words("event_aims.handed_over")
# "its embassy in Lima", "the ambassador to Mali": posts of one state in another.
POSTS = rule_words("event_aims.posts")
_TELLING = rule_words("event_aims.telling")
_ASKING = frozenset({"REQUEST", "AGREE", "THREATEN"})
_SAYING = frozenset({"REQUEST", "ACCUSE", "AGREE"})
_REPLYING = rule_words("event_aims.replying")
# "the step", "the measures": whatever was told before.
_CALLS = rule_words("event_aims.calls")
_URGING = rule_words("event_aims.urging")
_DONE = rule_words("event_aims.done")
# What is done in an event noun is done to whom "of", "on", "against" name: "condemned the killing of two nurses".
_DONE_TO = frozenset({"of", "on", "against", "at", "to", "in"})
_CLAIMS = rule_words("event_aims.claims")
_DEEDS = rule_words("event_aims.deeds")


class Aims:
    """Takes out who only seems to undergo the events of one passage."""

    def __init__(self, passage: Passage, actors: ActorIndex) -> None:
        self.passage = passage
        self.actors = actors

    def kept(self, match: Match, does: list[Filled], undergoes: list[Filled]) -> list[Filled]:
        """The recipients without places, forces that are sent, and others whom the type of the event rules out."""
        if not undergoes:
            return undergoes
        lands = {self.actors.country_of(actor) for actor, _ in does} | {None}
        return [item for item in undergoes if not self._only_seems(match, item, lands)]

    def _only_seems(self, match: Match, item: Filled, lands: set[str | None]) -> bool:
        """`lands` are the countries of those who act."""
        token = self.passage.token_at(item[1][1] - 1)
        if token is None:
            return False
        kind = match.pattern.type
        if self.passage.pos[token] == "ADJ" and self.actors.country_of(item[0]) is None:
            # "tariffs on European cars": an adjective of no country is nobody
            return True
        abroad = self.actors.country_of(item[0]) not in lands
        if kind not in _WITH_PLACES and self._is_spot(item[0], token) and not self._is_hit(match, token):
            # "flew to Lima": a firm of no known country crosses no border
            return not (abroad and kind in _ACROSS_BORDERS and (len(lands) > 1 or kind != "COOPERATE"))
        if kind == "AGREE" and self._is_handed_over(match, token):
            # "agreed to free the two pilots": it was agreed with somebody else
            return True
        if kind == "AGREE" and match.pattern.both and match.clause is not None:
            # "agreed to withdraw from Chad", "to lend Mali money"; not "agreed to send teams", "to take in refugees"
            return self.passage.dep[token] not in ("dative", "nsubj") and not self._is_state(item[0], token)
        if kind == "MOBILIZE":
            return match.clause is None and not self._is_opponent(match, token) and not self._is_state(item[0], token)
        if kind == "RETREAT":
            return not self._gains(match) and not (abroad and self._is_state(item[0], token))
        if kind == "PROTEST":
            return self.passage.lemma[token] in _MERE_BUILDINGS
        if kind == "THREATEN":
            return self._does_it(match, token)
        if kind == "REJECT":
            return self._is_handed_over(match, token)
        if kind == "ACCUSE":
            return self._is_victim(match, token) or self._hears_it(item[0], token)
        if kind == "CONCEDE":
            # "voiced regret over the deaths of two herders"
            return self._is_victim(match, token)
        if kind == "SUPPORT":
            # "signed a pact against cattle rustlers": it is not signed with them
            return self.passage.dep[token] == "pobj" and self.passage.lower[self.passage.head[token]] == "against"
        if kind == "REQUEST":
            # "demanded that the nurses be freed": it is not asked of the nurses
            return self.passage.dep[token] == "nsubjpass" and self.passage.head[token] == match.clause
        return False

    def _is_spot(self, actor: str, token: int) -> bool:
        """Whether a recipient is a town, river or building that the actors know nothing else of."""
        return self.actors.kind_of(actor) == "unknown" and self.passage.ent[token] in _PLACE_NAMES

    def _is_hit(self, match: Match, token: int) -> bool:
        """Whether the name itself is the object: "shelled Namlin"; not in "marched on La Paz"."""
        passage = self.passage
        while passage.dep[token] == "conj":
            token = passage.head[token]
        return passage.dep[token] in _OBJECTS and match.pattern.type not in _MOVING

    def _is_state(self, actor: str, token: int) -> bool:
        """Whether a whole state is where forces go or leave: "withdrew from Chad", not "from northern Chad", not "near
        the Chadian border"."""
        passage = self.passage
        if self.actors.kind_of(actor) != "country" or passage.dep[token] != "pobj":
            return False
        return not any(kid < token and passage.dep[kid] in ("amod", "advmod") for kid in passage.children[token])

    def _is_opponent(self, match: Match, token: int) -> bool:
        """Whom forces are moved against: "massed tanks against the rebels", "shadowed a Russian frigate"; not where
        they go."""
        passage = self.passage
        if passage.dep[token] == "pobj":
            above = passage.head[token]
            if passage.lower[above] in _OPPOSING or passage.lower[above] == "between":
                return True
        return passage.lemma[match.head] in ("shadow", "track", "tail", "intercept", "buzz", "escort", "challenge")

    def _gains(self, match: Match) -> bool:
        """Whether a retreat has somebody who comes free or is given way to; a withdrawal has nobody."""
        passage = self.passage
        if passage.lemma[match.head] in _RELEASING or passage.lemma[match.head] in _RELEASES:
            return True
        return match.object is not None and passage.lemma[match.object] in _RELEASES

    def _does_it(self, match: Match, token: int) -> bool:
        """Whether somebody is who would carry out the threat: "the army would respond to any raid, the minister
        warned"."""
        passage = self.passage
        clause = match.clause
        if clause is None:
            return False
        subject = passage.child(clause, "nsubj")
        if subject is None or is_passive(passage, clause):
            return False
        first, end = passage.subtree[subject]
        if not first <= token < end:
            return False
        return passage.pos[subject] in ("PROPN", "PRON") or self.actors.at(passage, subject) is not None

    def _is_handed_over(self, match: Match, token: int) -> bool:
        passage = self.passage
        clause = match.clause
        if clause is None or passage.lemma[clause] not in _HANDED_OVER:
            return False
        target = passage.child(clause, "dobj")
        return target is not None and passage.subtree[target][0] <= token < passage.subtree[target][1]

    def _hears_it(self, actor: str, token: int) -> bool:
        """Whether a court only hears what somebody else is accused of: "took the dispute to a tribunal"."""
        passage = self.passage
        if passage.dep[token] != "pobj":
            return False
        if self.actors.sector_of(actor) != "JUD" and self.actors.country_of(actor) not in ("IGO", "UNO", "EUR"):
            return False
        return passage.lower[passage.head[token]] in ("to", "before", "with", "at", "in")

    def _is_victim(self, match: Match, token: int) -> bool:
        """Whether somebody undergoes the deed that is condemned, or is only told of as its victim: "alleged that agents
        had been beaten"."""
        passage = self.passage
        node = token
        for _ in range(5):
            above, dep = passage.head[node], passage.dep[node]
            if above == node or node == match.head:
                return False
            if dep == "nsubjpass" and above == match.clause:
                return True
            if dep == "pobj" and passage.lower[above] in _DONE_TO:
                deed = passage.head[above]
                if deed != match.head and passage.lemma[deed] in _DEEDS and passage.pos[deed] == "NOUN":
                    return True
            node = above
        return False

    def beyond(self, match: Match, does: list[Filled]) -> list[Filled]:
        """Who undergoes an event though no slot of its pattern holds them; [] where the words name nobody."""
        kind = match.pattern.type
        found: list[Filled] = []
        if kind in ("SANCTION", "SUPPORT"):
            found = self._posted_at(match)
        if not found and kind in ("AGREE", "REJECT", "REQUEST"):
            found = self._let(match)
        if not found and kind == "ACCUSE":
            found = self.accused(match)
        if not found and kind in ("THREATEN", "AGREE"):
            found = self._warned(match)
        if not found and kind in _SAYING:
            found = self._spoken_to(match)
        known = {actor for actor, _ in does}
        return [item for item in found if item[0] not in known]

    def target(self, match: Match) -> int | None:
        """The head of what the trigger is about: "denounced the strike", "protested against the arrest"."""
        passage = self.passage
        if passage.pos[match.head] not in VERBAL:
            return None
        found = passage.child(match.head, "dobj")
        if found is None and match.clause is not None:
            found = passage.child(match.clause, "nsubj")
        if found is None:
            for kid in passage.children[match.head]:
                if passage.dep[kid] == "prep" and passage.lower[kid] in ("against", "at", "over", "to", "of"):
                    found = passage.child(kid, "pobj")
        return found

    def points_back(self, match: Match) -> bool:
        """Whether the target stands for what was told before: "called the step theft", "rejected that"."""
        passage, target = self.passage, self.target(match)
        if target is None:
            return False
        if passage.lower[target] in ("this", "that"):
            return True
        definite = any(passage.lower[kid] in ("the", "this", "these", "such") for kid in passage.children[target])
        return definite and passage.lemma[target] in _DONE

    def asked(self, match: Match, does: list[Filled]) -> list[Filled]:
        """Those whom the words of a request, an offer or a visit name before all others: who answers it, and whom
        talks are with ("flew to Oslo for talks with her Danish counterpart")."""
        passage, kind = self.passage, match.pattern.type
        found: list[Filled] = []
        if kind in _ASKING and passage.pos[match.head] in ("NOUN", "PROPN"):
            found = self._asked_to(match.head) or self._answering(match.head) or self._urged(match.head)
        elif kind == "REQUEST" and match.object is not None and passage.lemma[match.object] in _CALLS:
            # "repeated its call for Seoul to free them"
            found = self._asked_to(match.object)
        elif kind == "CONSULT" and not match.pattern.both and passage.pos[match.head] in VERBAL:
            for token in match.tokens:
                prep = passage.child(token, "prep") if token != match.head else None
                if prep is not None and passage.lower[prep] == "with":
                    target = passage.child(prep, "pobj")
                    found = fill(passage, target, self.actors) if target is not None else []
        known = {actor for actor, _ in does}
        return [item for item in found if item[0] not in known]

    def _posted_at(self, match: Match) -> list[Filled]:
        """The state that an envoy or embassy is sent to: "withdrew its ambassador from Minsk"; the capital is no
        scene."""
        passage = self.passage
        post = match.object if match.object is not None else match.head
        if passage.lemma[post] not in POSTS:
            return []
        for host in dict.fromkeys((post, match.head)):
            for prep in passage.children[host]:
                if passage.dep[prep] == "prep" and passage.lower[prep] in ("from", "in", "to"):
                    seat = passage.child(prep, "pobj")
                    if seat is not None and passage.ent[seat] == "GPE":
                        return fill(passage, seat, self.actors)
        return []

    def _answering(self, noun: int) -> list[Filled]:
        """Who answers a request or offer is whom it was made to: "the court rejected a petition by the families"."""
        passage = self.passage
        verb, dep = passage.head[noun], passage.dep[noun]
        if dep == "pobj":
            verb = passage.head[verb]
        if (
            passage.pos[verb] not in VERBAL
            or passage.lemma[verb] not in _REPLYING
            or dep not in ("dobj", "pobj", "nsubjpass")
        ):
            return []
        answers = logical(passage, verb)[0]
        return fill(passage, answers, self.actors) if answers is not None else []

    def _asked_to(self, noun: int) -> list[Filled]:
        """Who is to do what is asked: "calls for *the premier* to go", "a demand that *he* resign"."""
        passage = self.passage
        hosts = [noun, *(kid for kid in passage.kids(noun, "prep"))]
        if passage.dep[noun] == "dobj":
            hosts.append(passage.head[noun])
        hosts += [target for prep in hosts[1:] for target in passage.kids(prep, "pobj")]
        for host in hosts:
            for kid in passage.children[host]:
                if kid < noun or passage.dep[kid] not in ("acl", "relcl", "advcl", "ccomp"):
                    continue
                opened = [each for each in passage.children[kid] if passage.lower[each] in ("for", "that")]
                subject = passage.child(kid, "nsubj")
                if opened and subject is not None and opened[0] < subject and passage.tag[subject] != "WDT":
                    return fill(passage, subject, self.actors)
        return []

    def _urged(self, noun: int) -> list[Filled]:
        """ "met at the urging of Paris": those who did it were urged."""
        passage = self.passage
        prep = passage.head[noun]
        verb = passage.head[prep]
        if passage.dep[noun] != "pobj" or passage.lower[prep] not in ("at", "on", "upon") or noun < verb:
            return []
        if passage.lemma[noun] not in _URGING or passage.pos[verb] not in VERBAL:
            return []
        subject = logical(passage, verb)[0]
        return fill(passage, subject, self.actors) if subject is not None else []

    def _let(self, match: Match) -> list[Filled]:
        """ "agreed to let the monitors in": who is let do something."""
        passage, clause = self.passage, match.clause
        if clause is None or passage.lemma[clause] not in ("let", "allow", "permit", "enable", "see"):
            return []
        inner = passage.child(clause, "ccomp", "xcomp")
        allowed = passage.child(clause, "dobj")
        if allowed is None and inner is not None:
            allowed = passage.child(inner, "nsubj")
        return fill(passage, allowed, self.actors) if allowed is not None else []

    def accused(self, match: Match) -> list[Filled]:
        """Who is to have done what somebody complains of or looks into: "complained of being chased by patrols",
        "investigates whether the mayor took bribes"."""
        passage = self.passage
        named = passage.kids(match.head, "oprd")
        if len(named) > 1:
            # "called the mayor a liar", where the parser has two predicates
            return fill(passage, named[0], self.actors)
        claims = [noun for noun in self._looked_into(match) if passage.lemma[noun] in _CLAIMS]
        for kid in (each for host in (match.head, *claims) for each in passage.children[host]):
            clause: int | None = kid if passage.dep[kid] in ("ccomp", "pcomp") else None
            if passage.head[kid] in claims and passage.dep[kid] == "acl" and passage.tag[kid] not in ("VBG", "VBN"):
                # "opened an inquiry into claims that the party hid donations"
                clause = kid
            if passage.dep[kid] == "prep":
                clause = passage.child(kid, "pcomp")
            if clause is None or passage.pos[clause] not in VERBAL:
                continue
            does = agent(passage, clause) if is_passive(passage, clause) else passage.child(clause, "nsubj")
            if does is not None:
                return fill(passage, does, self.actors)
        return []

    def _looked_into(self, match: Match) -> list[int]:
        """The nouns that an accusation or inquiry is about: its object, and what stands behind that ("an inquiry into
        *claims*")."""
        passage = self.passage
        hosts = [match.head, *match.tokens[1:], *([match.object] if match.object is not None else [])]
        found = [match.object] if match.object is not None else []
        for host in dict.fromkeys(hosts):
            found += passage.kids(host, "dobj")
            for prep in passage.kids(host, "prep"):
                found += passage.kids(prep, "pobj")
        return list(dict.fromkeys(found))

    def _warned(self, match: Match) -> list[Filled]:
        """Who has it in hand that the threat is not carried out: "will march unless the government pays"."""
        passage = self.passage
        for host in (match.clause, match.head):
            if host is None:
                continue
            for kid in passage.children[host]:
                if passage.dep[kid] != "advcl" or not any(
                    passage.lower[mark] in ("unless", "if") for mark in passage.kids(kid, "mark")
                ):
                    continue
                subject = passage.child(kid, "nsubj")
                if subject is not None and passage.pos[subject] != "PRON":
                    return fill(passage, subject, self.actors)
        return []

    def _spoken_to(self, match: Match) -> list[Filled]:
        """The addressee of a verb beside it: "sent a notice to the mayor and asked for a report", "handed the envoy a
        note"."""
        passage = self.passage
        verb = match.head
        if passage.pos[verb] not in VERBAL:
            return []
        hosts = [verb]
        if passage.dep[verb] == "conj" and passage.child(verb, "nsubj", "nsubjpass") is None:
            hosts.append(passage.head[verb])
        for host in hosts:
            for kid in passage.children[host]:
                target: int | None = None
                if passage.dep[kid] == "dative" or (passage.dep[kid] == "prep" and passage.lower[kid] == "to"):
                    target = passage.child(kid, "pobj") if passage.pos[kid] in ("ADP", "PART", "SCONJ") else kid
                elif passage.dep[kid] == "dobj" and (
                    len(passage.kids(host, "dobj")) > 1 or passage.lemma[host] in _TELLING
                ):
                    # "will pay, the minister promised bankers"
                    target = kid
                if target is not None and (found := fill(passage, target, self.actors)):
                    return found
        return []


def met(passage: Passage, actors: ActorIndex, match: Match) -> tuple[list[Filled], list[Filled]] | None:
    """Guest and host of a visit told by the host: "the king received the Greek minister"; None for other events."""
    if match.pattern.type != "CONSULT" or passage.lemma[match.head] not in ("receive", "host", "welcome", "fete"):
        return None
    guest = logical(passage, match.head)[1]
    if guest is None or not match.slots["A"] or is_passive(passage, match.head):
        return None
    guests = fill(passage, guest, actors)
    hosts = fill(passage, match.slots["A"][0], actors)
    return (guests, hosts) if guests and hosts else None
