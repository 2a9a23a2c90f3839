"""What the comparison of reports knows of words, from the codebook, compiled once a codebook."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from onrecord.codebook.loader import Codebook, Entry, open_codebook


class HouseStyle(Entry):
    """Spellings of one thing, as outlets choose them."""

    forms: list[str]


class FoldingWords(Entry):
    """A list of words that the comparison treats alike."""

    words: list[str]


class Boilerplate(Entry):
    """Regular expressions of what a site puts around a report."""

    starts: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()


class ChangeKind(Entry):
    """One code's severity, message and remedy; the message has fields in braces."""

    severity: Literal["style", "note", "check", "warning"]
    message: str
    remedy: str


class HedgeKind(Entry):
    """Words of caution of one kind; `before_number` where they are caution before a number only."""

    phrases: list[str]
    before_number: bool = False


class CueRanks(Entry):
    """Verbs of saying that say as much as each other, in one scale; a higher rank says more."""

    scale: str
    rank: int
    lemmas: list[str]


class EvidenceKind(Entry):
    """The message of one kind of evidence for a lineage; it has fields in braces."""

    message: str


# A word's form, stem and root, whether it is a function word, and whether it has the kind that its capital tells.
FoldedWord = tuple[str, str, str, bool, bool]


@dataclass(slots=True)
class FoldingTable:
    """How words are folded: several words to one (`phrases`, by their first word), one to one (`spellings`).

    `alone` remembers words, as they are written, that are folded alike whatever stands around them.
    """

    phrases: dict[str, list[tuple[tuple[str, ...], str]]]
    spellings: dict[str, str]
    capitals: dict[str, str]
    function: frozenset[str]
    auxiliary: frozenset[str]
    base: dict[str, str]
    synonyms: dict[str, str]
    boilerplate: FramePatterns
    alone: dict[str, tuple[FoldedWord, ...]] = field(default_factory=dict)


def pieces(words: str) -> tuple[str, ...]:
    """The words of a form in a list, in lower case; the dots of abbreviations are gone ("U.S." is "us")."""
    return tuple(piece.replace(".", "").lower() for piece in re.split(r"[\s-]+", words) if piece)


@lru_cache(maxsize=8)
def folding_of(codebook: Codebook | None = None) -> FoldingTable:
    """Compile a codebook's folding; our own codebook where none is given. Raises CodebookError."""
    book = codebook or open_codebook(None)
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    spellings: dict[str, str] = {}
    capitals: dict[str, str] = {}
    for name, entry in book.table("house_style", HouseStyle).items():
        for form in entry.forms:
            parts = pieces(form)
            letters = form.replace(".", "")
            if len(parts) > 1:
                phrases.setdefault(parts[0], []).append((parts, name))
            elif letters.isupper():
                # "us" is a pronoun, "US" a country; "U.S." is the country in any case.
                capitals[letters] = name
            else:
                spellings[parts[0]] = name
    for forms in phrases.values():
        forms.sort(key=lambda item: -len(item[0]))
    words = book.table("folding", FoldingWords)
    base = {}
    for line in words["irregular"].words:
        first, *others = line.split()
        base.update(dict.fromkeys(others, first))
    synonyms: dict[str, str] = {}
    for line in book.table("synonyms", FoldingWords)["words"].words:
        first, *others = (_root(_suffixless(spelling_of(word))) for word in line.split())
        for other in (first, *others):
            # The first list that has a word keeps it.
            synonyms.setdefault(other, first)
    return FoldingTable(
        phrases,
        spellings,
        capitals,
        frozenset(words["function"].words),
        frozenset(words["auxiliary"].words),
        base,
        synonyms,
        _boilerplate(book),
    )


@dataclass(slots=True)
class FramePatterns:
    """What a sentence begins with or holds that a site puts around a report, for text in lower case: to search without
    regard to case takes ten times as long. `holds_at_all` has what is found wherever one of `holds` is."""

    starts: re.Pattern[str]
    holds: re.Pattern[str]
    holds_at_all: list[re.Pattern[str]]

    def in_any(self, lines: list[str]) -> bool:
        """Whether any of some sentences, each on one line, may hold such words; few reports do."""
        lower = "\n".join(lines).lower()
        return any(pattern.search(lower) for pattern in self.holds_at_all)

    def fits(self, line: str, *, held: bool) -> bool:
        """Whether a sentence is of the frame; `held` is what `in_any` says of the report's sentences."""
        lower = line.lower()
        return bool(self.starts.match(lower) or (held and self.holds.search(lower)))


def _boilerplate(book: Codebook) -> FramePatterns:
    entries = list(book.table("boilerplate", Boilerplate).values())
    starts = [f"(?:{_lower(pattern)})" for entry in entries for pattern in entry.starts]
    holds = [_lower(pattern) for entry in entries for pattern in entry.holds]
    return FramePatterns(
        re.compile(rf"\W*(?:{'|'.join(starts)})" if starts else r"(?!)"),
        re.compile("|".join(f"(?:{pattern})" for pattern in holds) or r"(?!)"),
        [re.compile(opening, re.MULTILINE) for pattern in holds for opening in _openings(pattern)],
    )


def _openings(pattern: str) -> list[str]:
    """Patterns that fit wherever one does, each with a plain word at its beginning where that can be told: a search for
    such a word is much faster than one for "(photo|picture) by"."""
    bare = re.sub(r"^(?:\\b|\\\(\?)+", "", pattern)
    choice = re.match(r"\(([\w '-]+(?:\|[\w '-]+)*)\)(?![?*+{])(.*)$", bare, re.DOTALL)
    if choice is None or set("(|") & set(re.sub(r"\([^()]*\)", "", choice[2])):
        return [bare]
    return [word + choice[2] for word in choice[1].split("|")]


def _lower(pattern: str) -> str:
    """A regular expression for text in lower case: "[A-Z]" is "[a-z]", what a backslash or "(?P" begins stays."""
    return re.sub(
        r"\\.|\(\?P|.", lambda part: part[0] if len(part[0]) > 1 else part[0].lower(), pattern, flags=re.DOTALL
    )


@lru_cache(maxsize=8)
def desk_words(codebook: Codebook | None = None) -> Mapping[tuple[str, ...], frozenset[str]]:
    """The entries of desk_words.yaml that hold some words: what has one in common may stand for each other in a copy.
    Raises CodebookError."""
    found: dict[tuple[str, ...], set[str]] = {}
    for name, entry in (codebook or open_codebook(None)).table("desk_words", HouseStyle).items():
        for form in entry.forms:
            found.setdefault(pieces(form), set()).add(name)
    return {words: frozenset(names) for words, names in found.items()}


@lru_cache(maxsize=8)
def evidence_kinds(codebook: Codebook | None = None) -> dict[str, EvidenceKind]:
    """The kinds of evidence by code. Raises CodebookError."""
    return (codebook or open_codebook(None)).table("evidence", EvidenceKind)


# Lists of verbs that are looked up by stem, in any of their forms.
_BY_STEM = ("attitudes", "unreal", "of_anything", "irrealis", "begun", "leaving", "weighing", "decided")


@dataclass(slots=True)
class ChangeWords:
    """What names a change: kinds of hedges by their words, ranks of cues in each scale, lists of words by name,
    and what became of people who are counted, by stem."""

    kinds: Mapping[str, ChangeKind]
    hedges: dict[str, list[tuple[tuple[str, ...], str, bool]]]
    scales: dict[str, dict[str, int]]
    words: dict[str, frozenset[str]]
    fates: dict[str, str]


@lru_cache(maxsize=8)
def change_words(codebook: Codebook | None = None) -> ChangeWords:
    """Compile what changes are named by. Raises CodebookError."""
    book = codebook or open_codebook(None)
    hedges: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    for name, kind in book.table("hedges", HedgeKind).items():
        for phrase in kind.phrases:
            parts = tuple(phrase.split())
            hedges.setdefault(parts[0], []).append((parts, name, kind.before_number))
    for phrases in hedges.values():
        phrases.sort(key=lambda item: (-len(item[0]), not item[2]))
    scales: dict[str, dict[str, int]] = {}
    table = folding_of(codebook)
    for cues in book.table("cue_ranks", CueRanks).values():
        # Cues are looked up by the comparison's light stems: "claimed" and "claims" are "claim".
        stems = [stem_of(spelling_of(lemma), table) for lemma in cues.lemmas]
        scales.setdefault(cues.scale, {}).update(dict.fromkeys(stems, cues.rank))
    words = {name: frozenset(entry.words) for name, entry in book.table("comparing_words", FoldingWords).items()}
    for name in _BY_STEM:
        words[name] = frozenset(stem_of(spelling_of(word), table) for word in words[name])
    fates = {
        stem_of(spelling_of(word), table): name
        for name, entry in book.table("fates", FoldingWords).items()
        for word in entry.words
    }
    return ChangeWords(book.table("changes", ChangeKind), hedges, scales, words, fates)


@lru_cache(maxsize=50_000)
def is_past(form: str) -> bool:
    """Whether a form is the irregular past of a verb of our codebook's list ("held", "went")."""
    table = folding_of(None)
    base = table.base.get(form)
    return base is not None and not form.endswith(("s", "ing")) and base not in ("man", "woman", "child", "person")


def stem_of(form: str, table: FoldingTable) -> str:
    """A light stem: plural, -ed, -ing and irregular forms. Made for counting shared words, not for reading."""
    base = table.base.get(form)
    return _suffixless(form if base is None else base)


@lru_cache(maxsize=50_000)
def _suffixless(form: str) -> str:
    if len(form) < 4 or not form.isalpha():
        return form
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("edly", ""), ("ed", ""), ("es", ""), ("s", "")):
        if form.endswith(ending) and len(form) - len(ending) >= 3 and not form.endswith("ss"):
            stem = form[: -len(ending)] + instead
            if ending in ("ing", "ed") and len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "ls":
                stem = stem[:-1]
            return stem.removesuffix("e") if len(stem) > 3 else stem
    return form.removesuffix("e") if len(form) > 3 else form


def root_of(stem: str, table: FoldingTable) -> str:
    """What a stem counts as when sentences are aligned: its root, or the first of the words that say the same."""
    root = _root(stem)
    return table.synonyms.get(root, root)


@lru_cache(maxsize=50_000)
def _root(stem: str) -> str:
    """A stem without the endings that make nouns and adverbs of it: "treatment" is "treat", "quickly" "quick"."""
    if not stem.isalpha() or len(stem) < 7:
        return stem
    for ending in (
        "ization",
        "ation",
        "ition",
        "ment",
        "ness",
        "ship",
        "tion",
        "sion",
        "ally",
        "ly",
        "er",
        "or",
        "al",
        "ity",
    ):
        if stem.endswith(ending) and len(stem) - len(ending) >= 4:
            return stem[: -len(ending)]
    return stem


# British spellings to American ones, where an ending or a root tells them: "organise", "analyse", "labour",
# "signalled", "catalogue", "archaeologist", "manoeuvre", "mouldy", "sceptic", "judgement", "fulfil", "learnt".
_SPELLINGS = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"is(e|ed|es|er|ers|ing|ation|ations)$", r"iz\1"),
        (r"alys(e|ed|er|ers|ing)$", r"alyz\1"),
        (r"([^aeiou]|vi)our(?=$|s$|ed$|ing$|er|able|hood|ful|less|ly|it|al)", r"\1or"),
        (r"ell(ed|ing|er|ers|or|ors)$", r"el\1"),
        (r"(sign|tot|initi|riv|marsh|equ|med|dial|pen)all(ed|ing|er|ers)$", r"\1al\2"),
        (r"(counc|penc|per)ill(ed|ing|or|ors)$", r"\1il\2"),
        (r"(catal|dial|anal|monol|prol|epil)ogue(?=$|s$|d$)", r"\1og"),
        (r"^(arch|p|h|an|leuk|encyclop|medi|gyn|orthop|c|pal)ae(?=o|di|m|s|va|co)", r"\1e"),
        (r"^(f|am)oe(?=t|b)|^oe(?=st|so)", r"\1e"),
        (r"rrhoea", "rrhea"),
        (r"manoeuv(?:re|r)", "maneuver"),
        (r"^(m|sm)ould", r"\1old"),
        (r"^sceptic", "skeptic"),
        (r"(judg|acknowledg|abridg)ement", r"\1ment"),
        (r"^(to|for|back|after|up|down|in|out|on|home|east|west|north|south)wards$", r"\1ward"),
    )
)


@lru_cache(maxsize=50_000)
def spelling_of(word: str) -> str:
    """British and American endings are one: organise, labour, travelled. What is folded too far is so on both sides."""
    if len(word) > 5:
        for pattern, instead in _SPELLINGS:
            word = pattern.sub(instead, word)
    return word
