"""Why the cells of times, places, findings and of the report itself are what they are."""

from __future__ import annotations

import re

from onrecord.codebook.loader import Codebook
from onrecord.reading.place_names import Toponym, names_of, settlements
from onrecord.reading.read import Reading
from onrecord.reading.times import needs_published
from onrecord.reading.why.entries import table_entry
from onrecord.reading.why.words import underlined, words_of
from onrecord.record import Finding, Place, ReportPart, Time

_MOST = 6
_USES = {
    "location": "something is, goes or happens there: it stands after a preposition of place, or is entered or hit",
    "government": "it acts, is spoken to or is dealt with, so that the government there is meant",
    "modifier": "it only modifies the noun after it",
    "other": "it neither says where something is nor stands for a government",
}
_FROM = {
    "argument": "given with --published",
    "metadata": "stated by the page or by the line of JSON",
    "dateline": "a dateline with day, month and year",
    "none": "nothing states it; --published would give it",
}


def time_lines(reading: Reading, item: Time) -> list[str]:
    """What a time's value was reckoned from; the same for all of its fields."""
    report = reading.record.report
    words = words_of(report.text, [item.span])
    lines = underlined(reading.parsed, [([item.span], "^")])
    bounds = [
        f"{name} {value}"
        for name, value in (
            ("begin", item.begin),
            ("end", item.end),
            ("not before", item.not_before),
            ("not after", item.not_after),
        )
        if value
    ]
    lines.append(
        f"{words} is {item.type} {item.value or 'with no value'}" + (f", {', '.join(bounds)}." if bounds else ".")
    )
    if item.anchor == "published":
        lines.append(
            f"Reckoned from the day of publication, {report.published} ({_FROM[report.published_from]}){_tense(words)}."
        )
    elif item.anchor == "dateline":
        lines.append(f"Reckoned from the dateline's day{_tense(words)}.")
    elif item.anchor == "text":
        before = [time for time in reading.record.times if time.span[0] < item.span[0] and time.value]
        shown = (
            f", as {before[-1].id} {words_of(report.text, [before[-1].span])} ({before[-1].value})" if before else ""
        )
        lines.append(f"Reckoned from a day that the text told before{shown}.")
    elif needs_published([item], report.text):
        lines.append("Not fixed: the report states no day of publication; --published DATE would fix it.")
    else:
        lines.append("Needs nothing to be reckoned from: the words hold all that the value says.")
    return lines


def _tense(words: str) -> str:
    """A weekday is the one before or after, as its verb tells."""
    return (
        ", before or after it by the tense of its verb" if re.search(r"day\b", words) and "today" not in words else ""
    )


def place_lines(reading: Reading, codebook: Codebook, item: Place, field: str | None) -> list[str]:
    """What a place name can mean, what was chosen, and what it is used for."""
    lines = underlined(reading.parsed, [([item.span], "^")])
    words = " ".join(reading.record.words(item.span).split())
    use = f"Use “{item.use}”: {_USES[item.use]}."
    if field == "use":
        return [*lines, use]
    chosen = _shown(item.name, item.kind, item.country, item.geonameid)
    if item.lat is None:
        lines.append(f"{words} is {chosen}; its coordinates are not known to us.")
    else:
        lines.append(f"{words} is {chosen} at {item.lat:g}, {item.lon:g}.")
    others = [place for place in _candidates(codebook, words) if not _is(place, item)]
    if others:
        told = "; ".join(
            _shown(place.name, place.kind, place.country, place.geonameid, place.population) for place in others[:_MOST]
        )
        left = len(others) - _MOST
        lines.append(f"It could also mean: {told}{f'; and {left} more' if left > 0 else ''}.")
        lines.append(
            "Chosen by what it is said to lie in, by population, and by the countries and places of the report."
        )
    else:
        other = "" if item.lat is None else "other "
        lines.append(f"No {other}place of that name is known to the codebook or to GeoNames' settlements.")
    return [*lines, use]


def _candidates(codebook: Codebook, words: str) -> list[Toponym]:
    names = names_of(codebook)
    if words.isupper() and len(words) > 3:
        words = words.title()
    found = [*names.lower.get(words.lower(), []), *settlements(words, names)]
    return list(dict.fromkeys(found))


def _is(place: Toponym, item: Place) -> bool:
    if item.geonameid is not None or place.geonameid is not None:
        return place.geonameid == item.geonameid
    return place.kind == item.kind and place.country == item.country


def _shown(name: str, kind: str, country: str | None, geonameid: int | None, people: int = 0) -> str:
    parts = [kind, country or "country open"]
    parts += [f"{people:,} people"] if people else []
    parts += [f"GeoNames {geonameid}"] if geonameid else []
    return f"{name} ({', '.join(parts)})"


def finding_lines(reading: Reading, codebook: Codebook, item: Finding) -> list[str]:
    """A finding with its words, its codebook entry and its remedy."""
    lines = [f"{item.severity}: {item.message}", *underlined(reading.parsed, [(item.spans, "^")])]
    if item.about:
        lines.append(f"It is about {item.about} (why {item.about} tells more).")
    entry = table_entry(codebook, "findings", item.code)
    return [*lines, *([f"  {entry}"] if entry else []), f"What to do: {item.remedy}"]


def report_lines(reading: Reading, item: ReportPart, field: str | None) -> list[str]:
    """Where the report's own fields come from."""
    if field in (None, "published", "published_from"):
        told = f"Published {item.published or 'open'}: {_FROM[item.published_from]}."
        if field is not None:
            return [told]
        kinds = [segment.kind for segment in item.segments]
        counted = ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))
        return [
            f"{item.id}: {len(item.text):,} characters, sha256 {item.sha256[:16]}… of the bytes as given.",
            told,
            f"Segments: {counted}.",
        ]
    if field == "id":
        return [f"{item.id} is made of the SHA-256 of the bytes, the address and the id that was given with it."]
    if field == "dateline":
        if item.dateline is None:
            return ["No line opens with places, a date or an agency and a dash."]
        line = item.dateline
        places = ", ".join(line.places) or "none"
        shown = f"places {places}; time {line.time or 'none'}; agency {line.agency or 'none'}"
        return [
            *underlined(reading.parsed, [([item.dateline.span], "^")]),
            f"A dateline, by its form at the head of the lead: {shown}.",
        ]
    if field == "headline":
        if item.headline is None:
            return ["No headline: none was given apart, and no first line looks like one."]
        return [
            *underlined(reading.parsed, [([item.headline], "^")]),
            "The headline: given apart, or a first line with no full stop.",
        ]
    if field == "credits":
        spans = [credit.span for credit in item.credits]
        told = "; ".join(f"{credit.role} {', '.join(credit.names) or '-'}" for credit in item.credits)
        return [
            *underlined(reading.parsed, [(spans, "^")]),
            f"Credits: {told}." if told else "No credits: no byline, and no credit line at the end.",
        ]
    if field == "sections":
        titles = [section.title for section in item.sections if section.title is not None]
        told = f"{len(item.sections)} sections; " + (
            f"titled {words_of(item.text, titles)}." if titles else "none has a title."
        )
        return [*underlined(reading.parsed, [(titles, "^")]), told]
    if field == "segments":
        return [
            f"{segment.span[0]:>6} {segment.kind:<13} {words_of(item.text, [segment.span], 50)}"
            for segment in item.segments
        ]
    return [f"{field} is kept as it was given: {str(getattr(item, field))[:100]!r}."]
