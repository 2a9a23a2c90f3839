"""The codebook of events: every pattern is readable, errors are said in words, a user's folder adds a type."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import onrecord
from onrecord.codebook.event_patterns import PatternError, parse_pattern
from onrecord.codebook.events import event_book
from onrecord.codebook.loader import Codebook
from onrecord.codebook.word_classes import WordClass
from onrecord.errors import CodebookError
from onrecord.language.parsed import ParsedReport
from onrecord.reading.actors import read_actors
from onrecord.reading.events import read_events
from onrecord.reading.rule_words import RuleWords, rule_words

PLOVER = set(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT".split()
)


def test_all_sixteen_types_are_there_with_quad_and_score() -> None:
    types = event_book(Codebook()).types
    assert set(types) == PLOVER
    for name, kind in types.items():
        assert kind.verbs, name
        assert kind.nouns, name
        assert (kind.score > 0) == ("cooperation" in kind.quad) or name == "REQUEST", name


def test_the_contradictions_of_the_manual_are_decided_and_said() -> None:
    types = event_book(Codebook()).types
    assert types["ACCUSE"].score == -3
    assert types["ACCUSE"].decision
    assert types["SANCTION"].quad == "material conflict"
    assert types["SANCTION"].decision


def test_notation_names_slots_objects_prepositions_and_clauses() -> None:
    pattern = parse_pattern("SANCTION", "A impose|slap sanction|embargo on|against R")
    assert [lemma for lemma, _ in pattern.heads] == ["impose", "slap"]
    assert pattern.object_nouns == frozenset({"sanction", "embargo"})
    assert pattern.preps[0].slot == "R"
    clause = parse_pattern("REQUEST", "A demand that R do").clause
    assert clause is not None
    assert clause.subject == "R"
    assert parse_pattern("CONSULT", "A meet with A").both
    assert parse_pattern("REJECT", "A not accept R").negated


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("A", "names no verb"),
        ("A impose sanction embargo", "two objects"),
        ("A attack on", "after the preposition"),
        ("A demand that", "after 'that'"),
        ("A attack X", "neither A or R"),
    ],
)
def test_a_wrong_pattern_is_told_in_words(line: str, says: str) -> None:
    with pytest.raises(PatternError, match=says):
        parse_pattern("ASSAULT", line)


def test_a_wrong_file_names_file_and_pattern(tmp_path: Path) -> None:
    folder = tmp_path / "events"
    folder.mkdir()
    (folder / "MEDIATE.yaml").write_text(
        "about: x\nquad: verbal cooperation\nscore: 3\nverbs:\n  - {pattern: A mediate, mode: shuttle}\n", "utf-8"
    )
    with pytest.raises(CodebookError, match=r"MEDIATE\.yaml.*no mode 'shuttle'"):
        event_book(Codebook(tmp_path))


def test_a_type_added_in_a_users_folder_is_read(tmp_path: Path, parsed: Callable[..., ParsedReport]) -> None:
    folder = tmp_path / "events"
    folder.mkdir()
    (folder / "VACCINATE.yaml").write_text(
        "about: To inoculate people.\nquad: material cooperation\nscore: 6\n"
        "verbs:\n  - A inoculate R\nnouns:\n  - A inoculation of R by A\n",
        "utf-8",
    )
    codebook = Codebook(tmp_path)
    report = parsed("Norwegian soldiers inoculated Kenyan farmers in the village.")
    actors = read_actors(report, codebook)
    drafts = [draft for draft in read_events(report, codebook, actors) if not draft.weak]
    assert [draft.type for draft in drafts] == ["VACCINATE"]
    assert [actors.country_of(actor) for actor, _ in drafts[0].actors] == ["NOR"]
    assert [actors.country_of(actor) for actor, _ in drafts[0].recipients] == ["KEN"]


def test_a_class_of_words_stands_for_each_of_them(tmp_path: Path) -> None:
    folder = tmp_path / "events"
    folder.mkdir()
    (tmp_path / "word_classes.yaml").write_text("jabs:\n  about: what is given\n  words: [jab, dose]\n", "utf-8")
    (folder / "INOCULATE.yaml").write_text(
        "about: To inoculate.\nquad: material cooperation\nscore: 6\nverbs:\n  - A give <jabs>|serum to R\n", "utf-8"
    )
    (pattern,) = [one for one in event_book(Codebook(tmp_path)).verbs["give"] if one.type == "INOCULATE"]
    assert pattern.object_nouns == {"jab", "dose", "serum"}


def test_what_names_its_words_goes_before_what_names_a_class() -> None:
    classes = {"jabs": WordClass(about="what is given", words=["jab"])}
    plain, general = (parse_pattern("X", text, classes=classes) for text in ("A give jab to R", "A give <jabs> to R"))
    assert plain.strictness > general.strictness


def test_an_unknown_class_is_told_with_the_one_that_is_meant(tmp_path: Path) -> None:
    folder = tmp_path / "events"
    folder.mkdir()
    (folder / "X.yaml").write_text("about: x\nquad: verbal conflict\nscore: -1\nverbs:\n  - A meet <force>\n", "utf-8")
    with pytest.raises(CodebookError, match=r"X.yaml: .*no class of words <force>; did you mean <forces>"):
        event_book(Codebook(tmp_path))


def test_the_words_of_a_rule_are_data_with_a_checked_schema() -> None:
    assert "ball" in rule_words("no_deed.played")
    with pytest.raises(ValueError, match="'ball' stands there twice"):
        RuleWords(about="what is played", words=["ball", "ball"])


def test_every_list_of_rule_words_is_asked_for_by_a_reader() -> None:
    reading = Path(onrecord.__file__).parent / "reading"
    code = "".join(path.read_text("utf-8") for path in reading.rglob("*.py"))
    lists = Codebook().table("rule_words", RuleWords)
    assert [name for name in lists if f'rule_words("{name}")' not in code] == []
