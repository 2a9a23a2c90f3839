"""The actors while they are being read: drafts, and who was mentioned where."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.language.parsed import Passage
from onrecord.record import Actor, ActorKind, MentionKind, Span

# How the reason of a country begins that no words of the actor's own name.
INFERRED = "country inferred,"
_QUOTES = frozenset({'"', "“", "”", "``", "''"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "agent"})


def rank(noun: str) -> str:
    """The word of a role noun that "the minister" is looked up by; a prime minister is not "the minister"."""
    for whole in ("prime minister", "vice president", "vice-president"):
        if noun.endswith(whole):
            return whole
    return noun.rsplit(" ", 1)[-1]


@dataclass(slots=True)
class Draft:
    """An actor in the making. `said` is true once the report itself gave the sector, not the codebook's persons;
    `named` once a name, not only a noun phrase, stands for it; `inferred` while the country is only what the report
    around suggests, and no words of the actor's own; `vague` where the first words for it were indefinite
    ("a ministry").
    """

    number: int
    name: str
    kind: ActorKind
    country: str | None = None
    sector: str | None = None
    others: list[str] = field(default_factory=list)
    gender: str | None = None
    plural: bool = False
    said: bool = False
    named: bool = False
    inferred: bool = False
    vague: bool = False
    roles: list[tuple[str, Span]] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    affiliations: list[int] = field(default_factory=list)
    mentions: dict[Span, MentionKind] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The actor's id in the record."""
        return f"a{self.number + 1}"

    def learn(self, country: str | None, sector: str | None, others: list[str], why: str, *, said: bool = True) -> None:
        """Add what a mention shows: what the report says first stays, the codebook gives way to the report."""
        if country is not None and (self.country is None or (self.inferred and said)):
            if self.inferred:
                self.reasons = [reason for reason in self.reasons if not reason.startswith(INFERRED)]
            self.country, self.inferred = country, False
            self.reasons.append(why or f"country {country} by its words")
        if sector is not None:
            if self.sector is None or (said and not self.said):
                if self.sector not in (None, sector) and self.sector is not None:
                    self.others.append(self.sector)
                self.sector, self.said = sector, said
            elif sector != self.sector and sector not in self.others and sector != "CVL":
                self.others.append(sector)
        for other in others:
            if other not in self.others:
                self.others.append(other)
        if self.sector in self.others:
            self.others = [other for other in self.others if other != self.sector]

    def infer(self, country: str, why: str) -> None:
        """Give a country that the words for the actor do not name, with the reason; what they name goes first."""
        if self.country is None:
            self.country, self.inferred = country, True
            self.reasons.append(f"{INFERRED} {country}: {why}")

    def to_record(self) -> Actor:
        """The actor as the contract has it; its parts are made with it, which is faster than one by one."""
        return Actor.model_validate(
            {
                "id": self.id,
                "name": self.name,
                "kind": self.kind,
                "country": self.country,
                "sector": self.sector,
                "other_sectors": self.others,
                "roles": [{"text": text, "span": span} for text, span in self.roles],
                "affiliations": [f"a{number + 1}" for number in self.affiliations],
                "mentions": [{"span": span, "kind": kind} for span, kind in sorted(self.mentions.items())],
            }
        )


@dataclass(slots=True)
class Seen:
    """One mention on the way through the text, for finding antecedents."""

    draft: int
    passage: int
    sentence: int
    token: int
    subject: bool
    body: bool
    quoted: int = 0


# The number of a quotation that the paragraph before left open.
CARRIED = -1


def quotation_marks(passage: Passage, carried: bool) -> tuple[list[int], bool]:
    """For each token of a passage the number of the direct quotation that it stands in, counted from 1, 0 outside; and
    whether one is left open.

    A straight mark opens where none is open; with `carried` one is open from the paragraph before.
    """
    marks, number, inside = [0] * len(passage), 0, False
    if _QUOTES.isdisjoint(passage.words):
        return marks, False
    carried = carried and passage.words[0] not in _QUOTES and any(word in _QUOTES for word in passage.words)
    for token, word in enumerate(passage.words):
        if word in _QUOTES:
            inside = word in ("“", "``") or (word == '"' and not inside and not carried)
            number, carried = number + inside, False
        elif inside or carried:
            marks[token] = CARRIED if carried else number
    return marks, inside
