"""Records as CSV: one row a statement or event, in text order; flat columns for a spreadsheet or a data frame.

`COLUMNS` says what stands in each; `docs/csv.md` is made of it. Several things in one cell are parted by "; ". An empty
cell is a null of the record. Spans are "start-end", parted by blanks. Words that a spreadsheet would run as a formula
(they begin with =, +, - or @) get an apostrophe before them. In PLOVER's view the events are what PLOVER would code,
and the statements are as ever.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from onrecord.export.plover_view import as_plover, recipient_countries, struck_country
from onrecord.export.wording import Wording
from onrecord.record import Event, Participant, Record, Span, Statement

COLUMNS: dict[str, str] = {
    "report": "the report's id",
    "external_id": "the id that the report came with",
    "uri": "the address that the report came from",
    "published": "when the report was published, ISO 8601",
    "headline": "the report's headline",
    "row": "statement or event",
    "id": "the id of the statement or event",
    "spans": "where it stands: the content of a statement, the trigger of an event",
    "who": "the source of a statement, the actors of an event, in the words of the report",
    "who_actors": "their names; a pronoun is resolved where the record resolves it",
    "who_countries": "their countries, one for each name, - where unknown",
    "who_sectors": "their PLOVER sectors, one for each name, - where unknown",
    "what": "the content of a statement, the trigger of an event",
    "whom": "the addressee of a statement, the recipients of an event",
    "whom_actors": "the recipients' names",
    "whom_countries": "the recipients' countries",
    "whom_sectors": "the recipients' PLOVER sectors",
    "cue": "statements: the words that credit the content",
    "act": "statements: what the cue says that the source did (say, warn, deny, ...)",
    "strength": "statements: how strong the cue is (weak, neutral, strong)",
    "form": "statements: direct, indirect or mixed",
    "content_kind": "statements: clause or phrase",
    "source_kind": "statements: kind of source (named_person, unnamed_people, document, none, ...)",
    "source_count": "statements: number of sources",
    "medium": "statements: where it was said (a statement, an interview)",
    "condition": "statements: the condition of anonymity",
    "condition_reason": "statements: its reason",
    "stance": "statements: stance towards what the report is about",
    "type": "events: PLOVER type",
    "mode": "events: PLOVER mode",
    "contexts": "events: PLOVER contexts",
    "quad": "events: verbal or material, cooperation or conflict",
    "score": "events: PLOVER score, -10 to 10",
    "factuality": "events: happened, ongoing, planned, possible, conditional, denied or not_happened",
    "counts": "events: numbers, each as kind=number or kind=min-max",
    "performed_by": "events: id of the statement that is this event",
    "within": "id of the statement that tells it; empty in the report's own words",
    "told_by": "the source of that statement",
    "time": "the words of the time",
    "time_value": "its TIMEX3 value",
    "place": "the name of the place",
    "place_country": "its country",
    "lat": "its latitude in degrees",
    "lon": "its longitude in degrees",
    "confidence": "0 to 1",
    "rule": "the rule or codebook entry that found it",
}
_NO_WORDS = frozenset({"score", "lat", "lon", "confidence", "source_count"})


def write_rows(records: Iterable[Record], *, plover: bool = False) -> str:
    """The rows of records as one CSV text with its header."""
    return "".join(row_pieces(records, plover=plover))


def row_pieces(records: Iterable[Record], *, plover: bool = False) -> Iterator[str]:
    """The header, then the rows of one record a piece; `plover`: with PLOVER's view of events."""
    yield _csv([list(COLUMNS)])
    for record in records:
        rows = [[_safe(name, row.get(name)) for name in COLUMNS] for row in _rows(record, plover)]
        if rows:
            yield _csv(rows)


def _csv(rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _safe(name: str, value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if name not in _NO_WORDS and text.startswith(("=", "+", "-", "@")) and text != "-" else text


def _rows(record: Record, plover: bool) -> Iterator[dict[str, object]]:
    record = as_plover(record) if plover else record
    say = Wording(record)
    report = record.report
    shared: dict[str, object] = {
        "report": report.id,
        "external_id": report.external_id,
        "uri": report.uri,
        "published": report.published,
        "headline": say.words([report.headline]) if report.headline else None,
    }
    found = [(_start(s.content or s.cue), _statement(s, say)) for s in record.statements]
    found += [(_start(e.trigger), _event(e, say, plover)) for e in record.events]
    for _, row in sorted(found, key=lambda item: item[0]):
        yield shared | row


def _start(spans: Sequence[Span]) -> int:
    return min((start for start, _ in spans), default=0)


def _spans(spans: Sequence[Span]) -> str:
    return " ".join(f"{start}-{end}" for start, end in spans)


def _actors(who: str, names: Iterable[str], say: Wording, struck: str | None = None) -> dict[str, object]:
    actors = [say.actors[name] for name in dict.fromkeys(names) if name in say.actors]
    countries = recipient_countries([actor.country for actor in actors], struck)
    return {
        f"{who}_actors": "; ".join(actor.name for actor in actors),
        f"{who}_countries": "; ".join(country or "-" for country in countries),
        f"{who}_sectors": "; ".join(actor.sector or "-" for actor in actors),
    }


def _words_of(participants: Sequence[Participant], say: Wording) -> str:
    return "; ".join(dict.fromkeys(say.participant(participant) for participant in participants))


def _setting(time: str | None, place: str | None, within: str | None, say: Wording) -> dict[str, object]:
    when = say.times.get(time) if time else None
    where = say.places.get(place) if place else None
    outer = say.statements.get(within) if within else None
    return {
        "within": within,
        "told_by": say.source(outer) if outer else None,
        "time": say.words([when.span]) if when else None,
        "time_value": when.value if when else None,
        "place": where.name if where else None,
        "place_country": where.country if where else None,
        "lat": where.lat if where else None,
        "lon": where.lon if where else None,
    }


def _statement(statement: Statement, say: Wording) -> dict[str, object]:
    return {
        "row": "statement",
        "id": statement.id,
        "spans": _spans(statement.content),
        "who": say.words(statement.source),
        **_actors("who", statement.source_actors, say),
        "what": say.words(statement.content),
        "whom": say.words(statement.addressee),
        "cue": say.words(statement.cue),
        "act": statement.act,
        "strength": statement.strength,
        "form": statement.form,
        "content_kind": statement.content_kind,
        "source_kind": statement.source_kind,
        "source_count": statement.source_count,
        "medium": say.words(statement.medium),
        "condition": say.words(statement.condition),
        "condition_reason": say.words(statement.condition_reason),
        "stance": statement.stance.label if statement.stance else None,
        **_setting(statement.time, statement.place, statement.within, say),
        "confidence": statement.confidence,
        "rule": statement.rule,
    }


def _event(event: Event, say: Wording, plover: bool) -> dict[str, object]:
    struck = struck_country(event, say.record.places) if plover else None
    counts = []
    for count in event.counts:
        number = count.number if count.number is not None else f"{_bound(count.min)}-{_bound(count.max)}"
        counts.append(f"{count.of}={number}")
    return {
        "row": "event",
        "id": event.id,
        "spans": _spans(event.trigger),
        "who": _words_of(event.actors, say),
        **_actors("who", [participant.actor for participant in event.actors], say),
        "what": say.words(event.trigger),
        "whom": _words_of(event.recipients, say),
        **_actors("whom", [participant.actor for participant in event.recipients], say, struck),
        "type": event.type,
        "mode": event.mode,
        "contexts": "; ".join(event.contexts),
        "quad": event.quad,
        "score": event.score,
        "factuality": event.factuality,
        "counts": "; ".join(counts),
        "performed_by": event.performed_by,
        **_setting(event.time, event.place, event.statement, say),
        "confidence": event.confidence,
        "rule": event.rule,
    }


def _bound(number: int | None) -> str:
    return "" if number is None else str(number)
