"""Findings: what an editor should look at."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.record import Record

Read = Callable[..., Record]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("unnamed_source", "Two officials said that the bridge was closed."),
        ("vague_source", "Critics said that the bridge was unsafe."),
        ("anonymity_without_reason", "A diplomat who requested anonymity said the talks had failed."),
        (
            "anonymity_with_reason",
            "A diplomat said, speaking on condition of anonymity because the talks were private, that they had failed.",
        ),
        ("claim_without_source", "It is believed that the ship sank in April."),
        ("speaker_without_role", '"It is late," said Ana Ruiz.'),
        ("date_open", "The bridge was closed on Friday."),
        ("invisible_characters", "The bridge\u200b was closed by the army."),
        ("replaced_characters", "The bridge\x00 was closed by the army."),
    ],
)
def test_the_finding_comes_where_it_should(read: Read, code: str, text: str) -> None:
    assert code in {finding.code for finding in read(text).findings}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("unnamed_source", "The minister, Ana Ruiz, said that the bridge was closed."),
        ("unnamed_source", "A director of the club, Ana Ruiz, said that the bridge was closed."),
        ("quotation_not_closed", 'Ana Ruiz said: "The bridge is shut.\n\nNobody may cross it.\n\nNot even on foot."'),
        ("quotation_without_speaker", '"The bridge is shut.\n\nNobody may cross it," said Ana Ruiz, the mayor.'),
        ("speaker_without_role", 'Ana Ruiz of Harbour Watch met the crew. "It is late," said Ruiz.'),
        ("headline_asserts", "Northair to cut jobs\n\nNorthair said on Monday that it will cut 900 jobs in Oslo."),
        ("claim_without_source", "The army believes that the ship sank in April."),
        ("speaker_without_role", '"It is late," said Ana Ruiz, a nurse at the hospital.'),
        ("quotation_not_closed", '"It is late," said Ana Ruiz.'),
        ("invisible_characters", "The bridge was closed by the army."),
    ],
)
def test_the_finding_stays_away_where_it_should(read: Read, code: str, text: str) -> None:
    assert code not in {finding.code for finding in read(text).findings}


def test_a_weekday_that_does_not_fit_its_date_is_a_warning(read: Read) -> None:
    record = read("The bridge was closed on Monday, January 30, 2026.", published="2026-02-03")
    (finding,) = [item for item in record.findings if item.code == "weekday_date_conflict"]
    assert finding.severity == "warning"


def test_publication_closes_the_open_dates(read: Read) -> None:
    record = read("The bridge was closed on Friday.", published="2026-02-03")
    assert "date_open" not in {finding.code for finding in record.findings}


def test_a_headline_that_asserts_what_is_only_credited_is_a_warning(read: Read) -> None:
    body = "Soldiers attacked the village of Oru on Monday, two residents said. Nobody else could be reached there."
    record = read(f"Soldiers attack village of Oru\n\n{body}")
    assert "headline_asserts" in {finding.code for finding in record.findings}
    record = read(f"Soldiers attack village of Oru, residents say\n\n{body}")
    assert "headline_asserts" not in {finding.code for finding in record.findings}


def test_an_edit_note_and_an_added_section_are_named(read: Read) -> None:
    record = read(
        "Dam reopens after repairs\n\nThe dam in Oru reopened on Monday after a month of repairs, the "
        "ministry said.\n\n"
        'Voices From the Town:\n\n"It took too long," said Ana Ruiz, a nurse. "We had no water."\n\n'
        "(Reporting by Jon Berg; Edited for length and context)"
    )
    codes = {finding.code for finding in record.findings}
    assert {"edit_note", "section_added"} <= codes


def test_warnings_come_first(read: Read) -> None:
    record = read("It is believed that the ship sank.\u200b Critics said that it was unsafe.")
    order = [finding.severity for finding in record.findings]
    assert order == sorted(order, key=["warning", "check", "note"].index)
