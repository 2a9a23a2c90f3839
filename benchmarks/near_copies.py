"""How the search for near copies grows: time, state and what is found among 1,000, 10,000 and 100,000 reports.

The reports are made by a program: random words with the frequencies of language (Zipf), no two alike but for every
tenth, which is a copy of an earlier one with a tenth of its words changed and the last third cut in every other case.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from itertools import accumulate

from onrecord.stories.near_copies import CopyIndex

_WORDS = 250
_VOCABULARY = 20_000


def made_reports(count: int, seed: int = 11) -> Iterator[tuple[str, str, str | None]]:
    """(id, text, id of what it was copied from or None) of `count` reports."""
    chance = random.Random(seed)
    vocabulary = [f"w{number}" for number in range(_VOCABULARY)]
    weights = list(accumulate(1 / (rank + 3) for rank in range(_VOCABULARY)))
    kept: list[tuple[str, list[str]]] = []
    for number in range(count):
        name, origin = f"r{number}", None
        if number % 10 == 9:
            origin, words = kept[chance.randrange(len(kept))]
            words = [word if chance.random() > 0.1 else chance.choice(vocabulary) for word in words]
            words = words[: 2 * len(words) // 3] if chance.random() < 0.5 else words
        else:
            words = chance.choices(vocabulary, cum_weights=weights, k=_WORDS)
            if len(kept) < 5_000:
                kept.append((name, words))
        yield name, " ".join(words), origin


def measure(count: int) -> dict[str, float]:
    """Seconds, bytes of state, and the shares of copies found and of right finds."""
    index = CopyIndex()
    pairs: set[tuple[str, str]] = set()
    copies: dict[str, str] = {}
    spent = 0.0
    for name, text, origin in made_reports(count):
        start = time.perf_counter()
        near = index.add_text(name, text)
        spent += time.perf_counter() - start
        pairs.update((name, other) for other in near)
        if origin is not None:
            copies[name] = origin
    found = sum((name, origin) in pairs for name, origin in copies.items())
    # Copies of one report are near copies of each other too.
    right = sum(copies.get(a, a) == copies.get(b, b) for a, b in pairs)
    return {
        "seconds": spent,
        "bytes": sum(len(name) + len(values) for name, values in index.state()),
        "found": found / len(copies),
        "right": right / len(pairs) if pairs else 1.0,
    }


def main(counts: list[int]) -> None:
    """Print a line for each size."""
    print("reports    seconds   µs a report   state (MB)   copies found   finds right")
    for count in counts:
        figures = measure(count)
        print(
            f"{count:7,d} {figures['seconds']:10.2f} {figures['seconds'] / count * 1e6:13.0f}"
            f" {figures['bytes'] / 1e6:12.2f} {figures['found']:14.3f} {figures['right']:13.3f}",
            flush=True,
        )


if __name__ == "__main__":
    main([int(number) for number in sys.argv[1:]] or [1_000, 10_000, 100_000])
