"""The record as one page of HTML: the report's text in the middle, the record beside it, findings on top.

The page is one file with its style and script inside; its content security policy lets nothing else run or load.
It works without the script: every cell is a link to its words, every marked word a link to its card.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from onrecord.export.marked_text import card_id, mark_text, shown, words_id
from onrecord.export.wording import (
    FACTUALITY_WORDS,
    SOURCING_WORDS,
    TYPE_WORDS,
    Sourcing,
    Voice,
    Wording,
    day_words,
    findings_by_severity,
    harmless,
    shortened,
)
from onrecord.record import Actor, Event, Finding, Participant, Place, Record, Span, Statement, Time

if TYPE_CHECKING:
    from jinja2 import Template

_FORMS = {"direct": "direct quotation", "indirect": "indirect", "mixed": "partly quoted"}
_SEVERITIES = {"warning": ("!", "Warning"), "check": ("?", "Check"), "note": ("i", "Note")}
_TIME_FROM = {
    "event": None,
    "sentence": "from the sentence",
    "statement": "from the statement",
    "report": "from the report's date",
}
_ANCHORS = {
    "published": "reckoned from the day of publication",
    "dateline": "reckoned from the dateline",
    "text": "as the text gives it",
    "none": "nothing to reckon it from",
}
_PLACE_USES = {
    "location": "a place where something is",
    "government": "stands for a government",
    "modifier": "part of a name",
    "other": "other",
}
_KINDS = {
    "person": "Person",
    "organisation": "Organisation",
    "country": "Country",
    "group": "Group",
    "unknown": "Unknown",
}


@dataclass(slots=True)
class Row:
    """A labelled row of a card; `html` is safe."""

    label: str
    html: str


@dataclass(slots=True)
class Card:
    """What the page shows of one part of the record; all strings that end in `_html` are safe."""

    id: str
    kind: str
    title_html: str
    look: str = ""
    badge: str = ""
    badge_note: str = ""
    pill: str = ""
    pill_sign: str = ""
    pill_note: str = ""
    quote_html: str = ""
    quoted: bool = False
    rows: list[Row] = field(default_factory=list)
    small: str = ""


def write_page(record: Record) -> str:
    """One record as a page of HTML that needs no other file and asks for none."""
    template, style, script = _parts()
    return template.render(
        page=_Page(record),
        style=style,
        script=script,
        style_hash=policy_hash(style),
        script_hash=policy_hash(script),
        factualities=list(FACTUALITY_WORDS.values())[:-1],
    )


def page_pieces(records: Iterable[Record]) -> Iterator[str]:
    """As `write_page`, one whole page a record: each belongs in a file of its own."""
    for record in records:
        yield write_page(record)


@lru_cache(maxsize=1)
def _parts() -> tuple[Template, str, str]:
    from jinja2 import Environment, StrictUndefined

    folder = files("onrecord.export").joinpath("templates")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(folder.joinpath("page.html").read_text("utf-8"))
    return template, folder.joinpath("page.css").read_text("utf-8"), folder.joinpath("page.js").read_text("utf-8")


def policy_hash(code: str) -> str:
    """What a page's content security policy calls a style or script that may run."""
    return "sha256-" + base64.b64encode(hashlib.sha256(code.encode("utf-8")).digest()).decode("ascii")


class _Page:
    """What the template asks for."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.say = Wording(record)
        self.text_html = mark_text(record).html
        self.title = harmless(self.say.headline())
        self.statements = [self._statement(statement) for statement in record.statements]
        self.events = [self._event(event) for event in record.events]
        self.findings = [
            self._finding(number, finding) for number, finding in enumerate(findings_by_severity(record), 1)
        ]
        active = self._active()
        actors = sorted(record.actors, key=lambda actor: (actor.id not in active, actor.kind == "unknown"))
        self.actors = [self._actor(actor) for actor in actors if actor.id in active]
        self.other_actors = [self._actor(actor) for actor in actors if actor.id not in active]
        self.times = [self._time(time) for time in record.times]
        self.places = [self._place(place) for place in record.places]
        self.sourcing = self._sourcing()
        told = {event.factuality for event in record.events}
        told.update(mention.factuality for event in record.events for mention in event.mentions)
        self.signs = [words for key, words in FACTUALITY_WORDS.items() if key in told and key != "happened"]

    # -- links to words and cards ----------------------------------------------------------------------------

    def cell(self, spans: Sequence[Span], words: str | None = None) -> str:
        """Words of the record as a link to where they stand in the text."""
        text = shown(self.say.words(spans) if words is None else words, odd=True)
        if not spans:
            return text
        also = " ".join(f"{start}-{end}" for start, end in spans[1:])
        more = f' data-also="{also}"' if also else ""
        return f'<a class="cell" href="#{words_id(spans[0])}"{more}>{text}</a>'

    def to_statement(self, name: str | None) -> str | None:
        """A link to the card of a statement, by the words of its source."""
        statement = self.say.statements.get(name) if name else None
        if statement is None:
            return None
        return f'<a class="to" href="#{card_id(statement.id)}">{shown(self.say.source(statement), odd=True)}</a>'

    def _rows(self, *rows: tuple[str, str | None]) -> list[Row]:
        return [Row(label, html) for label, html in rows if html]

    def _when(self, name: str | None, note: str | None = None) -> str | None:
        time = self.say.times.get(name) if name else None
        if time is None:
            return None
        value = self.say.time(time)
        day = shown(value) if value else '<span class="open">date open</span>'
        aside = f' <span class="aside">{note}</span>' if note else ""
        return f"{self.cell([time.span])} <b>{day}</b>{aside}"

    def _where(self, name: str | None) -> str | None:
        place = self.say.places.get(name) if name else None
        return self.cell([place.span], self.say.where(name)) if place else None

    # -- cards -----------------------------------------------------------------------------------------------

    def _statement(self, statement: Statement) -> Card:
        say = self.say
        kind = say.sourcing(statement)
        condition = self.cell(statement.condition) if statement.condition else None
        if statement.condition_reason:
            condition = f"{condition or ''} {self.cell(statement.condition_reason)}".strip()
        if condition is None and kind == "unnamed":
            condition = '<span class="open">no reason given for leaving out the name</span>'
        spans = statement.source or statement.cue or statement.content
        stance = statement.stance
        act = f"reads as “{statement.act}”" if statement.act else "reading undecided"
        force = "" if statement.strength == "neutral" else f", {statement.strength}"
        cue = f"{self.cell(statement.cue)} " if statement.cue else ""
        return Card(
            id=card_id(statement.id),
            kind="statement",
            look=f"s-{kind}" + (" inner" if statement.within else ""),
            title_html=self.cell(spans, say.source(statement)),
            badge=say.source_kind(statement),
            quote_html=self.cell(statement.content),
            quoted=say.content(statement).startswith("“") and not say.words(statement.content).startswith("“"),
            rows=self._rows(
                ("Word used", f'{cue}<span class="aside">{act}{force}</span>'),
                ("Said to", self.cell(statement.addressee) if statement.addressee else None),
                ("In", self.cell(statement.medium) if statement.medium else None),
                ("Condition", condition),
                ("When", self._when(statement.time)),
                ("Where", self._where(statement.place)),
                ("Told by", self.to_statement(statement.within)),
                ("Stance", f"{stance.label} {self.cell(stance.evidence)}" if stance else None),
            ),
            small=f"{_FORMS[statement.form]} · confidence {statement.confidence:.2f}",
        )

    def _people(self, participants: Sequence[Participant]) -> str | None:
        cells = []
        for words, participant in self.say.participants(participants):
            actor = self.say.actors.get(participant.actor)
            aside = self.say.affiliation(actor) if actor else ""
            cells.append(
                self.cell([participant.span], words) + (f' <span class="aside">{shown(aside)}</span>' if aside else "")
            )
        return "<br>".join(cells) if cells else None

    def _event(self, event: Event) -> Card:
        sign, word, meaning = self.say.factuality(event.factuality)
        told = self.to_statement(event.statement)
        by = self.to_statement(event.performed_by)
        counts = ", ".join(f"{self.cell([count.span])} ({count.of})" for count in event.counts)
        again = [self.cell(mention.trigger) for mention in event.mentions if mention.trigger != event.trigger]
        gloss = TYPE_WORDS.get(event.type, "")
        return Card(
            id=card_id(event.id),
            kind="event",
            look=f"f-{event.factuality or 'open'}",
            title_html=self.cell(event.trigger),
            badge=event.type + (f" · {event.mode}" if event.mode else ""),
            badge_note=gloss,
            pill=word,
            pill_sign=sign,
            pill_note=meaning,
            rows=self._rows(
                ("Who", self._people(event.actors) or '<span class="open">not told</span>'),
                ("To whom", self._people(event.recipients)),
                ("When", self._when(event.time, _TIME_FROM.get(event.time_from or "event"))),
                ("Where", self._where(event.place)),
                ("How many", counts or None),
                ("As told by", told or "the report’s own words"),
                ("Said in", f"the statement of {by}" if by else None),
                ("Told again", ", ".join(again) or None),
            ),
            small=f"{event.quad} · score {event.score:g} · confidence {event.confidence:.2f}",
        )

    def _finding(self, number: int, finding: Finding) -> Card:
        sign, name = _SEVERITIES[finding.severity]
        cells = " · ".join(self._finding_words(span) for span in finding.spans[:6])
        if len(finding.spans) > 6:
            cells += f" · and {len(finding.spans) - 6} more"
        return Card(
            id=card_id(f"finding-{number}"),
            kind="finding",
            look=finding.severity,
            badge=str(number),
            pill=name,
            pill_sign=sign,
            title_html=shown(finding.message, odd=True),
            quote_html=cells,
            rows=self._rows(("What to do", shown(finding.remedy, odd=True)), ("About", self._about(finding.about))),
        )

    def _about(self, name: str | None) -> str | None:
        """A link to the card of the statement or event that a finding is about."""
        if told := self.to_statement(name):
            return f"the statement of {told}"
        event = next((event for event in self.record.events if event.id == name), None)
        if event is None:
            return None
        return (
            f'the event <a class="to" href="#{card_id(event.id)}">{shown(self.say.words(event.trigger), odd=True)}</a>'
        )

    def _finding_words(self, span: Span) -> str:
        return self.cell([span], shortened(self.say.words([span]), 70))

    def _actor(self, actor: Actor) -> Card:
        say = self.say
        spans = list(dict.fromkeys(mention.span for mention in actor.mentions))
        numbers = " ".join(self.cell([span], str(number)) for number, span in enumerate(spans[1:12], 2))
        roles = list({role.text: role for role in actor.roles}.values())
        belongs = [say.actors[name] for name in actor.affiliations if name in say.actors]
        return Card(
            id=card_id(actor.id),
            kind="actor",
            title_html=self.cell(spans[:1], actor.name),
            badge=_KINDS[actor.kind],
            small=say.affiliation(actor),
            rows=self._rows(
                ("Role", "; ".join(self.cell([role.span], role.text) for role in roles)),
                (
                    "Belongs to",
                    "; ".join(f'<a class="to" href="#{card_id(a.id)}">{shown(a.name, odd=True)}</a>' for a in belongs),
                ),
                ("Mentions", f"{self.cell(spans[:1], '1')} {numbers}" if len(spans) > 1 else None),
            ),
        )

    def _time(self, time: Time) -> Card:
        value = self.say.time(time)
        return Card(
            id=card_id(time.id),
            kind="time",
            title_html=self.cell([time.span]),
            quote_html=shown(value) if value else '<span class="open">date open</span>',
            small=_ANCHORS[time.anchor],
        )

    def _place(self, place: Place) -> Card:
        where = self.say.where(place.id) or place.name
        at = f"{place.lat:.2f}°, {place.lon:.2f}°" if place.lat is not None and place.lon is not None else ""
        return Card(
            id=card_id(place.id),
            kind="place",
            title_html=self.cell([place.span]),
            quote_html=shown(where, odd=True),
            small=" · ".join(part for part in (_PLACE_USES[place.use], at) if part),
        )

    # -- the head --------------------------------------------------------------------------------------------

    def _active(self) -> set[str]:
        active = {actor for statement in self.record.statements for actor in statement.source_actors}
        for event in self.record.events:
            active.update(participant.actor for participant in [*event.actors, *event.recipients])
        return active

    def _sourcing(self) -> list[dict[str, Any]]:
        """The bar that shows on whose word the report stands: offsets and widths in hundredths, by sources."""
        voices = self.say.voices()
        total = sum(len(group) for group in voices.values())
        bars: list[dict[str, Any]] = []
        at = 0.0
        for kind, group in voices.items():
            width = 100 * len(group) / total
            bars.append(self._bar(kind, group, round(at, 2), round(width, 2)))
            at += width
        return bars

    def _bar(self, kind: Sourcing, group: list[Voice], at: float, width: float) -> dict[str, Any]:
        who = [
            shown(voice.words, odd=True) + (f" ({voice.statements})" if voice.statements > 1 else "") for voice in group
        ]
        return {
            "kind": kind,
            "words": SOURCING_WORDS[kind],
            "count": len(group),
            "at": at,
            "width": width,
            "who": who,
        }

    @property
    def published(self) -> str | None:
        """The day of publication in words."""
        return day_words(self.record.report.published)

    @property
    def site(self) -> str | None:
        """The address that the report came from, as plain text: a page makes no link out of what it was given."""
        uri = self.record.report.uri
        return harmless(uri) if uri else None
