"""Details: one measure of one thing, wherever reports tell it: how many were on board, when the blast was, who owns it.

They are finer than claims, and lie across them: "the shooting went on for 40 minutes" and "It took two hours before the
guns fell silent" are tellings of one detail.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from onrecord.codebook.loader import Codebook
from onrecord.codebook.story_words import story_words
from onrecord.codebook.told_alike import concepts_of
from onrecord.stories.concepts import WordConcepts
from onrecord.stories.folding import Folded
from onrecord.stories.hours import happening_of, main_hours
from onrecord.stories.measures import Measure, apart, is_one_value, measures_in
from onrecord.stories.tellings import Piece
from onrecord.stories.words import stem

# The noun that is counted stands at most so many words behind its number.
_REACH = 4
_BREAK = re.compile(r"[,.;:()–—\"“”]")
# Where a distance is measured from stands so many words behind it.
_FROM = 6
# "two of its crew": a number of people, told by what follows or by nothing.
_PEOPLE, _ATTACKERS, _CAPACITY = "people", "~attacker", "~capacity"
# A detail is of a group when it is one with so large a share of its first members.
_SHARE, _MEMBERS = 1 / 3, 24
# Numbers of people so many times as large are of other people, but in one claim.
_TIMES = 10
# Numbers from here on are seldom of two groups of people in one story.
_ODD = 10
# Numbers of one thing, of which little else is common, are of like size.
_LIKE = 2
# Durations so many times as long are of two things.
_FAR_APART = 60
_WAYS = {
    "depth": (
        re.compile(r"\bdepths? of\s*$"),
        re.compile(r"[\s-]+(?:deep|down|below|under|beneath|underground|level)\b"),
    ),
    "height": (re.compile(r"\b(?:height|altitude) of\s*$"), re.compile(r"[\s-]+(?:high|tall|up|above)\b")),
}
_RATES = frozenset({"percent", "dollar", "euro", "pound", "barrel"})
# What begins and what ends has two hours.
_BEGINS, _ENDS = frozenset({"~begin", "~reopen"}), frozenset({"~end", "~close"})
_MOVES = frozenset({"~rise", "~fall", "~price", "barrel"})
# Between a part and the whole: "two of the five", "two of Bran's five".
_PART_OF = re.compile(r"\s+of\s+(?:[\w'’.-]+\s+){0,3}")


@dataclass(slots=True)
class Detail:
    """A measure that a piece tells: `counted` is what it counts, `about` what the words around it tell, `names` whose.

    `answers` is the piece that the report's source denied just before; `whole`: of what it counts others are a part.
    """

    piece: Piece
    host: Piece
    measure: Measure
    counted: set[str] = field(default_factory=set)
    about: list[frozenset[str]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    answers: Piece | None = None
    whole: bool = False

    @property
    def things(self) -> set[str]:
        """All that the words around it tell."""
        return {name for thing in self.about for name in thing}


class DetailFinder:
    """Finds the details of a story's pieces and which of different reports are one."""

    def __init__(self, parts: Sequence[Folded], concepts: Sequence[WordConcepts], codebook: Codebook) -> None:
        self._parts, self._concepts = parts, concepts
        self._people = {f"~{name}" for name in concepts_of(codebook).people}
        self._happenings = {f"~{name}" for name in story_words("happenings")}
        self._hours: set[int] = set()
        self._other_hours: set[int] = set()
        self._sure_hours: set[int] = set()
        self._timed: set[int] = set()
        self._states = {f"~{name}" for name in story_words("states")}

    def details_of(self, pieces: Sequence[Piece]) -> list[Detail]:
        """All details of the pieces, in their order."""
        found: list[Detail] = []
        denied: Piece | None = None
        for piece in pieces:
            if piece.answers is not None:
                denied = piece
            measures = list(measures_in(self._parts[piece.report], piece.words))
            for measure in measures:
                detail = self._detail(piece, measure, measures)
                if denied is not None and denied.report == piece.report and _goes_on(denied, piece):
                    detail.answers = detail.piece.answers = denied.answers
                found.append(detail)
        told: dict[tuple[int, int], set[str]] = defaultdict(set)
        for piece in pieces:
            told[piece.report, piece.sentence] |= piece.features
        before = {id(detail): told[detail.host.report, detail.host.sentence - 1] for detail in found}
        happening = happening_of(pieces, self._happenings)
        self._hours, self._other_hours, self._sure_hours = main_hours(found, self._parts, happening, before)
        self._timed = {detail.piece.report for detail in found if id(detail) in self._hours}
        return found

    def _detail(self, piece: Piece, measure: Measure, others: Sequence[Measure]) -> Detail:
        folded = self._parts[piece.report]
        words = [word for word in piece.words if not self._within(folded, word, [measure])]
        detail = Detail(piece, piece, measure)
        if measure.kind == "count":
            words = self._window(folded, piece, measure, others)
            detail.counted = self._counted(folded, piece.report, measure, words)
            self._note_part(detail, folded, others)
        elif measure.kind == "distance":
            last = max(w for w in piece.words if folded.begins[w] < measure.span[1])
            words = self._behind(folded, last, piece.words, _FROM)
            detail.about += [frozenset({f"~{way}"}) for way in _ways(folded, measure)]
        elif measure.kind in ("clock", "duration"):
            words = self._scene(folded, piece, measure)
        at = [word for word in piece.words if self._within(folded, word, others)]
        for word in words:
            if word in at and folded.kinds[word] == "number":
                continue
            names = {name for name in self._concepts[piece.report].get(word, ()) if name[0] == "~"}
            self._note(detail, folded, word, names)
        if _PEOPLE in detail.counted and not detail.things & self._states:
            here = {stem(folded.forms[word]) for word in words}
            carriers = {f"~{name}" for name in story_words("carriers")}
            if here & story_words("carried") or (detail.things & carriers and self._on_it(folded, measure, words)):
                # "There were 38 people on the bus": so many were aboard
                detail.about.append(frozenset({"~aboard"}))
        if "~hospital" in detail.things:
            # "taken to hospital" is not "taken to safety"
            detail.about = [thing - {"~evacuate", "~rescue"} for thing in detail.about]
        narrow = self._narrow(folded, piece, measure, words)
        detail.piece = replace(piece, span=narrow, answers=None)
        return detail

    def _note_part(self, detail: Detail, folded: Folded, others: Sequence[Measure]) -> None:
        """ "Two of Bran's five mills will close": the two are mills, and the five are all that there are."""
        text, span = folded.record.report.text, detail.measure.span
        for other in others:
            if other.kind != "count" or other is detail.measure:
                continue
            if _PART_OF.fullmatch(text[span[1] : other.span[0]]):
                window = [n for n in detail.piece.words if n > other.word]
                detail.counted = self._counted(folded, detail.piece.report, other, window)
            elif _PART_OF.fullmatch(text[other.span[1] : span[0]]):
                detail.whole = True

    def _note(self, detail: Detail, folded: Folded, word: int, names: set[str]) -> None:
        """Note what a word around a measure tells; countries tell whose, not which."""
        if folded.kinds[word] == "name":
            if not any(name[0] == "=" for name in self._concepts[detail.host.report].get(word, ())):
                detail.names.add(folded.roots[word])
            return
        told = folded.kinds[word] in ("", "first") and (names or not folded.light[word])
        people = names & self._people and not names & self._states
        if told and folded.roots[word] not in detail.counted and not people:
            detail.about.append(frozenset({folded.roots[word], *names}))

    def _on_it(self, folded: Folded, measure: Measure, words: Sequence[int]) -> bool:
        behind = [folded.forms[word] for word in self._behind(folded, measure.word, words, _REACH)]
        return bool({"on", "in", "aboard"} & set(behind))

    def _scene(self, folded: Folded, piece: Piece, measure: Measure) -> list[int]:
        """The words that tell what a time is of: the sentence's; where it begins with "it", the one before goes along:
        "The horizon turned white. 'It was a quarter past three', he said"."""
        first = (
            piece.sentence - 1 if piece.sentence and folded.forms[piece.words[0]] in ("it", "that") else piece.sentence
        )
        return [
            word
            for number in range(first, piece.sentence + 1)
            for word in range(folded.body[number].first, folded.body[number].end)
            if not self._within(folded, word, [measure])
        ]

    def _within(self, folded: Folded, word: int, measures: Sequence[Measure]) -> bool:
        begin, end = folded.begins[word], folded.ends[word]
        # No generator: this is asked for each word beside a measure.
        for measure in measures:  # noqa: SIM110
            if measure.span[0] < end and begin < measure.span[1]:
                return True
        return False

    def _window(self, folded: Folded, piece: Piece, measure: Measure, others: Sequence[Measure]) -> list[int]:
        """The words that go with a number: "a tug picked up 22 of the 24 people aboard"; what is joined by "and" goes
        with the next one: "three were killed and at least 40 hurt"."""
        counts = sorted(other.word for other in others if other.kind == "count")
        low = max((word for word in counts if word < measure.word), default=-1)
        high = min((word for word in counts if word > measure.word), default=10**9)
        if low >= 0:
            low = self._joined(folded, piece, low, measure.word) or measure.word
        if high < 10**9:
            high = self._joined(folded, piece, measure.word, high) or high
            # "More than 150 people on a boat made for 80"
            held = [w for w in piece.words if measure.word < w < high and _CAPACITY in self._told_by(piece, w)]
            high = min(held, default=high)
        return [word for word in piece.words if low < word < high and word != measure.word]

    def _told_by(self, piece: Piece, word: int) -> tuple[str, ...]:
        return self._concepts[piece.report].get(word, ())

    def _joined(self, folded: Folded, piece: Piece, first: int, second: int) -> int | None:
        """The last "and" between two words."""
        joins = [w for w in piece.words if first < w < second and folded.forms[w] in story_words("joins")]
        return joins[-1] if joins else None

    def _counted(self, folded: Folded, report: int, measure: Measure, words: list[int]) -> set[str]:
        after = self._behind(folded, measure.word, words, _REACH)
        concepts = self._concepts[report]
        for number, word in enumerate(after):
            names = set(concepts.get(word, ()))
            if folded.forms[word] in story_words("finite"):
                # "22 were picked up": they can only be people
                return {_PEOPLE}
            if folded.forms[word] == "of":
                # "two of them are missing" are people, "four of them" may be anything
                told = {name for w in words for name in concepts.get(w, ())}
                return {_PEOPLE} if told & self._states else {"them"}
            if names & (self._people | self._states):
                # "55 hurt", "183 on board"
                return {_PEOPLE}
            if folded.kinds[word] == "name" or folded.light[word]:
                continue
            later = next(
                (w for w in after[number + 1 : number + 2] if not folded.light[w] and not folded.kinds[w]), None
            )
            if later is not None and set(concepts.get(later, ())) & self._people:
                # "border guards"
                return {_PEOPLE}
            return {folded.roots[word], *names, *(folded.roots[w] for w in [later] if w is not None)}
        before = [word for word in words if word < measure.word]
        if after or not before or folded.forms[before[-1]] not in story_words("amounts_to"):
            return set()
        if "toll" in {folded.forms[word] for word in before}:
            # "the toll has risen to six"
            return {_PEOPLE}
        if any(folded.forms[word] == "number" for word in before):
            # "put the number of travellers at 183", "the number of people who died on the lake stands at 29"
            people = any(set(concepts.get(word, ())) & self._people for word in before)
            return {_PEOPLE} if people else {folded.roots[word] for word in before if not folded.light[word]}
        return set()

    def _behind(self, folded: Folded, place: int, words: Sequence[int], most: int) -> list[int]:
        """The words behind a place, up to the next mark."""
        text = folded.record.report.text
        found: list[int] = []
        for word in words:
            if place < word <= place + most:
                if _BREAK.search(text[folded.ends[word - 1] : folded.begins[word]]):
                    break
                found.append(word)
        return found

    def _narrow(self, folded: Folded, piece: Piece, measure: Measure, words: list[int]) -> tuple[int, int]:
        if measure.kind != "count":
            return piece.span
        inside = [measure.word, *words]
        return (folded.begins[min(inside)], folded.ends[max(inside)])

    def is_main_hour(self, detail: Detail) -> bool:
        """Whether a detail tells the hour of the story's happening."""
        return id(detail) in self._hours

    # -- one detail ----------------------------------------------------------------------------------------------

    def are_one(self, one: Detail, other: Detail, claim_of: Mapping[int, int]) -> bool:
        """Whether two details of different reports measure one thing."""
        if one.measure.kind != other.measure.kind or one.piece.report == other.piece.report:
            return False
        same_claim = claim_of.get(id(one.host)) == claim_of.get(id(other.host))
        for answer, asked in ((one, other), (other, one)):
            # "He denied that. The procedure had taken five months": his number stands against the one denied.
            replies = answer.answers is not None and claim_of.get(id(answer.answers)) == claim_of.get(id(asked.host))
            if replies and (one.measure.kind != "count" or one.counted & other.counted):
                return True
        common = _common(one, other)
        kind = one.measure.kind
        if kind == "count":
            return self._count_one(one, other, common, same_claim)
        if kind == "kin":
            named = bool(one.names & other.names)
            return (common >= 2 and (same_claim or named)) or (common >= 1 and same_claim and named)
        if kind == "duration" and not 1 / _FAR_APART < one.measure.high / max(other.measure.high, 1e-9) < _FAR_APART:
            return False
        if kind == "distance":
            if "yard" in one.measure.shown + other.measure.shown and not (same_claim and common >= 2):
                # A match has many.
                return False
            way = bool(one.things & other.things & {"~depth", "~height"})
            # "14 nautical miles east of Fujairah", "40 miles off Fujairah": lengths from one place, where one of them
            # tells nothing else.
            bare = bool(one.names & other.names) and not (one.things and other.things)
            return way or bare or (common >= 1 and (same_claim or bool(one.names & other.names)))
        same_value = not apart(one.measure, other.measure)
        if kind == "clock":
            sides = [(one.things & _BEGINS, other.things & _ENDS), (other.things & _BEGINS, one.things & _ENDS)]
            if any(begins and ends for begins, ends in sides):
                # "Voting began at eight", "the booths were closed at six"
                return False
            main = [id(detail) in self._hours for detail in (one, other)]
            if any(main) and {one.piece.report, other.piece.report} <= self._timed:
                # A report that tells the hour of the happening has its other hours for something else; two single hours
                # without a word of it ("be there at six", "she got up at eleven") have nothing to do with each other.
                sure = any(id(detail) in self._sure_hours for detail in (one, other))
                return all(main) and (sure or common > 0 or same_claim)
            if any(main) and any(id(detail) in self._other_hours for detail in (one, other)):
                return False
            happening = bool(one.things & other.things & self._happenings)
            return common >= 2 or happening or (common >= 1 and (same_claim or same_value))
        return common >= 2 or (common >= 1 and (same_claim or same_value)) or (same_claim and same_value)

    def _count_one(self, one: Detail, other: Detail, common: int, same_claim: bool) -> bool:
        if not one.counted & other.counted:
            return False
        if one.whole != other.whole and _PEOPLE not in one.counted & other.counted:
            # "three mills will close", "two of the five mills": not of the five
            return False
        small, large = sorted((one.measure.low, other.measure.low))
        far = large > _TIMES * max(small, 1)
        if _PEOPLE in one.counted & other.counted and far and not same_claim:
            # two hostages, and the 400 soldiers who look for them
            return False
        if _PEOPLE in one.counted & other.counted:
            ours, theirs = one.things & self._states, other.things & self._states
            places = bool(one.names & other.names)
            if (_CAPACITY in ours) != (_CAPACITY in theirs):
                # "a boat made for 80", "more than 150 on board"
                return False
            if ours and theirs:
                treated = {"~wound", "~hospital"} & ours and {"~wound", "~hospital"} & theirs
                if ours & theirs == {_ATTACKERS} and (ours | theirs) != {_ATTACKERS}:
                    # a dozen gunmen, of whom two were shot
                    return False
                return bool(ours & theirs) or (bool(treated) and not apart(one.measure, other.measure))
            if _is_same_odd(one.measure, other.measure):
                # "thirty men came in three boats", "some thirty fighters took part"
                return True
            if ours or theirs:
                return places and not far and (same_claim or not apart(one.measure, other.measure))
            return common >= 2 or (same_claim and common >= 1)
        if one.counted & other.counted == {"them"}:
            return same_claim and common >= 1
        if one.counted & other.counted & story_words("tallies"):
            # Points, games, shares: a report tells many of each, of different days and sides.
            return False
        if one.counted & other.counted & _RATES:
            # Prices and rates change by the hour: what is told of them is one thing only within one claim.
            return same_claim and common >= 1 and not (one.things | other.things) & _MOVES
        # "About 60 boats fish in the gulf", "one boat lay in the port": that both count boats is not enough; "the
        # engine and two carriages", "the engine and three coaches" are of like size.
        like = large <= _LIKE * small
        if common >= 2 or (common >= 1 and (same_claim or like or bool(one.names & other.names))):
            return not far
        return same_claim and like


def _is_same_odd(one: Measure, other: Measure) -> bool:
    """Whether two measures are one number that few things of a story have: of two figures or more."""
    return is_one_value(one, other) and min(one.high, other.high) >= _ODD


def _ways(folded: Folded, measure: Measure) -> list[str]:
    """Which way a length goes: "at a depth of 730 metres", "650 metres down"; none where it is not told."""
    text = folded.record.report.text
    before, behind = text[max(0, measure.span[0] - 20) : measure.span[0]], text[measure.span[1] : measure.span[1] + 20]
    return [name for name, (first, then) in _WAYS.items() if first.search(before) or then.match(behind)]


def _goes_on(denied: Piece, piece: Piece) -> bool:
    """Whether a piece goes on with what a denial began."""
    return (
        0 <= piece.sentence - denied.sentence <= 2
        and piece.statement is not None
        and denied.statement is not None
        and (denied.statement.id == piece.statement.id or piece.sentence > denied.sentence)
    )


def _common(one: Detail, other: Detail) -> int:
    """How many things the words around two details have in common."""
    taken: set[str] = set()
    count = 0
    theirs = other.things
    for thing in sorted(one.about, key=len):
        shared = thing & theirs
        if shared and not shared & taken:
            count += 1
        taken |= shared
    return count


def link_details(
    finder: DetailFinder, pieces: Sequence[Piece], claims: Sequence[Sequence[Piece]]
) -> list[list[Detail]]:
    """The details that several reports tell, each with its tellings in order of reports; one telling a report."""
    details = finder.details_of(pieces)
    claim_of = {id(piece): number for number, claim in enumerate(claims) for piece in claim}
    buckets: dict[str, list[Detail]] = defaultdict(list)
    for detail in details:
        buckets[detail.measure.kind].append(detail)
    groups: list[list[Detail]] = []
    for kind in sorted(buckets):
        groups += _grouped(finder, buckets[kind], claim_of)
    return [group for group in groups if len({detail.piece.report for detail in group}) > 1]


def _grouped(finder: DetailFinder, details: Sequence[Detail], claim_of: Mapping[int, int]) -> list[list[Detail]]:
    """Details of one kind in groups of one thing: each joins the group that most of is one with it."""
    groups: list[list[Detail]] = []
    # Only groups that share a word, a name or a claim can fit; of a large one some members stand for it.
    holding: dict[str, set[int]] = defaultdict(set)
    for detail in details:
        keys = {*detail.counted, *detail.names, *detail.things, f"claim {claim_of.get(id(detail.host))}"}
        if detail.answers is not None:
            keys.add(f"claim {claim_of.get(id(detail.answers))}")
        if finder.is_main_hour(detail):
            # "It was four when the street became a river" shares no word with "the dam broke at 3:40".
            keys.add("hour of the happening")
        best: tuple[float, int] | None = None
        for number in sorted({number for key in keys for number in holding[key]}):
            members = groups[number][:_MEMBERS]
            if not detail.things and any(
                other.piece.report == detail.piece.report and apart(other.measure, detail.measure) for other in members
            ):
                # "26 people had been on board: 24 crew and two guards"
                continue
            share = sum(finder.are_one(detail, other, claim_of) for other in members) / len(members)
            if share >= _SHARE and (best is None or share * len(members) > best[0]):
                best = (share * len(members), number)
        if best is None:
            best = (0.0, len(groups))
            groups.append([])
        groups[best[1]].append(detail)
        for key in keys:
            holding[key].add(best[1])
    return groups
