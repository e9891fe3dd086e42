"""Reports through the coder, in one process or several, in their order."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from marsad.coder.linear import Models
from marsad.coder.models import read, shipped
from marsad.coder.pipeline import code
from marsad.coder.registry import RULES, coder
from marsad.coder.settle import settle
from marsad.exchange import InputError, dump_line
from marsad.model import Coding, MarsadError, Report
from marsad.places.library import load

_BATCH = 16


@dataclass(frozen=True, slots=True)
class How:
    """Which coder codes a report; and, for the rule coder, its weights if not the shipped ones, and its gazetteers.

    No gazetteer named stands for all there are.
    """

    coder: str = RULES
    weights: Path | None = None
    gazetteers: tuple[str, ...] = ()


SHIPPED = How()
_WAITING = 3  # batches a worker may have waiting, so that memory stays bounded


@dataclass(frozen=True, slots=True)
class Coded:
    """A coded report, as the line to be written."""

    id: str
    line: bytes
    claims: int


def code_all(items: Iterable[Report | InputError], jobs: int = 1, how: How = SHIPPED) -> Iterator[Coded | InputError]:
    """Each report coded, each fault handed on, in order. ``jobs`` processes; 0 takes one a core."""
    jobs = jobs or os.cpu_count() or 1
    if jobs == 1:
        return (_outcome(item, how) for item in items)
    return _pooled(iter(items), jobs, how)


@cache
def models_in(weights: Path) -> Models:
    """The models in a folder, read once a process."""
    return read(weights)


def code_one(report: Report, how: How = SHIPPED) -> Coding | InputError:
    """The coding of a report; a failure of the coder itself is told as a fault of this report alone."""
    try:
        run = coder(how.coder)
        if how.weights or run is code:
            models, gazetteer = models_in(how.weights) if how.weights else shipped(), load(how.gazetteers)
            settle()
            return code(report, models, gazetteer)
        return run(report)
    except MarsadError:
        raise
    except Exception as error:  # one report must not end a run over an archive
        return coder_failed(report, error)


def coder_failed(report: Report, error: Exception) -> InputError:
    """The fault to tell when the coder itself failed on a report."""
    told = f"the coder failed ({type(error).__name__}: {error})"
    return InputError(f"report {report.id}", told, "please report it as a bug, with the text")


def _outcome(item: Report | InputError, how: How) -> Coded | InputError:
    if isinstance(item, InputError):
        return item
    coding = code_one(item, how)
    if isinstance(coding, InputError):
        return coding
    return Coded(item.id, dump_line(coding.to_dict()), len(coding.claims))


def _batch(items: list[Report | InputError], how: How) -> list[Coded | InputError]:
    return [_outcome(item, how) for item in items]


def _pooled(items: Iterator[Report | InputError], jobs: int, how: How) -> Iterator[Coded | InputError]:
    # Spawned, not forked: a progress bar runs a thread, and forking beside a thread can lock up.
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_ignore_interrupts)
    waiting: deque[Future[list[Coded | InputError]]] = deque()
    try:
        while batch := list(islice(items, _BATCH)):
            waiting.append(pool.submit(partial(_batch, how=how), batch))
            if len(waiting) > jobs * _WAITING:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    except BrokenProcessPool as error:
        raise MarsadError("a worker process died, perhaps for want of memory; run again with fewer --jobs") from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _ignore_interrupts() -> None:
    """Ctrl-C reaches every process of the group; only the first is to answer it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
