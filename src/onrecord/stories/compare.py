"""Two records -> their comparison: lineage, sentences, statements and events side by side, and the named changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal

from onrecord import __version__
from onrecord.codebook.comparing import change_words
from onrecord.codebook.loader import Codebook, open_codebook
from onrecord.record import Record, Span
from onrecord.stories.alignment import Alignment, align
from onrecord.stories.changes import changes_around, changes_of_style, changes_within
from onrecord.stories.comparison import (
    About,
    Change,
    Compared,
    Comparison,
    ComparisonMadeBy,
    IdPair,
    Lineage,
    Relation,
    SentencePair,
)
from onrecord.stories.copies import around, same_words
from onrecord.stories.folding import Folded, folded
from onrecord.stories.lineage import lineage
from onrecord.stories.pairing import pair_events, pair_statements
from onrecord.stories.passages import Passage, passages
from onrecord.stories.scene import Draft, OneSide, Scene

# So alike are sentences that one report took over from the other.
_TAKEN_OVER = 0.55


def compare(a: Record, b: Record, *, style: bool = False, codebook: str | Path | None = None) -> Comparison:
    """Compare two records; changes are seen from `a` to `b`.

    `style` also gives changes of style (wording, headline, what a site puts around). Raises CodebookError.
    """
    book = open_codebook(str(codebook) if codebook is not None else None)
    return compare_folded(folded(a, book), folded(b, book), style=style, codebook=book)


def compare_folded(a: Folded, b: Folded, *, style: bool = False, codebook: Codebook | None = None) -> Comparison:
    """As `compare`, of records that are folded already."""
    book = codebook or open_codebook(None)
    alignment = align(a, b)
    scene = _scene(a, b, alignment, book)
    found = lineage(a, b, alignment, book)
    drafts: list[Draft] = []
    if found.kind != "independent":
        drafts += changes_within(scene)
    if found.kind == "partial_reuse":
        taken_over = _taken_over(scene)
        drafts = [draft for draft in drafts if _in_passage(scene, draft, taken_over)]
    if found.kind == "copy":
        # No word that tells a fact differs in a copy: what the readings differ in is the reader's doing.
        drafts = [draft for draft in drafts if draft.key == ("dateline",)]
    if found.kind in ("copy", "rewrite"):
        drafts += [
            draft for draft in changes_around(scene) if found.kind == "rewrite" or not _of_site(scene, found, draft)
        ]
    named = list(drafts)
    if style:
        drafts += changes_of_style(scene)
        drafts += _reworded(scene, named) if found.kind != "independent" else []
    return Comparison(
        made_by=ComparisonMadeBy(onrecord=__version__, codebook=book.version),
        a=_compared(a),
        b=_compared(b),
        lineage=found,
        sentences=_sentences(scene, named),
        statements=_statements(scene, named),
        events=_events(scene, named),
        changes=_changes(scene, drafts),
    )


def _of_site(scene: Scene, found: Lineage, draft: Draft) -> bool:
    """Whether a line that only the copy has is the site's own: a copy adds nothing to what it was made from."""
    side: Literal["a", "b"] = "a" if found.direction == "b_to_a" else "b"
    code = "dropped" if side == "a" else "added"
    if draft.code not in (f"claim_{code}", f"background_{code}"):
        return False
    sentences = scene.alignment.a if side == "a" else scene.alignment.b
    lines = [sentences[n].span for n in around(scene.alignment, side)]
    spans = draft.a if side == "a" else draft.b
    last = max((n for group in scene.alignment.groups for n in (group.a if side == "a" else group.b)), default=-1)
    if last >= 0 and all(span[0] < sentences[last].span[0] for span in spans):
        # Between what is the same a copy has lines of the site, and datelines that were not read as such.
        return True
    record, name = (scene.a.record, draft.about[0]) if side == "a" else (scene.b.record, draft.about[1])
    if any(one.id == name and one.source_kind not in ("none", None) for one in record.statements):
        # "The mayor called for an inquiry." is short, but no line of a site's.
        return False
    return all(any(line[0] <= span[0] and span[1] <= line[1] for line in lines) for span in spans)


def _in_passage(scene: Scene, draft: Draft, taken_over: list[Passage]) -> bool:
    """Whether a change stands in what one report took over from the other; the rest is its own."""
    found = [scene.passage_of_a.get(n) for n in scene.a.words(draft.a)]
    found += [scene.passage_of_b.get(n) for n in scene.b.words(draft.b)]
    return any(passage is one for passage in found for one in taken_over)


def _taken_over(scene: Scene) -> list[Passage]:
    """Aligned sentences that are clearly alike, and those beside them: two reports on one exchange have others that
    are alike for another reason."""
    groups = scene.alignment.groups
    clear = [group for group in groups if group.score >= _TAKEN_OVER]
    return [
        passage
        for passage, group in zip(scene.passages, groups, strict=True)
        if any(_near(group.a, one.a) and _near(group.b, one.b) for one in clear)
    ]


def _near(ours: list[int], theirs: list[int]) -> bool:
    return min(abs(n - m) for n in ours for m in theirs) <= 1


def _scene(a: Folded, b: Folded, alignment: Alignment, codebook: Codebook) -> Scene:
    found = passages(a, b, alignment)
    of_a = {n: passage for passage in found for n in passage.a}
    of_b = {n: passage for passage in found for n in passage.b}
    one, two = OneSide(a), OneSide(b)
    return Scene(
        one,
        two,
        alignment,
        found,
        pair_statements(one, two, of_a),
        pair_events(one, two, of_a),
        change_words(codebook),
        of_a,
        of_b,
    )


def _compared(side: Folded) -> Compared:
    report = side.record.report
    return Compared(
        id=report.id,
        external_id=report.external_id,
        uri=report.uri,
        headline=" ".join(side.record.words(report.headline).split()) if report.headline else None,
        published=report.published,
        words=len(side.body_words()),
    )


def _relation(spans_a: Iterable[Span], spans_b: Iterable[Span], same: bool, named: Sequence[Draft]) -> Relation:
    """kept where the words are the same, changed where a named change touches them, else reworded."""
    if same:
        return "kept"
    ours, theirs = list(spans_a), list(spans_b)
    touched = any(_touch(ours, draft.a) or _touch(theirs, draft.b) for draft in named if draft.code != "order_changed")
    return "changed" if touched else "reworded"


def _touch(ours: Sequence[Span], theirs: Sequence[Span]) -> bool:
    return any(one[0] < two[1] and two[0] < one[1] for one in ours for two in theirs)


def _sentences(scene: Scene, named: Sequence[Draft]) -> list[SentencePair]:
    found = scene.alignment
    rows: list[tuple[tuple[float, float], SentencePair]] = []
    partner = {pair.b: pair.a for pair in found.pairs}
    for group in found.groups:
        same = same_words(scene.a.folded, scene.b.folded, found, group)
        spans_a, spans_b = [found.a[n].span for n in group.a], [found.b[n].span for n in group.b]
        relation = _relation(spans_a, spans_b, same, named)
        for pair in found.pairs:
            if pair.a in group.a and pair.b in group.b:
                row = SentencePair(a=found.a[pair.a].span, b=found.b[pair.b].span, relation=relation, moved=pair.moved)
                rows.append(((pair.a, pair.b), row))
    for n in found.alone_a:
        rows.append(((n, -1), SentencePair(a=found.a[n].span, b=None, relation="dropped", moved=False)))
    for n in found.alone_b:
        # What was added stands after the sentence of A that its neighbour in B comes from.
        before = next((partner[m] for m in range(n - 1, -1, -1) if m in partner), -1)
        rows.append(((before + 0.5, n), SentencePair(a=None, b=found.b[n].span, relation="added", moved=False)))
    return [row for _, row in sorted(rows, key=lambda item: item[0])]


def _statements(scene: Scene, named: Sequence[Draft]) -> list[IdPair]:
    rows = []
    for pair in scene.statements:
        ours = [*pair.a.source, *pair.a.cue, *pair.a.content]
        theirs = [*pair.b.source, *pair.b.cue, *pair.b.content]
        same = _forms(scene.a, ours) == _forms(scene.b, theirs)
        rows.append(IdPair(a=pair.a.id, b=pair.b.id, relation=_relation(ours, theirs, same, named)))
    taken_a, taken_b = {pair.a.id for pair in scene.statements}, {pair.b.id for pair in scene.statements}
    rows += [IdPair(a=s.id, b=None, relation="dropped") for s in scene.a.record.statements if s.id not in taken_a]
    rows += [IdPair(a=None, b=s.id, relation="added") for s in scene.b.record.statements if s.id not in taken_b]
    return rows


def _events(scene: Scene, named: Sequence[Draft]) -> list[IdPair]:
    rows = []
    for pair in scene.events:
        same = _forms(scene.a, [pair.a.sentence]) == _forms(scene.b, [pair.b.sentence])
        rows.append(IdPair(a=pair.a.id, b=pair.b.id, relation=_relation(pair.a.trigger, pair.b.trigger, same, named)))
    taken_a, taken_b = {pair.a.id for pair in scene.events}, {pair.b.id for pair in scene.events}
    rows += [IdPair(a=e.id, b=None, relation="dropped") for e in scene.a.record.events if e.id not in taken_a]
    rows += [IdPair(a=None, b=e.id, relation="added") for e in scene.b.record.events if e.id not in taken_b]
    return rows


def _forms(side: OneSide, spans: Sequence[Span]) -> list[str]:
    return [side.folded.forms[n] for n in side.words(spans)]


def _reworded(scene: Scene, named: Sequence[Draft]) -> list[Draft]:
    """The places of aligned sentences that differ without a name for it."""
    out = []
    for passage in scene.passages:
        for region in passage.regions:
            spans_a = [scene.a.covering(region.a)] if region.a else []
            spans_b = [scene.b.covering(region.b)] if region.b else []
            if not any(_touch(spans_a, draft.a) or _touch(spans_b, draft.b) for draft in named):
                out.append(Draft("reworded", spans_a, spans_b))
    return out


def _changes(scene: Scene, drafts: Sequence[Draft]) -> list[Change]:
    """The changes with their messages, in the order of B's text, what B has not at its place in A."""
    out: list[Change] = []
    taken: set[str] = set()
    for draft in sorted(drafts, key=lambda draft: _place(scene, draft)):
        kind = scene.words.kinds[draft.code]
        fields = {"a": scene.a.shown(draft.a), "b": scene.b.shown(draft.b), "who": "", "what": "", "source": ""}
        anchor = f"a{draft.a[0][0]}" if draft.a else f"b{draft.b[0][0]}" if draft.b else "0"
        name, number = f"{draft.code}-{anchor}", 2
        while name in taken:
            name, number = f"{draft.code}-{anchor}-{number}", number + 1
        taken.add(name)
        out.append(
            Change(
                id=name,
                code=draft.code,
                severity=kind.severity,
                message=kind.message.format(**fields | draft.fields),
                a=draft.a,
                b=draft.b,
                about=About(a=draft.about[0], b=draft.about[1]),
            )
        )
    return out


def _place(scene: Scene, draft: Draft) -> tuple[float, float, str]:
    """Where a change stands, as shares of the reports' lengths, so that both sides can be put in one order."""
    length_a, length_b = max(len(scene.a.text), 1), max(len(scene.b.text), 1)
    at_a = min((span[0] for span in draft.a), default=None)
    at_b = min((span[0] for span in draft.b), default=None)
    if at_b is not None:
        return at_b / length_b, 0.0, draft.code
    return (at_a or 0) / length_a, 1.0, draft.code
