"""One function over many items, in one process or several, the results in the items' order."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from typing import TypeVar

from marsad.model import MarsadError

_BATCH = 16  # items a worker is given at once
_WAITING = 3  # batches a worker may have waiting, so that memory stays bounded
Item = TypeVar("Item")
Result = TypeVar("Result")


def each(work: Callable[[Item], Result], items: Iterable[Item], jobs: int) -> Iterator[Result]:
    """``work`` done on each item. ``jobs`` processes; 0 takes one a core.

    With more than one process ``work`` must be a function of a module, or a ``partial`` of one. Raises ``MarsadError``
    when a process dies.
    """
    jobs = jobs or os.cpu_count() or 1
    return map(work, items) if jobs == 1 else _pooled(work, iter(items), jobs)


def _batch(work: Callable[[Item], Result], items: list[Item]) -> list[Result]:
    return [work(item) for item in items]


def _pooled(work: Callable[[Item], Result], items: Iterator[Item], jobs: int) -> Iterator[Result]:
    # Spawned, not forked: a progress bar runs a thread, and forking beside a thread can lock up.
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_ignore_interrupts)
    waiting: deque[Future[list[Result]]] = deque()
    try:
        while batch := list(islice(items, _BATCH)):
            waiting.append(pool.submit(_batch, work, batch))
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
