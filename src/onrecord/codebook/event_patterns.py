"""The notation of event patterns: a line of plain English with A for the actor and R for the recipient.

    A impose|slap sanction|embargo on|against R
    A carry_out strike on R          a particle is joined to its verb by an underscore
    A threaten to do R               an infinitive; R is looked for inside it
    A demand that R do               a clause; R is its subject
    A say that R must do             a clause with must, should, has to or ought to
    A warn that R would do           a clause with will, would, could or may, under a condition
    A meet (with) A                  both sides are actors
    R come_under fire from|by A      the subject undergoes it
    A arrest R!                      "!": without a recipient that is an actor there is no event
    A shoot (R)                      brackets: the object may be missing
    A attempt to kill|murder R       the verb of the clause is given
    A=student|worker march           the subject's noun is given
    A not accept R                   only with "will not", "would not": a refusal
    A be ready|willing to do R       adjectives and complements stand where an object stands
    A <stopping> <ties> with R       classes of words, those of word_classes.yaml

Lower-case words are lemmas, alternatives stand apart by `|`. A preposition with a slot may be missing in the text
(with "!" it may not), one with a noun or `*` (anything) must be there; `*` can stand as the object too. In noun
patterns the first slot is the noun's owner: a possessive, a demonym, a compound or a by-phrase ("A strike on R":
"Israel's strike on", "the Israeli strike", "a strike by").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from onrecord.codebook.word_classes import ClassError, WordClass, with_classes

SLOTS = frozenset({"A", "R"})
ANYTHING = frozenset({"*"})
PREPOSITIONS = frozenset(
    "about above across after against along alongside among before amid around as at behind between by concerning "
    "during for from in inside into involving near beneath like "
    "of off on onto outside over regarding through to toward towards under upon via with within without despite".split()
)


class PatternError(ValueError):
    """A pattern that the notation does not know; the message says what is wrong in words."""


@dataclass(slots=True, frozen=True)
class PrepSlot:
    """A prepositional phrase: its prepositions, and the slot it fills or the nouns it must hold (None: any)."""

    preps: frozenset[str]
    slot: str | None
    nouns: frozenset[str] | None
    required: bool


@dataclass(slots=True, frozen=True)
class Clause:
    """A clausal complement: "to" or "that", who its subject is, its verbs, whether it says must, the slot inside it."""

    kind: str
    subject: str | None = None
    verbs: frozenset[str] | None = None
    must: bool = False
    inside: str | None = None
    would: bool = False
    needs: bool = False


@dataclass(slots=True)
class Pattern:
    """A compiled pattern of one type; `text` is how the codebook writes it, `general` whether it names a
    class of words."""

    type: str
    text: str
    heads: tuple[tuple[str, str | None], ...]
    subject: str | None
    object_slot: str | None = None
    object_nouns: frozenset[str] | None = None
    object_optional: bool = False
    object_needs_actor: bool = False
    preps: list[PrepSlot] = field(default_factory=list)
    clause: Clause | None = None
    mode: str | None = None
    alone: bool = False
    needs_actor: bool = False
    subject_nouns: frozenset[str] | None = None
    negated: bool = False
    only: frozenset[str] = frozenset()
    company: frozenset[str] = frozenset()
    ruled_out: frozenset[str] = frozenset()
    weight: float = 1.0
    rank: float = 0.0
    general: bool = False

    @property
    def both(self) -> bool:
        """Whether the event is mutual: the pattern names the actor in two slots."""
        slots = [self.subject, self.object_slot, *(prep.slot for prep in self.preps)]
        return slots.count("A") > 1

    @property
    def strictness(self) -> float:
        """How much a pattern asks for; of two that match the stricter one wins."""
        score = 0.5 if self.object_nouns == ANYTHING else 4.0 if self.object_nouns else 0.0
        if self.clause:
            score += 3.0 + (1.5 if self.clause.verbs else 0) + (1 if self.clause.must or self.clause.would else 0)
            score += 0.3 if self.clause.subject else 0
        score += sum(2.5 if prep.nouns else 1.2 for prep in self.preps if prep.required)
        score += (
            5.0 * (self.subject_nouns is not None)
            + 2.0 * self.negated
            + 2.0 * bool(self.only)
            + 2.0 * bool(self.company)
        )
        # what names its words goes before what names a class of them
        score -= 0.6 * self.general
        score += 0.8 if self.object_needs_actor else 0.4 if self.object_slot and not self.object_optional else 0.0
        return score + (0.6 if any(particle for _, particle in self.heads) else 0.0)


def _split(word: str) -> list[str]:
    parts = word.split("|")
    if not all(parts):
        raise PatternError(f"'{word}' has an empty alternative; write a|b with a word on each side")
    return parts


def _slot(token: str) -> tuple[str | None, bool, bool]:
    """(slot, optional, needs an actor) of a token such as `R`, `(R)` or `R!`; slot None where it is a word."""
    bare = token.strip("()").rstrip("!")
    if bare not in SLOTS:
        return None, False, False
    return bare, token.startswith("("), token.rstrip(")").endswith("!")


def _heads(token: str) -> tuple[tuple[str, str | None], ...]:
    heads = []
    for part in _split(token):
        word, _, particle = part.partition("_")
        heads.append((word, particle or None))
    return tuple(heads)


def _clause(kind: str, tokens: list[str], text: str) -> tuple[Clause, list[str]]:
    """Read a clause after its "to" or "that"; gives back what is left of the tokens."""
    subject, needs, modal = None, False, ""
    if kind == "that" and tokens and _slot(tokens[0])[0]:
        subject, _, needs = _slot(tokens.pop(0))
    if tokens and tokens[0] in ("must", "would"):
        modal = tokens.pop(0)
    if not tokens:
        raise PatternError(f"'{text}': after '{kind}' comes 'do' or the verbs of the clause")
    verbs = _split(tokens.pop(0))
    inside = None
    if tokens and _slot(tokens[0])[0]:
        inside = _slot(tokens.pop(0))[0]
    return Clause(
        kind, subject, None if verbs == ["do"] else frozenset(verbs), modal == "must", inside, modal == "would", needs
    ), tokens


def _prep(tokens: list[str], text: str) -> PrepSlot:
    word = tokens.pop(0)
    optional = word.startswith("(")
    preps = frozenset(_split(word.strip("()")))
    if not tokens:
        raise PatternError(f"'{text}': after the preposition '{word}' comes A, R, a noun or *")
    token = tokens.pop(0)
    slot, _, needs = _slot(token)
    if slot:
        return PrepSlot(preps, slot, None, needs)
    if token == "*":
        return PrepSlot(preps, None, None, not optional)
    return PrepSlot(preps, None, frozenset(_split(token)), not optional)


def _is_prep(token: str) -> bool:
    return all(part in PREPOSITIONS for part in token.strip("()").split("|"))


def parse_pattern(
    type_name: str, text: str, noun: bool = False, classes: Mapping[str, WordClass] | None = None
) -> Pattern:
    """Compile one line of the notation for a type; `noun` for the nominal ones. Raises PatternError.

    `classes` are the classes of words that it may name; without them each counts as a lemma.
    """
    try:
        tokens = with_classes(text, classes).split()
    except ClassError as error:
        raise PatternError(f"'{text}': {error}") from error
    if not tokens:
        raise PatternError("a pattern is empty")
    first, _, nouns = tokens[0].partition("=")
    subject = _slot(first)[0]
    needs_actor = subject is not None and first.endswith("!")
    if subject:
        tokens.pop(0)
    if not tokens or _slot(tokens[0])[0] or _is_prep(tokens[0]):
        raise PatternError(f"'{text}' names no {'noun' if noun else 'verb'}; write it after the first A or R")
    negated = tokens[0] == "not" and len(tokens) > 1
    if negated:
        tokens.pop(0)
    pattern = Pattern(type_name, text, _heads(tokens.pop(0)), subject, needs_actor=needs_actor, negated=negated)
    pattern.general = "<" in text
    pattern.subject_nouns = frozenset(_split(nouns)) if nouns else None
    while tokens:
        token = tokens[0]
        slot, optional, needs = _slot(token)
        if slot:
            tokens.pop(0)
            pattern.object_slot, pattern.object_optional, pattern.object_needs_actor = slot, optional, needs
        elif token == "that" or (token == "to" and len(tokens) > 1 and not (_slot(tokens[1])[0] or tokens[1] == "*")):
            pattern.clause, tokens = _clause(tokens.pop(0), tokens, text)
            pattern.object_needs_actor = pattern.object_needs_actor or pattern.clause.needs
        elif _is_prep(token):
            pattern.preps.append(_prep(tokens, text))
        elif token == "*" or token[0].islower():
            if noun:
                raise PatternError(f"'{text}': after a noun come prepositions or 'to do', not '{token}'")
            if len(tokens) > 1 and any(part in PREPOSITIONS for part in token.split("|")):
                unknown = [part for part in token.split("|") if part not in PREPOSITIONS]
                raise PatternError(f"'{text}': {', '.join(unknown)} is no preposition that the notation knows")
            tokens.pop(0)
            if pattern.object_nouns is not None:
                raise PatternError(f"'{text}' names two objects; only one noun or * can stand there, besides A or R")
            pattern.object_nouns = ANYTHING if token == "*" else frozenset(_split(token))
        else:
            raise PatternError(f"'{text}': '{token}' is neither A or R, a lemma in small letters, nor a preposition")
    return pattern
