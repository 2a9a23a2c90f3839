"""Whom a source points back to that has no name of its own: a role, "he", "his office"."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from onrecord.codebook.story_words import story_words
from onrecord.codebook.world import world_of
from onrecord.record import Actor, Record
from onrecord.stories.circle import Circle, Root
from onrecord.stories.source_names import is_name, office_key, person_key, role_words, stems

_GENDERED = frozenset({"he", "she", "his", "her", "him"})
# A person is told of at most so many characters before the role that the person is called by.
_TOLD_OF = 320
# These have no other body before them that they could point back to.
_OWN_BODIES = frozenset(
    {
        "police",
        "army",
        "navy",
        "military",
        "government",
        "parliament",
        "hospital",
        "coastguard",
        "authority",
        "ministry",
    }
)


def named_before(record: Record, place: int) -> Actor | None:
    """The person with a name who was named last before a place."""
    named = [
        (mention.span[0], number)
        for number, actor in enumerate(record.actors)
        if actor.kind == "person" and is_name(actor.name)
        for mention in actor.mentions
        if mention.span[0] < place
    ]
    return record.actors[max(named)[1]] if named else None


def called_by_role(record: Record, circle: Circle, words: str, place: int) -> tuple[str, ...] | None:
    """The key of the person who is told of by name just before a place, and called there by what he is.

    "Juma Bwire was mending a net. (…) 'I heard them', the fisherman told Radio Ziwa": he alone is named there, and no
    report says that he is anything else. The circle knows him as a fisherman from then on: "a fisherman told Radio
    Ziwa", another report says.
    """
    named = {
        actor.name
        for actor in record.actors
        if actor.kind == "person" and is_name(actor.name)
        if any(mention.kind == "name" and 0 < place - mention.span[0] <= _TOLD_OF for mention in actor.mentions)
    }
    keys = {person_key(name) for name in named}
    key = next(iter(keys), None)
    role = frozenset(role_words(f"{words}, ", ""))
    if key is None or len(keys) > 1 or circle.bodies.get(key) or not role:
        return None
    if len(name := max(named, key=len)) > len(circle.names.get(key, "")):
        circle.names[key] = name
    circle.roles.setdefault(role, set()).add(key)
    return key


def same_gender(one: str, other: str) -> bool:
    """Whether two pronouns, or the first words of two sources, are of one gender: "he" and "his office"."""
    first, second = (words.lower().split()[0][:1] + words.lower().split()[0][-1:] for words in (one, other))
    male = {"he", "hs", "hm"}
    return (first in male) == (second in male) and other.lower().split()[0] in _GENDERED


@lru_cache(maxsize=1)
def kin_stems() -> frozenset[str]:
    """The stems of the words for relations."""
    return frozenset(stem for kin in story_words("kin") for stem in stems(kin))


def has_name(actor: Actor) -> bool:
    """Whether an actor has a name, or is a person with a last name alone: "Ferro"."""
    bare = actor.kind == "person" and " " not in actor.name and actor.name[:1].isupper() and actor.name[1:2].islower()
    return is_name(actor.name) or bare


def not_firms() -> frozenset[str]:
    """What bodies are called that are no companies."""
    return story_words("bodies") - story_words("companies")


def may_be_office(body: str, office: Root) -> bool:
    """Whether "the ministry", "the company" can be the office named before: a company is no union and no ministry."""
    if body in office.key[2:]:
        return True
    if not any(char.isupper() for char in office.name):
        # "the nitrate store" is no company
        return False
    others = set(office.key[2:]) & story_words("bodies")
    if body in story_words("companies"):
        return not others - story_words("companies")
    return body not in _OWN_BODIES and not others


def firm_before(record: Record, circle: Circle, at: int, is_media: Callable[[str], bool]) -> str | None:
    """The company that a report has named last before a place, one that is called so in the story first; no outlet."""
    named: list[tuple[bool, int, str]] = []
    places = {stem for place in record.places for stem in stems(place.name)}
    for actor in record.actors:
        if actor.kind == "organisation" and actor.name[:1].isupper() and actor.sector in (None, "BUS"):
            words = set(stems(actor.name))
            if not is_media(actor.name) and not words & not_firms() and not words <= places:
                known = office_key(actor.name, None, world_of(circle.codebook))[2:] in circle.firms
                before = [mention.span[0] for mention in actor.mentions if mention.span[0] < at]
                named += [(known, place, actor.name) for place in before]
    return max(named)[2] if named else None


def meant_by_pronoun(record: Record, circle: Circle, place: int, word: str) -> str | None:
    """Whom "his" at the head of a source means: who was told of last in the paragraph, or whom a pronoun meant."""
    paragraph = record.report.text.rfind("\n", 0, place)
    named: list[tuple[int, str]] = []
    meant: list[tuple[int, str]] = []
    for actor in record.actors:
        if actor.kind == "person" and (name := _name_of(circle, actor)):
            for mention in actor.mentions:
                at = mention.span[0]
                if mention.kind != "pronoun" and paragraph < at < place:
                    named.append((at, name))
                elif at <= place < at + 200 and same_gender(record.words(mention.span), word):
                    meant.append((at, name))
    return max(named or meant)[1] if named or meant else None


def _name_of(circle: Circle, actor: Actor) -> str | None:
    """The name of a person whom the record may know by a role alone: "the president" of "The president, A. Roe"."""
    if is_name(actor.name):
        return actor.name
    key = circle.person_of(actor.name)
    return circle.names.get(key) if key is not None else None
