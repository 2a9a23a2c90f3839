"""Contradictions within a claim: numbers, dates, places, actors, and told as happened against denied."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.codebook.story_words import story_words
from onrecord.record import Event, Span
from onrecord.stories.folding import Folded
from onrecord.stories.likeness import cosine, things_in_common
from onrecord.stories.measures import Measure, MeasureKind, apart, is_one_value
from onrecord.stories.origins import Source, Traced
from onrecord.stories.source_names import is_name
from onrecord.stories.story import Claim, Contradiction, ContradictionCode, ReportSpan, Value
from onrecord.stories.tellings import Piece

_DAY = re.compile(r"((?:\d{4}|XXXX)-\d\d-\d\d|XXXX-WXX-\d)(T.*)?$")
_NIGHTS = frozenset({"TNI"})
# A denial is of what is told in words so much like its own (cosine).
_SAME_WORDS, _THINGS = 0.4, 2
# What there was none of stands so many words behind "no" at most.
_REACH_OF_NO = 4
# "nothing points to a mine"; "not one", "not a single".
_NONE = frozenset({"no", "nobody", "none", "nothing"})
_ONE = frozenset({"a", "an", "one", "#1", "single", "any"})
# Two deeds are one in words so much alike.
_SAME_DEED = 0.3
_CODES: dict[MeasureKind, ContradictionCode] = {"clock": "date", "kin": "actor"}
# Deeds of which one side is guilty: of others both may be told.
_CLASHES = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST"})
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_KIND_TOPICS: dict[MeasureKind, str] = {
    "clock": "The times of day differ", "duration": "How long it took differs", "distance": "The lengths differ",
    "kin": "Who is whose relation differs",
}  # fmt: skip
_HAPPENED = frozenset({"happened", "ongoing"})
_DENIED = frozenset({"denied", "not_happened"})
_TOPICS: dict[ContradictionCode, str] = {
    "number": "The numbers differ",
    "date": "The days differ",
    "place": "The places differ",
    "actor": "Who did it differs",
    "factuality": "Told as happened by some, denied by others",
}


@dataclass(slots=True)
class _Told:
    """A value that a telling gives; `low` and `high` bound what a number can be."""

    traced: Traced
    value: str
    span: Span
    low: float = 0.0
    high: float = 0.0
    side: str | None = None
    negated: frozenset[str] = frozenset()
    weekday: bool = True


def find_contradictions(
    claim: str, sources: Sequence[Source], parts: Sequence[Folded], ids: Sequence[str], origin_ids: Sequence[str]
) -> list[Contradiction]:
    """The contradictions of one claim; `ids` are the reports' ids, `origin_ids` those of `sources`."""
    traced = sorted(
        (one for source in sources for one in source.tellings), key=lambda t: (t.piece.report, t.piece.span)
    )
    if len(traced) < 2:
        return []
    names = {id(one): (source, origin_ids[n]) for n, source in enumerate(sources) for one in source.tellings}
    found: list[tuple[ContradictionCode, list[_Told]]] = []
    readers: tuple[tuple[ContradictionCode, Callable[[Traced, Sequence[Folded]], _Told | None]], ...] = (
        ("date", _day),
        ("place", _place),
        ("actor", _actor),
        ("actor", _side),
        ("factuality", _factuality),
    )
    for code, reader in readers:
        told = [one for one in (reader(telling, parts) for telling in traced) if one]
        if code != "factuality":
            # A report may tell what its source claims, and who denies it.
            told = _one_each(told)
        if code == "factuality":
            told = _about_one_thing(told)
        elif code == "date":
            told = _comparable_days(_of_one_type(told))
            if len(days := {one.value for one in told}) > 1 and len(days) == len({*map(_own_day(parts), told)} & days):
                # "Markets fell today", said on Monday and on Tuesday
                continue
        elif code == "actor":
            told = _of_like_words(told)
        if len({one.side or one.value for one in told}) > 1:
            found.append((code, told))
    return [
        _contradiction(f"{claim}-{code}{number or ''}", claim, code, told, names, ids)
        for number, (code, told) in enumerate(found)
    ]


def contradiction_of_detail(
    claim: str,
    name: str,
    kind: MeasureKind,
    told: Sequence[tuple[Traced, Measure]],
    sources: Sequence[Source],
    ids: Sequence[str],
    origin_ids: Sequence[str],
) -> Contradiction | None:
    """The contradiction between the measures of one detail; None where all can be right.

    A report that gives two values itself measures two things by one word.
    """
    names = {id(one): (source, origin_ids[n]) for n, source in enumerate(sources) for one in source.tellings}
    given: dict[int, list[tuple[Measure, bool]]] = defaultdict(list)
    for one, measure in told:
        given[one.piece.report].append((measure, one.piece.answers is not None))
    # A report that gives two values of its own measures two things by one word, unless one replies to the other.
    clear = [
        (one, measure)
        for one, measure in told
        if one.piece.answers is not None
        or not any(apart(measure, other) for other, replies in given[one.piece.report] if not replies)
    ]
    different = list(
        {(measure.low, measure.high, measure.half, measure.shown): measure for _, measure in clear}.values()
    )
    if not any(apart(a, b) for a in different for b in different):
        return None
    code: ContradictionCode = _CODES.get(kind, "number")
    shown = _shown_alike([measure for _, measure in clear])
    values = [_Told(one, shown[n], measure.span, measure.low, measure.high) for n, (one, measure) in enumerate(clear)]
    return _contradiction(name, claim, code, values, names, ids, topic=_KIND_TOPICS.get(kind))


def _shown_alike(measures: Sequence[Measure]) -> list[str]:
    """How each measure is shown: those that are one value ("4:30 a.m.", "half past four") as the first of them is."""
    firsts: list[Measure] = []
    shown = []
    for measure in measures:
        same = next((one for one in firsts if is_one_value(one, measure)), None)
        if same is None:
            firsts.append(measure)
        shown.append((same or measure).shown)
    return shown


def without_second(claims: Sequence[Claim], found: Sequence[Contradiction]) -> list[Contradiction]:
    """Leave out what is told twice, and that a claim is denied where who denies it gives another number or day for it.

    "The licence came within nine days"; "he denied that: it had taken five months".
    """
    host = {claim.id: claim.detail_of or claim.id for claim in claims}
    others = [one for one in found if one.code != "factuality"]

    def is_second(one: Contradiction) -> bool:
        denied = {origin for value in one.values if value.value == "denied" for origin in value.origins}
        return any(
            denied & set(value.origins) and {host[one.claim], one.claim} & {other.claim, host[other.claim]}
            for other in others
            for value in other.values
        )

    kept: list[Contradiction] = []
    for one in found:
        said = {(value.value, report) for value in one.values for report in value.reports}
        again = any(
            one.code == other.code
            and {value.value for value in one.values} <= {value.value for value in other.values}
            and said & {(value.value, report) for value in other.values for report in value.reports}
            for other in kept
        )
        if not again and (one.code != "factuality" or not is_second(one)):
            kept.append(one)
    return kept


def _contradiction(
    name: str,
    claim: str,
    code: ContradictionCode,
    told: Sequence[_Told],
    names: dict[int, tuple[Source, str]],
    ids: Sequence[str],
    *,
    topic: str | None = None,
) -> Contradiction:
    by_value: dict[str, list[_Told]] = defaultdict(list)
    for one in told:
        by_value[one.value].append(one)
    ordered = sorted(by_value, key=lambda value: (by_value[value][0].low, value))
    values = [_value(value, by_value[value], names, ids) for value in ordered]
    listed = "; ".join(f"{value.value} ({value.whose})" for value in values)
    return Contradiction(id=name, claim=claim, code=code, message=f"{topic or _TOPICS[code]}: {listed}.", values=values)


def _value(value: str, told: Sequence[_Told], names: dict[int, tuple[Source, str]], ids: Sequence[str]) -> Value:
    sources = [names[id(one.traced)] for one in told]
    reports = list(dict.fromkeys(ids[one.traced.piece.report] for one in told))
    who = list(dict.fromkeys(source.root.name for source, _ in sources))
    count = f"{len(reports)} report{'' if len(reports) == 1 else 's'}"
    # A rewrite's own figure is nobody's: it stands where its forebear has another.
    return Value(
        value=value,
        whose=f"{', '.join(who)}; {count}",
        reports=reports,
        origins=list(dict.fromkeys(origin for _, origin in sources)),
        spans=[ReportSpan(report=ids[one.traced.piece.report], span=one.span) for one in told],
    )


def _one_each(told: Sequence[_Told]) -> list[_Told]:
    """The first value of each report: what it says later ("not 14, as first told") is about others' values."""
    first: dict[int, str] = {}
    for one in told:
        first.setdefault(one.traced.piece.report, one.value)
    return [one for one in told if one.value == first[one.traced.piece.report]]


# -- the rest ------------------------------------------------------------------------------------------------------


def _day(one: Traced, parts: Sequence[Folded]) -> _Told | None:
    """The only day in a telling, as fully as the report gives it; "on Monday evening" is one, "in the night to Tuesday"
    two."""
    folded = parts[one.piece.report]
    record = folded.record
    if not one.piece.words or one.piece.wants:
        # "Demanded on Wednesday that the minister resign, a day after the collapse": the day of the demand
        return None
    begin, end = folded.begins[one.piece.words[0]], folded.ends[one.piece.words[-1]]
    days: dict[str, Span] = {}
    for time in record.times:
        match = _DAY.match(time.value or "") if begin <= time.span[0] < end else None
        if match is not None and not set(folded.words_in(time.span)).isdisjoint(one.piece.words):
            if match[2] in _NIGHTS:
                return None
            # "Signed on 4 May without a tender, it runs until 2031": a year is no day.
            days.setdefault(match[1], time.span)
    if len(days) != 1:
        return None
    value, span = next(iter(days.items()))
    timed = [event.time for event in one.piece.events if event.time is not None and event.time_from != "report"]
    spans = [time.span for time in record.times if time.id in timed]
    if spans and not any(start < span[1] and span[0] < stop for start, stop in spans):
        # "suspected of inciting the crowd at the rally on Wednesday": the day is of another event
        return None
    return _Told(one, value, span, weekday=any(day.lower() in record.words(span).lower() for day in _WEEKDAYS))


def _place(one: Traced, parts: Sequence[Folded]) -> _Told | None:
    """The place of the telling's event, where it is a settlement."""
    record = parts[one.piece.report].record
    event = one.piece.event
    place = next((place for place in record.places if event is not None and place.id == event.place), None)
    if place is None or place.kind != "settlement" or not _inside(place.span, one.piece):
        return None
    return _Told(one, place.name, place.span)


def _inside(span: Span, piece: Piece) -> bool:
    return piece.span[0] <= span[0] < piece.span[1]


def _actor(one: Traced, parts: Sequence[Folded]) -> _Told | None:
    """Who did it, where that is one person or body with a name."""
    record = parts[one.piece.report].record
    event: Event | None = one.piece.event
    if event is None or len(event.actors) != 1 or event.performed_by is not None:
        return None
    actor = next((actor for actor in record.actors if actor.id == event.actors[0].actor), None)
    named = record.words(event.actors[0].span)
    # A pronoun may have been taken for the wrong person.
    if actor is None or actor.kind != "person" or not is_name(actor.name) or actor.name.split()[-1] not in named:
        return None
    return _Told(one, actor.name.split()[-1], event.actors[0].span)


def _side(one: Traced, parts: Sequence[Folded]) -> _Told | None:
    """Whose people did it: "the Tajik side opened fire", "Kyrgyz guards had shot first"."""
    folded = parts[one.piece.report]
    event: Event | None = one.piece.event
    if event is None or len(event.actors) != 1 or event.performed_by is not None or event.type not in _CLASHES:
        return None
    actor = next((actor for actor in folded.record.actors if actor.id == event.actors[0].actor), None)
    span = event.actors[0].span
    if actor is None or actor.country is None or is_name(actor.name) or not _inside(span, one.piece):
        return None
    return _Told(one, " ".join(folded.record.words(span).split()), span, side=actor.country)


def _of_one_type(told: Sequence[_Told]) -> list[_Told]:
    """What is told of the commonest type of event: the day of an arrest is not that of a charge. A telling of no event,
    or of another by the reader's eyes, goes along where its words are like those of one with another day."""
    types = Counter(_type_of(one) for one in told)
    most = max(types, key=lambda name: (types[name], name), default="")
    kept = [one for one in told if _type_of(one) == most]
    others = [one for one in told if _type_of(one) != most and (not most or not _type_of(one))]
    return kept + [one for one in others if any(_tell_one_deed(one, other) for other in kept)]


def _type_of(one: _Told) -> str:
    return one.traced.piece.event.type if one.traced.piece.event else ""


def _tell_one_deed(one: _Told, other: _Told) -> bool:
    first, second = one.traced.piece, other.traced.piece
    return one.value != other.value and _alike(first, second) >= _SAME_DEED and things_in_common(first, second) >= 1


def _comparable_days(told: Sequence[_Told]) -> list[_Told]:
    """Days that are told alike: weekdays against weekdays, days of a month against such, with the year or without."""
    weekdays = [_Told(one.traced, day, one.span) for one in told if (day := _weekday(one.value))]
    if len(weekdays) == len(told):
        if not any(one.weekday for one in told) and len({one.value for one in told}) == len(
            {d.value for d in weekdays}
        ):
            # "on 4 March", "on 9 March": nobody prints a weekday
            return list(told)
        return weekdays
    dated = [one for one in told if one.value[5:7].isdigit()]
    if all(one.value[:4].isdigit() for one in dated):
        return dated
    return [_Told(one.traced, one.value[5:], one.span) for one in dated]


def _weekday(value: str) -> str | None:
    """The weekday of a value without a date ("XXXX-WXX-4"), or of a whole date; None for a day without its year."""
    if match := re.fullmatch(r"XXXX-WXX-(\d)", value):
        return _WEEKDAYS[int(match.group(1)) - 1]
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return _WEEKDAYS[date.fromisoformat(value).weekday()]
    return None


def _own_day(parts: Sequence[Folded]) -> Callable[[_Told], str | None]:
    """For a telling's day its value, where it is the day of the report itself; else None."""

    def own(one: _Told) -> str | None:
        published = parts[one.traced.piece.report].record.report.published
        if published is None:
            return None
        day = published[:10]
        printed = parts[one.traced.piece.report].record.words(one.span).lower()
        return one.value if "today" in printed and one.value in (day, day[5:], _weekday(day)) else None

    return own


def _of_like_words(told: Sequence[_Told]) -> list[_Told]:
    """Who did it, as far as others tell of the same deed in like words: who resigned in one year is not who did in
    another."""
    return [
        one
        for one in told
        if any(
            (other.side or other.value) != (one.side or one.value)
            and _alike(one.traced.piece, other.traced.piece) >= _SAME_DEED
            and things_in_common(one.traced.piece, other.traced.piece) >= 1
            for other in told
        )
    ]


def _about_one_thing(told: Sequence[_Told]) -> list[_Told]:
    """What is denied and what is told as done, as far as the words of the two are alike."""
    denied = [one for one in told if one.value == "denied"]
    done = [one for one in told if one.value != "denied"]
    kept = [
        (no, yes) for no in denied for yes in done if no.traced.root.key != yes.traced.root.key and _denies_it(no, yes)
    ]
    chosen = {id(one) for pair in kept for one in pair}
    return [one for one in told if id(one) in chosen]


def _denies_it(denied: _Told, done: _Told) -> bool:
    """Whether a denial is of what another piece of its claim tells: of what it answers, or of its words."""
    no, yes = denied.traced.piece, done.traced.piece
    if no.answers is not None:
        return True
    if denied.negated:
        # "The office offered no deal": of the very thing that the other tells there was
        same = bool(denied.negated & (yes.bag.keys() | yes.features))
        near = _alike(no, yes)
        return same and near >= _SAME_DEED and (near >= _SAME_WORDS or things_in_common(no, yes) >= _THINGS)
    if _alike(no, yes) < _SAME_WORDS or things_in_common(no, yes) < _THINGS:
        return False
    # "No shots were fired" is told of one event, which the other has as well; a denial names what it is of.
    told = {event.type for event in yes.events}
    return _is_denial(no) or not told or any(e.type in told for e in no.events if e.factuality in _DENIED)


def _negated(piece: Piece, folded: Folded) -> frozenset[str]:
    """The thing that a piece tells there was none of, in any wording: "no deal", "no such letter", "not one shot was
    fired", "nobody had fired", "nothing points to a mine"."""
    found: set[str] = set()
    for at, word in enumerate(piece.words):
        form = folded.forms[word]
        then = folded.forms[piece.words[at + 1]] if at + 1 < len(piece.words) else ""
        if form in _NONE or (form == "not" and then in _ONE):
            behind = [n for n in piece.words[at + 1 : at + 1 + _REACH_OF_NO] if not folded.light[n]]
            behind = [n for n in behind if folded.forms[n] not in _ONE] or behind
            if behind:
                found.add(folded.roots[behind[0]])
                found |= {name for thing in piece.things if folded.roots[behind[0]] in thing for name in thing}
    return frozenset(found)


def _is_denial(piece: Piece) -> bool:
    return piece.statement is not None and piece.statement.act == "deny"


def _alike(one: Piece, other: Piece) -> float:
    if one.answers is other or other.answers is one:
        return 1.0
    return cosine(one, other)


def _factuality(one: Traced, parts: Sequence[Folded]) -> _Told | None:
    piece = one.piece
    performed = [event for event in piece.events if piece.statement and event.performed_by == piece.statement.id]
    if _is_denial(piece):
        if piece.answers is not None:
            return _Told(one, "denied", piece.span)
        heavy = [word for word in piece.words if not parts[piece.report].light[word]]
        # "rejected that account" does not tell what is denied.
        return _Told(one, "denied", piece.span) if len(heavy) >= 2 else None
    if performed:
        return None
    if piece.answers is not None:
        return _Told(one, "denied", piece.span) if piece.factuality == "denied" else None
    forms = {parts[piece.report].forms[word] for word in piece.words}
    if negated := _negated(piece, parts[piece.report]):
        return _Told(one, "denied", piece.span, negated=negated)
    if piece.factuality in _DENIED:
        return _Told(one, "denied", piece.span)
    if forms & story_words("negations"):
        # What the "not" is about can't be told from the words.
        return None
    if forms & story_words("cautions") or piece.factuality not in _HAPPENED | {None}:
        return None
    return _Told(one, "happened", piece.span)
