"""How many people a source is, where the words tell."""

from __future__ import annotations

from onrecord.language.parsed import Passage
from onrecord.reading.statements.source_kinds import NUMBERS, QUANTITIES
from onrecord.reading.who import ActorIndex
from onrecord.record import SourceKind

_PLURAL_WORDS = frozenset(
    "they them we people others many some police both their those all several few staff family".split()
)
_NOBODY = frozenset("no nobody none neither everyone everybody everything no-one anyone anybody".split())
_ONES = frozenset({"first", "second", "third", "fourth", "other", "another", "latter", "former"})


def count_of(
    p: Passage, head: int, source: tuple[int, int] | None, kind: SourceKind | None, actors: ActorIndex
) -> int | None:
    """How many people speak; None for bodies, documents and plurals without a number."""
    if kind not in ("named_person", "unnamed_people", "group"):
        return None
    if p.tag[head] in ("WP", "WDT"):
        clause = next((above for above in p.ancestors(head) if p.dep[above] == "relcl"), None)
        head, source = (p.head[clause], None) if clause is not None else (head, source)
    if kind == "named_person" and _is_plural(p, head) and source is not None:
        # "Farmers' leaders Harpal Gill and Surinder Rana"
        names = [entity for entity in p.entities if entity[2] == "PERSON" and source[0] <= entity[0] < source[1]]
        return len(names) if len(names) > 1 else None
    total = 0
    items = [head]
    for item in items:
        items += p.kids(item, "conj")
        one = _count_one(p, item, kind, actors)
        if one is None:
            return None
        total += one
    return total


def _is_plural(p: Passage, head: int) -> bool:
    """Whether a noun is a plural; the tagger takes many a name in -s for one."""
    return p.tag[head] in ("NNS", "NNPS") and p.ent[head] != "PERSON"


def _count_one(p: Passage, head: int, kind: SourceKind, actors: ActorIndex) -> int | None:
    lower, plural = p.lower[head], _is_plural(p, head)
    if lower in _NOBODY or any(p.lower[kid] in ("no", "neither") for kid in p.kids(head, "det")):
        return None
    if kind == "group" and not plural:
        return None
    said = _number_before(p, head)
    if said is not None:
        return said if said > 0 and not (said == 1 and kind == "unnamed_organisation") else None
    if p.lemma[head] in QUANTITIES and kind == "unnamed_people":
        return QUANTITIES[p.lemma[head]] or None
    if lower in NUMBERS and p.pos[head] in ("NUM", "NOUN", "PRON"):
        return NUMBERS[lower] if lower != "one" or kind != "unnamed_organisation" else None
    if lower == "both" or any(p.lower[kid] == "both" for kid in p.children[head]):
        return 2
    if plural or lower in _PLURAL_WORDS:
        return None if kind == "group" else _count_of_actor(p, head, actors)
    return 1 if kind in ("named_person", "unnamed_people") else None


def _number_before(p: Passage, head: int) -> int | None:
    """The number in "two officials", "half a dozen diplomats", "five current and two former ministers"; -1 where it
    is one that tells no count ("six in ten voters", "two thirds")."""
    one_of_several = p.lower[head] == "third" and p.child(head, "det") is not None and p.child(head, "prep") is None
    if p.lemma[head] in ("third", "quarter", "percent", "%", "half") and p.tag[head] in ("NNS", "NN"):
        return 1 if one_of_several else -1
    first = p.subtree[head][0]
    numbers = [i for i in range(first, head) if p.tag[i] == "CD" and p.ent[i] not in ("DATE", "PERCENT", "MONEY")]
    direct = [i for i in p.kids(head, "nummod") if p.tag[i] == "CD" or p.lower[i] == "dozen"]
    if any(p.lower[i] == "dozen" for i in range(first, head)):
        before = p.lower[max(first, head - 6) : head]
        if "half" in before:
            return 6
        value = next((NUMBERS[word] for word in before if word in NUMBERS), 1)
        return 12 * value
    if len(numbers) > 1 and any(p.lower[i] == "in" for i in range(numbers[0], numbers[-1])):
        return -1
    if not direct and not (p.child(head, "det") is not None and p.lower[p.kids(head, "det")[0]] in NUMBERS):
        return None
    if not direct:
        return NUMBERS[p.lower[p.kids(head, "det")[0]]]
    joined = len(numbers) == 2 and any(p.lower[i] == "and" for i in range(numbers[0], numbers[1]))
    values = [_value(p, i) for i in (numbers if joined else direct[:1])]
    known = [value for value in values if value is not None]
    return sum(known) if known and len(known) == len(values) else -1


def _value(p: Passage, token: int) -> int | None:
    word = p.lower[token]
    if word in NUMBERS:
        return NUMBERS[word]
    return int(word) if word.isascii() and word.isdigit() and len(word) < 4 else None


def _count_of_actor(p: Passage, head: int, actors: ActorIndex) -> int | None:
    """ "The mediators", "they", where two mediators were brought in."""
    actor = actors.at(p, head)
    words = actors.name_of(actor).lower().split() if actor is not None else []
    return NUMBERS.get(words[0]) if words else None
