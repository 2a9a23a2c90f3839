"""Mend what the parser hangs in the wrong place, where the verbs' forms show it."""

from __future__ import annotations

from collections.abc import Container

from onrecord.language.parse import edges
from onrecord.language.parsed import ParsedReport, Passage
from onrecord.language.reporting_clauses import mend_reporting_clauses
from onrecord.language.said_clauses import mend_said_clauses

# What a clause is called that the parser takes for a noun's.
_CLAUSES_OF_NOUNS = frozenset({"acl", "relcl", "ccomp"})
# Nouns that the tagger takes for adjectives, and past forms that it takes for some.
_LIKE_ADJECTIVES = frozenset({"general", "junta", "military", "militant"})
_PAST_FORMS = {"handed": "hand", "relaxed": "relax", "eased": "ease", "seized": "seize", "released": "release"}
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
# Verbs by which a source goes on after "but"; a verb of attitude may be a part of what was said ("but feared").
_CONTRASTED = frozenset("say add deny warn tell decline insist note stress".split())


def mend_attachments(parsed: ParsedReport, speech: Container[str], cues: Container[str]) -> None:
    """Give verbs of crediting back their subjects and coordinated verbs of speaking the verb they belong to, in place.

    `speech` holds the lemmas of speaking, `cues` all that credit something to somebody.
    """
    for p in parsed.passages:
        _mend_swallowed(p)
        _mend_coordinated(p, speech)
        _mend_two_subjects(p, cues)
        mend_reporting_clauses(p, speech, cues)
        mend_said_clauses(p, speech, cues)


def _mend_swallowed(p: Passage) -> None:
    """Make a sentence of what the parser took for one noun phrase: "The junta deployed tanks in Yangon", "Myanmar's
    junta freed 3,000 prisoners", where "junta" is an adjective to it and the object the root.

    Only after nouns that the tagger takes for adjectives, with an article or an owner before them.
    """
    if _LIKE_ADJECTIVES.isdisjoint(p.lower):
        return
    moved = False
    for root, dep in enumerate(p.dep):
        if dep != "ROOT" or p.pos[root] not in ("NOUN", "PROPN"):
            continue
        left = [kid for kid in p.children[root] if kid < root]
        at = next((place for place, kid in enumerate(left) if p.lower[kid] in _LIKE_ADJECTIVES), -1)
        if at < 1 or at + 1 >= len(left) or p.dep[left[at]] != "amod":
            continue
        subject, verb = left[at], left[at + 1]
        if verb != subject + 1 or p.tag[verb] not in ("VBD", "VBN", "JJ") or not p.lower[verb].endswith("ed"):
            continue
        if p.tag[verb] == "JJ":
            p.lemma[verb] = _PAST_FORMS.get(p.lower[verb], p.lower[verb].removesuffix("ed"))
        p.pos[subject], p.tag[subject], p.dep[subject], p.head[subject] = "NOUN", "NN", "nsubj", verb
        p.pos[verb], p.tag[verb], p.dep[verb], p.head[verb] = "VERB", "VBD", "ROOT", verb
        for kid in left[:at]:
            p.head[kid] = subject
        p.dep[root], p.head[root] = "dobj", verb
        for kid in p.children[root]:
            if kid > root and p.dep[kid] in ("prep", "punct", "advcl", "npadvmod"):
                p.head[kid] = verb
        moved = True
    if moved:
        p.children, p.subtree = edges(p.head)


def _mend_coordinated(p: Passage, speech: Container[str]) -> None:
    """Give coordinated verbs of speaking back to the verb they belong to.

    "The junta said six had died and denied that civilians were there": the parser joins "denied" to "had died". A
    bare past form
    behind a composed one, in the tense of "said" and with no subject of its own, goes with "said".

    And what was said behind a condition: "An aide told the paper on condition of anonymity that he would go".
    """
    moved = False
    for token, dep in enumerate(p.dep):
        if dep == "conj":
            spoken = _cue_over(p, token, speech) if p.lemma[token] in speech else None
            cue = spoken if spoken is not None else _verb_over_infinitive(p, token)
            cue = cue if cue is not None else _clause_beside(p, token, speech)
            if cue is not None:
                p.head[token] = cue
                moved = True
        elif dep in _CLAUSES_OF_NOUNS and (cue := _cue_before_condition(p, token, speech)) is not None:
            p.head[token], p.dep[token] = cue, "ccomp"
            moved = True
    if moved:
        p.children, p.subtree = edges(p.head)


def _mend_two_subjects(p: Passage, cues: Container[str]) -> None:
    """Make a relative clause of a verb that the parser gave two subjects: ", a charge Moscow rejects"."""
    for verb, lemma in enumerate(p.lemma):
        if (
            lemma not in cues
            or p.tag[verb] not in _FINITE
            or p.dep[verb] not in ("ccomp", "advcl", "conj", "parataxis")
        ):
            continue
        subjects = p.kids(verb, "nsubj")
        if len(subjects) != 2 or subjects[1] > verb or p.subtree[subjects[0]][1] != p.subtree[subjects[1]][0]:
            continue
        first = p.subtree[subjects[0]][0]
        above = p.head[verb]
        if first > 1 and p.words[first - 1] == "," and p.lower[first] in ("a", "an") and above < first:
            p.head[subjects[0]], p.dep[subjects[0]] = above, "appos"
            p.head[verb], p.dep[verb] = subjects[0], "relcl"
            p.children, p.subtree = edges(p.head)


def _verb_over_infinitive(p: Passage, token: int) -> int | None:
    """The verb that a finite verb goes on with which the parser joined to an infinitive, None where the parse stands.

    "told people to leave and threatened those who stayed": an infinitive is only joined with its like.
    """
    first = p.head[token]
    if p.tag[first] != "VB" or first > token or p.child(token, "nsubj", "nsubjpass") is not None:
        return None
    kids = p.kids(token, "aux", "auxpass")
    if not (p.tag[token] in _FINITE - {"VBP"} or any(p.tag[kid] in _FINITE for kid in kids)):
        return None
    if not any(p.lower[kid] == "to" for kid in p.kids(first, "aux")):
        return None
    above = p.head[first]
    return above if above < first and p.pos[above] in ("VERB", "AUX") and p.dep[first] in ("xcomp", "advcl") else None


def _clause_beside(p: Passage, token: int, speech: Container[str]) -> int | None:
    """The clause of a content that a verb goes on with which the parser joined to the saying, None where it stands.

    "The bank said it was sorry and was studying the ruling": nobody says and is studying; the auxiliaries are alike.
    """
    cue = p.head[token]
    if p.lemma[cue] not in speech or p.tag[token] != "VBG" or p.child(token, "nsubj", "nsubjpass") is not None:
        return None
    content = p.child(cue, "ccomp")
    forms = {p.lower[kid] for kid in p.kids(token, "aux")}
    if content is None or not cue < content < token or not forms:
        return None
    own = {p.lower[content], *(p.lower[kid] for kid in p.kids(content, "aux", "auxpass"))}
    return content if forms <= own else None


def _cue_before_condition(p: Passage, token: int, speech: Container[str]) -> int | None:
    """The verb of speaking whose content the parser hung on "condition of anonymity", None where the parse stands.

    "on condition that she not be named" has no such words before its clause, and stays.
    """
    mark = p.child(token, "mark")
    noun = p.head[token]
    if mark is None or p.lower[mark] != "that" or mark == 0 or "anonymity" not in p.lower[noun:mark]:
        return None
    for verb in p.ancestors(token):
        if p.lemma[verb] in speech and p.pos[verb] == "VERB":
            return verb if verb < noun and p.child(verb, "ccomp") is None else None
    return None


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
