"""Mend what the parser hangs in the wrong place, where the verbs' forms show it."""

from __future__ import annotations

from collections.abc import Container

from onrecord.language.parse import edges
from onrecord.language.parsed import ParsedReport, Passage

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
# Verbs by which a source goes on after "but"; a verb of attitude may be a part of what was said ("but feared").
_CONTRASTED = frozenset("say add deny warn tell decline insist note stress".split())


# What closes an aside before a verb, and what opens it.
_CLOSERS = frozenset({",", ")", "–", "—", "-"})
_OPENERS = frozenset({",", "(", "–", "—", "-"})
# Tags that an aside on a source begins with ("who ...", "granted ...", "on condition ...", "neither of whom ...").
_ASIDE_TAGS = frozenset("WP WP$ WDT WRB VBG VBN VBD IN DT PRP PRP$ NN NNS RB CD CC".split())
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET"})


def mend_attachments(parsed: ParsedReport, speech: Container[str], cues: Container[str]) -> None:
    """Give verbs of crediting back their subjects and coordinated verbs of speaking the verb they belong to, in place.

    `speech` holds the lemmas of speaking, `cues` all that credit something to somebody.
    """
    for p in parsed.passages:
        _mend_coordinated(p, speech)
        _mend_asides(p, cues)
        _mend_insertions(p, speech)


def _mend_coordinated(p: Passage, speech: Container[str]) -> None:
    """Give coordinated verbs of speaking back to the verb they belong to.

    "The junta said six had died and denied that civilians were there": the parser joins "denied" to "had died". A
    bare past form
    behind a composed one, in the tense of "said" and with no subject of its own, goes with "said".
    """
    moved = False
    for token, dep in enumerate(p.dep):
        if dep == "conj" and p.lemma[token] in speech and (cue := _cue_over(p, token, speech)) is not None:
            p.head[token] = cue
            moved = True
    if moved:
        p.children, p.subtree = edges(p.head)


def _cue_over(p: Passage, token: int, speech: Container[str]) -> int | None:
    """The verb of speaking that a coordinated verb belongs to, None where the parse stands."""
    first = p.head[token]
    if (
        p.tag[token] not in _FINITE
        or p.dep[first] != "ccomp"
        or p.child(token, "nsubj", "nsubjpass", "aux") is not None
    ):
        return None
    cue = p.head[first]
    if cue > first or p.lemma[cue] not in speech or p.tag[cue] != p.tag[token]:
        return None
    composed = (
        p.tag[first] not in _FINITE or p.tag[first] != p.tag[token] or p.child(first, "aux", "auxpass") is not None
    )
    # "confirmed that an engineer was in the van but said they knew nothing": a contrast of two sayings.
    contrasted = p.lemma[token] in _CONTRASTED and any(
        p.lower[kid] == "but" for kid in p.kids(first, "cc") if kid < token
    )
    return cue if composed or contrasted else None


def _mend_asides(p: Passage, cues: Container[str]) -> None:
    """Give a verb its subject from before an aside.

    "A clerk, granted anonymity so that she could talk, said the files had gone": the parser gives the clerk to the
    aside's verb, and makes noun and aside a clause that "said" governs.
    """
    for verb, lemma in enumerate(p.lemma):
        if (
            p.tag[verb] in _FINITE
            and verb > 3
            and p.words[verb - 1] in _CLOSERS
            and lemma in cues
            and p.child(verb, "nsubj", "nsubjpass", "expl") is None
            and (aside := _aside_before(p, verb)) is not None
        ):
            _rehang(p, verb, *aside)


def _aside_before(p: Passage, verb: int) -> tuple[int, int, int] | None:
    """The head of the noun phrase before the aside, and first token of phrase and aside; None where there is none."""
    start = p.sentences[p.sentence_of[verb]][0]
    for token in range(verb - 2, start, -1):
        if p.words[token] in {";", ":"} or p.tag[token] in ("''", "``"):
            start = token + 1
            break
    opener = next((token for token in range(start + 1, verb - 2) if p.words[token] in _OPENERS), None)
    if opener is None or p.tag[opener + 1] not in _ASIDE_TAGS or not _has_object(p, verb):
        return None
    if (
        p.pos[start] not in ("DET", "NOUN", "PROPN", "PRON", "NUM", "ADJ")
        or p.words[opener] == "-" != p.words[verb - 1]
    ):
        return None
    relative = False
    for token in range(start, opener):
        relative = relative or p.tag[token] in ("WP", "WDT")
        if not relative and (p.tag[token] in _FINITE or p.tag[token] == "MD"):
            return None
    for token in range(start, opener):
        if p.pos[token] in _NOMINAL and not start <= p.head[token] < opener:
            return token, start, opener
    return None


def _has_object(p: Passage, verb: int) -> bool:
    """Whether something to credit follows the verb, and no noun that could be its subject ("..., said Ann Lee")."""
    for kid in p.children[verb]:
        if kid > verb and p.dep[kid] in ("ccomp", "xcomp") and p.subtree[kid][0] > verb:
            return True
        if kid > verb and p.lemma[verb] != "say" and p.dep[kid] in ("dobj", "prep", "relcl", "advcl"):
            return True
    return False


def _rehang(p: Passage, verb: int, noun: int, start: int, opener: int) -> None:
    """Hang the noun on the verb, the aside on the noun, and what follows the verb on the verb."""
    head, dep = p.head, p.dep
    above = verb
    while start <= head[above] < verb or above == verb:
        if head[above] == above:
            break
        above = head[above]
        if not start <= above < verb and above != verb:
            break
    outside = above if above != verb and not start <= above < verb else verb
    for token in range(start, p.sentences[p.sentence_of[verb]][1]):
        inside = start <= head[token] < opener if token < opener else opener <= head[token] < verb
        if token in (noun, verb):
            continue
        if token < opener:
            if not inside:
                head[token] = noun
        elif token < verb:
            if not inside or head[token] == token:
                head[token] = noun
                if dep[token] != "punct":
                    dep[token] = (
                        "acl"
                        if p.tag[token] in ("VBG", "VBN")
                        else "relcl"
                        if p.pos[token] in ("VERB", "AUX")
                        else dep[token]
                    )
        elif start <= head[token] < verb:
            head[token] = verb
    head[noun], dep[noun] = verb, "nsubj"
    head[verb], dep[verb] = outside, dep[verb] if outside != verb else "ROOT"
    p.children, p.subtree = edges(head)


def _mend_insertions(p: Passage, speech: Container[str]) -> None:
    """Set a reporting clause free that stands between a subject and its verb.

    "Cholera, the agency warned in its bulletin, could reach the coast", "The valley, mused Ana Ruiz, had been dying":
    the parser makes one clause of what was said and of the saying.
    """
    for verb, lemma in enumerate(p.lemma):
        if p.tag[verb] in _FINITE and lemma in speech and p.pos[verb] == "VERB" and "," in p.words:
            found = _insertion_around(p, verb)
            if found is not None:
                _set_free(p, verb, *found)


def _insertion_around(p: Passage, verb: int) -> tuple[int, int, int, int] | None:
    """Sentence start, opening and closing comma of an insertion, and the verb that follows; None where there is
    none."""
    start, end = p.sentences[p.sentence_of[verb]]
    opener = next((i for i in range(verb - 1, start, -1) if p.words[i] == ","), None)
    if opener is None or verb - opener > 9 or p.pos[start] not in ("DET", "NOUN", "PROPN", "NUM", "ADJ", "PRON"):
        return None
    if not _is_noun_phrase(p, start, opener) or any(
        p.tag[i] in _FINITE or p.tag[i] in ("MD", "WP", "WDT", "IN", "VBG") for i in range(opener + 1, verb)
    ):
        return None
    inverted = verb == opener + 1
    if inverted and p.pos[verb + 1 : verb + 2] not in (["DET"], ["PROPN"], ["PRON"], ["NOUN"]):
        return None
    for comma in range(verb + 1 + inverted, min(end, verb + 24)):
        if p.words[comma] in {";", ":"} or p.tag[comma] in ("``", "''") or p.tag[comma] == "MD":
            return None
        if p.words[comma] != ",":
            continue
        after = comma + 1
        while after < end and p.pos[after] in ("ADV",):
            after += 1
        if after < end and (p.tag[after] in _FINITE or p.tag[after] == "MD"):
            if inverted and not any(p.pos[i] == "PROPN" or p.dep[i] == "nsubj" for i in range(verb + 1, comma)):
                return None
            main = after
            while p.dep[main] in ("aux", "auxpass") and after <= p.head[main] < end:
                main = p.head[main]
            return start, opener, comma, main
    return None


def _is_noun_phrase(p: Passage, start: int, end: int) -> bool:
    """Whether tokens can be a subject: no finite verb but in a relative clause."""
    relative = False
    for token in range(start, end):
        relative = relative or p.tag[token] in ("WP", "WDT")
        if not relative and (p.tag[token] in _FINITE or p.tag[token] == "MD"):
            return False
    return any(p.pos[i] in ("NOUN", "PROPN", "PRON") for i in range(start, end))


def _set_free(p: Passage, verb: int, start: int, opener: int, comma: int, main: int) -> None:
    """Hang the insertion on the clause that it interrupts, and the two subjects on their verbs."""
    head, dep = p.head, p.dep
    end = p.sentences[p.sentence_of[verb]][1]
    first = _head_of(p, start, opener)
    own = range(opener + 1, verb) if verb > opener + 1 else range(verb + 1, comma)
    speaker = _head_of(p, own.start, own.stop)
    if first is None or speaker is None:
        return
    if verb < own.start:
        # "mused Ana Ruiz, a hydrologist": what follows a comma belongs to the name.
        for token in range(speaker + 1, comma):
            if not own.start <= head[token] < comma and token != verb:
                head[token] = speaker
    for token in range(start, end):
        if token in (verb, main, first, speaker):
            continue
        if token < opener and not start <= head[token] < opener:
            head[token] = first
        elif opener <= token <= comma and not opener < head[token] < comma:
            head[token] = verb
        elif token > comma and (opener <= head[token] <= comma or start <= head[token] < opener):
            head[token] = main
        if token > comma and head[token] == token:
            head[token], dep[token] = main, "dep" if dep[token] == "ROOT" else dep[token]
    head[first], dep[first] = main, "nsubj"
    head[speaker], dep[speaker] = verb, "nsubj"
    head[verb], dep[verb] = main, "parataxis"
    head[main], dep[main] = main, "ROOT"
    p.children, p.subtree = edges(head)


def _head_of(p: Passage, first: int, end: int) -> int | None:
    """The head of the noun phrase that some tokens are."""
    for token in range(first, end):
        if p.pos[token] in _NOMINAL and p.pos[token] != "DET" and not first <= p.head[token] < end:
            return token
    nominal = [i for i in range(first, end) if p.pos[i] in ("NOUN", "PROPN", "PRON")]
    return nominal[0] if nominal else None
