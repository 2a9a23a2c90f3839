"""Whom a source points back to that has no name of its own: a role, "he", "his office"."""

from __future__ import annotations

from onrecord.record import Actor, Record
from onrecord.stories.circle import Circle
from onrecord.stories.source_names import is_name, person_key, role_words

_GENDERED = frozenset({"he", "she", "his", "her", "him"})
# A person is told of at most so many characters before the role that the person is called by.
_TOLD_OF = 320


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
