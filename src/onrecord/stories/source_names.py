"""What the words of a source name: a role, an office, a paper, an outlet; by their form alone."""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.codebook.story_words import story_words
from onrecord.codebook.world import World
from onrecord.stories.words import stem

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SPOKESPERSON = re.compile(r"\bspokes(?:man|woman|person|people|men|women)\b", re.IGNORECASE)
_PRESS = re.compile(r"\bpress (?:secretary|officer|chief|aide|service)\b", re.IGNORECASE)
_OFFICE_AFTER = re.compile(
    r"\bspokes\w+\s+(?:for|of|from|at|with)\s+(?:the\s+)?(.+?)(?:,|;|\bwho\b|$)", re.IGNORECASE | re.DOTALL
)
_OFFICE_BEFORE = re.compile(r"^(?:an?\s+|the\s+)?(.+?)(?:['’]s?)?\s+spokes", re.IGNORECASE | re.DOTALL)
_POSSESSIVE = re.compile(r"^(?:the\s+)?(.+?)['’]s?\s+((?:press\s+|private\s+)?office)$", re.IGNORECASE)
_OF_OFFICE = re.compile(r"^(?:the\s+)?(office)\s+of\s+(?:the\s+)?(.+)$", re.IGNORECASE)
_BEHIND = re.compile(r"\b(?:of|in|at|from|with|who|to|for|on|familiar|briefed|close|near|by|that|which)\b|,")

# "its spokeswoman" does not tell whose.
_NOBODY = frozenset({"its", "his", "her", "their", "a", "an", "the", "another", "official"})
_OF_ROLE = re.compile(r"\b(?:of|for|at|in)\b")


# A story's sources are named again and again, in each report and by each question: so many are remembered.
_remembered = lru_cache(maxsize=8192)


def stems(words: str) -> list[str]:
    """The stems of some words in lower case, in order, without articles and empty words."""
    return list(_stems(words))


@_remembered
def _stems(words: str) -> tuple[str, ...]:
    found = [_stem(word) for word in WORD.findall(words.replace("’s", "").replace("'s", ""))]
    empty = story_words("office_empty")
    return tuple(word for word in found if word not in empty)


def _stem(word: str) -> str:
    """A word's stem; an office that goes by two words has one: "the prosecution", "the prosecutor's office"."""
    found = stem(word.lower())
    return _offices_alike().get(found, found)


@lru_cache(maxsize=1)
def _offices_alike() -> dict[str, str]:
    return dict(pair.split() for pair in story_words("office_alike"))


@_remembered
def trimmed(words: str) -> str:
    """A source's words as a name in a list: without article and what hangs on behind a comma."""
    short = re.sub(r"\s*[,;(].*$", "", " ".join(words.split()), flags=re.DOTALL)
    return re.sub(r"^(?:the|an?)\s+", "", short, flags=re.IGNORECASE).strip()


@_remembered
def head_of(words: str) -> str | None:
    """The noun that says what people are: "three Latvian officials" -> "official"; None for "two of them"."""
    core = _BEHIND.split(words)[0]
    found = [word for word in stems(core) if word not in story_words("counts") and word not in story_words("pronouns")]
    if not found and " of the " in words:
        found = stems(words.split(" of the ", 1)[1])[:1]
    return found[-1] if found else None


@_remembered
def behind_role(words: str) -> str:
    """What a person is said to be "of": "the commander of the garrison in Isfara" -> "the garrison in Isfara"."""
    found = _OF_ROLE.split(trimmed(words), maxsplit=1)
    return found[1] if len(found) > 1 else ""


@_remembered
def is_pronoun(words: str) -> bool:
    """Whether a source is a pronoun or points back ("It", "the third", "two of them")."""
    low = words.lower().strip()
    return low in story_words("pronouns") or (head_of(words) is None and bool(low))


@_remembered
def is_name(name: str) -> bool:
    """Whether words look like the name of a person or body: two to five words with capitals, but for particles."""
    words = name.split()
    return 2 <= len(words) <= 5 and all(word[0].isupper() or word.lower() in story_words("particles") for word in words)


@_remembered
def person_key(name: str) -> tuple[str, ...]:
    """A person by the last name: "Kalnbirze" and "Andrejs Kalnbirze" are one in a story."""
    words = [word.lower() for word in WORD.findall(re.sub(r",.*", "", name).replace("’s", "").replace("'s", ""))]
    return ("person", words[-1] if words else "")


@_remembered
def role_words(words: str, name: str) -> frozenset[str]:
    """The role that stands with a name, as stems: "Commander Rashid Qubaisi", "the tug's master, Suresh Nair".

    Of a longer role the words up to the first preposition: "the owner of the tanker" is an owner.
    """
    before = words[: words.find(name)] if name and name in words else words
    if name and name not in words:
        at = words.find(name.split()[-1])
        before = " ".join(words[:at].split()[:-1]) if at > 0 else ""
    core = _BEHIND.split(re.split(r"['’]s\b", before.strip(" ,"))[-1].strip())[0]
    found = [
        word
        for word in stems(core)
        if word not in story_words("counts") and word not in story_words("pronouns") and not word[0].isdigit()
    ]
    return frozenset(found)


def spoken_for(texts: list[str]) -> str | None:
    """The office that a spokesperson speaks for, as the source's words or a role tell it; None for anybody else."""
    for text in texts:
        if _SPOKESPERSON.search(text):
            match = _OFFICE_AFTER.search(text) or _OFFICE_BEFORE.search(text)
            office = trimmed(match.group(1)) if match else ""
            if office and office.lower() not in _NOBODY:
                return office
    return None


def is_spokesperson(words: str) -> bool:
    """Whether words name somebody who speaks for another: a spokesperson or a press secretary."""
    return bool(_SPOKESPERSON.search(words) or _PRESS.search(words))


def office_of(words: str) -> str | None:
    """Whose office speaks: "Vilhena's office", "the office of the prime minister" -> the person or role."""
    if match := _POSSESSIVE.match(words):
        return match.group(1)
    if match := _OF_OFFICE.match(words):
        return match.group(2)
    return None


def office_key(name: str, country: str | None, world: World) -> tuple[str, ...]:
    """An office by its country and the words that are left, so that any report's way to name it gives the same.

    "Estonia's foreign ministry", "the Estonian foreign ministry", "the foreign ministry in Tallinn".
    """
    words = WORD.findall(name.replace("’s", "").replace("'s", ""))
    left: list[str] = []
    at = 0
    while at < len(words):
        for size in (4, 3, 2, 1):
            known = world.known(" ".join(words[at : at + size])) if at + size <= len(words) else None
            if known is not None and known.kind in ("country", "adjective", "people", "government"):
                country = known.country or country
                at += size
                break
        else:
            word = _stem(words[at])
            if word not in story_words("office_empty"):
                left.append(word)
            at += 1
    return ("office", country or "", *sorted(set(left)))
