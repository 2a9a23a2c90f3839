"""What one report tells that the other does not: claims, background, sections, people who only comment.

Seen from one report (`side`): what stands in it and not in the other. From B these were added, from A dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from onrecord.record import Event, Span, Statement
from onrecord.stories.changes.anew import told_anew
from onrecord.stories.changes.history import is_background, is_deed, is_history, is_news, is_standing
from onrecord.stories.folding import FoldedSentence
from onrecord.stories.pairing import names_of, same_source
from onrecord.stories.passages import Passage
from onrecord.stories.scene import Draft, OneSide, Scene, Side

# A sentence whose words stand to this share in one sentence of the other report is told there.
_RETOLD = 0.5
_FEW_WORDS = 4
# A clause that came into an aligned sentence is a claim of its own from so many words on.
_CLAUSE = 4
_OTHER_WORDS = 0.5


@dataclass(slots=True)
class _Unit:
    """One thing that only this report tells: a statement, events in the reporter's words, or neither (background).

    `colour`: what neither a statement nor an event of the codebook tells; it may lead to somebody who comments.
    """

    sentences: list[FoldedSentence]
    statement: Statement | None = None
    event: Event | None = None
    commentator: bool = False
    told: bool = False
    colour: bool = False

    @property
    def claims(self) -> bool:
        """Whether it is told as a claim; background is not."""
        return self.told or self.statement is not None or self.event is not None

    @property
    def spans(self) -> list[Span]:
        return list(dict.fromkeys(sentence.span for sentence in self.sentences))


@dataclass(slots=True)
class _Telling:
    """One report seen against the other."""

    scene: Scene
    which: Side
    side: OneSide
    other: OneSide
    sentences: list[FoldedSentence]
    alone: list[int]
    paired_statements: set[str]
    paired_events: set[str]
    passage_of: dict[int, Passage]
    consumed: set[int] = field(default_factory=set)

    def draft(self, code: str, spans: list[Span], about: str | None = None, **fields: str) -> Draft:
        """A change seen from this side."""
        if self.which == "b":
            return Draft(f"{code}_added", [], spans, (None, about), fields)
        return Draft(f"{code}_dropped", spans, [], (about, None), fields)


def claims(scene: Scene) -> Iterator[Draft]:
    """claim_*, background_*, section_*, commentators_added."""
    ours, theirs = told_anew(scene, _statement_of)
    sides: tuple[tuple[Side, set[int]], ...] = (("a", ours), ("b", theirs))
    for which, anew in sides:
        telling = _telling(scene, which)
        telling.consumed.update(anew)
        yield from _told_only(telling)


def _telling(scene: Scene, which: Side) -> _Telling:
    found = scene.alignment
    if which == "a":
        return _Telling(
            scene, "a", scene.a, scene.b, found.a, found.alone_a,
            {pair.a.id for pair in scene.statements}, {pair.a.id for pair in scene.events}, scene.passage_of_a,
        )  # fmt: skip
    return _Telling(
        scene, "b", scene.b, scene.a, found.b, found.alone_b,
        {pair.b.id for pair in scene.statements}, {pair.b.id for pair in scene.events}, scene.passage_of_b,
    )  # fmt: skip


def _told_only(telling: _Telling) -> Iterator[Draft]:
    yield from _sections(telling)
    units = _units(telling)
    _join_commentators(telling, units)
    yield from _commentators(telling, [unit for unit in units if unit.commentator])
    for unit in units:
        if unit.commentator:
            continue
        if unit.statement is not None:
            source = _whose(telling.side, unit.statement, unit.spans)
            yield telling.draft("claim", unit.spans, unit.statement.id, source=source)
        elif unit.event is not None:
            yield telling.draft("claim", unit.spans, unit.event.id, source="")
        elif unit.told:
            yield telling.draft("claim", unit.spans, source="")
        else:
            yield telling.draft("background", unit.spans)
    yield from _clauses(telling)


# -- sections ------------------------------------------------------------------------------------------------


def _sections(telling: _Telling) -> Iterator[Draft]:
    """Sections with a title that the other report has not, if most of what stands in them is only there."""
    others = {_title(telling.other, title) for title, _ in telling.other.titled()}
    for title, body in telling.side.titled():
        if _title(telling.side, title) in others:
            continue
        inside = [n for n, sentence in enumerate(telling.sentences) if body[0] <= sentence.span[0] < body[1]]
        lone = [n for n in inside if n in telling.alone]
        if len(lone) * 2 <= len(inside):
            continue
        telling.consumed.update(lone)
        yield telling.draft("section", [title])
        if telling.which == "b":
            yield from _in_section(telling, [telling.sentences[n] for n in lone])


def _title(side: OneSide, span: Span) -> str:
    return " ".join(side.text[span[0] : span[1]].lower().strip(" :").split())


def _in_section(telling: _Telling, sentences: Sequence[FoldedSentence]) -> Iterator[Draft]:
    """The people who speak in an added section: one change for all of them."""
    spoken = [
        statement
        for statement in telling.side.record.statements
        if statement.within is None
        and statement.source
        and any(sentence.span[0] <= statement.source[0][0] < sentence.span[1] for sentence in sentences)
    ]
    people: dict[str, Statement] = {}
    for statement in spoken:
        known = names_of(telling.side, statement) & _known_names(telling.other)
        if statement.source_kind in ("named_person", "unnamed_people", "named_organisation", None) and not known:
            people.setdefault(_who(telling.side, statement), statement)
    # A part that tells what came before is no part of commentators for the one source that it has.
    speaking = {
        sentence.span
        for sentence in sentences
        for statement in people.values()
        if any(_overlap(span, sentence.span) for span in [*statement.content, *statement.cue])
    }
    if people and len(speaking) * 2 >= len(sentences):
        yield _commentators_draft(telling, list(people.values()))


def _who(side: OneSide, statement: Statement) -> str:
    return " ".join(sorted(names_of(side, statement))) or side.shown(statement.source)


def _known_names(side: OneSide) -> set[str]:
    return {actor.name.lower().split()[-1] for actor in side.record.actors if actor.kind == "person" and actor.name}


def _commentators(telling: _Telling, units: Sequence[_Unit]) -> Iterator[Draft]:
    """People who only comment, outside a section of their own: one change for neighbours."""
    run: list[Statement] = []
    last = -2
    for unit in units:
        if unit.statement is None:
            continue
        if run and unit.sentences[0].paragraph > last + 1:
            yield _commentators_draft(telling, run)
            run = []
        run.append(unit.statement)
        last = unit.sentences[-1].paragraph
    if run:
        yield _commentators_draft(telling, run)


def _commentators_draft(telling: _Telling, statements: Sequence[Statement]) -> Draft:
    people = {_who(telling.side, statement): statement for statement in reversed(statements)}
    chosen = [statement for statement in statements if people[_who(telling.side, statement)] is statement]
    names = [" ".join(telling.side.text[s:e].split()).split(",")[0] for st in chosen for s, e in st.source[:1]]
    spans = [span for statement in chosen for span in statement.source[:1]]
    count = "one person who only comments" if len(chosen) == 1 else f"{len(chosen)} people who only comment"
    return Draft(
        "commentators_added",
        [],
        spans,
        (None, chosen[0].id),
        {"count": count, "who": ", ".join(names)},
        ("comment", str(spans)),
    )


def _is_commentator(telling: _Telling, statement: Statement) -> bool:
    """A single person, by the words for what he or she is, whom the other report does not know."""
    if telling.which == "a" or statement.source_kind not in ("named_person", "unnamed_people"):
        return False
    if statement.source_kind == "unnamed_people" and statement.source_count != 1:
        return False
    side = telling.side
    if names_of(side, statement) & _known_names(telling.other):
        return False
    spans = list(statement.source)
    for name in statement.source_actors:
        actor = side.actors.get(name)
        if actor is not None:
            spans += [role.span for role in actor.roles]
            spans += [mention.span for mention in actor.mentions if mention.kind == "nominal"]
    words = [side.folded.forms[n] for n in side.words(spans)]
    # "a former executive", "a lawyer for the creditors": without a name these tell what they know, for a party.
    known = [word for word in words if telling.scene.is_word("commentators", word)]
    if statement.source_kind == "unnamed_people":
        known = [word for word in known if not telling.scene.is_word("of_a_party", word)]
    return bool(known)


def _join_commentators(telling: _Telling, units: Sequence[_Unit]) -> None:
    """Private people who are quoted beside each other, or beside a commentator, comment as well, whatever they do for a
    living: "…," said a baker; "…," said a nurse."""
    for before, unit in pairwise(units):
        near = unit.sentences[0].paragraph <= before.sentences[-1].paragraph + 1
        both = [one.commentator or _may_comment(telling, one.statement) for one in (before, unit)]
        if near and all(both):
            before.commentator = unit.commentator = True


def _may_comment(telling: _Telling, statement: Statement | None) -> bool:
    """Whether a statement is the quotation of somebody with a name, who holds no office and whom A does not know."""
    if telling.which == "a" or statement is None or statement.source_kind != "named_person":
        return False
    side = telling.side
    if statement.form == "indirect" or names_of(side, statement) & _known_names(telling.other):
        return False
    spans = [role.span for name in statement.source_actors if name in side.actors for role in side.actors[name].roles]
    words = [side.folded.forms[n] for n in side.words([*statement.source, *spans])]
    return not any(telling.scene.is_word("offices", word) for word in words)


# -- whole sentences -----------------------------------------------------------------------------------------


def _whose(side: OneSide, statement: Statement, spans: Sequence[Span]) -> str:
    """Whose word a claim stands on, where the words that are shown do not tell it."""
    if not statement.source or statement.source_kind == "none":
        return ", and nobody is told to have said it"
    if statement.source_kind in ("unnamed_people", "unnamed_organisation", "group") and not statement.condition:
        return f" (on the word of {side.shown(statement.source)}, without a name)"
    who = side.shown(statement.source)
    return "" if who.strip("“”…") in side.shown(spans) else f" (on the word of {who})"


def _units(telling: _Telling) -> list[_Unit]:
    units: list[_Unit] = []
    for n in telling.alone:
        sentence = telling.sentences[n]
        if n in telling.consumed or _retold(telling, sentence) or _is_condition(telling.side, sentence):
            continue
        if _goes_on(telling, sentence):
            continue
        statement = _statement_of(telling.side, sentence)
        if statement is not None and _is_old_agreement(telling, sentence, statement):
            statement = None
        if statement is not None:
            if statement.id not in telling.paired_statements:
                _add_statement(telling, units, sentence, statement)
            continue
        # "The deal allows for another ban if the firm is indicted": how things are, and what might be.
        events = [event for event in _events_of(telling.side, sentence) if event.factuality != "conditional"]
        standing = is_standing(telling.side, sentence)
        if events and not standing and not is_history(telling.side, sentence):
            if not all(event.id in telling.paired_events for event in events):
                units.append(_Unit([sentence], event=events[0]))
            continue
        if _all_quoted(telling.side, sentence) or is_news(telling.side, sentence):
            units.append(_Unit([sentence], told=True))
        elif is_background(telling.side, sentence):
            told = not standing and is_deed(telling.side, sentence)
            units.append(_Unit([sentence], told=told, colour=True))
    return _without_colour(units)


def _goes_on(telling: _Telling, sentence: FoldedSentence) -> bool:
    """Whether a sentence is part of a quotation of which the other report has the rest: the quotation was cut."""
    start, end = sentence.span
    for quote in telling.side.folded.quotes:
        # The sentence may have the quotation marks with it.
        if quote[0] - 1 <= start and end <= quote[1] + 1 and (quote[0] < start - 1 or end + 1 < quote[1]):
            return any(n in telling.passage_of for n in telling.side.folded.words_in(quote))
    return False


def _without_colour(units: list[_Unit]) -> list[_Unit]:
    """A sentence that leads to a commentator in its paragraph ("In the village, nerves are frayed.") goes with him."""
    beside = {sentence.paragraph for unit in units if unit.commentator for sentence in unit.sentences}
    return [unit for unit in units if not unit.colour or unit.sentences[0].paragraph not in beside]


def _is_old_agreement(telling: _Telling, sentence: FoldedSentence, statement: Statement) -> bool:
    """ "The two agreed in 2019 to share the river": wanted or agreed long ago, and no more than history."""
    cue = telling.side.words(statement.cue)[:1]
    wanted = any(telling.scene.is_word("attitudes", telling.side.folded.stems[n]) for n in cue)
    return wanted and is_history(telling.side, sentence)


def _is_condition(side: OneSide, sentence: FoldedSentence) -> bool:
    """ "The officials spoke on condition of anonymity …": what becomes of it is told with the condition."""
    spans = [span for item in side.record.statements for span in [*item.condition, *item.condition_reason]]
    inside = {n for n in side.words(spans) if sentence.first <= n < sentence.end}
    return bool(inside) and len(side.stems(inside)) >= 0.6 * len(side.stems(range(sentence.first, sentence.end)))


def _add_statement(telling: _Telling, units: list[_Unit], sentence: FoldedSentence, statement: Statement) -> None:
    """One unit for a statement over several sentences, and for one speaker's words in one paragraph."""
    before = units[-1] if units else None
    if before is not None and before.statement is not None:
        same = before.statement.id == statement.id
        near = before.sentences[-1].paragraph == sentence.paragraph
        if same or (near and same_source(telling.side, before.statement, telling.side, statement)):
            before.sentences.append(sentence)
            return
    units.append(_Unit([sentence], statement=statement, commentator=_is_commentator(telling, statement)))


def _retold(telling: _Telling, sentence: FoldedSentence) -> bool:
    """Whether the other report tells it within one of its sentences, in other places of it."""
    own = telling.side.roots(range(sentence.first, sentence.end)) - {"#1"}
    if len(own) < 2:
        return False
    numbers = {root for root in own if root.startswith("#")}
    mine = telling.side.folded
    names = {mine.roots[n] for n in range(sentence.first, sentence.end) if mine.kinds[n] in ("name", "first")}
    known = names & set(telling.other.folded.roots)
    others = telling.scene.alignment.b if telling.which == "a" else telling.scene.alignment.a
    folded = telling.other.folded
    for number, other in enumerate(others):
        last = others[min(number + 1, len(others) - 1)]
        shared = own & telling.other.roots(range(other.first, last.end))
        # What the other's sentences have from their own partners does not tell this one again.
        fresh = {folded.roots[n] for n in range(other.first, last.end) if _is_own(telling, n)}
        if len(shared & fresh) * 3 < len(shared):
            continue
        # Two sentences on one thing with no number in common tell of two things ("The index rose by 14 points").
        if numbers and not numbers & shared:
            continue
        # A name that the other report knows anyway, elsewhere, tells nothing new.
        missing = {root for root in own - shared if root not in known}
        if len(shared - names) >= _FEW_WORDS - 1 and len(shared) >= 3 * len(missing):
            return True
        if len(shared) >= min(_FEW_WORDS, (2 * len(own) + 2) // 3) and len(shared) >= _RETOLD * len(own):
            return True
    return False


def _is_own(telling: _Telling, n: int) -> bool:
    """Whether a word of the other report has no match in the sentences that it is aligned with."""
    back = telling.scene.passage_of_b if telling.which == "a" else telling.scene.passage_of_a
    passage = back.get(n)
    return passage is None or n in (passage.come if telling.which == "a" else passage.gone)


def _statement_of(side: OneSide, sentence: FoldedSentence) -> Statement | None:
    """The outermost statement that is told in a sentence, or that the sentence is a part of."""
    inside = [
        statement
        for statement in side.record.statements
        if any(_overlap(span, sentence.span) for span in [*statement.content, *statement.cue])
    ]
    if not inside:
        return None
    names = {statement.id for statement in inside}
    outer = [statement for statement in inside if statement.within not in names]
    # Where the sentence holds the cue, that is its statement; a quotation that goes on comes after.
    return next((s for s in outer if any(_overlap(span, sentence.span) for span in s.cue)), outer[0] if outer else None)


def _overlap(one: Span, two: Span) -> bool:
    return one[0] < two[1] and two[0] < one[1]


def _events_of(side: OneSide, sentence: FoldedSentence) -> list[Event]:
    """Events that are told first in a sentence; a later mention of one adds nothing."""
    return [
        event
        for event in side.record.events
        if event.trigger and any(_overlap(span, sentence.span) for span in event.trigger)
    ]


def _all_quoted(side: OneSide, sentence: FoldedSentence) -> bool:
    return all(side.folded.quoted[n] for n in range(sentence.first, sentence.end))


# -- clauses in aligned sentences ----------------------------------------------------------------------------


def _clauses(telling: _Telling) -> Iterator[Draft]:
    """Statements and events in sentences that the other report has without them."""
    told: list[Span] = []
    for statement in telling.side.record.statements:
        if statement.id in telling.paired_statements or statement.within is not None:
            continue
        words = telling.side.words(statement.content)
        # What a quotation has lost or got is told with the quotations.
        if _is_new(telling, words) and not all(telling.side.folded.quoted[n] for n in words):
            spans = [telling.side.covering(words)]
            told += spans
            yield telling.draft("claim", spans, statement.id, source=_whose(telling.side, statement, spans))
    for event in telling.side.record.events:
        if event.id in telling.paired_events:
            continue
        words = _clause_around(telling, event)
        if not words or all(telling.side.folded.quoted[n] for n in words):
            continue
        if _is_new(telling, words) and not any(_overlap(telling.side.covering(words), span) for span in told):
            told.append(telling.side.covering(words))
            yield telling.draft("claim", told[-1:], event.id, source="")


def _is_new(telling: _Telling, words: list[int]) -> bool:
    """Whether words of an aligned sentence have nothing of the other report in them."""
    if not words or words[0] not in telling.passage_of:
        return False
    passage = telling.passage_of[words[0]]
    changed = passage.gone if telling.which == "a" else passage.come
    telling_words = [n for n in words if not telling.side.folded.light[n]]
    there = telling.other.roots(passage.b if telling.which == "a" else passage.a)
    new = [n for n in telling_words if n in changed and telling.side.folded.roots[n] not in there]
    # In a sentence that is told in other words, every word is new and nothing that it says.
    if passage.score < _OTHER_WORDS:
        return False
    return len(new) >= _CLAUSE and len(new) >= 0.75 * len(telling_words)


def _clause_around(telling: _Telling, event: Event) -> list[int]:
    """The words that came or went around an event's trigger, if nothing stands in their place on the other side."""
    words = telling.side.words(event.trigger)
    if not words or words[0] not in telling.passage_of:
        return []
    passage = telling.passage_of[words[0]]
    for region in passage.regions:
        mine, theirs = (region.a, region.b) if telling.which == "a" else (region.b, region.a)
        if words[0] in mine and len(theirs) * 3 <= len(mine):
            return mine
    return []
