"""`onrecord codebook show`: one type readably, or all in a list."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli import app
from onrecord.codebook.events import event_book
from onrecord.codebook.loader import BUILT_IN, Codebook
from onrecord.codebook.type_view import KINDS, view_type
from onrecord_process import environment, one_sentence, run

MINE = (
    "about: To inoculate.\nquad: material cooperation\nscore: 6\nmodes:\n  children: {words: [child]}\n"
    "verbs:\n  - A inoculate R\n"
    "  - {pattern: A give|administer|offer jab|injection|dose to R, mode: children, not: [dog]}\n"
    "  - A offer to inoculate\n"
)


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "INOCULATE.yaml").write_text(MINE, "utf-8")
    return tmp_path


def narrow(*args: str | Path) -> str:
    """What the command prints on a terminal of 80 columns."""
    done = CliRunner().invoke(app, [*map(str, args)], env={**environment(), "COLUMNS": "80"})
    assert done.exit_code == 0
    return done.stdout


def test_without_a_type_each_is_one_line() -> None:
    lines = narrow("codebook", "show").splitlines()
    assert [line.split()[0] for line in lines] == sorted(event_book(Codebook()).types)
    assert max(map(len, lines)) <= 80
    assert re.match(r"CONSULT +2\.5 +verbal cooperation +To meet", lines[6])


def test_a_type_of_a_users_folder_is_marked_with_its_file(mine: Path) -> None:
    lines = run("codebook", "show", "--codebook", mine).stdout.splitlines()
    assert [line.split()[0] for line in lines if "INOCULATE.yaml" in line] == ["INOCULATE"]


@pytest.mark.parametrize("name", sorted(event_book(Codebook()).types))
def test_every_type_fits_80_columns_and_shows_each_pattern_and_mode(name: str) -> None:
    shown = narrow("codebook", "show", name)
    assert max(map(len, shown.splitlines())) <= 80
    kind = event_book(Codebook()).types[name]
    joined = re.sub(r"\s+", "", shown)
    for line in (*kind.verbs, *kind.nouns):
        text = line if isinstance(line, str) else line.pattern
        assert re.sub(r"\s+", "", text) in joined, text
    for mode, entry in kind.modes.items():
        assert f"{mode} {kind.score if entry.score is None else entry.score:g}" in shown
    assert f"codebook/events/{name}.yaml" in shown


def test_patterns_stand_by_kind_with_their_line(mine: Path) -> None:
    view = view_type(Codebook(mine), "INOCULATE")
    assert {kind: [(one.text, one.line) for one in views] for kind, views in view.patterns.items()} == {
        "verbs": [("A inoculate R", 7)],
        "verb + object": [("A give|administer|offer jab|injection|dose to R", 8)],
        "verb + clause": [("A offer to inoculate", 9)],
    }
    assert view.patterns["verb + object"][0].more == "mode: children; not: dog"
    assert set(view.patterns) <= set(KINDS)
    assert view.file == os.fspath(mine / "events" / "INOCULATE.yaml")


def test_a_line_number_leads_to_the_pattern() -> None:
    lines = (BUILT_IN / "events" / "CONSULT.yaml").read_text("utf-8").splitlines()
    for views in view_type(Codebook(), "CONSULT").patterns.values():
        for view in views:
            assert view.line is not None
            assert view.text in lines[view.line - 1]


def test_small_letters_will_do() -> None:
    assert run("codebook", "show", "aid").stdout == run("codebook", "show", "AID").stdout


def test_an_unknown_type_is_one_sentence_with_the_near_ones() -> None:
    done = run("codebook", "show", "ASSULT")
    assert done.returncode == 2
    assert one_sentence(done.stderr)
    assert "ASSAULT" in done.stderr
    assert "REJECT" not in done.stderr


def test_a_type_that_overrides_ours_says_so(mine: Path) -> None:
    (mine / "events" / "INOCULATE.yaml").rename(mine / "events" / "AID.yaml")
    assert "In place of ours" in run("codebook", "show", "AID", "--codebook", mine).stdout
