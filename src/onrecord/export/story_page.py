"""Stories as one page of HTML: the tree of reports over time, the claims with their origins, the contradictions.

The page is one file with its style inside, without a script; its content security policy lets nothing run or load.
Every telling links to its words in the report, which stands whole at the end of the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from onrecord.export.marked_text import shown
from onrecord.export.page import policy_hash
from onrecord.export.wording import FACTUALITY_WORDS, TYPE_WORDS, day_words, harmless, shortened
from onrecord.record import Record, Span
from onrecord.stories.story import Claim, Origin, Story, StoryLineage

if TYPE_CHECKING:
    from jinja2 import Template

KIND_WORDS = {
    "copy": "copy",
    "rewrite": "rewrite",
    "partial_reuse": "takes over a passage",
    "independent": "on its own",
}
ORIGIN_WORDS = {
    "person": "a person with a name",
    "office": "an office or organisation",
    "unnamed": "people without a name",
    "document": "a document",
    "outlet": "the reporter's own words",
}
_FLAGS = {
    "one_origin": ("Rests on one origin", "If this origin is wrong, so are all these reports."),
    "late_origin": ("Second origin came late", "Copies of the first origin were out before anybody else confirmed it."),
}
_CODES = {
    "number": "Numbers",
    "date": "Days",
    "place": "Places",
    "actor": "Who did it",
    "factuality": "Happened or not",
}
# So many claims are shown open; the others are one click away.
_OPEN_CLAIMS = 10


@dataclass(slots=True)
class Row:
    """A report in the tree: its texts (safe HTML), and the lines of its strip as percentages of its width."""

    anchor: str
    number: int
    outlet: str
    headline: str
    when: str
    badge: str
    look: str
    depth: int
    at: float
    parent_at: float | None
    passing: list[float] = field(default_factory=list)
    children: bool = False


@dataclass(slots=True)
class TellingView:
    """One telling of a claim, with a link to its words."""

    report: str
    href: str
    words: str


@dataclass(slots=True)
class OriginView:
    """An origin of a claim: its name, what it is, and the tellings that rest on it."""

    name: str
    kind: str
    what: str
    way: str
    first: str | None
    tellings: list[TellingView]


@dataclass(slots=True)
class ClaimView:
    """A claim as a card."""

    anchor: str
    number: int
    says: str
    kind: str
    summary: str
    reports: int
    count: str
    flags: list[tuple[str, str, str]]
    origins: list[OriginView]


@dataclass(slots=True)
class ReportView:
    """A report in full, with the words of its tellings marked."""

    anchor: str
    outlet: str
    headline: str
    when: str
    uri: str | None
    text_html: str


@lru_cache(maxsize=1)
def _parts() -> tuple[Template, str]:
    from jinja2 import Environment, StrictUndefined

    folder = files("onrecord.export").joinpath("templates")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(folder.joinpath("story.html").read_text("utf-8"))
    # The colours and the plain elements are those of the report's page.
    shared = folder.joinpath("page.css").read_text("utf-8").split("/* The head */")[0]
    return template, shared + folder.joinpath("story.css").read_text("utf-8")


def write_story_page(stories: Sequence[Story], records: Iterable[Record]) -> str:
    """Stories as a page of HTML that needs no other file and asks for none; `records` hold the reports' texts."""
    template, style = _parts()
    by_id = {record.report.id: record for record in records}
    views = [StoryView(number, story, by_id) for number, story in enumerate(stories, 1)]
    return template.render(stories=views, style=style, style_hash=policy_hash(style))


class StoryView:
    """What the template asks for of one story."""

    def __init__(self, number: int, story: Story, records: Mapping[str, Record]) -> None:
        self.number, self.story, self.records = number, story, records
        self.order = {report.id: place for place, report in enumerate(story.reports)}
        self.title = harmless(story.label)
        self.anchor = f"story-{number}"
        self.rows = self._rows()
        self.label_of = {row.anchor: row.outlet for row in self.rows}
        views = [self._claim(place, claim) for place, claim in enumerate(story.claims, 1)]
        self.shared = [view for view in views if view.reports > 1]
        self.open_claims, self.more_claims = self.shared[:_OPEN_CLAIMS], self.shared[_OPEN_CLAIMS:]
        self.single = [view for view in views if view.reports == 1]
        self.reports = [self._report(report.id) for report in story.reports]
        self.axis = self._axis()

    # -- the head ----------------------------------------------------------------------------------------------

    @property
    def facts(self) -> list[tuple[str, str]]:
        """The figures at the top: a number, and what it counts."""
        story = self.story
        versions = sum(report.version_of is not None for report in story.reports)
        made = sum(lineage.from_ is not None for lineage in story.lineage)
        own = len(story.reports) - made
        one = sum("one_origin" in claim.flags for claim in story.claims)
        facts = [
            (str(len(story.reports)), "report" if len(story.reports) == 1 else "reports"),
            (str(own), "not made from another of them"),
        ]
        if versions:
            facts.append((str(versions), "correction or update" if versions == 1 else "corrections or updates"))
        facts.append((f"{one} of {len(self.shared)}", "claims told by several reports rest on one origin"))
        count = len(story.contradictions)
        facts.append((str(count), "contradiction" if count == 1 else "contradictions"))
        return facts

    @property
    def when(self) -> str | None:
        """From when to when the reports were published."""
        begin, end = day_words(self.story.begin), day_words(self.story.end)
        return begin if begin == end or end is None else f"{begin} to {end}"

    @property
    def actors(self) -> list[tuple[str, int]]:
        """The actors in common, with how many reports name them."""
        return [(harmless(actor.name), len(actor.reports)) for actor in self.story.actors]

    # -- the tree ----------------------------------------------------------------------------------------------

    def _rows(self) -> list[Row]:
        lineage = {item.report: item for item in self.story.lineage}
        children: dict[str | None, list[str]] = {}
        for report in self.story.reports:
            children.setdefault(lineage[report.id].from_, []).append(report.id)
        places = self._places()
        rows: list[Row] = []
        stack = [(name, 0) for name in reversed(children.get(None, []))]
        while stack:
            name, depth = stack.pop()
            rows.append(self._row(name, depth, lineage, places, len(rows) + 1, bool(children.get(name))))
            stack += [(child, depth + 1) for child in reversed(children.get(name, []))]
        self._pass_lines(rows, lineage)
        return rows

    def _row(
        self,
        name: str,
        depth: int,
        lineage: Mapping[str, StoryLineage],
        places: Mapping[str, float],
        number: int,
        has_children: bool,
    ) -> Row:
        report, made = self.story.reports[self.order[name]], lineage[name]
        parent = made.from_
        badge, look = KIND_WORDS[made.kind], str(made.kind)
        if report.version_of is not None:
            badge, look = f"correction or update of {self._outlet(report.version_of)}", "version"
        elif parent is not None:
            join = " from" if made.kind == "partial_reuse" else " of"
            badge = f"{badge}{join} {self._outlet(parent)}"
        return Row(
            anchor=self.report_anchor(name),
            number=number,
            outlet=self._outlet(name),
            headline=harmless(report.headline or shortened(self.records[name].report.text.strip(), 80)),
            when=day_words(report.published) or "date not known",
            badge=badge,
            look=look,
            depth=depth,
            at=places[name],
            parent_at=places[parent] if parent is not None else None,
            children=has_children,
        )

    def _pass_lines(self, rows: Sequence[Row], lineage: Mapping[str, StoryLineage]) -> None:
        """A line goes down from each report, past the rows between, to the last report that was made from it."""
        at = {row.anchor: place for place, row in enumerate(rows)}
        for item in self.story.lineage:
            if item.from_ is not None:
                top, bottom = at[self.report_anchor(item.from_)], at[self.report_anchor(item.report)]
                for between in range(top + 1, bottom):
                    line = rows[top].at
                    if line not in rows[between].passing:
                        rows[between].passing.append(line)

    def _places(self) -> dict[str, float]:
        """Where each report stands on the line of time, in percent; by order where times are not known."""
        reports = self.story.reports
        times = [_moment(report.published) for report in reports]
        known = [time for time in times if time is not None]
        if len(known) < len(reports) or min(known) == max(known):
            step = 88 / max(1, len(reports) - 1)
            return {report.id: round(6 + step * place, 1) for place, report in enumerate(reports)}
        first, last = min(known), max(known)
        return {
            report.id: round(6 + 88 * ((time or first) - first) / (last - first), 1)
            for report, time in zip(reports, times, strict=True)
        }

    def _axis(self) -> tuple[str, str]:
        reports = self.story.reports
        times = [_moment(report.published) for report in reports]
        known = [time for time in times if time is not None]
        if len(known) < len(reports) or len(set(known)) < 2:
            return "first", "last (times are not all known: in order)"
        return day_words(self.story.begin) or "", day_words(self.story.end) or ""

    def report_anchor(self, name: str) -> str:
        """The id of a report's text on the page."""
        return f"s{self.number}r{self.order[name] + 1}"

    def _outlet(self, name: str) -> str:
        report = self.story.reports[self.order[name]]
        return harmless(report.outlet or report.external_id or f"report {self.order[name] + 1}")

    # -- claims ------------------------------------------------------------------------------------------------

    def _claim(self, number: int, claim: Claim) -> ClaimView:
        # An update and what it updates are one report.
        first = {report.id: report.version_of or report.id for report in self.story.reports}
        reports = len({first[telling.report] for telling in claim.told_by})
        count = f"{claim.origin_count} origin{'' if claim.origin_count == 1 else 's'}"
        if claim.not_shown_different:
            count += f" (+{claim.not_shown_different} not shown to be different)"
        kind = f"{claim.type} · {TYPE_WORDS.get(claim.type, '')}".strip(" ·") if claim.type else ""
        return ClaimView(
            anchor=f"s{self.number}{claim.id}",
            number=number,
            says=harmless(claim.says),
            kind=kind or (f"statement: {claim.act}" if claim.act else "in the reporters' own words"),
            summary=harmless(claim.summary),
            reports=reports,
            count=count,
            flags=[(flag, *_FLAGS[flag]) for flag in claim.flags],
            origins=[self._origin(claim, origin) for origin in claim.origins],
        )

    def _origin(self, claim: Claim, origin: Origin) -> OriginView:
        tellings = [telling for telling in claim.told_by if telling.origin == origin.id]
        return OriginView(
            name=harmless(origin.name),
            kind=origin.kind,
            what=ORIGIN_WORDS[origin.kind],
            way=harmless(", ".join(origin.by_way_of)),
            first=day_words(origin.first),
            tellings=[
                TellingView(
                    self._outlet(telling.report),
                    f"#{self.words_anchor(telling.report, telling.span)}",
                    harmless(shortened(self.records[telling.report].words(telling.span), 220)),
                )
                for telling in tellings
            ],
        )

    def words_anchor(self, report: str, span: Span) -> str:
        """The id of marked words in a report's text."""
        return f"{self.report_anchor(report)}w{span[0]}"

    # -- the rest ----------------------------------------------------------------------------------------------

    @property
    def contradictions(self) -> list[tuple[str, str, str, list[tuple[str, str, list[tuple[str, str]]]]]]:
        """Each as topic, claim's words, claim's anchor and values (value, whose, reports with links)."""
        says = {claim.id: claim.says for claim in self.story.claims}
        found = []
        for item in self.story.contradictions:
            values = []
            for value in item.values:
                links = {
                    self._outlet(span.report): f"#{self.words_anchor(span.report, self._told_span(item.claim, span))}"
                    for span in value.spans
                }
                values.append((harmless(value.value), harmless(value.whose), list(links.items())))
            found.append((_CODES[item.code], harmless(says[item.claim]), f"s{self.number}{item.claim}", values))
        return found

    def _told_span(self, claim: str, words: object) -> Span:
        report, span = words.report, words.span  # type: ignore[attr-defined]
        told = next(item for item in self.story.claims if item.id == claim).told_by
        inside = (t.span for t in told if t.report == report and t.span[0] <= span[0] < t.span[1])
        return next(inside, span)

    @property
    def only_in(self) -> list[tuple[str, list[str], list[tuple[str, str]]]]:
        """For each report what it alone has: its outlet, the people, and the claims with links."""
        found = []
        for report in self.story.reports:
            mine = [item for item in self.story.only_in if item.report == report.id]
            people = [harmless(item.what) for item in mine if item.kind == "actor"]
            claims = [
                (harmless(item.what), f"#{self.words_anchor(report.id, item.spans[0])}")
                for item in mine
                if item.kind == "claim" and item.spans
            ]
            if people or claims:
                found.append((self._outlet(report.id), people, claims))
        return found

    @property
    def timeline(self) -> list[tuple[str, str, str, str, str, str]]:
        """Each moment as day, sign and word of factuality, words, the claim's anchor, and how many tell it."""
        found = []
        for moment in self.story.timeline:
            sign, word, _ = FACTUALITY_WORDS[moment.factuality]
            day = day_words(moment.when) or ""
            if moment.until and moment.until[:10] != (moment.when or "")[:10]:
                day += f" to {day_words(moment.until)}"
            reports = f"{len(moment.reports)} report{'' if len(moment.reports) == 1 else 's'}"
            origins = f"{len(moment.origins)} origin{'' if len(moment.origins) == 1 else 's'}"
            anchor = f"s{self.number}{moment.claim}"
            found.append((day, sign, word, harmless(moment.what), anchor, f"{reports}, {origins}"))
        return found

    def _report(self, name: str) -> ReportView:
        report = self.story.reports[self.order[name]]
        return ReportView(
            anchor=self.report_anchor(name),
            outlet=self._outlet(name),
            headline=harmless(report.headline or ""),
            when=day_words(report.published) or "date not known",
            uri=harmless(report.uri) if report.uri else None,
            text_html=self._text(name),
        )

    def _text(self, name: str) -> str:
        """The report's text with the words of its tellings marked; of spans that overlap the first stays whole."""
        text = self.records[name].report.text
        spans = sorted(
            {telling.span for claim in self.story.claims for telling in claim.told_by if telling.report == name}
        )
        out: list[str] = []
        used: set[str] = set()
        at = 0
        for start, end in spans:
            mark = self.words_anchor(name, (start, end))
            name_it = f' id="{mark}"' if mark not in used else ""
            used.add(mark)
            if end <= at:
                out.append(f"<i{name_it}></i>" if name_it else "")
                continue
            begin = max(start, at)
            out.append(shown(text[at:begin], odd=True))
            out.append(f"<mark{name_it}>{shown(text[begin:end], odd=True)}</mark>")
            at = end
        out.append(shown(text[at:], odd=True))
        return "".join(out)


def _moment(published: str | None) -> float | None:
    if published is None:
        return None
    moment = datetime.fromisoformat(published)
    return moment.toordinal() + (moment.hour * 60 + moment.minute) / 1440
