"""Run the command line as a process, as a user does, or in this process, where the model is loaded already."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import subprocess
import sys
from pathlib import Path
from unittest import mock

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


def run_here(*args: str | Path, stdin: str | bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """As `run`, without a process of its own: seconds faster where a model is needed, and with its own output."""
    from onrecord.cli import main

    data = stdin.encode() if isinstance(stdin, str) else stdin
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    command = ["onrecord", *map(str, args)]
    code = 0
    with (
        mock.patch.object(sys, "argv", command),
        mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), "utf-8")),
        mock.patch.dict(os.environ, environment()),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        contextlib.chdir(cwd or Path.cwd()),
    ):
        try:
            main()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    told = [stream.buffer.getvalue().decode("utf-8") for stream in (out, err)]  # type: ignore[attr-defined]
    return subprocess.CompletedProcess(command, code, *told)


def heed_interrupts() -> None:
    """Let a child heed Ctrl-C, also where the tests were started in the background, which ignores it (`preexec_fn`)."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def environment() -> dict[str, str]:
    return {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"}


def one_sentence(message: str) -> bool:
    """Whether a message is one line that ends like a sentence, and no traceback."""
    lines = message.strip().splitlines()
    return len(lines) == 1 and lines[0].endswith(".") and "Traceback" not in message
