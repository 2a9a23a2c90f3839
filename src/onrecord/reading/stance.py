"""What a quoted reaction thinks of what the report is about. Experimental: words are counted, nothing more.

The words around the quotation ("expressed concern:") weigh more than those inside it; a contrast ("solid, but ...")
between praise
and doubt makes it mixed. What shows no attitude gets no stance.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from onrecord.codebook.attitudes import Attitude, Attitudes, attitudes_of
from onrecord.codebook.loader import Codebook
from onrecord.language.parsed import ParsedReport, Passage
from onrecord.reading.statements.draft import Draft
from onrecord.reading.statements.read import Statements
from onrecord.record import Span, Stance, StanceLabel, Statement

_AROUND = 3.0
_SHORTEST = 6
_NEGATIONS = frozenset({"not", "n't", "no", "never", "nothing", "hardly", "without"})
_CONTRASTS = frozenset({"but", "however", "although", "though", "yet", "while", "nevertheless", "still"})


@dataclass(slots=True)
class _Hit:
    attitude: Attitude
    weight: float
    span: Span


def give_stances(parsed: ParsedReport, statements: Statements, codebook: Codebook) -> None:
    """Set `stance` on the quoted reactions among the statements, in place."""
    attitudes = attitudes_of(codebook)
    for statement in statements.items:
        if _is_reaction(statement):
            statement.stance = _stance(parsed, statement, statements.drafts[statement.id], attitudes)


def _is_reaction(statement: Statement) -> bool:
    """A person's own quoted words; an office's statement or a document takes no stance here."""
    return (
        statement.form == "direct"
        and statement.within is None
        and statement.source_kind in ("named_person", "unnamed_people", "group")
    )


def _stance(parsed: ParsedReport, statement: Statement, draft: Draft, attitudes: Attitudes) -> Stance | None:
    hits: list[_Hit] = []
    words, contrast = 0, False
    for start, end in statement.content:
        p = parsed.passage_at(start)
        if p is None:
            continue
        tokens = [i for i in range(len(p)) if start <= p.begins[i] < end]
        words += len(tokens)
        contrast = contrast or any(p.lower[i] in _CONTRASTS for i in tokens)
        hits += _hits(p, tokens, attitudes, 1.0)
    if words < _SHORTEST:
        return None
    hits += _hits(draft.passage, _around(draft, statement), attitudes, _AROUND)
    return _judge(hits, contrast)


def _around(draft: Draft, statement: Statement) -> list[int]:
    """The reporter's words in the cue's sentence, outside source and content ("expressed concern", "a more critical
    take")."""
    p = draft.passage
    first, end = p.sentences[p.sentence_of[draft.anchor]]
    taken = statement.content + statement.source
    return [i for i in range(first, end) if not any(a <= p.begins[i] < b for a, b in taken)]


def _hits(p: Passage, tokens: list[int], attitudes: Attitudes, weight: float) -> list[_Hit]:
    hits = []
    inside = set(tokens)
    covered: set[int] = set()
    for i in tokens:
        for parts, attitude in attitudes.phrases.get(p.lower[i], ()):
            if tuple(p.lower[i : i + len(parts)]) == parts:
                covered.update(range(i, i + len(parts)))
                hits.append(_Hit(attitude, 1.5 * weight, p.span(i, i + len(parts))))
    for i in tokens:
        attitude_of_word = attitudes.words.get(p.lemma[i]) or attitudes.words.get(p.lower[i])
        # "want our people back" is no backing: praise and blame are verbs, nouns and adjectives.
        loose = p.pos[i] in ("ADV", "ADP", "PART") and attitude_of_word in ("supports", "opposes")
        if attitude_of_word is None or i in covered or loose or p.pos[i] in ("PROPN", "DET", "AUX"):
            continue
        hits.append(_Hit(_turned(attitude_of_word, p, i, inside), weight, p.span(i, i + 1)))
    return hits


def _turned(attitude: Attitude, p: Passage, token: int, inside: set[int]) -> Attitude:
    """Negation before a word turns praise to blame and blame to praise ("not right", "no mistake"); worry stays
    worry."""
    negated = any(p.lower[i] in _NEGATIONS for i in range(max(0, token - 3), token) if i in inside)
    if not negated:
        return attitude
    if attitude == "supports":
        return "opposes"
    return "supports" if attitude == "opposes" else attitude


def _judge(hits: list[_Hit], contrast: bool) -> Stance | None:
    totals: dict[Attitude, float] = defaultdict(float)
    for hit in hits:
        totals[hit.attitude] += hit.weight
    good, bad, worry, doubt = (totals[name] for name in ("supports", "opposes", "concerned", "doubts"))
    top = max(good, bad, worry)
    if top == 0:
        return None
    label: StanceLabel
    if (
        contrast
        and good
        and (bad + doubt + worry)
        and min(good, bad + doubt + worry) >= 0.4 * max(good, bad + doubt + worry)
    ):
        label, shown = "mixed", {"supports", "opposes", "doubts", "concerned"}
    elif worry == top and worry > max(good, bad):
        label, shown = "concerned", {"concerned"}
    elif bad == top and bad > good:
        label, shown = "opposes", {"opposes"}
    elif good > bad + worry:
        label, shown = "supports", {"supports"}
    else:
        label, shown = "mixed", {"supports", "opposes", "doubts", "concerned"}
    total = good + bad + worry + doubt
    share = top / total if label != "mixed" else 1 - abs(good - bad - doubt - worry) / total
    evidence = sorted({hit.span for hit in hits if hit.attitude in shown})
    return Stance(
        label=label,
        target=None,
        evidence=evidence,
        confidence=round(min(0.8, 0.3 + 0.3 * share + 0.04 * len(evidence)), 2),
    )
