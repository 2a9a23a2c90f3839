"""How the parts of a record are put into words for people; the page, the table and the CSV all say it this way."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from onrecord.record import (
    Actor,
    Event,
    Factuality,
    Finding,
    Participant,
    Record,
    Severity,
    SourceKind,
    Span,
    Statement,
    Time,
)

Sourcing = Literal["named", "unnamed", "document", "group", "none", "undecided"]

SOURCE_KINDS: dict[SourceKind | None, str] = {
    "named_person": "named person",
    "named_organisation": "named office or organisation",
    "unnamed_people": "unnamed people",
    "unnamed_organisation": "unnamed organisation",
    "document": "document",
    "media": "other media",
    "group": "group",
    "none": "no source",
    None: "undecided",
}
SOURCINGS: dict[SourceKind | None, Sourcing] = {
    "named_person": "named",
    "named_organisation": "named",
    "unnamed_people": "unnamed",
    "unnamed_organisation": "unnamed",
    "document": "document",
    "media": "document",
    "group": "group",
    "none": "none",
    None: "undecided",
}
SOURCING_WORDS: dict[Sourcing, str] = {
    "named": "named people and offices",
    "unnamed": "unnamed people and organisations",
    "document": "documents and other media",
    "group": "groups",
    "none": "no source at all",
    "undecided": "undecided",
}
FACTUALITY_WORDS: dict[Factuality | None, tuple[str, str, str]] = {
    # factuality: (sign, word, what it means)
    "happened": ("●", "happened", "told as something that took place"),
    "ongoing": ("◐", "going on", "told as something that is still going on"),
    "planned": ("○", "planned", "announced, promised or expected, but not there yet"),
    "possible": ("?", "possible", "only feared, hoped for or thought possible"),
    "conditional": ("if", "conditional", "would happen only if something else does"),
    "denied": ("≠", "denied", "somebody says that it is not so"),
    "not_happened": ("×", "did not happen", "told as something that did not take place"),
    None: ("–", "undecided", "the words do not tell which of these it is"),
}
TYPE_WORDS: dict[str, str] = {
    "AGREE": "agreed to do", "CONSULT": "met or talked", "SUPPORT": "supported", "COOPERATE": "worked together",
    "AID": "gave aid", "CONCEDE": "gave way", "RETREAT": "stood down or released", "REQUEST": "asked or demanded",
    "ACCUSE": "accused or criticised", "REJECT": "refused", "THREATEN": "threatened", "PROTEST": "protested",
    "SANCTION": "punished or cut ties", "MOBILIZE": "moved or readied forces", "COERCE": "coerced",
    "ASSAULT": "attacked",
}  # fmt: skip
SECTOR_WORDS: dict[str, str] = {
    "AGR": "farming", "BUS": "business", "COP": "police", "CRM": "crime", "CVL": "civilians", "EDU": "education",
    "ELI": "former officials", "GOV": "government", "JRN": "news media", "JUD": "courts", "LAB": "labour",
    "LEG": "parliament", "MED": "health", "MIL": "military", "OPP": "opposition", "PRE": "partly recognised entity",
    "PRM": "paramilitary", "PTY": "party", "REB": "rebels", "REF": "refugees", "REL": "religion",
    "SOC": "civil society",    "SPY": "intelligence", "UAF": "unidentified forces", "UNK": "unidentified",
}  # fmt: skip
NON_STATE_WORDS: dict[str, str] = {
    "IGO": "intergovernmental", "UNO": "United Nations", "EUR": "European Union", "NGO": "non-governmental",
    "ISM": "international movement", "IMG": "international militants", "MNC": "multinational company",
}  # fmt: skip
# These disorder or hide the words around them; they are always shown by their code point and name.
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_GRAVEST_FIRST: tuple[Severity, ...] = ("warning", "check", "note")
_WEEKDAYS = "Mon Tue Wed Thu Fri Sat Sun".split()
_DAY_PARTS = {"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime"}
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day", "H": "hour"}
_REFERENCES = {"PRESENT_REF": "now", "PAST_REF": "in the past", "FUTURE_REF": "in the future"}
QUOTES = frozenset("\"'“”‘’„«»")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_SPACE = re.compile(r"\s+")


def is_odd(char: str) -> bool:
    """Whether a character is invisible or a control that could disorder what stands around it (line breaks are not)."""
    return char in BIDI or (unicodedata.category(char) in {"Cc", "Cf", "Co", "Cn"} and char not in "\t\n\r")


def code_point(char: str) -> str:
    """How a character is called when it is shown by its number: "U+202E"."""
    return f"U+{ord(char):04X}"


def harmless(text: str) -> str:
    """Words on one line for a terminal: white space is one blank, controls are shown as <U+001B>, so that none acts."""
    folded = _SPACE.sub(" ", text).strip()
    if folded.isascii() and folded.isprintable():
        return folded
    return "".join(
        f"<{code_point(char)}>" if char in BIDI or unicodedata.category(char) == "Cc" else char for char in folded
    )


def shortened(text: str, limit: int) -> str:
    """The text, cut after a word so that it has at most `limit` characters with the ellipsis at its end."""
    if len(text) <= limit:
        return text
    cut = text[: max(limit - 1, 1)]
    at = cut.rfind(" ")
    return (cut[:at] if at > limit // 2 else cut).rstrip(" ,;:.–-") + "…"


def day_words(iso: str | None) -> str | None:
    """An ISO 8601 date or time as people write it: "Fri 30 Jan 2026", "Fri 30 Jan 2026, 14:05"; None stays None."""
    if iso is None:
        return None
    try:
        day = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    words = f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"
    clock = iso[11:16] if re.match(r"T\d\d:\d\d", iso[10:]) else ""
    return f"{words}, {clock}" if clock and clock != "00:00" else words


def value_words(value: str | None) -> str | None:
    """A TIMEX3 value as people write it: "Fri 30 Jan 2026", "Feb 2026", "2 days"; None where it fixes no day."""
    if value is None or value.startswith("XXXX"):
        return None
    if match := re.fullmatch(r"(\d{4}-\d\d-\d\d)(?:T(.+))?", value):
        day = day_words(match[1])
        part = _DAY_PARTS.get(match[2], match[2]) if match[2] else None
        return f"{day}, {part}" if part else day
    if (match := re.fullmatch(r"(\d{4})-(\d\d)", value)) and 1 <= int(match[2]) <= 12:
        return f"{_MONTHS[int(match[2]) - 1]} {match[1]}"
    if match := re.fullmatch(r"PT?(\d+(?:\.\d+)?)([YMWDH])", value):
        unit = "minute" if value.startswith("PT") and match[2] == "M" else _UNITS[match[2]]
        return f"{match[1]} {unit}{'' if match[1] == '1' else 's'}"
    if match := re.fullmatch(r"(\d{4})-W(\d\d)", value):
        return f"week {int(match[2])} of {match[1]}"
    return _REFERENCES.get(value, value)


def findings_by_severity(record: Record) -> list[Finding]:
    """The findings, the gravest first; as the record has them within a severity."""
    return sorted(record.findings, key=lambda finding: _GRAVEST_FIRST.index(finding.severity))


@lru_cache(maxsize=1)
def _country_names() -> dict[str, str]:
    from onrecord.codebook.loader import open_codebook
    from onrecord.codebook.world import Country

    table = open_codebook(None).table("countries", Country)
    return {code: country.name for code, country in table.items()}


def country_words(code: str | None) -> str | None:
    """The name of a country or of PLOVER's code in its place; a code that the codebook does not know stays as it is."""
    if code is None:
        return None
    return NON_STATE_WORDS.get(code) or _country_names().get(code, code)


def _initials(name: str) -> str:
    """The capitals of a name: "US" and "United States" have the same."""
    return "".join(char for char in name if char.isupper()) if len(name) > 1 else name


_PRONOUNS = frozenset({"he", "she", "it", "they", "i", "we", "who", "his", "her", "their"})


@dataclass(frozen=True, slots=True)
class Voice:
    """A source in words, and how many statements are its own."""

    words: str
    statements: int


class Wording:
    """One record, with its parts at hand by id."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.text = record.report.text
        self.actors = {actor.id: actor for actor in record.actors}
        self.times = {time.id: time for time in record.times}
        self.places = {place.id: place for place in record.places}
        self._place_spans = {place.span for place in record.places}
        self.statements = {statement.id: statement for statement in record.statements}

    def words(self, spans: Sequence[Span]) -> str:
        """The words of spans on one line, with an ellipsis between pieces that stand apart."""
        pieces: list[str] = []
        end = -1
        for start, stop in spans:
            gap = self.text[end:start] if end >= 0 else ""
            if end >= 0:
                pieces.append(" " if not gap.strip(" \t\r\n\"'“”‘’,") else " … ")
            pieces.append(self.text[start:stop])
            end = stop
        return _SPACE.sub(" ", "".join(pieces)).strip()

    def is_named(self, actor: Actor) -> bool:
        """Whether any mention in the report gives the actor's name."""
        return any(mention.kind == "name" for mention in actor.mentions)

    def with_name(self, words: str, actors: Iterable[str]) -> str:
        """Words with whom they mean where they do not say it: "he (Israel Katz)"; empty words give the name alone."""
        names = []
        for actor in (self.actors[name] for name in actors if name in self.actors):
            bare = not words or words.lower() in _PRONOUNS
            if (bare or self.is_named(actor)) and not self._says(words, actor):
                names.append(actor.name)
        if not names:
            return words
        meant = " and ".join(dict.fromkeys(names))
        return f"{words} ({meant})" if words else meant

    def _says(self, words: str, actor: Actor) -> bool:
        if actor.name.lower() in words.lower() or _initials(words) == _initials(actor.name):
            return True
        spoken = set(re.findall(r"\w+", words.lower()))
        named = (self.text[m.span[0] : m.span[1]] for m in actor.mentions if m.kind == "name")
        return any(
            spoken & {w for w in re.findall(r"\w+", name.lower()) if len(w) > 2} for name in [actor.name, *named]
        )

    def source(self, statement: Statement) -> str:
        """Who said it: the source's words, with the name where a pronoun or another word stands for it."""
        words = self.with_name(self.words(statement.source), statement.source_actors)
        if words:
            return words
        return "nobody is named" if statement.source_kind == "none" else "source not given here"

    def sourcing(self, statement: Statement) -> Sourcing:
        """The coarse kind of the source: named, unnamed, document, group, none or undecided."""
        return SOURCINGS[statement.source_kind]

    def source_kind(self, statement: Statement) -> str:
        """The kind of the source with its number: "unnamed people, 2"."""
        kind = SOURCE_KINDS[statement.source_kind]
        count = statement.source_count
        return f"{kind}, {count}" if count and (count > 1 or statement.source_kind == "unnamed_people") else kind

    def content(self, statement: Statement) -> str:
        """What was said; between quotation marks where the report quotes it."""
        words = self.words(statement.content)
        return f"“{words}”" if statement.form == "direct" and words and words[0] not in QUOTES else words

    def participants(self, participants: Sequence[Participant]) -> list[tuple[str, Participant]]:
        """Each actor of an event once, with the words that name it there.

        Two that one phrase names are told apart by their countries: "foreign ministers (Latvia)".
        """
        seen: dict[str, tuple[str, Participant]] = {}
        for participant in participants:
            words = self.with_name(self.words([participant.span]), [participant.actor])
            seen.setdefault(participant.actor, (words, participant))
        spans = [participant.span for _, participant in seen.values()]
        return [
            (self._of_country(words, participant.actor) if spans.count(participant.span) > 1 else words, participant)
            for words, participant in seen.values()
        ]

    def _of_country(self, words: str, actor: str) -> str:
        country = next((country_words(one.country) for one in self.record.actors if one.id == actor), None)
        return f"{words} ({country})" if country and country not in words else words

    def affiliation(self, actor: Actor) -> str:
        """Country and sectors in words: "Israel · military"; empty where neither is known."""
        sectors = [actor.sector, *actor.other_sectors] if actor.sector else actor.other_sectors
        country = country_words(actor.country)
        parts = [country if country and country != actor.name else None]
        parts += [SECTOR_WORDS.get(sector, sector) for sector in sectors]
        return " · ".join(part for part in parts if part)

    def time(self, time: Time) -> str | None:
        """The day or days that a time expression stands for, in words; None where it is open."""
        begin, end = day_words(time.begin), day_words(time.end)
        if begin and end and begin != end:
            return f"{begin} – {end}"
        if words := value_words(time.value) or begin or end:
            return words
        since, until = day_words(time.not_before), day_words(time.not_after)
        bounds = [f"not before {since}" if since else "", f"not after {until}" if until else ""]
        return " and ".join(bound for bound in bounds if bound) or None

    def when(self, name: str | None) -> str | None:
        """The time with this id in words, with the value: "on Friday (30 Jan 2026)"."""
        time = self.times.get(name) if name else None
        if time is None:
            return None
        value = self.time(time)
        return f"{self.words([time.span])} ({value or 'date open'})"

    def where(self, name: str | None) -> str | None:
        """The place with this id in words."""
        place = self.places.get(name) if name else None
        if place is None:
            return None
        country = country_words(place.country)
        return f"{place.name}, {country}" if country and country != place.name else place.name

    def on_word_of(self, event: Event) -> str:
        """On whose word an event is told: the innermost statement's source, or the report's own words."""
        statement = self.statements.get(event.statement) if event.statement else None
        return self.source(statement) if statement else "the report's own words"

    def factuality(self, factuality: Factuality | None) -> tuple[str, str, str]:
        """Sign, word and meaning of a factuality."""
        return FACTUALITY_WORDS[factuality]

    def voices(self) -> dict[Sourcing, list[Voice]]:
        """The sources, each once, by coarse kind in the order of `SOURCING_WORDS`, without the empty kinds."""
        found: dict[Sourcing, dict[object, list[Statement]]] = {kind: {} for kind in SOURCING_WORDS}
        for statement in self.record.statements:
            who = tuple(statement.source_actors) or self.source(statement).lower()
            found[self.sourcing(statement)].setdefault(who, []).append(statement)
        return {kind: [self._voice(group) for group in groups.values()] for kind, groups in found.items() if groups}

    def _voice(self, statements: list[Statement]) -> Voice:
        """A source as its first mention names it, not "she (Grace Tembo)"."""
        named = (one for one in statements if self.words(one.source).lower() not in _PRONOUNS)
        return Voice(self.source(next(named, statements[0])), len(statements))

    def headline(self) -> str:
        """What to call the report: its headline, else its first words."""
        report = self.record.report
        return self.words([report.headline]) if report.headline else shortened(_SPACE.sub(" ", self.text).strip(), 80)
