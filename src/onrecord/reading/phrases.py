"""What a noun phrase says of whom it names: role, country, sector, number, and whom it belongs to."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.codebook.world import Known, RoleSense, World
from onrecord.language.parsed import Passage
from onrecord.reading.mentions import SUBJECTS

DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
_LEFT = frozenset(
    {"amod", "compound", "nmod", "poss", "nummod", "det", "predet", "quantmod", "appos", "advmod", "punct", "case"}
)
_PLACE_PREPS = frozenset({"of", "in", "from", "at", "across", "throughout", "inside", "near", "within", "around"})
_KEPT_PREPS = frozenset({"of", "in", "at", "from", "for", "to", "with"})
_AMOUNTS = frozenset(
    {"least", "most", "many", "as", "more", "than", "fewer", "about", "some", "nearly", "up", "to", "unless"}
)
_ADDED = frozenset({"relcl", "acl", "appos", "cc", "conj", "punct", "dep"})
_AFFILIATION_PREPS = frozenset({"at", "of", "with", "from", "for", "in"})
FORMER = frozenset(
    {"former", "ex", "ousted", "deposed", "exiled", "retired", "late", "toppled", "onetime", "erstwhile"}
)
# A former holder of these acts for nobody: PLOVER has ELI for them.
OFFICES = frozenset({"GOV", "LEG", "MIL", "JUD", "COP", "SPY"})
# "a London-based group", "Vietnamese-led forces" are of there; "US-backed rebels" are not.
_OF_HYPHENS = frozenset({"led", "based", "born", "owned", "flagged", "registered", "run"})
_OPPOSED = frozenset({"anti", "pro", "non"})
_BASED = frozenset({"base", "live", "reside", "operate", "station", "headquarter"})
# "the Chrysler president", "a Hamas official": they act for their organisation, and for a state only without one.
_BELONGING = frozenset(
    {"president", "vice president", "vice-president", "secretary", "treasurer", "official", "delegate"}
)
# A modifier of these sectors weighs more than the noun: a "rebel commander" is no officer of the state.
_STRONG = frozenset({"REB", "UAF", "CRM", "PRM"})
# "hundreds of people", "a group of gunmen": who is meant stands after "of".
TRANSPARENT = frozenset(
    {
        "hundred", "thousand", "dozen", "million", "score", "ten", "number", "group", "member", "majority",
        "some", "many", "most", "all", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
        "several", "few", "none", "both", "half", "lot", "couple", "handful", "band", "bunch", "rest", "part",
        "pair", "series", "generation", "each", "leader", "supporter", "crowd", "team", "wave", "more", "any",
        "dozens", "scores", "hundreds", "thousands", "tens", "millions",
    }
)  # fmt: skip
NUMBERS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "one": 1, "a": 1, "an": 1, "both": 2,
}  # fmt: skip


@dataclass(slots=True)
class Phrase:
    """A noun phrase. `first` to `end` are the tokens of its core, without article and relative clause.

    `owner` is the token of a possessor or the object of "of" ("Katz" in "Katz's office"); `places` are tokens of names
    in it that give its country; `affiliation` is the head token of the organisation that it is at or of.
    """

    head: int
    first: int
    end: int
    role: RoleSense | None
    country: str | None = None
    country_token: int | None = None
    sector: str | None = None
    others: list[str] = field(default_factory=list)
    gender: str | None = None
    former: bool = False
    plural: bool = False
    definite: bool = False
    article: bool = False
    modified: bool = False
    number: int | None = None
    owner: int | None = None
    affiliation: int | None = None
    why: str = ""


def role_at(world: World, passage: Passage, head: int, first: int) -> tuple[RoleSense | None, int]:
    """The role noun that ends at `head`, the longest first, not reaching before `first`, and its first token.

    A noun that goes on with "of" or "in" is tried too: "chief of staff", "commander in chief".
    """
    roles, lower = world.roles, passage.lower
    last, word = passage.lemma[head], lower[head]
    sense = roles.get(word) or roles.get(last)
    start = head
    if last in world.role_starts and head + 2 < len(lower) and lower[head + 1] in ("of", "in", "-"):
        for size in (7, 6, 5, 4, 3):
            longer = roles.get(" ".join((last, *lower[head + 1 : head + size])).replace(" - ", "-"))
            if longer is not None:
                return longer, head
    if last not in world.role_ends and word not in world.role_ends:
        return sense, start
    for left in range(head - 1, max(first, head - 5) - 1, -1):
        before = " ".join(lower[left:head]).replace(" '", "'")
        longer = roles.get(f"{before} {word}".replace(" - ", "-")) or roles.get(f"{before} {last}".replace(" - ", "-"))
        if longer is not None:
            sense, start = longer, left
    return sense, start


def name_at(world: World, passage: Passage, token: int) -> Known | None:
    """What the codebook knows of the entity that covers a token, or of the token itself; a shared name ("Senate") says
    nothing by itself."""
    number = passage.ent_of[token]
    known = None
    if number >= 0 and (size := passage.entities[number])[1] - size[0] > 1:
        known = world.known(words(passage, size[0], size[1]))
    elif (word := passage.words[token])[0].isupper():
        known = world.known(word)
    return None if known is None or known.shared else known


def words(passage: Passage, first: int, end: int) -> str:
    """The text of some tokens, folded for lookups."""
    text = passage.text[passage.begins[first] - passage.start : passage.ends[end - 1] - passage.start]
    return " ".join(text.split()).replace("’", "'") if end - first > 1 else text


def _belongs(passage: Passage, prep: int) -> bool:
    """Whether a preposition goes on with the name of somebody ("member of", "rebels in"), not "rebels on Tuesday"."""
    if passage.lower[prep] not in _KEPT_PREPS:
        return False
    target = passage.child(prep, "pobj")
    return target is not None and passage.ent[target] not in ("DATE", "TIME")


def core(passage: Passage, head: int) -> tuple[int, int]:
    """First and end token of a noun phrase, without what is only added to it (relative clauses, appositions, lists)."""
    first, end = passage.subtree[head]
    for kid in passage.children[head]:
        dep = passage.dep[kid]
        if head < kid < end and (
            dep in _ADDED or (dep == "prep" and not _belongs(passage, kid)) or passage.words[kid] in ",;:("
        ):
            end = min(end, passage.subtree[kid][0] if passage.subtree[kid][0] > head else kid)
    while first < head and passage.pos[first] in ("DET", "PUNCT", "CCONJ", "ADP", "ADV", "SPACE", "PART"):
        first += 1
    while first < head and passage.lower[first] in _AMOUNTS:
        # "at least 16 people", "as many as 40 soldiers"
        first += 1
    while end > head + 1 and passage.pos[end - 1] in ("PUNCT", "SPACE", "PART", "CCONJ"):
        end -= 1
    return first, end


def _left_edge(passage: Passage, head: int) -> int:
    first = head
    for kid in passage.children[head]:
        if kid < head and passage.dep[kid] in _LEFT:
            first = min(first, passage.subtree[kid][0])
    if passage.dep[head] == "compound":
        # "Israeli army bulldozers": the adjective hangs on the last noun, but goes with "army".
        above = passage.head[head]
        while first > 0 and passage.head[first - 1] == above and passage.dep[first - 1] in ("amod", "compound", "nmod"):
            first -= 1
    return first


def read_phrase(world: World, passage: Passage, head: int) -> Phrase:
    """Read the noun phrase with this head. Never fails; `role` is None where the noun is no role noun."""
    left = _left_edge(passage, head)
    role, role_first = role_at(world, passage, head, left)
    first, end = core(passage, head)
    phrase = Phrase(head, min(first, head), end, role)
    tag = passage.tag[head]
    phrase.plural = tag in ("NNS", "NNPS") or (role is not None and role.noun in ("people", "police"))
    if role is not None:
        phrase.sector, phrase.gender, phrase.others = role.sector, role.gender, list(role.others)
    _read_left(world, passage, phrase, left, role_first)
    _read_right(world, passage, phrase)
    if phrase.former and phrase.sector in OFFICES:
        phrase.others = [sector for sector in (phrase.sector, *phrase.others) if sector != "ELI"]
        phrase.sector = "ELI"
    return phrase


def _read_left(world: World, passage: Passage, phrase: Phrase, left: int, role_first: int) -> None:
    head = phrase.head
    for kid in passage.children[head]:
        if kid > head:
            break
        dep, word = passage.dep[kid], passage.lower[kid]
        if dep in ("det", "predet"):
            phrase.definite = phrase.definite or word in DEFINITE
            phrase.article = True
        elif dep == "poss":
            phrase.definite, phrase.owner = True, kid
        elif dep == "nummod":
            phrase.number = NUMBERS.get(word) or (
                int(word) if word.isascii() and word.isdigit() and len(word) < 9 else None
            )
        elif dep in ("amod", "compound", "nmod"):
            phrase.modified = phrase.modified or kid < role_first
    for token in range(left, role_first):
        if passage.lower[token] in FORMER:
            phrase.former = True
    # The nearest name counts: in "Turkish-trained Syrian rebels" that is "Syrian".
    for token in range(role_first - 1, left - 1, -1):
        if not describes(passage, token):
            continue
        known = name_at(world, passage, token)
        if passage.ent[token] == "ORG" and phrase.affiliation is None:
            phrase.affiliation = token
        if known is not None and known.country is not None:
            if phrase.country is None and not (known.kind == "organisation" and phrase.sector == "CVL"):
                take_name(phrase, known, token)
        else:
            # "a Madrid-based firm" is no base
            modifier = world.roles.get(passage.lemma[token]) if passage.pos[token] != "VERB" else None
            if modifier is not None and modifier.sector is not None:
                take_modifier(phrase, modifier)


def describes(passage: Passage, token: int) -> bool:
    """Whether a name before a noun says what that is: not in "anti-Syria", "US-backed", "ethnic Albanian"."""
    words, lower = passage.words, passage.lower
    if token + 2 < len(words) and words[token + 1] == "-" and lower[token + 2] not in _OF_HYPHENS:
        return passage.tag[token + 2] not in ("VBN", "VBD", "VBG")
    if token > 0 and lower[token - 1] == "ethnic":
        return False
    return not (token > 1 and words[token - 1] == "-" and lower[token - 2] in _OPPOSED)


def belongs(role: RoleSense) -> bool:
    """Whether a role takes the sector of the organisation that it is held in."""
    return role.weak or role.noun in _BELONGING


def take_name(phrase: Phrase, known: Known, token: int) -> None:
    """Give a phrase the country of a name in it, and the sector where the noun has none of its own."""
    phrase.country, phrase.country_token = known.country, token
    phrase.why = f"country from '{known.name}'"
    for other in known.others:
        if other not in phrase.others:
            phrase.others.append(other)
    weak = phrase.role is None or belongs(phrase.role)
    if weak and known.kind in ("organisation", "person") and known.sector:
        phrase.sector = known.sector


def take_modifier(phrase: Phrase, modifier: RoleSense) -> None:
    """Give a phrase the sector of a noun before its noun ("army chief", "rebel commander")."""
    role = phrase.role
    if role is None or role.weak or (modifier.sector in _STRONG and phrase.sector not in ("GOV", "REF", "JUD", "LEG")):
        phrase.sector = modifier.sector
    elif modifier.sector == "OPP" and phrase.sector != "OPP":
        phrase.others.append("OPP")


def _read_right(world: World, passage: Passage, phrase: Phrase) -> None:
    preps = list(passage.children[phrase.head])
    for kid in passage.children[phrase.head]:
        # "a newspaper based in Beirut"
        if passage.dep[kid] == "acl" and passage.lemma[kid] in _BASED:
            preps.extend(passage.children[kid])
    for prep in preps:
        if prep < phrase.head or passage.dep[prep] != "prep":
            continue
        word = passage.lower[prep]
        for target in passage.children[prep]:
            if passage.dep[target] != "pobj":
                continue
            if word in ("of", "for") and phrase.owner is None:
                phrase.owner = target
            if word in _AFFILIATION_PREPS and phrase.affiliation is None and passage.ent[target] in ("ORG", "FAC"):
                phrase.affiliation = target
            if word in _PLACE_PREPS:
                _take_object(world, passage, phrase, target)


def _take_object(world: World, passage: Passage, phrase: Phrase, target: int) -> None:
    known = name_at(world, passage, target)
    if known is not None and known.country is not None:
        if phrase.country is None:
            take_name(phrase, known, target)
        return
    role, _ = role_at(world, passage, target, _left_edge(passage, target))
    weak = phrase.role is None or phrase.role.weak
    if role is not None and weak and role.sector and not role.weak:
        phrase.sector = role.sector
    if phrase.country is None:
        for token in range(_left_edge(passage, target), target):
            inner = name_at(world, passage, token)
            if inner is not None and inner.country is not None:
                take_name(phrase, inner, token)
                return


_BARE = frozenset(
    {
        "police", "parliament", "congress", "opposition", "government", "media", "management", "intelligence",
        "military", "army", "mankind", "staff", "crew",
    }
)  # fmt: skip


def _bare(passage: Passage, phrase: Phrase) -> bool:
    """Whether a singular noun stands with nothing before it, as things do ("by hand")."""
    head = phrase.head
    return (
        passage.tag[head] == "NN"
        and not phrase.plural
        and phrase.owner is None
        and phrase.country is None
        and phrase.first == head
        and all(kid > head for kid in passage.children[head])
    )


def acts(passage: Passage, phrase: Phrase) -> bool:
    """Whether a role noun is used for somebody: a bare singular ("by force", "use of power") is a thing."""
    role = phrase.role
    assert role is not None
    if passage.dep[phrase.head] in ("acomp", "oprd", "advmod"):
        # "was shot dead", "left eleven dead"
        return False
    if role.noun == "side" and not phrase.plural and phrase.country is None:
        # "neither side", "the side of the box"
        return False
    if role.noun == "force" and not (phrase.article or phrase.plural or phrase.country or phrase.owner is not None):
        # "the use of excessive force"
        return passage.pos[phrase.head] == "PROPN" or phrase.sector == "COP"
    if role.noun == "conference" and passage.dep[phrase.head] not in SUBJECTS:
        # "told a press conference"; but "the bishops' conference appealed"
        return False
    if role.kind == "person" and passage.dep[phrase.head] == "pobj" and _bare(passage, phrase):
        # "brought to justice", "under guard"
        return False
    if role.thing:
        return (
            phrase.country not in (None, "MNC") or (phrase.modified and phrase.sector == "UAF") or " bomb" in role.noun
        )
    if role.kind == "person" or phrase.plural or phrase.article or phrase.modified or phrase.owner is not None:
        return True
    return (
        phrase.country is not None
        or " " in role.noun
        or passage.lemma[phrase.head] in _BARE
        or passage.pos[phrase.head] == "PROPN"
    )
