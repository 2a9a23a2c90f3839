"""Give each event its frame: the statement that tells of it, its time and place, its other mentions; drafts become
events."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from onrecord.codebook.events import event_book
from onrecord.codebook.loader import Codebook
from onrecord.language.parsed import ParsedReport, Passage
from onrecord.reading.adjuncts import Adjuncts
from onrecord.reading.answering import answer
from onrecord.reading.denials import deny
from onrecord.reading.event_draft import EventDraft
from onrecord.reading.event_place import EventPlaces, triggers_of
from onrecord.reading.joining import Placed, join
from onrecord.reading.participants import Filled, united
from onrecord.reading.who import ActorIndex
from onrecord.record import Count, Event, EventMention, Factuality, Participant, Place, Span, Statement, Time, TimeFrom

_MUTUAL = frozenset({"CONSULT", "COOPERATE", "AGREE"})
_ASSERTING = frozenset({"say", "claim", "confirm", "announce", "deny"})
# "warned that ships would be attacked" is a threat, and no plan.
_HARMFUL = frozenset({"ASSAULT", "COERCE", "SANCTION", "PROTEST"})
# "rejected", "ruled out", "turned down": what they govern is refused, and only a claim is denied by them.
_REFUSING = ("reject", "rul", "turn", "dismiss", "rebuff", "spurn", "refus")
_MADE = frozenset({"REQUEST", "AGREE", "THREATEN", "ACCUSE"})
_SPEECH_TYPES = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})


class Frame:
    """Looks up statements and times around a trigger."""

    def __init__(
        self,
        parsed: ParsedReport,
        statements: Sequence[Statement],
        times: Sequence[Time],
        places: Sequence[Place],
        reported: str | None,
    ) -> None:
        """`reported` is the id of the time of the dateline or of publication, None where there is none."""
        self.parsed = parsed
        self.passages = {passage.number: passage for passage in parsed.passages}
        self.statements = list(statements)
        self.by_id = {statement.id: statement for statement in statements}
        self.times = list(times)
        self.value_of = {time.id: time.value for time in times}
        self.name_of = {place.id: place.name for place in places}
        self.reported = reported

    def telling(self, offset: int) -> Statement | None:
        """The innermost statement whose content holds a character."""
        best: Statement | None = None
        width = 0
        for statement in self.statements:
            for first, end in statement.content:
                if first <= offset < end and (best is None or self._inner(statement, end - first, best, width)):
                    best, width = statement, end - first
        return best

    def _inner(self, statement: Statement, size: int, best: Statement, width: int) -> bool:
        above = statement.within
        while above is not None:
            if above == best.id:
                return True
            parent = self.by_id.get(above)
            above = parent.within if parent is not None else None
        return size < width

    def performed(self, spans: Sequence[Span], kind: str) -> Statement | None:
        """The statement whose cue is the trigger: a threat, an accusation, a request."""
        if kind not in _SPEECH_TYPES:
            return None
        for statement in self.statements:
            for first, end in statement.cue:
                if any(first < stop and start < end for start, stop in spans):
                    return statement
        return None

    def chain(self, statement: Statement | None) -> list[Statement]:
        """A statement and all that hold it, innermost first."""
        found: list[Statement] = []
        while statement is not None and statement not in found:
            found.append(statement)
            statement = self.by_id.get(statement.within) if statement.within is not None else None
        return found

    def factuality(self, draft: EventDraft, telling: list[Statement]) -> Factuality:
        """A denial around an event makes it denied, as does "did not" in somebody's mouth; what somebody only asks for
        or threatens with is possible."""
        value = draft.factuality
        if draft.disclaimed and value == "not_happened" and telling and telling[0].act in _ASSERTING:
            return "denied"
        for statement in telling:
            if statement.act == "deny" and any(reason.endswith("is negated") for reason in draft.reasons):
                # "would neither confirm nor deny that it had paid"
                continue
            if statement.act == "deny" and self._is_beside(draft):
                continue
            if statement.act == "deny" and value != "not_happened":
                refused = self._refused(statement, draft, value)
                if refused is None:
                    return "denied"
                value = refused
                continue
            warned = statement.act == "warn" and draft.type in _HARMFUL
            if value == "planned" and (warned or statement.act in ("urge", "threaten")) and statement.form != "direct":
                value = "possible"
        return value

    def _is_beside(self, draft: EventDraft) -> bool:
        """Whether a participle or relative clause tells an event of somebody in what is denied: "denied that soldiers
        had shot at farmers demonstrating against the sale"."""
        passage = self.passages[draft.passage]
        dep, head = passage.dep[draft.head], draft.head
        if dep == "acl":
            return passage.tag[head] in ("VBG", "VBN")
        subject = passage.child(head, "nsubj", "nsubjpass")
        return dep == "relcl" and subject is not None and passage.lower[subject] in ("who", "which")

    def _refused(self, statement: Statement, draft: EventDraft, value: Factuality) -> Factuality | None:
        """What a refusal makes of an event in it; None for a denial, which makes it denied.

        "Rejected calls to resign": the calls were made, and nobody resigns. "Ruled out talks": there will be none.
        """
        cue = " ".join(self.parsed.report.text[start:end] for start, end in statement.cue).lower()
        if not cue.startswith(_REFUSING):
            return None
        if draft.type in _MADE:
            return value
        if cue.startswith("rul") or value in ("possible", "planned"):
            return "not_happened"
        return None

    def time(
        self, passage: Passage, draft: EventDraft, triggers: Collection[int]
    ) -> tuple[str | None, TimeFrom | None]:
        """The time of an event: of its own words, else of its sentence, else the report's where that is safe.

        `triggers` are the words of all triggers of the passage.
        """
        first, end = passage.sentences[passage.sentence_of[draft.head]]
        begin, stop = passage.begins[first], passage.ends[end - 1]
        inside = [time for time in self.times if begin <= time.span[0] < stop and time.type in ("DATE", "TIME")]
        adjuncts = Adjuncts(passage, draft)
        tops = [
            (time, adjuncts.top(token, time.span))
            for time in inside
            if (token := passage.token_at(time.span[0])) is not None
        ]
        others = set(triggers) - adjuncts.own
        for time, top in tops:
            if adjuncts.hangs_on(top) and not adjuncts.is_of_governor(top, others):
                return time.id, "event"
        for time, top in tops:
            if adjuncts.in_other_clause(top) or adjuncts.in_complement(top) or adjuncts.is_of_governor(top, others):
                continue
            return time.id, "sentence"
        for time, top in tops:
            if adjuncts.is_at_once(top):
                return time.id, "sentence"
        return None, None


def _spans(passage: Passage, tokens: Sequence[int]) -> list[Span]:
    """Token indices as spans, neighbours in one piece."""
    found: list[Span] = []
    last = -2
    for token in sorted(tokens):
        if token == last + 1:
            found[-1] = (found[-1][0], passage.ends[token])
        else:
            found.append(passage.span(token, token + 1))
        last = token
    return found


def _participants(items: list[Filled]) -> list[Participant]:
    return [Participant(actor=actor, span=span) for actor, span in items]


def _lead(group: list[Placed]) -> Placed:
    """The mention that decides: the first of the body that is no mere nominal; the headline's only where there is no
    other."""
    body = [item for item in group if not item.draft.headline]
    return next((item for item in body if not item.draft.weak), (body or group)[0])


def _named_exactly(does: list[Filled], later: list[Filled], actors: ActorIndex) -> list[Filled]:
    """Sides that a later mention names more exactly: "the United States and Israel's commanders" were General A and
    General B.

    Only where the mention names several, all of the countries that the first one names.
    """
    lands = [actors.country_of(actor) for actor, _ in later]
    own = {actors.country_of(actor) for actor, _ in does}
    if len(later) < 2 or None in lands or len(set(lands)) < 2 or not set(lands) <= own:
        return does
    if all(actors.sector_of(actor) is None for actor, _ in later):
        return does
    kept = [item for item in does if actors.country_of(item[0]) not in lands]
    return [*later, *kept]


def _merged_people(group: list[Placed], lead: Placed, actors: ActorIndex) -> tuple[list[Filled], list[Filled]]:
    """The lead's participants, and those that it leaves open from the other mentions."""
    does, undergoes = list(lead.draft.actors), list(lead.draft.recipients)
    for item in group:
        if item is lead:
            continue
        if item.draft.type in _MUTUAL:
            does = _named_exactly(does, item.draft.actors, actors)
            if not undergoes and len(does) == 1 and does[0][0] in {actor for actor, _ in item.draft.actors}:
                # "began a tour of the region ... met the king": the meeting names the other side
                does = united(does, item.draft.actors)
        taken = {actor for actor, _ in (*does, *undergoes)}
        if not does:
            does = [pair for pair in item.draft.actors if pair[0] not in taken]
        if not undergoes:
            undergoes = [pair for pair in item.draft.recipients if pair[0] not in taken]
    return united(does), united(undergoes)


def finish_events(
    drafts: Sequence[EventDraft],
    parsed: ParsedReport,
    codebook: Codebook,
    actors: ActorIndex,
    statements: Sequence[Statement] = (),
    times: Sequence[Time] = (),
    places: Sequence[Place] = (),
    reported: str | None = None,
) -> list[Event]:
    """Drafts with their frame, joined where they tell of one happening, as the contract's events in text order.

    `reported` is the id of the `Time` of the dateline or of publication; it dates an event only where the lead tells
    it in the reporter's own words, in the present tense, with no time of its own. Ids are made of the trigger's
    offset and the type.
    """
    frame = Frame(parsed, statements, times, places, reported)
    where, triggers = EventPlaces(places, drafts), triggers_of(drafts)
    passages = frame.passages
    placed: list[Placed] = []
    for draft in drafts:
        passage = passages[draft.passage]
        offset = passage.begins[draft.head]
        item = Placed(draft, offset)
        telling = frame.telling(offset)
        spans = _spans(passage, draft.trigger)
        performed = frame.performed(spans, draft.type)
        item.performed_by = performed.id if performed is not None else None
        if performed is not None and telling is performed:
            telling = frame.by_id.get(performed.within) if performed.within is not None else None
        item.statement = telling.id if telling is not None else None
        draft.factuality = frame.factuality(draft, frame.chain(telling))
        item.time, item.time_from = frame.time(passage, draft, triggers.get(draft.passage, ()))
        if item.time is None and performed is not None and performed.time is not None:
            item.time, item.time_from = performed.time, "statement"
        item.time_value = frame.value_of.get(item.time) if item.time is not None else None
        item.place = where.of(passage, draft)
        item.place_name = frame.name_of.get(item.place) if item.place is not None else None
        placed.append(item)
    deny(placed, statements, parsed.text, actors)
    groups = join(placed, actors)
    answer(groups, actors)
    events = [_event(group, passages, codebook, frame, actors) for group in groups]
    events.sort(key=lambda event: (event.trigger[0], event.type))
    return _unique(events)


def _event(
    group: list[Placed], passages: dict[int, Passage], codebook: Codebook, frame: Frame, actors: ActorIndex
) -> Event:
    lead = _lead(group)
    draft, passage = lead.draft, passages[lead.draft.passage]
    kind = event_book(codebook).types[draft.type]
    mode = draft.mode or next((item.draft.mode for item in group if item.draft.mode), None)
    score = kind.score
    if mode is not None and kind.modes[mode].score is not None:
        score = float(kind.modes[mode].score or 0.0)
    time, time_from, place = lead.time, lead.time_from, lead.place
    for item in group:
        if time is None and item.time is not None and not item.draft.headline:
            time, time_from = item.time, item.time_from
        place = place if place is not None else item.place
    if time is None and frame.reported is not None and _is_fresh(lead, passage):
        time, time_from = frame.reported, "report"
    does, undergoes = _merged_people(group, lead, actors)
    counts = [
        Count(
            of=count.of, number=count.number, min=count.low, max=count.high, span=count.span, statement=item.statement
        )
        for item in group
        for count in item.draft.counts
    ]
    return Event(
        id=f"e{lead.offset}-{draft.type}",
        type=draft.type,
        mode=mode,
        contexts=draft.contexts,
        quad=kind.quad,
        score=score,
        trigger=_spans(passage, draft.trigger),
        sentence=draft.sentence,
        actors=_participants(does),
        recipients=_participants(undergoes),
        time=time,
        time_from=time_from,  # type: ignore[arg-type]
        place=place,
        factuality=draft.factuality,
        statement=lead.statement,
        performed_by=lead.performed_by,
        counts=counts,
        mentions=[
            EventMention(
                trigger=_spans(passages[item.draft.passage], item.draft.trigger),
                sentence=item.draft.sentence,
                statement=item.statement,
                factuality=item.draft.factuality,
            )
            for item in group
        ],
        confidence=draft.confidence,
        rule=draft.rule,
    )


def _is_fresh(lead: Placed, passage: Passage) -> bool:
    """Whether the report's own day may date the event: in progress now, in the reporter's words."""
    return lead.draft.factuality == "ongoing" and lead.statement is None


def _unique(events: list[Event]) -> list[Event]:
    seen: dict[str, int] = {}
    for event in events:
        seen[event.id] = seen.get(event.id, 0) + 1
        if seen[event.id] > 1:
            event.id = f"{event.id}-{seen[event.id]}"
    return events
