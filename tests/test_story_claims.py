"""Whether pieces of different reports tell the same claim: by words, and by what else speaks for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.reader import Reader
from onrecord.stories.same_claim import Likelihood
from onrecord.stories.tellings import Piece
from story_reading import Told, tell


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.open()


def _piece(report: int, sentence: int, *stems: str) -> Piece:
    weight = len(stems) ** -0.5
    return Piece(report, sentence, None, (0, 1), [], bag=dict.fromkeys(stems, weight), things=[frozenset({"gate"})])


def _logit(one: Piece, other: Piece) -> float:
    ends = [_piece(report, 9, "end") for report in (0, 1)]
    told = Likelihood([one, other, *ends]).above(one, other, -99.0)
    assert told is not None
    return told


GATE = _piece(0, 1, "gate", "use", "week", "#16")
MENDED = _piece(1, 1, "gate", "mend", "week", "#16")


def test_a_number_in_common_speaks_for_one_claim_and_another_number_somewhat() -> None:
    other = replace(MENDED, bag={"gate": 0.5, "mend": 0.5, "week": 0.5, "#12": 0.5})
    none = replace(MENDED, bag={"gate": 0.5, "mend": 0.5, "week": 0.5, "lock": 0.5})
    assert _logit(GATE, MENDED) > _logit(GATE, other) > _logit(GATE, none)


def test_that_both_tell_of_one_of_them_says_nothing() -> None:
    ours, theirs = _piece(0, 1, "gate", "#1"), _piece(1, 1, "gate", "#1")
    without = (replace(piece, bag={"gate": 0.7, "hurt": 0.7}) for piece in (ours, theirs))
    assert _logit(ours, theirs) - _logit(*without) < 0.1


def test_pieces_at_like_places_of_their_reports_are_likelier_one() -> None:
    assert _logit(GATE, MENDED) > _logit(GATE, replace(MENDED, sentence=8))


def test_what_is_not_above_the_limit_is_not_told() -> None:
    assert Likelihood([GATE, MENDED]).above(GATE, MENDED, 99.0) is None


def test_what_stands_beside_a_statement_without_a_verb_is_no_claim(reader: Reader) -> None:
    text = (
        "KARSK, May 2 (Quill) - Guards closed two border posts, three officials told Quill on Sunday, in the sharpest "
        "turn yet of a dispute over water.\n"
    )
    told = tell(reader, one=(text, "2026-05-02T08:00", "Quill"))
    assert [claim.says for claim in told.story.claims if "sharpest" in claim.says] == []


def _denied(told: Told) -> list[str]:
    texts = {record.report.id: record.report.text for record in told.records}
    return [
        texts[span.report][slice(*span.span)]
        for found in told.story.contradictions
        if found.code == "factuality"
        for value in found.values
        if value.value == "happened"
        for span in value.spans
    ]


def test_what_is_rejected_is_what_somebody_was_credited_with(reader: Reader) -> None:
    text = (
        "KARSK, May 2 (Quill) - Norwegian boats crossed into Estonian waters at night, three officials told Quill on "
        "Sunday.\n\nThe boats were taken to the port of Karsk. Norway's foreign ministry rejected the accusation.\n"
    )
    other = text.replace("KARSK, May 2 (Quill)", "NORBY, May 2 (Amber)")
    told = tell(reader, a=(text, "2026-05-02T08:00", "Quill"), b=(other, "2026-05-02T09:00", "Amber"))
    assert _denied(told)
    assert all("crossed" in words for words in _denied(told))


def test_a_question_that_nobody_answered_tells_nothing(reader: Reader) -> None:
    text = (
        "KARSK, May 2 (Quill) - Estonia has not yet told Norway formally why the crew was detained, the embassy said.\n"
    )
    told = tell(reader, one=(text, "2026-05-02T08:00", "Quill"))
    assert not any(claim.says.lower().startswith(("why the crew", "the crew was")) for claim in told.story.claims)
