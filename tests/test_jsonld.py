"""JSON-LD, read with rdflib and no network: what is said and claimed, and selectors that select the words."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

import hand_made
import onrecord
from onrecord.export import FORMATS
from onrecord.record import Record, Span

SCHEMA = Namespace("https://schema.org/")
OA = Namespace("http://www.w3.org/ns/oa#")
OURS = Namespace("urn:onrecord:")
ARTICLE = URIRef("urn:onrecord:report:r1")
# rdflib's own reader uses a class that rdflib has set aside.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.txt"))


@pytest.fixture(autouse=True)
def _offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise AssertionError("JSON-LD must be read without a network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def graph(*records: Record) -> Graph:
    return Graph().parse(data="".join(FORMATS["jsonld"].pieces(records)), format="json-ld")


def cell(name: str) -> URIRef:
    return URIRef(f"{ARTICLE}#{name}")


def spans_of(found: Graph, annotation: Node) -> list[tuple[Span, str, str, str]]:
    """The selected spans of an annotation with exact, prefix and suffix, in text order."""
    spans = []
    for target in found.objects(annotation, OA.hasTarget):
        selectors = {found.value(selector, RDF.type): selector for selector in found.objects(target, OA.hasSelector)}
        position, words = selectors[OA.TextPositionSelector], selectors[OA.TextQuoteSelector]
        start, end = (found.value(position, OA[name]) for name in ("start", "end"))
        assert isinstance(start, Literal)
        assert isinstance(end, Literal)
        exact, prefix, suffix = (str(found.value(words, OA[name])) for name in ("exact", "prefix", "suffix"))
        spans.append(((int(start), int(end)), exact, prefix, suffix))
    return sorted(spans)


def test_a_report_is_a_news_article() -> None:
    record = hand_made.record()
    record.report.uri = "https://quill.example/harbour"
    found = graph(record)
    assert (ARTICLE, RDF.type, SCHEMA.NewsArticle) in found
    assert found.value(ARTICLE, SCHEMA.datePublished) == Literal("2026-05-04")
    assert found.value(ARTICLE, SCHEMA.url) == URIRef("https://quill.example/harbour")
    assert str(found.value(ARTICLE, SCHEMA.text)) == hand_made.TEXT


def test_an_address_that_is_none_is_left_out() -> None:
    assert graph(hand_made.record()).value(ARTICLE, SCHEMA.url) is None


def test_what_is_quoted_is_a_quotation_of_its_speaker() -> None:
    found = graph(hand_made.record())
    said = cell("s4-said")
    assert (said, RDF.type, SCHEMA.Quotation) in found
    assert (said, SCHEMA.isPartOf, ARTICLE) in found
    speaker = found.value(said, SCHEMA.spokenByCharacter)
    assert (speaker, RDF.type, SCHEMA.Person) in found
    assert found.value(speaker, SCHEMA.name) == Literal("Ada Roth")
    assert found.value(speaker, SCHEMA.jobTitle) == Literal("Minister")


def test_what_is_told_in_the_reports_words_is_a_claim_of_its_source() -> None:
    found = graph(hand_made.record())
    claim = cell("s2-threatened")
    assert (claim, RDF.type, SCHEMA.Claim) in found
    assert (claim, SCHEMA.appearance, ARTICLE) in found
    assert found.value(claim, SCHEMA.text) == Literal("to bomb the harbour of Westria")
    assert found.value(claim, OURS.act) == Literal("threaten")
    assert found.value(claim, OURS.within) == cell("s1-told")


def test_a_source_without_an_actor_is_named_by_its_words() -> None:
    found = graph(hand_made.record())
    source = found.value(cell("s5-suggest"), SCHEMA.author)
    assert (source, RDF.type, SCHEMA.Person) in found
    assert str(found.value(source, SCHEMA.name)).startswith("Analysts")
    assert found.value(cell("s7-feared"), SCHEMA.author) is None


def test_an_event_is_a_claim_on_the_word_of_who_tells_it() -> None:
    found = graph(hand_made.record())
    event = cell("e1-THREATEN")
    assert (event, RDF.type, SCHEMA.Claim) in found
    assert found.value(event, OURS.type) == Literal("THREATEN")
    assert found.value(event, OURS.factuality) == Literal("happened")
    assert found.value(event, SCHEMA.author) == cell("a2")
    assert (found.value(event, OURS.actor), found.value(event, OURS.recipient)) == (cell("a1"), cell("a3"))
    assert found.value(event, SCHEMA.temporalCoverage) == Literal("2026-05-04")
    place = found.value(event, SCHEMA.spatialCoverage)
    point = found.value(place, SCHEMA.geo)
    assert float(str(found.value(point, SCHEMA.longitude))) == 12.25


def test_undecided_says_nothing() -> None:
    found = graph(hand_made.record())
    assert found.value(cell("e4-COERCE"), OURS.factuality) is None
    assert found.value(cell("e5-HOME_MADE"), OURS.mode) is None


def test_selectors_select_the_words() -> None:
    record = hand_made.record()
    record.statements[3].content = [hand_made.at("I never said"), hand_made.at("that,")]
    found = graph(record)
    annotations = list(found.subjects(RDF.type, OA.Annotation))
    assert len(annotations) > 20
    for annotation in annotations:
        assert (annotation, OA.motivatedBy, OA.identifying) in found
        for (start, end), exact, prefix, suffix in spans_of(found, annotation):
            assert exact == hand_made.TEXT[start:end]
            assert hand_made.TEXT.index(prefix + exact + suffix) == start - len(prefix)
        for target in found.objects(annotation, OA.hasTarget):
            assert (target, OA.hasSource, ARTICLE) in found
    assert [span for span, *_ in spans_of(found, cell("s4-said.content"))] == record.statements[3].content
    assert found.value(cell("s4-said.content"), OA.hasBody) == cell("s4-said")


def test_real_records_become_one_graph_with_all_their_spans() -> None:
    records = [onrecord.read(path.read_text("utf-8"), published="2026-03-11") for path in EXAMPLES]
    found = graph(*records)
    for record in records:
        article = URIRef(f"urn:onrecord:report:{record.report.id}")
        assert str(found.value(article, SCHEMA.text)) == record.report.text
        for statement in record.statements:
            spans = spans_of(found, URIRef(f"{article}#{statement.id}.content"))
            assert [span for span, *_ in spans] == sorted(statement.content)
            assert all(exact == record.report.text[slice(*span)] for span, exact, *_ in spans)
        for event in record.events:
            assert (URIRef(f"{article}#{event.id}"), RDF.type, SCHEMA.Claim) in found


def test_ids_with_odd_characters_are_addresses_all_the_same() -> None:
    record = hand_made.record()
    record.statements[0].id = "s1-a b<é>"
    record.statements[1].within = None
    for event in record.events:
        event.statement = None
    found = graph(record)
    assert (cell("s1-a%20b%3C%C3%A9%3E"), RDF.type, SCHEMA.Claim) in found
    assert "urn:onrecord" in found.serialize(format="nt")


def test_the_document_is_json_that_a_reader_of_annotations_knows() -> None:
    whole = json.loads(FORMATS["jsonld"].text(hand_made.record()))
    annotation = next(node for node in whole["@graph"] if node["type"] == "Annotation")
    assert annotation["target"][0]["selector"][0]["type"] == "TextPositionSelector"
    assert json.loads("".join(FORMATS["jsonld"].pieces([])))["@graph"] == []
