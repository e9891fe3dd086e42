"""Where a mail server tells of bounces and complaints itself, with a shared secret."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hmac import compare_digest
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from marsad.web.newsletters.bounces import MOST, Kind, Told, hear, kind_of, read
from marsad.web.newsletters.environment import hook_secret
from marsad.web.newsletters.outcomes import status

_EVENTS: Final = 1000  # in one call


class _FormError(Exception):
    """What was sent is none of the forms that are understood."""


@csrf_exempt  # no cookie opens anything here
@never_cache
@require_POST
def hook(request: HttpRequest) -> HttpResponse:
    """Take in a mail (``message/rfc822``), or JSON: see docs/how-to/newsletters.md. 404 where no secret is set."""
    secret = hook_secret()
    if secret is None:
        raise Http404
    given = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    if not compare_digest(given.encode(), secret.encode()):
        return _problem(401, "the secret is not right")
    try:
        body = request.body if len(request.body) <= MOST else b""
        told = read(body) if request.content_type == "message/rfc822" else list(_events(body))
    except _FormError as error:
        return _problem(400, str(error))
    heard = hear(told, timezone.now())
    return JsonResponse({"known": heard.known, "stopped": heard.stopped})


def _events(body: bytes) -> Iterator[Told]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise _FormError("the body is neither JSON nor a mail (message/rfc822)") from None
    rows = found if isinstance(found, list) else [found]
    if len(rows) > _EVENTS:
        raise _FormError(f"{_EVENTS} events are the most at once")
    for row in rows:
        yield _event(row)


def _event(row: Any) -> Told:
    if not isinstance(row, dict) or not isinstance(row.get("message_id"), str):
        raise _FormError("an event is an object with message_id and event")
    key = row["message_id"].strip().strip("<>").partition("@")[0]
    code = status(row["status"]) if isinstance(row.get("status"), str) else ""
    match row.get("event"):
        case "complaint":
            return Told(key, Kind.COMPLAINT)
        case "bounce":
            return Told(key, kind_of(code), code)
    raise _FormError("event is bounce or complaint")


def _problem(code: int, message: str) -> HttpResponse:
    response = JsonResponse({"error": message}, status=code)
    if code == 401:
        response["WWW-Authenticate"] = "Bearer"
    return response
