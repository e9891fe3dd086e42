"""The newsletters there are, and a page for each: what is in it, how it looks, where to subscribe."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from marsad.model import MarsadError
from marsad.web.api.rates import Rate, asker
from marsad.web.newsletters import subscribing
from marsad.web.newsletters.addresses import folded
from marsad.web.newsletters.framing import framing
from marsad.web.newsletters.issues import archive
from marsad.web.newsletters.letters import FREQUENCIES, GENERAL, Frequency, Kind, Letter, LetterError, letter
from marsad.web.newsletters.offers import address, offers, reachable
from marsad.web.newsletters.subscribing import Wish
from marsad.web.newsletters.tokens import managing
from marsad.web.newsletters.zones import USUAL, ZONES
from marsad.web.review.roles import may_administer
from marsad.web.site.days import SATURDAY, weekdays

_LOG: Final = logging.getLogger(__name__)
LISTED = 12  # issues on a letter's page; the archive has all
# Subscriptions asked for in an hour by one asker, and mails in a day to one address: nobody's mailbox is filled.
BY_ASKER = Rate(20, 3600, name="subscribe")
BY_ADDRESS = Rate(8, 24 * 3600, name="subscribe-address")
_HOUR = 7


@require_safe
def newsletters(request: HttpRequest) -> HttpResponse:
    """All newsletters; ``q`` looks for places and actors."""
    words = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:100]
    told = {
        "general": [(one, address(one)) for one in GENERAL],
        "own": _own(request),
        "manage": _manage(request),
        "runs": may_administer(request.user),
        "words": words,
        "offers": offers(words),
    }
    return render(request, "newsletters/newsletters.html", told)


@never_cache
@framing
@require_safe
def letter_page(request: HttpRequest, kind: str, about: str = "") -> HttpResponse:
    """One newsletter. 404 for one that there is not, or that is somebody else's."""
    return _page(request, asked(request, kind, about))


@never_cache
@framing
@require_POST
def subscribe(request: HttpRequest, kind: str, about: str = "") -> HttpResponse:
    """Ask for a newsletter. Whatever is known of the address, the answer is the same."""
    found = asked(request, kind, about)
    written = request.POST.get("address", "")
    keys = ((BY_ASKER, asker(request)), (BY_ADDRESS, folded(written.strip())[:300]))
    wait = max(rate.wait(key) for rate, key in keys)
    if wait:
        return _page(request, found, _("Too many attempts. Try again in a few minutes."), 429, wait)
    try:
        began = subscribing.ask(found, written, wished(request, found), request.user, timezone.now())
    except MarsadError as error:
        return _page(request, found, said(error), 400)
    except (SMTPException, OSError):
        _LOG.exception("the mail to confirm a newsletter could not be sent")
        return _page(request, found, _("No mail can be sent now. Try again later."), 503)
    for rate, key in keys:
        rate.take(key)
    if began:
        return render(request, "newsletters/begun.html", {"letter": found})
    request.session["newsletters_asked"] = [written.strip()[:254], found.kind, found.about]
    return HttpResponseRedirect(reverse("newsletter-asked"))


@never_cache
@require_safe
def asked_page(request: HttpRequest) -> HttpResponse:
    """What to do next."""
    written, kind, about = request.session.get("newsletters_asked", ("", Kind.BRIEF, ""))
    return render(request, "newsletters/asked.html", {"address": written, "letter": Letter(Kind(kind), about)})


def asked(request: HttpRequest, kind: str, about: str) -> Letter:
    """The letter of an address. Raises ``Http404`` if there is none, or none for this reader."""
    if kind == Kind.FOLLOWS:
        about = str(request.user.pk) if request.user.is_authenticated and not about else "none"
    try:
        found = letter(kind, about)
    except LetterError:
        raise Http404 from None
    if not reachable(found, request.user):
        raise Http404
    return found


def wished(request: HttpRequest, found: Letter) -> Wish:
    """How a letter is to come, by a form. Raises ``MarsadError`` for what cannot be."""
    return Wish.of(found, request.POST.dict())


def choices(found: Letter, chosen: dict[str, Any] | None = None) -> dict[str, Any]:
    """What a form offers of a letter, with what is chosen."""
    usual = {
        "often": str(found.frequencies[0]),
        "weekday": SATURDAY,
        "language": get_language() or "ar",
        "hour": _HOUR,
        "zone": USUAL,
        "empty": False,
    }
    return {
        "frequencies": [(str(one), FREQUENCIES[one]) for one in found.frequencies],
        "weekly": Frequency.WEEKLY in found.frequencies,
        "weekdays": weekdays(get_language() or "ar"),
        "hours": range(24),
        "zones": ZONES.items(),
        "chosen": usual | (chosen or {}),
    }


def said(error: MarsadError) -> str:
    """A fault of a form in the reader's language."""
    name = type(error).__name__
    if name == "AddressError":
        return _("This is no mail address.")
    return _("This cannot be chosen. Load the page again.") if name in ("WishError", "LetterError") else str(error)


def _page(request: HttpRequest, found: Letter, fault: str = "", status: int = 200, wait: int = 0) -> HttpResponse:
    issues = archive(found, get_language() or "ar")
    chosen = {name: request.POST[name] for name in ("often", "language", "zone") if name in request.POST}
    numbers = {name: int(request.POST[name][:2]) for name in ("hour", "weekday") if _is_number(request, name)}
    told = {
        "letter": found,
        "fault": fault,
        "given": request.POST.get("address", "") or _address(request),
        "issues": list(issues[:LISTED]) if found.public or request.user.is_authenticated else [],
        "feed": address(found, "newsletter-feed") if found.public else None,
        "preview": address(found, "newsletter-preview"),
        "action": address(found, "newsletter-subscribe"),
        **choices(found, chosen | numbers | {"empty": request.POST.get("empty") == "1"}),
    }
    response = render(request, "newsletters/letter_page.html", told, status=status)
    if wait:
        response["Retry-After"] = str(wait)
    return response


def _is_number(request: HttpRequest, name: str) -> bool:
    written: str = request.POST.get(name, "")
    return written.isascii() and written.isdecimal()


def _address(request: HttpRequest) -> str:
    return str(getattr(request.user, "email", "")) if request.user.is_authenticated else ""


def _manage(request: HttpRequest) -> str | None:
    """The address of the page on which a reader who has signed in changes their letters, if any comes."""
    found = subscribing.subscriber_of(request.user) if request.user.is_authenticated else None
    return reverse("newsletter-preferences", args=[managing(found)]) if found else None


def _own(request: HttpRequest) -> str | None:
    """The address of the reader's own letter, if they may have one."""
    if not request.user.is_authenticated:
        return None
    found = Letter(Kind.FOLLOWS, str(request.user.pk))
    return address(found) if reachable(found, request.user) else None
