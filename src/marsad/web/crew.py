"""Several processes that do the same work, forked from one that has all ready: what it holds is in memory once."""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from collections.abc import Callable

_PAUSE = 1.0  # seconds before one that ended is begun anew: one that ends at once must not be begun over and over
_log = logging.getLogger(__name__)


def side_by_side(count: int, work: Callable[[], None]) -> None:
    """Do ``work`` in ``count`` processes, those that end begun anew, until this one is stopped (``KeyboardInterrupt``
    or ``SystemExit``); then, or if this one is killed, they end too. No thread may be running yet.

    For systems that can fork.
    """
    lifeline, held = os.pipe()  # read from in them, held open here alone: its end tells that this process is no more
    there: set[int] = set()
    try:
        while True:
            while len(there) < count:
                there.add(_begun(work, lifeline, held))
            ended, status = os.wait()
            there.discard(ended)
            _log.error("a process that serves pages ended (%s) and is begun anew", os.waitstatus_to_exitcode(status))
            time.sleep(_PAUSE)
    finally:
        for one in there:
            os.kill(one, signal.SIGTERM)
        for one in there:
            os.waitpid(one, 0)
        os.close(lifeline)
        os.close(held)


def _begun(work: Callable[[], None], lifeline: int, held: int) -> int:
    """The number of a new process that does it."""
    number = os.fork()
    if number:
        return number
    ended = 1
    try:
        os.close(held)
        threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()
        work()
        ended = 0
    except (KeyboardInterrupt, SystemExit):
        ended = 0
    except BaseException:
        _log.exception("serving pages failed")
    finally:
        os._exit(ended)  # what is to be done at the end of the program is its first process's


def _end_with(lifeline: int) -> None:
    os.read(lifeline, 1)
    os.kill(os.getpid(), signal.SIGTERM)
