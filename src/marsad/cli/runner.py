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

import marsad
from marsad.coder.linear import Models, read
from marsad.coder.pipeline import code
from marsad.exchange import InputError, dump_line
from marsad.model import Coding, MarsadError, Report

_BATCH = 16
_WAITING = 3  # batches a worker may have waiting, so that memory stays bounded


@dataclass(frozen=True, slots=True)
class Coded:
    """A coded report, as the line to be written."""

    id: str
    line: bytes
    claims: int


def code_all(
    items: Iterable[Report | InputError], jobs: int = 1, weights: Path | None = None
) -> Iterator[Coded | InputError]:
    """Each report coded, each fault handed on, in order. ``jobs`` processes; 0 takes one a core.

    ``weights`` is a folder of weights to use instead of the shipped ones.
    """
    jobs = jobs or os.cpu_count() or 1
    if jobs == 1:
        return (_outcome(item, weights) for item in items)
    return _pooled(iter(items), jobs, weights)


@cache
def models_in(weights: Path) -> Models:
    """The models in a folder, read once a process."""
    return read(weights)


def code_one(report: Report, weights: Path | None = None) -> Coding | InputError:
    """The coding of a report; a failure of the coder itself is told as a fault of this report alone."""
    try:
        return code(report, models_in(weights)) if weights else marsad.code(report)
    except MarsadError:
        raise
    except Exception as error:  # one report must not end a run over an archive
        return coder_failed(report, error)


def coder_failed(report: Report, error: Exception) -> InputError:
    """The fault to tell when the coder itself failed on a report."""
    told = f"the coder failed ({type(error).__name__}: {error})"
    return InputError(f"report {report.id}", told, "please report it as a bug, with the text")


def _outcome(item: Report | InputError, weights: Path | None) -> Coded | InputError:
    if isinstance(item, InputError):
        return item
    coding = code_one(item, weights)
    if isinstance(coding, InputError):
        return coding
    return Coded(item.id, dump_line(coding.to_dict()), len(coding.claims))


def _batch(items: list[Report | InputError], weights: Path | None) -> list[Coded | InputError]:
    return [_outcome(item, weights) for item in items]


def _pooled(items: Iterator[Report | InputError], jobs: int, weights: Path | None) -> Iterator[Coded | InputError]:
    # Spawned, not forked: a progress bar runs a thread, and forking beside a thread can lock up.
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_ignore_interrupts)
    waiting: deque[Future[list[Coded | InputError]]] = deque()
    try:
        while batch := list(islice(items, _BATCH)):
            waiting.append(pool.submit(partial(_batch, weights=weights), batch))
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
