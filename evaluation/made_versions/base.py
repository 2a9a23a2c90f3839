"""The reports that versions are made from: cut into sentences, each with what the record and the parse say of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onrecord.intake.plain import report_from_text
from onrecord.reader import Reader
from onrecord.record import Event, Place, Record, Span, Statement, Time

# Longer reports are cut to this many sentences: a version is parsed and read, and there are a thousand.
MOST_SENTENCES = 16
_MOST_IN_QUOTATION = 6


@dataclass(slots=True)
class Token:
    """A word of the parse; `start` and `end` are counted in its sentence's text."""

    start: int
    end: int
    text: str
    lemma: str
    tag: str
    pos: str
    dep: str
    head: int
    entity: str


@dataclass(slots=True)
class Sentence:
    """A sentence of a base report (several where a quotation holds them together), with what is read of it.

    `start` counts in the base text. Statements are those whose cue stands here; `quotes` are counted in `text`, the
    quotation marks with them.
    """

    start: int
    text: str
    quotes: list[Span]
    tokens: list[Token] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)

    @property
    def end(self) -> int:
        """Where it ends in the base text."""
        return self.start + len(self.text)

    def here(self, span: Span) -> Span | None:
        """A span of the record, counted in this sentence; None where it goes beyond."""
        if self.start <= span[0] < span[1] <= self.end:
            return (span[0] - self.start, span[1] - self.start)
        return None

    def quoted(self, start: int, end: int) -> bool:
        """Whether any of the characters stand inside quotation marks."""
        return any(quote[0] < end and start < quote[1] for quote in self.quotes)


@dataclass(slots=True)
class Base:
    """A report with its record; `paragraphs` are lists of numbers of sentences."""

    id: str
    headline: str
    published: str
    text: str
    sentences: list[Sentence]
    paragraphs: list[list[int]]
    record: Record


def quotations(text: str) -> list[Span]:
    """Spans of straight double quotation marks, taken two by two."""
    marks = [match.start() for match in re.finditer('"', text)]
    return [(marks[at], marks[at + 1] + 1) for at in range(0, len(marks) - 1, 2)]


def _tidy(text: str) -> str:
    """Take out the blanks that the corpus has inside quotation marks and around apostrophes and hyphens."""
    text = re.sub(r"\s+(['’]) ?(?=(s|m|re|ll|ve|d|t)\b)", r"\1", re.sub(r"\s+", " ", text))
    parts = re.sub(r"s ' (?=\w)", "s' ", text).split('"')
    for at in range(1, len(parts), 2):
        parts[at] = parts[at].strip()
    return '"'.join(parts)


def sentences_of(lines: Sequence[str]) -> list[str]:
    """The corpus has one sentence a line; those that one quotation runs through are put together again."""
    out: list[str] = []
    at = 0
    while at < len(lines):
        taken = 1
        if lines[at].count('"') % 2:
            for end in range(at + 2, min(at + _MOST_IN_QUOTATION, len(lines)) + 1):
                if " ".join(lines[at:end]).count('"') % 2 == 0:
                    taken = end - at
                    break
        joined = " ".join(lines[at : at + taken])
        # A quotation that never ends would make every edit near it a guess.
        if joined.count('"') % 2 == 0 and joined.strip() and joined.rstrip()[-1] in '.!?"':
            out.append(_tidy(joined).strip())
        at += taken
    return out


class ParseOnce:
    """A pipeline that parses the same paragraph once: versions share nearly all of theirs."""

    def __init__(self, nlp: Any) -> None:
        self._nlp = nlp
        self._docs: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._nlp, name)

    def pipe(self, texts: Iterable[str], batch_size: int = 64) -> Iterator[Any]:
        """As spaCy's `pipe`."""
        wanted = list(texts)
        new = [text for text in dict.fromkeys(wanted) if text not in self._docs]
        for text, doc in zip(new, self._nlp.pipe(new, batch_size=batch_size), strict=True):
            self._docs[text] = doc
        return (self._docs[text] for text in wanted)


def _fill(sentences: Sequence[Sentence], reading: Any) -> None:
    record: Record = reading.record
    for sentence in sentences:
        for passage in reading.parsed.passages:
            inside = [at for at, begin in enumerate(passage.begins) if sentence.start <= begin < sentence.end]
            if not inside:
                continue
            first = inside[0]
            sentence.tokens = [
                Token(
                    passage.begins[at] - sentence.start,
                    passage.ends[at] - sentence.start,
                    passage.words[at],
                    passage.lemma[at],
                    passage.tag[at],
                    passage.pos[at],
                    passage.dep[at],
                    passage.head[at] - first,
                    passage.ent[at],
                )
                for at in inside
            ]
        holds = sentence.here
        sentence.statements = [s for s in record.statements if s.cue and holds(s.cue[0])]
        sentence.events = [
            event
            for event in record.events
            if any(mention.trigger and holds(mention.trigger[0]) for mention in event.mentions)
        ]
        sentence.times = [time for time in record.times if holds(time.span)]
        sentence.places = [place for place in record.places if holds(place.span)]


def base_of(line: dict[str, Any], number: int, reader: Reader) -> Base | None:
    """Make a base of one report of the corpus; every other one has paragraphs of two sentences. None if too short."""
    texts = sentences_of(line["text"].split("\n"))[:MOST_SENTENCES]
    if len(texts) < 4:
        return None
    size = 1 + number % 2
    paragraphs = [list(range(at, min(at + size, len(texts)))) for at in range(0, len(texts), size)]
    sentences: list[Sentence] = []
    start = 0
    for paragraph in paragraphs:
        for at in paragraph:
            sentences.append(Sentence(start, texts[at], quotations(texts[at])))
            start += len(texts[at]) + 1
        start += 1
    text = "\n\n".join(" ".join(texts[at] for at in paragraph) for paragraph in paragraphs)
    reading = next(reader.readings([report_from_text(text, published=line["published"])]))
    _fill(sentences, reading)
    return Base(line["id"], line["headline"], line["published"], text, sentences, paragraphs, reading.record)


def bases_of(path: Path, reader: Reader) -> list[Base]:
    """All bases of a corpus (JSON Lines with id, headline, published and text)."""
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    found = (base_of(line, number, reader) for number, line in enumerate(lines))
    return [base for base in found if base is not None]
