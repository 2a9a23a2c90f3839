"""Read the events of a report: who did what to whom, with factuality, mode, contexts and counts.

`read_events` gives drafts; time, place and statement are attached, and mentions joined, by `event_frame.finish_events`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.codebook.events import EventBook, event_book
from onrecord.codebook.loader import Codebook
from onrecord.language.parsed import ParsedReport, Passage
from onrecord.reading.clauses import VERBAL, logical
from onrecord.reading.counts import CountDraft, counts_at
from onrecord.reading.factuality import FactualityReader
from onrecord.reading.participants import Filled, core_span, fill, modifiers, owners, united
from onrecord.reading.triggers import Match, find_triggers
from onrecord.reading.who import ActorIndex
from onrecord.record import Factuality, Span

# Types that are done with words: without anybody who says them there is no event.
_VERBAL_TYPES = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
_MAX_CONTEXTS = 4
_TOWARDS = frozenset(
    {"against", "with", "at", "to", "from", "toward", "towards", "over", "on", "for", "into", "in", "of"}
)
_ABOUT = frozenset({"CONSULT", "AGREE", "REQUEST"})
_UNDERGONE = frozenset({"COERCE", "SANCTION", "ASSAULT", "RETREAT"})
_NOT_BELOW = frozenset(
    {"relcl", "nsubj", "nsubjpass", "punct", "aux", "det", "mark", "npadvmod", "appos", "agent", "parataxis"}
)
_NOT_THROUGH = frozenset({"during", "after", "before", "since", "until", "despite", "amid", "by", "following"})


@dataclass(slots=True)
class EventDraft:
    """An event as one sentence tells it.

    `trigger` are token indices of passage `passage`, `head` the first among them in rank. A `weak` draft is a noun
    that may be a mention of another event ("the meeting"), but is none by itself. `reasons` tell in words what
    decided, and `others` the patterns that were possible too. `inside` is the head of the draft in whose complement
    this one stands.
    """

    passage: int
    head: int
    trigger: list[int]
    type: str
    mode: str | None
    contexts: list[str]
    actors: list[Filled]
    recipients: list[Filled]
    factuality: Factuality
    sentence: Span
    counts: list[CountDraft]
    confidence: float
    rule: str
    lemma: str
    definite: bool = False
    weak: bool = False
    headline: bool = False
    reasons: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    clause: int | None = None
    inside: int | None = None
    merged: list[int] = field(default_factory=list)


class PassageEvents:
    """Turns the matches of one passage into drafts."""

    def __init__(self, passage: Passage, book: EventBook, actors: ActorIndex) -> None:
        self.passage = passage
        self.book = book
        self.actors = actors
        self.factuality = FactualityReader(passage, book)
        self.contexts: dict[int, list[str]] = {}

    def read(self) -> list[EventDraft]:
        """The drafts of the passage in text order, those of one happening in one sentence already merged."""
        drafts = [
            draft for match in find_triggers(self.passage, self.book) if (draft := self._draft(match)) is not None
        ]
        kept = _merged_in_sentence(self.passage, drafts)
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

    def _draft(self, match: Match) -> EventDraft | None:
        passage, pattern = self.passage, match.pattern
        is_noun = passage.pos[match.head] not in VERBAL
        does, undergoes = self._participants(match, is_noun)
        if pattern.needs_actor and not does:
            return None
        if not self._complete(match, is_noun, does, undergoes):
            return None
        weak = self._is_weak(match, is_noun, does, undergoes)
        if weak and not is_noun:
            return None
        light = match.light_verb
        value, reasons = self.factuality.read(
            match.head, match.light, light.factuality if light else None, pattern.negated
        )
        if is_noun and not does and value in ("possible", "not_happened", "planned"):
            # "failed to agree on the release of prisoners": an unreal nominal with nobody who would do it is a topic
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
            counts=counts_at(passage, match.head, subject, target, pattern.type),
            confidence=self._confidence(match, does, undergoes, is_noun),
            rule=self._rule(match, is_noun),
            lemma=passage.lemma[match.object]
            if match.object is not None and pattern.object_nouns
            else passage.lemma[match.head],
            definite=any(
                passage.lower[kid] in ("the", "this", "these", "those") for kid in passage.children[match.head]
            ),
            weak=weak,
            headline=passage.kind == "headline",
            reasons=[f"pattern '{pattern.text}'", *reasons],
            others=[f"{other.type}: {other.text}" for other in match.others[:3]],
            clause=match.clause,
        )

    def _complete(self, match: Match, is_noun: bool, does: list[Filled], undergoes: list[Filled]) -> bool:
        """Whether those are there whom the pattern asks for ("R!"), and at least one is somebody whom something is
        known of."""
        pattern = match.pattern
        known_does = any(self._is_somebody(actor, span) for actor, span in does)
        known_undergoes = any(self._is_somebody(actor, span) for actor, span in undergoes)
        if (does or undergoes) and not known_does and not known_undergoes:
            return False
        needs = pattern.object_needs_actor or any(prep.required and prep.slot for prep in pattern.preps)
        if pattern.both:
            # "the government is fighting to": a mutual act needs two sides, or a plural that is both of them
            alone = len(does) < 2 and not is_noun and pattern.object_nouns is None and pattern.clause is None
            return not alone or (match.object is None and self._plural_subject(match))
        if needs and pattern.object_slot == "A":
            return known_does
        return known_undergoes or not needs

    def _is_somebody(self, actor: str, span: Span) -> bool:
        """Whether more is known than that a name stands there: a country, a sector, or that it is no product ("the
        iPhone")."""
        if self.actors.country_of(actor) is not None or self.actors.sector_of(actor) is not None:
            return True
        token = self.passage.token_at(span[1] - 1)
        return token is not None and self.passage.ent[token] in ("PERSON", "NORP", "GPE")

    def _rule(self, match: Match, is_noun: bool) -> str:
        """Where in the codebook the pattern stands, by its words: "SANCTION.yaml verbs.impose sanction"."""
        words = " ".join(self.passage.lemma[token] for token in match.tokens)
        return f"{match.pattern.type}.yaml {'nouns' if is_noun else 'verbs'}.{words}"

    def _plural_subject(self, match: Match) -> bool:
        return any(self.passage.tag[token] in ("NNS", "NNPS") for token in match.slots["A"])

    def _participants(self, match: Match, is_noun: bool) -> tuple[list[Filled], list[Filled]]:
        """Fill both slots; an object that is no actor gives its owner ("rejected an Indian proposal")."""
        passage, pattern = self.passage, match.pattern
        does: list[Filled] = []
        undergoes: list[Filled] = []
        for token in match.slots["A"]:
            found = fill(passage, token, self.actors)
            if not found and passage.pos[token] in ("NOUN", "PROPN"):
                found = modifiers(passage, token, self.actors)
            does = united(does, found)
        for token in match.slots["R"]:
            found = fill(passage, token, self.actors)
            undergoes = united(undergoes, found or owners(passage, token, self.actors))
        if pattern.type in _UNDERGONE and match.object is not None and pattern.object_nouns is not None:
            # "expelled an American reporter from the capital": the object itself is somebody
            people = [] if self._is_own(match.object) else fill(passage, match.object, self.actors)
            named = self._other([item for item in people if self.actors.country_of(item[0]) is not None], does)
            undergoes = named or undergoes
        if is_noun:
            does, undergoes = self._owned(match, does, undergoes)
        elif not undergoes and pattern.subject == "A" and not pattern.both:
            undergoes = self._further(match, does)
        if pattern.subject == "R" and not pattern.both:
            for token in match.slots["A"]:
                does = united(does, fill(passage, token, self.actors) or owners(passage, token, self.actors))
        known = {actor for actor, _ in does}
        return does, [item for item in undergoes if item[0] not in known]

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
            if passage.lower[kid] == "by" and passage.dep[kid] in ("prep", "agent"):
                target = passage.child(kid, "pobj")
                if target is not None:
                    by = united(by, fill(passage, target, self.actors))
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

    def _further(self, match: Match, does: list[Filled]) -> list[Filled]:
        """A recipient that stands deeper: inside the clause of a speech act, as the owner of the object, in a
        purpose."""
        passage, pattern = self.passage, match.pattern
        if match.clause is not None and pattern.clause is not None:
            if not (pattern.clause.inside or pattern.clause.subject):
                return []
            found = self._deep(match.clause, does)
            if not found and pattern.clause.kind == "that":
                # "warned that any US attack would": whom the subject of the clause names
                subject = passage.child(match.clause, "nsubj", "nsubjpass")
                found = self._other(owners(passage, subject, self.actors), does) if subject is not None else []
            return found
        if match.object is not None and (found := self._other(owners(passage, match.object, self.actors), does)):
            return found
        if match.object is not None and (found := self._deep(match.object, does)):
            return found
        for kid in passage.children[match.head]:
            if passage.dep[kid] in ("prep", "dative") and passage.lower[kid] in _TOWARDS:
                target = passage.child(kid, "pobj")
                if target is not None and (found := self._at(target, does) or self._deep(target, does)):
                    return found
        if pattern.type == "PROTEST":
            # "demonstrated to demand the resignation of the president": whom the demand is made of
            for kid in passage.children[match.head]:
                if passage.dep[kid] in ("advcl", "xcomp") and (found := self._deep(kid, does)):
                    return found
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
        if any(passage.tag[kid] == "PRP$" for kid in passage.children[token]):
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

    def _is_weak(self, match: Match, is_noun: bool, does: list[Filled], undergoes: list[Filled]) -> bool:
        """Whether too little is said for an event of its own: a generic or background mention, nobody who takes
        part."""
        pattern = match.pattern
        if not is_noun:
            if pattern.type in _VERBAL_TYPES and not does and not (undergoes and logical(self.passage, match.head)[2]):
                return True
            return not does and not undergoes and not pattern.alone
        if pattern.alone or does or undergoes:
            generic = not does and not undergoes and match.light is None and self._generic(match.head)
            return generic or (pattern.type in _VERBAL_TYPES and not does)
        return match.light is None or match.light_verb is None or match.light_verb.subject != "event"

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
        people = [actor for actor, _ in (*does, *undergoes)]
        if people and all(
            self.actors.sector_of(actor) == "BUS" or self.actors.country_of(actor) == "MNC" for actor in people
        ):
            value -= 0.2
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


def _verb_chain(passage: Passage, token: int) -> list[int]:
    return [token, *passage.ancestors(token)]


def _merged_in_sentence(passage: Passage, drafts: list[EventDraft]) -> list[EventDraft]:
    """One happening that one sentence names twice is one draft: "killed 12 in an attack", "an attack killed 12"."""
    kept: list[EventDraft] = []
    for draft in drafts:
        host = next((other for other in kept if _same_in_sentence(passage, other, draft)), None)
        if host is None:
            kept.append(draft)
            continue
        _absorb(host, draft, passage)
    heads = {draft.clause: draft for draft in kept if draft.clause is not None}
    for draft in kept:
        for above in passage.ancestors(draft.head):
            over = heads.get(above) or heads.get(draft.head)
            if over is not None and over is not draft:
                draft.inside = over.head
                break
    return kept


def _same_in_sentence(passage: Passage, one: EventDraft, two: EventDraft) -> bool:
    if one.type != two.type or passage.sentence_of[one.head] != passage.sentence_of[two.head]:
        return False
    if one.clause is not None and two.head > one.head and one.clause in _verb_chain(passage, two.head) and not two.weak:
        return one.type == "CONSULT"
    first, second = sorted((one.head, two.head))
    linked = first in passage.ancestors(second) or second in passage.ancestors(first)
    shared = bool(set(_verb_chain(passage, one.head)[:2]) & set(_verb_chain(passage, two.head)[:2]))
    if not linked and not shared:
        return False
    names_one, names_two = {a for a, _ in one.actors}, {a for a, _ in two.actors}
    if names_one and names_two and not names_one & names_two and one.type != "CONSULT":
        hit_one, hit_two = {a for a, _ in one.recipients}, {a for a, _ in two.recipients}
        return bool(hit_one and hit_one & hit_two)
    if passage.dep[two.head] == "advcl" and one.head == passage.head[two.head] and one.type == "PROTEST":
        # "blocked roads to protest against": the purpose is the happening itself
        return True
    real = {"happened", "ongoing"}
    return (one.factuality in real) == (two.factuality in real) or one.weak or two.weak


def _absorb(host: EventDraft, draft: EventDraft, passage: Passage) -> None:
    """Take over what the second naming adds; the stronger one gives the trigger."""
    if host.weak and not draft.weak:
        host.head, host.trigger, host.rule, host.lemma = draft.head, draft.trigger, draft.rule, draft.lemma
        host.weak, host.factuality, host.confidence = False, draft.factuality, draft.confidence
    known = {actor for actor, _ in (*host.actors, *host.recipients)}
    if not host.actors:
        host.actors = [item for item in draft.actors if item[0] not in {actor for actor, _ in host.recipients}]
        known |= {actor for actor, _ in host.actors}
    if not host.recipients or draft.type == "ASSAULT":
        host.recipients = united(host.recipients, [item for item in draft.recipients if item[0] not in known])
    if host.mode is None:
        host.mode = draft.mode
    host.counts += [count for count in draft.counts if all(count.token != other.token for other in host.counts)]
    host.merged.append(draft.head)


def read_events(parsed: ParsedReport, codebook: Codebook, actors: ActorIndex) -> list[EventDraft]:
    """The events that a report's sentences tell, in text order, weak nominal mentions included.

    `actors` is asked for the actor of each phrase that stands in a slot of a pattern. Raises CodebookError where a
    codebook file is wrong; no text raises.
    """
    book = event_book(codebook)
    found: list[EventDraft] = []
    for passage in parsed.passages:
        found += PassageEvents(passage, book, actors).read()
    return found


__all__ = ["EventDraft", "core_span", "read_events"]
