"""How much reading adds to the bare spaCy parse: processor time, the same paragraphs and batch size, median of
interleaved runs.

`make bench` runs it on the wire-style development reports; give other files of plain text as arguments.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from onrecord.intake.plain import report_from_text
from onrecord.intake.report import Report
from onrecord.language.parse import BATCH, fold, parse, pieces_of
from onrecord.reader import Reader
from onrecord.reading.read import read_parsed

RUNS = 5
REPORTS = Path(__file__).parents[1] / "evaluation" / "gold" / "wire" / "development"


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def measure(reports: list[Report], reader: Reader, runs: int = RUNS) -> dict[str, float]:
    """Seconds of processor time: the bare parse, the parse into passages, and all of reading; and words."""
    paragraphs = [piece[2] for report in reports for piece in pieces_of(report)]
    words = sum(len(doc) for doc in reader.nlp.pipe((fold(text) for text in paragraphs), batch_size=BATCH))

    def bare() -> None:
        for report in reports:
            for _ in reader.nlp.pipe((fold(piece[2]) for piece in pieces_of(report)), batch_size=BATCH):
                pass

    def whole() -> None:
        for parsed in parse(reports, reader.nlp):
            read_parsed(parsed, reader.codebook, "benchmark")

    list(reader.records(reports[:3]))  # warm the codebook and the caches
    pairs = [(_seconds(bare), _seconds(whole)) for _ in range(runs)]
    return {
        "words": words,
        "bare parse": statistics.median(pair[0] for pair in pairs),
        "reading, parse included": statistics.median(pair[1] for pair in pairs),
        "ratio": statistics.median(pair[1] / pair[0] for pair in pairs),
    }


def main(paths: Iterable[str]) -> None:
    """Print the figures."""
    files = [Path(path) for path in paths] or sorted(REPORTS.glob("*.txt"))
    reports = [report_from_text(path.read_text("utf-8"), published="2026-03-01") for path in files]
    figures = measure(reports, Reader.open())
    words = figures["words"]
    print(f"{len(files)} reports, {words:.0f} words, median of {RUNS} interleaved runs")
    print(f"bare parse               {words / figures['bare parse']:8.0f} words/s")
    print(f"reading, parse included  {words / figures['reading, parse included']:8.0f} words/s")
    print(f"reading adds             {100 * (figures['ratio'] - 1):8.1f} % to the parse")


if __name__ == "__main__":
    main(sys.argv[1:])
