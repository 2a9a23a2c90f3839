"""Who did it to whom, by PLOVER's types: the directions from country to country in which an event is counted.

PLOVER lists all sides of a meeting or a fight as actors, without a recipient; such a mutual event has both directions.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

# Types that are done to somebody in a place: that country stands in where no country of a recipient is known
# ("a car bomb exploded in Baghdad").
STRIKING = frozenset({"ASSAULT", "COERCE"})
# Types that their actors do with one another, and those that they may do to one another.
_TOGETHER = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_EITHER_WAY = frozenset({"ASSAULT", "SUPPORT"})

# Country or PLOVER's code in its place, None where unknown, and sectors.
PartyCodes = tuple[str | None, tuple[str, ...]]


class Direction(NamedTuple):
    """One country (or PLOVER's code in its place) that did something to another, or to itself.

    `mutual`: they did it to one another. `struck`: the recipient is only the country where it happened. Sectors are
    those of each party of the country, as in "GOV MIL;COP"; "" is one party without any.
    """

    actor: str
    recipient: str
    mutual: bool
    struck: bool
    actor_sectors: str
    recipient_sectors: str


def is_mutual(kind: str, *, several_actors: bool, recipients: bool, both_sides: bool) -> bool:
    """Whether the actors of an event of a type do it to one another.

    Those who met, agreed or worked together did it with one another. Where one may strike or support another, actors
    on both sides of the verb did ("Eland's navy clashed with Westrian troops"); those on one side of it did it
    together, to somebody who is not told ("Elandish and Westrian jets bombed").
    """
    if recipients or not several_actors:
        return False
    return both_sides if kind in _EITHER_WAY else kind in _TOGETHER


def directions(
    kind: str,
    actors: Collection[PartyCodes],
    recipients: Collection[PartyCodes],
    *,
    both_sides: bool,
    place: str | None,
) -> list[Direction]:
    """The directions of an event of a type, from its parties, each once, and the country where it happened.

    `both_sides`: actors stand on both sides of the verb.
    """
    mine = _by_country(actors)
    several = len(actors) > 1
    if is_mutual(kind, several_actors=several, recipients=bool(recipients), both_sides=both_sides):
        # Two parties are needed: one envoy of both sides meets nobody.
        pairs = [(one, other) for one in mine for other in mine if one != other or len(mine[one]) > 1]
        return [Direction(one, other, True, False, ";".join(mine[one]), ";".join(mine[other])) for one, other in pairs]
    theirs = _by_country(recipients)
    if theirs:
        return [
            Direction(one, other, False, False, ";".join(sectors), ";".join(others))
            for one, sectors in mine.items()
            for other, others in theirs.items()
        ]
    if place is None or kind not in STRIKING:
        return []
    return [Direction(one, place, False, True, ";".join(sectors), "") for one, sectors in mine.items()]


def _by_country(parties: Iterable[PartyCodes]) -> dict[str, list[str]]:
    """The sectors of each party, by country; a party without a country belongs to no direction."""
    found: dict[str, list[str]] = {}
    for country, sectors in parties:
        if country is not None:
            found.setdefault(country, []).append(" ".join(sectors))
    return found
