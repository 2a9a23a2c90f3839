"""Claims: pieces of different reports that tell the same, by words, events, actors, and by the reports' descent."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.codebook.story_words import story_words
from onrecord.stories.alignment import Alignment
from onrecord.stories.descent import Descent
from onrecord.stories.likeness import by_piece, components, cosines
from onrecord.stories.linkage import flat_clusters
from onrecord.stories.same_claim import Likelihood, numbers_of
from onrecord.stories.tellings import Piece

# Pieces tell the same from this mean likeness on (cosine of what they say, with what the record adds), 0 to 1.
_SAME = 0.4
# Pieces less alike than this never do, whatever the record says of them.
_LEAST = 0.16
# ... nor do pieces that share names and numbers alone.
_LEAST_SAID = 0.1
# The same type of event, and the same actor in it; another type.
_SAME_TYPE, _SAME_ACTOR, _OTHER_TYPE = 0.1, 0.06, -0.1
# Claims of different reports whose mean likeness is less are not joined for one pair of pieces: of a claim with a
# thousand tellings one is like anything.
_FAR = 0.1
# From so many pieces on those with the same words are compared once.
_LARGE = 1_500
# So many tellings stand for a claim.
_SAMPLE = 50
# The happening is told in the first sentence by so many of the reports that tell it by itself.
_LEADING = 0.5
# What a claim is about, most of its tellings tell.
_MOSTLY = 0.6
# A piece of a sentence that is aligned with the sentence of the parent is the same claim, if its words are like it.
_ALIGNED = 0.75


def link_claims(
    pieces: Sequence[Piece],
    names: Sequence[Mapping[str, str]],
    aligned: Mapping[tuple[int, int], set[tuple[int, int]]],
    *,
    about: bool = False,
) -> list[list[Piece]]:
    """Cluster pieces into claims by average linkage; with `about`, those that only tell about the same belong together.

    `names` gives for each report the folded name of each of its actors; `aligned` for two reports (lower number first)
    the pairs of sentences that are aligned, where one was made from the other. Claims are in the order of their first
    piece, the pieces of a claim in the order of reports.
    """
    answers = [piece for piece in pieces if piece.answers is not None]
    pieces = [piece for piece in pieces if piece.answers is None]
    if len(pieces) < 2:
        return [[piece] for piece in (*pieces, *answers)]
    whole, twins = pieces, _twins(pieces)
    pieces = [group[0] for group in twins]
    alike, counted = _likenesses(pieces, names, aligned, least_said=0.0 if about else _LEAST_SAID)
    labels = _clusters(len(pieces), alike)
    claims: dict[int, list[Piece]] = defaultdict(list)
    for piece, label in zip(pieces, labels, strict=True):
        claims[label].append(piece)
    if not about:
        _join_in_other_words(claims, pieces, labels, alike | counted)
    if len(whole) > len(pieces):
        same = {id(group[0]): group for group in twins}
        claims = {label: [twin for piece in claim for twin in same[id(piece)]] for label, claim in claims.items()}
    of_piece = {id(piece): claim for claim in claims.values() for piece in claim}
    for answer in answers:
        of_piece[id(answer.answers)].append(answer)
    return sorted(
        (claim for claim in claims.values() if claim),
        key=lambda claim: (claim[0].report, claim[0].sentence, claim[0].span),
    )


def _join_in_other_words(
    claims: dict[int, list[Piece]],
    pieces: Sequence[Piece],
    labels: Sequence[int],
    alike: Mapping[tuple[int, int], float],
) -> None:
    """Join claims of different reports that are less alike where a piece of each likelier tells the same than not.

    "Two of its crew were missing" and "a pair of sailors are unaccounted for". The likeliest pair goes first. Claims
    that one report tells both are two.
    """
    likelihood = Likelihood(pieces)
    sums: dict[tuple[int, int], float] = defaultdict(float)
    best: dict[tuple[int, int], float] = {}
    for (a, b), value in alike.items():
        one, other = sorted((labels[a], labels[b]))
        if one == other:
            continue
        sums[one, other] += value
        if pieces[a].report != pieces[b].report:
            told = likelihood.above(pieces[a], pieces[b], best.get((one, other), 0.0))
            if told is not None:
                best[one, other] = told
    home = {name: name for name in claims}

    def head(name: int) -> int:
        while home[name] != name:
            name = home[name]
        return name

    size = {name: len(claim) for name, claim in claims.items()}
    ranked = sorted((-round(told, 6), one, other) for (one, other), told in best.items())
    for _, one, other in ranked:
        first, second = sorted((head(one), head(other)))
        if first == second or sums[one, other] < _FAR * size[one] * size[other]:
            continue
        told_by = {piece.report for piece in claims[first]} & {piece.report for piece in claims[second]}
        if not told_by:
            claims[first] += claims.pop(second)
            home[second] = first
    for claim in claims.values():
        claim.sort(key=lambda piece: (piece.report, piece.sentence, piece.span))


def with_presupposed(claims: Sequence[list[Piece]], pieces: Sequence[Piece], reports: int) -> list[Piece] | None:
    """Add to the claim that tells the story's happening where other reports take it for known.

    "The blast came from the pump room" tells that there was a blast. The claim is one that is told at the beginning,
    of a happening that most reports name; each report that lacks it adds the nearest of its pieces that name it.
    Gives that claim; None where there is none.
    """
    happenings = {f"~{name}" for name in story_words("happenings")}
    told = {name: {piece.report for piece in pieces if name in piece.features} for name in happenings}
    ranked = []
    for number, claim in enumerate(claims):
        holders = {piece.report for piece in claim}
        leading = len({piece.report for piece in claim if piece.sentence == 0}) / len(holders)
        if reports < 3 or len(holders) < 2 or leading < _LEADING:
            continue
        count = Counter(name for piece in claim for name in piece.features & happenings)
        for name, held in count.items():
            if _MOSTLY * len(claim) <= held and 2 * len(told[name]) >= reports:
                ranked.append((len(told[name]), round(leading, 6), held, name, -number))
    if not ranked:
        return None
    claim = claims[-max(ranked)[4]]
    names = {name for *_, name, number in ranked if claims[-number] is claim}
    have = {piece.report for piece in claim}
    known = claim[:_SAMPLE]
    nearest: dict[int, tuple[float, Piece]] = {}
    for piece in pieces:
        if names & piece.features and piece.report not in have and piece.answers is None:
            near = round(
                sum(weight * other.bag.get(stem, 0.0) for other in known for stem, weight in piece.bag.items()), 6
            )
            if piece.report not in nearest or near > nearest[piece.report][0]:
                nearest[piece.report] = (near, piece)
    claim.extend(replace(piece, presupposed=True) for _, piece in nearest.values())
    claim.sort(key=lambda piece: (piece.report, piece.sentence, piece.span))
    return claim


def _twins(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces as they are compared: of a large story those with the same words as one, the copies of a dispatch."""
    if len(pieces) <= _LARGE:
        return [[piece] for piece in pieces]
    groups: dict[frozenset[str], list[Piece]] = defaultdict(list)
    for piece in pieces:
        groups[frozenset(piece.bag)].append(piece)
    return list(groups.values())


def _clusters(size: int, alike: Mapping[tuple[int, int], float]) -> list[int]:
    """Average linkage, cut where the mean likeness falls below `_SAME`; a label for each piece.

    Two clusters of such a likeness have a pair of it, so that what no such pair joins is clustered by itself.
    """
    labels = [0] * size
    last = 0
    beside = by_piece(alike)
    for group in components(alike, range(size), _SAME):
        if len(group) == 1:
            last += 1
            labels[group[0]] = last
            continue
        place = {number: at for at, number in enumerate(group)}
        distances = [1.0] * (len(group) * (len(group) - 1) // 2)
        for one in group:
            for other, value in beside.get(one, ()):
                if other in place:
                    a, b = place[one], place[other]
                    distances[len(group) * a + b - (a + 2) * (a + 1) // 2] = 1 - value
        found = flat_clusters(distances, len(group), 1 - _SAME)
        for number in group:
            labels[number] = last + found[place[number]]
        last += max(found)
    return labels


def _likenesses(
    pieces: Sequence[Piece],
    names: Sequence[Mapping[str, str]],
    aligned: Mapping[tuple[int, int], set[tuple[int, int]]],
    *,
    least_said: float,
) -> tuple[dict[tuple[int, int], float], dict[tuple[int, int], float]]:
    """How alike pairs of pieces are; and of those that share no words that say something, but a number."""
    found: dict[tuple[int, int], float] = {}
    counted: dict[tuple[int, int], float] = {}
    for a, b, value, said in cosines(pieces, _LEAST):
        one, other = pieces[a], pieces[b]
        if said < least_said:
            # "Nobody opened at Casa Clara's door" and "Casa Clara got its licence" share whom they are about only;
            # those who share a number ("out of use for 16 weeks", "mending it would take 16 weeks") may tell the same.
            if one.report != other.report and not one.bag.keys().isdisjoint(numbers_of(other)):
                counted[a, b] = value
            continue
        found[a, b] = round(min(1.0, value + _of_events(one, other, names)), 6)
        if (one.sentence, other.sentence) in aligned.get((one.report, other.report), ()):
            found[a, b] = max(found[a, b], _ALIGNED)
    return found, counted


def _of_events(one: Piece, other: Piece, names: Sequence[Mapping[str, str]]) -> float:
    """What the events of two pieces add to their likeness."""
    if not one.events or not other.events:
        return 0.0
    same = [(a, b) for a in one.events for b in other.events if a.type == b.type]
    if not same:
        return _OTHER_TYPE
    for a, b in same:
        who = {names[one.report].get(side.actor) for side in (*a.actors, *a.recipients)}
        whom = {names[other.report].get(side.actor) for side in (*b.actors, *b.recipients)}
        if (who & whom) - {None}:
            return _SAME_TYPE + _SAME_ACTOR
    return _SAME_TYPE


def aligned_sentences(
    descents: Sequence[Descent], alignments: Mapping[tuple[int, int], Alignment]
) -> dict[tuple[int, int], set[tuple[int, int]]]:
    """The pairs of aligned sentences of each report and its parent, the lower number first."""
    found: dict[tuple[int, int], set[tuple[int, int]]] = {}
    for child, descent in enumerate(descents):
        if descent.parent is not None:
            key = (min(child, descent.parent), max(child, descent.parent))
            found[key] = {(pair.a, pair.b) for pair in alignments[key].pairs}
    return found
