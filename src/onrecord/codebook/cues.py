"""The cues of attribution and the nouns of sourcing, compiled for look-up by lemma."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from pydantic import Field

from onrecord.codebook.loader import Codebook, Entry
from onrecord.record import Act, Strength


class CueClass(Entry):
    """Cues that share an act and their frames (see the heads of the cues_*.yaml files)."""

    act: Act
    frames: list[str]
    lemmas: list[str]
    strength: Strength = "neutral"
    speech: bool = False
    passive: bool = False
    addressee: bool = False
    document: bool = False
    colon: bool = False
    beside: bool = False
    progressive: bool = False
    none: bool = False
    negated: bool = False
    only_passive: bool = False
    prep_in_cue: bool = False
    open: bool = False
    light: bool = False
    owned: bool = False
    would: bool = False
    told: bool = False
    policy: bool = False
    particle: str | None = None


class CueCount(Entry):
    """How often a lemma is a cue (`cue`) out of how often it occurs at all (`all`); see cue_counts.yaml."""

    cue: int
    all: int
    before: int
    after: int
    none: int


class NounList(Entry):
    """Lemmas of one concept of sourcing."""

    lemmas: list[str] = Field(min_length=1)


# The concepts of `sourcing.yaml` whose nouns can be a source.
_SPEAKING = ("document", "statement_document", "media", "organisation", "group", "people", "insider", "office")
# The lemma of the open classes.
OPEN = "*"


@dataclass(slots=True, frozen=True)
class Cue:
    """One cue of one class, with its frames apart: plain ones, and prepositions of `prep:P`, `object-prep:P`,
    `prep-to:P`."""

    name: str
    entry: CueClass
    plain: frozenset[str]
    preps: frozenset[str]
    object_preps: frozenset[str]
    to_preps: frozenset[str]


@dataclass(slots=True)
class Cues:
    """All cues by lemma, and the sets of sourcing nouns by concept; `speaking` holds all nouns that can be a source."""

    verbs: dict[str, list[Cue]] = field(default_factory=dict)
    nouns: dict[str, list[Cue]] = field(default_factory=dict)
    adjectives: dict[str, list[Cue]] = field(default_factory=dict)
    adverbs: dict[str, list[Cue]] = field(default_factory=dict)
    nouns_of: dict[str, frozenset[str]] = field(default_factory=dict)
    priors: dict[str, float] = field(default_factory=dict)
    speech: frozenset[str] = frozenset()
    not_cues: frozenset[str] = frozenset()
    speaking: frozenset[str] = frozenset()

    def verb_classes(self, lemma: str) -> list[Cue]:
        """The classes of a verb; the open class for one that is neither listed nor ruled out."""
        classes = self.verbs.get(lemma)
        if classes is None and lemma not in self.not_cues:
            return self.verbs.get(OPEN, [])
        return classes or []

    def prior(self, lemma: str, pos: str) -> float:
        """The share of a lemma's occurrences that are cues; 0.3 where the lemma was not counted (rarer cues are
        mostly cues)."""
        return self.priors.get(f"{lemma}/{pos}", 0.3)


def _cue(file: str, name: str, entry: CueClass) -> Cue:
    def after(prefix: str) -> frozenset[str]:
        return frozenset(frame.removeprefix(prefix) for frame in entry.frames if frame.startswith(prefix))

    plain = frozenset(frame for frame in entry.frames if ":" not in frame)
    return Cue(f"{file}.{name}", entry, plain, after("prep:"), after("object-prep:"), after("prep-to:"))


def _by_lemma(codebook: Codebook, file: str) -> dict[str, list[Cue]]:
    cues: dict[str, list[Cue]] = {}
    for name, entry in codebook.table(file, CueClass).items():
        cue = _cue(file, name, entry)
        for lemma in dict.fromkeys(entry.lemmas):
            cues.setdefault(lemma, []).append(cue)
    return cues


@lru_cache(maxsize=8)
def cues_of(codebook: Codebook) -> Cues:
    """Compile a codebook's cues; once a codebook."""
    counts = codebook.table("cue_counts", CueCount)
    # One is added to either side, so that a rare lemma is not taken for certain.
    priors = {key: (count.cue + 1) / (count.all + 3) for key, count in counts.items()}
    verbs = _by_lemma(codebook, "cues_verbs")
    nouns_of = {name: frozenset(entry.lemmas) for name, entry in codebook.table("sourcing", NounList).items()}
    return Cues(
        verbs,
        _by_lemma(codebook, "cues_nouns"),
        _by_lemma(codebook, "cues_adjectives"),
        _by_lemma(codebook, "cues_adverbs"),
        nouns_of,
        priors,
        frozenset(lemma for lemma, classes in verbs.items() if any(cue.entry.speech for cue in classes)),
        frozenset(codebook.table("not_cues", NounList)["not_cues"].lemmas),
        frozenset().union(*(nouns_of[name] for name in _SPEAKING)),
    )
