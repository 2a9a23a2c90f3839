"""To whom something was said, and by what medium: "told Reuters by phone", "in a letter to the court"."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from onrecord.language.parsed import Passage
from onrecord.reading.statements.draft import Draft
from onrecord.record import Span

_MEDIUM_PREPS = frozenset("in on via through during at by over from".split())
_OCCASIONS = frozenset(
    "conference briefing rally session debate forum webinar meet ceremony seminar symposium livestream "
    "teleconference presser".split()
)
_PLATFORMS = frozenset(
    "x twitter facebook telegram instagram youtube tiktok truth weibo whatsapp threads bluesky linkedin vk signal "
    "snapchat reddit mastodon substack wechat viber".split()
)
# What somebody does while saying something: "Speaking to reporters, the mayor denied ...".
_SPEAKING = frozenset("read speak talk brief address write testify appear respond reply converse chat reach".split())
_CALLED = frozenset(
    {
        "call",
        "phone",
        "telephone",
        "radio",
        "email",
        "text",
        "message",
        "letter",
        "post",
        "mail",
        "fax",
        "link",
        "writing",
    }
)
_AT_PLACE = frozenset({"GPE", "LOC", "DATE", "TIME", "FAC"})
# "an address | late on Sunday"
_HOURS = frozenset({"late", "early", "earlier", "later"})
_CUT = frozenset({",", ";", ":", "–", "—", "("})
# A medium's own participle that only says where it went or when: "a report published on Tuesday".
_SENT = frozenset("publish issue release make hand send deliver address circulate distribute date give".split())
# Media that always go to somebody ("in a letter to clients").
_WRITES = frozenset({"write", "argue", "publish", "report", "find", "conclude"})
# What scholars report in ("reported in the journal Polar Systems").
_PRINTED = frozenset({"journal", "magazine", "newspaper", "newsletter", "weekly"})
_LETTERS = frozenset(
    "letter note message email e-mail memo cable filing petition appeal submission speech address telegram text "
    "postcard circular voicemail statement".split()
)
_TESTIFYING = frozenset({"tell", "testify"})
_HEARING_PREPS = frozenset({"to", "with", "for", "before"})
_TALKS = frozenset(
    "interview conversation dialogue call chat talk meeting exchange discussion question-and-answer phone-in".split()
)


@dataclass(slots=True)
class ToldTo:
    """Answers about addressee and medium, over one report; `speaks` tells whether a noun can be somebody."""

    nouns_of: Mapping[str, frozenset[str]]
    speech: frozenset[str]
    speaks: Callable[[Passage, int], bool]
    owner: Callable[[Passage, int], int | None]

    def find(self, draft: Draft, content: set[int]) -> tuple[Span | None, Span | None]:
        """Whom it was said to, and how: "told a news conference" is how, "told Reuters" whom."""
        p = draft.passage
        addressee = None
        medium = None
        if draft.medium is not None:
            # "released a statement | thanking the nurses": the medium ends where its words begin
            head = self._head_in(p, draft.medium)
            medium = self._core(p, head, draft.anchor if head < draft.anchor else len(p))
        if draft.addressee is not None and draft.addressee != draft.source:
            head = self._head_in(p, draft.addressee)
            span = self._addressee_span(p, draft.addressee)
            if p.lemma[head] in _OCCASIONS:
                medium = self._core(p, head)
            elif p.lower[head] == "court" and p.lemma[draft.anchor] in _TESTIFYING:
                # "told the High Court in Leeds that ...": where it was said; "asked the court to ..." is said to it
                medium = self._core(p, head)
            else:
                addressee = span
        if draft.cue_class is None:
            return addressee, medium
        # "issued a warning in a letter": a noun is said by its light verb; "denied accusations": not by another's.
        verb = next((token for token in draft.cue if p.pos[token] in ("VERB", "AUX")), draft.anchor)
        if addressee is None:
            addressee = self._spoken_to(p, verb, content)
        # "made it known on Facebook that ...": the preposition hangs on the adjective.
        for prep in [*self._preps(p, verb), *(p.kids(draft.anchor, "prep") if draft.anchor != verb else ())]:
            noun = p.child(prep, "pobj")
            if noun is None or prep in content or noun in content or (draft.source_head == noun):
                continue
            lower = p.lower[prep]
            if medium is None and lower in _MEDIUM_PREPS and self._is_medium(p, noun, lower, draft):
                medium = self._core(p, noun)
                if addressee is None:
                    addressee = self._inside(p, noun, content)
            elif (
                addressee is None and lower == "from" and draft.cue_class.entry.act == "ask" and self._can_hear(p, noun)
            ):
                # "sought to know from the state why ..."
                addressee = self._addressee_span(p, p.subtree[noun], content)
            elif addressee is None and lower == "before" and p.lemma[verb] in ("testify", "speak", "appear"):
                # "testified before the committee"
                if self._can_hear(p, noun):
                    addressee = self._addressee_span(p, p.subtree[noun], content)
            elif addressee is None and lower in ("to", "with") and self._hears(p, prep, noun, verb):
                addressee = self._addressee_span(p, p.subtree[noun], content)
        if medium is not None and addressee is not None and self._goes_to(p, medium, addressee):
            medium = (medium[0], addressee[1])
        return addressee, medium if medium is not None else self._medium_source(draft)

    def _goes_to(self, p: Passage, medium: Span, addressee: Span) -> bool:
        """ "in an email | to staff": whom a letter goes to belongs to it."""
        between = p.text[medium[1] - p.start : addressee[0] - p.start]
        return between.strip() == "to"

    def in_condition(self, p: Passage, condition: Span) -> Span | None:
        """ "who spoke to the Herald only on condition that ...": the condition tells whom it was said to."""
        for verb in range(len(p)):
            if condition[0] <= p.begins[verb] < condition[1] and p.lemma[verb] in ("speak", "talk"):
                for prep in p.kids(verb, "prep"):
                    noun = p.child(prep, "pobj")
                    if noun is not None and p.lower[prep] in ("to", "with") and self._can_hear(p, noun):
                        return self._addressee_span(p, p.subtree[noun])
        return None

    # -- where to look -----------------------------------------------------------------------------------------

    def _preps(self, p: Passage, verb: int) -> list[int]:
        """The prepositions of a saying: the verb's own, those of its object, and those that two verbs share."""
        preps = p.kids(verb, "prep", "dative", "agent")
        shared = p.dep[verb] == "conj" or (p.dep[verb] in ("advcl", "xcomp") and p.tag[verb] == "VBG")
        subject = p.child(verb, "nsubj", "nsubjpass")
        if shared and (subject is None or (subject < verb and p.lower[subject] in ("he", "she", "they", "it"))):
            # "said in a bulletin that ... and denied that ...", "said in a statement that ..., adding that ...": the
            # medium is told once, and so where a pronoun takes the speaker up ("..., and she boasted that ...").
            first = p.head[verb]
            opens = p.child(first, "nsubj") or -1
            preps += [
                prep
                for prep in p.kids(first, "prep")
                if prep < verb and p.lower[prep] != "to" and (prep < opens or p.lemma[first] in self.speech)
            ]
        subject = p.child(verb, "nsubj")
        if subject is not None and subject > verb:
            # "said Ann Lee at a briefing": the parser hangs the occasion on the name.
            preps += [prep for prep in p.kids(subject, "prep") if p.lower[prep] not in ("of", "to", "with", "from")]
        elif subject is not None:
            # "A former spy, in a rare interview, admitted it": between commas, though it hangs on the speaker.
            preps += [prep for prep in p.kids(subject, "prep") if p.words[prep - 1] == "," and subject < prep]
        preps += [prep for obj in p.kids(verb, "dobj", "acomp", "attr") for prep in self._chain(p, obj)]
        preps += [prep for clause in p.kids(verb, "xcomp") for prep in p.kids(clause, "prep")]
        # "told Reuters by phone": the parser hangs the second preposition on the first one's noun.
        preps += [
            prep
            for first in list(preps)
            for noun in p.kids(first, "pobj")
            for prep in self._chain(p, noun)
            if p.lower[prep] in _MEDIUM_PREPS and prep not in preps
        ]
        preps += [prep for clause in self._asides(p, verb) for prep in p.kids(clause, "prep", "dative", "agent")]
        return preps

    def _chain(self, p: Passage, noun: int) -> list[int]:
        """The prepositions of an object, and those that the parser hung on their nouns in turn ("protested the use of
        cannon in a note")."""
        preps = p.kids(noun, "prep")
        for prep in preps:
            for inner in p.kids(prep, "pobj"):
                preps += p.kids(inner, "prep")
        return preps

    def _asides(self, p: Passage, verb: int) -> list[int]:
        """ "Speaking to reporters, the mayor ...", "the mayor, speaking on state radio, ..."."""
        subject = p.child(verb, "nsubj")
        hosts = [verb] if subject is None else [verb, subject]
        if p.dep[verb] == "conj":
            hosts.append(p.head[verb])
        return [
            kid
            for host in hosts
            for kid in p.kids(host, "advcl", "acl", "ccomp")
            if p.lemma[kid] in _SPEAKING
            and (
                p.tag[kid] == "VBG"
                or (p.lemma[kid] == "reach" and p.tag[kid] == "VBN" and p.child(verb, "neg") is None)
            )
        ]

    def _spoken_to(self, p: Passage, verb: int, content: set[int]) -> Span | None:
        """A dative ("promised their families: ..."), or the object of an aside ("briefing reporters on background")."""
        for kid in p.kids(verb, "dative"):
            if kid not in content and p.pos[kid] in ("NOUN", "PROPN", "PRON") and self._can_hear(p, kid):
                return self._addressee_span(p, p.subtree[kid])
        for clause in self._asides(p, verb):
            target = p.child(clause, "dobj")
            if target is not None and self._can_hear(p, target):
                return self._addressee_span(p, p.subtree[target])
        return None

    # -- addressee ---------------------------------------------------------------------------------------------

    def _hears(self, p: Passage, prep: int, noun: int, verb: int) -> bool:
        """ "confirmed to Reuters", "speaking with journalists"; "with" alone says in whose company."""
        above = p.head[prep]
        if p.lower[prep] == "with":
            return p.lemma[above] in _SPEAKING and p.lemma[above] != "appear" and self._can_hear(p, noun)
        near = above in (verb, p.head[verb]) or p.lemma[above] in _SPEAKING
        return near and self._can_hear(p, noun)

    def _inside(self, p: Passage, medium: int, content: set[int]) -> Span | None:
        """Whom a medium goes to: "an interview with Citizen TV", "a letter to the newspaper"."""
        stack = [medium]
        while stack:
            token = stack.pop(0)
            for prep in p.kids(token, "prep", "dative"):
                noun = p.child(prep, "pobj")
                if noun is None or noun in content or p.lower[prep] not in _HEARING_PREPS:
                    continue
                talk = p.lower[prep] == "with" and p.lemma[medium] in _TALKS
                if (talk or p.lower[prep] == "to") and p.lower[noun] not in _PLATFORMS:
                    sent = p.lemma[medium] in _LETTERS and p.lemma[noun] not in self.nouns_of["document"]
                    return self._addressee_span(p, p.subtree[noun]) if sent or self._can_hear(p, noun) else None
            # "a note handed to the ambassador", "recorded and sent to him", "made available to the paper"
            stack += [
                kid
                for kid in p.kids(token, "acl")
                if (p.lemma[kid] in _SENT or p.lemma[kid] == "record") and kid > token
            ]
            if token != medium:
                stack += p.kids(token, "conj", "oprd", "acomp", "xcomp")
        return None

    def _can_hear(self, p: Passage, head: int) -> bool:
        if p.ent[head] in ("PERSON", "ORG", "GPE", "NORP") or p.lower[head] in ("him", "her", "them", "us", "me"):
            return True
        if p.lemma[head] in self.nouns_of["addressee"] or p.lemma[head] in self.nouns_of["people"]:
            return True
        return self.speaks(p, head) and p.lemma[head] not in self.nouns_of["document"]

    def _addressee_span(self, p: Passage, tokens: tuple[int, int], content: Collection[int] = ()) -> Span:
        """Somebody's noun phrase without medium, day or added clause ("its captains | in a memo")."""
        first, end = tokens
        head = self._head_in(p, tokens)
        for kid in p.kids(head, "prep"):
            noun = p.child(kid, "pobj")
            if kid < head or noun is None:
                continue
            how = p.lemma[noun] in self.nouns_of["medium"] or p.lower[noun] in _PLATFORMS
            when = p.ent[noun] in ("DATE", "TIME")
            where = p.lower[kid] == "outside" or (p.lower[kid] == "in" and p.ent[noun] in ("GPE", "LOC"))
            if where or ((how or when) and p.lower[kid] in _MEDIUM_PREPS):
                # "allies | in Brussels", "its captains | in a memo"
                end = min(end, p.subtree[kid][0])
        for token in range(head + 1, end):
            ends = p.words[token] in {";", ":", "–", "—", "("} or p.lower[token] == "that"
            if ends or p.tag[token] == "``" or p.ent[token] in ("DATE", "TIME") or token in content:
                end = token
                break
            if p.words[token] == "," and p.tag[token + 1 : token + 2] in (["WP"], ["WDT"], ["VBG"], ["IN"]):
                end = token
                break
        while end > head + 1 and p.pos[end - 1] in ("PUNCT", "SPACE", "ADP", "CCONJ"):
            end -= 1
        return p.span(first, end)

    def _head_in(self, p: Passage, tokens: tuple[int, int]) -> int:
        return next((i for i in range(*tokens) if not tokens[0] <= p.head[i] < tokens[1] or p.head[i] == i), tokens[0])

    # -- medium ------------------------------------------------------------------------------------------------

    def _is_medium(self, p: Passage, head: int, prep: str, draft: Draft) -> bool:
        """A noun of medium behind its preposition; behind "in a" any noun that is no place, time or manner."""
        lower, lemma, medium = p.lower[head].rstrip("."), p.lemma[head], self.nouns_of["medium"]
        if lower in _PLATFORMS:
            return prep in ("on", "via", "in", "through", "over")
        if prep in ("from", "during", "over") and lemma not in medium:
            return False
        if lower == "writing":
            return prep == "in" and p.child(head, "det", "poss", "prep") is None
        if prep == "in" and p.ent[head] == "ORG" and p.lemma[p.head[p.head[head]]] in _WRITES:
            # "Writing in the Daily Star, the judge said ..."
            first, end, _ = p.entities[p.ent_of[head]]
            return any(p.lower[i] in self.nouns_of["media_name"] for i in range(first, end))
        if (
            lower == "response"
            and any(p.lower[kid] == "to" for kid in p.kids(head, "prep"))
            and p.child(head, "det") is None
        ):
            # "in response to questions" tells why
            return False
        if prep == "by":
            return lemma in _CALLED and p.child(head, "det", "poss") is None
        if prep in ("through", "via"):
            # "through mediators", "via his verified handle": whoever or whatever passes it on.
            return self.speaks(p, head) or lemma in medium or prep == "via"
        if lemma in medium or lower in medium:
            return lower not in ("terms", "notes") and (prep != "at" or lemma in _OCCASIONS or lemma in medium)
        if p.ent[head] in _AT_PLACE:
            return False
        if prep == "in" and lemma in _PRINTED and p.lemma[p.head[p.head[head]]] in _WRITES:
            return True
        first = p.subtree[head][0]
        if prep == "on":
            named = {p.lower[i] for i in range(first, head + 1)}
            return p.ent[head] == "ORG" and bool(named & self.nouns_of["media_name"])
        if prep == "at":
            return lemma in _OCCASIONS
        if prep != "in" or lower in self.nouns_of["not_medium"] or lemma in self.nouns_of["not_medium"]:
            return False
        if lemma == "court":
            return True
        opens = p.lower[first] in ("a", "an", "his", "her", "its", "their") and p.pos[p.head[p.head[head]]] == "VERB"
        return opens and p.tag[head][:2] == "NN" and p.words[head].islower() and self._is_saying(draft)

    def _is_saying(self, draft: Draft) -> bool:
        """Whether the cue says something at all: "hopes", "wants" and "is accused" have no medium of their own."""
        assert draft.cue_class is not None
        return draft.cue_class.entry.speech and draft.cue_class.entry.act not in ("believe", "show")

    def _core(self, p: Passage, head: int, limit: int | None = None) -> Span:
        """A noun with what belongs to it ("a message on Facebook", "a memo seen by the agency"), without a date, a
        place, or an added clause ("a text message | that the deadline would be missed").
        """
        first, end = p.subtree[head]
        end = end if limit is None else min(end, limit)
        for token in range(head + 1, end):
            joins = p.words[token] in _CUT or p.tag[token] in ("``", "WP")
            clause = p.lower[token] == "that" and not self._is_object(p, p.head[token], head)
            place = (
                p.pos[token] == "ADP"
                and p.lower[token] in ("in", "at", "near", "outside")
                and any(p.ent[kid] in _AT_PLACE for kid in p.kids(token, "pobj"))
            )
            # "a letter dated 11 July", "a statement issued late on Sunday": a participle has its day with it.
            when = p.ent[token] in ("DATE", "TIME") and not self._in_participle(p, token, head)
            added = p.head[token] == head and p.dep[token] in ("relcl", "ccomp") and p.tag[token] not in ("VBN", "VBG")
            if added and not self._is_object(p, token, head):
                # "an audio message the group had shot down a drone": the content, read as a relative clause.
                end = p.subtree[token][0]
                break
            # "urged the bank in a letter | to withdraw": what was urged
            aim = p.tag[token] == "TO" and p.dep[token] == "aux" and p.head[p.head[token]] == head
            if joins or clause or (place and p.lemma[head] != "court") or when or aim:
                end = token
                break
        while end > head + 1 and (p.pos[end - 1] in ("PUNCT", "SPACE", "ADP", "DET") or p.lower[end - 1] in _HOURS):
            end -= 1
        return p.span(first, max(end, head + 1))

    def _is_object(self, p: Passage, token: int, head: int) -> bool:
        """Whether a relative clause has its noun for subject or object ("a letter that the censors returned")."""
        if p.dep[token] != "relcl" or p.head[token] != head:
            return False
        relative = next((kid for kid in p.children[token] if p.lower[kid] == "that"), None)
        if relative is None:
            return False
        # "a release that it would look into the figures": a verb with no room for an object has none.
        whole = p.child(token, "prep", "acomp", "attr", "ccomp", "xcomp") is not None
        return p.dep[relative] in ("nsubj", "nsubjpass") or (p.dep[relative] == "dobj" and not whole)

    def _in_participle(self, p: Passage, token: int, head: int) -> bool:
        """Whether a word belongs to a participle that says which medium is meant."""
        return any(p.dep[above] == "acl" and p.head[above] == head for above in p.ancestors(token))

    def _medium_source(self, draft: Draft) -> Span | None:
        """ "A statement from the ministry said": the statement is the medium, where it is somebody's."""
        p, head = draft.passage, draft.source_head
        if head is None or p.pos[head] != "NOUN" or p.lemma[head] not in self.nouns_of["statement_document"]:
            return None
        if self.owner(p, head) is None:
            return None
        first = min([head, *p.kids(head, "det", "amod", "compound")])
        return p.span(first, head + 1)
