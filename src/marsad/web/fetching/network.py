"""Connections that are checked when they are opened, and that end when the fetch's time is up."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore

from marsad.web.fetching.errors import Fault, FetchError
from marsad.web.fetching.rules import Rules


def dial(host: str, port: int, rules: Rules) -> socket.socket:
    """A connection to a server that speaks another protocol than HTTP, checked as all are. Raises ``FetchError``."""
    last: OSError | None = None
    for address in _addresses(host, port, rules):
        try:
            return socket.create_connection((address, port), rules.seconds)
        except OSError as error:
            last = error
    raise FetchError(Fault.CONNECTION, f"{host} does not answer: {last}", again=True) from last


class Clock:
    """The time that is left to a fetch, over all its hops."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._seconds = seconds

    def left(self, most: float | None = None) -> float:
        """Seconds left, or ``most`` if that is less. Raises ``FetchError`` when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise FetchError(Fault.SLOW, f"took longer than {self._seconds:g} seconds", again=True)
        return left if most is None else min(left, most)


class GuardedNetwork(httpcore.NetworkBackend):
    """Resolves a name once, checks what it got, and connects to that very address: rebinding the name changes nothing.

    ``proxy`` is the one host that is reached unasked: the operator's own way out.
    """

    def __init__(self, rules: Rules, clock: Clock, proxy: str | None = None) -> None:
        self._rules, self._clock, self._proxy = rules, clock, proxy
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A stream to the first address that answers. Raises ``FetchError`` if the host has one that is refused."""
        last: Exception | None = None
        for address in [host] if host == self._proxy else _addresses(host, port, self._rules):
            try:
                stream = self._plain.connect_tcp(
                    address, port, self._clock.left(timeout), local_address, socket_options or ()
                )
                return _Timed(stream, self._clock)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
        raise FetchError(Fault.CONNECTION, f"{host} does not answer: {last}", again=True) from last


class _Timed(httpcore.NetworkStream):
    """A stream whose every wait is bounded by what is left of the whole, so that a slow drip comes to an end."""

    def __init__(self, stream: httpcore.NetworkStream, clock: Clock) -> None:
        self._stream, self._clock = stream, clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._clock.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._clock.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, self._clock.left(timeout)), self._clock)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _addresses(host: str, port: int, rules: Rules) -> list[str]:
    """Where a connection to a host may be opened. Raises ``FetchError`` if it may not be."""
    try:
        found = list(rules.resolve(host, port))
    except (OSError, UnicodeError) as error:
        raise FetchError(Fault.NAME, f"the name {host} has no address: {error}", again=True) from error
    # One closed address among several is enough: an honest site has none.
    closed = next((address for address in found if not rules.lets(host, address)), None)
    if closed is not None:
        raise FetchError(Fault.CLOSED, f"{host} lies in a closed network ({closed}); an operator may let it in by name")
    if not found:
        raise FetchError(Fault.NAME, f"the name {host} has no address", again=True)
    return found


def numeric(host: str) -> str | None:
    """The address that a host written as a number means, in any form that machines take, else nothing.

    ``2130706433``, ``0x7f.1`` and ``0177.0.0.1`` all are 127.0.0.1.
    """
    bare = host.strip("[]")
    if ":" in bare:
        return bare
    try:
        return socket.inet_ntoa(socket.inet_aton(bare))
    except (OSError, UnicodeError):
        return None
