"""CSV: one report a row; the first row names the columns."""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO

from onrecord.errors import EmptyReport, ReportError, UnreadableReport
from onrecord.intake.given import Given
from onrecord.intake.limits import LARGEST_LINE_BYTES, buffered, line_too_long, lines_of, read_whole
from onrecord.intake.plain import decode
from onrecord.intake.report import Report
from onrecord.intake.table_rows import fields_of, report_of

# In the order in which a tie goes: a comma in a heading is rarer than a comma between headings.
_DELIMITERS = ",;\t|"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read(stream: BinaryIO, given: Given) -> Iterator[tuple[str, Report | ReportError]]:
    """The reports of a table's rows as they are read, each with its name ("table.csv, row 3", the heading being row 1).

    The delimiter (comma, semicolon, tab or bar) is the one that the heading has most of. A bad row gives its error
    instead. Raises EmptyReport, UnreadableReport, WrongDate.
    """
    rows = _Rows(_as_utf8(stream, given.name))
    heading = next(rows, None)
    while heading == []:
        heading = next(rows, None)
    if heading is None:
        raise EmptyReport(f"{given.name} is empty; give a table with a report in each row.")
    if isinstance(heading, str):
        raise UnreadableReport(f"{given.name} has a first row that {heading}.")
    columns = [cell.strip() for cell in heading]
    places = {field: columns.index(column) for field, column in fields_of(columns, given).items()}
    for cells in rows:
        if cells == []:
            continue
        where = f"{given.name}, row {rows.number}"
        try:
            yield where, _report(cells, columns, places, where, given)
        except ReportError as error:
            yield where, error


def _report(cells: list[str] | str, columns: list[str], places: dict[str, int], where: str, given: Given) -> Report:
    if isinstance(cells, str):
        raise UnreadableReport(f"{where} {cells}.")
    if len(cells) != len(columns):
        raise UnreadableReport(
            f"{where} has {len(cells)} cells under {len(columns)} columns; put cells with commas or quotation marks "
            "into quotation marks."
        )
    return report_of({field: cells[place] for field, place in places.items()}, where, given)


def _as_utf8(stream: BinaryIO, name: str) -> BinaryIO:
    """Excel's "Unicode text" is UTF-16; it is taken whole, any other as it comes."""
    opened = buffered(stream)
    if not opened.peek(2).startswith(_UTF16):
        return opened
    return io.BytesIO(decode(read_whole(opened, name), name).encode("utf-8", "replace"))


class _Rows:
    """The rows of CSV one by one: its cells, or what is wrong with it as the end of a sentence. `number` counts them.

    A quotation mark that is never closed would make one cell of all that follows. Where a row runs to the end of the
    file, or beyond the limit, its first line is given up and the lines after it are read again, so that one stray mark
    loses one row.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self.lines = lines_of(stream)
        self.again: deque[str | None] = deque()
        self.taken: list[str | None] = []
        self.delimiter = ""
        self.number = 0
        self.fault = ""
        csv.field_size_limit(max(csv.field_size_limit(), LARGEST_LINE_BYTES))

    def __iter__(self) -> _Rows:
        return self

    def __next__(self) -> list[str] | str:
        self.taken, self.fault = [], ""
        first = self._line()
        if first is None and not self.taken:
            raise StopIteration
        self.number += 1
        if first is None:
            return str(line_too_long("it")).removeprefix("it ").rstrip(".")
        if not self.delimiter:
            self.delimiter = max(_DELIMITERS, key=first.count)
        try:
            cells = next(csv.reader(self._from(first), delimiter=self.delimiter))
        except csv.Error:
            return "can't be told apart into cells; write it again as CSV"
        if self.fault:
            self.again.extendleft(reversed(self.taken[1:]))
            return self.fault
        return cells if any(cells) else []

    def _from(self, first: str) -> Iterator[str]:
        """The lines of one row, which the csv module asks for as long as a quotation mark is open."""
        size = len(first)
        yield first
        while not self.fault:
            line = self._line()
            size += len(line or "")
            if line is None or size > LARGEST_LINE_BYTES:
                self.fault = "opens a quotation mark that is not closed; close it, or double it where it is a letter"
                return
            yield line

    def _line(self) -> str | None:
        """The next line; None at the end, and for a line beyond the limit, which then stands in `taken`."""
        if self.again:
            line = self.again.popleft()
            self.taken.append(line)
            return line
        number, raw = next(self.lines, (0, None))
        if raw is None:
            if number:
                self.taken.append(None)
            return None
        if number == 1:
            raw = raw.removeprefix(b"\xef\xbb\xbf")
        try:
            line = raw.decode("utf-8")
        except UnicodeDecodeError:
            # Written by a spreadsheet on Windows; the five bytes that it leaves open are replaced.
            line = raw.decode("cp1252", "replace")
        self.taken.append(line)
        return line
