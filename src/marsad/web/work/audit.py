"""Who changed what: what those who look after the site do with its pages, and what is done at its command line.

Judgements are not in it: the ledger keeps their history. Nor is what anybody reads, saves or follows: that is nobody's
business. Nothing of what was sent is kept but what a view says itself.
"""

from __future__ import annotations

import getpass
import logging
import os
from collections.abc import Callable
from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from marsad.web.review.roles import may_review
from marsad.web.work.models import Change

_WHO: Final = "MARSAD_WHO"
_SAFE: Final = ("GET", "HEAD", "OPTIONS", "TRACE")
_CARE: Final = tuple(f"marsad.web.{app}." for app in ("ingest", "work", "review", "reports"))
# Pages of care among those of readers.
_ALSO: Final = ("account-uninvite", "newsletters-lift")
_ABOUT: Final = "marsad_audited"  # the attribute of the request
_LONGEST: Final = 500
_log: Final = logging.getLogger(__name__)


def record(who: str, what: str, about: str = "") -> None:
    """Put a change down. ``what`` is the name of a view or a command, ``about`` what it was done to."""
    line = " ".join(about.split())[:_LONGEST]
    Change.objects.create(when=timezone.now(), who=who[:150], what=what[:100], about=line)
    _log.info("changed", extra={"fields": {"who": who, "what": what, "about": line}})


def at_the_command_line(what: str, about: str = "") -> None:
    """Put down what was done by a command: by whoever ``MARSAD_WHO`` names, else the user of the machine."""
    record(f"{os.environ.get(_WHO) or getpass.getuser()} (command line)", what, about)


def about(request: HttpRequest, told: str) -> None:
    """Say what a request is about to do; it is put down once it was done."""
    setattr(request, _ABOUT, told)


class AuditMiddleware:
    """Puts down what reviewers and administrators change by pages, once it was done."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The response."""
        response = self._get_response(request)
        # A page that changed something leads on; one that only shows what was sent does not.
        if request.method not in _SAFE and 300 <= response.status_code < 400 and _watched(request):
            match = request.resolver_match
            told = getattr(request, _ABOUT, "") or " ".join(map(str, match.kwargs.values() if match else ()))
            record(request.user.get_username(), (match and match.view_name) or request.path, told)
        return response


def _watched(request: HttpRequest) -> bool:
    """Whether it is a page of the site's own care, asked by somebody who has a part in it."""
    match = request.resolver_match
    if match is None or not (match.func.__module__.startswith(_CARE) or match.view_name in _ALSO):
        return False
    return may_review(request.user)
