"""Contents that their cue's clause is set into or stands behind.

"The talks, officials said, were held"; "tankers that it said carried oil"; "One in nine can read it, finds a survey".
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.codebook.cues import Cue, Cues
from onrecord.language.parsed import Passage
from onrecord.reading.statements.clauses import inverted_subject, subtree_tokens
from onrecord.reading.statements.naming import antecedent_tokens

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_RELATIVE = frozenset({"WDT", "WP"})
# So many words of a subject before its verb.
_REACH = 24
_GOES_ON = frozenset({"continue", "begin", "start", "go", "end", "close", "open"})
_AGAIN = frozenset("he she it they".split())


def inserted_before(p: Passage, verb: int, heads: Sequence[int]) -> set[int]:
    """ "The bridge, two officials said, was closed": what follows has no subject, for it stands before the
    insertion."""
    subject = p.child(verb, "nsubj")
    if subject is None or not heads or verb + 1 >= len(p) or p.words[verb + 1] != ",":
        return set()
    first = p.subtree[subject][0]
    start, end = p.sentences[p.sentence_of[verb]]
    if first <= start + 1 or p.words[first - 1] != "," or heads[0] < verb:
        return set()
    if p.child(heads[0], "nsubj", "nsubjpass", "expl") is not None:
        return set()
    return set(range(start, first - 1)) | set(range(verb + 2, end))


def inserted_in_relative(p: Passage, verb: int) -> set[int]:
    """ "two ships that it said had carried arms": the relative clause is what was said, its noun the subject of it."""
    subject = p.kids(verb, "nsubj")
    follows = verb + 1
    if not subject or follows >= len(p) or p.tag[follows] not in _FINITE:
        return set()
    first = p.subtree[subject[-1]][0]
    relative = first - 1
    if relative < 1 or subject[-1] >= verb or not (p.tag[relative] in _RELATIVE or p.lower[relative] == "that"):
        return set()
    head = follows
    while p.dep[head] in ("aux", "auxpass") and p.head[head] > verb:
        head = p.head[head]
    own = p.child(head, "nsubj", "nsubjpass", "expl")
    if head == verb or (own is not None and own > relative):
        return set()
    antecedent = antecedent_tokens(p, verb, relative)
    return antecedent | {token for token in subtree_tokens(p, head) if token > verb} if antecedent else set()


def parenthetical(p: Passage, verb: int, cue: Cue, cues: Cues) -> set[int]:
    """ "The talks, two officials said, were held": the cue's clause is set into its content; so is "as officials
    put it"."""
    head, dep = p.head[verb], p.dep[verb]
    if head == verb or p.pos[head] not in ("VERB", "AUX", "NOUN", "ADJ"):
        return set()
    if dep == "acl" and p.tag[verb] in ("VBN", "VBD") and cue.entry.speech and p.dep[head] == "appos":
        # "The jurors doubted it, the foreman revealed": read by the parser as an apposition to what comes before.
        first = p.subtree[head][0]
        start = p.sentences[p.sentence_of[verb]][0]
        return set(range(start, first)) if first > start + 2 and p.words[first - 1] == "," else set()
    own = subtree_tokens(p, verb)
    subject = p.child(verb, "nsubj")
    start = p.subtree[subject][0] if subject is not None else 0
    if start and p.words[start - 1] == "," and start < verb:
        # "If elected, Ms. Ruiz has promised, she will close it": what stands before is a part of what was said
        own = {token for token in own if token >= start}
    marks = {p.lower[mark] for mark in p.kids(verb, "mark")}
    if "as" in marks and p.lemma[verb] in _GOES_ON:
        # "may grow as the inquiry continues": a happening beside another
        return set()
    # "The plan, he has promised, will pass": a composed tense is finite too.
    finite = p.tag[verb] in _FINITE or (p.tag[verb] == "VBN" and p.child(verb, "aux") is not None)
    bare = dep == "advcl" and not marks and finite and cue.entry.speech
    if dep not in ("parataxis", "ccomp", "dep") and not (dep == "advcl" and ("as" in marks or bare)):
        return set()
    told = cue.entry.addressee and dep == "parataxis"
    learnt = cue.entry.passive and any(p.lower[kid] == "it" for kid in p.kids(verb, "nsubjpass"))
    if (p.child(verb, "nsubj") is None and not learnt) or (p.child(verb, "dobj", "xcomp") is not None and not told):
        obj = p.child(verb, "dobj")
        if not (p.lemma[verb] == "put" and obj is not None and p.lower[obj] == "it" and "as" in marks):
            return set()
    if (dep in ("ccomp", "dep") or bare) and not _set_off(p, own):
        return set()
    first, end = p.sentences[p.sentence_of[verb]]
    while p.dep[head] in ("aux", "auxpass") and p.head[head] != head:
        head = p.head[head]
    whole = subtree_tokens(p, head) if p.dep[head] != "ROOT" else set(range(first, end))
    # "Nine were held, police said; the clinic treated two": a semicolon behind the insertion ends what was said.
    stop = next((token for token in range(verb, end) if p.words[token] == ";"), end)
    # "The aide scored it a draw: She won the arguments, he said, he won the clips": so does one before it, and a colon.
    open_quote = any(p.tag[i] in ("``", "''") for i in range(first, verb))
    breaks = [i for i in range(first, verb) if p.words[i] in {";", ":"}] if not open_quote else []
    begin = breaks[-1] + 1 if breaks else first
    return {token for token in whole - own if begin <= token < stop} - contrasts(p, [head], cues)


def _set_off(p: Passage, tokens: set[int]) -> bool:
    """Whether a clause stands between commas, or between one and the sentence's end."""
    first, last = min(tokens), max(tokens)
    before = first > 0 and (p.words[first - 1] in {",", "–", "—"} or p.tag[first - 1] in ("''", "``"))
    after = last + 1 >= len(p) or p.pos[last + 1] == "PUNCT" or p.pos[last] == "PUNCT"
    return before and after


def postposed(p: Passage, verb: int) -> set[int]:
    """ "One in nine can read it, finds a survey": behind a comma a verb before its subject takes up the sentence."""
    first = p.sentences[p.sentence_of[verb]][0]
    if verb < first + 4 or p.words[verb - 1] != "," or p.dep[verb] not in ("conj", "advcl", "ROOT", "acl", "relcl"):
        return set()
    subject = inverted_subject(p, verb)
    if subject is None or p.child(verb, "nsubj", "cc") is not None:
        return set()
    if any(p.dep[kid] == "acl" and p.tag[kid] == "VB" for kid in p.children[subject]) or p.child(verb, "conj", "xcomp"):
        # "She spat it out, warned others to stop and left": the second of three deeds, with its own object.
        return set()
    return set(range(first, verb - 1))


def contrasts(p: Passage, heads: Sequence[int], cues: Cues) -> set[int]:
    """Clauses with "while" that credit something to somebody else ("A said 23 were held, while B spoke of 60")."""
    found: set[int] = set()
    for head in heads:
        for kid in p.kids(head, "advcl"):
            marks = {p.lower[mark] for mark in p.kids(kid, "mark")}
            subject = p.child(kid, "nsubj")
            if subject is None or p.lemma[kid] not in cues.verbs:
                continue
            acts = {
                cue.entry.act for cue in cues.verbs[p.lemma[kid]] if cue.entry.negated or cue.entry.act == "decline"
            }
            silent = "decline" in acts and (p.child(kid, "neg") is not None or p.lemma[kid] in ("decline", "refuse"))
            if marks & {"though", "although"} and silent and p.lower[subject] in _AGAIN:
                # "confirmed the raid, though it would not name the site"
                found |= subtree_tokens(p, kid)
            # "though they caution that ...": the same source says something else.
            again = marks & {"though", "although"} and p.lemma[kid] in cues.speech
            if marks & {"while", "whereas"} or again:
                found |= subtree_tokens(p, kid)
    return found


def others_words(p: Passage, verb: int, content: set[int], cues: Cues) -> set[int]:
    """What at the end of a content is somebody else's: a resuming apposition on which others are heard, and a further
    clause of saying.

    "He maintained that nobody would lose, a claim that the office contradicted"; "Two argued that it failed, and a
    third said it held".
    """
    last = max(content)
    for comma in sorted(content):
        behind_quote = p.tag[comma] == "''" and p.words[comma - 1] == ","
        if behind_quote and comma + 3 < last and p.lower[comma + 1] in ("a", "an") and _resumes(p, comma + 1, last):
            # 'could not back it "in any form," a remark that caught them by surprise'
            return {token for token in content if token > comma}
        if p.words[comma] != "," or comma < verb or comma + 2 > last or _is_quoted(p, comma, content):
            continue
        if p.lower[comma + 1] in ("a", "an", "something") and _is_judged(p, comma + 1, last, cues):
            return {token for token in content if token >= comma}
        if p.lower[comma + 1] in ("a", "an") and _resumes(p, comma + 1, last):
            return {token for token in content if token >= comma}
        if p.lower[comma + 1] in ("and", "but", "while") and _says_else(p, comma + 2, content, cues):
            return {token for token in content if token >= comma}
    return set()


def _is_quoted(p: Passage, token: int, content: set[int]) -> bool:
    """Whether a token of a content stands inside quotation marks."""
    return sum(p.tag[i] in ("``", "''") for i in range(min(content), token)) % 2 == 1


def _is_judged(p: Passage, first: int, last: int, cues: Cues) -> bool:
    """Whether "a step that drugmakers vowed to fight" begins here: a noun whose relative clause has a speaker of its
    own."""
    noun = next((i for i in range(first, min(first + 5, last)) if p.pos[i] in ("NOUN", "PRON")), None)
    if noun is None or any(p.pos[i] not in ("DET", "ADJ", "ADV", "NOUN", "PRON") for i in range(first, noun)):
        return False
    for kid in p.kids(noun, "relcl", "acl"):
        subject = p.child(kid, "nsubj")
        if (
            p.lemma[kid] in cues.verbs
            and subject is not None
            and p.tag[subject] not in ("WDT", "WP")
            and noun < subject < kid
        ):
            return p.tag[kid] not in ("VBG", "VB")
    return False


# Nouns that take up a whole clause behind a comma ("..., a change that ...").
_RESUMING = frozenset(
    "change step move claim charge figure decision allegation assertion suggestion idea plan remark comment statement "
    "argument warning view position prediction threat promise pledge proposal notion accusation admission "
    "comparison".split()
)


def _resumes(p: Passage, first: int, last: int) -> bool:
    """Whether ", a change that patients greeted with fury" begins here: the reporter's word on what was said."""
    noun = next((i for i in range(first + 1, min(first + 4, last)) if p.pos[i] == "NOUN"), None)
    return noun is not None and p.lemma[noun] in _RESUMING and p.lower[noun + 1] in ("that", "which")


def _says_else(p: Passage, first: int, content: set[int], cues: Cues) -> bool:
    """Whether a coordinated clause from here on is a saying with its own speaker, no "that" before it."""
    for said in range(first + 1, min(first + _REACH, len(p))):
        subject = p.child(said, "nsubj") if said in content else None
        if subject is None or p.subtree[subject][0] != first:
            continue
        acts = {cue.entry.act for cue in cues.verbs.get(p.lemma[said], ())}
        past = p.tag[said] in _FINITE or (p.tag[said] == "VBN" and p.child(said, "aux", "auxpass") is None)
        if p.dep[said] != "conj" or not past or not acts - {"believe", "show"} or p.lower[first] == "that":
            return False
        told = p.child(said, "ccomp", "prep", "dobj", "xcomp", "advcl") is not None
        return told and p.lower[subject] not in _AGAIN
    return False
