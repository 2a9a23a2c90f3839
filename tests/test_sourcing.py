"""Sourcing: what kind of source, how many, on what condition, to whom, by what medium."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.record import Record, Span

Read = Callable[..., Record]


def words(record: Record, spans: list[Span]) -> str:
    return " ".join(record.words(span) for span in spans)


@pytest.mark.parametrize(
    ("source", "kind", "count"),
    [
        ("Maria Torres", "named_person", 1),
        ("The Finance Ministry", "named_organisation", None),
        ("A statement from the Finance Ministry", "named_organisation", None),
        ("Two officials", "unnamed_people", 2),
        ("A diplomat", "unnamed_people", 1),
        ("Officials", "unnamed_people", None),
        ("A rights group", "unnamed_organisation", None),
        ("A government report", "document", None),
        ("The newspaper", "media", None),
        ("Critics", "group", None),
        ("The opposition", "group", None),
        ("Analysts", "unnamed_people", None),
        ("The governor", "named_person", 1),
        ("The prime ministers of Chad and Niger", "named_person", None),
        ("The attorney general", "named_person", 1),
        ("Commissioner Bola Adeyinka", "named_person", 1),
        ("One of them, Piet Aalders", "named_person", 1),
        ("Half a dozen diplomats", "unnamed_people", 6),
        ("A pair of pilots", "unnamed_people", 2),
        ("The couple", "unnamed_people", 2),
        ("Five current and two former ministers", "unnamed_people", 7),
        ("Their lawyers", "unnamed_people", None),
        ("The owners", "unnamed_people", None),
        ("The protesters", "group", None),
        ("Teachers", "group", None),
        ("Nobody in the village", "group", None),
        ("A private bank", "unnamed_organisation", None),
        ("State media", "media", None),
        ("The daily Al-Nahar", "media", None),
        ("A leaked copy of the minutes", "document", None),
        ("The opposition Unity Party", "named_organisation", None),
        ("Police commander Oskar Roy", "named_person", 1),
        ("The Block Development Officer", "named_person", 1),
        ("A former contractor", "unnamed_people", 1),
        ("Drivers", "unnamed_people", None),
    ],
)
def test_the_source_has_its_kind_and_number(read: Read, source: str, kind: str, count: int | None) -> None:
    statement = read(f"{source} said that the bridge was closed.").statements[0]
    assert (statement.source_kind, statement.source_count) == (kind, count)


@pytest.mark.parametrize(
    ("text", "condition", "reason"),
    [
        (
            "The raid failed, an official said, speaking on condition of anonymity because he was not "
            "authorized to talk.",
            "speaking on condition of anonymity",
            "because he was not authorized to talk",
        ),
        (
            "One former employee, who asked not to be named for fear of losing her pension, said the tests were faked.",
            "who asked not to be named",
            "for fear of losing her pension",
        ),
        ("A diplomat who requested anonymity said the talks had failed.", "who requested anonymity", ""),
    ],
)
def test_condition_and_reason_of_anonymity_are_read(read: Read, text: str, condition: str, reason: str) -> None:
    record = read(text)
    statement = next(item for item in record.statements if record.words(item.cue[0]) == "said")
    assert (words(record, statement.condition), words(record, statement.condition_reason)) == (condition, reason)
    assert condition not in words(record, statement.content)


def test_a_condition_in_a_sentence_of_its_own_holds_for_the_source_before_it(read: Read) -> None:
    record = read("Two diplomats said the talks had failed. The diplomats spoke on condition of anonymity.")
    (statement,) = record.statements
    assert words(record, statement.condition) == "spoke on condition of anonymity"


def test_a_condition_does_not_touch_a_named_source(read: Read) -> None:
    record = read("The mayor, Ana Ruiz, said the dam was safe; an engineer who requested anonymity said it was not.")
    named = next(item for item in record.statements if item.source_kind == "named_person")
    assert named.condition == []


@pytest.mark.parametrize(
    ("text", "addressee", "medium"),
    [
        ("The minister told parliament the talks had failed.", "parliament", ""),
        ("Two officials confirmed to Reuters on Sunday that the raid failed.", "Reuters", ""),
        ("The ministry said in a statement that the raid failed.", "", "a statement"),
        ("The mayor told a news conference the dam was safe.", "", "a news conference"),
        ("A statement from the ministry said the raid failed.", "", "A statement"),
        ("The raid failed, according to the army.", "", ""),
        ("Speaking to reporters, the mayor said the dam was safe.", "reporters", ""),
        ("The mayor, speaking on state television, said the dam was safe.", "", "state television"),
        (
            "In an interview with the Herald, the mayor said the dam was safe.",
            "the Herald",
            "an interview with the Herald",
        ),
        ("The mayor said in a footnote that the dam was safe.", "", "a footnote"),
        ("The mayor said in a whisper that the dam was safe.", "", ""),
        ("The mayor said by satellite phone that the dam was safe.", "", "satellite phone"),
        ("The mayor denied through his lawyer that the dam was unsafe.", "", "his lawyer"),
        ("The mayor warned the minister of a flood.", "the minister", ""),
        ("The minister was told that the dam was safe.", "The minister", ""),
        ("The mayor asked Berlin for two pumps.", "Berlin", ""),
        ("The mayor claimed in a video posted online that the dam was safe.", "", "a video posted online"),
        ("The mayor said in a report published on Monday that the dam was safe.", "", "a report published on Monday"),
    ],
)
def test_addressee_and_medium_are_told_apart(read: Read, text: str, addressee: str, medium: str) -> None:
    record = read(text)
    statement = record.statements[0]
    assert (words(record, statement.addressee), words(record, statement.medium)) == (addressee, medium)


def test_an_open_pronoun_means_the_subject_of_the_sentence_before(read: Read) -> None:
    record = read("The airline was sold to two lenders last year. It confirmed that wages were late.")
    assert record.statements[-1].source_kind == "named_organisation"


def test_i_in_a_quotation_is_whoever_is_quoted(read: Read) -> None:
    record = read('"I think the dam will hold," said Ana Ruiz, an engineer.')
    inner = next(item for item in record.statements if record.words(item.cue[0]) == "think")
    outer = next(item for item in record.statements if record.words(item.cue[0]) == "said")
    assert inner.source_actors == outer.source_actors != []
    assert inner.source_kind == "named_person"


@pytest.mark.parametrize(
    "text",
    [
        "A fire officer told Reuters on condition of anonymity that the hydrants had been dry.",
        "Two officials told the paper on condition of anonymity that talks had failed.",
    ],
)
def test_what_is_said_behind_a_condition_of_anonymity_is_a_statement(read: Callable[..., Record], text: str) -> None:
    record = read(text)
    (told,) = [item for item in record.statements if "told" in record.words(item.cue[0])]
    assert record.words(told.condition[0]) == "on condition of anonymity"
    assert "had" in record.words(told.content[0])
    assert told.addressee


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("The union denied it in a statement issued late on Sunday.", "a statement issued late on Sunday"),
        ("The regulator warned in a letter dated 11 July that it would act.", "a letter dated 11 July"),
        ("The union denied it in a statement on Sunday.", "a statement"),
        ("The envoy said at a news conference in Geneva that talks had failed.", "a news conference"),
        ("The envoy said in a letter to the council that talks had failed.", "a letter to the council"),
        ("A former spy, in a rare interview, admitted that he had signed it.", "a rare interview"),
        ("The party dismissed this as a stunt in a communiqué.", "a communiqué"),
        ("Scientists reported in the journal Polar Systems that the shelf was thin.", "the journal Polar Systems"),
        ("In a rare rebuke, the bar said that the judge had lied.", ""),
    ],
)
def test_a_medium_ends_with_what_tells_which_one_is_meant(read: Read, text: str, medium: str) -> None:
    record = read(text)
    assert words(record, record.statements[0].medium) == medium


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("The airline's chief executive", "unnamed_people"),
        ("The country's chief executive", "named_person"),
        ("The founder", "unnamed_people"),
        ("The head of a brokerage in Lagos", "unnamed_people"),
        ("Her rivals", "group"),
        ("Her lawyers", "unnamed_people"),
        ("A cabinet paper", "document"),
        ("The Keystone Poll", "document"),
        ("The paper's editorial page", "media"),
    ],
)
def test_kinds_of_sources_on_which_writers_differ(read: Read, source: str, kind: str) -> None:
    assert read(f"{source} said that the plan was sound.").statements[0].source_kind == kind
