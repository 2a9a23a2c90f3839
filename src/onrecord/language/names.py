"""Repair the labels and limits of names, where the report itself or the codebook shows better than the model.

The model sees one sentence; a report names its people in full once and by surname afterwards, and the codebook knows
countries and organisations. "Katz's office" is no place when "Israel Katz" stands in the same report.
"""

from __future__ import annotations

from onrecord.codebook.loader import Codebook
from onrecord.codebook.world import Known, World, world_of
from onrecord.language.parsed import ParsedReport, Passage

Name = tuple[int, int, str]

_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW", "LANGUAGE"})
# A longer name of these kinds keeps the country in it: "Bank of America", "Jordan Smith", "the Iraq War".
_WHOLE = frozenset({"PERSON", "ORG", "FAC", "EVENT", "LAW", "WORK_OF_ART", "PRODUCT", "LOC"})
_LABEL = {
    "country": "GPE", "government": "GPE", "region": "GPE", "city": "GPE", "adjective": "NORP", "people": "NORP",
    "organisation": "ORG", "person": "PERSON",
}  # fmt: skip
_PARTICLES = frozenset(
    {
        "al", "bin", "bint", "ibn", "de", "da", "di", "del", "der", "den", "van", "von", "la", "le", "el",
        "dos", "das", "ul", "ur", "abu", "ould", "y", "e", "-", "'", ".", "’",
    }
)  # fmt: skip
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
# In a headline all in capitals these acronyms are still safe; "IS", "WHO" and "ICE" are words there.
_SAFE_CAPITALS = frozenset({"us", "un", "eu", "uk", "nato", "uae", "fbi", "cia", "usa", "imf", "idf", "bbc", "iaea"})
# "Labour Minister" is no party.
_PORTFOLIO = frozenset({"minister", "secretary", "minister-designate"})
_SPEECH = frozenset(
    {"say", "tell", "add", "note", "warn", "claim", "argue", "explain", "announce", "comment", "write", "deny"}
)
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss"})
_DETERMINING = frozenset({"det", "poss", "amod"})


def repair_names(parsed: ParsedReport, codebook: Codebook) -> None:
    """Mend `entities`, `ent` and `ent_of` of every passage in place; doing it twice changes nothing."""
    world = world_of(codebook)
    found: list[tuple[Passage, list[Name]]] = []
    for passage in parsed.passages:
        if passage.kind != "headline":
            names = _split(world, passage, [_trim(passage, name) for name in passage.entities])
            names = _without_portfolio(world, passage, names)
            names = _merge(passage, names, _matches(world, passage))
            found.append((passage, _titled(world, passage, names)))
    surnames, told = _surnames(found), _told(found)
    for passage, names in found:
        _write(passage, _missed(world, passage, _by_surname(world, passage, names, surnames)))
    for passage in parsed.passages:
        if passage.kind == "headline":
            # A headline comes last: its names are trusted as far as the body or the codebook knows them.
            names = _split(world, passage, [_trim(passage, name) for name in passage.entities])
            names = _headline(world, passage, names, surnames, told)
            names = _merge(passage, names, _matches(world, passage))
            _write(passage, _by_surname(world, passage, names, surnames))


def _text(passage: Passage, first: int, end: int) -> str:
    if end - first == 1:
        return passage.words[first]
    text = passage.text[passage.begins[first] - passage.start : passage.ends[end - 1] - passage.start]
    return " ".join(text.split()).replace("’", "'")


def _trim(passage: Passage, name: Name) -> Name:
    """Cut the article, a possessive and marks off a name: "the Pentagon's" -> "Pentagon"."""
    first, end, label = name
    if label not in _NAMES:
        return name
    lower, pos = passage.lower, passage.pos
    while end - first > 1 and (
        lower[end - 1] in _POSSESSIVE or (pos[end - 1] == "PUNCT" and passage.words[end - 1] != ")")
    ):
        end -= 1
    while end - first > 1 and (lower[first] in ("the", "a", "an") or pos[first] in ("PUNCT", "SPACE")):
        first += 1
    return first, end, label


def _without_portfolio(world: World, passage: Passage, names: list[Name]) -> list[Name]:
    """Give the words of an office back to it: "Information" before "Minister Lam" is no body, "Tonga Prime" nobody."""
    result = []
    lower, count = passage.lower, len(passage)
    for first, end, label in names:
        if (
            label in ("ORG", "PERSON", "GPE")
            and end < count
            and lower[end] in _PORTFOLIO
            and passage.words[end][0].isupper()
        ):
            office = f"{lower[end - 1]} {lower[end]}"
            alone = end - first == 1 and world.known(passage.words[first]) is None
            if office in world.roles or office in world.titles or alone:
                end -= 1
                if end == first:
                    continue
                known = world.known(_text(passage, first, end))
                label = _LABEL[known.kind] if known is not None else label
        result.append((first, end, label))
    return result


def _split(world: World, passage: Passage, names: list[Name]) -> list[Name]:
    """Cut a label that runs across "and" over two persons, or over two names that the codebook knows."""
    result = []
    for first, end, label in names:
        if end - first == 1 and " ".join(passage.lower[max(first - 2, 0) : end]) in world.roles:
            # "Secretary of State" names an office, no state.
            continue
        if label == "PERSON" and not any(word[0].isupper() for word in passage.words[first:end]):
            continue
        cut = next((i for i in range(first + 1, end - 1) if passage.lower[i] in ("and", "&", ",")), None)
        if cut is not None and label in ("PERSON", "GPE", "ORG", "NORP"):
            both = world.known(_text(passage, first, cut)) and world.known(_text(passage, cut + 1, end))
            if (label == "PERSON" and passage.lower[cut] != "&") or (
                both and not world.known(_text(passage, first, end))
            ):
                result.extend([(first, cut, label), (cut + 1, end, label)])
                continue
        result.append((first, end, label))
    return result


def _matches(world: World, passage: Passage) -> list[tuple[int, int, Known]]:
    """Names of the codebook in a passage, the longest at each place."""
    matches: list[tuple[int, int, Known]] = []
    words, lower, longest, pos = passage.words, passage.lower, world.longest, passage.pos
    count, done = len(words), 0
    capitals = passage.kind == "headline" and passage.text.isupper()
    for token, word in enumerate(lower):
        if word not in longest or token < done:
            continue
        size = longest[word]
        if not (words[token][0].isupper() or size > 2):
            continue
        if size > 2 and (token + 1 == count or lower[token + 1][0] not in world.seconds.get(lower[token], ())):
            # no longer name goes on with the next word
            size = 1
        limit, shortest = min(count, token + size), token + 1
        if not words[token][0].isupper():
            # A name has a capital somewhere: "the president of" needs no look-up.
            shortest = next((i + 1 for i in range(token + 1, limit) if words[i][0].isupper()), limit + 1)
        for end in range(limit, shortest - 1, -1):
            text = _text(passage, token, end)
            known = world.known(text)
            if known is None or (
                known.kind == "organisation" and text.lower().startswith("the ") and end < count and pos[end] == "PROPN"
            ):
                # "the National Liberation Army" is not the newspaper The National.
                continue
            if not text[0].isupper() and not any(word[0].isupper() for word in words[token:end]):
                continue
            if end - token == 1 and (
                pos[token] in ("VERB", "AUX", "PRON", "ADP", "SCONJ", "INTJ", "ADV")
                or (
                    known.kind in ("organisation", "person", "city", "region")
                    and pos[token] != "PROPN"
                    and passage.ent_of[token] < 0
                    and not _stands_for_a_name(passage, token, known)
                )
                or (known.kind == "organisation" and end < count and lower[end] in _PORTFOLIO)
                or (capitals and words[token] in world.acronyms and lower[token] not in _SAFE_CAPITALS)
            ):
                continue
            matches.append((token, end, known))
            done = end
            break
    return matches


def _stands_for_a_name(passage: Passage, token: int, known: Known) -> bool:
    """Whether a known name is one though the tagger takes it for a common noun: "Trump fired the auditor", "ICE held
    two bakers".

    A singular noun that counts has an article or a possessive; a name stands without.
    """
    if known.kind not in ("person", "organisation") or passage.tag[token] != "NN" or passage.text.isupper():
        return False
    if known.kind == "organisation" and not (passage.words[token].isupper() and len(passage.words[token]) > 2):
        return False
    kids = passage.children[token]
    return passage.dep[token] in _ARGUMENTS and not any(passage.dep[kid] in _DETERMINING for kid in kids)


def _merge(passage: Passage, names: list[Name], matches: list[tuple[int, int, Known]]) -> list[Name]:
    """Lay the codebook's names over the model's."""
    if not matches:
        return names
    owner: dict[int, int] = {token: number for number, name in enumerate(names) for token in range(name[0], name[1])}
    gone: set[int] = set()
    added: list[Name] = []
    # Organisations of several words first: they cut a longer label, and the country in front of them stands by itself.
    for first, end, known in sorted(
        matches, key=lambda match: not (match[2].kind == "organisation" and match[1] - match[0] > 2)
    ):
        over = {owner[token] for token in range(first, end) if token in owner}
        longer = [
            n
            for n in over - gone
            if names[n][0] <= first and end <= names[n][1] and names[n][1] - names[n][0] > end - first
        ]
        if longer:
            label = names[longer[0]][2]
            if label not in _NAMES or (label in _WHOLE and not (known.kind == "organisation" and end - first > 2)):
                continue
            if label in ("GPE", "NORP") and _proper(passage, names[longer[0]], first, end):
                continue
        if (
            known.kind in ("organisation", "person", "city")
            and end - first == 1
            and any(names[n][2] == "PERSON" for n in over - gone)
            and known.kind != "person"
        ):
            continue
        gone |= over
        added.append((first, end, _LABEL[known.kind]))
    return sorted([name for number, name in enumerate(names) if number not in gone] + added)


def _proper(passage: Passage, name: Name, first: int, end: int) -> bool:
    """Whether the rest of a longer place name is a name too ("West Darfur", "New Mexico"), not "Iran tensions"."""
    rest = [token for token in range(name[0], name[1]) if not first <= token < end]
    return all(passage.words[token][0].isupper() for token in rest) and name[1] == end and passage.kind != "headline"


def _is_title(world: World, passage: Passage, token: int) -> bool:
    lower = passage.lower
    if lower[token] not in world.title_words or not passage.words[token][0].isupper():
        return False
    # "Police Chief" is a title, "Chief" before "Operating Officer" is none.
    return lower[token] in world.titles or any(
        " ".join(lower[max(token - back, 0) : token + 1]) in world.titles for back in (1, 2)
    )


def _strip(world: World, passage: Passage, name: Name) -> Name:
    """Cut titles, and the nationality before them, off a person's name."""
    first, end, label = name
    if world.known(_text(passage, first, end)):
        return name
    start = first
    for token in range(first, end - 1):
        if _is_title(world, passage, token) or passage.lemma[token] in world.roles:
            first = token + 1
        elif token == first or passage.words[token] in ".-":
            known = world.known(passage.words[token])
            if known is None or known.kind not in ("country", "adjective", "organisation"):
                if passage.words[token] not in ".-":
                    break
            elif end - token <= 2:
                break
        elif not any(_is_title(world, passage, later) for later in range(token, end - 1)):
            break
    while first < end - 1 and passage.words[first] in ".-,":
        first += 1
    # A nationality in front with no title after it is a part of the name ("Israel Katz").
    return (first, end, label) if first != start else name


def _titled(world: World, passage: Passage, names: list[Name]) -> list[Name]:
    """Names after a title are persons' names: "General Zamir" is no organisation."""
    taken = {token: number for number, name in enumerate(names) for token in range(name[0], name[1])}
    result: dict[int, Name | None] = {}
    added: list[Name] = []
    for number, name in enumerate(names):
        if name[2] == "PERSON" and name[1] - name[0] > 1:
            result[number] = _strip(world, passage, name)
    pos, words = passage.pos, passage.words
    title_words, lower = world.title_words, passage.lower
    # Most paragraphs hold no title at all.
    token, count = 0, 0 if title_words.isdisjoint(lower) else len(words)
    while token < count - 1:
        if lower[token] not in title_words or lower[token] == "of" or not _is_title(world, passage, token):
            token += 1
            continue
        end = first = token + 1
        while end < count and (
            (
                pos[end] == "PROPN"
                and words[end][0].isupper()
                and not _is_title(world, passage, end)
                # "Deputy Prime Minister Aziz"
                and not (end + 1 < count and passage.lower[end + 1] in _PORTFOLIO)
            )
            or (
                passage.lower[end] in _PARTICLES
                and end > first - 1
                and end + 1 < count
                and pos[end + 1] == "PROPN"
                and words[end] not in "'’"
            )
        ):
            end += 1
        token = max(end, token + 1)
        if end == first or words[first] in "-." or not _fits(world, passage, first, end, names, taken):
            continue
        for other in {taken[i] for i in range(first - 1, end) if i in taken}:
            result[other] = None
        added.append((first, end, "PERSON"))
    merged = [result.get(number, name) for number, name in enumerate(names)]
    return sorted([name for name in merged if name is not None] + added)


def _fits(world: World, passage: Passage, first: int, end: int, names: list[Name], taken: dict[int, int]) -> bool:
    """Whether the words after a title can be a person's name."""
    if passage.kind == "headline":
        return False
    text = _text(passage, first, end)
    known = world.known(text)
    if known is not None and known.kind != "person":
        return False
    whole = world.known(_text(passage, first - 1, end))
    if whole is not None:
        return False
    if (
        passage.lemma[end - 1] in world.roles
        or passage.lower[first] in world.roles
        or not text.replace("-", "")[0].isalpha()
    ):
        return False
    for token in range(first, end):
        number = taken.get(token)
        if number is None:
            continue
        name = names[number]
        if name[2] == "PERSON" or name[2] not in _NAMES:
            # The model has the person already, or the words are a date ("President Monday").
            return False
        if name[1] > end or (name[0] < first - 1):
            return False
    return True


def _told(found: list[tuple[Passage, list[Name]]]) -> set[str]:
    """The names of the body, in lower case."""
    return {
        _text(passage, first, end).lower() for passage, names in found for first, end, label in names if label in _NAMES
    }


def _surnames(found: list[tuple[Passage, list[Name]]]) -> set[str]:
    """The last words of the persons' names in the body, and those that stand with a title alone."""
    surnames: set[str] = set()
    for passage, names in found:
        for first, end, label in names:
            if label == "PERSON" and (end - first > 1 or (first > 0 and passage.pos[first - 1] == "PROPN")):
                word = passage.words[end - 1]
                if len(word) > 2 and word[0].isupper():
                    surnames.add(word)
    return surnames


def _by_surname(world: World, passage: Passage, names: list[Name], surnames: set[str]) -> list[Name]:
    """A known person's surname alone is that person, whatever the label ("a statement from Katz's office")."""
    if not surnames:
        return names
    result = list(names)
    taken: set[int] = set()
    for number, (first, end, label) in enumerate(names):
        taken.update(range(first, end))
        if end - first == 1 and label in _NAMES and label != "PERSON" and passage.words[first] in surnames:
            known = world.known(passage.words[first])
            if known is None or known.kind == "person":
                result[number] = (first, end, "PERSON")
    if surnames.isdisjoint(passage.words):
        return sorted(result)
    for token, word in enumerate(passage.words):
        if (
            word in surnames
            and token not in taken
            and passage.pos[token] in ("PROPN", "NOUN", "ADJ")
            and word[0].isupper()
        ):
            known = world.known(word)
            if known is None or known.kind == "person":
                result.append((token, token + 1, "PERSON"))
    return sorted(result)


def _headline(world: World, passage: Passage, names: list[Name], surnames: set[str], told: set[str]) -> list[Name]:
    """In a headline in title case or capitals keep what the codebook or the body knows ("Iran Tensions" is no name)."""
    letters = [word for word in passage.words if word[0].isalpha() and len(word) > 3]
    if sum(word[0].isupper() for word in letters) < 0.6 * len(letters):
        return names
    folded = {surname.lower() for surname in surnames}
    kept = []
    for first, end, label in names:
        text = _text(passage, first, end)
        if label not in _NAMES or world.known(text) or text.lower() in told or passage.lower[end - 1] in folded:
            kept.append((first, end, label))
    return kept


def _missed(world: World, passage: Passage, names: list[Name]) -> list[Name]:
    """Runs of capitalised words that no label covers: an organisation by its last word, a person by what it does."""
    taken = {token for first, end, _ in names for token in range(first, end)}
    added: list[Name] = []
    pos, words, token, count = passage.pos, passage.words, 0, len(passage)
    while token < count:
        if pos[token] != "PROPN" or token in taken or not words[token][0].isupper():
            token += 1
            continue
        end = token + 1
        while end < count and pos[end] == "PROPN" and end not in taken and words[end][0].isupper():
            end += 1
        first, token = token, end
        while first < end and _is_title(world, passage, first):
            first += 1
        if not 2 <= end - first <= 5 or any(word.isupper() and len(word) > 1 for word in words[first:end]):
            continue
        role = world.roles.get(passage.lower[end - 1])
        if role is not None and role.kind == "organisation":
            added.append((first, end, "ORG"))
        elif role is None and end - first < 4 and _person_like(world, passage, first, end):
            added.append((first, end, "PERSON"))
    return sorted(names + added) if added else names


def _person_like(world: World, passage: Passage, first: int, end: int) -> bool:
    """Whether a run does what persons do: it speaks, or a role noun leads up to it."""
    head = end - 1
    above = passage.head[head]
    if passage.dep[head] == "nsubj" and passage.lemma[above] in _SPEECH:
        return True
    if first > 0 and passage.pos[first - 1] in ("NOUN", "PROPN"):
        role = world.roles.get(passage.lemma[first - 1])
        return role is not None and role.kind == "person"
    return False


def _write(passage: Passage, names: list[Name]) -> None:
    """Set the passage's entities, and the labels by token."""
    if names == passage.entities:
        return
    ent, ent_of = [""] * len(passage), [-1] * len(passage)
    kept: list[Name] = []
    for first, end, label in names:
        if any(number >= 0 for number in ent_of[first:end]):
            continue
        for token in range(first, end):
            ent[token], ent_of[token] = label, len(kept)
        kept.append((first, end, label))
    passage.entities, passage.ent, passage.ent_of = kept, ent, ent_of
