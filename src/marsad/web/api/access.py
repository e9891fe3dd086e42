"""Who asks, and how often: with a key or, more slowly, without."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from marsad.web.api.keys import known
from marsad.web.api.problems import TYPE, ProblemError, problem
from marsad.web.api.rates import Rate, asker
from marsad.web.review.roles import may_review

# Requests in a minute: to read, and to have a text coded, which takes a second or more of a processor.
ANONYMOUS: Final = Rate(60, 60, name="read")
KEYED: Final = Rate(600, 60, name="read-keyed")
CODE_ANONYMOUS: Final = Rate(6, 60, name="code")
CODE_KEYED: Final = Rate(60, 60, name="code-keyed")
_NAME: Final = "marsad_caller"  # the attribute of the request


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: ``name`` is what is counted, ``keyed`` whether with a key, ``reviewer`` whether it is a reviewer's."""

    name: str
    keyed: bool = False
    reviewer: bool = False

    @property
    def sees_texts(self) -> bool:
        """Whether the texts of reports are for them: reviewers', or everybody's if the operator allows it."""
        return self.reviewer or bool(getattr(settings, "MARSAD_API_TEXTS", False))


def caller(request: HttpRequest) -> Caller:
    """Who asks, as ``guarded`` found."""
    found: Caller = getattr(request, _NAME)
    return found


def guarded(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A view of the interface for whoever may ask, as often as they may; HEAD is answered as GET, without a body, and
    errors of whatever is below are told as problems.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        asked, request.method = request.method, "GET" if request.method == "HEAD" else request.method
        try:
            who = _identified(request)
            take(KEYED if who.keyed else ANONYMOUS, who)
        except ProblemError as found:
            return found.response()
        setattr(request, _NAME, who)
        response = _told(view(request, *args, **kwargs))
        request.method = asked  # whoever sends the response leaves the body out
        return response

    answer.csrf_exempt = True  # type: ignore[attr-defined] # no cookie opens anything here
    return answer


def take(rate: Rate, who: Caller) -> None:
    """Count a request. Raises ``ProblemError`` (429) if it is one too many."""
    if wait := rate.take(who.name):
        raise ProblemError(429, f"Too many requests; try again in {wait} s.", {"Retry-After": str(wait)})


def _identified(request: HttpRequest) -> Caller:
    written = request.headers.get("Authorization", "")
    if not written:
        return Caller(asker(request))
    scheme, _, key = written.partition(" ")
    found = known(key.strip()) if scheme.lower() == "bearer" else None
    if found is None:
        take(ANONYMOUS, Caller(asker(request)))  # guesses count as well
        raise ProblemError(401, "This key is not valid; send none to read without.", {"WWW-Authenticate": "Bearer"})
    return Caller(f"key {found.number}", keyed=True, reviewer=may_review(found.owner))


def _told(response: HttpResponseBase) -> HttpResponseBase:
    """An error that has another form, such as 405, as a problem."""
    if response.status_code < 400 or response.headers.get("Content-Type") == TYPE:
        return response
    headers = {"Allow": response.headers["Allow"]} if "Allow" in response.headers else {}
    return problem(response.status_code, headers=headers)
