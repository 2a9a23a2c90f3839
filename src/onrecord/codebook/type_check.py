"""Check one event type's file: its fields, each of its patterns, and whether another type has the same pattern."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from onrecord.codebook.event_patterns import SLOTS, Pattern, PatternError, parse_pattern
from onrecord.codebook.events import EventBook, EventType, Line
from onrecord.codebook.problems import Problem, listed, meant, near, sentence
from onrecord.codebook.schema_words import schema_problems, shown
from onrecord.codebook.word_classes import ClassError, WordClass, words_of
from onrecord.codebook.yaml_lines import Place, YamlFile

_NAME = re.compile(r"[A-Z][A-Z0-9_-]*")
_VOWEL = re.compile(r"[aeiouy]")
_SLOTS = "the slots are A, the actor, and R, the recipient"
Severity = Literal["error", "note"]
# PLOVER's scores are those of CAMEO and Goldstein, which end here.
_MOST = 10


@dataclass(slots=True)
class TypeCheck:
    """What was found in one type's file, and the patterns that can be read, each with its line."""

    name: str
    file: str
    source: YamlFile
    classes: Mapping[str, WordClass]
    problems: list[Problem] = field(default_factory=list)
    verbs: list[tuple[Pattern, int | None]] = field(default_factory=list)
    nouns: list[tuple[Pattern, int | None]] = field(default_factory=list)

    def say(self, severity: Severity, message: str, *place: str | int) -> None:
        """Add a problem at a place of the file."""
        names = [str(part) for part in place if isinstance(part, str)]
        self.problems.append(
            Problem(severity, self.file, message, self.source.line(*place), self.name, ".".join(names) or None)
        )


def check_type(name: str, file: str, source: YamlFile, ours: EventBook, classes: Mapping[str, WordClass]) -> TypeCheck:
    """All that is wrong with the file of the type `name`; `ours` are the built-in types, `classes` the classes of words
    that its patterns may name."""
    found = TypeCheck(name, file, source, classes)
    _check_name(found, ours)
    if not isinstance(source.data, dict):
        found.say("error", f"{shown(source.data)} stands where a type is needed: about, quad, score, verbs, nouns.")
        return found
    data = {str(key): value for key, value in source.data.items()}
    lists = {kind: data[kind] for kind in ("verbs", "nouns") if isinstance(data.get(kind), list)}
    rest = {key: value for key, value in data.items() if key not in lists}
    for place, message in schema_problems(EventType, rest):
        found.say("error", message, *place)
    modes = data.get("modes")
    mode_names = [str(mode) for mode in modes] if isinstance(modes, dict) else []
    used = set()
    for kind, items in lists.items():
        for number, item in enumerate(items):
            used.add(_check_line(found, (kind, number), item, mode_names))
    _check_modes(found, modes if isinstance(modes, dict) else {}, used)
    _check_score(found, data)
    if not any(lists.values()):
        _no_patterns(found, ours)
    _twice(found)
    return found


def _check_name(found: TypeCheck, ours: EventBook) -> None:
    name = found.name
    if not _NAME.fullmatch(name):
        right = re.sub(r"[^A-Z0-9_-]+", "-", name.upper()).strip("-") or "EXPEL"
        found.say(
            "error",
            f"'{name}' is no name of a type: types are written in capitals, with no blank. "
            f"Call the file events/{right}.yaml.",
        )
    elif name not in ours.types and (similar := near(name, ours.types, 1, alike=0.8)):
        found.say("note", f"{name} becomes a new type beside our {similar[0]}; rename the file if you mean ours.")


def _check_line(found: TypeCheck, place: Place, item: Any, modes: list[str]) -> str | None:
    """Check one pattern; gives the mode that it selects."""
    noun = place[0] == "nouns"
    line = found.source.line(*place)
    if isinstance(item, str):
        item = {"pattern": item}
    if not isinstance(item, dict):
        found.say("error", f"{shown(item)} stands where a pattern is needed, as in: A attack R.", *place)
        return None
    for inner, message in schema_problems(Line, item):
        found.say("error", message, *place, *inner)
    for key in ("not", "only", "with"):
        words = item.get(key)
        try:
            words_of(
                [word for word in words if isinstance(word, str)] if isinstance(words, list) else (), found.classes
            )
        except ClassError as error:
            found.say("error", sentence(str(error)), *place, key)
    text, mode = item.get("pattern"), item.get("mode")
    if isinstance(mode, str) and mode not in modes:
        there = f"The modes are {', '.join(modes)}." if modes else "It has no modes; add it under 'modes'."
        words = sentence(f"there is no mode '{mode}' in this type{meant(mode, modes)}")
        found.say("error", f"{words} {there}", *place, *(["mode"] if "mode" in item and line else []))
    if isinstance(text, str):
        try:
            pattern = parse_pattern(found.name, text, noun, found.classes)
        except PatternError as error:
            capitals = [word for word in re.findall(r"\b[A-Z]\b", text) if word not in ("A", "R")]
            found.say("error", sentence(f"{error}{f'; {_SLOTS}' if capitals else ''}"), *place)
        else:
            (found.nouns if noun else found.verbs).append((pattern, line))
            for severity, message in _word_problems(pattern, noun):
                found.say(severity, message, *place)
    return mode if isinstance(mode, str) else None


def _word_problems(pattern: Pattern, noun: bool) -> Iterator[tuple[Severity, str]]:
    """What is odd about a pattern's words: the notation takes any word at its head, or after a preposition, for a
    lemma ("A give jab to X"). Names keep their capitals ("A=Beijing"), but are never a head."""
    heads = {head for head, _ in pattern.heads}
    for word in re.findall(r"[^\s|()!=_*]+", pattern.text):
        if word not in SLOTS and word != word.lower() and (len(word) == 1 or word in heads):
            words = f"'{word}' is no slot and no lemma; {_SLOTS}, lemmas stand in small letters."
            yield "error", f"'{pattern.text}': {words}"
    for head, _ in pattern.heads:
        if head in ("a", "r") and pattern.subject is None:
            yield "error", f"'{pattern.text}': a small '{head}' is read as a word; write {head.upper()}."
        elif _is_inflected(head, noun):
            words = f"patterns are of lemmas; if '{head}' is a form of a {'noun' if noun else 'verb'}, write its lemma."
            yield "note", f"'{pattern.text}': {words}"


def _is_inflected(head: str, noun: bool) -> bool:
    """Whether a word looks like a form that the parser gives another lemma: "expelled", "expelling", "expulsions"."""
    if head.endswith("s") and not head.endswith(("ss", "us", "is", "as")):
        return True
    if noun:
        return False
    stem = head.removesuffix("ing") if head.endswith("ing") else head.removesuffix("ed")
    # "bring" and "shed" have no vowel before the ending, "need" has a double one
    return stem != head and not head.endswith("eed") and bool(_VOWEL.search(stem))


def _check_modes(found: TypeCheck, modes: dict[Any, Any], used: set[str | None]) -> None:
    for mode, entry in modes.items():
        words = entry.get("words") if isinstance(entry, dict) else None
        if entry is not None and not words and mode not in used:
            message = f"the mode '{mode}' is never chosen: give it words, or name it in a pattern (mode: {mode})."
            found.say("note", message, "modes", str(mode))


def _check_score(found: TypeCheck, data: dict[str, Any]) -> None:
    score, quad = data.get("score"), data.get("quad")
    if not isinstance(score, int | float) or isinstance(score, bool):
        return
    if abs(score) > _MOST:
        found.say("note", f"{score:g} lies outside PLOVER's scores, which go from -{_MOST} to {_MOST}.", "score")
    elif isinstance(quad, str) and ("conflict" in quad) == (score > 0) and score:
        found.say("note", f"{score:g} does not go with {quad}: PLOVER scores conflict below 0.", "score")


def _no_patterns(found: TypeCheck, ours: EventBook) -> None:
    if found.name in ours.types:
        found.say("note", f"there are no patterns: no event of our type {found.name} is read any more.")
    else:
        found.say(
            "error", "there are no patterns, so that nothing is ever read as this type; add some under verbs or nouns."
        )


def _twice(found: TypeCheck) -> None:
    for patterns in (found.verbs, found.nouns):
        first: dict[str, int | None] = {}
        for pattern, line in patterns:
            if pattern.text in first:
                at = f" (line {first[pattern.text]})" if first[pattern.text] else ""
                message = f"'{pattern.text}' stands there already{at}; drop one."
                found.problems.append(Problem("note", found.file, message, line, found.name))
            first.setdefault(pattern.text, line)


def _shape(pattern: Pattern) -> tuple[object, ...]:
    """What a pattern fits, but its heads and whether R must be somebody: two of one shape fit the same sentences."""
    return (
        pattern.subject, pattern.subject_nouns, pattern.negated, pattern.object_slot, pattern.object_nouns,
        pattern.clause, tuple((prep.preps, prep.slot, prep.nouns) for prep in pattern.preps),
    )  # fmt: skip


def _rank(pattern: Pattern, noun: bool) -> float:
    """What the event reader ranks patterns by: weights count for verbs only."""
    return pattern.strictness * (1.0 if noun else pattern.weight)


def same_patterns(found: TypeCheck, book: EventBook, ours: EventBook) -> list[Problem]:
    """Notes on patterns that another type of `book` has for the same word, and which of the two is taken there.

    What the built-in type of this name has already is not noted again.
    """
    old = ours.types.get(found.name)
    known = {line if isinstance(line, str) else line.pattern for line in (*old.verbs, *old.nouns)} if old else set()
    notes = []
    for patterns, table, noun in ((found.verbs, book.verbs, False), (found.nouns, book.nouns, True)):
        for pattern, line in patterns:
            if pattern.text in known:
                continue
            for head in dict.fromkeys(pattern.heads):
                shape = _shape(pattern)
                same = [other for other in table.get(head[0], []) if head in other.heads and _shape(other) == shape]
                message = _rivals_told(
                    found.name, pattern, "_".join(part for part in head if part), same, noun, book.users
                )
                if message is not None:
                    notes.append(Problem("note", found.file, message, line, found.name))
    return notes


def _rivals_told(
    name: str, pattern: Pattern, word: str, same: list[Pattern], noun: bool, users: frozenset[str]
) -> str | None:
    """Who else has a pattern of the same shape for a word, and whose is read; None where nobody has."""
    rivals = sorted({other.type for other in same} - {name})
    if not rivals:
        return None
    ranks = {kind: max(_rank(other, noun) for other in same if other.type == kind) for kind in (name, *rivals)}
    taken = min(ranks, key=lambda kind: (-ranks[kind], kind not in users, kind))
    if list(ranks.values()).count(ranks[taken]) > 1:
        equal = [kind for kind in ranks if ranks[kind] == ranks[taken]]
        ours_too = taken in users and not all(kind in users for kind in equal)
        why = "of equal patterns yours goes first" if ours_too else "of equal patterns the first in the alphabet"
    else:
        why = "it asks for more, as R! does" + ("" if noun else ", or has the greater weight")
    have = f"{listed(rivals)} {'has' if len(rivals) == 1 else 'have'} such a pattern for '{word}' too"
    words = f"'{pattern.text}': {have}; {taken} is what is read there ({why})."
    if taken != name:
        words += f" To have yours read, ask for more (a noun, R!), or lay your own {taken}.yaml over ours."
    return words
