"""What all reports of a story know of its sources: who is named with which role, and what each body is.

One report says "the mayor", another "Emil Farkas, the mayor of Racos"; one "the state railway CFN", another "the
railway".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from onrecord.codebook.loader import Codebook
from onrecord.codebook.story_words import story_words
from onrecord.codebook.world import world_of
from onrecord.record import Record
from onrecord.stories.source_names import (
    behind_role,
    head_of,
    is_name,
    is_spokesperson,
    office_key,
    person_key,
    role_words,
    stems,
)
from onrecord.stories.story import OriginKind

_PARTICLE = r"(?: (?:de|da|do|dos|del|della|di|van|von|der|den|bin|ibn|al|el|la|le|af|av|ter|ten))?"
_NAME = rf"[A-Z][\w'’-]+{_PARTICLE}(?: [A-Z][\w'’-]+){{1,3}}"
_ROLE = r"[a-z][\w-]+(?: [a-z][\w-]+){0,4}(?: (?:of|for|at|in) (?:the )?[\w' -]{2,40}?)?"
# "The mayor of Racos, Emil Farkas, …", "its chief surgeon, Gulnara Toktosunova, said"
_ROLE_NAME = re.compile(
    rf"\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|\w+['’]s) ({_ROLE}), ({_NAME})(?=[,.;:]| (?:said|told|says))"
)
# "Emil Farkas, 51, the mayor of Racos, …", "Mira Toren, who heads the water office"
_NAME_ROLE = re.compile(rf"\b({_NAME}), (?:\d\d, )?(?:the|an?|its|their|\w+['’]s) ({_ROLE})(?=[,.;:])")
_KIND_BEFORE = re.compile(r"(?:\b(?:the|its|their)|['’]s)((?:\s+[a-z][\w-]+){1,4})\s+$", re.IGNORECASE)
# "His party, the Unity Alliance, …"
_KIND_COMMA = re.compile(
    r"\b(?:his|her|its|their|the|\w+['’]s|\w+s['’])((?:\s+[a-z][\w-]+){1,4}),\s+(?:the\s+)?$", re.IGNORECASE
)
_NO_KIND = re.compile(r"\s(?:and|or|of|for|in|at|to|by|from|with|against|between)$")
_KIND_BEHIND = re.compile(r"^,\s+(?:the|an?|its|their|\w+['’]s)((?:\s+[a-z][\w-]+){1,4})(?=[,.;]| (?:of|in)\b)")


_GOVERNING = re.compile(r"\s(?:for|of|at|from|with)\s")
_ROLE_OF = re.compile(r"([\w-]+) (?:for|of|at|from|with) $")


@dataclass(slots=True)
class Root:
    """The root of a chain of attribution. `key` is the same for the same source in any report of the story.

    `stands_for` are the stems of the bodies that a person is of ("coastguard" for its commander).
    """

    key: tuple[str, ...]
    name: str
    kind: OriginKind
    by_way_of: list[str] = field(default_factory=list)
    stands_for: frozenset[str] = frozenset()


@dataclass(slots=True)
class Circle:
    """What all reports of a story know of sources: the outlets by key, who is named with which role, what bodies are.

    `bodies` are the stems of all that is told of a person; `sorts` those of what a body with a name is called without
    it, by the stems of the name, `shown` that name; `organisations` are all names of bodies, `firms` the stems of those
    that a report calls a company.
    """

    media: Mapping[str, str]
    codebook: Codebook
    roles: dict[frozenset[str], set[tuple[str, ...]]] = field(default_factory=dict)
    names: dict[tuple[str, ...], str] = field(default_factory=dict)
    bodies: dict[tuple[str, ...], set[str]] = field(default_factory=dict)
    offices: dict[tuple[str, ...], Root] = field(default_factory=dict)
    sorts: dict[tuple[str, ...], set[str]] = field(default_factory=dict)
    shown: dict[tuple[str, ...], str] = field(default_factory=dict)
    organisations: set[str] = field(default_factory=set)
    firms: set[tuple[str, ...]] = field(default_factory=set)

    def learn(self, record: Record) -> None:
        """Note the names that a report gives with a role."""
        for words, name in (*_named_with_role(record), *self._beside_names(record)):
            key = person_key(name)
            if key in self.offices:
                # a body that this report was read to have as a person
                self.sorts.setdefault(tuple(sorted(stems(name))), set()).update(role_words(words, name))
                self.shown.setdefault(tuple(sorted(stems(name))), name)
                continue
            if len(name) > len(self.names.get(key, "")):
                self.names[key] = name
            if role := role_words(words, name):
                self.roles.setdefault(role, set()).add(key)
                self.bodies.setdefault(key, set()).update(stems(words.replace(name, " ")))
        known = {actor.id: actor.name for actor in record.actors}
        for actor in record.actors:
            if actor.kind == "person" and is_name(actor.name):
                told = self.bodies.setdefault(person_key(actor.name), set())
                bodies = [known[name] for name in actor.affiliations if name in known]
                for text in (*(role.text for role in actor.roles), *bodies):
                    told.update(stems(text))
        self._learn_sorts(record)

    def _beside_names(self, record: Record) -> Iterator[tuple[str, str]]:
        """Roles and names side by side in the text, where the role is one: the record may not have joined them."""
        world = world_of(self.codebook)
        for pattern, role_at, name_at in ((_ROLE_NAME, 1, 2), (_NAME_ROLE, 2, 1)):
            for match in pattern.finditer(record.report.text):
                role, name = match.group(role_at), match.group(name_at)
                words = re.split(r" (?:of|for|at|in) ", role)[0].split()
                sense = next(
                    (
                        world.roles[" ".join(words[at:])]
                        for at in range(len(words))
                        if " ".join(words[at:]) in world.roles
                    ),
                    None,
                )
                # "the sacks slid to one side, Ada Holm said": a side is nobody
                if sense is not None and sense.kind == "person" and not sense.weak:
                    yield f"{role}, {name}", name

    def _learn_sorts(self, record: Record) -> None:
        """What bodies with a name are: "the state railway CFN", "Seldane, the shipping company"."""
        text = record.report.text
        for actor in record.actors:
            if actor.kind not in ("organisation", "person"):
                continue
            for mention in actor.mentions:
                if mention.kind != "name":
                    continue
                shown = record.words(mention.span)
                if (last := shown.lower().split()[-1:]) and last[0] in story_words("company_names"):
                    self._is_firm(shown)
                if actor.kind == "organisation":
                    self.organisations.add(shown)
                start, end = mention.span
                before = text[max(0, start - 60) : start]
                found = _KIND_BEFORE.search(before) or _KIND_COMMA.search(before)
                found = found or _KIND_BEHIND.match(text[end : end + 60])
                if found is None or not (name := tuple(sorted(stems(shown)))):
                    continue
                if _NO_KIND.search(found.group(1)) or self._is_of_person(found, before):
                    # "the union and Halden Foods" are two
                    continue
                kind = stems(found.group(1))
                # "The company Karbo" may have been read as a person; "the owner, Ada Holm" is one.
                if kind and kind[-1] in story_words("bodies"):
                    self._is_firm(shown)
                if kind and (
                    kind[-1] in story_words("bodies") or (kind[-1] in story_words("companies") and self.is_body(shown))
                ):
                    self.sorts.setdefault(name, set()).update(kind)
                    self.shown[name] = shown

    def _is_of_person(self, found: re.Match[str], before: str) -> bool:
        """Whether a body is only whom the person with the name speaks for or heads: "Ada Holm, a spokeswoman for the
        prosecutors", "a spokesperson for the European Commission, Anneke Brandt"."""
        if _GOVERNING.search(found.group(1)):
            return True
        role = _ROLE_OF.search(before[: found.start()]) if found.string == before else None
        sense = world_of(self.codebook).roles.get(role.group(1).lower()) if role is not None else None
        return sense is not None and sense.kind == "person"

    def _is_firm(self, name: str) -> None:
        """Note that a name is a body's, "the company Karbo Slesk", "Kalm Marine": it may have been read as a person."""
        self.organisations.add(name)
        self.names.pop(person_key(name), None)
        key = office_key(name, None, world_of(self.codebook))
        self.offices[person_key(name)] = Root(key, name, "office")

    def body_of(self, kind: set[str]) -> tuple[str, ...] | None:
        """The one body with a name that is called so: "the railway" is the state railway CFN; None where it is open."""
        if not kind:
            return None
        found = [name for name, told in self.sorts.items() if kind <= told]
        return found[0] if len(found) == 1 else None

    def is_body(self, name: str) -> bool:
        """Whether a name is that of a body in any report of the story."""
        return name in self.organisations and (person_key(name) in self.offices or person_key(name) not in self.names)

    def person_of(self, words: str) -> tuple[str, ...] | None:
        """The one person of the story who is named with the role that the words give; None where there are several.

        "the prime minister" is no housing minister; "a coastguard commander" is the Commander Qubaisi of the next line;
        "the commander of the frontier post" not the Colonel Nazarov who commands a garrison.
        """
        wanted = role_words(f"{words}, ", "")
        if not wanted:
            return None
        head = head_of(words)
        # "the prosecutor" is not the "prosecution spokeswoman"
        roles = self.roles if _speaks(wanted) else [role for role in self.roles if not _speaks(role)]
        exact = [role for role in roles if wanted <= role]
        wider = [role for role in roles if role <= wanted and head in role]
        for fitting in (exact, wider):
            keys = {key for role in fitting for key in self.roles[role] if self._fits(key, words, role)}
            if keys:
                return next(iter(keys)) if len(keys) == 1 else None
        return None

    def _fits(self, key: tuple[str, ...], words: str, role: frozenset[str]) -> bool:
        """Whether a person may be the one "of" what the words tell: none who is told to be of something else."""
        wanted = set(stems(behind_role(words)))
        known = self.bodies.get(key, set())
        return not wanted or not known - role or bool(wanted & known)


def _speaks(role: frozenset[str]) -> bool:
    """Whether a role is that of who speaks for another."""
    return any(is_spokesperson(word) for word in role)


def same_root(one: Root, other: Root) -> bool:
    """Whether two roots are one source. An office without a country fits any with the same words; who heads a body
    or is of it tells a claim for it: "the coastguard" and its commander."""
    if one.key == other.key:
        return True
    for person, office in ((one, other), (other, one)):
        if person.key[0] == "person" and office.key[0] == "office" and office.key[2:]:
            return set(office.key[2:]) <= person.stands_for
    if one.key[0] == other.key[0] == "office":
        countries = {one.key[1], other.key[1]} - {""}
        ours, theirs = set(one.key[2:]), set(other.key[2:])
        small, large = sorted((ours, theirs), key=len)
        return len(countries) <= 1 and bool(small) and small <= large and len(large) - len(small) <= 1
    return False


def _named_with_role(record: Record) -> Iterator[tuple[str, str]]:
    actors = {actor.id: actor for actor in record.actors}
    for statement in record.statements:
        words = " ".join(" ".join(record.words(span) for span in statement.source).split())
        for name in statement.source_actors:
            if (actor := actors.get(name)) and is_name(actor.name) and statement.source_kind == "named_person":
                yield words, actor.name
    for actor in record.actors:
        if actor.kind == "person" and is_name(actor.name):
            for role in actor.roles:
                yield f"{role.text.split(' of ')[0]}, {actor.name}", actor.name
