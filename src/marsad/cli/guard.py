"""How a command ends when it is stopped from outside or cannot go on, with the exit codes shells expect."""

from __future__ import annotations

import functools
import os
import signal
import sys
from collections.abc import Callable
from typing import NoReturn, ParamSpec

import typer

from marsad.cli.terminal import tell
from marsad.model import MarsadError

P = ParamSpec("P")
FAULTS = 1
INTERRUPTED = 128 + signal.SIGINT
PIPE_CLOSED = 128 + 13  # SIGPIPE, which Windows does not name
TERMINATED = 128 + signal.SIGTERM


def guarded(command: Callable[P, None]) -> Callable[P, None]:
    """``command`` with a clear end: on Ctrl-C, a reader that went away (``| head``), or a fault it cannot pass over."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
            sys.stdout.flush()
        except KeyboardInterrupt:
            tell("stopped")
            raise typer.Exit(INTERRUPTED) from None
        except BrokenPipeError:
            # The interpreter flushes standard output once more at its end, which must not fail again.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(PIPE_CLOSED) from None
        except MarsadError as error:
            tell(str(error))
            raise typer.Exit(FAULTS) from None
        except OSError as error:
            tell(f"{error.filename or 'standard output'}: {error.strerror or error}")
            raise typer.Exit(FAULTS) from None

    return run


def end_on_sigterm() -> None:
    """Let a SIGTERM unwind the stack, so that half-written files are removed."""

    def end(*_: object) -> NoReturn:
        sys.exit(TERMINATED)

    signal.signal(signal.SIGTERM, end)
