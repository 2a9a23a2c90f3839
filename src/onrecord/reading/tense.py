"""Which way a clause looks: back or ahead in time, by the tense of the verb above a token."""

from __future__ import annotations

from onrecord.language.parsed import Passage
from onrecord.reading.word_sets import word_set

_MODALS = word_set("will 'll ’ll wo shall would may might could should must can ca ought")
_PAST_HAVE = word_set("have has had 've ’ve")
_WAS = frozenset(("was", "were"))
# What is told of such a participle or adjective lies ahead: "elections scheduled for Sunday", "a vote due on Monday".
_PLANNED = word_set(
    "schedule plan expect set slate due propose intend tip bind postpone delay aim hope book earmark supposed "
    "likely project"
)
# What is planned and called stands behind the verb: "called a strike on Friday".
_PREPARING = word_set("prepare plan schedule propose arrange organise organize call")
# After these an infinitive has happened when the matrix verb has: "managed to flee on Friday".
_IMPLICATIVE = word_set("manage fail begin start continue able have seem appear use happen come get prove go")
# In the simple present these speak of the programme ahead: "the court meets on Friday".
_PROGRAMME = word_set(
    "start begin open meet run face take launch play vote go hold visit travel leave arrive return host expire "
    "end conclude "
    "kick head resume close come stand remain fall"
)


def direction(passage: Passage, token: int) -> int:
    """-1 where the clause around a token is told in a past tense, 1 where it lies ahead, 0 where nothing tells.

    "will meet on Friday" and "a vote due on Friday" look ahead, "met on Friday" and "the vote held on Friday" back.
    """
    start, noun = token, False
    for _ in range(16):
        if passage.dep[token] == "pobj" and passage.pos[token] != "VERB":
            way = _by_preposition(passage, passage.head[token], token == start)
            if way:
                return way
        noun = noun or (token != start and passage.pos[token] in {"NOUN", "PROPN"})
        if noun and any(
            passage.lemma[kid] in _PLANNED and passage.dep[kid] == "amod" for kid in passage.children[token]
        ):
            return 1  # "an expected announcement on Friday"
        if noun and passage.lemma[token] in _PREPARING and passage.pos[token] == "VERB":
            return 1  # "called a strike on Friday", "prepared for talks on Thursday"
        if passage.lemma[token] in _PLANNED and passage.tag[token] in {"JJ", "VBN"}:
            return 1
        if passage.pos[token] in {"VERB", "AUX"}:
            return _of_verb(passage, token, 0)
        if passage.lower[token] == "ahead":
            return 1
        above = passage.head[token]
        if above == token:
            return 0
        token = above
    return 0


def _by_preposition(passage: Passage, prep: int, nearest: bool) -> int:
    """What the preposition over a day says: "a strike for Sunday" is to come, "if not released by Friday" too."""
    word = passage.lower[prep]
    if not nearest or word not in {"for", "by"}:
        return 0
    over = passage.head[prep]
    if word == "for":
        # "called for Sunday", "a march for Sunday"; a length of time is no day
        return 1 if passage.pos[over] in {"NOUN", "PROPN", "VERB"} else 0
    verb = over
    while passage.pos[verb] not in {"VERB", "AUX"} and passage.head[verb] != verb:
        verb = passage.head[verb]
    return 1 if _is_deadline(passage, verb) else 0


def _is_deadline(passage: Passage, verb: int) -> bool:
    """Whether a clause with "by Friday" tells of what is still to be done: under an if, a "to" or a modal."""
    for kid in passage.children[verb]:
        if passage.dep[kid] == "mark" and passage.lower[kid] in {"if", "unless"}:
            return True
        if passage.dep[kid] == "aux" and (passage.tag[kid] == "TO" or passage.lower[kid] in _MODALS):
            return True
    return False


def _of_verb(passage: Passage, verb: int, depth: int) -> int:
    if depth > 6:
        return 0
    tag, lemma = passage.tag[verb], passage.lemma[verb]
    helpers = {passage.lower[kid] for kid in passage.children[verb] if passage.dep[kid] in {"aux", "auxpass"}}
    if helpers & _MODALS:
        perfect = bool(helpers & _PAST_HAVE) and tag in {"VBN", "VBD"} and not helpers & {"will", "'ll", "’ll"}
        return -1 if perfect else 1
    if tag == "VBN":
        if lemma in _PLANNED:
            return 1
        if "to" in helpers and not helpers & _PAST_HAVE:
            return _of_infinitive(passage, verb, helpers, depth)  # "is to be held on Friday"
        return -1 if not helpers or helpers & (_PAST_HAVE | _WAS) or "been" in helpers else 0
    if tag == "VBD":
        return -1
    if tag == "VBG":
        return _of_ing(passage, verb, helpers, depth)
    if tag in {"VBZ", "VBP"}:
        if passage.kind == "headline":
            return -1  # "Katz meets Zamir" in a headline tells what has happened
        return 1 if lemma in _PROGRAMME else _above(passage, verb, depth, {"conj"})
    if "did" in helpers:
        return -1
    return _of_infinitive(passage, verb, helpers, depth)


def _of_ing(passage: Passage, verb: int, helpers: set[str], depth: int) -> int:
    if helpers & _WAS or helpers & _PAST_HAVE:
        return -1
    if helpers & {"is", "are", "am", "'s", "’s", "'re", "’re", "'m", "’m"}:
        return 1
    return _above(passage, verb, depth, None)


def _of_infinitive(passage: Passage, verb: int, helpers: set[str], depth: int) -> int:
    above = passage.head[verb]
    if above == verb:
        return 1 if "to" in helpers else 0
    dep = passage.dep[verb]
    if dep == "conj" or ("to" not in helpers and dep != "ccomp"):
        return _above(passage, verb, depth, None)
    if dep in {"relcl", "acl"}:
        return 1
    if passage.lemma[above] in _IMPLICATIVE or dep == "advcl":
        return _above(passage, verb, depth, None)
    return 1


def _above(passage: Passage, verb: int, depth: int, only: set[str] | None) -> int:
    """The direction of the next verb above, where the link is one of `only` (any if None)."""
    if only is not None and passage.dep[verb] not in only:
        return 0
    token = verb
    while passage.head[token] != token:
        token = passage.head[token]
        if passage.pos[token] in {"VERB", "AUX"}:
            return _of_verb(passage, token, depth + 1)
    return 0
