"""What changed between two reports, by name: one module a group of changes."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from onrecord.record import Span
from onrecord.stories.changes.anonymity import unread_conditions
from onrecord.stories.changes.caution import caution
from onrecord.stories.changes.claims import claims
from onrecord.stories.changes.conditions import conditions
from onrecord.stories.changes.counts import counts
from onrecord.stories.changes.cues import cues
from onrecord.stories.changes.figures import figures
from onrecord.stories.changes.frame import boilerplate, credits, headline, order
from onrecord.stories.changes.names import names
from onrecord.stories.changes.quotations import quotations
from onrecord.stories.changes.sourcing import sourcing
from onrecord.stories.changes.told import told
from onrecord.stories.scene import Draft, Scene

# Where two changes are told of the same words, the one that is listed here as the stronger stays.
_STRONGER: dict[str, tuple[str, ...]] = {
    "quotation_moved": ("person_changed", "source_replaced", "source_dropped"),
    "person_changed": ("source_replaced", "source_dropped"),
    "title_changed": ("source_replaced", "source_dropped", "person_changed"),
    "hedge_dropped": ("factuality_changed",),
    "hedge_added": ("factuality_changed",),
    "negation_changed": ("factuality_changed",),
    "place_changed": ("person_changed",),
    "attribution_dropped": ("claim_dropped", "source_dropped"),
    "source_added": ("claim_added",),
}


def changes_within(scene: Scene) -> list[Draft]:
    """The changes inside what both reports tell."""
    found = chain(
        figures(scene),
        counts(scene),
        names(scene),
        sourcing(scene),
        conditions(scene),
        cues(scene),
        caution(scene),
        told(scene),
        quotations(scene),
        unread_conditions(scene),
    )
    return _told_once(found)


def changes_around(scene: Scene) -> list[Draft]:
    """What only one of the two reports tells, and what stands around the text."""
    return [*claims(scene), *credits(scene), *order(scene)]


def changes_of_style(scene: Scene) -> list[Draft]:
    """Changes that hardly anybody wants to know of."""
    return [*headline(scene), *boilerplate(scene)]


def _told_once(found: Iterable[Draft]) -> list[Draft]:
    """Each change once: further places of one are added to it, and weaker names for the same words are left out."""
    by_key: dict[tuple[str, ...], Draft] = {}
    drafts: list[Draft] = []
    for draft in found:
        first = by_key.get((draft.code, *draft.key)) if draft.key else None
        if first is not None:
            first.a += [span for span in draft.a if span not in first.a]
            first.b += [span for span in draft.b if span not in first.b]
            continue
        if any(draft.code == other.code and _same_place(draft, other) for other in drafts):
            continue
        by_key[(draft.code, *draft.key)] = draft
        drafts.append(draft)
    return [draft for draft in drafts if not any(_outdone(draft, other) for other in drafts)]


def _same_place(one: Draft, two: Draft) -> bool:
    """Whether two findings of one code are about the same words, on both sides where both have words."""
    sides = [(ours, theirs) for ours, theirs in ((one.a, two.a), (one.b, two.b)) if ours and theirs]
    return bool(sides) and all(_overlap(ours, theirs) for ours, theirs in sides)


def _overlap(ours: Iterable[Span], theirs: Iterable[Span]) -> bool:
    them = list(theirs)
    return any(one[0] < two[1] and two[0] < one[1] for one in ours for two in them)


def _outdone(draft: Draft, other: Draft) -> bool:
    if draft.code not in _STRONGER.get(other.code, ()):
        return False
    return _touch(draft.a, other.a) or _touch(draft.b, other.b)


def _touch(ours: Iterable[Span], theirs: Iterable[Span]) -> bool:
    them = list(theirs)
    return any(one[0] < two[1] + 2 and two[0] < one[1] + 2 for one in ours for two in them)
