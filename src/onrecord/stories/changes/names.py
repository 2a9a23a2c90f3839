"""Places, persons and bodies, and titles that differ between aligned sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from onrecord.codebook.loader import open_codebook
from onrecord.codebook.world import world_of
from onrecord.record import Actor, Place, Role, Span, Statement
from onrecord.stories.passages import Passage, Region
from onrecord.stories.scene import Draft, OneSide, Scene

# After these a single name that was taken for a person's is a place's ("near Ruhnu").
_WHERE = frozenset({"in", "at", "near", "outside", "around", "across", "through", "via", "off"})
# Sentences that are alike to this degree tell of one happening, so that two places in them are that happening's.
_ONE_SENTENCE = 0.45
_SETTLED = frozenset({"settlement", "facility", "region", "province", "other"})


@dataclass(slots=True)
class _Name:
    """A name in a region: its words, what it names, and the record's place or actor where it has one."""

    words: list[int]
    span: Span
    kind: str
    place: Place | None
    actor: Actor | None


def names(scene: Scene) -> Iterator[Draft]:
    """place_changed, person_changed, title_changed."""
    for passage in scene.passages:
        for region in passage.regions:
            yield from _region(scene, passage, region)
        yield from _other_places(scene, passage)
        yield from _ranks(scene, passage)
        yield from _offices(scene, passage)
    yield from _roles(scene)
    yield from _participants(scene)


def _region(scene: Scene, passage: Passage, region: Region) -> Iterator[Draft]:
    ours = _names_in(scene, scene.a, region.a, passage.gone)
    theirs = _names_in(scene, scene.b, region.b, passage.come)
    _both_places(scene, ours, theirs)
    if len(ours) == len(theirs) == 1 and {ours[0].kind, theirs[0].kind} == {"place", "nation"}:
        # "a union in France" -> "a union in Lyon": what the reader took for a state stands where the place stands.
        ours[0].kind = theirs[0].kind = "place"
    for kind in ("place", "person", "nation", "people"):
        one, two = [x for x in ours if x.kind == kind], [x for x in theirs if x.kind == kind]
        if not one or len(one) != len(two):
            continue
        for x, y in zip(one, two, strict=True):
            if any(_is_source(scene, x, pair.a, y, pair.b) for pair in scene.statements):
                # Who said it is compared with the sources.
                continue
            if _distinct(scene, passage, x, y):
                code = "place_changed" if kind == "place" else "person_changed"
                yield Draft(code, [x.span], [y.span], key=(code, _text(scene.a, x), _text(scene.b, y)))


def _other_places(scene: Scene, passage: Passage) -> Iterator[Draft]:
    """The one place that has gone and the one that has come, wherever in the sentences they stand."""
    ours = [x for r in passage.regions for x in _names_in(scene, scene.a, r.a, passage.gone) if x.kind == "place"]
    theirs = [y for r in passage.regions for y in _names_in(scene, scene.b, r.b, passage.come) if y.kind == "place"]
    if len(ours) != 1 or len(theirs) != 1 or not _distinct(scene, passage, ours[0], theirs[0]):
        return
    if scene.a.folded.quoted[ours[0].words[0]] or passage.score < _ONE_SENTENCE:
        return
    key = ("place_changed", _text(scene.a, ours[0]), _text(scene.b, theirs[0]))
    yield Draft("place_changed", [ours[0].span], [theirs[0].span], key=key)


def _both_places(scene: Scene, ours: list[_Name], theirs: list[_Name]) -> None:
    """Two names after one word of place ("at Kohtla", "at Ojamaa") are places where either is one."""
    if len(ours) != 1 or len(theirs) != 1 or ours[0].kind == theirs[0].kind == "place":
        return
    before = {_before(scene.a, ours[0]), _before(scene.b, theirs[0])}
    bodies = all(name.actor is not None and name.actor.kind == "organisation" for name in (*ours, *theirs))
    known = ours[0].place or theirs[0].place or "place" in (ours[0].kind, theirs[0].kind)
    if len(before) == 1 and before <= _WHERE and (known or not bodies):
        ours[0].kind = theirs[0].kind = "place"


def _before(side: OneSide, name: _Name) -> str:
    return side.folded.forms[name.words[0] - 1] if name.words[0] else ""


def _is_source(scene: Scene, x: _Name, one: Statement, y: _Name, two: Statement) -> bool:
    """Whether two names are those of the sources of two statements, not of whom the sources act for: "an aide for
    Kirk Kerkorian"."""
    if not _inside(x.span, one.source) or not _inside(y.span, two.source):
        return False
    before = [side.folded.forms[n.words[0] - 1] for side, n in ((scene.a, x), (scene.b, y)) if n.words[0]]
    return before != ["for", "for"] and before != ["to", "to"]


def _inside(span: Span, spans: list[Span]) -> bool:
    return any(one[0] <= span[0] and span[1] <= one[1] for one in spans)


def _text(side: OneSide, name: _Name) -> str:
    return " ".join(side.folded.forms[n] for n in name.words)


def _names_in(scene: Scene, side: OneSide, words: list[int], changed: set[int]) -> list[_Name]:
    """The names among the words of a region that have no match; words of one name are joined."""
    folded = side.folded
    found: list[_Name] = []
    run: list[int] = []
    for n in [*words, -1]:
        named = n >= 0 and n in changed and not folded.quoted[n] and _is_name(side, n)
        if named and (not run or n == run[-1] + 1):
            run.append(n)
            continue
        if run and (name := _classified(scene, side, run)) is not None:
            found.append(name)
        run = [n] if named else []
    return found


def _is_name(side: OneSide, n: int) -> bool:
    kind = side.folded.kinds[n]
    if kind == "name":
        return True
    # A capital at the beginning of a sentence tells nothing by itself.
    span = side.folded.span(n, n + 1)
    return kind == "first" and (_named_actor(side, span) is not None or _place(side, span) is not None)


def _classified(scene: Scene, side: OneSide, words: list[int]) -> _Name | None:
    span = side.covering(words)
    place, actor = _place(side, span), _named_actor(side, span)
    before = side.folded.forms[words[0] - 1] if words[0] else ""
    after = words[-1] + 1
    if (
        before == "the"
        and after < len(side.folded.forms)
        and side.folded.kinds[after] == ""
        and not side.folded.light[after]
    ):
        # "in the Estonian town": what the noun after it is called by, no place of its own.
        return _Name(words, span, "nation", place, actor) if actor is not None and actor.kind == "country" else None
    if before == "the" and words[0] > 1:
        before = side.folded.forms[words[0] - 2]
    near = side.folded.forms[max(words[0] - 3, 0) : words[0]]
    settled = before == "of" and any(scene.is_word("settled", form) for form in near)
    after_place = scene.is_word("places_after", before) or settled
    if settled or (before in _WHERE and len(words) == 1 and (actor is None or actor.kind in ("person", "unknown"))):
        return _Name(words, span, "place", place, actor)
    if (place is not None and place.use == "location") or (place is not None and after_place):
        return _Name(words, span, "place", place, actor)
    if actor is not None and actor.kind == "country":
        return _Name(words, span, "nation", place, actor)
    if actor is not None and actor.kind in ("person", "organisation", "unknown"):
        if after_place and actor.kind == "unknown":
            return _Name(words, span, "place", place, actor)
        return _Name(words, span, "person", place, actor)
    if after_place and place is None and actor is None:
        return _Name(words, span, "place", None, None)
    known = world_of(open_codebook(None)).known(side.text[span[0] : span[1]])
    if known is not None and known.kind == "people":
        # "three Germans and a Swede"
        return _Name(words, span, "people", place, actor)
    return None


def _place(side: OneSide, span: Span) -> Place | None:
    return next((p for p in side.record.places if p.span[0] < span[1] and span[0] < p.span[1]), None)


def _named_actor(side: OneSide, span: Span) -> Actor | None:
    """The actor who is named there; a country only where nobody else is."""
    found = [
        actor
        for actor in side.record.actors
        for mention in actor.mentions
        if mention.kind == "name" and mention.span[0] < span[1] and span[0] < mention.span[1]
    ]
    return next((actor for actor in found if actor.kind != "country"), found[0] if found else None)


def _distinct(scene: Scene, passage: Passage, x: _Name, y: _Name) -> bool:
    """Whether two names name two things."""
    one, two = _text(scene.a, x), _text(scene.b, y)
    if _alike(one, two):
        return False
    # A name that stands elsewhere in the other's sentences was moved there, not replaced.
    forms_a = {scene.a.folded.forms[n] for n in passage.gone}
    forms_b = {scene.b.folded.forms[n] for n in passage.come}
    if set(one.split()) & forms_b or set(two.split()) & forms_a:
        return False
    if x.place and y.place:
        return _other_place(x.place, y.place)
    if x.actor and y.actor:
        return not _same_actor(x.actor, y.actor)
    return True


def _alike(one: str, two: str) -> bool:
    """One spelling of the other, its initials, or a part of it."""
    if set(one.split()) & set(two.split()):
        return True
    short, long = sorted((one.replace(" ", ""), two), key=len)
    if short == "".join(word[0] for word in long.replace("_", " ").split()):
        return True
    return len(one) > 4 and Levenshtein.normalized_similarity(one, two) >= 0.75


def _other_place(one: Place, two: Place) -> bool:
    if one.name == two.name:
        return False
    if "country" in (one.kind, two.kind) and one.kind != two.kind and None in (one.country, two.country):
        # "near Kazlu Ruda" -> "in Lithuania": a village that no list has may well lie there.
        return False
    if (one.kind in _SETTLED) != (two.kind in _SETTLED):
        # "in Riga" -> "in Latvia" is wider, not elsewhere.
        return one.country != two.country
    return True


def _same_actor(one: Actor, two: Actor) -> bool:
    if one.kind == "country" and two.kind == "country":
        return one.country == two.country
    ours = {word.lower() for word in one.name.split()}
    theirs = {word.lower() for word in two.name.split()}
    return bool(ours & theirs)


# -- who did it ----------------------------------------------------------------------------------------------


def _participants(scene: Scene) -> Iterator[Draft]:
    """ "Prosecutors have opened a case" -> "The ministry has opened a case": the same deed by somebody else."""
    for pair in scene.events:
        words_a, words_b = scene.a.words(pair.a.trigger), scene.b.words(pair.b.trigger)
        passage = scene.passage_of_a.get(words_a[0]) if words_a else None
        if passage is None or not any(passage.match.get(n) in words_b for n in words_a):
            continue
        if len(pair.a.actors) != 1 or len(pair.b.actors) != 1:
            continue
        one, two = pair.a.actors[0], pair.b.actors[0]
        mine, theirs = scene.a.words([one.span]), scene.b.words([two.span])
        if not set(mine) <= passage.gone or not set(theirs) <= passage.come:
            continue
        if _is_somebody(scene.a, one.span) and _is_somebody(scene.b, two.span) and _unlike(scene, mine, theirs):
            yield Draft("person_changed", [one.span], [two.span], (pair.a.id, pair.b.id), key=("deed", pair.a.id))


def _is_somebody(side: OneSide, span: Span) -> bool:
    """Whether words can't mean somebody who was named before: a name, or people without "the" or a pronoun."""
    words = side.folded.words_in(span)
    if not words:
        return False
    if any(_is_name(side, n) for n in words if n != words[0]) or side.folded.kinds[words[0]] == "name":
        return True
    before = side.folded.forms[words[0] - 1] if words[0] else ""
    return not side.folded.light[words[0]] and before not in ("the", "its", "their", "his", "her", "that", "this")


def _unlike(scene: Scene, mine: list[int], theirs: list[int]) -> bool:
    ours, others = scene.a.roots(mine), scene.b.roots(theirs)
    elsewhere = {scene.a.folded.roots[n] for n in scene.a.folded.body_words()}
    # Whom A names too may be the same under another word.
    if _alike(" ".join(scene.a.folded.forms[n] for n in mine), " ".join(scene.b.folded.forms[n] for n in theirs)):
        return False
    return bool(ours and others) and not ours & others and not others <= elsewhere


# -- titles --------------------------------------------------------------------------------------------------


def _roles(scene: Scene) -> Iterator[Draft]:
    """Persons whom both reports name, with roles that mean two things."""
    for one in scene.a.record.actors:
        if one.kind != "person" or not one.roles:
            continue
        two = next((x for x in scene.b.record.actors if x.kind == "person" and _one_person(one, x)), None)
        if two is None or not two.roles:
            continue
        found = _other_title(scene, one.roles, two.roles)
        # The same words are the same titles, whichever of them the reader took.
        if found and _differs(scene, found):
            yield Draft(
                "title_changed",
                [found[0].span],
                [found[1].span],
                fields={"who": one.name},
                key=("title", one.name.split()[-1]),
            )


def _differs(scene: Scene, roles: tuple[Role, Role]) -> bool:
    passage_a, passage_b = scene.passage_of_a, scene.passage_of_b
    words_a, words_b = scene.a.words([roles[0].span]), scene.b.words([roles[1].span])
    return any(n not in passage_a or n in passage_a[n].gone for n in words_a) and any(
        n not in passage_b or n in passage_b[n].come for n in words_b
    )


def _one_person(one: Actor, two: Actor) -> bool:
    ours, theirs = one.name.lower().split(), two.name.lower().split()
    if not ours or not theirs or ours[-1] != theirs[-1]:
        return False
    return len(ours) == 1 or len(theirs) == 1 or ours[0] == theirs[0]


def _offices(scene: Scene, passage: Passage) -> Iterator[Draft]:
    """ "the analyst Ada Holm" -> "the trader Ada Holm": one office in the place of another, beside the same name."""
    for region in passage.regions:
        mine = [n for n in region.a if n in passage.gone and not scene.a.folded.light[n]]
        theirs = [n for n in region.b if n in passage.come and not scene.b.folded.light[n]]
        if not 0 < len(mine) <= 3 or not 0 < len(theirs) <= 3:
            continue
        if not all(_of_office(scene, scene.a, n) for n in mine):
            continue
        heads = [
            scene.is_word("heads", scene.a.folded.forms[mine[-1]]),
            scene.is_word("heads", scene.b.folded.forms[theirs[-1]]),
        ]
        if all(heads):
            continue
        if all(_of_office(scene, scene.b, n) for n in theirs) and _beside_name(scene.a, passage, mine):
            spans = [scene.a.covering(mine)], [scene.b.covering(theirs)]
            yield Draft("title_changed", *spans, fields={"who": "Somebody"}, key=("office", str(spans)))


def _of_office(scene: Scene, side: OneSide, n: int) -> bool:
    """Whether a word is an office, a rank, or what kind of officer ("operating officer")."""
    folded = side.folded
    if folded.quoted[n]:
        return False
    after = folded.forms[n + 1] if n + 1 < len(folded.forms) else ""
    return _is_office(scene, folded.forms[n]) or scene.is_word("ranks", folded.forms[n]) or after == "officer"


def _beside_name(side: OneSide, passage: Passage, words: list[int]) -> bool:
    """Whether the name of a person whom both reports name stands within a few words."""
    near = [n for n in passage.a if words[0] - 4 <= n <= words[-1] + 5 and n in passage.match]
    persons = [
        m.span for actor in side.record.actors if actor.kind == "person" for m in actor.mentions if m.kind == "name"
    ]
    return any(side.folded.kinds[n] == "name" and _inside(side.folded.span(n, n + 1), persons) for n in near)


def _other_title(scene: Scene, ours: list[Role], theirs: list[Role]) -> tuple[Role, Role] | None:
    """Two roles that mean two things, where none of the roles is the same."""
    differing: tuple[Role, Role] | None = None
    for one in ours:
        for two in theirs:
            verdict = _compared_roles(scene, one, two)
            if verdict is None:
                continue
            if not verdict:
                return None
            differing = differing or (one, two)
    return differing


def _compared_roles(scene: Scene, one: Role, two: Role) -> bool | None:
    """True where two roles differ in what they mean, False where they are the same, None where it can't be told."""
    a, b = _role_parts(scene, scene.a, one), _role_parts(scene, scene.b, two)
    if not a[0] or not b[0]:
        return None
    if not a[0] & b[0]:
        return True
    if a[1] != b[1]:
        return True
    return bool(a[2] and b[2] and not a[2] & b[2])


def _role_parts(scene: Scene, side: OneSide, role: Role) -> tuple[set[str], set[str], set[str]]:
    """The offices, ranks and the rest of a role, without the country: ("minister", "deputy", "defence")."""
    folded = side.folded
    offices, ranks, rest = set(), set(), set()
    words = list(folded.words_in(role.span))
    for at, n in enumerate(words):
        form = folded.forms[n]
        if folded.light[n] or _is_country(side, folded.span(n, n + 1)):
            continue
        # "the chief prosecutor", but "the customs chief".
        more = any(scene.is_word("offices", folded.forms[m]) for m in words[at + 1 :])
        if scene.is_word("ranks", form) and (more or not scene.is_word("offices", form)):
            ranks.add(form)
        elif scene.is_word("bodies", form):
            continue
        elif scene.is_word("heads", form) and not any(
            scene.is_word("offices", folded.forms[m]) for m in words[at + 1 :]
        ):
            # "the union's president", "the head of the union": whoever leads it.
            offices.add("head")
        elif _is_office(scene, form):
            offices.add(form)
        else:
            rest.add(folded.stems[n])
    return offices, ranks, rest


def _is_office(scene: Scene, form: str) -> bool:
    return scene.is_word("offices", form) or scene.is_word("trades", form)


def _is_country(side: OneSide, span: Span) -> bool:
    return any(
        mention.span[0] <= span[0] and span[1] <= mention.span[1]
        for actor in side.record.actors
        if actor.kind == "country"
        for mention in actor.mentions
    )


def _ranks(scene: Scene, passage: Passage) -> Iterator[Draft]:
    """ "the deputy minister" -> "the minister", also of persons without a name."""
    for side, words, changed, match in (
        (scene.a, passage.a, passage.gone, passage.match),
        (scene.b, passage.b, passage.come, passage.back),
    ):
        folded = side.folded
        for at, n in enumerate(words):
            if n not in changed or folded.quoted[n] or not scene.is_word("ranks", folded.forms[n]):
                continue
            office = next((m for m in words[at + 1 : at + 4] if _is_office(scene, folded.forms[m])), None)
            if office is None or office not in match:
                continue
            others = scene.b.folded.stems if side is scene.a else scene.a.folded.stems
            there_words = passage.b if side is scene.a else passage.a
            if folded.forms[n] in ("former", "ex", "retired") and any(
                scene.is_word("leaving", others[m]) for m in there_words
            ):
                # "an engineer who left the firm last year" -> "a former engineer"
                continue
            there = match[office]
            here_span = folded.span(n, office + 1)
            other = scene.b if side is scene.a else scene.a
            first = match.get(n + 1, there)
            there_span = other.folded.span(first if first <= there else there, there + 1)
            spans = ([here_span], [there_span]) if side is scene.a else ([there_span], [here_span])
            office_word = folded.forms[office]
            yield Draft("title_changed", *spans, fields={"who": "Somebody"}, key=("rank", office_word, folded.forms[n]))
            break
