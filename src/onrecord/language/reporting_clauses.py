"""Mend clauses of reporting ("officials said") that the parser ties to the wrong words.

A parser is trained on whole sentences of edited text, where such clauses interrupt what they report; it often makes one
clause of both, or gives the speaker to the wrong verb. Each mending needs a pattern of commas and verb forms that
leaves no other reading.
"""

from __future__ import annotations

from collections.abc import Container

from onrecord.language.closing_clauses import LOOSE, head_of, is_noun_phrase, mend_closing
from onrecord.language.parse import edges
from onrecord.language.parsed import Passage

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
# What closes an aside before a verb, and what opens it.
_CLOSERS = frozenset({",", ")", "–", "—", "-"})
_OPENERS = frozenset({",", "(", "–", "—", "-"})
# Tags that an aside on a source begins with ("who ...", "granted ...", "on condition ...", "neither of whom ...").
_ASIDE_TAGS = frozenset("WP WP$ WDT WRB VBG VBN VBD IN DT PRP PRP$ NN NNS RB CD CC".split())
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET"})
# What a clause does not reach over.
_BREAKS = frozenset({",", ";", ":", "“", "”", '"', "–", "—", "(", ")"})


def mend_reporting_clauses(p: Passage, speech: Container[str], cues: Container[str]) -> None:
    """Give verbs of crediting back their subjects and contents, in place: around asides, in insertions, at the end.

    `speech` holds the lemmas of speaking, `cues` all that credit something to somebody.
    """
    _mend_compounds(p, cues)
    crediting = [token for token, tag in enumerate(p.tag) if tag in _FINITE and p.lemma[token] in cues]
    _mend_asides(p, crediting)
    _mend_reduced(p, crediting, cues)
    _mend_speakers(p, crediting, speech)
    _mend_relatives(p, crediting)
    _mend_after_relatives(p, crediting, speech)
    _mend_briefed(p, crediting, speech)
    _mend_close(p)
    if "," in p.words:
        _mend_fronted(p, crediting)
        _mend_verbless(p, cues)
        _mend_insertions(p, speech)
        mend_closing(p, speech)


def _mend_compounds(p: Passage, cues: Container[str]) -> None:
    """Make a verb of what the tagger took for the middle of a name: "Police allege Eric Ames stole the car"."""
    for first, end in p.sentences:
        verb = first + 1
        if (
            verb + 2 >= end
            or p.dep[verb] != "compound"
            or p.tag[verb] not in ("NN", "NNP")
            or p.lower[verb] not in cues
        ):
            continue
        name = p.head[verb]
        main = p.head[name]
        if p.tag[first] not in ("NNS", "NNPS") or p.words[verb][0].isupper() or p.dep[name] != "nsubj":
            continue
        if p.dep[main] != "ROOT" or p.tag[main] not in _FINITE or p.head[first] not in (name, verb):
            continue
        p.tag[verb], p.pos[verb], p.lemma[verb] = "VBP", "VERB", p.lower[verb]
        p.head[verb], p.dep[verb] = verb, "ROOT"
        p.head[main], p.dep[main] = verb, "ccomp"
        p.head[first], p.dep[first] = verb, "nsubj"
        p.children, p.subtree = edges(p.head)


def _mend_asides(p: Passage, crediting: list[int]) -> None:
    """Give a verb its subject from before an aside.

    "A clerk, granted anonymity so that she could talk, said the files had gone": the parser gives the clerk to the
    aside's verb, and makes noun and aside a clause that "said" governs.
    """
    for verb in crediting:
        if (
            verb > 3
            and p.words[verb - 1] in _CLOSERS
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
    opener = next(
        (token for token in range(start + 1, verb - 2) if p.words[token] in _OPENERS and p.tag[token] != "HYPH"), None
    )
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
    above = p.head[verb]
    subject = p.child(above, "nsubj", "nsubjpass") if p.dep[verb] == "conj" else None
    if subject is not None and opener < subject < above < verb and p.tag[subject] not in ("WP", "WDT"):
        # "Hours later, on air, Ann Lee accused the court, thanked nobody and ...": the second deed of a whole clause.
        return None
    for token in range(start, opener):
        if p.pos[token] in _NOMINAL and not start <= p.head[token] < opener:
            # "Hours after the verdict, ...": a time says nothing.
            return None if p.dep[token] == "npadvmod" or p.ent[token] in ("DATE", "TIME") else (token, start, opener)
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


def _mend_reduced(p: Passage, crediting: list[int], cues: Container[str]) -> None:
    """Make the second of two past forms the main verb where the first is a participle.

    "A leaflet dropped from the air told residents to leave": the parser takes "dropped" for the main verb and leaves
    "told" without a subject, mark or joining word.
    """
    for verb in crediting:
        first = p.head[verb]
        if verb < 3 or p.tag[verb] == "VBP" or p.dep[verb] not in LOOSE or first > verb:
            continue
        if (
            p.dep[first] != "ROOT"
            or p.tag[first] not in ("VBD", "VBN")
            or p.child(first, "aux", "auxpass", "dobj", "ccomp") is not None
        ):
            continue
        noun = p.child(first, "nsubj")
        bare = p.child(verb, "nsubj", "nsubjpass", "mark", "aux", "auxpass", "expl") is None
        between = range(first + 1, verb)
        if (
            noun is None
            or not bare
            or noun + 1 != first
            or any(p.pos[i] in ("PUNCT", "CCONJ", "SCONJ") for i in between)
        ):
            continue
        if p.lemma[first] in cues or not any(kid > verb and p.dep[kid] != "punct" for kid in p.children[verb]):
            continue
        for kid in list(p.children[first]):
            if kid > verb or (kid < noun and kid != noun):
                p.head[kid] = verb
        p.head[verb], p.dep[verb] = verb, "ROOT"
        p.head[noun], p.dep[noun] = verb, "nsubj"
        p.head[first], p.dep[first] = noun, "acl"
        p.children, p.subtree = edges(p.head)


def _mend_relatives(p: Passage, crediting: list[int]) -> None:
    """Give the object of a relative clause back to it from the verb of crediting behind it.

    "Three of the judges who heard the appeal said ...": the parser takes the appeal for who said it.
    """
    for verb in crediting:
        noun = p.child(verb, "nsubj")
        inner = p.subtree[noun][0] - 1 if noun is not None and noun < verb else -1
        if noun is None or inner < 2 or p.tag[inner] not in ("VBD", "VBZ", "VBP") or p.child(inner, "dobj") is not None:
            continue
        who = p.child(inner, "nsubj")
        if who is None or p.tag[who] != "WP" or p.dep[inner] != "relcl" or who != inner - 1:
            continue
        top = p.head[inner]
        while p.dep[top] == "pobj" and p.lower[p.head[top]] == "of":
            top = p.head[p.head[top]]
        if p.dep[top] != "ROOT" or top > who:
            continue
        for kid in list(p.children[top]):
            if kid > verb:
                p.head[kid] = verb
        p.head[noun], p.dep[noun] = inner, "dobj"
        p.head[verb], p.dep[verb] = verb, "ROOT"
        p.head[top], p.dep[top] = verb, "nsubj"
        p.children, p.subtree = edges(p.head)


def _mend_after_relatives(p: Passage, crediting: list[int], speech: Container[str]) -> None:
    """Make a verb of speaking the main verb behind a relative clause of two predicates.

    "Three aides who were barred from talking and asked not to be named said it was over": the parser takes what they
    said for a part of what they asked.
    """
    for verb in crediting:
        if p.lemma[verb] not in speech or p.dep[verb] not in ("ccomp", "conj", "advcl", "xcomp") or verb < 4:
            continue
        if p.child(verb, "nsubj", "nsubjpass", "mark", "aux", "auxpass") is not None or not _credits(p, verb):
            continue
        first, end = p.sentences[p.sentence_of[verb]]
        root = next(token for token in range(first, end) if p.head[token] == token)
        who = next((i for i in range(first + 1, verb) if p.tag[i] == "WP" and p.pos[i - 1] in _NOMINAL), None)
        if who is None or not who < p.head[verb] < verb or any(p.words[i] in _BREAKS for i in range(who, verb)):
            continue
        if root < who and p.pos[root] in _NOMINAL:
            _make_root(p, verb, root)
        elif who < root < verb and (noun := p.child(root, "nsubj", "nsubjpass")) is not None and noun < who:
            clause = next((kid for kid in p.kids(noun, "relcl") if kid < root), None)
            if clause is not None:
                _make_root(p, verb, root)
                p.head[noun], p.dep[noun] = verb, "nsubj"
                p.head[root], p.dep[root] = clause, "conj"
                p.children, p.subtree = edges(p.head)


def _mend_briefed(p: Passage, crediting: list[int], speech: Container[str]) -> None:
    """Give a verb of speaking its subject back from the participle that follows the noun.

    "Two people briefed on the plan, who would not be named, said ...": the parser makes a clause of the people and
    "briefed", and hangs what is added about them on the plan.
    """
    for verb in crediting:
        if p.lemma[verb] not in speech or p.words[verb - 1] != "," or not _credits(p, verb):
            continue
        if p.child(verb, "nsubj", "nsubjpass", "expl") is not None:
            continue
        above = p.head[verb]
        joined = p.dep[verb] in ("conj", "ccomp", "advcl") and p.dep[above] == "ROOT" and above < verb
        for clause in [*p.kids(verb, "advcl", "ccomp"), *([above] if joined else [])]:
            noun = p.child(clause, "nsubj", "nsubjpass")
            if p.tag[clause] not in ("VBN", "VBG") or clause > verb or noun is None or noun + 1 != clause:
                continue
            if p.child(clause, "aux", "auxpass", "dobj") is not None:
                continue
            if clause == above:
                for kid in [kid for kid in p.children[clause] if kid > verb or kid < noun]:
                    p.head[kid] = verb
                p.head[verb], p.dep[verb] = verb, "ROOT"
            _hang_reduced(p, verb, noun, clause)
            break


def _hang_reduced(p: Passage, verb: int, noun: int, clause: int) -> None:
    """Hang the noun on its verb, the participle on the noun, and what is added about the noun on it as well."""
    p.head[noun], p.dep[noun] = verb, "nsubj"
    p.head[clause], p.dep[clause] = noun, "acl"
    for added in range(clause + 1, verb):
        opener = p.child(added, "nsubj", "nsubjpass")
        if p.dep[added] == "relcl" and opener is not None and p.tag[opener] == "WP":
            p.head[added] = noun
        elif p.tag[added] == "VBG" and p.words[added - 1] == "," and p.dep[added] == "advcl":
            # "A person briefed on the call, speaking anonymously, said ..."
            p.head[added], p.dep[added] = noun, "acl"
    p.children, p.subtree = edges(p.head)


def _mend_close(p: Passage) -> None:
    """Hang an adjective of access on its noun: "citing people close to the talks" is no clause."""
    moved = False
    for token, lower in enumerate(p.lower):
        if lower not in ("close", "familiar") or p.dep[token] != "ccomp" or p.child(token, "aux", "cop") is not None:
            continue
        noun, verb = p.child(token, "nsubj"), p.head[token]
        if noun is not None and noun + 1 == token and verb < noun and p.child(verb, "dobj") is None:
            p.head[noun], p.dep[noun] = verb, "dobj"
            p.head[token], p.dep[token] = noun, "amod"
            moved = True
    if moved:
        p.children, p.subtree = edges(p.head)


def _credits(p: Passage, verb: int) -> bool:
    """Whether something stands behind a verb that it may credit."""
    return any(kid > verb and p.dep[kid] in ("ccomp", "xcomp", "dobj") for kid in p.children[verb])


def _mend_fronted(p: Passage, crediting: list[int]) -> None:
    """Give a verb its subject from behind a fronted phrase.

    "In an article for the Herald, Ann Lee, a former judge, argued that ...", "In a post on X, its spokesman, Ivo Kral,
    accused ...": the parser takes them for another name of the paper.
    """
    for verb in crediting:
        first = p.sentences[p.sentence_of[verb]][0]
        if p.pos[first] != "ADP" or p.words[verb - 1] != "," or p.child(verb, "nsubj", "nsubjpass", "expl") is not None:
            continue
        name = next(
            (
                i
                for i in range(first + 2, verb - 1)
                if p.dep[i] == "appos"
                and (p.pos[i] == "PROPN" or p.child(i, "det", "nummod", "poss") is not None)
                and p.words[p.subtree[i][0] - 1] == ","
                and p.subtree[i][1] < verb
            ),
            None,
        )
        host = p.head[name] if name is not None else None
        if name is None or host is None or host > name or p.dep[host] != "pobj" or p.subtree[name][1] + 1 < verb:
            continue
        p.head[name], p.dep[name] = verb, "nsubj"
        p.children, p.subtree = edges(p.head)


def _mend_speakers(p: Passage, crediting: list[int], speech: Container[str]) -> None:
    """Give an inverted verb of speaking its subject back from the participle behind it.

    "It is dead, said an official briefed on the talks": the parser makes a clause of the official and "briefed".
    """
    for verb in crediting:
        if p.lemma[verb] not in speech or verb < 2 or p.pos[verb - 1] != "PUNCT":
            continue
        clauses = p.kids(verb, "ccomp")
        if p.child(verb, "nsubj") is not None or not clauses or clauses[0] > verb:
            continue
        for clause in clauses:
            noun = p.child(clause, "nsubj")
            if noun is None or clause < verb or p.subtree[noun][0] != verb + 1 or noun + 1 != clause:
                continue
            # "said the commissioner responsible for aid": an adjective behind the noun looks like a clause of its own.
            past = p.pos[clause] == "ADJ" or (p.pos[clause] == "VERB" and p.tag[clause] in ("VBD", "VBN"))
            if past and p.child(clause, "aux", "auxpass", "cop", "dobj", "ccomp") is None:
                p.head[noun], p.dep[noun] = verb, "nsubj"
                p.head[clause], p.dep[clause] = noun, "acl"
                p.children, p.subtree = edges(p.head)
                break


def _mend_verbless(p: Passage, cues: Container[str]) -> None:
    """Make a verb of crediting the main verb of a sentence that the parser left without one.

    "Ana Ruiz, the candidate, rejected in a debate ...": behind an apposition it takes the past for a participle.
    """
    for first, end in p.sentences:
        root = next((token for token in range(first, end) if p.head[token] == token), None)
        if root is None or p.pos[root] not in ("NOUN", "PROPN"):
            continue
        for verb in range(root + 3, end - 1):
            if p.lemma[verb] in cues and p.tag[verb] in ("VBD", "VBN") and p.words[verb - 1] == ",":
                if p.dep[verb] in ("acl", "relcl", "amod") and root < p.head[verb] + 1 <= verb and _is_bare(p, verb):
                    _make_root(p, verb, root)
                break


def _is_bare(p: Passage, verb: int) -> bool:
    """Whether a past form has no subject, auxiliary or agent, and something behind it to credit or to say it with."""
    if p.child(verb, "nsubj", "nsubjpass", "aux", "auxpass", "agent") is not None or p.lower[verb + 1] == "by":
        return False
    return any(kid > verb and p.dep[kid] != "punct" for kid in p.children[verb])


def _make_root(p: Passage, verb: int, root: int) -> None:
    head, dep = p.head, p.dep
    start = min([root, *(kid for kid in p.children[root] if kid < root and p.pos[kid] not in ("VERB", "AUX", "PUNCT"))])
    for token in range(*p.sentences[p.sentence_of[verb]]):
        if (token > verb and head[token] < verb) or (head[token] == root and token < start):
            head[token] = verb
    head[root], dep[root] = verb, "nsubj"
    head[verb], dep[verb] = verb, "ROOT"
    p.children, p.subtree = edges(head)


def _mend_insertions(p: Passage, speech: Container[str]) -> None:
    """Set a reporting clause free that stands between a subject and its verb.

    "Cholera, the agency warned in its bulletin, could reach the coast", "The valley, mused Ana Ruiz, had been dying":
    the parser makes one clause of what was said and of the saying.
    """
    for verb, lemma in enumerate(p.lemma):
        if p.tag[verb] not in _FINITE and not (p.tag[verb] == "VBN" and p.words[verb + 1 : verb + 2] == [","]):
            # "Several cardinals, a monthly observed, would rather ...": the past looks like a participle there.
            continue
        if lemma in speech and p.pos[verb] == "VERB" and "," in p.words:
            found = _insertion_around(p, verb)
            if found is not None:
                p.tag[verb] = "VBD" if p.tag[verb] == "VBN" else p.tag[verb]
                _set_free(p, verb, *found)


def _insertion_around(p: Passage, verb: int) -> tuple[int, int, int, int] | None:
    """Sentence start, opening and closing comma of an insertion, and the verb that follows; None where there is
    none."""
    start, end = p.sentences[p.sentence_of[verb]]
    opener = next((i for i in range(verb - 1, start, -1) if p.words[i] == ","), None)
    if opener is None or verb - opener > 9 or p.pos[start] not in ("DET", "NOUN", "PROPN", "NUM", "ADJ", "PRON"):
        return None
    if not is_noun_phrase(p, start, opener) or any(
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
        if inverted and p.tag[after] != "MD" and _has_clause(p, verb + 1, comma):
            # "Lee, a partner, told police the man shot him, then walked off": what was told has a verb of its own
            return None
        if after < end and (p.tag[after] in _FINITE or p.tag[after] == "MD"):
            if inverted and not any(p.pos[i] == "PROPN" or p.dep[i] == "nsubj" for i in range(verb + 1, comma)):
                return None
            main = after
            while p.dep[main] in ("aux", "auxpass") and after <= p.head[main] < end:
                main = p.head[main]
            return start, opener, comma, main
    return None


def _has_clause(p: Passage, start: int, end: int) -> bool:
    """Whether a finite verb with a subject of its own, no relative word, stands among some tokens."""
    return any(
        p.tag[i] in _FINITE and any(start <= kid < i and p.tag[kid] not in ("WP", "WDT") for kid in p.kids(i, "nsubj"))
        for i in range(start, end)
    )


def _set_free(p: Passage, verb: int, start: int, opener: int, comma: int, main: int) -> None:
    """Hang the insertion on the clause that it interrupts, and the two subjects on their verbs."""
    head, dep = p.head, p.dep
    end = p.sentences[p.sentence_of[verb]][1]
    first = head_of(p, start, opener)
    own = range(opener + 1, verb) if verb > opener + 1 else range(verb + 1, comma)
    speaker = head_of(p, own.start, own.stop)
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
