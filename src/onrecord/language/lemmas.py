"""Mend lemmas: those taken from the wrong verb, and words that the tokenizer cuts at their hyphens."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.language.parsed import ParsedReport, Passage

_VOWELS = frozenset("aeiou")
_UNDOUBLED = frozenset("wxy")
# Verbs that end so have a third person in -es: "passes", "goes", "reaches".
_TAKES_ES = frozenset("sxzohuiy")
_PAST = frozenset({"VBD", "VBN", "VBG"})
# Verbs that the lemmatizer's table lacks, so that its rules guess: "cordoned" is no form of "cordone".
_UNKNOWN = (
    "cordon baton truncheon taser waterboard napalm rearrest reconnect relaunch gridlock vector helicopter"
).split()
_SPELT = {
    "axed": "axe", "axing": "axe", "bussed": "bus", "bussing": "bus", "gutted": "gut", "gutting": "gut",
    "readied": "ready", "unbanned": "unban", "airdropped": "airdrop", "teargassed": "teargas",
    "readmitted": "readmit", "readmitting": "readmit",
    "retook": "retake", "overran": "overrun", "foresaw": "foresee", "forgave": "forgive", "overrode": "override",
    "rewrote": "rewrite", "undid": "undo", "waylaid": "waylay", "slew": "slay", "strove": "strive", "resold": "resell",
    "rethought": "rethink", "remade": "remake", "unwound": "unwind", "forwent": "forgo", "wove": "weave",
    **{word + ending: word for word in _UNKNOWN for ending in ("ed", "ing")},
}  # fmt: skip
# In the news "bases" is hardly ever the plural of "basis", nor "graves" that of "graf".
_PLURALS = {"bases": "base", "graves": "grave"}
_PREDICATES = frozenset({"ROOT", "ccomp", "relcl", "advcl"})
_NOMINAL = frozenset({"det", "amod", "compound", "poss", "nummod", "cop", "aux", "auxpass", "case", "nmod"})
_ADJECTIVAL = frozenset({"JJ", "VBN", "VBD", "VBG"})
_CLAUSES = frozenset({"xcomp", "advcl", "ccomp", "acl"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative"})
# Adjectives and participles that stand for people with an article alone.
_PEOPLE = frozenset(
    "accused bereaved destitute detained displaced dispossessed elderly evicted faithful homeless hungry injured "
    "missing needy poor sick stranded unemployed wounded".split()
)
# "denied having kidnapped", "were being fed": as auxiliaries these keep their -ing in the lemmatizer's tables.
_AUXILIARIES = {"having": "have", "being": "be"}


def mend_lemmas(parsed: ParsedReport) -> None:
    """Give verbs back their final -e, in place: "staged" is a form of "stage", not of "stag".

    A verb of one syllable with a short vowel doubles its consonant ("stag, stagged"); where the form shows a single
    one, the verb ends in -e: "fined", "raped", "raging". So does one whose third person ends in -es behind another
    consonant: "hopes" is no form of "hop".
    """
    for passage in parsed.passages:
        lemma, lower, dep = passage.lemma, passage.lower, passage.dep
        for first, _ in passage.sentences:
            if passage.tag[first] == "NNPS" and passage.ent_of[first] < 0 and lower[first].endswith("s"):
                # "Rockets were fired": a capital that only opens the sentence makes no name
                lemma[first] = lower[first].removesuffix("s")
                passage.tag[first], passage.pos[first] = "NNS", "NOUN"
        for token, tag in enumerate(passage.tag):
            if tag == "NN":
                if dep[token] in _CLAUSES and passage.is_infinitive(token):
                    # "are to exchange envoys": the tagger takes a verb that is a noun too for the noun
                    passage.pos[token], passage.tag[token] = "VERB", "VB"
                elif dep[token] in _PREDICATES and _is_present(passage, token):
                    # "Leaders of the bloc gather in Oslo on Friday"
                    passage.pos[token], passage.tag[token] = "VERB", "VBP"
            elif tag == "NNS":
                lemma[token] = _PLURALS.get(lower[token], lemma[token])
            elif tag == "JJ" and dep[token] in _PREDICATES and _is_past(passage, token):
                # "The rebels advanced on Uvira", "the army unleashed artillery": the tagger sees the adjective
                passage.pos[token], passage.tag[token] = "VERB", "VBD"
                lemma[token] = _SPELT.get(lower[token]) or _of_past(lower[token])
            elif tag in _ADJECTIVAL and lower[token] in _PEOPLE and _stands_for_people(passage, token):
                # "fed the displaced": an adjective with an article of its own names people
                passage.pos[token], passage.tag[token], lemma[token] = "NOUN", "NNS", lower[token]
            elif tag in _PAST and lower[token] in _SPELT:
                lemma[token] = _SPELT[lower[token]]
            elif (tag in _PAST and _lost_its_e(lemma[token], lower[token])) or (
                tag == "VBZ" and lower[token] == lemma[token] + "es" and lemma[token][-1] not in _TAKES_ES
            ):
                lemma[token] += "e"
            elif tag == "VBG" and lower[token] in _AUXILIARIES:
                lemma[token] = _AUXILIARIES[lower[token]]


def _is_present(passage: Passage, token: int) -> bool:
    """Whether what is tagged as a noun in the singular is the verb of a plural subject before it: nothing that a noun
    has stands with it."""
    kids = passage.children[token]
    subject = passage.child(token, "nsubj")
    return (
        subject is not None
        and subject < token
        and passage.tag[subject] == "NNS"
        and not any(passage.dep[kid] in _NOMINAL or passage.pos[kid] == "AUX" for kid in kids)
    )


def _is_past(passage: Passage, token: int) -> bool:
    """Whether what is tagged as an adjective is the past tense of a verb: it has a subject and no "be" or "have"."""
    subject = passage.child(token, "nsubj")
    if subject is None or subject > token or not passage.lower[token].endswith("ed"):
        return False
    behind = any(
        kid > token and passage.dep[kid] in ("dobj", "prep", "xcomp", "prt") for kid in passage.children[token]
    )
    return (
        behind
        and passage.kind != "headline"
        and not any(
            passage.pos[kid] == "AUX" or passage.dep[kid] in ("advcl", "neg", "acomp")
            for kid in passage.children[token]
        )
    )


def _of_past(word: str) -> str:
    """The verb of a regular past: "advanced" of "advance", "committed" of "commit", "supplied" of "supply"."""
    stem = word[:-2]
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsfz":
        return stem[:-1]
    takes_e = stem[-1] in "cvuz" or (stem.endswith(("g", "s")) and not stem.endswith(("ng", "ss")))
    return stem + "e" if takes_e or _lost_its_e(stem, word) or stem.endswith(("at", "ir", "os", "dg")) else stem


def _stands_for_people(passage: Passage, token: int) -> bool:
    return passage.dep[token] in _ARGUMENTS and any(
        passage.lower[kid] == "the" and passage.dep[kid] == "det" for kid in passage.children[token]
    )


def _lost_its_e(lemma: str, word: str) -> bool:
    if len(lemma) < 3 or (word != lemma + "ed" and word != lemma + "ing"):
        return False
    last, vowel, first = lemma[-1], lemma[-2], lemma[-3]
    if last in _VOWELS or last in _UNDOUBLED or vowel not in _VOWELS:
        return False
    if first in _VOWELS and not (first == "u" and lemma[-4:-3] == "q"):
        return False
    return not any(letter in _VOWELS for letter in lemma[:-3])


def join_hyphens(parsed: ParsedReport, words: Mapping[str, bool]) -> None:
    """Give hyphened words back as one lemma, in place: the tokenizer makes three words of "sit-in", "cease-fire" and
    "test-fired".

    `words` are the lemmas that somebody asks for, with their hyphen or in one word, each with whether it only names
    something or may be a verb or a modifier. The lemma stands at the part that carries the phrase: at "in" of
    "a sit-in", at "fired" of "test-fired".
    """
    for passage in parsed.passages:
        if "-" in passage.words:
            for token, word in enumerate(passage.words):
                if word == "-" and 0 < token < len(passage) - 1:
                    _join(passage, token, words)


def _join(passage: Passage, hyphen: int, words: Mapping[str, bool]) -> None:
    begins, ends = passage.begins, passage.ends
    first, last = hyphen - 1, hyphen + 1
    if ends[first] != begins[hyphen] or ends[hyphen] != begins[last]:
        return
    whole = f"{passage.lower[first]}-{passage.lemma[last]}"
    after = last + 2
    if after < len(passage) and passage.words[last + 1] == "-" and ends[last] == begins[last + 1] == begins[after] - 1:
        # "work-to-rule", "house-to-house"
        longer = f"{passage.lower[first]}-{passage.lower[last]}-{passage.lemma[after]}"
        if longer in words:
            whole, last = longer, after
    if whole not in words:
        # "a walk-out" where "walkout" is known
        whole = whole.replace("-", "")
        if whole not in words:
            return
    outside = [token for token in range(first, last + 1, 2) if not first <= passage.head[token] <= last]
    place = outside[-1] if outside else last
    passage.lemma[place] = whole
    if words[whole] and passage.tag[place] not in ("NN", "NNS"):
        # "a walk-out", where the tagger still sees a particle
        passage.pos[place], passage.tag[place] = "NOUN", "NN"
