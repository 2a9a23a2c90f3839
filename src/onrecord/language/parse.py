"""Report -> parsed text: every segment that holds sentences is parsed once and by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IDX, LENGTH, ORTH, SENT_START, TAG

from onrecord.intake.report import Report
from onrecord.language.parsed import ParsedReport, Passage
from onrecord.language.word_forms import WordForms, forms_of

PARSED_KINDS = frozenset({"headline", "paragraph", "caption", "notice"})
# A paragraph is cut before this many characters, at a white space: parsing is linear, but memory is not free.
LONGEST_PASSAGE = 20_000
BATCH = 64

# What the tagger has hardly seen is folded for the parse only, one character for one, so that offsets stay.
_FOLDED = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»〝〞＂″❝❞", '"'),
        **dict.fromkeys("‘’‚‛‹›′❛❜ʼ＇", "'"),
        **dict.fromkeys("\u00a0\u1680\u202f\u205f\u3000", " "),
        **dict.fromkeys(map(chr, range(0x2000, 0x200B)), " "),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e", " "),
        **dict.fromkeys("\t\r\n\x0b\x0c\u0085\u2028\u2029", " "),
        **dict.fromkeys("‐‑‒−", "-"),
    }
)  # fmt: skip
_COLUMNS = (ORTH, TAG, DEP, HEAD, ENT_IOB, ENT_TYPE, SENT_START, IDX, LENGTH)
# spaCy's codes of a token that begins an entity, or goes on with one.
_BEGINS, _GOES_ON = 3, 1


# A letter that an editor changed inside a quotation ("[t]he army"): the tokenizer makes two odd words of it.
_CHANGED_LETTER = re.compile(r"\[(\w)\](?=\w)")


def fold(text: str) -> str:
    """The text as it is given to the parser: quotation marks, dashes and spaces folded one for one."""
    return text.translate(_FOLDED)


def _without_brackets(text: str) -> tuple[str, list[int] | None]:
    """The text with changed letters bare ("the army" of "[t]he army"), and where each character of it stands in the
    text; None where nothing was taken out. The letter stands at its bracket, so that its word holds both brackets."""
    if "[" not in text or not _CHANGED_LETTER.search(text):
        return text, None
    at: list[int] = []
    last = 0
    for match in _CHANGED_LETTER.finditer(text):
        at += [*range(last, match.start()), match.start()]
        last = match.end()
    at += range(last, len(text))
    return _CHANGED_LETTER.sub(r"\1", text), at


def _cuts(start: int, end: int, text: str) -> Iterator[tuple[int, int]]:
    """The pieces of a segment that are parsed: the whole, or several where it is too long."""
    while end - start > LONGEST_PASSAGE:
        window = text[start : start + LONGEST_PASSAGE]
        stops = [match.end() for match in re.finditer(r"[.!?][\"'”’)]*\s", window)]
        cut = stops[-1] if stops else (window.rfind(" ") + 1 or LONGEST_PASSAGE)
        yield start, start + cut
        start += cut
    if end > start:
        yield start, end


def pieces_of(report: Report) -> list[tuple[Any, int, str]]:
    """What of a report is parsed: (kind, start, text) of each piece."""
    text = report.text
    return [
        (segment.kind, start, text[start:end])
        for segment in report.anatomy.segments
        if segment.kind in PARSED_KINDS
        for start, end in _cuts(segment.start, segment.end, text)
        if not text[start:end].isspace()
    ]


def edges(head: Sequence[int]) -> tuple[list[list[int]], list[tuple[int, int]]]:
    """Children lists and the token range under each token, from the heads."""
    count = len(head)
    children: list[list[int]] = [[] for _ in range(count)]
    left, right = list(range(count)), list(range(1, count + 1))
    # From the left, the first token that climbs to a head is its leftmost one: whoever comes later can stop there, for
    # everything above has been widened already. From the right likewise.
    # A root is its own head, so that climbing stops there too.
    for token, above in enumerate(head):
        if above != token:
            children[above].append(token)
            while left[above] > token:
                left[above] = token
                above = head[above]
    for token in range(count - 1, -1, -1):
        above = head[token]
        while right[above] <= token:
            right[above] = token + 1
            above = head[above]
    return children, list(zip(left, right, strict=True))


def passage_of(
    doc: Any, number: int, kind: Any, start: int, text: str, forms: WordForms, at: list[int] | None = None
) -> Passage:
    """Turn a parsed spaCy Doc of `text` (which stands at `start` in the report) into a Passage; `at` tells where each
    character that was parsed stands in the text, where some were left out."""
    orth, tags, deps, heads, iob, types, starts, offsets, lengths = doc.to_array(_COLUMNS).T.tolist()
    if at is not None:
        lengths = [at[offset + length - 1] + 1 - at[offset] for offset, length in zip(offsets, lengths, strict=True)]
        offsets = [at[offset] for offset in offsets]
    lower, lemma, pos, tag, dep = map(list, zip(*forms.of(doc, list(zip(orth, tags, deps, strict=True))), strict=True))
    names = {key: doc.vocab.strings[key] for key in set(types)}
    count = len(orth)
    # Heads come as unsigned offsets from the token.
    head = [index + (offset if offset < 1 << 62 else offset - (1 << 64)) for index, offset in enumerate(heads)]
    children, subtree = edges(head)
    firsts = [0, *(index for index, mark in enumerate(starts) if mark == 1 and index)]
    sentences = list(zip(firsts, [*firsts[1:], count], strict=True))
    sentence_of = [place for place, (first, end) in enumerate(sentences) for _ in range(first, end)]
    entities: list[tuple[int, int, str]] = []
    ent_of = [-1] * count
    for index, mark in enumerate(iob):
        if mark == _BEGINS:
            entities.append((index, index + 1, names[types[index]]))
            ent_of[index] = len(entities) - 1
        elif mark == _GOES_ON and entities:
            entities[-1] = (entities[-1][0], index + 1, entities[-1][2])
            ent_of[index] = len(entities) - 1
    return Passage(
        number=number,
        kind=kind,
        start=start,
        text=text,
        words=[text[offset : offset + length] for offset, length in zip(offsets, lengths, strict=True)],
        lower=lower,
        lemma=lemma,
        pos=pos,
        tag=tag,
        dep=dep,
        head=head,
        begins=[start + offset for offset in offsets],
        ends=[start + offset + length for offset, length in zip(offsets, lengths, strict=True)],
        children=children,
        subtree=subtree,
        sentence_of=sentence_of,
        sentences=sentences,
        ent=[names[key] for key in types],
        ent_of=ent_of,
        entities=entities,
    )


def parse(reports: Iterable[Report], nlp: Any) -> Iterator[ParsedReport]:
    """Parse reports one after the other; their passages go through the pipeline in batches."""
    forms = forms_of(nlp)
    options = {"disable": forms.left_out} if forms.left_out else {}
    for report in reports:
        parsed = ParsedReport(report)
        pieces = pieces_of(report)
        bare = [_without_brackets(fold(piece[2])) for piece in pieces]
        docs = nlp.pipe((text for text, _ in bare), batch_size=BATCH, **options)
        for number, ((kind, start, text), (_, at), doc) in enumerate(zip(pieces, bare, docs, strict=True)):
            parsed.passages.append(passage_of(doc, number, kind, start, text, forms, at))
        yield parsed
