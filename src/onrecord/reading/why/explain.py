"""`why`: what a cell of a record rests on, in a few lines of plain text.

A cell is an id as the record shows it ("s412-said", "e183-CONSULT", "a3", "t2", "p1"), the code of a finding, or
"report"; with ".field" it is one field of it ("s412-said.source_kind").
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import cast

from pydantic import BaseModel

from onrecord.codebook.loader import Codebook
from onrecord.errors import NoSuchCell
from onrecord.reading.event_draft import EventDraft
from onrecord.reading.read import Reading
from onrecord.reading.why.actor_cells import actor_lines, codes
from onrecord.reading.why.event_cells import EventCells
from onrecord.reading.why.other_cells import finding_lines, place_lines, report_lines, time_lines
from onrecord.reading.why.statement_cells import StatementCells
from onrecord.reading.why.words import words_of
from onrecord.record import Actor, Event, Finding, Place, Record, ReportPart, Statement, Time


def explain(reading: Reading, codebook: Codebook, cell: str) -> list[str]:
    """Lines that tell why a cell is what it is. Raises NoSuchCell for an id or field that the record does not have."""
    name, _, field = cell.strip().partition(".")
    items = _items(reading.record).get(name)
    if items is None:
        raise NoSuchCell(_no_cell(reading.record, name))
    fields = list(type(items[0]).model_fields)
    wanted = field.partition(".")[0].partition("[")[0] or None
    if wanted is not None and wanted not in fields:
        raise NoSuchCell(f"{name} has no field '{wanted}'; its fields are {', '.join(fields)}.")
    lines: list[str] = []
    for item in items:
        title = _title(reading.record, item, name, wanted)
        lines += ["", title] if lines else [title]
        lines += _lines(reading, codebook, item, wanted)
    return lines


def cells(record: Record) -> list[str]:
    """All cells of a record, one a line with its words, by kind."""
    text = record.report.text
    lines = ["report"]
    lines += [f"{item.id:<22} {words_of(text, [*item.source, *item.cue], 50)}" for item in record.statements]
    lines += [
        f"{item.id:<22} {words_of(text, item.trigger, 50)} {item.factuality or ''}".rstrip() for item in record.events
    ]
    lines += [f"{item.id:<22} {item.name} ({codes(item)})" for item in record.actors]
    lines += [f"{item.id:<22} {words_of(text, [item.span], 50)} {item.value or 'open'}" for item in record.times]
    lines += [f"{item.id:<22} {item.name} ({item.country or '-'}, {item.use})" for item in record.places]
    return lines + [f"{code:<22} a finding" for code in dict.fromkeys(item.code for item in record.findings)]


def _items(record: Record) -> dict[str, list[BaseModel]]:
    """The parts of a record by their id; findings of one code together."""
    found: dict[str, list[BaseModel]] = {"report": [record.report]}
    parts: Sequence[Sequence[Statement | Event | Actor | Time | Place]] = (
        record.statements, record.events, record.actors, record.times, record.places,
    )  # fmt: skip
    for group in parts:
        for item in group:
            found.setdefault(item.id, []).append(item)
    for finding in record.findings:
        found.setdefault(finding.code, []).append(finding)
    return found


def _no_cell(record: Record, name: str) -> str:
    """One sentence with the cells that there are, the likeliest first."""
    close = get_close_matches(name, _items(record), n=1)
    hint = f" (did you mean {close[0]}?)" if close else ""
    groups = []
    for what, ids in (
        ("statements", [item.id for item in record.statements]),
        ("events", [item.id for item in record.events]),
        ("actors", [item.id for item in record.actors]),
        ("times", [item.id for item in record.times]),
        ("places", [item.id for item in record.places]),
        ("findings", list(dict.fromkeys(item.code for item in record.findings))),
    ):
        if ids:
            numbered = what in ("actors", "times", "places") and len(ids) > 2
            groups.append(f"{what} {f'{ids[0]} to {ids[-1]}' if numbered else ', '.join(ids)}")
    return f"There is no cell '{name}' in this record{hint}; there are report; {'; '.join(groups)}."


def _title(record: Record, item: BaseModel, name: str, field: str | None) -> str:
    """The cell and its value in short."""
    if field is None:
        return name
    value = getattr(item, field)
    if value is None:
        shown = "null (open, or not there)"
    elif isinstance(value, list):
        if value and isinstance(value[0], tuple):
            shown = words_of(record.report.text, value)
        elif value and isinstance(value[0], BaseModel):
            shown = f"{len(value)} in all"
        else:
            shown = ", ".join(str(part) for part in value) or "none"
    elif isinstance(value, tuple):
        shown = words_of(record.report.text, [value])
    elif isinstance(value, BaseModel):
        shown = ", ".join(
            f"{key} {part}" for key, part in value.model_dump().items() if not isinstance(part, list | tuple)
        )
    else:
        shown = " ".join(str(value).split())
    return f"{name}.{field} = {shown if len(shown) <= 90 else shown[:89] + '…'}"


def _lines(reading: Reading, codebook: Codebook, item: BaseModel, field: str | None) -> list[str]:
    if isinstance(item, Statement):
        return StatementCells(reading, codebook, item, reading.statements.drafts[item.id]).lines(field)
    if isinstance(item, Event):
        return EventCells(reading, codebook, item, _draft_of(reading, item)).lines(field)
    if isinstance(item, Actor):
        return actor_lines(reading, codebook, item, field)
    if isinstance(item, Time):
        return time_lines(reading, item)
    if isinstance(item, Place):
        return place_lines(reading, codebook, item, field)
    if isinstance(item, Finding):
        return finding_lines(reading, codebook, item)
    return report_lines(reading, cast(ReportPart, item), field)


def _draft_of(reading: Reading, item: Event) -> EventDraft:
    """The draft that leads an event: the one whose head begins where the id says."""
    offset = int(item.id[1:].partition("-")[0])
    passages = {passage.number: passage for passage in reading.parsed.passages}
    fitting = [
        draft
        for draft in reading.events
        if draft.type == item.type and passages[draft.passage].begins[draft.head] == offset
    ]
    exact = [draft for draft in fitting if draft.rule == item.rule]
    return (exact or fitting)[0]
