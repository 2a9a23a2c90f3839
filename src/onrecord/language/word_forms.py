"""Lower case, lemma, part of speech, tag and dependency of a passage's tokens: what is known of a word is looked up.

spaCy's attribute ruler tries some 180 patterns on every token to find its part of speech, which takes nearly a tenth
of the parse, and the lemmatizer comes behind it. What the two say depends on a token's own word, tag and dependency,
but for a few patterns of several words ("let's", "there were"). So they are left out of the pipeline and asked once
for each combination; a passage that such a pattern fits is given to them whole. The result is the pipeline's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, cast

from spacy.attrs import DEP, LEMMA, LOWER, POS, TAG
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

# (lower case, lemma in lower case, part of speech, tag, dependency) of a token
Form = tuple[str, str, str, str, str]
# A token as the tagger and the parser leave it: the hashes of its word, tag and dependency.
Key = tuple[int, int, int]

_RULER, _LEMMATIZER = "attribute_ruler", "lemmatizer"
# Components of spaCy's own pipelines; none behind the ruler looks at what it says.
_OWN = frozenset({"tok2vec", "transformer", "tagger", "parser", "senter", _RULER, _LEMMATIZER, "ner"})
# What a pattern may ask of a token so that its word, tag and dependency decide alone.
_ASKED = frozenset({"LOWER", "TAG", "DEP", "IS_SPACE"})
# So many combinations are kept, some 60 MB; a long run over many reports starts afresh behind it.
_KEPT = 200_000


class WordForms:
    """The forms of the tokens of one pipeline's passages."""

    left_out: tuple[str, ...] = ()
    """The components that the parse may leave out, because `of` knows what they would say."""

    def __init__(self, nlp: Any) -> None:
        self._strings = nlp.vocab.strings

    def of(self, doc: Any, keys: Sequence[Key]) -> list[Form]:
        """The form of each token; `keys` are the tokens' words, tags and dependencies."""
        return self._read(doc)

    def _read(self, doc: Any) -> list[Form]:
        """The forms of a doc that went through the whole pipeline."""
        columns = doc.to_array((LOWER, LEMMA, POS, TAG, DEP)).T.tolist()
        text = {key: self._strings[key] for key in set().union(*columns)}
        return [
            (text[lower], text[lemma].lower(), text[pos], text[tag], text[dep])
            for lower, lemma, pos, tag, dep in zip(*columns, strict=True)
        ]


class KnownForms(WordForms):
    """The forms of the tokens of spaCy's English pipelines, whose ruler and lemmatizer are asked once for each."""

    left_out = (_RULER, _LEMMATIZER)

    def __init__(self, nlp: Language) -> None:
        super().__init__(nlp)
        self._vocab = nlp.vocab
        self._ruler: Any = nlp.get_pipe(_RULER)
        self._lemmatizer: Any = nlp.get_pipe(_LEMMATIZER)
        self._known: dict[Key, Form] = {}
        self._ruled: dict[tuple[str, int, int], Any] = {}
        # Words that patterns name, and those with which a pattern of several words may fit.
        self._named: set[str] = set()
        self._named_by: list[re.Pattern[str]] = []
        self._joined_words: set[int] = set()
        self._joined_deps: set[int] = set()
        self._joined = Matcher(nlp.vocab)
        for number, tokens in enumerate(_patterns_of(self._ruler)):
            for asked in tokens:
                words = asked.get("LOWER", {"IN": []})
                if isinstance(words, str):
                    self._named.add(words)
                elif "IN" in words:
                    self._named.update(words["IN"])
                else:
                    self._named_by.append(re.compile(words["REGEX"]))
            if len(tokens) > 1:
                self._joined.add(str(number), [tokens])
                words, deps = _sign_of(tokens)
                self._joined_words.update(self._strings[word] for word in words)
                self._joined_deps.update(self._strings[dep] for dep in deps)

    def of(self, doc: Any, keys: Sequence[Key]) -> list[Form]:
        """The form of each token of a doc that the ruler and the lemmatizer have not seen."""
        known = self._known
        forms = [known.get(key) for key in keys]
        if None not in forms:
            return cast(list[Form], forms)
        if self._may_be_joined(doc, keys) and self._joined(doc, allow_missing=True):
            return self._read(self._lemmatizer(self._ruler(doc)))
        if len(known) > _KEPT:
            known.clear()
        return [form or self._form(token, key) for token, key, form in zip(doc, keys, forms, strict=True)]

    def _may_be_joined(self, doc: Any, keys: Sequence[Key]) -> bool:
        """Whether a passage holds a word without which no pattern of several words fits."""
        return not self._joined_words.isdisjoint(doc.to_array(LOWER).tolist()) or any(
            dep in self._joined_deps for _, _, dep in keys
        )

    def _form(self, token: Any, key: Key) -> Form:
        _, tag, dep = key
        word = token.lower_
        ruled = self._ruling(word, tag, dep)
        if ruled.lemma:
            lemma = ruled.lemma_
        else:
            # the lemmatizer looks at the part of speech and the morphology
            token.pos = ruled.pos
            token.set_morph(ruled.morph.key)
            lemma = self._lemmatizer.lemmatize(token)[0]
        form = word, lemma.lower(), ruled.pos_, ruled.tag_, ruled.dep_
        if token.lower not in self._joined_words and dep not in self._joined_deps:
            # a word that may be joined with its neighbour stays unknown, so that its passage is looked at
            self._known[key] = form
        return form

    def _ruling(self, word: str, tag: int, dep: int) -> Any:
        """A token as the ruler makes it; words that no pattern names are all the same to it."""
        is_named = word in self._named or word.isspace() or any(words.search(word) for words in self._named_by)
        key = (word if is_named else "", tag, dep)
        ruled = self._ruled.get(key)
        if ruled is None:
            alone = Doc(self._vocab, words=[word])[0]
            alone.tag, alone.dep = tag, dep
            self._ruler(alone.doc)
            ruled = self._ruled[key] = alone
        return ruled


def _patterns_of(ruler: Any) -> list[list[dict[str, Any]]]:
    """The patterns of a ruler: of each token what it asks for."""
    return [tokens for entry in ruler.patterns for tokens in entry["patterns"]]


def _sign_of(tokens: list[dict[str, Any]]) -> tuple[list[str], list[str]]:
    """The words or the dependencies of which a pattern of several words needs one; none where it names none."""
    for asked in tokens:
        words, dep = asked.get("LOWER"), asked.get("DEP")
        if isinstance(dep, str):
            return [], [dep]
        if isinstance(words, str):
            return [words], []
        if words is not None and "IN" in words:
            return list(words["IN"]), []
    return [], []


def _is_plain(tokens: list[dict[str, Any]]) -> bool:
    """Whether a pattern asks for nothing but words, tags and dependencies."""
    for asked in tokens:
        words = asked.get("LOWER", "")
        if not asked.keys() <= _ASKED or not (isinstance(words, str) or words.keys() in ({"IN"}, {"REGEX"})):
            return False
    return len(tokens) == 1 or _sign_of(tokens) != ([], [])


@lru_cache(maxsize=8)
def forms_of(nlp: Any) -> WordForms:
    """The forms of a pipeline; of one that isn't built as spaCy's own English ones, they are what it says itself.

    Components of a user's may need the part of speech or the context, so nothing is left out of such a pipeline.
    """
    if not isinstance(nlp, Language) or not set(nlp.pipe_names) <= _OWN or not nlp.has_pipe(_RULER):
        return WordForms(nlp)
    ruler, lemmatizer = nlp.get_pipe(_RULER), nlp.get_pipe(_LEMMATIZER)
    if (
        isinstance(ruler, AttributeRuler)
        and all(_is_plain(tokens) for tokens in _patterns_of(ruler))
        and isinstance(lemmatizer, EnglishLemmatizer)
        and lemmatizer.mode == "rule"
    ):
        return KnownForms(nlp)
    return WordForms(nlp)
