"""Whether two places of a report and its copy are the same but for a desk's style: spelling, words, times, measures."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from onrecord.codebook.comparing import desk_words, pieces
from onrecord.codebook.loader import open_codebook
from onrecord.codebook.world import world_of
from onrecord.stories.folding import STROKES, Folded
from onrecord.stories.numbers import number_at
from onrecord.stories.quantities import same_quantities

_UNITS = frozenset(
    "kilometre kilometres metre metres centimetre centimetres millimetre mile miles yard yards foot feet inch inches"
    " acre acres hectare square_kilometres square_metres square_miles nautical_miles tonne tonnes ton tons kilogram"
    " kilograms pound pounds ounce ounces litre litres gallon gallons barrel barrels degrees c f fahrenheit celsius"
    " dollar euro rupee yen rouble franc kmh mph square us about around gmt utc cet cest est edt et bst local time"
    " million billion".split()
)
_HOURS = "one two three four five six seven eight nine ten eleven twelve".split()
# A desk's style is a matter of few words; of so many letters more or less in two spellings of one name.
_MOST, _DIGRAPHS = 8, 6
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae", "ß": "ss"})
# A name from another script, as outlets spell it: "Zelenskyy" and "Zelenskiy", "Kharkov" and "Harkov", "al-Qaeda".
_SOUNDS = (
    (re.compile(r"^(?:al|el)[ -]?(?=[a-z]{4})"), ""),
    (re.compile(r"kh"), "h"), (re.compile(r"gh"), "g"), (re.compile(r"dh"), "d"), (re.compile(r"q"), "k"),
    (re.compile(r"ou|oo"), "u"), (re.compile(r"ee|iy|yy|ij|y"), "i"), (re.compile(r"ks"), "x"),
    (re.compile(r"ae|ai"), "e"), (re.compile(r"(.)\1"), r"\1"), (re.compile(r"ii$"), "i"), (re.compile(r"[ '’ʼ-]"), ""),
)  # fmt: skip
_CLOCK = re.compile(
    r"(\d{1,2})(?:[:.h]?([0-5]\d))?(?:([ap])m)?(?:h|hrs|hours|oclock)?(?:inthe(morning|afternoon|evening)|at(night))?$"
)
# "Half past eleven", "a quarter to six" without blanks.
_SPOKEN_CLOCK = re.compile(
    rf"(?:at)?(half|aquarter|quarter|five|ten|twenty|twentyfive)(past|to)({'|'.join(_HOURS)}|\d{{1,2}})$"
)
_MINUTES = {"half": 30, "aquarter": 15, "quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twentyfive": 25}
# A short name where it is introduced, at its opening bracket.
_SHORT_NAME = re.compile(r"\([A-Z][A-Za-z]{0,6}[A-Z]\)")
_NOONS = {"noon": 720, "midday": 720, "12noon": 720, "midnight": 0, "12midnight": 0}
# The parts of a measure as it is printed: "SKr900m" is "skr", "900", "m"; "2½" is "2", "½".
_PARTS = re.compile(r"\d[\d,]*(?:\.\d+)?|[½¼¾]|[^\W\d_]+[$]?|[$€£¥₹₽#]")
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_SCALES = {
    "m": 1e6, "mn": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9, "k": 1e3, "thousand": 1e3,
    "lakh": 1e5, "crore": 1e7,
}  # fmt: skip
# Words between the parts of a measure, and whose money it is.
_BETWEEN = frozenset("a an of and the us american brazilian swiss swedish indian polish mexican british".split())


def same_style(a: Folded, ours: list[int], b: Folded, theirs: list[int]) -> bool:
    """Whether words of one report and those in their place in the other differ in a desk's style only."""
    if _same_letters(a, ours, b, theirs) or _is_conversion(a, ours, b, theirs) or _introduces(a, ours, b, theirs):
        return True
    # "30 kilometres" and "30 km (19 miles)"
    ours, theirs = _without_brackets(a, ours) or ours, _without_brackets(b, theirs) or theirs
    if not ours or not theirs:
        return False
    if max(len(ours), len(theirs)) > _MOST:
        return False
    figures = any(a.kinds[n] == "number" for n in ours) or any(b.kinds[m] == "number" for m in theirs)
    if figures and _same_clock(a, ours, b, theirs):
        return True
    if (figures or len(ours) == len(theirs) == 1) and _same_measure(a, ours, b, theirs):
        return True
    if figures and same_quantities(a, ours, b, theirs):
        return True
    if any(a.quoted[n] for n in ours) or any(b.quoted[m] for m in theirs):
        # A desk does not touch the words of a quotation.
        return False
    return (
        [a.stems[n] for n in ours] == [b.stems[m] for m in theirs]
        or same_desk_words(a, ours, b, theirs)
        or _is_acronym(a, ours, b, theirs)
        or _is_acronym(b, theirs, a, ours)
        or _is_of_acronym(a, ours, b, theirs)
        or _is_of_acronym(b, theirs, a, ours)
    )


def _without_brackets(folded: Folded, words: list[int]) -> list[int]:
    """Some words without measures in brackets, which only tell again what stands before them."""
    text = folded.record.report.text

    def stands_in(n: int) -> bool:
        before = text[max(0, folded.begins[n] - 24) : folded.begins[n]]
        measured = folded.kinds[n] == "number" or folded.forms[n] in _UNITS
        return measured and "(" in before.rsplit(")", 1)[-1]

    return [n for n in words if not stands_in(n)]


def same_desk_words(a: Folded, ours: list[int], b: Folded, theirs: list[int]) -> bool:
    """Words that a desk puts for others: "autumn" and "fall", "Calif." and "California"."""
    return bool(_entries(a, ours) & _entries(b, theirs))


def _entries(folded: Folded, words: list[int]) -> frozenset[str]:
    """The entries of desk_words.yaml that hold some words: "the EU's fraud office" is "the European fraud office"."""
    printed = _printed(folded, words)
    known = desk_words()
    return known.get(printed) or known.get((*printed[:-1], printed[-1].removesuffix("'s")), frozenset())


def same_name(a: Folded, ours: list[int], b: Folded, theirs: list[int]) -> bool:
    """A name from another script in two spellings; nothing else: "Petrov" is not "Petrova"."""
    one, two = _sound("".join(_letters(a, ours))), _sound("".join(_letters(b, theirs)))
    return len(one) > 3 and one == two


def same_state(a: Folded, ours: list[int], b: Folded, theirs: list[int]) -> bool:
    """A country or body by two of its names: "the United Kingdom's" and "Britain's", "the UN" and "the United
    Nations". Of two words for its people each may mean others ("English", "British")."""
    one, two = (world_of(open_codebook()).known(_name_of(side, words)) for side, words in ((a, ours), (b, theirs)))
    if one is None or two is None or one.kind == two.kind == "adjective":
        return False
    return one.key == two.key and {one.kind, two.kind} <= {"country", "adjective", "organisation"}


def _name_of(folded: Folded, words: list[int]) -> str:
    return re.sub(r"^[Tt]he |['’]s?$", "", " ".join(_text_of(folded, words)))


def _text_of(folded: Folded, words: list[int]) -> list[str]:
    text = folded.record.report.text
    return [text[folded.begins[n] : folded.ends[n]] for n in words]


def _printed(folded: Folded, words: list[int]) -> tuple[str, ...]:
    return tuple(part for word in _text_of(folded, words) for part in pieces(word.replace("’", "'")))


def _letters(folded: Folded, words: list[int]) -> str:
    printed = "".join(_text_of(folded, words))
    return "".join(char for char in printed.casefold() if char.isalnum())


def _bare(letters: str) -> str:
    plain = unicodedata.normalize("NFKD", letters.translate(STROKES))
    return "".join(char for char in plain if not unicodedata.combining(char))


def _same_letters(a: Folded, ours: list[int], b: Folded, theirs: list[int]) -> bool:
    """ "health care" and "healthcare", "re-open" and "reopen", "Müller" and "Mueller"; and a day that only one reading
    knew for one."""
    if "".join(a.forms[n] for n in ours) == "".join(b.forms[m] for m in theirs):
        return True
    if not ours or not theirs:
        return False
    one, two = _letters(a, ours), _letters(b, theirs)
    return (
        bool(one and two)
        and abs(len(one) - len(two)) <= _DIGRAPHS
        and bool({one, _bare(one), _bare(one.translate(_UMLAUTS))} & {two, _bare(two), _bare(two.translate(_UMLAUTS))})
    )


@lru_cache(maxsize=10_000)
def _sound(name: str) -> str:
    name = _bare(name)
    for pattern, instead in _SOUNDS:
        name = pattern.sub(instead, name)
    return name


def _same_clock(a: Folded, ours: list[int], b: Folded, theirs: list[int]) -> bool:
    """ "6:50 a.m." and "06.50", "9 p.m." and "21.00", "2100 hrs"; noon or midnight apart is another time, if told."""
    one, two = _clock(a, ours), _clock(b, theirs)
    if one is None or two is None:
        return False
    apart = abs(one[0] - two[0])
    return apart == 0 or (apart == 720 and (not one[1] or not two[1]) and min(one[0], two[0]) < 720)


def _clock(folded: Folded, words: list[int]) -> tuple[int, bool] | None:
    """A time of day in minutes, and whether the half of the day is told."""
    characters = (char for word in _text_of(folded, words) for char in word.casefold())
    printed = "".join(char for char in characters if char.isalnum() or char in ".:")
    if printed in _NOONS:
        return _NOONS[printed], True
    if spoken := _SPOKEN_CLOCK.match(printed.replace(".", "")):
        hour = int(spoken[3]) if spoken[3].isdigit() else _HOURS.index(spoken[3]) + 1
        minutes = hour * 60 + (_MINUTES[spoken[1]] if spoken[2] == "past" else -_MINUTES[spoken[1]])
        return minutes % 1440, False
    for number, name in enumerate(_HOURS, 1):
        if printed.startswith(name) and not printed.startswith(f"{name}teen"):
            printed = f"{number}{printed.removeprefix(name)}"
    match = _CLOCK.match(re.sub(r"([ap])\.m\.?(?=$|in|at)", r"\1m", printed))
    if match is None or int(match[1]) > 24 or not (match[2] or match[3] or match[4] or match[5]):
        return None
    hour = int(match[1])
    late = match[3] == "p" or match[4] in ("afternoon", "evening") or bool(match[5])
    told = bool(match[3] or match[4] or match[5])
    if told and hour <= 12:
        hour = hour % 12 + (12 if late else 0)
    return hour * 60 + int(match[2] or 0), told or hour > 12 or match[1][0] == "0"


def _same_measure(a: Folded, ours: list[int], b: Folded, theirs: list[int]) -> bool:
    """ "900 million kronor" and "SKr900m", "2½" and "two and a half", "500 litres" and "500 l"."""
    one, two = _measure(a, ours), _measure(b, theirs)
    if one is None or two is None or len(one[1]) != len(two[1]):
        return False
    alike = all(any(mine & other for other in two[1]) for mine in one[1])
    return alike and any(abs(x - y) <= 1e-6 * max(x, y) for x in one[0] for y in two[0])


def _measure(folded: Folded, words: list[int]) -> tuple[set[float], list[frozenset[str]]] | None:
    """The values that some printed words can have (0 where they have no number), and the entries of desk_words.yaml of
    what is measured; None where a word of them is neither."""
    parts = [part.casefold().replace(",", "") for part in _PARTS.findall(" ".join(_text_of(folded, words)))]
    value: float | None = None
    values: set[float] = set()
    units: list[frozenset[str]] = []
    at = 0
    while at < len(parts):
        part = parts[at]
        if part in _FRACTIONS or parts[at : at + 2] in (["a", "half"], ["1", "2"]):
            value, at = (value or 0.0) + _FRACTIONS.get(part, 0.5), at + (1 if part in _FRACTIONS else 2)
        elif part == "half":
            value, at = 0.5, at + 1
        elif part in _SCALES and value is not None:
            if part == "m":
                values.add(value)
            value, at = value * _SCALES[part], at + 1
        elif part in _BETWEEN:
            at += 1
        elif (number := number_at(parts, at)) and re.fullmatch(r"#\d+(?:\.\d+)?", number[0]):
            if value is not None:
                return None
            value, at = float(number[0][1:]), at + number[1]
        elif known := desk_words().get((part,)):
            units.append(known)
            at += 1
        else:
            return None
    return values | {value or 0.0}, units


def _is_acronym(a: Folded, ours: list[int], b: Folded, theirs: list[int]) -> bool:
    """ "GDP" and "gross domestic product": capitals that are the first letters of the other side's words."""
    if len(ours) != 1 or len(theirs) < 2:
        return False
    letters = "".join(_text_of(a, ours))
    words = [part for word in _text_of(b, theirs) for part in word.split("-")]
    heavy = [word for word in words if word.lower() not in ("of", "the", "and", "for")]
    return letters.isupper() and letters.lower() in (
        "".join(w[0] for w in words).lower(),
        "".join(w[0] for w in heavy).lower(),
    )


def _introduces(a: Folded, ours: list[int], b: Folded, theirs: list[int]) -> bool:
    """Whether one side has only a short name that it introduces: "the Mine Safety Council (MSC)"."""
    if bool(ours) == bool(theirs):
        return False
    folded, words = (a, ours) if ours else (b, theirs)
    start, end = folded.span(words[0], words[-1] + 1)
    return len(words) == 1 and _SHORT_NAME.match(folded.record.report.text, start - 1) is not None and end - start > 1


def _is_of_acronym(a: Folded, ours: list[int], b: Folded, theirs: list[int]) -> bool:
    """ "The council's members", "the MSC's members": the name's last word, and the short name that its report
    introduces."""
    if len(ours) != 1 or len(theirs) != 1:
        return False
    letters = "".join(_text_of(a, ours)).removesuffix("'s").removesuffix("’s")
    text = a.record.report.text
    at = text.find(f"({letters})") if letters.isupper() and len(letters) > 1 else -1
    before = text[max(0, at - 80) : at].split() if at > 0 else []
    return bool(before) and before[-1].casefold() == b.forms[theirs[0]]


def _is_conversion(a: Folded, ours: list[int], b: Folded, theirs: list[int]) -> bool:
    """ "9 miles (14 km)" and "14 kilometres", "at 6:50 (0350 GMT)": a measure told once or twice; one of the two stands
    in brackets."""
    if bool(ours) == bool(theirs):
        return False
    folded, words = (a, ours) if ours else (b, theirs)
    text = folded.record.report.text
    if not all(folded.kinds[n] == "number" or folded.forms[n] in _UNITS for n in words):
        return False
    before, after = text[: folded.begins[words[0]]][-4:], text[folded.ends[words[-1]] :][:4]
    if [folded.forms[n] for n in words] == ["#12"] and re.match(r" (?:noon|midnight)", text[folded.ends[words[0]] :]):
        return True
    return any(char in "()[]," for char in before + after) and any(folded.kinds[n] == "number" for n in words)
