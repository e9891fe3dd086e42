"""Being a good guest: one request to a host at a time, and none where its robots.txt asks not to."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final
from urllib.robotparser import RobotFileParser

import httpx
from django.db import transaction
from django.utils import timezone

from marsad.model import MarsadError
from marsad.web.fetching import Fault, FetchError, fetch
from marsad.web.fetching.rules import Rules, from_environment
from marsad.web.ingest.addresses import host
from marsad.web.ingest.models import Host

PACE: Final = "MARSAD_FETCH_PACE"
AGENT: Final = "Marsad"
PATIENCE: Final = 2.0  # seconds: who would wait longer comes again later
_ROBOTS_BYTES: Final = 512_000  # RFC 9309, 2.5
_ROBOTS_AGE: Final = timedelta(hours=24)
_UNREACHABLE: Final = 3600  # seconds until a robots.txt that could not be had is asked for again
_LONGEST_DELAY: Final = 60.0


class LaterError(MarsadError):
    """Not now: ``wait`` is the seconds until it may be tried."""

    def __init__(self, wait: float) -> None:
        super().__init__(f"not before {wait:.0f} seconds from now")
        self.wait = wait


class ForbiddenError(MarsadError):
    """The site's robots.txt asks not to fetch this address."""


def pace() -> float:
    """Seconds between two requests to a host: ``MARSAD_FETCH_PACE``, else one. Raises ``MarsadError``."""
    written = os.environ.get(PACE) or "1"
    try:
        seconds = float(written)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= 3600:
        raise MarsadError(f"{PACE} is {written!r}; set it to seconds between two requests to a host, such as 1")
    return seconds


def rules(most_bytes: int) -> Rules:
    """The rules of fetching, for so many bytes at most."""
    return replace(from_environment(), most_bytes=most_bytes)


def turn(address: str) -> float:
    """Take the next turn at the host of an address: the seconds to wait until it.

    Raises ``ForbiddenError`` if it is not to be fetched, ``LaterError`` if the turn is too far off or the host's
    robots.txt cannot be had.
    """
    robots = _robots(address)
    if not robots.can_fetch(AGENT, address):
        raise ForbiddenError(f"{address}: the site's robots.txt asks not to fetch it")
    delay = float(robots.crawl_delay(AGENT) or 0)
    return _reserved(host(address), max(pace(), min(delay, _LONGEST_DELAY)))


@transaction.atomic
def _reserved(name: str, gap: float) -> float:
    now = timezone.now()
    row = Host.objects.select_for_update().get_or_create(name=name)[0]
    start = max(row.free or now, now)
    wait = (start - now).total_seconds()
    if wait > PATIENCE:
        raise LaterError(wait)
    Host.objects.filter(pk=row.pk).update(free=start + timedelta(seconds=gap))
    return wait


def put_off(address: str, seconds: float) -> None:
    """Leave a host alone for a while, as it asked."""
    until = timezone.now() + timedelta(seconds=seconds)
    row = Host.objects.get_or_create(name=host(address))[0]
    Host.objects.filter(pk=row.pk).update(free=until)


def busy(now: datetime) -> list[str]:
    """The hosts whose turn is not yet."""
    return list(Host.objects.filter(free__gt=now + timedelta(seconds=PATIENCE)).values_list("name", flat=True))


def _robots(address: str) -> RobotFileParser:
    row = Host.objects.get_or_create(name=host(address))[0]
    if row.read is None or timezone.now() - row.read > _ROBOTS_AGE:
        row.robots, row.read = _asked(address), timezone.now()
        Host.objects.filter(pk=row.pk).update(robots=row.robots, read=row.read)
    parser = RobotFileParser()
    parser.parse(row.robots.splitlines())
    return parser


def _asked(address: str) -> str:
    """The text of the host's robots.txt, empty if it has none. What is too long counts as far as it was to be read."""
    where = str(httpx.URL(address).copy_with(raw_path=b"/robots.txt", fragment=None))
    try:
        found = fetch(where, accept="text/plain, */*;q=0.1", rules=rules(_ROBOTS_BYTES))
    except FetchError as error:
        # RFC 9309: what is refused is as good as none, what fails forbids all for a while.
        if error.fault is Fault.STATUS and error.status and 400 <= error.status < 500 and error.status != 429:
            return ""
        if error.fault in (Fault.LARGE, Fault.PACKED, Fault.REDIRECTS):
            return ""
        if not error.again:
            raise
        raise LaterError(error.wait or _UNREACHABLE) from error
    return found.body.decode("utf-8", "replace").removeprefix("\ufeff").replace("\0", "")
