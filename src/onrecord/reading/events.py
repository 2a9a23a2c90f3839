"""Read the events of a report: who did what to whom, with factuality, mode, contexts and counts.

`read_events` gives drafts; time, place and statement are attached, and mentions joined, by `event_frame.finish_events`.
"""

from __future__ import annotations

from onrecord.codebook.events import EventBook, event_book
from onrecord.codebook.loader import Codebook
from onrecord.language.parsed import ParsedReport, Passage
from onrecord.reading.asked_aid import with_aid_asked_for
from onrecord.reading.clauses import VERBAL, is_passive, logical, measured, with_conjuncts
from onrecord.reading.counts import counts_at
from onrecord.reading.event_draft import EventDraft
from onrecord.reading.event_merging import merged_in_sentence
from onrecord.reading.event_sides import Sides
from onrecord.reading.factuality import FactualityReader
from onrecord.reading.participants import Filled
from onrecord.reading.states import told_by_states
from onrecord.reading.told_alone import is_nothing, is_told_alone
from onrecord.reading.trigger_match import Match
from onrecord.reading.triggers import find_triggers
from onrecord.reading.who import ActorIndex
from onrecord.reading.word_sets import word_set
from onrecord.reading.worlds import is_public, worlds_of
from onrecord.record import Span

# Types that are done with words: without anybody who says them there is no event.
_VERBAL_TYPES = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
# What commentators say in these is an opinion, and no act: "analysts criticised the deal".
_OPINIONS = frozenset({"SUPPORT", "ACCUSE", "REJECT", "REQUEST", "THREATEN"})
_TRADING = frozenset({"AGREE", "COOPERATE", "AID", "CONSULT", "MOBILIZE"})
_COMMENTATORS = word_set(
    "analyst expert researcher scholar professor academic economist commentator pundit historian "
    "columnist witness bystander onlooker passer-by advocate strategist consultant specialist forecaster "
    "pollster author writer blogger"
)
_MAX_CONTEXTS = 4
_ABOUT = frozenset({"CONSULT", "AGREE", "REQUEST"})
# "police were bussed in", "homes were razed": the words tell of a deed though nobody is named.
_TOLD_ALONE = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"})
# What companies do to each other or by themselves in these is public all the same: suits, strikes, raids.
_PUBLIC_ANYHOW = frozenset({"ASSAULT", "PROTEST", "ACCUSE", "COERCE", "SANCTION"})
# Without anybody who does them these may be what an accident did; a warning of a flood threatens nobody.
_ENDURED = frozenset({"ASSAULT", "COERCE", "SANCTION"})
# "the software blocks access to harmful sites"
_TOOLS = word_set("software app application filter browser firewall device tool feature update setting website machine")
_CAUSING = word_set("spark trigger provoke prompt ignite unleash cause inspire fuel kindle draw stoke set touch")
_WITH_OFF = word_set("set touch")
_DECLARING = word_set("declare proclaim announce impose decree introduce invoke extend")
_PRIVATE = frozenset({None, "BUS", "CVL", "EDU", "JRN", "LAB"})
_HOSTILE = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "SANCTION"})
# What is announced of these is to come; announced sanctions are imposed by the words.
_ANNOUNCED = frozenset({"AID", "CONSULT", "PROTEST", "MOBILIZE", "COOPERATE", "RETREAT"})
_PROMISING = word_set("promise pledge offer guarantee commit undertake vow")
_UNREAL = frozenset({"possible", "not_happened", "planned", "conditional", "denied"})
_OFFERS = word_set("offer pledge promise proposal")
_IN_OFFICE = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "PTY", "OPP", "REB", "REL", "ELI"})
_AFTER = word_set("after following during despite amid since")
_PAST = word_set("did had was were has")
_PRONOUNS = word_set("he she they we i you him her them us me who whom")
# Bodies of people that the actors leave open ("the two governments"), and people told of without a name.
_PEOPLE = word_set(
    "government side party country state nation authority people person anyone anybody someone somebody "
    "everyone man woman child other neighbour neighbor ally partner rival company firm organisation "
    "organization group body court judge union donor member mission delegation operator bank owner family "
    "victim resident citizen student worker employee employer board thousand hundred dozen delegate "
    "settler committee council administration leadership all both one "
    "kingdom republic monarchy bloc ministry"
)


class PassageEvents:
    """Turns the matches of one passage into drafts."""

    def __init__(
        self,
        passage: Passage,
        book: EventBook,
        actors: ActorIndex,
        elsewhere: frozenset[int] = frozenset(),
        *,
        disaster: bool = False,
    ) -> None:
        """`elsewhere` are the sentences that speak of sport, markets or nature, where "beat", "rally" and "invade" are
        no events; `disaster` says that the report tells of one."""
        self.passage = passage
        self.elsewhere = elsewhere
        self.disaster = disaster
        self.book = book
        self.actors = actors
        self.factuality = FactualityReader(passage, book)
        self.sides = Sides(passage, actors)
        self.contexts: dict[int, list[str]] = {}

    def read(self) -> list[EventDraft]:
        """The drafts of the passage in text order, those of one happening in one sentence already merged."""
        drafts = []
        for choice in find_triggers(self.passage, self.book):
            if self.passage.sentence_of[choice[0].head] not in self.elsewhere:
                draft = self._first(choice)
                if draft is not None:
                    drafts.append(draft)
                    further = self._promised(choice, draft) or self._refused(choice, draft)
                    if further is not None:
                        drafts.append(further)
        drafts += [
            draft
            for draft in told_by_states(self.passage, self.book, self.actors, self._contexts)
            if self.passage.sentence_of[draft.head] not in self.elsewhere
        ]
        kept = with_aid_asked_for(self.passage, merged_in_sentence(self.passage, drafts))
        self._topics(kept)
        return kept

    def _topics(self, drafts: list[EventDraft]) -> None:
        """What talks, demands and promises are about has not happened: "talks on a pullback of the troops"."""
        passage = self.passage
        triggers = {token: draft for draft in drafts if draft.type in _ABOUT for token in draft.trigger}
        for draft in drafts:
            prep = passage.head[draft.head]
            if passage.dep[draft.head] != "pobj" or passage.lower[prep] not in ("on", "about", "over"):
                continue
            over = triggers.get(passage.head[prep])
            if over is not None and over is not draft and draft.factuality == "happened":
                draft.factuality = "possible"
                draft.reasons.append(f"what '{passage.words[over.head]}' is about")

    def _first(self, choice: list[Match]) -> EventDraft | None:
        """The draft of the strictest pattern whose participants are there; a weak one only where no other is left."""
        weak: EventDraft | None = None
        if self.passage.lemma[choice[0].head] in _PROMISING:
            # "promised aid" is told as the promise; what is promised follows it
            choice = [
                *(m for m in choice if m.pattern.type == "AGREE"),
                *(m for m in choice if m.pattern.type != "AGREE"),
            ]
        for number, match in enumerate(choice):
            draft = self._draft(match)
            if draft is None:
                continue
            draft.others = [f"{other.pattern.type}: {other.pattern.text}" for other in choice if other is not match][:3]
            if not draft.weak:
                return draft
            weak = weak or draft
            if number > 3:
                break
        return weak

    def _promised(self, choice: list[Match], draft: EventDraft) -> EventDraft | None:
        """The aid in "promised 6 million euros": a planned event of its own behind the promise."""
        if draft.type != "AGREE" or self.passage.lemma[draft.head] not in _PROMISING:
            return None
        aid = next((match for match in choice if match.pattern.type == "AID" and match.object is not None), None)
        given = self._draft(aid) if aid is not None else None
        if aid is None or given is None or aid.object is None or given.weak:
            return None
        given.head, given.trigger = aid.object, [aid.object]
        given.factuality = "planned" if draft.factuality in ("happened", "ongoing") else draft.factuality
        return given

    def _refused(self, choice: list[Match], draft: EventDraft) -> EventDraft | None:
        """The refusal in "would not attend the summit": an event of its own beside what does not happen."""
        if draft.type == "REJECT" or draft.factuality not in ("not_happened", "denied"):
            return None
        refusal = next((match for match in choice if match.pattern.type == "REJECT" and match.pattern.negated), None)
        return self._draft(refusal) if refusal is not None else None

    def _draft(self, match: Match) -> EventDraft | None:
        passage, pattern = self.passage, match.pattern
        is_noun = passage.pos[match.head] not in VERBAL
        does, undergoes = self.sides.of(match, is_noun)
        if pattern.needs_actor and not does:
            return None
        if pattern.type == "PROTEST" and passage.lemma[match.head] == "protest" and does and self._are_states(does):
            # "Beijing protested against the sale": a state protests in words
            return None
        if (
            pattern.type == "REQUEST"
            and pattern.clause is not None
            and pattern.clause.must
            and match.clause is not None
        ):
            asked = passage.child(match.clause, "nsubj", "nsubjpass")
            if asked is not None and passage.lower[asked] in ("we", "i"):
                # "said: we must address the underlying problem" asks nobody else
                return None
        if pattern.type == "PROTEST" and self._are_firms(does):
            # "upheld Boeing's protest": a company objects in writing
            return None
        if does and pattern.type in _OPINIONS and all(self._is_private(actor, span) for actor, span in does):
            return None
        if pattern.type in _TRADING and self._are_companies([*does, *undergoes]):
            return None
        dull = pattern.type in ("COERCE", "ASSAULT") or (pattern.type == "SANCTION" and pattern.mode == "expel")
        if dull and self._are_firms(does) and not self._are_public(undergoes):
            # "the chain closed its salad bars", "the carmaker fired its designer", "raided its rival for engineers"
            return None
        if (
            pattern.type == "ASSAULT"
            and passage.lemma[match.head] == "beat"
            and self._is_contest(match, does, undergoes)
        ):
            return None
        if pattern.type not in _PUBLIC_ANYHOW and self._is_business(does, undergoes):
            return None
        if not self._complete(match, is_noun, does, undergoes) or self._is_mishap(match, does):
            return None
        weak = self._is_weak(match, is_noun, does, undergoes)
        if weak and not is_noun:
            return None
        undergoes = self.sides.aims.kept(match, does, undergoes)
        light = match.light_verb
        value, reasons = self.factuality.read(
            match.head, match.light, light.factuality if light else None, pattern.negated or "no" in pattern.only
        )
        if not is_noun and not does and not undergoes and is_nothing(self.passage, match, value):
            weak = True
        if is_noun and not does and value in _UNREAL and not (match.told_in or undergoes or pattern.alone):
            # "hopes of a release": an unreal nominal with nobody in it, behind no demand or refusal, is a topic
            weak = True
        made = pattern.type in ("REQUEST", "ACCUSE", "THREATEN") or passage.lemma[match.head] in _OFFERS
        if match.told_in and made and value == "not_happened":
            # "rejected calls to step down", "turned down an offer": the calls and the offer were made
            value = "happened"
        if value == "happened" and is_noun and pattern.type in _ANNOUNCED and self.factuality.is_announced(match.head):
            value = "planned"
        if value == "planned" and pattern.type in _HOSTILE and any("'vow" in r or "'swor" in r for r in reasons):
            # "vowed to retaliate" is a threat, and no plan
            value = "possible"
        told = light is not None and light.subject == "event"
        plain = is_noun and match.object is None
        if plain and not does and not undergoes and not told and self._is_definite(match.head):
            # "rejected the demand", "lifted the curfew": a mention of what was told before; "the dispatch of marines"
            # says by itself what is meant
            weak = True
        subject, target, _ = logical(passage, match.head) if not is_noun else (None, None, False)
        if is_noun and match.slots["A"]:
            subject = match.slots["A"][0]
        trigger = sorted(dict.fromkeys(match.tokens))
        sentence = passage.sentence_of[match.head]
        first, end = passage.sentences[sentence]
        return EventDraft(
            passage=passage.number,
            head=match.head,
            trigger=trigger,
            type=pattern.type,
            mode=self._mode(match),
            contexts=self._contexts(sentence),
            actors=does,
            recipients=undergoes,
            factuality=value,
            sentence=passage.span(first, end),
            counts=counts_at(passage, match.head, subject, target, pattern.type, self._is_people),
            confidence=self._confidence(match, does, undergoes, is_noun),
            rule=self._rule(match, is_noun),
            lemma=passage.lemma[match.object]
            if match.object is not None and pattern.object_nouns
            else passage.lemma[match.head],
            definite=self._is_definite(match.head),
            weak=weak,
            headline=passage.kind == "headline",
            reasons=[f"pattern '{pattern.text}'", *reasons],
            clause=match.clause,
            target=self.sides.aims.target(match),
            back=self.sides.aims.points_back(match),
            disclaimed=value == "not_happened" and "negated" in reasons and self._is_past(match),
        )

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
        held = [token for slot in match.slots["R"] for token in with_conjuncts(self.passage, slot)]
        held += [measured(self.passage, token) for token in held]
        return self._present(held) or any(self._is_people(token) for token in held)

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
        return any(passage.lower[token] in _PRONOUNS or passage.lemma[token] in _PEOPLE for token in tokens)

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

    def _are_companies(self, people: list[Filled]) -> bool:
        """Whether only companies take part: PLOVER leaves out what they agree, buy and pay among themselves."""
        return bool(people) and all(
            self.actors.sector_of(actor) == "BUS" or self.actors.country_of(actor) == "MNC" for actor, _ in people
        )

    def _are_firms(self, people: list[Filled]) -> bool:
        """Whether only firms take part, and nobody who works or trades there."""
        return self._are_companies(people) and all(self.actors.kind_of(actor) == "organisation" for actor, _ in people)

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

    def _is_people(self, token: int) -> bool:
        """Whether a noun names people, and no boat or building."""
        actor = self.actors.take(self.passage, token)
        people = actor is not None and self.actors.kind_of(actor) in ("person", "group")
        return people and not self.actors.is_thing(self.passage, token)

    def _is_business(self, does: list[Filled], undergoes: list[Filled]) -> bool:
        """Whether a company acts alone, upon its products or upon nobody: "the firm released a telephone".

        Others than companies in it, be it only people without a name, make it an event.
        """
        if (does or not undergoes) and not self._are_companies(does):
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
            return True
        return self.actors.kind_of(actor) == "person" and self.actors.sector_of(actor) in ("EDU", "JRN")

    def _rule(self, match: Match, is_noun: bool) -> str:
        """Where in the codebook the pattern stands, by its words: "SANCTION.yaml verbs.impose sanction"."""
        words = " ".join(self.passage.lemma[token] for token in match.tokens)
        return f"{match.pattern.type}.yaml {'nouns' if is_noun else 'verbs'}.{words}"

    def _plural_subject(self, match: Match) -> bool:
        passage = self.passage
        return any(
            passage.tag[token] in ("NNS", "NNPS") or passage.lower[token] in ("we", "they")
            for token in match.slots["A"]
        )

    def _is_weak(self, match: Match, is_noun: bool, does: list[Filled], undergoes: list[Filled]) -> bool:
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
            return generic or (pattern.type in _VERBAL_TYPES and not does and not match.told_in)
        if match.told_in or self._presupposed(match.head):
            return False
        return match.light is None or match.light_verb is None or match.light_verb.subject != "event"

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

    def _is_definite(self, token: int) -> bool:
        passage = self.passage
        return any(passage.lower[kid] in ("the", "this", "these", "those") for kid in passage.children[token])

    def _is_past(self, match: Match) -> bool:
        """Whether the clause of a trigger is told in the past: "did not attack", "had not been deployed"."""
        passage = self.passage
        verb = match.light if match.light is not None else match.head
        if passage.dep[verb] == "relcl":
            return False
        kids = passage.children[verb]
        if any(passage.tag[kid] == "MD" for kid in kids):
            return False
        return (
            passage.tag[verb] == "VBD"
            or any(passage.dep[kid] in ("aux", "auxpass") and passage.lower[kid] in _PAST for kid in kids)
            or (passage.tag[verb] == "VBN" and any(passage.lemma[kid] == "have" for kid in kids))
        )

    def _generic(self, noun: int) -> bool:
        """A bare plural or mass noun with nothing around it ("shelling is a crime")."""
        passage = self.passage
        return not any(
            passage.dep[kid] in ("det", "nummod", "poss", "amod", "compound", "prep") for kid in passage.children[noun]
        )

    def _confidence(self, match: Match, does: list[Filled], undergoes: list[Filled], is_noun: bool) -> float:
        """How sure we are: a strict pattern and known participants speak for an event; PLOVER leaves out what
        companies do alone."""
        value = 0.6 + 0.05 * min(match.pattern.strictness, 5.0)
        value += 0.05 * bool(does) + 0.05 * bool(undergoes) - (0.1 if is_noun else 0.0)
        value -= 0.2 * self._are_companies([*does, *undergoes])
        return round(max(0.05, min(0.97, value * match.pattern.weight)), 2)

    def _mode(self, match: Match) -> str | None:
        """The mode of the pattern, or the one whose words stand in the event's own clause or phrase."""
        pattern = match.pattern
        words = self.book.mode_words.get(pattern.type)
        if not words:
            return pattern.mode
        if pattern.mode is not None and pattern.type != "ASSAULT":
            return pattern.mode
        found = self._mode_near(match, words)
        return found or pattern.mode

    def _mode_near(self, match: Match, words: dict[str, str]) -> str | None:
        passage = self.passage
        for token in match.tokens:
            found = words.get(passage.lemma[token]) or words.get(passage.lower[token])
            if found:
                return found

        top = match.clause if match.clause is not None else match.head
        first, end = passage.subtree[top]
        reach = range(max(first, match.head - 12), min(end, match.head + 25))
        for token in reach:
            found = words.get(passage.lemma[token])
            if found:
                return found
        return None

    def _contexts(self, sentence: int) -> list[str]:
        """The contexts that the words of the sentence indicate, those with most words first."""
        if sentence not in self.contexts:
            passage = self.passage
            seen: dict[str, int] = {}
            first, end = passage.sentences[sentence]
            table = self.book.context_words
            for token in range(first, end):
                for name in table.get(passage.lemma[token], ()):
                    seen[name] = seen.get(name, 0) + 1
            self.contexts[sentence] = sorted(seen, key=lambda name: (-seen[name], name))[:_MAX_CONTEXTS]
        return list(self.contexts[sentence])


def read_events(parsed: ParsedReport, codebook: Codebook, actors: ActorIndex) -> list[EventDraft]:
    """The events that a report's sentences tell, in text order, weak nominal mentions included.

    `actors` is asked for the actor of each phrase that stands in a slot of a pattern. Raises CodebookError where a
    codebook file is wrong; no text raises.
    """
    book = event_book(codebook)
    worlds = worlds_of(parsed, book)
    found: list[EventDraft] = []
    for passage in parsed.passages:
        found += PassageEvents(passage, book, actors, worlds.sentences[passage.number], disaster=worlds.disaster).read()
    if worlds.report is not None:
        found = [draft for draft in found if is_public(draft, actors)]
    return found


__all__ = ["EventDraft", "read_events"]
