"""The comparison on the terminal: which was made from which, what changed, and what became of each sentence."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from onrecord.export.comparison_wording import (
    CHANGE_SEVERITIES,
    RELATIONS,
    called,
    code_words,
    gravest_first,
    relation_counts,
    verdict,
)
from onrecord.export.wording import day_words, harmless, shortened
from onrecord.record import Record, Span
from onrecord.stories.comparison import Change, Comparison

_STYLES = {"warning": "bold red", "check": "yellow", "note": "cyan", "style": "dim"}
_RELATION_STYLES = {"changed": "yellow", "dropped": "red", "added": "green", "kept": "dim", "reworded": ""}


def print_comparison(comparison: Comparison, a: Record, b: Record, console: Console) -> None:
    """Print one comparison; no line is wider than the console."""
    _Printer(comparison, a, b, console).print()


class _Printer:
    """Prints one comparison."""

    def __init__(self, comparison: Comparison, a: Record, b: Record, console: Console) -> None:
        self.comparison, self.a, self.b, self.console = comparison, a, b, console
        # Lines of more than a hundred characters are hard to read, however wide the terminal is.
        self.width = max(20, min(console.width, 110))

    def print(self) -> None:
        """The whole comparison."""
        self._head("A", self.a)
        self._head("B", self.b)
        self._lineage()
        self._changes()
        self._sentences()

    def _line(self, text: Text, indent: int = 0, hang: int = 0) -> None:
        """Text wrapped at words, `indent` blanks in; what does not fit the first line goes `hang` blanks further in."""
        room = max(self.width - indent - hang, 10)
        for number, line in enumerate(text.wrap(self.console, room)):
            line.rstrip()
            self.console.print(Text(" " * (indent + (hang if number else 0))).append_text(line), soft_wrap=True)

    def _title(self, words: str, count: int | None = None) -> None:
        self.console.print()
        title = Text(words.upper(), "bold")
        if count is not None:
            title.append(f" ({count})", "dim")
        self._line(title)
        self._line(Text("─" * min(self.width, 80), "dim"))

    def _head(self, name: str, record: Record) -> None:
        self._line(Text(f"{name}  ", "bold").append(harmless(called(record)), "bold"), 0, 3)
        published = day_words(record.report.published)
        parts = [f"Published {published}" if published else "Day of publication not known"]
        words = self.comparison.a.words if name == "A" else self.comparison.b.words
        parts.append(f"{words} words")
        if record.report.uri:
            parts.append(harmless(record.report.uri))
        self._line(Text(" · ".join(parts), "dim"), 3)

    def _lineage(self) -> None:
        lineage = self.comparison.lineage
        self._title("Which was made from which")
        verdict_line = Text(verdict(self.comparison), "bold").append(f"  confidence {lineage.confidence:.2f}", "dim")
        self._line(verdict_line, 1)
        for item in lineage.evidence:
            self._line(Text("· ", "dim").append(harmless(item.message)), 1, 2)

    def _changes(self) -> None:
        changes = gravest_first(self.comparison.changes)
        self._title("What changed from A to B", len(changes))
        if not changes:
            why = "independent reports are not compared word by word"
            nothing = (
                f"Nothing: {why}." if self.comparison.lineage.kind == "independent" else "Nothing that has a name."
            )
            self._line(Text(nothing), 2)
        for change in changes:
            self._change(change)

    def _change(self, change: Change) -> None:
        sign, name, _ = CHANGE_SEVERITIES[change.severity]
        style = _STYLES[change.severity]
        self._line(
            Text(f" {sign} {name}, {code_words(change.code)}: ", style).append(harmless(change.message), ""), 0, 3
        )

    def _sentences(self) -> None:
        counts = relation_counts(self.comparison)
        self._title("Sentence by sentence", sum(counts.values()))
        summary = " · ".join(
            f"{counts[relation]} {word}" for relation, (word, _) in RELATIONS.items() if counts[relation]
        )
        self._line(Text(summary or "No sentences."), 1)
        for pair in self.comparison.sentences:
            word, _ = RELATIONS[pair.relation]
            moved = ", moved" if pair.moved else ""
            head = Text(f"{word}{moved}", _RELATION_STYLES[pair.relation])
            self._line(head, 1)
            if pair.relation == "kept" and pair.a is not None:
                self._sentence("=", self.a, pair.a)
                continue
            if pair.a is not None:
                self._sentence("A", self.a, pair.a)
            if pair.b is not None:
                self._sentence("B", self.b, pair.b)

    def _sentence(self, sign: str, record: Record, span: Span) -> None:
        words = shortened(harmless(record.words(span)), 2 * (self.width - 6))
        self._line(Text(f"{sign} ", "dim").append(words), 3, 2)
