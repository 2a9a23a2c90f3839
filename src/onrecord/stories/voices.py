"""Whose word stands behind what a report tells without crediting it in the sentence: who speaks before and after.

News credits once and goes on: "The water came at three, Ada Holm said. It rose to the roof." The lead tells the news,
and who says so stands behind it. Numbers and decisions are credited by verbs that are none of saying: "the brigade puts
the loss at 40 barns", "the palace declared a day of prayer".
"""

from __future__ import annotations

import re

from onrecord.record import Span
from onrecord.stories.circle import Root
from onrecord.stories.source_names import head_of, stems, trimmed
from onrecord.stories.sources import SourceReader, place_of
from onrecord.stories.tellings import WANTS

# Of a lead of so many sentences the source may be told within so many characters behind it.
_LEAD, _LATE = 2, 400
# Who saw something is named so many characters before the verb at most.
_BEFORE_SAW = 160
_CORRECTED = re.compile(
    r"\bthe (?:newspaper|paper|agency|broadcaster|station|magazine|outlet) (?:later )?"
    r"(?:corrected|revised|amended|withdrew|retracted|published|printed)\b",
    re.IGNORECASE,
)
# Who gives a number or decides: at the beginning of a clause, in few words.
_GIVES = re.compile(
    r"^[\"“(]?((?:[\w’'.-]+ ){1,7}?)(?:has |have |had )?"
    r"(?:puts?|gives?|gave|lists|listed|counts|counted|(?:spoke|speaks?|spoken) of|reckons?|estimates?|estimated"
    r"|declares?|declared|announces?|offers|offered|orders|ordered)\b"
)
# Who saw or heard it, or has no doubt of it: nobody else can have told the reporter.
_SAW = re.compile(
    r" (?:saw|heard|felt|noticed|watched|witnessed|remembers?|remembered|recalls?|recalled"
    r"|(?:is|was|are|were) (?:sure|certain|convinced|in no doubt)|(?:has|had|have) no doubts?)\b"
)
# The words before that verb: "Ada Holm, who was mending nets, had seen".
_WITNESS = re.compile(r"((?:[\w’'.-]+ ){0,6}[\w’'.-]+?)(?:, [^,.;:\"“]{3,70},)?(?: (?:had|has|have))?$")


def speaking(reader: SourceReader, span: Span) -> Root | None:
    """Who stands behind words of the reporter: who is credited around them in the paragraph, or behind the lead."""
    text = reader.record.report.text
    if match := _CORRECTED.search(text, max(0, span[0] - 40), span[1]):
        # "On Monday the newspaper corrected the number to three": the outlet's word
        low = text[: match.start()].lower()
        outlets = [(low.rfind(key), key, name) for key, name in reader.circle.media.items() if key in low]
        if outlets:
            _, known, outlet = max(outlets)
            return Root(("media", known), outlet, "outlet")
    if (giver := _giver(reader, span) or _witness(reader, span)) is not None:
        return giver
    begin, end = text.rfind("\n", 0, span[0]) + 1, text.find("\n", span[1])
    inside = [(place, root) for place, root in _credited(reader) if begin <= place < (end if end >= 0 else len(text))]
    before = [root for place, root in inside if place < span[0] and root.kind != "outlet"]
    after = [root for place, root in inside if place >= span[1] and root.kind != "outlet"]
    if before and after and before[-1].key == after[0].key:
        return before[-1]
    if before and before[-1].kind != "unnamed" and len({root.key for _, root in inside}) == 1:
        # "… the zoo said. The keepers are on leave.": nobody else speaks in the paragraph
        return before[-1]
    return None if inside else _attributed_late(reader, span)


def main_voice(reader: SourceReader, span: Span) -> Root | None:
    """Who tells a report's happening where the reporter takes it for known: the first with a name who speaks behind the
    words, else the last before them, of its paragraph first.

    "Ada Holm was feeding her geese when the dam broke. 'It sounded like a train', the farmer said."
    """
    told = [(place, root) for place, root in _credited(reader) if root.kind in ("person", "office", "document")]
    text = reader.record.report.text
    begin, end = text.rfind("\n", 0, span[0]) + 1, text.find("\n", span[1])
    inside = [root for place, root in told if begin <= place < (end if end >= 0 else len(text))]
    behind = [root for place, root in told if place >= span[1]]
    before = [root for place, root in told if place < span[0]]
    return next(iter([*inside, *behind, *reversed(before)]), None)


def _credited(reader: SourceReader) -> list[tuple[int, Root]]:
    """The places of a report's statements that tell something, with who makes them, in order.

    "The party demanded his resignation, a day after the dam broke": who wants something does not tell of the dam; nor
    does who is named in the headline.
    """
    headline = reader.record.report.headline or (0, 0)
    told = [
        (place_of(statement), reader.roots[statement.id])
        for statement in reader.record.statements
        if statement.content and statement.act != "decline" and statement.act not in WANTS
    ]
    return sorted([pair for pair in told if pair[0] >= headline[1]], key=lambda pair: pair[0])


def _giver(reader: SourceReader, span: Span) -> Root | None:
    """Who gives a number or decides in the clause: "A zoo keeper spoke of more than 30 snakes"."""
    text = reader.record.report.text
    sentence = next((s for s in reader.record.report.sentences if s[0] <= span[0] < s[1]), span)
    for begin in dict.fromkeys((span[0], sentence[0])):
        match = _GIVES.match(text[begin : sentence[1]])
        if match is None or begin + match.end() > span[1]:
            continue
        words = match.group(1).strip()
        start = begin + match.start(1)
        if words and head_of(words) is not None:
            found = reader.named_at((start, start + len(words)))
            if found is not None and found.kind == "unnamed" and not reader.are_people(words):
                # "A stone above the door gives the year as 1911."
                return Root(("document", *sorted(set(stems(words)))), trimmed(words), "document")
            return found if found is not None and found.kind != "outlet" else None
    return None


def _witness(reader: SourceReader, span: Span) -> Root | None:
    """Who saw or heard what some words tell: "Ada Holm, who was mending nets, saw the boat turn over"."""
    text = reader.record.report.text
    sentence = next((s for s in reader.record.report.sentences if s[0] <= span[0] < s[1]), span)
    saw = _SAW.search(text, sentence[0], min(sentence[1], span[1]))
    match = _WITNESS.search(text[max(sentence[0], saw.start() - _BEFORE_SAW) : saw.start()]) if saw else None
    if saw is None or match is None:
        return None
    begin = max(sentence[0], saw.start() - _BEFORE_SAW)
    words = match.group(1).split()
    # The name at the end of what stands before the verb; "He heard six bangs": who spoke before.
    while words and not words[0][:1].isupper():
        words = words[1:]
    named = " ".join(words)
    if named.lower() in ("he", "she"):
        return reader.meant_at(named.lower(), begin + match.start(1))
    end = begin + match.end(1)
    found = reader.named_at((end - len(named), end)) if named else None
    return found if found is not None and found.kind == "person" else None


def _attributed_late(reader: SourceReader, span: Span) -> Root | None:
    """The lead tells the news, and who says so comes in the sentences behind it: "A dam has broken. (…) 'We ran',
    the farmer said"."""
    report = reader.record.report
    begins = min((segment.span[0] for segment in report.segments if segment.kind == "paragraph"), default=0)
    lead = [sentence for sentence in report.sentences if sentence[0] >= begins][:_LEAD]
    if not lead or span[0] >= lead[-1][1]:
        return None
    behind = (root for place, root in _credited(reader) if 0 <= place - span[1] <= _LATE)
    first = next((root for root in behind if root.kind != "outlet"), None)
    # Who has no name vouches for what he is credited with, no more.
    return first if first is not None and first.kind != "unnamed" else None
