"""How a command ends: exit codes, and one sentence on stderr for what went wrong."""

from __future__ import annotations

import contextlib
import functools
import os
import sys
from collections.abc import Callable
from typing import NoReturn

import typer

from onrecord.errors import ArchiveBusy, ArchiveDamaged, ArchiveUnwritable, OnrecordError, ReportError

# The exit codes of all commands; docs/commands.md lists them.
ALL_READ = 0
NOTHING_DONE = 1
WRONG_USE = 2
SOME_SKIPPED = 3
INTERRUPTED = 130
PIPE_CLOSED = 141


class WrongUse(OnrecordError):
    """An option or argument that does not fit, told in one sentence."""


class CantWrite(OnrecordError):
    """An output that can't be written."""


def say(sentence: str) -> None:
    """One line on stderr; what can't be shown there is lost, the run goes on."""
    try:
        print(sentence, file=sys.stderr, flush=True)
    except (OSError, ValueError):
        return


def _end_quietly() -> NoReturn:
    """End as a shell tool does whose reader has gone (`onrecord read … | head`)."""
    with contextlib.suppress(OSError, ValueError):
        # Python flushes stdout once more at its end, and would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise typer.Exit(PIPE_CLOSED)


def ends_well[**P](command: Callable[P, None]) -> Callable[P, None]:
    """Let a command's errors end in one sentence and the right exit code, with no traceback."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
            sys.stdout.flush()
        except BrokenPipeError:
            _end_quietly()
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None
        except (ReportError, CantWrite, ArchiveUnwritable, ArchiveBusy, ArchiveDamaged) as error:
            say(str(error))
            raise typer.Exit(NOTHING_DONE) from None
        except OnrecordError as error:
            say(str(error))
            raise typer.Exit(WRONG_USE) from None
        except OSError as error:
            # Standard output on a full disk; files of our own raise CantWrite.
            say(f"The output can't be written ({error.strerror or error}); make room, or give another --output.")
            raise typer.Exit(NOTHING_DONE) from None

    return run
