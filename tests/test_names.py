"""Repair of names: the report and the codebook know better than the model's label."""

from __future__ import annotations

from collections.abc import Callable

import onrecord
from onrecord.codebook.loader import open_codebook
from onrecord.language.names import repair_names
from onrecord.language.parsed import ParsedReport, Passage

Parse = Callable[..., ParsedReport]


def names(passage: Passage) -> list[tuple[str, str]]:
    return [(" ".join(passage.words[first:end]), label) for first, end, label in passage.entities]


def repaired(parsed: Parse, *paragraphs: str, headline: bool = False) -> list[list[tuple[str, str]]]:
    report = parsed(*paragraphs)
    if headline:
        report.passages[0].kind = "headline"
    repair_names(report, open_codebook())
    return [names(passage) for passage in report.passages]


def test_a_surname_alone_is_the_person_named_in_full_elsewhere(parsed: Parse) -> None:
    found = repaired(
        parsed,
        "General Marlow briefed Israeli Defence Minister Israel Katz on the discussions.",
        "A statement from Katz's office said the meeting was short.",
    )
    assert ("Israel Katz", "PERSON") in found[0]
    assert ("Marlow", "PERSON") in found[0]
    assert ("Katz", "PERSON") in found[1]


def test_a_title_is_no_part_of_a_name(parsed: Parse) -> None:
    found = repaired(parsed, "President Donald Trump met Prime Minister Keir Starmer in London on Friday.")[0]
    assert ("Donald Trump", "PERSON") in found
    assert ("Keir Starmer", "PERSON") in found


def test_an_article_and_a_possessive_are_cut_off(parsed: Parse) -> None:
    found = repaired(parsed, "The United States' allies criticised the Pentagon's plan.")[0]
    assert ("United States", "GPE") in found
    assert ("Pentagon", "ORG") in found


def test_a_country_stays_in_a_longer_name(parsed: Parse) -> None:
    found = repaired(parsed, "The Bank of America said on Monday that profits rose.")[0]
    assert ("Bank of America", "ORG") in found
    assert all(text != "America" for text, _ in found)


def test_an_organisation_after_general_is_no_person(parsed: Parse) -> None:
    found = repaired(parsed, "Workers at General Motors went on strike, and the General Assembly voted in New York.")[0]
    assert ("General Motors", "ORG") in found
    assert all(label != "PERSON" for _, label in found)


def test_a_ministers_portfolio_is_no_party(parsed: Parse) -> None:
    found = repaired(parsed, "Serbian Labour Minister Dragan Ilic signed the bill.")[0]
    assert ("Labour", "ORG") not in found
    assert ("Dragan Ilic", "PERSON") in found


def test_a_headline_in_title_case_keeps_only_what_is_known(parsed: Parse) -> None:
    found = repaired(
        parsed,
        "Amid Rising Iran Tensions, Top Chiefs Hold Pentagon Talks",
        "The commanders met at the Pentagon, officials said.",
        headline=True,
    )
    assert found[0] == [("Iran", "GPE"), ("Pentagon", "ORG")]


def test_repairing_twice_changes_nothing(parsed: Parse) -> None:
    report = parsed(
        "The United States National Transportation Safety Board is probing the crash near Boston.",
        "President Emmanuel Macron and Chancellor Friedrich Merz met Kofi Annan of the U.N. on Sunday.",
    )
    repair_names(report, open_codebook())
    once = [(list(passage.entities), list(passage.ent), list(passage.ent_of)) for passage in report.passages]
    repair_names(report, open_codebook())
    assert once == [(passage.entities, passage.ent, passage.ent_of) for passage in report.passages]


def test_labels_by_token_agree_with_the_entities(parsed: Parse) -> None:
    report = parsed("Hamas and Israel agreed to a truce after Egyptian mediators met Ismail Haniyeh in Doha.")
    repair_names(report, open_codebook())
    passage = report.passages[0]
    for number, (first, end, label) in enumerate(passage.entities):
        assert passage.ent[first:end] == [label] * (end - first)
        assert passage.ent_of[first:end] == [number] * (end - first)


def test_a_name_of_several_tokens_without_a_space_is_read() -> None:
    record = onrecord.read("Abdul-Aziz met Kofi-Annan in Accra. Abdul-Aziz and Omar-Aziz left.")
    assert record.report.text.startswith("Abdul-Aziz")


def test_the_words_of_an_office_are_no_name_of_their_own(parsed: Parse) -> None:
    (found,) = repaired(parsed, "On Sunday, Information Minister Pedro Salas resigned.")
    assert ("Information", "ORG") not in found
    (found,) = repaired(parsed, "Deputy Prime Minister Aziz Karim resigned.")
    assert all(words not in ("Prime", "Deputy Prime") for words, _ in found)


def test_a_known_name_taken_for_a_noun_is_a_name() -> None:
    assert onrecord.read("Trump slapped a 50% tariff on Brazilian goods.").events[0].actors
