"""Score times on gold/times/gum_dates.json: found (overlap), value over dates with `published` given, and over
relative ones.

`python evaluation/gum_dates.py [--show]`; the folder of the gold is $ONRECORD_GOLD (default ../shared/gold). The
gold marks dates and vague bounds, no durations, clock times, sets or named feasts: a time without any date in it
isn't counted as found. Of a gold "begin/until" both must fit; of "not_before/not_after" those given, as exactly as
they are given.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
from pathlib import Path
from typing import Any

from onrecord.codebook.loader import open_codebook
from onrecord.intake.report import Anatomy, AnatomySegment, Report
from onrecord.language.models import load_model
from onrecord.language.parse import parse
from onrecord.reading.calendar import extent
from onrecord.reading.times import read_times
from onrecord.record import Time

GOLD = Path(os.environ.get("ONRECORD_GOLD", "../shared/gold")) / "times" / "gum_dates.json"


def report_of(text: str, published: str | None) -> Report:
    """A report whose lines are its paragraphs."""
    segments, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            segments.append(AnatomySegment("paragraph", start, start + len(line)))
        start += len(line) + 1
    return Report(text, hashlib.sha256(text.encode()).hexdigest(), Anatomy(segments), published=published)


def dated(time: Time) -> bool:
    """Whether a time says anything about a date, as all of the gold does."""
    if time.type == "SET":
        return False
    bounds = time.begin or time.end or time.not_before or time.not_after
    value = time.value or ""
    return bool(bounds) or (time.type != "DURATION" and (value[:2].isdigit() or value.startswith("XXXX-")))


def right(gold: dict[str, Any], time: Time) -> bool:
    """Whether a time has the gold's value."""
    if "value" in gold:
        wanted = gold["value"].replace("--", "XXXX-") if gold["value"].startswith("--") else gold["value"]
        value = (time.value or "").split("T")[0]
        return value == wanted or (time.begin == time.end == wanted and wanted is not None)
    if "begin" in gold or "until" in gold:
        covered = extent(time.value)
        first, last = (day.isoformat() for day in covered) if covered else ("", "")
        wanted = gold.get("begin", ""), gold.get("until", "")
        pairs = ((time.begin, time.end), (time.not_before, time.not_after), (first, last))
        return any((a or "").startswith(wanted[0]) and (b or "").startswith(wanted[1]) for a, b in pairs)
    bounds = {"not_before": time.not_before or time.begin, "not_after": time.not_after or time.end}
    return all((bounds[name] or time.value or "").startswith(gold[name]) for name in bounds if name in gold)


def around(text: str, start: int, end: int) -> str:
    """The words of a span in brackets, with some of the text around them on one line."""
    left, right = text[max(0, start - 50) : start], text[end : end + 30]
    return " ".join(f"{left}[[{text[start:end]}]]{right}".split())


def f_of(hits: int, predicted: int, wanted: int) -> tuple[float, float, float]:
    """Precision, recall and F."""
    precision, recall = hits / max(1, predicted), hits / max(1, wanted)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def score(show: bool = False) -> dict[str, float]:
    """The figures by name; prints each miss where `show`."""
    texts = json.loads(GOLD.read_text("utf-8"))
    nlp, codebook = load_model(), open_codebook()
    counts = dict.fromkeys(
        (
            "gold",
            "predicted",
            "found",
            "right",
            "dates",
            "found_dates",
            "right_dates",
            "relative",
            "right_relative",
            "predicted_relative",
            "extra",
        ),
        0,
    )
    for text, parsed in zip(texts, parse((report_of(t["text"], t["published"]) for t in texts), nlp), strict=True):
        times = [time for time in read_times(parsed, codebook) if dated(time)]
        free = list(times)
        for gold in sorted(text["times"], key=lambda item: item["start"]):
            hit = next((t for t in free if t.span[0] < gold["end"] and gold["start"] < t.span[1]), None)
            if hit is not None:
                free.remove(hit)
            fits = hit is not None and right(gold, hit)
            is_date = "value" in gold
            counts["gold"] += 1
            counts["found"] += hit is not None
            counts["right"] += fits
            counts["dates"] += is_date
            counts["found_dates"] += is_date and hit is not None
            counts["right_dates"] += fits and is_date
            counts["relative"] += gold["relative"]
            counts["right_relative"] += fits and gold["relative"]
            if show and not fits:
                told = hit and hit.model_dump(exclude_none=True, exclude={"id", "span"})
                print(
                    "MISS", text["id"], text["published"], around(text["text"], gold["start"], gold["end"]), gold, told
                )
        counts["predicted"] += len(times)
        counts["extra"] += len(free)
        counts["predicted_relative"] += sum(
            re.search(r"\d{4}|\d0['’]?s", text["text"][slice(*time.span)]) is None for time in times
        )
        if show:
            for time in free:
                print("EXTRA", text["id"], around(text["text"], *time.span), time.value)
    precision, recall, found = f_of(counts["found"], counts["predicted"], counts["gold"])
    # A predicted time that overlaps no gold is wrong for the values, too; one that overlaps a vague gold is no date.
    _, _, value = f_of(counts["right_dates"], counts["found_dates"] + counts["extra"], counts["dates"])
    _, _, every = f_of(counts["right"], counts["predicted"], counts["gold"])
    _, _, relative = f_of(counts["right_relative"], counts["predicted_relative"], counts["relative"])
    return {
        "found_precision": precision,
        "found_recall": recall,
        "found_f": found,
        "value_f": value,
        "value_f_all": every,
        "relative_f": relative,
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--show", action="store_true")
    for name, figure in score(parser.parse_args().show).items():
        print(f"{name}: {figure:.3f}")
