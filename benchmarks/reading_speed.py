"""How much reading adds to the bare spaCy parse: processor time, the same paragraphs and batch size, median of
interleaved runs.

`make bench` runs it on the wire-style development reports; give other files of plain text, or JSON Lines with `text`,
as arguments. Reading looks up what it knows of a word; it is measured with words that it has met before, and with all
words forgotten before each run, as on the first reports of a program.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from onrecord.codebook.loader import Codebook
from onrecord.codebook.world import world_of
from onrecord.intake.plain import report_from_text
from onrecord.intake.report import Report
from onrecord.language.parse import BATCH, fold, parse, pieces_of
from onrecord.language.word_forms import forms_of
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

    def forgetful() -> float:
        forms_of.cache_clear()
        forms_of(reader.nlp)  # made before the clock runs
        return _seconds(whole)

    list(reader.records(reports[:3]))  # warm the codebook and the caches
    times = [(_seconds(bare), _seconds(whole), forgetful()) for _ in range(runs)]
    return {
        "words": words,
        "bare parse": statistics.median(bare_time for bare_time, _, _ in times),
        "reading, parse included": statistics.median(met for _, met, _ in times),
        "ratio": statistics.median(met / bare_time for bare_time, met, _ in times),
        "ratio, words forgotten": statistics.median(new / bare_time for bare_time, _, new in times),
    }


def reports_of(path: Path) -> Iterator[Report]:
    """The report of a text file, or those of a file of JSON Lines."""
    text = path.read_text("utf-8")
    texts = [json.loads(line)["text"] for line in text.splitlines()] if path.suffix == ".jsonl" else [text]
    return (report_from_text(one, published="2026-03-01") for one in texts)


def main(paths: Iterable[str]) -> None:
    """Print the figures."""
    files = [Path(path) for path in paths] or sorted(REPORTS.glob("*.txt"))
    reports = [report for path in files for report in reports_of(path)]
    figures = measure(reports, Reader.open())
    words = figures["words"]
    print(f"{len(reports)} reports, {words:.0f} words, median of {RUNS} interleaved runs")
    print(f"bare parse               {words / figures['bare parse']:8.0f} words/s")
    print(f"reading, parse included  {words / figures['reading, parse included']:8.0f} words/s")
    print(f"reading adds             {100 * (figures['ratio'] - 1):8.1f} % to the parse")
    print(f"with words forgotten     {100 * (figures['ratio, words forgotten'] - 1):8.1f} %")
    print(f"the world is loaded in   {_seconds(lambda: world_of(Codebook())):8.2f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
