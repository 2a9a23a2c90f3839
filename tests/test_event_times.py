"""Which day of its sentence an event has: its own, that of the clause it goes along with, and not another deed's."""

from __future__ import annotations

import pytest

from onrecord.intake.plain import report_from_text
from onrecord.reader import Reader


def day_of(reader: Reader, text: str, kind: str) -> str | None:
    """The day of the first event of a type, in a report of Tuesday, 7 April 2026."""
    record = next(iter(reader.records([report_from_text(text, published="2026-04-07")])))
    event = next(event for event in record.events if event.type == kind)
    value = next((time.value for time in record.times if time.id == event.time), None)
    return value[:10] if value is not None else None


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        # what is agreed, vetoed or asked for is not done on the day of the agreement
        ("Turkey and Egypt agreed on Monday to resume direct ferry services.", "AGREE", "2026-04-06"),
        ("Turkey and Egypt agreed on Monday to resume direct ferry services.", "COOPERATE", None),
        ("Vietnam protested on Monday over the ramming of a fishing boat by a Chinese ship.", "ASSAULT", None),
        # what goes along with a deed is of its day
        ("Thousands packed a square on Sunday, while a smaller crowd chanted against judges.", "PROTEST", "2026-04-05"),
        ("Rebels stormed the town on Sunday, killing 20 people, doctors said.", "ASSAULT", "2026-04-05"),
        # behind the participle of what it is done to
        ("Police seized a truck carrying explosives near the Serbian border on Sunday.", "COERCE", "2026-04-05"),
    ],
)
def test_an_event_has_its_own_day(text: str, kind: str, day: str | None, remembering: Reader) -> None:
    assert day_of(remembering, text, kind) == day
