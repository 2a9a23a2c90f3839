"""Drafts with their spans in the report's text."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.language.parsed import ParsedReport, Passage
from onrecord.reading.statements.draft import Draft, trim, word_count
from onrecord.record import SourceKind, Span


@dataclass(slots=True)
class Finished:
    """A draft with its spans, before it is known what it is nested in; `tokens` are those of its content."""

    draft: Draft
    content: list[Span]
    cue: list[Span]
    source: list[Span]
    tokens: set[int]
    kind: SourceKind | None = None
    count: int | None = None
    condition: list[Span] = field(default_factory=list)
    reason: list[Span] = field(default_factory=list)
    speaker: Finished | None = None


def finish(draft: Draft, parsed: ParsedReport) -> Finished | None:
    """Turn a draft's token ranges into spans; None where no word of content is left."""
    spans: list[Span] = []
    tokens: set[int] = set()
    outside = set(draft.cue) | (set(range(*draft.source)) if draft.source else set())
    for number, first, end in draft.content:
        passage = parsed.passages[number]
        here = set(range(first, end)) - (outside if passage is draft.passage else set())
        for a, b in _clean_runs(passage, here):
            trimmed = trim(passage, a, b)
            if trimmed is not None and word_count(passage, *trimmed):
                spans.append(passage.span(*trimmed))
                if passage is draft.passage:
                    tokens.update(range(*trimmed))
    if not spans:
        return None
    p = draft.passage
    source = [p.span(*draft.source)] if draft.source is not None else []
    return Finished(draft, spans, _cue_spans(p, draft.cue), source, tokens)


def _clean_runs(passage: Passage, tokens: set[int]) -> list[tuple[int, int]]:
    """Runs of tokens; two runs with nothing but punctuation between them are one."""
    runs: list[tuple[int, int]] = []
    for token in sorted(tokens):
        if runs and (runs[-1][1] == token or word_count(passage, runs[-1][1], token) == 0):
            runs[-1] = (runs[-1][0], token + 1)
        else:
            runs.append((token, token + 1))
    return runs


def _cue_spans(p: Passage, cue: list[int]) -> list[Span]:
    spans: list[Span] = []
    for token in cue:
        span = p.span(token, token + 1)
        if spans and p.text[spans[-1][1] - p.start : span[0] - p.start].strip() == "":
            spans[-1] = (spans[-1][0], span[1])
        else:
            spans.append(span)
    return spans
