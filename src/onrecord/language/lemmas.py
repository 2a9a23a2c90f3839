"""Mend lemmas that the lemmatizer takes from the wrong verb."""

from __future__ import annotations

from onrecord.language.parsed import ParsedReport

_VOWELS = frozenset("aeiou")
_UNDOUBLED = frozenset("wxy")
# Verbs that end so have a third person in -es: "passes", "goes", "reaches".
_TAKES_ES = frozenset("sxzohuiy")
_PAST = frozenset({"VBD", "VBN", "VBG"})
# "denied having kidnapped", "were being fed": as auxiliaries these keep their -ing in the lemmatizer's tables.
_AUXILIARIES = {"having": "have", "being": "be"}


def mend_lemmas(parsed: ParsedReport) -> None:
    """Give verbs back their final -e, in place: "staged" is a form of "stage", not of "stag".

    A verb of one syllable with a short vowel doubles its consonant ("stag, stagged"); where the form shows a single
    one, the verb ends in -e: "fined", "raped", "raging". So does one whose third person ends in -es behind another
    consonant: "hopes" is no form of "hop".
    """
    for passage in parsed.passages:
        lemma, lower = passage.lemma, passage.lower
        for token, tag in enumerate(passage.tag):
            if (tag in _PAST and _lost_its_e(lemma[token], lower[token])) or (
                tag == "VBZ" and lower[token] == lemma[token] + "es" and lemma[token][-1] not in _TAKES_ES
            ):
                lemma[token] += "e"
            elif tag == "VBG" and lower[token] in _AUXILIARIES:
                lemma[token] = _AUXILIARIES[lower[token]]


def _lost_its_e(lemma: str, word: str) -> bool:
    if len(lemma) < 3 or (word != lemma + "ed" and word != lemma + "ing"):
        return False
    last, vowel, first = lemma[-1], lemma[-2], lemma[-3]
    if last in _VOWELS or last in _UNDOUBLED or vowel not in _VOWELS:
        return False
    if first in _VOWELS and not (first == "u" and lemma[-4:-3] == "q"):
        return False
    return not any(letter in _VOWELS for letter in lemma[:-3])
