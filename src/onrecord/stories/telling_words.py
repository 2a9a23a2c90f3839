"""How a story is put into words: its label, what a claim says, and the sentence that counts its origins."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from onrecord.record import Record
from onrecord.stories.folding import Folded
from onrecord.stories.origins import Source
from onrecord.stories.tellings import Piece, piece_words
from onrecord.stories.versions import without_marks

_SAMPLE = 100
# "At which two people were killed", "because it rang too often": as a claim these stand alone.
_JOINED = re.compile(
    r"^(?:(?:in|at|on|during|after|by|for|from) which|when|where|after|because|while|whereas|but|and|that)"
    r"\s+(?=\S+ \S)",
    re.IGNORECASE,
)


def label(records: Sequence[Record], children: Mapping[int, int]) -> str:
    """The headline of the report that most others were made from; the first words of its text where it has none."""
    order = sorted(range(len(records)), key=lambda n: (records[n].report.headline is None, -children.get(n, 0), n))
    return headline(records[order[0]]) or first_words(records[order[0]])


def headline(record: Record) -> str | None:
    """A report's headline on one line, without marks of versions; None where it has none."""
    span = record.report.headline
    return (without_marks(" ".join(record.words(span).split())) or None) if span else None


def first_words(record: Record, most: int = 80) -> str:
    """The first words of a report's text."""
    words = " ".join(record.report.text.split())
    return words if len(words) <= most else words[: most - 1].rsplit(" ", 1)[0] + "…"


def says(pieces: Sequence[Piece], parts: Sequence[Folded]) -> str:
    """The words of the piece that has most in common with the others of its claim."""

    # The first tellings are the originals; a thousand copies say no more.
    sample = pieces[:_SAMPLE]

    def central(piece: Piece) -> float:
        mine = piece.bag.items()
        return sum(
            [weight * other.bag.get(stem, 0.0) for other in sample if other is not piece for stem, weight in mine]
        )

    best = sample[0]
    if len(sample) == 2:
        # What one of two has in common with the other, that one has with it.
        best = max(sample, key=lambda piece: (-piece.report, -piece.span[0]))
    elif len(sample) > 2:
        best = max(sample, key=lambda piece: (round(central(piece), 6), -piece.report, -piece.span[0]))
    words = _JOINED.sub("", piece_words(parts[best.report].record, best))
    return words[:1].upper() + words[1:]


def source_words(source: Source) -> str:
    """An origin as a sentence names it: "two US officials by way of Reuters"."""
    return source.root.name + (f" by way of {_listed(source.by_way_of)}" if source.by_way_of else "")


def summary(reports: int, sources: Sequence[Source], shown: int, unclear: int) -> str:
    """ "told by 8 reports, 1 origin: two US officials by way of Reuters"."""
    counted = f"{shown} origin{'' if shown == 1 else 's'}"
    if unclear:
        counted += f" and {unclear} not shown to be different"
    # Who denies stands last, and is marked: a denial is told of the claim, but does not bear it out.
    ordered = sorted(sources, key=lambda source: source.denies)
    mixed = any(not source.denies for source in sources)
    names = "; ".join(source_words(source) + " (denies)" * (mixed and source.denies) for source in ordered[:4])
    more = f"; and {len(sources) - 4} more" if len(sources) > 4 else ""
    return f"told by {reports} report{'' if reports == 1 else 's'}, {counted}: {names}{more}"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + f" and {names[-1]}"
