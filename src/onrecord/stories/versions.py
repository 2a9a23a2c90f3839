"""Versions of one report: corrections and updates of the same house, which are no further reports."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from onrecord.record import Record
from onrecord.stories.comparison import Lineage
from onrecord.stories.outlets import House, media_key
from onrecord.stories.words import tokens

# "UPDATE 2-", "CORRECTED-UPDATE 1-", "REFILE-", "Correction:", "UPDATED:" before a headline, as wires and sites do it.
_MARK = re.compile(
    r"^\W*(?:(?:update[ -]?\d*|updated|corrected|correction|corrects|refile|refiled|recast|recasts|wrapup[ -]?\d*"
    r"|version \d+)\b[\s:–—-]*)+",
    re.IGNORECASE,
)
# "(Corrects paragraph 3 …)", "An earlier version of this story said …", "This story has been updated", "Adds comment"
_NOTE = re.compile(
    r"\bcorrect(?:s|ed|ing)\b.{0,80}\b(?:paragraph|par|headline|lead|spelling|name|number|date|day|figure|title)"
    r"|\bearlier version\b|\bprevious version\b"
    r"|\bthis (?:story|article|report|dispatch|item)\b.{0,40}\b(?:corrected|updated|amended|revised)\b"
    r"|^\W*(?:adds|updates|recasts|refiles|corrects|fixes|removes|clarifies)\b",
    re.IGNORECASE | re.DOTALL,
)
# The share of the shorter headline's words that the other has, or of the report's words, that makes them one report.
_SAME_HEADLINE = 0.5
_SAME_WORDS = 0.12


def is_marked(record: Record) -> bool:
    """Whether a report says that it corrects or updates an earlier one, in headline, notices or notes."""
    report = record.report
    if report.headline and _MARK.match(record.words(report.headline)):
        return True
    for segment in report.segments:
        if segment.kind in ("notice", "credit") and (
            _MARK.match(record.words(segment.span)) or _NOTE.search(record.words(segment.span))
        ):
            return True
    first = report.segments[:2]
    return any(
        segment.kind == "paragraph"
        and record.words(segment.span).lstrip().startswith("(")
        and _NOTE.search(record.words(segment.span))
        for segment in first
    )


def without_marks(headline: str) -> str:
    """A headline without "UPDATE 2-", "CORRECTED-" and the like before it."""
    return _MARK.sub("", headline)


def headline_core(record: Record) -> set[str]:
    """The stems of the headline without marks of versions and short words."""
    if record.report.headline is None:
        return set()
    words = without_marks(record.words(record.report.headline))
    return {word for word, _ in tokens(words) if len(word) > 3 or word.isdigit()}


def find_versions(
    records: Sequence[Record], houses: Sequence[House], lineages: Mapping[tuple[int, int], Lineage]
) -> list[int | None]:
    """For each report (in order of time) the number of the first version of it, None where it is no later version.

    A version is of the same house, says that it is one, and has the headline or much of the text of the earlier.
    """
    first: list[int | None] = []
    for number, record in enumerate(records):
        house = houses[number].source
        best: tuple[float, int] | None = None
        for other in range(number) if house and is_marked(record) else ():
            if media_key(houses[other].source or "") != media_key(house or "") or not _one_house(houses, number, other):
                continue
            alike = _alike(record, records[other], lineages.get((other, number)))
            if alike is not None and (best is None or alike >= best[0]):
                best = (alike, other)
        if best is None:
            first.append(None)
        else:
            root = first[best[1]]
            first.append(best[1] if root is None else root)
    return first


def _one_house(houses: Sequence[House], one: int, other: int) -> bool:
    """Whether the same outlet shows both: an agency's dispatch on a site is no version of the agency's next one."""
    shown, before = houses[one].outlet, houses[other].outlet
    return shown is None or before is None or media_key(shown) == media_key(before)


def _alike(record: Record, earlier: Record, lineage: Lineage | None) -> float | None:
    """How sure it is that two reports of a house are one: by headline or by words; None where neither says so."""
    one, other = headline_core(record), headline_core(earlier)
    headline = len(one & other) / min(len(one), len(other)) if one and other else 0.0
    words = max(lineage.shares.of_a_in_b, lineage.shares.of_b_in_a) if lineage else 0.0
    related = lineage is not None and lineage.kind != "independent"
    if headline >= _SAME_HEADLINE or related or words >= _SAME_WORDS:
        return headline + words
    return None
