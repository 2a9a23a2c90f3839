"""Whom "who" and "which" stand for, where they are the subject of a saying."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.codebook.cues import Cues
from onrecord.language.parsed import Passage

Speaks = Callable[[Passage, int], bool]


def antecedent_of(p: Passage, head: int, cues: Cues, speaks: Speaks) -> int:
    """Whom a relative pronoun stands for, the head itself where it is none or that is no speaker: in "said Ann Lee, who
    believes that ..." Ann Lee."""
    clause = p.head[head]
    while p.dep[clause] in ("conj", "acomp") and p.head[clause] != clause:
        clause = p.head[clause]
    if p.tag[head] not in ("WP", "WDT") or p.dep[clause] != "relcl" or p.head[clause] >= head:
        return head
    noun = _of_whole(p, head, p.head[clause], cues, speaks)
    return noun if p.pos[noun] in ("NOUN", "PROPN", "PRON") and speaks(p, noun) else head


def _of_whole(p: Passage, pronoun: int, noun: int, cues: Cues, speaks: Speaks) -> int:
    """ "Ann Lee, the majority whip, who ...", "Ann Lee, an analyst at the Acme bank, who ...": behind a comma the
    clause tells of the whole phrase, and "who" of no bank."""
    if p.words[pronoun - 1] != ",":
        return noun
    nouns = cues.nouns_of
    above = p.head[p.head[noun]]
    body = p.lemma[noun] in nouns["organisation"] or p.ent[noun] in ("ORG", "GPE")
    people = p.lemma[above] in nouns["people"] or p.lemma[above] in nouns["insider"]
    whole = noun
    if p.dep[noun] == "pobj" and p.lower[pronoun] == "who" and body and people:
        whole = above
    if p.dep[whole] == "appos" and p.pos[p.head[whole]] == "PROPN":
        whole = p.head[whole]
    return whole if speaks(p, whole) else noun
