"""Whether one report is the other word for word, but for style, what a site puts around, and a cut at the end.

The words alone decide. The two bodies are laid side by side as rows of folded words; each place where they differ is
style ("on Friday" and "Friday", "130cm" and "130 centimetres"), a slip (one word that was put in or left out), or text.
One place of text, be it a "not" or a figure, and it is no copy.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Literal

from rapidfuzz.distance import Indel, Levenshtein

from onrecord.codebook.comparing import change_words
from onrecord.stories.alignment import Alignment, Group
from onrecord.stories.changes.figures import may_be_same_day
from onrecord.stories.desk_style import same_name, same_state, same_style
from onrecord.stories.folding import Folded, FoldedSentence
from onrecord.stories.passages import forms_beside

# Of the shorter report so much stands in the other, before it is looked at word by word.
_NEARLY_ALL = 0.85
# One slip is nobody's rewriting; more than one in so many sentences is.
_SENTENCES_A_SLIP = 4
# A desk may put two words in ("the Irish port").
_SLIP_WORDS = 2
# A phrase that is turned round in its sentence has so many words at most, on both sides together.
_TURNED = 8
# A paragraph whose sentences have so many words at most may be a line of the site.
_LINE = 9
# A line of background that a desk puts at the end has so many words at most.
_CLOSING = 30
_TYPO = 0.8
# A title and the last of its bearer's names stand so many words apart at most.
_NAME_WORDS = 3
_LEADS_IN = re.compile(r"\W{0,2}\s*[-–—]+\s|:\s")

_MONTHS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())
_SEASONS = frozenset("spring summer autumn fall winter".split())
_ORDINALS = frozenset("first second third fourth".split())
_CALENDAR_KINDS = (_MONTHS, _SEASONS, _ORDINALS)
_CALENDAR = re.compile(
    rf"\b(?:(?:19|20)\d\d\b|(?:{'|'.join(_MONTHS)})(?=[a-z]*\b)|(?:{'|'.join(_SEASONS | _ORDINALS)})\b)"
)

Piece = tuple[list[int], list[int]]


def is_copy(a: Folded, b: Folded, found: Alignment) -> bool:
    """Whether every word of the one stands in the other, in order, but for style and a cut at the end."""
    if not found.groups:
        return False
    words_a, words_b = _own_words(a, found, "a"), _own_words(b, found, "b")
    said = 0
    moved = Counter[str]()
    slips: set[tuple[tuple[str, ...], tuple[str, ...]]] = set()
    cut: set[str] = set()
    forms_a, forms_b = forms_beside(a, words_a, b, words_b)
    if (Counter(forms_a) & Counter(forms_b)).total() < _NEARLY_ALL * min(len(words_a), len(words_b)):
        # In order there can't be more in common than in any order.
        return False
    pieces = _without_moved(a, b, list(_differing(a, words_a, b, words_b)))
    same = min(len(words_a) - sum(len(ours) for ours, _ in pieces), len(words_b))
    if same < _NEARLY_ALL * min(len(words_a), len(words_b)):
        return False
    for ours, theirs in pieces:
        if (not theirs and _is_end(a, ours, words_a, found.a)) or (not ours and _is_end(b, theirs, words_b, found.b)):
            cut.add("a" if ours else "b")
            continue
        if (turned := _said(a, ours) + _said(b, theirs)) and not (ours and theirs):
            # "the mayor said" -> "said the mayor": what is taken out here is put in there.
            said += turned if ours else -turned
            continue
        if (head := _head_of_office(a, ours) or _head_of_office(b, theirs)) and not (ours and theirs):
            # "the Defense Ministry" -> "the Ministry of Defence"
            moved[head] += 1 if ours else -1
            continue
        if _is_dateline(a, ours, found.a) or _is_dateline(b, theirs, found.b):
            continue
        cost = _cost(a, ours, b, theirs)
        if cost is None:
            return False
        if cost:
            # A desk that does so once does so throughout: one slip.
            slips.add((tuple(a.forms[n] for n in ours), tuple(b.forms[m] for m in theirs)))
    sentences = min(len(found.a), len(found.b))
    return (
        len(cut) < 2
        and not said
        and not any(moved.values())
        and len(slips) <= max(sentences // _SENTENCES_A_SLIP, sentences > 1)
    )


def _without_moved(a: Folded, b: Folded, pieces: list[Piece]) -> list[Piece]:
    """Leave out what is only turned round in its sentence: "a treaty of 14 pages" and "a 14-page treaty", "the army of
    Niger" and "the Nigerien army"."""
    kept: list[Piece] = []
    for ours, theirs in pieces:
        before = kept[-1] if kept else ([], [])
        if bool(ours) != bool(theirs) and bool(before[0]) != bool(before[1]) and bool(ours) == bool(before[1]):
            one, other = (ours, before[1]) if ours else (before[0], theirs)
            if _are_turned(a, one, b, other):
                kept.pop()
                continue
        kept.append((ours, theirs))
    return kept


def _are_turned(a: Folded, ours: list[int], b: Folded, theirs: list[int]) -> bool:
    """Whether words that one side lacks at one place and has at the next tell the same, little words aside."""
    if any(a.quoted[n] for n in ours) or any(b.quoted[m] for m in theirs) or len(ours) + len(theirs) > _TURNED:
        return False
    left_a = [n for n in ours if not _is_in("come_and_go", a.forms[n]) and a.forms[n] != "of"]
    left_b = [m for m in theirs if not _is_in("come_and_go", b.forms[m]) and b.forms[m] != "of"]
    if not left_a or not left_b or _said(a, ours) or _said(b, theirs):
        return False
    return [a.stems[n] for n in left_a] == [b.stems[m] for m in left_b] or same_state(a, left_a, b, left_b)


def _is_dateline(folded: Folded, words: list[int], sentences: list[FoldedSentence]) -> bool:
    """Whether some words lead to a sentence by a dash, as a dateline does: "LORNE, May 3 (Northline) - …"."""
    if not words or words[-1] - words[0] > _LINE or not any(sentence.first == words[0] for sentence in sentences):
        return False
    after = folded.record.report.text[folded.ends[words[-1]] :][:6]
    return bool(_LEADS_IN.match(after))


def _said(folded: Folded, words: list[int]) -> int:
    """1 for words that say nothing but that somebody said it: "said", "according to"."""
    forms = " ".join(folded.forms[n] for n in words)
    return int(forms in ("said", "says", "according to") and not any(folded.quoted[n] for n in words))


def _head_of_office(folded: Folded, words: list[int]) -> str | None:
    """What an office is called that stands before or behind what it is of: "Ministry" of "Defense Ministry"."""
    heads = [folded.forms[n] for n in words if folded.forms[n] not in ("of", "the", "for")]
    return heads[0] if len(heads) == 1 and heads[0] in change_words(None).words["heads_of_names"] else None


def same_words(a: Folded, b: Folded, alignment: Alignment, group: Group) -> bool:
    """Whether aligned sentences are the same but for style."""
    words_a, words_b = group_words(alignment.a, group.a), group_words(alignment.b, group.b)
    return not style_apart(a, words_a, b, words_b)


def style_apart(a: Folded, words_a: list[int], b: Folded, words_b: list[int]) -> bool:
    """Whether two passages differ in more than style."""
    return any(_cost(a, ours, b, theirs) != 0 for ours, theirs in _differing(a, words_a, b, words_b))


def group_words(sentences: list[FoldedSentence], numbers: list[int]) -> list[int]:
    """The words of some sentences, in their order."""
    return [word for n in numbers for word in range(sentences[n].first, sentences[n].end)]


def around(found: Alignment, side: Literal["a", "b"]) -> set[int]:
    """The sentences in short paragraphs of their own with none that is aligned.

    In a copy they are what a site puts around or between ("Tides and shipping at eight."), or a brief cut at the end.
    """
    sentences, alone = (found.a, found.alone_a) if side == "a" else (found.b, found.alone_b)
    taken = {n for group in found.groups for n in (group.a if side == "a" else group.b)}
    if not taken:
        return set()
    within = {sentences[n].paragraph for n in taken}
    size = Counter[int]()
    for sentence in sentences:
        size[sentence.paragraph] = max(size[sentence.paragraph], sentence.end - sentence.first)
    return {
        n
        for n in alone
        if not min(taken) < n < max(taken)
        and sentences[n].paragraph not in within
        and size[sentences[n].paragraph] <= _LINE
    }


def _closing(folded: Folded, found: Alignment, side: Literal["a", "b"]) -> set[int]:
    """The desk's own last sentence behind a cut, where it tells nothing: "The pier is the pride of the town"."""
    ours, theirs = (found.alone_a, found.alone_b) if side == "a" else (found.alone_b, found.alone_a)
    sentences, others = (found.a, found.b) if side == "a" else (found.b, found.a)
    last = len(sentences) - 1
    if last < 1 or last not in ours or last - 1 in ours or len(others) - 1 not in theirs:
        return set()
    sentence, record = sentences[last], folded.record
    told = [span for statement in record.statements for span in statement.content]
    told += [span for event in record.events for span in event.trigger]
    is_news = (
        sentence.end - sentence.first > _CLOSING
        or any(folded.kinds[n] == "number" for n in range(sentence.first, sentence.end))
        or any(start < sentence.span[1] and sentence.span[0] < end for start, end in told)
    )
    return set() if is_news else {last}


def _own_words(folded: Folded, found: Alignment, side: Literal["a", "b"]) -> list[int]:
    """The words of a body without what a site puts around."""
    sentences = found.a if side == "a" else found.b
    lines = around(found, side) | _closing(folded, found, side)
    return group_words(sentences, [n for n in range(len(sentences)) if n not in lines])


def _is_end(folded: Folded, words: list[int], every: list[int], sentences: list[FoldedSentence]) -> bool:
    """Whether some words are whole sentences at the end of a body; the second half of a quotation is none."""
    words = _from_sentence(folded, words, every, sentences)
    first = folded.begins[words[0]]
    goes_on = any(quote[0] < first - 1 and first < quote[1] for quote in folded.quotes)
    return words[-1] == every[-1] and not goes_on and any(sentence.first == words[0] for sentence in sentences)


def _from_sentence(folded: Folded, words: list[int], every: list[int], sentences: list[FoldedSentence]) -> list[int]:
    """A run of words that one report lacks, moved to where a sentence begins, if what it moves over is the same.

    "… the | Air Force. Airbus paid the Air | Force." is "… the Air Force. | Airbus paid the Air Force. |".
    """
    at = every.index(words[0])
    starts = {sentence.first for sentence in sentences}
    for moved in range(min(len(words), len(every) - at - len(words)) + 1):
        run = every[at + moved : at + moved + len(words)]
        if run[0] in starts:
            return run
        after = at + moved + len(words)
        if after >= len(every) or folded.forms[every[after]] != folded.forms[run[0]]:
            break
    return words


def _differing(a: Folded, words_a: list[int], b: Folded, words_b: list[int]) -> Iterator[Piece]:
    """The places where two rows of words differ."""
    ours: list[int] = []
    theirs: list[int] = []
    forms_a, forms_b = forms_beside(a, words_a, b, words_b)
    if forms_a == forms_b:
        return
    for code in Indel.opcodes(forms_a, forms_b):
        if code.tag == "equal":
            if ours or theirs:
                yield ours, theirs
            ours, theirs = [], []
            continue
        ours += words_a[code.src_start : code.src_end]
        theirs += words_b[code.dest_start : code.dest_end]
    if ours or theirs:
        yield ours, theirs


def _cost(a: Folded, ours: list[int], b: Folded, theirs: list[int]) -> int | None:
    """What a place that differs costs: 0 for style, 1 for a slip, None where the text is another."""
    if same_style(a, ours, b, theirs) or _same_part_of_day(a, ours, b, theirs):
        return 0
    days_a, days_b = [n for n in ours if n in a.dates], [m for m in theirs if m in b.dates]
    if days_a and days_b and not all(_same_day(a, n, b, m) for n, m in zip(days_a, days_b, strict=False)):
        return None
    if [_is_in("roughly", a.forms[n]) for n in ours] == [_is_in("roughly", b.forms[m]) for m in theirs] == [True]:
        return 0
    stems_a, stems_b = {a.stems[n] for n in ours}, {b.stems[m] for m in theirs}
    named_a, named_b = _weekdays(a, ours), _weekdays(b, theirs)
    left_a = [n for n in ours if n not in a.dates and a.forms[n] not in named_b and not _is_style(a, n, stems_b)]
    left_b = [m for m in theirs if m not in b.dates and b.forms[m] not in named_a and not _is_style(b, m, stems_a)]
    left_a = [n for n in left_a if not _is_title_again(a, n, b)]
    left_b = [m for m in left_b if not _is_title_again(b, m, a)]
    if (left_b and days_a and not days_b) or (left_a and days_b and not days_a):
        # "in March" -> "in Bremen"
        return None
    if days_a and days_b and _is_named(a, left_a) != _is_named(b, left_b):
        # "in March 2003" -> "in Bremen 2003"
        return None
    if left_a and left_b and same_style(a, left_a, b, left_b):
        return 0
    if any(_is_hard(a, n) for n in left_a) or any(_is_hard(b, m) for m in left_b):
        return None
    if not left_a and not left_b:
        # A day that only one of them names.
        return int(bool(days_a) != bool(days_b))
    if left_a and left_b:
        one = "".join(a.forms[n] for n in left_a)
        two = "".join(b.forms[m] for m in left_b)
        if same_state(a, left_a, b, left_b):
            return 0
        if _is_named(a, left_a) or _is_named(b, left_b):
            return 0 if same_name(a, left_a, b, left_b) else None
        # "employment" and "unemployment" are no slip of the hand
        typo = len(one) > 4 and not one.endswith(two) and not two.endswith(one)
        typo = typo and Levenshtein.normalized_similarity(one, two) >= _TYPO
        # "bought a trawler" -> "bought a vessel": one word that says the same in news
        synonym = len(left_a) == len(left_b) == 1 and a.roots[left_a[0]] == b.roots[left_b[0]]
        return 1 if typo or synonym else None
    return 1 if len(left_a) + len(left_b) <= _SLIP_WORDS else None


def _is_title_again(folded: Folded, at: int, other: Folded) -> bool:
    """Whether a word is the title of somebody who bears it in the other report too ("Commander Lee" behind "Commander
    Jo Lee", where that has "Lee"), or letters behind a name ("Anwar MP"): a desk that gives them says nothing new."""
    forms, kinds = folded.forms, folded.kinds
    if at > 0 and kinds[at - 1] == "name" and _is_in("behind_names", forms[at]):
        return True
    if at + 1 >= len(forms) or kinds[at + 1] != "name" or folded.quoted[at]:
        return False
    title, name = forms[at], forms[at + 1]
    return any(
        other.forms[place] == title and name in other.forms[place + 1 : place + 1 + _NAME_WORDS]
        for place in range(len(other.forms))
    )


def _is_named(folded: Folded, words: list[int]) -> bool:
    return any(folded.kinds[n] == "name" for n in words)


def _same_day(a: Folded, n: int, b: Folded, m: int) -> bool:
    """Whether two times can be one and no year, month, season or ordinal that both print differs: "the first quarter of
    2009" is not the third."""
    one, two = (set(_CALENDAR.findall(side.printed(word))) for side, word in ((a, n), (b, m)))
    other = any((one & kind) and (two & kind) and not one & two & kind for kind in _CALENDAR_KINDS)
    years = [{word for word in words if word.isdigit()} for words in (one, two)]
    return not other and not (years[0] and years[1] and not years[0] & years[1]) and may_be_same_day(a, n, b, m)


def _same_part_of_day(a: Folded, ours: list[int], b: Folded, theirs: list[int]) -> bool:
    """ "On Tuesday | morning", "yesterday | morning": words for one day, as each report means them."""
    one, two = _days_told(a, ours), _days_told(b, theirs)
    rest = [form for side, words in ((a, ours), (b, theirs)) for form in (side.forms[n] for n in words)]
    lists = ("weekdays", "relative_days", "come_and_go")
    known = all(form[0] == "@" or any(_is_in(name, form) for name in lists) for form in rest)
    return bool(one) and one == two and known


def _days_told(folded: Folded, words: list[int]) -> set[str]:
    """The days that some words are part of, as the record reads them."""
    spans = [(folded.begins[n], folded.ends[n]) for n in words if not _is_in("come_and_go", folded.forms[n])]
    return {
        time.value[:10]
        for time in folded.record.times
        if time.value and re.match(r"\d{4}-\d\d-\d\d", time.value)
        if any(start < time.span[1] and time.span[0] < end for start, end in spans)
    }


def _weekdays(folded: Folded, words: list[int]) -> set[str]:
    """The weekdays of the days that some words name: "on Jan 30" is "on Friday"."""
    values = [folded.dates[n].value or "" for n in words if n in folded.dates]
    days = [date.fromisoformat(value) for value in values if re.fullmatch(r"\d{4}-\d\d-\d\d", value)]
    return {day.strftime("%A").lower() for day in days}


def _is_style(folded: Folded, n: int, others: set[str]) -> bool:
    """Whether a word says nothing of its own: grammar, or another form of a word that stands on the other side."""
    if folded.quoted[n]:
        return folded.forms[n] in ("a", "the", "that")
    form = folded.forms[n]
    return _is_in("come_and_go", form) or (folded.stems[n] in others and not _is_in("modals", form))


def _is_hard(folded: Folded, n: int) -> bool:
    """Whether a word may not come or go in a copy: a figure, a negation, a modal or another word of caution, a verb of
    saying or planning, a rank, and every word inside quotation marks ("we must", "we should")."""
    form, stem = folded.forms[n], folded.stems[n]
    words = change_words(None)
    if folded.quoted[n] or folded.kinds[n] == "number" or form in words.hedges:
        return True
    if _is_in("negations", form) or _is_in("modals", form) or _is_in("exact", form):
        return True
    lists = (words.words["ranks"], words.words["offices"], words.words["weekdays"])
    return any(form in one for one in lists) or stem in words.words["unreal"] or stem in words.scales["assertion"]


def _is_in(name: str, form: str) -> bool:
    """Whether a folded word is in a list of comparing_words.yaml."""
    return form in change_words(None).words[name]
