"""The docs are complete: every command and option, field and finding; and no file tells of a machine."""

from __future__ import annotations

import getpass
import json
import re
import socket
import subprocess
from pathlib import Path
from typing import Any

import pytest
import typer.main
import yaml

from onrecord.cli import app
from onrecord.cli.schema import Contract, schema_text

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"


def _tables(path: Path, level: str = "##") -> dict[str, set[str]]:
    """The backticked words in the first cells of the tables below each heading."""
    found: dict[str, set[str]] = {"": set()}
    heading = ""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith(f"{level} "):
            heading = line.removeprefix(f"{level} ").strip()
            found[heading] = set()
        elif line.startswith("| `"):
            found[heading].update(re.findall(r"`([^`]+)`", line.split("|")[1]))
    return found


def _commands() -> dict[str, Any]:
    """The commands by how they are called, those of a group (`onrecord codebook check`) by themselves."""
    root: Any = typer.main.get_command(app)
    found = {"": root}
    groups = [("onrecord", root)]
    while groups:
        above, group = groups.pop()
        for name, command in group.commands.items():
            if hasattr(command, "commands"):
                groups.append((f"{above} {name}", command))
            else:
                found[f"{above} {name}"] = command
    return found


def test_every_command_and_option_is_documented_and_no_other() -> None:
    documented = _tables(DOCS / "commands.md")
    commands = _commands()
    assert {heading for heading in documented if heading.startswith("onrecord ")} == set(commands) - {""}
    for heading, command in commands.items():
        options = {name for param in command.params if param.param_type_name == "option" for name in param.opts}
        assert documented[heading] - {"--help"} == options, heading


def test_every_argument_is_in_the_usage_line() -> None:
    text = (DOCS / "commands.md").read_text("utf-8")
    for heading, command in _commands().items():
        for param in command.params:
            if param.param_type_name == "argument":
                # With brackets where it may be left out, as in "[CELL]".
                usage = text.partition(f"## {heading}\n\n```\n")[2].partition("```")[0]
                assert re.search(rf"[ \[]{re.escape(param.metavar)}[\] .\n]", usage), (heading, param.name)


def test_exit_codes_are_documented() -> None:
    from onrecord.cli import ending

    codes = {value for name, value in vars(ending).items() if name.isupper() and isinstance(value, int)}
    lines = (DOCS / "commands.md").read_text("utf-8").splitlines()
    assert codes == {int(line.split("|")[1]) for line in lines if re.match(r"\| \d+ \|", line)}


def test_every_field_of_the_record_is_documented_and_no_other() -> None:
    schema = json.loads(schema_text())
    parts = {"Record": schema, **schema["$defs"]}
    documented = {heading: words for heading, words in _tables(DOCS / "record.md").items() if heading}
    assert set(documented) == set(parts)
    for name, part in parts.items():
        assert documented[name] == set(part["properties"]), name


def test_every_field_of_the_stories_is_documented_and_no_other() -> None:
    schema = json.loads(schema_text(Contract.STORIES))
    parts = {"Stories": schema, **schema["$defs"]}
    documented = {heading: words for heading, words in _tables(DOCS / "stories.md").items() if heading in parts}
    assert set(documented) == set(parts)
    for name, part in parts.items():
        wanted = set(part["properties"])
        values = {value for field in part["properties"].values() for value in _values_of(field)}
        assert documented[name] - values == wanted, name


def _values_of(field: dict[str, Any]) -> list[str]:
    return field.get("enum", []) + field.get("items", {}).get("enum", [])


def test_every_value_of_the_stories_lists_is_documented() -> None:
    text = (DOCS / "stories.md").read_text("utf-8") + (DOCS / "record.md").read_text("utf-8")
    values = set(re.findall(r'"enum": \[([^\]]+)\]', schema_text(Contract.STORIES).replace("\n", " ")))
    for value in sorted({word for group in values for word in re.findall(r'"([^"]+)"', group)}):
        assert f"`{value}`" in text, value


def test_every_field_of_the_comparison_is_documented_and_no_other() -> None:
    schema = json.loads(schema_text(Contract.COMPARISON))
    parts = {"Comparison": schema, **schema["$defs"]}
    tables = _tables(DOCS / "comparison.md", "###")
    documented = {heading: words for heading, words in tables.items() if heading}
    assert set(documented) == set(parts)
    for name, part in parts.items():
        assert documented[name] == set(part["properties"]), name


def test_every_change_and_evidence_is_documented_with_its_severity_and_no_other() -> None:
    data = ROOT / "src/onrecord/codebook/data"
    changes = yaml.safe_load((data / "changes.yaml").read_text("utf-8"))
    tables = _tables(DOCS / "comparison.md")
    assert tables["Changes"] == set(changes)
    lines = (DOCS / "comparison.md").read_text("utf-8").splitlines()
    rows = [line.split("|") for line in lines if line.startswith("| `")]
    severities = {cells[1].strip().strip("`"): cells[2].strip() for cells in rows if len(cells) == 5}
    assert {code: severities.get(code) for code in changes} == {
        code: kind["severity"] for code, kind in changes.items()
    }
    evidence = yaml.safe_load((data / "evidence.yaml").read_text("utf-8"))
    assert tables["Lineage"] >= set(evidence)


def test_the_gold_has_no_change_that_compare_does_not_know() -> None:
    changes = yaml.safe_load((ROOT / "src/onrecord/codebook/data/changes.yaml").read_text("utf-8"))
    guidelines = (ROOT / "evaluation/STORY_GUIDELINES.md").read_text("utf-8")
    cells = re.findall(r"^\| ([a-z_, ]+) \|", guidelines, re.MULTILINE)
    codes = {code for cell in cells for code in cell.split(", ")} - {"code"}
    assert codes == {code for code, kind in changes.items() if kind["severity"] != "style"}


def test_every_value_of_the_record_s_lists_is_documented() -> None:
    text = (DOCS / "record.md").read_text("utf-8")
    values = set(re.findall(r'"enum": \[([^\]]+)\]', schema_text().replace("\n", " ")))
    for value in sorted({word for group in values for word in re.findall(r'"([^"]+)"', group)}):
        assert f"`{value}`" in text, value


def test_the_published_schema_is_current() -> None:
    for contract in Contract:
        hint = f"write it again: .venv/bin/onrecord schema {contract} > docs/{contract}.schema.json"
        assert (DOCS / f"{contract}.schema.json").read_text("utf-8") == schema_text(contract), hint


def test_every_finding_is_documented_with_its_severity_and_no_other() -> None:
    kinds = yaml.safe_load((ROOT / "src/onrecord/codebook/data/findings.yaml").read_text("utf-8"))
    rows = [
        line.split("|") for line in (DOCS / "findings.md").read_text("utf-8").splitlines() if line.startswith("| `")
    ]
    documented = {cells[1].strip().strip("`"): cells[2].strip() for cells in rows}
    assert documented == {code: kind["severity"] for code, kind in kinds.items()}


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda page: page.name)
def test_links_between_the_docs_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)", page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def _tracked() -> list[Path]:
    """The files that git tracks, or would; all files of the project where it is no repository."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0:
        names = [name for name in listed.stdout.split("\0") if name]
        return [ROOT / name for name in names if "sealed" not in name and (ROOT / name).is_file()]
    hidden = re.compile(r"(^|/)(\.venv|\.git|out|__pycache__|\.\w+_cache|\.hypothesis|[^/]*\.egg-info)(/|$)|sealed")
    files = [path for path in ROOT.rglob("*") if path.is_file()]
    return [path for path in files if not hidden.search(path.relative_to(ROOT).as_posix())]


def _traces() -> list[str]:
    """What must stand in no file: where this copy lies, whose machine it is, and where packages came from."""
    traces = [
        str(ROOT) + "/",
        str(Path.home()) + "/",
        "files.pythonhosted" + ".org",
        "--index" + "-url",
        "--find" + "-links",
    ]
    host, user = socket.gethostname(), getpass.getuser()
    traces += [host] if len(host) > 5 and "localhost" not in host else []
    traces += [f"/home/{user}", f"/Users/{user}"] if user != "root" else []
    return [trace for trace in traces if len(trace) > 4]


def test_no_tracked_file_tells_of_a_machine_or_a_registry() -> None:
    traces = _traces()
    for path in _tracked():
        text = path.read_bytes().decode("utf-8", "replace")
        for trace in traces:
            assert trace not in text, f"{path.relative_to(ROOT)} holds {trace!r}"


def test_requirements_are_versions_only() -> None:
    for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines():
        assert re.fullmatch(r"#.*|[A-Za-z0-9._-]+==[A-Za-z0-9.!+]+", line), line
