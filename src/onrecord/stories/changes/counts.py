"""Counts of one thing that differ wherever in the reports they stand: tolls, and what each report counts once.

A desk that brings a dispatch up to date writes the sentence with the toll anew ("Rescuers found 31 bodies." -> "The
storm is now known to have killed 34."), so that the two are aligned by nothing but what is counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.stories.changes.figures import number_draft
from onrecord.stories.folding import FoldedSentence
from onrecord.stories.scene import Draft, OneSide, Scene

# Words before and after a number in which it is told what became of those it counts.
_BEFORE, _AFTER = 4, 7


@dataclass(slots=True)
class _Count:
    """A number of the body with the fate of those it counts ("dead", "hurt"), and the noun after it."""

    word: int
    sentence: int
    value: str
    fate: str | None
    noun: str | None


def counts(scene: Scene) -> Iterator[Draft]:
    """number_changed."""
    ours = _counts(scene, scene.a, scene.alignment.a)
    theirs = _counts(scene, scene.b, scene.alignment.b)
    for fate in sorted({count.fate for count in ours if count.fate}):
        one = [count for count in ours if count.fate == fate]
        two = [count for count in theirs if count.fate == fate]
        if _differ(one, two):
            yield number_draft(scene, one[0].word, two[0].word)
    for noun in sorted({count.noun for count in ours if count.noun}):
        one = [count for count in ours if count.noun == noun and not count.fate]
        two = [count for count in theirs if count.noun == noun and not count.fate]
        if _differ(one, two):
            yield number_draft(scene, one[0].word, two[0].word)


def _differ(ours: list[_Count], theirs: list[_Count]) -> bool:
    """Whether each report gives one number throughout, and not the same."""
    return len({c.value for c in ours}) == len({c.value for c in theirs}) == 1 and ours[0].value != theirs[0].value


def _counts(scene: Scene, side: OneSide, sentences: list[FoldedSentence]) -> list[_Count]:
    folded = side.folded
    found: list[_Count] = []
    for number, sentence in enumerate(sentences):
        words = range(sentence.first, sentence.end)
        if any(n in folded.dates and _is_long_ago(side, n) for n in words):
            # "… the worst since 1998, when 60 died": another happening.
            continue
        for n in words:
            if folded.kinds[n] != "number" or folded.quoted[n] or not _is_cardinal(folded.forms[n]):
                continue
            found.append(_Count(n, number, folded.forms[n], _fate(scene, side, words, n), _noun(scene, side, words, n)))
    return found


def _is_cardinal(form: str) -> bool:
    return form[1:].isdigit()


def _is_long_ago(side: OneSide, n: int) -> bool:
    """Whether a date names a year, or a year that is not the report's."""
    value = side.folded.dates[n].value or ""
    published = side.record.report.published or ""
    return len(value) == 4 or (bool(published) and value[:4].isdigit() and value[:4] != published[:4])


def _clause(side: OneSide, words: range, n: int, step: int, most: int) -> list[int]:
    """The words beside one, to the next number, the next mark or the end of the sentence."""
    folded = side.folded
    out: list[int] = []
    at = n + step
    while at in words and len(out) < most and folded.kinds[at] != "number":
        first, second = sorted((at, at - step))
        if any(char in ",;:()—–" for char in side.text[folded.ends[first] : folded.begins[second]]):
            break
        out.append(at)
        at += step
    return out


def _fate(scene: Scene, side: OneSide, words: range, n: int) -> str | None:
    """What became of those who are counted: the nearest word for it ("killed three and hurt 17 others")."""
    fates = scene.words.fates
    after = _clause(side, words, n, 1, _AFTER)
    before = _clause(side, words, n, -1, _BEFORE)
    near = [m for m in (*after, *before) if side.folded.stems[m] in fates]
    return fates[side.folded.stems[min(near, key=lambda m: abs(m - n))]] if near else None


def _noun(scene: Scene, side: OneSide, words: range, n: int) -> str | None:
    """The noun that a number stands right before, where it counts one kind of thing."""
    folded = side.folded
    at = n + 1
    if at not in words or folded.light[at] or folded.kinds[at] or folded.begins[at] < folded.ends[n]:
        return None
    if "-" in side.text[folded.ends[n] : folded.begins[at]]:
        return None
    return None if scene.is_word("of_anything", folded.stems[at]) else folded.stems[at]
