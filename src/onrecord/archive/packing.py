"""Records and raw bytes as the archive keeps them: compressed, with the SHA-256 of what they were before."""

from __future__ import annotations

import hashlib
import zlib

from onrecord.errors import ArchiveDamaged
from onrecord.record import Record

# zlib's usual 6 makes records a twentieth smaller and takes half as long again.
_LEVEL = 4


def pack(data: bytes) -> bytes:
    """Bytes, compressed with zlib."""
    return zlib.compress(data, _LEVEL)


def unpack(data: bytes) -> bytes:
    """The bytes that were packed. Raises ArchiveDamaged."""
    try:
        return zlib.decompress(data)
    except zlib.error as error:
        raise ArchiveDamaged("What the archive keeps can't be unpacked; run onrecord check to see what.") from error


def sha256_of(data: bytes) -> str:
    """The SHA-256 of bytes in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def record_of(data: bytes) -> Record:
    """The record that was packed as JSON. Raises ArchiveDamaged."""
    return Record.model_validate_json(unpack(data))
