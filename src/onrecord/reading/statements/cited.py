"""Whom a report cites: "The Herald, citing two officials, reported that ..." credits the same words to both."""

from __future__ import annotations

from dataclasses import replace

from onrecord.codebook.cues import Cues
from onrecord.reading.statements.clauses import source_range, subtree_tokens
from onrecord.reading.statements.draft import Draft, runs
from onrecord.reading.statements.repairs import Speaks

_CITING = frozenset({"cite", "quote"})


def give_cited(drafts: list[Draft], cues: Cues, speaks: Speaks) -> list[Draft]:
    """The drafts, with each "citing X" made a statement of X about what the citing report says, inside that
    statement."""
    return [_cited(draft, drafts, cues, speaks) or draft for draft in drafts]


def _cited(draft: Draft, drafts: list[Draft], cues: Cues, speaks: Speaks) -> Draft | None:
    p, verb = draft.passage, draft.anchor
    if p.lemma[verb] not in _CITING or p.tag[verb] != "VBG" or p.dep[verb] == "ROOT":
        return None
    head = p.child(verb, "dobj")
    if head is None or not (speaks(p, head) or p.lemma[head] in cues.nouns_of["document"]):
        return None
    outer = next((other for other in drafts if _cites(draft, other)), None)
    if outer is None or (outer.cue_class is not None and outer.cue_class.entry.act == "decline"):
        # "declined comment, citing the inquiry" gives a reason.
        return None
    source = source_range(p, head, verb)
    own = {token for kid in (verb, head) for token in subtree_tokens(p, kid)}
    content = [piece for piece in outer.content if piece[0] != p.number]
    here = {token for number, a, b in outer.content if number == p.number for token in range(a, b)}
    # "reported, citing two officials, that the fund had made an offer": the parser may hang the content on the aside.
    kept = here - own if here - own else here
    content += [(p.number, first, end) for first, end in runs(kept)]
    return replace(
        draft, source=source, source_head=head, content=sorted(content), kind="clause", frame="clause", outer=outer
    )


def _cites(draft: Draft, other: Draft) -> bool:
    """Whether a citing belongs to a saying: hangs on its verb or on its source."""
    p, verb = draft.passage, draft.anchor
    if other.passage is not p or other is draft or other.anchor == verb:
        return False
    if p.sentence_of[other.anchor] != p.sentence_of[verb]:
        return False
    return p.head[verb] in (other.anchor, other.source_head)
