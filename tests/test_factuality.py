"""Whether an event is told as happened, ongoing, planned, possible, conditional, denied or not happened."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from event_reading import read
from onrecord.language.parsed import ParsedReport
from onrecord.record import Factuality


@pytest.mark.parametrize(
    ("kind", "expected", "sentence"),
    [
        ("ASSAULT", "happened", "Russia attacked Ukraine."),
        ("ASSAULT", "happened", "Russia has attacked Ukraine."),
        ("ASSAULT", "ongoing", "Russia is attacking Ukraine."),
        ("ASSAULT", "planned", "Russia will attack Ukraine."),
        ("ASSAULT", "possible", "Russia may attack Ukraine."),
        ("ASSAULT", "possible", "Russia threatened to attack Ukraine."),
        ("ASSAULT", "conditional", "If Russia attacks Ukraine, prices will rise."),
        ("ASSAULT", "conditional", "Any Russian attack on Ukraine would raise prices."),
        ("ASSAULT", "not_happened", "Russia did not attack Ukraine."),
        ("ASSAULT", "not_happened", "Russia refused to attack Ukraine."),
        ("ASSAULT", "denied", "Russia denied that it attacked Ukraine."),
        ("ASSAULT", "denied", "Russia denied attacking Ukraine."),
        ("ASSAULT", "possible", "Did Russia attack Ukraine?"),
        ("ASSAULT", "possible", "Poland fears a possible Russian attack on Ukraine."),
        ("CONSULT", "planned", "Egypt and Sudan plan to hold talks in May."),
        ("CONSULT", "planned", "Egypt and Sudan are to hold talks in May."),
        ("CONSULT", "planned", "Egypt and Sudan agreed to hold talks in May."),
        ("REJECT", "happened", "Egypt and Sudan cancelled planned talks."),
        ("CONSULT", "not_happened", "Egypt and Sudan did not hold talks."),
        ("SANCTION", "possible", "Canada is considering sanctions against Belarus."),
        ("RETREAT", "not_happened", "Ethiopia failed to withdraw its troops from Somalia."),
        ("RETREAT", "possible", "Kenya urged Ethiopia to withdraw its troops from Somalia."),
        ("ASSAULT", "happened", "Poland condemned the Russian attack on Ukraine."),
        ("ASSAULT", "happened", "Prices will rise after the Russian attack on Ukraine."),
        ("THREATEN", "happened", "Russia threatened to attack Ukraine."),
        ("AID", "not_happened", "Syria said it would not accept any more refugees."),
    ],
)  # fmt: skip
def test_factuality(parsed: Callable[..., ParsedReport], kind: str, expected: Factuality, sentence: str) -> None:
    result = read(parsed, sentence)
    found = [event.factuality for event in result.events if event.type == kind]
    assert found == [expected]
