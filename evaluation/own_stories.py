"""Score stories against the project's own gold: lineage, claims with their tellings, origins, contradictions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.intake.plain import report_from_text
from onrecord.reader import Reader
from onrecord.record import Record
from onrecord.stories.gather import tell_story
from onrecord.stories.numbers import number_at
from onrecord.stories.story import Claim, Story
from pair_gold import Claim as ClaimGold
from pair_gold import Contradiction as ContradictionGold
from pair_gold import StoryGold, load_stories
from statement_scores import f_score

Span = tuple[int, int]


@dataclass
class StoryCounts:
    """Counts over stories: right, gold, found."""

    lineage: list[int] = field(default_factory=lambda: [0, 0])
    parent: list[int] = field(default_factory=lambda: [0, 0])
    versions: list[int] = field(default_factory=lambda: [0, 0, 0])
    tellings: list[int] = field(default_factory=lambda: [0, 0, 0])
    origins: list[int] = field(default_factory=lambda: [0, 0])
    unclear: list[int] = field(default_factory=lambda: [0, 0])
    origin_sets: list[int] = field(default_factory=lambda: [0, 0, 0])
    contradictions: list[int] = field(default_factory=lambda: [0, 0, 0])

    def figures(self) -> dict[str, float]:
        """Accuracy of edges (parent and kind) and of counted origins; F of the rest."""
        return {
            "lineage accuracy": _share(self.lineage),
            "parent accuracy": _share(self.parent),
            "versions F": f_score(*self.versions)[2],
            "tellings F": f_score(*self.tellings)[2],
            "origins counted right": _share(self.origins),
            "not shown different right": _share(self.unclear),
            "reports by origin F": f_score(*self.origin_sets)[2],
            "contradictions F": f_score(*self.contradictions)[2],
        }


def _share(counts: Sequence[int]) -> float:
    return counts[0] / counts[1] if counts[1] else 0.0


def read_records(gold: StoryGold, reader: Reader) -> tuple[list[Record], dict[str, str], dict[str, str]]:
    """The records of a story's reports, and by each report's id its number in the gold and its outlet."""
    reports = [
        report_from_text(text, published=gold.published[name], external_id=f"{gold.id}/{name}")
        for name, text in gold.texts.items()
    ]
    records = list(reader.records(reports))
    names = {record.report.id: name for record, name in zip(records, gold.texts, strict=True)}
    outlets = {record.report.id: gold.outlets[names[record.report.id]] for record in records}
    return records, names, outlets


def read_story(gold: StoryGold, reader: Reader) -> tuple[Story, dict[str, str]]:
    """The story as onrecord tells it, and the gold's report number of each report id."""
    records, names, outlets = read_records(gold, reader)
    return tell_story(records, outlets=outlets, codebook=reader.codebook), names


def score_story(gold: StoryGold, story: Story, names: Mapping[str, str], counts: StoryCounts) -> None:
    """Add one story to the counts."""
    _score_lineage(gold, story, names, counts)
    matches = match_claims(gold.claims, story.claims, names)
    for claim, found in matches:
        reports = {names[telling.report] for telling in found.told_by} if found else set()
        counts.tellings[0] += len(reports & set(claim.told_by))
        counts.tellings[1] += len(claim.told_by)
        counts.tellings[2] += len(reports)
        counts.origins[0] += found is not None and found.origin_count == claim.origin_count
        counts.origins[1] += 1
        counts.unclear[0] += found is not None and found.not_shown_different == claim.not_shown_different
        counts.unclear[1] += 1
        mine = {frozenset(names[report] for report in origin.reports) for origin in found.origins} if found else set()
        theirs = {frozenset(origin.reports) for origin in claim.origins}
        counts.origin_sets[0] += len(mine & theirs)
        counts.origin_sets[1] += len(theirs)
        counts.origin_sets[2] += len(mine)
    _score_contradictions(gold, story, names, counts)


def _score_lineage(gold: StoryGold, story: Story, names: Mapping[str, str], counts: StoryCounts) -> None:
    wanted = {link.report: link for link in gold.lineage}
    for item in story.lineage:
        link = wanted[names[item.report]]
        source = names[item.from_] if item.from_ else None
        counts.parent[0] += source == link.source
        counts.parent[1] += 1
        counts.lineage[0] += source == link.source and item.kind == link.kind
        counts.lineage[1] += 1
    versions = {(group[0], later) for group in gold.versions for later in group[1:]}
    found = {(names[report.version_of], names[report.id]) for report in story.reports if report.version_of}
    counts.versions[0] += len(versions & found)
    counts.versions[1] += len(versions)
    counts.versions[2] += len(found)


def match_claims(
    gold: Sequence[ClaimGold], found: Sequence[Claim], names: Mapping[str, str]
) -> list[tuple[ClaimGold, Claim | None]]:
    """For each claim of the gold the found one whose tellings overlap with it in most reports.

    One found claim may stand for several of the gold, which are finer.
    """
    matches = []
    for claim in gold:
        best: tuple[float, Claim | None] = (0.0, None)
        for other in found:
            hits = {names[t.report] for t in other.told_by if _overlaps(t.span, claim.told_by.get(names[t.report], ()))}
            told = {names[t.report] for t in other.told_by}
            score = 2 * len(hits) / (len(told) + len(claim.told_by))
            if score > best[0] + 1e-9:
                best = (score, other)
        matches.append((claim, best[1]))
    return matches


def _overlaps(span: Span, spans: Sequence[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in spans)


def _score_contradictions(gold: StoryGold, story: Story, names: Mapping[str, str], counts: StoryCounts) -> None:
    """A contradiction is right when its code is, and two of its values are told by a report each as in the gold."""
    free = list(story.contradictions)
    for wanted in gold.contradictions:
        hit = next((item for item in free if item.code == wanted.code and _same_values(wanted, item, names)), None)
        if hit is not None:
            free.remove(hit)
            counts.contradictions[0] += 1
    counts.contradictions[1] += len(gold.contradictions)
    counts.contradictions[2] += len(story.contradictions)


def _same_values(wanted: ContradictionGold, found: object, names: Mapping[str, str]) -> bool:
    mine = [(value.value, {names[report] for report in value.reports}) for value in found.values]  # type: ignore[attr-defined]
    right = 0
    for value, reports in wanted.values:
        right += any(
            set(reports) & told and (wanted.code != "number" or _numbers_in(shown) in _readings(value))
            for shown, told in mine
        )
    return right >= 2


def _readings(value: str) -> list[list[str]]:
    """The numbers of a value, each way that it may be told: "4.2 million (more than four)" is told as either."""
    return [_numbers_in(part) for part in (value, *re.split(r"[()]", value)) if part.strip()]


def _numbers_in(value: str) -> list[str]:
    """The numbers of a value, in words or figures; "a week" is one week."""
    words = re.findall(r"[a-z]+|\d+(?:\.\d+)?", value.replace(",", "").lower())
    found: list[str] = []
    at = 0
    while at < len(words):
        if number := number_at(words, at):
            found.append(number[0])
            at += number[1]
            continue
        if words[at] in ("a", "an"):
            found.append("#1")
        at += 1
    return found


def score(path: Path, reader: Reader) -> dict[str, float]:
    """The figures of all stories under a folder."""
    counts = StoryCounts()
    for gold in load_stories(path):
        story, names = read_story(gold, reader)
        score_story(gold, story, names, counts)
    return counts.figures()
