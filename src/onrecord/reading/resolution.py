"""Whom a pronoun or a bare "the minister" means, where that is safe; else nobody.

The rules are few and careful, after the usual order of salience (Hobbs 1978; Lappin and Leass 1994): nearness first,
subjects before others, agreement in number and gender; with two equal candidates the mention stays open.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from onrecord.language.parsed import Passage
from onrecord.reading.mentions import CARRIED, Draft, Seen, rank
from onrecord.reading.word_sets import word_set

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_LEAD = frozenset({"DET", "ADJ", "NOUN", "PROPN", "ADP", "PART", "PUNCT"})
# How many sentences back an antecedent may stand: beyond two the nearest candidate is wrong too often.
REACH = 2
_RANKS = frozenset({"general", "colonel", "admiral", "major", "captain", "lieutenant", "sergeant", "corporal"})
# Nouns that name any organisation of their sector mean the one such that was named; "the hotel" and "the bank" are of
# a sort of their own.
_SORTS = frozenset(
    {
        "company", "firm", "corporation", "group", "conglomerate", "giant", "maker", "manufacturer",
        "newspaper", "paper", "daily", "party", "university", "union", "charity", "organisation", "organization",
        "movement", "militia",
    }
)  # fmt: skip
# "the two allies", "both countries": nouns that mean states.
STATES = frozenset(
    {
        "ally",
        "country",
        "nation",
        "state",
        "side",
        "neighbour",
        "neighbor",
        "partner",
        "rival",
        "foe",
        "power",
        "enemy",
        "government",
        "capital",
        "republic",
        "kingdom",
    }
)


# "It rained", "it is clear that": nobody is meant.
_EXPLETIVE = frozenset(
    {
        "be", "seem", "appear", "happen", "rain", "snow", "turn", "take", "cost", "look", "become", "follow",
        "matter", "get", "emerge", "remain",
    }
)  # fmt: skip


WHY_PERSON = (
    "the nearest person who fits in number and gender, subjects first; nobody who is named in the quotation or the "
    "content that the pronoun itself speaks"
)


def _content_of(passage: Passage, token: int, speech: Container[str]) -> tuple[int, int]:
    """The tokens that a pronoun is the speaker of, (0, 0) where it is none: "the troops had left the town, he said"."""
    verb = passage.head[token]
    if passage.dep[token] != "nsubj" or passage.lemma[verb] not in speech:
        return 0, 0
    content = passage.child(verb, "ccomp")
    if content is not None and content < token:
        first, end = passage.subtree[content]
        # "The director would have liked more: he had asked for all": no content
        return (0, 0) if any(word in (":", ";") for word in passage.words[end:token]) else (first, end)
    if passage.dep[verb] == "parataxis" and passage.head[verb] != verb:
        return passage.sentences[passage.sentence_of[token]][0], min(token, verb)
    return 0, 0


def _recent(
    seen: Sequence[Seen], passage: Passage, token: int, reach: int, quoted: int = 0, content: tuple[int, int] = (0, 0)
) -> Iterator[Seen]:
    """Mentions before a token, nearest first, in this passage or, from its first sentence, the one before it.

    Not those in another direct quotation than its own (`quoted`): whoever is named in a quotation does not speak it;
    nor those inside the `content` that the token's own speaker tells.
    """
    sentence = passage.sentence_of[token]
    for mention in reversed(seen):
        if not mention.body:
            continue
        if mention.passage == passage.number:
            if mention.token >= token or content[0] <= mention.token < content[1]:
                continue
            if mention.quoted not in (0, quoted):
                continue
            if sentence - mention.sentence > reach:
                return
        elif passage.number - mention.passage > 1 or sentence > 0:
            return
        elif mention.quoted and quoted != CARRIED:
            continue
        yield mention


def _one(candidates: list[Seen]) -> int | None:
    """The one draft meant: all candidates are the same, or only one is a subject in the nearest sentence."""
    if not candidates:
        return None
    if len({mention.draft for mention in candidates}) == 1:
        return candidates[0].draft
    nearest = (candidates[0].passage, candidates[0].sentence)
    near = [mention for mention in candidates if (mention.passage, mention.sentence) == nearest]
    if len({mention.draft for mention in near}) == 1:
        return near[0].draft
    subjects = {mention.draft for mention in near if mention.subject}
    return subjects.pop() if len(subjects) == 1 else None


def _name_after_comma(passage: Passage, token: int) -> int | None:
    end = passage.sentences[passage.sentence_of[token]][1]
    comma = next((place for place in range(token, end) if passage.words[place] == ","), None)
    if comma is None:
        return None
    people = [place for place in range(comma + 1, min(end, comma + 8)) if passage.ent[place] == "PERSON"]
    return people[0] if people and all(passage.pos[place] in _LEAD for place in range(comma + 1, people[0])) else comma


def subject_after(passage: Passage, token: int) -> int | None:
    """The subject that a possessive in a fronted phrase looks ahead to; None for any other pronoun."""
    if passage.dep[token] != "poss":
        return None
    start = passage.sentences[passage.sentence_of[token]][0]
    if token - start < 4 and passage.pos[start] in ("ADP", "SCONJ"):
        # "Upon his return from Washington, General Zamir briefed ...": long noun phrases after it mislead the parser.
        return _name_after_comma(passage, token)
    above = passage.head[token]
    while passage.head[above] != above and passage.pos[above] not in ("VERB", "AUX"):
        above = passage.head[above]
    if above < token:
        return None
    subject = passage.child(above, "nsubj", "nsubjpass")
    # In "his lawyer said" the pronoun stands in the subject itself and looks back.
    if subject is None or passage.subtree[subject][0] <= token:
        return None
    return subject


def person_meant(
    seen: Sequence[Seen],
    drafts: Sequence[Draft],
    passage: Passage,
    token: int,
    gender: str,
    quoted: int,
    speech: Container[str],
) -> tuple[int | None, list[int]]:
    """The person meant by "he" or "she", and all who could be; None where it is open."""
    candidates = [
        mention
        for mention in _recent(seen, passage, token, REACH, quoted, _content_of(passage, token, speech))
        if drafts[mention.draft].kind in ("person", "group")
        and not drafts[mention.draft].plural
        and (drafts[mention.draft].kind == "person" or drafts[mention.draft].gender == gender)
        and drafts[mention.draft].gender in (gender, None)
    ]
    chosen = _one(candidates)
    if chosen is None and passage.lemma[passage.head[token]] in speech and passage.dep[token] == "nsubj":
        chosen = _speaker_before(candidates, passage, speech)
    if chosen is not None and drafts[chosen].gender is None:
        drafts[chosen].gender = gender
    return chosen, list(dict.fromkeys(mention.draft for mention in candidates))


def _speaker_before(candidates: list[Seen], passage: Passage, speech: Container[str]) -> int | None:
    """Who spoke in the nearest sentence of the paragraph before goes on speaking."""
    for mention in candidates:
        here = mention.passage == passage.number and passage.dep[mention.token] == "nsubj"
        if here and passage.lemma[passage.head[mention.token]] in speech:
            return mention.draft
    return None


def subject_before(passage: Passage, token: int, previous: Passage | None) -> tuple[Passage, int, str] | None:
    """The subject that "it" or "its" takes up, with its passage and the rule's name; None where there is none.

    In a sentence of its own "It" means the subject of the sentence before ("The league met in May. It asked ..."),
    further on the subject that governs its clause ("The ministry said it would wait", "Peru recalled its envoy").
    """
    verb = passage.head[token]
    if passage.lower[token] == "it":
        if passage.dep[token] not in ("nsubj", "nsubjpass") or passage.lemma[verb] in _EXPLETIVE:
            return None
        if passage.child(verb, "nsubjpass") == token and passage.child(verb, "ccomp", "csubj") is not None:
            # "It was agreed that they would meet"
            return None
    governing = _governing(passage, token)
    if governing is not None:
        return passage, governing, "the subject of its clause"
    sentence = passage.sentence_of[token]
    if token - passage.sentences[sentence][0] > 3 and passage.dep[token] == "poss":
        return None
    where, index = (passage, sentence - 1) if sentence else (previous, -1)
    if where is None or not where.sentences:
        return None
    first, end = where.sentences[index]
    for root in range(first, end):
        if where.head[root] == root:
            subject = where.child(root, "nsubj", "nsubjpass")
            return (where, subject, "the subject of the sentence before") if subject is not None else None
    return None


def _governing(passage: Passage, token: int) -> int | None:
    """The subject, before a pronoun, of the nearest verb above that has one."""
    above = token
    while passage.head[above] != above:
        above = passage.head[above]
        if passage.pos[above] in ("VERB", "AUX"):
            subject = passage.child(above, "nsubj", "nsubjpass")
            if subject is not None and subject != token and passage.subtree[subject][1] <= token:
                return subject
    return None


def group_meant(
    seen: Sequence[Seen],
    drafts: Sequence[Draft],
    passage: Passage,
    token: int,
    quoted: int,
    speech: Container[str],
) -> tuple[int | None, list[int]]:
    """The people meant by "they": the one group in reach; None where it is open.

    "Protesters had thrown stones, they said": who speaks is not who is told of, as with "he said".
    """
    content = _content_of(passage, token, speech)
    candidates = [
        mention
        for mention in _recent(seen, passage, token, 1, quoted, content)
        if _are_several(drafts[mention.draft], content != (0, 0))
    ]
    return _one(candidates), list(dict.fromkeys(mention.draft for mention in candidates))


def _are_several(draft: Draft, speak: bool) -> bool:
    """Whether "they" may mean them; police are a body, and yet "..., they said" of them."""
    if speak and draft.kind == "organisation" and draft.sector == "COP":
        return True
    return draft.plural and draft.kind in ("group", "organisation", "unknown")


OBJECTS = frozenset({"it", "them", "him", "her"})
# What is done to people and bodies only: "accused it of fraud", "detained 31 of them"; a thing can't be meant.
_TO_SOMEBODY = word_set(
    "accuse blame urge ask order tell warn sue fine force condemn criticise criticize praise help punish detain arrest "
    "release free kill beat deport expel jail convict charge sentence shoot allow let disperse evict evacuate rescue "
    "threaten persuade press pressure demand oblige assure inform thank invite torture imprison wound pardon acquit"
)


def verb_of(passage: Passage, token: int) -> int | None:
    """The verb that a pronoun is an object of, itself or as part of a number ("beat 31 of them"), where the verb is of
    the kind that is done to people and bodies."""
    verb, dep = passage.head[token], passage.dep[token]
    if dep == "pobj" and passage.lower[verb] == "of":
        part = passage.head[verb]
        verb, dep = passage.head[part], passage.dep[part]
    if dep not in ("dobj", "dative") or passage.lemma[verb] not in _TO_SOMEBODY:
        return None
    return verb


def object_meant(
    seen: Sequence[Seen], drafts: Sequence[Draft], passage: Passage, token: int, quoted: int, subject: int
) -> tuple[int | None, list[int]]:
    """Whom "it", "them", "him" or "her" means as an object: never the subject of its own verb (Principle B), and the
    one other who fits in the nearest sentence that has any.

    `subject` is the draft of that subject, -1 where it is open. "Oslo fined the bank and accused it of fraud."
    """
    word = passage.lower[token]
    kinds = ("organisation", "country") if word == "it" else ("group",) if word == "them" else ("person",)
    gender = "m" if word == "him" else "f" if word == "her" else None
    candidates = [
        mention
        for mention in _recent(seen, passage, token, 1, quoted)
        if mention.draft != subject
        and drafts[mention.draft].kind in kinds
        and (drafts[mention.draft].plural if word == "them" else not drafts[mention.draft].plural)
        and (gender is None or drafts[mention.draft].gender in (gender, None))
    ]
    if not candidates:
        return None, []
    nearest = (candidates[0].passage, candidates[0].sentence)
    here = [item for item in candidates if (item.passage, item.sentence) == nearest]
    near = list(dict.fromkeys(item.draft for item in here))
    if len(near) > 1 and word == "them":
        # "Police detained 38 people. Soldiers beat 31 of them": objects go on with objects
        near = list(dict.fromkeys(item.draft for item in here if not item.subject)) or near
    return (near[0] if len(near) == 1 else None), near


def people_meant(
    seen: Sequence[Seen], drafts: Sequence[Draft], noun: str, country: str | None, passage: Passage
) -> int | None:
    """The people meant by "the officials": the one group with that noun in this paragraph or the one before."""
    found = {
        mention.draft
        for mention in seen
        if mention.body
        and passage.number - mention.passage < 2
        and drafts[mention.draft].plural
        and any(noun.rstrip("s") == known.rstrip("s") for known in drafts[mention.draft].nouns)
    }
    if len(found) != 1:
        return None
    number = found.pop()
    return number if country is None or drafts[number].country == country else None


def holder_meant(
    seen: Sequence[Seen],
    drafts: Sequence[Draft],
    noun: str,
    sector: str | None,
    country: str | None,
    gender: str | None,
) -> tuple[int | None, list[int]]:
    """The person meant by "the minister": the only one so far whose role has that noun, or, failing that, that rank."""
    known = list(dict.fromkeys(mention.draft for mention in reversed(seen) if drafts[mention.draft].kind == "person"))
    fitting = [
        number
        for number in known
        if (country is None or drafts[number].country in (country, None))
        and (gender is None or drafts[number].gender in (gender, None))
    ]
    last = rank(noun)
    named = [number for number in fitting if last in drafts[number].nouns]
    if not named and sector == "MIL" and last in ("general", "commander", "officer"):
        named = [number for number in fitting if drafts[number].sector == "MIL" and not (drafts[number].nouns & _RANKS)]
    return (named[0] if len(named) == 1 else None), named


def same_words(seen: Sequence[Seen], drafts: Sequence[Draft], text: str) -> int | None:
    """The one person that had this very role: "the bank chief" after "US bank chief Ben Bernanke"."""
    people = dict.fromkeys(mention.draft for mention in seen if drafts[mention.draft].roles)
    found = [
        number
        for number in people
        if any(role[0].lower() == text or role[0].lower().endswith(" " + text) for role in drafts[number].roles)
    ]
    return found[0] if len(found) == 1 else None


def organisation_meant(
    seen: Sequence[Seen], drafts: Sequence[Draft], noun: str, sector: str | None, country: str | None
) -> tuple[int | None, list[int]]:
    """The organisation meant by "the ministry": the only one so far whose name has that noun; "the company": the only
    named one of that sector.
    """
    known = list(
        dict.fromkeys(mention.draft for mention in reversed(seen) if drafts[mention.draft].kind == "organisation")
    )
    named = [
        number
        for number in known
        if noun in drafts[number].nouns and (country is None or drafts[number].country in (country, None))
    ]
    if not named and noun in _SORTS:
        named = [
            number
            for number in known
            if drafts[number].named
            and drafts[number].sector == sector
            and (country is None or drafts[number].country in (country, None))
        ]
    return (named[0] if len(named) == 1 else None), named
