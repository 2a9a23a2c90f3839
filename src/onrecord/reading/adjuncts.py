"""Whether the words of a time or a place belong to an event's trigger, to its clause, or to something else."""

from __future__ import annotations

from collections.abc import Collection

from onrecord.language.parsed import Passage
from onrecord.reading.event_draft import EventDraft
from onrecord.record import Span

_CLAUSE_DEPS = frozenset({"ccomp", "advcl", "relcl", "acl", "parataxis"})
_COMPLEMENT_DEPS = frozenset({"xcomp", "pcomp", "ccomp"})
# "killed in an attack", "hurt during the march": told of one time with what they stand in.
_CIRCUMSTANCE = frozenset({"in", "during", "by", "with", "at", "amid"})
_AT_ONCE = frozenset({"as", "when", "while"})
_APART = frozenset({"after", "before", "since", "until", "if", "unless"})
_STEPS = 5


class Adjuncts:
    """The expressions around one event's trigger."""

    def __init__(self, passage: Passage, draft: EventDraft) -> None:
        self.passage = passage
        self.draft = draft
        self.own = {*draft.trigger, *draft.merged}

    def top(self, token: int, span: Span) -> int:
        """The token of an expression whose head lies outside it."""
        passage = self.passage
        while passage.head[token] != token and span[0] <= passage.begins[passage.head[token]] < span[1]:
            token = passage.head[token]
        return token

    def hangs_on(self, top: int) -> bool:
        """Whether an expression is an adjunct of the trigger, its light verb, or a noun that belongs to the trigger."""
        passage, head = self.passage, self.draft.head
        node = passage.head[top]
        if passage.pos[node] == "ADP":
            node = passage.head[node]
        if node in self.own:
            return True
        if passage.pos[head] not in ("VERB", "AUX"):
            over = passage.head[head]
            if passage.dep[head] in ("dobj", "nsubj", "nsubjpass") and node == over:
                return True
        if (
            passage.pos[node] in ("NOUN", "PROPN", "NUM")
            and passage.head[node] in self.own
            and passage.dep[node] in ("dobj", "pobj", "nsubjpass")
        ):
            return True
        return head > top and node == passage.head[head] and passage.dep[head] == "conj"

    def clause_of(self, token: int) -> int:
        """The verb of the clause that a token stands in."""
        passage = self.passage
        while passage.head[token] != token and passage.dep[token] not in _CLAUSE_DEPS:
            token = passage.head[token]
        return token

    def in_other_clause(self, top: int) -> bool:
        """An expression of the saying ("said on Sunday") or of another clause is not of this event."""
        return self.clause_of(top) != self.clause_of(self.draft.head)

    def host(self, top: int) -> int:
        """The word that an expression belongs to, behind its preposition."""
        above = self.passage.head[top]
        return self.passage.head[above] if self.passage.dep[top] == "pobj" else above

    def is_of_governor(self, top: int, others: Collection[int]) -> bool:
        """Whether an expression tells of another deed that governs this one: "agreed on Tuesday to resume ferries",
        "vetoed the embargo on Monday". `others` are the words of the passage's other triggers."""
        passage, host, node = self.passage, self.host(top), self.draft.head
        if host not in others:
            return False
        inside = False
        for _ in range(_STEPS):
            dep, above = passage.dep[node], passage.head[node]
            noun = passage.pos[node] not in ("VERB", "AUX")
            argued = dep == "pobj" and passage.lower[above] not in _CIRCUMSTANCE
            inside = inside or dep in _COMPLEMENT_DEPS or (noun and (dep == "dobj" or argued))
            if above in (host, node):
                return inside and above == host
            node = above
        return False

    def is_at_once(self, top: int) -> bool:
        """Whether an expression belongs to the clause that this one goes along with: "shelled a market on Monday,
        killing 20", "marched on Sunday while others prayed"; or stands behind its object's participle ("seized a truck
        carrying arms on Sunday")."""
        passage, host = self.passage, self.host(top)
        noun = passage.head[host]
        if passage.dep[host] == "acl" and passage.dep[noun] == "dobj" and passage.head[noun] in self.own:
            return True
        clause = self.clause_of(self.draft.head)
        if passage.dep[clause] != "advcl" or host != passage.head[clause]:
            return False
        marks = {passage.lower[kid] for kid in passage.children[clause] if passage.dep[kid] in ("mark", "advmod")}
        return bool(marks & _AT_ONCE) or (passage.tag[clause] == "VBG" and not marks & _APART)

    def in_complement(self, top: int) -> bool:
        """Whether an expression belongs to what the trigger is about: "accused him of a killing in 2017", "plan to meet
        on Thursday"."""
        passage, node, inside = self.passage, top, False
        while passage.head[node] != node:
            inside = inside or passage.dep[node] in _COMPLEMENT_DEPS
            node = passage.head[node]
            if node in self.own:
                return inside
        return False
