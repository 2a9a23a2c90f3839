"""Conditions of anonymity: where a report tells that a source would not be named."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from onrecord.codebook.conditions import Conditions
from onrecord.language.parsed import Passage
from onrecord.reading.statements.anonymity_extent import (
    Token,
    climb,
    cut_at_reason,
    hung_on,
    lead,
    reach_left,
    relative_start,
)
from onrecord.reading.statements.clauses import NEGATIONS, TERMS, subject_of
from onrecord.reading.statements.reasons import forbidden, not_permitted, reason_inside, reason_of
from onrecord.record import Span

_OWN = frozenset("his her their its my our your whose".split())
_PART_OF_NAME = frozenset("first last given full family real middle".split())
_NOT = NEGATIONS | {"neither", "nor", "none", "no", "nothing", "nobody", "without", "cannot", "too"}
_REFUSING = frozenset(
    "decline refuse withhold unwilling reluctant prefer insist request demand forbid bar omit hide conceal fear "
    "change afraid loath".split()
)
# Verbs that ask for secrecy by themselves; behind the others ("gave", "used") a name may be anybody's.
_ASKING = frozenset(
    "ask request insist demand plead beg want wish prefer rather like require stipulate seek agree consent "
    "willing".split()
)
_PUBLISHING = frozenset("call withhold agree grant print publish change promise".split())
_WITHHOLDING = frozenset("protect shield withhold hide conceal change suppress omit".split())
_CALLING = frozenset({"call", "calls", "calling", "identifying"})
_THEM = frozenset({"him", "her", "them"})
_GIVES_CONFIDENCE = frozenset("of granted promised assured for requested requesting demanding demanded under".split())
_BASE = frozenset({"name", "identify"})
_NEWS_MAKERS = frozenset({"we", "i"})
_RELATIVE = frozenset({"WP", "WP$", "WDT"})


@dataclass(slots=True)
class Told:
    """A condition told in a sentence, its reason, or both (a reason can stand alone: "who was not authorized to
    speak").

    `subject` is the head of whom it is told of, `governor` the verb that the condition hangs on as an adjunct ("said
    on background"), tokens of the passage. `strict` where the words alone are no condition: "his name was not given"
    is one only of somebody who speaks. `loose` where the condition is a participle or a phrase that the parser may
    have hung on the wrong clause ("said the cranes had failed, speaking on condition of anonymity").
    """

    passage: Passage
    sentence: int
    condition: Span | None
    reason: Span | None
    subject: int | None = None
    governor: int | None = None
    strict: bool = False
    loose: bool = False

    @property
    def span(self) -> Span:
        """The condition, or the reason where it stands alone."""
        found = self.condition or self.reason
        assert found is not None, "a Told has one of both"
        return found


@dataclass(slots=True)
class _Frame:
    """A condition's tokens, and whether only a speaker's own name makes it one."""

    first: int
    end: int
    strict: bool


def find_told(passages: Sequence[Passage], words: Conditions, cues: Collection[Token]) -> list[Told]:
    """Every condition of anonymity in a report, in text order; one a sentence.

    `cues` are the cues found, as (passage number, token): "confirmed on condition of anonymity" has no verb of its own.
    """
    found: list[Told] = []
    terms: dict[tuple[int, int], _Frame] = {}
    for p in passages:
        told: dict[int, _Frame | None] = {}
        for token, lower in enumerate(p.lower):
            if lower in TERMS and p.sentence_of[token] not in told and (agreed := _on_terms(p, token, words, cues)):
                terms.setdefault((p.number, p.sentence_of[token]), agreed)
            if lower not in words.signs:
                continue
            number = p.sentence_of[token]
            if told.get(number) is not None:
                continue
            frame = _frame(p, token, words, cues)
            if frame is not None:
                told[number] = frame
            elif lower in words.permission and number not in told and forbidden(p, token):
                told[number] = None
        for number in range(len(p.sentences)):
            # "spoke on the understanding that nobody would learn who she was": where no word of naming told it better.
            if told.get(number) is None and (p.number, number) in terms:
                told[number] = terms[p.number, number]
        for number, kept in sorted(told.items()):
            if kept is not None:
                reason = reason_of(p, (kept.first, kept.end), words, cues)
                if reason is None and (inner := reason_inside(p, (kept.first, kept.end), words)) is not None:
                    reason = p.span(*inner)
                    kept.first = inner[1]
                subject, governor = _about(p, kept, cues)
                span = p.span(kept.first, kept.end)
                loose = p.tag[kept.first] in ("VBG", "VBN", "IN") or p.lower[kept.first] == "not"
                if subject is not None and _by_news_maker(p, kept, subject):
                    subject, loose = None, True
                found.append(Told(p, number, span, reason, subject, governor, kept.strict, loose))
            elif (alone := not_permitted(p, number, None, words)) is not None:
                verb = p.token_at(alone[0])
                subject = _whom(p, verb) if verb is not None else None
                found.append(Told(p, number, None, alone, subject))
    return found


# -- the frame -----------------------------------------------------------------------------------------------------


def _frame(p: Passage, token: int, words: Conditions, cues: Collection[Token]) -> _Frame | None:
    """The condition that a word is the sign of, None where it is none."""
    lower = p.lower[token]
    phrase = _phrase_ending(p, token, words)
    if phrase is not None:
        return _sure(p, phrase, token, words, cues)
    if lower == "confidentiality" and (
        p.lower[token - 1] not in _GIVES_CONFIDENCE or (token > 1 and p.lower[token - 2] in ("because", "out"))
    ):
        # "the confidentiality of the inquiry" is a reason
        return None
    if lower in words.sure:
        described = p.head[token]
        if p.words[token] == "Anonymous":
            # A group of that name, or the signature of a letter.
            return None
        if p.dep[token] == "amod" and p.lemma[described] not in words.condition:
            # "an anonymous letter" hides no speaker of the report.
            return None
        return _sure(p, token, token, words, cues)
    if lower == "record":
        # "did not want to go on the record"
        left = reach_left(p, token, words)
        banned = any(p.lower[i] in words.permission for i in range(left, token))
        return _named(p, token, words, cues, asked=True) if p.lower[token - 1] == "the" and not banned else None
    if lower in _CALLING and (given := _given_name(p, token)) is not None:
        return given
    if lower in words.naming and lower not in _BASE and p.pos[token] in ("VERB", "ADJ", "AUX"):
        if lower.startswith("un") and p.dep[token] == "amod":
            return None
        return _named(p, token, words, cues)
    if lower in _BASE and p.pos[token] == "VERB":
        # "The paper agreed not to name her."
        obj = p.child(token, "dobj")
        only = any(p.lower[i] in words.only for i in range(token, min(token + 3, len(p)))) and _only_as(p, token)
        denied = any(p.dep[kid] == "neg" for kid in p.children[token])
        told = obj is not None and p.pos[obj] == "PRON" and (denied or only)
        return _named(p, token, words, cues) if told else None
    if lower in words.identity and _is_own(p, token):
        return _withheld(p, token, words) or _named(p, token, words, cues)
    # "insisted that his client had no role": of a particular the negation alone says nothing, its owner must be told.
    own_particular = lower in words.particulars and any(p.lower[kid] in _OWN for kid in p.children[token])
    if (own_particular and _is_own(p, token)) or (lower in words.credit and _is_credit(p, token)):
        return _named(p, token, words, cues, asked=True)
    return None


def _on_terms(p: Passage, noun: int, words: Conditions, cues: Collection[Token]) -> _Frame | None:
    """ "said on the understanding that nobody would learn who they were": terms that a speaker sets, in any words."""
    prep = p.head[noun]
    # The parser may hang the clause on the verb of speaking.
    clauses = [*p.kids(noun, "acl", "relcl", "ccomp"), *p.kids(p.head[prep], "ccomp")]
    clause = next((kid for kid in clauses if p.subtree[kid][0] == noun + 1), None)
    if clause is None or p.lower[noun + 1] != "that" or p.lower[prep] not in ("on", "under", "with") or prep > noun:
        return None
    verb = p.head[prep]
    if (p.number, verb) not in cues and p.lemma[verb] not in words.speaking:
        return None
    denied = any(p.lower[i] in _NOT or p.lemma[i] in _REFUSING for i in range(*p.subtree[clause]))
    start = prep if (p.number, verb) in cues else verb
    return _Frame(lead(p, start, max(0, start - 3)), p.subtree[clause][1], False) if denied else None


def _given_name(p: Passage, verb: int) -> _Frame | None:
    """ "whom we are calling Marie", "The Herald is identifying her by her first name": a name of the paper's making."""
    subject, obj = p.child(verb, "nsubj"), p.child(verb, "dobj")
    if subject is None or subject > verb or p.pos[verb] != "VERB":
        return None
    given = next((i for i in range(verb + 1, min(verb + 4, len(p))) if p.pos[i] == "PROPN"), None)
    ours = p.lower[subject] in _NEWS_MAKERS or p.lower[p.subtree[subject][0]] == "this"
    if ours and given is not None and p.lemma[verb] == "call" and p.lower[verb + 1] in _THEM and given == verb + 2:
        # "this programme calls her Anna", "we will call him Samuel"
        return _Frame(p.subtree[subject][0], given + 1, True)
    paper = p.lower[subject] in _NEWS_MAKERS or p.pos[subject] == "PROPN"
    first = p.subtree[verb][0]
    if p.dep[verb] == "relcl" and p.lower[first] == "whom" and paper:
        named = [i for i in range(verb + 1, min(verb + 4, len(p))) if p.pos[i] == "PROPN"]
        return _Frame(first, named[-1] + 1, False) if named else None
    by = next((kid for kid in p.kids(verb, "prep") if p.lower[kid] in ("by", "with")), None)
    name = p.child(by, "pobj") if by is not None else None
    if obj is None or p.pos[obj] != "PRON" or name is None or p.lemma[name] not in ("name", "initial", "pseudonym"):
        return None
    return _Frame(p.subtree[subject][0], name + 1, True) if paper else None


def _phrase_ending(p: Passage, token: int, words: Conditions) -> int | None:
    """The first token of a phrase of anonymity that ends here ("on background")."""
    for phrase in words.phrases.get(p.lower[token], ()):
        first = token - len(phrase) + 1
        if first >= 0 and tuple(p.lower[first : token + 1]) == phrase:
            # "a rise in confidence": behind a noun it is no way of speaking, unless an aside speaks of speaking.
            left = reach_left(p, first, words)
            spoken = left == first or any(p.lemma[i] in words.speaking for i in range(left, first))
            # "said under Chatham House rules"
            spoken = spoken or (p.pos[first - 1] == "ADP" and p.pos[p.head[first - 1]] in ("VERB", "AUX"))
            return first if spoken or p.pos[p.head[first]] not in ("NOUN", "PROPN") else None
    return None


def _is_own(p: Passage, noun: int) -> bool:
    """Whether a name can be the speaker's own: "her name", "only the first name", "no name"."""
    given = p.lemma[p.head[noun]] == "give"
    if noun + 1 < len(p) and p.lower[noun + 1] in ("withheld", "changed"):
        return True
    for kid in p.children[noun]:
        if given and p.lower[kid] in ("a", "any"):
            return True
        if p.lower[kid] in _OWN or p.lower[kid] in _PART_OF_NAME or (p.dep[kid] == "det" and p.lower[kid] == "no"):
            return True
    # "The cleric's name was not given": a subject that is withheld.
    return p.dep[noun] == "nsubjpass" and p.child(noun, "poss") is not None


def _is_credit(p: Passage, token: int) -> bool:
    if p.lower[token] == "it":
        return token > 1 and p.lower[token - 1] == "of" and p.lower[token - 2] == "out"
    return p.tag[token] == "VBN"


def _sure(p: Passage, first: int, last: int, words: Conditions, cues: Collection[Token]) -> _Frame | None:
    if p.lower[last + 1 : last + 2] == ["basis"]:
        # "on a not-for-attribution basis"
        last += 1
    left = reach_left(p, first, words)
    anchors = hung_on(p, range(left, first), words, cues)
    if any(p.lemma[i] in _ASKING and any(p.dep[kid] == "neg" for kid in p.children[i]) for i in anchors):
        # "who did not ask for anonymity"
        return None
    start = lead(p, min(anchors), left) if anchors else lead(p, climb(p, first, left, cues), left)
    return _Frame(relative_start(p, start, left), last + 1, False)


def _named(p: Passage, sign: int, words: Conditions, cues: Collection[Token], asked: bool = False) -> _Frame | None:
    """ "asked not to be named", "spoke on condition that his name not be used", "whom we are not naming".

    A word of naming alone is none ("the suspect was named"): it takes a negation or a refusal, and what it hangs on:
    a verb of seeking or speaking, or a noun of condition. `asked` where only a verb of asking will do.
    """
    left = reach_left(p, sign, words)
    end = cut_at_reason(p, sign, words, cues)
    run = range(left, end)
    if p.lower[sign - 1] == "without" and p.child(sign, "dobj") is not None:
        # "Without naming the company, the senator said ...": it is no name of the speaker's
        return None
    refused = p.lower[sign].startswith("un") or any(
        p.lower[i] in _NOT or p.lemma[i] in _REFUSING or p.lower[i] in words.hiding for i in run
    )
    partly = any(p.lower[i] in words.only for i in range(max(left, sign - 4), min(end, sign + 6)))
    anchors = hung_on(p, range(left, sign), words, cues)
    if asked:
        anchors = [i for i in anchors if p.lemma[i] in _ASKING or p.pos[i] == "NOUN" or p.lemma[i] in words.speaking]
        if not (anchors and (refused or partly)):
            return None
    elif not refused and not (partly and (p.lower[sign] in words.identity or _only_as(p, sign))):
        return None
    asking = [
        i for i in anchors if p.lemma[i] in _ASKING or p.lemma[i] in words.condition or p.lemma[i] in words.speaking
    ]
    if anchors:
        start = min(anchors)
    elif p.lower[sign] in words.identity and any(p.lower[kid] == "whose" for kid in p.children[sign]):
        # "whose name the Herald agreed to withhold"
        start = p.subtree[sign][0]
    elif p.lower[sign] in words.naming and (_kept_back(p, sign, left) or partly):
        start = min([sign, *(kid for kid in p.children[sign] if kid < sign and p.dep[kid] not in ("punct", "mark"))])
        start = max(start, left)
        if p.dep[sign] in ("ROOT", "conj", "ccomp", "advcl"):
            # "could not be named": its subject is no part of the condition where it is a sentence of its own.
            subject = p.child(sign, "nsubj", "nsubjpass")
            start = p.subtree[subject][1] if subject is not None and p.tag[subject] not in _RELATIVE else start
    else:
        return None
    strict = not asking and not (p.tag[start] in _RELATIVE or p.dep[sign] == "relcl")
    return _Frame(relative_start(p, lead(p, start, left), left), end, strict)


def _only_as(p: Passage, sign: int) -> bool:
    """ "identified only as Musa", "known only by her first name"."""
    return any(p.lower[i] in ("as", "by") for i in range(sign + 1, min(sign + 7, len(p))))


def _kept_back(p: Passage, sign: int, left: int) -> bool:
    """ "who can not be identified", "whom we are not naming"; but "the victims could not be identified" is no
    condition of theirs: see `Told.strict`."""
    return any(p.lower[i] in _NOT for i in range(left, sign)) and p.tag[sign] in ("VBN", "VBG", "VBD", "JJ")


def _withheld(p: Passage, name: int, words: Conditions) -> _Frame | None:
    """ "whose name is being withheld", "their names withheld", "her name has been changed at her request"."""
    verb = p.head[name]
    whose = any(p.lower[kid] == "whose" for kid in p.children[name])
    if whose and p.dep[name] == "dobj" and verb > name and p.lemma[verb] in _WITHHOLDING:
        # "whose name the Herald is withholding"
        return _Frame(p.subtree[name][0], verb + 1, False)
    if p.dep[name] not in ("nsubj", "nsubjpass") or verb < name:
        return None
    kept = p.lower[verb] in words.hiding or any(p.lower[kid] in words.hiding and kid > name for kid in p.children[verb])
    if not kept and not any(p.dep[kid] == "neg" for kid in p.children[verb]):
        return None
    first = p.subtree[name][0]
    left = reach_left(p, first, words)
    if any(p.lower[i] in ("if", "provided", "unless") for i in range(left, first)):
        # "would talk only if their names were kept secret"
        return None
    if any(p.lemma[i] in _ASKING or p.lemma[i] in words.condition for i in hung_on(p, range(left, first), words, ())):
        # "asked that his name be left out": the asking belongs to it.
        return None
    own = any(p.lower[kid] == "whose" for kid in p.children[name])
    return _Frame(first, cut_at_reason(p, verb, words, ()), not own)


# -- of whom it is told --------------------------------------------------------------------------------------------


def _about(p: Passage, frame: _Frame, cues: Collection[Token]) -> tuple[int | None, int | None]:
    """The head of whom a condition is told of, and the cue that it hangs on."""
    verb = next((i for i in range(frame.first, frame.end) if p.pos[i] in ("VERB", "AUX", "ADJ")), None)
    top = verb if verb is not None else frame.first
    while frame.first <= p.head[top] < frame.end and p.head[top] != top:
        top = p.head[top]
    subject = _whom(p, top)
    if subject is not None and frame.first <= subject < frame.end:
        # "her name has been changed": it is told of the possessor; of "granted anonymity" the parser makes a subject.
        above = p.head[top]
        owner = p.child(subject, "poss")
        if owner is not None and p.tag[owner] == "WP$":
            clause = next((i for i in [top, *p.ancestors(top)] if p.dep[i] == "relcl"), None)
            owner = p.head[clause] if clause is not None else frame.first - 2
        subject = above if p.dep[top] in ("relcl", "acl") and not frame.first <= above < frame.end else owner
    chain = [top, *p.ancestors(top)]
    governor = next((above for above in chain if (p.number, above) in cues), None)
    hangs = p.tag[frame.first] in ("VBG", "VBN", "IN", "RB", "JJ")
    return subject, governor if hangs and (subject is None or p.pos[top] == "ADP") else None


def _by_news_maker(p: Passage, frame: _Frame, subject: int) -> bool:
    """ "The Herald is withholding his name": whoever publishes keeps a source's name back."""
    if p.tag[frame.first] in _RELATIVE or not frame.first <= p.head[subject] < frame.end:
        return False
    made = any(p.lemma[i] in _PUBLISHING for i in range(frame.first, frame.end) if p.pos[i] == "VERB")
    other = any(p.lower[i] in ("his", "her", "their", "him", "them") for i in range(frame.first, frame.end))
    return made and other and p.pos[subject] in ("PROPN", "NOUN") and p.dep[subject] == "nsubj"


def _whom(p: Passage, verb: int) -> int | None:
    """The subject of a verb, a relative pronoun resolved; None where a news maker ("we") or nobody stands there."""
    relative = next(
        (above for above in [verb, *p.ancestors(verb)] if p.dep[above] in ("relcl", "acl") and above != p.head[above]),
        None,
    )
    if p.pos[verb] not in ("VERB", "AUX"):
        verb = next((above for above in p.ancestors(verb) if p.pos[above] in ("VERB", "AUX")), verb)
    subject = subject_of(p, verb) if p.pos[verb] in ("VERB", "AUX") else None
    if subject is None:
        passive = p.child(verb, "nsubjpass")
        subject = passive if passive is not None else (p.head[relative] if relative is not None else None)
    if subject is None:
        return None
    if relative is not None and p.dep[relative] == "relcl" and p.tag[subject] not in _RELATIVE:
        inside = range(p.subtree[relative][0], verb)
        if any(p.tag[i] == "WP" and not p.subtree[subject][0] <= i < p.subtree[subject][1] for i in inside):
            # "to whom the Herald granted anonymity"
            return p.head[relative]
    first, end = p.subtree[subject]
    about = any(p.tag[i] in _RELATIVE for i in range(first, min(end, first + 3)))
    if (about or p.lower[subject] in _NEWS_MAKERS) and relative is not None:
        return p.head[relative]
    return None if about or p.lower[subject] in _NEWS_MAKERS else subject
