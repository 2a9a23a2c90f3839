"""How much is taken into memory at once, and the sentence for what is larger."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from typing import BinaryIO, cast

from onrecord.errors import UnreadableReport

# A report of a hundred million bytes is none: a long newspaper page has 1, a PDF with pictures some 50.
LARGEST_REPORT_BYTES = 100_000_000
# What a single line of JSON Lines, or a row of CSV, may hold.
LARGEST_LINE_BYTES = 20_000_000
LARGEST_SPOOL_BYTES = 8_000_000_000
_MEMORY = 32_000_000
_PIECE = 1_000_000


def megabytes(count: int) -> str:
    """A size for a message: "100 MB"."""
    return f"{count / 1_000_000:.10g} MB"


def read_whole(stream: BinaryIO, name: str, limit: int = LARGEST_REPORT_BYTES) -> bytes:
    """All bytes of a stream. Raises UnreadableReport beyond `limit`."""
    # In pieces, because one read of the limit's size would take that memory at once from some streams.
    pieces, size = [], 0
    while piece := stream.read(_PIECE):
        size += len(piece)
        if size > limit:
            raise UnreadableReport(f"{name} is larger than {megabytes(limit)}; give the report's text alone.")
        pieces.append(piece)
    return b"".join(pieces)


def lines_of(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """The lines of a stream with their numbers from 1; None for one beyond the limit, which is read past."""
    number = 0
    while line := stream.readline(LARGEST_LINE_BYTES + 1):
        number += 1
        if len(line) <= LARGEST_LINE_BYTES:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_PIECE)
        yield number, None


def line_too_long(where: str) -> UnreadableReport:
    """The error for a line that `lines_of` gave as None."""
    return UnreadableReport(f"{where} is longer than {megabytes(LARGEST_LINE_BYTES)}; put one report on each line.")


def seekable(stream: BinaryIO, name: str) -> BinaryIO:
    """The stream itself where it can be searched, else a copy on disk. Raises UnreadableReport where it has no end."""
    if stream.seekable():
        return stream
    # Closed, and so removed, when nobody reads it any more.
    copy = tempfile.SpooledTemporaryFile(max_size=_MEMORY)  # noqa: SIM115
    size = 0
    while piece := stream.read(_PIECE):
        size += len(piece)
        if size > LARGEST_SPOOL_BYTES:
            raise UnreadableReport(
                f"{name} is larger than {megabytes(LARGEST_SPOOL_BYTES)}; save it and give its path."
            )
        copy.write(piece)
    copy.seek(0)
    return cast(BinaryIO, copy)


def buffered(stream: BinaryIO) -> io.BufferedReader:
    """The stream with `peek`, so that its first bytes can be looked at."""
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream, _BUFFER)  # type: ignore[arg-type]


_BUFFER = 65_536
