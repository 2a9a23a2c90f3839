"""Verbs get back the -e that the lemmatizer lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.language.lemmas import mend_lemmas
from onrecord.language.parsed import ParsedReport


@pytest.mark.parametrize(
    ("word", "wrong", "right"),
    [("staged", "stag", "stage"), ("raped", "rap", "rape"), ("fining", "fin", "fine"), ("quoted", "quot", "quote")],
)
def test_a_single_consonant_shows_a_lost_e(
    parsed: Callable[..., ParsedReport], word: str, wrong: str, right: str
) -> None:
    report = parsed("They had bombed it.")
    passage = report.passages[0]
    passage.lower[2], passage.lemma[2], passage.tag[2] = word, wrong, "VBN"
    mend_lemmas(report)
    assert passage.lemma[2] == right


@pytest.mark.parametrize(
    ("word", "lemma"), [("stagged", "stag"), ("visited", "visit"), ("bombed", "bomb"), ("mixed", "mix")]
)
def test_other_verbs_stay(parsed: Callable[..., ParsedReport], word: str, lemma: str) -> None:
    report = parsed("They had bombed it.")
    passage = report.passages[0]
    passage.lower[2], passage.lemma[2] = word, lemma
    mend_lemmas(report)
    assert passage.lemma[2] == lemma


@pytest.mark.parametrize(("word", "wrong", "right"), [("hopes", "hop", "hope"), ("passes", "pass", "pass")])
def test_a_third_person_in_es_shows_a_lost_e(
    parsed: Callable[..., ParsedReport], word: str, wrong: str, right: str
) -> None:
    report = parsed("They had bombed it.")
    passage = report.passages[0]
    passage.lower[2], passage.lemma[2], passage.tag[2] = word, wrong, "VBZ"
    mend_lemmas(report)
    assert passage.lemma[2] == right


def test_auxiliaries_in_ing_are_forms_of_have_and_be(parsed: Callable[..., ParsedReport]) -> None:
    report = parsed("Iran denied having jailed the nurses who were being fed.")
    mend_lemmas(report)
    passage = report.passages[0]
    lemmas = dict(zip(passage.lower, passage.lemma, strict=True))
    assert (lemmas["having"], lemmas["being"]) == ("have", "be")


def test_bases_are_no_basis_and_an_infinitive_is_a_verb(parsed: Callable[..., ParsedReport]) -> None:
    report = parsed("The army took bases in the north.", "Iran and Egypt are to exchange ambassadors.")
    mend_lemmas(report)
    first, second = report.passages
    assert first.lemma[first.words.index("bases")] == "base"
    assert second.pos[second.words.index("exchange")] == "VERB"


@pytest.mark.parametrize(
    ("sentence", "verb", "lemma"),
    [
        ("M23 fighters advanced on Uvira.", "advanced", "advance"),
        ("The army unleashed artillery on rebel positions near Goma on Monday.", "unleashed", "unleash"),
        ("Leaders of the bloc gather in Brussels on Thursday.", "gather", "gather"),
    ],
)
def test_a_predicate_with_a_subject_is_a_verb(
    parsed: Callable[..., ParsedReport], sentence: str, verb: str, lemma: str
) -> None:
    report = parsed(sentence)
    mend_lemmas(report)
    passage = report.passages[0]
    token = passage.words.index(verb)
    assert (passage.pos[token], passage.lemma[token]) == ("VERB", lemma)
