"""Report factuality on gold/factuality/meantime.*.conll: fact or not a fact. Nothing here has a floor.

`python evaluation/meantime.py [--show]`; the folder of the gold is $ONRECORD_GOLD (default ../shared/gold). Its files
have one token a line, an empty line between sentences, and a factuality from -3 to 3 at each event; 3 is a fact, all
else is none. The sentences stand in no order, so that each is read as a report of its own.

Most of its events ("grew", "delivery", "performer") are of none of our types. All are asked of the factuality reader at
their word, which is what the event reader does at a trigger; those that are events of ours are also shown apart.
"""

from __future__ import annotations

import argparse
import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.codebook.events import event_book
from onrecord.intake.report import Anatomy, AnatomySegment, Report
from onrecord.reader import Reader
from onrecord.reading.factuality import FactualityReader
from onrecord.reading.read import Reading
from own_events import FACTS
from statement_scores import f_score

GOLD = Path(os.environ.get("ONRECORD_GOLD", Path(__file__).parents[2] / "shared" / "gold")) / "factuality"
PARTS = ("dev", "train")
_FACT = 3.0
_BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "``": "“", "''": "”"}
_CLINGS_LEFT = frozenset(", . ; : ? ! % ) ] ” 's n't 're 've 'll 'd 'm '".split())
_CLINGS_RIGHT = frozenset("( [ “ $ £ €".split())
_WILL = frozenset({"'will'", "'shall'", "''ll'", "'wo'"})


@dataclass(frozen=True)
class GoldSentence:
    """A sentence made of its tokens again; `events` are the characters of each event's word, and its value."""

    text: str
    events: list[tuple[tuple[int, int], float]]


@dataclass(frozen=True)
class Answer:
    """What is read of one gold event: whether it is a fact to the gold, to the factuality reader, to an event of ours
    (None: there is none), whether it is read as planned, and whether only a plain "will" makes it so."""

    gold: bool
    word: bool
    event: bool | None
    planned: bool
    plain_will: bool


def sentences(path: Path) -> Iterator[GoldSentence]:
    """The sentences of one file that hold an event."""
    for block in path.read_text("utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line]
        text, events, hyphen = "", [], False
        for number, row in enumerate(rows):
            word, hyphenated = _BRACKETS.get(row[1], row[1]), row[3] == "HYPH"
            glued = not text or hyphen or hyphenated or word in _CLINGS_LEFT or text[-1] in _CLINGS_RIGHT
            text += word if glued and number else f" {word}" if text else word
            hyphen = hyphenated
            if row[2] != "_":
                events.append(((len(text) - len(word), len(text)), float(row[2])))
        if events:
            yield GoldSentence(text, events)


def _report(text: str) -> Report:
    segments = [AnatomySegment("paragraph", 0, len(text))]
    return Report(text, hashlib.sha256(text.encode()).hexdigest(), Anatomy(segments))


def answers(gold: GoldSentence, reading: Reading, reader: Reader) -> list[Answer]:
    """What is read of each event of a sentence."""
    passage = reading.parsed.passages[0]
    factuality = FactualityReader(passage, event_book(reader.codebook))
    ours = [
        (span, mention.factuality)
        for event in reading.record.events
        for mention in event.mentions
        for span in mention.trigger
    ]
    found = []
    for (start, end), value in gold.events:
        token = passage.token_at(start)
        assert token is not None, gold.text
        word, reasons = factuality.read(token)
        event = next((told for span, told in ours if span[0] < end and start < span[1]), None)
        found.append(
            Answer(
                gold=value == _FACT,
                word=word in FACTS,
                event=event in FACTS if event is not None else None,
                planned=word == "planned",
                plain_will=word == "planned" and bool(reasons) and set(reasons) <= _WILL,
            )
        )
    return found


def _line(name: str, answered: Sequence[tuple[bool, bool]]) -> str:
    """Accuracy and F of "not a fact" over (gold, read) pairs."""
    right = sum(gold == told for gold, told in answered)
    both = sum(not gold and not told for gold, told in answered)
    gold_no, told_no = sum(not gold for gold, _ in answered), sum(not told for _, told in answered)
    precision, recall, f = f_score(both, gold_no, told_no)
    accuracy = right / len(answered) if answered else 0.0
    return f"  {name:34s} {accuracy:.3f}    {precision:.3f} {recall:.3f} {f:.3f}   {both} of {gold_no}, {told_no} read"


def lines(answered: Sequence[Answer]) -> list[str]:
    """The table of one part of the gold, as it is printed."""
    ours = [one for one in answered if one.event is not None]

    def pairs(items: Sequence[Answer], also: str | None = None) -> list[tuple[bool, bool]]:
        told = [one.word if one.event is None else one.event for one in items]
        if also is not None:
            told = [fact or getattr(one, also) for one, fact in zip(items, told, strict=True)]
        return [(one.gold, fact) for one, fact in zip(items, told, strict=True)]

    return [
        "                                     accuracy  P, R and F of not a fact",
        _line("all called facts", [(one.gold, True) for one in answered]),
        _line("at the word", [(one.gold, one.word) for one in answered]),
        _line("our event's, else at the word", pairs(answered)),
        _line("  with a plain will as fact", pairs(answered, "plain_will")),
        _line("  with all that is planned as fact", pairs(answered, "planned")),
        _line(f"our events only ({len(ours)})", pairs(ours)),
        _line("  with a plain will as fact", pairs(ours, "plain_will")),
        _line("  with all that is planned as fact", pairs(ours, "planned")),
    ]


def report(reader: Reader, show: bool = False) -> None:
    """Print the tables of both parts; with `show` the development part's differences too."""
    for part in PARTS:
        gold = list(sentences(GOLD / f"meantime.{part}.conll"))
        answered: list[Answer] = []
        readings = reader.readings(_report(sentence.text) for sentence in gold)
        for sentence, reading in zip(gold, readings, strict=True):
            mine = answers(sentence, reading, reader)
            answered += mine
            for one, ((start, end), value) in zip(mine, sentence.events, strict=True):
                if show and one.gold != (one.word if one.event is None else one.event):
                    print(f"{value:5.2f} {sentence.text[start:end]!r} in: {sentence.text}")
        facts = sum(one.gold for one in answered)
        print(f"\nmeantime {part}: {len(answered)} events in the gold, {len(answered) - facts} of them no facts")
        print("\n".join(lines(answered)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="print the events that are read otherwise")
    report(Reader.open(), parser.parse_args().show)
