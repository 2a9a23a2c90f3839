"""The story as the JSON contract `onrecord-story/1`: the reports about one happening, and who stands behind each claim.

Ids of reports, events and statements are those of the records. Spans are `[start, end)` in the text of their report.
Fields may be added, never renamed.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from onrecord.record import Act, Factuality, Span

LineageKind = Literal["copy", "rewrite", "partial_reuse", "independent"]
OriginKind = Literal["person", "office", "unnamed", "document", "outlet"]
ClaimFlag = Literal["one_origin", "late_origin"]
ContradictionCode = Literal["number", "date", "place", "actor", "factuality"]


class Part(BaseModel):
    """Base of all parts of a story: unknown fields are an error, so that a misspelt one can't pass."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class StoryMadeBy(Part):
    """What made the story."""

    onrecord: str
    codebook: str


class StoryActor(Part):
    """A person, organisation, country or group, and the reports that name it."""

    name: str
    reports: list[str]


class StoryReport(Part):
    """A report of the story; `version_of` is the report that it corrects or updates, with which it counts as one."""

    id: str
    external_id: str | None
    uri: str | None
    outlet: str | None
    headline: str | None
    published: str | None
    version_of: str | None


class StoryShares(Part):
    """The shares of words of the report that stand in runs of the older one's words, and the reverse, 0 to 1."""

    of_report_in_from: float
    of_from_in_report: float


class StoryLineage(Part):
    """What a report was made from: the likeliest among the reports of the story; null where it is from none of them."""

    report: str
    from_: str | None = Field(alias="from")
    kind: LineageKind
    shares: StoryShares | None
    confidence: float


class Telling(Part):
    """A place where a report tells a claim, and the origin that its attribution leads to."""

    report: str
    event: str | None
    statement: str | None
    span: Span
    factuality: Factuality | None
    origin: str
    by_way_of: list[str]


class Origin(Part):
    """A first-hand source at the root of a chain of attribution; `first` is when its first report was published."""

    id: str
    name: str
    kind: OriginKind
    by_way_of: list[str]
    reports: list[str]
    first: str | None


class Claim(Part):
    """One thing that reports tell: an event, or what a statement says, in any wording."""

    id: str
    says: str
    type: str | None
    act: Act | None
    told_by: list[Telling]
    origins: list[Origin]
    origin_count: int
    not_shown_different: int
    summary: str
    flags: list[ClaimFlag]
    detail_of: str | None = None


class ReportSpan(Part):
    """Words of one report."""

    report: str
    span: Span


class Value(Part):
    """One of the values that contradict each other, and whose it is."""

    value: str
    whose: str
    reports: list[str]
    origins: list[str]
    spans: list[ReportSpan]


class Contradiction(Part):
    """Values of one claim that can't all be right."""

    id: str
    claim: str
    code: ContradictionCode
    message: str
    values: list[Value]


class OnlyIn(Part):
    """Who or what one report alone tells of."""

    report: str
    kind: Literal["actor", "claim"]
    what: str
    spans: list[Span]


class Moment(Part):
    """An event of the story at its own time."""

    when: str | None
    until: str | None
    claim: str
    what: str
    reports: list[str]
    origins: list[str]
    factuality: Factuality | None


class Story(Part):
    """The reports about one happening: how they hang together, what they claim, and on whose word."""

    schema_: Literal["onrecord-story/1"] = Field(default="onrecord-story/1", alias="schema")
    made_by: StoryMadeBy
    id: str
    label: str
    words: list[str]
    actors: list[StoryActor]
    begin: str | None
    end: str | None
    reports: list[StoryReport]
    lineage: list[StoryLineage]
    claims: list[Claim]
    contradictions: list[Contradiction]
    only_in: list[OnlyIn]
    timeline: list[Moment]

    def to_json(self, indent: int | None = None) -> str:
        """The story as JSON text, in the contract's names; `indent` in spaces, None for one line."""
        return self.model_dump_json(by_alias=True, indent=indent)


class Stories(Part):
    """What `onrecord story` prints as JSON: `onrecord-stories/1`."""

    schema_: Literal["onrecord-stories/1"] = Field(default="onrecord-stories/1", alias="schema")
    stories: list[Story]

    def to_json(self, indent: int | None = None) -> str:
        """The stories as JSON text, in the contract's names; `indent` in spaces, None for one line."""
        return self.model_dump_json(by_alias=True, indent=indent)
