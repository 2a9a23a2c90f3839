"""Where an event happened: the place that its trigger's own words name, told apart from places of those who act, of
what is only talked about, and of other events in the sentence."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import IntEnum

from onrecord.language.parsed import Passage
from onrecord.reading.adjuncts import Adjuncts
from onrecord.reading.event_draft import EventDraft
from onrecord.reading.rule_words import rule_words
from onrecord.record import Place

# What is done to bodies and things is done somewhere; what is only said, agreed or decided is hardly ever.
_BODILY = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT", "AID", "CONSULT"})
_FROM_OR_TO = frozenset({"from", "to", "for", "via", "towards", "toward"})
_WHERE = frozenset(
    "in at near into inside outside around across throughout within onto off on through along beside below above "
    "north south east west northeast northwest southeast southwest between over under opposite".split()
)
# What is done "at a rally", "in talks", "during the visit" is done where these are.
_AT = frozenset({"at", "in", "during"})
_DURING = frozenset({"during", "amid", "at"})
_AT_ONCE = frozenset({"as", "when", "while", "before", "until"})
_PART = frozenset({"compound", "nmod", "poss", "amod"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_STEPS = 5


class _Near(IntEnum):
    """How near a place stands to an event, the nearest first."""

    OWN = 0  # an adjunct of the trigger: "shelled a market in Omdurman"
    PEOPLE = 1  # where those are whom it is done to, or who do it: "residents of Soweto"
    CLAUSE = 2  # of its clause: "hours after the vote, in Minsk, police ..."
    COURSE = 3  # of the clause that tells how: "killed when a bomb exploded in Lima"
    GOVERNING = 4  # of the clause that a participle belongs to: "shelled a market in Omdurman, killing 20"


class EventPlaces:
    """Finds the places of the events of one report."""

    def __init__(self, places: Sequence[Place], drafts: Sequence[EventDraft]) -> None:
        """`drafts` are all of the report's: a place belongs to the event whose words it hangs on."""
        self.places = places
        self.triggers = triggers_of(drafts)

    def of(self, passage: Passage, draft: EventDraft) -> str | None:
        """The id of the place of an event; None where its sentence tells none."""
        first, end = passage.sentences[passage.sentence_of[draft.head]]
        begin, stop = passage.begins[first], passage.ends[end - 1]
        found: list[tuple[_Near, bool, int]] = []
        placing = _Placing(passage, draft, self.triggers.get(draft.passage, set()))
        for number, place in enumerate(self.places):
            if begin <= place.span[0] < stop and (token := passage.token_at(place.span[0])) is not None:
                near = placing.near(token, place)
                if near is not None:
                    # "in Nigeria's Zamfara state": the state tells more than the country
                    found.append((near, place.kind == "country", number))
        return self.places[min(found)[2]].id if found else None


def triggers_of(drafts: Sequence[EventDraft]) -> dict[int, set[int]]:
    """The words of all triggers, by passage; not of nouns that are only perhaps mentions of events."""
    found: dict[int, set[int]] = {}
    for draft in drafts:
        if not draft.weak:
            found.setdefault(draft.passage, set()).update(draft.trigger)
    return found


class _Placing:
    """One event and the places of its sentence."""

    def __init__(self, passage: Passage, draft: EventDraft, triggers: Collection[int]) -> None:
        self.passage = passage
        self.draft = draft
        self.own = {*draft.trigger, *draft.merged}
        self.others = set(triggers) - self.own
        self.adjuncts = Adjuncts(passage, draft)

    def near(self, token: int, place: Place) -> _Near | None:
        """How near a place is; None where it is not the event's."""
        top = self._site(self.adjuncts.top(token, place.span))
        if top is None or not self._is_in_role(top, place) or self._is_way(top) or self._is_whose(top, place):
            return None
        if self.adjuncts.host(top) in self.own:
            return _Near.OWN
        if self.draft.type not in _BODILY:
            return _Near.CLAUSE if self._is_of_occasion(top) or self._is_of_court(top) else None
        if self.adjuncts.hangs_on(top):
            return _Near.OWN
        if self._is_of_side(top):
            return _Near.PEOPLE
        if self._is_of_occasion(top) or self._is_of_scene(top):
            return _Near.CLAUSE
        if self._is_of_other(top) or (self.adjuncts.in_complement(top) and not self._takes_place(top)):
            return None
        if not self.adjuncts.in_other_clause(top):
            return _Near.CLAUSE
        if self._in_its_course(top):
            return _Near.COURSE
        return _Near.GOVERNING if self._is_beside(top) else None

    def _site(self, top: int) -> int | None:
        """The noun that stands where the name tells: "harbour" in "Durban harbour", "camp" in "a camp in Borno", the
        name itself in "in Lima". None for the name of somebody: "the mayor of Lima", "a Lima court"."""
        passage = self.passage
        for _ in range(_STEPS):
            dep, above = passage.dep[top], passage.head[top]
            if dep in ("conj", "appos") and above != top and passage.pos[above] in _NOUNS:
                top = above
            elif dep in _PART and passage.pos[above] in _NOUNS:
                if not self._is_site(above):
                    return None
                top = above
            elif dep == "pobj" and passage.pos[over := passage.head[above]] in _NOUNS and over not in self.own:
                if self._is_site(over) and (passage.lower[above] == "of" or passage.lower[above] in _WHERE):
                    top = over
                elif passage.lower[above] == "of" and not self._is_head_of_side(over):
                    return None
                else:
                    break
            else:
                break
        return top

    def _is_site(self, noun: int) -> bool:
        return self.passage.lemma[noun] in rule_words("event_place.sites")

    def _is_in_role(self, top: int, place: Place) -> bool:
        """Whether the name, or the site that it names, stands where something can happen."""
        passage = self.passage
        dep, above = passage.dep[top], passage.head[top]
        if dep == "pobj":
            word = passage.lower[above]
            return word in _WHERE or word in _FROM_OR_TO or word == "of"
        if self._is_site(top):
            return dep in ("dobj", "nsubjpass", "npadvmod") and above in self.own
        if dep in ("dobj", "nsubjpass") and above in self.own:
            # "invaded Ukraine", "should Taiwan be blockaded"
            return self.draft.type in ("ASSAULT", "COERCE") or place.use == "location"
        return dep in ("npadvmod", "advmod")

    def _is_of_occasion(self, top: int) -> bool:
        """Whether the place is that of an occasion at which it is done: "accused them at a rally in Bukavu"."""
        passage, occasion = self.passage, self.adjuncts.host(top)
        if passage.dep[occasion] != "pobj" or passage.lower[passage.head[occasion]] not in _AT:
            return False
        if occasion not in self.others and passage.lemma[occasion] not in rule_words("event_place.occasions"):
            return False
        return passage.head[passage.head[occasion]] in self.own

    def _is_of_scene(self, top: int) -> bool:
        """Whether the event, a noun, is what went on where something else is told to be done: "held in Minsk during
        protests", "a walkout emptied classrooms in Lusaka"."""
        passage, head = self.passage, self.draft.head
        if passage.pos[head] not in _NOUNS:
            return False
        node, over = self.adjuncts.host(top), passage.head[head]
        if passage.dep[head] == "pobj" and passage.lower[over] in _DURING:
            return node == passage.head[over] and passage.pos[node] not in _NOUNS
        return passage.dep[head] == "nsubj" and passage.dep[node] == "dobj" and passage.head[node] == over

    def _takes_place(self, top: int) -> bool:
        """ "talks due to begin in Toronto" """
        passage, words = self.passage, rule_words("factuality.taking_place")
        return passage.pos[self.draft.head] in _NOUNS and passage.lemma[self.adjuncts.host(top)] in words

    def _is_way(self, top: int) -> bool:
        """Whether a place is only where somebody or something comes from or is bound for: "envoys from Chad", "ship
        crude to Zambia", "the road to Athens"."""
        passage, kind = self.passage, self.draft.type
        word = passage.lower[passage.head[top]]
        if passage.dep[top] != "pobj" or word not in _FROM_OR_TO:
            return False
        if word == "to" and kind in ("CONSULT", "PROTEST"):
            # "flew to Santiago for talks", "marched to the palace in Lima"
            return False
        verb = passage.pos[self.adjuncts.host(top)] == "VERB"
        if word == "from" or kind == "RETREAT":
            # "withdrew from Goma", "pulled back to the river"
            return kind != "RETREAT" or not verb
        # "sent troops to the border", "flew doctors to Lira", and not "pledged a loan to Nepal"
        carried = kind == "MOBILIZE" or passage.lemma[self.adjuncts.host(top)] in rule_words("event_place.carrying")
        return kind not in ("MOBILIZE", "AID") or not (verb and carried)

    def _is_whose(self, top: int, place: Place) -> bool:
        """Whether a place tells only whose somebody or something is: "the ministers of Chad", "sanctions on Minsk"."""
        passage, prep = self.passage, self.passage.head[top]
        word = passage.lower[prep]
        if passage.dep[top] != "pobj":
            return False
        if word == "of" and passage.pos[passage.head[prep]] not in _NOUNS:
            # "pulled its envoy out of Kiev"
            return False
        if word == "of" and place.kind == "country":
            # "the invasion of Ukraine"
            return self.draft.type not in ("ASSAULT", "COERCE") or self.adjuncts.host(top) not in self.own
        return self.draft.type not in _BODILY and word not in ("in", "at") and self._is_head_of_side(top)

    def _is_head_of_side(self, noun: int) -> bool:
        begin, end = self.passage.begins[noun], self.passage.ends[noun]
        return any(side[0] <= begin and end <= side[1] for _, side in (*self.draft.actors, *self.draft.recipients))

    def _is_of_side(self, top: int) -> bool:
        """Whether a place tells where people are who do it or undergo it: "residents of Soweto", "inmates of a prison
        in Izmir"."""
        passage = self.passage
        if passage.dep[top] != "pobj" or passage.lower[passage.head[top]] in _FROM_OR_TO:
            return False
        people = self.adjuncts.host(top)
        return passage.head[people] in self.own and self._is_head_of_side(people)

    def _is_of_court(self, top: int) -> bool:
        """ "a court in Dakar sentenced": it is done where the court sits."""
        passage, court = self.passage, self.adjuncts.host(top)
        if passage.dep[top] != "pobj" or passage.lower[passage.head[top]] not in ("in", "at"):
            return False
        judges = passage.lemma[court] in rule_words("event_place.courts")
        return judges and passage.dep[court] == "nsubj" and passage.head[court] in self.own

    def _is_of_other(self, top: int) -> bool:
        """Whether another event stands between a place and the clause: "resigned a week after riots in Sfax"."""
        passage, node = self.passage, top
        for _ in range(_STEPS):
            node = passage.head[node]
            if node in self.own:
                return False
            if node in self.others:
                return True
        return False

    def _in_its_course(self, top: int) -> bool:
        """Whether an expression stands in the clause that tells how it happened."""
        passage, adjuncts = self.passage, self.adjuncts
        clause = adjuncts.clause_of(top)
        above = adjuncts.clause_of(passage.head[clause])
        if passage.dep[clause] != "advcl" or above != adjuncts.clause_of(self.draft.head):
            return False
        return any(passage.lower[kid] in ("when", "as", "while") for kid in passage.children[clause])

    def _is_beside(self, top: int) -> bool:
        """Whether the event is told beside the clause of the place, by a participle or as what came at once: "shelled a
        market in Omdurman, killing 20", "police in Nairobi dispersed students protesting", "burned a flag in Kathmandu
        before police drove them off"."""
        passage = self.passage
        clause = self.adjuncts.clause_of(self.draft.head)
        if self.adjuncts.clause_of(top) != self.adjuncts.clause_of(passage.head[clause]):
            return False
        if passage.tag[clause] == "VBG":
            return passage.dep[clause] in ("advcl", "acl")
        return passage.dep[clause] == "advcl" and any(
            passage.dep[kid] in ("mark", "advmod") and passage.lower[kid] in _AT_ONCE
            for kid in passage.children[clause]
        )
