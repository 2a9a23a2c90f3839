"""Whose word a claim rests on: bodies and people that reports name in many ways are one source each."""

from __future__ import annotations

import pytest

from onrecord.intake.plain import report_from_text
from onrecord.reader import Reader
from onrecord.stories.circle import Circle, Root
from onrecord.stories.outlets import House, media_key
from onrecord.stories.sources import SourceReader
from onrecord.stories.voices import speaking
from story_reading import Told, tell


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.open()


def _roots(reader: Reader, text: str, outlet: str = "Vale Radio", *others: str) -> dict[str, Root]:
    """The root of each statement of a report, by the first of its content's words; `others` are of the same story."""
    records = list(reader.records([report_from_text(words) for words in (text, *others)]))
    circle = Circle({media_key(name): name for name in (outlet, "Quill", "The Karsk Post")}, reader.codebook)
    for record in records:
        circle.learn(record)
    roots = SourceReader(0, records[0], House(outlet, None), circle)
    return {
        " ".join(records[0].words(statement.content[0]).strip('"“').split()[:3]): roots.root(statement)
        for statement in records[0].statements
        if statement.content
    }


def _origins(told: Told, words: str) -> set[str]:
    texts = {record.report.id: record.report.text for record in told.records}
    return {
        origin.name
        for claim in told.story.claims
        if any(words in texts[telling.report][slice(*telling.span)] for telling in claim.told_by)
        for origin in claim.origins
    }


def test_a_body_by_its_sort_alone_is_the_one_that_has_the_name(reader: Reader) -> None:
    first = "The state railway ZBK said on Monday that the line was closed.\n"
    other = "The line would stay closed for a week, the railway said.\n"
    roots = _roots(reader, other, "Vale Radio", first)
    named = _roots(reader, first)
    assert next(iter(roots.values())).key[2:] == next(iter(named.values())).key[2:] == ("zbk",)


def test_his_party_is_the_party_that_another_report_names(reader: Reader) -> None:
    roots = _roots(
        reader,
        "Police arrested Tomas Velt on Monday, his party said.\n",
        "Vale Radio",
        "His party, the Harvest Union, called for a strike.\n",
    )
    assert [root.name for root in roots.values() if root.kind == "office"] == ["Harvest Union"]


def test_whom_an_outlet_is_said_to_quote_is_the_source(reader: Reader) -> None:
    roots = _roots(
        reader,
        "Three men drowned, according to Quill, which quotes the harbour ministry in Karsk.\n",
    )
    root = roots["Three men drowned"]
    assert (root.kind, root.by_way_of) == ("office", ["Quill"])
    assert "harbour" in root.name


def test_a_commander_of_something_else_is_somebody_else(reader: Reader) -> None:
    roots = _roots(
        reader,
        "The commander of the fire brigade said that two men were missing.\n",
        "Vale Radio",
        'Colonel Ivo Brand, the commander of the garrison in Norby, told Quill: "Nobody fired."\n',
    )
    assert roots["two men were"].name != "Ivo Brand"


def test_who_is_named_only_where_he_speaks_on_is_one_source(reader: Reader) -> None:
    roots = _roots(
        reader,
        "Five people with burns have been brought to the hospital in Karsk, its chief surgeon says. "
        '"Three are firemen," Ada Holm told Vale Radio.\n',
    )
    assert {root.name for root in roots.values() if root.kind != "outlet"} == {"Ada Holm"}


def test_the_company_is_no_union(reader: Reader) -> None:
    roots = _roots(
        reader,
        "Norby Shipping said that the ferry was sound. The seamen's union said that its members had complained. "
        "Ferries would run again on Friday, the company said.\n",
    )
    assert "union" not in roots["Ferries would run"].name


def test_unnamed_sources_of_one_outlet_are_one_unless_a_report_tells_them_apart(reader: Reader) -> None:
    wire = (
        "KARSK, May 2 (Quill) - The siren at the Karsk dye works was switched off in March because it rang too often, "
        "two engineers at the works told Quill.\n\nThe engineers asked not to be named.\n"
    )
    rewrite = "The siren at the dye works was switched off in March, employees of the works told the Quill agency.\n"
    told = tell(
        reader,
        wire=(wire, "2026-05-02T08:00", "Quill"),
        rewrite=(rewrite, "2026-05-03T08:00", "The Karsk Post"),
    )
    assert len(_origins(told, "switched off in March")) == 1


def test_a_confirmation_of_one_word_goes_with_what_tells_of_it(reader: Reader) -> None:
    told = tell(
        reader,
        wire=(
            "KARSK, May 2 (Quill) - Police arrested mayor Tomas Velt on Saturday, his lawyer Ada Holm said.\n\n"
            "The officers had shown no paper from a judge, she told Quill.\n\n"
            "Police spokesman Ivo Brand confirmed the arrest.\n",
            "2026-05-02T08:00",
            "Quill",
        ),
    )
    assert any("olice" in name for name in _origins(told, "arrested mayor Tomas Velt"))
    assert not any("olice" in name for name in _origins(told, "no paper from a judge"))


def test_what_is_said_to_be_untrue_is_denied(reader: Reader) -> None:
    told = tell(
        reader,
        wire=(
            "KARSK, May 2 (Quill) - The order to open the dam came from the governor's office, an engineer told Quill."
            " A spokeswoman for the governor said this was untrue.\n",
            "2026-05-02T08:00",
            "Quill",
        ),
        other=(
            "NORBY, May 3 (Amber) - The order to open the Karsk dam came from the governor's office, two clerks told "
            "Amber.\n",
            "2026-05-03T08:00",
            "Amber",
        ),
    )
    claim = next(claim for claim in told.story.claims if len({t.report for t in claim.told_by}) == 2)
    assert "(denies)" in claim.summary


def test_a_company_that_was_read_as_a_person_is_a_body(reader: Reader) -> None:
    roots = _roots(
        reader,
        "Karbo Slesk denied on Monday that the pump had been broken.\n",
        "Vale Radio",
        "The pit belongs to the company Karbo Slesk.\n",
    )
    assert [root.key for root in roots.values()] == [("office", "", "karbo", "slesk")]


def test_its_spokeswoman_speaks_for_the_body_before(reader: Reader) -> None:
    roots = _roots(
        reader,
        "The wall of an old gallery broke, the Karsk Mining Authority said.\n\n"
        "Its spokeswoman, Ada Holm, said the water had come at 2:50 a.m.\n",
    )
    assert {root.key for root in roots.values()} == {("office", "", "authority", "karsk", "mining")}


def test_his_brother_is_one_person_of_his_own(reader: Reader) -> None:
    roots = _roots(reader, "Tomas Velt had been let go at night, his brother told Vale Radio.\n")
    assert next(iter(roots.values())).kind == "person"


def test_who_speaks_before_and_after_goes_on_speaking_between(reader: Reader) -> None:
    told = tell(
        reader,
        own=(
            "Water reached the gallery at three, union leader Ivo Brand said. It came out of the old Orla field and "
            'filled the whole level. "We have dug beside a lake," he said.\n',
            "2026-05-02T08:00",
            "Vale Radio",
        ),
    )
    assert _origins(told, "old Orla field") == {"Ivo Brand"}


def test_what_a_newspaper_corrected_is_on_its_word(reader: Reader) -> None:
    told = tell(
        reader,
        wire=(
            "NORBY, May 3 (Amber) - The Karsk Post reported on Saturday that the mayor's cousin owned the quarry.\n\n"
            "On Sunday the newspaper corrected the owner of the quarry to a brother-in-law.\n",
            "2026-05-03T08:00",
            "Amber",
        ),
        post=("The mayor's brother-in-law owns the Karsk quarry.\n", "2026-05-03T07:00", "The Karsk Post"),
    )
    assert _origins(told, "corrected the owner") == {"The Karsk Post"}


def test_who_is_called_by_what_he_is_was_told_of_just_before(reader: Reader) -> None:
    text = (
        "Pavel Holm was mending a net at Karsk on Monday.\n\n"
        '"I heard them before I saw them," the fisherman told Vale Radio.\n\n'
        "He knows why the boat sank, Holm said."
    )
    assert {root.name for root in _roots(reader, text).values()} == {"Pavel Holm"}


def test_who_is_told_to_be_something_else_is_not_called_by_another_role(reader: Reader) -> None:
    text = (
        "Pavel Holm, the mayor of Karsk, was mending a net on Monday.\n\n"
        '"I heard them before I saw them," the fisherman told Vale Radio.\n'
    )
    assert _roots(reader, text)["I heard them"].kind == "unnamed"


def test_the_company_is_the_firm_that_the_report_has_named_though_not_as_a_source(reader: Reader) -> None:
    roots = _roots(
        reader,
        "About 1,400 workers at Halden Foods walked out on Monday, their union said.\n\n"
        "Each day without work would cost it 2 million euros, the company said.\n",
    )
    assert [root.key[2:] for root in roots.values()] == [("union",), ("food", "halden")]


def test_a_union_named_beside_a_firm_is_not_called_by_its_name(reader: Reader) -> None:
    roots = _roots(
        reader,
        "Talks between the union and Halden Foods failed on Monday.\n\nIt wanted 14 percent, the union said.\n",
    )
    assert [root.key[2:] for root in roots.values()] == [("union",)]


def test_it_is_the_body_that_was_told_of_just_before_and_never_a_person(reader: Reader) -> None:
    roots = _roots(
        reader,
        "Our boat was in our own water, police spokeswoman Mara Fenn said.\n\n"
        "The defence ministry of Karsk gave another account. A boat without lights had shot at a patrol, it said.\n",
    )
    first, second = roots.values()
    assert "police" in first.key
    assert first.key != second.key


def test_a_last_name_alone_is_the_person_who_bears_it(reader: Reader) -> None:
    roots = _roots(
        reader,
        "The administrator of the district, Jon Ferro, said that two men had died.\n\n"
        '"They came of themselves," Ferro told the Quill agency.\n',
    )
    assert {root.key for root in roots.values()} == {("person", "ferro")}


def test_who_saw_it_stands_behind_what_a_reporter_tells(reader: Reader) -> None:
    (record,) = reader.records(
        [report_from_text("Doctor Lena Frost, who was on duty at the clinic, saw four patients from the crossing.\n")]
    )
    circle = Circle({}, reader.codebook)
    circle.learn(record)
    root = speaking(SourceReader(0, record, House("Vale Radio", None), circle), record.report.sentences[0])
    assert root is not None
    assert root.key == ("person", "frost")


def test_a_document_that_reached_an_outlet_is_not_the_outlets_word(reader: Reader) -> None:
    roots = _roots(
        reader,
        'The armed group Front 14 denied it. "We did not fire," a communique that reached Quill on Monday says.\n',
    )
    assert all(root.kind != "outlet" for root in roots.values())
