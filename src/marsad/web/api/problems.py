"""Errors as RFC 9457 has them: ``application/problem+json``."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any, Final

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError

from marsad.model import MarsadError

TYPE: Final = "application/problem+json"
_OURS: Final = frozenset({"asked", "told"})  # names of parameters that stand for the whole query or body
_LOG: Final = logging.getLogger(__name__)


class Fault(Schema):
    """What is wrong with one value of a request: ``pointer`` tells where it stands."""

    pointer: str
    detail: str


class ProblemOut(Schema):
    """An error. ``errors`` holds the values that cannot be, where that is what is wrong."""

    type: str
    title: str
    status: int
    detail: str = ""
    errors: list[Fault] = Field(default_factory=list)


class ProblemError(Exception):
    """An error that is told as it is."""

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = dict(headers or {})

    def response(self) -> HttpResponse:
        """As it is sent."""
        return problem(self.status, self.detail, headers=self.headers)


def problem(
    status: int, detail: str = "", errors: Iterable[Mapping[str, str]] = (), headers: Mapping[str, str] | None = None
) -> HttpResponse:
    """The response of an error."""
    told: dict[str, Any] = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    if detail:
        told["detail"] = detail
    if found := list(errors):
        told["errors"] = found
    # Whatever of a request is told again must be UTF-8.
    body = json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")
    return HttpResponse(body, status=status, content_type=TYPE, headers=dict(headers or {}))


def handle(api: NinjaAPI) -> None:
    """Have an interface tell its errors so."""
    api.add_exception_handler(ProblemError, _told)
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(HttpError, _http)
    api.add_exception_handler(Http404, lambda *_: problem(404, "There is nothing at this address."))
    api.add_exception_handler(MarsadError, lambda _, error: problem(422, str(error)))
    api.add_exception_handler(RequestDataTooBig, lambda *_: problem(413, "The request is too large."))
    api.add_exception_handler(SuspiciousOperation, lambda *_: problem(400, "The request could not be understood."))
    api.add_exception_handler(Exception, _broken)


# ninja's own type for what a handler is given holds the error's class as well, which never comes.
def _told(request: HttpRequest, error: Any) -> HttpResponse:
    found: HttpResponse = error.response()
    return found


def _http(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(error.status_code, str(error))


def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    found = [{"pointer": _pointer(one.get("loc", ())), "detail": str(one.get("msg", ""))} for one in error.errors]
    return problem(422, "The request holds values that cannot be.", found)


def _pointer(where: Iterable[str | int]) -> str:
    """Where a value stands: ``/query/limit``, ``/body/text``."""
    return "".join(f"/{part}" for part in where if part not in _OURS)


def _broken(request: HttpRequest, error: Any) -> HttpResponse:
    _LOG.error("the interface failed at %s", request.path, exc_info=error)
    return problem(500, "Something went wrong on our side. It was written to the log.")
