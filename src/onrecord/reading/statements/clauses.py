"""Questions about a parsed clause: who is its subject, what is its content, is it negated."""

from __future__ import annotations

from onrecord.language.parsed import Passage
from onrecord.reading.rule_words import rule_words

SUBJECTS = ("nsubj", "csubj")
_CUT_WORDS = frozenset({"speaking", "speak", "spoke", "who", "citing", "asking", "requesting", "requested", "asked"})
# Nouns of the terms on which somebody speaks ("on condition that").
TERMS = frozenset({"understanding", "condition", "proviso", "stipulation", "basis", "terms"})
_SHARES = frozenset({"percent", "%", "cent", "majority", "half", "third", "quarter"})
_ALL_OF_THEM = frozenset({"all", "both", "none", "neither", "most", "each", "some"})
_ACCUSATIVE = frozenset({"him", "her", "them", "us", "me", "himself", "herself", "themselves"})
NEGATIONS = frozenset({"not", "n't", "never", "n’t"})
_PROMPT = rule_words("clauses.prompt")
_STAGES = rule_words("clauses.stages")


def is_negated(p: Passage, verb: int) -> bool:
    """Whether "not" or "never" hangs on the verb ("did not say")."""
    if any(p.dep[kid] == "neg" or p.lower[kid] in NEGATIONS or p.lower[kid] == "neither" for kid in p.children[verb]):
        return True
    if (
        p.dep[verb] == "xcomp"
        and p.lemma[p.head[verb]] == "have"
        and any(p.lower[i] == "yet" for i in range(verb - 3, verb))
    ):
        # "has yet to comment"
        return True
    subject = p.child(verb, "nsubj")
    if subject is not None and (p.lower[subject] == "neither" or p.lower[p.subtree[subject][0]] == "neither"):
        # "Neither the bank nor its owner responded."
        return True
    return p.dep[verb] == "conj" and any(p.lower[kid] == "nor" for kid in p.kids(p.head[verb], "cc"))


def is_passive(p: Passage, verb: int) -> bool:
    """Whether the verb is passive: "was accused", or a bare participle after its noun ("the plan announced on
    Friday")."""
    for kid in p.children[verb]:
        if p.dep[kid] in ("nsubjpass", "auxpass", "csubjpass"):
            return True
    # "Asked whether he would go, Smith said ...": a participle that opens or follows a clause is passive too.
    if p.tag[verb] == "VBN" and p.dep[verb] == "acl" and p.dep[p.head[verb]] == "appos" and agent_of(p, verb) is None:
        return False
    return p.tag[verb] == "VBN" and p.dep[verb] in ("acl", "amod", "advcl") and p.child(verb, "aux", "nsubj") is None


def agent_of(p: Passage, verb: int) -> int | None:
    """The head of a passive's by-phrase."""
    for kid in p.children[verb]:
        if p.dep[kid] == "agent" or (p.dep[kid] == "prep" and p.lower[kid] == "by"):
            head = p.child(kid, "pobj")
            if head is not None and p.tag[head] != "CD" and p.ent[head] not in ("DATE", "TIME"):
                return head
        if p.dep[kid] == "prep" and p.lower[kid] == "as":
            # "was rejected as nonsense by Kigali"
            for by in p.kids(kid, "prep", "agent"):
                head = p.child(by, "pobj") if p.lower[by] == "by" else None
                if head is not None and p.ent[head] not in ("DATE", "TIME"):
                    return head
        if p.lemma[verb] == "accuse" and p.dep[kid] == "prep" and p.lower[kid] == "of":
            # "accused of graft by the governor": hung on what he is accused of
            for noun in p.kids(kid, "pobj"):
                preps = [prep for prep in p.kids(noun, "prep") if p.lower[prep] == "by"]
                head = p.child(preps[0], "pobj") if preps else None
                if head is not None and (p.pos[head] == "PROPN" or p.child(head, "det") is not None):
                    return head
    return None


def _stage_above(p: Passage, verb: int) -> int | None:
    """The verb by which somebody gets the floor for a saying: "went on to say", "went so far as to claim", "took to
    the radio to denounce it", "used the speech to attack the bank"."""
    above = p.head[verb]
    if p.lemma[above] in _PROMPT and p.dep[above] in ("acomp", "attr") and p.lemma[p.head[above]] == "be":
        # "was quick to note that ..."
        return p.head[above] if p.tag[verb] == "VB" and not is_negated(p, p.head[above]) else None
    if p.lower[above] == "far" and p.dep[above] == "advmod":
        above = p.head[above]
    infinitive = any(p.lower[kid] == "to" and p.dep[kid] == "aux" for kid in p.children[verb])
    if p.tag[verb] != "VB" or p.dep[verb] not in ("advcl", "xcomp", "ccomp") or not infinitive or above > verb:
        return None
    if p.lemma[above] not in _STAGES or p.tag[above] == "VB" or is_negated(p, above) or is_passive(p, above):
        return None
    return above if p.child(above, "nsubj") is not None or p.dep[above] == "conj" else None


def subject_of(p: Passage, verb: int, depth: int = 0) -> int | None:
    """The head of who does what the verb says, over coordination, control, participles and relative clauses.

    "Iran said X, adding Y": the subject of "adding" is Iran; "a statement saying X": the statement; "who said X":
    "who".
    """
    for kid in p.children[verb]:
        if p.dep[kid] in SUBJECTS:
            # "her ex-husband's lawyers": the parser finds two subjects.
            split = p.words[kid + 1 : kid + 2] == ["-"]
            last = max((other for other in p.kids(verb, "nsubj") if split and kid + 2 < other < verb), default=None)
            return kid if last is None else last
    if depth > 4:
        return None
    if p.dep[verb] == "conj" and p.tag[verb] in ("VBD", "VBZ", "VBP") and p.tag[p.head[verb]] == "VB":
        # "had no leave to talk and spoke on background": a finite verb goes with the finite one above.
        infinitive = any(p.lower[kid] == "to" for kid in p.kids(p.head[verb], "aux"))
        above = next((i for i in p.ancestors(p.head[verb]) if p.tag[i][:1] == "V" and p.tag[i] != "VBG"), None)
        if above is not None and infinitive:
            return subject_of(p, above, depth + 1)
    stage = _stage_above(p, verb)
    if stage is not None:
        return subject_of(p, stage, depth + 1)
    shared = _subject_of_aside(p, verb)
    if shared is not None:
        return shared
    inverted = inverted_subject(p, verb)
    if inverted is not None:
        return inverted
    head, dep = p.head[verb], p.dep[verb]
    if dep in ("conj", "xcomp", "advcl", "parataxis", "dep", "ccomp") and p.pos[head] in ("VERB", "AUX"):
        if dep in ("advcl", "parataxis", "dep", "ccomp") and p.tag[verb] not in ("VBG", "VBN"):
            return None
        if is_passive(p, head):
            own, agent = p.child(head, "nsubjpass"), agent_of(p, head)
            # "The centre was notified by parents, but stated that ...": two verbs of one subject share it;
            # "was quoted as saying", "was accused ... saying": the passive's own subject, unless an agent acts.
            return (own or agent) if dep == "conj" and p.tag[verb] != "VBG" else (agent or own)
        # "told reporters the plan was dead, saying ...": behind a comma the participle is the speaker's.
        aside = p.tag[verb] == "VBG" and verb > 0 and p.words[verb - 1] == ","
        if (
            dep == "xcomp"
            and not aside
            and (controller := p.child(head, "dobj", "dative")) is not None
            and controller < verb
        ):
            return controller
        return subject_of(p, head, depth + 1)
    if (
        dep == "acl"
        and p.dep[head] == "pobj"
        and p.lower[p.head[head]] == "of"
        and p.lemma[p.head[p.head[head]]] in _SHARES
    ):
        # "61 percent of Georgians favoring a pause"
        return p.head[p.head[head]]
    if dep == "acl" and p.pos[head] in ("NOUN", "PROPN", "PRON"):
        return head if p.tag[verb] != "VBN" or (p.dep[head] == "appos" and not agent_of(p, verb)) else None
    if dep == "pcomp":
        above = p.head[head]
        if p.lower[head] == "as" and p.lemma[above] in ("cite", "quote") and not is_passive(p, above):
            # "cited firefighters as saying ...": the one cited said it.
            return p.child(above, "dobj")
        if p.pos[above] in ("VERB", "AUX"):
            return p.child(above, "nsubjpass") if is_passive(p, above) else subject_of(p, above, depth + 1)
        if p.lower[head] == "with":
            return None
    if dep == "relcl":
        return head
    return None


def _subject_of_aside(p: Passage, verb: int) -> int | None:
    """ "An official, granted anonymity, said ...": the parser gives the subject to the participle of the aside."""
    before = [kid for kid in p.kids(verb, "ccomp", "advcl") if kid < verb and p.tag[kid] in ("VBN", "VBD", "VBG")]
    after = [kid for kid in p.kids(verb, "ccomp") if kid > verb]
    if not before or not after:
        return None
    subject = p.child(before[0], "nsubj")
    if subject is not None and subject + 1 < len(p) and p.words[subject + 1] == "," and subject < before[0]:
        return subject
    return None


def inverted_subject(p: Passage, verb: int) -> int | None:
    """The noun after a fronted content and its verb that the tagger took for an object ('"Yes," said Ann Lee')."""
    after = verb + 1
    if after >= len(p) or p.tag[verb] not in ("VBD", "VBZ", "VBP") or p.lower[after] in _ACCUSATIVE:
        return None
    if (
        p.dep[verb] == "conj"
        and p.words[verb - 1] == ","
        and (p.child(verb, "conj") or p.kids(p.head[verb], "conj")[-1] > verb)
    ):
        # "He blasted the bill, mocked the sponsor and likened it to a tax": one of several deeds, with its object.
        return None
    for kid in p.children[verb]:
        if (
            kid > verb
            and p.dep[kid] in ("dobj", "attr", "oprd", "npadvmod", "dep", "ccomp")
            and p.pos[kid] in ("PROPN", "NOUN", "PRON", "NUM")
        ):
            first = p.subtree[kid][0]
            before = verb - 1
            if any(
                p.dep[to] in ("acl", "xcomp") and p.tag[to] == "VB" for to in (*p.children[kid], *p.kids(verb, "xcomp"))
            ):
                # "She spat it out, warned others to stop and left": who is told to do something does not say it.
                continue
            if first == after and before >= 0 and (p.tag[before] in ("''", "``", ",") or p.words[before] in "?!"):
                return kid
        if kid > verb and p.dep[kid] == "advcl" and p.tag[kid] == "VBG":
            # '"...," said Mr Lee, leaving': the parser gives the speaker to the participle.
            subject = p.child(kid, "nsubj")
            if subject is not None and p.subtree[subject][0] == after:
                return subject
    return None


def source_range(p: Passage, head: int, cue: int) -> tuple[int, int]:
    """The noun phrase of a source: title, apposition and what restricts it, without an added relative clause or a
    condition.

    "two people familiar with the matter, who spoke on condition of anonymity" ends before the comma.
    """
    first, end = p.subtree[head]
    if end < cue and p.words[end - 1] == "-" and p.dep[end] in SUBJECTS and p.head[end] == p.head[head]:
        # "their co-leader, Ann Lee": the tokenizer splits the word, and the parser finds two subjects.
        return first, source_range(p, end, cue)[1]
    if p.words[first] == "-" and first > 0 and p.head[first - 1] == p.head[head] and p.dep[first - 1] in SUBJECTS:
        first = p.subtree[first - 1][0]
    if first <= cue < end:
        # The cue stands inside the phrase ("officials saying that ..."): only what is on the head's side of it.
        first, end = (first, cue) if head < cue else (cue + 1, end)
        end = next((token for token in range(head + 1, end) if p.tag[token] in ("WP", "WDT")), end)
    for kid in p.children[head]:
        if kid <= head or not first <= kid < end:
            continue
        begin = p.subtree[kid][0]
        while begin < kid and p.pos[begin] == "PUNCT":
            begin += 1
        added = begin > first and p.words[begin - 1] in {",", "–", "—", "-", "("}
        clause = p.dep[kid] in ("relcl", "acl", "advcl", "parataxis") and (added or p.lower[begin] in _CUT_WORDS)
        phrase = p.dep[kid] == "prep" and p.lower[kid] in ("on", "under") and added
        # "said Ann Lee at a briefing", "the third, in a codicil to his will, confirmed it": how it was said.
        named = p.ent[head] == "PERSON" and p.lower[kid] in ("at", "in", "on", "during", "by") and p.dep[kid] == "prep"
        phrase = phrase or named or (p.dep[kid] == "prep" and added and p.lower[kid] in ("in", "at", "by", "through"))
        if clause or phrase or p.dep[kid] in ("ccomp", "dep"):
            end = min(end, begin)
        elif p.dep[kid] == "appos" and p.lower[kid] in _ALL_OF_THEM and p.child(kid, "acl", "relcl") is not None:
            # "four members, all speaking anonymously"
            end = min(end, begin)
        elif p.dep[kid] == "appos" and p.tag[head] == "NNS" and p.tag[kid] == "NN" and p.lower[begin] in ("a", "an"):
            # "according to four officials, a step that ...": several are no single thing.
            end = min(end, begin)
        elif p.dep[kid] == "appos":
            end = min(end, _apposition_end(p, kid, end))
    for token in range(head + 2, end):
        # The parser may hang the added clause on a name inside the phrase ("an aide to Rannamets, who asked not to be
        # named").
        opens = p.tag[token] in ("WP", "WDT", "WP$") or (p.tag[token] == "VBG" and p.lower[token] in _CUT_WORDS)
        if opens and p.words[token - 1] == ",":
            end = token
            break
    while end - 1 > head and (p.pos[end - 1] in ("PUNCT", "SPACE", "CCONJ")) and p.words[end - 1] not in ")”\"’'":
        end -= 1
    while first < head and p.pos[first] in ("PUNCT", "SPACE", "CCONJ") and p.tag[first] != "``":
        first += 1
    return first, end


def _apposition_end(p: Passage, apposition: int, end: int) -> int:
    """Where an apposition stops before its own added clause ("a colonel, who asked not to be named")."""
    for kid in p.children[apposition]:
        begin = p.subtree[kid][0]
        if kid > apposition and p.dep[kid] in ("relcl", "acl", "advcl", "ccomp") and p.words[begin - 1] == ",":
            return min(end, begin)
    return end


def subtree_tokens(p: Passage, *heads: int) -> set[int]:
    """All tokens under some heads, each by its own subtree (not the range between its edges)."""
    found: set[int] = set()
    stack = list(heads)
    while stack:
        token = stack.pop()
        if token not in found:
            found.add(token)
            stack.extend(p.children[token])
    return found
