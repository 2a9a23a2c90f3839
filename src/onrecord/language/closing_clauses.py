"""Mend a reporting clause that closes a sentence: "..., a diplomat with knowledge of the file said." """

from __future__ import annotations

from collections.abc import Container

from onrecord.language.parse import edges
from onrecord.language.parsed import Passage

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_NOMINATIVE = frozenset("i he she it they we".split())
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET"})


def is_noun_phrase(p: Passage, start: int, end: int) -> bool:
    """Whether tokens can be a subject: no finite verb but in a relative clause."""
    relative = False
    for token in range(start, end):
        relative = relative or p.tag[token] in ("WP", "WDT")
        if not relative and (p.tag[token] in _FINITE or p.tag[token] == "MD"):
            return False
    return any(p.pos[i] in ("NOUN", "PROPN", "PRON") for i in range(start, end))


def head_of(p: Passage, first: int, end: int) -> int | None:
    """The head of the noun phrase that some tokens are."""
    for token in range(first, end):
        if p.pos[token] in _NOMINAL and p.pos[token] != "DET" and not first <= p.head[token] < end:
            return token
    nominal = [i for i in range(first, end) if p.pos[i] in ("NOUN", "PROPN", "PRON")]
    return nominal[0] if nominal else None


def mend_closing(p: Passage, speech: Container[str]) -> None:
    """Make a reporting clause that closes a sentence its main clause.

    "Iran had moved its centrifuges, a diplomat with knowledge of the file said": the parser may take the diplomat for
    an apposition to what comes before, and the saying for a second clause of it.
    """
    for first, end in p.sentences:
        if "," not in p.words[first:end]:
            continue
        _read_as_verb(p, first, end)
        for verb in range(end - 1, first + 3, -1):
            if p.tag[verb] in _FINITE and p.pos[verb] == "VERB":
                shows = p.lemma[verb] in _LAST_VERBS and _shown_by(p, first, verb)
                if (shows or p.lemma[verb] in speech) and p.dep[verb] in LOOSE and _closes(p, verb, end):
                    opener = _opener_of_final(p, first, verb)
                    if opener is not None:
                        _make_main(p, verb, first, opener, end)
                break


def _read_as_verb(p: Passage, first: int, end: int) -> None:
    """ "Landings fell, official data show.": the tagger takes the last word for a noun; behind a plural that shows
    things it is a verb."""
    last = end - 2
    if last - 2 < first or p.lower[last] not in _LAST_VERBS or p.tag[last] not in ("NN", "NNS", "NNP", "VB"):
        return
    if not _shown_by(p, first, last):
        return
    p.tag[last], p.pos[last], p.lemma[last] = "VBP", "VERB", p.lower[last]


def _shown_by(p: Passage, first: int, verb: int) -> bool:
    """Whether what shows things stands between the last comma and a verb ("..., records kept by the port | show")."""
    comma = next((i for i in range(verb - 1, max(first, verb - 10), -1) if p.words[i] == ","), None)
    return comma is not None and any(p.lemma[i] in _SHOWING and p.tag[i] == "NNS" for i in range(comma + 1, verb))


_LAST_VERBS = frozenset({"show", "say", "suggest", "indicate"})
_SHOWING = frozenset(
    "datum data figure record document poll survey study report filing statistic estimate result".split()
)
LOOSE = frozenset({"conj", "appos", "acl", "relcl", "ccomp", "dep", "advcl", "npadvmod"})


def _closes(p: Passage, verb: int, end: int) -> bool:
    """Whether nothing but whom it was said to, how and when follows a verb."""
    return (
        not any(
            p.tag[i] in ("``", "''", "TO", "MD", "VBG", "VBN", "VB", ":") or p.words[i] in {":", ";", "that"}
            for i in range(verb + 1, end)
        )
        and p.child(verb, "ccomp", "xcomp", "mark") is None
    )


def _opener_of_final(p: Passage, first: int, verb: int) -> int | None:
    """The comma or closing mark before the speaker of a closing clause, None where this is none."""
    inner = verb - 1 if p.words[verb - 1] == "," else verb
    marks = [i for i in range(inner - 1, first + 1, -1) if p.words[i] == "," or p.tag[i] == "''"]
    # "the actor, Declan Moss, threatened": an apposition stands between.
    place = 0 if inner == verb else 1
    opener = marks[place] if len(marks) > place else None
    if opener is None or verb - opener > 22 or verb == opener + 1:
        return None
    if p.pos[opener + 1] not in ("DET", "NOUN", "PROPN", "NUM", "ADJ", "PRON") or p.tag[opener + 1] in (
        "WP",
        "WDT",
        "WP$",
    ):
        return None
    if not is_noun_phrase(p, opener + 1, verb) or any(p.tag[i] == "VBG" for i in range(opener + 1, verb)):
        return None
    if any(p.lower[i] in _NOMINATIVE for i in range(opener + 2, verb)):
        # "..., a charge he denied"
        return None
    return opener if any(p.tag[i] in _FINITE or p.tag[i] == "MD" for i in range(first, opener)) else None


def _make_main(p: Passage, verb: int, first: int, opener: int, end: int) -> None:
    head, dep = p.head, p.dep
    speaker = head_of(p, opener + 1, verb)
    if speaker is None:
        return
    told = next((i for i in range(first, opener) if p.dep[i] == "ROOT"), None)
    if told is None:
        told = next((i for i in range(first, opener) if not first <= head[i] < opener), None)
    if told is None:
        return
    for token in range(first, end):
        if token in (verb, speaker, told):
            continue
        if token < opener:
            if not first <= head[token] < opener:
                head[token] = told
        elif token < verb:
            if not opener < head[token] < verb:
                head[token] = speaker if token > opener else verb
        elif not verb < head[token] < end:
            head[token] = verb
    head[told], dep[told] = verb, "ccomp"
    head[speaker], dep[speaker] = verb, "nsubj"
    head[verb], dep[verb] = verb, "ROOT"
    p.children, p.subtree = edges(head)
