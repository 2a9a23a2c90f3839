"""An event as one sentence tells it, before its frame and its other mentions are known."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.reading.counts import CountDraft
from onrecord.reading.participants import Filled
from onrecord.record import Factuality, Span


@dataclass(slots=True)
class EventDraft:
    """An event as one sentence tells it.

    `trigger` are token indices of passage `passage`, `head` the first among them in rank. A `weak` draft is a noun
    that may be a mention of another event ("the meeting"), but is none by itself. `reasons` tell in words what
    decided, and `others` the patterns that were possible too. `inside` is the head of the draft in whose complement
    this one stands. `target` is the head of the trigger's object, `back` whether that points back to what was told
    before ("the step"). A `state` is told by a participle ("the detained editor"). `disclaimed` says that it is told
    as not done in the past: with a speaker that is a denial.
    """

    passage: int
    head: int
    trigger: list[int]
    type: str
    mode: str | None
    contexts: list[str]
    actors: list[Filled]
    recipients: list[Filled]
    factuality: Factuality
    sentence: Span
    counts: list[CountDraft]
    confidence: float
    rule: str
    lemma: str
    definite: bool = False
    weak: bool = False
    headline: bool = False
    reasons: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    clause: int | None = None
    inside: int | None = None
    merged: list[int] = field(default_factory=list)
    disclaimed: bool = False
    target: int | None = None
    back: bool = False
    state: bool = False
