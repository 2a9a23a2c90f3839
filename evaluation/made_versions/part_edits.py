"""Edits of whole sentences and paragraphs: claims, background, sections, commentators, credits, order.

Each takes a draft and says whether it could be made. `reverse` makes the edit on A's side, so that what is added is
dropped from A to B.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from made_versions.base import Base, Sentence, Token
from made_versions.fact_edits import MONTHS
from made_versions.version import Draft
from made_versions.words import words


@dataclass(slots=True)
class Pool:
    """Sentences of other reports that can be put into one: with one statement or event, and with neither."""

    claims: list[tuple[str, str]]
    background: list[tuple[str, str]]


def _alone(sentence: Sentence) -> bool:
    """Whether a sentence can stand in another report: it leans on none before it by its first word, and quotes none."""
    first = sentence.text.split()[0].lower().strip(",")
    leaning = "he she it they his her its their this that these those but and also however so both one".split()
    return first not in leaning and not sentence.quotes and sentence.text.endswith(".")


def tells_one_thing(sentence: Sentence) -> bool:
    """Whether there is one statement (with what is told in it), or one event that stands by itself."""
    ids = {statement.id for statement in sentence.statements}
    outer = [statement for statement in sentence.statements if statement.within not in ids]
    own = [event for event in sentence.events if event.statement not in ids and event.performed_by not in ids]
    older = any(time.value and time.value[:4].isdigit() and "-" not in time.value for time in sentence.times)
    if any(one.source_kind in (None, "none") for one in outer) or (own and older):
        return False
    several = len(sentence.quotes) > 0 and sentence.text.count(". ") > 0
    return len(outer) + len(own) == 1 and not several


def _is_deed(token: Token) -> bool:
    """Whether a word is a verb of a deed in the past or to come: "lit", "was shut", "will be sold"."""
    past = token.tag == "VBD" and (token.lemma not in ("be", "have", "do") or token.dep == "auxpass")
    return past or token.lemma == "will"


def tells_nothing(sentence: Sentence) -> bool:
    """Whether there is neither a statement nor an event, but something that could be checked: a name or a number.

    What tells of these days ("... on Friday"), or of a deed ("The villagers lit candles."), is an event to any editor,
    whatever the codebook's types are.
    """
    if any(_is_deed(token) for token in sentence.tokens):
        return False
    if sentence.statements or sentence.events or sentence.quotes or any(t.type != "DURATION" for t in sentence.times):
        return False
    inside = sentence.text[1:]
    named = any(char.isdigit() for char in inside) or any(token.tag == "NNP" for token in sentence.tokens[1:])
    return named and sentence.text.count(" ") >= 7


def pool_of(bases: Sequence[Base]) -> Pool:
    """What reports can lend to others."""
    pool = Pool([], [])
    for base in bases:
        for sentence in base.sentences:
            if _alone(sentence) and 6 <= sentence.text.count(" ") <= 30:
                if len(sentence.statements) == 1 and tells_one_thing(sentence):
                    pool.claims.append((base.id, sentence.text))
                elif tells_nothing(sentence):
                    pool.background.append((base.id, sentence.text))
    return pool


def _lent(draft: Draft, lent: Sequence[tuple[str, str]], own: Sequence[str], rng: Random) -> str:
    texts = own if rng.random() < 0.4 else [text for source, text in lent if source != draft.base.id]
    used = {*draft.text_a.values(), *draft.text_b.values()}
    return rng.choice([text for text in texts if text not in used])


def _place(draft: Draft, side: str, rng: Random) -> int:
    order = draft.a if side == "a" else draft.b
    # What stands behind an added title would belong to its section.
    last = ("section", "commentators", "credit")
    end = next((n for n, paragraph in enumerate(order) if n and str(paragraph[0]).startswith(last)), len(order))
    return rng.randrange(1, end + 1)


def _end(draft: Draft, side: str) -> int:
    """The place after the last paragraph and before a line of credits."""
    order = draft.a if side == "a" else draft.b
    return len(order) - (str(order[-1][0]).startswith("credit"))


def _add(draft: Draft, rng: Random, reverse: bool, kind: str, text: str) -> bool:
    side = "a" if reverse else "b"
    keys = draft.insert(side, _place(draft, side, rng), [[text]], f"{kind} {len(draft.marks)}")
    shown = draft.whole(side, keys)
    code = f"{kind}_dropped" if reverse else f"{kind}_added"
    draft.mark(code, shown if reverse else [], [] if reverse else shown)
    draft.kinds.append(code)
    return True


def claim_added(draft: Draft, pool: Pool, rng: Random, reverse: bool) -> bool:
    """A statement or an event of its own comes in."""
    return _add(draft, rng, reverse, "claim", _lent(draft, pool.claims, words()["claims"], rng))


def background_added(draft: Draft, pool: Pool, rng: Random, reverse: bool) -> bool:
    """A sentence that tells neither comes in."""
    return _add(draft, rng, reverse, "background", _lent(draft, pool.background, words()["background"], rng))


def _drop(draft: Draft, rng: Random, kind: str, numbers: Sequence[int]) -> bool:
    free = [number for number in numbers if number not in draft.touched and number > 0]
    if not free or len(draft.b) < 3:
        return False
    number = rng.choice(free)
    draft.drop("b", [number])
    draft.mark(f"{kind}_dropped", draft.whole("a", [number]), [])
    draft.kinds.append(f"{kind}_dropped")
    return True


def claim_dropped(draft: Draft, pool: Pool, rng: Random, reverse: bool) -> bool:
    """A sentence with one statement or event is left out."""
    found = [number for number, one in enumerate(draft.base.sentences) if tells_one_thing(one)]
    return _drop(draft, rng, "claim", found)


def background_dropped(draft: Draft, pool: Pool, rng: Random, reverse: bool) -> bool:
    """A sentence with neither is left out."""
    found = [number for number, one in enumerate(draft.base.sentences) if tells_nothing(one)]
    return _drop(draft, rng, "background", found)


def section_added(draft: Draft, pool: Pool, rng: Random, reverse: bool) -> bool:
    """A part with a title comes in at the end."""
    side = "a" if reverse else "b"
    title = rng.choice(words()["section_titles"])
    used = {*draft.text_a.values(), *draft.text_b.values()}
    body = rng.sample([text for text in words()["background"] if text not in used], 2)
    body.append(rng.choice([text for text in words()["claims"] if text not in used]))
    paragraphs = [[title], body] if rng.random() < 0.5 else [[title], *([text] for text in body)]
    keys = draft.insert(side, _end(draft, side), paragraphs, "section")
    shown = draft.whole(side, keys)
    code = "section_dropped" if reverse else "section_added"
    draft.mark(code, shown if reverse else [], [] if reverse else shown)
    draft.kinds.append(code)
    return True


def commentators_added(draft: Draft, pool: Pool, rng: Random, reverse: bool) -> bool:
    """People who only comment come in, under a title or not."""
    people = [[text] for text in rng.sample(words()["commentators"], rng.randrange(2, 5))]
    titled = rng.random() < 0.5
    title = [[rng.choice(words()["commentator_titles"])]] if titled else []
    keys = draft.insert("b", _end(draft, "b"), [*title, *people], "commentators")
    if titled:
        draft.mark("section_added", [], draft.whole("b", keys))
    draft.mark("commentators_added", [], draft.whole("b", keys[len(title) :]))
    draft.kinds.append("commentators_added")
    return True


def _day(published: str, shift: int = 0) -> str:
    day = date.fromisoformat(published[:10]) + timedelta(days=shift)
    return f"{MONTHS[day.month - 1]} {day.day}"


def dateline(draft: Draft, texts: tuple[str, str]) -> None:
    """Put a dateline before the first sentence of A and of B."""
    draft.text_a["dateline"], draft.text_b["dateline"] = texts
    draft.a[0].insert(0, "dateline")
    draft.b[0].insert(0, "dateline")


def credit_added(draft: Draft, pool: Pool, rng: Random, reverse: bool) -> bool:
    """The agency's sign in the dateline, a line of credits at the end, or a byline comes in."""
    if any(kind.startswith("credit") for kind in draft.kinds):
        return False
    one, two = rng.sample(words()["reporters"], 2)
    agency = rng.choice(words()["agencies"])
    if "dateline" not in draft.text_a and rng.random() < 0.4:
        begin = f"{rng.choice(words()['cities'])}, {_day(draft.base.published)}"
        texts = (f"{begin} -", f"{begin} ({agency}) -")
        dateline(draft, (texts[1], texts[0]) if reverse else texts)
        start = len(begin) + 1
        shown = [("dateline", (start, start + len(agency) + 2))]
    else:
        line = rng.choice(
            [f"(Reporting by {one}; Editing by {two})", f"Reporting by {one} for {agency}.", f"By {one}, {agency}"]
        )
        side = "a" if reverse else "b"
        order = draft.a if reverse else draft.b
        keys = draft.insert(side, 0 if line.startswith("By") else len(order), [[line]], "credit")
        shown = draft.whole(side, keys)  # type: ignore[assignment]
    draft.mark("credit_dropped" if reverse else "credit_added", shown if reverse else [], [] if reverse else shown)  # type: ignore[arg-type]
    draft.kinds.append("credit_dropped" if reverse else "credit_added")
    return True


def dateline_moved(draft: Draft, pool: Pool, rng: Random, reverse: bool) -> bool:
    """Both datelines name a day, two days apart."""
    if "dateline" in draft.text_a:
        return False
    city = rng.choice(words()["cities"])
    days = _day(draft.base.published, -2), _day(draft.base.published)
    dateline(draft, (f"{city}, {days[0]} -", f"{city}, {days[1]} -"))
    shown = [("dateline", (len(city) + 2, len(city) + 2 + len(day))) for day in days]
    draft.mark("date_changed", [shown[0]], [shown[1]])
    draft.kinds.append("date_changed")
    return True


def order_changed(draft: Draft, pool: Pool, rng: Random, reverse: bool) -> bool:
    """One paragraph stands somewhere else."""
    count = len(draft.b)
    if count < 5 or any(isinstance(key, str) for paragraph in (*draft.a, *draft.b) for key in paragraph):
        return False
    old = rng.randrange(1, count)
    free = [place for place in range(1, count) if abs(place - old) >= 2]
    if not free:
        return False
    new = rng.choice(free)
    low, high = min(old, new), max(old, new)
    keys = [key for paragraph in draft.b[low : high + 1] for key in paragraph]
    draft.b.insert(new, draft.b.pop(old))
    draft.mark("order_changed", draft.whole("a", [k for k in keys if k in draft.text_a]), draft.whole("b", keys))
    draft.kinds.append("order_changed")
    return True
