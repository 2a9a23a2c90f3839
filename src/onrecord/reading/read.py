"""Parsed text -> record: each reader once, in the order in which they need each other."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from onrecord import __version__
from onrecord.codebook.cues import cues_of
from onrecord.codebook.events import event_book
from onrecord.codebook.loader import Codebook
from onrecord.language.attachments import mend_attachments
from onrecord.language.lemmas import join_hyphens, mend_lemmas
from onrecord.language.names import repair_names
from onrecord.language.parsed import ParsedReport
from onrecord.reading.actors import Actors, actors_of
from onrecord.reading.event_frame import finish_events
from onrecord.reading.events import EventDraft, read_events
from onrecord.reading.findings import read_findings
from onrecord.reading.places import read_places
from onrecord.reading.stance import give_stances
from onrecord.reading.statements.read import Statements, read_statements
from onrecord.reading.times import read_times
from onrecord.record import (
    Credit,
    Dateline,
    MadeBy,
    Place,
    Record,
    ReportPart,
    Section,
    Segment,
    Span,
    Time,
)


@dataclass(slots=True)
class Reading:
    """A record, and what the readers know beyond it; `why` explains cells from it."""

    record: Record
    parsed: ParsedReport
    actors: Actors
    statements: Statements
    events: list[EventDraft]


def read_parsed(parsed: ParsedReport, codebook: Codebook, model: str) -> Reading:
    """Read one parsed report; `model` is the pipeline's name and version for the record's `made_by`."""
    mend_lemmas(parsed)
    cues = cues_of(codebook)
    mend_attachments(parsed, cues.speech, cues.verbs)
    repair_names(parsed, codebook)
    times = read_times(parsed, codebook)
    places = read_places(parsed, codebook)
    actors = actors_of(parsed, codebook, places)
    statements = read_statements(parsed, codebook, actors, times, places)
    # only now: role nouns and cues stand with their parts in the codebook
    join_hyphens(parsed, event_book(codebook).compounds)
    drafts = _outside_conditions(read_events(parsed, codebook, actors), parsed, statements)
    dateline = _dateline(parsed, times, places)
    reported = dateline.time if dateline is not None else None
    events = finish_events(drafts, parsed, codebook, actors, statements.items, times, places, reported)
    give_stances(parsed, statements, codebook)
    record = Record(
        made_by=MadeBy(onrecord=__version__, model=model, codebook=codebook.version),
        report=_report_part(parsed, dateline),
        actors=actors.to_record(),
        times=times,
        places=places,
        statements=statements.items,
        events=events,
        findings=[],
    )
    record.findings = read_findings(record, parsed, statements, actors, codebook)
    return Reading(record, parsed, actors, statements, drafts)


def _outside_conditions(drafts: list[EventDraft], parsed: ParsedReport, statements: Statements) -> list[EventDraft]:
    """Drop what a condition of anonymity only seems to tell ("not authorised to discuss the case")."""
    frames = [span for item in statements.items for span in item.condition + item.condition_reason]
    if not frames:
        return drafts
    passages = {passage.number: passage for passage in parsed.passages}
    return [
        draft
        for draft in drafts
        if not any(start <= passages[draft.passage].begins[draft.head] < end for start, end in frames)
    ]


def _report_part(parsed: ParsedReport, dateline: Dateline | None) -> ReportPart:
    report = parsed.report
    anatomy = report.anatomy
    where = "\n".join([report.sha256, report.uri or "", report.external_id or ""])
    return ReportPart(
        id="r" + hashlib.sha256(where.encode("utf-8", "replace")).hexdigest()[:16],
        external_id=report.external_id,
        uri=report.uri,
        sha256=report.sha256,
        text=report.text,
        text_offset=report.text_offset,
        language="en",
        headline=anatomy.headline,
        dateline=dateline,
        published=report.published,
        published_from=report.published_from,
        segments=[Segment(kind=cut.kind, span=(cut.start, cut.end)) for cut in anatomy.segments],
        sections=[Section(title=title, body=body) for title, body in anatomy.sections],
        credits=[
            Credit(span=(credit.start, credit.end), role=credit.role, names=credit.names, place=credit.place)
            for credit in anatomy.credits
        ],
        sentences=_sentences(parsed),
    )


def _sentences(parsed: ParsedReport) -> list[Span]:
    """The sentences as they were parsed, without the white space around them."""
    spans = []
    for passage in parsed.passages:
        for first, end in passage.sentences:
            while first < end and not passage.words[first].strip():
                first += 1
            while end > first and not passage.words[end - 1].strip():
                end -= 1
            if first < end:
                spans.append(passage.span(first, end))
    return spans


def _dateline(parsed: ParsedReport, times: list[Time], places: list[Place]) -> Dateline | None:
    line = parsed.report.anatomy.dateline
    if line is None:
        return None
    inside = [
        time.id
        for time in times
        if line.date is not None and time.span[0] < line.date[1] and line.date[0] < time.span[1]
    ]
    return Dateline(
        span=(line.start, line.end),
        places=[place.id for place in places if any(place.span == span for span in line.places)],
        time=inside[0] if inside else None,
        agency=line.agency,
    )
