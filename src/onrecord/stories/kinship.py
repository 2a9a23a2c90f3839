"""How two reports of a story are related, by their words and by what they tell.

A rewrite by a strange hand keeps few runs of words, but tells the same claims; reports that found the news themselves
share some claims, never most. A report that credits another house for a claim took at least that from it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.stories.comparison import Direction, Lineage, LineageKind
from onrecord.stories.folding import Folded
from onrecord.stories.outlets import House, media_key
from onrecord.stories.sources import SourceReader
from onrecord.stories.tellings import Piece

# The shares of the claims of one report that the other tells too: of the side that has more in common, and of the other.
_REWRITE = (0.5, 0.35)
# Where the later one credits the house of the earlier, less is enough.
_REWRITE_CREDITED = (0.45, 0.3)
# Fewer claims in common can be chance.
_LEAST_CLAIMS = 4
_FIRM = 3.0


@dataclass(slots=True)
class Kin:
    """How two reports are related, the earlier given first; shares of words of each in the other, 0 to 1."""

    kind: LineageKind
    direction: Direction | None
    of_first: float
    of_second: float
    confidence: float


def find_kin(
    pair: tuple[int, int],
    lineage: Lineage,
    claims: Sequence[set[int]],
    houses: Sequence[House],
    readers: Sequence[SourceReader],
) -> Kin:
    """The relation of two reports; `claims` are for each report the numbers of the claims in its reporter's words."""
    first, second = pair
    kin = Kin(
        lineage.kind, lineage.direction, lineage.shares.of_a_in_b, lineage.shares.of_b_in_a, lineage.confidence
    )
    if kin.kind in ("copy", "rewrite"):
        return kin
    credited = credits(readers[second], houses[first])
    common = claims[first] & claims[second]
    shares = sorted(len(common) / max(1, len(claims[number])) for number in pair)
    most, least = _REWRITE_CREDITED if credited else _REWRITE
    dated = all(readers[number].record.report.published for number in pair)
    if len(common) >= _LEAST_CLAIMS and shares[1] >= most and shares[0] >= least:
        way = kin.direction or ("a_to_b" if dated or credited else None)
        return Kin("rewrite", way, kin.of_first, kin.of_second, round(min(0.9, 0.5 + shares[1] / 2), 2))
    if kin.kind == "independent" and credited and common:
        return Kin("partial_reuse", "a_to_b", kin.of_first, kin.of_second, 0.6)
    return kin


def credits(reader: SourceReader, house: House) -> bool:
    """Whether a report credits a house that is not its own: "according to Northline", "The Tagus Post reported"."""
    own = {media_key(name) for name in (reader.house.outlet, reader.house.agency) if name}
    names = {media_key(name) for name in (house.outlet, house.agency) if name} - own
    if not names or {media_key(name) for name in (house.outlet,) if name} & own:
        return False
    roots = reader.roots.values()
    passed_on = {root.key[1] for root in roots if root.key[0] == "media"}
    passed_on |= {media_key(name) for root in roots for name in root.by_way_of}
    return bool(names & passed_on)


def own_claims(claims: Sequence[Sequence[Piece]], parts: Sequence[Folded]) -> list[set[int]]:
    """For each report the claims that it tells outside quotation marks: a quotation reaches many from its speaker."""
    found: list[set[int]] = [set() for _ in parts]
    for number, claim in enumerate(claims):
        for piece in claim:
            quoted = sum(parts[piece.report].quoted[word] for word in piece.words)
            if 2 * quoted <= len(piece.words):
                found[piece.report].add(number)
    return found


def closeness(child: Folded, parent: Folded) -> float:
    """The share of a report's words, by weight, that another has: what tells its parent from the parent's parent.

    Names and numbers weigh more: who has "40 nautical miles" where the others have 14 has it from one who had it before.
    """
    ours, theirs = _firm_words(child), _firm_words(parent)
    whole = sum(ours.values())
    return sum(weight for stem, weight in ours.items() if stem in theirs) / whole if whole else 0.0


def _firm_words(folded: Folded) -> Mapping[str, float]:
    found: dict[str, float] = {}
    for word in folded.body_words():
        if not folded.light[word]:
            firm = folded.kinds[word] in ("number", "name") or bool(re.search(r"\d", folded.forms[word]))
            found[folded.stems[word]] = _FIRM if firm else 1.0
    return found
