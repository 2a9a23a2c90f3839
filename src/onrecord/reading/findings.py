"""What an editor should look at in a record: one function a kind of check."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.codebook.finding_kinds import finding_kinds
from onrecord.codebook.loader import Codebook
from onrecord.language.parsed import ParsedReport
from onrecord.reading.actors import Actors
from onrecord.reading.statements.read import Statements
from onrecord.reading.times import needs_published, weekday_conflicts
from onrecord.record import Actor, Event, Finding, Record, Span, Statement

# Format characters that a reader can't see; joiners that scripts and emoji need are left out of the complaint
# elsewhere.
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb]")
_CONTENT_POS = frozenset({"NOUN", "PROPN", "VERB", "NUM"})
_SHOWN = 60
_BELONGING = frozenset({"of", "with", "from", "at", "for"})
_PRONOUNS = frozenset({"he", "she", "they", "it", "who", "i", "we", "you", "everyone", "both", "others", "some"})
_CLAIMS = frozenset({"say", "claim", "suggest", "believe", "confirm", "accuse", "announce"})


@dataclass(slots=True)
class FindingsReader:
    """Collects the findings of one record."""

    record: Record
    parsed: ParsedReport
    statements: Statements
    actors: Actors
    codebook: Codebook

    def read(self) -> list[Finding]:
        """All findings, warnings first, then by place in the text."""
        checks = (
            self._unnamed, self._vague, self._without_source, self._weekdays, self._open_dates, self._speakers,
            self._headline, self._edit_notes, self._sections, self._quotations, self._ambiguous, self._characters,
        )  # fmt: skip
        found = [finding for check in checks for finding in check()]
        order = {"warning": 0, "check": 1, "note": 2}
        return sorted(found, key=lambda item: (order[item.severity], item.spans[:1], item.code))

    def _finding(self, code: str, spans: list[Span], about: str | None = None, **fields: object) -> Finding:
        kind = finding_kinds(self.codebook)[code]
        return Finding(
            code=code,
            severity=kind.severity,
            message=kind.message.format(**fields),
            about=about,
            spans=spans,
            remedy=kind.remedy,
        )

    def _words(self, spans: list[Span]) -> str:
        return " ".join(" ".join(self.record.words(span) for span in spans).split())

    def _short(self, words: str) -> str:
        words = " ".join(words.split())
        return words if len(words) <= _SHOWN else words[: _SHOWN - 1].rsplit(" ", 1)[0] + "…"

    # -- sources -----------------------------------------------------------------------------------------------

    def _unnamed(self) -> Iterator[Finding]:
        """Each unnamed source once, with all its statements."""
        for same in self._by_source(("unnamed_people", "unnamed_organisation")):
            first = same[0]
            with_condition = next((item for item in same if item.condition), None)
            reason = next((item.condition_reason for item in same if item.condition_reason), [])
            who = self._words(first.source)
            spans = [span for item in same for span in item.source]
            plural = first.source_count != 1 and first.source_kind == "unnamed_people"
            fields = {"who": who[:1].upper() + who[1:], "is_are": "are" if plural else "is"}
            if reason:
                yield self._finding(
                    "anonymity_with_reason", spans + reason, first.id, reason=self._words(reason), **fields
                )
            elif with_condition is not None:
                yield self._finding("anonymity_without_reason", spans + with_condition.condition, first.id, **fields)
            elif first.source_kind == "unnamed_people" and first.source_count is None and not self._is_definite(first):
                yield self._finding("vague_source", spans, first.id, **fields)
            else:
                count = (
                    "" if first.source_count is None or first.source_count == 1 else f" ({first.source_count} people)"
                )
                yield self._finding("unnamed_source", spans, first.id, count=count, **fields)

    def _is_definite(self, statement: Statement) -> bool:
        return bool(
            re.match(r"(?:the|its|his|her|their|two|three|several|some)\b", self._words(statement.source), re.I)
        )

    def _by_source(self, kinds: tuple[str, ...]) -> list[list[Statement]]:
        groups: dict[object, list[Statement]] = {}
        for item in self.statements.items:
            if (
                item.source_kind in kinds
                and item.source
                and not self._is_open_pronoun(item)
                and not self._is_told(item)
            ):
                # Who is hidden on one condition is one source to an editor: "the officials", "two of them".
                key: object = tuple(item.condition) or tuple(item.source_actors) or self._words(item.source).lower()
                groups.setdefault(key, []).append(item)
        return list(groups.values())

    def _is_told(self, statement: Statement) -> bool:
        """Whether a name stands right behind: "the club's president, Ann Lee, said"."""
        p = self.parsed.passage_at(statement.source[0][0])
        last = p.token_at(statement.source[0][1] - 1) if p is not None else None
        if p is None or last is None:
            return False
        behind = last + 2 if last + 1 < len(p) and p.words[last + 1] == "," else last + 1
        return behind < len(p) and p.ent[behind] == "PERSON" and p.pos[behind] == "PROPN"

    def _is_open_pronoun(self, statement: Statement) -> bool:
        """A "he" that nobody is found for hides nobody: the report may well have named him."""
        return self._words(statement.source).lower() in _PRONOUNS and not statement.source_actors

    def _vague(self) -> Iterator[Finding]:
        """Classes of people as a source ("critics say")."""
        for same in self._by_source(("group",)):
            if same[0].source_count is None and not re.match(
                r"(?:the|its|his|her|their)\b", self._words(same[0].source), re.I
            ):
                who = self._words(same[0].source)
                yield self._finding(
                    "vague_source",
                    [span for item in same for span in item.source],
                    same[0].id,
                    who=who[:1].upper() + who[1:],
                    is_are="are",
                )

    def _without_source(self) -> Iterator[Finding]:
        """A claim in the passive ("it is believed that"); a question or a request with nobody named is none."""
        for item in self.statements.items:
            claims = item.source_kind == "none" and item.act in _CLAIMS and item.content_kind == "clause"
            if claims and item.within is None and item.confidence >= 0.5:
                yield self._finding("claim_without_source", item.cue, item.id, cue=self._words(item.cue))

    def _speakers(self) -> Iterator[Finding]:
        """A named person who speaks and is neither titled nor placed anywhere."""
        by_id = {actor.id: actor for actor in self.record.actors}
        seen: set[str] = set()
        for item in self.statements.items:
            for name in item.source_actors if item.source_kind == "named_person" else []:
                actor = by_id[name]
                if name not in seen and self._is_unplaced(actor) and not self._is_described(actor):
                    seen.add(name)
                    yield self._finding("speaker_without_role", item.source, item.id, who=actor.name)

    def _is_unplaced(self, actor: Actor) -> bool:
        return actor.kind == "person" and not actor.roles and not actor.affiliations and actor.sector is None

    def _is_described(self, actor: Actor) -> bool:
        """Whether any mention tells who somebody is: "Ana Ruiz, who leads the union", "of Harbour Watch", "analyst"."""
        for mention in actor.mentions:
            p = self.parsed.passage_at(mention.span[0])
            head = p.token_at(mention.span[1] - 1) if p is not None else None
            if p is None or head is None:
                continue
            if p.child(head, "relcl", "acl", "appos") is not None or p.dep[head] == "appos":
                return True
            for kid in p.children[head]:
                if p.dep[kid] in ("compound", "nmod", "amod") and p.pos[kid] == "NOUN":
                    return True
                if p.dep[kid] == "prep" and p.lower[kid] in _BELONGING and p.child(kid, "pobj") is not None:
                    return True
        return False

    def _ambiguous(self) -> Iterator[Finding]:
        """A pronoun or "the minister" as source that fits two people."""
        for item in self.statements.items:
            draft = self.statements.drafts[item.id]
            if item.source_actors or draft.source_head is None:
                continue
            names = [self.actors.name_of(actor) for actor in self.actors.candidates(draft.passage, draft.source_head)]
            if len(set(names)) > 1:
                who = " or ".join(dict.fromkeys(names))
                yield self._finding("source_ambiguous", item.source, item.id, words=self._words(item.source), who=who)

    # -- times -------------------------------------------------------------------------------------------------

    def _weekdays(self) -> Iterator[Finding]:
        for span, message in weekday_conflicts(self.parsed, self.record.times):
            yield self._finding("weekday_date_conflict", [span], detail=message)

    def _open_dates(self) -> Iterator[Finding]:
        if self.record.report.published is not None:
            return
        open_times = needs_published(self.record.times, self.record.report.text)
        if open_times:
            words = ", ".join(dict.fromkeys(f"“{self.record.words(time.span)}”" for time in open_times[:4]))
            plural = "s" if len(open_times) > 1 else ""
            yield self._finding(
                "date_open",
                [time.span for time in open_times],
                open_times[0].id,
                count=len(open_times),
                plural=plural,
                words=words,
            )

    # -- headline, notes, sections -----------------------------------------------------------------------------

    def _headline(self) -> Iterator[Finding]:
        """A headline with no source whose words stand in the body only inside what somebody is told to have said."""
        headline = self.record.report.headline
        if headline is not None and (event := self._only_credited(headline)) is not None:
            teller = next(item for item in self.statements.items if item.id == event.statement)
            if {item.actor for item in event.actors} & set(teller.source_actors):
                # "Airbus said it would cut jobs": who tells it is who does it
                return
            spans = [headline, *event.trigger, *teller.source]
            yield self._finding("headline_asserts", spans, event.id, who=self._words(teller.source) or "nobody")
            return
        if headline is None or any(self._inside(item.cue[0], headline) for item in self.statements.items):
            return
        words = self._content_words(headline)
        if len(words) < 3 or re.search(
            r":|\breport(?:s|ed)?\b|\bsources?\b|['‘’]\S+ \S+['‘’]", self.record.words(headline)
        ):
            return
        best, share = None, 0.0
        for item in self.statements.items:
            if (
                item.act in ("say", "confirm", "claim", "announce", "suggest", "show", "believe")
                and item.form != "direct"
            ):
                covered = len(words & {word for span in item.content for word in self._content_words(span)}) / len(
                    words
                )
                if covered > share:
                    best, share = item, covered
        if best is not None and share >= 0.4 and share > self._told_plainly(words, headline):
            if any(self._content_words(span) & words for span in best.source):
                # the headline names who says it of himself: "Ryanair exercises options"
                return
            who = self._words(best.source) or "nobody"
            yield self._finding("headline_asserts", [headline, *best.source], best.id, who=who)

    def _only_credited(self, headline: Span) -> Event | None:
        """An event that the headline tells plainly and the body brings in with somebody's words.

        Later mentions ("the meeting") take it for granted, and don't count.
        """
        for event in self.record.events:
            bold = any(
                mention.statement is None and self._inside(mention.trigger[0], headline) for mention in event.mentions
            )
            if bold and event.statement is not None and event.performed_by is None:
                return event
        return None

    def _told_plainly(self, words: set[str], headline: Span) -> float:
        """The share of the headline's words that one sentence in the reporter's own words has."""
        best = 0.0
        for p in self.parsed.passages:
            for first, end in p.sentences:
                span = p.span(first, end)
                if self._inside(span, headline) or any(
                    a < span[1] and span[0] < b for item in self.statements.items for a, b in item.content
                ):
                    continue
                best = max(best, len(words & self._content_words(span)) / len(words))
        return best

    def _content_words(self, span: Span) -> set[str]:
        found: set[str] = set()
        for p in self.parsed.passages:
            if p.start < span[1] and span[0] < p.start + len(p.text):
                tokens = range(bisect_left(p.begins, span[0]), bisect_left(p.begins, span[1]))
                found |= {p.lemma[i] for i in tokens if p.pos[i] in _CONTENT_POS and len(p.lemma[i]) > 1}
        return found

    @staticmethod
    def _inside(span: Span, outer: Span) -> bool:
        return outer[0] <= span[0] and span[1] <= outer[1]

    def _edit_notes(self) -> Iterator[Finding]:
        notes = [credit.span for credit in self.record.report.credits if credit.role == "note"]
        notices = [segment.span for segment in self.record.report.segments if segment.kind == "notice"]
        for span in notes + [
            span
            for span in notices
            if re.search(r"updat|correct|edit|clarif|refil|add|fix|amend", self.record.words(span), re.I)
        ]:
            yield self._finding("edit_note", [span], words=self._short(self.record.words(span)))

    def _sections(self) -> Iterator[Finding]:
        """A titled section in which people speak; "Background" without statements is nobody's business."""
        for section in self.record.report.sections:
            if section.title is None:
                continue
            inside = [
                item
                for item in self.statements.items
                if item.within is None and self._inside(item.cue[0], section.body)
            ]
            who = list(
                dict.fromkeys(
                    self._words(item.source)
                    for item in inside
                    if item.source_kind == "named_person" and len(item.source_actors) == 1
                )
            )
            if inside:
                by = f" by {self._short(', '.join(name.split(',')[0] for name in who))}" if who else ""
                title = self.record.words(section.title).strip().rstrip(":")
                yield self._finding(
                    "section_added",
                    [section.title],
                    title=title,
                    count=len(inside),
                    plural="s" if len(inside) > 1 else "",
                    who=by,
                )

    # -- marks and characters ----------------------------------------------------------------------------------

    def _quotations(self) -> Iterator[Finding]:
        for quotation in self.statements.quotations:
            if not quotation.closed and not quotation.runs_on:
                words = self._short(self.record.words((quotation.start + 1, quotation.end)))
                yield self._finding("quotation_not_closed", [(quotation.start, quotation.end)], words=words)
        for quotation in self.statements.orphans:
            words = self._short(self.record.words((quotation.start, quotation.end)).strip('"“”'))
            yield self._finding("quotation_without_speaker", [(quotation.start, quotation.end)], words=words)

    def _characters(self) -> Iterator[Finding]:
        text = self.record.report.text
        spans: list[Span] = [match.span() for match in _INVISIBLE.finditer(text)]
        if spans:
            names = sorted({unicodedata.name(text[a], f"U+{ord(text[a]):04X}").lower() for a, _ in spans})
            one = len(spans) == 1
            yield self._finding(
                "invisible_characters",
                spans,
                count=len(spans),
                plural="" if one else "s",
                s="s" if one else "",
                names=", ".join(names[:4]),
            )
        replaced = self.parsed.report.replaced
        if replaced:
            count = sum(b - a for a, b in replaced)
            yield self._finding(
                "replaced_characters",
                list(replaced),
                count=count,
                plural="" if count == 1 else "s",
                is_are="is" if count == 1 else "are",
            )


def read_findings(
    record: Record, parsed: ParsedReport, statements: Statements, actors: Actors, codebook: Codebook
) -> list[Finding]:
    """The findings of a record, warnings first."""
    return FindingsReader(record, parsed, statements, actors, codebook).read()
