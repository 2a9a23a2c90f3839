"""Statements whose cue is no verb: "according to", "in her view", "his claim that ...", "is confident that ..."."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.codebook.cues import Cue
from onrecord.language.parse import edges
from onrecord.reading.statements.clause_frames import FINITE
from onrecord.reading.statements.clauses import subject_of, subtree_tokens
from onrecord.reading.statements.draft import Draft
from onrecord.reading.statements.insertions import others_words
from onrecord.reading.statements.noun_cues import NounCues
from onrecord.reading.statements.participles import opens_sentence
from onrecord.reading.statements.relatives import antecedent_of

_COPULAS = frozenset("be remain feel seem appear become get stay sound look".split())
_MADE = frozenset({"clear", "plain", "known", "public", "obvious", "official", "explicit"})
_MAKING = frozenset({"make", "let"})
_TELLING = frozenset("admission account version telling reckoning estimate calculation assessment".split())
# So many words in the label of a speaker ("SEN. ANN LEE (R-Ohio):"), and behind it, at least.
_LONGEST_LABEL = 9
_NO_NAMES = frozenset(
    "the our a an fact facts check ruling update analysis note photo video question answer ad claim verdict watch read "
    "more related opinion correction source sources date time location who what when where why how background".split()
)
_SHORTEST_ANSWER = 4
_VIEW_NOUNS = frozenset("view opinion word words eyes estimation judgment judgement".split())


@dataclass(slots=True)
class OtherFinder(NounCues):
    """Finds the cues of one passage that are no verbs."""

    def find(self) -> Iterable[Draft]:
        """All drafts whose cue is a preposition, a noun or an adjective."""
        p = self.p
        for token, lower in enumerate(p.lower):
            draft = None
            if lower in ("according", "per"):
                draft = self._according(token)
            elif lower in ("in", "by") and p.pos[token] == "ADP":
                draft = self._in_view(token)
            elif lower == "to" and p.pos[token] == "ADP" and token == p.sentences[p.sentence_of[token]][0]:
                draft = self._to_whom(token)
            elif (
                (p.pos[token] == "NOUN" and p.dep[token] != "compound")
                or (p.tag[token] == "VBZ" and p.dep[token] == "nsubj")
            ) and self._may_credit(token):
                # "Calls for his resignation grew": at the start of a sentence the tagger takes it for a verb.
                draft = self._noun(token)
            elif lower in self.cues.adverbs and p.pos[token] == "ADV":
                draft = self._adverb(token)
            elif lower == ":" and token < _LONGEST_LABEL:
                draft = self._label(token)
            elif lower in self.cues.adjectives and p.tag[token] in ("JJ", "VBN", "VBD"):
                draft = self._adjective(token)
            if draft is not None:
                yield draft

    # -- according to, per, in the words of --------------------------------------------------------------------

    def _according(self, token: int) -> Draft | None:
        """ "The raid failed, according to two people": the content is the clause that the phrase is set into."""
        p = self.p
        if p.lower[token] == "according":
            to = p.child(token, "prep")
            if to is None or p.lower[to] != "to":
                return None
            head, cue = p.child(to, "pobj"), [token, to]
        else:
            head, cue = p.child(token, "pobj"), [token]
            # "per" also counts ("$5 per ton"): a source after it is a name or has an article.
            if head is None or not (
                p.ent[head] in ("ORG", "PERSON", "GPE") or (p.child(head, "det") is not None and self.speaks(p, head))
            ):
                return None
        if head is None:
            return None
        self._cut_behind_name(token, head)
        own = subtree_tokens(p, token) | self._named_behind(token, head)
        return self._draft(
            token,
            cue,
            head,
            self._clause_around(token, own),
            "clause",
            None,
            "according to" if len(cue) == 2 else "per",
        )

    def _cut_behind_name(self, token: int, head: int) -> None:
        """ "According to an officer, Ann Lee, six of them died": the parser may take what follows the name for a second
        name of hers."""
        p = self.p
        verb = p.head[token]
        end = p.subtree[token][1]
        if (
            token != p.sentences[p.sentence_of[token]][0]
            or verb < end
            or p.child(verb, "nsubj", "nsubjpass") is not None
        ):
            return
        joined = next(
            (i for i in p.kids(head, "appos", "conj") if i > head and p.words[p.subtree[i][0] - 1] == ","), None
        )
        if joined is not None and p.child(head, "cc") is None and p.subtree[joined][1] == end:
            # "According to Reuters, exposure in humans can ...": what follows the comma is the clause's subject
            p.head[joined], p.dep[joined] = verb, "nsubj"
            p.children, p.subtree = edges(p.head)
            return
        name = next((span for span in p.entities if head < span[0] < end and span[2] == "PERSON"), None)
        if name is None or p.words[name[0] - 1] != "," or p.words[name[1] : name[1] + 1] != [","] or name[1] + 1 >= end:
            return
        for i in range(name[1] + 1, end):
            if not name[1] < p.head[i] < end:
                p.head[i] = verb
                p.dep[i] = "nsubj" if p.pos[i] in ("NOUN", "PROPN", "PRON") else p.dep[i]
        p.children, p.subtree = edges(p.head)

    def _named_behind(self, token: int, head: int) -> set[int]:
        """ "According to a spokeswoman, Ann Lee, they wear gloves": the parser may take the name for the subject of
        what follows; between commas it belongs to the title."""
        p = self.p
        end = max(subtree_tokens(p, token)) + 1
        if token != p.sentences[p.sentence_of[token]][0] or p.pos[head] != "NOUN" or p.words[end : end + 1] != [","]:
            return set()
        after = end + 1
        name = next((span for span in p.entities if span[0] == after and span[2] == "PERSON"), None)
        if name is None or p.words[name[1] : name[1] + 1] != [","] or not self.speaks(p, head):
            return set()
        last = name[1] - 1
        for kid in list(p.children[last]):
            if kid > last and p.pos[kid] in ("NOUN", "PROPN") and p.dep[kid] == "appos":
                # what follows the name is the subject of the clause
                p.head[kid], p.dep[kid] = p.head[last], p.dep[last]
        p.head[last], p.dep[last] = head, "appos"
        p.children, p.subtree = edges(p.head)
        return set(range(name[0], name[1]))

    def _in_view(self, token: int) -> Draft | None:
        """ "In her view, the law is unfair"; "in the words of one diplomat"."""
        p = self.p
        noun = p.child(token, "pobj")
        if noun is None:
            return None
        telling = p.lower[noun] in _TELLING and p.child(noun, "poss") is not None and p.lower[token] != "on"
        if not telling and not (p.lower[token] == "in" and p.lower[noun] in _VIEW_NOUNS):
            # "by the ministry's own admission", "in the police's version"
            return None
        head = p.child(noun, "poss")
        if head is None:
            of = next((kid for kid in p.kids(noun, "prep") if p.lower[kid] == "of"), None)
            head = p.child(of, "pobj") if of is not None else None
        if head is None:
            return None
        return self._draft(
            token,
            [token, noun],
            head,
            self._clause_around(token, subtree_tokens(p, token)),
            "clause",
            None,
            "in view of",
        )

    def _to_whom(self, token: int) -> Draft | None:
        """ "To critics, the move is a giveaway": at the head of a sentence, before a comma and a clause that says what
        something is."""
        p = self.p
        head, verb = p.child(token, "pobj"), p.head[token]
        end = p.subtree[token][1]
        if head is None or p.words[end : end + 1] != [","] or p.lemma[verb] != "be" or not self.speaks(p, head):
            return None
        if p.dep[verb] != "ROOT" or p.child(verb, "attr", "acomp") is None or p.ent[head] in ("GPE", "LOC", "FAC"):
            return None
        return self._draft(
            token, [token], head, self._clause_around(token, subtree_tokens(p, token)), "clause", None, "to"
        )

    def _clause_around(self, token: int, own: set[int]) -> set[int]:
        p = self.p
        first, end = p.sentences[p.sentence_of[token]]
        stops = [i for i in range(first, end) if p.words[i] == ";"]
        if p.lower[token] == "in":
            first, end = (
                max([first, *(i + 1 for i in stops if i < token)]),
                min([end, *(i for i in stops if i > token)]),
            )
        sentence = set(range(first, end))
        verb = next((above for above in p.ancestors(token) if p.pos[above] in ("VERB", "AUX")), None)
        if verb is not None and p.dep[verb] == "ccomp" and p.head[verb] > verb:
            # "In his view it failed, the vet told the paper": the view is a part of what was told.
            return {token for token in subtree_tokens(p, verb) if token <= max(p.head[verb], verb)} - own
        if min(own) <= first + 1 or verb is None:
            return sentence - own
        behind = range(max(own) + 1, end)
        if p.words[token - 1] == "," and not any(
            p.words[i] == "," or p.dep[i] in ("nsubj", "nsubjpass", "expl", "cc") for i in behind
        ):
            # "The audit found X, according to an official granted anonymity": behind a comma at the end it covers the
            # sentence.
            return {i for i in sentence if i < token} - own
        if p.dep[verb] != "ROOT":
            return (subtree_tokens(p, verb) & sentence) - own
        # A clause with its own subject that is joined after the phrase is not covered by it.
        for kid in p.kids(verb, "conj"):
            if kid > token and p.child(kid, "nsubj", "nsubjpass", "expl") is not None and max(own) < p.subtree[kid][0]:
                sentence -= subtree_tokens(p, kid)
        return sentence - own

    # -- adverbs and labels ---------------------------------------------------------------------------------------

    def _adverb(self, token: int) -> Draft | None:
        """ "The summit will reportedly move": its clause is nobody's; "the allegedly stolen car" is a name."""
        p = self.p
        verb = p.head[token]
        if p.pos[verb] not in ("VERB", "AUX") or p.dep[verb] in ("amod", "acl"):
            return None
        tokens = subtree_tokens(p, verb)
        for kid in p.kids(verb, "conj"):
            if p.child(kid, "nsubj", "nsubjpass", "expl") is not None:
                tokens -= subtree_tokens(p, kid)
        entry = self.cues.adverbs[p.lower[token]][0]
        return self._draft(
            token, [token], None, tokens - others_words(p, token, tokens, self.cues), "clause", entry, "adverb"
        )

    def _label(self, colon: int) -> Draft | None:
        """ "RUIZ: We will see.": in a transcript the name before the colon says who speaks."""
        p = self.p
        words = [word for word in p.words[:colon] if word[0].isalpha()]
        if p.kind != "paragraph" or not words or len(p) - colon < _SHORTEST_ANSWER:
            return None
        if any(p.lower[i] in _NO_NAMES for i in range(colon)):
            # "THE FACTS:", "FACT CHECK:"
            return None
        capitals = all(word.isupper() and len(word) > 2 for word in words)
        person = p.ent[colon - 1] == "PERSON" and all(p.pos[i] in ("PROPN", "PUNCT") for i in range(colon))
        if not (capitals or person) or p.ent[colon - 1] in ("GPE", "LOC", "DATE"):
            return None
        if capitals and not person and p.ent[colon - 1] not in ("PERSON", "ORG", ""):
            return None
        head = next((i for i in range(colon - 1, -1, -1) if p.words[i][0].isalpha()), None)
        return Draft(p, colon, [colon], (0, colon), head, [(p.number, colon + 1, len(p))], "clause", None, "label")

    # -- adjectives --------------------------------------------------------------------------------------------

    def _adjective(self, token: int) -> Draft | None:
        p = self.p
        if (
            p.lower[token] in _MADE
            and p.lemma[p.head[token]] in _MAKING
            and p.head[token] < token
            and p.dep[token] in ("ccomp", "oprd", "acomp", "xcomp")
        ):
            return self._made_known(token, p.head[token])
        verb = p.head[token] if p.dep[token] in ("acomp", "oprd", "conj", "attr") else token
        if p.dep[token] == "conj" and p.pos[verb] == "ADJ" and p.dep[verb] in ("acomp", "oprd", "attr"):
            # "are open to a deal but cool to a tax"
            verb = p.head[verb]
        if verb != token and p.lemma[verb] not in _COPULAS and p.lower[verb] not in self.cues.adjectives:
            return None
        behind = (
            p.head[token] if p.dep[token] in ("amod", "acl", "advcl", "appos") and p.words[token - 1] == "," else None
        )
        if behind is not None and behind < token - 1 and p.pos[behind] in ("NOUN", "PROPN"):
            # "merchants, anxious about broken glass, put up plywood"
            return self._of_head(token, token, behind)
        opening = p.dep[token] in ("advcl", "acl", "amod") and opens_sentence(p, token)
        if verb == token and opening:
            # "Wary of angering the tribes, the company ...", "Angered by the veto, the union ..."
            head = p.child(p.head[token], "nsubj", "nsubjpass")
            closed = head is not None and any(p.words[i] == "," for i in range(token, head))
            return self._of_head(token, token, head) if head is not None and closed else None
        if verb == token and p.child(token, "auxpass") is None:
            return None
        own = p.child(verb, "nsubj", "nsubjpass")
        head = subject_of(p, verb) if own is None else antecedent_of(p, own, self.cues, self.speaks)
        if head is None or p.lower[head] in ("this", "that", "there"):
            return None
        return self._of_head(token, verb, head)

    def _of_head(self, token: int, verb: int, head: int) -> Draft | None:
        """The attitude of whom a head names."""
        p = self.p
        empty = p.lower[head] == "it"
        if not empty and not self.speaks(p, head):
            return None
        for cue in self.cues.adjectives[p.lower[token]]:
            found = self._adjective_content(token, verb, cue)
            if found is not None:
                tokens, kind, frame = found
                if empty and (frame != "prep" or p.dep[verb] != "ccomp"):
                    # "it is clear that ..." is nobody's; "said it was hopeful of a deal" is whoever said it.
                    return None
                return self._draft(token, [token], head, tokens, kind, cue, f"adjective {frame}")
        return None

    def _made_known(self, token: int, verb: int) -> Draft | None:
        """ "made clear that he would stay", "made it plain that ...", "let it be known that ..."."""
        p = self.p
        clauses = [kid for host in (token, verb) for kid in p.kids(host, "ccomp") if kid > token]
        clause = next((kid for kid in clauses if p.child(kid, "nsubj", "nsubjpass", "expl") is not None), None)
        head = subject_of(p, verb)
        entry = next((cue for cue in self.cues.adjectives[p.lower[token]] if "clause" in cue.plain), None)
        if clause is None or head is None or entry is None or not self.speaks(p, head):
            return None
        cue = [i for i in range(verb, token + 1) if i in (verb, token) or p.lower[i] in ("it", "be")]
        return self._draft(token, cue, head, subtree_tokens(p, clause), "clause", entry, "adjective clause")

    def _adjective_content(self, token: int, verb: int, cue: Cue) -> tuple[set[int], str, str] | None:
        p = self.p
        for kid in [*p.kids(token, "ccomp"), *(p.kids(verb, "ccomp") if verb != token else [])]:
            finite = p.tag[kid] in FINITE or any(p.tag[aux] in FINITE for aux in p.kids(kid, "aux", "auxpass"))
            if "clause" in cue.plain and kid > token and finite:
                return subtree_tokens(p, kid), "clause", "clause"
        for kid in p.kids(token, "xcomp"):
            if "to" in cue.plain and kid > token:
                return subtree_tokens(p, kid), "clause", "to"
        for kid in p.kids(token, "prep", "agent"):
            if p.lower[kid] in cue.preps and kid > token:
                objects = p.kids(kid, "pobj", "pcomp")
                if objects:
                    return subtree_tokens(p, *objects), "phrase", "prep"
        return None
