"""Read the events of a report: who did what to whom, with factuality, mode, contexts and counts.

`read_events` gives drafts; time, place and statement are attached, and mentions joined, by `event_frame.finish_events`.
"""

from __future__ import annotations

from onrecord.codebook.events import EventBook, event_book
from onrecord.codebook.loader import Codebook
from onrecord.language.parsed import ParsedReport, Passage
from onrecord.reading.asked_aid import with_aid_asked_for
from onrecord.reading.clauses import VERBAL, logical
from onrecord.reading.counts import counts_at
from onrecord.reading.event_draft import EventDraft
from onrecord.reading.event_merging import merged_in_sentence
from onrecord.reading.event_sides import Sides
from onrecord.reading.factuality import FactualityReader
from onrecord.reading.participants import Filled
from onrecord.reading.private_affairs import without_private
from onrecord.reading.states import told_by_states
from onrecord.reading.told_alone import is_nothing
from onrecord.reading.told_at_all import Telling
from onrecord.reading.trigger_match import Match
from onrecord.reading.triggers import find_triggers
from onrecord.reading.who import ActorIndex
from onrecord.reading.word_sets import word_set
from onrecord.reading.worlds import is_public, worlds_of

_MAX_CONTEXTS = 4
_ABOUT = frozenset({"CONSULT", "AGREE", "REQUEST"})
_HOSTILE = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "SANCTION"})
# What is announced of these is to come; announced sanctions are imposed by the words.
_ANNOUNCED = frozenset({"AID", "CONSULT", "PROTEST", "MOBILIZE", "COOPERATE", "RETREAT"})
_PROMISING = word_set("promise pledge offer guarantee commit undertake vow")
_UNREAL = frozenset({"possible", "not_happened", "planned", "conditional", "denied"})
_OFFERS = word_set("offer pledge promise proposal")
_PAST = word_set("did had was were")


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
        self.book = book
        self.actors = actors
        self.factuality = FactualityReader(passage, book)
        self.sides = Sides(passage, actors)
        self.telling = Telling(passage, book, actors, disaster=disaster)
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
        harsh = choice[0].pattern.type == "THREATEN" and choice[0].pattern.only
        if self.passage.lemma[choice[0].head] in _PROMISING and not harsh:
            # "promised aid" is told as the promise; what is promised follows it; "a crushing response" is a threat
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
            if number > 5:
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
        if not self.telling.is_told(match, is_noun, does, undergoes):
            return None
        weak = self.telling.is_weak(match, is_noun, does, undergoes)
        if weak and not is_noun:
            return None
        undergoes = self.sides.aims.kept(match, does, undergoes)
        light = match.light_verb
        value, reasons = self.factuality.read(
            match.head, match.light, light.factuality if light else None, pattern.negated or "no" in pattern.only
        )
        if not is_noun and not does and not undergoes and is_nothing(self.passage, match, value):
            weak = True
        if not is_noun and not does and pattern.type == "ASSAULT" and self._are_numbers(undergoes):
            # "Eleven were hurt": what came of something told elsewhere
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
        plain = is_noun and match.object is None and not self.telling.names_works(match)
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
            counts=counts_at(passage, match.head, subject, target, pattern.type, self.telling.is_people),
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

    def _rule(self, match: Match, is_noun: bool) -> str:
        """Where in the codebook the pattern stands, by its words: "SANCTION.yaml verbs.impose sanction"."""
        words = " ".join(self.passage.lemma[token] for token in match.tokens)
        return f"{match.pattern.type}.yaml {'nouns' if is_noun else 'verbs'}.{words}"

    def _are_numbers(self, people: list[Filled]) -> bool:
        """Whether of those in a slot only the number is told: "killing two"."""
        tokens = [self.passage.token_at(span[1] - 1) for _, span in people]
        return bool(tokens) and all(token is not None and self.passage.tag[token] == "CD" for token in tokens)

    def _is_definite(self, token: int) -> bool:
        passage = self.passage
        return any(passage.lower[kid] in ("the", "this", "these", "those") for kid in passage.children[token])

    def _is_past(self, match: Match) -> bool:
        """Whether the clause of a trigger is told in the past: "did not attack", "had not been deployed"; what "has
        not" or "had not yet" been done is still to come, and nobody denies it."""
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
            or (passage.tag[verb] == "VBN" and any(passage.lower[kid] == "had" for kid in kids))
        ) and not any(passage.lower[kid] == "yet" for kid in kids)

    def _confidence(self, match: Match, does: list[Filled], undergoes: list[Filled], is_noun: bool) -> float:
        """How sure we are: a strict pattern and known participants speak for an event; PLOVER leaves out what
        companies do alone."""
        value = 0.6 + 0.05 * min(match.pattern.strictness, 5.0)
        value += 0.05 * bool(does) + 0.05 * bool(undergoes) - (0.1 if is_noun else 0.0)
        value -= 0.2 * self.telling.are_companies([*does, *undergoes])
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
    return without_private(found, actors)


__all__ = ["EventDraft", "read_events"]
