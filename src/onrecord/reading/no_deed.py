"""Words of events that tell no deed upon anybody: of games, traffic, hospitals, services and things.

Each rule has its construction: what stands as the object ("turned the ball over"), what fills a slot ("a car hit her"),
or what is missing ("he was armed with a knife" tells nobody who armed him).
"""

from __future__ import annotations

from onrecord.language.parsed import Passage
from onrecord.reading.clauses import is_passive
from onrecord.reading.participants import Filled
from onrecord.reading.private_affairs import is_private_crowd, is_private_one
from onrecord.reading.rule_words import rule_words
from onrecord.reading.trigger_match import Match
from onrecord.reading.who import ActorIndex

# "turned the ball over", "hit a jumper": what is played and won.
_PLAYED = rule_words("no_deed.played")
# "the record is shared by two"
_HELD = rule_words("no_deed.held")
_PLAYING = rule_words("no_deed.playing")
_VEHICLES = rule_words("no_deed.vehicles")
_LINES = rule_words("no_deed.lines")
_HITTING = rule_words("no_deed.hitting")
_HURTING = rule_words("no_deed.hurting")
_EQUIPPING = rule_words("no_deed.equipping")
_SHELTERING = rule_words("no_deed.sheltering")
_NOBODY = rule_words("no_deed.nobody")
_SPEAKING = rule_words("no_deed.speaking")
_TELLING = rule_words("no_deed.telling")
_ANSWERING = rule_words("no_deed.answering")
_BODIES = rule_words("told_at_all.people")
_UNARMED = frozenset({"COP", "LAB", "MED"})
_GUESTS = frozenset({"CVL", "MED", "EDU", "AGR"})
_MEASURED = rule_words("no_deed.measured")


class NoDeed:
    """Judges the matches of one passage."""

    def __init__(self, passage: Passage, actors: ActorIndex) -> None:
        self.passage = passage
        self.actors = actors

    def is_no_deed(self, match: Match, is_noun: bool, does: list[Filled], undergoes: list[Filled]) -> bool:
        """Whether the words of a match tell nothing that somebody does to somebody."""
        kind = match.pattern.type
        if kind == "CONSULT":
            return self._is_no_meeting(match, is_noun, does, undergoes)
        if is_noun:
            return False
        if self._is_played(match):
            return True
        if kind == "COERCE":
            # "the services were disrupted by a damaged cable"
            return any(self.passage.lemma[token] in _LINES for token in match.slots["A"])
        if kind == "ASSAULT":
            return self._hurts_nobody(match, does, undergoes)
        if kind == "ACCUSE":
            return self._is_known_suspicion(match)
        if kind == "AID":
            return self._aids_nobody(match, does, undergoes)
        return kind == "REQUEST" and (
            self._is_instruction(match, does, undergoes) or self._asks_nobody(match, undergoes)
        )

    def _is_played(self, match: Match) -> bool:
        """Whether the object, or the subject of a passive, is what players play and win: "turned the ball over"."""
        passage = self.passage
        thing = passage.child(match.head, "dobj", "nsubjpass")
        if thing is None:
            return False
        return passage.lemma[thing] in _PLAYED or (match.pattern.type == "COOPERATE" and passage.lemma[thing] in _HELD)

    def _hurts_nobody(self, match: Match, does: list[Filled], undergoes: list[Filled]) -> bool:
        """Whether nobody was attacked: "no one was hurt", "hurt in the match against Lyon", "a car hit her", "shot 40
        percent"."""
        passage, verb = self.passage, match.head
        lemma = passage.lemma[verb]
        if lemma in _ANSWERING and any(
            passage.lower[kid] == "by" and passage.child(kid, "pcomp") is not None for kid in passage.children[verb]
        ):
            # "retaliated by closing its airspace": what follows is the deed
            return True
        if lemma in _HITTING and any(passage.lemma[token] in _VEHICLES for token in match.slots["A"]):
            return True
        if lemma == "shoot" and not undergoes and not is_passive(passage, verb):
            shot = passage.child(verb, "dobj", "npadvmod", "nummod")
            if shot is not None and (passage.tag[shot] == "CD" or passage.lemma[shot] in _MEASURED):
                return True
        if lemma not in _HURTING or does:
            return False
        subject = passage.child(verb, "nsubjpass", "nsubj")
        if subject is not None and (
            passage.lower[subject] in _NOBODY
            or any(passage.lower[kid] == "no" and passage.dep[kid] == "det" for kid in passage.children[subject])
        ):
            return True
        first, end = passage.sentences[passage.sentence_of[verb]]
        return not _PLAYING.isdisjoint(passage.lemma[first:end])

    def _aids_nobody(self, match: Match, does: list[Filled], undergoes: list[Filled]) -> bool:
        """Whether nobody is given anything: "he was armed with a knife", "a building that houses the party", "the
        clinic admitted a patient"."""
        lemma = self.passage.lemma[match.head]
        if lemma in _EQUIPPING:
            # a participle or a passive without an agent says how somebody is, not who made him so
            return not does and all(
                is_private_one(self.actors, actor) or self.actors.sector_of(actor) in ("CRM", "UAF")
                for actor, _ in undergoes
            )
        if lemma in _SHELTERING:
            return bool(undergoes) and all(self.actors.kind_of(actor) == "organisation" for actor, _ in undergoes)
        if lemma == "admit":
            return not does or all(self.actors.sector_of(actor) == "MED" for actor, _ in does)
        return False

    def _is_instruction(self, match: Match, does: list[Filled], undergoes: list[Filled]) -> bool:
        """Whether police or a crew only tell private people what to do now: "told the tenants to stay inside"."""
        if self.passage.lemma[match.head] not in _TELLING or not does or not undergoes:
            return False
        if any(self.actors.kind_of(actor) == "organisation" for actor, _ in does):
            # "the union told its members to stay at home"
            return False
        return all(self.actors.sector_of(actor) in _UNARMED for actor, _ in does) and all(
            is_private_one(self.actors, actor)
            or is_private_crowd(self.actors, actor)
            or self.actors.sector_of(actor) == "LAB"
            for actor, _ in undergoes
        )

    def _asks_nobody(self, match: Match, undergoes: list[Filled]) -> bool:
        """Whether what must or should be is the nature of a thing: "said the border should be a bridge", "told us that
        the guns should rest"."""
        passage, clause = self.passage, match.pattern.clause
        if clause is None or not clause.must or match.clause is None or undergoes:
            return False
        subject = passage.child(match.clause, "nsubj")
        if subject is None or passage.lemma[subject] in _BODIES or passage.pos[subject] == "PRON":
            return False
        return self.actors.take(passage, subject) is None

    def _is_known_suspicion(self, match: Match) -> bool:
        """Whether a suspicion only says who somebody is: "arrested a judge *who they suspect of* hiding arms", "five
        people were *suspected* of it", where nobody is named who suspects."""
        passage, verb = self.passage, match.head
        if passage.lemma[verb] != "suspect":
            return False
        return passage.dep[verb] in ("relcl", "acl") or is_passive(passage, verb)

    def _is_no_meeting(self, match: Match, is_noun: bool, does: list[Filled], undergoes: list[Filled]) -> bool:
        """Whether nobody meets: "patients visited the clinic", "we have talked about it", "received a degree"."""
        lemma = self.passage.lemma[match.head]
        if (match.pattern.mode == "visit" or lemma in ("visit", "tour")) and does:
            if all(
                self.actors.sector_of(actor) in _GUESTS and self.actors.country_of(actor) is None for actor, _ in does
            ):
                return True
            return lemma == "receive" and not undergoes
        return not is_noun and lemma in _SPEAKING and not does and not undergoes
