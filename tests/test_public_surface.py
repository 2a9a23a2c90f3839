"""What `import onrecord` offers, and what it must not load."""

from __future__ import annotations

import inspect
import subprocess
import sys

import pytest

import onrecord


def test_the_names_are_locked() -> None:
    # A new name is a promise: add it here, in docs and in the changelog.
    assert onrecord.__all__ == [
        "Archive",
        "Comparison",
        "OnrecordError",
        "Reader",
        "Record",
        "Report",
        "__version__",
        "compare",
        "read",
        "read_many",
        "report_from_text",
        "tell_stories",
    ]
    for name in onrecord.__all__:
        assert getattr(onrecord, name) is not None


def test_the_arguments_of_read_are_locked() -> None:
    assert list(inspect.signature(onrecord.read).parameters) == [
        "text",
        "published",
        "uri",
        "headline",
        "model",
        "codebook",
    ]
    assert list(inspect.signature(onrecord.compare).parameters) == ["a", "b", "style", "codebook"]
    assert list(inspect.signature(onrecord.read_many).parameters) == ["texts", "model", "codebook"]
    assert list(inspect.signature(onrecord.tell_stories).parameters) == ["records", "outlets", "codebook"]


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = onrecord.nothing_of_the_kind


def test_importing_loads_nothing_heavy() -> None:
    program = (
        "import sys, onrecord\n"
        "heavy = 'spacy pydantic numpy trafilatura lxml yaml rich typer jinja2 scipy datasketch'.split()\n"
        "heavy += ['sqlalchemy', 'alembic', 'psycopg']\n"
        "heavy += ['pypdf', 'pyarrow', 'feedparser', 'fastwarc', 'urllib3']\n"
        "heavy += ['sqlalchemy', 'alembic', 'psycopg', 'pyarrow', 'altair', 'vl_convert']\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


def test_read_and_read_many_agree_and_keep_the_order() -> None:
    texts = ["Rebels attacked the town on Monday.", '"We will talk," said Minister Anna Berg.', "Talks failed."]
    many = list(onrecord.read_many(texts))
    assert [record.report.text for record in many] == texts
    assert [record.to_json() for record in many] == [onrecord.read(text).to_json() for text in texts]


def test_read_many_reads_nothing_ahead() -> None:
    taken = []

    def texts() -> object:
        for number in range(3):
            taken.append(number)
            yield f"Envoy number {number} met the rebels."

    records = onrecord.read_many(texts())  # type: ignore[arg-type]
    next(records)
    assert taken == [0]


def test_every_error_of_ours_can_be_caught_as_one() -> None:
    with pytest.raises(onrecord.OnrecordError):
        onrecord.read("The envoys met.", published="someday")
    with pytest.raises(onrecord.OnrecordError):
        onrecord.read("The envoys met.", model="no_such_model")
    with pytest.raises(onrecord.OnrecordError):
        onrecord.read("The envoys met.", codebook="no/such/folder")
