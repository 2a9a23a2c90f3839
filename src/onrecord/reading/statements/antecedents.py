"""Who a source is that its own words leave open: "I" in a quotation, "he" behind a name, "the mediators" behind two."""

from __future__ import annotations

from onrecord.reading.statements.finished import Finished
from onrecord.reading.statements.sourcing import Sourcing
from onrecord.reading.who import ActorIndex
from onrecord.record import SourceKind

# Which kinds of source a pronoun can stand for.
_STANDS_FOR: dict[str, tuple[SourceKind, ...]] = {
    "he": ("named_person", "unnamed_people"),
    "she": ("named_person", "unnamed_people"),
    "it": ("named_organisation", "unnamed_organisation", "media", "document"),
    "they": ("unnamed_people", "group", "unnamed_organisation"),
}


def give_speakers(finished: list[Finished], nests: list[int | None]) -> None:
    """ "I" and "we" inside a quotation mean whoever is quoted."""
    for item, outer in zip(finished, nests, strict=True):
        draft = item.draft
        if outer is None or draft.source_head is None or draft.passage.lower[draft.source_head] not in ("i", "we"):
            continue
        item.speaker = finished[outer]
        item.kind = finished[outer].kind
        item.count = finished[outer].count if draft.passage.lower[draft.source_head] == "i" else None


def give_counts_again(finished: list[Finished]) -> None:
    """ "Two mediators said ... The mediators said ...": the number is told once."""
    told: dict[str, int] = {}
    for item in finished:
        p, head = item.draft.passage, item.draft.source_head
        if head is None or item.kind != "unnamed_people" or p.pos[head] != "NOUN":
            continue
        definite = any(p.lower[kid] == "the" for kid in p.children[head])
        if item.count is None and definite:
            item.count = told.get(p.lemma[head])
        elif item.count is None:
            told.pop(p.lemma[head], None)
        elif item.count > 1:
            told[p.lemma[head]] = item.count


def give_singles(finished: list[Finished]) -> None:
    """Who is told by "he" or "she" alone is one person, whom a reader is taken to know."""
    for item in finished:
        p, head = item.draft.passage, item.draft.source_head
        if head is not None and item.kind is None and p.lower[head] in ("he", "she", "his", "her"):
            item.kind, item.count = "named_person", 1


def give_antecedents(finished: list[Finished], actors: ActorIndex, sourcing: Sourcing) -> None:
    """A pronoun that the actors left open means who was quoted just before, where only one such source fits.

    "The ministry rejected the account. 'We were there,' it said": looked for in the same paragraph, then in the one
    before.
    """
    for index, item in enumerate(finished):
        p, head = item.draft.passage, item.draft.source_head
        if head is None or item.speaker is not None or actors.at(p, head) is not None:
            continue
        kinds = _STANDS_FOR.get(p.lower[head])
        if kinds is None:
            continue
        single = p.lower[head] != "they"
        before = [
            other
            for other in finished[:index]
            if other.kind in kinds
            and other.source
            and (other.count == 1 or other.kind != "unnamed_people" if single else other.count != 1)
            and other.draft.passage.kind == "paragraph"
        ]
        number = p.sentence_of[item.draft.anchor]
        for passages_back, sentences_back in ((0, 1), (0, 2), (0, len(p)), (1, len(p))):
            near = [
                other
                for other in before
                if p.number - other.draft.passage.number == passages_back
                and (passages_back or number - p.sentence_of[other.draft.anchor] <= sentences_back)
            ]
            sources = {_key(other, actors) for other in near}
            if len(sources) == 1:
                antecedent = near[-1]
                item.speaker = antecedent.speaker or antecedent
                item.kind, item.count = antecedent.kind, antecedent.count
            if sources:
                break
        else:
            _give_subject_before(item, kinds, single, sourcing)


def _give_subject_before(item: Finished, kinds: tuple[SourceKind, ...], single: bool, sourcing: Sourcing) -> None:
    """Where nobody was quoted, a pronoun means the subject of the sentence before, if that can be meant: "The airline
    was in talks with two lenders. It confirmed that wages were late." """
    p = item.draft.passage
    number = p.sentence_of[item.draft.anchor]
    if number == 0:
        return
    first, end = p.sentences[number - 1]
    root = next((i for i in range(first, end) if p.dep[i] == "ROOT"), None)
    subject = p.child(root, "nsubj", "nsubjpass") if root is not None else None
    if subject is None or ((p.tag[subject] in ("NNS", "NNPS")) == single and p.child(subject, "conj") is None):
        return
    if single and p.child(subject, "conj") is not None:
        return
    kind = sourcing.kind_at(p, subject)
    if kind in kinds or (not single and kind == "named_person"):
        item.kind = kind
        item.count = sourcing.count_at(p, subject, kind)


def _key(item: Finished, actors: ActorIndex) -> object:
    """What tells sources apart: their actor, else their words."""
    draft = (item.speaker or item).draft
    actor = actors.at(draft.passage, draft.source_head) if draft.source_head is not None else None
    return actor or tuple(draft.passage.lower[slice(*draft.source)] if draft.source else ())
