"""Requests sent at a steady pace, whether those before are answered or not: what waits in a queue is measured too."""

from __future__ import annotations

import http.client
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from random import Random
from typing import Final
from urllib.parse import urlsplit

from marsad.web.bench.pages import Request

_AT_ONCE: Final = 64  # requests that may be under way
_PATIENCE: Final = 60.0  # seconds
_READERS: Final = 200  # addresses that requests come from, where the machine has them: one alone would meet its limit


@dataclass(frozen=True, slots=True)
class Answer:
    """How a request went. ``at`` and ``seconds`` count from when it was due, not from when it could be sent; a
    ``status`` of 0 is no answer at all.
    """

    request: Request
    at: float
    seconds: float
    status: int
    size: int


def arrivals(count: int, rate: float, random: Random) -> list[float]:
    """When so many requests come that come ``rate`` a second on average, each by itself (a Poisson process)."""
    found, at = [], 0.0
    for _ in range(count):
        at += random.expovariate(rate)
        found.append(at)
    return found


def ask(
    address: str,
    requests: Sequence[Request],
    due: Sequence[float],
    acts: Sequence[tuple[float, Callable[[], None]]] = (),
) -> list[Answer]:
    """The answers of a server, in the order of the requests. ``acts`` are done beside, each at its time."""
    host = urlsplit(address).netloc
    start = time.perf_counter() + 1.0
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for at, act in acts:
            pool.submit(_act, act, start + at)
        waiting = []
        for n, (request, at) in enumerate(zip(requests, due, strict=True)):
            time.sleep(max(start + at - time.perf_counter(), 0))
            waiting.append(pool.submit(_one, host, _reader(n), request, start, at))
        return [one.result() for one in waiting]


def _act(act: Callable[[], None], at: float) -> None:
    time.sleep(max(at - time.perf_counter(), 0))
    act()


def _reader(n: int) -> tuple[str, int] | None:
    """The address that the n-th request comes from; only Linux has all of 127.0.0.0/8."""
    return (f"127.0.0.{n % _READERS + 1}", 0) if sys.platform == "linux" else None


def _one(host: str, reader: tuple[str, int] | None, request: Request, start: float, at: float) -> Answer:
    connection = http.client.HTTPConnection(host, timeout=_PATIENCE, source_address=reader)
    try:
        connection.request("GET", request.path, headers={"Accept-Encoding": "gzip"})
        response = connection.getresponse()
        body = response.read(1) if request.begun else response.read()
        return Answer(request, at, time.perf_counter() - start - at, response.status, len(body))
    except (OSError, http.client.HTTPException):  # not answered at all, or not in time: a failure like others
        return Answer(request, at, time.perf_counter() - start - at, 0, 0)
    finally:
        connection.close()
