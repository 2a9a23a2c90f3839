"""A dyad as a chart: stacked bars by quad class, a panel for each direction, readable on a phone.

Periods without any report are grey bands over the whole height; a zero is a ring on the base line, so that "nothing is
known" never looks like "nothing happened". Altair and vl-convert are needed, and are imported here only.
"""

from __future__ import annotations

import textwrap
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from onrecord.errors import PartMissing
from onrecord.export.wording import FACTUALITY_WORDS, SECTOR_WORDS, country_words
from onrecord.measure.dyad import QUADS, Direction, Dyad, Period
from onrecord.record import Factuality

try:
    import altair as alt
    import vl_convert
except ImportError as error:
    raise PartMissing(
        "Charts need the packages altair and vl-convert-python; install them with pip install altair vl-convert-python."
    ) from error

# A phone is 360 to 400 wide, in CSS pixels; the axis and the margins take the rest.
PLOT_WIDTH = 300
PLOT_HEIGHT = 130
# PNGs have this many pixels for one of CSS.
PIXELS = 3
_LINE = 56
_MISSING = "no reports"
_ZERO = "zero"
_LATER = "told later only"
# Blue for cooperation, orange for conflict, the darker the more material: apart in grey, and for the colour-blind.
_COLOURS = {
    "verbal cooperation": "#9ecae9",
    "material cooperation": "#2166ac",
    "verbal conflict": "#fdbb75",
    "material conflict": "#b0440c",
    _MISSING: "#d9d9d9",
}
# One legend below the other; side by side they are wider than a phone.
_LEGENDS = {"bottom": {"direction": "vertical", "anchor": "start", "margin": 4}}
_MARKS = {_ZERO: "circle", _LATER: "triangle-down"}
_MARK_COLOUR = "#555555"


def dyad_svg(dyad: Dyad) -> str:
    """The chart as SVG."""
    return vl_convert.vegalite_to_svg(vega_lite(dyad))


def dyad_png(dyad: Dyad) -> bytes:
    """The chart as PNG, three pixels for one of CSS."""
    return vl_convert.vegalite_to_png(vega_lite(dyad), scale=PIXELS)


def vega_lite(dyad: Dyad) -> dict[str, Any]:
    """The chart as a Vega-Lite specification."""
    spec: dict[str, Any] = _chart(dyad).to_dict()
    # Vega has this setting, Altair's classes do not.
    spec["config"]["legend"]["layout"] = _LEGENDS
    return spec


def side_words(code: str) -> str:
    """A side in words: "United States", "Iran (military)"."""
    country, _, sector = code.partition(":")
    name = country_words(country) or country
    return f"{name} ({SECTOR_WORDS.get(sector, sector)})" if sector else name


def _chart(dyad: Dyad) -> Any:
    highest = max(
        (period.counts.total for way in dyad.directions for period in way.periods if period.counts), default=0
    )
    panels = [_panel(dyad, direction, _ticks(highest)) for direction in dyad.directions]
    return (
        alt.vconcat(*panels, spacing=14, title=_title(dyad), description=" ".join(_lines(dyad)))
        .resolve_scale(color="shared", shape="shared", y="shared")
        .configure(font="Liberation Sans, Arial, Helvetica, sans-serif", padding=8)
        .configure_view(stroke=None)
        .configure_axis(labelFontSize=12, titleFontSize=12, gridColor="#eeeeee", domainColor="#888888")
        .configure_legend(labelFontSize=12, symbolSize=110, labelLimit=0)
    )


def _ticks(highest: int) -> list[int]:
    """Whole numbers from 0 to the highest or just above it, at most five; there are no halves of events."""
    step = next(step for power in count() for step in (10**power, 2 * 10**power, 5 * 10**power) if highest <= 4 * step)
    top = -(-max(highest, 1) // step) * step
    return list(range(0, top + step, step))


def _title(dyad: Dyad) -> Any:
    names = " and ".join(dict.fromkeys([side_words(dyad.actor), side_words(dyad.recipient)]))
    lines = [line for words in _lines(dyad)[1:] for line in textwrap.wrap(words, _LINE)]
    return alt.TitleParams(
        textwrap.wrap(names, 38), subtitle=lines, fontSize=15, subtitleFontSize=11.5, subtitleLineHeight=15,
        subtitleColor="#444444", anchor="start", frame="group", offset=10,
    )  # fmt: skip


def _lines(dyad: Dyad) -> list[str]:
    told = " or ".join(_factuality(name) for name in dyad.factuality)
    span = dyad.first if dyad.first == dyad.last else f"{dyad.first} to {dyad.last}"
    return [
        f"{side_words(dyad.actor)} and {side_words(dyad.recipient)}:",
        f"Distinct events by {dyad.by}, told as {told}; {span}; {dyad.reports.total:,} reports.",
    ]


def _factuality(name: Factuality) -> str:
    return FACTUALITY_WORDS[name][1]


def _panel(dyad: Dyad, direction: Direction, ticks: list[int]) -> Any:
    """One direction: bands for what is missing, bars for what is counted, rings for zeros, triangles for late ones."""
    colour = alt.Color(
        "what:N",
        title=None,
        scale=alt.Scale(domain=list(_COLOURS), range=list(_COLOURS.values())),
        legend=alt.Legend(orient="bottom", columns=2, symbolType="square", symbolOpacity=1, offset=6),
    )
    years = date.fromisoformat(dyad.last).year - date.fromisoformat(dyad.first).year
    form = "%b %Y" if dyad.by == "month" or years else "%-d %b"
    x = alt.X(
        "from:T",
        title=None,
        scale=alt.Scale(type="utc", domain=[_ms(dyad.first), _ms(dyad.last, 1)], nice=False),
        axis=alt.Axis(format=form, tickCount=4, labelOverlap=True, grid=False, labelFlush=True),
    )
    y = alt.Y(
        "low:Q",
        title=None,
        scale=alt.Scale(domain=[0, ticks[-1]], nice=False),
        axis=alt.Axis(format="d", values=ticks),
    )
    counted = f"{side_words(direction.actor)} → {side_words(direction.recipient)}: {direction.counts.total:,}"
    bands = alt.Chart(_bands(direction)).mark_rect().encode(x=x, x2="to:T", color=colour)
    bars = alt.Chart(_bars(direction)).mark_rect().encode(x=x, x2="to:T", y=y, y2="high:Q", color=colour)
    shape = alt.Shape(
        "what:N",
        title=None,
        scale=alt.Scale(domain=list(_MARKS), range=list(_MARKS.values())),
        legend=alt.Legend(orient="bottom", columns=2, symbolStrokeColor=_MARK_COLOUR, offset=6),
    )
    points = alt.Chart(_marks(direction, ticks[-1])).mark_point(
        filled=False, size=20, strokeWidth=1.2, clip=False, color=_MARK_COLOUR, opacity=1
    )
    marks = points.encode(x=x, y=y, shape=shape)
    return alt.layer(bands, bars, marks).properties(
        width=PLOT_WIDTH,
        height=PLOT_HEIGHT,
        title=alt.TitleParams(counted, anchor="start", frame="group", fontSize=13, fontWeight="bold", offset=6),
    )


def _ms(day: str, later: int = 0) -> int:
    """The beginning of a day, so many days later, in milliseconds of UTC."""
    then = datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC) + timedelta(days=later)
    return int(then.timestamp() * 1000)


def _edges(period: Period, gap: float = 0.0) -> dict[str, float]:
    begin, end = _ms(period.begin), _ms(period.end, 1)
    inset = (end - begin) * gap / 2
    return {"from": begin + inset, "to": end - inset}


def _data(rows: list[dict[str, Any]]) -> Any:
    return alt.Data(values=rows)  # type: ignore[no-untyped-call]


def _bands(direction: Direction) -> Any:
    """A band for each run of missing periods, so that no seam is drawn inside it."""
    rows: list[dict[str, Any]] = []
    for period in direction.periods:
        if period.state != "missing":
            continue
        edges = _edges(period)
        if rows and rows[-1]["to"] == edges["from"]:
            rows[-1]["to"] = edges["to"]
        else:
            rows.append(edges | {"what": _MISSING})
    return _data(rows)


def _bars(direction: Direction) -> Any:
    rows = []
    for period in direction.periods:
        low = 0
        for quad in QUADS:
            number = getattr(period.counts, quad.replace(" ", "_")) if period.counts else 0
            if number:
                rows.append(_edges(period, 0.16) | {"what": quad, "low": low, "high": low + number})
            low += number
    return _data(rows)


def _marks(direction: Direction, top: int) -> Any:
    """A ring on the base line for each zero, a triangle above each bar that later reports alone tell of."""
    rows = []
    for period in direction.periods:
        edges = _edges(period)
        middle = {"from": (edges["from"] + edges["to"]) / 2}
        if period.state == "zero":
            rows.append(middle | {"what": _ZERO, "low": 0})
        elif period.state == "told_later" and period.counts:
            rows.append(middle | {"what": _LATER, "low": period.counts.total + top * 0.05})
    return _data(rows)
