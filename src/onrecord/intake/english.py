"""Whether a text is in English; only asked of texts that are long enough to tell."""

from __future__ import annotations

import re

from onrecord.errors import NotEnglish
from onrecord.intake.words import frame_words

# Fewer letters than this can't be told from another language, least of all a line of names.
_ENOUGH_LETTERS = 60
_SAMPLE = 6_000
_SURE = 0.06
_WORD = re.compile(r"[^\W\d_]+")


def check_english(text: str, name: str) -> None:
    """Raises NotEnglish where a text is in another language.

    Most English texts are told by their function words; only in doubt is py3langid asked, and loaded.
    """
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.lower())
    if sum(map(len, words)) < _ENOUGH_LETTERS:
        return
    english = frame_words("english")
    if sum(word in english for word in words) >= _SURE * len(words):
        return
    import py3langid

    language = str(py3langid.classify(sample)[0])
    if language != "en":
        raise NotEnglish(
            f"{name} is not in English (it looks like '{language}'); onrecord reads English only, "
            "so leave it out, or give a translation."
        )
