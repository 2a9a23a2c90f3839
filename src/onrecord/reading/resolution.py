"""Whom a pronoun or a bare "the minister" means, where that is safe; else nobody.

The rules are few and careful, after the usual order of salience (Hobbs 1978; Lappin and Leass 1994): nearness first,
subjects before others, agreement in number and gender; with two equal candidates the mention stays open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.language.parsed import Passage
from onrecord.reading.mentions import Draft, Seen, rank

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_LEAD = frozenset({"DET", "ADJ", "NOUN", "PROPN", "ADP", "PART", "PUNCT"})
# How many sentences back an antecedent may stand: beyond two the nearest candidate is wrong too often.
REACH = 2
_RANKS = frozenset({"general", "colonel", "admiral", "major", "captain", "lieutenant", "sergeant", "corporal"})
# Sectors whose nouns ("the company", "the newspaper", "the party") mean the one such organisation that was named.
_KINDS = frozenset({"BUS", "JRN", "PTY", "EDU", "MED", "LAB", "REB", "SOC"})
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
    }
)


def _recent(seen: Sequence[Seen], passage: Passage, token: int, reach: int) -> Iterator[Seen]:
    """Mentions before a token, nearest first, in this passage or, from its first sentence, the one before it."""
    sentence = passage.sentence_of[token]
    for mention in reversed(seen):
        if not mention.body:
            continue
        if mention.passage == passage.number:
            if mention.token >= token:
                continue
            if sentence - mention.sentence > reach:
                return
        elif passage.number - mention.passage > 1 or sentence > 0:
            return
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
    seen: Sequence[Seen], drafts: Sequence[Draft], passage: Passage, token: int, gender: str
) -> tuple[int | None, list[int]]:
    """The person meant by "he" or "she", and all who could be; None where it is open."""
    candidates = [
        mention
        for mention in _recent(seen, passage, token, REACH)
        if drafts[mention.draft].kind in ("person", "group")
        and not drafts[mention.draft].plural
        and (drafts[mention.draft].kind == "person" or drafts[mention.draft].gender == gender)
        and drafts[mention.draft].gender in (gender, None)
    ]
    chosen = _one(candidates)
    if chosen is not None and drafts[chosen].gender is None:
        drafts[chosen].gender = gender
    return chosen, list(dict.fromkeys(mention.draft for mention in candidates))


def group_meant(
    seen: Sequence[Seen], drafts: Sequence[Draft], passage: Passage, token: int
) -> tuple[int | None, list[int]]:
    """The people meant by "they": the one group in reach; None where it is open."""
    candidates = [
        mention
        for mention in _recent(seen, passage, token, 1)
        if drafts[mention.draft].plural and drafts[mention.draft].kind in ("group", "organisation", "unknown")
    ]
    return _one(candidates), list(dict.fromkeys(mention.draft for mention in candidates))


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
    if not named and sector in _KINDS:
        named = [
            number
            for number in known
            if drafts[number].named
            and drafts[number].sector == sector
            and (country is None or drafts[number].country in (country, None))
        ]
    return (named[0] if len(named) == 1 else None), named
