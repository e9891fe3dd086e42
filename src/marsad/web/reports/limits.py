"""How often somebody may have work done: so many times a minute, then he is asked to wait."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest

from marsad.web.api.rates import Rate, asker

TIMES: Final = 20
SPAN: Final = 60  # seconds


def wait(request: HttpRequest, what: str) -> int:
    """0 if he may, and this time is counted; else the seconds until he may again.

    Counted by account, else by address. Behind a proxy that does not pass addresses on, all share one.
    """
    who = f"user-{request.user.pk}" if request.user.is_authenticated else f"address-{asker(request)}"
    return Rate(TIMES, SPAN, name=what).take(who)
