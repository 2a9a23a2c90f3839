"""What a report credits to nobody by an adverb ("reportedly") is caution of its own, no statement of anybody's."""

from __future__ import annotations

from onrecord.record import Record

# How the rule of a statement ends whose cue is an adverb: see reading/statements/other_cues.py.
_ADVERB = " adverb"


def without_hearsay(record: Record) -> Record:
    """The record without such statements; the same one where it has none.

    A comparison reads "reportedly" as a hedge that comes or goes, and a story asks on whose word a claim stands: on
    nobody's that could be counted. What is told inside such words belongs to whatever they are told in.
    """
    hearsay = {one.id: one.within for one in record.statements if one.rule.endswith(_ADVERB)}
    if not hearsay:
        return record

    def outer(statement: str | None) -> str | None:
        while statement in hearsay:
            statement = hearsay[statement]
        return statement

    kept = [one for one in record.statements if one.id not in hearsay]
    statements = [one.model_copy(update={"within": outer(one.within)}) for one in kept]
    events = [
        event.model_copy(
            update={
                "statement": outer(event.statement),
                "mentions": [told.model_copy(update={"statement": outer(told.statement)}) for told in event.mentions],
                "counts": [told.model_copy(update={"statement": outer(told.statement)}) for told in event.counts],
            }
        )
        for event in record.events
    ]
    return record.model_copy(update={"statements": statements, "events": events})
