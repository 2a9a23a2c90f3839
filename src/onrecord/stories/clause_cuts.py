"""Sentences cut into clauses that tell one thing each, by their joining words alone: a record has no parse.

Lineage is found by whole clauses ("and", ";"); claims are cut finer: "Two sailors are missing after a blast tore open
a tanker" tells two things.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from onrecord.codebook.comparing import folding_of
from onrecord.codebook.story_words import story_words
from onrecord.stories.folding import Folded

# A clause begins after "and" where a verb with its number or tense follows within so many words.
_CLAUSE_REACH = 7
# A clause that is cut off finer has so many words that say something at least, and leaves as many.
_LEAST_FINE = 2
_BEFORE_WHICH = frozenset({"in", "on", "at", "during", "after", "by", "for", "from", "to", "of", "with"})


def clauses(folded: Folded, words: list[int], *, fine: bool = False) -> list[list[int]]:
    """Cut the words of one teller in a sentence (their numbers) into clauses; `fine` also at subordinate ones."""
    starts = [at for at in _places_to_cut(folded, words) if _begins(folded, words, at, fine)]
    found: list[list[int]] = []
    begin = 0
    for at in [*starts, len(words)]:
        part = words[begin:at]
        if found and _heavy(folded, part) < 2:
            found[-1].extend(part)
        else:
            found.append(part)
        begin = at
    if len(found) > 1 and _heavy(folded, found[0]) < 2:
        found[0:2] = [found[0] + found[1]]
    return [without_join(folded, part) for part in found]


def _places_to_cut(folded: Folded, words: list[int]) -> list[int]:
    """Where a clause may begin at all, which is nearly nowhere: at a word that clauses begin with, or where more than a
    blank stands before a word."""
    text, forms, begins, ends = folded.record.report.text, folded.forms, folded.begins, folded.ends
    opening = _opening()
    found = []
    end = ends[words[0]]
    for at in range(1, len(words)):
        word = words[at]
        if forms[word] in opening or begins[word] != end + 1 or text[end] != " ":
            found.append(at)
        end = ends[word]
    return found


@lru_cache(maxsize=1)
def _opening() -> frozenset[str]:
    """The words that a clause may begin with, where nothing but a blank stands before it."""
    return frozenset({"where"} | _BEFORE_WHICH | story_words("joins") | story_words("subordinators"))


def _heavy(folded: Folded, words: list[int]) -> int:
    return len({folded.stems[word] for word in words if not folded.light[word]})


def without_join(folded: Folded, words: list[int]) -> list[int]:
    """A clause without the "and" or "and that" that joins it to the one before."""
    at = 0
    while (
        at < len(words) - 1
        and folded.forms[words[at]] in story_words("joins") | {"that"}
        and not folded.quoted[words[at]]
    ):
        at += 1
    return words[at:] if at and folded.forms[words[0]] in story_words("joins") else words


def _begins(folded: Folded, words: list[int], at: int, fine: bool) -> bool:
    word = words[at]
    between = folded.record.report.text[folded.ends[words[at - 1]] : folded.begins[word]]
    if ";" in between:
        return True
    if "," in between and folded.forms[words[0]] == "of" and folded.kinds[word] == "number":
        # "Of the 24 people on board, 22 were picked up": two numbers of two things.
        return not any("," in folded.record.report.text[folded.ends[w] : folded.begins[w + 1]] for w in words[: at - 1])
    if fine and _begins_fine(folded, words, at, "," in between):
        return True
    if folded.forms[word] not in story_words("joins") or folded.quoted[word]:
        return False
    after = [folded.forms[later] for later in words[at + 1 : at + 1 + _CLAUSE_REACH]]
    if after[:1] == ["that"]:
        return True
    if not after or after[0] in story_words("no_clause"):
        return False
    verb = next((n for n, form in enumerate(after) if form in story_words("finite")), None)
    if verb is None and fine:
        verb = next((n for n, form in enumerate(after) if is_past(form)), None)
    # "and was" goes on with the same subject; that is a thing of its own only after a subject of its own.
    return verb is not None and verb >= 1 and not _closes_insertion(folded, words[at : at + verb + 2])


def _closes_insertion(folded: Folded, words: list[int]) -> bool:
    """Whether the one comma from "and" to a verb stands right before the verb: it closes what was put between an
    earlier subject and that verb ("The two neighbours, both members of the EU and NATO, have argued"). A "not" opens a
    contrast instead ("and lets three flats, not four").
    """
    if folded.forms[words[-1]] == "not":
        return False
    text = folded.record.report.text
    commas = ["," in text[folded.ends[one] : folded.begins[other]] for one, other in pairwise(words)]
    return commas[-1] and commas.count(True) == 1


def _begins_fine(folded: Folded, words: list[int], at: int, comma: bool) -> bool:
    """Whether a subordinate clause begins here that tells something of its own."""
    if not _may_begin_fine(folded, words[at], comma):
        return False
    if min(_heavy(folded, words[:at]), _heavy(folded, words[at:])) < _LEAST_FINE:
        return False
    form = folded.forms[words[at]]
    after = [folded.forms[later] for later in words[at + 1 : at + 1 + _CLAUSE_REACH]]
    if form in story_words("subordinators"):
        behind = folded.record.report.text[folded.ends[words[at]] : folded.begins[words[at + 1]]]
        if "," in behind or folded.kinds[words[at + 1]] in ("date", "number"):
            # "some minutes before, in the bend", "since September"
            return False
        # "after the talks" has no verb
        verbs = story_words("finite") | story_words("same_past")
        return any(word in verbs or is_past(word) for word in after[1:])
    if form in _BEFORE_WHICH and after[:1] in (["which"], ["whom"]):
        # "the accident in which three people lost their lives"
        return any(word in story_words("finite") or is_past(word) for word in after)
    if form == "where" and not comma:
        # "a plant where a gas leak killed six people"
        return any(word in story_words("finite") or is_past(word) for word in after[1:])
    if comma and form in story_words("relatives"):
        return any(word in story_words("finite") or is_past(word) for word in after)
    # "…, leaving two men dead"
    return comma and form.endswith("ing") and len(form) > 5 and folded.kinds[words[at]] == ""


def _may_begin_fine(folded: Folded, word: int, comma: bool) -> bool:
    """Whether a word is one that subordinate clauses begin with: nearly none is, and that is quick to see."""
    form = folded.forms[word]
    if form in story_words("subordinators") or form in _BEFORE_WHICH or form == "where":
        return True
    return comma and (form in story_words("relatives") or form.endswith("ing"))


def has_verb(folded: Folded, words: list[int]) -> bool:
    """Whether some words have one that looks like a verb, or that begins a relative clause."""
    verbs = story_words("finite") | story_words("same_past") | story_words("relatives")
    return any(
        folded.forms[word] in verbs or (folded.kinds[word] in ("", "first") and is_past(folded.forms[word]))
        for word in words
    )


@lru_cache(maxsize=20_000)
def is_past(form: str) -> bool:
    """Whether a word looks like a verb in the past: it ends so, or is an irregular form."""
    if len(form) > 4 and form.endswith("ed"):
        return True
    base = folding_of(None).base.get(form)
    return base is not None and base != form
