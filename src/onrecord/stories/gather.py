"""Records in, stories out: the reports are grouped, and each story is told with lineage, claims and origins."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from onrecord import __version__
from onrecord.codebook.loader import Codebook, open_codebook
from onrecord.record import Act, Actor, Event, Record, Time
from onrecord.stories.adoption import adopt
from onrecord.stories.alignment import Alignment, Side, align_sides
from onrecord.stories.candidates import EVERY_PAIR, pairs_to_compare
from onrecord.stories.circle import Circle
from onrecord.stories.claims import aligned_sentences, link_claims, with_presupposed
from onrecord.stories.comparison import Lineage
from onrecord.stories.concepts import word_concepts
from onrecord.stories.contradictions import contradiction_of_detail, find_contradictions, without_second
from onrecord.stories.descent import Descent, find_descents, time_order
from onrecord.stories.details import DetailFinder, link_details
from onrecord.stories.folding import Folded, folded
from onrecord.stories.grouping import StoryIndex
from onrecord.stories.hearsay import without_hearsay
from onrecord.stories.kinship import Kin, ToldClaims, find_kin
from onrecord.stories.lineage import lineage
from onrecord.stories.origins import Source, Traced, count_origins, sources_of, trace
from onrecord.stories.outlets import House, houses, media_key
from onrecord.stories.sources import SourceReader
from onrecord.stories.story import (
    Claim,
    ClaimFlag,
    Contradiction,
    Moment,
    OnlyIn,
    Origin,
    Story,
    StoryActor,
    StoryLineage,
    StoryMadeBy,
    StoryReport,
    StoryShares,
    Telling,
)
from onrecord.stories.telling_words import headline, label, says, summary
from onrecord.stories.tellings import Piece, pieces_of, weigh, without_outlets
from onrecord.stories.versions import find_versions
from onrecord.stories.words import Weights

_MOST_ACTORS = 12
# A detail of which so large a share is of one claim, told by such a share of its reports, is no claim of its own.
_ENOUGH = 0.8


def tell_stories(
    records: Iterable[Record], *, outlets: Mapping[str, str] | None = None, codebook: Codebook | None = None
) -> list[Story]:
    """Group reports into stories and tell each: who was made from whom, what is claimed, and on whose word.

    `outlets` names the outlet of a report by its id, where the caller knows it. The order of the records makes no
    difference; a report given twice counts once. Stories with most reports come first. Raises CodebookError.
    """
    book = codebook or open_codebook()
    index = StoryIndex(book)
    by_id: dict[str, Record] = {}
    for record in records:
        if index.add(record):
            by_id[record.report.id] = record
    told = [
        tell_story([by_id[name] for name in names], outlets=outlets or {}, codebook=book, words=index.top_words(names))
        for names in index.stories()
    ]
    return sorted(told, key=lambda story: (-len(story.reports), story.begin or "9999", story.id))


def tell_story(
    records: Sequence[Record], *, outlets: Mapping[str, str], codebook: Codebook, words: Sequence[str] = ()
) -> Story:
    """Tell the story of reports that are known to belong together."""
    return teller_of(records, outlets=outlets, codebook=codebook, words=words).story()


def teller_of(
    records: Sequence[Record], *, outlets: Mapping[str, str], codebook: Codebook, words: Sequence[str] = ()
) -> _Teller:
    """What is known of a story before it is told; evaluation looks into it."""
    ordered = [without_hearsay(records[number]) for number in time_order(records)]
    return _Teller(ordered, outlets, codebook, words)


class _Teller:
    """What is known of one story while it is told; reports are numbered in order of time."""

    def __init__(
        self, records: Sequence[Record], outlets: Mapping[str, str], codebook: Codebook, words: Sequence[str]
    ) -> None:
        self.records, self.codebook, self.words = records, codebook, words
        self.ids = [record.report.id for record in records]
        self.houses: list[House] = houses(records, outlets)
        self.parts: list[Folded] = [folded(record, codebook) for record in records]
        self.alignments: dict[tuple[int, int], Alignment] = {}
        self.lineages: dict[tuple[int, int], Lineage] = {}
        sides = [Side(part) for part in self.parts]
        for one, other in pairs_to_compare(self.parts, self.houses):
            found = align_sides(sides[one], sides[other])
            self.alignments[one, other] = found
            self.lineages[one, other] = lineage(
                self.parts[one], self.parts[other], found, codebook, with_evidence=False
            )
            if len(records) > EVERY_PAIR:
                # Of a large story the runs of all reports at once would take more room than the reports.
                self.parts[one].runs.clear()
                self.parts[other].runs.clear()
        self.versions = find_versions(records, self.houses, self.lineages)
        media = {media_key(name): name for house in self.houses for name in (house.outlet, house.agency) if name}
        circle = Circle(media, codebook)
        for record in records:
            circle.learn(record)
        self.readers = [
            SourceReader(number, record, self.houses[number], circle) for number, record in enumerate(records)
        ]
        self.origins: dict[tuple[str, ...], str] = {}
        self.names = [
            {actor.id: actor_key(actor) for actor in record.actors if is_named(actor) or actor.kind == "country"}
            for record in records
        ]
        self.concepts = [word_concepts(part, codebook) for part in self.parts]
        names = [name for house in self.houses for name in (house.outlet, house.agency) if name]
        self.pieces = [
            piece
            for number, part in enumerate(self.parts)
            for piece in without_outlets(pieces_of(number, part, fine=True), part, names)
        ]
        weigh(self.pieces, self.parts, Weights(codebook), self.concepts)
        # What they tell says how the reports are related, and how they are related what tells the same.
        told = ToldClaims(self._whole_claims, lambda: link_claims(self.pieces, self.names, {}), self.parts)
        self.kin: dict[tuple[int, int], Kin] = {
            pair: find_kin(pair, found, self.alignments[pair], self.parts, told, self.houses, self.readers)
            for pair, found in self.lineages.items()
        }
        self.descents: list[Descent] = find_descents(self.parts, self.houses, self.kin)
        self.aligned = aligned_sentences(self.descents, self.alignments)

    def _whole_claims(self) -> list[list[Piece]]:
        """The claims of whole clauses; those that only tell about the same are one."""
        whole = [piece for number, part in enumerate(self.parts) for piece in pieces_of(number, part)]
        weigh(whole, self.parts, Weights(self.codebook))
        return link_claims(whole, self.names, {}, about=True)

    def story(self) -> Story:
        claims, contradictions = self._claims()
        times = [record.report.published for record in self.records if record.report.published]
        children = Counter(descent.parent for descent in self.descents if descent.parent is not None)
        return Story(
            made_by=StoryMadeBy(onrecord=__version__, codebook=self.codebook.version),
            id=f"y{min(self.ids)[1:]}",
            label=label(self.records, children),
            words=list(self.words),
            actors=self._actors(),
            begin=min(times, default=None),
            end=max(times, default=None),
            reports=[self._report(number) for number in range(len(self.records))],
            lineage=[self._lineage(number) for number in range(len(self.records))],
            claims=claims,
            contradictions=contradictions,
            only_in=self._only_in(claims),
            timeline=self._timeline(claims),
        )

    # -- the reports -------------------------------------------------------------------------------------------

    def _report(self, number: int) -> StoryReport:
        report = self.records[number].report
        earlier = self.versions[number]
        return StoryReport(
            id=report.id,
            external_id=report.external_id,
            uri=report.uri,
            outlet=self.houses[number].outlet,
            headline=headline(self.records[number]),
            published=report.published,
            version_of=None if earlier is None else self.ids[earlier],
        )

    def _lineage(self, number: int) -> StoryLineage:
        descent = self.descents[number]
        shares = None
        if descent.parent is not None:
            shares = StoryShares(of_report_in_from=descent.of_child, of_from_in_report=descent.of_parent)
        return StoryLineage.model_validate(
            {
                "report": self.ids[number],
                "from": None if descent.parent is None else self.ids[descent.parent],
                "kind": descent.kind,
                "shares": shares,
                "confidence": descent.confidence,
            }
        )

    def _actors(self) -> list[StoryActor]:
        """The actors with a name that most reports have in common; of a single report, those it names."""
        named: dict[str, list[int]] = defaultdict(list)
        shown: dict[str, Counter[str]] = defaultdict(Counter)
        media = {media_key(name) for house in self.houses for name in (house.outlet, house.agency) if name}
        places = {place.name for record in self.records for place in record.places}
        for number, record in enumerate(self.records):
            for actor in record.actors:
                is_place = actor.kind in ("person", "unknown") and actor.name in places
                if is_named(actor) and not is_place and media_key(actor.name) not in media:
                    key = actor_key(actor)
                    shown[key][actor.name] += 1
                    if number not in named[key]:
                        named[key].append(number)
        least = 1 if len(self.records) == 1 else 2
        keys = [key for key in named if len(named[key]) >= least]
        keys.sort(key=lambda key: (-len(named[key]), key))
        return [
            StoryActor(
                name=max(shown[key], key=lambda name: (shown[key][name], len(name), name)),
                reports=[self.ids[number] for number in named[key]],
            )
            for key in keys[:_MOST_ACTORS]
        ]

    # -- claims ------------------------------------------------------------------------------------------------

    def _claims(self) -> tuple[list[Claim], list[Contradiction]]:
        linked = link_claims(self.pieces, self.names, self.aligned)
        linked = adopt(linked, self._parents(), self.aligned, self.readers)
        happening = with_presupposed(linked, self.pieces, len(self.records))
        linked.sort(key=lambda claim: -len({piece.report for piece in claim}))
        claims: list[Claim] = []
        contradictions: list[Contradiction] = []
        for number, group in enumerate(linked, 1):
            name = f"c{number}"
            traced = trace(group, self.readers, self.descents, self.aligned, happening=group is happening)
            sources = sources_of(traced)
            claims.append(self._claim(name, group, sources))
            ids = [self._origin_id(source) for source in sources]
            contradictions += find_contradictions(name, sources, self.parts, self.ids, ids)
        self._details(linked, claims, contradictions)
        return claims, without_second(claims, contradictions)

    def _parents(self) -> dict[int, int]:
        """The parents of what is a copy or a rewrite as a whole."""
        return {
            number: descent.parent
            for number, descent in enumerate(self.descents)
            if descent.parent is not None and descent.kind in ("copy", "rewrite")
        }

    def _details(self, linked: list[list[Piece]], claims: list[Claim], contradictions: list[Contradiction]) -> None:
        """Add the details that several reports tell, where no claim is told by just these, and their contradictions."""
        claim_of = {id(piece): number for number, group in enumerate(linked) for piece in group}
        for details in link_details(DetailFinder(self.parts, self.concepts, self.codebook), self.pieces, linked):
            pieces = [detail.piece for detail in details]
            reports = {piece.report for piece in pieces}
            hosts = Counter(claim_of[id(detail.host)] for detail in details if id(detail.host) in claim_of)
            if not hosts:
                continue
            host = max(hosts, key=lambda number: (hosts[number], -number))
            told_by_host = {piece.report for piece in linked[host]}
            name = claims[host].id
            own = {id(detail.host) for detail in details}
            if told_by_host <= reports and _ENOUGH * len(linked[host]) <= sum(id(p) in own for p in linked[host]):
                # All that tell the claim tell the measure: who tells the measure alone tells the claim too.
                have = {piece.report for piece in linked[host]}
                added = [*linked[host], *(piece for piece in pieces if piece.report not in have)]
                linked[host] = sorted(added, key=lambda piece: (piece.report, piece.sentence, piece.span))
                whole = sources_of(trace(linked[host], self.readers, self.descents, self.aligned))
                claims[host] = self._claim(name, linked[host], whole, detail_of=claims[host].detail_of)
                told_by_host = reports
            sources = sources_of(trace(pieces, self.readers, self.descents, self.aligned))
            elsewhere = hosts[host] < _ENOUGH * len(details) and told_by_host is not reports
            if elsewhere or _ENOUGH * len(told_by_host) > len(reports) or not reports <= told_by_host:
                name = f"c{len(claims) + 1}"
                claims.append(self._claim(name, pieces, sources, detail_of=claims[host].id))
            told = {id(one.piece): one for source in sources for one in source.tellings}
            found = contradiction_of_detail(
                name,
                f"{name}-{details[0].measure.kind}{len(contradictions)}",
                details[0].measure.kind,
                [(told[id(d.piece)], d.measure) for d in details if id(d.piece) in told],
                sources,
                self.ids,
                [self._origin_id(source) for source in sources],
            )
            if found is not None:
                contradictions.append(found)

    def _claim(
        self, name: str, group: Sequence[Piece], sources: Sequence[Source], detail_of: str | None = None
    ) -> Claim:
        shown, unclear = count_origins(sources)
        traced = sorted(
            ((one, source) for source in sources for one in source.tellings),
            key=lambda pair: (pair[0].piece.report, pair[0].piece.span),
        )
        reports = self._counted({one.piece.report for one, _ in traced})
        event = _commonest([piece.event for piece in group])
        act = _commonest_act([piece for piece in group if piece.statement is not None])
        return Claim(
            id=name,
            says=says(group, self.parts),
            type=event.type if event else None,
            act=act,
            told_by=[self._telling(one, source) for one, source in traced],
            origins=[self._origin(source) for source in sources],
            origin_count=shown,
            not_shown_different=unclear,
            summary=summary(len(reports), sources, shown, unclear),
            flags=self._flags(group, sources),
            detail_of=detail_of,
        )

    def _counted(self, numbers: set[int]) -> set[int]:
        """Reports as they are counted: the versions of one are one."""
        first = {number: self.versions[number] for number in numbers}
        return {number if first[number] is None else int(first[number] or 0) for number in numbers}

    def _origin_id(self, source: Source) -> str:
        return self.origins.setdefault(source.root.key, f"o{len(self.origins) + 1}")

    def _telling(self, one: Traced, source: Source) -> Telling:
        piece = one.piece
        return Telling(
            report=self.ids[piece.report],
            event=piece.event.id if piece.event else None,
            statement=piece.statement.id if piece.statement else None,
            span=piece.span,
            factuality=piece.factuality,
            origin=self._origin_id(source),
            by_way_of=one.root.by_way_of,
        )

    def _origin(self, source: Source) -> Origin:
        numbers = sorted({one.piece.report for one in source.tellings})
        return Origin(
            id=self._origin_id(source),
            name=source.root.name,
            kind=source.root.kind,
            by_way_of=source.by_way_of,
            reports=[self.ids[number] for number in numbers],
            first=self._first(source),
        )

    def _first(self, source: Source) -> str | None:
        """When the first report of a source was published, as far as that is known."""
        times = [self.records[one.piece.report].report.published for one in source.tellings]
        return min([time for time in times if time], default=None)

    def _flags(self, group: Sequence[Piece], sources: Sequence[Source]) -> list[ClaimFlag]:
        """`one_origin`: many reports, one word; `late_origin`: the second word came after copies of the first.

        Who denies the claim does not bear it out.
        """
        reports = self._counted({piece.report for piece in group})
        sources = [source for source in sources if not source.denies] or sources
        if len(reports) < 2:
            return []
        if count_origins(sources)[0] == 1:
            return ["one_origin"]
        firsts = [self._first(source) for source in sources]
        if any(first is None for first in firsts):
            return []
        order = sorted(range(len(sources)), key=lambda n: firsts[n] or "")
        second = firsts[order[1]] or ""
        copies = [
            self.records[one.piece.report].report.published or "9999"
            for one in sources[order[0]].tellings
            if one.inherited
        ]
        return ["late_origin"] if copies and min(copies) < second and (firsts[order[0]] or "") < second else []

    # -- what stands apart, and when ---------------------------------------------------------------------------

    def _only_in(self, claims: Sequence[Claim]) -> list[OnlyIn]:
        if len(self.records) < 2:
            return []
        found: list[OnlyIn] = []
        named: dict[str, list[tuple[int, Actor]]] = defaultdict(list)
        for number, record in enumerate(self.records):
            for actor in record.actors:
                if actor.kind == "person" and is_named(actor) and " " in actor.name:
                    named[actor_key(actor)].append((number, actor))
        for holders in named.values():
            if len({number for number, _ in holders}) == 1:
                number, actor = holders[0]
                spans = [mention.span for mention in actor.mentions if mention.kind == "name"][:3]
                found.append(OnlyIn(report=self.ids[number], kind="actor", what=actor.name, spans=spans))
        for claim in claims:
            reports = list(dict.fromkeys(telling.report for telling in claim.told_by))
            if len(reports) == 1 and (claim.type or claim.act):
                spans = [telling.span for telling in claim.told_by]
                found.append(OnlyIn(report=reports[0], kind="claim", what=claim.says, spans=spans))
        order = {name: number for number, name in enumerate(self.ids)}
        return sorted(found, key=lambda item: (order[item.report], item.kind, item.spans))

    def _timeline(self, claims: Sequence[Claim]) -> list[Moment]:
        """The events that have a time of their own, in its order."""
        by_id = dict(zip(self.ids, self.records, strict=True))
        moments = []
        for claim in claims:
            times = [time for telling in claim.told_by if (time := _own_time(by_id[telling.report], telling.event))]
            if times:
                begin, until = Counter(times).most_common(1)[0][0]
                moments.append(
                    Moment(
                        when=begin,
                        until=until,
                        claim=claim.id,
                        what=claim.says,
                        reports=list(dict.fromkeys(telling.report for telling in claim.told_by)),
                        origins=[origin.id for origin in claim.origins],
                        factuality=next((t.factuality for t in claim.told_by if t.factuality), None),
                    )
                )
        return sorted(moments, key=lambda moment: (moment.when or "9999", -len(moment.reports), moment.claim))


def _own_time(record: Record, name: str | None) -> tuple[str, str | None] | None:
    """Begin and end of an event that has a time of its own; None where it only has the report's."""
    event = next((event for event in record.events if event.id == name), None)
    if event is None or event.time is None or event.time_from == "report":
        return None
    time: Time | None = next((time for time in record.times if time.id == event.time), None)
    return (time.begin, time.end if time.end != time.begin else None) if time is not None and time.begin else None


def _commonest(events: Sequence[Event | None]) -> Event | None:
    """The event that most tellings of a claim have; None where most have none."""
    kinds = Counter(event.type if event else "" for event in events)
    most = max(kinds, key=lambda kind: (kinds[kind], kind))
    return next((event for event in events if event is not None and event.type == most), None)


def _commonest_act(pieces: Sequence[Piece]) -> Act | None:
    acts = [piece.statement.act for piece in pieces if piece.statement is not None and piece.statement.act is not None]
    return Counter(acts).most_common(1)[0][0] if acts else None


def is_named(actor: Actor) -> bool:
    """Whether an actor has a name of its own, and is not only "two officials"."""
    if actor.kind in ("group", "unknown"):
        return False
    return actor.name[:1].isupper() and actor.name.split()[0].lower() not in ("the", "a", "an", "our", "his", "her")


def actor_key(actor: Actor) -> str:
    """A person by the last name, anything else by the whole name: the same in all reports of a story."""
    words = actor.name.lower().replace("’", "'").removesuffix("'s").split()
    return f"{actor.kind[0]} {words[-1] if actor.kind == 'person' else ' '.join(words)}"
