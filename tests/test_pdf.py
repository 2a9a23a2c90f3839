"""PDF: text, paragraphs, and files that can't be read."""

from __future__ import annotations

import textwrap

import pytest

from made_files import HEADLINE, PARAGRAPHS, TEXT, pdf
from onrecord.errors import EmptyReport, ReportError, UnreadableReport
from onrecord.intake.formats import kind_of, report_from_bytes
from onrecord.intake.report import Report


def only(data: bytes, name: str = "report.pdf") -> Report:
    (report,) = report_from_bytes(data, name=name)
    return report


def wrapped(*paragraphs: str, width: int = 70) -> list[str]:
    return [line for paragraph in paragraphs for line in textwrap.wrap(paragraph, width)]


def test_lines_are_put_together_into_paragraphs() -> None:
    report = only(pdf(wrapped(HEADLINE, *PARAGRAPHS)))
    assert report.text == f"{HEADLINE}\n{TEXT}"
    assert report.anatomy.headline == (0, len(HEADLINE))
    assert (report.published, report.published_from) == (None, "none")


def test_a_dateline_in_a_pdf_gives_the_day() -> None:
    report = only(pdf(wrapped(HEADLINE, f"ORSUND, 6 March 2026 - {PARAGRAPHS[0]}", *PARAGRAPHS[1:])))
    assert (report.published, report.published_from) == ("2026-03-06", "dateline")


def test_a_paragraph_goes_on_over_the_page_and_page_numbers_go() -> None:
    lines = wrapped(*PARAGRAPHS)
    pages = [
        ["The Chronicle", *lines[:3], "1"],
        ["The Chronicle", *lines[3:5], "2"],
        ["The Chronicle", *lines[5:], "3"],
    ]
    assert only(pdf(*pages)).text == TEXT


def test_a_word_broken_at_the_line_is_mended() -> None:
    lines = ["The harbour board told the minis-", "ter that the pier would stay shut."]
    assert only(pdf(lines)).text == "The harbour board told the minister that the pier would stay shut."


def test_a_pdf_is_told_by_its_bytes() -> None:
    data = pdf([*wrapped(TEXT)])
    assert kind_of(data, "feed.jsonl") == kind_of(data, "-") == "pdf"
    assert only(data, "standard input").kind == "pdf"


def test_raw_bytes_read_again_give_the_same_report() -> None:
    report = only(pdf(wrapped(TEXT)))
    (again,) = report_from_bytes(report.raw, name="again", kind="pdf")
    assert (again.text, again.sha256) == (report.text, report.sha256)


def test_a_pdf_that_only_forbids_printing_is_read() -> None:
    assert PARAGRAPHS[0][:40] in only(pdf(wrapped(TEXT), encrypt="")).text


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (pdf(wrapped(TEXT), encrypt="secret"), UnreadableReport, "encrypted"),
        (pdf([]), EmptyReport, "pictures of pages"),
        (pdf(wrapped(TEXT))[:200], UnreadableReport, "damaged"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 4, UnreadableReport, "damaged"),
        (b"Not a PDF at all.", UnreadableReport, "damaged"),
    ],
)
def test_a_pdf_that_can_t_be_read_gets_one_sentence(data: bytes, error: type[ReportError], words: str) -> None:
    with pytest.raises(error) as caught:
        only(data)
    message = str(caught.value)
    assert message.startswith("report.pdf ")
    assert words in message
    assert message.count(". ") == 0
    assert message.endswith(".")


def test_a_damaged_page_refuses_the_whole_for_half_a_report_misleads(monkeypatch: pytest.MonkeyPatch) -> None:
    import pypdf

    data = pdf(wrapped(PARAGRAPHS[0]), wrapped(PARAGRAPHS[1]))
    extract = pypdf.PageObject.extract_text

    def failing(page: pypdf.PageObject) -> str:
        if page.page_number == 1:
            raise KeyError("/Font")
        return extract(page)

    monkeypatch.setattr(pypdf.PageObject, "extract_text", failing)
    with pytest.raises(UnreadableReport, match="page 2"):
        only(data)
