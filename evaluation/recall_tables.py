"""Which statements are found and which are missed: recall by form, by kind of cue and by kind of source.

For reading only: a group of five statements moves by a fifth with each, so none of these figures has a floor.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from onrecord.language.parsed import ParsedReport
from own_gold import head_token
from statement_scores import Side, content_tokens

# The groups of each table in the order of print; what else turns up comes after them.
ORDER = {
    "form": ("direct", "indirect", "mixed"),
    "cue": ("verb of speech", "other verb", "noun", "adjective or other", "according to, preposition", "none"),
    "source": (
        *("named_person", "named_organisation", "unnamed_people", "unnamed_organisation", "document", "media", "group"),
        *("name", "common noun", "pronoun", "none"),
    ),
}
_QUOTED = re.compile('["“][^"”\n]*(?:["”]|\n|$)')
# Verbs that name an utterance. A list of its own, not the codebook's: the groups must stay when the rules change.
_SPEECH = frozenset(
    "say tell add state remark comment observe mention note explain write reply respond answer recount reiterate "
    "repeat declare announce proclaim report claim allege assert contend maintain insist argue stress emphasize "
    "emphasise confirm affirm reaffirm acknowledge admit concede confess deny dispute rebut refute accuse blame "
    "charge criticize criticise denounce condemn complain ask inquire enquire question request demand call urge "
    "appeal plead warn caution threaten promise pledge vow assure reassure swear agree suggest propose recommend "
    "advise hint imply inform notify brief quote cite describe testify predict forecast joke quip shout cry "
    "whisper tweet post apologize apologise thank praise welcome greet speak talk discuss disclose reveal "
    "conclude continue boast lament vow order instruct".split()
)
_PREPOSITIONAL = frozenset({"according", "per", "as"})


class RecallTables:
    """Gold statements, those with a half match and those right end to end, by table and group."""

    def __init__(self) -> None:
        self.counts: dict[str, dict[str, list[int]]] = {name: {} for name in ORDER}

    def add(self, parsed: ParsedReport, gold: Sequence[Side], matches: Iterable[tuple[int, int, float, bool]]) -> None:
        """Count the gold of one report, with the matches that `statement_scores.tally` gives."""
        found = {g: right for g, _, _, right in matches}
        for number, side in enumerate(gold):
            groups = {
                "form": form_of(parsed.text, side),
                "cue": cue_kind(parsed, side),
                "source": source_kind(parsed, side),
            }
            for table, group in groups.items():
                row = self.counts[table].setdefault(group, [0, 0, 0])
                row[0] += 1
                row[1] += number in found
                row[2] += found.get(number, False)

    def lines(self) -> list[str]:
        """The tables as they are printed."""
        lines = ["  recall by                       half   end to end"]
        for table, groups in self.counts.items():
            known = [group for group in ORDER[table] if group in groups]
            for group in [*known, *sorted(set(groups) - set(known))]:
                gold, half, right = groups[group]
                name = f"{table}: {group.replace('_', ' ')}"
                lines.append(f"  {name:30s} {half / gold:6.2f} {right / gold:10.2f}   of {gold}")
        return lines


def form_of(text: str, gold: Side) -> str:
    """The form that the gold gives; else (GUM) by the quotation marks: all, none or some of the content's words in
    them."""
    if gold.labels.get("form"):
        return str(gold.labels["form"])
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    tokens = content_tokens(text, gold.content)
    inside = sum(any(start <= token < end for start, end in quoted) for token in tokens)
    return "direct" if inside == len(tokens) else "mixed" if inside else "indirect"


def cue_kind(parsed: ParsedReport, gold: Side) -> str:
    """What kind of word credits the content, by the part of speech that the parse gives the head of the gold's cue.

    "is critical of" is an adjective; "thinks", "wants", "shows" are other verbs.
    """
    if not gold.cue:
        return "none"
    found = head_token(parsed, gold.cue)
    if found is None:
        return "adjective or other"
    passage, head = found
    if passage.pos[head] == "AUX":
        inside = [kid for kid in passage.children[head] if any(a <= passage.begins[kid] < b for a, b in gold.cue)]
        head = next((kid for kid in inside if passage.dep[kid] in ("acomp", "attr", "xcomp", "ccomp")), head)
    pos = passage.pos[head]
    if passage.lower[head] in _PREPOSITIONAL or pos == "ADP":
        return "according to, preposition"
    if pos in ("VERB", "AUX"):
        return "verb of speech" if passage.lemma[head] in _SPEECH else "other verb"
    return "noun" if pos in ("NOUN", "PROPN") else "adjective or other"


def source_kind(parsed: ParsedReport, gold: Side) -> str:
    """The source_kind that the gold gives; else (GUM) the part of speech of the source's head."""
    if "source_kind" in gold.labels:
        return str(gold.labels["source_kind"] or "undecided")
    if not gold.source:
        return "none"
    found = head_token(parsed, gold.source)
    if found is None:
        return "undecided"
    return {"PROPN": "name", "PRON": "pronoun"}.get(found[0].pos[found[1]], "common noun")
