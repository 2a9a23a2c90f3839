"""Datelines in the styles of many agencies, and words that only look like one."""

from __future__ import annotations

import pytest

from onrecord.intake.anatomy import cut
from onrecord.intake.datelines import date_line, dateline_at

SENTENCE = "The harbour board said on Friday that the old pier would be closed for a month."


@pytest.mark.parametrize(
    ("line", "places", "date", "agency"),
    [
        ("WASHINGTON/JERUSALEM, Feb 3 –", ["WASHINGTON", "JERUSALEM"], "Feb 3", None),
        ("Feb 1 (Agency) -", [], "Feb 1", "Agency"),
        ("LAGOS, Nigeria (AP) —", ["LAGOS", "Nigeria"], None, "AP"),
        ("PARIS (AFP) -", ["PARIS"], None, "AFP"),
        ("Geneva, 4 March 2026 (Reuters) -", ["Geneva"], "4 March 2026", "Reuters"),
        ("KYIV, Ukraine, March 4 -", ["KYIV", "Ukraine"], "March 4", None),
        ("MOSCOW. March 4. INTERFAX -", ["MOSCOW"], "March 4", "INTERFAX"),
        ("MOSCOW, March 4. /TASS/.", ["MOSCOW"], "March 4", "TASS"),
        ("BEIRUT:", ["BEIRUT"], None, None),
        ("New Delhi, Mar 4 (PTI)", ["New Delhi"], "Mar 4", "PTI"),
        ("New Delhi [India], March 4 (ANI):", ["New Delhi", "India"], "March 4", "ANI"),
        ("[NAIROBI]", ["NAIROBI"], None, None),
        ("(Reuters) -", [], None, "Reuters"),
        ("GENEVA (4 March 2026) –", ["GENEVA"], "4 March 2026", None),
        ("UNITED NATIONS, March 4 (Xinhua) --", ["UNITED NATIONS"], "March 4", "Xinhua"),
        ("PORT-AU-PRINCE, Haiti (AP) _", ["PORT-AU-PRINCE", "Haiti"], None, "AP"),
        ("SÃO PAULO, March 4 (Reuters) -", ["SÃO PAULO"], "March 4", "Reuters"),
        ("Rio de Janeiro, Sept. 9, 2025 —", ["Rio de Janeiro"], "Sept. 9, 2025", None),
        ("GAZA CITY/CAIRO/WASHINGTON, March 4 (Reuters) -", ["GAZA CITY", "CAIRO", "WASHINGTON"], "March 4", "Reuters"),
        ("LVIV, Ukraine and WARSAW, Poland —", ["LVIV", "Ukraine", "WARSAW", "Poland"], None, None),
        ("ABOARD AIR FORCE ONE (AP) —", [], None, "AP"),
        ("Tehran, IRNA –", ["Tehran"], None, "IRNA"),
        ("1 March 2026, Geneva –", ["Geneva"], "1 March 2026", None),
        ("Reykjavik –", ["Reykjavik"], None, None),
        ("KUALA LUMPUR, Wednesday, March 4 -", ["KUALA LUMPUR"], "Wednesday, March 4", None),
    ],
)
def test_dateline_ends_after_its_mark_and_gives_its_parts(
    line: str, places: list[str], date: str | None, agency: str | None
) -> None:
    text = f"{line} {SENTENCE}"
    found = dateline_at(text, 0, len(text))
    assert found is not None
    assert text[found.start : found.end] == line
    assert [text[start:end] for start, end in found.places] == places
    assert (text[slice(*found.date)] if found.date else None) == date
    assert found.agency == agency


@pytest.mark.parametrize(
    "text",
    [
        "However, Feb 3 - a date that few in the town have forgotten - passed quietly.",
        "Until Saturday, March 4 - the day of the vote - nobody had asked him.",
        "The army said – and nobody doubted it – that the pier was closed.",
        "Norway – Sweden's neighbour – said on Friday that it would send two ships to the gulf.",
        "NATO — the alliance of which both are members — said nothing about it on Friday.",
        "NOTE: The harbour board said on Friday that the old pier would be closed for a month.",
        "US - Iran talks: what we know",
        "Two people were hurt, the police said: a guard and a cook of the harbour board.",
        "By March 4 - when the board met - nobody had paid.",
        "He came home: tired, wet and late, as the police in the town said.",
        "JONES: I never saw it there.\nSMITH: You did.\nJONES: I did not see it on that day.",
    ],
)
def test_sentence_that_looks_like_a_dateline_is_left_alone(text: str) -> None:
    assert dateline_at(text, 0, len(text)) is None
    anatomy = cut(text)
    assert anatomy.dateline is None
    assert all(segment.kind != "dateline" for segment in anatomy.segments)


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Friday, July 21, 2017", "Friday, July 21, 2017"),
        ("4 March 2026", "4 March 2026"),
        ("Published: March 4, 2026 at 16:40", "March 4, 2026"),
        ("May 3, 2013 | 8:20 am", "May 3, 2013"),
        ("18 September 2013 Last updated at 13:59 GMT", "18 September 2013"),
        ("Geneva, 4 March 2026", "4 March 2026"),
    ],
)
def test_line_that_only_says_when_is_a_dateline(line: str, date: str) -> None:
    text = f"Old pier to be closed\n\n{line}\n\n{SENTENCE}"
    anatomy = cut(text)
    assert [segment.kind for segment in anatomy.segments] == ["headline", "dateline", "paragraph"]
    assert anatomy.dateline is not None
    assert anatomy.dateline.date is not None
    assert text[slice(*anatomy.dateline.date)] == date


@pytest.mark.parametrize("line", ["Friday", "Talks in March", "In 2026", "Jane Doe (Reuters)", "Volume 1, Chapter 1"])
def test_line_without_a_day_is_no_date_line(line: str) -> None:
    assert date_line(line, 0, len(line)) is None


def test_place_dateline_goes_before_a_date_line() -> None:
    text = f"Old pier to be closed\nMarch 4, 2026\nRIGA (Agency) - {SENTENCE}"
    anatomy = cut(text)
    assert [segment.kind for segment in anatomy.segments] == ["headline", "dateline", "dateline", "paragraph"]
    assert anatomy.dateline is not None
    assert [text[start:end] for start, end in anatomy.dateline.places] == ["RIGA"]
