"""What a number measures, in whatever unit: "310 millimetres" and "31 cm", "75 basis points" and "0.75 points".

A desk converts units for its readers and rounds: the value is the same, and so is the fact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.record import Span
from onrecord.stories.folding import Folded

# Values in another unit that differ by so large a share at most are one, rounded: "12 miles", "20 km".
_ROUNDED = 0.05
# By each unit (in the singular) what it measures and how many of that it is: metres, grams, litres, square metres,
# metres a second, shares of a whole.
_UNITS: dict[str, tuple[str, float]] = {
    "mm": ("length", 0.001), "millimetre": ("length", 0.001), "cm": ("length", 0.01), "centimetre": ("length", 0.01),
    "m": ("length", 1), "metre": ("length", 1), "km": ("length", 1000), "kilometre": ("length", 1000),
    "mile": ("length", 1609.3), "nautical mile": ("length", 1852), "yard": ("length", 0.9144), "yd": ("length", 0.9144),
    "foot": ("length", 0.3048), "feet": ("length", 0.3048), "ft": ("length", 0.3048), "inch": ("length", 0.0254),
    "inche": ("length", 0.0254), "g": ("mass", 1), "gram": ("mass", 1), "gramme": ("mass", 1), "kg": ("mass", 1000),
    "kilo": ("mass", 1000), "kilogram": ("mass", 1000), "kilogramme": ("mass", 1000), "tonne": ("mass", 1e6),
    "metric ton": ("mass", 1e6), "ton": ("mass", 0.95e6), "ounce": ("mass", 28.35), "lb": ("mass", 453.6),
    "litre": ("volume", 1), "gallon": ("volume", 3.785), "barrel": ("volume", 159), "sq km": ("area", 1e6),
    "square kilometre": ("area", 1e6), "square mile": ("area", 2.59e6), "sq mile": ("area", 2.59e6),
    "square metre": ("area", 1), "sq m": ("area", 1), "square foot": ("area", 0.0929), "square feet": ("area", 0.0929),
    "sq ft": ("area", 0.0929), "hectare": ("area", 1e4), "ha": ("area", 1e4), "acre": ("area", 4046.9),
    "km/h": ("speed", 0.2778), "kmh": ("speed", 0.2778), "kph": ("speed", 0.2778), "mph": ("speed", 0.447),
    "kilometre per hour": ("speed", 0.2778), "kilometre an hour": ("speed", 0.2778), "mile per hour": ("speed", 0.447),
    "mile an hour": ("speed", 0.447), "knot": ("speed", 0.5144), "percent": ("share", 0.01),
    "per cent": ("share", 0.01),
    "pct": ("share", 0.01), "%": ("share", 0.01), "percentage point": ("share", 0.01), "point": ("share", 0.01),
    "basis point": ("share", 0.0001), "bp": ("share", 0.0001), "bps": ("share", 0.0001),
}  # fmt: skip
_UNIT = re.compile(
    r"[\s\u00a0-]*("
    + "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
    + r")(?:s(?: an? hour| per hour)?)?(?![^\W\d_])",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"#(\d+(?:\.\d+)?)$")
_ONE_IN = re.compile(r"(?:one|1)(?: out)?(?: of| in)(?: every)? $", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value in metres, grams … or a share of one, the unit that is printed, and the words that tell it."""

    measures: str
    value: float
    unit: str
    span: Span


def quantity_at(folded: Folded, n: int) -> Quantity | None:
    """What a number of a report (the number of its word) measures; None where it only counts."""
    match = _FIGURE.match(folded.forms[n]) if folded.kinds[n] == "number" else None
    if match is None:
        return None
    value, text = float(match[1]), folded.record.report.text
    start, end = folded.span(n, n + 1)
    behind = text[end : end + 30].lower().replace("meter", "metre").replace("liter", "litre")
    if (unit := _UNIT.match(behind)) is not None:
        name = _spelled(unit[0])
        measures, factor = _UNITS[name]
        return Quantity(measures, value * factor, name, (start, end + unit.end()))
    if (one := _ONE_IN.search(text[max(0, start - 14) : start])) and value > 1:
        # "one in four"
        return Quantity("share", 1 / value, "one in", (start - len(one[0]), end))
    forms = folded.forms[n + 1 : n + 3]
    if value == 1 and forms[:1] == ["in"] and len(forms) == 2 and (whole := _FIGURE.match(forms[1])):
        return Quantity("share", 1 / max(float(whole[1]), 1), "one in", (start, folded.ends[n + 2]))
    if 0 < value < 1:
        # "a quarter of" is folded to its share
        return Quantity("share", value, "part", (start, end))
    return None


def _spelled(unit: str) -> str:
    """A unit as it stands in the table: "-foot", "kilometres an hour"."""
    name = " ".join(unit.replace("-", " ").split())
    for form in (name, name.removesuffix("s"), name.replace("s an ", " an ").replace("s per ", " per ")):
        if form in _UNITS:
            return form
    return name.split("s ")[0]


def are_one_quantity(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities are one value: the same in one unit, nearly the same in two."""
    if one.measures != other.measures:
        return False
    near = 1e-6 if one.unit == other.unit else _ROUNDED
    if one.measures == "share" and not {one.unit, other.unit} & {"part", "one in"}:
        # Points and percent are never rounded: "150 basis points" are 1.5, not 1.6 points; "a third" is 33 percent.
        near = 1e-6
    return abs(one.value - other.value) <= near * max(one.value, other.value)


def same_quantity(a: Folded, n: int, b: Folded, m: int) -> bool:
    """Whether two numbers measure one value, each in its own unit."""
    one = quantity_at(a, n)
    other = quantity_at(b, m) if one is not None else None
    return one is not None and other is not None and are_one_quantity(one, other)


def same_quantities(a: Folded, ours: list[int], b: Folded, theirs: list[int]) -> bool:
    """Whether some words tell one quantity and nothing else, on both sides: "12 miles" and "20 kilometres"."""
    one, other = _only_quantity(a, ours), _only_quantity(b, theirs)
    return one is not None and other is not None and are_one_quantity(one, other)


def _only_quantity(folded: Folded, words: list[int]) -> Quantity | None:
    numbers = [n for n in words if folded.kinds[n] == "number"]
    found = quantity_at(folded, numbers[-1]) if numbers else None
    if found is None:
        return None
    inside = all(found.span[0] <= folded.begins[n] and folded.ends[n] <= found.span[1] for n in words)
    return found if inside else None
