"""The walk over a report's tokens: noun phrases and pronouns become mentions of the actors, named or new."""

from __future__ import annotations

from onrecord.codebook.world import Known, RoleSense
from onrecord.language.parsed import Passage
from onrecord.reading import resolution
from onrecord.reading.clauses import surface_subject
from onrecord.reading.mentions import SUBJECTS, Draft, Seen, rank
from onrecord.reading.named import INNER, NAMES, OF_PLACES, STATE_SECTORS, STAYING, Namer, head_of, is_location
from onrecord.reading.phrases import TRANSPARENT, Phrase, acts, core, name_at, read_phrase, words
from onrecord.record import ActorKind

# After these a town is where something is.
_WHERE = frozenset({"in", "at", "near", "off", "outside", "inside", "around", "across", "throughout", "into", "on"})
# Pronouns that a clause makes somebody of: "anyone who joins the march".
_ANYBODY = frozenset({"anyone", "anybody", "those", "all", "everyone", "everybody", "whoever"})
# Where a number by itself stands for people.
_COUNTED = frozenset({"nsubj", "nsubjpass", "dobj", "conj"})
_MORE = frozenset({"prep", "relcl", "acl", "quantmod"})
_MULTITUDES = frozenset({"thousands", "hundreds", "dozens", "scores"})
# A country has one of these: in the plural they are several countries' ("the two presidents").
_UNIQUE = frozenset(
    {
        "president", "prime minister", "premier", "king", "queen", "emperor", "chancellor", "government", "parliament",
        "army", "navy", "military", "leader", "supreme court",
    }
)  # fmt: skip


class Walk(Namer):
    """Reads a report's actors in text order, and makes further ones when asked."""

    def read(self) -> None:
        """Walk the passages in text order."""
        for passage in self.parsed.passages:
            ent_of, pos, roles = passage.ent_of, passage.pos, self.world.roles
            lemma, lower, owner = passage.lemma, passage.lower, self.owner[passage.number]
            for token in range(len(passage)):
                number = ent_of[token]
                if number >= 0:
                    first, end, label = passage.entities[number]
                    if token == first and label in NAMES:
                        self._name(passage, first, end, label)
                elif owner[token] >= 0:
                    continue
                elif pos[token] == "PRON":
                    self._pronoun(passage, token)
                elif (pos[token] == "NOUN" or pos[token] == "PROPN") and (
                    lemma[token] in roles or lower[token] in roles
                ):
                    self._nominal(passage, token)

    def _nominal(self, passage: Passage, token: int) -> None:
        """A role noun on the way: people always, groups where they act or a country is given."""
        dep = passage.dep[token]
        if dep in INNER or any(
            passage.dep[kid] == "appos" and passage.ent[kid] == "PERSON" for kid in passage.children[token]
        ):
            # "his counterpart, Chief of Staff Eyal Zamir": the name that follows takes this mention.
            return
        phrase = read_phrase(self.world, passage, token)
        role = phrase.role
        above = self.owner[passage.number][passage.head[token]] if dep == "appos" else -1
        if above >= 0 and role is not None and role.kind == self.drafts[above].kind == "person" and not phrase.plural:
            # "the suspect, a man from Queens": one person told of twice.
            self._mention(self.drafts[above], passage, phrase.first, phrase.end, token, "nominal")
            return
        acts = phrase.country is not None or phrase.plural or dep in SUBJECTS
        acts = acts or (phrase.definite and dep in ("pobj", "dobj", "poss"))
        if role is None or role.thing or (role.kind != "person" and not acts):
            return
        self.make(passage, token, phrase)

    def make(self, passage: Passage, token: int, phrase: Phrase | None = None, undergoes: bool = False) -> int:
        """The draft of the noun phrase with this head, made where there is none; -1 for what can't act."""
        number = passage.ent_of[token]
        if number >= 0:
            if passage.ent[token] == "CARDINAL":
                return self._counted(passage, token, undergoes=undergoes)
            return self._make_name(passage, token, *passage.entities[number])
        if passage.pos[token] == "PRON" or (passage.number, token) in self.considered:
            return self._indefinite(passage, token)
        known = name_at(self.world, passage, token)
        if known is not None and known.kind in OF_PLACES:
            return self._known(passage, token, token + 1, token, known)
        phrase = phrase or read_phrase(self.world, passage, token)
        inner = self._inside(passage, token, phrase)
        if inner is not None:
            return inner
        if phrase.role is None:
            number = self._counted(passage, token, undergoes=undergoes)
            return number if number >= 0 else self._unknown_name(passage, token, phrase)
        if not (undergoes if phrase.role.target else acts(passage, phrase)):
            return -1
        return self._group(passage, token, phrase)

    def _make_name(self, passage: Passage, token: int, first: int, end: int, label: str) -> int:
        known = self.world.known(words(passage, first, end))
        head = head_of(passage, first, end)
        if known is not None and known.kind in OF_PLACES:
            return self._known(passage, first, end, head, known)
        if known is None and (
            self.misnamed(passage, first, end, label) or (label == "NORP" and self.lands.is_place(passage, first, end))
        ):
            label = "GPE"
        if label == "PERSON":
            return self._person(passage, first, end, head).number
        if label == "ORG" or known is not None:
            return self._organisation(passage, first, end, head, known).number
        if label in ("GPE", "NORP"):
            text = words(passage, first, end)
            phrase = read_phrase(self.world, passage, head)
            if label == "GPE":
                return self._town(passage, first, end, head, phrase)
            draft = self._draft(("group", f"{text.lower()} {phrase.country}"), text, "group")
            draft.plural = True
            draft.learn(None, "CVL" if passage.tag[head] in ("NNS", "NNPS") else None, [], "")
            draft.learn(phrase.country, None, [], phrase.why)
            self._mention(draft, passage, first, end, head, "name")
            return draft.number
        return -1

    def _town(self, passage: Passage, first: int, end: int, head: int, phrase: Phrase) -> int:
        """A town that the codebook does not have, for who acts there; -1 where it is only where something is."""
        spot = self.lands.spots.get((passage.number, first))
        if passage.dep[head] == "pobj":
            before = passage.lower[passage.head[head]]
            if before in _WHERE or (spot is not None and spot.use == "location"):
                # "flew nurses to Arequipa", "closed a school in Tarma": where, not whom
                return -1
        if passage.dep[head] == "compound" and self.lands.is_place(passage, first, end):
            return -1
        text = words(passage, first, end)
        draft = self._draft(("place", text.lower()), text, "unknown")
        if spot is not None:
            draft.learn(spot.country, None, [], f"{spot.name} lies there")
        draft.learn(phrase.country, None, [], phrase.why)
        self._mention(draft, passage, first, end, head, "name")
        return draft.number

    def _known(self, passage: Passage, first: int, end: int, head: int, known: Known) -> int:
        if known.kind == "people":
            self._people(passage, first, end, head, known)
            return self.owner[passage.number][head]
        return self._country(passage, first, end, head, known, plain=is_location(passage, head)).number

    def _inside(self, passage: Passage, token: int, phrase: Phrase) -> int | None:
        """Who is meant by "hundreds of people": what stands after "of"."""
        if phrase.owner is None or phrase.owner < token or passage.lemma[token] not in TRANSPARENT:
            return None
        if phrase.role is not None and phrase.role.kind == "person":
            return None
        number = self.owner[passage.number][phrase.owner]
        if number < 0:
            number = self.make(passage, phrase.owner)
        if number >= 0:
            self.owner[passage.number][token] = number
            return number
        return None

    def _counted(self, passage: Passage, token: int, *, undergoes: bool) -> int:
        """People of whom only the number is told: "*thousands* rallied in Tbilisi", "an air strike killed *three*"; not
        "the two", who were told of, nor "sent 400", of what was asked for."""
        dep, word = passage.dep[token], passage.lower[token]
        if dep not in _COUNTED or not (undergoes or (dep == "nsubj" and word in _MULTITUDES)):
            return -1
        plain = passage.tag[token] == "CD" and (word.isalpha() or word.replace(",", "").isdigit())
        if not (plain or word in _MULTITUDES) or passage.ent[token] not in ("CARDINAL", ""):
            return -1
        if any(
            passage.dep[kid] == "det" or (kid > token and passage.dep[kid] in _MORE) for kid in passage.children[token]
        ):
            return -1
        first = next((kid for kid in passage.children[token] if kid < token and passage.dep[kid] == "nummod"), token)
        draft = self._draft(None, words(passage, first, token + 1), "group")
        draft.plural = True
        draft.learn(None, "CVL", [], "people of whom only the number is told")
        self._mention(draft, passage, first, token + 1, token, "nominal")
        return draft.number

    def _indefinite(self, passage: Passage, token: int) -> int:
        """ "some of the protesters": the object of "of"; "anyone who joins", "those arrested": people that a clause
        tells of."""
        prep = passage.child(token, "prep")
        if prep is not None and passage.lower[prep] == "of":
            target = passage.child(prep, "pobj")
            if target is not None:
                number = self.owner[passage.number][target]
                return number if number >= 0 else self.make(passage, target)
        told = passage.lower[token] in _ANYBODY and passage.child(token, "relcl", "acl") is not None
        if told and passage.dep[token] in ("dobj", "dative", "nsubjpass"):
            draft = self._draft(None, words(passage, token, token + 1), "group")
            draft.plural = True
            draft.learn(None, "CVL", [], "people that a clause tells of")
            self._mention(draft, passage, token, token + 1, token, "nominal")
            return draft.number
        return -1

    def _unknown_name(self, passage: Passage, token: int, phrase: Phrase) -> int:
        """A capitalised name that no model labelled: an actor of unknown kind."""
        if passage.pos[token] != "PROPN" or passage.kind == "headline":
            return -1
        first = token
        while first > 0 and passage.pos[first - 1] == "PROPN" and passage.ent_of[first - 1] < 0:
            first -= 1
        text = words(passage, first, token + 1)
        if self.lands.is_place(passage, first, token + 1):
            return self._town(passage, first, token + 1, token, phrase)
        draft = self._draft(("unknown", text.lower()), text, "unknown")
        draft.learn(phrase.country, None, [], phrase.why)
        self._mention(draft, passage, first, token + 1, token, "name")
        return draft.number

    def _group(self, passage: Passage, token: int, phrase: Phrase) -> int:
        """A nominal: resolved to somebody, joined with the same words before, or an actor of its own."""
        role = phrase.role
        assert role is not None
        found = self._resolve(passage, token, phrase, role)
        if found is not None:
            if found < 0:
                return -1
            self._mention(self.drafts[found], passage, phrase.first, phrase.end, token, "nominal")
            return found
        states = self._states_of(passage, token, phrase)
        if len(states) > 1:
            return self._one_each(passage, token, phrase, role, states)
        both = self._of_two(passage, token, phrase, role)
        if both is not None:
            return both
        country, sector = self._settle(passage, phrase, None)
        if country is None:
            country, phrase.why = self._of_body(passage, token)
        text = words(passage, phrase.first, phrase.end)
        joined = role.kind != "person" or (phrase.plural and phrase.number is None) or phrase.definite
        kind: ActorKind = "organisation" if role.kind == "organisation" and not phrase.plural else "group"
        if role.kind == "person" and not phrase.plural:
            kind = "person"
        land = None
        of_several = phrase.plural and rank(role.noun) in _UNIQUE
        if (
            country is None
            and not of_several
            and not (phrase.owner is not None and self._open_owner(passage, phrase.owner))
        ):
            travels = sector == "MIL" or (role.kind == "person" and rank(role.noun) not in STAYING)
            land = self.land(passage, token, sector, travels=travels)
        draft = self._same(kind, text, country or (land[0] if land is not None else None), joined)
        draft.plural = phrase.plural or kind == "group"
        draft.gender = phrase.gender
        draft.vague = phrase.article and not phrase.definite
        draft.nouns.add(rank(role.noun))
        draft.learn(country, sector, phrase.others, phrase.why)
        if land is not None:
            draft.infer(*land)
        self._mention(draft, passage, phrase.first, phrase.end, token, "nominal")
        return draft.number

    def _of_two(self, passage: Passage, token: int, phrase: Phrase, role: RoleSense) -> int | None:
        """One actor a country for "the ministers of the two countries"; None for other phrases."""
        owner = phrase.owner
        if owner is None or owner < token or not phrase.plural or passage.lemma[owner] not in resolution.STATES:
            return None
        if read_phrase(self.world, passage, owner).number != 2:
            return None
        spot = (passage.number, owner)
        self._two_states(passage, owner)
        if spot not in self.several:
            return None
        numbers = []
        for number in self.several[spot]:
            state = self.drafts[number]
            name = f"{words(passage, phrase.first, token + 1)} of {state.name}"
            draft = self._draft(("group", name.lower()), name, "group")
            draft.plural = True
            draft.learn(state.country, phrase.sector, phrase.others, f"one of {self.both[spot]}")
            draft.nouns.add(rank(role.noun))
            draft.mentions.setdefault(passage.span(phrase.first, phrase.end), "nominal")
            numbers.append(draft.number)
        self.several[(passage.number, token)] = numbers
        self._mention(self.drafts[numbers[0]], passage, phrase.first, phrase.end, token, "nominal")
        return numbers[0]

    def _open_owner(self, passage: Passage, owner: int) -> bool:
        """Whether a phrase is somebody's of whom nobody knows who it is ("its patrols"), in a report on several
        countries."""
        open_pronoun = passage.pos[owner] == "PRON" and self.owner[passage.number][owner] < 0
        return open_pronoun and self.lands.only is None

    def _of_body(self, passage: Passage, token: int) -> tuple[str | None, str]:
        """The country of "a ministry official": that of the one ministry named before in the paragraph."""
        for kid in passage.children[token]:
            role = self.world.roles.get(passage.lemma[kid]) if passage.dep[kid] in ("compound", "nmod") else None
            if role is None or role.kind == "person" or role.sector not in STATE_SECTORS:
                continue
            here = {mention.draft for mention in self.seen if mention.passage == passage.number}
            of_noun = [self.drafts[number] for number in here if passage.lemma[kid] in self.drafts[number].nouns]
            codes = {draft.country for draft in of_noun}
            if len(codes) == 1 and (code := codes.pop()) is not None:
                return code, f"country of the {passage.lemma[kid]} before"
        return None, ""

    def _same(self, kind: ActorKind, text: str, country: str | None, joined: bool) -> Draft:
        """The draft that the same words stand for already, unless that is of another country; else a new one."""
        key = (kind, text.lower())
        known = self.keys.get(key)
        if known is not None and country is not None and self.drafts[known].country not in (None, country):
            key = (kind, f"{text.lower()} {country}")
        return self._draft(key if joined else None, text, kind)

    def _states_of(self, passage: Passage, token: int, phrase: Phrase) -> list[tuple[int, Known]]:
        """The countries of "French and Egyptian warships", with their tokens."""
        if phrase.country_token is None or passage.lower[max(phrase.country_token - 1, 0)] not in ("and", ","):
            return []
        found: dict[str, tuple[int, Known]] = {}
        for place in range(phrase.first, token):
            known = name_at(self.world, passage, place)
            if known is not None and known.kind in ("country", "adjective") and known.country is not None:
                found.setdefault(known.country, (place, known))
        return list(found.values())

    def _one_each(
        self, passage: Passage, token: int, phrase: Phrase, role: RoleSense, states: list[tuple[int, Known]]
    ) -> int:
        """One actor a country; `all_at` gives them all, `at` the first."""
        rest = words(passage, states[-1][0] + 1, phrase.end)
        numbers = []
        for place, known in states:
            name = f"{passage.words[place]} {rest}"
            draft = self._draft(("group", name.lower()), name, "group")
            draft.plural = True
            draft.learn(known.country, phrase.sector, phrase.others, f"country from '{passage.words[place]}'")
            draft.nouns.add(rank(role.noun))
            numbers.append(draft.number)
            self.owner[passage.number][place] = draft.number
            draft.mentions.setdefault(passage.span(phrase.first, phrase.end), "nominal")
        self.several[(passage.number, token)] = numbers
        self._mention(self.drafts[numbers[0]], passage, phrase.first, phrase.end, token, "nominal")
        return numbers[0]

    def _resolve(self, passage: Passage, token: int, phrase: Phrase, role: RoleSense) -> int | None:
        """The draft that "the minister" means, -1 where it is open, None where the phrase names somebody new."""
        if not phrase.definite or phrase.owner is not None or phrase.affiliation is not None:
            return None
        lemma = passage.lemma[token]
        pair = phrase.number == 2 or any(passage.lower[kid] == "both" for kid in passage.children[token])
        if pair and lemma in resolution.STATES:
            both = self._two_states(passage, token)
            # of which two is open: they are somebody all the same
            return both if (passage.number, token) in self.several else None
        if role.kind == "person" and not phrase.plural:
            same = resolution.same_words(self.seen, self.drafts, words(passage, phrase.first, phrase.end).lower())
            if same is not None:
                self.drafts[same].reasons.append(f"'the {role.noun}' means the only one of that role before")
                return same
        if phrase.modified and phrase.country is None:
            return None
        spot = (passage.number, token)
        if role.kind == "person" and not phrase.plural:
            found, candidates = resolution.holder_meant(
                self.seen, self.drafts, role.noun, phrase.sector, phrase.country, phrase.gender
            )
            if candidates:
                self.considered[spot] = candidates
            if found is not None:
                self.drafts[found].reasons.append(f"'the {role.noun}' means the only one of that role before")
                return found
            return -1 if len(candidates) > 1 else None
        if phrase.plural and phrase.number is None and role.kind != "organisation":
            found = resolution.people_meant(self.seen, self.drafts, rank(role.noun), phrase.country, passage)
            if found is not None:
                self.links[spot] = f"the only {words(passage, phrase.first, phrase.end)} just before"
            return found
        if role.kind == "organisation" and not phrase.plural:
            found, candidates = resolution.organisation_meant(
                self.seen, self.drafts, lemma, phrase.sector, phrase.country
            )
            if len(candidates) > 1:
                self.considered[spot] = candidates
            return found
        return None

    def _two_states(self, passage: Passage, token: int) -> int:
        """ "the two allies": both of the two countries that the report is about; `at` gives none, `all_at` both."""
        codes, why = self.lands.two(passage, token)
        spot = (passage.number, token)
        both = []
        for code in codes:
            draft = self._draft(("country", code), self.world.countries[code].name, "country")
            draft.learn(code, None, [], "")
            draft.mentions.setdefault(passage.span(core(passage, token)[0], token + 1), "nominal")
            draft.reasons.append(f"'{words(passage, core(passage, token)[0], token + 1)}' means {why}")
            both.append(draft.number)
        if both:
            self.several[spot], self.both[spot] = both, why
        self.considered[spot] = both
        return -1

    def _pronoun(self, passage: Passage, token: int) -> None:
        word = passage.lower[token]
        undergone = self._undergone(passage, token) if word in resolution.OBJECTS else None
        if undergone is not None:
            found, candidates = undergone
        elif word in resolution.HE or word in resolution.SHE:
            gender = "m" if word in resolution.HE else "f"
            subject = resolution.subject_after(passage, token)
            if subject is not None:
                found, candidates = self._ahead(passage, subject, gender)
            else:
                found, candidates = resolution.person_meant(
                    self.seen, self.drafts, passage, token, gender, self.quoted(passage)[token], self.speech
                )
        elif word in resolution.THEY:
            found, candidates = resolution.group_meant(
                self.seen, self.drafts, passage, token, self.quoted(passage)[token], self.speech
            )
        elif word in resolution.IT:
            found = self._body(passage, token)
            candidates = [found] if found is not None else []
        else:
            return
        self.considered[(passage.number, token)] = candidates
        if found is not None:
            if undergone is None and (word in resolution.HE or word in resolution.SHE):
                self.links[(passage.number, token)] = (
                    "the subject that follows" if subject is not None else resolution.WHY_PERSON
                )
            draft = self.drafts[found]
            draft.mentions.setdefault(passage.span(token, token + 1), "pronoun")
            self.owner[passage.number][token] = found
            acts = passage.dep[token] in SUBJECTS
            body = passage.kind != "headline"
            quoted = self.quoted(passage)[token]
            self.seen.append(Seen(found, passage.number, passage.sentence_of[token], token, acts, body, quoted))

    def _undergone(self, passage: Passage, token: int) -> tuple[int | None, list[int]] | None:
        """Whom an object pronoun means, and all who could be; None where the rules for subjects are to decide."""
        verb = resolution.verb_of(passage, token)
        if verb is None:
            return None
        subject = surface_subject(passage, verb)
        number = self.owner[passage.number][subject] if subject is not None else -1
        if number < 0 and subject is not None and passage.pos[subject] == "PRON":
            # "She fined him": whom "she" means is open, and so is the other
            return None
        found, candidates = resolution.object_meant(
            self.seen, self.drafts, passage, token, self.quoted(passage)[token], number
        )
        if found is None:
            return None
        self.links[(passage.number, token)] = "the nearest other who fits, and not the subject of its verb"
        return found, candidates

    def _body(self, passage: Passage, token: int) -> int | None:
        """The one body that "it" or "its" means: a named subject that is an organisation, a country or a force."""
        before = self._previous(passage)
        found = resolution.subject_before(passage, token, before)
        if found is None:
            return None
        where, subject, why = found
        number = self.owner[where.number][subject]
        if number < 0 or where.tag[subject] not in ("NN", "NNP", "PRP", "NNPS"):
            return None
        kind = self.drafts[number].kind
        if kind not in ("organisation", "country") and (
            kind != "group" or passage.lemma[passage.head[token]] in self.speech
        ):
            return None
        if self.quoted(where)[subject] not in (0, self.quoted(passage)[token] if where is passage else 0):
            return None
        self.links[(passage.number, token)] = why
        return number

    def _previous(self, passage: Passage) -> Passage | None:
        """The paragraph before this one; None at the start and behind other segments."""
        passages = self.parsed.passages
        if not 0 < passage.number <= len(passages):
            return None
        other = passages[passage.number - 1]
        near = other.number == passage.number - 1 and other.kind == passage.kind == "paragraph"
        return other if near else None

    def _ahead(self, passage: Passage, subject: int, gender: str) -> tuple[int | None, list[int]]:
        """ "Upon his return, General Zamir ...": the pronoun means the subject that follows, where that is a person."""
        if passage.ent[subject] != "PERSON":
            return None, []
        first, end, label = passage.entities[passage.ent_of[subject]]
        self._name(passage, first, end, label)
        number = self.owner[passage.number][subject]
        if number < 0 or self.drafts[number].gender not in (gender, None):
            return None, []
        self.drafts[number].gender = gender
        return number, [number]
