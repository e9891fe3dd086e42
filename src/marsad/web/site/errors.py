"""Pages for what goes wrong: they say what, and what to do."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from marsad.model import MarsadError
from marsad.web.database import StoreError
from marsad.web.site.telling import told


class ErrorMiddleware:
    """A ``MarsadError`` that a view lets pass is the reader's to mend: 400, and what is wrong. A database that fails is
    ours: its message names what readers have no business with, and goes to the log.
    """

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self._respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The response of the view."""
        return self._respond(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page of the error; ``None`` for errors of other kinds."""
        if not isinstance(error, MarsadError) or isinstance(error, StoreError):
            return None
        return _page(request, 400, told(error))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    if isinstance(exception, RequestDataTooBig):
        return _page(request, 400, _("That is too much at once: 8 MB are the most that can be sent to a page."))
    return _page(request, 400, _("The request could not be understood."))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return _page(request, 403, _("This page is not open to you."))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return _page(request, 404, _("There is nothing at this address."))


def broken(request: HttpRequest) -> HttpResponse:
    """500: something is wrong on our side."""
    return _page(request, 500, _("Something went wrong on our side. It was written to the log."))


def _page(request: HttpRequest, status: int, message: str) -> HttpResponse:
    return render(request, "site/error.html", {"status": status, "message": message}, status=status)
