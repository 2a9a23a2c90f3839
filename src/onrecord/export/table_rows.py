"""One record as rows of the six tables: reports, statements, events, participants, counts, findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from onrecord.export.plover_view import plover_view, recipient_countries, struck_country
from onrecord.export.wording import Wording
from onrecord.measure.dyad import QUADS
from onrecord.measure.rows import day_of_publication, outlet_of, rows_of
from onrecord.record import Actor, Event, Participant, Record, Span

Row = dict[str, Any]
QUAD_CODES: dict[str, int] = {quad: number for number, quad in enumerate(QUADS, 1)}


class View:
    """A record with what its rows need at hand; `plover`: its events are PLOVER's."""

    def __init__(self, record: Record, *, plover: bool = False) -> None:
        self.plover = plover
        seen = plover_view(record.events)
        self.plover_types = {event.id: event.type for event in seen}
        self.record = record.model_copy(update={"events": seen}) if plover else record
        self.say = Wording(self.record)

    def words(self, spans: Sequence[Span]) -> str | None:
        """The words of spans; None where there are none."""
        return self.say.words(spans) or None

    def actors(self, participants: Iterable[Participant]) -> list[tuple[Actor, Participant]]:
        """The actors of one side of an event, each once, with what names it there."""
        found: dict[str, tuple[Actor, Participant]] = {}
        for item in participants:
            if item.actor in self.say.actors:
                found.setdefault(item.actor, (self.say.actors[item.actor], item))
        return list(found.values())

    def struck(self, event: Event) -> str | None:
        """The country that PLOVER takes for the recipient's; None outside its view."""
        return struck_country(event, self.record.places) if self.plover else None

    def countries(self, event: Event) -> tuple[list[str], list[str]]:
        """The known countries of an event's actors and of its recipients, each once."""
        did = [actor.country for actor, _ in self.actors(event.actors)]
        got = recipient_countries([actor.country for actor, _ in self.actors(event.recipients)], self.struck(event))
        return _once(did), _once(got)

    def told_by(self, statement: str | None) -> tuple[str | None, str | None]:
        """The source of a statement in words, and its kind."""
        found = self.say.statements.get(statement) if statement else None
        return (self.say.source(found), found.source_kind) if found else (None, None)


def _once(names: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(name for name in names if name))


def _span(span: Span) -> dict[str, int]:
    return {"start": span[0], "end": span[1]}


def _spans(spans: Sequence[Span]) -> list[dict[str, int]]:
    return [_span(span) for span in spans]


def report_rows(view: View) -> Iterator[Row]:
    """The one row of the report."""
    record, report = view.record, view.record.report
    yield {
        "report": report.id,
        "external_id": report.external_id,
        "uri": report.uri,
        "outlet": outlet_of(report.uri),
        "headline": view.words([report.headline]) if report.headline else None,
        "published": report.published,
        "published_day": day_of_publication(report.published),
        "published_from": report.published_from,
        "agency": report.dateline.agency if report.dateline else None,
        "language": report.language,
        "sha256": report.sha256,
        "text": report.text,
        "text_offset": report.text_offset,
        "statements": len(record.statements),
        "events": len(record.events),
        "findings": len(record.findings),
        **record.made_by.model_dump(),
    }


def _time(view: View, name: str | None) -> Row:
    time = view.say.times.get(name) if name else None
    return {"time": view.words([time.span]) if time else None, "time_value": time.value if time else None}


def _place(view: View, name: str | None) -> Row:
    place = view.say.places.get(name) if name else None
    return {"place": place.name if place else None, "place_country": place.country if place else None}


def statement_rows(view: View) -> Iterator[Row]:
    """A row a statement."""
    for item in view.record.statements:
        sources = [view.say.actors[name] for name in dict.fromkeys(item.source_actors) if name in view.say.actors]
        yield {
            "report": view.record.report.id,
            "statement": item.id,
            "source": view.words(item.source),
            "source_spans": _spans(item.source),
            "source_kind": item.source_kind,
            "source_count": item.source_count,
            "source_names": [actor.name for actor in sources],
            "source_countries": [actor.country for actor in sources],
            "source_sectors": [actor.sector for actor in sources],
            "cue": view.words(item.cue),
            "cue_spans": _spans(item.cue),
            "act": item.act,
            "strength": item.strength,
            "content": view.words(item.content),
            "content_spans": _spans(item.content),
            "form": item.form,
            "content_kind": item.content_kind,
            "addressee": view.words(item.addressee),
            "medium": view.words(item.medium),
            "condition": view.words(item.condition),
            "condition_reason": view.words(item.condition_reason),
            **_time(view, item.time),
            **_place(view, item.place),
            "within": item.within,
            "stance": item.stance.label if item.stance else None,
            "confidence": item.confidence,
            "rule": item.rule,
        }


def event_rows(view: View) -> Iterator[Row]:
    """A row an event."""
    for item, flat in zip(view.record.events, rows_of(view.record), strict=True):
        time = view.say.times.get(item.time) if item.time else None
        place = view.say.places.get(item.place) if item.place else None
        told_by, told_by_kind = view.told_by(item.statement)
        did, got = view.countries(item)
        yield {
            "report": flat.report,
            "event": item.id,
            "type": item.type,
            "mode": item.mode,
            "contexts": item.contexts,
            "quad": item.quad,
            "quad_code": QUAD_CODES.get(item.quad),
            "score": item.score,
            "plover_type": view.plover_types.get(item.id),
            "factuality": item.factuality,
            "trigger": view.words(item.trigger),
            "trigger_spans": _spans(item.trigger),
            "sentence": _span(item.sentence),
            "day": flat.day,
            "day_from": flat.day_from,
            **_time(view, item.time),
            "time_begin": time.begin if time else None,
            "time_end": time.end if time else None,
            "time_from": item.time_from,
            **_place(view, item.place),
            "place_kind": place.kind if place else None,
            "lat": flat.lat,
            "lon": flat.lon,
            "geonameid": place.geonameid if place else None,
            "statement": item.statement,
            "told_by": told_by,
            "told_by_kind": told_by_kind,
            "performed_by": item.performed_by,
            "actor_countries": did,
            "recipient_countries": got,
            "mentions": len(item.mentions),
            "confidence": item.confidence,
            "rule": item.rule,
        }


def participant_rows(view: View) -> Iterator[Row]:
    """A row for each actor and recipient of an event."""
    for event in view.record.events:
        for role, participants in (("actor", event.actors), ("recipient", event.recipients)):
            named = view.actors(participants)
            countries = [actor.country for actor, _ in named]
            if role == "recipient":
                countries = recipient_countries(countries, view.struck(event))
            for number, country in enumerate(countries):
                row = {"report": view.record.report.id, "event": event.id, "role": role, "position": number + 1}
                yield row | {"country": country} | (_party(view, *named[number]) if number < len(named) else {})


def _party(view: View, actor: Actor, there: Participant) -> Row:
    return {
        "actor": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "sector": actor.sector,
        "other_sectors": actor.other_sectors,
        "words": view.words([there.span]),
        "span": _span(there.span),
    }


def count_rows(view: View) -> Iterator[Row]:
    """A row for each number that an event is told with."""
    for event in view.record.events:
        for count in event.counts:
            yield {
                "report": view.record.report.id,
                "event": event.id,
                "of": count.of,
                "number": count.number,
                "min": count.min,
                "max": count.max,
                "words": view.words([count.span]),
                "span": _span(count.span),
                "statement": count.statement,
                "told_by": view.told_by(count.statement)[0],
            }


def finding_rows(view: View) -> Iterator[Row]:
    """A row a finding."""
    for number, item in enumerate(view.record.findings, 1):
        yield {
            "report": view.record.report.id,
            "position": number,
            "code": item.code,
            "severity": item.severity,
            "message": item.message,
            "about": item.about,
            "spans": _spans(item.spans),
            "remedy": item.remedy,
        }
