"""Edits of how sure a thing is told, and of quotations."""

from __future__ import annotations

import re
from random import Random

from made_versions.base import Base, Sentence, Token
from made_versions.fact_edits import new_name
from made_versions.version import Edit, Expected, edit_of, replaced
from made_versions.words import past_of, words
from onrecord.record import Span

_MODALS = {"will": ["may", "could", "might"], "would": ["might", "could"]}
_AUXILIARY = re.compile(r"\b(was|were|is|are|has|have|had|will|would|could|can)\b(?= [a-z]{3,})")
# Words behind an auxiliary with which a "not" would be no sentence, or only half a negation.
_NO_NOT = frozenset(
    "not also still already now only never always all both either just even ever no currently what how why because "
    "still approximately about expected likely the".split()
)
_PLANS = re.compile(
    r"\b(plans|plan|is set|are set|is scheduled|are scheduled|is expected|are expected|hopes|hope|intends"
    r"|intend|aims|wants|planned|agreed|was expected|were expected) to ([a-z]{3,})\b(?! been)"
)
_HEDGES = ["allegedly", "reportedly", "possibly", "apparently"]
_MINIMUM = 6
_LONG = 12


def _finite(sentence: Sentence) -> list[Token]:
    """Verbs in the past tense that tell what the sentence tells, outside quotations; no verbs of saying or being."""
    cues = [span for statement in sentence.statements for cue in statement.cue if (span := sentence.here(cue))]
    return [
        token
        for token in sentence.tokens
        if token.tag == "VBD"
        and token.pos == "VERB"
        and token.dep in ("ROOT", "conj", "ccomp")
        and token.lemma not in ("have", "be", "say", "do", "go", "seem")
        and not sentence.quoted(token.start, token.end)
        and not any(cue[0] <= token.start < cue[1] for cue in cues)
    ]


def hedge_added(base: Base, at: int, rng: Random) -> Edit | None:
    """ "will close" becomes "could close", "sold" becomes "reportedly sold"."""
    sentence = base.sentences[at]
    pieces = [
        (match.start(), match.end(), rng.choice(_MODALS[match[0]]))
        for match in re.finditer(r"\b(will|would)\b(?! have| like)(?= [a-z])", sentence.text)
        if not sentence.quoted(*match.span())
    ]
    if pieces and rng.random() < 0.6:
        return edit_of("hedge_added", at, sentence.text, [rng.choice(pieces)])
    verbs = [token for token in _finite(sentence) if token.dep == "ROOT"]
    if not verbs:
        return None
    edit = edit_of("hedge_added", at, sentence.text, [(verbs[0].start, verbs[0].start, rng.choice(_HEDGES) + " ")])
    edit.changes[0].a = [(verbs[0].start, verbs[0].end)]
    return edit


def negation_changed(base: Base, at: int, rng: Random) -> Edit | None:
    """ "was armed" becomes "was not armed", "sold" becomes "did not sell"."""
    sentence = base.sentences[at]
    found: list[tuple[int, int, str, Span]] = []
    for match in _AUXILIARY.finditer(sentence.text):
        following = sentence.text[match.end() :].split()[0].strip(",.;:")
        if following not in _NO_NOT and not sentence.quoted(*match.span()):
            found.append((match.end(), match.end(), " not", match.span()))
    for token in _finite(sentence):
        if token.dep == "ROOT":
            found.append((token.start, token.end, f"did not {token.lemma}", (token.start, token.end)))
    if not found:
        return None
    start, end, new, shown = rng.choice(found)
    edit = edit_of("negation_changed", at, sentence.text, [(start, end, new)])
    edit.changes[0].a = [shown]
    return edit


def factuality_changed(base: Base, at: int, rng: Random) -> Edit | None:
    """ "plans to visit" becomes "visited", "sold" becomes "planned to sell"."""
    sentence = base.sentences[at]
    pieces = [
        (match.start(), match.end(), past_of(match[2]))
        for match in _PLANS.finditer(sentence.text)
        if not sentence.quoted(*match.span()) and match[2] not in ("be", "have", "seek")
    ]
    if not pieces:
        pieces = [
            (token.start, token.end, f"{rng.choice(['planned', 'wanted', 'intended'])} to {token.lemma}")
            for token in _finite(sentence)
            if token.dep == "ROOT" and token.lemma in _wilful(sentence, token)
        ]
    return edit_of("factuality_changed", at, sentence.text, [rng.choice(pieces)]) if pieces else None


def _wilful(sentence: Sentence, verb: Token) -> set[str]:
    """The verb's lemma where somebody can plan it: it has a subject and an object, and tells of an event or an act."""
    number = sentence.tokens.index(verb)
    parts = {token.dep for token in sentence.tokens if token.head == number}
    nouns = {token.lemma for token in sentence.tokens}
    never = {
        "rise",
        "fall",
        "drop",
        "see",
        "lose",
        "gain",
        "hit",
        "post",
        "report",
        "become",
        "include",
        "show",
        "mean",
    }
    return {verb.lemma} if {"nsubj", "dobj"} <= parts and verb.lemma in nouns - never else set()


def _quotes(sentence: Sentence, least: int) -> list[Span]:
    return [quote for quote in sentence.quotes if sentence.text[quote[0] : quote[1]].count(" ") + 1 >= least]


def quotation_altered(base: Base, at: int, rng: Random) -> Edit | None:
    """One word inside quotation marks is another."""
    sentence = base.sentences[at]
    found = []
    for quote in _quotes(sentence, _MINIMUM):
        inside = sentence.text[quote[0] : quote[1]]
        for one, two in words()["quoted_words"]:
            for old, new in ((one, two), (two, one)):
                for match in re.finditer(rf"(?<![\w'’]){old}(?![\w'’])", inside):
                    found.append((quote[0] + match.start(), quote[0] + match.end(), new))
    return edit_of("quotation_altered", at, sentence.text, [rng.choice(found)]) if found else None


def quotation_cut(base: Base, at: int, rng: Random) -> Edit | None:
    """A quotation loses its second sentence, or all that follows a comma in it."""
    sentence = base.sentences[at]
    for quote in _quotes(sentence, _LONG):
        inside = sentence.text[quote[0] : quote[1]]
        stops = [
            match.start() for match in re.finditer(r"[.!?] (?=[A-Z])|, (?=and|but|which|because|as|with)|; ", inside)
        ]
        good = [stop for stop in stops if inside[:stop].count(" ") >= 4 and inside[stop:].count(" ") >= 4]
        if not good:
            continue
        stop = rng.choice(good)
        end = quote[1] - 1
        mark = inside[-2] if inside[-2] in ".,!?" else ""
        start = quote[0] + stop
        return edit_of("quotation_cut", at, sentence.text, [(start, end, mark)]) if mark else None
    return None


def quotation_moved(base: Base, at: int, rng: Random) -> Edit | None:
    """A quotation is given to another speaker, by name."""
    sentence = base.sentences[at]
    for statement in sentence.statements:
        if statement.form != "direct" or statement.source_kind != "named_person" or len(statement.source) != 1:
            continue
        source = sentence.here(statement.source[0])
        if source is None or sentence.quoted(*source) or not sentence.text[source[0]].isupper():
            continue
        long = [quote for quote in sentence.quotes if sentence.text[quote[0] : quote[1]].count(" ") >= 3]
        if sentence.text[source[0] : source[1]].lower() in ("he", "she", "it", "i", "we", "they"):
            continue
        # A source of many words has a title in it, which would change as well.
        if not long or sentence.text[source[0] : source[1]].count(" ") > 2:
            continue
        text, spans = replaced(sentence.text, [(*source, new_name(base, rng))])
        shift = len(text) - len(sentence.text)
        moved = [(a + shift, b + shift) if a > source[0] else (a, b) for a, b in long]
        return Edit(
            "quotation_moved", at, sentence.text, text, [Expected("quotation_moved", [source, *long], [*spans, *moved])]
        )
    return None
