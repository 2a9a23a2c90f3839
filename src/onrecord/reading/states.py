"""Events that a participle before a noun tells: "the detained engineers" are held, "striking miners" are on strike.

The words are the codebook's (`states.yaml`). Such an event is going on, whatever the clause around it says:
"unless the detained engineers are released" does not make their detention conditional.
"""

from __future__ import annotations

from collections.abc import Callable

from onrecord.codebook.events import EventBook
from onrecord.language.parsed import Passage
from onrecord.reading.event_draft import EventDraft
from onrecord.reading.participants import fill
from onrecord.reading.who import ActorIndex

_CONFIDENCE = 0.7


def told_by_states(
    passage: Passage, book: EventBook, actors: ActorIndex, contexts: Callable[[int], list[str]]
) -> list[EventDraft]:
    """The events that participles of a passage tell; `contexts` gives a sentence's contexts by its number."""
    return [
        draft
        for token, word in enumerate(passage.lower)
        if word in book.states and passage.dep[token] == "amod"
        for draft in _draft(passage, token, book, actors, contexts)
    ]


def _draft(
    passage: Passage, token: int, book: EventBook, actors: ActorIndex, contexts: Callable[[int], list[str]]
) -> list[EventDraft]:
    state, noun = book.states[passage.lower[token]], passage.head[token]
    people = fill(passage, noun, actors, undergoes=state.side == "R")
    if (not people and state.of == "people") or any(passage.dep[kid] == "neg" for kid in passage.children[token]):
        return []
    if state.type == "CONSULT" and all(actors.sector_of(actor) in (None, "CVL", "BUS") for actor, _ in people):
        # "visiting tourists" call on nobody
        return []
    sentence = passage.sentence_of[token]
    return [
        EventDraft(
            passage=passage.number,
            head=token,
            trigger=[token],
            type=state.type,
            mode=state.mode,
            contexts=contexts(sentence),
            actors=people if state.side == "A" else [],
            recipients=people if state.side == "R" else [],
            factuality="ongoing",
            sentence=passage.span(*passage.sentences[sentence]),
            counts=[],
            confidence=_CONFIDENCE,
            rule=f"states.yaml {passage.lower[token]}",
            lemma=passage.lemma[token],
            state=True,
            headline=passage.kind == "headline",
            reasons=[f"'{passage.words[token]} {passage.words[noun]}' tells a state"],
        )
    ]
