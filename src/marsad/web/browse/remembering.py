"""Answers about the whole ledger, remembered until it changes, and for a moment longer where they take long to find.

A ledger of half a million claims cannot be counted while somebody waits. Where a server watches the ledger
(``warming.watching``), a thread beside the pages takes up what was written, every few seconds, and finds anew what took
long and is asked for again and again, or took very long: that is told as it was until then. Everything else is found
when it is asked for. Where nobody watches, everything is found at once as the ledger is now.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import update_wrapper
from math import inf
from typing import Any, Final, Generic, ParamSpec, Self, TypeVar

from django.db import connections

from marsad.web.ledger.changes import version

P = ParamSpec("P")
R = TypeVar("R")
LONG: Final = (
    0.03  # seconds of processor, the database's included, that somebody may wait for an answer to be found anew
)
VERY_LONG: Final = 0.3  # the same of an answer that is found anew unasked though it was asked for but once
STALE: Final = 900.0  # seconds after a change for which an answer of before is told
ASKED: Final = 24 * 3600.0  # seconds after its last question for which an answer is found anew unasked


@dataclass(slots=True)
class _Answer(Generic[R]):
    """A value with the version that it is of, the seconds of processor it took, when it was last asked for, and how
    many times.
    """

    value: R
    version: int
    took: float
    asked: float
    times: int

    @property
    def is_kept_up(self) -> bool:
        """Whether it is found anew unasked, and told as it was until then."""
        return self.took > (LONG if self.times > 1 else VERY_LONG)


@dataclass(slots=True)
class _Versions:
    """The version of the ledger that is told, and when those before it were told for the last time."""

    watched: bool = False
    current: int = 0
    ended: dict[int, float] = field(default_factory=dict)
    guard: threading.Lock = field(default_factory=threading.Lock)

    def now(self) -> int:
        """The version that answers are to be of: the ledger's own, or the last that the watch took up."""
        if not self.watched:
            self.take_up(version())
        return self.current

    def take_up(self, found: int) -> None:
        """Tell this version from now on."""
        with self.guard:
            if found != self.current:
                clock = time.monotonic()
                self.ended = {one: since for one, since in self.ended.items() if clock - since < STALE}
                self.ended[self.current] = clock
                self.current = found

    def is_recent(self, one: int) -> bool:
        """Whether a version is hardly over, and somebody sees to it that what is of it is found anew."""
        with self.guard:
            ended = self.ended.get(one)
        return self.watched and ended is not None and time.monotonic() - ended < STALE


VERSIONS: Final = _Versions()
_ALL: Final[list[Remembered[Any, Any]]] = []


def remembered(most: int) -> Callable[[Callable[P, R]], Remembered[P, R]]:
    """Makes a function of its arguments and of the ledger remember so many answers."""
    return lambda find: Remembered(find, most)


def renew(rest: float = 0.0, spell: float = inf) -> bool:
    """Find anew what is kept up, what was asked for last first; what nobody asked for lately is let be. After each
    answer nothing is done for ``rest`` times as long as it took, so that pages have the processor. No answer is begun
    after ``spell`` seconds: whether all are found anew.
    """
    end = time.monotonic() + spell
    old = [(asked, one, key) for one in _ALL for asked, key in one.old()]
    for _, one, key in sorted(old, key=lambda item: -item[0]):
        if time.monotonic() > end:
            return False
        start = time.perf_counter()
        one.renew(key)
        time.sleep(rest * (time.perf_counter() - start))
    return True


def forget() -> None:
    """Remember nothing: for a ledger that went back to what it was, as one that is restored or rolled back."""
    for one in _ALL:
        one.forget()


class _Asking(ExitStack):
    """How long databases took that answer in a process of their own, whose time is not this thread's."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds = 0.0

    def __enter__(self) -> Self:
        for connection in connections.all(initialized_only=True):
            if connection.vendor != "sqlite":
                self.enter_context(connection.execute_wrapper(self._timed))
        return self

    def _timed(self, execute: Callable[..., Any], *given: Any) -> Any:
        start = time.perf_counter()
        try:
            return execute(*given)
        finally:
            self.seconds += time.perf_counter() - start


class Remembered(Generic[P, R]):
    """A function of what its arguments and the ledger are, with its last answers."""

    def __init__(self, find: Callable[P, R], most: int) -> None:
        update_wrapper(self, find)
        self._find = find
        self._most = most
        self._answers: OrderedDict[Hashable, _Answer[R]] = OrderedDict()
        self._locks: dict[Hashable, tuple[threading.Lock, int]] = {}
        self._guard = threading.Lock()
        _ALL.append(self)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """The answer as of now, or as of a moment ago."""
        key, now = (args, tuple(kwargs.items())), VERSIONS.now()
        known = self._known(key, now)
        if known is None:
            with self._alone(key):
                known = self._known(key, now) or self._answer(key, now)
        with self._guard:
            known.asked, known.times = time.monotonic(), known.times + 1
        return known.value

    def forget(self) -> None:
        """Remember no answer."""
        with self._guard:
            self._answers.clear()

    def old(self) -> list[tuple[float, Hashable]]:
        """The questions whose answers are kept up and of an earlier version, with when each was asked last."""
        now, clock = VERSIONS.now(), time.monotonic()
        with self._guard:
            told = list(self._answers.items())
        return [
            (one.asked, key) for key, one in told if one.version != now and one.is_kept_up and clock - one.asked < ASKED
        ]

    def renew(self, key: Hashable) -> None:
        """Find the answer to a question anew, unless that was done meanwhile."""
        with self._alone(key):
            now = VERSIONS.now()
            with self._guard:
                known = self._answers.get(key)
            if known and known.version != now:
                self._answer(key, now)

    def _known(self, key: Hashable, now: int) -> _Answer[R] | None:
        with self._guard:
            found = self._answers.get(key)
            if found is None:
                return None
            self._answers.move_to_end(key)
        old = found.version != now
        return None if old and not (found.is_kept_up and VERSIONS.is_recent(found.version)) else found

    def _answer(self, key: Any, now: int) -> _Answer[R]:
        args, kwargs = key
        start, asked_for = time.thread_time(), _Asking()  # of the processor: that others want it makes nothing harder
        with asked_for:
            value = self._find(*args, **dict(kwargs))
        took = time.thread_time() - start + asked_for.seconds
        with self._guard:
            before = self._answers.get(key)
            asked, times = (before.asked, before.times) if before else (time.monotonic(), 0)
            made = self._answers[key] = _Answer(value, now, took, asked, times)
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)
        return made

    @contextmanager
    def _alone(self, key: Hashable) -> Iterator[None]:
        """Of several that ask the same, one finds the answer for all."""
        with self._guard:
            lock, users = self._locks.get(key) or (threading.Lock(), 0)
            self._locks[key] = (lock, users + 1)
        try:
            with lock:
                yield
        finally:
            with self._guard:
                users = self._locks[key][1] - 1
                self._locks[key] = (lock, users)
                if not users:
                    del self._locks[key]
