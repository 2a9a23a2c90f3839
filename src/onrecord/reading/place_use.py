"""What a place's name is used for: where something is, the government that sits there, or a mere modifier."""

from __future__ import annotations

from onrecord.language.parsed import Passage
from onrecord.reading.word_sets import word_set
from onrecord.record import PlaceUse

_WHERE = word_set(
    "in at near into inside outside around across throughout within onto off through via toward towards beyond "
    "along beneath above below "
    "north south east west northeast northwest southeast southwest between"
)
# Between two governments, not two spots: "talks between Washington and Tehran".
_PARTIES = word_set("with against between among by for behind on upon")
_MOVING = frozenset(("from", "to", "toward", "towards"))
# "a warning to Tehran", "pressure from Washington": a government is at the other end.
_DEALINGS = word_set(
    "tell warn warning message threat threaten letter signal pressure aid support assistance help sell sale "
    "supply arms appeal call "
    "respond response reply belong answer request demand assurance concession offer propose proposal approval "
    "permission loyalty ties "
    "link export import due similar according thank thanks apology apologize gift speak talk say send weapon "
    "money loan condemnation "
    "criticism praise opposition objection order instruction statement comment reaction"
)
_LYING = word_set("town city village capital province state region district county island area outskirts suburb "
                  "port north south east west "
                   "northeast northwest southeast southwest coast part centre center edge border people parts "
                   "suburbs")  # fmt: skip
GOING = word_set(
    "visit leave reach enter hit strike flee tour rock invade attack bomb shell bombard cross storm devastate "
    "ravage sweep shake surround "
    "capture seize retake besiege overrun control occupy liberate raid evacuate lash batter pound approach depart"
)
_FALLING = word_set(
    "strike attack raid assault bombing shelling bombardment airstrike missile rocket drone bomb shell fire fly "
    "hover shoot down land fall "
    "rain march jet plane aircraft airspace skies"
)
_STATES = word_set("be lie sit become have remain experience see suffer")


def use_of(passage: Passage, first: int, end: int, rules: bool) -> PlaceUse:
    """The use of the place that is named by the tokens from `first` to before `end`.

    `rules`: it can stand for a government, as a country, a capital or a seat of power does ("Tehran warned"); a
    town that acts stays "other".
    """
    if end < len(passage) and passage.lower[end] in {"-", "‑"} and passage.begins[end] == passage.ends[end - 1]:
        return "modifier"  # "US-led"
    return _use(passage, _head(passage, first, end), rules, 0)


def _head(passage: Passage, first: int, end: int) -> int:
    for token in range(first, end):
        if not first <= passage.head[token] < end:
            return token
    return end - 1


def _use(passage: Passage, head: int, rules: bool, depth: int) -> PlaceUse:
    dep, above = passage.dep[head], passage.head[head]
    if dep in {"compound", "amod", "nmod", "poss"} and above != head:
        return "modifier"
    if dep in {"pobj", "pcomp"}:
        return _after_preposition(passage, above, rules)
    if dep in {"conj", "appos"} and above != head and depth < 5:
        # "Paris and London", "Pandi, Bulacan": as the one before.
        return _use(passage, above, rules, depth + 1)
    if dep in {"nsubj", "nsubjpass"}:
        return "government" if rules and passage.lemma[above] not in _STATES else "other"
    if dep in {"dobj", "dative"}:
        if passage.lemma[above] in GOING:
            return "location"
        return "government" if rules else "other"
    if dep in {"npadvmod", "advmod"}:
        return "location"
    return "other"


def _after_preposition(passage: Passage, preposition: int, rules: bool) -> PlaceUse:
    word, above = passage.lower[preposition], passage.head[preposition]
    if word == "between" and rules:
        return "government"
    if word in _MOVING:
        return "government" if rules and passage.lemma[above] in _DEALINGS else "location"
    if word == "of":
        if passage.lemma[above] in _LYING:
            return "location"
        return "modifier"
    if word in _WHERE:
        return "location"
    if word in {"by", "with", "against"} and rules:
        return "government"
    if word == "for":
        return (
            "location"
            if passage.lemma[above] in {"leave", "depart", "head", "bind", "set", "sail"}
            else "government"
            if rules
            else "other"
        )
    if word in {"over", "on", "upon"}:
        # "strikes on Lebanon" fall somewhere, "sanctions on Iran" and "a dispute over Iran" do not.
        return (
            "location" if not rules or passage.lemma[above] in _FALLING else "government" if word != "over" else "other"
        )
    return "government" if rules and word in _PARTIES else "other"
