"""A reader's address where a proxy stands in front: from the header that the operator named, and from no other."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class ProxyMiddleware:
    """Puts the reader's address where everything looks for it (``REMOTE_ADDR``).

    Of several addresses the last counts: the proxy itself wrote it, and anybody could have written those before it.
    What is no address is left out, so that the proxy's own counts.
    """

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self._respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The response of the view."""
        header = settings.MARSAD_PROXY_HEADER
        said = request.META.get(header, "").rpartition(",")[2].strip() if header else ""
        if said:
            with suppress(ValueError):
                request.META["REMOTE_ADDR"] = str(ip_address(said))
        return self._respond(request)
