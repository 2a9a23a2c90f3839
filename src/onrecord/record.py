"""The record: all that onrecord read out of one report, as the JSON contract `onrecord/1`.

Spans are `[start, end)`, counted in Unicode code points of `report.text`. Fields may be added, never renamed.
Nothing but types lives here; every other room imports this one.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Span = tuple[int, int]

SegmentKind = Literal["headline", "byline", "dateline", "paragraph", "section_title", "credit", "caption", "notice"]
CreditRole = Literal["reporting", "additional_reporting", "writing", "editing", "note"]
PublishedFrom = Literal["argument", "metadata", "dateline", "none"]
ActorKind = Literal["person", "organisation", "country", "group", "unknown"]
MentionKind = Literal["name", "nominal", "pronoun"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
TimeAnchor = Literal["published", "dateline", "text", "none"]
PlaceKind = Literal["settlement", "country", "province", "region", "facility", "other"]
PlaceUse = Literal["location", "government", "modifier", "other"]
Form = Literal["direct", "indirect", "mixed"]
ContentKind = Literal["clause", "phrase"]
Act = Literal[
    "say", "confirm", "claim", "suggest", "announce", "admit", "deny", "decline",
    "accuse", "ask", "urge", "warn", "threaten", "promise", "believe", "show",
]  # fmt: skip
Strength = Literal["weak", "neutral", "strong"]
SourceKind = Literal[
    "named_person", "named_organisation", "unnamed_people", "unnamed_organisation",
    "document", "media", "group", "none",
]  # fmt: skip
StanceLabel = Literal["supports", "opposes", "concerned", "mixed", "neutral"]
EventType = str  # PLOVER's sixteen, and the types of a user's own codebook
Factuality = Literal["happened", "ongoing", "planned", "possible", "conditional", "denied", "not_happened"]
TimeFrom = Literal["event", "sentence", "statement", "report"]
CountOf = Literal["dead", "injured", "arrested", "displaced", "participants", "other"]
Severity = Literal["note", "check", "warning"]


class Part(BaseModel):
    """Base of all parts of a record: unknown fields are an error, so that a misspelt one can't pass."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class MadeBy(Part):
    """What made the record; the same three and the same bytes give the same record."""

    onrecord: str
    model: str
    codebook: str


class Segment(Part):
    """A piece of the report's anatomy."""

    kind: SegmentKind
    span: Span


class Section(Part):
    """A part of the body, with its title where it has one."""

    title: Span | None
    body: Span


class Credit(Part):
    """A line on who made the report, and how."""

    span: Span
    role: CreditRole
    names: list[str]
    place: str | None


class Dateline(Part):
    """Where and when the report says that it was filed."""

    span: Span
    places: list[str]
    time: str | None
    agency: str | None


class ReportPart(Part):
    """The report as it was given, and its anatomy."""

    id: str
    external_id: str | None
    uri: str | None
    sha256: str
    text: str
    text_offset: int
    language: str
    headline: Span | None
    dateline: Dateline | None
    published: str | None
    published_from: PublishedFrom
    segments: list[Segment]
    sections: list[Section]
    credits: list[Credit]
    sentences: list[Span] = []


class Role(Part):
    """A role of an actor, as the report words it ("Chairman of the Joint Chiefs of Staff")."""

    text: str
    span: Span


class Mention(Part):
    """A place in the text where an actor is named or meant."""

    span: Span
    kind: MentionKind


class Actor(Part):
    """A person, organisation, country or group, with the country and the PLOVER sector it acts for."""

    id: str
    name: str
    kind: ActorKind
    country: str | None
    sector: str | None
    other_sectors: list[str]
    roles: list[Role]
    affiliations: list[str]
    mentions: list[Mention]


class Time(Part):
    """A time expression with its TIMEX3 value and what it was reckoned from."""

    id: str
    span: Span
    type: TimeType
    value: str | None
    begin: str | None
    end: str | None
    not_before: str | None
    not_after: str | None
    anchor: TimeAnchor


class Place(Part):
    """A place name, and whether it is used as a place, a government or a modifier."""

    id: str
    span: Span
    name: str
    kind: PlaceKind
    country: str | None
    lat: float | None
    lon: float | None
    geonameid: int | None
    use: PlaceUse


class Stance(Part):
    """What a quoted reaction thinks of what the report is about (experimental)."""

    label: StanceLabel
    target: str | None
    evidence: list[Span]
    confidence: float


class Statement(Part):
    """Something that the report credits to somebody."""

    id: str
    source: list[Span]
    cue: list[Span]
    content: list[Span]
    form: Form
    content_kind: ContentKind
    act: Act | None
    strength: Strength
    source_actors: list[str]
    source_kind: SourceKind | None
    source_count: int | None
    condition: list[Span]
    condition_reason: list[Span]
    addressee: list[Span]
    medium: list[Span]
    time: str | None
    place: str | None
    within: str | None
    stance: Stance | None
    confidence: float
    rule: str


class Participant(Part):
    """An actor in an event, and the words that name it there."""

    actor: str
    span: Span


class Count(Part):
    """A number that an event is told with, and whose figure it is."""

    of: CountOf
    number: int | None
    min: int | None
    max: int | None
    span: Span
    statement: str | None


class EventMention(Part):
    """One place where the event is told."""

    trigger: list[Span]
    sentence: Span
    statement: str | None
    factuality: Factuality | None


class Event(Part):
    """Who did what to whom, coded by PLOVER, with the factuality that it is told with."""

    id: str
    type: EventType
    mode: str | None
    contexts: list[str]
    quad: str
    score: float
    trigger: list[Span]
    sentence: Span
    actors: list[Participant]
    recipients: list[Participant]
    time: str | None
    time_from: TimeFrom | None
    place: str | None
    factuality: Factuality | None
    statement: str | None
    performed_by: str | None
    counts: list[Count]
    mentions: list[EventMention]
    confidence: float
    rule: str


class Finding(Part):
    """A thing that an editor should look at, with a remedy."""

    code: str
    severity: Severity
    message: str
    about: str | None
    spans: list[Span]
    remedy: str


class Record(Part):
    """All that onrecord read out of one report."""

    schema_: Literal["onrecord/1"] = Field(default="onrecord/1", alias="schema")
    made_by: MadeBy
    report: ReportPart
    actors: list[Actor]
    times: list[Time]
    places: list[Place]
    statements: list[Statement]
    events: list[Event]
    findings: list[Finding]

    def to_json(self, indent: int | None = None) -> str:
        """The record as JSON text, in the contract's names; `indent` in spaces, None for one line."""
        return self.model_dump_json(by_alias=True, indent=indent)

    def words(self, span: Span) -> str:
        """The characters of the report that a span points to."""
        return self.report.text[span[0] : span[1]]
