"""The six tables of the Parquet export: their columns with types and meanings, and a record's rows in each.

`TABLES` is what docs/exports.md is tested against. No table needs another to be read; `report` (with `event` or
`statement`) joins them. Nothing here knows Parquet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from onrecord.export.table_rows import (
    View,
    count_rows,
    event_rows,
    finding_rows,
    participant_rows,
    report_rows,
    statement_rows,
)

ColumnType = Literal["text", "texts", "whole number", "number", "day", "span", "spans"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: every cell of it may be null."""

    name: str
    type: ColumnType
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what one row is, its columns, and the function that makes a record's rows."""

    name: str
    row: str
    columns: tuple[Column, ...]
    rows: Callable[[View], Iterator[dict[str, Any]]]


def _columns(lines: str) -> tuple[Column, ...]:
    """Columns from lines of `name | type | meaning`."""
    found = []
    for line in lines.strip().splitlines():
        name, kind, meaning = (part.strip() for part in line.split("|", 2))
        found.append(Column(name, kind, meaning))  # type: ignore[arg-type]
    return tuple(found)


_REPORTS = _columns("""
    report | text | the report's id
    external_id | text | the id that the report came with
    uri | text | the address that it came from
    outlet | text | the host of the address, without www.
    headline | text | the headline
    published | text | when it was published, ISO 8601, as the record has it
    published_day | day | the day of that
    published_from | text | argument, metadata, dateline or none
    agency | text | the agency in its dateline
    language | text | en
    sha256 | text | SHA-256 of the raw bytes
    text | text | the text that all spans count in, in Unicode code points
    text_offset | whole number | by how many characters a headline given apart moved the text
    statements | whole number | how many statements the record has
    events | whole number | how many events the record has, in PLOVER's view where that was asked for
    findings | whole number | how many findings the record has
    onrecord | text | version of onrecord that made the record
    model | text | spaCy pipeline that made the record
    codebook | text | codebook that made the record
""")
_STATEMENTS = _columns("""
    report | text | the report's id
    statement | text | the statement's id, unique in its report
    source | text | whom the content is credited to, in the words of the report
    source_spans | spans | where that stands
    source_kind | text | named_person, unnamed_people, document, none, ...
    source_count | whole number | number of sources
    source_names | texts | names of the source's actors
    source_countries | texts | their countries, in the same order
    source_sectors | texts | their PLOVER sectors, in the same order
    cue | text | the words that credit the content
    cue_spans | spans | where they stand
    act | text | what the cue says that the source did (say, warn, deny, ...)
    strength | text | weak, neutral or strong
    content | text | what was said
    content_spans | spans | where that stands
    form | text | direct, indirect or mixed
    content_kind | text | clause or phrase
    addressee | text | to whom it was said
    medium | text | where it was said (a statement, an interview)
    condition | text | the condition of anonymity
    condition_reason | text | its reason
    time | text | the words of the time
    time_value | text | its TIMEX3 value
    place | text | the name of the place
    place_country | text | its country
    within | text | id of the statement that this one stands in
    stance | text | stance towards what the report is about (experimental)
    confidence | number | 0 to 1
    rule | text | the rule or codebook entry that found it
""")
_EVENTS = _columns("""
    report | text | the report's id
    event | text | the event's id, unique in its report
    type | text | PLOVER type, or one of your own codebook's
    mode | text | PLOVER mode
    contexts | texts | PLOVER contexts
    quad | text | verbal cooperation, material cooperation, verbal conflict or material conflict
    quad_code | whole number | PLOVER's number of the quad, 1 to 4 in that order
    score | number | PLOVER score, -10 to 10
    plover_type | text | the type in PLOVER's view; null where PLOVER has no such event
    factuality | text | happened, ongoing, planned, possible, conditional, denied or not_happened
    trigger | text | the words that tell it
    trigger_spans | spans | where they stand
    sentence | span | the sentence
    day | day | the day it is counted on; null where the words mean another time than one day
    day_from | text | told (by the words) or published (the day of publication in its place)
    time | text | the words of the time
    time_value | text | its TIMEX3 value
    time_begin | text | first day of the time, where it is a stretch, ISO 8601
    time_end | text | last day of the time
    time_from | text | event, sentence, statement or report
    place | text | the name of the place
    place_kind | text | settlement, country, province, region, facility or other
    place_country | text | its country
    lat | number | its latitude in degrees, north positive
    lon | number | its longitude in degrees, east positive
    geonameid | whole number | its number in GeoNames
    statement | text | id of the innermost statement that tells it; null in the report's own words
    told_by | text | the source of that statement
    told_by_kind | text | kind of that source
    performed_by | text | id of the statement that is this event
    actor_countries | texts | countries of the actors whose country is known, each once
    recipient_countries | texts | countries of the recipients whose country is known, each once
    mentions | whole number | how many further places of the report tell it
    confidence | number | 0 to 1
    rule | text | the rule or codebook entry that found it
""")
_PARTICIPANTS = _columns("""
    report | text | the report's id
    event | text | the event's id
    role | text | actor or recipient
    position | whole number | place in the event's list, from 1
    actor | text | the actor's id, unique in its report; null where only the country struck is known (PLOVER's view)
    name | text | the actor's name; a pronoun is resolved where the record resolves it
    kind | text | person, organisation, country, group or unknown
    country | text | ISO 3166 alpha-3, or PLOVER's IGO, UNO, EUR, NGO, ISM, IMG, MNC
    sector | text | PLOVER sector
    other_sectors | texts | further sectors
    words | text | the words that name it there
    span | span | where they stand
""")
_COUNTS = _columns("""
    report | text | the report's id
    event | text | the event's id
    of | text | dead, injured, arrested, displaced, participants or other
    number | whole number | the number, where it is one
    min | whole number | the least, where a range is told
    max | whole number | the most, where a range is told
    words | text | the words that tell it
    span | span | where they stand
    statement | text | id of the statement that the figure is from
    told_by | text | the source of that statement
""")
_FINDINGS = _columns("""
    report | text | the report's id
    position | whole number | place in the record's list, from 1
    code | text | the finding's code
    severity | text | note, check or warning
    message | text | what is to be looked at
    about | text | id of the statement, event, time, ... that it is about
    spans | spans | where it stands
    remedy | text | what to do
""")

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table("reports", "a report", _REPORTS, report_rows),
        Table("statements", "a statement", _STATEMENTS, statement_rows),
        Table("events", "an event of a report", _EVENTS, event_rows),
        Table("participants", "an actor or recipient of an event", _PARTICIPANTS, participant_rows),
        Table("counts", "a number that an event is told with", _COUNTS, count_rows),
        Table("findings", "a finding", _FINDINGS, finding_rows),
    )
}
