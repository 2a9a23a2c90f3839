"""The country of somebody who acts for a state where the words for them name none ("the police", "Information Minister
Lam").

Newswriters leave the country away where the reader has it already: from the place in the same sentence, from who is
speaking, from the dateline, or because the report is about one country only. The rules go in this order, and each stays
silent where two countries fit: a wrong country is worse than none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.codebook.world import NON_STATES, World
from onrecord.language.parsed import ParsedReport, Passage
from onrecord.reading.phrases import name_at, words
from onrecord.record import Place

_LOCATIVE = frozenset(
    {"in", "at", "near", "inside", "across", "around", "throughout", "outside", "within", "off", "on"}
)
# Who does these things where they stand; ministers and diplomats travel, armies are sent abroad.
_LOCAL = frozenset({"COP", "JUD"})
# So many places of a report must lie in one country, and so many times more than elsewhere, before it is about that
# country.
_SCENES, _CLEARLY = 3, 3
_NAMES = frozenset({"GPE", "NORP", "LOC", "ORG", "FAC", "PERSON"})
_OF_STATES = frozenset({"country", "adjective", "people", "government"})
# A place among the first so many words opens its sentence ("In the northern Tavush region").
_FRONT = 5
# What lies near or off something, or is an island or a river, is a place, whatever the tagger says.
_NEAR = frozenset({"near", "off", "outside"})
_DIVISIONS = frozenset(
    {
        "island",
        "town",
        "village",
        "city",
        "district",
        "port",
        "river",
        "crossing",
        "county",
        "valley",
        "lake",
        "province",
    }
)
# "in Kenya's north" is in Kenya.
_PARTS = _DIVISIONS | {"north", "south", "east", "west", "centre", "center", "capital", "region", "state", "interior"}
# Who comes from elsewhere by his office.
_ABROAD = frozenset(
    {"diplomat", "ambassador", "envoy", "negotiator", "mediator", "peacekeeper", "consul", "delegation"}
)
_FOREIGN = frozenset(
    {
        "western", "foreign", "european", "international", "joint", "bilateral", "allied", "visiting", "arab",
        "african", "asian", "multinational",
    }
)  # fmt: skip
Found = tuple[str, str]


@dataclass(slots=True)
class Land:
    """A name in a passage that gives a country; `state` where the country itself, its people or its seat is named."""

    token: int
    country: str
    name: str
    state: bool
    located: bool


class Lands:
    """The countries that a report names, by passage, and what they say of somebody who is told without one."""

    def __init__(self, parsed: ParsedReport, world: World, places: Sequence[Place]) -> None:
        """Collect the names; `places` are the report's, for the countries of its towns."""
        self.parsed, self.world = parsed, world
        self.named: dict[int, list[Land]] = {}
        # The places that are no countries: by passage and first token, and their names as the text has them.
        self.spots: dict[tuple[int, int], Place] = {}
        self.spot_names: set[str] = set()
        # How often each country is named in the body, and in which passage first.
        self.counts: Counter[str] = Counter()
        self.names: dict[str, str] = {}
        # The same with its organisations and well-known people, as far as the codebook has them.
        self._speaking: Counter[str] = Counter()
        # Bodies of no country (the UN, NATO): their tokens by passage.
        self._bodies: dict[int, list[int]] = {}
        self._scenes: dict[str, set[str]] = {}
        codes: set[str] = set()
        for passage in parsed.passages:
            lands = self.named[passage.number] = self._of_passage(passage)
            codes.update(land.country for land in lands if land.state)
            for land in lands:
                self.counts[land.country] += 1
                self.names.setdefault(land.country, land.name)
        self._add_places(places)
        self.home = self._home(places)
        if self.home is not None:
            codes.add(self.home)
        self.only = codes.pop() if len(codes) == 1 else None
        self.scene = self._scene()

    def _of_passage(self, passage: Passage) -> list[Land]:
        lands = []
        for first, _, label in passage.entities:
            if label not in _NAMES:
                continue
            known = name_at(self.world, passage, first)
            if known is None or known.country is None:
                continue
            self._speaking[known.country] += 1
            if known.country in NON_STATES and known.country != "MNC":
                self._bodies.setdefault(passage.number, []).append(first)
            state = known.kind in _OF_STATES
            if known.country not in NON_STATES and (state or known.kind in ("region", "city")):
                said = words(passage, *passage.entities[passage.ent_of[first]][:2])
                lands.append(Land(first, known.country, said, state, _located(passage, first, state=state)))
        return lands

    def is_place(self, passage: Passage, first: int, end: int) -> bool:
        """Whether what the tagger takes for a person or a body is a place ("near Ruhnu", "the Orell river")."""
        place = self.spots.get((passage.number, first))
        text = passage.text[passage.begins[first] - passage.start : passage.ends[end - 1] - passage.start]
        if place is not None and place.span == passage.span(first, end):
            return True
        if end < len(passage) and passage.lower[end] in _DIVISIONS and passage.head[end - 1] == end:
            return True
        before = passage.lower[first - 1] if first else ""
        if before == "of" and first > 1 and passage.lower[first - 2] in _DIVISIONS:
            return True
        if before in _NEAR and passage.dep[end - 1] == "pobj":
            return True
        return end - first == 1 and text in self.spot_names and not passage.dep[first].startswith("nsubj")

    def speaks_for(self, country: str | None) -> bool:
        """Whether the report names that country, its bodies or its people, and no other as often."""
        ranked = self._speaking.most_common(2)
        if not ranked or ranked[0][0] != country:
            return False
        return len(ranked) == 1 or ranked[1][1] < ranked[0][1]

    def _add_places(self, places: Sequence[Place]) -> None:
        passages, number = self.parsed.passages, 0
        for place in places:
            if place.kind in ("country", "facility"):
                continue
            start = place.span[0]
            while number < len(passages) and passages[number].start + len(passages[number].text) <= start:
                number += 1
            if number == len(passages):
                return
            passage = passages[number]
            if start < passage.start:
                # the dateline is no passage
                continue
            token = passage.token_at(start)
            if token is None:
                continue
            self.spots[(passage.number, token)] = place
            self.spot_names.add(self.parsed.text[slice(*place.span)])
            if place.country is None:
                continue
            if place.use == "location":
                self._scenes.setdefault(place.country, set()).add(place.name)
            lands = self.named[passage.number]
            if all(land.token != token for land in lands):
                lands.append(Land(token, place.country, place.name, False, _located(passage, token)))

    def _home(self, places: Sequence[Place]) -> str | None:
        """The dateline's country, where the dateline or the lead names it too; datelines in two countries have none.

        "BANGKOK" over a report on Myanmar says nothing of the army that it tells of.
        """
        line = self.parsed.report.anatomy.dateline
        if line is None:
            return None
        of_line = [place for place in places if line.start <= place.span[0] < line.end]
        codes = {place.country for place in of_line}
        code = codes.pop() if len(codes) == 1 else None
        if code is None:
            return None
        named = any(place.kind == "country" for place in of_line) or code in self._of_lead()
        return code if named or max(self.counts.values(), default=0) < _SCENES else None

    def _of_lead(self) -> set[str]:
        """The countries that the headline and the first two paragraphs name, not only by their towns."""
        codes: set[str] = set()
        paragraphs = 0
        for passage in self.parsed.passages:
            codes.update(land.country for land in self.named[passage.number] if land.state)
            paragraphs += passage.kind == "paragraph"
            if paragraphs == 2:
                break
        return codes

    def _scene(self) -> str | None:
        """The country that most places of the report lie in."""
        sizes = sorted(((len(names), code) for code, names in self._scenes.items()), reverse=True)
        if not sizes or sizes[0][0] < _SCENES or sum(size for size, _ in sizes[1:]) * _CLEARLY > sizes[0][0]:
            return None
        return sizes[0][1]

    def near(self, passage: Passage, token: int, sector: str | None, *, travels: bool, stays: bool) -> Found | None:
        """The country of the place in the sentence of `token`: "In Lima, Trade Minister Vega", "police near Lagos".

        Whoever `travels` (ministers, envoys, armies) is of there only where the place opens the sentence and no other
        country stands in it; whoever `stays` (mayors, courts) is of the place that opens a sentence before, too.
        """
        first, end = passage.sentences[passage.sentence_of[token]]
        lands = [land for land in self.named[passage.number] if first <= land.token < end]
        spots = [land for land in lands if land.located]
        where = "in the same sentence"
        if not spots and (stays or sector in _LOCAL):
            # "In the Tavush region growers blocked the road. They asked for the governor": still there.
            spots, where = self._opening(passage, passage.sentence_of[token]), "in the sentence before"
        if len({land.country for land in spots}) != 1:
            return None
        spot = spots[0]
        if sector not in _LOCAL and not stays:
            fronted = spot.token - first < _FRONT and spot.token < token
            others = any(land.country != spot.country for land in lands)
            if others or (travels and not fronted and spot.country not in (self.home, self.only)):
                return None
        return spot.country, f"country of {spot.name} {where}"

    def _opening(self, passage: Passage, sentence: int) -> list[Land]:
        """The places that open the nearest sentence before this one, in its paragraph, that a place opens."""
        for first, _ in reversed(passage.sentences[:sentence]):
            spots = [
                land for land in self.named[passage.number] if land.located and first <= land.token < first + _FRONT
            ]
            if spots:
                return spots
        return []

    def foreign(self, passage: Passage, token: int) -> bool:
        """Whether a phrase is of another country than the report's, or of several ("a Western diplomat", "the joint
        commission"), though it does not say of which."""
        if self.only is None and passage.lemma[token] in _ABROAD:
            return True
        if any(kid < token and passage.lower[kid] in _FOREIGN for kid in passage.children[token]):
            return True
        # "European Commissioner for Trade Ana Rojas": the words before a name
        for before in range(token - 1, max(token - 7, -1), -1):
            if passage.pos[before] not in ("PROPN", "NOUN", "ADJ", "ADP"):
                return False
            if passage.lower[before] in _FOREIGN:
                return True
        return False

    def told(self, passage: Passage, token: int, sector: str | None) -> Found | None:
        """What the whole report says: its one country, its dateline, or where its places lie.

        None where another country is named earlier in the same sentence: two would fit.
        """
        if self.only is not None:
            abroad = sector not in _LOCAL and self._dealt_with(passage, token)
            return None if abroad else (self.only, "the only country in the report")
        scene = None if sector == "MIL" else self.scene
        for code, why in ((self.home, "the dateline's country"), (scene, "most places of the report lie there")):
            if code is not None:
                first = passage.sentences[passage.sentence_of[token]][0]
                if any(first <= body < token for body in self._bodies.get(passage.number, ())):
                    # "At NATO headquarters, the deputy secretary general"
                    return None
                other = any(
                    first <= land.token < token and land.country != code and land.state
                    for land in self.named[passage.number]
                )
                return None if other else (code, why)
        return None

    def _dealt_with(self, passage: Passage, token: int) -> bool:
        """Whether the report's only country is whom this somebody deals with: "Energy Secretary Moss visited Poland".

        One that only belongs to whom they deal with ("met her French counterpart") counts where it is named just once.
        """
        verb, side = _governor(passage, token)
        if not side.startswith("nsubj"):
            return False
        end = passage.sentences[passage.sentence_of[token]][1]
        for land in self.named[passage.number]:
            if land.country != self.only or land.located or not token < land.token < end:
                continue
            above, other = _governor(passage, land.token)
            whole = passage.dep[land.token] in ("dobj", "pobj") and land.state
            if above == verb and other in ("dobj", "dative", "prep") and (whole or self.counts[land.country] == 1):
                return True
        return False

    def two(self, passage: Passage, token: int) -> tuple[list[str], str]:
        """The two countries meant by "the two neighbours" and why; [] where not exactly two fit.

        The two of the paragraph so far, else the two of the report so far, else the two that the report names far more
        often than any other.
        """
        here = self._states(passage.number, token)
        if len(here) == 2:
            return here, "the two countries of the paragraph"
        so_far: list[str] = []
        for other in self.parsed.passages:
            if other.number < passage.number and other.kind != "headline":
                so_far += [code for code in self._states(other.number, None) if code not in so_far]
        so_far += [code for code in here if code not in so_far]
        if len(so_far) == 2:
            return so_far, "the two countries that the report has named"
        if len(here) > 2:
            return [], ""
        ranked = self.counts.most_common(3)
        if len(ranked) > 1 and ranked[1][1] > 1 and (len(ranked) == 2 or ranked[1][1] >= 2 * ranked[2][1]):
            both = [code for code, _ in ranked[:2]]
            if all(code in both for code in here):
                return both, "the two countries that the report names most"
        return [], ""

    def _states(self, number: int, before: int | None) -> list[str]:
        found = [land.country for land in self.named[number] if land.state and (before is None or land.token < before)]
        return list(dict.fromkeys(found))


def _located(passage: Passage, token: int, *, state: bool = False) -> bool:
    """Whether the name with this token stands after a preposition of place ("in northern Kosovo")."""
    for _ in range(4):
        above = passage.head[token]
        if passage.dep[token] == "pobj":
            # "sanctions on Mali", "a raid on Chad" are nowhere; an island's name with "on" is no loss
            return passage.lower[above] in _LOCATIVE and not (state and passage.lower[above] == "on")
        part = passage.dep[token] == "poss" and passage.lemma[above] in _PARTS
        if not part and passage.dep[token] not in ("conj", "compound", "appos", "nmod"):
            return False
        token = above
    return False


def _governor(passage: Passage, token: int) -> tuple[int, str]:
    """The verb over a token, and the dependency by which the phrase of the token hangs on it; (-1, "") for none."""
    for _ in range(6):
        above = passage.head[token]
        if above == token:
            break
        if passage.pos[above] in ("VERB", "AUX"):
            return above, passage.dep[token]
        token = above
    return -1, ""
