"""Why an actor's cells are what they are."""

from __future__ import annotations

from onrecord.codebook.loader import Codebook
from onrecord.codebook.world import world_of
from onrecord.reading.read import Reading
from onrecord.reading.why.words import underlined, words_of
from onrecord.record import Actor, Mention

_MOST = 8


def actor_of(reading: Reading, name: str) -> Actor:
    """The record's actor with an id."""
    return next(actor for actor in reading.record.actors if actor.id == name)


def codes(actor: Actor) -> str:
    """Country and sector in one word: "USA/MIL"; "-" where one is open."""
    return "/".join([actor.country or "-", actor.sector or "-"])


def actor_line(reading: Reading, name: str) -> str:
    """An actor in one sentence: name, codes, and what they rest on."""
    actor = actor_of(reading, name)
    why = reading.actors.reasons(name)
    return f"{actor.name} ({name}, {actor.kind}, {codes(actor)})" + (f": {why}." if why else ".")


def actor_lines(reading: Reading, codebook: Codebook, actor: Actor, field: str | None) -> list[str]:
    """What is known of a field of an actor, or of the whole actor."""
    parsed, text = reading.parsed, reading.record.report.text
    why = reading.actors.reasons(actor.id)
    coded = f"Country {actor.country or 'open'}, sector {actor.sector or 'open'}" + (
        f", also {', '.join(actor.other_sectors)}" if actor.other_sectors else ""
    )
    coded += f": {why}." if why else "; no words of the report or the codebook's entry say more."
    known = [*_nouns(reading, codebook, actor), *_entry(codebook, actor)]
    if field in ("mentions", "id"):
        return _mentions(reading, actor)
    if field == "roles":
        if not actor.roles:
            return ["The report gives no role."]
        told = "; ".join(f"“{role.text}”" for role in actor.roles)
        return [
            *underlined(parsed, [([role.span for role in actor.roles], "^")]),
            f"Roles as the report words them, before the name or in apposition: {told}.",
        ]
    if field == "affiliations":
        names = [f"{actor_of(reading, name).name} ({name})" for name in actor.affiliations]
        return ["Named with the role: " + "; ".join(names) + "." if names else "The report names none with a role."]
    if field in ("country", "sector", "other_sectors"):
        spans = [role.span for role in actor.roles]
        first = [actor.mentions[0].span] if actor.mentions else []
        return [*underlined(parsed, [(first, "^"), (spans[:1], "r")]), coded, *known, *(["(r role)"] if spans else [])]
    if field == "kind":
        labels = _labels(reading, actor)
        return [*_shown(reading, actor), f"{actor.kind}: {labels}.", *known]
    lines = _shown(reading, actor)
    joined = [mention for mention in actor.mentions if mention.kind == "name"]
    forms = list(dict.fromkeys(" ".join(text[slice(*mention.span)].split()) for mention in joined))
    if len(forms) > 1:
        lines.append("Names taken for one actor: " + "; ".join(f"“{form}”" for form in forms) + ".")
    return [
        *lines,
        f"{actor.name}, {actor.kind}: {_labels(reading, actor)}.",
        coded,
        *known,
        *_mentions(reading, actor),
    ]


def _shown(reading: Reading, actor: Actor) -> list[str]:
    return underlined(reading.parsed, [([actor.mentions[0].span], "^")]) if actor.mentions else []


def _labels(reading: Reading, actor: Actor) -> str:
    """What the names are labelled after their repair, or that there is no name."""
    found: dict[str, int] = {}
    for mention in actor.mentions:
        passage = reading.parsed.passage_at(mention.span[0])
        token = passage.token_at(mention.span[0]) if passage is not None else None
        if passage is not None and token is not None and mention.kind == "name" and passage.ent[token]:
            found[passage.ent[token]] = found.get(passage.ent[token], 0) + 1
    if not found:
        return "it is never named, only meant by a noun or pronoun"
    return "its names are labelled " + ", ".join(f"{label} ({count})" for label, count in found.items())


def _entry(codebook: Codebook, actor: Actor) -> list[str]:
    known = world_of(codebook).known(actor.name)
    if known is None:
        return []
    coded = "/".join([known.country or "-", known.sector or "-"])
    return [f"The codebook knows “{actor.name}”: {known.kind} “{known.name}”, {coded}."]


def _nouns(reading: Reading, codebook: Codebook, actor: Actor) -> list[str]:
    """The role nouns and titles in the actor's roles and nominal mentions that have its sector."""
    world = world_of(codebook)
    text = reading.record.report.text
    told = [role.text for role in actor.roles]
    told += [text[slice(*mention.span)] for mention in actor.mentions if mention.kind == "nominal"]
    told += [actor.name] if actor.kind in ("organisation", "group", "unknown") else []
    found: dict[str, str] = {}
    for phrase in told:
        words = phrase.lower().split()
        for size in range(min(4, len(words)), 0, -1):
            for start in range(len(words) - size + 1):
                noun = " ".join(words[start : start + size])
                sense = world.roles.get(noun) or world.roles.get(noun.removesuffix("s"))
                if sense is not None and sense.sector in (actor.sector, *actor.other_sectors) and sense.sector:
                    table = "role_nouns"
                elif (
                    noun in world.titles
                    and world.titles[noun].sector in (actor.sector, *actor.other_sectors)
                    and world.titles[noun].sector
                ):
                    table = "titles"
                else:
                    continue
                if not any(noun in longer.split() or noun in longer for longer in found):
                    sector = sense.sector if table == "role_nouns" and sense is not None else world.titles[noun].sector
                    found[noun] = f"“{noun}” is {sector} in codebook/{table}.yaml"
    return [f"By its words: {'; '.join(found.values())}."] if found else []


def _mentions(reading: Reading, actor: Actor) -> list[str]:
    lines = []
    for mention in actor.mentions[:_MOST]:
        words = words_of(reading.record.report.text, [mention.span], 40)
        lines.append(f"  {mention.span[0]:>6} {mention.kind:<8} {words}{_others(reading, actor, mention)}")
    left = len(actor.mentions) - _MOST
    return ["Mentions:", *lines, *([f"  … and {left} more"] if left > 0 else [])]


def _others(reading: Reading, actor: Actor, mention: Mention) -> str:
    """Whom else a pronoun or nominal could have meant."""
    passage = reading.parsed.passage_at(mention.span[0])
    if mention.kind == "name" or passage is None:
        return ""
    found: list[str] = []
    for token in range(len(passage)):
        if mention.span[0] <= passage.begins[token] < mention.span[1]:
            found += reading.actors.candidates(passage, token)
    others = [name for name in dict.fromkeys(found) if name != actor.id]
    if not others:
        return ", nobody else in reach fits" if found else ""
    return ", not " + " or ".join(f"{reading.actors.name_of(name)} ({name})" for name in others)
