"""What is credited as the object of a verb ("criticised the plan"), and what else hangs on that verb."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.codebook.cues import Cue, Cues
from onrecord.language.parsed import Passage
from onrecord.reading.statements.clauses import subtree_tokens
from onrecord.reading.statements.naming import antecedent_tokens, relative_object
from onrecord.reading.statements.participles import credited_undergoer

_COMPLEMENT_PREPS = frozenset(
    "for to from with without against over at on as of into about between among toward towards".split()
)
_WHEN = frozenset("time day night week month year morning evening condition anonymity background interview".split())
_OWN_MEDIUM = frozenset("a an his her its their one another".split())
_LIMITS = frozenset({"if", "unless"})
_LIMITS_OF_WISHES = _LIMITS | {"before", "until"}
# Acts whose object can stand before them, in a relative clause.
_JUDGES = frozenset({"deny", "accuse"})
_ATTITUDES = (".support", ".approve", ".praise", ".defend", ".bemoan")
_PRESS = frozenset({"newspaper", "paper", "magazine", "journal", "agency", "reporter", "journalist", "correspondent"})
_TELLS = frozenset("confirm deny announce reveal disclose describe explain mention admit acknowledge leak".split())


@dataclass(slots=True)
class ObjectFrames:
    """Finds objects that are contents, in one passage, and tells the content from medium, day and addressee."""

    p: Passage
    cues: Cues

    def _object(self, verb: int, cue: Cue, passive: bool) -> set[int]:
        p = self.p
        obj = p.child(verb, "nsubjpass", "csubjpass") if passive else p.child(verb, "dobj")
        given = p.child(verb, "dobj") if passive and cue.entry.act == "promise" else None
        if given is not None and given > verb:
            # "Voters were promised a referendum."
            return subtree_tokens(p, given)
        if passive and obj is None:
            return credited_undergoer(p, verb)
        judges = not passive and (cue.entry.act in _JUDGES or cue.name.endswith(_ATTITUDES))
        relative = relative_object(p, verb, obj) if not passive else None
        if relative is None and obj is None and judges and p.dep[verb] == "relcl":
            # "a charge he denied", with no pronoun between
            subject = p.child(verb, "nsubj")
            relative = p.subtree[subject][0] if subject is not None and p.tag[subject] not in ("WP", "WDT") else None
        if relative is not None:
            # "a step that the opposition rejects"
            return antecedent_tokens(p, verb, relative)
        if obj is None and not passive:
            # "rejected what it called interference"
            obj = next(
                (kid for kid in p.kids(verb, "ccomp") if kid > verb and p.lower[p.subtree[kid][0]] == "what"), None
            )
        if obj is None and cue.entry.particle and not passive:
            # "laughed off the story": the parser may take the particle for a preposition
            preps = [kid for kid in p.kids(verb, "prt", "prep") if kid == verb + 1]
            obj = next((n for kid in preps for n in p.kids(kid, "pobj") if p.ent[n] not in ("DATE", "TIME")), None)
            return subtree_tokens(p, obj) if obj is not None else set()
        if obj is None or p.lower[obj].endswith(("self", "selves")):
            return set()
        if not passive and obj < verb:
            return set()
        tokens = subtree_tokens(p, obj, *self._complements(verb, obj, passive))
        for kid in p.kids(verb, "xcomp", "advcl"):
            # "highlighted her vote | to expand broadband": the parser hangs it on the verb
            infinitive = any(p.lower[aux] == "to" and p.dep[aux] == "aux" for aux in p.children[kid])
            if infinitive and p.subtree[kid][0] == max(tokens) + 1 and kid > verb and not passive:
                tokens |= subtree_tokens(p, kid)
        if cue.entry.document:
            tokens = self._with_next(verb, tokens)
        if cue.entry.act in ("believe", "urge", "threaten", "promise") and not passive:
            # "wants proof before it signs", "threatens a strike unless wages rise"
            tokens |= self._conditions_of(verb, tokens, _LIMITS_OF_WISHES)
        return tokens - self._medium_inside(obj) - self._added_clauses(tokens)

    def _is_told(self, verb: int, noun: int) -> bool:
        """ "confirmed the veto to Politico": a name behind a verb of saying hears it."""
        heard = self.p.ent[noun] in ("ORG", "PERSON") or self.p.lemma[noun] in _PRESS
        return heard and self.p.lemma[verb] in _TELLS

    def _complements(self, verb: int, obj: int, passive: bool) -> list[int]:
        """What belongs to the content behind its object: "wants Halvorsen | out by Christmas", "promised aid | to
        farmers".

        Not the day of saying, the medium or whom it was said to.
        """
        p, nouns = self.p, self.cues.nouns_of
        if passive:
            return []
        found = []
        for kid in p.children[verb]:
            if kid < obj:
                continue
            if p.dep[kid] in ("oprd", "acomp", "prt", "advmod") and p.ent[kid] not in ("DATE", "TIME"):
                found.append(kid)
            elif p.dep[kid] in ("prep", "dative") and p.lower[kid] in _COMPLEMENT_PREPS:
                noun = p.child(kid, "pobj")
                if noun is None or (
                    p.ent[noun] not in ("DATE", "TIME")
                    and p.lemma[noun] not in nouns["medium"]
                    and not (
                        p.lower[kid] == "to" and (p.lemma[noun] in nouns["addressee"] or self._is_told(verb, noun))
                    )
                ):
                    found.append(kid)
        return found

    def _medium_inside(self, obj: int) -> set[int]:
        """ "announced refunds in a message to customers": the medium is hung on the object, but belongs to the
        saying."""
        p = self.p
        found: set[int] = set()
        preps = p.kids(obj, "prep")
        verb = p.head[obj]
        for kid in preps:
            # "confirmed the toll to the Herald"
            if p.lower[kid] == "to" and any(self._is_told(verb, noun) for noun in p.kids(kid, "pobj")):
                found |= subtree_tokens(p, kid)
        for kid in preps:
            noun = p.child(kid, "pobj")
            if noun is None:
                continue
            own = p.lower[p.subtree[noun][0]] in _OWN_MEDIUM or p.pos[noun] == "PROPN"
            if p.lower[kid] in ("in", "on", "via", "at") and own and p.lemma[noun] in self.cues.nouns_of["medium"]:
                found |= subtree_tokens(p, kid)
            else:
                # "protested the use of cannon in a note": the parser hangs it on the nearest noun.
                preps += p.kids(noun, "prep")
        return found

    def _added_clauses(self, tokens: set[int]) -> set[int]:
        """ "demanded the release of the driver, who was held for a day": the reporter adds what stands behind the
        comma."""
        p = self.p
        for token in sorted(tokens):
            if p.tag[token] in ("WP", "WDT", "WP$") and token - 1 in tokens and p.words[token - 1] == ",":
                clause = next((i for i in [token, *p.ancestors(token)] if p.dep[i] == "relcl"), None)
                if clause is not None and clause in tokens and p.subtree[clause][1] > max(tokens):
                    return subtree_tokens(p, clause)
        return set()

    def _with_next(self, verb: int, tokens: set[int]) -> set[int]:
        """ "warned of fuel | in the cabin", "declined to comment | on the report": a phrase right behind the content
        belongs to it, though the parser hangs it on the cue; not a day, a medium or whom it was said to."""
        p, nouns = self.p, self.cues.nouns_of
        for prep in p.kids(verb, "prep"):
            noun = p.child(prep, "pobj")
            if noun is None or p.subtree[prep][0] != max(tokens) + 1 or p.lower[prep] in ("to", "via", "through", "by"):
                continue
            said = p.lemma[noun] in nouns["medium"] or p.ent[noun] in ("DATE", "TIME") or p.lemma[noun] in _WHEN
            if not said or p.lower[prep] in ("within", "of"):
                tokens = tokens | subtree_tokens(p, prep)
        return tokens

    def _conditions_of(self, verb: int, content: set[int], limits: frozenset[str] = _LIMITS) -> set[int]:
        """ "threatened to close the border unless smuggling stops": a condition behind the content limits the
        content."""
        p = self.p
        found: set[int] = set()
        for kid in p.kids(verb, "advcl"):
            if kid > max(content) and {p.lower[mark] for mark in p.kids(kid, "mark")} & limits:
                found |= subtree_tokens(p, kid)
        return found
