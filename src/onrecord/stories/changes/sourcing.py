"""On whose word: sources left out, replaced or put in, attributions dropped."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.record import Span, Statement
from onrecord.stories.pairing import names_of, same_source, source_roots
from onrecord.stories.passages import Passage
from onrecord.stories.scene import Draft, OneSide, Scene, StatementPair

# So much of a content's words must stand in the other report for it to be the same content; less, where the one
# sentence is all credited and the other credits nobody.
_SAME_CONTENT, _ALL_CONTENT = 0.6, 0.4
_FEW_WORDS = 3
# Characters before a sentence in which its pronoun's speaker is looked for.
_JUST_BEFORE = 400
_THEIRS = frozenset({"its", "their", "his", "her"})
_BESIDE = 4
_PRONOUNS = frozenset({"he", "she", "they", "it", "who", "i", "we", "that", "which", "both"})


def sourcing(scene: Scene) -> Iterator[Draft]:
    """source_*, attribution_dropped."""
    for pair in scene.statements:
        yield from _source(scene, pair)
    yield from _attributions(scene)


# -- sources -------------------------------------------------------------------------------------------------


def _source(scene: Scene, pair: StatementPair) -> Iterator[Draft]:
    one, two = pair.a, pair.b
    about = (one.id, two.id)
    if _is_attitude(scene, scene.a, one) or _is_attitude(scene, scene.b, two):
        return
    if (one.within or two.within) and not _cue_stays(scene, pair):
        return
    if not _told(one) and not _told(two):
        return
    if not _told(two):
        # A source that stands in the sentence before ("He said … The boats were gone, too.") is not left out.
        if two.source_kind == "none":
            nobody = _with_it(scene.b, two.cue) or two.content[:1]
            yield Draft("source_dropped", one.source, nobody, about, key=_key(one))
        return
    if not _told(one):
        if one.source_kind == "none":
            yield Draft("source_added", one.cue or one.content[:1], two.source, about, key=("added", two.id))
        return
    if not _has_changed(scene, pair) or not _comparable(scene, pair):
        return
    code = _compared_sources(scene, one, two)
    quoted = _is_quotation(scene.a, one) and _is_quotation(scene.b, two)
    if quoted and code in ("person_changed", "source_replaced"):
        code = "quotation_moved"
    if quoted and code is None and one.source_kind == "unnamed_people" and two.source_kind == "named_person":
        # "…," one of them said. -> "…," said the minister, Ada Holm.
        code = "quotation_moved" if names_of(scene.b, two) - names_of(scene.a, one) else None
    if code is not None:
        spans = _by_name(scene.a, one), _by_name(scene.b, two)
        yield Draft(code, *spans, about, key=(code, *_names_key(scene, one, two)))


def _is_quotation(side: OneSide, statement: Statement) -> bool:
    """Whether most of what is said stands inside quotation marks."""
    words = side.words(statement.content)
    return statement.form == "direct" or 2 * sum(side.folded.quoted[n] for n in words) > len(words)


def _cue_stays(scene: Scene, pair: StatementPair) -> bool:
    """Whether a statement inside another is surely the same: its very cue stands in the other report, and no "they"."""
    sources = (scene.a, pair.a.source), (scene.b, pair.b.source)
    if any(side.folded.forms[n] in _PRONOUNS for side, spans in sources for n in side.words(spans)[:1]):
        return False
    cue_a, cue_b = scene.a.words(pair.a.cue), scene.b.words(pair.b.cue)
    passage = scene.passage_of_a.get(cue_a[0]) if cue_a else None
    return passage is not None and bool(cue_b) and passage.match.get(cue_a[0]) == cue_b[0]


def _with_it(side: OneSide, cue: list[Span]) -> list[Span]:
    """A passive cue with what stands before it: "it was said"."""
    words = side.words(cue)
    if not words:
        return []
    first = words[0]
    while first > 0 and side.folded.forms[first - 1] in ("it", "is", "was", "has", "been", "had"):
        first -= 1
    return [side.folded.span(first, words[-1] + 1)]


def _by_name(side: OneSide, statement: Statement) -> list[Span]:
    """The source's words; for "he" the last place before it where his name stands."""
    words = [side.folded.forms[n] for n in side.words(statement.source)]
    if not words or any(word not in _PRONOUNS for word in words):
        return statement.source
    named = [
        mention.span
        for name in statement.source_actors
        if name in side.actors
        for mention in side.actors[name].mentions
        if mention.kind == "name" and mention.span[0] <= statement.source[0][0]
    ]
    return [max(named)] if named else statement.source


def _has_changed(scene: Scene, pair: StatementPair) -> bool:
    """Whether words of a source have gone or come: the same words that were read in two ways are the reader's doing."""
    for side, spans, passage_of, which in (
        (scene.a, _by_name(scene.a, pair.a), scene.passage_of_a, "a"),
        (scene.b, _by_name(scene.b, pair.b), scene.passage_of_b, "b"),
    ):
        every = side.words(spans)
        words = [n for n in every if not side.folded.light[n]] or every
        if words and all(_stays(n, passage_of.get(n), which) for n in words):
            return False
    return True


def _comparable(scene: Scene, pair: StatementPair) -> bool:
    """Whether who said it can be compared: whom "he" means is sure enough only where the two sentences are one."""
    sources = (scene.a, pair.a.source), (scene.b, pair.b.source)
    if not any(side.folded.forms[n] in _PRONOUNS for side, spans in sources for n in side.words(spans)[:1]):
        return True
    cue_a, cue_b = scene.a.words(pair.a.cue), scene.b.words(pair.b.cue)
    passage = scene.passage_of_a.get(cue_a[0]) if cue_a else None
    return passage is not None and bool(cue_b) and cue_b[0] in passage.b


def _stays(n: int, passage: Passage | None, which: str) -> bool:
    """Whether a word stands in the aligned sentences of the other report as well."""
    return passage is not None and n not in (passage.gone if which == "a" else passage.come)


def _told(statement: Statement) -> bool:
    return bool(statement.source) and statement.source_kind != "none"


def _key(one: Statement) -> tuple[str, ...]:
    return ("source_dropped", one.id)


def _names_key(scene: Scene, one: Statement, two: Statement) -> tuple[str, str]:
    ours = " ".join(sorted(scene.a.stems(scene.a.words(one.source))))
    theirs = " ".join(sorted(scene.b.stems(scene.b.words(two.source))))
    return ours, theirs


def _compared_sources(scene: Scene, one: Statement, two: Statement) -> str | None:
    """The code of what became of a source, None where it is the same or can't be told from words alone."""
    if same_source(scene.a, one, scene.b, two):
        return None
    names_a, names_b = names_of(scene.a, one), names_of(scene.b, two)
    ours, theirs = source_roots(scene.a, one) or names_a, source_roots(scene.b, two) or names_b
    pronouns = [
        side.folded.forms[n] in _PRONOUNS
        for side, item in ((scene.a, one), (scene.b, two))
        for n in side.words(item.source)
    ]
    if any(pronouns) and not (one.source_kind == two.source_kind == "named_person"):
        # "they said" and "the officials said"
        return None
    if (
        not _telling(ours)
        or not _telling(theirs)
        or _is_pronoun(scene.a, one, names_a)
        or _is_pronoun(scene.b, two, names_b)
    ):
        return None
    persons = one.source_kind == two.source_kind == "named_person"
    if persons:
        if ours <= theirs or theirs <= ours or not _two_names(scene, one, two):
            return None
        return "person_changed"
    if ours == theirs:
        return None
    lost = ours - theirs
    if theirs < ours and _speaks_for_body(scene, one, two):
        return "source_replaced"
    if theirs < ours:
        # "two officials at the ministry" -> "officials"; a number that is left out alone is no other source.
        return "source_dropped" if _tells_whose(scene, one, lost) and _unnamed(two) else None
    # "a person at the coast guard" -> "a person at the navy", but not "the state's mining company" in other words.
    few = len(ours & theirs) * 3 <= len(ours | theirs)
    if ours < theirs or not few:
        return None
    if _is_body(scene, scene.a, one) and _is_body(scene, scene.b, two):
        return None
    bodies = ("named_organisation", "unnamed_organisation")
    if _is_body(scene, scene.b, two) and one.source_kind in bodies:
        # "Orland Motor said" -> "the carmaker said"
        return None
    if _vague(scene, scene.b, two) and not _vague(scene, scene.a, one):
        return "source_dropped"
    # One name for another, whatever the reader took them for: somebody else said it.
    return "person_changed" if _is_full_name(scene.a, one) and _is_full_name(scene.b, two) else "source_replaced"


def _tells_whose(scene: Scene, one: Statement, lost: set[str]) -> bool:
    """Whether words that a source has lost told whose people they were: "two officials at the ministry" -> "two
    officials"; "a senior official" -> "an official" and "people of the village" -> "people" are left alone."""
    folded = scene.a.folded
    return any(
        folded.roots[n] in lost
        and not folded.forms[n].startswith("#")
        and (folded.kinds[n] == "name" or _after_head(scene.a, one, n))
        and not scene.is_word("settled", folded.forms[n])
        for n in scene.a.words(one.source)
    )


def _after_head(side: OneSide, statement: Statement, n: int) -> bool:
    """Whether a word of a source stands behind its head: "officials at the ministry"."""
    head = source_head(side, statement)
    first = next((m for m in side.words(statement.source) if side.folded.roots[m] == head), n)
    return n > first


def _speaks_for_body(scene: Scene, one: Statement, two: Statement) -> bool:
    """ "a source at the company" -> "the company": what one of its people let out is now its own word."""
    head_a, head_b = source_head(scene.a, one), source_head(scene.b, two)
    people = one.source_kind == "unnamed_people" or (head_a is not None and scene.is_word("vague", head_a))
    return people and head_a != head_b and two.source_kind in ("named_organisation", "unnamed_organisation")


def _is_full_name(side: OneSide, statement: Statement) -> bool:
    """Whether a source is two or three words with capitals and nothing else: "Ada Holm", not "the Home Office"."""
    words = side.words(statement.source)
    return 2 <= len(words) <= 3 and all(
        side.folded.kinds[n] in ("name", "first") and not side.folded.light[n] for n in words
    )


def _telling(stems: set[str]) -> bool:
    """Whether a source's words tell who it is: "two of them" and "the third" lead back to somebody named before."""
    return any(not stem.startswith("#") for stem in stems)


def _is_pronoun(side: OneSide, statement: Statement, names: set[str]) -> bool:
    """A pronoun whose person is not known says nothing of the source."""
    words = [side.folded.forms[n] for n in side.words(statement.source)]
    return bool(words) and all(word in _PRONOUNS for word in words) and not names


def _two_names(scene: Scene, one: Statement, two: Statement) -> bool:
    names_a, names_b = names_of(scene.a, one), names_of(scene.b, two)
    if names_a and names_b and not names_a & names_b:
        return True
    ours, theirs = _capitals(scene.a, one), _capitals(scene.b, two)
    # "the deputy mayor, Ada Holm" and "the deputy mayor, Ivo Renn": the names are what only one side has.
    gone, come = ours - theirs, theirs - ours
    return len(gone) >= 2 and len(come) >= 2


def _capitals(side: OneSide, statement: Statement) -> set[str]:
    """The words of the persons' names in a source, as the record's actors have them."""
    actors = [actor for span in statement.source for actor in side.actors_in(span) if actor.kind == "person"]
    names = {word.lower() for actor in actors for word in actor.name.split()}
    return {side.folded.forms[n] for n in side.words(statement.source) if side.folded.forms[n] in names}


def _unnamed(statement: Statement) -> bool:
    return statement.source_kind in ("unnamed_people", "unnamed_organisation", "group", "none", None)


def _vague(scene: Scene, side: OneSide, statement: Statement) -> bool:
    """Whether a source could be anybody ("sources", "people familiar with the matter" tells more)."""
    words = [side.folded.forms[n] for n in side.words(statement.source)]
    telling = [word for word in words if not word.startswith("#") and word not in ("the", "a", "an", "according", "to")]
    return bool(telling) and all(scene.is_word("vague", word) for word in telling)


def _is_body(scene: Scene, side: OneSide, statement: Statement) -> bool:
    """ "the firm", "the auto maker": a body that was named before, whichever noun takes its name's place."""
    words = side.words(statement.source)
    if not words or side.folded.forms[words[0]] not in ("the", "its", "their"):
        return False
    return scene.is_word("bodies", side.folded.forms[words[-1]])


def source_head(side: OneSide, statement: Statement) -> str | None:
    """The head of a source's words: the last before "of", "for", "at", "in", "who", a comma."""
    head = None
    for n in side.words(statement.source[:1]):
        form = side.folded.forms[n]
        if head is not None and form in ("of", "for", "at", "in", "from", "with", "who", "to", "on", "close"):
            break
        if not side.folded.light[n]:
            head = side.folded.roots[n]
            after = side.text[side.folded.ends[n] : side.folded.ends[n] + 1]
            if after == ",":
                break
    return head


# -- attributions --------------------------------------------------------------------------------------------


def _attributions(scene: Scene) -> Iterator[Draft]:
    """What was credited and now stands in the reporter's words, and the other way round."""
    # "She wants to run" and "she wants to run, her lawyer said" are paired by what is said; one of them is credited.
    pairs = [p for p in scene.statements if _is_attitude(scene, scene.a, p.a) == _is_attitude(scene, scene.b, p.b)]
    paired_a, paired_b = {pair.a.id for pair in pairs}, {pair.b.id for pair in pairs}
    for statement in scene.a.record.statements:
        if statement.id in paired_a or not _told(statement) or statement.within or _only_planned(scene.a, statement):
            continue
        if _kept(scene.a, statement, scene.passage_of_a, "a"):
            continue
        there = bare(scene, statement, forward=True)
        if there is None:
            continue
        about = (statement.id, None)
        if (nobody := _impersonal(scene, there)) is not None:
            yield Draft("source_dropped", statement.source, [nobody], about, key=_key(statement))
        else:
            yield Draft("attribution_dropped", statement.source, [there], about, key=("bare", str(statement.source)))
    for statement in scene.b.record.statements:
        if statement.id in paired_b or not _told(statement) or statement.within or _only_planned(scene.b, statement):
            continue
        if _kept(scene.b, statement, scene.passage_of_b, "b"):
            continue
        if all(scene.b.folded.forms[n] in _PRONOUNS for n in scene.b.words(statement.source)):
            # "It said the road was shut": whose word it is stands in the sentence before, in A as well.
            continue
        if (there := bare(scene, statement, forward=False)) is not None:
            about_b = (None, statement.id)
            yield Draft("source_added", [there], statement.source, about_b, key=("put in", str(statement.source)))


def _only_planned(side: OneSide, statement: Statement) -> bool:
    """ "She plans to sell" -> "she sold": who does it stays, and how far it has come is told as factuality."""
    words = side.words(statement.content[:1])
    return bool(words) and side.folded.forms[words[0]] == "to"


def _kept(side: OneSide, statement: Statement, passage_of: dict[int, Passage], which: str) -> bool:
    """Whether source and cue stand in the other report, too: what was read of them there is the reader's doing."""
    words = side.words([*statement.source, *statement.cue])
    return bool(words) and all(_stays(n, passage_of.get(n), which) for n in words)


def bare(scene: Scene, statement: Statement, *, forward: bool) -> Span | None:
    """Where a statement's content stands in the other report outside all statements and quotations, None where not.

    `forward` for a statement of A. An attitude ("the government wants …") is no credit; nor is who is named beside the
    content in the other report left out; nor does an agency's own report name the agency.
    """
    side, other = (scene.a, scene.b) if forward else (scene.b, scene.a)
    passage_of = scene.passage_of_a if forward else scene.passage_of_b
    if _is_attitude(scene, side, statement) or _is_pronoun(side, statement, names_of(side, statement)):
        return None
    words = side.words(statement.content)
    telling = [n for n in words if not side.folded.light[n]]
    passage = next((passage_of[n] for n in words if n in passage_of), None)
    if passage is None or not telling:
        return None
    there = passage.b if forward else passage.a
    match = passage.match if forward else passage.back
    # "Nobody was hurt, the port said.": two words that tell something are enough where all of it stands there.
    if len(telling) < _FEW_WORDS and not (all(n in match for n in telling) and len(there) <= len(words) + 1):
        return None
    roots = {other.folded.roots[m]: m for m in reversed(there)}
    found = [match[n] if n in match else roots.get(side.folded.roots[n]) for n in telling]
    known = [m for m in found if m is not None]
    whole = forward and _is_all(scene, side, statement, passage.a, other, there)
    if len(known) < (_ALL_CONTENT if whole else _SAME_CONTENT) * len(telling):
        return None
    inner = _partners_inside(scene, side, statement, forward=forward)
    said = [x for x in other.record.statements if x.id not in inner and not _is_attitude(scene, other, x)]
    inside = set(other.words([span for item in said for span in [*item.content, *item.source]]))
    free = [m for m in known if m not in inside and not other.folded.quoted[m]]
    if len(free) < 0.7 * len(known):
        return None
    if _named_there(side, statement, other, there, set(known)) and not _is_subject(side, statement, match):
        return None
    return (other.folded.begins[min(free)], other.folded.ends[max(free)])


def _is_all(
    scene: Scene, side: OneSide, statement: Statement, here: list[int], other: OneSide, there: list[int]
) -> bool:
    """Whether a sentence is one statement and the other report's sentence none: "Boats without transponders come in
    almost every night, fishermen said" -> "Vessels with no transponder put in on almost any night"."""
    own = {*side.words([*statement.content, *statement.source, *statement.cue, *statement.addressee])}
    rest = [n for n in here if n not in own and not side.folded.light[n]]
    told = {*other.words([span for one in other.record.statements for span in [*one.content, *one.source, *one.cue]])}
    quoted = any(other.folded.quoted[m] for m in there)
    return not rest and not told & set(there) and not quoted


def _partners_inside(scene: Scene, side: OneSide, statement: Statement, *, forward: bool) -> set[str]:
    """The other report's statements that are paired with one inside a statement: "The port recorded 12 thefts" ->
    "The port recorded 12 thefts, police said" is credited now, whoever is taken to have recorded them."""
    inside = {item.id for item in side.record.statements if item.within == statement.id}
    pairs = [(pair.a.id, pair.b.id) if forward else (pair.b.id, pair.a.id) for pair in scene.statements]
    return {there for here, there in pairs if here in inside}


def _is_subject(side: OneSide, statement: Statement, match: dict[int, int]) -> bool:
    """ "The union said it would strike" -> "The union would strike": its name takes the place of "it"."""
    source, content = side.words(statement.source), side.words(statement.content[:1])
    if source and len(content) > 1 and side.folded.forms[content[0]] in _THEIRS:
        # "The union said its members had voted" -> "The members of the union voted"
        near = [match[n] for n in (source[-1], content[-1], *content[1:4]) if n in match]
        return source[-1] in match and any(0 < abs(match[source[-1]] - m) <= _BESIDE for m in near)
    if not source or len(content) < 2 or side.folded.forms[content[0]] not in _PRONOUNS:
        return False
    before = match.get(source[-1])
    return before is not None and match.get(content[1]) == before + 1 and content[0] not in match


def _is_attitude(scene: Scene, side: OneSide, statement: Statement) -> bool:
    return any(scene.is_word("attitudes", side.folded.stems[n]) for n in side.words(statement.cue)[:1])


def _named_there(side: OneSide, statement: Statement, other: OneSide, there: list[int], content: set[int]) -> bool:
    """Whether who said it is named in or just before the other report's sentence, or made that report."""
    mine = {side.folded.roots[n] for n in side.words(statement.source) if not side.folded.light[n]}
    mine |= {word for name in names_of(side, statement) for word in name.split()}
    if mine & {other.folded.roots[m] for m in there if m not in content and not other.folded.light[m]}:
        return True
    line = other.record.report.dateline
    agency = (line.agency or "").lower() if line else ""
    if agency and agency in side.shown(statement.source).lower():
        return True
    if other.folded.forms[there[0]] not in _PRONOUNS:
        return False
    return any(
        same_source(side, statement, other, item)
        for item in other.record.statements
        if item.cue and 0 <= other.folded.begins[there[0]] - item.cue[0][0] < _JUST_BEFORE
    )


def _impersonal(scene: Scene, there: Span) -> Span | None:
    """ "It emerged that", "is said to": the words in B's sentence that credit it to nobody."""
    folded = scene.b.folded
    words = list(folded.words_in(there))
    passage = scene.passage_of_b.get(words[0]) if words else None
    if passage is None:
        return None
    for at, n in enumerate(passage.b):
        for phrase in sorted(scene.words.words["impersonal"]):
            parts = phrase.split()
            inside = passage.b[at : at + len(parts)]
            if [folded.forms[m] for m in inside] == parts and not folded.quoted[n]:
                return folded.span(inside[0], inside[-1] + 1)
    return None
