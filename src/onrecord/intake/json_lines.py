"""JSON Lines: one report a line, with `text` and, where known, `id`, `published`, `uri` and `headline`."""

from __future__ import annotations

import codecs
import hashlib
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from onrecord.errors import EmptyReport, ReportError, UnreadableReport
from onrecord.intake.given import Given
from onrecord.intake.limits import buffered, line_too_long, lines_of, read_whole
from onrecord.intake.plain import decode, report_from_text
from onrecord.intake.published import date_from_metadata
from onrecord.intake.report import Report


def read(stream: BinaryIO, given: Given) -> Iterator[tuple[str, Report | ReportError]]:
    """The reports of JSON Lines as they are read, each with its name ("feed.jsonl, line 3").

    A bad line gives its error instead. The user's date goes before each line's own; the input's address is for lines
    that state none. `sha256` is of the line's bytes. Raises EmptyReport, UnreadableReport, WrongDate.
    """
    found = False
    for number, raw in lines_of(_as_utf8(stream, given.name)):
        where = f"{given.name}, line {number}"
        if raw is None:
            found = True
            yield where, line_too_long(where)
            continue
        line = (raw.removeprefix(codecs.BOM_UTF8) if number == 1 else raw).rstrip(b"\r\n")
        if not line.strip():
            continue
        found = True
        try:
            report = read_line(line, where, given.uri, given.published)
        except ReportError as error:
            yield where, error
        else:
            yield where, report
    if not found:
        raise EmptyReport(f"{given.name} is empty; give a file with the report's text in it.")


def _as_utf8(stream: BinaryIO, name: str) -> BinaryIO:
    """A stream in UTF-16 whole, as UTF-8; any other as it is."""
    opened = buffered(stream)
    if not opened.peek(2).startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return opened
    return io.BytesIO(decode(read_whole(opened, name), name).encode("utf-8", "surrogatepass"))


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


def line_from(fields: Mapping[str, Any]) -> bytes:
    """The line of JSON Lines for fields that came in another form: a table's row, a feed's entry."""
    kept = {key: value for key, value in fields.items() if value is not None}
    try:
        return json.dumps(kept, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        # A lone surrogate, which a character reference in a feed can make.
        return json.dumps(kept).encode("ascii")


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
