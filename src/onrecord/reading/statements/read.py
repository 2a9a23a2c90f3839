"""Parsed text -> statements: cues first, then quotations, then nesting, sourcing and confidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.codebook.conditions import conditions_of
from onrecord.codebook.cues import Cues, cues_of
from onrecord.codebook.loader import Codebook
from onrecord.codebook.world import world_of
from onrecord.language.parsed import ParsedReport, Passage
from onrecord.reading.statements.acts import act_of
from onrecord.reading.statements.anonymity import find_told
from onrecord.reading.statements.antecedents import give_antecedents, give_counts_again, give_singles, give_speakers
from onrecord.reading.statements.cited import give_cited
from onrecord.reading.statements.confidence import confidence_of
from onrecord.reading.statements.draft import Draft, runs
from onrecord.reading.statements.finished import Finished, finish
from onrecord.reading.statements.holders import Sourced, cut_out, holders
from onrecord.reading.statements.other_cues import OtherFinder
from onrecord.reading.statements.own_words import OF_ONESELF, tells_of_oneself, without_self_credits
from onrecord.reading.statements.quotations import Quotation, find_quotations
from onrecord.reading.statements.quoted import QuotationGiver
from onrecord.reading.statements.sourcing import Sourcing
from onrecord.reading.statements.surnames import surnames
from onrecord.reading.statements.verb_cues import VerbFinder
from onrecord.reading.who import ActorIndex
from onrecord.record import Form, Place, SourceKind, Span, Statement, Time

_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Statements:
    """What was found: the statements, and what findings and `why` want of how they were found."""

    items: list[Statement]
    drafts: dict[str, Draft]
    quotations: list[Quotation]
    orphans: list[Quotation] = field(default_factory=list)


def read_statements(
    parsed: ParsedReport, codebook: Codebook, actors: ActorIndex, times: Sequence[Time], places: Sequence[Place]
) -> Statements:
    """Find every statement of a report, in text order.

    A statement is an attribution relation (source, cue, content) as Pareti's corpora have it; contents may nest.
    """
    cues = cues_of(codebook)
    roles = world_of(codebook).roles
    sourcing = Sourcing(cues, actors, roles, surnames(parsed.passages, cues.nouns_of))
    drafts: list[Draft] = []
    for passage in parsed.passages:
        verbs = list(VerbFinder(passage, cues, sourcing.speaks).find())
        others = list(OtherFinder(passage, cues, sourcing.speaks).find())
        drafts += _without_doubles(passage, verbs, others, cues)
    quotations = find_quotations(parsed)
    giver = QuotationGiver(parsed.passages, cues, sourcing.speaks, drafts, [])
    giver.give([quotation for quotation in quotations if parsed.passages[quotation.passage].kind == "paragraph"])
    drafts = give_cited(drafts, cues, sourcing.speaks)
    finished = [item for draft in drafts if (item := finish(draft, parsed)) is not None]
    secrecy = conditions_of(codebook).sure
    finished = [item for item in finished if not _asks_secrecy(item, secrecy)]
    finished.sort(key=lambda item: (item.cue[0], item.content[0]))
    for item in finished:
        item.kind = sourcing.kind(item.draft)
        item.count = sourcing.count(item.draft, item.kind)
    give_counts_again(finished)
    give_speakers(finished, _nests(finished))
    give_antecedents(finished, actors, sourcing)
    give_singles(finished)
    finished = _give_conditions(parsed, codebook, actors, finished)
    for item in finished:
        if item.condition and item.count is None and item.speaker is None:
            item.count = sourcing.count(item.draft, item.kind)
    size = len(finished) + 1
    while len(finished) < size:
        # "You know they want our seats": with what is known gone, what is wanted stands in the quotation itself.
        size = len(finished)
        forms = [_form(item, parsed, quotations) for item in finished]
        finished = without_self_credits(finished, forms, _nests(finished))
    return _to_record(finished, parsed, sourcing, actors, times, places, quotations, giver.orphans)


def _asks_secrecy(item: Finished, secrecy: frozenset[str]) -> bool:
    """ "did not ask for anonymity": a condition, or none, but no statement."""
    p = item.draft.passage
    return item.draft.kind == "phrase" and all(
        p.lower[token] in secrecy or p.pos[token] == "ADP" for token in item.tokens
    )


def _without_doubles(passage: Passage, verbs: list[Draft], others: list[Draft], cues: Cues) -> list[Draft]:
    """Drop what tells the same twice: "expressed" beside "expressed concern about X", "say" inside "declined to
    say"."""
    taken = {token for draft in others for token in draft.cue}
    # "is concerned that" is a verb to the tagger and an adjective to us: the adjective's reading keeps the place.
    kept = [draft for draft in verbs if draft.anchor not in taken]
    declined = {
        draft.anchor for draft in kept if draft.cue_class is not None and draft.cue_class.entry.act == "decline"
    }
    kept = [
        draft for draft in kept if not (passage.dep[draft.anchor] == "xcomp" and passage.head[draft.anchor] in declined)
    ]
    # "would like to see the law repealed": the seeing belongs to the wish.
    wishes = {draft.anchor for draft in kept if draft.cue_class is not None and draft.cue_class.entry.act == "believe"}
    kept = [
        draft
        for draft in kept
        if not (
            passage.lemma[draft.anchor] == "see"
            and passage.dep[draft.anchor] == "xcomp"
            and passage.head[draft.anchor] in wishes
        )
    ]
    kept = _seeming(passage, _asked_to_know(passage, kept, cues))
    return _without_according(passage, kept, others) + others


def _seeming(passage: Passage, drafts: list[Draft]) -> list[Draft]:
    """ "She seemed to blame her party": one statement, hers, and not also a seeming of nobody's."""
    p = passage
    seeming = {draft.anchor: draft for draft in drafts if draft.cue_class is not None and draft.cue_class.entry.none}
    taken = set()
    for draft in drafts:
        above = p.head[draft.anchor]
        if above in seeming and p.dep[draft.anchor] == "xcomp" and draft.anchor != above and draft.source is not None:
            taken.add(above)
            draft.cue = sorted([above, *p.kids(draft.anchor, "aux"), *draft.cue])
            draft.source = (draft.source[0], min(draft.source[1], max(above, draft.source[0] + 1)))
    return [draft for draft in drafts if draft.anchor not in taken]


def _asked_to_know(passage: Passage, drafts: list[Draft], cues: Cues) -> list[Draft]:
    """ "The court sought to know why no case was filed" asks: one cue, not a wish and a knowledge."""
    p = passage
    asking = [d for d in drafts if p.lemma[d.anchor] == "know" and p.dep[d.anchor] == "xcomp" and d.kind == "clause"]
    asking = [d for d in asking if p.lemma[p.head[d.anchor]] in ("want", "seek", "demand")]
    if not asking:
        return drafts
    for draft in asking:
        draft.cue = sorted([p.head[draft.anchor], draft.anchor, *p.kids(draft.anchor, "aux")])
        draft.cue_class = next(iter(cues.verb_classes("wonder")), draft.cue_class)
    outer = {p.head[draft.anchor] for draft in asking}
    return [draft for draft in drafts if draft.anchor not in outer]


def _without_according(passage: Passage, verbs: list[Draft], others: list[Draft]) -> list[Draft]:
    """Take "according to the audit" behind a comma out of the contents of verbs: it covers the whole sentence."""
    for other in others:
        if other.frame != "according to" or other.source is None or passage.words[other.anchor - 1] != ",":
            continue
        own = range(other.anchor, other.source[1])
        for draft in verbs:
            if any(a < own.stop and own.start < b for _, a, b in draft.content) and draft.anchor < own.start:
                tokens = {token for _, a, b in draft.content for token in range(a, b)} - set(own)
                draft.content = [(passage.number, a, b) for a, b in runs(tokens)]
    return verbs


# -- conditions ----------------------------------------------------------------------------------------------------


def _give_conditions(
    parsed: ParsedReport, codebook: Codebook, actors: ActorIndex, finished: list[Finished]
) -> list[Finished]:
    """Give each condition of anonymity to the statements that it holds for; what only tells the condition is no
    statement."""
    cues = {(item.draft.passage.number, item.draft.anchor) for item in finished}
    all_told = find_told(parsed.passages, conditions_of(codebook), cues)
    if not all_told:
        return finished
    sourced = [_sourced(item, actors) for item in finished]
    frames: list[Span] = []
    for told in all_told:
        actor = actors.at(told.passage, told.subject) if told.subject is not None else None
        held = holders(told, sourced, actor)
        if not held:
            continue
        frames += [span for span in (told.condition, told.reason) if span is not None]
        for index in held:
            item = finished[index]
            item.condition = [told.condition] if told.condition else []
            item.reason = [told.reason] if told.reason else []
            # "The envoy" could be looked up; who asks for anonymity could not.
            if item.kind is None or (item.kind == "named_person" and sourced[index].noun is not None):
                item.kind = "unnamed_people"
    # "requested anonymity" is no statement, nor is the fear in a reason.
    kept = [
        item
        for item in finished
        if not any(a <= item.cue[0][0] < b or all(a <= c and d <= b for c, d in item.content) for a, b in frames)
    ]
    for item in kept:
        for frame in frames:
            item.content = [
                piece for span in item.content for piece in cut_out(span, frame, parsed.text)
            ] or item.content
    return kept


# Parts of a group that was brought in before ("Two of them said", "the third said").
_PARTS = frozenset("one two three four both first second third other others another neither".split())


def _sourced(item: Finished, actors: ActorIndex) -> Sourced:
    p, head = item.draft.passage, item.draft.source_head
    return Sourced(
        passage=p.number,
        sentence=p.sentence_of[item.draft.anchor],
        anchor=item.draft.anchor,
        source=item.source[0] if item.source else None,
        cue=item.cue[0],
        kind=item.kind,
        actor=actors.at(p, head) if head is not None else None,
        noun=p.lemma[head] if head is not None and p.pos[head] == "NOUN" else None,
        definite=head is not None and any(p.lower[kid] in ("the", "both", "these") for kid in p.children[head]),
        part=head is not None and p.lower[head] in _PARTS,
        single=item.count == 1,
        first_name=item.kind == "named_person" and head is not None and _is_one_name(item, actors),
    )


def _is_one_name(item: Finished, actors: ActorIndex) -> bool:
    """ "Nadia", "Omar, 19": a name of one word, also of the one whom a pronoun means."""
    p, head = item.draft.passage, item.draft.source_head
    if head is None:
        return False
    actor = actors.at(p, head)
    if actor is not None and " " in actors.name_of(actor):
        return False
    if p.pos[head] == "PRON":
        return actor is not None
    if p.pos[head] != "PROPN" or p.child(head, "compound", "appos", "flat") not in (None, *p.kids(head, "appos")):
        return False
    return not any(p.pos[kid] == "PROPN" for kid in p.kids(head, "appos"))


# -- the record ----------------------------------------------------------------------------------------------------


def _to_record(
    finished: list[Finished],
    parsed: ParsedReport,
    sourcing: Sourcing,
    actors: ActorIndex,
    times: Sequence[Time],
    places: Sequence[Place],
    quotations: list[Quotation],
    orphans: list[Quotation],
) -> Statements:
    ids = _ids(finished, parsed.text)
    told_to = _shared(
        [sourcing.addressee_and_medium(item.draft, item.tokens, item.condition) for item in finished], finished
    )
    nests = _nests(finished)
    forms = [_form(item, parsed, quotations) for item in finished]
    settings = [place for place in places if place.use == "location"]
    items, drafts = [], {}
    for index, item in enumerate(finished):
        draft = item.draft
        addressee, medium = told_to[index]
        form, within = forms[index], nests[index]
        sure = confidence_of(draft, form, item.kind, sourcing.cues)
        if tells_of_oneself(item, forms[within] if within is not None else None):
            sure = min(sure, OF_ONESELF)
        statement = Statement(
            id=ids[index],
            source=item.source,
            cue=item.cue,
            content=item.content,
            form=form,
            content_kind=draft.kind,
            act=act_of(draft, form, item.kind, sourcing.cues),
            strength=draft.cue_class.entry.strength if draft.cue_class else "neutral",
            source_actors=_source_actors(item.speaker.draft if item.speaker else draft, item.kind, actors),
            source_kind=item.kind,
            source_count=item.count,
            condition=item.condition,
            condition_reason=item.reason,
            addressee=[addressee] if addressee else [],
            medium=[medium] if medium else [],
            time=_beside(item, times),
            place=_beside(item, settings),
            within=ids[within] if within is not None else None,
            stance=None,
            confidence=sure,
            rule=draft.rule,
        )
        items.append(statement)
        drafts[statement.id] = draft
    return Statements(items, drafts, quotations, orphans)


def _shared(
    found: list[tuple[Span | None, Span | None]], finished: list[Finished]
) -> list[tuple[Span | None, Span | None]]:
    """Addressee and medium of each, where "urged the governor to go and warned that ..." says both to the governor."""
    at = {(item.draft.passage.number, item.draft.anchor): index for index, item in enumerate(finished)}
    shared = []
    for index, item in enumerate(finished):
        p, verb = item.draft.passage, item.draft.anchor
        addressee, medium = found[index]
        joined = p.dep[verb] == "conj" or (p.dep[verb] in ("advcl", "xcomp") and p.tag[verb] == "VBG")
        first = at.get((p.number, p.head[verb])) if joined and p.child(verb, "nsubj", "nsubjpass") is None else None
        if addressee is None and first is not None and item.draft.cue_class is not None and _says(item.draft):
            before = found[first][0]
            addressee = before if before is not None and before[1] <= item.cue[0][0] else None
        shared.append((addressee, medium))
    return shared


def _says(draft: Draft) -> bool:
    assert draft.cue_class is not None
    return draft.cue_class.entry.act in ("say", "warn", "announce", "urge", "promise", "ask")


def _ids(finished: list[Finished], text: str) -> list[str]:
    """An id is made of where the cue stands and its words, so that a better rule does not break links."""
    seen: dict[str, int] = {}
    ids = []
    for item in finished:
        start, end = item.cue[0]
        word = re.sub(r"\W+", "-", text[start:end].lower()).strip("-") or "colon"
        name = f"s{start}-{word}"
        seen[name] = seen.get(name, 0) + 1
        ids.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return ids


def _nests(finished: list[Finished]) -> list[int | None]:
    """For each statement the smallest other one whose content holds its cue."""
    nests: list[int | None] = []
    cues = [item.cue[0] for item in finished]
    # What the contents cover at all, so that most pairs are told apart by two comparisons.
    hulls = [(min(a for a, _ in item.content), max(b for _, b in item.content)) for item in finished]
    for index, item in enumerate(finished):
        start, end = cues[index]
        best, size = None, 0
        if item.draft.outer is not None:
            nests.append(next((i for i, other in enumerate(finished) if other.draft is item.draft.outer), None))
            continue
        for other in [place for place, (low, high) in enumerate(hulls) if low <= start and end <= high]:
            if other == index:
                continue
            content = finished[other].content
            if not any(a <= start and end <= b for a, b in content):
                continue
            width = sum(b - a for a, b in content)
            # Two that hold each other's cue (a fronted content and its parenthesis) are no nest.
            if any(a <= cues[other][0] < b for a, b in item.content):
                continue
            if best is None or width < size:
                best, size = other, width
        nests.append(best)
    return nests


def _form(item: Finished, parsed: ParsedReport, quotations: list[Quotation]) -> Form:
    """Direct where all words stand in quotation marks, indirect where none does."""
    low, high = min(start for start, _ in item.content), max(end for _, end in item.content)
    near = [(one.start, one.end) for one in quotations if one.start < high and low < one.end]
    if not near:
        return "indirect"
    quoted = total = 0
    for start, end in item.content:
        for match in _WORD.finditer(parsed.text, start, end):
            total += 1
            at = match.start()
            quoted += any(a <= at < b for a, b in near)
    inside = any(quotation.start <= item.cue[0][0] < quotation.end for quotation in quotations)
    if not quoted or inside:
        return "indirect"
    # A word that the tokenizer or a trimmed edge leaves outside does not make a quotation mixed.
    return "direct" if quoted >= total - (1 if total > 12 else 0) else "mixed"


def _source_actors(draft: Draft, kind: SourceKind | None, actors: ActorIndex) -> list[str]:
    """The actors of a source; coordinated heads each give one. A document or an abstract source gives its owner, if
    any."""
    p, head = draft.passage, draft.source_head
    if head is None or kind == "none":
        return []
    if p.tag[head] in ("WP", "WDT") and p.dep[p.head[head]] == "relcl":
        head = p.head[p.head[head]]
    heads = [head]
    for item in heads:
        heads += p.kids(item, "conj")
    found = [actor for item in heads if (actor := actors.take(p, item)) is not None]
    found += [actor for item in heads for actor in actors.all_at(p, item) if actor not in found]
    if not found:
        owners = [kid for kid in range(*(draft.source or (0, 0))) if p.ent[kid] in ("ORG", "PERSON", "GPE")]
        found = [actor for kid in owners[-1:] if (actor := actors.take(p, kid)) is not None]
    return list(dict.fromkeys(found))


def _beside(item: Finished, things: Sequence[Time] | Sequence[Place]) -> str | None:
    """The time or place of the saying: one that hangs on the cue, outside content and source."""
    p, verb = item.draft.passage, item.draft.anchor
    if p.pos[verb] not in ("VERB", "AUX"):
        return None
    low, high = p.start, p.start + len(p.text)
    for thing in things:
        start, end = thing.span
        if not low <= start < high:
            continue
        if any(a < end and start < b for a, b in item.content + item.source):
            continue
        token = p.token_at(start)
        for above in [] if token is None else p.ancestors(token):
            if above == verb:
                return thing.id
            # Only its own words and a preposition may stand between it and the cue: "in the sharpest turn yet of a
            # dispute in the Gulf of Riga" is not where it was said.
            if p.pos[above] != "ADP" and not start <= p.begins[above] < end:
                break
    return None
