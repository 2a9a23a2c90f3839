"""Read the actors: who is named or meant in a report, with the country and sector each acts for.

One walk over the tokens in text order. Names come from the repaired entities and the codebook, nominals from role
nouns; pronouns and bare nominals are resolved where that is safe. What no rule covers is left to `take`.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from onrecord.codebook.cues import cues_of
from onrecord.codebook.loader import Codebook
from onrecord.codebook.world import World, world_of
from onrecord.language.names import repair_names
from onrecord.language.parsed import ParsedReport, Passage
from onrecord.reading.nominals import Walk
from onrecord.record import Actor, ActorKind, Place


class Actors:
    """Looks up actors by where they stand; implements `reading.who.ActorIndex`."""

    def __init__(self, parsed: ParsedReport, world: World, places: Sequence[Place], speech: Container[str]) -> None:
        """Read the actors of a report whose names have been repaired; `speech` holds the verbs of speaking."""
        self._walk = Walk(parsed, world, places, speech)
        self._walk.read()

    def at(self, passage: Passage, token: int) -> str | None:
        """The id of the actor that a token names or means; None where there is none, or it was left open."""
        number = self._walk.owner[passage.number][token]
        return self._walk.drafts[number].id if number >= 0 else None

    def take(self, passage: Passage, token: int, undergoes: bool = False) -> str | None:
        """As `at`; else an actor made of the noun phrase with this head. None for a thing, an idea, an open pronoun.

        With `undergoes` the seat of an institution counts as somebody too.
        """
        number = self._walk.owner[passage.number][token]
        if number < 0:
            number = self._walk.make(passage, token, undergoes=undergoes)
        return self._walk.drafts[number].id if number >= 0 else None

    def all_at(self, passage: Passage, token: int) -> list[str]:
        """All actors that a token means: both states for "the two allies", else what `at` gives."""
        several = self._walk.several.get((passage.number, token))
        if several:
            return [self._walk.drafts[number].id for number in several]
        one = self.at(passage, token)
        return [one] if one is not None else []

    def candidates(self, passage: Passage, token: int) -> list[str]:
        """All whom a pronoun or bare nominal could mean, nearest first; empty where nothing was to be resolved."""
        found = self._walk.considered.get((passage.number, token), [])
        return [self._walk.drafts[number].id for number in found]

    def country_of(self, actor: str) -> str | None:
        """The actor's country code."""
        return self._walk.drafts[int(actor[1:]) - 1].country

    def sector_of(self, actor: str) -> str | None:
        """The actor's PLOVER sector."""
        return self._walk.drafts[int(actor[1:]) - 1].sector

    def other_sectors_of(self, actor: str) -> list[str]:
        """The actor's further sectors."""
        return list(self._walk.drafts[int(actor[1:]) - 1].others)

    def kind_of(self, actor: str) -> ActorKind:
        """person, organisation, country, group or unknown."""
        return self._walk.drafts[int(actor[1:]) - 1].kind

    def is_thing(self, passage: Passage, token: int) -> bool:
        """Whether a noun names a thing though it is somebody in an event: a boat, a convoy, a base."""
        role = self._walk.world.roles.get(passage.lemma[token])
        before = self._walk.world.roles.get(f"{passage.lemma[token - 1]} {passage.lemma[token]}") if token else None
        return any(one is not None and one.thing for one in (role, before))

    def is_named(self, actor: str) -> bool:
        """Whether any mention gives the actor's name; a body told of as known ("the foreign ministry") has one."""
        draft = self._walk.drafts[int(actor[1:]) - 1]
        return "name" in draft.mentions.values() or (draft.kind == "organisation" and not draft.vague)

    def name_of(self, actor: str) -> str:
        """The actor's name, or the words of its first mention."""
        return self._walk.drafts[int(actor[1:]) - 1].name

    def reasons(self, actor: str) -> str:
        """Why the country and sector were chosen, and why mentions were joined, in words."""
        return "; ".join(dict.fromkeys(reason for reason in self._walk.drafts[int(actor[1:]) - 1].reasons if reason))

    def link(self, passage: Passage, token: int) -> str | None:
        """The rule by which a pronoun or bare noun was joined with its actor, in words; None where none is noted."""
        return self._walk.links.get((passage.number, token))

    def to_record(self) -> list[Actor]:
        """The actors as the contract has them, in the order of their ids."""
        return [draft.to_record() for draft in self._walk.drafts]


def read_actors(parsed: ParsedReport, codebook: Codebook) -> Actors:
    """Read the actors of a parsed report by itself: names are repaired first, and its places are not known."""
    repair_names(parsed, codebook)
    return actors_of(parsed, codebook, ())


def actors_of(parsed: ParsedReport, codebook: Codebook, places: Sequence[Place]) -> Actors:
    """The actors of a parsed report whose names have been repaired.

    `places` are the report's: what is a town there is nobody here, and its country is that of the police in it.
    """
    return Actors(parsed, world_of(codebook), places, cues_of(codebook).speech)
