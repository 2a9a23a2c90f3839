"""Anatomy: cuts a report's text into headline, dateline, paragraphs and the rest, before anything is parsed.

A whole-text parse would run headline, dateline and lead together into one sentence. The text is first cut into units
(lines, or paragraphs where lines are wrapped); then the frame is read from both ends inward, and what is left is body.
"""

from __future__ import annotations

import re

from onrecord.intake import credits, datelines, frames
from onrecord.intake.lines import Unit, ends_sentence, is_bullet, units
from onrecord.intake.report import Anatomy, AnatomyCredit, AnatomyDateline, AnatomySegment
from onrecord.record import SegmentKind, Span

_LONGEST_HEADLINE = 250
_LONGEST_DECK = 300
_INNER_STOP = re.compile(r"[a-z0-9)”\"][.!?][\"”’']?\s+[\"“‘']?[A-Z]")
_ENDS_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Za-z]\.){2,}|\b(?:Inc|Corp|Co|Ltd|Jr|Sr|St|Gov|Sen|Rep|Calif|Fla|Mass|Ill|No)\.)$"
)


class _Cutter:
    """The state of one cut: the units, and what was found in them."""

    def __init__(self, text: str, headline_given: Span | None) -> None:
        self.text = text
        self.given = headline_given
        self.units = units(text)
        self.kinds: list[SegmentKind | None] = [None] * len(self.units)
        self.anatomy = Anatomy([])
        self.inserted: dict[int, list[AnatomySegment]] = {}
        self.datelines: list[AnatomyDateline] = []
        self.credits: list[AnatomyCredit] = []

    # -- what a unit is, asked one by one

    def words(self, number: int) -> str:
        unit = self.units[number]
        return self.text[unit.start : unit.end]

    def size(self, number: int) -> int:
        return self.units[number].end - self.units[number].start

    def ends(self, number: int) -> bool:
        return ends_sentence(self.text, self.units[number].start, self.units[number].end)

    def free(self) -> list[int]:
        """The numbers of the units that nothing is known of yet."""
        return [number for number, kind in enumerate(self.kinds) if kind is None]

    def notice(self, number: int, framing: bool) -> bool:
        unit = self.units[number]
        return frames.is_notice(self.text, unit.start, unit.end, framing)

    def caption(self, number: int) -> bool:
        return frames.is_caption(self.text, self.units[number].start, self.units[number].end)

    # -- the end: lists, credits, notices

    def read_tail(self) -> None:
        """Read credits and notices from the end inward, up to the last paragraph."""
        last = len(self.units) - 1
        while last > 0 and self.tail_list(last):
            last = self.tail_list(last) - 1
        final = True
        while last > 0:
            unit = self.units[last]
            if credits.is_credit(self.text, unit.start, unit.end, final):
                self.kinds[last] = "credit"
                self.credits += credits.read_credits(self.text, unit.start, unit.end)
            elif found := credits.byline(self.text, unit.start, unit.end) if last > 1 else None:
                self.kinds[last] = "credit"
                self.credits += found
            elif self.notice(last, framing=True) or self.is_date_line(last):
                self.kinds[last] = "notice"
            elif self.caption(last):
                self.kinds[last] = "caption"
            else:
                break
            final = False
            last -= 1
        if last >= 0 and (start := credits.credit_tail(self.text, self.units[last].start, self.units[last].end)):
            self.split(last, start, "credit")
            self.credits += credits.read_credits(self.text, start, self.units[last + 1].end)

    def tail_list(self, last: int) -> int:
        """The number of the title of a list that ends at unit `last` ("Sources"); 0 where there is none."""
        for number in range(last, max(last - 40, 0), -1):
            unit = self.units[number]
            if frames.is_list_title(self.text, unit.start, unit.end):
                # "Share this story" above a report of short paragraphs: a list never leaves a report without a body.
                if not any(self.ends(above) for above in range(number)):
                    return 0
                for item in range(number, last + 1):
                    self.kinds[item] = "notice"
                return number
            # A list's items are short; a credit may stand below the list and is found first.
            if unit.end - unit.start > 280:
                return 0
        return 0

    def split(self, number: int, at: int, kind: SegmentKind) -> None:
        """Cut a unit in two at a character; the second part gets `kind`."""
        unit = self.units[number]
        end = at
        while end > unit.start and self.text[end - 1].isspace():
            end -= 1
        self.units.insert(number + 1, Unit(at, unit.end, False))
        self.kinds.insert(number + 1, kind)
        unit.end = end

    # -- the beginning: headline, byline, dateline

    def read_head(self) -> None:
        """Read the frame from the beginning up to the first paragraph."""
        number = self.take_given()
        number = self.take_notices(number)
        anchor = self.anchor(number)
        if self.anatomy.headline is None:
            if self.is_headline(number, anchor):
                number = self.take_headline(number)
        elif number < len(self.units) and self.repeats_headline(number):
            self.kinds[number] = "headline"
            number += 1
        if anchor is not None:
            for deck in range(number, anchor):
                if self.kinds[deck] is None and not self.is_frame(deck):
                    self.kinds[deck] = "headline"
        elif self.is_deck(number):
            self.kinds[number] = "headline"
            number += 1
        self.read_frame_lines(number)

    def take_given(self) -> int:
        """Mark a headline that was given apart; the number of the first unit after it."""
        if self.given is None or self.given[1] <= self.given[0]:
            return 0
        start, end = self.given
        self.anatomy.headline = self.given
        inside = [number for number, unit in enumerate(self.units) if unit.start < end and unit.end > start]
        if not inside:
            return 0
        first, last = inside[0], inside[-1]
        if self.units[last].end > end:
            self.split(last, self.after_space(end), "headline")
            self.kinds[last + 1] = None
        self.units[first].end = self.units[last].end
        del self.units[first + 1 : last + 1], self.kinds[first + 1 : last + 1]
        self.mark_headline(first)
        return self.kinds.index("headline") + 1

    def after_space(self, at: int) -> int:
        while at < len(self.text) and self.text[at].isspace():
            at += 1
        return at

    def take_notices(self, number: int) -> int:
        """Mark notices and captions that stand before everything else."""
        while number < len(self.units) - 1 and self.kinds[number] is None:
            if self.is_date_line(number) or credits.byline(self.text, self.units[number].start, self.units[number].end):
                break
            slug = frames.slug_end(self.text, self.units[number].start, self.units[number].end)
            if slug is not None or not self.notice(number, framing=True):
                break
            self.kinds[number] = "notice"
            number += 1
        return number

    def is_date_line(self, number: int) -> bool:
        unit = self.units[number]
        return datelines.date_line(self.text, unit.start, unit.end) is not None

    def anchor(self, number: int) -> int | None:
        """The number of a byline or strong dateline among the first units: what is above it is headline and deck."""
        for candidate in range(number, min(number + 6, len(self.units))):
            unit = self.units[candidate]
            if self.kinds[candidate] is not None:
                return None
            found = datelines.dateline_at(self.text, unit.start, unit.end)
            strong = found is not None and (found.agency is not None or (found.date is not None and bool(found.places)))
            if strong or credits.byline(self.text, unit.start, unit.end):
                return candidate
            if unit.end - unit.start > _LONGEST_DECK:
                return None
        return None

    def is_headline(self, number: int, anchor: int | None) -> bool:
        """Whether a unit is the headline: a line with no final stop, shorter than the paragraphs below it.

        A text with no headline must not lose its first sentence, so that in doubt it is a paragraph.
        """
        if number >= len(self.units) - 1 or self.kinds[number] is not None or anchor == number:
            return False
        words, size = self.words(number), self.size(number)
        if (
            size > _LONGEST_HEADLINE
            or size < 4
            or is_bullet(words)
            or self.is_date_line(number)
            or self.caption(number)
        ):
            return False
        unit = self.units[number]
        if datelines.dateline_at(self.text, unit.start, unit.end) or _INNER_STOP.search(words):
            return False
        if anchor is not None:
            return True
        if words[-1] in ":;,":
            return False
        below = self.paragraph_below(number, size)
        if below is None:
            return False
        if words[-1] in "?!":
            return len(words.split()) <= 18
        if self.is_date_line(number + 1) or not self.ends(number):
            return True
        return bool(_ENDS_ABBREVIATED.search(words)) and len(words.split()) <= 16 and self.size(below) > 1.5 * size

    def paragraph_below(self, number: int, size: int) -> int | None:
        """The first of the next units that is longer than `size`, ends as a sentence does, and is no frame."""
        for below in range(number + 1, min(number + 9, len(self.units))):
            if self.kinds[below] is None and self.size(below) > size and self.ends(below) and not self.caption(below):
                return below
        return None

    def take_headline(self, number: int) -> int:
        """Mark the headline, cutting off a date that was run into its end; the number of the next unit."""
        unit = self.units[number]
        if date := datelines.trailing_date(self.text, unit.start, unit.end):
            self.split(number, date[0], "dateline")
            self.datelines.append(AnatomyDateline(*date, [], date, None))
        self.mark_headline(number)
        return self.kinds.index("headline") + 1

    def mark_headline(self, number: int) -> None:
        """A wire's slug ("UPDATE 1-") before the headline is a notice of its own."""
        unit = self.units[number]
        slug = frames.slug_end(self.text, unit.start, unit.end)
        if slug is not None:
            begin = self.after_space(slug)
            self.split(number, begin, "headline")
            self.kinds[number] = "notice"
            number += 1
        self.kinds[number] = "headline"
        headline = self.units[number]
        marked = frames.is_marked_title(self.text, headline.start, headline.end)
        trim = frames.title_words(self.text, headline.start, headline.end)
        self.anatomy.headline = trim if marked else (headline.start, headline.end)

    def repeats_headline(self, number: int) -> bool:
        start, end = self.anatomy.headline or (0, 0)
        return self.words(number).split() == self.text[start:end].split()

    def is_deck(self, number: int) -> bool:
        """Whether a second line without a final stop stands between headline and body."""
        if self.anatomy.headline is None or number >= len(self.units) - 1 or self.kinds[number] is not None:
            return False
        words = self.words(number)
        if len(words) > _LONGEST_DECK or self.ends(number) or words[-1] in ":;," or words[0] in '"“':
            return False
        if self.is_frame(number):
            return False
        # One or two words ("Background", "Interview") head a section.
        if len(words.split()) <= 2:
            return False
        below = number + 1
        if below < len(self.units) and (self.is_date_line(below)):
            return True
        return self.ends(below) and self.size(below) > len(words) and not is_bullet(words)

    def is_frame(self, number: int) -> bool:
        """Whether a unit is anything that can stand between headline and body, but a deck."""
        unit = self.units[number]
        return (
            self.caption(number)
            or self.notice(number, framing=True)
            or self.is_date_line(number)
            or credits.byline(self.text, unit.start, unit.end) is not None
            or credits.bare_byline(self.text, unit.start, unit.end, sure=False) is not None
        )

    def read_frame_lines(self, number: int) -> None:
        """Mark bylines, date lines, notices and captions up to the first paragraph, and its dateline."""
        after_byline = False
        while number < len(self.units):
            unit = self.units[number]
            start, end = unit.start, unit.end
            if self.kinds[number] is not None:
                number += 1
                continue
            found = self.byline_of(number)
            if found is not None:
                self.kinds[number] = "byline"
                self.credits += found
                after_byline = True
            elif after_byline and credits.is_role_line(self.text, start, end):
                self.kinds[number] = "byline"
            elif line := datelines.date_line(self.text, start, end):
                self.kinds[number] = "dateline"
                self.datelines.append(line)
            elif self.caption(number):
                self.kinds[number] = "caption"
            elif self.notice(number, framing=True) and number < len(self.units) - 1:
                self.kinds[number] = "notice"
            else:
                self.open_paragraph(number)
                return
            number += 1

    def byline_of(self, number: int) -> list[AnatomyCredit] | None:
        unit = self.units[number]
        found = credits.byline(self.text, unit.start, unit.end)
        if found is not None or self.anatomy.headline is None or number >= len(self.units) - 1:
            return found
        below = self.units[number + 1]
        sure = (
            self.is_date_line(number + 1)
            or credits.is_role_line(self.text, below.start, below.end)
            or datelines.dateline_at(self.text, below.start, below.end) is not None
        )
        return credits.bare_byline(self.text, unit.start, unit.end, sure)

    def open_paragraph(self, number: int) -> None:
        """Cut the dateline off the first paragraph."""
        unit = self.units[number]
        line = datelines.dateline_at(self.text, unit.start, unit.end)
        if line is None:
            return
        self.datelines.append(line)
        begin = self.after_space(line.end)
        if begin < unit.end:
            self.split(number, begin, "paragraph")
        self.kinds[number] = "dateline"

    # -- the body: section titles, captions, notices between paragraphs

    def read_body(self) -> None:
        """Tell titles, captions and notices among what is left, and call the rest paragraphs."""
        questions = sum(1 for number in self.free() if self.words(number)[-1] == "?")
        for number in range(len(self.units)):
            if self.kinds[number] is not None:
                continue
            if self.caption(number) and len(self.units) > 1:
                self.kinds[number] = "caption"
            elif number and self.notice(number, framing=False):
                self.kinds[number] = "notice"
            elif number and self.is_date_line(number):
                self.read_late_date(number)
            elif self.is_section_title(number, questions):
                self.kinds[number] = "section_title"
            else:
                self.kinds[number] = "paragraph"

    def read_late_date(self, number: int) -> None:
        """A date line below something that could not be told from a paragraph, such as a picture's caption."""
        unit = self.units[number]
        line = datelines.date_line(self.text, unit.start, unit.end)
        if line is not None and number < 6:
            self.datelines.append(line)
            self.kinds[number] = "dateline"
        else:
            self.kinds[number] = "notice"

    def is_section_title(self, number: int, questions: int) -> bool:
        unit = self.units[number]
        if frames.is_marked_title(self.text, unit.start, unit.end):
            return self.body_below(number) is not None
        if not frames.is_title(self.text, unit.start, unit.end):
            return False
        if self.text[unit.end - 1] == "?" and questions > 2:
            return False
        # A line among other short lines is an item of a list; a text's only paragraph is no title.
        if number and self.kinds[number - 1] == "paragraph" and not self.ends(number - 1):
            return False
        below = self.body_below(number)
        return below is not None and self.ends(below) and self.size(below) > 1.5 * self.size(number)

    def body_below(self, number: int) -> int | None:
        """The next unit that is neither frame nor caption."""
        for below in range(number + 1, min(number + 12, len(self.units))):
            if self.kinds[below] is None and not self.caption(below):
                return below
            if self.kinds[below] in ("credit", "notice"):
                return None
        return None

    # -- all together

    def finish(self) -> Anatomy:
        """The anatomy from what was found."""
        anatomy = self.anatomy
        anatomy.segments = [
            AnatomySegment(kind or "paragraph", unit.start, unit.end)
            for kind, unit in zip(self.kinds, self.units, strict=True)
            if unit.end > unit.start
        ]
        anatomy.dateline = next((line for line in self.datelines if line.places), None) or next(
            iter(self.datelines), None
        )
        anatomy.credits = sorted(self.credits, key=lambda credit: credit.start)
        title: Span | None = None
        body: Span | None = None
        for segment in anatomy.segments:
            if segment.kind == "section_title":
                if body:
                    anatomy.sections.append((title, body))
                title, body = frames.title_words(self.text, segment.start, segment.end), None
            elif segment.kind == "paragraph":
                body = (body[0] if body else segment.start, segment.end)
        if body:
            anatomy.sections.append((title, body))
        return anatomy


def cut(text: str, headline_given: Span | None = None) -> Anatomy:
    """Cut a report's text into segments.

    The segments are in text order, don't overlap, and cover everything but white space; any string is taken.
    `headline_given` is the span of a headline that was given apart and put before the text.
    """
    cutter = _Cutter(text, headline_given)
    if cutter.units:
        cutter.read_tail()
        cutter.read_head()
        cutter.read_body()
    return cutter.finish()
