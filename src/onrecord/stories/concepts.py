"""What words tell in any wording: the things of told_alike.yaml, and countries by any of their names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from onrecord.codebook.loader import Codebook
from onrecord.codebook.story_words import story_words
from onrecord.codebook.told_alike import concepts_of
from onrecord.codebook.world import world_of
from onrecord.stories.folding import Folded

# For a word (by its number): "~blast" for what it tells, "=RUS" for a country that it names.
WordConcepts = Mapping[int, tuple[str, ...]]
_OF_COUNTRIES = ("country", "adjective", "people", "government")


def word_concepts(folded: Folded, codebook: Codebook) -> WordConcepts:
    """The concepts of each word of a report that has any."""
    concepts = concepts_of(codebook)
    world = world_of(codebook)
    found: dict[int, set[str]] = defaultdict(set)
    text = folded.record.report.text
    government = {
        place.span: place.country for place in folded.record.places if place.use == "government" and place.country
    }
    negations = story_words("negations")
    of_stem, phrases = concepts.of_stem, concepts.phrases
    ends = 0
    for word, (kind, stem) in enumerate(zip(folded.kinds, folded.stems, strict=True)):
        if (stem in of_stem or stem in phrases) and kind not in ("number", "date"):
            names, length = concepts.at(folded.stems, folded.light, word)
            if length == 1 and word < ends and len(names) > 1:
                # "cease fire": what a word of many senses means there is told by its phrase
                names = set()
            if length == 1 and folded.forms[word] in negations:
                # the stem of "not" is that of "note"
                names = set()
            ends = max(ends, word + length if length > 1 else 0)
            found[word] |= {f"~{name}" for name in names}
        if kind in ("name", "first"):
            known = world.known(text[folded.begins[word] : folded.ends[word]].removesuffix("’s").removesuffix("'s"))
            if known is not None and known.kind in _OF_COUNTRIES and known.country:
                found[word].add(f"={known.country}")
    for span, country in government.items():
        # "Moscow has offered …"
        for word in folded.words_in(span):
            found[word].add(f"={country}")
    return {word: tuple(sorted(names)) for word, names in found.items() if names}
