"""How sure a statement is: the cue's prior, weighed by the frame that found it."""

from __future__ import annotations

from onrecord.codebook.cues import Cues
from onrecord.reading.statements.draft import Draft
from onrecord.record import Form, SourceKind

# What a frame is worth where the cue's lemma is a cue half of the time.
_FRAME = {
    "clause": 0.85, "quote": 0.9, "according to": 0.95, "per": 0.7, "in view of": 0.85, "object-to": 0.7, "to": 0.6,
    "object-prep": 0.75, "prep-to": 0.75, "name": 0.65, "gerund": 0.75, "prep": 0.5, "object": 0.5,
}  # fmt: skip
_NOUN_LOSS = 0.1


def confidence_of(draft: Draft, form: Form, kind: SourceKind | None, cues: Cues) -> float:
    """A statement's confidence, 0 to 1, in two digits."""
    frame = draft.frame.split()[-1] if draft.frame.startswith(("noun", "adjective")) else draft.frame
    value = _FRAME.get(frame, 0.6)
    if draft.cue_class is not None:
        pos = "NOUN" if draft.frame.startswith("noun") else "ADJ" if draft.frame.startswith("adjective") else "VERB"
        value += 0.3 * (cues.prior(draft.passage.lemma[draft.anchor], pos) - 0.5)
        value -= _NOUN_LOSS if pos != "VERB" else 0.0
    if form == "direct":
        value = max(value, 0.9) + 0.03
    elif form == "mixed":
        value += 0.05
    if draft.source_head is None:
        value -= 0.1
    elif kind is None:
        value -= 0.05
    return round(min(0.99, max(0.05, value)), 2)
