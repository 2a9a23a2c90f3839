"""Every error that onrecord raises on purpose, in one place: each is one sentence that says what to do."""

from __future__ import annotations


class OnrecordError(Exception):
    """Base of all errors that a caller may want to catch."""


class ReportError(OnrecordError):
    """A report can't be read; in a batch it is named and skipped."""


class MissingReport(ReportError):
    """There is nothing at the path or address."""


class EmptyReport(ReportError):
    """There is no text in it."""


class UnreadableReport(ReportError):
    """The bytes are no text that a report could be made of."""


class NotEnglish(ReportError):
    """The text is not in English."""


class RefusedAddress(ReportError):
    """An address that is not fetched: another scheme than http and https, or a machine that is not on the open net."""


class PartMissing(ReportError):
    """A format needs a package that is not installed."""


class WrongColumns(OnrecordError):
    """A mapping of columns that can't be understood."""


class WrongFeedState(OnrecordError):
    """The file in which `watch` keeps what it has seen can't be used."""


class NoRecord(ReportError):
    """What was given for a record is none; in a file of many it is named and skipped."""


class ModelMissing(OnrecordError):
    """The spaCy pipeline that was asked for is not installed."""


class WrongDate(OnrecordError):
    """A date that was given is none."""


class CodebookError(OnrecordError):
    """A codebook file breaks the schema."""


class NoSuchCell(OnrecordError):
    """`why` was asked for a cell that the record does not have."""


class NoSuchActor(OnrecordError):
    """A code that was given for an actor is none."""


class WrongQuestion(OnrecordError):
    """What an archive was asked for can't be: a limit below one, a day that is none, a type or factuality unknown."""


class NothingToCount(OnrecordError):
    """A measure was asked for where no report has a day."""


class ArchiveError(OnrecordError):
    """The archive can't do what it was asked for."""


class NoArchive(ArchiveError):
    """There is no archive at the address, or what lies there is none."""


class NewerArchive(ArchiveError):
    """The archive was made by a newer onrecord."""


class ArchiveUnwritable(ArchiveError):
    """The archive can't be written: no room, or no permission."""


class ArchiveBusy(ArchiveError):
    """Somebody else writes to the archive, and does not end."""


class ArchiveDamaged(ArchiveError):
    """The database's file is damaged."""


class NotInArchive(ArchiveError):
    """The archive holds no such report, story, actor or correction, or more than one that fits."""
