"""`onrecord codebook check`: all that is wrong with a user's folder at once, in words, and what it adds."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import onrecord
from onrecord.codebook.check import TABLES, check_folder
from onrecord.codebook.loader import BUILT_IN
from onrecord.codebook.problems import FolderCheck, Problem
from onrecord.errors import CodebookError
from onrecord.intake.words import FrameWords
from onrecord.reading.place_names import Region
from onrecord.reading.rule_words import RuleWords
from onrecord.reading.time_words import CalendarName
from onrecord_process import one_sentence, run

MORE_TABLES = {"regions": Region, "calendar": CalendarName, "frame_words": FrameWords, "rule_words": RuleWords}
GOOD = (
    "about: To inoculate people against a disease.\nquad: material cooperation\nscore: 6\n"
    "modes:\n  children: {score: 6.5, words: [child, infant]}\n"
    "verbs:\n  - A inoculate R\n  - {pattern: A give jab to R, mode: children}\nnouns:\n  - A inoculation of R\n"
)

Check = Callable[..., FolderCheck]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """A function that writes files (path and text) into a folder and checks it."""

    def of(**files: str) -> FolderCheck:
        for name, text in files.items():
            path = tmp_path / f"{name.replace('__', '/')}.yaml"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
        return check_folder(tmp_path, MORE_TABLES)

    return of


def only(problems: list[Problem]) -> Problem:
    assert len(problems) == 1, problems
    return problems[0]


def inoculate(**changes: str) -> str:
    """The good type with the lines of some fields exchanged."""
    text = GOOD
    for name, line in changes.items():
        text = re.sub(rf"(?m)^{name}:.*$", line, text)
    return text


# -- types of events ---------------------------------------------------------------------------------------------------


def test_a_good_type_is_usable_and_what_it_adds_is_said(check: Check) -> None:
    found = check(events__INOCULATE=GOOD)
    assert found.usable
    assert found.problems == []
    assert found.additions == [
        "events/INOCULATE.yaml adds the type INOCULATE with 3 patterns (2 of verbs, 1 of nouns), 1 mode."
    ]


@pytest.mark.parametrize(
    ("changed", "line", "field", "says"),
    [
        ({"quad": "quad: material conflct"}, 2, "quad", "did you mean 'material conflict'?"),
        ({"score": "score: high"}, 3, "score", "'high' stands where a number is needed."),
        ({"quad": ""}, None, "quad", "is missing; write one of verbal cooperation"),
        ({"about": "abuot: x"}, 1, "abuot", "no field 'abuot'; did you mean 'about'?"),
        ({"verbs": "verbs: A inoculate R\nverb:"}, 6, "verbs", "stands where a list"),
        ({"modes": "modes:\n  elders: {words: [no]}"}, 5, "modes.elders.words", "in quotation marks"),
    ],
)
def test_a_wrong_field_is_told_with_its_line(
    check: Check, changed: dict[str, str], line: int | None, field: str, says: str
) -> None:
    found = check(events__INOCULATE=inoculate(**changed))
    told = [problem for problem in found.errors if says in problem.message]
    assert only(told).field == field
    assert told[0].line == line
    assert told[0].file == "events/INOCULATE.yaml"


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("A inoculate X", "the slots are A, the actor, and R, the recipient"),
        ("B inoculate R", "'B' is no slot"),
        ("A give jab to X", "'X' is no slot"),
        ("A Give R", "'Give' is no slot"),
        ("A=Beijing give R", None),
        ("a inoculate R", "write A"),
        ("A inoculate", None),
        ("A", "names no verb"),
        ("A give to", "after the preposition"),
        ("{pattern: A give R, mode: childen}", "did you mean 'children'? The modes are children."),
        ("{pattern: A give R, weigth: 2}", "did you mean 'weight'?"),
        ("{pattern: A give R, weight: 2}", "out of range: it should be less than or equal to 1"),
        ("[A give R]", "stands where a pattern is needed"),
    ],
)
def test_a_wrong_pattern_is_told_with_its_line(check: Check, pattern: str, says: str | None) -> None:
    found = check(events__INOCULATE=GOOD.replace("  - A inoculate R\n", f"  - A inoculate R\n  - {pattern}\n"))
    if says is None:
        assert found.usable
        return
    assert says in only(found.errors).message
    assert found.errors[0].line == 8


def test_all_mistakes_are_told_at_once(check: Check) -> None:
    found = check(
        events__INOCULATE=inoculate(quad="quad: x", score="score: high", about="abuot: y"),
        events__BANISH="about: [\n",
        light_verbs="mine: {subject: B, verbs: do}\n",
        cue_verbs="x: {}\n",
    )
    assert {problem.file for problem in found.errors} == {
        "events/INOCULATE.yaml", "events/BANISH.yaml", "light_verbs.yaml", "cue_verbs.yaml",
    }  # fmt: skip
    assert {problem.field for problem in found.errors} >= {"quad", "score", "abuot", "about", "subject", "verbs"}
    assert found.additions == []


def test_a_class_of_words_that_is_nowhere_is_told_with_its_line(check: Check) -> None:
    problem = only(check(events__INOCULATE=inoculate(verbs="verbs:\n  - A give <jabs> to R")).errors)
    assert problem.line is not None
    assert "no class of words <jabs>" in problem.message


def test_a_class_of_the_folder_may_be_named(check: Check) -> None:
    classes = "jabs: {about: what is given, words: [jab, dose]}\n"
    found = check(events__INOCULATE=inoculate(verbs="verbs:\n  - A give <jabs> to R"), word_classes=classes)
    assert found.usable, found.errors


def test_a_word_of_a_class_that_is_no_lemma_is_told(check: Check) -> None:
    problem = only(check(word_classes="jabs: {about: what is given, words: [Jab]}\n").errors)
    assert "no lemma in small letters" in problem.message


def test_a_type_without_patterns_adds_nothing(check: Check) -> None:
    found = check(events__INOCULATE=GOOD.partition("verbs:")[0])
    assert "no patterns" in only(found.errors).message


def test_a_name_in_small_letters_is_no_type(check: Check) -> None:
    found = check(events__inoculate=GOOD)
    assert "Call the file events/INOCULATE.yaml" in only(found.errors).message


def test_overriding_a_type_of_ours_is_a_note(check: Check) -> None:
    found = check(events__ASSAULT=GOOD)
    assert found.usable
    assert "replaces our ASSAULT whole" in only(found.notes).message
    assert "overrides our type ASSAULT: 3 patterns" in found.additions[0]


def test_a_type_of_ours_without_patterns_is_switched_off_and_noted(check: Check) -> None:
    found = check(events__ASSAULT=GOOD.partition("modes:")[0])
    assert found.usable
    assert any("no event of our type ASSAULT is read any more" in note.message for note in found.notes)


def test_a_name_near_one_of_ours_is_a_note(check: Check) -> None:
    assert "beside our ASSAULT" in only(check(events__ASSUALT=GOOD).notes).message


def test_a_form_that_is_no_lemma_is_a_note(check: Check) -> None:
    found = check(events__INOCULATE=GOOD.replace("A inoculate R", "A inoculated R"))
    assert found.usable
    assert "if 'inoculated' is a form of a verb" in only(found.notes).message


def test_a_mode_that_nothing_chooses_is_a_note(check: Check) -> None:
    found = check(events__INOCULATE=GOOD.replace("modes:\n", "modes:\n  elders: {score: 5}\n"))
    assert "'elders' is never chosen" in only(found.notes).message


def test_a_score_on_the_wrong_side_is_a_note(check: Check) -> None:
    assert "PLOVER scores conflict below 0" in only(check(events__INOCULATE=inoculate(score="score: -6")).notes).message


@pytest.mark.parametrize(("name", "taken"), [("INOCULATE", "INOCULATE"), ("ABDUCTION", "ABDUCTION")])
def test_the_note_on_equal_patterns_foretells_what_is_read(check: Check, tmp_path: Path, name: str, taken: str) -> None:
    found = check(**{f"events__{name}": GOOD.replace("A inoculate R", "A vaccinate R!")})
    assert f"AID has such a pattern for 'vaccinate' too; {taken} is what is read there" in only(found.notes).message
    record = onrecord.read("Norwegian soldiers vaccinated Kenyan farmers in the village.", codebook=str(tmp_path))
    assert [event.type for event in record.events] == [taken]


# -- tables ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "text", "says"),
    [
        ("cues_verbs", "mine: {act: sai, frames: [clause], lemmas: [blurt]}", "'sai' is none of say, confirm"),
        ("cues_verbs", "mine: {act: say, frames: [clauses], lemmas: [blurt]}", "did you mean 'clause'?"),
        ("cues_verbs", "mine: {act: say, frames: [clause], lemmas: []}", "one lemma at least"),
        ("stance", "opposed: {words: [x], phrases: []}", "did you mean 'opposes'?"),
        ("light_verbs", "x: {subject: A, verbs: [do], factuality: plan}", "none of planned, not_happened"),
        ("countries", "LTG: {name: Latgale, at: [56.5]}", "a list of 2 numbers"),
        ("organisations", "12: {sector: GOV}", "put it in quotation marks"),
        ("organisations", "Northline: {on: GOV}", "true stands where a field's name is needed"),
        ("titles", "- x\n- y\n", "a list stands where entries are needed"),
        ("frame_words", "agencies: {words: xyz}", "from our codebook only"),
        ("regions", "Latgale: {at: [56.5, 27.3], kind: country}", "'country' is none of province, region, facility"),
        ("cue_verb", "x: {}", "did you mean cues_verbs.yaml?"),
        ("MEDIATE", "about: x", "move it to events/MEDIATE.yaml"),
        ("event__MEDIATE", "about: x", "nothing is read from a folder event/"),
    ],
)
def test_a_wrong_table_is_told_in_words(check: Check, table: str, text: str, says: str) -> None:
    assert says in only(check(**{table: text}).errors).message


def test_entries_that_are_added_and_overridden_are_counted(check: Check) -> None:
    found = check(organisations="NATO: {country: IGO}\nNorthline: {sector: BUS}\nSouthline: {sector: BUS}\n")
    assert found.additions == ["organisations.yaml adds 2 entries and overrides 1 of ours."]
    assert "replaces our entry whole: NATO" in only(found.notes).message


def test_a_code_that_no_country_has_is_a_note(check: Check) -> None:
    found = check(organisations="Northline: {country: NWY}\n", countries="LTG: {name: Latgale, at: [56.5, 27.3]}\n")
    assert "'NWY' is no code" in only(found.notes).message
    assert check(organisations="Northline: {country: LTG}\n").notes == []


# -- files and folders -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("about: x\nverbs: [A b R\n", 3, "that begins in line 2"),
        ("about: x: y\n", 1, "put the words in quotation marks"),
        ("about: x\n\tquad: y\n", 2, "a tab"),
        ("about: x\nabout: y\n", 2, "'about' stands twice (lines 1 and 2)"),
    ],
)
def test_yaml_that_cant_be_read_is_told_with_its_line(check: Check, text: str, line: int, says: str) -> None:
    told = [error for error in check(events__INOCULATE=text).errors if says in error.message]
    assert only(told).line == line


def test_bytes_that_are_no_utf_8_are_told_with_their_line(check: Check, tmp_path: Path) -> None:
    (tmp_path / "titles.yaml").write_bytes(b"# caf\xc3\xa9\nx: {titles: [Se\xf1or]}\n")
    error = only(check().errors)
    assert "save the file as UTF-8" in error.message
    assert error.line == 2


def test_a_file_of_another_ending_is_not_passed_over(check: Check, tmp_path: Path) -> None:
    (tmp_path / "titles.yml").write_text("x: {titles: [Don]}\n", "utf-8")
    assert "call it titles.yaml" in only(check().errors).message


def test_an_empty_folder_adds_nothing(check: Check) -> None:
    assert "no YAML file" in only(check().errors).message


def test_a_file_or_no_folder_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("", "utf-8")
    with pytest.raises(CodebookError, match="the folder that it lies in"):
        check_folder(tmp_path / "x.yaml", MORE_TABLES)
    with pytest.raises(CodebookError, match="no codebook folder"):
        check_folder(tmp_path / "nowhere", MORE_TABLES)


def test_our_own_codebook_has_no_error_and_every_table_a_schema() -> None:
    # These are ours only; in a user's folder they are errors.
    ours_only = ("abbreviations.yaml", "frame_words.yaml", "rule_words.yaml")
    errors = [error for error in check_folder(BUILT_IN, MORE_TABLES).errors if error.file not in ours_only]
    assert errors == []
    assert {path.stem for path in BUILT_IN.glob("*.yaml")} == {*TABLES, *MORE_TABLES}


# -- the command -------------------------------------------------------------------------------------------------------


def test_the_command_keeps_notes_and_errors_apart_and_ends_with_2(check: Check, tmp_path: Path) -> None:
    check(events__ASSAULT=GOOD, events__INOCULATE=inoculate(quad="quad: x"))
    done = run("codebook", "check", tmp_path)
    assert done.returncode == 2
    assert done.stderr == ""
    adds, notes, errors = re.split(r"NOTES \(1\)|ERRORS \(1\)", done.stdout)
    assert "overrides our type ASSAULT" in adds
    assert "replaces our ASSAULT whole" in notes
    assert "events/INOCULATE.yaml:2, field 'quad'" in errors
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_a_folder_with_notes_only_ends_with_0(check: Check, tmp_path: Path) -> None:
    check(events__ASSAULT=GOOD)
    done = run("codebook", "check", tmp_path)
    assert done.returncode == 0
    assert "No errors, 1 note." in done.stdout


def test_no_folder_is_one_sentence_on_stderr(tmp_path: Path) -> None:
    done = run("codebook", "check", tmp_path / "nowhere")
    assert done.returncode == 2
    assert one_sentence(done.stderr)
