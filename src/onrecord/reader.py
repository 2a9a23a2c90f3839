"""The public way in: text or reports -> records, one after the other, in the order given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.codebook.loader import Codebook, open_codebook
from onrecord.intake.plain import report_from_text
from onrecord.intake.report import Report
from onrecord.language.models import DEFAULT_MODEL, load_model, model_version
from onrecord.language.parse import parse
from onrecord.reading.read import Reading, read_parsed
from onrecord.record import Record


@dataclass(slots=True)
class Reader:
    """A model and a codebook, loaded; reads any number of reports."""

    nlp: Any
    codebook: Codebook

    @classmethod
    def open(cls, model: str = DEFAULT_MODEL, codebook: str | Path | None = None) -> Reader:
        """Load a spaCy pipeline by name, and the codebook with a user's folder over it.

        Raises ModelMissing, CodebookError.
        """
        return cls(load_model(model), open_codebook(str(codebook) if codebook is not None else None))

    def readings(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """Read reports; with each record comes what explains it."""
        version = model_version(self.nlp)
        for parsed in parse(reports, self.nlp):
            yield read_parsed(parsed, self.codebook, version)

    def records(self, reports: Iterable[Report]) -> Iterator[Record]:
        """Read reports, in their order."""
        for reading in self.readings(reports):
            yield reading.record


def read(
    text: str,
    *,
    published: str | date | None = None,
    uri: str | None = None,
    headline: str | None = None,
    model: str = DEFAULT_MODEL,
    codebook: str | Path | None = None,
) -> Record:
    """Read one report's text into its record.

    `published` is an ISO 8601 date or time, or a `date`; it fixes "on Friday". `headline` goes before the text with a
    blank line. Raises WrongDate, ModelMissing, CodebookError; any string is read without an error.
    """
    report = report_from_text(text, published=published, uri=uri, headline=headline)
    return next(Reader.open(model, codebook).records([report]))


def read_many(
    texts: Iterable[str | Report], *, model: str = DEFAULT_MODEL, codebook: str | Path | None = None
) -> Iterator[Record]:
    """Read many texts or reports, one record each, in the order given; they are taken some at a time, as records are.

    Raises TypeError for a single text, which `read` reads; WrongDate, ModelMissing and CodebookError with the first.
    """
    if isinstance(texts, str | bytes | Report):
        raise TypeError("read_many takes several texts; put this one into a list, or give it to read.")
    return _records(texts, model, codebook)


def _records(texts: Iterable[str | Report], model: str, codebook: str | Path | None) -> Iterator[Record]:
    reader = Reader.open(model, codebook)
    yield from reader.records(text if isinstance(text, Report) else report_from_text(text) for text in texts)
