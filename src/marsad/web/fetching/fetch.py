"""One outside address, fetched under the rules."""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

import httpcore
import httpx

from marsad.web.fetching import body
from marsad.web.fetching.errors import Fault, FetchError
from marsad.web.fetching.network import Clock, GuardedNetwork, numeric
from marsad.web.fetching.rules import Rules, from_environment

_PORTS: Final = {"http": 80, "https": 443}
_LOW_PORTS: Final = 1024  # below it lie mail, remote shells and the like, which are no business of a page's
_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD: Final = frozenset({301, 308})
_AGAIN: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_LONGEST_WAIT_S: Final = 7 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was served. ``url`` is where it was found, ``moved`` where it lives from now on, if it said so.

    ``status`` is 200 to 299, or 304 (then without a body); names of ``headers`` are in lower case.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    moved: str | None = None

    @property
    def media_type(self) -> str:
        """As in ``text/html``; empty if the server named none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


def fetch(
    url: str, *, accept: str = "*/*", known: Mapping[str, str] | None = None, rules: Rules | None = None
) -> Fetched:
    """What ``url`` serves, following redirects. ``known``: the headers of an earlier answer, to be told «not changed».

    Raises ``FetchError``; its message names the address.
    """
    rules = rules or from_environment()
    headers = {"User-Agent": rules.agent, "Accept": accept, "Accept-Encoding": "gzip"} | _conditions(known or {})
    clock = Clock(rules.seconds)
    target, moved, for_good = _checked(url, rules), None, True
    for _ in range(rules.hops + 1):
        with _telling(target):
            answer, onward = _one(target, headers, rules, clock)
        if onward is None:
            return replace(answer, moved=moved)
        target = _checked(onward, rules)
        for_good = for_good and answer.status in _FOR_GOOD  # behind a detour nothing has moved
        moved = str(target) if for_good else moved
    raise FetchError(Fault.REDIRECTS, f"{url} leads on and on: more than {rules.hops} redirects")


def _conditions(known: Mapping[str, str]) -> dict[str, str]:
    asked = {"If-None-Match": known.get("etag"), "If-Modified-Since": known.get("last-modified")}
    return {name: value for name, value in asked.items() if value and value.isprintable()}


def _checked(url: str, rules: Rules) -> httpx.URL:
    """The address, if its form is one that may be fetched; where its name leads is checked on connecting."""
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, UnicodeError) as error:  # lone surrogates have no form that could be sent
        raise FetchError(Fault.ADDRESS, f"{url!r} is no address: {error}") from error
    if parsed.scheme not in _PORTS or not parsed.host:
        raise FetchError(Fault.ADDRESS, f"{url!r} is not an address that begins with http:// or https://")
    if parsed.userinfo:
        raise FetchError(Fault.ADDRESS, f"the address at {parsed.host} holds a name or a password; give one without")
    port = parsed.port or _PORTS[parsed.scheme]
    if port < _LOW_PORTS and port not in _PORTS.values():
        raise FetchError(Fault.ADDRESS, f"{parsed.host} is asked at port {port}, where no pages are served")
    host = _host(parsed)
    number = numeric(host)
    if number is not None and not _lets(rules, host, number):
        raise FetchError(Fault.CLOSED, f"{host} lies in a closed network; an operator may let it in by name")
    if number is None and host.rpartition(".")[2] == "localhost" and host not in rules.hosts:
        raise FetchError(Fault.CLOSED, f"{host} is this machine itself; an operator may let it in by name")
    return parsed


def _lets(rules: Rules, host: str, number: str) -> bool:
    try:
        return rules.lets(host, number)
    except ValueError:
        return False  # looks like an address and is none


def _host(url: httpx.URL) -> str:
    return url.raw_host.decode("ascii").casefold().rstrip(".")


@contextmanager
def _telling(url: httpx.URL) -> Iterator[None]:
    """Names the address in what goes wrong, and tells the failures of a connection apart."""
    try:
        yield
    except FetchError as error:
        raise FetchError(
            error.fault, f"{url}: {error}", again=error.again, status=error.status, wait=error.wait
        ) from error
    except httpcore.TimeoutException as error:
        raise FetchError(Fault.SLOW, f"{url}: the server is too slow", again=True) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError, ssl.SSLError, OSError) as error:
        raise FetchError(Fault.CONNECTION, f"{url}: the connection failed: {error}", again=True) from error


def _one(url: httpx.URL, headers: Mapping[str, str], rules: Rules, clock: Clock) -> tuple[Fetched, str | None]:
    """The answer of one server, and where it sends to, if it does."""
    asked = httpcore.URL(scheme=url.raw_scheme, host=_host(url).encode("ascii"), port=url.port, target=url.raw_path)
    named = [(b"Host", url.netloc), *((k.encode("ascii"), v.encode("latin-1")) for k, v in headers.items())]
    waits = {"timeout": dict.fromkeys(("connect", "read", "write", "pool"), rules.seconds)}
    with _pool(rules, clock) as pool, pool.stream("GET", asked, headers=named, extensions=waits) as answer:
        told = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in answer.headers}
        if answer.status in _MOVED and told.get("location"):
            return Fetched(str(url), answer.status, told, b""), _onward(url, _utf8(told["location"]))
        if answer.status == 304:
            return Fetched(str(url), 304, told, b""), None
        if not 200 <= answer.status < 300:
            raise _refusal(answer.status, told)
        if int(told.get("content-length", "0") or 0) > rules.most_bytes:
            raise FetchError(Fault.LARGE, f"is larger than {rules.most_bytes:,} bytes")
        whole = body.read(answer.iter_stream(), told.get("content-encoding", "").strip().lower(), rules.most_bytes)
        return Fetched(str(url), answer.status, told, whole), None


def _onward(url: httpx.URL, location: str) -> str:
    try:
        return str(url.join(location))
    except (httpx.InvalidURL, UnicodeError) as error:
        raise FetchError(Fault.ADDRESS, f"leads to {location!r}, which is no address") from error


def _utf8(header: str) -> str:
    """An address that a server wrote as it is, not in percents: Arabic sites do, in UTF-8, and browsers follow."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return header


def _refusal(status: int, told: Mapping[str, str]) -> FetchError:
    wait = told.get("retry-after", "").strip()
    seconds = min(int(wait), _LONGEST_WAIT_S) if wait.isascii() and wait.isdigit() else None
    return FetchError(Fault.STATUS, f"the server answers {status}", again=status in _AGAIN, status=status, wait=seconds)


def _pool(rules: Rules, clock: Clock) -> httpcore.ConnectionPool:
    """A pool of one use: a kept connection would outlive the check of its address."""
    if rules.proxy is None:
        return httpcore.ConnectionPool(network_backend=GuardedNetwork(rules, clock), ssl_context=tls())
    proxy = httpx.URL(rules.proxy)
    return httpcore.HTTPProxy(
        proxy_url=httpcore.URL(rules.proxy),
        proxy_auth=(proxy.username, proxy.password) if proxy.username else None,
        network_backend=GuardedNetwork(rules, clock, proxy=proxy.host),
        ssl_context=tls(),
    )


@cache
def tls() -> ssl.SSLContext:
    """The machine's own authorities, read once: reading them takes longer than fetching a feed."""
    return ssl.create_default_context()
