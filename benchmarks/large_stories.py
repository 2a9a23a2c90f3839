"""How long it takes to tell one story of 100, 500 and 2,000 reports.

The reports are made by a program of one invented happening: half are copies of an earlier one under another outlet, the
rest tell eight of forty facts, each in one of several wordings, with a source or without.
"""

from __future__ import annotations

import random
import resource
import sys
import time

from onrecord.codebook.loader import open_codebook
from onrecord.intake.plain import report_from_text
from onrecord.reader import Reader
from onrecord.record import Record
from onrecord.stories.gather import tell_story

_PLACES = "Orlava Karsk Norby Velt Dunmoor Halsk Brenn Tarvik Sund Mirova".split()
_SOURCES = (
    "the water office said",
    "police said",
    "Governor Mila Toren said",
    "two engineers told Quill",
    "an official said on condition of anonymity",
    "according to the fire brigade",
)
_FACTS = (
    ("{n} people were forced out of their homes in {p}", "{n} residents of {p} had to leave their houses"),
    ("the bridge at {p} was closed for {h} hours", "traffic over the bridge at {p} stood still for {h} hours"),
    ("{n} sheep drowned on the meadows near {p}", "farmers near {p} lost {n} sheep to the water"),
    ("the gates of the dam above {p} had been left shut", "nobody had opened the gates of the dam above {p}"),
)


def made_story(count: int, reader: Reader, seed: int = 5) -> list[Record]:
    """The records of `count` reports of one happening."""
    chance = random.Random(seed)
    texts: list[str] = []
    times = [f"2026-04-{7 + n * 5 // count:02d}T{n * 120 // count % 24:02d}:{n % 60:02d}" for n in range(count)]
    for number in range(count):
        if number % 2 and texts:
            texts.append(chance.choice(texts[-400:]).split("\n\n©")[0] + f"\n\n© 2026 Outlet {number}")
            continue
        sentences = []
        for _ in range(8):
            wording = chance.choice(chance.choice(_FACTS))
            told = wording.format(n=chance.randrange(3, 900), h=chance.randrange(2, 40), p=chance.choice(_PLACES))
            source = chance.choice((*_SOURCES, "")) if chance.random() < 0.6 else ""
            sentences.append(f"{told[0].upper()}{told[1:]}{', ' + source if source else ''}.")
        texts.append("\n\n".join(sentences) + f"\n\n© 2026 Outlet {number}")
    reports = [
        report_from_text(text, published=when, external_id=str(number))
        for number, (text, when) in enumerate(zip(texts, times, strict=True))
    ]
    return list(reader.records(reports))


def main(counts: list[int]) -> None:
    """Print a line for each size."""
    reader = Reader.open()
    book = open_codebook(None)
    print("reports   seconds   claims   parents   peak MB")
    for count in counts:
        records = made_story(count, reader)
        start = time.perf_counter()
        story = tell_story(records, outlets={}, codebook=book)
        spent = time.perf_counter() - start
        parents = sum(item.from_ is not None for item in story.lineage)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{count:7,d} {spent:9.1f} {len(story.claims):8,d} {parents:9,d} {peak:9,.0f}")


if __name__ == "__main__":
    main([int(value) for value in sys.argv[1:]] or [100, 500, 2_000])
