"""Quotations that were altered or cut; who they are given to is told with the sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from onrecord.record import Span
from onrecord.stories.folding import Folded
from onrecord.stories.passages import forms_beside
from onrecord.stories.scene import Draft, OneSide, Scene

_ALIKE = 0.5
# A word or two between quotation marks are a name or a scare quote.
_SHORTEST = 4
# A second part of a quotation is one from so many words on ("Not a cent.").
_SHORTEST_PART = 3
# A sentence with so many words of its own outside quotation marks tells more than that somebody went on.
_OWN_WORDS = 4
_JOINING = frozenset({"and", "but", "or", "so", "because", "for", "yet"})
_CLOSES = frozenset(".,;:!?…—–-")


@dataclass(slots=True)
class _Quote:
    """The words between two quotation marks."""

    span: Span
    words: list[int]


def quotations(scene: Scene) -> Iterator[Draft]:
    """quotation_altered, quotation_cut."""
    ours, theirs = _quotes(scene.a), _quotes(scene.b)
    groups = _paired(scene, ours, theirs)
    paired = [quote for group_a, _ in groups for quote in group_a]
    alone = [quote for quote in ours if quote not in paired and len(quote.words) >= _SHORTEST_PART]
    for group_a, group_b in groups:
        yield from _compared(scene, group_a, group_b, _left_out(scene, alone, group_a))


def _quotes(side: OneSide) -> list[_Quote]:
    found = []
    body = set(side.folded.body_words())
    for span in side.folded.quotes:
        words = [n for n in side.folded.words_in(span) if n in body]
        if words:
            found.append(_Quote(span, words))
    return found


def _paired(scene: Scene, ours: list[_Quote], theirs: list[_Quote]) -> list[tuple[list[_Quote], list[_Quote]]]:
    """Quotations that share half of the shorter's words; one that was broken by "he said" is joined again."""
    groups: list[tuple[list[_Quote], list[_Quote]]] = []
    bags_a = [_bag(scene.a, quote) for quote in ours]
    bags_b = [_bag(scene.b, quote) for quote in theirs]
    of_a: dict[int, int] = {}
    of_b: dict[int, int] = {}
    ranked = []
    for i, bag_a in enumerate(bags_a):
        for j, bag_b in enumerate(bags_b):
            shared = (bag_a & bag_b).total()
            least = min(bag_a.total(), bag_b.total())
            telling = [stem for stem in bag_a & bag_b if len(stem) > 2]
            alike = shared >= _ALIKE * least and (len(telling) >= 2 or shared == bag_a.total() == bag_b.total())
            if alike or _is_run(scene, ours[i], theirs[j]):
                ranked.append((-shared, i, j))
    for _, i, j in sorted(ranked):
        one, two = of_a.get(i), of_b.get(j)
        if one is not None and two is not None:
            continue
        at = one if one is not None else two
        if at is None:
            at = len(groups)
            groups.append(([], []))
        if one is None:
            groups[at][0].append(ours[i])
            of_a[i] = at
        if two is None:
            groups[at][1].append(theirs[j])
            of_b[j] = at
    for group in groups:
        group[0].sort(key=lambda quote: quote.span)
        group[1].sort(key=lambda quote: quote.span)
    return groups


def _is_run(scene: Scene, one: _Quote, two: _Quote) -> bool:
    """Whether the words of one quotation stand in a row in the other ("They tried. That is why …" -> "They tried")."""
    forms = [scene.a.folded.forms[n] for n in one.words], [scene.b.folded.forms[n] for n in two.words]
    short, long = sorted(forms, key=len)
    if len(short) < _SHORTEST:
        return False
    return any(long[n : n + len(short)] == short for n in range(len(long) - len(short) + 1))


def _bag(side: OneSide, quote: _Quote) -> Counter[str]:
    """The stems of a quotation's words that tell something: two speakers share "the", "was" and "at"."""
    telling = [n for n in quote.words if not side.folded.light[n]]
    return Counter(side.folded.stems[n] for n in telling or quote.words)


def _left_out(scene: Scene, alone: list[_Quote], group: list[_Quote]) -> list[int]:
    """Quotations of A beside a group's whose words are nowhere in B: the quotation lost a part."""
    there = set(scene.b.folded.stems)
    home = {_statement(scene.a, quote) for quote in group} - {None}
    out: list[int] = []
    for quote in alone:
        telling = [n for n in quote.words if not scene.a.folded.light[n]]
        lost = [n for n in telling if scene.a.folded.stems[n] not in there]
        if _dropped_with(scene, quote):
            continue
        whose = _statement(scene.a, quote)
        beside = whose in home or (whose is None and any(_next_to(scene.a, quote, other) for other in group))
        if beside and telling and len(lost) * 2 >= len(telling):
            out += quote.words
    return out


def _dropped_with(scene: Scene, quote: _Quote) -> bool:
    """Whether a quotation is a part of a sentence that is missing as a whole: its claim is dropped."""
    for n in scene.alignment.alone_a:
        sentence = scene.alignment.a[n]
        if sentence.first <= quote.words[0] < sentence.end:
            own = [m for m in range(sentence.first, sentence.end) if not scene.a.folded.quoted[m]]
            # "…," said Ada Holm, whose brother is missing: who said it may stand with what is left of the quotation.
            return len(scene.a.roots(own) - set(scene.b.folded.roots)) >= _OWN_WORDS
    return False


def _next_to(side: OneSide, one: _Quote, two: _Quote) -> bool:
    """Whether a quotation goes on in another of the same paragraph, with no more than the speaker between."""
    first, second = sorted((one, two), key=lambda quote: quote.span)
    between = side.text[first.span[1] : second.span[0]]
    return "\n" not in between and len(between.split()) <= 20


def _compared(scene: Scene, ours: list[_Quote], theirs: list[_Quote], left_out: list[int]) -> Iterator[Draft]:
    a, b = scene.a.folded, scene.b.folded
    words_a = [n for quote in ours for n in quote.words]
    words_b = [n for quote in theirs for n in quote.words]
    altered_a: list[int] = []
    altered_b: list[int] = []
    cut: list[int] = list(left_out)
    places: list[int] = []
    codes = Indel.opcodes(*forms_beside(a, words_a, b, words_b))
    blocks: list[tuple[list[int], list[int]]] = []
    equal = True
    before: list[int] = []
    for code in codes:
        if code.tag == "equal":
            equal, before = True, words_b[code.dest_start : code.dest_end]
            continue
        if equal:
            blocks.append(([], []))
            places.append(before[-1] if before else words_b[0])
        equal = False
        blocks[-1][0].extend(words_a[code.src_start : code.src_end])
        blocks[-1][1].extend(words_b[code.dest_start : code.dest_end])
    for (gone, come), place in zip(blocks, places, strict=True):
        if gone and not come and _whole_part(a, words_a, gone):
            cut += gone
        elif come and not gone and _whole_part(b, words_b, come):
            continue
        else:
            whole = _last_sentence(a, words_a, gone) if come else []
            cut += whole
            altered_a += [n for n in gone if n not in whole]
            altered_b += come or [place]
    if (altered_a or altered_b) and _shown(scene.a, altered_a) != _shown(scene.b, altered_b):
        spans_a = scene.a.spans(altered_a) or [quote.span for quote in ours]
        yield Draft("quotation_altered", spans_a, scene.b.spans(sorted(set(altered_b))), _about(scene, ours, theirs))
    if cut:
        yield Draft(
            "quotation_cut", scene.a.spans(sorted(cut)), [quote.span for quote in theirs], _about(scene, ours, theirs)
        )


def _shown(side: OneSide, words: list[int]) -> list[str]:
    """Words as they are printed: the same ones that were read in two ways are no alteration."""
    folded = side.folded
    return " ".join(side.text[folded.begins[n] : folded.ends[n]].casefold() for n in words).split()


def _about(scene: Scene, ours: list[_Quote], theirs: list[_Quote]) -> tuple[str | None, str | None]:
    return _statement(scene.a, ours[0]), _statement(scene.b, theirs[0])


def _statement(side: OneSide, quote: _Quote) -> str | None:
    """The statement whose content holds a quotation."""
    for statement in side.record.statements:
        if any(span[0] < quote.span[1] and quote.span[0] < span[1] for span in statement.content):
            return statement.id
    return None


def _last_sentence(folded: Folded, words: list[int], gone: list[int]) -> list[int]:
    """The sentences at a quotation's end that went with words of the one before: they were cut, not altered."""
    text = folded.record.report.text
    if not gone or gone[-1] != words[-1]:
        return []
    for at in range(1, len(gone)):
        if any(char in ".!?" for char in text[folded.ends[gone[at - 1]] : folded.begins[gone[at]]]):
            return gone[at:]
    return []


def _whole_part(folded: Folded, words: list[int], block: list[int]) -> bool:
    """Whether a run of quoted words is a sentence or clause of its own: marks or the quotation's ends bound it."""
    text = folded.record.report.text
    first, last = block[0], block[-1]
    opens = first == words[0] or any(
        char in _CLOSES or char in '"“”' for char in text[folded.ends[first - 1] : folded.begins[first]]
    )
    if folded.forms[last] in _JOINING and last > first:
        # "…, but nobody should go": the clause ends before the "but".
        last -= 1
    after = text[folded.ends[last] : folded.ends[last] + 2]
    sentence_end = last == words[-1] or any(char in _CLOSES or char in '"“”' for char in after[:1])
    return opens and sentence_end and len(block) >= 2
