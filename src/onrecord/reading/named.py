"""Actors that are named: countries, peoples, organisations, persons, and what stands around their names."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Container, Sequence, Set

from onrecord.codebook.world import NON_STATES, Known, World
from onrecord.language.parsed import ParsedReport, Passage
from onrecord.reading.lands import Found, Lands
from onrecord.reading.mentions import SUBJECTS, Draft, Seen, quotation_marks, rank
from onrecord.reading.persons import Register, titles_before
from onrecord.reading.phrases import Phrase, belongs, read_phrase, words
from onrecord.record import ActorKind, MentionKind, Place

NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC"})
# A country after these is where something is, not who acts.
_LOCATIVE = frozenset(
    {
        "in", "at", "near", "inside", "across", "around", "throughout", "outside", "within", "into", "toward",
        "towards", "off", "via", "along", "onto",
    }
)  # fmt: skip
INNER = frozenset({"compound", "amod", "nmod", "det", "nummod", "punct", "case"})
_ACRONYM = re.compile(r"[A-Z][A-Z&.-]{1,9}s?$")
OF_PLACES = frozenset({"country", "adjective", "people", "government", "region", "city"})
_UNIONS = frozenset({"UNO", "EUR", "IGO"})
# Whoever holds office in a report about one country only holds it there.
STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "OPP"})
# These hold office where they are; other officials are told of from abroad too.
STAYING = frozenset(
    {
        "governor", "mayor", "prefect", "councillor", "magistrate", "judge", "prosecutor", "constable", "sheriff",
        "policeman", "spokesman", "spokeswoman", "spokesperson",
    }
)  # fmt: skip
# They stand to somebody, and are not of theirs.
_RELATED = frozenset(
    {
        "neighbour", "neighbor", "ally", "rival", "enemy", "foe", "opponent", "critic", "counterpart", "partner",
        "adversary", "donor", "invader",
    }
)  # fmt: skip
_BUSINESS = frozenset(
    {
        "inc", "inc.", "corp", "corp.", "ltd", "ltd.", "plc", "llc", "co.", "ag", "gmbh", "sa", "group",
        "holdings", "airlines", "airways", "motors", "oil", "bank",
    }
)  # fmt: skip
# The last words of newspapers' names; a courier is no newspaper, the "Lima Courier" is.
_PRESS = frozenset(
    {
        "courier",
        "post",
        "times",
        "herald",
        "tribune",
        "gazette",
        "chronicle",
        "journal",
        "observer",
        "telegraph",
        "mirror",
    }
)
_ROYAL = frozenset({"king", "queen", "prince", "princess", "emperor", "empress"})


class Namer(ABC):
    """Makes the drafts of a report's actors. `owner[passage][token]` is the draft that a token belongs to, or -1."""

    def __init__(self, parsed: ParsedReport, world: World, places: Sequence[Place], speech: Container[str]) -> None:
        """Prepare for a report; `nominals.Walk` does the work. `speech` holds the lemmas of the verbs of speaking."""
        self.parsed, self.world, self.speech = parsed, world, speech
        self.drafts: list[Draft] = []
        self.owner: dict[int, list[int]] = {passage.number: [-1] * len(passage) for passage in parsed.passages}
        self.several: dict[tuple[int, int], list[int]] = {}
        self.both: dict[tuple[int, int], str] = {}
        self.considered: dict[tuple[int, int], list[int]] = {}
        self.seen: list[Seen] = []
        self.keys: dict[tuple[str, str], int] = {}
        self.register = Register(parsed, world)
        # Why a pronoun or a bare noun was joined with somebody, by passage and token.
        self.links: dict[tuple[int, int], str] = {}
        self.quotes: dict[int, list[int]] = {}
        self._open = False
        self.lands = Lands(parsed, world, places)

    @abstractmethod
    def make(self, passage: Passage, token: int, phrase: Phrase | None = None) -> int:
        """The draft of the noun phrase with this head; the walk over the text knows how."""

    # --- drafts and mentions

    def _draft(self, key: tuple[str, str] | None, name: str, kind: ActorKind) -> Draft:
        if key is not None and key in self.keys:
            return self.drafts[self.keys[key]]
        draft = Draft(len(self.drafts), name, kind)
        self.drafts.append(draft)
        if key is not None:
            self.keys[key] = draft.number
        return draft

    def _mention(self, draft: Draft, passage: Passage, first: int, end: int, head: int, kind: MentionKind) -> None:
        draft.mentions.setdefault(passage.span(first, end), kind)
        owner = self.owner[passage.number]
        draft.named = draft.named or kind == "name"
        for token in range(first, end) if kind == "name" else (head,):
            if owner[token] < 0:
                owner[token] = draft.number
        subject = passage.dep[head] in SUBJECTS or (
            passage.dep[head] == "conj" and passage.dep[passage.head[head]] in SUBJECTS
        )
        body = passage.kind != "headline"
        quoted = self.quoted(passage)[head]
        self.seen.append(Seen(draft.number, passage.number, passage.sentence_of[head], head, subject, body, quoted))

    def quoted(self, passage: Passage) -> list[int]:
        """For each token the number of the direct quotation that it stands in, 0 outside."""
        marks = self.quotes.get(passage.number)
        if marks is None:
            marks, self._open = quotation_marks(passage, self._open)
            self.quotes[passage.number] = marks
        return marks

    # --- names

    def _name(self, passage: Passage, first: int, end: int, label: str) -> None:
        owner = self.owner[passage.number]
        if owner[first] >= 0:
            return
        text = words(passage, first, end)
        known = self.world.known(text)
        head = head_of(passage, first, end)
        if known is None and self.misnamed(passage, first, end, label):
            return
        if label == "PERSON":
            self._person(passage, first, end, head)
        elif known is not None and known.kind in ("country", "government"):
            if not is_location(passage, head, capital=known.kind == "government"):
                self._country(passage, first, end, head, known)
        elif known is not None and known.kind in ("adjective", "region", "city"):
            return
        elif known is not None and known.kind == "people":
            self._people(passage, first, end, head, known)
        elif label == "ORG" or (known is not None and known.kind == "organisation"):
            self._organisation(passage, first, end, head, known)

    def misnamed(self, passage: Passage, first: int, end: int, label: str) -> bool:
        """Whether the name of a person or a body is a place's, or no name at all ("Flares lit the bay")."""
        if label not in ("PERSON", "ORG"):
            return False
        text = words(passage, first, end)
        if label == "PERSON":
            if self.register.entry(text) != text or end - first > 2:
                return False
            if end - first == 1 and passage.tag[first] == "NNS":
                return True
        return self.lands.is_place(passage, first, end)

    def _country(
        self, passage: Passage, first: int, end: int, head: int, known: Known, *, plain: bool = False
    ) -> Draft:
        if known.kind == "government" and not plain:
            # "Washington" and "the United States" are one actor of a report
            seat = words(passage, first, end)
            draft = self._draft(("country", known.key), seat, "country")
            draft.learn(
                known.country, "GOV", list(known.others), f"'{words(passage, first, end)}' stands for the government"
            )
        elif known.kind in ("region", "city"):
            draft = self._draft(("place", known.key), known.name, "unknown")
            draft.learn(known.country, None, list(known.others), f"{known.name} lies there")
        else:
            draft = self._draft(("country", known.key), known.name, "country")
            draft.name = known.name
            draft.learn(known.country, None, list(known.others), "")
        self._mention(draft, passage, first, end, head, "name")
        return draft

    def _people(self, passage: Passage, first: int, end: int, head: int, known: Known) -> None:
        text = words(passage, first, end)
        if first > 0 and passage.lower[first - 1] == "ethnic":
            # "ethnic Albanians in Serbia" are of Serbia, or of nowhere that is said.
            phrase = read_phrase(self.world, passage, head)
            draft = self._draft(("people", f"ethnic {text.lower()} {phrase.country}"), f"ethnic {text}", "group")
            draft.learn(phrase.country, "CVL", [], phrase.why)
        else:
            draft = self._draft(("people", known.key), text, "group")
            draft.learn(known.country, "CVL", list(known.others), "the people of the country")
        draft.plural = True
        self._mention(draft, passage, first, end, head, "name")

    def _organisation(self, passage: Passage, first: int, end: int, head: int, known: Known | None) -> Draft:
        text = words(passage, first, end)
        name = text[4:] if text.lower().startswith("the ") else text
        if known is not None and known.shared:
            shared = self._shared(passage, first, end, head, known)
            if shared is not None:
                return shared
        key = ("organisation", known.key.lower() if known is not None else self._longer(passage, end, name.lower()))
        draft = self._draft(key, name, "organisation")
        draft.nouns.update(passage.lemma[first:end])
        if known is not None:
            draft.learn(known.country, known.sector, list(known.others), f"the codebook's entry '{known.key}'")
        else:
            country, sector, why = self._by_words(passage, first, end, head)
            draft.learn(country, sector, [], why)
            self._infer(draft, passage, head, travels=False)
        self._mention(draft, passage, first, end, head, "name")
        self._acronym(passage, end, draft)
        return draft

    def _longer(self, passage: Passage, end: int, name: str) -> str:
        """The key of the one organisation so far whose name ends in this one ("the Air Force" after "the Chilean Air
        Force"); the name itself where there is none or several."""
        role = self.world.roles.get(passage.lemma[end - 1])
        if ("organisation", name) in self.keys or role is None or role.kind == "person":
            return name
        found = {
            number: key
            for (kind, key), number in self.keys.items()
            if kind == "organisation"
            and self.drafts[number].named
            and self.drafts[number].name.lower().endswith(" " + name)
        }
        return next(iter(found.values())) if len(found) == 1 else name

    def _shared(self, passage: Passage, first: int, end: int, head: int, known: Known) -> Draft | None:
        """A body whose name other countries' bodies bear too; None where it is the codebook's.

        "Chile's Senate" is Chile's by its owner, a bare "Senate" in a report from Lima is Peru's; it is the codebook's
        where the report says so, and of no country where nothing does.
        """
        text = words(passage, first, end)
        phrase = read_phrase(self.world, passage, head)
        country, why = phrase.country, phrase.why
        if country is None and phrase.owner is not None and phrase.owner < first:
            number = self.owner[passage.number][phrase.owner]
            holder = self.drafts[number] if number >= 0 else None
            if holder is not None and holder.country is not None:
                country, why = holder.country, f"it is {holder.name}'s"
        found = None if country else self.land(passage, head, known.sector, travels=False)
        if known.country in (country, found and found[0]):
            return None
        if country is None and found is None and self.lands.speaks_for(known.country):
            return None
        if country is None and known.country in NON_STATES and ("organisation", known.key.lower()) in self.keys:
            # "the Commission" after "the European Commission"
            return None
        key = text.lower().removeprefix("the ")
        draft = self._draft(("organisation", f"{key} {country or (found and found[0])}"), text, "organisation")
        draft.nouns.update(passage.lemma[first:end])
        draft.learn(country, known.sector, [], why or f"several countries have a {text}")
        if found is not None:
            draft.infer(*found)
        self._mention(draft, passage, first, end, head, "name")
        return draft

    def _by_words(self, passage: Passage, first: int, end: int, head: int) -> tuple[str | None, str | None, str]:
        """Country and sector of an unknown organisation by the words of its name and what stands around it."""
        country, sector, why = None, None, ""
        for token in range(end - 1, first - 1, -1):
            single = self.world.known(passage.words[token])
            if country is None and single is not None and single.country is not None and single.kind in OF_PLACES:
                country, why = single.country, f"country from '{passage.words[token]}' in the name"
            if sector is None and passage.lower[token] in _BUSINESS:
                sector = "BUS"
            if sector is None and token == end - 1 and end - first > 1 and passage.lower[token] in _PRESS:
                sector = "JRN"
            role = self.world.roles.get(f"{passage.lower[token - 1]} {passage.lower[token]}") if token > first else None
            role = role or self.world.roles.get(passage.lemma[token])
            if sector is None and role is not None and role.kind != "person":
                sector = role.sector
        phrase = read_phrase(self.world, passage, head)
        if country is None and phrase.country_token is not None and not first <= phrase.country_token < end:
            country, why = phrase.country, phrase.why
        # "Irish national airline Aer Lingus": the noun in front says what it is.
        sector = sector or (phrase.sector if phrase.sector != "CVL" else None)
        return country, sector, why

    # --- countries that the words do not name

    def _infer(self, draft: Draft, passage: Passage, token: int, *, travels: bool) -> None:
        """Give the holder of a state's office the country that the report around suggests, where that is one."""
        if draft.country is None:
            found = self.land(passage, token, draft.sector, travels=travels, nouns=draft.nouns)
            if found is not None:
                draft.infer(*found)

    def land(
        self, passage: Passage, token: int, sector: str | None, *, travels: bool, nouns: Set[str] = frozenset()
    ) -> Found | None:
        """The country of somebody who acts for a state, at this token, and why; None where it is open.

        `nouns` are the words for the role, where the token is a name.
        """
        if sector not in STATE_SECTORS or self.lands.foreign(passage, token):
            return None
        stays = passage.lemma[token] in STAYING or bool(nouns & STAYING)
        near = self.lands.near(passage, token, sector, travels=travels, stays=stays)
        if near is not None and sector in ("COP", "JUD"):
            return near
        return self._teller(passage, token) or near or self.lands.told(passage, token, sector)

    def _teller(self, passage: Passage, token: int) -> Found | None:
        """The country of the official who tells of "the government" or "the army": it is their own.

        "An aide to the Kenyan president said that the government would wait"; not where another country is named
        between the two.
        """
        low = token
        while passage.head[low] != low:
            above = passage.head[low]
            if passage.dep[low] == "ccomp" and passage.lemma[above] in self.speech:
                subject = passage.child(above, "nsubj")
                if subject is not None and subject < token:
                    return self._of_teller(passage, subject, token)
                return None
            low = above
        return None

    def _of_teller(self, passage: Passage, subject: int, token: int) -> Found | None:
        first, end = passage.subtree[subject]
        for place in (subject, *range(first, min(end, token))):
            number = self.owner[passage.number][place]
            draft = self.drafts[number] if number >= 0 else None
            if draft is None or draft.country is None or draft.country in NON_STATES:
                continue
            if draft.kind != "country" and draft.sector not in STATE_SECTORS:
                continue
            others = any(
                subject < land.token < token and land.country != draft.country
                for land in self.lands.named[passage.number]
            )
            return None if others else (draft.country, f"told by {draft.name}, who speaks of their own state")
        return None

    def _acronym(self, passage: Passage, end: int, draft: Draft) -> None:
        """Join the acronym in brackets after a name: "Center for Strategic Studies (CSS)"."""
        if end + 2 < len(passage) and passage.words[end] == "(" and passage.words[end + 2] == ")":
            word = passage.words[end + 1]
            if _ACRONYM.match(word) and word[0] == draft.name[0]:
                self.keys.setdefault(("organisation", word.lower()), draft.number)
                self._mention(draft, passage, end + 1, end + 2, end + 1, "name")

    def _person(self, passage: Passage, first: int, end: int, head: int) -> Draft:
        text = words(passage, first, end)
        entry = self.register.entry(text)
        draft = self._draft(("person", entry.lower()), entry, "person")
        self._mention(draft, passage, first, end, head, "name")
        title = titles_before(self.world, passage, first)
        if title is not None:
            draft.gender = draft.gender or title.gender
            if title.role_span is not None:
                self._add_role(draft, passage, *title.role_span)
                draft.nouns.update(title.nouns)
            draft.learn(title.country, title.sector, title.others, title.why)
            if title.affiliation is not None:
                number = self.owner[passage.number][title.affiliation]
                if number >= 0 and self.drafts[number].kind == "organisation" and number not in draft.affiliations:
                    draft.affiliations.append(number)
                    if draft.country is None:
                        draft.learn(self.drafts[number].country, None, [], f"the country of {self.drafts[number].name}")
        self._appositions(passage, draft, first, end, head)
        known = self.register.known(entry, text, titled=title is not None)
        if known is not None:
            draft.gender = draft.gender or known.gender
            draft.learn(
                known.country, known.sector, list(known.others), f"the codebook's entry '{known.key}'", said=False
            )
        if title is not None or draft.sector in STATE_SECTORS:
            self._infer(draft, passage, head, travels=not draft.nouns & STAYING)
        return draft

    def _appositions(self, passage: Passage, draft: Draft, first: int, end: int, head: int) -> None:
        heads = [kid for kid in passage.children[head] if kid >= end and passage.dep[kid] == "appos"]
        # "a Democrat from Texas and chairwoman of the committee"
        heads.extend([other for kid in heads for other in passage.children[kid] if passage.dep[other] == "conj"])
        above = passage.head[head]
        if passage.dep[head] == "appos" and above < first and passage.ent_of[above] < 0:
            heads.append(above)
        if passage.dep[head] == "nsubj" and passage.lemma[above] == "be":
            heads.extend(kid for kid in passage.children[above] if passage.dep[kid] == "attr")
        for kid in heads:
            if passage.ent[kid] == "PERSON":
                continue
            if any(passage.lower[token] == "whose" for token in range(end, kid)):
                # "Rahel Abebe, whose brother was hurt": he is not she
                continue
            phrase = read_phrase(self.world, passage, kid)
            if phrase.role is None or phrase.plural or phrase.role.kind != "person":
                continue
            self._describe(passage, draft, phrase)
            owner = self.owner[passage.number]
            if owner[kid] < 0:
                self._mention(draft, passage, phrase.first, phrase.end, kid, "nominal")

    def _describe(self, passage: Passage, draft: Draft, phrase: Phrase) -> None:
        """Give a person what an apposition says: role, country, sector, affiliation."""
        assert phrase.role is not None
        self._add_role(draft, passage, phrase.first, phrase.end)
        draft.nouns.add(rank(phrase.role.noun))
        draft.gender = draft.gender or phrase.gender
        country, sector = self._settle(passage, phrase, draft)
        draft.learn(country, sector, phrase.others, phrase.why)

    def _settle(self, passage: Passage, phrase: Phrase, draft: Draft | None) -> tuple[str | None, str | None]:
        """Country and sector of a phrase, with what its organisation or owner adds."""
        country, sector, role = phrase.country, phrase.sector, phrase.role
        for token in (phrase.affiliation, phrase.owner):
            if token is None:
                continue
            number = self.owner[passage.number][token]
            if number < 0 and token == phrase.affiliation and passage.ent_of[token] >= 0:
                first, end, label = passage.entities[passage.ent_of[token]]
                if label in ("ORG", "FAC") and not self.misnamed(passage, first, end, "ORG"):
                    known = self.world.known(words(passage, first, end))
                    if known is None or known.kind == "organisation":
                        number = self._organisation(passage, first, end, token, known).number
            if number < 0 and role is not None and role.weak and token > phrase.head:
                # "a spokeswoman for the ministry": the ministry stands further on.
                number = self.make(passage, token)
            if number < 0:
                continue
            holder = self.drafts[number]
            if holder.kind == "organisation" and draft is not None and number not in draft.affiliations:
                draft.affiliations.append(number)
            if role is not None and rank(role.noun) in _RELATED:
                # "Peru's neighbours" are not Peruvian
                continue
            if any(passage.lower[kid] == "foreign" for kid in passage.children[phrase.head]):
                continue
            official = holder.sector in STATE_SECTORS and sector in STATE_SECTORS
            if holder.kind in ("organisation", "country") or (
                role is not None and (role.kind != "person" or role.weak or official)
            ):
                country = country or holder.country
            if role is not None and belongs(role) and holder.kind != "person":
                if holder.sector is not None:
                    sector = holder.sector
                elif holder.kind == "organisation" and holder.country not in _UNIONS:
                    # "vice president of Lake Foods": no office of the state, and nothing says what else.
                    sector = None
        if role is not None and role.weak and sector == role.sector and country is None:
            sector = None
        owner = phrase.owner
        royal = role is not None and role.noun in _ROYAL
        if royal and owner is not None and owner > phrase.head and passage.pos[owner] == "NOUN":
            # "the queen of the fish sellers" reigns over no state
            sector = None
        return country, sector

    def _add_role(self, draft: Draft, passage: Passage, first: int, end: int) -> None:
        if passage.pos[first] == "PRON" and end - first > 1:
            # "his Israeli counterpart": whose it is, is no part of the role.
            first += 1
        span = passage.span(first, end)
        text = self.parsed.text[span[0] : span[1]]
        if all(role[0].lower() != text.lower() for role in draft.roles):
            draft.roles.append((text, span))


def head_of(passage: Passage, first: int, end: int) -> int:
    """The token of a name that its other tokens hang on."""
    for token in range(first, end):
        above = passage.head[token]
        if above == token or not first <= above < end:
            if passage.dep[token] in ("punct", "case", "det") and end - first > 1:
                continue
            return token
    return end - 1


def is_location(passage: Passage, head: int, *, capital: bool = False) -> bool:
    """Whether a name is only where something is ("in Iran", "Tehran-based")."""
    dep = passage.dep[head]
    if dep == "pobj":
        word = passage.lower[passage.head[head]]
        return word in _LOCATIVE or (capital and word == "from")
    if dep == "conj":
        return is_location(passage, passage.head[head], capital=capital)
    return dep in INNER or dep == "npadvmod"
