"""JSON Lines: one report a line, with `text` and, where known, `id`, `published`, `uri` and `headline`."""

from __future__ import annotations

import codecs
import hashlib
import json
from collections.abc import Iterator
from typing import Any

from onrecord.errors import EmptyReport, ReportError, UnreadableReport
from onrecord.intake.plain import decode, report_from_text
from onrecord.intake.published import date_from_metadata
from onrecord.intake.report import Report


def read_json_lines(
    data: bytes, *, name: str, uri: str | None = None, published: str | None = None
) -> Iterator[tuple[str, Report | ReportError]]:
    """The reports of a JSON Lines file, each with its name ("feed.jsonl, line 3"); a bad line gives its error instead.

    `published` is an argument and goes before each line's own; `uri` is for lines that state none. `sha256` is of the
    line's bytes. Raises WrongDate when the argument is no date.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = decode(data, name).encode("utf-8", "surrogatepass")
    data = data.removeprefix(codecs.BOM_UTF8)
    for number, raw in enumerate(data.split(b"\n"), 1):
        line = raw.rstrip(b"\r")
        if not line.strip():
            continue
        where = f"{name}, line {number}"
        try:
            report = read_line(line, where, uri, published)
        except ReportError as error:
            yield where, error
        else:
            yield where, report


def read_line(line: bytes, where: str, uri: str | None, published: str | None) -> Report:
    """Make a report of one line; `where` names it in errors. Raises ReportError, WrongDate."""
    fields = _fields(line, where)
    text = fields.get("text")
    if not isinstance(text, str):
        raise UnreadableReport(f'{where} has no "text"; put the report\'s text there as a string.')
    if not any(letter.isalnum() for letter in text):
        raise EmptyReport(f'{where} has a "text" with no words; put the report\'s text there.')
    stated = _optional(fields, "published", where)
    date = published or date_from_metadata(stated)
    if stated and date is None:
        raise UnreadableReport(f'{where} has a "published" that is no date; write it as YYYY-MM-DD, as in 2026-02-03.')
    report = report_from_text(
        text,
        published=date,
        published_from="argument" if published else "metadata",
        uri=_optional(fields, "uri", where) or uri,
        external_id=_optional(fields, "id", where),
        headline=_optional(fields, "headline", where),
        sha256=hashlib.sha256(line).hexdigest(),
    )
    report.raw, report.kind = line, "jsonl"
    return report


def _fields(line: bytes, where: str) -> dict[str, Any]:
    try:
        fields = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise UnreadableReport(f"{where} is not in UTF-8; save the file as UTF-8.") from error
    except (ValueError, RecursionError) as error:
        raise UnreadableReport(f'{where} is not valid JSON; write one object with a "text" on each line.') from error
    if not isinstance(fields, dict):
        raise UnreadableReport(f'{where} is not a JSON object; write {{"text": "…"}} on each line.')
    return fields


def _optional(fields: dict[str, Any], key: str, where: str) -> str | None:
    """A field that may be missing or null; a number is taken as the id that it is written as."""
    value = fields.get(key)
    if value is None or isinstance(value, str):
        return _storable(value) if value else None
    if isinstance(value, int) and not isinstance(value, bool) and key == "id":
        return str(value)
    raise UnreadableReport(f'{where} has a "{key}" that is no string; write it in quotation marks or leave it out.')


def _storable(value: str) -> str:
    """Without NUL and lone surrogates, as the text is."""
    return "".join("\ufffd" if letter == "\0" or "\ud800" <= letter <= "\udfff" else letter for letter in value)
