"""One happening told twice is one event: which drafts tell of the same.

Two drafts join where their types are the same and nothing speaks against it: the actors and recipients overlap or
one side leaves them open, the times and places don't differ, a real one is not joined to an unreal one - and where
something speaks for it: a related trigger, a definite nominal ("the strike", "the talks"), or the same two sides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.reading.event_draft import EventDraft
from onrecord.reading.rule_words import rule_words
from onrecord.reading.who import ActorIndex

REAL = frozenset({"happened", "ongoing"})
# Words that tell of the same kind of happening; a nominal of a family joins a verb of it.
FAMILIES: tuple[frozenset[str], ...] = tuple(
    frozenset(words.split())
    for words in (
        "talk talks discussion meeting meet negotiation negotiate dialogue summit session conversation consultation "
        "consult discuss confer convene "
        "conference round",
        "visit trip tour arrive travel fly",
        "attack strike assault raid offensive airstrike air-strike bombing bomb shelling shell bombardment bombard "
        "kill killing wound injure hit "
        "blast explosion fire rocket missile target pound destroy operation ambush shooting shoot gun_down die dead "
        "incursion barrage",
        "invasion invade occupation occupy incursion capture seize",
        "clash fight fighting battle skirmish gunbattle firefight",
        "abduct abduction kidnap kidnapping hostage hijack hijacking capture",
        "murder assassination assassinate execution execute kill killing massacre behead beheading slaughter stab "
        "stabbing shoot shooting",
        "protest demonstration demonstrate rally march riot sit-in vigil unrest street gather",
        "strike walkout stoppage",
        "sanction sanctions embargo tariff ban penalty",
        "arrest detain detention jail imprisonment seize custody",
        "crackdown clampdown crack_down suppression repression disperse",
        "withdrawal withdraw pullout pull_out pullback retreat troop force",
        "release free prisoner hostage",
        "resignation resign step_down post",
        "ceasefire cease-fire truce armistice",
        "agreement deal accord pact treaty agree sign",
        "investigation investigate probe inquiry",
        "sentence sentencing convict conviction guilty verdict condemn imprison",
        "deployment deploy mobilisation mobilization buildup build-up troop warship asset posture defense defence "
        "presence",
        "threat threaten warning warn",
        "aid assistance loan donation",
        "call demand appeal urge request",
        "accusation accuse allegation allege blame charge condemn condemnation denounce criticize criticise criticism",
        "rejection reject refuse refusal deny denial dismiss",
    )
)
# Words of harm that tell what came of an attack, and how near behind it they stand, in characters.
_TOLL = rule_words("joining.toll")
_STRIKES = frozenset({"strike", "airstrike", "air-strike", "bomb", "bombing"})
_NEXT, _PARAGRAPHS = 5, 2
_FAMILY: dict[str, list[int]] = {}
for _number, _words in enumerate(FAMILIES):
    for _word in sorted(_words):
        _FAMILY.setdefault(_word, []).append(_number)


@dataclass(slots=True)
class Placed:
    """A draft with what finishing found out: its statement, time, whether the time is the event's own, and place."""

    draft: EventDraft
    offset: int
    statement: str | None = None
    performed_by: str | None = None
    time: str | None = None
    time_from: str | None = None
    time_value: str | None = None
    place: str | None = None
    place_name: str | None = None


def related(one: str, two: str) -> bool:
    """Whether two trigger lemmas tell of the same kind of happening."""
    return one == two or bool(set(_FAMILY.get(one, ())) & set(_FAMILY.get(two, ())))


def _sides(draft: EventDraft, actors: ActorIndex) -> tuple[set[str], set[str], set[str], set[str]]:
    does = {actor for actor, _ in draft.actors}
    undergoes = {actor for actor, _ in draft.recipients}
    return (
        does, undergoes,
        {country for actor in does if (country := actors.country_of(actor)) is not None},
        {country for actor in undergoes if (country := actors.country_of(actor)) is not None},
    )  # fmt: skip


def _agree(one: set[str], two: set[str], lands_one: set[str], lands_two: set[str]) -> int:
    """1 where two lists of participants overlap, 0 where one is open, -1 where they differ."""
    if not one or not two:
        return 0
    if one & two or lands_one & lands_two:
        return 1
    # a group without a country ("protesters", "gunmen") may be anybody of the other side
    return -1 if lands_one and lands_two else 0


def same_happening(new: Placed, old: Placed, actors: ActorIndex) -> bool:
    """Whether a later draft tells of the same happening as an earlier one."""
    one, two = new.draft, old.draft
    if one.type != two.type:
        return False
    denies = one.factuality == "denied" and two.factuality in REAL and _nearby(one, two) and not two.headline
    if (one.factuality in REAL) != (two.factuality in REAL) and not denies:
        return False
    if new.time_value and old.time_value and not _times_agree(new.time_value, old.time_value):
        return False
    if new.place_name and old.place_name and new.place_name != old.place_name and not one.weak:
        return False
    a1, r1, ca1, cr1 = _sides(one, actors)
    a2, r2, ca2, cr2 = _sides(two, actors)
    if one.type in ("CONSULT", "COOPERATE", "AGREE"):
        both_one, both_two = a1 | r1, a2 | r2
        shared = _agree(both_one, both_two, ca1 | cr1, ca2 | cr2)
        overlap = len(both_one & both_two) + len((ca1 | cr1) & (ca2 | cr2))
        if shared < 0:
            return False
        related_words = related(one.lemma, two.lemma) or _is_its_visit(one, two)
        if one.weak and not (one.definite or one.headline):
            return False
        if one.weak or (one.definite and not both_one):
            return related_words
        return related_words and (shared > 0 and (overlap >= 2 or min(len(both_one), len(both_two)) < 2))
    who, whom = _agree(a1, a2, ca1, ca2), _agree(r1, r2, cr1, cr2)
    if who < 0 or whom < 0:
        return False
    if denies:
        # "a soldier was shot dead by Armenian fire; Yerevan denied that its forces had opened fire"
        return one.passage == two.passage or related(one.lemma, two.lemma)
    if _is_toll(new, old):
        return True
    if one.state:
        return bool(_called(a1 | r1, actors) & _called(a2 | r2, actors))
    if one.weak and not (one.definite or one.headline):
        return False
    if one.weak or (one.definite and who + whom >= 0 and len(a1 | r1) <= 1):
        return related(one.lemma, two.lemma)
    if one.headline and two.headline and one.head != two.head and not related(one.lemma, two.lemma):
        # "Japan sanctions firms, expels diplomats"
        return False
    if one.mode and two.mode and one.mode != two.mode and one.type == "SANCTION":
        return False
    if one.headline or two.headline:
        # a headline tells in other words what the body tells
        return who + whom > 0 or (related(one.lemma, two.lemma) and who + whom >= 0)
    if not related(one.lemma, two.lemma):
        return False
    exact = bool(a1 & a2) + bool(r1 & r2)
    return (who > 0 and whom > 0) or (exact > 0 and who + whom > 0 and _nearby(one, two))


def _is_toll(new: Placed, old: Placed) -> bool:
    """Whether a draft without anybody who does it counts the victims of the attack told right before it: "Gunmen
    stormed a bank in Lima. Two guards were wounded"; in somebody's words also a paragraph later, where no time or
    place of its own speaks against it ("At least 35 people were injured, doctors said")."""
    one, two = new.draft, old.draft
    if one.type != "ASSAULT" or one.actors or one.lemma not in _TOLL or two.lemma in _TOLL:
        return False
    if one.passage == two.passage and one.sentence[0] - two.sentence[0] >= 0:
        return one.sentence[0] - two.sentence[1] < _NEXT
    later = 0 < one.passage - two.passage <= _PARAGRAPHS and not two.headline
    return later and new.statement is not None and new.time_value is None and new.place is None


def _is_its_visit(one: EventDraft, two: EventDraft) -> bool:
    """Whether one of two drafts is the visit, told without a host, on which its visitor meets whom the other names:
    "the premier began a tour of the region ... She met the king"."""
    for visit, meeting in ((one, two), (two, one)):
        if visit.mode == "visit" and not visit.recipients and len(visit.actors) == 1 and meeting.mode != "visit":
            return visit.factuality in REAL and {actor for actor, _ in visit.actors} <= {a for a, _ in meeting.actors}
    return False


def _called(people: set[str], actors: ActorIndex) -> set[str]:
    """The last words of names, by which "the detained editor" is whom "police arrested an editor" tells of."""
    return {actors.name_of(actor).lower().split()[-1] for actor in people if actors.name_of(actor)}


def _nearby(one: EventDraft, two: EventDraft) -> bool:
    return abs(one.passage - two.passage) <= 2


def _times_agree(one: str, two: str) -> bool:
    """Whether two TIMEX3 values can be of one day: the shorter is a beginning of the longer."""
    short, long = sorted((one[:10], two[:10]), key=len)
    return long.startswith(short) or "W" in short or "W" in long


def _other_day(item: Placed, group: list[Placed]) -> bool:
    """Whether a mention has a time of its own that none of a group's can be: "last expelled diplomats in 2022"."""
    if item.time_from != "event" or not item.time_value:
        return False
    value = item.time_value
    known = [member.time_value for member in group if member.time_value and member.time_from == "event"]
    return bool(known) and not any(_times_agree(value, other) for other in known)


def _mean_air_strike(item: Placed, groups: Sequence[list[Placed]]) -> None:
    """Give "the strike" the type of the air strike told before, in place, where nobody stopped work: the bare word
    means both."""
    draft = item.draft
    if draft.type != "PROTEST" or draft.lemma != "strike" or not draft.definite:
        return
    before = [member.draft for group in groups for member in group]
    if any(one.type == "PROTEST" for one in before):
        return
    if any(one.type == "ASSAULT" and (one.lemma in _STRIKES or one.mode in ("aerial", "drone")) for one in before):
        draft.type, draft.mode = "ASSAULT", None


def join(placed: Sequence[Placed], actors: ActorIndex) -> list[list[Placed]]:
    """Groups of drafts that tell of one happening, in text order of their first mention; weak ones without a group
    are dropped."""
    groups: list[list[Placed]] = []
    for item in placed:
        _mean_air_strike(item, groups)
        home: list[Placed] | None = None
        for group in reversed(groups):
            if _other_day(item, group):
                continue
            if any(same_happening(item, member, actors) for member in group):
                home = group
                break
        if home is not None:
            home.append(item)
        elif not item.draft.weak:
            groups.append([item])
    if any(not member.draft.headline for group in groups for member in group):
        # what only the headline tells is told by the body in words of another type
        groups = [group for group in groups if not all(member.draft.headline for member in group)]
    return groups
