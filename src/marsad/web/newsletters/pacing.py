"""How fast copies go to one domain: large mail hosts put off, and then refuse, whoever sends too much at once."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Pace:
    """At most ``a_minute`` copies a minute to each domain, evenly. ``clock`` gives seconds.

    >>> pace = Pace(60, lambda: 0.0)
    >>> pace.wait("example.org"), pace.take("example.org"), pace.wait("example.org"), pace.wait("example.net")
    (0.0, None, 1.0, 0.0)
    """

    a_minute: int
    clock: Callable[[], float] = time.monotonic
    _next: dict[str, float] = field(default_factory=dict)

    def wait(self, domain: str) -> float:
        """Seconds until the next copy may go there."""
        return max(self._next.get(domain, 0.0) - self.clock(), 0.0)

    def take(self, domain: str) -> None:
        """Count a copy."""
        # What was not used is not saved up, but for one second: a burst is what hosts complain of.
        begin = max(self._next.get(domain, 0.0), self.clock() - 1.0) if domain in self._next else self.clock()
        self._next[domain] = begin + 60 / self.a_minute
