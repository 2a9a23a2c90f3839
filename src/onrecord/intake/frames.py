"""What stands around the body: notices, captions and section titles, told by their form."""

from __future__ import annotations

import re

from onrecord.intake.lines import ends_sentence, is_bullet
from onrecord.intake.words import frame_words

# "UPDATE 2-", "CORRECTED-UPDATE 1-", "EXCLUSIVE-": a wire's slug before the headline.
_SLUG = re.compile(
    r"(?:(?:UPDATE|WRAPUP|CORRECTED|CORRECTION|REFILE|RPT|REPEAT|RECAST|EXCLUSIVE|ANALYSIS|INSIGHT|FACTBOX|EXPLAINER|TIMELINE"
    r"|SNAPSHOT|NEWSMAKER|FEATURE|FOCUS|SPECIAL REPORT|BREAKING|ADVISORY|LEAD|URGENT|CLARIFIED|WITHDRAWN)"
    r"(?:[ -]?\(?(?:OFFICIAL|\d{1,2})\)?)?(?:\s?[-–—:]\s?|\s+(?=[A-Z]+ \d{1,2}\s?-)))+",
)
_WIRE_NOTE = re.compile(
    r"[(\[*•\s-]*(?:(?:re)?writes(?: through)?|corrects?|adds?|updates?|updating|recasts?|refiles?|repeats?|clarifies"
    r"|removes?|fixes|changes|deletes?|restores?|amends?|drops?|inserts?|attributes|correcting)\b",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"[(\[*_\s]*(?:editor['’]?s['’]?\s+note|editors?['’]\s+note|ed(?:itor)?\.?(?=\s*:)|eds?\.?\s+note|eds(?=\s*:)|note\s+to\s+(?:readers|editors)"
    r"|attention\s+editors|corrections?(?:\s+(?:and|&)\s+clarifications?)?|clarifications?|corrected|updated?|last\s+updated"
    r"|disclaimer|disclosure|advisory|content\s+warning|warning|retraction|publisher['’]s\s+note|note|modified|last\s+modified)"
    r"(?P<rest>[^.:!?\n]{0,40}?[:—–]|\s*[-–—]\s|\s*\([^)]{3,40}\)\s*[:.—–]?|\s+(?:on\s+)?(?=(?-i:[A-Z0-9])[\w.]*\s+\d)|[\s)\]*_]*$)",
    re.IGNORECASE,
)
_ABOUT_ITSELF = re.compile(
    r"[(\[*_\s]*(?:(?:an?\s+(?:earlier|previous|prior)|the\s+(?:original|earlier|previous|first))\s+(?:version|headline|edition)\b"
    r"|this\s+is\s+a\s+(?:developing|breaking)\b|this\s+(?:\w+\s+){0,2}(?:article|story|report|piece|post|headline|dispatch|page|version|text|interview|copy)\s+"
    r"(?:(?:has|have)\s+been|was|is|will\s+be|originally|first|previously|incorrectly|wrongly|misstated|features|contains|appeared|may)\b)",
    re.IGNORECASE,
)
_PROMOTION = re.compile(
    r"[(\[*_\s>]*(?:(?:read\s+(?:more|also|next)|also\s+read|see\s+also|related(?:\s+\w+)?|more\s+on\s+this(?:\s+\w+)?|watch(?:\s+\w+)?|listen(?:\s+\w+)?"
    r"|recommended(?:\s+\w+)?|don['’]t\s+miss|must\s+read|in\s+pictures|opinion|tags?|topics?|keywords?|share(?:\s+\w+)?|more)\s*[:|»]\s*\S"
    r"|subscribe\s+(?:to|now)\b|sign\s+up\s+(?:for|to|here)\b|follow\s+(?:us|\w+\s+\w*)\s+on\b|click\s+here\b|join\s+(?:our|us\s+on)\b"
    r"|download\s+(?:our|the)\s+\w*\s*app\b|(?:read|see)\s+the\s+full\s+(?:story|article)\b|have\s+an\s+opinion\s+on\s+this\s+story"
    r"|(?:story|article)\s+continues\s+(?:below|after)|scroll\s+(?:down\s+)?to\s+continue|our\s+standards\b|advertisement\b|sponsored\s+content"
    r"|for\s+(?:more|further)\s+information,?\s+(?:contact|visit|please)|support\s+(?:our|us|independent)\b|image\s+gallery|\d{1,3}\s+(?:comments?|shares?)\s*$"
    r"|\d{1,3}\s+(?:min(?:ute)?s?|hours?|days?)\s+(?:read|ago|\(read\))\s*$|comments?\s+(?:\(\d+\)\s*)?$|share(?:\s+(?:this|on)\b.*)?$|print\s*$|ends\s*$"
    r"|(?:first\s+)?published\s+(?:in|by|on|at)\b)",
    re.IGNORECASE,
)
_LIST_TITLE = re.compile(
    r"[#*_\s]*(?:sources?|related(?:\s+(?:news|articles?|stories|links?|content|topics?|coverage|reading))?|sister\s+links?|external\s+links?"
    r"|see\s+also|references|further\s+reading|read\s+(?:more|next|also)|more\s+(?:news|stories|from\b.{0,25}|on\s+this\s+(?:story|topic))"
    r"|most\s+(?:read|popular)|notes|tags|topics|share\s+this.{0,20}|about\s+the\s+authors?|recommended(?:\s+for\s+you)?|you\s+(?:may|might)\s+also\s+like)"
    r"[\s:*_]*",
    re.IGNORECASE,
)  # fmt: skip
_PICTURE = r"(?:image|photo(?:graph)?|picture|pic|video|graphic|map|chart|illustration|screenshot|screengrab|footage)s?"
_CAPTION_START = re.compile(
    rf"[(\[*_\s]*(?:(?:file\s+|handout\s+|ap\s+|reuters\s+|afp\s+)?{_PICTURE}(?:\s+(?:credit|courtesy|source|caption))?\s*"
    rf"(?::|\||/|©|\s-\s|\s(?:by|courtesy(?:\s+of)?)\s+(?=(?-i:[A-Z@])))|file\s+{_PICTURE}\b|file\s+[-–—]|caption\s*:|credit\s*:"
    rf"|(?:this|in\s+this|an?|the)\s+(?:handout|undated|file|satellite|aerial)?\s*{_PICTURE}\s+(?:taken|provided|released|from\s+video|made)\b)",
    re.IGNORECASE,
)
_CAPTION_END = re.compile(
    rf"(?:^|[\s.\"”’'(\[])(?:{_PICTURE}(?:\s+(?:credit|courtesy|by|from))?\s*[:©]|credits?\s*:)\s*[^:\n]{{1,80}}$"
    r"|[(\[](?:[^()\[\]]{0,60}\b)?(?:photo\b|image\b|getty images\b|(?-i:REUTERS|Reuters|AFP|EPA|AP)\s?/)"
    r"[^()\[\]]{0,60}[)\]]\.?$"
    r"|(?-i:\b(?:REUTERS|AFP|EPA|AP|AP Photo|Getty Images|Anadolu|Xinhua)\s?/\s?[A-Z][\w.'’ -]{2,40}\.?$)"
    r"|\bGetty Images\.?$|©\s?[\w /.&-]{2,40}$",
    re.IGNORECASE,
)
_POSED = re.compile(
    r"\((?:left|right|centre|center|l|r|c|file|pictured|above|top|bottom|second from (?:left|right))\)", re.IGNORECASE
)
_MARKED_TITLE = re.compile(r"#{1,6}\s+\S|\*\*[^*]+\*\*$|__[^_]+__$|={2,4}\s*[^=]+={2,4}$")
_SPEECH_END = re.compile(
    r"^(?:he|she|it|they|we|i|his|her|its|their|the|this|these)\b|\b(?:said|says|say|reports?|commented|comments|added|adds|wrote|writes|read|reads|replied|tweeted|posted|declared|stated|continued|told|asked|"
    r"follows?|included?|includes|are|is|was|were|that|noted|explained|tweet|statement)\s*:$",
    re.IGNORECASE,
)
_ENDS_WITH_YEAR = re.compile(r"\d{4}$")
_INNER_STOP = re.compile(r"[a-z0-9)\"”’][.!?][\"”’']?\s+[\"“‘']?[A-Z]")
_PERSONAL = re.compile(r"\b(?:you|your|yours|i|i'm|we|he|she|they|it's|there's)\b", re.IGNORECASE)


def slug_end(text: str, start: int, end: int) -> int | None:
    """Where a wire's slug ends that stands before a headline ("UPDATE 1-"), None where there is none."""
    match = _SLUG.match(text, start, end)
    return match.end() if match and match.end() < end else None


def is_notice(text: str, start: int, end: int, framing: bool) -> bool:
    """Whether a unit speaks about the report itself or leads away from it.

    `framing` says that it stands before the first paragraph or after the last, where less form is needed.
    """
    opening = text[start : min(end, start + 200)]
    if not any(letter.isalnum() for letter in opening):
        return True
    length = end - start
    if _LABELLED.match(opening) and (framing or length < 900):
        return True
    if length <= 260 and _PROMOTION.match(opening):
        return True
    if _WIRE_NOTE.match(opening) and length < 500:
        # "(Corrects paragraph 3 …)" anywhere; "Adds quotes from minister" only in the frame.
        if opening[0] in "([":
            return text[end - 1] in ")]."
        return framing and length <= 160 and not ends_sentence(text, start, end)
    if _ABOUT_ITSELF.match(opening):
        return framing or opening.lstrip("([*_ ").lower().startswith(("an earlier", "a previous", "this is a dev"))
    return False


def is_list_title(text: str, start: int, end: int) -> bool:
    """Whether a unit heads a list that is no part of the report ("Sources", "Related news")."""
    return end - start <= 45 and _LIST_TITLE.fullmatch(text, start, end) is not None


def is_caption(text: str, start: int, end: int) -> bool:
    """Whether a unit describes or credits a picture."""
    length = end - start
    if length > 600:
        return False
    words = text[start:end]
    if _CAPTION_START.match(words) or (length <= 500 and _CAPTION_END.search(words, max(0, length - 130))):
        return True
    return (
        length <= 140
        and not _INNER_STOP.search(words)
        and _POSED.search(words) is not None
        and '"' not in words
        and "“" not in words
    )


def is_marked_title(text: str, start: int, end: int) -> bool:
    """Whether a unit is a title by Markdown's or a wiki's marks ("## What next")."""
    return end - start <= 160 and _MARKED_TITLE.match(text, start, end) is not None


def title_ratio(words: str) -> float:
    """The share of words with a capital, small words ("of", "and") left out."""
    parts = [part.lstrip("\"'“‘(") for part in words.split()]
    small = frame_words("small_words")
    counted = [part for part in parts if part and part.lower() not in small]
    if not counted:
        return 0.0
    return sum(not part[0].islower() for part in counted) / len(counted)


def is_title(text: str, start: int, end: int) -> bool:
    """Whether a unit has the form of a section's title; the caller looks at what follows."""
    length = end - start
    if length > 90 or length < 3:
        return False
    words = text[start:end]
    parts = words.split()
    if (
        len(parts) > 10
        or words[0] in "\"“‘«'(["
        or not (words[0].isupper() or words[0].isdecimal())
        or is_bullet(words)
    ):
        return False
    last = words[-1]
    letters = sum(letter.isalpha() for letter in words)
    if last in ",;-–—\"'”’»" or _INNER_STOP.search(words) or letters < 0.5 * length:
        return False
    if last != "?" and ends_sentence(text, start, end):
        return False
    if last == "?":
        return 2 <= len(parts) <= 4 and not _PERSONAL.search(words)
    if last == ":":
        # "Police Commissioner Ray Kelly commented:" leads to a quotation, and is no title.
        return not _SPEECH_END.search(words) and (title_ratio(words) == 1.0 or len(parts) <= 3)
    if words.count('"') + words.count("“") or (last.isdecimal() and len(parts) == 1):
        return False
    # "A stamp for the Games in Sochi in 2014" is a picture's caption.
    if _ENDS_WITH_YEAR.search(words):
        return False
    return len(parts) <= 6 or title_ratio(words) >= 0.6


def title_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A section title's words without their marks: no "##", no colon."""
    while start < end and (text[start] in "#*_=" or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in ":#*_=" or text[end - 1].isspace()):
        end -= 1
    return start, end
