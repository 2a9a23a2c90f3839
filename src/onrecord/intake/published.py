"""Dates of publication: what a user, a page or a complete dateline gives -> ISO 8601."""

from __future__ import annotations

import re
from datetime import date, datetime

from onrecord.errors import WrongDate

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_TIME = re.compile(
    r"(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d{1,9})?\s*(Z|z|UTC|GMT|[+-]\d{2}:?\d{2})?", re.ASCII
)
_MONTH_FIRST = re.compile(rf"\b({MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", re.IGNORECASE | re.ASCII)
_DAY_FIRST = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({MONTH}),?\s+(\d{{4}})\b", re.IGNORECASE | re.ASCII
)
_ISO_INSIDE = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)", re.ASCII)


def _iso_or_none(words: str) -> str | None:
    try:
        if match := _DAY.fullmatch(words):
            return date.fromisoformat(match.group()).isoformat()
        if match := _TIME.fullmatch(words):
            day, clock, zone = match.groups(default="")
            zone = "Z" if zone in ("Z", "z", "UTC", "GMT") else zone
            if len(zone) == 5:
                zone = f"{zone[:3]}:{zone[3:]}"
            datetime.fromisoformat(f"{day}T{clock}{zone}")
            return f"{day}T{clock}{zone}"
    except ValueError:
        return None
    return None


def iso_date(given: str | date) -> str:
    """A date as ISO 8601: `YYYY-MM-DD`, or with a time `YYYY-MM-DDTHH:MM[:SS][Z|+HH:MM]`.

    A `date` or `datetime` is taken too. Raises WrongDate, with the form that is wanted, for anything else and for a day
    that no calendar has.
    """
    given = given.isoformat() if isinstance(given, date) else str(given)
    iso = _iso_or_none(given.strip())
    if iso is None:
        shown = "".join(letter if letter.isprintable() else "\ufffd" for letter in given.strip()[:40])
        raise WrongDate(
            f"'{shown}' is not a date; write the day of publication as YYYY-MM-DD, as in 2026-02-03, "
            "or with its time as 2026-02-03T14:30+00:00."
        )
    return iso


def date_from_metadata(given: str | None) -> str | None:
    """A date as a page or a feed gives it, as ISO 8601; None where it is no complete date (nobody chose it by hand)."""
    if not given:
        return None
    return _iso_or_none(given.strip()) or complete_date(given)


def complete_date(words: str) -> str | None:
    """The first date in `words` that has a day, a month by name (or ISO form) and a year, as YYYY-MM-DD.

    "03/04/2026" stays undecided: it is March or April, by the reader's country.
    """
    found: list[tuple[int, int, int, int]] = []
    if match := _MONTH_FIRST.search(words):
        found.append((match.start(), int(match[3]), _month(match[1]), int(match[2])))
    if match := _DAY_FIRST.search(words):
        found.append((match.start(), int(match[3]), _month(match[2]), int(match[1])))
    if match := _ISO_INSIDE.search(words):
        found.append((match.start(), int(match[1]), int(match[2]), int(match[3])))
    for _, year, month, day in sorted(found):
        try:
            return date(year, month, day).isoformat()
        except ValueError:
            continue
    return None


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1
