"""Why a source would not be named: the reason behind, before or in place of a condition of anonymity."""

from __future__ import annotations

from collections.abc import Collection

from onrecord.codebook.conditions import Conditions
from onrecord.language.parsed import Passage
from onrecord.record import Span

# A reason begins so many tokens after its condition at most ("spoke on condition of anonymity on Friday because ...").
_GAP = 8
_SPEAKING = frozenset(
    {"speak", "talk", "comment", "discuss", "brief", "disclose", "address", "give", "share", "reveal", "quote", "name"}
)
_PERMISSION_LEADS = frozenset("was were is are been being had has not n't".split())
_PUBLIC = frozenset(
    "reporter journalist press media medium public newspaper correspondent outsider outlet stranger anyone agency news "
    "television broadcaster magazine newsman".split()
)
_NEGATIVE = frozenset({"not", "never", "neither", "none", "nor"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_CLOSERS = frozenset({",", ")", ";", "–", "—", "("})
# Prepositions that open a reason only before a noun of grounds ("under army rules", "for legal reasons").
_STATES = frozenset("still under before pending at in open due yet".split())
_ON_GROUNDS = frozenset({"under", "for", "on", "per", "pursuant", "in"})
_THIS_REASON = ["and", "for", "this", "reason"]
# What leads from a reason to its condition.
_LEADING = frozenset({"so", "who", "did", "therefore", "thus", "hence"})
# What opens a reason before its condition ("Citing army rules, she asked not to be named").
_FIRST = frozenset("because cite citing given owing due fear fearing since under out lest in per to for".split())


def forbidden(p: Passage, token: int) -> bool:
    """ "not authorized to speak": said of somebody who speaks all the same; in a clause or aside on the source."""
    speaks = any(p.lemma[kid] in _SPEAKING and _in_public(p, kid) for kid in p.kids(token, "xcomp", "ccomp", "advcl"))
    return speaks and _negated(p, token) and p.dep[token] in ("relcl", "acl", "amod", "appos", "advcl", "conj")


def _in_public(p: Passage, verb: int) -> bool:
    """ "to speak publicly", "to talk to the press"; but "to speak to their lawyers" is no ban on being quoted."""
    heard = [p.child(prep, "pobj") for prep in p.kids(verb, "prep") if p.lower[prep] in ("to", "with")]
    return not any(noun is not None and p.pos[noun] == "NOUN" and p.lemma[noun] not in _PUBLIC for noun in heard)


def _negated(p: Passage, verb: int) -> bool:
    """ "not authorised", "neither of whom was authorised"."""
    return any(p.dep[kid] == "neg" or p.lower[kid] in _NEGATIVE for kid in p.children[verb])


def opens_reason(p: Passage, token: int, words: Conditions) -> bool:
    """Whether a reason begins here; a preposition does so only with the right words behind it ("in line with")."""
    lower = p.lower[token]
    if lower not in words.because and p.lemma[token] not in words.because:
        return False
    after = p.lower[token + 1] if token + 1 < len(p) else ""
    if lower == "in" and after in ("order", "line", "keeping", "accordance", "view", "light", "case", "compliance"):
        return True
    if lower == "out":
        kept = token and p.lemma[token - 1] in ("keep", "leave", "stay", "cut")
        return after == "of" and not kept and token + 2 < len(p) and p.lower[token + 2] not in ("it", "the", "this")
    if lower == "to":
        if after in ("be", "remain", "stay", "get", "keep", "have"):
            return False
        return p.tag[token + 1 : token + 2] == ["VB"] and p.dep[p.head[token]] in ("advcl", "xcomp", "acl", "relcl")
    if lower in _ON_GROUNDS:
        return _has_grounds(p, token, words)
    if lower == "so":
        return after in ("as", "that") or p.dep[token] == "mark" or p.tag[token] == "IN"
    if lower == "as" and token and p.lower[token - 1] in ("only", "just"):
        return False
    if lower == "as":
        return p.tag[token + 1 : token + 2] != ["NNP"] and (
            p.dep[token] == "mark" or p.tag[token + 1 : token + 2] == ["VBZ"] or after == "a"
        )
    if lower == "with":
        return _is_state(p, token)
    if lower == "ahead":
        return after == "of"
    return p.tag[token] in ("IN", "VBG", "VBN", "RB", "JJ", "VBD")


def _is_state(p: Passage, prep: int) -> bool:
    """ "with his licence under review", "with the case still open": a noun and the state that it is in."""
    noun = p.child(prep, "pobj") or p.child(prep, "pcomp")
    if noun is None:
        return False
    behind = range(noun + 1, min(noun + 3, len(p)))
    return any(p.lower[i] in _STATES or p.tag[i] in ("VBG", "VBN") for i in behind if p.words[i] not in _CLOSERS)


def _has_grounds(p: Passage, prep: int, words: Conditions) -> bool:
    return any(
        p.lemma[i] in words.grounds or p.lower[i] in words.grounds
        for i in range(prep + 1, min(prep + 7, len(p)))
        if not any(p.words[k] in _CLOSERS for k in range(prep + 1, i))
    )


def reason_of(
    p: Passage, condition: tuple[int, int], words: Conditions, cues: Collection[tuple[int, int]]
) -> Span | None:
    """The clause that says why: behind the condition, before it, or elsewhere in its sentence ("was not authorized
    to")."""
    return (
        _behind(p, condition, words, cues)
        or _behind_colon(p, condition)
        or _before(p, condition, words)
        or not_permitted(p, p.sentence_of[condition[0]], condition, words)
    )


def _behind(
    p: Passage, condition: tuple[int, int], words: Conditions, cues: Collection[tuple[int, int]]
) -> Span | None:
    last = condition[1]
    end = p.sentences[p.sentence_of[condition[0]]][1]
    if last < end and p.tag[last] == "VBG" and p.dep[last] not in ("aux", "auxpass"):
        # "asked not to be named discussing private talks"
        return _until(p, last, end, cues)
    aside = _aside(p, last, end)
    for token in range(last, min(end, last + _GAP)):
        if p.words[token] in {";", ":"}:
            break
        if p.tag[token] in ("''", "``"):
            # A reason may itself be quoted: 'would not be named "because lists are being drawn up"'.
            if token == last and token + 1 < end and opens_reason(p, token + 1, words):
                continue
            break
        if opens_reason(p, token, words):
            return _until(p, token, end, cues)
        # A comma may stand between them, a new finite verb may not.
        if p.pos[token] in ("VERB", "AUX") and p.tag[token] in _FINITE:
            break
    return aside


def _behind_colon(p: Passage, condition: tuple[int, int]) -> Span | None:
    """ "Both spoke on condition of anonymity: the auction was private": a clause behind a colon gives the ground."""
    last, end = condition[1], p.sentences[p.sentence_of[condition[0]]][1]
    if last + 1 == end and end < len(p):
        # The parser may begin a sentence behind the colon.
        end = p.sentences[p.sentence_of[end]][1]
    if last >= end or p.words[last] != ":" or any(p.tag[i] in ("``", "''") for i in range(last, end)):
        return None
    while end > last + 1 and p.pos[end - 1] in ("PUNCT", "SPACE"):
        end -= 1
    clause = any(p.dep[i] in ("nsubj", "nsubjpass", "expl") for i in range(last + 1, end))
    return p.span(last + 1, end) if clause else None


def _aside(p: Passage, last: int, end: int) -> Span | None:
    """A reason without a word for it: in brackets "(she works there still)", or "the host being a judge"."""
    if last + 2 >= end or p.words[last] not in {",", "("}:
        return None
    close = next((i for i in range(last + 1, end) if p.words[i] in {",", ")", "–", "—", ";", "."}), end)
    inner = range(last + 1, close)
    if p.words[last] == "(" and p.words[min(close, len(p) - 1)] == ")":
        return p.span(last + 1, close) if any(p.tag[i] in _FINITE for i in inner) else None
    for i in inner:
        if p.tag[i] == "VBG" and i > last + 1 and not any(p.tag[k] in _FINITE for k in range(last + 1, i)):
            subject = p.child(i, "nsubj", "nsubjpass", "expl")
            if (subject is not None and subject in inner) or p.lower[i] == "being":
                return p.span(last + 1, close)
    return None


def reason_inside(p: Passage, condition: tuple[int, int], words: Conditions) -> tuple[int, int] | None:
    """The tokens of a reason that stands between "who" and the verb: "who in line with army rules gave no name"."""
    start = condition[0] + 1
    if p.tag[condition[0]] != "WP" or start >= condition[1] or p.pos[start] != "ADP":
        return None
    if not opens_reason(p, start, words):
        return None
    end = next((i for i in range(start, condition[1]) if p.tag[i] in _FINITE or p.tag[i] == "MD"), None)
    return (start, end) if end is not None and end < condition[1] else None


def _before(p: Passage, condition: tuple[int, int], words: Conditions) -> Span | None:
    """ "Under the rules of the call, the officials could not be named"."""
    first = p.sentences[p.sentence_of[condition[0]]][0]
    joined = condition[0] - 4
    if joined > first and p.lower[joined : condition[0]] in (["and", "for", "that", "reason"], _THIS_REASON):
        # "who has kin in the town and for that reason cannot be named"
        who = next((i for i in range(joined, first, -1) if p.tag[i] == "WP"), None)
        return p.span(who + 1, joined) if who is not None and who + 1 < joined else None
    if p.lower[condition[0] - 1] == "and" and condition[0]:
        # "fearing reprisals and asking not to be named"
        begin = next((i + 1 for i in range(condition[0] - 2, first, -1) if p.words[i] == ","), first)
        if p.tag[begin] in ("VBG", "VBN") and opens_reason(p, begin, words):
            return p.span(begin, condition[0] - 1)
    opener = next((i for i in range(condition[0] - 1, first, -1) if p.words[i] == "("), None)
    if opener is None and p.words[condition[0] - 1] == ",":
        # "A juror, citing court rules, asked not to be named"
        opener = next((i for i in range(condition[0] - 2, first, -1) if p.words[i] == ","), None)
    start = opener + 1 if opener is not None else first
    if start >= condition[0] or not (p.lower[start] in _FIRST or p.lemma[start] in _FIRST):
        return None
    if not opens_reason(p, start, words):
        return None
    comma = next((i for i in range(start + 1, condition[0]) if p.words[i] == ","), None)
    if comma is None or any(p.tag[i] in ("''", "``") for i in range(start, condition[0])):
        return None
    # Between the reason and its condition stands no more than the subject.
    if any(p.tag[i] in _FINITE and p.pos[i] == "VERB" for i in range(comma + 1, condition[0])):
        return None
    return p.span(start, comma)


def _is_forbidden(p: Passage, token: int, words: Conditions) -> bool:
    return p.lower[token] in words.permission and _negated(p, token)


def _without_leave(p: Passage, token: int, words: Conditions) -> int | None:
    """The verb of "was not authorised to", "had no permission to", "lacked authority to", "was barred from talking";
    None where a token is no such thing."""
    if _is_forbidden(p, token, words):
        return token
    if p.lemma[token] in words.barred and p.tag[token] == "VBN":
        return token if p.child(token, "auxpass") is not None else None
    if p.lower[token] in words.leave and p.dep[token] == "dobj":
        verb = p.head[token]
        refused = _negated(p, verb) or any(p.lower[kid] == "no" for kid in p.children[token])
        return verb if p.lemma[verb] == "lack" or (p.lemma[verb] == "have" and refused) else None
    return None


def not_permitted(p: Passage, sentence: int, condition: tuple[int, int] | None, words: Conditions) -> Span | None:
    """ "was not authorized to speak publicly": a reason, before or behind the condition or with none."""
    for word in range(*p.sentences[sentence]):
        if condition is not None and condition[0] <= word < condition[1]:
            continue
        token = _without_leave(p, word, words)
        if token is None or (condition is None and not _is_forbidden(p, token, words)):
            continue
        first = min([token, *(kid for kid in p.children[token] if kid < token and p.lower[kid] in _PERMISSION_LEADS)])
        before_root = [i for i in range(token + 1, p.subtree[token][1]) if p.words[i] in {",", ")", "–", "—"}]
        stop = min([p.subtree[token][1], *before_root])
        if condition is not None and token < condition[0]:
            stop = min(stop, condition[0])
        while stop > token + 1 and (p.pos[stop - 1] in ("PUNCT", "SPACE", "CCONJ") or p.lower[stop - 1] in _LEADING):
            # "was not allowed to brief the press | and so asked not to be named"
            stop -= 1
        return p.span(first, stop)
    return None


def _until(p: Passage, first: int, limit: int, cues: Collection[tuple[int, int]]) -> Span:
    """From where a reason opens to a comma or bracket, or to where the sentence goes on with what was said."""
    end, passed = limit, 0
    for token in range(first + 1, limit):
        if token < passed:
            continue
        if p.words[token] == "," and p.lower[token + 1 : token + 2] in (["like"], ["unlike"], ["as"]):
            # "because he, like others in this story, feared for his job"
            passed = next((i + 1 for i in range(token + 1, limit) if p.words[i] == ","), token)
            if passed > token:
                continue
        if token > first + 1 and (p.words[token] in _CLOSERS or p.tag[token] in ("``", "''")):
            end = token
            break
        if p.dep[token] == "ROOT" or (
            p.lower[token] == "that" and p.head[p.head[token]] < first - 1 and p.dep[token] == "mark"
        ):
            end = token
            break
        goes_on = p.subtree[token][0] < first or (p.dep[token] == "conj" and p.head[token] < first)
        if (p.number, token) in cues and p.tag[token] in _FINITE and goes_on:
            # "insisted on anonymity to discuss his post | and said the mood was grim"
            end = token
            break
    while end > first + 1 and p.pos[end - 1] in ("PUNCT", "SPACE", "CCONJ"):
        end -= 1
    return p.span(first, end)
