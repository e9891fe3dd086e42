"""Who tries too often has to wait, and is told how long."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext

from marsad.web.api.rates import Rate, asker

# Wrong passwords in a quarter of an hour: from one address, and for one account from one address. An account is never
# barred for all addresses, or anybody could bar it.
BY_ADDRESS: Final = Rate(30, 900, name="sign-in")
BY_ACCOUNT: Final = Rate(5, 900, name="sign-in-account")
CODES: Final = 900  # seconds that wrong codes are counted for, see ACCOUNT_RATE_LIMITS
_MINUTE: Final = 60
_LONG: Final = {"account_reset_password": 3600}  # the others are counted by the minute


def too_many(request: HttpRequest, wait: int = 0) -> HttpResponse:
    """429 with ``Retry-After``: after ``wait`` seconds, or else what the page that was asked for counts by."""
    route = request.resolver_match.url_name if request.resolver_match else None
    wait = wait or _LONG.get(route or "", _MINUTE)
    minutes = -(-wait // _MINUTE)
    told = ngettext(
        "Too many attempts. Try again in %(minutes)s minute.",
        "Too many attempts. Try again in %(minutes)s minutes.",
        minutes,
    )
    response = render(request, "site/error.html", {"status": 429, "message": told % {"minutes": minutes}}, status=429)
    response["Retry-After"] = str(wait)
    return response


def keys(request: HttpRequest, name: str) -> tuple[tuple[Rate, str], tuple[Rate, str]]:
    """What a wrong password for a name is counted under."""
    address = asker(request)
    return (BY_ADDRESS, address), (BY_ACCOUNT, f"{address} {name.casefold()}")


def wait(request: HttpRequest, name: str) -> int:
    """The whole seconds until a password for a name may be tried again."""
    return max(rate.wait(key) for rate, key in keys(request, name))


def failed(request: HttpRequest, name: str) -> None:
    """Count a wrong password."""
    for rate, key in keys(request, name):
        rate.take(key)


def passed(request: HttpRequest, name: str) -> None:
    """Begin anew for an account whose owner came in. The address is still counted: it may guess at others."""
    BY_ACCOUNT.forget(keys(request, name)[1][1])
