"""What an archive is asked, looked over before it is answered: a misspelt type would only find nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, get_args

from onrecord.errors import WrongDate, WrongQuestion
from onrecord.intake.published import iso_date
from onrecord.record import Factuality

if TYPE_CHECKING:
    from onrecord.codebook.loader import Codebook


def asked_days(since: str | date | None, until: str | date | None) -> tuple[str | None, str | None]:
    """The first and the last day as `YYYY-MM-DD`. Raises WrongQuestion for what is none, and where they are crossed."""
    first, last = _day(since), _day(until)
    if first and last and first > last:
        raise WrongQuestion(f"The first day, {first}, is after the last, {last}; give them in their order.")
    return first, last


def _day(given: str | date | None) -> str | None:
    if given is None:
        return None
    try:
        return iso_date(given)[:10]
    except WrongDate:
        raise WrongQuestion(f"{str(given)[:40]!r} is not a day; write it as YYYY-MM-DD, as in 2026-02-03.") from None


def asked_limit(limit: int | None) -> None:
    """Raises WrongQuestion for a limit that lets nothing through; None is no limit."""
    if limit is not None and limit < 1:
        raise WrongQuestion(f"The limit {limit} lets nothing through; give a number from 1 up.")


def asked_factuality(factuality: str | None) -> None:
    """Raises WrongQuestion for what is no factuality."""
    known = get_args(Factuality)
    if factuality is not None and factuality not in known:
        raise WrongQuestion(f"{factuality!r} is no factuality; give one of {', '.join(known)}.")


def asked_type(name: str | None, codebook: Codebook) -> None:
    """Raises WrongQuestion for what is no type of events."""
    from onrecord.codebook.type_view import types_of

    if name is not None and name.upper() not in types_of(codebook):
        raise WrongQuestion(f"{name!r} is no type of events; onrecord codebook show lists them.")
