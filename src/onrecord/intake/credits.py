"""Bylines and credits: who reported, wrote and edited, and from where."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.intake.lines import ends_sentence
from onrecord.intake.report import AnatomyCredit
from onrecord.intake.words import frame_words
from onrecord.record import CreditRole, Span

_JOB = r"(?:report(?:ing|ed)?|writing|written|editing|edited|compiled|compilation|translated|translation|production)"
_HEAD = re.compile(
    rf"(?:(?:with|and)\s+)?(?:(?P<more>additional|further|extra|other)\s+)?(?P<jobs>{_JOB}(?:(?:\s*,|\s+and|\s*&|\s*/)\s+"
    rf"(?:additional\s+)?{_JOB})*)(?:\s+contributed)?\s+(?:by|from)\b\s*:?\s*"
    r"|(?:with\s+)?(?:assistance|contributions?|files|inputs?|help)\s+(?:from|by)\s*:?\s*",
    re.IGNORECASE,
)
_OPENING = r"[(\[*_\s—–-]*"
_STARTS_CREDIT = re.compile(
    rf"{_OPENING}(?:{_HEAD.pattern}(?=\S)|(?:reporting|editing|writing)\s+in\s+(?-i:[A-Z]))", re.IGNORECASE
)
# "Edited for context and analysis", "This interview has been edited for length", "Translated from Arabic"
_EDIT_NOTE = re.compile(
    rf"{_OPENING}(?:this\s+(?:article|story|report|text|interview|transcript|piece)\s+(?:was|has\s+been|is)\s+)?(?:also\s+)?"
    r"(?:lightly\s+|slightly\s+)?(?:edited|condensed|abridged|translated|adapted|compiled|updated|rewritten|republished)"
    r"\s+(?:and\s+\w+\s+)?(?:for|from|with|using|to|under|in)\b",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    r"\b(?:contributed(?:\s+\w+)?\s+(?:to|from|reporting)|reported\s+from|reported\s+this\s+story)\b", re.IGNORECASE
)
_REPORTED_FROM = re.compile(r"reported\s+from\s+([^\W\d_a-z][\w '’-]*)")
_COPYRIGHT = re.compile(r"[(\[]?(?:©|\(c\)\s|copyright\b|all rights reserved\b|&copy;)", re.IGNORECASE)
_AGENCY_SIGN = re.compile(
    r"[—–-]{1,2}\s?(?:with\s+agencies|agencies|[A-Z][\w./&]{1,15}(?:[ /][A-Z][\w./&]{1,15}){0,3})"
    r"|\([A-Z]{2,10}(?:/[A-Z]{2,10})?\)"
)
_PLACE_AFTER = re.compile(r"\s+(?:reporting\s+|reported\s+)?(?:in|from|at)\s+(?=[^\W\d_a-z])")
_FOR_WHOM = re.compile(r"\s+for\s+(?=[^\W\d_a-z])")
_NAME_BREAK = re.compile(r"\s*(?:,|;|\||·|•|/)\s*(?:and\s+)?|\s+(?:and|&)\s+")
_NAME = re.compile(r"[^\W\d_][\w.'’ʼ‑-]*(?:\s+[^\W\d_][\w.'’ʼ‑-]*){0,5}")
_BYLINE = re.compile(
    r"(?:(?:written|story|words|text|report(?:ed)?|analysis|opinion)\s+)?by:?\s+(?=\S)|from\s+our\s+\w", re.IGNORECASE
)
_NOT_NAME = re.compile(
    r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july|august|"
    r"september|october|november|december|the|a|an|this|that|noon|midnight|then|now|all|any|far|contrast)\b",
    re.IGNORECASE,
)
_BARE_NAME = re.compile(
    r"(?P<name>[^\W\d_a-z][\w.'’-]*(?:\s+[^\W\d_a-z][\w.'’-]*){1,2}(?:\s+(?:and|&)\s+[^\W\d_a-z][\w.'’-]*(?:\s+[^\W\d_a-z][\w.'’-]*){1,2})?)"
    r"(?:(?:\s*,\s*|\s+in\s+|\s+[|•·–—-]\s+)(?P<place>[^\W\d_a-z][\w.'’-]*(?:\s+[^\W\d_a-z][\w.'’-]*){0,2}))?"
)


def _is_name(words: str) -> bool:
    """Whether words can be a person's name: capitals, but for particles ("Maria de la Cruz")."""
    if not _NAME.fullmatch(words):
        return False
    parts = words.split()
    return not parts[0].islower() and all(
        not part[0].islower()
        or part.lower() in frame_words("name_particles")
        or part.lower().startswith(("al-", "el-", "d'", "d’"))
        for part in parts
    )


def _is_office(words: str) -> bool:
    return any(part.strip(".,'’").lower() in frame_words("offices") for part in words.split())


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """The names' pieces between commas and "and", each trimmed."""
    position = start
    for match in _NAME_BREAK.finditer(text, start, end):
        if match.start() > position:
            yield position, match.start()
        position = match.end()
    if end > position:
        yield position, end


def _trim(text: str, start: int, end: int) -> Span:
    """Without white space, separators and the closing marks at both ends; an initial keeps its stop ("Doe Jr.")."""
    while start < end and (text[start].isspace() or text[start] in "([—–-*_;,|"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ")];,|*_"):
        end -= 1
    if (
        end > start
        and text[end - 1] == "."
        and not re.search(r"\b(?:[A-Z]|Jr|Sr|St)\.$", text[max(start, end - 4) : end])
    ):
        end -= 1
    if text[max(start, end - 4) : end].lower() == " and":
        end -= 4
    return start, end


def _groups(text: str, start: int, end: int) -> Iterator[tuple[Span, list[str], str | None]]:
    """Names with the place that they worked from: "A and B in Cairo, C in Rome" is two groups."""
    names: list[str] = []
    begin: int | None = None
    last = start
    for piece_start, piece_end in _pieces(text, start, end):
        if begin is None:
            begin = piece_start
        place: str | None = None
        name_end = piece_end
        if match := _PLACE_AFTER.search(text, piece_start, piece_end):
            name_end, place = match.start(), text[match.end() : piece_end].strip(" .")
        # "Reporting by Jane Doe for Northline": whom she works for is no part of her name.
        if match := _FOR_WHOM.search(text, piece_start, name_end):
            name_end = match.start()
        name = re.sub(r"^(?:the|our)\s+", "", text[piece_start:name_end].strip(), flags=re.IGNORECASE).strip(" .:")
        if text[name_end - 1 : name_end] == "." and re.search(r"\b(?:[A-Z]|Jr|Sr)$", name):
            name += "."
        if _is_name(name) and not _is_office(name):
            names.append(name)
        last = piece_end
        if place is not None:
            yield (begin, last), names, place
            names, begin = [], None
    if begin is not None and (names or begin == start):
        yield (begin, last), names, None


def _roles(head: re.Match[str]) -> list[CreditRole]:
    """The roles that a credit's first words name, in order."""
    if head["jobs"] is None or head["more"] or re.match(r"with\s", head.group(), re.IGNORECASE):
        return ["additional_reporting"]
    roles: list[CreditRole] = []
    for job in re.split(r"\W+", head["jobs"].lower()):
        role: CreditRole | None = None
        if job.startswith("report"):
            role = "reporting"
        elif job.startswith(("writ", "compil")):
            role = "writing"
        elif job.startswith("edit"):
            role = "editing"
        elif job.startswith(("transl", "produc")):
            role = "note"
        if role and role not in roles:
            roles.append(role)
    return roles


def _contributions(text: str, start: int, end: int, verb: re.Match[str]) -> Iterator[AnatomyCredit]:
    """The credits of "Agency writers Jane Doe in Cairo and John Roe in Rome contributed to this report"."""
    begin = start
    while (office := re.compile(r"\w+['’]?s?\s+").match(text, begin, verb.start())) and _is_office(office.group()):
        begin = office.end()
    after = _REPORTED_FROM.match(text, verb.start(), end)
    role: CreditRole = "reporting" if verb.group().lower().startswith("reported") else "additional_reporting"
    for (first, last), names, place in _groups(text, begin, verb.start()):
        where = place or (after[1].strip(" .") if after else None)
        if names:
            yield AnatomyCredit(*_trim(text, first, last), role, names, where)


def _clause(text: str, start: int, end: int) -> Iterator[AnatomyCredit]:
    """The credits of one clause between semicolons."""
    heads = list(_HEAD.finditer(text, start, end))
    if not heads or heads[0].start() > start + 3:
        # "Edited for context and analysis"; "Jane Doe in Cairo contributed to this report"
        if match := _CONTRIBUTED.search(text, start, end):
            yield from _contributions(text, start, end, match)
            return
        yield AnatomyCredit(start, end, "note", [], None)
        return
    bounds = [head.start() for head in heads[1:]] + [end]
    for head, stop in zip(heads, bounds, strict=True):
        first, last = _trim(text, head.start(), stop)
        if text[first : first + 4].lower() == "and ":
            first += 4
        groups = list(_groups(text, head.end(), max(last, head.end())))
        for role in _roles(head):
            for number, ((begin, finish), names, place) in enumerate(groups):
                yield AnatomyCredit(first if number == 0 else begin, finish, role, names, place)
            if not groups:
                yield AnatomyCredit(first, last, role, [], None)


def read_credits(text: str, start: int, end: int) -> list[AnatomyCredit]:
    """The credits in a credit segment "(Reporting by …; Additional reporting by … in …; Edited for context)"."""
    found: list[AnatomyCredit] = []
    position = start
    stops = [match.start() for match in re.finditer(r";|[\r\n]+|(?<=[a-z]{2})\.(?=\s+[A-Z])", text[start:end])]
    for stop in [*(start + stop for stop in stops), end]:
        first, last = _trim(text, position, stop)
        if last > first:
            found.extend(_clause(text, first, last))
        position = stop + 1
    return [credit for credit in found if credit.end > credit.start]


def is_credit(text: str, start: int, end: int, last: bool = False) -> bool:
    """Whether a unit near the end is a credit; `last` says that no text follows it."""
    words = text[start : min(end, start + 400)]
    if _STARTS_CREDIT.match(words):
        return end - start < 900
    if end - start > 500:
        return False
    if _EDIT_NOTE.match(words) or _COPYRIGHT.match(words):
        return True
    if (
        _CONTRIBUTED.search(words)
        and words[0].isupper()
        and re.search(r"(?:this|the) (?:report|story|article)|reported from|reporting", words)
    ):
        return '"' not in words and "“" not in words
    return last and end - start < 50 and _AGENCY_SIGN.fullmatch(words) is not None


def credit_tail(text: str, start: int, end: int) -> int | None:
    """Where a credit begins that stands at the end of a paragraph: "… he said. (Reporting by Jane Doe)"."""
    opening = text.rfind("(", max(start + 1, end - 900), end)
    while opening > start:
        if _STARTS_CREDIT.match(text, opening, end) and text[end - 1] in ").":
            return opening
        if text[end - 1] == ")" and _EDIT_NOTE.match(text, opening, end) and ends_sentence(text, start, opening):
            return opening
        opening = text.rfind("(", max(start + 1, end - 900), opening)
    return None


def _is_small(word: str) -> bool:
    """Whether a word in lower case may stand in a byline."""
    return (
        word in ("and", "in", "for", "of", "the", "with", "at", "from", "reporting", "our")
        or word in frame_words("offices")
        or word in frame_words("name_particles")
    )


def byline(text: str, start: int, end: int) -> list[AnatomyCredit] | None:
    """The credits of a byline "By JANE DOE and JOHN ROE in Cairo"; None where the line is no byline."""
    words = text[start:end]
    match = _BYLINE.match(words)
    if match is None or len(words) > 160 or _NOT_NAME.match(words, match.end()):
        return None
    rest = words[match.end() :]
    if match.group().lower().startswith("from our"):
        return [AnatomyCredit(start, end, "reporting", [], None)] if len(words) < 60 else None
    if not rest[0].isupper() and rest.lower() not in ("staff", "agencies", "our correspondent", "news desk"):
        return None
    if ends_sentence(text, start, end) and not re.search(r"\b(?:[A-Z]|Jr|Sr|[A-Z]\.[A-Z])\.$", words):
        return None
    named = list(_groups(text, start + match.end(), end))
    if not any(names for _, names, _ in named) and not _is_office(rest):
        return None
    # What is left must be names, places and offices: at most two words in lower case that are none of these.
    small = [word for word in rest.split() if word[0].islower() and not _is_small(word.strip(",.").lower())]
    if len(small) > 2:
        return None
    return [
        AnatomyCredit(start if number == 0 else group[0], group[1], "reporting", names, place)
        for number, (group, names, place) in enumerate(named)
        if names or number == 0
    ]


def bare_byline(text: str, start: int, end: int, sure: bool) -> list[AnatomyCredit] | None:
    """A byline with no "By" under a headline: "Jane Doe, Cairo"; a name alone only if the next line makes it `sure`."""
    if end - start > 70:
        return None
    match = _BARE_NAME.fullmatch(text, start, end)
    if match is None or _is_office(match["name"]) or not (match["place"] or sure):
        return None
    place = match["place"]
    if place and _is_office(place):
        place = None
    names = [piece.strip() for piece in re.split(r"\s+(?:and|&)\s+", match["name"])]
    return [AnatomyCredit(start, end, "reporting", names, place)]


def is_role_line(text: str, start: int, end: int) -> bool:
    """Whether a line under a byline is the writer's office or outlet: "Staff Writer", "Associated Press"."""
    words = text[start:end]
    return len(words) <= 60 and len(words.split()) <= 7 and _is_office(words) and not ends_sentence(text, start, end)
