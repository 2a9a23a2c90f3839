"""The place names of a passage: which capitalised words are a place's name, and not a man's, a firm's or a
disease's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from onrecord.language.parsed import Passage
from onrecord.reading.place_names import Around, Names, Toponym, settlements
from onrecord.reading.place_use import GOING
from onrecord.reading.word_sets import word_set
from onrecord.record import PlaceKind

PLACE_LABELS = frozenset(("GPE", "LOC"))


_NO_PLACES = frozenset(("EVENT", "WORK_OF_ART", "PRODUCT", "LAW", "DATE", "LANGUAGE"))


DIVISIONS = word_set(
    "province state region governorate district county oblast prefecture department canton parish municipality "
    "territory "
    "provinces township shire raion krai"
)


_FACILITIES = word_set(
    "airport hospital base stadium prison palace bridge mosque church cathedral embassy consulate station port "
    "camp jail airfield "
    "barracks square crossing terminal reactor plant temple synagogue tower street avenue road highway "
    "boulevard building mall museum theatre theater stadium arena dam tunnel barrage checkpoint"
)


# "at" and "to" stand before firms, schools and people as often as before towns, when the tagger does not know the name.
_WHERE = word_set("in near from around outside towards toward into throughout across")


_AT = frozenset({"at", "off", "through"})
_LARGE = 50_000


_MOTION = word_set(
    "fly go come travel move flee drive return head march ship sail walk trip visit journey road flight convoy "
    "spread deploy withdraw "
    "retreat deport extradite escape evacuate bring take rush airlift route way migrate relocate"
)
INSIDE = word_set("in near around outside throughout across into through inside at off")


_ORG_TAILS = word_set(
    "university college airways airlines airline times post herald tribune united fc cup olympics open "
    "agreement accord accords treaty "
    "war declaration protocol convention islanders bank institute school inc ltd plc group corporation company party"
)


# A name before one of these is a disease's: "West Nile virus", "Hong Kong flu".
_DISEASES = word_set(
    "virus flu fever disease strain strains variant ebolavirus influenza syndrome encephalitis measles"
)


_SIDES = word_set(
    "the north south east west northern southern eastern western central northeast northwest southeast "
    "southwest northeastern northwestern "
    "southeastern southwestern north-western north-eastern south-western south-eastern downtown mainland "
    "greater upper lower rural city "
    "of a"
)


_GENERIC = word_set(
    "state states province provinces city cities district county region river earth union park north south east "
    "west northern southern "
    "eastern western central government parliament island islands world congress republic coast bay valley "
    "mountain beach street "
    "moon mars town village area capital senate house mr mrs ms dr"
)


# Bodies of people that the tagger takes for buildings.
_BODIES = word_set(
    "center centre institute university college school committee council agency ministry office department "
    "foundation association "
    "party force forces army police act law project program programme"
)


_WATERS = word_set(
    "lake river sea ocean island islands mountain mountains valley bay gulf strait coast desert peninsula canal "
    "delta basin creek hills "
    "plateau reef forest glacier park beach mount cape"
)


_WAYS = word_set("crossing highway motorway expressway checkpoint frontier")


_TOWNS = word_set(
    "town city village district province region state suburb capital island municipality commune area port"
)


_ACRONYMS = word_set("US UK U.S. U.K. USA U.S.A. UAE")


_CAPITALS = re.compile(r"[A-Z][A-Z.]+$")


@dataclass(slots=True)
class Named:
    """A place name in a passage: its tokens, its words, what it can mean, and what it turned out to mean."""

    passage: Passage
    first: int
    end: int
    words: str
    toponyms: list[Toponym]
    kind: PlaceKind | None = None
    meant: Toponym | None = None
    sure: bool = True


@dataclass(slots=True)
class Gathered:
    """What is gathered over a whole report before a name is decided."""

    names: Names
    around: Around = field(default_factory=Around)
    persons: set[str] = field(default_factory=set)
    decided: dict[str, Toponym | None] = field(default_factory=dict)
    tagged: set[str] = field(default_factory=set)


def note_names(passage: Passage, report: Gathered) -> None:
    """Gather people's names, names that are tagged as places, and the countries of adjectives ("Iranian")."""
    for first, end, label in passage.entities:
        if label == "PERSON" and end - first > 1:
            report.persons.update(passage.words[first:end])
        elif label == "NORP":
            code = report.names.people.get(passage.lower[end - 1]) or report.names.people.get(passage.lower[first])
            if code is not None:
                report.around.countries[code] += 1
        elif label in PLACE_LABELS:
            report.tagged.add(" ".join(passage.words[first:end]))


def names_in(passage: Passage, report: Gathered) -> list[Named]:
    """The place names of a passage in text order, with what each can mean; none overlap."""
    found: list[Named] = []
    by_first, words, lower = report.names.by_first, passage.words, passage.lower
    done = 0
    for token, word in enumerate(words):
        if not word[0].isupper() or token < done:
            continue
        item = _known(passage, token, by_first[lower[token]], report) if lower[token] in by_first else None
        if item is None:
            item = _tagged(passage, token, report)
        if item is None:
            item = _water_or_way(passage, token)
        if item is None:
            item = _untagged(passage, token, report, bool(found) and _listed(passage, found[-1].end, token))
        if item is None:
            continue
        done = item.end
        if item.sure:
            found.append(item)
    return found


def _token_end(passage: Passage, offset: int, token: int) -> int | None:
    """The token index behind a character offset (in the passage), None where it falls inside a token."""
    while token < len(passage) and passage.begins[token] - passage.start < offset:
        token += 1
    return token if passage.ends[token - 1] - passage.start == offset else None


def _known(passage: Passage, token: int, forms: list[tuple[str, list[Toponym]]], report: Gathered) -> Named | None:
    """A country or region by its name; an item that is not `sure` is a name to be stepped over ("Israel Katz")."""
    start, text = passage.begins[token] - passage.start, passage.text
    for name, toponyms in forms:
        if not text.startswith(name, start):
            continue
        end = _token_end(passage, start + len(name), token)
        if end is None:
            continue
        item = Named(passage, token, end, name, toponyms)
        longer = _entity_beyond(passage, token, end)
        if longer is not None:
            label, behind = longer
            if label in PLACE_LABELS and behind - end == 1 and passage.lower[behind - 1] in DIVISIONS:
                item.kind = "province"
                return item
            if label in PLACE_LABELS and not (toponyms and toponyms[0].kind == "country"):
                return None  # "Washington Heights": let the whole name be looked up
            if not (label == "ORG" and name in _ACRONYMS) and label not in PLACE_LABELS:
                item.sure = False
                item.end = behind if label in {"PERSON", "FAC"} else end
                if label == "FAC":
                    return _facility(passage, token, behind)
                return item
        item.sure = _is_place(passage, item, report)
        if item.sure and end < len(passage) and passage.lower[end] in DIVISIONS and passage.words[end][0].isupper():
            item.end, item.kind = (
                end + 1,
                "province" if toponyms and toponyms[0].kind != "country" else None,
            )  # "Nyanza Province"
        return item
    return None


def _entity_beyond(passage: Passage, first: int, end: int) -> tuple[str, int] | None:
    """The label and end of an entity that holds these tokens and more capitalised words, None where there is none."""
    number = passage.ent_of[first]
    if number < 0:
        return None
    begin, behind, label = passage.entities[number]
    behind = _cut(passage, end - 1, behind)
    if any(passage.words[index][:1].isupper() for index in (*range(begin, first), *range(end, behind))):
        return (label, behind) if label not in {"NORP", "CARDINAL", "ORDINAL"} else None
    if behind - end == 1 and passage.lower[behind - 1] in DIVISIONS:
        return label, behind
    return None


def _is_place(passage: Passage, item: Named, report: Gathered) -> bool:
    """Whether a known name is used as a place here, not as a man's or a newspaper's."""
    first, end = item.first, item.end
    label = passage.ent[first]
    if label in _NO_PLACES or (first > 0 and passage.words[first - 1][-1] == "$"):
        return False
    if end < len(passage) and (passage.lower[end] in _DISEASES or passage.words[end] == "$"):
        return False
    if _surnamed(passage, first):
        return False
    country = bool(item.toponyms) and item.toponyms[0].kind == "country"
    if passage.tag[end - 1] in {"JJ", "NNPS"} and label == "NORP":
        return False
    following = end if end < len(passage) and passage.sentence_of[end] == passage.sentence_of[first] else None
    if following is not None and passage.words[following][:1].isupper():
        if (
            passage.ent[following] == "PERSON"
            and item.words not in _ACRONYMS
            and passage.ent_of[following] != passage.ent_of[first]
        ):
            return False  # "Israel Katz", tagged in two
        if passage.lower[following] in _ORG_TAILS:
            return False
    if label == "PERSON" or (item.words in report.persons and label not in PLACE_LABELS):
        if item.words in report.persons:
            return False
        # A man is told of by his full name somewhere; a lone "Chad" that nobody bears is the country.
        return country or located(passage, first) or _is_city_at(passage, first, settlements(item.words, report.names))
    if first > 0 and passage.ent[first - 1] == "PERSON" and passage.pos[first - 1] == "PROPN" and not country:
        return False  # "Hillary Clinton Virginia" hardly ever is a place
    return passage.pos[first] in {"PROPN", "NOUN", "ADJ"} or label in PLACE_LABELS


def _surnamed(passage: Passage, token: int) -> bool:
    """Whether the name ends another's: "Michael O'Leary", "Ford Australia", "Radio Pyongyang"."""
    before = token - 1
    if (
        before < 0
        or passage.pos[before] != "PROPN"
        or not passage.words[before][:1].isupper()
        or passage.ent[before] in PLACE_LABELS
    ):
        return False
    if passage.lower[before] in {"o'", "o’"}:
        return True
    attached = passage.dep[before] == "compound" and passage.head[before] == token
    return (
        attached
        and passage.lower[before] not in _SIDES
        and passage.ent[before] not in {"NORP", "DATE"}
        and "." not in passage.words[before]
    )


def located(passage: Passage, token: int, words: frozenset[str] = _WHERE) -> bool:
    """Whether the words before a name say where something is ("in", "near", "the town of")."""
    if words is _WHERE and passage.dep[token] == "dobj" and passage.lemma[passage.head[token]] in GOING:
        return True  # "captured Goma", "visited Austin"
    before = token - 1
    while before > 0 and passage.lower[before] in _SIDES - {"of"}:
        before -= 1
    if before > 0 and passage.lower[before] == "of":
        return passage.lower[before - 1] in _TOWNS
    if before >= 0 and passage.lower[before] == "to":
        return passage.lemma[passage.head[before]] in _MOTION
    return before >= 0 and passage.lower[before] in words


def _facility(passage: Passage, first: int, end: int) -> Named:
    return Named(passage, first, end, " ".join(passage.words[first:end]), [], kind="facility")


def _tagged(passage: Passage, token: int, report: Gathered) -> Named | None:
    """What the tagger takes for a place, from this token to the entity's end."""
    number = passage.ent_of[token]
    if number < 0:
        return None
    _, end, label = passage.entities[number]
    if label == "FAC":
        inside = set(passage.lower[token:end])
        if inside & _FACILITIES or (not inside & _BODIES and end - token > 1 and located(passage, token)):
            return _facility(passage, token, end)
        return None
    if label not in PLACE_LABELS or passage.lower[token] in {"the", "a", "an"} or _surnamed(passage, token):
        return None
    end = _cut(passage, token, end)
    while end > token + 1 and (
        passage.lower[end - 1] in {"'s", "’s", "'", "."} or not passage.words[end - 1][:1].isalpha()
    ):
        end -= 1
    words = passage.text[passage.begins[token] - passage.start : passage.ends[end - 1] - passage.start]
    return _as_settlement(passage, token, end, words, label, report)


def _cut(passage: Passage, first: int, end: int) -> int:
    """The end of a name before a comma, a bracket or a dash with a blank: the tagger runs "Washington, D.C."
    together.
    """
    for token in range(first + 1, end):
        if passage.lower[token] in {",", "(", ";", "/"} or (
            passage.lower[token] in {"-", "–", "—"} and passage.begins[token] > passage.ends[token - 1]
        ):
            return token
    return end


def _as_settlement(passage: Passage, first: int, end: int, words: str, label: str, report: Gathered) -> Named | None:
    item = Named(passage, first, end, words, [])
    if _CAPITALS.match(words) or any(character.isdigit() for character in words):
        return None
    if (end - first == 1 and passage.lower[first] in _GENERIC) or (
        end < len(passage) and passage.lower[end] in _DISEASES
    ):
        return None
    if passage.lower[end - 1] in _DISEASES:
        return None
    if passage.lower[first] in _SIDES and end - first > 1 and not settlements(words, report.names):
        return None  # "Eastern China", "City of Santa Ana": the name begins a word later
    if words in report.persons and not located(passage, first):
        return None
    if passage.lower[first] in report.names.people:
        return None
    last = passage.lower[end - 1]
    if last in _FACILITIES and end - first > 1:
        item.kind = "facility"
    elif (last in DIVISIONS and end - first > 1) or (
        end < len(passage) and passage.lower[end] in DIVISIONS and passage.lower[end] != "state"
    ):
        item.kind = "province"
    elif label == "LOC" and (passage.lower[first] in _WATERS or last in _WATERS):
        item.kind = "region"
    return item


def _water_or_way(passage: Passage, token: int) -> Named | None:
    """A water or a way that a name in capitals stands before: "the Sobat river", "the Torkham border crossing"."""
    if token == 0 or passage.lower[token - 1] != "the" or passage.tag[token] not in {"NNP", "NNPS"}:
        return None
    end = token + 1
    while end < len(passage) and end - token < 2 and passage.tag[end] == "NNP":
        end += 1
    if end < len(passage) and passage.lower[end] == "border":
        end += 1
    if end >= len(passage) or passage.dep[token] != "compound" or passage.lower[end] not in _WATERS | _WAYS:
        return None
    words = passage.text[passage.begins[token] - passage.start : passage.ends[end] - passage.start]
    return Named(passage, token, end + 1, words, [], kind="region" if passage.lower[end] in _WATERS else "facility")


def _is_named_town(passage: Passage, token: int) -> bool:
    """Whether the words before say that it is the name of a town: "the eastern town of Kasheke"."""
    return token > 1 and passage.lower[token - 1] == "of" and passage.lower[token - 2] in _TOWNS


def _is_city_at(passage: Passage, token: int, known: Iterable[Toponym]) -> bool:
    """Whether a name behind "at" or "off" is a large town's, whatever the tagger takes it for: "impounded at
    Rotterdam". American towns are left out: schools and firms have their names ("at Columbia")."""
    if token == 0 or passage.lower[token - 1] not in _AT or passage.dep[token] != "pobj":
        return False
    return any((town.population >= _LARGE or town.capital) and town.country != "USA" for town in known)


def _listed(passage: Passage, end: int, token: int) -> bool:
    return 0 < token - end < 3 and all(passage.lower[index] in {",", "and"} for index in range(end, token))


def _untagged(passage: Passage, token: int, report: Gathered, listed: bool) -> Named | None:
    """A capitalised name that the tagger has wrong or not at all, where the words before it say where ("in Kampungu"),
    or that is tagged as a place elsewhere in the report.
    """
    named_so = _is_named_town(passage, token)
    if passage.tag[token] not in {"NNP", "NNPS"}:
        return None
    if not named_so and (passage.ent[token] in _NO_PLACES or passage.ent[token] == "NORP"):
        return None
    number = passage.ent_of[token]
    if number >= 0:
        first, end, label = passage.entities[number]
        unlike = label in {"FAC", "ORDINAL", "CARDINAL", "MONEY", "TIME"} and not named_so
        if first != token or end - first > 2 or unlike:
            return None
    else:
        end = token + 1
        while end < len(passage) and passage.tag[end] == "NNP" and passage.ent_of[end] < 0 and end - token < 3:
            end += 1
        label = ""
    if token > 0 and passage.pos[token - 1] == "PROPN" and passage.words[token - 1][:1].isupper():
        return None
    words = passage.text[passage.begins[token] - passage.start : passage.ends[end - 1] - passage.start]
    as_elsewhere = words in report.tagged and end - token == 1 and label != "PERSON"
    known = settlements(words, report.names)
    if not (as_elsewhere or listed or located(passage, token) or _is_city_at(passage, token, known)):
        return None
    if passage.dep[end - 1] not in {"pobj", "conj", "appos", "nsubj", "dobj", "compound", "poss", "npadvmod", "ROOT"}:
        return None
    item = _as_settlement(passage, token, end, words, "GPE", report)
    if item is not None and words not in report.tagged and not named_so:
        if passage.dep[end - 1] != "pobj" and not listed:
            return None
        item.sure = any(not listed or report.around.countries[place.country or ""] for place in known)
    return item
