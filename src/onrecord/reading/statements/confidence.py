"""How sure a statement is: the cue's prior, weighed by the frame that found it."""

from __future__ import annotations

from onrecord.codebook.cues import Cues
from onrecord.reading.statements.draft import Draft
from onrecord.record import Form, SourceKind

# What share of a frame's statements is right where the cue's lemma is a cue half of the time: measured on the
# development gold before its rules were written where there is such a figure, drawn towards 0.8 where the frame is
# rare. `python evaluation --only sealed` prints how well it holds on unseen text.
_FRAME = {
    "clause": 0.87, "quote": 0.92, "according to": 0.93, "per": 0.8, "in view of": 0.7, "object-to": 0.87, "to": 0.7,
    "object-prep": 0.85, "prep-to": 0.87, "name": 0.8, "gerund": 0.84, "state": 0.68, "prep": 0.75, "object": 0.75,
    "small": 0.74,
}  # fmt: skip
_NOUN_LOSS = 0.12
_PRIOR_GAIN = 0.2
# A verb that no class lists is a cue by its frame alone.
_OPEN_LOSS = 0.15


def confidence_of(draft: Draft, form: Form, kind: SourceKind | None, cues: Cues) -> float:
    """A statement's confidence, 0 to 1, in two digits."""
    frame = draft.frame.split()[-1] if draft.frame.startswith(("noun", "adjective")) else draft.frame
    value = _FRAME.get(frame, 0.6)
    if draft.cue_class is not None:
        pos = "NOUN" if draft.frame.startswith("noun") else "ADJ" if draft.frame.startswith("adjective") else "VERB"
        value -= _OPEN_LOSS if draft.cue_class.entry.open else 0.0
        value += _PRIOR_GAIN * (cues.prior(draft.passage.lemma[draft.anchor], pos) - 0.5)
        value -= _NOUN_LOSS if pos != "VERB" else 0.0
    if form == "direct":
        value = max(value, 0.92) + 0.02
    elif form == "mixed":
        value += 0.02
    if draft.source_head is None or kind is None:
        value -= 0.04
    return round(min(0.99, max(0.05, value)), 2)
