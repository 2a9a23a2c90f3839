"""Quotations: pieces, paragraphs, marks of every kind, and marks that are missing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.reading.statements.quotations import quoted_spans
from onrecord.record import Record

Read = Callable[..., Record]


@pytest.mark.parametrize(
    ("marks", "text"),
    [
        ("straight", 'She said: "We stay here." Then she left.'),
        ("curly", "She said: “We stay here.” Then she left."),
        ("angle", "She said: «We stay here.» Then she left."),
        ("German", "She said: „We stay here.“ Then she left."),
        ("typewriter", "She said: ``We stay here.'' Then she left."),
        ("single curly", "She said: ‘We stay here.’ Then she left."),
        ("single straight", "She said: 'We stay here.' Then she left."),
    ],
)
def test_marks_of_every_kind_are_read(marks: str, text: str) -> None:
    assert [text[a:b].strip("\"“”«»„`‘’'") for a, b, closed in quoted_spans(text) if closed] == ["We stay here."], marks


def test_apostrophes_and_inches_are_no_quotations() -> None:
    assert quoted_spans("The workers' union didn't meet the 5'10\" tall man's demand.") == []


def test_a_split_quotation_is_one_direct_statement(read: Read) -> None:
    record = read('"The plan is good," the mayor said, "but it will fail."')
    (statement,) = record.statements
    assert [record.words(span) for span in statement.content] == ['"The plan is good,"', '"but it will fail."']
    assert statement.form == "direct"


def test_the_sentences_of_one_quotation_stay_together(read: Read) -> None:
    record = read('"We are tired. We are hungry," said Ana Ruiz, a nurse. "Nobody has come."')
    (statement,) = record.statements
    assert [record.words(span) for span in statement.content] == [
        '"We are tired. We are hungry,"',
        '"Nobody has come."',
    ]
    assert record.words(statement.source[0]) == "Ana Ruiz, a nurse"


def test_a_quotation_runs_on_over_paragraphs(read: Read) -> None:
    record = read(
        'The bishop said: "Nobody asked the fishermen. They learned it from the radio.\n\n"They will '
        'not forget it."\n\nThe strike went on.'
    )
    (statement,) = [item for item in record.statements if item.form == "direct"]
    assert len(statement.content) == 2
    assert "quotation_not_closed" not in {finding.code for finding in record.findings}


def test_words_in_quotation_marks_make_an_indirect_clause_mixed(read: Read) -> None:
    statement = read('The ministry said the raid was "a complete failure" of planning.').statements[0]
    assert statement.form == "mixed"


def test_a_colon_leads_to_its_quotation(read: Read) -> None:
    record = read('Mara Lind, a baker, struck a bitter note: "This town has been forgotten for a long time."')
    (statement,) = record.statements
    assert record.words(statement.source[0]) == "Mara Lind, a baker"
    assert record.words(statement.content[0]) == '"This town has been forgotten for a long time."'


def test_an_odd_mark_loses_neither_the_report_nor_the_other_statements(read: Read) -> None:
    record = read(
        'The mayor said: "We will rebuild the bridge this year.\n\nThe governor said that the state '
        'would pay.\n\n"It is late," said Ana Ruiz.'
    )
    cues = [record.words(item.cue[0]) for item in record.statements]
    assert cues == ["said", "said", "said"]
    assert "quotation_not_closed" in {finding.code for finding in record.findings}


def test_a_quotation_with_nobody_beside_it_is_a_finding(read: Read) -> None:
    record = read(
        'The harbour was empty on Monday.\n\n"Nobody told us that the ferries would stop '
        'running."\n\nIt rained all day.'
    )
    assert "quotation_without_speaker" in {finding.code for finding in record.findings}


def test_scare_quotes_are_no_statement(read: Read) -> None:
    assert read('The "peace train" left the station at noon.').statements == []
