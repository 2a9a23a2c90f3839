"""Whose report it is: the outlet that shows it, and the agency whose sign it carries."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from onrecord.record import Record

_RIGHTS = re.compile(r"(?:©|\(c\)|copyright)\s*(?:19|20)\d\d,?\s+(?:by\s+)?([^.,;\n]{2,60})", re.IGNORECASE)
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)


@lru_cache(maxsize=8192)
def media_key(name: str) -> str:
    """A name of an outlet or agency as it is compared: "The Harbour Post", "Harbour Post's" -> "harbour post"."""
    folded = re.sub(r"['’]s$", "", name.strip().strip('.,;:()"“”'))
    return " ".join(_ARTICLE.sub("", folded).lower().split())


@dataclass(slots=True)
class House:
    """Who shows a report (`outlet`) and whose sign it carries (`agency`), as they are written; None where not told."""

    outlet: str | None
    agency: str | None

    @property
    def source(self) -> str | None:
        """Whose word stands behind what the report says in its own words."""
        return self.agency or self.outlet


def houses(records: Sequence[Record], given: Mapping[str, str]) -> list[House]:
    """The house of each report of a story. `given` are the outlets that the caller knows, by report id.

    An agency that is named in one report's dateline is known in the credits of the others ("Reporting by Northline").
    """
    signs = [record.report.dateline.agency if record.report.dateline else None for record in records]
    outlets = [given.get(record.report.id) or _shown_by(record) for record in records]
    known = {media_key(name): name for name in [*signs, *outlets] if name}
    found = []
    for record, sign, outlet in zip(records, signs, outlets, strict=True):
        agency = sign or _credited(record, known)
        if agency and outlet and media_key(agency) == media_key(outlet):
            agency = outlet
        found.append(House(outlet or sign, agency))
    return found


def _shown_by(record: Record) -> str | None:
    """The outlet by its rights ("© 2026 The Harbour Post") or by its address."""
    match = _RIGHTS.search(record.report.text)
    if match:
        return match.group(1).strip()
    host = urlsplit(record.report.uri or "").hostname
    return host.removeprefix("www.") if host else None


def _credited(record: Record, known: Mapping[str, str]) -> str | None:
    """An agency that the credits name: "(Reporting by Northline)", "This story was provided by Northline"."""
    for credit in record.report.credits:
        for name in credit.names:
            if media_key(name) in known:
                return known[media_key(name)]
    notes = [credit.span for credit in record.report.credits if credit.role == "note"]
    notes += [segment.span for segment in record.report.segments if segment.kind == "notice"]
    for span in notes:
        match = re.search(r"\b(?:by|from|with)\s+(?:the\s+)?([A-Z][\w&.'’ -]{1,40})", record.words(span))
        for key, name in known.items():
            if match and media_key(match.group(1)).startswith(key):
                return name
    return None
