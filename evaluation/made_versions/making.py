"""Versions of all kinds in fixed numbers from a fixed seed: the same corpus gives the same versions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from random import Random

from made_versions import fact_edits, part_edits, sourcing_edits, wording_edits
from made_versions.base import Base, Sentence
from made_versions.part_edits import Pool, pool_of
from made_versions.rewording import house_style, reworded
from made_versions.version import REVERSED, Draft, Edit, Version
from made_versions.words import words

SEED = 20260301
# How many versions are only moved paragraphs: they can't stand beside other changes.
ORDERS = 40
SentenceEdit = Callable[[Base, int, Random], Edit | None]
SENTENCE_EDITS: dict[str, SentenceEdit] = {
    "number_changed": fact_edits.number,
    "date_changed": fact_edits.date,
    "weekday_changed": fact_edits.weekday,
    "place_changed": fact_edits.place,
    "person_changed": fact_edits.person,
    "title_changed": fact_edits.title,
    "source_dropped": sourcing_edits.source_dropped,
    "source_replaced": sourcing_edits.source_replaced,
    "source_added": sourcing_edits.source_added,
    "attribution_dropped": sourcing_edits.attribution_dropped,
    "condition_added": sourcing_edits.condition_added,
    "cue_strengthened": sourcing_edits.cue_strengthened,
    "cue_weakened": sourcing_edits.cue_weakened,
    "hedge_added": wording_edits.hedge_added,
    "negation_changed": wording_edits.negation_changed,
    "factuality_changed": wording_edits.factuality_changed,
    "quotation_altered": wording_edits.quotation_altered,
    "quotation_cut": wording_edits.quotation_cut,
    "quotation_moved": wording_edits.quotation_moved,
}
PartEdit = Callable[[Draft, Pool, Random, bool], bool]
PART_EDITS: dict[str, tuple[PartEdit, bool]] = {
    "claim_added": (part_edits.claim_added, False),
    "claim_dropped": (part_edits.claim_dropped, False),
    "background_added": (part_edits.background_added, False),
    "background_dropped": (part_edits.background_dropped, False),
    "section_added": (part_edits.section_added, False),
    "section_dropped": (part_edits.section_added, True),
    "commentators_added": (part_edits.commentators_added, False),
    "credit_added": (part_edits.credit_added, False),
    "credit_dropped": (part_edits.credit_added, True),
    "date_changed": (part_edits.dateline_moved, False),
    "order_changed": (part_edits.order_changed, False),
}
_BACK = {"condition_dropped": "condition_added", "hedge_dropped": "hedge_added"}
KINDS = [*SENTENCE_EDITS, *(kind for kind in PART_EDITS if kind not in SENTENCE_EDITS), *_BACK]
# Two that say where a thing stands can't be told apart when both are made at once.
_ALONE = frozenset({"order_changed"})
_LAST = frozenset({"section_added", "section_dropped", "commentators_added"})


def _sentence_edit(draft: Draft, kind: str, rng: Random) -> bool:
    forward = _BACK.get(kind, kind)
    numbers = [number for number in range(len(draft.base.sentences)) if number not in draft.touched]
    rng.shuffle(numbers)
    for number in numbers:
        edit = SENTENCE_EDITS[forward](draft.base, number, rng)
        if edit is None or edit.a == edit.b:
            continue
        exchange = kind in _BACK or (REVERSED.get(kind) == kind and rng.random() < 0.5)
        if exchange:
            edit = edit.exchanged()
            assert edit is not None
        draft.apply(edit)
        return True
    return False


def apply(draft: Draft, pool: Pool, kind: str, rng: Random) -> bool:
    """Make a change of one kind somewhere in a draft; False where the report has no place for it."""
    if kind in PART_EDITS and (kind not in SENTENCE_EDITS or rng.random() < 0.25):
        edit, reverse = PART_EDITS[kind]
        return edit(draft, pool, rng, reverse)
    return _sentence_edit(draft, kind, rng)


def _reword(draft: Draft, rng: Random, share: float) -> int:
    """Reword untouched sentences of B; returns how many."""
    done = 0
    for number in range(len(draft.base.sentences)):
        if number not in draft.touched and rng.random() < share:
            new = reworded(draft.base, number, rng)
            done += new != draft.text_b[number]
            draft.text_b[number] = new
    return done


def _lineage_of(draft: Draft) -> str | None:
    """What the guidelines say of a draft's changes; None where they leave it open.

    A change of facts makes a rewrite, of a credit alone a copy; the order or a dateline's day alone says neither.
    What is added or left out at the very end may be a cut of one that was longer.
    """
    kinds = draft.kinds
    a, b = ([key for paragraph in order for key in paragraph] for order in (draft.a, draft.b))
    end = b[: len(a)] == a or a[: len(b)] == b
    if end and set(kinds) <= {*PART_EDITS} - {*SENTENCE_EDITS, "credit_added", "credit_dropped"}:
        return None
    if all(kind in ("credit_added", "credit_dropped") for kind in kinds):
        return "copy"
    return None if set(kinds) <= {"order_changed", "date_changed", "credit_added", "credit_dropped"} else "rewrite"


def changed(bases: Sequence[Base], pool: Pool, count: int, size: int, seen: Counter[str]) -> Iterator[Version]:
    """Versions with `size` changes each; the kinds that were made least come first, so that all are made alike."""
    for number in range(count):
        rng = Random(f"{SEED} {size} {number}")
        draft = Draft(bases[(number * 7 + size) % len(bases)])
        order = sorted(KINDS, key=lambda kind: (seen[kind], rng.random()))
        if size > 1:
            order = [kind for kind in order if kind not in _ALONE]
        elif number < ORDERS:
            order = [kind for kind in order if kind in _ALONE]
        for kind in order:
            if len(draft.kinds) == size:
                break
            if kind in _LAST and _LAST & set(draft.kinds):
                continue
            if apply(draft, pool, kind, rng):
                seen[kind] += 1
        if size > 1:
            _reword(draft, rng, 0.3)
        if draft.kinds:
            yield draft.finish(f"{size} changes {number}", _lineage_of(draft))


def _publish(version: Version, rng: Random) -> None:
    """B comes seven hours after A, or on the next day."""
    day = date.fromisoformat((version.published_a or "")[:10])
    version.published_a = f"{day}T08:00"
    version.published_b = f"{day}T15:00" if rng.random() < 0.7 else f"{day + timedelta(days=1)}T06:00"


def copies(bases: Sequence[Base], count: int) -> Iterator[Version]:
    """Copies: another dateline or headline, boilerplate around, house style, a cut at the end; no fact is touched."""
    for number in range(count):
        rng = Random(f"{SEED} copy {number}")
        base = bases[(number * 5 + 1) % len(bases)]
        draft = Draft(base)
        cut: list[int | str] = []
        if rng.random() < 0.5:
            keep = max(2, round(len(draft.b) * rng.uniform(0.6, 0.95)))
            cut = [key for paragraph in draft.b[keep:] for key in paragraph]
            draft.b = draft.b[:keep]
        if rng.random() < 0.6:
            for at, sentence in enumerate(base.sentences):
                draft.text_b[at] = house_style(sentence.text, sentence.quotes, rng)
        if rng.random() < 0.7:
            draft.insert(
                "b", 0, [[text] for text in rng.sample(words()["boilerplate_before"], rng.randrange(2))], "top"
            )
            draft.insert(
                "b",
                len(draft.b),
                [[text] for text in rng.sample(words()["boilerplate_after"], rng.randrange(1, 4))],
                "end",
            )
        if rng.random() < 0.4:
            draft.text_b = {key: odd_characters(text, rng) for key, text in draft.text_b.items()}
        version = draft.finish(f"copy {number}", "copy", direction="a_to_b")
        if rng.random() < 0.5:
            version.headline_a = base.headline
            version.headline_b = rng.choice([base.headline, "What is known so far", None])
        if cut:
            start = version.a.index(draft.text_a[cut[0]])
            version.tolerated_a = [(start, len(version.a))]
        _publish(version, rng)
        yield version


def odd_characters(text: str, rng: Random) -> str:
    """Curly quotation marks, another dash, a blank that does not break: signs that nobody sees a change in."""
    parts = text.split('"')
    if len(parts) % 2:
        text = "".join(part + ("“" if at % 2 == 0 else "”") * (at < len(parts) - 1) for at, part in enumerate(parts))
    text = text.replace("'", "’").replace(" - ", " – ")
    at = text.find(" ", rng.randrange(max(1, len(text) - 1)))
    return text if at < 0 else text[:at] + "\u00a0" + text[at + 1 :]


def rewrites(bases: Sequence[Base], pool: Pool, count: int) -> Iterator[Version]:
    """Rewrites: most sentences reworded, some left out, some of another report's added, and one to three changes."""
    for number in range(count):
        rng = Random(f"{SEED} rewrite {number}")
        base = bases[(number * 11 + 3) % len(bases)]
        draft = Draft(base)
        kinds = [kind for kind in SENTENCE_EDITS if kind not in _ALONE]
        rng.shuffle(kinds)
        wanted = rng.randrange(1, 4)
        for kind in kinds:
            if len(draft.kinds) == wanted:
                break
            _sentence_edit(draft, kind, rng)
        dropped = [at for at in range(1, len(base.sentences)) if at not in draft.touched and rng.random() < 0.25]
        _reword(draft, rng, 0.9)
        draft.drop("b", dropped)
        added: list[str] = []
        for text in rng.sample(pool.claims + pool.background, rng.randrange(1, 4)):
            if text[0] != base.id and text[1] not in base.text:
                draft.insert("b", rng.randrange(1, len(draft.b) + 1), [[text[1]]], f"added {len(added)}")
                added.append(text[1])
        version = draft.finish(f"rewrite {number}", "rewrite", direction="a_to_b")
        for at in dropped:
            start = version.a.index(draft.text_a[at])
            version.tolerated_a.append((start, start + len(draft.text_a[at])))
        for words_ in added:
            start = version.b.index(words_)
            version.tolerated_b.append((start, start + len(words_)))
        _publish(version, rng)
        yield version


def reused(bases: Sequence[Base], count: int) -> Iterator[Version]:
    """Partial reuse: three to five sentences of A stand in another report."""
    long = [base for base in bases if len(base.sentences) >= 10]
    for number in range(count):
        rng = Random(f"{SEED} reuse {number}")
        base, other = rng.sample(long, 2)
        draft = Draft(other)
        size = rng.randrange(3, 6)
        start = rng.randrange(len(base.sentences) - size)
        # A passage is the lesser part of what a report tells in its own words.
        while sum(map(_own, base.sentences[start : start + size])) > 0.4 * sum(map(_own, base.sentences)):
            size -= 1
        passage = [sentence.text for sentence in base.sentences[start : start + size]]
        draft.insert("b", rng.randrange(1, len(draft.b)), [passage], "passage")
        version = draft.finish(f"reuse {number}", "partial_reuse", direction="a_to_b")
        version.a, version.published_a = base.text, base.published
        _publish(version, rng)
        yield version


def _own(sentence: Sentence) -> int:
    """How many characters stand outside quotation marks."""
    return len(sentence.text) - sum(end - start for start, end in sentence.quotes)


def _runs(base: Base) -> set[str]:
    """All runs of eight words."""
    plain = base.text.lower().split()
    return {" ".join(plain[at : at + 8]) for at in range(len(plain) - 7)}


def independent(bases: Sequence[Base], count: int) -> Iterator[Version]:
    """Pairs of different reports: first those of one day, then the ones most alike by their words, then any."""
    rng = Random(f"{SEED} independent")
    bags = [set(base.text.lower().split()) for base in bases]
    pairs = [(a, b) for a in range(len(bases)) for b in range(a)]
    same_day = [pair for pair in pairs if bases[pair[0]].published == bases[pair[1]].published]
    alike = sorted(pairs, key=lambda pair: -len(bags[pair[0]] & bags[pair[1]]) / len(bags[pair[0]] | bags[pair[1]]))
    # Two reports of one author may well share a passage on what came before: these are none of ours.
    chosen = [pair for pair in [*same_day, *alike[: count // 3]] if not _runs(bases[pair[0]]) & _runs(bases[pair[1]])]
    chosen += [pair for pair in rng.sample(pairs, count) if pair not in chosen]
    for a, b in list(dict.fromkeys(chosen))[:count]:
        one, two = bases[a], bases[b]
        yield Version(
            f"independent {one.id} {two.id}",
            one.text,
            two.text,
            one.published,
            two.published,
            [],
            "independent",
            named=False,
        )


def made(bases: Sequence[Base]) -> Iterator[Version]:
    """All versions, in a fixed order."""
    pool = pool_of(bases)
    seen: Counter[str] = Counter()
    yield from changed(bases, pool, 480, 1, seen)
    yield from changed(bases, pool, 320, 4, seen)
    yield from copies(bases, 120)
    yield from rewrites(bases, pool, 120)
    yield from reused(bases, 60)
    yield from independent(bases, 120)
