"""The source of a statement as an origin: who it is, whatever the report that names it, and by way of whom.

"Estonia's foreign ministry" and "a spokeswoman for the Estonian foreign ministry" are one office; "a coastguard
commander" and the commander who is named two sentences later one person; unnamed officials who spoke to one outlet one
source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from onrecord.codebook.cues import cues_of
from onrecord.codebook.story_words import story_words
from onrecord.codebook.told_alike import concepts_of
from onrecord.codebook.world import world_of
from onrecord.record import Actor, Record, SourceKind, Span, Statement
from onrecord.stories.circle import Circle, Root
from onrecord.stories.outlets import House, media_key
from onrecord.stories.pointing_back import (
    called_by_role,
    firm_before,
    has_name,
    kin_stems,
    may_be_office,
    meant_by_pronoun,
    named_before,
)
from onrecord.stories.source_names import (
    head_of,
    is_name,
    is_pronoun,
    is_spokesperson,
    office_key,
    office_of,
    person_key,
    spoken_for,
    stems,
    trimmed,
)

# "a statement from Katz's office", "the ministry's statement", "a post by the mayor": the office behind the paper.
_PAPER_OF = re.compile(r"^(?:an?\s+|the\s+)?(?:\w+\s+)?\w+\s+(?:by|from|of)\s+(?:the\s+)?(.+)$", re.IGNORECASE)
_OF_PAPER = re.compile(r"^(?:the\s+)?(.+?)['’]s?\s+(?:\w+\s+)?\w+$", re.IGNORECASE)
# "The agency quotes a commander as saying", "It also cited two officials": what stands before the source.
_QUOTING = re.compile(r"\b(?:quot|cit)(?:es|ed|ing|e)\s*(?:the|an?)?\s*$", re.IGNORECASE)
_WHICH_QUOTES = re.compile(
    r"[’']?s?,?\s+(?:which|who|and it|itself)?\s*(?:quot|cit)(?:es|ed|ing)\s+"
    r"((?:the|an?|its|two|three)?\s*[\w' ’-]{3,60})"
    r"(?=[.,;:\n]| (?:as saying|said|says|that)\b)"
)
_DAY_BEHIND = re.compile(
    r"\s+(?:(?:late|early)\s+)?(?:on\s+)?(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|yesterday|today)$"
)
_IN_PLACE = re.compile(r"\bIn ([A-Z]\w+(?: [A-Z]\w+)?), (?:the |its )?$")
_NAME_BEHIND = re.compile(r",\s+([A-Z][\w'’-]+(?: (?:[a-z]{2,3} )?[A-Z][\w'’-]+){1,3}),?$")
_OWN_ROLE = re.compile(r"(?:its|the|his|her|their)\s", re.IGNORECASE)
# A person is named at most so many characters behind the role.
_SPEAKS_ON = 320
_POSSESSED = re.compile(r"(?:his|her|their|\w+['’]s)\s", re.IGNORECASE)
# Which source before a pronoun means, the likelier first: "it" what spoke last, or the last office.
_MEANT_BY = {
    "it": ("any", "office", "document"), "which": ("any", "office", "document"),
    "he": ("person", "unnamed"), "him": ("person", "unnamed"),
    "she": ("person", "unnamed"), "her": ("person", "unnamed"),
}  # fmt: skip
_THINGS = frozenset({"it", "which"})
# "a communique that reached Canal Sur", "a document seen by Northline": the outlet is where it came to.
_REACHED = re.compile(r"\b(?:that|which|seen|obtained|sent|shown|given|leaked|reviewed|reached|to|with)\b")
_POSSESSIVES = frozenset({"his", "her", "its", "their"})
_BEHIND_BODY = re.compile(r"\b(?:of|in|at)\b")
_PLURAL = re.compile(r"[^s]s$")


class SourceReader:
    """Finds the roots of one report's statements; `number` is the report's in the story."""

    def __init__(self, number: int, record: Record, house: House, circle: Circle) -> None:
        self.number, self.record, self.house, self.circle = number, record, house, circle
        self._world = world_of(circle.codebook)
        self._nouns = cues_of(circle.codebook).nouns_of
        self._actors = {actor.id: actor for actor in record.actors}
        self._statements = {statement.id: statement for statement in record.statements}
        self._last: dict[str, Root] = {}
        self._offices: list[Root] = []
        self._at = 0
        self.roots: dict[str, Root] = {}
        for statement in sorted(record.statements, key=place_of):
            self._at = place_of(statement)
            root = self._root(statement)
            self.roots[statement.id] = root
            if root.key != self.own_words().key or statement.source_kind == "media":
                self._last[root.kind] = self._last["any"] = root
                if root.kind == "office":
                    self._offices.append(root)
                if statement.medium and self._is_statement(self._text(statement.medium)):
                    self._last["paper"] = root
        self._name_roles()

    def _name_roles(self) -> None:
        """Who is named only where he speaks on: "five were brought in, its surgeon says. 'Three are guards', Ada Holm
        told the station"."""
        ordered = sorted(self.record.statements, key=place_of)
        for one, then in pairwise(ordered):
            first, second = self.roots[one.id], self.roots[then.id]
            words = self._source_text(one)
            if first.kind != "unnamed" or second.kind != "person" or one.source_count not in (None, 1):
                continue
            if not _OWN_ROLE.match(words) or self._is_anonymous(one) or place_of(then) - place_of(one) > _SPEAKS_ON:
                continue
            actor = next((self._actors[name] for name in then.source_actors if name in self._actors), None)
            if actor is None or actor.roles or min(m.span[0] for m in actor.mentions) < place_of(one):
                continue
            self.roots[one.id] = Root(second.key, second.name, second.kind, first.by_way_of, second.stands_for)

    def own_words(self) -> Root:
        """The root of what the report says in its own words: the agency whose sign it carries, or the outlet."""
        name = self.house.source
        if name is None:
            return Root(("report", str(self.number)), self.record.report.external_id or "the report itself", "outlet")
        return Root(("media", media_key(name)), name, "outlet")

    def root(self, statement: Statement | None) -> Root:
        """The root of what a statement tells; of None, of the reporter's own words."""
        return self.own_words() if statement is None else self.roots[statement.id]

    def are_people(self, words: str) -> bool:
        """Whether words without a name are of people: their head is a role or a word for people."""
        head = head_of(words) or ""
        sense = next((self._world.roles[word] for word in words.lower().split() if word in self._world.roles), None)
        known = {stem for concept in concepts_of(self.circle.codebook).people for stem in stems(concept)}
        return sense is not None or head in known or head in story_words("anybody")

    def named_at(self, span: Span) -> Root | None:
        """Who is named by some words that are no source of a statement: "the brigade puts the loss at 40 barns"."""
        words = trimmed(_DAY_BEHIND.sub("", self._text([span])))
        if not words or is_pronoun(words):
            return None
        if media := self._media(words):
            return media
        actor = next((a for a in self.record.actors if a.kind != "country" and _mentions(a, span)), None)
        self._at = span[0]
        kind: SourceKind | None = "named_organisation" if actor is not None and actor.kind == "organisation" else None
        told = Statement.model_construct(
            id="", source=[span], cue=[], content=[], addressee=[], condition=[], within=None, source_kind=kind,
            source_actors=[actor.id] if actor else [], source_count=None,
        )  # fmt: skip
        return self._who(told, words, ())

    def meant_at(self, pronoun: str, place: int) -> Root | None:
        """Whom "he" or "she" means at a place, by the names before it in the paragraph."""
        self._at = place
        name = self._meant_by_pronoun(pronoun)
        return self._person(person_key(name), name) if name is not None else None

    def _text(self, spans: Sequence[Span]) -> str:
        return " ".join(" ".join(self.record.words(span) for span in spans).split())

    def _source_text(self, statement: Statement) -> str:
        """The words of a source without a day that was taken with them: "Tajikistan on Tuesday"."""
        return _DAY_BEHIND.sub("", self._text(statement.source))

    # -- outlets -----------------------------------------------------------------------------------------------

    def _media(self, words: str) -> Root | None:
        """The outlet that words name: known in the story, or called one; "the newspaper" is the one named before."""
        key = media_key(words)
        if key in self.circle.media:
            return Root(("media", key), self.circle.media[key], "outlet")
        for known, outlet in self.circle.media.items():
            # "The Tagus Post newspaper", "the news agency Northline", "the Tribune" of The Fujairah Tribune
            begins = len(key) > 3 and (known.endswith(f" {key}") or known.startswith(f"{key} "))
            named = re.search(rf"\b{re.escape(known)}\b", key) if known in key else None
            if begins or (named and not _REACHED.search(key[: named.start()])):
                return Root(("media", known), outlet, "outlet")
        return None

    def _media_source(self, statement: Statement, words: str) -> Root | None:
        if found := self._media(words):
            return self._quoted_by(statement, found) or found
        if words.lower() in ("which", "who"):
            # "Eastwire, which quotes the border service"
            before = self.record.report.text[: place_of(statement)].rstrip(" ,\n").lower()
            return next((root for root in self._mentioned_media(statement) if before.endswith(root.key[1])), None)
        head = head_of(words)
        if statement.source_kind == "media" or head in story_words("outlets"):
            if is_pronoun(words) or head in self._nouns["media"] or head in story_words("outlets"):
                known = self._last.get("media") or next(iter(self._mentioned_media(statement)), None)
                if known is not None:
                    return known
            if statement.source_kind == "media":
                name = re.sub(r"['’]s$", "", trimmed(words))
                return Root(("media", media_key(name)), name, "outlet")
        return None

    def _quoted_by(self, statement: Statement, media: Root) -> Root | None:
        """Whom an outlet is said to quote: "according to Eastwire, which quotes the border service in Bishkek"."""
        end = statement.source[-1][1] if statement.source else 0
        match = _WHICH_QUOTES.match(self.record.report.text[end : end + 120])
        if match is None:
            return None
        words = match.group(1).strip()
        if (key := self.circle.person_of(words)) is not None:
            root = self.circle.offices.get(key) or self._person(key, self.circle.names.get(key, words))
        elif story_words("bodies") & set(_BEHIND_BODY.split(words.lower())[0].split()):
            root = self._office(words, None)
        else:
            root = self._unnamed(None, words, None, [media])
        return Root(root.key, root.name, root.kind, [media.name, *root.by_way_of], root.stands_for)

    def _mentioned_media(self, statement: Statement) -> list[Root]:
        """The outlets of the story that the report names before a statement, the last first."""
        before = self.record.report.text[: place_of(statement)].lower()
        found = [(before.rfind(key), name, key) for key, name in self.circle.media.items() if key in before]
        own = media_key(self.house.outlet or "")
        return [Root(("media", key), name, "outlet") for _, name, key in sorted(found, reverse=True) if key != own]

    def _passed_on_by(self, statement: Statement) -> list[Root]:
        """The outlets that pass a statement on: those that it is nested in, and who is said to quote the source."""
        found: list[Root] = []
        at, steps = self._statements.get(statement.within or ""), 0
        while at is not None and steps < 9:
            if media := self._media_source(at, self._text(at.source)):
                found.append(media)
            at, steps = self._statements.get(at.within or ""), steps + 1
        if statement.source:
            start = statement.source[0][0]
            before = self.record.report.text[max(0, start - 90) : start]
            sentence = re.split(r"[.!?]\s|\n", before)[-1]
            if _QUOTING.search(sentence):
                named = self._media(re.sub(r"\s+(?:also\s+)?(?:quot|cit)\w+.*$", "", sentence.strip(), flags=re.DOTALL))
                found += [named] if named else self._mentioned_media(statement)[:1]
        return found

    def _spoke_to(self, statement: Statement) -> Root | None:
        """The outlet that a source spoke to: "told Northline"; not "told reporters", "told parliament"."""
        for span in statement.addressee:
            words = self.record.words(span)
            if found := self._media(words):
                return found
            actors = [actor for actor in self.record.actors if _mentions(actor, span)]
            if any(actor.kind in ("person", "group", "country") for actor in actors):
                continue
            bare = words.removeprefix("the ")
            known = self._world.known(bare)
            sector = known.sector if known else next((actor.sector for actor in actors if actor.sector), None)
            told = "told" in self._text(statement.cue).lower().split() or statement.act == "say"
            if bare[:1].isupper() and told and (sector == "JRN" or (sector is None and known is None)):
                return Root(("media", media_key(bare)), trimmed(words), "outlet")
        return None

    # -- who it is ---------------------------------------------------------------------------------------------

    def _root(self, statement: Statement) -> Root:
        words = self._source_text(statement)
        if media := self._media_source(statement, words) if words else None:
            return media
        if words.lower().split()[:1] and words.lower().split()[0] in story_words("nobody"):
            return self.own_words()
        if statement.source_kind == "none" or not words:
            return self.own_words()
        passed = self._passed_on_by(statement)
        spoke_to = self._spoke_to(statement)
        ways = [root.name for root in (spoke_to, *passed) if root]
        root = self._who(statement, words, (spoke_to, *passed))
        by_way_of = list(dict.fromkeys([*ways, *root.by_way_of]))
        return Root(root.key, root.name, root.kind, by_way_of, root.stands_for)

    def _who(self, statement: Statement, words: str, ways: Sequence[Root | None]) -> Root:
        actor = next((self._actors[name] for name in statement.source_actors if name in self._actors), None)
        if re.fullmatch(r"(?:his|her|their|the|its)\s+office", words, re.IGNORECASE):
            return self._its_office(words, statement)
        if is_pronoun(words):
            if actor is None or not has_name(actor):
                return self._back(words, actor, ways)
            words = actor.name
        roles = [role.text for role in actor.roles] if actor and actor.kind == "person" else []
        if office := spoken_for([words, *roles]):
            return self._spoken(self._office(office, actor), actor, words)
        if (root := self._speaker(words, roles, actor)) is not None:
            return root
        if (holder := office_of(trimmed(words))) is not None:
            return self._office_holder(trimmed(words), holder)
        if head_of(words) in story_words("own_items") and not _OF_PAPER.match(words):
            # "An article on Tuesday said", of a correction: the outlet's own
            return self.own_words()
        if statement.source_kind == "document" or (statement.source_kind is None and self._is_paper(words)):
            return self._paper(words)
        if actor is not None and actor.kind == "person" and self.circle.is_body(actor.name):
            return self._office(actor.name, None)
        if (apposed := re.search(r",\s+(?:the\s+)?(\w[^,]+?),?$", words)) and self.circle.is_body(apposed.group(1)):
            # "the owners, Karbo Holding"
            return self._office(apposed.group(1), None)
        named = statement.source_kind == "named_person" or (actor is not None and actor.kind == "person")
        if named and actor is not None and has_name(actor):
            return self._person(person_key(actor.name), actor.name)
        if (key := person_key(words)) in self.circle.names and self._is_persons_name(trimmed(words)):
            return self._person(key, self.circle.names[key])
        if statement.source_kind == "named_person" and (apposed := _NAME_BEHIND.search(words)):
            # "The head of the police zone, Bernard Lecomte", where the record did not join them
            return self._person(person_key(apposed.group(1)), apposed.group(1))
        if statement.source_kind == "named_organisation" or self._is_body(statement, words, actor):
            points_back = words.lower() == f"the {head_of(words)}" and head_of(words) in story_words("bodies")
            named = actor is not None and actor.kind == "organisation" and not points_back
            return self._office(actor.name if actor and named else words, actor)
        return self._unnamed(statement, words, actor, ways)

    def _person(self, key: tuple[str, ...], name: str) -> Root:
        return Root(key, name, "person", stands_for=frozenset(self.circle.bodies.get(key, ())))

    def _is_persons_name(self, words: str) -> bool:
        """Whether words are a name, or the last one of somebody whom the story names: "Ferro calls them guests"."""
        surname = " " not in words and words[:1].isupper() and words[1:2].islower() and not self.circle.is_body(words)
        return is_name(words) or surname

    def _spoken(self, root: Root, actor: Actor | None, words: str) -> Root:
        """Keep for whom a spokesperson with a name speaks: further down stands the name alone."""
        name = actor.name if actor is not None and is_name(actor.name) else words
        if is_name(name):
            self.circle.offices.setdefault(person_key(name), root)
        return root

    def _speaker(self, words: str, roles: Sequence[str], actor: Actor | None) -> Root | None:
        """The office of a spokesperson whose words don't name it: the last office before, or the one told of the name.

        "spokesman Ivo Kral" two lines below "the harbour authority said"; "his press secretary" is the person's office.
        """
        if actor is not None and is_name(actor.name) and (root := self.circle.offices.get(person_key(actor.name))):
            return root
        if not any(is_spokesperson(text) for text in (words, *roles)):
            return None
        bodies = [self._actors[name] for name in (actor.affiliations if actor else ()) if name in self._actors]
        if bodies:
            return self._spoken(self._office(bodies[0].name, bodies[0]), actor, words)
        if re.match(r"(?:his|her)\b", words, re.IGNORECASE) and (named := self._meant_by_pronoun(words)) is not None:
            return Root(person_key(named), f"{named}'s office", "office")
        before = self._body_of_paragraph() or self._last.get("office")
        return self._spoken(before, actor, words) if before is not None else None

    def _body_of_paragraph(self) -> Root | None:
        """The body that the paragraph names last: "Fjordkjemi denied that. All was in order, a spokeswoman said"."""
        text = self.record.report.text
        before = text[text.rfind("\n", 0, self._at) + 1 : self._at]
        found = [(before.rfind(name), name) for name in self.circle.organisations if self._media(name) is None]
        place, name = max(found, default=(-1, ""))
        return self._office(name, None) if place >= 0 else None

    def _meant_by_pronoun(self, word: str) -> str | None:
        return meant_by_pronoun(self.record, self.circle, self._at, word)

    def _is_body(self, statement: Statement, words: str, actor: Actor | None) -> bool:
        """Whether a source without a name is one body ("police", "the army", "the hospital"), not several people."""
        head = head_of(words)
        if statement.source_kind == "unnamed_organisation" or (actor is not None and actor.kind == "organisation"):
            return head is not None and (head in story_words("bodies") or not _PLURAL.search(trimmed(words)))
        if head in story_words("companies") and self.circle.body_of({head}) is not None:
            return True
        return head in story_words("bodies")

    def _is_statement(self, words: str) -> bool:
        return head_of(words) in self._nouns["statement_document"]

    def _back(self, words: str, actor: Actor | None, ways: Sequence[Root | None]) -> Root:
        """A pronoun: what it stands for is the last source that fits; "it" an office, "they" people without a name."""
        low = words.lower().split()[0]
        if actor is not None and low not in ("it", "which"):
            return self._unnamed(None, actor.name, actor, ways)
        if actor is not None and actor.kind == "organisation" and actor.name.lower() not in story_words("pronouns"):
            # "The defence ministry gave another account. It was hit first, it said"
            return self._media(actor.name) or self._office(actor.name, actor)
        for kind in _MEANT_BY.get(low, ("unnamed", "any")):
            root = self._last.get(kind)
            # "it" is nobody, "they" no person with a name.
            if root is None or (low in _THINGS and root.kind == "unnamed"):
                continue
            if root.kind != "person" or low not in ("it", "which", "they", "them"):
                return root
        if low in _THINGS or low in ("they", "them"):
            return self._last.get("office") or self.own_words()
        if low in ("he", "she", "him", "her") and not self._last and (name := self._meant_by_pronoun(low)) is not None:
            return self._person(person_key(name), name)
        return self._last.get("any") or self.own_words()

    def _office(self, name: str, actor: Actor | None) -> Root:
        key = office_key(name, (actor.country if actor else None) or self._country_before(), self._world)
        body, head = self.circle.body_of(set(key[2:])), head_of(name)
        if body is None and head in story_words("companies") and len(key) > 3:
            # "the Greek owner of a tanker that exploded"
            body = self.circle.body_of({head or ""})
        if body is not None:
            unnamed = is_pronoun(name.split()[0]) or name.split()[0].lower() in _POSSESSIVES
            return Root(("office", key[1], *body), self.circle.shown[body] if unnamed else trimmed(name), "office")
        if key[2:] in (("presidenti",), ("presidential",), ("president",)):
            # "presidential spokeswoman", "a spokeswoman for the president"
            holder = self.circle.person_of("president")
            return Root(holder or ("office", key[1], "president"), "president's office", "office")
        if len(key) == 2 and not key[1] and (before := self._last.get("office")):
            return before
        bare = office_key(name, None, self._world)
        if len(bare) == 3 and not bare[1] and bare[2] in story_words("bodies"):
            # "the ministry", "the company": the one named before
            points_back = name.lower().startswith("the ") or (actor is not None and name == actor.name.lower())
            # "ministry spokesman Ivo Brand"
            points_back = points_back or " " not in name
            if points_back and (before := self._office_before(bare[2])) is not None:
                return before
        return Root(key, trimmed(name), "office")

    def _office_before(self, body: str) -> Root | None:
        """The office that "the ministry", "the company" points back to; a company may have been named without a word of
        what it says: "workers at Halden Foods walked out … the company said"."""
        is_firm = body in story_words("companies")
        firms = self.circle.firms
        for root in reversed(self._offices):
            if may_be_office(body, root) and (is_firm or root.key[2:] not in firms):
                if is_firm and root.key[2:] != (body,):
                    firms.add(root.key[2:])
                return root
        if not is_firm:
            return None
        name = firm_before(self.record, self.circle, self._at, lambda name: self._media(name) is not None)
        if name is None:
            return None
        found = office_key(name, None, self._world)
        firms.add(found[2:])
        return Root(found, name, "office")

    def _country_before(self) -> str | None:
        """ "In Moscow, the foreign ministry said": the country of the place that opens the sentence."""
        before = self.record.report.text[max(0, self._at - 40) : self._at]
        if match := _IN_PLACE.search(before):
            known = self._world.known(match.group(1))
            return known.country if known is not None and known.kind == "government" else None
        return None

    def _office_holder(self, words: str, holder: str) -> Root:
        """A person's office speaks for the person: "Vilhena's office", "the prime minister's office"."""
        if holder[:1].isupper() and holder.split()[-1].islower():
            # "the Namur prosecutor's office"
            return self._office(holder, None)
        key = person_key(holder) if holder[:1].isupper() else self.circle.person_of(holder)
        if key is not None and (key in self.circle.names or is_name(holder)):
            return Root(key, words, "office")
        if holder[:1].isupper():
            return Root(person_key(holder), words, "office")
        return Root(("office", "", *stems(holder)), words, "office")

    def _its_office(self, words: str, statement: Statement) -> Root:
        """ "his office", "the office": the last office, or that of the last person named before."""
        if words.lower().startswith("the ") and (root := self._last.get("office")):
            return root
        if (name := self._meant_by_pronoun(words)) is not None:
            return Root(person_key(name), f"{name}'s office", "office")
        if (actor := named_before(self.record, place_of(statement))) is not None:
            return Root(person_key(actor.name), f"{actor.name}'s office", "office")
        return self._last.get("office") or Root(("office", "", "office"), trimmed(words), "office")

    def _is_paper(self, words: str) -> bool:
        head = head_of(words)
        return head is not None and (
            head in self._nouns["document"]
            or head in self._nouns["statement_document"]
            or head in story_words("papers")
        )

    def _paper(self, words: str) -> Root:
        """A statement is its office's, a study or register stands for itself; "the statement" is the last office's."""
        head = head_of(words)
        if head in self._nouns["statement_document"]:
            match = _PAPER_OF.match(words) or _OF_PAPER.match(words)
            if match:
                return self._office(match.group(1), None)
            if before := self._last.get("paper") or self._last.get("office") or self._last.get("any"):
                return before
        return Root(("document", *sorted(set(stems(words)))), trimmed(words), "document")

    def _unnamed(
        self, statement: Statement | None, words: str, actor: Actor | None, ways: Sequence[Root | None]
    ) -> Root:
        """People without a name are told apart by the outlet they spoke to and by what they are.

        One who is named with that role elsewhere in the story is that person: "a coastguard commander told Northline …,
        Commander Rashid Qubaisi said".
        """
        single = statement is None or statement.source_count == 1
        if single and (key := self.circle.person_of(words)) is not None and not self._is_anonymous(statement):
            return self.circle.offices.get(key) or self._person(key, self.circle.names.get(key, words))
        points_back = (
            single and not self._is_anonymous(statement) and words.lower().startswith("the ") and self.are_people(words)
        )
        if points_back and (root := self._introduced(words)) is not None:
            return root
        if points_back and (key := called_by_role(self.record, self.circle, words, self._at)) is not None:
            return self._person(key, self.circle.names.get(key, words))
        head = head_of(words)
        if head in kin_stems() and single and _POSSESSED.match(words):
            # "his brother" is one person, and known to the report
            chain = media_key(self.house.source or f"report {self.number}")
            return Root(("person", chain, head or ""), trimmed(words), "person")
        chain = next((root.key[1] for root in ways if root), media_key(self.house.source or f"report {self.number}"))
        carried = [self.house.source] if self.house.source and not any(ways) else []
        if head is None and (before := self._last.get("unnamed")):
            return before
        return Root(("unnamed", chain, head or "source"), trimmed(words), "unnamed", [name for name in carried if name])

    def _introduced(self, words: str) -> Root | None:
        """ "A clerk of the court said …", and further down, behind somebody with a name: "the clerk said"."""
        head = head_of(words)
        known = [root for root in self.roots.values() if root.kind == "unnamed" and head and root.key[2] == head]
        return known[-1] if len({root.key for root in known}) == 1 else None

    def _is_anonymous(self, statement: Statement | None) -> bool:
        return statement is not None and bool(statement.condition)


def place_of(statement: Statement) -> int:
    """Where a statement begins in the text, by its source where it has one."""
    return (statement.source or statement.cue or statement.content or [(0, 0)])[0][0]


def _mentions(actor: Actor, span: Span) -> bool:
    return any(mention.span[0] < span[1] and span[0] < mention.span[1] for mention in actor.mentions)
