"""Who does an event and who undergoes it: the slots of a match filled with the actors of the record."""

from __future__ import annotations

from onrecord.language.parsed import Passage
from onrecord.reading.clauses import VERBAL, surface_subject
from onrecord.reading.event_aims import Aims, met
from onrecord.reading.participants import Filled, core_span, fill, is_scene, modifiers, owners, united
from onrecord.reading.rule_words import rule_words
from onrecord.reading.trigger_match import Match
from onrecord.reading.who import ActorIndex

_VERBAL_TYPES = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
_TOWARDS = frozenset(
    {"against", "with", "at", "to", "from", "toward", "towards", "over", "on", "for", "into", "in", "of"}
)
_AGAINST = frozenset({"against", "toward", "towards"})
# What comes "from" somebody is said or given by them: "a request from Chad", "loans from Qatar".
_FROM = _VERBAL_TYPES | {"AID"}
_UNDERGONE = frozenset({"COERCE", "SANCTION", "ASSAULT", "RETREAT", "AID", "CONCEDE", "SUPPORT"})
_PRIVATE = frozenset({None, "BUS", "CVL", "EDU", "JRN", "LAB", "MED"})
_HARMING = frozenset({"ASSAULT", "COERCE", "SANCTION"})
_WITHIN = frozenset({"in", "near", "outside", "inside", "around", "within"})
# What is sent or given is no recipient ("sent a medical team"), who is rescued is.
_GIVING = rule_words("event_sides.giving")
_NOT_BELOW = frozenset(
    {"relcl", "nsubj", "nsubjpass", "punct", "aux", "det", "mark", "npadvmod", "appos", "agent", "parataxis"}
)
_NOT_THROUGH = frozenset({"during", "after", "before", "since", "until", "despite", "amid", "by", "following"})

# Before talks and visits these tell of who says or does something then.
_AT_TALKS = frozenset({"after", "during", "following", "before", "in", "at", "on"})
_VISITS = rule_words("event_sides.visits")
# Talks that somebody wants or refuses are his own.
_WANTING = rule_words("event_sides.wanting")
_ASKED_FOR = rule_words("event_sides.asked_for")
_WRITINGS = rule_words("event_sides.writings")
# Nouns of what those after "of" do themselves; of troops more of them are.
_BY_ONESELF = rule_words("event_sides.by_oneself")
_GOING = _BY_ONESELF | rule_words("event_sides.going")
_TROOPS = rule_words("event_sides.troops")
_DEEDS = frozenset({"ASSAULT", "COERCE", "SANCTION", "RETREAT", "AID", "MOBILIZE"})
# What is said of a deed by these names who is to have done it, behind this preposition.
_BLAMING = {"blame": "on", "pin": "on", "claim": "by", "commit": "by", "perpetrate": "by"}
_OFFICES = frozenset(
    "office team camp government side mission delegation department party administration lawyer".split()
)


class Sides:
    """Fills the slots of the matches of one passage."""

    def __init__(self, passage: Passage, actors: ActorIndex) -> None:
        self.passage = passage
        self.actors = actors
        self.aims = Aims(passage, actors)

    def of(self, match: Match, is_noun: bool) -> tuple[list[Filled], list[Filled]]:
        """Fill both slots; an object that is no actor gives its owner ("rejected an Indian proposal")."""
        passage, pattern = self.passage, match.pattern
        visit = met(passage, self.actors, match)
        if visit is not None:
            return visit
        does: list[Filled] = []
        undergoes: list[Filled] = []
        for token in match.slots["A"]:
            if pattern.type == "COOPERATE" and pattern.both and self._is_given(token):
                undergoes = united(undergoes, fill(passage, token, self.actors))
                continue
            found = fill(passage, token, self.actors)
            if not found and passage.pos[token] in ("NOUN", "PROPN"):
                found = modifiers(passage, token, self.actors) or self._owner_of_office(token)
                if not found and pattern.type == "ASSAULT":
                    found = self._fighters(token)
            does = united(does, found)
        for token in match.slots["R"]:
            if is_scene(passage, token, self.actors):
                undergoes = united(undergoes, self._host(match, token, does))
                continue
            if pattern.type == "REQUEST" and self._is_asked_for(token):
                continue
            found = fill(passage, token, self.actors, pattern.type in _HARMING and not self._is_within(token))
            undergoes = united(undergoes, found or owners(passage, token, self.actors))
        given = pattern.type == "AID" and passage.lemma[match.head] in _GIVING
        named = pattern.object_nouns is not None or is_noun
        if pattern.type in _UNDERGONE and match.object is not None and named and not given:
            # "expelled an American reporter from the capital": the object itself is somebody
            nobody = self._is_own(match.object) or (
                # "voiced solidarity": a common noun that the model takes for a name
                passage.pos[match.object] == "NOUN" and passage.ent[match.object] == "ORG"
            )
            people = [] if nobody else fill(passage, match.object, self.actors, pattern.type in _HARMING)
            undergoes = self._other(people, does) or [item for item in people if item not in does] or undergoes
        if not does and not is_noun and pattern.type == "ASSAULT":
            does = self._blamed(match.tokens[1:])
        if not does and not is_noun and pattern.type == "RETREAT" and match.object is not None:
            # "the resignation of the minister was announced"
            does = self._goers(match.object) if passage.lemma[match.object] in _GOING else does
        if is_noun:
            does, undergoes = self._owned(match, does, undergoes)
        elif not undergoes and pattern.subject == "A" and (not pattern.both or self._is_one_sided(match)):
            undergoes = self._further(match, does)
        if pattern.subject == "R" and not pattern.both:
            for token in match.slots["A"]:
                does = united(does, fill(passage, token, self.actors) or owners(passage, token, self.actors))
        undergoes = self.aims.asked(match, does) or undergoes or self.aims.beyond(match, does)
        known = {actor for actor, _ in does}
        return does, [item for item in undergoes if item[0] not in known]

    def _is_one_sided(self, match: Match) -> bool:
        """ "agreed to lend Mali money": nobody is named with whom, and the clause tells who gains by it."""
        return match.clause is not None and len(match.slots["A"]) < 2

    def _host(self, match: Match, token: int, does: list[Filled]) -> list[Filled]:
        """The city that somebody in office calls on, which stands for its state: "touched down in *Ankara*", "is in
        *Damascus*"; not the one where both sides meet, or where a boxer or a jet arrives."""
        passage, pattern = self.passage, match.pattern
        if all(self.actors.sector_of(actor) in _PRIVATE for actor, _ in does):
            return []
        if pattern.type != "CONSULT" or pattern.both or pattern.subject != "A" or passage.ent[token] != "GPE":
            return []
        if passage.lower[passage.head[token]] not in ("in", "into"):
            return []
        actor = self.actors.at(passage, token) or self.actors.take(passage, token, True)
        return [(actor, core_span(passage, token))] if actor is not None else []

    def _is_within(self, token: int) -> bool:
        """ "blew up in a market": a building that is only where something is done undergoes nothing."""
        passage = self.passage
        return passage.dep[token] == "pobj" and passage.lower[passage.head[token]] in _WITHIN

    def _is_given(self, token: int) -> bool:
        """ "sold three corvettes to Manila": who is sold something takes part, but on the other side."""
        passage = self.passage
        return passage.dep[token] == "dative" or (
            passage.dep[token] == "pobj" and passage.lower[passage.head[token]] in ("to", "from")
        )

    def _is_asked_for(self, token: int) -> bool:
        """ "called for the release of the marines": it is not asked of them."""
        passage = self.passage
        over = passage.head[passage.head[token]] if passage.dep[token] == "pobj" else token
        return passage.lemma[token] in _ASKED_FOR or (over < token and passage.lemma[over] in _ASKED_FOR)

    def _owner_of_office(self, token: int) -> list[Filled]:
        """ "the attorney general's office charged": an office acts for its owner."""
        passage = self.passage
        if passage.lemma[token] in _WRITINGS:
            # "a letter from Kigali demanded"
            return owners(passage, token, self.actors, False) or owners(passage, token, self.actors)
        if passage.lemma[token] not in _OFFICES:
            return []
        owner = passage.child(token, "poss")
        return fill(passage, owner, self.actors) if owner is not None else []

    def _is_own(self, token: int) -> bool:
        return any(self.passage.tag[kid] == "PRP$" for kid in self.passage.children[token])

    def _owned(self, match: Match, does: list[Filled], undergoes: list[Filled]) -> tuple[list[Filled], list[Filled]]:
        passage, noun, pattern = self.passage, match.head, match.pattern
        before: list[Filled] = []
        for kid in passage.children[noun]:
            if passage.dep[kid] == "poss":
                before = united(before, fill(passage, kid, self.actors))
        before = united(before, modifiers(passage, noun, self.actors))
        by: list[Filled] = []
        for kid in passage.children[noun]:
            if pattern.type == "REQUEST" and passage.lower[kid] == "for" and passage.dep[kid] == "prep":
                # "calls for an inquiry by the families", where the parser hangs "by" on the inquiry
                inner = passage.child(kid, "pobj")
                below = passage.children[inner] if inner is not None else []
                kid = next((each for each in below if passage.lower[each] == "by"), kid)
            # "an appeal by the unions", "an appeal from Kigali"
            source = passage.lower[kid] == "by" or (passage.lower[kid] == "from" and pattern.type in _FROM)
            if source and passage.dep[kid] in ("prep", "agent"):
                target = passage.child(kid, "pobj")
                if target is not None and target not in match.slots["R"]:
                    by = united(by, fill(passage, target, self.actors))
        if not by and pattern.type in _DEEDS:
            by = self._agents_below(match) or self._blamed([noun])
        leaving = pattern.type in ("RETREAT", "MOBILIZE") and passage.lemma[noun] in _GOING
        if not before and not by and leaving and (goes := self._goers(noun)):
            # "the withdrawal of Kenyan troops", "the resignation of the police chief": they do it themselves
            known = {actor for actor, _ in goes}
            return united(goes, does), [item for item in undergoes if item[0] not in known]
        if not before and not by and pattern.type == "CONSULT":
            does = united(self._party(match, does), does)
        if pattern.subject == "R":
            # "the girls' release by the army": the owner undergoes it
            return united(does, by), united(undergoes, before)
        if by and before and not undergoes:
            # "Israel's arrest by Turkish police": with an agent the owner undergoes it
            return united(does, by), before
        if does and match.light is not None and before and not pattern.both:
            known = {actor for actor, _ in does}
            before = [item for item in before if item[0] in known]
        if not undergoes and pattern.type in _VERBAL_TYPES:
            # "threats by the president aimed at Iran"
            hosts = [noun, *(passage.token_at(span[1] - 1) or noun for _, span in by or does)]
            for kid in (kid for host in hosts for kid in passage.children[host]):
                if passage.dep[kid] in ("acl", "relcl") and kid > noun:
                    undergoes = undergoes or self._deep(kid, united(does, by, before))
        return united(does, by, before), undergoes

    def _agents_below(self, match: Match) -> list[Filled]:
        """Who does a nominal event, where the parser hangs the agent on whom it befalls ("the arrest of a singer *by
        Tunisian police*"), or where it comes from a state ("rocket fire *from Lebanon*")."""
        passage, noun = self.passage, match.head
        for host in match.slots["R"]:
            prep = next((kid for kid in passage.children[host] if passage.lower[kid] == "by"), None)
            target = passage.child(prep, "pobj") if prep is not None and host > noun else None
            if target is not None and passage.child(host, "relcl", "acl") is None:
                return fill(passage, target, self.actors)
        for prep in passage.kids(noun, "prep") if match.pattern.type == "ASSAULT" else ():
            target = passage.child(prep, "pobj") if passage.lower[prep] == "from" else None
            found = fill(passage, target, self.actors) if target is not None else []
            if found and all(self.actors.kind_of(actor) == "country" for actor, _ in found):
                return found
        return []

    def _fighters(self, noun: int) -> list[Filled]:
        """Who fights where the fight itself kills: "*fighting between the army and rebels* has killed 40"."""
        passage, found = self.passage, list[Filled]()
        for prep in passage.kids(noun, "prep"):
            target = passage.child(prep, "pobj") if passage.lower[prep] in ("between", "by") else None
            found += fill(passage, target, self.actors) if target is not None else []
        return found

    def _blamed(self, nouns: list[int]) -> list[Filled]:
        """Who is said to have done it: "an attack *blamed on the militia*", "a bombing *claimed by Islamic State*"."""
        passage = self.passage
        for noun in nouns:
            for verb in passage.kids(noun, "acl"):
                prep = _BLAMING.get(passage.lemma[verb])
                for kid in passage.children[verb] if prep is not None else ():
                    target = passage.child(kid, "pobj") if passage.lower[kid] == prep else None
                    if target is not None and (found := fill(passage, target, self.actors)):
                        return found
        return []

    def _goers(self, noun: int) -> list[Filled]:
        """Whom a noun of going or giving up names after "of"; a lost place or a thing ("the withdrawal of the bill") is
        nobody."""
        passage = self.passage
        for prep in passage.kids(noun, "prep"):
            target = passage.child(prep, "pobj") if passage.lower[prep] == "of" else None
            if target is not None and (passage.lemma[noun] in _BY_ONESELF or passage.lemma[target] in _TROOPS):
                return fill(passage, target, self.actors)
        return []

    def _party(self, match: Match, does: list[Filled]) -> list[Filled]:
        """Who else meets, by the clause around the noun: "after talks with the king, *the envoy* said", "*Riyadh*
        turned down a meeting with", "*the premier*, on a visit to Baku, praised"."""
        passage, noun = self.passage, match.head
        # "on a visit to Baku"; "during the visit a reporter was held" was told before
        visit = passage.lemma[noun] in _VISITS and not does and passage.child(noun, "prep") is not None
        links = ("with", "from") if passage.lemma[noun] == "call" else ("with",)
        talks = match.pattern.both and any(passage.lower[kid] in links for kid in passage.kids(noun, "prep"))
        if not (talks or visit) or match.light is not None:
            return []
        verb, dep = passage.head[noun], passage.dep[noun]
        if dep == "pobj":
            prep, verb = passage.lower[verb], passage.head[verb]
            if prep not in _AT_TALKS and not (talks and prep == "for" and passage.lemma[verb] in _WANTING):
                return []
            if passage.pos[verb] in ("NOUN", "PROPN") and prep == "on" and visit:
                return fill(passage, verb, self.actors)
        elif dep != "dobj" or not talks or passage.lemma[verb] not in _WANTING:
            return []
        if passage.pos[verb] not in VERBAL:
            return []
        subject = surface_subject(passage, verb)
        known = {actor for actor, _ in does}
        found = fill(passage, subject, self.actors) if subject is not None else []
        return [item for item in found if item[0] not in known]

    def _further(self, match: Match, does: list[Filled]) -> list[Filled]:
        """A recipient that stands deeper: inside the clause of a speech act, as the owner of the object, in a
        purpose."""
        passage, pattern = self.passage, match.pattern
        if pattern.type == "ACCUSE" and (found := self.aims.accused(match)):
            return [item for item in found if item not in does]
        if match.clause is not None and pattern.clause is not None:
            if not (pattern.clause.inside or pattern.clause.subject):
                return []
            found = self._deep(match.clause, does)
            if not found and pattern.clause.kind == "that":
                # "warned that any US attack would": whom the subject of the clause names
                subject = passage.child(match.clause, "nsubj", "nsubjpass")
                found = self._other(owners(passage, subject, self.actors), does) if subject is not None else []
            return found
        # troops move to a place, and against somebody: "massed tanks along the Gaza border"
        moves = pattern.type == "MOBILIZE"
        asked_for = match.object is not None and passage.lemma[match.object] in _ASKED_FOR
        if asked_for and pattern.type == "REQUEST":
            return self._asked_from(match.object)
        if pattern.type == "REQUEST":
            # "appealed to France for help with refugees": the addressee before all that is asked for
            for kid in passage.children[match.head]:
                if passage.dep[kid] in ("prep", "dative") and passage.lower[kid] in ("to", "on", "upon"):
                    target = passage.child(kid, "pobj")
                    if target is not None and (found := self._at(target, does)):
                        return found
        if match.object is not None and not moves:
            found = self._other(owners(passage, match.object, self.actors), does) or self._deep(match.object, does)
            if found:
                return found
        towards = _AGAINST if moves else _TOWARDS
        for kid in passage.children[match.head]:
            if passage.dep[kid] in ("prep", "dative") and passage.lower[kid] in towards:
                target = passage.child(kid, "pobj")
                if target is None or is_scene(passage, target, self.actors):
                    continue
                if found := self._at(target, does) or self._deep(target, does):
                    return found
        if pattern.type == "PROTEST":
            # "demonstrated to demand the resignation of the president": whom the demand is made of
            for kid in passage.children[match.head]:
                if passage.dep[kid] in ("advcl", "xcomp") and (found := self._deep(kid, does)):
                    return found
        return []

    def _asked_from(self, noun: int | None) -> list[Filled]:
        """ "requested the extradition of a banker from Peru" """
        passage = self.passage
        if noun is None:
            return []
        first, end = passage.subtree[noun]
        for token in range(max(first, noun), end):
            if passage.lower[token] == "from" and passage.dep[token] == "prep":
                target = passage.child(token, "pobj")
                return fill(passage, target, self.actors) if target is not None else []
        return []

    def _other(self, found: list[Filled], does: list[Filled]) -> list[Filled]:
        """Those that are not actors of the event themselves, nor of their country ("its troops")."""
        known = {actor for actor, _ in does}
        lands = {self.actors.country_of(actor) for actor in known}
        return [
            item
            for item in found
            if item[0] not in known and (self.actors.country_of(item[0]) not in lands or len(does) == 0)
        ]

    def _at(self, token: int, does: list[Filled]) -> list[Filled]:
        """The actors of one phrase, without those that belong to the actor ("their soldiers")."""
        passage = self.passage
        if any(passage.tag[kid] == "PRP$" for kid in passage.children[token]) or is_scene(passage, token, self.actors):
            return []
        known = {actor for actor, _ in does}
        return [item for item in fill(passage, token, self.actors) if item[0] not in known]

    def _deep(self, root: int, does: list[Filled]) -> list[Filled]:
        """The first phrase below a token that names somebody of another country, else the first that names anybody
        else.

        Relative clauses, clauses with a conjunction and phrases of time are left out.
        """
        passage = self.passage
        anybody: list[Filled] = []
        layer = [root]
        for _ in range(6):
            following: list[int] = []
            for node in layer:
                for kid in passage.children[node]:
                    dep = passage.dep[kid]
                    if dep in _NOT_BELOW or passage.lower[kid] in _NOT_THROUGH:
                        continue
                    if dep == "advcl" and any(
                        passage.dep[mark] in ("mark", "advmod") for mark in passage.children[kid]
                    ):
                        continue
                    following.append(kid)
                    if passage.pos[kid] in ("NOUN", "PROPN", "NUM", "ADJ") and dep not in ("conj", "acomp", "oprd"):
                        found = (
                            modifiers(passage, node, self.actors)
                            if dep in ("amod", "compound", "nmod")
                            else self._at(kid, does)
                        )
                        found = [item for item in found if all(item[0] != actor for actor, _ in does)]
                        if self._other(found, does) and any(self.actors.country_of(actor) for actor, _ in found):
                            return self._other(found, does)
                        anybody = anybody or found
            layer = following
        return anybody
