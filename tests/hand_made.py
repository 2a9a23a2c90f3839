"""A record made by hand, with everything in it that is hard to show: nesting, overlaps, odd characters, markup."""

from __future__ import annotations

from onrecord.record import (
    Actor,
    Event,
    EventMention,
    Finding,
    MadeBy,
    Mention,
    Participant,
    Place,
    Record,
    ReportPart,
    Role,
    Segment,
    Span,
    Statement,
    Time,
)

TEXT = (
    "Harbour <b>closed</b> & guarded\r\n"
    "PORT ELAND, May 4 (Quill) - Two port officials told Quill on Monday that the minister had threatened to bomb"
    " the harbour of Westria, a claim that she denied.\n\n"
    "\tMinister Ada Roth spoke in a statement. \"I never said <script>alert('x')</script> that,\" she said.\n"
    "Analysts \u202eevil\u202c suggest that troops may march; the navy would attack Westria if talks failed.\n"
    "Reactions:\n"
    "It is feared that more will come."
)


def at(words: str, after: int = 0) -> Span:
    """The span of words in the text."""
    start = TEXT.index(words, after)
    return (start, start + len(words))


def statement(name: str, **given: object) -> Statement:
    """A statement; what is not given is empty."""
    empty: dict[str, object] = {
        "id": name,
        "source": [],
        "cue": [],
        "content": [],
        "form": "indirect",
        "content_kind": "clause",
        "act": "say",
        "strength": "neutral",
        "source_actors": [],
        "source_kind": None,
        "source_count": None,
        "condition": [],
        "condition_reason": [],
        "addressee": [],
        "medium": [],
        "time": None,
        "place": None,
        "within": None,
        "stance": None,
        "confidence": 0.9,
        "rule": "by hand",
    }
    return Statement.model_validate(empty | given)


def event(name: str, kind: str, trigger: Span, **given: object) -> Event:
    """An event; what is not given is empty."""
    empty: dict[str, object] = {
        "id": name,
        "type": kind,
        "mode": None,
        "contexts": [],
        "quad": "verbal conflict",
        "score": -4.0,
        "trigger": [trigger],
        "sentence": trigger,
        "actors": [],
        "recipients": [],
        "time": None,
        "time_from": None,
        "place": None,
        "factuality": "happened",
        "statement": None,
        "performed_by": None,
        "counts": [],
        "mentions": [],
        "confidence": 0.8,
        "rule": "by hand",
    }
    return Event.model_validate(empty | given)


def actor(name: str, words: str, kind: str, *mentions: Mention, **given: object) -> Actor:
    """An actor; what is not given is empty."""
    empty: dict[str, object] = {
        "id": name,
        "name": words,
        "kind": kind,
        "country": None,
        "sector": None,
        "other_sectors": [],
        "roles": [],
        "affiliations": [],
        "mentions": list(mentions),
    }
    return Actor.model_validate(empty | given)


def _segments() -> list[Segment]:
    headline, dateline = at("Harbour <b>closed</b> & guarded"), at("PORT ELAND, May 4 (Quill) -")
    cuts: list[tuple[str, Span]] = [
        ("headline", headline),
        ("dateline", dateline),
        ("paragraph", (dateline[1] + 1, at("she denied.")[1])),
        ("paragraph", (at("Minister Ada")[0], at("she said.")[1])),
        ("paragraph", (at("Analysts")[0], at("if talks failed.")[1])),
        ("section_title", at("Reactions:")),
        ("paragraph", at("It is feared that more will come.")),
    ]
    return [Segment.model_validate({"kind": kind, "span": span}) for kind, span in cuts]


def _statements() -> list[Statement]:
    claim = (at("the minister had")[0], at("of Westria")[1])
    she_said = at("she said.")[0]
    return [
        statement(
            "s1-told",
            source=[at("Two port officials")],
            cue=[at("told")],
            content=[claim],
            addressee=[at("Quill on")],
            source_kind="unnamed_people",
            source_count=2,
            source_actors=["a2"],
            time="t1",
        ),
        statement(
            "s2-threatened",
            source=[at("the minister")],
            cue=[at("threatened")],
            content=[at("to bomb the harbour of Westria")],
            act="threaten",
            source_kind="named_person",
            source_actors=["a1"],
            within="s1-told",
        ),
        statement(
            "s3-denied",
            source=[(at("she denied")[0], at("she denied")[0] + 3)],
            cue=[at("denied")],
            content=[at("a claim")],
            act="deny",
            source_kind="named_person",
            source_actors=["a1"],
        ),
        statement(
            "s4-said",
            source=[(she_said, she_said + 3)],
            cue=[at("said", she_said)],
            form="direct",
            content=[(at("I never")[0], at("that,")[1])],
            source_kind="named_person",
            source_actors=["a1"],
            medium=[at("a statement")],
        ),
        statement(
            "s5-suggest",
            source=[(at("Analysts")[0], at("\u202c")[1])],
            cue=[at("suggest")],
            content=[at("troops may march")],
            act="suggest",
            strength="weak",
            source_kind="unnamed_people",
        ),
        # Neither a source nor a cue, and every word of its content belongs to an event or to another statement.
        statement("s6-", content=[at("march")], source_kind="none"),
        statement("s7-feared", cue=[at("It is feared")], content=[at("more will come")], source_kind="none"),
    ]


def _events() -> list[Event]:
    ada = Participant(actor="a1", span=at("the minister"))
    westria = Participant(actor="a3", span=at("Westria"))
    attack = at("attack")
    told = EventMention(
        trigger=[attack], sentence=at("the navy would attack"), statement=None, factuality="conditional"
    )
    return [
        event(
            "e1-THREATEN",
            "THREATEN",
            at("threatened"),
            actors=[ada],
            recipients=[westria],
            performed_by="s2-threatened",
            statement="s1-told",
            time="t1",
            time_from="sentence",
            place="p1",
        ),
        event(
            "e2-ASSAULT",
            "ASSAULT",
            at("bomb"),
            recipients=[westria],
            factuality="planned",
            statement="s2-threatened",
            mentions=[told],
        ),
        event("e3-MOBILIZE", "MOBILIZE", at("march"), factuality="possible", statement="s5-suggest"),
        event("e4-COERCE", "COERCE", at("march"), factuality=None),
        event("e5-HOME_MADE", "HOME_MADE", at("failed"), factuality="not_happened"),
    ]


def record() -> Record:
    """The record, made anew at each call."""
    she_said = at("she said.")[0]
    she = Mention(span=(she_said, she_said + 3), kind="pronoun")
    ada = actor(
        "a1",
        "Ada Roth",
        "person",
        Mention(span=at("Ada Roth"), kind="name"),
        she,
        country="DEU",
        sector="GOV",
        roles=[Role(text="Minister", span=at("Minister"))],
    )
    officials = actor("a2", "Two port officials", "group", Mention(span=at("Two port officials"), kind="nominal"))
    westria = actor("a3", "Westria", "country", Mention(span=at("Westria"), kind="name"))
    monday = Time(
        id="t1",
        span=at("Monday"),
        type="DATE",
        value="2026-05-04",
        begin=None,
        end=None,
        not_before=None,
        not_after=None,
        anchor="published",
    )
    port = Place(
        id="p1",
        span=at("PORT ELAND"),
        name="Port Eland",
        kind="settlement",
        country=None,
        lat=-3.5,
        lon=12.25,
        geonameid=None,
        use="location",
    )
    findings = [
        Finding(code="note", severity="note", message="A note.", about=None, spans=[], remedy="Nothing."),
        Finding(
            code="odd",
            severity="warning",
            message="The text turns words around.",
            about="s5-suggest",
            spans=[at("\u202e"), at("\u202c")],
            remedy="Look at the letters one by one.",
        ),
        Finding(
            code="unnamed",
            severity="check",
            message="Two port officials are not named.",
            about="s1-told",
            spans=[at("Two port officials")],
            remedy="Ask <i>why</i>.",
        ),
    ]
    report = ReportPart(
        id="r1",
        external_id=None,
        uri="javascript:alert(1)",
        sha256="0" * 64,
        text=TEXT,
        text_offset=0,
        language="en",
        headline=at("Harbour <b>closed</b> & guarded"),
        dateline=None,
        published="2026-05-04",
        published_from="argument",
        segments=_segments(),
        sections=[],
        credits=[],
    )
    return Record(
        made_by=MadeBy(onrecord="0", model="none", codebook="none"),
        report=report,
        actors=[ada, officials, westria],
        times=[monday],
        places=[port],
        statements=_statements(),
        events=_events(),
        findings=findings,
    )
