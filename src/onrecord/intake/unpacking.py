"""Packed input: gzip and zip files as streams, with a limit on what they unpack to, for there are bombs."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO, Any, BinaryIO, Literal

from onrecord.errors import EmptyReport, ReportError, UnreadableReport
from onrecord.intake.limits import megabytes, seekable

PACKED_SUFFIXES = (".gz", ".zip")
# Text packs to a tenth; a log that repeats itself to a fiftieth. What swells more, and is large, was made to do so.
MOST_SWELLING = 100
ALWAYS_ALLOWED_BYTES = 50_000_000
MOST_MEMBERS = 100_000


def is_packed(head: bytes) -> Literal["gzip", "zip"] | None:
    """How the bytes are packed, by their first ones."""
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    return "zip" if head.startswith((b"PK\x03\x04", b"PK\x05\x06")) else None


def unpacked(
    stream: io.BufferedReader, name: str, is_known: Callable[[str], bool]
) -> Iterator[tuple[str, io.BufferedReader | ReportError]]:
    """The files in a packed stream with their names; of a zip's members those that `is_known`.

    Raises UnreadableReport for a damaged zip file, EmptyReport for one with no report in it; a stream raises
    UnreadableReport while it is read where it is cut off or swells beyond the limit.
    """
    if is_packed(stream.peek()) == "gzip":
        counted = _Counted(stream)
        yield name, _guarded(gzip.GzipFile(fileobj=counted, mode="rb"), name, _Allowance(name, lambda: counted.count))
        return
    yield from _members(stream, name, is_known)


class _Counted(io.RawIOBase):
    """A stream that counts what was read of it."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream, self.count = stream, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        piece = self.stream.read(len(buffer))
        buffer[: len(piece)] = piece
        self.count += len(piece)
        return len(piece)


class _Allowance:
    """How much may be unpacked: so many times the packed size, which may grow as it is read."""

    def __init__(self, name: str, packed: Callable[[], int]) -> None:
        self.name, self.packed = name, packed
        self.used, self.spent = 0, False

    def use(self, count: int) -> None:
        self.used += count
        self.spent = self.used > ALWAYS_ALLOWED_BYTES and self.used > MOST_SWELLING * self.packed()
        if self.spent:
            raise UnreadableReport(
                f"{self.name} unpacks to more than {megabytes(ALWAYS_ALLOWED_BYTES)} and {MOST_SWELLING} times its "
                "size; unpack it yourself if you trust it, and give the files."
            )


class _Guarded(io.RawIOBase):
    """An unpacked stream within its allowance, whose faults are ours."""

    def __init__(self, stream: gzip.GzipFile | IO[bytes], name: str, allowance: _Allowance) -> None:
        self.stream: Any = stream
        self.name, self.allowance = name, allowance
        self.fault: ReportError | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        if self.fault is not None:
            raise self.fault
        try:
            # Never more than one read below: what it gave before a fault would be lost with the fault.
            piece = self.stream.read1(len(buffer))
            self.allowance.use(len(piece))
        except ReportError as error:
            self.fault = error
        except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
            self.fault = UnreadableReport(f"{self.name} is cut off or damaged; copy or download it again.")
            self.fault.__cause__ = error
        if self.fault is not None:
            raise self.fault
        buffer[: len(piece)] = piece
        return len(piece)


def _guarded(stream: gzip.GzipFile | IO[bytes], name: str, allowance: _Allowance) -> io.BufferedReader:
    return io.BufferedReader(_Guarded(stream, name, allowance))


def _members(
    stream: BinaryIO, name: str, is_known: Callable[[str], bool]
) -> Iterator[tuple[str, io.BufferedReader | ReportError]]:
    copy = seekable(stream, name)
    try:
        archive = zipfile.ZipFile(copy)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableReport(f"{name} is a cut-off or damaged zip file; copy or download it again.") from error
    with archive:
        members = archive.infolist()
        if any(member.filename == "[Content_Types].xml" for member in members[:200]):
            raise UnreadableReport(f"{name} is an office document; save it as text.")
        if len(members) > MOST_MEMBERS:
            raise UnreadableReport(f"{name} holds more than {MOST_MEMBERS:,} files; unpack it and give the folder.")
        size = copy.seek(0, io.SEEK_END)
        # One allowance for all members: a zip of many members that each stay below it is a bomb all the same.
        allowance = _Allowance(name, lambda: size)
        found = False
        for member in members:
            if member.is_dir() or not is_known(member.filename) or _hidden(member.filename):
                continue
            found = True
            yield f"{name}, {_shown(member.filename)}", _member(archive, member, name, allowance)
            if allowance.spent:
                return
    if not found:
        raise EmptyReport(f"{name} holds no file of a kind that onrecord reads; give the report's text.")


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, allowance: _Allowance
) -> io.BufferedReader | ReportError:
    where = f"{name}, {_shown(member.filename)}"
    if member.flag_bits & 1:
        return UnreadableReport(f"{where} is encrypted; unpack it with its password and give the file.")
    try:
        return _guarded(archive.open(member), where, allowance)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return UnreadableReport(f"{where} is damaged or packed in an unknown way; unpack it and give the file.")


def _hidden(path: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in path.split("/"))


def _shown(path: str) -> str:
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in path[:200])
