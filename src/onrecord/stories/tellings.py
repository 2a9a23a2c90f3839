"""What a report tells, cut into pieces that can be compared: what each statement says, and what the reporter says."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from onrecord.codebook.story_words import story_words
from onrecord.codebook.told_alike import concepts_of
from onrecord.record import Event, Factuality, Record, Span, Statement
from onrecord.stories.clause_cuts import clauses, has_verb
from onrecord.stories.concepts import WordConcepts
from onrecord.stories.folding import Folded, FoldedSentence
from onrecord.stories.words import Weights
from onrecord.stories.words import stem as news_stem

# Acts that are a claim in themselves: that the minister threatened is told, not only what with.
_DEEDS = frozenset({"deny", "accuse", "ask", "urge", "warn", "threaten", "promise", "decline"})
# Acts that tell what somebody wants, not what is so.
WANTS = frozenset({"ask", "urge", "threaten", "promise"})
# What a denial without words of its own denies: "denied that", "rejected the accusation".
_ANSWERS = frozenset({"deny", "confirm", "decline"})
# ... at most so many sentences before: one that tells who the sources are may stand between.
_ANSWER_REACH = 2
# ... and who has not been told what stands so many words before the question at most.
_OPEN_REACH = 6
# A piece with fewer words that say something tells nothing that could be told again.
_LEAST_WORDS = 3
# Numbers and days tell less of what a piece is about: they are what contradictions are made of.
_KIND_WEIGHTS = {"number": 0.25, "date": 0.35, "name": 1.2}
_SOURCE_WEIGHT = 0.5
# Numbers of one digit ("#7") are no thing that two pieces have in common.
_SMALL = 2
# "Men", "people" tell of nearly everything, "sailors" of whom a story is about.
_PEOPLE_WEIGHT, _SORT_WEIGHT = 0.3, 0.85
# A thing told in other words weighs somewhat less than a word of usual rarity; a country as a name.
_CONCEPT_WEIGHT, _COUNTRY_WEIGHT = 4.0, 2.5


@dataclass(slots=True)
class Piece:
    """A part of a sentence that tells one thing, in the words of one source.

    `statement` is the outermost statement whose content it is (of those that only an outlet passes on, the next inner
    one), None in the reporter's own words; `words` are the folded words' numbers; `bag` their stems with weights,
    `names` the stems that are names there; `presupposed`: it takes for known what its claim tells; `rest`: it is what
    a sentence has beside a statement.
    """

    report: int
    sentence: int
    statement: Statement | None
    span: Span
    words: list[int]
    events: list[Event] = field(default_factory=list)
    bag: dict[str, float] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    things: list[frozenset[str]] = field(default_factory=list)
    features: set[str] = field(default_factory=set)
    factuality: Factuality | None = None
    answers: Piece | None = None
    presupposed: bool = False
    rest: bool = False

    @property
    def wants(self) -> bool:
        """Whether it tells what somebody asks, promises or threatens: what it mentions beside that is nobody's word."""
        return self.statement is not None and self.statement.act in WANTS

    @property
    def event(self) -> Event | None:
        """The event that the piece tells of; the first where it tells of several."""
        return self.events[0] if self.events else None


def pieces_of(number: int, folded: Folded, *, fine: bool = False) -> list[Piece]:
    """The pieces of a report's body in their order; `number` is the report's in the story.

    `fine` cuts off subordinate clauses too: lineage is found by whole clauses, claims by finer ones.
    """
    if folded.told is None:
        folded.told = list(_told_words(folded))
    pieces: list[Piece] = []
    for place, told in folded.told:
        pieces += _pieces_of_sentence(number, folded, place, told, fine)
    for event in folded.record.events:
        for mention in event.mentions:
            _place_event(event, mention.trigger, mention.factuality, pieces)
    return _with_answers([piece for piece in pieces if _says_something(piece, folded)], folded)


# The words of a sentence by whom they are told, None for the reporter.
_Tellers = list[tuple[Statement | None, list[int]]]


def _told_words(folded: Folded) -> Iterator[tuple[int, _Tellers]]:
    """The sentences of the body that tell something, by their numbers, with who tells which of their words."""
    record = folded.record
    tellers = [one for one in _tellers(record.statements) if not _by_nobody(record, one)]
    conditional = [statement for statement in record.statements if statement.condition]
    for place, sentence in enumerate(folded.body):
        if record.words(sentence.span).rstrip().endswith("?"):
            # "What do you think?" asks the reader; a question in quotation marks ends with the mark.
            continue
        if any(
            _touched(statement.condition, sentence.span) and not _touched(statement.content, sentence.span)
            for statement in conditional
        ):
            # "The officials spoke on condition of anonymity" tells of the sources, not of the happening.
            continue
        here = [statement for statement in tellers if _touched(statement.content, sentence.span)]
        yield place, _tellers_in(folded, sentence, here)


def without_outlets(pieces: Sequence[Piece], folded: Folded, outlets: Sequence[str]) -> Sequence[Piece]:
    """Leave the names of outlets out of what pieces say: "told The Valley Times" tells of no valley."""
    names = sorted({re.escape(name) for name in outlets if name}, key=len, reverse=True)
    spans = [match.span() for match in re.finditer("|".join(names) or r"(?!)", folded.record.report.text)]
    named = {word for span in spans for word in folded.words_in(span)}
    for piece in pieces:
        piece.words = [word for word in piece.words if word not in named] or piece.words
    return pieces


def _with_answers(pieces: list[Piece], folded: Folded) -> list[Piece]:
    """A denial that only points back tells of what stands before it: "A spokesman denied that"."""
    for number, piece in enumerate(pieces):
        told = piece.statement
        if number and told is not None and told.act in _ANSWERS:
            content = {word for span in told.content for word in folded.words_in(span)}
            heavy = {folded.stems[word] for word in content if not folded.light[word]}
            before = pieces[number - 1]
            if len(heavy) == 1:
                # "Police confirmed the arrest": the piece that tells of it, where one does
                named = [p for p in pieces[:number] if heavy & {folded.stems[word] for word in p.words}]
                before = named[-1] if named else before
                if not named and told.act == "deny":
                    before = _main_clause(_up_to_credited(pieces[:number], piece), folded)
                piece.answers = before.answers or before
            elif not heavy and piece.sentence - before.sentence <= _ANSWER_REACH:
                piece.answers = before.answers or _main_clause(_up_to_credited(pieces[:number], piece), folded)
        elif number and told is not None and _is_refutation(piece, folded):
            before = pieces[number - 1]
            if piece.sentence - before.sentence <= _ANSWER_REACH:
                piece.answers, piece.factuality = before.answers or before, "denied"
    return pieces


def _up_to_credited(pieces: list[Piece], answer: Piece) -> list[Piece]:
    """The pieces up to the last one in reach that somebody is credited with: what is rejected was said.

    "The boats had crossed, officials said. They were taken to Ventspils. The ministry rejected the accusation."
    """
    for at in range(len(pieces), 0, -1):
        told = pieces[at - 1]
        if answer.sentence - told.sentence > _ANSWER_REACH:
            break
        if told.statement is not None:
            return pieces[:at]
    return pieces


def _main_clause(pieces: Sequence[Piece], folded: Folded) -> Piece:
    """The last of some pieces, or what it is subordinate to: "he fired first, after the gate fell", not the gate."""
    begins = story_words("subordinators") | story_words("relatives")
    at = len(pieces) - 1
    while (
        at
        and folded.forms[pieces[at].words[0]] in begins
        and pieces[at - 1].sentence == pieces[at].sentence
        and pieces[at - 1].statement is pieces[at].statement
    ):
        at -= 1
    return pieces[at]


def _is_refutation(piece: Piece, folded: Folded) -> bool:
    """ "A spokeswoman said this was untrue": a denial in other words."""
    forms = [folded.forms[word] for word in piece.words]
    heavy = {folded.stems[word] for word in piece.words if not folded.light[word]}
    untrue = story_words("untrue") & set(forms) or {"not", "true"} <= set(forms)
    return bool(untrue) and len(heavy) <= 2 and bool(forms) and forms[0] in story_words("points_back")


def _tellers(statements: Sequence[Statement]) -> list[Statement]:
    """Statements with content, in the order in which a later one takes words over from an earlier.

    Who tells a thing first-hand is the outermost source: "officials said that the minister had admitted it" rests on
    the officials. An outlet that passes on what others said is no such source.
    """
    outer = {statement.id: statement.within for statement in statements}

    def depth(statement: Statement) -> int:
        steps, above = 0, statement.within
        while above in outer and steps < 9:
            steps, above = steps + 1, outer[above]
        return steps

    told = [statement for statement in statements if statement.content]
    return sorted(told, key=lambda s: (s.source_kind not in ("media", "none"), -depth(s), s.id))


def _by_nobody(record: Record, statement: Statement) -> bool:
    """Whether nobody says it: "No group claimed the attack" tells that, not the attack."""
    words = record.words(statement.source[0]).lower().split() if statement.source else []
    return bool(words) and words[0] in story_words("nobody")


def _tellers_in(folded: Folded, sentence: FoldedSentence, statements: Sequence[Statement]) -> _Tellers:
    owner: dict[int, Statement | None] = dict.fromkeys(range(sentence.first, sentence.end))
    frame: set[int] = set()
    for statement in statements:
        for span in _frame_spans(statement):
            frame.update(folded.words_in(span))
        for span in statement.content:
            for word in folded.words_in(span):
                if word in owner:
                    owner[word] = statement
    by_statement: dict[str | None, list[int]] = defaultdict(list)
    for word, owned_by in owner.items():
        if owned_by is not None or word not in frame:
            by_statement[owned_by.id if owned_by else None].append(word)
    known = {statement.id: statement for statement in statements}
    return [
        (known[name] if name else None, words)
        for name, words in by_statement.items()
        if name or len(by_statement) == 1 or len(words) >= _LEAST_WORDS
    ]


def _pieces_of_sentence(number: int, folded: Folded, place: int, told: _Tellers, fine: bool) -> list[Piece]:
    pieces: list[Piece] = []
    for teller, words in told:
        if teller is not None and teller.act in _DEEDS:
            span = (folded.begins[words[0]], folded.ends[words[-1]])
            span = _with_source(span, teller, folded.body[place].span)
            pieces.append(Piece(number, place, teller, span, list(words)))
            continue
        for clause in clauses(folded, words, fine=fine):
            # "$1.2 million" is folded to the number and its unit: the last word is not the last in the text.
            span = (folded.begins[clause[0]], max([folded.ends[word] for word in clause]))
            rest = teller is None and len(told) > 1
            pieces.append(Piece(number, place, teller, span, clause, rest=rest))
    return sorted(pieces, key=lambda piece: piece.span)


def _frame_spans(statement: Statement) -> list[Span]:
    """The words that tell who says it and how, which are no part of what is told."""
    told = (statement.source, statement.cue, statement.addressee, statement.medium)
    return [span for spans in (*told, statement.condition, statement.condition_reason) for span in spans]


def _with_source(span: Span, statement: Statement, sentence: Span) -> Span:
    """A deed is told with who did it: "the ministry rejected that account"."""
    spans = [span, *(s for s in (*statement.source, *statement.cue) if sentence[0] <= s[0] and s[1] <= sentence[1])]
    return (min(start for start, _ in spans), max(end for _, end in spans))


def _touched(spans: Sequence[Span], by: Span) -> bool:
    """Whether any of the spans overlaps another."""
    first, end = by
    # No generator: this is asked for each sentence and statement of a story.
    for begin, until in spans:  # noqa: SIM110
        if begin < end and first < until:
            return True
    return False


def _place_event(event: Event, trigger: Sequence[Span], factuality: Factuality | None, pieces: Sequence[Piece]) -> None:
    """Give an event to the piece whose words hold its trigger; a deed's event goes with what was said."""
    for piece in pieces:
        performed = piece.statement is not None and event.performed_by == piece.statement.id
        if (performed or _touched(trigger, piece.span)) and all(event.id != other.id for other in piece.events):
            piece.events.append(event)
            piece.factuality = piece.factuality or factuality


def _leaves_open(piece: Piece, folded: Folded) -> bool:
    """ "It was not clear where the boats had been", "declined to say how many there were": a question tells nothing;
    "in Riga, where the boats lie" does."""
    first, last = piece.words[0], piece.words[-1]
    if folded.forms[first] == "it" and folded.forms[last] in story_words("open"):
        # "It was not clear", before the question
        return True
    forms = [folded.forms[word] for word in piece.words]
    if "whether" in forms and story_words("negations") & set(forms[: forms.index("whether")]):
        # "Nobody had been able to tell him whether Stelios was among those picked up"
        return True
    if folded.forms[first] not in story_words("questions") or not first:
        return False
    if folded.forms[first - 1] in story_words("left_open"):
        return True
    # "Latvia has not yet told Estonia formally why the crew was detained"
    before = set(folded.forms[max(first - _OPEN_REACH, 0) : first])
    return bool(before & story_words("negations") and before & story_words("informing"))


def _is_fragment(piece: Piece, folded: Folded) -> bool:
    """Whether what stands beside a statement tells nothing by itself: it has no verb, no number and no "that".

    "On Tuesday, in the sharpest turn yet of a dispute over water, the ministry said …"; "at five in the morning" and
    "that a company close to her lets" do tell something.
    """
    if folded.forms[piece.words[0]] == "that" or any(folded.kinds[word] == "number" for word in piece.words):
        return False
    return not has_verb(folded, piece.words)


def _is_no_reply(piece: Piece, folded: Folded) -> bool:
    """ "The ministry did not answer questions", "declined to comment": nothing is told of anything; "he refused a deal"
    does tell."""
    content = [word for span in piece.statement.content for word in folded.words_in(span)] if piece.statement else []
    heavy = {folded.stems[word] for word in content if not folded.light[word]}
    return heavy <= {news_stem(word) for word in story_words("no_reply")} | story_words("no_reply")


def _says_something(piece: Piece, folded: Folded) -> bool:
    if _leaves_open(piece, folded):
        return False
    if piece.statement is not None and piece.statement.act == "decline" and _is_no_reply(piece, folded):
        return False
    if piece.rest and not piece.events and _is_fragment(piece, folded):
        return False
    heavy = {folded.stems[word] for word in piece.words if not folded.light[word]}
    if piece.statement is not None and (piece.statement.act in _ANSWERS or _is_refutation(piece, folded)):
        # "A spokesman denied that" tells something by what stands before it.
        return True
    if piece.statement is not None and piece.statement.act in _DEEDS:
        return bool(heavy)
    told = bool(piece.events) or any(folded.kinds[word] == "number" for word in piece.words)
    if (
        told
        and piece.statement is not None
        and folded.forms[piece.words[0]] == "it"
        and len(piece.words) > _LEAST_WORDS
    ):
        # "It was just before six"
        return True
    # "It was going too fast", with somebody who says so
    credited = piece.statement is not None and len(piece.words) >= _LEAST_WORDS
    return len(heavy) >= _LEAST_WORDS or ((told or credited) and len(heavy) >= 2)


def weigh(
    pieces: Iterable[Piece], parts: Sequence[Folded], weights: Weights, concepts: Sequence[WordConcepts] | None = None
) -> None:
    """Fill the bags of all pieces of a story.

    A word weighs less the more common it is in news, and the more of a report's own pieces have it: whom the story is
    about stands in most of them, what one claim is about in one or two of each report. With `concepts`, for each
    report what its words tell in any wording, pieces in other words have that in common.
    """
    listed = list(pieces)
    spread, usual = _spread(listed, parts, concepts)
    named = {part.roots[word] for part in parts for word, kind in enumerate(part.kinds) if kind == "name"}
    roles = [_role_words(part) for part in parts]
    # How much rarer than usual a word is among the story's pieces, and in news; asked for again and again.
    rarities: dict[str, float] = {}
    in_news: dict[str, float] = {}
    for piece in listed:
        folded, known = parts[piece.report], concepts[piece.report] if concepts else {}
        words = [(word, 1.0) for word in piece.words]
        if piece.statement is not None and piece.statement.act in _DEEDS:
            spans = (*piece.statement.source, *piece.statement.cue)
            words += [(word, _SOURCE_WEIGHT) for span in spans for word in folded.words_in(span)]
        own, role = len(piece.words), roles[piece.report]
        for number, (word, share) in enumerate(words):
            if not folded.light[word]:
                form, root = folded.forms[word], folded.roots[word]
                if (factor := in_news.get(form)) is None:
                    factor = in_news[form] = weights.of(news_stem(form))
                factor *= share
                if number < own and (names := known.get(word)):
                    factor *= min([_people_weight(name) for name in names])
                if (rarity := rarities.get(root)) is None:
                    rarity = _rarity(root, spread, usual, rarities)
                _weigh_word(piece, root, folded.kinds[word], word in role, rarity, factor)
        # A name that opens a sentence is one too.
        piece.names |= {
            folded.roots[word] for word in piece.words if folded.kinds[word] == "first" and folded.roots[word] in named
        }
        if concepts:
            _weigh_concepts(piece, known, spread, usual, rarities)
            _note_things(piece, folded, known)
        length = math.sqrt(sum(weight * weight for weight in piece.bag.values()))
        piece.bag = {stem: weight / length for stem, weight in sorted(piece.bag.items())} if length else {}


def _spread(
    pieces: Sequence[Piece], parts: Sequence[Folded], concepts: Sequence[WordConcepts] | None
) -> tuple[dict[str, float], float]:
    """In how many pieces of a report each stem stands, of those reports that have it; and how many a report has."""
    holding: dict[int, Counter[str]] = defaultdict(Counter)
    for piece in pieces:
        roots, number = parts[piece.report].roots, piece.report
        told = {roots[word] for word in piece.words}
        if concepts and (known := concepts[number]):
            told.update([name for word in piece.words if word in known for name in known[word]])
        holding[number].update(told)
    sums: dict[str, list[int]] = defaultdict(list)
    for held in holding.values():
        for stem, count in held.items():
            sums[stem].append(count)
    usual = len(pieces) / max(1, len(holding))
    return {stem: sum(counts) / len(counts) for stem, counts in sums.items()}, usual


def _rarity(stem: str, spread: Mapping[str, float], usual: float, known: dict[str, float]) -> float:
    if (found := known.get(stem)) is None:
        found = known[stem] = math.log(1 + usual / spread.get(stem, 1.0))
    return found


def _weigh_word(piece: Piece, root: str, kind: str, is_role: bool, rarity: float, factor: float) -> None:
    if is_role or kind == "name":
        piece.names.add(root)
    weight = factor * _KIND_WEIGHTS.get(kind, 1.0) * rarity
    if weight > piece.bag.setdefault(root, 0.0):
        piece.bag[root] = weight


def _role_words(folded: Folded) -> set[int]:
    """The words that tell who somebody is: "opposition leader Mutale Chanda"."""
    return {
        word
        for actor in folded.record.actors
        for role in actor.roles
        for word in folded.words_in(role.span)
        if role.span[0] <= folded.begins[word] and folded.ends[word] <= role.span[1]
    }


@lru_cache(maxsize=4096)
def _people_weight(name: str) -> float:
    if name == "~people":
        return _PEOPLE_WEIGHT
    return _SORT_WEIGHT if name[1:] in concepts_of(None).people else 1.0


def _weigh_concepts(
    piece: Piece, concepts: WordConcepts, spread: Mapping[str, float], usual: float, rarities: dict[str, float]
) -> None:
    for word in piece.words:
        names = concepts.get(word, ())
        for name in names:
            if (rarity := rarities.get(name)) is None:
                rarity = _rarity(name, spread, usual, rarities)
            # Of a word that can tell several things each weighs less.
            weight = (_COUNTRY_WEIGHT if name[0] == "=" else _CONCEPT_WEIGHT) * rarity / math.sqrt(len(names))
            weight *= _people_weight(name)
            if weight > piece.bag.setdefault(name, 0.0):
                piece.bag[name] = weight


def _note_things(piece: Piece, folded: Folded, concepts: WordConcepts) -> None:
    """Keep what each word of a piece tells, but for names."""
    for word in piece.words:
        names = {name for name in concepts.get(word, ()) if name[0] == "~"}
        if folded.kinds[word] == "number" and len(folded.roots[word]) <= _SMALL:
            # "one of them" and "one of the wounded" have nothing in common
            continue
        if "~people" in names:
            # "men", "people": who is told of, in any report
            continue
        if folded.kinds[word] in ("", "first", "number") and not (folded.light[word] and not names):
            piece.things.append(frozenset({folded.roots[word], *names}))
    piece.features = {name for thing in piece.things for name in thing}


def piece_words(record: Record, piece: Piece, most: int = 160) -> str:
    """The characters of a piece on one line, cut to `most`."""
    words = " ".join(record.words(piece.span).split()).strip(" ,;:–—-")
    return words if len(words) <= most else words[: most - 1].rsplit(" ", 1)[0] + "…"
