"""How two reports of a story are related, by their words and by what they tell.

A rewrite by a strange hand keeps few runs of words, but tells the same claims; reports that found the news themselves
share some claims, never most. A report that credits another house for a claim took at least that from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.stories.alignment import Alignment
from onrecord.stories.circle import Root, same_root
from onrecord.stories.comparison import Direction, Lineage, LineageKind
from onrecord.stories.folding import Folded
from onrecord.stories.outlets import House, media_key
from onrecord.stories.sources import SourceReader
from onrecord.stories.tellings import Piece

# One of two reports was made from the other where the claims that they share (the mean of both shares) and the words
# (half of what `closeness` gives) come to so much, and the words alone to so much. Those who only share a happening
# come to about .4, rewrites in quite other words to .55 and more. Without a date or a
# credit nothing tells such a rewrite from a second report of what the police told everybody.
_KIN, _CLOSE = 0.5, 0.42
# A report of whose words, most of all names and numbers, so many stand in another (`closeness`) was made from it; one
# that carries another agency's sign found them itself.
_NAMED = 0.5
# Fewer claims in common can be chance, but for a short report that has so much of its words from the other.
_LEAST_CLAIMS = 3
_VERY_CLOSE = 0.5
# A report has the other's numbers where so many of its own, and so large a share, are among them.
_NUMBERS, _THEIR_NUMBERS = 3, 0.6
# A report without an agency's sign all of whose named sources are the other's, and with so large a share of its words,
# retells it.
_RETOLD = 0.33
# A report with so many named sources that the other lacks found them itself.
_OWN_SOURCES = 2
# What a report credits to another house is a passage from two claims on; one may be known to everybody.
_LEAST_CREDITED = 2
_FIRM = 3.0
# A sentence comes again from this likeness on, where so many of its words stand outside quotation marks.
_SAME_SENTENCE, _OWN_WORDS = 0.7, 7
_DIGIT = re.compile(r"\d")
_LONG_RUN = 20


@dataclass(slots=True)
class Kin:
    """How two reports are related, the earlier given first; shares of words of each in the other, 0 to 1.

    `weak`: one sentence in common, which two reporters can have from one statement or one background; it counts only
    within a family that is known by other signs.
    """

    kind: LineageKind
    direction: Direction | None
    of_first: float
    of_second: float
    confidence: float
    weak: bool = False


class ToldClaims:
    """For each report the numbers of the claims that it tells in its reporter's words: of `whole` clauses, and of
    `fine` ones, cut finer and in other words too.

    They are linked when they are first asked for: the words alone decide of most reports how they are related.
    """

    def __init__(
        self,
        whole: Callable[[], Sequence[Sequence[Piece]]],
        fine: Callable[[], Sequence[Sequence[Piece]]],
        parts: Sequence[Folded],
    ) -> None:
        self._whole, self._fine, self._parts = whole, fine, parts

    @cached_property
    def whole(self) -> list[set[int]]:
        """Those of whole clauses."""
        return own_claims(self._whole(), self._parts)

    @cached_property
    def fine(self) -> list[set[int]]:
        """Those of finer clauses."""
        return own_claims(self._fine(), self._parts)


def find_kin(
    pair: tuple[int, int],
    lineage: Lineage,
    alignment: Alignment,
    parts: Sequence[Folded],
    told: ToldClaims,
    houses: Sequence[House],
    readers: Sequence[SourceReader],
) -> Kin:
    """The relation of two reports; `told` are the claims of all reports of the story, `parts` the reports as folded."""
    first, second = pair
    kin = Kin(lineage.kind, lineage.direction, lineage.shares.of_a_in_b, lineage.shares.of_b_in_a, lineage.confidence)
    if kin.kind == "copy":
        return kin
    credited = credits(readers[second], houses[first])
    known, own = _sources_beside(readers[second], readers[first])
    if kin.kind == "rewrite" and credited and own >= _OWN_SOURCES and own > known:
        # "… Northline reported.": what it cites, however much, stands beside what its own people say.
        kin.kind = "partial_reuse"
        return kin
    if kin.kind == "rewrite":
        return kin
    dated = all(readers[number].record.report.published for number in pair)
    if dated or credited:
        made_from = _by_claims(
            pair, kin, parts, told, houses, readers, credited=credited, dated=dated, beside=(known, own)
        )
        if made_from is not None:
            return made_from
    if kin.kind == "partial_reuse":
        kin.weak = not _shares_a_passage(parts[first], alignment, lineage)
    return kin


def _by_claims(
    pair: tuple[int, int],
    kin: Kin,
    parts: Sequence[Folded],
    told: ToldClaims,
    houses: Sequence[House],
    readers: Sequence[SourceReader],
    *,
    credited: bool,
    dated: bool,
    beside: tuple[int, int],
) -> Kin | None:
    """The relation of two reports that the claims of both, beside their words, or a credit show; None for none.

    `beside` are the numbers of the later one's sources that the earlier has too, and of its own.
    """
    first, second = pair
    way = kin.direction or ("a_to_b" if dated or credited else None)
    near = closeness(*(parts[pair[number]] for number in ((0, 1) if way == "b_to_a" else (1, 0))))
    known, own = beside
    sign = _foreign_sign(readers[second], houses[second])
    retells = dated and not credited and not sign and known > 0 and own == 0 and near >= _RETOLD
    if near < _CLOSE and not credited and not retells:
        return None
    claims = told.whole
    common = claims[first] & claims[second]
    shared = sum(len(common) / max(1, len(claims[number])) for number in pair) / 2
    foreign = bool(sign) and not credited and sign != houses[first].agency
    # Who names none of the other's sources, but several of his own, has asked for himself; who cites the other beside
    # sources of his own tells a report of his own.
    asked = (not known and own >= _OWN_SOURCES and not credited) or (credited and own > 0)
    enough = not foreign and not asked and len(common) >= _LEAST_CLAIMS - (near >= _VERY_CLOSE)
    if enough and near >= _CLOSE and shared + near / 2 >= _KIN:
        return Kin("rewrite", way, kin.of_first, kin.of_second, round(min(0.9, shared + near / 2), 2))
    another = sign and sign != houses[first].source
    # A report without a source of its own, and with the other's numbers, has it all from there.
    dependent = known > 0 and own <= 1 and _has_its_numbers(parts[second], parts[first])
    again = near >= (_CLOSE if dependent else _NAMED) and not (another or asked)
    # Claims cut finer are only linked where they can matter: it takes most of the time.
    told_again = told.fine[first] & told.fine[second] if again or (credited and not another) else set[int]()
    if again and len(told_again) >= _LEAST_CLAIMS - (credited or dependent):
        return Kin("rewrite", way, kin.of_first, kin.of_second, round(min(0.9, near), 2))
    if retells and len(told.fine[first] & told.fine[second]) >= _LEAST_CREDITED - (near >= _VERY_CLOSE):
        # A tabloid in its own words, but with nobody's word that the dispatch has not.
        return Kin("rewrite", way, kin.of_first, kin.of_second, round(min(0.9, near), 2))
    if credited and len(told_again) > len(common):
        common = told_again
    least = 1 if credited and times_credited(readers[second], houses[first]) >= _LEAST_CREDITED else _LEAST_CREDITED
    if credited and common and len(common) >= min(least, len(claims[first])):
        return Kin("partial_reuse", "a_to_b", kin.of_first, kin.of_second, 0.6)
    if credited and near >= _CLOSE and not another:
        return Kin("partial_reuse", "a_to_b", kin.of_first, kin.of_second, 0.5)
    return None


def _foreign_sign(reader: SourceReader, house: House) -> str | None:
    """The agency whose sign a report carries; the outlet itself, named in a byline, is none."""
    line = reader.record.report.dateline
    signed = line is not None and line.agency is not None
    own = house.agency and house.outlet and media_key(house.agency) == media_key(house.outlet)
    return None if own and not signed else house.agency


def _has_its_numbers(later: Folded, earlier: Folded) -> bool:
    """Whether the numbers of a report, three at least, are another's: who asks for himself hears different ones."""
    ours, theirs = (
        {part.forms[word] for word in part.body_words() if part.kinds[word] == "number" and len(part.forms[word]) > 2}
        for part in (later, earlier)
    )
    return len(ours & theirs) >= _NUMBERS and len(ours & theirs) >= _THEIR_NUMBERS * len(ours)


def _is_country(root: Root) -> bool:
    return root.key[0] == "office" and len(root.key) == 2


def _sources_beside(later: SourceReader, earlier: SourceReader) -> tuple[int, int]:
    """How many of a report's sources with a name another has too, and how many are its own.

    What it has by way of another outlet is neither.
    """
    kinds = ("person", "office", "document")
    theirs = [root for root in earlier.roots.values() if root.kind in kinds]
    # "Kyrgyzstan says" tells no office that the other would lack.
    mine = {root.key: root for root in later.roots.values() if root.kind in kinds and not _is_country(root)}
    house = {media_key(name) for name in (later.house.outlet, later.house.agency) if name}
    known = [root for root in mine.values() if any(same_root(root, other) for other in theirs)]
    own = [
        root for root in mine.values() if root not in known and not {media_key(name) for name in root.by_way_of} - house
    ]
    return len(known), len(own)


def _shares_a_passage(one: Folded, alignment: Alignment, lineage: Lineage) -> bool:
    """Whether two sentences at least come again outside quotation marks, or one long run of words."""
    for evidence in lineage.evidence:
        if evidence.code == "longest_run" and len(one.words_in(evidence.a[0])) >= _LONG_RUN:
            return True
    own = 0
    for pair in alignment.pairs:
        sentence = alignment.a[pair.a]
        words = range(sentence.first, sentence.end)
        quoted = sum(one.quoted[word] for word in words)
        own += pair.score >= _SAME_SENTENCE and len(words) - quoted >= _OWN_WORDS
    return own >= 2


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


def times_credited(reader: SourceReader, house: House) -> int:
    """How many statements of a report are credited to a house."""
    names = {media_key(name) for name in (house.outlet, house.agency) if name}
    passed_on = [
        {root.key[1] if root.key[0] == "media" else "", *(media_key(name) for name in root.by_way_of)}
        for root in reader.roots.values()
    ]
    return sum(bool(names & passed) for passed in passed_on)


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

    Names and numbers weigh more: who has "40 nautical miles" where others have 14 has it from one who had it before.
    """
    ours, theirs = _firm_words(child), _firm_words(parent)
    whole = sum(ours.values())
    return sum([weight for stem, weight in ours.items() if stem in theirs]) / whole if whole else 0.0


def _firm_words(folded: Folded) -> Mapping[str, float]:
    if not folded.firm:
        for word in folded.body_words():
            if not folded.light[word]:
                form = folded.forms[word]
                # A word of letters alone has no digit: that is quicker to see.
                firm = folded.kinds[word] in ("number", "name") or not (form.isalpha() or _DIGIT.search(form) is None)
                folded.firm[folded.stems[word]] = _FIRM if firm else 1.0
    return folded.firm
