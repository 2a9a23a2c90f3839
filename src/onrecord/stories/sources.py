"""The source of a statement as an origin: who it is, whatever the report that names it, and by way of whom.

"Estonia's foreign ministry", "the Estonian foreign ministry" and "a spokeswoman for the foreign ministry" are one
office; "Kalnbirze" and "Andrejs Kalnbirze" one person; unnamed officials who spoke to one outlet are one source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.codebook.loader import Codebook
from onrecord.codebook.world import World, world_of
from onrecord.record import Actor, Record, Span, Statement
from onrecord.stories.outlets import House, media_key
from onrecord.stories.story import OriginKind
from onrecord.stories.words import stem

_SPOKESPERSON = re.compile(r"\bspokes(?:man|woman|person|people|men|women)\b", re.IGNORECASE)
_OFFICE_AFTER = re.compile(
    r"\bspokes\w+\s+(?:for|of|from|at|with)\s+(?:the\s+)?(.+?)(?:,|;|\bwho\b|$)", re.IGNORECASE | re.DOTALL
)
_OFFICE_BEFORE = re.compile(r"^(?:an?\s+|the\s+)?(.+?)(?:['’]s?)?\s+spokes", re.IGNORECASE | re.DOTALL)
# "a statement from Katz's office", "the ministry's statement", "a post by the mayor": the office behind the paper.
_PAPER = r"(?:statement|press release|release|communiqu[eé]|post|tweet|letter|announcement|message|speech|video|report)"
_PAPER_OF = re.compile(rf"\b{_PAPER}s?\s+(?:\w+\s+)?(?:by|from|of)\s+(?:the\s+)?(.+)$", re.IGNORECASE | re.DOTALL)
_OF_PAPER = re.compile(rf"^(.+?)['’]s?\s+(?:\w+\s+)?{_PAPER}\b", re.IGNORECASE | re.DOTALL)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# Words that don't tell an office from another.
_EMPTY = frozenset(
    "the a an of for in at on by from to and s its their his her our this that own local state national federal"
    " press information service office's".split()
)
_COUNTS = frozenset("two three four five six seven eight nine ten several some many few both one other another".split())
_BACK = re.compile(
    r"\b(?:them|they|those|these|he|she|it|both|the (?:first|second|third|other|latter|former))\b|\bof (?:them|the)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Root:
    """The root of a chain of attribution. `key` is the same for the same source in any report of the story."""

    key: tuple[str, ...]
    name: str
    kind: OriginKind
    by_way_of: list[str] = field(default_factory=list)


@dataclass(slots=True)
class SourceReader:
    """Finds the roots of one report's statements. `number` is the report's in the story, `media` the known outlets."""

    number: int
    record: Record
    house: House
    media: dict[str, str]
    codebook: Codebook
    _actors: dict[str, Actor] = field(init=False)
    _roots: dict[str, Root] = field(init=False, default_factory=dict)
    _world: World = field(init=False)

    def __post_init__(self) -> None:
        self._actors = {actor.id: actor for actor in self.record.actors}
        self._world = world_of(self.codebook)
        last: Root | None = None
        for statement in sorted(self.record.statements, key=lambda s: (s.source or s.cue or s.content or [(0, 0)])[0]):
            root = self._root(statement, last)
            self._roots[statement.id] = root
            if root.kind == "unnamed":
                last = root

    def own_words(self) -> Root:
        """The root of what the report says in its own words: the agency whose sign it carries, or the outlet."""
        name = self.house.source
        if name is None:
            return Root(("report", str(self.number)), self._headline(), "outlet")
        return Root(("media", media_key(name)), name, "outlet")

    def root(self, statement: Statement | None) -> Root:
        """The root of a piece. Outlets that stand between are named as the way: "Northline reported that police said"."""
        if statement is None:
            return self.own_words()
        if statement.source_kind == "media":
            return self._of_media(self._text(statement.source))
        known = {one.id: one for one in self.record.statements}
        root, ways, steps = self._roots[statement.id], [], 0
        at = known.get(statement.within or "")
        while at is not None and steps < 9:
            if at.source_kind == "media":
                ways.append(self._media_name(self._text(at.source)))
            at, steps = known.get(at.within or ""), steps + 1
        return Root(root.key, root.name, root.kind, list(dict.fromkeys([*root.by_way_of, *ways])))

    def _headline(self) -> str:
        return self.record.report.external_id or "the report itself"

    def _text(self, spans: Sequence[Span]) -> str:
        return " ".join(" ".join(self.record.words(span) for span in spans).split())

    def _media_name(self, words: str) -> str:
        return self.media.get(media_key(words), re.sub(r"['’]s$", "", words.strip()))

    def _of_media(self, words: str) -> Root:
        name = self._media_name(words)
        return Root(("media", media_key(name)), name, "outlet")

    def _way(self, statement: Statement) -> list[str]:
        """The outlet that a source spoke to: "told Northline"; not "told reporters", "told parliament"."""
        for span in statement.addressee:
            words = self.record.words(span)
            if media_key(words) in self.media:
                return [self._media_name(words)]
            actor = self._actor_at(span)
            known = self._world.known(words.removeprefix("the "))
            sector = known.sector if known else actor.sector if actor else None
            proper = words.removeprefix("the ")[:1].isupper()
            unclear = sector is None and (actor is None or actor.kind in ("organisation", "unknown"))
            if proper and (sector == "JRN" or (unclear and not (known and known.kind != "organisation"))):
                return [self._media_name(words)]
        return []

    def _actor_at(self, span: Span) -> Actor | None:
        for actor in self.record.actors:
            if any(mention.span[0] < span[1] and span[0] < mention.span[1] for mention in actor.mentions):
                return actor
        return None

    def _root(self, statement: Statement, last: Root | None) -> Root:
        words = self._text(statement.source)
        actor = next((self._actors[name] for name in statement.source_actors if name in self._actors), None)
        way = self._way(statement)
        kind = statement.source_kind
        if kind == "media":
            return self._of_media(words)
        if kind == "none" or not words:
            return self.own_words()
        if office := self._spoken_for(words, actor):
            return Root(self._office_key(office, actor), office, "office", way)
        if kind == "document":
            return self._paper(words, way)
        if kind == "named_person" or (actor is not None and actor.kind == "person" and _is_name(actor.name)):
            name = actor.name if actor else words
            return Root(("person", *_person_key(name)), name, "person", way)
        if kind == "named_organisation":
            name = actor.name if actor else words
            return Root(self._office_key(name, actor), _trimmed(name), "office", way)
        return self._unnamed(words, way, last)

    def _spoken_for(self, words: str, actor: Actor | None) -> str | None:
        """The office that a spokesperson speaks for, named or not."""
        roles = [role.text for role in actor.roles] if actor and actor.kind == "person" else []
        for text in [words, *roles]:
            if _SPOKESPERSON.search(text):
                match = _OFFICE_AFTER.search(text) or _OFFICE_BEFORE.search(text)
                office = _trimmed(match.group(1)) if match else ""
                if office and stem(office.lower()) not in ("name", "unnamed"):
                    return office
        return None

    def _paper(self, words: str, way: list[str]) -> Root:
        match = _PAPER_OF.search(words) or _OF_PAPER.search(words)
        if match:
            office = _trimmed(match.group(1))
            return Root(self._office_key(office, None), office, "office", way)
        return Root(("document", *sorted(_stems(words))), _trimmed(words), "document", way)

    def _office_key(self, name: str, actor: Actor | None) -> tuple[str, ...]:
        """The office by its country and the words that are left: any report's way to name it gives the same."""
        country = actor.country if actor else None
        left = []
        for word in _WORD.findall(name.replace("’s", "").replace("'s", "")):
            known = self._world.known(word)
            if known is not None and known.kind in ("country", "adjective", "people"):
                country = country or known.country
            elif word.lower() not in _EMPTY:
                left.append(stem(word.lower()))
        return ("office", country or "", *sorted(set(left)))

    def _unnamed(self, words: str, way: list[str], last: Root | None) -> Root:
        """People without a name are told apart by the outlet they spoke to and by what they are."""
        chain = media_key(way[0]) if way else media_key(self.house.source or f"report {self.number}")
        head = self._head(words)
        if last is not None and (head is None or (_BACK.search(words) and ("unnamed", chain, head) != last.key)):
            return last
        ways = way or ([self.house.source] if self.house.source and self.house.agency else [])
        return Root(("unnamed", chain, head or "source"), _trimmed(words), "unnamed", ways)

    def _head(self, words: str) -> str | None:
        """The noun that says what the people are: "three Latvian officials" -> "official"; None for "two of them"."""
        core = re.split(r"\b(?:of|in|at|from|with|who|to|for|on|familiar|briefed|close|near)\b|,", words)[0]
        found = [stem(word.lower()) for word in _WORD.findall(core)]
        found = [word for word in found if word not in _EMPTY and word not in _COUNTS]
        if _BACK.search(words) and re.search(r"\bof the\b", words):
            found = [stem(word.lower()) for word in _WORD.findall(words.split(" of the ")[-1])][-1:] or found
        pronouns = {"them", "they", "he", "she", "it", "both", "third", "second", "first", "latter", "former"}
        found = [word for word in found if word not in pronouns]
        return found[-1] if found else None


def _is_name(name: str) -> bool:
    words = name.split()
    return len(words) >= 2 and all(word[0].isupper() for word in (words[0], words[-1]))


def _person_key(name: str) -> tuple[str, ...]:
    words = [word.lower() for word in _WORD.findall(re.sub(r",.*", "", name))]
    return (words[-1],) if words else ("",)


def _stems(words: str) -> set[str]:
    return {stem(word.lower()) for word in _WORD.findall(words)} - _EMPTY


def _trimmed(words: str) -> str:
    """A source's words as a name in a list: without article and what hangs on behind a comma."""
    short = re.sub(r"\s*[,;(].*$", "", " ".join(words.split()), flags=re.DOTALL)
    return re.sub(r"^(?:the|an?)\s+", "", short, flags=re.IGNORECASE).strip()
