"""Where the words of a condition of anonymity begin and end."""

from __future__ import annotations

from collections.abc import Collection

from onrecord.codebook.conditions import Conditions
from onrecord.language.parsed import Passage
from onrecord.reading.statements.reasons import opens_reason

Token = tuple[int, int]
_RELATIVE = frozenset({"WP", "WP$", "WDT"})
_LEADS = frozenset(
    "on under the only strict also whom who was were would to in whose strictly usual customary a".split()
)
_PARTS = frozenset("both all none neither either most some several each one two three four of".split())
_CUTS = frozenset({",", ";", ":", "–", "—", "(", ")"})
_LONGEST = 18
_NEWS_MAKERS = frozenset({"we", "i"})


# -- where it begins -----------------------------------------------------------------------------------------------


def hung_on(p: Passage, run: range, words: Conditions, cues: Collection[Token]) -> list[int]:
    """What a condition hangs on: verbs of seeking, of speaking where they are no cue themselves, nouns of condition."""
    found = []
    for i in run:
        pos, lemma = p.pos[i], p.lemma[i]
        if pos in ("VERB", "ADJ", "AUX") or p.lower[i] == "rather":
            seeks = lemma in words.seeking or p.lower[i] in words.seeking
            if seeks or (lemma in words.speaking and (p.number, i) not in cues):
                found.append(i)
        elif pos == "NOUN" and lemma in words.condition and p.dep[i] in ("pobj", "conj", "dobj", "npadvmod"):
            found.append(i)
    return found


def reach_left(p: Passage, sign: int, words: Conditions) -> int:
    """The first token of the run before a sign that no comma, quotation mark or joined clause cuts off.

    "was not authorized to speak and asked not to be named": an "and" cuts where a verb of the condition stands behind
    it; a relative pronoun opens its own clause.
    """
    first = p.sentences[p.sentence_of[sign]][0]
    token = sign
    while token > first and sign - token < _LONGEST:
        before = token - 1
        if p.words[before] in _CUTS or p.tag[before] in ("``", "''"):
            break
        if p.lower[before] in ("and", "but") and any(
            p.lemma[i] in words.seeking or p.lemma[i] in words.speaking or p.lower[i] == "whose"
            for i in range(token, sign)
        ):
            break
        if p.lower[before] == "and" and p.lower[token] == "did":
            # "was not allowed to speak and did so only on condition of anonymity"
            break
        token = before
        if p.tag[token] in ("WP", "WP$") or (p.tag[token] == "WDT" and p.dep[token][:5] == "nsubj"):
            while token > first and p.lower[token - 1] in _PARTS:
                token -= 1
            break
    return token


def lead(p: Passage, first: int, left: int) -> int:
    """Take in what leads to the first word: its preposition, auxiliaries and negation, "who", "only on"."""
    if p.pos[first] == "NOUN" and p.dep[first] == "pobj" and left <= p.head[first] < first:
        first = p.head[first]
    while first > left and (
        p.dep[first - 1] in ("aux", "neg", "auxpass")
        or p.tag[first - 1] in _RELATIVE
        or p.lower[first - 1] in _LEADS
        or (p.lower[first - 1] in _NEWS_MAKERS and p.tag[first] != "NN")
    ):
        first -= 1
    return first


def relative_start(p: Passage, first: int, left: int) -> int:
    """ "who, like others in this report, pleaded anonymity", "none of whom agreed to be named": the relative pronoun
    opens the condition wherever it stands."""
    verb = next((i for i in range(first, min(first + 6, len(p))) if p.pos[i] == "VERB"), None)
    subject = p.child(verb, "nsubj", "nsubjpass") if verb is not None else None
    if subject is not None and subject < first and first - subject < _LONGEST:
        begin = p.subtree[subject][0]
        of_whom = p.lower[subject + 1] == "of" and p.tag[subject + 2 : subject + 3] == ["WP"]
        if of_whom or any(p.tag[i] in _RELATIVE for i in range(begin, subject + 1)):
            first = begin
    clause = next((i for i in [verb, *p.ancestors(verb)] if p.dep[i] == "relcl"), None) if verb is not None else None
    if clause is not None and p.lower[opening := p.subtree[clause][0]] == "whom" and 0 < first - opening < 8:
        # "whom the Herald agreed not to name"
        first = opening
    while first > 0 and p.lower[first - 1] in _PARTS and (p.tag[first] in _RELATIVE or p.lower[first] == "of"):
        first -= 1
    return first


def climb(p: Passage, sign: int, left: int, cues: Collection[Token]) -> int:
    """The first token of the phrase that a sign closes ("under the usual rules of anonymity"), with the verb that has
    it for an object ("maintained anonymity")."""
    token = sign
    while p.dep[token] != "ROOT" and left <= p.head[token] and p.pos[p.head[token]] not in ("VERB", "AUX"):
        token = p.head[token]
    above = p.head[token]
    if p.dep[token] in ("dobj", "acomp", "oprd", "attr") and left <= above < token and (p.number, above) not in cues:
        return above
    if p.tag[above] in ("VBG", "VBN") and left <= above < token and (p.number, above) not in cues:
        return above
    return max(left, min(sign, p.subtree[token][0]))


# -- where it ends -------------------------------------------------------------------------------------------------


def cut_at_reason(p: Passage, sign: int, words: Conditions, cues: Collection[Token]) -> int:
    """Where a condition ends: before its reason, the verb that the sentence goes on with, or punctuation."""
    end = p.sentences[p.sentence_of[sign]][1]
    for token in range(sign + 1, end):
        goes_on = p.dep[token] == "ROOT" or (
            p.dep[p.head[token]] == "ROOT"
            and p.head[token] > sign
            and p.dep[token] in ("aux", "auxpass", "neg", "advmod")
        )
        if (p.lower[token] in words.only and p.lower[token + 1 : token + 2] in (["as"], ["by"])) or (
            p.lower[token] in ("as", "by") and p.lower[token - 1] in words.only
        ):
            # "gave his name only as Pete": the parser may hang it on the verb that follows
            continue
        if (
            goes_on
            or (p.number, token) in cues
            or opens_reason(p, token, words)
            or p.words[token] in _CUTS
            or p.words[token] == "."
            or p.tag[token] in ("``", "''")
            or (
                p.lower[sign] in words.naming
                and p.tag[token] in ("VBD", "VBZ", "VBP", "VBG")
                and p.dep[token] not in ("aux", "auxpass")
            )
        ):
            end = token
            break
    while end > sign + 1 and p.pos[end - 1] in ("PUNCT", "SPACE", "CCONJ"):
        end -= 1
    return end
