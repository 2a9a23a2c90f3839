"""Records as linked data: schema.org for what is said and claimed, W3C Web Annotation for where that stands.

- A report is a `NewsArticle`; a statement in its source's words a `Quotation` (`spokenByCharacter`), one in those of
  the report a `Claim` (`author`); an event a `Claim` of the report, by the source that it is told by.
- Each part of a statement or event is an `Annotation` of the article's `text`: a target for each piece, with a
  TextPositionSelector (Unicode code points, as the record's spans) and a TextQuoteSelector.

The context stands in the document, so that nothing is fetched to read it. What schema.org has no word for is under
`onrecord:`, a name and no address; ids are `urn:onrecord:report:ID#CELL`, with the cells that `onrecord why` knows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import quote

from onrecord.export.wording import Wording
from onrecord.measure.rows import rows_of
from onrecord.record import ActorKind, Event, Record, SourceKind, Span, Statement

Node = dict[str, Any]

_NODE = {"@type": "@id"}
_SELECTOR_NUMBER = "xsd:nonNegativeInteger"
CONTEXT: Node = {
    "@version": 1.1,
    "@vocab": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "onrecord": "urn:onrecord:",
    "id": "@id",
    "type": "@type",
    "url": _NODE,
    "isPartOf": _NODE,
    "appearance": _NODE,
    "author": _NODE,
    "spokenByCharacter": _NODE,
    "within": {"@id": "onrecord:within", **_NODE},
    "actor": {"@id": "onrecord:actor", **_NODE},
    "recipient": {"@id": "onrecord:recipient", **_NODE},
    # As in W3C's own context for annotations.
    "Annotation": "oa:Annotation",
    "SpecificResource": "oa:SpecificResource",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "identifying": "oa:identifying",
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "body": {"@id": "oa:hasBody", **_NODE},
    "target": {"@id": "oa:hasTarget", **_NODE},
    "source": {"@id": "oa:hasSource", **_NODE},
    "selector": {"@id": "oa:hasSelector", **_NODE},
    "start": {"@id": "oa:start", "@type": _SELECTOR_NUMBER},
    "end": {"@id": "oa:end", "@type": _SELECTOR_NUMBER},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
}
# How many characters before and after the words a TextQuoteSelector gives, to tell them from the same words elsewhere.
AROUND = 32

# A country that speaks or acts is its government; schema.org wants persons and organisations there.
_ACTORS: dict[ActorKind, str | list[str]] = {
    "person": "Person", "organisation": "Organization", "country": ["Organization", "Country"],
    "group": "Organization", "unknown": "Thing",
}  # fmt: skip
_SOURCES: dict[SourceKind | None, str] = {
    "named_person": "Person", "unnamed_people": "Person", "named_organisation": "Organization",
    "unnamed_organisation": "Organization", "group": "Organization", "media": "NewsMediaOrganization",
    "document": "CreativeWork", "none": "Thing", None: "Thing",
}  # fmt: skip
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+", re.IGNORECASE)


def graph_pieces(records: Iterable[Record]) -> Iterator[str]:
    """One JSON-LD document, the nodes of one record a piece."""
    yield f'{{"@context": {json.dumps(CONTEXT)},\n"@graph": ['
    first = True
    for record in records:
        lines = ",\n".join(json.dumps(node, ensure_ascii=False) for node in _Graph(record).nodes())
        yield ("\n" if first else ",\n") + lines
        first = False
    yield "\n]}\n"


class _Graph:
    """The nodes of one record."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.say = Wording(record)
        self.article = f"urn:onrecord:report:{quote(record.report.id, safe='')}"

    def nodes(self) -> Iterator[Node]:
        """The article, its people, what is said and claimed, and where."""
        yield self._article()
        yield from self._actors()
        for statement in self.record.statements:
            yield from self._statement(statement)
        days = {row.event: row.day for row in rows_of(self.record)}
        for event in self.record.events:
            yield from self._event(event, days[event.id])

    def _id(self, cell: str) -> str:
        return f"{self.article}#{quote(cell, safe='')}"

    def _article(self) -> Node:
        report, made_by = self.record.report, self.record.made_by
        return _full(
            id=self.article,
            type="NewsArticle",
            identifier=report.id,
            url=report.uri if report.uri and _ADDRESS.fullmatch(report.uri) else None,
            headline=self.say.words([report.headline]) if report.headline else None,
            datePublished=report.published,
            inLanguage=report.language,
            text=report.text,
            **{"onrecord:sha256": report.sha256, "onrecord:made_by": " · ".join(made_by.model_dump().values())},
        )

    def _actors(self) -> Iterator[Node]:
        used = {name for statement in self.record.statements for name in statement.source_actors}
        used |= {item.actor for event in self.record.events for item in [*event.actors, *event.recipients]}
        for actor in self.record.actors:
            if actor.id in used:
                yield _full(
                    id=self._id(actor.id),
                    type=_ACTORS[actor.kind],
                    name=actor.name,
                    jobTitle=[role.text for role in actor.roles] if actor.kind == "person" else None,
                    **{"onrecord:country": actor.country, "onrecord:sector": actor.sector},
                )

    def _agents(self, statement: Statement) -> list[str]:
        """Whom a statement is credited to: its actors, else the source's words as a node of their own."""
        known = [self._id(name) for name in dict.fromkeys(statement.source_actors) if name in self.say.actors]
        return known or ([self._id(f"{statement.id}.source_actors")] if statement.source else [])

    def _statement(self, item: Statement) -> Iterator[Node]:
        agents = self._agents(item)
        quoted = item.form != "indirect"
        yield _full(
            id=self._id(item.id),
            type="Quotation" if quoted else "Claim",
            identifier=item.id,
            text=self.say.words(item.content),
            isPartOf=self.article,
            within=self._id(item.within) if item.within else None,
            **({"spokenByCharacter": agents} if quoted else {"author": agents, "appearance": self.article}),
            **_own(item, "form", "act", "strength", "source_kind", "source_count", "confidence"),
        )
        if agents and not item.source_actors:
            yield {"id": agents[0], "type": _SOURCES[item.source_kind], "name": self.say.words(item.source)}
        for part in ("source", "cue", "content", "addressee", "medium", "condition", "condition_reason"):
            yield from self._annotation(item.id, part, getattr(item, part))

    def _event(self, item: Event, day: object) -> Iterator[Node]:
        teller = self.say.statements.get(item.statement) if item.statement else None
        place = self.say.places.get(item.place) if item.place else None
        yield _full(
            id=self._id(item.id),
            type="Claim",
            identifier=item.id,
            text=self.say.words([item.sentence]),
            isPartOf=self.article,
            appearance=self.article,
            author=self._agents(teller) if teller else None,
            within=self._id(teller.id) if teller else None,
            temporalCoverage=str(day) if day else None,
            spatialCoverage=_place(place.name, place.lat, place.lon) if place else None,
            actor=[self._id(name) for name in dict.fromkeys(part.actor for part in item.actors)],
            recipient=[self._id(name) for name in dict.fromkeys(part.actor for part in item.recipients)],
            **_own(item, "type", "mode", "contexts", "quad", "score", "factuality", "confidence"),
        )
        yield from self._annotation(item.id, "trigger", item.trigger)
        yield from self._annotation(item.id, "sentence", [item.sentence])

    def _annotation(self, about: str, part: str, spans: Sequence[Span]) -> Iterator[Node]:
        """Where a part of a statement or event stands; nothing where it has no words."""
        if spans:
            yield {
                "id": self._id(f"{about}.{part}"),
                "type": "Annotation",
                "motivation": "identifying",
                "onrecord:part": part,
                "body": self._id(about),
                "target": [
                    {"type": "SpecificResource", "source": self.article, "selector": self._selectors(*span)}
                    for span in spans
                ],
            }

    def _selectors(self, start: int, end: int) -> list[Node]:
        text = self.record.report.text
        return [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(start - AROUND, 0) : start],
                "suffix": text[end : end + AROUND],
            },
        ]


def _place(name: str, lat: float | None, lon: float | None) -> Node:
    point = {"type": "GeoCoordinates", "latitude": lat, "longitude": lon} if lat is not None else None
    return _full(type="Place", name=name, geo=point)


def _own(item: Statement | Event, *names: str) -> Node:
    """Fields for which schema.org has no word, under names of ours."""
    return {f"onrecord:{name}": getattr(item, name) for name in names}


def _full(**properties: Any) -> Node:
    """A node without what is open or empty."""
    return {name: value for name, value in properties.items() if value is not None and value != [] and value != ""}
