"""How often somebody may ask, counted by all processes of the site together (see ``marsad.web.shared``)."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address
from math import ceil
from typing import cast

from django.core.cache import cache
from django.http import HttpRequest

from marsad.web.shared import SharedCache


@dataclass(frozen=True, slots=True)
class Rate:
    """At most ``most`` times in ``seconds``, counted from the first time on. ``clock`` gives seconds, never fewer.

    Those of one ``name`` count together. Who was counted is kept as a hash alone.
    """

    most: int
    seconds: float
    clock: Callable[[], float] = time.time
    name: str = ""

    def take(self, key: str) -> int:
        """Count once; 0, or the whole seconds to wait if that is too often."""
        now = self.clock()
        times, ends = _shared().count(self._key(key), self.seconds, now)
        return ceil(ends - now) if times > self.most else 0

    def wait(self, key: str) -> int:
        """The whole seconds to wait before the next time; nothing is counted."""
        times, ends = _shared().counted(self._key(key))
        left = ends - self.clock()
        return ceil(left) if times >= self.most and left > 0 else 0

    def forget(self, key: str) -> None:
        """Begin anew."""
        cache.delete(self._key(key))

    def _key(self, key: str) -> str:
        hashed = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        return f"rate:{self.name}:{self.most}:{hashed}"


def _shared() -> SharedCache:
    return cast(SharedCache, cache)


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
