"""Lemmas and parts of speech are looked up, and are those that the pipeline gives itself."""

from __future__ import annotations

from typing import Any

import pytest
from spacy.attrs import DEP, ORTH, TAG
from spacy.language import Language

from onrecord.language.models import load_model
from onrecord.language.word_forms import KnownForms, WordForms, forms_of

TEXTS = (
    "The mayor's aides said there were two blasts, and they'd gone by noon.",
    "Let's wait, said Ms Orvik. Y'all ain't gonna like it, but you gotta go. C'mon!",
    "THERE ARE NO TALKS, OFFICIALS SAY",
    "He did not do it; he has nothin' to hide, and he got that.  Who'd have known?",
    "A double  space, a dash \u2013 and (brackets) for $5 or 10% of it.",
    "The strike struck the striking strikers, who had been striking.",
)


def _known(nlp: Language, forms: KnownForms, texts: tuple[str, ...]) -> list[Any]:
    docs = nlp.pipe(texts, disable=forms.left_out)
    return [forms.of(doc, [tuple(key) for key in doc.to_array([ORTH, TAG, DEP]).tolist()]) for doc in docs]


def test_forms_are_those_of_the_whole_pipeline() -> None:
    nlp = load_model()
    forms = KnownForms(nlp)
    whole = [[(t.lower_, t.lemma_.lower(), t.pos_, t.tag_, t.dep_) for t in doc] for doc in nlp.pipe(TEXTS)]
    assert _known(nlp, forms, TEXTS) == whole
    # a second time nothing is asked, but for the words that go with their neighbours
    assert _known(nlp, forms, TEXTS) == whole


def test_words_that_go_with_their_neighbours_are_read_in_their_passage() -> None:
    nlp = load_model()
    forms = KnownForms(nlp)
    _known(nlp, forms, ("She let them go.", "Let's go."))
    lemmas = [[form[1] for form in passage] for passage in _known(nlp, forms, ("Let's go.", "She let it go."))]
    assert lemmas == [["let", "us", "go", "."], ["she", "let", "it", "go", "."]]


def test_what_is_known_may_be_dropped_without_a_change(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = load_model()
    expected = _known(nlp, KnownForms(nlp), TEXTS)
    monkeypatch.setattr("onrecord.language.word_forms._KEPT", 3)
    assert _known(nlp, KnownForms(nlp), TEXTS) == expected


def test_spacys_own_pipeline_is_asked_once_a_word() -> None:
    forms = forms_of(load_model())
    assert isinstance(forms, KnownForms)
    assert forms.left_out == ("attribute_ruler", "lemmatizer")


def test_a_pipeline_with_a_component_of_the_users_is_left_whole() -> None:
    nlp = load_model()
    nlp.add_pipe("entity_ruler", name="own_names")
    try:
        forms = forms_of.__wrapped__(nlp)
        assert type(forms) is WordForms
        assert forms.left_out == ()
    finally:
        nlp.remove_pipe("own_names")


def test_a_ruler_that_asks_for_more_than_word_tag_and_dependency_is_left_whole() -> None:
    nlp = load_model()
    ruler: Any = nlp.get_pipe("attribute_ruler")
    before = ruler.to_bytes()
    ruler.add(patterns=[[{"ENT_TYPE": "GPE"}]], attrs={"POS": "PROPN"})
    try:
        assert type(forms_of.__wrapped__(nlp)) is WordForms
    finally:
        ruler.clear()
        ruler.from_bytes(before)
