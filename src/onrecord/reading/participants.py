"""From a noun phrase to the actors of the record that it names: coordination, owners, and the smallest span."""

from __future__ import annotations

from onrecord.language.parsed import Passage
from onrecord.reading.clauses import measured, surface_subject, with_conjuncts
from onrecord.reading.who import ActorIndex
from onrecord.reading.word_sets import word_set
from onrecord.record import Span

Filled = tuple[str, Span]

_CORE = frozenset({"amod", "compound", "nmod", "poss", "nummod"})
_OWNING = ("of", "by", "from", "between", "among")
_AROUND = ("against", "with", "to", "on", "for", "in", "near", "at", "toward", "towards", "inside", "into", "over")
_PRONOUNS = frozenset({"it", "they", "he", "she"})
_SCENE = word_set("in at near along from outside across around inside off through over between towards toward into")
_SAID = word_set(
    "invitation request call demand appeal plea offer proposal message warning threat protest complaint pressure "
    "apology criticism support backing praise objection approval assurance guarantee promise pledge concession "
    "permission note "
    "reply answer order consent letter petition rebuke ultimatum condemnation denial refusal aid help loan"
)
_NAMES = frozenset({"NORP", "GPE", "ORG", "PERSON", "LOC", "FAC"})


def core_span(passage: Passage, head: int) -> Span:
    """The smallest noun phrase around a head: title, country and name, without article, clause or apposition."""
    number = passage.ent_of[head]
    first, end = head, head + 1
    if number >= 0:
        start, stop, _ = passage.entities[number]
        first, end = min(first, start), max(end, stop)
    for kid in passage.children[head]:
        if kid < first and passage.dep[kid] in _CORE:
            low = _left_edge(passage, kid)
            while low < kid and passage.pos[low] == "DET":
                low += 1
            first = min(first, low)
    return passage.span(first, end)


def _left_edge(passage: Passage, token: int) -> int:
    """The first token under a modifier; a verb with its own subject is none ("General Zamir | briefed Minister Katz",
    where
    the parser makes "briefed" an adjective).
    """
    stack, low = [token], token
    while stack:
        item = stack.pop()
        low = min(low, item)
        for kid in passage.children[item]:
            if kid < item and passage.child(kid, "nsubj") is None:
                stack.append(kid)
    return low


def _speaker(passage: Passage, pronoun: int) -> int | None:
    """Whom the subject pronoun of a content clause means: the one who says it ("Iraq said it would allow", "farmers
    said they would").

    Only where no other subject stands between, and the number agrees.
    """
    verb = passage.head[pronoun]
    if passage.dep[pronoun] not in ("nsubj", "nsubjpass"):
        return None
    for _ in range(3):
        if passage.dep[verb] == "conj" or passage.dep[verb] in ("xcomp", "aux"):
            verb = passage.head[verb]
    above = passage.head[verb]
    if passage.dep[verb] != "ccomp" or above == verb or passage.pos[above] != "VERB":
        return None
    subject = surface_subject(passage, above)
    if subject is None or subject == pronoun:
        return None
    plural = passage.tag[subject] in ("NNS", "NNPS") or bool(passage.kids(subject, "conj"))
    if passage.lower[pronoun] == "they" and not plural and passage.ent[subject] not in ("ORG", "NORP"):
        return None
    if passage.lower[pronoun] in ("it", "he", "she") and plural and passage.ent[subject] not in ("ORG", "GPE"):
        return None
    return subject


def fill(passage: Passage, token: int, actors: ActorIndex, undergoes: bool = False) -> list[Filled]:
    """The actors that the phrase with this head, and what is coordinated with it, names; the seats of institutions too
    where something is done to them (`undergoes`)."""
    found: list[Filled] = []
    for head in with_conjuncts(passage, token):
        actor = actors.take(passage, head, undergoes)
        if actor is None and passage.lower[head] in _PRONOUNS:
            speaker = _speaker(passage, head)
            if speaker is not None:
                found = [
                    item for item in fill(passage, speaker, actors) if item[0] not in {known for known, _ in found}
                ] + found
                found = [(known, passage.span(head, head + 1)) for known, _ in found] if len(found) == 1 else found
                continue
        if actor is None and (several := actors.all_at(passage, head)):
            # "both capitals": of the two states that the report is about
            found += [(one, core_span(passage, head)) for one in several if one not in {known for known, _ in found}]
            continue
        if actor is None:
            inner = measured(passage, head)
            if inner != head:
                for other in with_conjuncts(passage, inner):
                    also = actors.take(passage, other)
                    if also is not None:
                        found.append((also, core_span(passage, other)))
                continue
        if actor is not None and all(actor != known for known, _ in found):
            found.append((actor, core_span(passage, head)))
            for also in actors.all_at(passage, head):
                # "the ministers of the two countries": those of both
                if all(also != known for known, _ in found):
                    found.append((also, core_span(passage, head)))
            found += [
                item
                for item in _further_lands(passage, head, actor, actors)
                if item[0] not in {one for one, _ in found}
            ]
    return found


def _further_lands(passage: Passage, head: int, actor: str, actors: ActorIndex) -> list[Filled]:
    """The other countries of a plural: "the foreign ministers of Greece and Turkey", "Russian and Chinese
    officials"."""
    if passage.tag[head] not in ("NNS", "NNPS"):
        return []
    found: list[Filled] = []
    for kid in passage.children[head]:
        first: int | None = kid if passage.dep[kid] in ("amod", "compound", "nmod", "poss") else None
        if passage.lower[kid] == "of" and passage.dep[kid] == "prep":
            first = passage.child(kid, "pobj")
        if first is None:
            continue
        for other in with_conjuncts(passage, first)[1:]:
            also = actors.at(passage, other)
            if also is not None and also != actor and actors.country_of(also) not in (None, actors.country_of(actor)):
                found.append((also, core_span(passage, other)))
    return found


def owners(passage: Passage, noun: int, actors: ActorIndex, around: bool = True) -> list[Filled]:
    """The actors that a thing belongs to or is about: "Reagan's statement", "an Indian proposal", "a camp of the
    rebels"."""
    found: list[Filled] = []
    for head in with_conjuncts(passage, noun):
        for kid in passage.children[head]:
            if passage.dep[kid] == "poss":
                found += fill(passage, kid, actors)
        if not found:
            found += modifiers(passage, head, actors)
        for preps in (_OWNING, _AROUND) if around else (_OWNING,):
            if found:
                break
            for kid in passage.children[head]:
                if passage.dep[kid] in ("prep", "agent") and passage.lower[kid] in preps:
                    target = passage.child(kid, "pobj")
                    if target is not None and not _is_town(passage, target, actors):
                        found += fill(passage, target, actors) or owners(passage, target, actors, False)
    return found


def _is_town(passage: Passage, token: int, actors: ActorIndex) -> bool:
    """Whether a thing is only named after or lies in a town: "the port of Callao", "a bus near Goma"."""
    if is_scene(passage, token, actors):
        return True
    actor = actors.at(passage, token)
    named = passage.ent[token] in ("GPE", "LOC", "FAC") and passage.lower[passage.head[token]] == "of"
    return named and (actor is None or actors.kind_of(actor) != "country")


def is_scene(passage: Passage, token: int, actors: ActorIndex) -> bool:
    """Whether a name is only where something happens: a town after "in", "near" or "from" ("blew up a bus near Goma");
    a country can be both."""
    prep = passage.head[token]
    if passage.dep[token] != "pobj" or passage.lower[prep] not in _SCENE:
        return False
    if passage.lower[prep] == "from" and passage.lemma[passage.head[prep]] in _SAID:
        # "an invitation from Nairobi": who says it, and no place
        return False
    actor = actors.at(passage, token)
    if actor is None and passage.ent[token] == "GPE" and passage.lower[passage.head[token]] in ("at", "into"):
        # "fired rockets at Egypt": nothing lies "at" a whole state
        actor = actors.take(passage, token)
    if passage.ent[token] not in ("GPE", "LOC", "FAC"):
        # the model takes a small town for a person or a firm: "near Goma"
        nobody = actor is None or (actors.country_of(actor) is None and actors.sector_of(actor) is None)
        return actor is not None and (actors.kind_of(actor) == "unknown" or (passage.pos[token] == "PROPN" and nobody))
    return actor is None or actors.kind_of(actor) != "country"


def modifiers(passage: Passage, noun: int, actors: ActorIndex) -> list[Filled]:
    """The actors that stand before a noun as demonym or compound: "the Israeli strike", "US sanctions", "US-Iran
    talks"."""
    found: list[Filled] = []
    for kid in passage.children[noun]:
        if kid < noun and passage.dep[kid] in ("amod", "compound", "nmod", "punct") and passage.dep[kid] != "punct":
            actor = actors.at(passage, kid)
            if actor is None and passage.ent[kid] in _NAMES:
                actor = actors.take(passage, kid)
            if actor is None and passage.pos[kid] in ("NOUN", "PROPN") and passage.dep[kid] in ("compound", "nmod"):
                actor = actors.take(passage, kid)
            if actor is not None and all(actor != known for known, _ in found):
                found.append((actor, core_span(passage, kid)))
            for inner in passage.children[kid]:
                if passage.dep[inner] in ("amod", "compound", "nmod", "conj"):
                    also = actors.at(passage, inner)
                    if also is not None and all(also != known for known, _ in found):
                        found.append((also, core_span(passage, inner)))
    return found


def united(*lists: list[Filled]) -> list[Filled]:
    """Several lists as one, each actor once, in order."""
    found: dict[str, Filled] = {}
    for items in lists:
        for item in items:
            found.setdefault(item[0], item)
    return list(found.values())
