"""Stories tell which report was made from which, on whose word each claim stands, and where reports contradict."""

from __future__ import annotations

import json
import random
from pathlib import Path

import jsonschema
import pytest

from onrecord.cli.schema import Contract, schema_text
from onrecord.intake.plain import report_from_text
from onrecord.reader import Reader
from onrecord.stories.gather import tell_stories
from onrecord.stories.story import Stories
from story_reading import COPY, CORRECTION, OWN, REWRITE, WIRE, Told, tell


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.open()


@pytest.fixture(scope="module")
def dam(reader: Reader) -> Told:
    return tell(
        reader,
        wire=(WIRE, "2026-04-07T12:00", "Quill"),
        copy=(COPY, "2026-04-07T12:30", "The Valley Times"),
        rewrite=(REWRITE, "2026-04-07T18:00", "Daily Horn"),
        correction=(CORRECTION, "2026-04-07T20:00", "Quill"),
        own=(OWN, "2026-04-08T07:00", "Radio Orlava"),
    )


def test_each_report_has_its_likeliest_parent(dam: Told) -> None:
    assert dam.parent("wire") == (None, "independent")
    assert dam.parent("copy") == ("wire", "copy")
    assert dam.parent("rewrite") == ("wire", "rewrite")
    assert dam.parent("own") == (None, "independent")


def test_a_correction_is_a_version_and_not_counted_again(dam: Told) -> None:
    versions = {dam.names[r.id]: dam.names[r.version_of] for r in dam.story.reports if r.version_of}
    assert versions == {"correction": "wire"}
    claim = dam.claim("left shut for eleven hours")
    assert {dam.names[telling.report] for telling in claim.told_by} == {"wire", "copy", "rewrite", "correction"}
    assert claim.summary.startswith("told by 3 reports, ")


def test_copies_and_rewrites_inherit_the_origin(dam: Told) -> None:
    claim = dam.claim("left shut for eleven hours")
    (origin,) = [origin for origin in claim.origins if origin.kind != "office"]
    assert (origin.kind, origin.by_way_of) == ("unnamed", ["Quill"])
    assert "engineers" in origin.name
    assert {dam.names[report] for report in origin.reports} == {"wire", "copy", "rewrite", "correction"}


def test_who_denies_a_claim_does_not_bear_it_out(dam: Told) -> None:
    claim = dam.claim("left shut for eleven hours")
    assert claim.summary.endswith("; water office (denies)")
    assert claim.flags == ["one_origin"]


def test_a_rewrite_that_drops_the_source_adds_no_origin(dam: Told) -> None:
    claim = dam.claim("A crack in the wall of the Orlava dam")
    assert "rewrite" in {dam.names[telling.report] for telling in claim.told_by}
    assert claim.origin_count == 1
    assert claim.not_shown_different == 0


def test_an_office_is_one_origin_by_statement_and_by_spokeswoman(dam: Told) -> None:
    claim = dam.claim("very gate was worked by the book")
    assert {dam.names[telling.report] for telling in claim.told_by} >= {"wire", "rewrite", "own"}
    assert claim.origin_count == 1
    assert claim.origins[0].kind == "office"


def test_numbers_that_cannot_both_be_right_are_named_with_their_reports(dam: Told) -> None:
    (found,) = [item for item in dam.story.contradictions if item.code == "number"]
    told = {value.value: {dam.names[report] for report in value.reports} for value in found.values}
    assert told == {"340": {"wire", "copy"}, "430": {"rewrite"}, "360": {"correction"}}


def test_who_appears_in_one_report_only_is_listed(dam: Told) -> None:
    alone = {(dam.names[item.report], item.what) for item in dam.story.only_in if item.kind == "actor"}
    assert {("rewrite", "Olga Hran"), ("own", "Ivo Brand")} <= alone
    assert "Mila Toren" not in {what for _, what in alone}


def test_unnamed_sources_of_different_outlets_are_not_shown_to_be_different(reader: Reader) -> None:
    first = "KARSK, May 2 (Quill) - The minister will resign over the bridge at Karsk, two officials told Quill."
    second = (
        "KARSK, May 2 (Amber) - The minister will resign on Monday over the bridge at Karsk, an official told Amber. It"
        " rained all day in Karsk."
    )
    claim = tell(reader, a=(first, "2026-05-02", None), b=(second, "2026-05-02", None)).claim("will resign")
    assert (claim.origin_count, claim.not_shown_different) == (1, 1)
    assert "1 origin and 1 not shown to be different" in claim.summary


def test_an_outlet_that_only_passes_on_is_followed_to_its_source(reader: Reader) -> None:
    first = "KARSK, May 2 (Quill) - The bridge at Karsk will stay closed for a month, Mayor Anna Lind told Quill."
    second = (
        "Ferries were full on Saturday in the strait of Norby. According to Quill, the bridge at Karsk will stay closed"
        " for a month. Ticket prices have doubled, said ferryman Olaf Stern."
    )
    told = tell(reader, a=(first, "2026-05-02T08:00", "Quill"), b=(second, "2026-05-02T15:00", "Norby Post"))
    claim = told.claim("will stay closed")
    assert [origin.name for origin in claim.origins] == ["Anna Lind"]
    assert {told.names[telling.report] for telling in claim.told_by} == {"a", "b"}
    assert told.parent("b") == ("a", "partial_reuse")


def test_a_second_origin_after_the_copies_is_flagged(reader: Reader) -> None:
    wire = "KARSK, May 2 (Quill) - The bridge at Karsk will stay closed for a month, Mayor Anna Lind told Quill.\n"
    later = (
        "Police chief Tom Hall said on Sunday that the bridge at Karsk will stay closed for a month. He spoke in Norby."
    )
    told = tell(
        reader,
        a=(wire, "2026-05-02T08:00", "Quill"),
        b=(wire + "\n© 2026 The Valley Times\n", "2026-05-02T10:00", "The Valley Times"),
        c=(later, "2026-05-03T10:00", "Norby Post"),
    )
    claim = told.claim("will stay closed")
    assert claim.origin_count == 2
    assert claim.flags == ["late_origin"]


def test_the_order_of_the_records_makes_no_difference(dam: Told, reader: Reader) -> None:
    records = list(dam.records)
    texts = set()
    for seed in range(3):
        random.Random(seed).shuffle(records)
        texts.add(Stories(stories=tell_stories(records, codebook=reader.codebook)).to_json())
    assert len(texts) == 1


def test_stories_fit_the_published_schema(dam: Told) -> None:
    jsonschema.validate(json.loads(Stories(stories=[dam.story]).to_json()), json.loads(schema_text(Contract.STORIES)))


def test_spans_are_words_of_their_reports(dam: Told) -> None:
    texts = {record.report.id: record.report.text for record in dam.records}
    spans = [(t.report, t.span) for claim in dam.story.claims for t in claim.told_by]
    spans += [(s.report, s.span) for item in dam.story.contradictions for v in item.values for s in v.spans]
    assert spans
    assert all(texts[report][start:end].strip() for report, (start, end) in spans)


def test_every_telling_leads_to_an_origin_of_its_claim(dam: Told) -> None:
    for claim in dam.story.claims:
        known = {origin.id for origin in claim.origins}
        assert {telling.origin for telling in claim.told_by} == known
        assert claim.origin_count + claim.not_shown_different == len(claim.origins)


def test_reports_without_words_or_statements_do_not_stop_it(reader: Reader) -> None:
    reports = [report_from_text(text) for text in ("...", "Rain.", "")]
    assert len(tell_stories(list(reader.records(reports)))) == 3
    assert tell_stories([]) == []


def test_the_examples_are_one_story_with_a_correction(reader: Reader) -> None:
    folder = Path(__file__).parents[1] / "examples"
    reports = [
        report_from_text(path.read_text("utf-8"), published="2026-03-10", external_id=path.stem)
        for path in sorted(folder.glob("*.txt"))
    ]
    (story,) = tell_stories(list(reader.records(reports)))
    names = {report.id: report.external_id for report in story.reports}
    made = {names[item.report]: names[item.from_] if item.from_ else None for item in story.lineage}
    assert made == {
        "wire-dispatch": None,
        "independent": None,
        "verbatim-copy": "wire-dispatch",
        "rewrite": "wire-dispatch",
        "correction": "wire-dispatch",
    }
