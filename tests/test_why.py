"""`why`: each cell is explained by what really decided it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.codebook.loader import BUILT_IN, open_codebook
from onrecord.errors import NoSuchCell
from onrecord.intake.plain import report_from_text
from onrecord.reader import Reader
from onrecord.reading.read import Reading
from onrecord.reading.why import cells, explain

Asks = Callable[..., str]


@pytest.fixture(scope="module")
def reading() -> Callable[..., Reading]:
    reader = Reader.open()

    def of(text: str, published: str | None = None) -> Reading:
        return next(reader.readings([report_from_text(text, published=published)]))

    return of


@pytest.fixture(scope="module")
def why(reading: Callable[..., Reading]) -> Asks:
    """Ask for a field of the first statement, event, actor, time or place of a text."""

    def of(text: str, kind: str, field: str = "", published: str | None = None) -> str:
        found = reading(text, published)
        cell = getattr(found.record, kind)[0].id if kind != "report" else "report"
        return "\n".join(explain(found, open_codebook(), f"{cell}.{field}" if field else cell))

    return of


def test_the_words_are_marked_below_the_sentence(why: Asks) -> None:
    told = why("The talks failed, two diplomats said.", "statements").splitlines()
    assert told[1] == "The talks failed, two diplomats said."
    assert told[2] == "----------------  sssssssssssss ^^^^"


def test_marks_stand_below_their_words_after_a_wrap(why: Asks) -> None:
    text = "The talks in the old harbour town went on for many hours and failed in the end, two diplomats said."
    lines = why(text, "statements").splitlines()
    row = next(number for number, line in enumerate(lines) if "^" in line and "diplomats said" in lines[number - 1])
    words, marks = lines[row - 1], lines[row]
    assert words[marks.index("^") : marks.rindex("^") + 1] == "said"
    assert words[marks.index("s") : marks.rindex("s") + 1] == "two diplomats"


def test_source_kind_names_the_word_list(why: Asks) -> None:
    told = why("Two diplomats said the talks failed.", "statements", "source_kind")
    assert "“diplomat” is in " in told
    assert "people of codebook/sourcing.yaml" in told


def test_source_kind_of_a_name_tells_the_label(why: Asks) -> None:
    assert "a name (PERSON)" in why("Anna Berg said the talks failed.", "statements", "source_kind")


def test_a_resolved_pronoun_names_whom_it_means(why: Asks, reading: Callable[..., Reading]) -> None:
    found = reading("Minister Anna Berg met rebels in Oslo. She said the talks failed.")
    cell = found.record.statements[-1].id
    told = "\n".join(explain(found, open_codebook(), f"{cell}.source_actors"))
    assert "“She” is Anna Berg" in told


def test_an_open_pronoun_names_all_who_fit(reading: Callable[..., Reading]) -> None:
    found = reading("Anna Berg and Maria Silva met in Oslo. She said the talks failed.")
    item = found.record.statements[-1]
    told = "\n".join(explain(found, open_codebook(), f"{item.id}.source_actors"))
    assert item.source_actors == [], "two fit, so none is chosen"
    assert "Anna Berg" in told
    assert "Maria Silva" in told


def test_act_and_strength_show_the_entry_in_the_codebook(why: Asks) -> None:
    for field in ("act", "strength", "cue", "rule"):
        told = why("Officials confirmed that the talks failed.", "statements", field)
        line = next(line for line in told.splitlines() if "codebook/cues_verbs.yaml:" in line)
        number = int(line.split("cues_verbs.yaml:")[1].split(":")[0])
        assert (BUILT_IN / "cues_verbs.yaml").read_text("utf-8").splitlines()[number - 1].startswith("confirm:")


def test_other_classes_of_a_cue_are_told(why: Asks) -> None:
    assert "tell_to" in why("Anna Berg told reporters that the talks failed.", "statements", "act")


def test_confidence_tells_how_often_the_cue_is_one(why: Asks) -> None:
    told = why("Officials said the talks failed.", "statements", "confidence")
    assert "is a cue in 5,350 of 6,302 occurrences" in told
    assert "frame “clause”" in told


def test_form_counts_the_quoted_words(why: Asks) -> None:
    assert "3 of the 3 words" in why('"Talks have failed," Anna Berg said.', "statements", "form")


def test_a_condition_names_the_wording(why: Asks) -> None:
    text = "The talks failed, said a diplomat who spoke on condition of anonymity."
    assert "“anonymity” is in sure of codebook/conditions.yaml" in why(text, "statements", "condition")
    assert "No words of anonymity" in why("The talks failed, a diplomat said.", "statements", "condition")


def test_within_names_the_statement_that_holds_it(reading: Callable[..., Reading]) -> None:
    found = reading("The newspaper reported that two officials said the talks had failed.")
    inner = next(item for item in found.record.statements if item.within)
    told = "\n".join(explain(found, open_codebook(), f"{inner.id}.within"))
    assert f"Within {inner.within}: its content" in told


def test_an_event_s_type_shows_its_pattern_and_the_other_types(why: Asks) -> None:
    told = why("Anna Berg met General Ivo Novak in Oslo.", "events", "type")
    line = next(line for line in told.splitlines() if "codebook/events/CONSULT.yaml:" in line)
    number = int(line.split("CONSULT.yaml:")[1].split(":")[0])
    assert "meet" in (BUILT_IN / "events" / "CONSULT.yaml").read_text("utf-8").splitlines()[number - 1]
    assert "Other types that “meet” can be" in told


def test_factuality_names_the_marker_and_its_list(why: Asks) -> None:
    told = why("Norwegian rebels may attack the Chilean army in Oslo.", "events", "factuality")
    assert "possible" in told
    assert "'may'" in told
    assert "codebook/factuality.yaml:" in told


def test_factuality_without_a_marker_says_so(why: Asks) -> None:
    assert "nothing around the trigger" in why("Rebels attacked the army in Oslo.", "events", "factuality")


def test_an_event_in_a_statement_names_whose_word_it_is(why: Asks) -> None:
    told = why("Two officials said that rebels attacked the army.", "events", "statement")
    assert "“Two officials”" in told
    assert "reporter's own words" in why("Rebels attacked the army.", "events", "statement")


def test_an_actor_tells_what_country_and_sector_rest_on(why: Asks) -> None:
    told = why("Norwegian Defence Minister Anna Berg left.", "actors", "country")
    assert "NOR" in told
    assert "Norwegian" in told or "Norway" in told
    assert "“defence minister” is GOV in codebook/role_nouns.yaml" in why(
        "Norwegian Defence Minister Anna Berg left.", "actors", "sector"
    )


def test_a_time_tells_what_it_was_reckoned_from(why: Asks) -> None:
    text = "Rebels attacked the army on Friday."
    assert "2026-02-03 (given with --published)" in why(text, "times", "value", published="2026-02-03")
    assert "--published DATE would fix it" in why(text, "times", "value")


def test_a_place_lists_the_others_of_its_name(why: Asks) -> None:
    told = why("Rebels attacked the army in Paris.", "places")
    assert "settlement, FRA" in told
    assert "It could also mean" in told
    assert "USA" in told


def test_a_finding_shows_its_words_and_its_remedy(reading: Callable[..., Reading]) -> None:
    found = reading("The talks failed, a diplomat said.")
    told = explain(found, open_codebook(), "unnamed_source")
    assert "a diplomat" in "\n".join(told)
    assert any(line.startswith("What to do: ") for line in told)


def test_the_report_s_own_fields_are_told(why: Asks) -> None:
    assert "given with --published" in why("Talks failed.", "report", "published", published="2026-02-03")
    assert "nothing states it" in why("Talks failed.", "report", "published")


def test_an_unknown_cell_names_the_nearest_and_an_unknown_field_all_fields(reading: Callable[..., Reading]) -> None:
    found = reading("The talks failed, two diplomats said.")
    cell = found.record.statements[0].id
    with pytest.raises(NoSuchCell, match=f"did you mean {cell}"):
        explain(found, open_codebook(), f"{cell}x")
    with pytest.raises(NoSuchCell, match="source_kind"):
        explain(found, open_codebook(), f"{cell}.sorce")
    with pytest.raises(NoSuchCell):
        explain(found, open_codebook(), "")


def test_a_user_s_entry_is_shown_with_the_user_s_file(tmp_path: Path) -> None:
    (tmp_path / "cues_verbs.yaml").write_text(
        "kvetch: {act: claim, strength: weak, speech: true, frames: [clause, quote], lemmas: [kvetch]}\n", "utf-8"
    )
    reader = Reader.open(codebook=tmp_path)
    found = next(reader.readings([report_from_text("The minister kvetched that the talks had failed.")]))
    told = "\n".join(explain(found, reader.codebook, f"{found.record.statements[0].id}.act"))
    assert f"{tmp_path}/cues_verbs.yaml:1: kvetch" in told


@pytest.mark.parametrize("name", ["wire-dispatch.txt", "rewrite.txt"])
def test_every_cell_and_field_of_a_report_can_be_asked_for(reading: Callable[..., Reading], name: str) -> None:
    text = (Path(__file__).parent.parent / "examples" / name).read_text("utf-8")
    found = reading(text, "2026-03-10")
    parts = [found.record.report, *found.record.statements, *found.record.events, *found.record.actors]
    parts += [*found.record.times, *found.record.places]
    asked = 0
    for part in parts:
        cell = "report" if part is found.record.report else part.id
        for field in ["", *(f".{field}" for field in type(part).model_fields)]:
            lines = explain(found, open_codebook(), cell + field)
            assert len(lines) > 1, cell + field
            assert not any("\n" in line for line in lines), cell + field
            asked += 1
    assert asked > 300
    assert len(cells(found.record)) >= len(parts)
