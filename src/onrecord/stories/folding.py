"""Words as they are compared: case, punctuation, invisible characters, spelling and dates folded; never in the record.

Each word keeps the characters of the report that it stands for. Datelines, bylines, credits and boilerplate are left
out; the headline is there as a sentence of its own kind.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from onrecord.codebook.comparing import FoldedWord, FoldingTable, folding_of, root_of, spelling_of, stem_of
from onrecord.codebook.loader import Codebook
from onrecord.record import Record, Span, Statement, Time
from onrecord.stories.hearsay import without_hearsay
from onrecord.stories.numbers import begins_number, number_at
from onrecord.stories.quotes import quoted_spans

_BODY = frozenset({"paragraph", "caption", "notice"})
_INVISIBLE = frozenset(
    "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_WORD = re.compile(
    r"\d{1,2}(?:[:.][0-5]\d)?[ \u00a0\u202f]?(?:[ap]\.m\b\.?|[ap]m\b)|"
    r"(?<![^\W_])(?:[A-Z]{1,3}\$|[A-Z][A-Za-z]{1,3}(?=\d[\d,]*(?:[.,]\d|m\b|bn\b|mn\b|tn\b)))"
    r"|\d{1,2}:\d\d(?!\d)|\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?![\d,.]\d)"
    r"|\d[\d,]*\d(?:\.\d+)?(?:st|nd|rd|th|bn|mn|tn|m|k)?\b"
    r"|\d+(?:\.\d+)?(?:st|nd|rd|th|bn|mn|tn|m|k)?\b|\d[\d,]*\d(?:\.\d+)?|\d+(?:\.\d+)?"
    r"|(?:[^\W\d_]\.){2,}|[^\W\d_]\.[^\W\d_]\b\.?|[^\W_]+(?:['’ʼ][^\W_]+)*|US\$|[%$€£¥₹₽]"
)
_SPEAKS = re.compile(r"\b(said|says|say|told|tells|added|adds|wrote|asked|according|noted|replied)\b", re.IGNORECASE)
# A title between the paragraphs that is taken from a quotation: 'A hard day'.
_CROSSHEAD = re.compile(r"['‘\"“][^'‘’\"“”.,!?;]{3,40}['’\"”]")
# A paragraph that ends with whose picture it tells of is a caption: "The bridge on Monday. Photo: Ana Ruiz".
_CAPTION = re.compile(
    r"[.!?\s(\[](?:(?:file )?(?:photo|photograph|picture|image|graphic|credit)s?(?: credit)?(?: ?:| by) ?"
    r"[A-Z][\w./ -]{1,40}"
    r"|\([A-Z][\w ]{1,20} (?:photo|photograph|file photo)\))[.)\]]*$",
    re.IGNORECASE,
)
_MOST_OF_CAPTION = 60
# A title has so many words at most; a sentence ends with a stop, which may stand before quotation marks.
_MOST_OF_TITLE = 20
# Longer lines may be broken ones.
_WRAPPED = 72
# "CITY NEWS - Monday, 4 May 2026, 7.10 p.m." is no sentence.
_TIME_LINE = re.compile(r"\b(?:19|20)\d\d\W+(?:at )?\d{1,2}(?:[:.]\d\d)? ?[ap]\.m\.$")
_ENDS = re.compile(r"[.!?…:;,][\"”’'»)\]]*$|[)—–-]$")
_CURRENCIES = {
    "$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₹": "rupee", "₽": "rouble",
    "usd": "dollar", "eur": "euro", "gbp": "pound", "jpy": "yen", "inr": "rupee", "rs": "rupee", "chf": "franc",
    "sh": "shilling", "shs": "shilling", "ksh": "shilling", "kshs": "shilling", "ush": "shilling", "tsh": "shilling",
    "ghs": "cedi", "ngn": "naira", "zar": "rand", "rm": "ringgit", "tk": "taka", "php": "peso", "aed": "dirham",
    "thb": "baht", "rmb": "yuan", "cny": "yuan", "krw": "won", "brl": "real", "pln": "zloty", "czk": "koruna",
    "huf": "forint", "cad": "dollar", "aud": "dollar", "nzd": "dollar",
}  # fmt: skip
# Currencies that are words are so beside a number only: "USD 5 million", "5 million EUR".
_CODES = frozenset(name for name in _CURRENCIES if name.isalpha())
# Behind a number a letter is a unit: "30 C".
_UNIT_LETTERS = {"C": "degrees", "F": "fahrenheit"}
# "6m" is six metres, "6m people" and "6m voters" six millions: what is counted stands behind it, in the plural.
_METRES = re.compile(r"(\d[\d,]*(?:\.\d+)?)m$")
_COUNTED = re.compile(r"people$|(?!waves|yards)[a-z]{3,}s$")
# Letters that are no letter with an accent.
STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
# "US$", "A$" and "F$" are dollars; whose they are is told by where the report is from.
_OF_COUNTRY = re.compile(r"[a-z]{1,3}(?=\$$)")
_POSSESSIVE = re.compile(r"['’]s$")
_CONTRACTED = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am"}
_OPENS = frozenset({'"', "“", "‘", "«", "„"})
# So many words are remembered as they were folded.
_MOST_ALONE = 50_000
_WHOLE = {"can't": "can", "won't": "will", "cannot": "can", "shan't": "shall"}


@dataclass(slots=True)
class FoldedSentence:
    """A sentence: its span, its words `first` to before `end`, and where it stands.

    `kind` is headline, paragraph, caption, notice, heading (a title inside the text) or boilerplate;
    `paragraph` numbers the segments of the report, `section` the record's sections (-1 outside all).
    """

    span: Span
    first: int
    end: int
    kind: str
    paragraph: int
    section: int


@dataclass(slots=True)
class Folded:
    """A record's words as they are compared, in parallel lists, and its sentences.

    `forms` are the words ("#14" a number, "@2026-03-10" a day), `stems` their stems, `roots` what they are
    aligned by, `kinds` is "number", "date",
    "name" (written with a capital inside a sentence), "first" (with one at its beginning) or "". `quoted` tells
    whether a word stands inside quotation marks, `light` whether it is a function word.
    """

    record: Record
    forms: list[str] = field(default_factory=list)
    stems: list[str] = field(default_factory=list)
    roots: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    begins: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    quoted: list[bool] = field(default_factory=list)
    sentences: list[FoldedSentence] = field(default_factory=list)
    dates: dict[int, Time] = field(default_factory=dict)
    quotes: list[Span] = field(default_factory=list)
    light: list[bool] = field(default_factory=list)
    # What `directions` reads of the report, what `kinship` weighs its words by, who tells which words of a sentence (by
    # `tellings`), and where its runs of words stand; made when it is first compared so.
    runs: dict[tuple[str, ...], list[int]] = field(default_factory=dict, init=False, repr=False, compare=False)
    told: list[tuple[int, list[tuple[Statement | None, list[int]]]]] | None = field(
        default=None, init=False, repr=False, compare=False
    )
    signs: object = field(default=None, init=False, repr=False, compare=False)
    firm: dict[str, float] = field(default_factory=dict, init=False, repr=False, compare=False)
    _body: list[FoldedSentence] = field(default_factory=list, init=False, repr=False, compare=False)
    _body_words: list[int] = field(default_factory=list, init=False, repr=False, compare=False)

    @property
    def body(self) -> list[FoldedSentence]:
        """The sentences that are compared: neither the headline nor boilerplate. Kept, as they are asked for again and
        again."""
        if not self._body:
            self._body = [sentence for sentence in self.sentences if sentence.kind in _BODY]
        return self._body

    def body_words(self) -> list[int]:
        """The numbers of the words of the body."""
        if not self._body_words:
            self._body_words = [word for sentence in self.body for word in range(sentence.first, sentence.end)]
        return self._body_words

    def printed(self, word: int) -> str:
        """A word's form; a day as it is printed: a copy of the next morning still has the dispatch's "today"."""
        if self.kinds[word] != "date":
            return self.forms[word]
        words = self.record.report.text[self.begins[word] : self.ends[word]]
        return " ".join(words.replace("’", "'").casefold().split())

    def span(self, first: int, end: int) -> Span:
        """The characters from word `first` to before word `end`."""
        return (self.begins[first], self.ends[end - 1])

    def words_in(self, span: Span) -> range:
        """The words that lie wholly or partly in a span."""
        first = bisect_right(self.ends, span[0])
        end = first
        while end < len(self.begins) and self.begins[end] < span[1]:
            end += 1
        return range(first, end)


def _is_sentence(words: str) -> bool:
    return _ENDS.search(words) is not None and not _TIME_LINE.search(words)


def is_furniture(words: str) -> bool:
    """Whether a paragraph is a line of a page, not of a report: short, and no sentence's end ("Share | Print")."""
    if "\n" in words or len(words.split()) > 12 or not words:
        return False
    if _TIME_LINE.search(words):
        return True
    if "|" in words or (words.isupper() and words[-1] not in ".!?\"”'’"):
        return True
    if _CROSSHEAD.fullmatch(words):
        return True
    if words[-1] == "?":
        return len(words.split()) <= 7 and not any(mark in words for mark in '"“”,')
    if words[-1] == ":":
        return len(words.split()) <= 8 and not _SPEAKS.search(words) and '"' not in words
    return words[-1] not in ".!…\"”’');" and not any(mark in words for mark in '"“”')


def folded(record: Record, codebook: Codebook | None = None) -> Folded:
    """Fold a record's words for the comparison. Raises CodebookError."""
    return _Folding(without_hearsay(record), folding_of(codebook)).fold()


# A word as the regular expression finds it, with its first and last character.
_Piece = tuple[str, int, int]

# Form, stem, root, whether it is a function word, kind, first and last character of a word.
_Row = tuple[str, str, str, bool, str, int, int]


class _Folding:
    def __init__(self, record: Record, table: FoldingTable) -> None:
        self.record, self.table = record, table
        self.text = record.report.text
        self.out = Folded(record)
        self.edges: list[int] = []
        self.rows: list[_Row] = []
        self.framed = False
        # What each segment is, by its number.
        self.kinds: dict[int, str] = {}
        # Undecided times ("recently") are words like any other; a time of day stands by its figures.
        self.times = sorted(
            (time for time in record.times if time.type == "DATE" and time.value and _is_day(time.value)),
            key=lambda time: time.span,
        )

    def fold(self) -> Folded:
        report = self.record.report
        self.out.quotes = [
            quote
            for segment in report.segments
            if segment.kind in _BODY or segment.kind == "headline"
            for quote in quoted_spans(self.text, segment.span)
        ]
        self.edges = _edges(self.out.quotes)
        sentences = list(self._sentences())
        # A blank that does not break may stand anywhere in "All rights reserved".
        lines = [" ".join(self.text[begin:end].split()) for _, _, (begin, end) in sentences]
        self.framed = self.table.boilerplate.in_any(lines)
        for (number, kind, span), words in zip(sentences, lines, strict=True):
            first = len(self.rows)
            self._sentence(span)
            if len(self.rows) > first:
                what = self._kind_of(number, kind, words)
                section = next(
                    (n for n, part in enumerate(report.sections) if part.body[0] <= span[0] < part.body[1]), -1
                )
                self.out.sentences.append(FoldedSentence(span, first, len(self.rows), what, number, section))
        if self.rows:
            out = self.out
            out.forms, out.stems, out.roots, out.light, out.kinds, out.begins, out.ends = map(
                list, zip(*self.rows, strict=True)
            )
            # An odd number of edges before it: the word stands inside.
            edges = self.edges
            out.quoted = (
                [bisect_right(edges, start) % 2 == 1 for start in out.begins] if edges else [False] * len(self.rows)
            )
        return self.out

    def _kind_of(self, number: int, kind: str, words: str) -> str:
        """What a sentence is: what intake said, or a heading or furniture of the site that intake took for text."""
        if kind == "headline":
            return kind
        if self.table.boilerplate.fits(words, held=self.framed) or ("|" in words and is_furniture(words.strip())):
            return "boilerplate"
        if number not in self.kinds:
            self.kinds[number] = self._kind_of_segment(number, kind)
        return self.kinds[number]

    def _kind_of_segment(self, number: int, kind: str) -> str:
        whole = self.record.words(self.record.report.segments[number].span).strip()
        if kind in ("paragraph", "caption") and len(whole.split()) <= _MOST_OF_CAPTION and _CAPTION.search(whole):
            return "boilerplate"
        if kind == "paragraph" and is_furniture(whole):
            return "heading" if self._heads(number, whole) else "boilerplate"
        return "boilerplate" if kind == "paragraph" and self._is_title(number, whole) else kind

    def _is_title(self, number: int, whole: str) -> bool:
        """Whether a line above the text is its title, which intake did not find under the name of the site: it ends
        without a stop, before the first paragraph that has one. 'Port boss jailed: "a toll booth"'"""
        if "\n" in whole or len(whole.split()) > _MOST_OF_TITLE or _ENDS.search(whole):
            return False
        every = self.record.report.segments
        wrapped = self.text[every[number].span[1] :][:2] != "\n\n" and len(whole) > _WRAPPED
        if wrapped or (number and every[number - 1].kind == "dateline"):
            # The first line of a text whose lines are broken
            return False
        segments = [(n, segment) for n, segment in enumerate(every) if segment.kind == "paragraph" and n != number]
        stops = [n for n, segment in segments if _is_sentence(self.record.words(segment.span).rstrip())]
        return bool(stops) and stops[0] > number

    def _heads(self, number: int, whole: str) -> bool:
        """Whether a line without a full stop is the title of what follows: text stands before and after it."""
        segments = self.record.report.segments
        texts = [
            n
            for n, segment in enumerate(segments)
            if segment.kind == "paragraph" and not is_furniture(self.record.words(segment.span).strip())
        ]
        return "|" not in whole and bool(texts) and texts[0] < number < texts[-1]

    def _sentences(self) -> Iterator[tuple[int, str, Span]]:
        """The sentences of each segment; the whole segment where the record has none of it."""
        report = self.record.report
        spans = sorted(report.sentences)
        at = 0
        for number, segment in enumerate(report.segments):
            if segment.kind not in _BODY and segment.kind != "headline":
                continue
            start, end = segment.span
            while at < len(spans) and spans[at][0] < start:
                at += 1
            inside = []
            while at < len(spans) and spans[at][0] < end:
                inside.append(spans[at])
                at += 1
            for span in inside or [segment.span]:
                yield number, segment.kind, span

    def _pieces(self, span: Span) -> list[_Piece]:
        words = self.text[span[0] : span[1]]
        if not _INVISIBLE.isdisjoint(words):
            kept = [offset for offset, char in enumerate(words) if char not in _INVISIBLE]
            clean = "".join(words[offset] for offset in kept)
            return [
                (match[0], span[0] + kept[match.start()], span[0] + kept[match.end() - 1] + 1)
                for match in _WORD.finditer(clean)
            ]
        first = span[0]
        return [(match[0], first + match.start(), first + match.end()) for match in _WORD.finditer(words)]

    def _sentence(self, span: Span) -> None:
        pieces = self._pieces(span)
        times = [time for time in self.times if span[0] <= time.span[0] < span[1]]
        known, rows = self.table.alone, self.rows
        lower: list[str] = []
        at = 0
        while at < len(pieces):
            text, start, end = pieces[at]
            if times and (time := _at(times, start)) is not None:
                at = self._date(pieces, at, time)
                continue
            alone = known.get(text)
            if alone is None:
                alone = self._alone(text, _plain(text))
            if alone:
                # Nearly all words are such, and a story has thousands: no call for each.
                kind = self._kind(pieces, at) if text[0].isupper() else ""
                for form, stem, root, light, takes_kind in alone:
                    rows.append((form, stem, root, light, kind if takes_kind else "", start, end))
                at += 1
                continue
            lower = lower or [_plain(piece[0]) for piece in pieces]
            at += self._word(pieces, lower, at)

    def _date(self, pieces: list[_Piece], at: int, time: Time) -> int:
        """Fold the words of a day to one; returns the place behind them."""
        end = at
        while end < len(pieces) and pieces[end][1] < time.span[1]:
            end += 1
        self._add(f"@{time.value}", "date", pieces[at][1], pieces[end - 1][2])
        self.out.dates[len(self.rows) - 1] = time
        return end

    def _word(self, pieces: list[_Piece], lower: list[str], at: int) -> int:
        """Fold the word at a place, which what stands beside it can change, or the several that are one; returns how
        many."""
        (text, start, end), word = pieces[at], lower[at]
        money = _CURRENCIES.get(_OF_COUNTRY.sub("", text.lower().removesuffix(".")))
        if money is not None and (word not in _CODES or self._beside_number(pieces, lower, at)):
            # "$5 million" and "5 million dollars" have the same words in the same order.
            if at + 1 < len(pieces) and (number := number_at(lower, at + 1, money=True)):
                self._add(number[0], "number", pieces[at + 1][1], pieces[at + number[1]][2])
                self._add(money, "", start, end)
                return 1 + number[1]
            self._add(money, "", start, end)
            return 1
        if (metres := _METRES.match(word)) and not _COUNTED.match(lower[at + 1] if at + 1 < len(lower) else ""):
            self._add(f"#{metres[1].replace(',', '')}", "number", start, end - 1)
            self._add("metres", "", end - 1, end)
            return 1
        if text in _UNIT_LETTERS and self._behind_number() and self.rows[-1][6] >= start - 2:
            self._add(_UNIT_LETTERS[text], "", start, end)
            return 1
        if number := number_at(lower, at, money=bool(metres)):
            self._add(number[0], "number", start, pieces[at + number[1] - 1][2])
            return number[1]
        for parts, name in self.table.phrases.get(word, ()):
            inside = lower[at : at + len(parts)]
            # "the United Kingdom's ships" and "the UK's ships".
            if (*inside[:-1], inside[-1].removesuffix("'s")) == parts:
                self._add(name, self._kind(pieces, at), start, pieces[at + len(parts) - 1][2])
                return len(parts)
        kind = self._kind(pieces, at)
        for form, takes_kind in self._forms(text, word):
            self._add(form, kind if takes_kind else "", start, end)
        return 1

    def _beside_number(self, pieces: list[_Piece], lower: list[str], at: int) -> bool:
        """Whether a number stands next to a word."""
        before = at and pieces[at][1] - pieces[at - 1][2] <= 1 and self._behind_number()
        return bool(before) or (at + 1 < len(lower) and number_at(lower, at + 1, money=True) is not None)

    def _behind_number(self) -> bool:
        """Whether the word folded last is a number."""
        return bool(self.rows) and self.rows[-1][4] == "number"

    def _alone(self, text: str, word: str) -> tuple[FoldedWord, ...]:
        """What a word is folded to whatever stands around it; nothing where what stands beside it can matter."""
        beside = text[-1] in _CURRENCIES or word in _CODES or text in _UNIT_LETTERS
        if beside or begins_number(word) or word in self.table.phrases:
            found: tuple[FoldedWord, ...] = ()
        else:
            found = tuple(
                (form, stem_of(form, self.table), self._root(form), form in self.table.function, takes_kind)
                for form, takes_kind in self._forms(text, word)
            )
        if len(self.table.alone) >= _MOST_ALONE:
            self.table.alone.clear()
        self.table.alone[text] = found
        return found

    def _root(self, form: str) -> str:
        return root_of(stem_of(form, self.table), self.table)

    def _forms(self, text: str, word: str) -> list[tuple[str, bool]]:
        """The forms of a single word, each with whether it has the kind that the word's capital tells."""
        letters = _POSSESSIVE.sub("", text).replace(".", "")
        if letters in self.table.capitals:
            return [(self.table.capitals[letters], True)]
        if word in _WHOLE:
            return [(_WHOLE[word], False), ("not", False)]
        for ending, meant in _CONTRACTED.items():
            if word.endswith(ending) and len(word) > len(ending):
                return [(word[: -len(ending)], False), (meant, False)]
        word = word.removesuffix("'s").replace("'", "")
        return [(self.table.spellings.get(word) or spelling_of(word), True)] if word else []

    def _kind(self, pieces: list[_Piece], at: int) -> str:
        """ "name" for a capital inside a sentence; the first word tells nothing by its capital."""
        text, start, _ = pieces[at]
        if not text[0].isupper():
            return ""
        # A capital is usual where a quotation opens, too.
        if at == 0 or self.text[max(start - 1, 0) : start] in _OPENS:
            return "first"
        return "name"

    def _add(self, form: str, kind: str, start: int, end: int) -> None:
        if kind in ("number", "date"):
            self.rows.append((form, form, form, form in self.table.function, kind, start, end))
            return
        light = form in self.table.function
        self.rows.append((form, stem_of(form, self.table), self._root(form), light, kind, start, end))


def _at(times: list[Time], place: int) -> Time | None:
    """The time that stands at a place."""
    return next((time for time in times if time.span[0] <= place < time.span[1]), None)


def _edges(spans: list[Span]) -> list[int]:
    """Where spans begin and end, in order; those that overlap are one."""
    edges: list[int] = []
    for begin, end in sorted(spans):
        if edges and begin <= edges[-1]:
            edges[-1] = max(edges[-1], end)
        elif begin < end:
            edges += [begin, end]
    return edges


def _is_day(value: str) -> bool:
    """Whether a TIMEX3 value names a day, week, month, season or year, not "now" or "in the past"."""
    return not value.endswith("_REF") and any(char.isdigit() for char in value)


@lru_cache(maxsize=50_000)
def _plain(text: str) -> str:
    """Lower case, without accents and the dots of abbreviations; one apostrophe for all."""
    word = text.replace("’", "'").replace("ʼ", "'").casefold()
    if not word.isascii():
        word = word.translate(STROKES)
        word = "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char))
    return word if any(char.isdigit() for char in word) else word.replace(".", "")
