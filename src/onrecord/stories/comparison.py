"""The comparison of two reports as the JSON contract `onrecord-comparison/1`.

Spans are those of the two records: `[start, end)` in the text of report A or of report B. Fields may be added, never
renamed.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from onrecord.record import Span

LineageKind = Literal["copy", "rewrite", "partial_reuse", "independent"]
Direction = Literal["a_to_b", "b_to_a", "common_source"]
Relation = Literal["kept", "reworded", "changed", "dropped", "added"]
ChangeSeverity = Literal["style", "note", "check", "warning"]


class Part(BaseModel):
    """Base of all parts of a comparison: unknown fields are an error, so that a misspelt one can't pass."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class ComparisonMadeBy(Part):
    """What made the comparison."""

    onrecord: str
    codebook: str


class Compared(Part):
    """One of the two reports."""

    id: str
    external_id: str | None
    uri: str | None
    headline: str | None
    published: str | None
    words: int


class Shares(Part):
    """The shares of words of one report that stand in runs of the other's words, 0 to 1."""

    of_a_in_b: float
    of_b_in_a: float


class Evidence(Part):
    """What speaks for the lineage."""

    code: str
    message: str
    a: list[Span]
    b: list[Span]


class Lineage(Part):
    """How two reports are related, and which was made from which."""

    kind: LineageKind
    direction: Direction | None
    shares: Shares
    confidence: float
    evidence: list[Evidence]


class SentencePair(Part):
    """A sentence of A and what became of it in B; one that was split or merged stands in several pairs."""

    a: Span | None
    b: Span | None
    relation: Relation
    moved: bool


class IdPair(Part):
    """A statement or an event of A and what became of it in B, by their ids in the records."""

    a: str | None
    b: str | None
    relation: Relation


class About(Part):
    """The statement or event that a change is about, by its ids in the records."""

    a: str | None
    b: str | None


class Change(Part):
    """A change with its name, seen from A to B."""

    id: str
    code: str
    severity: ChangeSeverity
    message: str
    a: list[Span]
    b: list[Span]
    about: About


class Comparison(Part):
    """Two reports, sentence by sentence: which was made from which, and what was changed on the way."""

    schema_: Literal["onrecord-comparison/1"] = Field(default="onrecord-comparison/1", alias="schema")
    made_by: ComparisonMadeBy
    a: Compared
    b: Compared
    lineage: Lineage
    sentences: list[SentencePair]
    statements: list[IdPair]
    events: list[IdPair]
    changes: list[Change]

    def to_json(self, indent: int | None = None) -> str:
        """The comparison as JSON text, in the contract's names; `indent` in spaces, None for one line."""
        return self.model_dump_json(by_alias=True, indent=indent)
