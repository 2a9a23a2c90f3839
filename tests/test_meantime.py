"""The factuality scorer for MEANTIME's form of gold: sentences are put together again, and each event is asked."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

EVALUATION = Path(__file__).parents[1] / "evaluation"
# One token a word: WORD/TAG, at events WORD/TAG/VALUE.
SENTENCES = (
    "``/`` Norway/NNP attacked/VBD/3.0 Chile/NNP ,/, ''/'' she/PRP did/VBD n't/RB say/VB/-3.0 ./.",
    "No/DT event/NN here/RB ./.",
    "Norway/NNP will/MD attack/VB/3.0 Chile/NNP -LRB-/-LRB- not/RB well/RB -/HYPH armed/JJ/0 -RRB-/-RRB- ./.",
)


@pytest.fixture(scope="module")
def meantime() -> Iterator[ModuleType]:
    sys.path.insert(0, str(EVALUATION))
    import meantime

    yield meantime
    sys.path.remove(str(EVALUATION))


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    blocks = []
    for sentence in SENTENCES:
        rows = []
        for number, written in enumerate(sentence.split()):
            word, tag, value = (*written.split("/"), "_")[:3]
            rows.append(f"{number}\t{word}\t{value}\t{tag}")
        blocks.append("\n".join(rows))
    path = tmp_path / "meantime.dev.conll"
    path.write_text("\n\n".join(blocks) + "\n", "utf-8")
    return path


def test_sentences_with_events_are_put_together_and_the_events_found_in_them(meantime: ModuleType, gold: Path) -> None:
    found = list(meantime.sentences(gold))
    assert [sentence.text for sentence in found] == [
        "“Norway attacked Chile,” she didn't say.",
        "Norway will attack Chile (not well-armed).",
    ]
    words = [[(sentence.text[a:b], value) for (a, b), value in sentence.events] for sentence in found]
    assert words == [[("attacked", 3.0), ("say", -3.0)], [("attack", 3.0), ("armed", 0.0)]]


def test_every_event_is_asked_at_its_word_and_ours_are_told_apart(
    meantime: ModuleType, gold: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(meantime, "GOLD", gold.parent)
    monkeypatch.setattr(meantime, "PARTS", ("dev",))
    meantime.report(meantime.Reader.open())
    printed = capsys.readouterr().out
    assert "4 events in the gold, 2 of them no facts" in printed
    assert "our events only (2)" in printed


def test_a_plain_will_is_a_fact_only_where_it_is_asked_for(meantime: ModuleType) -> None:
    answered = [
        meantime.Answer(gold=True, word=True, event=None, planned=False, plain_will=False),
        meantime.Answer(gold=True, word=False, event=None, planned=True, plain_will=True),
        meantime.Answer(gold=False, word=True, event=False, planned=False, plain_will=False),
        meantime.Answer(gold=False, word=False, event=None, planned=True, plain_will=False),
    ]
    table = {line[2:36].strip(): line[36:].split()[:4] for line in meantime.lines(answered)[1:6]}
    assert table["all called facts"] == ["0.500", "0.000", "0.000", "0.000"]
    assert table["at the word"] == ["0.500", "0.500", "0.500", "0.500"]
    assert table["our event's, else at the word"] == ["0.750", "0.667", "1.000", "0.800"]
    assert table["with a plain will as fact"] == ["1.000", "1.000", "1.000", "1.000"]
    assert table["with all that is planned as fact"] == ["0.750", "1.000", "0.500", "0.667"]
