"""The record on the terminal: who said what, who did what to whom, on whose word, and what to look at.

Blocks of lines instead of a grid: a grid of six columns breaks every word at 80 characters, and is nothing at 60.
Each block begins with who; only contents are shortened. Without colour, words and signs say the same.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from onrecord.cli.blocks import line_width, print_line, print_title
from onrecord.export.wording import (
    SOURCING_WORDS,
    Sourcing,
    Voice,
    Wording,
    day_words,
    findings_by_severity,
    harmless,
    shortened,
)
from onrecord.record import Event, Finding, Record, Statement

_SEVERITIES = {
    "warning": ("!", "Warning", "bold red"),
    "check": ("?", "Check", "yellow"),
    "note": ("i", "Note", "cyan"),
}
_FACT_STYLES = {"happened": "green", "ongoing": "green", "denied": "red", "not_happened": "red"}
_SOURCE_STYLES = {"named": "cyan", "unnamed": "yellow", "none": "magenta"}
# A content is shortened to this many lines of the terminal.
_CONTENT_LINES = 3


def print_table(record: Record, console: Console) -> None:
    """Print one record; no line is wider than the console."""
    _Table(record, console).print()


class _Table:
    """Prints one record."""

    def __init__(self, record: Record, console: Console) -> None:
        self.record = record
        self.say = Wording(record)
        self.console = console
        self.width = line_width(console)

    def print(self) -> None:
        """The whole record."""
        self._head()
        self._title("Who said what", len(self.record.statements))
        for number, statement in enumerate(self.record.statements, 1):
            self._statement(number, statement)
        if not self.record.statements:
            self._line(Text("Nothing is credited to anybody."), 2)
        self._title("Who did what to whom", len(self.record.events))
        for event in self.record.events:
            self._event(event)
        if not self.record.events:
            self._line(Text("No event of the codebook's types is told."), 2)
        self._sourcing()
        self._title("What to look at", len(self.record.findings))
        for finding in findings_by_severity(self.record):
            self._finding(finding)
        if not self.record.findings:
            self._line(Text("Nothing asks for an editor's eye."), 2)

    # -- lines -----------------------------------------------------------------------------------------------

    def _line(self, text: Text, indent: int = 0, hang: int = 0) -> None:
        print_line(self.console, text, indent, hang)

    def _title(self, words: str, count: int) -> None:
        print_title(self.console, words, count)

    def _label(self, label: str, words: str, indent: int, style: str = "") -> None:
        if words:
            self._line(Text(f"{label}: ", "dim").append(words, style), indent)

    def _head(self) -> None:
        report = self.record.report
        self._line(Text(harmless(self.say.headline()), "bold"))
        published = day_words(report.published)
        parts = [f"Published {published}" if published else "Day of publication not known"]
        if report.uri:
            parts.append(harmless(report.uri))
        self._line(Text(" · ".join(parts), "dim"))

    # -- parts -----------------------------------------------------------------------------------------------

    def _statement(self, number: int, statement: Statement) -> None:
        say = self.say
        style = _SOURCE_STYLES.get(say.sourcing(statement), "")
        head = Text(f"{number:>2} ", "dim")
        head.append(harmless(say.source(statement)), f"bold {style}".strip())
        if statement.addressee:
            head.append(" → ").append(harmless(say.words(statement.addressee)))
        head.append(f"  [{say.source_kind(statement)}]", style)
        indent = 2 if statement.within in say.statements else 0
        self._line(head, indent, 3)
        room = _CONTENT_LINES * (self.width - indent - 6)
        cue = harmless(say.words(statement.cue))
        content = shortened(harmless(say.content(statement)), max(room - len(cue), 30))
        body = Text(f"{cue}: ", "italic") if cue else Text()
        self._line(body.append(content), indent + 5)
        self._line(Text(" · ".join(self._aside(statement)), "dim"), indent + 5)

    def _aside(self, statement: Statement) -> list[str]:
        say = self.say
        parts = [statement.form + (f", {statement.act}" if statement.act else "")]
        if statement.medium:
            parts.append(f"medium: {harmless(say.words(statement.medium))}")
        if statement.condition:
            parts.append(f"condition: {harmless(say.words([*statement.condition, *statement.condition_reason]))}")
        elif say.sourcing(statement) == "unnamed":
            parts.append("no reason given for leaving out the name")
        parts += [harmless(words) for words in (say.when(statement.time), say.where(statement.place)) if words]
        if outer := say.statements.get(statement.within or ""):
            parts.append(f"told by {harmless(say.source(outer))}")
        if statement.stance:
            parts.append(f"stance: {statement.stance.label}")
        parts.append(f"confidence {statement.confidence:.2f}")
        return parts

    def _event(self, event: Event) -> None:
        say = self.say
        sign, word, _ = say.factuality(event.factuality)
        style = _FACT_STYLES.get(event.factuality or "", "yellow")
        who = self._names(event, actors=True) or "somebody not told"
        head = Text(f"{sign:>2} ", style).append(harmless(who), "bold")
        if whom := self._names(event, actors=False):
            head.append(" → ").append(harmless(whom), "bold")
        head.append(f"  [{word}]", style)
        self._line(head, 0, 3)
        what = Text(event.type + (f" {event.mode}" if event.mode else ""), "cyan")
        self._line(what.append(f": {harmless(say.words(event.trigger))}", ""), 5)
        parts = [harmless(words) for words in (say.when(event.time), say.where(event.place)) if words]
        parts += [f"{harmless(say.words([count.span]))} {count.of}" for count in event.counts]
        parts.append(f"as told by: {harmless(say.on_word_of(event))}")
        parts.append(f"confidence {event.confidence:.2f}")
        self._line(Text(" · ".join(parts), "dim"), 5)

    def _names(self, event: Event, *, actors: bool) -> str:
        return _joined(words for words, _ in self.say.participants(event.actors if actors else event.recipients))

    def _sourcing(self) -> None:
        voices = self.say.voices()
        # whom nobody is named for is no source
        self._title("On whose word", sum(len(group) for kind, group in voices.items() if kind != "none"))
        for kind, group in voices.items():
            shown = " · ".join(_counted(voice) for voice in group[:6])
            more = f" · and {len(group) - 6} more" if len(group) > 6 else ""
            count = "–" if kind == "none" else str(len(group))
            line = Text(f"{count:>2} ", "bold").append(_sourcing_words(kind, group), _SOURCE_STYLES.get(kind, ""))
            self._line(line)
            if kind != "none":
                self._line(Text(shown + more, "dim"), 5)

    def _finding(self, finding: Finding) -> None:
        sign, name, style = _SEVERITIES[finding.severity]
        self._line(Text(f" {sign} {name}: ", style).append(harmless(finding.message), ""), 0, 3)
        self._label("What to do", harmless(finding.remedy), 5)


def _sourcing_words(kind: Sourcing, group: list[Voice]) -> str:
    """A kind of source; where there is none, how many statements are without: "no source at all (2 statements)"."""
    if kind != "none":
        return SOURCING_WORDS[kind]
    count = sum(voice.statements for voice in group)
    return f"{SOURCING_WORDS[kind]} ({count} statement{'' if count == 1 else 's'})"


def _counted(voice: Voice) -> str:
    """A source, with how many statements are its own where it has several."""
    words = shortened(harmless(voice.words), 60)
    return f"{words} ({voice.statements})" if voice.statements > 1 else words


def _joined(words: Iterable[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    names = list(words)
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + (f" and {names[-1]}" if names else "")
