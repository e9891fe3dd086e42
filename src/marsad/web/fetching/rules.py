"""What a fetch may do: where it may go, how much it takes, how long it waits."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import marsad
from marsad.web.fetching.addresses import public

PROXY: Final = "MARSAD_FETCH_PROXY"
HOSTS: Final = "MARSAD_FETCH_HOSTS"
_AGENT: Final = f"Marsad/{marsad.__version__} (conflict observatory)"


def system(host: str, port: int) -> Sequence[str]:
    """The addresses of a name by the machine's resolver, best first. Raises ``OSError``."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True, slots=True)
class Rules:
    """``hosts``: whole names, in lower case, which the operator lets in wherever they lie. ``proxy``: the operator's
    own way out, which then resolves the names.
    """

    resolve: Callable[[str, int], Sequence[str]] = system
    permits: Callable[[str], bool] = public
    hosts: frozenset[str] = frozenset()
    proxy: str | None = None
    most_bytes: int = 10_000_000
    seconds: float = 30.0
    hops: int = 5
    agent: str = _AGENT

    def lets(self, host: str, address: str) -> bool:
        """Whether a connection to this address of the host may be opened."""
        return host in self.hosts or self.permits(address)


def from_environment() -> Rules:
    """The rules, with the operator's own hosts (``MARSAD_FETCH_HOSTS``, by commas) and proxy."""
    named = os.environ.get(HOSTS, "").split(",")
    hosts = frozenset(name.strip().casefold().rstrip(".") for name in named if name.strip())
    return Rules(hosts=hosts, proxy=os.environ.get(PROXY) or None)
