"""Hedges and negations that have come or gone, where what they stand with is still there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from onrecord.codebook.comparing import change_words
from onrecord.stories.folding import Folded
from onrecord.stories.passages import Passage, Region
from onrecord.stories.scene import Draft, OneSide, Scene

# Within each of these a word of one kind may stand for another: "may close" says no more than "will possibly close".
_OF_NUMBERS = frozenset({"rough", "least", "most", "share"})
# "nearly all", "almost half" are as cautious as "nearly 40".
_AMOUNTS = frozenset({"all", "half", "everybody", "everyone"})
_DETERMINERS = frozenset("a an the this that these those its his her their our my your".split())
_PERCEIVING = frozenset({"hear", "see", "feel", "smell"})
_TIMES = frozenset({"day", "week", "month", "year", "hour", "night", "decad", "minut"})
_SEEMING = frozenset({"appear", "seem"})
_PREFIXES = ("un", "non", "in", "dis", "im", "il", "ir")


@dataclass(slots=True)
class _Hedge:
    kind: str
    words: list[int]


# "not only", "no longer", "no more than 60": with these it denies nothing that is told.
_NO_NEGATION = frozenset({"only", "longer", "least", "more", "less", "fewer", "later", "earlier"})


def caution(scene: Scene) -> Iterator[Draft]:
    """hedge_dropped, hedge_added, negation_changed; words inside quotation marks are the speaker's."""
    for passage in scene.passages:
        yield from _hedges(scene, passage)
        yield from _negations(scene, passage)


# -- hedges --------------------------------------------------------------------------------------------------


def _hedges(scene: Scene, passage: Passage) -> Iterator[Draft]:
    ours = _hedges_in(scene, scene.a, passage.a)
    theirs = _hedges_in(scene, scene.b, passage.b)
    back = passage.back
    left_a = [hedge for hedge in ours if not _matched(passage, passage.match, hedge, passage.a)]
    left_b = [hedge for hedge in theirs if not _matched(passage, back, hedge, passage.b)]
    left_a = [hedge for hedge in left_a if not _as_can(scene, passage, hedge)]
    for hedge in list(left_a):
        other = next((x for x in left_b if _exchangeable(scene, passage, hedge, x)), None)
        if other is not None:
            left_a.remove(hedge)
            left_b.remove(other)
    left_a = [hedge for hedge in left_a if not _is_for_source(scene, scene.a, hedge, scene.b, passage.come)]
    left_b = [hedge for hedge in left_b if not _is_for_source(scene, scene.b, hedge, scene.a, passage.gone)]
    for hedge in left_a:
        if (found := _still_there(scene, scene.a, scene.b, passage, passage.match, hedge, "a")) is not None:
            if _done(scene.a, hedge, scene.b, found):
                continue
            span_a, span_b = _spans(scene.a, scene.b, hedge, found)
            yield Draft("hedge_dropped", [span_a], [span_b], key=("hedge", scene.a.folded.forms[hedge.words[0]]))
    for hedge in left_b:
        if (found := _still_there(scene, scene.b, scene.a, passage, back, hedge, "b")) is not None:
            if _done(scene.b, hedge, scene.a, found):
                continue
            span_b, span_a = _spans(scene.b, scene.a, hedge, found)
            yield Draft("hedge_added", [span_a], [span_b], key=("hedge", scene.b.folded.forms[hedge.words[0]]))


def _is_for_source(scene: Scene, side: OneSide, hedge: _Hedge, other: OneSide, there: set[int]) -> bool:
    """ "Police said 12 men had been held" -> "Twelve men were reportedly held": the source went, no caution came."""
    hearsay = hedge.kind == "told" or scene.is_word("hearsay", side.folded.forms[hedge.words[0]])
    return hearsay and _is_credited(other, there)


def _is_credited(side: OneSide, words: set[int]) -> bool:
    """Whether words that came or went credit something to somebody: who said it came or went, not the caution."""
    return any(words & set(side.words(statement.cue)) for statement in side.record.statements)


def _done(side: OneSide, hedge: _Hedge, other: OneSide, found: list[int]) -> bool:
    """ "is expected to enter" -> "entered": what was planned is done, which is more than a hedge that is left out."""
    if hedge.kind != "expectation" or not found:
        return False
    after = hedge.words[-1] + 1
    bare = side.folded.forms[after] if after < len(side.folded.forms) else ""
    there = other.folded.forms[found[0]]
    return bare != there and not there.endswith(("ing", "s"))


def _is_doubt(folded: Folded, words: list[int], at: int, length: int) -> bool:
    """Whether a word of caution is one here: "could not be reached", "could hear", "as soon as possible" and "over two
    days" doubt nothing."""
    form = folded.forms[words[at]]
    after = [folded.stems[n] for n in words[at + length : at + length + 3]]
    if form == "could" and after and (after[0] == "not" or after[0] in _PERCEIVING):
        return False
    if form == "over" and len(after) > 1 and after[1] in _TIMES:
        return False
    return not (form == "possible" and at and folded.forms[words[at - 1]] in ("not", "as", "every", "if", "soon"))


def _as_can(scene: Scene, passage: Passage, hedge: _Hedge) -> bool:
    """ "may make exceptions" -> "can make exceptions": a permission, no doubt."""
    region = _region(passage, hedge.words[0], "a")
    return hedge.kind == "modal" and region is not None and any(scene.b.folded.forms[m] == "can" for m in region.b)


def _hedges_in(scene: Scene, side: OneSide, words: list[int]) -> list[_Hedge]:
    folded = side.folded
    # "she alleged" is the cue's doing, and told with the cues.
    cues = set(side.words([span for statement in side.record.statements for span in statement.cue]))
    found: list[_Hedge] = []
    at = 0
    while at < len(words):
        hedge = None if folded.quoted[words[at]] or words[at] in cues else _hedge_at(scene, folded, words, at)
        if hedge is not None:
            found.append(hedge)
            at += len(hedge.words)
        else:
            at += 1
    return found


def _hedge_at(scene: Scene, folded: Folded, words: list[int], at: int) -> _Hedge | None:
    for parts, kind, before_number in scene.words.hedges.get(folded.forms[words[at]], ()):
        inside = words[at : at + len(parts)]
        if tuple(folded.forms[n] for n in inside) != parts:
            continue
        after = words[at + len(parts) : at + len(parts) + 1]
        counted = after and (
            folded.kinds[after[0]] == "number" or (kind == "rough" and folded.forms[after[0]] in _AMOUNTS)
        )
        if before_number and not counted:
            continue
        # "is due to the storm" tells why.
        if parts[-1] == "to" and after and folded.forms[after[0]] in _DETERMINERS:
            continue
        if not _is_doubt(folded, words, at, len(parts)):
            continue
        if parts == ("may",) and folded.kinds[words[at]] == "name":
            continue
        return _Hedge(kind, inside)
    return None


def _exchangeable(scene: Scene, passage: Passage, one: _Hedge, two: _Hedge) -> bool:
    """Whether one hedge stands for the other; those of numbers only where the number is the same, or took its place."""
    if (one.kind in _OF_NUMBERS) != (two.kind in _OF_NUMBERS):
        return False
    mine, theirs = one.words[-1] + 1, two.words[-1] + 1
    if one.kind not in _OF_NUMBERS or mine not in passage.match:
        return one.kind not in _OF_NUMBERS or theirs in passage.come or theirs not in passage.back
    return passage.match[mine] == theirs


def _matched(passage: Passage, match: dict[int, int], hedge: _Hedge, words: list[int]) -> bool:
    """Whether a hedge stands on the other side too; one of a number ("at least nine") before the same number."""
    if not all(n in match for n in hedge.words):
        return False
    number = hedge.words[-1] + 1
    if hedge.kind not in _OF_NUMBERS or number not in match or number not in words:
        return True
    return match[number] == match[hedge.words[-1]] + 1


def _still_there(
    scene: Scene,
    side: OneSide,
    other: OneSide,
    passage: Passage,
    match: dict[int, int],
    hedge: _Hedge,
    which: str,
) -> list[int] | None:
    """The words of the other side that stand there without the hedge; None where the whole clause is gone."""
    folded = side.folded
    words = passage.a if which == "a" else passage.b
    at = words.index(hedge.words[-1])
    after = words[at + 1 : at + 6]
    telling = [n for n in after if not folded.light[n]]
    # "will be switched on" -> "might be put to use": another verb, but its auxiliary is the same.
    helping = [n for n in after[:1] if folded.forms[n] in ("be", "have") and n in match]
    follow = helping or telling or [n for n in after if folded.forms[n] in ("be", "have")]
    region = _region(passage, hedge.words[0], which)
    theirs = (region.b if which == "a" else region.a) if region else []
    if hedge.kind in _OF_NUMBERS:
        # "nearly 40" -> "50": the figure is another, the caution is gone all the same.
        numbers = [
            m for m in theirs if other.folded.kinds[m] == "number" and not other.folded.forms[m].startswith("#~")
        ]
        if follow and folded.kinds[follow[0]] == "number" and numbers:
            return numbers[:1]
    for n in follow[:1]:
        if n in match and not _is_irreal(scene, other.folded, match[n]):
            return [match[n]]
        same = [m for m in theirs if other.folded.roots[m] == folded.roots[n]]
        if same:
            return same[:1]
    # "will be open to cars" -> "could carry cars": what is certain stands in the place of what may be.
    certain = [m for m in theirs if other.folded.forms[m] == "will"]
    if hedge.kind == "modal" and certain and folded.forms[hedge.words[-1]] != "would":
        return certain[:1]
    # "could trigger a war" -> "will spark a war": the verb is another, what follows is the same.
    tight = region is not None and len(region.a) <= 4 and len(region.b) <= 4
    if tight and any(not other.folded.light[m] for m in theirs) and hedge.kind == "modal":
        return theirs
    return None


def _is_irreal(scene: Scene, folded: Folded, n: int) -> bool:
    """Whether a word stands behind one that leaves open whether it is so: "hopes to", "if", "the risk that"."""
    return any(scene.is_word("irrealis", folded.stems[m]) for m in range(max(n - 4, 0), n))


def _region(passage: Passage, n: int, which: str) -> Region | None:
    return next((r for r in passage.regions if n in (r.a if which == "a" else r.b)), None)


def _spans(side: OneSide, other: OneSide, hedge: _Hedge, found: list[int]) -> tuple[tuple[int, int], tuple[int, int]]:
    """The hedge with the word after it, and what stands for both on the other side, with its auxiliary."""
    folded = side.folded
    last = hedge.words[-1]
    end = last + 1 if last + 1 < len(folded.forms) and _adjacent(folded, last) else last
    there = other.folded
    first = found[0]
    if first > 0 and there.forms[first - 1] in ("will", "would", "has", "have", "had", "is", "are", "was", "were"):
        first -= 1
    return folded.span(hedge.words[0], end + 1), there.span(first, found[-1] + 1)


def _adjacent(folded: Folded, n: int) -> bool:
    return "\n" not in folded.record.report.text[folded.ends[n] : folded.begins[n + 1]]


# -- negations -----------------------------------------------------------------------------------------------


def _negations(scene: Scene, passage: Passage) -> Iterator[Draft]:
    gone = _negations_of(scene, scene.a, passage.a, passage.gone)
    come = _negations_of(scene, scene.b, passage.b, passage.come)
    if len(gone) == len(come) and not _turned(scene, passage):
        return
    back = passage.back
    if gone and come:
        # "neither … nor" -> "not … or": another number of words for one negation.
        return
    if gone:
        for n in gone:
            draft = _negation(scene, scene.a, scene.b, passage, passage.match, n, "a")
            if draft is not None:
                yield draft
                return
    elif come:
        for n in come:
            draft = _negation(scene, scene.b, scene.a, passage, back, n, "b")
            if draft is not None:
                yield draft
                return
    if turned := _turned(scene, passage):
        n, m = turned
        a, b = scene.a.folded, scene.b.folded
        what = "came in" if len(b.forms[m]) > len(a.forms[n]) else "is gone"
        yield Draft(
            "negation_changed", [a.span(n, n + 1)], [b.span(m, m + 1)], fields={"what": what}, key=("negation",)
        )


def _negations_of(scene: Scene, side: OneSide, words: list[int], changed: set[int]) -> list[int]:
    folded = side.folded
    return [
        n
        for n in words
        if n in changed
        and scene.is_word("negations", folded.forms[n])
        and not folded.quoted[n]
        and not (n + 1 < len(folded.forms) and folded.forms[n + 1] in _NO_NEGATION)
        # "the world's No. 3"
        and not (folded.forms[n] == "no" and folded.kinds[n + 1 : n + 2] == ["number"])
    ]


def _negation(
    scene: Scene, side: OneSide, other: OneSide, passage: Passage, match: dict[int, int], n: int, which: str
) -> Draft | None:
    """A negation whose word is still there, with nothing contrary in its place ("did not answer" -> "declined to")."""
    folded = side.folded
    words = passage.a if which == "a" else passage.b
    at = words.index(n)
    # "do not appear to have been stolen": what is denied is the stealing.
    heavy = [m for m in _clause(folded, words, at) if not folded.light[m] and folded.stems[m] not in _SEEMING]
    follow = heavy[0] if heavy else None
    if follow is not None and (folded.forms[n] == "no" or scene.is_word("holding", folded.stems[follow])):
        # "Do not hold passports" -> "have passports", "no shot was fired" -> "shots were fired"
        follow = next((m for m in heavy if m in match), follow)
    if follow is None:
        # "He was not": nothing after it to hold on to; the verb before it must be there.
        follow = next((m for m in reversed(words[max(at - 2, 0) : at])), None)
    region = _region(passage, n, which)
    theirs = (region.b if which == "a" else region.a) if region else []
    target = match.get(follow) if follow is not None else None
    if target is None and follow is not None:
        target = next((m for m in theirs if other.folded.roots[m] == folded.roots[follow]), None)
    if target is None:
        return None
    if _doubted(scene, other.folded, passage.b if which == "a" else passage.a, target):
        return None
    changed = passage.come if which == "a" else passage.gone
    theirs_all = passage.b if which == "a" else passage.a
    near = _since_join(other.folded, [m for m in theirs_all if 0 < target - m <= 8])
    near += [m for m in theirs_all if 0 < m - target <= 8]
    near = [m for m in near if m in changed]
    if any(scene.is_word("contrary", other.folded.forms[m]) for m in near):
        return None
    if any(other.folded.forms[m] == prefix + folded.forms[follow or n] for m in near for prefix in _PREFIXES):
        return None
    span = folded.span(n, max(n, follow or n) + 1) if (follow or n) >= n else folded.span(n, n + 1)
    there = other.folded.span(target, target + 1)
    spans = ([span], [there]) if which == "a" else ([there], [span])
    what = "is gone" if which == "a" else "came in"
    return Draft("negation_changed", *spans, fields={"what": what})


def _doubted(scene: Scene, folded: Folded, words: list[int], target: int) -> bool:
    """Whether a negation or a contrary word stands before a word in its clause, be it one that has a match elsewhere:
    "did not find that he had lied" -> "found no lie"."""
    before = _since_join(folded, [n for n in words if target - 5 <= n < target])
    return any(
        scene.is_word("negations", folded.forms[n]) or scene.is_word("contrary", folded.forms[n]) for n in before
    )


def _since_join(folded: Folded, words: list[int]) -> list[int]:
    """The words behind the last "and" or "but" that a verb follows: "are still aboard and | are under arrest"."""
    starts = [
        at + 1
        for at, n in enumerate(words[:-1])
        if folded.forms[n] in ("and", "but") and folded.forms[words[at + 1]] in change_words(None).words["auxiliaries"]
    ]
    return words[starts[-1] :] if starts else words


def _clause(folded: Folded, words: list[int], at: int) -> list[int]:
    """The next words after one, to the end of its clause at most."""
    text = folded.record.report.text
    out: list[int] = []
    for before, n in pairwise(words[at : at + 5]):
        if any(char in ",;:.!?" for char in text[folded.ends[before] : folded.begins[n]]):
            break
        out.append(n)
    return out


def _turned(scene: Scene, passage: Passage) -> tuple[int, int] | None:
    """ "armed" -> "unarmed", in one place and with no "not" on either side."""
    a, b = scene.a.folded, scene.b.folded
    for region in passage.regions:
        if len(region.a) > 3 or len(region.b) > 3:
            continue
        forms = [a.forms[n] for n in region.a] + [b.forms[m] for m in region.b]
        if any(scene.is_word("negations", form) for form in forms):
            continue
        for n in region.a:
            for m in region.b:
                short, long = sorted((a.forms[n], b.forms[m]), key=len)
                if len(short) > 3 and any(long == prefix + short for prefix in _PREFIXES) and not a.quoted[n]:
                    return n, m
    return None
