"""The origins of a claim: every telling followed to its root, by attribution and by the descent of its report."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.codebook.story_words import story_words
from onrecord.stories.circle import Root, same_root
from onrecord.stories.descent import Descent
from onrecord.stories.likeness import cosine
from onrecord.stories.source_names import stems
from onrecord.stories.sources import SourceReader
from onrecord.stories.tellings import Piece
from onrecord.stories.voices import main_voice, speaking

# The sentences of a report that tell in short what it tells again further down (the first has the number 0).
_LEAD = 2
_NO_PART = re.compile(
    r"\bnothing to do with\b|\bno (?:part|hand|role|involvement) in\b"
    r"|\b(?:not|n[o']t) (?:involved in|behind|responsible for)\b"
    r"|\bden(?:y|ies|ied|ying) (?:any |all )?(?:involvement|responsibility|a role|a part|a hand|being behind)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Traced:
    """A telling of a claim with its root; `source` is the telling that it was taken over from."""

    piece: Piece
    root: Root
    source: Traced | None = None

    @property
    def inherited(self) -> bool:
        """Whether the root is that of the report it was made from."""
        return self.source is not None


@dataclass(slots=True)
class Source:
    """An origin of a claim with the tellings that lead to it."""

    root: Root
    tellings: list[Traced] = field(default_factory=list)
    by_way_of: list[str] = field(default_factory=list)

    @property
    def denies(self) -> bool:
        """Whether all that it says of the claim is that it is not so."""
        return all(denies(one.piece) for one in self.tellings)

    @property
    def disputes(self) -> bool:
        """Whether it denies the claim in one telling at least; what else it says is then its own account."""
        return any(denies(one.piece) or one.piece.answers is not None for one in self.tellings)


def denies(piece: Piece) -> bool:
    """Whether a telling denies what its claim says."""
    told = piece.statement
    return (told is not None and told.act == "deny") or piece.factuality in ("denied", "not_happened")


def trace(
    claim: Sequence[Piece],
    readers: Sequence[SourceReader],
    descents: Sequence[Descent],
    aligned: Mapping[tuple[int, int], set[tuple[int, int]]],
    *,
    happening: bool = False,
) -> list[Traced]:
    """The root of each telling of a claim; `happening` where it is the one that the whole story is about.

    What a report took over from the one it was made from has the root that it has there: a rewrite that drops or
    swaps the source adds no origin. What it tells of its own, or what only outlets pass on, is followed by itself.
    """
    # "The party demanded his resignation, a day after the dam burst": it was not the party that told of the dam.
    aside = 2 * sum(piece.wants for piece in claim) < len(claim)
    by_report: dict[int, list[Piece]] = {}
    for piece in claim:
        by_report.setdefault(piece.report, []).append(piece)
    done: dict[int, list[Traced]] = {}
    for number in sorted(by_report, key=lambda n: _depth(n, descents)):
        parent = _telling_forebear(number, descents, by_report)
        inherited = done.get(parent, []) if parent is not None else []
        passage = descents[number].kind == "partial_reuse"
        done[number] = [
            _inherit(piece, inherited, readers[number], aligned, passage=passage, happening=happening, aside=aside)
            for piece in _weighty(_testifying(by_report[number], readers[number]) if happening else by_report[number])
        ]
        if parent is not None:
            _set_apart_added(done[number], readers[number], readers[parent])
    traced = _through_outlets([one for number in sorted(done) for one in done[number]], readers)
    return _resting(_carried_on(traced, readers), readers)


def _depth(number: int, descents: Sequence[Descent]) -> int:
    depth = 0
    while (parent := descents[number].parent) is not None:
        number, depth = parent, depth + 1
    return depth


def _telling_forebear(number: int, descents: Sequence[Descent], telling: Mapping[int, object]) -> int | None:
    """The nearest forebear that tells the claim too."""
    at = descents[number].parent
    while at is not None and at not in telling:
        at = descents[at].parent
    return at


def _testifying(pieces: list[Piece], reader: SourceReader) -> list[Piece]:
    """Of the tellings of a story's happening those that tell of it, where a report has any: who says that he had
    nothing to do with an attack takes it for known."""
    kept = [piece for piece in pieces if not _NO_PART.search(reader.record.words(piece.span))]
    return kept or pieces


def _weighty(pieces: list[Piece]) -> list[Piece]:
    """A report that credits a claim somewhere has no word of its own for it: its headline or lead rests on that."""
    credited = [piece for piece in pieces if piece.statement is not None]
    return credited or pieces


def _inherit(
    piece: Piece,
    parents: Sequence[Traced],
    reader: SourceReader,
    aligned: Mapping[tuple[int, int], set[tuple[int, int]]],
    *,
    passage: bool,
    happening: bool,
    aside: bool,
) -> Traced:
    """The root of a telling; `parents` are those of the report it was made from, or took a `passage` from. With `aside`
    who asks for something only mentions what the claim tells."""
    by = None if aside and piece.wants else piece.statement
    own = reader.root(by)
    credited = by is not None
    if by is not piece.statement and not parents:
        return Traced(piece, own)
    voice = own if credited or own.kind != "outlet" else speaking(reader, piece.span) or own
    taken = [one for one in parents if _are_aligned(piece, one.piece, aligned)]
    same = next((one for one in parents if _same_source(one.root, voice)), None)
    if same is not None and not (passage and happening):
        return Traced(piece, same.root, same)
    # Where only a passage was taken over the rest is the report's own.
    found = passage and (happening or not (taken or (credited and own.kind == "outlet")))
    if not parents or found:
        if happening and not credited and voice.kind == "outlet":
            voice = main_voice(reader, piece.span) or voice
        return Traced(piece, voice)
    if credited and not taken and not piece.presupposed and own.kind in ("person", "office", "document"):
        # A sentence that the forebear lacks, with a source that has a name: found by this report itself.
        return Traced(piece, own)
    # A rewrite that credits nobody has it from where its forebear has it, whoever speaks in the sentence before.
    source = max(taken or parents, key=lambda one: round(cosine(piece, one.piece), 6))
    return Traced(piece, source.root, source)


def _set_apart_added(told: Sequence[Traced], reader: SourceReader, parents: SourceReader) -> None:
    """A rewrite that goes on citing its forebear's source for a claim has whom it cites beside that from elsewhere.

    "Our boat was in our water, the police said", and in the rewrite also: "It was in ours, the ministry said". Where it
    cites another source only, that one was put in the place of the forebear's.
    """
    own = {id(one): reader.root(one.piece.statement) for one in told if one.piece.statement is not None}
    kept = [one.root for one in told if one.inherited and id(one) in own and same_root(one.root, own[id(one)])]
    for one in told:
        root = own.get(id(one))
        if root is None or not one.inherited or root.kind not in ("person", "office", "document"):
            continue
        beside = any(same_root(one.root, other) for other in kept) and not same_root(one.root, root)
        if beside and not any(same_root(root, other) for other in parents.roots.values()):
            one.root, one.source = root, None


def _same_source(known: Root, own: Root) -> bool:
    """Whether a source of a report is one of its forebear's: "a customs officer" of a digest is the one who spoke to
    the agency."""
    if known.kind == own.kind == "unnamed":
        return known.key[2] == own.key[2]
    return known.key == own.key


def _are_aligned(one: Piece, other: Piece, aligned: Mapping[tuple[int, int], set[tuple[int, int]]]) -> bool:
    if one.report > other.report:
        one, other = other, one
    return (one.sentence, other.sentence) in aligned.get((one.report, other.report), ())


def _through_outlets(traced: list[Traced], readers: Sequence[SourceReader]) -> list[Traced]:
    """What only an outlet is given for ("Northline reported") has the root that the outlet's own report gives."""
    own: dict[str, Root] = {}
    for one in traced:
        house = readers[one.piece.report].own_words()
        if house.key[0] == "media" and not one.inherited:
            known = own.get(house.key[1])
            if known is None or known.kind == "outlet":
                own[house.key[1]] = one.root
    for one in traced:
        if one.root.key[0] == "media" and (root := own.get(one.root.key[1])) and root.key != one.root.key:
            ways = list(dict.fromkeys([*root.by_way_of, one.root.name]))
            one.root = Root(root.key, root.name, root.kind, ways, root.stands_for)
    return traced


def _carried_on(traced: list[Traced], readers: Sequence[SourceReader]) -> list[Traced]:
    """A report's own words rest on a source that it credits elsewhere, where others tell the same on its word.

    "Two sailors are missing", a report begins, and only below: "Commander Qubaisi told Northline …".
    """
    credited = [one.root for one in traced if one.root.kind != "outlet" and one.piece.answers is None]
    for one in traced:
        if one.root.kind == "outlet" and one.piece.statement is None and not one.inherited:
            if one.piece.sentence > _LEAD:
                continue
            reader = readers[one.piece.report]
            theirs = list(reader.roots.values())
            root = next((root for root in credited if any(same_root(root, other) for other in theirs)), None)
            if root is not None:
                one.root = root
    for one in traced:
        if one.source is not None:
            one.root = one.source.root
    return traced


def _resting(traced: list[Traced], readers: Sequence[SourceReader]) -> list[Traced]:
    """What reporters tell in their own words where others tell the same on somebody's word: it goes with the source
    that tells it in the likest words, since no word of another origin is shown.

    "Schools stay shut until Monday", and elsewhere "schools would stay shut until Monday, the mayor's office said".
    It stands by itself where it gives another number, and where others credit the outlet for it.
    """
    cited = {
        one.root.key
        for one in traced
        if one.root.kind == "outlet" and one.root.key != readers[one.piece.report].own_words().key
    }
    credited = [one for one in traced if one.root.kind != "outlet" and not denies(one.piece)]
    for one in traced:
        if one.root.kind != "outlet" or one.inherited or one.root.key in cited or denies(one.piece):
            continue
        near = [other for other in credited if not _numbers_differ(one.piece, other.piece)]
        # Who is credited with the very words goes before who only speaks nearby.
        near = [other for other in near if other.piece.statement is not None] or near
        if near:
            best = max(near, key=lambda other: (round(cosine(one.piece, other.piece), 6), -other.piece.report))
            one.root = best.root
    for one in traced:
        if one.source is not None and one.root.kind == "outlet":
            one.root = one.source.root
    return traced


def _numbers_differ(one: Piece, other: Piece) -> bool:
    """Whether two pieces have numbers and none in common."""
    ours, theirs = ({stem for stem in piece.bag if stem[0] == "#"} for piece in (one, other))
    return bool(ours and theirs) and not ours & theirs


def sources_of(traced: Sequence[Traced]) -> list[Source]:
    """The different roots of a claim's tellings, in the order of their first report."""
    found: list[Source] = []
    for one in traced:
        source = next((source for source in found if same_root(source.root, one.root)), None)
        if source is None:
            source = Source(one.root)
            found.append(source)
        elif len(one.root.name) > len(source.root.name) and one.root.kind == source.root.kind:
            source.root = _fuller(source.root, one.root)
        source.tellings.append(one)
        source.by_way_of = list(dict.fromkeys([*source.by_way_of, *one.root.by_way_of]))
    return _with_countries(_of_one_chain(found))


def _of_one_chain(sources: list[Source]) -> list[Source]:
    """Who spoke to one outlet without a name is one source, unless a report tells them apart.

    "Two engineers told Southwire", a rewrite: "employees of the plant told the Southwire agency".
    """
    kept: list[Source] = []
    for source in sources:
        reports = {one.piece.report for one in source.tellings}
        same = next(
            (
                other
                for other in kept
                if source.root.kind == other.root.kind == "unnamed"
                and source.root.key[1] == other.root.key[1]
                and source.denies == other.denies
                and not reports & {one.piece.report for one in other.tellings}
                and {source.root.key[2], other.root.key[2]} & (story_words("anybody") - {"diplomat"})
            ),
            None,
        )
        if same is None:
            kept.append(source)
        else:
            same.tellings += source.tellings
            same.by_way_of = list(dict.fromkeys([*same.by_way_of, *source.by_way_of]))
    return kept


def _with_countries(sources: list[Source]) -> list[Source]:
    """ "Moscow said", "Russia says": the office of that country that tells the claim, where it is one."""
    kept: list[Source] = []
    for source in sources:
        key = source.root.key
        of_it = [
            other
            for other in sources
            if other is not source and other.root.key[0] == key[0] == "office" and other.root.key[1] == key[1]
        ]
        if key[0] == "office" and len(key) == 2 and len(of_it) == 1 and len(of_it[0].root.key) > 2:
            of_it[0].tellings += source.tellings
            of_it[0].by_way_of = list(dict.fromkeys([*of_it[0].by_way_of, *source.by_way_of]))
        else:
            kept.append(source)
    return kept


def _fuller(one: Root, other: Root) -> Root:
    key = one.key if one.key[0] == "office" and one.key[1] else other.key
    return Root(key, other.name, other.kind, stands_for=one.stands_for | other.stands_for)


def count_origins(sources: Sequence[Source]) -> tuple[int, int]:
    """How many origins are shown to be different, and how many more there may be.

    Unnamed sources of different outlets can be the same people; those of one outlet that it tells apart are not. Who
    speaks without a name may speak for a named source of the claim or from its document.
    """
    chains: dict[str, int] = {}
    named = [source for source in sources if source.root.kind not in ("unnamed", "outlet")]
    others = sum(source.root.kind == "outlet" for source in sources)
    unclear = 0
    for source in sources:
        if source.root.kind != "unnamed":
            continue
        if any(may_be_of(source.root, other.root) and source.denies == other.disputes for other in named):
            unclear += 1
        else:
            chains[source.root.key[1]] = chains.get(source.root.key[1], 0) + 1
    shown = max(chains.values(), default=0)
    return len(named) + others + shown, unclear + sum(chains.values()) - shown


def may_be_of(unnamed: Root, named: Root) -> bool:
    """Whether a source without a name may speak for a named one: "a diplomat" for a foreign ministry, anybody from a
    document; not "two port officials" for a shipowner, whose bodies are told and differ."""
    if named.kind == "document":
        return True
    head = unnamed.key[2]
    if named.kind == "person" and named.stands_for & story_words("unions") and head in story_words("members"):
        # "The workers want 14 percent": so does the leader of their union
        return True
    if head not in story_words("anybody") or named.kind != "office":
        return False
    if head == "diplomat":
        return bool({"foreign", "embassy"} & set(named.key[2:])) or len(named.key) == 2
    own = {word for word in stems(unnamed.name) if word != head and word not in story_words("counts")}
    own -= story_words("office_empty") | {"senior", "top", "unnamed", "anonymous", "former"}
    return not own or bool(own & set(named.key[2:]))
