"""Run the command line as a process, as a user does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

COMMAND = [sys.executable, "-c", "from onrecord.cli import main; main()"]


def run(*args: str | Path, stdin: str | bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run `onrecord ARGS` with a narrow, colourless terminal."""
    data = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run(
        [*COMMAND, *map(str, args)],
        input=data,
        capture_output=True,
        cwd=cwd,
        env=environment(),
        timeout=180,
        check=False,
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    )


def environment() -> dict[str, str]:
    return {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"}


def one_sentence(message: str) -> bool:
    """Whether a message is one line that ends like a sentence, and no traceback."""
    lines = message.strip().splitlines()
    return len(lines) == 1 and lines[0].endswith(".") and "Traceback" not in message
