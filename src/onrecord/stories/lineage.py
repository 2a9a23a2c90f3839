"""How two reports are related: copy, rewrite, partial reuse or independent; and which was made from which.

Counted are the words outside quotation marks: what a minister said reaches many outlets from the minister. After
Clough et al., "METER: MEasuring TExt Reuse" (ACL 2002), who tell wholly, partly and not derived reports apart by shared
runs of words and by aligned sentences.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from statistics import median

from onrecord.codebook.comparing import evidence_kinds
from onrecord.codebook.loader import Codebook
from onrecord.record import Span
from onrecord.stories.alignment import Alignment, align
from onrecord.stories.comparison import Evidence, Lineage, LineageKind, Shares
from onrecord.stories.copies import group_words, is_copy, same_words
from onrecord.stories.directions import direction
from onrecord.stories.folding import Folded, FoldedSentence
from onrecord.stories.runs import Runs, shared_runs

# A group of sentences speaks for one hand from this likeness on.
_CLEARLY_ALIKE = 0.5
_REWRITE = 0.42
_AGAIN = 0.5
# Where one credits the other, or says that it corrects an earlier version, less is enough.
_REWRITE_CREDITED = 0.3
_CREDITS = frozenset({"credit", "edit_note"})
_REWRITE_WORDS = 12
_TAKEN_SHARE = 0.12
_TAKEN_WORDS = 25
_TAKEN_RUN = 8
_PARTIAL_SENTENCE = 0.72
# One hand's order of facts: so many sentences that come again in one order, and so much of the one report.
_FOLLOWED = 4
_TOLD_ANEW = 0.7
# Sentences that were paired for their place only speak for nothing.
_IN_PLACE = 0.3
_FOLLOWED_ALL = 0.5
_SOME_RUN = 0.02
# One hand's sentences in another order: so many of them come again in both, with so many of their words in runs.
_SPREAD = 0.45
_SPREAD_MOST = 0.5
_SPREAD_WORDS = 0.12
_FOLLOWED_CLOSELY = 0.65
# Of a passage that is told in other words: so many neighbours among the sentences that come again.
_BLOCK = 3
_PARTIAL_WORDS = 9


@dataclass(slots=True)
class Measures:
    """What a lineage is decided by; shares count the words outside quotation marks, 0 to 1.

    `aligned_a`: the share of A's words in sentences that come again in B.
    """

    runs: Runs
    aligned_a: float
    aligned_b: float


def lineage(
    a: Folded,
    b: Folded,
    alignment: Alignment | None = None,
    codebook: Codebook | None = None,
    *,
    with_evidence: bool = True,
) -> Lineage:
    """The lineage of two reports; `alignment` where it is known. The same for (b, a), with the sides changed.

    Without evidence only the longest run of words is named: of a story's many pairs nobody reads why.
    """
    found = alignment or align(a, b)
    measures = measure(a, b, found)
    way, signs = direction(a, b, measures.runs)
    credited = any(sign.code in _CREDITS for sign in signs)
    kind, confidence = _kind(a, b, found, measures, credited=credited)
    evidence = _evidence(a, b, found, measures, kind) if with_evidence else _longest_run(a, b, measures.runs)
    if kind == "independent":
        way = None
    elif with_evidence:
        evidence += [(sign.code, sign.fields, sign.a, sign.b) for sign in signs]
    kinds = evidence_kinds(codebook)
    return Lineage(
        kind=kind,
        direction=way,
        shares=Shares(of_a_in_b=round(measures.runs.of_a, 2), of_b_in_a=round(measures.runs.of_b, 2)),
        confidence=round(confidence, 2),
        evidence=[
            Evidence(code=code, message=kinds[code].message.format(**fields), a=spans_a, b=spans_b)
            for code, fields, spans_a, spans_b in evidence
        ],
    )


def measure(a: Folded, b: Folded, alignment: Alignment) -> Measures:
    """Count what the lineage is decided by."""
    return Measures(
        shared_runs(a, b),
        _aligned(a, alignment.a, {n for group in alignment.groups if group.score >= _CLEARLY_ALIKE for n in group.a}),
        _aligned(b, alignment.b, {n for group in alignment.groups if group.score >= _CLEARLY_ALIKE for n in group.b}),
    )


def _own(folded: Folded, sentence: FoldedSentence) -> int:
    return folded.quoted[sentence.first : sentence.end].count(False)


def _aligned(folded: Folded, sentences: list[FoldedSentence], numbers: set[int]) -> float:
    whole = sum(_own(folded, sentence) for sentence in sentences)
    return sum(_own(folded, sentences[n]) for n in numbers) / whole if whole else 0.0


def _kind(a: Folded, b: Folded, found: Alignment, measures: Measures, *, credited: bool) -> tuple[LineageKind, float]:
    runs = measures.runs
    if not found.a or not found.b:
        return "independent", 0.5
    if is_copy(a, b, found):
        return "copy", 0.99 if min(len(found.a), len(found.b)) > 2 else 0.8
    # The side that takes more over decides: a brief may be a cut of a long report, a long one may hold a brief.
    of_a = 0.5 * runs.own_a + 0.5 * measures.aligned_a
    of_b = 0.5 * runs.own_b + 0.5 * measures.aligned_b
    most = max(of_a, of_b)
    shared = max(runs.own_a * _size(a, found.a), runs.own_b * _size(b, found.b))
    needed = _REWRITE_CREDITED if credited else _REWRITE
    # Most of the one must come again: less is a passage that was taken over.
    again = max(measures.aligned_a, measures.aligned_b)
    if most >= needed and again >= _AGAIN and shared >= _REWRITE_WORDS:
        return "rewrite", min(0.99, 0.6 + (most - needed))
    share = max(runs.own_a, runs.own_b)
    spread = _spread(found)
    if spread[0] >= _SPREAD and spread[1] >= _SPREAD_MOST and share >= _SPREAD_WORDS and shared >= _REWRITE_WORDS:
        return "rewrite", min(0.8, 0.4 + spread[0] / 2)
    # What two hands write of one happening shares names and stock phrases; a passage that was taken over shares more.
    taken_over = share >= _TAKEN_SHARE and shared >= _TAKEN_WORDS and runs.longest[2] >= _TAKEN_RUN and again >= 0.1
    passage = shared >= _TAKEN_WORDS and share >= _TAKEN_SHARE / 2 and _passage(a, b, found)
    named = credited and again >= _TAKEN_SHARE and shared >= _REWRITE_WORDS
    followed, block = _followed(a, b, found)
    # Two hands on two happenings of one kind have not one run of words in common.
    if followed >= _FOLLOWED_ALL and max(runs.of_a, runs.of_b) >= _SOME_RUN:
        return "rewrite", min(0.9, 0.3 + followed / 2)
    if block:
        return "partial_reuse", 0.6
    if runs.longest[2] >= 2 * _TAKEN_RUN or taken_over or passage or named:
        return "partial_reuse", 0.75 if runs.longest[2] >= 12 else 0.6
    return "independent", min(0.99, 0.6 + max(needed - most, 0.0))


def _other_figures(a: Folded, ours: list[int], b: Folded, theirs: list[int]) -> bool:
    """Whether two passages have two figures or more each and none in common: the same markets, on two days."""
    one = {a.forms[n] for n in ours if a.kinds[n] == "number"}
    two = {b.forms[m] for m in theirs if b.kinds[m] == "number"}
    return min(len(one), len(two)) >= 2 and not one & two


def _spread(found: Alignment) -> tuple[float, float]:
    """The shares of the two reports' sentences that come again in the other, the smaller first.

    A desk that turns a report round, sentence by sentence, leaves few long runs of words; what it took over stands all
    over both reports, not in one passage.
    """
    clear = [pair for pair in found.pairs if pair.score >= _IN_PLACE]
    shares = sorted((len({p.a for p in clear}) / len(found.a), len({p.b for p in clear}) / len(found.b)))
    return shares[0], shares[1]


def _followed(a: Folded, b: Folded, found: Alignment) -> tuple[float, bool]:
    """Whether one report follows the other in other words: the share of its sentences that come again in one order,
    0 where they are few, and whether some that come again stand together in both.

    A desk that tells every sentence anew keeps their order ("The mayor shut the bridge. Two lorries had sunk in." ->
    "The bridge is closed, on the mayor's word. It had given way under a pair of trucks."); two desks that were there
    share what was said and few facts besides. Sentences that are mostly quotation do not count.
    """
    kept = [
        group
        for group in found.groups
        if not group.moved
        and group.score >= _IN_PLACE
        and not _other_figures(a, group_words(found.a, group.a), b, group_words(found.b, group.b))
        and 2 * sum(_own(a, found.a[n]) for n in group.a) > len(group_words(found.a, group.a))
    ]
    if len(kept) < _BLOCK:
        return 0.0, False
    own_a = [n for n, sentence in enumerate(found.a) if _own(a, sentence) * 2 > sentence.end - sentence.first]
    own_b = [n for n, sentence in enumerate(found.b) if _own(b, sentence) * 2 > sentence.end - sentence.first]
    share = max(
        sum(len(group.a) for group in kept) / max(len(own_a), 1),
        sum(len(group.b) for group in kept) / max(len(own_b), 1),
    )
    block = longest = 1
    for one, two in itertools.pairwise(kept):
        near = two.a[0] - one.a[-1] <= 2 and two.b[0] - one.b[-1] <= 2
        block = block + 1 if near else 1
        longest = max(longest, block)
    # What stands there word for word is a passage that was taken over, however long: told anew are looser likenesses.
    anew = median(group.score for group in kept) < _TOLD_ANEW
    needed = _FOLLOWED_ALL if anew else _FOLLOWED_CLOSELY
    return (share if len(kept) >= _FOLLOWED and share >= needed else 0.0), longest >= _BLOCK


def _size(folded: Folded, sentences: list[FoldedSentence]) -> int:
    return sum(_own(folded, sentence) for sentence in sentences)


def _passage(a: Folded, b: Folded, found: Alignment) -> bool:
    """Whether a sentence of some length outside quotation marks comes again nearly as it stands."""
    for group in found.groups:
        own = sum(_own(a, found.a[n]) for n in group.a)
        if group.score >= _PARTIAL_SENTENCE and own >= _PARTIAL_WORDS:
            return True
    return False


_Found = tuple[str, dict[str, str], list[Span], list[Span]]


def _evidence(a: Folded, b: Folded, found: Alignment, measures: Measures, kind: LineageKind) -> list[_Found]:
    runs = measures.runs
    out: list[_Found] = []
    same = sum(len(group.a) for group in found.groups if same_words(a, b, found, group))
    if same:
        whole = min(len(found.a), len(found.b))
        out.append(("same_sentences", {"count": str(same), "whole": str(whole)}, [], []))
    shares = {"of_a": f"{runs.of_a:.0%}", "of_b": f"{runs.of_b:.0%}"}
    out.append(("shared_runs", shares, [], []))
    out += _longest_run(a, b, runs)
    if found.groups and kind != "copy":
        count = sum(len(group.a) for group in found.groups)
        moved = sum(1 for pair in found.pairs if pair.moved)
        order = "in the same order" if moved <= len(found.pairs) // 4 else "in another order"
        out.append(("aligned_sentences", {"count": str(count), "order": order}, [], []))
    if kind == "independent":
        quoted = max(runs.of_a, runs.of_b) - max(runs.own_a, runs.own_b) > 0.05
        out.append(("quotations_only" if quoted else "little_shared", {}, [], []))
        return out
    return out + _numbers(a, b) + _slips(a, b)


def _longest_run(a: Folded, b: Folded, runs: Runs) -> list[_Found]:
    first_a, first_b, length = runs.longest
    if length < 8:
        return []
    return [
        (
            "longest_run",
            {"count": str(length)},
            [a.span(first_a, first_a + length)],
            [b.span(first_b, first_b + length)],
        )
    ]


def _numbers(a: Folded, b: Folded) -> list[_Found]:
    """Odd numbers that both have: three figures or more that are not round."""

    def odd(folded: Folded) -> dict[str, int]:
        return {
            folded.forms[n]: n
            for n in folded.body_words()
            if folded.kinds[n] == "number"
            and not folded.forms[n].endswith("rd")
            and len(folded.forms[n].strip("#").rstrip("0")) >= 3
        }

    ours, theirs = odd(a), odd(b)
    both = [form for form in ours if form in theirs]
    if not both:
        return []
    spans_a = [a.span(ours[form], ours[form] + 1) for form in both]
    spans_b = [b.span(theirs[form], theirs[form] + 1) for form in both]
    words = ", ".join(a.record.words(span) for span in spans_a)
    return [
        (
            "shared_numbers",
            {"words": f"the number {words}" if len(both) == 1 else f"the numbers {words}"},
            spans_a,
            spans_b,
        )
    ]


def _slips(a: Folded, b: Folded) -> list[_Found]:
    """A word set twice ("the the") in both reports at the same place is one hand's slip."""

    def doubled(folded: Folded) -> dict[tuple[str, ...], int]:
        words = folded.body_words()
        return {
            tuple(folded.forms[m] for m in words[max(n - 1, 0) : n + 3]): word
            for n, word in enumerate(words[:-1])
            if folded.forms[word] == folded.forms[words[n + 1]]
            and folded.forms[word].isalpha()
            and folded.forms[word] not in {"that", "had", "very"}
        }

    ours, theirs = doubled(a), doubled(b)
    return [
        (
            "shared_slip",
            {"words": f"“{a.forms[n]} {a.forms[n]}”"},
            [a.span(n, n + 2)],
            [b.span(theirs[key], theirs[key] + 2)],
        )
        for key, n in ours.items()
        if key in theirs
    ]
