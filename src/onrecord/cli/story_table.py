"""Stories as tables for a terminal: the tree of reports, the claims with their origins, the contradictions."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from onrecord.export.wording import FACTUALITY_WORDS, day_words, harmless, shortened
from onrecord.stories.story import Claim, Story

_KINDS = {"copy": "copy", "rewrite": "rewrite", "partial_reuse": "takes over a passage"}
_WIDEST = 100
_MOST_CLAIMS, _MOST_ALONE = 12, 6


def print_stories(stories: Sequence[Story], console: Console) -> None:
    """Print stories, one below the other."""
    for number, story in enumerate(stories):
        if number:
            console.print()
        _StoryTable(story, console).print()


class _StoryTable:
    def __init__(self, story: Story, console: Console) -> None:
        self.story, self.console = story, console
        self.width = min(console.width, _WIDEST)
        self.names = {
            report.id: harmless(report.outlet or report.external_id or f"report {number}")
            for number, report in enumerate(story.reports, 1)
        }

    def print(self) -> None:
        story = self.story
        self._line(Text(harmless(story.label), "bold"))
        begin, end = day_words(story.begin), day_words(story.end)
        when = begin if begin == end else f"{begin} to {end}"
        count = f"{len(story.reports)} report{'' if len(story.reports) == 1 else 's'}"
        # What stands in "U.S." and the like tells nobody what a story is about.
        about = [word for word in story.words if len(word) > 1]
        self._line(Text(f"{count}{f', {when}' if when else ''} · {', '.join(about[:6])}", "dim"))
        self._title("Which report was made from which", len(story.reports))
        self._tree(None, 0)
        says = {claim.id: claim.says for claim in story.claims}
        if story.contradictions:
            self._title("Where they contradict each other", len(story.contradictions))
            for item in story.contradictions:
                words = shortened(harmless(says[item.claim]), 110)
                self._line(Text("! ", "red").append(words, ""), 0, 3)
                self._line(Text(harmless(item.message), "dim"), 4)
        shared = [claim for claim in story.claims if len({telling.report for telling in claim.told_by}) > 1]
        if shared:
            self._title("What several reports claim, and on whose word", len(shared))
            for claim in shared[:_MOST_CLAIMS]:
                self._claim(claim)
            self._more(len(shared) - _MOST_CLAIMS, "claims")
        self._timeline()
        self._alone()

    def _line(self, text: Text, indent: int = 0, hanging: int = 0) -> None:
        lines = text.wrap(self.console, max(self.width - indent - hanging, 20))
        for number, line in enumerate(lines):
            line.rstrip()
            self.console.print(Padding(line, (0, 0, 0, indent + (hanging if number else 0))), soft_wrap=True)

    def _title(self, words: str, count: int) -> None:
        self.console.print()
        self._line(Text(f"{words.upper()} ({count})", "bold"))
        self.console.print(Text("─" * self.width, "dim"))

    def _more(self, count: int, what: str) -> None:
        if count > 0:
            self._line(Text(f"and {count} more {what}: --format json or html shows all", "dim"))

    def _tree(self, parent: str | None, depth: int) -> None:
        made = {item.report: item for item in self.story.lineage}
        for report in self.story.reports:
            lineage = made[report.id]
            if lineage.from_ != parent:
                continue
            head = Text(("└ " if depth else "● ") + self.names[report.id], "bold" if not depth else "")
            if report.version_of:
                head.append(f"  [correction or update of {self.names[report.version_of]}]", "cyan")
            elif lineage.from_:
                join = "from" if lineage.kind == "partial_reuse" else "of"
                head.append(f"  [{_KINDS[lineage.kind]} {join} {self.names[lineage.from_]}]", "yellow")
            else:
                head.append("  [on its own]", "green")
            self._line(head, 3 * depth)
            headline = harmless(report.headline or "")
            parts = [words for words in (day_words(report.published), shortened(headline, 90)) if words]
            self._line(Text(" · ".join(parts), "dim"), 3 * depth + 2)
            self._tree(report.id, depth + 1)

    def _claim(self, claim: Claim) -> None:
        sign = "1" if "one_origin" in claim.flags else "!" if "late_origin" in claim.flags else " "
        self._line(Text(f"{sign} ", "red").append(harmless(claim.says), ""), 0, 2)
        self._line(Text(harmless(claim.summary), "dim"), 4)
        if "one_origin" in claim.flags:
            self._line(Text("rests on one origin", "red"), 4)
        if "late_origin" in claim.flags:
            self._line(Text("the second origin came after copies of the first", "red"), 4)

    def _timeline(self) -> None:
        if self.story.timeline:
            self._title("When it happened", len(self.story.timeline))
            for moment in self.story.timeline[:_MOST_CLAIMS]:
                sign, word, _ = FACTUALITY_WORDS[moment.factuality]
                day = day_words(moment.when) or ""
                text = Text(f"{day}  ", "bold").append(f"{sign} ", "").append(shortened(harmless(moment.what), 140), "")
                self._line(text.append(f"  [{word}, {len(moment.reports)} of {len(self.story.reports)}]", "dim"), 0, 4)
            self._more(len(self.story.timeline) - _MOST_CLAIMS, "events")

    def _alone(self) -> None:
        if self.story.only_in:
            self._title("What one report alone tells", len(self.story.only_in))
            for report in self.story.reports:
                mine = [item for item in self.story.only_in if item.report == report.id]
                people = [harmless(item.what) for item in mine if item.kind == "actor"]
                claims = [shortened(harmless(item.what), 110) for item in mine if item.kind == "claim"]
                if not mine:
                    continue
                self._line(Text(self.names[report.id], "bold"))
                if people:
                    self._line(Text("people: " + ", ".join(people)), 2, 2)
                for words in claims[:_MOST_ALONE]:
                    self._line(Text(f"· {words}"), 2, 2)
                self._more(len(claims) - _MOST_ALONE, "claims")
