"""How often somebody may ask: counted in this process, so that a site of several allows as many times more."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address
from math import ceil
from threading import Lock

from django.http import HttpRequest

_MOST = 50_000  # askers remembered at once; the oldest are forgotten first


@dataclass(slots=True)
class Rate:
    """At most ``most`` times in ``seconds``, counted from the first time on. ``clock`` gives seconds, never fewer.

    >>> Rate(1, 60, lambda: 0.0).take("a")
    0
    """

    most: int
    seconds: float
    clock: Callable[[], float] = time.monotonic
    _taken: dict[str, tuple[float, int]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def take(self, key: str) -> int:
        """Count once; 0, or the whole seconds to wait if that is too often."""
        with self._lock:
            wait = self._wait(key)
            if not wait:
                self._count(key)
            return wait

    def wait(self, key: str) -> int:
        """The whole seconds to wait before the next time; nothing is counted."""
        with self._lock:
            return self._wait(key)

    def forget(self, key: str) -> None:
        """Begin anew."""
        with self._lock:
            self._taken.pop(key, None)

    def clear(self) -> None:
        """Begin anew for all."""
        with self._lock:
            self._taken.clear()

    def _wait(self, key: str) -> int:
        since, times = self._taken.get(key, (0.0, 0))
        left = since + self.seconds - self.clock()
        return ceil(left) if times >= self.most and left > 0 else 0

    def _count(self, key: str) -> None:
        now = self.clock()
        since, times = self._taken.get(key, (now, 0))
        if now >= since + self.seconds:
            since, times = now, 0
        self._taken.pop(key, None)  # so that it stands last
        self._taken[key] = since, times + 1
        if len(self._taken) > _MOST:
            self._taken.pop(next(iter(self._taken)))


def asker(request: HttpRequest) -> str:
    """Who asks, by address: what a proxy says is believed only where the server was told to. Of IPv6 the network."""
    written = request.META.get("REMOTE_ADDR", "")
    try:
        found = ip_address(written)
    except ValueError:
        return str(written)
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or IPv6Address(int(found) >> 64 << 64))
    return str(found)
