"""What tells that two pieces are one claim: phrases with a gap, times in words, rare things more than common ones."""

from __future__ import annotations

import pytest

from onrecord.codebook.told_alike import concepts_of
from onrecord.intake.plain import report_from_text
from onrecord.reader import Reader
from onrecord.stories.concepts import word_concepts
from onrecord.stories.folding import folded
from onrecord.stories.gather import teller_of
from onrecord.stories.measures import measures_in
from onrecord.stories.same_claim import Likelihood, weights
from story_reading import OWN, WIRE


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.open()


@pytest.mark.parametrize(
    "text",
    ["The assault cost six policemen their lives.", "The fire claimed four lives.", "The blast left nine guards dead."],
)
def test_a_phrase_with_a_gap_tells_what_it_tells(reader: Reader, text: str) -> None:
    (record,) = reader.records([report_from_text(text)])
    told = word_concepts(folded(record, reader.codebook), reader.codebook)
    assert "~die" in {name for names in told.values() for name in names}
    assert any("*" in phrase for found in concepts_of(reader.codebook).phrases.values() for phrase, _ in found)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("The shooting started at eight minutes past eleven on Friday.", [668.0]),
        ("They began shooting at 4.30 on Saturday morning.", [270.0]),
        ("The rate stood at 4.30 percent.", []),
    ],
)
def test_times_of_day_in_words_and_with_a_dot(reader: Reader, text: str, minutes: list[float]) -> None:
    (record,) = reader.records([report_from_text(text)])
    part = folded(record, reader.codebook)
    found = [measure.low for measure in measures_in(part, list(range(len(part.forms)))) if measure.kind == "clock"]
    assert found == minutes


def test_the_quick_formula_gives_what_the_evidence_weighs(reader: Reader) -> None:
    records = list(reader.records([report_from_text(WIRE), report_from_text(OWN)]))
    pieces = teller_of(records, outlets={}, codebook=reader.codebook).pieces
    likelihood = Likelihood(pieces)
    *by_evidence, base = weights()
    checked = 0
    for one in pieces:
        for other in pieces:
            if one.report < other.report:
                told = likelihood.above(one, other, -99.0)
                evidence = likelihood.evidence(one, other)
                assert told == pytest.approx(
                    base + sum(weight * value for weight, value in zip(by_evidence, evidence, strict=True))
                )
                checked += 1
    assert checked > 10
