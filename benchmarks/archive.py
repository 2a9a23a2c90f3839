"""What the archive adds to reading, and how it grows: time to add, stories included, and to find, at 1,000 and 100,000.

The reports are made by a program from the records of the wire-style development reports: each word of a text is put in
place of another of the same length, so that all spans hold, names and days and countries vary, and every third report
tells a story that others tell too. What is measured is all that `onrecord add` does beyond reading: making rows,
compressing, storing, full text, links, near copies, sorting into stories and telling those that changed. The time that
reading takes is measured on the development reports themselves, which are as long, at the beginning and again during
the run: other programs on the machine slow both. Words are drawn as often as they stand in news (the
codebook's counts); names are made up, a few of them much more frequent than others.

Stories are told for the first 2,048 reports and the last 4,096: those between cost the same and would only take long.
With `--more 4096` so many are added to an archive that was filled before, all of them told: what a change does to the
last reports is then seen in minutes.

    python -m benchmarks.archive [--reports 100000] [--archive URL] [--seed 5] [--no-stories] [--ask] [--more 4096]
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import get_args

from sqlalchemy import update

from onrecord.archive import telling
from onrecord.archive.adding import prepare, store
from onrecord.archive.archive import Archive
from onrecord.archive.schema import stories
from onrecord.archive.taking_in import _BATCH_REPORTS, _TELL_EVERY
from onrecord.codebook.loader import Codebook
from onrecord.codebook.word_counts import report_shares
from onrecord.intake.plain import report_from_text
from onrecord.intake.report import Anatomy, Report
from onrecord.measure.archived import gather_archive
from onrecord.measure.dyad import By, Dyad
from onrecord.measure.dyads import REAL, count
from onrecord.measure.sides import side_of
from onrecord.reader import Reader
from onrecord.record import Record

REPORTS = Path(__file__).parents[1] / "evaluation" / "gold" / "wire" / "development"
# A busy newsroom's feeds; the archive's days grow with its reports.
_REPORTS_A_DAY = 100
_COUNTRIES = "USA IRN ISR RUS UKR CHN GBR FRA DEU TUR IND PAK SYR IRQ SAU EGY LBN YEM JPN KOR POL EST LVA BRA".split()
_WORD = re.compile(r"[^\W\d_]+")
_SOUNDS = ("bcdfghjklmnprstvwz", "aeiouy")
# Made-up names of each length.
_NAMES = 4_000
# Words that stay as they are: those of three letters and fewer are nearly all function words.
_SHORT = 3


def _by_length(weighted: list[tuple[str, float]]) -> dict[int, tuple[list[str], list[float]]]:
    """Words by their length, each length with its sums of weights for drawing."""
    found: dict[int, list[tuple[str, float]]] = {}
    for word, weight in weighted:
        found.setdefault(len(word), []).append((word, weight))
    return {
        length: ([word for word, _ in some], list(accumulate(weight for _, weight in some)))
        for length, some in found.items()
    }


class Maker:
    """Makes reports and records; the same seed makes the same."""

    def __init__(self, templates: list[Record], codebook: Codebook, seed: int) -> None:
        self.templates = templates
        self.chance = random.Random(seed)
        self.stories: list[tuple[int, int, int]] = []  # number, template, seed of the words
        shares, _ = report_shares(codebook)
        self.words = _by_length(sorted((word, share) for word, share in shares.items() if word.isalpha()))
        self.names = _by_length(
            [
                ("".join(self.chance.choice(_SOUNDS[at % 2]) for at in range(length)), 1 / (rank + 300))
                for length in range(4, 15)
                for rank in range(_NAMES)
            ]
        )

    def make(self, number: int) -> tuple[Report, Record]:
        """Report and record number `number`."""
        chance = self.chance
        if self.stories and chance.random() < 0.33:
            template, seed = self.stories[-1 - chance.randrange(min(len(self.stories), 2 * _REPORTS_A_DAY))][1:]
            changed = 0.15
        else:
            template, seed, changed = chance.randrange(len(self.templates)), chance.getrandbits(32), 0.0
            self.stories.append((number, template, seed))
        day = date(2020, 1, 1) + timedelta(days=number // _REPORTS_A_DAY)
        return self._varied(number, self.templates[template], random.Random(seed), changed, day)

    def _varied(
        self, number: int, template: Record, story: random.Random, changed: float, day: date
    ) -> tuple[Report, Record]:
        other: dict[str, str] = {}

        def word(match: re.Match[str]) -> str:
            old = match.group()
            drawn_from = self.names if old[0].isupper() else self.words
            if len(old) <= _SHORT or len(old) not in drawn_from:
                return old
            if old.lower() not in other:
                words, weights = drawn_from[len(old)]
                drawn = story.choices(words, cum_weights=weights)[0]
                if changed and self.chance.random() < changed:
                    drawn = self.chance.choice(words)
                other[old.lower()] = drawn
            new = other[old.lower()]
            return new.capitalize() if old[0].isupper() else new

        text = _WORD.sub(word, template.report.text)
        sha256 = hashlib.sha256(f"{number} {text}".encode()).hexdigest()
        record = template.model_copy(deep=True)
        part = record.report
        part.text, part.sha256, part.published = text, sha256, day.isoformat()
        part.uri = f"https://outlet{number % 97}.example/{number}"
        for actor in record.actors:
            actor.name = _WORD.sub(word, actor.name)
            if actor.country:
                actor.country = self.chance.choices(_COUNTRIES, weights=range(len(_COUNTRIES), 0, -1))[0]
        for place in record.places:
            place.name = _WORD.sub(word, place.name)
        for told in record.times:
            if told.value and len(told.value) == 10:
                told.value = (day - timedelta(days=self.chance.randrange(3))).isoformat()
        report = Report(text, sha256, Anatomy([]), uri=part.uri, published=part.published, raw=text.encode())
        part.id = report.id
        return report, record


class Reading:
    """Reads the development reports, to measure how long that takes."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.reports = [
            report_from_text(path.read_text("utf-8"), published="2026-03-01") for path in sorted(REPORTS.glob("*.txt"))
        ]
        list(reader.records(self.reports[:3]))

    def records(self) -> list[Record]:
        """Their records."""
        return list(self.reader.records(self.reports))

    def seconds(self) -> float:
        """The seconds of processor time that reading one takes now: the median of three times."""
        spent = []
        for _ in range(3):
            start = time.process_time()
            self.records()
            spent.append((time.process_time() - start) / len(self.reports))
        return statistics.median(spent)


class Filling:
    """Adds made reports as `add` does, and notes the processor time of each batch."""

    def __init__(self, archive: Archive, reading: Reading, maker: Maker, *, stories: bool) -> None:
        self.archive, self.reading, self.maker, self.stories = archive, reading, maker, stories
        self.codebook = reading.reader.codebook
        self.database = archive._database
        self.seconds: list[tuple[int, float]] = []  # (reports so far, seconds a report of this stretch)
        self.read: list[tuple[int, float]] = []  # (reports so far, seconds that reading one takes then)
        self.parts: Counter[str] = Counter()
        self.begin = 0

    def fill(self, count: int, show: Callable[[str], None], begin: int = 0) -> None:
        """Add reports up to `count`; `begin` are there already."""
        spent = 0.0
        self.begin = begin
        for first in range(begin, count, _BATCH_REPORTS):
            made = [self.maker.make(number) for number in range(first, min(first + _BATCH_REPORTS, count))]
            done = first + len(made)
            spent += self._add(made, tell=self._tells(done, count))
            if done % _TELL_EVERY < _BATCH_REPORTS or done == count:
                stretch = done - (self.seconds[-1][0] if self.seconds else begin)
                self.seconds.append((done, spent / stretch))
                spent = 0.0
                if len(self.seconds) % 5 == 1 or done == count:
                    self.read.append((done, self.reading.seconds()))
                    added, read = 1000 * self.seconds[-1][1], 1000 * self.read[-1][1]
                    show(f"{done:8,d} reports: {added:6.2f} ms a report, reading {read:6.2f} ms")

    def _tells(self, done: int, count: int) -> bool:
        """Whether stories are told now: as `add` does, but for the stretch between the two that are measured."""
        if not self.stories or not (done % _TELL_EVERY < _BATCH_REPORTS or done == count):
            return False
        if self.begin or done <= _TELL_EVERY or done > count - 2 * _TELL_EVERY:
            return True
        # Those of the stretch between are passed over for good, so that they don't count for the last reports.
        self.database.write(lambda connection: connection.execute(update(stories).values(told=stories.c.version)))
        return False

    def _add(self, made: list[tuple[Report, Record]], *, tell: bool) -> float:
        """Add some reports; gives the seconds that it took, and notes them by part."""
        clock = [time.process_time()]
        ready = [prepare(report, record, self.codebook) for report, record in made]
        clock.append(time.process_time())
        self.database.write(lambda connection: store(connection, ready))
        clock.append(time.process_time())
        telling.link_all(self.database)
        clock.append(time.process_time())
        if tell:
            telling.tell_changed(self.database, self.codebook)
        clock.append(time.process_time())
        for part, begin, end in zip(("preparing", "storing", "linking", "telling"), clock, clock[1:], strict=False):
            self.parts[part] += end - begin
        return clock[-1] - clock[0]


def questions(maker: Maker, count: int) -> Iterator[dict[str, object]]:
    """Questions as users ask them: words, names, and words with what is known of them."""
    chance = maker.chance
    days = [f"2020-01-{day:02d}" for day in range(1, 29)]

    def words(many: int) -> str:
        """Frequent and rare ones, as they stand in the texts."""
        found = []
        for _ in range(many):
            drawn_from = chance.choice([maker.words, maker.names])
            drawn, weights = drawn_from[chance.choice([length for length in drawn_from if length >= 5])]
            found.append(chance.choices(drawn, cum_weights=weights)[0])
        return " ".join(found)

    for number in range(count):
        kind = number % 8
        if kind in (0, 1):
            yield {"words": words(1)}
        elif kind in (2, 3):
            yield {"words": words(2)}
        elif kind == 4:
            yield {"words": words(1), "event": chance.choice(["THREATEN", "CONSULT", "COERCE", "ASSAULT"])}
        elif kind == 5:
            yield {"words": words(1), "unnamed": True}
        elif kind == 6:
            yield {"words": words(1), "since": chance.choice(days), "until": "2021-06-30", "factuality": "happened"}
        else:
            drawn, weights = maker.names[chance.choice([6, 7, 8])]
            yield {"actor": chance.choices(drawn, cum_weights=weights)[0]}


def percentile(values: list[float], share: float) -> float:
    """The value that `share` of the values don't pass."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def timed(asked: list[Callable[[], object]]) -> list[tuple[float, float]]:
    """Seconds of wall clock and of processor time that each takes; other programs on the machine lengthen the first."""
    spent = []
    for ask in asked:
        start, busy = time.perf_counter(), time.process_time()
        ask()
        spent.append((time.perf_counter() - start, time.process_time() - busy))
    return spent


def show_times(what: str, spent: list[tuple[float, float]]) -> None:
    """Print the 50th and 95th percentile of both."""
    wall, busy = ([1000 * one[place] for one in spent] for place in (0, 1))
    print(
        f"{what:24s} {percentile(wall, 0.5):8.1f} ms {percentile(wall, 0.95):8.1f} ms, of processor time "
        f"{percentile(busy, 0.5):.1f} ms {percentile(busy, 0.95):.1f} ms"
    )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--archive", default=None)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--no-stories", action="store_true", help="sort into stories, but don't tell them")
    parser.add_argument("--ask", action="store_true", help="add nothing, only ask the archive that is there")
    parser.add_argument("--more", type=int, default=0, help="add so many reports to the archive that is there")
    given = parser.parse_args()
    reading = Reading(Reader.open())
    templates = reading.records()
    length = statistics.mean(len(record.report.text) for record in templates)
    print(
        f"reading takes {1000 * reading.seconds():.1f} ms a report ({len(templates)} development reports, "
        f"{length:,.0f} characters each)",
        flush=True,
    )
    with tempfile.TemporaryDirectory() as folder:
        maker = Maker(templates, reading.reader.codebook, given.seed)
        with Archive(given.archive or Path(folder) / "benchmark.db") as archive:
            if not given.ask:
                filling = Filling(archive, reading, maker, stories=not given.no_stories)
                begin = len(archive.list()) if given.more else 0
                if begin:
                    # Not the same reports again.
                    maker.chance.seed(given.seed + begin)
                count = begin + given.more if given.more else given.reports
                filling.fill(count, lambda line: print(line, flush=True), begin)
                costs(filling)
            answers(archive, maker)


def costs(filling: Filling) -> None:
    """Print what adding costs."""
    early, late = filling.seconds[0][1], filling.seconds[-1][1]
    (first, read_early), (total, read_late) = filling.read[0], filling.read[-1]
    print(f"on top of reading        {1000 * early:8.2f} ms a report at {first:,d} ({early / read_early:.1%})")
    print(f"                         {1000 * late:8.2f} ms a report at {total:,d} ({late / read_late:.1%})")
    for part, seconds in filling.parts.items():
        print(f"    {part:20s} {1000 * seconds / (total - filling.begin):8.2f} ms a report, over all")
    print(f"the last to the first    {late / early:8.2f} times", flush=True)


def dyad(archive: Archive, sides: tuple[str, str], by: By) -> Dyad:
    """A dyad as the command counts it."""
    one, other = side_of(sides[0]), side_of(sides[1])
    return count(gather_archive(archive, (one, other), REAL), (one, other), by)


def answers(archive: Archive, maker: Maker) -> None:
    """Print how long questions take. The first dyad tells the stories that are behind; it is not counted."""
    found = timed([lambda one=one: archive.find(**one) for one in questions(maker, 400)])  # type: ignore[arg-type, misc]
    show_times("find, p50 and p95", found)
    pairs = [(one, other) for one in _COUNTRIES[:8] for other in _COUNTRIES[:8] if one < other]
    pairs += [(f"{one}:GOV", other) for one, other in pairs]
    dyad(archive, pairs[0], "week")
    asked = timed([lambda pair=pair, by=by: dyad(archive, pair, by) for pair in pairs for by in get_args(By)])  # type: ignore[misc]
    show_times("dyad, p50 and p95", asked)
    sizes = [line.reports for line in archive.stories(least=1)]
    total = len(archive.list())
    print(f"stories                  {len(sizes):8,d}, the largest of {max(sizes)} reports")
    path = Path(archive.address)
    if path.exists():
        print(f"the file                 {path.stat().st_size / total / 1000:8.1f} kB a report")


if __name__ == "__main__":
    main()
