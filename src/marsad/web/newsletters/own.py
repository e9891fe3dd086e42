"""Pages that a link in a mail opens: to confirm, to change, to leave. Looking at one changes nothing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from marsad.model import MarsadError
from marsad.web.newsletters import subscribing, tokens
from marsad.web.newsletters.addresses import masked
from marsad.web.newsletters.letters import Letter, LetterError
from marsad.web.newsletters.models import Subscriber, Subscription
from marsad.web.newsletters.pages import choices, said, wished

_READ_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@_READ_AND_POST
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Begin a subscription, by a button. 410 for a link that is too old, or none."""
    found = tokens.to_confirm(token, timezone.now())
    if found is None:
        return render(request, "newsletters/gone.html", {"confirming": True}, status=410)
    if request.method == "POST":
        subscribing.begin(found, timezone.now())
    told = {"subscription": found, "letter": _letter(found), "manage": tokens.managing(found.subscriber)}
    return _private(render(request, "newsletters/confirm.html", told))


# Mail programs press this without a session and without a token of ours against forgery (RFC 8058): the signature in
# the address is what shows that whoever presses has the letter.
@csrf_exempt
@never_cache
@_READ_AND_POST
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """End a subscription: by a button on the page, or by one of the mail program. Done again, it is still done."""
    found = tokens.to_leave(token)
    if request.method == "POST":
        language = found.language if found else None
        title = _title(found) if found else ""
        if found:
            subscribing.leave(found)
        with override(language or request.LANGUAGE_CODE):
            return _private(render(request, "newsletters/left.html", {"title": title}))
    if found is None:
        return render(request, "newsletters/gone.html", {"confirming": False}, status=410)
    return _private(render(request, "newsletters/leave.html", {"letter": _letter(found), "token": token}))


@never_cache
@_READ_AND_POST
def preferences(request: HttpRequest, token: str) -> HttpResponse:
    """All letters of a subscriber, each to be changed or left. 410 for a link that is none any more."""
    found = tokens.to_manage(token)
    if found is None:
        return render(request, "newsletters/gone.html", {"confirming": False}, status=410)
    fault = ""
    if request.method == "POST":
        try:
            return _changed(request, found)
        except MarsadError as error:
            fault = said(error)
    told = {"address": masked(found.address), "rows": _rows(found), "token": token, "fault": fault}
    return _private(render(request, "newsletters/preferences.html", told, status=400 if fault else 200))


def _changed(request: HttpRequest, found: Subscriber) -> HttpResponse:
    if request.POST.get("leave") == "all":
        subscribing.leave_all(found)
        return render(request, "newsletters/left.html", {"title": ""})
    number = request.POST.get("subscription", "")
    one = found.subscriptions.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 18 else None
    if one is None:
        messages.warning(request, _("This newsletter had been left already."))
    elif request.POST.get("leave") == "one":
        subscribing.leave(one)
        messages.success(request, _("You will not get this newsletter any more."))
        if not Subscriber.objects.filter(pk=found.pk).exists():
            return render(request, "newsletters/left.html", {"title": ""})
    else:
        subscribing.change(one, wished(request, subscribing.letter_of(one)), timezone.now())
        messages.success(request, _("Kept."))
    return HttpResponseRedirect(request.path)


def _rows(found: Subscriber) -> list[dict[str, Any]]:
    rows = []
    for one in found.subscriptions.exclude(confirmed=None).order_by("confirmed", "pk"):
        letter = _letter(one)
        chosen = {
            "often": one.frequency,
            "weekday": one.weekday,
            "language": one.language,
            "hour": one.hour,
            "zone": one.zone,
            "empty": one.empty,
        }
        rows.append({"subscription": one, "letter": letter, **(choices(letter, chosen) if letter else {})})
    return rows


def _letter(found: Subscription) -> Letter | None:
    try:
        return subscribing.letter_of(found)
    except LetterError:
        return None


def _title(found: Subscription) -> str:
    letter = _letter(found)
    with override(found.language):
        return letter.full_title if letter else ""


def _private(response: HttpResponse) -> HttpResponse:
    """The address of the page is a key to it: it goes nowhere else."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
