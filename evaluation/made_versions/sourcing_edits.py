"""Edits of who is credited: source, attribution, condition of anonymity, cue."""

from __future__ import annotations

import re
from random import Random

from made_versions.base import Base, Sentence
from made_versions.version import Edit, Expected, edit_of, replaced
from made_versions.words import words
from onrecord.record import Span, Statement

_PRONOUNS = frozenset("he she it they who we i that this which these those one".split())
_PLAIN = frozenset({"said", "says"})
_UNNAMED = frozenset({"unnamed_people", "group"})
_NAMED = frozenset({"named_person", "named_organisation", "unnamed_organisation", "document", "media"})
_NOT_PERSONS = (_UNNAMED | _NAMED) - {"named_person"}
_SUBJECT = {"it", "they", "he", "she"}


def _said(sentence: Sentence, statement: Statement) -> tuple[Span, Span, Span] | None:
    """Source, cue and content of a statement with one of each, all in this sentence."""
    if len(statement.source) != 1 or len(statement.cue) != 1 or not statement.content:
        return None
    spans = [sentence.here(span) for span in (statement.source[0], statement.cue[0], statement.content[0])]
    if None in spans:
        return None
    source, cue, content = spans
    assert source is not None
    assert cue is not None
    assert content is not None
    return source, cue, content


def _words(sentence: Sentence, span: Span) -> str:
    return sentence.text[span[0] : span[1]]


def opening(sentence: Sentence) -> tuple[Statement, Span, Span, Span] | None:
    """The statement of a sentence "S said (that) C." or "C, S said." that is one sentence-long statement."""
    for statement in sentence.statements:
        parts = _said(sentence, statement)
        if parts is None or statement.form != "indirect" or statement.content_kind != "clause":
            continue
        source, cue, content = parts
        between = sentence.text[source[1] : cue[0]].strip()
        that = sentence.text[cue[1] : content[0]].strip()
        if source[0] == 0 and not between and that in ("", "that") and content[1] >= len(sentence.text) - 1:
            return statement, source, cue, content
    return None


def according(sentence: Sentence) -> tuple[Statement, Span, Span, Span] | None:
    """The statement of "According to S, C." or "C, according to S."."""
    for statement in sentence.statements:
        parts = _said(sentence, statement)
        if parts and statement.rule == "according to" and len(statement.content) == 1:
            source, cue, content = parts
            first = cue[0] == 0 and sentence.text[source[1] : content[0]] == ", "
            first = first and content[1] >= len(sentence.text) - 1
            last = content[0] == 0 and source[1] >= len(sentence.text) - 1
            if first or last:
                return statement, source, cue, content
    return None


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _is_pronoun(words_: str) -> bool:
    return words_.lower().split()[-1] in _PRONOUNS


def _whole_sources(sentence: Sentence, kinds: frozenset[str]) -> list[tuple[Statement, Span, Span]]:
    """Statements with their source and their cue in the past tense, where both could be others without any more
    change: no noun before the source ("the carmaker Ford"), no pronoun, no auxiliary that would have to agree."""
    found = []
    for statement in sentence.statements:
        parts = _said(sentence, statement)
        if parts is None or statement.source_kind not in kinds or statement.content_kind != "clause":
            continue
        source, cue, _ = parts
        before, between = sentence.text[: source[0]], sentence.text[source[1] : cue[0]]
        after = sentence.text[source[1] : source[1] + 2]
        if not re.search(r"(^|, |that |and |but |[Ww]hile |said )$", before) or re.match(r"['’]| [A-Z(]", after):
            continue
        if (
            (cue[0] > source[0] and between.strip())
            or sentence.quoted(*source)
            or _is_pronoun(_words(sentence, source))
        ):
            continue
        if _words(sentence, cue) in ("said", "announced", "confirmed", "claimed", "warned", "stated", "added"):
            found.append((statement, source, cue))
    return found


def source_replaced(base: Base, at: int, rng: Random) -> Edit | None:
    """The statement is credited to somebody else; a person's name is left to `person_changed`."""
    sentence = base.sentences[at]
    new = [name for name in words()["sources"] if name not in base.text]
    found = [source for _, source, _ in _whole_sources(sentence, _NOT_PERSONS)]
    if not found or any(statement.form == "direct" for statement in sentence.statements):
        return None
    source = rng.choice(found)
    name = rng.choice(new)
    piece = (*source, _capital(name) if source[0] == 0 else name)
    return edit_of("source_replaced", at, sentence.text, [piece])


def source_dropped(base: Base, at: int, rng: Random) -> Edit | None:
    """The source is left out or made vague: "The union said ..." -> "It was said that ...", "sources said"."""
    sentence = base.sentences[at]
    parts = opening(sentence)
    if parts and _words(sentence, parts[2]) in _PLAIN and not _is_pronoun(_words(sentence, parts[1])):
        statement, source, _, content = parts
        opens = _words(sentence, content).split()[0].lower()
        if statement.source_kind in _NAMED and opens not in _SUBJECT and rng.random() < 0.5:
            passive = rng.choice(words()["passive"])
            edit = edit_of("source_dropped", at, sentence.text, [(source[0], content[0], f"{passive} ")])
            edit.changes[0].a = [source]
            return edit
    found = [source for _, source, _ in _whole_sources(sentence, _NAMED)]
    if not found:
        return None
    source = rng.choice(found)
    vague = rng.choice(words()["vaguer"])
    return edit_of("source_dropped", at, sentence.text, [(*source, _capital(vague) if source[0] == 0 else vague)])


def source_added(base: Base, at: int, rng: Random) -> Edit | None:
    """A sentence in the reporter's words gets a source at its end."""
    sentence = base.sentences[at]
    text = sentence.text
    if sentence.statements or sentence.quotes or not text.endswith(".") or text.count(" ") > 24:
        return None
    if re.search(r"\b(said|says|saying|according|reported|reports?)\b|[;:]", text) or text.split()[0] in ("But", "And"):
        return None
    if not any(token.dep == "ROOT" and token.tag in ("VBD", "VBZ", "VBN", "VBP") for token in sentence.tokens):
        return None
    source = rng.choice(words()["added_sources"])
    edit = edit_of("source_added", at, text, [(len(text) - 1, len(text) - 1, source)])
    return edit


def attribution_dropped(base: Base, at: int, rng: Random) -> Edit | None:
    """The reporter tells in his own words what A credits to somebody."""
    sentence = base.sentences[at]
    parts = opening(sentence) or according(sentence)
    if parts is None or _words(sentence, parts[2]).lower() not in (*_PLAIN, "announced", "stated", "according to"):
        return None
    statement, source, cue, content = parts
    if _is_pronoun(_words(sentence, source)) or sentence.quotes:
        return None
    if any(other.within == statement.id for other in sentence.statements):
        # "Kalns said he expected more" -> "Kalns expected more" is still credited to Kalns.
        return None
    words_ = _words(sentence, content)
    first = words_.split()[0]
    name = _words(sentence, source)
    if first.lower() in _SUBJECT:
        # "The union said it would strike" becomes "The union would strike".
        if name.count(" ") > 4 or "," in name or source[0] != 0:
            return None
        pieces = [(cue[0], content[0] + len(first) + 1, "")]
    elif content[0] == 0:
        pieces = [(content[1], len(sentence.text) - 1, "")]
    else:
        pieces = [(0, content[0] + 1, words_[0].upper())]
    new, _ = replaced(sentence.text, pieces)
    # In B it is the whole sentence that now stands in the reporter's own words.
    return Edit(
        "attribution_dropped", at, sentence.text, new, [Expected("attribution_dropped", [source, cue], [(0, len(new))])]
    )


def condition_added(base: Base, at: int, rng: Random) -> Edit | None:
    """The condition of anonymity comes in, behind an unnamed source that both sides have."""
    sentence = base.sentences[at]
    found = _whole_sources(sentence, _NAMED | _UNNAMED)
    if not found:
        return None
    statement, source, cue = rng.choice(found)
    content = _words(sentence, sentence.here(statement.content[0]) or source)
    if content.split()[0].lower() in _SUBJECT or (cue[0] < source[0] and sentence.text[source[1]] not in ".,"):
        return None
    a, end = sentence.text, source[1]
    if statement.source_kind not in _UNNAMED:
        name = rng.choice(words()["unnamed"])
        a, spans = replaced(a, [(*source, _capital(name) if source[0] == 0 else name)])
        end = spans[0][1]
    condition = rng.choice(words()["conditions"])
    # Before a full stop or a comma there is no second comma: "..., said an aide, who asked not to be named."
    b, spans = replaced(a, [(end, end, f", {condition}" + ("" if a[end] in ".," else ","))])
    start = spans[0][0] + 2
    return Edit("condition_added", at, a, b, [Expected("condition_added", [], [(start, start + len(condition))])])


def _cue(base: Base, at: int, rng: Random, kind: str, new: list[str]) -> Edit | None:
    sentence = base.sentences[at]
    found = []
    for statement in sentence.statements:
        parts = _said(sentence, statement)
        if parts is None or statement.strength != "neutral" or statement.content_kind != "clause":
            continue
        cue = parts[1]
        if _words(sentence, cue) == "said" and not sentence.quoted(*cue) and not statement.addressee:
            found.append((*cue, rng.choice(new)))
    return edit_of(kind, at, sentence.text, [rng.choice(found)]) if found else None


def cue_strengthened(base: Base, at: int, rng: Random) -> Edit | None:
    """ "said" becomes "confirmed", "admitted"."""
    return _cue(base, at, rng, "cue_strengthened", words()["stronger"])


def cue_weakened(base: Base, at: int, rng: Random) -> Edit | None:
    """ "said" becomes "claimed", "alleged"."""
    return _cue(base, at, rng, "cue_weakened", words()["weaker"])
