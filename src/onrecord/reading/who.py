"""What the other readers ask of the actors: which actor is meant by a noun phrase.

`actors.py` builds the index; statements and events only look things up in it, or add the nominal that they need.
"""

from __future__ import annotations

from typing import Protocol

from onrecord.language.parsed import Passage
from onrecord.record import ActorKind


class ActorIndex(Protocol):
    """Looks up actors by where they stand."""

    def at(self, passage: Passage, token: int) -> str | None:
        """The id of the actor whose mention has `token` as its head or inside its name; None where there is none.

        A pronoun or "the minister" gives whom it was resolved to, None where it was left open.
        """
        ...

    def take(self, passage: Passage, token: int, undergoes: bool = False) -> str | None:
        """As `at`; where nobody is meant yet, an actor is made of the noun phrase with head `token`
        ("two US officials", "protesters"). None for a phrase that can't be an actor (a thing, an idea, "it").
        A building is somebody only where it `undergoes` something ("bombed a police station").
        """
        ...

    def kind_of(self, actor: str) -> ActorKind:
        """The actor's kind."""
        ...

    def is_thing(self, passage: Passage, token: int) -> bool:
        """Whether a noun names a thing though it is somebody in an event: a boat, a convoy, a base."""
        ...

    def is_named(self, actor: str) -> bool:
        """Whether any mention gives the actor's name; a body told of as known ("the foreign ministry") has one."""
        ...

    def name_of(self, actor: str) -> str:
        """The actor's name, or the words of its first mention."""
        ...

    def country_of(self, actor: str) -> str | None:
        """The actor's country code."""
        ...

    def sector_of(self, actor: str) -> str | None:
        """The actor's PLOVER sector."""
        ...

    def all_at(self, passage: Passage, token: int) -> list[str]:
        """All actors that a token means: both states for "the two allies", one a country for "French and Egyptian
        warships", else what `at` gives.
        """
        ...

    def candidates(self, passage: Passage, token: int) -> list[str]:
        """All whom a pronoun or bare nominal could mean, nearest first; empty where nothing was to be resolved."""
        ...

    def reasons(self, actor: str) -> str:
        """Why the country and sector were chosen, and why mentions were joined, in words."""
        ...
